// Package report renders a report for people and for other programs. It
// computes nothing about the articles: every word it prints comes from the
// report or from the published bytes at a place of the report.
package report

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// Style says how text for people is to look.
type Style struct {
	Color bool
	Width int  // columns to wrap at; 0: do not wrap
	All   bool // show cosmetic findings and everything that is cut short
	Top   int  // show at most so many findings; 0: the usual number
}

// Legend explains the three marks.
const Legend = "▲ substantive: the sense may differ   ● minor   ○ cosmetic: spelling, punctuation, damage"

var marks = map[string]string{"substantive": "▲", "minor": "●", "cosmetic": "○"}

// Mark is the symbol of a severity.
func (s Style) Mark(severity string) string {
	m := marks[severity]
	switch severity {
	case "substantive":
		return s.paint("1;33", m)
	case "minor":
		return s.paint("36", m)
	}
	return m
}

func (s Style) paint(code, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s Style) bold(text string) string  { return s.paint("1", text) }
func (s Style) faint(text string) string { return s.paint("2", text) }

// lacks and has mark words for a diff; the marks are there with and without
// colour.
func (s Style) lacks(text string) string { return s.paint("33", "[-"+text+"-]") }
func (s Style) has(text string) string   { return s.paint("1;34", "{+"+text+"+}") }

// Terminal reports whether f is a terminal.
func Terminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// Width is the number of columns of the terminal f: COLUMNS, what the terminal
// says, or 80.
func Width(f *os.File) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 20 {
		return n
	}
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 20 {
		return n
	}
	return 80
}

// Visible makes text of strangers fit for a terminal: white space becomes
// single blanks, control and invisible direction characters become visible
// marks, so that no article can move the cursor or turn the line around.
func Visible(text string) string {
	clean := true
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c == 0x7f || c >= 0xc2 && c <= 0xef && hidden(text[i:]) || c == ' ' && i > 0 && text[i-1] == ' ' {
			clean = false
			break
		}
	}
	if clean && utf8.ValidString(text) {
		return strings.Trim(text, " ")
	}
	var b strings.Builder
	blank := false
	for _, r := range text {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\v' || r == '\f':
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		switch {
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case invisible(r):
			fmt.Fprintf(&b, "‹U+%04X›", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return invisible(r)
}

// invisible are the C1 controls, the direction controls and the widthless
// characters that no script needs.
func invisible(r rune) bool {
	return r >= 0x80 && r < 0xa0 || r == 0x61c || r == 0x200b || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e ||
		r >= 0x2060 && r <= 0x206f || r == 0xfeff || r >= 0xe0000 && r <= 0xe007f || r >= 0xfff9 && r <= 0xfffb
}

// columns is the number of columns text takes, nearly: one a code point.
func columns(text string) int {
	n, escape := 0, false
	for _, r := range text {
		switch {
		case r == 0x1b:
			escape = true
		case escape:
			escape = r != 'm'
		default:
			n++
		}
	}
	return n
}

// wrap breaks text at the width of s; each line begins with indent.
func (s Style) wrap(indent, text string) string { return s.hang(indent, indent, text) }

// hang is wrap with another indent for the lines after the first.
func (s Style) hang(indent, rest, text string) string {
	if s.Width == 0 || columns(indent)+columns(text) <= s.Width {
		return indent + text
	}
	var b strings.Builder
	b.WriteString(indent)
	col, first := columns(indent), true
	for _, w := range strings.Fields(text) {
		n := columns(w)
		if !first && col+1+n > s.Width {
			b.WriteString("\n" + rest)
			col, first = columns(rest), true
		}
		if !first {
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += n
		first = false
	}
	return b.String()
}

// count is n with a word: 1 article, 4,112 words.
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") {
		return thousands(n) + " " + one[:len(one)-1] + "ies"
	}
	return thousands(n) + " " + one + "s"
}

func thousands(n int) string {
	d := strconv.Itoa(n)
	for i := len(d) - 3; i > 0; i -= 3 {
		d = d[:i] + "," + d[i:]
	}
	return d
}

// shorten keeps the first and last words of a long text.
func shorten(text string, words int) string {
	f := strings.Fields(text)
	if len(f) <= words {
		return text
	}
	head := (words + 1) * 2 / 3
	return strings.Join(f[:head], " ") + " … " + strings.Join(f[len(f)-(words-head):], " ")
}

// names joins a list for a sentence: a, b and c.
func names(list []string) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// few is list, or its beginning and how many follow.
func few(list []string) []string {
	const most = 12
	if len(list) <= most {
		return list
	}
	return append(list[:most-4:most-4], thousands(len(list)-most+4)+" others")
}
