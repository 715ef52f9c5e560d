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
// another figure, date, time or duration.
func (b *builder) facts(ss []sentence) {
	b.pairSentences(ss)
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
		var fs []fact
		for _, f := range all {
			if f.Kind == kind {
				fs = append(fs, f)
			}
		}
		b.clashes(fs, ss)
	}
	b.writeExactness()
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

// clashes compares the facts of one kind: each with its best counterpart in
// every other text. A clash must be mutual, and neither text may have the
// other's value anywhere.
func (b *builder) clashes(fs []fact, ss []sentence) {
	values := make([]map[string]bool, len(b.texts))
	byText := make([][]int, len(b.texts))
	units := make([]map[string]int, len(b.texts)) // unit -> facts of the text that count it
	// only reports whether f is the one fact of its text that counts its unit.
	only := func(f fact) bool { return units[f.text][f.unit] == 1 }
	for i, f := range fs {
		if units[f.text] == nil {
			units[f.text] = map[string]int{}
		}
		units[f.text][f.unit]++
		if values[f.text] == nil {
			values[f.text] = map[string]bool{}
		}
		values[f.text][f.Value] = true
		byText[f.text] = append(byText[f.text], i)
	}
	best := func(i, text int) (int, float64) {
		at, top := -1, 0.0
		for _, j := range byText[text] {
			alone := only(fs[i]) && only(fs[j])
			if s := b.likeness(fs[i], fs[j], ss, alone); s > top {
				at, top = j, s
			}
		}
		return at, top
	}
	type pair struct{ a, b int }
	var pairs []pair
	for i, f := range fs {
		for text := f.text + 1; text < len(b.texts); text++ {
			if len(byText[text]) == 0 || b.origin[text] == b.origin[f.text] {
				continue
			}
			j, s := best(i, text)
			if j >= 0 && s >= 3.5 && b.coarser(f, fs[j]) {
				b.exactness(f, fs[j])
			}
			if j < 0 || s < 3 || !b.strong(f, fs[j], ss, only(f) && only(fs[j])) || !b.clashing(f, fs[j]) || f.quoted && fs[j].quoted {
				continue
			}
			if k, _ := best(j, f.text); k != i {
				continue
			}
			if b.hasValue(byText[text], fs, f) || b.hasValue(byText[f.text], fs, fs[j]) {
				continue
			}
			pairs = append(pairs, pair{i, j})
		}
	}
	// Pairs that share a value are one clash.
	done := map[string]bool{}
	for _, p := range pairs {
		x, y := fs[p.a], fs[p.b]
		vx, vy := b.value(x), b.value(y)
		key := x.Kind + "|" + min(vx, vy) + "|" + max(vx, vy)
		if done[key] {
			continue
		}
		done[key] = true
		sides := map[string][]int{vx: {p.a}, vy: {p.b}}
		for _, o := range pairs {
			for _, z := range []int{o.a, o.b} {
				for v := range sides {
					if b.value(fs[z]) == v {
						sides[v] = append(sides[v], z)
					}
				}
			}
		}
		// Outlets that state either value in a like sentence stand beside them.
		for z, f := range fs {
			if v := b.value(f); sides[v] != nil && (b.likeness(f, x, ss, false) >= 3 || b.likeness(f, y, ss, false) >= 3) {
				sides[v] = append(sides[v], z)
			}
		}
		b.clash(x, y, fs, sides)
	}
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

// pairSentences finds the sentences of different texts that tell of one event: each
// is the other's best match by the rare words they share. O(sentences * shared
// words).
func (b *builder) pairSentences(ss []sentence) {
	df := map[string]int{}
	at := map[string][]int{}
	for i, s := range ss {
		if s.quote {
			continue
		}
		for w := range s.stems {
			df[w]++
			at[w] = append(at[w], i)
		}
	}
	type match struct {
		at    int
		score float64
	}
	best := make([]map[int]match, len(ss)) // of each sentence, by text
	for i, s := range ss {
		best[i] = map[int]match{}
		if s.quote {
			continue
		}
		score := map[int]float64{}
		for w := range s.stems {
			if len(at[w]) > 40 {
				continue
			}
			for _, j := range at[w] {
				if ss[j].text != s.text {
					score[j] += 1 / float64(df[w])
				}
			}
		}
		for j, v := range score {
			v /= math.Sqrt(float64(len(s.stems) * len(ss[j].stems)))
			m, ok := best[i][ss[j].text]
			if !ok || v > m.score || v == m.score && j < m.at {
				best[i][ss[j].text] = match{j, v}
			}
		}
	}
	b.twins = make([]map[int]bool, len(ss))
	for i, s := range ss {
		b.twins[i] = map[int]bool{}
		for _, m := range best[i] {
			if back, ok := best[m.at][s.text]; ok && back.at == i && sharedStems(s, ss[m.at]) >= 3 {
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

// clash makes the finding.
func (b *builder) clash(x, y fact, fs []fact, sides map[string][]int) {
	f := Finding{Class: factClass[x.Kind], Severity: Substantive, Confidence: .8}
	var parts []string
	for _, v := range []string{b.value(x), b.value(y)} {
		var who []string
		seen := map[int]bool{}
		is := append([]int(nil), sides[v]...)
		sort.Ints(is)
		shown := ""
		for _, i := range is {
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
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": " + map[string]string{Number: "two figures", DateClass: "two dates", TimeClass: "two times", DurationClass: "two lengths of time"}[f.Class] + " for what reads as one fact."
	b.add(f)
}
