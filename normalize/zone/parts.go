package zone

import (
	"strings"
)

// head names what stands before the first paragraph.
func (a *article) head() {
	if len(a.lines) == 0 {
		return
	}
	h := a.headline()
	if h >= 0 {
		a.title = a.lines[h].key
	}
	if a.page {
		for i := 0; i < a.from; i++ {
			l := &a.lines[i]
			if l.kind == "" {
				l.kind = Nav
				if i > h && h >= 0 && l.words >= 4 {
					l.kind = Caption
				}
			}
		}
	}
	for i := 0; i < a.from; i++ {
		if l := &a.lines[i]; a.title != "" && l.key == a.title {
			l.set(Headline)
		}
	}
	if h >= 0 && h < a.from {
		a.lines[h].set(Headline)
	}
	a.deck(h)
	// What is left between the headline and the first paragraph.
	for i := 0; i < a.from; i++ {
		l := &a.lines[i]
		if l.sure && l.kind != "" {
			continue
		}
		switch {
		case l.bullet && i > h:
			l.set(BulletSummary)
		case i < h || l.words <= 1:
			l.set(Nav)
		case !a.page && i > h:
			l.set(Caption)
		case l.kind == "":
			l.set(Nav)
		}
	}
	a.captions(max(h, 0), a.from)
	for i := 0; i < a.from; i++ {
		if l := &a.lines[i]; l.kind == Credit {
			if n := bylineName(l); n != "" {
				a.author = n
			}
		}
	}
}

// bylineName is the key of the person in a by-line, "" if there is none.
func bylineName(l *line) string {
	f := strings.Fields(l.text)
	for len(f) > 0 {
		switch strings.ToLower(f[0]) {
		case "by", "posted", "written", "story", "report", "von", "par", "por":
			f = f[1:]
			continue
		}
		break
	}
	// “Posted in Politics by A. Name on 8 July”.
	for i, w := range f {
		if w == "by" || w == "By" || w == "BY" {
			f = f[i+1:]
			break
		}
	}
	if len(f) == len(strings.Fields(l.text)) {
		return ""
	}
	var name []string
	for _, w := range f {
		end := strings.HasSuffix(w, ",")
		w = strings.Trim(w, ",")
		if w == "" || w[0] >= 'a' && w[0] <= 'z' || w[0] >= '0' && w[0] <= '9' || w == "-" || w == "|" {
			break
		}
		name = append(name, w)
		if end || len(name) == 4 {
			break
		}
	}
	m := measure(strings.Join(name, " "))
	return m.key
}

// pageTitle is the key of the title of a page without the name of the site.
func pageTitle(s string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " » ", " :: "} {
		if i := strings.Index(s, sep); i > 15 {
			s = s[:i]
		}
	}
	m := measure(s)
	return m.key
}

// headline is the line of the headline, -1 if the text has none.
//
// A page names its title first and repeats it before the article, often with
// the site after a bar in the first place.
func (a *article) headline() int {
	if a.page {
		title := pageTitle(a.lines[0].text)
		last := -1
		for i := min(a.from+3, a.end) - 1; i >= 0; i-- {
			l := &a.lines[i]
			if l.words >= 3 && (l.key == title || l.key == a.lines[0].key) {
				last = i
				break
			}
		}
		if last >= a.from { // the stretch began with its headline
			a.from = last + 1
		}
		if last > 0 {
			return last
		}
		// Else the last line of some length before the by-line or the article.
		for i := min(a.from, a.end) - 1; i > 0 && i > a.from-12; i-- {
			if l := &a.lines[i]; !l.sure && l.words >= 4 && l.words <= 30 && !l.stop && !l.bullet {
				return i
			}
		}
		return last
	}
	for i := 0; i < a.end && i < 6; i++ {
		l := &a.lines[i]
		if l.sure && (l.kind == Nav || l.kind == Credit || l.kind == SharePrompt) {
			continue
		}
		if i < a.from {
			if i+1 < a.from && l.words <= 2 && l.gap && a.lines[i+1].words >= 4 && !a.lines[i+1].sure && !a.lines[i+1].stop {
				l.set(Nav) // the name of the section
				continue
			}
			return i
		}
		// A first paragraph that looks like a title: its words have capitals.
		if i == a.from && a.from+1 < a.to && l.stops <= 2 && l.words <= 24 && l.words >= 3 && l.caps*10 >= l.words*7 && l.quotes < 2 && !l.open {
			a.from++
			return i
		}
		break
	}
	return -1
}

// deck finds the summary between the headline and what introduces the article
// (by-line, date, picture): up to two lines.
func (a *article) deck(h int) {
	if h < 0 {
		return
	}
	// Lines of prose that an introduction separates from the article.
	limit := min(a.from+4, a.to)
	for i := a.from; i < limit; i++ {
		l := &a.lines[i]
		intro := l.sure && (l.kind == Credit || l.kind == SharePrompt || l.kind == Nav) || l.sure && l.kind == Caption
		if i > a.from && !l.sure && !l.prose() && !l.colon && !l.open && !l.bullet && l.words >= 2 && l.words <= 12 && !a.page && i == a.from+1 && a.lines[a.from].stops <= 2 && a.from == h+1 {
			intro = true // a picture text without a mark, after a single sentence
		}
		if l.bullet && i > a.from && a.from == h+1 && a.lines[a.from].stops <= 2 {
			intro = true
		}
		if picture := intro && !(l.kind == Credit && (l.byline() || l.dateline())); picture && !a.page && i > a.from {
			// A picture stands after a first paragraph as well as after a deck.
			intro = a.lines[a.from].words <= 30
		}
		if intro && i > a.from && i-a.from <= 2 && a.brief(a.from, i) && a.from-h <= 3 && a.restIsArticle(i+1) {
			last := i
			if l.kind == Credit && !l.byline() && !l.dateline() {
				last-- // the text of the picture
				a.lines[last].set(Caption)
			}
			for j := a.from; j < last; j++ {
				if a.lines[j].kind == "" {
					a.lines[j].set(Deck)
				}
			}
			a.from = i + 1
			for a.from < a.to && (a.lines[a.from].sure || a.lines[a.from].bullet) && !a.paragraph(a.from) {
				a.from++
			}
			break
		}
	}
	// A line without a stop right under the headline.
	if i := h + 1; i < a.from {
		l := &a.lines[i]
		if (!l.sure || a.page && l.kind == Caption) && !l.bullet && l.words >= 6 && l.words <= 45 && l.key != a.title {
			next := i+1 >= len(a.lines) || !same(l, &a.lines[i+1]) && a.lines[i+1].kind != Credit || i+1 < len(a.lines) && (a.lines[i+1].byline() || a.lines[i+1].dateline())
			if next {
				l.set(Deck)
			}
		}
	}
}

// brief: the lines are short enough for a deck, and quote nobody at length.
func (a *article) brief(from, to int) bool {
	words := 0
	for i := from; i < to; i++ {
		l := &a.lines[i]
		if l.open || l.stops > 2 || l.quotes > 1 || l.placed() {
			return false
		}
		words += l.words
	}
	return words <= 60
}

// placed: the line begins with the place of a report: “CITY (Agency) —”.
func (l *line) placed() bool {
	head := l.text[:min(len(l.text), 60)]
	for _, dash := range []string{" — ", " – ", " - ", " -- "} {
		i := strings.Index(head, dash)
		if i > 2 && (head[i-1] == ')' || strings.ToUpper(head[:min(i, 4)]) == head[:min(i, 4)]) {
			return true
		}
	}
	return false
}

// restIsArticle: enough paragraphs follow.
func (a *article) restIsArticle(from int) bool {
	n := 0
	for i := from; i < a.to; i++ {
		if a.paragraph(i) {
			n++
		}
	}
	return n >= 3
}

// captions finds pictures among the lines from..to: a text printed twice (alt
// text and caption), a text before its credit, a text that ends in its credit.
func (a *article) captions(from, to int) {
	doubled := a.doubled()
	for i := from; i < to && i < a.end; i++ {
		l := &a.lines[i]
		if i+1 < a.end && l.words >= 2 && l.words <= 80 && l.key != a.title && !l.colon {
			n := &a.lines[i+1]
			if same(l, n) && !l.told() && !doubled && a.repeated[l.key] < 3 && (!l.sure || l.kind == Caption || l.kind == Credit) {
				l.set(Caption)
				n.set(Caption)
				continue
			}
			// the second print carries the credit: “Name” / “Name Agency”
			if !l.sure && !n.sure || l.kind == Caption {
				if strings.HasPrefix(n.text, l.text) && len(n.text) > len(l.text)+1 && !n.stop {
					rest := strings.TrimSpace(n.text[len(l.text):])
					if m := measure(rest); m.words <= 10 && agency(m.key) {
						l.set(Caption)
						n.set(Caption)
						n.credit = len(n.text) - len(rest)
						continue
					}
				}
			}
		}
		if i+1 < a.end && a.lines[i+1].kind == Credit && !a.lines[i+1].byline() && !a.lines[i+1].dateline() && !l.sure && l.words >= 2 && l.words <= 60 && !l.colon && !l.open && l.quotes == 0 {
			if i <= a.from+1 || !l.stop || a.lines[i+1].pictured() && (l.words <= 30 && l.stops <= 2 || l.cued()) {
				l.set(Caption)
			}
		}
	}
}

// doubled: most of the article is printed twice, paragraph by paragraph, which
// is a fault of the scrape and no series of pictures.
func (a *article) doubled() bool {
	twice, words := 0, 0
	for i := a.from; i < a.to; i++ {
		words += a.lines[i].words
		if i > a.from && same(&a.lines[i-1], &a.lines[i]) {
			twice += 2 * a.lines[i].words
		}
	}
	return twice*2 > words
}

// pictured: the line says of itself that it credits a picture; a bare name
// may be anything.
func (l *line) pictured() bool {
	return strings.HasPrefix(l.text, "(") || strings.HasSuffix(l.text, ", AP") || strings.ContainsAny(l.text, "/|") || strings.HasPrefix(l.key, "photo") || strings.HasPrefix(l.key, "picture") || strings.HasPrefix(l.key, "image credit") || strings.HasPrefix(l.key, "credit")
}

// told: the line has what somebody said, as paragraphs have and captions hardly
// ever: printed twice it is a fault of the scrape, and no picture.
func (l *line) told() bool {
	return l.quotes > 0 || tells.In(l.key)
}

// cued: words of captions.
func (l *line) cued() bool {
	return ofCaptions.In(l.key)
}

// middle names what stands between the paragraphs.
func (a *article) middle() {
	a.captions(a.from, a.to)
	list, listed := Kind(""), 0 // a list opened by its heading, its lines so far
	for i := a.from; i < a.to; i++ {
		l := &a.lines[i]
		if l.opens != "" {
			list, listed = l.opens, 0
			continue
		}
		if l.sure {
			if a.page && l.kind == RelatedLink {
				list, listed = RelatedLink, 0
			}
			continue
		}
		if l.siteTalk() && l.words <= 40 && (a.prompts(i-1) || a.prompts(i+1)) {
			l.set(SharePrompt)
			if p := &a.lines[i-1]; i > a.from && p.kind == "" && p.words <= 5 && !p.stop && !p.colon {
				p.set(SharePrompt) // its heading
			}
			continue
		}
		if l.prose() && (l.stop || l.words > 25) || l.open && (list == "" || l.stop) || l.colon {
			list = ""
			continue
		}
		if list != "" && listed < 12 && !l.stop {
			listed++
			l.set(list)
			continue
		}
		if a.page && l.words == 1 && !l.stop && !l.colon && l.text[0] >= '0' && l.text[0] <= '9' {
			l.set(Nav) // a counter, a button
			continue
		}
		if a.page && l.key == a.title {
			l.set(Headline)
			continue
		}
		if l.signature() || i+1 < a.to && a.lines[i+1].signature() {
			continue
		}
		if a.linkBetween(i) {
			l.set(RelatedLink)
		}
	}
}

// prompts: line i asks the reader to do something.
func (a *article) prompts(i int) bool {
	if i < a.from || i >= a.end {
		return false
	}
	l := &a.lines[i]
	return l.sure && (l.kind == SharePrompt || l.kind == Nav || l.kind == CommentForm || l.kind == LettersPrompt)
}

// linkBetween: the title of another article between two paragraphs. A heading
// of a section is shorter, or is set in capitals, or asks.
func (a *article) linkBetween(i int) bool {
	l := &a.lines[i]
	if l.shouts() && !l.stop && !l.colon && l.words >= 6 && l.words <= 24 && l.gap && i > 0 && i+1 < a.to && a.lines[i-1].prose() && a.lines[i+1].prose() {
		return true
	}
	if l.stop || l.colon || l.open || l.bullet || l.lower || l.quotes > 0 || l.words < 7 || l.words > 14 || !l.gap || l.numbered() {
		return false
	}
	for k, w := range strings.Fields(l.key) {
		if addresses[w] || k == 0 && asks[w] {
			return false
		}
	}
	if i == 0 || i+1 >= a.to || !a.lines[i+1].gap {
		return false
	}
	before, after := &a.lines[i-1], &a.lines[i+1]
	return before.prose() && (before.stop || before.words >= 25) && (after.prose() && after.stop || after.sure)
}

// tail names what stands after the last paragraph.
func (a *article) tail() {
	a.bio()
	marked := false // something there says that it is no article
	for i := a.to; i < a.end; i++ {
		marked = marked || a.lines[i].sure
	}
	marked = marked || a.end < len(a.lines)
	list := Kind("")
	for i := a.to; i < a.end; i++ {
		l := &a.lines[i]
		if l.opens != "" {
			list = l.opens
			if list == CommentForm || list == SharePrompt {
				list = ""
			}
			continue
		}
		if l.sure {
			continue
		}
		switch {
		case list != "":
			l.set(list)
		case a.page:
			if l.words >= 5 {
				l.set(RelatedLink)
			} else {
				l.set(Nav)
			}
		case a.tags(i):
			for j := i; j < a.end && (j == i || !a.lines[j].gap) && !a.lines[j].sure; j++ {
				a.lines[j].set(TagList)
			}
		case !marked || l.colon || l.open || l.stop && l.words > 4 || l.bullet:
			// nothing speaks against it
		case strings.HasPrefix(l.key, "source ") || l.words >= 5:
			l.set(RelatedLink)
		default:
			l.set(Nav)
		}
	}
	// An article alone may go on after a list; a page does not.
	if a.page {
		return
	}
	for i := a.to; i < a.end; i++ {
		if l := &a.lines[i]; l.kind == "" {
			l.kind = Body
		}
	}
}

// tags: three and more short lines together after the article.
func (a *article) tags(i int) bool {
	n := 0
	for j := i; j < a.end && (j == i || !a.lines[j].gap); j++ {
		l := &a.lines[j]
		if l.sure || l.stop || l.open || l.colon || l.bullet || l.words > 6 {
			return false
		}
		n++
	}
	return n >= 3
}

// bio finds the biography of the author at the end: after “About Name”, or a
// last paragraph that begins with the name of the by-line, or says “X is a
// writer …”.
func (a *article) bio() {
	for i := max(a.from, 0); i < a.end; i++ {
		l := &a.lines[i]
		if l.sure && l.kind != AuthorBio && l.kind != CommentForm || l.words > 8 || l.words < 2 || l.stop || !about(l.key) {
			continue
		}
		name := strings.TrimSpace(l.key[strings.IndexByte(l.key, ' '):])
		before := i > 0 && a.lines[i-1].key == name
		after := i+1 < a.end && (strings.HasPrefix(a.lines[i+1].key, name))
		if !before && !after && name != a.author && name != "the author" {
			continue
		}
		l.set(AuthorBio)
		if before {
			a.lines[i-1].set(AuthorBio)
		}
		for j := i + 1; j < a.end && j <= i+4; j++ {
			n := &a.lines[j]
			if n.sure && n.kind != AuthorBio {
				break
			}
			if j > i+1 && !a.speaksOf(n, name) {
				break
			}
			n.set(AuthorBio)
		}
		from := i
		if before {
			from--
		}
		if from < a.to && i+4 >= a.to-1 {
			a.to = from
			for a.to > a.from && !a.paragraph(a.to-1) {
				a.to--
			}
		}
	}
	for i := a.end - 1; i >= a.from && i > a.end-16; i-- {
		l := &a.lines[i]
		if l.sure || i >= a.to {
			continue
		}
		if i < a.to-3 || !l.stop {
			break
		}
		if l.words > 60 || l.quotes > 0 || l.stops > 3 {
			continue
		}
		if a.author != "" && strings.HasPrefix(l.key, a.author+" ") {
			rest := strings.TrimPrefix(l.key, a.author+" ")
			first, _, _ := strings.Cut(rest, " ")
			if bioVerbs[first] || len(first) > 3 && strings.HasSuffix(first, "s") && first != "says" {
				l.set(AuthorBio)
			}
			continue
		}
		if writerLine(l) || l.words <= 20 && (strings.HasSuffix(l.key, "contributed to this report") || strings.HasSuffix(l.key, "contributed to this story") || strings.HasSuffix(l.key, "contributed to this article") || strings.HasSuffix(l.key, "contributed reporting")) {
			l.set(AuthorBio)
		}
	}
	for a.to > a.from && a.lines[a.to-1].kind == AuthorBio {
		a.to--
	}
}

// about: “About …” in the languages of the tables.
func about(key string) bool {
	for _, p := range []string{"about ", "über ", "sobre ", "su di "} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

// speaksOf: the line goes on about the person: his name, or he, she, they.
func (a *article) speaksOf(l *line, name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	for _, p := range []string{name, last, "he ", "she ", "they ", "his ", "her ", "follow ", "contact ", "email "} {
		if p != "" && strings.HasPrefix(l.key, p) {
			return true
		}
	}
	return false
}

// writerLine: “A. Name is a freelance writer living in …”.
func writerLine(l *line) bool {
	i := strings.Index(l.key, " is a ")
	if i < 0 {
		i = strings.Index(l.key, " is an ")
	}
	if j := strings.Index(l.key, " is the "); i < 0 || j > 0 && j < i {
		if j > 0 {
			i = j
		}
	}
	if i <= 0 || strings.Count(l.key[:i], " ") > 3 || l.words > 45 || l.stops > 2 {
		return false
	}
	f := strings.Fields(l.key[i:])
	for k := 2; k < len(f) && k < 7; k++ {
		if bioRoles[f[k]] {
			// A person, not “the paper is a critic …”: the name has capitals.
			m := measure(l.text[:min(len(l.text), i)])
			return m.words >= 2 && m.words == m.caps
		}
	}
	return false
}
