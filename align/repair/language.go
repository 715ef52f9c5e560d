package repair

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What follows is data of one language each; a further language is a further
// row or table.

// numbers are the cardinal number words. "one" is left out: it is a pronoun
// more often than a count.
var numbers = map[string]int{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
	"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "dozen": 12, "half": -2, "quarter": -4,
	"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
	"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
}

// numberValue is the value of a number word or of digits. Words that hold
// digits are facts too, but have no value.
func numberValue(key string) (value int, fact bool) {
	if v, ok := numbers[key]; ok {
		return v, true
	}
	if strings.ContainsFunc(key, unicode.IsDigit) {
		v, err := strconv.Atoi(strings.ReplaceAll(key, ",", ""))
		if err != nil {
			return -1, true
		}
		return v, true
	}
	return 0, false
}

// calendar holds the months and days: facts, however they are written.
var calendar = set(`january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow
	januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
	janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche`)

// alsoWords are calendar names that are other words too when written small.
var alsoWords = set("may march mars")

// monthNames are those that a day's number stands next to.
var monthNames = set("january february march april may june july august september october november december")

// denials are words that turn a sentence round. A contraction leaves its t.
var denials = set("not never cannot neither nor t nt nicht nie kein keine pas jamais")

// clitics are the ends of contracted words, as they stand alone in a text that
// lost its apostrophes.
var clitics = set("s t d m ll re ve")

// domains are the ends of host names that occur in prose.
var domains = set("com org net edu gov int io co tk tv me ly gl fm us uk de fr eu ca au ch at nl info news example")

// linkParts are words that only addresses hold.
var linkParts = set("http https www html htm php")

// functionWords carry grammar: a match of one alone proves little.
var functionWords = set(`a an the of to in on at by for with from as and or but if that this it its is was are were be been has had have
	he she they we i his her their our you which who whom whose not no so than then there what when where while after before until into about`)

// conjunctions join phrases, so none begins a phrase of several words.
var conjunctions = set("and or but und oder aber et ou mais")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// wrongArticle reports whether the article and the word after it do not go
// together in English, as after a swap of the word ("a apple"). Letters stand
// for sounds, so doubtful initials are never wrong.
func wrongArticle(article, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	if utf8.RuneCountInString(next) < 3 || strings.ToUpper(next) == next {
		return false
	}
	r = unicode.ToLower(r)
	switch article {
	case "a":
		return strings.ContainsRune("aei", r) && !strings.HasPrefix(next, "eu") && !strings.HasPrefix(next, "ew")
	case "an":
		return strings.ContainsRune("bcdfgjklmnpqrstvwxyz", r)
	}
	return false
}
