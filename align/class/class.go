// Package class says of which class and severity the difference of two readings is:
// of one place of a table, from its words alone.
package class

import (
	"slices"
	"strings"

	"verbatim/align/collate"
	"verbatim/align/word"
)

// The classes of findings (align.Class says what each means).
const (
	Wording       = "wording"
	Addition      = "addition"
	Omission      = "omission"
	OmissionMark  = "omission-marked"
	Truncation    = "truncation"
	Spliced       = "splice"
	Reordering    = "reordering"
	Negation      = "negation"
	Number        = "number"
	DateClass     = "date"
	TimeClass     = "time"
	DurationClass = "duration"
	Name          = "name"
	Link          = "link"
	Attribution   = "attribution"
	Addressee     = "addressee"
	Sic           = "sic"
	Bracket       = "bracket"
	Spelling      = "spelling"
	Punctuation   = "punctuation"
	Case          = "case"
	Damage        = "damage"
	Conflict      = "paraphrase-conflict"
)

// The severities.
const (
	Substantive = "substantive"
	Minor       = "minor"
	Cosmetic    = "cosmetic"
)

// Verdict is what one difference is.
type Verdict struct {
	Class, Severity string
	Confidence      float64 // 0 to 1
	Note            string  // what to say beside the readings
}

// Group is the rows of a table that have one reading at a place.
type Group struct {
	Key       string // equal for equal readings
	Readings  []collate.Reading
	Witnesses int  // origins: copies of one text count once
	Base      bool // the reference has it
}

// Of says what separates two readings of one place of a table. The order of the
// tests is the order of how much a reader must know: what marks itself as the
// outlet's own ([sic], …) first, then what turns the sense round. respun reports
// whether one of two texts is a copy of the other with other words in many places.
// O(words of the readings and of their sentences).
func Of(t *collate.Table, gx, gy Group, respun func(i, j int) bool) Verdict {
	x, y := gx.Readings[0], gy.Readings[0]
	if gx.Key == "*" || gy.Key == "*" || maskedWord(t, x) && oneWord(t, y) || maskedWord(t, y) && oneWord(t, x) {
		return Verdict{Damage, Minor, .9, "signs stand for a word"}
	}
	if v, ok := bracketed(t, x, y); ok {
		return v
	}
	gs := Trim(t, gx, gy)
	gx, gy = gs[0], gs[1]
	x, y = gx.Readings[0], gy.Readings[0]
	kx, ky := t.Keys(x), t.Keys(y)
	if divided(t, x, y) {
		return Verdict{Spelling, Cosmetic, .95, "one word in two"}
	}
	if bare(t, x) == bare(t, y) && len(kx) > 0 && len(ky) > 0 && len(kx) != len(ky) {
		return Verdict{Spelling, Cosmetic, .95, "the same letters, an apostrophe lost"}
	}
	if lx, ly := LinkIn(t, x), LinkIn(t, y); lx != ly && max(len(kx), len(ky)) <= 8 {
		return Verdict{Link, Substantive, .95, "an address or handle is missing"}
	} else if lx && ly && max(len(kx), len(ky)) <= 8 {
		return Verdict{Link, Substantive, .9, "another address or handle"}
	}
	if denyAlike(t, x, y) {
		return Verdict{Wording, Minor, .8, "both deny it, with the negation at another place"}
	}
	if onlyNegation(kx, ky) {
		return Verdict{Negation, Substantive, .98, "a negation is missing on one side"}
	}
	if t.SameWords(x, y) {
		if next := wordsAfter(t, x, 1); turned(kx, ky) || turned(append(kx, next...), append(ky, next...)) {
			return Verdict{Reordering, Substantive, .95, "the two sides of it have changed places"}
		}
		return Verdict{Reordering, Minor, .9, "the same words in another order"}
	}
	if spelling(kx, ky) {
		return Verdict{Spelling, Cosmetic, .98, "another spelling"}
	}
	if misread(kx, ky) {
		return Verdict{Damage, Minor, .9, "letters that a scanner takes for each other"}
	}
	if len(kx) == 1 && len(ky) == 1 && (word.Distance(kx[0], ky[0], 2) <= 2 && sicNear(t, gx, gy) || word.SameContraction(kx[0], ky[0])) {
		return Verdict{Spelling, Cosmetic, .9, "an error of the source corrected, or a contraction written out"}
	}
	if (word.Negations(kx) > 0) != (word.Negations(ky) > 0) && swallowed(kx, ky) {
		return Verdict{Negation, Substantive, .95, "a negation is missing on one side"}
	}
	if len(kx) == 0 || len(ky) == 0 {
		return gap(t, gx, gy)
	}
	if v, ok := figures(t, x, y); ok {
		return v
	}
	if cut(t, x) || cut(t, y) || beside(t, x) && beside(t, y) || marked(t, x, y) || marked(t, y, x) {
		return Verdict{OmissionMark, Minor, .95, "words left out, marked with an ellipsis"}
	}
	if capital(t, x) && capital(t, y) && (len(kx) == len(ky) && near(kx, ky) || transliterated(kx, ky)) {
		return Verdict{Name, Minor, .85, "a name in two spellings"}
	}
	if otherPerson(kx, ky) {
		return Verdict{Wording, Substantive, .9, "it speaks of somebody else"}
	}
	if len(kx) == 1 && len(ky) == 1 && word.Opposite(kx[0], ky[0]) {
		return Verdict{Wording, Substantive, .9, "one is the opposite of the other"}
	}
	if light(kx) && light(ky) {
		return Verdict{Wording, Minor, .9, "a function word changed"}
	}
	if rewritten(t, gx, gy, respun) || rewritten(t, gy, gx, respun) {
		return Verdict{Damage, Minor, .8, "a copy of the same text has other words in many places: they are not the outlet's"}
	}
	return Verdict{Wording, Substantive, .95, "other words"}
}

// Trim takes the words that all readings of the groups begin or end with from
// all of them.
func Trim(t *collate.Table, groups ...Group) []Group {
	var keys [][]string
	for _, g := range groups {
		for _, r := range g.Readings {
			keys = append(keys, t.Keys(r))
		}
	}
	head, tail := 0, 0
	same := func(at func(k []string) int) bool {
		for _, k := range keys {
			if len(k) <= head+tail || k[at(k)] != keys[0][at(keys[0])] {
				return false
			}
		}
		return true
	}
	for same(func([]string) int { return head }) {
		head++
	}
	for same(func(k []string) int { return len(k) - 1 - tail }) {
		tail++
	}
	if len(groups) == 2 {
		// “F.B.I.” and “FBI” are the same letters.
		x, y := t.Keys(groups[0].Readings[0]), t.Keys(groups[1].Readings[0])
		if i, _ := sameLetters(x[head:len(x)-tail], y[head:len(y)-tail]); i > 0 {
			if out, ok := trimLetters(t, groups, strings.Join(x[head:head+i], ""), head, tail); ok {
				return out
			}
		}
	}
	if head+tail == 0 {
		return groups
	}
	out := make([]Group, len(groups))
	for i, g := range groups {
		out[i] = g
		out[i].Readings = slices.Clone(g.Readings)
		for k := range out[i].Readings {
			out[i].Readings[k].Words[0] += head
			out[i].Readings[k].Words[1] -= tail
		}
		if i == 0 || g.Key != "" {
			out[i].Key = strings.Join(t.Keys(out[i].Readings[0]), "")
		}
	}
	return out
}

// trimLetters takes the words that make up the letters of begin, after head words,
// from all readings, and tail words from their ends; false if one has no such
// words.
func trimLetters(t *collate.Table, groups []Group, begin string, head, tail int) ([]Group, bool) {
	out := slices.Clone(groups)
	for k := range out {
		out[k].Readings = slices.Clone(groups[k].Readings)
		for m := range out[k].Readings {
			r := &out[k].Readings[m]
			keys := t.Keys(*r)
			n, have := head, ""
			for n < len(keys)-tail && len(have) < len(begin) {
				have += keys[n]
				n++
			}
			if have != begin {
				return nil, false
			}
			r.Words[0], r.Words[1] = r.Words[0]+n, r.Words[1]-tail
		}
		out[k].Key = strings.Join(t.Keys(out[k].Readings[0]), "")
	}
	return out, true
}

// sameLetters is how many words at the beginning of x and of y are the same
// letters, divided otherwise.
func sameLetters(x, y []string) (int, int) {
	a, b, i, j, n, m := "", "", 0, 0, 0, 0
	for {
		switch {
		case len(a) <= len(b) && i < len(x):
			a += x[i]
			i++
		case len(b) < len(a) && j < len(y):
			b += y[j]
			j++
		default:
			return n, m
		}
		if a == b {
			n, m = i, j
		} else if !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a) {
			return n, m
		}
	}
}

// rewritten reports whether all who have the reading of g are respun copies of a
// text that has the one of h.
func rewritten(t *collate.Table, g, h Group, respun func(i, j int) bool) bool {
	for _, x := range g.Readings {
		found := false
		for _, y := range h.Readings {
			if found = respun(t.Rows[x.Row].Text, t.Rows[y.Row].Text); found {
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
