package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"verbatim/cmd/internal/report"
)

func (e *env) report(paths []string) error {
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	return e.page(e.out, s)
}

// pageTexts is what --texts asks for; "" when nobody did.
func (e *env) pageTexts() string {
	if e.opt.from["texts"] == "default" {
		return ""
	}
	return e.opt.texts
}

func (e *env) page(w io.Writer, s *report.Story) error {
	size := &sized{Writer: w}
	err := report.HTML(size, s, report.HTMLOptions{Title: e.opt.title, Texts: e.pageTexts()})
	if errors.Is(err, report.ErrTooLarge) {
		return wrong("%v.", err)
	}
	if err == nil && size.n > report.SoftLimit {
		fmt.Fprintf(e.stderr, "verbatim: the page has %.1f MB and will be slow to load; --texts excerpt or --texts none makes it smaller.\n", float64(size.n)/1e6)
	}
	return err
}

// sized counts what is written.
type sized struct {
	io.Writer
	n int
}

func (s *sized) Write(b []byte) (int, error) {
	n, err := s.Writer.Write(b)
	s.n += n
	return n, err
}

// folder writes the page, the data and the tables into one folder.
func (e *env) folder(paths []string) error {
	dir := e.opt.output
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return wrong("--output %s: %v.", dir, cause(err))
	}
	e.out = &output{} // only for what it checks
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	table := func(t *report.Table) func(io.Writer) error {
		return func(w io.Writer) error { return report.WriteTable(w, t, "csv", report.Style{}) }
	}
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"story.html", func(w io.Writer) error { return e.page(w, s) }},
		{"story.json", s.WriteJSON},
		{"story.jsonl", s.WriteJSONL},
		{"story.md", func(w io.Writer) error { return report.MarkdownReport(w, s) }},
		{"story.xml", func(w io.Writer) error { return report.TEI(w, s) }},
		{"annotations.jsonld", func(w io.Writer) error { return report.Annotations(w, s) }},
		{"collatex.jsonl", func(w io.Writer) error { return report.CollateX(w, s) }},
		{"quotes.csv", table(s.QuoteTable())},
		{"variants.csv", table(s.Variants())},
		{"matrix.csv", table(s.Matrix(false))},
		{"timeline.csv", table(s.Timeline())},
		{"edits.csv", table(s.Edits())},
	} {
		out, err := e.create(filepath.Join(dir, f.name), e.stdout)
		if err != nil {
			return err
		}
		for _, a := range s.Articles {
			if err := out.keep(a.Path); err != nil {
				out.discard()
				return err
			}
		}
		err = f.write(out)
		if err == nil {
			err = out.commit()
		}
		out.discard()
		if err != nil {
			return err
		}
	}
	e.out = nil
	return nil
}
