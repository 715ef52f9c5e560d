package page

import (
	"regexp"
	"sort"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/corpus"
)

// Elements says which element of a page shows a piece of its text, so that the
// piece can be found again in the page. The zero value knows of none.
type Elements struct {
	pieces []piece
	all    []element // each after its parent
}

// piece is where the text of an element begins; it ends where the next begins.
type piece struct{ start, element int }

type element struct {
	path   string
	parent int
}

// At is the path (XPath 1.0) of the smallest element that shows all of span of
// the text of the page; "" where none is known, as in a page that is nested too
// deep for a tree. What an HTML parser makes of the published bytes is what the
// path leads through: //*[@id="story"]/p[4], or /html/body/p[4] where no
// element on the way has an id of its own. O(log n + depth).
func (e *Elements) At(span corpus.Span) string {
	if e == nil || len(e.pieces) == 0 {
		return ""
	}
	at := func(i int) int {
		n := sort.Search(len(e.pieces), func(k int) bool { return e.pieces[k].start > i })
		return e.pieces[max(0, n-1)].element
	}
	a := at(span.Start)
	b := at(max(span.Start, span.End-1))
	// The text stands in the order of the document, so that what holds both
	// ends holds all between them.
	for a != b {
		if a > b {
			a = e.all[a].parent
		} else {
			b = e.all[b].parent
		}
	}
	return e.all[a].path
}

// ownID and elementName are what can stand in a path as it is; an element of
// another name, or of another language than HTML, is counted among all.
var (
	ownID       = regexp.MustCompile(`^[A-Za-z][\w.:-]*$`)
	elementName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
)

// elements gives the paths of the elements that hold the text of l. O(size of
// doc).
func (l *layer) elements(doc *html.Node) *Elements {
	ids := map[string]int{}
	each(doc, func(n *html.Node) bool {
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		return true
	})
	e := &Elements{}
	known := map[*html.Node]int{}
	steps := map[*html.Node]string{}
	var put func(n *html.Node) int
	put = func(n *html.Node) int {
		if i, ok := known[n]; ok {
			return i
		}
		x := element{parent: -1}
		if n.Parent != nil && n.Parent.Type == html.ElementNode {
			x.parent = put(n.Parent)
			x.path = e.all[x.parent].path
		}
		switch id := attr(n, "id"); {
		case ids[id] == 1 && ownID.MatchString(id):
			x.path = `//*[@id="` + id + `"]`
		case n.DataAtom == atom.Html || n.DataAtom == atom.Body && n.Parent.DataAtom == atom.Html:
			x.path += "/" + n.Data
		default:
			if _, ok := steps[n]; !ok {
				number(n.Parent, steps)
			}
			x.path += "/" + steps[n]
		}
		known[n] = len(e.all)
		e.all = append(e.all, x)
		return known[n]
	}
	for _, c := range l.chunks {
		if c.holder == nil || c.holder.Type != html.ElementNode {
			continue
		}
		i := put(c.holder)
		if n := len(e.pieces); n == 0 || e.pieces[n-1].element != i {
			e.pieces = append(e.pieces, piece{c.span.Start, i})
		}
	}
	return e
}

// number gives the steps that lead from parent to each of its elements.
func number(parent *html.Node, steps map[*html.Node]string) {
	count, all := map[string]int{}, 0
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		if n.Type != html.ElementNode {
			continue
		}
		all++
		if n.Namespace != "" || !elementName.MatchString(n.Data) {
			steps[n] = "*[" + strconv.Itoa(all) + "]"
			continue
		}
		count[n.Data]++
		steps[n] = n.Data + "[" + strconv.Itoa(count[n.Data]) + "]"
	}
}
