// Package token cuts text into words and sentences with their places. Words
// are runs of letters and digits, nothing else, so that “I’ll”, “I'll” and the
// “i ll” of a text that lost its punctuation give the same words; what a table
// shows as one token (a number, a time, a link) is joined again by package
// collate.
package token

import (
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// Word is a run of letters and digits.
type Word struct {
	Span corpus.Span // bytes of the text that was cut
	Key  string      // for comparison: lower case
}

// Words cuts text into words. O(len(text)); ASCII words in lower case share
// the bytes of text.
func Words(text string) []Word {
	words := make([]Word, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		c := text[i]
		var letter bool
		n := 1
		if c < utf8.RuneSelf {
			letter = asciiWord[c]
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(text[i:])
			letter = wordRune(r)
		}
		if !letter {
			i += n
			continue
		}
		j, plain := i, true
		for j < len(text) {
			c := text[j]
			if c < utf8.RuneSelf {
				if !asciiWord[c] {
					break
				}
				if c >= 'A' && c <= 'Z' {
					plain = false
				}
				j++
				continue
			}
			r, n := utf8.DecodeRuneInString(text[j:])
			if !wordRune(r) {
				break
			}
			plain = false
			j += n
		}
		key := text[i:j]
		if !plain {
			key = Fold(key)
		}
		words = append(words, Word{corpus.Span{Start: i, End: j}, key})
		i = j
	}
	return words
}

// Fold is the comparison key of a word: lower case.
func Fold(w string) string {
	b := make([]byte, 0, len(w))
	for _, r := range w {
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return string(b)
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

var asciiWord = func() (t [128]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return
}()

// Sentences cuts text into sentences; each span is without the white space
// around it. A line break ends a sentence, an abbreviation does not.
// O(len(text)).
func Sentences(text string) []corpus.Span {
	var out []corpus.Span
	start := 0
	flush := func(end int) {
		s, e := start, end
		for s < e && (text[s] == ' ' || text[s] == '\n' || text[s] == '\t' || text[s] == '\r') {
			s++
		}
		for e > s && (text[e-1] == ' ' || text[e-1] == '\n' || text[e-1] == '\t' || text[e-1] == '\r') {
			e--
		}
		if e > s {
			out = append(out, corpus.Span{Start: s, End: e})
		}
		start = end
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			flush(i + 1)
		case '.', '!', '?':
			if i+1 < len(text) && text[i+1] == ' ' {
				flush(i + 1)
			}
		}
	}
	flush(len(text))
	return out
}
