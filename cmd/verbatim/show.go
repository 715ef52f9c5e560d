package main

import (
	"verbatim/cmd/internal/report"
)

func (e *env) show(paths []string) error {
	if e.opt.id == "" {
		return wrong("show needs --id, such as --id Q3.")
	}
	r, texts, err := e.analyse(paths)
	if err != nil {
		return err
	}
	s := report.New(r, texts)
	x := s.Lookup(e.opt.id)
	if x == nil {
		return wrong("nothing in the report has the id %q. “verbatim compare” lists the ids: Q1, Q2 … are quotations, F1, F2 … findings.", e.opt.id)
	}
	if e.opt.format == "json" {
		return report.ShowJSON(e.out, x)
	}
	return report.Show(e.out, s, x, e.style())
}
