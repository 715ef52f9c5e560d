package passage

import (
	"slices"
	"sort"

	"verbatim/corpus"
	"verbatim/normalize"
)

// Passage is a stretch that two texts share.
type Passage struct {
	A, B       corpus.Span // clean spans
	Words      int         // of the longer side
	Equal      int         // words equal on both sides
	Similarity float64     // Equal / Words
	Shuffled   bool        // the words do not keep their order; Equal counts them wherever they stand
}

// Pair gives the passages that a and b share, in order of A.
func Pair(a, b *normalize.Text) []Passage { return PairWith(a, b, Options{}) }

// PairWith is [Pair] with options.
func PairWith(a, b *normalize.Text, opt Options) []Passage {
	return PairDocs(Read(a, opt), Read(b, opt), opt)
}

// PairDocs is [Pair] for articles that were made ready with [Read].
func PairDocs(a, b *Doc, opt Options) []Passage {
	swap := len(a.keys) > len(b.keys) || len(a.keys) == len(b.keys) && slices.Compare(a.keys, b.keys) > 0
	if swap {
		a, b = b, a
	}
	found := align(a.keys, b.keys, opt)
	if !opt.OrderOnly {
		found = append(found, shuffled(a, b, found)...)
	}
	out := make([]Passage, 0, len(found))
	for _, m := range found {
		p := Passage{
			A:        corpus.Span{Start: int(a.start[m.a0]), End: int(a.end[m.a1-1])},
			B:        corpus.Span{Start: int(b.start[m.b0]), End: int(b.end[m.b1-1])},
			Words:    max(m.a1-m.a0, m.b1-m.b0),
			Equal:    m.equal,
			Shuffled: m.shuffled,
		}
		p.Similarity = float64(p.Equal) / float64(p.Words)
		if swap {
			p.A, p.B = p.B, p.A
		}
		out = append(out, p)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].A != out[j].A {
			return out[i].A.Start < out[j].A.Start || out[i].A.Start == out[j].A.Start && out[i].A.End < out[j].A.End
		}
		return out[i].B.Start < out[j].B.Start
	})
	return out
}

// Words weigh 8 or 4; the costs below are on the same scale.
const (
	seedWords   = 3   // words of a seed
	occurrences = 8   // places in b that a seed is looked up at
	maxGap      = 48  // words between two runs of one passage
	lookBack    = 64  // runs that may come before a run
	gapOpen     = 2   // a difference
	gapPair     = 4   // a word that stands for another
	gapSingle   = 3   // a word that only one side has
	reach       = 24  // words that an end is searched in
	stop        = 24  // how far below its best an end may sink
	passageMin  = 44  // balance of an edited passage
	runMin      = 4   // longest run of equal words in an edited passage
	ownShare    = 0.5 // of a passage's words that no better passage has
)

// run is a maximal stretch of equal words.
type run struct {
	a, b, n int32
	score   int32 // of the best chain that ends here
	prev    int32 // the run before it in that chain, or -1
	used    bool
}

// match is a passage in words.
type match struct {
	a0, a1, b0, b1 int
	equal          int
	score          int32
	longest        int // run of equal words
	shuffled       bool
}

// align finds the passages that keep the order of words.
func align(a, b []uint32, opt Options) []match {
	runs := findRuns(a, b)
	if len(runs) == 0 {
		return nil
	}
	sum := prefix(a)
	chain(runs, sum)
	order := make([]int32, len(runs))
	for i := range order {
		order[i] = int32(i)
	}
	sort.Slice(order, func(x, y int) bool {
		p, q := &runs[order[x]], &runs[order[y]]
		if p.score != q.score {
			return p.score > q.score
		}
		return order[x] < order[y]
	})
	need := int32(opt.minWords())
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	var out []match
	for _, end := range order {
		if runs[end].used || runs[end].score < passageMin/2 {
			continue
		}
		var links []int32
		i := end
		for ; i >= 0 && !runs[i].used; i = runs[i].prev {
			runs[i].used = true
			links = append(links, i)
		}
		slices.Reverse(links)
		m, ok := assemble(a, b, runs, links, usedA, usedB)
		if !ok || !m.strong(need) {
			continue
		}
		for k := m.a0; k < m.a1; k++ {
			usedA[k] = true
		}
		for k := m.b0; k < m.b1; k++ {
			usedB[k] = true
		}
		out = append(out, m)
	}
	return out
}

// strong reports whether m is more than chance: need equal words in a row, or
// as much on balance with a core of equal words.
func (m *match) strong(need int32) bool {
	if m.longest >= int(need) {
		return true
	}
	return m.longest >= runMin && m.score >= passageMin*need/8
}

// prefix sums the weights of words.
func prefix(keys []uint32) []int32 {
	sum := make([]int32, len(keys)+1)
	for i, k := range keys {
		sum[i+1] = sum[i] + weight(k)
	}
	return sum
}

// findRuns gives the runs of at least seedWords equal words that hold a
// content word, in order of their places. Each place of a is compared with the
// first few of its places in b only, so that texts which repeat themselves stay
// linear.
func findRuns(a, b []uint32) []run {
	if len(a) < seedWords || len(b) < seedWords {
		return nil
	}
	bits := 4
	for 1<<bits < 2*len(b) {
		bits++
	}
	shift := 64 - bits
	head := make([]int32, 1<<bits) // place in b plus one
	next := make([]int32, len(b))
	hash := func(s []uint32) uint64 {
		return (uint64(s[0])*0x9e3779b97f4a7c15 ^ uint64(s[1])*0xc2b2ae3d27d4eb4f ^ uint64(s[2])*0x165667b19e3779f9) * 0xff51afd7ed558ccd >> shift
	}
	for j := len(b) - seedWords; j >= 0; j-- {
		if s := b[j : j+seedWords]; (s[0]|s[1]|s[2])&contentBit != 0 {
			h := hash(s)
			next[j] = head[h]
			head[h] = int32(j + 1)
		}
	}
	done := make([]int32, len(a)+len(b)) // where the last run on each diagonal ends in a
	var runs []run
	for i := 0; i+seedWords <= len(a); i++ {
		s := a[i : i+seedWords]
		if (s[0]|s[1]|s[2])&contentBit == 0 {
			continue
		}
		n := 0
		for j := head[hash(s)]; j > 0 && n < occurrences; j = next[j-1] {
			p := int(j - 1)
			if b[p] != s[0] || b[p+1] != s[1] || b[p+2] != s[2] {
				continue
			}
			n++
			d := p - i + len(a)
			if int(done[d]) > i {
				continue
			}
			x, y := i, p
			for x > int(done[d]) && y > 0 && a[x-1] == b[y-1] {
				x, y = x-1, y-1
			}
			e := i + seedWords
			for f := p + seedWords; e < len(a) && f < len(b) && a[e] == b[f]; f++ {
				e++
			}
			done[d] = int32(e)
			runs = append(runs, run{a: int32(x), b: int32(y), n: int32(e - x), prev: -1})
		}
	}
	sort.Slice(runs, func(i, j int) bool {
		p, q := &runs[i], &runs[j]
		if p.a+p.n != q.a+q.n {
			return p.a+p.n < q.a+q.n
		}
		if p.b+p.n != q.b+q.n {
			return p.b+p.n < q.b+q.n
		}
		return p.n < q.n
	})
	return runs
}

// gapCost is what da words of one side and db of the other between two runs
// cost.
func gapCost(da, db int32) int32 {
	if da == 0 && db == 0 {
		return 0
	}
	return gapOpen + gapPair*min(da, db) + gapSingle*(max(da, db)-min(da, db))
}

// chain gives every run (in order of their ends in a) the best chain that ends
// with it: dynamic programming over at most lookBack runs before it.
func chain(runs []run, sum []int32) {
	for i := range runs {
		r := &runs[i]
		full := sum[r.a+r.n] - sum[r.a]
		r.score = full
		// of the runs that end before this one's last word, the nearest
		for k, seen := i-1, 0; k >= 0 && seen < lookBack; k-- {
			q := &runs[k]
			if q.a+q.n+maxGap < r.a {
				break
			}
			if q.a >= r.a || q.b >= r.b {
				continue
			}
			over := max(q.a+q.n-r.a, q.b+q.n-r.b, 0)
			if over >= r.n {
				continue
			}
			db := r.b + over - q.b - q.n
			if db > maxGap {
				continue
			}
			seen++
			s := q.score + full - (sum[r.a+over] - sum[r.a]) - gapCost(r.a+over-q.a-q.n, db)
			if s > r.score {
				r.score, r.prev = s, int32(k)
			}
		}
	}
}

// assemble makes a passage of a chain of runs: words that a better passage has
// are cut off its ends, the words between the runs are compared, and both ends
// are moved outwards as far as it pays.
func assemble(a, b []uint32, runs []run, links []int32, usedA, usedB []bool) (match, bool) {
	own := func(x, y int) bool { return !usedA[x] && !usedB[y] }
	parts := make([]run, 0, len(links))
	for _, l := range links {
		r := runs[l]
		if k := len(parts) - 1; k >= 0 {
			p := parts[k]
			over := max(p.a+p.n-r.a, p.b+p.n-r.b, 0)
			r.a, r.b, r.n = r.a+over, r.b+over, r.n-over
		}
		// the longest stretch that is free on both sides
		best, at := int32(0), int32(0)
		for x := int32(0); x < r.n; {
			y := x
			for y < r.n && own(int(r.a+y), int(r.b+y)) {
				y++
			}
			if y-x > best {
				best, at = y-x, x
			}
			x = y + 1
		}
		if best == 0 {
			continue
		}
		parts = append(parts, run{a: r.a + at, b: r.b + at, n: best})
	}
	if len(parts) == 0 {
		return match{}, false
	}
	// a better passage may lie between two parts: keep the heaviest stretch without one
	bestFrom, bestTo, bestScore := 0, 0, int32(-1)
	from, score := 0, int32(0)
	for k, p := range parts {
		if k > 0 {
			q := parts[k-1]
			if !free(usedA, q.a+q.n, p.a) || !free(usedB, q.b+q.n, p.b) {
				from, score = k, 0
			} else {
				score -= gapCost(p.a-q.a-q.n, p.b-q.b-q.n)
			}
		}
		for x := p.a; x < p.a+p.n; x++ {
			score += weight(a[x])
		}
		if score > bestScore {
			bestFrom, bestTo, bestScore = from, k+1, score
		}
	}
	parts = parts[bestFrom:bestTo]
	m := match{score: bestScore}
	for k, p := range parts {
		if k > 0 {
			q := parts[k-1]
			ga, gb := a[q.a+q.n:p.a], b[q.b+q.n:p.b]
			eq, w := common(ga, gb)
			m.equal += eq
			m.score += w + min(gapCost(int32(len(ga)), int32(len(gb)))-gapCost(int32(len(ga)-eq), int32(len(gb)-eq)), w)
		}
		m.equal += int(p.n)
		m.longest = max(m.longest, int(p.n))
	}
	first, last := parts[0], parts[len(parts)-1]
	m.a0, m.b0 = int(first.a), int(first.b)
	m.a1, m.b1 = int(last.a+last.n), int(last.b+last.n)
	for {
		x, y, eq, w := end(len(a)-m.a1, len(b)-m.b1,
			func(i, j int) (uint32, uint32, bool) {
				return a[m.a1+i], b[m.b1+j], own(m.a1+i, m.b1+j)
			})
		if eq == 0 {
			break
		}
		m.a1, m.b1, m.equal, m.score = m.a1+x, m.b1+y, m.equal+eq, m.score+w
	}
	for {
		x, y, eq, w := end(m.a0, m.b0,
			func(i, j int) (uint32, uint32, bool) {
				return a[m.a0-1-i], b[m.b0-1-j], own(m.a0-1-i, m.b0-1-j)
			})
		if eq == 0 {
			break
		}
		m.a0, m.b0, m.equal, m.score = m.a0-x, m.b0-y, m.equal+eq, m.score+w
	}
	return m, true
}

func free(used []bool, from, to int32) bool {
	return !slices.Contains(used[from:max(from, to)], true)
}

// common is the heaviest common subsequence of two short ranges: how many words
// and what they weigh.
func common(a, b []uint32) (n int, w int32) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	type cell struct{ w, n int32 }
	var row [2][maxGap + 1]cell
	for i := 1; i <= len(a); i++ {
		prev, cur := &row[(i-1)&1], &row[i&1]
		cur[0] = cell{}
		for j := 1; j <= len(b); j++ {
			best := prev[j]
			if cur[j-1].w > best.w {
				best = cur[j-1]
			}
			if a[i-1] == b[j-1] {
				if c := prev[j-1]; c.w+weight(a[i-1]) > best.w {
					best = cell{c.w + weight(a[i-1]), c.n + 1}
				}
			}
			cur[j] = best
		}
	}
	last := row[len(a)&1][len(b)]
	return int(last.n), last.w
}

// end looks outwards from an end of a passage for the place where the balance
// of equal words and differences is best: x words of one side and y of the
// other further. word gives the words at a distance and whether no other
// passage has them. What does not pay is not taken, so that the text around a
// passage stays outside.
func end(na, nb int, word func(i, j int) (uint32, uint32, bool)) (x, y, equal int, gain int32) {
	na, nb = min(na, reach), min(nb, reach)
	type cell struct {
		s, n int32
		gap  bool
	}
	const none = -1 << 20
	var row [2][reach + 1]cell
	for j := 0; j <= nb; j++ {
		row[0][j] = cell{s: -gapCost(0, int32(j)), gap: j > 0}
	}
	var best int32
	for i := 1; i <= na; i++ {
		prev, cur := &row[(i-1)&1], &row[i&1]
		cur[0] = cell{s: -gapCost(int32(i), 0), gap: true}
		top := cur[0].s
		for j := 1; j <= nb; j++ {
			u, v, ok := word(i-1, j-1)
			c := cell{s: none}
			if !ok {
				cur[j] = c
				continue
			}
			step := func(from cell, cost int32) {
				if !from.gap {
					cost += gapOpen
				}
				if from.s-cost > c.s {
					c = cell{from.s - cost, from.n, true}
				}
			}
			step(prev[j-1], gapPair)
			step(prev[j], gapSingle)
			step(cur[j-1], gapSingle)
			if u == v && prev[j-1].s+weight(u) > c.s {
				c = cell{prev[j-1].s + weight(u), prev[j-1].n + 1, false}
			}
			cur[j] = c
			top = max(top, c.s)
			if !c.gap && c.s > best {
				best, x, y, equal = c.s, i, j, int(c.n)
			}
		}
		if top < best-stop {
			break
		}
	}
	return x, y, equal, best
}
