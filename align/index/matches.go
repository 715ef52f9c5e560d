package index

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"verbatim/align"
	"verbatim/align/passage"
	"verbatim/corpus"
)

// Shared is a passage of two articles, as it is printed.
type Shared struct {
	A          align.Place `json:"a"`
	B          align.Place `json:"b"`
	Words      int         `json:"words"`
	Equal      int         `json:"equal"`
	Similarity float64     `json:"similarity"`
	Shuffled   bool        `json:"shuffled,omitempty"` // the words stand in another order
}

// Passages calls yield for every passage that two articles of c share, in order of
// the ids of A and B and of place, whatever the order in which the articles came.
// It may be called once on a [Spool]. Nearly linear in the corpus.
func Passages(ctx context.Context, c Corpus, opt Options, yield func(Shared) error) error {
	r, err := newRun(ctx, c, opt)
	if err != nil {
		return err
	}
	defer r.join.Close()
	return inOrder(ctx, r, "pairs compared", func(p *pairing, emit func(Shared)) error {
		a, b := r.ids[p.x], r.ids[p.y]
		for _, m := range p.passages {
			emit(Shared{A: placeOf(a, &p.a, m.A), B: placeOf(b, &p.b, m.B), Words: m.Words, Equal: m.Equal, Similarity: m.Similarity})
		}
		return nil
	}, yield)
}

func placeOf(id string, d *passage.Doc, s corpus.Span) align.Place {
	r := d.Runes(s)
	return align.Place{Article: id, ByteStart: s.Start, ByteEnd: s.End, RuneStart: r.Start, RuneEnd: r.End}
}

// run is one pass over the pairs of a corpus. Its numbers are ranks: the order of
// the ids.
type run struct {
	c       Corpus
	opt     Options
	join    *passage.Join
	numbers passage.Numbers
	of      []uint32 // article of each rank
	ids     []string // by rank
	passage passage.Options
}

func newRun(ctx context.Context, c Corpus, opt Options) (*run, error) {
	n := c.Len()
	r := &run{c: c, opt: opt, of: make([]uint32, n), ids: make([]string, n)}
	ids, outlets := make([]string, n), map[string]uint32{"": 0}
	r.numbers.Series = make([]uint32, n)
	sorted := true
	for i := range n {
		id, outlet, err := c.head(i)
		if err != nil {
			return nil, err
		}
		ids[i], r.of[i] = id, uint32(i)
		sorted = sorted && (i == 0 || ids[i-1] < id)
		s, ok := outlets[outlet]
		if !ok {
			s = uint32(len(outlets))
			outlets[outlet] = s
		}
		r.numbers.Series[i] = s
	}
	r.ids = ids
	if !sorted {
		slices.SortFunc(r.of, func(a, b uint32) int {
			if ids[a] < ids[b] {
				return -1
			}
			return 1
		})
		r.ids, r.numbers.Rank = make([]string, n), make([]uint32, n)
		for rank, i := range r.of {
			r.ids[rank], r.numbers.Rank[i] = ids[i], uint32(rank)
		}
	}
	var err error
	if r.join, err = c.join(ctx, opt); err != nil {
		return nil, err
	}
	r.passage = passage.Options{OrderOnly: true, MinWords: r.join.MinWords()}
	return r, nil
}

// pairing is a pair of articles with what they share; x and y are ranks.
type pairing struct {
	x, y     uint32
	a, b     passage.Doc
	passages []passage.Passage
}

// inOrder compares all pairs, on all processors, and calls yield with what f emits
// for each, in order of the pairs.
func inOrder[T any](ctx context.Context, r *run, stage string, f func(p *pairing, emit func(T)) error, yield func(T) error) error {
	var mu sync.Mutex
	next := 0
	waiting := map[int][]T{}
	pool := sync.Pool{New: func() any { return new(pairing) }}
	return r.join.Pairs(ctx, r.numbers, r.passage, func(part, of int, seeds []passage.Seed) error {
		p := pool.Get().(*pairing)
		defer pool.Put(p)
		var out []T
		emit := func(t T) { out = append(out, t) }
		last := -1
		for i := 0; i < len(seeds); {
			n := i + 1
			for n < len(seeds) && seeds[n].A == seeds[i].A && seeds[n].B == seeds[i].B {
				n++
			}
			p.x, p.y = seeds[i].A, seeds[i].B
			if int(p.x) != last {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				b, err := r.c.doc(int(r.of[p.x]))
				if err != nil {
					return err
				}
				if err := p.a.UnmarshalBinary(b); err != nil {
					return r.damaged(p.x, err)
				}
				last = int(p.x)
			}
			s := seeds[i:n]
			i = n
			b, err := r.c.doc(int(r.of[p.y]))
			if err != nil {
				return err
			}
			if ok, err := passage.Promising(&p.a, b, s, r.passage); err != nil {
				return r.damaged(p.y, err)
			} else if !ok {
				continue
			}
			if err := p.b.UnmarshalBinary(b); err != nil {
				return r.damaged(p.y, err)
			}
			if p.passages = passage.Verify(&p.a, &p.b, s, r.passage); len(p.passages) == 0 {
				continue
			}
			if err := f(p, emit); err != nil {
				return err
			}
		}
		mu.Lock()
		defer mu.Unlock()
		waiting[part] = out
		for {
			out, ok := waiting[next]
			if !ok {
				break
			}
			delete(waiting, next)
			next++
			for _, t := range out {
				if err := yield(t); err != nil {
					return err
				}
			}
		}
		r.opt.progress(stage, part+1, of)
		return nil
	})
}

func (r *run) damaged(rank uint32, err error) error {
	return fmt.Errorf("article %q: %w", r.ids[rank], err)
}
