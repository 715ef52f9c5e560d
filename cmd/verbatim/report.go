package main

import (
	"errors"

	"verbatim/cmd/internal/report"
)

func (e *env) report(paths []string) error {
	r, texts, err := e.analyse(paths)
	if err != nil {
		return err
	}
	err = report.HTML(e.out, report.New(r, texts), report.HTMLOptions{Title: e.opt.title, Texts: e.opt.texts})
	if errors.Is(err, report.ErrTooLarge) {
		return wrong("%v.", err)
	}
	return err
}
