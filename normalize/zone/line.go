package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// keyBytes bounds how much of a line goes into its key.
const keyBytes = 240

// line is a paragraph of the text with its measures.
type line struct {
	span   corpus.Span // without the white space around it
	text   string
	key    string // the words of its first keyBytes bytes, lower case, one space between
	words  int
	caps   int  // words that begin with a capital or a figure
	stops  int  // sentence ends inside and at the end
	quotes int  // quotation marks
	gap    bool // an empty line, or nothing, stands before
	indent int
	stop   bool // ends with a sentence end, closing marks after it allowed
	colon  bool // ends with a colon
	open   bool // begins with an opening quotation mark
	lower  bool // begins with a small letter
	bullet bool

	kind   Kind
	sure   bool // kind was read off the line itself
	opens  Kind // the heading of a list of such lines
	author string
	group  int // of a comment: its number
	credit int // offset of a picture credit that ends the line, 0 if none
}

// prose reports whether the line reads like a paragraph of an article.
func (l *line) prose() bool {
	return l.stop && l.words >= 6 || l.open && (l.stop || l.words >= 6) || l.words >= 25
}

// cut divides text into lines that are not empty.
func cut(text string) []line {
	n := 0
	for i := 0; i < len(text); n++ {
		j := strings.IndexByte(text[i:], '\n')
		if j < 0 {
			break
		}
		i += j + 1
	}
	spans := make([]corpus.Span, 0, min(n+1, len(text)/8+1))
	gaps := make([]bool, 0, cap(spans))
	gap := true
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], '\n')
		if j < 0 {
			j = len(text) - i
		}
		s, e := trim(text, i, i+j)
		if s < e {
			spans, gaps = append(spans, corpus.Span{Start: s, End: e}), append(gaps, gap)
		}
		gap = s >= e
		i += j + 1
	}
	spans, gaps = unwrap(text, spans, gaps)
	lines := make([]line, len(spans))
	for i, s := range spans {
		lines[i] = measure(text[s.Start:s.End])
		lines[i].span, lines[i].gap = s, gaps[i]
		at := strings.LastIndexByte(text[:s.Start], '\n') + 1
		lines[i].indent = s.Start - at
	}
	return lines
}

func trim(text string, s, e int) (int, int) {
	for s < e {
		r, n := utf8.DecodeRuneInString(text[s:e])
		if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' {
			break
		}
		s += n
	}
	for e > s {
		r, n := utf8.DecodeLastRuneInString(text[s:e])
		if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' {
			break
		}
		e -= n
	}
	return s, e
}

// unwrap joins the lines of hard-wrapped text to paragraphs: where most lines
// that another one follows at once are long, of one length, and stop in the
// middle of a sentence.
func unwrap(text string, spans []corpus.Span, gaps []bool) ([]corpus.Span, []bool) {
	soft := func(i int) bool { // line i goes on in line i+1
		n := spans[i].Len()
		if n < 45 || n > 110 || gaps[i+1] {
			return false
		}
		r, _ := utf8.DecodeRuneInString(text[spans[i+1].Start:])
		return unicode.IsLower(r)
	}
	pairs, wraps := 0, 0
	for i := 0; i+1 < len(spans); i++ {
		if !gaps[i+1] {
			pairs++
			if soft(i) {
				wraps++
			}
		}
	}
	if wraps < 8 || wraps*5 < pairs*2 {
		return spans, gaps
	}
	out, g := spans[:1], gaps[:1]
	for i := 1; i < len(spans); i++ {
		if n := spans[i-1].Len(); !gaps[i] && n >= 45 && n <= 110 {
			out[len(out)-1].End = spans[i].End
			continue
		}
		out, g = append(out, spans[i]), append(g, gaps[i])
	}
	return out, g
}

// folded are the ASCII letters and figures in lower case, 0 for what is none.
var folded = func() (t [256]byte) {
	for c := byte('0'); c <= 'z'; c++ {
		switch {
		case c <= '9' || c >= 'a':
			t[c] = c
		case c >= 'A' && c <= 'Z':
			t[c] = c + 'a' - 'A'
		}
	}
	return t
}()

// measure reads a line once.
func measure(s string) line {
	l := line{text: s}
	var buf [keyBytes + 16]byte
	key := buf[:0]
	inWord, space := false, false
	stopped := false // the last thing that is not a closing mark was a stop
	first := true
	more := 0 // bytes of characters after their first
	for i := 0; i < len(s); {
		if c := s[i]; folded[c] != 0 { // a run of ASCII letters and figures
			if !inWord {
				l.words++
				if c <= 'Z' {
					l.caps++
				}
				space = len(key) > 0
			}
			if first {
				l.lower, first = c >= 'a', false
			}
			inWord, stopped = true, false
			if i < keyBytes && space {
				key, space = append(key, ' '), false
			}
			for ; i < len(s) && i < keyBytes && folded[s[i]] != 0; i++ {
				key = append(key, folded[s[i]])
			}
			for i < len(s) && folded[s[i]] != 0 {
				i++
			}
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			more += size - 1
		}
		i += size
		if letter := r >= utf8.RuneSelf && (r < 0x2000 || r > 0x206F) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)); letter {
			wide := r >= 0x2E80 && r < 0xAC00
			if !inWord || wide {
				l.words++
				if unicode.IsUpper(r) || unicode.IsDigit(r) {
					l.caps++
				}
				space = len(key) > 0 && !inWord
			}
			if first {
				l.lower, first = unicode.IsLower(r), false
			}
			inWord, stopped = true, false
			if i-size < keyBytes {
				if space {
					key, space = append(key, ' '), false
				}
				key = utf8.AppendRune(key, unicode.ToLower(r))
			}
			continue
		}
		inWord = false
		switch r {
		case '.', '!', '?', '…', '。', '！', '？':
			if !stopped {
				l.stops++
			}
			stopped = true
		case '”', '“', '"', '«', '»', '„', '‟', '「', '」':
			l.quotes++
		case '’', '\'', ')', ']', '‘', ' ', '\u00a0', '\t', '*':
		default:
			stopped = false
		}
	}
	if l.words > 1 && l.words > (len(s)-more)/2 { // a script without spaces: about two characters a word
		l.words = (l.words + 1) / 2
	}
	l.key = string(key)
	l.stop = stopped
	r, n := utf8.DecodeRuneInString(s)
	l.open = strings.ContainsRune("“\"„«‘「", r) || r == '\'' && len(s) > n && s[n] >= 'A' && s[n] <= 'Z'
	l.bullet = strings.ContainsRune("•·▪●◦*–—-", r) && len(s) > n && (s[n] == ' ' || s[n] == '\t' || strings.HasPrefix(s[n:], "\u00a0"))
	l.colon = strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
	return l
}

// same reports whether two lines have the same words, as far as keys go.
func same(a, b *line) bool {
	return a.key != "" && a.key == b.key && (len(a.text) < keyBytes || a.words == b.words)
}
