package quote

import (
	"strings"

	"verbatim/corpus"
)

// resolve writes the speaker of top quotation k.
func (d *doc) resolve(k int) {
	in := &d.info[k]
	q := &d.qs[k]
	if !in.src.found() {
		return
	}
	v, sure, how := d.value(in.src.np)
	if in.src.sure == guessed {
		sure = guessed
	} else if in.src.sure == inferred && sure == stated {
		sure = inferred
	}
	if how != "" {
		how = in.src.how + "; " + how
	} else {
		how = in.src.how
	}
	q.Speaker = Claim{Value: v, How: how, Sure: sure, Span: d.span(in.src.np)}
}

func (d *doc) span(p phrase) corpus.Span {
	if p.empty() {
		return corpus.Span{}
	}
	return corpus.Span{Start: int(d.toks[p.a].start), End: int(d.toks[p.b-1].end)}
}

// value is the fullest form of what np names.
func (d *doc) value(np phrase) (v, sure, how string) {
	if np.empty() {
		return "", "", ""
	}
	if d.has(np.a, cPron) && np.b-np.a == 1 {
		if e := d.antecedent(np.a); e >= 0 {
			return d.names.ents[e].full, inferred, "“" + d.word(np.a) + "” is the last person who fits"
		}
		return "", guessed, ""
	}
	// Rep. Smith (D-Ohio)
	if d.punct(np.b-1, ')') {
		for i := np.b - 2; i > np.a; i-- {
			if d.punct(i, '(') {
				np.b = i
				break
			}
		}
	}
	// the name in the phrase, before its first "of …", "for …"
	end := np.b
	for i := np.a + 1; i < np.b; i++ {
		if d.has(i, cPrep) && d.toks[i].low && !d.toks[i].cap {
			end = i
			break
		}
	}
	for i := end - 1; i >= np.a; i-- {
		m, ok := d.at[i]
		if !ok || d.mentions[m].end > np.b+1 {
			continue
		}
		men := d.mentions[m]
		tail := men.end
		if tail < end && d.toks[tail].kind == kPoss || d.headAfter(tail, end) {
			// "Smith’s press secretary", "the Smith account"
			if d.account(tail, end) {
				e := d.names.fullest(men.ent)
				return d.names.ents[e].full, stated, ""
			}
			break
		}
		e := d.names.fullest(men.ent)
		return d.names.ents[e].full, stated, ""
	}
	s := d.plain(np)
	if d.is(np.a, "the", "this", "that") && !d.prepBefore(np.a, np.b) {
		if e := d.roleOf(np); e >= 0 {
			return d.names.ents[e].full, inferred, "“" + d.text[d.span(np).Start:d.span(np).End] + "” is the last one with that role"
		}
	}
	if d.has(np.a, cPoss) {
		// his letter: who wrote it
		if d.has(np.b-1, cDoc) {
			if e := d.antecedent(np.a); e >= 0 {
				return d.names.ents[e].full, inferred, "writer of the " + d.lower(np.b-1)
			}
		}
		if e := d.roleOf(phrase{np.b - 1, np.b}); e >= 0 {
			return d.names.ents[e].full, inferred, "the last one with that role"
		}
		if np.b-np.a == 1 {
			if e := d.antecedent(np.a); e >= 0 {
				return d.names.ents[e].full, inferred, "“" + d.word(np.a) + "” is the last person who fits"
			}
			return "", guessed, ""
		}
	}
	return s, stated, ""
}

// headAfter reports whether a noun follows a name inside a phrase: "handle" in
// "the Smith account".
func (d *doc) headAfter(i, b int) bool {
	for ; i < b; i++ {
		if d.toks[i].kind == kWord && !d.toks[i].cap && d.noun(i) {
			return true
		}
	}
	return false
}

func (d *doc) account(i, b int) bool {
	for ; i < b; i++ {
		if d.has(i, cAccount) {
			return true
		}
	}
	return false
}

func (d *doc) prepBefore(a, b int) bool {
	for i := a; i < b; i++ {
		if d.has(i, cPrep) {
			return true
		}
	}
	return false
}

// plain is the text of np without its article.
func (d *doc) plain(np phrase) string {
	a := np.a
	if d.is(a, "the", "a", "an", "this", "that") && np.b-a > 1 {
		a++
	}
	return strings.Join(strings.Fields(d.text[d.toks[a].start:d.toks[np.b-1].end]), " ")
}

// roleOf is the entity that np names by its role: "the mayor".
func (d *doc) roleOf(np phrase) int {
	for i := np.b - 1; i >= np.a; i-- {
		if !d.has(i, cRole) {
			continue
		}
		es := d.names.byRole[d.lower(i)]
		if len(es) == 1 {
			return d.names.fullest(es[0])
		}
		// the one mentioned last
		best, at := -1, -1
		for _, e := range es {
			if m := d.lastMention(e, np.a); m > at {
				best, at = e, m
			}
		}
		if best >= 0 {
			return d.names.fullest(best)
		}
		return -1
	}
	return -1
}

// lastMention is the last token before i where entity e is named, -1 if none
// within 2,000 mentions.
func (d *doc) lastMention(e, i int) int {
	for m, n := d.mentionBefore(i), 0; m >= 0 && n < 2000; m, n = m-1, n+1 {
		if d.mentions[m].ent == e {
			return d.mentions[m].at
		}
	}
	return -1
}

func (d *doc) mentionBefore(i int) int {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		m := (lo + hi) / 2
		if d.mentions[m].at < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}

// antecedent is the person that the pronoun at token i stands for: going back
// sentence by sentence, a subject before others, with the gender of the
// pronoun; -1 when none fits.
func (d *doc) antecedent(i int) int {
	want := unknown
	switch d.lower(i) {
	case "he", "his", "him":
		want = male
	case "she", "her":
		want = female
	case "it", "its":
		return d.lastBody(i)
	case "they", "their":
		return d.lastBody(i)
	default:
		return -1
	}
	s := d.sentenceStart(i)
	seen := 0
	second := -1
	for m := d.mentionBefore(i); m >= 0 && seen < 60; m-- {
		men := d.mentions[m]
		seen++
		e := d.names.fullest(men.ent)
		x := &d.names.ents[e]
		if x.org || x.gender != unknown && x.gender != want {
			continue
		}
		if x.gender == unknown && !x.person && x.words > 3 {
			continue
		}
		fits := x.gender == want || x.person
		if men.at < s && men.subject && (fits || d.single(e)) {
			return e
		}
		if men.at >= s && men.subject && fits {
			return e
		}
		if fits && x.gender == want && second < 0 {
			second = e
		}
	}
	return second
}

// single reports whether entity e, of which nothing is known, may be a person:
// a surname that speaks.
func (d *doc) single(e int) bool {
	x := &d.names.ents[e]
	return x.words == 1 && x.gender == unknown && x.seen > 1 && lexicon[x.last]&(cOrg|cTime|cRole) == 0
}

// lastBody is the last subject before token i that may be a body or a group.
func (d *doc) lastBody(i int) int {
	seen := 0
	for m := d.mentionBefore(i); m >= 0 && seen < 40; m-- {
		men := d.mentions[m]
		seen++
		e := d.names.fullest(men.ent)
		x := &d.names.ents[e]
		if men.subject && !x.person && x.gender == unknown {
			return e
		}
	}
	return -1
}
