package when

import (
	"strconv"
	"strings"

	"verbatim/align/internal/lex"
)

func rel(form form) cand {
	return cand{Mention: Mention{Kind: Date, Relative: true}, form: form, wd: -1}
}

// relative reads a date that is named from another one: "yesterday", "the next
// morning", "that day", "last September", "the day before".
func (p *parser) relative(i int) (cand, int) {
	t := p.at(i)
	switch {
	case t.Has(deictic):
		return p.deictic(i)
	case p.at(i).Has(earlier|later) && p.at(i+1).Has(deictic) && p.near(i+1):
		c, n := p.deictic(i + 1)
		return c, n + b2i(n > 0)
	case t.Has(the):
		return p.definite(i)
	case t.Has(this | that | next | last | same):
		return p.pointed(i)
	case t.Has(part):
		// "the morning of July 11": the date says it; the part belongs to it
		if p.at(i+1).Has(of) && p.near(i+1) && p.near(i+2) {
			if c, n := p.calendar(i + 2); n > 0 && c.d > 0 {
				c.Part = parts[t.N]
				return c, n + 2
			}
		}
	}
	return cand{}, 0
}

func (p *parser) deictic(i int) (cand, int) {
	t := p.at(i)
	if t.Cap && !p.lower && p.near(i) && p.at(i-1).Cap && !p.at(i-1).Has(prep) && p.at(i-1).Gap != lex.DotSp && p.at(i-1).Gap != lex.Para && p.at(i-1).Gap != lex.Line {
		return cand{}, 0 // "USA Today"
	}
	c := rel(fShift)
	c.n, c.unit, c.fromArticle, c.back = int(t.N), unitDay, true, true
	n := 1
	if p.is(i, "tonight") {
		c.Part = "night"
	} else if p.at(i+1).Has(part) && p.near(i+1) {
		c.Part = parts[p.at(i+1).N]
		n++
	}
	return c, n
}

// definite reads what begins with "the": "the next morning", "the day before",
// "the first day of the convention".
func (p *parser) definite(i int) (cand, int) {
	if !p.near(i + 1) {
		return cand{}, 0
	}
	t := p.at(i + 1)
	if t.Has(next|same) || t.Has(last) && !p.is(i+1, "last") && !p.is(i+1, "past") {
		if c, n := p.pointed(i + 1); n > 0 {
			return c, n + 1
		}
	}
	u := p.at(i + 2)
	if t.Has(unit) && !t.Has(plural|lex.Ordinal) && t.N >= unitDay && t.N <= unitYear && p.near(i+2) && u.Has(later|earlier) && !p.is(i+2, "later") {
		dir := 1
		if u.Has(earlier) {
			dir = -1
		}
		c := rel(fShift)
		c.n, c.unit, c.back = dir, int(t.N), dir < 0
		k := i + 3
		if p.near(k) {
			v := p.at(k)
			if v.Has(deictic) && v.N != 0 {
				c.fromArticle = true
				c.n += int(v.N)
				return c, 4
			}
			if d, n := p.reference(k); n > 0 {
				c.ref = &d
				return c, 3 + n
			}
			if v.Has(the|lex.A|that|this) || v.Cap && !p.lower || p.is(k, "his") || p.is(k, "her") || p.is(k, "their") || p.is(k, "its") || p.is(k, "he") || p.is(k, "she") || p.is(k, "they") {
				c.form = fLoose
			}
		}
		return c, 3
	}
	// "the first day of the convention", "the eve of the vote"
	if (t.Has(lex.Ordinal) || t.Has(last) || p.is(i+1, "opening") || p.is(i+1, "final")) && u.Has(unit) && u.N >= unitDay && !u.Has(plural|lex.Ordinal) && p.near(i+2) && p.at(i+3).Has(of) {
		c := rel(fLoose)
		return c, 3
	}
	if p.is(i+1, "eve") && p.at(i+2).Has(of) {
		return rel(fLoose), 2
	}
	return cand{}, 0
}

// reference reads a date that something is counted from.
func (p *parser) reference(i int) (cand, int) {
	if p.at(i).Has(the) && p.near(i+1) {
		i++
		c, n := p.reference(i)
		return c, n + b2i(n > 0)
	}
	if c, n := p.calendar(i); n > 0 && c.d > 0 {
		return c, n
	}
	if p.at(i).Has(named) {
		return p.namedDay(i)
	}
	return cand{}, 0
}

// pointed reads this, that, next, last, same with a unit, a weekday, a month,
// a season or a part of the day.
func (p *parser) pointed(i int) (cand, int) {
	t, u := p.at(i), p.at(i+1)
	if !p.near(i + 1) {
		return cand{}, 0
	}
	dir, narrative := 0, false
	switch {
	case t.Has(next):
		dir = 1
		narrative = !p.is(i, "next") && !p.is(i, "coming") || p.is(i-1, "the")
	case t.Has(last):
		dir = -1
		narrative = p.is(i, "previous") || p.is(i, "preceding")
	case t.Has(that | same):
		narrative = true
	}
	c := rel(fShift)
	c.n, c.fromArticle = dir, !narrative
	c.back = dir < 0 || !narrative
	switch {
	case u.Has(weekday):
		if !p.capital(i+1) || u.Has(shortDay) {
			return cand{}, 0
		}
		if narrative && t.Has(last|next) {
			c = rel(fWeekday)
			c.wd, c.shift, c.hasShift, c.m = int(u.N), dir, true, 1 // m: from the narrative
			n := 2
			if p.at(i+2).Has(part) && p.near(i+2) {
				c.Part = parts[p.at(i+2).N]
				n++
			}
			return c, n
		}
		d, n := p.weekday(i + 1)
		if n == 0 {
			return cand{}, 0
		}
		return d, n + 1
	case u.Has(month) && !u.Has(shortMon) && p.capital(i+1) && !t.Has(same):
		if u.Has(doubtful) && t.Has(that) {
			return cand{}, 0
		}
		if d, n, _ := p.dayAt(i + 2); n > 0 && d > 0 && p.near(i+2) {
			return cand{}, 0
		}
		c = rel(fMonthOf)
		c.m, c.shift, c.back = int(u.N), dir, true
		c.hasShift = false
		if narrative {
			c.form, c.Relative = fAbsolute, true
		}
		return c, 2
	case u.Has(season) && p.seasonal(i+1):
		c = rel(fSeason)
		c.m, c.shift, c.fromArticle, c.back = 20+int(u.N), dir, !narrative, true
		return c, 2
	case u.Has(part):
		if dir != 0 && !t.Has(next|last) {
			return cand{}, 0
		}
		c.unit, c.Part = unitDay, parts[u.N]
		c.fromArticle = !narrative
		if p.is(i, "last") && !p.is(i+1, "night") {
			return cand{}, 0
		}
		if p.is(i, "past") || p.is(i, "coming") {
			return cand{}, 0
		}
		if t.Has(next) && !p.is(i-1, "the") && p.is(i, "next") && !p.is(i+1, "morning") {
			return cand{}, 0
		}
		if t.Has(next) {
			c.fromArticle, c.back = false, false
		}
		if p.at(i+2).Has(earlier|later) && p.near(i+2) {
			c.form = fLoose
			return cand{}, 0
		}
		return c, 2
	case u.Has(unit) && !u.Has(plural) && u.N >= unitDay && u.N <= unitYear:
		if p.is(i, "past") || p.is(i, "coming") || p.is(i, "last") && p.is(i-1, "the") || p.is(i, "following") && !p.is(i-1, "the") {
			return cand{}, 0
		}
		if u.N == unitDay {
			if t.Has(this) {
				return cand{}, 0
			}
			if t.Has(last) && !narrative {
				return cand{}, 0
			}
			c.fromArticle = false
			c.back = dir < 0
			if t.Has(that) && p.is(i+2, "s") {
				return cand{}, 0
			}
			if t.Has(same) && (p.is(i+2, "that") || p.is(i+2, "when") || p.is(i+2, "as")) && p.near(i+2) {
				c.form = fLoose // "on the same day that the letter came"
			}
		}
		if t.Has(next) && p.is(i, "next") && u.N != unitDay && !p.is(i-1, "the") {
			c.fromArticle = true
		}
		c.unit = int(u.N)
		n := 2
		if u.N == unitDay && p.at(i+2).Has(part) && p.near(i+2) {
			c.Part = parts[p.at(i+2).N]
			n++
		}
		return c, n
	}
	return cand{}, 0
}

// seasonal: "fall" and "spring" are verbs too.
func (p *parser) seasonal(i int) bool {
	w := p.at(i)
	if w.N != 3 && w.N != 1 {
		return true
	}
	return !p.is(i+1, "to") && !p.is(i+1, "short") && !p.is(i+1, "in") && !p.is(i+1, "into") && !p.is(i+1, "from")
}

// unitOf is the unit of token i, 0 if it is none.
func (p *parser) unitOf(i int) int {
	t := p.at(i)
	if !t.Has(unit) {
		return 0
	}
	if t.Has(lex.Ordinal) {
		return unitSecond
	}
	return int(t.N)
}

// iso writes an ISO 8601 duration; half adds half a unit.
func iso(value string, u int, half bool) string {
	n, err := strconv.Atoi(value)
	if err != nil {
		f, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return ""
		}
		if x := f * 2; x == float64(int(x)) && int(x)%2 == 1 {
			return iso(strconv.Itoa(int(f)), u, true)
		}
		d, s, ok := letters(u, value)
		if !ok {
			return ""
		}
		return d + value + s
	}
	if n > 1e6 {
		return ""
	}
	if half {
		switch u {
		case unitHour:
			n, u = n*60+30, unitMinute
		case unitMinute:
			n, u = n*60+30, unitSecond
		case unitDay:
			n, u = n*24+12, unitHour
		case unitYear:
			n, u = n*12+6, unitMonth
		case unitDecade:
			n, u = n*10+5, unitYear
		case unitCentury:
			n, u = n*100+50, unitYear
		default:
			d, s, _ := letters(u, "")
			return d + strconv.Itoa(n) + ".5" + s
		}
	}
	switch u {
	case unitDecade:
		n, u = n*10, unitYear
	case unitCentury:
		n, u = n*100, unitYear
	case unitFortnight:
		n, u = n*2, unitWeek
	}
	d, s, _ := letters(u, "")
	return d + strconv.Itoa(n) + s
}

func letters(u int, value string) (string, string, bool) {
	switch u {
	case unitSecond:
		return "PT", "S", true
	case unitMinute:
		return "PT", "M", true
	case unitHour:
		return "PT", "H", true
	case unitDay:
		return "P", "D", true
	case unitWeek:
		return "P", "W", true
	case unitMonth:
		return "P", "M", true
	case unitYear:
		return "P", "Y", true
	}
	return "", "", value == ""
}

// duration reads "12 hours", "an hour-and-a-half", "10-month", "hours later",
// "two days later"; with a direction it may be a date. A cand without a kind
// says that the words are no time (an age) and are to be passed over.
func (p *parser) duration(i int) (cand, int) {
	t := p.at(i)
	value, n, single := "", 0, false
	half := false
	switch {
	case t.Has(unit) && t.Has(plural):
		// "hours later", "days after"
		j := i + 1
		if p.near(j) && p.at(j).Has(later|earlier|ago) && !p.is(j, "before") && !p.is(j, "prior") && !p.at(i-1).Digits {
			return p.directed(i, i+1, "X", p.unitOf(i))
		}
		return cand{}, 0
	case t.Has(lex.Half) && p.joined(i+1):
		k := i + 1
		if p.at(k).Has(lex.A) && p.near(k+1) {
			k++
		} else if p.at(i+1).Gap != lex.Hyphen && !p.is(i+1, "hour") {
			return cand{}, 0
		}
		u := p.unitOf(k)
		if u == 0 || p.at(k).Has(plural) {
			return cand{}, 0
		}
		return p.directed(i, k+1, iso("0", u, true), u)
	case t.Has(vague):
		j := i + 1
		if p.is(i, "couple") && p.at(j).Has(of) {
			j++
		}
		if !p.near(j) || !p.at(j).Has(plural) {
			return cand{}, 0
		}
		if p.is(i, "couple") {
			c, n := p.directed(i, j+1, "2", p.unitOf(j))
			c.Qual, c.Approx = "about", true
			return c, n
		}
		return p.directed(i, j+1, "X", p.unitOf(j))
	case t.Has(lex.A) && p.near(i+1) && p.at(i+1).Has(unit) && !p.at(i+1).Has(plural):
		value, n, single = "1", 1, true
	case t.Has(lex.A) && (p.is(i+1, "full") || p.is(i+1, "whole") || p.is(i+1, "entire")) && p.near(i+2) && p.at(i+2).Has(unit) && !p.at(i+2).Has(plural):
		value, n = "1", 2
	default:
		value, n = lex.Cardinal(p.s, p.t, i)
		if n == 0 {
			return cand{}, 0
		}
	}
	j := i + n
	if p.at(j).Has(lex.And) && p.near(j) && p.at(j+1).Has(lex.A) && p.at(j+2).Has(lex.Half) && p.near(j+2) { // two and a half years
		half = true
		j += 3
	}
	u := p.unitOf(j)
	g := p.at(j).Gap
	if u == 0 || g != lex.Space && g != lex.Line && g != lex.Hyphen && !(g == lex.None && t.Digits && len(p.word(j)) <= 4) {
		return cand{}, 0
	}
	isPlural := p.at(j).Has(plural)
	if u == unitSecond && !isPlural && g != lex.Hyphen && !(value == "1" && !single) {
		return cand{}, 0 // "a second", "twenty second"
	}
	if p.is(j, "min") || p.is(j, "sec") {
		if !t.Digits {
			return cand{}, 0
		}
	}
	end := j + 1
	if p.is(end, "old") && p.joined(end) || p.is(i-1, "aged") || p.is(i-1, "of") && p.is(i-2, "age") {
		return cand{}, end + b2i(p.is(end, "old")) - i
	}
	// "an hour and a half", "an hour-and-a-half"
	if p.at(end).Has(lex.And) && p.joined(end) && p.at(end+1).Has(lex.A) && p.at(end+2).Has(lex.Half) && p.joined(end+2) {
		half = true
		end += 3
	}
	v := iso(value, u, half)
	if v == "" {
		return cand{}, 0
	}
	// "two hours and 15 minutes"
	if !half && u == unitHour {
		k := end
		if p.at(k).Has(lex.And) && p.near(k) {
			k++
		}
		if g := p.at(k).Gap; g == lex.Space || g == lex.CommaSp {
			if m, mn := lex.Cardinal(p.s, p.t, k); mn > 0 && p.unitOf(k+mn) == unitMinute && p.near(k+mn) {
				if a, err := strconv.Atoi(value); err == nil && a < 1000 {
					if b, err := strconv.Atoi(m); err == nil && b < 60 {
						u = unitMinute
						v = iso(strconv.Itoa(a*60+b), unitMinute, false)
						end = k + mn + 1
					}
				}
			}
		}
	}
	c, k := p.directed(i, end, v, u)
	if !c.Relative {
		if single && !half && !p.proves(i) {
			return cand{}, 0 // "an hour" as a rate, "a day"
		}
		if value == "1" && u == unitDay && p.is(i, "one") && !p.proves(i) {
			return cand{}, 0 // "one day, …"
		}
	}
	return c, k
}

// proves: the word before "a year" makes it a length of time.
func (p *parser) proves(i int) bool {
	if !p.near(i) {
		return false
	}
	if p.at(i - 1).Has(approx) {
		return true
	}
	switch strings.ToLower(p.word(i - 1)) {
	case "for", "than", "least", "most", "takes", "took", "take", "lasted", "lasts", "after":
		return true
	}
	return false
}

// directed reads the direction after a duration: "later", "ago", "before
// Election Day". value is an ISO duration, or "X" or a number to be written
// with u; i is the first token and end the one after the unit.
func (p *parser) directed(i, end int, value string, u int) (cand, int) {
	v := value
	if value[0] != 'P' {
		d, s, _ := letters(u, "")
		switch {
		case d != "":
			v = d + value + s
		case u == unitDecade:
			v = "PX0Y"
		case u == unitCentury:
			v = "PX00Y"
		default:
			v = "PXW"
		}
	}
	c := cand{Mention: Mention{Kind: Duration, Value: v, Form: v, Sure: "stated", How: "length of time"}, form: fDuration, wd: -1}
	n := end - i
	d := p.at(end)
	if !p.near(end) || d.Class&(later|earlier|ago) == 0 {
		if p.is(end, "from") && p.is(end+1, "now") {
			c.Relative, c.fromArticle = true, true
			return p.step(c, v, 1), n + 2
		}
		return c, n
	}
	k := end + 1
	switch {
	case d.Has(ago):
		c.Relative, c.fromArticle, c.back = true, true, true
		return p.step(c, v, -1), n + 1
	case p.is(end, "later") || p.is(end, "afterwards") || p.is(end, "afterward") || p.is(end, "thereafter"):
		if p.is(k, "than") {
			return c, n
		}
		c.Relative = true
		return p.step(c, v, 1), n + 1
	}
	dir := 1
	if d.Has(earlier) {
		dir = -1
	}
	if p.is(end, "earlier") && p.is(k, "than") {
		// a spinner's "before"; what follows is what it is counted from
		if !p.near(k + 1) {
			n++
		}
	} else if p.near(k) && !p.is(end, "earlier") {
		if r, rn := p.reference(k); rn > 0 {
			c.Relative, c.back = true, true
			c.ref = &r
			return p.step(c, v, dir), n + 1 + rn
		}
		if p.is(k, "that") {
			c.Relative = true
			return p.step(c, v, dir), n + 2
		}
		// counted from something that is no date
		c.Relative = true
		c.How = "length of time, counted from an event"
		c.ref = &cand{form: fLoose}
		return c, n + 1
	}
	c.Relative, c.back = true, dir < 0
	return p.step(c, v, dir), n + 1
}

// step makes c the date (or the moment) that lies the duration v from its
// anchor.
func (p *parser) step(c cand, v string, dir int) cand {
	sign := "+"
	if dir < 0 {
		sign = "-"
	}
	c.Form = sign + v
	num := strings.Trim(v, "PTSMHDWY")
	n, err := strconv.Atoi(num)
	if err != nil {
		return c
	}
	c.n = n * dir
	switch v[len(v)-1] {
	case 'S':
		c.unit = unitSecond
	case 'M':
		c.unit = unitMonth
		if v[1] == 'T' {
			c.unit = unitMinute
		}
	case 'H':
		c.unit = unitHour
	case 'D':
		c.unit = unitDay
	case 'W':
		c.unit = unitWeek
	case 'Y':
		c.unit = unitYear
	}
	if c.unit >= unitDay {
		c.Kind, c.form = Date, fShift
		c.Value = ""
	}
	return c
}
