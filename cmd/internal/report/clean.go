package report

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
	"verbatim/normalize/zone"
)

// Body is the cleaned text of an article: its body and block quotations after
// the edits, with an empty line where something else was left out between.
func Body(t *normalize.Text) string {
	var parts []string
	for _, s := range t.Stretches(func(z zone.Zone) bool { return z.Kind.Text() }) {
		if p := strings.TrimSpace(t.Clean[s.Start:s.End]); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "\n\n")
}

// Undo gives the published text of a back from the cleaned text and the edits
// as they are reported, and fails when that is not what was published.
func Undo(t *normalize.Text, a *align.Article) (string, error) {
	edits := make([]edit.Edit, len(a.Edits))
	for i, e := range a.Edits {
		edits[i] = edit.Edit{Span: corpus.Span{Start: e.ByteStart, End: e.ByteEnd}, Removed: e.Removed, Inserted: e.Inserted, Rule: edit.Rule(e.Rule), Applied: e.Applied}
	}
	raw, err := edit.Undo(t.Clean, edits)
	if err == nil && raw != t.Layer {
		err = errors.New("the edits do not lead back to the published text")
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", a.ID, err)
	}
	return raw, nil
}

// EditWriter writes edits as JSONL or CSV.
type EditWriter struct {
	json *json.Encoder
	csv  *csv.Writer
	err  error
}

var editHeader = []string{"article", "byte_start", "byte_end", "removed", "inserted", "rule", "detail", "evidence", "alternatives", "confidence",
	"witness_article", "witness_byte_start", "witness_byte_end", "applied", "id"}

// NewEditWriter writes to w in the format that the ending of name says.
func NewEditWriter(w io.Writer, name string) (*EditWriter, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl":
		j := json.NewEncoder(w)
		j.SetEscapeHTML(false)
		return &EditWriter{json: j}, nil
	case ".csv":
		c := csv.NewWriter(w)
		return &EditWriter{csv: c, err: c.Write(editHeader)}, nil
	}
	return nil, errors.New("the name must end in .jsonl or .csv")
}

// Write adds the edits of an article.
func (w *EditWriter) Write(article string, edits []align.Edit) {
	for _, r := range EditRows(article, edits) {
		if w.err != nil {
			return
		}
		if w.json != nil {
			w.err = w.json.Encode(r)
			continue
		}
		w.err = w.csv.Write(r.cells())
	}
}

// cells are the row as editHeader names them.
func (e EditRow) cells() []string {
	row := []string{e.Article, strconv.Itoa(e.ByteStart), strconv.Itoa(e.ByteEnd), e.Removed, e.Inserted, e.Rule, e.Detail, e.Evidence,
		strings.Join(e.Alternatives, "|"), strconv.FormatFloat(e.Confidence, 'g', -1, 64), "", "", "", strconv.FormatBool(e.Applied), e.ID}
	if p := e.Witness; p != nil {
		row[10], row[11], row[12] = p.Article, strconv.Itoa(p.ByteStart), strconv.Itoa(p.ByteEnd)
	}
	return row
}

// Close writes what is left and gives the first error.
func (w *EditWriter) Close() error {
	if w.csv != nil {
		w.csv.Flush()
		if w.err == nil {
			w.err = w.csv.Error()
		}
	}
	return w.err
}

// EditDiff writes the edits of an article for people, in order of place.
func EditDiff(w io.Writer, t *normalize.Text, a *align.Article, st Style) error {
	p := &printer{Writer: bufio.NewWriter(w), s: New(&align.Report{Articles: []align.Article{*a}}, []*normalize.Text{t}), st: st}
	applied := 0
	for _, e := range a.Edits {
		if e.Applied {
			applied++
		}
	}
	p.line("%s  %s, %d only suggested", st.bold(p.s.Name(a.ID)), count(applied, "edit"), len(a.Edits)-applied)
	for _, e := range EditRows(a.ID, a.Edits) {
		verb := ""
		if !e.Applied {
			verb = "suggested: "
		}
		change := ""
		if e.Removed != "" {
			change += st.lacks(Visible(e.Removed))
		}
		if e.Inserted != "" {
			change += st.has(Visible(e.Inserted))
		}
		before, after := "", ""
		if l := p.s.layer[a.ID]; e.ByteEnd <= len(l) {
			before, after = p.s.around(a.ID, corpus.Span{Start: e.ByteStart, End: e.ByteEnd}, nil, 4)
		}
		p.put("  ", p.st.faint(p.s.Where(a.ID, e.ByteStart))+"  "+verb+visibleEdge(before)+change+visibleEdge(after))
		why := strings.TrimSuffix(e.Rule+" "+e.Detail, " ")
		if e.Evidence != "" {
			why += ": " + e.Evidence
		}
		why += fmt.Sprintf(" (confidence %.2f)", e.Confidence)
		if e.Witness != nil {
			why += " witness " + e.Witness.Article + fmt.Sprintf(" bytes %d–%d", e.Witness.ByteStart, e.Witness.ByteEnd)
		}
		p.put("      ", Visible(why)+"  "+st.faint(Visible(e.ID)))
	}
	return p.Flush()
}
