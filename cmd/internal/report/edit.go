package report

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"verbatim/align"
	"verbatim/corpus"
)

// EditRow is an edit with the article it belongs to. ID names it within a
// story: the article, the published bytes, and a number from 2 on where several
// edits stand on the same bytes, in order of application (“wire:474-482.2”).
type EditRow struct {
	Article string `json:"article"`
	ID      string `json:"id"`
	align.Edit
}

// EditRows are the edits of an article with their ids. O(len(edits)).
func EditRows(article string, edits []align.Edit) []EditRow {
	rows := make([]EditRow, len(edits))
	seen := map[[2]int]int{}
	for i, e := range edits {
		at := [2]int{e.ByteStart, e.ByteEnd}
		seen[at]++
		id := fmt.Sprintf("%s:%d-%d", article, e.ByteStart, e.ByteEnd)
		if n := seen[at]; n > 1 {
			id += "." + strconv.Itoa(n)
		}
		rows[i] = EditRow{article, id, e}
	}
	return rows
}

// editsAt finds the edit of that id, or all edits over one published byte
// (“wire:476”) in order of application. The article may be named by its id, its
// outlet or its file.
func (s *Story) editsAt(id string) []EditRow {
	i := strings.LastIndexByte(id, ':')
	if i < 0 {
		return nil
	}
	a := s.named(id[:i])
	if a == nil {
		return nil
	}
	at, err := strconv.Atoi(id[i+1:])
	var out []EditRow
	for _, r := range EditRows(a.ID, a.Edits) {
		if err != nil {
			if r.ID == a.ID+id[i:] {
				return []EditRow{r}
			}
		} else if r.ByteStart <= at && (at < r.ByteEnd || r.ByteStart == r.ByteEnd && at == r.ByteStart) {
			out = append(out, r)
		}
	}
	return out
}

// named is the article of that id, outlet or file.
func (s *Story) named(name string) *align.Article {
	if a := s.article[name]; a != nil {
		return a
	}
	for i := range s.Articles {
		if a := &s.Articles[i]; name != "" && (a.Path == name || a.Outlet == name || filepath.Base(a.Path) == name) {
			return a
		}
	}
	return nil
}

// NearestEdit is the id of the edit that stands nearest to the place that id
// names, "" where the article is not known or has no edit.
func (s *Story) NearestEdit(id string) string {
	i := strings.LastIndexByte(id, ':')
	if i < 0 {
		return ""
	}
	a := s.named(id[:i])
	from, _, _ := strings.Cut(id[i+1:], "-")
	at, err := strconv.Atoi(from)
	if a == nil || err != nil {
		return ""
	}
	best, far := "", 0
	for _, r := range EditRows(a.ID, a.Edits) {
		if d := max(r.ByteStart-at, at-r.ByteEnd); best == "" || d < far {
			best, far = r.ID, d
		}
	}
	return best
}

// showEdit writes one edit: the published words, what was put in their place,
// why, and how to take it back.
func (p *printer) showEdit(r EditRow) {
	a := p.s.article[r.Article]
	p.line("%s  %s", p.st.bold("Edit "+Visible(r.ID)), p.st.faint(p.s.Where(r.Article, r.ByteStart)))
	row := func(label, text string) { p.put("  ", p.st.faint(fmt.Sprintf("%-13s", label+":"))+text) }
	if r.Element != "" {
		p.put("  ", p.st.faint("element "+Visible(r.Element)))
	}
	layer, known := p.s.layer[r.Article]
	known = known && r.ByteStart >= 0 && r.ByteStart <= r.ByteEnd && r.ByteEnd <= len(layer)
	published, before, after := r.Removed, "", ""
	if known {
		published = layer[r.ByteStart:r.ByteEnd]
		before, after = p.s.around(r.Article, corpus.Span{Start: r.ByteStart, End: r.ByteEnd}, nil, 10)
	}
	within := func(text string) string {
		return p.marked(before, text, after)
	}
	row("published", within(published))
	if r.Removed != published {
		row("before this", within(r.Removed)+" (an earlier edit of the same bytes)")
	}
	if r.Applied {
		row("put there", within(r.Inserted))
	} else {
		row("suggested", within(r.Inserted)+" (nothing was changed)")
	}
	row("rule", Visible(strings.TrimSuffix(r.Rule+", "+r.Detail, ", ")))
	row("evidence", Visible(r.Evidence))
	if len(r.Alternatives) > 0 {
		row("or else", Visible(strings.Join(r.Alternatives, ", ")))
	} else {
		row("or else", "none listed")
	}
	row("confidence", fmt.Sprintf("%.2f", r.Confidence))
	if w := r.Witness; w != nil {
		p.put("  ", p.st.faint("witness:"))
		p.witness(w)
	} else {
		row("witness", "none: from this article alone")
	}
	if !r.Applied {
		return
	}
	unit, file := "the file", r.Article
	if a != nil {
		if a.Layer == "text" {
			unit = "the page’s text"
		}
		if a.Path != "" {
			file = a.Path
		}
	}
	undo := fmt.Sprintf("put “%s” back; it stood at bytes %d–%d of %s, which was not changed.", Visible(r.Removed), r.ByteStart, r.ByteEnd, unit)
	switch {
	case r.Removed == "":
		undo = fmt.Sprintf("take “%s” out again; nothing stood at byte %d of %s, which was not changed.", Visible(r.Inserted), r.ByteStart, unit)
	case strings.TrimSpace(r.Inserted) == "":
		undo = fmt.Sprintf("put %q back; it stood at bytes %d–%d of %s, which was not changed.", r.Removed, r.ByteStart, r.ByteEnd, unit)
	}
	row("to undo", undo+" “verbatim clean --undo "+Visible(file)+"” takes every edit back.")
}

// witness writes the place that proves an edit, with the words there.
func (p *printer) witness(w *align.Place) {
	where := p.st.bold(p.s.Name(w.Article)) + "  " + p.st.faint(fmt.Sprintf("%s  bytes %d–%d", p.s.Where(w.Article, w.ByteStart), w.ByteStart, w.ByteEnd))
	p.put("    ", where)
	layer, ok := p.s.layer[w.Article]
	if !ok || w.ByteStart < 0 || w.ByteEnd > len(layer) || w.ByteStart > w.ByteEnd {
		return
	}
	before, after := p.s.around(w.Article, corpus.Span{Start: w.ByteStart, End: w.ByteEnd}, nil, 10)
	p.put("    ", p.marked(before, layer[w.ByteStart:w.ByteEnd], after))
}
