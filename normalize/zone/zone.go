// Package zone says what each part of a scraped article is: body, caption,
// comment, related link. Zones partition the published text: every byte is in
// exactly one.
package zone

import "verbatim/corpus"

// Kind names what a part of an article is.
type Kind string

const (
	Headline      Kind = "headline"
	Deck          Kind = "deck"
	BulletSummary Kind = "bullet-summary"
	Body          Kind = "body"
	Blockquote    Kind = "blockquote" // body quoted from elsewhere; Author is its source
	Caption       Kind = "caption"
	Credit        Kind = "credit"
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

// Find divides plain scraped text into zones. The zones are in order, touch
// each other, and cover text; empty text has none. O(len(text)).
func Find(text string) []Zone {
	if text == "" {
		return nil
	}
	return []Zone{{Kind: Body, Span: corpus.Span{Start: 0, End: len(text)}}}
}
