package filter

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"verbatim/normalize/lexicon"
)

// rule is a substitution that the text shows.
type rule struct {
	pair
	origin string      // catalogue, usual victim, inferred
	proof  []string    // words of the text that it explains, as restored, distinct in their beginnings
	words  int         // suspects that it explains
	style  *style      // of a mask
	forms  bool        // three forms of one word prove it
	masks  []*spelling // the masked words that it explains
}

func (r *rule) String() string { return r.from + "->" + r.to }

// evidence says in words why the rule is believed.
func (r *rule) evidence() string {
	p := r.proof
	if len(p) > 4 {
		p = p[:4]
	}
	return fmt.Sprintf("rule %s explains %d unknown %s of this text (%s)", r, r.words, plural(r.words, "word"), strings.Join(p, ", "))
}

func plural(n int, w string) string {
	if n == 1 {
		return w
	}
	return w + "s"
}

// candidate is one way to undo the damage of a spelling.
type candidate struct {
	word  string // in the capitals that the damaged spelling has
	rules []*rule
	level int  // of the word; rarer is higher
	name  bool // only listed with capitals
	start bool // the damage stands at the front, so the first letter is not the author's
}

const (
	maxSteps  = 4   // substitutions undone in one spelling
	maxStates = 200 // strings looked at for one spelling
)

// invert gives the known words that t can stand for under rules, best first.
// It undoes one substitution after the other, so that a rule that hit the
// output of another one is undone as well.
func invert(t *spelling, rules []*rule) []candidate {
	type state struct {
		s     string
		rules []*rule
		start bool
	}
	level := []state{{s: t.text}}
	seen := map[string]bool{t.text: true}
	var out []candidate
	for step := 0; step < maxSteps && len(level) > 0; step++ {
		var next []state
		for _, st := range level {
			low := lower(st.s)
			for _, r := range rules {
				for i := 0; ; i++ {
					k := strings.Index(low[i:], r.to)
					if k < 0 {
						break
					}
					i += k
					s := put(st.s, i, len(r.to), r.from)
					if seen[s] || len(seen) > maxStates {
						continue
					}
					seen[s] = true
					n := state{s, add(st.rules, r), st.start || i == 0}
					if c, ok := word(t, s, n.rules, n.start); ok {
						out = append(out, c)
					} else {
						next = append(next, n)
					}
				}
			}
		}
		level = next
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].cost() < out[j].cost() })
	return out
}

func add(rs []*rule, r *rule) []*rule {
	for _, x := range rs {
		if x == r {
			return rs
		}
	}
	return append(rs[:len(rs):len(rs)], r)
}

// formed is the level of words that are in no list but formed as usual.
const formed = 75

// cost ranks candidates: common words first, rules with much evidence first.
func (c *candidate) cost() int {
	n := c.level
	for _, r := range c.rules {
		n += max(0, 8-2*len(r.proof))
	}
	return n
}

// rare reports whether the candidate is a name so rare that it is no proof.
func (c *candidate) rare() bool { return c.level > lexicon.Names+nameCost }

// nameCost is how much less likely a name is than a word of the same level.
const nameCost = 15

// word judges the string s as what t was.
func word(t *spelling, s string, rules []*rule, start bool) (candidate, bool) {
	if strings.ContainsAny(s, hides) {
		return candidate{}, false
	}
	c := candidate{word: s, rules: rules, start: start}
	w := stem(s)
	e, ok := lexicon.Lookup(w)
	switch {
	case ok && e.Lower > 0:
		c.level = e.Lower
		if e.Upper > 0 && t.capital() {
			c.level = e.Level()
		}
	case ok && e.Upper > lexicon.Names && (!t.capital() || len(w) < 5):
		return c, false // a rare surname proves little
	case ok && (t.capital() || start):
		c.level, c.name = e.Upper+nameCost, true
	case !ok && len(w) >= 6 && derived(lower(w)):
		c.level = formed
	default:
		return c, false
	}
	return c, true
}

// put replaces n bytes of s at i by x, with the capitals of what stood there.
func put(s string, i, n int, x string) string {
	old := s[i : i+n]
	switch {
	case !strings.ContainsAny(old, "abcdefghijklmnopqrstuvwxyz") && strings.ContainsAny(old, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && len(letterRun(old)) > 1 && !strings.Contains(old, "*"),
		shouting(s, i, n):
		x = strings.ToUpper(x)
	case old[0] >= 'A' && old[0] <= 'Z' && (i == 0 || class[s[i-1]] != letter):
		x = strings.ToUpper(x[:1]) + x[1:]
	}
	return s[:i] + x + s[i+n:]
}

// shouting reports whether the letters of s around what a filter wrote are all
// capitals.
func shouting(s string, i, n int) bool {
	rest := letterRun(s[:i] + s[i+n:])
	return len(rest) > 2 && rest == strings.ToUpper(rest)
}

func letterRun(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}

// lower folds ASCII letters only, so that offsets stay.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if b[j] >= 'A' && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// beginning is what tells two proofs apart: assembly and assemblies are one.
func beginning(w string) string {
	w = lower(w)
	return w[:min(5, len(w))]
}

// try fills in the proof of r from the suspects given; at is true where a
// spelling holds the replacement.
func (r *rule) try(ts []*spelling) (long bool) {
	r.proof, r.words = nil, 0
	seen := map[string]bool{}
	for _, t := range ts {
		if !strings.Contains(t.lower, r.to) {
			continue
		}
		for _, c := range invert(t, []*rule{r}) {
			if c.name && !t.capital() || c.level == formed || c.rare() {
				continue
			}
			r.words++
			if t.weak {
				break // it may be what it seems to be
			}
			if b := beginning(c.word); !seen[b] {
				seen[b] = true
				r.proof = append(r.proof, c.word)
			}
			long = long || max(len(c.word), len(t.text)) >= 7 && !t.capital() || len(c.word) >= 10
			break
		}
	}
	return long
}

// inference collects the rules of one text.
type inference struct {
	ws       *words
	across   []*spelling // pairs of words that a rule explains as one
	suspects []*spelling // not explained yet
	masks    []*spelling
	rules    []*rule
}

func infer(ws *words) []*rule {
	in := &inference{ws: ws}
	for _, t := range ws.all {
		if t.mask {
			if len(in.masks) < maxMasks {
				in.masks = append(in.masks, t)
			}
		} else if t.suspect() && len(t.text) >= 4 && len(t.text) <= 24 {
			in.suspects = append(in.suspects, t)
		}
	}
	in.known()
	in.spaced()
	for range 4 {
		n := len(in.rules)
		in.siblings()
		in.blind()
		if len(in.rules) == n {
			break
		}
	}
	in.single()
	in.masked()
	ws.across = in.across
	return in.rules
}

// single looks for further victims in a text that a filter is proved to have
// gone through: there one long word is enough, if only one known word and one
// usual victim fit it.
func (in *inference) single() {
	most := 0
	for _, r := range in.rules {
		most = max(most, len(r.proof))
	}
	if most < 3 {
		return
	}
	for _, t := range in.suspects {
		w := stem(t.lower)
		if t.capital() || len(w) < 7 {
			continue
		}
		var found []*rule
		for i := 0; i < len(w); i++ {
			for n := 4; n <= 10 && i+n <= len(w) && len(w)-n >= 3; n++ {
				e, ok := lexicon.Lookup(w[i : i+n])
				if !ok || e.Lower == 0 || e.Lower > 60 || i == 0 || i+n == len(w) {
					continue
				}
				for _, x := range usual {
					if !differ(x, w[i:i+n]) {
						continue
					}
					if e, ok := lexicon.Lookup(w[:i] + x + w[i+n:]); ok && e.Lower > 0 && e.Lower <= 60 {
						found = append(found, &rule{pair: pair{x, w[i : i+n]}, origin: "usual victim of a filter proved by other words", proof: []string{w[:i] + x + w[i+n:]}, words: 1})
					}
				}
			}
		}
		if len(found) == 1 {
			in.accept(found[0])
		}
	}
}

// accept takes r up unless the text shows its victim undamaged, or it would
// touch every other word.
func (in *inference) accept(r *rule) bool {
	for _, have := range in.rules {
		if have.pair == r.pair {
			return false
		}
	}
	lows, caps, n := 0, 0, 0
	for _, t := range in.ws.every() {
		if t.mask {
			continue
		}
		n++
		if i := strings.Index(t.text, r.from); i >= 0 && !strings.Contains(t.lower, r.to) {
			lows++
		} else if len(t.text) >= len(r.from) && strings.EqualFold(t.text[:len(r.from)], r.from) {
			caps++
		}
	}
	if lows > r.words/4 || caps > 2*r.words+2 || n >= 20 && r.words*10 > n*9 {
		return false
	}
	in.rules = append(in.rules, r)
	left := in.suspects[:0:0]
	for _, t := range in.suspects {
		if !strings.Contains(t.lower, r.to) || len(invert(t, in.rules)) == 0 {
			left = append(left, t)
		}
	}
	in.suspects = left
	return true
}

// known looks for the rules of the catalogue.
func (in *inference) known() {
	var some []*spelling
	for _, t := range in.suspects {
		if anOutput.In(t.lower) {
			some = append(some, t)
		}
	}
	if some == nil {
		return
	}
	for _, p := range catalogue {
		if ts := holding(some, p.to); ts != nil {
			r := &rule{pair: p, origin: "catalogue"}
			if long := r.try(ts); len(r.proof) >= 2 || long {
				in.accept(r)
			}
		}
	}
}

// holding are those of ts that have s in them.
func holding(ts []*spelling, s string) (out []*spelling) {
	for _, t := range ts {
		if strings.Contains(t.lower, s) {
			out = append(out, t)
		}
	}
	return out
}

// siblings looks for other victims of replacements that are known by now.
func (in *inference) siblings() {
	have := map[string]bool{}
	for _, r := range in.rules {
		if have[r.to] {
			continue
		}
		have[r.to] = true
		ts := holding(in.suspects, r.to)
		for _, x := range victims {
			n := &rule{pair: pair{x, r.to}, origin: "usual victim"}
			if len(ts) == 0 || x == r.to || strings.Contains(r.to, x) {
				continue
			}
			n.try(ts)
			if len(n.proof) > 1 || len(n.proof) == 1 && len(n.proof[0]) >= 6 && isUsual[x] && alone(n, ts) {
				in.accept(n)
			}
		}
	}
}

// alone reports whether no other victim makes a word of the tokens that r
// explains: few letters around a victim fit many a word by chance.
func alone(r *rule, ts []*spelling) bool {
	for _, t := range ts {
		if len(invert(t, []*rule{r})) == 0 {
			continue
		}
		for _, x := range victims {
			o := &rule{pair: pair{x, r.to}}
			if x != r.from && x != r.to && !strings.Contains(r.to, x) && len(invert(t, []*rule{o})) > 0 {
				return false
			}
		}
	}
	return true
}

// affixes are letters that start or end so many words that completing with
// them proves nothing.
var affixes = set(`ing est ers ism ist ion ful ness less ment able ity age ous ive ate ish ant ent ize ise ized ised pre con dis non sub pro ted ter der ler ner ner ling ring ting ions
	ism isms ists tion ation ally ically ical ial ian ines ies ied ier age ages ance ence ary ery ory ure led red ned sed ses res les`)

const (
	maxSuspects = 1500 // suspects that are looked into without a catalogue
	maxOutputs  = 150  // replacements tried
	maxMasks    = 1000 // masked words that rules are inferred from
)

// alike are the words of some length in lower case that have three letters in
// a row in common with another one; the rest share no replacement.
func alike(ts []*spelling) []*spelling {
	type gram struct{ letters, word uint32 }
	var grams []gram
	for k, t := range ts {
		if t.capital() || len(t.text) < 5 {
			continue
		}
		g := uint32(0)
		for i := range len(t.lower) {
			if g = (g<<8 | uint32(t.lower[i])) & (1<<24 - 1); i >= 2 {
				grams = append(grams, gram{g, uint32(k)})
			}
		}
	}
	slices.SortFunc(grams, func(a, b gram) int { return cmp.Or(cmp.Compare(a.letters, b.letters), cmp.Compare(a.word, b.word)) })
	shared := make([]bool, len(ts))
	for i := 1; i < len(grams); i++ {
		if a, b := grams[i-1], grams[i]; a.letters == b.letters && a.word != b.word {
			shared[a.word], shared[b.word] = true, true
		}
	}
	var out []*spelling
	for k, t := range ts {
		if shared[k] {
			out = append(out, t)
		}
	}
	return out
}

// blind looks for replacements that are in no catalogue: strings that several
// unknown words share.
func (in *inference) blind() {
	type output struct {
		s    string
		n    int
		word bool
	}
	ts := in.suspects
	if len(ts) > maxSuspects {
		ts = ts[:maxSuspects]
	}
	count := map[string]int{}
	for _, t := range alike(ts) {
		seen := map[string]bool{}
		for i := range t.lower {
			for n := 3; n <= 12 && i+n <= len(t.lower) && n < len(t.lower); n++ {
				if s := t.lower[i : i+n]; !seen[s] {
					seen[s] = true
					count[s]++
				}
			}
		}
	}
	var outs []output
	for s, n := range count {
		if n < 2 {
			continue
		}
		e, ok := lexicon.Lookup(s)
		isWord := ok && (e.Lower > 0 || e.Upper <= lexicon.Rare) || strings.Trim(s, s[:1]) == "" // xxx
		if isWord && !affixes[s] || n >= 4 && !affixes[s] {
			outs = append(outs, output{s, n, isWord})
		}
	}
	sort.Slice(outs, func(i, j int) bool {
		a, b := outs[i], outs[j]
		if a.n != b.n {
			return a.n > b.n
		}
		if a.word != b.word {
			return a.word
		}
		if len(a.s) != len(b.s) {
			return len(a.s) > len(b.s)
		}
		return a.s < b.s
	})
	if len(outs) > maxOutputs {
		outs = outs[:maxOutputs]
	}
	var best *rule
	bestWord := false
	for _, o := range outs {
		if r := in.vote(o.s, o.word); r != nil && (best == nil || len(r.proof) > len(best.proof) || len(r.proof) == len(best.proof) && o.word && !bestWord) {
			best, bestWord = r, o.word
		}
	}
	if best != nil {
		in.accept(best)
	}
}

var isVictim, isUsual = set(strings.Join(victims, " ")), set(strings.Join(usual, " "))

// place is a place of a replacement in a suspect: what stands before and behind.
type place struct {
	t              *spelling
	prefix, suffix string
	node           lexicon.Node // after prefix
}

// places are the places of the string to in the suspects, those with most
// letters before it first.
func (in *inference) places(to string) (out []place) {
	for _, t := range in.suspects {
		for i := 0; ; i++ {
			k := strings.Index(t.lower[i:], to)
			if k < 0 {
				break
			}
			i += k
			s := stem(t.lower)
			if i+len(to) <= len(s) && len(s)-len(to) >= 2 {
				if n, ok := lexicon.After(s[:i]); ok {
					out = append(out, place{t, s[:i], s[i+len(to):], n})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b place) int { return cmp.Compare(len(b.prefix), len(a.prefix)) })
	return out
}

// provable is the level of the rarest words that are a sign of a rule.
const provable = 60

// inferred is the rule that x became to at places, without proof unless it has
// enough of it; nil where it explains less than two of them.
func inferred(x, to string, isWord bool, places []place) *rule {
	known := func(p *place) bool {
		l := p.node.Lower(x, p.suffix)
		return l > 0 && l <= provable
	}
	hits := 0
	for i := range places {
		if known(&places[i]) {
			hits++
		}
	}
	if hits < 2 || !differ(x, to) {
		return nil
	}
	r := &rule{pair: pair{x, to}, origin: "inferred"}
	seen := map[string]bool{}
	lows, edgeA, edgeB, strong, unlisted, stem := 0, 0, 0, 0, 0, false
	for i := range places {
		p := &places[i]
		w := p.prefix + x + p.suffix
		if !known(p) || len(w) < 5 && !(len(w) == 4 && isUsual[x]) {
			continue
		}
		r.words++
		if !p.t.capital() {
			lows++
		}
		if b := beginning(w); !seen[b] {
			seen[b] = true
			r.proof = append(r.proof, w)
			if len(p.prefix)+len(p.suffix) >= 4 {
				strong++
			}
			stem = stem || len(w) >= 7 && len(p.prefix)+len(p.suffix) >= 4
			if !p.t.weak {
				unlisted++
			}
			if p.prefix == "" {
				edgeA++
			}
			if p.suffix == "" {
				edgeB++
			}
		}
	}
	n := len(r.proof)
	// Three forms of one word are less than three words, but not nothing.
	r.forms = isUsual[x] && isWord && stem && lows >= 3 && r.words >= 3 && len(to) >= 4
	sure := isVictim[x] && isWord && n >= 3 || r.forms
	if lows == 0 || !sure && (lows < 2 || edgeA == n || edgeB == n || strong < 2) {
		r.proof = nil
	}
	// Words that are formed of known ones may be what they seem to be.
	if unlisted < 3 && unlisted < n && !(isVictim[x] && n >= 3 && (unlisted > 0 || n >= 4 && edgeA < n && edgeB < n)) {
		r.proof = nil
	}
	return r
}

// vote finds the victim that explains most suspects with the string to; nil
// unless it is proved.
func (in *inference) vote(to string, isWord bool) *rule {
	places := in.places(to)
	if len(places) < 2 {
		return nil
	}
	votes := map[string]*rule{}
	count := func(x string) {
		if votes[x] == nil {
			if r := inferred(x, to, isWord, places); r != nil {
				votes[x] = r
			}
		}
	}
	for _, x := range victims {
		count(x)
	}
	starts := map[string]bool{}
	for _, p := range places {
		starts[beginning(p.prefix+"*"+p.suffix)] = true
	}
	tried := 0
	for i, p := range places {
		if len(starts) < 3 || i == 3 || p.prefix == "" || i > 0 && len(p.prefix) == 1 {
			break
		}
		lexicon.Fill(p.prefix, p.suffix, 3, 10, func(x []byte) bool {
			if !affixes[string(x)] {
				count(string(x))
			}
			tried++
			return tried < 4000
		})
	}
	var best *rule
	for _, x := range slices.Sorted(maps.Keys(votes)) {
		r := votes[x]
		if best == nil || len(r.proof) > len(best.proof) || len(r.proof) == len(best.proof) && isVictim[r.from] && !isVictim[best.from] {
			best = r
		}
	}
	if best == nil {
		return nil
	}
	second := 0
	for x, r := range votes {
		// Two victims may well get the same replacement.
		if r != best && !(isUsual[best.from] && isUsual[x]) {
			second = max(second, len(r.proof))
		}
	}
	need := 3
	if isVictim[best.from] && isWord {
		need, best.origin = 2, "usual victim"
	} else if !isWord {
		need = 4
	}
	if len(best.proof) < need && !best.forms || second > len(best.proof)/2 && !(best.origin == "usual victim" && second < len(best.proof)) {
		return nil
	}
	return best
}

// differ reports whether x and y differ by more than a spelling: color and
// colour, publick and public do not.
func differ(x, y string) bool {
	for x != "" && y != "" && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for x != "" && y != "" && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return x != "" && y != "" && len(x)+len(y) >= 4
}
