package repair

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
)

// unit is one phrase of a spun text and what the sister has for it.
type unit struct {
	region
	quoted bool
}

const (
	longest     = 4  // words of a phrase
	regionLimit = 12 // words of a stretch that is cut into phrases
)

// table is what the places of one pair teach about each other: how often a
// phrase of the one stands for a phrase of the other.
type table map[[2]string]int

func (p *pair) key(r region) [2]string {
	var k [2]string
	for i := r.a0; i < r.a1; i++ {
		k[0] += p.a.words[i].Key + " "
	}
	for j := r.b0; j < r.b1; j++ {
		k[1] += p.b.words[j].Key + " "
	}
	return k
}

// units cuts the stretches that differ into phrases, the smallest that can be
// told: first those that stand alone between equal words are counted, then
// longer stretches are cut at the least cost, where a counted phrase costs
// little. O(words · constant).
func (p *pair) units() []unit {
	held := p.heldSentences()
	known := table{}
	var rs []region
	all, turned := p.turned(p.regions())
	for _, r := range all {
		m, n := r.a1-r.a0, r.b1-r.b0
		if m == 0 || m > regionLimit || n > 2*regionLimit || !held[p.a.sentence[r.a0]] && !held[p.a.sentence[r.a1-1]] {
			continue
		}
		rs = append(rs, r)
		if n <= 2 && (m == 1 || n <= 1) && m <= longest && joinedAll(p.a, r.a0, r.a1) {
			known[p.key(r)]++
		}
	}
	// What the first cut finds helps the second one.
	learned := table{}
	first := make([][]region, len(rs))
	for i, r := range rs {
		first[i] = p.cut(r, func(k [2]string) int { return known[k] })
		for _, c := range first[i] {
			if c.b0 < c.b1 && c != r {
				learned[p.key(c)]++
			}
		}
	}
	var out []unit
	for _, r := range turned {
		out = append(out, unit{r, p.inQuotes(r)})
	}
	for i, r := range rs {
		cuts := first[i]
		if r.a1-r.a0 > 1 {
			own := table{}
			for _, c := range cuts {
				if c.b0 < c.b1 && c != r {
					own[p.key(c)]++
				}
			}
			cuts = p.cut(r, func(k [2]string) int { return known[k] + learned[k] - own[k] })
		}
		for i := 0; i < len(cuts); i++ {
			c := cuts[i]
			if i+1 < len(cuts) && cuts[i+1].b0 == c.b1 && p.articles(c) {
				// An article goes with the word that changed it.
				c.a1, c.b1 = cuts[i+1].a1, cuts[i+1].b1
				i++
			}
			if !p.explained(c) {
				out = append(out, unit{c, p.inQuotes(c)})
			}
		}
	}
	return out
}

// turned takes out of the regions those where a word of one side only stands a
// few equal words away on the other side too ("turn the light on" against
// "turn on the light"), and gives each such place whole.
func (p *pair) turned(all []region) (rest, turned []region) {
	for i := 0; i < len(all); i++ {
		r := all[i]
		if i+1 < len(all) {
			q := all[i+1]
			a, b := r, q // a is what only p.a has
			if r.a0 == r.a1 {
				a, b = q, r
			}
			whole := region{r.a0, q.a1, r.b0, q.b1}
			if a.a1 > a.a0 && a.b0 == a.b1 && b.a0 == b.a1 && p.sameWords(a, b) && whole.a1-whole.a0 <= 2*longest && whole.a1-whole.a0 == whole.b1-whole.b0 && joinedAll(p.a, whole.a0, whole.a1) && !p.inQuotes(whole) {
				turned = append(turned, whole)
				i++
				continue
			}
		}
		rest = append(rest, r)
	}
	return rest, turned
}

func (p *pair) sameWords(a, b region) bool {
	if a.a1-a.a0 != b.b1-b.b0 || a.a1-a.a0 > 2 {
		return false
	}
	return equalRun(p.a.ids[a.a0:a.a1], p.b.ids[b.b0:b.b1])
}

// explained reports whether a filter made the difference.
func (p *pair) explained(r region) bool {
	for i := r.a0; i < r.a1; i++ {
		if p.a.fixed[i] {
			return true
		}
	}
	return false
}

// articles reports whether a phrase is "a" against "an".
func (p *pair) articles(r region) bool {
	if r.a1-r.a0 != 1 || r.b1-r.b0 != 1 {
		return false
	}
	x, y := p.a.words[r.a0].Key, p.b.words[r.b0].Key
	return x == "a" && y == "an" || x == "an" && y == "a"
}

// heldSentences are the sentences of a of which b holds so much that what
// differs can only be replacement.
func (p *pair) heldSentences() map[int]bool {
	equal, all := map[int]int{}, map[int]int{}
	for _, s := range p.a.sentence {
		all[s]++
	}
	for _, m := range p.equal {
		equal[p.a.sentence[m.a]]++
	}
	held := map[int]bool{}
	enough := func(s int) bool { return all[s] > 3 && equal[s]*3 >= all[s] }
	for s, n := range all {
		// A fragment is held by what stands around it.
		held[s] = equal[s]*3 >= n || n <= 3 && enough(s-1) && enough(s+1)
	}
	return held
}

// inQuotes reports whether a stretch is quoted speech in either text.
func (p *pair) inQuotes(r region) bool {
	for i := r.a0; i < r.a1; i++ {
		if p.a.quoted[i] {
			return true
		}
	}
	for j := r.b0; j < r.b1; j++ {
		if p.b.quoted[j] {
			return true
		}
	}
	if r.b0 == r.b1 && r.b0 > 0 && r.b0 < len(p.b.words) {
		return p.b.quoted[r.b0-1] && p.b.quoted[r.b0]
	}
	return false
}

// joined reports whether words i and i+1 can be parts of one phrase: only
// blanks, hyphens, apostrophes or the dot of an abbreviation between them.
// tight: nothing may come between them (a contraction, an abbreviation).
func joined(s *source, i int) (ok, tight bool) {
	g := s.gap(i)
	switch g {
	case "'", "’", ".":
		return true, true
	case " ", "-", "\u00a0", "‑":
		return true, false
	}
	return false, false
}

func hyphened(gap string) bool { return gap == "-" || gap == "‑" }

func joinedAll(s *source, a, b int) bool {
	for i := a; i+1 < b; i++ {
		if ok, _ := joined(s, i); !ok {
			return false
		}
	}
	return true
}

// cut divides a stretch into phrases at the least cost (dynamic programming
// over both sides; at most regionLimit·2·regionLimit cells).
func (p *pair) cut(r region, known func([2]string) int) []region {
	m, n := r.a1-r.a0, r.b1-r.b0
	if m == 1 && n <= 1 {
		return []region{r}
	}
	const never = 1e9
	type cell struct {
		cost float64
		p, q int
	}
	cells := make([]cell, (m+1)*(n+1))
	for i := range cells {
		cells[i].cost = never
	}
	cells[0].cost = 0
	for i := 0; i <= m; i++ {
		for j := 0; j <= n; j++ {
			c := cells[i*(n+1)+j].cost
			if c >= never {
				continue
			}
			try := func(dp, dq int, cost float64) {
				if t := &cells[(i+dp)*(n+1)+j+dq]; c+cost < t.cost-1e-9 {
					*t = cell{c + cost, dp, dq}
				}
			}
			if j < n {
				try(0, 1, p.skipCost(r.b0+j))
			}
			for dp := 1; dp <= longest && i+dp <= m; dp++ {
				a0, a1 := r.a0+i, r.a0+i+dp
				if !joinedAll(p.a, a0, a1) {
					break
				}
				if !wholeWords(p.a, r, a0, a1) {
					continue
				}
				for dq := 0; dq <= longest && j+dq <= n; dq++ {
					b0, b1 := r.b0+j, r.b0+j+dq
					if !p.b.stripped && !joinedAll(p.b, b0, b1) {
						break
					}
					if dq == 0 && dp > 2 {
						continue
					}
					u := region{a0, a1, b0, b1}
					seen := known(p.key(u))
					if u == r && n > m {
						seen-- // a longer phrase needs a second place
					}
					cost := p.unitCost(u, seen)
					if a1 < r.a1 && hyphened(p.a.gap(a1-1)) {
						cost += 0.3 // a compound stays whole where it can
					}
					try(dp, dq, cost)
				}
			}
			if i < m { // a word that cannot be part of any phrase
				try(1, 0, 4)
			}
		}
	}
	if cells[len(cells)-1].cost >= never {
		return nil
	}
	var out []region
	for i, j := m, n; i > 0 || j > 0; {
		c := cells[i*(n+1)+j]
		i, j = i-c.p, j-c.q
		if c.p > 0 {
			out = append(out, region{r.a0 + i, r.a0 + i + c.p, r.b0 + j, r.b0 + j + c.q})
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// wholeWords reports whether a phrase begins and ends between words, not
// inside a contraction that lies in the same stretch.
func wholeWords(s *source, r region, a0, a1 int) bool {
	if a0 > r.a0 {
		if _, tight := joined(s, a0-1); tight {
			return false
		}
	}
	if a1 < r.a1 {
		if _, tight := joined(s, a1-1); tight {
			return false
		}
	}
	return true
}

// phraseCosts[p][q] is what a phrase of p words for one of q words costs when
// nothing is known of it.
var phraseCosts = [longest + 1][longest + 1]float64{
	{},
	{1.3, 1.0, 1.7, 2.6, 3.4},
	{2.3, 1.4, 2.3, 3.0, 3.7},
	{3.4, 1.8, 2.5, 3.2, 3.9},
	{4.5, 2.2, 2.9, 3.5, 4.2},
}

func (p *pair) unitCost(u region, seen int) float64 {
	c := phraseCosts[u.a1-u.a0][u.b1-u.b0]
	if u.b1 == u.b0 {
		return c
	}
	if seen > 0 {
		return 0.3
	}
	if u.a1-u.a0 > 1 && u.b1-u.b0 > 1 && functionWords[p.a.words[u.a0].Key] && functionWords[p.b.words[u.b0].Key] {
		c -= 0.15 // one set phrase for another
	}
	if u.a1-u.a0 == 1 && u.b1-u.b0 == 1 {
		x, y := p.a.words[u.a0].Key, p.b.words[u.b0].Key
		if alike(x, y) {
			return 0.5
		}
		if functionWords[x] != functionWords[y] {
			c += 0.2
		}
	}
	if u.a1-u.a0 > 1 && (conjunctions[p.a.words[u.a0].Key] || conjunctions[p.a.words[u.a1-1].Key]) {
		c += 0.4
	}
	for j := u.b0; j < u.b1; j++ {
		if p.factual(j) {
			c += 0.8
		}
	}
	return c
}

// skipCost is the cost of leaving word j of b without counterpart.
func (p *pair) skipCost(j int) float64 {
	if p.factual(j) {
		return 0.4
	}
	return 1.5
}

// factual reports whether word j of b is part of an address, a name or a
// number: nothing that a synonym table makes.
func (p *pair) factual(j int) bool {
	k := p.b.words[j].Key
	if _, num := numberValue(k); num || linkParts[k] || domains[k] && len(k) > 2 {
		return true
	}
	if j+1 < len(p.b.words) {
		next := p.b.words[j+1].Key
		if domains[next] && (p.b.gap(j) == "." || p.b.stripped && !functionWords[k] && !functionWords[next]) {
			return true
		}
	}
	if j > 0 && domains[k] && (p.b.gap(j-1) == "." || p.b.stripped && !functionWords[k]) {
		return true
	}
	return p.b.caps[k] != "" || p.b.lower && p.a.caps[k] != "" && !ordinary(k)
}

// ordinary reports whether key is an English word that is written small.
func ordinary(key string) bool {
	e, ok := lexicon.Lookup(key)
	return ok && e.Lower > 0 && e.Lower <= lexicon.Rare
}

// alike reports whether two words share their stem or one holds the other.
func alike(x, y string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 3 {
		return false
	}
	if strings.HasPrefix(y, x) || strings.HasSuffix(y, x) {
		return true
	}
	n := 0
	for n < len(x) && x[n] == y[n] {
		n++
	}
	return n >= 4 && n*3 >= len(y)
}

// evidence is what a pair says about one text being a spun copy of the other.
type evidence struct {
	words      int  // of narration, in sentences that the sister holds
	replaced   int  // phrases of narration
	inPlace    int  // words of narration that were replaced where they stand
	moved      int  // words of narration that differ otherwise
	sentences  int  // of narration
	touched    int  // of them, with a replaced phrase
	quoted     int  // words inside quotation marks
	quotedDiff int  // of them, replaced
	repeated   int  // phrases that are replaced alike in more than one place
	rebuilt    int  // places where words were added, cut or changed in what they say: an editor's work
	whole      bool // hardly a word of the two texts has no counterpart
	direction  float64
	signs      []string
}

// weigh collects the evidence that p.a is a spun copy of p.b. vocabulary
// counts the texts of the story that have a word.
func (p *pair) weigh(units []unit, vocabulary map[string]int, lower map[string]bool) evidence {
	e := evidence{whole: len(p.equal)*10 >= 9*max(len(p.a.words), len(p.b.words))}
	held := p.heldSentences()
	length := map[int]int{}
	for i, s := range p.a.sentence {
		if !held[s] {
			if !p.a.quoted[i] {
				e.moved++
			}
			continue
		}
		if p.a.quoted[i] {
			e.quoted++
		} else {
			e.words++
			length[s]++
		}
	}
	for _, n := range length {
		if n >= 5 {
			e.sentences++
		}
	}
	touched := map[int]bool{}
	counts := table{}
	for _, u := range units {
		n := u.a1 - u.a0
		if u.quoted {
			e.quotedDiff += n
			continue
		}
		if _, ok := p.allowed(u.region, lower); !ok || u.b0 == u.b1 && n > 2 {
			e.rebuilt++
			continue
		}
		if p.sameForm(u.region) {
			e.inPlace += n
			continue
		}
		e.replaced++
		e.inPlace += n
		counts[p.key(u.region)]++
		if s := p.a.sentence[u.a0]; length[s] >= 5 {
			touched[s] = true
		}
	}
	e.touched = len(touched)
	rest, _ := p.turned(p.regions())
	for _, r := range rest {
		if r.a0 == r.a1 && !p.inQuotes(r) && !p.onlyFacts(r) {
			e.rebuilt++
		}
	}
	for i, s := range p.a.sentence { // runs of sentences that the sister lacks
		if !held[s] && (i == 0 || s != p.a.sentence[i-1] && held[p.a.sentence[i-1]]) {
			e.rebuilt++
		}
	}
	differ := e.words
	for _, m := range p.equal {
		if held[p.a.sentence[m.a]] && !p.a.quoted[m.a] {
			differ--
		}
	}
	e.moved += max(0, differ-e.inPlace)
	for _, n := range counts {
		if n > 1 {
			e.repeated += n
		}
	}
	p.direct(&e, units, vocabulary)
	return e
}

// onlyFacts reports whether the sister's words are parts of addresses: a lost
// link is nobody's editing.
func (p *pair) onlyFacts(r region) bool {
	for j := r.b0; j < r.b1; j++ {
		if !p.factual(j) {
			return false
		}
	}
	return true
}

// sameForm reports whether two phrases are one in two house styles: a spelling,
// a hyphen, a number in words. Editors change such things throughout a text.
func (p *pair) sameForm(r region) bool {
	x, y := "", ""
	for _, w := range p.a.words[r.a0:r.a1] {
		x += w.Key
	}
	for _, w := range p.b.words[r.b0:r.b1] {
		y += w.Key
	}
	if x == y {
		return true
	}
	if v, ok := numberValue(x); ok && v > 0 {
		if w, ok := numberValue(y); ok && v == w {
			return true
		}
	}
	if r.a1-r.a0 != 1 || r.b1-r.b0 != 1 {
		return false
	}
	d, same := between(x, y)
	return same >= 3 && len(d.from) <= 2 && len(d.to) <= 2
}

// direct finds which of the two texts is the spun one: positive for a.
func (p *pair) direct(e *evidence, units []unit, vocabulary map[string]int) {
	add := func(w float64, format string, args ...any) {
		e.direction += w
		if w > 0 {
			e.signs = append(e.signs, fmt.Sprintf(format, args...))
		}
	}
	if p.a.named {
		add(6, "spinner forms in the text itself")
	}
	if p.b.named {
		add(-6, "")
	}
	// Articles that do not fit their word, and day numbers in words.
	count := func(x *source, edge func(u unit) (int, int)) (articles, days int) {
		for _, u := range units {
			if u.quoted {
				continue
			}
			i, j := edge(u)
			if i > 0 && i < j && wrongArticle(x.words[i-1].Key, x.text(i, i+1)) && x.gap(i-1) == " " {
				articles++
			}
			if j == i+1 && i > 0 && monthNames[x.words[i-1].Key] && numbers[x.words[i].Key] > 0 && x.gap(i-1) == " " {
				days++
			}
		}
		return
	}
	aa, ad := count(p.a, func(u unit) (int, int) { return u.a0, u.a1 })
	ba, bd := count(p.b, func(u unit) (int, int) { return u.b0, u.b1 })
	if d := aa - ba; d != 0 {
		add(1.5*float64(d), "%d articles that do not fit the word after them", d)
	}
	if d := ad - bd; d != 0 {
		add(1.5*float64(d), "%d days written as words after a month", d)
	}
	// The words that other outlets use are the words of the original; so are
	// those that stand in the quotations of the spun text itself.
	mine, theirs, longer := 0, 0, 0
	rare, plain := 0, 0 // phrases whose words are rarer, and more common, than the sister's
	for _, u := range units {
		if u.quoted || u.b0 == u.b1 {
			continue
		}
		longer += (u.a1 - u.a0) - (u.b1 - u.b0)
		switch x, y := rarest(p.a.words[u.a0:u.a1]), rarest(p.b.words[u.b0:u.b1]); {
		case x > y && y > 0:
			rare++
		case x < y && x > 0:
			plain++
		}
		for i := u.a0; i < u.a1; i++ {
			if k := p.a.words[i].Key; !functionWords[k] && vocabulary[k] > 1 {
				mine++
			}
		}
		for j := u.b0; j < u.b1; j++ {
			if k := p.b.words[j].Key; !functionWords[k] && vocabulary[k] > 1 {
				theirs++
			}
		}
	}
	if mine+theirs > 0 {
		d := float64(theirs-mine) / float64(mine+theirs)
		d *= min(1, float64(mine+theirs)/float64(max(4, e.replaced/2)))
		add(3*d, "the sister's words are used elsewhere %d times, those in their place %d times", theirs, mine)
	}
	if rare+plain > 0 {
		d := float64(rare-plain) / float64(rare+plain)
		if rare+plain < 6 {
			d /= 2
		}
		add(3*d, "%d phrases in rarer words than the sister's, %d in more common ones", rare, plain)
	}
	if n := e.replaced; n > 0 && longer != 0 {
		d := float64(longer) / float64(n)
		add(max(-1, min(1, 4*d)), "%d words more than the sister in %d phrases", longer, n)
	}
}

// rarest is the level of the least common word in the word list; names and
// words that are not listed do not count.
func rarest(words []token.Word) int {
	most := 0
	for _, w := range words {
		if e, ok := lexicon.Lookup(w.Key); ok && e.Lower > most {
			most = e.Lower
		}
	}
	return most
}

// spun reports whether the evidence is that of a spinner. An editor replaces a
// word here and there and rebuilds sentences; a spinner replaces phrases where
// they stand, in nearly every sentence, and leaves quotations alone.
func (e *evidence) spun(sure bool) bool {
	if e.swapped() {
		return true
	}
	if e.replaced < 8 || e.words < 60 || e.direction < 1.5 || e.rebuilt*4 > e.replaced {
		return false
	}
	density := float64(e.replaced) / float64(e.words)
	spread := float64(e.touched) / float64(max(1, e.sentences))
	inPlace := float64(e.inPlace) / float64(max(1, e.inPlace+e.moved))
	long := float64(e.inPlace) / float64(e.replaced) // words a phrase: editors replace more at once
	quotes := 1 - float64(e.quotedDiff)/float64(max(1, e.quoted))
	if sure { // the text itself says so
		return density >= 0.04 && spread >= 0.4 && inPlace >= 0.6
	}
	if e.quoted < 30 && e.repeated < 6 {
		return false // nothing shows that speech was spared
	}
	dense := density >= 0.07 || density >= 0.05 && (e.repeated >= 20 || inPlace >= 0.95 && e.quoted >= 60 && e.replaced >= 12)
	if rate := float64(e.quotedDiff) / float64(max(1, e.quoted)); rate >= density/3 && e.replaced >= 16 && e.rebuilt*8 <= e.replaced && density >= 0.07 {
		// Speech and narration replaced alike, and nothing else changed: no
		// editor does that.
		return spread >= 0.6 && inPlace >= 0.9 && long <= 1.75 && e.direction >= 2.5
	}
	return dense && (spread >= 0.6 || spread >= 0.5 && inPlace >= 0.85) && inPlace >= 0.7 && long <= 1.75 && quotes >= 0.97 && density > 4*(1-quotes)
}

// swapped reports whether single words of a whole copy were replaced and nothing
// else: in speech as often as in narration, which no editor does, or in narration
// alone, by words that no other outlet has. Which of the two is the copy is for
// the direction to say.
func (e *evidence) swapped() bool {
	density := float64(e.replaced) / float64(max(1, e.words))
	if !e.whole || e.words < 100 || e.replaced < 10 || density < 0.05 || e.rebuilt*8 > e.replaced || e.inPlace*10 > e.replaced*13 {
		return false
	}
	alike := e.quotedDiff >= 5 && 2*float64(e.quotedDiff) >= density*float64(e.quoted) && e.touched*5 >= e.sentences*3 && e.moved*50 <= e.inPlace
	spared := e.quotedDiff == 0 && density*float64(e.quoted) >= 3 && e.touched*3 >= e.sentences && e.moved*8 <= e.inPlace
	return alike && e.direction >= 1.4 || spared && e.direction >= 2
}

// changes are the edits that give the phrases of p.a back to the words of p.b,
// and the number of phrases among them.
func (p *pair) changes(units []unit, lower map[string]bool, e evidence) ([]edit.Change, int) {
	counts := table{}
	for _, u := range units {
		counts[p.key(u.region)]++
	}
	spareQuotes := e.quotedDiff*25 <= e.quoted
	var out []edit.Change
	applied := 0
	for _, u := range units {
		if u.quoted && spareQuotes {
			continue
		}
		rule, ok := p.allowed(u.region, lower)
		if !ok {
			continue
		}
		r := p.widenDeletion(u.region)
		text := p.render(r)
		if text == "" {
			continue
		}
		c := edit.Change{Span: p.a.span(r.a0, r.a1), New: text, Rule: rule, Confidence: 0.9, Witness: p.witness(r.b0, r.b1), Suggest: u.quoted}
		c.Detail = p.a.text(r.a0, r.a1) + "->" + text
		c.Evidence = fmt.Sprintf("spun copy: %d phrases replaced, all else equal", e.replaced)
		if n := counts[p.key(u.region)]; n > 1 {
			c.Evidence += fmt.Sprintf("; this one %d times", n)
			c.Confidence = 0.97
		}
		if u.quoted {
			c.Confidence = 0.5
		} else {
			applied++
		}
		out = append(out, c)
	}
	return out, applied
}

// witness is the place of words b0 to b1 in the published layer of p.b.
func (p *pair) witness(b0, b1 int) *edit.Witness {
	return &edit.Witness{Article: p.b.t.Doc.ID, Span: p.b.t.Raw(p.b.span(b0, b1))}
}

// allowed reports whether a phrase may be given back, and by which rule.
// Facts stay: a number, a name, a day or a denial that only one side has.
func (p *pair) allowed(r region, lower map[string]bool) (edit.Rule, bool) {
	rule := edit.Spin
	var an, bn []int
	deny := 0
	for i := r.a0; i < r.a1; i++ {
		k := p.a.words[i].Key
		if v, num := numberValue(k); num {
			an = append(an, v)
		}
		if denials[k] {
			deny++
		}
	}
	for j := r.b0; j < r.b1; j++ {
		k := p.b.words[j].Key
		if v, num := numberValue(k); num {
			bn = append(bn, v)
		}
		if denials[k] {
			deny--
		}
		if linkParts[k] || calendar[k] && !alsoWords[k] {
			return rule, false
		}
	}
	if deny != 0 || len(an) != len(bn) {
		return rule, false
	}
	for i := range an {
		if an[i] != bn[i] || an[i] == -1 {
			return rule, false
		}
	}
	if len(an) > 0 {
		rule = edit.Number
	}
	if r.a0 > 0 && r.a1-r.a0 == 1 && r.b1-r.b0 == 1 {
		x, y := measures[p.a.words[r.a0].Key], measures[p.b.words[r.b0].Key]
		if _, num := numberValue(p.a.words[r.a0-1].Key); num && x != "" && y != "" && x != y {
			return rule, false // two hours are not two minutes
		}
	}
	plain := true // the sister's words are no names for sure
	for j := r.b0; j < r.b1; j++ {
		k := p.b.words[j].Key
		plain = plain && (lower[k] || ordinary(k)) && p.b.caps[k] == ""
	}
	for i := r.a0; i < r.a1; i++ {
		if i == r.a0 && plain && r.b0 < r.b1 && p.a.startsSentence(i) && p.a.caps[p.a.words[i].Key] == "" {
			continue
		}
		if p.a.isName(i, lower) && !p.sameName(i, r) {
			return rule, false
		}
	}
	small := p.smallWord(r)
	for j := r.b0; j < r.b1; j++ {
		k := p.b.words[j].Key
		name := !p.b.lower && p.b.isName(j, lower)
		if p.b.lower {
			_, proper := lexicon.Proper(k)
			name = proper || p.a.caps[k] != "" && !small
		}
		if name && !p.hasAlike(k, r) {
			return rule, false
		}
	}
	return rule, true
}

// measures are units and what they are units of, in one form each.
var measures = func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split("second seconds sec secs|minute minutes min mins|hour hours hr hrs|day days|week weeks wk wks|month months mo|year years yr yrs|decade decades|century centuries|"+
		"inch inches|foot feet ft|yard yards|mile miles|metre metres meter meters|kilometre kilometres kilometer kilometers km kms|acre acres|hectare hectares|"+
		"pound pounds lb lbs|kilo kilos kilogram kilograms kg|tonne tonnes|ton tons|litre litres liter liters|gallon gallons|dollar dollars|euro euros|cent cents|percent", "|") {
		ws := strings.Fields(line)
		for _, w := range ws {
			m[w] = ws[0]
		}
	}
	return m
}()

// smallWord reports whether words written small, one of them of substance,
// stand for as many words or fewer, and those are ordinary ones: a spinner
// keeps capitals, so the sister's words are no names here even where the same
// letters are one elsewhere.
func (p *pair) smallWord(r region) bool {
	if r.b1-r.b0 > r.a1-r.a0 {
		return false
	}
	substance := false
	for _, w := range p.a.words[r.a0:r.a1] {
		if p.a.t.Clean[w.Span.Start:w.Span.End] != w.Key {
			return false
		}
		substance = substance || !functionWords[w.Key]
	}
	for _, w := range p.b.words[r.b0:r.b1] {
		if r.a1-r.a0 > 1 && !ordinary(w.Key) {
			return false
		}
	}
	return substance
}

// isName reports whether word i is written as a name: with a capital where a
// plain word has none. At the start of a sentence only words that the story
// never writes small are names.
func (s *source) isName(i int, lower map[string]bool) bool {
	w := s.words[i]
	raw := s.t.Clean[w.Span.Start:w.Span.End]
	if raw == w.Key {
		return calendar[w.Key] && !alsoWords[w.Key]
	}
	if s.caps[w.Key] != "" {
		return true
	}
	return !s.startsSentence(i) && !lower[w.Key] || !lower[w.Key] && !ordinary(w.Key)
}

// sameName reports whether the sister's phrase has a word like name word i, so
// that only its form was spun.
func (p *pair) sameName(i int, r region) bool {
	for j := r.b0; j < r.b1; j++ {
		if alike(p.a.words[i].Key, p.b.words[j].Key) {
			return true
		}
	}
	return false
}

func (p *pair) hasAlike(k string, r region) bool {
	for i := r.a0; i < r.a1; i++ {
		if alike(p.a.words[i].Key, k) {
			return true
		}
	}
	return false
}

// widenDeletion joins a word that only the spun text has with the equal word
// beside it, so that the edit reads as one phrase.
func (p *pair) widenDeletion(r region) region {
	if r.b0 < r.b1 {
		return r
	}
	if r.a1 < len(p.a.words) && r.b0 < len(p.b.words) && p.a.ids[r.a1] == p.b.ids[r.b0] {
		if ok, _ := joined(p.a, r.a1-1); ok && !p.a.quoted[r.a1] {
			return region{r.a0, r.a1 + 1, r.b0, r.b0 + 1}
		}
	}
	if r.a0 > 0 && r.b0 > 0 && p.a.ids[r.a0-1] == p.b.ids[r.b0-1] {
		if ok, _ := joined(p.a, r.a0-1); ok && !p.a.quoted[r.a0-1] {
			return region{r.a0 - 1, r.a1, r.b0 - 1, r.b0}
		}
	}
	return r
}

// render writes the words of b in the manner of a: its capitals, its
// apostrophes. "" when b's words cannot stand as one phrase.
func (p *pair) render(r region) string {
	if r.b0 == r.b1 {
		return ""
	}
	var b strings.Builder
	small := p.smallWord(r)
	for j := r.b0; j < r.b1; j++ {
		w := p.b.words[j]
		raw := p.b.t.Clean[w.Span.Start:w.Span.End]
		switch {
		case p.b.lower:
			if c := p.a.caps[w.Key]; c != "" && !small {
				raw = c
			}
		case raw != w.Key && p.b.startsSentence(j) && p.b.caps[w.Key] == "":
			raw = w.Key
		}
		if j > r.b0 {
			g := p.b.gap(j - 1)
			switch {
			case g == "'" || g == "’" || p.b.stripped && g == " " && clitics[w.Key]:
				g = p.a.apostrophe()
			case g == "-" || g == "‑" || g == ".":
			default:
				g = " "
			}
			b.WriteString(g)
		}
		b.WriteString(raw)
	}
	out := b.String()
	first := p.a.words[r.a0]
	raw := p.a.t.Clean[first.Span.Start:first.Span.End]
	switch {
	case len(raw) > 2 && strings.ToUpper(raw) == raw && p.a.shouts(r.a0):
		out = strings.ToUpper(out)
	case capital(raw) && (p.a.startsSentence(r.a0) || p.a.caps[first.Key] == ""):
		c, n := utf8.DecodeRuneInString(out)
		out = string(unicode.ToUpper(c)) + out[n:]
	}
	return out
}

// apostrophe is the one that the text uses.
func (s *source) apostrophe() string {
	if strings.Count(s.t.Clean, "'") > strings.Count(s.t.Clean, "’") {
		return "'"
	}
	return "’"
}

// shouts reports whether the neighbours of word i are in capitals too.
func (s *source) shouts(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(s.words) && s.sentence[j] == s.sentence[i] {
			raw := s.t.Clean[s.words[j].Span.Start:s.words[j].Span.End]
			if len(raw) > 1 && strings.ToUpper(raw) == raw {
				return true
			}
		}
	}
	return false
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
