package main

import (
	"errors"
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
	err := report.HTML(w, s, report.HTMLOptions{Title: e.opt.title, Texts: e.pageTexts()})
	if errors.Is(err, report.ErrTooLarge) {
		return wrong("%v.", err)
	}
	return err
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
		out, err := create(filepath.Join(dir, f.name), e.stdout)
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
