package passage

import (
	"cmp"
	"slices"

	"github.com/kljensen/snowball/english"
)

// Words of an obfuscated passage stand in any order, so only their company
// counts. Everything below counts content words, and only those that no solid
// passage explains.
const (
	tile       = 16  // content words: the grain of the search
	pointMax   = 16  // places of a stem in a times places in b that make points
	pointUnit  = 48  // weight of a stem that both texts have once
	tileMin    = 96  // weight of a tile that can be part of a passage
	clusterMin = 288 // weight of its tiles
	solidMin   = 30  // words of a passage that keeps its own place
	solidShare = 70  // percent of its words equal
	exactMin   = 16  // the same for a passage that is nearly exact
	exactShare = 95
	rareGain   = 5 // of a stem that is rare in both texts
	plainGain  = 3
	strayCost  = 2  // of a word that the other side has not
	shareMin   = 38 // percent of the content words that both sides have
	sharedMin  = 8  // different stems that both sides have
	wordsMin   = 16 // content words
	bagShare   = 40 // percent of the longer side's words that both have, in any order
	goodRun    = 10 // equal words in a row, or
	goodShare  = 85 // percent of equal words, of an ordered passage worth keeping
	denseShare = 80 // percent of the shorter side, to swallow such a one
	joinGap    = 40 // words between two neighbours
	joinShare  = 50 // percent of equal words of two neighbours with what lies between
	explained  = 75 // percent of a stretch that ordered passages may explain
)

// stemmed is one text of the search.
type stemmed struct {
	stem []uint32
	at   []int32 // the word of the Doc
	n    map[uint32]int32
}

// shuffled finds passages whose words were moved, dropped or replaced one by
// one, so that the order of words shows only crumbs of them: the places of rare
// stems in both texts are points in a plane, a shared passage is a dense spot,
// and its ends are where the balance of shared and stray words is best, on
// each side in turn. It gives found without the crumbs and with what it found.
//
// The idea of seeds by shared rare words, clusters, and a check of the whole
// is that of Sanchez-Perez, Sidorov and Gelbukh (PAN 2014), without its
// sentences: obfuscated and stripped texts have none. Linear in the texts.
func shuffled(a, b *Doc, found []match) []match {
	if len(a.keys) < wordsMin || len(b.keys) < wordsMin {
		return found
	}
	hideA, hideB := make([]bool, len(a.keys)), make([]bool, len(b.keys))
	for _, m := range found {
		if m.solid() {
			fill(hideA, m.a0, m.a1)
			fill(hideB, m.b0, m.b1)
		}
	}
	cache := make(map[string]uint32)
	sa, sb := a.stems(hideA, cache), b.stems(hideB, cache)
	boxes := clusters(sa, sb)
	for _, m := range found {
		if !m.solid() {
			boxes = append(boxes, boxOf(sa, sb, m))
		}
	}
	for _, c := range boxes {
		m, ok := refine(sa, sb, c)
		if !ok {
			continue
		}
		m.a0, m.a1 = int(sa.at[m.a0]), int(sa.at[m.a1-1])+1
		m.b0, m.b1 = int(sb.at[m.b0]), int(sb.at[m.b1-1])+1
		found = absorb(a, b, found, m)
	}
	return joinNeighbours(a, b, found)
}

// joinNeighbours makes one passage of neighbours, in whatever order, when what lies
// between them has enough in common too. Two passages that are nearly exact
// stay two.
func joinNeighbours(a, b *Doc, found []match) []match {
	slices.SortFunc(found, func(p, q match) int { return cmp.Or(cmp.Compare(p.a0, q.a0), cmp.Compare(p.b0, q.b0)) })
	for i := 0; i+1 < len(found); {
		p, q := found[i], found[i+1]
		m := p
		m.a0, m.a1 = min(p.a0, q.a0), max(p.a1, q.a1)
		m.b0, m.b1 = min(p.b0, q.b0), max(p.b1, q.b1)
		near := m.a1-m.a0 <= p.a1-p.a0+q.a1-q.a0+joinGap && m.b1-m.b0 <= p.b1-p.b0+q.b1-q.b0+joinGap
		if !near || p.good() && q.good() {
			i++
			continue
		}
		if i+2 < len(found) && found[i+2].a0 < m.a1 && found[i+2].b0 < m.b1 && m.b0 < found[i+2].b1 {
			i++
			continue
		}
		m.equal = bag(a.keys[m.a0:m.a1], b.keys[m.b0:m.b1])
		m.longest = max(p.longest, q.longest)
		share := joinShare
		if p.good() || q.good() {
			share = denseShare
		}
		if 100*m.equal < share*min(m.a1-m.a0, m.b1-m.b0) {
			i++
			continue
		}
		m.shuffled = true
		found[i] = m
		found = slices.Delete(found, i+1, i+2)
		i = max(i-1, 0)
	}
	return found
}

// good reports whether a passage is worth keeping as it is.
func (m *match) good() bool {
	return !m.shuffled && (m.longest >= goodRun || 100*m.equal >= goodShare*m.words())
}

func fill(b []bool, from, to int) {
	for i := from; i < to; i++ {
		b[i] = true
	}
}

func (m *match) words() int { return max(m.a1-m.a0, m.b1-m.b0) }

func (m *match) solid() bool {
	n := m.words()
	return m.shuffled || n >= solidMin && 100*m.equal >= solidShare*n || n >= exactMin && 100*m.equal >= exactShare*n
}

// absorb adds the shuffled passage m to found, in place of the crumbs that lie
// in it. When ordered passages explain most of it, or it meets another shuffled
// one, it is not added.
func absorb(a, b *Doc, found []match, m match) []match {
	var keep []match
	most := 0     // what one ordered passage explains
	good := false // whether one is worth keeping
	for _, f := range found {
		overA := min(f.a1, m.a1) - max(f.a0, m.a0)
		overB := min(f.b1, m.b1) - max(f.b0, m.b0)
		if f.solid() {
			if overA > 0 || overB > 0 {
				return found
			}
			keep = append(keep, f)
			continue
		}
		if overA > 0 && overB > 0 {
			most = max(most, min(overA, overB))
			good = good || f.good()
			m.a0, m.a1 = min(m.a0, f.a0), max(m.a1, f.a1)
			m.b0, m.b1 = min(m.b0, f.b0), max(m.b1, f.b1)
			continue
		}
		keep = append(keep, f)
	}
	if 100*most > explained*min(m.a1-m.a0, m.b1-m.b0) {
		return found
	}
	m.shuffled = true
	m.equal = bag(a.keys[m.a0:m.a1], b.keys[m.b0:m.b1])
	if 100*m.equal < bagShare*m.words() {
		return found
	}
	if good && 100*m.equal < denseShare*min(m.a1-m.a0, m.b1-m.b0) {
		return found
	}
	return append(keep, m)
}

// bag counts the words that both have, each as often as both have it.
func bag(a, b []uint32) (n int) {
	count := make(map[uint32]int, len(a))
	for _, k := range a {
		count[k]++
	}
	for _, k := range b {
		if count[k] > 0 {
			count[k]--
			n++
		}
	}
	return n
}

// stems gives the stems of the content words that are not hidden.
func (d *Doc) stems(hidden []bool, cache map[string]uint32) *stemmed {
	s := &stemmed{n: make(map[uint32]int32)}
	for i, k := range d.keys {
		if k&contentBit == 0 || hidden[i] {
			continue
		}
		st := k
		if d.text != "" {
			w := d.text[d.start[i]:d.end[i]]
			h, ok := cache[w]
			if !ok {
				h = hashWord(english.Stem(w, true))
				cache[w] = h
			}
			st = h
		}
		s.stem = append(s.stem, st)
		s.at = append(s.at, int32(i))
		s.n[st]++
	}
	return s
}

// box is a stretch of either text, in content words.
type box struct {
	a0, a1, b0, b1 int32
	weight         int32
}

// clusters gives the dense spots of the plane, the heaviest first.
func clusters(a, b *stemmed) []box {
	places := make(map[uint32][]int32, len(b.n))
	for j, st := range b.stem {
		if n := a.n[st]; n > 0 && n <= pointMax && b.n[st] <= pointMax && n*b.n[st] <= pointMax {
			places[st] = append(places[st], int32(j))
		}
	}
	type spot struct{ x, y int32 }
	plane := make(map[spot]int32)
	for i, st := range a.stem {
		for _, j := range places[st] {
			plane[spot{int32(i) / tile, j / tile}] += pointUnit / (a.n[st] * b.n[st])
		}
	}
	// A passage seldom begins where a tile does: a tile and the next ones on
	// the way of the text count together.
	sum := func(s spot) int32 {
		return plane[s] + max(plane[spot{s.x + 1, s.y}], plane[spot{s.x, s.y + 1}])/2 + plane[spot{s.x + 1, s.y + 1}]/2 + plane[spot{s.x - 1, s.y - 1}]/2
	}
	var dense []spot
	for s := range plane {
		if sum(s) >= tileMin {
			dense = append(dense, s)
		}
	}
	slices.SortFunc(dense, func(p, q spot) int {
		if c := cmp.Compare(p.x, q.x); c != 0 {
			return c
		}
		return cmp.Compare(p.y, q.y)
	})
	member := make(map[spot]bool, len(dense))
	for _, s := range dense {
		member[s] = true
	}
	var out []box
	for _, s := range dense {
		if !member[s] {
			continue
		}
		delete(member, s)
		c := box{s.x, s.x, s.y, s.y, 0}
		for queue := []spot{s}; len(queue) > 0; {
			p := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			c.weight += plane[p]
			c.a0, c.a1, c.b0, c.b1 = min(c.a0, p.x), max(c.a1, p.x), min(c.b0, p.y), max(c.b1, p.y)
			for dx := int32(-2); dx <= 2; dx++ {
				for dy := int32(-2); dy <= 2; dy++ {
					if q := (spot{p.x + dx, p.y + dy}); member[q] {
						delete(member, q)
						queue = append(queue, q)
					}
				}
			}
		}
		if c.weight >= clusterMin {
			out = append(out, box{c.a0 * tile, (c.a1 + 1) * tile, c.b0 * tile, (c.b1 + 1) * tile, c.weight})
		}
	}
	slices.SortStableFunc(out, func(p, q box) int { return cmp.Compare(q.weight, p.weight) })
	return out
}

// boxOf is the box of an ordered passage.
func boxOf(a, b *stemmed, m match) box {
	word := func(s *stemmed, w int) int32 {
		i, _ := slices.BinarySearch(s.at, int32(w))
		return int32(i)
	}
	return box{word(a, m.a0), word(a, m.a1), word(b, m.b0), word(b, m.b1), 0}
}

// refine finds the ends of a passage near c, and whether it is one.
func refine(a, b *stemmed, c box) (match, bool) {
	na, nb := int32(len(a.stem)), int32(len(b.stem))
	x0, x1, y0, y1 := max(0, c.a0-tile), min(na, c.a1+tile), max(0, c.b0-tile), min(nb, c.b1+tile)
	for range 6 {
		p0, p1 := best(a, b, y0, y1, max(0, x0-tile), min(na, x1+tile))
		q0, q1 := best(b, a, p0, p1, max(0, y0-tile), min(nb, y1+tile))
		if p0 == p1 || q0 == q1 {
			return match{}, false
		}
		if p0 == x0 && p1 == x1 && q0 == y0 && q1 == y1 {
			break
		}
		x0, x1, y0, y1 = p0, p1, q0, q1
	}
	in := make(map[uint32]int32)
	for _, st := range a.stem[x0:x1] {
		in[st]++
	}
	shared, kinds := 0, 0
	seen := make(map[uint32]bool)
	for _, st := range b.stem[y0:y1] {
		if in[st] > 0 {
			in[st]--
			shared++
			if !seen[st] {
				seen[st] = true
				kinds++
			}
		}
	}
	la, lb := int(x1-x0), int(y1-y0)
	ok := kinds >= sharedMin && max(la, lb) >= wordsMin && 200*shared >= shareMin*(la+lb) && 3*min(la, lb) >= max(la, lb)
	return match{a0: int(x0), a1: int(x1), b0: int(y0), b1: int(y1)}, ok
}

// best is the stretch of s within [lo,hi) with the best balance of words that
// the stretch [y0,y1) of o has and words that it has not.
func best(s, o *stemmed, y0, y1, lo, hi int32) (from, to int32) {
	has := make(map[uint32]int32, y1-y0)
	for _, st := range o.stem[y0:y1] {
		has[st]++
	}
	var top, sum int32
	start := lo
	for i := lo; i < hi; i++ {
		st := s.stem[i]
		switch {
		case has[st] == 0:
			sum -= strayCost
		case int64(s.n[st])*int64(o.n[st]) <= 4:
			sum += rareGain
		default:
			sum += plainGain
		}
		if sum <= 0 {
			sum, start = 0, i+1
		} else if sum > top {
			top, from, to = sum, start, i+1
		}
	}
	return from, to
}
