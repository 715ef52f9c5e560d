// Package passage finds what two articles share, word for word or edited.
package passage

import (
	"verbatim/corpus"
	"verbatim/normalize"
)

// Passage is a stretch that two texts share.
type Passage struct {
	A, B       corpus.Span // clean spans
	Words      int         // of the longer side
	Equal      int         // words equal on both sides
	Similarity float64
}

// Pair gives the passages that a and b share, in order of A.
func Pair(a, b *normalize.Text) []Passage { return nil }
