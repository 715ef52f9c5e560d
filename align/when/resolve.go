package when

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// date is a day, or with d or m zero a month or a year.
type ymd struct{ y, m, d int }

func (a ymd) full() bool { return a.d > 0 && a.y > 0 }

func (a ymd) time() time.Time {
	return time.Date(a.y, time.Month(max(a.m, 1)), max(a.d, 1), 0, 0, 0, 0, time.UTC)
}

func ofTime(t time.Time) ymd { return ymd{t.Year(), int(t.Month()), t.Day()} }

func (a ymd) add(days int) ymd { return ofTime(a.time().AddDate(0, 0, days)) }

func (a ymd) String() string {
	var buf [12]byte
	b := buf[:0]
	two := func(n int) { b = append(b, '-', '0'+byte(n/10%10), '0'+byte(n%10)) }
	switch {
	case a.y > 0:
		b = append(b, '0'+byte(a.y/1000%10), '0'+byte(a.y/100%10), '0'+byte(a.y/10%10), '0'+byte(a.y%10))
	case a.m > 0:
		b = append(b, '-')
	default:
		return ""
	}
	if a.m > 0 {
		two(a.m)
		if a.d > 0 {
			two(a.d)
		}
	}
	return string(b)
}

// days from a to b, parts that are not given taken as their middle.
func distance(a, b ymd) int {
	mid := func(x ymd) time.Time {
		switch {
		case x.m == 0:
			return time.Date(x.y, 7, 1, 0, 0, 0, 0, time.UTC)
		case x.d == 0:
			return time.Date(x.y, time.Month(x.m), 15, 0, 0, 0, 0, time.UTC)
		}
		return x.time()
	}
	n := int(mid(b).Sub(mid(a)).Hours() / 24)
	if n < 0 {
		return -n
	}
	return n
}

func parseISO(s string) ymd {
	var a ymd
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		if len(s) == 4 {
			fmt.Sscanf(s, "%d", &a.y)
		}
		return a
	}
	num := func(s string) int {
		n := 0
		for _, c := range []byte(s) {
			if c < '0' || c > '9' {
				return -1
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	y, m, d := num(s[:4]), num(s[5:7]), num(s[8:10])
	if y > 0 && valid(y, m, d) {
		return ymd{y, m, d}
	}
	return ymd{}
}

// state of the narrative while mentions are resolved from left to right.
type state struct {
	pub     ymd // the article's day, or only its year
	pubSure string
	pubHow  string
	day     ymd // last day that the narrative named
	last    ymd // last date that was written with its month and year
	lastAt  int
	latest  ymd         // of those
	years   map[int]int // month*32+day -> year, for days that the text names with one year only; -1 for several
	clock   string
	told    map[int]bool // years that the text names
	any     ymd          // a full date from anywhere in the text
}

func (p *parser) resolve() []Mention {
	if len(p.out) == 0 {
		return nil
	}
	out := make([]Mention, 0, len(p.out))
	p.order()
	p.ranges()
	p.quoted()
	st := p.start()
	aside := 0
	for k := range p.out {
		c := &p.out[k]
		for aside < len(p.opt.Asides) && p.opt.Asides[aside].End <= c.Span.Start {
			aside++
		}
		inAside := aside < len(p.opt.Asides) && p.opt.Asides[aside].Start <= c.Span.Start
		// "Two days later, on October 14": the date says what the words count.
		if c.form == fShift && !c.fromArticle && k+1 < len(p.out) {
			if n := &p.out[k+1]; n.form == fAbsolute && n.d > 0 && n.Span.Start-c.Span.End <= 6 && !strings.ContainsAny(p.s[c.Span.End:n.Span.Start], ".\n") {
				r := *n
				v := p.settle(&r, &st)
				c.Value, c.Sure, c.How, c.Anchor = v.String(), r.Sure, "the date that stands beside it", st.day.String()
				if c.Form == "" {
					c.Form = c.Value
				}
				out = append(out, c.Mention)
				continue
			}
		}
		v := p.settle(c, &st)
		if !inAside && !c.back && !c.stamp && !c.Quoted && !c.future {
			if v.full() {
				st.day, st.clock = v, ""
			}
			if c.form == fAbsolute && c.y > 0 && v.m > 0 && !c.inLead {
				st.last, st.lastAt = v, c.Span.Start
			}
		} else if !inAside && v.full() && st.day.y == 0 && !c.Quoted && !c.fromArticle {
			st.day = v
		}
		if c.form == fClock && !inAside && !c.Quoted {
			st.clock = c.Value
			if c.Qual == "just before" && c.Value == "00:00" {
				st.clock = "24:00"
			}
		}
		out = append(out, c.Mention)
	}
	return out
}

// ranges gives the first of two dates the year of the second: "between April
// and June 2017", "from 3 May to 7 June 2016".
func (p *parser) ranges() {
	for k := len(p.out) - 2; k >= 0; k-- {
		a, b := &p.out[k], &p.out[k+1]
		if a.form != fAbsolute || b.form != fAbsolute || a.y > 0 || b.y == 0 || b.m == 0 || a.m > b.m || a.m == 0 || b.Span.Start-a.Span.End > 12 {
			continue
		}
		switch strings.TrimSpace(p.s[a.Span.End:b.Span.Start]) {
		case "and", "to", "or", "through", "until", "till", "-", "–", "and on", ",":
			a.y = b.y
			a.Sure, a.How = "inferred", "the year of the date beside it"
		}
	}
}

// order decides what 3/4/2016 means.
func (p *parser) order() {
	for k := range p.out {
		c := &p.out[k]
		if c.form != fAbsolute || !c.hasShift || c.d == 0 {
			continue
		}
		c.hasShift = false
		c.Sure, c.How = "guessed", "month first: the order of day and month is not known"
		if p.mdy < 0 {
			c.m, c.d = c.d, c.m
			c.Sure, c.How = "inferred", "day first, as the other dates of the text"
		} else if p.mdy > 0 {
			c.Sure, c.How = "inferred", "month first, as the other dates of the text"
		}
	}
}

// quoted marks what stands between double quotation marks of one paragraph.
func (p *parser) quoted() {
	i, open := 0, false
	for k := range p.out {
		for to := min(p.out[k].Span.Start, len(p.s)); i < to; i++ {
			switch c := p.s[i]; {
			case c > '"' && c < utf8.RuneSelf:
			case c == '"':
				open = !open
			case c == '\n':
				open = false
			case c == 0xE2 && strings.HasPrefix(p.s[i:], "“"):
				open = true
			case c == 0xE2 && strings.HasPrefix(p.s[i:], "”"):
				open = false
			}
		}
		p.out[k].Quoted = open
	}
}

// start finds the day of the article and a date to lean on.
func (p *parser) start() state {
	st := state{pub: parseISO(p.opt.Published), pubSure: "inferred", pubHow: "the article's date"}
	var latest ymd
	years := map[int]int{}
	st.years, st.told = map[int]int{}, map[int]bool{}
	aside, hint, hinted := 0, 0, 0
	for k := range p.out {
		c := &p.out[k]
		if c.y == 0 || c.form != fAbsolute || c.Quoted {
			continue
		}
		for aside < len(p.opt.Asides) && p.opt.Asides[aside].End <= c.Span.Start {
			aside++
		}
		st.told[c.y] = true
		if aside < len(p.opt.Asides) && p.opt.Asides[aside].Start <= c.Span.Start {
			if a := (ymd{c.y, c.m, c.d}); c.d > 0 && valid(c.y, c.m, c.d) && p.dateline(c) {
				if st.pub.y == 0 {
					st.pub, st.pubHow = a, "the dateline of the article"
				}
				c.Stamp = st.pub == a
			}
			for hint < len(p.opt.Hints) && p.opt.Hints[hint].End <= c.Span.Start {
				hint++
			}
			if hint < len(p.opt.Hints) && p.opt.Hints[hint].Start <= c.Span.Start {
				hinted = max(hinted, c.y)
			}
			continue
		}
		if c.m > 0 && c.d > 0 {
			a := ymd{c.y, c.m, c.d}
			if !valid(c.y, c.m, c.d) {
				continue
			}
			if st.any.y == 0 {
				st.any = a
			}
			if old := st.years[a.m*32+a.d]; old == 0 {
				st.years[a.m*32+a.d] = a.y
			} else if old != a.y {
				st.years[a.m*32+a.d] = -1
			}
			if latest.y == 0 || latest.time().Before(a.time()) {
				latest = a
			}
			if p.dateline(c) {
				if st.pub.y == 0 {
					st.pub, st.pubHow = a, "the dateline of the article"
				}
				c.back, c.Stamp = true, st.pub == a
			}
		} else {
			if c.m > 0 && (latest.y == 0 || latest.time().Before(ymd{c.y, c.m, 1}.time())) {
				latest = ymd{c.y, c.m, 1}
			}
			years[c.y]++
		}
	}
	st.latest = latest
	if latest.y == 0 {
		latest.y = hinted
	}
	for k := range p.out {
		if p.out[k].stamp {
			p.out[k].Stamp = true
		}
	}
	// The day it was published or updated, without a year: not before the
	// latest date it tells of.
	if st.pub.y == 0 {
		for k := range p.out {
			c := &p.out[k]
			if c.form != fAbsolute || !c.stamp || c.d == 0 {
				continue
			}
			if c.y == 0 && latest.y > 0 {
				y := latest.y
				if (ymd{y, c.m, c.d}).time().Before(latest.time()) {
					y++
				}
				c.y = y
				c.Sure, c.How = "inferred", "the first year after the other dates of the text"
			}
			if c.y > 0 && valid(c.y, c.m, c.d) {
				st.pub, st.pubHow = ymd{c.y, c.m, c.d}, "the day the article says it was published or updated"
				break
			}
		}
	}
	if st.pub.y == 0 && latest.y > 0 {
		st.pub, st.pubSure, st.pubHow = ymd{y: latest.y}, "guessed", "the latest date of the text"
	}
	if st.any.y == 0 {
		if latest.y > 0 {
			st.any = latest
		} else {
			best, n := 0, 0
			for y, k := range years {
				if k > n || k == n && y > best {
					best, n = y, k
				}
			}
			st.any = ymd{y: best}
		}
	}
	return st
}

// dateline: the date stands in a short line near the top, or after
// "published".
func (p *parser) dateline(c *cand) bool {
	if c.stamp {
		return true
	}
	if c.Span.Start > 1500 {
		return false
	}
	from := strings.LastIndexByte(p.s[:c.Span.Start], '\n') + 1
	rest := p.s[c.Span.End:min(len(p.s), c.Span.End+100)]
	to := strings.IndexByte(rest, '\n')
	if to < 0 {
		// A text without lines: "by ana ortega march 3 2026 port sallow".
		if from == 0 && c.Span.Start < 400 {
			for k := c.tok - 1; k >= 0 && k >= c.tok-8; k-- {
				if p.is(k, "by") {
					return true
				}
			}
		}
		return false
	}
	line := p.s[from : c.Span.End+to]
	return len(line) <= 100 && !strings.HasSuffix(strings.TrimRight(line, " \r"), ".")
}

// settle gives c its value; it returns the date, if there is one.
func (p *parser) settle(c *cand, st *state) ymd {
	var v ymd
	if c.Form == "" {
		c.Form = c.spoken()
	}
	set := func(a ymd, sure, how string, anchor ymd) {
		v = a
		c.Value = a.String()
		if c.Sure == "" || sure == "guessed" || c.Sure == "stated" {
			c.Sure = sure
		}
		if c.How == "" {
			c.How = how
		}
		c.Anchor = anchor.String()
	}
	unknown := func(how string) {
		c.Sure = "stated"
		if c.How == "" {
			c.How = how
		}
	}
	switch c.form {
	case fClock:
		if c.Relative || st.day.y > 0 {
			c.Day = st.day.String()
		}
		return v
	case fLoose:
		unknown("counted from an event, not from a date")
		return v
	case fDuration:
		if c.Relative && c.ref == nil && c.n != 0 {
			p.moment(c, st)
		}
		return v
	case fAbsolute:
		a := ymd{c.y, c.m, c.d}
		if a.d > 0 && a.y > 0 && !valid(a.y, a.m, a.d) || a.d > monthDays(2000, max(a.m, 1)) {
			unknown("no such day")
			c.Value = a.String()
			return v
		}
		switch {
		case a.y > 0:
			how := "full date"
			if a.d == 0 {
				how = "year or month"
			}
			if c.Sure == "" {
				c.Sure = "stated"
			}
			if c.How == "" {
				c.How = how
			}
			v = a
			c.Value = a.String()
			if c.d2 > 0 {
				c.Value += "/" + ymd{a.y, a.m, c.d2}.String()
			}
		default:
			y, anchor, sure, how := p.yearFor(c, a, st)
			if y == 0 {
				c.Value = a.String()
				unknown("without a year")
				return v
			}
			a.y = y
			set(a, sure, how, anchor)
			if c.d2 > 0 {
				c.Value += "/" + ymd{a.y, a.m, c.d2}.String()
			}
		}
	case fNamed:
		day := namedDays[c.name].day
		at := func(y int) (ymd, bool) {
			m, d := day(y)
			return ymd{y, m, d}, m > 0
		}
		if c.y > 0 && !c.hasShift {
			if a, ok := at(c.y); ok {
				set(a, "stated", "named day with its year", ymd{})
				return v
			}
			unknown("no such day in that year")
			return v
		}
		anchor, sure, how := st.lean()
		if c.hasShift {
			anchor, sure, how = st.pub, st.pubSure, st.pubHow
		}
		if anchor.y == 0 {
			unknown("named day without a year")
			return v
		}
		var best ymd
		for y := anchor.y - 4; y <= anchor.y+4; y++ {
			a, ok := at(y)
			if !ok || c.hasShift && anchor.full() && (c.shift < 0 && !a.time().Before(anchor.time()) || c.shift > 0 && !a.time().After(anchor.time())) {
				continue
			}
			if best.y == 0 || distance(a, anchor) < distance(best, anchor) {
				best = a
			}
		}
		if best.y > 0 {
			if anchor.m == 0 {
				sure = "guessed"
			}
			set(best, sure, "named day; its year from "+how, anchor)
		}
	case fWeekday:
		anchor, sure, how := st.pub, st.pubSure, st.pubHow
		if c.m == 1 || c.Quoted && !anchor.full() {
			anchor, sure, how = st.day, "guessed", "the last day of the narrative"
		} else if c.Quoted && !c.future {
			sure = "guessed"
		}
		if !anchor.full() {
			unknown("weekday; the day it is counted from is unknown")
			return v
		}
		wd := int(anchor.time().Weekday())
		back, ahead := (wd-c.wd+7)%7, (c.wd-wd+7)%7
		var a ymd
		switch {
		case c.hasShift && c.shift < 0:
			if back == 0 {
				back = 7
			}
			a = anchor.add(-back)
		case c.hasShift && c.shift > 0:
			if ahead == 0 {
				ahead = 7
			}
			a = anchor.add(ahead)
		case c.future:
			a = anchor.add(ahead)
		case c.hasShift: // this Tuesday
			a = anchor.add(ahead)
			if back < ahead {
				a = anchor.add(-back)
			}
			sure = "guessed"
		default:
			a = anchor.add(-back)
		}
		if p.lower {
			sure, c.back = "guessed", true
		}
		set(a, sure, "weekday counted from "+how, anchor)
	case fMonthOf:
		if st.pub.y == 0 {
			c.Value = ymd{0, c.m, c.d}.String()
			unknown("counted from the article's date, which is unknown")
			return v
		}
		a := ymd{st.pub.y, c.m, c.d}
		switch {
		case c.hasShift:
			a.y += c.shift
		case st.pub.m > 0 && c.shift < 0 && c.m >= st.pub.m:
			a.y--
		case st.pub.m > 0 && c.shift > 0 && c.m <= st.pub.m:
			a.y++
		case st.pub.m == 0 && c.shift != 0:
			c.Value = ymd{0, c.m, c.d}.String()
			unknown("counted from the article's date, which is unknown")
			return v
		}
		set(a, st.pubSure, "counted from "+st.pubHow, st.pub)
	case fSeason:
		anchor, sure, how := st.pub, st.pubSure, st.pubHow
		if !c.fromArticle {
			anchor, sure, how = st.lean()
			if anchor.y == 0 {
				anchor = st.any
			}
		}
		if anchor.y == 0 {
			unknown("season of an unknown year")
			return v
		}
		y := anchor.y
		season := 0
		if anchor.m > 0 {
			season = 21 + (anchor.m%12)/3 - 1
			if season < 21 {
				season = 24
			}
		}
		if c.shift < 0 && (season == 0 || c.m >= season) || c.shift > 0 && season > 0 && c.m <= season {
			y += c.shift
		}
		c.Value = fmt.Sprintf("%04d-%d", y, c.m)
		c.Sure, c.Anchor, c.How = sure, anchor.String(), "season of a year from "+how
	case fShift:
		anchor, sure, how := st.day, "inferred", "the last day of the narrative"
		switch {
		case c.ref != nil:
			if c.ref.form == fLoose {
				unknown("counted from an event, not from a date")
				return v
			}
			anchor = p.settle(c.ref, st)
			how = "the day named after it"
		case c.fromArticle:
			anchor, sure, how = st.pub, st.pubSure, st.pubHow
			if c.Quoted || p.lower {
				sure = "guessed"
			}
		case c.unit >= unitMonth && st.last.y > 0:
			anchor = st.last
		}
		if anchor.y == 0 || c.unit < unitMonth && !anchor.full() || c.unit == unitMonth && anchor.m == 0 || c.unit == 0 {
			unknown("the day it is counted from is unknown")
			return v
		}
		set(anchor.shift(c.n, c.unit), sure, "counted from "+how, anchor)
		if c.unit == unitWeek {
			if c.Form[0] == '+' || c.Form[0] == '-' { // two weeks later
				c.Approx = true
			} else {
				y, w := v.time().ISOWeek()
				c.Value = fmt.Sprintf("%04d-W%02d", y, w)
				return ymd{}
			}
		}
	}
	return v
}

func (a ymd) shift(n, u int) ymd {
	switch u {
	case unitDay:
		return a.add(n)
	case unitWeek:
		return a.add(7 * n)
	case unitMonth:
		t := time.Date(a.y, time.Month(a.m+n), 1, 0, 0, 0, 0, time.UTC)
		return ymd{t.Year(), int(t.Month()), 0}
	case unitYear:
		return ymd{a.y + n, 0, 0}
	}
	return a
}

// after reports whether a, which may lack its day, lies wholly behind b.
func (a ymd) after(b ymd) bool {
	switch {
	case a.y != b.y:
		return a.y > b.y
	case a.m != b.m || a.d == 0 || b.d == 0:
		return a.m > b.m
	}
	return a.d > b.d
}

// moment gives the day that "12 hours later" leads to.
func (p *parser) moment(c *cand, st *state) {
	anchor := st.day
	if c.fromArticle {
		anchor = st.pub
	}
	if !anchor.full() {
		return
	}
	c.Anchor = anchor.String()
	h, m := 12, 0
	known := len(st.clock) == 5 && !c.fromArticle
	if known {
		fmt.Sscanf(st.clock, "%d:%d", &h, &m)
	}
	minutes := c.n
	switch c.unit {
	case unitHour:
		minutes *= 60
	case unitSecond:
		minutes /= 60
	}
	if !known && (minutes > 6*60 || minutes < -6*60) {
		return
	}
	at := anchor.time().Add(time.Duration(h*60+m+minutes) * time.Minute)
	if !known {
		at = anchor.time()
	}
	c.Day = ofTime(at).String()
	if c.Sure == "stated" {
		c.How += ", counted from the last time of the narrative"
	}
}

// lean is the date that an incomplete one is nearest to.
func (st *state) lean() (ymd, string, string) {
	switch {
	case st.last.y > 0:
		return st.last, "inferred", "the last date of the narrative"
	case st.pub.full():
		return st.pub, st.pubSure, st.pubHow
	case st.any.y > 0:
		return st.any, "inferred", "another date of the text"
	}
	return st.pub, st.pubSure, st.pubHow
}

// yearFor completes a date without a year. In this order: the same day is
// named elsewhere in the text with its year; a full date of the narrative
// stands near; the article's date (a day without a year is meant within the
// year of it, sooner past than future); the last full date; any full date.
func (p *parser) yearFor(c *cand, a ymd, st *state) (y int, anchor ymd, sure, how string) {
	fits := func(y int) bool {
		return a.d == 0 || valid(y, a.m, a.d) && (c.wd < 0 || int(weekdayOf(y, a.m, a.d)) == c.wd)
	}
	if a.d > 0 {
		if y := st.years[a.m*32+a.d]; y > 0 && fits(y) {
			return y, ymd{y, a.m, a.d}, "inferred", "its year from the same day elsewhere in the text"
		}
	}
	nearest := func(to ymd, late int) int {
		best, bd := 0, 0
		for d := -6; d <= 6; d++ {
			y := to.y + d
			if !fits(y) {
				continue
			}
			x := ymd{y, a.m, a.d}
			n := distance(x, to) * 2
			if c.past && st.pub.full() && x.after(st.pub) {
				continue
			}
			if c.future {
				// no preference
			} else if late > 0 && x.time().After(to.time()) {
				n = n * late / 2
			}
			if best == 0 || n < bd {
				best, bd = y, n
			}
		}
		return best
	}
	if near := st.last; near.y > 0 && (near.d > 0 && c.Span.Start-st.lastAt < 1500 || c.Span.Start-st.lastAt < 500) {
		if y := nearest(near, 0); y > 0 && distance(ymd{y, a.m, a.d}, near) <= 130 {
			return y, near, "inferred", "its year from the last full date of the narrative"
		}
	}
	if st.pub.full() {
		if y := nearest(st.pub, 3); y > 0 {
			return y, st.pub, st.pubSure, "its year from " + st.pubHow
		}
	}
	anchor, how = st.last, "the last full date of the narrative"
	if anchor.y == 0 {
		anchor, how = st.any, "another date of the text"
	}
	if anchor.y == 0 || anchor.m == 0 { // a year alone says too little
		return 0, anchor, "", ""
	}
	y = nearest(anchor, 0)
	if y > 0 && st.latest.y > 0 && !c.future {
		if x := (ymd{y, a.m, a.d}); x.time().After(st.latest.time()) && distance(x, st.latest) > 75 && st.told[y-1] && fits(y-1) {
			y--
		}
	}
	return y, anchor, "inferred", "its year from " + how
}

// spoken is the canonical form of what was said.
func (c *cand) spoken() string {
	switch c.form {
	case fAbsolute:
		return ymd{c.y, c.m, c.d}.String()
	case fWeekday:
		return fmt.Sprintf("weekday:%d%s", c.wd, shifted(c.shift, c.hasShift))
	case fNamed:
		return namedDays[c.name].name
	case fMonthOf:
		return fmt.Sprintf("month:%d%s", c.m, shifted(c.shift, true))
	case fSeason:
		return fmt.Sprintf("season:%d%s", c.m, shifted(c.shift, true))
	case fShift:
		d, s, _ := letters(c.unit, "")
		from := "narrative"
		if c.fromArticle {
			from = "article"
		}
		return fmt.Sprintf("%s%+d%s%s", from, c.n, strings.TrimPrefix(d, "P"), s)
	}
	return ""
}

func shifted(n int, has bool) string {
	if !has {
		return ""
	}
	return fmt.Sprintf("%+d", n)
}
