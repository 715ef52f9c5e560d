package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/token"
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

// cut divides text, of which words are the words, into lines that are not empty.
func cut(text string, words []token.Word) []line {
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
		n := 0
		for n < len(words) && words[n].Span.Start < s.End {
			n++
		}
		lines[i].measure(text, s, words[:n])
		words = words[n:]
		lines[i].gap = gaps[i]
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

// measure reads a text that is one line.
func measure(s string) (l line) {
	l.measure(s, corpus.Span{End: len(s)}, token.Words(s))
	return l
}

// measure reads the line of text at span, of which words are the words.
func (l *line) measure(text string, span corpus.Span, words []token.Word) {
	s := text[span.Start:span.End]
	l.span, l.text, l.words = span, s, len(words)
	var buf [keyBytes + 16]byte
	key := buf[:0]
	glued, long := false, false
	at := span.Start
	for i := range words {
		w := words[i].Span
		gap := text[at:w.Start]
		if gap != " " {
			l.marks(gap)
		}
		r, _ := utf8.DecodeRuneInString(text[w.Start:])
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			l.caps++
		}
		if i == 0 {
			l.lower = unicode.IsLower(r)
		}
		glued = glued || gap == "" && i > 0
		long = long || w.Len() > utf8.UTFMax
		if from := w.Start - span.Start; from < keyBytes {
			if gap != "" && len(key) > 0 {
				key = append(key, ' ')
			}
			if w.End-span.Start <= keyBytes {
				key = append(key, words[i].Key...)
			} else {
				key = append(key, token.Fold(clipped(text[w.Start:w.End], keyBytes-from))...)
			}
		}
		at = w.End
	}
	l.stop = l.marks(text[at:span.End])
	// A script without spaces: about two characters a word. Words with a blank
	// between them have more, if one of them has.
	if l.words > 1 && (glued || !long) && l.words > utf8.RuneCountInString(s)/2 {
		l.words = (l.words + 1) / 2
	}
	l.key = string(key)
	r, n := utf8.DecodeRuneInString(s)
	l.open = strings.ContainsRune("“\"„«‘「", r) || r == '\'' && len(s) > n && s[n] >= 'A' && s[n] <= 'Z'
	l.bullet = strings.ContainsRune("•·▪●◦*–—-", r) && len(s) > n && (s[n] == ' ' || s[n] == '\t' || strings.HasPrefix(s[n:], "\u00a0"))
	l.colon = strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// marks counts the stops and the quotation marks of what stands between two
// words, and reports whether a stop is the last of it that is no closing mark.
func (l *line) marks(gap string) (stopped bool) {
	for _, r := range gap {
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
	return stopped
}

// clipped is the front of s up to the end of the character that n cuts.
func clipped(s string, n int) string {
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return s[:n]
}

// same reports whether two lines have the same words, as far as keys go.
func same(a, b *line) bool {
	return a.key != "" && a.key == b.key && (len(a.text) < keyBytes || a.words == b.words)
}
