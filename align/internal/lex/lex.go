// Package lex cuts prose into words and runs of digits for the grammars of
// dates and numbers. A token knows what stands before it and what a table of
// words says of it, so that the grammars compare small integers, not text.
package lex

import (
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"verbatim/align/internal/dict"
)

// Gap says what stands between a token and the one before it.
type Gap uint8

const (
	None    Gap = iota // nothing: "35pm" is two tokens
	Space              // blanks
	Hyphen             // one hyphen or dash, no blank
	Slash              // /
	Colon              // :
	Dot                // .
	Comma              // ,
	Apos               // an apostrophe
	CommaSp            // comma and blanks
	DotSp              // full stop and blanks
	Line               // blanks with one line break
	Para               // blanks with several line breaks
	Other              // anything else; also the start of the text
)

// Class is a set of what a word can be; the tables of the grammars say which.
type Class uint64

// Classes of numbers, which both grammars know. A grammar has its own from
// User on.
const (
	Ones    Class = 1 << iota // one … nine
	Teens                     // ten … nineteen
	Tens                      // twenty … ninety
	Hundred                   // hundred
	Scale                     // thousand, million …; N is the power of ten
	Dozen                     // dozen, score
	Half                      // half
	And                       // and
	A                         // a, an
	Ordinal                   // first … nineteenth, twentieth …
	OrdEnd                    // st, nd, rd, th after digits
	Zero                      // zero
	User
)

// Entry is what a table knows of a word.
type Entry struct {
	Class Class
	N     int32
}

// Token is a run of letters or a run of digits.
type Token struct {
	Start, End int // bytes
	Entry
	Gap    Gap
	Digits bool
	Cap    bool // a letter of the word is a capital
}

// Has reports whether t is of one of the classes c.
func (t *Token) Has(c Class) bool { return t.Class&c != 0 }

// Table is a list of words in lower case.
type Table struct {
	words  *dict.Table[Entry]
	filter [128]uint32 // first byte -> set of lengths
	wide   uint32      // lengths of words that do not start in ASCII
}

// NewTable joins tables; classes of a word that stands in several are united.
func NewTable(tables ...map[string]Entry) *Table {
	t := &Table{}
	words := map[string]Entry{}
	for _, m := range tables {
		for w, e := range m {
			if old, ok := words[w]; ok {
				e.Class |= old.Class
				if e.N == 0 {
					e.N = old.N
				}
			}
			words[w] = e
			if w[0] < utf8.RuneSelf {
				t.filter[w[0]] |= 1 << len(w)
			} else {
				t.wide |= 1 << len(w)
			}
		}
	}
	t.words = dict.New(words)
	return t
}

const longest = 24

// Cut gives the tokens of text. O(len(text)).
func (t *Table) Cut(text string) []Token { return t.Append(nil, text) }

// Append appends the tokens of text to toks. O(len(text)).
func (t *Table) Append(toks []Token, text string) []Token {
	toks = slices.Grow(toks, len(text)/5+1) // a word and what follows it
	var buf [longest]byte
	last := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !letter(r) {
				i += n
				continue
			}
		} else if kind[c] == 0 {
			i++
			continue
		}
		tok := Token{Start: i, Gap: gap(text, last, i)}
		if c < utf8.RuneSelf && kind[c] == digit {
			for i < len(text) && kind[text[i]&127] == digit && text[i] < utf8.RuneSelf {
				i++
			}
			tok.Digits = true
		} else {
			ascii := true
			for i < len(text) {
				c := text[i]
				if c >= utf8.RuneSelf {
					r, n := utf8.DecodeRuneInString(text[i:])
					if !letter(r) {
						break
					}
					if unicode.IsUpper(r) {
						tok.Cap = true
					}
					ascii = false
					i += n
					continue
				}
				if kind[c] < lower {
					break
				}
				if kind[c] == upper {
					tok.Cap = true
				}
				i++
			}
			tok.Entry = t.look(text[tok.Start:i], &buf, ascii)
		}
		tok.End = i
		last = i
		toks = append(toks, tok)
	}
	return toks
}

func (t *Table) look(w string, buf *[longest]byte, ascii bool) Entry {
	if len(w) >= longest {
		return Entry{}
	}
	if ascii {
		if t.filter[w[0]|0x20]&(1<<len(w)) == 0 {
			return Entry{}
		}
		for i := range len(w) {
			buf[i] = w[i] | 0x20
		}
		return t.words.Get(string(buf[:len(w)]))
	}
	b := buf[:0]
	for _, r := range w {
		r = unicode.ToLower(r)
		if len(b)+utf8.RuneLen(r) > longest {
			return Entry{}
		}
		b = utf8.AppendRune(b, r)
	}
	return t.words.Get(string(b))
}

func letter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

const (
	digit = 1
	lower = 2
	upper = 3
)

var kind = func() (k [128]uint8) {
	for c := range k {
		switch {
		case c >= '0' && c <= '9':
			k[c] = digit
		case c >= 'a' && c <= 'z':
			k[c] = lower
		case c >= 'A' && c <= 'Z':
			k[c] = upper
		}
	}
	return
}()

// gap classifies text[from:to]. Only its first bytes are looked at when it is
// long: nothing joins over it.
func gap(text string, from, to int) Gap {
	if from == 0 {
		return Other
	}
	if from == to {
		return None
	}
	if to == from+1 {
		switch text[from] {
		case ' ', '\t':
			return Space
		case '-':
			return Hyphen
		case '/':
			return Slash
		case ':':
			return Colon
		case '.':
			return Dot
		case ',':
			return Comma
		case '\'':
			return Apos
		case '\n':
			return Line
		}
		return Other
	}
	if to-from > 64 {
		return Other
	}
	lines, mark := 0, Space
	blank := false
	for i := from; i < to; {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:to])
		}
		i += n
		var m Gap
		switch r {
		case '\n':
			lines++
			continue
		case ' ', '\t', '\r', 0xA0, 0x202F, 0x2009:
			blank = true
			continue
		case '-', '‐', '‑', '–', '—':
			m = Hyphen
		case '.':
			m = Dot
		case ',':
			m = Comma
		case '’', '\'':
			m = Apos
		case ':':
			m = Colon
		case '/':
			m = Slash
		default:
			return Other
		}
		if mark != Space || blank || lines > 0 {
			return Other
		}
		mark = m
	}
	switch {
	case lines > 1:
		return Para
	case mark == Space && lines == 1:
		return Line
	case mark == Space:
		return Space
	case !blank && lines == 0:
		return mark
	case mark == Comma:
		return CommaSp
	case mark == Dot:
		return DotSp
	}
	return Other
}

// Int is the value of the digits token t, -1 when it has more than 9 digits.
func Int(text string, t *Token) int {
	if t.End-t.Start > 9 {
		return -1
	}
	n := 0
	for _, c := range []byte(text[t.Start:t.End]) {
		n = n*10 + int(c-'0')
	}
	return n
}

// Numbers is the table of English number words.
var Numbers = func() map[string]Entry {
	m := map[string]Entry{
		"hundred": {Hundred, 100}, "dozen": {Dozen, 12}, "half": {Half, 0}, "and": {And, 0}, "a": {A, 1}, "an": {A, 1}, "zero": {Zero, 0},
		"thousand": {Scale, 3}, "million": {Scale, 6}, "billion": {Scale, 9}, "trillion": {Scale, 12},
		"st": {OrdEnd, 0}, "nd": {OrdEnd, 0}, "rd": {OrdEnd, 0}, "th": {OrdEnd, 0},
	}
	add := func(c Class, from, step int, words ...string) {
		for i, w := range words {
			m[w] = Entry{c, int32(from + i*step)}
		}
	}
	add(Ones, 1, 1, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
	add(Teens, 10, 1, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
	add(Tens, 20, 10, "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
	add(Ordinal, 1, 1, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth")
	add(Ordinal, 20, 10, "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
	return m
}()

// Cardinal reads the number that starts at token i: digits with groups and
// decimals ("1,234", "4.2"), words ("twenty-three", "two hundred and forty",
// "a dozen", "half a million"), either with a scale ("4.2 million"). It gives
// the value as text without exponent and the number of tokens, 0 when no
// number starts there. O(1): a number has at most 16 tokens.
func Cardinal(text string, toks []Token, i int) (value string, n int) {
	if i >= len(toks) {
		return "", 0
	}
	if toks[i].Digits {
		return digits(text, toks, i)
	}
	v, n := words(toks, i)
	if n == 0 {
		return "", 0
	}
	return strconv.FormatInt(v, 10), n
}

func digits(text string, toks []Token, i int) (string, int) {
	var buf [40]byte
	b := buf[:0]
	add := func(t *Token) bool {
		if len(b)+t.End-t.Start > 30 {
			return false
		}
		b = append(b, text[t.Start:t.End]...)
		return true
	}
	if !add(&toks[i]) {
		return "", 0
	}
	j := i + 1
	if toks[i].End-toks[i].Start <= 3 {
		for j < len(toks) && toks[j].Digits && toks[j].Gap == Comma && toks[j].End-toks[j].Start == 3 {
			if !add(&toks[j]) {
				return "", 0
			}
			j++
		}
	}
	plain := true
	if j < len(toks) && toks[j].Digits && toks[j].Gap == Dot && !(j+1 < len(toks) && toks[j+1].Digits && toks[j+1].Gap == Dot) {
		b = append(b, '.')
		if !add(&toks[j]) {
			return "", 0
		}
		plain = false
		j++
	}
	if j < len(toks) && toks[j].Has(Scale) && (toks[j].Gap == Space || toks[j].Gap == Hyphen) {
		b = append(b, 'e')
		b = strconv.AppendInt(b, int64(toks[j].N), 10)
		plain = false
		j++
	}
	if plain {
		k := 0
		for k < len(b)-1 && b[k] == '0' {
			k++
		}
		return string(b[k:]), j - i
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return "", 0
	}
	return strconv.FormatFloat(f, 'f', -1, 64), j - i
}

// words reads a number in words.
func words(toks []Token, i int) (int64, int) {
	var total, part int64
	j := i
	joined := func(k int, gaps ...Gap) bool {
		if k >= len(toks) {
			return false
		}
		for _, g := range gaps {
			if toks[k].Gap == g {
				return true
			}
		}
		return false
	}
	if toks[j].Has(Zero) {
		return 0, 1
	}
	if toks[j].Has(Half) && joined(j+1, Space, Hyphen) && toks[j+1].Has(A) && joined(j+2, Space, Hyphen) && toks[j+2].Has(Scale|Dozen) {
		if toks[j+2].Has(Dozen) {
			return 6, 3
		}
		return pow(toks[j+2].N) / 2, 3
	}
	if toks[j].Has(A) {
		if !joined(j+1, Space, Hyphen) || !toks[j+1].Has(Hundred|Scale|Dozen) {
			return 0, 0
		}
		part = 1
		j++
	}
	small := func() bool { // 1..99 at j
		if j >= len(toks) {
			return false
		}
		switch t := &toks[j]; {
		case t.Has(Ones | Teens):
			part += int64(t.N)
			j++
		case t.Has(Tens):
			part += int64(t.N)
			j++
			if joined(j, Space, Hyphen) && toks[j].Has(Ones) {
				part += int64(toks[j].N)
				j++
			}
		default:
			return false
		}
		return true
	}
	for j-i < 14 {
		read := part > 0
		if !read {
			if !small() {
				break
			}
		}
		if joined(j, Space, Hyphen) && toks[j].Has(Hundred) {
			part *= 100
			j++
			k := j
			if joined(j, Space) && toks[j].Has(And) {
				j++
			}
			if !joined(j, Space, Hyphen) || !small() {
				j = k
			}
		}
		if joined(j, Space, Hyphen) && toks[j].Has(Dozen) {
			part *= 12
			j++
		}
		if !joined(j, Space, Hyphen) || !toks[j].Has(Scale) {
			total += part
			part = 0
			break
		}
		p := pow(toks[j].N)
		if total > 0 && total%(p*1000) != 0 || part > 1<<20 {
			break
		}
		total += part * p
		part = 0
		j++
		k := j
		if joined(j, Space) && toks[j].Has(And) {
			j++
		}
		if !joined(j, Space, Hyphen) || !toks[j].Has(Ones|Teens|Tens) {
			j = k
			break
		}
	}
	total += part
	if j == i || total == 0 {
		return 0, 0
	}
	return total, j - i
}

func pow(n int32) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

// OrdinalAt reads an ordinal at token i ("3rd", "third", "twenty-first"),
// n = 0 when there is none.
func OrdinalAt(text string, toks []Token, i int) (value, n int) {
	if i < 0 || i >= len(toks) {
		return 0, 0
	}
	t := &toks[i]
	switch {
	case t.Digits:
		if i+1 < len(toks) && toks[i+1].Gap == None && toks[i+1].Has(OrdEnd) {
			return Int(text, t), 2
		}
	case t.Has(Ordinal):
		return int(t.N), 1
	case t.Has(Tens):
		if i+1 < len(toks) && (toks[i+1].Gap == Hyphen || toks[i+1].Gap == Space) && toks[i+1].Has(Ordinal) && toks[i+1].N < 10 {
			return int(t.N + toks[i+1].N), 2
		}
	}
	return 0, 0
}
