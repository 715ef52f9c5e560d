package encode

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"verbatim/normalize/edit"
)

// codePage is a table of characters that UTF-8 is read by in error.
type codePage struct {
	table *charmap.Charmap
	name  string
}

// codePages are those other than windows-1252: what spreadsheets and consoles
// read files by.
var codePages = []codePage{{charmap.Macintosh, "Mac OS Roman"}, {charmap.CodePage437, "code page 437"}, {charmap.CodePage850, "code page 850"}}

// leads are the characters that code pages have for the first bytes of what a
// text in Latin letters holds: 0xC2 to 0xC5 and 0xE2.
const leads = "¬√ƒ≈‚┬├─┼ΓÔ"

// foreign reads what stands at i as one character of UTF-8 that went through
// another code page than windows-1252; end is i where it is none. Three signs
// in a row, or a sign of mathematics with one that no formula has after it, are
// no text.
func foreign(t string, i int) (s, page string, end int) {
	for _, p := range codePages {
		var buf [utf8.UTFMax]byte
		b, need, j := buf[:0], 1, i
		for j < len(t) && len(b) < need {
			c, n := utf8.DecodeRuneInString(t[j:])
			x, ok := p.table.EncodeRune(c)
			if !ok || x < utf8.RuneSelf {
				break
			}
			if len(b) == 0 {
				switch {
				case x >= 0xC2 && x <= 0xC5:
					need = 2
				case x == 0xE2:
					need = 3
				}
			}
			b, j = append(b, x), j+n
		}
		if len(b) > 1 && len(b) == need && utf8.Valid(b) && plausible(string(b)) {
			return string(b), p.name, j
		}
	}
	return "", "", i
}

// macintosh reports whether the bytes of the text that are no UTF-8 are those
// of Mac OS Roman: its quotation marks and apostrophes are capitals with
// accents in windows-1252, and stand where no capital can.
func macintosh(t string) bool {
	mac, windows := 0, 0
	for i := 0; i < len(t); i++ {
		if t[i] < 0x91 || t[i] > 0xD5 {
			continue
		}
		if c, n := utf8.DecodeRuneInString(t[i:]); c != utf8.RuneError || n != 1 {
			i += n - 1
			continue
		}
		before, after := byte(' '), byte(' ')
		if i > 0 {
			before = t[i-1]
		}
		if i+1 < len(t) {
			after = t[i+1]
		}
		switch c := t[i]; {
		case c >= 0x91 && c <= 0x94:
			windows++
		case c == 0xD2 && !letter(before) && letter(after), c == 0xD3 && strings.IndexByte(",.!?", before) >= 0 && !letter(after), c == 0xD5 && lowerCase(before) && lowerCase(after):
			mac++
		}
	}
	return mac >= 2 && windows == 0
}

// endings are what stands after an apostrophe inside a word.
var endings = map[string]bool{"s": true, "t": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

// lost puts an apostrophe or quotation marks back where a converter wrote one
// sign for all of them, a question mark or U+FFFD, at i and size bytes long:
// “It?s”, “?Go,? he said”. A question mark has a blank after it, and none
// before it.
func (r *repairer) lost(i, size int) {
	if !r.apostrophe(i, size) {
		r.quotation(i, size, r.text[i:i+size])
	}
}

// shifted does the same where another table made letters of the marks: windows
// 1252 read as Mac OS Roman gives “itís” and “ìGo,î”, the other way round “itÕs”
// and “ÒGo,Ó”. The small letters occur in words of other languages, so that
// there a quotation must prove the apostrophe.
func (r *repairer) shifted(i, size int, c rune) {
	switch c {
	case 'Ò':
		r.quotation(i, size, "Ó")
	case 'ì':
		r.quotation(i, size, "î")
	case 'Õ':
		if i > 0 && lowerCase(r.text[i-1]) {
			r.apostrophe(i, size)
		}
	case 'í':
		if r.italics == 0 {
			r.italics = -1
			if t := r.text; (strings.HasPrefix(t, "ì") || strings.Contains(t, " ì") || strings.Contains(t, "\nì")) && (strings.Contains(t, ",î") || strings.Contains(t, ".î")) {
				r.italics = 1
			}
		}
		if r.italics > 0 {
			r.apostrophe(i, size)
		}
	}
}

// apostrophe reports whether what stands at i stands within a word, where it
// puts an apostrophe if the word takes one.
func (r *repairer) apostrophe(i, size int) bool {
	t := r.text
	if i == 0 || !letter(t[i-1]) || i+size == len(t) || !letter(t[i+size]) {
		return false
	}
	a, b := i, i+size
	for a > 0 && i-a < 24 && letter(t[a-1]) {
		a--
	}
	for b < len(t) && b-i < 8 && letter(t[b]) {
		b++
	}
	end := t[i+size : b]
	if a > 0 && strings.IndexByte(" \n\t\"(-?", t[a-1]) < 0 && t[a-1] < utf8.RuneSelf || b < len(t) && (t[b] == '=' || t[b] == '/' || t[b] >= '0' && t[b] <= '9') {
		return true // part of an address
	}
	if endings[end] && (i-a > 1 || t[a] == 'I') && known(t[a:i]) && (end != "t" || t[i-1] == 'n') {
		r.marks++
		r.put(i, i+size, "’", edit.Encoding, "lost mark", "no mark but an apostrophe stands in such a word", 0.95)
	}
	return true
}

// quotation puts marks for what opens at i and for the sign that closes it in
// the same line.
func (r *repairer) quotation(i, size int, closing string) {
	t := r.text
	if i < r.closed || !r.opens(i, size) {
		return
	}
	end := min(len(t), i+longestQuotation)
	if k := strings.IndexByte(t[i:end], '\n'); k >= 0 {
		end = i + k
	}
	for j := i + size; j < end; {
		k := strings.Index(t[j:end], closing)
		if k < 0 {
			return
		}
		j += k
		n := len(closing)
		if t[i:i+size] == closing && r.opens(j, n) {
			return
		}
		if strings.IndexByte(",.!", t[j-1]) >= 0 || n > 1 && (t[j-1] == '?' || letter(t[j-1])) {
			if j+n == len(t) || strings.IndexByte(" \n\t.,;:)", t[j+n]) >= 0 {
				r.marks += 2
				r.put(i, i+size, "“", edit.Encoding, "lost mark", "a word begins with it, and a sentence ends with the next one", 0.9)
				r.put(j, j+n, "”", edit.Encoding, "lost mark", "a sentence ends with it, and a word begins with the one before", 0.9)
				r.closed = j
				return
			}
		}
		j += n
	}
}

// longestQuotation is how far apart in bytes two lost quotation marks may be.
const longestQuotation = 2000

// opens reports whether what stands at i touches the word after it only.
func (r *repairer) opens(i, size int) bool {
	t := r.text
	return (i == 0 || strings.IndexByte(" \n\t(", t[i-1]) >= 0) && i+size < len(t) && (letter(t[i+size]) || t[i+size] == '[')
}
