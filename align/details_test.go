package align

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"verbatim/align/detail"
	"verbatim/align/matrix"
	"verbatim/corpus"
	"verbatim/normalize"
)

func plain(id, text string) *normalize.Text {
	return normalize.Clean(corpus.New(id+".txt", []byte(text)), normalize.Options{})
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

// joinDetails is details for tests that want them alone.
func joinDetails(texts []*normalize.Text) []Detail {
	return details(texts, matrix.Rows(texts, findItems(texts)))
}

func findItems(texts []*normalize.Text) [][]detail.Item {
	var out [][]detail.Item
	for _, t := range texts {
		out = append(out, detail.Find(t))
	}
	return out
}
