package quote

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// read cleans a text; published is the day of the article.
func read(text, published string) *normalize.Text {
	d := corpus.New("a.txt", []byte(text))
	d.Published = published
	return normalize.Clean(d, normalize.Options{})
}

func article(tb testing.TB) string {
	names, _ := filepath.Glob("../../testdata/articles/00[0-3]*.txt")
	var b strings.Builder
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			tb.Fatal(err)
		}
		b.Write(raw)
		b.WriteString("\n\n")
	}
	if b.Len() == 0 {
		tb.Skip("no articles")
	}
	return b.String()
}

func bench(b *testing.B, text string) {
	t := read(text, "2020-05-04")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(t)
	}
}

func BenchmarkArticle(b *testing.B)  { bench(b, article(b)) }
func BenchmarkArticles(b *testing.B) { bench(b, strings.Repeat(article(b), 20)) }
func BenchmarkMarks(b *testing.B)    { bench(b, strings.Repeat("\"", 100_000)) }
func BenchmarkCurly(b *testing.B)    { bench(b, strings.Repeat("“", 100_000)) }
func BenchmarkUnclosed(b *testing.B) { bench(b, strings.Repeat("“We go, and he went on. ", 10_000)) }
func BenchmarkApostrophe(b *testing.B) {
	bench(b, strings.Repeat("‘the boys’ club ", 10_000))
}
func BenchmarkParagraph(b *testing.B) {
	bench(b, strings.Repeat("“We go,” said Ann Smith of the council. The mayor called it “a fraud” and left. ", 60_000))
}
func BenchmarkNoSentence(b *testing.B) { bench(b, strings.Repeat("said Smith and ", 300_000)) }
func BenchmarkNoMarks(b *testing.B) {
	bench(b, strings.Repeat("We go, said Ann Smith of the council. The mayor said that it was a fraud and left. ", 5_000))
}
