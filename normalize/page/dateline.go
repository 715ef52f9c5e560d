package page

import (
	"verbatim/corpus"
	"verbatim/normalize/dateline"
	"verbatim/normalize/zone"
)

// dateline is the day in the first line below the headline that holds a date
// and hardly more, and its place. "" when there is none among the next few
// lines.
func (l *layer) dateline(head int) (string, corpus.Span) {
	if head < 0 {
		return "", corpus.Span{}
	}
	running, marked := 0, l.marked()
	for i, b := range l.blocks[head+1:] {
		switch marked[head+1+i] {
		case zone.Caption, zone.Comment, zone.RelatedLink, zone.Blockquote:
			continue
		}
		text := l.cut(b)
		if day, at := dateline.Line(text, dateline.Alone); day != "" {
			return day, corpus.Span{Start: b.span.Start + at.Start, End: b.span.Start + at.End}
		}
		if len(text) > 160 {
			// The article has begun; a date behind it is that of something else.
			if running++; running > 1 {
				break
			}
		}
	}
	return "", corpus.Span{}
}
