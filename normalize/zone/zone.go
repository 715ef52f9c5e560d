// Package zone says what each part of a scraped article is: body, caption,
// comment, related link. Zones partition the published text: every byte is in
// exactly one.
//
// The unit is the line, as scrapers keep one line a paragraph (hard-wrapped
// text is joined first). The way of a text:
//
//	cut       lines with their measures
//	label     what a line says of itself: “Leave a Reply”, “(A. Name/Agency)”
//	comments  the comment section, one zone a comment
//	extent    from where to where the article goes
//	head      headline, deck, by-line, captions, bullets before the first paragraph
//	middle    what stands between the paragraphs
//	tail      tags, biography, prompts after the last one
//	blocks    block quotations without marks, lead-ins of lost embeds
//
// Body is what nothing speaks against: a wrong caption costs a reader little, a
// paragraph that is taken for a caption costs its quotations.
package zone

import (
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// Kind names what a part of an article is.
type Kind string

const (
	Headline      Kind = "headline"
	Deck          Kind = "deck"
	BulletSummary Kind = "bullet-summary"
	Body          Kind = "body"
	Blockquote    Kind = "blockquote" // body quoted from elsewhere; Author is its source
	Caption       Kind = "caption"
	Credit        Kind = "credit" // of a picture, and by-line and date line
	RelatedLink   Kind = "related-link"
	Nav           Kind = "nav"
	TagList       Kind = "tag-list"
	SharePrompt   Kind = "share-prompt"
	CommentForm   Kind = "comment-form"
	Comment       Kind = "comment" // one zone a comment; Author is who wrote it
	AuthorBio     Kind = "author-bio"
	LettersPrompt Kind = "letters-prompt"
	Copyright     Kind = "copyright"
	UpdateNote    Kind = "update-note"
	EmbedStub     Kind = "embed-stub"
)

// Zone is a stretch of one kind.
type Zone struct {
	Kind   Kind
	Span   corpus.Span // bytes of the published layer
	Author string      // of a comment, or the source of a block quotation
}

// Text reports whether the zone is text of the article itself, as its outlet
// published it: body and block quotations.
func (k Kind) Text() bool { return k == Body || k == Blockquote }

// article is a text on its way to zones.
type article struct {
	text     string
	lines    []line
	anchored bool           // the article begins under its headline for certain
	page     bool           // a whole page with its menus, not an article alone
	from, to int            // lines of the article: first paragraph, and after the last one
	end      int            // lines before the comment section
	title    string         // key of the headline
	author   string         // key of the name in the by-line
	repeated map[string]int // short lines of a page, how often
}

// Find divides plain scraped text, of which words are the words, into zones. The
// zones are in order, touch each other, and cover text; empty text has none.
// O(len(text)).
func Find(text string, words []token.Word) []Zone {
	if text == "" {
		return nil
	}
	a := &article{text: text, lines: cut(text, words)}
	if z := a.flat(); z != nil {
		return z
	}
	for i := range a.lines {
		a.lines[i].label()
	}
	a.comments()
	a.extent()
	a.head()
	a.middle()
	a.tail()
	a.blocks()
	return a.zones()
}

// zones joins the lines to zones; the white space after a line is of its zone.
func (a *article) zones() []Zone {
	var out []Zone
	add := func(k Kind, at int, author string, fresh bool) {
		if n := len(out); n > 0 {
			if last := &out[n-1]; last.Kind == k && last.Author == author && !fresh && !oneEach[k] {
				return
			}
			out[n-1].Span.End = at
		} else {
			at = 0
		}
		out = append(out, Zone{Kind: k, Span: corpus.Span{Start: at, End: len(a.text)}, Author: author})
	}
	prev := -1
	for i := range a.lines {
		l := &a.lines[i]
		k := l.kind
		if k == "" {
			k = Body
		}
		if k == Comment {
			if l.group != prev {
				add(k, l.span.Start, l.author, true)
			}
			prev = l.group
			continue
		}
		prev = -1
		add(k, l.span.Start, l.author, false)
		if l.credit > 0 {
			add(Credit, l.span.Start+l.credit, "", false)
		}
	}
	if out == nil {
		out = []Zone{{Kind: Body, Span: corpus.Span{Start: 0, End: len(a.text)}}}
	}
	return out
}

// oneEach are the kinds of which each line is a zone of its own.
var oneEach = map[Kind]bool{Headline: true, Deck: true, BulletSummary: true, Caption: true, Credit: true, RelatedLink: true, UpdateNote: true, EmbedStub: true}
