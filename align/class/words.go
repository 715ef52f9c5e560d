package class

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/collate"
	"verbatim/align/word"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// divided reports whether two readings are the same letters, each with up to one
// word that follows it: “per cent” and “percent”.
func divided(t *collate.Table, x, y collate.Reading) bool {
	kx, ky := strings.Join(t.Keys(x), ""), strings.Join(t.Keys(y), "")
	nx, ny := strings.Join(wordsAfter(t, x, 1), ""), strings.Join(wordsAfter(t, y, 1), "")
	return kx == ky || nx != "" && ny != "" && nx != ny && kx+nx == ky+ny
}

// bare is the letters and digits of a reading.
func bare(t *collate.Table, r collate.Reading) string {
	s := t.Span(r)
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, t.Texts[t.Rows[r.Row].Text].Clean[s.Start:s.End])
}

// swallowed reports whether the negation that only one side has denies words
// that both sides have: then its loss turns the sense round. Where the denied
// words are gone with it, the sentence is merely shorter.
func swallowed(a, b []string) bool {
	if len(a) > 9 || len(b) > 9 {
		return false
	}
	if len(a) > 0 && len(b) > 0 {
		return max(len(a), len(b)) <= 3
	}
	n := 0
	for _, k := range append(append([]string(nil), a...), b...) {
		if !word.Stop(k) && !negates(k) {
			n++
		}
	}
	return n == 0
}

// denyAlike reports whether one of two readings has a negation that the other's
// sentence has elsewhere, and the words are alike but for "any" and "no": “I will
// not hide behind anybody”, “I will hide behind nobody”.
func denyAlike(t *collate.Table, x, y collate.Reading) bool {
	kx, ky := t.Keys(x), t.Keys(y)
	if word.Negations(kx) == word.Negations(ky) || len(kx) > 2 || len(ky) > 2 {
		return false
	}
	sx, sy := SentenceOf(t, x), SentenceOf(t, y)
	n := word.Negations(sx)
	if n == 0 || n != word.Negations(sy) {
		return false
	}
	any := func(ks []string) bool {
		return slices.ContainsFunc(ks, func(k string) bool { return indefinite[k] })
	}
	return any(sx) != any(sy)
}

var indefinite = set("any anybody anyone anything anywhere ever either")

// onlyNegation reports whether two readings have the same words but for the
// negations.
func onlyNegation(a, b []string) bool {
	bare := func(ks []string) ([]string, int) {
		var out []string
		n := 0
		for i, k := range ks {
			if word.Negation(ks, i) {
				n++
				continue
			}
			out = append(out, k)
		}
		sort.Strings(out)
		return out, n
	}
	x, n := bare(a)
	y, m := bare(b)
	return len(x) > 0 && (n > 0) != (m > 0) && strings.Join(x, " ") == strings.Join(y, " ")
}

func negates(k string) bool { return word.Negation([]string{k}, 0) }

// spelling reports whether two readings are the same words in two
// orthographies.
func spelling(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	for i := range a {
		if !word.SameSpelling(a[i], b[i]) {
			return false
		}
	}
	return true
}

// misread reports whether two readings differ in shapes only that a scanner takes for
// each other: “modern”, “modem”. Numbers are none.
func misread(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) || slices.Equal(a, b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && (word.Digit(a[i]) && word.Digit(b[i]) || min(len(a[i]), len(b[i])) < 3 || shapes.Replace(a[i]) != shapes.Replace(b[i]) && ones.Replace(a[i]) != ones.Replace(b[i])) {
			return false
		}
	}
	return true
}

var ones = strings.NewReplacer("1", "i", "0", "o") // a one may be an i as well

var shapes = strings.NewReplacer("vv", "w", "rn", "m", "cl", "d", "li", "h", "1", "l", "0", "o", "5", "s", "ii", "u")

// near reports whether the words differ by a letter or two each.
func near(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] && (len(a[i]) < 4 || word.Distance(a[i], b[i], 2) > 2) {
			return false
		}
	}
	return true
}

// transliterated reports whether two names of several words differ by a letter in
// three at most: “Moammar Gadhafi”, “Muammar al-Qaddafi”.
func transliterated(a, b []string) bool {
	x, y := strings.Join(a, ""), strings.Join(b, "")
	n := max(len(x), len(y)) / 3
	return min(len(a), len(b)) > 1 && n > 0 && word.Distance(x, y, n) <= n
}

// light reports whether words carry no content: articles, prepositions,
// pronouns; not modal verbs, which change what is claimed.
func light(keys []string) bool {
	for i, k := range keys {
		if !word.Stop(k) || modal[k] || word.Negation(keys, i) {
			return false
		}
	}
	return true
}

var modal = map[string]bool{"may": true, "might": true, "could": true, "would": true, "should": true, "shall": true, "will": true, "must": true, "can": true, "only": true, "all": true, "few": true, "most": true, "before": true, "after": true, "until": true, "if": true}

// particles are words of names that are written small.
var particles = map[string]bool{"al": true, "el": true, "bin": true, "ibn": true, "de": true, "da": true, "di": true, "van": true, "von": true, "der": true, "la": true, "le": true}

// turned reports whether a has on one side of a word what b has on its other:
// “no player than the wrong one”, “Ann told Bob”. The sides of "and" and their
// like may change places.
func turned(a, b []string) bool {
	for i := 1; i+1 < len(a); i++ {
		if !mutual[a[i]] && len(a) == len(b) && slices.Equal(a[:i], b[len(a)-i:]) && slices.Equal(a[i+1:], b[:len(a)-i-1]) && a[i] == b[len(a)-i-1] {
			return true
		}
	}
	return false
}

var mutual = set("and or nor with plus but is are was were")

// Others reports whether key is a pronoun for people who neither speak nor are spoken
// to.
func Others(key string) bool { return others[key] }

// otherPerson reports whether two readings are pronouns of which one is for the
// speaker, one for whom he speaks to or one for others.
func otherPerson(a, b []string) bool {
	if len(a) != 1 || len(b) != 1 {
		return false
	}
	x, y := a[0], b[0]
	return self[x] && (others[y] || addressed[y]) || others[x] && (self[y] || addressed[y]) || addressed[x] && (self[y] || others[y])
}

var (
	self      = set("i me my mine myself we us our ours ourselves")
	addressed = set("you your yours yourself yourselves")
	others    = set("he him his she her hers they them their theirs himself herself themselves")
)

// capital reports whether every word of a reading begins with a capital and
// does not begin its row.
func capital(t *collate.Table, r collate.Reading) bool {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	for i := r.Words[0]; i < r.Words[1]; i++ {
		c, _ := utf8.DecodeRuneInString(text.Clean[text.Words[i].Span.Start:])
		if !unicode.IsUpper(c) && !(particles[text.Words[i].Key] && i+1 < r.Words[1]) || i == row.Words[0] {
			return false
		}
	}
	return r.Words[0] < r.Words[1]
}
