// Package repair lets a damaged article take back what a sister text proves:
// the words a spinner replaced, the marks and capitals that were stripped, the
// handle behind an "[email protected]". Every change is an edit that names its
// witness; nothing is copied that has no counterpart.
//
// The way of a story: its texts are aligned word by word with their nearest
// sisters (the sisters are found by shared runs of words). What differs between
// equal words is, in this order, the work of a filter ([swap]), of a spinner
// ([unit]), or another version, which stays. Marks and capitals are taken over
// where the words are equal.
//
// The alignment is the package's own, not that of align/diff, because a
// replaced phrase must lie between two equal words as one stretch: gaps cost
// once when they open, so that equal words stay together ("at the end of the
// long day" against "after the long day" keeps "the long day" whole).
package repair

import (
	"fmt"
	"sort"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
)

// Story repairs the texts of one story and returns them in the order given;
// texts without damage come back as they are. All repairs are proved by the
// texts as they were given, so their order makes no difference. The cost is
// linear in the size of the story: each text is aligned with its few nearest.
func Story(texts []*normalize.Text) []*normalize.Text {
	if len(texts) < 2 {
		return texts
	}
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		x, y := texts[order[i]], texts[order[j]]
		if x.Doc.ID != y.Doc.ID {
			return x.Doc.ID < y.Doc.ID
		}
		return x.Layer < y.Layer
	})
	sorted := make([]*normalize.Text, len(texts))
	for i, o := range order {
		sorted[i] = texts[o]
	}
	out := make([]*normalize.Text, len(texts))
	for i, t := range repairAll(sorted) {
		out[order[i]] = t
	}
	return out
}

func repairAll(texts []*normalize.Text) []*normalize.Text {
	all := prepare(texts)
	pairs := sisters(all)
	vocabulary, lower := words(all)
	filtered := make([][]edit.Change, len(all))
	for i := range all {
		fixed := map[corpus.Span]bool{}
		for _, p := range pairs[i] {
			filtered[i] = append(filtered[i], p.unbroken(fixed)...)
			filtered[i] = append(filtered[i], p.unfilter(fixed)...)
		}
		all[i].fix(fixed)
	}
	spun := findSpun(all, pairs, vocabulary, lower)
	out := make([]*normalize.Text, len(texts))
	for i, t := range texts {
		changes := filtered[i] // first: they win where a phrase overlaps
		var found []edit.Condition
		taken, linked := map[int]bool{}, map[int]bool{}
		for _, p := range pairs[i] {
			changes = append(changes, p.links(linked)...)
			if len(all[i].residue) > 0 {
				changes = append(changes, p.mail(taken)...)
			}
		}
		if n := len(all[i].residue); n > 0 && !has(t, "email-obfuscated") {
			found = append(found, edit.Condition{Kind: "email-obfuscated", Confidence: 0.99, Evidence: fmt.Sprintf("%d hidden addresses, %d filled from a sister", n, len(taken))})
		}
		if s := spun[i]; s != nil {
			cs, n := s.pair.changes(s.units, lower, s.evidence)
			changes = append(changes, cs...)
			if !all[i].named {
				found = append(found, edit.Condition{Kind: "spun", Confidence: 0.95,
					Evidence: fmt.Sprintf("%d phrases replaced against %s, in %d of %d sentences; %s",
						n, s.pair.b.t.Doc.ID, s.evidence.touched, s.evidence.sentences, join(s.evidence.signs))})
			}
		}
		if cs := lost(all[i], pairs[i]); len(cs) > 0 {
			changes = append(changes, cs...)
			found = append(found, lostConditions(all[i], cs)...)
		}
		if len(changes) == 0 && len(found) == 0 {
			out[i] = t
			continue
		}
		out[i] = t.With(changes, found...)
	}
	return out
}

func has(t *normalize.Text, kind string) bool {
	for _, c := range t.Conditions {
		if c.Kind == kind {
			return true
		}
	}
	return false
}

func join(signs []string) string {
	s := ""
	for i, x := range signs {
		if i > 0 {
			s += "; "
		}
		s += x
	}
	return s
}

// words counts the texts of the story that have a word, and tells which words
// are written small somewhere.
func words(all []*source) (vocabulary map[string]int, lower map[string]bool) {
	vocabulary, lower = map[string]int{}, map[string]bool{}
	for _, s := range all {
		seen := map[string]bool{}
		for _, w := range s.words {
			if !seen[w.Key] {
				seen[w.Key] = true
				vocabulary[w.Key]++
			}
			if !s.lower && s.t.Clean[w.Span.Start:w.Span.End] == w.Key {
				lower[w.Key] = true
			}
		}
	}
	return vocabulary, lower
}

// finding is a text that was found spun, with the pair that proves it.
type finding struct {
	pair     *pair
	units    []unit
	evidence evidence
}

// findSpun gives for each text the sister that it is a spun copy of, or nil. A
// text that is itself spun is no witness.
func findSpun(all []*source, pairs [][]*pair, vocabulary map[string]int, lower map[string]bool) []*finding {
	at := map[*source]int{}
	candidates := make([][]*finding, len(all))
	spun := make([]bool, len(all))
	for i, s := range all {
		at[s] = i
		for _, p := range pairs[i] {
			if len(p.equal)*4 < len(s.words) {
				continue // too little in common for a copy
			}
			f := &finding{pair: p, units: p.units()}
			f.evidence = p.weigh(f.units, vocabulary, lower)
			if f.evidence.spun(s.named) {
				candidates[i] = append(candidates[i], f)
				spun[i] = true
			}
		}
		spun[i] = spun[i] || s.named
	}
	out := make([]*finding, len(all))
	for i, fs := range candidates {
		for _, f := range fs {
			if !spun[at[f.pair.b]] && (out[i] == nil || f.evidence.words > out[i].evidence.words) {
				out[i] = f
			}
		}
	}
	return out
}
