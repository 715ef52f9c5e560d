package quote

import (
	"strings"

	"verbatim/align/quote/lang"
)

// hearer looks for whom the words of one quotation went to.
type hearer struct {
	*doc
	k       int // quotation
	speaker string
	np      phrase // words that name the speaker
}

// addressee reads who is spoken to: from the attribution of quotation k, from
// what leads in to its sentence, else from the sentence before it in its
// paragraph if that is about the same speaker.
func (d *doc) addressee(k int, s phrase) Claim {
	in := &d.info[k]
	h := hearer{doc: d, k: k, speaker: d.qs[k].Speaker.Value, np: in.src.np}
	v := in.src.cue
	if v >= 0 && v < s.a && in.src.sure == guessed && in.src.how == "speaker of the sentence before" {
		if c := h.attribution(phrase{d.sentenceStart(v), d.sentenceEnd(v)}, v); c.Value != "" {
			c.Sure = guessed
			return c
		}
	}
	if v >= 0 && in.src.sure != guessed {
		if c := h.attribution(s, v); c.Value != "" {
			return c
		}
		if c := h.leadIn(s.a, min(s.b, max(v, s.a+reach))); c.Value != "" {
			return c
		}
	}
	if in.lost {
		return Claim{}
	}
	return h.before(s.a)
}

// take is what np names as an answer, if it can be spoken to and is not the
// speaker. person: the verb is only used with a person or a body.
func (h hearer) take(np phrase, end int, how string, person bool) Claim {
	d := h.doc
	if np.empty() || np == h.np || d.bad(np) {
		return Claim{}
	}
	if c := h.self(np, how); c.Value != "" {
		return c
	}
	if l := d.listener(np); !l.empty() || d.objective(np.a) && np.b-np.a == 1 {
		if l.empty() {
			l = np
		}
		np = l
	} else if !person || d.is(d.head(np), "story", "stories", "joke", "jokes", "lie", "lies", "truth", "tale", "time", "difference", "lot", "news") || d.toks[np.b-1].kind != kWord || d.has(np.b-1, lang.Prep) {
		return Claim{}
	} else {
		np.b = d.head(np) + 1
	}
	np = d.withApposition(np, end)
	if d.objective(np.a) && np.b-np.a == 1 {
		if c := h.before(d.sentenceStart(min(np.a, d.info[h.k].tok))); c.Value != "" {
			return c
		}
		if e := d.antecedentOther(np.a, h.speaker); e >= 0 {
			return Claim{Value: d.names.ents[e].full, How: how, Sure: inferred, Span: d.span(np)}
		}
		return Claim{}
	}
	val, sure, _ := d.nominal(np)
	if val == "" || val == h.speaker {
		return Claim{}
	}
	return Claim{Value: val, How: how, Sure: sure, Span: d.span(np)}
}

// self is the outlet itself: told us, told this newspaper.
func (h hearer) self(np phrase, how string) Claim {
	d := h.doc
	if d.t.Doc != nil && d.is(np.a, "the") && d.named(np) && np.b-np.a <= 4 && partOf(d.plain(np), d.t.Doc.Outlet) {
		return Claim{Value: d.t.Doc.Outlet, How: how + ": the outlet", Sure: inferred, Span: d.span(np)}
	}
	if np.b-np.a == 1 && d.is(np.a, "us", "me") || d.is(np.a, "this") && np.b-np.a == 2 && d.has(np.a+1, lang.Group) {
		return h.outlet(np, how)
	}
	return Claim{}
}

// outlet is the outlet that np means by “me” or “I”.
func (h hearer) outlet(np phrase, how string) Claim {
	val := h.plain(np)
	if h.is(np.a, "i", "we") {
		val = "me"
	}
	if h.t.Doc != nil && h.t.Doc.Outlet != "" {
		val = h.t.Doc.Outlet
	}
	return Claim{Value: val, How: how + ": the outlet", Sure: inferred, Span: h.span(np)}
}

// partOf reports whether the words of s are words of the name full, in order: the
// Ledger of the Salem Ledger.
func partOf(s, full string) bool {
	have := strings.Fields(key(full))
	for _, w := range strings.Fields(key(s)) {
		for len(have) > 0 && have[0] != w {
			have = have[1:]
		}
		if len(have) == 0 {
			return false
		}
		have = have[1:]
	}
	return true
}

// attribution looks after the cue at token v and beside it.
func (h hearer) attribution(s phrase, v int) Claim {
	d := h.doc
	end := min(d.sentenceEnd(v), v+30)
	for i := v; i < end; i++ {
		if d.toks[i].kind == kQuote {
			end = i
		}
	}
	word := d.toks[v].kind == kWord
	if word && d.has(v, lang.Told) && h.np.b <= v {
		if c := h.take(d.object(v+1, end), end, "object of “"+d.word(v)+"”", d.is(v, "told", "tells", "tell", "telling")); c.Value != "" {
			return c
		}
	}
	if word && d.is(v+1, "with") && d.is(v, "pleaded", "pleads", "argued", "joked", "reasoned", "remonstrated") {
		if c := h.take(d.object(v+2, end), end, "“"+d.word(v)+" with …”", false); c.Value != "" {
			return c
		}
	}
	// fumed Smith, 44, to the paper: the name stands between
	behind := -1
	if word && h.np.a == v+1 {
		behind = h.np.b
		if d.punct(behind, ',') && d.age(behind+1) && d.punct(behind+2, ',') {
			behind += 3
		}
	}
	// wrote to the council; in a message to the council
	for i := v + 1; word && i < end; i++ {
		if i == v+1 && d.is(i, "at") && d.has(v, lang.SpokeAt) { // stormed at the minister
			if c := h.take(d.object(i+1, end), end, "“"+d.word(v)+" at …”", false); c.Value != "" {
				return c
			}
		}
		if !d.has(i, lang.To) || d.is(i-1, "according") {
			if d.speech(i) && i > v+1 {
				break
			}
			continue
		}
		if !d.towards(i, v) && !(i == behind && !d.has(v, lang.AboutTo)) || !(d.has(i+1, lang.Det|lang.Poss|lang.Object|lang.Role) || d.toks[min(i+1, len(d.toks)-1)].cap || d.doc1(i-1)) {
			continue
		}
		if c := h.take(d.object(i+1, end), end, "“to …” in the attribution", d.several(i+1)); c.Value != "" {
			return c
		}
	}
	if i := h.np.b; !word && d.punct(v, ':') && d.has(i, lang.To) && i < v { // Smith to Jones: “…”
		if np := d.object(i+1, v); !np.empty() && np.b == v {
			if c := h.take(np, v, "“to …” before the colon", false); c.Value != "" {
				return c
			}
		}
	}
	if c := h.leadIn(v+1, end); c.Value != "" {
		return c
	}
	// a memo sent to the council said; the letter was addressed to the council
	for i := s.a; i+1 < s.b && i-s.a < reach; i++ {
		if d.toks[i].kind == kQuote {
			break
		}
		if d.is(i, "sent", "addressed", "written", "went", "read") && d.has(i+1, lang.To) && d.hasDoc(s.a, i) {
			if c := h.take(d.object(i+2, s.b), end, "“"+d.word(i)+" to …”", false); c.Value != "" {
				return c
			}
		}
	}
	for i := s.a; i < v && i < s.b; i++ {
		if d.doc1(i) && d.has(i+1, lang.To) {
			if c := h.take(d.object(i+2, v), end, "“"+d.word(i)+" to …”", d.several(i+2)); c.Value != "" {
				return c
			}
		}
		// sent Smith another message: “…”
		if d.has(i, lang.Gave) && (d.has(i, lang.Told|lang.SpokeTo) || d.hasDoc(i, s.b)) {
			if c := h.take(d.object(i+1, s.b), end, "object of “"+d.word(i)+"”", false); c.Value != "" {
				return c
			}
		}
	}
	return Claim{}
}

// leadIn looks in tokens [a, b) for what says before whom something is said:
// speaking to reporters; in an interview with Fox News; to analysts he was
// blunter.
func (h hearer) leadIn(a, b int) Claim {
	d := h.doc
	for i := a; i < b; i++ {
		switch {
		case d.toks[i].kind == kQuote:
			return Claim{}
		case d.is(i, "speaking", "talking", "writing", "spoke") && d.is(i+1, "to", "with", "before"):
			if c := h.take(d.object(i+2, b), b, "“"+d.word(i)+" "+d.word(i+1)+" …”", true); c.Value != "" {
				return c
			}
		case d.is(i, "addressing"):
			if c := h.take(d.object(i+1, b), b, "“addressing …”", true); c.Value != "" {
				return c
			}
		case d.is(i, "interview", "call", "briefing", "conversation", "talk", "exchange", "session", "chat", "meeting", "interviews") && d.is(i+1, "with"):
			if c := h.take(d.object(i+2, b), b, "“"+d.word(i)+" with …”", true); c.Value != "" {
				return c
			}
		case d.is(i, "asked", "pressed", "questioned", "challenged") && d.is(i+1, "by") && !(i > a && d.has(i-1, lang.Have)):
			if c := h.take(d.object(i+2, b), b, "“"+d.word(i)+" by …”", true); c.Value != "" {
				return c
			}
		case d.is(i, "reached", "contacted", "interviewed", "approached") && d.is(i+1, "by"):
			if c := h.take(d.object(i+2, b), b, "“"+d.word(i)+" by …”", false); c.Value != "" {
				return c
			}
		case d.is(i, "rang", "phoned", "called", "texted", "emailed") && !d.passive(i):
			if c := h.self(d.object(i+1, b), "object of “"+d.word(i)+"”"); c.Value != "" {
				return c
			}
		case d.is(i, "asked", "interviewed", "speaking", "told") && d.is(i+1, "on"):
			if np := d.after(i+2, b); !np.empty() && d.named(np) && d.onAir(np) {
				if c := h.take(np, b, "“"+d.word(i)+" on …”", false); c.Value != "" {
					return c
				}
			}
		case d.is(i, "at") && d.has(i+1, lang.Det) && d.is(i+2, "press", "news") && d.is(i+3, "conference", "briefing"):
			if c := h.take(phrase{i + 1, i + 4}, b, "“at a … "+d.word(i+3)+"”", false); c.Value != "" {
				return c
			}
		case d.is(i, "in") && d.is(i+1, "front") && d.is(i+2, "of"):
			if c := h.take(d.object(i+3, b), b, "“in front of …”", false); c.Value != "" {
				return c
			}
		case d.has(i, lang.To) && i == a && d.boundary(i-1):
			np := d.object(i+1, b)
			if n := d.after(np.b, b); !np.empty() && !n.empty() && (d.named(n) || d.has(n.a, lang.Pron)) {
				if c := h.take(np, b, "“to …” at the start of the sentence", false); c.Value != "" {
					return c
				}
			}
		}
	}
	return Claim{}
}

// onAir reports whether np names a station or a programme.
func (d *doc) onAir(np phrase) bool {
	for i := np.a; i < np.b; i++ {
		if d.is(i, "radio", "tv", "television", "news", "podcast", "fm", "bbc") {
			return true
		}
	}
	return false
}

// before looks at the sentence before token a, in the same paragraph, if its
// subject is the speaker: She has written to Smith. “…,” she said.
func (h hearer) before(a int) Claim {
	d := h.doc
	e := a - 1
	if e > 0 && d.toks[e].kind == kQuote {
		return Claim{}
	}
	for e > 0 && d.toks[e].kind == kPunct {
		e--
	}
	if e <= 0 || d.toks[e].kind != kWord {
		return Claim{}
	}
	s := d.sentenceStart(e)
	for i := s; i <= e; i++ {
		if d.toks[i].kind == kQuote {
			return Claim{}
		}
	}
	c, by := h.inSentence(s, e+1)
	if c.Value == "" {
		return Claim{}
	}
	same := func(np phrase) bool {
		if np.empty() {
			return false
		}
		v, _, _ := d.value(np)
		return v == h.speaker || h.speaker != "" && strings.Contains(v, h.speaker)
	}
	if main := d.main(e+1, s); !same(main) && !same(d.withApposition(main, e+1)) && !same(by) && !h.wrote(s, e+1) {
		return Claim{}
	}
	c.Sure = inferred
	c.How += " in the sentence before"
	return c
}

// wrote reports whether the sentence of tokens [s, e) names a text by the speaker:
// Smith’s letter to Jones is dated 4 May.
func (h hearer) wrote(s, e int) bool {
	for i := s; i < e; i++ {
		if !h.doc1(i) || h.speaker == "" {
			continue
		}
		if h.writer(i, s, e) == h.speaker {
			return true
		}
		if np := h.doer(i+1, e); !np.empty() {
			if v, _, _ := h.value(np); v == h.speaker {
				return true
			}
		}
	}
	return false
}

// inSentence is whom the sentence of tokens [s, e) says that somebody spoke or
// wrote to; by is who did, where the verb tells.
func (h hearer) inSentence(s, e int) (c Claim, by phrase) {
	d := h.doc
	if c := h.leadIn(s, e); c.Value != "" {
		return c, by
	}
	for i := s; i < e; i++ {
		if d.toks[i].kind != kWord || d.toks[i].cap {
			continue
		}
		if (d.has(i, lang.SpokeTo) || d.doc1(i)) && d.has(i+1, lang.To) {
			if c := h.take(d.object(i+2, e), e, "“"+d.word(i)+" to …”", d.several(i+2)); c.Value != "" {
				return c, by
			}
		}
		if d.is(i, "sent", "addressed", "written", "went", "circulated") && d.has(i+1, lang.To) && d.hasDoc(s, i) {
			if c := h.take(d.object(i+2, e), e, "“"+d.word(i)+" to …”", d.several(i+2)); c.Value != "" {
				return c, by
			}
		}
		if d.has(i, lang.Gave) && d.hasDoc(i, e) {
			if c := h.take(d.object(i+1, e), e, "object of “"+d.word(i)+"”", false); c.Value != "" {
				return c, by
			}
		}
		if d.is(i, "told") {
			if c := h.take(d.object(i+1, e), e, "object of “told”", true); c.Value != "" {
				by, _ = d.subject(i, s)
				return c, by
			}
		}
	}
	return Claim{}, by
}

// doc1 reports whether token i is a noun for a text or a message.
func (d *doc) doc1(i int) bool {
	return d.has(i, lang.Doc) && !d.verb(i, lang.Say) || d.lang.Kind[d.lower2(i)] == "dm"
}

// several reports whether token i is a plural that the table does not have:
// clients, lenders.
func (d *doc) several(i int) bool {
	return i < len(d.toks) && d.toks[i].kind == kWord && d.toks[i].class == 0 && plural(d.lower(i))
}

// towards reports whether the "to" at token i names whom the words of the cue v
// went to: “said to”, “in a letter to”, not “referring to”, “vowed to”.
func (d *doc) towards(i, v int) bool {
	p := i - 1
	for p > v && d.has(p, lang.Adv|lang.Object) {
		p--
	}
	return p == v && !d.has(v, lang.AboutTo) || d.doc1(p) || d.is(p, "remarks", "speech", "address", "comments", "apology", "plea", "appeal", "sent", "released", "directly")
}

// listener is the part of np that can be spoken to, empty when nothing in it
// can: a name, or a noun for a person or a body. What follows a preposition of
// place is left out: “reporters at the Capitol”.
func (d *doc) listener(np phrase) phrase {
	if d.has(np.a, lang.Object) && np.b-np.a == 1 {
		return np
	}
	for i := np.a + 1; i < np.b; i++ {
		if d.is(i, "at", "in", "on", "last", "then", "next", "during") && !d.toks[i].cap {
			np.b = i
			break
		}
	}
	if d.toks[np.b-1].kind == kPoss || d.has(np.b-1, lang.Prep) && d.toks[np.b-1].low && !d.toks[np.b-1].cap {
		return phrase{}
	}
	if d.punct(np.b-1, ')') || d.has(np.b-1, lang.Object) {
		return np
	}
	head := np.b - 1
	of := false
	for i := np.a + 1; i < np.b; i++ {
		if d.has(i, lang.Prep) && d.toks[i].low && !d.toks[i].cap {
			head, of = i-1, d.is(i, "of")
			break
		}
	}
	t := &d.toks[head]
	if t.kind != kWord || d.has(head, lang.Doc) && !t.cap {
		return phrase{}
	}
	switch {
	case d.has(head, lang.Role|lang.Body|lang.Listens):
		return np
	case of && d.is(head, "some", "one", "many", "most", "several", "all", "hundreds", "thousands", "dozens"):
		return np
	case t.cap && t.class&(lang.Time|lang.Function) == 0, t.cap && t.class&(lang.Male|lang.Female|lang.Body) != 0:
		return np
	case t.cap && d.is(head, "today"): // the name of a paper
		return np
	}
	return phrase{}
}

// hasDoc reports whether tokens [a, b) name a text: a letter, a memo.
func (d *doc) hasDoc(a, b int) bool {
	for i := a; i < b; i++ {
		if d.has(i, lang.Doc) {
			return true
		}
	}
	return false
}

// objective reports whether token i is a pronoun that somebody is spoken to by:
// “told him”, “told her that”, not “told her mother”.
func (d *doc) objective(i int) bool {
	if !d.is(i, "her") {
		return d.has(i, lang.Object)
	}
	return i+1 >= len(d.toks) || d.toks[i+1].kind != kWord || d.has(i+1, lang.Prep|lang.Conj|lang.Sub|lang.Adv|lang.Det|lang.Pron|lang.Time)
}

// object is the noun phrase of an object at token i.
func (d *doc) object(i, e int) phrase {
	if i >= e || i >= len(d.toks) {
		return phrase{}
	}
	if d.objective(i) && d.toks[i].low {
		return phrase{i, i + 1}
	}
	np := d.after(i, e)
	if !np.empty() && d.at != nil {
		// "sent Smith another message": the object ends before the next determiner
		for j := np.a + 1; j < np.b; j++ {
			if d.has(j, lang.Det|lang.Poss) && d.toks[j-1].kind != kPoss && !d.has(j-1, lang.Prep) {
				return phrase{np.a, j}
			}
		}
		if m, ok := d.at[np.a]; ok && d.mentions[m].end < np.b && d.toks[d.mentions[m].end].kind == kWord && !d.toks[d.mentions[m].end].cap && !d.has(d.mentions[m].end, lang.Role) {
			return phrase{np.a, d.mentions[m].end}
		}
	}
	return np
}

// antecedentOther is the last person before token i who is not the speaker and
// fits the object pronoun there.
func (d *doc) antecedentOther(i int, speaker string) int {
	want := unknown
	switch {
	case d.has(i, lang.He):
		want = male
	case d.has(i, lang.She):
		want = female
	default:
		return -1
	}
	seen := 0
	s := d.sentenceStart(i)
	for m := d.mentionBefore(i); m >= 0 && seen < 40; m-- {
		seen++
		e := d.names.fullest(d.mentions[m].ent)
		x := &d.names.ents[e]
		if x.noName && x.gender == unknown && d.mentions[m].at >= s && x.full != speaker {
			return e // a deputy recounts what she told him
		}
		if x.org || x.full == speaker || x.gender != want {
			continue
		}
		return e
	}
	return -1
}
