package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with testdata/name, or rewrites that.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it)\ngot:\n%s", name, got)
	}
}

// harbour is a story made by hand: five outlets, every class of line that a
// report can have.
var harbour = []struct{ id, outlet, text string }{
	{"courier", "Courier", "Harbour row\n\nAnna Ortega, the mayor, told the council on 3 March: “We cannot close the harbour for the time being.”\n\nIt was “about 40 tonnes”, a <script>alert(1)</script> \u202enote said.\n"},
	{"globe", "Globe", "“We will not close the harbour for the time being,” said Ortega.\n\n“The pumps failed at once,” Tom Reyes said.\n"},
	{"herald", "Herald", "Ortega: “We will not close the harbour for the time being.”\n\n“The pumps on the east quay failed at once,” said Reyes.\n\n“about 40 tonnes”\n"},
	{"tribune", "Tribune", "“We will not close the harbour for the time being,” Ortega said. “The pumps on the east quay failed at once,” said Reyes. “about 400 tonnes”. The badembly met.\n"},
	{"wire", "Wire", "ortega said we will not close the harbour for the time being the pumps on the east quay failed at once\n"},
}

// at is the nth place of words in the article id.
func at(t testing.TB, id, words string) align.Place {
	t.Helper()
	for _, a := range harbour {
		if a.id == id {
			i := strings.Index(a.text, words)
			if i < 0 {
				t.Fatalf("%s has no %q", id, words)
			}
			r := utf8.RuneCountInString(a.text[:i])
			return align.Place{Article: id, ByteStart: i, ByteEnd: i + len(words), RuneStart: r, RuneEnd: r + utf8.RuneCountInString(words)}
		}
	}
	t.Fatalf("no article %s", id)
	return align.Place{}
}

func reading(t testing.TB, id, words string) align.FindingReading {
	if words == "" {
		return align.FindingReading{Article: id}
	}
	p := at(t, id, words)
	return align.FindingReading{Article: id, ByteStart: &p.ByteStart, ByteEnd: &p.ByteEnd, RuneStart: &p.RuneStart, RuneEnd: &p.RuneEnd, Text: &words}
}

func harbourStory(t testing.TB) *Story {
	t.Helper()
	r := &align.Report{Format: align.Format, Tool: align.Tool{Name: "verbatim", Version: "test"}}
	var texts []*normalize.Text
	for _, a := range harbour {
		d := corpus.New("harbour/"+a.id+".txt", []byte(a.text))
		d.Outlet = a.outlet
		x := normalize.Clean(d, normalize.Options{})
		texts = append(texts, x)
		x.Edits, x.Conditions = nil, nil
		r.Articles = append(r.Articles, align.Describe(x))
	}
	r.Articles[3].Conditions = []align.Condition{{Kind: "profanity-filter", Evidence: "ass->bad", Confidence: 0.9}}
	b := at(t, "tribune", "badembly")
	r.Articles[3].Edits = []align.Edit{{ByteStart: b.ByteStart, ByteEnd: b.ByteEnd, Removed: "badembly", Inserted: "assembly", Rule: "filter", Detail: "ass->bad", Evidence: "only one known word fits", Confidence: 0.99, Applied: true}}
	r.Articles[4].Conditions = []align.Condition{{Kind: "unpunctuated", Confidence: 1}, {Kind: "lower-cased", Confidence: 1}}
	for _, i := range []int{2, 4} {
		r.Articles[i].Origin = &align.Origin{Cluster: "o1", Of: []string{"herald", "wire"}}
	}
	occ := func(marks string, pairs ...string) (out []align.Occurrence) {
		for i := 0; i < len(pairs); i += 2 {
			p := at(t, pairs[i], pairs[i+1])
			o := align.Occurrence{ID: align.OccurrenceID(p.Article, corpus.Span{Start: p.ByteStart, End: p.ByteEnd}), Place: p, Text: pairs[i+1], Zone: "body", Marks: marks}
			if p.Article == "wire" {
				o.Marks = "none"
			}
			out = append(out, o)
		}
		return
	}
	ortega := align.Claim{Value: "Anna Ortega", How: "named beside the quotation", Sure: "stated"}
	r.Quotes = []align.Quote{
		{ID: "q-close", N: 1, Kind: "speech", Reading: "We will not close the harbour for the time being.", ReadingFrom: []string{"herald"}, Speaker: ortega,
			Addressee: align.Claim{Value: "the council", Sure: "stated"}, Date: align.Claim{Value: "2025-03-03", Sure: "inferred", How: "“3 March”, year of publication"},
			Coverage: map[string]string{"courier": "full", "globe": "full", "herald": "full", "tribune": "full", "wire": "full"},
			Occurrences: occ("double", "courier", "We cannot close the harbour for the time being.", "globe", "We will not close the harbour for the time being,",
				"herald", "We will not close the harbour for the time being.", "tribune", "We will not close the harbour for the time being,", "wire", "we will not close the harbour for the time being")},
		{ID: "q-pumps", N: 2, Kind: "speech", Reading: "The pumps on the east quay failed at once", ReadingFrom: []string{"herald"}, Speaker: align.Claim{Value: "Tom Reyes", Sure: "stated"},
			Coverage:    map[string]string{"courier": "absent", "globe": "part", "herald": "full", "tribune": "full", "wire": "full"},
			Occurrences: occ("double", "globe", "The pumps failed at once,", "herald", "The pumps on the east quay failed at once,", "tribune", "The pumps on the east quay failed at once,", "wire", "the pumps on the east quay failed at once")},
		{ID: "q-tonnes", N: 3, Kind: "speech", Reading: "about 40 tonnes", ReadingFrom: []string{"courier"},
			Coverage:    map[string]string{"courier": "full", "globe": "absent", "herald": "full", "tribune": "full", "wire": "absent"},
			Occurrences: occ("double", "courier", "about 40 tonnes", "herald", "about 40 tonnes", "tribune", "about 400 tonnes")},
	}
	r.Findings = []align.Finding{
		{ID: "f-cannot", Quote: "q-close", Class: "wording", Severity: "substantive", Confidence: 0.98, Why: "Courier has “cannot”; four others have “will not”.",
			Readings: []align.FindingReading{reading(t, "courier", "cannot"), reading(t, "globe", "will not"), reading(t, "herald", "will not"), reading(t, "tribune", "will not"), reading(t, "wire", "will not")}},
		{ID: "f-quay", Quote: "q-pumps", Class: "omission", Severity: "substantive", Confidence: 0.95, Why: "Globe leaves out “on the east quay” without an ellipsis.",
			Readings: []align.FindingReading{reading(t, "globe", "pumps failed"), reading(t, "herald", "pumps on the east quay failed"), reading(t, "tribune", "pumps on the east quay failed"), reading(t, "wire", "pumps on the east quay failed")}},
		{ID: "f-tonnes", Quote: "q-tonnes", Class: "number", Severity: "substantive", Confidence: 0.99, Why: "Tribune has 400, two others have 40.",
			Readings: []align.FindingReading{reading(t, "courier", "40"), reading(t, "globe", ""), reading(t, "herald", "40"), reading(t, "tribune", "400"), reading(t, "wire", "")}},
		{ID: "f-who", Quote: "q-pumps", Class: "attribution", Severity: "minor", Confidence: 0.8, Why: "Globe names Tom Reyes; the others say Reyes.",
			Readings: []align.FindingReading{reading(t, "globe", "Tom Reyes"), reading(t, "herald", "Reyes"), reading(t, "tribune", "Reyes")}},
		{ID: "f-comma", Quote: "q-close", Class: "punctuation", Severity: "cosmetic", Confidence: 1, Why: "A comma stands for the full stop.",
			Readings: []align.FindingReading{reading(t, "globe", "being,"), reading(t, "herald", "being.")}},
	}
	item := func(id, words string) align.DetailItem {
		return align.DetailItem{Place: at(t, id, words), Text: words, Zone: "body"}
	}
	r.Details = []align.Detail{
		{ID: "d-day", Kind: "date", Value: "2025-03-03", Label: "3 March", Event: "e-council", Carried: []align.DetailItem{item("courier", "3 March")}, Missing: []string{"globe", "herald", "tribune", "wire"}},
		{ID: "d-quay", Kind: "place", Value: "east quay", Label: "east quay", Carried: []align.DetailItem{item("herald", "east quay"), item("tribune", "east quay"), item("wire", "east quay")}, Missing: []string{"courier", "globe"}},
		{ID: "d-name", Kind: "person", Value: "tom reyes", Label: "Tom Reyes", Carried: []align.DetailItem{item("globe", "Tom Reyes")}, Partly: []align.DetailItem{item("herald", "Reyes")}, Missing: []string{"courier", "wire"}},
	}
	r.Events = []align.Event{
		{ID: "e-council", Date: "2025-03-03", Label: "Anna Ortega to the council", Quotes: []string{"q-close"}, Details: []string{"d-day"}, Carried: []string{"courier"}, Missing: []string{"globe", "herald", "tribune", "wire"}},
	}
	return New(r, texts)
}

func TestTextReport(t *testing.T) {
	s := harbourStory(t)
	for name, st := range map[string]Style{"harbour.txt": {}, "harbour-60.txt": {Width: 60}, "harbour-all-colour.txt": {All: true, Color: true, Width: 100}} {
		var b bytes.Buffer
		if err := Text(&b, s, st, []string{"harbour/courier.txt", "my story"}); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
		if !st.Color && strings.ContainsAny(b.String(), "\x1b\u202e") {
			t.Errorf("%s: the report passes on control characters", name)
		}
		if st.Width > 0 {
			for _, l := range strings.Split(b.String(), "\n") {
				if columns(l) > st.Width && !strings.Contains(l, "verbatim show") {
					t.Errorf("%s: line longer than %d columns: %s", name, st.Width, l)
				}
			}
		}
	}
}

func TestShow(t *testing.T) {
	s := harbourStory(t)
	var b bytes.Buffer
	for _, id := range []string{"F1", "Q2", "d-quay", "e-council", "tribune"} {
		x := s.Lookup(id)
		if x == nil {
			t.Fatalf("nothing named %s", id)
		}
		b.WriteString("--- " + id + "\n")
		if err := Show(&b, s, x, Style{}); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "show.txt", b.String())
	if s.Lookup("Q9") != nil || s.Lookup("nothing") != nil || s.Lookup("") != nil {
		t.Error("an unknown id was found")
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain":              "plain",
		" a \n\t b ":         "a b",
		"a\x1b[31mred":       "a␛[31mred",
		"x\u202egnp.exe":     "x‹U+202E›gnp.exe",
		"zero\u200bwidth":    "zero‹U+200B›width",
		"next\u0085line":     "next‹U+0085›line",
		"bell\a del\x7f":     "bell␇ del␡",
		"naïve “quote” 中文 …": "naïve “quote” 中文 …",
		"bad\xffbyte":        "bad\ufffdbyte",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Any comments?", "Any comment?", "Any [-comments?-]{+comment?+}"},
		{"will not", "cannot", "[-will not-]{+cannot+}"},
		{"pumps on the east quay failed", "pumps failed", "pumps [-on the east quay-] failed"},
		{"being.", "being,", "[-being.-]{+being,+}"},
		{"the same", "the  same", ""},
	} {
		if got := Diff(c.a, c.b, Style{}); got != c.want {
			t.Errorf("Diff(%q, %q) = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestWholeWords(t *testing.T) {
	const text = "It is on the mayor’s side. Until then a call-out, which costs £1,700, waits for ‘harbour’ men."
	s := New(&align.Report{Articles: []align.Article{{ID: "a", Layer: "file"}}}, []*normalize.Text{{Doc: func() *corpus.Document { d := corpus.New("a.txt", []byte(text)); d.ID = "a"; return d }(), Layer: text}})
	for _, x := range []struct {
		words    string
		compound bool
		want     string
	}{
		{"s side. Until then", false, "mayor’s side. Until then"}, {"out, which", true, "call-out, which"}, {"out, which", false, "out, which"}, {"700", false, "700"},
		{"harbour", false, "harbour"}, {"harb", false, "harbour"}, {"the may", true, "the mayor’s"}, {"which", false, "which"},
	} {
		b := strings.Index(text, x.words)
		e := b + len(x.words)
		r := Reading{Text: x.words, Places: 1, From: align.FindingReading{Article: "a", ByteStart: &b, ByteEnd: &e}}
		if got := s.wholeWords(r, x.compound); got != x.want {
			t.Errorf("%q: %q, want %q", x.words, got, x.want)
		}
	}
}
