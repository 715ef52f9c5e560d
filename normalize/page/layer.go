package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// layer is the visible text of a page and where each piece of it comes from.
type layer struct {
	text   strings.Builder
	chunks []chunk
	blocks []block
	nodes  map[*html.Node]int // text node -> its chunk

	gap     gap  // what separates the next word from the last
	tight   bool // no space after an opening mark
	closed  bool // the space stood before a closing mark
	marks   [2][2]string
	quoted  int // depth of q
	from    *html.Node
	holder  *html.Node
	classes *classes
}

// chunk is the text of one text node.
type chunk struct {
	span  corpus.Span
	block int
	in    context
	from  *html.Node

	holder *html.Node // the element that shows it
}

// block is a stretch of text that a browser shows as one paragraph.
type block struct {
	span   corpus.Span
	node   *html.Node // the innermost element that makes the block
	size   int        // bytes of text
	linked int        // of these, within links
	main   int        // of these, found by the extractor
}

// context is what the elements around a text node say of it.
type context struct {
	kind   zone.Kind
	author string
	group  int // two neighbours of one kind with different groups are two zones
	linked bool
	pre    bool
}

// gap says how far apart two words stand. The larger gap wins.
type gap int

const (
	none gap = iota
	space
	line
	paragraph
)

var gaps = [...]string{none: "", space: " ", line: "\n", paragraph: "\n\n"}

// blockElements begin and end a paragraph.
var blockElements = set(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details,
	atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
	atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre,
	atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Button, atom.Label)

// unseenElements hold nothing that a reader sees as text.
var unseenElements = set(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Iframe, atom.Object,
	atom.Svg, atom.Select, atom.Textarea, atom.Audio, atom.Video, atom.Canvas, atom.Datalist, atom.Noframes, atom.Noembed)

func set(as ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range as {
		m[a] = true
	}
	return m
}

// quoteMarks are what a browser shows for the element q, outer and inner, by
// language. The empty language is English.
var quoteMarks = map[string][2][2]string{
	"":   {{"“", "”"}, {"‘", "’"}},
	"de": {{"„", "“"}, {"‚", "‘"}},
	"fr": {{"« ", " »"}, {"“", "”"}},
	"it": {{"«", "»"}, {"“", "”"}},
	"es": {{"«", "»"}, {"“", "”"}},
}

// newLayer takes the visible text of doc. O(size of doc).
func newLayer(doc *html.Node, c *classes) *layer {
	l := &layer{nodes: map[*html.Node]int{}, classes: c, marks: quoteMarks[""]}
	if m, ok := quoteMarks[language(doc)]; ok {
		l.marks = m
	}
	l.walk(doc, context{}, doc)
	return l
}

// language is the main language of the page, as its first element says.
func language(doc *html.Node) string {
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Html {
			lang, _, _ := strings.Cut(strings.ToLower(attr(n, "lang")), "-")
			return lang
		}
	}
	return ""
}

func (l *layer) walk(n *html.Node, in context, block *html.Node) {
	switch n.Type {
	case html.TextNode:
		l.from, l.holder = n, n.Parent
		l.words(n, in, block)
		l.from = nil
		return
	case html.ElementNode:
		if unseen(n) {
			return
		}
		if a := address(n); a != "" {
			l.holder = n
			l.words(&html.Node{Type: html.TextNode, Data: a}, l.classes.enter(n, in), block)
			return
		}
		in = l.classes.enter(n, in)
		in.linked = in.linked || n.DataAtom == atom.A
		in.pre = in.pre || n.DataAtom == atom.Pre
	case html.DocumentNode:
	default:
		return
	}
	isBlock := blockElements[n.DataAtom]
	if isBlock {
		l.widen(paragraph)
		block = n
	}
	switch n.DataAtom {
	case atom.Br:
		if l.gap >= line {
			l.widen(paragraph)
		} else {
			l.widen(line)
		}
	case atom.Q:
		m := l.marks[min(l.quoted, 1)]
		l.quoted++
		l.holder = n
		l.put(m[0], in, block)
		l.tight = true
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			l.walk(c, in, block)
		}
		l.tight = false
		after := l.gap // white space at the end of q belongs behind the mark
		if l.gap == space {
			l.gap = none
		}
		l.holder = n
		l.put(m[1], in, block)
		l.quoted--
		if after == space {
			l.widen(space)
			l.closed = true
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.walk(c, in, block)
	}
	if isBlock {
		l.widen(paragraph)
	}
}

func (l *layer) widen(g gap) { l.gap = max(l.gap, g) }

// words writes the text of node n as a browser shows it: white space
// collapsed, but not within pre.
func (l *layer) words(n *html.Node, in context, block *html.Node) {
	first := len(l.chunks)
	for s := n.Data; s != ""; {
		w := strings.IndexFunc(s, isSpace)
		if w < 0 {
			w = len(s)
		}
		if w > 0 {
			l.put(s[:w], in, block)
		}
		s = s[w:]
		rest := strings.TrimLeftFunc(s, isSpace)
		if len(rest) < len(s) {
			g := space
			if in.pre {
				switch strings.Count(s[:len(s)-len(rest)], "\n") {
				case 0:
				case 1:
					g = line
				default:
					g = paragraph
				}
			}
			l.widen(g)
		}
		s = rest
	}
	if len(l.chunks) > first {
		l.nodes[n] = first
	}
}

// isSpace is the white space that HTML collapses; the no-break space is not.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// put writes text after the gap that is due. Text of one node is one chunk.
func (l *layer) put(text string, in context, node *html.Node) {
	if l.gap == paragraph || len(l.blocks) == 0 {
		l.blocks = append(l.blocks, block{node: node})
	}
	drop := l.gap == space && (l.tight || l.closed && strings.ContainsRune(",.;:!?", rune(text[0])))
	if l.text.Len() > 0 && !drop {
		l.text.WriteString(gaps[l.gap])
	}
	l.tight, l.closed = false, false
	start := l.text.Len()
	l.text.WriteString(text)
	end := l.text.Len()
	b := len(l.blocks) - 1
	if n := len(l.chunks); n > 0 && l.chunks[n-1].block == b && l.chunks[n-1].in == in && l.chunks[n-1].from == l.from && l.chunks[n-1].holder == l.holder {
		l.chunks[n-1].span.End = end
	} else {
		l.chunks = append(l.chunks, chunk{corpus.Span{Start: start, End: end}, b, in, l.from, l.holder})
	}
	p := &l.blocks[b]
	if p.size == 0 {
		p.span.Start = start
	}
	p.span.End = end
	p.size += len(text)
	if in.linked {
		p.linked += len(text)
	}
	l.gap = none
}

// unseen reports an element that shows no text.
func unseen(n *html.Node) bool {
	if unseenElements[n.DataAtom] {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
