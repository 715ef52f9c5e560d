package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/normalize/zone"
)

// classes tells the kind of an element by its name and by the words of its
// class and id.
type classes struct {
	size  map[*html.Node]int // bytes of running text below an element
	named map[string]int     // and below all elements that have a name
	total int
	group int
}

func newClasses(doc *html.Node) *classes {
	c := &classes{size: map[*html.Node]int{}, named: map[string]int{}}
	c.total = c.weigh(doc)
	c.sum(doc, map[string]bool{})
	return c
}

// sum adds up the running text of the elements of each name; inside holds the
// names of the elements around n, whose text is counted with theirs.
func (c *classes) sum(n *html.Node, inside map[string]bool) {
	var own []string
	if n.Type == html.ElementNode {
		if c.size[n] == 0 {
			return
		}
		for name := range names(n) {
			if !inside[name] {
				c.named[name] += c.size[n]
				inside[name] = true
				own = append(own, name)
			}
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.sum(k, inside)
	}
	for _, name := range own {
		delete(inside, name)
	}
}

// weigh sums up the running text below n, so that no word of a class can make
// the article itself a side matter. Links and short bits do not count.
func (c *classes) weigh(n *html.Node) int {
	if n.Type == html.TextNode {
		if t := len(strings.TrimSpace(n.Data)); t >= 40 {
			return t
		}
		return 0
	}
	if n.Type == html.ElementNode && (unseen(n) || n.DataAtom == atom.A) {
		return 0
	}
	size := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		size += c.weigh(k)
	}
	if n.Type == html.ElementNode {
		c.size[n] = size
	}
	return size
}

// enter is the context within n. What an outer element has decided stays,
// except that a caption may hold a credit.
func (c *classes) enter(n *html.Node, in context) context {
	if in.kind != "" && in.kind != zone.Caption && in.kind != zone.Blockquote && in.kind != zone.Comment && in.kind != zone.CommentForm {
		return in
	}
	k := c.kind(n, in.kind)
	switch {
	case k == "":
	case in.kind == zone.Caption && k != zone.Credit && k != zone.Blockquote, in.kind == zone.Blockquote && k != zone.Comment && k != zone.EmbedStub,
		in.kind == zone.Comment && k != zone.Comment && k != zone.CommentForm:
	default:
		c.group++
		in.kind, in.group = k, c.group
		switch k {
		case zone.Comment:
			in.author = commenter(n)
		case zone.Blockquote:
			in.author = quoted(n)
		case zone.EmbedStub: // of the quotation around it
		default:
			in.author = ""
		}
	}
	return in
}

// classKinds maps words of class and id to kinds. A key of several words asks
// for all of them next to each other.
var classKinds = []struct {
	kind  zone.Kind
	words []string
}{
	{zone.Credit, []string{"credit", "credits", "photo credit", "image credit", "copyright holder", "photographer", "byline", "dateline", "post meta", "entry meta", "article meta", "posted on", "timestamp"}},
	{zone.Caption, []string{"caption", "captions", "figcaption", "wp caption text", "image caption", "photo caption", "media caption"}},
	{zone.CommentForm, []string{"respond", "commentform", "comment form", "comment respond", "comments form", "add comment", "leave comment", "comments title", "comments header"}},
	{zone.SharePrompt, []string{"share", "sharing", "sharedaddy", "social share", "share buttons", "share tools", "sharebar", "addthis", "addtoany", "social links", "social buttons", "social icons", "social media", "newsletter", "newsletter signup", "subscribe", "subscription", "signup", "donate", "donation"}},
	{zone.RelatedLink, []string{"related", "relatedposts", "related posts", "related articles", "related stories", "related links", "related content", "related news", "read more", "readmore", "also read", "read also", "see also", "more on", "more stories", "more from", "recommended", "recommendations", "recirc", "most read", "most popular", "trending", "taboola", "outbrain", "promo", "teaser", "teasers", "you may like"}},
	{zone.UpdateNote, []string{"correction", "corrections", "clarification", "editors note", "editor note", "update note", "article update"}},
	{zone.BulletSummary, []string{"story highlights", "key points", "keypoints", "bullet summary", "article highlights", "summary list"}},
	{zone.TagList, []string{"tags", "taglist", "tag list", "post tags", "entry tags", "article tags", "tags list", "topics", "keywords", "post categories", "cat links", "tags links"}},
	{zone.AuthorBio, []string{"author bio", "about author", "about the author", "author box", "authorbox", "author info", "author description", "author card", "bio"}},
	{zone.Nav, []string{"breadcrumb", "breadcrumbs", "nav", "navigation", "navbar", "menu", "pagination", "pager", "skip link", "cookie", "cookies", "consent", "gdpr", "advert", "advertisement", "ads", "adsense", "sponsored", "toolbar", "print", "masthead", "popup", "modal", "login", "paywall"}},
	{zone.Deck, []string{"standfirst", "deck", "dek", "subtitle", "subheadline", "sub headline", "subhead", "subheading", "strapline", "article lede", "article summary", "article description"}},
}

// kind says what n is, or "" when nothing tells.
func (c *classes) kind(n *html.Node, in zone.Kind) zone.Kind {
	if c.large(n) && !(n.DataAtom == atom.Blockquote && c.size[n]*4 < c.total*3) {
		return "" // but a statement may be quoted at length
	}
	switch n.DataAtom {
	case atom.Nav:
		return zone.Nav
	case atom.Figure, atom.Figcaption:
		if in == "" {
			return zone.Caption
		}
		return ""
	case atom.Blockquote:
		if ws := names(n); ws["pullquote"] || ws["pull quote"] || ws["pull"] {
			return zone.Nav
		}
		return zone.Blockquote
	case atom.Ul, atom.Ol:
		if names(n)["summary"] {
			return zone.BulletSummary
		}
	case atom.Footer:
		if in == zone.Blockquote {
			return zone.EmbedStub
		}
	case atom.Body, atom.Html, atom.Main, atom.Article, atom.H1:
		if !isComment(n) {
			return ""
		}
	}
	if isComment(n) {
		return zone.Comment
	}
	ws := names(n)
	if len(ws) == 0 {
		return ""
	}
	for _, k := range classKinds {
		for _, w := range k.words {
			if ws[w] && !(c.much(c.named[w]) && (k.kind == zone.Nav || k.kind == zone.SharePrompt)) {
				return k.kind // and not a name of the pieces of the article
			}
		}
	}
	if ws["comments"] || ws["commentlist"] || ws["comment list"] || ws["disqus"] || ws["disqus thread"] {
		return zone.CommentForm
	}
	return ""
}

// large reports an element that holds so much of the page that it is not one
// of the small things a class may name.
func (c *classes) large(n *html.Node) bool { return c.much(c.size[n]) }

func (c *classes) much(size int) bool { return size*3 > c.total && size > 250 }

// isComment reports an element that is one reader's comment.
func isComment(n *html.Node) bool {
	for _, w := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		switch w {
		case "comment", "comment-body", "comment-item", "comment-content", "comment_item", "comment-wrapper":
			return true
		}
	}
	return strings.HasSuffix(attr(n, "itemtype"), "schema.org/Comment") || attr(n, "itemprop") == "comment"
}

// names are the words of class and id, and each two or three neighbours.
func names(n *html.Node) map[string]bool {
	var m map[string]bool
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 1000 {
			continue
		}
		for _, name := range strings.Fields(a.Val) {
			ws := parts(name)
			for i := range ws {
				for j := i + 1; j <= min(i+3, len(ws)); j++ {
					if m == nil {
						m = map[string]bool{}
					}
					// A single word counts only as the whole name or its
					// end: share in social-share, not in share-of-market.
					if j-i > 1 || j == len(ws) {
						m[strings.Join(ws[i:j], " ")] = true
					}
				}
			}
		}
	}
	return m
}

// parts cuts a class name at hyphens, underscores, digits and capitals.
func parts(name string) []string {
	var out []string
	start := 0
	cut := func(i int) {
		if i > start {
			out = append(out, strings.ToLower(name[start:i]))
		}
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c == '-' || c == '_' || c == ':' || c == '.' || '0' <= c && c <= '9':
			cut(i)
			start = i + 1
		case 'A' <= c && c <= 'Z' && i > 0 && 'a' <= name[i-1] && name[i-1] <= 'z':
			cut(i)
			start = i
		}
	}
	cut(len(name))
	return out
}

// commenter is who wrote a comment: an element named author, user or name,
// a heading, or a citation.
func commenter(n *html.Node) string {
	var best string
	rank := 9
	each(n, func(e *html.Node) bool {
		r := 9
		switch e.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			r = 1
		case atom.Cite:
			r = 2
		}
		ws := names(e)
		if ws["author"] || ws["fn"] || ws["user"] || ws["username"] || ws["user name"] || ws["author name"] || ws["commenter"] {
			r = 0
		}
		if e != n && r < rank {
			if t := strings.TrimSuffix(inner(e), ":"); t != "" && len(t) < 80 {
				best, rank = t, r
			}
		}
		return e == n || !isComment(e)
	})
	return strings.TrimSuffix(strings.TrimSuffix(best, " says"), " wrote")
}

// quoted is whom a block quotation names as its source: a citation or a footer
// within it, or the name before the handle of an embedded post.
func quoted(n *html.Node) string {
	var cite, foot string
	each(n, func(e *html.Node) bool {
		switch {
		case cite == "" && e.DataAtom == atom.Cite:
			cite = inner(e)
		case foot == "" && e.DataAtom == atom.Footer:
			foot = signer(inner(e))
		}
		return true
	})
	if cite != "" {
		return cite
	}
	if foot != "" {
		return foot
	}
	text := inner(n)
	if i := strings.LastIndex(text, "— "); i >= 0 {
		if who := text[i+len("— "):]; strings.HasPrefix(after(who, "("), "@") {
			if end := strings.IndexByte(who, ')'); end > 0 && end < 100 {
				return who[:end+1]
			}
		}
	}
	return ""
}

// signer is the name in a signature, “— A. Name, 7 July 2026”.
func signer(text string) string {
	name := strings.TrimLeft(text, "—–- \u00a0")
	if end := strings.IndexByte(name, ')'); end > 0 && strings.Contains(name[:end], "(@") {
		return name[:end+1]
	}
	name, _, _ = strings.Cut(name, ",")
	if name = strings.TrimSpace(name); len(name) > 80 || strings.ContainsAny(name, "0123456789") {
		return ""
	}
	return name
}

func after(s, sep string) string {
	_, rest, _ := strings.Cut(s, sep)
	return rest
}

// each visits the elements of n in order; visit says whether to go below.
func each(n *html.Node, visit func(*html.Node) bool) {
	if n.Type == html.ElementNode && !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, visit)
	}
}

// inner is the text below n on one line.
func inner(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && unseenElements[n.DataAtom] && n.DataAtom != atom.Title {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if blockElements[n.DataAtom] || n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
