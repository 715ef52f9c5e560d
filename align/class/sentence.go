package class

import (
	"strings"

	"verbatim/align/collate"
)

// SentenceOf gives the keys of the sentence of its row that a reading stands in.
func SentenceOf(t *collate.Table, r collate.Reading) []string {
	return t.Keys(collate.Reading{Row: r.Row, Words: SentenceWords(t, r)})
}

// SentenceWords is the range of words of the sentence of its row that a reading
// stands in.
func SentenceWords(t *collate.Table, r collate.Reading) [2]int {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	ends := func(w int) bool {
		return strings.ContainsAny(text.Clean[text.Words[w-1].Span.End:text.Words[w].Span.Start], ".!?;")
	}
	from, to := r.Words[0], r.Words[1]
	for from > row.Words[0] && (from == row.Words[1] || !ends(from)) {
		from--
	}
	for to < row.Words[1] && (to == row.Words[0] || !ends(to)) {
		to++
	}
	return [2]int{from, to}
}
