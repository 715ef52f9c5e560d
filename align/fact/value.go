package fact

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Value is what a fact states, as what can be compared.
type Value struct {
	Kind   string    // number, money, date, time, duration
	Unit   string    // the stem of what a number counts, a measure, a currency, the zone of a time; "#route" for a number that is a name, "of line" for how many there are in all, "years paul quill" for the age of somebody, "per litr" for so many in each litre
	Lo, Hi float64   // what it can mean: a count, an amount, minutes of the day, seconds
	Day    [3]string // date: year, month and day as far as written
	Form   string    // date: how it is written; only dates of one form contradict each other
	Week   string    // date: the day of the week, where that is how it is written
	Rest   float64   // of a part of a whole: what the whole has beside it, else 0
	Key    string    // equal for equal values
	count  float64   // duration: "six" of "six weeks"
	of     float64   // duration: the seconds of a week
	half   bool      // time: of which half of the day is not said
}

// Number makes the value of a number or an amount: value is decimal, unit as in
// [Value], qual the qualifier as package number gives it. False when it is not
// one figure (a score, "thousands").
func Number(kind, value, unit, qual string) (Value, bool) {
	v := Value{Kind: kind, Unit: unit, Key: value}
	if kind == "money" || measures[unit] {
		v.Key += " " + unit
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return v, false
	}
	v.Lo, v.Hi = rounded(n, value)
	v.Lo, v.Hi = qualified(v.Lo, v.Hi, qual)
	return v, true
}

// Score makes the value of a count of votes or goals, "41-30".
func Score(x, y string) (Value, bool) {
	a, err1 := strconv.Atoi(x)
	b, err2 := strconv.Atoi(y)
	n := float64(a)*1e6 + float64(b)
	return Value{Kind: "number", Unit: "#score", Lo: n, Hi: n, Key: x + "-" + y}, err1 == nil && err2 == nil
}

// rounded is the range that a number may stand for: up to half a unit of its
// last digit that is not a zero, where it has two or more.
func rounded(n float64, digits string) (lo, hi float64) {
	step := 1.0
	if whole, part, ok := strings.Cut(digits, "."); ok {
		step = math.Pow10(-len(part))
	} else if trimmed := strings.TrimRight(whole, "0"); len(whole)-len(trimmed) > 1 {
		step = math.Pow10(len(whole) - len(trimmed))
		if len(trimmed) == 1 {
			step /= 10 // "300,000" does not mean 260,000
		}
	}
	return n - .499*step, n + .499*step
}

func qualified(lo, hi float64, qual string) (float64, float64) {
	switch qual {
	case "about", "almost":
		return lo * .9, hi * 1.1
	case "more than", "at least":
		return lo, hi * 1.25
	case "less than", "at most", "up to", "within":
		return lo * .75, hi
	}
	return lo, hi
}

// Date makes the value of a day, a month or a year; parts that are not written
// are "".
func Date(day [3]string, form string) Value {
	return Value{Kind: "date", Day: day, Form: form, Key: form + strings.Join(day[:], "-")}
}

// Time makes the value of a time of day, HH:MM; zone is "" where none is named,
// half tells that it may be of either half of the day ("at 11:35").
func Time(clock, zone, qual string, half bool) (Value, bool) {
	v := Value{Kind: "time", Unit: zone, Key: clock, half: half}
	h, m, ok := strings.Cut(clock, ":")
	hours, err1 := strconv.Atoi(h)
	minutes, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil {
		return v, false
	}
	v.Lo = float64(60*hours + minutes)
	v.Hi = v.Lo
	switch qual {
	case "about", "almost":
		v.Lo, v.Hi = v.Lo-20, v.Hi+20
	case "just before", "before", "by", "until":
		v.Lo -= 30
	case "just after", "after", "since", "from":
		v.Hi += 30
	}
	return v, true
}

// seconds of the units of an ISO 8601 duration, before and after its T.
var seconds = [2]map[byte]float64{
	{'Y': 365.25 * 86400, 'M': 30.44 * 86400, 'W': 7 * 86400, 'D': 86400},
	{'H': 3600, 'M': 60, 'S': 1},
}

// Duration makes the value of a length of time, an ISO 8601 duration.
func Duration(iso, qual string) (Value, bool) {
	v := Value{Kind: "duration"}
	s := strings.TrimPrefix(strings.TrimPrefix(iso, "~"), "P")
	total, units := 0.0, seconds[0]
	for s != "" {
		if s[0] == 'T' {
			units, s = seconds[1], s[1:]
			continue
		}
		k := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if k <= 0 || units[s[k]] == 0 {
			return v, false
		}
		n, err := strconv.ParseFloat(s[:k], 64)
		if err != nil {
			return v, false
		}
		v.count, v.of = n, units[s[k]]
		total += n * v.of
		s = s[k+1:]
	}
	if v.of == 0 {
		return v, false
	}
	v.Key = strconv.FormatFloat(total, 'f', 0, 64)
	v.Lo, v.Hi = qualified(total-.15*v.of, total+.15*v.of, qual)
	return v, true
}

// measures are units that no number without a unit is counted in.
var measures = set("% years m km cm mm mile ft in yd kg g t lb oz l gal ha acre ° °F kWh MW GW kW mph km/h knot hp GB MB TB")

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// alike are stems of words that outlets use for the same things: people, work.
var alike = []map[string]bool{
	set("peopl person men women passeng resid worker employe driver member patient offic victim crew kid children staff fan support custom commut volunt adult protest student pupil soldier guest colleagu spectat"),
	set("job post role posit"),
}

// Person reports whether a stem counts people.
func Person(stem string) bool { return alike[0][stem] }

// Comparable reports whether x and y could answer one question.
func Comparable(x, y Value) bool {
	switch {
	case x.Kind != y.Kind:
		return false
	case x.Unit == y.Unit:
		return true
	case x.Kind != "number":
		return false
	case strings.HasPrefix(x.Unit, "per ") || strings.HasPrefix(y.Unit, "per "):
		return false
	case x.Unit == "" || y.Unit == "":
		u := x.Unit + y.Unit
		return !measures[u] && u[0] != '#' && !named(u) && !strings.HasPrefix(u, "of ")
	}
	return slices.ContainsFunc(alike, func(a map[string]bool) bool { return a[x.Unit] && a[y.Unit] }) || Exchanged(x, y) && things(x.Unit) && things(y.Unit)
}

// things reports whether a unit is the stem of what is counted, and no measure, name
// or part.
func things(unit string) bool {
	return unit != "" && !measures[unit] && unit[0] != '#' && !strings.Contains(unit, " ")
}

// Distinct reports whether two texts that state v mean the same whatever words
// stand around it: a full day, a minute, a figure of three digits and more.
func (v Value) Distinct() bool {
	switch v.Kind {
	case "date":
		return v.Day[1] != "" && v.Day[2] != ""
	case "time":
		return int(v.Lo)%30 != 0
	case "number", "money":
		number, _, _ := strings.Cut(v.Key, " ")
		return len(strings.Trim(strings.ReplaceAll(number, ".", ""), "0")) >= 3 || len(number) >= 5
	}
	return false
}

// named reports whether a unit says whose the number is.
func named(unit string) bool { return strings.HasPrefix(unit, "years ") }

// year reports whether v is a year and no more.
func (v Value) year() bool { return v.Kind == "date" && v.Day[1] == "" }

// precise reports whether v and w say themselves what they are about: they count
// one thing, or give a day of the calendar.
func (v Value) precise(w Value) bool {
	return v.Kind == "number" && v.Unit != "" && !measures[v.Unit] && !Person(v.Unit) && v.Unit == w.Unit || v.Kind == "date" && v.Form == "figures" && v.Form == w.Form && v.Day[2] != ""
}

// vaguer reports whether v is a date that leaves open what w gives: the day, or
// the month.
func (v Value) vaguer(w Value) bool {
	return v.Kind == "date" && w.Kind == "date" && (v.Day[2] == "" && w.Day[2] != "" || v.Day[1] == "" && w.Day[1] != "")
}

// Agree reports whether x and y can both be true: nine of eleven lines closed,
// two running.
func Agree(x, y Value) bool {
	if x.Kind == "time" && (x.half || y.half) {
		const noon = 720
		x.half, y.half = false, false
		for _, by := range []float64{-noon, 0, noon} {
			if x.Lo <= y.Hi+by && y.Lo+by <= x.Hi {
				return true
			}
		}
		return false
	}
	if x.Kind != "date" || y.Kind != "date" {
		return x.Lo <= y.Hi && y.Lo <= x.Hi || x.Rest > 0 && y.Lo <= x.Rest && x.Rest <= y.Hi || y.Rest > 0 && x.Lo <= y.Rest && y.Rest <= x.Hi
	}
	if x.Week != "" && x.Week == y.Week {
		return true // counted from two days of publication
	}
	common := false
	for i := range x.Day {
		if x.Day[i] != "" && y.Day[i] != "" {
			if x.Day[i] != y.Day[i] {
				return false
			}
			common = true
		}
	}
	return common
}

// Contradict reports whether x and y are two answers to one kind of question.
func Contradict(x, y Value) bool {
	if !Comparable(x, y) || Agree(x, y) {
		return false
	}
	far := func(times float64) bool { return x.Lo > times*y.Hi+1 || y.Lo > times*x.Hi+1 }
	switch x.Kind {
	case "date":
		if x.Week != "" && y.Week != "" && apart(x.Day, y.Day) > 6 {
			return false // of two weeks
		}
		// A day and a month say different things.
		return x.Form != "" && x.Form == y.Form && (x.Day[2] == "") == (y.Day[2] == "") && (x.Day[1] == "") == (y.Day[1] == "")
	case "duration":
		// "hours later" and "ten months" are two questions; six weeks and six
		// months are not.
		return x.of == y.of || x.count == y.count || !far(4)
	case "number":
		return x.Unit == y.Unit || !far(10)
	}
	return true
}

// apart is how many days lie between two days of one year, or of years that are
// not written; 0 when either is no day.
func apart(a, b [3]string) int {
	n := [2]int{}
	for k, d := range [][3]string{a, b} {
		t, err := time.Parse("2006-01-02", cmp.Or(d[0], b[0], a[0], "2001")+"-"+d[1]+"-"+d[2])
		if err != nil {
			return 0
		}
		n[k] = int(t.Unix() / 86400)
	}
	return max(n[0]-n[1], n[1]-n[0])
}

// Coarser reports whether x and y agree, and y gives the day where x has only
// the month.
func Coarser(x, y Value) bool {
	return x.Kind == "date" && y.Kind == "date" && x.Form != "" && y.Form != "" && Agree(x, y) && x.Day[1] != "" && y.Day[1] != "" && x.Day[2] == "" && y.Day[2] != ""
}

// Slip reports whether x and y differ as a slip of the pen does: one digit
// changed, added or lost, two exchanged, -teen for -ty, one unit for another.
func Slip(x, y Value) bool {
	switch x.Kind {
	case "duration":
		digits := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
		return x.count == y.count && x.of != y.of || x.of == y.of && slip(digits(x.count), digits(y.count))
	case "date":
		at := -1
		for i := range x.Day {
			if x.Day[i] != y.Day[i] {
				if at >= 0 || x.Day[i] == "" || y.Day[i] == "" {
					return false
				}
				at = i
			}
		}
		return at >= 0 && slip(strings.TrimLeft(x.Day[at], "0"), strings.TrimLeft(y.Day[at], "0"))
	case "time":
		if x.Key[2:] == y.Key[2:] {
			return x.Key[2:] != ":00"
		}
		return x.Key[:2] == y.Key[:2] || slip(x.Key, y.Key)
	}
	a, _, _ := strings.Cut(x.Key, " ")
	b, _, _ := strings.Cut(y.Key, " ")
	return slip(a, b)
}

// Exchanged reports whether x and y are numbers with two digits exchanged, or so
// many of two units of time: hardly two facts.
func Exchanged(x, y Value) bool {
	k := x.confused()
	return k != "" && k == y.confused() && x.Key != y.Key && Slip(x, y)
}

// confused is what values have in common that are written one for the other: the
// digits of a number in order of size, or how many a length of time has of its
// unit. It is "" for values that many facts have, such as round ones.
func (v Value) confused() string {
	switch v.Kind {
	case "number", "money":
		number, _, _ := strings.Cut(v.Key, " ")
		digits := []byte(strings.ReplaceAll(number, ".", ""))
		slices.Sort(digits)
		if len(digits) < 2 || digits[0] == digits[len(digits)-1] {
			return ""
		}
		return v.Kind + " " + string(digits)
	case "duration":
		if v.count > 2 && v.of > 0 && v.of < 365*86400 {
			return v.Kind + " " + strconv.FormatFloat(v.count, 'f', -1, 64)
		}
	}
	return ""
}

func slip(a, b string) bool {
	a, b = strings.ReplaceAll(a, ".", ""), strings.ReplaceAll(b, ".", "")
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(b) < 2 || a == b:
		return false
	case len(a)+1 == len(b):
		for i := range b {
			if b[:i]+b[i+1:] == a {
				return true
			}
		}
		return false
	case len(a) != len(b):
		return false
	case len(a) == 2 && (a[0] == '1' && b[1] == '0' && a[1] == b[0] || b[0] == '1' && a[1] == '0' && b[1] == a[0]):
		return true // fourteen, forty
	}
	var differ []int
	for i := range a {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	if len(differ) == 2 {
		i, j := differ[0], differ[1]
		return a[i] == b[j] && a[j] == b[i]
	}
	return len(differ) == 1 && len(a) > 2 // 41 and 31 may be anything
}
