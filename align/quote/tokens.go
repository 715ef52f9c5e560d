package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/quote/lang"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

type kind uint8

const (
	kWord kind = iota
	kPunct
	kQuote // a whole quotation, as one token
	kPoss  // ’s
	kPara  // end of a paragraph
	kZone  // end of a zone
)

// tok is one token of the narration: quotations are single tokens.
type tok struct {
	start, end int32
	q          int32 // kQuote: index of the quotation
	class      lang.Class
	kind       kind
	p          byte // kPunct: the mark, dashes as '-', brackets as themselves
	cap        bool // begins with a capital
	low        bool // has a lower-case letter
	stop       bool // ends a sentence
	nick       bool // a nickname with its marks, inside a name
	wide       bool // it may hold characters beyond ASCII
}

// abbreviations end with a full stop that does not end the sentence.
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{"mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "jr", "sr", "st", "inc", "corp", "co", "ltd", "rev", "hon", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "no", "vs", "etc", "sens", "reps", "mass", "conn", "calif", "fla", "ore", "wash", "ill", "ariz", "colo", "tex", "mich", "minn", "wis", "okla", "tenn", "ky", "va", "pa", "ga", "ala", "miss", "del", "md", "ind", "kan", "neb", "nev", "dept", "univ", "assn", "bros", "adm", "maj", "cmdr", "det", "insp", "supt", "messrs", "mt", "ft", "e.g", "i.e", "u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "ph.d", "l.a", "n.y", "n.j", "n.c", "s.c"} {
		m[w] = true
	}
	return m
}()

// lex cuts text[s] into tokens; places that lie in a quotation of qs (in order,
// not nested) become one token each. O(len).
func lex(text string, words *lang.Table, s corpus.Span, qs []Quote, top []int, nicks []corpus.Span, out []tok) []tok {
	out = slices.Grow(out, (s.End-s.Start)/5+8) // a word and what follows it
	qi := 0
	for qi < len(top) && qs[top[qi]].Outer.Start < s.Start {
		qi++
	}
	i := s.Start
	for i < s.End {
		if qi < len(top) && qs[top[qi]].Outer.Start <= i {
			q := qs[top[qi]]
			if q.Outer.End > i {
				out = append(out, tok{start: int32(i), end: int32(q.Outer.End), kind: kQuote, q: int32(top[qi])})
				i = q.Outer.End
			}
			qi++
			continue
		}
		for len(nicks) > 0 && nicks[0].Start < i {
			nicks = nicks[1:]
		}
		if len(nicks) > 0 && nicks[0].Start == i {
			out = append(out, tok{start: int32(i), end: int32(nicks[0].End), kind: kWord, cap: true, low: true, nick: true, wide: true})
			i = nicks[0].End
			continue
		}
		limit := s.End
		if qi < len(top) {
			limit = min(limit, qs[top[qi]].Outer.Start)
		}
		c := text[i]
		if c == '\n' {
			j := i
			for j < limit && (text[j] == '\n' || text[j] == ' ' || text[j] == '\t' || text[j] == '\r') {
				j++
			}
			soft := j-i == 1 && j < limit && text[j] >= 'a' && text[j] <= 'z'
			if n := len(out); !soft && n > 0 && out[n-1].kind != kPara {
				out = append(out, tok{start: int32(i), end: int32(i), kind: kPara, stop: true})
			}
			i = j
			continue
		}
		if c == ' ' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:limit])
		}
		switch {
		case isWord(r) || (r == '@' || r == '#') && i+1 < limit && isASCIIWord(text[i+1]):
			j := wordEnd(text, i, n, limit)
			if k := words.Elided(text[i:j]); k > 0 {
				j = i + k
			}
			t := tok{start: int32(i), end: int32(j), kind: kWord, cap: unicode.IsUpper(r) || r == '@'}
			w := text[i:j]
			lower := w
			var buf [longWord]byte
			plain, hasLow := plainCase(w)
			if !plain {
				if b, ok := lowerASCII(buf[:0], w); ok {
					lower = string(b) // on the stack: it must not leave this function
				} else {
					lower, hasLow = fold(w)
					t.wide = true
				}
			}
			t.low = hasLow
			t.class = words.Word(lower)
			if t.class == 0 && hasLow {
				t.class = words.Ending(lower, t.cap)
			}
			if t.cap {
				t.class |= lang.Given(lower)
			}
			if t.class == 0 && strings.HasSuffix(lower, "-elect") {
				t.class = lang.Title | lang.Role
			}
			if k := strings.IndexByte(lower, '\''); k > 0 && t.class == 0 {
				switch lower[k+1:] {
				case "ve", "ll", "d", "re", "m":
					t.class = lang.Pron | lang.Other
				case "t":
					t.class = lang.Aux | lang.Other
				}
			}
			if t.cap && !hasLow && len(w) > 1 && t.class&lang.Title == 0 {
				t.class &^= lang.Function &^ lang.Other // US, WHO: names
				t.class &^= lang.Other
			}
			// a full stop that belongs to the word
			if j < limit && text[j] == '.' {
				next := byte(' ')
				if j+1 < limit {
					next = text[j+1]
				}
				// "R-Ky., said", "(Vt.)": what is followed by a comma was no end
				if abbreviations[lower] && !plainWord(w, text[j+1:limit]) || initials(w) || t.cap && (j-i == n || next == ',' || next == ')' && j-i <= 8) {
					t.end++
					j++
				}
			}
			out = append(out, t)
			i = j
		case r == '\'' || r == '’':
			rest := text[i+n : limit]
			if len(rest) > 0 && rest[0] == 's' && (len(rest) == 1 || !isASCIIWord(rest[1])) {
				out = append(out, tok{start: int32(i), end: int32(i + n + 1), kind: kPoss})
				i += n + 1
				continue
			}
			i += n // plural possessive or a stray mark
			if k := len(out); k > 0 && out[k-1].kind == kWord && out[k-1].end == int32(i-n) {
				out = append(out, tok{start: int32(i - n), end: int32(i), kind: kPoss})
			}
		default:
			p := byte('?')
			stop := false
			switch r {
			case '.', '!', '?', '…':
				p, stop = '.', true
				if r == '…' {
					stop = false
				}
			case ',', ';', ':', '(', ')', '/', '|':
				p = byte(r)
			case '[':
				p = '('
			case ']':
				p = ')'
			case '-', '–', '—', '―', '‑':
				p = '-'
			case '&': // part of a name
				out = append(out, tok{start: int32(i), end: int32(i + n), kind: kWord, cap: true})
				i += n
				continue
			default:
				p = 'x'
			}
			if unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF {
				i += n
				continue
			}
			out = append(out, tok{start: int32(i), end: int32(i + n), kind: kPunct, p: p, stop: stop})
			i += n
		}
	}
	return out
}

// plainWord reports whether w, which may be an abbreviation before a full stop,
// is a word that ends a sentence: “she was ill.”, “he said no.”; rest follows.
func plainWord(w, rest string) bool {
	switch w {
	case "ill", "mass", "wash", "miss", "ore", "pa", "mar", "del":
		return true
	case "no", "No":
		return len(rest) < 2 || rest[0] != ' ' || !digit(rest[1])
	}
	return false
}

// initials reports whether w is "G.K", the beginning of "G.K. Stone".
func initials(w string) bool {
	n := len(w)
	return n >= 3 && n <= 7 && w[n-2] == '.' && w[n-1] >= 'A' && w[n-1] <= 'Z'
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// wordEnd is the end of the word that begins at i: letters and digits, and
// between two of them an apostrophe (but not a possessive ’s), a hyphen, a
// full stop (initials, decimals) or "@".
func wordEnd(text string, i, n, limit int) int {
	j := i + n
	for j < limit {
		c := text[j]
		if c < utf8.RuneSelf {
			if isASCIIWord(c) || c == '_' {
				j++
				continue
			}
			if (c == '-' || c == '.' || c == '@' || c == '/' && text[j-1] >= '0' && text[j-1] <= '9') && j+1 < limit && wordAt(text[j+1:limit]) && text[j-1] != c {
				if c == '.' && j-i > 3 && text[j-1] >= 'a' && text[j-1] <= 'z' && text[j+1] >= 'A' && text[j+1] <= 'Z' {
					return j // a lost space after a sentence
				}
				j++
				continue
			}
			if c == ',' && j+3 < limit && digit(text[j-1]) && digit(text[j+1]) && digit(text[j+2]) && digit(text[j+3]) { // 2,000
				j += 4
				continue
			}
			if c == '\'' && j+1 < limit && isASCIIWord(text[j+1]) && !possessive(text[j+1:limit]) {
				j++
				continue
			}
			return j
		}
		r, k := utf8.DecodeRuneInString(text[j:limit])
		if isWord(r) || unicode.IsMark(r) {
			j += k
			continue
		}
		if r == '’' && j+k < limit && wordAt(text[j+k:limit]) && !possessive(text[j+k:limit]) {
			j += k
			continue
		}
		return j
	}
	return j
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// wordAt reports whether s begins with a letter or a digit.
func wordAt(s string) bool {
	if s[0] < utf8.RuneSelf {
		return isASCIIWord(s[0])
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isWord(r)
}

func possessive(s string) bool {
	return s[0] == 's' && (len(s) == 1 || !isASCIIWord(s[1]) || s[1] == 0xE2)
}

// plainCase reports whether w is ASCII without capitals, and of a word in ASCII
// whether it has a lower-case letter.
func plainCase(w string) (plain, low bool) {
	plain = true
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c-'a' < 26 {
			low = true
		} else if c >= utf8.RuneSelf || c-'A' < 26 {
			plain = false
		}
	}
	return plain, low
}

// longWord is the length of the longest word that [lowerASCII] takes, in bytes, and
// of the longest string that a conversion keeps on the stack.
const longWord = 32

// lowerASCII appends w in lower case; ok is false when w is long or not ASCII.
func lowerASCII(b []byte, w string) (out []byte, ok bool) {
	if len(w) > longWord {
		return b, false
	}
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return b, false
		}
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b, true
}

// fold is w in lower case with straight apostrophes, and whether w has a
// lower-case letter.
func fold(w string) (string, bool) {
	low, plain, ascii := false, true, true
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= 'a' && c <= 'z' {
			low = true
		} else if c >= utf8.RuneSelf {
			plain, ascii = false, false
		} else if c >= 'A' && c <= 'Z' {
			plain = false
		}
	}
	if plain {
		return w, low
	}
	if ascii {
		return strings.ToLower(w), low
	}
	b := make([]byte, 0, len(w))
	for _, r := range w {
		switch {
		case r == '’':
			r = '\''
		case r == '‑':
			r = '-'
		}
		if unicode.IsLower(r) {
			low = true
		}
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return string(b), low
}

// key is the comparison key of a name.
func key(s string) string { return token.Fold(s) }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
