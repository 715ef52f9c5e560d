package detail

import (
	"strings"

	"github.com/kljensen/snowball/english"

	"verbatim/align/number"
	"verbatim/corpus"
	"verbatim/normalize"
)

// plurals that do not end in s.
var plurals = wordSet("people men women children mice police teeth feet geese staff cattle media data criteria phenomena troops")

// no plural ends the words that a number counts before these.
var stops = wordSet("the a an of in on at to for from with by and or but as that which who when while if than is are was were be been being has have had do does did will would can could may might must shall should not his her its their our my your this these those it he she they we you i there here so then because after before since until during against about into over under between through was's")

// plural words that a number does not count.
var unplural = wordSet("is was has his its this us as yes thus plus across towards afterwards always perhaps besides sometimes less unless news series times says does goes versus miss pass class process access business congress press boss loss cross mass address success s")

// numberItem makes a detail of a number; false when it is none that can be
// compared (an ordinal, an age has its own value, one of a list).
func numberItem(t *normalize.Text, m number.Mention) (Item, bool) {
	it := Item{Span: m.Span, Kind: Number, Value: m.Key(), Label: t.Clean[m.Span.Start:m.Span.End], Sure: "stated", Qual: m.Qual}
	if m.Kind == number.Cardinal && len(it.Label) > 1 && it.Label[0] == '0' && it.Label[1] >= '0' && it.Label[1] <= '9' {
		return it, false // a postcode, a time of day
	}
	switch m.Kind {
	case number.Ordinal:
		return it, false
	case number.Money:
		it.Kind = Money
		return it, true
	case number.Age:
		it.Value += " years old"
		return it, true
	case number.Percent, number.Measure, number.Phone, number.Score:
		return it, true
	}
	if aged(t, m) {
		it.Value += " years old"
		return it, true
	}
	for _, sign := range []string{"°C", "°F", "°"} {
		if m.Kind == number.Cardinal && strings.HasPrefix(t.Clean[m.Span.End:], sign) {
			it.Span.End += len(sign)
			it.Label, it.Value = t.Clean[it.Span.Start:it.Span.End], it.Value+" "+strings.TrimSuffix(sign, "C")
			return it, true
		}
	}
	if m.Digit && m.Span.Start > 0 && t.Clean[m.Span.Start-1] == '(' && strings.HasPrefix(t.Clean[m.Span.End:], ")") {
		return it, false // "Comments (2)"
	}
	head, end := headOf(t, m.Span.End, m.Kind == number.Vague)
	if head != "" {
		it.Head = head
		it.Label = strings.Join(strings.Fields(t.Clean[m.Span.Start:end]), " ")
		it.Span.End = end
	} else if m.Kind == number.Cardinal && m.Words == 1 && !m.Digit && len(m.Value) == 1 && (pointed(t, m.Span.Start) || followsNothing(t, m.Span.End)) {
		return it, false // "the two said"
	} else {
		it.Label = t.Clean[m.Span.Start:clauseEnd(t, m.Span.End)] // a bare "40" tells nobody what it counts
	}
	return it, true
}

// aged: "Paul Quill, 61, said", "She was 61." and "dead at 61" give an age.
func aged(t *normalize.Text, m number.Mention) bool {
	s, e := m.Span.Start, m.Span.End
	if len(m.Value) > 3 || m.Kind != number.Cardinal || e < len(t.Clean) && strings.IndexByte(",.;)\n", t.Clean[e]) < 0 && !beside(t, e) {
		return false
	}
	i, _ := t.WordsIn(m.Span)
	if i < 2 {
		return false
	}
	last, before := t.Words[i-1], t.Words[i-2]
	if last.Span.End > s {
		return false // the number is the end of a longer word
	}
	upper := t.Clean[last.Span.Start] >= 'A' && t.Clean[last.Span.Start] <= 'Z'
	switch gap := t.Clean[last.Span.End:s]; {
	case gap == ", ":
		return upper && m.Digit && len(m.Value) < 3 && e < len(t.Clean) && strings.IndexByte(",.)", t.Clean[e]) >= 0
	case gap != " ":
		return false
	case last.Key == "at":
		return mortal[before.Key]
	case last.Key == "is", last.Key == "was", last.Key == "turns", last.Key == "turned":
		return before.Key == "he" || before.Key == "she" || before.Key == "who"
	}
	return false
}

var mortal = wordSet("dies died dead")

// beside reports whether the word at p joins what comes to what was before: "She
// was eighty-one and".
func beside(t *normalize.Text, p int) bool {
	i, _ := t.WordsIn(corpus.Span{Start: p, End: len(t.Clean)})
	return i == len(t.Words) || stops[t.Words[i].Key]
}

// headOf finds the noun that a number before p counts: the last of the plurals
// that stand in a row within four words. It gives its stem and its end.
func headOf(t *normalize.Text, p int, vague bool) (string, int) {
	i, _ := t.WordsIn(corpus.Span{Start: p, End: len(t.Clean)})
	head, end := "", p
	from := p
	for k := i; k < i+4 && k < len(t.Words); k++ {
		w := t.Words[k]
		gap := t.Clean[from:w.Span.Start]
		if len(gap) > 3 || strings.ContainsAny(gap, ".,;:!?()\n\"“”—") && !(gap == "’" || gap == "'") {
			break
		}
		if k == i && vague && w.Key == "of" { // thousands of emails
			from = w.Span.End
			continue
		}
		if stops[w.Key] {
			break
		}
		from = w.Span.End
		if isPlural(w.Key) {
			head, end = english.Stem(w.Key, false), w.Span.End
		} else if head != "" {
			break
		}
	}
	return head, end
}

// clauseEnd is the end of the next three words after p that no mark parts from it.
func clauseEnd(t *normalize.Text, p int) int {
	i, _ := t.WordsIn(corpus.Span{Start: p, End: len(t.Clean)})
	for k := i; k < min(i+3, len(t.Words)); k++ {
		if t.Clean[p:t.Words[k].Span.Start] != " " {
			break
		}
		p = t.Words[k].Span.End
	}
	return p
}

func isPlural(w string) bool {
	return plurals[w] || len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && !unplural[w]
}

// pointed: "the two", "those three" are people or things known already.
func pointed(t *normalize.Text, p int) bool {
	_, i := t.WordsIn(corpus.Span{Start: 0, End: p})
	if i == 0 || p-t.Words[i-1].Span.End > 1 {
		return false
	}
	switch t.Words[i-1].Key {
	case "the", "those", "these", "all", "other", "his", "her", "their", "its":
		return true
	}
	return false
}

// followsNothing: no word that could be counted follows.
func followsNothing(t *normalize.Text, p int) bool {
	i, _ := t.WordsIn(corpus.Span{Start: p, End: len(t.Clean)})
	if i >= len(t.Words) || t.Words[i].Span.Start-p > 2 {
		return true
	}
	return stops[t.Words[i].Key]
}
