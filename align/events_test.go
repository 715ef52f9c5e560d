package align

import (
	"slices"
	"strings"
	"testing"

	"verbatim/align/matrix"
	"verbatim/align/quote"
	"verbatim/normalize"
)

// A month that a speaker names is of no known year: nothing is told of it.
func TestEventsOfSpeech(t *testing.T) {
	texts := []*normalize.Text{plain("a", "By Jo Pike, 4 March 2026\n\nIn a letter of last year she wrote: “We lose the summer orders. I suggest we say it in February.” The quay closed on 17 February 2026.\n")}
	r := &Report{}
	rows := matrix.Rows(texts, findItems(texts))
	r.Details = details(texts, rows)
	var got []string
	for _, e := range events(texts, unhappened(texts, [][]quote.Quote{quote.Find(texts[0])}, rows), r) {
		got = append(got, e.Date)
	}
	if want := []string{"2026-02-17"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEvents(t *testing.T) {
	texts := []*normalize.Text{
		plain("a", "Quay closed\n\nBy Jo Pike, 4 March 2026\n\nThe council voted 6-3 on Tuesday to close the quay. It flooded on 17 February, when the pumps stopped for four hours.\n"),
		plain("b", "On 3 March 2026 the council of the port voted to close the quay. It opens again on 30 June, or on 7 July at the latest.\n"),
	}
	r := &Report{}
	rows := matrix.Rows(texts, findItems(texts))
	r.Details = details(texts, rows)
	r.Quotes = []Quote{{ID: "q1", Reading: "We will mend it.", Date: Claim{Value: "2026-03-03"}, Occurrences: []Occurrence{{Place: Place{Article: "b"}, Zone: "body"}}},
		{ID: "q2", Reading: "Shame!", Date: Claim{Value: "2026-03-05"}, Occurrences: []Occurrence{{Place: Place{Article: "b"}, Zone: "comment"}}}}
	es := events(texts, unhappened(texts, make([][]quote.Quote, len(texts)), rows), r)
	var got []string
	for _, e := range es {
		got = append(got, e.Date+" "+strings.Join(e.Carried, "")+"/"+strings.Join(e.Missing, "")+" "+strings.Join(e.Quotes, ""))
	}
	want := []string{"2026-02-17 a/b ", "2026-03-03 ab/ q1", "2026-06-30 b/a ", "2026-07-07 b/a "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	in := map[string]string{}
	for _, d := range r.Details {
		in[d.Kind+" "+d.Value] = d.Event
	}
	if len(es) > 1 && (in["duration PT4H"] != es[0].ID || in["number 6-3"] != es[1].ID || in["date 2026-03-04"] != "") {
		t.Errorf("details belong to %v", in)
	}
	if len(es) > 0 && !strings.Contains(es[0].Label, "flooded on 17 February") {
		t.Errorf("label %q", es[0].Label)
	}
}
