package normalize

import (
	"sort"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/page"
	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// Text is a cleaned article. It is a value: nothing changes it after it was
// made; [Text.With] makes another one.
//
// Two kinds of places occur. A raw span counts bytes of Layer, the published
// text; a clean span counts bytes of Clean, the text after the edits. The
// table translates.
type Text struct {
	Doc        *corpus.Document
	Layer      string // the text that raw places refer to: the file, or the decoded text of a page
	LayerKind  string // "file" or "text"
	Zones      []zone.Zone
	Dateline   corpus.Span // raw: where the text itself gives Doc.Published; empty when it does not
	Edits      []edit.Edit
	Conditions []edit.Condition
	Clean      string
	Words      []token.Word  // of Clean, all zones
	Sentences  []corpus.Span // of Clean, all zones; none crosses a zone

	table    *edit.Table
	elements *page.Elements // of a page
	runes    []int          // code points before every runeStep bytes of Layer
}

// Table gives the way between Layer and Clean. It must not be changed.
func (t *Text) Table() *edit.Table { return t.table }

// Raw is the range of published bytes behind a clean span.
func (t *Text) Raw(clean corpus.Span) corpus.Span { return t.table.RawSpan(clean) }

// Cleaned is the range of Clean that stands for the published bytes raw.
func (t *Text) Cleaned(raw corpus.Span) corpus.Span { return t.table.CleanSpan(raw) }

// Element is the path (XPath) of the element of a page that shows the published
// bytes raw, see [page.Elements.At]; "" for a text that is no page.
func (t *Text) Element(raw corpus.Span) string { return t.elements.At(raw) }

// Cut is the text of the published bytes raw after the edits.
func (t *Text) Cut(raw corpus.Span) string { return t.table.Cut(raw) }

// Runes is raw in Unicode code points of Layer. O(raw.Len()).
func (t *Text) Runes(raw corpus.Span) corpus.Span {
	s := 0
	if i := raw.Start / runeStep; len(t.runes) > i {
		s = t.runes[i] + utf8.RuneCountInString(t.Layer[i*runeStep:raw.Start])
	} else {
		s = utf8.RuneCountInString(t.Layer[:raw.Start])
	}
	return corpus.Span{Start: s, End: s + utf8.RuneCountInString(t.Layer[raw.Start:raw.End])}
}

// runeStep is the distance of the marks of countRunes in bytes.
const runeStep = 256

// countRunes gives the code points before each full runeStep bytes of s. A
// character that a mark would cut counts as begun after the mark does: a mark
// in its middle is given what makes the count from there come out right.
func countRunes(s string) []int {
	marks := make([]int, 0, len(s)/runeStep+1)
	n, next := 0, 0
	for i := 0; i < len(s); {
		for ; next < i; next += runeStep {
			marks = append(marks, n-utf8.RuneCountInString(s[next:i]))
		}
		if next == i {
			marks = append(marks, n)
			next += runeStep
		}
		for i+8 <= len(s) && i+8 <= next && ascii8(s[i:i+8]) {
			i, n = i+8, n+8
		}
		if i == next || i == len(s) {
			continue
		}
		size := 1
		if s[i] >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		n++
	}
	return marks
}

// ascii8 reports whether the first eight bytes of s are ASCII.
func ascii8(s string) bool {
	_ = s[7]
	return (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&0x80 == 0
}

// ZoneAt is the zone of the clean offset p.
func (t *Text) ZoneAt(p int) zone.Zone {
	raw := t.table.RawSpan(corpus.Span{Start: p, End: min(p+1, len(t.Clean))}).Start
	i := sort.Search(len(t.Zones), func(i int) bool { return t.Zones[i].Span.End > raw })
	if i == len(t.Zones) {
		if i == 0 {
			return zone.Zone{Kind: zone.Body}
		}
		i--
	}
	return t.Zones[i]
}

// Stretches are the clean spans of the zones that keep accepts, neighbours
// joined.
func (t *Text) Stretches(keep func(zone.Zone) bool) []corpus.Span {
	var out []corpus.Span
	joined := false
	for _, z := range t.Zones {
		if !keep(z) {
			joined = false
			continue
		}
		s := t.Cleaned(z.Span)
		if joined {
			out[len(out)-1].End = s.End
		} else {
			out = append(out, s)
		}
		joined = true
	}
	return out
}

// WordsIn are the words that lie in the clean span s: a range of Words.
// O(log n).
func (t *Text) WordsIn(s corpus.Span) (from, to int) {
	from = sort.Search(len(t.Words), func(i int) bool { return t.Words[i].Span.Start >= s.Start })
	to = sort.Search(len(t.Words), func(i int) bool { return t.Words[i].Span.End > s.End })
	return from, max(from, to)
}

// With is t with further changes (spans of t.Clean) and conditions; words and
// sentences are cut again.
func (t *Text) With(changes []edit.Change, conditions ...edit.Condition) *Text {
	n := *t
	n.table, n.Words = t.table.Clone(), nil
	made := n.table.Apply(changes)
	n.table.Supersede(made)
	n.Conditions = append(append([]edit.Condition(nil), t.Conditions...), conditions...)
	n.cut()
	return &n
}

// cut derives what follows from the table.
func (t *Text) cut() {
	if t.runes == nil {
		t.runes = countRunes(t.Layer)
	}
	t.Edits = t.table.Edits()
	t.words()
	t.Sentences = make([]corpus.Span, 0, len(t.Clean)/100+len(t.Zones))
	for _, z := range t.Zones {
		s := t.Cleaned(z.Span)
		for _, q := range token.Sentences(t.Clean[s.Start:s.End]) {
			t.Sentences = append(t.Sentences, corpus.Span{Start: s.Start + q.Start, End: s.Start + q.End})
		}
	}
}

// words are the words of the text as far as it is cleaned. They are cut once for
// all stages that leave it as it is, and a text that was changed has them in the
// place of the old ones.
func (t *Text) words() []token.Word {
	switch s := t.table.Clean(); {
	case t.Words == nil:
		t.Clean, t.Words = s, token.Words(s)
	case t.Clean != s:
		t.Clean, t.Words = s, token.Append(t.Words[:0], s)
	}
	return t.Words
}
