package align

import (
	"fmt"

	"verbatim/align/class"
	"verbatim/align/diff"
	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// fewCopies is how many copies of one text are held each against each.
const fewCopies = 8

// versions compares the copies of one text: a passage that only one of them
// has, and a note that only one was updated. Of many copies each is held against
// the fullest, and what the same ones lack is one finding.
func (b *builder) versions(copies [][]int) {
	for _, c := range copies {
		if len(c) > fewCopies {
			b.manyVersions(c)
			continue
		}
		for x, i := range c {
			for _, j := range c[x+1:] {
				for _, l := range b.version(i, j) {
					b.lacking(l, []int{i + j - l.in})
				}
			}
		}
	}
}

// lack is what text in has and a copy of it lacks: a passage, or a note of an
// update, of which words is 0.
type lack struct {
	in    int
	span  corpus.Span
	words int
}

func (b *builder) manyVersions(copies []int) {
	full, most := copies[0], -1
	for _, i := range copies {
		if words, _ := b.bodyWords(i); len(words) > most {
			full, most = i, len(words)
		}
	}
	of := map[lack][]int{}
	var order []lack
	for _, i := range copies {
		if i == full {
			continue
		}
		for _, l := range b.version(min(i, full), max(i, full)) {
			if of[l] == nil {
				order = append(order, l)
			}
			of[l] = append(of[l], i+full-l.in)
		}
	}
	for _, l := range order {
		b.lacking(l, of[l])
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

// version compares two copies: it gives what only one of them has, and reports
// the links that one lost.
func (b *builder) version(i, j int) (out []lack) {
	wi, ki := b.bodyWords(i)
	wj, kj := b.bodyWords(j)
	ops := diff.Ops(diff.Words(ki, kj), len(ki), len(kj))
	for _, o := range ops {
		if o.Kind == diff.Equal {
			continue
		}
		if b.onlyIn(i, j, wi, o.A0, o.A1, o.B1-o.B0, o.B0, len(wj)) {
			out = append(out, b.passage(i, wi, o.A0, o.A1))
		}
		if b.onlyIn(j, i, wj, o.B0, o.B1, o.A1-o.A0, o.A0, len(wi)) {
			out = append(out, b.passage(j, wj, o.B0, o.B1))
		}
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
			out = append(out, lack{in: p[0], span: trimSpan(b.texts[p[0]].Clean, b.texts[p[0]].Cleaned(z.Span))})
		}
	}
	return out
}

// onlyIn reports whether a run of words that text i has is a passage which its
// copy j, of size words, lacks after its first at words.
func (b *builder) onlyIn(i, j int, words []int, from, to, other, at, size int) bool {
	const long = 40
	if to-from < long || other*4 > to-from {
		return false
	}
	// A copy that is cut off lacks nothing: what it had at its end is not known.
	if b.has(j, "truncated") && 10*at >= 8*size {
		return false
	}
	// In a text without line breaks the headline and the credits at its ends
	// cannot be told from the article.
	return !b.stripped(i) || from >= 5 && to+5 <= len(words)
}

func (b *builder) passage(i int, words []int, from, to int) lack {
	t := b.texts[i]
	s := corpus.Span{Start: t.Words[words[from]].Span.Start, End: t.Words[words[to-1]].Span.End}
	return lack{i, b.cutSpan(i, s), to - from}
}

// lacking makes the finding of what copies lack.
func (b *builder) lacking(l lack, copies []int) {
	f := Finding{Class: Omission, Severity: Minor, Confidence: .9, Readings: []FindingReading{b.reading(l.in, l.span)}}
	var who []string
	for _, j := range copies {
		f.Readings = append(f.Readings, FindingReading{Article: b.texts[j].Doc.ID})
		who = append(who, b.name(j))
	}
	has := b.sentence(b.name(l.in))
	switch {
	case l.words > 0 && len(who) > 1:
		f.Severity = Substantive
		f.Why = fmt.Sprintf("%s has a passage of %d words (“%s”) that %s, copies of the same text, lack: there are several versions.", has, l.words, oneLine(b.spanText(l.in, l.span), 90), enumerate(who))
	case l.words > 0:
		f.Severity = Substantive
		f.Why = fmt.Sprintf("%s has a passage of %d words (“%s”) that %s, a copy of the same text, lacks: they are two versions.", has, l.words, oneLine(b.spanText(l.in, l.span), 90), who[0])
	case len(who) > 1:
		f.Why = fmt.Sprintf("%s says that it was updated (“%s”); its copies %s carry no such note.", has, oneLine(b.spanText(l.in, l.span), 80), enumerate(who))
	default:
		f.Why = fmt.Sprintf("%s says that it was updated (“%s”); its copy %s carries no such note.", has, oneLine(b.spanText(l.in, l.span), 80), who[0])
	}
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
	if !class.LinkWords(t, wi[a0], wi[a1-1]+1) || b.quoted(i, s) {
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
