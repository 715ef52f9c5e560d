package align

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"verbatim/align/aligntest"
	"verbatim/corpus"
	"verbatim/normalize"
)

// rewrites are n different articles of one story.
func rewrites(n int) []*normalize.Text {
	var out []*normalize.Text
	for _, a := range (aligntest.Rewrites{Articles: n, Seed: 1}).Make() {
		d := corpus.New(a.ID+".txt", []byte(a.Text))
		d.Outlet = a.Outlet
		out = append(out, normalize.Clean(d, normalize.Options{}))
	}
	return out
}

// A report is written piece by piece as encoding/json writes it whole.
func TestWriteJSON(t *testing.T) {
	r := Compare(rewrites(12), Options{})
	r.Problem(corpus.Problem{Path: "a<b", Cause: "nothing there"})
	var got, want bytes.Buffer
	if err := r.WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	e := json.NewEncoder(&want)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(r); err != nil {
		t.Fatal(err)
	}
	if got.String() != want.String() {
		t.Error("another form than that of encoding/json")
	}
}

// A large story lists no article that misses what most miss, but tells them.
func TestMissingOfManyArticles(t *testing.T) {
	ts := rewrites(manyArticles + 1)
	r := Compare(ts, Options{})
	counted := 0
	for i := range r.Details {
		d := &r.Details[i]
		has := map[string]bool{}
		for _, c := range append(append([]DetailItem(nil), d.Carried...), d.Partly...) {
			has[c.Article] = true
		}
		lack := r.Without(d)
		if len(lack)+len(has) != len(ts) {
			t.Fatalf("%s %q: %d have it, %d miss it, of %d", d.Kind, d.Label, len(has), len(lack), len(ts))
		}
		if d.MissingCount > 0 {
			counted++
			if d.MissingCount != len(lack) || len(d.Missing) > 0 || 2*len(lack) <= len(ts) {
				t.Fatalf("%s %q: %d counted, %d listed, %d miss it", d.Kind, d.Label, d.MissingCount, len(d.Missing), len(lack))
			}
		}
	}
	if counted == 0 || counted == len(r.Details) {
		t.Errorf("%d of %d details are only counted", counted, len(r.Details))
	}
}

func BenchmarkCompareRewrites(b *testing.B) {
	for _, n := range []int{5, 50, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ts := rewrites(n)
			for b.Loop() {
				Compare(ts, Options{})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/article")
		})
	}
}
