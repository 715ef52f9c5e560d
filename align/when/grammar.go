package when

import (
	"strconv"
	"strings"

	"verbatim/align/internal/lex"
	"verbatim/corpus"
)

// form says how a cand is resolved.
type form uint8

const (
	fAbsolute form = iota // y, m, d as far as given
	fWeekday              // wd, shift
	fNamed                // name, y if given
	fShift                // n units from the article (fromArticle) or the narrative
	fMonthOf              // month m, shift years from the article
	fSeason               // m 21..24
	fClock
	fDuration
	fLoose // relative to something that is no date: stays without a value
)

// cand is a mention before it is resolved.
type cand struct {
	Mention
	form        form
	y, m, d, d2 int
	wd          int // weekday, -1 for none
	name        int
	n, unit     int // fShift: signed
	shift       int // fWeekday, fMonthOf: -1 last, +1 next, 0 plain
	hasShift    bool
	fromArticle bool
	back        bool // does not move the narrative
	future      bool
	past        bool  // its verb is in the past tense
	ref         *cand // fShift, fDuration: counted from this date
	lead        bool  // opens its sentence
	inLead      bool  // follows one that does
	stamp       bool  // the day the article was published or updated
	tok         int
}

type parser struct {
	s     string
	t     []lex.Token
	lower bool // the text has no capitals
	opt   Options
	out   []cand
	mdy   int // votes for month before day, less those against
}

var none = lex.Token{Gap: lex.Other}

func newParser(text string, opt Options, room []lex.Token) *parser {
	p := &parser{s: text, opt: opt, t: words.Append(room, text)}
	caps := 0
	for i := range p.t {
		if p.t[i].Cap {
			caps++
		}
	}
	p.lower = caps*200 < len(p.t)
	return p
}

func (p *parser) at(i int) *lex.Token {
	if i < 0 || i >= len(p.t) {
		return &none
	}
	return &p.t[i]
}

func (p *parser) word(i int) string {
	t := p.at(i)
	return p.s[t.Start:t.End]
}

// is reports whether token i is the word w (lower case).
func (p *parser) is(i int, w string) bool {
	t := p.at(i)
	return t.End-t.Start == len(w) && strings.EqualFold(p.s[t.Start:t.End], w)
}

// near reports whether token i follows its neighbour in the same sentence,
// with nothing but blanks between.
func (p *parser) near(i int) bool { g := p.at(i).Gap; return g == lex.Space || g == lex.Line }

func (p *parser) joined(i int) bool {
	g := p.at(i).Gap
	return g == lex.Space || g == lex.Line || g == lex.Hyphen
}

// capital: the word is written as a name, or nothing is.
func (p *parser) capital(i int) bool { return p.lower || p.at(i).Cap }

const trigger = earlier | later | month | weekday | unit | season | part | deictic | noon | midnight | edge | named | that | this | last | next | same | quarter | vague | lex.Half | lex.A |
	lex.Ordinal | lex.Ones | lex.Teens | lex.Tens | the

// scan reads the mentions from left to right; none overlaps another.
func (p *parser) scan() {
	for i := 0; i < len(p.t); {
		t := &p.t[i]
		if !t.Digits && t.Class&trigger == 0 {
			i++
			continue
		}
		if n := p.mention(i); n > 0 {
			i += n
			continue
		}
		i++
	}
}

// mention tries the rules at token i and gives the number of tokens read.
func (p *parser) mention(i int) int {
	t := p.at(i)
	// A run of digits that is glued to letters before it is part of a name.
	if t.Digits && (t.Gap == lex.None && i > 0 && !p.at(i-1).Digits || t.Gap == lex.Dot && i > 0 && p.at(i-1).Digits || t.Gap == lex.Comma && i > 0 && p.at(i-1).Digits) {
		return 0
	}
	if !t.Digits && t.Gap == lex.None && i > 0 && p.at(i-1).Digits {
		return 0
	}
	if t.Digits || t.Class&(weekday|edge|named|month|lex.Ordinal|lex.Tens) != 0 {
		if c, n := p.date(i); n > 0 {
			p.add(i, n, c)
			return n
		}
	}
	if t.Digits || t.Class&(noon|midnight|quarter|lex.Half|lex.Ones|lex.Teens|lex.Tens) != 0 {
		if c, n := p.clock(i); n > 0 {
			p.add(i, n, c)
			return n
		}
	}
	if !t.Digits {
		if c, n := p.relative(i); n > 0 {
			p.add(i, n, c)
			return n
		}
	}
	if !t.Digits && t.Class&(unit|vague|lex.Half|lex.A|lex.Ones|lex.Teens|lex.Tens|lex.Zero) == 0 {
		return 0
	}
	if c, n := p.duration(i); n > 0 {
		if c.Kind != "" {
			p.add(i, n, c)
		}
		return n
	}
	if c, n := p.year(i); n > 0 {
		p.add(i, n, c)
		return n
	}
	return 0
}

func (p *parser) add(i, n int, c cand) {
	c.tok = i
	c.Span = corpus.Span{Start: p.at(i).Start, End: p.at(i + n - 1).End}
	if e := c.Span.End; e < len(p.s) && p.s[e] == '.' && p.at(i+n-1).Has(letterM) && p.at(i+n-1).Gap == lex.Dot {
		c.Span.End++
	}
	c.Outer = c.Span
	p.qualify(i, &c)
	if c.Kind == Date && c.form != fShift && c.form != fLoose {
		p.aside(i, i+n, &c)
		if c.form == fAbsolute && c.y == 0 {
			c.future = c.Qual == "by" || c.Qual == "until" || p.ahead(i)
			c.past = !c.future && p.happened(i, i+n)
		}
		p.leads(i, &c)
	}
	if c.form == fAbsolute && c.m > 0 {
		// "LOS ANGELES, Sept. 28 (UPI)"
		if c.d > 0 && p.at(i).Gap == lex.CommaSp && strings.HasPrefix(p.s[c.Span.End:], " (") && p.at(i-1).Cap {
			w := p.word(i + n)
			c.stamp = w != "" && w == strings.ToUpper(w)
		}
		for k := i - 1; k >= 0 && k >= i-6 && p.at(k+1).Gap != lex.DotSp && p.at(k+1).Gap != lex.Para; k-- {
			if p.at(k).Has(update) {
				c.stamp = true
				break
			}
		}
	}
	p.out = append(p.out, c)
}

// aside finds "had" near an absolute date: it then tells what came before the
// narrative and does not move it if it lies before it.
func (p *parser) aside(i, end int, c *cand) {
	for k := end; k < end+8 && k < len(p.t); k++ {
		if p.stops(k) {
			return
		}
		if p.t[k].Has(had) {
			c.back = true
			return
		}
	}
}

// stops reports whether a sentence ends before token k.
func (p *parser) stops(k int) bool {
	switch p.at(k).Gap {
	case lex.Para, lex.Line:
		return true
	case lex.DotSp:
		t := p.at(k - 1) // Jr., Sen., J.
		return !t.Cap || t.End-t.Start > 3 || t.Has(month|meridiem)
	case lex.Other:
		return k > 0 && strings.ContainsAny(p.s[p.at(k-1).End:p.at(k).Start], ".!?\n")
	}
	return false
}

// leads finds whether c opens its sentence. Another date of that sentence
// then belongs to something that is told in passing, and does not move the
// narrative.
func (p *parser) leads(i int, c *cand) {
	k := i
	for k > i-4 && k > 0 {
		if g := p.at(k).Gap; g == lex.DotSp || g == lex.Para || g == lex.Line || g == lex.Other {
			break
		}
		k--
		if !p.at(k).Has(prep | the) {
			k = -1
			break
		}
	}
	c.lead = k >= 0 && (k == 0 || p.at(k).Gap != lex.Space && p.at(k).Gap != lex.CommaSp)
	if c.lead {
		return
	}
	if j := len(p.out) - 1; j >= 0 && p.out[j].Kind == Date && (p.out[j].lead || p.out[j].inLead) && p.out[j].form == fAbsolute && c.form == fAbsolute {
		if i-p.out[j].tok >= 40 {
			return
		}
		for k := p.out[j].tok + 1; k <= i; k++ {
			if p.stops(k) {
				return
			}
		}
		c.inLead, c.back = true, true
	}
}

// dayAt reads a day of the month: 12, 12th, twelfth, and "three" for 3.
func (p *parser) dayAt(i int) (d, n int, ordinal bool) {
	t := p.at(i)
	if t.Digits {
		if t.End-t.Start > 2 {
			return 0, 0, false
		}
		d, n = lex.Int(p.s, t), 1
		if u := p.at(i + 1); u.Gap == lex.None {
			if !u.Has(lex.OrdEnd) {
				return 0, 0, false
			}
			n, ordinal = 2, true
		} else if u.Digits && (u.Gap == lex.Colon || u.Gap == lex.Dot || u.Gap == lex.Comma || u.Gap == lex.Slash) {
			return 0, 0, false
		}
	} else if d, n = lex.OrdinalAt(p.s, p.t, i); n > 0 {
		ordinal = true
	} else if t.Has(lex.Ones | lex.Teens | lex.Tens) {
		v, k := lex.Cardinal(p.s, p.t, i)
		d, _ = strconv.Atoi(v)
		n = k
	}
	if d < 1 || d > 31 {
		return 0, 0, false
	}
	return d, n, ordinal
}

func (p *parser) yearAt(i int) int {
	t := p.at(i)
	if !t.Digits || t.End-t.Start != 4 {
		return 0
	}
	y := lex.Int(p.s, t)
	if y < 1000 || y > 2199 {
		return 0
	}
	if u := p.at(i + 1); u.Gap == lex.None && i+1 < len(p.t) || u.Digits && (u.Gap == lex.Comma || u.Gap == lex.Dot || u.Gap == lex.Colon) {
		return 0
	}
	return y
}

// date reads a date that a calendar would give.
func (p *parser) date(i int) (cand, int) {
	t := p.at(i)
	switch {
	case t.Digits:
		if c, n := p.numeric(i); n > 0 {
			return c, n
		}
		return p.dayFirst(i)
	case t.Has(weekday):
		if c, n := p.weekday(i); n > 0 {
			return c, n
		}
	case t.Has(edge):
		if p.joined(i + 1) {
			if p.at(i + 1).Has(month) {
				if c, n := p.monthFirst(i+1, true); n > 0 && c.d == 0 {
					c.Qual = strings.ToLower(p.word(i))
					return c, n + 1
				}
			}
			if y := p.yearAt(i + 1); y > 1500 {
				return cand{Mention: Mention{Kind: Date, Qual: strings.ToLower(p.word(i))}, y: y, wd: -1}, 2
			}
			if p.at(i+1).Has(last|this|next|that) && p.near(i+1) {
				if c, n := p.relative(i + 1); n > 0 && c.Kind == Date {
					c.Qual = strings.ToLower(p.word(i))
					return c, n + 1
				}
			}
			if p.at(i+1).Has(the) && p.at(i+2).Has(lex.Ordinal) {
				return cand{}, 0
			}
		}
	}
	if t.Has(lex.Ordinal|lex.Tens) && !t.Has(unit|month) {
		if c, n := p.dayFirst(i); n > 0 {
			return c, n
		}
	}
	if t.Has(named) && p.capital(i) || t.Has(named) && !t.Has(month) {
		if c, n := p.namedDay(i); n > 0 {
			return c, n
		}
	}
	if t.Has(month) {
		return p.monthFirst(i, false)
	}
	return cand{}, 0
}

// monthFirst reads what begins with the name of a month: "March 3, 2026",
// "Feb. 17", "July 2017", "July this year", "in April".
func (p *parser) monthFirst(i int, proof bool) (cand, int) {
	t := p.at(i)
	c := cand{Mention: Mention{Kind: Date}, m: int(t.N), wd: -1}
	j := i + 1
	follows := p.near(j) || p.at(j).Gap == lex.DotSp && t.Has(shortMon)
	before := p.at(i-1).Has(prep|edge|update) && (p.joined(i) || p.at(i).Gap == lex.None)
	if follows {
		if d, n, ord := p.dayAt(j); n > 0 && !(t.Has(doubtful) && !p.capital(i) && !ord && p.yearAt(j+n) < 1500) {
			k := j + n
			if !p.at(j).Digits && !ord && p.yearAfter(k, &cand{}) == 0 {
				n = 0 // "In September six people"
			} else if u := p.at(k); u.Has(unit|meridiem) && p.near(k) && !p.at(j).Digits {
				n = 0 // "May two days later"
			} else if u.Has(meridiem|letterP) && (p.near(k) || u.Gap == lex.None) {
				n = 0 // "in March 7 pm"
			} else if u.Digits && p.near(k) && u.End-u.Start == 2 && (p.at(k + 1).Has(meridiem)) && p.near(k+1) {
				n = 0
			}
			if n > 0 {
				c.d = d
				if p.at(k).Gap == lex.Hyphen && p.at(k).Digits {
					if d2, n2, _ := p.dayAt(k); n2 > 0 && d2 > d {
						c.d2 = d2
						k += n2
					}
				}
				k += p.yearAfter(k, &c)
				ok := !t.Has(doubtful) || c.y > 0 || before || p.at(i).Cap || p.lower && !p.countable(k)
				if t.Has(doubtful) && t.Has(shortMon) && c.y == 0 && !t.Cap && !before {
					ok = false
				}
				if ok {
					p.mdy++
					return c, k - i
				}
				return cand{}, 0
			}
		}
		if y := p.yearAt(j); y > 1500 && !(t.Has(doubtful) && !p.capital(i) && !before) {
			c.y = y
			return c, 2
		}
	}
	if p.at(j).Gap == lex.CommaSp {
		if y := p.yearAt(j); y > 1500 && t.Cap {
			c.y = y
			return c, 2
		}
	}
	if p.at(j).Has(of) && p.near(j) {
		if y := p.yearAt(j + 1); y > 1500 && p.near(j+1) {
			c.y = y
			return c, 3
		}
	}
	if n := p.yearAfter(j, &c); n > 0 {
		return c, n + 1
	}
	// A month alone.
	if proof {
		before = true
	}
	if t.Has(shortMon) && (!t.Cap || !before || t.Has(doubtful) && !t.Cap) {
		return cand{}, 0
	}
	if t.Has(doubtful) {
		if t.Has(shortMon) {
			return cand{}, 0
		}
		if !p.capital(i) || p.at(j).Gap == lex.Apos {
			return cand{}, 0
		}
		if !proof && !p.monthBefore(i) {
			return cand{}, 0
		}
		if p.at(j).Cap && !p.lower && p.near(j) && !p.at(j).Has(weekday|month) {
			return cand{}, 0 // "in May Street"
		}
	} else if !p.capital(i) && !before {
		return cand{}, 0
	}
	return c, 1
}

// monthBefore reports whether the words before token i make a doubtful word a
// month: "in May", "since April", or the second of "between April and June".
func (p *parser) monthBefore(i int) bool {
	if !p.joined(i) {
		return false
	}
	switch strings.ToLower(p.word(i - 1)) {
	case "in", "since", "until", "till", "during", "late", "early", "mid", "last", "next", "this", "through", "throughout", "each", "every", "between":
		return true
	case "of":
		switch strings.ToLower(p.word(i - 2)) {
		case "end", "beginning", "start", "middle", "half", "month", "rest", "days", "part", "morning", "night":
			return true
		}
	case "and", "to", "or":
		k := len(p.out) - 1
		return k >= 0 && p.out[k].form == fAbsolute && p.out[k].m > 0 && p.out[k].d == 0 && p.out[k].Span.End == p.at(i-2).End
	}
	return false
}

// countable: the token is a plural that a number before it would count.
func (p *parser) countable(i int) bool {
	w := p.word(i)
	return p.near(i) && len(w) > 3 && w[len(w)-1] == 's' && !p.at(i).Has(prep)
}

// yearAfter reads the year after a day or a month at token k: ", 2016",
// "this year", "of last year". It gives the number of tokens read.
func (p *parser) yearAfter(k int, c *cand) int {
	g := p.at(k).Gap
	if g == lex.Space || g == lex.Line || g == lex.CommaSp || g == lex.Comma || g == lex.Hyphen {
		if y := p.yearAt(k); y > 1500 {
			c.y = y
			return 1
		}
	}
	if g != lex.Space && g != lex.CommaSp {
		return 0
	}
	n := 0
	if p.at(k).Has(of) && p.near(k+1) {
		k++
		n++
	}
	if p.at(k+1).Has(unit) && p.at(k+1).N == unitYear && p.near(k+1) {
		switch {
		case p.is(k, "last"):
			c.shift = -1
		case p.is(k, "this"):
		case p.is(k, "next"):
			c.shift = 1
		default:
			return 0
		}
		c.form, c.hasShift, c.Relative = fMonthOf, true, true
		return n + 2
	}
	return 0
}

// dayFirst reads what begins with a day: "3 March", "the 5th of January 2015".
func (p *parser) dayFirst(i int) (cand, int) {
	d, n, ord := p.dayAt(i)
	if n == 0 || !p.at(i).Digits && !ord {
		return cand{}, 0
	}
	j := i + n
	d2 := 0
	if p.at(j).Gap == lex.Hyphen && p.at(j).Digits { // 3-5 May
		if e, en, _ := p.dayAt(j); en > 0 && e > d && p.at(j+en).Has(month) && p.near(j+en) {
			d2 = e
			j += en
		}
	}
	g := p.at(j).Gap
	if p.at(j).Has(of) && p.near(j) {
		if !ord || !p.near(j+1) {
			return cand{}, 0
		}
		j++
	} else if g == lex.DotSp && p.at(i).Digits { // "3. März 2026"
		if !p.at(j).Has(month) || p.yearAt(j+1) == 0 || !p.near(j+1) {
			return cand{}, 0
		}
	} else if g != lex.Space && g != lex.Line && g != lex.Hyphen && g != lex.None {
		return cand{}, 0
	}
	m := p.at(j)
	if !m.Has(month) {
		return cand{}, 0
	}
	c := cand{Mention: Mention{Kind: Date}, m: int(m.N), d: d, d2: d2, wd: -1}
	k := j + 1
	if m.Has(shortMon) && p.at(k).Gap == lex.DotSp && p.yearAt(k) > 1500 {
		c.y = p.yearAt(k)
		k++
	} else {
		k += p.yearAfter(k, &c)
	}
	// "2 May elections" in running text without proof is left alone, and so is
	// "3 march" where words have capitals.
	if m.Has(doubtful) && c.y == 0 && !m.Cap && !(p.lower && p.at(i-1).Has(prep)) {
		return cand{}, 0
	}
	if m.Has(shortMon) && !m.Cap && c.y == 0 && !p.lower {
		return cand{}, 0
	}
	if !ord && !p.at(i).Digits {
		return cand{}, 0
	}
	// "in 12 March 3": a day after the month belongs to it.
	if c.y == 0 && !ord && p.near(k) && p.at(k).Digits && p.at(k).End-p.at(k).Start <= 2 && !p.at(k+1).Has(meridiem|letterP|unit) && p.at(k+1).Gap != lex.Colon && p.at(k+1).Gap != lex.Dot {
		if y := p.yearAt(k + 1); y > 0 {
			return cand{}, 0
		}
	}
	p.mdy--
	return c, k - i
}

// numeric reads 2016-10-12, 10/12/2016, 12.10.2016.
func (p *parser) numeric(i int) (cand, int) {
	a, b, y := p.at(i), p.at(i+1), p.at(i+2)
	if !b.Digits || !y.Digits || b.Gap != y.Gap || b.Gap != lex.Hyphen && b.Gap != lex.Slash && b.Gap != lex.Dot {
		return cand{}, 0
	}
	if u := p.at(i + 3); u.Digits && u.Gap == b.Gap {
		return cand{}, 0
	}
	la, lb, ly := a.End-a.Start, b.End-b.Start, y.End-y.Start
	na, nb, ny := lex.Int(p.s, a), lex.Int(p.s, b), lex.Int(p.s, y)
	c := cand{Mention: Mention{Kind: Date}, wd: -1}
	switch {
	case la == 4 && lb <= 2 && ly <= 2 && na > 1000 && na < 2200 && valid(na, nb, ny):
		c.y, c.m, c.d = na, nb, ny
		return c, 3
	case la <= 2 && lb <= 2 && (ly == 4 || ly == 2 && b.Gap == lex.Slash):
		if ly == 2 {
			ny += 2000
			if ny > 2069 {
				ny -= 100
			}
		} else if ny < 1500 || ny > 2199 {
			return cand{}, 0
		}
		mdy, dmy := valid(ny, na, nb), valid(ny, nb, na)
		c.y = ny
		switch {
		case mdy && dmy && na != nb:
			c.m, c.d, c.hasShift = na, nb, true // the order is decided at the end
			if b.Gap == lex.Dot || p.opt.Order == DayFirst {
				c.m, c.d, c.hasShift = nb, na, false
			} else if p.opt.Order == MonthFirst {
				c.hasShift = false
			}
		case mdy:
			c.m, c.d = na, nb
			p.mdy += 2
		case dmy:
			c.m, c.d = nb, na
			p.mdy -= 2
		default:
			return cand{}, 0
		}
		return c, 3
	}
	return cand{}, 0
}

func valid(y, m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= monthDays(y, m) }

// weekday reads "Tuesday", "Tuesday, March 3, 2026", "Tuesday evening".
func (p *parser) weekday(i int) (cand, int) {
	t := p.at(i)
	if t.Has(shortDay) && !t.Cap || !p.capital(i) {
		return cand{}, 0
	}
	j := i + 1
	partOf := ""
	if p.at(j).Has(part) && p.near(j) {
		partOf = parts[p.at(j).N]
		j++
	}
	g := p.at(j).Gap
	if g == lex.Space || g == lex.Line || g == lex.CommaSp || g == lex.DotSp && t.Has(shortDay) {
		k := j
		if p.at(k).Has(the) && p.near(k+1) {
			k++
		}
		if c, n := p.calendar(k); n > 0 && (c.d > 0) {
			c.wd, c.Part = int(t.N), partOf
			return c, k + n - i
		}
	}
	if t.Has(shortDay) {
		return cand{}, 0
	}
	if p.near(j) && !p.lower && p.at(j).Cap && papers[strings.ToLower(p.word(j))] {
		return cand{}, 0
	}
	if p.near(i) && (p.is(i-1, "every") || p.is(i-1, "each")) {
		return cand{}, 0 // no day, but many
	}
	if p.near(i) && nicknames[strings.ToLower(p.word(i-1))] && p.capital(i-1) {
		return cand{}, 0
	}
	c := cand{Mention: Mention{Kind: Date, Part: partOf, Relative: true}, form: fWeekday, wd: int(t.N)}
	if p.near(i) {
		switch strings.ToLower(p.word(i - 1)) {
		case "last":
			c.shift, c.hasShift = -1, true
		case "next":
			c.shift, c.hasShift = 1, true
		case "this":
			c.hasShift = true
		case "by", "until", "till", "starting", "coming":
			c.future = true
		case "from":
			c.future = !p.past(max(0, i-2)) && !p.past(max(0, i-3)) // “held over from Saturday”
		}
	}
	if !c.hasShift && !c.future {
		c.future = p.ahead(i) || p.near(i) && (p.is(i-1, "on") || plans[p.word(i-1)]) && p.scheduled(i)
	}
	return c, j - i
}

// ahead: the words before token i in its sentence speak of what is to come.
func (p *parser) ahead(i int) bool {
	for k := i - 1; k >= 0 && k >= i-16; k-- {
		if p.stops(k + 1) {
			return false
		}
		if p.at(k).Has(ahead) {
			return true
		}
	}
	return false
}

// scheduled reports whether the nearest verb before token i is one of a plan, in the
// present tense or after "is to": “the shop reopens on Monday”.
func (p *parser) scheduled(i int) bool {
	for k := i - 1; k > 0 && k >= i-8; k-- {
		if p.stops(k+1) || p.past(k) {
			return false
		}
		if w := p.word(k); plans[w] {
			return true
		}
		if p.is(k, "to") && (p.is(k-1, "is") || p.is(k-1, "are")) {
			return true
		}
	}
	return false
}

// plans are verbs of what is planned; of the past nobody says “opens on Monday”.
var plans = wordSet("opens reopens resumes starts begins meets continues closes ends faces returns travels arrives leaves visits flies hosts holds expires takes goes comes plays votes sits appears launches resume meet continue reopen begin")

// happened reports whether the verb that governs the date in tokens [i, end) is in
// the past tense: “was killed in May”, “In May six people died”. The verb is the
// nearest before the date, else the first behind one that opens its clause; an
// infinitive between (“agreed to open in May”) or a word that looks ahead says
// that it is not known.
func (p *parser) happened(i, end int) bool {
	const far = 12 // tokens
	for k := i - 1; k >= 0 && k > i-far; k-- {
		if p.stops(k+1) || p.at(k+1).Gap == lex.Other {
			break
		}
		t := p.at(k)
		if t.Has(ahead|unsure) || t.Has(to) && p.at(k+1).Class == 0 && !p.at(k+1).Cap && !p.at(k+1).Digits {
			return false
		}
		if p.past(k) {
			return true
		}
	}
	for k := end; k < len(p.t) && k < end+far; k++ {
		if p.stops(k) || p.at(k).Gap == lex.Other {
			break
		}
		if t := p.at(k); t.Has(ahead | unsure | to) {
			return false
		}
		if p.past(k) {
			return true
		}
	}
	return false
}

// past reports whether token i is a verb in the past tense; “said” and its like say
// nothing of when it happened.
func (p *parser) past(i int) bool {
	t := p.at(i)
	if t.Digits || t.Cap && !p.lower {
		return false
	}
	if t.Has(was) {
		return true
	}
	w := p.word(i)
	return len(w) > 4 && strings.HasSuffix(w, "ed") && t.Class == 0 && !unfinished[w] || irregular[w]
}

// irregular are past tenses without “-ed” that are no other words.
var irregular = wordSet("went came took made gave got met won lost ran began broke fell found held kept led sent sold spent stood struck brought caught felt knew saw shot spoke wrote flew drove died grew threw drew rose became hid sank swam stole")

// unfinished are words in “-ed” that are no past tense, or one of speech.
var unfinished = wordSet("hundred indeed exceed proceed succeed agreed speed added announced claimed explained insisted noted recalled replied reported stated warned revealed confirmed predicted")

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// calendar reads a date with a month at token i.
func (p *parser) calendar(i int) (cand, int) {
	t := p.at(i)
	if t.Digits {
		if c, n := p.numeric(i); n > 0 {
			return c, n
		}
	}
	if t.Digits || t.Has(lex.Ordinal|lex.Tens) {
		return p.dayFirst(i)
	}
	if t.Has(month) {
		return p.monthFirst(i, false)
	}
	return cand{}, 0
}

// namedDay reads "Election Day", "Christmas 2015".
func (p *parser) namedDay(i int) (cand, int) {
next:
	for _, k := range namedByFirst[strings.ToLower(p.word(i))] {
		j, rest := i, namedDays[k].name
		for rest != "" {
			w := rest
			if sp := strings.IndexByte(rest, ' '); sp >= 0 {
				w, rest = rest[:sp], rest[sp+1:]
			} else {
				rest = ""
			}
			if !p.is(j, w) {
				continue next
			}
			if g := p.at(j).Gap; j > i && g != lex.Space && g != lex.Line && g != lex.Hyphen && g != lex.Apos && !(w == "s" && g == lex.Other) {
				continue next
			}
			j++
		}
		c := cand{Mention: Mention{Kind: Date}, form: fNamed, name: k, wd: -1}
		if g := p.at(j).Gap; g == lex.Space || g == lex.CommaSp || g == lex.Line {
			if y := p.yearAt(j); y > 1500 {
				c.y = y
				return c, j + 1 - i
			}
			if d, n := p.calendar(j); n > 0 && d.d > 0 {
				return d, j + n - i
			}
			if n := p.yearAfter(j, &c); n > 0 {
				c.form = fNamed
				return c, j + n - i
			}
		}
		if p.near(i) {
			switch {
			case p.is(i-1, "last"):
				c.shift, c.hasShift = -1, true
			case p.is(i-1, "next"):
				c.shift, c.hasShift = 1, true
			}
		}
		return c, j - i
	}
	return cand{}, 0
}

// meridiem reads am or pm at token i: hours to add plus one, and its length.
func (p *parser) meridiem(i int) (int, int) {
	t := p.at(i)
	if t.Gap != lex.None && !p.near(i) {
		return 0, 0
	}
	if t.Has(meridiem) {
		return int(t.N), 1
	}
	if t.Has(letterA | letterP) {
		u := p.at(i + 1)
		if u.Has(letterM) && u.End-u.Start == 1 && (u.Gap == lex.Dot || u.Gap == lex.Space && p.lower && t.Has(letterP)) {
			return int(t.N), 2
		}
	}
	return 0, 0
}

// half reads what tells the half of the day at token i, "p.m." or "in the
// evening": hours to add plus one, and its length.
func (p *parser) half(i int) (int, int) {
	if p.is(i, "in") && p.near(i) && p.is(i+1, "the") && p.at(i+2).Has(part) {
		if p.at(i+2).N > 1 {
			return 13, 3
		}
		return 1, 3
	}
	return p.meridiem(i)
}

func clock(h, m, add int) (string, bool) {
	if add > 0 {
		if h < 1 || h > 12 {
			return "", false
		}
		h = h%12 + add - 1
	}
	if h > 23 || m > 59 {
		return "", false
	}
	return string([]byte{'0' + byte(h/10), '0' + byte(h%10), ':', '0' + byte(m/10), '0' + byte(m%10)}), true
}

// clock reads a time of the day.
func (p *parser) clock(i int) (cand, int) {
	t := p.at(i)
	c := cand{Mention: Mention{Kind: Time, Sure: "stated", How: "clock time"}, form: fClock, wd: -1}
	done := func(h, m, add, n int) (cand, int) {
		v, ok := clock(h, m, add)
		if !ok {
			return cand{}, 0
		}
		c.Value, c.Form = v, v
		return c, n
	}
	if t.Has(noon) {
		return done(12, 0, 0, 1)
	}
	if t.Has(midnight) {
		return done(0, 0, 0, 1)
	}
	if t.Has(lex.Half|quarter) && p.near(i+1) {
		k := i + 1
		h, hn := p.hour(k + 1)
		if hn > 0 && p.near(k+1) {
			add, an := p.half(k + 1 + hn)
			switch {
			case p.is(k, "past") && t.Has(lex.Half):
				return done(h, 30, add, 2+hn+an)
			case p.is(k, "past"):
				return done(h, 15, add, 2+hn+an)
			case p.is(k, "to") && t.Has(quarter) && !p.near(k+1+hn+an):
				return done((h+11)%12, 45, add, 2+hn+an)
			}
		}
		return cand{}, 0
	}
	if c, n := p.minutes(i, done); n > 0 {
		return c, n
	}
	h, hn := p.hour(i)
	if hn == 0 {
		return cand{}, 0
	}
	j := i + hn
	u := p.at(j)
	if u.Has(oclock) && p.near(j) && p.is(j+1, "clock") && (p.at(j+1).Gap == lex.Apos || p.at(j+1).Gap == lex.Space) && h <= 12 {
		add, n := p.half(j + 2)
		return done(h, 0, add, hn+2+n)
	}
	if t.Digits && u.Digits && u.End-u.Start == 2 {
		m := lex.Int(p.s, u)
		add, n := p.half(j + 1)
		switch u.Gap {
		case lex.Colon:
			if v := p.at(j + 1); v.Digits && v.Gap == lex.Colon && v.End-v.Start == 2 {
				add, n = p.meridiem(j + 2)
				n++
				if w := p.at(j + 2); w.Gap == lex.Colon {
					return cand{}, 0
				}
			} else if v.Gap == lex.Colon && v.Digits {
				return cand{}, 0
			}
			// "John 3:16"
			if add == 0 && p.near(i) && p.at(i-1).Cap && !p.at(i-1).Has(prep|the|weekday|month) && h < 13 && t.End-t.Start == 1 {
				return cand{}, 0
			}
			return done(h, m, add, 2+n)
		case lex.Dot, lex.Space:
			if add > 0 || u.Gap == lex.Dot && p.at(j+1).Has(zoneName) && p.near(j+1) {
				return done(h, m, add, 2+n)
			}
		}
		return cand{}, 0
	}
	if v := p.at(j + 1); t.Digits && p.is(j, "h") && v.Digits && v.End-v.Start == 2 && (v.Gap == lex.Space || v.Gap == lex.None) && lex.Int(p.s, v) < 60 { // 21 h 20
		return done(h, lex.Int(p.s, v), 0, hn+2)
	}
	if add, n := p.half(j); n > 0 && h >= 1 && h <= 12 {
		if !t.Digits && p.at(j).Has(letterA) && p.at(j).Gap != lex.Dot && !p.at(j+1).Has(letterM) {
			return cand{}, 0
		}
		// "I told seven am I right": words need p.m. or a stop
		if !t.Digits && p.is(j, "am") {
			return cand{}, 0
		}
		return done(h, 0, add, hn+n)
	}
	return cand{}, 0
}

// minutes reads "ten past twelve" and "twenty to six". The latter can be a score
// or a range, so a word before or after it must speak of a time.
func (p *parser) minutes(i int, done func(h, m, add, n int) (cand, int)) (cand, int) {
	v, n := lex.Cardinal(p.s, p.t, i)
	m, err := strconv.Atoi(v)
	k := i + n
	if n == 0 || err != nil || m < 1 || m > 29 || !p.near(k) || !p.near(k+1) {
		return cand{}, 0
	}
	h, hn := p.hour(k + 1)
	if hn == 0 || h < 1 || h > 12 {
		return cand{}, 0
	}
	add, an := p.half(k + 1 + hn)
	switch {
	case p.is(k, "past"):
		return done(h, m, add, n+1+hn+an)
	case p.is(k, "to") && (an > 0 || p.is(i-1, "at") && p.near(i)):
		return done((h+10)%12+1, 60-m, add, n+1+hn+an)
	}
	return cand{}, 0
}

// hour reads an hour, in digits or words.
func (p *parser) hour(i int) (h, n int) {
	t := p.at(i)
	if t.Digits {
		if t.End-t.Start > 2 {
			return 0, 0
		}
		h = lex.Int(p.s, t)
		return h, b2i(h < 24)
	}
	if t.Has(lex.Ones | lex.Teens) {
		return int(t.N), b2i(t.N <= 12)
	}
	return 0, 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// year reads a year alone, a decade.
func (p *parser) year(i int) (cand, int) {
	t := p.at(i)
	if !t.Digits || t.End-t.Start != 4 {
		return cand{}, 0
	}
	if n := p.at(i + 1); n.End-n.Start == 1 && p.is(i+1, "s") && (n.Gap == lex.None || n.Gap == lex.Apos && t.End > 0 && p.s[t.End-1] == '0') {
		if y := lex.Int(p.s, t); y%10 == 0 && y >= 1500 && y < 2100 {
			return cand{Mention: Mention{Kind: Date, Value: strconv.Itoa(y/10) + "X", Sure: "stated", How: "decade"}, form: fLoose, y: y, wd: -1}, 2
		}
	}
	y := p.yearAt(i)
	if y < 1900 || y > 2099 {
		return cand{}, 0
	}
	if t.Gap == lex.Hyphen || t.Gap == lex.Slash || t.Start > 0 && strings.ContainsRune("$#£/=_@&", rune(p.s[t.Start-1])) || strings.HasSuffix(p.s[:t.Start], "€") || strings.HasSuffix(p.s[:t.Start], "£") {
		return cand{}, 0
	}
	if n := p.at(i + 1); n.Has(unit|lex.Scale|lex.Hundred) && p.joined(i+1) || p.is(i+1, "percent") {
		return cand{}, 0
	}
	prev := p.at(i - 1)
	ok := prev.Has(prep|the|edge|update) && (p.near(i)) || t.Start > 0 && p.s[t.Start-1] == '('
	if !ok && p.near(i) && !p.countable(i+1) && !p.at(i-1).Digits {
		ok = !p.lower && p.at(i-1).Cap || p.is(i-1, "s") || p.is(i-1, "copyright") || p.is(i-1, "c") || p.is(i-1, "his") || p.is(i-1, "her") || p.is(i-1, "their") || p.is(i-1, "a")
	}
	if !ok || y%100 == 0 && p.countable(i+1) {
		return cand{}, 0
	}
	if p.countable(i+1) && !prev.Has(the) && !p.is(i-1, "in") && !p.is(i-1, "s") {
		return cand{}, 0
	}
	return cand{Mention: Mention{Kind: Date}, y: y, wd: -1}, 1
}

// quals are the words before a mention or a number that qualify it; longer
// ones first. The meaning stands beside them.
var quals = []struct{ words, meaning string }{
	{"not more than", "at most"}, {"no more than", "at most"}, {"no less than", "at least"}, {"not less than", "at least"}, {"no fewer than", "at least"},
	{"no later than", "by"}, {"more than", "more than"}, {"less than", "less than"}, {"fewer than", "less than"}, {"lower than", "less than"}, {"greater than", "more than"}, {"at least", "at least"},
	{"at most", "at most"}, {"up to", "up to"}, {"as many as", "up to"}, {"just before the stroke of", "just before"}, {"on the stroke of", ""}, {"just before", "just before"}, {"shortly before", "just before"},
	{"just after", "just after"}, {"shortly after", "just after"}, {"soon after", "just after"}, {"just over", "more than"}, {"just under", "less than"},
	{"close to", "about"}, {"as long as", "up to"}, {"about", "about"}, {"around", "about"}, {"roughly", "about"}, {"nearly", "almost"}, {"almost", "almost"}, {"approximately", "about"}, {"some", "about"},
	{"over", "more than"}, {"under", "less than"}, {"within", "within"}, {"before", "before"}, {"after", "after"}, {"since", "since"}, {"until", "until"}, {"till", "until"},
	{"by", "by"}, {"from", "from"}, {"the end of", "end"}, {"the beginning of", "start"}, {"the start of", "start"},
}

var qualsByLast = func() map[string][]int {
	m := map[string][]int{}
	for i, q := range quals {
		w := q.words[strings.LastIndexByte(q.words, ' ')+1:]
		m[w] = append(m[w], i)
	}
	return m
}()

// qualify reads the words before token i.
func (p *parser) qualify(i int, c *cand) {
	if !p.near(i) || i == 0 {
		return
	}
	j, article := i-1, false
	if c.Kind != Duration && (p.at(j).Has(the)) && p.near(j) {
		j--
		article = true
	}
	w := p.word(j)
	if len(w) > 13 || len(w) < 2 {
		return
	}
next:
	for _, k := range qualsByLast[strings.ToLower(w)] {
		q := quals[k]
		if c.Kind == Duration && (q.meaning == "before" || q.meaning == "after" || q.meaning == "since" || q.meaning == "by" || q.meaning == "from" || q.meaning == "until" || q.meaning == "end" || q.meaning == "start") {
			continue
		}
		if (article || c.form == fShift && c.n == 0) && (q.meaning == "about" || q.meaning == "more than" || q.meaning == "less than") {
			continue // "about the day before"
		}
		at, rest := j+1, q.words
		for rest != "" {
			cut := strings.LastIndexByte(rest, ' ')
			at--
			if !p.is(at, rest[cut+1:]) || at < j && !p.near(at+1) {
				continue next
			}
			rest = rest[:max(cut, 0)]
		}
		if c.Qual == "" {
			c.Qual = q.meaning
		} else if q.meaning != "" {
			c.Qual = q.meaning + " " + c.Qual
		}
		c.Outer.Start = p.at(at).Start
		switch q.meaning {
		case "about", "almost":
			c.Approx = true
		}
		return
	}
}
