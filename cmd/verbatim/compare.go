package main

import (
	"slices"

	"verbatim/align"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/normalize"
)

func (e *env) compare(paths []string) error {
	r, texts, err := e.analyse(paths)
	if err != nil {
		return err
	}
	switch e.opt.format {
	case "json":
		err = r.WriteJSON(e.out)
	case "jsonl":
		err = r.WriteJSONL(e.out)
	default:
		err = report.Text(e.out, report.New(r, texts), e.style(), e.again(paths))
	}
	if err != nil {
		return err
	}
	if e.opt.failOn != "" {
		bar := slices.Index(severities, e.opt.failOn)
		if slices.ContainsFunc(r.Findings, func(f align.Finding) bool { return slices.Index(severities, f.Severity) <= bar }) {
			if err := e.out.commit(); err != nil {
				return err
			}
			return codeError(exitFindings)
		}
	}
	return nil
}

// analyse compares the articles at paths; what could not be read is said on
// standard error and in the report.
func (e *env) analyse(paths []string) (*align.Report, []*normalize.Text, error) {
	for _, p := range paths {
		if err := e.out.keep(p); err != nil {
			return nil, nil, err
		}
	}
	r, texts := pipeline.Compare(e.ctx, paths, e.pipeline())
	if e.ctx.Err() != nil {
		return nil, nil, e.ctx.Err()
	}
	for _, t := range texts {
		if err := e.out.keep(t.Doc.Path); err != nil {
			return nil, nil, err
		}
	}
	e.problem(r.Problems...)
	r.Tool.Version = version
	if e.opt.strict {
		r.Tool.Settings["strict"] = "true"
	}
	if e.opt.base != "" {
		r.Tool.Settings["base"] = e.opt.base
		if !slices.ContainsFunc(r.Articles, func(a align.Article) bool { return a.ID == e.opt.base || a.Outlet == e.opt.base }) {
			var ids []string
			for _, a := range r.Articles {
				ids = append(ids, a.ID)
			}
			return nil, nil, wrong("--base %q is none of the articles.%s", e.opt.base, didYouMean(e.opt.base, ids))
		}
	}
	return r, texts, nil
}

// again is the inputs as the user named them, for commands that a text offers.
func (e *env) again(paths []string) []string { return paths }
