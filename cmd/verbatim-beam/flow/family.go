package flow

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"verbatim/align"
	"verbatim/align/index"
	"verbatim/align/passage"
	"verbatim/corpus"
	"verbatim/normalize"
)

func init() {
	beam.RegisterDoFn(&bothFn{})
	beam.RegisterDoFn(&starFn{})
	beam.RegisterDoFn(&rootFn{})
	beam.RegisterDoFn(&edgeFn{})
	beam.RegisterDoFn(&firstEndFn{})
	beam.RegisterDoFn(&secondEndFn{})
	beam.RegisterDoFn(&familyFn{})
	beam.RegisterDoFn(&storyFn{})
}

var (
	familiesFound = beam.NewCounter("verbatim", "families")
	findingsFound = beam.NewCounter("verbatim", "findings")
)

// bothFn yields a pair to each of its stretches.
type bothFn struct{}

func (bothFn) ProcessElement(edge []byte, pairs func(node, other []byte)) {
	a, b := edge[:stretchSize], edge[stretchSize:2*stretchSize]
	pairs(a, b)
	pairs(b, a)
}

// starFn is a step towards connected components, see [passage.LargeStar].
type starFn struct{ Large bool }

func (f *starFn) ProcessElement(node []byte, others func(*[]byte) bool, pairs func([]byte)) {
	near := map[passage.Stretch]bool{}
	var b []byte
	for others(&b) {
		near[stretchAt(b)] = true
	}
	list := make([]passage.Stretch, 0, len(near))
	for s := range near {
		list = append(list, s)
	}
	slices.SortFunc(list, passage.Stretch.Compare)
	star := passage.SmallStar
	if f.Large {
		star = passage.LargeStar
	}
	star(stretchAt(node), list, func(a, b passage.Stretch) { pairs(appendStretch(appendStretch(nil, a), b)) })
}

// What meets at a stretch at the end: what it belongs to, and its edges.
const (
	meetRoot = iota
	meetEdge
)

// rootFn yields the first stretch of its component to a stretch.
type rootFn struct{}

func (rootFn) ProcessElement(pair []byte, roots func(node, value []byte)) {
	roots(pair[stretchSize:2*stretchSize], append([]byte{meetRoot}, pair[:stretchSize]...))
}

// edgeFn yields an edge to its first end.
type edgeFn struct{}

func (edgeFn) ProcessElement(edge []byte, edges func(node, value []byte)) {
	edges(edge[:stretchSize], append([]byte{meetEdge}, edge...))
}

// meet reads the component of a stretch and the edges sent to it.
func meet(node []byte, values func(*[]byte) bool) (root []byte, edges [][]byte) {
	root = node
	var b []byte
	for values(&b) {
		if b[0] == meetEdge {
			edges = append(edges, slices.Clone(b[1:]))
		} else if slices.Compare(b[1:], root) < 0 {
			root = slices.Clone(b[1:])
		}
	}
	return root, edges
}

// firstEndFn tells the edges of a stretch its component and sends them on to their
// other end.
type firstEndFn struct{}

func (firstEndFn) ProcessElement(node []byte, values func(*[]byte) bool, edges func(node, value []byte)) {
	root, es := meet(node, values)
	for _, e := range es {
		edges(e[stretchSize:2*stretchSize], append(append([]byte{meetEdge}, root...), e...))
	}
}

// secondEndFn sends edges to their component. Where the two ends do not agree, the
// rounds were too few.
type secondEndFn struct{}

func (secondEndFn) ProcessElement(ctx context.Context, node []byte, values func(*[]byte) bool, edges func(root, edge []byte), problems func([]byte)) {
	root, es := meet(node, values)
	for _, e := range es {
		if slices.Compare(e[:stretchSize], root) != 0 {
			problemsSeen.Inc(ctx, 1)
			problems(problemLine("", 0, fmt.Sprintf("a family may be in two parts: article %d, words %d to %d", stretchAt(node).Doc, stretchAt(node).From, stretchAt(node).To), "Run again with more --rounds."))
		}
		edges(e[:stretchSize], e[stretchSize:])
	}
}

const (
	componentEdges = 1 << 20 // of one component; a larger one is left out
	familyArticles = 32      // of one family are compared
	familyBytes    = 16 << 20
	familyMemory   = 256 << 20 // past it the articles of a family go to the disk of the worker
	storyArticles  = 2000      // of one story are compared
	storyBytes     = 256 << 20
)

// Found is one line of the findings: a finding and the family (the id of its
// quotation) or the story that it was found in.
type Found struct {
	Family string `json:"family,omitempty"`
	Story  string `json:"story,omitempty"`
	align.Finding
}

// familyFn cuts a component into families and compares the articles of each.
type familyFn struct {
	Store  string
	Shards int
	Only   bool // nothing is compared
	plan   corpusPlan
}

func (f *familyFn) ProcessElement(ctx context.Context, _ []byte, values, summaries func(*[]byte) bool, families, findings func(shard, line []byte), problems func([]byte)) error {
	if err := f.plan.read(summaries); err != nil {
		return err
	}
	var edges []passage.Edge
	var b []byte
	for values(&b) {
		if len(edges) < componentEdges {
			edges = append(edges, edgeAt(b))
		}
	}
	if len(edges) == componentEdges {
		problemsSeen.Inc(ctx, 1)
		problems(problemLine("", 0, fmt.Sprintf("more than %d pairs of one family", componentEdges), "It is cut off there: boilerplate, most likely."))
	}
	edges = uniqueEdges(edges)
	words := stretchWords{shelf: shelf{store: store{f.Store}, kind: kindWords, plan: &f.plan}}
	defer words.shelf.close()
	var fault error
	groups := passage.Families(edges, func(s passage.Stretch) []uint32 {
		k, err := words.keys(ctx, s)
		if err != nil {
			fault = err
		}
		return k
	})
	if fault != nil {
		return fault
	}
	docs := shelf{store: store{f.Store}, kind: kindArticles, plan: &f.plan}
	defer docs.close()
	for _, g := range groups {
		var q *align.Quote
		var texts []*normalize.Text
		var err error
		if caught := corpus.Guard(func() { q, texts, err = readFamily(ctx, g, &docs) }); caught != nil {
			problemsSeen.Inc(ctx, 1)
			problems(faultLine(caught, "", 0, "One family is left out."))
			continue
		}
		if err != nil {
			return err
		}
		familiesFound.Inc(ctx, 1)
		put(f.Shards, q.ID, q, families)
		if f.Only {
			continue
		}
		some, cut := compared(texts)
		if cut {
			problemsSeen.Inc(ctx, 1)
			problems(problemLine("", 0, fmt.Sprintf("%d articles carry the quotation %s: %d of them were compared", len(texts), q.ID, len(some)), "All are listed with the family."))
		}
		var found []Found
		if caught := corpus.Guard(func() { found = familyFindings(q, some) }); caught != nil {
			problemsSeen.Inc(ctx, 1)
			problems(faultLine(caught, some[0].Doc.Path, some[0].Doc.Line, fmt.Sprintf("The articles that carry the quotation %s are not compared.", q.ID)))
		}
		for _, x := range found {
			findingsFound.Inc(ctx, 1)
			put(f.Shards, q.ID, x, findings)
		}
	}
	return nil
}

// stretchWords gives the words of stretches, and keeps those of the last ones: what
// is compared is mostly one stretch with all others.
type stretchWords struct {
	shelf shelf
	held  map[passage.Stretch][]uint32
	size  int
}

// heldWords bounds what stretchWords keeps, 4 bytes each.
const heldWords = 16 << 20

func (w *stretchWords) keys(ctx context.Context, s passage.Stretch) ([]uint32, error) {
	if k, ok := w.held[s]; ok {
		return k, nil
	}
	b, err := w.shelf.record(ctx, s.Doc)
	if err != nil {
		return nil, err
	}
	var d words
	if err := d.read(b); err != nil {
		return nil, err
	}
	k, err := passage.Words(nil, d.Doc, s.From, s.To)
	if err != nil {
		return nil, err
	}
	if w.size += len(k); w.held == nil || w.size > heldWords {
		w.held, w.size = map[passage.Stretch][]uint32{}, len(k)
	}
	w.held[s] = k
	return k, nil
}

// readFamily fetches the articles of a family and makes its quotation.
func readFamily(ctx context.Context, g passage.Group, docs *shelf) (*align.Quote, []*normalize.Text, error) {
	var numbers []uint32
	for _, s := range g {
		numbers = append(numbers, s.Doc)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	few := index.NewSpool(index.Options{Memory: familyMemory})
	defer few.Close()
	var texts []*normalize.Text
	for _, n := range numbers {
		d, err := document(ctx, docs, n)
		if err != nil {
			return nil, nil, err
		}
		t := normalize.Clean(d, normalize.Options{})
		if err := few.Add(index.Read(t, true)); err != nil {
			return nil, nil, err
		}
		texts = append(texts, t)
	}
	g = slices.Clone(g)
	for i := range g {
		n, _ := slices.BinarySearch(numbers, g[i].Doc)
		g[i].Doc = uint32(n)
	}
	q, err := index.Quote(few, g)
	return q, texts, err
}

// compared gives those articles of a family that are compared: of no story, since
// a story has a comparison of its own, and not too many.
func compared(texts []*normalize.Text) (some []*normalize.Text, cut bool) {
	size := 0
	seen := map[string]bool{}
	for _, t := range texts {
		if t.Doc.Story != "" || seen[t.Doc.ID] {
			continue
		}
		if len(some) == familyArticles || size+len(t.Doc.Raw) > familyBytes {
			cut = true
			continue
		}
		seen[t.Doc.ID] = true
		size += len(t.Doc.Raw)
		some = append(some, t)
	}
	return some, cut
}

// familyFindings compares articles that carry a quotation and gives what was found
// in it.
func familyFindings(q *align.Quote, texts []*normalize.Text) []Found {
	if len(texts) < 2 {
		return nil
	}
	var out []Found
	for _, x := range align.Compare(texts, align.Options{}).Findings {
		if touches(x, q) {
			out = append(out, Found{Family: q.ID, Finding: x})
		}
	}
	return out
}

func touches(x align.Finding, q *align.Quote) bool {
	for _, r := range x.Readings {
		if r.ByteStart == nil || r.ByteEnd == nil {
			continue
		}
		for _, o := range q.Occurrences {
			if o.Article == r.Article && *r.ByteStart < o.ByteEnd && o.ByteStart < *r.ByteEnd {
				return true
			}
		}
	}
	return false
}

// storyFn compares the articles of a story, as the verb compare does.
type storyFn struct {
	Store  string
	Shards int
	plan   corpusPlan
}

func (f *storyFn) ProcessElement(ctx context.Context, story []byte, articles, summaries func(*[]byte) bool, findings func(shard, line []byte), problems func([]byte)) error {
	if err := f.plan.read(summaries); err != nil {
		return err
	}
	var numbers []uint32
	var b []byte
	for articles(&b) {
		r := reader{b: b}
		numbers = append(numbers, f.plan.number(uint32(r.uint()), uint32(r.uint())))
		if r.bad {
			return errWire
		}
	}
	slices.Sort(numbers)
	docs := shelf{store: store{f.Store}, kind: kindArticles, plan: &f.plan}
	defer docs.close()
	var texts []*normalize.Text
	size := 0
	for i, n := range numbers {
		d, err := document(ctx, &docs, n)
		if err != nil {
			return err
		}
		if size += len(d.Raw); i == storyArticles || size > storyBytes {
			problemsSeen.Inc(ctx, 1)
			problems(problemLine(d.Path, d.Line, fmt.Sprintf("the story %q has %d articles: the first %d were compared", story, len(numbers), i), "Give the parts of it names of their own."))
			break
		}
		if caught := corpus.Guard(func() { texts = append(texts, normalize.Clean(d, normalize.Options{})) }); caught != nil {
			problemsSeen.Inc(ctx, 1)
			problems(faultLine(caught, d.Path, d.Line, "The article is left out of its story."))
		}
	}
	var found []Found
	if caught := corpus.Guard(func() { found = storyFindings(string(story), texts) }); caught != nil {
		problemsSeen.Inc(ctx, 1)
		problems(faultLine(caught, texts[0].Doc.Path, texts[0].Doc.Line, fmt.Sprintf("The %d articles of the story %q are not compared.", len(texts), story)))
	}
	for _, x := range found {
		findingsFound.Inc(ctx, 1)
		put(f.Shards, string(story), x, findings)
	}
	return nil
}

// storyFindings compares the articles of a story.
func storyFindings(story string, texts []*normalize.Text) []Found {
	var out []Found
	for _, x := range align.Compare(texts, align.Options{}).Findings {
		out = append(out, Found{Story: story, Finding: x})
	}
	return out
}

// document is article n as it was published.
func document(ctx context.Context, docs *shelf, n uint32) (*corpus.Document, error) {
	b, err := docs.record(ctx, n)
	if err != nil {
		return nil, err
	}
	return readDocument(slices.Clone(b))
}

// put yields a line to one of the shards, by name.
func put(shards int, name string, line any, yield func(shard, line []byte)) {
	b, err := encode(line)
	if err != nil {
		return
	}
	h := fnv.New64a()
	h.Write([]byte(name))
	yield(uint64Key(h.Sum64()%uint64(max(1, shards))), b)
}
