package index

import (
	"context"
	"testing"

	"verbatim/align"
)

func BenchmarkRead(b *testing.B) {
	texts, _ := articles(b, 64, 1)
	for _, quotes := range []bool{false, true} {
		b.Run(map[bool]string{false: "words", true: "quotes"}[quotes], func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for i := 0; b.Loop(); i++ {
				n += len(texts[i%64].Layer)
				Read(texts[i%64], quotes)
			}
			b.SetBytes(int64(n / b.N))
		})
	}
}

func BenchmarkFamilies(b *testing.B) {
	texts, _ := articles(b, 1000, 1)
	ready := make([]Article, len(texts))
	for i, t := range texts {
		ready[i] = Read(t, true)
	}
	b.ReportAllocs()
	for b.Loop() {
		s := NewSpool(Options{})
		for _, a := range ready {
			s.Add(a)
		}
		if err := Families(context.Background(), s, Options{}, func(*align.Quote) error { return nil }); err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

func BenchmarkTrace(b *testing.B) {
	texts, planted := articles(b, 1000, 1)
	dir := b.TempDir()
	if err := addTo(b, dir, texts, segmentArticles); err != nil {
		b.Fatal(err)
	}
	x := opened(b, dir)
	c := planted[3][0]
	var said string
	for _, t := range texts {
		if t.Doc.ID == c.ID {
			said = t.Layer[c.Start:c.End]
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		v, err := x.Trace(said)
		if err != nil || len(v) == 0 {
			b.Fatal(err, len(v))
		}
	}
}
