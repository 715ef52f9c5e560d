package repair

import "sort"

const (
	runLength   = 3  // words of a shingle
	postings    = 16 // texts kept for one shingle
	sistersKept = 4  // texts that one text is aligned with
	leastRuns   = 6  // shared shingles below which two texts are no sisters
)

// pair is an alignment of two texts: the places of equal words, in order.
type pair struct {
	a, b   *source
	equal  []match
	shared int // shingles
}

// flip is the same alignment seen from the other text.
func (p *pair) flip() *pair {
	q := &pair{a: p.b, b: p.a, shared: p.shared, equal: make([]match, len(p.equal))}
	for i, m := range p.equal {
		q.equal[i] = match{m.b, m.a}
	}
	return q
}

// sisters aligns each text with those that share most runs of words with it,
// and gives for each text its pairs, the nearest first. Each shingle keeps its
// first texts only, so the cost is linear in the size of the story.
func sisters(all []*source) [][]*pair {
	index := map[uint64][]int32{}
	shared := make([]map[int]int, len(all))
	for i, s := range all {
		shared[i] = map[int]int{}
		seen := map[uint64]bool{}
		for k := 0; k+runLength <= len(s.ids); k++ {
			h := hashRun(s.ids[k : k+runLength])
			if seen[h] {
				continue
			}
			seen[h] = true
			for _, j := range index[h] {
				shared[i][int(j)]++
				shared[j][i]++
			}
			if len(index[h]) < postings {
				index[h] = append(index[h], int32(i))
			}
		}
	}
	done := map[[2]int]*pair{}
	out := make([][]*pair, len(all))
	for i := range all {
		var near []int
		for j, n := range shared[i] {
			if n >= leastRuns {
				near = append(near, j)
			}
		}
		sort.Slice(near, func(x, y int) bool {
			if a, b := shared[i][near[x]], shared[i][near[y]]; a != b {
				return a > b
			}
			return near[x] < near[y]
		})
		for _, j := range near[:min(len(near), sistersKept)] {
			key := [2]int{min(i, j), max(i, j)}
			p := done[key]
			if p == nil {
				p = &pair{a: all[key[0]], b: all[key[1]], shared: shared[i][j]}
				limit := farLimit
				if p.shared*5 >= min(len(p.a.words), len(p.b.words)) {
					limit = cellLimit
				}
				p.equal = alignWords(p.a.ids, p.b.ids, limit)
				p.prune()
				done[key] = p
			}
			if i != key[0] {
				p = p.flip()
			}
			out[i] = append(out[i], p)
		}
	}
	return out
}

// prune drops equal words that are chance: one word alone (or two words of
// grammar) with nothing equal for a good way on both sides.
func (p *pair) prune() {
	const far = 8
	kept := make([]match, 0, len(p.equal))
	for i := 0; i < len(p.equal); {
		j := i + 1
		for j < len(p.equal) && p.equal[j].a == p.equal[j-1].a+1 && p.equal[j].b == p.equal[j-1].b+1 {
			j++
		}
		weight := 0
		for _, m := range p.equal[i:j] {
			if functionWords[p.a.words[m.a].Key] {
				weight++
			} else {
				weight += 2
			}
		}
		alone := func(x, y match) bool { return max(y.a-x.a, y.b-x.b) > far }
		before := len(kept) == 0 || alone(kept[len(kept)-1], p.equal[i])
		after := j == len(p.equal) || alone(p.equal[j-1], p.equal[j])
		if weight > 2 || !before && !after || weight == 2 && !(before && after) {
			kept = append(kept, p.equal[i:j]...)
		}
		i = j
	}
	p.equal = kept
}

// region is a stretch between two equal words: what a has there, and what b.
type region struct{ a0, a1, b0, b1 int }

// regions are the stretches between the equal words, where either side has
// words of its own. What stands before the first equal word and after the last
// one is no region, because nothing holds its other end; but a few words at the
// very start of both texts are.
func (p *pair) regions() []region {
	var out []region
	if len(p.equal) > 0 {
		if m := p.equal[0]; m.a > 0 && m.b > 0 && m.a <= longest && m.b <= longest && p.a.sentence[0] == p.a.sentence[m.a] {
			out = append(out, region{0, m.a, 0, m.b})
		}
	}
	for i := 1; i < len(p.equal); i++ {
		x, y := p.equal[i-1], p.equal[i]
		if r := (region{x.a + 1, y.a, x.b + 1, y.b}); r.a1 > r.a0 || r.b1 > r.b0 {
			out = append(out, r)
		}
	}
	return out
}
