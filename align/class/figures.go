package class

import (
	"verbatim/align/collate"
	"verbatim/align/internal/lex"
	"verbatim/align/number"
	"verbatim/align/word"
	"verbatim/corpus"
)

// Figure reports whether key is a number, in digits or in words.
func Figure(key string) bool {
	const cardinal = lex.Ones | lex.Teens | lex.Tens | lex.Hundred | lex.Dozen | lex.Zero | lex.Scale
	return word.Digit(key) || lex.Numbers[key].Class&cardinal != 0
}

// TimeUnits are stems of the units of time.
var TimeUnits = map[string]bool{"second": true, "minute": true, "hour": true, "day": true, "week": true, "month": true, "year": true, "decade": true, "centuri": true}

// Months are the months, long and short.
// Months are the months, long and short.
var Months = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true}

// Weekdays are the days of the week.
// Weekdays are the days of the week.
var Weekdays = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

var multiples = set("once twice thrice")

// figures classifies readings that differ in a figure, a date or a time. Equal
// values in two notations are no difference.
func figures(t *collate.Table, x, y collate.Reading) (Verdict, bool) {
	kx, ky := t.Keys(x), t.Keys(y)
	has := func(ks []string, f func(string) bool) bool {
		for _, k := range ks {
			if f(k) {
				return true
			}
		}
		return false
	}
	calendar := func(k string) bool { return Months[k] && k != "may" && k != "march" || Weekdays[k] }
	month := func(k string) bool { return Months[k] || Weekdays[k] }
	if has(kx, calendar) && (has(ky, calendar) || has(ky, month) && capital(t, y)) || has(ky, calendar) && has(kx, month) && capital(t, x) {
		return Verdict{DateClass, Substantive, .95, "another date"}, true
	}
	unit := func(k string) bool { return TimeUnits[word.Stem(k)] }
	counts := func(ks []string) bool { // "an hour" is one
		for i, k := range ks {
			if Figure(k) || (k == "a" || k == "an") && i+1 < len(ks) && unit(ks[i+1]) {
				return true
			}
		}
		return false
	}
	if has(kx, unit) && has(ky, unit) && (counts(kx) && counts(ky) || Figure(wordBefore(t, x))) {
		return Verdict{DurationClass, Substantive, .95, "another length of time"}, true
	}
	if len(kx) == 1 && len(ky) == 1 && multiples[kx[0]] && multiples[ky[0]] {
		return Verdict{Number, Substantive, .95, "another number of times"}, true
	}
	if !has(kx, Figure) || !has(ky, Figure) {
		return Verdict{}, false
	}
	if v := amount(t, x); v != "" && v == amount(t, y) {
		return Verdict{Spelling, Cosmetic, .95, "one number, in figures and in words"}, true
	}
	next := wordsAfter(t, x, 3)
	for i, k := range next {
		if TimeUnits[word.Stem(k)] && i < 2 {
			return Verdict{DurationClass, Substantive, .95, "another length of time"}, true
		}
		if k == "am" || k == "pm" || i == 0 && (k == "a" || k == "p") {
			return Verdict{TimeClass, Substantive, .95, "another time of day"}, true
		}
		if i == 0 && Months[k] {
			return Verdict{DateClass, Substantive, .95, "another date"}, true
		}
	}
	if before := wordBefore(t, x); Months[before] {
		return Verdict{DateClass, Substantive, .95, "another date"}, true
	}
	return Verdict{Number, Substantive, .95, "another number"}, true
}

// amount is the value of a reading that is a number, with what belongs to it
// after the reading ("4.5 per" cent); "" when it is none.
func amount(t *collate.Table, r collate.Reading) string {
	row := t.Rows[r.Row]
	own := t.Span(r)
	end := own.End
	if k := min(r.Words[1]+2, row.Words[1]); k > r.Words[1] {
		end = t.Texts[row.Text].Words[k-1].Span.End
	}
	text := t.Texts[row.Text].Cut(t.Texts[row.Text].Raw(corpus.Span{Start: own.Start, End: end}))
	ms := number.Find(text)
	if len(ms) == 0 || ms[0].Span.Start > 0 || ms[0].Span.End < own.Len() || len(ms) > 1 && ms[1].Span.Start < own.Len() {
		return ""
	}
	return ms[0].Key()
}

// wordsAfter are up to n words that follow a reading in its row.
func wordsAfter(t *collate.Table, r collate.Reading, n int) []string {
	row := t.Rows[r.Row]
	var out []string
	for i := r.Words[1]; i < row.Words[1] && len(out) < n; i++ {
		out = append(out, t.Texts[row.Text].Words[i].Key)
	}
	return out
}

func wordBefore(t *collate.Table, r collate.Reading) string {
	row := t.Rows[r.Row]
	if r.Words[0] <= row.Words[0] {
		return ""
	}
	return t.Texts[row.Text].Words[r.Words[0]-1].Key
}
