package family

import (
	"sort"

	"verbatim/align/diff"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Unmarked finds what some outlet marks as a quotation and another one has in
// its running text without marks, and adds it to the family. Copies of one
// text (copies lists them) are aligned as a whole, so that even “Wow.” is
// found; elsewhere only stretches long enough to be no accident count.
// Linear in the words of the story and the number of families.
func Unmarked(texts []*normalize.Text, families []Family, copies [][]int) []Family {
	u := &unmarked{texts: texts, taken: make([][]corpus.Span, len(texts))}
	for _, f := range families {
		for _, o := range f.Occurrences {
			u.taken[o.Text] = append(u.taken[o.Text], o.Span)
		}
	}
	const models = 8 // copies whose quotations are carried over to another one
	for _, c := range copies {
		n := 0
		for _, a := range c {
			if u.lostMarks(a) || n == models {
				continue
			}
			n++
			for _, b := range c {
				if u.lostMarks(b) {
					u.project(families, a, b)
				}
			}
		}
	}
	u.search(families)
	for i := range families {
		families[i].sort()
	}
	return families
}

// sort puts the occurrences in order of text and place; what refers to them by
// index follows.
func (f *Family) sort() {
	order := make([]int, len(f.Occurrences))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(x, y int) bool {
		a, b := f.Occurrences[order[x]], f.Occurrences[order[y]]
		return a.Text < b.Text || a.Text == b.Text && a.Words[0] < b.Words[0]
	})
	sorted, now := make([]Occurrence, len(order)), make([]int, len(order))
	for i, was := range order {
		sorted[i], now[was] = f.Occurrences[was], i
	}
	f.Occurrences = sorted
	for i := range f.Spliced {
		f.Spliced[i].Occurrence = now[f.Spliced[i].Occurrence]
	}
}

type unmarked struct {
	texts []*normalize.Text
	taken [][]corpus.Span // of each text: what is a quotation already
}

func (u *unmarked) lostMarks(i int) bool {
	for _, c := range u.texts[i].Conditions {
		if c.Kind == "unpunctuated" {
			return true
		}
	}
	return false
}

func (u *unmarked) free(text int, s corpus.Span) bool {
	for _, t := range u.taken[text] {
		if t.Overlaps(s) {
			return false
		}
	}
	return true
}

// add records words of a text as an unmarked occurrence of f.
func (u *unmarked) add(f *Family, text, from, to int) bool {
	t := u.texts[text]
	s := corpus.Span{Start: t.Words[from].Span.Start, End: t.Words[to-1].Span.End}
	z := t.ZoneAt(s.Start).Kind
	if !z.Text() || !u.free(text, s) {
		return false
	}
	u.taken[text] = append(u.taken[text], s)
	f.Occurrences = append(f.Occurrences, Occurrence{Text: text, Span: s, Words: [2]int{from, to}, Zone: z, Index: -1,
		Quote: quote.Quote{Span: s, Outer: s, Marks: "none", Parent: -1}})
	return true
}

// claims carries over what text a says of the quotation, where its copy b has
// the words that prove it.
func (u *unmarked) claims(to *quote.Quote, from quote.Quote, a, b int, place []int) {
	carry := func(c quote.Claim) quote.Claim {
		if c.Value == "" {
			return c
		}
		i, j := u.texts[a].WordsIn(c.Span)
		first, last := -1, -1
		for w := i; w < j; w++ {
			if p := place[w]; p >= 0 {
				if first < 0 {
					first = p
				}
				last = p
			}
		}
		if first < 0 || last-first > 2*(j-i)+2 {
			return quote.Claim{}
		}
		c.Span = corpus.Span{Start: u.texts[b].Words[first].Span.Start, End: u.texts[b].Words[last].Span.End}
		return c
	}
	to.Kind, to.Speaker, to.Addressee, to.Date, to.Time = from.Kind, carry(from.Speaker), carry(from.Addressee), carry(from.Date), carry(from.Time)
}

func keys(t *normalize.Text) []string {
	out := make([]string, len(t.Words))
	for i, w := range t.Words {
		out[i] = w.Key
	}
	return out
}

// project carries the quotations of text a over to its copy b.
func (u *unmarked) project(families []Family, a, b int) {
	to := make([]int, len(u.texts[a].Words))
	for i := range to {
		to[i] = -1
	}
	for _, m := range diff.Words(keys(u.texts[a]), keys(u.texts[b])) {
		for k := range m.N {
			to[m.A+k] = m.B + k
		}
	}
	for i := range families {
		f := &families[i]
		for _, o := range f.Occurrences {
			if o.Text != a || !o.Outlet() || o.Quote.Marks == "none" || o.Quote.Parent >= 0 {
				continue
			}
			first, last, n := -1, -1, 0
			for w := o.Words[0]; w < o.Words[1]; w++ {
				if p := to[w]; p >= 0 {
					if first < 0 {
						first = p
					}
					last = p
					n++
				}
			}
			size := o.Words[1] - o.Words[0]
			if n == 0 || 10*n < 7*size || 2*(last-first+1) > 3*size+6 {
				continue
			}
			first, last = u.extend(f, o, b, first, last)
			if n := len(f.Occurrences); u.add(f, b, first, last+1) {
				u.claims(&f.Occurrences[n].Quote, o.Quote, a, b, to)
			}
		}
	}
}

// extend grows the words first..last of a text over what other outlets quote
// in the same place: the copy they were projected from may have lost a link.
func (u *unmarked) extend(f *Family, from Occurrence, text, first, last int) (int, int) {
	ws := u.texts[text].Words
	for _, o := range f.Occurrences {
		if !o.Outlet() || o.Text == from.Text || o.Text == text || o.Quote.Marks == "none" || o.Quote.Parent >= 0 {
			continue
		}
		vs := u.texts[o.Text].Words
		for k := o.Words[0] + 2; k < o.Words[1]-1; k++ {
			if last < 2 || vs[k].Key != ws[last].Key || vs[k-1].Key != ws[last-1].Key || vs[k-2].Key != ws[last-2].Key {
				continue
			}
			n := 0
			for k+n+1 < o.Words[1] && last+n+1 < len(ws) && vs[k+n+1].Key == ws[last+n+1].Key {
				n++
			}
			if k+n+1 == o.Words[1] && n <= 8 {
				last += n
				break
			}
		}
	}
	return first, last
}

// search looks for the words of each family in the texts that do not quote it.
func (u *unmarked) search(families []Family) {
	const gram = 4
	type place struct{ text, word int }
	index := map[[gram]string][]place{}
	stems := make([][]string, len(u.texts))
	for i, t := range u.texts {
		stems[i] = make([]string, len(t.Words))
		for k, w := range t.Words {
			stems[i][k] = word.Stem(w.Key)
		}
		for k := 0; k+gram <= len(stems[i]); k++ {
			g := [gram]string(stems[i][k : k+gram])
			if l := index[g]; len(l) < 50 {
				index[g] = append(l, place{i, k})
			}
		}
	}
	for i := range families {
		f := &families[i]
		has := map[int]bool{}
		for _, o := range f.Occurrences {
			if o.Outlet() {
				has[o.Text] = true
			}
		}
		for _, o := range f.Occurrences {
			n := o.Words[1] - o.Words[0]
			if !o.Outlet() || o.Index < 0 || n < gram || o.Quote.Parent >= 0 || o.Quote.Marks == "block" {
				continue
			}
			found := map[int]bool{}
			for k := o.Words[0]; k+gram <= o.Words[1]; k++ {
				for _, p := range index[[gram]string(stems[o.Text][k:k+gram])] {
					if has[p.text] || found[p.text] {
						continue
					}
					from, to, equal := u.grow(stems, o, k, p.text, p.word)
					least := 6
					if u.lostMarks(p.text) {
						least = 4
					}
					if equal >= max(least, n*6/10) && u.content(p.text, from, to) >= 3 {
						found[p.text] = true
						u.add(f, p.text, from, to)
					}
				}
			}
		}
	}
}

func (u *unmarked) content(text, from, to int) int {
	n := 0
	for _, w := range u.texts[text].Words[from:to] {
		if !word.Stop(w.Key) {
			n++
		}
	}
	return n
}

// grow follows equal words from a seed in both directions, over a few words
// that differ on either side.
func (u *unmarked) grow(stems [][]string, o Occurrence, at, text, p int) (from, to, equal int) {
	a, b := stems[o.Text], stems[text]
	step := func(i, j, d int, inA func(int) bool) (int, int) {
		last, n := j, 0
		for inA(i) && j >= 0 && j < len(b) {
			if a[i] == b[j] {
				n++
				last = j
				i, j = i+d, j+d
				continue
			}
			jumped := false
			for s := 1; s <= 3 && !jumped; s++ {
				for x := 0; x <= s && !jumped; x++ {
					y := s - x
					for _, e := range [][2]int{{x, y}, {s, x}} {
						k, l := i+d*e[0], j+d*e[1]
						if inA(k) && inA(k+d) && l >= 0 && l < len(b) && l+d >= 0 && l+d < len(b) && a[k] == b[l] && a[k+d] == b[l+d] {
							i, j, jumped = k, l, true
							break
						}
					}
				}
			}
			if !jumped {
				break
			}
		}
		return last, n
	}
	last, n := step(at, p, 1, func(i int) bool { return i < o.Words[1] && i >= at })
	first, m := step(at-1, p-1, -1, func(i int) bool { return i >= o.Words[0] && i < at })
	if m == 0 {
		first = p
	}
	return first, last + 1, n + m
}
