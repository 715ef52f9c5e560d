package page

import (
	"net/url"
	"strconv"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// Extractor finds the main content of a page.
type Extractor interface {
	// Main gives the text nodes of doc that are main content; doc must not be
	// changed. No node means that nothing was found.
	Main(doc *html.Node) map[*html.Node]bool
}

// Extractors are the extractors by name.
var Extractors = map[string]Extractor{"readability": Readability{}, "words": Words{}}

// Readability finds main content as the reader view of a browser does.
type Readability struct{}

// Main implements [Extractor]. The library moves and drops nodes of a copy; a
// number on each text node tells which of ours they were.
func (Readability) Main(doc *html.Node) map[*html.Node]bool {
	var texts []*html.Node
	var clone func(n *html.Node) *html.Node
	clone = func(n *html.Node) *html.Node {
		c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
		switch n.Type {
		case html.TextNode:
			c.Attr = []html.Attribute{{Key: "n", Val: strconv.Itoa(len(texts))}}
			texts = append(texts, n)
		case html.ElementNode:
			for _, a := range n.Attr {
				// A link to a script would be replaced by new text that has
				// lost its number.
				if a.Key == "href" && len(a.Val) > 10 && (a.Val[:10] == "javascript" || a.Val[:10] == "JavaScript") {
					continue
				}
				c.Attr = append(c.Attr, a)
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			c.AppendChild(clone(k))
		}
		return c
	}
	copied := clone(doc)
	p := readability.NewParser()
	p.DisableJSONLD = true
	article, err := p.ParseAndMutate(copied, &url.URL{Scheme: "http", Host: "localhost"})
	if err != nil || article.Node == nil {
		return nil
	}
	main := map[*html.Node]bool{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode && len(n.Attr) == 1 && n.Attr[0].Key == "n" {
			if i, err := strconv.Atoi(n.Attr[0].Val); err == nil && i < len(texts) {
				main[texts[i]] = true
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(article.Node)
	return main
}

// Words finds main content by what the lines of the page say, without its
// markup, as in the text of a page that was pasted.
type Words struct{}

// Main implements [Extractor].
func (Words) Main(doc *html.Node) map[*html.Node]bool {
	l := newLayer(doc, newClasses(doc))
	main := map[*html.Node]bool{}
	z := 0
	zones := zone.Find(l.text.String(), token.Words(l.text.String()))
	for _, c := range l.chunks {
		for z < len(zones)-1 && zones[z].Span.End <= c.span.Start {
			z++
		}
		if c.from != nil && zones[z].Kind.Text() {
			main[c.from] = true
		}
	}
	return main
}
