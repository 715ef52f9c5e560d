package quote

import (
	"verbatim/align/quote/lang"
)

// answered is whom top quotation x, which has no addressee, is said to: the one
// who is called in its words, who asked in the narration before it, or the speaker
// of the quotation that it answers. All need evidence of an exchange; that two
// quotations stand side by side is none.
func (d *doc) answered(x int) Claim {
	k := d.top[x]
	if c := d.asker(k); c.Value != "" {
		return c
	}
	if c := d.vocative(k); c.Value != "" {
		return c
	}
	return d.replies(x)
}

// lead is the sentence before the sentence of quotation k, in its paragraph and
// without a quotation, and that of its attribution; empty where there is none.
func (d *doc) sentencesOf(k int) (before, own phrase) {
	own = d.sentenceOf(k)
	e := own.a - 1
	if e < 1 || !d.punct(e, '.') {
		return phrase{}, own
	}
	before = phrase{d.sentenceStart(e), e}
	for i := before.a; i < before.b; i++ {
		if d.toks[i].kind == kQuote {
			return phrase{}, own
		}
	}
	return before, own
}

// asker is who asked the speaker of quotation k, as the narration of its sentence
// or the one before says: Smith asked her whether she would go. “Never,” she said.
func (d *doc) asker(k int) Claim {
	if c := d.info[k].src.cue; c >= 0 && d.lang.Kind[d.lower2(c)] != "" || d.is(c, "wrote", "writes") {
		return Claim{}
	}
	before, own := d.sentencesOf(k)
	who := d.qs[k].Speaker.Value
	for _, s := range []phrase{own, before} {
		for v := s.b - 1; v >= s.a; v-- {
			if !d.has(v, lang.Ask) || v == d.info[k].src.cue || d.passive(v) || d.is(v+1, "for") {
				continue
			}
			np, _ := d.subject(v, s.a)
			if np.empty() {
				continue
			}
			h := hearer{doc: d, k: k, speaker: who, np: d.info[k].src.np}
			if np.b-np.a == 1 && d.is(np.a, "i", "we") {
				if c := h.outlet(np, "who asked"); c.Value != "" {
					return c
				}
				continue
			}
			obj := d.object(v+1, s.b)
			if !obj.empty() && (!d.means(obj, who) || d.has(obj.b, lang.To)) { // asked him to sit is no question
				continue
			}
			if np = d.withApposition(np, s.b); !d.named(np) && obj.empty() {
				continue
			}
			if v, sure, _ := d.value(np); v != "" && v != who && sure != guessed {
				return Claim{Value: v, How: "who asked", Sure: inferred, Span: d.span(np)}
			}
		}
	}
	return Claim{}
}

// means reports whether np can stand for the person called who.
func (d *doc) means(np phrase, who string) bool {
	if d.objective(np.a) && np.b-np.a == 1 {
		e, ok := d.names.byFull[key(who)]
		if !ok {
			return true
		}
		g := d.names.ents[d.names.fullest(e)].gender
		return g == unknown || g == male && d.has(np.a, lang.He) || g == female && d.has(np.a, lang.She)
	}
	v, _, _ := d.value(np)
	return v == who
}

// replies is the speaker of the quotation before x, if x answers it: the verb, or
// the sentence before, says so, or that one was a question put to its speaker.
func (d *doc) replies(x int) Claim {
	k := d.top[x]
	q, in := &d.qs[k], &d.info[k]
	y := x - 1
	for y >= 0 && d.qs[d.top[y]].Speaker.Value == q.Speaker.Value && d.qs[d.top[y]].Utterance == q.Utterance {
		y--
	}
	if y < 0 || in.lost || d.heading(k) {
		return Claim{}
	}
	p, pin := &d.qs[d.top[y]], &d.info[d.top[y]]
	if p.Speaker.Value == "" || p.Speaker.Value == q.Speaker.Value || p.Kind == "title" || p.Kind == "scare" || pin.lost || d.heading(d.top[y]) || d.paragraphs(pin.tok, in.tok) > 1 {
		return Claim{}
	}
	to := p.Addressee.Value != "" && p.Addressee.Value == q.Speaker.Value
	open := p.Addressee.Value == "" && p.Kind != "tweet"
	switch reply, him := d.reply(k, p.Speaker.Value); {
	case him:
	case to && (reply || pin.ends == '?' || d.secondPerson(k)):
	case open && pin.ends == '?' && d.has(pin.src.cue, lang.Ask) && d.secondPerson(d.top[y]) && d.boundary(in.tok-1):
	case open && reply && (pin.ends == '?' || d.secondPerson(k) || d.secondPerson(d.top[y])):
	default:
		return Claim{}
	}
	if open && pin.ends == '?' {
		p.Addressee = Claim{Value: q.Speaker.Value, How: "who answers", Sure: inferred, Span: q.Speaker.Span}
	}
	return Claim{Value: p.Speaker.Value, How: "whom it answers", Sure: inferred, Span: p.Speaker.Span}
}

// reply reports whether the sentence of quotation k or the one before tells of an
// answer by its speaker, and whether that goes to who: Smith answered him.
func (d *doc) reply(k int, who string) (reply, him bool) {
	before, own := d.sentencesOf(k)
	for _, s := range []phrase{own, before} {
		for v := s.a; v < s.b; v++ {
			switch {
			case d.has(v, lang.Reply) && !d.has(v-1, lang.Det|lang.Poss|lang.Prep):
			case d.is(v, "back") && d.info[k].src.cue == v-1:
			default:
				continue
			}
			if np, _ := d.subject(v, s.a); s == before && !np.empty() && !d.means(np, d.qs[k].Speaker.Value) {
				continue
			}
			reply = true
			o := v + 1
			if d.has(o, lang.To) {
				o++
			}
			if np := d.object(o, s.b); !np.empty() && d.means(np, who) {
				return true, true
			}
		}
	}
	return reply, false
}

// secondPerson reports whether the words of quotation k speak to somebody.
func (d *doc) secondPerson(k int) bool {
	for _, w := range d.wordsOf(d.qs[k].Span) {
		switch w.lower {
		case "you", "your", "yours", "you're", "you've", "you'll", "you'd", "yourself":
			return true
		}
	}
	return false
}
