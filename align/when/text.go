package when

import (
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// InText gives the mentions of an article: Find over its cleaned text, where
// what stands outside the article's own prose (captions, comments, biographies)
// does not move the narrative. O(len(t.Clean)).
func InText(t *normalize.Text) []Mention {
	var asides []corpus.Span
	last := 0
	for _, s := range t.Stretches(func(z zone.Zone) bool { return !z.Kind.Text() }) {
		if s.Start >= last && !s.Empty() {
			asides = append(asides, s)
			last = s.End
		}
	}
	hints := t.Stretches(func(z zone.Zone) bool { return z.Kind == zone.Caption || z.Kind == zone.UpdateNote })
	return FindWith(t.Clean, Options{Published: t.Doc.Published, Asides: asides, Hints: hints})
}
