// Package word knows what the comparison needs to know of single words: which
// carry meaning, which are the same word in another form or spelling, and
// which turn a sentence into its opposite.
package word

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// Stem is the English stem of a key (a lower-case word as package token makes
// it). Stems are cached: the stemmer costs forty times as much as a look-up.
func Stem(key string) string {
	stems.RLock()
	s, ok := stems.m[key]
	stems.RUnlock()
	if ok {
		return s
	}
	s = english.Stem(key, true)
	stems.Lock()
	if len(stems.m) < 200000 { // a bound, so that hostile text cannot fill the memory
		stems.m[strings.Clone(key)] = s
	}
	stems.Unlock()
	return s
}

var stems = struct {
	sync.RWMutex
	m map[string]string
}{m: map[string]string{}}

// Stop reports whether key is a function word: it carries no content by
// itself. The pieces of contractions ("don" "t", "i" "ll") are among them.
func Stop(key string) bool { return stop[key] }

var stop = set(`a about above after again against all also although am an and any are as at be because been before being below between
both but by can could d did didn do does doesn doing don down during each either else few for from further had hadn has hasn have haven having he her here hers
herself him himself his how i if in into is isn it its itself just let ll m may me might more most must my myself neither no nor not of off on once only or
other our ours ourselves out over own per re s same shall she should shouldn so some such t than that the their theirs them themselves then there these they
this those through to too under until up upon us ve very was wasn we were weren what when where which while who whom whose why will with within
without won would wouldn yet you your yours yourself`)

// Negation reports whether the word at i of keys denies: "not", "never",
// "nobody", and the "t" of "don’t" also where the apostrophe was lost.
func Negation(keys []string, i int) bool {
	k := keys[i]
	if negation[k] {
		return true
	}
	return k == "t" && i > 0 && contracted[keys[i-1]]
}

var negation = set(`not no never none nobody nothing nowhere neither nor cannot without dont didnt doesnt isnt wasnt wont cant couldnt wouldnt shouldnt hasnt havent hadnt arent werent`)
var contracted = set(`don didn doesn isn wasn won can couldn wouldn shouldn hasn haven hadn aren weren mustn needn ain shan`)

// Negations counts the denials among keys.
func Negations(keys []string) int {
	n := 0
	for i := range keys {
		if Negation(keys, i) {
			n++
		}
	}
	return n
}

// Expand writes the contractions among keys out, so that "don" "t" and "do"
// "not" are one: out has as many words as keys. What may stand for two words
// ("d" for would and had, "s" for is, has and a genitive) stays; see
// [SameContraction].
func Expand(keys []string) []string {
	out := keys
	set := func(i int, to string) {
		if len(out) > 0 && &out[0] == &keys[0] {
			out = append([]string(nil), keys...)
		}
		out[i] = to
	}
	for i, k := range keys {
		switch {
		case i == 0:
		case k == "t" && contracted[keys[i-1]]:
			set(i, "not")
			if full, ok := before[keys[i-1]]; ok {
				set(i-1, full)
			} else {
				set(i-1, strings.TrimSuffix(keys[i-1], "n"))
			}
		case written[k] != "":
			set(i, written[k])
		}
	}
	return out
}

var before = map[string]string{"won": "will", "can": "can", "ain": "is", "shan": "shall"}
var written = map[string]string{"ll": "will", "ve": "have", "re": "are", "m": "am"}

// Contracts reports whether a word, written out, can stand contracted.
func Contracts(key string) bool {
	return key == "not" || key == "will" || key == "have" || key == "are" || key == "am"
}

// SameContraction reports whether a and b are one word, written out and
// contracted: "d" and "would", "s" and "is".
func SameContraction(a, b string) bool {
	return either[a+" "+b] || either[b+" "+a]
}

var either = map[string]bool{"d would": true, "d had": true, "s is": true, "s has": true, "t not": true}

// Limits reports whether key opens a clause that takes back or conditions what
// stands before it: cutting a quotation there changes what was said.
func Limits(key string) bool { return limits[key] }

var limits = set(`but if unless once until only except although though however provided yet when while after before without whether`)

// Opposite reports whether a and b are function words of which one says the
// contrary of the other: "for" and "against", "before" and "after".
func Opposite(a, b string) bool { return contrary[a+" "+b] || contrary[b+" "+a] }

var contrary = func() map[string]bool {
	m := map[string]bool{}
	for _, pair := range []string{"for/against", "before/after", "with/without", "over above on/under below beneath", "more/less fewer", "in inside within/outside out", "up/down", "on/off", "into/out", "all both/some few no neither none", "to into/from", "most many/few", "always/never", "same/other"} {
		x, y, _ := strings.Cut(pair, "/")
		for _, a := range strings.Fields(x) {
			for _, b := range strings.Fields(y) {
				m[a+" "+b] = true
			}
		}
	}
	return m
}()

// SameSpelling reports whether a and b are one word in two orthographies
// (harbour/harbor, organise/organize, centre/center, travelled/traveled,
// advisor/adviser). Keys are compared.
func SameSpelling(a, b string) bool {
	if a == b {
		return true
	}
	return Spelling(a) == Spelling(b)
}

// Spelling maps the orthographies of a word to one form. It is a key for
// comparison, not a word. Words of up to three letters are their own.
func Spelling(w string) string {
	if past, ok := pasts[w]; ok {
		return past
	}
	if len(w) <= 3 {
		return w
	}
	for _, r := range spellings {
		if strings.Contains(w, r[0]) {
			w = strings.ReplaceAll(w, r[0], r[1])
		}
	}
	w = american(w)
	for _, r := range endings {
		if strings.HasSuffix(w, r[0]) {
			w = w[:len(w)-len(r[0])] + r[1]
			break
		}
	}
	return w
}

// pasts are past forms in -t and the regular ones of the same verbs, and titles
// and months in short.
var pasts = map[string]string{"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor", "capt": "captain", "sgt": "sergeant", "lt": "lieutenant", "dr": "doctor", "rev": "reverend",
	"jan": "january", "feb": "february", "aug": "august", "sept": "september", "oct": "october", "nov": "november", "dec": "december",
	"learnt": "learned", "smelt": "smelled", "spelt": "spelled", "burnt": "burned", "dreamt": "dreamed", "leapt": "leaped", "leant": "leaned", "spoilt": "spoiled", "spilt": "spilled",
	"knelt": "kneeled", "lit": "lighted", "woken": "waked", "proven": "proved", "toward": "towards", "afterward": "afterwards"}

// american writes -our as -or (colour, favoured; not four, fourth) and the
// double l of travelled and fulfill as one (not of filled, which is no filed).
func american(w string) string {
	if i := strings.Index(w, "our"); i >= 3 && afterOur[w[i+3:]] {
		w = w[:i] + "or" + w[i+3:]
	}
	if i := strings.LastIndex(w, "ll"); i > 0 && afterDouble[w[i+2:]] {
		vowels := 0
		for _, c := range w[:i] {
			if strings.ContainsRune("aeiou", c) {
				vowels++
			}
		}
		if vowels >= 2 {
			w = w[:i] + w[i+1:]
		}
	}
	return w
}

var afterOur = map[string]bool{"": true, "s": true, "ed": true, "ing": true, "able": true, "ably": true, "ful": true, "ite": true, "ites": true, "hood": true, "hoods": true, "less": true, "er": true, "ers": true, "y": true, "ly": true}
var afterDouble = map[string]bool{"": true, "s": true, "ed": true, "ing": true, "er": true, "ers": true, "or": true, "ors": true, "ment": true, "ous": true, "ery": true, "ist": true}

var spellings = [][2]string{{"yse", "yze"}, {"isation", "ization"}, {"ising", "izing"}, {"ised", "ized"}, {"aem", "em"}, {"aed", "ed"}, {"oeuv", "euv"}, {"grey", "gray"}, {"cheque", "check"},
	{"programme", "program"}, {"defence", "defense"}, {"offence", "offense"}, {"licence", "license"}, {"tyre", "tire"}, {"advisor", "adviser"}, {"judgement", "judgment"}, {"ageing", "aging"}, {"whilst", "while"}, {"amongst", "among"}, {"plough", "plow"}, {"sceptic", "skeptic"}, {"mould", "mold"}}
var endings = [][2]string{{"ise", "ize"}, {"ises", "izes"}, {"tre", "ter"}, {"tres", "ters"}, {"bre", "ber"}, {"ogue", "og"}, {"ogues", "ogs"}}

// Distance is the Levenshtein distance of a and b in code points, or limit+1
// when it is larger than limit. O(len(a) * limit).
func Distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		prev, best := row[0], i
		row[0] = i
		for j := 1; j <= len(y); j++ {
			c := prev
			if x[i-1] != y[j-1] {
				c = min(prev, row[j], row[j-1]) + 1
			}
			prev, row[j] = row[j], c
			best = min(best, c)
		}
		if best > limit {
			return limit + 1
		}
	}
	return min(row[len(y)], limit+1)
}

// Digit reports whether key begins with a digit.
func Digit(key string) bool {
	r, _ := utf8.DecodeRuneInString(key)
	return r >= '0' && r <= '9'
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
