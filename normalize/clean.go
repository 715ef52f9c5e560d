package normalize

import (
	"slices"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/encode"
	"verbatim/normalize/filter"
	"verbatim/normalize/page"
	"verbatim/normalize/spin"
	"verbatim/normalize/zone"
)

// Options chooses how much is repaired.
type Options struct {
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
		p := page.ReadWith(doc.Raw, page.Options{Charset: doc.Charset, URL: doc.URL})
		t.Layer, t.LayerKind, t.Zones = p.Text, "text", p.Zones
		d := *doc
		p.Meta.Fill(&d)
		t.Doc = &d
	}
	t.table = edit.NewTable(t.Layer)
	changes, found := encode.Repair(t.table.Clean())
	t.stage(changes, found)
	t.settle(len(changes))
	if t.Zones == nil {
		zs := zone.Find(t.table.Clean())
		t.stage(nil, zone.Conditions(t.table.Clean(), zs))
		t.Zones = t.rawZones(zs)
	} else {
		t.stage(nil, zone.Conditions(t.Layer, t.Zones))
	}
	before := len(t.table.Edits())
	t.unfilter(opt)
	t.stage(spin.Find(t.table.Clean(), spin.Options{Strict: opt.Strict}))
	t.settle(len(t.table.Edits()) - before)
	t.cut()
	return t
}

// unfilter undoes the profanity filter until nothing is left to undo: a word
// that a mask was glued to is read only when the mask is gone.
func (t *Text) unfilter(opt Options) {
	changes, found := filter.Undo(t.table.Clean(), filter.Options{Strict: opt.Strict})
	t.stage(changes, found)
	for n := 0; n < 3 && len(found) > 0; n++ {
		changes, found = filter.Undo(t.table.Clean(), filter.Options{Strict: opt.Strict})
		t.table.Apply(slices.DeleteFunc(changes, func(c edit.Change) bool { return c.Suggest }))
	}
}

// settle repairs characters again after so many changes of the text, until
// nothing is left: one repair may bring another to light (an entity within an
// entity, a word that is known now).
func (t *Text) settle(changed int) {
	for range 16 {
		if changed == 0 {
			return
		}
		changes, _ := encode.Repair(t.table.Clean())
		t.table.Apply(changes)
		changed = len(changes)
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
