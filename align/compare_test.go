package align

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verbatim/align/aligntest"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
)

// folder reads the articles of testdata/dir.
func folder(t testing.TB, dir string) []*normalize.Text {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", "testdata", dir, "*"))
	var out []*normalize.Text
	for _, f := range files {
		if e := filepath.Ext(f); e != ".txt" && e != ".html" {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, normalize.Clean(corpus.New(f, raw), normalize.Options{}))
	}
	if len(out) < 2 {
		t.Fatalf("testdata/%s holds %d articles", dir, len(out))
	}
	return out
}

var folders = []string{"articles", "stories/council-harbour", "stories/kettle-recall", "stories/sponge-science"}

func encode(t testing.TB, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOrderOfTexts(t *testing.T) {
	for _, dir := range folders {
		ts := folder(t, dir)
		want := encode(t, Compare(ts, Options{}))
		for k := 1; k < len(ts); k++ {
			rotated := append(append([]*normalize.Text(nil), ts[k:]...), ts[:k]...)
			if encode(t, Compare(rotated, Options{})) != want {
				t.Errorf("%s: another report when article %d comes first", dir, k)
			}
		}
	}
}

// Every place can be cut out of the published file, and after the edits it
// reads as reported.
func TestPlaces(t *testing.T) {
	for _, dir := range folders {
		ts := folder(t, dir)
		r := Compare(ts, Options{})
		layer := map[string]string{}
		for _, x := range ts {
			layer[x.Doc.ID] = x.Layer
		}
		n := 0
		check := func(what, article string, from, to int, text string) {
			n++
			l, ok := layer[article]
			if !ok || from < 0 || to < from || to > len(l) {
				t.Errorf("%s: %s: %s bytes %d-%d lie outside the text", dir, what, article, from, to)
				return
			}
			if !strings.Contains(text, "…") && from == to && text != "" && what == "reading" {
				t.Errorf("%s: empty range with text %q", dir, text)
			}
		}
		for _, q := range r.Quotes {
			for _, o := range q.Occurrences {
				check("occurrence", o.Article, o.ByteStart, o.ByteEnd, o.Text)
			}
		}
		for _, f := range r.Findings {
			if f.Why == "" || f.Class == "" || len(f.Readings) == 0 {
				t.Errorf("%s: finding %s says nothing: %+v", dir, f.ID, f)
			}
			for _, p := range f.Readings {
				if p.Text != nil {
					check("reading", p.Article, *p.ByteStart, *p.ByteEnd, *p.Text)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: no place was checked", dir)
		}
	}
}

// A text compared with itself has nothing to disagree about.
func TestSameTextTwice(t *testing.T) {
	for _, dir := range folders {
		for _, x := range folder(t, dir) {
			twin := *x.Doc
			twin.ID += "-twin"
			r := Compare([]*normalize.Text{x, normalize.Clean(&twin, normalize.Options{})}, Options{})
			for _, f := range r.Findings {
				if f.Class != Damage {
					t.Errorf("%s/%s against itself: %s: %s", dir, x.Doc.ID, f.Class, f.Why)
				}
			}
		}
	}
}

// Exchanging two outlets exchanges their names and nothing else.
func TestSwappedNames(t *testing.T) {
	a := "“We will not close the harbour for good,” Mayor Ana Ortega told the council. “The pumps on the east quay failed at once,” said Tom Reyes.\n"
	b := "“We cannot close the harbour for good,” Mayor Ana Ortega told the council. “The pumps failed at once,” said Tom Reyes.\n"
	x := Compare([]*normalize.Text{text("one", a), text("two", b)}, Options{})
	y := Compare([]*normalize.Text{text("two", a), text("one", b)}, Options{})
	if len(x.Findings) != 2 || len(y.Findings) != 2 {
		t.Fatalf("%d and %d findings, want 2 each", len(x.Findings), len(y.Findings))
	}
	for i := range x.Findings {
		f, g := x.Findings[i], y.Findings[i]
		if f.Class != g.Class || f.Severity != g.Severity {
			t.Errorf("%s %s against %s %s", f.Class, f.Severity, g.Class, g.Severity)
		}
	}
}

func TestCases(t *testing.T) {
	if len(aligntest.Cases) == 0 || len(aligntest.Agreements) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range aligntest.Cases {
		t.Run(c.Name, func(t *testing.T) {
			r := Compare([]*normalize.Text{text("one", aligntest.Text(c.A)), text("two", aligntest.Text(c.B))}, Options{})
			var got []string
			for _, f := range r.Findings {
				if f.Class == c.Class && f.Severity == c.Severity {
					return
				}
				got = append(got, f.Class+" "+f.Severity)
			}
			t.Errorf("findings %v, want %s %s", got, c.Class, c.Severity)
		})
	}
	for _, c := range aligntest.Agreements {
		t.Run(c.Name, func(t *testing.T) {
			r := Compare([]*normalize.Text{text("one", c.A+"\n"), text("two", c.B+"\n")}, Options{})
			for _, f := range r.Findings {
				if f.Severity != Cosmetic {
					t.Errorf("%s %s: %s", f.Class, f.Severity, f.Why)
				}
			}
		})
	}
}

func BenchmarkCompareFive(b *testing.B) {
	ts := folder(b, "articles")
	b.ResetTimer()
	for range b.N {
		Compare(ts, Options{})
	}
}

// The shape of the quotation marks decides nothing.
func TestShapeOfMarks(t *testing.T) {
	shapes := map[string]*strings.Replacer{
		"straight":   strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'"),
		"guillemets": strings.NewReplacer("“", "« ", "”", " »"),
		"low-high":   strings.NewReplacer("“", "„", "”", "“"),
	}
	substantive := func(r *Report) string {
		var out []string
		for _, f := range r.Findings {
			if f.Severity == Substantive {
				out = append(out, f.Class)
			}
		}
		return strings.Join(out, " ")
	}
	ts := folder(t, "stories/council-harbour")
	want := substantive(Compare(ts, Options{}))
	if want == "" {
		t.Fatal("the story has no finding to begin with")
	}
	for name, shape := range shapes {
		for i := range ts {
			changed := append([]*normalize.Text(nil), ts...)
			changed[i] = text(ts[i].Doc.ID, shape.Replace(ts[i].Layer))
			if got := substantive(Compare(changed, Options{})); got != want {
				t.Errorf("%s marks in %s: %s, want %s", name, ts[i].Doc.ID, got, want)
			}
		}
	}
}

// With a reference the others are held against it, however few agree with it.
func TestBase(t *testing.T) {
	ts := []*normalize.Text{
		text("one", aligntest.Text("We cannot close the harbour for good")),
		text("two", aligntest.Text("We cannot close the harbour for good")),
		text("transcript", aligntest.Text("We will not close the harbour for good")),
	}
	for base, want := range map[string]string{"transcript": "against transcript as the reference", "two": "against two as the reference", "": "other words."} {
		r := Compare(ts, Options{Base: base})
		if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Why, want) {
			t.Errorf("base %q: %+v, want %q", base, r.Findings, want)
		}
	}
}

// What takes several outlets to see is found, whatever their order, and named
// once.
func TestStories(t *testing.T) {
	if len(aligntest.Stories) == 0 {
		t.Fatal("no stories")
	}
	for _, s := range aligntest.Stories {
		t.Run(s.Name, func(t *testing.T) {
			var ts []*normalize.Text
			for i, x := range s.Texts {
				ts = append(ts, text(string(rune('a'+i)), "Port Sallow news\n\n"+x+"\n"))
			}
			r := Compare(ts, Options{})
			n := 0
			for _, f := range r.Findings {
				if f.Class == s.Class && f.Severity == s.Severity {
					n++
				} else if f.Severity == Substantive {
					t.Errorf("also found: %s: %s", f.Class, f.Why)
				}
			}
			if n != 1 {
				t.Errorf("%d findings of class %s, %s, want one: %+v", n, s.Class, s.Severity, r.Findings)
			}
		})
	}
}

// Who gives a statement whole is not the one that ran two sayings together, as long
// as one other outlet alone quotes its sentences apart.
func TestWholeStatementIsNoSplice(t *testing.T) {
	whole := plain("agency", "“Our thoughts are with the families of those who have died. People become ill two to ten days after they breathe in small droplets of water that carry the bacteria. You cannot catch it from another person, and you cannot catch it from drinking water,” said Hana Whitford.\n")
	parts := plain("blog", "How do you catch it? From “small droplets of water that carry the bacteria”, said Hana Whitford in March. The town has no other pool, and the school has stopped its lessons until the summer, when a new boiler is promised by the council.\n\nCan I drink it? “You cannot catch it from another person, and you cannot catch it from drinking water,” said Hana Whitford.\n")
	found := false
	for _, f := range Compare([]*normalize.Text{whole, parts}, Options{}).Findings {
		if f.Class == Spliced {
			found = true
			if f.Severity != Cosmetic {
				t.Errorf("%s: %s", f.Severity, f.Why)
			}
		}
	}
	if !found {
		t.Error("the two statements were not kept apart: the test tests nothing")
	}
}

// What is left of a sentence that broke off is held against nobody.
func TestBrokenEndIsNoReading(t *testing.T) {
	const story = "The council closed the baths on Tuesday. The pumps had failed twice. Nobody was hurt. The school was told by telephone. A new boiler is to come in May.\n\n"
	whole := plain("whole", story+"“You cannot catch it from another person, and you cannot catch it from drinking water. Anybody who used the showers should ring us. Early treatment works, but it has to be early,” said Hana Whitford.\n")
	cut := plain("cut", story+"Hana Whitford of the health service was asked by the parents on Tuesday night in the hall. “You cannot catch it from another person, and you cannot catch it from drinking water. Early treat\n")
	if !slices.ContainsFunc(cut.Conditions, func(c edit.Condition) bool { return c.Kind == "truncated" }) {
		t.Fatalf("%+v", cut.Conditions)
	}
	r := Compare([]*normalize.Text{whole, cut}, Options{})
	if len(r.Quotes) == 0 || len(r.Quotes[0].Occurrences) != 2 {
		t.Fatalf("the quotations are not joined: %+v", r.Quotes)
	}
	for _, f := range r.Findings {
		if f.Severity == Substantive {
			t.Errorf("%s: %s", f.Class, f.Why)
		}
	}
}

// Whose a handle is, it does not say: a name against it is no other addressee.
func TestSameAddressee(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Delphine Okafor", "@delphwrites", true}, {"@quaynews", "@delphwrites", false}, {"Delphine Okafor", "Brent Lindholm", false}, {"the jury", "the court", true},
	} {
		if sameAddressee(c.a, c.b) != c.same || sameAddressee(c.b, c.a) != c.same {
			t.Errorf("%s, %s: want %v", c.a, c.b, c.same)
		}
	}
}
