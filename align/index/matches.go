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
	type result struct {
		of       []T
		problems []corpus.Problem
	}
	waiting := map[int]result{}
	pool := sync.Pool{New: func() any { return new(pairing) }}
	return r.join.Pairs(ctx, r.numbers, r.passage, func(part, of int, seeds []passage.Seed) error {
		p := pool.Get().(*pairing)
		defer pool.Put(p)
		var out result
		emit := func(t T) { out.of = append(out.of, t) }
		last := -1
		for i := 0; i < len(seeds); {
			n := i + 1
			for n < len(seeds) && seeds[n].A == seeds[i].A && seeds[n].B == seeds[i].B {
				n++
			}
			p.x, p.y = seeds[i].A, seeds[i].B
			s := seeds[i:n]
			i = n
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
			before := len(out.of)
			var err error
			if fault := corpus.Guard(func() { err = r.compare(p, s, func(p *pairing) error { return f(p, emit) }) }); fault != nil {
				if r.opt.Problem == nil {
					panic(fault)
				}
				out.of = out.of[:before]
				out.problems = append(out.problems, *r.problem(fault, p.x, fmt.Sprintf("The article is not compared with %s.", corpus.Shown(r.ids[p.y]))))
			}
			if err != nil {
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
			for _, p := range out.problems {
				r.opt.Problem(p)
			}
			for _, t := range out.of {
				if err := yield(t); err != nil {
					return err
				}
			}
		}
		r.opt.progress(stage, part+1, of)
		return nil
	})
}

// compare calls f with the passages of a pair whose first article is read, if there
// are any.
func (r *run) compare(p *pairing, seeds []passage.Seed, f func(*pairing) error) error {
	b, err := r.c.doc(int(r.of[p.y]))
	if err != nil {
		return err
	}
	if ok, err := passage.Promising(&p.a, b, seeds, r.passage); err != nil {
		return r.damaged(p.y, err)
	} else if !ok {
		return nil
	}
	if err := p.b.UnmarshalBinary(b); err != nil {
		return r.damaged(p.y, err)
	}
	if p.passages = passage.Verify(&p.a, &p.b, seeds, r.passage); len(p.passages) == 0 {
		return nil
	}
	return f(p)
}

// problem is that of a fault in the article numbered rank, with what it costs.
func (r *run) problem(f *corpus.Fault, rank uint32, lost string) *corpus.Problem {
	m, err := r.c.Meta(int(r.of[rank]))
	if err != nil || m.Path == "" {
		m.Path = r.ids[rank]
	}
	return f.Problem(m.Path, m.Line, lost)
}

func (r *run) damaged(rank uint32, err error) error {
	return fmt.Errorf("article %q: %w", r.ids[rank], err)
}
