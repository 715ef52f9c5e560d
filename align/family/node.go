package family

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// Occurrence is one stretch of one text that carries (part of) a quotation.
type Occurrence struct {
	Text  int         // index of the text
	Span  corpus.Span // clean span, without marks
	Words [2]int      // half-open range of Text.Words
	Zone  zone.Kind
	Quote quote.Quote // what the text says of it; for an unmarked stretch only Span and Marks are set
	Index int         // index of the quotation in its text, -1 for an unmarked stretch
}

// Comment reports whether a reader of the outlet speaks, not the outlet.
func (o *Occurrence) Comment() bool { return o.Zone == zone.Comment }

// Outlet reports whether the occurrence is text of the article itself, which
// is what outlets are compared on.
func (o *Occurrence) Outlet() bool { return o.Zone.Text() }

// node is an occurrence with what the joins need of its words.
type node struct {
	Occurrence
	keys, stems []string
	ids         []int32 // of the stems: equal where these are
	order       []int32 // the words in order of ids
	stop        []bool  // function words
	capital     []bool  // words with a capital, and what hangs on them by a hyphen
	content     int     // words that are no function words
	speaker     string  // key of the speaker, "" if unknown
	name        string  // of the speaker, "" for a role
	kin         bool    // the name is that of one of several with the key
	sure        bool    // more than a guess says who speaks
	group       int     // utterance within its text
	aside       bool    // stands in parentheses
	ends        []int   // word indices at which its sentences end
	cuts        []int   // word indices before which an ellipsis stands
	around      string  // of a short quotation: the words before and after it, "" where they are few
	year        string  // the year that the narration of its sentence names, "" for none or the latest of the story
}

// nodes prepares the quotations of all texts, in order of text and place.
func nodes(texts []*normalize.Text, quotes [][]quote.Quote) []*node {
	var out []*node
	ids := map[string]int32{}
	for i, t := range texts {
		for j, q := range quotes[i] {
			from, to := t.WordsIn(q.Span)
			if from == to {
				continue
			}
			n := &node{Occurrence: Occurrence{Text: i, Span: q.Span, Words: [2]int{from, to}, Zone: t.ZoneAt(q.Span.Start).Kind, Quote: q, Index: j}}
			n.fill(t)
			n.ids = make([]int32, len(n.stems))
			for k, s := range n.stems {
				id, ok := ids[s]
				if !ok {
					id = int32(len(ids))
					ids[s] = id
				}
				n.ids[k] = id
			}
			n.order = make([]int32, len(n.ids))
			for k := range n.order {
				n.order[k] = int32(k)
			}
			slices.SortFunc(n.order, func(x, y int32) int { return cmp.Or(cmp.Compare(n.ids[x], n.ids[y]), cmp.Compare(x, y)) })
			out = append(out, n)
		}
	}
	const dateline = 60 // words
	latest := ""
	for _, t := range texts {
		latest = max(latest, t.Doc.Published[:min(4, len(t.Doc.Published))])
		for _, w := range t.Words[:min(dateline, len(t.Words))] {
			if year(w.Key) {
				latest = max(latest, w.Key)
			}
		}
	}
	for _, n := range out {
		latest = max(latest, n.year)
	}
	for _, n := range out {
		if n.year == latest {
			n.year = ""
		}
	}
	return out
}

func (n *node) fill(t *normalize.Text) {
	ws := t.Words[n.Words[0]:n.Words[1]]
	n.keys, n.stems, n.capital, n.stop = make([]string, len(ws)), make([]string, len(ws)), make([]bool, len(ws)), make([]bool, len(ws))
	for k, w := range ws {
		n.keys[k], n.stems[k] = w.Key, word.Stem(word.Spelling(w.Key))
		if n.stop[k] = word.Stop(w.Key); !n.stop[k] {
			n.content++
		}
		c, _ := utf8.DecodeRuneInString(t.Clean[w.Span.Start:])
		n.capital[k] = unicode.IsUpper(c) || k > 0 && n.capital[k-1] && t.Clean[w.Span.Start-1] == '-'
		if k > 0 && elliptic(t.Clean[ws[k-1].Span.End:w.Span.Start]) {
			n.cuts = append(n.cuts, k)
		}
		if k+1 == len(ws) || strings.ContainsAny(t.Clean[w.Span.End:ws[k+1].Span.Start], ".!?") {
			n.ends = append(n.ends, k+1)
		}
	}
	n.speaker, n.name = SpeakerKey(n.Quote.Speaker.Value), nameOf(n.Quote.Speaker.Value)
	n.year = told(t, n)
	n.around = around(t, n)
}

func elliptic(s string) bool { return strings.Contains(s, "…") || strings.Contains(s, "...") }

// around are the words on both sides of a quotation of one to three words; "" where
// they are too few to tell one place from another.
func around(t *normalize.Text, n *node) string {
	const side, least = 5, 7
	if len(n.keys) > 3 {
		return ""
	}
	before := t.Words[max(0, n.Words[0]-side):n.Words[0]]
	after := t.Words[n.Words[1]:min(len(t.Words), n.Words[1]+side)]
	if len(before)+len(after) < least {
		return ""
	}
	var b strings.Builder
	for i, ws := range [][]token.Word{before, after} {
		if i > 0 {
			b.WriteByte('|')
		}
		for _, w := range ws {
			b.WriteString(w.Key)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func year(key string) bool {
	return len(key) == 4 && (key[:2] == "19" || key[:2] == "20") && word.Digit(key[2:]) && word.Digit(key[3:])
}

// told is the year in which a saying is told to have been said: "in 2021" in the
// narration of its own sentence.
func told(t *normalize.Text, n *node) string {
	const reach = 25 // words
	in := func(from, to int) string {
		for w := max(from, 1); w < min(to, len(t.Words)); w++ {
			if k := t.Words[w].Key; year(k) && t.Words[w-1].Key == "in" {
				return k
			}
		}
		return ""
	}
	from, to := n.Words[0], n.Words[1]
	ends := func(w int) bool { // narration ends between word w-1 and w
		marks := ".!?\n"
		if w != n.Words[0] && w != n.Words[1] {
			marks += "“”«»\""
		}
		return strings.ContainsAny(t.Clean[t.Words[w-1].Span.End:t.Words[w].Span.Start], marks)
	}
	for from > 0 && n.Words[0]-from < reach && !ends(from) {
		from--
	}
	for to < len(t.Words) && to-n.Words[1] < reach && !ends(to) {
		to++
	}
	if y := in(from, n.Words[0]); y != "" {
		return y
	}
	return in(n.Words[1], to)
}

// sentences grows a range of words to the whole sentences it touches.
func (n *node) sentences(w [2]int) [2]int {
	out, s := w, 0
	for _, e := range n.ends {
		if s < w[1] && w[0] < e {
			out[0], out[1] = min(out[0], s), max(out[1], e)
		}
		s = e
	}
	return out
}

// SpeakerKey makes names comparable: "Mayor Ana Ortega", "Ms Ortega" and
// "Ortega" have one key; a Jr. has another than his father. What is no name
// ("a spokesman") is its last word. "" stays "".
func SpeakerKey(name string) string {
	f := strings.FieldsFunc(token.Fold(name), func(r rune) bool { return strings.ContainsRune(" ,.()’'", r) })
	suffix := ""
	for len(f) > 0 {
		switch last := f[len(f)-1]; last {
		case "jr", "junior":
			suffix = " jr"
		case "sr", "senior", "s", "ii", "iii":
		default:
			return last + suffix
		}
		f = f[:len(f)-1]
	}
	return ""
}

// overlap is how two quotations share words: the best local alignment.
type overlap struct {
	equal   int // words with equal stems
	content int // of these, words that are no function words
	run     int // longest run of equal words
	a, b    [2]int
}

// align is the best local alignment of two word sequences (Smith and Waterman
// 1981) by stems: content words weigh more than function words, so that
// "of the" never outweighs "pump". O(len(a)*len(b)); longer inputs are cut to
// the first limit words.
func align(a, b *node) overlap {
	const limit, gap = 800, 1
	x, y := a.ids[:min(limit, len(a.ids))], b.ids[:min(limit, len(b.ids))]
	cols := len(y) + 1
	room := scores.Get().(*[]int16)
	defer scores.Put(room)
	*room = slices.Grow((*room)[:0], (len(x)+1)*cols)[:(len(x)+1)*cols]
	score := *room
	clear(score[:cols])
	best, bi, bj := int16(0), 0, 0
	for i := 1; i <= len(x); i++ {
		w := int16(2)
		if !a.stop[i-1] {
			w = 5
		}
		row, up := score[i*cols:(i+1)*cols], score[(i-1)*cols:i*cols]
		row[0] = 0
		for j := 1; j <= len(y); j++ {
			d := up[j-1] - 3
			if x[i-1] == y[j-1] {
				d = up[j-1] + w
			}
			d = max(d, up[j]-gap, row[j-1]-gap, 0)
			row[j] = min(d, 30000)
			if d > best {
				best, bi, bj = d, i, j
			}
		}
	}
	var o overlap
	o.a[1], o.b[1] = bi, bj
	run := 0
	i, j := bi, bj
	for i > 0 && j > 0 && score[i*cols+j] > 0 {
		s := score[i*cols+j]
		w := int16(2)
		if !a.stop[i-1] {
			w = 5
		}
		diag := score[(i-1)*cols+j-1]
		switch {
		case x[i-1] == y[j-1] && s == min(diag+w, 30000):
			o.equal++
			if w == 5 {
				o.content++
			}
			run++
			o.run = max(o.run, run)
			i, j = i-1, j-1
			continue
		case s == diag-3:
			i, j = i-1, j-1
		case s == score[(i-1)*cols+j]-gap:
			i--
		default:
			j--
		}
		run = 0
	}
	o.a[0], o.b[0] = i, j
	return o
}

// scores are the tables of alignments that were made, to be written over; none is
// larger than the limit of align.
var scores = sync.Pool{New: func() any { return new([]int16) }}

// most is what an alignment of two quotations can have at most, whatever the order
// of the words.
type most struct {
	equal, content int
	sentence       bool // most words of a sentence of one may stand in the other
}

// mostShared bounds what align gives. O(len(a)+len(b)).
func mostShared(a, b *node) most {
	const sentences = 16
	var m most
	var inA, inB [sentences]int
	m.sentence = len(a.ends) > sentences || len(b.ends) > sentences
	tally := func(n *node, in *[sentences]int, words []int32) {
		for _, k := range words {
			s := 0
			for n.ends[s] <= int(k) {
				s++
			}
			in[s]++
		}
	}
	for i, j := 0, 0; i < len(a.order) && j < len(b.order); {
		id := a.ids[a.order[i]]
		if o := b.ids[b.order[j]]; id < o {
			i++
			continue
		} else if o < id {
			j++
			continue
		}
		i0, j0, meant := i, j, 0
		for ; i < len(a.order) && a.ids[a.order[i]] == id; i++ {
			if !a.stop[a.order[i]] {
				meant++
			}
		}
		for ; j < len(b.order) && b.ids[b.order[j]] == id; j++ {
			if !b.stop[b.order[j]] {
				meant++
			}
		}
		n := min(i-i0, j-j0)
		m.equal += n
		m.content += min(n, meant)
		if !m.sentence {
			tally(a, &inA, a.order[i0:i])
			tally(b, &inB, b.order[j0:j])
		}
	}
	if !m.sentence {
		m.sentence = held(a.ends, &inA) || held(b.ends, &inB)
	}
	return m
}

// held reports whether of a sentence that is long enough for [sentence] most words
// are there.
func held(ends []int, there *[16]int) bool {
	from := 0
	for s, end := range ends {
		if end-from >= 4 && 10*there[s] >= 8*(end-from) {
			return true
		}
		from = end
	}
	return false
}

// hopeless reports whether no alignment of two quotations makes related join them:
// each of its reasons asks for more equal words than they have. a is not longer.
func hopeless(a, b *node) bool {
	m := mostShared(a, b)
	short := len(a.keys)
	switch {
	case short < 4:
		return m.equal < short
	case m.content == 0 && !m.sentence:
		return true
	}
	return 10*m.equal < 6*short && (m.equal < 8 || m.content < 3) && 10*m.equal < 8*len(b.keys) && // contained, a long run, the same
		(2*m.equal < short || 10*m.content < 9*a.content) && // moved
		!m.sentence && (m.equal < 5 || m.content < 3) // an end that is a beginning
}

// related decides whether two quotations are (parts of) one utterance, and how
// strong the bond is.
func related(a, b *node) (overlap, bool) {
	swapped := len(a.keys) > len(b.keys)
	if swapped {
		a, b = b, a
	}
	if !samePhrase(a, b) && hopeless(a, b) {
		return overlap{}, false
	}
	return bond(a, b, swapped)
}

// bond is [related] for a pair of which a is not longer; swapped: b comes first.
func bond(a, b *node, swapped bool) (overlap, bool) {
	var o overlap
	if swapped {
		o = align(b, a) // ties go by the order of the nodes
		o.a, o.b = o.b, o.a
	} else {
		o = align(a, b)
	}
	short, content := len(a.keys), max(1, a.content)
	if a.title() && len(b.keys) > short {
		return o, false // a motto, or the name of a thing, that anybody may quote
	}
	if a.year != b.year && (short < 6 || 10*o.equal < 9*short) {
		return o, false // said on another occasion, as far as its outlet tells
	}
	if samePhrase(a, b) && !rivals(a, b) {
		return o, true
	}
	switch {
	case short >= 4 && rivals(a, b):
		// Two people may share a phrase, and one may take up the other's: only
		// nearly the same words are one utterance that outlets give to two.
		whole := 10*o.equal >= 8*len(b.keys)
		within := o.equal == short && (short >= 6 && o.content >= 2 || a.rare() >= 2) || o.run >= 8 && o.content >= 3
		return o, o.content > 0 && (whole || within && !b.names(a.speaker, o.b) && !a.names(b.speaker, o.a))
	case short >= 4:
		if conflict(a, b) && o.equal < short && bag(a, b, a.capital) == 0 {
			return o, false // two people use one name
		}
		if 10*o.equal >= 6*short && 2*o.content >= content && o.content >= min(2, a.content) && o.content > 0 {
			return o, true // the shorter is contained in the longer, or a variant of it
		}
		if o.run >= 8 && o.content >= 3 {
			return o, true
		}
		// Moved words: nearly all of the content, in another order.
		if a.content >= 2 && 10*bag(a, b, nil) >= 9*a.content && 2*o.equal >= short && len(b.keys) <= 2*short {
			return o, true
		}
		if sentence(a, b, o.a, o.b) || sentence(b, a, o.b, o.a) {
			return o, true
		}
		// The end of one is the beginning of the other.
		dove := o.a[0] <= 1 && o.b[1] >= len(b.keys)-1 || o.b[0] <= 1 && o.a[1] >= short-1
		span := max(o.a[1]-o.a[0], o.b[1]-o.b[0])
		return o, dove && o.equal >= 5 && o.content >= 3 && 10*o.equal >= 7*span
	case o.equal < short || o.run < short:
		return o, false
	case len(b.keys) <= 3:
		return o, len(b.keys) == short && o.content >= 2 && !conflict(a, b)
	default:
		// A fragment of one to three words inside a longer quotation says
		// nothing by itself: the same speaker must vouch for it.
		if a.speaker == "" || a.speaker != b.speaker || o.content == 0 {
			return o, false
		}
		return o, short > 1 || len(a.keys[0]) >= 5 && len(b.keys) >= 6
	}
}

// samePhrase reports whether two short sayings of one speaker are one with other
// words in the middle (“She could peel an egg with that bucket”), or a short one
// is a sentence of the other but for a negation (“I am not sorry”).
func samePhrase(a, b *node) bool {
	const most, near = 12, 2
	n, m := len(a.keys), len(b.keys)
	if n > most || a.content == 0 || a.speaker == "" || a.speaker != b.speaker && (len(a.speaker) < 5 || word.Distance(a.speaker, b.speaker, near) > near) {
		return false
	}
	front, back, content := 0, 0, false
	for ; front < n && a.keys[front] == b.keys[front]; front++ {
		content = content || !word.Stop(a.keys[front])
	}
	for ; back < n-front && a.keys[n-1-back] == b.keys[m-1-back]; back++ {
		content = content || !word.Stop(a.keys[n-1-back])
	}
	if content && m <= most && min(front, back) >= 2 && 2*(front+back) >= m {
		return true
	}
	bare := func(keys []string) (out []string, denials int) {
		keys = word.Expand(keys)
		for i, k := range keys {
			if word.Negation(keys, i) {
				denials++
			} else {
				out = append(out, k)
			}
		}
		return out, denials
	}
	x, denied := bare(a.keys)
	from := 0
	for _, to := range b.ends {
		if y, d := bare(b.keys[from:to]); len(x) >= 3 && d != denied && slices.Equal(x, y) {
			return true
		}
		from = to
	}
	return false
}

// sentence reports whether a whole sentence of a stands in b, where it makes up
// most of a sentence too; wa and wb are the words that the two share.
func sentence(a, b *node, wa, wb [2]int) bool {
	start := 0
	for _, end := range a.ends {
		from := start
		start = end
		if end-from < 4 || from < wa[0] || end > wa[1] {
			continue
		}
		content := 0
		for i := from; i < end; i++ {
			if !word.Stop(a.keys[i]) {
				content++
			}
		}
		if content < 2 {
			continue
		}
		s := 0
		for _, e := range b.ends {
			if min(e, wb[1]) > max(s, wb[0]) {
				if n := common(a.stems[from:end], b.stems[s:e]); 10*n >= 6*(e-s) && 10*n >= 8*(end-from) {
					return true
				}
			}
			s = e
		}
	}
	return false
}

// common counts the words that two rows share, whatever their order.
func common(x, y []string) int {
	have := map[string]int{}
	for _, s := range y {
		have[s]++
	}
	n := 0
	for _, s := range x {
		if have[s] > 0 {
			have[s]--
			n++
		}
	}
	return n
}

// bag counts the content words of a that b has too, whatever their order, but for
// those that are told to be skipped. O(len(a)+len(b)).
func bag(a, b *node, skip []bool) (n int) {
	for i, j := 0, 0; i < len(a.order) && j < len(b.order); {
		id := a.ids[a.order[i]]
		if o := b.ids[b.order[j]]; id < o {
			i++
			continue
		} else if o < id {
			j++
			continue
		}
		x, y := 0, j
		for ; i < len(a.order) && a.ids[a.order[i]] == id; i++ {
			if k := a.order[i]; (skip == nil || !skip[k]) && !a.stop[k] {
				x++
			}
		}
		for j < len(b.order) && b.ids[b.order[j]] == id {
			j++
		}
		n += min(x, j-y)
	}
	return n
}

// conflict reports whether both speakers are known and differ.
func conflict(a, b *node) bool {
	return a.speaker != "" && b.speaker != "" && a.speaker != b.speaker
}

// title reports whether a quotation of some words has a capital on all that carry
// meaning.
func (n *node) title() bool {
	const most = 8
	for i, k := range n.keys {
		if !n.capital[i] && !word.Stop(k) {
			return false
		}
	}
	return n.content > 1 && len(n.keys) <= most
}

// rivals reports whether the texts name two different people, or bodies, as the
// speakers. A role may be anybody, and a guess rules nobody out.
func rivals(a, b *node) bool {
	if a.name == "" || b.name == "" || !a.sure || !b.sure {
		return false
	}
	if a.speaker == b.speaker {
		return a.kin && b.kin && a.name != b.name
	}
	return word.Distance(a.speaker, b.speaker, 2) > 2
}

// rare counts the words of a quotation that few people use: chance puts no two of
// them into two mouths.
func (n *node) rare() int {
	const scarce = 50 // level of the word list
	c := 0
	for i, k := range n.keys {
		if l, ok := lexicon.Level(k); ok && l >= scarce && !n.capital[i] {
			c++
		}
	}
	return c
}

// names reports whether a quotation names somebody outside of the words shared: it
// may answer what that person said.
func (n *node) names(surname string, shared [2]int) bool {
	return slices.Contains(n.keys[:shared[0]], surname) || slices.Contains(n.keys[shared[1]:], surname)
}

// repeats reports whether two quotations of one text have the same words, but for
// a few: a headline has what the text has, whoever seems to speak.
func repeats(a, b *node) bool {
	return 10*common(a.stems, b.stems) >= 9*max(len(a.stems), len(b.stems))
}

// nameOf is the name of a speaker in small letters; "" for a role, or another
// phrase with a word that has no capital.
func nameOf(speaker string) string {
	for _, w := range strings.Fields(speaker) {
		if c, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(c) && !word.Stop(token.Fold(w)) {
			return ""
		}
	}
	return token.Fold(speaker)
}

// people marks the speakers whose surname another speaker of the same text has, each
// with a given name: Dick and Mary Smith are two people where one text has both.
// And it marks whom more than a guess gives a quotation to, or one before it that
// it goes on with.
func people(ns []*node) {
	type piece struct {
		group   int
		speaker string
	}
	given := map[piece]bool{}
	for _, n := range ns {
		given[piece{n.group, n.speaker}] = given[piece{n.group, n.speaker}] || n.Quote.Speaker.Sure != "guessed"
	}
	for _, n := range ns {
		n.sure = given[piece{n.group, n.speaker}]
	}
	type key struct {
		text    int
		surname string
	}
	names := map[key]map[string]bool{}
	full := func(n *node) bool { return len(strings.Fields(n.name)) > 1 }
	for _, n := range ns {
		if k := (key{n.Text, n.speaker}); full(n) {
			if names[k] == nil {
				names[k] = map[string]bool{}
			}
			names[k][n.name] = true
		}
	}
	two := map[string]bool{}
	for k, m := range names {
		if len(m) > 1 {
			two[k.surname] = true
		}
	}
	for _, n := range ns {
		n.kin = full(n) && two[n.speaker]
	}
}

// candidates lists the pairs of nodes that share three stems in a row, or, for
// short quotations, a content stem. Pairs are in order; none is listed twice.
// O(words) plus the pairs; a stem or run that is in more than maxBucket nodes
// makes no pairs by itself, and of the pairs of a node with later ones only those
// that share most stay, as many as hold maxWords words: to align them all takes
// time that grows with the words.
func candidates(ns []*node) [][2]int {
	const (
		maxBucket = 200
		maxWords  = 10000
	)
	type key struct {
		in     []int32 // nodes, ascending
		weight int     // content stems two pairs must share, a run of three is enough
	}
	var keys []key
	number := map[string]int{}
	of := make([][]int, len(ns)) // of each node: its keys
	add := func(k string, i, weight int) {
		n, ok := number[k]
		if !ok {
			n = len(keys)
			number[k] = n
			keys = append(keys, key{weight: weight})
		}
		if l := keys[n].in; len(l) == 0 || l[len(l)-1] != int32(i) {
			keys[n].in = append(l, int32(i))
			of[i] = append(of[i], n)
		}
	}
	for i, n := range ns {
		for k := range n.stems {
			if k+3 <= len(n.stems) {
				add(n.stems[k]+" "+n.stems[k+1]+" "+n.stems[k+2], i, 2)
			}
			if !word.Stop(n.keys[k]) {
				add(n.stems[k], i, 1)
			}
		}
	}
	var out [][2]int
	shared := make([]int, len(ns)) // what the node of the turn shares with others
	var touched []int
	for i, n := range ns {
		touched = touched[:0]
		for _, k := range of[i] {
			l := keys[k].in
			if len(l) > maxBucket {
				continue
			}
			from, _ := slices.BinarySearch(l, int32(i)+1)
			for _, j := range l[from:] {
				if shared[j] == 0 {
					touched = append(touched, int(j))
				}
				shared[j] += keys[k].weight
			}
		}
		slices.Sort(touched)
		var kept []int
		words := 0
		for _, j := range touched {
			if shared[j] >= 2 || min(len(n.stems), len(ns[j].stems)) <= 4 {
				kept = append(kept, j)
				words += len(ns[j].stems)
			}
		}
		if words > maxWords {
			slices.SortStableFunc(kept, func(x, y int) int { return shared[y] - shared[x] })
			words = 0
			for k, j := range kept {
				if words += len(ns[j].stems); words > maxWords {
					kept = kept[:max(1, k)]
					break
				}
			}
			slices.Sort(kept)
		}
		for _, j := range kept {
			out = append(out, [2]int{i, j})
		}
		for _, j := range touched {
			shared[j] = 0
		}
	}
	return out
}
