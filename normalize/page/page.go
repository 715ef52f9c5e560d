// Package page reads an HTML article: its decoded text layer, the zones its
// markup gives, and what its metadata says of outlet, title and time.
package page

import (
	"cmp"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/corpus"
	"verbatim/normalize/dateline"
	"verbatim/normalize/edit"
	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// Page is what could be read of an HTML page.
type Page struct {
	Text  string      // the visible text: blocks parted by empty lines, br by line ends
	Zones []zone.Zone // partition Text
	Meta  Meta

	Dateline corpus.Span // where Text gives Meta.Published; empty when it does not

	Elements *Elements // where each piece of Text stands in the page

	Conditions []edit.Condition // when it is no article: [SectionPage], [ConsentWall], [LargePage]
}

// Options says what is known of a page besides its bytes.
type Options struct {
	Charset   string    // what HTTP said, or ""
	URL       string    // where the page was fetched, or ""
	Extractor Extractor // nil means [Readability]

	MaxElements int // the article of a larger page is not looked for; 0 means [DefaultMaxElements]
}

// DefaultMaxElements is well beyond the largest articles, and a few seconds of
// work for an extractor.
const DefaultMaxElements = 100_000

// Read takes the visible text of a page, as [ReadWith] without options.
func Read(raw []byte) Page { return ReadWith(raw, Options{}) }

// ReadWith takes the visible text of a page, divides it into zones and reads
// its metadata. It never fails: of a page that cannot be parsed as a tree the
// text alone is taken. About linear in the page. In a page of more than
// MaxElements elements the article is not looked for: all its text is navigation.
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
	p := Page{Text: l.text.String(), Elements: l.elements(doc)}
	var isArticle bool
	p.Meta, isArticle = metadata(doc, opt.URL)
	elements := 0
	each(doc, func(*html.Node) bool { elements++; return true })
	if most := cmp.Or(opt.MaxElements, DefaultMaxElements); elements > most && len(p.Text) > 0 {
		p.Zones = []zone.Zone{{Kind: zone.Nav, Span: corpus.Span{End: len(p.Text)}}}
		p.Conditions = append(p.Conditions, edit.Condition{Kind: LargePage, Evidence: fmt.Sprintf("%d elements, more than %d", elements, most), Confidence: 1})
		return p
	}
	l.weigh(opt.Extractor.Main(doc))
	p.Zones = l.zones(p.Meta.Title)
	if c, ok := l.kind(isArticle); ok {
		p.Conditions = append(p.Conditions, c)
	}
	if p.Meta.Published == "" {
		p.Meta.Published, p.Dateline = l.dateline(l.headline(p.Meta.Title))
	}
	if p.Meta.Published == "" {
		p.Meta.Published, p.Dateline = dateline.Top(p.Text, p.Zones)
	}
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
				p.Zones = zone.Find(p.Text, token.Words(p.Text))
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
// markup or the words say is something else; the rest is navigation.
func (l *layer) zones(title string) []zone.Zone {
	if len(l.chunks) == 0 {
		return nil
	}
	kinds, said := l.kinds(title)
	var out []zone.Zone
	last, signed := 0, -1
	add := func(k zone.Kind, span corpus.Span, group int, author string) {
		if n := len(out); n > 0 && out[n-1].Kind == k && last == group {
			out[n-1].Span.End = span.End
		} else {
			// White space between two zones ends the first of them.
			if n > 0 {
				out[n-1].Span.End = span.Start
			} else {
				span.Start = 0
			}
			out = append(out, zone.Zone{Kind: k, Span: span, Author: author})
		}
		last = group
	}
	for _, c := range l.chunks {
		k, group, author := kinds[c.block], c.in.group, c.in.author
		switch {
		case k == zone.Headline:
		case c.in.kind == zone.Blockquote && signed == c.block:
			k = zone.EmbedStub
		case c.in.kind == zone.Blockquote:
			if k != zone.Body {
				break
			}
			k = zone.Blockquote
		case c.in.kind != "":
			k = c.in.kind
		}
		if k == zone.CommentForm {
			if who := zone.Commenter(l.cut(l.blocks[c.block])); who != "" {
				add(zone.Comment, c.span, -len(l.blocks)-c.block, who)
				continue
			}
		}
		for len(said) > 0 && said[0].Span.End <= c.span.Start {
			said = said[1:]
		}
		if k == zone.Body && len(said) > 0 && said[0].Span.Start < c.span.End {
			for i := 0; i < len(said) && said[i].Span.Start < c.span.End; i++ {
				z := said[i]
				add(z.Kind, corpus.Span{Start: max(z.Span.Start, c.span.Start), End: min(z.Span.End, c.span.End)}, z.group, z.Author)
			}
			continue
		}
		if k != zone.Comment && k != zone.Blockquote && k != zone.EmbedStub {
			group, author = 0, ""
		}
		add(k, c.span, group, author)
		if k == zone.Blockquote {
			if at := signature(l.text.String()[c.span.Start:c.span.End]); at >= 0 {
				signed = c.block
				z := &out[len(out)-1]
				if at += c.span.Start; at == z.Span.Start {
					z.Kind = zone.EmbedStub
				} else {
					add(zone.EmbedStub, corpus.Span{Start: at, End: z.Span.End}, group, author)
				}
			}
		}
	}
	out[len(out)-1].Span.End = l.text.Len()
	return out
}

// signature is where an embedded post is signed, “— Name (@handle) date”: that
// is said by the service, not by who is quoted. -1 without one.
func signature(text string) int {
	i := strings.LastIndex(text, "— ")
	if i < 0 || len(text)-i > 200 || !strings.Contains(text[i:], "(@") {
		return -1
	}
	return i
}

// kinds says of each block what it is, apart from what the markup says of
// single pieces within it, and what the words say of pieces of the body.
func (l *layer) kinds(title string) (kinds []zone.Kind, said []saidZone) {
	found := false
	first, last := len(l.blocks), -1
	for i, b := range l.blocks {
		if b.main*2 >= b.size {
			found = true
			first, last = min(first, i), i
		}
	}
	head := l.headline(title)
	out := make([]zone.Kind, len(l.blocks))
	marked := l.marked()
	for i, b := range l.blocks {
		switch text := l.cut(b); {
		case i == head:
			out[i] = zone.Headline
		case !found || b.main*2 >= b.size,
			// An extractor drops what looks like a widget; a quotation
			// between two paragraphs is none.
			marked[i] == zone.Blockquote && first < i && i < last:
			out[i] = zone.Body
		case strings.HasPrefix(text, "©"):
			out[i] = zone.Copyright
		default:
			out[i] = zone.Nav
		}
	}
	l.byLinks(out)
	said = l.byWords(out, marked)
	l.top(out, marked)
	l.headings(out, marked)
	return out, said
}

func (l *layer) cut(b block) string { return l.text.String()[b.span.Start:b.span.End] }

// marked is what the markup says of each block as a whole: the kind of its
// first piece.
func (l *layer) marked() []zone.Kind {
	out := make([]zone.Kind, len(l.blocks))
	last := -1
	for _, c := range l.chunks {
		if c.block != last {
			out[c.block], last = c.in.kind, c.block
		}
	}
	return out
}

// byLinks finds paragraphs that are nothing but a link, or a label and a link
// (“Related: …”).
func (l *layer) byLinks(kinds []zone.Kind) {
	for i, b := range l.blocks {
		if kinds[i] != zone.Body || b.linked == 0 {
			continue
		}
		label, _, ok := strings.Cut(l.cut(b), ":")
		if b.linked*10 >= b.size*9 || ok && len(label) < 30 && len(strings.Fields(label)) <= 4 && b.linked+len(label)+8 >= b.size {
			kinds[i] = zone.RelatedLink
		}
	}
}

// sayable are the kinds that the words of an article may give to it although
// its markup has means to say so and does not.
var sayable = map[zone.Kind]bool{zone.SharePrompt: true, zone.Copyright: true, zone.AuthorBio: true, zone.LettersPrompt: true, zone.CommentForm: true,
	zone.Comment: true, zone.EmbedStub: true, zone.Blockquote: true, zone.TagList: true, zone.UpdateNote: true}

// plain reports whether the markup of the blocks gives paragraphs below a
// headline and nothing else, as where a text was pasted into a page: then what
// a line is, its words alone can say.
func (l *layer) plain(blocks []int, kinds []zone.Kind) bool {
	for _, i := range blocks {
		if n := l.blocks[i].node; n != nil && kinds[i] != zone.Headline {
			switch n.DataAtom {
			case atom.P, atom.Div, atom.Body, atom.Article, atom.Main, atom.Section, atom.Center, atom.Pre:
			default:
				return false
			}
		}
	}
	return true
}

// saidZone is a zone that the words of a text give, and which of them it was.
type saidZone struct {
	zone.Zone
	group int
}

// byWords finds what the words of the main content say of themselves where the
// markup says nothing, as in a text without markup: comments, prompts, captions.
// A block that is one zone takes its kind; the zones within others are given
// back, over the text of the page.
func (l *layer) byWords(kinds, marked []zone.Kind) []saidZone {
	var b strings.Builder
	var of []int    // blocks
	var start []int // of each in b
	for i, k := range l.blocks {
		if kinds[i] == zone.Headline || kinds[i] == zone.Body && marked[i] == "" {
			of, start = append(of, i), append(start, b.Len())
			b.WriteString(l.cut(k))
			b.WriteString("\n\n")
		}
	}
	var said []saidZone
	plain, linked := l.plain(of, kinds), false
	for _, i := range of { // where links are, a line without one is none
		linked = linked || l.blocks[i].linked > 0
	}
	at := 0
	for n, z := range zone.Find(b.String(), token.Words(b.String())) {
		if !plain && !sayable[z.Kind] || z.Kind == zone.RelatedLink && linked {
			z.Kind, z.Author = zone.Body, ""
		}
		for at > 0 && (at == len(of) || start[at] > z.Span.Start) {
			at--
		}
		for ; at < len(of) && start[at] < z.Span.End; at++ {
			block := l.blocks[of[at]]
			from, to := max(0, z.Span.Start-start[at]), min(block.span.Len(), z.Span.End-start[at])
			if from >= to || kinds[of[at]] == zone.Headline {
				continue
			}
			span := corpus.Span{Start: block.span.Start + from, End: block.span.Start + to}
			if span == block.span && z.Kind != zone.Comment && z.Kind != zone.Blockquote {
				kinds[of[at]] = z.Kind
				continue
			}
			group := 0
			if z.Kind == zone.Comment || z.Kind == zone.Blockquote {
				group = -1 - n
			}
			said = append(said, saidZone{zone.Zone{Kind: z.Kind, Span: span, Author: z.Author}, group})
		}
	}
	return said
}

// top finds what stands between headline and article: who wrote it and when.
// Lines are looked at until the first that is running text.
func (l *layer) top(kinds, marked []zone.Kind) {
	for i, b := range l.blocks {
		if kinds[i] != zone.Body || marked[i] != "" {
			continue
		}
		text := l.cut(b)
		words := len(strings.Fields(text))
		if len(text) > 160 || words >= 8 && strings.ContainsAny(text[len(text)-1:], ".!?\"") || heading(b) {
			return
		}
		low := strings.ToLower(text)
		if strings.HasPrefix(low, "by ") && words <= 12 || yearIn(text) && strings.ContainsAny(low, ":|,/-") && words <= 16 || isoDate(text) != "" {
			kinds[i] = zone.Credit
		}
	}
}

// yearIn reports four digits that may be a year of publication.
func yearIn(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i:i+2] == "19" || s[i:i+2] == "20") && digit(s[i+2]) && digit(s[i+3]) && (i+4 == len(s) || !digit(s[i+4])) && (i == 0 || !digit(s[i-1])) {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func heading(b block) bool {
	if b.node == nil {
		return false
	}
	switch b.node.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// headings gives a heading to what follows it: over links or comments, or at
// the end of the article, it is no part of the article.
func (l *layer) headings(kinds, marked []zone.Kind) {
	next, more := zone.Nav, false // the kind of what follows; is there any body below
	for i := len(l.blocks) - 1; i >= 0; i-- {
		k := kinds[i]
		if marked[i] != "" && marked[i] != zone.Blockquote {
			k = marked[i]
		}
		if k == zone.Body && heading(l.blocks[i]) {
			switch next {
			case zone.Comment, zone.CommentForm:
				kinds[i], k = zone.CommentForm, zone.CommentForm
			case zone.RelatedLink:
				kinds[i], k = zone.RelatedLink, zone.RelatedLink
			case zone.Nav, zone.SharePrompt, zone.Copyright, zone.AuthorBio, zone.TagList:
				if !more {
					kinds[i], k = zone.Nav, zone.Nav
				}
			}
		}
		more = more || k == zone.Body
		if k != zone.Caption && k != zone.Credit {
			next = k
		}
	}
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
