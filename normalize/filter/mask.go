package filter

import (
	"cmp"
	"slices"
	"strings"

	"verbatim/normalize/lexicon"
)

// style is a way to mask a word: what it makes of a victim.
type style struct {
	name string
	of   func(victim string) string
}

// styles are the masks whose length follows the victim.
var styles = []style{
	{"stars", func(x string) string { return strings.Repeat("*", len(x)) }},
	{"stars between outer letters", func(x string) string { return x[:1] + strings.Repeat("*", len(x)-2) + x[len(x)-1:] }},
	{"stars after the first letter", func(x string) string { return x[:1] + strings.Repeat("*", len(x)-1) }},
	{"question marks", func(x string) string { return strings.Repeat("?", len(x)) }},
	{"number signs", func(x string) string { return strings.Repeat("#", len(x)) }},
	{"a star for the first letter", func(x string) string { return "*" + x[1:] }},
	{"a star for the first vowel", func(x string) string {
		if i := strings.IndexAny(x, "aeiou"); i >= 0 {
			return x[:i] + "*" + x[i+1:]
		}
		return x
	}},
	{"signs that look like the letters", strings.NewReplacer("a", "@", "s", "$", "i", "!").Replace},
}

// masked infers the rules behind the masks of the text: one style, several
// victims.
func (in *inference) masked() {
	if len(in.masks) == 0 {
		return
	}
	all := append([]style(nil), styles...)
	for _, m := range fixed(in.masks) {
		all = append(all, style{m, func(string) string { return m }})
	}
	for range 4 { // a text may have been masked more than once, each time in one style
		var best []*rule
		most := 0
		for i := range all {
			if r := in.style(&all[i]); r.score > most {
				best, most = r.rules, r.score
			}
		}
		if most > 0 && len(best) == 1 && best[0].words == 1 && len(best[0].proof[0])-len(best[0].from) < 4 {
			return
		}
		n := len(in.rules)
		for _, r := range best {
			if !idle(r, best) && !in.otherwise(r) {
				in.accept(r)
			}
		}
		if len(in.rules) == n {
			return
		}
		left := in.masks[:0:0]
		for _, t := range in.masks {
			if len(invert(t, in.rules)) == 0 {
				left = append(left, t)
			}
		}
		in.masks = left
	}
}

// otherwise reports whether the victim of r was masked in another style: the
// filter that did left none of it.
func (in *inference) otherwise(r *rule) bool {
	return slices.ContainsFunc(in.rules, func(o *rule) bool { return o.from == r.from && o.style != nil && o.style != r.style })
}

// idle reports whether all that r explains is explained by rules that explain
// far more: a mask that hid one word everywhere hid no other once.
func idle(r *rule, all []*rule) bool {
	if len(r.proof) > 1 {
		return false
	}
	for _, t := range r.masks {
		if !slices.ContainsFunc(all, func(o *rule) bool { return o != r && len(o.proof) >= sureProofs && slices.Contains(o.masks, t) }) {
			return false
		}
	}
	return true
}

// fixed are the masks that look the same whatever they hide.
func fixed(ts []*spelling) []string {
	count := map[string]int{}
	for _, t := range ts {
		for i := 0; i < len(t.lower); {
			if c := t.lower[i]; class[c] == letter || c == '\'' {
				i++
				continue
			}
			j := i
			for j < len(t.lower) && class[t.lower[j]] != letter && t.lower[j] != '\'' {
				j++
			}
			if n := starred(t.text[i:]); n > 0 {
				j = i + n
			} else if s := t.lower[i:]; strings.IndexByte("[<({", s[0]) >= 0 {
				j = i + strings.IndexAny(s, "]>)}") + 1
			} else if k := strings.Index(t.lower[i+1:j], t.lower[i:i+1]); k > 2 && strings.Trim(t.lower[i:j], t.lower[i:i+1]) != "" && (j-i)%(k+1) == 0 && t.lower[i:i+k+1] == t.lower[i+k+1:i+2*k+2] {
				j = i + k + 1 // two grawlixes in a row
			}
			if m := t.lower[i:j]; len(m) > 1 {
				count[m]++
			}
			i = j
		}
	}
	out := ranked(count, 1)
	return out[:min(4, len(out))]
}

// reading is an attempt to explain the masks of a text by one style.
type reading struct {
	style     *style
	rules     []*rule
	explained map[*spelling]bool
	score     int // each masked word counts more when a usual victim explains it
}

// style reads the masks of the text as those of s.
func (in *inference) style(s *style) *reading {
	r := &reading{style: s, explained: map[*spelling]bool{}}
	for _, x := range usual {
		r.take(in.masks, x, "usual victim", 1, 0)
	}
	if len(r.explained) < len(in.masks) {
		for _, x := range unusual {
			r.take(in.masks, x, "victim", 1, 1)
		}
	}
	if len(in.masks) >= len(r.explained)+2 { // victims that nobody thought of
		xs := r.completions(in.masks)
		for _, x := range xs[:min(20, len(xs))] {
			r.take(in.masks, x, "inferred", 2, 2)
		}
	}
	return r
}

// take takes up the rule by which the victim x was masked where need words
// prove it, and where it explains so many masks more that no other rule does.
func (r *reading) take(masks []*spelling, x, origin string, need, more int) {
	to := r.style.of(x)
	if !strings.ContainsAny(to, hides) {
		return
	}
	n := &rule{pair: pair{x, to}, origin: origin, style: r.style}
	seen := map[string]bool{}
	step := signs(to)
	for _, t := range masks {
		// Every step of the inversion takes as many signs away as the mask
		// has, and a word has none left.
		if n := signs(t.lower); n%step != 0 || n > maxSteps*step || !strings.Contains(t.lower, to) {
			continue
		}
		for _, c := range invert(t, []*rule{n}) {
			if c.name && len(c.word) < 5 || c.level == formed || c.rare() || !restorable(t, &c) {
				continue
			}
			if origin == "inferred" && len(c.word)-len(x) < 4 {
				continue
			}
			n.masks = append(n.masks, t)
			if b := beginning(c.word); !seen[b] {
				seen[b] = true
				n.proof = append(n.proof, lower(c.word))
			}
			break
		}
	}
	if n.words = len(n.masks); len(n.proof) < need {
		return
	}
	fresh := 0
	for _, t := range n.masks {
		if !r.explained[t] {
			fresh++
		}
	}
	worth := 3
	if origin != "usual victim" {
		worth = min(2, len(n.proof))
	}
	r.score += worth * fresh
	for _, t := range n.masks {
		r.explained[t] = true
	}
	if fresh >= more {
		r.rules = append(r.rules, n)
	}
}

// completions are the strings that complete several of the masked words that
// are not explained yet, those of most words first.
func (r *reading) completions(masks []*spelling) []string {
	votes := map[string]int{}
	tried := 0
	probe := r.style.of("xyz")
	sign := strings.Trim(probe, "xyz")
	if sign == "" {
		return nil
	}
	for _, t := range masks {
		if r.explained[t] || tried >= 12 || !strings.Contains(t.lower, sign[:1]) {
			continue
		}
		a := strings.IndexAny(t.lower, hides)
		b := strings.LastIndexAny(t.lower, hides) + 1
		if a < 0 || a == 0 && b-a > 4 {
			continue
		}
		hidden, least, most := t.lower[a:b], b-a, b-a
		if r.style.of("wxyz") == probe { // the mask says nothing of the length
			if hidden != probe {
				continue
			}
			least, most = 2, 8
		}
		tried++
		lexicon.Fill(t.lower[:a], stem(t.lower[b:]), least, most, func(f []byte) bool {
			x := string(f)
			if i := strings.IndexAny(probe, hides); i == 1 && a > 0 {
				x = t.lower[a-1:a] + x
				if probe[len(probe)-1] == 'z' {
					if b == len(t.lower) {
						return true
					}
					x += t.lower[b : b+1]
				}
			}
			if len(x) > 2 && !affixes[x] {
				votes[x]++
			}
			return len(votes) < 20000
		})
	}
	return ranked(votes, 2)
}

// ranked are the strings that were counted least times or more, the most
// frequent first, of those the longest.
func ranked(count map[string]int, least int) []string {
	var out []string
	for s, n := range count {
		if n >= least {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	return out
}

// restorable reports whether a masked word may be put back: not one that a
// publisher masks himself, nor a whole word of which only the mask is left.
func restorable(t *spelling, c *candidate) bool {
	w := lower(c.word)
	if !t.mask || w == "sex" && strings.ContainsAny(t.lower, "sx") {
		return true
	}
	return !rude[w] && !(len(c.rules) == 1 && c.rules[0].from == w)
}

// starred is the length of a word between stars at the front of s, as in
// ***REMOVED***: all capitals or none, as many stars after them as before.
func starred(s string) int {
	n := 0
	for n < len(s) && s[n] == '*' {
		n++
	}
	j := n
	for j < len(s) && s[j]|0x20 >= 'a' && s[j]|0x20 <= 'z' {
		j++
	}
	if w := s[n:j]; n < 2 || j-n < 4 || w != strings.ToUpper(w) && w != strings.ToLower(w) || !strings.HasPrefix(s[j:], s[:n]) {
		return 0
	}
	return j + n
}

// bracketed is the place in s of a word or of stars in brackets that may stand
// for a hidden word, as in [removed] or <censored>.
func bracketed(s string) (start, end int) {
	for i := 0; i < len(s); i++ {
		k := strings.IndexByte("[<({", s[i])
		if k < 0 {
			continue
		}
		j := i + 1
		for j < len(s) && (s[j]|0x20 >= 'a' && s[j]|0x20 <= 'z' || s[j] == '*') {
			j++
		}
		if j < len(s) && s[j] == "]>)}"[k] && j-i >= 4 && j-i <= 16 {
			return i, j + 1
		}
	}
	return 0, 0
}

// bracket finds a word with a bracketed mask in the chunk.
func bracket(text string, start, end int, f func(int, string, bool)) bool {
	low := lower(text[start:end])
	if i, j := bracketed(low); j > 0 {
		m := low[i:j]
		a, b := i, j
		for a > 0 && class[low[a-1]] == letter && low[a-1] < 0x80 {
			a--
		}
		for b < len(low) {
			if strings.HasPrefix(low[b:], m) {
				b += len(m)
			} else if class[low[b]] == letter && low[b] < 0x80 {
				b++
			} else {
				break
			}
		}
		if b-a > len(m) && b-a <= longest {
			f(start+a, text[start+a:start+b], true)
			return true
		}
	}
	return false
}

// hides are the bytes that only masks have.
const hides = "*?$%&#^!@[]<>(){}"

// signs counts the bytes of s that only masks have.
func signs(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(hides, s[i]) >= 0 {
			n++
		}
	}
	return n
}
