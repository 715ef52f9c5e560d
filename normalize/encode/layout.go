package encode

import (
	"strings"

	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
)

// dropCaps joins the large first letter of a paragraph, which stands apart, to
// the rest of its word: “T he council”. O(lines).
func (r *repairer) dropCaps() {
	t := r.text
	for i := 0; i+3 < len(t); {
		if t[i] >= 'A' && t[i] <= 'Z' && (t[i+1] == ' ' || t[i+1] == '\n') {
			r.dropCap(i)
		}
		k := strings.IndexByte(t[i:], '\n')
		if k < 0 {
			return
		}
		i += k + 1
	}
}

// dropCap joins the capital at i to the word after it where both make a word
// that is no less common than what stands there without it. “A part” stays.
func (r *repairer) dropCap(i int) {
	t := r.text
	a := i + 1
	for a < len(t) && a-i < 4 && (t[a] == ' ' || t[a] == '\n') {
		a++
	}
	b := a
	for b < len(t) && b-a < 24 && lowerCase(t[b]) {
		b++
	}
	if b == a || b == len(t) || strings.IndexByte(" ,’'", t[b]) < 0 && !strings.HasPrefix(t[b:], "’") {
		return
	}
	rest := t[a:b]
	e, ok := lexicon.Lookup(t[i:i+1] + rest)
	if !ok || e.Lower == 0 || e.Lower > 50 {
		return
	}
	if x, ok := lexicon.Lookup(rest); ok && x.Lower > 0 && len(rest) > 1 && (x.Lower < e.Lower || t[i] == 'A' || t[i] == 'I' || t[i] == 'O') {
		return
	}
	line := t[a:]
	if k := strings.IndexByte(line, '\n'); k >= 0 {
		line = line[:k]
	}
	if len(line) < 60 {
		return // no paragraph
	}
	r.put(i+1, a, "", edit.Spacing, "drop cap", strings.ToLower(t[i:i+1])+rest+" is a known word, and a paragraph begins with it", 0.95)
}

// notices are the words with which sites mark the place of an advertisement in
// an article. The first is a word of sentences too, the others stand in none.
var notices = []string{"Advertisement", "ADVERTISEMENT", "Story continues below", "Story continues after", "Article continues below", "Article continues after", "STORY CONTINUES BELOW", "ARTICLE CONTINUES BELOW"}

// noticeEnds are what may follow one that ends with below or after.
var noticeEnds = []string{" this advertisement", " the advertisement", " advertisement", " ADVERTISEMENT", " this ad", " the ad", " ad", " this video", " the video", " video"}

// advertisements parts such notices from the sentences that they stand between:
// “… last year.AdvertisementThe mayor”. O(len(text)).
func (r *repairer) advertisements() {
	t := r.text
	for n, notice := range notices {
		for i := 0; ; {
			k := strings.Index(t[i:], notice)
			if k < 0 {
				break
			}
			a, b := i+k, i+k+len(notice)
			for _, end := range noticeEnds {
				if n > 1 && strings.HasPrefix(t[b:], end) && (b+len(end) == len(t) || !lowerCase(t[b+len(end)])) {
					b += len(end)
					break
				}
			}
			i = b
			r.notice(a, b, n > 0)
		}
	}
}

// notice parts the notice t[a:b] from what stands beside it in its line. One
// that may be a word of a sentence, as where it is not sure, is glued to one.
func (r *repairer) notice(a, b int, sure bool) {
	t := r.text
	before, after := a == 0 || t[a-1] == '\n', b == len(t) || t[b] == '\n'
	head, tail := strings.TrimRight(t[:a], " "), strings.TrimLeft(t[b:], " ")
	stopped := strings.HasSuffix(head, "”") || head != "" && strings.IndexByte(".!?\"", head[len(head)-1]) >= 0
	begins := strings.HasPrefix(tail, "“") || tail != "" && (tail[0] >= 'A' && tail[0] <= 'Z' || tail[0] == '"')
	apart := (before || len(head) < a) && (after || len(t)-len(tail) > b)
	if sure && len(tail) > 1 && tail[1] >= 'A' && tail[1] <= 'Z' {
		begins = false // more of a line in capitals
	}
	if before && after || !(before || stopped) || !(after || begins) || apart && (!sure || strings.IndexByte(t, '\n') < 0) {
		return // a line of its own, within a sentence, or a word of one; a text without lines gets none
	}
	if !before {
		r.put(len(head), a, "\n\n", edit.Spacing, "glued", "the place of an advertisement between two sentences", 0.95)
	}
	if !after {
		r.put(b, len(t)-len(tail), "\n\n", edit.Spacing, "glued", "the place of an advertisement between two sentences", 0.95)
	}
}
