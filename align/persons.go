package align

import (
	"fmt"
	"slices"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/person"
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
	for _, q := range b.quotes[i] {
		if q.Marks != "block" && q.Outer.Start <= s.Start && s.End <= q.Outer.End {
			return true
		}
	}
	return false
}

// onePerson reports whether two full names are of one person: the same, or with a
// letter more or less in the last one. A surname alone may be anybody of the family.
func onePerson(x, y string) bool {
	if x == y {
		return true
	}
	f, g := strings.Fields(token.Fold(x)), strings.Fields(token.Fold(y))
	return len(f) > 1 && len(g) > 1 && f[0] == g[0] && len(f[len(f)-1]) > 3 && word.Distance(f[len(f)-1], g[len(g)-1], 1) <= 1
}

// duties finds persons to whom outlets give offices, or sides, that exclude each
// other.
func (b *builder) duties() {
	type held struct {
		person.Role
		text int
	}
	var all []held
	for i := range b.texts {
		if b.stripped(i) {
			continue
		}
		for _, r := range person.Roles(b.texts[i], b.namesIn(i)) {
			all = append(all, held{r, i})
		}
	}
	told := map[string]bool{}
	const most = 2000
	all = all[:min(len(all), most)]
	for i, x := range all {
		if told[x.Person] {
			continue
		}
		// Where some mention fits two that exclude each other, the person is both.
		var sides [2][]held
		both := false
		for _, y := range all[i+1:] {
			if onePerson(x.Person, y.Person) && b.origin[x.text] != b.origin[y.text] && x.Excludes(y.Role) {
				sides[1] = append(sides[1], y)
			}
		}
		if len(sides[1]) == 0 {
			continue
		}
		for _, z := range all {
			if !onePerson(x.Person, z.Person) {
				continue
			}
			ex, ey := z.Excludes(x.Role), z.Excludes(sides[1][0].Role)
			if ey && !ex {
				sides[0] = append(sides[0], z)
			}
			both = both || !ey && !ex && len(z.Of) > 0 && sharesAxis(z.Role, x.Role)
		}
		told[x.Person] = true
		if both || len(sides[0]) == 0 {
			continue
		}
		f := Finding{Class: Name, Severity: Substantive, Confidence: .8}
		former := [2]bool{true, true}
		var parts []string
		for k, side := range sides {
			var who []string
			seen := map[int]bool{}
			shown := ""
			for _, r := range side {
				former[k] = former[k] && r.Former
				if seen[r.text] {
					continue
				}
				seen[r.text] = true
				span := b.span(r.text, r.Words)
				f.Readings = append(f.Readings, b.reading(r.text, span))
				who = append(who, b.name(r.text))
				if shown == "" {
					shown = oneLine(b.spanText(r.text, span), 80)
				}
			}
			parts = append(parts, fmt.Sprintf("%s %s “%s”", enumerate(who), verb(who, "has", "have"), shown))
		}
		if former[0] != former[1] {
			f.Severity, f.Confidence = Minor, .5
		}
		f.Why = b.sentence(strings.Join(parts, "; ")) + ": one person, two offices."
		b.add(f)
	}
}

func sharesAxis(x, y person.Role) bool {
	for axis := range x.Of {
		if len(y.Of[axis]) > 0 {
			return true
		}
	}
	return false
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
			var who []string
			shown := ""
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
					who = append(who, b.name(j))
					if shown == "" {
						shown = oneLine(b.spanText(j, q.Span), 90)
					}
					break
				}
			}
			if len(who) == 0 {
				continue
			}
			if r.Us {
				f.Severity, f.Confidence = Minor, .5
			}
			s := b.span(i, r.Words)
			f.Readings = append(f.Readings, b.reading(i, s))
			f.Why = b.sentence(fmt.Sprintf("%s says “%s”; %s %s “%s”: no answer here, an answer there.", b.name(i), oneLine(b.spanText(i, s), 90), enumerate(who), verb(who, "quotes", "quote"), shown))
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
