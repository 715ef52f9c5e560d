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
	short, said, lists, n := 0, 0, 0, 0
	for i := 0; i < a.end; i++ {
		if l := &a.lines[i]; l.words > 0 {
			n++
			if l.sure && l.kind != Credit && l.kind != Caption {
				said++
				if l.opens == RelatedLink {
					lists++
				}
			}
			if l.words <= 4 && !l.stop && !l.open && !l.colon && !l.bullet {
				short++
			}
		}
	}
	a.page = short >= 12 && short*10 >= n*3 || short >= 10 && said >= 10 || short+said >= 12 && lists >= 2
	a.repeated = map[string]int{}
	for i := 0; i < a.end; i++ {
		if l := &a.lines[i]; l.words > 1 && l.words <= 8 && !l.stop {
			a.repeated[l.key]++
		}
	}
	if a.page {
		a.from, a.to = a.best(0)
		a.anchor()
		if a.from < a.to && !a.misses() {
			a.posts()
			return
		}
		a.page = false
	}
	a.from, a.to = a.top(), a.end
	for a.from < a.end && (!a.paragraph(a.from) || a.lines[a.from].bullet) {
		a.from++
	}
	if a.from == a.end { // nothing but a list
		a.from = 0
	}
	for a.to > a.from && !a.paragraph(a.to-1) {
		a.to--
	}
	a.posts()
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

// misses: more long paragraphs stand outside the stretch than in it. Then the
// text is no page with one article, and nothing of it is thrown away.
func (a *article) misses() bool {
	in, out := 0, 0
	for i := 0; i < a.end; i++ {
		if l := &a.lines[i]; a.paragraph(i) && l.words >= 40 && a.weight(i) >= 20 {
			if i >= a.from && i < a.to {
				in += l.words
			} else {
				out += l.words
			}
		}
	}
	return !a.anchored && out > in && out >= 200
}

// card: line i stands on every card of a list.
func (a *article) card(i int) bool {
	l := &a.lines[i]
	return a.repeated[l.key] >= 3 && !l.sure
}

// posts takes a quoted post or a counted list that ends the article into it.
func (a *article) posts() {
	for a.to < a.end && !a.lines[a.to].sure && (a.lines[a.to].numbered() || a.to+1 < a.end && a.lines[a.to+1].numbered() && a.to > a.from && a.lines[a.to-1].numbered()) {
		a.to++
	}
	for a.to < a.end && !a.lines[a.to].sure && (a.lines[a.to].signature() || a.to+1 < a.end && a.lines[a.to+1].signature()) {
		a.to++
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
	listInside = 8   // the same, of the kind that also stands inside an article
	cardLine   = 25  // a line that the page repeats on every card of a list
	sitePrompt = 20  // a sentence in which the site speaks of itself
	lastLine   = 120 // a copyright notice
)

func (a *article) weight(i int) int {
	l := &a.lines[i]
	if l.kind == Copyright {
		return -lastLine
	}
	if l.opens != "" && l.opens != SharePrompt {
		if strings.HasPrefix(l.key, "related") || strings.HasPrefix(l.key, "read ") || strings.HasPrefix(l.key, "see also") || strings.HasPrefix(l.key, "don t miss") ||
			i+1 < a.end && a.paragraph(i+1) && a.lines[i+1].stop && a.lines[i+1].words >= 12 && !a.lines[i+1].siteTalk() {
			return -listInside
		}
		return -newSection
	}
	if l.words >= 2 && l.words <= 5 && !l.stop && !l.colon && about(l.key) {
		return -2 * newSection
	}
	if l.signature() {
		return menuLine
	}
	if i+1 < a.end && a.lines[i+1].signature() && !l.sure {
		return min(l.words, manyWords)
	}
	if l.sure {
		return -promptLine
	}
	if !l.prose() {
		if a.repeated[l.key] >= 3 && l.words <= 8 {
			return -cardLine
		}
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
	if !l.stop && !l.open {
		if l.stops == 0 && !l.has(",") {
			return -menuLine // a cloud of tags
		}
		if l.words < 40 {
			w /= 2
		}
	}
	if i > 0 && i+1 < a.end && a.card(i-1) && (a.card(i+1) || a.lines[i+1].sure) {
		return w / 5
	}
	// A teaser stands alone between the lines of a list; a paragraph has
	// another one beside it or one line away.
	near := 0
	for d := -3; d <= 3; d++ {
		if j := i + d; d != 0 && j >= 0 && j < a.end && a.paragraph(j) {
			near++
			if d == 1 || d == -1 {
				near++
			}
		}
	}
	switch {
	case near == 0 && l.words < 40:
		w = w * 3 / 10
	case near == 0:
		w = w * 6 / 10
	case near == 1:
		w = w * 3 / 4
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
		if top := a.prose(i + 1); top >= most {
			at, most = i, top
		}
	}
	if at < 0 { // no title: a line over a by-line or date and a paragraph
		for i, seen := 1, 0; i < a.end && seen < 12; i++ {
			if l := &a.lines[i]; l.sure || l.stop || l.words < 4 || l.words > 30 || l.bullet || !a.introduced(i) {
				continue
			}
			seen++
			if top := a.prose(i + 1); top > most {
				at, most = i, top
			}
		}
		if most*2 < total {
			return
		}
	}
	if at >= 0 && most < 40 && total < 150 { // no prose at all: a table, a calendar
		if f, t := a.list(at); f < t {
			a.from, a.to, a.anchored = f, t, true
			return
		}
	}
	if at < 0 || most*3 < total && !a.introduced(at) {
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
	a.from, a.to, a.anchored = from, to, true
}

// prose is the greatest sum of a stretch that begins at line from.
func (a *article) prose(from int) int {
	sum, top := 0, 0
	for j := from; j < a.end && sum > -3*newSection; j++ {
		sum += a.weight(j)
		top = max(top, sum)
	}
	return top
}

// list is the article that is no prose: the lines after the by-line or date
// under the headline at line at, up to the next thing that is none of it.
func (a *article) list(at int) (from, to int) {
	for i := at + 1; i < a.end && i <= at+4; i++ {
		if l := &a.lines[i]; l.kind == Credit && (l.byline() || l.dateline()) {
			from = i + 1
		}
	}
	if from == 0 {
		return 0, 0
	}
	for from < a.end && a.lines[from].sure && a.lines[from].opens == "" {
		from++
	}
	words := 0
	for to = from; to < a.end && to < from+300; to++ {
		l := &a.lines[to]
		if l.opens != "" || l.sure && l.kind != Credit && l.kind != Caption {
			break
		}
		words += l.words
	}
	if words < 15 {
		return 0, 0
	}
	for i := from; i < to; i++ {
		if l := &a.lines[i]; l.kind == Credit {
			l.kind, l.sure = "", false // the dates of a calendar
		}
	}
	return from, to
}

// introduced: a by-line or a date stands soon after line at, and a paragraph
// soon after that.
func (a *article) introduced(at int) bool {
	by := -1
	for i := at + 1; i < a.end && i <= at+8; i++ {
		l := &a.lines[i]
		if l.kind == Credit && (l.byline() || l.dateline()) {
			by = i
		}
		if by >= 0 && a.paragraph(i) && l.words >= 20 && !l.siteTalk() {
			return true
		}
	}
	return false
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
