package person

import (
	"strings"

	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Refusal is a sentence that says that somebody did not speak.
type Refusal struct {
	Person string
	Words  [2]int   // the sentence
	Topic  []string // senses of what it is that was not spoken of, none when that is not said
	Us     bool     // it was not spoken to the outlet itself
}

var (
	refuse  = set("declin refus")
	speech  = set("comment say answer discuss respond explain elabor talk speak confirm repli")
	asking  = set("comment question inquiri enquiri")
	further = set("further beyond more")
	reply   = set("respond repli answer comment")
)

// Refusals gives the refusals in the sentences of t that name who refused. O(words).
func Refusals(t *normalize.Text, sentences []corpus.Span, names []Name) []Refusal {
	var out []Refusal
	k := 0
	before := "" // the one person whom the sentence before names
	for _, s := range sentences {
		from, to := t.WordsIn(s)
		for k < len(names) && names[k].Words[0] < from {
			k++
		}
		pronoun := before
		before = sole(names[k:], to)
		verb, next := refusal(t, from, to)
		if verb < 0 {
			continue
		}
		who := ""
		for n := k; n < len(names) && names[n].Words[1] <= verb; n++ {
			w := names[n].Words
			first := w[0]
			for first > from && courtesy[t.Words[first-1].Key] {
				first--
			}
			if w[1] < to && t.Words[w[1]].Key == "s" || first > from && linking[t.Words[first-1].Key] {
				continue // another one speaks for this one
			}
			who = names[n].Person
		}
		if k := t.Words[from].Key; who == "" && (k == "he" || k == "she") {
			who = pronoun
		}
		if who == "" {
			continue
		}
		r := Refusal{Person: who, Words: [2]int{from, to}}
		if next < to && further[t.Words[next].Key] {
			continue // he did speak
		}
		for w := next; w < to && w < next+10 && !(w > next && strings.ContainsAny(gap(t, w), ";.!?—")); w++ {
			k := t.Words[w].Key
			r.Us = r.Us || k == "us" || k == "me" || k == "newspaper" || k == "contacted" || k == "reached"
			if st := word.Stem(k); !word.Stop(k) && !speech[st] {
				r.Topic = append(r.Topic, word.Sense(st))
			}
		}
		out = append(out, r)
	}
	return out
}

// sole is the person whom names before word to mention, "" for none or several.
func sole(names []Name, to int) string {
	who := ""
	for _, n := range names {
		if n.Words[0] >= to {
			break
		}
		if who != "" && who != n.Person {
			return ""
		}
		who = n.Person
	}
	return who
}

// refusal finds the verb of a refusal among the words from..to, and the word after
// it; -1 for none.
func refusal(t *normalize.Text, from, to int) (verb, next int) {
	is := func(w int, key string) bool { return w < to && t.Words[w].Key == key }
	for w := from; w < to; w++ {
		switch k := t.Words[w].Key; {
		case refuse[stem(t, w)] && is(w+1, "to") && w+2 < to && speech[stem(t, w+2)]:
			return w, w + 3
		case (k == "did" || k == "does") && is(w+1, "not") && (is(w+2, "wish") || is(w+2, "want")) && is(w+3, "to") && w+4 < to && speech[stem(t, w+4)]:
			return w, w + 5
		case (k == "would" || k == "will") && is(w+1, "not") && is(w+2, "be") && is(w+3, "drawn"):
			return w, w + 4
		case (k == "would" || k == "will") && is(w+1, "not") && w+2 < to && (t.Words[w+2].Key == "comment" || t.Words[w+2].Key == "say" || t.Words[w+2].Key == "discuss" || t.Words[w+2].Key == "answer"):
			return w, w + 3
		case k == "did" && is(w+1, "not") && w+2 < to && reply[stem(t, w+2)]:
			for n := w + 2; n < min(to, w+9) && (n == w+2 || !breaks(t, n)); n++ {
				if asking[stem(t, n)] {
					return w, n + 1
				}
			}
		case k == "no" && is(w+1, "comment") && w > from && (t.Words[w-1].Key == "had" || t.Words[w-1].Key == "made"):
			return w - 1, w + 2
		}
	}
	return -1, 0
}
