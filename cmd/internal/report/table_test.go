package report

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"strings"
	"testing"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
)

func TestTablesReadBack(t *testing.T) {
	s := harbourStory(t)
	for _, tab := range []*Table{s.Variants(), s.QuoteTable(), s.Matrix(false), s.Timeline(), s.Edits()} {
		if len(tab.Rows) == 0 {
			t.Errorf("%s is empty", tab.Name)
		}
		for _, format := range []string{"csv", "csv-excel"} {
			var b bytes.Buffer
			if err := WriteTable(&b, tab, format, Style{}); err != nil {
				t.Fatal(err)
			}
			text, marked := strings.CutPrefix(b.String(), "\ufeff")
			if marked != (format == "csv-excel") {
				t.Errorf("%s %s: byte order mark %v", tab.Name, format, marked)
			}
			rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
			if err != nil {
				t.Fatalf("%s %s: %v", tab.Name, format, err)
			}
			for _, r := range rows {
				for i := range r {
					if format == "csv-excel" {
						if strings.ContainsRune("=+-@", rune((r[i] + " ")[0])) {
							t.Errorf("%s: a formula %q", tab.Name, r[i])
						}
						r[i] = Unguard(r[i])
					}
				}
			}
			if want := append([][]string{tab.Header}, tab.Rows...); !reflect.DeepEqual(rows, want) {
				t.Errorf("%s %s reads back as %v, want %v", tab.Name, format, rows, want)
			}
		}
	}
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"", "=1+1", "'quoted'", "plain", "-4", "@a", "\tb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		g := Guard(cell)
		if g != "" && strings.ContainsRune("=+-@\t\r", rune(g[0])) {
			t.Errorf("Guard(%q) = %q", cell, g)
		}
		if Unguard(g) != cell {
			t.Errorf("Unguard(%q) = %q, want %q", g, Unguard(g), cell)
		}
	})
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"", "a\x1b[2J", "\xc2[Y\u00a0", "x\u202ey", "\xff\xfe", "two  blanks\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := Visible(text)
		for _, r := range v {
			if r < ' ' || r == 0x7f || invisible(r) {
				t.Errorf("Visible(%q) = %q", text, v)
			}
		}
		if Visible(v) != v {
			t.Errorf("Visible is not stable: %q, then %q", v, Visible(v))
		}
	})
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := MarkdownReport(&b, harbourStory(t)); err != nil {
		t.Fatal(err)
	}
	golden(t, "harbour.md", b.String())
	b.Reset()
	if err := WriteTable(&b, harbourStory(t).Matrix(true), "text", Style{Width: 90}); err != nil {
		t.Fatal(err)
	}
	golden(t, "matrix.txt", b.String())
	if got := Markdown("a|b <i>*x*</i>\n`y`"); got != "a\\|b &lt;i&gt;\\*x\\*&lt;/i&gt; \\`y\\`" {
		t.Error(got)
	}
}

// A finding about a day marks the events whose day it puts in doubt, and no other.
func TestTimelineMarksConflicts(t *testing.T) {
	s := harbourStory(t)
	at := func(article string, from, to int) align.DetailItem {
		return align.DetailItem{Place: align.Place{Article: article, ByteStart: from, ByteEnd: to}}
	}
	s.Details = []align.Detail{
		{ID: "d1", Kind: "date", Label: "17 February", Carried: []align.DetailItem{at("herald", 40, 51), at("globe", 10, 21)}},
		{ID: "d2", Kind: "date", Label: "30 June", Carried: []align.DetailItem{at("herald", 60, 67)}},
		{ID: "d3", Kind: "claim", Label: "all of it", Carried: []align.DetailItem{at("herald", 0, 100)}},
	}
	from, to, text, other := 43, 51, "February", "March"
	s.Findings = []align.Finding{{ID: "f1", Class: "date", Severity: "substantive", Readings: []align.FindingReading{
		{Article: "herald", ByteStart: &from, ByteEnd: &to, Text: &text}, {Article: "globe", Text: &other}}}}
	s.Events = []align.Event{{ID: "e1", Date: "2026-02-17", Label: "The pumps stopped.", Details: []string{"d1"}}, {ID: "e2", Date: "2026-06-30", Label: "It opens.", Details: []string{"d2", "d3"}}}
	rows := s.Timeline().Rows
	if got := []string{rows[0][5], rows[1][5]}; !reflect.DeepEqual(got, []string{"F1", ""}) {
		t.Errorf("conflicts %q", got)
	}
	var b bytes.Buffer
	if err := Chronology(&b, s, Style{}); err != nil || strings.Count(b.String(), "F1  date differs") != 1 {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// What an outlet may have in other words it does not lack.
func TestLack(t *testing.T) {
	r := &align.Report{Articles: []align.Article{{ID: "a"}, {ID: "b"}, {ID: "c", Conditions: []align.Condition{{Kind: "truncated"}}}}}
	in := func(a string) []align.DetailItem { return []align.DetailItem{{Place: align.Place{Article: a}}} }
	r.Details = []align.Detail{
		{ID: "1", Kind: "person", Value: "Anna Ortega", Carried: in("a")},
		{ID: "2", Kind: "person", Value: "Tom Reyes", Carried: in("a")},
		{ID: "3", Kind: "number", Value: "14 people", Carried: in("a")},
		{ID: "4", Kind: "number", Value: "14", Carried: in("b")},
		{ID: "5", Kind: "number", Value: "60", Carried: in("a")},
		{ID: "6", Kind: "date", Value: "2026-09", Carried: in("a")},
		{ID: "7", Kind: "date", Value: "--09", Carried: in("b")},
		{ID: "8", Kind: "claim", Label: "The bridge fell.", Carried: in("a")},
	}
	s := New(r, []*normalize.Text{{Doc: &corpus.Document{ID: "b"}, Layer: "Mrs Ortega said that fourteen fell in September."}})
	for id, want := range map[string]string{"1": "perhaps", "2": "missing", "3": "perhaps", "5": "missing", "6": "perhaps", "8": "perhaps"} {
		if got := s.lack(s.detail[id], "b"); got != want {
			t.Errorf("detail %s: %s, want %s", id, got, want)
		}
	}
	if got := s.lack(s.detail["2"], "c"); got != "cut" {
		t.Errorf("an article that is cut off: %s", got)
	}
}

// An outlet that tells an event and does not date it is not said to lack it.
func TestUntold(t *testing.T) {
	s := New(&align.Report{}, []*normalize.Text{
		{Doc: &corpus.Document{ID: "b"}, Layer: "The committee voted last night, by seven votes to five, to allow the quarry."},
		{Doc: &corpus.Document{ID: "c"}, Layer: "Swans have come back to the lake below the mill."}})
	e := &align.Event{Label: "The committee voted seven to five for the quarry on 19 March.", Missing: []string{"b", "c"}}
	if got := s.untold(e); !reflect.DeepEqual(got, []string{"c"}) {
		t.Errorf("%q, want only c", got)
	}
}
