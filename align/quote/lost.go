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
	var last source
	gap := 99
	for _, p := range paras {
		if d.taken[p.b] {
			last, gap = source{cue: -1}, 99
			continue
		}
		n := len(d.qs)
		src := d.lostParagraph(p, last, gap)
		if len(d.qs) > n {
			last, gap = src, 0
		} else {
			gap++
		}
	}
}

// part of a paragraph: a sentence and what it is.
type sentence struct {
	phrase
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
			for ; k >= 0 && !ss[k].src.found() && ss[k].direct && (run.a == ss[k+1].a); k-- {
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
			if ss[i].direct {
				direct++
			}
		}
		if ss[0].direct && direct*2 >= n {
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
		s.src = source{np: np, cue: v, how: "subject of “" + d.word(v) + "”", sure: inferred}
		s.content = phrase{p.a, c}
		s.direct = d.personal1(s.content)
		if e+1 < end && d.punct(e, ',') && end-e > 3 {
			s.second = phrase{e + 1, p.b}
			if d.personal1(s.second) {
				s.direct = true
			}
		}
		if !s.direct {
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
	s := mark.Trim(d.text, corpus.Span{Start: int(d.toks[p.a].start), End: int(d.toks[p.b-1].end)})
	in := describe(d.text[s.Start:s.End], mark.Stretch{})
	if in.words < 3 {
		return
	}
	in.src = src
	in.src.sure = inferred
	in.tok = p.a
	in.lost = true
	d.qs = append(d.qs, Quote{Span: s, Outer: s, Marks: "none", Kind: "statement", Parent: -1})
	d.info = append(d.info, in)
	d.top = append(d.top, len(d.qs)-1)
}
