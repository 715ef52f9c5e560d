// Package detail finds what can be checked in an article: numbers, money,
// dates, persons, organizations, links and handles.
package detail

import (
	"verbatim/corpus"
	"verbatim/normalize"
)

// Item is one mention of a detail in one article.
type Item struct {
	Span  corpus.Span // clean span
	Kind  string      // date, time, duration, number, money, person, organization, place, link, handle, document
	Value string      // canonical: equal values mean the same thing
	Label string      // for people
}

// Find gives the details of t in order of place.
func Find(t *normalize.Text) []Item { return nil }
