package align

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/collate"
	"verbatim/align/family"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// attribution finds outlets that give one utterance to different speakers. Only
// what is stated by name counts: a guess accuses nobody.
func (b *builder) attribution(q *Quote, f family.Family) {
	b.conflict(q, f, speakerOf, Attribution, Substantive, "one utterance, two speakers", func(x, y quote.Claim) string {
		if !proper(x.Value) || !proper(y.Value) || samePerson(x.Value, y.Value) {
			return ""
		}
		return Substantive
	})
}

// addressee finds outlets that disagree on who was spoken to.
func (b *builder) addressee(q *Quote, f family.Family) {
	b.conflict(q, f, addresseeOf, Addressee, Substantive, "one utterance, two addressees", func(x, y quote.Claim) string {
		if sameAddressee(x.Value, y.Value) {
			return ""
		}
		if press(x.Value) && press(y.Value) {
			return Minor // each outlet names itself, or the press as a whole
		}
		return Substantive
	})
}

func (b *builder) conflict(q *Quote, f family.Family, of func(quote.Quote) quote.Claim, class, severity, note string, differ func(x, y quote.Claim) string) {
	type side struct {
		claim quote.Claim
		occs  []family.Occurrence
	}
	var sides []side
	for _, o := range f.Occurrences {
		c := of(o.Quote)
		if c.Value == "" || c.Sure == "guessed" || !o.Outlet() || o.Quote.Kind == "scare" || o.Quote.Parent >= 0 {
			continue
		}
		found := false
		for i := range sides {
			if differ(sides[i].claim, c) == "" {
				sides[i].occs = append(sides[i].occs, o)
				found = true
				break
			}
		}
		if !found {
			sides = append(sides, side{c, []family.Occurrence{o}})
		}
	}
	if len(sides) < 2 {
		return
	}
	// A side counts when some outlet states it, or two independent ones let it
	// be inferred. An outlet on two sides (it quotes the words twice) is none.
	kept := sides[:0]
	for i, s := range sides {
		stated, origins := false, map[int]bool{}
		for _, o := range s.occs {
			stated = stated || of(o.Quote).Sure == "stated"
			origins[b.origin[o.Text]] = true
			for k, r := range sides {
				for _, p := range r.occs {
					if k != i && p.Text == o.Text {
						return
					}
				}
			}
		}
		if stated || len(origins) > 1 {
			kept = append(kept, s)
		}
	}
	if sides = kept; len(sides) < 2 {
		return
	}
	f0 := Finding{Quote: q.ID, Class: class, Severity: differ(sides[0].claim, sides[1].claim), Confidence: .85}
	if class == Addressee {
		// Whom words were said to is told in too many ways to hold one
		// outlet's phrase against one other's.
		most := 0
		for _, s := range sides {
			origins := map[int]bool{}
			for _, o := range s.occs {
				origins[b.origin[o.Text]] = true
			}
			most = max(most, len(origins))
		}
		if most < 2 {
			f0.Severity, f0.Confidence = Minor, .5
		}
	}
	var parts []string
	for _, s := range sides {
		var who []string
		for _, o := range s.occs {
			who = append(who, b.name(o.Text))
			f0.Readings = append(f0.Readings, b.reading(o.Text, b.attributed(o, of(o.Quote))))
		}
		if class == Addressee {
			parts = append(parts, fmt.Sprintf("%s %s it was said to %s", enumerate(who), verb(who, "says", "say"), s.claim.Value))
		} else {
			parts = append(parts, fmt.Sprintf("%s %s it to %s", enumerate(who), verb(who, "gives", "give"), s.claim.Value))
		}
	}
	f0.Why = b.sentence(strings.Join(parts, "; ")) + ": " + note + "."
	b.add(f0)
}

// attributed is the stretch that shows an attribution: the quotation with the
// words that name the person where these are near, else those words alone.
func (b *builder) attributed(o family.Occurrence, c quote.Claim) corpus.Span {
	whole := o.Quote.Outer
	if whole.Empty() {
		whole = o.Span
	}
	if c.Span.Empty() {
		return o.Span
	}
	if s := whole.Cover(c.Span); s.Len() <= 380 {
		return s
	}
	if c.Span.Start >= whole.End {
		return corpus.Span{Start: b.wordStart(o.Text, max(whole.Start, whole.End-60)), End: c.Span.End}
	}
	if c.Span.End <= whole.Start && whole.Start-c.Span.Start < 300 {
		return corpus.Span{Start: c.Span.Start, End: b.wordStart(o.Text, whole.Start+60)}
	}
	return c.Span
}

// wordStart is the start of the first word at p or later.
func (b *builder) wordStart(text, p int) int {
	t := b.texts[text]
	from, _ := t.WordsIn(corpus.Span{Start: p, End: len(t.Clean)})
	if from < len(t.Words) {
		return t.Words[from].Span.Start
	}
	return len(t.Clean)
}

// proper reports whether a value is a name: up to five words, the first and
// the last with a capital, no number and no day among them.
func proper(name string) bool {
	f := strings.Fields(name)
	if len(f) == 0 || len(f) > 5 {
		return false
	}
	for i, w := range f {
		k := token.Fold(strings.Trim(w, ".,’'"))
		if weekDays[k] || figure(k) || strings.Contains(k, "-") && figure(strings.SplitN(k, "-", 2)[0]) || word.Stop(k) && i == 0 && k != "the" {
			return false
		}
		c, _ := utf8.DecodeRuneInString(w)
		if (i == 0 || i == len(f)-1) && !unicode.IsUpper(c) && k != "the" {
			return false
		}
	}
	return true
}

// samePerson reports whether two names can be one person: one key, one name
// inside the other, or a letter or two apart.
func samePerson(a, b string) bool {
	ka, kb := family.SpeakerKey(a), family.SpeakerKey(b)
	if ka == kb || ka == "" || kb == "" {
		return true
	}
	ja, jb := strings.HasSuffix(ka, " jr"), strings.HasSuffix(kb, " jr")
	if ja != jb {
		// "Smith" alone may be either; "John Smith" against "John Smith
		// Jr." are two people.
		return len(strings.Fields(a)) == 1 && !ja || len(strings.Fields(b)) == 1 && !jb
	}
	if min(len(ka), len(kb)) >= 4 && word.Distance(ka, kb, 2) <= 2 {
		return true
	}
	la, lb := strings.ToLower(a), strings.ToLower(b)
	return contains(la, kb) || contains(lb, ka)
}

func contains(name, key string) bool {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w == key {
			return true
		}
	}
	return false
}

func sameAddressee(a, b string) bool {
	if samePerson(a, b) {
		return true
	}
	sa, sb := map[string]bool{}, 0
	for _, w := range strings.Fields(strings.ToLower(a)) {
		if !word.Stop(w) {
			sa[word.Stem(w)] = true
		}
	}
	for _, w := range strings.Fields(strings.ToLower(b)) {
		if !word.Stop(w) && sa[word.Stem(w)] {
			sb++
		}
	}
	return sb > 0
}

var pressWords = map[string]bool{"reporters": true, "journalists": true, "reporter": true, "journalist": true, "press": true, "media": true, "me": true, "us": true, "newspaper": true, "magazine": true, "news": true, "times": true, "post": true, "journal": true, "atlantic": true, "guardian": true, "herald": true, "tribune": true, "globe": true, "gazette": true, "agency": true, "outlets": true, "broadcaster": true}

// press reports whether an addressee is a news outlet or the press.
func press(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if pressWords[strings.Trim(w, ".,’'")] {
			return true
		}
	}
	return false
}

// joins finds quotations that run together what others keep apart: two
// utterances of different occasions (a splice), or the pieces of one message
// without loss (cosmetic).
func (b *builder) joins(q *Quote, f family.Family, t *collate.Table) {
	for _, s := range f.Spliced {
		o := f.Occurrences[s.Occurrence]
		fd := Finding{Quote: q.ID, Class: Spliced, Severity: Substantive, Confidence: .85}
		fd.Readings = append(fd.Readings, b.reading(o.Text, b.cutSpan(o.Text, o.Span)))
		var who []string
		for _, fam := range []family.Family{f, b.families[s.Other]} {
			for _, x := range fam.Occurrences {
				if x.Text != o.Text && x.Outlet() {
					fd.Readings = append(fd.Readings, b.reading(x.Text, b.cutSpan(x.Text, x.Span)))
					who = append(who, b.name(x.Text))
				}
			}
		}
		if len(who) == 0 {
			continue
		}
		fd.Why = b.sentence(fmt.Sprintf("%s gives as one quotation what %s %s as two separate statements.", b.name(o.Text), enumerate(who), verb(who, "gives", "give")))
		b.add(fd)
	}
	if t == nil {
		return
	}
	b.seams(q, t)
}

// cutSpan keeps a reading short enough to be read: its first 350 bytes, whole
// words.
func (b *builder) cutSpan(text int, s corpus.Span) corpus.Span {
	if s.Len() > 350 {
		s.End = b.wordStart(text, s.Start+330)
	}
	return s
}

// seams lists where one outlet quotes in one piece what another breaks up by
// narration, nothing being lost: worth knowing, and no fault.
func (b *builder) seams(q *Quote, t *collate.Table) {
	for i := range t.Rows {
		for j := i + 1; j < len(t.Rows) && t.Rows[j].Text == t.Rows[i].Text; j++ {
			x, y := &t.Rows[i], &t.Rows[j]
			if y.First() != x.Last()+1 {
				continue
			}
			f := Finding{Quote: q.ID, Class: Spliced, Severity: Cosmetic, Confidence: .9}
			var whole, broken []string
			for k := range t.Rows {
				r := &t.Rows[k]
				a, c := r.At(x.Last()), r.At(y.First())
				if a >= 0 && c == a+1 && r.Text != x.Text {
					ws := b.texts[r.Text].Words
					f.Readings = append(f.Readings, b.reading(r.Text, corpus.Span{Start: ws[max(r.Words[0], a-1)].Span.Start, End: ws[min(r.Words[1]-1, c+1)].Span.End}))
					whole = append(whole, b.name(r.Text))
				}
			}
			if len(whole) == 0 {
				continue
			}
			ws := b.texts[x.Text].Words
			s := corpus.Span{Start: ws[x.Words[1]-1].Span.Start, End: ws[y.Words[0]].Span.End}
			if s.Len() > 300 {
				s.End = ws[x.Words[1]-1].Span.End
			}
			f.Readings = append(f.Readings, b.reading(x.Text, s))
			broken = append(broken, b.name(x.Text))
			f.Why = b.sentence(fmt.Sprintf("%s %s as one quotation what %s breaks up by narration; no words are lost.", enumerate(whole), verb(whole, "gives", "give"), enumerate(broken)))
			b.add(f)
		}
	}
}
