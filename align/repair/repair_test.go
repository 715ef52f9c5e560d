package repair

import (
	"os"
	"path/filepath"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// load cleans the files of a folder of testdata.
func load(t testing.TB, pattern string) []*normalize.Text {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/" + pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	var out []*normalize.Text
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, textAt(p, string(raw)))
	}
	return out
}

func textAt(path, raw string) *normalize.Text {
	return normalize.Clean(&corpus.Document{ID: filepath.Base(path), Path: path, Raw: []byte(raw)}, normalize.Options{})
}

func text(id, raw string) *normalize.Text {
	return normalize.Clean(&corpus.Document{ID: id, Raw: []byte(raw)}, normalize.Options{})
}

// whole is x with all of it body, for tests that damage all of a text.
func whole(x *normalize.Text) *normalize.Text {
	x.Zones = []zone.Zone{{Kind: zone.Body, Span: corpus.Span{Start: 0, End: len(x.Layer)}}}
	x.Conditions = nil
	return x.With(nil)
}

func wholes(texts []*normalize.Text) []*normalize.Text {
	for i, x := range texts {
		texts[i] = whole(x)
	}
	return texts
}

// TestDump prints the edits; it is for reading, with -v.
func TestDump(t *testing.T) {
	for _, dir := range []string{"articles/*.txt", "stories/council-harbour/*.txt", "stories/sponge-science/*.txt", "stories/kettle-recall/*.html"} {
		for _, x := range Story(load(t, dir)) {
			for _, c := range x.Conditions {
				t.Logf("%s: %s: %s", x.Doc.ID, c.Kind, c.Evidence)
			}
			for _, e := range x.Edits {
				t.Logf("%s %d %s %s: %q -> %q %v", x.Doc.ID, e.Span.Start, e.Rule, e.Detail, e.Removed, e.Inserted, e.Applied)
			}
		}
	}
}
