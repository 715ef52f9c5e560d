package mark

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// mark is one quotation mark in its place.
type mark struct {
	at, size int
	single   bool
	open     bool // can open
	shut     bool // can close
	glyph    byte // '"' straight, '“' curly as 'c', guillemets 'g', low 'l'
}

// begins are the first bytes of quotation marks.
var begins = [256]bool{'"': true, '\'': true, '`': true, 0xC2: true, 0xE2: true, 0xE3: true}

// marksIn lists the quotation marks of one paragraph. O(len).
func marksIn(text string, p corpus.Span, out []mark) []mark {
	for i := p.Start; i < p.End; {
		c := text[i]
		if !begins[c] {
			i++
			continue
		}
		m := mark{at: i, size: 1}
		var prefer rune // 'o' an opening glyph, 'c' a closing glyph, 'O' and 'S' always so, 0 either
		switch {
		case c == '"':
			m.glyph = '"'
		case c == '\'':
			m.single, m.glyph = true, '\''
			// '' is a mark; ''' at the end of a quotation is ' and then ''
			if i+1 < p.End && text[i+1] == '\'' && !(i > p.Start && text[i-1] > ' ' && i+2 < p.End && text[i+2] == '\'') {
				m.single, m.size, m.glyph = false, 2, 't'
			}
		case c == '`':
			m.single, m.glyph, prefer = true, '`', 'o'
			if i+1 < p.End && text[i+1] == '`' {
				m.single, m.size, m.glyph = false, 2, 't'
			}
		default:
			r, n := utf8.DecodeRuneInString(text[i:p.End])
			m.size = n
			switch r {
			case '“', '‟':
				m.glyph, prefer = 'c', 'o'
			case '”':
				m.glyph, prefer = 'c', 'c'
			case '„':
				m.glyph, prefer = 'l', 'O'
			case '«', '»':
				m.glyph = 'g'
			case '‹', '›':
				m.single, m.glyph = true, 'G'
			case '‘', '‛':
				m.single, m.glyph, prefer = true, 'C', 'o'
			case '’':
				m.single, m.glyph, prefer = true, 'C', 'c'
			case '‚':
				m.single, m.glyph, prefer = true, 'L', 'O'
			case '「', '『':
				m.glyph, prefer = 'k', 'O'
			case '」', '』':
				m.glyph, prefer = 'k', 'S'
			default:
				i += n
				continue
			}
		}
		before, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
		if i == p.Start {
			before = ' '
		}
		after, _ := utf8.DecodeRuneInString(text[i+m.size : p.End])
		if i+m.size >= p.End {
			after = ' '
		}
		if before == '=' && m.glyph == '"' { // an attribute of markup that was left in the text
			j := i + 1
			for j < p.End && text[j] != '"' {
				j++
			}
			i = min(j+1, p.End)
			continue
		}
		openish := (unicode.IsSpace(before) || strings.ContainsRune("([{—–-/‘“\"'„«‚…―", before)) && !unicode.IsSpace(after)
		shutish := !unicode.IsSpace(before) && (unicode.IsSpace(after) || !unicode.IsLetter(after) && !unicode.IsDigit(after) && after != '[' && after != '$' && after != '#' && after != '@')
		wordIn := !unicode.IsSpace(before) && isWord(before) && isWord(after)
		switch {
		case m.glyph == 'g' || m.glyph == 'G':
			// « A » of French, «A» of Russian, »A« of German
			if openish && !isWord(after) && !strings.ContainsRune("“‘„‚\"'[(", after) {
				openish = false
			}
			if openish == shutish {
				left := text[i+m.size-1] == 0xAB || text[i+m.size-1] == 0xB9
				m.open, m.shut = left, !left
			} else {
				m.open, m.shut = openish, shutish
			}
		case prefer == 'O':
			m.open = true
		case prefer == 'S':
			m.shut = true
		case prefer == 'o':
			m.open = openish || !shutish
			m.shut = !m.open
			if m.single && wordIn {
				i += m.size
				continue
			}
		case prefer == 'c':
			m.shut = !(openish && !shutish)
			m.open = !m.shut
			if m.single {
				if wordIn {
					i += m.size
					continue
				}
				m.open = false
			}
		default:
			m.open, m.shut = openish, shutish
			if m.single && (wordIn || !openish && !shutish) {
				i += m.size
				continue
			}
			if !m.single && !openish && !shutish {
				m.open, m.shut = true, true
			}
		}
		if m.single && m.open && elision(text[i+m.size:p.End]) {
			i += m.size
			continue
		}
		if (m.glyph == '"' || m.glyph == '\'' || m.glyph == 't') && before >= '0' && before <= '9' && !openish {
			m.glyph = 'i' // inches or feet unless a quotation is open
		}
		out = append(out, m)
		i += m.size
	}
	return out
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// elision reports whether an apostrophe before s stands for lost letters:
// ’90s, ’em, ’tis.
func elision(s string) bool {
	if len(s) >= 2 && s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && (len(s) == 2 || s[2] == 's' || s[2] == ' ' || s[2] == ',') {
		return true
	}
	n := 0
	for n < len(s) && (s[n]|0x20) >= 'a' && (s[n]|0x20) <= 'z' {
		n++
	}
	switch strings.ToLower(s[:n]) {
	case "em", "tis", "twas", "til", "till", "cause", "bout", "round", "n", "cuz", "s", "t", "d", "ll", "re", "ve":
		return true
	}
	return false
}
