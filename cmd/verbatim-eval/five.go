package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"verbatim/align"
	"verbatim/cmd/internal/pipeline"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
)

type goldEdit struct {
	Offset, End                   int
	Damaged, Unfiltered, Original string
	Layer                         string
	AlsoSpun                      bool `json:"also_spun"`
}

type goldQuote struct {
	ID, File           string
	Start, End         int
	Text               string
	Speaker, Addressee string
	Date               string
	Family, Zone       string
	Marks              string
	NestedIn           json1 `json:"nested_in"`
}

type goldZone struct {
	File       string
	Start, End int
	Kind       string
	Ambiguous  bool
}

type goldPlaces struct {
	Family, Fact    string
	Files           map[string]json1
	Offsets         map[string]json1
	Class, Severity string
	Note            string
}

type goldDetail struct {
	ID, Type, Detail string
	Files            map[string][]struct {
		Text   string
		Offset int
	}
	Missing []string
}

// five measures the five scraped articles.
func five(b *board, data string) error {
	ctx := context.Background()
	dir := filepath.Join(data, "articles")
	r, texts := pipeline.Compare(ctx, []string{dir}, pipeline.Options{})
	if len(texts) != 5 {
		return fmt.Errorf("%s: %d articles, want 5", dir, len(texts))
	}
	var gold struct {
		filter, spin []goldEdit
		quotes       []goldQuote
		zones        []goldZone
		comments     []goldZone
		findings     []goldPlaces
		details      []goldDetail
	}
	at := func(name string) string { return filepath.Join(data, "gold", name+".jsonl") }
	for _, err := range []error{
		load(&gold.filter, at("filter")), load(&gold.spin, at("spin")), load(&gold.quotes, at("quotes")), load(&gold.zones, at("boilerplate")),
		load(&gold.comments, at("comments")), load(&gold.findings, at("discrepancies")), load(&gold.details, at("details")),
	} {
		if err != nil {
			return err
		}
	}
	layer, article := map[string]string{}, map[string]*align.Article{}
	for _, t := range texts {
		layer[fid(t.Doc.ID)] = t.Layer
	}
	for i := range r.Articles {
		article[fid(r.Articles[i].ID)] = &r.Articles[i]
	}
	damaged := "000"
	alone, err := blind(texts, damaged)
	if err != nil {
		return err
	}
	fiveEdits(b, layer[damaged], article, alone, gold.filter, gold.spin, gold.quotes)
	fiveZones(b, layer, article, gold.zones, gold.comments)
	fiveQuotes(b, r, layer, gold.quotes, gold.comments)
	fiveFindings(b, r, layer, gold.findings)
	fiveDetails(b, r, gold.details)
	byteLaw(b, r, texts)
	return nil
}

func load[T any](to *[]T, path string) (err error) {
	*to, err = rows[T](path)
	return err
}

// fid is the short id that the gold uses.
func fid(id string) string { return id[:min(3, len(id))] }

// blind cleans one article without any sister.
func blind(texts []*normalize.Text, id string) (*align.Article, error) {
	for _, t := range texts {
		if fid(t.Doc.ID) == id {
			a := align.Describe(normalize.Clean(t.Doc, normalize.Options{}))
			return &a, nil
		}
	}
	return nil, fmt.Errorf("no article %s", id)
}

// table applies the edits of a that keep accepts.
func table(text string, a *align.Article, keep func(align.Edit) bool) *edit.Table {
	var es []edit.Edit
	for _, e := range a.Edits {
		if e.Applied && keep(e) {
			es = append(es, edit.Edit{Span: corpus.Span{Start: e.ByteStart, End: e.ByteEnd}, Removed: e.Removed, Inserted: e.Inserted, Rule: edit.Rule(e.Rule), Applied: true})
		}
	}
	t, err := edit.Replay(text, es)
	if err != nil {
		return edit.NewTable(text)
	}
	return t
}

// closure grows a published range until no edit of either table crosses it.
func closure(s corpus.Span, ts ...*edit.Table) corpus.Span {
	for {
		was := s
		for _, t := range ts {
			r := t.RawSpan(t.CleanSpan(s))
			if !r.Empty() {
				s = s.Cover(r)
			}
		}
		if s == was {
			return s
		}
	}
}

func fiveEdits(b *board, text string, article map[string]*align.Article, alone *align.Article, filter, spin []goldEdit, quotes []goldQuote) {
	a := article["000"]
	truth := func(es []goldEdit, to func(goldEdit) string) *edit.Table {
		t := edit.NewTable(text)
		var cs []edit.Change
		for _, e := range es {
			cs = append(cs, edit.Change{Span: corpus.Span{Start: e.Offset, End: e.End}, New: to(e), Rule: edit.Filter})
		}
		t.Apply(cs)
		return t
	}
	unfiltered := truth(filter, func(e goldEdit) string { return e.Unfiltered })
	isFilter := func(e align.Edit) bool { return e.Rule == "filter" }
	for _, x := range []struct {
		name string
		a    *align.Article
	}{{"five filter restored", a}, {"five filter restored, article alone", alone}} {
		got := table(text, x.a, isFilter)
		f := b.rate(x.name)
		for _, g := range filter {
			s := closure(corpus.Span{Start: g.Offset, End: g.End}, got, unfiltered)
			f.add(got.Cut(s) == unfiltered.Cut(s), "%s is %q, want %q", g.Damaged, got.Cut(s), unfiltered.Cut(s))
		}
	}
	wrong := b.number("five filter edits that are wrong", 0)
	for _, id := range []string{"000", "001", "002", "003", "004"} {
		for _, e := range article[id].Edits {
			if !e.Applied || !isFilter(e) {
				continue
			}
			ok := false
			for _, g := range filter {
				ok = ok || id == "000" && hits(corpus.Span{Start: e.ByteStart, End: e.ByteEnd}, corpus.Span{Start: g.Offset, End: g.End})
			}
			if !ok {
				wrong.good++
				wrong.misses = append(wrong.misses, id+" "+e.Removed+" -> "+e.Inserted)
			}
		}
	}
	full := truth(append(append([]goldEdit(nil), spin...), only(filter, spin)...), func(e goldEdit) string { return e.Original })
	got := table(text, a, func(align.Edit) bool { return true })
	f := b.rate("five spin restored")
	for _, g := range spin {
		s := closure(corpus.Span{Start: g.Offset, End: g.End}, got, full)
		f.add(s.Len() <= 400 && letters(got.Cut(s)) == letters(full.Cut(s)), "byte %d: is %q, want %q", g.Offset, one(got.Cut(s), 60), one(full.Cut(s), 60))
	}
	p, in := b.rate("five spin edits right"), b.number("five spin edits inside marks", 0)
	for _, e := range a.Edits {
		if !e.Applied || e.Rule != "spin" {
			continue
		}
		s := corpus.Span{Start: e.ByteStart, End: e.ByteEnd}
		ok := false
		for _, g := range spin {
			ok = ok || hits(s, corpus.Span{Start: g.Offset, End: g.End})
		}
		p.add(ok, "%q -> %q", e.Removed, e.Inserted)
		for _, q := range quotes {
			if q.File == "000" && q.Marks == "double" && (corpus.Span{Start: q.Start, End: q.End}).Overlaps(s) {
				in.good++
			}
		}
	}
}

// only are the filter edits that no spin edit covers.
func only(filter, spin []goldEdit) []goldEdit {
	var out []goldEdit
	for _, f := range filter {
		free := true
		for _, s := range spin {
			free = free && !hits(corpus.Span{Start: f.Offset, End: f.End}, corpus.Span{Start: s.Offset, End: s.End})
		}
		if free {
			out = append(out, f)
		}
	}
	return out
}

var zoneGroup = map[string]string{"body": "body", "blockquote": "body", "headline": "head", "deck": "head", "bullet-summary": "head", "comment": "comments", "comments": "comments"}

func group(kind string) string {
	if g, ok := zoneGroup[kind]; ok {
		return g
	}
	return "rest"
}

// fiveZones counts the published bytes, white space apart, that are in a zone
// of the right group: body, head, comments, or the rest.
func fiveZones(b *board, layer map[string]string, article map[string]*align.Article, zones, comments []goldZone) {
	f, once := b.rate("five zones, bytes in the right group"), b.number("five bytes not in one zone", 0)
	for _, id := range []string{"000", "001", "002", "003", "004"} {
		want := make([]string, len(layer[id]))
		for _, g := range zones {
			if g.File == id {
				for i := g.Start; i < g.End && i < len(want); i++ {
					want[i] = group(g.Kind)
					if g.Ambiguous {
						want[i] = "any"
					}
				}
			}
		}
		at := 0
		for _, z := range article[id].Zones {
			if z.ByteStart != at {
				once.good++
			}
			at = z.ByteEnd
			for i := z.ByteStart; i < z.ByteEnd; i++ {
				if c := layer[id][i]; c == ' ' || c == '\n' || c == '\r' || c == '\t' {
					continue
				}
				w := want[i]
				if w == "" {
					w = "body"
				}
				f.n++
				if w == "any" || w == group(z.Kind) {
					f.good++
				}
			}
		}
		if at != len(layer[id]) {
			once.good++
		}
	}
	var gold, found []marked
	for _, c := range comments {
		gold = append(gold, marked{c.File, corpus.Span{Start: c.Start, End: c.End}})
	}
	for _, z := range article["002"].Zones {
		if z.Kind == "comment" {
			found = append(found, marked{"002", corpus.Span{Start: z.ByteStart, End: z.ByteEnd}})
		}
	}
	m := match(gold, found, 0.6)
	c := b.rate("five comments found")
	for i, g := range gold {
		_, ok := m[i]
		c.add(ok, "comment at byte %d", g.Start)
	}
}

// fiveQuotes measures quotations, who says them, and how they are joined.
func fiveQuotes(b *board, r *align.Report, layer map[string]string, gold []goldQuote, comments []goldZone) {
	type found struct {
		marked
		o *align.Occurrence
		q int
	}
	var all []found
	var spans []marked
	for qi := range r.Quotes {
		for oi := range r.Quotes[qi].Occurrences {
			o := &r.Quotes[qi].Occurrences[oi]
			f := fid(o.Article)
			if f == "002" && o.ByteStart >= comments[0].Start {
				continue
			}
			m := marked{f, trim(layer[f], corpus.Span{Start: o.ByteStart, End: o.ByteEnd})}
			all, spans = append(all, found{m, o, qi}), append(spans, m)
		}
	}
	var req []goldQuote
	var want, free []marked
	for _, g := range gold {
		m := marked{g.File, trim(layer[g.File], corpus.Span{Start: g.Start, End: g.End})}
		switch {
		case g.File == "004" || g.Zone == "comment":
		case g.Zone == "body" && g.Marks != "none":
			req, want = append(req, g), append(want, m)
		default:
			free = append(free, m)
		}
	}
	m := match(want, spans, 0.8)
	rec, prec := b.rate("five quotations found"), b.rate("five quotations right")
	used := map[int]bool{}
	owner := map[string]found{}
	for i, g := range req {
		j, ok := m[i]
		rec.add(ok, "%s byte %d: %s", g.File, g.Start, one(g.Text, 70))
		if ok {
			used[j] = true
			owner[g.ID] = all[j]
		}
	}
	for j, o := range all {
		if o.file == "004" {
			continue
		}
		ok := used[j]
		for _, f := range free {
			ok = ok || f.file == o.file && (iou(f.Span, o.Span) >= 0.5 || f.Contains(o.Span))
		}
		prec.add(ok, "%s byte %d: %s", o.file, o.Start, one(o.o.Text, 70))
	}
	// The article that lost its marks: what others mark as a quotation.
	shared := map[string]bool{}
	for _, g := range req {
		shared[g.Family] = true
	}
	un := b.rate("five unmarked quotations found")
	for _, g := range gold {
		if g.File != "004" || len(g.NestedIn.strings)+len(g.NestedIn.ints) > 0 || !shared[g.Family] {
			continue
		}
		s := corpus.Span{Start: g.Start, End: g.End}
		best, cov := -1, 0
		for j, o := range all {
			if o.file != "004" || !o.Overlaps(s) {
				continue
			}
			cov += min(o.End, s.End) - max(o.Start, s.Start)
			if best < 0 || iou(o.Span, s) > iou(all[best].Span, s) {
				best = j
			}
		}
		ok := best >= 0 && (iou(all[best].Span, s) >= 0.8 || float64(cov) >= 0.9*float64(s.Len()))
		un.add(ok, "byte %d: %s", g.Start, one(g.Text, 70))
		if ok {
			owner[g.ID] = all[best]
			req = append(req, g)
		}
	}
	who := b.rate("five speakers right")
	whom := b.rate("five addressees right")
	when := b.rate("five dates right")
	for _, g := range req {
		o, ok := owner[g.ID]
		if !ok {
			continue
		}
		q := &r.Quotes[o.q]
		if g.Speaker != "" {
			v := or(o.o.Speaker.Value, q.Speaker.Value)
			who.add(sameName(g.Speaker, v), "%s byte %d: %q, want %q", g.File, g.Start, v, g.Speaker)
		}
		if g.Addressee != "" {
			v := or(o.o.Addressee.Value, q.Addressee.Value)
			whom.add(sameName(g.Addressee, v), "%s byte %d: %q, want %q", g.File, g.Start, v, g.Addressee)
		}
		if g.Date != "" {
			v := or(o.o.Date.Value, q.Date.Value)
			when.add(v[:min(len(v), len(g.Date))] == g.Date, "%s byte %d: %q, want %q", g.File, g.Start, v, g.Date)
		}
	}
	fr, fp := b.rate("five families joined"), b.rate("five families right")
	for i, x := range req {
		for _, y := range req[i+1:] {
			ox, okx := owner[x.ID]
			oy, oky := owner[y.ID]
			same, together := x.Family == y.Family, okx && oky && ox.q == oy.q
			if same {
				fr.add(together, "%s: %s byte %d and %s byte %d", x.Family, x.File, x.Start, y.File, y.Start)
			}
			if together && ox.o != oy.o {
				fp.add(same, "%s and %s: %s byte %d and %s byte %d", x.Family, y.Family, x.File, x.Start, y.File, y.Start)
			}
		}
	}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// fiveFindings: a row is found when a finding has readings at its places in two
// of its articles.
func fiveFindings(b *board, r *align.Report, layer map[string]string, gold []goldPlaces) {
	for _, g := range gold {
		at := map[string][]corpus.Span{}
		for file, texts := range g.Files {
			for i, words := range texts.strings {
				if off := g.Offsets[file].ints; i < len(off) {
					at[fid(file)] = append(at[fid(file)], corpus.Span{Start: off[i], End: off[i] + len(words)})
				}
			}
		}
		ok := false
		for i := range r.Findings {
			n := map[string]bool{}
			for _, x := range r.Findings[i].Readings {
				if x.Text == nil || x.ByteStart == nil || x.ByteEnd == nil {
					continue
				}
				s := corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd}
				for _, p := range at[fid(x.Article)] {
					if hits(s, p) && s.Len() <= max(600, 3*p.Len()) {
						n[fid(x.Article)] = true
					}
				}
			}
			if len(n) >= min(2, len(at)) && len(n) > 0 {
				ok = true
				break
			}
		}
		name := "five findings, " + g.Severity
		if g.Class == "paraphrase-conflict" {
			name = "five findings, conflict of narrations"
		}
		b.rate(name).add(ok, "%s %s: %s", g.Class, or(g.Family, g.Fact), one(g.Note, 80))
	}
	n := 0
	for _, f := range r.Findings {
		if f.Severity == "substantive" {
			n++
		}
	}
	b.number("five findings reported as substantive", n)
}

func fiveDetails(b *board, r *align.Report, gold []goldDetail) {
	for _, g := range gold {
		name := "five details carried"
		if g.Type == "claim" {
			name = "five claims carried"
		}
		for _, file := range []string{"000", "001", "002", "003", "004"} {
			if len(g.Files[file]) == 0 {
				continue
			}
			ok := false
			for _, p := range g.Files[file] {
				want := corpus.Span{Start: p.Offset, End: p.Offset + len(p.Text)}
				for i := range r.Details {
					for _, c := range append(append([]align.DetailItem(nil), r.Details[i].Carried...), r.Details[i].Partly...) {
						s := corpus.Span{Start: c.ByteStart, End: c.ByteEnd}
						ok = ok || fid(c.Article) == file && s.Len() <= 400 && hits(s, want)
					}
				}
			}
			b.rate(name).add(ok, "%s %s in %s: %s", g.ID, g.Type, file, one(g.Detail, 70))
		}
	}
}

// byteLaw: what is reported at a place is what stands there after the edits.
func byteLaw(b *board, r *align.Report, texts []*normalize.Text) {
	f := b.rate("places whose bytes give their text")
	tab, text := map[string]*edit.Table{}, map[string]string{}
	for _, t := range texts {
		text[t.Doc.ID] = t.Layer
	}
	for i := range r.Articles {
		a := &r.Articles[i]
		tab[a.ID] = table(text[a.ID], a, func(align.Edit) bool { return true })
	}
	law := func(id string, start, end int, words string) {
		t := tab[id]
		if t == nil || start < 0 || end > len(text[id]) || start > end {
			f.add(false, "%s %d-%d: no such place", id, start, end)
			return
		}
		s := corpus.Span{Start: start, End: end}
		same := func(x string) bool {
			return strings.TrimFunc(x, unicode.IsSpace) == strings.TrimFunc(words, unicode.IsSpace)
		}
		f.add(same(t.Cut(s)) || same(text[id][start:end]), "%s %d-%d: %q gives %q", id, start, end, one(words, 50), one(t.Cut(s), 50))
	}
	for i := range r.Quotes {
		for _, o := range r.Quotes[i].Occurrences {
			law(o.Article, o.ByteStart, o.ByteEnd, o.Text)
		}
	}
	for i := range r.Findings {
		for _, x := range r.Findings[i].Readings {
			if x.Text != nil && x.ByteStart != nil && x.ByteEnd != nil {
				law(x.Article, *x.ByteStart, *x.ByteEnd, *x.Text)
			}
		}
	}
	for i := range r.Details {
		for _, c := range r.Details[i].Carried {
			law(c.Article, c.ByteStart, c.ByteEnd, c.Text)
		}
	}
}
