package filter

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"verbatim/normalize/edit"
)

// covers are signs that are written over letters, as stars are.
var covers = []string{"█", "▓", "▒", "■", "●", "•"}

// uncovered gives text with stars in place of the sign that covers letters in it,
// and the sign; "" where none does, or where the text has stars already. from
// are the places of those stars.
func uncovered(text string) (plain, sign string, from []int) {
	if !strings.Contains(text, "\xe2\x96") && !strings.Contains(text, "\xe2\x97") && !strings.Contains(text, "\xe2\x80\xa2\xe2\x80\xa2") || strings.IndexByte(text, '*') >= 0 {
		return "", "", nil
	}
	for _, s := range covers {
		if strings.Contains(text, s+s) {
			sign = s
			break
		}
	}
	if sign == "" {
		return "", "", nil
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n := 0
		for strings.HasPrefix(text[i+n:], sign) {
			n += len(sign)
		}
		if n <= len(sign) { // one alone is a bullet
			_, size := utf8.DecodeRuneInString(text[i:])
			n = max(n, size)
			b.WriteString(text[i : i+n])
			i += n
			continue
		}
		for ; n > 0; n -= len(sign) {
			from = append(from, b.Len())
			b.WriteByte('*')
			i += len(sign)
		}
	}
	return b.String(), sign, from
}

// covered gives changes of the text with stars as those of the published one.
func covered(changes []edit.Change, found []edit.Condition, sign string, from []int) {
	back := func(p int) int { return p + (len(sign)-1)*sort.SearchInts(from, p) }
	write := func(s string) string { return strings.ReplaceAll(s, "*", sign) }
	for i := range changes {
		c := &changes[i]
		c.Span.Start, c.Span.End = back(c.Span.Start), back(c.Span.End)
		c.Detail, c.Evidence = write(c.Detail), write(c.Evidence)
	}
	for i := range found {
		found[i].Evidence = write(found[i].Evidence)
	}
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
	if plain, sign, from := uncovered(text); sign != "" {
		all := Masked(plain)
		covered(nil, all, sign, from)
		return all
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
			add(w)
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
				add(text[i-1 : i+end+1])
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
			add(w)
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
