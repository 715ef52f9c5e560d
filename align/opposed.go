package align

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/detail"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// axis is what can be asserted in two ways that exclude each other: the poles
// are stems of the words for either. On an axis that is specific a subject in
// common is enough to say that two sentences speak of one thing.
type axis struct {
	specific bool
	person   bool // it is of persons: the one whom a sentence names is its subject
	poles    []string
}

var axes = []axis{
	{false, false, []string{"rise rose risen rais increas climb jump soar grew grow gain lift", "fall fell fallen drop lower declin decreas plung slump tumbl sank slash reduc", "unchang froze frozen freez held steadi flat"}},
	{true, false, []string{"open reopen", "shut close"}},
	{true, false, []string{"admit concede conced confess guilti", "deni innoc"}},
	{false, true, []string{"support endors favour favor", "oppos against", "abstain"}},
	{false, false, []string{"approv accept pass adopt agre", "reject refus veto block"}},
	{false, false, []string{"surviv", "die dead kill"}},
	{false, false, []string{"won win", "lost lose"}},
	{true, false, []string{"blame fault culpabl", "exoner absolv clear vindic blameless"}},
	{true, false, []string{"convict guilti", "acquit clear"}},
	{false, false, []string{"uphold upheld", "quash overturn"}},
	{true, false, []string{"resign quit", "remain stay"}},
	{true, true, []string{"resign quit", "sack fire dismiss oust"}},
	{false, false, []string{"deni", "confirm"}},
	{true, false, []string{"bail", "remand"}},
}

// poleOf gives for a stem the axes on which it stands, and the pole on each.
var poleOf = func() map[string][][2]int {
	m := map[string][][2]int{}
	for a, x := range axes {
		for p, ws := range x.poles {
			for _, w := range strings.Fields(ws) {
				m[w] = append(m[w], [2]int{a, p})
			}
		}
	}
	return m
}()

// assertion is a place that asserts one pole of an axis.
type assertion struct {
	s          sentence
	axis, pole int
	word       int
	loose      bool            // it may be no assertion: it makes no finding, and prevents one
	around     map[string]bool // content stems near the word
	subject    map[string]bool // content stems just before it, in its clause
	when       map[string]bool // words for days and times in the sentence
}

// uncertain words make a sentence assert nothing.
var uncertain = map[string]bool{"if": true, "whether": true, "unless": true, "may": true, "might": true, "could": true, "should": true, "can": true, "or": true, "until": true, "before": true, "when": true, "how": true, "why": true, "expected": true, "hopes": true, "hope": true, "likely": true, "almost": true, "nearly": true, "more": true, "less": true}

// flips are verbs that take back the verb they govern ("refused to admit").
var flips = map[string]bool{"refus": true, "fail": true, "declin": true, "never": true}

var dayWords = map[string]bool{"today": true, "yesterday": true, "tomorrow": true, "tonight": true, "morning": true, "afternoon": true, "evening": true, "earlier": true, "later": true, "last": true, "next": true, "previous": true, "ago": true, "first": true, "second": true, "year": true, "years": true, "week": true, "month": true, "quarter": true}

// assertions reads what a sentence asserts on any axis.
func (b *builder) assertions(s sentence) []assertion {
	t := b.texts[s.text]
	ws := t.Words
	if strings.HasSuffix(strings.TrimRight(t.Clean[s.span.Start:s.span.End], "”\"’' "), "?") || s.words[1]-s.words[0] > 60 {
		return nil
	}
	var out []assertion
	sole := b.solePerson(s)
	for w := s.words[0]; w < s.words[1]; w++ {
		stem := word.Stem(ws[w].Key)
		if stem == "for" && w > s.words[0] && word.Stem(ws[w-1].Key) == "vote" {
			stem = "support"
		}
		if len(poleOf[stem]) == 0 {
			continue
		}
		loose := !b.predicate(s, w)
		for _, ap := range poleOf[stem] {
			a := assertion{s: s, axis: ap[0], pole: ap[1], word: w, loose: loose, around: map[string]bool{}, subject: map[string]bool{}, when: map[string]bool{}}
			sure, flip := true, 0
			for p := max(s.words[0], w-5); p < w; p++ {
				k := ws[p].Key
				sure = sure && !uncertain[k]
				if w-p <= 4 && flips[word.Stem(k)] {
					flip++
				}
			}
			from := max(s.words[0], w-4)
			keys := make([]string, 0, 5)
			for p := from; p < w; p++ {
				keys = append(keys, ws[p].Key)
			}
			flip += word.Negations(keys)
			a.loose = a.loose || !sure || flip > 1 || flip == 1 && len(axes[a.axis].poles) > 2
			if flip == 1 && a.pole < 2 {
				a.pole = 1 - a.pole
			}
			for p := max(s.words[0], w-9); p < min(s.words[1], w+10); p++ {
				if k := ws[p].Key; p != w && !word.Stop(k) && !onAxis(word.Stem(k), a.axis) && !timeUnits[word.Stem(k)] {
					a.around[word.Stem(k)] = true
				}
			}
			clause := true // beyond it only a name can be the subject: “Lyle, 58, denies”
			for p := w - 1; p >= s.words[0] && w-p <= 8; p-- {
				clause = clause && w-p <= 4 && !strings.ContainsAny(t.Clean[ws[p].Span.End:ws[p+1].Span.Start], ",;:.—()")
				c, _ := utf8.DecodeRuneInString(t.Clean[ws[p].Span.Start:])
				if k := ws[p].Key; !word.Stop(k) && !flips[word.Stem(k)] && (clause || unicode.IsUpper(c)) {
					a.subject[word.Stem(k)] = true
				}
			}
			for _, k := range sole {
				if axes[a.axis].person {
					a.subject[k] = true
				}
			}
			for p := s.words[0]; p < s.words[1]; p++ {
				if k := ws[p].Key; dayWords[k] || weekDays[k] || monthNames[k] {
					a.when[k] = true
				}
			}
			out = append(out, a)
		}
	}
	return out
}

// solePerson gives the stems of the name of the one person whom a sentence names: of
// him it tells, however far from the verb. Nil where it names none or several.
func (b *builder) solePerson(s sentence) []string {
	items := b.items[s.text]
	from := sort.Search(len(items), func(k int) bool { return items[k].Span.Start >= s.span.Start })
	name := ""
	for _, it := range items[from:] {
		if it.Span.Start >= s.span.End {
			break
		}
		if it.Kind != detail.Person {
			continue
		}
		if name != "" && name != it.Value {
			return nil
		}
		name = it.Value
	}
	var out []string
	for _, w := range token.Words(name) {
		out = append(out, word.Stem(w.Key))
	}
	return out
}

// predicate reports whether the word at w can be what its sentence asserts: no
// part of a compound, no noun made of the verb, no infinitive that another verb
// governs but for one that takes it back, and no hour of opening.
func (b *builder) predicate(s sentence, w int) bool {
	t := b.texts[s.text]
	ws := t.Words
	span, key := ws[w].Span, ws[w].Key
	if span.Start > 0 && t.Clean[span.Start-1] == '-' || span.End < len(t.Clean) && t.Clean[span.End] == '-' {
		return false
	}
	if noun(key) || strings.HasSuffix(key, "ing") {
		return false
	}
	if w+1 < s.words[1] {
		switch ws[w+1].Key {
		case "out", "up", "off":
			return false
		case "until", "till", "at", "from", "between":
			if w+2 < s.words[1] && figure(ws[w+2].Key) {
				return false
			}
		}
	}
	if w > s.words[0] {
		switch k := ws[w-1].Key; {
		case k == "to":
			return w-2 >= s.words[0] && flips[word.Stem(ws[w-2].Key)]
		case k == "the" || k == "a" || k == "an" || k == "of" || k == "for" || k == "its" || k == "their" || k == "his" || k == "her" || k == "no":
			return false
		}
	}
	return true
}

// noun reports whether a word has the ending of a noun made of a verb.
func noun(key string) bool {
	for _, end := range []string{"al", "als", "ance", "ence", "tion", "tions", "sion", "ment", "ments", "ings", "ure"} {
		if strings.HasSuffix(key, end) {
			return true
		}
	}
	return false
}

func onAxis(stem string, axis int) bool {
	for _, ap := range poleOf[stem] {
		if ap[0] == axis {
			return true
		}
	}
	return false
}

// oneThing reports whether two assertions speak of one thing.
func oneThing(x, y assertion, rare func(string) bool) bool {
	common, scarce, subject := 0, 0, 0
	for w := range x.around {
		if y.around[w] {
			common++
			if rare(w) {
				scarce++
			}
		}
		if x.subject[w] && y.subject[w] {
			subject++
		}
	}
	if len(x.when) > 0 && len(y.when) > 0 {
		same := false
		for k := range x.when {
			same = same || y.when[k]
		}
		if !same {
			return false // on two days both can be true
		}
	}
	return subject >= 1 && (common >= 2 && scarce >= 1 || axes[x.axis].specific) || common >= 4 && scarce >= 2 && axes[x.axis].poles[0] != "won win"
}

// opposed finds outlets that assert of one thing what cannot both be: that it
// rose and fell, is open and shut, was admitted and denied. An outlet that
// asserts both speaks of two things. O(assertions of an axis that share a word).
func (b *builder) opposed(ss []sentence) {
	df := map[string]int{}
	for _, s := range ss {
		for w := range s.stems {
			df[w]++
		}
	}
	rare := func(w string) bool { return df[w] <= 3*len(b.texts) }
	by := make([][]assertion, len(axes))
	for _, s := range ss {
		if b.stripped(s.text) {
			continue
		}
		for _, a := range b.assertions(s) {
			by[a.axis] = append(by[a.axis], a)
		}
	}
	const most = 400 // assertions of one axis that are compared with each other
	for _, all := range by {
		all = all[:min(len(all), most)]
		told := map[int]bool{}
		oppose := func(i, k int) bool {
			x, y := all[i], all[k]
			return y.pole != x.pole && !x.loose && !y.loose && b.origin[y.s.text] != b.origin[x.s.text] && !(b.quotedWord(x) && b.quotedWord(y)) && oneThing(x, y, rare) && !both(all, x, y) && !both(all, y, x)
		}
		for i := range all {
			if told[i] {
				continue
			}
			// All that opposes the first that opposes it stands on its side.
			var sides [2][]int
			for k := range all {
				if oppose(i, k) {
					sides[1] = append(sides[1], k)
				}
			}
			if len(sides[1]) == 0 {
				continue
			}
			for k := range all {
				if k == i || all[k].pole == all[i].pole && oppose(sides[1][0], k) {
					sides[0] = append(sides[0], k)
				}
			}
			for _, side := range sides {
				for _, k := range side {
					told[k] = true
				}
			}
			b.opposition(all, sides)
		}
	}
}

// both reports whether the text of x asserts what y does, of something in common
// with x.
func both(all []assertion, x, y assertion) bool {
	for _, z := range all {
		if z.s.text != x.s.text || z.pole != y.pole {
			continue
		}
		for w := range z.around {
			if x.around[w] && y.around[w] {
				return true
			}
		}
	}
	return false
}

// quotedWord reports whether the word of an assertion is a speaker's: two
// quotations are compared word by word elsewhere.
func (b *builder) quotedWord(a assertion) bool {
	at := b.texts[a.s.text].Words[a.word].Span
	for _, q := range b.quotes[a.s.text] {
		if q.Marks != "block" && q.Span.Overlaps(at) {
			return true
		}
	}
	return a.s.quote
}

func (b *builder) opposition(all []assertion, sides [2][]int) {
	f := Finding{Class: Conflict, Severity: Substantive, Confidence: .7}
	var parts []string
	for _, side := range sides {
		var spots []spot
		for _, k := range side {
			a := all[k]
			ws := b.texts[a.s.text].Words
			s := corpus.Span{Start: ws[max(a.s.words[0], a.word-9)].Span.Start, End: ws[min(a.s.words[1], a.word+10)-1].Span.End}
			f.Readings = append(f.Readings, b.reading(a.s.text, s))
			spots = append(spots, spot{a.s.text, s})
		}
		parts = append(parts, b.tells(spots, "has", "have", 110))
	}
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": the two do not agree."
	b.add(f)
}
