package main

import "verbatim/cmd/internal/report"

func (e *env) matrix(paths []string) error {
	r, texts, err := e.analyse(paths)
	if err != nil {
		return err
	}
	return report.WriteTable(e.out, report.New(r, texts).Matrix(e.opt.missingOnly), e.opt.format, e.style())
}

func (e *env) timeline(paths []string) error {
	r, texts, err := e.analyse(paths)
	if err != nil {
		return err
	}
	t := report.New(r, texts).Timeline()
	if e.opt.format == "text" {
		for _, row := range t.Rows {
			row[0] = report.Day(row[0])
		}
		if len(t.Rows) == 0 {
			_, err := e.out.WriteString("No dated event was found.\n")
			return err
		}
	}
	return report.WriteTable(e.out, t, e.opt.format, e.style())
}
