package align

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/class"
	"verbatim/align/collate"
	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/quote"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/token"
)

// attribution finds outlets that give one utterance to different speakers. Only
// names count: a vaguer word ("a spokesman", "officials") may be anybody, and a
// guess accuses nobody. Where one outlet's speaker is only inferred the finding
// is minor.
func (b *builder) attribution(q *Quote, f family.Family) {
	sides := b.sides(f, speakerOf, b.isPerson, samePerson)
	b.twoNames(q, sides)
	if len(sides) < 2 {
		b.roleAgainst(q, f, sides)
		return
	}
	if b.together(sides) {
		return
	}
	severity, confidence := Substantive, .85
	sure, doubt := 0, 0
	for i, s := range sides {
		if s.stated && s.witnesses > 1 {
			sure++
		}
		if !s.stated && s.witnesses < 2 && !(len(sides) == 2 && b.excludes(s, sides[1-i])) {
			severity, confidence = Minor, .5
			doubt++
		}
	}
	if doubt > 0 && (sure == 0 || doubt > 1 || len(sides) > 2) {
		return
	}
	b.conflict(q, Attribution, severity, confidence, "one utterance, two speakers", sides, speakerOf)
}

// together reports whether an outlet names beside the speaker whom another one gives
// as the speaker: the two spoke as one, "Pia Holm and Tom Reyes said".
func (b *builder) together(sides []side) bool {
	const near = 12 // words
	for i, s := range sides {
		for k, o := range sides {
			who := family.SpeakerKey(o.claim.Value)
			for _, x := range s.occs {
				t := b.texts[x.Text]
				from, to := t.WordsIn(x.Quote.Speaker.Span)
				for w := max(0, from-near); i != k && w < min(len(t.Words), to+near); w++ {
					if t.Words[w].Key == who && !b.within(x.Text, t.Words[w].Span) && slices.ContainsFunc(t.Words[min(w, from):max(w, to)], func(y token.Word) bool { return y.Key == "and" && !b.within(x.Text, y.Span) }) {
						return true
					}
				}
			}
		}
	}
	return false
}

// addressee finds outlets that disagree on whom was spoken to. Whom words were
// said to is told in too many ways to hold one outlet's phrase against one
// other's: then the finding is minor, unless one of them speaks of the press and
// the other of a body or of people who are not.
func (b *builder) addressee(q *Quote, f family.Family) {
	sides := b.sides(f, addresseeOf, func(v string) bool { return !class.Others(strings.ToLower(v)) }, func(x, y string) bool {
		return sameAddressee(x, y) || b.press(x) && b.press(y) && b.outlet(x) == b.outlet(y)
	})
	if len(sides) < 2 {
		return
	}
	severity, confidence := Minor, .5
	for i, s := range sides {
		if !s.stated && s.witnesses < 2 {
			return
		}
		o := sides[(i+1)%len(sides)]
		// A person with a name may be the reporter.
		if len(sides) == 2 && (b.press(s.claim.Value) && proper(o.claim.Value) || b.press(o.claim.Value) && proper(s.claim.Value)) {
			break
		}
		if s.witnesses > 1 && s.stated && o.stated && known(s.claim.Value, o.claim.Value) || s.stated && o.stated && len(sides) == 2 && b.press(o.claim.Value) && !unicode.IsUpper([]rune(s.claim.Value)[0]) {
			severity, confidence = Substantive, .85
		}
	}
	b.conflict(q, Addressee, severity, confidence, "one utterance, two addressees", sides, addresseeOf)
}

// known reports whether it is known of two addressees that they are not the same: a
// group without a name may be another one in other words, “regulars” for “customers”,
// unless both are bodies.
func known(x, y string) bool {
	group := func(v string) bool {
		return !proper(v) && !strings.HasPrefix(v, "@") && strings.HasSuffix(v, "s") && !strings.HasSuffix(v, "ss")
	}
	return !group(x) && !group(y) || proper(x) || proper(y) || len(rooms(x)) > 0 && len(rooms(y)) > 0
}

// side is what some outlets say of a quotation against others.
type side struct {
	claim     quote.Claim
	occs      []family.Occurrence
	stated    bool // by one of them at least
	witnesses int  // independent texts
}

// sides sorts what the outlets say of an utterance into values that cannot be
// one. What is not counted as a value, and an outlet on two sides (it quotes the
// words twice), take no part.
func (b *builder) sides(f family.Family, of func(quote.Quote) quote.Claim, counts func(string) bool, same func(x, y string) bool) []side {
	var sides []side
	for _, o := range f.Occurrences {
		c := of(o.Quote)
		if c.Value == "" || c.Sure == "guessed" || !o.Outlet() || o.Quote.Kind == "scare" || o.Quote.Parent >= 0 || !counts(c.Value) || b.title(o) {
			continue
		}
		found := false
		for i := range sides {
			if found = same(sides[i].claim.Value, c.Value); found {
				sides[i].occs = append(sides[i].occs, o)
				if len(c.Value) > len(sides[i].claim.Value) {
					sides[i].claim = c
				}
				break
			}
		}
		if !found {
			sides = append(sides, side{claim: c, occs: []family.Occurrence{o}})
		}
	}
	on := map[int]int{}
	for i, s := range sides {
		for _, o := range s.occs {
			if k, ok := on[o.Text]; ok && k != i {
				return nil
			}
			on[o.Text] = i
		}
	}
	for i := range sides {
		origins := map[int]bool{}
		for _, o := range sides[i].occs {
			sides[i].stated = sides[i].stated || of(o.Quote).Sure == "stated"
			origins[b.origin[o.Text]] = true
		}
		sides[i].witnesses = len(origins)
	}
	return sides
}

// title reports whether all words that carry meaning in a quotation begin with a
// capital: it is a name that anybody may quote.
func (b *builder) title(o family.Occurrence) bool {
	t := b.texts[o.Text]
	for i := o.Words[0]; i < o.Words[1]; i++ {
		if c, _ := utf8.DecodeRuneInString(t.Clean[t.Words[i].Span.Start:]); !unicode.IsUpper(c) && !word.Stop(t.Words[i].Key) {
			return false
		}
	}
	return o.Words[1]-o.Words[0] <= 8
}

func (b *builder) conflict(q *Quote, class, severity string, confidence float64, note string, sides []side, of func(quote.Quote) quote.Claim) {
	f := Finding{Quote: q.ID, Class: class, Severity: severity, Confidence: confidence}
	var parts []string
	for _, s := range sides {
		var who []string
		for _, o := range s.occs {
			who = append(who, b.name(o.Text))
			f.Readings = append(f.Readings, b.reading(o.Text, b.attributed(o, of(o.Quote))))
		}
		if class == Addressee {
			parts = append(parts, fmt.Sprintf("%s %s it was said to %s", enumerate(who), verb(who, "says", "say"), s.claim.Value))
		} else {
			gives, how := verb(who, "gives", "give"), ""
			if !s.stated && s.witnesses < 2 {
				if how = b.spanText(s.occs[0].Text, s.claim.Span); severity == Minor {
					gives = "seems to give"
				}
				how = fmt.Sprintf(" (“%s”)", oneLine(how, 40))
			}
			parts = append(parts, fmt.Sprintf("%s %s it to %s%s", enumerate(who), gives, s.claim.Value, how))
		}
	}
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": " + note + "."
	b.add(f)
}

// twoNames finds a speaker whose name outlets spell a letter or two apart: that
// they speak the same words shows that they are one.
func (b *builder) twoNames(q *Quote, sides []side) {
	for _, s := range sides {
		forms := map[string][]family.Occurrence{}
		var order []string
		for _, o := range s.occs {
			k := family.SpeakerKey(o.Quote.Speaker.Value)
			if forms[k] == nil {
				order = append(order, k)
			}
			forms[k] = append(forms[k], o)
		}
		for i, k := range order {
			for _, l := range order[i+1:] {
				if b.told[[2]string{min(k, l), max(k, l)}] || min(len(k), len(l)) < 5 || word.Distance(k, l, 2) > 2 && !twins(forms[k][0].Quote.Speaker.Value, forms[l][0].Quote.Speaker.Value) || b.carriesWord(forms[k], l) || b.carriesWord(forms[l], k) {
					continue
				}
				if b.told == nil {
					b.told = map[[2]string]bool{}
				}
				b.told[[2]string{min(k, l), max(k, l)}] = true
				f := Finding{Quote: q.ID, Class: Name, Severity: Minor, Confidence: .85}
				var parts []string
				for _, n := range []string{k, l} {
					var who []string
					shown := ""
					for _, o := range forms[n] {
						if w := b.wordOf(o.Text, n); w >= 0 {
							f.Readings = append(f.Readings, b.reading(o.Text, b.texts[o.Text].Words[w].Span))
						}
						who = append(who, b.name(o.Text))
						shown = o.Quote.Speaker.Value
					}
					parts = append(parts, fmt.Sprintf("%s %s “%s”", enumerate(who), verb(who, "writes", "write"), shown))
				}
				f.Why = b.sentence(strings.Join(parts, "; ")) + ": one name in two spellings."
				b.add(f)
			}
		}
	}
}

// carriesWord reports whether the text of one of the occurrences has the word.
func (b *builder) carriesWord(os []family.Occurrence, key string) bool {
	for _, o := range os {
		if b.wordOf(o.Text, key) >= 0 {
			return true
		}
	}
	return false
}

// wordOf is the first word of a text with that key, -1 for none.
func (b *builder) wordOf(text int, key string) int {
	return slices.IndexFunc(b.texts[text].Words, func(w token.Word) bool { return w.Key == key })
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
// the last with a capital, no number and no day among them; no office either, and
// no abbreviation alone.
func proper(name string) bool {
	f := strings.Fields(name)
	if len(f) == 0 || len(f) > 5 || len(f) == 1 && strings.HasSuffix(name, ".") || ranks[token.Fold(f[len(f)-1])] != "" {
		return false
	}
	for i, w := range f {
		k := token.Fold(strings.Trim(w, ".,’'"))
		if weekDays[k] || figure(k) || len(f) == 1 && detail.Ordinary(k) || strings.Contains(k, "-") && figure(strings.SplitN(k, "-", 2)[0]) || word.Stop(k) && i == 0 && k != "the" {
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
	if len(ka) == 1 || len(kb) == 1 {
		return ka[0] == kb[0] // “Mrs E.” is whoever begins with an E
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
	return contains(token.Fold(a), kb) || contains(token.Fold(b), ka) || twins(a, b)
}

// twins reports whether two full names have one given name and surnames that begin
// alike and differ in three letters at most: Tom Whitford, Tom Whitfield.
func twins(a, b string) bool {
	f, g := strings.Fields(token.Fold(a)), strings.Fields(token.Fold(b))
	if len(f) < 2 || len(g) < 2 || f[0] != g[0] {
		return false
	}
	x, y := f[len(f)-1], g[len(g)-1]
	return min(len(x), len(y)) >= 7 && x[:4] == y[:4] && word.Distance(x, y, 3) <= 3
}

func contains(name, key string) bool {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w == key || len(key) >= 5 && word.Distance(w, key, 1) <= 1 {
			return true
		}
	}
	return false
}

func sameAddressee(a, b string) bool {
	// Whose a handle is, the handle does not say.
	if samePerson(a, b) || strings.HasPrefix(a, "@") != strings.HasPrefix(b, "@") {
		return true
	}
	ra, rb := rooms(a), rooms(b)
	for r := range ra {
		if rb[r] {
			return true
		}
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

// room are words for a body and for those who sit in it: who speaks to the one
// speaks to the other.
var room = func() map[string]string {
	m := map[string]string{}
	for _, r := range []string{"assembly parliament house chamber members senate senators congress lawmakers legislators legislature mps deputies commons lords plenary",
		"council councillors councilors aldermen", "committee panel commission commissioners inquiry hearing members", "court judge jury magistrate magistrates bench tribunal justices jurors trial inquest coroner",
		"staff employees workers workforce colleagues", "crowd supporters rally fans audience faithful", "investors shareholders analysts", "users customers subscribers clients patrons shoppers regulars", "followers social post twitter facebook instagram"} {
		for _, w := range strings.Fields(r) {
			m[w] += " " + strings.Fields(r)[0]
		}
	}
	return m
}()

func rooms(name string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		for _, r := range strings.Fields(room[strings.Trim(w, ".,’'")]) {
			out[r] = true
		}
	}
	return out
}

var pressWords = map[string]bool{"reporters": true, "journalists": true, "reporter": true, "journalist": true, "press": true, "media": true, "me": true, "us": true, "newspaper": true, "paper": true, "magazine": true, "news": true, "times": true, "post": true, "journal": true,
	"atlantic": true, "guardian": true, "herald": true, "tribune": true, "globe": true, "gazette": true, "agency": true, "outlets": true, "broadcaster": true, "radio": true, "site": true, "website": true, "correspondents": true, "conference": true, "briefing": true, "cameras": true, "television": true, "tv": true}

// press reports whether an addressee is the press, or an outlet, which may be
// one of the story itself.
func (b *builder) press(name string) bool {
	ws := token.Words(name)
	if slices.ContainsFunc(ws, func(w token.Word) bool { return pressWords[w.Key] }) {
		return true
	}
	return b.outlet(name)
}

// outlet reports whether an addressee is an outlet of the story.
func (b *builder) outlet(name string) bool {
	ws := token.Words(name)
	return slices.ContainsFunc(b.texts, func(t *normalize.Text) bool {
		outlet := strings.ToLower(t.Doc.Outlet)
		if outlet == "" {
			outlet = strings.ToLower(t.Doc.ID)
		}
		return outlet != "" && !slices.ContainsFunc(ws, func(w token.Word) bool { return w.Key != "the" && !contains(outlet, w.Key) })
	})
}

// joins finds quotations that run together what others keep apart: two
// utterances of different occasions (a splice), or the pieces of one message
// without loss (cosmetic).
func (b *builder) joins(q *Quote, f family.Family, t *collate.Table) {
	for _, s := range f.Spliced {
		o := f.Occurrences[s.Occurrence]
		fd := Finding{Quote: q.ID, Class: Spliced, Severity: Substantive, Confidence: .85}
		if b.sentenceEnd(o.Text, s.Words[0]) || b.sentenceEnd(o.Text, s.Words[1]) {
			// Whole sentences: as well may the other outlet have parted them, unless
			// more than one does.
			fd.Severity = Cosmetic
		}
		fd.Readings = append(fd.Readings, b.reading(o.Text, b.cutSpan(o.Text, o.Span)))
		own := b.content(o)
		has := map[int]int{} // text -> which of the two utterances it has
		for i, fam := range []family.Family{f, b.families[s.Other]} {
			for _, x := range fam.Occurrences {
				// An utterance has parts that the splice took nothing from.
				if x.Text == o.Text || !x.Outlet() || shared(own, b.content(x)) < 2 {
					continue
				}
				fd.Readings = append(fd.Readings, b.reading(x.Text, b.cutSpan(x.Text, x.Span)))
				has[x.Text] |= 1 << i
			}
		}
		var both, one []string
		apart, only := map[int]bool{}, map[int]bool{}
		for _, i := range ascending(has) {
			if has[i] == 3 {
				both, apart[b.origin[i]] = append(both, b.name(i)), true
			} else {
				one, only[has[i]] = append(one, b.name(i)), true
			}
		}
		// An outlet that has one of them does not say that they are two, and where
		// several join them, they are one.
		if (len(apart) > 1 || len(only) > 1) && b.joiners(f, s.Other) < 2 {
			fd.Severity = Substantive
		}
		fd.Why = b.name(o.Text) + " gives as one quotation what "
		switch {
		case len(both) > 0:
			fd.Why += fmt.Sprintf("%s %s as two separate statements", enumerate(both), verb(both, "gives", "give"))
			if len(one) > 0 {
				fd.Why += fmt.Sprintf("; %s %s one of them", enumerate(one), verb(one, "has", "have"))
			}
		case len(one) > 0:
			fd.Why += fmt.Sprintf("are two separate statements: %s %s one of them", enumerate(one), verb(one, "has", "have each"))
		default:
			continue
		}
		fd.Why = b.sentence(fd.Why + ".")
		b.add(fd)
	}
	if t == nil {
		return
	}
	b.seams(q, t)
}

// joiners counts the independent texts that give two utterances, f and the one of
// number other, as one quotation.
func (b *builder) joiners(f family.Family, other int) int {
	origins := map[int]bool{}
	for _, s := range f.Spliced {
		if s.Other == other {
			origins[b.origin[f.Occurrences[s.Occurrence].Text]] = true
		}
	}
	return len(origins)
}

// sentenceEnd reports whether a sentence ends before word w.
func (b *builder) sentenceEnd(text, w int) bool {
	t := b.texts[text]
	return w > 0 && w < len(t.Words) && strings.ContainsAny(t.Clean[t.Words[w-1].Span.End:t.Words[w].Span.Start], ".!?")
}

// spliced reports whether a place is in a quotation that runs two utterances
// together.
func (b *builder) spliced(text int, s corpus.Span) bool {
	for _, f := range b.families {
		for _, x := range f.Spliced {
			if o := f.Occurrences[x.Occurrence]; o.Text == text && o.Span.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

// content is the set of words of an occurrence that carry its sense.
func (b *builder) content(o family.Occurrence) map[string]bool {
	t, out := b.texts[o.Text], map[string]bool{}
	from, to := t.WordsIn(o.Span)
	for _, w := range t.Words[from:to] {
		if !word.Stop(w.Key) {
			out[w.Key] = true
		}
	}
	return out
}

func shared(a, b map[string]bool) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

// cutSpan keeps a reading short enough to be read: its first 350 bytes, whole
// words.
func (b *builder) cutSpan(text int, s corpus.Span) corpus.Span {
	if s.Len() > 350 {
		s.End = b.wordStart(text, s.Start+330)
	}
	return s
}

// seams notes where one outlet quotes in one piece what another breaks up by
// narration, nothing being lost: worth knowing, and no fault. All seams of an
// utterance are one finding. An outlet that does both is left out.
func (b *builder) seams(q *Quote, t *collate.Table) {
	type end struct {
		text int
		span corpus.Span
	}
	var broken, whole []end
	parts := map[int]bool{}
	for i := range t.Rows {
		for j := i + 1; j < len(t.Rows) && t.Rows[j].Text == t.Rows[i].Text; j++ {
			x, y := &t.Rows[i], &t.Rows[j]
			if y.First() != x.Last()+1 {
				continue
			}
			found := false
			for k := range t.Rows {
				r := &t.Rows[k]
				a, c := t.At(k, x.Last()), t.At(k, y.First())
				if a < 0 || c != a+1 || r.Text == x.Text {
					continue
				}
				if !found {
					found, parts[x.Text] = true, true
					broken = append(broken, end{x.Text, b.texts[x.Text].Words[x.Words[1]-1].Span})
				}
				vs := b.texts[r.Text].Words
				whole = append(whole, end{r.Text, corpus.Span{Start: vs[max(r.Words[0], a-1)].Span.Start, End: vs[min(r.Words[1]-1, c+1)].Span.End}})
			}
		}
	}
	whole = slices.DeleteFunc(whole, func(e end) bool { return parts[e.text] })
	if len(whole) == 0 {
		return
	}
	f := Finding{Quote: q.ID, Class: Spliced, Severity: Cosmetic, Confidence: .9}
	names := func(ends []end) (who []string) {
		for _, e := range ends {
			f.Readings = append(f.Readings, b.reading(e.text, e.span))
			who = append(who, b.name(e.text))
		}
		return who
	}
	x, y := names(broken), names(whole)
	f.Why = b.sentence(fmt.Sprintf("%s %s as one quotation what %s %s up by narration; no words are lost.", enumerate(y), verb(y, "gives", "give"), enumerate(x), verb(x, "breaks", "break")))
	b.add(f)
}
