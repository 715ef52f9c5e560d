// Package diff aligns two sequences of words in order: which words of one stand
// for which words of the other.
//
//	a   the  board voted  on  monday to close the pool
//	b   the council voted on tuesday to close the pool
//	    [0,0,1]     [2,2,2]        [5,5,5]              runs of equal words
//
// Long sequences are first cut at anchors: runs of three words, then single
// words, that occur once on either side and keep their order (Bram Cohen's
// patience diff: the longest increasing chain). What remains between two
// anchors is small and is compared exactly by go-diff (Myers 1986) on numbers
// in place of words. A gap without anchors that is too large for an exact
// comparison is cut into pieces of the same share of both sides, so that the
// work stays linear for whatever input: such a result is still a valid
// alignment, but words that moved further than a piece are not found.
//
// The result is the same, with sides exchanged, when the arguments are
// exchanged.
package diff

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Match is a run of N equal words: a[A:A+N] and b[B:B+N].
type Match struct {
	A, B, N int
}

// Kind says what an Op does to the words of a.
type Kind byte

const (
	Equal   Kind = '='
	Delete  Kind = '-' // words of a that b does not have
	Insert  Kind = '+' // words of b that a does not have
	Replace Kind = '~' // words of a in whose place b has others
)

func (k Kind) String() string { return string(rune(k)) }

// Op is one step from a to b: the words A0..A1 of a stand for B0..B1 of b.
type Op struct {
	Kind           Kind
	A0, A1, B0, B1 int // half-open ranges of words
}

const (
	exact  = 1 << 18 // words of a times words of b that go-diff compares at once
	piece  = 400     // words of the longer side in a piece of a gap without anchors
	levels = 4       // anchors within gaps between anchors
)

// Words gives the runs of equal words of a and b, in order on both sides,
// neither touching nor overlapping the next on both sides at once. Words are
// compared as they are: fold them before. Linear in len(a)+len(b) for texts
// that share rare words, and bounded by a constant for each word otherwise.
func Words(a, b []string) []Match {
	ids := make(map[string]int32, len(a))
	number := func(s []string) []int32 {
		out := make([]int32, len(s))
		for i, w := range s {
			id, ok := ids[w]
			if !ok {
				id = int32(len(ids))
				ids[w] = id
			}
			out[i] = id
		}
		return out
	}
	swap := exchanged(a, b)
	if swap {
		a, b = b, a
	}
	return run(number(a), number(b), swap)
}

// IDs is [Words] for words that are numbers already; any numbers will do.
func IDs(a, b []int32) []Match {
	if exchanged(a, b) {
		return run(b, a, true)
	}
	return run(a, b, false)
}

// exchanged reports whether b goes first, so that the order of the arguments
// decides nothing.
func exchanged[T cmp.Ordered](a, b []T) bool {
	return len(a) > len(b) || len(a) == len(b) && slices.Compare(a, b) > 0
}

func run(a, b []int32, swap bool) []Match {
	d := differ{a: a, b: b}
	d.align(0, len(a), 0, len(b), 0)
	if swap {
		for i, m := range d.out {
			d.out[i] = Match{m.B, m.A, m.N}
		}
	}
	return d.out
}

// Ops turns matches into the steps that lead from a (na words) to b (nb
// words). They cover both sides without a gap.
func Ops(matches []Match, na, nb int) []Op {
	var out []Op
	i, j := 0, 0
	gap := func(x, y int) {
		switch {
		case i < x && j < y:
			out = append(out, Op{Replace, i, x, j, y})
		case i < x:
			out = append(out, Op{Delete, i, x, j, j})
		case j < y:
			out = append(out, Op{Insert, i, i, j, y})
		}
	}
	for _, m := range matches {
		gap(m.A, m.B)
		out = append(out, Op{Equal, m.A, m.A + m.N, m.B, m.B + m.N})
		i, j = m.A+m.N, m.B+m.N
	}
	gap(na, nb)
	return out
}

type differ struct {
	a, b []int32
	out  []Match
}

// add appends a run, joined with the one before where they touch.
func (d *differ) add(a, b, n int) {
	if n == 0 {
		return
	}
	if k := len(d.out) - 1; k >= 0 && d.out[k].A+d.out[k].N == a && d.out[k].B+d.out[k].N == b {
		d.out[k].N += n
		return
	}
	d.out = append(d.out, Match{a, b, n})
}

// align matches a[a0:a1] with b[b0:b1].
func (d *differ) align(a0, a1, b0, b1, level int) {
	p := 0
	for a0+p < a1 && b0+p < b1 && d.a[a0+p] == d.b[b0+p] {
		p++
	}
	d.add(a0, b0, p)
	a0, b0 = a0+p, b0+p
	s := 0
	for a0 < a1-s && b0 < b1-s && d.a[a1-1-s] == d.b[b1-1-s] {
		s++
	}
	a1, b1 = a1-s, b1-s
	d.middle(a0, a1, b0, b1, level)
	d.add(a1, b1, s)
}

func (d *differ) middle(a0, a1, b0, b1, level int) {
	if a0 == a1 || b0 == b1 {
		return
	}
	if (a1-a0)*(b1-b0) <= exact {
		d.exact(a0, a1, b0, b1)
		return
	}
	if level < levels {
		chain := d.anchors3(a0, a1, b0, b1)
		if chain == nil {
			chain = d.anchors1(a0, a1, b0, b1)
		}
		if chain != nil {
			i, j := a0, b0
			for _, c := range chain {
				if c.A < i || c.B < j {
					continue // within the run that grew from the anchor before
				}
				n := 0
				for c.A+n < a1 && c.B+n < b1 && d.a[c.A+n] == d.b[c.B+n] {
					n++
				}
				d.align(i, c.A, j, c.B, level+1)
				d.add(c.A, c.B, n)
				i, j = c.A+n, c.B+n
			}
			d.align(i, a1, j, b1, level+1)
			return
		}
	}
	n := (max(a1-a0, b1-b0) + piece - 1) / piece
	i, j := a0, b0
	for k := 1; k <= n; k++ {
		x, y := a0+(a1-a0)*k/n, b0+(b1-b0)*k/n
		d.exact(i, x, j, y)
		i, j = x, y
	}
}

// anchors3 is the chain of runs of three words that occur once in either range.
func (d *differ) anchors3(a0, a1, b0, b1 int) []Match {
	type gram [3]int32
	type seen struct{ a, b int32 } // place, or -1 none, -2 several
	at := make(map[gram]seen, a1-a0)
	for i := a0; i+3 <= a1; i++ {
		g := gram(d.a[i : i+3])
		if _, ok := at[g]; ok {
			at[g] = seen{-2, -1}
		} else {
			at[g] = seen{int32(i), -1}
		}
	}
	for j := b0; j+3 <= b1; j++ {
		g := gram(d.b[j : j+3])
		if s, ok := at[g]; ok && s.a >= 0 {
			if s.b == -1 {
				s.b = int32(j)
			} else {
				s.b = -2
			}
			at[g] = s
		}
	}
	var found []Match
	for i := a0; i+3 <= a1; i++ {
		if s := at[gram(d.a[i:i+3])]; s.a == int32(i) && s.b >= 0 {
			found = append(found, Match{i, int(s.b), 3})
		}
	}
	return longest(found)
}

// anchors1 is the chain of words that occur once in either range.
func (d *differ) anchors1(a0, a1, b0, b1 int) []Match {
	type seen struct{ a, b int32 }
	at := make(map[int32]seen, a1-a0)
	for i := a0; i < a1; i++ {
		if _, ok := at[d.a[i]]; ok {
			at[d.a[i]] = seen{-2, -1}
		} else {
			at[d.a[i]] = seen{int32(i), -1}
		}
	}
	for j := b0; j < b1; j++ {
		if s, ok := at[d.b[j]]; ok && s.a >= 0 {
			if s.b == -1 {
				s.b = int32(j)
			} else {
				s.b = -2
			}
			at[d.b[j]] = s
		}
	}
	var found []Match
	for i := a0; i < a1; i++ {
		if s := at[d.a[i]]; s.a == int32(i) && s.b >= 0 {
			found = append(found, Match{i, int(s.b), 1})
		}
	}
	return longest(found)
}

// longest is the longest chain of matches (in order of A, one for each place)
// that is in order on side B too. O(n log n).
func longest(ms []Match) []Match {
	if len(ms) == 0 {
		return nil
	}
	tail := make([]int, 0, len(ms)) // the match that ends the best chain of each length
	before := make([]int, len(ms))
	for i, m := range ms {
		k := sort.Search(len(tail), func(k int) bool { return ms[tail[k]].B >= m.B })
		before[i] = -1
		if k > 0 {
			before[i] = tail[k-1]
		}
		if k == len(tail) {
			tail = append(tail, i)
		} else {
			tail[k] = i
		}
	}
	chain := make([]Match, 0, len(tail))
	for i := tail[len(tail)-1]; i >= 0; i = before[i] {
		chain = append(chain, ms[i])
	}
	slices.Reverse(chain)
	return chain
}

// exact compares two short ranges with go-diff. A rune stands for a word; the
// ranges are short enough to leave out the runes that UTF-8 cannot carry.
func (d *differ) exact(a0, a1, b0, b1 int) {
	runes := make(map[int32]rune, a1-a0)
	number := func(s []int32) []rune {
		out := make([]rune, len(s))
		for i, w := range s {
			r, ok := runes[w]
			if !ok {
				r = carrier(len(runes))
				runes[w] = r
			}
			out[i] = r
		}
		return out
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // a clock would make results depend on the load of the machine
	i, j := a0, b0
	for _, s := range dmp.DiffMainRunes(number(d.a[a0:a1]), number(d.b[b0:b1]), false) {
		n := utf8.RuneCountInString(s.Text)
		switch s.Type {
		case diffmatchpatch.DiffEqual:
			d.add(i, j, n)
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		}
	}
}

// carrier is the nth rune that survives a string: no surrogate, and not the
// replacement character that stands for a broken one.
func carrier(n int) rune {
	r := rune(n + 1)
	if r >= 0xD800 {
		r += 0x800
	}
	if r >= utf8.RuneError {
		r++
	}
	return r
}
