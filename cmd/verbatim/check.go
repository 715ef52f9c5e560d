package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"verbatim/align"
	"verbatim/align/index"
	"verbatim/align/quote"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/normalize"
)

// check looks up the quotations of the first argument in the sources: those of
// --against, and the arguments that follow the draft.
func (e *env) check(paths []string) error {
	sources := append(append([]string(nil), e.opt.against...), paths[1:]...)
	if len(sources) == 0 {
		return wrong("check needs the sources. Example: %s", e.verb.examples[0].line)
	}
	sources, err := e.inputs(sources)
	if err != nil {
		return err
	}
	drafts, problems := pipeline.Load(e.ctx, paths[:1], e.pipeline())
	e.problem(problems...)
	if len(drafts) > 1 {
		return wrong("check: %s holds %d articles; the draft must be one. Did you mean --against %s?", paths[0], len(drafts), paths[0])
	}
	var texts []*normalize.Text
	if len(sources) == 1 && index.Is(sources[0]) && len(drafts) == 1 {
		var err error
		if texts, err = e.sourcesOf(e.ctx, sources[0], fragments(drafts[0]), checkSources); err != nil {
			return err
		}
	} else {
		texts, problems = pipeline.Load(e.ctx, sources, e.pipeline())
		e.problem(problems...)
	}
	if e.ctx.Err() != nil {
		return e.ctx.Err()
	}
	for _, t := range append(drafts, texts...) {
		if err := e.out.keep(t.Doc.Path); err != nil {
			return err
		}
	}
	if len(drafts) == 0 || len(texts) == 0 && !index.Is(sources[0]) {
		return nil
	}
	found := align.Check(drafts[0], texts)
	for i := range found {
		found[i].Complete()
	}
	verdicts, file, err := e.review(paths[:1])
	if err != nil {
		return err
	}
	if e.opt.dismiss != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(e.opt.dismiss, "C"))
		if err != nil || n < 1 || n > len(found) {
			return wrong("check --dismiss %s: there is no such quotation. Its numbers, C1 and so on, stand in what check prints.", e.opt.dismiss)
		}
		verdicts.SetChecked(&found[n-1], report.Dismissed, e.opt.note)
		if err := keepReview(verdicts, file); err != nil {
			return err
		}
	}
	verdicts.ApplyChecked(found)
	if err := e.writeCheck(found, report.NewChecked(drafts[0], texts)); err != nil {
		return err
	}
	bar := slices.Index(severities, e.opt.failOn)
	if e.opt.failOn == "" {
		bar = 0
	}
	for _, c := range found {
		if c.Review != nil && c.Review.Verdict == report.Dismissed {
			continue
		}
		if s := c.Severity(); s != "" && slices.Index(severities, s) <= bar {
			if err := e.out.commit(); err != nil {
				return err
			}
			return codeError(exitFindings)
		}
	}
	return nil
}

// checkSources is how many articles of an index each quotation is held against:
// those that have most of its words.
const checkSources = 12

// fragments are the quotations of a draft, cut at their ellipses.
func fragments(draft *normalize.Text) []string {
	var out []string
	for _, q := range quote.Find(draft) {
		s := strings.NewReplacer("...", "…", ". . .", "…").Replace(draft.Clean[q.Span.Start:q.Span.End])
		out = append(out, strings.Split(s, "…")...)
	}
	return out
}

func (e *env) writeCheck(found []align.Checked, s *report.Story) error {
	j := json.NewEncoder(e.out)
	j.SetEscapeHTML(false)
	switch e.opt.format {
	case "json":
		j.SetIndent("", " ")
		return j.Encode(map[string]any{"format": align.Format, "checked": found})
	case "jsonl":
		for i := range found {
			if err := j.Encode(&found[i]); err != nil {
				return err
			}
		}
		return nil
	}
	return report.Checked(e.out, s, found, e.style())
}
