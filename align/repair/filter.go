package repair

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
)

// swap is what a filter wrote (to) in place of letters (from); both folded.
type swap struct{ from, to string }

func (s swap) String() string { return s.from + "->" + s.to }

// spot is a place where the two texts have one piece of text each between the
// same words, and the pieces differ.
type spot struct {
	span     corpus.Span // of the damaged piece, clean
	damaged  string      // as it stands
	raw      string      // what a filter edit replaced there, or the same
	b0, b1   int         // words of the sister
	anchored bool
}

// spots are the places of p.a that could be one filtered word: single words,
// or words cut by a mask, against one or two words of the sister.
func (p *pair) spots() []spot {
	var out []spot
	for k := 0; k+1 < len(p.equal); k++ {
		x, y := p.equal[k], p.equal[k+1]
		n := y.b - x.b - 1
		if n < 1 || n > 2*longest || y.a-x.a-1 > 2*longest {
			continue
		}
		lo, hi := p.a.words[x.a].Span.End, p.a.words[y.a].Span.Start
		pieces := fields(p.a.t.Clean, lo, hi)
		if len(pieces) != n {
			if len(pieces) != 1 {
				continue
			}
			s := p.spot(pieces[0], x.b+1, y.b)
			s.anchored = p.anchored(k)
			out = append(out, s)
			continue
		}
		for i, f := range pieces {
			s := p.spot(f, x.b+1+i, x.b+2+i)
			s.anchored = p.anchored(k)
			out = append(out, s)
		}
	}
	return out
}

func (p *pair) spot(f corpus.Span, b0, b1 int) spot {
	s := spot{span: f, damaged: p.a.t.Clean[f.Start:f.End], b0: b0, b1: b1}
	raw := p.a.t.Raw(f)
	s.raw = s.damaged
	if t := p.a.t.Layer[raw.Start:raw.End]; p.a.t.Table().Touched(f) && len(t) < 60 {
		s.raw = t
	}
	return s
}

// maskRunes are what filters write over letters.
const maskRunes = "*#@$%&!?_█•"

// fields are the pieces of text[lo:hi] between blanks, without the marks
// around them; masks belong to their piece.
func fields(text string, lo, hi int) []corpus.Span {
	part := func(r rune) bool {
		return wordish(r) || strings.ContainsRune(maskRunes, r) || unicode.IsMark(r) || r == utf8.RuneError
	}
	var out []corpus.Span
	start, end := -1, -1
	flush := func() {
		if start >= 0 {
			out = append(out, corpus.Span{Start: start, End: end})
		}
		start = -1
	}
	for i, r := range text[lo:hi] {
		switch {
		case part(r):
			if start < 0 {
				start = lo + i
			}
			end = lo + i + len(string(r))
		case unicode.IsSpace(r) || strings.ContainsRune("-–—/.,;:()[]“”\"‘’'«»", r):
			flush()
		}
	}
	flush()
	kept := out[:0]
	for _, s := range out {
		piece := text[s.Start:s.End]
		if t := strings.TrimRight(piece, "!?"); strings.ContainsFunc(t, wordish) && !strings.ContainsAny(t, maskRunes) {
			s.End = s.Start + len(t) // marks of the sentence
		}
		if strings.ContainsFunc(text[s.Start:s.End], wordish) || s.Len() >= 2 && masked(text[s.Start:s.End]) {
			kept = append(kept, s)
		}
	}
	return kept
}

// masked reports whether a piece holds letters that were written over.
func masked(piece string) bool {
	return strings.Contains(piece, "**") || strings.Contains(piece, "##") || strings.Contains(piece, "██") || strings.Contains(piece, "@#") || strings.Contains(piece, "!@")
}

// between is the difference of two words: what is left of each without what
// they begin and end with alike.
func between(damaged, whole string) (swap, int) {
	i := 0
	for i < len(damaged) && i < len(whole) && damaged[i] == whole[i] {
		i++
	}
	j := 0
	for j < len(damaged)-i && j < len(whole)-i && damaged[len(damaged)-1-j] == whole[len(whole)-1-j] {
		j++
	}
	return swap{from: whole[i : len(whole)-j], to: damaged[i : len(damaged)-j]}, i + j
}

// swapsOf are the swaps that were at work in p.a: those its filter edits name,
// and those that the sister shows in two different words that no list knows.
func (p *pair) swapsOf(spots []spot) map[swap]int {
	rules := map[swap]int{}
	for _, e := range p.a.t.Edits {
		if e.Rule != edit.Filter {
			continue
		}
		for _, d := range strings.Split(e.Detail, ", ") {
			if from, to, ok := strings.Cut(d, "->"); ok && from != "" && to != "" {
				rules[swap{token.Fold(from), token.Fold(to)}]++
			}
		}
	}
	words := map[swap]map[string]bool{}
	for _, s := range spots {
		if s.b1-s.b0 != 1 || !s.anchored {
			continue
		}
		damaged, whole := token.Fold(s.damaged), p.b.words[s.b0].Key
		if _, known := lexicon.Lookup(damaged); known || strings.ContainsFunc(whole, unicode.IsDigit) {
			continue
		}
		if _, known := lexicon.Lookup(whole); !known && p.b.caps[whole] == "" && !has(p.a.t, "profanity-filter") {
			continue
		}
		d, context := between(damaged, whole)
		if len(d.from) < 2 || len(d.to) < 2 || len(d.from)+len(d.to) < 5 && !masked(d.to) || context < 2 {
			continue
		}
		if words[d] == nil {
			words[d] = map[string]bool{}
		}
		words[d][whole] = true
	}
	least := 2
	if has(p.a.t, "profanity-filter") {
		least = 1 // a filter was here; one word more is no surprise
	}
	for d, w := range words {
		if len(w) >= least {
			rules[d] += len(w)
		}
	}
	return rules
}

// explains reports whether damaged is whole with one or more swaps made.
// O(len·len·rules) for two words.
func explains(rules []swap, damaged, whole string) (used swap, ok bool) {
	if damaged == whole || len(damaged) > 60 || len(whole) > 60 {
		return swap{}, false
	}
	dead := map[[2]int]bool{}
	var walk func(i, j int) bool
	walk = func(i, j int) bool {
		if i == len(damaged) && j == len(whole) {
			return true
		}
		key := [2]int{i, j}
		if dead[key] {
			return false
		}
		for _, r := range rules {
			if strings.HasPrefix(whole[j:], r.from) && strings.HasPrefix(damaged[i:], r.to) && walk(i+len(r.to), j+len(r.from)) {
				used = r
				return true
			}
		}
		if i < len(damaged) && j < len(whole) && damaged[i] == whole[j] && walk(i+1, j+1) {
			return true
		}
		dead[key] = true
		return false
	}
	ok = walk(0, 0) && used != swap{}
	return used, ok
}

// fitsMask reports whether whole could stand under a mask of as many signs as
// letters ("s****" for "shell"), or under one between the same outer letters.
func fitsMask(damaged, whole string) bool {
	if !masked(damaged) || strings.Contains(whole, " ") {
		return false
	}
	d, w := []rune(damaged), []rune(whole)
	if len(d) == len(w) {
		for i, r := range d {
			if wordish(r) && r != w[i] {
				return false
			}
		}
		return true
	}
	m, context := between(damaged, whole)
	for _, r := range m.to {
		if wordish(r) {
			return false
		}
	}
	return context >= 3 && len(m.from) <= 12
}

// unfilter gives back the words that a filter changed and that the sister
// shows whole, also where the filtered word is a word of its own. Quotations
// too: what a filter did to them is damage. fixed collects the places done.
func (p *pair) unfilter(fixed map[corpus.Span]bool) []edit.Change {
	spots := p.spots()
	if len(spots) == 0 {
		return nil
	}
	seen := p.swapsOf(spots)
	filtered := has(p.a.t, "profanity-filter") || len(seen) > 0
	if !filtered {
		return nil
	}
	rules := make([]swap, 0, len(seen))
	for r := range seen {
		rules = append(rules, r)
	}
	sort.Slice(rules, func(i, j int) bool {
		if seen[rules[i]] != seen[rules[j]] {
			return seen[rules[i]] > seen[rules[j]]
		}
		return rules[i].String() < rules[j].String()
	})
	var out []edit.Change
	for _, s := range spots {
		whole := ""
		for j := s.b0; j < s.b1; j++ {
			if j > s.b0 {
				whole += " "
			}
			whole += p.b.words[j].Key
		}
		if fixed[s.span] || !s.anchored || token.Fold(s.damaged) == whole {
			continue
		}
		used, ok := explains(rules, token.Fold(s.damaged), whole)
		if !ok && s.raw != s.damaged {
			used, ok = explains(rules, token.Fold(s.raw), whole)
		}
		if !ok && fitsMask(token.Fold(s.damaged), whole) {
			used, ok = swap{whole, token.Fold(s.damaged)}, true
			seen[used]++
		}
		if !ok {
			continue
		}
		fixed[s.span] = true
		out = append(out, edit.Change{Span: s.span, New: p.whole(s), Rule: edit.Filter, Detail: used.String(), Confidence: 0.99,
			Evidence: fmt.Sprintf("the sister has the word whole; the same swap in %d places", seen[used]), Witness: p.witness(s.b0, s.b1)})
	}
	return out
}

// whole is the sister's word in the manner of the damaged text.
func (p *pair) whole(s spot) string {
	text := p.b.text(s.b0, s.b1)
	switch {
	case len(s.damaged) > 2 && strings.ToUpper(s.damaged) == s.damaged && strings.ContainsFunc(s.damaged, unicode.IsLetter):
		return strings.ToUpper(text)
	case p.b.lower && capital(s.damaged) || capital(s.damaged) && !capital(text):
		for i, r := range text {
			return string(unicode.ToUpper(r)) + text[i+len(string(r)):]
		}
	case !capital(s.damaged) && p.b.startsSentence(s.b0) && p.b.caps[p.b.words[s.b0].Key] == "" && wordish([]rune(s.damaged)[0]):
		return token.Fold(text)
	}
	return text
}
