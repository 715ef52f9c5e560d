package align

import (
	"sort"

	"verbatim/align/quote"
	"verbatim/align/repair"
	"verbatim/normalize"
)

// Options of a comparison.
type Options struct {
	Strict bool
	Base   string // article id or outlet that is the reference; "" for none
}

// Compare gives the report of one story. The order of texts makes no
// difference.
func Compare(texts []*normalize.Text, opt Options) *Report {
	texts = append([]*normalize.Text(nil), texts...)
	sort.Slice(texts, func(i, j int) bool { return texts[i].Doc.ID < texts[j].Doc.ID })
	texts = repair.Story(texts)
	r := &Report{Format: Format, Tool: Tool{Name: "verbatim", Settings: map[string]string{}}}
	for _, t := range texts {
		r.Articles = append(r.Articles, describe(t))
		_ = quote.Find(t)
	}
	return r
}
