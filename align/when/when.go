// Package when finds dates, clock times and durations in prose: the span, what
// it means as an ISO 8601 value, and what that value was counted from. It
// reads text that lost its punctuation and its capitals too ("october 12 2016",
// "6 35pm"), and refuses words that only look like dates ("may", "march on",
// "The Sunday Times").
package when

import (
	"sync"

	"verbatim/align/internal/lex"
	"verbatim/corpus"
)

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
	Outer    corpus.Span // Span with the words of Qual before it
	Kind     Kind
	Value    string // date: 2016-10-12, 2016-10, 2016, 199X (decade), 2016-21 … 2016-24 (spring … winter), 2016-W42, 2016-10-03/2016-10-05; without a year --10-12; "" when its anchor is unknown. time: 18:35; duration: PT15M, P10M (ISO 8601), X for an open number ("hours": PTXH)
	Form     string // what was said before it was resolved: --10-12, weekday:2, +P2D, -P1D, month:-1 …; equal to Value for a full date
	Relative bool   // resolved against Anchor: "two days later", "on Tuesday"
	Anchor   string // the date that a relative mention was counted from
	Day      string // Kind Duration or Time, Relative ("12 hours later"): the day it leads to, "" when unknown
	Part     string // part of the day: morning, evening …
	Qual     string // about, more than, less than, at least, at most, before, after, since, until, by, late, early, mid, end …
	Approx   bool   // "about", "roughly", "nearly"
	Stamp    bool   // the day the article says it was published or updated
	Quoted   bool   // stands within double quotation marks
	Sure     string // stated, inferred, guessed
	How      string // the rule, in words
}

// Order is the order of day and month in dates such as 3/4/2016.
type Order uint8

const (
	AnyOrder   Order = iota // by what the other dates of the text show
	MonthFirst              // 3/4/2016 is March 4
	DayFirst                // 3/4/2016 is 3 April
)

// Options of FindWith.
type Options struct {
	Published string // ISO 8601 date of the article, may be empty
	Order     Order
	Hints     []corpus.Span // in order; parts of Asides whose dates tell the year of the article when nothing else does (captions)
	Asides    []corpus.Span // in order; what stands there does not move the running anchor (captions, comments)
}

// Find gives the mentions of text in order; published (ISO 8601, may be empty)
// anchors what is relative to the article. Mentions do not overlap.
//
// What is relative is counted from the article's date ("yesterday", "on
// Tuesday") or from the last day that the narrative named ("two days later",
// "the next morning"). A date without a year takes the year that brings it
// nearest to the narrative, to the article's date or to another full date of
// the text, in this order, and is then inferred, not stated. O(len(text)).
func Find(text, published string) []Mention {
	return FindWith(text, Options{Published: published})
}

// FindWith is Find with options.
func FindWith(text string, opt Options) []Mention {
	room := rooms.Get().(*[]lex.Token)
	p := newParser(text, opt, (*room)[:0])
	p.scan()
	out := p.resolve()
	if *room = p.t; cap(p.t) <= mostRoom {
		rooms.Put(room)
	}
	return out
}

// rooms are the tokens of texts that were read, to be written over.
var rooms = sync.Pool{New: func() any { return new([]lex.Token) }}

const mostRoom = 1 << 16 // tokens; more is not kept
