package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"verbatim/align"
	"verbatim/align/index"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/normalize"
)

func (e *env) compare(paths []string) error {
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	switch e.opt.format {
	case "json":
		err = s.WriteJSON(e.out)
	case "jsonl":
		err = s.WriteJSONL(e.out)
	case "csv", "csv-excel":
		err = report.WriteTable(e.out, s.Variants(), e.opt.format, e.style())
	case "md":
		err = report.MarkdownReport(e.out, s)
	case "tei":
		err = report.TEI(e.out, s)
	case "annotation":
		err = report.Annotations(e.out, s)
	case "collatex":
		err = report.CollateX(e.out, s)
	default:
		err = report.Text(e.out, s, e.style(), e.again(paths))
	}
	if err != nil {
		return err
	}
	if e.opt.failOn != "" {
		bar := slices.Index(severities, e.opt.failOn)
		if slices.ContainsFunc(s.Findings, func(f align.Finding) bool {
			return !report.IsDismissed(&f) && slices.Index(severities, f.Severity) <= bar
		}) {
			if err := e.out.commit(); err != nil {
				return err
			}
			return codeError(exitFindings)
		}
	}
	return nil
}

// analyse compares the articles at paths, or reads a saved report, and adds
// what people decided about its findings.
func (e *env) analyse(paths []string) (*report.Story, error) {
	r, texts, err := e.load(paths)
	if err != nil {
		return nil, err
	}
	s := report.New(r, texts)
	verdicts, file, err := e.review(paths)
	if err != nil {
		return nil, err
	}
	if e.opt.dismiss != "" {
		if err := e.dismiss(s, verdicts, file); err != nil {
			return nil, err
		}
	}
	verdicts.Apply(s)
	return s, nil
}

// load compares the articles at paths; what could not be read is said on
// standard error and in the report.
func (e *env) load(paths []string) (*align.Report, []*normalize.Text, error) {
	for _, p := range paths {
		if err := e.out.keep(p); err != nil {
			return nil, nil, err
		}
	}
	if e.opt.quote != "" {
		return e.analyseQuote(paths)
	}
	if len(paths) == 1 {
		if r, err := savedReport(paths[0]); r != nil || err != nil {
			return r, e.reread(r), err
		}
	}
	paths, err := e.inputs(paths)
	if err != nil {
		return nil, nil, err
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
	if e.opt.extractor == "words" {
		r.Tool.Settings["extractor"] = "words"
	}
	if e.opt.base != "" {
		r.Tool.Settings["base"] = e.opt.base
		if !slices.ContainsFunc(r.Articles, func(a align.Article) bool { return align.IsBase(a, e.opt.base) }) {
			var ids []string
			for _, a := range r.Articles {
				ids = append(ids, a.ID)
			}
			return nil, nil, wrong("--base %q is none of the articles.%s", e.opt.base, didYouMean(e.opt.base, ids))
		}
	}
	return r, texts, nil
}

// quoteSources is how many articles of an index are compared on a quotation.
const quoteSources = 40

// analyseQuote compares the articles of an index that carry a quotation, and
// leaves of the report what is about it.
func (e *env) analyseQuote(paths []string) (*align.Report, []*normalize.Text, error) {
	if len(paths) != 1 || !index.Is(paths[0]) {
		return nil, nil, wrong("--quote looks a quotation up in an index. Example: verbatim compare --quote \"…\" archive.index")
	}
	texts, err := e.sourcesOf(e.ctx, paths[0], []string{e.opt.quote}, quoteSources)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(texts, func(a, b *normalize.Text) int { return strings.Compare(a.Doc.ID, b.Doc.ID) })
	r := align.Compare(texts, e.pipeline().Align)
	r.Tool.Version = version
	r.Tool.Settings["quote"] = e.opt.quote
	about := map[string]bool{}
	r.Quotes = slices.DeleteFunc(r.Quotes, func(q align.Quote) bool {
		about[q.ID] = index.Carries(q.Reading, e.opt.quote)
		return !about[q.ID]
	})
	r.Findings = slices.DeleteFunc(r.Findings, func(f align.Finding) bool { return !about[f.Quote] })
	r.Details, r.Events = nil, nil
	return r.Complete(), texts, nil
}

// again is the inputs as the user named them, without files that are not there,
// for commands that a text offers.
func (e *env) again(paths []string) (out []string) {
	for _, p := range paths {
		if _, err := os.Stat(p); err == nil || !errors.Is(err, fs.ErrNotExist) || p == "-" || strings.Contains(p, "://") {
			out = append(out, p)
		}
	}
	return out
}
