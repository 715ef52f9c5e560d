package main

import (
	"fmt"

	"verbatim/cmd/internal/report"
)

func (e *env) show(paths []string) error {
	if e.opt.id == "" {
		return wrong("show needs --id, such as --id Q3.")
	}
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	x := s.Lookup(e.opt.id)
	if x == nil {
		return wrong("nothing in the report has the id %q. %s“verbatim compare” lists the ids: Q1, Q2 … are quotations, F1, F2 … findings; “verbatim clean --edits” those of edits.", e.opt.id, nearest(s, e.opt.id))
	}
	if e.opt.format == "json" {
		return report.ShowJSON(e.out, x)
	}
	return report.Show(e.out, s, x, e.style())
}

// nearest names the edit that stands nearest to the place that id names.
func nearest(s *report.Story, id string) string {
	if near := s.NearestEdit(id); near != "" {
		return fmt.Sprintf("The nearest edit is %s. ", near)
	}
	return ""
}
