package filter

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

// A filter that writes other signs than stars over letters, one for each, is
// undone as one that writes stars: cover gives the text that it would have made.

// Signs that are written over letters: blocks, which may hide one letter,
// bullets, of which only several together do, and signs of curses (@#$%&!),
// which do where they differ from place to place.
const (
	blocks  = "█▓▒░"
	bullets = "■●•▪◼"
	curses  = "#$%&@^"
)

// cover is a text with stars in place of the signs over its letters.
type cover struct {
	text  string
	marks []mark
	sign  string // that covers letters where it is always the same, and the text has no stars of its own
}

// mark is the place of a star behind which text is extra bytes shorter than the
// published one, in all.
type mark struct{ at, extra int }

// uncover gives the cover of text; nil where no sign is written over letters.
func uncover(text string) *cover {
	runs := append(blocked(text), cursed(text)...)
	if len(runs) == 0 {
		return nil
	}
	slices.SortFunc(runs, func(a, b corpus.Span) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	c, at, extra, one := &cover{}, 0, 0, strings.IndexByte(text, '*') < 0
	for _, s := range runs {
		b.WriteString(text[at:s.Start])
		for _, r := range text[s.Start:s.End] {
			one = one && (c.sign == "" || c.sign == string(r))
			c.sign = string(r)
			extra += utf8.RuneLen(r) - 1
			c.marks = append(c.marks, mark{b.Len(), extra})
			b.WriteByte('*')
		}
		at = s.End
	}
	b.WriteString(text[at:])
	if c.text = b.String(); !one {
		c.sign = "*"
	}
	return c
}

// published is the place in the published text that the place p of the cover
// stands for.
func (c *cover) published(p int) int {
	i := sort.Search(len(c.marks), func(i int) bool { return c.marks[i].at >= p })
	if i == 0 {
		return p
	}
	return p + c.marks[i-1].extra
}

// changes gives changes of the cover as those of the published text.
func (c *cover) changes(of []edit.Change, found []edit.Condition) {
	write := func(s string) string { return strings.ReplaceAll(s, "*", c.sign) }
	for i := range of {
		x := &of[i]
		x.Span.Start, x.Span.End = c.published(x.Span.Start), c.published(x.Span.End)
		x.Detail, x.Evidence = write(x.Detail), write(x.Evidence)
	}
	for i := range found {
		found[i].Evidence = write(found[i].Evidence)
	}
}

// blocked are the runs of blocks and bullets in text that may hide letters.
func blocked(text string) (out []corpus.Span) {
	if strings.IndexByte(text, "█"[1]) < 0 && strings.IndexByte(text, "●"[1]) < 0 && strings.IndexByte(text, "•"[2]) < 0 {
		return nil
	}
	for i := 0; i < len(text); {
		k := strings.IndexByte(text[i:], "█"[0])
		if k < 0 {
			return out
		}
		i += k
		a, n := i, 0
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !strings.ContainsRune(blocks+bullets, r) {
				break
			}
			i, n = i+size, n+1
		}
		if n > 1 || n == 1 && strings.Contains(blocks, text[a:i]) && inner(text, a, i) {
			out = append(out, corpus.Span{Start: a, End: i})
		}
		if n == 0 {
			i++
		}
	}
	return out
}

// varied is how many kinds of runs of curse signs a text must have before they
// count as signs that differ from place to place.
const varied = 3

// cursed are the runs of curse signs in words of text, where they vary: several
// signs at the end of a word or within one, or one between small letters.
func cursed(text string) (out []corpus.Span) {
	kinds, odd := map[string]bool{}, false
	for _, sign := range []byte(curses) {
		for i := 0; ; {
			k := strings.IndexByte(text[i:], sign)
			if k < 0 {
				break
			}
			a := i + k
			b := a + 1
			for a > i && isCurse(text[a-1]) {
				a--
			}
			for b < len(text) && isCurse(text[b]) {
				b++
			}
			i = b
			if first := strings.IndexAny(text[a:b], curses); text[a+first] != sign {
				continue // a run that was met by its first sign
			}
			if text[b-1] == '!' && (b == len(text) || class[text[b]] != letter) {
				continue // it may end the sentence
			}
			if b-a == 1 && !inner(text, a, b) || b-a > 1 && !(a > 0 && plainLetter[text[a-1]]) && !(b < len(text) && plainLetter[text[b]]) {
				continue
			}
			out = append(out, corpus.Span{Start: a, End: b})
			kinds[text[a:b]] = true
			odd = odd || strings.Trim(text[a:b], "@$!*") != "" // those alone are written for letters they look like
		}
	}
	if len(kinds) < varied || !odd {
		return nil
	}
	return out
}

func isCurse(c byte) bool { return strings.IndexByte(curses+"*!", c) >= 0 }

// inner reports whether text[a:b] stands between small letters.
func inner(text string, a, b int) bool {
	small := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= 'a' && text[i] <= 'z' }
	return small(a-1) && small(b)
}

// hiddenBy are words in brackets that stand for one that is not printed; round
// brackets hold other remarks too.
var (
	hiddenBy = []string{"expletive", "expletives", "expletive deleted", "expletives deleted", "expletive removed", "profanity", "profanity removed", "bleep", "bleeped", "beep", "censored", "redacted", "removed", "deleted"}
	inRound  = []string{"expletive", "expletives", "expletive deleted", "expletives deleted", "bleep", "beep"}
)

// Masked names the condition masked-words where words of text are hidden by
// signs or by a note in brackets. Run on a cleaned text it counts what stays
// hidden. O(len(text)).
func Masked(text string) []edit.Condition {
	var shown []string
	n := 0
	add := func(s string) {
		if n++; len(shown) < 4 && !slices.Contains(shown, s) {
			shown = append(shown, s)
		}
	}
	published := func(a, b int) string { return text[a:b] }
	if c := uncover(text); c != nil {
		whole := text
		text, published = c.text, func(a, b int) string { return whole[c.published(a):c.published(b)] }
	}
	for i := 0; ; {
		k := strings.IndexByte(text[i:], '*')
		if k < 0 {
			break
		}
		a := i + k
		b := a
		for a > i && class[text[a-1]] == letter && text[a-1] < utf8.RuneSelf {
			a--
		}
		letters, stars := b-a, 0
		for ; b < len(text) && (text[b] == '*' || class[text[b]] == letter && text[b] < utf8.RuneSelf); b++ {
			if text[b] == '*' {
				stars++
			} else {
				letters++
			}
		}
		i = b
		if w := text[a:b]; stars >= 2 && b-a <= longest && (letters > 0 && isMask(w) && starred(w) == 0 && partial(w) || letters == 0 && stars >= 3 && inSentence(text, a, b)) {
			add(published(a, b))
		}
	}
	for _, open := range []byte("[(<") {
		for i := 0; ; {
			k := strings.IndexByte(text[i:], open)
			if k < 0 {
				break
			}
			i += k + 1
			list := hiddenBy
			if open == '(' {
				list = inRound
			}
			end := strings.IndexAny(text[i:min(len(text), i+24)], "])>")
			if end > 0 && slices.Contains(list, lower(text[i:i+end])) {
				add(published(i-1, i+end+1))
			}
		}
	}
	for i := 0; ; { // @#$%&!
		k := strings.IndexByte(text[i:], '#')
		if k < 0 {
			break
		}
		a := i + k
		b := a
		for a > i && strings.IndexByte("!@#$%^&", text[a-1]) >= 0 {
			a--
		}
		for b < len(text) && strings.IndexByte("!@#$%^&", text[b]) >= 0 {
			b++
		}
		i = b
		if w := text[a:b]; b-a >= 4 && strings.Trim(w, w[:1]) != "" && inSentence(text, a, b) {
			add(published(a, b))
		}
	}
	if n == 0 {
		return nil
	}
	is := "words are"
	if n == 1 {
		is = "word is"
	}
	return []edit.Condition{{Kind: "masked-words", Evidence: fmt.Sprintf("%d %s hidden: “%s”", n, is, strings.Join(shown, "”, “")), Confidence: 0.9}}
}

// partial reports whether the stars of w stand for letters of it: between
// others, after the first of them, or before an ending.
func partial(w string) bool {
	if strings.Contains(strings.Trim(w, "*"), "*") {
		return true
	}
	rest := strings.TrimLeft(w, "*")
	return len(rest) == len(w) && strings.IndexByte(w, '*') <= 2 || rest == "ing" || rest == "ed" || rest == "er"
}

// inSentence reports whether the signs at text[a:b] stand for a word: others
// stand in their line before and after them, apart from them. What is a rule
// between parts of a text, or a rating, does not.
func inSentence(text string, a, b int) bool {
	const around = 120 // bytes of the line that are looked at on either side
	start, end := max(0, a-around), min(len(text), b+around)
	start += strings.LastIndexByte(text[start:a], '\n') + 1
	if k := strings.IndexByte(text[b:end], '\n'); k >= 0 {
		end = b + k
	}
	if len(strings.Fields(text[start:end])) < 6 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[start:a])
	after, _ := utf8.DecodeRuneInString(text[b:end])
	if a > start && !strings.ContainsRune(" \u00a0“‘\"'(-", before) || b < end && !strings.ContainsRune(" \u00a0.,;:!?”’\"')-", after) {
		return false
	}
	head, tail := strings.TrimRight(text[start:a], " \u00a0"), strings.TrimLeft(text[b:end], " \u00a0")
	if head == "" || strings.HasSuffix(head, ":") || strings.HasPrefix(tail, "out of ") {
		return false
	}
	return tail != ""
}
