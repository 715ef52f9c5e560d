package passage

import (
	"cmp"
	"slices"

	"verbatim/normalize"
)

// What makes an article a copy of another one.
const (
	copyPassage = 20 // words of a passage that counts, or half of a short article
	copyLarger  = 60 // percent of the words of the larger article that both have
	copySmaller = 80 // percent of the smaller one that a shortened copy has
	copyPart    = 50 // percent of the larger one that it still has
)

// Origin gives the clusters of texts that republish one text: a wire copy, a
// lightly edited, shortened or spun one. Each cluster lists two or more
// numbers of texts, ascending; clusters are in order of their first text.
// Five copies of one text are one witness.
//
// Two articles are copies when long passages hold most of the words of both,
// so that an article which quotes a paragraph of another is none. A copy joins
// a cluster when it is a copy of at least half of its members: one doubtful
// pair does not merge two texts.
func Origin(texts []*normalize.Text) [][]int {
	opt := Options{OrderOnly: true, Prose: true}
	docs := make([]*Doc, len(texts))
	for i, t := range texts {
		docs[i] = Read(t, opt)
	}
	bags := make([][]uint32, len(docs))
	for i, d := range docs {
		bags[i] = slices.Sorted(slices.Values(d.keys))
	}
	alike := func(a, b int) bool { return copied(inBoth(bags[a], bags[b]), len(bags[a]), len(bags[b])) }
	return copies(docs, allDocs(docs, opt, alike), alike)
}

// copied reports whether two articles of so many words are copies when long
// passages hold equal words of both.
func copied(equal, a, b int) bool {
	large, small := max(1, a, b), max(1, min(a, b))
	return 100*equal >= copyLarger*large || 100*equal >= copySmaller*small && 100*equal >= copyPart*large
}

// inBoth is how many words two sorted lists have in common, the most that
// passages can hold.
func inBoth(a, b []uint32) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case b[j] < a[i]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// copies is [Origin] for passages that are known already, as [AllDocs] gives
// them. Of a pair that was not compared, because too many articles share what it
// shares, alike says whether its words allow that it is a copy.
func copies(docs []*Doc, matches []Match, alike func(a, b int) bool) [][]int {
	type edge struct{ a, b, share int }
	var edges []edge
	for i := 0; i < len(matches); {
		a, b, equal := matches[i].A, matches[i].B, 0
		large := max(1, len(docs[a].keys), len(docs[b].keys))
		small := max(1, min(len(docs[a].keys), len(docs[b].keys)))
		for ; i < len(matches) && matches[i].A == a && matches[i].B == b; i++ {
			if m := matches[i]; m.Words >= min(copyPassage, small/2) && !m.Shuffled {
				equal += m.Equal
			}
		}
		if copied(equal, len(docs[a].keys), len(docs[b].keys)) {
			edges = append(edges, edge{a, b, 1000 * equal / large})
		}
	}
	slices.SortFunc(edges, func(p, q edge) int {
		return cmp.Or(cmp.Compare(q.share, p.share), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	compared := make(map[[2]int]bool, len(edges)) // pair -> whether it is a copy
	for _, m := range matches {
		compared[[2]int{m.A, m.B}] = false
	}
	for _, e := range edges {
		compared[[2]int{e.a, e.b}] = true
	}
	is := func(x, y int) bool {
		yes, ok := compared[[2]int{min(x, y), max(x, y)}]
		return yes || !ok && len(docs) > Spread && alike(x, y)
	}
	cluster := make(map[int][]int) // members, by the article that stands for them
	of := make(map[int]int)
	for _, e := range edges {
		for _, x := range []int{e.a, e.b} {
			if _, ok := of[x]; !ok {
				of[x], cluster[x] = x, []int{x}
			}
		}
		p, q := of[e.a], of[e.b]
		if p == q || !linked(cluster[p], cluster[q], is) {
			continue
		}
		for _, x := range cluster[q] {
			of[x] = p
		}
		cluster[p] = append(cluster[p], cluster[q]...)
		delete(cluster, q)
	}
	var out [][]int
	for _, c := range cluster {
		if len(c) > 1 {
			slices.Sort(c)
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(p, q []int) int { return cmp.Compare(p[0], q[0]) })
	return out
}

// linked reports whether at least half of the pairs between two clusters are
// copies. Of clusters so large that not all pairs were compared, one pair is
// enough.
func linked(p, q []int, is func(x, y int) bool) bool {
	if len(p)+len(q) > Spread {
		return true
	}
	n := 0
	for _, x := range p {
		for _, y := range q {
			if is(x, y) {
				n++
			}
		}
	}
	return 2*n >= len(p)*len(q)
}
