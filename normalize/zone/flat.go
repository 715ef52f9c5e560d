package zone

import (
	"regexp"
	"strings"

	"verbatim/corpus"
)

// flatReach bounds how many bytes at either end of a text without lines are
// searched.
const flatReach = 4096

const (
	dateWords = `(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\W+\d{1,2}(?:\W+\d{4})?`
	timeWords = `(?:\W+(?:at\W+)?\d{1,2}(?:\W+\d\d)?\W*(?:a\W?m|p\W?m)\b\.?(?:\W+(?:et|est|edt|ct|cst|pt|pst|pdt|gmt|bst|utc|cet)\b)?)?`
)

var (
	flatUpdate = regexp.MustCompile(`(?i)\bthis (?:story|article|post|report|piece|page) (?:was|has been) (?:last |first |originally )?(?:updated|corrected|published|posted|amended) (?:on|at) ` + dateWords + timeWords)
	flatLetter = regexp.MustCompile(`(?i)\b(?:we want to hear (?:what you think|from you)|submit a letter to the editor|send a letter to the editor|write to letters\b)`)
	flatRights = regexp.MustCompile(`(?i)(?:\b[a-z0-9-]{2,30}[ .](?:com|org|net|co[ .]uk)\W+)?(?:\bcopyright\W+(?:c\W+|©\W*)?(?:19|20)\d\d\b|©\W*(?:19|20)\d\d\b)`)
	flatForm   = regexp.MustCompile(`(?i)\b(?:leave a reply your email address|your email address will not be published)`)
	rightsEnd  = regexp.MustCompile(`(?i)\ball rights reserved\b\.?`)
)

var updateWords = []string{"updated", "corrected", "published", "posted", "amended"}

// find looks for re where one of the words it needs is in s.
func find(re *regexp.Regexp, s string, words []string) []int {
	low := strings.ToLower(s)
	for _, w := range words {
		if strings.Contains(low, w) {
			return re.FindStringIndex(s)
		}
	}
	return nil
}

// flat divides a text that lost its lines, its stops or both, by phrases
// alone: a note of its update with the summary before it at the front, and the
// prompts and rights at the end. Nil when the text has lines or no such phrase.
func (a *article) flat() []Zone {
	if len(a.lines) != 1 || a.lines[0].words < 60 {
		return nil
	}
	s, e := a.lines[0].span.Start, a.lines[0].span.End
	type mark struct {
		at, end int
		kind    Kind
	}
	var marks []mark
	front := a.text[s:min(e, s+flatReach)]
	if m := find(flatUpdate, front, updateWords); m != nil && len(strings.Fields(front[:m[0]])) <= 70 {
		if m[0] > 0 {
			marks = append(marks, mark{s, s + m[0], Deck})
		}
		marks = append(marks, mark{s + m[0], s + m[1], UpdateNote})
	}
	low := max(s, e-flatReach)
	if len(marks) > 0 {
		low = max(low, marks[len(marks)-1].end)
	}
	for low < e && low > s && a.text[low]&0xC0 == 0x80 {
		low++
	}
	back := a.text[low:e]
	var tail []mark
	// The end of a text only: prompts are short, an article is not.
	for n, i := 0, len(back); i > 0; i-- {
		if back[i-1] == ' ' || back[i-1] == '\n' {
			if n++; n > 90 {
				low, back = low+i, back[i:]
				break
			}
		}
	}
	for _, p := range []struct {
		re    *regexp.Regexp
		words []string
		kind  Kind
	}{{flatUpdate, updateWords, UpdateNote}, {flatLetter, []string{"letter", "hear"}, LettersPrompt},
		{flatRights, []string{"copyright", "©"}, Copyright}, {flatForm, []string{"email address"}, CommentForm}} {
		if m := find(p.re, back, p.words); m != nil {
			tail = append(tail, mark{low + m[0], low + m[1], p.kind})
		}
	}
	for i := range tail { // in order of place; few
		for j := i; j > 0 && tail[j].at < tail[j-1].at; j-- {
			tail[j], tail[j-1] = tail[j-1], tail[j]
		}
	}
	for i := range tail {
		end := e
		if i+1 < len(tail) {
			end = tail[i+1].at
		}
		if tail[i].kind == Copyright {
			if m := rightsEnd.FindStringIndex(a.text[tail[i].at:end]); m != nil && len(strings.Fields(a.text[tail[i].at+m[1]:end])) > 12 {
				end = tail[i].at + m[1]
			}
		}
		tail[i].end = end
	}
	marks = append(marks, tail...)
	if len(marks) == 0 {
		return nil
	}
	var out []Zone
	at := 0
	add := func(k Kind, end int) {
		if end > at {
			out = append(out, Zone{Kind: k, Span: corpus.Span{Start: at, End: end}})
			at = end
		}
	}
	skip := func(p int) int { // white space is of the zone before it
		for p < len(a.text) && (a.text[p] == ' ' || a.text[p] == '\n' || a.text[p] == '\t' || a.text[p] == '\r') {
			p++
		}
		return p
	}
	for _, m := range marks {
		if m.at < at {
			continue
		}
		if len(out) > 0 || m.at > s {
			add(Body, m.at)
		}
		add(m.kind, skip(m.end))
	}
	add(Body, len(a.text))
	return out
}
