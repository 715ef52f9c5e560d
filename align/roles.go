package align

import (
	"slices"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/normalize/token"
)

// single are offices that one person of a story holds: who is called so is not
// somebody else. A lawyer, a minister or a spokesman there may be several of.
var single = set("judge mayor president governor premier chancellor coach captain sheriff king queen pope speaker chairman chairwoman prosecutor headteacher commissioner")

var being = set("is was be been became become becomes elected appointed sworn named as remains")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// offices tells whom the story gives an office: the word -> keys of the persons
// beside whose name it stands, up to six words on.
func (b *builder) offices() map[string]map[string]bool {
	if b.office != nil {
		return b.office
	}
	b.office = map[string]map[string]bool{}
	for i, t := range b.texts {
		for _, it := range b.items[i] {
			if it.Kind != detail.Person {
				continue
			}
			who := family.SpeakerKey(it.Value)
			from, to := t.WordsIn(it.Span)
			held := true
			for w := max(0, from-6); w < min(len(t.Words), to+6); w++ {
				k := t.Words[w].Key
				if w == to { // “Noor Brandt, the mayor”, “Brandt will be the mayor”, not “Brandt told the mayor”
					held = strings.HasPrefix(t.Clean[it.Span.End:], ",")
				}
				held = held || being[k]
				if single[k] && held {
					if b.office[k] == nil {
						b.office[k] = map[string]bool{}
					}
					b.office[k][who] = true
				}
			}
		}
	}
	return b.office
}

// titled reports whether some text has the office right before the name of
// somebody who is not named who.
func (b *builder) titled(office, who string) bool {
	for i, t := range b.texts {
		for _, it := range b.items[i] {
			from, to := t.WordsIn(it.Span)
			if it.Kind != detail.Person || contains(token.Fold(it.Value), who) {
				continue
			}
			if from > 0 && t.Words[from-1].Key == office && t.Clean[min(t.Words[from-1].Span.End, it.Span.Start):it.Span.Start] == " " {
				return true
			}
			if t.Words[from].Key == office && to-from > 1 { // taken for part of the name
				return true
			}
		}
	}
	return false
}

// description is the office by which a text names a speaker, "judge" of “the
// judge”; "" for a name or a pronoun.
func (b *builder) description(o family.Occurrence, c quote.Claim) string {
	t := b.texts[o.Text]
	from, to := t.WordsIn(c.Span)
	if to-from != 2 || t.Words[from].Key != "the" || !single[t.Words[from+1].Key] {
		return ""
	}
	return t.Words[from+1].Key
}

// another reports whether an office is somebody's in the story, and never that of
// the person with key who.
func (b *builder) another(office, who string) bool {
	return !b.offices()[office][who] && b.titled(office, who)
}

// excludes reports whether what one outlet says of the speaker, without a name,
// cannot mean the person whom others name: an office that only somebody else has,
// a pronoun for the subject of the sentence before, or one in an article that never
// names that person nor, since it named its own, anybody by what he is.
func (b *builder) excludes(s, named side) bool {
	if !named.stated {
		return false
	}
	who := family.SpeakerKey(named.claim.Value)
	o := s.occs[0]
	if office := b.description(o, s.claim); office != "" {
		return b.another(office, who)
	}
	// A pronoun for the subject of the sentence before is plain enough against
	// what several say independently.
	if named.witnesses > 1 && strings.HasSuffix(s.claim.How, "is the subject of the sentence before") {
		return true
	}
	t := b.texts[o.Text]
	from, to := t.WordsIn(s.claim.Span)
	if to-from != 1 || t.Words[from].Key != "he" && t.Words[from].Key != "she" || b.wordOf(o.Text, who) >= 0 {
		return false
	}
	own := family.SpeakerKey(s.claim.Value)
	for w := from - 1; w >= 0 && from-w < 120; w-- {
		k := t.Words[w].Key
		if k == own {
			return true
		}
		if ranks[k] != "" || persons[word.Stem(k)] || single[k] {
			return false
		}
	}
	return false
}

// roleAgainst finds an outlet that gives words to "the mayor" which others give
// to somebody who is not the mayor, whoever is.
func (b *builder) roleAgainst(q *Quote, f family.Family, sides []side) {
	if len(sides) != 1 || !sides[0].stated {
		return
	}
	who := family.SpeakerKey(sides[0].claim.Value)
	for _, o := range f.Occurrences {
		c := o.Quote.Speaker
		if c.Sure != "guessed" || !o.Outlet() || o.Quote.Parent >= 0 || o.Quote.Kind == "scare" || b.title(o) || c.Span.Empty() || slices.ContainsFunc(sides[0].occs, func(x family.Occurrence) bool { return b.origin[x.Text] == b.origin[o.Text] }) {
			continue
		}
		if office := b.description(o, c); office == "" || !strings.HasPrefix(c.How, "subject of") || !b.another(office, who) {
			continue
		}
		c.Value = b.spanText(o.Text, c.Span)
		b.conflict(q, Attribution, Substantive, .8, "one utterance, two speakers", []side{sides[0], {claim: c, occs: []family.Occurrence{o}, stated: true, witnesses: 1}}, speakerOf)
		return
	}
}

// isPerson reports whether a value names a person: a name, or one word that is
// also a common one and that the story has as a surname.
func (b *builder) isPerson(name string) bool {
	if proper(name) {
		return true
	}
	if strings.Contains(name, " ") || name == strings.ToLower(name) {
		return false
	}
	_, ok := b.surnames()[family.SpeakerKey(name)]
	return ok
}
