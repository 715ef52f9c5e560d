package align

import (
	"fmt"
	"strings"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
)

// damage lists what scraping, filters and spinners did to the texts, a finding
// for each damaged stretch of a sentence. It is never held against an outlet.
func (b *builder) damage() {
	byID := map[string]int{}
	for i, t := range b.texts {
		byID[t.Doc.ID] = i
	}
	for i, t := range b.texts {
		var run []edit.Edit
		var broken [][]edit.Edit // characters that the text alone repairs
		flush := func() {
			switch {
			case len(run) > 0 && run[0].Rule == edit.Encoding && run[0].Witness == nil:
				broken = append(broken, run)
			case len(run) > 0:
				b.damaged(i, run, byID)
			}
			run = nil
		}
		for _, e := range placed(t) {
			if len(run) > 0 && !b.oneStretch(t, run, e) {
				flush()
			}
			run = append(run, e)
		}
		flush()
		if len(broken) > mostBroken {
			b.brokenText(i, broken)
			continue
		}
		for _, run := range broken {
			b.damaged(i, run, byID)
		}
	}
}

// mostBroken is how many broken characters of a text are shown one by one: a
// wrong encoding is one fault, however many marks it hit.
const mostBroken = 3

// brokenText makes the one finding of a text in a wrong encoding.
func (b *builder) brokenText(i int, broken [][]edit.Edit) {
	t, e := b.texts[i], broken[0][0]
	f := Finding{Class: Damage, Severity: Cosmetic, Confidence: e.Confidence}
	f.Readings = append(f.Readings, b.publishedReading(i, e.Span))
	f.Why = fmt.Sprintf("%s has characters broken by a wrong encoding in %d places, not a reading of the outlet; the first shows “%s” and stands for “%s”.",
		b.sentence(b.name(i)), len(broken), oneLine(t.Layer[e.Span.Start:e.Span.End], 90), oneLine(t.Cut(e.Span), 90))
	b.add(f)
}

// placed are the applied edits that undo damage to words, in order of place.
func placed(t *normalize.Text) []edit.Edit {
	var out []edit.Edit
	for _, e := range t.Edits {
		switch e.Rule {
		case edit.Filter, edit.Spin, edit.Email, edit.Encoding, edit.Number:
			if e.Applied && strings.TrimSpace(e.Removed+e.Inserted) != "" {
				out = append(out, e)
			}
		}
	}
	sortEdits(out)
	// A word that a sister proves stands for the characters in it.
	kept := out[:0]
	for k, e := range out {
		inside := func(o edit.Edit) bool {
			return o.Witness != nil && o.Span != e.Span && o.Span.Start <= e.Span.Start && e.Span.End <= o.Span.End
		}
		if e.Rule == edit.Encoding && e.Witness == nil && (k > 0 && inside(out[k-1]) || k+1 < len(out) && inside(out[k+1])) {
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// oneStretch reports whether e stands in the sentence of the run and near it.
func (b *builder) oneStretch(t *normalize.Text, run []edit.Edit, e edit.Edit) bool {
	first, last := run[0].Span, run[len(run)-1].Span
	if e.Rule == edit.Encoding && e.Span != last || e.Span.Start-last.End > 30 || e.Span.End-first.Start > 160 {
		return false
	}
	gap := t.Layer[min(last.End, e.Span.Start):e.Span.Start]
	return !strings.ContainsAny(gap, "\n!?“”\"") && !strings.Contains(gap, ". ")
}

// damaged makes the finding of one stretch.
func (b *builder) damaged(i int, run []edit.Edit, byID map[string]int) {
	t := b.texts[i]
	raw := run[0].Span
	f := Finding{Class: Damage, Severity: Cosmetic, Confidence: 1}
	spun := true
	what := map[edit.Rule]bool{}
	var witness *edit.Witness
	for _, e := range run {
		raw = raw.Cover(e.Span)
		f.Confidence = min(f.Confidence, e.Confidence)
		what[e.Rule] = true
		if e.Rule != edit.Spin && e.Rule != edit.Number && e.Rule != edit.Encoding {
			spun = false
		}
		if w := e.Witness; w != nil {
			if witness == nil {
				witness = &edit.Witness{Article: w.Article, Span: w.Span}
			} else if witness.Article == w.Article && witness.Span.Cover(w.Span).Len() < 350 {
				witness.Span = witness.Span.Cover(w.Span)
			}
		}
	}
	if !spun {
		f.Severity = Minor // the words are illegible, not merely others
	}
	f.Readings = append(f.Readings, b.publishedReading(i, raw))
	f.Why = fmt.Sprintf("%s shows “%s”: %s, not a reading of the outlet; it stands for “%s”", b.sentence(b.name(i)), oneLine(t.Layer[raw.Start:raw.End], 90), cause(what), oneLine(t.Cut(raw), 90))
	if witness != nil {
		if k, ok := byID[witness.Article]; ok && k != i {
			f.Readings = append(f.Readings, b.publishedReading(k, witness.Span))
			f.Why += ", as " + b.name(k) + " proves"
		}
	}
	f.Why += "."
	b.add(f)
}

func cause(what map[edit.Rule]bool) string {
	var out []string
	for _, c := range []struct {
		rule edit.Rule
		text string
	}{{edit.Filter, "a profanity filter"}, {edit.Spin, "a synonym spinner"}, {edit.Number, "a synonym spinner"}, {edit.Email, "an e-mail mask"}, {edit.Encoding, "a wrong character encoding"}} {
		if what[c.rule] && (len(out) == 0 || out[len(out)-1] != c.text) {
			out = append(out, c.text)
		}
	}
	return "the work of " + strings.Join(out, " and ")
}

// publishedReading shows published bytes as they stand, before any edit.
func (b *builder) publishedReading(i int, raw corpus.Span) FindingReading {
	p := place(b.texts[i], raw)
	text := b.texts[i].Layer[raw.Start:raw.End]
	return FindingReading{Article: p.Article, ByteStart: &p.ByteStart, ByteEnd: &p.ByteEnd, RuneStart: &p.RuneStart, RuneEnd: &p.RuneEnd, Element: p.Element, Text: &text}
}
