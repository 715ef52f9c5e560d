package quote

import (
	"slices"
	"strings"

	"verbatim/align/quote/lang"
)

// phrase is a range of tokens [a, b); empty when b <= a.
type phrase struct{ a, b int }

func (p phrase) empty() bool { return p.b <= p.a }

const (
	reach = 60 // tokens that an attribution may be away from its quotation
	aside = 40 // tokens of an aside between name and verb
)

func (d *doc) word(i int) string { return d.text[d.toks[i].start:d.toks[i].end] }

func (d *doc) lower(i int) string {
	s, _ := fold(d.word(i))
	return s
}

// is reports whether token i is the word w (lower case).
func (d *doc) is(i int, ws ...string) bool {
	if i < 0 || i >= len(d.toks) || d.toks[i].kind != kWord {
		return false
	}
	word := d.word(i)
	first := word[0]
	for _, w := range ws {
		if len(w) == len(word) && (w[0] == first || w[0] == first|0x20) && strings.EqualFold(w, word) {
			return true
		}
	}
	if d.toks[i].wide && strings.IndexByte(word, 0xE2) >= 0 { // a curly apostrophe
		return slices.Contains(ws, d.lower(i))
	}
	return false
}

func (d *doc) has(i int, c lang.Class) bool {
	return i >= 0 && i < len(d.toks) && d.toks[i].kind == kWord && d.toks[i].class&c != 0
}

// wordOrName is what the word w, in lower case, can be with a capital.
func (d *doc) wordOrName(w string) lang.Class { return d.lang.Word(w) | lang.Given(w) }

func (d *doc) punct(i int, p byte) bool {
	return i >= 0 && i < len(d.toks) && d.toks[i].kind == kPunct && d.toks[i].p == p
}

// gap reports whether token i does not follow its neighbour in the same line of words.
func (d *doc) gap(i int) bool {
	return d.toks[i].start-d.toks[i-1].end > 2
}

// whole reports whether the quotation at token i is an utterance of its own
// (it stands at the start of a sentence, or begins with a capital and is long);
// otherwise it is a piece of the sentence around it.
func (d *doc) whole(i int) bool {
	if d.toks[i].kind != kQuote {
		return true // a block, or speech without marks
	}
	q := &d.info[d.toks[i].q]
	if q.words <= 2 && !d.boundary(i-1) {
		return false
	}
	return q.capital || d.boundary(i-1) && q.words > 4
}

// boundary reports whether a sentence ends with token i.
func (d *doc) boundary(i int) bool {
	if i < 0 {
		return true
	}
	t := &d.toks[i]
	switch t.kind {
	case kPara, kZone:
		return true
	case kPunct:
		return t.stop
	case kQuote:
		q := &d.info[t.q]
		if !q.stop {
			return false
		}
		// “Why?” she asked. is one sentence; “Never.” The mayor left. is two
		if i+1 >= len(d.toks) {
			return true
		}
		n := &d.toks[i+1]
		return n.kind == kQuote || n.kind == kPunct && n.p == '(' || n.kind == kWord && n.cap && !d.attribStart(i+1)
	}
	return false
}

// attribStart reports whether an attribution begins at token i: a name or a
// pronoun, and a verb of speech within a few words.
func (d *doc) attribStart(i int) bool {
	if d.info == nil {
		return false
	}
	q := &d.info[d.toks[i-1].q]
	if q.ends == '.' {
		return false
	}
	for j := i; j < len(d.toks) && j < i+9; j++ {
		t := &d.toks[j]
		if t.kind == kPara || t.kind == kZone || t.stop || t.kind == kQuote {
			return false
		}
		// whether a verb with a capital is one depends on whether a sentence begins
		// there, which is the question at the first token
		if j == i && t.cap {
			if t.class&lang.Say != 0 && d.is(j, plainSay...) {
				return true
			}
		} else if d.speech(j) {
			return true
		}
		if t.kind == kPunct && t.p != ',' && t.p != '(' && t.p != ')' {
			return false
		}
		if t.kind == kWord && t.class&(lang.Aux|lang.Sub|lang.Prep) != 0 && j-i < 2 {
			return false
		}
	}
	return false
}

// sentence is the first token of the sentence of token i, at most reach tokens
// back. Quotations that end a sentence are boundaries.
func (d *doc) sentenceStart(i int) int {
	j := i
	for j > 0 && i-j < 2*reach {
		if d.boundary(j - 1) {
			return j
		}
		if t := &d.toks[j-1]; t.kind == kQuote && d.info[t.q].comma && d.whole(j-1) {
			return j
		}
		j--
	}
	return j
}

// sentenceEnd is the token after the last one of the sentence that goes on at i.
func (d *doc) sentenceEnd(i int) int {
	j := i
	for j < len(d.toks) && j-i < 2*reach {
		t := &d.toks[j]
		if t.kind == kPara || t.kind == kZone || t.kind == kPunct && t.stop {
			return j
		}
		if t.kind == kQuote && d.boundary(j) && j > i {
			return j + 1
		}
		j++
	}
	return j
}

// speech reports whether token i is a verb of speech in its place.
func (d *doc) speech(i int) bool { return d.verb(i, lang.Say) }

// plainSay are verbs of speech that are part of no name.
var plainSay = []string{"said", "says", "wrote", "asked", "added"}

func (d *doc) verb(i int, c lang.Class) bool {
	if i < 0 || i >= len(d.toks) {
		return false
	}
	t := &d.toks[i]
	if t.kind != kWord {
		return false
	}
	if t.class&c == 0 {
		// "went on", "goes on"
		return c&lang.Say != 0 && (d.text[t.start]|0x20 == 'g' || d.text[t.start]|0x20 == 'w') && d.is(i, "went", "goes", "go", "going") && d.is(i+1, "on") && !d.is(i+2, "to", "the", "a", "with", "strike", "sale", "vacation")
	}
	if t.cap && !d.boundary(i-1) && t.low {
		if !d.is(i, plainSay...) {
			return false // part of a name
		}
	}
	if t.class&lang.NounToo != 0 {
		// "the report", "his claims", "of states" are nouns
		if i > 0 {
			p := &d.toks[i-1]
			if p.kind == kPoss || p.kind == kWord && p.class&(lang.Det|lang.Poss|lang.Prep|lang.Object) != 0 && p.class&lang.Pron == 0 && !d.is(i-1, "who", "that") {
				return false
			}
			if p.kind == kWord && p.class&lang.Doc != 0 && !p.cap && t.class&lang.Base != 0 {
				return false // "text message"
			}
			if p.kind == kWord && !p.cap && t.class&lang.Base != 0 && p.class&lang.Role != 0 && !plural(d.lower(i-1)) && !d.has(i-1, lang.Listens) {
				return false // "campaign promise", "campaign press secretary"
			}
			if p.kind == kWord && !p.cap && plural(d.lower(i)) && p.class&lang.Group != 0 && i+1 < len(d.toks) && (d.toks[i+1].stop || d.has(i+1, lang.Conj|lang.Prep)) && (d.has(i-2, lang.Poss) || d.has(i-3, lang.Poss)) {
				return false // "given his 2016 campaign promises and"
			}
			if p.kind == kWord && p.class == 0 && !p.cap && (t.class&lang.Base != 0 && !plural(d.lower(i-1)) || plural(d.lower(i))) {
				return false // "phone call", "past references"
			}
			if p.kind == kWord && p.cap && p.class&lang.Pron == 0 {
				j := i - 1
				for j > 0 && d.toks[j-1].kind == kWord && d.toks[j-1].cap && i-j < 5 {
					j--
				}
				if j > 0 && d.has(j-1, lang.Prep) {
					return false // "of Republican claims"
				}
				if t.class&lang.Base != 0 && t.class&lang.Say != 0 || j > 0 && d.has(j-1, lang.Det|lang.Poss) && t.class&lang.Base != 0 {
					return false // "another Twitter message"
				}
			}
		}
		if i+1 < len(d.toks) && d.has(i+1, lang.Aux) && !d.has(i+1, lang.Det) {
			return false // "the reports were"
		}
	}
	return !d.passive(i)
}

func plural(w string) bool { return len(w) > 3 && w[len(w)-1] == 's' }

// passive reports whether the verb at i has a form of "be" before it that makes
// its subject the one who is spoken of: "was told", "is said". The -ing form is
// not passive.
func (d *doc) passive(i int) bool {
	t := &d.toks[i]
	if t.class&(lang.Ing|lang.Base) != 0 && !d.is(i, "read", "put") {
		return false
	}
	j := i - 1
	for j >= 0 && i-j < 4 && d.toks[j].kind == kWord && d.toks[j].class&lang.Adv != 0 {
		j--
	}
	if j < 0 {
		return false
	}
	if d.toks[j].kind == kWord && d.toks[j].class&lang.Be != 0 {
		return true
	}
	return false
}

// noun reports whether token i can be part of a noun phrase.
func (d *doc) noun(i int) bool {
	t := &d.toks[i]
	switch t.kind {
	case kPoss:
		return true
	case kQuote:
		return false
	case kWord:
	default:
		return false
	}
	c := t.class
	if c&(lang.Male|lang.Female) != 0 && c&lang.Prep != 0 && t.cap && !d.boundary(i-1) && i+1 < len(d.toks) && d.toks[i+1].cap {
		return true // Per Holm
	}
	if c&(lang.Prep|lang.Conj|lang.Rel|lang.Pron|lang.Object) != 0 {
		return t.cap && !d.boundary(i-1) && c&(lang.Prep|lang.Conj|lang.Rel|lang.Object) == 0 && !t.low
	}
	if t.cap && !d.boundary(i-1) && c&(lang.Aux|lang.Sub|lang.Det|lang.Poss) == 0 {
		return true // a name in the middle of a sentence
	}
	if c&(lang.Male|lang.Female) != 0 && t.cap {
		return true
	}
	if c&(lang.Role|lang.Title|lang.Doc|lang.Account) != 0 {
		return true
	}
	if c&lang.NounToo != 0 {
		return c&(lang.Say|lang.Name) == 0 || !d.verb(i, lang.Say|lang.Name) || i+1 < len(d.toks) && d.verbAhead(i+1)
	}
	if c&(lang.Other|lang.Aux|lang.Sub) != 0 {
		return false
	}
	if c&lang.Adv != 0 {
		return false
	}
	return true
}

// particles is the number of small words at token i that join a name: "van",
// "von der", 0 if no name goes on after them.
func (d *doc) particles(i int) int {
	for n := 0; n < 3 && i+n < len(d.toks); n++ {
		t := &d.toks[i+n]
		if t.kind != kWord {
			break
		}
		if t.cap {
			return n
		}
		if t.class&lang.Particle == 0 {
			break
		}
	}
	return 0
}

func (d *doc) verbAhead(i int) bool {
	return d.has(i, lang.Say|lang.Name|lang.Aux)
}

// before is the noun phrase that ends with token p, not going left of lb.
func (d *doc) before(p, lb int) phrase { return d.phraseTo(p, lb, 5) }

// phraseTo is before with a bound on the phrases inside the phrase.
func (d *doc) phraseTo(p, lb, depth int) phrase {
	if depth == 0 {
		return phrase{}
	}
	if p < lb {
		return phrase{}
	}
	b := p + 1
	if d.punct(p, ')') { // Rep. Moore (D-Wis.)
		j := p - 1
		for j >= lb && p-j < 8 && !d.punct(j, '(') {
			j--
		}
		if j < lb || !d.punct(j, '(') {
			return phrase{}
		}
		p = j - 1
	}
	if p < lb {
		return phrase{}
	}
	t := &d.toks[p]
	if t.kind == kWord && t.class&lang.Pron != 0 && (t.low || d.is(p, "i")) {
		if d.is(p, "who") {
			j := p - 1
			if d.punct(j, ',') {
				j--
			}
			np := d.phraseTo(j, lb, depth-1)
			// "a professor in London in April who": the noun for a person
			for n := 0; n < 3 && !np.empty() && !d.speaker(np) && np.a-2 >= lb && d.has(np.a-1, lang.Prep) && !d.is(np.a-1, "with", "to", "by"); n++ {
				left := d.phraseTo(np.a-2, lb, depth-1)
				if left.empty() {
					break
				}
				np = left
			}
			if d.bad(np) {
				return phrase{}
			}
			return np
		}
		return phrase{p, b}
	}
	if d.is(p, "them", "us", "those", "these") && d.is(p-1, "of") && p-2 >= lb && d.has(p-2, lang.Det|lang.Number) {
		return phrase{p - 2, b} // one of them
	}
	a := p + 1
	for a-1 >= lb && b-a < 25 {
		if !d.noun(a-1) && !d.has(a-1, lang.Det|lang.Poss) && !d.adjectival(a-1) {
			break
		}
		if a-1 < p && d.toks[a-1].kind == kWord && d.toks[a].kind != kPoss && d.gap(a) {
			break
		}
		if d.is(a-1, "that") && a <= p {
			break
		}
		a--
		if d.has(a, lang.Det|lang.Poss) && !d.is(a, "one", "two", "three", "four", "five", "many", "few", "several", "other", "such") || d.has(a, lang.Det) && d.boundary(a-1) {
			if a-1 >= lb && d.is(a-1, "all", "both", "of") && d.is(a-1, "all", "both") {
				a--
			}
			break
		}
	}
	if a > p {
		return phrase{}
	}
	// a possessive at the left end cannot stand alone
	for a < b && d.toks[a].kind == kPoss {
		a++
	}
	if a >= b {
		return phrase{}
	}
	np := phrase{a, b}
	// "a spokesman for the council", "a source familiar with the talks"
	if a-2 >= lb && d.is(a-1, "of", "for", "with", "at", "from", "in", "on", "to", "by", "about", "behind", "near", "against", "inside", "outside", "into") {
		k := a - 2
		if k-1 >= lb && d.toks[k].kind == kWord && !d.toks[k].cap && d.noun(k-1) && (strings.HasSuffix(d.lower(k), "ed") || d.is(k, "sent", "written", "made", "given", "read", "sung", "left", "seen", "found", "shown", "kept", "taken", "held", "put", "drawn", "hung", "signed") && d.has(k-1, lang.Doc|lang.Role)) {
			k-- // "a notice posted on the pier"
		}
		if left := d.phraseTo(k, lb, depth-1); !left.empty() && !d.has(left.a, lang.Pron) {
			one := left.a // where the last of several begins
			for j := left.b - 1; j > left.a; j-- {
				if d.has(j, lang.Conj) {
					one = j + 1
					break
				}
			}
			if d.is(a-1, "of", "for") && d.named(left) && d.named(np) && left.b-one <= 4 && (d.clauseStart(left.a, lb) || d.has(left.a, lang.Title) || d.speaker(phrase{left.a - 1, left.a})) && !d.has(left.b-1, lang.Time) {
				return phrase{left.a, b} // "Democracy for America", "Ann Smith of the Office for Ships"
			}
			if d.speaker(left) && (!d.named(np) || d.personal(left)) || d.is(a-1, "of", "from") && d.toks[left.b-1].cap && left.b-left.a <= 4 {
				return phrase{left.a, b}
			}
			if d.is(a-1, "of") && d.is(left.a, "a", "an", "one", "another") && left.b-left.a == 2 && d.newRole(left.a+1) && !d.is(left.a+1, "number", "couple", "handful", "variety", "range", "dozen", "pair", "host", "list", "part", "half", "third", "quarter") {
				return phrase{left.a, b} // "a pal of the couple"
			}
			if d.is(a-1, "at", "in", "with", "for") && d.named(left) && d.named(np) && d.clauseStart(left.a, lb) && left.b-left.a <= 4 {
				if _, ok := d.at[left.b-1]; ok || d.has(left.a, lang.Title) {
					return phrase{left.a, b} // "Dr Smith at General"
				}
			}
		}
	}
	// "a memo detailing the findings"
	if a-2 >= lb && d.toks[a-1].kind == kWord && !d.toks[a-1].cap && strings.HasSuffix(d.lower(a-1), "ing") && d.toks[a-1].class&(lang.Say|lang.Name|lang.Prep) == 0 && d.has(a-2, lang.Doc|lang.Role) {
		if left := d.phraseTo(a-2, lb, depth-1); !left.empty() && d.has(left.a, lang.Det) {
			return phrase{left.a, b}
		}
	}
	// "Smith and Jones"
	if a-2 >= lb && d.is(a-1, "and", "or") {
		left := d.phraseTo(a-2, lb, depth-1)
		if !left.empty() && (left.a == lb || d.boundary(left.a-1) || d.punct(left.a-1, ',')) && !d.verbIn(left) {
			return phrase{left.a, b}
		}
	}
	// the phrase is inside a relative clause: "a man who saw the fire said"
	if a-1 >= lb && !d.clauseStart(a, lb) {
		for j := a - 1; j > lb && a-j < 14; j-- {
			t := &d.toks[j]
			if t.kind != kWord {
				break
			}
			if t.class&lang.Say != 0 && d.verb(j, lang.Say) {
				break
			}
			if d.is(j, "who", "which", "whose", "whom") {
				k := j - 1
				if d.punct(k, ',') {
					k--
				}
				if left := d.phraseTo(k, lb, depth-1); !left.empty() {
					return left
				}
				break
			}
		}
	}
	return np
}

// adjectival reports whether token i is a participle or the like behind an article:
// the planned, the first minister.
func (d *doc) adjectival(i int) bool {
	if i < 1 || d.toks[i].kind != kWord || d.toks[i].cap || !d.has(i-1, lang.Det|lang.Poss) || d.has(i-1, lang.Pron) || d.is(i-1, "that") {
		return false
	}
	w := d.lower(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed") || d.is(i, "first", "then", "once") && d.has(i+1, lang.Role|lang.Title)
}

// clauseStart reports whether a clause can begin at token a.
func (d *doc) clauseStart(a, lb int) bool {
	if a <= lb || d.boundary(a-1) {
		return true
	}
	t := &d.toks[a-1]
	return t.kind == kPunct || t.kind == kQuote || t.kind == kWord && t.class&(lang.Conj|lang.Sub) != 0 || d.is(a-1, "that")
}

func (d *doc) verbIn(p phrase) bool {
	for i := p.a; i < p.b; i++ {
		if d.has(i, lang.Aux) || d.verb(i, lang.Say|lang.Name) && !d.has(i, lang.NounToo) {
			return true
		}
	}
	return false
}

// speaker reports whether p holds a noun for somebody or something that speaks.
func (d *doc) speaker(p phrase) bool {
	for i := p.a; i < p.b; i++ {
		if d.has(i, lang.Role|lang.Title|lang.Account|lang.Doc) {
			return true
		}
	}
	return false
}

// personal reports whether p holds a noun for a person or a body.
func (d *doc) personal(p phrase) bool {
	for i := p.a; i < p.b; i++ {
		if d.has(i, lang.Role|lang.Title|lang.Account|lang.Doc) && !d.toks[i].cap {
			return true
		}
	}
	return false
}

// named reports whether p ends with a name.
func (d *doc) named(p phrase) bool {
	if p.empty() {
		return false
	}
	t := &d.toks[p.b-1]
	if t.class&lang.Time != 0 && t.class&(lang.Male|lang.Female) == 0 {
		return false
	}
	return t.kind == kWord && t.cap && t.class&(lang.Function&^lang.Other) == 0 || d.punct(p.b-1, ')')
}

// after is the noun phrase that begins with token i, not going to rb.
func (d *doc) after(i, rb int) phrase {
	a := i
	if a >= rb {
		return phrase{}
	}
	if d.has(a, lang.Pron) && (d.toks[a].low || d.is(a, "i")) {
		return phrase{a, a + 1}
	}
	if d.has(a, lang.Time) && !d.has(a, lang.Male|lang.Female) || !d.noun(a) && d.has(a, lang.Prep|lang.Conj|lang.Sub|lang.Adv) && !d.is(a, "one") {
		return phrase{}
	}
	j := a
	for j < rb && j-a < 20 {
		if !d.noun(j) && !(j == a+1 && j+1 < rb && d.is(j, "first", "then", "once") && d.adjectival(j)) && !(d.has(j, lang.Det|lang.Poss) && (j == a || d.toks[j-1].kind == kPoss)) {
			if j > a && d.toks[j-1].cap && d.particles(j) > 0 && j+d.particles(j) < rb {
				j += d.particles(j)
				continue
			}
			if d.is(j, "of", "for", "at", "from", "with") && j > a && j+1 < rb && (!d.named(phrase{a, j}) || d.is(j, "of") || d.is(j, "for") && j == a+1 && d.toks[j+1].cap && !d.has(a, lang.Male|lang.Female)) {
				if p := d.after(j+1, rb); !p.empty() {
					j = p.b
					if d.toks[j-1].cap && j+1 < rb && d.is(j+1, "back", "out", "up", "down", "off") && d.toks[j].kind == kWord && !d.toks[j].cap {
						break // a rep for Smith | hit back
					}
					continue
				}
			}
			if d.punct(j, ',') && j > a && j+3 < rb && d.punct(j+2, ',') && d.has(a, lang.Det) && d.toks[j-1].cap && d.toks[j+1].kind == kWord && d.toks[j+1].cap && !d.toks[j+3].cap && d.has(j+3, lang.Group|lang.Body|lang.Role) {
				j += 3 // the Salem, Ohio, chapter
				continue
			}
			if d.is(j, "and") && j > a && j+1 < rb && d.toks[j+1].cap && d.toks[j-1].cap {
				j++
				continue
			}
			break
		}
		if j > a && d.has(j, lang.Det) && !d.toks[j].cap && d.toks[j-1].cap && d.toks[j-1].kind == kWord {
			break // dijo Ana Ruiz el lunes
		}
		if d.has(j, lang.Time) && j > a && !d.has(j, lang.Male|lang.Female) {
			break
		}
		if j > a && j+1 < rb && d.toks[j-1].cap && !d.toks[j].cap && d.toks[j].class == 0 && d.is(j+1, "back", "out", "up", "down", "off") {
			break // the Salem rep of Smith | hit back
		}
		if j > a && (d.indefinite(j) || d.verbal(j, a)) {
			break // the line | everybody repeats; his lawyer | declined to speak
		}
		if j > a && (d.has(j, lang.Ing) || d.toks[j-1].cap && d.toks[j].class == 0 && !d.toks[j].cap && strings.HasSuffix(d.lower(j), "ed")) {
			break
		}
		j++
	}
	if j == a {
		return phrase{}
	}
	// Smith, Jr.
	return phrase{a, j}
}

// indefinite reports whether token i is a pronoun that stands for anybody or
// anything, which no noun phrase goes on with.
func (d *doc) indefinite(i int) bool {
	return d.is(i, "everybody", "everyone", "everything", "somebody", "someone", "something", "anybody", "anyone", "anything", "nobody", "nothing")
}

// verbal reports whether token j, in a noun phrase that begins at a, is a past
// tense and no part of it: "the lawyer declined an interview", not "the retired
// teacher".
func (d *doc) verbal(j, a int) bool {
	t := &d.toks[j]
	if t.kind != kWord || t.cap || d.lang.Code != "en" {
		return false
	}
	if t.class&lang.May != 0 && t.class&(lang.Base|lang.Ing) == 0 {
		return d.has(j+1, lang.Det|lang.Poss|lang.Object) // her boss found her
	}
	if t.class != 0 {
		return false
	}
	w := d.lower(j)
	if len(w) < 5 || !strings.HasSuffix(w, "ed") || j+1 >= len(d.toks) {
		return false
	}
	if p := &d.toks[j-1]; p.kind != kWord || p.class&(lang.Det|lang.Poss|lang.Adv) != 0 || j-1 == a && p.class&lang.Role == 0 && !p.cap {
		return false
	}
	return d.has(j+1, lang.Det|lang.Poss|lang.Prep|lang.Object|lang.Adv|lang.Conj)
}

// subject is the subject of the verb at v, looking back to lb; how names the
// construction when it is not plain.
func (d *doc) subject(v, lb int) (np phrase, how string) {
	p := v - 1
	if d.participle(p, v) {
		p--
	}
	for p >= lb && d.toks[p].kind == kWord && (d.toks[p].class&(lang.Adv|lang.Aux) != 0 && d.toks[p].class&lang.Pron == 0 || d.is(p, "himself", "herself", "itself", "themselves")) || p >= lb && d.toks[p].kind == kPoss && d.has(p-1, lang.Pron) {
		p--
	}
	if p < lb {
		return phrase{}, ""
	}
	t := &d.toks[p]
	ing := d.has(v, lang.Ing)
	plain := p < v-1 && d.has(v-1, lang.Be) // "is saying"
	switch {
	case d.is(p, "to"):
		return d.main(p, lb), "subject of the sentence"
	case t.kind == kWord && t.class&lang.Conj != 0 && !d.is(p, "or"), d.is(p, "then"):
		return d.main(p, lb), "subject of the sentence"
	case d.is(p, "that", "which") && p-1 >= lb:
		k := p - 1
		if d.punct(k, ',') {
			k--
		}
		np := d.before(k, lb)
		if !np.empty() && d.punct(np.a-1, ',') && d.is(np.a, "a", "an") { // the Guild, a group of miners, which said
			if of := d.before(np.a-2, lb); !of.empty() && d.named(of) {
				return of, ""
			}
		}
		return np, ""
	case d.punct(p, ','):
		if ing && !plain {
			return d.main(p, lb), "subject of the sentence"
		}
		return d.overAside(p, lb)
	case d.punct(p, '-'):
		return d.overAside(p, lb)
	case t.kind == kWord && t.class&lang.Prep != 0 && ing:
		return d.main(p, lb), "subject of the sentence"
	case d.is(p, "as") && ing: // "was quoted as saying"
		return d.main(p, lb), "subject of the sentence"
	}
	np = d.before(p, lb)
	if np.empty() {
		return np, ""
	}
	if ing && !plain && !(d.named(np) && !d.clauseStart(np.a, lb)) {
		// "issued a statement calling it …"
		return d.main(p, lb), "subject of the sentence"
	}
	if d.bad(np) {
		return phrase{}, ""
	}
	return np, ""
}

// bad reports whether np cannot speak: a day, an object.
func (d *doc) bad(np phrase) bool {
	if np.empty() {
		return true
	}
	last := np.b - 1
	if d.has(last, lang.Det) && np.b-np.a == 1 && !d.is(last, "one", "another", "both", "others", "some", "many") {
		return true
	}
	if d.has(np.b, lang.Time) && d.has(last, lang.Det) {
		return true
	}
	if d.has(last, lang.Time) && !d.has(last, lang.Male|lang.Female) && np.b-np.a <= 3 && !d.speaker(np) {
		return true
	}
	if d.has(last, lang.Number) && (np.b-np.a == 1 || d.has(np.b, lang.Time)) || d.is(last, "last", "next", "later", "earlier", "times", "time") && np.b-np.a <= 2 {
		return true // Twenty-three minutes later; last week; at times
	}
	t := &d.toks[last]
	if t.kind == kWord && t.end > t.start && d.text[t.start] >= '0' && d.text[t.start] <= '9' && np.b-np.a == 1 {
		return true
	}
	return false
}

// overAside finds the subject before an aside that ends with the comma or dash
// at p: "Smith, who was mayor until May, said".
func (d *doc) overAside(p, lb int) (phrase, string) {
	const how = "subject before an aside"
	var first phrase // a name that stands right before the comma at p
	if np := d.before(p-1, lb); !np.empty() && d.named(np) && np.b-np.a <= 6 && !d.bad(np) {
		first = np
	}
	mark := d.toks[p].p
	lo := max(lb, p-aside)
	if np := d.overRelative(p, lo); !np.empty() {
		return np, how
	}
	seg := p // right end of the segment looked at
	for j := p - 1; j >= lo; j-- {
		edge := j == lb || d.boundary(j-1)
		if !edge && !d.punct(j, mark) {
			continue
		}
		if d.punct(j, mark) {
			// segment (j, seg): does it read as an aside?
			if !d.asideSegment(j+1, seg) && seg != p {
				break
			}
			if np := d.before(j-1, lb); !np.empty() && !d.bad(np) && (d.named(np) || d.speaker(np) || d.has(np.a, lang.Pron)) {
				if d.asideSegment(j+1, seg) && (d.clauseStart(np.a, lb) || !d.has(np.a-1, lang.Prep|lang.Other)) {
					if d.place(j+1, seg) && !d.clauseStart(np.a, lb) {
						seg = j
						continue
					}
					// "Smith, 61, of Portland, said": go on while the left part is an aside too
					if d.asideOnly(np, lb) {
						seg = j
						continue
					}
					if d.place(j+1, p) && d.townBefore(j, lb) && !d.personAt(j+1) && !d.has(j+1, lang.Male|lang.Female) {
						return np, ""
					}
					if h := d.head(np); d.place(j+1, p) && d.has(h, lang.Role) && (!d.toks[h].cap || !d.toks[h].low && d.has(np.a, lang.Det|lang.Poss)) {
						return phrase{j + 1, p}, "" // "the minister, Ann Smith, said"
					}
					if h := d.head(np); d.place(j+1, p) && p-j > 2 && !d.toks[h].cap && d.has(j+1, lang.Male|lang.Female) {
						return phrase{j + 1, p}, "" // "another figure, Ann Smith, said"
					}
					return np, how
				}
			}
			seg = j
			continue
		}
		break
	}
	if !first.empty() {
		// "a college in Salem, Ohio, said": the town is not the subject
		if a := first.a - 1; a-1 >= lb && d.punct(a, mark) && d.place(first.a, first.b) && !d.has(first.a, lang.Male|lang.Female|lang.Title|lang.Role) && (first.b-first.a == 1 || !d.personAt(first.a)) {
			if d.townBefore(a, lb) {
				if np := d.before(a-1, lb); !np.empty() && np.b-np.a > 1 && d.speaker(np) {
					return np, ""
				}
				if np := d.main(p, lb); !np.empty() {
					return np, "subject of the sentence"
				}
			}
		}
		return first, ""
	}
	return phrase{}, ""
}

// overRelative is the subject before a relative clause that has commas of its own
// and ends at the comma p: Ann Smith, whose son Bob, 19, died, said. A clause ends
// with the first comma behind a verb.
func (d *doc) overRelative(p, lo int) phrase {
	for j := p - 1; j > lo; j-- {
		if d.boundary(j) || d.toks[j].kind == kQuote {
			return phrase{}
		}
		if !d.punct(j, ',') || !d.has(j+1, lang.Rel) && !d.is(j+1, "whose") {
			continue
		}
		verb, commas := false, 0
		for i := j + 2; i < p; i++ {
			switch {
			case d.punct(i, ','):
				if commas++; verb {
					return phrase{}
				}
			case d.has(i, lang.Aux|lang.Be|lang.Say|lang.Other), d.toks[i].kind == kWord && !d.toks[i].cap && strings.HasSuffix(d.lower(i), "ed"):
				verb = true
			}
		}
		if np := d.before(j-1, lo); commas > 0 && !np.empty() && !d.bad(np) && (d.named(np) || d.speaker(np)) {
			return np
		}
		return phrase{}
	}
	return phrase{}
}

// townBefore reports whether a capitalised name under a preposition of place stands
// before the comma j: in Salem, Ohio.
func (d *doc) townBefore(j, lb int) bool {
	k := j - 1
	for k > lb && d.toks[k].kind == kWord && d.toks[k].cap {
		k--
	}
	return k < j-1 && d.is(k, "in", "at", "near", "from", "of")
}

// personAt reports whether a person is named at token i.
func (d *doc) personAt(i int) bool {
	m, ok := d.at[i]
	return ok && d.names.ents[d.names.fullest(d.mentions[m].ent)].person
}

// asideOnly reports whether np stands between commas and so may itself be part
// of a longer aside.
func (d *doc) asideOnly(np phrase, lb int) bool {
	return np.a > lb && d.punct(np.a-1, ',') && !d.boundary(np.a-1) && !d.has(np.a, lang.Pron) && np.b-np.a <= 2 && np.a-1 > lb && d.named(np) && d.noun(np.a-2) && d.toks[np.a-2].cap
}

// place reports whether tokens [a, b) are a single capitalised word or two: the
// state after a town.
func (d *doc) place(a, b int) bool {
	if b-a > 4 || b <= a {
		return false
	}
	for i := a; i < b; i++ {
		if d.toks[i].kind != kWord || !d.toks[i].cap && !d.has(i, lang.Particle) {
			return false
		}
	}
	return true
}

// asideSegment reports whether tokens [a, b) between commas read as an aside:
// an age, an apposition, a relative clause, a place.
func (d *doc) asideSegment(a, b int) bool {
	if b <= a {
		return false
	}
	t := &d.toks[a]
	if t.kind != kWord {
		return false
	}
	c := t.class
	w := d.word(a)
	switch {
	case w[0] >= '0' && w[0] <= '9':
		return true
	case c&(lang.Det|lang.Poss|lang.Rel|lang.Prep) != 0, c&lang.Sub != 0, c&(lang.Role|lang.Title) != 0:
		return true
	case c&lang.Ing != 0 || len(w) > 4 && w[len(w)-3:] == "ing" || len(w) > 3 && w[len(w)-2:] == "ed":
		return true
	case d.is(a, "former", "then", "now", "also", "himself", "herself", "speaking", "citing", "born"):
		return true
	case !t.cap && d.has(a+1, lang.Prep) && a+1 < b: // seen by, known as
		return true
	case d.place(a, b):
		return true
	}
	// "chief executive of Foo"
	for i := a; i < b && i < a+6; i++ {
		if d.has(i, lang.Role|lang.Title) {
			return true
		}
	}
	return false
}

// main is the subject of the sentence that holds token p: the first noun
// phrase after adverbial phrases at its start.
func (d *doc) main(p, lb int) phrase {
	s := max(d.sentenceStart(p), lb)
	i := s
	for step := 0; i < p && step < 6; step++ {
		for i < p && (d.has(i, lang.Conj|lang.Adv) && !d.has(i, lang.Pron) || d.toks[i].kind == kPunct) {
			i++
		}
		if i >= p {
			return phrase{}
		}
		t := &d.toks[i]
		if t.kind == kQuote {
			i++
			continue
		}
		w := d.lower(i)
		opener := t.kind == kWord && (t.class&(lang.Prep|lang.Sub) != 0 || len(w) > 4 && w[len(w)-3:] == "ing" && t.class&(lang.Role|lang.Male|lang.Female) == 0 || len(w) > 4 && w[len(w)-2:] == "ed" && !d.has(i+1, lang.Aux))
		if opener {
			k := i + 1 // On 3 November Ann Smith, who heads it, wrote
			for k < p && (d.has(k, lang.Time|lang.Number) && !d.has(k, lang.Male|lang.Female) || digitAt(d, k)) {
				k++
			}
			if k > i+1 && k < p && d.toks[k].kind == kWord && d.toks[k].cap {
				if _, ok := d.at[k]; ok {
					return d.after(k, p)
				}
			}
			j := i
			for j < p && !d.punct(j, ',') {
				j++
			}
			if j >= p { // no comma: the phrase ends with its noun phrase
				np := d.after(i+1, p)
				if np.empty() || np.b >= p || d.has(i, lang.Sub) {
					return phrase{}
				}
				if np2 := d.after(np.b, p); !np2.empty() {
					return np2
				}
				return phrase{}
			}
			i = j + 1
			continue
		}
		if t.kind == kWord && t.cap && d.boundary(i-1) && strings.HasSuffix(w, "ly") {
			if _, ok := d.at[i]; !ok {
				i++
				continue
			}
		}
		np := d.after(i, p)
		if np.empty() || d.bad(np) {
			// "Monday, the mayor said"
			if d.punct(np.b, ',') || t.kind == kWord {
				j := i
				for j < p && !d.punct(j, ',') {
					j++
				}
				if j < p && j-i < 12 {
					i = j + 1
					continue
				}
			}
			return phrase{}
		}
		return np
	}
	return phrase{}
}
