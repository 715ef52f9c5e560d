package index

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime"
	"slices"
	"sync"

	"verbatim/align"
	"verbatim/align/family"
	"verbatim/align/passage"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Families calls yield for every quotation that two or more articles of c carry, in
// order of the ids of the articles and of place, whatever the order in which the
// articles came. It may be called once on a [Spool]. Nearly linear in the corpus;
// what is held is 28 bytes for each pair of occurrences that was verified.
func Families(ctx context.Context, c Corpus, opt Options, yield func(*align.Quote) error) error {
	r, err := newRun(ctx, c, opt)
	if err != nil {
		return err
	}
	defer r.join.Close()
	groups, err := r.families(ctx)
	if err != nil {
		return err
	}
	return r.write(ctx, groups, yield)
}

// families joins the quotations of the corpus.
func (r *run) families(ctx context.Context) ([]passage.Group, error) {
	var edges []passage.Edge
	err := inOrder(ctx, r, "pairs compared", func(p *pairing, emit func(passage.Edge)) error {
		a, err := r.marked(p.x)
		if err != nil {
			return err
		}
		b, err := r.marked(p.y)
		if err != nil || len(a)+len(b) == 0 {
			return err
		}
		for _, e := range passage.Edges(nil, p.x, p.y, &p.a, &p.b, p.passages, a, b) {
			emit(e)
		}
		return nil
	}, func(e passage.Edge) error {
		edges = append(edges, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := r.settle(edges); err != nil {
		return nil, err
	}
	var out []passage.Group
	for i, c := range passage.Components(edges) {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var broken error
		if fault := corpus.Guard(func() {
			out = append(out, passage.Families(c, func(s passage.Stretch) []uint32 {
				k, err := r.words(s)
				if err != nil {
					broken = err
				}
				return k
			})...)
		}); fault != nil {
			if r.opt.Problem == nil {
				panic(fault)
			}
			r.opt.Problem(*r.problem(fault, c[0].A.Doc, "What other articles share with it here makes no family."))
		}
		if broken != nil {
			return nil, broken
		}
	}
	slices.SortFunc(out, func(p, q passage.Group) int { return first(p).Compare(first(q)) })
	return out, nil
}

// first is the first stretch of a family in the order of articles.
func first(g passage.Group) passage.Stretch {
	if len(g) > 1 && g[1].Compare(g[0]) < 0 {
		return g[1]
	}
	return g[0]
}

func (r *run) marked(rank uint32) ([][2]uint32, error) {
	b, err := r.c.quotes(int(r.of[rank]))
	if err != nil {
		return nil, err
	}
	m, err := marked(b)
	if err != nil {
		return nil, r.damaged(rank, err)
	}
	return m, nil
}

func (r *run) words(s passage.Stretch) ([]uint32, error) {
	b, err := r.c.doc(int(r.of[s.Doc]))
	if err != nil {
		return nil, err
	}
	k, err := passage.Words(nil, b, s.From, s.To)
	if err != nil {
		return nil, r.damaged(s.Doc, err)
	}
	return k, nil
}

// settle gives the stretches of edges their names, article by article.
func (r *run) settle(edges []passage.Edge) error {
	ends := make([]*passage.Stretch, 0, 2*len(edges))
	for i := range edges {
		ends = append(ends, &edges[i].A, &edges[i].B)
	}
	slices.SortFunc(ends, func(p, q *passage.Stretch) int { return cmp.Compare(p.Doc, q.Doc) })
	var here []passage.Stretch
	for i := 0; i < len(ends); {
		n := i
		here = here[:0]
		for ; n < len(ends) && ends[n].Doc == ends[i].Doc; n++ {
			here = append(here, *ends[n])
		}
		m, err := r.marked(ends[i].Doc)
		if err != nil {
			return err
		}
		names := passage.Settle(here, func(s passage.Stretch) bool { return slices.Contains(m, [2]uint32{s.From, s.To}) })
		for ; i < n; i++ {
			*ends[i] = names[*ends[i]]
		}
	}
	return nil
}

// write makes the quote objects of groups, on all processors, and yields them in
// order.
func (r *run) write(ctx context.Context, groups []passage.Group, yield func(*align.Quote) error) error {
	const batch = 512
	for from := 0; from < len(groups); from += batch {
		part := groups[from:min(len(groups), from+batch)]
		out, broken := make([]*align.Quote, len(part)), make([]error, len(part))
		faults := make([]*corpus.Fault, len(part))
		var all sync.WaitGroup
		next := make(chan int)
		for range min(len(part), runtime.GOMAXPROCS(0)) {
			all.Go(func() {
				for i := range next {
					faults[i] = corpus.Guard(func() { out[i], broken[i] = r.quote(part[i]) })
				}
			})
		}
		for i := range part {
			next <- i
		}
		close(next)
		all.Wait()
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, q := range out {
			if fault := faults[i]; fault != nil {
				if r.opt.Problem == nil {
					panic(fault)
				}
				r.opt.Problem(*r.problem(fault, first(part[i]).Doc, "The family of what other articles share with it here is left out."))
				continue
			}
			if broken[i] != nil {
				return broken[i]
			}
			q.N = from + i + 1
			if err := yield(q); err != nil {
				return err
			}
		}
		r.opt.progress("families written", from+len(part), len(groups))
	}
	return nil
}

// quote makes the quote object of a family.
func (r *run) quote(g passage.Group) (*align.Quote, error) {
	head, err := r.words(g[0])
	if err != nil {
		return nil, err
	}
	members := slices.Clone(g)
	slices.SortFunc(members, passage.Stretch.Compare)
	q := &align.Quote{Coverage: map[string]string{}, ReadingFrom: []string{}, Readings: []align.Reading{}}
	readings, kinds, covered := map[string]int{}, map[string]int{}, map[string]int{}
	for _, s := range members {
		o, err := r.occurrence(s)
		if err != nil {
			return nil, err
		}
		k, err := r.words(s)
		if err != nil {
			return nil, err
		}
		from, to, equal := passage.Covers(head, k)
		if slices.Equal(head, k) {
			from, to, equal = 0, len(head), len(head)
			q.ReadingFrom = append(q.ReadingFrom, o.Article)
		}
		o.PartOf = [2]int{from, to}
		if s == g[0] {
			q.Reading = o.Text
		}
		if o.Kind != "" {
			kinds[o.Kind]++
		}
		covered[o.Article] += equal
		key := keyOf(k)
		i, ok := readings[key]
		if !ok {
			i = len(q.Readings)
			readings[key] = i
			q.Readings = append(q.Readings, align.Reading{Text: o.Text})
		}
		q.Readings[i].Occurrences = append(q.Readings[i].Occurrences, o.ID)
		q.Occurrences = append(q.Occurrences, o)
	}
	for id, n := range covered {
		q.Coverage[id] = "part"
		if 100*n >= 85*len(head) {
			q.Coverage[id] = "full"
		}
	}
	sum := sha256.Sum256([]byte(keyOf(head)))
	q.ID = "q" + hex.EncodeToString(sum[:])[:10]
	for k, n := range kinds {
		if q.Kind == "" || n > kinds[q.Kind] || n == kinds[q.Kind] && k < q.Kind {
			q.Kind = k
		}
	}
	q.Speaker = agreed(q.Occurrences, func(o *align.Occurrence) align.Claim { return o.Speaker })
	q.Addressee = agreed(q.Occurrences, func(o *align.Occurrence) align.Claim { return o.Addressee })
	q.Date = agreed(q.Occurrences, func(o *align.Occurrence) align.Claim { return o.Date })
	q.Time = agreed(q.Occurrences, func(o *align.Occurrence) align.Claim { return o.Time })
	return q, nil
}

func keyOf(words []uint32) string {
	b := make([]byte, 0, 4*len(words))
	for _, w := range words {
		b = append(b, byte(w), byte(w>>8), byte(w>>16), byte(w>>24))
	}
	return string(b)
}

// agreed is the claim that most make, stated before inferred before guessed.
func agreed(all []align.Occurrence, of func(*align.Occurrence) align.Claim) align.Claim {
	weight := map[string]int{"stated": 5, "inferred": 2, "guessed": 1}
	votes := map[string]int{}
	for i := range all {
		if c := of(&all[i]); c.Value != "" {
			votes[family.SpeakerKey(c.Value)] += weight[c.Sure]
		}
	}
	var best align.Claim
	top := 0
	for i := range all {
		c := of(&all[i])
		if c.Value == "" {
			continue
		}
		if s := votes[family.SpeakerKey(c.Value)]*1000 + weight[c.Sure]*100 + min(len(c.Value), 60); s > top {
			top, best = s, align.Claim{Value: c.Value, How: c.How, Sure: c.Sure}
		}
	}
	return best
}

// occurrence is a stretch as it is printed: a quotation of its article, or words
// that stand there without marks.
func (r *run) occurrence(s passage.Stretch) (align.Occurrence, error) {
	o, err := occurrence(r.c, int(r.of[s.Doc]), r.ids[s.Doc], s.From, s.To)
	if errors.Is(err, errQuotes) {
		err = r.damaged(s.Doc, err)
	}
	return o, err
}

func occurrence(c Corpus, n int, id string, from, to uint32) (align.Occurrence, error) {
	b, err := c.quotes(n)
	if err != nil {
		return align.Occurrence{}, err
	}
	var found *align.Occurrence
	err = eachQuote(b, func(f, t uint32, js []byte) error {
		if f != from || t != to || found != nil {
			return nil
		}
		o, err := decodeOccurrence(id, js)
		found = &o
		return err
	})
	if err != nil {
		return align.Occurrence{}, err
	}
	if found != nil {
		return *found, nil
	}
	return bare(c, n, from, to)
}

// bare makes an occurrence of the words [from, to) of article n.
func bare(c Corpus, n int, from, to uint32) (align.Occurrence, error) {
	m, err := c.Meta(n)
	if err != nil {
		return align.Occurrence{}, err
	}
	b, err := c.doc(n)
	if err != nil {
		return align.Occurrence{}, err
	}
	var d passage.Doc
	if err := d.UnmarshalBinary(b); err != nil {
		return align.Occurrence{}, err
	}
	span, ok := d.Span(from, to)
	if !ok {
		return align.Occurrence{}, errQuotes
	}
	o := align.Occurrence{ID: align.OccurrenceID(m.ID, span), Place: placeOf(m.ID, &d, span), Zone: "body", Marks: "none"}
	doc, err := c.Document(n)
	if err != nil {
		return o, err
	}
	if !m.Edited {
		o.Text = string(doc.Raw[span.Start:span.End])
		return o, nil
	}
	t := normalize.Clean(doc, normalize.Options{})
	o.Text, o.Zone = t.Cut(span), string(t.ZoneAt(t.Cleaned(span).Start).Kind)
	return o, nil
}
