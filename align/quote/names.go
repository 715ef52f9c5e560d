package quote

import (
	"sort"
	"strings"
	"verbatim/align/quote/lang"
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
	byFull map[string]int
	byRole map[string][]int // role noun -> entities, in order
}

func newNames(words *lang.Table) *names {
	return &names{lang: words, byLast: map[string][]int{}, byFull: map[string]int{}, byRole: map[string][]int{}}
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
		if t.kind != kWord {
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
		break
	}
	// a suffix after a comma: "Smith, Jr."
	if j+1 < len(d.toks) && j > i && d.toks[j].kind == kPunct && d.toks[j].p == ',' && d.toks[j+1].kind == kWord && suffixOf(d.word(j+1)) != "" {
		j += 2
	}
	end = j
	a := i
	// titles and roles: the name is what follows the last of them
	for k := i; k < j; k++ {
		if d.toks[k].class&(lang.Title|lang.Role) != 0 && d.toks[k].class&(lang.Male|lang.Female) == 0 && k+1 < j && (k == a || k-a < 4) {
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

func suffixOf(w string) string {
	switch strings.TrimSuffix(w, ".") {
	case "Jr", "Junior":
		return "jr"
	case "Sr", "Senior":
		return "sr"
	case "II", "III", "IV", "Esq", "MD", "PhD", "Ph.D":
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
	if ns.lang.Word(w)&lang.Body != 0 {
		return true
	}
	switch w {
	case "team", "company", "firm", "organization", "organisation", "agency", "newspaper", "paper", "magazine", "outlet", "channel", "station", "website", "site", "blog", "board", "panel", "camp", "delegation", "embassy", "crowd", "audience", "authority", "people":
		return true
	}
	return false
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
