package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/normalize/edit"
)

// Kinds of pages that are no article, as conditions.
const (
	SectionPage = "section-page" // headlines and teasers of other pages
	ConsentWall = "consent-wall" // what stands before an article until the reader agrees
	LargePage   = "large-page"   // more elements than an article has
)

// consents are what a page says that asks for consent.
var consents = []string{"we value your privacy", "your privacy", "cookies", "our partners", "consent", "accept all", "reject all", "personal data", "manage options",
	"privacy policy", "legitimate interest", "store and/or access", "before you continue", "i accept", "datenschutz", "zustimmen", "tout accepter", "aceptar todo"}

// wallWords and wallPhrases: an article about cookies says more, in more words.
const (
	wallWords   = 220
	wallPhrases = 4
	cards       = 8 // linked headings of a section page
)

// kind says when a page is no article, by what is in the way of one: few words
// and all of them about consent, or many linked headings and no two paragraphs
// of prose that follow each other. A page that calls itself an article is never
// a section page.
func (l *layer) kind(article bool) (edit.Condition, bool) {
	text := l.text.String()
	if words := len(strings.Fields(text)); words > 0 && words <= wallWords {
		low, n, first := strings.ToLower(text), 0, ""
		for _, c := range consents {
			if strings.Contains(low, c) {
				if n++; first == "" {
					first = c
				}
			}
		}
		if n >= wallPhrases {
			return edit.Condition{Kind: ConsentWall, Evidence: fmt.Sprintf("%d words, among them “%s”", words, first), Confidence: 0.9}, true
		}
	}
	if article {
		return edit.Condition{}, false
	}
	linked, run, longest := 0, 0, 0
	for _, b := range l.blocks {
		if heading(b) {
			if b.linked*10 >= b.size*8 && b.node.DataAtom != atom.H1 {
				linked++
			}
			run = 0
			continue
		}
		if b.linked*2 < b.size && len(strings.Fields(l.cut(b))) >= 20 {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	if linked >= cards && longest < 2 {
		return edit.Condition{Kind: SectionPage, Evidence: fmt.Sprintf("%d linked headings and no two paragraphs together", linked), Confidence: 0.9}, true
	}
	return edit.Condition{}, false
}
