package zone

import "strings"

// top reads the head of an article that stands alone: a section, a headline, a
// deck, then who wrote it and when. The by-line or the date is the sure sign;
// what stands above it is no paragraph, though a headline may begin with a
// quotation and end in a question. Gives the line after the head, 0 without one.
func (a *article) top() int {
	by := -1
	for i := 0; i < a.end && i < 8; i++ {
		l := &a.lines[i]
		if i > 0 && a.introduces(i) {
			by = i
			break
		}
		if l.words > 35 || l.sure && l.kind != Nav || l.bullet || l.placed() || l.quotes > 2 {
			return 0
		}
	}
	if by < 1 {
		return 0
	}
	h := 0
	for h < by && a.section(h, by) {
		h++
	}
	if h == by || by-h > 3 {
		return 0
	}
	if l := &a.lines[h]; l.words > 30 || l.stop && strings.HasSuffix(l.text, ".") && l.words >= 6 {
		return 0 // a paragraph, and a date below it
	}
	for i := range h {
		a.lines[i].set(Nav)
	}
	a.lines[h].set(Headline)
	for i := h + 1; i < by; i++ {
		if a.lines[i].words < 4 {
			return 0 // not a deck: the text of a picture, a name
		}
	}
	for i := h + 1; i < by; i++ {
		a.lines[i].set(Deck)
	}
	end := by
	for end < a.end && end < by+4 && a.introduces(end) {
		a.lines[end].set(Credit)
		end++
	}
	return end
}

// introduces reports whether line i says who wrote the article, or when.
func (a *article) introduces(i int) bool {
	l := &a.lines[i]
	if l.kind == Credit && (l.byline() || l.dateline()) || l.office() {
		return true
	}
	if l.words > 22 || l.open || l.quotes > 0 || l.colon {
		return false
	}
	at := dateIn(l.text)
	if at >= 0 && (strings.Contains(l.text, " By ") || strings.Contains(l.text, " by ")) {
		return true
	}
	// “PLACE, Jan. 21”.
	if at > 0 && l.words <= 6 && l.words == l.caps && l.has(",") && (!l.stop || len(l.text) < 30) {
		return true
	}
	// A name, a place, “A. Name at the Court”: words with capitals over what is
	// surer, once the headline has been.
	if i+1 >= a.end || i+1 > 8 || l.stop || l.colon || l.bullet || !a.headed(i) {
		return false
	}
	next := &a.lines[i+1]
	switch {
	case l.words >= 2 && l.words <= 4 && l.words == l.caps:
		return (!next.gap || l.nameLine() || l.has(", ")) && a.introduces(i+1) || next.words <= 4 && next.gap == l.gap && named(l.text, 4) && offices[next.key[strings.LastIndexByte(next.key, ' ')+1:]]
	case l.words <= 7 && l.caps >= l.words-2 && (l.has(" in ") || l.has(" at ") || strings.HasPrefix(l.key, "from ")):
		return a.introduces(i + 1)
	}
	// “Home affairs editor” under a name.
	prev := &a.lines[i-1]
	return l.words <= 4 && offices[l.key[strings.LastIndexByte(l.key, ' ')+1:]] && prev.words >= 2 && prev.words <= 4 && prev.words == prev.caps && !prev.stop && a.introduces(i+1)
}

// headed reports whether a line of some length stands before line i.
func (a *article) headed(i int) bool {
	for j := range i {
		if a.lines[j].words >= 4 {
			return true
		}
	}
	return false
}

// office: “A. Name, Political Editor”, “Daily Paper Reporter”, “by paper staff”.
func (l *line) office() bool {
	if l.words < 2 || l.words > 8 || l.stop || l.colon || l.open || l.quotes > 0 || l.words > l.caps+1 && !strings.HasPrefix(l.key, "by ") {
		return false
	}
	return offices[l.key[strings.LastIndexByte(l.key, ' ')+1:]]
}

// section reports whether line i, of those above line by, names the part of
// the paper that the article stands in: “Law | Environment”, “News”.
func (a *article) section(i, by int) bool {
	l := &a.lines[i]
	if l.sure && l.kind == Nav {
		return true
	}
	if i+1 >= by || l.stop || l.colon || l.open || l.quotes > 0 || l.words > 6 || a.lines[i+1].words < 4 {
		return false
	}
	if l.words <= 2 {
		return true
	}
	for _, sep := range []string{" | ", " / ", " · ", " • ", " > ", " › ", " » ", " :: "} {
		if l.has(sep) {
			return true
		}
	}
	first, _, _ := strings.Cut(l.key, " ")
	return l.words <= 4 && sections[first] && a.lines[i+1].words > l.words && !a.lines[i+1].stop
}
