package align

import (
	"fmt"

	"verbatim/align/family"
	"verbatim/align/quote"
)

// undated finds the outlets that quote an utterance without the day or the
// hour that others give: no disagreement, and yet their readers know less.
func (b *builder) undated(q *Quote, f family.Family) {
	b.lacks(q, f, dateOf, DateClass, "day")
	b.lacks(q, f, timeOf, TimeClass, "hour")
}

func (b *builder) lacks(q *Quote, f family.Family, of func(quote.Quote) quote.Claim, class, what string) {
	type side struct {
		o family.Occurrence
		c quote.Claim
	}
	stated := map[int]side{}
	carries := map[int]family.Occurrence{}
	for _, o := range f.Occurrences {
		if !o.Outlet() || o.Quote.Parent >= 0 || o.Quote.Kind == "scare" || o.Quote.Kind == "title" {
			continue
		}
		if _, ok := carries[o.Text]; !ok {
			carries[o.Text] = o
		}
		if c := of(o.Quote); c.Value != "" && c.Sure == "stated" && !c.Span.Empty() {
			if old, ok := stated[o.Text]; !ok || len(c.Value) > len(old.c.Value) {
				stated[o.Text] = side{o, c}
			}
		}
	}
	var who, without []string
	fd := Finding{Quote: q.ID, Class: class, Severity: Minor, Confidence: .7}
	value, origins := "", map[int]bool{}
	for i := range b.texts {
		if s, ok := stated[i]; ok {
			if value == "" {
				value = s.c.Value
			}
			who = append(who, b.name(i))
			fd.Readings = append(fd.Readings, b.reading(i, s.c.Span))
			origins[b.origin[i]] = true
		}
	}
	for i := range b.texts {
		o, ok := carries[i]
		if _, has := stated[i]; !ok || has || origins[b.origin[i]] {
			continue
		}
		// A date that is inferred stands in the text in some form.
		if c := of(o.Quote); c.Value != "" {
			continue
		}
		without = append(without, b.name(i))
		fd.Readings = append(fd.Readings, FindingReading{Article: b.texts[i].Doc.ID})
	}
	if len(who) == 0 || len(without) == 0 {
		return
	}
	fd.Why = upperFirst(fmt.Sprintf("%s %s the %s (%s); %s %s the words without it.", enumerate(who), verb(who, "gives", "give"), what, value, enumerate(without), verb(without, "quotes", "quote")))
	b.add(fd)
}
