package repair

import (
	"slices"
	"sort"
	"strings"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// source is one text of a story, prepared for alignment: the words of its own
// zones, their keys as numbers that all texts of the story share, and what is
// known of each word's place.
type source struct {
	t        *normalize.Text
	words    []token.Word
	ids      []int32
	quoted   []bool // inside quotation marks
	sentence []int  // index into t.Sentences
	caps     map[string]string
	stripped bool // too few marks to be read: no witness for punctuation
	lower    bool // too few capitals: no witness for case
	unquoted bool // punctuation, but no quotation mark
	named    bool // had a spin condition before
	broken   bool // has words with bytes that are no text
	residue  []corpus.Span
	fixed    []bool // a filter's work, explained already
}

// keep reports whether the words of a zone are the outlet's own text, where a
// sister may hold the same.
func keep(z zone.Zone) bool {
	switch z.Kind {
	case zone.Headline, zone.Deck, zone.BulletSummary, zone.Body, zone.Blockquote, zone.Caption, zone.UpdateNote:
		return true
	}
	return false
}

// prepare reads the texts of a story. O(total words).
func prepare(texts []*normalize.Text) []*source {
	number := map[string]int32{}
	out := make([]*source, len(texts))
	for i, t := range texts {
		s := &source{t: t}
		out[i] = s
		for _, z := range t.Stretches(keep) {
			from, to := t.WordsIn(z)
			s.words = append(s.words, t.Words[from:to]...)
		}
		s.ids = make([]int32, len(s.words))
		s.sentence = make([]int, len(s.words))
		marked := quotedSpans(t.Clean)
		s.quoted = make([]bool, len(s.words))
		q, k := 0, 0
		for w, word := range s.words {
			id, ok := number[word.Key]
			if !ok {
				id = int32(len(number))
				number[word.Key] = id
			}
			s.ids[w] = id
			for k < len(t.Sentences) && t.Sentences[k].End <= word.Span.Start {
				k++
			}
			s.sentence[w] = k
			for q < len(marked) && marked[q].End <= word.Span.Start {
				q++
			}
			s.quoted[w] = q < len(marked) && marked[q].Start < word.Span.End
		}
		s.measure()
		for _, c := range t.Conditions {
			switch c.Kind {
			case "spun":
				s.named = true
			case "unpunctuated":
				s.stripped = true
			case "lower-cased":
				s.lower = true
			}
		}
		s.broken = slices.ContainsFunc(t.Edits, breaks) || strings.Contains(t.Clean, "\uFFFD")
		s.residue = residues(t.Clean)
	}
	return out
}

// measure finds whether a text has lost its marks or capitals, and which
// words it writes with a capital in the middle of a sentence.
func (s *source) measure() {
	marks, capitals, run := 0, 0, 0
	s.caps = map[string]string{}
	seen := map[string]bool{}
	for w, word := range s.words {
		raw := s.t.Clean[word.Span.Start:word.Span.End]
		if raw != word.Key {
			capitals++
		}
		run++
		if w+1 < len(s.words) && hasMark(s.gap(w)) {
			marks++
			run = 0
		}
		if s.startsSentence(w) {
			continue
		}
		if raw == word.Key {
			seen[word.Key] = true
		} else if s.caps[word.Key] == "" {
			s.caps[word.Key] = raw
		}
	}
	for k := range seen {
		delete(s.caps, k)
	}
	n := len(s.words)
	s.stripped = n >= 40 && marks*60 < n
	s.unquoted = n >= 40 && !s.stripped && !strings.ContainsAny(s.t.Clean, doubleMarks)
	s.lower = n >= 40 && capitals*80 < n
}

// fix marks the words that a filter changed.
func (s *source) fix(places map[corpus.Span]bool) {
	s.fixed = make([]bool, len(s.words))
	for p := range places {
		i := sort.Search(len(s.words), func(i int) bool { return s.words[i].Span.End > p.Start })
		for ; i < len(s.words) && s.words[i].Span.Start < p.End; i++ {
			s.fixed[i] = true
		}
	}
}

// gap is the text between word w and the next one.
func (s *source) gap(w int) string {
	return s.t.Clean[s.words[w].Span.End:s.words[w+1].Span.Start]
}

// after is the text from word w to the next one, or, after the last word, the
// marks that end the text: at most a few bytes.
func (s *source) after(w int) string {
	if w+1 < len(s.words) {
		return s.gap(w)
	}
	rest := s.t.Clean[s.words[w].Span.End:]
	for i, r := range rest {
		if wordish(r) || i > 12 {
			return rest[:i]
		}
	}
	return rest
}

// text is the text from word a to before word b.
func (s *source) text(a, b int) string {
	if a >= b {
		return ""
	}
	return s.t.Clean[s.words[a].Span.Start:s.words[b-1].Span.End]
}

// span is the clean range from word a to before word b.
func (s *source) span(a, b int) corpus.Span {
	return corpus.Span{Start: s.words[a].Span.Start, End: s.words[b-1].Span.End}
}

// startsSentence reports whether nothing but marks stands before word w in
// its sentence, or a mark that lets a sentence begin: an opening quotation
// mark, a colon, a bracket.
func (s *source) startsSentence(w int) bool {
	if w == 0 || s.sentence[w] != s.sentence[w-1] {
		return true
	}
	for _, r := range s.gap(w - 1) {
		switch r {
		case '“', '”', '"', '«', '»', '„', ':', '.', '!', '?', '(', '[', '\n', '‘', '—', '•':
			return true
		}
	}
	return false
}

// match is a pair of equal words: places in two word lists.
type match struct{ a, b int }

// Costs of the alignment of one gap, in tenths of a word.
const (
	scoreMatch  = 40
	scoreNext   = 15 // a match that follows a match
	scoreOther  = -12
	scoreOpen   = -30
	scoreExtend = -1
	cellLimit   = 1 << 15 // the largest gap that is aligned word by word, in words times words
	farLimit    = 1 << 11 // the same for texts that only quote the same
)

// alignWords gives the equal words of a and b in order: runs of words that
// occur once in both are anchors, longest runs first (patience diff, B. Cohen),
// and what lies between two anchors is aligned with affine gaps (O. Gotoh,
// 1982). A gap without anchors that is larger than limit stays unaligned, so
// the cost is O(n log n) with that constant.
func alignWords(a, b []int32, limit int) []match {
	var out []match
	var gap func(a0, a1, b0, b1, k int)
	gap = func(a0, a1, b0, b1, k int) {
		for a0 < a1 && b0 < b1 && a[a0] == b[b0] {
			out = append(out, match{a0, b0})
			a0++
			b0++
		}
		tail := 0
		for a0 < a1-tail && b0 < b1-tail && a[a1-1-tail] == b[b1-1-tail] {
			tail++
		}
		a1, b1 = a1-tail, b1-tail
		switch {
		case a0 == a1 || b0 == b1:
		case (a1-a0)*(b1-b0) <= min(limit, 1<<13) || k < 2 && (a1-a0)*(b1-b0) <= limit:
			out = append(out, dynamic(a[a0:a1], b[b0:b1], a0, b0)...)
		case k >= 2:
			last := match{a0, b0}
			for _, m := range anchors(a[a0:a1], b[b0:b1], k) {
				m.a, m.b = m.a+a0, m.b+b0
				if m.a < last.a || m.b < last.b {
					continue // inside the run of the anchor before
				}
				gap(last.a, m.a, last.b, m.b, k-1)
				for i := 0; i < k; i++ {
					out = append(out, match{m.a + i, m.b + i})
				}
				last = match{m.a + k, m.b + k}
			}
			gap(last.a, a1, last.b, b1, k-1)
		}
		for i := tail; i > 0; i-- {
			out = append(out, match{a1 + tail - i, b1 + tail - i})
		}
	}
	gap(0, len(a), 0, len(b), 5)
	return out
}

// anchors are the runs of k words that occur once in a and once in b, the
// longest chain of them that is in order on both sides.
func anchors(a, b []int32, k int) []match {
	type place struct{ n, at int }
	index := func(w []int32) map[uint64]place {
		m := make(map[uint64]place, len(w))
		for i := 0; i+k <= len(w); i++ {
			h := hashRun(w[i : i+k])
			m[h] = place{m[h].n + 1, i}
		}
		return m
	}
	inB := index(b)
	inA := index(a)
	var all []match
	for i := 0; i+k <= len(a); i++ {
		h := hashRun(a[i : i+k])
		if p := inB[h]; p.n == 1 && inA[h].n == 1 && equalRun(a[i:i+k], b[p.at:p.at+k]) {
			all = append(all, match{i, p.at})
		}
	}
	// Longest increasing subsequence of b (patience sorting).
	var tops []int
	back := make([]int, len(all))
	for i, m := range all {
		j := sort.Search(len(tops), func(j int) bool { return all[tops[j]].b >= m.b })
		back[i] = -1
		if j > 0 {
			back[i] = tops[j-1]
		}
		if j == len(tops) {
			tops = append(tops, i)
		} else {
			tops[j] = i
		}
	}
	chain := make([]match, len(tops))
	if len(tops) > 0 {
		for i, j := tops[len(tops)-1], len(tops)-1; i >= 0; i, j = back[i], j-1 {
			chain[j] = all[i]
		}
	}
	return chain
}

func hashRun(w []int32) uint64 {
	h := uint64(14695981039346656037)
	for _, x := range w {
		h = (h ^ uint64(uint32(x))) * 1099511628211
		h ^= h >> 29
	}
	return h
}

func equalRun(a, b []int32) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

const (
	same = iota // a[i] == b[j]
	other
	onlyA
	onlyB
	states
)

// gapFrom is the best score of a gap of the kind s after what p holds, and the
// state before it.
func gapFrom(p *[states]int32, s int8) (int32, int8) {
	best, st := p[s]-scoreOpen, s
	for k := int8(0); k < states; k++ {
		if p[k] > best {
			best, st = p[k], k
		}
	}
	return best + scoreOpen + scoreExtend, st
}

// dynamic aligns a with b and gives the equal words, moved by (a0, b0).
// O(len(a)·len(b)).
func dynamic(a, b []int32, a0, b0 int) []match {
	const never = -1 << 28
	w := len(b) + 1
	from := make([][states]int8, (len(a)+1)*w)
	prev := make([][states]int32, w)
	cur := make([][states]int32, w)
	for i := 0; i <= len(a); i++ {
		for j := 0; j <= len(b); j++ {
			c := &cur[j]
			*c = [states]int32{never, never, never, never}
			if i == 0 && j == 0 {
				c[same] = 0
				continue
			}
			f := &from[i*w+j]
			if i > 0 && j > 0 {
				p := &prev[j-1]
				best, st := p[same], int8(same)
				for k := int8(other); k < states; k++ {
					if p[k] > best {
						best, st = p[k], k
					}
				}
				if a[i-1] == b[j-1] {
					best += scoreMatch
					if v := p[same] + scoreMatch + scoreNext; v >= best {
						best, st = v, same
					}
					c[same], f[same] = best, st
				} else {
					c[other], f[other] = best+scoreOther, st
				}
			}
			if i > 0 {
				c[onlyA], f[onlyA] = gapFrom(&prev[j], onlyA)
			}
			if j > 0 {
				c[onlyB], f[onlyB] = gapFrom(&cur[j-1], onlyB)
			}
		}
		prev, cur = cur, prev
	}
	last := prev[len(b)]
	last[same] += scoreNext // what follows the gap is an anchor
	st := 0
	for s := 1; s < states; s++ {
		if last[s] > last[st] {
			st = s
		}
	}
	var out []match
	for i, j := len(a), len(b); i > 0 || j > 0; {
		f := from[i*w+j][st]
		switch st {
		case same:
			out = append(out, match{a0 + i - 1, b0 + j - 1})
			i, j = i-1, j-1
		case other:
			i, j = i-1, j-1
		case onlyA:
			i--
		case onlyB:
			j--
		}
		st = int(f)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
