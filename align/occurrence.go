package align

import (
	"strconv"

	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Occurrences turns the quotations found in t into occurrences, in the same
// order. Places are those of the published layer in bytes and runes; Text is
// what stands there after the edits, so that cutting a place out of the
// published text and applying its edits always gives Text.
// O(len(quotes) log len(t.Edits)).
func Occurrences(t *normalize.Text, quotes []quote.Quote) []Occurrence {
	out := make([]Occurrence, len(quotes))
	for i, q := range quotes {
		out[i] = occurrence(t, q)
	}
	return out
}

func occurrence(t *normalize.Text, q quote.Quote) Occurrence {
	raw := t.Raw(words(t, q.Span))
	return Occurrence{
		ID:        OccurrenceID(t.Doc.ID, raw),
		Place:     place(t, raw),
		Text:      t.Cut(raw),
		Zone:      string(t.ZoneAt(q.Span.Start).Kind),
		Marks:     q.Marks,
		Kind:      q.Kind,
		Speaker:   claim(t, q.Speaker),
		Addressee: claim(t, q.Addressee),
		Date:      claim(t, q.Date),
		Time:      claim(t, q.Time),
		N:         q.Utterance,
	}
}

// words is s, or only the words of it where a repair crosses its ends: marks
// that were restored belong to no outlet.
func words(t *normalize.Text, s corpus.Span) corpus.Span {
	if t.Cut(t.Raw(s)) == t.Clean[s.Start:s.End] {
		return s
	}
	if from, to := t.WordsIn(s); from < to {
		return corpus.Span{Start: t.Words[from].Span.Start, End: t.Words[to-1].Span.End}
	}
	return s
}

// OccurrenceID names the published bytes raw of an article; no other place has
// the same name.
func OccurrenceID(article string, raw corpus.Span) string {
	return article + ":" + strconv.Itoa(raw.Start) + "-" + strconv.Itoa(raw.End)
}

// claim is c with the place of its proof, when it has one.
func claim(t *normalize.Text, c quote.Claim) Claim {
	out := Claim{Value: c.Value, How: c.How, Sure: c.Sure}
	if c.Value != "" && !c.Span.Empty() {
		raw := t.Raw(c.Span)
		r := t.Runes(raw)
		out.ByteStart, out.ByteEnd, out.RuneStart, out.RuneEnd = &raw.Start, &raw.End, &r.Start, &r.End
	}
	return out
}
