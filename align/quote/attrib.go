package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/quote/lang"
)

// source is the answer to who said a quotation.
type source struct {
	np    phrase // words that name the speaker
	cue   int    // token of the verb or noun that says so, -1 if none
	how   string
	sure  string
	value string
}

func (s *source) found() bool { return !s.np.empty() || s.value != "" }

const (
	stated   = "stated"
	inferred = "inferred"
	guessed  = "guessed"
)

// attribute finds who said the quotation at token i, from its own sentence.
func (d *doc) attribute(i int) source {
	q := &d.info[d.toks[i].q]
	s := d.sentenceStart(i)
	linked := q.comma || q.ends == '?' || q.ends == '!' || q.ends == '-'
	if r := d.dashName(i); r.found() {
		return r
	}
	// “…?” The mayor left: the sentence ends with the quotation
	if d.boundary(i) {
		linked = false
	}
	if (q.ends == '?' || q.ends == '!') && (d.punct(i-1, ',') || d.punct(i-1, ':')) && i-2 >= s {
		if r := d.preceding(i, s); r.found() && i-r.cue <= 8 && r.sure == stated {
			return r
		}
	}
	// “…,” she said
	if linked || q.ends == 0 && !d.boundary(i) || d.lowAfter(i) || d.is(i+1, "that", "this") && d.is(i+2, "from") {
		if r := d.following(i, linked && d.whole(i)); r.found() {
			return r
		}
	}
	if r := d.preceding(i, s); r.found() {
		return r
	}
	if !d.boundary(i) && (linked || !q.stop || !d.whole(i)) {
		if r := d.restOfSentence(i); r.found() {
			return r
		}
	}
	if r := d.accordingTo(s, i); r.found() {
		return r
	}
	if r := d.colon(i, s); r.found() {
		return r
	}
	if !d.whole(i) {
		if r := d.piece(i, s); r.found() {
			return r
		}
	}
	return source{cue: -1}
}

// lowAfter: “…” said Smith: the sentence goes on in lower case.
func (d *doc) lowAfter(i int) bool {
	return i+1 < len(d.toks) && d.toks[i+1].kind == kWord && !d.toks[i+1].cap
}

// dashName reads “…” — Name at the end of a line.
func (d *doc) dashName(i int) source {
	j := i + 1
	if j < len(d.toks) && d.toks[j].kind == kPara { // "-- Name" on its own line
		j++
	}
	if !d.punct(j, '-') {
		return source{cue: -1}
	}
	k := j
	for d.punct(k, '-') {
		k++
	}
	if k >= len(d.toks) || d.toks[k].kind != kWord || !d.toks[k].cap || d.toks[k].class&(lang.Pron|lang.Det|lang.Conj) != 0 && d.toks[k].low {
		return source{cue: -1}
	}
	n, end := d.nameRun(k)
	if len(n.words) == 0 {
		return source{cue: -1}
	}
	stop := end
	for stop < len(d.toks) && d.toks[stop].kind != kPara && d.toks[stop].kind != kZone && d.toks[stop].kind != kQuote && stop-end < 14 {
		if d.verb(stop, lang.Say|lang.Name) || d.has(stop, lang.Aux) {
			return source{cue: -1}
		}
		stop++
	}
	if stop < len(d.toks) && d.toks[stop].kind == kWord || stop-end >= 14 {
		return source{cue: -1}
	}
	if j == i+1 && stop < len(d.toks) && d.toks[stop].kind == kQuote && stop-end > 3 {
		return source{cue: -1}
	}
	return source{np: phrase{k, end}, cue: j, how: "name after a dash", sure: stated}
}

// following reads the attribution right after the quotation.
func (d *doc) following(i int, own bool) source {
	none := source{cue: -1}
	a := i + 1
	if d.punct(a, ',') || d.punct(a, '-') {
		a++
	}
	if d.is(a, "as") { // as a memo put it
		a++
	}
	e := d.sentenceEnd(a)
	e = min(e, a+reach)
	if a >= e {
		return none
	}
	if n := d.according(a); n > 0 {
		if np := d.after(a+n, e); !np.empty() {
			return source{np: np, cue: a, how: "according to", sure: stated}
		}
	}
	if d.is(a, "that", "this") && d.is(a+1, "from") { // “….” That from Smith.
		if np := d.after(a+2, e); !np.empty() && d.named(np) && (np.b == e || d.punct(np.b, ',')) {
			return source{np: np, cue: a + 1, how: "“" + d.word(a) + " from …”", sure: stated}
		}
	}
	// inverted: said Smith
	v := a
	for v < e && v < a+3 && !d.speech(v) && (d.has(v, lang.Adv) || d.participle(v, v+1)) {
		v++
	}
	if d.speech(v) || d.cueIn(v, a) {
		x := v + 1
		if d.is(v, "went", "goes") {
			x++
		}
		if !d.has(v, lang.NoInv|lang.Ing) {
			np := d.after(x, e)
			if !np.empty() && !d.bad(np) {
				np = d.withApposition(np, e)
				return source{np: np, cue: v, how: "verb of speech before its subject", sure: stated}
			}
		}
		if d.has(v, lang.Ing) || d.speech(v) && !own { // “…,” adding that; he called it “…” and said
			return none
		}
		return none
	}
	// Smith said
	for v = a; v < e; v++ {
		t := &d.toks[v]
		if t.kind == kQuote {
			break
		}
		if !own && t.kind == kWord && t.class&(lang.Conj|lang.Rel|lang.Sub|lang.Prep) != 0 && v-a < 2 {
			break // the sentence goes on: “…” and Smith said
		}
		if own && v-a > 1 && t.kind == kWord && t.class&lang.Conj != 0 && !d.is(v, "and") && t.class&lang.Pron == 0 {
			break
		}
		if v > a && (d.speech(v) || d.cueIn(v, a)) {
			if d.has(v, lang.Ing) && !d.has(v-1, lang.Be) {
				continue
			}
			np, how := d.subject(v, a)
			if np.empty() {
				if d.has(v, lang.NounToo) {
					continue
				}
				return none
			}
			if !own && np.a > a+1 && !d.has(a, lang.Adv) {
				return none
			}
			if how == "" {
				how = "subject of “" + d.word(v) + "”"
			}
			return source{np: np, cue: v, how: how, sure: stated}
		}
		if !own && v-a > 12 {
			break
		}
	}
	if own && d.info[d.toks[i].q].comma {
		return d.anyVerb(a, e)
	}
	return none
}

// anyVerb reads an attribution whose verb is none of speech, after a quotation
// that ends with a comma: “…,” she smiled; “…,” grinned Ann Smith.
func (d *doc) anyVerb(a, e int) source {
	verb := func(v int) bool {
		if v >= e || d.toks[v].kind != kWord || d.toks[v].cap {
			return false
		}
		w := d.lower(v)
		return (d.toks[v].class == 0 || d.has(v, lang.SpokeAt)) && len(w) > 4 && strings.HasSuffix(w, "ed") || d.is(v, "began", "begins", "started", "broke", "came", "tried", "ran")
	}
	if verb(a) {
		if np := d.after(a+1, e); !np.empty() && (d.named(np) || d.speaker(np)) && !d.bad(np) {
			return source{np: d.withApposition(np, e), cue: a, how: "“" + d.word(a) + "” before its subject", sure: inferred}
		}
		return source{cue: -1}
	}
	np := d.after(a, e)
	if np.empty() || d.bad(np) || !(d.named(np) || d.has(np.a, lang.Pron) && np.b == np.a+1 && !d.is(np.a, "you", "who") || d.speaker(np)) {
		return source{cue: -1}
	}
	v := np.b
	for d.has(v, lang.Adv) && v < e {
		v++
	}
	if !verb(v) {
		return source{cue: -1}
	}
	return source{np: np, cue: v, how: "subject of “" + d.word(v) + "”", sure: inferred}
}

// participle reports whether token p is the auxiliary of a perfect whose
// participle is the verb of speech at v: “a déclaré”, “ha dicho”.
func (d *doc) participle(p, v int) bool { return d.has(p, lang.Have) && d.has(v, lang.Part) }

// according is the number of tokens of "according to" at token v, or of a word
// of another language for it, 0 if there is none.
func (d *doc) according(v int) int {
	if !d.has(v, lang.According) {
		return 0
	}
	if d.lang.Code != "en" {
		return 1
	}
	if d.is(v+1, "to") {
		return 2
	}
	return 0
}

// cueIn: phrases of speech that are no single verb: "put it", "had this to say".
func (d *doc) cueIn(v, lb int) bool {
	return d.is(v, "put", "puts") && d.is(v+1, "it")
}

// withApposition puts a name behind a role: "said the mayor, Ann Smith".
func (d *doc) withApposition(np phrase, e int) phrase {
	if d.is(np.a, "one") && np.b-np.a == 1 && d.punct(np.b, ',') { // said one, a clerk with the firm
		if p := d.after(np.b+1, e); !p.empty() && d.is(p.a, "a", "an") && d.has(d.head(p), lang.Role) {
			return p
		}
	}
	if np.empty() || d.named(np) || !d.speaker(np) && !(d.is(np.a, "the") && np.b-np.a < 4) && !agentEnding(d.lower2(np.b-1)) || !d.punct(np.b, ',') {
		return np
	}
	if p := d.after(np.b+1, e); !p.empty() && d.named(p) && (d.toks[p.a].cap || d.has(p.a, lang.Det) && (d.speaker(p) || d.has(p.b-2, lang.Male|lang.Female)) && !d.prepBefore(p.a, p.b)) && p.b-p.a <= 5 && !d.has(p.b, lang.Aux) && !d.speech(p.b) {
		return p
	}
	return np
}

// preceding reads the attribution before the quotation: the last verb of speech
// in the sentence that has a subject; for a few quoted words also a verb that
// names or judges, and if there is nothing else a vague one.
func (d *doc) preceding(i, s int) source {
	none := source{cue: -1}
	piece := !d.whole(i)
	colon := d.punct(i-1, ':')
	vague := none
	if d.punct(i-1, '.') {
		return none
	}
	for v := i - 1; v >= s && i-v < reach; v-- {
		t := &d.toks[v]
		if t.kind == kQuote && d.info[t.q].comma && d.whole(v) || t.kind == kPunct && t.p == ';' {
			break
		}
		if t.kind != kWord {
			continue
		}
		if d.has(v, lang.Say|lang.Name) && d.passive(v) {
			// was described by Smith as “…”
			for j := v + 1; j < i && j < v+8; j++ {
				if d.is(j, "by") {
					if np := d.after(j+1, i); !np.empty() && !d.bad(np) {
						return source{np: np, cue: v, how: "agent of “" + d.word(v) + "”", sure: stated}
					}
				}
			}
		}
		if d.has(v, lang.Doc) && d.is(v+1, "from", "by") && i-v < 14 {
			// attaching a quote from Smith about “…”
			if np := d.after(v+2, i); !np.empty() && d.named(np) && !d.bad(np) && d.is(v, "quote", "letter", "statement", "message", "tweet", "post", "comment", "email", "note") {
				return source{np: np, cue: v, how: "writer of the " + d.lower(v), sure: inferred}
			}
		}
		say := d.speech(v) || d.cueIn(v, s)
		weak := !say && d.verb(v, lang.Name)
		dim := !say && !weak && d.verb(v, lang.May) && piece && vague.cue < 0
		if !say && !dim && !(weak && (piece || colon || i-v < 6)) {
			continue
		}
		if say && d.is(v, "read", "reads", "reading") && i-v > 3 {
			continue
		}
		np, how := d.subject(v, s)
		if say && colon && d.has(s, lang.Prep) && !d.has(v, lang.NoInv|lang.Ing) {
			// In einem Brief schrieb der Verband: “…”
			if n := d.after(v+1, i-1); !n.empty() && n.b == i-1 && !d.bad(n) && (d.named(n) || d.has(d.head(n), lang.Role)) {
				np, how = n, "verb of speech before its subject"
			}
		}
		if np.empty() && v == s && d.has(v, lang.Ing) {
			// Bemoaning the “…,” Smith left
			a := i + 1
			if d.punct(a, ',') {
				a++
			}
			np, how = d.after(a, d.sentenceEnd(a)), "subject of the sentence"
			if !np.empty() && d.bad(np) {
				np = phrase{}
			}
		}
		if np.empty() {
			// Said Smith: “…”
			if say && !d.has(v, lang.NoInv|lang.Ing) && (v == s || d.toks[v].cap) {
				if np = d.after(v+1, i); !np.empty() {
					np = d.withApposition(np, i)
					return source{np: np, cue: v, how: "verb of speech before its subject", sure: stated}
				}
			}
			continue
		}
		if dim && !d.named(np) && !d.speaker(np) && !d.has(np.a, lang.Pron) {
			continue
		}
		// mocked it, saying anybody who complains “is weak”: what is said of somebody
		if u := np.a - 1; np.a < v && d.has(v-1, lang.Rel) {
			if d.is(u, "that") {
				u--
			}
			if u >= s && d.speech(u) {
				v = u + 1
				continue
			}
		}
		sure := stated
		if weak {
			sure = inferred
		}
		if how == "" {
			how = "subject of “" + d.word(v) + "”"
		}
		r := source{np: np, cue: v, how: how, sure: sure}
		if dim {
			r.sure = guessed
			vague = r
			continue
		}
		return r
	}
	if vague.cue < 0 && piece {
		// going after Smith as a “…”
		a := i - 1
		for a > s && d.has(a, lang.Det) {
			a--
		}
		if d.is(a, "as") {
			if np := d.main(a, s); !np.empty() && (d.named(np) || d.has(np.a, lang.Pron)) {
				return source{np: np, cue: a, how: "subject of the sentence", sure: guessed}
			}
		}
	}
	return vague
}

// restOfSentence finds an attribution at the end of the sentence that the
// quotation is a piece of: the “big” plan is sound, Smith said.
func (d *doc) restOfSentence(i int) source {
	none := source{cue: -1}
	a := i + 1
	e := d.sentenceEnd(a)
	for v := a + 1; v < e && v-a < reach; v++ {
		t := &d.toks[v]
		if t.kind == kQuote && d.whole(v) {
			break
		}
		if n := d.according(v); n > 0 {
			if np := d.after(v+n, e); !np.empty() {
				return source{np: np, cue: v, how: "according to", sure: stated}
			}
		}
		if !d.speech(v) || d.has(v, lang.Ing) {
			continue
		}
		// the clause of the verb must come after a comma: ", Smith said"
		np, how := d.subject(v, a)
		if np.empty() {
			if d.punct(v-1, ',') && !d.has(v, lang.NoInv) {
				if np = d.after(v+1, e); !np.empty() && !d.bad(np) {
					return source{np: d.withApposition(np, e), cue: v, how: "verb of speech before its subject", sure: stated}
				}
			}
			continue
		}
		if !(d.punct(np.a-1, ',') || d.punct(np.a-1, '-') || np.a == a) {
			continue
		}
		if how == "" {
			how = "subject of “" + d.word(v) + "”"
		}
		return source{np: np, cue: v, how: how, sure: stated}
	}
	return none
}

// accordingTo finds "according to X" in the sentence before the quotation.
func (d *doc) accordingTo(s, i int) source {
	for v := s; v < i; v++ {
		if n := d.according(v); n > 0 {
			if np := d.after(v+n, i); !np.empty() {
				return source{np: np, cue: v, how: "according to", sure: stated}
			}
		}
		if d.is(v, "in") && d.is(v+1, "the") && d.is(v+2, "words") && d.is(v+3, "of") {
			if np := d.after(v+4, i); !np.empty() {
				return source{np: np, cue: v, how: "in the words of", sure: stated}
			}
		}
		if d.has(v, lang.Poss) && d.is(v+1, "words") {
			return source{np: phrase{v, v + 1}, cue: v + 1, how: "in her words", sure: stated}
		}
	}
	return source{cue: -1}
}

// colon reads a lead-in that ends with a colon: a transcript's name, a letter,
// a message that somebody sent. The lead-in may be the paragraph before.
func (d *doc) colon(i, s int) source {
	none := source{cue: -1}
	c := i - 1
	for c >= 0 && d.toks[c].kind == kPara {
		c--
		s = -1
	}
	if !d.punct(c, ':') {
		return none
	}
	if s < 0 || s > c {
		s = d.sentenceStart(c)
	}
	e := c // The chief again: “…”
	for e > s+1 && d.is(e-1, "again", "later", "once", "more") {
		e--
	}
	if np := d.before(e-1, s); e < c && np.a == s && !np.empty() && np.b == e && (d.named(np) || d.speaker(np)) {
		return source{np: np, cue: c, how: "name before a colon", sure: stated}
	}
	// Name: “…”
	if np := d.before(c-1, s); np.a == s && !np.empty() && np.b == c && d.named(np) {
		return source{np: np, cue: c, how: "name before a colon", sure: stated}
	}
	// the best summary came from Smith: “…”
	if np := d.before(c-1, s); !np.empty() && np.b == c && np.a > s && d.is(np.a-1, "from") && d.named(np) && !d.bad(np) {
		if v := np.a - 2; v < s || !d.has(v, lang.Time) {
			return source{np: np, cue: c, how: "name before a colon", sure: inferred}
		}
	}
	for v := c - 1; v >= s; v-- {
		if d.speech(v) || d.verb(v, lang.Name) {
			if np, how := d.subject(v, s); !np.empty() {
				if how == "" {
					how = "subject of “" + d.word(v) + "”"
				}
				return source{np: np, cue: v, how: how, sure: stated}
			}
		}
	}
	// a letter from Smith; From Smith:
	for v := s; v < c; v++ {
		if d.has(v, lang.Doc) && d.is(v+1, "from", "by") {
			if np := d.after(v+2, c); !np.empty() {
				return source{np: np, cue: v, how: "writer of the " + d.lower(v), sure: stated}
			}
		}
		if d.has(v, lang.Doc) && d.has(v+1, lang.To) {
			if w := d.writer(v, s, c); w != "" {
				return source{value: w, cue: c, how: "writer of the " + d.lower(v), sure: inferred}
			}
		}
		if v == s && d.is(v, "from") {
			if np := d.after(v+1, c); !np.empty() && np.b == c {
				return source{np: np, cue: v, how: "name before a colon", sure: stated}
			}
		}
		if d.toks[v].kind == kPoss && d.has(v+1, lang.Doc) && v+2 == c {
			if np := d.before(v-1, s); !np.empty() {
				return source{np: np, cue: v + 1, how: "owner of the " + d.lower(v+1), sure: inferred}
			}
		}
	}
	if np := d.main(c, s); !np.empty() && np.b-np.a > 2 && d.has(np.b-1, lang.Speech|lang.Doc) && d.toks[np.b-2].kind == kPoss && d.named(phrase{np.a, np.b - 2}) {
		return source{np: phrase{np.a, np.b - 2}, cue: c, how: "owner of the " + d.lower(np.b-1), sure: inferred}
	}
	if np := d.withApposition(d.main(c, s), c); !np.empty() && (d.named(np) || d.speaker(np) || d.has(np.a, lang.Pron)) {
		return source{np: np, cue: c, how: "subject of the sentence that leads in", sure: inferred}
	}
	return none
}

// piece is the last resort for a few quoted words inside a sentence: a noun of
// speech, or the subject of a sentence that reports.
func (d *doc) piece(i, s int) source {
	none := source{cue: -1}
	// Jones’s “…” ; Smith, with his “…”
	if i-1 >= s && d.toks[i-1].kind == kPoss {
		if np := d.before(i-2, s); !np.empty() && d.named(np) {
			return source{np: np, cue: i - 1, how: "owner of the quoted words", sure: guessed}
		}
	}
	// a noun of speech: his claim that “…”, a call for “…”
	for v := i - 1; v >= s && i-v < 14; v-- {
		if !d.has(v, lang.NounToo|lang.Doc) && !d.speechNoun(v) {
			continue
		}
		if d.toks[v].cap && !d.boundary(v-1) {
			continue
		}
		if v > s && d.toks[v-1].kind == kPoss {
			if np := d.before(v-2, s); !np.empty() {
				return source{np: np, cue: v, how: "owner of the " + d.lower(v), sure: inferred}
			}
		}
		if v > s && d.has(v-1, lang.Poss) && d.has(v, lang.Say|lang.Doc) {
			return source{np: phrase{v - 1, v}, cue: v, how: "owner of the " + d.lower(v), sure: inferred}
		}
		if d.is(v+1, "from", "by") && d.has(v, lang.Doc) {
			if np := d.after(v+2, i); !np.empty() && d.named(np) {
				return source{np: np, cue: v, how: "writer of the " + d.lower(v), sure: inferred}
			}
		}
	}
	return none
}

func (d *doc) speechNoun(v int) bool {
	return d.has(v, lang.Speech)
}

// attributed reports whether s begins like an attribution: "she said", "said
// Mayor Smith", "Smith told".
func (d *doc) attributed(s string) bool {
	s = s[:min(len(s), 160)]
	caps, n := 0, 0
	for _, w := range strings.Fields(s) {
		bare := strings.Trim(w, ".,;:!?”“\"’‘()")
		if bare == "" {
			return false
		}
		c := d.lang.Word(strings.ToLower(bare))
		if c&lang.Say != 0 && c&(lang.NounToo|lang.Base) == 0 {
			return n == 0 || caps > 0
		}
		r, _ := utf8.DecodeRuneInString(bare)
		switch {
		case c&lang.Pron != 0 && n == 0:
			caps++
		case unicode.IsUpper(r):
			caps++
		case c&(lang.Title|lang.Role|lang.Adv|lang.Det) != 0:
		default:
			return false
		}
		if n++; n > 6 || strings.ContainsAny(w, ".;:!?") && c&lang.Title == 0 && len(bare) > 2 {
			return false
		}
	}
	return false
}
