package quote

import (
	"sort"
	"strings"

	"verbatim/align/quote/lang"
	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// resolve writes the speaker of top quotation k.
func (d *doc) resolve(k int) {
	in := &d.info[k]
	q := &d.qs[k]
	if !in.who.Empty() {
		w := d.text[in.who.Start:in.who.End]
		q.Speaker = Claim{Value: d.known(w), How: "name before a colon", Sure: stated, Span: in.who}
		return
	}
	if !in.src.found() {
		return
	}
	if in.src.value != "" {
		q.Speaker = Claim{Value: d.known(in.src.value), How: in.src.how, Sure: in.src.sure, Span: d.span(in.src.np)}
		return
	}
	v, sure, how := d.value(in.src.np)
	if x := sort.Search(len(d.top), func(i int) bool { return d.qs[d.top[i]].Span.Start >= q.Span.Start }) - 1; in.src.sure == guessed && x >= 0 && d.info[d.top[x]].src.np == in.src.np && d.qs[d.top[x]].Speaker.Value != "" {
		v, how = d.qs[d.top[x]].Speaker.Value, "" // the words that name him were read there
	}
	if e := d.goesOn(k); e != "" {
		v, sure, how = e, inferred, "goes on from the quotation before"
	}
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

// goesOn is the named speaker of the quotation before top quotation k when the
// speaker of k is a role that nobody in the article bears and the verb says that
// somebody goes on: “…,” Smith said. “…,” the Ohio governor continued.
func (d *doc) goesOn(k int) string {
	in := &d.info[k]
	np := in.src.np
	if in.src.cue < 0 || np.empty() || !d.is(np.a, "the") || d.named(np) || !d.has(np.b-1, lang.Role) || d.has(np.b-1, lang.Body) || plural(d.lower(np.b-1)) || d.prepBefore(np.a, np.b) || len(d.names.byRole[sameRole(d.lower(np.b-1))]) > 0 {
		return ""
	}
	if !d.is(in.src.cue, "continued", "continues", "added", "adds", "went", "goes", "concluded", "concludes") {
		return ""
	}
	x := sort.Search(len(d.top), func(i int) bool { return d.qs[d.top[i]].Span.Start >= d.qs[k].Span.Start }) - 1
	if x < 0 {
		return ""
	}
	p := d.top[x]
	if d.qs[p].Speaker.Value == "" || d.qs[p].Speaker.Sure == guessed && d.info[p].src.how != "the quotation goes on after its attribution" || d.paragraphs(d.info[p].tok, in.tok) > 1 {
		return ""
	}
	e, ok := d.names.byFull[key(d.qs[p].Speaker.Value)]
	if !ok || d.names.ents[e].org {
		return ""
	}
	// somebody else may have come in between
	for m := d.mentionBefore(min(np.a, in.tok)); m >= 0 && d.mentions[m].at > d.info[p].tok; m-- {
		f := d.names.fullest(d.mentions[m].ent)
		if f != d.names.fullest(e) && d.mentions[m].subject {
			return ""
		}
	}
	return d.qs[p].Speaker.Value
}

func (d *doc) span(p phrase) corpus.Span {
	if p.empty() {
		return corpus.Span{}
	}
	return corpus.Span{Start: int(d.toks[p.a].start), End: int(d.toks[p.b-1].end)}
}

// value is the fullest form of what np, who speaks, names: by name, by a role, or
// as the one whom the sentence before is about.
func (d *doc) value(np phrase) (v, sure, how string) {
	v, sure, how = d.nominal(np)
	if sure == stated && how == "" && d.definite(np.a) && (!d.named(np) || d.native(np)) && !d.prepBefore(np.a, np.b) {
		if e := d.topic(np); e >= 0 {
			return d.names.ents[e].full, guessed, "“" + d.text[d.span(np).Start:d.span(np).End] + "” is whom the sentence before is about"
		}
		if strings.HasSuffix(d.lower(np.b-1), "-year-old") || d.native(np) {
			return v, guessed, "the text names him elsewhere, or not at all"
		}
	}
	return v, sure, how
}

// nominal is the fullest form of what np names, without a look at the sentence
// before for a role that nobody bears.
func (d *doc) nominal(np phrase) (v, sure, how string) {
	if np.empty() {
		return "", "", ""
	}
	if d.has(np.a, lang.Pron) && np.b-np.a == 1 {
		if d.is(np.a, "it") {
			if v, doc := d.docBefore(np.a); v != "" {
				return v, inferred, "“" + d.word(np.a) + "” is the " + doc + " of the sentence before"
			}
			if d.is(np.b, "reads", "read") { // only a text can
				return "", guessed, ""
			}
		}
		if d.is(np.a, "it", "they") {
			if v := d.bodyBefore(np.a); v != "" {
				return v, inferred, "“" + d.word(np.a) + "” is the subject of the sentence before"
			}
		}
		if v := d.unnamed(np.a, 2); v != "" {
			return v, inferred, "“" + d.word(np.a) + "” is the subject of the sentence before"
		}
		if e := d.antecedent(np.a); e >= 0 {
			sure = inferred
			if d.is(np.a, "it", "they") && d.lastMention(e, np.a) < d.sentenceStart(max(d.sentenceStart(np.a)-1, 0)) {
				sure = guessed // the sentence before is about something else
			}
			return d.names.ents[e].full, sure, "“" + d.word(np.a) + "” is the last one who fits"
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
		if d.has(i, lang.Prep) && d.toks[i].low && !d.toks[i].cap {
			end = i
			break
		}
	}
	if d.has(end-1, lang.Title) && d.toks[end-1].cap && !d.endsName(end, np.a) {
		end = np.b // Secretary of State Ann Smith
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
		if tail < np.b-1 && d.is(tail, "for") && d.toks[tail+1].cap && men.end == men.at+1 && !d.names.ents[e].person && d.names.ents[e].gender == unknown {
			return d.plain(np), stated, "" // Democracy for America
		}
		return d.names.ents[e].full, stated, ""
	}
	s := d.plain(np)
	if d.is(np.a, "the", "this", "that") && np.b-np.a <= 3 && d.is(np.b-1, "message", "messages", "tweet", "tweets", "post", "posts", "statement", "letter", "email", "e-mail", "missive", "note", "text", "ad", "advertisement", "commercial", "spot", "thread") {
		if v := d.sender(np.a); v != "" {
			return v, inferred, "who sent the " + d.lower(np.b-1)
		}
	}
	if h := d.head(np); h+1 < np.b && d.is(h+1, "from", "at", "in", "on", "with") && !d.toks[np.b-1].cap && d.definite(np.a) && d.has(h, lang.Role) && !d.has(h, lang.Group) {
		np.b = h + 1 // the minister from the dispatch box
	}
	if d.definite(np.a) && !d.prepBefore(np.a, np.b) {
		if e := d.roleOf(np); e >= 0 {
			return d.names.ents[e].full, inferred, "“" + d.text[d.span(np).Start:d.span(np).End] + "” is the last one with that role"
		}
	}
	if v := d.ownedBy(np); v != "" {
		return v, stated, ""
	}
	if h := d.head(np); d.has(h, lang.Doc|lang.Speech) && !d.toks[h].cap && h > np.a {
		for k := h - 1; k > np.a; k-- {
			if d.toks[k].kind == kPoss && d.named(phrase{np.a, k}) { // Smith’s letter
				if v, _, _ := d.nominal(phrase{np.a, k}); v != "" {
					return v, inferred, "writer of the " + d.lower(h)
				}
			}
		}
	}
	if d.has(np.a, lang.Poss) {
		// his letter: who wrote it
		if h := d.head(np); d.has(h, lang.Doc) {
			if e := d.antecedent(np.a); e >= 0 {
				return d.names.ents[e].full, inferred, "writer of the " + d.lower(h)
			}
		}
		if v := d.kin(np); v != "" {
			return v, inferred, "“" + d.word(np.a) + "” is the last person who fits"
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

// endsName reports whether a name of several words, that begins at token lb or later,
// ends before token i: Angus King.
func (d *doc) endsName(i, lb int) bool {
	for k := i - 2; k >= lb && i-k < 5; k-- {
		if m, ok := d.at[k]; ok {
			return d.mentions[m].end == i
		}
	}
	return false
}

// known is the fullest form of the name w if the article has one: SMITH -> Ann
// Smith.
func (d *doc) known(w string) string {
	k := key(w)
	if e, ok := d.names.byFull[k]; ok {
		f := &d.names.ents[d.names.fullest(e)]
		if f.words > 1 || f.full != strings.ToUpper(f.full) {
			return f.full
		}
	}
	var found string
	for _, e := range d.names.byLast[k] {
		f := &d.names.ents[d.names.fullest(e)]
		if f.words > 1 && f.full != strings.ToUpper(f.full) {
			if found != "" && found != f.full {
				return w
			}
			found = f.full
		}
	}
	if found != "" {
		return found
	}
	return w
}

// kin resolves "his father", "her lawyer": the father of a junior by name, the
// others as "Ann Smith’s lawyer" unless the article names the one.
func (d *doc) kin(np phrase) string {
	if np.b-np.a < 2 || np.b-np.a > 3 || !d.is(np.a, "his", "her") || !d.has(np.b-1, lang.Role) || d.has(np.b-1, lang.Body) {
		return ""
	}
	e := d.antecedent(np.a)
	if e < 0 {
		return ""
	}
	x := &d.names.ents[e]
	if d.is(np.b-1, "father", "dad") && x.suffix == "jr" {
		return strings.TrimSuffix(x.full, " Jr.")
	}
	if len(d.names.byRole[sameRole(d.lower(np.b-1))]) > 0 {
		return ""
	}
	return x.full + "’s " + strings.Join(strings.Fields(d.text[d.toks[np.a+1].start:d.toks[np.b-1].end]), " ")
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
		if d.has(i, lang.Account) {
			return true
		}
	}
	return false
}

func (d *doc) prepBefore(a, b int) bool {
	for i := a; i < b; i++ {
		if d.has(i, lang.Prep) {
			return true
		}
	}
	return false
}

// plain is the text of np without its article.
func (d *doc) plain(np phrase) string {
	a := np.a
	if (d.is(a, "the", "a", "an", "this", "that") || d.lang.Code != "en" && d.has(a, lang.Det)) && np.b-a > 1 {
		a++
	}
	return strings.Join(strings.Fields(d.text[d.toks[a].start:d.toks[np.b-1].end]), " ")
}

// definite reports whether token i is an article or a demonstrative for what is
// known.
func (d *doc) definite(i int) bool {
	if d.lang.Code == "en" {
		return d.is(i, "the", "this", "that")
	}
	return d.has(i, lang.Det) && !d.is(i, "ein", "eine", "einer", "einem", "einen", "un", "une", "una", "unos", "unas")
}

// roleOf is the entity that np names by its role: "the mayor". A name comes
// before a person who has none.
func (d *doc) roleOf(np phrase) int {
	best, at, named := -1, -1, false
	for _, e := range d.names.byRole[sameRole(d.lower(np.b-1))] {
		isNamed := !d.names.ents[e].noName
		if named && !isNamed {
			continue
		}
		m := d.lastMention(e, np.a)
		if isNamed && !named {
			best, at, named = e, m, true // before any mention, too
			continue
		}
		if m > at {
			best, at = e, m
		}
	}
	if best >= 0 && (named || at >= 0) {
		return d.names.fullest(best)
	}
	return -1
}

// sameRole is the one form of the words for an office.
func sameRole(w string) string {
	switch w {
	case "gov":
		return "governor"
	case "sen", "lawmaker":
		return "senator"
	case "rep", "representative", "congresswoman":
		return "congressman"
	case "chairwoman", "chairperson", "chair":
		return "chairman"
	case "spokeswoman", "spokesperson":
		return "spokesman"
	case "attorney":
		return "lawyer"
	case "prof":
		return "professor"
	case "dr", "physician":
		return "doctor"
	}
	return w
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
	switch {
	case d.has(i, lang.He):
		want = male
	case d.has(i, lang.She):
		want = female
	case d.has(i, lang.It|lang.They):
		return d.lastBody(i)
	default:
		return -1
	}
	if e := d.protagonist(i, want); e >= 0 {
		return e
	}
	// Going back sentence by sentence, each sentence that names somebody costs one.
	// A subject who fits costs nothing more, others do, by what speaks for them; the
	// cheapest is meant.
	const (
		object  = .90 // one whose gender fits, no subject
		credit  = .92 // behind a preposition: credit to Ann Smith
		perhaps = .95 // a subject of whom nothing is known
		far     = 2.6 // one whose gender fits, no subject, before the last sentence
		noName  = 1.5 // a person whom the text has left without a name, not just now
	)
	best, least := -1, 100.0
	seen := 0
	m := d.mentionBefore(i)
	end := i
	for step := 0; m >= 0 && seen < 60 && step < 12 && float64(step) < least; step++ {
		s := d.sentenceStart(end)
		same := d.subjectPronoun(s, end, i, want)
		for ; m >= 0 && d.mentions[m].at >= s && seen < 60; m-- {
			seen++
			men := d.mentions[m]
			e := d.names.fullest(men.ent)
			x := &d.names.ents[e]
			if x.org || x.thing || x.gender != unknown && x.gender != want {
				continue
			}
			if same >= 0 && men.at > same {
				continue // the sentence is about somebody named before it
			}
			owns := men.end < len(d.toks) && d.toks[men.end].kind == kPoss
			cost := float64(step)
			switch {
			case men.subject && (x.gender == want || x.person):
				if x.noName && step > 1 {
					cost += noName
				}
				cost -= .01 // the first subject of the sentence
			case men.subject && step > 0 && !x.the && (d.single(e) || x.words == 2 && x.gender == unknown && d.wordOrName(x.first)&(lang.Body|lang.Time|lang.Role|lang.Det) == 0):
				cost += perhaps
			case x.gender == want && step == 1 && same < 0:
				cost += object
			case x.gender == want && step > 1 && same < 0 && owns:
				cost += object
			case x.person && x.gender == unknown && x.words > 1 && step <= 1 && !owns:
				cost += credit
			case x.words > 1 && x.words < 4 && step <= 1 && d.has(men.at-1, lang.Be|lang.Prep) && !d.is(men.at-1, "in", "at", "near", "of", "on", "into", "across"):
				cost += credit
			case x.gender == want && step > 1 && same < 0:
				cost += far
			default:
				continue
			}
			// of two subjects of a sentence the first; of two others the last
			if cost < least || men.subject && cost == least {
				best, least = e, cost
			}
		}
		if m < 0 {
			break
		}
		end = d.mentions[m].at + 1
		if s < end {
			end = s
		}
		if end <= 0 {
			break
		}
		// go on with the sentence that ends before s
		end = min(end, s) - 1
		if end < d.mentions[m].at {
			end = d.mentions[m].at
		}
	}
	return best
}

// protagonist is whom the article is about when the paragraph of the pronoun at
// token i begins with that pronoun and goes on in narration, after a paragraph
// about others who are hardly named elsewhere: "She never married. …"; -1
// otherwise.
func (d *doc) protagonist(i int, want gender) int {
	p := i
	for p > 0 && d.toks[p-1].kind != kPara && d.toks[p-1].kind != kZone {
		if p--; i-p > 2*reach || d.toks[p].kind == kWord && d.at[p] > 0 {
			return -1
		}
	}
	if !d.has(p, lang.Pron) || want == male && !d.has(p, lang.He) || want == female && !d.has(p, lang.She) {
		return -1
	}
	for j := p; j < d.sentenceEnd(p); j++ {
		if d.toks[j].kind == kQuote || d.speech(j) {
			return -1
		}
	}
	hero := d.hero()
	if hero < 0 || d.names.ents[hero].gender != unknown && d.names.ents[hero].gender != want {
		return -1
	}
	for m, n := d.mentionBefore(p), 0; m >= 0 && n < 6 && d.paragraphs(d.mentions[m].at, p) <= 1; m, n = m-1, n+1 {
		e := d.names.fullest(d.mentions[m].ent)
		if x := &d.names.ents[e]; e == hero || x.gender == want && x.seen > 2 {
			return -1
		}
	}
	return hero
}

// lead is the one person whom both the first paragraph and the headline name, -1
// when there is none or several.
func (d *doc) lead() int {
	above := map[int]bool{}
	for m := len(d.mentions) - 1; m >= 0; m-- {
		at := int(d.toks[d.mentions[m].at].start)
		if d.t.ZoneAt(at).Kind != zone.Headline {
			continue
		}
		above[d.names.fullest(d.mentions[m].ent)] = true
	}
	who := -1
	for m := 0; m < len(d.mentions) && d.paragraphs(0, d.mentions[m].at) == 0; m++ {
		if e := d.names.fullest(d.mentions[m].ent); !d.names.ents[e].org && !d.names.ents[e].the && d.names.ents[e].words > 1 && above[e] && e != who {
			if who >= 0 {
				return -1
			}
			who = e
		}
	}
	return who
}

// hero is the person whom the article names most, at least twice as often as any
// other, else the one of its headline; -1 when there is none.
func (d *doc) hero() int {
	if d.about != nil {
		return *d.about
	}
	count := map[int]int{}
	best, next := -1, 0
	for _, m := range d.mentions {
		if e := d.names.fullest(m.ent); d.names.ents[e].person {
			count[e]++
		}
	}
	for _, m := range d.mentions { // in order of place
		e := d.names.fullest(m.ent)
		n := count[e]
		switch {
		case e == best || n == 0:
		case best < 0 || n > count[best]:
			if best >= 0 {
				next = max(next, count[best])
			}
			best = e
		default:
			next = max(next, n)
		}
	}
	if best < 0 || count[best] < 3 || count[best] < 2*next {
		best = d.lead()
	}
	d.about = &best
	return best
}

// subjectPronoun is the first token of [s, end) before i that is a subject
// pronoun of that gender, -1 if there is none.
func (d *doc) subjectPronoun(s, end, i int, want gender) int {
	for j := s; j < end && j < i && j-s < 24; j++ {
		if d.toks[j].kind != kWord || d.toks[j].class&lang.Pron == 0 {
			continue
		}
		if want == male && d.has(j, lang.He) || want == female && d.has(j, lang.She) {
			return j
		}
	}
	return -1
}

// single reports whether entity e, of which nothing is known, may be a person:
// a surname that speaks.
func (d *doc) single(e int) bool {
	x := &d.names.ents[e]
	return x.words == 1 && x.gender == unknown && x.seen > 1 && d.wordOrName(x.last)&(lang.Body|lang.Time|lang.Role) == 0
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

// unnamed is the subject of the sentence before the pronoun at token i when
// that is a person without a name: "His lawyer".
func (d *doc) unnamed(i, depth int) string {
	if !d.is(i, "he", "she") {
		return ""
	}
	s := d.sentenceStart(i)
	for s > 0 && (d.toks[s-1].kind == kQuote || d.toks[s-1].kind == kPara) {
		s--
		if d.toks[s].kind == kQuote {
			s = d.sentenceStart(s)
		}
		if i-s > 2*reach {
			return ""
		}
	}
	e := s - 1
	for e > 0 && d.toks[e].kind == kPunct {
		e--
	}
	if e <= 0 || d.toks[e].kind != kWord {
		return ""
	}
	np := d.main(e, d.sentenceStart(e))
	if !np.empty() && np.b-np.a == 1 && d.is(np.a, "he", "she") && d.lower(np.a) == d.lower(i) && depth > 0 {
		return d.unnamed(np.a, depth-1) // she … She …: one person
	}
	if np.empty() || np.b-np.a > 6 {
		return ""
	}
	if np.b-np.a == 1 && d.is(np.a, "i", "we") { // I heard the daughter of a patient. She …
		for j := np.b; j < e && j-np.b < 4; j++ {
			if o := d.object(j, e+1); !o.empty() && !d.named(o) && d.has(o.a, lang.Det|lang.Poss) {
				np = o
				break
			}
		}
	}
	h := d.head(np)
	role := d.lower(h)
	if strings.HasSuffix(role, "-year-old") && d.is(np.a, "the") {
		if e := d.topic(np); e >= 0 {
			return d.ifFits(d.names.ents[e].full, i)
		}
		return ""
	}
	if !d.has(h, lang.Role) && !(d.is(np.a, "the") && d.has(h, lang.Title)) && !d.agent(h) || d.has(h, lang.Body) && !d.has(h, lang.Title) || d.has(h, lang.Group) || plural(role) {
		return ""
	}
	if g := genderOf(role); g == male && d.is(i, "she") || g == female && d.is(i, "he") {
		return ""
	}
	if p := d.withApposition(np, e+1); p != np {
		v, _, _ := d.value(p) // Her niece, the novelist Ann Smith
		return d.ifFits(v, i)
	}
	if d.toks[h].cap && !(h == np.a+1 && d.is(np.a, "the") && d.has(h, lang.Title)) {
		return "" // a name
	}
	if d.is(np.a, "the") {
		if e := d.roleOf(np); e >= 0 {
			return d.ifFits(d.names.ents[e].full, i)
		}
		if d.toks[h].cap && h == np.a+1 {
			return d.plain(np) // the Speaker
		}
		if e := d.topic(np); e >= 0 {
			if x := &d.names.ents[e]; x.person || x.gender != unknown {
				return d.ifFits(x.full, i)
			}
			return ""
		}
		if d.has(h, lang.Role) && !d.prepBefore(np.a, np.b) && !d.namesPerson(np.b, e+1) {
			if x := d.hero(); x < 0 || d.ifFits(d.names.ents[d.names.fullest(x)].full, i) == "" {
				return d.plain(np) // the first minister, whom nobody names
			}
		}
		return ""
	}
	if v := d.ownedBy(np); v != "" {
		return d.ifFits(v, i)
	}
	if d.is(np.a, "my", "our") {
		return d.plain(phrase{np.a, h + 1})
	}
	if d.has(np.a, lang.Poss) && !d.is(np.a, "its", "your") {
		if e := d.antecedent(np.a); e >= 0 {
			if r := d.roleOf(phrase{h, h + 1}); r >= 0 {
				return d.ifFits(d.names.ents[r].full, i)
			}
			return d.names.ents[e].full + "’s " + d.plain(phrase{np.a + 1, h + 1})
		}
	}
	return ""
}

// namesPerson reports whether tokens [a, e) name somebody.
func (d *doc) namesPerson(a, e int) bool {
	for m := d.mentionBefore(e); m >= 0 && d.mentions[m].at >= a; m-- {
		if x := &d.names.ents[d.names.fullest(d.mentions[m].ent)]; x.person || x.gender != unknown {
			return true
		}
	}
	return false
}

// ifFits is the name v unless it is that of somebody whom the pronoun at token i
// cannot stand for.
func (d *doc) ifFits(v string, i int) string {
	if e, ok := d.names.byFull[key(v)]; ok {
		g := d.names.ents[d.names.fullest(e)].gender
		if g == male && d.has(i, lang.She) || g == female && d.has(i, lang.He) {
			return ""
		}
	}
	return v
}

// ownedBy is the person that np names by whose he is: "Smith’s deputy" is by his
// name who is known to be that, else “Ann Smith’s deputy”.
func (d *doc) ownedBy(np phrase) string {
	h := d.head(np)
	if h <= np.a || !d.has(h, lang.Role) || d.has(h, lang.Group) || d.toks[h].cap || plural(d.lower(h)) {
		return ""
	}
	for k := h - 1; k > np.a && h-k < 4; k-- {
		if d.toks[k].kind != kPoss {
			continue
		}
		if r := d.roleOf(phrase{h, h + 1}); r >= 0 && !d.names.ents[r].noName {
			return d.names.ents[r].full
		}
		if !d.named(phrase{np.a, k}) {
			return ""
		}
		owner, _, _ := d.value(phrase{np.a, k})
		return owner + "’s " + d.plain(phrase{k + 1, h + 1})
	}
	return ""
}

// native reports whether np is a person by where he is from: "the Swede".
func (d *doc) native(np phrase) bool {
	return np.b-np.a == 2 && d.is(np.a, "the") && d.has(np.a+1, lang.Native)
}

// bodyBefore is the body or the group that is the subject of the sentence before
// the pronoun at token i and has no name there: "the airline".
func (d *doc) bodyBefore(i int) string {
	e := d.sentenceStart(i) - 1
	for e > 0 && (d.toks[e].kind == kPunct || d.toks[e].kind == kQuote || d.toks[e].kind == kPara) {
		e--
	}
	if e <= 0 || d.toks[e].kind != kWord || i-e > 2*reach {
		return ""
	}
	np := d.main(e, d.sentenceStart(e))
	if np.empty() || np.b-np.a > 6 || d.has(np.a, lang.Pron) {
		if np = d.several1(d.sentenceStart(e), e+1); np.empty() || !d.is(i, "they") {
			return ""
		}
	}
	h := d.head(np)
	if d.toks[h].cap || !d.has(h, lang.Role) || d.has(np.a, lang.Poss) {
		return ""
	}
	if !d.has(h, lang.Group) && !(d.is(i, "they") && plural(d.lower(h))) {
		return ""
	}
	v, _, _ := d.value(np)
	if b := d.lastBody(np.a); b >= 0 && d.definite(np.a) && v == d.plain(np) {
		// "Acme makes …. The firm also …": it has its name from there
		if m := d.lastMention(b, np.a); m >= 0 && d.sameParagraph(m, np.a) {
			return d.names.ents[b].full
		}
	}
	return v
}

// several1 is the last noun phrase of tokens [s, e) for people or a body: the
// organisers, the box office.
func (d *doc) several1(s, e int) phrase {
	for h := e - 1; h > s; h-- {
		if d.has(h, lang.Role) && !d.toks[h].cap && (d.has(h, lang.Group) || plural(d.lower(h))) {
			if np := d.before(h, s); !np.empty() && d.has(np.a, lang.Det) && !d.prepBefore(np.a, np.b) {
				return np
			}
		}
	}
	return phrase{}
}

// topic is the person whom the sentence before np, in the same paragraph, is
// about, when nobody was called by the role that np names: "Ann Smith walked for
// an hour. …, the nurse said."
func (d *doc) topic(np phrase) int {
	h := np.b - 1
	role := d.lower(h)
	if strings.HasSuffix(role, "-year-old") {
		if e := d.aged(role[:len(role)-len("-year-old")]); e >= 0 {
			return e
		}
	}
	if !d.has(h, lang.Role) && !strings.HasSuffix(role, "-year-old") && !d.native(np) && !d.agent(h) || d.has(h, lang.Group) || plural(role) {
		return -1
	}
	if t, ok := d.told[sameRole(role)]; ok && t < np.a-1 {
		return -1
	}
	e := d.sentenceStart(np.a) - 1
	over := 0 // paragraphs that an age may look past
	if strings.HasSuffix(role, "-year-old") {
		over = 1
	}
	for e > 0 && (d.toks[e].kind == kQuote || d.toks[e].kind == kPunct || d.toks[e].kind == kPara && over > 0) {
		if d.toks[e].kind == kPara {
			over--
		}
		e--
	}
	if e <= 0 || d.toks[e].kind != kWord || np.a-e > 2*reach {
		return d.onlyPerson(np)
	}
	s := d.sentenceStart(e)
	who := -1
	for m := d.mentionBefore(e + 1); m >= 0 && d.mentions[m].at >= s; m-- {
		if f := d.names.fullest(d.mentions[m].ent); d.mentions[m].subject && !d.names.ents[f].org && !d.names.ents[f].noName && !d.names.ents[f].the {
			who = f
		}
	}
	if main := d.main(e+1, s); who < 0 && !main.empty() && main.b-main.a == 1 && d.is(main.a, "he", "she") {
		who = d.antecedent(main.a)
	}
	if who < 0 {
		return d.onlyPerson(np)
	}
	if g := genderOf(role); g != unknown && d.names.ents[who].gender != unknown && g != d.names.ents[who].gender {
		return -1
	}
	return who
}

// aged is the one person of that age, -1 when there is none or several.
func (d *doc) aged(age string) int {
	who := -1
	for e := range d.names.ents {
		if f := d.names.fullest(e); d.names.ents[e].age == age && f != who {
			if who >= 0 {
				return -1
			}
			who = f
		}
	}
	return who
}

// agent reports whether token h is a noun that the table does not have, made of
// what somebody does or did: "the former bouncer".
func (d *doc) agent(h int) bool {
	if !d.newRole(h) || d.has(h, lang.Doc) {
		return false
	}
	if d.is(h-1, "former", "ex", "retired", "one-time") {
		return true
	}
	return agentEnding(d.lower(h))
}

// agentEnding reports whether w ends as English nouns for people do.
func agentEnding(w string) bool {
	for _, e := range []string{"er", "or", "ist", "ian", "man", "woman"} {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// onlyPerson is the one person of whom the article has spoken by name before np,
// by a trade or an age ("the singer", "the 36-year-old"); -1 when there are none
// or several, or np is one who comes into many stories without a name.
func (d *doc) onlyPerson(np phrase) int {
	h := np.b - 1
	if d.is(h, "judge", "justice", "president", "pope", "king", "queen", "prosecutor", "spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney", "doctor", "officer", "witness") {
		return -1
	}
	for i := np.a + 1; i < h; i++ {
		if !d.has(i, lang.Role) && !d.is(i, "and") {
			return -1
		}
	}
	want := genderOf(d.lower(h))
	who := -1
	for m := 0; m < len(d.mentions) && d.mentions[m].at < np.a; m++ {
		e := d.names.fullest(d.mentions[m].ent)
		x := &d.names.ents[e]
		if x.org || x.the || x.noName || !x.person && x.gender == unknown && x.words != 2 || e == who {
			if m > 200 {
				return -1
			}
			continue
		}
		if who >= 0 {
			return -1
		}
		who = e
	}
	if who >= 0 && want != unknown && d.names.ents[who].gender != unknown && want != d.names.ents[who].gender {
		return -1
	}
	return who
}

// docBefore is who speaks when "it" at token i is a text: the one who wrote or
// sent it in the sentences before, else the text itself; doc is the noun.
func (d *doc) docBefore(i int) (who, doc string) {
	s := d.sentenceStart(i)
	for n := 0; n < 3 && s > 0; n++ {
		e := s - 1
		for e > 0 && (d.toks[e].kind == kPunct || d.toks[e].kind == kQuote) {
			e--
		}
		if e <= 0 || d.toks[e].kind != kWord {
			return "", ""
		}
		s = d.sentenceStart(e)
		at := -1
		for j := s; j <= e; j++ {
			if d.has(j, lang.Doc|lang.Speech) && !d.toks[j].cap && !plural(d.lower(j)) && (d.determined(j-1) || d.determined(j-2) || d.determined(j-3)) && !d.verb(j, lang.Say) {
				at = j
				break
			}
		}
		main := d.main(e+1, s)
		if at < 0 {
			if !main.empty() && main.b-main.a == 1 && d.is(main.a, "it") {
				continue
			}
			if n == 0 && !main.empty() && !d.named(main) && !d.speaker(main) {
				continue
			}
			return "", ""
		}
		doc = d.lower(at)
		if v := d.writer(at, s, e+1); v != "" {
			return v, doc
		}
		if main.empty() || d.has(d.head(main), lang.Doc) && !d.named(main) {
			main = d.doer(at+1, e+1)
		}
		if !main.empty() && (at < main.a || at >= main.b) && !d.passiveOf(main) && (d.named(main) && !d.is(main.a, "nobody", "nothing") || d.has(d.head(main), lang.Role) || d.has(main.a, lang.Pron)) {
			if v, _, _ := d.value(main); v != "" {
				return v, doc
			}
		}
		return doc, doc
	}
	return "", ""
}

// determined reports whether token i begins a noun phrase: an article, "her" or ’s.
func (d *doc) determined(i int) bool {
	return d.has(i, lang.Det|lang.Poss) || i >= 0 && d.toks[i].kind == kPoss
}

// writer is who wrote the text that the noun at token at names, by the words beside
// it in tokens [s, e): “an e-mail from Smith”, “Smith’s letter”, “her reply”.
func (d *doc) writer(at, s, e int) string {
	if d.is(at+1, "from", "by") {
		if np := d.withApposition(d.after(at+2, e), e); !np.empty() && !d.bad(np) && (d.named(np) || d.speaker(np)) {
			v, sure, _ := d.nominal(np)
			if sure == guessed {
				v = ""
			}
			return v
		}
	}
	for v := at + 1; v < e && v < at+reach/2; v++ {
		if d.toks[v].kind == kQuote || d.speech(v) {
			break
		}
		if d.is(v, "from") && d.has(at+1, lang.To) && (d.punct(v-1, ',') || d.toks[v-1].cap) { // an e-mail to the chief, Smith, from his clerk, Stone
			if np := d.withApposition(d.after(v+1, e), e); !np.empty() && !d.bad(np) && (d.named(np) || d.speaker(np)) {
				w, _, _ := d.nominal(np)
				return w
			}
		}
		if d.is(v, "signed", "written", "drafted", "penned", "composed") && d.is(v+1, "by") {
			if np := d.after(v+2, e); !np.empty() && !d.bad(np) {
				v, _, _ := d.nominal(np)
				return v
			}
		}
	}
	for k := at - 1; k >= s && at-k < 5; k-- {
		if d.toks[k].kind == kPoss {
			if np := d.before(k-1, s); !np.empty() && d.named(np) && !d.bad(np) {
				v, _, _ := d.nominal(np)
				return v
			}
			break
		}
		if d.has(k, lang.Poss) && !d.is(k, "its", "their") {
			if e := d.antecedent(k); e >= 0 {
				return d.names.ents[e].full
			}
			break
		}
		if d.toks[k].kind != kWord || d.has(k, lang.Prep|lang.Det) {
			break
		}
	}
	return ""
}

// doer is the pronoun or the name that stands as a subject in tokens [a, e).
func (d *doc) doer(a, e int) phrase {
	for i := a; i < e; i++ {
		if d.has(i, lang.Pron) && d.is(i, "he", "she") {
			return phrase{i, i + 1}
		}
		if m, ok := d.at[i]; ok && !d.has(i-1, lang.Prep|lang.Conj) && d.toks[d.mentions[m].end].kind == kWord && !d.toks[d.mentions[m].end].cap {
			return phrase{i, d.mentions[m].end}
		}
	}
	return phrase{}
}

// passiveOf reports whether np is the subject of a passive: “He was shown …”.
func (d *doc) passiveOf(np phrase) bool {
	for i := np.b; i < len(d.toks) && i < np.b+4 && d.toks[i].kind == kWord; i++ {
		if d.has(i, lang.Be) {
			w := d.lower2(i + 1)
			return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "wn") || d.is(i+1, "sent", "given", "read", "told", "handed", "left")
		}
	}
	return false
}

// withDoc reports whether a text is the means of the verb at v: “countered with
// an ad”.
func (d *doc) withDoc(v, e int) bool {
	for j := v + 1; j <= e && j < v+8; j++ {
		if d.is(j, "with") && d.is(j+1, "a", "an") {
			for n := j + 2; n <= e && n < j+6; n++ {
				if d.has(n, lang.Doc) {
					return true
				}
			}
		}
	}
	return false
}

// sender is who, in the sentences before token i, sent or issued something.
func (d *doc) sender(i int) string {
	e := d.sentenceStart(i)
	for n := 0; n < 3 && e > 0; n++ {
		e--
		for e > 0 && (d.toks[e].kind == kPunct || d.toks[e].kind == kPara || d.toks[e].kind == kQuote) {
			e--
		}
		if e <= 0 || d.toks[e].kind == kZone {
			return ""
		}
		s := d.sentenceStart(e)
		for v := s; v <= e; v++ {
			if d.is(v, "sent", "wrote", "issued", "released", "posted", "tweeted", "messaged", "contacted", "reached", "emailed", "published", "retorted", "countered", "responded", "hit", "sends", "writes", "aired", "launched", "unveiled", "airing") {
				if d.is(v, "retorted", "countered", "responded", "hit") && !d.withDoc(v, e) {
					continue
				}
				if np, _ := d.subject(v, s); !np.empty() && np.b-np.a <= 6 && !(d.toks[np.b-1].kind == kWord && d.has(np.b-1, lang.Doc)) {
					if val, _, _ := d.value(np); val != "" {
						return val
					}
				}
			}
		}
		e = s
	}
	return ""
}
