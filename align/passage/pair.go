package passage

import (
	"cmp"
	"slices"
	"sort"
	"sync"

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
		found = shuffled(a, b, found)
	}
	out := make([]Passage, 0, len(found))
	for _, m := range found {
		if furnished(a, b, m) {
			continue
		}
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
	sortPassages(out)
	return out
}

func sortPassages(out []Passage) {
	slices.SortFunc(out, func(p, q Passage) int {
		return cmp.Or(cmp.Compare(p.A.Start, q.A.Start), cmp.Compare(p.A.End, q.A.End), cmp.Compare(p.B.Start, q.B.Start), cmp.Compare(p.B.End, q.B.End))
	})
}

// Words weigh 8 or 4; the costs below are on the same scale.
const (
	seedWords   = 3  // words of a seed
	occurrences = 8  // places in b that a seed is looked up at
	tooFrequent = 64 // places in b that make a seed worthless
	longRun     = 32 // words of a run that explains repetitions within it
	overlap     = 8  // words that two runs of one passage may have in common
	maxGap      = 20 // words between two runs of one passage
	lookBack    = 64 // runs that may come before a run
	gapOpen     = 2  // a difference
	gapPair     = 5  // a word that stands for another
	gapSingle   = 3  // a word that only one side has
	reach       = 24 // words that an end is searched in
	stop        = 24 // how far below its best an end may sink
	passageMin  = 44 // balance of an edited passage
	runMin      = 4  // longest run of equal words in an edited passage
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

// rounds is how often what is left of cut passages is tried again.
const rounds = 3

// align finds the passages that keep the order of words.
func align(a, b []uint32, opt Options) []match {
	r := rooms.Get().(*room)
	defer func() {
		if len(a)+len(b) > mostRoom {
			*r = room{}
		}
		rooms.Put(r)
	}()
	runs := findRuns(a, b, r)
	if len(runs) == 0 {
		return nil
	}
	r.takenA, r.takenB = zeros(r.takenA, len(a)), zeros(r.takenB, len(b))
	r.sum = prefix(r.sum, a)
	s := search{a: a, b: b, need: opt.minWords(), sum: r.sum, used: taken{r.takenA, r.takenB}}
	var all []run
	if opt.Repeats {
		all = slices.Clone(runs)
	}
	for range rounds {
		n := len(s.out)
		runs = s.round(runs, false)
		if len(s.out) == n || len(runs) == 0 {
			break
		}
	}
	if opt.Repeats {
		s.round(all, true)
	}
	// a short run alone in two texts is weaker evidence than one among others
	if len(s.out) == 1 && !s.out[0].alone(a, b, s.need) {
		return nil
	}
	return s.out
}

// room is what comparisons write over, one after the other.
type room struct {
	head, next, done, sum []int32
	takenA, takenB        []bool
}

var rooms = sync.Pool{New: func() any { return new(room) }}

const mostRoom = 1 << 16 // words of both sides; what more of them need is not kept

// zeros is s with n elements, all zero.
func zeros[T any](s []T, n int) []T {
	s = resize(s, n)
	clear(s)
	return s
}

// search is the state of one comparison.
type search struct {
	a, b []uint32
	need int
	sum  []int32 // weights of a, summed
	used taken
	out  []match
}

// round takes the best chains of runs as passages, the strongest first, and
// gives the runs that are left. The cores of all strong passages are set
// before any end is moved outwards, so that no end takes words that belong to
// another passage. With again, a passage may have words on one side that
// another has.
func (s *search) round(runs []run, again bool) (rest []run) {
	if again || len(s.out) > 0 {
		runs = s.cut(runs, again)
	}
	chain(runs, s.sum, dominated(runs, len(s.a), len(s.b)))
	var weak [][]run
	first := len(s.out)
	for _, end := range byScore(runs) {
		if runs[end].used || runs[end].score < passageMin/2 {
			continue
		}
		var links []run
		for i := end; i >= 0 && !runs[i].used; i = runs[i].prev {
			runs[i].used = true
			links = append(links, runs[i])
		}
		slices.Reverse(links)
		m, ok := s.assemble(links, again)
		if !ok || !s.strong(m) || again && !s.used.fresh(m) {
			weak = append(weak, links)
			continue
		}
		rest = append(rest, s.take(m, links)...)
	}
	for i := first; i < len(s.out); i++ {
		s.grow(&s.out[i], again)
		s.used.take(s.out[i])
	}
	for _, links := range weak {
		m, ok := s.assemble(links, again)
		if ok {
			s.grow(&m, again)
		}
		if !ok || !s.strong(m) || again && !s.used.fresh(m) {
			rest = append(rest, links...)
			continue
		}
		rest = append(rest, s.take(m, links)...)
	}
	return rest
}

// take makes m a passage and gives the links that lie outside of it.
func (s *search) take(m match, links []run) (rest []run) {
	s.used.take(m)
	s.out = append(s.out, m)
	for _, r := range links {
		if int(r.a) >= m.a1 || int(r.a+r.n) <= m.a0 || int(r.b) >= m.b1 || int(r.b+r.n) <= m.b0 {
			rest = append(rest, r)
		}
	}
	return rest
}

// cut reduces runs to the stretches that may still be taken.
func (s *search) cut(runs []run, again bool) []run {
	var out []run
	for _, r := range runs {
		for x := int32(0); x < r.n; {
			y := x
			for y < r.n && s.used.own(int(r.a+y), int(r.b+y), again) {
				y++
			}
			if y-x >= seedWords {
				out = append(out, run{a: r.a + x, b: r.b + x, n: y - x, prev: -1})
			}
			x = y + 1
		}
	}
	sortRuns(out)
	return slices.CompactFunc(out, func(p, q run) bool { return p.a == q.a && p.b == q.b && p.n == q.n })
}

// dominated says of each run whether its words of one side are part of a
// longer run: the better place for them is elsewhere.
func dominated(runs []run, na, nb int) []bool {
	order := make([]int32, len(runs))
	for i := range order {
		order[i] = int32(i)
	}
	out := make([]bool, len(runs))
	// painting the longest run first sets every word once
	slices.SortFunc(order, func(x, y int32) int {
		if c := cmp.Compare(runs[y].n, runs[x].n); c != 0 {
			return c
		}
		return cmp.Compare(x, y)
	})
	paint := func(n int, start func(r *run) int32) {
		longest := make([]int32, n)
		next := make([]int32, n+1) // the next word without a colour
		for i := range next {
			next[i] = int32(i)
		}
		find := func(i int32) int32 {
			for next[i] != i {
				next[i] = next[next[i]]
				i = next[i]
			}
			return i
		}
		for _, k := range order {
			r := &runs[k]
			s := start(r)
			if longest[s] > r.n && longest[s+r.n-1] > r.n && longest[s+r.n/2] > r.n {
				out[k] = true
			}
			for i := find(s); i < s+r.n; i = find(i) {
				longest[i] = r.n
				next[i] = i + 1
			}
		}
	}
	paint(na, func(r *run) int32 { return r.a })
	paint(nb, func(r *run) int32 { return r.b })
	return out
}

// taken says which words of either side a passage has.
type taken struct{ a, b []bool }

func (t taken) take(m match) {
	for k := m.a0; k < m.a1; k++ {
		t.a[k] = true
	}
	for k := m.b0; k < m.b1; k++ {
		t.b[k] = true
	}
}

// fresh reports whether most of one side of m is in no passage yet.
func (t taken) fresh(m match) bool {
	n := 0
	for k := m.a0; k < m.a1; k++ {
		if !t.a[k] {
			n++
		}
	}
	if 2*n > m.a1-m.a0 {
		return true
	}
	n = 0
	for k := m.b0; k < m.b1; k++ {
		if !t.b[k] {
			n++
		}
	}
	return 2*n > m.b1-m.b0
}

// own reports whether a passage may take the words x of a and y of b.
func (t taken) own(x, y int, again bool) bool {
	if again {
		return !t.a[x] || !t.b[y]
	}
	return !t.a[x] && !t.b[y]
}

// strong reports whether m is more than chance: need words in a row, or as
// much on balance with a core of equal words. Repetition is no evidence.
func (s *search) strong(m match) bool {
	if m.longest < runMin || m.longest < s.need && (m.equal < s.need || m.score < int32(passageMin*s.need/8)) {
		return false
	}
	few := s.need * 3 / 4
	return holds(s.a[m.a0:m.a1], s.need) && distinct(s.a[m.a0:m.a1], few) && distinct(s.b[m.b0:m.b1], few)
}

// alone reports whether m is enough when nothing else is shared.
func (m *match) alone(a, b []uint32, need int) bool {
	return distinct(a[m.a0:m.a1], need) && distinct(b[m.b0:m.b1], need)
}

// distinct reports whether there are at least n different words in keys.
func distinct(keys []uint32, n int) bool {
	seen := make([]uint32, 0, 16)
	for _, k := range keys {
		if !slices.Contains(seen, k) {
			if seen = append(seen, k); len(seen) >= n {
				return true
			}
		}
	}
	return false
}

// prefix sums the weights of words, in the room of sum.
func prefix(sum []int32, keys []uint32) []int32 {
	sum = resize(sum, len(keys)+1)
	sum[0] = 0
	for i, k := range keys {
		sum[i+1] = sum[i] + weight(k)
	}
	return sum
}

// holds reports whether keys are at least n words; what a contraction or a genitive
// leaves behind an apostrophe is none.
func holds(keys []uint32, n int) bool {
	for _, k := range keys {
		if !slices.Contains(tails, k) {
			n--
		}
		if n <= 0 {
			return true
		}
	}
	return n <= 0
}

var tails = func() (t []uint32) {
	for _, w := range []string{"s", "t", "d", "m", "ll", "re", "ve"} {
		t = append(t, hashWord(w))
	}
	return
}()

// findRuns gives the runs of at least seedWords equal words that hold a
// content word, in order of their places. Each place of a is compared with the
// first few of its places in b only, so that texts which repeat themselves stay
// linear.
func findRuns(a, b []uint32, r *room) []run {
	if len(a) < seedWords || len(b) < seedWords {
		return nil
	}
	bits := 4
	for 1<<bits < 2*len(b) {
		bits++
	}
	shift := 64 - bits
	r.head, r.next, r.done = zeros(r.head, 1<<bits), resize(r.next, len(b)), zeros(r.done, len(a)+len(b))
	head, next, done := r.head, r.next, r.done // place in b plus one; of each the one before; where the last run on each diagonal ends in a
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
	var runs []run
	var hits []int
	cover := 0 // end of the long runs so far
	for i := 0; i+seedWords <= len(a); i++ {
		s := a[i : i+seedWords]
		if (s[0]|s[1]|s[2])&contentBit == 0 {
			continue
		}
		hits = hits[:0]
		steps := 0
		for j := head[hash(s)]; j > 0 && steps <= tooFrequent; j = next[j-1] {
			steps++
			if p := int(j - 1); len(hits) < occurrences && b[p] == s[0] && b[p+1] == s[1] && b[p+2] == s[2] {
				hits = append(hits, p)
			}
		}
		if steps > tooFrequent {
			continue
		}
		if len(hits) > 2 && i < cover {
			continue // text that repeats itself, in a run that explains it
		}
		for _, p := range hits {
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
			if e-x >= longRun {
				cover = max(cover, e)
			}
			runs = append(runs, run{a: int32(x), b: int32(y), n: int32(e - x), prev: -1})
		}
	}
	sortRuns(runs)
	return runs
}

// sortRuns puts runs in order of their ends.
func sortRuns(runs []run) {
	slices.SortFunc(runs, func(p, q run) int {
		if c := cmp.Compare(p.a+p.n, q.a+q.n); c != 0 {
			return c
		}
		if c := cmp.Compare(p.b+p.n, q.b+q.n); c != 0 {
			return c
		}
		return cmp.Compare(p.n, q.n)
	})
}

// byScore gives the runs by the chain that ends there, the best first.
func byScore(runs []run) []int32 {
	order := make([]int32, len(runs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		if c := cmp.Compare(runs[y].score, runs[x].score); c != 0 {
			return c
		}
		return cmp.Compare(x, y)
	})
	return order
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
func chain(runs []run, sum []int32, dominated []bool) {
	for i := range runs {
		r := &runs[i]
		full := sum[r.a+r.n] - sum[r.a]
		if dominated[i] {
			full /= 2
		}
		r.score = full
		// the runs that end nearest before this one begins
		before := sort.Search(i, func(k int) bool { return runs[k].a+runs[k].n > r.a+overlap })
		for k, seen, steps := before-1, 0, 0; k >= 0 && seen < lookBack && steps < 4*lookBack; k, steps = k-1, steps+1 {
			q := &runs[k]
			if q.a+q.n+maxGap < r.a {
				break
			}
			if q.a >= r.a || q.b >= r.b {
				continue
			}
			over := max(q.a+q.n-r.a, q.b+q.n-r.b, 0)
			if over >= r.n || over > overlap {
				continue
			}
			db := r.b + over - q.b - q.n
			if db > maxGap {
				continue
			}
			seen++
			s := q.score + full - min(sum[r.a+over]-sum[r.a], full) - gapCost(r.a+over-q.a-q.n, db)
			if s > r.score {
				r.score, r.prev = s, int32(k)
			}
		}
	}
}

// assemble makes a passage of a chain of runs: words that a better passage has
// are cut off its ends, the words between the runs are compared, and both ends
// are moved outwards as far as it pays.
func (s *search) assemble(links []run, again bool) (match, bool) {
	a, b, used := s.a, s.b, s.used
	parts := make([]run, 0, len(links))
	for _, r := range links {
		if k := len(parts) - 1; k >= 0 {
			p := parts[k]
			over := max(p.a+p.n-r.a, p.b+p.n-r.b, 0)
			r.a, r.b, r.n = r.a+over, r.b+over, r.n-over
		}
		// the longest stretch that is free on both sides
		best, at := int32(0), int32(0)
		for x := int32(0); x < r.n; {
			y := x
			for y < r.n && used.own(int(r.a+y), int(r.b+y), again) {
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
			score -= gapCost(p.a-q.a-q.n, p.b-q.b-q.n)
			apart := p.a-q.a-q.n > maxGap || p.b-q.b-q.n > maxGap ||
				!again && (!free(used.a, q.a+q.n, p.a) || !free(used.b, q.b+q.n, p.b))
			if apart || score < 0 {
				from, score = k, 0
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
	return m, true
}

// grow moves both ends of m outwards as far as it pays.
func (s *search) grow(m *match, again bool) {
	for {
		x, y, eq, w := s.end(m.a1, m.b1, 1, again)
		if eq == 0 {
			break
		}
		m.a1, m.b1, m.equal, m.score = m.a1+x, m.b1+y, m.equal+eq, m.score+w
	}
	for {
		x, y, eq, w := s.end(m.a0-1, m.b0-1, -1, again)
		if eq == 0 {
			break
		}
		m.a0, m.b0, m.equal, m.score = m.a0-x, m.b0-y, m.equal+eq, m.score+w
	}
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

// end looks outwards from an end of a passage, the words at p and q and those
// beyond them in the direction of step, for the place where the balance of equal
// words and differences is best: x words of one side and y of the other further.
// What does not pay is not taken, so that the text around a passage stays
// outside, nor what another passage has.
func (s *search) end(p, q, step int, again bool) (x, y, equal int, gain int32) {
	var a, b [reach]uint32
	var takenA, takenB [reach]bool
	na, nb := 0, 0
	for ; na < reach && p >= 0 && p < len(s.a); na, p = na+1, p+step {
		a[na], takenA[na] = s.a[p], s.used.a[p]
	}
	for ; nb < reach && q >= 0 && q < len(s.b); nb, q = nb+1, q+step {
		b[nb], takenB[nb] = s.b[q], s.used.b[q]
	}
	type cell struct {
		s, n int32
		open int32 // what it costs to open a gap here
	}
	const none = -1 << 20
	var row [2][reach + 1]cell
	row[0][0].open = gapOpen
	for j := 1; j <= nb; j++ {
		row[0][j] = cell{s: -gapCost(0, int32(j))}
	}
	var best int32
	for i := 1; i <= na; i++ {
		prev, cur := &row[(i-1)&1], &row[i&1]
		left := cell{s: -gapCost(int32(i), 0)}
		cur[0] = left
		top := left.s
		diag := prev[0]
		for j := 1; j <= nb; j++ {
			up := prev[j]
			c := cell{s: none, open: gapOpen}
			if takenA[i-1] && (takenB[j-1] || !again) || takenB[j-1] && !again {
				cur[j], left, diag = c, c, up
				continue
			}
			if v := diag.s - diag.open - gapPair; v > c.s {
				c = cell{s: v, n: diag.n}
			}
			if v := up.s - up.open - gapSingle; v > c.s {
				c = cell{s: v, n: up.n}
			}
			if v := left.s - left.open - gapSingle; v > c.s {
				c = cell{s: v, n: left.n}
			}
			if a[i-1] == b[j-1] {
				if v := diag.s + weight(a[i-1]); v > c.s {
					c = cell{v, diag.n + 1, gapOpen}
					if v > best {
						best, x, y, equal = v, i, j, int(c.n)
					}
				}
			}
			cur[j], left, diag = c, c, up
			top = max(top, c.s)
		}
		if top < best-stop {
			break
		}
	}
	return x, y, equal, best
}
