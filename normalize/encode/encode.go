// Package encode repairs what encodings and templates do to characters:
// UTF-8 read as windows-1252 (once, twice, and put in lower case after that),
// bytes that are not UTF-8, entities escaped twice, soft hyphens and
// zero-width characters, NUL bytes, words glued together or hyphenated over a
// lost line break. It also names the damage of a text as a whole: e-mail
// addresses that were hidden, links that were dropped, punctuation or capitals
// that were stripped.
//
// A place is only changed where the result is certain; text in scripts without
// capitals is left alone.
package encode

import (
	"fmt"
	"html"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
)

// Repair proposes the changes for text and names the condition mojibake. Changes
// are in order of place and do not overlap. O(len(text)).
func Repair(text string) ([]edit.Change, []edit.Condition) {
	r := &repairer{text: text, binary: strings.Count(text, "\x00") > len(text)/16}
	r.advertisements() // first: it wins over a blank at the same place
	r.dropCaps()
	r.scanned()
	r.bytes()
	changes := r.changes
	sort.SliceStable(changes, func(i, j int) bool { return changes[i].Span.Start < changes[j].Span.Start })
	kept, last := changes[:0], 0
	for _, c := range changes {
		if c.Span.Start >= last && (c.Span.Len() > 0 || c.Span.Start > last || last == 0) {
			kept = append(kept, c)
			last = c.Span.End
		}
	}
	var found []edit.Condition
	if r.mojibake > 0 {
		found = append(found, edit.Condition{Kind: "mojibake", Evidence: fmt.Sprintf("%d places where UTF-8 was read as %s, the first %q", r.mojibake, r.page, r.first), Confidence: 0.99})
	} else if r.invalid > 0 && r.nul == 0 {
		found = append(found, edit.Condition{Kind: "mojibake", Evidence: fmt.Sprintf("%d bytes that are not UTF-8, read as %s", r.invalid, r.table()), Confidence: 0.9})
	} else if r.controls > 0 {
		found = append(found, edit.Condition{Kind: "mojibake", Evidence: fmt.Sprintf("%d control characters, of windows-1252 read as ISO 8859-1", r.controls), Confidence: 0.97})
	} else if r.marks > 0 {
		found = append(found, edit.Condition{Kind: "mojibake", Evidence: fmt.Sprintf("%d quotation marks and apostrophes that a converter lost", r.marks), Confidence: 0.9})
	}
	return kept, found
}

type repairer struct {
	text                               string
	changes                            []edit.Change
	mojibake, invalid, nul             int
	controls, marks                    int    // control characters of windows-1252, and marks that became "?"
	page                               string // the table by which the first mojibake was read
	closed                             int    // the end of the last quotation whose marks were lost
	lines, tags, mac, rtl, italics, c1 int    // what the whole text has: 1 yes, -1 no, 0 not looked
	opened                             int    // whether an opening mark stands as mojibake: 1 yes, -1 no, 0 not looked
	first                              string
	binary                             bool // so many NUL bytes that this is no text
	decoded                            int  // the end of the last entity, and whether it stood for an ampersand
	ampersand                          bool
}

func (r *repairer) put(start, end int, s string, rule edit.Rule, detail, evidence string, conf float64) {
	r.changes = append(r.changes, edit.Change{Span: corpus.Span{Start: start, End: end}, New: s, Rule: rule, Detail: detail, Evidence: evidence, Confidence: conf})
}

// bytes goes once over the text and looks closer where a byte is suspicious.
func (r *repairer) bytes() {
	t := r.text
	for i := 0; i < len(t); {
		for i < len(t) && !suspicious[t[i]] {
			i++
		}
		if i == len(t) {
			return
		}
		switch c := t[i]; {
		case c >= utf8.RuneSelf:
			i = r.wide(i)
			continue
		case c == 0 && !r.binary:
			j := i
			for j < len(t) && t[j] == 0 {
				j++
			}
			r.nul += j - i
			r.put(i, j, "", edit.Encoding, "nul", "NUL bytes are no text", 0.99)
			i = j
			continue
		case c == '&':
			i = r.entity(i)
			continue
		case c == '\\':
			i = r.escape(i)
			continue
		case c == '<':
			i = r.tag(i)
			continue
		case c == '.' || c == '!' || c == '?' || c == ',':
			r.glued(i)
			if c == '?' {
				r.lost(i, 1)
			}
		case c == ']':
			r.afterSic(i)
		case c == '\v':
			r.put(i, i+1, " ", edit.Spacing, "line break", "a break within a paragraph", 0.95)
		case c == '-' && i+1 < len(t) && (t[i+1] == '\n' || t[i+1] == '\r'):
			if j := r.hyphen(i); j > i {
				i = j
				continue
			}
		}
		i++
	}
}

// suspicious are the bytes that bytes looks closer at.
var suspicious = func() (t [256]bool) {
	for _, c := range []byte("\x00&.!?,]-\\<\v") {
		t[c] = true
	}
	for c := utf8.RuneSelf; c < len(t); c++ {
		t[c] = true
	}
	return t
}()

// wide deals with the character at i, which is not ASCII, and gives the place
// after what was dealt with.
func (r *repairer) wide(i int) int {
	t := r.text
	// A dash or a mark alone is no mojibake: most wide characters of English.
	if i+3 < len(t) && t[i] == "’"[0] && t[i+1] == "’"[1] && t[i+3] < utf8.RuneSelf {
		switch t[i+2] {
		case "’"[2], "”"[2]:
			r.afterQuote(i, i+3)
			return i + 3
		case "‘"[2], "“"[2], "–"[2], "—"[2], "…"[2]:
			return i + 3
		}
	}
	c, n := utf8.DecodeRuneInString(t[i:])
	switch {
	case c == utf8.RuneError && n == 1:
		j := i
		var b strings.Builder
		for j < len(t) && j-i < longestRun { // a later repair in it takes the whole edit along
			c, n := utf8.DecodeRuneInString(t[j:])
			if c != utf8.RuneError || n != 1 {
				break
			}
			if d := r.charmap().DecodeByte(t[j]); d != utf8.RuneError && d >= 0xA0 {
				b.WriteRune(d)
			} else {
				b.WriteRune(utf8.RuneError)
			}
			j++
		}
		r.invalid += j - i
		r.put(i, j, b.String(), edit.Encoding, r.table(), "bytes that are not UTF-8, read as "+r.table(), 0.9)
		return j
	case c == 0xFEFF || c == 0x200B || c == 0x2060:
		j := i + n
		for strings.HasPrefix(t[j:], t[i:i+n]) { // a run is one repair
			j += n
		}
		r.put(i, j, "", edit.Typography, "zero width", fmt.Sprintf("U+%04X has no width", c), 0.99)
		return j
	case c == 0x200C || c == 0x200D:
		a, _ := utf8.DecodeLastRuneInString(t[:i])
		b, _ := utf8.DecodeRuneInString(t[i+n:])
		if unicode.Is(unicode.Latin, a) && unicode.Is(unicode.Latin, b) {
			r.put(i, i+n, "", edit.Typography, "zero width", fmt.Sprintf("U+%04X has no width", c), 0.99)
		}
	case c == utf8.RuneError:
		r.lost(i, n)
	case c >= 'ﬀ' && c <= 'ﬆ':
		r.put(i, i+n, norm.NFKC.String(t[i:i+n]), edit.Typography, "ligature", "letters that a typesetter joined", 0.99)
	case direction(c):
		if !r.rightToLeft() {
			r.put(i, i+n, "", edit.Typography, "direction mark", fmt.Sprintf("U+%04X has no width, and no word runs from right to left", c), 0.99)
		}
	case c == '\u2028':
		r.put(i, i+n, " ", edit.Spacing, "line break", "a break within a paragraph", 0.95)
	case c == '\u2029':
		r.put(i, i+n, "\n\n", edit.Spacing, "paragraph break", "the sign for the end of a paragraph", 0.95)
	case strings.ContainsRune(leads, c):
		if s, page, j := foreign(t, i); j > i {
			if r.mojibake++; r.first == "" {
				r.first, r.page = t[i:j], page
			}
			r.put(i, j, strings.Map(visible, s), edit.Encoding, "mojibake", "UTF-8 read as "+page, 0.97)
			return j
		}
		if single(c) != 0 {
			return r.run(i)
		}
	case single(c) != 0:
		return r.run(i)
	}
	return i + n
}

// direction reports whether c says how text runs and is not seen.
func direction(c rune) bool {
	return c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x061C
}

// rightToLeft reports whether the text has letters that run from right to left.
func (r *repairer) rightToLeft() bool {
	if r.rtl == 0 {
		r.rtl = -1
		if strings.ContainsFunc(r.text, func(c rune) bool {
			return c >= 0x590 && c < 0x900 && c != 0x61C || c >= 0xFB1D && c < 0xFE00 || c >= 0xFE70 && c < 0xFEFF
		}) {
			r.rtl = 1
		}
	}
	return r.rtl > 0
}

// hasControls reports whether the text has quotation marks or dashes of
// windows-1252 as control characters: then U+0085 is no line break.
func (r *repairer) hasControls() bool {
	if r.c1 == 0 {
		r.c1 = -1
		if strings.ContainsAny(r.text, "\u0091\u0092\u0093\u0094\u0096\u0097") {
			r.c1 = 1
		}
	}
	return r.c1 > 0
}

// charmap is the table for bytes that are not UTF-8.
func (r *repairer) charmap() *charmap.Charmap {
	if r.mac == 0 {
		r.mac = -1
		if macintosh(r.text) {
			r.mac = 1
		}
	}
	if r.mac > 0 {
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

func (r *repairer) table() string {
	if r.charmap() == charmap.Macintosh {
		return "Mac OS Roman"
	}
	return "windows-1252"
}

// run deals with the run of characters at i that windows-1252 has a byte above
// ASCII for, and gives its end. What is read in it must come to rest within a
// few readings; a run that does not is no text, and stays as it is.
func (r *repairer) run(i int) int {
	t := r.text
	end := i
	for end < len(t) {
		c, n := utf8.DecodeRuneInString(t[end:])
		if single(c) == 0 {
			break
		}
		end += n
	}
	reads := r.read(t, i, end)
	if len(reads) > 0 {
		first := reads[0].span
		reads = r.rest(reads, i, end)
		if len(reads) > 0 && r.mojibake == 0 {
			r.first, r.page = t[first.Start:first.End], "windows-1252"
		}
	}
	for i < end {
		if len(reads) > 0 && reads[0].span.Start == i {
			x := reads[0]
			r.mojibake++
			r.put(i, x.span.End, x.text, edit.Encoding, "mojibake", x.why, x.sure)
			i, reads = x.span.End, reads[1:]
			continue
		}
		c, n := utf8.DecodeRuneInString(t[i:])
		switch c {
		case 0xAD:
			r.put(i, i+n, "", edit.Typography, "soft hyphen", "a soft hyphen is not seen in print", 0.99)
		case '”', '’':
			r.afterQuote(i, i+n)
		case 'Ò', 'Õ', 'ì', 'í':
			r.shifted(i, n, c)
		default:
			if d := charmap.Windows1252.DecodeByte(byte(c)); c >= 0x80 && c <= 0x9F && strings.ContainsRune(marked, d) && (c != 0x85 || r.hasControls()) {
				r.controls++
				r.put(i, i+n, string(d), edit.Encoding, "windows-1252", "a control character, of windows-1252 read as ISO 8859-1", 0.95)
			}
		}
		i += n
	}
	return end
}

// marked are the characters of windows-1252 that a text has where its bytes
// stand as control characters.
const marked = "€‚„…‹‘’“”•–—™›ŠŒŽšœžŸ"

// reading is a stretch of text read as windows-1252.
type reading struct {
	span corpus.Span
	text string
	why  string
	sure float64
}

// read gives what of t[i:end] is mojibake, in order; every character of that
// stretch has a byte in windows-1252.
func (r *repairer) read(t string, i, end int) (out []reading) {
	for i < end {
		if s, j := untangle(t, i); j > i {
			out = append(out, reading{corpus.Span{Start: i, End: j}, strings.Map(visible, s), "UTF-8 read as windows-1252", 0.97})
			i = j
			continue
		}
		if j := r.lostClosing(t, i); j > i {
			out = append(out, reading{corpus.Span{Start: i, End: j}, "”", "a closing mark whose last byte was lost; opening marks are read as windows-1252 too", 0.9})
			i = j
			continue
		}
		_, n := utf8.DecodeRuneInString(t[i:])
		i += n
	}
	return out
}

// visible drops characters that are not seen in print.
func visible(c rune) rune {
	switch c {
	case 0xAD, 0xFEFF, 0x200B, 0x2060:
		return -1
	}
	return c
}

// settles is how many readings of one run are tried.
const settles = 4

// rest reads what was read again until nothing changes. Where one reading was
// enough it gives reads, where more were needed one reading of the whole, and
// nil where they do not end.
func (r *repairer) rest(reads []reading, i, end int) []reading {
	const context = 8 // bytes around the run that a reading may look at
	last := max(end, reads[len(reads)-1].span.End)
	from, to := max(0, i-context), min(len(r.text), last+context)
	s, one, stop := r.text[from:to], reads, end-from
	for n := 0; ; n++ {
		var b strings.Builder
		at := 0
		for _, x := range reads {
			if n == 0 {
				x.span.Start, x.span.End = x.span.Start-from, x.span.End-from
			}
			b.WriteString(s[at:x.span.Start])
			b.WriteString(x.text)
			stop += len(x.text) - x.span.Len()
			at = x.span.End
		}
		b.WriteString(s[at:])
		s = b.String()
		reads = r.read(s, i-from, stop)
		switch {
		case len(reads) == 0 && n == 0:
			return one
		case len(reads) == 0:
			text := s[i-from : len(s)-(to-last)]
			return []reading{{corpus.Span{Start: i, End: last}, text, "UTF-8 read as windows-1252, more than once", 0.95}}
		case n == settles:
			return nil
		}
	}
}

// lostClosing recognises what is left of ” where a converter dropped the byte
// that windows-1252 has no character for: "â€" with nothing, U+FFFD or "?" after
// it. It needs a whole opening mark elsewhere in the text as evidence.
func (r *repairer) lostClosing(t string, i int) int {
	const head = "â€"
	if !strings.HasPrefix(t[i:], head) {
		return i
	}
	if r.opened == 0 {
		r.opened = -1
		if strings.Contains(r.text, "â€œ") {
			r.opened = 1
		}
	}
	if r.opened < 0 {
		return i
	}
	j := i + len(head)
	switch c, n := utf8.DecodeRuneInString(t[j:]); {
	case c == utf8.RuneError && n == 3 || c == '?':
		return j + n
	case c == utf8.RuneError && n < 2 || unicode.IsSpace(c) || unicode.IsPunct(c) && single(c) == 0:
		return j
	}
	return i
}

// single is the byte that c stands for in windows-1252, with the control
// characters where the table has holes; 0 for ASCII and for what has none.
func single(c rune) byte {
	if b, ok := charmap.Windows1252.EncodeRune(c); ok && b >= 0x80 {
		return b
	}
	if c >= 0x80 && c <= 0x9F {
		return byte(c)
	}
	return 0
}

// longestRun is how many characters in a row are looked at together.
const longestRun = 64

// untangle reads the run of characters at i as the windows-1252 form of UTF-8,
// once or several times over, and gives what they were and where they end; end
// is i where they are no mojibake.
func untangle(t string, i int) (string, int) {
	c, _ := utf8.DecodeRuneInString(t[i:])
	if b := single(c); b < 0xC2 || b > 0xF4 {
		if b = single(unicode.ToUpper(c)); b < 0xC2 || b > 0xF4 {
			return "", i
		}
	}
	var runs [longestRun]rune
	var places [longestRun + 1]int
	run, ends := runs[:0], append(places[:0], i)
	for j := i; j < len(t) && len(run) < longestRun; {
		c, n := utf8.DecodeRuneInString(t[j:])
		if single(c) == 0 {
			break
		}
		j += n
		run, ends = append(run, c), append(ends, j)
	}
	if sequence(run) == nil {
		return "", i // then no part of the run is one
	}
	for n := len(run); n >= 2; n-- {
		out, ok := decode(run[:n])
		if !ok {
			continue
		}
		for range 3 {
			again, ok := decode([]rune(out))
			if !ok {
				break
			}
			out = again
		}
		before, _ := utf8.DecodeLastRuneInString(t[:i])
		after, _ := utf8.DecodeRuneInString(t[ends[n]:])
		if plausible(out) && !natural(run[:n], before, after) {
			return out, ends[n]
		}
	}
	return "", i
}

// decode reads a run as UTF-8; every character must be part of a sequence of
// several bytes.
func decode(run []rune) (string, bool) {
	var out []byte
	for k := 0; k < len(run); {
		seq := sequence(run[k:])
		if seq == nil {
			return "", false
		}
		out = append(out, seq...)
		k += len(seq)
	}
	return string(out), len(run) > 1
}

// sequence reads the front of a run as one character of UTF-8, nil where it is
// none. A letter in lower case counts as its capital where that alone makes
// sense.
func sequence(run []rune) []byte {
	for _, lead := range []rune{run[0], unicode.ToUpper(run[0])} {
		b := single(lead)
		need := 2
		switch {
		case b < 0xC2 || b > 0xF4:
			continue
		case b >= 0xF0:
			need = 4
		case b >= 0xE0:
			need = 3
		}
		buf := make([]byte, 0, utf8.UTFMax)
		buf = append(buf, b)
		for j := 1; j < len(run) && len(buf) < need; j++ {
			x := single(run[j])
			if x > 0xBF {
				x = single(unicode.ToUpper(run[j]))
			}
			if x < 0x80 || x > 0xBF {
				break
			}
			buf = append(buf, x)
		}
		if len(buf) == need && utf8.Valid(buf) {
			return buf
		}
	}
	return nil
}

// plausible reports whether s is made of characters that a text in Latin
// letters has.
func plausible(s string) bool {
	for _, r := range s {
		switch {
		case r >= 0xA0 && r <= 0x17F, r >= 0x1E00 && r <= 0x1EFF, r >= 0x2009 && r <= 0x2044, r >= 0x20A0 && r <= 0x20BF, r >= 0x2100 && r <= 0x2122,
			r >= 0x2190 && r <= 0x21FF, r >= 0x25A0 && r <= 0x27BF, r == 0xFE0F, r == 0xFEFF, r >= 0x1F300 && r <= 0x1FAFF:
		default:
			return false
		}
	}
	return s != ""
}

// natural reports whether a run may be text as it stands: a capital before a
// closing mark, as in “IRMÔ”. No word is "Ã" alone: where it begins one that
// goes on after the mark, it is half a capital, as in "Ã–sterreich".
func natural(run []rune, before, after rune) bool {
	if len(run) != 2 || run[0] == 'Â' || run[0] == 'Ã' && run[1] != 0xA0 && !unicode.IsLetter(before) && unicode.IsLetter(after) {
		return false
	}
	switch run[1] {
	case '”', '’', '»', '…', '–', '—':
		return true
	case 0xA0:
		return unicode.IsLetter(before) && unicode.IsUpper(before) || run[0] != 'Ã' && run[0] != 'ã' || run[0] == 'ã' && unicode.IsLetter(before)
	}
	return false
}

// entity decodes an entity that was escaped twice, so that its name stands in
// the text, and gives the place after it. O(length of the entity).
func (r *repairer) entity(i int) int {
	t := r.text
	s, j := "&", i+1
	for s == "&" { // &amp;amp;quot; is one place: what follows an ampersand goes along
		k := name(t, j)
		if k == j {
			break
		}
		u := html.UnescapeString("&" + t[j:k])
		if u == "&"+t[j:k] || strings.HasSuffix(u, ";") || strings.ContainsAny(u, "<>") {
			break
		}
		s, j = u, k
	}
	if j == i+1 {
		s, j = r.bare(i)
	}
	if j == i || part(s[len(s)-1]) && r.inName(i) {
		return i + 1
	}
	r.put(i, j, s, edit.Encoding, "entity", "an entity that was escaped twice", 0.98)
	r.decoded, r.ampersand = j, s == "&"
	return j
}

// bare decodes an entity at i that lost its semicolon; end is i where there is
// none. HTML has a list of those that count without one. Behind amp, quot and
// nbsp a word may begin if it has a capital, a letter with an accent stands
// anywhere in one, and the others stand alone: “caf&eacute”, “AT&amp T”. A name
// that is a word counts before a figure only: “&copy 2024”.
func (r *repairer) bare(i int) (s string, end int) {
	t := r.text
	j := i + 1
	for j < len(t) && j-i <= longestName && (letter(t[j]) || t[j] >= '1' && t[j] <= '4') {
		j++
	}
	all := html.UnescapeString(t[i:j])
	c, size := utf8.DecodeRuneInString(all)
	s, end = all[:size], j-(len(all)-size)
	next := byte(' ')
	if end < len(t) {
		next = t[end]
	}
	ok := all != t[i:j] && c != '<' && c != '>' && strings.IndexByte(";=&", next) < 0
	switch name := t[i+1 : max(i+1, end)]; {
	case !ok:
	case name == "amp" || name == "quot" || name == "nbsp":
		ok = !lowerCase(next)
	case unicode.IsLetter(c):
		ok = !known(name)
	case known(name):
		figure := strings.TrimPrefix(t[end:min(len(t), end+2)], " ")
		ok = (i == 0 || !part(t[i-1])) && figure != "" && figure[0] >= '0' && figure[0] <= '9'
	default:
		ok = !part(next)
	}
	if !ok {
		return "", i
	}
	return s, end
}

// longestName is how long the name of an entity may be, in bytes.
const longestName = 36

// name is the place after the name of an entity at i and its semicolon; i
// where there is none.
func name(t string, i int) int {
	j := i
	for j < len(t) && j-i < longestName && part(t[j]) {
		j++
	}
	if j-i < 2 || j == len(t) || t[j] != ';' {
		return i
	}
	return j + 1
}

// part reports whether c may be part of the name of an entity.
func part(c byte) bool { return c == '#' || c >= '0' && c <= '9' || letter(c) }

// inName reports whether a letter at i could complete the name of an entity
// that begins before i: two halves of one name are no entities.
func (r *repairer) inName(i int) bool {
	t := r.text
	for j := i - 1; j >= max(0, i-longestName); j-- {
		if j < r.decoded {
			return r.ampersand
		}
		if !part(t[j]) && t[j] != ';' {
			return t[j] == '&'
		}
	}
	return false
}

// glued puts a blank after a sentence mark where two known words lost it:
// said.The, however,the.
func (r *repairer) glued(i int) {
	t := r.text
	if i == 0 || i+1 >= len(t) || !lowerCase(t[i-1]) || t[i] == ',' && !lowerCase(t[i+1]) || t[i] != ',' && !(t[i+1] >= 'A' && t[i+1] <= 'Z') {
		return
	}
	a, b := i, i+1
	for a > 0 && i-a < 24 && letter(t[a-1]) {
		a--
	}
	for b < len(t) && b-i < 24 && letter(t[b]) {
		b++
	}
	// Nothing else may be glued to them, or they are an address or code.
	if a > 0 && !strings.ContainsRune(" \n\t\"(“‘", lastRune(t[:a])) || b < len(t) && !strings.ContainsRune(" \n\t.,;:!?)\"”’'", firstRune(t[b:])) {
		return
	}
	if b < len(t)-1 && t[b] == '.' && letter(t[b+1]) {
		return
	}
	left, right := t[a:i], t[i+1:b]
	if len(left) < 2 || len(right) < 2 && right != "I" && right != "A" || !ordinary(left) || !ordinary(right) || t[i] == '.' && len(left) < 3 {
		return
	}
	r.put(i+1, i+1, " ", edit.Spacing, "glued", "two known words without a blank after a mark", 0.95)
}

// afterQuote puts a blank after a closing quotation mark where the next word
// is glued to it.
func (r *repairer) afterQuote(i, end int) {
	t := r.text
	if i == 0 || end >= len(t) || !strings.ContainsRune(".,!?", rune(t[i-1])) || !letter(t[end]) {
		return
	}
	b := end
	for b < len(t) && b-end < 24 && letter(t[b]) {
		b++
	}
	if b-end >= 2 && known(t[end:b]) {
		r.put(end, end, " ", edit.Spacing, "glued", "a word glued to a closing quotation mark", 0.95)
	}
}

// afterSic puts a blank after an editor's [sic] where the next word is glued
// to it.
func (r *repairer) afterSic(i int) {
	t := r.text
	if i < 4 || !strings.EqualFold(t[i-4:i], "[sic") {
		return
	}
	a := i - 4
	if a > 0 && letter(t[a-1]) {
		r.put(a, a, " ", edit.Spacing, "glued", "an editor's note glued to a word", 0.95)
	}
	if i+1 < len(t) && letter(t[i+1]) {
		r.put(i+1, i+1, " ", edit.Spacing, "glued", "a word glued to an editor's note", 0.95)
	}
}

// hyphen joins a word that was divided at the end of a line; it gives the
// place after the line break where it did.
func (r *repairer) hyphen(i int) int {
	t := r.text
	j := i + 1
	if t[j] == '\r' {
		j++
	}
	if j >= len(t) || t[j] != '\n' {
		return i
	}
	j++
	a, b := i, j
	for a > 0 && i-a < 24 && letter(t[a-1]) {
		a--
	}
	for b < len(t) && b-j < 24 && lowerCase(t[b]) {
		b++
	}
	left, right := t[a:i], t[j:b]
	if len(left) < 2 || len(right) < 2 || a > 0 && t[a-1] == '-' {
		return i
	}
	e, ok := lexicon.Lookup(left + right)
	if !ok || e.Level() > 60 || ordinary(left) && ordinary(right) && e.Level() > 35 {
		// A compound that has its hyphen anyway: only the break goes. “pre- and
		// post-war” has a blank there.
		if (a == 0 || t[a-1] <= ' ') && ordinary(left) && ordinary(right) && !joins[right] {
			r.put(i+1, j, "", edit.Typography, "hyphenation", left+"-"+right+" was divided at its hyphen", 0.9)
			return j
		}
		return i
	}
	r.put(i, j, "", edit.Typography, "hyphenation", left+right+" is a known word", 0.95)
	return j
}

// joins are words that follow a hyphen which stands for what comes later.
var joins = set("and or to but nor than through")

func lowerCase(c byte) bool { return c >= 'a' && c <= 'z' }
func letter(c byte) bool    { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func known(w string) bool { _, ok := lexicon.Level(w); return ok }

// ordinary reports whether w is a common word in lower case.
func ordinary(w string) bool {
	e, ok := lexicon.Lookup(w)
	return ok && e.Lower > 0 && e.Lower <= 40
}
