package align

import (
	"cmp"
	"fmt"
	"slices"

	"verbatim/align/passage"
	"verbatim/normalize"
)

// republications groups texts that carry one text, see [passage.Origin]; a text
// without a copy is a group by itself.
func republications(texts []*normalize.Text) [][]int {
	out := passage.Origin(texts)
	copied := make([]bool, len(texts))
	for _, g := range out {
		for _, i := range g {
			copied[i] = true
		}
	}
	for i := range texts {
		if !copied[i] {
			out = append(out, []int{i})
		}
	}
	slices.SortFunc(out, func(p, q []int) int { return cmp.Compare(p[0], q[0]) })
	return out
}

// clusters says in the report which articles republish one text.
func (b *builder) clusters(copies [][]int) {
	n := 0
	for _, c := range copies {
		if len(c) < 2 {
			continue
		}
		n++
		o := &Origin{Cluster: fmt.Sprintf("o%d", n)}
		for _, i := range c {
			o.Of = append(o.Of, b.texts[i].Doc.ID)
		}
		for _, i := range c {
			b.report.Articles[i].Origin = o
		}
	}
}
