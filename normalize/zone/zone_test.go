package zone

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/normalize/token"
)

// laws: the zones are in order, touch each other, cover the text, and are none
// for empty text; white space alone starts no zone but the first.
func laws(t *testing.T, text string) []Zone {
	t.Helper()
	zs := Find(text, token.Words(text))
	at := 0
	for i, z := range zs {
		if z.Span.Start != at || z.Span.End <= at {
			t.Fatalf("zone %d %s at %v, want it to start at %d", i, z.Kind, z.Span, at)
		}
		if z.Kind == "" {
			t.Fatalf("zone %d has no kind", i)
		}
		at = z.Span.End
	}
	if at != len(text) {
		t.Fatalf("the zones end at %d of %d", at, len(text))
	}
	return zs
}

func FuzzFind(f *testing.F) {
	for _, p := range []string{"articles/*.txt", "stories/*/*.txt"} {
		files, _ := filepath.Glob("../../testdata/" + p)
		for _, name := range files {
			if b, err := os.ReadFile(name); err == nil {
				f.Add(string(b))
			}
		}
	}
	for _, s := range []string{"", "\n\n", "\xff\n(\xff", "Comments\n\nA\nb c d e f.", "1. A says:\n\nb\n\n2. @B:\n\nc", "©", ":", "a:\n:\n:", "•\n• \n", "@:\n@:", "About \nabout x\nx"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		zs := laws(t, s)
		again := laws(t, s)
		if len(zs) != len(again) {
			t.Fatal("not the same zones twice")
		}
		Conditions(s, zs)
	})
}

func TestLong(t *testing.T) {
	n := 1 << 20
	if testing.Short() {
		n = 1 << 16
	}
	for name, s := range map[string]string{
		"one line":     strings.Repeat("word ", n),
		"no space":     strings.Repeat("x", 4*n),
		"empty lines":  strings.Repeat("\n", n),
		"short lines":  strings.Repeat("Home\n", n/4),
		"prose lines":  strings.Repeat("It was a long and cold night in the town.\n\n", n/16),
		"colons":       strings.Repeat("The paper reports:\n\n", n/16),
		"headings":     strings.Repeat("Comments\n\n", n/16),
		"same titles":  "A long title of a page\n" + strings.Repeat("A long title of a page\n\nIt was a long and cold night in the town.\n", n/16),
		"headers":      strings.Repeat("It was a long and cold night in the town there.\n\n", 5) + strings.Repeat("1. A says:\n\n", n/16),
		"separators":   strings.Repeat(" / ", n/4),
		"parentheses":  strings.Repeat("(", n),
		"wide letters": strings.Repeat("言", n/2),
	} {
		t.Run(name, func(t *testing.T) { laws(t, s) })
	}
}

// gold compares the zones of the five articles with the hand-made ones.
func TestArticles(t *testing.T) {
	b, err := os.ReadFile("../../testdata/gold/boilerplate.jsonl")
	if err != nil {
		t.Skip(err)
	}
	texts, zones := map[string]string{}, map[string][]Zone{}
	files, _ := filepath.Glob("../../testdata/articles/*.txt")
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		id := filepath.Base(name)[:3]
		texts[id] = string(raw)
		zones[id] = laws(t, texts[id])
	}
	dec := json.NewDecoder(strings.NewReader(string(b)))
	wrong, all := 0, 0
	for dec.More() {
		var g struct {
			File, Kind, Note string
			Start, End       int
			Ambiguous        bool
		}
		if err := dec.Decode(&g); err != nil {
			t.Fatal(err)
		}
		if g.Ambiguous || g.Kind == "comments" {
			continue
		}
		all++
		text := texts[g.File][g.Start:g.End]
		for _, z := range zones[g.File] {
			if z.Span.Start < g.End && g.Start < z.Span.End && z.Kind.Text() {
				t.Errorf("%s@%d is %s, should be %s: %.60q", g.File, g.Start, z.Kind, g.Kind, text)
			}
			if z.Span.Start <= g.Start && g.Start < z.Span.End && string(z.Kind) != g.Kind && !(z.Kind == Deck && g.Kind == "headline") {
				wrong++
			}
		}
	}
	if wrong*10 > all {
		t.Errorf("%d of %d have another kind", wrong, all)
	}
}

// TestTwice: what is left of a text when all but its body is taken away is
// body again, near enough.
func TestTwice(t *testing.T) {
	for _, p := range []string{"articles/*.txt", "stories/*/*.txt"} {
		files, _ := filepath.Glob("../../testdata/" + p)
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text := string(raw)
			body := bodyOf(text, laws(t, text))
			again := bodyOf(body, laws(t, body))
			if len(again)*10 < len(body)*9 {
				t.Errorf("%s: %d bytes of body, then %d", filepath.Base(name), len(body), len(again))
			}
		}
	}
}

func bodyOf(text string, zones []Zone) string {
	var b strings.Builder
	for _, z := range zones {
		if z.Kind.Text() {
			b.WriteString(text[z.Span.Start:z.Span.End])
		}
	}
	return b.String()
}

func BenchmarkFind(b *testing.B) {
	files, _ := filepath.Glob("../../testdata/articles/*.txt")
	var texts []string
	n := 0
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(raw))
		n += len(raw)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			Find(t, token.Words(t))
		}
	}
}
