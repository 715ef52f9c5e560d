package report

import (
	"bufio"
	"strings"
	"testing"

	"verbatim/align"
)

func TestHeadings(t *testing.T) {
	for _, x := range []struct{ class, quote, want string }{
		{"attribution", "", "office differs"},
		{"attribution", "q", "speaker differs"},
		{"omission", "", "passage missing"},
		{"omission", "q", "words dropped, no ellipsis"},
		{"link", "", "link or handle differs"},
	} {
		if got := heading(&align.Finding{Class: x.class, Quote: x.quote}); got != x.want {
			t.Errorf("%s of quotation %q is headed %q", x.class, x.quote, got)
		}
	}
	if got := heading(&align.Finding{Class: "time", Quote: "q", Readings: []align.FindingReading{{Article: "a"}}}); got != "hour not in every outlet" {
		t.Errorf("a missing hour is headed %q", got)
	}
	f := &align.Finding{Class: "wording", Quote: "q", Why: "A has “x”; B has “y”: other words."}
	if got := because(f); got != "A has “x”; B has “y”." {
		t.Errorf("because: %q", got)
	}
	if f.Class = "name"; because(f) != f.Why {
		t.Errorf("because: %q", because(f))
	}
}

// A passage that only one copy has is no difference of wording: nothing is
// struck out.
func TestPassageIsNotStruckOut(t *testing.T) {
	s := harbourStory(t)
	for i := range s.Findings {
		f := s.Findings[i]
		if f.Class != "omission" {
			continue
		}
		if segs, _ := s.Contrast(&f, s.Readings(&f), s.quote[f.Quote], 6); segs == nil {
			t.Error("the omission of a quotation shows no words")
		}
		f.Quote = ""
		if segs, _ := s.Contrast(&f, s.Readings(&f), nil, 6); segs != nil {
			t.Errorf("a passage is set against words: %v", segs)
		}
		return
	}
	t.Skip("the story has no omission")
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{"a": "“a”", "“a” he said": "“a” he said", "“a b": "“a b”", "b”": "“b”", `"a`: "“a”", `a 6"`: `a 6"`} {
		if got := quoted(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	if got := balanced("there [sic"); !strings.HasSuffix(got, "]") {
		t.Errorf("balanced: %q", got)
	}
}

func TestMissingNamesWhatTellsSomethingFirst(t *testing.T) {
	s := New(&align.Report{Articles: []align.Article{{ID: "a"}, {ID: "b"}, {ID: "c"}}}, nil)
	for _, d := range []align.Detail{{ID: "D1", Kind: "place", Value: "Geneva"}, {ID: "D2", Kind: "number", Value: "41"}} {
		d.Missing = []string{"a"}
		d.Carried = []align.DetailItem{{Place: align.Place{Article: "b"}}, {Place: align.Place{Article: "c"}}}
		s.Details = append(s.Details, d)
	}
	var out strings.Builder
	p := &printer{Writer: bufio.NewWriter(&out), s: s, st: Style{Width: 80}}
	p.missing()
	p.Flush()
	if got := out.String(); !strings.Contains(got, "a: “41”, “Geneva”") {
		t.Error(got)
	}
}
