package zone

import "strings"

// extent decides where the article goes: from its first paragraph to its last.
//
// An article alone is all of the text less what stands before its first and
// after its last paragraph. A whole page is menus, lists of other articles and
// one stretch of prose among them: the stretch of lines with the greatest sum,
// where a paragraph counts what it has in words and a line of a menu counts
// against it (Bentley 1984, the maximum-sum stretch).
func (a *article) extent() {
	short, n := 0, 0
	for i := 0; i < a.end; i++ {
		if l := &a.lines[i]; l.words > 0 {
			n++
			if l.words <= 4 && !l.stop && !l.open && !l.colon && !l.bullet {
				short++
			}
		}
	}
	a.page = short >= 12 && short*10 >= n*3
	if a.page {
		a.from, a.to = a.best(0)
		a.anchor()
		if a.from < a.to {
			return
		}
		a.page = false
	}
	a.from, a.to = 0, a.end
	for a.from < a.end && (!a.paragraph(a.from) || a.lines[a.from].bullet) {
		a.from++
	}
	if a.from == a.end { // nothing but a list
		a.from = 0
	}
	for a.to > a.from && !a.paragraph(a.to-1) {
		a.to--
	}
	if a.from >= a.to { // no paragraph: what says nothing of itself is the article
		a.from, a.to = 0, a.end
		for a.from < a.end && a.lines[a.from].sure {
			a.from++
		}
		for a.to > a.from && a.lines[a.to-1].sure {
			a.to--
		}
	}
}

// paragraph reports whether line i is a paragraph of an article for certain.
func (a *article) paragraph(i int) bool {
	l := &a.lines[i]
	return !l.sure && (l.prose() || l.colon && (l.words >= 8 || l.stops > 0))
}

// Weights of the maximum-sum stretch, in words.
const (
	fewWords   = 4   // a paragraph counts its words less these
	manyWords  = 60  // and no more than these
	menuLine   = 7   // a line without a sentence
	promptLine = 5   // a line that says itself that it is no article
	newSection = 45  // the heading of a list of other articles
	listInside = 15  // the same, of the kind that also stands inside an article
	sitePrompt = 20  // a sentence in which the site speaks of itself
	lastLine   = 120 // a copyright notice
)

func (a *article) weight(i int) int {
	l := &a.lines[i]
	if l.kind == Copyright {
		return -lastLine
	}
	if l.opens != "" && l.opens != SharePrompt {
		if strings.HasPrefix(l.key, "related") || strings.HasPrefix(l.key, "read ") || strings.HasPrefix(l.key, "see also") || strings.HasPrefix(l.key, "don t miss") {
			return -listInside
		}
		return -newSection
	}
	if l.words >= 2 && l.words <= 5 && !l.stop && !l.colon && about(l.key) {
		return -newSection
	}
	if l.sure {
		return -promptLine
	}
	if !l.prose() {
		if l.words <= 1 && !l.stop {
			return -menuLine - 1
		}
		if l.stop || l.open || l.bullet || l.numbered() || l.colon {
			return -1
		}
		return -menuLine
	}
	if l.siteTalk() {
		return -sitePrompt
	}
	w := min(l.words-fewWords, manyWords)
	if !l.stop && !l.open && l.words < 40 {
		w /= 2
	}
	// A teaser stands alone between the lines of a list; a paragraph has
	// another one beside it or one line away.
	near := 0
	for d := -2; d <= 2; d++ {
		if j := i + d; d != 0 && j >= 0 && j < a.end && a.paragraph(j) {
			near++
			if d == 1 || d == -1 {
				near++
			}
		}
	}
	switch near {
	case 0:
		w = w * 3 / 10
	case 1:
		w = w * 6 / 10
	}
	return w
}

// anchor begins the article after its headline, where the page repeats its
// title before a good part of its prose.
func (a *article) anchor() {
	if a.from >= a.to {
		return
	}
	total := a.sum(a.from, a.to)
	title := pageTitle(a.lines[0].text)
	at, most, seen := -1, 0, 0
	for i := 1; i < a.end && seen < 8; i++ {
		l := &a.lines[i]
		if l.words < 3 || l.key != title && l.key != a.lines[0].key {
			continue
		}
		seen++
		sum, top := 0, 0
		for j := i + 1; j < a.end && sum > -3*newSection; j++ {
			sum += a.weight(j)
			top = max(top, sum)
		}
		if top >= most {
			at, most = i, top
		}
	}
	if at < 0 || most*3 < total {
		return
	}
	from, to := a.best(at + 1)
	if from >= to {
		return
	}
	// The headline is surer than the sums: the article begins with its first
	// paragraph, though a list may follow that.
	for i := at + 1; i < from && i <= at+12; i++ {
		if l := &a.lines[i]; a.paragraph(i) && !l.siteTalk() && (l.words >= 12 || l.open) && a.sum(i, from) > -2*newSection {
			from = i
			break
		}
	}
	a.from, a.to = from, to
}

func (a *article) sum(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n += a.weight(i)
	}
	return n
}

// best is the stretch from line first on with the greatest sum. O(lines).
func (a *article) best(first int) (from, to int) {
	best, sum, start := 0, 0, first
	for i := first; i < a.end; i++ {
		sum += a.weight(i)
		if sum <= 0 {
			sum, start = 0, i+1
			continue
		}
		if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	return from, to
}
