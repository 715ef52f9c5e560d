package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"verbatim/align"
	"verbatim/corpus"
)

// ShowJSON writes what was found as one JSON value.
func ShowJSON(w io.Writer, x *Found) error {
	j := json.NewEncoder(w)
	j.SetEscapeHTML(false)
	j.SetIndent("", " ")
	switch {
	case x.Quote != nil:
		return j.Encode(x.Quote)
	case x.Finding != nil:
		return j.Encode(x.Finding)
	case x.Detail != nil:
		return j.Encode(x.Detail)
	case x.Event != nil:
		return j.Encode(x.Event)
	case x.Edits != nil:
		return j.Encode(x.Edits)
	}
	return j.Encode(x.Article)
}

// Show writes one thing with its evidence: the published words of every outlet
// at its place.
func Show(w io.Writer, s *Story, x *Found, st Style) error {
	p := &printer{Writer: bufio.NewWriter(w), s: s, st: st}
	switch {
	case x.Finding != nil:
		p.showFinding(x.Finding)
	case x.Quote != nil:
		p.showQuote(x.Quote)
	case x.Detail != nil:
		p.showDetail(x.Detail)
	case x.Event != nil:
		p.line("%s  %s", st.bold(Day(x.Event.Date)), Visible(x.Event.Label))
		p.line("  in: %s", names(s.names(x.Event.Carried)))
		if lack := s.untold(x.Event); len(lack) > 0 {
			p.line("  not in: %s", names(s.names(lack)))
		}
	case x.Edits != nil:
		for i, r := range x.Edits {
			if i > 0 {
				p.line("")
			}
			p.showEdit(r)
		}
	default:
		p.showArticle(x.Article)
	}
	return p.Flush()
}

// evidence writes one place: where it is, and the published words around it.
func (p *printer) evidence(at align.Place, text string) {
	s, article, b, e := p.s, at.Article, at.ByteStart, at.ByteEnd
	place := s.Where(article, b)
	unit := "of the original"
	if a := s.article[article]; a != nil {
		if a.Layer == "text" {
			unit = "of the page's text"
		}
		if len(a.SHA256) >= 8 {
			unit += ", sha256 " + a.SHA256[:8] + "…"
		}
	}
	p.line("  %s  %s", p.st.bold(s.Name(article)), p.st.faint(fmt.Sprintf("%s  characters %d–%d %s", place, at.RuneStart, at.RuneEnd, unit)))
	if at.Element != "" {
		p.put("    ", p.st.faint("element "+Visible(at.Element)))
	}
	layer, ok := s.layer[article]
	if !ok || b < 0 || e > len(layer) || b > e {
		p.put("    ", "“"+Visible(text)+"”")
		return
	}
	before, after := s.around(article, corpus.Span{Start: b, End: e}, nil, 14)
	p.put("    ", p.marked(before, layer[b:e], after))
	if text != "" && Visible(text) != Visible(layer[b:e]) {
		p.put("    ", "damage undone: “"+Visible(text)+"”")
	}
}

func (p *printer) showFinding(f *align.Finding) {
	p.finding(p.s.finding[f.ID], f)
	p.line("")
	for _, r := range f.Readings {
		if r.Text == nil || r.ByteStart == nil || r.ByteEnd == nil {
			p.line("  %s  has no counterpart", p.st.bold(p.s.Name(r.Article)))
			continue
		}
		at := align.Place{Article: r.Article, ByteStart: *r.ByteStart, ByteEnd: *r.ByteEnd, Element: r.Element}
		if r.RuneStart != nil && r.RuneEnd != nil {
			at.RuneStart, at.RuneEnd = *r.RuneStart, *r.RuneEnd
		}
		p.evidence(at, *r.Text)
	}
	if c, ok := align.Class(f.Class); ok {
		p.line("")
		p.put("", c.Rule)
	}
	if p.s.Tool.Settings["base"] == "" {
		p.put("", "Not known: which is right. Give a transcript with --base.")
	}
	if q := p.s.quote[f.Quote]; q != nil {
		p.put("", fmt.Sprintf("The whole quotation: --id Q%d", q.N))
	}
}

func (p *printer) showQuote(q *align.Quote) {
	p.put("", strings.TrimSpace(fmt.Sprintf("Q%d  %s  %s", q.N, p.st.bold(q.Kind), p.s.Who(q))))
	p.put("    ", "“"+Visible(q.Reading)+"”")
	for _, c := range []struct {
		what string
		c    align.Claim
	}{{"Speaker", q.Speaker}, {"To", q.Addressee}, {"Date", q.Date}, {"Time", q.Time}} {
		if c.c.Value != "" {
			text := c.what + ": " + Visible(c.c.Value)
			if c.c.Sure != "" {
				text += " (" + Visible(strings.TrimSuffix(c.c.Sure+", "+c.c.How, ", ")) + ")"
			}
			p.put("    ", text)
		}
	}
	p.line("")
	for _, o := range q.Occurrences {
		p.evidence(o.Place, o.Text)
	}
	var absent []string
	for _, a := range p.s.Articles {
		if q.Coverage[a.ID] == "absent" {
			absent = append(absent, a.ID)
		}
	}
	if len(absent) > 0 {
		p.put("  ", "not in "+names(p.s.names(absent)))
	}
	for i := range p.s.Findings {
		if f := &p.s.Findings[i]; f.Quote == q.ID {
			p.finding(i, f)
		}
	}
}

func (p *printer) showDetail(d *align.Detail) {
	p.line("%s  %s", p.st.bold(d.Kind), Visible(d.Label))
	for _, c := range append(append([]align.DetailItem(nil), d.Carried...), d.Partly...) {
		p.evidence(c.Place, c.Text)
	}
	if lack := p.s.Without(d); len(lack) > 0 {
		p.put("  ", "not in "+names(p.s.names(lack)))
	}
}

func (p *printer) showArticle(a *align.Article) {
	p.line("%s  %s", p.st.bold(p.s.Name(a.ID)), Visible(a.Path))
	p.line("  %s, %s, sha256 %s", count(a.Bytes, "byte"), count(a.Words, "word"), a.SHA256)
	for _, c := range a.Conditions {
		p.put("  ", c.Kind+": "+Visible(c.Evidence))
	}
	if d := p.s.Damage(a); d != "" {
		p.put("  ", d)
	}
}
