package normalize

import (
	"slices"

	"verbatim/corpus"
	"verbatim/normalize/casing"
	"verbatim/normalize/dateline"
	"verbatim/normalize/edit"
	"verbatim/normalize/encode"
	"verbatim/normalize/filter"
	"verbatim/normalize/page"
	"verbatim/normalize/spin"
	"verbatim/normalize/zone"
)

// Options chooses how much is repaired.
type Options struct {
	Extractor page.Extractor // finds the article in a page; nil means [page.Readability]

	MaxElements int // largest page in which it is looked for; 0 means [page.DefaultMaxElements]

	Strict bool // apply only what a lexicon or a witness proves; list the rest as suggestions
}

// Clean reads one article as far as it can be read without another one. It
// never fails: what cannot be repaired stays as it was published.
func Clean(doc *corpus.Document, opt Options) *Text {
	t := &Text{Doc: doc, Layer: string(doc.Raw), LayerKind: "file"}
	if doc.Container != "" {
		t.LayerKind = "text"
	}
	if doc.Media == corpus.HTML {
		p := page.ReadWith(doc.Raw, page.Options{Charset: doc.Charset, URL: doc.URL, Extractor: opt.Extractor, MaxElements: opt.MaxElements})
		t.Layer, t.LayerKind, t.Zones, t.Conditions = p.Text, "text", p.Zones, p.Conditions
		t.elements = p.Elements
		d := *doc
		if d.Published == "" {
			t.Dateline = p.Dateline
		}
		p.Meta.Fill(&d)
		t.Doc = &d
	}
	t.table = edit.NewTable(t.Layer)
	characters := &stage{find: func() ([]edit.Change, []edit.Condition) { return encode.Repair(t.table.Clean()) }}
	t.settle(characters)
	t.stage(nil, encode.Conditions(t.table.Clean()))
	if t.Zones == nil {
		zs := zone.Find(t.table.Clean(), t.words())
		t.stage(nil, zone.Conditions(t.table.Clean(), zs))
		t.Zones = t.rawZones(zs)
		if doc.Published == "" {
			if day, at := dateline.Top(t.Layer, t.Zones); day != "" {
				d := *doc
				d.Published, t.Doc, t.Dateline = day, &d, at
			}
		}
	} else {
		t.stage(nil, zone.Conditions(t.Layer, t.Zones))
	}
	t.settle(&stage{find: func() ([]edit.Change, []edit.Condition) {
		return filter.Undo(t.table.Clean(), t.words(), filter.Options{Strict: opt.Strict})
	}}, &stage{find: func() ([]edit.Change, []edit.Condition) {
		return spin.Find(t.table.Clean(), t.words(), spin.Options{Strict: opt.Strict})
	}}, characters) // some of the words are known only now
	if slices.ContainsFunc(t.Conditions, func(c edit.Condition) bool { return c.Kind == "lower-cased" }) {
		t.table.Apply(casing.Suggest(t.table.Clean(), t.words()))
	}
	t.stage(nil, filter.Masked(t.table.Clean()))
	t.cut()
	return t
}

// rounds is how often the stages are run before a text counts as one that does
// not come to rest.
const rounds = 8

// stage is one kind of repair.
type stage struct {
	find func() ([]edit.Change, []edit.Condition) // of the text as far as it is cleaned
	rest string                                   // a text in which it found nothing to change
	ran  bool
}

// settle runs the stages in turn until none changes the text, since one repair
// may bring another to light: an entity within an entity, a word that a mask
// was glued to. Suggestions and conditions are those of the first run. A text
// that does not come to rest is no text that was damaged: it stays as it was,
// so that cleaning what was cleaned changes nothing.
func (t *Text) settle(stages ...*stage) {
	before, conditions := t.table.Clone(), len(t.Conditions)
	for range rounds {
		changed := false
		for _, s := range stages {
			text := t.table.Clean()
			if s.ran && text == s.rest {
				continue
			}
			changes, found := s.find()
			if s.ran {
				changes, found = slices.DeleteFunc(changes, func(c edit.Change) bool { return c.Suggest }), nil
			}
			s.ran = true
			t.stage(changes, found)
			if t.table.Clean() == text {
				s.rest = text
			} else {
				changed = true
			}
		}
		if !changed {
			return
		}
	}
	t.table, t.Conditions = before, t.Conditions[:conditions]
	for _, s := range stages {
		s.rest = t.table.Clean()
	}
}

// stage applies what one stage found.
func (t *Text) stage(changes []edit.Change, found []edit.Condition) {
	t.table.Apply(changes)
	t.Conditions = append(t.Conditions, found...)
}

// rawZones translates zones of the clean text to published bytes, without gaps.
func (t *Text) rawZones(zs []zone.Zone) []zone.Zone {
	last := 0
	for i := range zs {
		zs[i].Span = corpus.Span{Start: last, End: t.table.RawSpan(zs[i].Span).End}
		if i == len(zs)-1 {
			zs[i].Span.End = len(t.Layer)
		}
		last = zs[i].Span.End
	}
	return zs
}
