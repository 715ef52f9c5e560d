package main

import "verbatim/cmd/internal/report"

func (e *env) matrix(paths []string) error {
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	return report.WriteTable(e.out, s.Matrix(e.opt.missingOnly), e.opt.format, e.style())
}

func (e *env) timeline(paths []string) error {
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	if e.opt.format == "text" {
		return report.Chronology(e.out, s, e.style())
	}
	return report.WriteTable(e.out, s.Timeline(), e.opt.format, e.style())
}
