package main

import (
	"encoding/json"
	"fmt"
	"io"

	"verbatim/align"
	"verbatim/align/repair"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/normalize"
)

func (e *env) clean(paths []string) error {
	if e.opt.diff && e.opt.undo {
		return wrong("clean: --diff and --undo exclude each other.")
	}
	if (e.opt.diff || e.opt.undo) && e.opt.format != "text" {
		return wrong("clean: --diff and --undo print text. Leave out --format %s.", e.opt.format)
	}
	paths, err := e.inputs(paths)
	if err != nil {
		return err
	}
	var edits *report.EditWriter
	if e.opt.edits != "" {
		f, err := e.create(e.opt.edits, e.stdout)
		if err != nil {
			return err
		}
		defer f.discard()
		if edits, err = report.NewEditWriter(f, e.opt.edits); err != nil {
			return wrong("--edits %s: %v", e.opt.edits, err)
		}
		defer func() {
			if edits.Close() == nil && e.ctx.Err() == nil {
				f.commit()
			}
		}()
	}
	n := 0
	for t, err := range e.texts(paths) {
		if err != nil {
			return err
		}
		n++
		a := align.Describe(t)
		a.Complete()
		if edits != nil {
			edits.Write(a.ID, a.Edits)
		}
		if err := e.writeClean(t, &a, n); err != nil {
			return err
		}
	}
	return nil
}

// texts yields the cleaned articles, with --witnesses after they repaired each
// other; problems are said on the way.
func (e *env) texts(paths []string) func(func(*normalize.Text, error) bool) {
	return func(yield func(*normalize.Text, error) bool) {
		opt := e.pipeline()
		if !e.opt.witness {
			for it := range pipeline.Texts(e.ctx, paths, opt) {
				if it.Problem != nil {
					e.problem(*it.Problem)
				}
				if it.Text == nil {
					continue
				}
				if err := e.out.keep(it.Text.Doc.Path); err != nil {
					yield(nil, err)
					return
				}
				if !yield(it.Text, nil) {
					return
				}
			}
			if e.ctx.Err() != nil {
				yield(nil, e.ctx.Err())
			}
			return
		}
		texts, problems := pipeline.Load(e.ctx, paths, opt)
		e.problem(problems...)
		for _, s := range pipeline.Stories(texts) {
			for _, t := range repair.Story(s) {
				if e.ctx.Err() != nil {
					yield(nil, e.ctx.Err())
					return
				}
				if !yield(t, nil) {
					return
				}
			}
		}
	}
}

func (e *env) writeClean(t *normalize.Text, a *align.Article, n int) error {
	switch {
	case e.opt.undo:
		raw, err := report.Undo(t, a)
		if err != nil {
			return err
		}
		_, err = io.WriteString(e.out, raw)
		return err
	case e.opt.diff:
		return report.EditDiff(e.out, t, a, e.style())
	case e.opt.format == "jsonl":
		body := report.Body(t)
		a.Text = &body
		j := json.NewEncoder(e.out)
		j.SetEscapeHTML(false)
		return j.Encode(a)
	}
	if n > 1 {
		io.WriteString(e.out, "\n")
	}
	if n > 1 || e.opt.verbose {
		fmt.Fprintf(e.out, "==> %s <==\n", report.Visible(a.ID))
	}
	_, err := fmt.Fprintln(e.out, report.Body(t))
	return err
}
