package align

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/detail"
	"verbatim/align/fact"
	"verbatim/align/family"
	"verbatim/align/number"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
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

// stated is a figure, date, time or duration in a sentence.
type stated struct {
	detail.Item
	text     int
	sentence int
	words    [2]int
	rest     float64 // of a part of a whole: the rest of it
	quoted   bool
}

var factClass = map[string]string{"number": Number, "money": Number, "date": DateClass, "time": TimeClass, "duration": DurationClass}

// facts finds figures, dates, times and durations that answer one question
// differently, see package fact.
func (b *builder) facts(ss []sentence) {
	first := b.firsts(ss)
	frequency := map[string]int{}
	sentences := 0
	for i, s := range ss {
		if first[i] == i {
			sentences++
			seen := map[string]bool{}
			for w := range s.stems {
				if w = word.Sense(w); !seen[w] {
					seen[w] = true
					frequency[w]++
				}
			}
		}
	}
	rarity := func(w string) float64 { return math.Log(float64(sentences+1) / float64(max(frequency[w], 2))) }
	ms := b.figuresOf(ss)
	past := b.past(ms)
	for _, kind := range []string{detail.Number, detail.Money, detail.Date, detail.Time, detail.Duration} {
		var fs []fact.Fact
		var of []stated
		for i, m := range ms {
			// A bare "24.1 million" may repeat an amount.
			if m.Kind != kind && !(kind == detail.Money && m.Kind == detail.Number) {
				continue
			}
			if v, ok := b.valueOf(m, ss); ok {
				fs = append(fs, fact.Fact{Text: m.text, Origin: b.origin[m.text], Value: v, Quoted: m.quoted, Elapsed: b.elapsed(m), Standard: b.standard(m, ss[m.sentence]), Past: m.Kind != detail.Date && past[m.sentence], Moment: b.moment(ms, i, ss), With: b.with(ms, i), Near: b.contextOf(m, ss[m.sentence]), Frame: b.frameOf(m, ss[m.sentence])})
				of = append(of, m)
			}
		}
		for i := 1; i < len(fs); i++ {
			if x, y := &fs[i-1], &fs[i]; of[i-1].sentence == of[i].sentence && x.Value.Unit == y.Value.Unit && !fact.Agree(x.Value, y.Value) {
				x.Listed, y.Listed = true, true
			}
		}
		r := fact.Compare(fs, rarity)
		for _, c := range r.Coarse {
			b.exactness(of, c)
		}
		for _, c := range r.Clashes {
			if of[c.Sides[0][0]].Kind == kind {
				b.clash(of, c)
			}
		}
	}
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

// figuresOf gives the facts of all texts in order of place.
func (b *builder) figuresOf(ss []sentence) []stated {
	var out []stated
	at := 0
	for i, t := range b.texts {
		for at < len(ss) && ss[at].text < i {
			at++
		}
		k, first, qs := at, 0, b.quotes[i]
		for _, m := range b.counts(i) {
			if factClass[m.Kind] == "" || m.Open || m.Stamp || m.Kind == detail.Date && datelined(t.Clean, m.Span) || b.stripped(i) && b.torn(i, m.Span) {
				continue
			}
			for k < len(ss) && ss[k].text == i && ss[k].span.End <= m.Span.Start {
				k++
			}
			if k >= len(ss) || ss[k].text != i || ss[k].span.Start > m.Span.Start {
				continue
			}
			m.sentence = k
			m.words[0], m.words[1] = t.WordsIn(m.Span)
			for first < len(qs) && qs[first].Outer.End <= m.Span.Start {
				first++
			}
			for q := first; q < len(qs) && qs[q].Outer.Start <= m.Span.Start && !m.quoted; q++ {
				m.quoted = qs[q].Marks != "block" && m.Span.End <= qs[q].Outer.End
			}
			out = append(out, m)
		}
	}
	return out
}

// capitalised reports whether word w of t begins with a capital.
func capitalised(t *normalize.Text, w int) bool {
	c, _ := utf8.DecodeRuneInString(t.Clean[t.Words[w].Span.Start:])
	return unicode.IsUpper(c)
}

// datelined reports whether the date at s is that of a dateline, "HULL, March 12
// (Reuters) -": the day of writing, whatever the page says of its publication.
func datelined(text string, s corpus.Span) bool {
	const longest = 300 // bytes before the date
	line := text[max(0, s.Start-longest):s.Start]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	if !strings.ContainsFunc(line, unicode.IsUpper) || strings.ContainsFunc(line, unicode.IsLower) {
		return false
	}
	rest := strings.TrimLeft(text[s.End:min(len(text), s.End+40)], " ,.")
	if strings.HasPrefix(rest, "(") {
		_, rest, _ = strings.Cut(rest, ")")
		rest = strings.TrimLeft(rest, " ")
	}
	return strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—")
}

// counts gives the details of text i with those that only a comparison wants:
// "one person" (elsewhere "one" is mostly a pronoun, which package number leaves
// alone), and the parts of a whole. In "nine of the city’s 11 lines" nine counts
// lines, and 11 is how many there are: another question.
func (b *builder) counts(i int) []stated {
	t := b.texts[i]
	ws := t.Words
	var items []stated
	for _, it := range b.items[i] {
		items = append(items, stated{Item: it, text: i})
	}
	add := func(s corpus.Span, value, head string) *stated {
		items = append(items, stated{Item: detail.Item{Span: s, Kind: detail.Number, Value: value, Head: head}, text: i})
		return &items[len(items)-1]
	}
	for k := 0; k+1 < len(ws); k++ {
		if head := word.Stem(ws[k+1].Key); (ws[k].Key == "one" || ws[k].Key == "single") && fact.Person(head) && ws[k+1].Span.Start-ws[k].Span.End == 1 {
			add(corpus.Span{Start: ws[k].Span.Start, End: ws[k+1].Span.End}, "1", head)
		}
	}
	for n, whole := range b.items[i] {
		if whole.Kind != detail.Number || whole.Head == "" {
			continue
		}
		from, _ := t.WordsIn(whole.Span)
		of := from - 1
		for of > 0 && from-of < 4 && ws[of].Key != "of" {
			of--
		}
		if of < 1 || ws[of].Key != "of" || !figure(ws[of-1].Key) {
			continue
		}
		var part *stated
		if k := n - 1; k >= 0 && items[k].Span.Overlaps(ws[of-1].Span) {
			part = &items[k]
		} else if m := number.Find(t.Clean[ws[of-1].Span.Start:ws[of-1].Span.End]); len(m) == 1 {
			part = add(ws[of-1].Span, m[0].Value, "")
		}
		if part == nil || part.Kind != detail.Number || part.Head != "" {
			continue
		}
		part.Head, items[n].Head = whole.Head, "of "+whole.Head
		x, err1 := strconv.ParseFloat(part.Value, 64)
		y, err2 := strconv.ParseFloat(whole.Value, 64)
		if err1 == nil && err2 == nil && y > x {
			part.rest = y - x
		}
	}
	sort.SliceStable(items, func(x, y int) bool { return items[x].Span.Start < items[y].Span.Start })
	return items
}

// numbered are words before a number that is a name: "Route 9".
var numbered = map[string]bool{"no": true, "number": true, "route": true, "room": true, "channel": true, "line": true, "lines": true, "page": true, "section": true, "article": true, "gate": true, "flight": true, "chapter": true, "platform": true, "update": true, "item": true, "paragraph": true, "clause": true, "count": true, "lot": true, "version": true}

// valueOf is what m states; false when it cannot be compared.
func (b *builder) valueOf(m stated, ss []sentence) (fact.Value, bool) {
	switch m.Kind {
	case detail.Date:
		if strings.HasSuffix(m.Value, "~") {
			return fact.Value{}, false
		}
		v := fact.Date(b.dateParts(m), b.dated(m))
		for _, w := range b.texts[m.text].Words[m.words[0]:m.words[1]] {
			if v.Form == "weekday" && weekDays[w.Key] {
				v.Week = w.Key
			}
		}
		return v, true
	case detail.Time:
		return fact.Time(m.Value, b.zoneOf(m), m.Qual, b.eitherHalf(m, ss))
	case detail.Duration:
		return fact.Duration(m.Value, m.Qual)
	}
	value, unit, _ := strings.Cut(m.Value, " ")
	if unit == "years old" {
		return fact.Number(m.Kind, value, strings.TrimSpace("years "+b.aged(m, ss)), m.Qual)
	}
	if x, y, ok := strings.Cut(value, "-"); ok && x != "" {
		return fact.Score(x, y)
	}
	if unit == "" {
		unit = m.Head
	}
	t := b.texts[m.text]
	if w := m.words[1]; w < len(t.Words) && (gaps[t.Words[w].Key] || w+1 < len(t.Words) && t.Words[w+1].Key == "than" && compared(t.Words[w].Key)) {
		unit = "gap " + unit // "nine degrees short" is no temperature
	}
	if per := b.rate(m, ss); per != "" && m.Kind == detail.Number {
		unit = per
	}
	if m.words[0] > 0 && monthNames[t.Words[m.words[0]-1].Key] {
		return fact.Value{}, false // "the Sept. 11 hijackers"
	}
	if unit == "" && m.Kind == detail.Number && m.words[0] > 0 {
		before := t.Words[m.words[0]-1]
		// A figure may begin within what the text has as one word.
		switch gap := t.Clean[min(before.Span.End, m.Span.Start):m.Span.Start]; {
		case strings.HasSuffix(gap, "-"): // "under-19"
			return fact.Value{}, false
		case isYear(value) && m.Span.Len() == 4:
			return fact.Value{}, false
		case strings.TrimSpace(gap) == "" && (numbered[before.Key] || m.words[0]-1 > ss[m.sentence].words[0] && !word.Stop(before.Key) && detail.Capital(t, m.words[0]-1)):
			unit = "#" + word.Stem(before.Key)
		}
	}
	v, ok := fact.Number(m.Kind, value, unit, m.Qual)
	v.Rest = m.rest
	return v, ok
}

func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// aged is the person whose age m is: the one named right before it ("Paul Quill,
// 61") or after it, else the one that its sentence, or for a pronoun one of the two
// before, names first; "" when none does.
func (b *builder) aged(m stated, ss []sentence) string {
	const near = 60 // bytes
	persons := func(s sentence) []detail.Item {
		items := b.items[m.text]
		from := sort.Search(len(items), func(k int) bool { return items[k].Span.Start >= s.span.Start })
		var out []detail.Item
		for _, it := range items[from:] {
			if it.Span.Start >= s.span.End {
				break
			}
			if it.Kind == detail.Person {
				out = append(out, it)
			}
		}
		return out
	}
	t := b.texts[m.text]
	if w := m.words[0] - 1; w > 0 && detail.Capital(t, w) {
		whole := t.Clean[t.Words[w-1].Span.Start:t.Words[w].Span.End]
		for _, name := range []string{whole, t.Words[w].Key} {
			if full := b.surnames()[name]; full != "" {
				return full
			}
		}
	}
	own := persons(ss[m.sentence])
	for _, it := range own {
		if first, after := t.WordsIn(it.Span); after == m.words[0] || first >= m.words[1] && first <= m.words[1]+2 {
			return it.Value // not the surname: father and son have one
		}
	}
	if len(own) == 1 || len(own) > 1 && own[0].Span.End <= m.Span.Start && m.Span.Start-own[0].Span.End < near {
		return own[0].Value
	}
	for k := m.sentence - 1; len(own) == 0 && k >= 0 && k >= m.sentence-2 && ss[k].text == m.text; k-- {
		if them := persons(ss[k]); len(them) > 0 {
			return them[0].Value
		}
	}
	return ""
}

// gaps are words behind a figure that is a distance from another one.
var gaps = map[string]bool{"short": true, "below": true, "above": true, "higher": true, "lower": true, "warmer": true, "colder": true, "longer": true, "shorter": true, "older": true, "younger": true, "fewer": true, "behind": true, "ahead": true}

func compared(key string) bool { return key == "more" || key == "less" || strings.HasSuffix(key, "er") }

// rate is "per litr" for a figure of so many "per litre" or "in every litre".
func (b *builder) rate(m stated, ss []sentence) string {
	t := b.texts[m.text]
	for w := m.words[1]; w+1 < min(m.words[1]+4, ss[m.sentence].words[1]); w++ {
		if strings.ContainsAny(t.Clean[t.Words[w-1].Span.End:t.Words[w].Span.Start], ",;:.!?—()") {
			break
		}
		if k := t.Words[w].Key; (k == "per" || k == "every" || k == "each") && t.Words[w+1].Key != "cent" {
			return "per " + word.Stem(t.Words[w+1].Key)
		}
	}
	return ""
}

// halves are words of a time of day that tell the half: of "6 p.m." the first
// letter.
var halves = set("a p am pm h hrs hours noon midday midnight morning afternoon evening night tonight uhr")

// eitherHalf reports whether a time of day is given by an hour up to twelve and
// nothing tells the half of the day: no a.m., no zero before it, no "morning" in
// its sentence.
func (b *builder) eitherHalf(m stated, ss []sentence) bool {
	written := strings.ToLower(b.spanText(m.text, m.Span))
	if strings.HasPrefix(written, "0") || m.Value > "12:59" {
		return false
	}
	for _, w := range strings.FieldsFunc(written, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if halves[w] {
			return false
		}
	}
	s := ss[m.sentence]
	for _, w := range b.texts[m.text].Words[s.words[0]:s.words[1]] {
		switch w.Key {
		case "morning", "dawn", "breakfast", "overnight", "am":
			return false
		}
	}
	return true
}

// surnames gives the full name that the story has for a surname, "" where it has
// several, and for the full name itself.
func (b *builder) surnames() map[string]string {
	if b.fullNames == nil {
		b.fullNames = map[string]string{}
		for _, items := range b.items {
			for _, it := range items {
				if it.Kind != detail.Person || !strings.Contains(it.Value, " ") {
					continue
				}
				b.fullNames[it.Value] = it.Value
				k := family.SpeakerKey(it.Value)
				if old, ok := b.fullNames[k]; ok && old != it.Value {
					b.fullNames[k] = ""
				} else {
					b.fullNames[k] = it.Value
				}
			}
		}
	}
	return b.fullNames
}

// zones are words that name the clock of a time.
var zones = map[string]string{"utc": "utc", "gmt": "utc", "zulu": "utc", "est": "et", "edt": "et", "et": "et", "eastern": "et", "cst": "ct", "cdt": "ct", "ct": "ct", "central": "ct", "mst": "mt", "mdt": "mt", "mt": "mt", "mountain": "mt",
	"pst": "pt", "pdt": "pt", "pt": "pt", "pacific": "pt", "bst": "bst", "cet": "cet", "cest": "cet"}

// zoneOf is the zone named right after a time: "02:14 UTC", "8pm British time".
func (b *builder) zoneOf(m stated) string {
	ws := b.texts[m.text].Words
	for k := m.words[1]; k < min(m.words[1]+3, len(ws)); k++ {
		if z := zones[ws[k].Key]; z != "" {
			return z
		}
		if ws[k].Key == "time" && k > m.words[1] && ws[k-1].Key != "local" && ws[k-1].Key != "this" && ws[k-1].Key != "the" {
			return ws[k-1].Key
		}
	}
	return ""
}

// past tells the sentences that name a year before the latest that any text
// names: of the last strike, not of this one.
func (b *builder) past(ms []stated) map[int]bool {
	year := func(m stated) string {
		if m.Kind == detail.Date && b.dated(m) == "figures" {
			return b.dateParts(m)[0]
		}
		return ""
	}
	latest := ""
	for i, items := range b.items {
		for _, it := range items {
			latest = max(latest, year(stated{Item: it, text: i}))
		}
	}
	out := map[int]bool{}
	for _, m := range ms {
		if y := year(m); y != "" && y < latest {
			out[m.sentence] = true
		}
	}
	return out
}

// with gives the values that say when figure i holds: the times of day in its
// sentence; for a time, the counts.
func (b *builder) with(ms []stated, i int) []string {
	of := map[string]string{detail.Number: detail.Time, detail.Money: detail.Time, detail.Time: detail.Number}[ms[i].Kind]
	var out []string
	for _, step := range []int{-1, 1} {
		for k := i + step; of != "" && k >= 0 && k < len(ms) && ms[k].sentence == ms[i].sentence; k += step {
			if ms[k].Kind == of && (of == detail.Time || ms[k].Head != "") {
				out = append(out, ms[k].Value)
			}
		}
	}
	return out
}

// moments are words of a sentence that counts up to a moment.
var moments = map[string]bool{"now": true, "already": true, "before": true, "since": true, "far": true, "until": true, "till": true, "still": true, "total": true, "yet": true}

// moment reports whether the sentence of figure i says up to when it counts: "so
// far", "by Tuesday evening".
func (b *builder) moment(ms []stated, i int, ss []sentence) bool {
	if k := ms[i].Kind; k != detail.Number && k != detail.Money {
		return false
	}
	s, ws := ss[ms[i].sentence], b.texts[ms[i].text].Words
	for w := s.words[0]; w < s.words[1]; w++ {
		if k := ws[w].Key; moments[k] || (k == "by" || k == "as") && w+1 < s.words[1] && (weekDays[ws[w+1].Key] || dayWords[ws[w+1].Key] || ws[w+1].Key == "of" || figure(ws[w+1].Key)) {
			return true
		}
	}
	return false
}

// contextOf weighs the words of the sentence by how near to the figure they stand,
// and the words beside the sentence a little.
func (b *builder) contextOf(m stated, s sentence) map[string]float64 {
	const beside = .15
	out := map[string]float64{}
	ws := b.texts[m.text].Words
	far := 0.0
	add := func(k string) {
		// A long figure beside it is as good as a name: a telephone number, a sum.
		if !word.Stop(k) && (!figure(k) || len(k) > 2 && word.Digit(k) && !isYear(k)) {
			st := word.Sense(word.Stem(k))
			out[st] = max(out[st], 1/(1+far/6))
			far++
		}
	}
	for w := m.words[0] - 1; w >= s.words[0]; w-- {
		add(ws[w].Key)
	}
	far = 0
	for w := m.words[0]; w < s.words[1]; w++ {
		if k := ws[w].Key; w >= m.words[1] || m.Kind == detail.Number && !figure(k) { // what it counts
			add(k)
		}
	}
	for st := range s.near {
		if st = word.Sense(st); out[st] == 0 {
			out[st] = beside
		}
	}
	return out
}

// elapsed reports whether a length of time is counted from what stands elsewhere,
// "two hours later".
func (b *builder) elapsed(m stated) bool {
	return m.Kind == detail.Duration && slices.ContainsFunc(b.texts[m.text].Words[m.words[0]:m.words[1]], func(w token.Word) bool { return since[w.Key] })
}

var since = set("later earlier ago")

// standard reports whether the figure is what there ought to be, not what there is:
// "the norm is 50 degrees", "a limit of 30".
func (b *builder) standard(m stated, s sentence) bool {
	const near = 5
	ws := b.texts[m.text].Words
	for w := max(s.words[0], m.words[0]-near); w < min(s.words[1], m.words[1]+near); w++ {
		if ought[word.Stem(ws[w].Key)] {
			return true
		}
	}
	return false
}

var ought = set("norm limit threshold maximum minimum standard requir recommend permit allow must should")

// frameOf gives the words that tell what the figure is the answer to: of the
// content words of its clause the three that stand nearest before it and the three
// nearest behind it. Names tell what a story is about, and “people” whom it counts, not what is asked.
func (b *builder) frameOf(m stated, s sentence) [2][]string {
	const reach = 3
	t := b.texts[m.text]
	ws := t.Words
	var out [2][]string
	if b.elapsed(m) {
		return out
	}
	content := func(side, w int) {
		if k := ws[w].Key; !word.Stop(k) && k != "since" && !figure(k) && !word.Digit(k) && (w == s.words[0] || !capitalised(t, w)) && !fact.Person(word.Stem(k)) {
			out[side] = append(out[side], word.Sense(word.Stem(k)))
		}
	}
	breaks := func(w int) bool {
		return strings.ContainsAny(t.Clean[ws[w].Span.End:ws[w+1].Span.Start], ",;:.!?—()")
	}
	for w := m.words[0] - 1; w >= s.words[0] && len(out[0]) < reach && !breaks(w); w-- {
		content(0, w)
	}
	for w := m.words[1]; w < s.words[1] && len(out[1]) < reach && !breaks(w-1); w++ {
		content(1, w)
	}
	return out
}

// exactness says that some outlets give the day and others only the month.
func (b *builder) exactness(ms []stated, c fact.Clash) {
	f := Finding{Class: DateClass, Severity: Minor, Confidence: .7}
	parts := b.answers(ms, c, &f)
	f.Why = fmt.Sprintf("%s the day (“%s”) where %s only “%s”.", b.sentence(enumerate(parts[0].who)+" "+verb(parts[0].who, "gives", "give")), parts[0].shown, enumerate(parts[1].who)+" "+verb(parts[1].who, "has", "have"), parts[1].shown)
	b.add(f)
}

// clash says that outlets answer one question differently.
func (b *builder) clash(ms []stated, c fact.Clash) {
	f := Finding{Class: factClass[ms[c.Sides[0][0]].Kind], Severity: Substantive, Confidence: .8}
	var parts []string
	for _, s := range b.answers(ms, c, &f) {
		parts = append(parts, fmt.Sprintf("%s %s %s", enumerate(s.who), verb(s.who, "has", "have"), s.words()))
	}
	what := map[string]string{Number: "figures", DateClass: "dates", TimeClass: "times", DurationClass: "lengths of time"}[f.Class]
	fact := " for what reads as one fact."
	if c.Left {
		f.Severity, f.Confidence, fact = Minor, .5, " for what may be one fact."
	}
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": different " + what + fact
	b.add(f)
}

// answer is who gives one answer, and how they put it, each way once.
type answer struct {
	who   []string
	ways  []string
	shown string // the first of ways
}

// words are the ways an answer is put, in quotation marks: up to three.
func (a answer) words() string {
	out := "“" + a.ways[0] + "”"
	for i, w := range a.ways[1:min(len(a.ways), 3)] {
		sep := ", “"
		if i+2 == len(a.ways) {
			sep = " or “"
		}
		out += sep + w + "”"
	}
	if len(a.ways) > 3 {
		out += " …"
	}
	return out
}

// answers adds the readings of a clash to f: of each outlet the first.
func (b *builder) answers(ms []stated, c fact.Clash, f *Finding) []answer {
	var out []answer
	for _, is := range c.Sides {
		var s answer
		for _, i := range b.places(ms, is) {
			m := ms[i]
			f.Readings = append(f.Readings, b.reading(m.text, m.Span))
			s.who = append(s.who, b.name(m.text))
			way := oneLine(b.spanText(m.text, m.Span), 60)
			if !slices.ContainsFunc(s.ways, func(w string) bool { return token.Fold(w) == token.Fold(way) }) {
				s.ways = append(s.ways, way)
			}
		}
		s.shown = s.ways[0]
		out = append(out, s)
	}
	return out
}

// places gives of each text the first of the figures is, one of the body before
// one of a headline, which sums up what the body says once.
func (b *builder) places(ms []stated, is []int) []int {
	var out []int
	for k, i := range is {
		if k == 0 || ms[i].text != ms[is[k-1]].text {
			out = append(out, i)
		} else if n := len(out) - 1; !b.inBody(ms[out[n]]) && b.inBody(ms[i]) {
			out[n] = i
		}
	}
	for n, i := range out {
		if b.inBody(ms[i]) {
			continue
		}
		var body []int
		for k, m := range ms {
			if m.text == ms[i].text && m.Kind == ms[i].Kind && m.Value == ms[i].Value && m.Head == ms[i].Head && !m.quoted && b.inBody(m) {
				body = append(body, k)
			}
		}
		if len(body) == 1 {
			out[n] = body[0]
		}
	}
	return out
}

func (b *builder) inBody(m stated) bool {
	return b.texts[m.text].ZoneAt(m.Span.Start).Kind == zone.Body
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

// dated says how a date is written: "figures", "weekday", or "" for what must be
// counted from another date and so may be counted wrongly.
func (b *builder) dated(f stated) string {
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

// dateParts are year, month and day of a date, "" where not written.
func (b *builder) dateParts(f stated) [3]string {
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
