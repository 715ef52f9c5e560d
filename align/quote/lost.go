package quote

import (
	"strings"

	"verbatim/align/quote/lang"
	"verbatim/align/quote/mark"
	"verbatim/corpus"
)

// lost finds direct speech in a text that has no quotation marks at all: what
// stands before ", she said", after "She said:" or "She said," with a capital,
// and the sentences beside it that speak in the first or second person. What an
// attribution alone would make indirect speech is left alone, so the answer is
// moderately precise; it is always inferred.
func (d *doc) lost(from, to int) {
	var paras []phrase
	for a, i := from, from; i <= to; i++ {
		if i == to || d.toks[i].kind == kPara || d.toks[i].kind == kZone {
			if i > a {
				paras = append(paras, phrase{a, i})
			}
			a = i + 1
		}
	}
	own := d.ownVoice(paras)
	last, led := source{cue: -1}, source{cue: -1}
	gap := 99
	for _, p := range paras {
		if d.taken[p.b] {
			last, gap = source{cue: -1}, 99
			continue
		}
		n := len(d.qs)
		lead := d.ledIn(p)
		if led.found() && !lead.found() && !d.saysSo(p) {
			// Smith continued: ¶ …
			led.how = "paragraph after “…:”"
			d.unmarked(p, led)
			last, gap, led = led, 0, source{cue: -1}
			continue
		}
		led = lead
		if own {
			gap = 99
		}
		src := d.lostParagraph(p, last, gap)
		if len(d.qs) > n {
			last, gap = src, 0
		} else {
			gap++
		}
	}
}

// ownVoice reports whether the author speaks of himself: the first person stands
// in several paragraphs that have no verb of speech.
func (d *doc) ownVoice(paras []phrase) bool {
	n := 0
	for _, p := range paras {
		speech := false
		for i := p.a; i < p.b && !speech; i++ {
			speech = d.verb(i, lang.Say)
		}
		if !speech && d.firstPerson(p) {
			n++
		}
	}
	return n >= 3 && n*4 >= len(paras)
}

// noClause reports whether tokens p, before an attribution, are no sentence of
// their own: “Smith, a spokesman”, “Though it rained”.
func (d *doc) noClause(p phrase) bool {
	i := p.a
	for i < p.b && d.has(i, lang.Conj|lang.Adv) {
		i++
	}
	if d.has(i, lang.Sub) && !d.is(i, "what", "why", "how", "where", "whether", "that", "so") || d.is(i, "as", "after", "before", "during", "in", "on", "at", "since", "despite", "following") {
		comma := false
		for j := i; j < p.b; j++ {
			comma = comma || d.punct(j, ',')
		}
		return !comma
	}
	np := d.after(i, p.b)
	return !np.empty() && d.named(np) && (np.b == p.b || d.punct(np.b, ','))
}

// ledIn is who speaks in the paragraph after p, when p ends with “Smith said:”.
func (d *doc) ledIn(p phrase) source {
	if !d.punct(p.b-1, ':') {
		return source{cue: -1}
	}
	s := max(d.sentenceStart(p.b-1), p.a)
	for v := p.b - 2; v >= s && p.b-v < 14; v-- {
		if d.speech(v) {
			if np, _ := d.subject(v, s); !np.empty() {
				return source{np: np, cue: v, sure: inferred}
			}
		}
	}
	return source{cue: -1}
}

// saysSo reports whether paragraph p has an attribution of its own.
func (d *doc) saysSo(p phrase) bool {
	for c := p.a + 1; c+1 < p.b; c++ {
		if d.punct(c, ',') {
			if np, _, _ := d.tail(c+1, min(p.b, c+12)); !np.empty() {
				return true
			}
		}
	}
	return false
}

// part of a paragraph: a sentence and what it is.
type sentence struct {
	phrase
	first   bool   // speaks in the first or second person
	content phrase // what may be speech; empty for narration
	second  phrase // content behind an attribution in the middle
	src     source
	direct  bool
}

func (d *doc) lostParagraph(p phrase, before source, gap int) source {
	var ss []sentence
	for a := p.a; a < p.b; {
		e := a
		for e < p.b && !d.toks[e].stop {
			e++
		}
		for e < p.b && d.toks[e].stop {
			e++
		}
		if e > a && e-a < 200 {
			ss = append(ss, d.lostSentence(phrase{a, e}))
		}
		a = e
	}
	cur := source{cue: -1}
	var run phrase // content that grows over sentences
	flush := func() {
		if !run.empty() && cur.found() {
			d.unmarked(run, cur)
		}
		run = phrase{}
	}
	for i := range ss {
		s := &ss[i]
		switch {
		case s.src.found() && s.direct:
			// sentences before it in the same paragraph that speak too
			if run.empty() || cur.cue >= 0 {
				flush()
				run = s.content
			} else {
				run.b = s.content.b
			}
			k := i - 1
			for ; k >= 0 && !ss[k].src.found() && ss[k].first && (run.a == ss[k+1].a); k-- {
				run.a = ss[k].a
			}
			cur = s.src
			flush()
			if !s.second.empty() {
				run = s.second
			}
		case s.src.found():
			flush()
			cur = s.src
			if i+1 < len(ss) && !ss[i+1].direct {
				cur = source{cue: -1}
			}
		case cur.found() && (s.direct || !run.empty() && i+1 < len(ss) && ss[i+1].direct && !ss[i+1].src.found()):
			if run.empty() {
				run = s.phrase
			} else {
				run.b = s.b
			}
		case cur.found() && !run.empty():
			flush()
			cur = source{cue: -1}
		default:
			cur = source{cue: -1}
		}
	}
	if !run.empty() {
		flush()
		return cur
	}
	if cur.found() {
		return cur
	}
	// a paragraph of the same speaker, without an attribution
	if before.found() && gap <= 1 && len(ss) > 0 {
		n, direct := 0, 0
		for i := range ss {
			if ss[i].src.found() {
				return source{cue: -1}
			}
			n++
			if ss[i].first {
				direct++
			}
		}
		if ss[0].first && direct*2 >= n {
			before.how, before.sure = "first person after speech of the paragraph before", guessed
			d.unmarked(phrase{p.a, p.b}, before)
			return before
		}
	}
	return source{cue: -1}
}

// lostSentence looks for an attribution in one sentence.
func (d *doc) lostSentence(p phrase) sentence {
	s := sentence{phrase: p, src: source{cue: -1}}
	end := p.b
	for end > p.a && d.toks[end-1].stop {
		end--
	}
	s.direct = d.personal1(p)
	s.first = d.firstPerson(p)
	// She said: …
	for i := p.a; i < end && i-p.a < 40; i++ {
		if !d.punct(i, ':') {
			continue
		}
		for v := i - 1; v >= p.a && i-v < 14; v-- {
			if !d.speech(v) {
				continue
			}
			if np, _ := d.subject(v, p.a); !np.empty() {
				s.src = source{np: np, cue: v, how: "speech after a colon", sure: inferred}
				s.content, s.direct = phrase{i + 1, p.b}, true
				return s
			}
		}
		break
	}
	// She said, We …
	for v := p.a + 1; v < end && v-p.a < 14; v++ {
		if !d.speech(v) {
			continue
		}
		np, _ := d.subject(v, p.a)
		if np.empty() {
			break
		}
		c := v + 1
		for c < end && c-v < 10 && !d.punct(c, ',') {
			c++
		}
		if c+1 < end && d.punct(c, ',') && d.toks[c+1].kind == kWord && d.toks[c+1].cap && d.toks[c+1].class&(lang.Pron|lang.Det|lang.Poss|lang.Sub|lang.Conj|lang.Prep|lang.Aux|lang.Adv) != 0 && (d.toks[c+1].low || d.is(c+1, "i")) {
			s.src = source{np: np, cue: v, how: "a capital after a verb of speech", sure: inferred}
			s.content, s.direct = phrase{c + 1, p.b}, true
			return s
		}
		break
	}
	// …, she said. …, she said, …
	for c := p.a + 1; c+1 < end; c++ {
		if !d.punct(c, ',') && !d.punct(c, '-') && !(d.toks[c].stop && c+1 < end) {
			continue
		}
		np, v, e := d.tail(c+1, end)
		if np.empty() {
			continue
		}
		if d.noClause(phrase{p.a, c}) {
			break
		}
		s.src = source{np: np, cue: v, how: "subject of “" + d.word(v) + "”", sure: inferred}
		s.content = phrase{p.a, c}
		// "…, said Smith": the verb first is the order of direct speech
		s.direct = d.personal1(s.content) || v == c+1 && d.named(np) && d.is(v, "said", "says") || d.boundary(p.a-1) && (p.a == 0 || d.toks[p.a-1].kind == kPara) && d.is(v, "said", "says") && d.has(np.a, lang.He|lang.She) && d.punct(c, ',')
		if e+1 < end && d.punct(e, ',') && end-e > 3 {
			s.second = phrase{e + 1, p.b}
			if d.spoken(s.second) {
				s.direct = true
			}
		}
		if !s.direct || !d.spoken(s.second) {
			s.second = phrase{}
		}
		return s
	}
	// reported speech: she said that …
	for v := p.a; v < end && v-p.a < 16; v++ {
		if d.speech(v) {
			if np, _ := d.subject(v, p.a); !np.empty() {
				s.src = source{np: np, cue: v, how: "speaker of the sentence before", sure: inferred}
				s.direct = false
			}
			break
		}
	}
	return s
}

// tail reads an attribution at token a: "she said", "said Ann Smith, a farmer".
// e is the token after it.
func (d *doc) tail(a, rb int) (np phrase, v, e int) {
	if d.speech(a) && !d.has(a, lang.NoInv|lang.Ing|lang.Base) {
		np = d.after(a+1, rb)
		if np.empty() || d.bad(np) {
			return phrase{}, 0, 0
		}
		e = np.b
		for e < rb && !d.punct(e, ',') {
			e++
		}
		return d.withApposition(np, rb), a, e
	}
	for v = a + 1; v < rb && v-a < 16; v++ {
		t := &d.toks[v]
		if t.kind == kWord && t.class&(lang.Conj|lang.Aux) != 0 && v-a < 3 {
			return phrase{}, 0, 0
		}
		if !d.speech(v) || d.has(v, lang.Ing) {
			continue
		}
		np, _ = d.subject(v, a)
		if np.empty() || np.a > a+1 {
			return phrase{}, 0, 0
		}
		e = v + 1
		for e < rb && !d.punct(e, ',') {
			if d.is(e, "that") {
				return phrase{}, 0, 0
			}
			e++
		}
		return np, v, e
	}
	return phrase{}, 0, 0
}

// firstPerson reports whether tokens p hold a word of the first or second person.
func (d *doc) firstPerson(p phrase) bool {
	for i := p.a; i < p.b; i++ {
		if d.is(i, "i", "we", "my", "our", "me", "us", "you", "your", "mine", "ours", "myself", "ourselves", "i'm", "i've", "we're", "we've", "you're", "i'll", "we'll", "i'd", "we'd", "you've", "you'll") && (d.toks[i].low || d.text[d.toks[i].start] == 'I') {
			return true
		}
	}
	return false
}

// spoken reports whether tokens p, behind an attribution in the middle of a
// sentence, go on with what was said and not with the narration: no aside about
// the speaker, no clause that tells what happened.
func (d *doc) spoken(p phrase) bool {
	if p.empty() || !d.personal1(p) {
		return false
	}
	i := p.a
	if d.has(i, lang.Rel|lang.Ing) || d.has(i, lang.Prep) && d.has(i+1, lang.Rel) || d.is(i, "a", "an", "who", "which", "when", "after", "as", "before", "while", "speaking", "noting", "citing", "calling") {
		return false
	}
	if w := d.lower2(i); len(w) > 5 && strings.HasSuffix(w, "ing") || len(w) > 4 && strings.HasSuffix(w, "ed") {
		return false
	}
	if d.is(i, "and", "but") {
		for j := i + 1; j < p.b && j < i+5; j++ {
			if d.verb(j, lang.Say) {
				return false // “…, and soon she said”
			}
		}
	}
	return true
}

// personal1 reports whether tokens p speak as people do: first or second
// person, contractions, questions, exclamations.
func (d *doc) personal1(p phrase) bool {
	for i := p.a; i < p.b; i++ {
		t := &d.toks[i]
		switch t.kind {
		case kPunct:
			if t.stop && (d.text[t.start] == '?' || d.text[t.start] == '!') {
				return true
			}
		case kPoss:
			if d.is(i-1, "it", "that", "he", "she", "there", "what", "here", "who", "let", "this", "where") {
				return true
			}
		case kWord:
			w := d.lower(i)
			switch w {
			case "i", "we", "my", "our", "me", "us", "you", "your", "ours", "mine", "yours", "myself", "ourselves", "yourself":
				return d.toks[i].low || w == "i" || d.boundary(i-1)
			}
			if k := strings.IndexByte(w, '\''); k > 0 {
				switch w[k+1:] {
				case "t", "re", "ve", "ll", "m", "d":
					return true
				}
			}
		}
	}
	return false
}

// unmarked takes up tokens p as speech.
func (d *doc) unmarked(p phrase, src source) {
	for p.a < p.b && d.toks[p.a].kind == kPunct {
		p.a++
	}
	if p.b-p.a < 3 {
		return
	}
	if p.a < p.b && d.toks[p.a].kind == kQuote && d.info[d.toks[p.a].q].words > 2 {
		return // what stands beside a marked quotation is narration
	}
	s := mark.Trim(d.text, corpus.Span{Start: int(d.toks[p.a].start), End: int(d.toks[p.b-1].end)})
	in := describe(d.text[s.Start:s.End], mark.Stretch{})
	if in.words < 3 {
		return
	}
	in.src = src
	in.src.sure = inferred
	in.tok = p.a
	in.lost = true
	d.nest(p)
	d.qs = append(d.qs, Quote{Span: s, Outer: s, Marks: "none", Kind: "statement", Parent: -1})
	d.info = append(d.info, in)
	d.top = append(d.top, len(d.qs)-1)
}
