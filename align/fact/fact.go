// Package fact finds figures of one story that contradict each other: numbers,
// amounts, dates, times of day and lengths of time that several texts state.
//
// Two figures contradict each other when they answer one question with
// different answers. Which question a figure answers is told by the words
// around it, and every outlet words it in its own way. So figures are compared
// in groups:
//
//  1. Figures that state the same value in like words are one group, which
//     knows the words of all its texts: more than any one sentence has.
//  2. Two groups are candidates when their values can be compared (one unit,
//     one currency …) and cannot both be true, when no text stands in both, and
//     no text of the one has the value of the other anywhere.
//  3. The strength of a candidate is the weight of the words both groups have
//     near their figures: rare words weigh more, near ones too, and values
//     that differ as slips of the pen do count for more.
//  4. A candidate is a clash when it is strong and each group is the other's
//     best match among those that could answer its question. What stands in one
//     text beside a figure answers another question than that figure.
//
// Agreement is that of ranges, not of digits: "about 400" is met by 412, "41,000"
// by 41,212, "six weeks" by 42 days. The order of the texts makes no difference.
package fact

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// Fact is one figure of one text.
type Fact struct {
	Text     int // the text it stands in
	Origin   int // equal for texts that republish one text
	Value    Value
	Quoted   bool               // stands within a quotation
	With     []string           // keys of the figures of the sentence that say when it holds
	Past     bool               // its sentence names an earlier year
	Moment   bool               // its sentence says that it counts up to some moment: "so far", "by noon"
	Listed   bool               // its sentence has other figures of its unit
	Standard bool               // what ought to be, not what is
	Elapsed  bool               // a length of time from a moment that is told elsewhere: "two hours later"
	Frame    [2][]string        // words before it and behind it that tell what it answers, nearest first
	Near     map[string]float64 // stem of a word around it -> how near, 0 to 1
}

// Clash is a question that texts answer differently.
type Clash struct {
	Sides    [][]int // facts (indices) of one answer each, ascending, ordered by their first
	Strength float64
	// Left: only what is left over when the figures on which the texts agree are
	// taken away makes them one question, and the values do not differ as a slip
	// does. Likely, and no more.
	Left bool
}

const (
	joined  = 3.0  // weight of common words that makes equal values one statement
	sure    = 6.0  // least strength of a clash
	nearly  = 4.5  // the same where the values differ as a slip does
	likely  = 7.0  // where they are counted in other words
	unsure  = 9.0  // the same where it is not said that both count the same thing
	slipped = 1.6  // factor for values that differ as a slip does
	spoken  = 0.7  // factor where one side stands in quotations only: speakers talk of other times too
	lead    = 0.3  // by how much a clash must be stronger than its rivals
	forms   = 20   // a question with more answers is a form that is filled in, not a fact
	crowd   = 300  // facts of one value, or of one word, beyond which they are not held against each other
	table   = 2000 // facts of one text beyond which it is a table, and not compared
)

// Result of a comparison.
type Result struct {
	Clashes []Clash // contradictions, strongest first
	Coarse  []Clash // of two sides: dates of which the second is less exact
}

// Compare holds facts of one kind against each other. rarity weighs a stem by
// how few sentences of the story have it. The cost is about linear in the facts:
// each is held against those that share a word few others have. A text with more
// than 2,000 facts is a table, which is left out: its figures have no words.
func Compare(fs []Fact, rarity func(stem string) float64) Result {
	m := matcher{fs: fs, has: map[int][]int{}}
	for i, f := range fs {
		m.has[f.Text] = append(m.has[f.Text], i)
	}
	m.read(rarity)
	m.group()
	m.candidates()
	return Result{m.clashes(), m.coarse()}
}

// group is what several texts state alike.
type group struct {
	facts    []int
	value    Value
	texts    map[int]bool
	origins  map[int]bool
	near     vector
	norm     float64 // of near, squared
	past     bool    // each fact of it is told of an earlier year
	listed   bool    // each fact of it stands among others of its unit
	moment   bool    // some fact of it counts up to a moment
	standard bool    // all facts of it say what ought to be
	elapsed  bool    // some fact of it is counted from a moment told elsewhere
	quoted   bool    // no fact of it is the outlet's own statement
}

type candidate struct {
	a, b     int
	strength float64
	left     bool // see [Clash]
}

type matcher struct {
	fs     []Fact
	words  map[string]int32
	near   []vector  // of each fact
	norm   []float64 // of these, squared
	gs     []group
	score  map[[2]int]float64 // groups a < b that can be compared and share words
	rivals [][]int            // of each group: those that could answer its question, ascending
	has    map[int][]int      // text -> its facts
}

// vector is what stands around a figure: words in ascending order, each with the
// root of its rarity times its nearness. The product of two vectors is the
// weight of the words they share. No maps: sums of fractions depend on their
// order, and this is the inner loop.
type vector []component

type component struct {
	word int32
	size float64
}

func (x vector) times(y vector) float64 {
	s := 0.0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i].word < y[j].word:
			i++
		case x[i].word > y[j].word:
			j++
		default:
			s += x[i].size * y[j].size
			i++
			j++
		}
	}
	return s
}

// join is the larger size of each word of x and y.
func (x vector) join(y vector) vector {
	out := make(vector, 0, len(x)+len(y))
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case j == len(y) || i < len(x) && x[i].word < y[j].word:
			out = append(out, x[i])
			i++
		case i == len(x) || y[j].word < x[i].word:
			out = append(out, y[j])
			j++
		default:
			out = append(out, component{x[i].word, max(x[i].size, y[j].size)})
			i++
			j++
		}
	}
	return out
}

// read makes the vectors of the facts.
func (m *matcher) read(rarity func(string) float64) {
	weight := map[string]float64{}
	for _, f := range m.fs {
		for w := range f.Near {
			if _, ok := weight[w]; !ok {
				weight[w] = rarity(w)
			}
		}
	}
	m.words = make(map[string]int32, len(weight))
	for i, w := range slices.Sorted(maps.Keys(weight)) {
		m.words[w] = int32(i)
	}
	m.near, m.norm = make([]vector, len(m.fs)), make([]float64, len(m.fs))
	for i, f := range m.fs {
		v := make(vector, 0, len(f.Near))
		for w, near := range f.Near {
			v = append(v, component{m.words[w], math.Sqrt(weight[w] * near)})
		}
		slices.SortFunc(v, func(x, y component) int { return cmp.Compare(x.word, y.word) })
		m.near[i], m.norm[i] = v, v.times(v)
	}
}

// group puts facts together that state one value in like words.
func (m *matcher) group() {
	parent := make([]int, len(m.fs))
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	equal := map[string][]int{}
	for i, f := range m.fs {
		parent[i] = i
		if len(m.has[f.Text]) <= table {
			equal[f.Value.Key] = append(equal[f.Value.Key], i)
		}
	}
	join := func(i, j int) {
		if a, b := root(i), root(j); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	for _, l := range equal {
		first := m.fs[l[0]].Value
		for n, i := range l {
			if first.Distinct() || len(l) > crowd && m.fs[i].Origin == m.fs[l[0]].Origin {
				join(i, l[0])
				continue
			}
			for _, j := range l[:min(n, crowd)] {
				if root(i) != root(j) && Comparable(m.fs[i].Value, m.fs[j].Value) && m.near[i].times(m.near[j]) >= joined {
					join(i, j)
				}
			}
		}
	}
	at := map[int]int{}
	for i, f := range m.fs {
		if len(m.has[f.Text]) > table {
			continue
		}
		k, ok := at[root(i)]
		if !ok {
			k = len(m.gs)
			at[root(i)] = k
			m.gs = append(m.gs, group{value: f.Value, texts: map[int]bool{}, origins: map[int]bool{}, quoted: true, listed: true, past: true, standard: true})
		}
		g := &m.gs[k]
		g.facts = append(g.facts, i)
		g.value.Unit = wider(g.value, f.Value)
		g.texts[f.Text], g.origins[f.Origin] = true, true
		g.quoted = g.quoted && f.Quoted
		g.listed = g.listed && f.Listed
		g.past = g.past && f.Past
		g.moment = g.moment || f.Moment
		g.elapsed = g.elapsed || f.Elapsed
		g.standard = g.standard && f.Standard
		g.near = g.near.join(m.near[i])
	}
	for k := range m.gs {
		m.gs[k].norm = m.gs[k].near.times(m.gs[k].near)
	}
}

// wider is the unit of two equal values in one group: the one that more can be
// compared with. What one outlet says without a zone is not said of that zone only,
// and a word before a number ("Ferrier 48,212") tells less than what it counts.
func wider(x, y Value) string {
	switch {
	case x.Kind == "time" && (x.Unit == "" || y.Unit == ""):
		return ""
	case x.Unit == "", strings.HasPrefix(x.Unit, "#") && y.Unit != "":
		return y.Unit
	}
	return x.Unit
}

// candidates scores the groups that share a word which few have, and those whose
// values are written one for the other.
func (m *matcher) candidates() {
	confused := map[string][]int{}
	for k, g := range m.gs {
		if c := g.value.confused(); c != "" {
			confused[c] = append(confused[c], k)
		}
	}
	at := make([][]int, len(m.words))
	for k, g := range m.gs {
		for _, c := range g.near {
			at[c.word] = append(at[c.word], k)
		}
	}
	m.score = map[[2]int]float64{}
	for a, g := range m.gs {
		seen := map[int]bool{}
		for _, c := range g.near {
			if len(at[c.word]) > crowd {
				continue
			}
			for _, b := range at[c.word] {
				if b > a {
					seen[b] = true
				}
			}
		}
		if like := confused[g.value.confused()]; len(like) <= crowd {
			for _, b := range like {
				if b > a && Exchanged(g.value, m.gs[b].value) {
					seen[b] = true
				}
			}
		}
		for b := range seen {
			h := m.gs[b]
			if !Comparable(g.value, h.value) {
				continue
			}
			s := g.near.times(h.near)
			if Slip(g.value, h.value) {
				s *= slipped
			}
			if g.quoted != h.quoted {
				s *= spoken
			}
			m.score[[2]int{a, b}] = s
		}
	}
}

func (m *matcher) between(a, b int) float64 { return m.score[[2]int{min(a, b), max(a, b)}] }

// states reports whether one of the texts of group g has value v, in whatever
// words. The month alone does not say the day; and where v may be a slip for what g
// says, what a speaker says in the outlet is no answer of the outlet's own.
func (m *matcher) states(g *group, v Value) bool {
	slip := !g.quoted && Slip(g.value, v)
	for t := range g.texts {
		for _, i := range m.has[t] {
			if slip && m.fs[i].Quoted || m.fs[i].Value.vaguer(v) {
				continue
			}
			if Agree(m.fs[i].Value, v) && (Comparable(m.fs[i].Value, v) || m.fs[i].Value.Distinct()) {
				return true
			}
		}
	}
	return false
}

// best reports whether no group but b that stands in the texts of b could answer
// the question of a as well as b does.
func (m *matcher) best(a, b int) bool {
	for _, k := range m.rivals[a] {
		g := &m.gs[k]
		if k != b && m.between(a, b)-m.between(a, k) < lead && meet(g.texts, m.gs[b].texts) && !Agree(g.value, m.gs[b].value) && !m.states(&m.gs[a], g.value) {
			return false
		}
	}
	return true
}

func meet(x, y map[int]bool) bool {
	if len(y) < len(x) {
		x, y = y, x
	}
	for k := range x {
		if y[k] {
			return true
		}
	}
	return false
}

// clashes chooses among the candidates, the strongest first. What clashes with a
// side of a clash, and stands in none of its texts, is a further side of it.
func (m *matcher) clashes() []Clash {
	pairs := slices.SortedFunc(maps.Keys(m.score), func(x, y [2]int) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	m.rivals = make([][]int, len(m.gs))
	for _, ab := range pairs {
		if g, h := &m.gs[ab[0]], &m.gs[ab[1]]; m.enough(g, h, m.score[ab]) && !meet(g.origins, h.origins) {
			m.rivals[ab[0]] = append(m.rivals[ab[0]], ab[1])
			m.rivals[ab[1]] = append(m.rivals[ab[1]], ab[0])
		}
	}
	var list []candidate
	for _, ab := range pairs {
		a, b := ab[0], ab[1]
		g, h := &m.gs[a], &m.gs[b]
		// Quotations are held against each other word by word.
		if g.quoted && h.quoted || len(m.rivals[a]) > forms || len(m.rivals[b]) > forms || meet(g.origins, h.origins) || !Contradict(g.value, h.value) {
			continue
		}
		near, next := m.frames(g, h)
		enough := m.enough(g, h, m.score[ab]) && !m.alien(g, h, 1) || m.framed(g, h, near, next)
		governed := near
		if Person(g.value.Unit) {
			governed = next // people do many things in one place
		}
		vague := !governed && !Slip(g.value, h.value) && (g.quoted != h.quoted || !g.value.precise(h.value)) && (m.akin(g, h) < 1.1 || Person(g.value.Unit))
		if g.standard != h.standard && !Slip(g.value, h.value) || (g.elapsed || h.elapsed) && m.akin(g, h) < 1 {
			continue
		}
		if enough || m.left(g, h, m.score[ab]) {
			if !m.apart(g, h) && !m.states(g, h.value) && !m.states(h, g.value) && m.best(a, b) && m.best(b, a) {
				list = append(list, candidate{a, b, m.score[ab], vague || !enough && !m.slipped(g, h, m.score[ab])})
			}
		}
	}
	slices.SortFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.strength, x.strength), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	var out []Clash
	var members [][]int // groups of each clash
	in := map[int]int{} // group -> 1 + clash
	for _, c := range list {
		x, y := in[c.a], in[c.b]
		switch {
		case x == 0 && y == 0:
			out = append(out, Clash{Strength: c.strength, Left: c.left})
			members = append(members, []int{c.a, c.b})
			in[c.a], in[c.b] = len(out), len(out)
		case c.left: // a third answer is not guessed
		case x == 0 && m.fits(c.a, members[y-1]):
			members[y-1] = append(members[y-1], c.a)
			in[c.a] = y
		case y == 0 && m.fits(c.b, members[x-1]):
			members[x-1] = append(members[x-1], c.b)
			in[c.b] = x
		}
	}
	for k, ms := range members {
		sides := &out[k].Sides
		for n, g := range ms {
			facts := m.gs[g].facts
			h := slices.IndexFunc(ms[:n], func(h int) bool { return Agree(m.gs[h].value, m.gs[g].value) })
			if h < 0 {
				*sides = append(*sides, slices.Clone(facts))
				continue
			}
			// "41,000" and "41,212" are one side.
			i := slices.IndexFunc(*sides, func(s []int) bool { return slices.Contains(s, m.gs[ms[h]].facts[0]) })
			(*sides)[i] = append((*sides)[i], facts...)
			slices.Sort((*sides)[i])
		}
		slices.SortFunc(*sides, func(x, y []int) int { return cmp.Compare(x[0], y[0]) })
	}
	return out
}

// enough reports whether figures of strength s are likely to answer one question:
// less is needed where the values differ as a slip does or nearly all that is
// said around them is the same, more where they are not said to count the same
// thing.
func (m *matcher) enough(g, h *group, s float64) bool {
	x, y := g.value.Unit, h.value.Unit
	slip := Slip(g.value, h.value)
	need := sure
	switch kind := g.value.Kind; {
	case x == y && named(x):
		need = nearly / 3
	case x != y && (x == "" || y == "") && !slip && !m.speaks(g, y) && !m.speaks(h, x):
		return false
	case kind == "number" && x == y && x != "" && x != "years", kind != "number" && kind != "time" && x == y, kind == "time" && slip:
		if slip || s >= nearly-.5 && m.akin(g, h) >= .75 {
			need = nearly - .5
		}
	case x != "" && y != "" || slip || kind == "time" || g.value.Distinct() && h.value.Distinct():
		need = likely
	default:
		need = unsure
	}
	if !slip && (g.listed || h.listed) || g.past != h.past {
		need = unsure
	}
	return s >= need
}

// frames reports whether words that govern figures of g and h are the same: any of
// those near them on one side, and the next one.
func (m *matcher) frames(g, h *group) (near, next bool) {
	for _, i := range g.facts[:min(len(g.facts), crowd/10)] {
		for _, j := range h.facts[:min(len(h.facts), crowd/10)] {
			for side := range m.fs[i].Frame {
				x, y := m.fs[i].Frame[side], m.fs[j].Frame[side]
				next = next || len(x) > 0 && len(y) > 0 && x[0] == y[0]
				near = near || slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
			}
		}
	}
	return near, next
}

// framed reports whether g and h answer one question in few words: a word that
// governs both figures is the same ("closes on"), see frames, and so is most of what
// else is said. How common that word is in the story does not matter: it tells what
// is asked, not what the story is about.
func (m *matcher) framed(g, h *group, near, next bool) bool {
	if !near || g.value.year() || g.quoted != h.quoted || g.past != h.past || g.moment || h.moment || g.value.Unit != h.value.Unit || g.value.Kind == "number" && g.value.Unit == "" {
		return false
	}
	akin := m.akin(g, h)
	return akin >= .55 && (next || !g.listed && !h.listed) || next && Slip(g.value, h.value) && akin >= .35
}

// slipped reports whether values that differ as a slip does, and are left over, have
// enough around them in common, of weight s, to be called one question: more where
// they count different things.
func (m *matcher) slipped(g, h *group, s float64) bool {
	need := nearly / 3
	if g.value.Unit != h.value.Unit {
		need = nearly / 2
	}
	return Slip(g.value, h.value) && s >= need && !m.alien(g, h, .7)
}

// like reports whether two values are measured alike, so that nothing but their
// amount differs, or one unit of time is written for another.
func like(x, y Value) bool {
	return x.Kind != "number" && x.Unit == y.Unit && (x.of == y.of || Exchanged(x, y)) || x.Kind == "number" && x.Unit != "" && y.Unit != ""
}

// left reports whether the values of g and h are what is left in most pairs of
// their texts when the figures on which the two agree are taken away: neither
// text has another one that could be meant, and so fewer common words, of weight
// s, are enough. Years tell of whole lives, of which news is full; and what counts
// up to a moment may be more a moment later.
func (m *matcher) left(g, h *group, s float64) bool {
	const most, year = 12, 365 * 86400
	slip, exchanged := Slip(g.value, h.value), Exchanged(g.value, h.value)
	if !like(g.value, h.value) || g.quoted != h.quoted || g.past != h.past || g.value.of >= year || !slip && (g.moment || h.moment || g.listed || h.listed) {
		return false
	}
	if s < nearly && !(slip && s >= nearly/2) && !exchanged || g.value.Kind == "time" && !slip || !exchanged && m.alien(g, h, .7) {
		return false
	}
	alone := func(a, b int, own group, other Value) bool {
		for _, i := range m.has[a] {
			f := &m.fs[i]
			if f.Quoted || !like(f.Value, other) || !Comparable(f.Value, other) || Agree(f.Value, own.value) {
				continue
			}
			if !slices.ContainsFunc(m.has[b], func(j int) bool { return Agree(m.fs[j].Value, f.Value) }) {
				return false
			}
		}
		return true
	}
	yes, all := 0, 0
	for _, a := range slices.Sorted(maps.Keys(g.texts)) {
		for _, b := range slices.Sorted(maps.Keys(h.texts)) {
			if all++; all > most*most {
				break
			}
			if exchanged || alone(a, b, *g, h.value) && alone(b, a, *h, g.value) {
				yes++
			}
		}
	}
	return 2*yes >= all
}

// speaks reports whether the word of a unit stands near the figures of g.
func (m *matcher) speaks(g *group, unit string) bool {
	w, ok := m.words[unit]
	return ok && slices.ContainsFunc(g.near, func(c component) bool { return c.word == w })
}

// akin is how much of what is said around g and h is the same, 0 to 2: as
// groups, and as their likest two facts.
func (m *matcher) akin(g, h *group) float64 {
	part := g.near.times(h.near) / min(g.norm, h.norm)
	pair := 0.0
	for _, i := range g.facts[:min(len(g.facts), crowd/10)] {
		for _, j := range h.facts[:min(len(h.facts), crowd/10)] {
			pair = max(pair, m.near[i].times(m.near[j])/math.Sqrt(m.norm[i]*m.norm[j]))
		}
	}
	return part + pair
}

// alien reports whether what g and h share is little of what is said around
// them: long sentences share some words with everything. A year alone, and what
// speakers say against what outlets say, need more; news is full of them. Only
// part of what is usually needed is asked for.
func (m *matcher) alien(g, h *group, part float64) bool {
	slip := Slip(g.value, h.value)
	need := .5
	switch {
	case named(g.value.Unit) && g.value.Unit == h.value.Unit:
		return false
	case g.quoted != h.quoted && !slip:
		need = .9
	case g.value.year():
		if !slip || g.quoted != h.quoted {
			return true
		}
	case slip && g.value.Kind != "time":
		if need = .34; g.value.Unit != "" && g.value.Unit == h.value.Unit {
			need = .3
		}
	case g.value.of != h.value.of && g.value.count != h.value.count:
		need = .8 // "22 days", "two weeks": most often of two things
	}
	if slip && part < 1 {
		need = min(need, .1)
	}
	return !(m.akin(g, h) >= part*need)
}

// apart reports whether all facts of g and h are said of different times, as the
// counts of one thing through a day are; for a time, of different counts.
func (m *matcher) apart(g, h *group) bool {
	for _, i := range g.facts {
		for _, j := range h.facts {
			x, y := m.fs[i].With, m.fs[j].With
			if len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(k string) bool { return slices.Contains(y, k) }) {
				return false
			}
		}
	}
	return true
}

// fits reports whether group g stands in no text of the groups ms.
func (m *matcher) fits(g int, ms []int) bool {
	for _, h := range ms {
		if meet(m.gs[g].origins, m.gs[h].origins) {
			return false
		}
	}
	return true
}

// coarse finds pairs of groups of which one gives the day and the other only the
// month.
func (m *matcher) coarse() []Clash {
	var out []Clash
	for ab, s := range m.score {
		a, b := ab[0], ab[1]
		if Coarser(m.gs[a].value, m.gs[b].value) {
			a, b = b, a
		}
		if s >= sure && Coarser(m.gs[b].value, m.gs[a].value) && !meet(m.gs[a].origins, m.gs[b].origins) {
			out = append(out, Clash{Sides: [][]int{m.gs[a].facts, m.gs[b].facts}, Strength: s})
		}
	}
	slices.SortFunc(out, func(x, y Clash) int {
		return cmp.Or(cmp.Compare(x.Sides[0][0], y.Sides[0][0]), cmp.Compare(x.Sides[1][0], y.Sides[1][0]))
	})
	return out
}
