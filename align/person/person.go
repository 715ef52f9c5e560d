// Package person reads what narration says of persons: which office they hold, how
// they voted, and that they refused to speak. Functions are pure: texts and the places of names in,
// claims out; what is made of two that exclude each other is the caller's.
package person

import (
	"strings"
	"unicode/utf8"

	"verbatim/align/word"
	"verbatim/normalize"
)

// Name is a mention of a person.
type Name struct {
	Words  [2]int // half-open range of the text's words
	Person string // the full name, as far as the text has it
}

// gap is what stands before word w of t.
func gap(t *normalize.Text, w int) string {
	if w == 0 || w >= len(t.Words) {
		return "\n"
	}
	return t.Clean[min(t.Words[w-1].Span.End, t.Words[w].Span.Start):t.Words[w].Span.Start]
}

// breaks reports whether a clause ends before word w.
func breaks(t *normalize.Text, w int) bool {
	return strings.ContainsAny(gap(t, w), ",;:.!?—()\n\"“”«»")
}

// first is the first letter of word w of t.
func first(t *normalize.Text, w int) rune {
	r, _ := utf8.DecodeRuneInString(t.Clean[t.Words[w].Span.Start:])
	return r
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// classes maps each word to the first of its line.
func classes(lines ...string) map[string]string {
	m := map[string]string{}
	for _, l := range lines {
		f := strings.Fields(l)
		for _, w := range f {
			m[w] = f[0]
		}
	}
	return m
}

func stem(t *normalize.Text, w int) string { return word.Stem(t.Words[w].Key) }
