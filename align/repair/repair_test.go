package repair

import (
	"os"
	"path/filepath"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
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
