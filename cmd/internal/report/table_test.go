package report

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"strings"
	"testing"

	"verbatim/align"
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
