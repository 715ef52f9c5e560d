package encode

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/normalize/edit"
)

// counts are the signs of a text by kind.
type counts struct {
	words, lower, upper, marks, latin, other int
}

// kinds of ASCII characters that count tells apart.
const (
	small = iota
	capital
	digit
	mark
	rest
)

var kinds = func() (t [256]byte) {
	for c := range t {
		t[c] = rest
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = small, capital
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = digit
	}
	for _, c := range ".,;:!?" {
		t[c] = mark
	}
	return t
}()

// count counts the signs of text, or of as much of it as settles that it lacks
// neither marks nor capitals nor Latin letters.
func count(text string) (c counts) {
	var n [rest + 1]int
	before := byte(rest)
	look := 0
	for i := 0; i < len(text); i++ {
		if i >= look {
			look = i + 1024
			if left := len(text) - i; n[mark]*100 >= c.words+left/2+1 && n[capital]*200 >= n[small]+n[capital]+c.latin+left && n[small] >= c.other+left/2 {
				break
			}
		}
		b := text[i]
		if b < utf8.RuneSelf {
			k := kinds[b]
			if k == small { // a run of them, most of the text
				j := i + 1
				for j < len(text) && text[j] >= 'a' && text[j] <= 'z' {
					j++
				}
				if before >= mark {
					c.words++
				}
				n[small] += j - i
				before, i = small, j-1
				continue
			}
			n[k]++
			if k == mark && before < mark && i+1 < len(text) && kinds[text[i+1]] < mark {
				n[mark]-- // part of a figure or an address
			}
			if k < mark && before >= mark {
				c.words++
			}
			before = k
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size - 1
		switch {
		case unicode.IsLetter(r):
			if unicode.Is(unicode.Latin, r) {
				c.latin++
				if unicode.IsUpper(r) {
					c.upper++
				} else {
					c.lower++
				}
			} else {
				c.other++
			}
		case unicode.IsPunct(r):
			c.marks++
		}
	}
	c.lower += n[small]
	c.upper += n[capital]
	c.marks += n[mark]
	c.latin += c.lower + c.upper
	return c
}

// least is how many words a text must have before missing marks or capitals
// mean anything.
const least = 120

// Conditions names the damage of a text as a whole: addresses and links that
// were taken out, capitals and punctuation that were stripped. O(len(text)).
func Conditions(text string) []edit.Condition {
	var out []edit.Condition
	if n, at := obfuscated(text); n > 0 {
		out = append(out, edit.Condition{Kind: "email-obfuscated", Evidence: fmt.Sprintf("%d times %q, what is left of an address that was hidden from robots", n, at), Confidence: 0.99})
	}
	if n, at := linkless(text); n > 0 {
		out = append(out, edit.Condition{Kind: "links-stripped", Evidence: fmt.Sprintf("%d times a link is announced and missing, the first %q", n, at), Confidence: 0.8})
	}
	c := count(text)
	if c.other > c.latin { // a script whose marks and capitals are not counted here
		return append(out, edit.Condition{Kind: "other-script", Evidence: fmt.Sprintf("%d of %d letters are not Latin: words are compared, damage inside them is left alone", c.other, c.other+c.latin), Confidence: 0.99})
	}
	if c.words >= least {
		if c.marks*100 < c.words {
			out = append(out, edit.Condition{Kind: "unpunctuated", Evidence: fmt.Sprintf("%d punctuation marks in %d words", c.marks, c.words), Confidence: 0.99})
		}
		if letters := c.lower + c.upper; c.upper*200 < letters {
			out = append(out, edit.Condition{Kind: "lower-cased", Evidence: fmt.Sprintf("%d capitals in %d letters", c.upper, letters), Confidence: 0.99})
		}
	}
	return out
}

// obfuscated counts the residue of hidden e-mail addresses.
func obfuscated(text string) (n int, first string) {
	const tail = "protected]"
	for i := 0; ; {
		k := strings.Index(text[i:], tail)
		if k < 0 {
			return n, first
		}
		end := i + k
		i = end + len(tail)
		s := strings.TrimRight(text[:end], " \u00a0")
		if strings.HasSuffix(s, "[email") && len(s) < end {
			if n == 0 {
				first = text[len(s)-len("[email") : i]
			}
			n++
		}
	}
}

// linkless counts sentences within quotation marks that announce a link and
// end before it: “... are right here:,” he wrote.
func linkless(text string) (n int, first string) {
	for i := 0; ; {
		k := strings.IndexByte(text[i:], ':')
		if k < 0 {
			return n, first
		}
		at := i + k
		i = at + 1
		rest := text[i:]
		if strings.HasPrefix(rest, ",”") || strings.HasPrefix(rest, ",\"") || strings.HasPrefix(rest, " ,”") || strings.HasPrefix(rest, ".”") {
			s := at
			for s > 0 && at-s < 30 && text[s-1] != '\n' {
				s--
			}
			for s < at && !utf8.RuneStart(text[s]) {
				s++
			}
			if n == 0 {
				first = text[s:i] + rest[:1]
			}
			n++
		}
	}
}
