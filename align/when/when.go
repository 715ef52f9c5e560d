// Package when finds dates, clock times and durations in prose.
package when

import "verbatim/corpus"

// Kind of a mention.
type Kind string

const (
	Date     Kind = "date"
	Time     Kind = "time"
	Duration Kind = "duration"
)

// Mention is a time expression.
type Mention struct {
	Span     corpus.Span // bytes of the text given
	Kind     Kind
	Value    string // date: 2016-10-12, 2016-10 or 2016; without a year --10-12; time: 18:35; duration: PT15M, P10M (ISO 8601)
	Relative bool   // resolved against Anchor: "two days later", "on Tuesday"
	Anchor   string // the date that a relative mention was counted from
	Approx   bool   // "about", "roughly", "nearly"
	Sure     string // stated, inferred, guessed
	How      string // the rule, in words
}

// Find gives the mentions of text in order; published (ISO 8601, may be empty)
// anchors what is relative to the article. O(len(text)).
func Find(text, published string) []Mention { return nil }
