package person

import (
	"slices"
	"unicode"

	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Vote is a sentence that says how somebody voted.
type Vote struct {
	Person string
	Words  [2]int   // from the name to the vote
	Cast   string   // "for", "against" or "abstained"
	On     []string // senses of what the vote was on, none when that is not said
}

var (
	yes  = set("for yes aye favour favor")
	no   = set("against no nay")
	whom = set("him her them me us you")
)

// Votes gives the votes that sentences of t tell of one named person: the only one
// whom the sentence names before the vote. O(words).
func Votes(t *normalize.Text, sentences []corpus.Span, names []Name) []Vote {
	var out []Vote
	k := 0
	for _, s := range sentences {
		from, to := t.WordsIn(s)
		for k < len(names) && names[k].Words[0] < from {
			k++
		}
		for w := from; w < to; w++ {
			cast, next := cast(t, w, to)
			if cast == "" || unsure(t, from, w) {
				continue
			}
			var who *Name
			several := false
			for n := k; n < len(names) && names[n].Words[1] <= w; n++ {
				several = several || who != nil && who.Person != names[n].Person
				who = &names[n]
			}
			if who == nil || several {
				continue
			}
			v := Vote{Person: who.Person, Words: [2]int{who.Words[0], next}, Cast: cast}
			for o := next; o < min(to, next+5) && !breaks(t, o); o++ {
				if !word.Stop(t.Words[o].Key) {
					v.On = append(v.On, word.Sense(stem(t, o)))
				}
			}
			out = append(out, v)
		}
	}
	return out
}

// cast reads the vote at word w, and the word after it.
func cast(t *normalize.Text, w, to int) (string, int) {
	if stem(t, w) == "abstain" {
		return "abstained", w + 1
	}
	if k := t.Words[w].Key; k != "vote" && k != "voted" && k != "votes" {
		return "", 0
	}
	for n := w + 1; n < min(to, w+3); n++ {
		switch k := t.Words[n].Key; {
		case yes[k]:
			if k == "for" && n+1 < to && (whom[t.Words[n+1].Key] || unicode.IsUpper(first(t, n+1))) {
				return "", 0 // an election
			}
			return "for", n + 1
		case no[k]:
			return "against", n + 1
		case k != "in" && k != "it":
			return "", 0
		}
	}
	return "", 0
}

// unsure reports whether the vote is not said to have been cast.
func unsure(t *normalize.Text, from, w int) bool {
	for p := w - 1; p >= max(from, w-5) && !breaks(t, p+1); p-- {
		switch t.Words[p].Key {
		case "will", "would", "may", "might", "could", "should", "can", "not", "never", "if", "whether", "plans", "threatened", "refused":
			return true
		}
	}
	return false
}

// Against reports whether v and w cannot both be: cast in two ways, and nothing says
// that it was on two things.
func (v Vote) Against(w Vote) bool {
	return v.Cast != w.Cast && (len(v.On) == 0 || len(w.On) == 0 || slices.ContainsFunc(v.On, func(x string) bool { return slices.Contains(w.On, x) }))
}
