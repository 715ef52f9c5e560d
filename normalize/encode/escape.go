package encode

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"verbatim/normalize/edit"
)

// escape undoes the escapes of a string of a program at the backslash at i,
// \" and \' and \/ and \u201c, and \n where the text has no lines of its own. It
// gives the place after what was dealt with.
func (r *repairer) escape(i int) int {
	t := r.text
	if i+1 == len(t) {
		return i + 1
	}
	switch t[i+1] {
	case '"', '\'', '/':
		if r.inProse(i) {
			r.put(i, i+1, "", edit.Encoding, "escape", "a backslash that was put before a mark", 0.97)
		}
		return i + 2
	case 'u':
		s, j := utf16At(t, i)
		if k, n := utf16At(t, j); n > j && utf16.IsSurrogate(s) {
			s, j = utf16.DecodeRune(s, k), n
		}
		if j > i && s >= 0xA0 && !utf16.IsSurrogate(s) && s != utf8.RuneError {
			r.put(i, j, string(s), edit.Encoding, "escape", "a character that was written by its number", 0.97)
			return j
		}
	case 'n', 'r':
		if !r.oneLine() {
			break
		}
		j, lines := i, ""
		for j+1 < len(t) && t[j] == '\\' && (t[j+1] == 'n' || t[j+1] == 'r') {
			if t[j+1] == 'n' {
				lines += "\n"
			}
			j += 2
		}
		r.put(i, j, lines, edit.Encoding, "escape", "line breaks that were written by their letters; the text has no others", 0.95)
		return j
	}
	return i + 1
}

// inProse reports whether the mark behind the backslash at i stands within a
// word, or at the front or the end of one: data and code are left alone.
func (r *repairer) inProse(i int) bool {
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = r.text[i-1]
	}
	if i+2 < len(r.text) {
		after = r.text[i+2]
	}
	blank := func(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '(' }
	switch {
	case letter(before) && letter(after):
		return r.text[i+1] != '"'
	case r.text[i+1] == '/':
		return false
	case blank(before):
		return letter(after)
	}
	return (letter(before) || strings.IndexByte(",.!?", before) >= 0) && (blank(after) || strings.IndexByte(",.;)", after) >= 0)
}

// utf16At reads \u201c at i; end is i where there is none.
func utf16At(t string, i int) (c rune, end int) {
	if i+6 > len(t) || t[i] != '\\' || t[i+1] != 'u' {
		return 0, i
	}
	n, err := strconv.ParseUint(t[i+2:i+6], 16, 16)
	if err != nil {
		return 0, i
	}
	return rune(n), i + 6
}

// oneLine reports whether the text is one line in which \n stands more than
// once.
func (r *repairer) oneLine() bool {
	if r.lines == 0 {
		r.lines = -1
		if strings.IndexByte(strings.TrimSpace(r.text), '\n') < 0 && strings.Count(r.text, `\n`) > 1 {
			r.lines = 1
		}
	}
	return r.lines > 0
}

// inline and blocks are the elements that markup left in a text is made of;
// those of blocks end a line.
var (
	inline = set("a abbr b big center cite code em font i mark s small span strike strong sub sup u")
	blocks = set("article blockquote br div figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p section table tbody td tr ul")
)

// longestTag bounds a tag in bytes.
const longestTag = 600

// tag takes a tag of HTML at i out of the text and gives the place after it.
func (r *repairer) tag(i int) int {
	t := r.text
	j := i + 1
	if j < len(t) && t[j] == '/' {
		j++
	}
	k := j
	for k < len(t) && k-j < 12 && (letter(t[k]) || t[k] >= '1' && t[k] <= '6') {
		k++
	}
	if k == j || k == len(t) || strings.IndexByte(" />\n", t[k]) < 0 {
		return i + 1
	}
	end := strings.IndexAny(t[k:min(len(t), i+longestTag)], "<>")
	if end < 0 || t[k+end] != '>' {
		return i + 1
	}
	end += k + 1
	name := strings.ToLower(t[j:k])
	if !inline[name] && !blocks[name] || !r.markup() {
		return i + 1
	}
	s := ""
	if name == "br" {
		s = "\n"
	} else if blocks[name] {
		s = "\n\n"
	}
	r.put(i, end, s, edit.Encoding, "markup", "a tag of HTML that was left in the text", 0.97)
	return end
}

// markup reports whether the text has tags of paragraphs, or ends of others:
// one tag alone may be what the text is about.
func (r *repairer) markup() bool {
	if r.tags == 0 {
		r.tags = -1
		low := strings.ToLower(r.text)
		if strings.Count(low, "</")+strings.Count(low, "<br")+strings.Count(low, "<p>") > 1 {
			r.tags = 1
		}
	}
	return r.tags > 0
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
