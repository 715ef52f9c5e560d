package align

import (
	"fmt"

	"verbatim/align/diff"
	"verbatim/normalize"
)

// republications groups texts that carry one text: most words of each stand
// in the other in order. A blog that quotes a paragraph is no copy.
func republications(texts []*normalize.Text) [][]int {
	keys := make([][]string, len(texts))
	for i, t := range texts {
		for _, z := range t.Zones {
			if z.Kind.Text() {
				from, to := t.WordsIn(t.Cleaned(z.Span))
				for _, w := range t.Words[from:to] {
					keys[i] = append(keys[i], w.Key)
				}
			}
		}
	}
	group := make([]int, len(texts))
	for i := range group {
		group[i] = i
	}
	for i := range texts {
		for j := i + 1; j < len(texts); j++ {
			long := max(len(keys[i]), len(keys[j]))
			if long == 0 || group[j] != j || 10*min(len(keys[i]), len(keys[j])) < 6*long {
				continue
			}
			n := 0
			for _, m := range diff.Words(keys[i], keys[j]) {
				if m.N >= 3 {
					n += m.N
				}
			}
			if 10*n >= 6*long {
				group[j] = group[i]
			}
		}
	}
	var out [][]int
	at := map[int]int{}
	for i, g := range group {
		k, ok := at[g]
		if !ok {
			k = len(out)
			at[g] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
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
