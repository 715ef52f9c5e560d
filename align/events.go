package align

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"verbatim/align/detail"
	"verbatim/align/matrix"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// longest label of an event, in code points, and longest sentence in bytes
// whose numbers belong to the day it names.
const (
	eventLabel    = 160
	eventSentence = 600
)

// events gives what happened on each day that r has a detail or a quotation
// of, in order of time, and names the event in the details that stand in one
// sentence with its day. Dates at the places of skip are none. r has its quotes
// and details; texts are those of r. O(details and sentences log of both).
func events(texts []*normalize.Text, skip map[Place]bool, r *Report) []Event {
	type day struct {
		date    string
		details map[int]bool
		quotes  []string
		carried map[string]bool
		label   string
		rank    [3]int // of the label: articles with the claim, whole text or damaged, less its length
	}
	days := map[string]*day{}
	get := func(date string) *day {
		d := days[date]
		if d == nil {
			d = &day{date: date, details: map[int]bool{}, carried: map[string]bool{}, rank: [3]int{-1}}
			days[date] = d
		}
		return d
	}
	// what stands where: the items of each text in order of place
	type item struct {
		span   corpus.Span
		detail int
		skip   bool
	}
	at := map[string][]item{}
	for k, d := range r.Details {
		for _, it := range append(append([]DetailItem(nil), d.Carried...), d.Partly...) {
			at[it.Article] = append(at[it.Article], item{corpus.Span{Start: it.ByteStart, End: it.ByteEnd}, k, skip[it.Place]})
		}
	}
	for _, t := range texts {
		items := at[t.Doc.ID]
		sort.SliceStable(items, func(a, b int) bool { return items[a].span.Start < items[b].span.Start })
		k, whole := 0, 1 // 0: the text lost its capitals or marks
		for _, c := range t.Conditions {
			if c.Kind == "unpunctuated" || c.Kind == "lower-cased" {
				whole = 0
			}
		}
		for _, s := range t.Sentences {
			raw := t.Raw(s)
			for k < len(items) && items[k].span.Start < raw.Start {
				k++
			}
			first := k
			var in []string
			claim := 0 // how many articles have what the sentence says
			for ; k < len(items) && items[k].span.Start < raw.End; k++ {
				d := r.Details[items[k].detail]
				if d.Kind == matrix.Claim {
					claim = max(claim, len(d.Carried))
				}
				if d.Kind != detail.Date || !detail.Dated(d.Value) || items[k].skip {
					continue
				}
				if z := t.ZoneAt(s.Start).Kind; !z.Text() && z != zone.BulletSummary && z != zone.Deck && z != zone.Headline {
					continue
				}
				e := get(d.Value)
				e.details[items[k].detail] = true
				e.carried[t.Doc.ID] = true
				if len(in) == 0 || in[len(in)-1] != d.Value {
					in = append(in, d.Value)
				}
			}
			if len(in) == 0 {
				continue
			}
			// The label is the sentence in which the date stands.
			rank := [3]int{claim, whole, -s.Len()}
			for _, v := range in {
				if e := get(v); slices.Compare(rank[:], e.rank[:]) > 0 {
					e.rank, e.label = rank, clip(t.Clean[s.Start:s.End])
				}
			}
			e := get(in[0])
			if len(in) > 1 || s.Len() > eventSentence {
				continue // which day the numbers belong to is not clear
			}
			for x := first; x < k; x++ {
				switch r.Details[items[x].detail].Kind {
				case detail.Person, detail.Organization, detail.Place, detail.Date:
					continue
				}
				e.details[items[x].detail] = true
			}
		}
	}
	for _, q := range r.Quotes {
		if !detail.Dated(q.Date.Value) {
			continue
		}
		e := get(q.Date.Value)
		e.quotes = append(e.quotes, q.ID)
		for _, o := range q.Occurrences {
			if matrix.Carries(zone.Kind(o.Zone)) {
				e.carried[o.Article] = true
			}
		}
		if e.label == "" {
			e.label = clip("“" + q.Reading + "”")
		}
	}
	var out []Event
	for _, d := range days {
		e := Event{ID: "e" + detailID("event", d.date, "")[1:], Date: d.date, Label: d.label, Quotes: d.quotes, Details: []string{}, Carried: []string{}, Missing: []string{}}
		if e.Quotes == nil {
			e.Quotes = []string{}
		}
		for _, t := range texts {
			if d.carried[t.Doc.ID] {
				e.Carried = append(e.Carried, t.Doc.ID)
			} else {
				e.Missing = append(e.Missing, t.Doc.ID)
			}
		}
		if len(e.Carried) == 0 {
			continue // only comments speak of it
		}
		in := make([]int, 0, len(d.details))
		for k := range d.details {
			in = append(in, k)
		}
		slices.Sort(in)
		for _, k := range in {
			e.Details = append(e.Details, r.Details[k].ID)
		}
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Date < out[j].Date })
	for _, e := range out {
		d := days[e.Date]
		for k := range d.details {
			if x := &r.Details[k]; x.Event == "" && (x.Kind != detail.Date || x.Value == e.Date) {
				x.Event = e.ID
			}
		}
	}
	return out
}

// clip shortens a sentence to the length of a label.
func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= eventLabel {
		return s
	}
	n := 0
	for i := range s {
		if n == eventLabel-1 {
			s = s[:i]
			break
		}
		n++
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + "…"
}
