// Package detail finds what can be checked in an article: dates, times,
// durations, numbers, money, persons, organizations, places, links, handles
// and titles of documents.
package detail

import (
	"sort"
	"strings"

	"verbatim/align/number"
	"verbatim/align/when"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Kinds of details.
const (
	Date         = "date"
	Time         = "time"
	Duration     = "duration"
	Number       = "number"
	Money        = "money"
	Person       = "person"
	Organization = "organization"
	Place        = "place"
	Link         = "link"
	Handle       = "handle"
	Document     = "document"
)

// Item is one mention of a detail in one article.
type Item struct {
	Span  corpus.Span // clean span
	Kind  string      // date, time, duration, number, money, person, organization, place, link, handle, document
	Value string      // canonical: equal values mean the same thing
	Label string      // for people
	Head  string      // number: the stem of what is counted ("boat"), "" when that is not said
	Sure  string      // stated, inferred, guessed: of Value
	Qual  string      // about, more than, late, before …
	Form  string      // date: what was said before it was resolved, see [when.Mention]
	Stamp bool        // date: the day of publication, not an event
	Short bool        // person: the surname alone
	Open  bool        // Value alone does not tell what is meant: "hours later", "that day" of an unknown day
	Proof int         // name: how strongly the words around it speak for Kind, 0 for a guess
}

// Find gives the details of t in order of place. They do not overlap, but for
// a number that stands inside a name ("12 Customs Street"). O(len(t.Clean)).
func Find(t *normalize.Text) []Item {
	var items []Item
	links := Links(t.Clean)
	items = append(items, links...)
	taken := spans(links)
	for _, m := range when.InText(t) {
		if taken.overlap(m.Span) {
			continue
		}
		items = append(items, timeItem(t.Clean, m))
	}
	taken = spans(items)
	names := Names(t, taken.overlap)
	items = append(items, names...)
	taken = spans(items)
	for _, m := range number.Find(t.Clean) {
		if !taken.overlap(m.Span) {
			if it, ok := numberItem(t, m); ok {
				items = append(items, it)
			}
		}
	}
	sort.SliceStable(items, func(i, j int) bool { return items[i].Span.Start < items[j].Span.Start })
	return items
}

// set is a list of spans in order of place.
type set []corpus.Span

func spans(items []Item) set {
	s := make(set, 0, len(items))
	for _, it := range items {
		s = append(s, it.Span)
	}
	sort.Slice(s, func(i, j int) bool { return s[i].Start < s[j].Start })
	return s
}

// overlap reports whether a span of s meets x. O(log n), as the spans do not
// overlap each other.
func (s set) overlap(x corpus.Span) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].End > x.Start })
	return i < len(s) && s[i].Start < x.End
}

// timeItem makes a detail of a time expression.
func timeItem(text string, m when.Mention) Item {
	it := Item{Span: m.Span, Kind: string(m.Kind), Value: m.Value, Label: text[m.Span.Start:m.Span.End], Sure: m.Sure, Qual: m.Qual, Form: m.Form, Stamp: m.Stamp}
	if m.Approx && m.Relative && m.Kind == when.Date && it.Value != "" {
		it.Value += "~" // about two months before a day: not that month for sure
	}
	if m.Sure == "guessed" && len(m.Value) == 10 && m.Relative {
		it.Value = "" // a guess of a day is no value to compare
	}
	if it.Value == "" {
		it.Open = true
		it.Value = m.Form
		if it.Value == "" {
			it.Value = fold(it.Label)
		}
	}
	if m.Kind == when.Duration && strings.Contains(m.Value, "X") {
		it.Open = true
	}
	return it
}

// Dated reports whether the value of a date is a day or a month of a year.
func Dated(v string) bool {
	if len(v) != 10 && len(v) != 7 {
		return false
	}
	for i := range len(v) {
		if i == 4 || i == 7 {
			if v[i] != '-' {
				return false
			}
		} else if v[i] < '0' || v[i] > '9' {
			return false
		}
	}
	return len(v) == 10 || v[5] < '2' // 2016-21 is a spring
}
