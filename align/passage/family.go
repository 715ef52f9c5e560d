package passage

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Stretch is the words [From, To) of article number Doc.
type Stretch struct{ Doc, From, To uint32 }

// Compare orders stretches by article and place.
func (s Stretch) Compare(o Stretch) int {
	return cmp.Or(cmp.Compare(s.Doc, o.Doc), cmp.Compare(s.From, o.From), cmp.Compare(s.To, o.To))
}

func (s Stretch) words() int { return int(s.To - s.From) }

// overlap is how many words both have; they are of one article.
func (s Stretch) overlap(o Stretch) int {
	return max(0, int(min(s.To, o.To))-int(max(s.From, o.From)))
}

// Edge says that two stretches were compared word by word and carry the same
// statement; A is before B, and Equal is how many words they share.
type Edge struct {
	A, B  Stretch
	Equal uint32
}

// What joins two stretches.
const (
	sharePercent = 50 // of the words of the shorter one, or
	shareWords   = 12 // so many words
	sourceTimes  = 16 // a text so many times as long is a source, not a version
	comparisons  = 4  // families that a stretch is held against
)

func joins(equal, a, b int) bool {
	return 100*equal >= sharePercent*min(a, b) || equal >= shareWords
}

// Edges appends what the articles x < y have in common of their marked stretches
// (quotations, in order, as words): passages are those of [Verify] or [Pair]. A
// marked stretch meets the marked one that stands at the same place on the other
// side, or the bare words there: so a quotation is found where its marks were
// lost, too. O(passages × marked stretches within them × words).
func Edges(dst []Edge, x, y uint32, a, b *Doc, passages []Passage, markedA, markedB [][2]uint32) []Edge {
	for _, p := range passages {
		a0, a1 := a.WordsIn(p.A)
		b0, b1 := b.WordsIn(p.B)
		pa, pb := Stretch{x, uint32(a0), uint32(a1)}, Stretch{y, uint32(b0), uint32(b1)}
		meet(a.keys, b.keys, pa, pb, markedA, markedB, func(s, o Stretch, equal int) {
			dst = append(dst, Edge{s, o, uint32(equal)})
		})
		meet(b.keys, a.keys, pb, pa, markedB, markedA, func(s, o Stretch, equal int) {
			dst = append(dst, Edge{o, s, uint32(equal)})
		})
	}
	slices.SortFunc(dst, func(p, q Edge) int {
		return cmp.Or(p.A.Compare(q.A), p.B.Compare(q.B), cmp.Compare(q.Equal, p.Equal))
	})
	return slices.CompactFunc(dst, func(p, q Edge) bool { return p.A == q.A && p.B == q.B })
}

// meet yields, for each marked stretch of a within the passage, what stands for
// it in b.
func meet(a, b []uint32, pa, pb Stretch, markedA, markedB [][2]uint32, yield func(s, o Stretch, equal int)) {
	i, _ := slices.BinarySearchFunc(markedA, pa.From, func(m [2]uint32, from uint32) int { return cmp.Compare(int64(m[1]), int64(from)+1) })
	for ; i < len(markedA) && markedA[i][0] < pa.To; i++ {
		q := Stretch{pa.Doc, markedA[i][0], markedA[i][1]}
		part := Stretch{pa.Doc, max(q.From, pa.From), min(q.To, pa.To)}
		at, equal := place(a, b, part, pa, pb)
		if equal == 0 || equal < min(shareWords, q.words()*sharePercent/100) {
			continue
		}
		best := Stretch{Doc: pb.Doc}
		for k, _ := slices.BinarySearchFunc(markedB, at.From, func(m [2]uint32, from uint32) int { return cmp.Compare(int64(m[1]), int64(from)+1) }); k < len(markedB) && markedB[k][0] < at.To; k++ {
			if o := (Stretch{pb.Doc, markedB[k][0], markedB[k][1]}); o.overlap(at) > best.overlap(at) {
				best = o
			}
		}
		switch {
		case best.words() > 0 && joins(min(equal, best.overlap(at)), q.words(), best.words()):
			yield(q, best, min(equal, best.overlap(at)))
		case best.overlap(at) == 0 && 100*equal >= sharePercent*q.words():
			yield(q, at, equal)
		}
	}
}

// place finds the words of b, within pb, that stand for the words part of a,
// within pa, and how many are equal. Where part is the whole passage, so is what
// stands for it.
func place(a, b []uint32, part, pa, pb Stretch) (Stretch, int) {
	const around = 24
	from, to := pb.From, pb.To
	if part != pa {
		// words are added and dropped about evenly: look where the part would be
		drift := uint32(around + max(pa.words()-pb.words(), pb.words()-pa.words()))
		if at := pb.From + part.From - pa.From; at > pb.From+drift {
			from = at - drift
		}
		to = min(to, pb.From+part.To-pa.From+drift)
	}
	if from >= to {
		return Stretch{}, 0
	}
	best := match{}
	for _, m := range align(a[part.From:part.To], b[from:to], Options{MinWords: 4}) {
		if best.equal == 0 {
			best = m
			continue
		}
		// one statement with a long insertion is two passages in a row
		if m.a0 >= best.a1 && m.b0 >= best.b1 || m.a1 <= best.a0 && m.b1 <= best.b0 {
			best.a0, best.a1, best.b0, best.b1 = min(best.a0, m.a0), max(best.a1, m.a1), min(best.b0, m.b0), max(best.b1, m.b1)
			best.equal += m.equal
		}
	}
	return Stretch{pb.Doc, from + uint32(best.b0), from + uint32(best.b1)}, best.equal
}

// Settle gives one name to the stretches of one article that are the same words
// cut a little differently: each is mapped to the longest of those which it
// shares half of its words with. Marked ones stand for themselves. stretches is
// reordered. O(n log n).
func Settle(stretches []Stretch, marked func(Stretch) bool) map[Stretch]Stretch {
	slices.SortFunc(stretches, Stretch.Compare)
	stretches = slices.Compact(stretches)
	out := make(map[Stretch]Stretch, len(stretches))
	var group []Stretch
	flush := func() {
		if len(group) == 0 {
			return
		}
		longest := slices.MaxFunc(group, func(p, q Stretch) int { return cmp.Or(cmp.Compare(p.words(), q.words()), q.Compare(p)) })
		for _, s := range group {
			out[s] = longest
		}
		group = group[:0]
	}
	for _, s := range stretches {
		if marked(s) {
			out[s] = s
			continue
		}
		if len(group) > 0 && 2*s.overlap(group[0]) < min(s.words(), group[0].words()) {
			flush()
		}
		group = append(group, s)
	}
	flush()
	return out
}

// Group is one family: stretches that carry one statement. The first stands for
// it, the longest that is no source text; the others are in order of article and
// place.
type Group []Stretch

// Components gives the connected components of edges, each a list of its edges,
// in order of their first stretch; the edges of each are sorted. It is where a
// run on one machine does at once what [LargeStar] and [SmallStar] do in rounds.
// O(n log n).
func Components(edges []Edge) [][]Edge {
	edges = slices.Clone(edges)
	slices.SortFunc(edges, func(p, q Edge) int { return cmp.Or(p.A.Compare(q.A), p.B.Compare(q.B)) })
	edges = slices.CompactFunc(edges, func(p, q Edge) bool { return p.A == q.A && p.B == q.B })
	nodes := make([]Stretch, 0, 2*len(edges))
	for _, e := range edges {
		nodes = append(nodes, e.A, e.B)
	}
	slices.SortFunc(nodes, Stretch.Compare)
	nodes = slices.Compact(nodes)
	parent := make([]int32, len(nodes))
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	number := func(s Stretch) int32 {
		i, _ := slices.BinarySearchFunc(nodes, s, Stretch.Compare)
		return int32(i)
	}
	of := make([]int32, len(edges)) // a node of each edge
	for i, e := range edges {
		p, q := number(e.A), number(e.B)
		of[i] = p
		if p, q = find(p), find(q); p != q {
			parent[max(p, q)] = min(p, q) // the root is the first stretch
		}
	}
	at := make(map[int32]int)
	var out [][]Edge
	for i, e := range edges {
		r := find(of[i])
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], e)
	}
	slices.SortFunc(out, func(p, q []Edge) int { return p[0].A.Compare(q[0].A) })
	return out
}

// LargeStar and SmallStar are the steps of Kiveris, Lattanzi, Mirrokni, Rastogi
// and Vassilvitskii, “Connected Components in MapReduce and Beyond” (SoCC 2014),
// for a run on a cluster: group the pairs by node, apply one to each node and its
// neighbours, and repeat in turns until nothing changes, O(log² n) rounds. Then
// every node is paired with the first node of its component. Each looks at one
// node and its neighbours only and yields at most a pair a neighbour.
//
// LargeStar pairs the neighbours after node with the first of them all.
func LargeStar(node Stretch, neighbours []Stretch, yield func(a, b Stretch)) {
	first := node
	for _, s := range neighbours {
		if s.Compare(first) < 0 {
			first = s
		}
	}
	for _, s := range neighbours {
		if s.Compare(node) > 0 {
			yield(first, s)
		}
	}
}

// SmallStar pairs node and the neighbours before it with the first of them, see
// [LargeStar].
func SmallStar(node Stretch, neighbours []Stretch, yield func(a, b Stretch)) {
	first := node
	for _, s := range neighbours {
		if s.Compare(first) < 0 {
			first = s
		}
	}
	if first != node {
		yield(first, node)
	}
	for _, s := range neighbours {
		if s != first && s.Compare(node) < 0 {
			yield(first, s)
		}
	}
}

// Families splits one component into families, so that a chain of edges does not
// make one family of two statements: from the longest stretch down, each joins
// the family of a neighbour if it carries the words of the stretch that stands
// for that family, and else begins its own. Of neighbours in more than a few
// families those count that share most with it. words gives the keys of a
// stretch (see [Doc.Keys]). Families of one stretch are left out.
//
// At most a few comparisons a stretch: O(edges log edges + words of the stretches),
// also for a family of thousands of copies, which one of them stands for.
func Families(edges []Edge, words func(Stretch) []uint32) []Group {
	type link struct {
		to    Stretch
		equal uint32
	}
	links := make(map[Stretch][]link)
	for _, e := range edges {
		links[e.A] = append(links[e.A], link{e.B, e.Equal})
		links[e.B] = append(links[e.B], link{e.A, e.Equal})
	}
	members := make([]Stretch, 0, len(links))
	for s := range links {
		members = append(members, s)
	}
	slices.SortFunc(members, func(p, q Stretch) int { return cmp.Or(cmp.Compare(q.words(), p.words()), p.Compare(q)) })
	of := make(map[Stretch]int, len(members))
	var groups []Group
	for _, s := range members {
		near := links[s]
		slices.SortFunc(near, func(p, q link) int { return cmp.Or(cmp.Compare(q.equal, p.equal), p.to.Compare(q.to)) })
		var tried []int
		home := -1
		for _, l := range near {
			g, ok := of[l.to]
			if !ok || slices.Contains(tried, g) {
				continue
			}
			if tried = append(tried, g); len(tried) > comparisons {
				break
			}
			head := groups[g][0]
			if head.words() > sourceTimes*s.words() {
				continue
			}
			if head == l.to && joins(int(l.equal), s.words(), head.words()) || same(words(s), words(head)) {
				home = g
				break
			}
		}
		if home < 0 {
			home = len(groups)
			groups = append(groups, nil)
		}
		groups[home] = append(groups[home], s)
		of[s] = home
	}
	out := groups[:0]
	for _, g := range groups {
		if len(g) > 1 {
			slices.SortFunc(g[1:], Stretch.Compare)
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(p, q Group) int { return p[0].Compare(q[0]) })
	return out
}

// same reports whether two stretches carry one statement.
func same(a, b []uint32) bool {
	equal := 0
	for _, m := range align(a, b, Options{MinWords: 4}) {
		equal += m.equal
	}
	return equal > 0 && joins(equal, len(a), len(b))
}

// Keys are the words of a stretch as numbers: equal words have equal keys. They
// must not be changed.
func (d *Doc) Keys(s Stretch) []uint32 { return d.keys[s.From:s.To] }

// Words appends the keys of the words [from, to) of an article that
// [Doc.AppendBinary] wrote, without reading the rest of it; a to beyond the end is
// the end.
func Words(dst []uint32, record []byte, from, to uint32) ([]uint32, error) {
	r := reader{b: record}
	n := r.uvarint()
	if r.bad || n > uint64(len(r.b))/4 {
		return dst, errDoc
	}
	if to = uint32(min(uint64(to), n)); from > to {
		return dst, errDoc
	}
	for b := r.b[4*from : 4*to]; len(b) > 0; b = b[4:] {
		dst = append(dst, binary.LittleEndian.Uint32(b))
	}
	return dst, nil
}

// Found is a stretch that carries the words of another one: words [From, To), how
// many are equal, and how many words of the other one come before and after what
// it carries.
type Found struct{ From, To, Equal, Before, After int }

// Locate gives the places of text that carry the words of a quotation, in order.
// Fewer than five words must stand there exactly.
func Locate(text, quotation []uint32) []Found {
	var out []Found
	if n := len(quotation); n < ShingleWords {
		for i := 0; n > 0 && i+n <= len(text); i++ {
			if slices.Equal(text[i:i+n], quotation) {
				out = append(out, Found{From: i, To: i + n, Equal: n})
			}
		}
		return out
	}
	found := align(text, quotation, Options{MinWords: 4, Repeats: true})
	slices.SortFunc(found, func(p, q match) int { return cmp.Or(cmp.Compare(p.a0, q.a0), cmp.Compare(p.b0, q.b0)) })
	for k, m := range found {
		// what goes on after an insertion is one place
		if i := len(out) - 1; i >= 0 && m.a0 >= out[i].To && m.a0-out[i].To <= 2*maxGap && m.b0 >= found[k-1].b1 {
			out[i].To, out[i].Equal, out[i].After = m.a1, out[i].Equal+m.equal, len(quotation)-m.b1
			continue
		}
		out = append(out, Found{m.a0, m.a1, m.equal, m.b0, len(quotation) - m.b1})
	}
	return out
}

// Covers is the range of the words of whole that part stands for, and how many of
// them it has; an empty range when they share nothing.
func Covers(whole, part []uint32) (from, to, equal int) {
	for _, m := range align(whole, part, Options{MinWords: 4}) {
		if equal == 0 {
			from, to = m.a0, m.a1
		}
		from, to, equal = min(from, m.a0), max(to, m.a1), equal+m.equal
	}
	return from, to, equal
}
