package quote

import (
	"strings"

	"verbatim/align/quote/lang"
	"verbatim/align/quote/mark"
	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// blocks finds what is quoted without marks because its place says so: the
// paragraphs of block quotations, embedded posts that end with a name and a
// handle, and the turns of a transcript. Paragraphs with marks of their own are
// left to those.
func (d *doc) blocks(ps []part, mainEnd int) {
	if len(ps) == 0 || !ps[0].kinds[0].Text() {
		return
	}
	var paras []phrase
	for a, i := 0, 0; i < mainEnd; i++ {
		if k := d.toks[i].kind; k == kPara || k == kZone {
			if i > a {
				paras = append(paras, phrase{a, i})
			}
			a = i + 1
		}
	}
	turns := d.transcript(paras)
	last := -1 // the last turn
	for pi := range turns {
		last = max(last, pi)
	}
	dashes := d.dashes(paras)
	z, joined, turn := 0, false, -1 // turn: quotation that the paragraph before was a turn of
	for pi, p := range paras {
		at := int(d.toks[p.a].start)
		for z < len(ps[0].spans)-1 && at >= ps[0].spans[z].End {
			z++
			joined = false
		}
		inBlock := ps[0].kinds[z] == zone.Blockquote
		if d.holdsQuote(p) {
			joined = false
			continue
		}
		if n, ok := d.embedded(p); ok {
			joined = false
			text := phrase{p.a, n.a - 1}
			if text.empty() && pi > 0 && !d.holdsQuote(paras[pi-1]) && !d.taken[paras[pi-1].b] {
				text = paras[pi-1]
			}
			d.taken[p.b] = true
			d.block(text, "tweet", source{np: phrase{n.a, n.b}, cue: -1, how: "name under the post", sure: stated}, false)
			continue
		}
		if turns[pi] > 0 {
			joined = false
			c := turns[pi]
			name := phrase{p.a, c}
			for i := p.a; i < c; i++ {
				if d.punct(i, '(') {
					name.b = i
					break
				}
			}
			src := source{np: name, cue: c, how: "name before a colon", sure: stated}
			if d.letter(name) {
				src.value = d.interviewed(p.a)
				src.how, src.sure = "whom the interview is with", inferred
				if d.is(name.a, "q") {
					src.value, src.how = "", "whose interview it is"
					if d.t.Doc != nil {
						src.value = d.t.Doc.Outlet
					}
				}
				if src.value == "" {
					src = source{cue: c}
				}
			}
			turn = -1
			if d.block(phrase{c + 1, p.b}, "statement", src, false) {
				turn = len(d.qs) - 1
				d.qs[turn].Marks = "none"
				d.info[turn].turn = true
			}
			continue
		}
		if turn >= 0 && pi < last && !inBlock && d.toks[p.b-1].stop && d.t.ZoneAt(at).Kind == zone.Body && !stageDirection(strings.TrimSpace(d.text[at:d.toks[p.b-1].end])) {
			// a turn goes on to the next name
			if d.block(p, "statement", d.info[turn].src, false) {
				turn = len(d.qs) - 1
				d.qs[turn].Marks = "none"
				d.info[turn].turn = true
			}
			continue
		}
		turn = -1
		if dashes {
			if l, ok := d.dashLine(p); ok {
				joined = false
				if d.block(l.content, "statement", l.src, false) {
					d.qs[len(d.qs)-1].Marks = "none"
					d.taken[p.b] = true
				}
				continue
			}
		}
		if !inBlock {
			continue
		}
		src := source{cue: -1}
		if !joined {
			if r := d.colon(p.a, p.a); r.found() {
				r.sure = inferred
				src = r
			}
			if a := d.author(ps[0].spans[z]); a != "" {
				src = source{value: a, cue: -1, np: src.np, how: "source of the block quotation", sure: inferred}
			}
		} else {
			src = d.info[len(d.info)-1].src // the paragraph before, taken last
		}
		joined = d.block(p, "document", src, joined) || joined
	}
}

// dashes reports whether the paragraphs set speech off by a dash, as in Norwegian,
// French or Spanish: at least three do, and of two who speaks is told. A list has
// no attributions.
func (d *doc) dashes(paras []phrase) bool {
	lines, told := 0, 0
	for _, p := range paras {
		if l, ok := d.dashLine(p); ok {
			if lines++; l.src.cue >= 0 {
				told++
			}
		}
	}
	return lines >= 3 && told >= 2
}

// dashed is speech behind a dash.
type dashed struct {
	content phrase
	src     source
}

// dashLine reads a paragraph that is speech behind a dash, or ends with it:
// – We go, Smith says. – We stay. The attribution stands behind a comma or a
// second dash.
func (d *doc) dashLine(p phrase) (dashed, bool) {
	a := -1
	for i := p.a; i+2 < p.b; i++ {
		if d.punct(i, '-') && d.toks[i].end-d.toks[i].start > 1 && (i == p.a || d.toks[i-1].stop) && d.toks[i+1].kind == kWord && d.toks[i+1].cap {
			a = i + 1
			break
		}
	}
	if a < 0 || d.holdsQuote(p) {
		return dashed{}, false
	}
	end := p.b
	for end > a && d.toks[end-1].stop {
		end--
	}
	for c := end - 1; c > a && end-c < reach/2; c-- {
		if !d.punct(c, ',') && !d.punct(c, '-') {
			continue
		}
		if np, v, _ := d.tail(c+1, end); !np.empty() {
			return dashed{phrase{a, c}, source{np: np, cue: v, how: "subject of “" + d.word(v) + "”", sure: stated}}, true
		}
	}
	l := dashed{phrase{a, end}, source{cue: -1}}
	if a == p.a+1 && p.a > 1 { // the one whom the paragraph before speaks of
		if l.src = d.sentenceBefore(p.a - 1); l.src.found() {
			l.src.cue, l.src.sure = -1, guessed
		}
	}
	return l, true
}

// author is the source that the zones name for the block quotation at s.
func (d *doc) author(s corpus.Span) string {
	z := d.t.ZoneAt(s.Start)
	if z.Kind == zone.Blockquote {
		return strings.TrimSpace(z.Author)
	}
	return ""
}

func (d *doc) holdsQuote(p phrase) bool {
	for i := p.a; i < p.b; i++ {
		if d.toks[i].kind == kQuote && d.qs[d.toks[i].q].Marks == "double" {
			return true
		}
	}
	return false
}

// block takes up tokens p as quoted without marks.
func (d *doc) block(p phrase, kind string, src source, join bool) bool {
	whole := p
	for p.a < p.b && d.toks[p.a].kind == kPunct && d.toks[p.a].p != '(' && d.toks[p.a].p != 'x' {
		p.a++
	}
	if p.empty() {
		return false
	}
	s := mark.Trim(d.text, corpus.Span{Start: int(d.toks[p.a].start), End: int(d.toks[p.b-1].end)})
	in := describe(d.text[s.Start:s.End], mark.Stretch{Join: join})
	if in.words < 2 && kind != "statement" || in.words == 0 { // a turn may be “Why?”
		return false
	}
	d.nest(p)
	in.src, in.tok, in.lost = src, p.a, true
	d.qs = append(d.qs, Quote{Span: s, Outer: s, Marks: "block", Kind: kind, Parent: -1})
	d.info = append(d.info, in)
	d.top = append(d.top, len(d.qs)-1)
	d.taken[whole.b] = true
	return true
}

// embedded reads "… — Name (@handle) May 4, 2020" at the end of paragraph p; it
// returns the tokens of the name.
func (d *doc) embedded(p phrase) (phrase, bool) {
	for i := max(p.a, p.b-16); i+2 < p.b; i++ {
		if !d.punct(i, '(') || d.toks[i+1].kind != kWord || d.text[d.toks[i+1].start] != '@' || !d.punct(i+2, ')') {
			continue
		}
		for j := i - 1; j >= p.a && i-j < 8; j-- {
			if d.punct(j, '-') && j+1 < i {
				return phrase{j + 1, i}, true
			}
		}
	}
	return phrase{}, false
}

// transcript finds the paragraphs that begin with the name of a speaker and a
// colon, if there are at least three of at least two names; the value is the
// token of the colon.
func (d *doc) transcript(paras []phrase) map[int]int {
	turns := map[int]int{}
	short := map[int]int{} // turns of a few words, which prove no transcript
	names := map[string]bool{}
	often := map[string]int{} // words before a colon that begin paragraphs
	for _, p := range paras {
		if p.b-p.a > 2 && d.toks[p.a].kind == kWord && d.toks[p.a].cap && d.punct(p.a+1, ':') {
			often[d.word(p.a)]++
		}
	}
	for pi, p := range paras {
		c := p.a
		for c < p.b && c-p.a < 5 && d.toks[c].kind == kWord && d.toks[c].cap {
			c++
		}
		n := c               // end of the name
		if d.punct(c, '(') { // MR SMITH (for the council):
			for c < p.b && c-n < 8 && !d.punct(c, ')') {
				c++
			}
			c++
		}
		if n == p.a || n-p.a > 4 || c >= p.b || !d.punct(c, ':') || p.b-c < 2 || d.holdsQuote(p) {
			continue
		}
		w := d.text[d.toks[p.a].start:d.toks[n-1].end]
		first := d.wordOrName(key(d.word(p.a)))
		if w != strings.ToUpper(w) && (first&(lang.Male|lang.Female|lang.Title) == 0 || n-p.a < 2) && often[w] < 2 || first&(lang.Doc|lang.Time) != 0 && w != strings.ToUpper(w) {
			continue
		}
		if p.b-c < 5 {
			short[pi] = c
			continue
		}
		turns[pi], names[w] = c, true
	}
	if len(turns) < 3 || len(names) < 2 || len(names) == len(turns) {
		return map[int]int{}
	}
	for pi, c := range short {
		if p := paras[pi]; names[d.text[d.toks[p.a].start:d.toks[d.nameEnd(p)-1].end]] {
			turns[pi] = c
		}
	}
	return turns
}

// nameEnd is the token after the words with a capital that begin paragraph p.
func (d *doc) nameEnd(p phrase) int {
	n := p.a
	for n < p.b && n-p.a < 5 && d.toks[n].kind == kWord && d.toks[n].cap {
		n++
	}
	return n
}

// letter reports whether np is the Q or the A of an interview.
func (d *doc) letter(np phrase) bool { return np.b-np.a == 1 && d.is(np.a, "q", "a") }

// interviewed is the person whom the text before token end names most, so far
// as it does: whom an interview in questions and answers is with.
//
// The text before the first question may name the person without a given name
// that the table knows; a name of two words or more counts then, too.
func (d *doc) interviewed(end int) string {
	if d.with != nil {
		return *d.with
	}
	count := map[string]int{}
	best := ""
	for i := 0; i < end && i < 2000; i++ {
		if d.toks[i].kind != kWord || !d.toks[i].cap {
			continue
		}
		n, e := d.nameRun(i)
		if len(n.words) > 1 && len(n.words) < 4 && !isOrgWords(d.lang, n.words) {
			f := n.full()
			count[f] += 2
			if lang.Given(key(n.words[0])) != 0 {
				count[f] += 3
			}
			if count[f] > count[best] || best == "" {
				best = f
			}
		}
		i = max(i, e-1)
	}
	d.with = &best
	return best
}

// dialogue gives the turns of a transcript whom they are spoken to: an answer to
// the one who asked, a question to the one who answers, and between two people
// everything to the other.
func (d *doc) dialogue() {
	var turns []int
	who := map[string]bool{}
	for _, k := range d.top {
		if d.info[k].turn {
			turns = append(turns, k)
			who[d.qs[k].Speaker.Value] = true
		}
	}
	for x, k := range turns {
		q := &d.qs[k]
		other, how := -1, ""
		switch {
		case x > 0 && d.info[turns[x-1]].ends == '?' && d.qs[turns[x-1]].Speaker.Value != q.Speaker.Value:
			other, how = turns[x-1], "who asked"
		case x+1 < len(turns) && d.info[k].ends == '?' && d.qs[turns[x+1]].Speaker.Value != q.Speaker.Value:
			other, how = turns[x+1], "who answers"
		case len(who) == 2 && x > 0 && d.qs[turns[x-1]].Speaker.Value != q.Speaker.Value:
			other, how = turns[x-1], "the other of two who speak"
		case len(who) == 2 && x+1 < len(turns) && d.qs[turns[x+1]].Speaker.Value != q.Speaker.Value:
			other, how = turns[x+1], "the other of two who speak"
		}
		if other >= 0 {
			q.Addressee = Claim{Value: d.qs[other].Speaker.Value, How: how, Sure: inferred, Span: d.qs[other].Speaker.Span}
			// a role of the transcript is nobody: REPORTER
			if v := q.Addressee.Value; v == "" || d.wordOrName(key(v))&lang.Role != 0 && v == strings.ToUpper(v) {
				q.Addressee = Claim{}
			}
		}
	}
}

// nest puts the marked quotations among tokens p into the one that is about to
// be added.
func (d *doc) nest(p phrase) {
	for i := p.a; i < p.b; i++ {
		if d.toks[i].kind == kQuote {
			d.qs[d.toks[i].q].Parent = len(d.qs)
		}
	}
}
