package align

import (
	"maps"
	"slices"
	"strings"

	"verbatim/align/word"
	"verbatim/corpus"
)

// denials finds clauses that one outlet denies and another asserts in the same
// words: “the staff were not consulted”, “staff have been consulted”. All words of
// sense of the denied clause must stand close together in the other, none of them
// may be common in the story, and neither text may say both. O(denials * sentences
// that share their words).
func (b *builder) denials(ss []sentence, ix index) {
	df := map[string]int{}
	for _, s := range ss {
		for w := range s.stems {
			df[w]++
		}
	}
	type clause struct {
		text int
		span corpus.Span
	}
	sides := map[string]*[2][]clause{} // words of the clause -> who denies, who asserts
	var order []string
	for _, s := range ss {
		if b.stripped(s.text) || b.asks(s) {
			continue
		}
		want, at, ok := b.deniedClause(s, df)
		if !ok {
			continue
		}
		var yes []clause
		both := false
		for _, k := range ix.sharing(want, len(want)) {
			o := ss[k]
			if b.stripped(o.text) || b.asks(o) {
				continue
			}
			span, plain := b.asserts(o, want)
			if !plain || b.within(s.text, at) && b.within(o.text, span) {
				continue // quotations are held against each other word by word
			}
			both = both || b.origin[o.text] == b.origin[s.text]
			yes = append(yes, clause{o.text, span})
		}
		if both || len(yes) == 0 {
			continue
		}
		key := strings.Join(slices.Sorted(maps.Keys(want)), " ")
		if sides[key] == nil {
			order = append(order, key)
			sides[key] = &[2][]clause{1: yes}
		}
		sides[key][0] = append(sides[key][0], clause{s.text, at})
	}
	for _, key := range order {
		f := Finding{Class: Conflict, Severity: Substantive, Confidence: .75}
		var parts []string
		for _, side := range sides[key] {
			var spots []spot
			seen := map[int]bool{}
			for _, c := range side {
				if !seen[c.text] {
					seen[c.text] = true
					f.Readings = append(f.Readings, b.reading(c.text, c.span))
					spots = append(spots, spot(c))
				}
			}
			parts = append(parts, b.tells(spots, "has", "have", 90))
		}
		f.Why = b.sentence(strings.Join(parts, "; ")) + ": one denies it."
		b.add(f)
	}
}

// asks reports whether a sentence is a question.
func (b *builder) asks(s sentence) bool {
	return strings.HasSuffix(strings.TrimRight(b.texts[s.text].Clean[s.span.Start:s.span.End], "”\"’' "), "?")
}

// deniedClause gives the stems of a clause with one plain negation, and its place.
func (b *builder) deniedClause(s sentence, df map[string]int) (map[string]bool, corpus.Span, bool) {
	const reach = 8
	t := b.texts[s.text]
	ws := t.Words
	neg := -1
	for w := s.words[0]; w < s.words[1]; w++ {
		if k := ws[w].Key; k == "not" || k == "never" {
			if neg >= 0 {
				return nil, corpus.Span{}, false
			}
			neg = w
		}
	}
	if neg <= s.words[0] || neg+1 >= s.words[1] || !auxiliary[ws[neg-1].Key] || determiner[ws[neg+1].Key] {
		return nil, corpus.Span{}, false
	}
	end := func(w int) bool {
		return strings.ContainsAny(t.Clean[ws[w-1].Span.End:ws[w].Span.Start], ",;:.—()“”\"")
	}
	from, to := neg, neg+1
	for from > s.words[0] && neg-from < reach && !end(from) {
		from--
	}
	for to < s.words[1] && to-neg < reach && !end(to) {
		to++
	}
	want := map[string]bool{}
	verb := false
	for w := from; w < to; w++ {
		k := ws[w].Key
		if uncertain[k] || denial[word.Stem(k)] || k == "that" || k == "only" || k == "because" || k == "just" {
			return nil, corpus.Span{}, false
		}
		if word.Stop(k) {
			continue
		}
		st := word.Stem(k)
		if df[st] > 3*len(b.texts) {
			return nil, corpus.Span{}, false
		}
		verb = verb || w > neg
		want[st] = true
	}
	short := 0 // “go back” may be anywhere
	for st := range want {
		if len(st) < 4 {
			short++
		}
	}
	return want, corpus.Span{Start: ws[from].Span.Start, End: ws[to-1].Span.End}, verb && len(want)-short >= 2 && len(want) <= 6
}

var (
	auxiliary  = set("do does did is are was were be been has have had will would")
	determiner = set("the a an this that all every")
)

// asserts reports whether a sentence says plainly what the stems of a denied clause
// say, and where.
func (b *builder) asserts(s sentence, want map[string]bool) (corpus.Span, bool) {
	t := b.texts[s.text]
	ws := t.Words
	first, last := -1, -1
	for w := s.words[0]; w < s.words[1]; w++ {
		if want[word.Stem(ws[w].Key)] {
			if first < 0 {
				first = w
			}
			last = w
		}
	}
	if first < 0 || last-first > 2*len(want)+4 {
		return corpus.Span{}, false
	}
	if first > s.words[0] && ws[first-1].Key == "to" {
		return corpus.Span{}, false
	}
	keys := make([]string, 0, 32)
	for w := max(s.words[0], first-6); w <= last; w++ {
		k := ws[w].Key
		if uncertain[k] || denial[word.Stem(k)] || flips[word.Stem(k)] || k == "to" && w > first {
			return corpus.Span{}, false
		}
		if w > first && strings.ContainsAny(t.Clean[ws[w-1].Span.End:ws[w].Span.Start], ",;:.—()“”\"") {
			return corpus.Span{}, false
		}
		keys = append(keys, k)
	}
	return corpus.Span{Start: ws[first].Span.Start, End: ws[last].Span.End}, word.Negations(keys) == 0
}
