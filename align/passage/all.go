package passage

import (
	"context"
	"encoding/binary"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
func AllDocs(docs []*Doc, opt Options) []Match { return allDocs(docs, opt, nil) }

// allDocs leaves out the pairs that worth, if there is one, refuses.
func allDocs(docs []*Doc, opt Options, worth func(a, b int) bool) []Match {
	words := int64(0)
	for _, d := range docs {
		words += int64(len(d.keys))
	}
	if opt.MinWords == 0 {
		opt.MinWords = chanceWords(words)
	}
	j := NewJoin(JoinOptions{Small: words < 1<<20})
	defer j.Close()
	for i, d := range docs {
		j.Add(uint32(i), d, 0) // no bound, no file, no error
	}
	found := make([][]Match, binCount)
	j.Pairs(context.Background(), Numbers{}, opt, func(part, _ int, seeds []Seed) error {
		for s := range pairs(seeds) {
			a, b := int(s[0].A), int(s[0].B)
			if worth != nil && !worth(a, b) {
				continue
			}
			for _, p := range Verify(docs[a], docs[b], s, opt) {
				found[part] = append(found[part], Match{a, b, p})
			}
		}
		return nil
	})
	return slices.Concat(found...)
}

// chanceWords is the shortest run that is no chance among so many words: 8 in
// two articles, one more each time the corpus grows eightfold.
func chanceWords(words int64) int {
	return 8 + max(0, bits.Len64(uint64(words/10000))-1)/3
}

// parallel calls f for ranges that cover 0..n, on all processors. A panic is
// raised again in the caller.
func parallel(n int, f func(from, to int)) {
	const grain = 16
	var wg sync.WaitGroup
	var fault atomic.Pointer[corpus.Fault]
	work := make(chan int)
	for range min(n/grain+1, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range work {
				if f := corpus.Guard(func() { f(i, min(i+grain, n)) }); f != nil {
					fault.Store(f)
				}
			}
		})
	}
	for i := 0; i < n; i += grain {
		work <- i
	}
	close(work)
	wg.Wait()
	if f := fault.Load(); f != nil {
		panic(f)
	}
}

// Promising reports whether [Verify] can find anything in a and the article of
// record, which [Doc.AppendBinary] wrote: whether one of the seeds stands among
// other words that both have. Most pairs end here, so it reads the words near the
// seeds and nothing else. O(seeds).
func Promising(a *Doc, record []byte, seeds []Seed, opt Options) (bool, error) {
	enough := enough(opt)
	r := reader{b: record}
	n := r.uvarint()
	if r.bad || n > uint64(len(r.b))/4 {
		return false, errDoc
	}
	const side = around + drift + ShingleWords
	var near [2 * side]uint32
	for _, s := range seeds {
		x, y := int32(s.WordA), int32(s.WordB)
		if int(x)+ShingleWords > len(a.keys) || int64(y)+ShingleWords > int64(n) {
			return false, errDoc
		}
		from, to := max(0, y-side), min(int32(n), y+side)
		for i := from; i < to; i++ {
			near[i-from] = binary.LittleEndian.Uint32(r.b[4*i:])
		}
		if promising(a.keys, near[:to-from], x, y-from, enough) {
			return true, nil
		}
	}
	return false, nil
}

func enough(opt Options) int32 { return int32(passageMin * opt.minWords() / 8 * 7 / 10) }

// margin is how far around seeds an article is compared.
const margin = 80

// Verify compares two articles around the seeds that they share, which are in
// order of WordA, and gives the passages in order of a. It finds what [Pair]
// finds there, in the order of words.
func Verify(a, b *Doc, seeds []Seed, opt Options) []Passage {
	var boxes []box
	enough := enough(opt)
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
