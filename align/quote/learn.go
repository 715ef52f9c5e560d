package quote

import (
	"slices"
	"strings"

	"verbatim/align/quote/lang"
)

// learn takes from the text what the table of given names does not know: that a
// name is a person's, by an age, a relative clause or an office beside it; and
// whether the person is he or she, or the name a thing's, by the pronouns that
// can stand for nobody else. O(tokens).
func (d *doc) learn() {
	for m := range d.mentions {
		men := &d.mentions[m]
		x := &d.names.ents[d.names.fullest(men.ent)]
		e := men.end
		if d.punct(e, ',') && d.age(e+1) && (d.punct(e+2, ',') || e+2 < len(d.toks) && d.toks[e+2].stop) || d.punct(e, '(') && d.age(e+1) && d.punct(e+2, ')') {
			x.age = d.word(e + 1)
		} else if strings.HasSuffix(d.lower2(men.at-1), "-year-old") {
			x.age = d.word(men.at - 1)[:2]
		}
		if x.person || x.org || x.the || x.noName {
			continue
		}
		if x.words > 1 && slices.ContainsFunc(x.roles, func(r string) bool { return !d.names.bodyNoun(r) && d.lang.Word(r)&lang.Account == 0 }) {
			x.person = true
			continue
		}
		if t := men.at - 1; d.has(t, lang.Prep|lang.Det) || t >= 0 && !d.boundary(t) && d.toks[t].kind == kWord && !d.toks[t].cap && !d.has(t, lang.Conj|lang.Role|lang.Sub|lang.Say) {
			continue // a member of the Union, who
		}
		switch {
		case d.punct(e, ',') && d.age(e+1) && (d.punct(e+2, ',') || e+2 < len(d.toks) && d.toks[e+2].stop), // Halyna, 70,
			d.punct(e, '(') && d.age(e+1) && d.punct(e+2, ')'),
			d.punct(e, ',') && d.is(e+1, "aged") && d.age(e+2),
			d.is(e, "who"), d.punct(e, ',') && d.is(e+1, "who", "whose") && !(d.is(e+1, "whose") && x.words == 1):
			x.person = true
		}
	}
	votes := make([][3]int, len(d.names.ents)) // he, she, it
	for i := range d.toks {
		t := &d.toks[i]
		if t.kind != kWord || t.class&(lang.He|lang.She|lang.It) == 0 || !t.low || d.objective(i) && t.class&lang.It == 0 {
			continue // an object is not its subject
		}
		if e, ok := d.sole(i); ok {
			switch {
			case t.class&lang.He != 0:
				votes[e][0]++
			case t.class&lang.She != 0:
				votes[e][1]++
			default:
				votes[e][2]++
			}
		}
	}
	for e, v := range votes {
		x := &d.names.ents[e]
		if x.gender != unknown || x.org {
			continue
		}
		least := 2
		if x.person {
			least = 1
		}
		switch he, she, it := v[0], v[1], v[2]; {
		case he >= least && he > 3*(she+it):
			x.gender, x.person = male, true
		case she >= least && she > 3*(he+it):
			x.gender, x.person = female, true
		case it >= 2 && it > 3*(he+she) && !x.person:
			x.thing = true
		}
	}
}

// age reports whether token i is the age of a person.
func (d *doc) age(i int) bool {
	if i >= len(d.toks) || d.toks[i].kind != kWord {
		return false
	}
	w := d.word(i)
	return len(w) == 2 && digit(w[0]) && digit(w[1]) && w[0] != '0'
}

// sole is the one name, of whose bearer the gender is not known, that the pronoun
// at token i can stand for: it is a subject, or owns what is, in the sentence of the
// pronoun or the one before, and nobody else there fits.
func (d *doc) sole(i int) (int, bool) {
	s := d.sentenceStart(i)
	for step := 0; step < 2; step++ {
		found := -1
		end := i
		if step > 0 {
			end = s
			if s = d.sentenceStart(max(s-1, 0)); s >= end {
				return 0, false
			}
		}
		for m, n := d.mentionBefore(end), 0; m >= 0 && d.mentions[m].at >= s && n < 8; m, n = m-1, n+1 {
			men := &d.mentions[m]
			e := d.names.fullest(men.ent)
			x := &d.names.ents[e]
			if x.org || x.the || e == found {
				continue
			}
			if x.gender == male && !d.has(i, lang.He) || x.gender == female && !d.has(i, lang.She) {
				continue
			}
			if x.gender != unknown || found >= 0 || x.noName {
				return 0, false
			}
			if !men.subject && !(men.end < len(d.toks) && d.toks[men.end].kind == kPoss) && !x.person {
				continue
			}
			found = e
		}
		if found >= 0 {
			return found, true
		}
		for j := s; j < end; j++ { // somebody without a name
			if d.has(j, lang.Role) && !d.toks[j].cap && d.is(j-1, "the", "a", "an", "his", "her") {
				return 0, false
			}
		}
	}
	return 0, false
}
