package normalize

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

func plain(text string) *corpus.Document {
	return &corpus.Document{ID: "t", Media: corpus.Plain, Raw: []byte(text)}
}

// laws checks what must hold for any cleaned article: replay gives the cleaned
// text, undo the published one, and what is clean stays as it is.
func laws(t *testing.T, text string) {
	t.Helper()
	x := Clean(plain(text), Options{})
	tab, err := edit.Replay(x.Layer, x.Edits)
	if err != nil || tab.Clean() != x.Clean {
		t.Fatalf("%q: replay gives %q, %v; want %q", text, tab.Clean(), err, x.Clean)
	}
	if raw, err := edit.Undo(x.Clean, x.Edits); err != nil || raw != x.Layer {
		t.Fatalf("%q: undo gives %q, %v", text, raw, err)
	}
	for _, e := range x.Edits {
		if e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(x.Layer) {
			t.Fatalf("%q: edit at %v", text, e.Span)
		}
		if e.Rule == "" || e.Detail == "" || e.Evidence == "" || e.Confidence <= 0 {
			t.Fatalf("%q: an edit without proof: %+v", text, e)
		}
	}
	if again := Clean(plain(x.Clean), Options{}); again.Clean != x.Clean {
		t.Fatalf("%q\nonce  %q\ntwice %q", text, x.Clean, again.Clean)
	}
	strict := Clean(plain(text), Options{Strict: true})
	applied := map[corpus.Span]bool{}
	for _, e := range x.Edits {
		applied[e.Span] = applied[e.Span] || e.Applied
	}
	for _, e := range strict.Edits {
		if e.Applied && !applied[e.Span] {
			t.Fatalf("%q: only --strict applies %+v", text, e)
		}
	}
}

var damaged = []string{
	"The pbadword, the ambbadador and the badembly; it would badist them. Badual badault.",
	"Ã¢â‚¬Å“I donâ€™t know,Ã¢â‚¬Â\u009d she said.The end &amp;amp; more\u00ad.",
	"p***word and ***embly with amb***ador, harve?? ?ance cl???",
	"11 p.c of them on October three, 2016, final yr’s “October three, 2016” \xff\x00 tele-\nphone",
	"said.p***word [sic]The &amp;quot;badembly pbadword&amp;quot; \u200bx",
	"p██word, ██embly, amb▓█ador and cl•••, b█d; p#$%word, amb@&#ador, cl%#^ified and a#$%mbly!#$",
	"&quotp***word&quot &amp&ampT &ampamp; caf&eacute &copy 2024 &nbspThe &&amp",
	"One.\nH A R B O U R  C O U N C I L. ADVERTISEMENT The counci1 b0ats.AdvertisementStory continues below “We",
	"",
}

func TestLaws(t *testing.T) {
	for _, s := range damaged {
		laws(t, s)
	}
	files, _ := filepath.Glob("../testdata/articles/*.txt")
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		laws(t, string(b))
	}
	if len(files) == 0 {
		t.Error("no articles")
	}
}

// The filter ran last, so it is undone before the spinner is looked for, and
// both see text whose characters are right.
func TestOrder(t *testing.T) {
	x := Clean(plain("About 11 p.c of the pbadengers saw the ambbadadorâ€™s badembly."), Options{})
	if want := "About 11 percent of the passengers saw the ambassador’s assembly."; x.Clean != want {
		t.Errorf("%q, want %q", x.Clean, want)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range damaged {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			return
		}
		laws(t, s)
	})
}

// A text without capitals gets suggestions, and a repair by a witness takes
// their place.
func TestSuggestedCapitals(t *testing.T) {
	low := strings.Repeat("the council met on monday and heard that the bridge was closed. it will meet again in october.\n", 12)
	x := Clean(plain(low), Options{})
	suggested := 0
	for _, e := range x.Edits {
		if e.Rule == edit.Case && !e.Applied {
			suggested++
		}
	}
	if suggested < 40 || x.Clean != low {
		t.Fatalf("%d suggestions", suggested)
	}
	y := x.With([]edit.Change{{Span: corpus.Span{Start: 0, End: 3}, New: "The", Rule: edit.Case, Detail: "capitals lost", Evidence: "sister", Confidence: 0.9}})
	at := 0
	for _, e := range y.Edits {
		if e.Span.Start < 3 {
			at++
			if !e.Applied {
				t.Errorf("a suggestion stays beside the repair: %+v", e)
			}
		}
	}
	if at != 1 || len(y.Edits) != len(x.Edits) {
		t.Errorf("%d edits at the front, %d in all, before %d", at, len(y.Edits), len(x.Edits))
	}
	laws(t, low)
}

// Hostile texts take no longer than others of their size.
func TestHugeInputs(t *testing.T) {
	n := 1 << 19
	if testing.Short() {
		n = 1 << 17
	}
	for name, s := range map[string]string{
		"one damaged word": strings.Repeat("badembly", n/8),
		"masks":            strings.Repeat("**** *** ", n/9),
		"not UTF-8":        "字" + strings.Repeat("\xe2\xb9", n/2),
		"endless entity":   "&" + strings.Repeat("amp;", n/4) + "quot;",
		"half mojibake":    strings.Repeat("Â", n/4) + strings.Repeat("¬", n/4),
		"zero width":       strings.Repeat("a\u200b", n/4),
		"right to left":    strings.Repeat("שלום *** ", n/13),
	} {
		if x := Clean(plain(s), Options{}); len(x.Layer) != len(s) {
			t.Error(name)
		}
	}
}
