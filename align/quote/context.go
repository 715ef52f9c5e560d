package quote

import (
	"sort"
	"strings"

	"verbatim/align/quote/lang"
	"verbatim/align/when"
	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// sentenceOf is the range of tokens of the sentence around quotation k, with
// its attribution.
func (d *doc) sentenceOf(k int) phrase {
	i := d.info[k].tok
	if d.info[k].lost {
		if d.qs[k].Kind == "tweet" { // with the line under it
			e := i
			for e < len(d.toks) && e-i < 400 && d.toks[e].kind != kPara && d.toks[e].kind != kZone {
				e++
			}
			return phrase{i, e}
		}
		if c := d.info[k].src.cue; c >= 0 {
			i = c
		}
		return phrase{d.sentenceStart(i), d.sentenceEnd(i)}
	}
	if d.boundary(i) {
		return phrase{d.sentenceStart(i), i + 1}
	}
	return phrase{d.sentenceStart(i), d.sentenceEnd(i + 1)}
}

// circumstances fills kind, addressee, date and time of the top quotations.
func (d *doc) circumstances() {
	sourced := d.sourced()
	var pairs parties
	if sourced {
		pairs = d.pair()
	}
	d.exchange = pairs.a != ""
	var last string // kind of the last attributed quotation
	for x, k := range d.top {
		in := &d.info[k]
		q := &d.qs[k]
		if q.Kind != "" && (!in.lost || q.Kind == "tweet" || q.Kind == "document") {
			continue
		}
		if x > 0 {
			p := &d.qs[d.top[x-1]]
			if p.Utterance == q.Utterance && p.Kind != "" && in.src.np == d.info[d.top[x-1]].src.np {
				q.Kind, q.Addressee = p.Kind, p.Addressee
				continue
			}
		}
		if q.Speaker.Value == "" && !in.src.found() || !in.who.Empty() {
			q.Kind = d.silent(k)
			continue
		}
		s := d.sentenceOf(k)
		kind := d.kindOf(k, s)
		party := pairs.other(q.Speaker.Value)
		if kind == "" && in.src.cue >= 0 && d.has(in.src.cue, lang.Written) && d.tweetedBefore(k) {
			kind = "tweet"
		}
		if kind == "" && party != "" && (in.src.cue >= 0 && d.has(in.src.cue, lang.Written) || last == "dm" && (in.src.cue < 0 || in.src.sure == guessed)) {
			kind = "dm"
		}
		if !in.turn {
			q.Addressee = d.addressee(k, s)
		}
		if q.Addressee.Value == "" && !in.turn && kind != "tweet" {
			q.Addressee = d.answered(x)
		}
		if q.Addressee.Value == "" && !in.turn && kind != "tweet" {
			q.Addressee = d.occasion(x)
		}
		if kind == "tweet" || kind == "speech" && public(q.Addressee.Value) {
			q.Addressee = d.mentioned(k)
		}
		if kind == "" || kind == "statement" {
			if q.Addressee.Value != "" && party == q.Addressee.Value {
				kind = "dm"
			}
		}
		if kind == "dm" && q.Addressee.Value == "" && party != "" {
			q.Addressee = Claim{Value: party, How: "the other party of the exchange", Sure: inferred}
		}
		if kind == "" {
			kind = "statement"
			if in.words <= 2 && in.src.sure == guessed {
				kind = "scare"
			}
		}
		q.Kind = kind
		last = kind
	}
	d.echoes()
	if sourced {
		d.dates()
	}
	d.nested()
}

// occasion is whom the quotation before top quotation x went to, in the same
// paragraph, by the same speaker and on the same occasion: he told reporters.
// “…,” he said. “….”
func (d *doc) occasion(x int) Claim {
	if x == 0 {
		return Claim{}
	}
	q, o := &d.qs[d.top[x]], &d.qs[d.top[x-1]]
	a, b := d.info[d.top[x-1]].tok, d.info[d.top[x]].tok
	if o.Addressee.Value == "" || o.Speaker.Value != q.Speaker.Value || !d.sameParagraph(a, b) || d.otherTime(a, b) {
		return Claim{}
	}
	c := o.Addressee
	c.How, c.Sure = "to whom the quotation before it went", guessed
	return c
}

// mentioned is the account that a post of quotation k begins with: @smith You left.
func (d *doc) mentioned(k int) Claim {
	s := d.qs[k].Span
	if s.Empty() || d.text[s.Start] != '@' {
		return Claim{}
	}
	e := s.Start + 1
	for e < s.End && (isASCIIWord(d.text[e]) && d.text[e] < 0x80 || d.text[e] == '_') {
		e++
	}
	if e-s.Start < 3 {
		return Claim{}
	}
	return Claim{Value: d.text[s.Start:e], How: "account that the post begins with", Sure: inferred, Span: corpus.Span{Start: s.Start, End: e}}
}

// otherTime reports whether a date, a year or "later" stands in the narration
// between two tokens, so that what follows was said on another occasion.
func (d *doc) otherTime(a, b int) bool {
	for i := a; i < b; i++ {
		if t := &d.toks[i]; t.kind == kWord && (t.class&lang.Time != 0 || digit(d.text[t.start]) || d.is(i, "later", "earlier", "then", "afterwards", "once", "before")) {
			return true
		}
	}
	return false
}

// sourced reports whether the article says of any quotation where it is from: no
// other one has an addressee or a date.
func (d *doc) sourced() bool {
	for _, k := range d.top {
		q, src := &d.qs[k], &d.info[k].src
		if q.Kind != "title" && (src.found() || src.cue >= 0 || q.Speaker.Value != "" || q.Kind != "") {
			return true
		}
	}
	return false
}

// tweetedBefore reports whether the sentence before quotation k, in its
// paragraph, tells of a post: she tweeted the link. “…,” she wrote.
func (d *doc) tweetedBefore(k int) bool {
	i := d.sentenceStart(d.info[k].tok)
	for j := i - 1; j >= 0 && i-j < reach; j-- {
		t := &d.toks[j]
		if t.kind == kPara || t.kind == kQuote || j < i-1 && t.stop {
			return false
		}
		if d.is(j, "tweeted", "tweets", "retweeted") {
			return true
		}
	}
	return false
}

// public reports whether who is spoken to is no one in particular.
func public(who string) bool {
	for _, w := range strings.Fields(strings.ToLower(who)) {
		switch w {
		case "crowd", "crowds", "supporters", "audience", "rally", "followers", "fans", "viewers", "world":
			return true
		}
	}
	return false
}

// silent is the kind of a quotation that nobody is said to have said.
func (d *doc) silent(k int) string {
	q := &d.qs[k]
	if !d.info[k].who.Empty() {
		return "statement"
	}
	// every word of a headline may have a capital
	if titleCase(d.text[q.Span.Start:q.Span.End]) && d.t.ZoneAt(q.Span.Start).Kind != zone.Headline {
		return "title"
	}
	if d.info[k].words <= 6 && !d.whole(d.info[k].tok) {
		return "scare"
	}
	if d.whole(d.info[k].tok) && d.info[k].words > 4 {
		return "statement"
	}
	return "scare"
}

// titleCase reports whether all long words of s begin with a capital, as in
// the title of a book.
func titleCase(s string) bool {
	n := 0
	for _, w := range strings.Fields(s) {
		w = strings.Trim(w, ",.;:!?()’'")
		if w == "" {
			continue
		}
		c := w[0]
		if c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			n++
		} else if len(w) > 3 {
			return false
		} else if n == 0 {
			return false
		}
	}
	return n > 0 && !strings.ContainsAny(s, "!?") && (n > 1 || len(strings.Fields(s)) == 1)
}

// kindOf reads the kind from the verb and the sentence.
func (d *doc) kindOf(k int, s phrase) string {
	in := &d.info[k]
	seen := map[string]bool{}
	look := func(a, b int) {
		for i := a; i < b; i++ {
			if d.toks[i].kind == kWord {
				if g := d.lang.Kind[d.lower(i)]; g != "" {
					seen[g] = true
				}
			}
		}
	}
	look(s.a, s.b)
	if in.src.cue >= 0 {
		look(in.src.cue, in.src.cue+1)
		switch w := d.lower(in.src.cue); {
		case strings.HasPrefix(w, "tweet"), strings.HasPrefix(w, "retweet"):
			return "tweet"
		case w == "messaged", w == "texted":
			return "dm"
		case w == "proclaimed", w == "shouted", w == "chanted", w == "sang", w == "sings":
			return "speech"
		}
	}
	if np := in.src.np; !np.empty() {
		h := np.b - 1
		for i := np.a; i < np.b; i++ {
			if d.has(i, lang.Prep) {
				break
			}
			h = i
		}
		if g := d.lang.Kind[d.lower(h)]; d.toks[h].kind == kWord && (g == "dm" || g == "document" || g == "tweet") {
			return g
		}
	}
	for _, g := range []string{"dm", "tweet", "speech", "statement"} {
		if seen[g] {
			return g
		}
	}
	if v := in.src.cue; v >= 0 {
		for i := max(s.a, v-12); i < s.b && i < v+12; i++ {
			if d.is(i, "in") && (d.lang.Kind[d.lower2(i+2)] == "document" || d.lang.Kind[d.lower2(i+3)] == "document" || d.lang.Kind[d.lower2(i+4)] == "document") {
				return "document"
			}
		}
		if d.has(v, lang.Doc) && d.lang.Kind[d.lower(v)] == "document" {
			return "document"
		}
	}
	return ""
}

// parties are the two who exchange messages in an article.
type parties struct{ a, b string }

func (p parties) other(s string) string {
	switch {
	case s == "" || p.a == "":
		return ""
	case s == p.a:
		return p.b
	case s == p.b:
		return p.a
	}
	return ""
}

// pair finds two names that the narration puts together with messages: who
// sent one, and to whom.
func (d *doc) pair() parties {
	count := map[parties]int{}
	var order []parties
	total := 0
	for i := range d.toks {
		t := &d.toks[i]
		if t.kind != kWord || !t.wide && !d.lang.MayMessage(d.text[t.start:t.end]) || !d.lang.Message(d.lower(i)) {
			continue
		}
		total++
		if total > 200 {
			break
		}
		s, e := d.sentenceStart(i), d.sentenceEnd(i)
		var es []string
		for m := d.mentionBefore(s) + 1; m < len(d.mentions) && d.mentions[m].at < e; m++ {
			if d.mentions[m].at < s {
				continue
			}
			f := d.names.ents[d.names.fullest(d.mentions[m].ent)].full
			if !has(es, f) {
				es = append(es, f)
			}
			if len(es) == 2 {
				break
			}
		}
		if len(es) < 2 {
			continue
		}
		p := parties{es[0], es[1]}
		if p.b < p.a {
			p.a, p.b = p.b, p.a
		}
		if count[p]++; count[p] == 1 {
			order = append(order, p)
		}
	}
	if total < 3 {
		return parties{}
	}
	best := parties{}
	for _, p := range order {
		if count[p] > count[best] {
			best = p
		}
	}
	if count[best] < 2 {
		return parties{}
	}
	return best
}

func (d *doc) lower2(i int) string {
	if i < 0 || i >= len(d.toks) || d.toks[i].kind != kWord {
		return ""
	}
	return d.lower(i)
}

// echoes: a few words that repeat an earlier quotation of the same speaker are
// that utterance again.
func (d *doc) echoes() {
	for x, k := range d.top {
		q := &d.qs[k]
		if d.info[k].words > 6 || d.info[k].words < 2 || d.whole(d.info[k].tok) {
			continue
		}
		s := strings.ToLower(strings.TrimRight(d.text[q.Span.Start:q.Span.End], ".,!?"))
		for y := x - 1; y >= 0 && y >= x-50; y-- {
			p := &d.qs[d.top[y]]
			if p.Span.Len() <= len(s) || p.Span.Len() > 2000 || q.Speaker.Value != p.Speaker.Value {
				continue
			}
			if strings.Contains(strings.ToLower(d.text[p.Span.Start:p.Span.End]), s) {
				q.Kind, q.Addressee = p.Kind, p.Addressee
				d.info[k].echo = d.top[y] + 1
				break
			}
		}
	}
}

// nested gives the quotations inside others what is known of those.
func (d *doc) nested() {
	for i := range d.qs {
		q := &d.qs[i]
		if q.Parent < 0 {
			continue
		}
		root := q.Parent
		for d.qs[root].Parent >= 0 {
			root = d.qs[root].Parent
		}
		p := &d.qs[root]
		q.Addressee, q.Date, q.Time = p.Addressee, p.Date, p.Time
		if p.Speaker.Value != "" {
			q.Speaker = p.Speaker
			q.Speaker.How, q.Speaker.Sure = "within a quotation: "+p.Speaker.How, guessed
		}
		q.Kind = "nested"
		s := d.text[q.Span.Start:q.Span.End]
		if titleCase(s) && d.info[i].words <= 6 {
			q.Kind = "title"
		} else if d.info[i].words <= 3 && !d.info[i].stop {
			q.Kind = "scare"
		}
	}
}

// dates gives each quotation the day and the time that its attribution, its
// sentence or the running narrative names.
func (d *doc) dates() {
	ms := d.whenMentions()
	if len(ms) == 0 {
		return
	}
	at := func(p int) int { return sort.Search(len(ms), func(i int) bool { return ms[i].Span.Start >= p }) }
	byUtterance := map[int]Claim{}
	run := d.running(ms)
	for x, k := range d.top {
		q := &d.qs[k]
		in := &d.info[k]
		if q.Kind == "scare" || q.Kind == "title" || q.Date.Value != "" {
			continue
		}
		if q.Marks == "block" && q.Kind != "tweet" {
			continue
		}
		if in.echo > 0 {
			p := &d.qs[in.echo-1]
			q.Date, q.Time = p.Date, p.Time
			if q.Date.Value != "" {
				q.Date.How, q.Date.Sure = "words of an earlier quotation", inferred
			}
			continue
		}
		s := d.sentenceOf(k)
		from, to := int(d.toks[s.a].start), int(d.toks[min(s.b, len(d.toks))-1].end)
		var day, clock, year *when.Mention
		dist := 1 << 30
		cue := q.Span.Start
		if c := in.src.cue; c >= 0 && in.src.sure != guessed {
			cue = int(d.toks[c].start)
		}
		for i := at(from); i < len(ms) && ms[i].Span.End <= to; i++ {
			m := &ms[i]
			if m.Span.Overlaps(q.Outer) || d.inQuote(m.Span) {
				continue
			}
			if in.src.cue < 0 && in.src.np.empty() || in.src.sure == guessed && q.Speaker.How == besides || d.aboutOpener(s.a, m.Span.Start) {
				continue
			}
			gap := m.Span.Start - cue
			if gap < 0 {
				gap = -gap
			}
			// "5 a.m." alone does not say that it was the article's day
			if in.src.cue >= 0 && in.src.sure != guessed && !d.tellsWhen(s, m.Span.Start, in.src.cue) {
				continue
			}
			if m.Kind == when.Date && len(m.Value) == 4 && in.src.cue >= 0 && in.src.sure != guessed {
				year = m
			}
			byClock := m.Kind == when.Time && !m.Relative && d.t.Doc != nil && strings.HasPrefix(d.t.Doc.Published, m.Day)
			// of a clock time beside a day, the day counts
			if v := dayOf(m); v != "" && !byClock && (gap < dist && !(day != nil && day.Kind == when.Date && m.Kind == when.Time) || day != nil && day.Kind == when.Time && m.Kind == when.Date) {
				day, dist = m, gap
			}
			if m.Kind == when.Time && clock == nil && len(m.Value) == 5 && m.Qual == "" {
				clock = m
			}
		}
		if clock != nil {
			q.Time = Claim{Value: clock.Value, How: "“" + d.text[clock.Span.Start:clock.Span.End] + "” in its sentence", Sure: sureOf(clock), Span: clock.Span}
		}
		if day != nil && run[x] >= 0 && sameDay(d.text[day.Span.Start:day.Span.End]) && len(dayOf(&ms[run[x]])) == 10 {
			q.Date = Claim{Value: dayOf(&ms[run[x]]), How: "“" + d.text[day.Span.Start:day.Span.End] + "”: the last day that the narrative names", Sure: inferred, Span: day.Span}
			byUtterance[q.Utterance] = q.Date
			continue
		}
		switch {
		case day != nil:
			q.Date = Claim{Value: dayOf(day), How: "“" + d.text[day.Span.Start:day.Span.End] + "” in its sentence: " + day.How, Sure: sureOf(day), Span: day.Span}
			if day.How == "" {
				q.Date.How = "“" + d.text[day.Span.Start:day.Span.End] + "” in its sentence"
			}
		case year != nil:
			q.Date = Claim{Value: year.Value, How: "“" + d.text[year.Span.Start:year.Span.End] + "” in its sentence", Sure: sureOf(year), Span: year.Span}
		case byUtterance[q.Utterance].Value != "":
			q.Date = byUtterance[q.Utterance]
			q.Date.How, q.Date.Sure = "the same utterance; "+q.Date.How, inferred
		case q.Kind != "dm" && q.Kind != "tweet" && x > 0 && q.Speaker.Value != "" && d.sameParagraph(d.info[d.top[x-1]].tok, in.tok) && d.qs[d.top[x-1]].Speaker.Value == q.Speaker.Value && d.qs[d.top[x-1]].Date.Value != "":
			q.Date = d.qs[d.top[x-1]].Date
			q.Date.How, q.Date.Sure = "the quotation before it; "+q.Date.How, guessed
		case d.exchange && (q.Kind == "dm" || q.Kind == "tweet"):
			if i := run[x]; i >= 0 {
				m := &ms[i]
				q.Date = Claim{Value: dayOf(m), How: "last day that the narrative names: “" + d.text[m.Span.Start:m.Span.End] + "”", Sure: guessed, Span: m.Span}
				if f := d.fuller(ms, m); f != nil {
					q.Date.Value, q.Date.How = f.Value, q.Date.How+", the day from “"+d.text[f.Span.Start:f.Span.End]+"”"
				}
			}
		}
		if q.Date.Value != "" && byUtterance[q.Utterance].Value == "" {
			byUtterance[q.Utterance] = q.Date
		}
	}
	d.sentAt(ms)
	// an utterance whose later part is dated: “…,” he said. “…” he wrote on May 3
	for _, k := range d.top {
		q := &d.qs[k]
		c := byUtterance[q.Utterance]
		if c.Value != "" && (q.Date.Value == "" || q.Date.Sure == guessed && c.Sure != guessed) && q.Kind != "scare" {
			q.Date = c
			q.Date.How, q.Date.Sure = "the same utterance; "+c.How, inferred
		}
	}
}

// tellsWhen reports whether the time at place p, in the sentence s, is that of the
// verb of speech at token c: it opens the sentence or stands beside the verb, not
// in an aside about the speaker nor in the clause of another verb.
func (d *doc) tellsWhen(s phrase, p, c int) bool {
	t := s.a
	for t < s.b && int(d.toks[t].end) <= p {
		t++
	}
	if t < c {
		a := t
		for a > s.a && !d.punct(a-1, ',') && !d.punct(a-1, '-') && !d.punct(a-1, '(') && d.toks[a-1].kind != kQuote {
			if a--; d.has(a, lang.Rel) {
				return false // Smith, who was born in 1960, said
			}
		}
		return a == s.a || d.toks[a-1].kind == kQuote || d.has(a, lang.Prep|lang.Adv|lang.Time) || d.is(a, "speaking", "talking", "writing")
	}
	for j := c + 1; j < t; j++ {
		if d.toks[j].kind == kQuote {
			continue
		}
		if d.has(j, lang.Rel|lang.Aux|lang.Be) || d.is(j, "whose", "that", "since", "until", "between") || d.verb(j, lang.Say) || d.verbal(j, c+1) {
			return false // said the tank had been cleaned in May
		}
		if w := d.lower2(j); d.punct(j-1, ',') && len(w) > 5 && strings.HasSuffix(w, "ing") {
			return false
		}
	}
	return true
}

// aboutOpener reports whether the words from token s to the place p, at the start
// of a sentence, say what somebody speaks of and not when: “Of the records kept
// on the night of 2 August she said …”.
func (d *doc) aboutOpener(s, p int) bool {
	if !d.is(s, "of", "about", "on", "recalling", "describing", "regarding", "remembering") && !(d.is(s, "asked", "speaking") && d.is(s+1, "about", "of")) {
		return false
	}
	if d.is(s, "on") && !(d.is(s+1, "the") && d.lang.Word(d.lower2(s+2))&lang.Time == 0) {
		return false // "On Monday"
	}
	for i := s + 1; i < len(d.toks) && int(d.toks[i].start) < p; i++ {
		if t := &d.toks[i]; t.kind != kWord || d.has(i, lang.Pron) || d.verb(i, lang.Say) {
			return false
		}
	}
	return true
}

// fuller is the one full date outside the text of the article (a summary, a
// headline) that falls in the month that m names, nil when there is none or
// more than one.
func (d *doc) fuller(ms []when.Mention, m *when.Mention) *when.Mention {
	if len(dayOf(m)) != 7 {
		return nil
	}
	var found *when.Mention
	for i := range ms {
		o := &ms[i]
		if o.Kind != when.Date || len(o.Value) != 10 || !strings.HasPrefix(o.Value, dayOf(m)) {
			continue
		}
		if k := d.t.ZoneAt(o.Span.Start).Kind; k.Text() || k != zone.BulletSummary && k != zone.Deck && k != zone.Headline {
			continue
		}
		if found != nil && found.Value != o.Value {
			return nil
		}
		found = o
	}
	return found
}

// sameDay reports whether s points back to the day of the narrative.
func sameDay(s string) bool {
	switch strings.ToLower(s) {
	case "that day", "the same day", "same day", "that same day":
		return true
	}
	return false
}

// inQuote reports whether s lies within a top quotation.
func (d *doc) inQuote(s corpus.Span) bool {
	i := sort.Search(len(d.top), func(i int) bool { return d.qs[d.top[i]].Outer.End > s.Start })
	return i < len(d.top) && d.qs[d.top[i]].Outer.Start <= s.Start
}

func dayOf(m *when.Mention) string {
	if m.Kind == when.Date && (len(m.Value) == 10 || len(m.Value) == 7) && m.Value[0] != '-' {
		return m.Value
	}
	if m.Kind != when.Date && m.Day != "" {
		return m.Day
	}
	return ""
}

func sureOf(m *when.Mention) string {
	if m.Sure == "" {
		return stated
	}
	return m.Sure
}

// whenMentions are the time expressions of the article, counted in Clean.
func (d *doc) whenMentions() []when.Mention {
	var asides []corpus.Span
	for _, z := range d.t.Zones {
		if !z.Kind.Text() && z.Kind != zone.Headline && z.Kind != zone.Deck {
			asides = append(asides, d.t.Cleaned(z.Span))
		}
	}
	pub := ""
	if d.t.Doc != nil {
		pub = d.t.Doc.Published
	}
	return when.FindWith(d.text, when.Options{Published: pub, Asides: asides})
}

// running is, for each top quotation, the mention that names the day at which
// the narrative stands: not what is in brackets, not what had happened before.
func (d *doc) running(ms []when.Mention) []int {
	out := make([]int, len(d.top))
	cur, back, mi, sent := -1, -1, 0, -1
	depth := 0
	t := 0
	for x, k := range d.top {
		stop := d.info[k].tok
		for ; t < stop; t++ {
			tk := &d.toks[t]
			switch {
			case tk.kind == kPara:
				depth = 0
			case tk.kind == kZone:
				depth, cur, back = 0, -1, -1
			case tk.kind == kPunct && tk.p == '(':
				depth++
			case tk.kind == kPunct && tk.p == ')' && depth > 0:
				depth--
			}
			for mi < len(ms) && ms[mi].Span.Start < int(tk.start) {
				mi++
			}
			if mi < len(ms) && ms[mi].Span.Start < int(tk.end) && tk.kind == kWord {
				if v := dayOf(&ms[mi]); v != "" && depth == 0 && (len(v) == 10 || cur < 0) && !d.pluperfect(t) {
					if s := d.sentenceStart(t); s != sent || cur >= 0 && len(dayOf(&ms[cur])) < 10 {
						cur, sent = mi, s
					}
				} else if v != "" && depth == 0 && cur < 0 {
					back = mi // better than no day at all
				}
				mi++
			}
		}
		out[x] = cur
		if cur < 0 {
			out[x] = back
		}
	}
	return out
}

// pluperfect reports whether the clause of token i tells what had happened
// before the narrative.
func (d *doc) pluperfect(i int) bool {
	s := d.sentenceStart(i)
	for j := s; j < i; j++ {
		if d.has(j, lang.Aux) || d.verb(j, lang.Say|lang.Name|lang.May) {
			for k := s; k < i; k++ {
				if d.is(k, "had") {
					return true
				}
			}
			return d.is(i-2, "after") || d.is(i-1, "after", "since", "until")
		}
	}
	for j, n := i+1, 0; j < len(d.toks) && n < 40; j, n = j+1, n+1 {
		t := &d.toks[j]
		if t.stop || t.kind == kQuote {
			return false
		}
		if d.is(j, "had") {
			return true
		}
		if t.kind == kWord && (t.class&(lang.Say|lang.Aux|lang.Name) != 0 && d.verb(j, lang.Say|lang.Name) || t.class&lang.Aux != 0 || !t.cap && strings.HasSuffix(d.lower(j), "ed") && len(d.lower(j)) > 4 && !d.has(j-1, lang.Det)) {
			return false
		}
	}
	return false
}

// sentAt reads "The message was sent at 9:29 a.m. on Sunday" in the paragraph
// after the message.
func (d *doc) sentAt(ms []when.Mention) {
	for x, k := range d.top {
		q := &d.qs[k]
		if q.Kind != "dm" && q.Kind != "tweet" || q.Time.Value != "" {
			continue
		}
		i := d.info[k].tok + 1
		for n := 0; i < len(d.toks) && n < reach && d.toks[i].kind != kQuote && d.toks[i].kind != kPara; n++ {
			i++
		}
		if i >= len(d.toks) || d.toks[i].kind != kPara {
			continue
		}
		i++
		if !d.is(i, "the") || d.lang.Kind[d.lower2(i+1)] != q.Kind || !d.is(i+2, "was", "were") {
			continue
		}
		var day, clock Claim
		from, to := int(d.toks[i].start), int(d.toks[min(d.sentenceEnd(i), len(d.toks)-1)].start)
		for j := sort.Search(len(ms), func(j int) bool { return ms[j].Span.Start >= from }); j < len(ms) && ms[j].Span.End <= to; j++ {
			m := &ms[j]
			if m.Kind == when.Time && len(m.Value) == 5 && m.Qual == "" {
				clock = Claim{Value: m.Value, How: afterwards, Sure: inferred, Span: m.Span}
			}
			if v := dayOf(m); m.Kind == when.Date && len(v) == 10 {
				day = Claim{Value: v, How: afterwards, Sure: inferred, Span: m.Span}
			}
		}
		for y := x; y >= 0 && x-y < 50; y-- {
			p := &d.qs[d.top[y]]
			if p.Kind != q.Kind || p.Speaker.Value != q.Speaker.Value || y < x && !d.sameParagraph(d.info[d.top[y]].tok, d.info[d.top[y+1]].tok) {
				break
			}
			if clock.Value != "" && p.Time.Value == "" {
				p.Time = clock
			}
			if day.Value != "" && p.Date.Sure != stated {
				p.Date = day
			}
		}
	}
}

const afterwards = "told after the message"
