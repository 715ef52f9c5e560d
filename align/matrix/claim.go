package matrix

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// statement is a sentence of one text as a fact that others may carry too.
type statement struct {
	text   int
	span   corpus.Span
	zone   zone.Kind
	stems  []string                   // that mean something, sorted, each once
	mass   float64                    // sum of their weights
	items  int                        // details of different values within
	denies bool                       // see denies
	values map[string]map[string]bool // kind -> values of the numbers, dates and times within
	places []*statement               // in each text that has the same statement: the first, itself among them
}

// key is equal for statements that say the same in the same words.
func (s *statement) key() string {
	var vs []string
	for kind, of := range s.values {
		for v := range of {
			vs = append(vs, kind+" "+v)
		}
	}
	slices.Sort(vs)
	return fmt.Sprint(s.denies, "|", strings.Join(s.stems, " "), "|", strings.Join(vs, "|"))
}

// distinct puts equal statements together: what copies of a text share is
// compared once.
func distinct(all []*statement) []*statement {
	var out []*statement
	seen := map[string]*statement{}
	for _, s := range all {
		k := s.key()
		f := seen[k]
		if f == nil {
			f = s
			seen[k] = s
			out = append(out, s)
		}
		f.items = max(f.items, s.items)
		if n := len(f.places); n == 0 || f.places[n-1].text != s.text {
			f.places = append(f.places, s)
		}
	}
	return out
}

// longest item of a claim in bytes, and longest run of words that stands for a
// sentence where the full stops are lost.
const (
	claimBytes = 400
	claimWords = 40
)

// statements cuts the texts into sentences; what is too long to be shown is cut
// at semicolons, commas or, without any, by words.
func (j *joiner) statements() []*statement {
	var out []*statement
	for i, t := range j.texts {
		at := 0
		for _, s := range t.Sentences {
			z := t.ZoneAt(s.Start).Kind
			if !z.Text() && z != zone.BulletSummary && z != zone.Deck {
				continue
			}
			for _, s := range j.pieces(i, s) {
				st := &statement{text: i, span: s, zone: z}
				from, to := t.WordsIn(s)
				keys := make([]string, 0, to-from)
				for _, w := range t.Words[from:to] {
					keys = append(keys, w.Key)
					if !word.Stop(w.Key) {
						st.stems = append(st.stems, word.Stem(w.Key))
					}
				}
				st.denies = denies(keys)
				slices.Sort(st.stems)
				st.stems = slices.Compact(st.stems)
				for at < len(j.by[i]) && j.by[i][at].Span.Start < s.Start {
					at++
				}
				seen := map[string]bool{}
				for k := at; k < len(j.by[i]) && j.by[i][k].Span.Start < s.End; k++ {
					m := j.by[i][k]
					seen[m.Value] = true
					if !m.Open && !Name(m.Kind) && m.Kind != detail.Link && m.Kind != detail.Handle {
						if st.values == nil {
							st.values = map[string]map[string]bool{}
						}
						if st.values[m.Kind] == nil {
							st.values[m.Kind] = map[string]bool{}
						}
						st.values[m.Kind][m.Value] = true
					}
				}
				st.items = len(seen)
				if len(st.stems) >= 3 {
					out = append(out, st)
				} else if k := len(out) - 1; k >= 0 && out[k].text == i && out[k].zone == z && s.Start-out[k].span.End <= 4 && s.End-out[k].span.Start <= claimBytes {
					// "Any comment?" is too short to be found by itself
					out[k].span.End = s.End
					out[k].stems = append(out[k].stems, st.stems...)
					slices.Sort(out[k].stems)
					out[k].stems = slices.Compact(out[k].stems)
				}
			}
		}
	}
	return out
}

// denies reports whether one clause of a sentence, as far as conjunctions part
// them, has an odd number of negations: “no bank is hired and nothing is for sale”
// denies twice, and “they did not deny it” not at all.
func denies(keys []string) bool {
	from := 0
	for i := 0; i <= len(keys); i++ {
		if i < len(keys) && keys[i] != "and" && keys[i] != "but" && keys[i] != "or" {
			continue
		}
		if word.Negations(keys[from:i])%2 == 1 {
			return true
		}
		from = i
	}
	return false
}

// pieces cuts a sentence of text i that is longer than an item may be.
func (j *joiner) pieces(i int, s corpus.Span) []corpus.Span {
	if s.Len() <= claimBytes {
		return []corpus.Span{s}
	}
	t := j.texts[i]
	from, to := t.WordsIn(s)
	var out []corpus.Span
	for from < to {
		end, cut := from, -1
		for end < to && end-from < claimWords && t.Words[end].Span.End-t.Words[from].Span.Start <= claimBytes {
			end++
			if end < to && end-from >= 8 && strings.ContainsAny(t.Clean[t.Words[end-1].Span.End:t.Words[end].Span.Start], ",;:—") {
				cut = end
			}
		}
		if end < to && cut > 0 {
			end = cut
		}
		end = max(end, from+1)
		p := corpus.Span{Start: t.Words[from].Span.Start, End: t.Words[end-1].Span.End}
		if p.Len() <= claimBytes {
			out = append(out, p)
		}
		from = end
	}
	return out
}

// star is a statement and the sentences of the other texts that make it too.
type star struct {
	seed    int
	of      []int        // the distinct statements that make it, the seed among them
	members []*statement // one of a text, in order of texts
	partly  []*statement // statements that speak of it but say another number or deny it
}

// parts reports whether o speaks of what s says and says it differently.
func (s *statement) parts(o *statement) bool {
	if s.denies != o.denies {
		return true
	}
	for kind, vs := range s.values {
		ws := o.values[kind]
		if len(ws) == 0 {
			continue
		}
		same := false
		for v := range vs {
			same = same || ws[v]
		}
		if !same {
			return true
		}
	}
	return false
}

// claims gives the statements that several texts make, and those of one text
// that name at least two details: who says what the others leave out. A
// statement is carried by another text where one sentence of it holds at least
// three fifths of what the statement is about, weighted by how rare its words
// are in the story, and partly carried from one half on, or where a number
// differs or one of the two denies. Claims are stars around one statement,
// never chains: what is alike two steps away is another claim.
func (j *joiner) claims() []Row {
	all := distinct(j.statements())
	in := map[string][]int32{} // stem -> statements
	for k, s := range all {
		for _, w := range s.stems {
			in[w] = append(in[w], int32(k))
		}
	}
	weight := func(w string) float64 { return math.Log(float64(len(all)+1) / float64(len(in[w]))) }
	for _, s := range all {
		for _, w := range s.stems {
			s.mass += weight(w)
		}
	}
	rare := min(max(12, 3*len(j.texts)), 60) // a stem of more statements proves nothing and is not followed
	few := 2 * len(j.texts)
	shared := make([]float64, len(all))
	count := make([]int, len(all))
	strong := make([]bool, len(all)) // a stem that few statements have is shared
	var touched []int32
	var cs []star
	// Stems too frequent to be followed have numbers, in order, and a weight.
	number, weights := map[string]int32{}, []float64{}
	for _, w := range slices.Sorted(maps.Keys(in)) {
		if len(in[w]) > rare {
			number[w] = int32(len(weights))
			weights = append(weights, weight(w))
		}
	}
	often := make([][]int32, len(all))
	for k, s := range all {
		for _, w := range s.stems {
			if n, ok := number[w]; ok {
				often[k] = append(often[k], n)
			}
		}
	}
	here := make([]int, len(weights)) // 1 + the last statement that has the stem
	for k, s := range all {
		touched = touched[:0]
		for _, w := range s.stems {
			at := in[w]
			if len(at) > rare {
				continue
			}
			x := weight(w)
			for _, o := range at {
				if int(o) == k {
					continue
				}
				if count[o] == 0 {
					touched = append(touched, o)
				}
				count[o]++
				shared[o] += x
				strong[o] = strong[o] || len(at) <= few
			}
		}
		for _, n := range often[k] {
			here[n] = k + 1
		}
		type match struct {
			at    int
			s     *statement
			score float64
		}
		best := map[int]match{} // by text
		for _, p := range s.places {
			best[p.text] = match{k, p, 2}
		}
		for _, o := range touched {
			// stems too frequent to be followed count as well
			sum, n := shared[o], count[o]
			for _, w := range often[o] {
				if here[w] == k+1 {
					sum += weights[w]
					n++
				}
			}
			x, proved := sum/s.mass, strong[o]
			count[o], shared[o], strong[o] = 0, 0, false
			if n < 3 || x < 0.5 || !proved || n == 3 && x < 0.8 || len(s.stems) < 4 && sum/all[o].mass < 0.5 {
				continue
			}
			for _, p := range all[o].places {
				if m, ok := best[p.text]; !ok || x > m.score || x == m.score && int(o) < m.at {
					best[p.text] = match{int(o), p, x}
				}
			}
		}
		c := star{seed: k}
		made := map[int]bool{}
		for _, i := range slices.Sorted(maps.Keys(best)) {
			m := best[i]
			if m.at != k && (m.score < 0.6 || s.parts(all[m.at])) {
				c.partly = append(c.partly, m.s)
				continue
			}
			c.members = append(c.members, m.s)
			if !made[m.at] {
				made[m.at] = true
				c.of = append(c.of, m.at)
			}
		}
		if len(c.members)+len(c.partly) == 1 && s.items < 2 {
			continue
		}
		cs = append(cs, c)
	}
	// The claim that most texts carry stands for those that say no more: whose
	// statement is one of its sentences, alike in both directions.
	sort.SliceStable(cs, func(a, b int) bool {
		if len(cs[a].members) != len(cs[b].members) {
			return len(cs[a].members) > len(cs[b].members)
		}
		return len(cs[a].partly) < len(cs[b].partly)
	})
	of := make([]int, len(all)) // statement -> 1 + index of the first claim it is in
	var out []Row
	var kept []star
	said := map[string]bool{}
	for _, c := range cs {
		if said[strings.Join(all[c.seed].stems, " ")] {
			continue
		}
		if k := of[c.seed]; k > 0 && j.sayNoMore(all, c, kept[k-1], weight) {
			continue
		}
		kept = append(kept, c)
		said[strings.Join(all[c.seed].stems, " ")] = true
		for _, m := range c.of {
			if of[m] == 0 {
				of[m] = len(kept)
			}
		}
		out = append(out, j.claim(all, c))
	}
	return out
}

// sayNoMore reports whether claim c is made by claim k already.
func (j *joiner) sayNoMore(all []*statement, c, k star, weight func(string) float64) bool {
	in := map[int]bool{}
	for _, m := range k.members {
		in[m.text] = true
	}
	for _, m := range c.members {
		if !in[m.text] {
			return false
		}
	}
	if len(c.members) == 1 {
		return len(c.partly) <= len(k.partly)
	}
	s, sum := all[c.seed], 0.0
	for _, w := range s.stems {
		if _, ok := slices.BinarySearch(all[k.seed].stems, w); ok {
			sum += weight(w)
		}
	}
	return sum >= s.mass/2
}

// claim makes the row of a star.
func (j *joiner) claim(all []*statement, c star) Row {
	s := all[c.seed]
	r := Row{Kind: Claim, Value: strings.Join(s.stems, " "), Label: strings.Join(strings.Fields(j.texts[s.text].Clean[s.span.Start:s.span.End]), " ")}
	for _, m := range c.members {
		r.Carried = append(r.Carried, Mention{Text: m.text, Span: m.span, Zone: m.zone})
	}
	for _, m := range c.partly {
		r.Partly = append(r.Partly, Mention{Text: m.text, Span: m.span, Zone: m.zone})
	}
	return r
}
