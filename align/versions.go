package align

import (
	"fmt"

	"verbatim/align/diff"
	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// versions compares the copies of one text: a passage that only one of them
// has, and a note that only one was updated.
func (b *builder) versions(copies [][]int) {
	for _, c := range copies {
		for x, i := range c {
			for _, j := range c[x+1:] {
				b.version(i, j)
			}
		}
	}
}

// bodyWords are the words of a text's own zones, with their keys.
func (b *builder) bodyWords(i int) (words []int, keys []string) {
	t := b.texts[i]
	for _, z := range t.Zones {
		if !z.Kind.Text() {
			continue
		}
		from, to := t.WordsIn(t.Cleaned(z.Span))
		for w := from; w < to; w++ {
			words, keys = append(words, w), append(keys, t.Words[w].Key)
		}
	}
	return words, keys
}

func (b *builder) version(i, j int) {
	wi, ki := b.bodyWords(i)
	wj, kj := b.bodyWords(j)
	ops := diff.Ops(diff.Words(ki, kj), len(ki), len(kj))
	for _, o := range ops {
		if o.Kind == diff.Equal {
			continue
		}
		b.onlyIn(i, j, wi, o.A0, o.A1, o.B1-o.B0, o.B0, len(wj))
		b.onlyIn(j, i, wj, o.B0, o.B1, o.A1-o.A0, o.A0, len(wi))
		b.lostLink(i, j, wi, wj, o.A0, o.A1, o.B0, o.B1)
		b.lostLink(j, i, wj, wi, o.B0, o.B1, o.A0, o.A1)
	}
	note := func(i int) (zone.Zone, bool) {
		for _, z := range b.texts[i].Zones {
			if z.Kind == zone.UpdateNote {
				return z, true
			}
		}
		return zone.Zone{}, false
	}
	for _, p := range [][2]int{{i, j}, {j, i}} {
		z, has := note(p[0])
		if _, other := note(p[1]); has && !other {
			s := trimSpan(b.texts[p[0]].Clean, b.texts[p[0]].Cleaned(z.Span))
			f := Finding{Class: Omission, Severity: Minor, Confidence: .9, Readings: []FindingReading{b.reading(p[0], s), {Article: b.texts[p[1]].Doc.ID}}}
			f.Why = fmt.Sprintf("%s says that it was updated (“%s”); its copy %s carries no such note.", b.sentence(b.name(p[0])), oneLine(b.spanText(p[0], s), 80), b.name(p[1]))
			b.add(f)
		}
	}
}

// onlyIn reports a run of words that text i has and its copy j, of size words,
// lacks after its first at words.
func (b *builder) onlyIn(i, j int, words []int, from, to, other, at, size int) {
	const long = 40
	if to-from < long || other*4 > to-from {
		return
	}
	// A copy that is cut off lacks nothing: what it had at its end is not known.
	if b.has(j, "truncated") && 10*at >= 8*size {
		return
	}
	// In a text without line breaks the headline and the credits at its ends
	// cannot be told from the article.
	if b.stripped(i) && (from < 5 || to+5 > len(words)) {
		return
	}
	t := b.texts[i]
	s := corpus.Span{Start: t.Words[words[from]].Span.Start, End: t.Words[words[to-1]].Span.End}
	f := Finding{Class: Omission, Severity: Substantive, Confidence: .9, Readings: []FindingReading{b.reading(i, b.cutSpan(i, s)), {Article: b.texts[j].Doc.ID}}}
	f.Why = fmt.Sprintf("%s has a passage of %d words (“%s”) that %s, a copy of the same text, lacks: they are two versions.", b.sentence(b.name(i)), to-from, oneLine(b.spanText(i, b.cutSpan(i, s)), 90), b.name(j))
	b.add(f)
}

// lostLink reports an address that stands in the narration of text i and is
// missing from its copy j.
func (b *builder) lostLink(i, j int, wi, wj []int, a0, a1, b0, b1 int) {
	if a1-a0 < 2 || a1-a0 > 6 || b1-b0 > 1 || b0 == 0 || b1 >= len(wj) {
		return
	}
	t, c := b.texts[i], b.texts[j]
	s := corpus.Span{Start: t.Words[wi[a0]].Span.Start, End: t.Words[wi[a1-1]].Span.End}
	if !linkWords(t, wi[a0], wi[a1-1]+1) || b.quoted(i, s) {
		return
	}
	hole := corpus.Span{Start: c.Words[wj[b0-1]].Span.Start, End: c.Words[wj[b1]].Span.End}
	f := Finding{Class: Link, Severity: Minor, Confidence: .9, Readings: []FindingReading{b.reading(i, s), b.reading(j, hole)}}
	f.Why = fmt.Sprintf("%s has the address “%s” where its copy %s has none (“%s”).", b.sentence(b.name(i)), oneLine(b.spanText(i, s), 60), b.name(j), oneLine(b.spanText(j, hole), 60))
	b.add(f)
}

// quoted reports whether a clean span of a text lies in a quotation.
func (b *builder) quoted(i int, s corpus.Span) bool {
	for _, f := range b.families {
		for _, o := range f.Occurrences {
			if o.Text == i && o.Quote.Marks != "block" && o.Span.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

func trimSpan(text string, s corpus.Span) corpus.Span {
	for s.Start < s.End && text[s.Start] <= ' ' {
		s.Start++
	}
	for s.End > s.Start && text[s.End-1] <= ' ' {
		s.End--
	}
	return s
}
