package align

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"verbatim/align/family"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// window is a stretch of a sentence in which words shared with another one
// stand together.
type window struct {
	words  [2]int
	shared int
	denies bool
}

// denial are verbs that deny what follows.
var denial = map[string]bool{"deni": true, "refus": true, "reject": true, "fail": true, "disput": true, "prevent": true, "unabl": true, "impossibl": true}

// match finds the narrowest window of a sentence that holds all stems it
// shares with want; ok only if these are enough and the sentence does not
// speak of a condition or a question.
func (b *builder) match(s sentence, want map[string]bool, need int) (window, bool) {
	t := b.texts[s.text]
	first, last := -1, -1
	seen := map[string]bool{}
	for w := s.words[0]; w < s.words[1]; w++ {
		if st := word.Stem(t.Words[w].Key); want[st] {
			seen[st] = true
			if first < 0 {
				first = w
			}
			last = w
		}
	}
	if len(seen) < need || last-first > 4*len(seen)+6 {
		return window{}, false
	}
	from := first
	for from > s.words[0] && first-from < 4 {
		from--
	}
	keys := make([]string, 0, last-from+1)
	for w := from; w <= last; w++ {
		k := t.Words[w].Key
		if k == "if" || k == "whether" || k == "unless" {
			return window{}, false
		}
		keys = append(keys, k)
	}
	if strings.HasSuffix(strings.TrimRight(t.Clean[s.span.Start:s.span.End], "”\"’' "), "?") {
		return window{}, false
	}
	d := word.Negations(keys) % 2
	for i, k := range keys {
		if denial[word.Stem(k)] {
			d++
		}
		// "should have stopped" says that it did not stop.
		if i > 0 && k == "have" && (keys[i-1] == "should" || keys[i-1] == "could" || keys[i-1] == "would") {
			d++
		}
	}
	return window{[2]int{from, last + 1}, len(seen), d%2 == 1}, true
}

// against finds narration that says the opposite of what a quotation says:
// most of its content words, the same speaker, the other polarity.
func (b *builder) against(ss []sentence, ix index) {
	for qi := range b.report.Quotes {
		q := &b.report.Quotes[qi]
		f := b.familyOf(q)
		if f == nil || q.Speaker.Value == "" {
			continue
		}
		who := strings.TrimSuffix(family.SpeakerKey(q.Speaker.Value), " jr")
		for _, qs := range b.quotedSentences(ss, f) {
			if !b.firstPerson(qs) {
				continue // it speaks of others: narration may speak of yet others
			}
			want := b.plainStems(qs)
			if len(want) < 3 {
				continue
			}
			need := max(3, (len(want)*6+9)/10)
			own, ok := b.match(qs, want, len(want))
			if !ok {
				continue
			}
			for _, k := range ix.sharing(want, need) {
				s := ss[k]
				if s.text == qs.text || b.origin[s.text] == b.origin[qs.text] || b.inQuote(s) {
					continue
				}
				w, ok := b.match(s, want, need)
				if !ok || w.denies == own.denies || !b.speaks(s, who) {
					continue
				}
				fd := Finding{Quote: q.ID, Class: Conflict, Severity: Substantive, Confidence: .75}
				fd.Readings = append(fd.Readings, b.reading(s.text, b.cutSpan(s.text, s.span)))
				var has []string
				for _, o := range f.Occurrences {
					if o.Outlet() && o.Text != s.text {
						if x := b.same(ss, o, want, need, own.denies); x != nil {
							fd.Readings = append(fd.Readings, b.reading(o.Text, *x))
							has = append(has, b.name(o.Text))
						}
					}
				}
				if len(has) == 0 {
					continue
				}
				b.narrated(fd, s.text, s.span, has, qs)
			}
		}
		for _, qs := range b.quotedSentences(ss, f) {
			if b.firstPerson(qs) {
				b.reversed(q, f, qs, who, ss, ix)
			}
		}
	}
}

// narrated adds the finding of a stretch of narration against the sentence that
// other outlets quote.
func (b *builder) narrated(f Finding, text int, span corpus.Span, has []string, qs sentence) {
	f.Why = fmt.Sprintf("%s tells “%s”; %s %s the speaker with “%s”: narration against quotation.", b.sentence(b.name(text)), oneLine(b.spanText(text, span), 110), enumerate(has), verb(has, "quotes", "quote"), oneLine(b.spanText(qs.text, qs.span), 110))
	b.add(f)
}

// opinion are verbs before what is denied: "I do not think she is late" denies
// that she is late.
var opinion = map[string]bool{"think": true, "believ": true, "say": true, "want": true, "know": true, "go": true, "feel": true, "need": true}

// denied is the stem of what a sentence denies, "" when it is not plain.
func (b *builder) denied(s sentence) string {
	ws := b.texts[s.text].Words[s.words[0]:s.words[1]]
	keys := make([]string, len(ws))
	for i, w := range ws {
		keys[i] = w.Key
	}
	if len(keys) > 14 || word.Negations(keys) != 1 {
		return ""
	}
	for i := range keys {
		if !word.Negation(keys, i) {
			continue
		}
		for p := i + 1; p < min(len(keys), i+6); p++ {
			switch k := keys[p]; {
			case uncertain[k]:
				return ""
			case !word.Stop(k) && !opinion[word.Stem(k)]:
				if noun(k) {
					return ""
				}
				return word.Stem(k)
			}
		}
	}
	return ""
}

// commits are verbs that make what follows them a fact, or all but one.
var commits = map[string]bool{"agre": true, "decid": true, "vow": true, "promis": true, "plan": true, "intend": true, "prepar": true, "set": true, "begin": true, "began": true, "begun": true, "start": true, "go": true, "manag": true, "chose": true, "undertook": true}

// reversed finds narration in which a speaker does, plainly, what he is quoted
// as denying: "We will not pay", and "has agreed to pay".
func (b *builder) reversed(q *Quote, f *family.Family, qs sentence, who string, ss []sentence, ix index) {
	verb := b.denied(qs)
	if verb == "" {
		return
	}
	does := func(s sentence) (at int, plain bool) {
		ws := b.texts[s.text].Words
		for w := s.words[0] + 1; w < s.words[1]; w++ {
			if word.Stem(ws[w].Key) != verb {
				continue
			}
			plain := false
			for p := max(s.words[0], w-4); p < w; p++ {
				k := ws[p].Key
				if uncertain[k] || denial[word.Stem(k)] || word.Negation([]string{k}, 0) || k == "t" || k == "would" {
					return w, false
				}
			}
			switch ws[w-1].Key {
			case "of", "has", "have", "had", "will":
				plain = true
			case "to":
				plain = w-2 >= s.words[0] && commits[word.Stem(ws[w-2].Key)]
			}
			return w, plain
		}
		return -1, false
	}
	for _, k := range ix.sharing(map[string]bool{verb: true}, 1) {
		s := ss[k]
		at, plain := does(s)
		if !plain || b.origin[s.text] == b.origin[qs.text] || b.inQuote(s) || !b.speaks(s, who) {
			continue
		}
		// An outlet that has the denial too tells of a change of mind.
		own := false
		for _, o := range f.Occurrences {
			own = own || b.origin[o.Text] == b.origin[s.text]
		}
		if own {
			continue
		}
		fd := Finding{Quote: q.ID, Class: Conflict, Severity: Substantive, Confidence: .7}
		ws := b.texts[s.text].Words
		span := corpus.Span{Start: ws[max(s.words[0], at-9)].Span.Start, End: ws[min(s.words[1], at+8)-1].Span.End}
		fd.Readings = append(fd.Readings, b.reading(s.text, span))
		var has []string
		want := keyOf(b.texts[qs.text], qs.words)
		for _, o := range f.Occurrences {
			if x := " " + keyOf(b.texts[o.Text], o.Words) + " "; o.Outlet() && strings.Contains(x, " "+want+" ") {
				fd.Readings = append(fd.Readings, b.reading(o.Text, b.cutSpan(o.Text, o.Span)))
				has = append(has, b.name(o.Text))
			}
		}
		b.narrated(fd, s.text, span, has, qs)
		return
	}
}

// familyOf is the family a quote object was made of.
func (b *builder) familyOf(q *Quote) *family.Family {
	if len(q.Occurrences) == 0 {
		return nil
	}
	if b.byPlace == nil {
		b.byPlace = map[Place]int{}
		for i := range b.families {
			for _, o := range b.families[i].Occurrences {
				if p := b.place(o.Text, o.Span); b.byPlace[p] == 0 {
					b.byPlace[p] = i + 1
				}
			}
		}
	}
	if i := b.byPlace[q.Occurrences[0].Place]; i > 0 {
		return &b.families[i-1]
	}
	return nil
}

// quotedSentences are the sentences inside the quotations of a family, one of
// each wording.
func (b *builder) quotedSentences(ss []sentence, f *family.Family) []sentence {
	var out []sentence
	seen := map[string]bool{}
	for _, o := range f.Occurrences {
		if !o.Outlet() || o.Quote.Parent >= 0 {
			continue
		}
		t := b.texts[o.Text]
		first := sort.Search(len(t.Sentences), func(i int) bool { return t.Sentences[i].End > o.Span.Start })
		for _, s := range t.Sentences[first:] {
			if s.Start >= o.Span.End {
				break
			}
			s := corpus.Span{Start: max(s.Start, o.Span.Start), End: min(s.End, o.Span.End)}
			from, to := t.WordsIn(s)
			if k := keyOf(t, [2]int{from, to}); from < to && !seen[k] {
				seen[k] = true
				x := sentence{text: o.Text, span: s, words: [2]int{from, to}, stems: map[string]bool{}, quote: true}
				for _, w := range t.Words[from:to] {
					if !word.Stop(w.Key) {
						x.stems[word.Stem(w.Key)] = true
					}
				}
				out = append(out, x)
			}
		}
	}
	return out
}

// same is the sentence of an occurrence that says what is wanted.
func (b *builder) same(ss []sentence, o family.Occurrence, want map[string]bool, need int, denies bool) *corpus.Span {
	t := b.texts[o.Text]
	for _, s := range t.Sentences {
		s := corpus.Span{Start: max(s.Start, o.Span.Start), End: min(s.End, o.Span.End)}
		if s.Empty() {
			continue
		}
		from, to := t.WordsIn(s)
		if w, ok := b.match(sentence{text: o.Text, span: s, words: [2]int{from, to}}, want, need); ok && w.denies == denies {
			return &s
		}
	}
	return nil
}

// inQuote reports whether a sentence holds quoted words: then the words may be
// the speaker's own.
func (b *builder) inQuote(s sentence) bool {
	for _, q := range b.quotes[s.text] {
		if q.Marks != "block" && q.Span.Overlaps(s.span) {
			return true
		}
	}
	return false
}

// firstPerson reports whether a sentence speaks of the speaker.
func (b *builder) firstPerson(s sentence) bool {
	for _, w := range b.texts[s.text].Words[s.words[0]:s.words[1]] {
		switch w.Key {
		case "i", "we", "my", "our":
			return true
		}
	}
	return false
}

// plainStems are the content stems of a sentence without its names.
func (b *builder) plainStems(s sentence) map[string]bool {
	t := b.texts[s.text]
	out := map[string]bool{}
	for i := s.words[0]; i < s.words[1]; i++ {
		w := t.Words[i]
		if c := t.Clean[w.Span.Start]; word.Stop(w.Key) || i > s.words[0] && c >= 'A' && c <= 'Z' {
			continue
		}
		out[word.Stem(w.Key)] = true
	}
	return out
}

// speaks reports whether a sentence names the speaker or begins with a pronoun
// that may stand for him.
func (b *builder) speaks(s sentence, who string) bool {
	for i, w := range b.texts[s.text].Words[s.words[0]:s.words[1]] {
		switch w.Key {
		case who:
			return true
		case "he", "she", "they":
			if i == 0 {
				return true
			}
		}
	}
	return false
}

// Harm done to persons: what outlets count in accidents and attacks.
var harmed = map[string]string{"hurt": "harm", "injur": "harm", "burn": "harm", "wound": "harm", "kill": "death", "die": "death", "dead": "death", "death": "death"}

func harmTopic(topic string) bool { return topic == "harm" || topic == "death" }

// tally is a sentence that says how many: of persons harmed, of votes, of a
// group.
type tally struct {
	s     sentence
	span  corpus.Span
	topic string
	none  bool // nobody, all, unanimous: the extreme
	some  bool // a number that the extreme excludes
}

// tallies finds outlets that say "nobody", "all" or "unanimously" where others
// give a number.
func (b *builder) tallies(ss []sentence) {
	var all []tally
	for _, s := range ss {
		if s.quote {
			continue
		}
		all = append(all, b.count(s)...)
	}
	topics := map[string][]tally{}
	for _, x := range all {
		topics[x.topic] = append(topics[x.topic], x)
	}
	df := map[string]int{}
	for _, s := range ss {
		for w := range s.stems {
			df[w]++
		}
	}
	harm := map[int]bool{} // texts that tell of persons harmed: there nobody was in some other scene
	for _, x := range all {
		harm[x.s.text] = harm[x.s.text] || x.some && harmTopic(x.topic)
	}
	names := make([]string, 0, len(topics))
	for t := range topics {
		names = append(names, t)
	}
	slices.Sort(names)
	for _, topic := range names {
		var sides [2][]tally
		says := map[int][2]bool{} // a text that says both speaks of two things
		for _, x := range topics[topic] {
			s := says[x.s.text]
			says[x.s.text] = [2]bool{s[0] || x.none, s[1] || x.some}
		}
		origins := [2]map[int]bool{{}, {}}
		for _, x := range topics[topic] {
			if s := says[x.s.text]; s[0] && s[1] || harmTopic(topic) && (x.none && (harm[x.s.text] || !slices.ContainsFunc(topics[topic], func(y tally) bool { return y.some && related(x.s, y.s, df, 2*len(b.texts)) })) || x.some && b.namesYear(x.s)) {
				continue
			}
			k := 0
			if x.some {
				k = 1
			}
			sides[k] = append(sides[k], x)
			origins[k][b.origin[x.s.text]] = true
		}
		if len(sides[0]) == 0 || len(sides[1]) == 0 || len(origins[0]) == 1 && len(origins[1]) == 1 && b.origin[sides[0][0].s.text] == b.origin[sides[1][0].s.text] {
			continue
		}
		f := Finding{Class: Conflict, Severity: Substantive, Confidence: .75}
		var parts []string
		for _, side := range sides {
			var spots []spot
			for _, x := range side {
				f.Readings = append(f.Readings, b.reading(x.s.text, x.span))
				spots = append(spots, spot{x.s.text, x.span})
			}
			parts = append(parts, b.tells(spots, "says", "say", 90))
		}
		f.Why = b.sentence(strings.Join(parts, "; ")) + ": both cannot be."
		b.add(f)
	}
}

// related reports whether two sentences, with what stands beside them, have a word
// in common, besides that of the harm, that at most few sentences of the story have:
// they may tell of one scene.
func related(x, y sentence, df map[string]int, few int) bool {
	for _, ws := range []map[string]bool{x.stems, x.near} {
		for w := range ws {
			if harmed[w] == "" && df[w] <= few && (y.stems[w] || y.near[w]) {
				return true
			}
		}
	}
	return false
}

// namesYear reports whether a sentence names a year: it tells of another time.
func (b *builder) namesYear(s sentence) bool {
	return slices.ContainsFunc(b.texts[s.text].Words[s.words[0]:s.words[1]], func(w token.Word) bool { return isYear(w.Key) && word.Digit(w.Key[2:]) })
}

// count reads what a sentence says of harm, votes and shares.
func (b *builder) count(s sentence) []tally {
	t := b.texts[s.text]
	ws := t.Words
	var out []tally
	span := func(from, to int) corpus.Span {
		return corpus.Span{Start: ws[max(s.words[0], from)].Span.Start, End: ws[min(s.words[1], to)-1].Span.End}
	}
	vote := s.stems["vote"]
	for w := s.words[0]; w < s.words[1]; w++ {
		k := ws[w].Key
		topic := harmed[word.Stem(k)]
		if topic != "" {
			for p := max(s.words[0], w-7); p < w; p++ {
				switch {
				case ws[p].Key == "nobody" || ws[p].Key == "none" || ws[p].Key == "no" && p+1 < w && (ws[p+1].Key == "one" || persons[word.Stem(ws[p+1].Key)]):
					out = append(out, tally{s, span(p, w+1), topic, true, false})
				case figure(ws[p].Key) && ws[p].Key != "one" && ws[p].Key != "zero" && p+1 < w && (persons[word.Stem(ws[p+1].Key)] || b.counted(s.text, p, w)):
					out = append(out, tally{s, span(p, w+1), topic, false, true})
				}
			}
		}
		for p := w + 1; topic != "" && p+1 < min(w+5, s.words[1]); p++ { // "killed at least 17 people"
			if figure(ws[p].Key) && ws[p].Key != "one" && ws[p].Key != "zero" && persons[word.Stem(ws[p+1].Key)] {
				out = append(out, tally{s, span(w, p+2), topic, false, true})
			}
		}
		if vote && strings.HasPrefix(k, "unanim") {
			out = append(out, tally{s, span(w-2, w+2), "vote", true, false})
		}
		if vote && figure(k) && w+1 < s.words[1] {
			gap := t.Clean[ws[w].Span.End:ws[w+1].Span.Start]
			if figure(ws[w+1].Key) && (gap == "-" || gap == "–") && ws[w+1].Key != "0" {
				out = append(out, tally{s, span(w, w+2), "vote", false, true})
			}
			if w+3 < s.words[1] && word.Stem(ws[w+1].Key) == "vote" && ws[w+2].Key == "to" && figure(ws[w+3].Key) {
				out = append(out, tally{s, span(w, w+4), "vote", false, true})
			}
		}
	}
	return append(out, b.shares(s)...)
}

// counted reports whether the number at p counts those of whom the word at w
// tells: a plural follows it, and no other clause comes between.
func (b *builder) counted(text, p, w int) bool {
	t := b.texts[text]
	for i := p; i < w; i++ {
		if strings.ContainsAny(t.Clean[t.Words[i].Span.End:t.Words[i+1].Span.Start], ",;:.!?—()") {
			return false
		}
	}
	k := t.Words[p+1].Key
	verb := t.Words[w-1].Key
	return len(k) > 4 && strings.HasSuffix(k, "s") && !timeUnits[word.Stem(k)] && (verb == "were" || verb == "was" || w == p+2)
}

var persons = map[string]bool{"peopl": true, "person": true, "custom": true, "men": true, "women": true, "man": true, "woman": true, "children": true, "child": true, "passeng": true, "worker": true, "resid": true, "soldier": true, "polic": true, "civilian": true, "visitor": true, "student": true, "other": true, "victim": true, "driver": true, "guest": true, "patient": true}

// fates are what becomes of the members of a group: here a share can be
// counted.
var fates = map[string]bool{"surviv": true, "live": true, "die": true, "recov": true, "escap": true, "agre": true, "vote": true, "pass": true, "fail": true, "sign": true, "return": true, "arriv": true, "reopen": true, "close": true, "win": true, "lose": true}

// shares reads "every one of the mice survived" and "of twenty mice, 18
// survived".
func (b *builder) shares(s sentence) []tally {
	ws := b.texts[s.text].Words
	var figures []int
	for w := s.words[0]; w < s.words[1]; w++ {
		if figure(ws[w].Key) && ws[w].Key != "one" {
			figures = append(figures, w)
		}
	}
	var out []tally
	whole := s.span
	if whole.Len() > 380 {
		return nil
	}
	for w := s.words[0]; w < s.words[1]; w++ {
		if k := ws[w].Key; k != "all" && k != "every" && k != "each" || s.words[1]-w < 3 {
			continue
		}
		noun := -1
		for p := w + 1; p < min(w+5, s.words[1]); p++ {
			if !word.Stop(ws[p].Key) && ws[p].Key != "one" && !figure(ws[p].Key) {
				noun = p
				break
			}
		}
		if noun >= 0 && noun+1 < s.words[1] && fates[word.Stem(ws[noun+1].Key)] && len(figures) == 0 {
			out = append(out, tally{s, corpus.Span{Start: ws[w].Span.Start, End: ws[noun+1].Span.End}, "share " + word.Stem(ws[noun].Key) + " " + word.Stem(ws[noun+1].Key), true, false})
		}
	}
	if len(figures) >= 2 && ws[figures[0]].Key != ws[figures[1]].Key {
		for n := range s.stems {
			for v := range s.stems {
				if n != v && fates[v] {
					out = append(out, tally{s, whole, "share " + n + " " + v, false, true})
				}
			}
		}
	}
	return out
}

// paraphrases marks in the coverage of each quotation the outlets that tell its
// substance in their own words: a sentence of narration that shares three
// words with it which are rare in that outlet's text.
func (b *builder) paraphrases(ss []sentence, ix index) {
	const enough = 3
	count := make([]map[string]int, len(b.texts))
	for i := range count {
		count[i] = map[string]int{}
	}
	for _, s := range ss {
		for w := range s.stems {
			count[s.text][w]++
		}
	}
	for qi := range b.report.Quotes {
		q := &b.report.Quotes[qi]
		has := 0
		for _, c := range q.Coverage {
			if c != "absent" {
				has++
			}
		}
		if has == len(b.texts) {
			continue
		}
		want := map[string]bool{}
		for _, w := range token.Words(q.Reading) {
			if !word.Stop(w.Key) {
				want[word.Stem(w.Key)] = true
			}
		}
		names := map[string]bool{}
		for _, n := range []string{q.Speaker.Value, q.Addressee.Value} {
			for _, w := range token.Words(n) {
				names[word.Stem(w.Key)] = true
				delete(want, word.Stem(w.Key))
			}
		}
		wanted, called := slices.Collect(maps.Keys(want)), slices.Collect(maps.Keys(names))
		for _, k := range ix.sharing(want, enough) {
			s := &ss[k]
			id := b.texts[s.text].Doc.ID
			if c := q.Coverage[id]; c != "absent" && c != "" {
				continue
			}
			if len(called) > 0 && !slices.ContainsFunc(called, func(w string) bool { return s.stems[w] }) {
				continue
			}
			n := 0
			for _, w := range wanted {
				if s.stems[w] && count[s.text][w] <= 4 {
					n++
				}
			}
			if n >= enough {
				q.Coverage[id] = "paraphrase"
			}
		}
	}
}

// index finds the sentences of narration by the stems in them.
type index struct {
	at    map[string][]int32
	count []uint16 // scratch: of each sentence
}

func newIndex(ss []sentence) index {
	ix := index{at: map[string][]int32{}, count: make([]uint16, len(ss))}
	for i, s := range ss {
		if s.quote {
			continue
		}
		for w := range s.stems {
			ix.at[w] = append(ix.at[w], int32(i))
		}
	}
	return ix
}

// sharing gives the sentences, ascending, that have at least n of the stems. A
// stem of thousands of sentences is not followed: it proves nothing.
func (ix *index) sharing(want map[string]bool, n int) []int {
	const common = 4000
	var touched, out []int
	for w := range want {
		if l := ix.at[w]; len(l) <= common {
			for _, i := range l {
				if ix.count[i] == 0 {
					touched = append(touched, int(i))
				}
				ix.count[i]++
			}
		}
	}
	for _, i := range touched {
		if int(ix.count[i]) >= n {
			out = append(out, i)
		}
		ix.count[i] = 0
	}
	slices.Sort(out)
	return out
}
