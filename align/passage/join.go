package passage

import (
	"cmp"
	"context"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"verbatim/corpus"
)

// Join finds which articles of a corpus share a shingle. Its postings, and the
// pairs of places that follow from them, are kept in memory up to a bound and then
// in a temporary file: the corpus itself is never in memory. Use: [Join.Add] each
// article, then [Join.Pairs] once, then [Join.Close].
//
// Postings are put into bins by the upper bits of their hash and pairs into bins
// by their first article; each bin is sorted by itself, by radix. That is the sort
// on disk and the sort in memory alike.
type Join struct {
	opt      JoinOptions
	postings *bins[record]
	prints   prints
	batch    [][]record // of each bin, not yet added
	docs     int
	words    int64
}

// JoinOptions bounds a [Join].
type JoinOptions struct {
	Memory int64  // bytes for words, postings and pairs; 0: no bound
	Dir    string // of the temporary files; "" is that of the system
	Small  bool   // a few articles: one bin
}

// record is a posting in the bin of its hash.
type record struct{ hash, doc, word uint32 }

const (
	binBits   = 8
	binCount  = 1 << binBits
	batchSize = 64
)

// NewJoin is a join without articles.
func NewJoin(opt JoinOptions) *Join {
	n := binCount
	if opt.Small {
		n = 1
	}
	return &Join{
		opt: opt, prints: prints{bound: opt.Memory / 4 * 3},
		postings: newBins[record](n, opt.Memory/8, opt.Dir), batch: make([][]record, n),
	}
}

// Add adds the shingles of article number n; story keeps those of another story
// apart (0: they all are of one). It is for one goroutine. O(words).
func (j *Join) Add(n uint32, d *Doc, story uint64) error {
	for i, h := range d.shingles() {
		if err := j.Post(h^story, n, uint32(i)); err != nil {
			return err
		}
	}
	j.prints.add(n, d.keys)
	j.Count(int(n)+1, len(d.keys))
	return nil
}

// Post adds one posting, as Add does for each; the articles that it is of must be
// counted with [Join.Count].
func (j *Join) Post(hash uint64, doc, word uint32) error {
	k := 0
	if len(j.batch) > 1 {
		k = int(hash >> (64 - binBits))
	}
	b := append(j.batch[k], record{uint32(hash >> 24), doc, word})
	if len(b) >= batchSize {
		if err := j.postings.add(k, b...); err != nil {
			return err
		}
		b = b[:0]
	}
	j.batch[k] = b
	return nil
}

// Words adds the words of article number n, of whose record ([Doc.AppendBinary]) b
// is: with them, [Join.Pairs] leaves out what no passage can come of. [Join.Add]
// does it, too.
func (j *Join) Words(n uint32, b []byte) error { return j.prints.record(n, b) }

// Count says that the corpus has at least so many articles and words more.
func (j *Join) Count(docs, words int) {
	j.docs = max(j.docs, docs)
	j.words += int64(words)
}

// MinWords is the shortest run of equal words that is no chance in a corpus of the
// size added so far.
func (j *Join) MinWords() int { return chanceWords(j.words) }

// Close removes the temporary files.
func (j *Join) Close() { j.postings.close() }

// Numbers says what the join should call an article and which outlet it is of.
// Both may be nil.
type Numbers struct {
	Rank   []uint32 // another number of each article, in the order that results are to have
	Series []uint32 // outlet of each article; 0: not known
}

// Pairs calls f for all pairs of articles that share a shingle: some pairs a call,
// sorted by A, B and WordA, from several goroutines. The calls are numbered: those
// of lower numbers hold lower A. Shingles among other words, of which [Verify] makes
// nothing with opt, may be missing. A cancelled ctx ends it.
func (j *Join) Pairs(ctx context.Context, num Numbers, opt Options, f func(part, of int, seeds []Seed) error) error {
	for k, b := range j.batch {
		if err := j.postings.add(k, b...); err != nil {
			return err
		}
	}
	j.batch = nil
	parts := len(j.postings.bin)
	seeds := newBins[Seed](parts, j.opt.Memory/8, j.opt.Dir)
	defer seeds.close()
	enough := enough(opt)
	of := func(rank uint32) uint32 { return rank }
	if num.Rank != nil {
		numbers := make([]uint32, len(num.Rank))
		for n, rank := range num.Rank {
			numbers[rank] = uint32(n)
		}
		of = func(rank uint32) uint32 { return numbers[rank] }
	}
	partOf := func(a uint32) int { return int(uint64(a) * uint64(parts) / uint64(max(1, j.docs))) }
	err := j.parallel(ctx, parts, func() func(k int) error {
		var records, buffer []record
		var bucket []Posting
		var found []Seed
		local := make([][]Seed, parts)
		return func(k int) (err error) {
			if records, err = j.postings.take(k, records); err != nil {
				return err
			}
			buffer = resize(buffer, len(records))
			var sorted []record
			sorted, buffer = radix(records, buffer, 32, func(r *record) uint32 { return r.hash })
			for i := 0; i < len(sorted); {
				n := i + 1
				for n < len(sorted) && sorted[n].hash == sorted[i].hash {
					n++
				}
				if n > i+1 {
					bucket = bucket[:0]
					for _, r := range sorted[i:n] {
						p := Posting{Doc: r.doc, Word: r.word}
						if num.Series != nil {
							p.Series = num.Series[r.doc]
						}
						if num.Rank != nil {
							p.Doc = num.Rank[r.doc]
						}
						bucket = append(bucket, p)
					}
					if num.Rank != nil {
						slices.SortFunc(bucket, func(p, q Posting) int { return cmp.Or(cmp.Compare(p.Doc, q.Doc), cmp.Compare(p.Word, q.Word)) })
					}
					found = Candidates(found[:0], bucket)
					for _, s := range found {
						if !j.prints.promising(of(s.A), of(s.B), s.WordA, s.WordB, enough) {
							continue
						}
						p := partOf(s.A)
						if local[p] = append(local[p], s); len(local[p]) == batchSize {
							if err := seeds.add(p, local[p]...); err != nil {
								return err
							}
							local[p] = local[p][:0]
						}
					}
				}
				i = n
			}
			records = sorted
			for p, s := range local {
				if err := seeds.add(p, s...); err != nil {
					return err
				}
				local[p] = s[:0]
			}
			return nil
		}
	})
	if err != nil {
		return err
	}
	j.postings.close()
	j.prints = prints{}
	return j.parallel(ctx, parts, func() func(k int) error {
		var all, buffer []Seed
		return func(k int) (err error) {
			if all, err = seeds.take(k, all); err != nil {
				return err
			}
			buffer = resize(buffer, len(all))
			width := bits.Len(uint(j.docs))
			all, buffer = radix(all, buffer, width, func(s *Seed) uint32 { return s.B })
			all, buffer = radix(all, buffer, width, func(s *Seed) uint32 { return s.A })
			for p := range pairs(all) {
				slices.SortFunc(p, func(p, q Seed) int { return cmp.Or(cmp.Compare(p.WordA, q.WordA), cmp.Compare(p.WordB, q.WordB)) })
			}
			return f(k, parts, all)
		}
	})
}

// pairs yields the seeds of each pair of articles; seeds are in order of A and B.
func pairs(seeds []Seed) func(yield func([]Seed) bool) {
	return func(yield func([]Seed) bool) {
		for i := 0; i < len(seeds); {
			n := i + 1
			for n < len(seeds) && seeds[n].A == seeds[i].A && seeds[n].B == seeds[i].B {
				n++
			}
			if !yield(seeds[i:n]) {
				return
			}
			i = n
		}
	}
}

// parallel does parts 0..n on all processors, in order of their numbers; each
// processor has a worker of its own. The first error ends it, and a panic, which is
// raised again in the caller.
func (j *Join) parallel(ctx context.Context, n int, worker func() func(k int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan int)
	var all sync.WaitGroup
	var fault atomic.Pointer[corpus.Fault]
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			do := worker()
			for k := range work {
				if ctx.Err() != nil {
					continue
				}
				if f := corpus.Guard(func() {
					if err := do(k); err != nil {
						cancel(err)
					}
				}); f != nil {
					fault.Store(f)
					cancel(nil)
				}
			}
		})
	}
	for k := range n {
		work <- k
	}
	close(work)
	all.Wait()
	if f := fault.Load(); f != nil {
		panic(f)
	}
	return context.Cause(ctx)
}

// radix sorts p by the lower bits of key, stable, 11 bits at a time, with the room
// of q, and gives the sorted slice and the other one.
func radix[T any](p, q []T, width int, key func(*T) uint32) (sorted, other []T) {
	const digit = 11
	for shift := 0; shift < width; shift += digit {
		var at [1 << digit]int
		for i := range p {
			at[key(&p[i])>>shift&(1<<digit-1)]++
		}
		sum := 0
		for i, n := range at {
			at[i] = sum
			sum += n
		}
		for i := range p {
			k := key(&p[i]) >> shift & (1<<digit - 1)
			q[at[k]] = p[i]
			at[k]++
		}
		p, q = q, p
	}
	return p, q
}
