// Package number finds numbers in prose, in digits and in words, and says what
// they mean: "twenty-three" and "23" have one value, "4.2 million dollars" and
// "$4.2 million" another, "six votes to three" and "6-3" a third. The words
// that qualify a number ("about", "more than") are kept beside it.
package number

import (
	"strconv"
	"strings"

	"verbatim/align/internal/lex"
	"verbatim/corpus"
)

// Kind of a number.
type Kind string

const (
	Cardinal Kind = "cardinal"
	Ordinal  Kind = "ordinal"
	Percent  Kind = "percent"
	Money    Kind = "money"
	Score    Kind = "score"    // votes or goals: 6-3
	Measure  Kind = "measure"  // with a unit: 2,340 metres
	Fraction Kind = "fraction" // two-thirds
	Phone    Kind = "phone"
	Vague    Kind = "vague" // dozens, thousands
	Age      Kind = "age"   // a 61-year-old, aged 12
)

// Mention is one number.
type Mention struct {
	Span  corpus.Span // with its unit; bytes of the text given
	Outer corpus.Span // Span with the words of Qual
	Kind  Kind
	Value string // decimal without groups or exponent ("4200000"), "6-3", "2/3", "thousands"; a phone number as its digits
	Unit  string // money: dollar, euro, pound …; measure: m, km, kg …; percent: %
	Qual  string // about, more than, less than, at least, at most, up to, almost
	Words int    // tokens of Span
	Digit bool   // written in digits
}

// Approx reports whether the text itself says that the number is not exact.
func (m Mention) Approx() bool { return m.Qual == "about" || m.Qual == "almost" }

// Key is equal for mentions that mean the same thing; the qualifier is left
// out.
func (m Mention) Key() string {
	if m.Unit == "" {
		return m.Value
	}
	return m.Value + " " + m.Unit
}

const (
	percent lex.Class = lex.User << iota
	money             // N: index of currencies
	minor             // cents, pence
	measure           // N: index of measures
	vote              // votes, goals …: "six votes to three"
	to                // to
	old               // old
	year              // year, years
	vague             // dozens, thousands
	part              // thirds, quarters; N: the denominator
	glued             // k, m, bn after digits; N: power of ten
	per               // per of "per cent"
	cent              // cent
)

var currencies = []string{"", "dollar", "euro", "pound", "yen", "franc", "ruble", "rupee", "yuan", "krona", "peso", "won", "shekel"}
var measures = []string{"", "m", "km", "cm", "mm", "mile", "ft", "in", "yd", "kg", "g", "t", "lb", "oz", "l", "gal", "ha", "acre", "°", "kWh", "MW", "GW", "kW", "mph", "km/h", "knot", "hp", "GB", "MB", "TB"}

var table = lex.NewTable(lex.Numbers, func() map[string]lex.Entry {
	m := map[string]lex.Entry{}
	add := func(c lex.Class, n int, words ...string) {
		for _, w := range words {
			e := m[w]
			e.Class |= c
			if n != 0 {
				e.N = int32(n)
			}
			m[w] = e
		}
	}
	add(percent, 0, "percent", "pct", "percentage")
	add(per, 0, "per")
	add(cent, 0, "cent")
	for i, ws := range [][]string{{"dollar", "dollars", "bucks"}, {"euro", "euros"}, {"pound", "pounds"}, {"yen"}, {"franc", "francs"},
		{"ruble", "rubles", "rouble", "roubles"}, {"rupee", "rupees"}, {"yuan", "renminbi"}, {"krona", "kronor", "krone", "kroner"}, {"peso", "pesos"}, {"won"}, {"shekel", "shekels"}} {
		add(money, i+1, ws...)
	}
	add(minor, 0, "cents", "pence")
	for i, ws := range [][]string{{"m", "metre", "metres", "meter", "meters"}, {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"}, {"cm", "centimetre", "centimetres", "centimeter", "centimeters"},
		{"mm", "millimetre", "millimetres", "millimeter", "millimeters"}, {"mile", "miles"}, {"ft", "foot", "feet"}, {"inch", "inches"}, {"yd", "yard", "yards"},
		{"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"}, {"gram", "grams", "gramme", "grammes"}, {"ton", "tons", "tonne", "tonnes"}, {"lb", "lbs"}, {"ounce", "ounces", "oz"},
		{"litre", "litres", "liter", "liters"}, {"gallon", "gallons"}, {"hectare", "hectares", "ha"}, {"acre", "acres"}, {"degree", "degrees"}, {"kwh"}, {"megawatt", "megawatts", "mw"},
		{"gigawatt", "gigawatts", "gw"}, {"kilowatt", "kilowatts", "kw"}, {"mph"}, {"kph", "kmh"}, {"knot", "knots"}, {"horsepower", "hp"}, {"gb", "gigabyte", "gigabytes"}, {"mb", "megabyte", "megabytes"}, {"tb", "terabyte", "terabytes"}} {
		add(measure, i+1, ws...)
	}
	add(vote, 0, "vote", "votes", "goals", "points", "seats", "games", "sets", "runs")
	add(to, 0, "to", "against")
	add(old, 0, "old")
	add(year, 0, "year", "years", "month", "months")
	add(vague, 0, "dozens", "scores", "hundreds", "thousands", "millions", "billions", "tens")
	for i, w := range []string{"thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths"} {
		add(part, i+3, w)
	}
	add(glued, 3, "k")
	add(glued, 6, "mn", "mln", "mio", "m")
	add(glued, 9, "bn", "b")
	add(glued, 12, "tn", "trn")
	return m
}())

// "m" stands for metre and for million; its N is that of the measure or of the
// power, so both are looked up here.
func power(w string) int {
	switch strings.ToLower(w) {
	case "k", "thousand":
		return 3
	case "m", "mn", "mln", "mio", "million":
		return 6
	case "b", "bn", "billion":
		return 9
	case "tn", "trn", "trillion":
		return 12
	}
	return 0
}

var symbols = []struct{ s, unit string }{{"$", "dollar"}, {"£", "pound"}, {"€", "euro"}, {"¥", "yen"}, {"₹", "rupee"}, {"₽", "ruble"}, {"₩", "won"}, {"₪", "shekel"}}

type finder struct {
	s   string
	t   []lex.Token
	out []Mention
}

var none = lex.Token{Gap: lex.Other}

func (f *finder) at(i int) *lex.Token {
	if i < 0 || i >= len(f.t) {
		return &none
	}
	return &f.t[i]
}

func (f *finder) word(i int) string { t := f.at(i); return f.s[t.Start:t.End] }

func (f *finder) is(i int, w string) bool {
	t := f.at(i)
	return t.End-t.Start == len(w) && strings.EqualFold(f.s[t.Start:t.End], w)
}

func (f *finder) near(i int) bool { g := f.at(i).Gap; return g == lex.Space || g == lex.Line }

// Find gives the numbers of text in order; they do not overlap. Dates and
// times are numbers too: a caller that has found them (package when) leaves
// out what overlaps. O(len(text)).
func Find(text string) []Mention {
	f := &finder{s: text, t: table.Cut(text)}
	for i := 0; i < len(f.t); {
		t := &f.t[i]
		if !t.Digits && t.Class&(lex.Ones|lex.Teens|lex.Tens|lex.A|lex.Half|lex.Zero|lex.Ordinal|vague) == 0 {
			i++
			continue
		}
		if n := f.mention(i); n > 0 {
			i += n
			continue
		}
		i++
		// the rest of a number that is refused is refused with it
		for t.Digits && i < len(f.t) && f.t[i].Digits && (f.t[i].Gap == lex.Dot || f.t[i].Gap == lex.Comma || f.t[i].Gap == lex.Colon || f.t[i].Gap == lex.Slash) {
			i++
		}
	}
	return f.out
}

func (f *finder) add(i, n int, m Mention) int {
	m.Words = n
	s := f.at(i).Start
	m.Span = corpus.Span{Start: s, End: f.at(i + n - 1).End}
	m.Digit = f.at(i).Digits
	if m.Kind == Percent && strings.HasPrefix(f.s[m.Span.End:], "%") {
		m.Span.End++
	}
	if m.Kind == Money {
		for _, y := range symbols {
			if strings.HasSuffix(f.s[:s], y.s) {
				m.Span.Start = s - len(y.s)
				if h := m.Span.Start; strings.HasSuffix(f.s[:h], "US") || strings.HasSuffix(f.s[:h], "AU") {
					m.Span.Start -= 2
				}
			}
		}
	}
	m.Outer = m.Span
	m.Qual, m.Outer.Start = f.qualify(i, m.Outer.Start)
	f.out = append(f.out, m)
	return n
}

// mention reads the number at token i and gives its length in tokens.
func (f *finder) mention(i int) int {
	t := f.at(i)
	if t.Digits && t.Gap == lex.None && i > 0 { // K2, A4
		return 0
	}
	if t.Digits && i > 0 && f.at(i-1).Digits && (t.Gap == lex.Dot || t.Gap == lex.Comma || t.Gap == lex.Colon || t.Gap == lex.Slash) {
		return 0
	}
	if t.Digits && t.Start > 0 && strings.IndexByte("=&_#@/", f.s[t.Start-1]) >= 0 {
		return 0
	}
	symbol := f.symbol(t.Start)
	if t.Digits && symbol == "" {
		if n := f.phone(i); n > 0 {
			return n
		}
		if f.at(i+1).Digits && f.at(i+1).Gap == lex.Colon || f.at(i+1).Digits && f.at(i+1).Gap == lex.Slash {
			return 0 // a time, a date, a ratio
		}
		if f.listed(i) {
			return 0
		}
	}
	if v, n := lex.OrdinalAt(f.s, f.t, i); n > 0 && v > 0 {
		if v <= 2 && !t.Digits {
			return n // first, second: rarely a count
		}
		return f.add(i, n, Mention{Kind: Ordinal, Value: itoa(v)})
	}
	if t.Has(vague) {
		if t.Gap == lex.Hyphen || !f.is(i+1, "of") && !f.is(i, "dozens") && !f.is(i, "thousands") && !f.is(i, "hundreds") && !f.is(i, "millions") {
			return 0
		}
		n, v := 1, strings.ToLower(f.word(i))
		if f.is(i+1, "of") && f.at(i+2).Has(vague) && f.near(i+2) {
			n, v = 3, v+" of "+strings.ToLower(f.word(i+2))
		}
		return f.add(i, n, Mention{Kind: Vague, Value: v})
	}
	if t.Has(lex.Half) && !f.at(i+1).Has(lex.A) {
		return 0
	}
	v, n := f.share(i)
	if n == 0 {
		v, n = lex.Cardinal(f.s, f.t, i)
	}
	if n == 0 || v == "" {
		return n
	}
	if x := f.at(i + n); t.Digits && x.Has(lex.Dozen) && x.N == 12 && f.near(i+n) {
		if d, err := strconv.Atoi(v); err == nil && d < 1<<20 {
			v = itoa(12 * d)
			n++
		}
	}
	if f.is(i+n, "and") && f.at(i+n+1).Has(lex.A) && f.at(i+n+2).Has(lex.Half) && f.near(i+n) && f.near(i+n+2) && !strings.Contains(v, ".") { // four and a half
		v += ".5"
		n += 3
		if x := f.at(i + n); x.Has(lex.Scale) && f.near(i+n) { // four and a half million
			v = scale(v, int(x.N))
			n++
		}
	}
	j := i + n
	u := f.at(j)
	if t.Digits && u.Gap == lex.None && j < len(f.t) && !u.Digits {
		if p := power(f.word(j)); p > 0 && (p != 6 || symbol != "" || len(f.word(j)) > 1) {
			v = scale(v, p)
			n++
			j++
			u = f.at(j)
		} else if !u.Has(measure|minor) && !f.is(j, "p") {
			return 0 // 35pm, 2nd
		}
	}
	if t.Digits && u.Digits && (u.Gap == lex.Dot || u.Gap == lex.Comma) {
		return 0 // 1.2.3
	}
	if symbol != "" {
		if f.near(j) && u.Has(money) { // "$4.2 million dollars"
			n++
		}
		return f.add(i, n, Mention{Kind: Money, Value: v, Unit: symbol})
	}
	joined := f.near(j) || u.Gap == lex.Hyphen
	switch {
	case strings.HasPrefix(f.s[f.at(j-1).End:], "%"):
		return f.add(i, n, Mention{Kind: Percent, Value: v, Unit: "%"})
	case joined && u.Has(percent):
		return f.add(i, n+1, Mention{Kind: Percent, Value: v, Unit: "%"})
	case joined && u.Has(per) && f.at(j+1).Has(cent) && f.near(j+1):
		return f.add(i, n+2, Mention{Kind: Percent, Value: v, Unit: "%"})
	case joined && u.Has(money) && (int(u.N) != 3 || len(v) >= 5 || f.scaled(i, j)):
		return f.add(i, n+1, Mention{Kind: Money, Value: v, Unit: currencies[u.N]})
	case (joined || u.Gap == lex.None && u.End > u.Start) && u.Has(minor):
		return f.add(i, n+1, Mention{Kind: Money, Value: v, Unit: strings.ToLower(f.word(j))})
	case joined && u.Has(year) && f.is(j+1, "old"), f.is(i-1, "aged") && f.near(i):
		k := n
		if u.Has(year) && joined {
			k++
			if f.is(j+1, "old") {
				k++
			}
		}
		return f.add(i, k, Mention{Kind: Age, Value: v})
	case joined && u.Has(part):
		return f.add(i, n+1, Mention{Kind: Fraction, Value: v + "/" + itoa(int(u.N))})
	}
	if s, k := f.score(i, v, n); k > 0 {
		return f.add(i, k, Mention{Kind: Score, Value: s})
	}
	if u.Has(measure) && (joined || u.Gap == lex.None && t.Digits) {
		if unit := speed[measures[f.measure(j)]]; unit != "" && (f.is(j+1, "an") || f.is(j+1, "per")) && f.is(j+2, "hour") && f.near(j+2) {
			return f.add(i, n+3, Mention{Kind: Measure, Value: v, Unit: unit})
		}
		if len(f.word(j)) > 2 || t.Digits {
			return f.add(i, n+1, Mention{Kind: Measure, Value: v, Unit: measures[f.measure(j)]})
		}
	}
	if !t.Digits && n == 1 && (v == "1" || t.Has(lex.Zero)) {
		return 1 // "one" is mostly a pronoun
	}
	return f.add(i, n, Mention{Kind: Cardinal, Value: v})
}

// share reads a part of a round number, "three-quarters of a million". Without
// a value, the part is no whole number: the words are to be passed over, so
// that their million is not taken for the number.
func (f *finder) share(i int) (value string, n int) {
	k, count := i+1, 1
	switch t := f.at(i); {
	case t.Has(lex.Ones):
		count = int(t.N)
	case !t.Has(lex.A):
		return "", 0
	}
	u, of := f.at(k), 0
	if u.Has(part) {
		of = int(u.N)
	} else {
		of = singular[strings.ToLower(f.word(k))]
	}
	if of == 0 || !f.near(k) && u.Gap != lex.Hyphen || !f.is(k+1, "of") || !f.at(k+2).Has(lex.A) || !f.at(k+3).Has(lex.Scale) || !f.near(k+1) || !f.near(k+2) || !f.near(k+3) {
		return "", 0
	}
	n = k + 4 - i
	whole, err := strconv.Atoi(scale(itoa(count), int(f.at(k+3).N)))
	if err != nil || whole%of != 0 {
		return "", n
	}
	return itoa(whole / of), n
}

// singular names of parts, which are ordinals besides.
var singular = map[string]int{"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

// speed of a length that is said to be of an hour.
var speed = map[string]string{"mile": "mph", "km": "km/h"}

// measure is the index of the unit at token j.
func (f *finder) measure(j int) int {
	if f.is(j, "m") {
		return 1
	}
	return int(f.at(j).N)
}

// scaled: the number has a scale word, so that pounds are money.
func (f *finder) scaled(i, j int) bool {
	for k := i; k < j; k++ {
		if f.at(k).Has(lex.Scale) {
			return true
		}
	}
	return false
}

func (f *finder) symbol(at int) string {
	if at == 0 || f.s[at-1] != '$' && f.s[at-1] < 0x80 {
		return ""
	}
	for _, y := range symbols {
		if strings.HasSuffix(f.s[:at], y.s) {
			return y.unit
		}
	}
	return ""
}

// listed: "3." at the start of a line numbers a list.
func (f *finder) listed(i int) bool {
	t := f.at(i)
	if t.End-t.Start > 3 || f.at(i+1).Gap != lex.DotSp && !strings.HasPrefix(f.s[t.End:], ")") {
		return false
	}
	k := t.Start
	for k > 0 && (f.s[k-1] == ' ' || f.s[k-1] == '\t') {
		k--
	}
	return k == 0 || f.s[k-1] == '\n'
}

// phone reads "0800 555 0142", "+44 20 7946 0958", "555-0142-12".
func (f *finder) phone(i int) int {
	t := f.at(i)
	plus := t.Start > 0 && f.s[t.Start-1] == '+'
	if f.s[t.Start] != '0' && !plus {
		return 0
	}
	n, digits := 1, t.End-t.Start
	for f.at(i+n).Digits && (f.at(i+n).Gap == lex.Space || f.at(i+n).Gap == lex.Hyphen) && n < 7 {
		digits += f.at(i+n).End - f.at(i+n).Start
		n++
	}
	if n < 2 && !(digits >= 9) || digits < 7 || digits > 15 {
		return 0
	}
	var b strings.Builder
	if plus {
		b.WriteByte('+')
	}
	for k := i; k < i+n; k++ {
		b.WriteString(f.word(k))
	}
	return f.add(i, n, Mention{Kind: Phone, Value: b.String()})
}

// score reads "6-3", "six votes to three", "six to three".
func (f *finder) score(i int, v string, n int) (string, int) {
	j := i + n
	u := f.at(j)
	if len(v) > 3 {
		return "", 0
	}
	if u.Gap == lex.Hyphen && f.at(i).Digits == u.Digits && n == 1 {
		w, k := lex.Cardinal(f.s, f.t, j)
		if k != 1 || len(w) > 3 || f.at(j+1).Gap == lex.Hyphen && j+1 < len(f.t) || f.at(j+1).Has(percent|year) || !u.Digits && f.at(i).Has(lex.Tens) {
			return "", 0
		}
		return v + "-" + w, n + k
	}
	k := j
	voted := u.Has(vote) && f.near(k)
	if voted {
		k++
	}
	if f.at(k).Has(to) && f.near(k) && f.near(k+1) {
		w, wn := lex.Cardinal(f.s, f.t, k+1)
		if wn == 0 || len(w) > 3 {
			return "", 0
		}
		after := k + 1 + wn
		// "two to three weeks" is a range
		if !voted && (!f.is(k, "to") || f.near(after) && !f.stop(after) || !f.decided(i)) {
			return "", 0
		}
		if f.at(after).Has(measure|money|percent) && f.near(after) {
			return "", 0
		}
		return v + "-" + w, after - i
	}
	return "", 0
}

// stop: the token is no noun that a number would count.
func (f *finder) stop(i int) bool {
	switch strings.ToLower(f.word(i)) {
	case "to", "in", "on", "against", "for", "that", "and", "at", "by", "after", "with", "when", "as", "but", "the", "a", "last":
		return true
	}
	return false
}

// decided: the words before speak of a vote or a game.
func (f *finder) decided(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		w := strings.ToLower(f.word(k))
		if strings.HasPrefix(w, "vote") || strings.HasPrefix(w, "voting") || w == "won" || w == "lost" || w == "beat" || w == "ruled" || w == "passed" || w == "decided" || w == "split" || w == "rejected" || w == "approved" {
			return true
		}
	}
	return false
}

// quals: longer ones first; a spinner's forms stand beside them.
var quals = []struct{ words, meaning string }{
	{"not more than", "at most"}, {"no more than", "at most"}, {"no less than", "at least"}, {"not less than", "at least"}, {"no fewer than", "at least"},
	{"as many as", "up to"}, {"as much as", "up to"}, {"more than", "more than"}, {"greater than", "more than"}, {"less than", "less than"}, {"lower than", "less than"}, {"fewer than", "less than"},
	{"at least", "at least"}, {"at most", "at most"}, {"up to", "up to"}, {"just over", "more than"}, {"just under", "less than"}, {"close to", "about"}, {"upwards of", "more than"},
	{"about", "about"}, {"around", "about"}, {"roughly", "about"}, {"approximately", "about"}, {"some", "about"}, {"nearly", "almost"}, {"almost", "almost"}, {"over", "more than"}, {"under", "less than"}, {"only", "only"},
}

var qualsByLast = func() map[string][]int {
	m := map[string][]int{}
	for i, q := range quals {
		w := q.words[strings.LastIndexByte(q.words, ' ')+1:]
		m[w] = append(m[w], i)
	}
	return m
}()

func (f *finder) qualify(i, start int) (string, int) {
	if i == 0 || f.at(i).Start != start && f.s[start-1] != ' ' || f.at(i).Start == start && !f.near(i) {
		return "", start
	}
	w := f.word(i - 1)
	if len(w) > 13 {
		return "", start
	}
next:
	for _, k := range qualsByLast[strings.ToLower(w)] {
		at, rest := i, quals[k].words
		for rest != "" {
			cut := strings.LastIndexByte(rest, ' ')
			at--
			if !f.is(at, rest[cut+1:]) || at < i-1 && !f.near(at+1) {
				continue next
			}
			rest = rest[:max(cut, 0)]
		}
		return quals[k].meaning, f.at(at).Start
	}
	return "", start
}

func scale(v string, p int) string {
	whole, part, _ := strings.Cut(v, ".")
	if len(part) <= p {
		v = strings.TrimLeft(whole+part+strings.Repeat("0", p-len(part)), "0")
		if v == "" {
			return "0"
		}
		return v
	}
	return whole + part[:p] + "." + part[p:]
}

func itoa(n int) string {
	var b [20]byte
	i := len(b)
	for {
		i--
		b[i] = '0' + byte(n%10)
		n /= 10
		if n == 0 {
			return string(b[i:])
		}
	}
}
