package pipeline

import (
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func TestGrouped(t *testing.T) {
	var texts []*normalize.Text
	for _, a := range []struct{ id, story, url, text string }{
		{"a", "", "https://www.p.example/x/?utm_source=y", "The harbour at Orle will close for eleven weeks from Monday, the council said after divers found cracks in its piers."},
		{"b", "", "http://P.example/x", "Divers found cracks in the piers, so the harbour at Orle closes for eleven weeks from Monday, said the council."},
		{"c", "", "https://q.example/x?id=1", "A kettle maker recalls two million kettles because their lids may open when the water boils."},
		{"d", "other", "https://q.example/x?id=2", "The harbour at Orle will close for eleven weeks from Monday, the council said after divers found cracks in its piers."},
		{"e", "", "", "Nothing."},
	} {
		d := &corpus.Document{ID: a.id, Path: a.id, Story: a.story, URL: a.url, Media: corpus.Plain, Raw: []byte(a.text)}
		texts = append(texts, normalize.Clean(d, normalize.Options{}))
	}
	for by, want := range map[string]string{"": "  | | |other| ", "story": "  | | |other| ", "url": "p.example/x|p.example/x|q.example/x?id=1|q.example/x?id=2|e", "auto": "a|a|c|other|e"} {
		var got []string
		for _, t := range Grouped(texts, by) {
			got = append(got, t.Doc.Story)
		}
		if strings.Join(got, "|") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%q: %q, want %q", by, got, want)
		}
	}
	if texts[0].Doc.Story != "" {
		t.Error("the text that was given has changed")
	}
}
