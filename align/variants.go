package align

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/collate"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
)

// The classes of findings (see explain.go for what each means).
const (
	Wording       = "wording"
	Addition      = "addition"
	Omission      = "omission"
	OmissionMark  = "omission-marked"
	Truncation    = "truncation"
	Spliced       = "splice"
	Reordering    = "reordering"
	Negation      = "negation"
	Number        = "number"
	DateClass     = "date"
	TimeClass     = "time"
	DurationClass = "duration"
	Name          = "name"
	Link          = "link"
	Attribution   = "attribution"
	Addressee     = "addressee"
	Sic           = "sic"
	Bracket       = "bracket"
	Spelling      = "spelling"
	Punctuation   = "punctuation"
	Case          = "case"
	Damage        = "damage"
	Conflict      = "paraphrase-conflict"
)

// The severities.
const (
	Substantive = "substantive"
	Minor       = "minor"
	Cosmetic    = "cosmetic"
)

// verdict is what one difference is.
type verdict struct {
	class, severity string
	confidence      float64
	note            string // what to say beside the readings
}

// variants are the findings of one family's table. Narrow places come first:
// what two rows are told apart by there is not told again where a wider place
// holds it.
func (b *builder) variants(q *Quote, t *collate.Table) {
	units := t.Units()
	sort.SliceStable(units, func(i, j int) bool { return units[i].To-units[i].From < units[j].To-units[j].From })
	told := contrasts{}
	var all []difference
	for _, u := range units {
		groups := b.group(t, u)
		if len(groups) < 2 {
			continue
		}
		// Each odd reading is held against the most witnessed one; those that
		// differ from it in one way are one finding.
		var found []verdict
		odd := map[string][]group{}
		for _, g := range groups[1:] {
			if !apart(t, groups[0], g) {
				continue
			}
			v := b.classify(t, groups[0], g)
			if v.class == "" || told.known(u, groups[0], g, v.severity) {
				continue
			}
			k := v.class + v.severity
			if odd[k] == nil {
				found = append(found, v)
			}
			odd[k] = append(odd[k], g)
		}
		for _, v := range found {
			gs := odd[v.class+v.severity]
			for _, g := range gs {
				told.add(u, groups[0], g, v.severity)
			}
			if sides := parted(t, append(groups[:1:1], gs...)); len(sides) > 1 {
				all = append(all, difference{v, sides})
			}
		}
	}
	for _, d := range b.weighed(t, all) {
		b.addVariant(q, t, d.verdict, d.groups)
	}
	stops := t.Stops()
	type end struct {
		column int
		next   string
	}
	at := map[end][]collate.Stop{}
	for _, s := range stops {
		k := end{t.Rows[s.Row].Last(), s.Next}
		at[k] = append(at[k], s)
	}
	for _, s := range stops {
		k := end{t.Rows[s.Row].Last(), s.Next}
		b.stops(q, t, at[k])
		delete(at, k)
	}
	b.tails(q, t, stops)
	for _, h := range t.Heads() {
		b.head(q, t, h)
	}
	for _, e := range t.Ellipses() {
		b.ellipsis(q, t, e)
	}
	for _, l := range t.Leads() {
		b.lead(q, t, l)
	}
	b.surface(q, t)
}

// contrasts are the places where two rows of a table are told apart.
type contrasts map[[2]int][]contrast

type contrast struct {
	from, to int
	severity string
}

var gravity = map[string]int{Substantive: 2, Minor: 1, Cosmetic: 0}

// ends are the rows that a contrast of two groups is remembered by.
func ends(g, h group) [2]int { return [2]int{g.readings[0].Row, h.readings[0].Row} }

func (c contrasts) add(u collate.Unit, g, h group, severity string) {
	c[ends(g, h)] = append(c[ends(g, h)], contrast{u.From, u.To, severity})
}

// known reports whether a place that overlaps u tells the groups apart already,
// in something as grave.
func (c contrasts) known(u collate.Unit, g, h group, severity string) bool {
	for _, x := range g.readings {
		for _, y := range h.readings {
			for _, k := range [][2]int{{x.Row, y.Row}, {y.Row, x.Row}} {
				for _, o := range c[k] {
					if o.from <= u.To && u.From <= o.to && gravity[o.severity] >= gravity[severity] {
						return true
					}
				}
			}
			if len(g.readings)*len(h.readings) > 400 {
				return false
			}
		}
	}
	return false
}

// lead makes the finding of a row that begins with words in square brackets.
func (b *builder) lead(q *Quote, t *collate.Table, l collate.Lead) {
	own := collate.Reading{Row: l.Row, Words: l.Words}
	if in, sic := b.inBrackets(t, own); !in || sic {
		return
	}
	f := Finding{Quote: q.ID, Class: Bracket, Severity: Minor, Confidence: .9, Readings: []FindingReading{b.tableReading(t, own)}}
	var who []string
	for _, r := range l.Others {
		f.Readings = append(f.Readings, b.tableReading(t, r))
		who = append(who, b.name(t.Rows[r.Row].Text))
	}
	f.Why = b.sentence(fmt.Sprintf("%s begins with its own words in square brackets, “%s”; %s %s “%s”.", b.name(t.Rows[l.Row].Text), oneLine(b.spanText(t.Rows[l.Row].Text, t.Span(own)), 60), enumerate(who), verb(who, "has", "have"), oneLine(b.spanText(t.Rows[l.Others[0].Row].Text, t.Span(l.Others[0])), 60)))
	b.add(f)
}

// ellipsis makes the finding of a row that marks a cut at its beginning.
func (b *builder) ellipsis(q *Quote, t *collate.Table, e collate.Ellipsis) {
	row := t.Rows[e.Row]
	n := min(row.Words[1], row.Words[0]+4)
	f := Finding{Quote: q.ID, Class: OmissionMark, Severity: Minor, Confidence: .9}
	f.Readings = append(f.Readings, b.tableReading(t, collate.Reading{Row: e.Row, Words: [2]int{row.Words[0], n}}))
	var who []string
	for _, r := range e.Full {
		f.Readings = append(f.Readings, b.reading(t.Rows[r.Row].Text, t.Span(r)))
		who = append(who, b.name(t.Rows[r.Row].Text))
	}
	f.Why = b.sentence(fmt.Sprintf("%s begins with an ellipsis; %s %s “%s” there.", b.name(row.Text), enumerate(who), verb(who, "has", "have"), oneLine(b.spanText(t.Rows[e.Full[0].Row].Text, t.Span(e.Full[0])), 80)))
	b.add(f)
}

// group is the rows that have one reading at a unit.
type group struct {
	key       string
	readings  []collate.Reading
	witnesses int  // origins: copies of one text count once
	base      bool // the reference has it
}

// group sorts the readings of a unit into those that agree, the most
// witnessed first. Orthography makes no group of its own here.
func (b *builder) group(t *collate.Table, u collate.Unit) []group {
	index := map[string]int{}
	var out []group
	for _, r := range u.Readings {
		i, ok := index[r.Key]
		if !ok {
			i = len(out)
			index[r.Key] = i
			out = append(out, group{key: r.Key})
		}
		out[i].readings = append(out[i].readings, r)
	}
	for i := range out {
		origins := map[int]bool{}
		for _, r := range out[i].readings {
			origins[b.origin[t.Rows[r.Row].Text]] = true
			out[i].base = out[i].base || t.Rows[r.Row].Text == b.base
		}
		out[i].witnesses = len(origins)
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].base != out[j].base {
			return out[i].base
		}
		if out[i].witnesses != out[j].witnesses {
			return out[i].witnesses > out[j].witnesses
		}
		if len(out[i].readings) != len(out[j].readings) {
			return len(out[i].readings) > len(out[j].readings)
		}
		return out[i].key < out[j].key
	})
	return out
}

// apart reports whether some outlet has only the reading of g and another one
// only that of h: an outlet that quotes the words twice does not disagree with
// itself.
func apart(t *collate.Table, g, h group) bool {
	has := func(g group) map[int]bool {
		m := map[int]bool{}
		for _, r := range g.readings {
			m[t.Rows[r.Row].Text] = true
		}
		return m
	}
	x, y := has(g), has(h)
	beyond := func(x, y map[int]bool) bool {
		for i := range x {
			if !y[i] {
				return true
			}
		}
		return false
	}
	return beyond(x, y) && beyond(y, x)
}

// parted takes from groups the readings of outlets that stand in more than one: they
// have both, and are on no side. Nil where nothing is left of the first.
func parted(t *collate.Table, groups []group) []group {
	in := map[int]int{} // text -> groups
	for _, g := range groups {
		seen := map[int]bool{}
		for _, r := range g.readings {
			if i := t.Rows[r.Row].Text; !seen[i] {
				seen[i] = true
				in[i]++
			}
		}
	}
	var out []group
	for k, g := range groups {
		var own []collate.Reading
		for _, r := range g.readings {
			if in[t.Rows[r.Row].Text] == 1 {
				own = append(own, r)
			}
		}
		if len(own) > 0 {
			g.readings = own
			out = append(out, g)
		} else if k == 0 {
			return nil
		}
	}
	return out
}

// classify says what separates the readings x and y of one place. The order of
// the tests is the order of how much a reader must know: what marks itself as
// the outlet's own ([sic], …) first, then what turns the sense round.
func (b *builder) classify(t *collate.Table, gx, gy group) verdict {
	x, y := gx.readings[0], gy.readings[0]
	if gx.key == "*" || gy.key == "*" || maskedWord(t, x) && oneWord(t, y) || maskedWord(t, y) && oneWord(t, x) {
		return verdict{Damage, Minor, .9, "signs stand for a word"}
	}
	if v, ok := b.bracketed(t, x, y); ok {
		return v
	}
	gs := trim(t, gx, gy)
	gx, gy = gs[0], gs[1]
	x, y = gx.readings[0], gy.readings[0]
	kx, ky := t.Keys(x), t.Keys(y)
	if b.divided(t, x, y) {
		return verdict{Spelling, Cosmetic, .95, "one word in two"}
	}
	if bare(t, x) == bare(t, y) && len(kx) > 0 && len(ky) > 0 && len(kx) != len(ky) {
		return verdict{Spelling, Cosmetic, .95, "the same letters, an apostrophe lost"}
	}
	if lx, ly := b.linkIn(t, x), b.linkIn(t, y); lx != ly && max(len(kx), len(ky)) <= 8 {
		return verdict{Link, Substantive, .95, "an address or handle is missing"}
	} else if lx && ly && max(len(kx), len(ky)) <= 8 {
		return verdict{Link, Substantive, .9, "another address or handle"}
	}
	if b.denyAlike(t, x, y) {
		return verdict{Wording, Minor, .8, "both deny it, with the negation at another place"}
	}
	if onlyNegation(kx, ky) {
		return verdict{Negation, Substantive, .98, "a negation is missing on one side"}
	}
	if t.SameWords(x, y) {
		if next := b.wordsAfter(t, x, 1); turned(kx, ky) || turned(append(kx, next...), append(ky, next...)) {
			return verdict{Reordering, Substantive, .95, "the two sides of it have changed places"}
		}
		return verdict{Reordering, Minor, .9, "the same words in another order"}
	}
	if spelling(kx, ky) {
		return verdict{Spelling, Cosmetic, .98, "another spelling"}
	}
	if misread(kx, ky) {
		return verdict{Damage, Minor, .9, "letters that a scanner takes for each other"}
	}
	if len(kx) == 1 && len(ky) == 1 && (word.Distance(kx[0], ky[0], 2) <= 2 && b.sicNear(t, gx, gy) || word.SameContraction(kx[0], ky[0])) {
		return verdict{Spelling, Cosmetic, .9, "an error of the source corrected, or a contraction written out"}
	}
	if (word.Negations(kx) > 0) != (word.Negations(ky) > 0) && swallowed(kx, ky) {
		return verdict{Negation, Substantive, .95, "a negation is missing on one side"}
	}
	if len(kx) == 0 || len(ky) == 0 {
		return b.gap(t, gx, gy)
	}
	if v, ok := b.figures(t, x, y); ok {
		return v
	}
	if cut(t, x) || cut(t, y) || marked(t, x, y) || marked(t, y, x) {
		return verdict{OmissionMark, Minor, .95, "words left out, marked with an ellipsis"}
	}
	if b.capital(t, x) && b.capital(t, y) && (len(kx) == len(ky) && near(kx, ky) || transliterated(kx, ky)) {
		return verdict{Name, Minor, .85, "a name in two spellings"}
	}
	if otherPerson(kx, ky) {
		return verdict{Wording, Substantive, .9, "it speaks of somebody else"}
	}
	if len(kx) == 1 && len(ky) == 1 && word.Opposite(kx[0], ky[0]) {
		return verdict{Wording, Substantive, .9, "one is the opposite of the other"}
	}
	if light(kx) && light(ky) {
		return verdict{Wording, Minor, .9, "a function word changed"}
	}
	if b.rewritten(t, gx, gy) || b.rewritten(t, gy, gx) {
		return verdict{Damage, Minor, .8, "a copy of the same text has other words in many places: they are not the outlet's"}
	}
	return verdict{Wording, Substantive, .95, "other words"}
}

// maskedWord reports whether a reading is what is left of one word, “f***ing”: which
// word it was, nobody can say.
func maskedWord(t *collate.Table, r collate.Reading) bool { return oneWord(t, r) && t.Masked(r) }

// oneWord reports whether a reading stands between two blanks.
func oneWord(t *collate.Table, r collate.Reading) bool {
	s := t.Span(r)
	return r.Words[0] < r.Words[1] && !strings.ContainsFunc(t.Texts[t.Rows[r.Row].Text].Clean[s.Start:s.End], unicode.IsSpace)
}

// trim takes the words that all readings of the groups begin or end with from
// all of them.
func trim(t *collate.Table, groups ...group) []group {
	var keys [][]string
	for _, g := range groups {
		for _, r := range g.readings {
			keys = append(keys, t.Keys(r))
		}
	}
	head, tail := 0, 0
	same := func(at func(k []string) int) bool {
		for _, k := range keys {
			if len(k) <= head+tail || k[at(k)] != keys[0][at(keys[0])] {
				return false
			}
		}
		return true
	}
	for same(func([]string) int { return head }) {
		head++
	}
	for same(func(k []string) int { return len(k) - 1 - tail }) {
		tail++
	}
	if len(groups) == 2 {
		// “F.B.I.” and “FBI” are the same letters.
		x, y := t.Keys(groups[0].readings[0]), t.Keys(groups[1].readings[0])
		if i, _ := sameLetters(x[head:len(x)-tail], y[head:len(y)-tail]); i > 0 {
			if out, ok := trimLetters(t, groups, strings.Join(x[head:head+i], ""), head, tail); ok {
				return out
			}
		}
	}
	if head+tail == 0 {
		return groups
	}
	out := make([]group, len(groups))
	for i, g := range groups {
		out[i] = g
		out[i].readings = slices.Clone(g.readings)
		for k := range out[i].readings {
			out[i].readings[k].Words[0] += head
			out[i].readings[k].Words[1] -= tail
		}
		if i == 0 || g.key != "" {
			out[i].key = strings.Join(t.Keys(out[i].readings[0]), "")
		}
	}
	return out
}

// trimLetters takes the words that make up the letters of begin, after head words,
// from all readings, and tail words from their ends; false if one has no such
// words.
func trimLetters(t *collate.Table, groups []group, begin string, head, tail int) ([]group, bool) {
	out := slices.Clone(groups)
	for k := range out {
		out[k].readings = slices.Clone(groups[k].readings)
		for m := range out[k].readings {
			r := &out[k].readings[m]
			keys := t.Keys(*r)
			n, have := head, ""
			for n < len(keys)-tail && len(have) < len(begin) {
				have += keys[n]
				n++
			}
			if have != begin {
				return nil, false
			}
			r.Words[0], r.Words[1] = r.Words[0]+n, r.Words[1]-tail
		}
		out[k].key = strings.Join(t.Keys(out[k].readings[0]), "")
	}
	return out, true
}

// sameLetters is how many words at the beginning of x and of y are the same
// letters, divided otherwise.
func sameLetters(x, y []string) (int, int) {
	a, b, i, j, n, m := "", "", 0, 0, 0, 0
	for {
		switch {
		case len(a) <= len(b) && i < len(x):
			a += x[i]
			i++
		case len(b) < len(a) && j < len(y):
			b += y[j]
			j++
		default:
			return n, m
		}
		if a == b {
			n, m = i, j
		} else if !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a) {
			return n, m
		}
	}
}

// divided reports whether two readings are the same letters, each with up to one
// word that follows it: “per cent” and “percent”.
func (b *builder) divided(t *collate.Table, x, y collate.Reading) bool {
	kx, ky := strings.Join(t.Keys(x), ""), strings.Join(t.Keys(y), "")
	nx, ny := strings.Join(b.wordsAfter(t, x, 1), ""), strings.Join(b.wordsAfter(t, y, 1), "")
	return kx == ky || nx != "" && ny != "" && nx != ny && kx+nx == ky+ny
}

// bare is the letters and digits of a reading.
func bare(t *collate.Table, r collate.Reading) string {
	s := t.Span(r)
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, t.Texts[t.Rows[r.Row].Text].Clean[s.Start:s.End])
}

// marked reports whether short has words of long alone, and an ellipsis among
// or beside them.
func marked(t *collate.Table, long, short collate.Reading) bool {
	kl, ks := t.Keys(long), t.Keys(short)
	k := 0
	for _, w := range kl {
		if k < len(ks) && ks[k] == w {
			k++
		}
	}
	if k < len(ks) || len(ks) >= len(kl) {
		return false
	}
	row := t.Rows[short.Row]
	text := t.Texts[row.Text]
	from, to := max(row.Words[0], short.Words[0]-1), min(row.Words[1], short.Words[1]+1)
	return elliptic(text.Clean[text.Words[from].Span.Start:text.Words[to-1].Span.End])
}

// cut reports whether an ellipsis stands within a reading, or one on either side:
// what it stands for may be what others have there.
func cut(t *collate.Table, r collate.Reading) bool {
	text := t.Texts[t.Rows[r.Row].Text]
	ws := text.Words
	if r.Words[0] == r.Words[1] {
		return false
	}
	gap := func(w int) bool {
		return w > 0 && w < len(ws) && elliptic(text.Clean[ws[w-1].Span.End:ws[w].Span.Start])
	}
	return elliptic(text.Clean[ws[r.Words[0]].Span.Start:ws[r.Words[1]-1].Span.End]) || gap(r.Words[0]) && gap(r.Words[1])
}

func elliptic(s string) bool {
	return strings.Contains(s, "…") || strings.Contains(s, "...") || strings.Contains(s, ". . .")
}

// swallowed reports whether the negation that only one side has denies words
// that both sides have: then its loss turns the sense round. Where the denied
// words are gone with it, the sentence is merely shorter.
func swallowed(a, b []string) bool {
	if len(a) > 9 || len(b) > 9 {
		return false
	}
	if len(a) > 0 && len(b) > 0 {
		return max(len(a), len(b)) <= 3
	}
	n := 0
	for _, k := range append(append([]string(nil), a...), b...) {
		if !word.Stop(k) && !negates(k) {
			n++
		}
	}
	return n == 0
}

// denyAlike reports whether one of two readings has a negation that the other's
// sentence has elsewhere, and the words are alike but for "any" and "no": “I will
// not hide behind anybody”, “I will hide behind nobody”.
func (b *builder) denyAlike(t *collate.Table, x, y collate.Reading) bool {
	kx, ky := t.Keys(x), t.Keys(y)
	if word.Negations(kx) == word.Negations(ky) || len(kx) > 2 || len(ky) > 2 {
		return false
	}
	sx, sy := b.sentenceOf(t, x), b.sentenceOf(t, y)
	n := word.Negations(sx)
	if n == 0 || n != word.Negations(sy) {
		return false
	}
	any := func(ks []string) bool {
		return slices.ContainsFunc(ks, func(k string) bool { return indefinite[k] })
	}
	return any(sx) != any(sy)
}

var indefinite = set("any anybody anyone anything anywhere ever either")

// sentenceOf gives the keys of the sentence of its row that a reading stands in.
func (b *builder) sentenceOf(t *collate.Table, r collate.Reading) []string {
	return t.Keys(collate.Reading{Row: r.Row, Words: b.sentenceWords(t, r)})
}

// onlyNegation reports whether two readings have the same words but for the
// negations.
func onlyNegation(a, b []string) bool {
	bare := func(ks []string) ([]string, int) {
		var out []string
		n := 0
		for i, k := range ks {
			if word.Negation(ks, i) {
				n++
				continue
			}
			out = append(out, k)
		}
		sort.Strings(out)
		return out, n
	}
	x, n := bare(a)
	y, m := bare(b)
	return len(x) > 0 && (n > 0) != (m > 0) && strings.Join(x, " ") == strings.Join(y, " ")
}

func negates(k string) bool { return word.Negation([]string{k}, 0) }

// gap classifies words that one side has and the other lacks. Where more
// witnesses lack them than have them, they are an addition.
func (b *builder) gap(t *collate.Table, has, lacks group) verdict {
	if len(t.Keys(has.readings[0])) == 0 {
		has, lacks = lacks, has
	}
	class := Omission
	if lacks.base || !has.base && lacks.witnesses > has.witnesses {
		class = Addition
	}
	keys := t.Keys(has.readings[0])
	hole := b.between(t, lacks.readings[0])
	full := b.around(t, has.readings[0])
	if elliptic(hole) || cut(t, has.readings[0]) {
		return verdict{OmissionMark, Minor, .95, "words left out, marked with an ellipsis"}
	}
	if light(keys) || b.softens(t, has.readings[0]) {
		return verdict{class, Minor, .9, "a function word more or less"}
	}
	if class == Omission && len(keys) > 3 && joined(full) {
		return verdict{Spliced, Substantive, .95, "what stood between is gone without a mark"}
	}
	return verdict{class, Substantive, .95, "words more or less, without a mark"}
}

// softens reports whether a reading is the "would" of "I would suggest": it makes
// the verb of speech polite, and takes nothing from what is said.
func (b *builder) softens(t *collate.Table, r collate.Reading) bool {
	keys := t.Keys(r)
	next := b.wordsAfter(t, r, 1)
	return len(keys) == 1 && (keys[0] == "would" || keys[0] == "d") && len(next) == 1 && polite[word.Stem(next[0])]
}

var polite = set("suggest say argu like hope think add urg ask recommend guess imagin advis prefer submit")

// joined reports whether the loss of what stands between two words, given with
// the marks around it, joins two sentences: it is a whole sentence or crosses
// the end of one. The end of one sentence alone is merely left out.
func joined(between string) bool {
	first := strings.IndexFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if first < 0 {
		return false
	}
	last := strings.LastIndexFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	ends := func(s string) bool { return sentences(s) > 0 || strings.ContainsAny(s, "”»\"") }
	return sentences(between[first:last+1]) > 0 || ends(between[:first]) && ends(between[last:])
}

// sentences counts the sentence ends in text.
func sentences(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		if strings.IndexByte(".!?", text[i]) >= 0 && (i+1 == len(text) || !isWordByte(text[i+1])) {
			n++
		}
	}
	return n
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/'
}

// between is the text around an empty reading, from two words before it to two
// words after: an ellipsis may stand a word beside the place that the alignment
// chose ("… activity ... or in connection").
func (b *builder) between(t *collate.Table, r collate.Reading) string {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	from, to := max(row.Words[0], r.Words[0]-2), min(row.Words[1], r.Words[0]+2)
	if from >= to {
		return ""
	}
	return text.Clean[text.Words[from].Span.Start:text.Words[to-1].Span.End]
}

// around is the text of a reading with what stands before and after it, up to
// the neighbouring words.
func (b *builder) around(t *collate.Table, r collate.Reading) string {
	text := t.Texts[t.Rows[r.Row].Text]
	s, e := 0, len(text.Clean)
	if r.Words[0] > 0 {
		s = text.Words[r.Words[0]-1].Span.End
	}
	if r.Words[1] < len(text.Words) {
		e = text.Words[r.Words[1]].Span.Start
	}
	return text.Clean[s:e]
}

// bracketed recognises [sic] and words in brackets, round ones too: nobody speaks
// them. A [sic] that stands
// where other outlets have more than the word it marks is not all that differs.
func (b *builder) bracketed(t *collate.Table, x, y collate.Reading) (verdict, bool) {
	px, sx := b.inBrackets(t, x)
	py, sy := b.inBrackets(t, y)
	switch {
	case px == py:
		return verdict{}, false
	case sx != sy && b.linkIn(t, x) != b.linkIn(t, y):
		return verdict{Link, Substantive, .95, "an address or handle is missing"}, true
	case sx != sy:
		return verdict{Sic, Minor, .98, "[sic] stands on one side only"}, true
	}
	return verdict{Bracket, Minor, .95, "words in brackets are the outlet's own"}, true
}

// inBrackets reports whether some word of r stands in brackets, and
// whether it is "sic".
func (b *builder) inBrackets(t *collate.Table, r collate.Reading) (in, sic bool) {
	text := t.Texts[t.Rows[r.Row].Text]
	for _, w := range text.Words[r.Words[0]:r.Words[1]] {
		s := text.Clean[max(0, w.Span.Start-40):w.Span.Start]
		open := strings.LastIndexAny(s, "[(")
		if open >= 0 && open > strings.LastIndexAny(s, "])") {
			in = true
			sic = sic || w.Key == "sic"
		}
	}
	return in, sic
}

// sicNear reports whether some row has "sic" after the words of either reading:
// an outlet says that they are an error of the source.
func (b *builder) sicNear(t *collate.Table, groups ...group) bool {
	for _, g := range groups {
		for _, r := range g.readings {
			if r.Words[0] == r.Words[1] {
				continue
			}
			col := t.Rows[r.Row].Cols[r.Words[1]-1-t.Rows[r.Row].Words[0]]
			for i := range t.Rows {
				row := &t.Rows[i]
				at := t.At(i, col)
				ws := t.Texts[row.Text].Words
				if at >= 0 && at+1 < row.Words[1] && ws[at+1].Key == "sic" {
					return true
				}
			}
		}
	}
	return false
}

// linkIn reports whether a reading holds an address or a handle.
func (b *builder) linkIn(t *collate.Table, r collate.Reading) bool {
	if r.Words[0] == r.Words[1] {
		return false
	}
	return linkWords(t.Texts[t.Rows[r.Row].Text], r.Words[0], r.Words[1])
}

// linkWords reports whether the words from..to of a text hold an address, also
// where its dots were lost.
func linkWords(text *normalize.Text, from, to int) bool {
	ws := text.Words[from:to]
	for i, w := range ws {
		if w.Key == "http" || w.Key == "https" || w.Key == "www" || w.Span.Start > 0 && text.Clean[w.Span.Start-1] == '@' {
			return true
		}
		if i+1 < len(ws) && domain[ws[i+1].Key] && ws[i+1].Span.Start-w.Span.End == 1 && strings.IndexByte(". ", text.Clean[w.Span.End]) >= 0 && len(w.Key) > 3 && !word.Stop(w.Key) {
			return true
		}
	}
	return false
}

// domain holds endings of addresses that are not English words, so that they
// are recognised where the dot was lost.
var domain = map[string]bool{"com": true, "org": true, "net": true, "edu": true, "gov": true, "tk": true, "co": true, "uk": true, "eu": true, "de": true, "fr": true, "io": true, "ru": true, "html": true, "htm": true, "example": true, "info": true, "ly": true, "tv": true}

// spelling reports whether two readings are the same words in two
// orthographies.
func spelling(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	for i := range a {
		if !word.SameSpelling(a[i], b[i]) {
			return false
		}
	}
	return true
}

// misread reports whether two readings differ in shapes only that a scanner takes for
// each other: “modern”, “modem”. Numbers are none.
func misread(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) || slices.Equal(a, b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && (word.Digit(a[i]) && word.Digit(b[i]) || min(len(a[i]), len(b[i])) < 3 || shapes.Replace(a[i]) != shapes.Replace(b[i]) && ones.Replace(a[i]) != ones.Replace(b[i])) {
			return false
		}
	}
	return true
}

var ones = strings.NewReplacer("1", "i", "0", "o") // a one may be an i as well

var shapes = strings.NewReplacer("vv", "w", "rn", "m", "cl", "d", "li", "h", "1", "l", "0", "o", "5", "s", "ii", "u")

// near reports whether the words differ by a letter or two each.
func near(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] && (len(a[i]) < 4 || word.Distance(a[i], b[i], 2) > 2) {
			return false
		}
	}
	return true
}

// transliterated reports whether two names of several words differ by a letter in
// three at most: “Moammar Gadhafi”, “Muammar al-Qaddafi”.
func transliterated(a, b []string) bool {
	x, y := strings.Join(a, ""), strings.Join(b, "")
	n := max(len(x), len(y)) / 3
	return min(len(a), len(b)) > 1 && n > 0 && word.Distance(x, y, n) <= n
}

// light reports whether words carry no content: articles, prepositions,
// pronouns; not modal verbs, which change what is claimed.
func light(keys []string) bool {
	for i, k := range keys {
		if !word.Stop(k) || modal[k] || word.Negation(keys, i) {
			return false
		}
	}
	return true
}

var modal = map[string]bool{"may": true, "might": true, "could": true, "would": true, "should": true, "shall": true, "will": true, "must": true, "can": true, "only": true, "all": true, "few": true, "most": true, "before": true, "after": true, "until": true, "if": true}

// particles are words of names that are written small.
var particles = map[string]bool{"al": true, "el": true, "bin": true, "ibn": true, "de": true, "da": true, "di": true, "van": true, "von": true, "der": true, "la": true, "le": true}

// turned reports whether a has on one side of a word what b has on its other:
// “no player than the wrong one”, “Ann told Bob”. The sides of "and" and their
// like may change places.
func turned(a, b []string) bool {
	for i := 1; i+1 < len(a); i++ {
		if !mutual[a[i]] && len(a) == len(b) && slices.Equal(a[:i], b[len(a)-i:]) && slices.Equal(a[i+1:], b[:len(a)-i-1]) && a[i] == b[len(a)-i-1] {
			return true
		}
	}
	return false
}

var mutual = set("and or nor with plus but is are was were")

// otherPerson reports whether two readings are pronouns of which one is for the
// speaker, one for whom he speaks to or one for others.
func otherPerson(a, b []string) bool {
	if len(a) != 1 || len(b) != 1 {
		return false
	}
	x, y := a[0], b[0]
	return self[x] && (others[y] || addressed[y]) || others[x] && (self[y] || addressed[y]) || addressed[x] && (self[y] || others[y])
}

var (
	self      = set("i me my mine myself we us our ours ourselves")
	addressed = set("you your yours yourself yourselves")
	others    = set("he him his she her hers they them their theirs himself herself themselves")
)

// capital reports whether every word of a reading begins with a capital and
// does not begin its row.
func (b *builder) capital(t *collate.Table, r collate.Reading) bool {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	for i := r.Words[0]; i < r.Words[1]; i++ {
		c, _ := utf8.DecodeRuneInString(text.Clean[text.Words[i].Span.Start:])
		if !unicode.IsUpper(c) && !(particles[text.Words[i].Key] && i+1 < r.Words[1]) || i == row.Words[0] {
			return false
		}
	}
	return r.Words[0] < r.Words[1]
}

// addVariant makes the finding of a unit.
func (b *builder) addVariant(q *Quote, t *collate.Table, v verdict, groups []group) {
	f := Finding{Quote: q.ID, Class: v.class, Severity: v.severity, Confidence: v.confidence}
	var parts []string
	groups = trim(t, groups...)
	reference := groups[0].base
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].key != "" && groups[j].key == "" })
	for _, g := range groups {
		var who []string
		shown := ""
		for _, r := range g.readings {
			if v.class == DateClass {
				r = wholeDate(t, r)
			} else if _, sic := b.inBrackets(t, r); v.class == Link && sic {
				// What the [sic] stands for is gone: show where.
				row := t.Rows[r.Row]
				r.Words = [2]int{max(row.Words[0], r.Words[0]-1), min(row.Words[1], r.Words[1]+1)}
			}
			f.Readings = append(f.Readings, b.tableReading(t, r))
			who = append(who, b.name(t.Rows[r.Row].Text))
			if shown == "" && r.Words[0] < r.Words[1] {
				shown = b.spanText(t.Rows[r.Row].Text, t.Span(r))
			}
		}
		what := "“" + oneLine(shown, 80) + "”"
		has := verb(who, "has", "have") + " " + what
		if shown == "" {
			has = verb(who, "lacks", "lack") + " it"
		}
		parts = append(parts, fmt.Sprintf("%s %s%s", enumerate(who), has, b.copies(g, t)))
	}
	f.Why = b.sentence(strings.Join(parts, "; ") + ": " + v.note + ".")
	if reference {
		f.Why = strings.TrimSuffix(f.Why, ".") + fmt.Sprintf(", against %s as the reference.", b.name(b.base))
	}
	b.add(f)
}

// wholeDate grows a reading over the day or the month beside it: “1 October” is
// another date than “10 October”, not “1” than “10”.
func wholeDate(t *collate.Table, r collate.Reading) collate.Reading {
	row := t.Rows[r.Row]
	ws := t.Texts[row.Text].Words
	part := func(w int) bool {
		return w >= row.Words[0] && w < row.Words[1] && (monthNames[ws[w].Key] || word.Digit(ws[w].Key))
	}
	for r.Words[0] < r.Words[1] && part(r.Words[1]) {
		r.Words[1]++
	}
	for r.Words[0] < r.Words[1] && part(r.Words[0]-1) {
		r.Words[0]--
	}
	return r
}

// copies says when the agreement of several outlets is that of one text.
func (b *builder) copies(g group, t *collate.Table) string {
	n := 0
	seen := map[int]bool{}
	for _, r := range g.readings {
		if i := t.Rows[r.Row].Text; !seen[i] {
			seen[i] = true
			n++
		}
	}
	if n > 1 && g.witnesses < n {
		if g.witnesses == 1 {
			return " (copies of one text)"
		}
		return fmt.Sprintf(" (%d independent texts)", g.witnesses)
	}
	return ""
}

func (b *builder) tableReading(t *collate.Table, r collate.Reading) FindingReading {
	i := t.Rows[r.Row].Text
	return b.reading(i, t.Span(r))
}

// stops makes the findings of rows that end at one place where others go on:
// before an address, before a clause that limits what was said, or before the
// end of a message that others give whole. To quote less than others is else no
// fault.
func (b *builder) stops(q *Quote, t *collate.Table, stops []collate.Stop) {
	var made []*Finding
	who := map[*Finding][]string{}
	notes := map[*Finding]string{}
	for _, s := range stops {
		class, severity, note := b.stop(q, t, s)
		if class == "" {
			continue
		}
		var f *Finding
		for _, m := range made {
			if m.Class == class && m.Severity == severity {
				f = m
			}
		}
		if f == nil {
			f = &Finding{Quote: q.ID, Class: class, Severity: severity, Confidence: .9}
			made, notes[f] = append(made, f), note
		}
		row := t.Rows[s.Row]
		ws := t.Texts[row.Text].Words
		f.Readings = append(f.Readings, b.reading(row.Text, corpus.Span{Start: ws[max(row.Words[0], row.Words[1]-stopWords)].Span.Start, End: ws[row.Words[1]-1].Span.End}))
		who[f] = append(who[f], b.name(row.Text))
	}
	for _, f := range made {
		var others []string
		for _, r := range stops[0].Rest {
			o := t.Rows[r.Row]
			ws := t.Texts[o.Text].Words
			f.Readings = append(f.Readings, b.reading(o.Text, corpus.Span{Start: ws[max(o.Words[0], r.Words[0]-stopWords)].Span.Start, End: t.Span(r).End}))
			others = append(others, b.name(o.Text))
		}
		first := stops[0].Rest[0]
		f.Why = b.sentence(fmt.Sprintf("%s %s where %s %s on “%s”: %s.", enumerate(who[f]), verb(who[f], "stops", "stop"), enumerate(others), verb(others, "goes", "go"), oneLine(b.spanText(t.Rows[first.Row].Text, t.Span(first)), 100), notes[f]))
		b.add(*f)
	}
}

// stopWords are shown before the place where one row ends and others go on, the
// same number on both sides.
const stopWords = 4

// stop says what it is that a row ends where others go on; class is "" for
// nothing to be told.
func (b *builder) stop(q *Quote, t *collate.Table, s collate.Stop) (class, severity, note string) {
	row := t.Rows[s.Row]
	if b.stripped(row.Text) {
		return // where a quotation ends in it is our guess
	}
	if ws := t.Texts[row.Text].Words; row.Words[1] < len(ws) && ws[row.Words[1]].Key == s.Next {
		return // it has them, outside what was taken for the quotation
	}
	whole := !strings.ContainsAny(s.Between, ".!?")
	switch first := s.Rest[0]; {
	case first.Words[1]-first.Words[0] <= 8 && b.linkIn(t, first) || b.linkIn(t, collate.Reading{Row: first.Row, Words: [2]int{first.Words[0], min(first.Words[1], first.Words[0]+3)}}):
		return Link, Substantive, "an address is missing at the end"
	case !sentenceStart(t, row):
		return
	case whole && word.Limits(s.Next):
		return Truncation, Substantive, "the rest limits what was said"
	case whole && b.qualified(t, s):
		return Truncation, Substantive, "the rest says for how long it holds"
	case whole && b.closes(t, row) && first.Words[1]-first.Words[0] > 2 && b.independent(t, s.Rest) > 1:
		return Truncation, Minor, "it is no whole sentence"
	case !whole && (q.Kind == "tweet" || q.Kind == "dm" || q.Kind == "document") && !b.stripped(t.Rows[first.Row].Text):
		return Truncation, Minor, "the message has more sentences"
	}
	return
}

// qualified reports whether what a row leaves out at the end of a sentence that
// denies or promises something says for when: "this year", "yet".
func (b *builder) qualified(t *collate.Table, s collate.Stop) bool {
	rest := t.Keys(s.Rest[0])
	if len(rest) > 3 {
		return false
	}
	for _, k := range rest {
		if !moment[k] && !word.Stop(k) {
			return false
		}
	}
	row := t.Rows[s.Row]
	said := b.sentenceOf(t, collate.Reading{Row: s.Row, Words: [2]int{row.Words[1] - 1, row.Words[1]}})
	return slices.ContainsFunc(rest, func(k string) bool { return moment[k] }) && (word.Negations(said) > 0 || slices.ContainsFunc(said, func(k string) bool { return k == "will" || k == "shall" || k == "all" || k == "every" }))
}

var moment = set("today tonight tomorrow now yet currently year month week season decade summer winter spring autumn anymore")

// closes reports whether a row ends with the sign of the end of a sentence within
// the marks.
func (b *builder) closes(t *collate.Table, row collate.Row) bool {
	text := t.Texts[row.Text]
	end := text.Words[row.Words[1]-1].Span.End
	return end < len(text.Clean) && strings.IndexByte(".!?", text.Clean[end]) >= 0
}

// independent counts the origins of readings.
func (b *builder) independent(t *collate.Table, rs []collate.Reading) int {
	origins := map[int]bool{}
	for _, r := range rs {
		origins[b.origin[t.Rows[r.Row].Text]] = true
	}
	return len(origins)
}

// tails makes the findings of words that one outlet has at the end of a sentence
// which several independent others close, within the marks, without them.
func (b *builder) tails(q *Quote, t *collate.Table, stops []collate.Stop) {
	by := map[int][]collate.Stop{} // last column of the rows that stop
	for _, s := range stops {
		row := t.Rows[s.Row]
		text := t.Texts[row.Text]
		end := text.Words[row.Words[1]-1].Span.End
		if !b.stripped(row.Text) && end < len(text.Clean) && strings.IndexByte(".!?", text.Clean[end]) >= 0 && !strings.ContainsAny(s.Between, ".!?…") && sentenceStart(t, row) && !word.Limits(s.Next) {
			by[row.Last()] = append(by[row.Last()], s)
		}
	}
	for _, c := range ascending(by) {
		closed, on := map[int]bool{}, map[int]bool{}
		for _, s := range by[c] {
			closed[b.origin[t.Rows[s.Row].Text]] = true
		}
		rest := by[c][0].Rest
		for _, r := range rest {
			on[b.origin[t.Rows[r.Row].Text]] = true
		}
		if first := rest[0]; len(closed) < 2 || len(closed) <= len(on) || b.stripped(t.Rows[first.Row].Text) || b.linkIn(t, first) {
			continue
		}
		f := Finding{Quote: q.ID, Class: Addition, Severity: Substantive, Confidence: .8}
		if in, _ := b.inBrackets(t, rest[0]); in {
			f.Class, f.Severity = Bracket, Minor
		}
		if row := t.Rows[by[c][0].Row]; strings.Contains(" "+strings.Join(t.Keys(collate.Reading{Row: by[c][0].Row, Words: row.Words}), " ")+" ", " "+strings.Join(t.Keys(rest[0]), " ")+" ") {
			continue // moved, not added
		}
		var has, lack []string
		for _, r := range rest {
			if b.spliced(t.Rows[r.Row].Text, t.Span(r)) {
				continue // they are of another utterance, and told as such
			}
			f.Readings = append(f.Readings, b.tableReading(t, r))
			has = append(has, b.name(t.Rows[r.Row].Text))
		}
		if len(has) == 0 {
			continue
		}
		for _, s := range by[c] {
			row := t.Rows[s.Row]
			f.Readings = append(f.Readings, b.tableReading(t, collate.Reading{Row: s.Row, Words: [2]int{max(row.Words[0], row.Words[1]-3), row.Words[1]}}))
			lack = append(lack, b.name(row.Text))
		}
		f.Why = b.sentence(fmt.Sprintf("%s %s on with “%s” where %s %s the sentence.", enumerate(has), verb(has, "goes", "go"), oneLine(*f.Readings[0].Text, 90), enumerate(lack), verb(lack, "ends", "end")))
		b.add(f)
	}
}

// head makes the finding of a row that begins a sentence where others have a
// condition or a reservation before it.
func (b *builder) head(q *Quote, t *collate.Table, h collate.Head) {
	var who []string
	var rs []collate.Reading
	for _, r := range h.Before {
		keys := t.Keys(r)
		if n := len(keys); n > 1 && n <= 40 && (opens[keys[0]] || reserves[keys[n-1]]) {
			rs = append(rs, r)
			who = append(who, b.name(t.Rows[r.Row].Text))
		}
	}
	row := t.Rows[h.Row]
	if len(rs) == 0 || len(rs) < len(h.Before) || b.stripped(row.Text) || b.stripped(t.Rows[rs[0].Row].Text) {
		return
	}
	f := Finding{Quote: q.ID, Class: Truncation, Severity: Substantive, Confidence: .85}
	own := collate.Reading{Row: h.Row, Words: [2]int{row.Words[0], min(row.Words[1], row.Words[0]+8)}}
	f.Readings = append(f.Readings, b.tableReading(t, own))
	for _, r := range rs {
		o := t.Rows[r.Row]
		f.Readings = append(f.Readings, b.tableReading(t, collate.Reading{Row: r.Row, Words: [2]int{r.Words[0], min(o.Words[1], r.Words[1]+6)}}))
	}
	f.Why = b.sentence(fmt.Sprintf("%s begins the sentence after “%s”, which %s %s: it limits what was said.", b.name(row.Text), oneLine(b.spanText(t.Rows[rs[0].Row].Text, t.Span(rs[0])), 100), enumerate(who), verb(who, "has", "have")))
	b.add(f)
}

// opens are words that open a condition before what depends on it, reserves
// those that close a reservation.
var (
	opens    = map[string]bool{"if": true, "unless": true, "until": true, "once": true, "although": true, "though": true, "provided": true, "without": true, "while": true}
	reserves = map[string]bool{"but": true, "yet": true, "however": true}
)

// sentenceStart reports whether the last sentence of a row is quoted from its
// beginning, so that it reads as a whole.
func sentenceStart(t *collate.Table, row collate.Row) bool {
	text := t.Texts[row.Text]
	for i := row.Words[1] - 1; i >= row.Words[0]; i-- {
		c, _ := utf8.DecodeRuneInString(text.Clean[text.Words[i].Span.Start:])
		if i == row.Words[0] {
			return unicode.IsUpper(c)
		}
		if strings.ContainsAny(text.Clean[text.Words[i-1].Span.End:text.Words[i].Span.Start], ".!?") {
			return true
		}
	}
	return false
}
