package align

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"verbatim/align/collate"
	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/token"
)

// builder collects the report of one story. It exists only inside Compare.
type builder struct {
	texts     []*normalize.Text
	base      int // the text that is the reference, -1 for none
	quotes    [][]quote.Quote
	items     [][]detail.Item
	families  []family.Family
	origin    []int           // of each text: texts with one number republish one text
	called    []string        // of each text: what the report calls it
	ids       map[string]bool // of the articles
	report    *Report
	tables    []*collate.Table
	byPlace   map[Place]int              // place of an occurrence -> its family, from 1; made by familyOf
	added     map[string]bool            // ids of the findings
	office    map[string]map[string]bool // see offices
	told      map[[2]string]bool         // pairs of spellings of a speaker that have a finding
	spun      map[[2]int]bool            // see respun
	marked    [][]corpus.Span            // see within
	story     []int                      // see related
	fullNames map[string]string          // see surnames
	retold    map[int]bool               // see retelling
	published map[string]time.Time       // article -> its day, where it has one
}

// add appends a finding unless one of the same class says the same of the same
// places.
func (b *builder) add(f Finding) {
	h := sha256.New()
	fmt.Fprint(h, f.Class)
	for _, r := range f.Readings {
		if r.Text != nil {
			fmt.Fprint(h, "|", r.Article, *r.ByteStart, *r.ByteEnd)
		}
	}
	f.ID = "f" + hex.EncodeToString(h.Sum(nil))[:10]
	if b.added[f.ID] {
		return
	}
	if (f.Class == Conflict || f.Class == Name) && b.seen(f) || f.Quote == "" && f.Class != Damage && b.strangers(f) {
		return
	}
	if b.added == nil {
		b.added = map[string]bool{}
	}
	b.added[f.ID] = true
	if n := b.daysApart(f); (f.Quote == "" || f.Class == Conflict) && f.Severity == Substantive && n > fresh {
		f.Severity, f.Confidence = Minor, min(f.Confidence, .5)
		f.Why += fmt.Sprintf(" They were published %d days apart.", n)
	}
	sort.SliceStable(f.Readings, func(i, j int) bool { return f.Readings[i].Article < f.Readings[j].Article })
	b.report.Findings = append(b.report.Findings, f)
}

// fresh is how many days after an article another may tell the same news. Later, what
// differs may have changed.
const fresh = 10

// daysApart is how many days lie between the first and the last of the articles of a
// finding, 0 where some has no date.
func (b *builder) daysApart(f Finding) int {
	var first, last time.Time
	for _, r := range f.Readings {
		d, ok := b.published[r.Article]
		if !ok {
			return 0
		}
		if first.IsZero() || d.Before(first) {
			first = d
		}
		if d.After(last) {
			last = d
		}
	}
	return int(last.Sub(first).Hours() / 24)
}

// seen reports whether a finding of the class, as grave, holds the same places of
// two outlets against each other: two rules saw one difference.
func (b *builder) seen(f Finding) bool {
	for _, o := range b.report.Findings {
		if o.Class != f.Class || o.Class != Conflict && o.Severity != f.Severity {
			continue
		}
		articles := map[string]bool{}
		for _, x := range f.Readings {
			for _, y := range o.Readings {
				if x.Article == y.Article && x.Text != nil && y.Text != nil && *x.ByteStart < *y.ByteEnd && *y.ByteStart < *x.ByteEnd {
					articles[x.Article] = true
				}
			}
		}
		if len(articles) > 1 {
			return true
		}
	}
	return false
}

// newBuilder prepares the report of texts; each is its own origin.
func newBuilder(texts []*normalize.Text, r *Report) *builder {
	b := &builder{texts: texts, report: r, base: -1, origin: make([]int, len(texts)), called: make([]string, len(texts)), ids: map[string]bool{}, published: map[string]time.Time{}}
	outlets := map[string]int{}
	for _, t := range texts {
		outlets[t.Doc.Outlet]++
	}
	for i, t := range texts {
		b.origin[i] = i
		b.ids[t.Doc.ID] = true
		if p := t.Doc.Published; len(p) >= 10 {
			if d, err := time.Parse(time.DateOnly, p[:10]); err == nil {
				b.published[t.Doc.ID] = d
			}
		}
		switch d := t.Doc; {
		case d.Outlet == "":
			b.called[i] = d.ID
		case outlets[d.Outlet] > 1:
			b.called[i] = d.Outlet + " (" + d.ID + ")"
		default:
			b.called[i] = d.Outlet
		}
	}
	return b
}

// name is what the report calls the outlet of a text.
func (b *builder) name(text int) string { return b.called[text] }

// sentence begins s with a capital, unless it begins with the id of an article:
// that is a name to be typed as it stands.
func (b *builder) sentence(s string) string {
	for i, c := range s {
		if (c == ' ' || c == ',') && b.ids[s[:i]] {
			return s
		}
	}
	return upperFirst(s)
}

// place is a clean span of a text as a place of its published layer.
func (b *builder) place(text int, clean corpus.Span) Place {
	return place(b.texts[text], b.texts[text].Raw(clean))
}

// spanText is what the report shows of a clean span: the text of the published
// bytes behind it after the edits.
func (b *builder) spanText(text int, clean corpus.Span) string {
	return b.texts[text].Cut(b.texts[text].Raw(clean))
}

// spot is a stretch of a text that stands for its outlet in a contradiction.
type spot struct {
	text int
	span corpus.Span
}

// tells says what one side of a contradiction has, in the words of its first
// outlet, up to most code points: nobody is given the words of another. An outlet
// is named once.
func (b *builder) tells(side []spot, one, many string, most int) string {
	shown := oneLine(b.spanText(side[0].text, side[0].span), most)
	var same, others []string
	seen := map[int]bool{}
	for _, s := range side {
		if seen[s.text] {
			continue
		}
		seen[s.text] = true
		if token.Fold(oneLine(b.spanText(s.text, s.span), most)) == token.Fold(shown) {
			same = append(same, b.name(s.text))
		} else {
			others = append(others, b.name(s.text))
		}
	}
	who := enumerate(same)
	if len(others) > 0 {
		who += " (and, in other words, " + enumerate(others) + ")"
	}
	return fmt.Sprintf("%s %s “%s”", who, verb(same, one, many), shown)
}

func (b *builder) reading(text int, clean corpus.Span) FindingReading {
	clean.Start = wordFront(b.texts[text].Clean, clean.Start)
	p := b.place(text, clean)
	s := b.spanText(text, clean)
	return FindingReading{Article: p.Article, ByteStart: &p.ByteStart, ByteEnd: &p.ByteEnd, RuneStart: &p.RuneStart, RuneEnd: &p.RuneEnd, Element: p.Element, Text: &s}
}

// wordFront is i, or the start of the word whose part after an apostrophe begins
// there: the "s" of “Lyle’s” is no reading.
func wordFront(text string, i int) int {
	before := strings.TrimSuffix(strings.TrimSuffix(text[:i], "’"), "'")
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if r, _ := utf8.DecodeLastRuneInString(before); len(before) == i || !letter(r) {
		return i
	}
	if r, _ := utf8.DecodeRuneInString(text[i:]); !letter(r) {
		return i
	}
	for n := 0; n < 40; n++ {
		r, size := utf8.DecodeLastRuneInString(before)
		if size == 0 || !letter(r) {
			break
		}
		before = before[:len(before)-size]
	}
	return len(before)
}

// buildQuotes makes the quote objects of the families, and their findings.
func (b *builder) buildQuotes() {
	type ranked struct {
		f     family.Family
		table *collate.Table
		date  string
		first Place
	}
	spliced := map[int][]collate.Piece{} // into other families
	for j, f := range b.families {
		for _, s := range f.Spliced {
			if s.Other != j {
				spliced[s.Other] = append(spliced[s.Other], collate.Piece{Text: f.Occurrences[s.Occurrence].Text, Words: s.Words})
			}
		}
	}
	var list []ranked
	for i := range b.families {
		f := b.families[i]
		r := ranked{f: f, table: b.table(i, spliced[i])}
		for _, o := range f.Occurrences {
			p := b.place(o.Text, o.Span)
			if r.first.Article == "" || p.Article < r.first.Article || p.Article == r.first.Article && p.ByteStart < r.first.ByteStart {
				r.first = p
			}
			if d := o.Quote.Date.Value; d != "" && (r.date == "" || d < r.date) && o.Outlet() {
				r.date = d
			}
		}
		list = append(list, r)
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, c := list[i], list[j]
		if (a.date == "") != (c.date == "") {
			return a.date != ""
		}
		if a.date != c.date {
			return a.date < c.date
		}
		if a.first.Article != c.first.Article {
			return a.first.Article < c.first.Article
		}
		return a.first.ByteStart < c.first.ByteStart
	})
	tables := make([]*collate.Table, len(list))
	for i, r := range list {
		tables[i] = r.table
	}
	b.retold = b.retelling(tables)
	ids := map[string]int{}
	for n, r := range list {
		q := b.quote(r.f, r.table)
		q.N = n + 1
		ids[q.ID]++
		if k := ids[q.ID]; k > 1 {
			q.ID = fmt.Sprintf("%s-%d", q.ID, k)
		}
		b.report.Quotes = append(b.report.Quotes, q)
		p := &b.report.Quotes[len(b.report.Quotes)-1]
		if r.table != nil {
			b.tables = append(b.tables, r.table)
			b.variants(p, r.table)
		}
		b.attribution(p, r.f)
		b.addressee(p, r.f)
		b.joins(p, r.f, r.table)
		b.undated(p, r.f)
	}
}

// table collates the outlets' occurrences of family i with the pieces of it that
// are spliced into others; nil when there is nothing to compare.
func (b *builder) table(i int, spliced []collate.Piece) *collate.Table {
	f := b.families[i]
	var pieces []collate.Piece
	said := 0 // the utterance of the piece before
	for k, o := range f.Occurrences {
		if !o.Outlet() {
			continue
		}
		w := o.Words
		for _, s := range f.Spliced {
			if s.Occurrence != k {
				continue
			}
			// What belongs to the other utterance is collated there.
			if s.Words[0]-w[0] >= w[1]-s.Words[1] {
				w[1] = min(w[1], s.Words[0])
			} else {
				w[0] = max(w[0], s.Words[1])
			}
		}
		if w[0] < w[1] {
			w[1] = b.untailed(o, w)
		}
		if w[1] = b.unbroken(o.Text, w); w[0] >= w[1] {
			continue
		}
		goesOn := o.Quote.Utterance == said
		said = o.Quote.Utterance
		if n := len(pieces); n > 0 && pieces[n-1].Text == o.Text && pieces[n-1].Words[1] == w[0] && goesOn {
			pieces[n-1].Words[1] = w[1] // paragraphs of one quotation
			continue
		}
		pieces = append(pieces, collate.Piece{Text: o.Text, Words: w})
	}
	pieces = append(pieces, spliced...)
	if len(pieces) == 0 {
		return nil
	}
	return collate.Build(b.texts, pieces)
}

// unbroken is the end of the words w of a text without a last sentence that broke
// off because the text was cut there: what is left of it tells nothing.
func (b *builder) unbroken(text int, w [2]int) int {
	t := b.texts[text]
	if !b.has(text, "truncated") {
		return w[1]
	}
	end := 0
	for _, z := range t.Zones {
		if z.Kind.Text() {
			end = z.Span.End
		}
	}
	if _, last := t.WordsIn(corpus.Span{End: end}); last != w[1] {
		return w[1]
	}
	for k := w[1] - 1; k > w[0]; k-- {
		if b.sentenceEnd(text, k) {
			return k
		}
	}
	return w[0]
}

// quote makes the quote object of a family.
func (b *builder) quote(f family.Family, t *collate.Table) Quote {
	q := Quote{Coverage: map[string]string{}, ReadingFrom: []string{}, Readings: []Reading{}}
	best := b.fullest(f)
	q.Reading = best.text
	for _, i := range best.texts {
		q.ReadingFrom = append(q.ReadingFrom, b.texts[i].Doc.ID)
	}
	sum := sha256.Sum256([]byte(strings.Join(best.keys, " ")))
	q.ID = "q" + hex.EncodeToString(sum[:])[:10]
	kinds := map[string]int{}
	readings := map[string]int{}
	words := map[int]int{}
	for _, o := range f.Occurrences {
		t := b.texts[o.Text]
		occ := occurrence(t, o.Quote)
		occ.N = 0 // the quote object has it
		occ.PartOf = partOf(t, o, best.keys)
		q.Occurrences = append(q.Occurrences, occ)
		if o.Quote.Kind != "" {
			kinds[o.Quote.Kind]++
		}
		if o.Outlet() {
			words[o.Text] += o.Words[1] - o.Words[0]
			k := keyOf(t, o.Words)
			i, ok := readings[k]
			if !ok {
				i = len(q.Readings)
				readings[k] = i
				q.Readings = append(q.Readings, Reading{Text: occ.Text})
			}
			q.Readings[i].Occurrences = append(q.Readings[i].Occurrences, occ.ID)
		}
	}
	q.Kind = most(kinds)
	q.Speaker, q.Addressee, q.Date, q.Time = b.agreed(f, speakerOf), b.agreed(f, addresseeOf), b.agreed(f, dateOf), b.agreed(f, timeOf)
	if strings.EqualFold(q.Speaker.Value, q.Addressee.Value) {
		q.Addressee = Claim{} // one outlet takes the speaker for who is spoken to
	}
	share := b.covered(f, best.keys)
	for i, t := range b.texts {
		switch {
		case share[i] >= .85:
			q.Coverage[t.Doc.ID] = "full"
		case words[i] > 0:
			q.Coverage[t.Doc.ID] = "part"
		case len(b.texts) <= manyArticles:
			q.Coverage[t.Doc.ID] = "absent"
		}
	}
	return q
}

func speakerOf(q quote.Quote) quote.Claim   { return q.Speaker }
func addresseeOf(q quote.Quote) quote.Claim { return q.Addressee }
func dateOf(q quote.Quote) quote.Claim      { return q.Date }
func timeOf(q quote.Quote) quote.Claim      { return q.Time }

// agreed is the claim that most outlets make, stated before inferred before
// guessed; of equal ones the longest value.
func (b *builder) agreed(f family.Family, of func(quote.Quote) quote.Claim) Claim {
	weight := map[string]int{"stated": 5, "inferred": 2, "guessed": 1}
	votes := map[string]int{}
	for _, o := range f.Occurrences {
		if c := of(o.Quote); c.Value != "" && o.Outlet() {
			votes[family.SpeakerKey(c.Value)] += weight[c.Sure]
		}
	}
	var best Claim
	score := 0
	for _, o := range f.Occurrences {
		c := of(o.Quote)
		if c.Value == "" || !o.Outlet() {
			continue
		}
		s := votes[family.SpeakerKey(c.Value)]*1000 + weight[c.Sure]*100 + min(len(c.Value), 60)
		if s > score {
			score, best = s, Claim{Value: c.Value, How: c.How, Sure: c.Sure}
		}
	}
	return best
}

// fullReading is the longest text of a family and who has it.
type fullReading struct {
	text  string
	keys  []string
	texts []int
}

func (b *builder) fullest(f family.Family) fullReading {
	by := map[int][]family.Occurrence{}
	for _, o := range f.Occurrences {
		by[o.Text] = append(by[o.Text], o)
	}
	in := ascending(by)
	rank := func(outlet bool, marks bool) fullReading {
		var best fullReading
		for _, i := range in {
			var keys []string
			var parts []string
			end := -1
			for _, o := range by[i] {
				if o.Outlet() != outlet || marks && o.Quote.Marks == "none" || o.Words[0] < end || b.repeats(keys, o) {
					continue
				}
				end = o.Words[1]
				for _, w := range b.texts[i].Words[o.Words[0]:o.Words[1]] {
					keys = append(keys, w.Key)
				}
				parts = append(parts, b.spanText(i, words(b.texts[i], o.Span)))
			}
			switch {
			case len(keys) > len(best.keys):
				best = fullReading{strings.Join(parts, " … "), keys, []int{i}}
			case len(keys) == len(best.keys) && len(keys) > 0 && strings.Join(keys, " ") == strings.Join(best.keys, " "):
				best.texts = append(best.texts, i)
			}
		}
		return best
	}
	if r := rank(true, true); len(r.keys) > 0 {
		return r
	}
	if r := rank(true, false); len(r.keys) > 0 {
		return r
	}
	return rank(false, false)
}

// repeats reports whether an outlet quotes words again that it has quoted.
func (b *builder) repeats(keys []string, o family.Occurrence) bool {
	n := o.Words[1] - o.Words[0]
	if n == 0 || n > len(keys) {
		return false
	}
	return strings.Contains(" "+strings.Join(keys, " ")+" ", " "+keyOf(b.texts[o.Text], o.Words)+" ")
}

func keyOf(t *normalize.Text, w [2]int) string {
	var ks []string
	for _, x := range t.Words[w[0]:w[1]] {
		ks = append(ks, x.Key)
	}
	return strings.Join(ks, " ")
}

// covered is the share of the reading's words that each text quotes.
func (b *builder) covered(f family.Family, keys []string) map[int]float64 {
	out := map[int]float64{}
	if len(keys) == 0 {
		return out
	}
	have := map[int]map[string]int{}
	for _, o := range f.Occurrences {
		if !o.Outlet() {
			continue
		}
		if have[o.Text] == nil {
			have[o.Text] = map[string]int{}
		}
		for _, w := range b.texts[o.Text].Words[o.Words[0]:o.Words[1]] {
			have[o.Text][word.Stem(w.Key)]++
		}
	}
	stems := make([]string, len(keys))
	for i, k := range keys {
		stems[i] = word.Stem(k)
	}
	for text, h := range have {
		got := 0
		for _, s := range stems {
			if h[s] > 0 {
				h[s]--
				got++
			}
		}
		out[text] = float64(got) / float64(len(keys))
	}
	return out
}

// partOf finds the words of the reading that an occurrence covers.
func partOf(t *normalize.Text, o family.Occurrence, keys []string) [2]int {
	var ks []string
	for _, w := range t.Words[o.Words[0]:o.Words[1]] {
		ks = append(ks, w.Key)
	}
	if len(ks) == 0 || len(keys) == 0 {
		return [2]int{}
	}
	best, at := 0, 0
	for s := 0; s < len(keys) && s < 2000; s++ {
		n := 0
		for k := 0; k < len(ks) && s+k < len(keys) && k < 60; k++ {
			if keys[s+k] == ks[k] {
				n++
			}
		}
		if n > best {
			best, at = n, s
		}
	}
	return [2]int{at, min(len(keys), at+len(ks))}
}

func most(counts map[string]int) string {
	best := ""
	for k, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && k < best {
			best = k
		}
	}
	return best
}

// enumerate joins names: "a", "a and b", "a, b and c"; of many the first few
// are named and the others counted.
func enumerate(names []string) string {
	const most, named = 12, 8
	var u []string
	seen := map[string]bool{}
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			u = append(u, n)
		}
	}
	switch {
	case len(u) < 2:
		return strings.Join(u, "")
	case len(u) > most:
		return fmt.Sprintf("%s and %d others", strings.Join(u[:named], ", "), len(u)-named)
	}
	return strings.Join(u[:len(u)-1], ", ") + " and " + u[len(u)-1]
}

func verb(names []string, one, many string) string {
	for _, n := range names[1:] {
		if n != names[0] {
			return many
		}
	}
	return one
}

// oneLine folds white space and cuts text to n code points.
func oneLine(text string, n int) string {
	s := strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	return string(r[:n-1]) + "…"
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
