// Package quote finds the quotations of one article: the stretches, who said
// them to whom and when, with the words that prove it.
package quote

import (
	"verbatim/corpus"
	"verbatim/normalize"
)

// Claim is an answer with its proof; a zero Claim means unknown.
type Claim struct {
	Value string
	How   string
	Sure  string      // stated, inferred, guessed
	Span  corpus.Span // clean span of the words that prove it; empty when none
}

// Quote is one quoted stretch.
type Quote struct {
	Span      corpus.Span // clean span of the words between the marks
	Outer     corpus.Span // clean span with the marks
	Marks     string      // double, single, block, none
	Kind      string      // dm, tweet, statement, document, speech, scare, title, nested
	Speaker   Claim
	Addressee Claim
	Date      Claim // Value: 2016-10-12
	Time      Claim // Value: 18:35
	Utterance int   // stretches of one utterance, split by their attribution, share a number (1..)
	Parent    int   // index of the quotation this one is nested in, -1 if none
}

// Find gives the quotations of t in order of place. O(len(t.Clean)).
func Find(t *normalize.Text) []Quote { return find(t) }
