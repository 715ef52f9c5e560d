// Package page reads an HTML article: its decoded text layer, the zones its
// markup gives, and what its metadata says of outlet, title and time.
package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// Page is what could be read of an HTML page.
type Page struct {
	Text  string      // the visible text: blocks parted by empty lines, br by line ends
	Zones []zone.Zone // partition Text
	Meta  Meta
}

// Options says what is known of a page besides its bytes.
type Options struct {
	Charset   string    // what HTTP said, or ""
	Extractor Extractor // nil means [Readability]
}

// Read takes the visible text of a page, as [ReadWith] without options.
func Read(raw []byte) Page { return ReadWith(raw, Options{}) }

// ReadWith takes the visible text of a page, divides it into zones and reads
// its metadata. It never fails: of a page that cannot be parsed as a tree the
// text alone is taken. Linear in the page but for the extractor, which is not
// asked about pages of more than 20,000 elements.
func ReadWith(raw []byte, opt Options) Page {
	text := decode(raw, opt.Charset)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return flat(text)
	}
	if opt.Extractor == nil {
		opt.Extractor = Readability{}
	}
	l := newLayer(doc, newClasses(doc))
	p := Page{Text: l.text.String(), Meta: metadata(doc)}
	l.weigh(opt.Extractor.Main(doc))
	p.Zones = l.zones(p.Meta.Title)
	return p
}

// flat reads a page whose elements are nested too deep for a tree: its text
// without zones of its own.
func flat(text string) Page {
	z := html.NewTokenizer(strings.NewReader(text))
	l := &layer{nodes: map[*html.Node]int{}, marks: quoteMarks[""]}
	hidden := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			p := Page{Text: l.text.String()}
			if p.Text != "" {
				p.Zones = zone.Find(p.Text)
			}
			return p
		case html.TextToken:
			if hidden == 0 {
				l.words(&html.Node{Type: html.TextNode, Data: string(z.Text())}, context{}, nil)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch {
			case t.DataAtom == atom.Br:
				l.widen(line)
			case blockElements[t.DataAtom]:
				l.widen(paragraph)
			case t.DataAtom == atom.Q && t.Type == html.StartTagToken:
				l.put(l.marks[0][0], context{}, nil)
				l.tight = true
			case t.DataAtom == atom.Q:
				l.put(l.marks[0][1], context{}, nil)
			case unseenElements[t.DataAtom] && t.Type == html.StartTagToken:
				hidden++
			case unseenElements[t.DataAtom] && t.Type == html.EndTagToken:
				hidden = max(0, hidden-1)
			}
		}
	}
}

// weigh counts what the extractor found in each block.
func (l *layer) weigh(main map[*html.Node]bool) {
	for _, c := range l.chunks {
		if main[c.from] {
			l.blocks[c.block].main += c.span.Len()
		}
	}
}

// zones divides the text: what the extractor found is body, but for what the
// markup says is something else; the rest is navigation.
func (l *layer) zones(title string) []zone.Zone {
	if len(l.chunks) == 0 {
		return nil
	}
	found := false
	for _, b := range l.blocks {
		found = found || b.main > 0
	}
	head := l.headline(title)
	var out []zone.Zone
	last := context{}
	for _, c := range l.chunks {
		b := l.blocks[c.block]
		k, group := c.in.kind, c.in.group
		isMain := b.main*2 >= b.size || !found
		switch {
		case c.block == head:
			k = zone.Headline
		case k == zone.Blockquote && !isMain, k == "" && !isMain:
			k = zone.Nav
			if strings.HasPrefix(l.text.String()[b.span.Start:b.span.End], "©") {
				k = zone.Copyright
			}
		case k == "":
			k = zone.Body
		}
		if k != zone.Comment && k != zone.Blockquote {
			group = 0
		}
		if n := len(out); n > 0 && out[n-1].Kind == k && last.group == group && last.author == c.in.author {
			out[n-1].Span.End = c.span.End
		} else {
			// White space between two zones ends the first of them.
			start := c.span.Start
			if n > 0 {
				out[n-1].Span.End = start
			} else {
				start = 0
			}
			z := zone.Zone{Kind: k, Span: corpus.Span{Start: start, End: c.span.End}}
			if group != 0 {
				z.Author = c.in.author
			}
			out = append(out, z)
		}
		last = context{group: group, author: c.in.author}
	}
	out[len(out)-1].Span.End = l.text.Len()
	return out
}

// headline is the block of the first heading of the first order, or of the
// one that says what the metadata give as the title; -1 without any.
func (l *layer) headline(title string) int {
	first := -1
	for i, b := range l.blocks {
		if b.node == nil || b.node.DataAtom != atom.H1 {
			continue
		}
		if first < 0 {
			first = i
		}
		if text := l.text.String()[b.span.Start:b.span.End]; title != "" && (strings.Contains(title, text) || strings.Contains(text, title)) {
			return i
		}
	}
	return first
}
