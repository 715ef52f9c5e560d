package filter

import (
	"cmp"
	"slices"
	"strings"

	"verbatim/normalize/lexicon"
)

// maxPairs is how many pairs of words are looked at for a replacement with a
// blank in it.
const maxPairs = 2000

// spaced looks for a replacement of two words: "the clspotted owlic
// pspotted owlenger". It cuts a word in two, so that two neighbours, of which
// one is no word, are looked at as one.
func (in *inference) spaced() {
	small := 0
	for _, t := range in.suspects {
		if !t.capital() {
			small++
		}
	}
	if small < 3 {
		return
	}
	if !in.recurs() {
		return
	}
	pairs := in.neighbours()
	count := map[string]int{}
	for _, t := range pairs {
		a, b, _ := strings.Cut(t.lower, " ")
		for i := max(0, len(a)-12); i <= len(a)-3; i++ {
			if !inList(a[i:]) {
				continue
			}
			for j := 3; j <= len(b) && j <= 12; j++ {
				if (i > 0 || j < len(b)) && inList(b[:j]) {
					count[a[i:]+" "+b[:j]]++
				}
			}
		}
	}
	outs := ranked(count, 3)
	whole := in.suspects
	in.suspects = pairs
	for _, s := range outs[:min(3, len(outs))] {
		if r := in.vote(s, true); r != nil && len(r.proof) >= 3 && in.accept(r) {
			in.across = pairs
			break
		}
	}
	in.suspects = whole
	if len(in.across) == 0 {
		return
	}
	// Words that were halves are no suspects any more.
	half := map[string]bool{}
	for _, t := range in.across {
		if len(invert(t, in.rules)) > 0 {
			a, b, _ := strings.Cut(t.text, " ")
			half[a], half[b] = true, true
		}
	}
	left := in.suspects[:0:0]
	for _, t := range in.suspects {
		if !half[t.text] {
			left = append(left, t)
		}
	}
	in.suspects = left
}

func inList(s string) bool {
	e, ok := lexicon.Lookup(s)
	return ok && (e.Lower > 0 || e.Upper <= lexicon.Rare)
}

// neighbours are the pairs of words with one blank between them of which one is
// a suspect, each spelling once. O(places of suspects).
func (in *inference) neighbours() []*spelling {
	index := map[string]*spelling{}
	var out []*spelling
	in.beside(func(start, _, end int) {
		s := in.ws.text[start:end]
		t := index[s]
		if t == nil {
			if len(out) == maxPairs {
				return
			}
			t = &spelling{text: s, lower: lower(s)}
			index[s] = t
			out = append(out, t)
		}
		t.at = append(t.at, start)
	})
	for _, t := range out {
		slices.Sort(t.at)
	}
	return out
}

// recurs reports whether three pairs of neighbours, each unlike the others, have
// the same three letters on both sides of their blank; without them no
// replacement with a blank is to be found.
func (in *inference) recurs() bool {
	type pair struct {
		letters uint64
		text    string
	}
	var pairs []pair
	in.beside(func(start, gap, end int) {
		if gap-start < 3 || end-gap < 4 {
			return
		}
		p := pair{text: in.ws.text[start:end]}
		for _, c := range []byte(in.ws.text[gap-3 : gap+4]) {
			p.letters = p.letters<<8 | uint64(c|0x20)
		}
		pairs = append(pairs, p)
	})
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(a.letters, b.letters), cmp.Compare(a.text, b.text)) })
	pairs = slices.Compact(pairs)
	for i := 2; i < len(pairs); i++ {
		if pairs[i-2].letters == pairs[i].letters {
			return true
		}
	}
	return false
}

// beside calls f with the places of pairs of words, with one blank at gap
// between them, of which one is a suspect.
func (in *inference) beside(f func(start, gap, end int)) {
	text := in.ws.text
	for _, t := range in.suspects {
		for _, at := range t.at {
			end := at + len(t.text)
			i := at - 1
			for i > 0 && at-i <= longest && class[text[i-1]] == letter {
				i--
			}
			if i < at-1 && i >= 0 && text[at-1] == ' ' {
				f(i, at-1, end)
			}
			j := end + 1
			for j < len(text) && j-end <= longest && class[text[j]] == letter {
				j++
			}
			// Where the next word is a suspect too, it has the pair.
			if k, known := in.ws.index[text[min(end+1, len(text)):min(j, len(text))]]; j > end+1 && text[end] == ' ' && !(known && in.ws.all[k].suspect()) {
				f(at, end, j)
			}
		}
	}
}

// across undoes replacements with a blank in them.
func (u *undo) across() {
	n := len(u.changes)
	for _, t := range u.ws.across {
		if len(invert(t, u.rules)) > 0 {
			u.repair(t)
		}
	}
	for _, c := range u.changes[n:] {
		if !c.Suggest {
			u.covered = append(u.covered, c.Span)
		}
	}
}
