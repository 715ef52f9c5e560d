package report

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
)

// bigStory has so many outlets and quotations; every every-th outlet carries
// each quotation. One quotation in four has a finding.
func bigStory(outlets, quotes, every int) *Story {
	r := &align.Report{Format: align.Format, Tool: align.Tool{Name: "verbatim", Version: "test"}}
	var texts []*normalize.Text
	bodies := make([]strings.Builder, outlets)
	for q := range quotes {
		quote := align.Quote{ID: fmt.Sprintf("q%d", q), N: q + 1, Kind: "statement", Coverage: map[string]string{}, Speaker: align.Claim{Value: fmt.Sprintf("Speaker %d", q%70), Sure: "stated"}}
		finding := align.Finding{ID: fmt.Sprintf("f%d", q), Quote: quote.ID, Class: "wording", Severity: "minor", Confidence: .9}
		for o := range outlets {
			id := fmt.Sprintf("outlet-%d", o)
			quote.Coverage[id] = "absent"
			if (o+q)%every != 0 {
				continue
			}
			quote.Coverage[id] = "full"
			text := fmt.Sprintf("We looked at case number %d for a good while and then we left it as it was, as the rules of the house say", q)
			if o%7 == 3 {
				text = strings.Replace(text, "a good while", "a long while", 1)
			}
			at := bodies[o].Len() + len("“")
			fmt.Fprintf(&bodies[o], "“%s,” said Speaker %d.\n\n", text, q%70)
			p := align.Place{Article: id, ByteStart: at, ByteEnd: at + len(text), RuneStart: at, RuneEnd: at + len(text)}
			quote.Occurrences = append(quote.Occurrences, align.Occurrence{ID: fmt.Sprintf("o%d-%d", q, o), Place: p, Text: text, Marks: "double", Zone: "body"})
			if i := strings.Index(text, " while") - 4; true {
				words := text[i : i+4]
				from, to := at+i, at+i+4
				finding.Readings = append(finding.Readings, align.FindingReading{Article: id, ByteStart: &from, ByteEnd: &to, RuneStart: &from, RuneEnd: &to, Text: &words})
			}
			quote.Reading = text
		}
		r.Quotes = append(r.Quotes, quote)
		if q%4 == 0 {
			finding.Why = fmt.Sprintf("Some have “good” in case %d; others “long”.", q)
			r.Findings = append(r.Findings, finding)
		}
	}
	for o := range outlets {
		id := "outlet-" + strconv.Itoa(o)
		d := corpus.New(id+".txt", []byte(bodies[o].String()))
		d.ID, d.Outlet = id, "Outlet "+strconv.Itoa(o)
		texts = append(texts, &normalize.Text{Doc: d, Layer: bodies[o].String(), LayerKind: "file"})
		r.Articles = append(r.Articles, align.Article{ID: id, Path: id + ".txt", Outlet: d.Outlet, SHA256: d.SHA256, Bytes: len(d.Raw), Words: bodies[o].Len() / 6, Layer: "file", Zones: []align.Zone{{Kind: "body", ByteEnd: bodies[o].Len()}}})
	}
	return New(r, texts)
}

// Sixty outlets and a thousand quotations make a page that a browser loads: of
// 5 MB and 100,000 elements at most.
func TestPageOfSixtyOutlets(t *testing.T) {
	for _, every := range []int{1, 6} {
		page := pageOf(t, bigStory(60, 1000, every), HTMLOptions{})
		n := strings.Count(page, "<") - strings.Count(page, "</")
		t.Logf("one outlet in %d: %d bytes, %d elements", every, len(page), n)
		if len(page) > SoftLimit || n > 100_000 {
			t.Errorf("one outlet in %d: %d bytes, %d elements", every, len(page), n)
		}
		if _, err := html.Parse(strings.NewReader(page)); err != nil {
			t.Error(err)
		}
	}
}

// peak is a writer that looks how much memory is in use while it is written to.
type peak struct{ written, last, most int }

func (p *peak) Write(b []byte) (int, error) {
	p.written += len(b)
	if p.written-p.last > 256<<10 {
		p.last = p.written
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		p.most = max(p.most, int(m.HeapAlloc))
	}
	return len(b), nil
}

// The page is not held in memory while it is written.
func TestPageIsStreamed(t *testing.T) {
	s := bigStory(60, 1000, 6)
	if err := HTML(io.Discard, s, HTMLOptions{}); err != nil { // makes what is kept for later
		t.Fatal(err)
	}
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var p peak
	if err := HTML(&p, s, HTMLOptions{Texts: "full"}); err != nil {
		t.Fatal(err)
	}
	runtime.KeepAlive(s)
	grown := p.most - int(before.HeapAlloc)
	t.Logf("a page of %d bytes took %d more bytes of memory", p.written, grown)
	if grown > p.written/2 {
		t.Errorf("a page of %d bytes took %d more bytes of memory", p.written, grown)
	}
}

func BenchmarkHTMLOfSixtyOutlets(b *testing.B) {
	for _, every := range []int{1, 6} {
		s := bigStory(60, 1000, every)
		b.Run(fmt.Sprintf("one-in-%d", every), func(b *testing.B) {
			for b.Loop() {
				if err := HTML(io.Discard, s, HTMLOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Among many outlets the text names the first of a long row, and all with --all.
func TestTextOfManyOutlets(t *testing.T) {
	s := bigStory(60, 4, 1)
	for all, want := range map[bool]string{false: "Outlet 8, 43 others", true: "Outlet 58  outlet-0"} {
		var b strings.Builder
		if err := Text(&b, s, Style{All: all}, nil); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) || strings.Contains(b.String(), "43 others") == all {
			t.Errorf("all %v: no %q in\n%s", all, want, b.String())
		}
	}
}
