package quote

import (
	"sort"
	"strings"

	"verbatim/align/quote/lang"
	"verbatim/normalize/lexicon"
)

// gender of a person, as far as the text tells it.
type gender uint8

const (
	unknown gender = iota
	male
	female
)

// entity is a person or a body that the article names.
type entity struct {
	full   string // fullest form: "Ann Smith", "John Smith Jr."
	first  string // key of the first word
	last   string // key of the last word, without Jr.
	suffix string // "jr", "sr" or ""
	gender gender
	person bool
	org    bool
	words  int
	seen   int      // number of mentions
	the    bool     // named with "the", or as a place: no person
	age    string   // in years, as the text gives it
	thing  bool     // the text speaks of it as "it"
	noName bool     // a person without a name: "a night guard"
	roles  []string // "mayor", "lawyer"
}

// mention is an entity or a role at a place of the token stream.
type mention struct {
	at, end int // tokens
	ent     int
	subject bool
}

// names is the table of the entities of one article.
type names struct {
	lang   *lang.Table
	ents   []entity
	byLast map[string][]int
	// entities of several words by the first of them; filled with the rest
	byFirst map[string][]int
	byFull  map[string]int
	byRole  map[string][]int // role noun -> entities, in order
}

func newNames(words *lang.Table) *names {
	return &names{lang: words, byLast: map[string][]int{}, byFirst: map[string][]int{}, byFull: map[string]int{}, byRole: map[string][]int{}}
}

// name is a parsed run of capitalised words.
type name struct {
	at, end int // tokens of the name without titles
	words   []string
	suffix  string
	gender  gender
	title   bool // a title stood before it
	roles   []string
}

// nameRun is the run of capitalised words that begins at token i; end is the
// token after it.
func (d *doc) nameRun(i int) (n name, end int) {
	j := i
	for j < len(d.toks) {
		t := &d.toks[j]
		if t.kind != kWord || t.end == t.start+1 && d.is(j, "i", "a") {
			break
		}
		if t.cap && !(t.class&lang.Function != 0 && t.low && t.class&(lang.Male|lang.Female|lang.Title|lang.NounToo|lang.Role|lang.Doc) == 0) {
			if j > i && d.gap(j) {
				break
			}
			j++
			continue
		}
		if n := d.particles(j); n > 0 && j > i {
			j += n
			continue
		}
		// the Office of the Guardian, the University of Ohio
		if j > i && j-i < 5 && d.is(j, "of") && d.has(j-1, lang.Body) && d.toks[j-1].cap {
			k := j + 1
			if d.is(k, "the") {
				k++
			}
			if k < len(d.toks) && d.toks[k].kind == kWord && d.toks[k].cap {
				j = k
				if d.is(k+1, "and") && k+2 < len(d.toks) && d.toks[k+2].kind == kWord && d.toks[k+2].cap && d.toks[k+2].class&(lang.Male|lang.Female|lang.Title|lang.Function) == 0 && !d.speech(k+3) {
					j = k + 2 // the Office of Management and Budget
				}
				continue
			}
		}
		break
	}
	// a suffix after a comma: "Smith, Jr."
	if j+1 < len(d.toks) && j > i && d.toks[j].kind == kPunct && d.toks[j].p == ',' && d.toks[j+1].kind == kWord && suffixOf(d.word(j+1)) != "" {
		j += 2
	}
	end = j
	a := i
	if j-i > 2 && d.is(i-1, "of") && d.has(i-2, lang.Title) && lang.Given(key(d.word(i+1))) != 0 {
		a = i + 1 // Secretary of State Ann Smith
	}
	for a+1 < j && d.toks[a].class&lang.Time != 0 && d.toks[a].class&(lang.Male|lang.Female) == 0 && d.toks[a+1].class&lang.Body == 0 && (digitAt(d, a-1) || d.has(a-1, lang.Prep)) {
		a++ // on 3 November Ann Smith
	}
	for a+1 < j && d.shouted(a) { // DISGRACED Ann Smith
		a++
	}
	// titles and roles: the name is what follows the last of them
	for k := a; k < j; k++ {
		if k > a-1 && k > i && d.is(k-1, "det") && len(d.word(k)) < 5 && k+1 < j {
			a = k + 1 // Det Con Smith
			continue
		}
		title := k == i && j-i == 2 && d.toks[k].class&lang.Role != 0 && d.toks[k].class&lang.Group == 0 && !plural(d.lower(k)) && d.toks[k+1].class&(lang.Body|lang.Role|lang.Doc) == 0 || d.toks[k].class&lang.Title != 0 || d.compoundRole(k) || d.rank(k) || d.toks[k].class&lang.Role != 0 && d.toks[k].class&lang.Group == 0 && k == i && d.boundary(i-1)
		if title && d.toks[k].class&(lang.Male|lang.Female) == 0 && k+1 < j && (k == a || k-a < 4) {
			w := strings.ToLower(strings.TrimSuffix(d.word(k), "."))
			switch w {
			case "mr", "sir", "lord", "king", "prince", "father", "spokesman", "chairman", "congressman", "councilman", "herr", "monsieur":
				n.gender = male
			case "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "spokeswoman", "chairwoman", "congresswoman", "councilwoman", "sister", "frau", "madame", "mme", "actress":
				n.gender = female
			}
			n.title = true
			if d.toks[k].class&lang.Role != 0 || len(w) > 3 || sameRole(w) != w {
				n.roles = append(n.roles, w)
			}
			a = k + 1
		}
	}
	// “Skipper Ann Stone” at the start of a sentence; „Stadtrat Jan Tamm“ anywhere
	if a == i && j-i == 2 && d.boundary(i-1) && d.toks[i+1].class&(lang.Male|lang.Female) != 0 && d.lang.Code == "en" && d.toks[i].class&lang.Group == 0 && d.occupation(i) && d.common(i) {
		a = i + 1 // Telly Trish
	}
	if a == i && j-i > 2 && (d.boundary(i-1) || d.lang.Code == "de") && (d.toks[i+1].class&(lang.Male|lang.Female) != 0 || agentEnding(d.lower(i))) && d.toks[i+1].cap && d.occupation(i) {
		n.roles = append(n.roles, d.lower(i))
		a = i + 1
	}
	b := j
	for b > a+1 && suffixOf(d.word(b-1)) != "" {
		if s := suffixOf(d.word(b - 1)); s == "jr" || s == "sr" {
			n.suffix = s
		}
		b--
		if d.toks[b-1].kind == kPunct {
			b--
		}
	}
	for b > a && d.toks[b-1].class&lang.Time != 0 && d.toks[b-1].class&(lang.Male|lang.Female) == 0 {
		b-- // "Smith Monday"
	}
	for k := a; k < b; k++ {
		if d.toks[k].kind == kWord && !d.toks[k].nick {
			n.words = append(n.words, d.word(k))
		}
	}
	n.at, n.end = a, b
	if n.suffix != "" {
		n.end = j
	}
	if n.gender == unknown && len(n.words) > 1 {
		for _, w := range n.words[:len(n.words)-1] { // the first given name: "Listener Ann Smith"
			c := lang.Given(key(w)) & (lang.Male | lang.Female)
			if c == lang.Male {
				n.gender = male
			} else if c == lang.Female {
				n.gender = female
			}
			if c != 0 {
				break
			}
		}
	}
	return n, end
}

// occupation reports whether the word at token i, before a full name, is what the
// person is and no name: an English word, or in German any word that is no given
// name.
func (d *doc) occupation(i int) bool {
	if d.toks[i].class&(lang.Male|lang.Female) != 0 || d.toks[i].nick {
		return false
	}
	w := d.lower(i)
	if d.lang.Code != "en" {
		return len(w) > 4 && d.lang.Code == "de"
	}
	if d.toks[i].class&lang.Role != 0 {
		return d.toks[i].class&lang.Group == 0
	}
	if k := strings.LastIndexByte(w, '-'); k >= 0 {
		w = w[k+1:]
	}
	word, _ := lexicon.Lookup(w)
	return word.Lower > 0 && word.Lower <= lexicon.Rare && len(w) > 2
}

// digitAt reports whether token i is a figure.
func digitAt(d *doc, i int) bool {
	return i >= 0 && d.toks[i].kind == kWord && digit(d.text[d.toks[i].start])
}

// shouted reports whether token i is an ordinary word in capitals before a word
// that is not.
func (d *doc) shouted(i int) bool {
	t, n := &d.toks[i], &d.toks[i+1]
	if t.kind != kWord || t.low || !t.cap || n.kind != kWord || !n.low || t.end-t.start < 4 {
		return false
	}
	e, _ := lexicon.Lookup(d.lower(i))
	return e.Lower > 0 && e.Lower <= lexicon.Rare && e.Upper == 0
}

// rank reports whether token i is a rank that is an ordinary word elsewhere, before
// a name: Private Ann Smith.
func (d *doc) rank(i int) bool {
	return d.toks[i].cap && d.is(i, "private", "ensign", "gunner", "sapper", "seaman", "bombardier", "midshipman", "cadet", "warrant") && i+1 < len(d.toks) && d.toks[i+1].kind == kWord && d.toks[i+1].class&(lang.Male|lang.Female) != 0
}

// compoundRole reports whether token i is a role of several words: editor-in-chief.
func (d *doc) compoundRole(i int) bool {
	if d.toks[i].kind != kWord {
		return false
	}
	w := d.lower(i)
	k := strings.IndexByte(w, '-')
	return k > 0 && (d.lang.Word(w[:k])&lang.Role != 0 || d.lang.Word(w[strings.LastIndexByte(w, '-')+1:])&lang.Role != 0)
}

func suffixOf(w string) string {
	switch strings.TrimSuffix(w, ".") {
	case "Jr", "Junior":
		return "jr"
	case "Sr", "Senior":
		return "sr"
	case "II", "III", "IV", "Esq", "MD", "PhD", "Ph.D", "KC", "QC", "SC", "MP", "MSP", "MEP", "CBE", "OBE", "MBE", "KBE", "FRS", "RN", "CPA":
		return "x"
	}
	return ""
}

// full is the name as it is written out.
func (n *name) full() string {
	s := strings.Join(n.words, " ")
	switch n.suffix {
	case "jr":
		s += " Jr."
	case "sr":
		s += " Sr."
	}
	return s
}

func isOrgWords(words *lang.Table, ws []string) bool {
	for _, w := range ws {
		if words.Word(key(w))&lang.Body != 0 && len(ws) > 1 {
			return true
		}
	}
	return false
}

// add takes up a name; it returns the entity.
func (ns *names) add(n *name) int {
	if len(n.words) == 0 {
		return -1
	}
	full := key(n.full())
	if i, ok := ns.byFull[full]; ok {
		e := &ns.ents[i]
		e.seen++
		if f := n.full(); e.full == strings.ToUpper(e.full) && f != e.full && len(f) > 3 {
			e.full = f // SMITH of a transcript or a headline is Smith
		}
		if e.gender == unknown {
			e.gender = n.gender
		}
		ns.role(i, n.roles)
		return i
	}
	e := entity{full: n.full(), suffix: n.suffix, gender: n.gender, words: len(n.words), seen: 1}
	e.first, e.last = key(n.words[0]), key(n.words[len(n.words)-1])
	c := lang.Given(e.first)
	e.org = isOrgWords(ns.lang, n.words)
	e.person = !e.org && (len(n.words) > 1 && c&(lang.Male|lang.Female) != 0 || n.title)
	i := len(ns.ents)
	ns.ents = append(ns.ents, e)
	ns.byFull[full] = i
	ns.byLast[e.last] = append(ns.byLast[e.last], i)
	if e.words > 1 {
		ns.byFirst[e.first] = append(ns.byFirst[e.first], i)
	}
	ns.role(i, n.roles)
	return i
}

func (ns *names) role(i int, roles []string) {
	for _, r := range roles {
		r = sameRole(r)
		if ns.ents[i].person && ns.bodyNoun(r) {
			continue // "Ann Smith, a campaign aide", "Smith of the team": not what she is
		}
		if has(ns.ents[i].roles, r) {
			continue
		}
		ns.ents[i].roles = append(ns.ents[i].roles, r)
		ns.byRole[r] = append(ns.byRole[r], i)
	}
}

// bodyNoun reports whether the role noun w is a body and no person.
func (ns *names) bodyNoun(w string) bool {
	c := ns.lang.Word(w)
	return c&lang.Group != 0 || c&lang.Body != 0 && c&lang.Role == 0 || w == "people"
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// fullest is the entity with the fullest name that i is a short form of:
// Smith -> Ann Smith. Jr. and Sr. stay apart, and a surname that two people
// share stays as it is unless one of them is meant far more often.
func (ns *names) fullest(i int) int {
	e := &ns.ents[i]
	if e.words > 1 && e.suffix != "sr" && !(e.words == 2 && e.suffix == "jr") {
		// a longer form of the same name: "John J. Smith" stays itself
		return i
	}
	var cand []int
	for _, j := range ns.byLast[e.last] {
		o := &ns.ents[j]
		if j == i || o.words <= e.words && !(e.suffix == "sr" && o.words == e.words && o.suffix == "") || o.org && e.person {
			continue
		}
		if e.suffix == "jr" && o.suffix != "jr" || e.suffix != "jr" && o.suffix == "jr" {
			continue
		}
		if e.words > 1 && o.first != e.first {
			continue
		}
		if e.gender != unknown && o.gender != unknown && e.gender != o.gender {
			continue
		}
		cand = append(cand, j)
	}
	if len(cand) == 0 && e.words == 1 {
		return ns.byGiven(i)
	}
	switch {
	case len(cand) == 1:
		return cand[0]
	case len(cand) > 1:
		sort.SliceStable(cand, func(a, b int) bool { return ns.ents[cand[a]].seen > ns.ents[cand[b]].seen })
		x, y := &ns.ents[cand[0]], &ns.ents[cand[1]]
		if x.seen >= 2*y.seen || x.first == y.first {
			return cand[0]
		}
		return i
	}
	return i
}

// byGiven is the one person whose given name stands alone as entity i: Vera ->
// Vera Stone; i when there is none or several.
func (ns *names) byGiven(i int) int {
	e := &ns.ents[i]
	if e.the {
		return i
	}
	known := lang.Given(e.first) != 0
	found := i
	for _, j := range ns.byFirst[e.first] {
		o := &ns.ents[j]
		if o.org || !known && !o.person || o.the || e.gender != unknown && o.gender != unknown && e.gender != o.gender {
			continue
		}
		if found != i && ns.ents[found].last != o.last {
			return i
		}
		found = j
	}
	return found
}

// findNames reads the names of the article, the people it leaves nameless, and
// what it says that they are.
func (d *doc) findNames() {
	capital := map[string]bool{} // words with a capital inside a sentence
	for i := range d.toks {
		t := &d.toks[i]
		if t.kind == kWord && t.cap && !d.boundary(i-1) {
			capital[key(d.word(i))] = true
		}
	}
	first := true // no subject yet in this sentence
	for i := range d.toks {
		if t := &d.toks[i]; t.kind == kWord && t.class&lang.Role != 0 && !t.cap && (d.has(i-1, lang.Det|lang.Poss) || d.has(i-2, lang.Det|lang.Poss)) {
			if w := sameRole(d.lower(i)); d.told[w] == 0 {
				d.told[w] = i
			}
		}
	}
	for i := 0; i < len(d.toks); {
		t := &d.toks[i]
		if e := d.nameless(i, first); e > i {
			first = false
			i = e
			continue
		}
		if t.kind != kWord || !t.cap || t.end == t.start+1 && d.is(i, "i", "a") {
			if t.stop || t.kind == kQuote {
				first = true
			}
			i++
			continue
		}
		n, end := d.nameRun(i)
		if end <= i {
			i++
			continue
		}
		c := d.toks[n.at].class
		given := c&(lang.Male|lang.Female) != 0
		switch {
		case len(n.words) == 0, len(n.words) > 6, initialsOnly(n.words):
		case len(n.words) == 1 && d.boundary(i-1) && n.at == i && !given && (c&(lang.Role|lang.Doc|lang.Time|lang.Adv|lang.Function) != 0 || !capital[key(n.words[0])] && !d.foreign(i) && (!d.verbAhead(end) || d.common(i) && !d.speech(end))):
			// a word with a capital because it begins a sentence
		case len(n.words) == 1 && c&lang.Time != 0 && !given:
		case n.at == i && len(n.words) == 1 && (d.has(end, lang.Time) && d.is(end, "time") || d.has(i, lang.Native) && d.is(i-1, "the")):
			// "3 a.m. Central time"; "the Swede"
		case d.is(i-1, "born", "née", "né", "nee"): // another name of one who is named
		default:
			d.rolesBefore(&n, i)
			d.rolesAfter(&n, end)
			poss := end < len(d.toks) && d.toks[end].kind == kPoss
			prep := d.underPrep(i)
			if m := len(d.mentions); m > 0 && i > 1 && d.is(i-1, "or", "and") && d.mentions[m-1].end == i-1 && d.has(d.mentions[m-1].at-1, lang.Prep) {
				prep = true // from Ohio or Iowa
			}
			subj := !poss && !prep && (first || d.verbAhead(end)) && !d.modifies(end)
			if subj {
				first = false
			}
			e := d.bearer(d.names.add(&n), i, n.gender)
			if n.at == i && (d.punct(end, '(') || d.punct(end, '-')) && (i == 0 || d.toks[i-1].kind == kPara || d.toks[i-1].kind == kZone) && !d.names.ents[e].person {
				d.names.ents[e].the = true // a dateline
			}
			if len(d.dateline) > 0 && d.inDateline(i) {
				d.names.ents[e].the = true
				subj, first = false, true
			}
			if n.at == i && d.is(i-1, "the", "in", "at", "across", "near", "a", "an") && (d.names.ents[e].words > 1 || d.is(i-1, "the")) {
				d.names.ents[e].the = true
			}
			d.at[n.at] = len(d.mentions)
			d.mentions = append(d.mentions, mention{at: n.at, end: end, ent: e, subject: subj})
		}
		i = end
	}
	d.learn()
}

// inDateline reports whether token i is part of a dateline.
func (d *doc) inDateline(i int) bool {
	k := sort.Search(len(d.dateline), func(k int) bool { return d.dateline[k].b > i })
	return k < len(d.dateline) && d.dateline[k].a <= i
}

// bearer is whom the surname of entity e, at token i, means: the only one of that
// surname whom the text has named in full so far, else the last whom the paragraph
// has; e itself when there is none. g is what the words beside the surname tell.
func (d *doc) bearer(e, i int, g gender) int {
	x := &d.names.ents[e]
	if x.words != 1 || x.suffix != "" || len(d.names.byLast[x.last]) < 2 {
		return e
	}
	fits := func(o *entity) bool {
		return o.words > 1 && o.suffix == "" && !o.org && !o.the && (g == unknown || o.gender == unknown || o.gender == g)
	}
	only := -1
	for _, j := range d.names.byLast[x.last] {
		if fits(&d.names.ents[j]) && j != only {
			if only >= 0 {
				only = -1
				break
			}
			only = j
		}
	}
	if only >= 0 {
		return only
	}
	for m := len(d.mentions) - 1; m >= 0 && i-d.mentions[m].at <= 2*reach; m-- {
		men := &d.mentions[m]
		if o := &d.names.ents[men.ent]; o.last == x.last && men.subject && fits(o) {
			if d.sameParagraph(men.at, i) {
				return men.ent
			}
			break
		}
	}
	return e
}

// modifies reports whether the name before token i stands before a role and another
// name, and so says only where that one belongs: Salem midfielder Ann Smith.
func (d *doc) modifies(i int) bool {
	k := i
	for k < len(d.toks) && k < i+4 && d.toks[k].kind == kWord && !d.toks[k].cap && (d.has(k, lang.Role|lang.Title) || d.toks[k].class == 0 && !strings.HasSuffix(d.lower(k), "ed")) {
		k++
	}
	return k > i && k < len(d.toks) && d.toks[k].kind == kWord && d.toks[k].cap && (d.has(k-1, lang.Role|lang.Title) || d.has(k, lang.Male|lang.Female|lang.Title))
}

// common reports whether the word at token i is an English word in lower case and
// nobody’s name.
func (d *doc) common(i int) bool {
	w := d.word(i)
	if d.lang.Code != "en" || d.toks[i].class&(lang.Male|lang.Female|lang.Body|lang.Title) != 0 || w == strings.ToUpper(w) {
		return false
	}
	e, _ := lexicon.Lookup(w)
	return e.Lower > 0 && e.Lower <= lexicon.Rare && e.Upper == 0
}

// foreign reports whether the word at token i, of an English text, is none that the
// lexicon has in lower case: a name although it begins a sentence.
func (d *doc) foreign(i int) bool {
	t := &d.toks[i]
	if d.lang.Code != "en" || t.class != 0 || !t.low || t.end-t.start < 4 {
		return false
	}
	e, _ := lexicon.Lookup(d.lower(i))
	return e.Lower == 0
}

// underPrep reports whether a preposition governs the name at token i: of Salem, of
// the ruling Union.
func (d *doc) underPrep(i int) bool {
	k := i - 1
	for k > 0 && i-k < 4 && d.toks[k].kind == kWord && !d.toks[k].cap && (d.toks[k].class&(lang.Function|lang.Say|lang.Name|lang.Time|lang.Role) == 0 || d.has(k, lang.Ing)) {
		k--
	}
	if k < i-1 && !d.has(k, lang.Det|lang.Poss) {
		return d.has(i-1, lang.Prep)
	}
	if d.has(k, lang.Det|lang.Poss) {
		k--
	}
	return d.has(k, lang.Prep)
}

// initialsOnly reports whether ws is no name but its first letters: O. D.
func initialsOnly(ws []string) bool {
	for _, w := range ws {
		if len(w) > 2 || w[len(w)-1] != '.' {
			return false
		}
	}
	return true
}

// rolesBefore adds what stands before the name at token i: “striker Ann Smith”,
// “the mayor, Ann Smith”.
func (d *doc) rolesBefore(n *name, i int) {
	for k := i - 1; k >= 0 && i-k <= 2 && d.toks[k].kind == kWord && !d.toks[k].cap; k-- {
		if d.toks[k].class&lang.Role != 0 {
			if k < i-1 && d.names.bodyNoun(d.lower(k)) && d.has(k+1, lang.Role) {
				break // "campaign spokeswoman Ann Smith"
			}
			d.role(n, k)
		} else if k == i-1 && d.newRole(k) {
			d.role(n, k)
		} else if d.has(k, lang.Function) {
			break // "mayor of Salem", "the jury that Smith"
		}
	}
	if !d.punct(i-1, ',') || i < 3 || d.toks[i-2].kind != kWord {
		return
	}
	np := d.before(i-2, max(0, i-14))
	if np.empty() || d.has(np.a-1, lang.Prep) && !(d.punct(n.end, ',') || n.end < len(d.toks) && d.toks[n.end].stop) || !d.has(np.a, lang.Det|lang.Poss) && !d.owned(np) {
		return
	}
	if h := d.head(np); !d.toks[h].cap && d.has(h, lang.Role) && !d.has(h, lang.Group) && !plural(d.lower(h)) {
		d.role(n, h)
	}
}

// owned reports whether np is what somebody has: "Smith’s husband".
func (d *doc) owned(np phrase) bool {
	h := d.head(np)
	return np.b-np.a > 2 && h > np.a && d.toks[h-1].kind == kPoss
}

// rolesAfter adds what stands after the name that ends before token end: “Ann
// Smith, a potter from Ohio”, “Ann Smith is mayor”.
func (d *doc) rolesAfter(n *name, end int) {
	if d.has(end, lang.Be) && !d.is(end+1, "not") || d.is(end, "became", "remains") {
		if np := d.after(end+1, min(end+10, len(d.toks))); !np.empty() && !d.named(np) {
			if h := d.head(np); d.has(h, lang.Role) && !plural(d.lower(h)) {
				d.role(n, h)
			}
		}
		return
	}
	if !d.punct(end, ',') || end+1 >= len(d.toks) || !(d.has(end+1, lang.Det|lang.Poss|lang.Role|lang.Title) || d.toks[end+1].kind == kWord && !d.toks[end+1].cap) {
		return
	}
	for k := end + 1; k < len(d.toks) && k <= end+6; k++ {
		if d.toks[k].kind != kWord || d.has(k, lang.Prep|lang.Rel|lang.Aux) {
			if d.has(end+1, lang.Det) && k-1 > end+1 && d.newRole(k-1) {
				d.role(n, k-1) // "a potter from Ohio"
			}
			return
		}
		if d.toks[k].class&lang.Role != 0 {
			d.role(n, k)
			return
		}
		if d.verb(k, lang.Say|lang.Name) {
			return
		}
	}
}

// newRole reports whether token k may be a noun for a person that the table
// does not have: “grinder”.
func (d *doc) newRole(k int) bool {
	t := &d.toks[k]
	if t.kind != kWord || t.cap || t.class != 0 {
		return false
	}
	w := d.lower(k)
	for _, e := range []string{"s", "ed", "ing", "ly", "ous", "ful", "ive", "al", "ic", "able", "ible", "est"} {
		if strings.HasSuffix(w, e) {
			return false
		}
	}
	return len(w) > 3 && w[0] >= 'a' && w[0] <= 'z' || len(w) > 4
}

// role adds the role at token k to n.
func (d *doc) role(n *name, k int) {
	w := d.lower(k)
	n.roles = append(n.roles, w)
	if n.gender == unknown {
		n.gender = genderOf(w)
	}
}

// genderOf is the gender that the role w tells.
func genderOf(w string) gender {
	switch w {
	case "son", "father", "husband", "brother", "spokesman", "businessman", "man", "boy", "fisherman", "councilman", "congressman", "chairman", "uncle", "grandfather", "nephew", "widower", "king", "prince", "boyfriend", "grandson":
		return male
	case "daughter", "mother", "wife", "sister", "spokeswoman", "businesswoman", "actress", "woman", "girl", "councilwoman", "congresswoman", "chairwoman", "aunt", "grandmother", "niece", "widow", "queen", "princess", "girlfriend", "granddaughter", "lady":
		return female
	}
	return unknown
}

// head is the token of the noun that np is about: the last before "of …".
func (d *doc) head(np phrase) int {
	for i := np.a + 1; i < np.b; i++ {
		if d.has(i, lang.Prep) && d.toks[i].low && !d.toks[i].cap {
			return i - 1
		}
	}
	return np.b - 1
}

// nameless takes up a person without a name at token i: “A night guard, who is
// 63, …”. It returns the token after the phrase, i when there is none.
func (d *doc) nameless(i int, first bool) int {
	if !d.has(i, lang.Det) || !d.is(i, "a", "an", "one", "another") {
		return i
	}
	for k := i - 1; k > 0 && i-k < 8; k-- { // Ann Smith, once a general and now a deputy
		if d.punct(k, ',') && d.toks[k-1].kind == kWord && d.toks[k-1].cap {
			return i
		}
		if t := &d.toks[k]; t.kind != kWord || t.class&(lang.Aux|lang.Be|lang.Say|lang.Rel) != 0 || t.cap || strings.HasSuffix(d.lower(k), "ed") {
			break
		}
	}
	h := i
	for h+1 < len(d.toks) && h-i < 4 && d.toks[h+1].kind == kWord && !d.toks[h+1].cap && d.noun(h+1) {
		h++
	}
	if h == i || d.has(h, lang.Group|lang.Doc) || plural(d.lower(h)) || d.names.bodyNoun(d.lower(h)) {
		return i
	}
	aside := d.punct(h+1, ',') && (d.is(h+2, "who", "whose") || h+2 < len(d.toks) && d.toks[h+2].kind == kWord && d.text[d.toks[h+2].start] >= '0' && d.text[d.toks[h+2].start] <= '9')
	if !d.has(h, lang.Role) && !(aside && d.newRole(h)) && !strings.HasSuffix(d.lower(h), "-year-old") || d.punct(h+1, ',') && h+2 < len(d.toks) && d.toks[h+2].kind == kWord && d.toks[h+2].cap {
		return i // "a spokeswoman, Ann Smith"
	}
	if prep := i > 0 && d.has(i-1, lang.Prep|lang.Be); prep || !first && !aside && !d.verbAhead(h+1) {
		return i
	}
	w := d.lower(h)
	full := d.plain(phrase{i, h + 1})
	if d.is(i, "one") {
		full = d.plain(phrase{i + 1, h + 1})
	}
	e := len(d.names.ents)
	d.names.ents = append(d.names.ents, entity{full: full, noName: true, person: true, gender: genderOf(w), words: 2, seen: 1})
	d.names.role(e, []string{w})
	d.mentions = append(d.mentions, mention{at: i, end: h + 1, ent: e, subject: true})
	return h + 1
}
