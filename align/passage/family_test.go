package passage

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func randomEdges(r *rand.Rand, nodes, edges int) []Edge {
	var out []Edge
	for range edges {
		a, b := r.Intn(nodes), r.Intn(nodes)
		if a == b {
			continue
		}
		s := func(n int) Stretch { return Stretch{uint32(n / 2), uint32(n % 2 * 100), uint32(n%2*100 + 20)} }
		out = append(out, Edge{s(min(a, b)), s(max(a, b)), 15})
	}
	return out
}

// Rounds of stars end with the components that a run on one machine finds.
func TestStarsGiveComponents(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for n := range 60 {
		edges := randomEdges(r, 2+n, r.Intn(3*n+3))
		pairs := map[[2]Stretch]bool{}
		for _, e := range edges {
			pairs[[2]Stretch{e.A, e.B}] = true
		}
		step := func(star func(Stretch, []Stretch, func(a, b Stretch))) map[[2]Stretch]bool {
			near := map[Stretch][]Stretch{}
			for p := range pairs {
				near[p[0]] = append(near[p[0]], p[1])
				near[p[1]] = append(near[p[1]], p[0])
			}
			out := map[[2]Stretch]bool{}
			for s, others := range near {
				star(s, others, func(a, b Stretch) { out[[2]Stretch{a, b}] = true })
			}
			return out
		}
		rounds := 0
		for {
			before := pairs
			pairs = step(LargeStar)
			pairs = step(SmallStar)
			if reflect.DeepEqual(before, pairs) {
				break
			}
			if rounds++; rounds > 30 {
				t.Fatal("the stars do not come to rest")
			}
		}
		got := map[Stretch]Stretch{}
		for p := range pairs {
			got[p[1]] = p[0]
		}
		want := map[Stretch]Stretch{}
		for _, c := range Components(edges) {
			first := c[0].A
			for _, e := range c {
				for _, s := range []Stretch{e.A, e.B} {
					if s != first {
						want[s] = first
					}
				}
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%d nodes: stars %v, components %v", n, got, want)
		}
	}
}

// quoting is a corpus of articles that quote some of a few statements, with
// edits; the statements of each article are its marked stretches.
func quoting(r *rand.Rand, articles, statements int) (docs []*Doc, marked [][][2]uint32) {
	said := make([][]string, statements)
	for i := range said {
		said[i] = words(r, 15+r.Intn(30))
		for k := range said[i] {
			said[i][k] += fmt.Sprint("s", i%7)
		}
	}
	for i := range articles {
		var text []string
		var m [][2]uint32
		for range 1 + r.Intn(3) {
			for _, w := range words(r, 40) {
				text = append(text, fmt.Sprint(w, "a", i))
			}
			q := edited(r, said[r.Intn(statements)], .1)
			if r.Intn(4) > 0 {
				m = append(m, [2]uint32{uint32(len(text)), uint32(len(text) + len(q))})
			}
			text = append(text, q...)
		}
		docs = append(docs, Read(plain(strings.Join(text, " ")), Options{OrderOnly: true}))
		marked = append(marked, m)
	}
	return docs, marked
}

func plain(s string) *normalize.Text {
	return normalize.Clean(corpus.New("t.txt", []byte(s)), normalize.Options{})
}

func familiesOf(docs []*Doc, marked [][][2]uint32) []Group {
	var edges []Edge
	for i := range docs {
		for j := i + 1; j < len(docs); j++ {
			edges = Edges(edges, uint32(i), uint32(j), docs[i], docs[j], PairDocs(docs[i], docs[j], Options{OrderOnly: true}), marked[i], marked[j])
		}
	}
	edges = settled(edges, func(s Stretch) bool { return slices.Contains(marked[s.Doc], [2]uint32{s.From, s.To}) })
	var out []Group
	for _, c := range Components(edges) {
		out = append(out, Families(c, func(s Stretch) []uint32 { return docs[s.Doc].Keys(s) })...)
	}
	return out
}

func settled(edges []Edge, marked func(Stretch) bool) []Edge {
	by := map[uint32][]Stretch{}
	for _, e := range edges {
		by[e.A.Doc] = append(by[e.A.Doc], e.A)
		by[e.B.Doc] = append(by[e.B.Doc], e.B)
	}
	name := map[Stretch]Stretch{}
	for _, ss := range by {
		for s, n := range Settle(ss, marked) {
			name[s] = n
		}
	}
	for i := range edges {
		edges[i].A, edges[i].B = name[edges[i].A], name[edges[i].B]
	}
	return edges
}

// Each statement is one family, its unmarked occurrences too, and no family
// holds two statements.
func TestFamiliesAreStatements(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	docs, marked := quoting(r, 40, 12)
	groups := familiesOf(docs, marked)
	if len(groups) < 9 || len(groups) > 13 {
		t.Errorf("12 statements gave %d families", len(groups))
	}
	bare := 0
	for _, g := range groups {
		for _, s := range g {
			if !slices.Contains(marked[s.Doc], [2]uint32{s.From, s.To}) {
				bare++
			}
			if !same(docs[s.Doc].Keys(s), docs[g[0].Doc].Keys(g[0])) {
				t.Errorf("%v does not say what %v says", s, g[0])
			}
		}
	}
	if bare < 5 {
		t.Errorf("only %d occurrences without marks were found", bare)
	}
}

// A family does not depend on the order of edges.
func TestFamiliesAnyOrder(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	edges := randomEdges(r, 30, 60)
	keys := func(s Stretch) []uint32 {
		k := make([]uint32, s.words())
		for i := range k {
			k[i] = uint32(i*2+1) + 1000*(s.Doc%3)
		}
		return k
	}
	run := func() (out []Group) {
		for _, c := range Components(edges) {
			out = append(out, Families(c, keys)...)
		}
		return out
	}
	want := run()
	if len(want) < 3 {
		t.Fatalf("only %d families", len(want))
	}
	for range 20 {
		r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
		if got := run(); !reflect.DeepEqual(got, want) {
			t.Fatalf("order matters:\n%v\n%v", got, want)
		}
	}
}

// A long source that holds two statements does not make them one.
func TestSourceDoesNotMerge(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	speech := words(r, 2000)
	a, b := speech[300:340], speech[900:940]
	docs := []*Doc{}
	var marked [][][2]uint32
	for _, s := range [][]string{speech, a, a, b, b} {
		docs = append(docs, Read(plain(strings.Join(s, " ")), Options{}))
		marked = append(marked, [][2]uint32{{0, uint32(len(s))}})
	}
	groups := familiesOf(docs, marked)
	if len(groups) != 2 || len(groups[0]) != 2 || len(groups[1]) != 2 {
		t.Errorf("families %v", groups)
	}
}

func TestBoilerplateOfOneSeries(t *testing.T) {
	bucket := func(series func(i int) uint32) (out []Posting) {
		for i := range 500 {
			out = append(out, Posting{7, uint32(i), 3, series(i)})
		}
		return out
	}
	if n := len(Candidates(nil, bucket(func(int) uint32 { return 1 }))); n != 0 {
		t.Errorf("boilerplate of one outlet gives %d pairs", n)
	}
	if n := len(Candidates(nil, bucket(func(i int) uint32 { return uint32(1 + i%4) }))); n != 6 {
		t.Errorf("boilerplate of four outlets gives %d pairs, want 6", n)
	}
	seeds := Candidates(nil, bucket(func(i int) uint32 { return uint32(i) }))
	of := map[uint32]bool{}
	for _, s := range seeds {
		of[s.B] = true
	}
	if len(of) != 499 || len(seeds) > 1000 {
		t.Errorf("a text of 500 outlets: %d of them paired, by %d pairs", len(of), len(seeds))
	}
}

func TestDocBinary(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	texts := []string{"", "one", "Привет, мир: “так” сказал он. naïve café", "“They said no,” he added — twice. \u00a0 done"}
	for range 20 {
		texts = append(texts, strings.Join(words(r, r.Intn(300)), []string{" ", " – ", "“", ", "}[r.Intn(4)]))
	}
	var again Doc
	for _, s := range texts {
		if s == "" {
			s = " "
		}
		x := plain(s)
		d := Published(x, Options{})
		b, _ := d.MarshalBinary()
		if err := again.UnmarshalBinary(b); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if !slices.Equal(d.keys, again.keys) || !slices.Equal(d.start, again.start) || !slices.Equal(d.end, again.end) || !slices.Equal(d.furniture, again.furniture) {
			t.Fatalf("%q is not read back", s)
		}
		for i := range d.keys {
			for j := i; j < min(len(d.keys), i+3); j++ {
				p := corpus.Span{Start: int(d.start[i]), End: int(d.end[j])}
				if got, want := again.Runes(p), x.Runes(p); got != want {
					t.Fatalf("%q: code points of %v: %v, want %v", s, p, got, want)
				}
			}
		}
		for i := range b {
			if again.UnmarshalBinary(b[:i]) == nil {
				t.Fatalf("%q: %d of %d bytes are read without an error", s, i, len(b))
			}
		}
	}
}

func FuzzDocBinary(f *testing.F) {
	d := Published(plain("“Привет,” said the naïve café owner of the house."), Options{})
	b, _ := d.MarshalBinary()
	f.Add(b)
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 1, 0, 1, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		var d, e Doc
		if d.UnmarshalBinary(b) != nil {
			return
		}
		c, _ := d.MarshalBinary()
		if err := e.UnmarshalBinary(c); err != nil || !slices.Equal(d.keys, e.keys) || !slices.Equal(d.start, e.start) {
			t.Fatalf("%v is read back as %v: %v", d, e, err)
		}
	})
}
