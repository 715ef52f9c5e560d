package person

import (
	"slices"
	"strings"

	"verbatim/align/word"
	"verbatim/normalize"
)

// Role is what a text says that a person is.
type Role struct {
	Person string
	Words  [2]int              // the name with what it is said to be
	Former bool                // "former", "then"
	Of     map[string][]string // axis -> classes: "office" -> "defence"; "side" -> "opposition"
}

// heads are words for somebody who has a field of duty.
var heads = set("minister secretary director manager officer engineer editor chief head executive commissioner correspondent adviser advisor analyst inspector superintendent deputy member mp lawmaker senator politician backbencher leader party")

// fields are the duties of which one person has one at a time, by axis.
var fields = map[string]map[string]string{
	"office": classes("defence defense military", "foreign external", "interior home", "finance financial treasury", "education schools", "health", "justice", "transport transportation", "environment climate", "energy",
		"agriculture farming", "culture", "trade", "labour labor employment", "housing", "sport sports", "communications press media", "marketing", "sales", "operations operating", "technology technical information",
		"executive managing", "personnel human", "legal", "medical", "nursing", "artistic", "creative", "commercial", "materials", "mechanical", "civil", "electrical", "software", "structural", "chemical", "quality", "security", "research", "production", "design"),
	"side": classes("governing ruling", "opposition"),
}

// callings are what one person of a field is, by axis; each names somebody by itself.
var callings = map[string]map[string]string{
	"rank":  classes("constable pc", "sergeant sgt", "inspector insp", "superintendent supt", "corporal cpl", "lieutenant lt", "major maj", "colonel col", "admiral", "brigadier"),
	"ward":  classes("doctor surgeon physician cardiologist anaesthetist anesthetist paediatrician pediatrician", "nurse", "midwife", "paramedic", "pharmacist"),
	"court": classes("judge magistrate", "prosecutor", "juror", "bailiff", "defendant"),
	"class": classes("teacher", "pupil schoolboy schoolgirl", "caretaker"),
	"pitch": classes("goalkeeper keeper", "striker forward", "midfielder", "defender", "winger", "referee", "linesman"),
	"craft": classes("plumber", "electrician", "carpenter joiner", "butcher", "baker", "bricklayer", "fisherman", "farmer"),
	"art":   classes("painter", "sculptor", "violinist", "cellist", "pianist", "drummer", "soprano", "tenor"),
}

var (
	formerly = set("former ex onetime then outgoing retired once previously")
	article  = set("a an the its his her their our")
	linking  = set("of for to")
	courtesy = set("mr mrs ms miss dr sir dame lord lady professor")
)

// Roles gives what t says, right before or behind the names, that the persons are.
// O(names).
func Roles(t *normalize.Text, names []Name) []Role {
	var out []Role
	for _, n := range names {
		for _, read := range []func(*normalize.Text, Name) (Role, bool){before, behind} {
			if r, ok := read(t, n); ok {
				r.Person = n.Person
				out = append(out, r)
			}
		}
	}
	return out
}

// before reads "defence minister Katra Velm", "their minister of defence, Mrs Katra
// Velm".
func before(t *normalize.Text, n Name) (Role, bool) {
	const reach = 6
	w := n.Words[0]
	for w > 0 && (courtesy[t.Words[w-1].Key] || t.Words[w-1].Key == "named" || t.Words[w-1].Key == "called") && strings.Trim(gap(t, w), " .") == "" {
		w--
	}
	if strings.Trim(gap(t, w), " ,") != "" {
		return Role{}, false
	}
	from := w
	for from > 0 && w-from < reach && (from == w || gap(t, from) == " " || gap(t, from) == "-") {
		k := t.Words[from-1].Key
		if word.Stop(k) && !linking[k] {
			break
		}
		from--
	}
	return phrase(t, from, w, [2]int{from, n.Words[1]}, w-1)
}

// behind reads "Katra Velm, the defence minister" and "Mirel Dost, a general who sits
// for the governing party".
func behind(t *normalize.Text, n Name) (Role, bool) {
	const reach = 9
	from := n.Words[1]
	is := from+1 < len(t.Words) && (t.Words[from].Key == "is" || t.Words[from].Key == "was") && article[t.Words[from+1].Key] && gap(t, from) == " "
	if g := gap(t, from); from >= len(t.Words) || strings.TrimSpace(g) != "," && !is {
		return Role{}, false
	}
	if is {
		from++
	}
	to := from
	for to < len(t.Words) && to-from < reach && (to == from || !breaks(t, to)) {
		to++
	}
	if !article[t.Words[from].Key] && to < len(t.Words) && strings.TrimSpace(gap(t, to)) != "," && !strings.ContainsAny(gap(t, to), ".!?") {
		return Role{}, false // no apposition
	}
	last := from
	for last < to && !(word.Stop(t.Words[last].Key) && !article[t.Words[last].Key] && !linking[t.Words[last].Key]) {
		last++
	}
	r, ok := phrase(t, from, last, [2]int{n.Words[0], last}, -1)
	// A relative clause tells the side on which somebody sits.
	for w := last; w < to; w++ {
		if c := fields["side"][t.Words[w].Key]; c != "" {
			if !ok {
				r = Role{Of: map[string][]string{}}
			}
			r.Of["side"] = append(r.Of["side"], c)
			r.Words, ok = [2]int{n.Words[0], to}, true
		}
	}
	return r, ok
}

// phrase reads the fields of the words from..to; one of them, the one at head unless
// that is -1 or an of-phrase follows the head, must be a word for somebody who has one.
func phrase(t *normalize.Text, from, to int, words [2]int, head int) (Role, bool) {
	r := Role{Words: words, Of: map[string][]string{}}
	found := false
	for w := from; w < to; w++ {
		k := t.Words[w].Key
		for axis, m := range callings {
			if c := m[k]; c != "" && (head < 0 || w == head) {
				found = true
				if !slices.Contains(r.Of[axis], c) {
					r.Of[axis] = append(r.Of[axis], c)
				}
			}
		}
		r.Former = r.Former || formerly[k]
		of := w+1 < to && linking[t.Words[w+1].Key]
		found = found || heads[k] && (head < 0 || w == head || of)
		for axis, m := range fields {
			if c := m[k]; c != "" && !slices.Contains(r.Of[axis], c) {
				r.Of[axis] = append(r.Of[axis], c)
			}
		}
	}
	return r, found && len(r.Of) > 0
}

// Excludes reports whether nobody is what r and s say both: on some axis both name
// fields, and none in common.
func (r Role) Excludes(s Role) bool {
	for axis, x := range r.Of {
		y := s.Of[axis]
		if len(y) > 0 && !slices.ContainsFunc(x, func(c string) bool { return slices.Contains(y, c) }) {
			return true
		}
	}
	return false
}
