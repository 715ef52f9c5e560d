package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"verbatim/align"
	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/page"
)

func articles(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../../../testdata/articles/*")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d articles: %v", len(paths), err)
	}
	return paths
}

func bytesOf(t testing.TB, paths []string, workers int) []byte {
	t.Helper()
	r, _ := Compare(context.Background(), paths, Options{Workers: workers})
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteJSONL(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The same articles give the same bytes: in any order, with any number of
// workers.
func TestReportDependsOnNothingElse(t *testing.T) {
	dirs, err := filepath.Glob("../../../testdata/stories/*")
	if err != nil {
		t.Fatal(err)
	}
	sets := [][]string{articles(t)}
	for _, d := range dirs {
		pages, err := filepath.Glob(filepath.Join(d, "*.html"))
		if err != nil {
			t.Fatal(err)
		}
		texts, err := filepath.Glob(filepath.Join(d, "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		if set := append(pages, texts...); len(set) > 1 {
			sets = append(sets, set)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, paths := range sets {
		want := bytesOf(t, paths, 1)
		n := 4
		if testing.Short() {
			n = 1
		}
		for i := range n {
			other := append([]string(nil), paths...)
			r.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
			if !bytes.Equal(bytesOf(t, other, 1+3*i), want) {
				t.Errorf("%v gives another report than %v", other, paths)
			}
		}
	}
}

func TestStoriesAreComparedApart(t *testing.T) {
	in := strings.NewReader(`{"id":"a1","story":"a","text":"“We will not close the harbour for the time being,” Ortega said."}
{"id":"b1","story":"b","text":"“We will close the harbour for the time being,” Ortega said."}
{"id":"a2","story":"a","text":"“We cannot close the harbour for the time being,” Ortega said."}
{"id":"b2","story":"b","text":"“We will close the harbour for the time being,” said Ortega."}
`)
	r, _ := Compare(context.Background(), []string{"-"}, Options{Corpus: corpus.Options{Stdin: in}})
	if len(r.Articles) != 4 || r.Incomplete {
		t.Fatalf("%d articles, problems %v", len(r.Articles), r.Problems)
	}
	ids := map[string]bool{}
	for i, q := range r.Quotes {
		if q.N != i+1 || ids[q.ID] {
			t.Errorf("quotation %d has the number %d and the id %s", i+1, q.N, q.ID)
		}
		ids[q.ID] = true
		for _, o := range q.Occurrences {
			if o.Article[0] != q.Occurrences[0].Article[0] {
				t.Errorf("quotation %s is joined across stories", q.ID)
			}
		}
	}
	for _, f := range r.Findings {
		if f.Quote != "" && !ids[f.Quote] {
			t.Errorf("finding %s is about no quotation of the report", f.ID)
		}
	}
	if len(r.Findings) == 0 {
		t.Error("no finding")
	}
}

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrdered(t *testing.T) {
	ctx := context.Background()
	for _, workers := range []int{0, 1, 3, 50} {
		next := 0
		for x := range Ordered(ctx, count(500), workers, func(i int) int {
			if i%7 == 0 {
				runtime.Gosched()
			}
			return 2 * i
		}, nil) {
			if x != 2*next {
				t.Fatalf("%d workers: %d at place %d", workers, x, next)
			}
			next++
		}
		if next != 500 {
			t.Errorf("%d workers: %d results", workers, next)
		}
	}
	n := 0
	for range Ordered(ctx, count(1e9), 4, func(i int) int { return i }, nil) {
		if n++; n == 10 {
			break
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	n = 0
	for range Ordered(ctx, count(1e9), 4, func(i int) int { return i }, nil) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n > 100 {
		t.Errorf("%d results after the end was called", n)
	}
}

func TestOrderedRaisesFaultsInTheCaller(t *testing.T) {
	for name, run := range map[string]func(){
		"work": func() {
			for range Ordered(context.Background(), count(100), 3, func(i int) int {
				if i == 50 {
					panic("broken")
				}
				return i
			}, nil) {
			}
		},
		"input": func() {
			seq := func(yield func(int) bool) {
				yield(1)
				panic("broken")
			}
			for range Ordered(context.Background(), seq, 3, func(i int) int { return i }, nil) {
			}
		},
	} {
		func() {
			defer func() {
				f, ok := recover().(*corpus.Fault)
				if !ok || f.String() != "broken" || !strings.Contains(f.Stack, "pipeline") {
					t.Errorf("%s: recovered %v", name, f)
				}
			}()
			run()
			t.Errorf("%s: no fault", name)
		}()
	}
}

// A mistake of ours in one article costs that article; the run goes on.
func TestFaultLosesOneArticle(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("<html><body><article><p>"+text+"</p></article></body></html>"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 40 {
		write(fmt.Sprintf("a%02d.html", i), "“The harbour stays closed for eleven weeks,” the mayor said on Monday.")
	}
	write("a20.html", "BREAK")
	texts, problems := Load(context.Background(), []string{dir}, Options{Clean: normalize.Options{Extractor: breaker{page.Readability{}}}})
	if len(texts) != 39 || len(problems) != 1 {
		t.Fatalf("%d texts, %d problems", len(texts), len(problems))
	}
	p := problems[0]
	if filepath.Base(p.Path) != "a20.html" || !strings.HasPrefix(p.Cause, "internal fault in cmd/internal/pipeline.breaker.Main") ||
		!strings.HasSuffix(p.Cause, ": broken") || !strings.Contains(p.Remedy, "report") || !strings.Contains(p.Remedy, LeftOut) {
		t.Errorf("%+v", p)
	}
}

// breaker is an extractor that breaks on some pages.
type breaker struct{ page.Extractor }

func (b breaker) Main(doc *html.Node) map[*html.Node]bool {
	for n := range doc.Descendants() {
		if n.Data == "BREAK" {
			panic("broken")
		}
	}
	return b.Extractor.Main(doc)
}

func TestFaultLosesOneStory(t *testing.T) {
	defer func() { compare = align.Compare }()
	compare = func(texts []*normalize.Text, opt align.Options) *align.Report {
		if texts[0].Doc.Story == "b" {
			panic("broken")
		}
		return align.Compare(texts, opt)
	}
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, `{"id":"x%d","story":"%c","text":"“The harbour stays closed for %d weeks,” the mayor said on Monday."}`+"\n", i, 'a'+i%3, i)
	}
	name := filepath.Join(t.TempDir(), "all.jsonl")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	r, _ := Compare(context.Background(), []string{name}, Options{})
	if len(r.Articles) != 6 || len(r.Findings) == 0 || len(r.Problems) != 1 {
		t.Fatalf("%d articles, %d findings, problems %v", len(r.Articles), len(r.Findings), r.Problems)
	}
	if p := r.Problems[0]; p.Path != name || p.Line != 2 || !strings.Contains(p.Remedy, "The 3 articles of the story \"b\" are not compared.") {
		t.Errorf("%+v", p)
	}
}

func BenchmarkCompareFive(b *testing.B) {
	paths := articles(b)
	for b.Loop() {
		Compare(context.Background(), paths, Options{})
	}
}

func BenchmarkCleanFive(b *testing.B) {
	var docs []*corpus.Document
	n := 0
	for it := range corpus.Read(context.Background(), articles(b), corpus.Options{}) {
		docs = append(docs, it.Document)
		n += len(it.Document.Raw)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		for _, d := range docs {
			normalize.Clean(d, normalize.Options{})
		}
	}
}

func BenchmarkQuotesFive(b *testing.B) {
	texts, _ := Load(context.Background(), articles(b), Options{})
	n := 0
	for _, t := range texts {
		n += len(t.Clean)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		for _, t := range texts {
			quote.Find(t)
		}
	}
}
