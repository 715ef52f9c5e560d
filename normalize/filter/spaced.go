package filter

import (
	"sort"
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
	if len(in.suspects) < 3 {
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
	outs := make([]string, 0, len(count))
	for s, n := range count {
		if n >= 3 {
			outs = append(outs, s)
		}
	}
	sort.Slice(outs, func(i, j int) bool {
		if a, b := count[outs[i]], count[outs[j]]; a != b {
			return a > b
		}
		return len(outs[i]) > len(outs[j]) || len(outs[i]) == len(outs[j]) && outs[i] < outs[j]
	})
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
// a suspect, each spelling once.
func (in *inference) neighbours() []*token {
	ws := in.ws
	doubtful := func(w string) bool {
		i, ok := ws.index[w]
		return ok && ws.all[i].suspect()
	}
	index := map[string]*token{}
	var out []*token
	start, end, odd := 0, -2, false
	each(ws.text, func(at int, w string, mask bool) {
		now := doubtful(w)
		if at == end+1 && ws.text[end] == ' ' && (odd || now) && !mask {
			s := ws.text[start : at+len(w)]
			t := index[s]
			if t == nil && len(out) < maxPairs {
				t = &token{text: s, lower: lower(s)}
				index[s] = t
				out = append(out, t)
			}
			if t != nil {
				t.at = append(t.at, start)
			}
		}
		start, end, odd = at, at+len(w), now && !mask
	})
	return out
}

// across undoes replacements with a blank in them.
func (u *undo) across() {
	n := len(u.changes)
	for _, t := range u.ws.across {
		if len(invert(t, u.rules)) > 0 {
			u.token(t)
		}
	}
	for _, c := range u.changes[n:] {
		if !c.Suggest {
			u.covered = append(u.covered, c.Span)
		}
	}
}
