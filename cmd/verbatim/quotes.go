package main

import (
	"encoding/json"

	"verbatim/align"
	"verbatim/align/quote"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/corpus"
	"verbatim/normalize"
)

func (e *env) quotes(paths []string) error {
	paths, err := e.inputs(paths)
	if err != nil {
		return err
	}
	j := json.NewEncoder(e.out)
	j.SetEscapeHTML(false)
	if e.opt.format == "json" {
		j.SetIndent("", " ")
	}
	all := []align.Occurrence{}
	table := new(report.Table)
	for it := range pipeline.Ordered(e.ctx, pipeline.Texts(e.ctx, paths, e.pipeline()), 0, func(it pipeline.Item) quoted {
		if it.Text == nil {
			return quoted{item: it}
		}
		return quoted{it, align.Occurrences(it.Text, quote.Find(it.Text))}
	}, func(it pipeline.Item, f *corpus.Fault) quoted {
		return quoted{item: pipeline.Item{Problem: f.Problem(it.Text.Doc.Path, it.Text.Doc.Line, pipeline.LeftOut)}}
	}) {
		if it.item.Problem != nil {
			e.problem(*it.item.Problem)
		}
		if it.item.Text == nil {
			continue
		}
		if err := e.out.keep(it.item.Text.Doc.Path); err != nil {
			return err
		}
		switch e.opt.format {
		case "csv", "csv-excel", "md":
			r := &align.Report{Articles: []align.Article{align.Describe(it.item.Text)}}
			t := report.New(r, []*normalize.Text{it.item.Text}).Quotations(it.found)
			if e.opt.format == "md" {
				t = report.New(r, []*normalize.Text{it.item.Text}).QuoteSheet(it.found)
			}
			table.Header, table.Rows = t.Header, append(table.Rows, t.Rows...)
		case "json":
			all = append(all, it.found...)
		case "jsonl":
			for i := range it.found {
				if err := j.Encode(&it.found[i]); err != nil {
					return err
				}
			}
		default:
			if err := report.QuoteList(e.out, it.item.Text, it.found, e.style()); err != nil {
				return err
			}
		}
	}
	if e.opt.format == "json" {
		return j.Encode(map[string]any{"format": align.Format, "occurrences": all})
	}
	if len(table.Header) > 0 {
		return report.WriteTable(e.out, table, e.opt.format, e.style())
	}
	return e.ctx.Err()
}

type quoted struct {
	item  pipeline.Item
	found []align.Occurrence
}
