package quote

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"verbatim/align/quote/lang"
	"verbatim/align/quote/mark"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// info is what the code asks about a quotation again and again.
type info struct {
	words   int
	capital bool // begins with a capital
	comma   bool // its last sign is a comma
	stop    bool // its last sign ends a sentence
	ends    byte // that sign: , . ? ! - or 0
	join    bool
	tok     int // its token
	src     source
	lost    bool        // found without marks
	who     corpus.Span // the name inside the marks: “SMITH: …”
	turn    bool        // a turn of a transcript
	echo    int         // 1 + index of the quotation whose words these repeat
}

// doc is one article while its quotations are attributed.
type doc struct {
	t        *normalize.Text
	text     string
	toks     []tok
	qs       []Quote
	info     []info
	top      []int         // quotations that are tokens, in order of place
	nicks    []corpus.Span // nicknames between marks
	names    *names
	lang     *lang.Table
	mentions []mention
	exchange bool           // the article tells of messages between two
	told     map[string]int // role -> first token where somebody is called so
	at       map[int]int    // token -> index of mentions that begins there
	with     *string        // whom an interview is with
	dateline []phrase       // datelines, without the dash
	about    *int           // the person whom the article is about
	taken    map[int]bool   // ends of the paragraphs that are quoted as a whole
}

// part is a run of zones that is read as one text.
type part struct {
	spans []corpus.Span
	kinds []zone.Kind
}

// keeps reports whether quotations are looked for in zones of kind k.
func keeps(k zone.Kind) bool {
	switch k {
	case zone.Body, zone.Blockquote, zone.Headline, zone.Deck, zone.BulletSummary, zone.Caption, zone.Comment:
		return true
	}
	return false
}

// parts are the zones of t to read: the text of the article as one, every other
// zone by itself.
func parts(t *normalize.Text) []part {
	var main part
	var rest []part
	for _, z := range t.Zones {
		if !keeps(z.Kind) {
			continue
		}
		s := t.Cleaned(z.Span)
		if s.Empty() {
			continue
		}
		if z.Kind.Text() {
			main.spans, main.kinds = append(main.spans, s), append(main.kinds, z.Kind)
		} else {
			rest = append(rest, part{[]corpus.Span{s}, []zone.Kind{z.Kind}})
		}
	}
	if len(main.spans) == 0 {
		return rest
	}
	return append([]part{main}, rest...)
}

// rooms are the tokens of articles that were read, to be written over.
var rooms = sync.Pool{New: func() any { return new([]tok) }}

const mostRoom = 1 << 16 // tokens; more is not kept

func find(t *normalize.Text) []Quote {
	words := lang.Of(t.Clean)
	room := rooms.Get().(*[]tok)
	d := &doc{t: t, text: t.Clean, toks: (*room)[:0], names: newNames(words), lang: words, at: map[int]int{}, told: map[string]int{}, taken: map[int]bool{}}
	defer func() {
		if *room = d.toks; cap(d.toks) <= mostRoom {
			rooms.Put(room)
		}
	}()
	ps := parts(t)
	type piece struct {
		from, to int // quotations
	}
	var pieces [][]piece
	marked, single := 0, 0
	for _, p := range ps {
		var row []piece
		for zi, s := range p.spans {
			from := len(d.qs)
			d.stretches(s, p.kinds[zi])
			row = append(row, piece{from, len(d.qs)})
			if p.kinds[zi].Text() {
				for k, q := range d.qs[from:] {
					switch in := &d.info[from+k]; {
					case q.Marks == "double":
						marked++
					case p.kinds[zi] == zone.Body && in.words > 2 && (in.comma || in.ends == '?' || in.ends == '!') && d.attributed(d.text[q.Outer.End:s.End]):
						single++
					}
				}
			}
		}
		pieces = append(pieces, row)
	}
	mainEnd := 0
	for pi, p := range ps {
		for zi, s := range p.spans {
			var top []int
			for i := pieces[pi][zi].from; i < pieces[pi][zi].to; i++ {
				if d.qs[i].Parent < 0 {
					top = append(top, i)
				}
			}
			n := len(d.toks)
			d.toks = lex(d.text, d.lang, s, d.qs, top, d.nicks, d.toks)
			for i := n; i < len(d.toks); i++ {
				if d.toks[i].kind == kQuote {
					d.info[d.toks[i].q].tok = i
					d.top = append(d.top, int(d.toks[i].q))
				}
			}
			d.toks = append(d.toks, tok{start: int32(s.End), end: int32(s.End), kind: kPara, stop: true})
		}
		d.toks[len(d.toks)-1].kind = kZone
		if pi == 0 {
			mainEnd = len(d.toks)
		}
	}
	d.datelines(mainEnd)
	d.blocks(ps, mainEnd)
	top := d.top[:0]
	for _, k := range d.top {
		if d.qs[k].Parent < 0 {
			top = append(top, k)
		}
	}
	d.top = top
	lost := marked == 0 && single*1500 < len(d.text) && len(ps) > 0 && ps[0].kinds[0].Text()
	if len(d.qs) == 0 && !lost {
		return nil
	}
	if lost {
		n := len(d.top)
		d.lost(0, mainEnd)
		if len(d.top) == n && n == 0 {
			return nil
		}
	}
	sort.SliceStable(d.top, func(a, b int) bool { return d.qs[d.top[a]].Span.Start < d.qs[d.top[b]].Span.Start })
	d.findNames()
	d.speakers()
	d.finish()
	return d.qs
}

// datelines marks the dash behind a dateline as the end of a sentence, so that the
// place is part of none: SALEM, Ohio, May 3 (Wire) — The mayor said. O(tokens).
func (d *doc) datelines(end int) {
	const longest = 16 // tokens
	for a := 0; a < end; a++ {
		if a > 0 && d.toks[a-1].kind != kPara && d.toks[a-1].kind != kZone {
			continue
		}
		if t := &d.toks[a]; t.kind != kWord || t.low || !t.cap || t.end-t.start < 3 {
			continue
		}
		for i := a + 1; i < end && i < a+longest; i++ {
			t := &d.toks[i]
			if t.kind == kPunct && t.p == '-' {
				if i+1 < end && d.toks[i+1].start > t.end || t.end-t.start > 1 {
					t.stop = true
					d.dateline = append(d.dateline, phrase{a, i})
				}
				break
			}
			if !(t.kind == kWord && (t.cap || digit(d.text[t.start])) || t.kind == kPunct && (t.p == ',' || t.p == '(' || t.p == ')' || t.p == '/' || t.p == '.' && i < a+longest-1)) {
				break
			}
		}
	}
}

// stretches takes up the quotations of one zone.
func (d *doc) stretches(s corpus.Span, k zone.Kind) {
	base := len(d.qs)
	sts := mark.Pair(d.text, s, d.attributed)
	d.qs, d.info = slices.Grow(d.qs, len(sts)), slices.Grow(d.info, len(sts))
	for _, st := range sts {
		in := mark.Trim(d.text, st.Span)
		q := Quote{Span: in, Outer: st.Outer, Marks: "double", Parent: -1}
		if st.Single {
			q.Marks = "single"
		}
		if st.Parent >= 0 {
			q.Parent = base + st.Parent
		}
		n := 0
		if q.Parent < 0 {
			n = transcriptName(d.text[in.Start:in.End])
		}
		if n > 0 {
			q.Span.Start = mark.Trim(d.text, corpus.Span{Start: in.Start + n + 1, End: in.End}).Start
		}
		d.qs = append(d.qs, q)
		d.info = append(d.info, describe(d.text[q.Span.Start:q.Span.End], st))
		// “Wir gehen“, sagte sie: the comma stands behind the mark
		if last := &d.info[len(d.info)-1]; (last.ends == 0 || last.ends == '.') && last.capital && last.words > 1 && st.Outer.End < len(d.text) && d.text[st.Outer.End] == ',' {
			last.comma, last.stop = true, false
		}
		if last := &d.info[len(d.info)-1]; d.nickname(st, *last) {
			last.words = 0 // dropped below
			d.nicks = append(d.nicks, st.Outer)
		}
		if aside := d.text[in.Start:in.End]; stageDirection(aside) || st.Join && plea(aside) {
			d.info[len(d.info)-1].words = 0
		}
		if n > 0 {
			d.info[len(d.info)-1].who = corpus.Span{Start: in.Start, End: in.Start + n}
		}
	}
	// what holds no word is no quotation
	drop := false
	for i := base; i < len(d.qs); i++ {
		if d.info[i].words == 0 {
			drop = true
		}
	}
	if !drop {
		return
	}
	to := make([]int, len(d.qs)-base)
	n := base
	for i := base; i < len(d.qs); i++ {
		q := d.qs[i]
		if q.Parent >= 0 {
			q.Parent = to[q.Parent-base]
		}
		if d.info[i].words == 0 {
			to[i-base] = q.Parent // what it held is its parent's now
			continue
		}
		to[i-base] = n
		d.qs[n], d.info[n] = q, d.info[i]
		n++
	}
	d.qs, d.info = d.qs[:n], d.info[:n]
}

// stageDirection reports whether s is a note in brackets in a transcript, nobody’s
// words: (CROSSTALK).
func stageDirection(s string) bool {
	s = strings.TrimRight(s, ". ")
	if len(s) < 4 || s[0] != '(' && s[0] != '[' || s[len(s)-1] != ')' && s[len(s)-1] != ']' {
		return false
	}
	for _, r := range s[1 : len(s)-1] {
		if !unicode.IsUpper(r) && !strings.ContainsRune(" ,.-", r) {
			return false
		}
	}
	return true
}

// plea reports whether s asks the reader to follow the author, as stands under
// an article.
func plea(s string) bool {
	return len(s) < 160 && strings.HasPrefix(s, "Follow ") && strings.Contains(s, "@")
}

func describe(s string, st mark.Stretch) info {
	in := info{join: st.Join}
	word := false
	for _, r := range s {
		w := unicode.IsLetter(r) || unicode.IsDigit(r)
		if w && !word {
			if in.words == 0 {
				in.capital = unicode.IsUpper(r) || unicode.IsDigit(r)
			}
			in.words++
		}
		word = w || r == '’' || r == '\'' || r == '-'
	}
	t := strings.TrimRight(s, " \u00a0’'”\"‘)]")
	r, _ := utf8.DecodeLastRuneInString(t)
	switch r {
	case ',':
		in.comma, in.ends = true, ','
	case '.', '…':
		in.stop, in.ends = true, '.'
	case '?', '!':
		in.stop, in.ends = true, byte(r)
	case '-', '–', '—', '―':
		in.ends = '-'
	case ':', ';':
		in.ends = byte(r)
	}
	return in
}

// speakers attributes every quotation that is a token, then those inside them.
func (d *doc) speakers() {
	for _, k := range d.top {
		in := &d.info[k]
		if in.lost {
			continue
		}
		if d.title(k) {
			d.qs[k].Kind = "title"
			continue
		}
		in.src = d.attribute(in.tok)
	}
	d.float()
	d.group()
	for _, k := range d.top {
		d.resolve(k)
	}
	d.surround()
	d.repeats()
	d.circumstances()
	d.dialogue()
}

const besides = "speaks before and after it"

// surround gives a piece without a speaker the one who speaks before and after
// it in the same or the neighbouring paragraph.
func (d *doc) surround() {
	for x := 1; x+1 < len(d.top); x++ {
		q := &d.qs[d.top[x]]
		if q.Speaker.Value != "" || d.info[d.top[x]].words < 3 || q.Kind == "title" {
			continue
		}
		p, n := d.top[x-1], d.top[x+1]
		if v := d.qs[p].Speaker.Value; v != "" && v == d.qs[n].Speaker.Value && d.paragraphs(d.info[p].tok, d.info[n].tok) <= 1 {
			q.Speaker = d.qs[p].Speaker
			q.Speaker.How, q.Speaker.Sure = besides, guessed
		}
	}
}

// repeats gives a quotation of a headline, a summary or a heading the speaker of
// the quotation in the text whose words it repeats.
func (d *doc) repeats() {
	const most = 50
	n := 0
	for _, k := range d.top {
		q := &d.qs[k]
		in := &d.info[k]
		if in.words < 2 || q.Speaker.Sure == stated || q.Speaker.Sure == inferred {
			continue
		}
		kind := d.t.ZoneAt(q.Span.Start).Kind
		if !(kind == zone.Headline || kind == zone.Deck || kind == zone.BulletSummary || kind == zone.Caption || in.ends == 0 && in.tok > 0 && d.toks[in.tok-1].kind == kPara && d.alone(in.tok)) {
			continue
		}
		if n++; n > most {
			return
		}
		words := strings.ToLower(strings.Trim(d.text[q.Span.Start:q.Span.End], " .,!?…"))
		for _, o := range d.top {
			p := &d.qs[o]
			if o == k || p.Speaker.Value == "" || p.Span.Len() <= len(words) || !strings.Contains(strings.ToLower(d.text[p.Span.Start:p.Span.End]), words) {
				continue
			}
			q.Speaker = p.Speaker
			q.Speaker.How, q.Speaker.Sure = "the same words as in a quotation of the text; "+p.Speaker.How, inferred
			if q.Kind == "title" {
				q.Kind = ""
			}
			break
		}
	}
}

// float gives a quotation without a cue of its own the speaker of what stands
// around it.
func (d *doc) float() {
	// a quotation over several paragraphs is attributed in one of them
	for x := 0; x < len(d.top); {
		y := x + 1
		for y < len(d.top) && d.info[d.top[y]].join {
			y++
		}
		d.turns(x, y)
		for z := x; z < y && y-x > 1; z++ {
			src := d.info[d.top[z]].src
			if !src.found() {
				continue
			}
			for w := x; w < y; w++ {
				if in := &d.info[d.top[w]]; !in.src.found() {
					in.src = src
					in.src.how, in.src.sure = "attributed in another paragraph of the quotation", inferred
				}
			}
			break
		}
		x = y
	}
	for x, k := range d.top {
		in := &d.info[k]
		if in.src.found() || in.lost || !in.who.Empty() || d.qs[k].Kind == "title" {
			continue
		}
		if in.join && x > 0 {
			in.src = d.info[d.top[x-1]].src
			if in.src.found() {
				in.src.how = "goes on from the paragraph before"
				continue
			}
		}
		if x > 0 && d.punct(in.tok-1, ',') {
			// “We stay,” she said, “and we wait.”
			if p := &d.info[d.top[x-1]]; p.src.cue > p.tok && p.src.cue < in.tok && p.comma && d.sameParagraph(p.tok, in.tok) {
				in.src = p.src
				in.src.how, in.src.sure = "the quotation goes on after its attribution", inferred
				continue
			}
		}
		if !d.whole(in.tok) && !(in.words >= 4 && d.boundary(in.tok-1)) {
			if r := d.neighbour(x); r.found() {
				in.src = r
			}
			continue
		}
		in.src = d.around(x)
	}
}

// turns gives the paragraphs of a transcript within marks the name that stands
// before them: “SMITH: We go. ¶ “We stay.
func (d *doc) turns(x, y int) {
	var who corpus.Span
	for ; x < y; x++ {
		in := &d.info[d.top[x]]
		if !in.who.Empty() {
			who = in.who
		} else if !who.Empty() {
			in.who = who
		}
	}
}

// transcriptName is the length of a name in capitals with a colon at the start
// of s, 0 if there is none.
func transcriptName(s string) int {
	letters := 0
	for i := 0; i < len(s) && i < 32; i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			letters++
		case c == ':':
			if letters >= 2 && i+1 < len(s) && s[i+1] == ' ' {
				return i
			}
			return 0
		case c == ' ' || c == '.' || c == '-' || c == '\'':
		default:
			return 0
		}
	}
	return 0
}

// neighbour: a piece in one sentence with another piece that has a speaker:
// “a fraud” and “a coward”.
func (d *doc) neighbour(x int) source {
	in := &d.info[d.top[x]]
	if x > 0 {
		p := &d.info[d.top[x-1]]
		if p.src.found() && d.sentenceStart(in.tok) <= p.tok && !d.whole(p.tok) && in.tok-p.tok <= 8 {
			r := p.src
			r.how, r.sure = "the same sentence", guessed
			return r
		}
	}
	return source{cue: -1}
}

// around finds the speaker of an utterance without a cue in its sentence.
func (d *doc) around(x int) source {
	k := d.top[x]
	in := &d.info[k]
	none := source{cue: -1}
	// the quotation before it in the same paragraph; names of works do not speak
	if x > 0 {
		b := x - 1
		for b > 0 && d.qs[d.top[b]].Kind == "title" && x-b < 4 {
			b--
		}
		p := &d.info[d.top[b]]
		if p.src.found() && d.sameParagraph(p.tok, in.tok) && d.between(p.tok, in.tok) {
			r := p.src
			r.how, r.sure = "the quotation goes on after its attribution", guessed
			return r
		}
	}
	// the sentence before it in the same paragraph
	if in.tok > 0 && d.toks[in.tok-1].kind != kPara && d.toks[in.tok-1].kind != kZone {
		if r := d.sentenceBefore(in.tok); r.found() {
			return r
		}
	}
	// the next quotation of the same paragraph
	if x+1 < len(d.top) {
		n := &d.info[d.top[x+1]]
		if n.src.found() && d.sameParagraph(in.tok, n.tok) && n.tok-in.tok <= 3 {
			r := n.src
			r.how, r.sure = "the quotation goes on before its attribution", guessed
			return r
		}
	}
	// On the goal: “…” goes on with the speaker of the paragraph before
	if s := d.sentenceStart(in.tok); d.punct(in.tok-1, ':') && s > 1 && d.toks[s-1].kind == kPara && d.is(s, "on", "of", "about", "and", "as") {
		if x > 0 {
			if p := &d.info[d.top[x-1]]; p.src.found() && d.paragraphs(p.tok, s) == 1 {
				r := p.src
				r.how, r.sure = "speaker of the paragraph before", guessed
				return r
			}
		}
		if r := d.sentenceBefore(s - 1); r.found() {
			r.sure = guessed
			return r
		}
	}
	// a paragraph of its own
	if in.tok > 1 && d.toks[in.tok-1].kind == kPara {
		if r := d.alternate(x); r.found() {
			return r
		}
		if in.ends == 0 && in.words < 12 && d.alone(in.tok) {
			return none // a heading
		}
		if x > 0 {
			p := &d.info[d.top[x-1]]
			if p.src.found() && p.tok < in.tok && d.paragraphs(p.tok, in.tok) == 1 && (d.whole(p.tok) || d.info[d.top[x-1]].words > 4) {
				r := p.src
				r.how, r.sure = "speaker of the paragraph before", guessed
				return r
			}
		}
		if r := d.sentenceBefore(in.tok - 1); r.found() {
			r.sure = guessed
			return r
		}
	}
	return none
}

// alternate is who speaks in a paragraph that is nothing but top quotation x, after
// a question by one and a paragraph by another: the two take turns.
func (d *doc) alternate(x int) source {
	none := source{cue: -1}
	if x < 2 || !d.alone(d.info[d.top[x]].tok) {
		return none
	}
	in, p, o := &d.info[d.top[x]], &d.info[d.top[x-1]], &d.info[d.top[x-2]]
	if in.join || p.join || p.ends != '?' && o.ends != '?' || !p.src.found() || !o.src.found() || d.paragraphs(p.tok, in.tok) != 1 || d.paragraphs(o.tok, p.tok) != 1 || !d.boundary(p.tok-1) || p.src.np.empty() || o.src.np.empty() {
		return none
	}
	v, _, _ := d.value(p.src.np)
	if w, _, _ := d.value(o.src.np); v == "" || w == "" || v == w {
		return none
	}
	r := o.src
	r.how, r.sure = "the two take turns", guessed
	return r
}

// sentenceBefore is the one who speaks, or the subject, in the sentence that
// ends before token i.
func (d *doc) sentenceBefore(i int) source {
	none := source{cue: -1}
	e := i - 1
	for e > 0 && (d.toks[e].kind == kPunct || d.toks[e].kind == kPara) {
		e--
	}
	if e <= 0 || d.toks[e].kind == kZone {
		return none
	}
	if d.toks[e].kind == kQuote {
		p := &d.info[d.toks[e].q]
		if p.src.found() {
			r := p.src
			r.how, r.sure = "speaker of the sentence before", guessed
			return r
		}
		return none
	}
	s := d.sentenceStart(e)
	for v := s; v <= e; v++ { // I asked Smith how it began.
		if d.is(v, "asked", "ask") && d.is(v-1, "i", "we") {
			if np := d.object(v+1, e+1); !np.empty() && !d.bad(np) && (d.named(np) || d.has(np.b-1, lang.Role)) {
				return source{np: np, cue: v, how: "who was asked in the sentence before", sure: guessed}
			}
		}
	}
	for v := s; v <= e; v++ { // rejected that in a statement from its director, Ann Smith.
		if d.has(v, lang.Doc) && d.is(v+1, "from", "by") {
			np := d.after(v+2, e+1)
			if np = d.withApposition(np, e+1); !np.empty() && d.named(np) && !d.bad(np) {
				return source{np: np, cue: v, how: "writer of the " + d.lower(v) + " in the sentence before", sure: guessed}
			}
		}
	}
	for v := e; v >= s; v-- {
		if !d.speech(v) || d.has(v, lang.Ing) {
			continue
		}
		np, _ := d.subject(v, s)
		if np.empty() && (v == s || d.punct(v-1, ',')) && !d.has(v, lang.NoInv) {
			np = d.after(v+1, e+1)
		}
		if !np.empty() {
			return source{np: np, cue: v, how: "speaker of the sentence before", sure: guessed}
		}
	}
	np := d.main(e+1, s)
	if _, ok := d.at[np.a]; np.b-np.a == 1 && !ok && d.named(np) {
		return none // a capital at the start of a line is no name
	}
	if !np.empty() && (d.named(np) && !d.bad(np) || d.has(np.a, lang.Pron) && d.is(np.a, "he", "she", "it", "they") || d.speaker(np) && !d.named(np)) {
		return source{np: np, cue: -1, how: "subject of the sentence before", sure: guessed}
	}
	return none
}

func (d *doc) sameParagraph(a, b int) bool { return d.paragraphs(a, b) == 0 }

// paragraphs counts the paragraph ends between two tokens, up to 3.
func (d *doc) paragraphs(a, b int) int {
	n := 0
	for i := a; i < b && n < 3; i++ {
		if d.toks[i].kind == kPara {
			n++
		}
		if d.toks[i].kind == kZone || i-a > 200 {
			return 3
		}
	}
	return n
}

// between reports whether only the attribution of the first quotation stands
// between two quotations, and no other speaker.
func (d *doc) between(a, b int) bool {
	stops := 0
	for i := a + 1; i < b; i++ {
		if d.toks[i].stop {
			stops++
		}
	}
	return stops <= 1
}

// group numbers the utterances.
func (d *doc) group() {
	n := 0
	for x, k := range d.top {
		in := &d.info[k]
		same := false
		if x > 0 {
			pk := d.top[x-1]
			p := &d.info[pk]
			switch {
			case d.heading(k) != d.heading(pk):
				// what a headline quotes stands somewhere in the body
			case in.join:
				same = true
			case !in.src.found() || !p.src.found():
			case in.src.np == p.src.np:
				// one attribution for both
				same = d.sameParagraph(p.tok, in.tok) && (d.whole(p.tok) && d.whole(in.tok) || in.src.cue == p.src.cue && d.whole(p.tok)) || d.paragraphs(p.tok, in.tok) == 1 && in.tok-p.tok <= 12 && d.whole(p.tok) && d.whole(in.tok)
			}
			if same {
				d.qs[k].Utterance = d.qs[pk].Utterance
			}
		}
		if !same {
			n++
			d.qs[k].Utterance = n
		}
	}
	for i := range d.qs {
		if d.qs[i].Parent >= 0 {
			n++
			d.qs[i].Utterance = n
		}
	}
}

// heading reports whether quotation k stands above the text.
func (d *doc) heading(k int) bool {
	z := d.t.ZoneAt(d.qs[k].Span.Start).Kind
	return z == zone.Headline || z == zone.Deck || z == zone.BulletSummary
}

// nickname reports whether the stretch st stands between a given name and a
// surname: Robert “Bob” Stone.
func (d *doc) nickname(st mark.Stretch, in info) bool {
	if in.words > 2 || !in.capital || in.ends != 0 || st.Parent >= 0 {
		return false
	}
	i, j := st.Outer.Start, st.Outer.End
	if i < 2 || d.text[i-1] != ' ' || j+2 >= len(d.text) || d.text[j] != ' ' {
		return false
	}
	a := i - 1
	for a > 0 && i-a < 30 && d.text[a-1] != ' ' && d.text[a-1] != '\n' {
		a--
	}
	e := j + 1
	for e < len(d.text) && e-j < 30 && isASCIIWord(d.text[e]) {
		e++
	}
	before, after := d.text[a:i-1], d.text[j+1:e]
	if before == "" || after == "" {
		return false
	}
	x, _ := utf8.DecodeRuneInString(before)
	y, _ := utf8.DecodeRuneInString(after)
	last := before[len(before)-1]
	if !unicode.IsUpper(x) || !unicode.IsUpper(y) || last != '.' && !isASCIIWord(last) || last == '.' && len(before) > 2 {
		return false
	}
	p, n := d.wordOrName(key(before)), d.wordOrName(key(after))
	return p&(lang.Function|lang.Time|lang.Title) == 0 || p&(lang.Male|lang.Female) != 0 && n&(lang.Function|lang.Time) == 0
}

// title reports whether quotation k is the name of a work or a programme: in
// title case, after a word that such names follow, not introduced as speech.
func (d *doc) title(k int) bool {
	in := &d.info[k]
	i := in.tok
	q := d.qs[k].Span
	if in.words > 9 || in.ends == '?' || in.ends == '!' || i < 1 || !titleCase(d.text[q.Start:q.End]) {
		return false
	}
	if d.qs[k].Marks == "single" && in.words > 1 && !in.join && d.toks[i-1].kind == kPara && d.alone(i) {
		return true // a heading between paragraphs
	}
	// the “Today” show; in her documentary, “The Flood,”
	if d.work(i+1) || d.is(i+1, "radio", "television", "tv", "talk", "morning", "news") && d.work(i+2) {
		return d.has(i-1, lang.Det|lang.Poss|lang.Prep) || d.toks[i-1].kind == kPoss
	}
	if d.work(i-1) && !d.is(i-1, "play", "hit", "column", "magazine", "program", "programme") || d.punct(i-1, ',') && d.work(i-2) && in.words < 6 && d.noSpeech(i+1) {
		return true
	}
	if in.words < 2 || d.whole(i) && d.boundary(i-1) {
		return false
	}
	p := &d.toks[i-1]
	if p.kind == kPoss {
		return true
	}
	if d.is(i-1, "watched", "watch", "watching", "directed", "recorded", "premiered", "produced", "starring") {
		return true
	}
	if p.kind != kWord || p.class&(lang.Say|lang.Name) != 0 || p.class&(lang.Prep|lang.Det) == 0 && !d.work(i-1) {
		return false
	}
	return !d.is(i-1, "as", "than", "like", "for", "a", "an") && !d.verb(i-2, lang.Name) && (!d.has(i-2, lang.Say) || d.is(i-1, "on"))
}

// work reports whether token i is a noun for a work or a programme, or says that
// a name of one follows.
func (d *doc) work(i int) bool {
	return d.is(i, "show", "book", "film", "movie", "song", "series", "album", "novel", "documentary", "play", "programme", "program", "podcast", "titled", "entitled", "drama", "comedy", "musical", "hit", "column", "magazine", "memoir", "sitcom", "miniseries", "single")
}

// alone reports whether nothing but punctuation stands between the quotation at
// token i and the end of its paragraph.
func (d *doc) alone(i int) bool {
	for i++; i < len(d.toks) && d.toks[i].kind == kPunct; i++ {
	}
	return i < len(d.toks) && (d.toks[i].kind == kPara || d.toks[i].kind == kZone)
}

// noSpeech reports whether no attribution begins at token i: “…,” she said.
func (d *doc) noSpeech(i int) bool {
	for j := i; j < len(d.toks) && j < i+6; j++ {
		if d.toks[j].stop || d.toks[j].kind == kQuote {
			break
		}
		if d.speech(j) {
			return false
		}
	}
	return true
}

// finish sorts the quotations and fixes what depends on their order.
func (d *doc) finish() {
	n := len(d.qs)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := d.qs[order[a]].Span, d.qs[order[b]].Span
		if x.Start != y.Start {
			return x.Start < y.Start
		}
		return x.End > y.End
	})
	to := make([]int, n)
	out := make([]Quote, n)
	for i, o := range order {
		to[o], out[i] = i, d.qs[o]
	}
	seen := map[int]int{}
	for i := range out {
		if toSelf(out[i].Speaker.Value, out[i].Addressee.Value) {
			out[i].Addressee = Claim{}
		}
		if out[i].Parent >= 0 {
			out[i].Parent = to[out[i].Parent]
		}
		u, ok := seen[out[i].Utterance]
		if !ok {
			u = len(seen) + 1
			seen[out[i].Utterance] = u
		}
		out[i].Utterance = u
	}
	d.qs = out
}

// toSelf reports whether a speaker and an addressee are one name: nobody is quoted as
// speaking to himself. A surname alone may be that of another of the family.
func toSelf(speaker, addressee string) bool {
	return speaker != "" && strings.EqualFold(speaker, addressee)
}
