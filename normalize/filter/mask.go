package filter

import (
	"slices"
	"sort"
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
			if rs, n := in.style(&all[i]); n > most {
				best, most = rs, n
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
	out := make([]string, 0, len(count))
	for m := range count {
		out = append(out, m)
	}
	sort.Slice(out, func(i, j int) bool {
		if count[out[i]] != count[out[j]] {
			return count[out[i]] > count[out[j]]
		}
		return out[i] < out[j]
	})
	return out[:min(4, len(out))]
}

// style gives the rules that explain masks of one style, and how well: each
// masked word counts more when a usual victim explains it.
func (in *inference) style(s *style) ([]*rule, int) {
	var rules []*rule
	explained := map[*spelling]bool{}
	score := 0
	take := func(x, origin string, need int) {
		to := s.of(x)
		if !strings.ContainsAny(to, hides) {
			return
		}
		r := &rule{pair: pair{x, to}, origin: origin, style: s}
		seen := map[string]bool{}
		var mine []*spelling
		step := signs(to)
		for _, t := range in.masks {
			// Every step of the inversion takes as many signs away as the mask
			// has, and a word has none left.
			if n := signs(t.lower); n%step != 0 || n > maxSteps*step || !strings.Contains(t.lower, to) {
				continue
			}
			for _, c := range invert(t, []*rule{r}) {
				if c.name && len(c.word) < 5 || c.level == formed || c.rare() || !restorable(t, &c) {
					continue
				}
				if origin == "inferred" && len(c.word)-len(x) < 4 {
					continue
				}
				mine = append(mine, t)
				if b := beginning(c.word); !seen[b] {
					seen[b] = true
					r.proof = append(r.proof, lower(c.word))
				}
				break
			}
		}
		r.words, r.masks = len(mine), mine
		if len(r.proof) >= need {
			rules = append(rules, r)
			worth := 3
			if origin != "usual victim" {
				worth = min(2, len(r.proof))
			}
			for _, t := range mine {
				if !explained[t] {
					score += worth
				}
				explained[t] = true
			}
		}
	}
	for _, x := range usual {
		take(x, "usual victim", 1)
	}
	if n := len(explained); n < len(in.masks) {
		for _, x := range unusual {
			before := len(explained)
			take(x, "victim", 1)
			if len(explained) == before && len(rules) > 0 && rules[len(rules)-1].from == x {
				rules = rules[:len(rules)-1]
			}
		}
	}
	if len(in.masks) < len(explained)+2 {
		return rules, score
	}
	// Victims that nobody thought of: completions that several words share.
	votes := map[string]int{}
	tried := 0
	for _, t := range in.masks {
		if explained[t] || tried >= 12 {
			continue
		}
		if sign := strings.Trim(s.of("xyz"), "xyz"); sign == "" || !strings.Contains(t.lower, sign[:1]) {
			continue
		}
		a := strings.IndexAny(t.lower, hides)
		b := strings.LastIndexAny(t.lower, hides) + 1
		if a < 0 || a == 0 && b-a > 4 {
			continue
		}
		hidden, least, most := t.lower[a:b], b-a, b-a
		probe := s.of("xyz")
		if s.of("wxyz") == probe { // the mask says nothing of the length
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
	xs := make([]string, 0, len(votes))
	for x, n := range votes {
		if n >= 2 {
			xs = append(xs, x)
		}
	}
	sort.Slice(xs, func(i, j int) bool {
		if votes[xs[i]] != votes[xs[j]] {
			return votes[xs[i]] > votes[xs[j]]
		}
		return xs[i] < xs[j]
	})
	for _, x := range xs[:min(20, len(xs))] {
		before := len(explained)
		take(x, "inferred", 2)
		if len(explained) < before+2 && len(rules) > 0 && rules[len(rules)-1].from == x {
			rules = rules[:len(rules)-1] // nothing that another rule does not explain
		}
	}
	return rules, score
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
