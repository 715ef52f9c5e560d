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
	case l.words == 1 && len(l.text) > 3 && (next.dateline() || next.byline()):
		return true // the name of the outlet over the date
	case a.begins(i+1) && l.nameAt():
		return true
	case l.nameAlone() && (a.begins(i+1) || strings.Contains(l.text, " and ") && a.introduces(i+1)) && !a.tellsOf(i):
		return true
	case l.words >= 2 && l.words <= 4 && l.words == l.caps:
		return (!next.gap || l.nameLine() || l.has(", ")) && a.introduces(i+1) || next.words <= 4 && next.gap == l.gap && named(l.text, 4) && offices[next.key[strings.LastIndexByte(next.key, ' ')+1:]]
	case l.words <= 7 && l.caps >= l.words-2 && (l.has(" in ") || l.has(" at ") || strings.HasPrefix(l.key, "from ")):
		return a.introduces(i + 1)
	}
	// “Home affairs editor” under a name.
	prev := &a.lines[i-1]
	return l.words <= 4 && offices[l.key[strings.LastIndexByte(l.key, ' ')+1:]] && prev.words >= 2 && prev.words <= 4 && prev.words == prev.caps && !prev.stop && a.introduces(i+1)
}

// begins reports whether line i is a paragraph, the first one below a headline
// and what stands alone between them.
func (a *article) begins(i int) bool {
	l := &a.lines[i]
	return i < 4 && l.gap && l.words >= 15 && l.prose() && !l.bullet
}

// tellsOf reports whether the text below line i has one of the names in it: then
// it is the caption of a picture of somebody.
func (a *article) tellsOf(i int) bool {
	below := a.text[a.lines[i].span.End:]
	for _, w := range strings.Fields(a.lines[i].text) {
		if len(w) > 3 && strings.Contains(below, w) {
			return true
		}
	}
	return false
}

// nameAlone: a line that is one name, or two with “and” between them.
func (l *line) nameAlone() bool {
	if l.sure || l.stop || l.colon || l.bullet || l.open || l.quotes > 0 || strings.ContainsAny(l.text, "0123456789") {
		return false
	}
	for _, name := range strings.Split(l.text, " and ") {
		m := measure(name)
		if m.words < 2 || m.words > 4 || m.caps != m.words || strings.ContainsAny(name, ",|/") {
			return false
		}
	}
	return true
}

// nameAt: “A. Name in Place”, “A. Name at the Court”, “From A. Name in Place”.
func (l *line) nameAt() bool {
	if l.sure || l.stop || l.colon || l.bullet || l.open || l.quotes > 0 || l.words > 8 || strings.ContainsAny(l.text, "0123456789") {
		return false
	}
	s := strings.TrimPrefix(l.text, "From ")
	for _, sep := range []string{" in ", " at "} {
		if name, place, ok := strings.Cut(s, sep); ok {
			m, p := measure(name), measure(strings.TrimPrefix(place, "the "))
			return m.words >= 2 && m.words <= 3 && m.caps == m.words && p.words > 0 && p.caps == p.words
		}
	}
	return false
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
