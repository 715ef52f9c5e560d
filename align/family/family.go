// Package family joins the occurrences of one utterance, however the outlets
// cut it: a family. Every join rests on a verified bond between two
// quotations; there is no blind transitive closure. Two statements that one
// outlet keeps apart stay apart even where another outlet runs them together;
// that outlet's quotation is then a splice.
package family

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"verbatim/align/quote"
	"verbatim/align/when"
	"verbatim/normalize"
)

// Family is one utterance.
type Family struct {
	Occurrences []Occurrence // in order of text and place
	Spliced     []Splice
}

// Splice says that an occurrence of this family runs on into another one.
type Splice struct {
	Occurrence int    // index in Occurrences
	Other      int    // index of the other family
	Words      [2]int // the words that belong to the other family
}

type edge struct {
	a, b int
	o    overlap
}

// Join groups the quotations of the texts of one story. Families are in order
// of their first occurrence. O(pairs that share words * their lengths).
func Join(texts []*normalize.Text, quotes [][]quote.Quote) []Family {
	ns := nodes(texts, quotes)
	groups(texts, ns)
	people(ns)
	edges := best(ns, bonds(ns))
	// What runs over two utterances must not decide which belong together:
	// such quotations come last, those of one extent first.
	over := runners(ns, edges)
	whole := func(e edge) bool {
		return 10*e.o.equal >= 8*max(len(ns[e.a].keys), len(ns[e.b].keys))
	}
	sort.SliceStable(edges, func(i, j int) bool {
		x, y := edges[i], edges[j]
		if a, b := over[x.a] || over[x.b], over[y.a] || over[y.b]; a != b {
			return b
		}
		if whole(x) != whole(y) {
			return whole(x)
		}
		if x.o.content != y.o.content {
			return x.o.content > y.o.content
		}
		return x.o.equal > y.o.equal
	})
	j := newJoiner(ns, edges)
	var spliced []edge
	for _, e := range edges {
		if !j.join(e) {
			spliced = append(spliced, e)
		}
	}
	j.nested()
	j.comments()
	return j.families(spliced)
}

// bonds are the verified edges between the quotations that outlets give as
// their own. Those with the same words and speaker are compared with others
// once, for all of them.
func bonds(ns []*node) []edge {
	var first []*node
	var alike [][]int // of each in first: the nodes it stands for, ascending
	class := map[string]int{}
	for i, n := range ns {
		if n.Quote.Parent >= 0 || n.Comment() {
			continue
		}
		k := fmt.Sprint(n.name, "|", n.speaker, "|", n.sure, n.kin, "|", strings.Join(n.stems, " "))
		c, ok := class[k]
		if !ok {
			c = len(first)
			class[k] = c
			first, alike = append(first, n), append(alike, nil)
		}
		alike[c] = append(alike[c], i)
	}
	var edges []edge
	add := func(x, y int, o overlap) {
		if x > y {
			x, y, o.a, o.b = y, x, o.b, o.a
		}
		if ns[x].Text == ns[y].Text && rivals(ns[x], ns[y]) {
			return // one outlet that has both means both
		}
		edges = append(edges, edge{x, y, o})
	}
	for c, n := range first {
		if len(alike[c]) < 2 {
			continue
		}
		o, ok := related(n, ns[alike[c][1]])
		if !ok {
			// One to three words say nothing by themselves, but they do where the same
			// narration stands around them: copies of one text.
			within := map[string]int{}
			for _, i := range alike[c] {
				if ns[i].around == "" {
					continue
				}
				if f, ok := within[ns[i].around]; !ok {
					within[ns[i].around] = i
				} else if o := align(ns[f], ns[i]); ns[f].Text != ns[i].Text && o.equal == len(ns[f].keys) {
					add(f, i, o)
				}
			}
			continue
		}
		for x, i := range alike[c] {
			for _, k := range alike[c][x+1:] {
				add(i, k, o)
			}
			if len(alike[c]) > many {
				break // the first one holds all of them
			}
		}
	}
	for _, p := range candidates(first) {
		o, ok := related(first[p[0]], first[p[1]])
		if !ok {
			continue
		}
		xs, ys := alike[p[0]], alike[p[1]]
		if len(xs)*len(ys) > 400 {
			for _, y := range ys {
				add(xs[0], y, o)
			}
			for _, x := range xs[1:] {
				add(x, ys[0], o)
			}
			continue
		}
		for _, x := range xs {
			for _, y := range ys {
				add(x, y, o)
			}
		}
	}
	sort.Slice(edges, func(i, k int) bool {
		return edges[i].a < edges[k].a || edges[i].a == edges[k].a && edges[i].b < edges[k].b
	})
	return edges
}

// best drops the edges to what is a worse counterpart: where an outlet has two
// sayings that are alike, each goes with its own. A fragment keeps its edge, for
// it may repeat what the outlet quotes in full. O(edges of a node in one text,
// squared).
func best(ns []*node, edges []edge) []edge {
	const (
		most   = 50 // edges of a node in one text
		better = .2 // of the share of words
	)
	type end struct{ node, text int }
	at := map[end][]int{} // edges of a node into a text
	for i, e := range edges {
		at[end{e.a, ns[e.b].Text}] = append(at[end{e.a, ns[e.b].Text}], i)
		at[end{e.b, ns[e.a].Text}] = append(at[end{e.b, ns[e.a].Text}], i)
	}
	share := func(e edge) float64 {
		return 2 * float64(e.o.equal) / float64(len(ns[e.a].keys)+len(ns[e.b].keys))
	}
	worse := make([]bool, len(edges))
	for k, is := range at {
		if len(is) > most || k.text == ns[k.node].Text {
			continue
		}
		// far is the node at the other end of an edge, and what it shares of k.
		far := func(e edge) (*node, [2]int) {
			if e.a == k.node {
				return ns[e.b], e.o.a
			}
			return ns[e.a], e.o.b
		}
		for _, i := range is {
			n, own := far(edges[i])
			if 10*edges[i].o.equal >= 8*len(n.keys) {
				continue
			}
			for _, l := range is {
				m, other := far(edges[l])
				common := min(own[1], other[1]) - max(own[0], other[0])
				if m.group != n.group && edges[l].o.equal >= edges[i].o.equal && share(edges[l]) >= share(edges[i])+better && 10*common >= 8*(own[1]-own[0]) {
					worse[i] = true
				}
			}
		}
	}
	out := edges[:0]
	for i, e := range edges {
		if !worse[i] {
			out = append(out, e)
		}
	}
	return out
}

// runners are the quotations that share different words with two utterances of
// one text.
func runners(ns []*node, edges []edge) map[int]bool {
	type part struct {
		text, group int
		words       [2]int
	}
	parts := map[int][]part{}
	out := map[int]bool{}
	add := func(x, y int, w [2]int) {
		for _, p := range parts[x] {
			if p.text == ns[y].Text && p.group != ns[y].group && (p.words[1] <= w[0]+1 || w[1] <= p.words[0]+1) {
				out[x] = true
			}
		}
		parts[x] = append(parts[x], part{ns[y].Text, ns[y].group, w})
	}
	for _, e := range edges {
		add(e.a, e.b, e.o.a)
		add(e.b, e.a, e.o.b)
	}
	return out
}

// longest is how many words an utterance has at most. A text that goes on
// quoting one person for longer makes several of it: each is set side by side
// with the readings of others in time that grows with the square of its length.
const longest = 2000

// groups numbers the utterances of each text: what package quote joined, and
// the pieces of one dated message that narration breaks up.
func groups(texts []*normalize.Text, ns []*node) {
	next := 0
	days := messageDays(ns)
	type key struct{ text, utterance int }
	of := map[key]int{}
	words := map[int]int{} // of each group
	var last *node         // the last top quotation of the text
	for _, n := range ns {
		if last != nil && last.Text != n.Text {
			last = nil
		}
		k := key{n.Text, n.Quote.Utterance}
		g, ok := of[k]
		if ok && last != nil && (!message(n) && ledIn(texts[n.Text], n) || last.Quote.Marks != n.Quote.Marks || last.year != n.year) {
			ok = false // "And then: “…”" begins another statement
		}
		ok = ok && words[g]+len(n.keys) <= longest
		if !ok || n.Quote.Utterance == 0 || n.Quote.Parent >= 0 {
			g = next
			next++
			if n.Quote.Parent < 0 && n.Quote.Utterance != 0 {
				of[k] = g
			}
			if last != nil && n.Quote.Parent < 0 && words[last.group]+len(n.keys) <= longest && days[last] == days[n] && continues(texts[n.Text], last, n) {
				g = last.group
				of[k] = g
			}
		}
		n.group = g
		words[g] += len(n.keys)
		n.aside = aside(texts[n.Text], n)
		if n.Quote.Parent < 0 && n.Outlet() && !n.aside && n.Quote.Kind != "scare" && n.Quote.Kind != "title" {
			last = n
		}
	}
}

// messageDays gives each quotation its day. One that is only inferred and
// stands between two of the same speaker on another day has theirs: the
// message itself spoke of that other day.
func messageDays(ns []*node) map[*node]string {
	days := map[*node]string{}
	var top []*node
	for _, n := range ns {
		days[n] = n.Quote.Date.Value
		if n.Quote.Parent < 0 && n.Outlet() {
			top = append(top, n)
		}
	}
	for i := 1; i+1 < len(top); i++ {
		a, n := top[i-1], top[i]
		if a.Text != n.Text || a.speaker != n.speaker || n.Quote.Date.Sure == "stated" {
			continue
		}
		for _, m := range top[i+1 : min(len(top), i+3)] {
			if m.Text == n.Text && m.speaker == n.speaker && days[m] == days[a] {
				days[n] = days[a]
				break
			}
		}
	}
	return days
}

// ledIn reports whether narration that ends in a colon introduces the
// quotation.
func ledIn(t *normalize.Text, n *node) bool {
	return strings.HasSuffix(strings.TrimRight(t.Clean[max(0, n.Quote.Outer.Start-8):n.Quote.Outer.Start], " \n\u00a0"), ":")
}

// continues reports whether b goes on with the message of a: one sender, and
// nothing that dates it anew.
func continues(t *normalize.Text, a, b *node) bool {
	if a.Zone != b.Zone || a.year != b.year || a.Quote.Marks != b.Quote.Marks || a.speaker == "" || a.speaker != b.speaker {
		return false
	}
	loose := func(n *node) bool { return message(n) || n.Quote.Kind == "statement" && n.Quote.Addressee.Value == "" }
	if !message(a) && !message(b) || !loose(a) || !loose(b) {
		return false
	}
	// A time or a date stated for b alone begins another message.
	fresh := func(c, before quote.Claim) bool {
		return c.Sure == "stated" && !c.Span.Empty() && c.Span != before.Span
	}
	return !fresh(b.Quote.Time, a.Quote.Time) && !fresh(b.Quote.Date, a.Quote.Date) && !(ledIn(t, b) && timed(t, a, b))
}

// timed reports whether the narration between two quotations, in the sentence
// that leads up to the second, holds an expression of time.
func timed(t *normalize.Text, a, b *node) bool {
	from := max(a.Quote.Outer.End, b.Quote.Outer.Start-300)
	if from >= b.Quote.Outer.Start {
		return false
	}
	lead := t.Clean[from:b.Quote.Outer.Start]
	if i := strings.LastIndexAny(lead, "\n"); i >= 0 {
		lead = lead[i:]
	}
	return len(when.Find(lead, "")) > 0
}

func message(n *node) bool { return n.Quote.Kind == "dm" || n.Quote.Kind == "tweet" }

// aside reports whether the quotation stands in parentheses: it does not
// interrupt the message around it.
func aside(t *normalize.Text, n *node) bool {
	depth := 0
	for i := n.Quote.Outer.Start - 1; i >= 0 && i > n.Quote.Outer.Start-600; i-- {
		switch t.Clean[i] {
		case '\n':
			return false
		case ')':
			depth--
		case '(':
			depth++
			if depth > 0 {
				return true
			}
		}
	}
	return false
}

// joiner is a union-find over utterances that refuses to merge two utterances
// which an outlet keeps apart.
type joiner struct {
	ns      []*node
	parent  []int                 // of groups
	members [][]int               // of each group: its nodes
	parts   map[int]map[int][]int // root -> text -> nodes; of many, one of each wording
	alike   []int                 // of each node: the first of its text with its words, where there are many of them, else the node
	size    []int                 // of each root: its nodes
	words   []map[int]int         // of each root: text -> words of its nodes, those of equal nodes once
	rel     map[int]map[int]bool  // groups that an edge connects
	edges   map[int][]edge        // of each node
}

func newJoiner(ns []*node, edges []edge) *joiner {
	j := &joiner{ns: ns, parts: map[int]map[int][]int{}, rel: map[int]map[int]bool{}, edges: map[int][]edge{}}
	for _, e := range edges {
		j.edges[e.a], j.edges[e.b] = append(j.edges[e.a], e), append(j.edges[e.b], e)
		j.relate(ns[e.a].group, ns[e.b].group)
		j.relate(ns[e.b].group, ns[e.a].group)
	}
	top := 0
	for _, n := range ns {
		top = max(top, n.group+1)
	}
	j.parent, j.members, j.size, j.words = make([]int, top), make([][]int, top), make([]int, top), make([]map[int]int, top)
	first, equal := map[string]int{}, map[int]int{}
	j.alike = make([]int, len(ns))
	for i := range j.parent {
		j.parent[i] = i
	}
	for i, n := range ns {
		g := n.group
		j.members[g] = append(j.members[g], i)
		j.size[g]++
		if j.words[g] == nil {
			j.words[g] = map[int]int{}
		}
		k := fmt.Sprint(n.Text, n.Quote.Parent < 0, n.speaker, "|", strings.Join(n.stems, " "))
		if _, ok := first[k]; !ok {
			first[k] = i
			j.words[g][n.Text] += len(n.keys)
		}
		j.alike[i] = first[k]
		equal[first[k]]++
		if j.parts[g] == nil {
			j.parts[g] = map[int][]int{}
		}
		j.parts[g][n.Text] = append(j.parts[g][n.Text], i)
	}
	for i, f := range j.alike {
		if equal[f] <= many {
			j.alike[i] = i
		}
	}
	return j
}

// many nodes of one text are held against others one by one.
const many = 20

// wordings are the nodes of one text, of many one of each wording.
func (j *joiner) wordings(is []int) []int {
	if len(is) <= many {
		return is
	}
	seen := map[int]bool{}
	return slices.DeleteFunc(is, func(i int) bool {
		again := seen[j.alike[i]]
		seen[j.alike[i]] = true
		return again
	})
}

func (j *joiner) relate(g, h int) {
	if j.rel[g] == nil {
		j.rel[g] = map[int]bool{}
	}
	j.rel[g][h] = true
}

// compete reports whether the nodes x and y of one text stand for the same words of
// another one: one of them answers the other. What that text has as parts of one
// quotation, one after the other, one person said, and the speaker of one of them
// was misread.
func (j *joiner) compete(x, y int) bool {
	same := false
	for _, e := range j.edges[x] {
		for _, f := range j.edges[y] {
			c, of := e.over(x)
			d, also := f.over(y)
			if c != d || j.ns[c].Text == j.ns[x].Text {
				continue
			}
			if of[1] <= also[0]+1 || also[1] <= of[0]+1 {
				return false
			}
			same = true
		}
	}
	return same
}

// elided reports whether another text gives the nodes x and y of one text as one
// quotation of one speaker and marks with an ellipsis that it leaves out what
// stands between. Days that are given, and differ, rule it out.
func (j *joiner) elided(x, y int) bool {
	a, b := j.ns[x], j.ns[y]
	if a.speaker == "" || a.speaker != b.speaker || a.year != b.year || a.Quote.Date.Value != b.Quote.Date.Value && a.Quote.Date.Value != "" && b.Quote.Date.Value != "" {
		return false
	}
	for _, e := range j.edges[x] {
		for _, f := range j.edges[y] {
			c, of := e.over(x)
			d, also := f.over(y)
			if c != d || j.ns[c].Text == a.Text || j.ns[c].speaker != a.speaker {
				continue
			}
			from, to := min(of[1], also[1]), max(of[0], also[0])
			if slices.ContainsFunc(j.ns[c].cuts, func(k int) bool { return from <= k && k <= to }) {
				return true
			}
		}
	}
	return false
}

// over is the other end of an edge of node x, and the words it shares there.
func (e edge) over(x int) (int, [2]int) {
	if e.a == x {
		return e.b, e.o.b
	}
	return e.a, e.o.a
}

// joinedElsewhere reports whether two other outlets give the quotations a and b
// of one text as one utterance: then it is that text which took them apart.
func (j *joiner) joinedElsewhere(a, b *node) bool {
	texts := map[int]bool{}
	for g := range j.rel[a.group] {
		if j.rel[b.group][g] {
			for _, i := range j.members[g] {
				texts[j.ns[i].Text] = true
			}
		}
	}
	delete(texts, a.Text)
	return len(texts) >= 2
}

func (j *joiner) find(g int) int {
	for j.parent[g] != g {
		j.parent[g] = j.parent[j.parent[g]]
		g = j.parent[g]
	}
	return g
}

// join merges the families of an edge unless they hold utterances that some
// outlet sets apart; then it reports false. Those of two people are not merged
// either, and nothing is said of it: a speaker may be misread.
func (j *joiner) join(e edge) bool {
	ra, rb := j.find(j.ns[e.a].group), j.find(j.ns[e.b].group)
	if ra == rb {
		return true
	}
	if len(j.parts[rb]) > len(j.parts[ra]) {
		ra, rb = rb, ra
	}
	for text, n := range j.words[rb] {
		if n > 0 && j.words[ra][text] > 0 && n+j.words[ra][text] > longest {
			return true
		}
	}
	apart, two := false, false
	for text, ys := range j.parts[rb] {
		for _, x := range j.parts[ra][text] {
			for _, y := range ys {
				a, b := j.ns[x], j.ns[y]
				if a.Quote.Parent >= 0 || b.Quote.Parent >= 0 {
					continue
				}
				if rivals(a, b) && !repeats(a, b) && j.compete(x, y) {
					two = true
					continue
				}
				if j.alike[x] == j.alike[y] || j.rel[a.group][b.group] || j.adjacent(x, y) || j.joinedElsewhere(a, b) || j.elided(x, y) {
					j.union(ra, rb)
					return true
				}
				apart = true
			}
		}
	}
	if !apart && !two {
		j.union(ra, rb)
	}
	return !apart
}

// union hangs the smaller family into the larger.
func (j *joiner) union(ra, rb int) {
	if ra == rb {
		return
	}
	if j.size[rb] > j.size[ra] || j.size[rb] == j.size[ra] && rb < ra {
		ra, rb = rb, ra
	}
	j.parent[rb] = ra
	j.size[ra] += j.size[rb]
	for text, n := range j.words[rb] {
		j.words[ra][text] += n
	}
	for text, is := range j.parts[rb] {
		j.parts[ra][text] = j.wordings(append(j.parts[ra][text], is...))
	}
	delete(j.parts, rb)
}

// adjacent reports whether no other top quotation of another speaker stands
// between the nodes x and y of one text.
func (j *joiner) adjacent(x, y int) bool {
	if x > y {
		x, y = y, x
	}
	if j.ns[y].Words[0]-j.ns[x].Words[1] > 120 {
		return false
	}
	for k := x + 1; k < y; k++ {
		n := j.ns[k]
		if n.Quote.Parent < 0 && !n.aside && n.speaker != j.ns[x].speaker && n.group != j.ns[x].group && n.group != j.ns[y].group && n.content > 0 {
			return false
		}
	}
	return true
}

// nested joins quotations inside quotations: equal words in one family of
// their parents.
func (j *joiner) nested() {
	type key struct {
		root int
		text string
	}
	first := map[key]int{}
	parent := map[[2]int]*node{}
	for _, n := range j.ns {
		if n.Quote.Parent < 0 {
			parent[[2]int{n.Text, n.Index}] = n
		}
	}
	for _, n := range j.ns {
		if n.Quote.Parent < 0 {
			continue
		}
		p := parent[[2]int{n.Text, n.Quote.Parent}]
		if p == nil {
			continue
		}
		text := ""
		for _, s := range n.stems {
			text += s + " "
		}
		k := key{j.find(p.group), text}
		if g, ok := first[k]; ok {
			j.union(j.find(g), j.find(n.group))
		} else {
			first[k] = n.group
		}
	}
}

// comments hangs what readers quote to the family they quote from.
func (j *joiner) comments() {
	var inside, outside []*node
	for _, n := range j.ns {
		if n.Quote.Parent >= 0 {
			continue
		}
		if n.Comment() {
			inside = append(inside, n)
		} else if n.Outlet() {
			outside = append(outside, n)
		}
	}
	if len(inside) == 0 {
		return
	}
	all := append(append([]*node(nil), outside...), inside...)
	best := map[int]edge{}
	for _, p := range candidates(all) {
		if p[1] < len(outside) || p[0] >= len(outside) {
			continue
		}
		o, ok := related(all[p[0]], all[p[1]])
		if ok && len(all[p[1]].keys) >= 4 && o.content > best[p[1]].o.content {
			best[p[1]] = edge{p[0], p[1], o}
		}
	}
	for i := len(outside); i < len(all); i++ {
		if e, ok := best[i]; ok {
			j.union(j.find(all[e.a].group), j.find(all[i].group))
		}
	}
}

// families lists the result in order of first occurrence.
func (j *joiner) families(spliced []edge) []Family {
	index := map[int]int{}
	at := make([][2]int, len(j.ns))
	var out []Family
	for i, n := range j.ns {
		r := j.find(n.group)
		f, ok := index[r]
		if !ok {
			f = len(out)
			index[r] = f
			out = append(out, Family{})
		}
		at[i] = [2]int{f, len(out[f].Occurrences)}
		out[f].Occurrences = append(out[f].Occurrences, n.Occurrence)
	}
	for _, e := range spliced {
		if at[e.a][0] == at[e.b][0] || e.o.content < 2 || e.o.run < 3 {
			continue
		}
		x, y, w := e.a, e.b, e.o.a
		if !j.bridges(j.edges[x], x, w) {
			x, y, w = e.b, e.a, e.o.b
			if !j.bridges(j.edges[x], x, w) {
				continue
			}
		}
		w = j.ns[x].sentences(w)
		from := j.ns[x].Words[0]
		f := at[x][0]
		out[f].Spliced = append(out[f].Spliced, Splice{at[x][1], at[y][0], [2]int{from + w[0], from + w[1]}})
	}
	for f := range out {
		out[f].Spliced = oneEach(out[f].Spliced)
	}
	return out
}

// bridges reports whether node x is held in its family by words outside w, given
// the edges of x: then it is x that runs on into the other family.
func (j *joiner) bridges(edges []edge, x int, w [2]int) bool {
	for _, e := range edges {
		own := e.o.a
		if x == e.b {
			own = e.o.b
		}
		if j.find(j.ns[e.a].group) == j.find(j.ns[e.b].group) && (own[1] <= w[0]+1 || own[0]+1 >= w[1]) {
			return true
		}
	}
	return false
}

// oneEach keeps the longest splice of an occurrence with each other family.
func oneEach(ss []Splice) []Splice {
	sort.SliceStable(ss, func(i, j int) bool {
		if ss[i].Occurrence != ss[j].Occurrence {
			return ss[i].Occurrence < ss[j].Occurrence
		}
		if ss[i].Other != ss[j].Other {
			return ss[i].Other < ss[j].Other
		}
		return ss[i].Words[1]-ss[i].Words[0] > ss[j].Words[1]-ss[j].Words[0]
	})
	var out []Splice
	for _, s := range ss {
		if n := len(out); n == 0 || out[n-1].Occurrence != s.Occurrence || out[n-1].Other != s.Other {
			out = append(out, s)
		}
	}
	return out
}
