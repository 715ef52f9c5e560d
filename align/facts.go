package align

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// sentence is a sentence of an article's own text with what facts need of it.
type sentence struct {
	text  int
	span  corpus.Span
	words [2]int
	stems map[string]bool // content words and figures
	near  map[string]bool // content words of the sentences beside it, same paragraph or next
	quote bool            // lies within a quotation
}

// narration collects the sentences that outlets write themselves. Headlines
// and decks count: they state facts too.
func (b *builder) narration() []sentence {
	var out []sentence
	for i, t := range b.texts {
		first := len(out)
		k := 0
		for _, s := range t.Sentences {
			z := t.ZoneAt(s.Start).Kind
			if !z.Text() && z != zone.Headline && z != zone.Deck && z != zone.BulletSummary {
				continue
			}
			for _, s := range b.shorter(i, s) {
				from, to := t.WordsIn(s)
				if from == to {
					continue
				}
				x := sentence{text: i, span: s, words: [2]int{from, to}, stems: map[string]bool{}}
				for _, w := range t.Words[from:to] {
					if !word.Stop(w.Key) {
						x.stems[word.Stem(w.Key)] = true
					}
				}
				for k < len(b.quotes[i]) && b.quotes[i][k].Span.End < s.Start {
					k++
				}
				for q := k; q < len(b.quotes[i]) && b.quotes[i][q].Span.Start < s.End; q++ {
					if b.quotes[i][q].Marks != "block" && b.quotes[i][q].Outer.Start <= s.Start+2 && b.quotes[i][q].Span.End >= s.End-3 {
						x.quote = true
					}
				}
				out = append(out, x)
			}
		}
		for n := first; n < len(out); n++ {
			out[n].near = map[string]bool{}
			for _, m := range []int{n - 1, n + 1} {
				if m >= first && m < len(out) {
					for s := range out[m].stems {
						out[n].near[s] = true
					}
				}
			}
		}
	}
	return out
}

// shorter cuts a run of words without punctuation, as a stripped text is, into
// windows that can stand for sentences.
func (b *builder) shorter(text int, s corpus.Span) []corpus.Span {
	const most = 60
	t := b.texts[text]
	from, to := t.WordsIn(s)
	if to-from <= 2*most {
		return []corpus.Span{s}
	}
	var out []corpus.Span
	for from < to {
		n := min(most, to-from)
		out = append(out, corpus.Span{Start: t.Words[from].Span.Start, End: t.Words[from+n-1].Span.End})
		from += n
	}
	return out
}

// fact is a figure, date, time or duration in a sentence.
type fact struct {
	detail.Item
	text     int
	sentence int
	unit     string // stem of the word counted, "" if none
	subject  map[string]bool
	quoted   bool
}

var factClass = map[string]string{"number": Number, "money": Number, "date": DateClass, "time": TimeClass, "duration": DurationClass}

// facts finds sentences of different outlets that state the same thing with
// another figure, date, time or duration. A sentence that copies of one text
// share is compared once.
func (b *builder) facts(ss []sentence) {
	first := b.firsts(ss)
	b.pairSentences(ss, first)
	var all []fact
	for i := range b.texts {
		k := 0
		for k < len(ss) && ss[k].text < i {
			k++
		}
		for _, it := range b.items[i] {
			if factClass[it.Kind] == "" {
				continue
			}
			for k < len(ss) && ss[k].text == i && ss[k].span.End <= it.Span.Start {
				k++
			}
			if k >= len(ss) || ss[k].text != i || ss[k].span.Start > it.Span.Start {
				continue
			}
			if b.stripped(i) && b.torn(i, it.Span) {
				continue
			}
			all = append(all, b.fact(i, it, k, ss))
		}
	}
	for _, kind := range []string{"number", "money", "date", "time", "duration"} {
		c := clasher{builder: b, ss: ss, byText: make([][]int, len(b.texts)), units: make([]map[string]int, len(b.texts))}
		for _, f := range all {
			if f.Kind == kind {
				c.fs = append(c.fs, f)
			}
		}
		c.run(first)
	}
	b.writeExactness()
}

// firsts gives for each sentence the first one with the same words among the
// copies of its text, most often itself.
func (b *builder) firsts(ss []sentence) []int {
	type key struct {
		origin int
		words  string
	}
	out := make([]int, len(ss))
	seen := map[key]int{}
	copied := make(map[int]int, len(b.texts))
	for _, o := range b.origin {
		copied[o]++
	}
	for i, s := range ss {
		out[i] = i
		if copied[b.origin[s.text]] < 2 {
			continue
		}
		k := key{b.origin[s.text], keyOf(b.texts[s.text], s.words)}
		if f, ok := seen[k]; ok {
			out[i] = f
		} else {
			seen[k] = i
		}
	}
	return out
}

// torn reports whether a figure of a text without punctuation may be half of
// one: "2,340" left "2 340".
func (b *builder) torn(i int, s corpus.Span) bool {
	ws := b.texts[i].Words
	from, to := b.texts[i].WordsIn(s)
	return from > 0 && word.Digit(ws[from-1].Key) || to < len(ws) && word.Digit(ws[to].Key)
}

func (b *builder) fact(i int, it detail.Item, k int, ss []sentence) fact {
	t := b.texts[i]
	f := fact{Item: it, text: i, sentence: k, subject: map[string]bool{}}
	from, to := t.WordsIn(it.Span)
	for _, q := range b.quotes[i] {
		if q.Marks != "block" && q.Outer.Start <= it.Span.Start && it.Span.End <= q.Outer.End {
			f.quoted = true
		}
	}
	for w := max(ss[k].words[0], from-8); w < min(ss[k].words[1], to+8); w++ {
		if w >= from && w < to {
			continue
		}
		if key := t.Words[w].Key; !word.Stop(key) && !timeUnits[word.Stem(key)] {
			f.subject[word.Stem(key)] = true
		}
	}
	if it.Kind == "number" {
		// What is counted stands at the end of the item ("140 boats") or after it.
		if _, unit, ok := strings.Cut(it.Value, " "); ok {
			f.unit = unit // a measure: metres and m are one
		} else if last := t.Words[max(from, to-1)].Key; to > from && !figure(last) && !word.Stop(last) {
			f.unit = word.Stem(last)
		} else {
			for w := to; w < min(ss[k].words[1], to+3); w++ {
				if key := t.Words[w].Key; !word.Stop(key) && !figure(key) {
					f.unit = word.Stem(key)
					break
				}
			}
		}
	}
	return f
}

// clasher compares the facts of one kind: each with its best counterpart in
// every other text. A clash must be mutual, and neither text may have the
// other's value anywhere.
type clasher struct {
	*builder
	ss     []sentence
	fs     []fact
	byText [][]int          // facts of each text
	units  []map[string]int // of each text: unit -> facts that count it
	same   map[int][]int    // fact -> the same fact in copies of its text
	near   map[int][]int    // fact -> facts of other texts whose sentences share words with its own
	best   map[int]map[int]counterpart
}

// counterpart is the fact of another text that most likely answers the same
// question.
type counterpart struct {
	at    int
	score float64
}

func (c *clasher) run(first []int) {
	type key struct {
		sentence, offset int
		value            string
	}
	c.same, c.near, c.best = map[int][]int{}, map[int][]int{}, map[int]map[int]counterpart{}
	leader := map[key]int{}
	var reps []int
	for i, f := range c.fs {
		if c.units[f.text] == nil {
			c.units[f.text] = map[string]int{}
		}
		c.units[f.text][f.unit]++
		c.byText[f.text] = append(c.byText[f.text], i)
		from, _ := c.texts[f.text].WordsIn(f.Span)
		k := key{first[f.sentence], from - c.ss[f.sentence].words[0], f.Value}
		if l, ok := leader[k]; ok {
			c.same[l] = append(c.same[l], i)
			continue
		}
		leader[k] = i
		reps = append(reps, i)
	}
	c.neighbours(reps)
	type pair struct{ a, b int }
	var pairs []pair
	for _, i := range reps {
		f := c.fs[i]
		for _, text := range ascending(c.counterparts(i)) {
			m := c.counterparts(i)[text]
			if text < f.text || c.origin[text] == c.origin[f.text] {
				continue
			}
			j, s := m.at, m.score
			g := c.fs[j]
			if s >= 3.5 && c.coarser(f, g) {
				c.exactness(f, g)
			}
			if s < 3 || !c.strong(f, g, c.ss, c.only(f) && c.only(g)) || !c.clashing(f, g) || f.quoted && g.quoted {
				continue
			}
			if c.counterparts(j)[f.text].at != i || c.counterparts(j)[f.text].score == 0 {
				continue
			}
			if c.hasValue(c.byText[text], c.fs, f) || c.hasValue(c.byText[f.text], c.fs, g) {
				continue
			}
			pairs = append(pairs, pair{i, j})
		}
	}
	// All that clashes with one fact is one finding: the fact that most others
	// clash with is the middle of a star, never a link of a chain.
	for len(pairs) > 0 {
		degree := map[int]int{}
		for _, p := range pairs {
			degree[p.a]++
			degree[p.b]++
		}
		middle := pairs[0].a
		for _, p := range pairs {
			for _, x := range []int{p.a, p.b} {
				if degree[x] > degree[middle] || degree[x] == degree[middle] && x < middle {
					middle = x
				}
			}
		}
		star := map[int]bool{middle: true}
		for _, p := range pairs {
			if p.a == middle || p.b == middle {
				star[p.a], star[p.b] = true, true
			}
		}
		sides := map[string][]int{}
		for _, x := range ascending(star) {
			v := c.value(c.fs[x])
			sides[v] = append(sides[v], x)
		}
		rest := pairs[:0]
		for _, p := range pairs {
			v, w := c.value(c.fs[p.a]), c.value(c.fs[p.b])
			if sides[v] == nil || sides[w] == nil {
				rest = append(rest, p)
				continue
			}
			sides[v] = append(sides[v], p.a)
			sides[w] = append(sides[w], p.b)
		}
		pairs = rest
		// Outlets that state one of the values in a like sentence stand beside
		// them.
		for _, x := range ascending(star) {
			for _, z := range c.near[x] {
				f := c.fs[z]
				if v := c.value(f); sides[v] != nil && c.likeness(f, c.fs[x], c.ss, false) >= 3 {
					sides[v] = append(sides[v], z)
				}
			}
		}
		for v, is := range sides {
			for _, i := range is {
				sides[v] = append(sides[v], c.same[i]...)
			}
		}
		c.clash(c.fs[middle].Kind, c.fs, sides)
	}
}

// only reports whether f is the one fact of its text that counts its unit.
func (c *clasher) only(f fact) bool { return c.units[f.text][f.unit] == 1 }

// neighbours finds for each of the facts those whose sentences share words with
// its own, in the sentence or beside it. A word of many sentences finds none,
// and each fact keeps its nearest: O(facts).
func (c *clasher) neighbours(reps []int) {
	const common, kept = 200, 64
	at := map[string][]int{} // stem -> facts
	stems := func(i int) []string {
		s := c.ss[c.fs[i].sentence]
		out := make([]string, 0, len(s.stems)+len(s.near))
		for w := range s.stems {
			out = append(out, w)
		}
		for w := range s.near {
			if !s.stems[w] {
				out = append(out, w)
			}
		}
		sort.Strings(out)
		return out
	}
	for _, i := range reps {
		for _, w := range stems(i) {
			at[w] = append(at[w], i)
		}
	}
	score := make([]float64, len(c.fs))
	var touched []int
	for _, i := range reps {
		touched = touched[:0]
		for _, w := range stems(i) {
			l := at[w]
			if len(l) > common {
				continue
			}
			for _, j := range l {
				if c.fs[j].text == c.fs[i].text {
					continue
				}
				if score[j] == 0 {
					touched = append(touched, j)
				}
				score[j] += 1 / float64(len(l))
			}
		}
		sort.Slice(touched, func(x, y int) bool {
			if p, q := score[touched[x]], score[touched[y]]; p != q {
				return p > q
			}
			return touched[x] < touched[y]
		})
		c.near[i] = append([]int(nil), touched[:min(len(touched), kept)]...)
		for _, j := range touched {
			score[j] = 0
		}
	}
}

// counterparts gives for each text the fact that is likest to fact i.
func (c *clasher) counterparts(i int) map[int]counterpart {
	if m, ok := c.best[i]; ok {
		return m
	}
	m := map[int]counterpart{}
	for _, j := range c.near[i] {
		s := c.likeness(c.fs[i], c.fs[j], c.ss, c.only(c.fs[i]) && c.only(c.fs[j]))
		text := c.fs[j].text
		if o, ok := m[text]; s > 0 && (!ok || s > o.score || s == o.score && j < o.at) {
			m[text] = counterpart{j, s}
		}
	}
	c.best[i] = m
	return m
}

// ascending gives the keys of m in order.
func ascending[V any](m map[int]V) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Ints(out)
	return out
}

// strong reports whether two facts answer one question beyond doubt: their
// sentences tell of one event (each the other's best match, with a good share
// of their words), or the figures look like a slip of the pen. Weekdays and
// bare years need more: news is full of them.
func (b *builder) strong(x, y fact, ss []sentence, alone bool) bool {
	p, q := ss[x.sentence], ss[y.sentence]
	share := float64(sharedStems(p, q)) / float64(max(1, min(len(p.stems), len(q.stems))))
	twin := b.twins[x.sentence][y.sentence]
	switch x.Kind {
	case "number", "money":
		if b.vague(x) || b.vague(y) {
			return false
		}
		return twin && share >= .27 || slip(x.Value, y.Value) && (alone || share >= .19)
	case "date":
		if b.dated(x) == "weekday" {
			return twin && share > .4
		}
		if b.dateParts(x)[2] == "" {
			return twin && share >= .35
		}
		return twin && share >= .25
	case "time":
		return twin && share >= .4
	}
	return twin && share >= .27
}

// vague reports whether a number is one only in form: "dozens", "hundreds".
func (b *builder) vague(f fact) bool {
	for _, w := range token.Words(b.spanText(f.text, f.Span)) {
		switch w.Key {
		case "dozens", "dozen", "hundreds", "thousands", "millions", "scores", "several":
			return true
		}
	}
	return false
}

// slip reports whether two numbers of the same length have the same digits in
// another order, or differ in one digit; zeros at the end do not count, and
// one digit alone proves nothing.
func slip(a, b string) bool {
	digits := func(s string) string {
		var out []byte
		for i := 0; i < len(s) && s[i] != ' '; i++ {
			if s[i] >= '0' && s[i] <= '9' {
				out = append(out, s[i])
			}
		}
		return strings.TrimRight(string(out), "0")
	}
	x, y := digits(a), digits(b)
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	differ := 0
	var count [10]int
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
		count[x[i]-'0']++
		count[y[i]-'0']--
	}
	return differ == 1 || count == [10]int{}
}

// value is what a fact states, with only so much of a date as is written.
func (b *builder) value(f fact) string {
	if f.Kind == "date" {
		p := b.dateParts(f)
		if p[2] != "" {
			p[0] = ""
		}
		return strings.Join(p[:], "-")
	}
	return f.Value
}

func (b *builder) hasValue(list []int, fs []fact, f fact) bool {
	for _, i := range list {
		if fs[i].Value == f.Value || b.agree(fs[i], f) {
			return true
		}
	}
	return false
}

// likeness scores how likely two facts answer the same question: shared
// content words near them count fully, in the sentences around a little.
func (b *builder) likeness(x, y fact, ss []sentence, lonely bool) float64 {
	if x.Kind == "number" && (x.unit == "" || x.unit != y.unit) {
		return 0
	}
	s := 0.0
	for w := range x.subject {
		if y.subject[w] && w != x.unit {
			s++
		}
	}
	wide := 0.0
	for w := range ss[x.sentence].stems {
		if !x.subject[w] || !y.subject[w] {
			if ss[y.sentence].stems[w] {
				wide += .5
			} else if ss[y.sentence].near[w] {
				wide += .25
			}
		}
	}
	for w := range ss[x.sentence].near {
		if ss[y.sentence].stems[w] {
			wide += .25
		}
	}
	s += min(wide, 2)
	if x.Kind == "number" {
		s += 1.5
	}
	if s > 0 && lonely {
		s++
	}
	if x.sentence < len(b.twins) && b.twins[x.sentence][y.sentence] {
		s += 1.5
	}
	return s
}

// pairSentences finds the sentences of different texts that tell of one event:
// each is the other's best match by the rare words they share. Of copies of a
// sentence the first one stands for all. O(sentences * shared words).
func (b *builder) pairSentences(ss []sentence, first []int) {
	const rare = 40 // sentences that a word may stand in to prove something
	at := map[string][]int{}
	for i, s := range ss {
		if s.quote || first[i] != i {
			continue
		}
		for w := range s.stems {
			at[w] = append(at[w], i)
		}
	}
	best := make([]map[int]counterpart, len(ss)) // of each sentence, by text
	score := make([]float64, len(ss))
	var touched []int
	for i, s := range ss {
		if s.quote || first[i] != i {
			continue
		}
		best[i] = map[int]counterpart{}
		touched = touched[:0]
		stems := make([]string, 0, len(s.stems))
		for w := range s.stems {
			stems = append(stems, w)
		}
		sort.Strings(stems) // sums of fractions depend on their order
		for _, w := range stems {
			if len(at[w]) > rare {
				continue
			}
			for _, j := range at[w] {
				if ss[j].text == s.text {
					continue
				}
				if score[j] == 0 {
					touched = append(touched, j)
				}
				score[j] += 1 / float64(len(at[w]))
			}
		}
		for _, j := range touched {
			v := score[j] / math.Sqrt(float64(len(s.stems)*len(ss[j].stems)))
			score[j] = 0
			m, ok := best[i][ss[j].text]
			if !ok || v > m.score || v == m.score && j < m.at {
				best[i][ss[j].text] = counterpart{j, v}
			}
		}
	}
	b.twins = make([]map[int]bool, len(ss))
	for i, s := range ss {
		for _, m := range best[i] {
			if back, ok := best[m.at][s.text]; ok && back.at == i && sharedStems(s, ss[m.at]) >= 3 {
				if b.twins[i] == nil {
					b.twins[i] = map[int]bool{}
				}
				b.twins[i][m.at] = true
			}
		}
	}
}

func sharedStems(x, y sentence) int {
	n := 0
	for w := range x.stems {
		if y.stems[w] {
			n++
		}
	}
	return n
}

// agree reports whether two values can be the same: equal, or one less precise
// than the other. The year of a date counts only where it is written: an
// inferred one accuses nobody.
func (b *builder) agree(x, y fact) bool {
	if x.Kind != "date" {
		return strings.TrimLeft(x.Value, "~") == strings.TrimLeft(y.Value, "~")
	}
	p, q := b.dateParts(x), b.dateParts(y)
	common := false
	for i := range p {
		if p[i] != "" && q[i] != "" {
			if p[i] != q[i] {
				return false
			}
			common = true
		}
	}
	return common
}

// coarser reports whether two written dates agree and one says less.
func (b *builder) coarser(x, y fact) bool {
	return x.Kind == "date" && b.dated(x) != "" && b.dated(y) != "" && b.dateParts(x) != b.dateParts(y) && b.agree(x, y) && b.dateParts(x)[1] != "" && b.dateParts(y)[1] != "" && (b.dateParts(x)[2] == "") != (b.dateParts(y)[2] == "")
}

// exactness notes that one outlet gives the day and the other only the month.
func (b *builder) exactness(x, y fact) {
	if b.dateParts(x)[2] == "" {
		x, y = y, x
	}
	// One finding for all outlets that give the one or the other.
	key := x.Value + "|" + y.Value
	if b.exact == nil {
		b.exact = map[string][2][]fact{}
	}
	sides := b.exact[key]
	for k, f := range []fact{x, y} {
		seen := false
		for _, g := range sides[k] {
			seen = seen || g.text == f.text
		}
		if !seen {
			sides[k] = append(sides[k], f)
		}
	}
	b.exact[key] = sides
}

// writeExactness makes the findings that exactness collected.
func (b *builder) writeExactness() {
	var keys []string
	for k := range b.exact {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		sides := b.exact[k]
		f := Finding{Class: DateClass, Severity: Minor, Confidence: .7}
		var who [2][]string
		for i, fs := range sides {
			for _, x := range fs {
				f.Readings = append(f.Readings, b.reading(x.text, x.Span))
				who[i] = append(who[i], b.name(x.text))
			}
		}
		shown := func(i int) string { return oneLine(b.spanText(sides[i][0].text, sides[i][0].Span), 40) }
		f.Why = fmt.Sprintf("%s %s the day (“%s”) where %s %s only “%s”.", b.sentence(enumerate(who[0])), verb(who[0], "gives", "give"), shown(0), enumerate(who[1]), verb(who[1], "has", "have"), shown(1))
		b.add(f)
	}
}

// clashing reports whether two values cannot both answer one question. Dates of
// different precision speak of different things.
func (b *builder) clashing(x, y fact) bool {
	if x.Kind == "date" {
		if f, g := b.dated(x), b.dated(y); f == "" || f != g || f == "weekday" && b.weekday(x) == b.weekday(y) {
			return false
		}
		p, q := b.dateParts(x), b.dateParts(y)
		if (p[2] == "") != (q[2] == "") || (p[1] == "") != (q[1] == "") {
			return false
		}
	}
	if x.Kind == "duration" {
		// "hours later" against "10-month" are two questions, not two answers.
		nx, ux := measure(x.Value)
		ny, uy := measure(y.Value)
		if nx == "" || ny == "" || nx != ny && ux != uy {
			return false
		}
	}
	return !b.agree(x, y)
}

// dated says how a date is written: "figures", "weekday", or "" for what must be
// counted from another date and so may be counted wrongly.
func (b *builder) dated(f fact) string {
	text := strings.ToLower(b.spanText(f.text, f.Span))
	if strings.ContainsAny(text, "0123456789") {
		return "figures"
	}
	for _, w := range strings.Fields(text) {
		if weekDays[w] {
			return "weekday"
		}
	}
	return ""
}

func (b *builder) weekday(f fact) string {
	for _, w := range token.Words(b.spanText(f.text, f.Span)) {
		if weekDays[w.Key] {
			return w.Key
		}
	}
	return ""
}

// measure splits an ISO 8601 duration of one unit: "PT15M" is "15" and "TM".
func measure(v string) (number, unit string) {
	v = strings.TrimPrefix(strings.TrimLeft(v, "~"), "P")
	for _, c := range v {
		if c >= '0' && c <= '9' || c == '.' {
			number += string(c)
		} else {
			unit += string(c)
		}
	}
	return number, unit
}

// dateParts are year, month and day of a date, "" where not written.
func (b *builder) dateParts(f fact) [3]string {
	var out [3]string
	parts := strings.Split(strings.TrimPrefix(f.Value, "--"), "-")
	if strings.HasPrefix(f.Value, "--") {
		parts = append([]string{""}, parts...)
	}
	copy(out[:], parts)
	written := false
	for _, w := range strings.FieldsFunc(b.spanText(f.text, f.Span), func(r rune) bool { return r < '0' || r > '9' }) {
		written = written || len(w) == 4
	}
	if !written {
		out[0] = ""
	}
	return out
}

// clash makes the finding of facts that give two or more values, which are the
// keys of sides.
func (b *builder) clash(kind string, fs []fact, sides map[string][]int) {
	f := Finding{Class: factClass[kind], Severity: Substantive, Confidence: .8}
	values := make([]string, 0, len(sides))
	for v, is := range sides {
		sort.Ints(is)
		values = append(values, v)
	}
	sort.Slice(values, func(x, y int) bool { return sides[values[x]][0] < sides[values[y]][0] })
	var parts []string
	for _, v := range values {
		var who []string
		seen := map[int]bool{}
		shown := ""
		for _, i := range sides[v] {
			if seen[i] {
				continue
			}
			seen[i] = true
			f.Readings = append(f.Readings, b.reading(fs[i].text, fs[i].Span))
			who = append(who, b.name(fs[i].text))
			if shown == "" {
				shown = b.spanText(fs[i].text, fs[i].Span)
			}
		}
		parts = append(parts, fmt.Sprintf("%s %s “%s”", enumerate(who), verb(who, "has", "have"), oneLine(shown, 60)))
	}
	what := map[string]string{Number: "figures", DateClass: "dates", TimeClass: "times", DurationClass: "lengths of time"}[f.Class]
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": different " + what + " for what reads as one fact."
	b.add(f)
}
