package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// Sentences cuts text into sentences; each span is without the white space
// around it.
//
// A line break ends a sentence. A stop (. ! ? … and the wide 。！？) ends one
// when white space or the end follows the stops and the marks that close after
// them, unless the next word is in lower case, the stop belongs to a title, an
// abbreviation or an initial, or it counts a list. An abbreviation that often
// ends a sentence (“U.S.”, “Jr.”, “p.m.”) does so before a word that begins
// sentences. O(len(text)), no allocation but the result.
func Sentences(text string) []corpus.Span {
	out := make([]corpus.Span, 0, len(text)/100+1)
	start := 0
	flush := func(end int) {
		s, e := start, end
		for s < e {
			r, n := utf8.DecodeRuneInString(text[s:e])
			if !blank(r) {
				break
			}
			s += n
		}
		for e > s {
			r, n := utf8.DecodeLastRuneInString(text[s:e])
			if !blank(r) {
				break
			}
			e -= n
		}
		if e > s {
			out = append(out, corpus.Span{Start: s, End: e})
		}
		start = end
	}
	for i := 0; i < len(text); {
		if !ends[text[i]] {
			i++
			continue
		}
		switch c := text[i]; {
		case c == '\n':
			i++
			flush(i)
		case c == '.' || c == '!' || c == '?' || c >= utf8.RuneSelf && stopAt(text, i) > 0:
			end, last := stopEnds(text, start, i)
			if last {
				flush(end)
			}
			i = end
		default:
			i++
		}
	}
	flush(len(text))
	return out
}

// ends are the bytes at which a sentence may end.
var ends = func() (t [256]bool) {
	for _, c := range []byte("\n.!?\xE2\xE3\xEF") {
		t[c] = true
	}
	return t
}()

// stopAt is the length of the stop at i, 0 if there is none.
func stopAt(text string, i int) int {
	switch text[i] {
	case '.', '!', '?':
		return 1
	case 0xE2:
		if strings.HasPrefix(text[i:], "…") {
			return len("…")
		}
	case 0xE3, 0xEF:
		if strings.HasPrefix(text[i:], "。") || strings.HasPrefix(text[i:], "！") || strings.HasPrefix(text[i:], "？") {
			return len("。")
		}
	}
	return 0
}

// stopEnds looks at the stops that begin at i in the sentence that began at
// start: where they end with what closes after them, and whether the sentence
// ends there.
func stopEnds(text string, start, i int) (end int, ends bool) {
	j, wide, marks, period := i, false, 0, true
	for j < len(text) {
		n := stopAt(text, j)
		if n == 0 {
			break
		}
		wide = wide || n == 3 && text[j] != 0xE2
		period = period && text[j] == '.'
		marks++
		j += n
	}
	stops := j
	for j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		if !closes(r) {
			break
		}
		// “ and ‘ close in German and open elsewhere: after a space the next
		// sentence has them, here they touch the stop.
		j += n
	}
	if wide {
		return j, true
	}
	next := j
	for next < len(text) && text[next] != '\n' {
		r, n := utf8.DecodeRuneInString(text[next:])
		if !blank(r) {
			break
		}
		next += n
	}
	if next == len(text) || text[next] == '\n' {
		return j, true
	}
	if next == j { // no space: a number, a link, a glued word
		return stops, false
	}
	r := firstOf(text, next)
	if unicode.IsLower(r) {
		return j, false
	}
	if period && marks == 1 && stops == j {
		return j, !abbreviated(text, start, i, next)
	}
	if marks > 1 && period && stops == j && (r == ',' || r == ';' || r == ':') {
		return j, false
	}
	return j, true
}

// closes reports whether r may stand between a stop and the end of a sentence.
func closes(r rune) bool {
	switch r {
	case '”', '’', '"', '\'', ')', ']', '»', '“', '‘', '」', '』':
		return true
	}
	return false
}

// opens reports whether r may stand before the first letter of a sentence.
func opens(r rune) bool {
	switch r {
	case '“', '‘', '"', '\'', '(', '[', '«', '„', '‚', '¿', '¡', '-', '–', '—', '*', '•':
		return true
	}
	return false
}

// firstOf is the first letter or digit at or soon after i, past marks that open.
func firstOf(text string, i int) rune {
	for range 4 {
		if i >= len(text) {
			return 0
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !opens(r) {
			return r
		}
		i += n
	}
	return 0
}

// abbreviated reports whether the single stop at i, followed by the text at
// next, belongs to the word before it and ends no sentence.
func abbreviated(text string, start, i, next int) bool {
	from := i
	for from > start && i-from < 16 {
		r, n := utf8.DecodeLastRuneInString(text[start:from])
		if r != '.' && !wordRune(r) {
			break
		}
		from -= n
	}
	w := text[from:i]
	if w == "" {
		return false
	}
	if from == start || strings.TrimSpace(text[start:from]) == "" {
		if c := w[0]; len(w) <= 3 && c >= '0' && c <= '9' {
			return true // “1. First point”
		}
	}
	r := firstOf(text, next)
	if r == ',' || r == ';' || r == ':' {
		return true
	}
	if k := utf8.RuneCountInString(w); k == 1 {
		u, _ := utf8.DecodeRuneInString(w)
		// An initial; the word “I” and the letter of “plan B” end sentences
		// before a word that begins one.
		return unicode.IsUpper(u) && !(begins(text, next) && (w == "I" || prevLower(text, start, from)))
	}
	var buf [16]byte
	key := append(buf[:0], w...)
	for k, c := range key {
		if c-'A' < 26 {
			key[k] = c + 'a' - 'A'
		}
	}
	capital := w[0]-'A' < 26
	switch abbreviations[string(key)] {
	case always:
		return true
	case title:
		return capital
	case place:
		return capital && !begins(text, next)
	case number:
		return unicode.IsDigit(r)
	case month:
		return capital && (unicode.IsDigit(r) || !begins(text, next))
	case often:
		return !begins(text, next)
	}
	if strings.Contains(w, ".") && dotted(w) {
		return !begins(text, next)
	}
	return false
}

// dotted reports whether w is letters with stops between them, as in “U.S”.
func dotted(w string) bool {
	for k, part := range strings.Split(w, ".") {
		if n := utf8.RuneCountInString(part); n == 0 && k > 0 || n > 2 {
			return false
		}
	}
	return true
}

// prevLower reports whether the word before from is in lower case.
func prevLower(text string, start, from int) bool {
	s := strings.TrimRight(text[start:from], " \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && len(s) < from-start && unicode.IsLower(r)
}

// begins reports whether the word at i is one that begins sentences more often
// than it follows an abbreviation.
func begins(text string, i int) bool {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune("“‘\"'([«„", r) {
			break
		}
		if strings.ContainsRune("“\"„«", r) {
			return true // a quotation that opens after an abbreviation
		}
		i += n
	}
	j := i
	for j < len(text) && j-i < 12 && class[text[j]] != 0 {
		j++
	}
	return starters[text[i:j]]
}

func blank(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '\v', '\f', '\u00a0', '\u2002', '\u2003', '\u2009', '\u200a', '\u202f', '\u3000', '\ufeff', '\u200b':
		return true
	}
	return false
}
