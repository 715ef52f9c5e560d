package align

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/person"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// namesIn are the persons whom text i names, outside quotations.
func (b *builder) namesIn(i int) []person.Name {
	var out []person.Name
	t := b.texts[i]
	for _, it := range b.items[i] {
		if it.Kind != detail.Person || b.within(i, it.Span) || !t.ZoneAt(it.Span.Start).Kind.Text() {
			continue
		}
		from, to := t.WordsIn(it.Span)
		for from < to-1 && (claimTitle[t.Words[from].Key] || ranks[t.Words[from].Key] != "") {
			from++
		}
		if from < to {
			out = append(out, person.Name{Words: [2]int{from, to}, Person: it.Value})
		}
	}
	return out
}

var claimTitle = set("mr mrs ms miss dr")

// within reports whether a place lies within a quotation of text i.
func (b *builder) within(i int, s corpus.Span) bool {
	if b.marked == nil {
		b.marked = make([][]corpus.Span, len(b.texts))
	}
	if b.marked[i] == nil {
		b.marked[i] = quoted(b.quotes[i])
	}
	in := b.marked[i]
	k := sort.Search(len(in), func(k int) bool { return in[k].End >= s.End })
	return k < len(in) && in[k].Start <= s.Start
}

// quoted are the stretches of a text that stand in quotation marks, in order;
// those within others are left out.
func quoted(qs []quote.Quote) []corpus.Span {
	out := []corpus.Span{}
	for _, q := range qs {
		if n := len(out); q.Marks != "block" && (n == 0 || q.Outer.End > out[n-1].End) {
			out = append(out, q.Outer)
		}
	}
	return out
}

// onePerson reports whether two full names are of one person: the same, or with a
// letter more or less in the last one. A surname alone may be anybody of the family.
func onePerson(x, y string) bool {
	if x == y {
		return true
	}
	f, g := strings.Fields(token.Fold(x)), strings.Fields(token.Fold(y))
	if len(f) < 2 || len(g) < 2 {
		return false
	}
	f, g = f[len(f)-2:], g[len(g)-2:] // “Gaffer Rafa Lindholm” is Rafa Lindholm
	return f[0] == g[0] && (f[1] == g[1] || len(f[1]) > 3 && word.Distance(f[1], g[1], 1) <= 1)
}

// saying is what a text says of a person.
type saying struct {
	text   int
	person string
	words  [2]int
}

// duties finds persons to whom outlets give offices, or sides, that exclude each
// other.
func (b *builder) duties() {
	var roles []person.Role
	var all []saying
	for i, t := range b.texts {
		if b.stripped(i) {
			continue
		}
		for _, r := range person.Roles(t, b.namesIn(i)) {
			roles = append(roles, r)
			all = append(all, saying{i, r.Person, r.Words})
		}
	}
	b.exclusive(all, func(x, y int) bool { return roles[x].Excludes(roles[y]) }, func(x, y int) bool { return roles[x].Former == roles[y].Former }, Name, "one person, two offices")
}

// votes finds persons who voted in two ways.
func (b *builder) votes() {
	var votes []person.Vote
	var all []saying
	for i, t := range b.texts {
		if b.stripped(i) {
			continue
		}
		for _, v := range person.Votes(t, t.Sentences, b.namesIn(i)) {
			if s := b.span(i, v.Words); !b.within(i, corpus.Span{Start: s.End - 1, End: s.End}) {
				votes = append(votes, v)
				all = append(all, saying{i, v.Person, v.Words})
			}
		}
	}
	b.exclusive(all, func(x, y int) bool { return votes[x].Against(votes[y]) }, func(int, int) bool { return true }, Conflict, "one person, two votes")
}

// exclusive tells of persons of whom outlets say what cannot both be; alike says
// whether two sayings are of one time. Of whom some outlet says both, nothing is
// told. O(sayings of a person, squared).
func (b *builder) exclusive(all []saying, excludes, alike func(x, y int) bool, class, note string) {
	const most = 1000
	all = all[:min(len(all), most)]
	told := map[int]bool{}
	for i, x := range all {
		if told[i] {
			continue
		}
		var same []int
		for k, y := range all {
			if onePerson(x.person, y.person) {
				same = append(same, k)
			}
		}
		other := slices.IndexFunc(same, func(k int) bool { return b.origin[all[k].text] != b.origin[x.text] && excludes(i, k) })
		if other < 0 {
			continue
		}
		other = same[other]
		says := map[int][2]bool{}
		var sides [2][]int
		for _, k := range same {
			told[k] = true
			y := [2]bool{excludes(other, k), excludes(i, k)}
			s := says[b.origin[all[k].text]]
			says[b.origin[all[k].text]] = [2]bool{s[0] || y[0], s[1] || y[1]}
			for n := range sides {
				if y[n] && !y[1-n] {
					sides[n] = append(sides[n], k)
				}
			}
		}
		both := false
		for _, s := range says {
			both = both || s[0] && s[1]
		}
		if both || len(sides[0]) == 0 || len(sides[1]) == 0 {
			continue
		}
		f := Finding{Class: class, Severity: Substantive, Confidence: .8}
		if !alike(i, other) {
			f.Severity, f.Confidence = Minor, .5
		}
		var parts []string
		for _, side := range sides {
			var spots []spot
			seen := map[int]bool{}
			for _, k := range side {
				if seen[all[k].text] {
					continue
				}
				seen[all[k].text] = true
				span := b.span(all[k].text, all[k].words)
				f.Readings = append(f.Readings, b.reading(all[k].text, span))
				spots = append(spots, spot{all[k].text, span})
			}
			parts = append(parts, b.tells(spots, "has", "have", 80))
		}
		f.Why = b.sentence(strings.Join(parts, "; ")) + ": " + note + "."
		b.add(f)
	}
}

// span is the clean span of words of a text.
func (b *builder) span(text int, words [2]int) corpus.Span {
	ws := b.texts[text].Words
	return corpus.Span{Start: ws[words[0]].Span.Start, End: ws[words[1]-1].Span.End}
}

// refusals finds outlets that say that somebody would not speak of what others quote
// him with.
func (b *builder) refusals() {
	for i, t := range b.texts {
		if b.stripped(i) {
			continue
		}
		for _, r := range person.Refusals(t, t.Sentences, b.namesIn(i)) {
			if b.within(i, b.span(i, r.Words)) || len(r.Topic) == 0 && b.quotesPerson(i, r.Person) {
				continue
			}
			f := Finding{Class: Conflict, Severity: Substantive, Confidence: .75}
			var quoting []spot
			for j := range b.texts {
				if b.origin[j] == b.origin[i] {
					continue
				}
				for _, q := range b.quotes[j] {
					if q.Parent >= 0 || q.Kind == "scare" || q.Speaker.Sure != "stated" && q.Speaker.Sure != "inferred" || !b.speaksFor(q.Speaker.Value, r.Person) || !b.touches(j, q.Outer, r.Topic) {
						continue
					}
					o := family.Occurrence{Text: j, Span: q.Span, Quote: q}
					f.Readings = append(f.Readings, b.reading(j, b.attributed(o, q.Speaker)))
					quoting = append(quoting, spot{j, q.Span})
					break
				}
			}
			if len(quoting) == 0 {
				continue
			}
			if r.Us {
				f.Severity, f.Confidence = Minor, .5
			}
			s := b.span(i, r.Words)
			f.Readings = append(f.Readings, b.reading(i, s))
			f.Why = b.sentence(fmt.Sprintf("%s says “%s”; %s: no answer here, an answer there.", b.name(i), oneLine(b.spanText(i, s), 90), b.tells(quoting, "quotes", "quote", 90)))
			b.add(f)
		}
	}
}

// speaksFor reports whether the speaker of a quotation is the person.
func (b *builder) speaksFor(speaker, name string) bool {
	return onePerson(speaker, name) || !strings.Contains(speaker, " ") && b.surnames()[family.SpeakerKey(speaker)] == name
}

// quotesPerson reports whether text i quotes somebody.
func (b *builder) quotesPerson(i int, name string) bool {
	for _, q := range b.quotes[i] {
		if q.Speaker.Sure != "guessed" && q.Speaker.Value != "" && b.speaksFor(q.Speaker.Value, name) {
			return true
		}
	}
	return false
}

// touches reports whether a quotation, in its sentence, has a word of the topic.
// Where there is no topic, it must be an answer: a question is told of before it.
func (b *builder) touches(text int, s corpus.Span, topic []string) bool {
	t := b.texts[text]
	from, to := t.WordsIn(s)
	for _, x := range t.Sentences {
		own := x.Start <= s.Start && s.Start < x.End
		if own || len(topic) == 0 && x.End <= s.Start && s.Start-x.End < 5 {
			a, z := t.WordsIn(x)
			from = min(from, a)
			if own {
				to = max(to, z)
			}
			if len(topic) == 0 && strings.Contains(t.Clean[x.Start:x.End], "?") {
				return true
			}
		}
	}
	for _, w := range t.Words[from:to] {
		st := word.Stem(w.Key)
		if len(topic) == 0 && asked[st] || !word.Stop(w.Key) && slices.Contains(topic, word.Sense(st)) {
			return true
		}
	}
	return false
}

var asked = set("ask question")
