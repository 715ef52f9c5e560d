package passage

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"verbatim/normalize"
)

// laws checks what holds for the passages of any two texts, and returns them.
func laws(t testing.TB, a, b *normalize.Text, opt Options) []Passage {
	t.Helper()
	ps := PairWith(a, b, opt)
	for i, p := range ps {
		for _, s := range []struct {
			text  string
			start int
			end   int
		}{{a.Clean, p.A.Start, p.A.End}, {b.Clean, p.B.Start, p.B.End}} {
			if s.start < 0 || s.end > len(s.text) || s.start >= s.end {
				t.Fatalf("passage %d %+v: [%d,%d) is not in a text of %d bytes", i, p, s.start, s.end, len(s.text))
			}
			if utf8.ValidString(s.text) && !utf8.ValidString(s.text[s.start:s.end]) {
				t.Fatalf("passage %d %+v cuts a character", i, p)
			}
		}
		if p.Equal < 1 || p.Equal > p.Words || p.Similarity <= 0 || p.Similarity > 1 {
			t.Fatalf("passage %d %+v: counts do not fit", i, p)
		}
		for _, q := range ps[:i] {
			if !opt.Repeats && p.A.Overlaps(q.A) && p.B.Overlaps(q.B) {
				t.Fatalf("passages overlap: %+v, %+v", p, q)
			}
		}
	}
	other := PairWith(b, a, opt)
	for i := range other {
		other[i].A, other[i].B = other[i].B, other[i].A
	}
	sortPassages(other)
	if !slices.Equal(ps, other) {
		t.Fatalf("exchanged texts give other passages:\n%+v\n%+v", ps, other)
	}
	return ps
}

// vocabulary is made up, so that chance does not depend on a language.
func words(r *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		k := 30
		for r.Intn(2) == 0 && k < 30000 {
			k *= 4
		}
		out[i] = fmt.Sprintf("w%dx", r.Intn(k))
	}
	return out
}

func edited(r *rand.Rand, ws []string, share float64) []string {
	var out []string
	for _, w := range ws {
		switch x := r.Float64() / share; {
		case x < .6:
			out = append(out, fmt.Sprint("new", r.Intn(1000)))
		case x < .8:
		case x < 1:
			out = append(out, w, fmt.Sprint("more", r.Intn(1000)))
		default:
			out = append(out, w)
		}
	}
	return out
}

func join1(parts ...[]string) string { return strings.Join(slices.Concat(parts...), " ") }

func TestIdenticalIsOnePassage(t *testing.T) {
	for _, n := range []int{10, 100, 3000} {
		s := join1(words(rand.New(rand.NewSource(int64(n))), n))
		a := text(s)
		ps := laws(t, a, a, Options{})
		if len(ps) != 1 || ps[0].A.Start != 0 || ps[0].A.End != len(s) || ps[0].Similarity != 1 {
			t.Errorf("%d words: %+v", n, ps)
		}
	}
}

func TestPlanted(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	found, passages, alarms := 0, 0, 0
	const n = 200
	for range n {
		p := words(r, 30+r.Intn(40))
		for i := range p {
			p[i] += "p"
		}
		x, y := words(r, 300), words(r, 300)
		for i := range y {
			y[i] += "y"
		}
		q := edited(r, p, .15)
		at, to := r.Intn(300), r.Intn(300)
		a, b := text(join1(x[:at], p, x[at:])), text(strings.ToUpper(join1(y[:to], q, y[to:])))
		ps := laws(t, a, b, Options{OrderOnly: true})
		passages += len(ps)
		s := len(join1(x[:at]))
		e := s + len(join1(p)) + 1
		for _, m := range ps {
			switch {
			case m.A.Start < s || m.A.End > e:
				alarms++
			case m.A.Len() > (e-s)*8/10:
				found++
			}
		}
	}
	if found < n*95/100 || passages > n*102/100 || alarms > 0 {
		t.Errorf("of %d planted passages %d found whole, %d passages in all, %d run over the edge", n, found, passages, alarms)
	}
}

func TestShuffled(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	p := words(r, 80)
	for i := range p {
		p[i] += "p"
	}
	q := slices.Clone(p)
	for i := 0; i+16 <= len(q); i += 16 { // within a sentence, as obfuscation does
		r.Shuffle(16, func(x, y int) { q[i+x], q[i+y] = q[i+y], q[i+x] })
	}
	a, b := text(join1(words(r, 200), p, words(r, 200))), text(join1(words(r, 100), q, words(r, 300)))
	if ps := PairWith(a, b, Options{OrderOnly: true}); len(ps) != 0 {
		t.Fatalf("the order of words shows %+v", ps)
	}
	ps := laws(t, a, b, Options{})
	if len(ps) != 1 || !ps[0].Shuffled || ps[0].Equal < 60 || ps[0].Words > 110 {
		t.Errorf("got %+v", ps)
	}
}

func TestRepeats(t *testing.T) {
	once := text(garlic + harbour + ".")
	twice := text(harbour + ". " + snow + "“" + harbour + "”")
	if ps := laws(t, once, twice, Options{}); len(ps) != 1 {
		t.Errorf("%+v", ps)
	}
	if ps := laws(t, once, twice, Options{Repeats: true}); len(ps) != 2 || ps[0].A != ps[1].A {
		t.Errorf("with repeats: %+v", ps)
	}
}

func TestHardInputs(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	cut := 1
	if testing.Short() {
		cut = 10
	}
	long := func(suffix string) string {
		w := words(r, 150000/cut)
		for i := range w {
			w[i] += suffix
		}
		return join1(w)
	}
	for _, c := range []struct{ name, a, b string }{
		{"empty", "", ""},
		{"one side", "", harbour},
		{"no words", strings.Repeat("“…” ", 10000/cut), strings.Repeat("— ", 10000/cut)},
		{"one word", strings.Repeat("spam ", 200000/cut), strings.Repeat("spam ", 150000/cut)},
		{"function word", strings.Repeat("a ", 500000/cut), strings.Repeat("a ", 300000/cut)},
		{"two words", strings.Repeat("spam eggs ", 100000/cut), strings.Repeat("eggs spam spam ", 50000/cut)},
		{"long word", strings.Repeat("x", 1000000/cut), strings.Repeat("x", 1000000/cut)},
		{"unrelated", long("a"), long("b")},
		{"the same at length", strings.Repeat(harbour+" ", 5000/cut), strings.Repeat(harbour+" and ", 5000/cut)},
	} {
		t.Run(c.name, func(t *testing.T) {
			laws(t, text(c.a), text(c.b), Options{})
			laws(t, text(c.a), text(c.b), Options{Repeats: true, OrderOnly: true})
		})
	}
}

func TestAll(t *testing.T) {
	_, texts := story(t, "stories/council-harbour")
	_, more := story(t, "stories/sponge-science")
	texts = append(texts, more...)
	got := All(texts, Options{MinWords: 8})
	for i := range texts {
		for j := i + 1; j < len(texts); j++ {
			for _, p := range PairWith(texts[i], texts[j], Options{OrderOnly: true}) {
				if p.Equal < 12 {
					continue // may have no shingle of five words
				}
				if !slices.ContainsFunc(got, func(m Match) bool {
					return m.A == i && m.B == j && m.Passage.A.Overlaps(p.A) && m.Passage.B.Overlaps(p.B)
				}) {
					t.Errorf("%s, %s: %q is not found by the join", texts[i].Doc.ID, texts[j].Doc.ID, texts[i].Clean[p.A.Start:p.A.End])
				}
			}
		}
	}
	if again := All(texts, Options{MinWords: 8}); !reflect.DeepEqual(got, again) {
		t.Error("a second run gives other matches")
	}
	if None := All(nil, Options{}); len(None) != 0 {
		t.Error(None)
	}
}

// A family of many copies stays linear and in one piece.
func TestLargeFamily(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	p := words(r, 60)
	var texts []*normalize.Text
	const n = 300
	for i := range n {
		w := words(r, 80)
		for k := range w {
			w[k] += fmt.Sprint("q", i)
		}
		texts = append(texts, text(join1(w[:40], p, w[40:])))
	}
	ms := All(texts, Options{})
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, m := range ms {
		root[find(m.A)] = find(m.B)
	}
	for i := range n {
		if find(i) != find(0) {
			t.Fatalf("article %d is not in the family", i)
		}
	}
	if len(ms) > 3*n {
		t.Errorf("%d matches for %d copies", len(ms), n)
	}
}

func TestCandidatesDamped(t *testing.T) {
	var bucket []Posting
	for i := range 1000 {
		bucket = append(bucket, Posting{7, uint32(i), 3, 0}, Posting{7, uint32(i), 9, 0})
	}
	if n := len(Candidates(nil, bucket)); n > 2000 {
		t.Errorf("%d candidates from 1000 articles", n)
	}
	if n := len(Candidates(nil, []Posting{{7, 1, 3, 0}, {7, 1, 9, 0}})); n != 0 {
		t.Errorf("an article is paired with itself: %d", n)
	}
}

func FuzzPair(f *testing.F) {
	f.Add(garlic+harbour, snow+harbour, uint8(1), uint8(0))
	f.Add("a a a a a a a a a b", "b a a a a a a", uint8(9), uint8(3))
	f.Add("The F.B.I. said 3,000 “people’s” things", "the fbi said 3000 peoples things", uint8(2), uint8(5))
	f.Add("\xff\xfe é", "É \u0301", uint8(0), uint8(1))
	f.Fuzz(func(t *testing.T, a, b string, times, mode uint8) {
		if len(a) > 2000 || len(b) > 2000 {
			return
		}
		opt := Options{Repeats: mode&1 != 0, OrderOnly: mode&2 != 0, Prose: mode&4 != 0, MinWords: int(mode >> 4)}
		n := int(times%8) + 1
		laws(t, text(strings.Repeat(a+" ", n)), text(strings.Repeat(b+"\n", n)+a), opt)
	})
}

func BenchmarkPair(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{600, 2000, 150000} {
		w := words(r, n)
		x, y := text(join1(w)), text(join1(edited(r, w, .1)))
		z := text(join1(words(r, n)))
		for _, c := range []struct {
			name string
			b    *normalize.Text
			opt  Options
		}{{"copy", y, Options{OrderOnly: true}}, {"unrelated", z, Options{OrderOnly: true}}, {"unrelated-any-order", z, Options{}}} {
			b.Run(fmt.Sprint(c.name, "-", n), func(b *testing.B) {
				p, q := Read(x, c.opt), Read(c.b, c.opt)
				b.ReportAllocs()
				for b.Loop() {
					PairDocs(p, q, c.opt)
				}
			})
		}
	}
}

func BenchmarkAll(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	var docs []*Doc
	var last []string
	for i := range 1000 {
		w := words(r, 600)
		if i%4 != 0 {
			copy(w[100:], edited(r, last[90:150], .1))
		}
		last = w
		docs = append(docs, Read(text(join1(w)), Options{OrderOnly: true}))
	}
	b.ReportAllocs()
	for b.Loop() {
		AllDocs(docs, Options{})
	}
}

func BenchmarkRead(b *testing.B) {
	t := text(join1(words(rand.New(rand.NewSource(1)), 600)))
	b.ReportAllocs()
	b.SetBytes(int64(len(t.Clean)))
	for b.Loop() {
		Read(t, Options{OrderOnly: true})
	}
}
