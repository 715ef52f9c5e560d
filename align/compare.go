package align

import (
	"sort"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/matrix"
	"verbatim/align/quote"
	"verbatim/align/repair"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Options of a comparison.
type Options struct {
	Strict bool
	Base   string // id, outlet or path of the article that is the reference; "" for none
}

// Compare gives the report of one story. The order of texts makes no
// difference.
func Compare(texts []*normalize.Text, opt Options) *Report {
	texts = append([]*normalize.Text(nil), texts...)
	sort.Slice(texts, func(i, j int) bool { return texts[i].Doc.ID < texts[j].Doc.ID })
	texts = repair.Story(texts)
	r := &Report{Format: Format, Tool: Tool{Name: "verbatim", Settings: map[string]string{}}}
	b := newBuilder(texts, r)
	for i, t := range texts {
		r.Articles = append(r.Articles, describe(t))
		b.quotes = append(b.quotes, published(t, quote.Find(t)))
		b.items = append(b.items, detail.Find(t))
		if IsBase(r.Articles[i], opt.Base) {
			b.base = i
		}
	}
	b.witnesses()
	copies := republications(texts)
	for _, c := range copies {
		for _, i := range c {
			b.origin[i] = c[0]
		}
	}
	b.clusters(copies)
	b.families = family.Unmarked(texts, family.Join(texts, b.quotes), copies)
	b.buildQuotes()
	ss := b.narration()
	b.facts(ss)
	ix := newIndex(ss)
	b.against(ss, ix)
	b.paraphrases(ss, ix)
	b.denials(ss, ix)
	b.tallies(ss)
	b.opposed(ss)
	b.names()
	b.labels()
	b.roles()
	b.duties()
	b.votes()
	b.refusals()
	b.versions(copies)
	b.damage()
	rows := matrix.Rows(texts, b.items)
	r.Details = details(texts, rows)
	r.Events = events(texts, unhappened(texts, b.quotes, rows), r)
	b.order()
	return r
}

// witnesses completes the places of the witnesses of edits: what they are, only
// their own texts know.
func (b *builder) witnesses() {
	of := map[string]*normalize.Text{}
	for _, t := range b.texts {
		of[t.Doc.ID] = t
	}
	for _, a := range b.report.Articles {
		for _, e := range a.Edits {
			if w := e.Witness; w != nil && of[w.Article] != nil {
				*w = place(of[w.Article], corpus.Span{Start: w.ByteStart, End: w.ByteEnd})
			}
		}
	}
}

// order puts the findings worst first.
func (b *builder) order() {
	n := map[string]int{}
	for _, q := range b.report.Quotes {
		n[q.ID] = q.N
	}
	rank := map[string]int{Substantive: 0, Minor: 1, Cosmetic: 2}
	class := map[string]int{}
	for i, c := range []string{Negation, Number, DateClass, TimeClass, DurationClass, Wording, Omission, Addition, Spliced, Truncation, Attribution, Link, Addressee, Conflict, Reordering, Name, Sic, Bracket, OmissionMark, Damage, Spelling, Case, Punctuation} {
		class[c] = i
	}
	fs := b.report.Findings
	sort.SliceStable(fs, func(i, j int) bool {
		x, y := fs[i], fs[j]
		if rank[x.Severity] != rank[y.Severity] {
			return rank[x.Severity] < rank[y.Severity]
		}
		if v, w := x.Class == Omission && x.Quote == "", y.Class == Omission && y.Quote == ""; v != w {
			return w // two versions of one text: no outlet misquotes
		}
		if class[x.Class] != class[y.Class] {
			return class[x.Class] < class[y.Class]
		}
		if n[x.Quote] != n[y.Quote] {
			return n[x.Quote] < n[y.Quote]
		}
		return x.ID < y.ID
	})
}

// IsBase reports whether base, as a user names it, means the article: its id,
// its outlet or its path.
func IsBase(a Article, base string) bool {
	return base != "" && (a.ID == base || a.Outlet == base || a.Path == base)
}

// published says of quotations whose marks are a repair that the outlet's text
// has none.
func published(t *normalize.Text, qs []quote.Quote) []quote.Quote {
	for i, q := range qs {
		mark := t.Raw(corpus.Span{Start: q.Outer.Start, End: q.Span.Start})
		if q.Outer.Start < q.Span.Start && !strings.ContainsAny(t.Layer[mark.Start:mark.End], "\"'“”„«»‘’‹›`") {
			qs[i].Marks = "none"
		}
	}
	return qs
}
