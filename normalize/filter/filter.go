package filter

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
)

// Options: Strict applies only what a lexicon proves.
type Options struct {
	Strict bool
}

// Undo proposes the changes for text, of which cut are the words, and names the
// condition profanity-filter where a filter was at work. Changes do not overlap
// and are in order of place. O(len(text)) for text without damage; the work on
// suspects is bounded.
func Undo(text string, cut []token.Word, opt Options) ([]edit.Change, []edit.Condition) {
	if c := uncover(text); c != nil {
		changes, found := undone(c.text, token.Words(c.text), opt)
		c.changes(changes, found)
		return changes, found
	}
	return undone(text, cut, opt)
}

// undone is Undo for a text in which only stars and such marks as filters write
// at every place alike hide letters.
func undone(text string, cut []token.Word, opt Options) ([]edit.Change, []edit.Condition) {
	ws := collect(text, cut)
	if ws == nil {
		return nil, nil
	}
	rules := infer(ws)
	if len(rules) == 0 {
		return nil, nil
	}
	u := &undo{text: text, ws: ws, rules: rules, strict: opt.Strict}
	u.mode()
	u.gaps()
	u.across()
	sort.Slice(u.covered, func(i, j int) bool { return u.covered[i].Start < u.covered[j].Start })
	for _, t := range ws.all {
		if t.suspect() {
			u.repair(t)
		}
	}
	byPlace := func(i, j int) bool { return u.changes[i].Span.Start < u.changes[j].Span.Start }
	sort.SliceStable(u.changes, byPlace)
	u.phrases()
	sort.SliceStable(u.changes, byPlace)
	n := 0
	for _, c := range u.changes {
		if !c.Suggest {
			n++
		}
	}
	if n == 0 {
		return u.changes, nil
	}
	var ev []string
	for _, r := range rules {
		ev = append(ev, fmt.Sprintf("%s in %d %s", r, r.words, plural(r.words, "word")))
	}
	proofs := 0
	for _, r := range rules {
		proofs += len(r.proof)
	}
	conf := 0.99
	if proofs < 3 {
		conf = 0.9
	}
	return u.changes, []edit.Condition{{Kind: "profanity-filter", Evidence: fmt.Sprintf("%d %s restored; %s", n, plural(n, "place"), strings.Join(ev, "; ")), Confidence: conf}}
}

// collect gives the suspects of text with their places; nil where nothing can
// be said: no suspect, or a text that is not English.
func collect(text string, cut []token.Word) *words {
	c := collection{words: &words{text: text, cut: cut}}
	end := 0
	for i := range cut {
		if s := cut[i].Span; s.Start >= end && !c.lone(s) {
			end = run(text, s.Start, c.add)
		}
	}
	ws := c.words
	if len(ws.all) == 0 || c.low >= 40 && c.lowKnown*10 < c.low*7 {
		return nil
	}
	for _, t := range ws.all {
		t.lower = lower(t.text)
	}
	ws.lows = c.low >= 40 && c.low*50 > c.total*49
	return ws
}

// collection is the work of collect.
type collection struct {
	words                *words
	slab                 []spelling
	total, low, lowKnown int
}

// lone takes the word at s where it stands between blanks with marks around it,
// as nearly all words do; it reports whether it does.
func (c *collection) lone(s corpus.Span) bool {
	text := c.words.text
	if !opened(text, s.Start) || !closed(text, s.End) {
		return false
	}
	w := text[s.Start:s.End]
	if len(w) < 3 || !lexicon.Common(w) {
		if !letters(w) {
			return false
		}
		if len(w) <= longest {
			c.add(s.Start, w, false)
		}
		return true
	}
	c.total++
	if w[0] >= 'a' {
		c.low++
		c.lowKnown++
	}
	return true
}

// letters reports whether w has letters of ASCII only.
func letters(w string) bool {
	for i := range len(w) {
		if !plainLetter[w[i]] {
			return false
		}
	}
	return true
}

// opened reports whether only marks stand between the place i of text and the
// blank before it.
func opened(text string, i int) bool {
	for i > 0 {
		switch {
		case class[text[i-1]] == blank:
			return true
		case class[text[i-1]] == other:
			i--
		case i >= len("’") && curly(text, i-len("’")):
			i -= len("’")
		default:
			return false
		}
	}
	return true
}

// closed reports whether only marks stand between the place i of text and the
// blank behind it.
func closed(text string, i int) bool {
	for i < len(text) {
		switch {
		case class[text[i]] == blank:
			return true
		case class[text[i]] == other && text[i] != '(' && text[i] != '[':
			i++
		case curly(text, i):
			i += len("’")
		default:
			return false
		}
	}
	return true
}

// add takes the word w at at.
func (c *collection) add(at int, w string, mask bool) {
	c.total++
	small := w[0] >= 'a' && w[0] <= 'z' && !mask
	if small {
		c.low++
	}
	if c.suspect(at, w, mask) && small {
		c.lowKnown++
	}
}

// suspect keeps w where it may be damaged, and reports whether it is known.
func (c *collection) suspect(at int, w string, mask bool) (isKnown bool) {
	if !mask && (len(w) < 3 || lexicon.Common(stem(w))) {
		return true
	}
	ws := c.words
	i, ok := ws.index[w]
	if !ok {
		var yes, weak bool
		if !mask {
			yes, weak = known(w)
		}
		if yes && !weak {
			return true
		}
		if len(c.slab) == 0 {
			c.slab = make([]spelling, 16)
		}
		t := &c.slab[0]
		c.slab = c.slab[1:]
		t.text, t.mask, t.known, t.weak = w, mask, yes, weak
		i = int32(len(ws.all))
		ws.all = append(ws.all, t)
		if ws.index == nil {
			ws.index = map[string]int32{}
		}
		ws.index[w] = i
	}
	t := ws.all[i]
	t.at = append(t.at, at)
	return t.known
}

// undo is the work on one text once the rules are known.
type undo struct {
	text     string
	ws       *words
	rules    []*rule
	strict   bool
	changes  []edit.Change
	covered  []corpus.Span // places that a repair over a word gap takes
	sorted   int           // so many changes are in order of place
	done     map[int]bool  // places of whole words that were put back
	slugs    map[string]bool
	keeps    bool // the filter kept the capital of its victim
	sensible bool // the filter left capitals alone
}

// mode finds out what the filter did with capitals.
func (u *undo) mode() {
	for _, r := range u.rules {
		if strings.ContainsAny(r.to, hides) {
			continue
		}
		for _, t := range u.ws.every() {
			if t.suspect() && t.capital() && strings.HasPrefix(t.lower, r.to) && len(invert(t, u.rules)) > 0 {
				u.keeps = true
			}
			if t.known && t.capital() && strings.HasPrefix(t.lower, r.from) && len(t.text) > len(r.from) {
				u.sensible = true
			}
		}
	}
}

// repair undoes the damage of one suspect wherever it stands.
func (u *undo) repair(t *spelling) {
	all := invert(t, u.rules)
	cs := u.fit(t, all)
	if len(cs) == 0 {
		if len(all) == 0 && !t.known {
			u.name(t)
		}
		return
	}
	best := cs[0]
	words := map[string]bool{}
	cs = slices.DeleteFunc(cs, func(c candidate) bool {
		again := words[lower(c.word)]
		words[lower(c.word)] = true
		return again
	})
	if t.mask && len(cs) == 1 && proofs(best.rules) < sureProofs {
		cs = append(cs, u.others(t, &best)...)
	}
	unsure := t.mask && t.capital() && proofs(best.rules) < 2 && (u.stronger(t, best.rules) || u.shown(best.rules))
	for _, at := range t.at {
		c, conf, why := best, 0.99, "only one known word fits"
		suggest := false
		if len(cs) > 1 {
			conf, why = 0.95, fmt.Sprintf("%s is the more common word", best.word)
			if cs[1].cost()-best.cost() < 12 {
				k, how := u.grammar(at, at+len(t.text), cs)
				if k < 0 {
					suggest, conf, why = true, 0.5, "two words fit and nothing around them decides"
				} else {
					c, conf, why = cs[k], 0.85, how
				}
			}
		}
		if c.name {
			conf = min(conf, 0.9)
		}
		if unsure && !suggest {
			suggest, conf, why = true, 0.5, "a rule with more evidence would give a name that no list knows"
		}
		var alt []string
		for _, o := range cs {
			if o.word != c.word && len(alt) < 5 {
				alt = append(alt, o.word)
			}
		}
		u.change(t, at, u.capitals(at, t, c), c.rules, why, alt, conf, suggest || u.strict && conf < 0.9)
	}
}

// sureProofs are so many words that a rule explains that no other one, of which
// the text has no trace, could be behind a mask of the same look.
const sureProofs = 8

// shown reports whether the text has another usual victim undamaged that the
// mask could hide as well: then the text was repaired before, or more than the
// filter was at work.
func (u *undo) shown(rs []*rule) bool {
	if rs[0].style == nil {
		return false
	}
	for _, x := range usual[:3] {
		if x == rs[0].from || rs[0].style.of(x) != rs[0].to {
			continue
		}
		for _, t := range u.ws.every() {
			if !t.mask && strings.Contains(t.lower, x) {
				return true
			}
		}
	}
	return false
}

// others are the words that fit a mask by usual victims of which the text has
// no other trace: they are no answer, but they make one less sure.
func (u *undo) others(t *spelling, best *candidate) (out []candidate) {
	if len(best.rules) != 1 || best.rules[0].style == nil {
		return nil
	}
	var rs []*rule
	for _, x := range usual {
		p := pair{x, best.rules[0].style.of(x)}
		if strings.Contains(t.lower, p.to) && !slices.ContainsFunc(u.rules, func(r *rule) bool { return r.pair == p }) {
			rs = append(rs, &rule{pair: p, proof: best.rules[0].proof, style: best.rules[0].style})
		}
	}
	for _, c := range invert(t, rs) {
		if restorable(t, &c) && !c.name && c.level < formed && lower(c.word) != lower(best.word) {
			out = append(out, c)
		}
	}
	return out
}

// stronger reports whether a well proved rule, not among rs, could be behind t.
func (u *undo) stronger(t *spelling, rs []*rule) bool {
	for _, r := range u.rules {
		if len(r.proof) >= 3 && strings.Contains(t.lower, r.to) && len(add(rs, r)) > len(rs) {
			return true
		}
	}
	return false
}

// fit drops the candidates that a publisher masked himself, and the names that
// weak rules give.
func (u *undo) fit(t *spelling, cs []candidate) []candidate {
	out := cs[:0]
	for _, c := range cs {
		if !restorable(t, &c) {
			continue
		}
		if t.weak && (c.name || c.level == formed || weakest(c.rules) < 2) {
			continue
		}
		if c.name && proofs(c.rules) < 2 && !(t.mask && t.capital() && len(c.word) >= 6) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// weakest is the proof of the rule with the least.
func weakest(rs []*rule) int {
	n := len(rs[0].proof)
	for _, r := range rs {
		n = min(n, len(r.proof))
	}
	return n
}

func proofs(rs []*rule) int {
	n := 0
	for _, r := range rs {
		n = max(n, len(r.proof))
	}
	return n
}

// change proposes one repair.
func (u *undo) change(t *spelling, at int, w string, rules []*rule, why string, alt []string, conf float64, suggest bool) {
	span := corpus.Span{Start: at, End: at + len(t.text)}
	if i := sort.Search(len(u.covered), func(i int) bool { return u.covered[i].End > span.Start }); i < len(u.covered) && u.covered[i].Overlaps(span) {
		return
	}
	var detail, ev []string
	for _, r := range rules {
		detail = append(detail, r.String())
		ev = append(ev, r.evidence())
	}
	u.changes = append(u.changes, edit.Change{Span: span, New: w, Rule: edit.Filter, Detail: strings.Join(detail, ", "),
		Evidence: why + "; " + strings.Join(ev, "; "), Alternatives: alt, Confidence: conf, Suggest: suggest})
}

// capitals gives c the capital that a mask or a lower-casing filter took.
func (u *undo) capitals(at int, t *spelling, c candidate) string {
	w := c.word
	if c.name && !t.capital() {
		if form, ok := lexicon.Proper(stem(w)); ok {
			return form + w[len(stem(w)):]
		}
	}
	r, n := utf8.DecodeRuneInString(w)
	if !c.start || !unicode.IsLower(r) || u.ws.lows {
		return w
	}
	if !t.mask && (u.keeps || u.sensible) {
		return w
	}
	if begins(u.text, at) || u.titleCase(at, at+len(t.text), lower(stem(w))) {
		return string(unicode.ToUpper(r)) + w[n:]
	}
	return w
}

// begins reports whether a sentence starts at at.
func begins(text string, at int) bool {
	i := at
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == '\n':
			return true
		case unicode.IsSpace(r) || strings.ContainsRune(`“‘"'([`, r):
			i -= n
			continue
		case r == '!' || r == '?':
			return i < at
		case r == '.':
			return i < at && !abbreviated(text[:i])
		}
		return false
	}
	return true
}

// abbreviated reports whether the point at the end of s follows a title or an
// initial.
func abbreviated(s string) bool {
	w := s[strings.LastIndexAny(s, " \n\t(“\"")+1:]
	return len(w) <= 2 || titles[strings.ToLower(w)] || strings.Count(w, ".") > 1
}

var titles = set("mr. mrs. ms. dr. prof. sen. rep. gov. gen. col. lt. sgt. rev. st. jr. sr. vs. no.")

// titleCase reports whether w, which stands from start to end, is part of a
// name: National Assembly, the Association of Flight Attendants, the Associated
// Press.
func (u *undo) titleCase(start, end int, w string) bool {
	if w == "associated" && strings.HasPrefix(u.text[end:], " Press") {
		return true
	}
	if !bodies[w] {
		return false
	}
	if u.afterName(start) {
		return true
	}
	before, _ := lastWord(u.text[:start])
	rest, ok := strings.CutPrefix(u.text[end:], " of ")
	rest = strings.TrimPrefix(rest, "the ")
	return ok && before == "the" && rest != "" && isUpper(rest[0])
}

// afterName reports whether the word before at is capitalized within its
// sentence: National Assembly.
func (u *undo) afterName(at int) bool {
	i := at - 1
	if i < 1 || u.text[i] != ' ' {
		return false
	}
	j := strings.LastIndexAny(u.text[:i], " \n\t(“\"") + 1
	w := u.text[j:i]
	if w == "of" { // House of Assembly
		if i = j - 1; i < 1 || u.text[i] != ' ' {
			return false
		}
		j = strings.LastIndexAny(u.text[:i], " \n\t(“\"") + 1
		w = u.text[j:i]
	}
	r, n := utf8.DecodeRuneInString(w)
	if n == 0 || !unicode.IsUpper(r) || strings.ContainsAny(w, ".,;:!?”)") || begins(u.text, j) && articles[lower(w)] {
		return false
	}
	return !articles[lower(w)]
}

var articles = set("the a an this that these those in on at by for and but or it he she they we i his her their its after before when while as if")

// grammar chooses between two words by what they can be: a verb after to and
// modals or before its object, a describing word after be or before a noun.
func (u *undo) grammar(start, end int, cs []candidate) (int, string) {
	verb, other := -1, -1
	for i, c := range cs {
		if isVerb(lower(stem(c.word))) {
			if verb >= 0 {
				return -1, ""
			}
			verb = i
		} else {
			if other >= 0 {
				return -1, ""
			}
			other = i
		}
	}
	if verb < 0 || other < 0 {
		return -1, ""
	}
	before, more := lastWord(u.text[:start])
	prev, _ := lastWord(more)
	after := nextWord(u.text[end:])
	switch {
	case modals[before] || adverbs[before] && modals[prev]:
		return verb, "a verb follows " + before
	case objects[after] && !beings[before] && !determiners[before]:
		return verb, "a verb stands before " + after
	case beings[before] || determiners[before] || adverbs[before] && (beings[prev] || determiners[prev]) || before == "and" && like(prev):
		return other, "no verb follows " + before
	}
	return -1, ""
}

// like reports whether w ends as the words that describe people's views do.
func like(w string) bool { return strings.HasSuffix(w, "ist") || strings.HasSuffix(w, "ic") }

var (
	modals      = set("to will would can could may might must shall should not did does do didn’t don’t doesn’t won’t can’t cannot couldn’t wouldn’t let help helped helps didn't don't doesn't won't can't couldn't wouldn't i’ll we’ll they’ll you’ll he’ll she’ll")
	adverbs     = set("also only even further actively directly always never still just very deeply openly blatantly overtly inherently highly so too")
	objects     = set("in with the him them us me you her his their our your my those these")
	beings      = set("is are was were be been being seem seems sounds isn’t wasn’t isn't wasn't it’s it's as called")
	determiners = set("a an the this that these those any some no such his her their our its my your")
)

// isVerb reports whether w has the forms of a regular verb.
func isVerb(w string) bool {
	listed := func(s string) bool { e, ok := lexicon.Lookup(s); return ok && e.Lower > 0 }
	for _, base := range []string{w, strings.TrimSuffix(w, "s")} {
		if len(base) > 2 && (listed(base+"ed") && listed(base+"ing") || strings.HasSuffix(base, "e") && listed(base+"d") && listed(base[:len(base)-1]+"ing")) {
			return true
		}
	}
	return false
}

func lastWord(s string) (word, rest string) {
	t := strings.TrimRight(s, " \u00a0")
	if len(t) > 60 {
		t = t[len(t)-60:]
	}
	i := strings.LastIndexAny(t, " \n\t\u00a0(“\"—") + 1
	for i > 0 && i < len(t) && !utf8.RuneStart(t[i]) {
		i++
	}
	return lower(t[i:]), t[:i]
}

func nextWord(s string) string {
	if s == "" || s[0] != ' ' {
		return ""
	}
	s = s[1:]
	if i := strings.IndexAny(s, " \n\t.,;:!?)”\""); i >= 0 {
		s = s[:i]
	}
	return lower(s)
}

// name undoes a rule in a name that no list knows: with three proofs of the
// rule, one victim that fits best, and letters that look more like a name.
func (u *undo) name(t *spelling) {
	if t.mask && t.text[0] == '*' || !t.mask && !t.capital() || len(t.text) < 4 || strings.HasSuffix(t.lower, "abad") || strings.HasSuffix(t.lower, "abadi") {
		return
	}
	type answer struct {
		word     string
		rule     *rule
		surprise float64
	}
	var as []answer
	for _, r := range u.rules {
		if len(r.proof) < 2 || !t.mask && len(r.proof) < 3 || !strings.Contains(t.lower, r.to) || rude[r.from] && r.from != "ass" && r.from != "tit" {
			continue
		}
		w := t.text
		for {
			i := strings.Index(lower(w), r.to)
			if i < 0 || len(w) > 2*longest {
				break
			}
			n := put(w, i, len(r.to), r.from)
			if strings.Contains(r.from, r.to) {
				w = n
				break
			}
			w = n
		}
		if strings.ContainsAny(w, hides) {
			continue
		}
		as = append(as, answer{w, r, lexicon.Surprise(stem(w))})
	}
	if len(as) == 0 {
		return
	}
	sort.SliceStable(as, func(i, j int) bool { return as[i].surprise < as[j].surprise })
	a := as[0]
	suggest := false
	for _, o := range as {
		if u.linked(o.word) {
			for _, at := range t.at {
				u.change(t, at, o.word, []*rule{o.rule}, "the name stands undamaged in a link or handle of the text", nil, 0.95, false)
			}
			return
		}
	}
	// A long replacement hardly ever stands in a name by chance.
	least := 0.1
	if n := len(a.rule.to); n < 5 {
		least = 0.8 - 0.1*float64(n)
	}
	if !t.mask && lexicon.Surprise(stem(t.text))-a.surprise < least {
		return
	}
	if len(as) > 1 && as[1].surprise-a.surprise < 0.2 || a.surprise > 5.5 || t.mask && (len(a.rule.proof) < 3 || len(a.rule.proof) < sureProofs && rivals(t, a.rule, a.surprise)) {
		suggest = true
	}
	var alt []string
	for _, o := range as[1:] {
		alt = append(alt, o.word)
	}
	conf := 0.8
	if suggest {
		conf = 0.4
	}
	for _, at := range t.at {
		u.change(t, at, a.word, []*rule{a.rule}, "a name in no list; its letters look more like a name after the change", alt, conf, suggest || u.strict)
	}
}

// linked reports whether w stands in a link, an address or a handle: filters
// often leave those alone.
func (u *undo) linked(w string) bool {
	if u.slugs == nil {
		u.slugs = map[string]bool{}
		for _, c := range strings.Fields(u.text) {
			if strings.ContainsAny(c, "/@#_") || address(c) {
				for _, s := range strings.FieldsFunc(lower(c), func(r rune) bool { return !unicode.IsLetter(r) }) {
					u.slugs[s] = true
				}
			}
		}
	}
	return len(w) > 3 && u.slugs[lower(stem(w))]
}

// rivals reports whether another usual victim fits a masked name as well as
// the one of r does.
func rivals(t *spelling, r *rule, surprise float64) bool {
	i := strings.Index(t.lower, r.to)
	for _, x := range usual {
		if x == r.from || r.style == nil || r.style.of(x) != r.to {
			continue
		}
		if lexicon.Surprise(stem(t.lower[:i]+x+t.lower[i+len(r.to):])) < surprise+0.2 {
			return true
		}
	}
	return false
}

// phrases undoes bare replacements within fixed phrases, and where a name
// stands.
func (u *undo) phrases() {
	// What the text is searched for: the replacements of accepted rules, and of
	// the catalogue where the phrase alone is proof.
	ps := append(u.pairs(), catalogue...)
	accepted, proved := map[string]bool{}, false
	for _, r := range u.rules {
		if !strings.ContainsAny(r.to, hides) {
			accepted[r.to] = true
			proved = proved || r.words > 1
		}
	}
	for _, r := range u.rules {
		if r.style != nil {
			for _, x := range []string{"sex", "rape"} {
				ps = append(ps, pair{x, r.style.of(x)})
				accepted[r.style.of(x)] = true
			}
			break
		}
	}
	low := lower(u.text)
	u.sorted, u.done = len(u.changes), map[int]bool{}
	for _, p := range ps {
		if !accepted[p.to] && !proved {
			continue
		}
		u.find(low, p.to, func(start, end int) {
			for _, ph := range phrases[p.from] {
				if (accepted[p.to] || ph.sure) && ph.around(low, start, end) {
					u.bare(start, end, p, "the fixed phrase "+strings.TrimSpace(ph.before+p.from+ph.after), 0.9)
				}
			}
		})
	}
	for _, p := range catalogue {
		e, ok := lexicon.Lookup(p.from)
		if !accepted[p.to] || !ok || e.Upper == 0 || e.Upper > 60 {
			continue
		}
		u.find(low, p.to+" ", func(start, end int) {
			if r, _ := utf8.DecodeRuneInString(u.text[end:]); unicode.IsUpper(r) && isUpper(u.text[start]) && !isUpper(u.text[start+1]) && !begins(u.text, start) && !u.titled(start) {
				u.bare(start, end-1, p, "a first name stands here", 0.85)
			}
		})
	}
}

// around reports whether the words of the phrase stand around low[start:end].
func (ph *phrase) around(low string, start, end int) bool {
	if !strings.HasSuffix(low[:start], ph.before) || !strings.HasPrefix(low[end:], ph.after) {
		return false
	}
	return whole(low, start-len(ph.before), end+len(ph.after))
}

// titled reports whether the word before start has a capital, as in headlines.
func (u *undo) titled(start int) bool {
	j := strings.LastIndexAny(u.text[:max(0, start-1)], " \n\t(“\"") + 1
	return isUpper(u.text[j])
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// find calls f for every place of pat in low that does not cut a word.
func (u *undo) find(low, pat string, f func(start, end int)) {
	for i := 0; ; {
		k := strings.Index(low[i:], pat)
		if k < 0 {
			return
		}
		start := i + k
		end := start + len(pat)
		i = end
		if whole(low, start, end) {
			f(start, end)
		}
	}
}

// whole reports whether text[start:end] cuts no word.
func whole(text string, start, end int) bool {
	cut := func(i int) bool {
		return i > 0 && i < len(text) && class[text[i-1]] == letter && class[text[i]] == letter
	}
	return !cut(start) && !cut(end)
}

// bare puts the victim of p back for a whole word.
func (u *undo) bare(start, end int, p pair, why string, conf float64) {
	if u.done[start] || u.taken(u.sorted, start, end) {
		return
	}
	u.done[start] = true
	r := u.rules[0]
	for _, x := range u.rules {
		if x.pair == p || x.to == p.to && r.pair != p {
			r = x
		}
	}
	u.change(&spelling{text: u.text[start:end]}, start, put(u.text[start:end], 0, end-start, p.from), []*rule{{pair: p, proof: r.proof, words: r.words}}, why, nil, conf, u.strict)
}

// taken reports whether one of the first n changes, which are in order of
// place, stands there already.
func (u *undo) taken(n, start, end int) bool {
	i := sort.Search(n, func(i int) bool { return u.changes[i].Span.End > start })
	return i < n && u.changes[i].Span.Start < end
}

func (u *undo) pairs() (out []pair) {
	for _, r := range u.rules {
		out = append(out, r.pair)
	}
	return out
}

// gaps undoes masks that cross the blank between two words.
func (u *undo) gaps() {
	for _, mark := range []byte{'?', '*'} {
		m := string(mark)
		active := false
		for _, r := range u.rules {
			active = active || strings.Trim(r.to, m) == ""
		}
		for i := 0; active; {
			k := strings.Index(u.text[i:], m+" "+m)
			if k < 0 {
				break
			}
			at := i + k
			i = at + 2
			a, b := at, at+2
			for a > 0 && u.text[a-1] == mark {
				a--
			}
			for b < len(u.text) && u.text[b] == mark {
				b++
			}
			first, second := at+1-a, b-at-2
			s, e := a, b
			for s > 0 && a-s < longest && class[u.text[s-1]] == letter && u.text[s-1] < utf8.RuneSelf {
				s--
			}
			for e < len(u.text) && e-b < longest && class[u.text[e]] == letter && u.text[e] < utf8.RuneSelf {
				e++
			}
			if s == a {
				continue
			}
			var found []string
			best := 0
			for _, x := range victims {
				if len(x) != first+second {
					continue
				}
				w1, w2 := u.text[s:a]+x[:first], x[first:]+u.text[b:e]
				a, ok1 := lexicon.Lookup(w1)
				b, ok2 := lexicon.Lookup(w2)
				if !ok1 || !ok2 || a.Lower == 0 || b.Lower == 0 {
					continue
				}
				switch cost := max(a.Lower, b.Lower); {
				case best == 0 || cost < best-15:
					found, best = []string{x}, cost
				case cost < best+15:
					found, best = append(found, x), min(best, cost)
				}
			}
			if len(found) != 1 {
				continue
			}
			x := found[0]
			r := &rule{pair: pair{x, strings.Repeat(m, first) + " " + strings.Repeat(m, second)}, words: 1, proof: []string{u.text[s:a] + x[:first] + " " + x[first:] + u.text[b:e]}}
			u.change(&spelling{text: u.text[s:e]}, s, r.proof[0], []*rule{r}, "only two known words fit across the blank", nil, 0.85, u.strict)
			u.covered = append(u.covered, corpus.Span{Start: s, End: e})
		}
	}
}
