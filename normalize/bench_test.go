package normalize

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize/token"
)

// prose gives many articles that differ: their paragraphs are drawn from the
// texts of testdata, their sentences in another order each time, with figures
// and names of their own. A fixed sequence chooses, so that every run has the
// same articles.
func prose(tb testing.TB, articles int) []*corpus.Document {
	tb.Helper()
	files, _ := filepath.Glob("../testdata/stories/*/*.txt")
	for _, f := range []string{"001-nydailynews", "002-outsidethebeltway", "003-businessinsider"} {
		files = append(files, "../testdata/articles/"+f+".txt")
	}
	var pool []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		t := Clean(plain(string(raw)), Options{})
		for _, z := range t.Zones {
			if !z.Kind.Text() {
				continue
			}
			c := t.Cleaned(z.Span)
			body := t.Clean[c.Start:c.End]
			for _, s := range token.Sentences(body) {
				if w := strings.TrimSpace(body[s.Start:s.End]); len(w) > 40 {
					pool = append(pool, w)
				}
			}
		}
	}
	if len(pool) < 200 {
		tb.Fatalf("%d sentences", len(pool))
	}
	seed := uint32(1)
	draw := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	names := strings.Fields("Alder Brook Castell Dorn Ellery Fenwick Garrod Hale Ingram Joss Kember Lunt Marsh Norwood Orrin Penn Quill Rudd Sorrel Thorne")
	out := make([]*corpus.Document, articles)
	for i := range out {
		var b strings.Builder
		fmt.Fprintf(&b, "%s council weighs plan %d for the old harbour\n\nBy Anna %s\n\nOctober %d, 2024\n\n", names[draw(len(names))], draw(900), names[draw(len(names))], 1+draw(30))
		for range 12 + draw(20) {
			for range 2 + draw(3) {
				b.WriteString(pool[draw(len(pool))])
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "Officials counted %d cases in %s last year.\n\n", draw(9000), names[draw(len(names))])
		}
		out[i] = &corpus.Document{ID: fmt.Sprint("t", i), Media: corpus.Plain, Raw: []byte(b.String())}
	}
	return out
}

// filtered is d after a profanity filter.
func filtered(d *corpus.Document) *corpus.Document {
	x := *d
	x.Raw = []byte(strings.ReplaceAll(strings.ReplaceAll(string(d.Raw), "ass", "bad"), "tit", "breast"))
	return &x
}

func BenchmarkClean(b *testing.B) {
	clean := prose(b, 100)
	run := func(name string, docs []*corpus.Document) {
		b.Run(name, func(b *testing.B) {
			size := 0
			for _, d := range docs {
				size += len(d.Raw)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, d := range docs {
					Clean(d, Options{})
				}
			}
		})
	}
	run("clean", clean)
	damaged := make([]*corpus.Document, len(clean))
	for i, d := range clean {
		damaged[i] = filtered(d)
	}
	run("filtered", damaged)
	var real []*corpus.Document
	files, _ := filepath.Glob("../testdata/articles/*.txt")
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		real = append(real, plain(string(raw)))
	}
	run("scraped", real)
	var long strings.Builder
	for _, d := range clean {
		long.Write(d.Raw)
	}
	run("one long", []*corpus.Document{plain(long.String())})
}
