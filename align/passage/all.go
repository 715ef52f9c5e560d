package passage

import (
	"cmp"
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"verbatim/corpus"
	"verbatim/normalize"
)

// Match is a passage that the articles numbered A and B share; A < B.
type Match struct {
	A, B int
	Passage
}

// All gives the passages that any two of texts share, in order of A, B and
// place. Where more than a few dozen articles share one text, each is compared
// with the first of them and with one neighbour, not with all.
//
// The work is nearly linear in the corpus: articles meet only where they share
// a shingle. Passages whose words were shuffled are not looked for.
func All(texts []*normalize.Text, opt Options) []Match {
	opt.OrderOnly = true
	docs := make([]*Doc, len(texts))
	parallel(len(texts), func(from, to int) {
		for i := from; i < to; i++ {
			docs[i] = Read(texts[i], opt)
		}
	})
	return AllDocs(docs, opt)
}

// AllDocs is [All] for articles that were made ready with [Read].
func AllDocs(docs []*Doc, opt Options) []Match {
	words := 0
	for _, d := range docs {
		words += len(d.keys)
	}
	if opt.MinWords == 0 {
		opt.MinWords = chanceWords(words)
	}
	seeds := join(docs, words)
	sortSeeds(seeds)
	return verify(docs, seeds, opt)
}

// chanceWords is the shortest run that is no chance among so many words: 8 in
// two articles, one more each time the corpus grows eightfold.
func chanceWords(words int) int {
	return 8 + max(0, bits.Len(uint(words/10000))-1)/3
}

// partition is how many postings are sorted at once; it bounds memory to 32
// bytes a posting for each worker.
const partition = 4 << 20

// join gives the shingles that articles share. The postings are made and
// sorted in parts, each a range of hashes.
func join(docs []*Doc, words int) []Seed {
	parts := 1
	for parts*partition < words {
		parts *= 2
	}
	shift := 64 - bits.Len(uint(parts-1))
	found := make([][]Seed, parts)
	var wg sync.WaitGroup
	work := make(chan int)
	for range min(parts, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			var postings, buffer []Posting
			for p := range work {
				keep := func(h uint64) bool { return h>>shift == uint64(p) }
				if parts == 1 {
					keep = nil
				}
				postings = postings[:0]
				for i, d := range docs {
					postings = Shingles(postings, uint32(i), d, keep)
				}
				if len(buffer) < len(postings) {
					buffer = make([]Posting, len(postings))
				}
				postings, buffer = radix(postings, buffer[:len(postings)])
				var seeds []Seed
				for i := 0; i < len(postings); {
					j := i + 1
					for j < len(postings) && uint32(postings[j].Hash) == uint32(postings[i].Hash) {
						j++
					}
					if j > i+1 {
						seeds = Candidates(seeds, postings[i:j])
					}
					i = j
				}
				found[p] = seeds
			}
		})
	}
	for p := range parts {
		work <- p
	}
	close(work)
	wg.Wait()
	return slices.Concat(found...)
}

// radix sorts postings by the lower half of the hash, stable, 11 bits at a
// time, and gives the sorted slice and the other one.
func radix(p, q []Posting) (sorted, other []Posting) {
	const width = 11
	for shift := 0; shift < 32; shift += width {
		var at [1 << width]int
		for i := range p {
			at[uint32(p[i].Hash)>>shift&(1<<width-1)]++
		}
		sum := 0
		for i, n := range at {
			at[i] = sum
			sum += n
		}
		for i := range p {
			k := uint32(p[i].Hash) >> shift & (1<<width - 1)
			q[at[k]] = p[i]
			at[k]++
		}
		p, q = q, p
	}
	return p, q
}

func sortSeeds(seeds []Seed) {
	slices.SortFunc(seeds, func(p, q Seed) int {
		if c := cmp.Compare(uint64(p.A)<<32|uint64(p.B), uint64(q.A)<<32|uint64(q.B)); c != 0 {
			return c
		}
		return cmp.Compare(uint64(p.WordA)<<32|uint64(p.WordB), uint64(q.WordA)<<32|uint64(q.WordB))
	})
}

// verify compares the articles of each pair around their seeds (sorted).
func verify(docs []*Doc, seeds []Seed, opt Options) []Match {
	var starts []int
	for i := range seeds {
		if i == 0 || seeds[i].A != seeds[i-1].A || seeds[i].B != seeds[i-1].B {
			starts = append(starts, i)
		}
	}
	starts = append(starts, len(seeds))
	const chunk = 256
	n := (len(starts) - 1 + chunk - 1) / chunk
	found := make([][]Match, n)
	parallel(n, func(from, to int) {
		for c := from; c < to; c++ {
			for k := c * chunk; k < min((c+1)*chunk, len(starts)-1); k++ {
				s := seeds[starts[k]:starts[k+1]]
				for _, p := range Verify(docs[s[0].A], docs[s[0].B], s, opt) {
					found[c] = append(found[c], Match{int(s[0].A), int(s[0].B), p})
				}
			}
		}
	})
	return slices.Concat(found...)
}

// parallel calls f for ranges that cover 0..n, on all processors.
func parallel(n int, f func(from, to int)) {
	const grain = 16
	var wg sync.WaitGroup
	work := make(chan int)
	for range min(n/grain+1, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range work {
				f(i, min(i+grain, n))
			}
		})
	}
	for i := 0; i < n; i += grain {
		work <- i
	}
	close(work)
	wg.Wait()
}

// promising reports whether the words around a seed can make a passage: the
// seed and the content words that stand near the same place on the other side
// weigh enough. Most shingles that meet by chance end here.
func promising(a, b []uint32, x, y, enough int32) bool {
	const around, drift = 30, 4
	var w int32
	for _, k := range a[x : x+ShingleWords] {
		w += weight(k)
	}
	for i := max(0, x-around); i < min(int32(len(a)), x+around); i++ {
		if w >= enough {
			return true
		}
		k := a[i]
		if i >= x && i < x+ShingleWords || k&contentBit == 0 {
			continue
		}
		j := i - x + y
		for _, o := range b[min(max(0, j-drift), int32(len(b))):max(0, min(j+drift+1, int32(len(b))))] {
			if o == k {
				w += weight(k)
				break
			}
		}
	}
	return w >= enough
}

// margin is how far around seeds an article is compared.
const margin = 80

// Verify compares two articles around the seeds that they share, which are in
// order of WordA, and gives the passages in order of a. It finds what [Pair]
// finds there, in the order of words.
func Verify(a, b *Doc, seeds []Seed, opt Options) []Passage {
	var boxes []box
	enough := int32(passageMin * opt.minWords() / 8 * 7 / 10)
next:
	for _, s := range seeds {
		x, y := int32(s.WordA), int32(s.WordB)
		if !promising(a.keys, b.keys, x, y, enough) {
			continue
		}
		n := box{max(0, x-margin), min(int32(len(a.keys)), x+margin), max(0, y-margin), min(int32(len(b.keys)), y+margin), 0}
		for i := len(boxes) - 1; i >= max(0, len(boxes)-64); i-- {
			o := &boxes[i]
			if n.a0 < o.a1 && o.a0 < n.a1 && n.b0 < o.b1 && o.b0 < n.b1 {
				o.a0, o.a1, o.b0, o.b1 = min(o.a0, n.a0), max(o.a1, n.a1), min(o.b0, n.b0), max(o.b1, n.b1)
				continue next
			}
		}
		boxes = append(boxes, n)
	}
	var out []Passage
	for _, c := range boxes {
		found := align(a.keys[c.a0:c.a1], b.keys[c.b0:c.b1], opt)
		for _, m := range found {
			m.a0, m.a1, m.b0, m.b1 = m.a0+int(c.a0), m.a1+int(c.a0), m.b0+int(c.b0), m.b1+int(c.b0)
			if furnished(a, b, m) {
				continue
			}
			p := Passage{
				A:     corpus.Span{Start: int(a.start[m.a0]), End: int(a.end[m.a1-1])},
				B:     corpus.Span{Start: int(b.start[m.b0]), End: int(b.end[m.b1-1])},
				Words: m.words(),
				Equal: m.equal,
			}
			p.Similarity = float64(p.Equal) / float64(p.Words)
			out = append(out, p)
		}
	}
	sortPassages(out)
	return slices.CompactFunc(out, func(p, q Passage) bool { return p.A.Overlaps(q.A) && p.B.Overlaps(q.B) })
}
