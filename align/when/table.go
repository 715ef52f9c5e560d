package when

import (
	"time"

	"verbatim/align/internal/lex"
)

// Classes of words that the grammar of time knows.
const (
	month    lex.Class = lex.User << iota // N: 1..12
	shortMon                              // abbreviation: needs a day or a year beside it, or a capital
	doubtful                              // also another word or a name ("may", "march", "april"): needs proof
	weekday                               // N: 0 Sunday .. 6
	shortDay                              // abbreviation of a weekday
	unit                                  // N: unitSecond ..
	plural                                // of a unit
	season                                // "summers": years when counted; "last summer"
	part                                  // morning, evening …; N: index of parts
	deictic                               // today, yesterday, tomorrow, tonight; N: days from today
	later                                 // later, afterwards, after: direction forward
	earlier                               // earlier, before, previously: direction back
	ago                                   // ago: back from the article's date
	next                                  // next, following
	last                                  // last, past, previous
	this                                  // this
	that                                  // that
	same                                  // same
	the                                   // the
	of                                    // of
	meridiem                              // am, pm; N: 0, 12
	letterA                               // a of "a.m."; N: 0
	letterP                               // p of "p.m."; N: 12
	letterM                               // m of "a.m."
	noon                                  // noon, midday; N: 12
	midnight                              // midnight
	oclock                                // o of "o’clock"
	edge                                  // early, late, mid
	prep                                  // in, on, since, until …: what stands before a date
	ahead                                 // will, must, due …: what follows has not happened yet
	approx                                // about, roughly …
	named                                 // first word of a named day; N: index of firstNamed
	past                                  // past of "half past six"
	to                                    // to of "quarter to six"
	quarter                               // quarter
	had                                   // had: an aside in the past perfect
	vague                                 // several, few, couple
	update                                // published, updated, posted
	unsure                                // set, hoped, by …: what follows may not have happened yet
	was                                   // past tense of a verb that has a form of its own: was, went
	zoneName                              // GMT, CET: what stands before is a clock time
)

// Units, from short to long. Their ISO 8601 letters are in unitLetter.
const (
	unitSecond = iota + 1
	unitMinute
	unitHour
	unitDay
	unitWeek
	unitMonth
	unitYear
	unitDecade
	unitCentury
	unitFortnight
)

type entries = map[string]lex.Entry

// english is the language of the grammar: its words. Month names of German
// and French stand beside them, since a date with its year is safe in any
// language.
var english = func() entries {
	m := entries{}
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
	for i, w := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		add(month, i+1, w)
	}
	for i, w := range []string{"jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if w != "" {
			add(month|shortMon, i+1, w)
		}
	}
	add(month|shortMon, 9, "sept")
	add(doubtful, 0, "march", "april", "may", "june", "august", "jan", "mar", "apr", "sep", "dec")
	for i, ws := range [][]string{{"januar", "janvier", "jänner"}, {"februar", "février"}, {"märz"}, {"avril"}, {"mai"}, {"juni", "juin"}, {"juli", "juillet"},
		{"août"}, {"septembre"}, {"oktober", "octobre"}, {"novembre"}, {"dezember", "décembre"}} {
		add(month|doubtful|shortMon, i+1, ws...)
	}
	for i, w := range []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		add(weekday, i, w)
	}
	for i, ws := range [][]string{{"sun"}, {"mon"}, {"tue", "tues"}, {"wed", "weds"}, {"thu", "thur", "thurs"}, {"fri"}, {"sat"}} {
		add(weekday|shortDay, i, ws...)
	}
	for u, w := range map[int]string{unitSecond: "second", unitMinute: "minute", unitHour: "hour", unitDay: "day", unitWeek: "week",
		unitMonth: "month", unitYear: "year", unitDecade: "decade", unitFortnight: "fortnight"} {
		add(unit, u, w)
		add(unit|plural, u, w+"s")
	}
	add(unit, unitSecond, "sec")
	add(unit|plural, unitSecond, "secs")
	add(unit, unitMinute, "min")
	add(unit|plural, unitMinute, "mins")
	add(unit, unitHour, "hr")
	add(unit|plural, unitHour, "hrs")
	add(unit, unitYear, "yr")
	add(unit|plural, unitYear, "yrs")
	add(unit, unitCentury, "century")
	add(unit|plural, unitCentury, "centuries")
	add(unit|plural, unitDay, "nights")
	add(unit|plural, unitWeek, "weekends")
	add(season, 1, "spring")
	add(season, 2, "summer")
	add(season, 3, "autumn", "fall")
	add(season, 4, "winter")
	add(unit|plural, unitYear, "summers", "winters", "springs", "autumns")
	for i, w := range parts[1:] {
		add(part, i+1, w)
	}
	add(deictic, 0, "today")
	add(deictic, 0, "tonight")
	add(deictic, -1, "yesterday")
	add(deictic, 1, "tomorrow")
	add(later, 0, "later", "afterwards", "afterward", "after", "thereafter")
	add(earlier, 0, "earlier", "before", "previously", "beforehand", "prior")
	add(ago, 0, "ago")
	add(next, 0, "next", "following", "coming", "subsequent")
	add(last, 0, "last", "past", "previous", "preceding")
	add(past, 0, "past")
	add(this, 0, "this")
	add(that, 0, "that")
	add(same, 0, "same")
	add(the, 0, "the")
	add(of, 0, "of")
	add(meridiem, 1, "am")
	add(meridiem, 13, "pm")
	add(letterA, 1, "a")
	add(letterP, 13, "p")
	add(letterM, 0, "m")
	add(noon, 0, "noon", "midday")
	add(midnight, 0, "midnight")
	add(oclock, 0, "o", "clock")
	add(edge, 1, "early")
	add(edge, 2, "mid")
	add(edge, 3, "late")
	add(prep, 0, "in", "on", "since", "until", "till", "by", "from", "through", "during", "of", "before", "after", "into", "to", "between", "around", "about", "between",
		"every", "dated", "circa", "and", "or", "late", "early", "mid", "end", "as", "throughout", "following", "beginning", "starting", "last", "next", "this", "that", "every", "each")
	add(ahead, 0, "will", "must", "shall", "due", "scheduled", "expected", "would", "plans", "plan", "planned", "going", "upcoming")
	add(unsure, 0, "set", "slated", "hopes", "hoped", "aims", "intends", "wants", "could", "might", "can", "should", "until", "till", "by", "from", "before", "ahead", "unless", "if",
		"promised", "pledged", "postponed", "agreed", "wanted", "vowed", "asked", "urged", "delayed", "deadline", "coming", "for")
	add(was, 0, "was", "were", "did", "had", "went", "came", "took", "began", "became", "won", "lost", "held", "met", "left", "gave", "found", "saw", "ran", "fell", "rose", "sold",
		"bought", "brought", "built", "broke", "chose", "drove", "flew", "grew", "kept", "led", "made", "paid", "sat", "sent", "shot", "spent", "spoke", "stood", "struck", "stole", "taught",
		"threw", "wore", "wrote", "drew", "fought", "hit", "quit", "resigned", "died", "sank", "sprang", "swore", "withdrew", "woke", "got", "shook", "ate", "caught", "dealt", "heard")
	add(zoneName, 0, "gmt", "utc", "bst", "cet", "cest", "est", "edt", "cst", "cdt", "pst", "pdt", "mez")
	add(approx, 0, "about", "around", "roughly", "nearly", "almost", "approximately", "some", "over", "under", "within")
	add(to, 0, "to")
	add(quarter, 0, "quarter")
	add(had, 0, "had")
	add(vague, 0, "several", "few", "couple", "many", "some")
	add(update, 0, "published", "updated", "posted", "update")
	for w := range namedByFirst {
		add(named, 0, w)
	}
	return m
}()

// parts of a day; the index is the N of the word.
var parts = []string{"", "morning", "afternoon", "evening", "night", "lunchtime", "dawn", "dusk"}

var words = lex.NewTable(lex.Numbers, english)

// A namedDay is a day of the calendar with a name of its own.
type namedDay struct {
	name string
	day  func(year int) (int, int) // month and day in year; month 0: not in that year
}

func fixed(m, d int) func(int) (int, int) { return func(int) (int, int) { return m, d } }

// nth gives the n-th weekday of a month; n = -1 is the last.
func nth(n int, wd time.Weekday, m int) func(int) (int, int) {
	return func(y int) (int, int) {
		if n > 0 {
			first := int(weekdayOf(y, m, 1))
			return m, 1 + (int(wd)-first+7)%7 + 7*(n-1)
		}
		end := monthDays(y, m)
		return m, end - (int(weekdayOf(y, m, end))-int(wd)+7)%7
	}
}

// easter gives Easter Sunday plus days (the anonymous Gregorian algorithm of
// 1876, in the form of Meeus and Butcher).
func easter(days int) func(int) (int, int) {
	return func(y int) (int, int) {
		a, b, c := y%19, y/100, y%100
		d, e := b/4, b%4
		g := (8*b + 13) / 25
		h := (19*a + b - d - g + 15) % 30
		i, k := c/4, c%4
		l := (32 + 2*e + 2*i - h - k) % 7
		m := (a + 11*h + 19*l) / 433
		mon := (h + l - 7*m + 90) / 25
		day := (h + l - 7*m + 33*mon + 19) % 32
		t := time.Date(y, time.Month(mon), day+days, 0, 0, 0, 0, time.UTC)
		return int(t.Month()), t.Day()
	}
}

func every(n, rest int, f func(int) (int, int)) func(int) (int, int) {
	return func(y int) (int, int) {
		if y%n != rest {
			return 0, 0
		}
		return f(y)
	}
}

// namedDays: of two names that begin alike the longer one stands first.
var namedDays = []namedDay{
	{"election day", every(2, 0, func(y int) (int, int) { m, d := nth(1, time.Monday, 11)(y); return m, d + 1 })},
	{"election night", every(2, 0, func(y int) (int, int) { m, d := nth(1, time.Monday, 11)(y); return m, d + 1 })},
	{"inauguration day", every(4, 1, fixed(1, 20))},
	{"new year s eve", fixed(12, 31)}, {"new year s day", fixed(1, 1)}, {"new years eve", fixed(12, 31)}, {"new years day", fixed(1, 1)},
	{"christmas eve", fixed(12, 24)}, {"christmas day", fixed(12, 25)}, {"christmas", fixed(12, 25)}, {"boxing day", fixed(12, 26)},
	{"valentine s day", fixed(2, 14)}, {"st patrick s day", fixed(3, 17)}, {"april fools day", fixed(4, 1)}, {"april fool s day", fixed(4, 1)},
	{"independence day", fixed(7, 4)}, {"bastille day", fixed(7, 14)}, {"halloween", fixed(10, 31)}, {"juneteenth", fixed(6, 19)},
	{"veterans day", fixed(11, 11)}, {"armistice day", fixed(11, 11)}, {"earth day", fixed(4, 22)}, {"bonfire night", fixed(11, 5)},
	{"thanksgiving day", nth(4, time.Thursday, 11)}, {"thanksgiving", nth(4, time.Thursday, 11)},
	{"black friday", func(y int) (int, int) { m, d := nth(4, time.Thursday, 11)(y); return m, d + 1 }},
	{"memorial day", nth(-1, time.Monday, 5)}, {"labor day", nth(1, time.Monday, 9)}, {"presidents day", nth(3, time.Monday, 2)},
	{"columbus day", nth(2, time.Monday, 10)}, {"mother s day", nth(2, time.Sunday, 5)}, {"father s day", nth(3, time.Sunday, 6)},
	{"good friday", easter(-2)}, {"easter sunday", easter(0)}, {"easter monday", easter(1)}, {"ash wednesday", easter(-46)}, {"palm sunday", easter(-7)},
}

// namedByFirst: first word -> indexes of namedDays.
var namedByFirst = func() map[string][]int {
	m := map[string][]int{}
	for i, d := range namedDays {
		w := d.name
		for k := range w {
			if w[k] == ' ' {
				w = w[:k]
				break
			}
		}
		m[w] = append(m[w], i)
	}
	return m
}()

// papers are words after a weekday that make it the name of a publication or
// a band, not a day.
var papers = map[string]bool{"times": true, "telegraph": true, "mirror": true, "express": true, "post": true, "herald": true, "mail": true, "tribune": true, "people": true,
	"independent": true, "world": true, "sport": true, "review": true, "business": true, "supplement": true, "roast": true, "service": true, "school": true, "mass": true, "best": true}

// before a weekday these make a name of it that is no single day.
var nicknames = map[string]bool{"black": true, "super": true, "cyber": true, "ruby": true, "bloody": true, "freaky": true, "blue": true, "fat": true, "shrove": true, "casual": true,
	"happy": true, "giving": true}

func weekdayOf(y, m, d int) time.Weekday {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Weekday()
}

func monthDays(y, m int) int { return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() }
