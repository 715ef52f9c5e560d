package align

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"verbatim/corpus"
)

// Complete makes every list and map of r that is nil an empty one, because the
// JSON form has no null lists, and returns r.
func (r *Report) Complete() *Report {
	list(&r.Problems)
	list(&r.Articles)
	list(&r.Quotes)
	list(&r.Findings)
	list(&r.Details)
	list(&r.Events)
	if r.Tool.Settings == nil {
		r.Tool.Settings = map[string]string{}
	}
	for i := range r.Articles {
		r.Articles[i].Complete()
	}
	for i := range r.Quotes {
		q := &r.Quotes[i]
		list(&q.ReadingFrom)
		list(&q.Occurrences)
		list(&q.Readings)
		if q.Coverage == nil {
			q.Coverage = map[string]string{}
		}
		for j := range q.Readings {
			list(&q.Readings[j].Occurrences)
		}
	}
	for i := range r.Findings {
		list(&r.Findings[i].Readings)
	}
	for i := range r.Details {
		d := &r.Details[i]
		list(&d.Carried)
		list(&d.Partly)
		list(&d.Missing)
	}
	for i := range r.Events {
		e := &r.Events[i]
		list(&e.Quotes)
		list(&e.Details)
		list(&e.Carried)
		list(&e.Missing)
	}
	return r
}

// Complete does for one article what [Report.Complete] does for all.
func (a *Article) Complete() *Article {
	list(&a.Conditions)
	list(&a.Zones)
	list(&a.Edits)
	if a.Origin != nil {
		list(&a.Origin.Of)
	}
	return a
}

func list[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}

// WriteJSON writes r as one indented JSON value and a line feed. It holds one
// object of a list at a time, not the whole.
func (r *Report) WriteJSON(w io.Writer) error {
	r.Complete()
	v := indented{lines: lines{w: w}, sep: "{\n "}
	v.field("format", r.Format)
	v.field("tool", r.Tool)
	v.field("incomplete", r.Incomplete)
	members(&v, "problems", r.Problems)
	members(&v, "articles", r.Articles)
	members(&v, "quotes", r.Quotes)
	members(&v, "findings", r.Findings)
	members(&v, "details", r.Details)
	members(&v, "events", r.Events)
	v.text("\n}\n")
	return v.err
}

// indented writes the fields of an object, indented by one space a level.
type indented struct {
	lines
	sep string // before the next field
}

func (v *indented) field(name string, value any) {
	v.text(v.sep + `"` + name + `": `)
	v.value(" ", value)
	v.sep = ",\n "
}

func members[T any](v *indented, name string, list []T) {
	if len(list) == 0 {
		v.field(name, list)
		return
	}
	v.text(v.sep + `"` + name + `": [`)
	for i := range list {
		if i > 0 {
			v.text(",")
		}
		v.text("\n  ")
		v.value("  ", &list[i])
	}
	v.text("\n ]")
	v.sep = ",\n "
}

// value writes a value whose further lines begin with prefix.
func (v *indented) value(prefix string, value any) {
	if v.err != nil {
		return
	}
	v.b.Reset()
	e := json.NewEncoder(&v.b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, " ")
	if v.err = e.Encode(value); v.err == nil {
		v.text(string(bytes.TrimSuffix(v.b.Bytes(), []byte("\n"))))
	}
}

func (v *indented) text(s string) {
	if v.err == nil {
		_, v.err = io.WriteString(v.w, s)
	}
}

// WriteJSONL writes r as one JSON object a line, each with a "type": first the
// report itself without its lists, then problem, article, quote, finding,
// detail and event.
func (r *Report) WriteJSONL(w io.Writer) error {
	r.Complete()
	l := lines{w: w}
	l.put("report", struct {
		Format     string `json:"format"`
		Tool       Tool   `json:"tool"`
		Incomplete bool   `json:"incomplete"`
	}{r.Format, r.Tool, r.Incomplete})
	all(&l, "problem", r.Problems)
	all(&l, "article", r.Articles)
	all(&l, "quote", r.Quotes)
	all(&l, "finding", r.Findings)
	all(&l, "detail", r.Details)
	all(&l, "event", r.Events)
	return l.err
}

// lines writes typed objects and keeps the first error.
type lines struct {
	w   io.Writer
	b   bytes.Buffer
	err error
}

func all[T any](l *lines, kind string, objects []T) {
	for i := range objects {
		l.put(kind, &objects[i])
	}
}

func (l *lines) put(kind string, object any) {
	if l.err != nil {
		return
	}
	l.b.Reset()
	e := json.NewEncoder(&l.b)
	e.SetEscapeHTML(false)
	if l.err = e.Encode(object); l.err != nil {
		return
	}
	if _, l.err = io.WriteString(l.w, `{"type":"`+kind+`",`); l.err == nil {
		_, l.err = l.w.Write(l.b.Bytes()[1:])
	}
}

// Merge joins the reports of several stories, in the order given. Quotations
// are numbered anew from 1; an id that two stories share gets the suffix -2,
// -3 … in the later ones, also where it is referred to.
func Merge(reports []*Report) *Report {
	out := &Report{Format: Format, Tool: Tool{Name: "verbatim", Settings: map[string]string{}}}
	seen := map[string]int{}
	for _, r := range reports {
		out.Tool.Version = r.Tool.Version
		for k, v := range r.Tool.Settings {
			out.Tool.Settings[k] = v
		}
		out.Incomplete = out.Incomplete || r.Incomplete
		out.Problems = append(out.Problems, r.Problems...)
		name := map[string]string{}
		fresh := func(id string) string {
			if _, ok := name[id]; !ok && id != "" {
				name[id] = unused(seen, id)
			}
			return name[id]
		}
		ref := func(ids []string) []string {
			n := make([]string, len(ids))
			for i, id := range ids {
				n[i] = fresh(id)
			}
			return n
		}
		out.Articles = append(out.Articles, r.Articles...)
		for _, q := range r.Quotes {
			q.ID, q.N = fresh(q.ID), len(out.Quotes)+1
			out.Quotes = append(out.Quotes, q)
		}
		for _, f := range r.Findings {
			f.ID, f.Quote, f.Detail = fresh(f.ID), fresh(f.Quote), fresh(f.Detail)
			out.Findings = append(out.Findings, f)
		}
		for _, d := range r.Details {
			d.ID, d.Event = fresh(d.ID), fresh(d.Event)
			out.Details = append(out.Details, d)
		}
		for _, e := range r.Events {
			e.ID, e.Quotes, e.Details = fresh(e.ID), ref(e.Quotes), ref(e.Details)
			out.Events = append(out.Events, e)
		}
	}
	return out
}

// unused is id, or id with the first suffix that is free.
func unused(seen map[string]int, id string) string {
	for {
		seen[id]++
		if seen[id] == 1 {
			return id
		}
		next := id + "-" + strconv.Itoa(seen[id])
		if seen[next] == 0 {
			seen[next] = 1
			return next
		}
	}
}

// Problem adds an input that could not be used: r is incomplete then.
func (r *Report) Problem(p ...corpus.Problem) {
	r.Problems = append(r.Problems, p...)
	r.Incomplete = len(r.Problems) > 0
}

// Has reports whether a has the condition kind.
func (a *Article) Has(kind string) bool {
	for _, c := range a.Conditions {
		if c.Kind == kind {
			return true
		}
	}
	return false
}

// Complete does for one checked quotation what [Report.Complete] does for a
// report.
func (c *Checked) Complete() *Checked {
	list(&c.Also)
	list(&c.Differences)
	for i := range c.Differences {
		list(&c.Differences[i].Readings)
	}
	return c
}
