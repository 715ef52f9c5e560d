package edit

import "verbatim/corpus"

// Piece is a stretch of the cleaned text and the published bytes behind it.
// Text that was not edited is those bytes. Either side may be empty: an
// insertion has no bytes, a deletion no text.
type Piece struct {
	Raw    corpus.Span
	Text   string
	Edited bool
}

// Pieces gives the cleaned text in order, piece by piece; the texts joined are
// Clean, the ranges joined are the published text. O(pieces).
func (t *Table) Pieces() []Piece {
	out := make([]Piece, len(t.pieces))
	for i, p := range t.pieces {
		out[i] = Piece{p.raw, p.text, p.edited}
	}
	return out
}
