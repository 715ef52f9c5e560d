package align

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verbatim/align/detail"
	"verbatim/corpus"
	"verbatim/normalize"
)

func plain(id, text string) *normalize.Text {
	return normalize.Clean(corpus.New(id+".txt", []byte(text)), normalize.Options{})
}

func brief(ds []Detail, kinds ...string) string {
	var out []string
	for _, d := range ds {
		if !slices.Contains(kinds, d.Kind) {
			continue
		}
		who := func(items []DetailItem) string {
			var s []string
			for _, it := range items {
				if len(s) == 0 || s[len(s)-1] != it.Article {
					s = append(s, it.Article)
				}
			}
			return strings.Join(s, "")
		}
		out = append(out, fmt.Sprintf("%s=%s %s/%s/%s", d.Label, d.Value, who(d.Carried), who(d.Partly), strings.Join(d.Missing, "")))
	}
	return strings.Join(out, "; ")
}

func TestDetailsSideBySide(t *testing.T) {
	story := func(texts ...string) []*normalize.Text {
		var out []*normalize.Text
		for i, s := range texts {
			out = append(out, plain(string(rune('a'+i)), s))
		}
		return out
	}
	for name, c := range map[string]struct {
		texts []*normalize.Text
		kinds []string
		want  string
	}{
		"forms of a number": {story("The board closed the pool to twenty-three boats and 140 people.\n", "It hurt 23 boats, the board said.\n", "In all 140 boats lay there.\n"),
			[]string{"number"}, "140 boats=140 c//ab; 140 people=140 a//bc; 23 boats=23 ab//c"},
		"money and scores": {story("It voted 6-3 to spend $4.2 million.\n", "By six votes to three it gave 4.2 million dollars.\n"),
			[]string{"money", "number"}, "4.2 million dollars=4200000 dollar ab//; 6-3=6-3 ab//"},
		"a year that a sister states": {story("He wrote on September 21, 2016.\n", "He had written it on Sept. 21, and then he left.\n", "It was in April.\n"),
			[]string{"date"}, "April=--04 c//ab; September 21, 2016=2016-09-21 ab//c"},
		"a surname is part of a name": {story("Harbour master Ingrid Lunde spoke. Lunde left.\n", "Nobody heard what Lunde said.\n", "The quay is old.\n"),
			[]string{"person", "organization"}, "Ingrid Lunde=Ingrid Lunde a/b/c"},
		"father and son": {story("Paul Quill met Paul Quill Jr. at the quay. Quill Jr. left.\n", "Paul Quill Jr. left.\n"),
			[]string{"person"}, "Paul Quill=Paul Quill a//b; Paul Quill Jr.=Paul Quill Jr. ab//"},
		"lost capitals and dots": {story("The mayor Ana Ortega wrote at harbour.example and left. She met Tom Reyes of the Port Board.\n", "the mayor ana ortega wrote at harbour example and left while she met the chief of the port\n"),
			[]string{"person", "link"}, "Ana Ortega=Ana Ortega ab//; Tom Reyes=Tom Reyes a//b; harbour.example=harbour.example ab//"},
		"no noun, one number": {story("They counted 140 boats and 23 sheds.\n", "They counted 140 in the boats of the bay.\n"),
			[]string{"number"}, "140 boats=140 ab//; 23 sheds=23 a//b"},
		"a sum that lost its sign": {story("It cost $4.2 million.\n", "It cost 4.2 million, said the board of the port by the sea\n"),
			[]string{"money", "number"}, "$4.2 million=4200000 dollar ab//"},
		"a month for a day": {story("The council of Port Sallow voted to close the quay on September 20, 2016.\n", "In September 2016 the council in Port Sallow voted that the quay must close.\n", "In September 2016 a seagull stole a cake.\n"),
			[]string{"date"}, "September 2016=2016-09 bc//a; September 20, 2016=2016-09-20 a/b/c"},
		"open lengths": {story("He wrote to the mayor, and hours later the quay was closed by the board.\n", "Hours later a dog was found at the far end of town by two boys.\n"),
			[]string{"duration"}, "hours later=PTXH a//b; Hours later=PTXH b//a"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := brief(joinDetails(c.texts), c.kinds...); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestClaims(t *testing.T) {
	a := plain("a", "The harbour council of Port Sallow voted to close the broken quay for repairs. The gulls did not return to the western tower that winter.\n")
	b := plain("b", "On a wet night the council in Port Sallow voted that the broken quay must close for repairs. The gulls returned to the western tower that winter.\n")
	c := plain("c", "A seagull stole a wedding cake from the bakery in Mill Lane.\n")
	got := brief(joinDetails([]*normalize.Text{a, b, c}), "claim")
	for _, want := range []string{"voted to close the broken quay for repairs.=", " ab//c", " a/b/c"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

// Every place of a detail holds the text that is reported, each text of the
// story either carries a detail, carries it in part or misses it, and ids are
// used once.
func lawOfDetails(t *testing.T, texts []*normalize.Text) {
	t.Helper()
	ids := map[string]bool{}
	byID := map[string]*normalize.Text{}
	for _, x := range texts {
		byID[x.Doc.ID] = x
	}
	for _, d := range joinDetails(texts) {
		if ids[d.ID] {
			t.Errorf("%s %q: id %s is used twice", d.Kind, d.Label, d.ID)
		}
		ids[d.ID] = true
		state := map[string]string{}
		see := func(article, s string) {
			if old := state[article]; old != "" && old != s {
				t.Errorf("%s %q: %s is %s and %s", d.Kind, d.Label, article, old, s)
			}
			state[article] = s
		}
		for _, l := range []struct {
			items []DetailItem
			name  string
		}{{d.Carried, "carried"}, {d.Partly, "partly"}} {
			for _, it := range l.items {
				see(it.Article, l.name)
				x := byID[it.Article]
				if got := x.Cut(corpus.Span{Start: it.ByteStart, End: it.ByteEnd}); got != it.Text || got == "" {
					t.Errorf("%s %q: place holds %q, reported %q", d.Kind, d.Label, got, it.Text)
				}
			}
		}
		for _, m := range d.Missing {
			see(m, "missing")
		}
		if len(state) != len(texts) {
			t.Errorf("%s %q: %d of %d texts", d.Kind, d.Label, len(state), len(texts))
		}
	}
}

func articles(t testing.TB, pattern string) []*normalize.Text {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	var texts []*normalize.Text
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, normalize.Clean(corpus.New(f, raw), normalize.Options{}))
	}
	return texts
}

func TestDetailLaws(t *testing.T) {
	for _, p := range []string{"../testdata/articles/*.txt", "../testdata/stories/council-harbour/*.txt", "../testdata/stories/kettle-recall/*.html", "../testdata/stories/sponge-science/*.txt"} {
		texts := articles(t, p)
		lawOfDetails(t, texts)
		one, _ := json.Marshal(joinDetails(texts))
		two, _ := json.Marshal(joinDetails(texts))
		if string(one) != string(two) {
			t.Error(p, "gives other bytes the second time")
		}
	}
}

// A date that one text alone carries keeps its id when texts are added.
func TestDetailIDsAreStable(t *testing.T) {
	texts := articles(t, "../testdata/stories/council-harbour/*.txt")
	ids := func(ts []*normalize.Text) map[string]string {
		m := map[string]string{}
		for _, d := range joinDetails(ts) {
			if d.Kind == "money" || d.Kind == "date" || d.Kind == "link" {
				m[d.Kind+d.Value] = d.ID
			}
		}
		return m
	}
	few, all := ids(texts[:3]), ids(texts)
	for k, id := range few {
		if all[k] != id {
			t.Errorf("%s: %s, then %s", k, id, all[k])
		}
	}
}

func FuzzDetails(f *testing.F) {
	f.Add("On 3 March 140 boats left Port Sallow. Ana Ortega said.", "on 3 march 240 boats left port sallow ana ortega said")
	f.Add("Dr. J. K. El-Amin Jr. (2) www.a.example/b @c #d", "6-3 6-3 6-3, two days later")
	f.Fuzz(func(t *testing.T, a, b string) {
		lawOfDetails(t, []*normalize.Text{plain("a", a), plain("b", b)})
	})
}

func BenchmarkDetails(b *testing.B) {
	texts := articles(b, "../testdata/articles/*.txt")
	n := 0
	for _, t := range texts {
		n += len(t.Clean)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		joinDetails(texts)
	}
}

func BenchmarkDetailsHostile(b *testing.B) {
	for name, s := range map[string]string{"numbers": strings.Repeat("5 cats 5 dogs ", 20000), "names": strings.Repeat("Ana Ortega Bo Cole met. ", 12000), "one": strings.Repeat("Abcdefgh", 40000)} {
		b.Run(name, func(b *testing.B) {
			texts := []*normalize.Text{plain("a", s), plain("b", s+" end")}
			b.SetBytes(int64(2 * len(s)))
			for b.Loop() {
				joinDetails(texts)
			}
		})
	}
}

// joinDetails is join for tests that want the details alone.
func joinDetails(texts []*normalize.Text) []Detail {
	ds, _ := join(texts, findItems(texts))
	return ds
}

func findItems(texts []*normalize.Text) [][]detail.Item {
	var out [][]detail.Item
	for _, t := range texts {
		out = append(out, detail.Find(t))
	}
	return out
}
