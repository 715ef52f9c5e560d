package align

import (
	"verbatim/corpus"
	"verbatim/normalize"
)

// Describe is the article object of t: zones, edits and conditions.
func Describe(t *normalize.Text) Article { return describe(t) }

func describe(t *normalize.Text) Article {
	a := Article{ID: t.Doc.ID, Path: t.Doc.Path, Outlet: t.Doc.Outlet, URL: t.Doc.URL, Title: t.Doc.Title, Byline: t.Doc.Byline,
		Published: t.Doc.Published, Story: t.Doc.Story, SHA256: t.Doc.SHA256, Bytes: len(t.Doc.Raw), Layer: t.LayerKind,
		Conditions: []Condition{}, Zones: []Zone{}, Edits: []Edit{}}
	if !t.Dateline.Empty() {
		at := place(t, t.Dateline)
		a.Dateline = &at
	}
	for _, c := range t.Conditions {
		a.Conditions = append(a.Conditions, Condition(c))
	}
	for _, z := range t.Zones {
		a.Zones = append(a.Zones, Zone{Kind: string(z.Kind), ByteStart: z.Span.Start, ByteEnd: z.Span.End, Author: z.Author})
		if z.Kind.Text() {
			from, to := t.WordsIn(t.Cleaned(z.Span))
			a.Words += to - from
		}
	}
	for _, e := range t.Edits {
		x := Edit{ByteStart: e.Span.Start, ByteEnd: e.Span.End, Element: t.Element(e.Span), Removed: e.Removed, Inserted: e.Inserted, Rule: string(e.Rule),
			Detail: e.Detail, Evidence: e.Evidence, Alternatives: e.Alternatives, Confidence: e.Confidence, Applied: e.Applied}
		if w := e.Witness; w != nil {
			x.Witness = &Place{Article: w.Article, ByteStart: w.Span.Start, ByteEnd: w.Span.End}
		}
		a.Edits = append(a.Edits, x)
	}
	return a
}

// place is a raw span of t in bytes and runes.
func place(t *normalize.Text, raw corpus.Span) Place {
	r := t.Runes(raw)
	return Place{Article: t.Doc.ID, ByteStart: raw.Start, ByteEnd: raw.End, RuneStart: r.Start, RuneEnd: r.End, Element: t.Element(raw)}
}

// PlaceOf is the range raw of published bytes of t as a place.
func PlaceOf(t *normalize.Text, raw corpus.Span) Place { return place(t, raw) }
