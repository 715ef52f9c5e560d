package align

import (
	"fmt"
	"sort"
	"strings"

	"verbatim/align/collate"
	"verbatim/align/family"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/token"
)

// The verdicts on a quotation of a draft.
const (
	Verbatim    = "verbatim"    // the words and marks of the source
	Typographic = "typographic" // the words; marks, capitals or spelling differ
	Altered     = "altered"     // other words, or a cut that changes the sense
	SplicedWord = "spliced"     // words left out without a mark, or out of order
	Truncated   = "truncated"   // ends before a clause that limits what was said
	NotFound    = "not-found"
)

// Checked is what became of one quotation of a draft.
type Checked struct {
	Occurrence  Occurrence `json:"occurrence"`
	Verdict     string     `json:"verdict"`
	Best        *Match     `json:"best"`        // where the words stand; null when not found
	Also        []Match    `json:"also"`        // further places that fit as well: the source is ambiguous
	Differences []Finding  `json:"differences"` // between the draft and the source
	Why         string     `json:"why"`
	Review      *Review    `json:"review,omitempty"` // what a person decided
}

// Match is a stretch of a source.
type Match struct {
	Place
	Text       string  `json:"text"`
	Similarity float64 `json:"similarity"`
}

// Check compares each quotation of draft with the sources, word by word. It
// fails closed: words that are not found are said to be not found, a negation
// that is lost is never accepted, and places that fit equally well are all
// named. Fragments on both sides of an ellipsis must stand in the source in
// order. O(words of the sources) for the index, then the length of each
// quotation.
func Check(draft *normalize.Text, sources []*normalize.Text) []Checked {
	sources = append([]*normalize.Text(nil), sources...)
	sort.Slice(sources, func(i, j int) bool { return sources[i].Doc.ID < sources[j].Doc.ID })
	c := newChecker(sources)
	out := []Checked{}
	for _, q := range quote.Find(draft) {
		from, to := draft.WordsIn(q.Span)
		z := draft.ZoneAt(q.Span.Start).Kind
		if q.Parent >= 0 || from == to || !(z.Text() || z == "headline" || z == "deck" || z == "bullet-summary") || q.Kind == "title" || q.Marks == "none" {
			continue
		}
		if q.Kind == "scare" && to-from < 3 {
			continue
		}
		out = append(out, c.check(draft, q, from, to))
	}
	return out
}

type wordPlace struct{ text, word int32 }

type checker struct {
	texts  []*normalize.Text
	quotes map[int][]quote.Quote     // of each source, when they are needed
	pairs  map[[2]string][]wordPlace // two stems in a row -> places
	ones   map[string][]wordPlace
}

func newChecker(texts []*normalize.Text) *checker {
	c := &checker{texts: texts, quotes: map[int][]quote.Quote{}, pairs: map[[2]string][]wordPlace{}, ones: map[string][]wordPlace{}}
	for i, t := range texts {
		last := ""
		for k, w := range t.Words {
			s := word.Stem(w.Key)
			if last != "" {
				p := [2]string{last, s}
				c.pairs[p] = append(c.pairs[p], wordPlace{int32(i), int32(k - 1)})
			}
			if !word.Stop(w.Key) {
				c.ones[s] = append(c.ones[s], wordPlace{int32(i), int32(k)})
			}
			last = s
		}
	}
	return c
}

// window is a stretch of a source that shares words with a quotation.
type hit struct {
	text     int
	from, to int
	votes    int
}

// locate finds the stretches of the sources that share most with the words of
// a fragment: shared pairs of words vote for the place where the fragment
// would begin.
func (c *checker) locate(keys []string) []hit {
	type cell struct{ text, at int32 }
	votes := map[cell]int{}
	n := int32(len(keys))
	width := n/2 + 8
	vote := func(ps []wordPlace, i int, w int) {
		if len(ps) > 400 {
			return // a pair that stands everywhere says nothing
		}
		for _, p := range ps {
			at := (p.word - int32(i) + n) / width
			votes[cell{p.text, at}] += w
			votes[cell{p.text, at + 1}] += w
		}
	}
	for i := range keys {
		s := word.Stem(keys[i])
		if i+1 < len(keys) {
			vote(c.pairs[[2]string{s, word.Stem(keys[i+1])}], i, 2)
		}
		if !word.Stop(keys[i]) {
			vote(c.ones[s], i, 1)
		}
	}
	var hits []hit
	for k, v := range votes {
		from := (k.at-1)*width - n
		t := c.texts[k.text]
		hits = append(hits, hit{int(k.text), max(0, int(from)-4), min(len(t.Words), int(from+2*width+n)+4), v})
	}
	sort.Slice(hits, func(i, j int) bool {
		a, b := hits[i], hits[j]
		if a.votes != b.votes {
			return a.votes > b.votes
		}
		if a.text != b.text {
			return a.text < b.text
		}
		return a.from < b.from
	})
	return hits[:min(len(hits), 12)]
}

// fit sharpens a hit: the words of the source that the fragment's words match.
func (c *checker) fit(draft *normalize.Text, from, to int, h hit) (int, int, int) {
	texts := []*normalize.Text{draft, c.texts[h.text]}
	t := collate.Build(texts, []collate.Piece{{Text: 0, Words: [2]int{from, to}}, {Text: 1, Words: [2]int{h.from, h.to}}})
	first, last, equal := -1, -1, 0
	x := &t.Rows[0]
	for i, col := range x.Cols {
		w := t.At(1, col)
		if w < 0 {
			continue
		}
		if word.Stem(draft.Words[from+i].Key) == word.Stem(c.texts[h.text].Words[w].Key) {
			equal++
			if first < 0 {
				first = w
			}
			last = w
		}
	}
	return first, last + 1, equal
}

// fragments cuts a quotation at its ellipses.
func fragments(t *normalize.Text, from, to int) [][2]int {
	var out [][2]int
	start := from
	for w := from + 1; w < to; w++ {
		gap := t.Clean[t.Words[w-1].Span.End:t.Words[w].Span.Start]
		if strings.Contains(gap, "…") || strings.Contains(gap, "...") || strings.Contains(gap, ". . .") {
			out = append(out, [2]int{start, w})
			start = w
		}
	}
	return append(out, [2]int{start, to})
}

func keysOf(t *normalize.Text, from, to int) []string {
	out := make([]string, 0, to-from)
	for _, w := range t.Words[from:to] {
		out = append(out, w.Key)
	}
	return out
}

type found struct {
	text, from, to int
	equal          int
	share          float64
	order          bool // fragments stand in order
	far            bool // more than bound words between two fragments
}

func (c *checker) check(draft *normalize.Text, q quote.Quote, from, to int) Checked {
	out := Checked{Occurrence: occurrence(draft, q), Verdict: NotFound, Also: []Match{}, Differences: []Finding{}}
	out.Occurrence.N = 0
	frags := fragments(draft, from, to)
	best := c.search(draft, frags, to-from)
	if len(best) == 0 {
		out.Why = "These words stand in none of the sources."
		return out
	}
	f := best[0]
	// The same words elsewhere, as good: which source is meant is unclear only
	// if the readings differ from each other.
	for _, g := range best[1:] {
		if g.equal == f.equal && (g.text != f.text || g.from >= f.to || g.to <= f.from) {
			out.Also = append(out.Also, c.match(g))
		}
	}
	m := c.match(c.whole(f, draft, from, to))
	out.Best = &m
	c.judge(&out, draft, q, from, to, f)
	places := best[:1]
	for _, g := range best[1:] {
		if 10*g.equal >= 9*f.equal {
			places = append(places, g)
		}
	}
	c.mouth(&out, draft, q, places)
	return out
}

// whole is f with the words of its sentence that stand where the quotation has
// words of its own at either end, so that “June” is shown against “July”.
func (c *checker) whole(f found, draft *normalize.Text, from, to int) found {
	src := c.texts[f.text]
	same := func(d, w int) bool { return word.Stem(draft.Words[d].Key) == word.Stem(src.Words[w].Key) }
	stop := func(w int) bool {
		return strings.ContainsAny(src.Clean[src.Words[w-1].Span.End:src.Words[w].Span.Start], ".!?\n”\"")
	}
	for d := to - 1; d > from && !same(d, f.to-1) && to-d <= 8 && f.to < len(src.Words) && !stop(f.to); d-- {
		f.to++
	}
	for d := from; d < to-1 && !same(d, f.from) && d-from < 8 && f.from > 0 && !stop(f.from); d++ {
		f.from--
	}
	return f
}

func (c *checker) match(f found) Match {
	t := c.texts[f.text]
	raw := t.Raw(corpus.Span{Start: t.Words[f.from].Span.Start, End: t.Words[f.to-1].Span.End})
	return Match{Place: place(t, raw), Text: t.Cut(raw), Similarity: float64(int(f.share*1000)) / 1000}
}

// search gives the best places for the fragments, best first.
func (c *checker) search(draft *normalize.Text, frags [][2]int, n int) []found {
	var all []found
	longest := frags[0]
	for _, f := range frags {
		if f[1]-f[0] > longest[1]-longest[0] {
			longest = f
		}
	}
	seen := map[[3]int]bool{}
	for _, h := range c.locate(keysOf(draft, longest[0], longest[1])) {
		a, b, equal := c.fit(draft, longest[0], longest[1], h)
		if a < 0 || seen[[3]int{h.text, a, b}] {
			continue
		}
		seen[[3]int{h.text, a, b}] = true
		f := found{text: h.text, from: a, to: b, equal: equal, order: true}
		for _, g := range frags {
			if g == longest {
				continue
			}
			// The other fragments must stand near, on the side they stand on.
			w := hit{text: h.text, from: max(0, a-250), to: min(len(c.texts[h.text].Words), b+250)}
			x, y, e := c.fit(draft, g[0], g[1], w)
			if x < 0 || 2*e < g[1]-g[0] {
				continue
			}
			f.equal += e
			if (g[0] < longest[0]) != (x < a) {
				f.order = false
			}
			if gap := max(x-b, a-y); gap > 60 {
				f.far = true
			}
			f.from, f.to = min(f.from, x), max(f.to, y)
		}
		f.share = float64(f.equal) / float64(n)
		if f.share >= .5 && (n >= 3 || f.equal == n) {
			all = append(all, f)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.equal != b.equal {
			return a.equal > b.equal
		}
		if a.to-a.from != b.to-b.from {
			return a.to-a.from < b.to-b.from
		}
		if x, y := harm(c.texts[a.text]), harm(c.texts[b.text]); x != y {
			return x < y // as near to what was published as can be had
		}
		if a.text != b.text {
			return a.text < b.text
		}
		return a.from < b.from
	})
	var out []found
	for _, f := range all {
		dup := false
		for _, o := range out {
			dup = dup || o.text == f.text && o.from < f.to && f.from < o.to
		}
		if !dup {
			out = append(out, f)
		}
	}
	return out
}

// harm counts what is known to have been done to the words of t.
func harm(t *normalize.Text) int {
	n := 0
	for _, c := range t.Conditions {
		switch c.Kind {
		case "profanity-filter", "spun", "unpunctuated", "lower-cased", "mojibake", "truncated":
			n++
		}
	}
	return n
}

// judge compares the quotation with the stretch that was found.
func (c *checker) judge(out *Checked, draft *normalize.Text, q quote.Quote, from, to int, f found) {
	src := c.texts[f.text]
	texts := []*normalize.Text{draft, src}
	b := newBuilder(texts, &Report{})
	b.quotes, b.base = [][]quote.Quote{nil, nil}, 1
	b.story = []int{0, 0} // the source is held against the draft, whatever else it tells
	// The source goes on to the end of its sentence, so that a cut shows.
	end := f.to
	for end < len(src.Words) && end-f.to < 40 && !strings.ContainsAny(src.Clean[src.Words[end-1].Span.End:src.Words[end].Span.Start], ".!?\n”\"") {
		end++
	}
	t := collate.Build(texts, []collate.Piece{{Text: 0, Words: [2]int{from, to}}, {Text: 1, Words: [2]int{f.from, end}}})
	b.families = []family.Family{{}}
	b.variants(&Quote{Kind: "statement"}, t)
	b.order()
	out.Differences = append(out.Differences, b.report.Findings...)
	out.Verdict = verdictOf(out.Differences, f)
	if out.Verdict == Verbatim && !exact(draft, q, src, f) {
		out.Verdict = Typographic
	}
	own := "" // what the draft marks as its own
	for _, d := range out.Differences {
		switch d.Class {
		case OmissionMark, Sic, Bracket, Damage:
			own += " " + d.Why
		}
	}
	switch {
	case own != "" && verdictRank[out.Verdict] <= verdictRank[Typographic]:
		out.Why = fmt.Sprintf("The words of %s, with what the draft marks as its own:%s", b.name(1), own)
	case out.Verdict == Verbatim:
		out.Why = fmt.Sprintf("Word for word in %s.", b.name(1))
	case out.Verdict == Typographic:
		out.Why = fmt.Sprintf("The words of %s; marks, capitals or spelling differ.", b.name(1))
	default:
		switch {
		case !f.order:
			out.Why = fmt.Sprintf("The fragments stand in another order in %s.", b.name(1))
		case f.far && len(out.Differences) == 0:
			out.Why = fmt.Sprintf("The ellipsis bridges more than 60 words of %s.", b.name(1))
		case len(out.Differences) > 0:
			out.Why = out.Differences[0].Why
		}
	}
	readings := map[string]bool{sameWords(out.Best.Text): true}
	for _, m := range out.Also {
		readings[sameWords(m.Text)] = true
	}
	if len(readings) > 1 {
		out.Why += fmt.Sprintf(" %d places fit as well and their words differ: which is meant is not known.", 1+len(out.Also))
	}
}

// mouth adds a difference when the draft gives the words to one person and the
// places that have them, all that name a speaker, to another.
func (c *checker) mouth(out *Checked, draft *normalize.Text, q quote.Quote, places []found) {
	says := func(x quote.Claim) bool { return x.Sure != "guessed" && proper(x.Value) }
	if !says(q.Speaker) {
		return
	}
	var other *quote.Quote
	text := 0
	for _, f := range places {
		src := c.texts[f.text]
		at := corpus.Span{Start: src.Words[f.from].Span.Start, End: src.Words[f.to-1].Span.End}
		if _, ok := c.quotes[f.text]; !ok {
			c.quotes[f.text] = quote.Find(src)
		}
		for i, s := range c.quotes[f.text] {
			if s.Parent >= 0 || !s.Span.Overlaps(at) || !says(s.Speaker) {
				continue
			}
			if samePerson(s.Speaker.Value, q.Speaker.Value) {
				return
			}
			if other == nil && s.Speaker.Sure == "stated" {
				other, text = &c.quotes[f.text][i], f.text
			}
		}
	}
	if other == nil {
		return
	}
	b := newBuilder([]*normalize.Text{draft, c.texts[text]}, &Report{})
	b.story = []int{0, 0}
	d := Finding{Class: Attribution, Severity: Substantive, Confidence: .8, Readings: []FindingReading{b.reading(0, q.Span), b.reading(1, other.Span)}}
	d.Why = b.sentence(fmt.Sprintf("%s gives the words to %s, the draft to %s.", b.name(1), other.Speaker.Value, q.Speaker.Value))
	b.add(d)
	out.Differences = append(b.report.Findings, out.Differences...)
	out.Why = d.Why + " " + out.Why
}

// Severity is the gravest that a quotation of a draft is at fault with: a
// severity, or "" for none.
func (c *Checked) Severity() string {
	if verdictRank[c.Verdict] > verdictRank[Typographic] || c.Verdict == NotFound {
		return Substantive
	}
	s := ""
	if c.Verdict == Typographic {
		s = Cosmetic
	}
	for _, d := range c.Differences {
		if s == "" || gravity[d.Severity] > gravity[s] {
			s = d.Severity
		}
	}
	return s
}

// sameWords is text as its words alone.
func sameWords(text string) string {
	var b strings.Builder
	for _, w := range token.Words(text) {
		b.WriteString(w.Key)
	}
	return b.String()
}

// verdictOf is the worst that the differences amount to.
func verdictOf(ds []Finding, f found) string {
	v := Verbatim
	for _, d := range ds {
		w := Altered
		switch d.Class {
		case Spelling, Case, Punctuation:
			w = Typographic
		case Spliced, Omission, Reordering:
			w = SplicedWord
		case Truncation:
			w = Truncated
		case OmissionMark, Sic, Bracket:
			w = Verbatim // marked as the quoting hand's own
		case Link:
			w = Altered
		}
		if verdictRank[w] > verdictRank[v] {
			v = w
		}
	}
	if (!f.order || f.far) && verdictRank[SplicedWord] > verdictRank[v] {
		v = SplicedWord
	}
	return v
}

var verdictRank = map[string]int{Verbatim: 0, Typographic: 1, Truncated: 2, SplicedWord: 3, Altered: 4}

// VerdictRank orders verdicts from harmless (0) to grave.
func VerdictRank(v string) int {
	if v == NotFound {
		return 5
	}
	return verdictRank[v]
}

// exact reports whether the quotation stands in the source byte for byte, the
// stop or comma at its end apart.
func exact(draft *normalize.Text, q quote.Quote, src *normalize.Text, f found) bool {
	if len(fragments(draft, first(draft.WordsIn(q.Span)), second(draft.WordsIn(q.Span)))) > 1 {
		return true // compared fragment by fragment above
	}
	a := strings.TrimRight(strings.TrimSpace(draft.Clean[q.Span.Start:q.Span.End]), ".,;:!?")
	from, to := src.Words[f.from].Span.Start, src.Words[f.to-1].Span.End
	return strings.Contains(src.Clean[max(0, from-3):min(len(src.Clean), to+6)], a)
}

func first(a, _ int) int  { return a }
func second(_, b int) int { return b }
