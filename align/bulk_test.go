package align

import (
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
