// Package token cuts text into words and sentences with their places. Words
// are runs of letters and digits, nothing else, so that “I’ll”, “I'll” and the
// “i ll” of a text that lost its punctuation give the same words; what a table
// shows as one token (a number, a time, a link) is joined again by package
// collate. Scripts without spaces between words (Han, Kana) give one word a
// character.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// Word is a run of letters and digits.
type Word struct {
	Span corpus.Span // bytes of the text that was cut
	Key  string      // for comparison: lower case
}

// MaxWord bounds a word in bytes: a longer run of letters and digits (a data
// URL, a script without spaces) is cut into several words.
const MaxWord = 256

// Words cuts text into words. O(len(text)); words in lower case share the
// bytes of text, the keys of the others share a few large buffers.
func Words(text string) []Word { return Append(nil, text) }

// Append appends the words of text to words.
func Append(words []Word, text string) []Word {
	var keys arena
	n, before := len(text), len(words)
	for i := 0; i < n; {
		if len(words) == cap(words) {
			words = append(make([]Word, 0, len(words)+expected(len(words)-before, i, n)), words...)
		}
		c := text[i]
		if c < utf8.RuneSelf {
			if class[c] == 0 {
				i++
				continue
			}
			size, seen := 0, byte(0)
			for run := text[i:min(n, i+MaxWord)]; size < len(run) && class[run[size]] != 0; size++ {
				seen |= class[run[size]]
			}
			j := i + size
			if j == n || text[j] < utf8.RuneSelf || punctuation(text, j) {
				key := text[i:j]
				if seen&upper != 0 {
					key = keys.lower(key)
				}
				words = append(words, Word{corpus.Span{Start: i, End: j}, key})
				i = j
				continue
			}
		}
		if punctuation(text, i) && i+2 < n && !utf8.RuneStart(text[i+2]) {
			i += len("’")
			continue
		}
		j, alone := wideWord(text, i)
		if j == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		key := text[i:j]
		if !alone {
			key = keys.fold(key)
		}
		words = append(words, Word{corpus.Span{Start: i, End: j}, key})
		i = j
	}
	return words
}

// expected is room for the words of the last n-i of n bytes, of which the first i
// had found words: as many as prose has, or as those bytes had where they are
// denser, and no fewer than a quarter of what was found, so that a text that grows
// denser is not copied again and again. None needs more than half its bytes.
func expected(found, i, n int) int {
	const prose = 6 // bytes a word of English and what follows it
	more := max((n-i)/prose, found/4)
	if i > 0 {
		more = max(more, int(float64(found)/float64(i)*float64(n-i)*1.02))
	}
	return min(more, (n-i)/2) + 1
}

// punctuation reports whether one of U+2000 to U+203F stands at i: dashes,
// quotation marks, blanks, no part of a word.
func punctuation(text string, i int) bool {
	return text[i] == "’"[0] && i+1 < len(text) && text[i+1] == "’"[1]
}

// wideWord is the end of the word at i, i if there is none; alone says that it
// is one character of a script without spaces.
func wideWord(text string, i int) (end int, alone bool) {
	j := i
	for j < len(text) && j-i < MaxWord {
		c := text[j]
		if c < utf8.RuneSelf {
			if class[c] == 0 {
				break
			}
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[j:])
		if spaceless(r) {
			if j > i {
				break
			}
			for j += n; j < len(text) && j-i < MaxWord; j += n {
				if r, n = utf8.DecodeRuneInString(text[j:]); !unicode.IsMark(r) {
					break
				}
			}
			return j, true
		}
		if !wordRune(r) {
			break
		}
		j += n
	}
	return j, false
}

// arena holds folded keys in large strings, so that a word costs no
// allocation of its own.
type arena struct{ b strings.Builder }

func (a *arena) room(n int) {
	if a.b.Cap()-a.b.Len() >= n {
		return
	}
	grow := min(max(1024, 2*a.b.Cap()), 1<<18)
	a.b = strings.Builder{} // the strings cut from the old one stay valid
	a.b.Grow(max(grow, n))
}

func (a *arena) lower(w string) string {
	a.room(len(w))
	at := a.b.Len()
	for len(w) > 0 {
		var buf [32]byte
		b := buf[:copy(buf[:], w)]
		for i, c := range b {
			if c-'A' < 26 {
				b[i] = c + 'a' - 'A'
			}
		}
		a.b.Write(b)
		w = w[len(b):]
	}
	return a.b.String()[at:]
}

func (a *arena) fold(w string) string {
	a.room(3 * len(w)) // lower case of a character is at most a three-byte one
	at := a.b.Len()
	same := true
	for _, r := range w {
		l := unicode.ToLower(r)
		same = same && l == r
		a.b.WriteRune(l)
	}
	if same {
		return w
	}
	return a.b.String()[at:]
}

// Fold is the comparison key of a word: lower case.
func Fold(w string) string { return strings.ToLower(w) }

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// spaceless reports whether r is of a script whose words are not parted by
// spaces.
func spaceless(r rune) bool {
	if r < 0x2E80 || r >= 0xAC00 && r < 0xF900 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r == '々'
}

const (
	letter = 1 << iota
	upper
)

// class of the ASCII characters that make words; bytes of wider characters
// have none.
var class = func() (t [256]byte) {
	for c := range utf8.RuneSelf {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			t[c] = letter
		case c >= 'A' && c <= 'Z':
			t[c] = letter | upper
		}
	}
	return
}()
