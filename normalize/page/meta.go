package page

import (
	"encoding/json"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/corpus"
)

// Meta is what a page says of itself; fields may be empty.
type Meta struct {
	Outlet, URL, Title, Byline string
	Published, Modified        string // ISO 8601: a date, or date and time as the page gives it
}

// Fill sets the fields of d that are still empty.
func (m Meta) Fill(d *corpus.Document) {
	for _, f := range []struct {
		to   *string
		from string
	}{{&d.Outlet, m.Outlet}, {&d.URL, m.URL}, {&d.Title, m.Title}, {&d.Byline, m.Byline}, {&d.Published, m.Published}, {&d.Modified, m.Modified}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
}

// The names under which pages give a field in meta elements (property, name or
// itemprop), the most trustworthy first.
var (
	outletNames    = []string{"og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "application-name", "al:android:app_name", "twitter:app:name:iphone"}
	titleNames     = []string{"og:title", "headline", "dc.title", "twitter:title", "title"}
	bylineNames    = []string{"author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "dc.creator.name", "article:author_name"}
	publishedNames = []string{"article:published_time", "datepublished", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
		"published-date", "article.published", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "ptime", "displaydate", "lastpublished",
		"article:published", "dcterms.date", "dc.date.published", "pdate", "rnews:datepublished", "bt:pubdate"}
	modifiedNames = []string{"article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "revised", "utime"}
)

// metadata reads what doc says of itself: JSON-LD first, since it is meant
// for machines, then meta elements, then the page as it is shown; and whether
// it calls itself an article.
func metadata(doc *html.Node, address string) (m Meta, isArticle bool) {
	metas := map[string]string{}
	var ld []any
	var canonical, title, h1, pubTime, time1, rel, itemDate, itemModified, itemAuthor, itemOutlet string
	each(doc, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Meta:
			content := strings.TrimSpace(attr(n, "content"))
			for _, key := range []string{"property", "name", "itemprop"} {
				for _, k := range strings.Fields(strings.ToLower(attr(n, key))) {
					if _, ok := metas[k]; !ok && content != "" {
						metas[k] = content
					}
				}
			}
		case atom.Link:
			if canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				canonical = attr(n, "href")
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				ld = append(ld, linked(n.FirstChild.Data))
			}
		case atom.Title:
			if title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg) {
				title = inner(n)
			}
		case atom.H1:
			if h1 == "" {
				h1 = inner(n)
			}
		case atom.Time:
			d := isoDate(attr(n, "datetime"))
			if d == "" {
				d = isoDate(inner(n))
			}
			_, pub := value(n, "pubdate")
			ws := names(n)
			switch {
			case d == "":
			case attr(n, "itemprop") == "dateModified" || ws["updated"] && !ws["published"]:
				set1(&itemModified, d)
			case pub || attr(n, "itemprop") == "datePublished" || ws["published"] || ws["date"]:
				set1(&pubTime, d)
			default:
				set1(&time1, d)
			}
		}
		switch p := pick(attr(n, "itemprop"), attr(n, "property")); p { // microdata, RDFa
		case "datePublished", "dateModified":
			d := isoDate(attr(n, "content"))
			if d == "" {
				d = isoDate(attr(n, "datetime"))
			}
			if d == "" {
				d = isoDate(inner(n))
			}
			if p == "datePublished" {
				set1(&itemDate, d)
			} else {
				set1(&itemModified, d)
			}
		case "publisher":
			if n.DataAtom != atom.Meta {
				set1(&itemOutlet, name(itemName(n)))
			}
		case "author":
			if n.DataAtom != atom.Meta {
				set1(&itemAuthor, short(inner(n)))
			}
		}
		if strings.Contains(" "+attr(n, "rel")+" ", " author ") && n.DataAtom == atom.A {
			set1(&rel, short(inner(n)))
		}
		return n.DataAtom != atom.Svg
	})
	article := newGraph(ld).article()
	first := func(keys []string, ok func(string) string) string {
		for _, k := range keys {
			if v := ok(metas[k]); v != "" {
				return v
			}
		}
		return ""
	}
	isArticle = article.title != "" || strings.EqualFold(metas["og:type"], "article")
	m.URL = webAddress(canonical, article.url, metas["og:url"])
	m.Outlet = outletOf([]string{name(article.outlet), first(outletNames, name), itemOutlet}, title, h1, pick(m.URL, address))
	m.Title = pick(oneLine(article.title), first(titleNames, oneLine), h1, title)
	if h1 != "" && m.Title != h1 && strings.HasPrefix(m.Title, h1) {
		m.Title = h1 // the rest names the site
	}
	m.Byline = pick(person(article.byline), first(bylineNames, person), person(rel), person(itemAuthor))
	m.Published = pick(isoDate(article.published), first(publishedNames, isoDate), itemDate, pubTime, time1)
	m.Modified = pick(isoDate(article.modified), first(modifiedNames, isoDate), itemModified)
	return m, isArticle
}

// itemName is the name that microdata or RDFa give of the thing that n is.
func itemName(n *html.Node) string {
	said := ""
	each(n, func(c *html.Node) bool {
		if pick(attr(c, "itemprop"), attr(c, "property")) == "name" {
			set1(&said, pick(attr(c, "content"), inner(c)))
		}
		return true
	})
	return pick(said, inner(n))
}

func set1(to *string, v string) {
	if *to == "" {
		*to = v
	}
}

func value(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func pick(vs ...string) string {
	for _, v := range vs {
		if v != "" {
			return v
		}
	}
	return ""
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// short is s when it may be the name of a person and not a paragraph.
func short(s string) string {
	if s = oneLine(s); len(s) > 120 {
		return ""
	}
	return s
}

// name is s when it may be the name of an outlet, not an address or a handle.
func name(s string) string {
	s = short(s)
	if s == "" || strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return ""
	}
	return s
}

// person is s without a leading “By”, when it is no address.
func person(s string) string {
	s = name(s)
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = strings.TrimSpace(s[3:])
	}
	s, _, _ = strings.Cut(s, " | ")
	return s
}

// webAddress is the first complete http address of vs.
func webAddress(vs ...string) string {
	for _, v := range vs {
		u, err := url.Parse(strings.TrimSpace(v))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return u.String()
		}
	}
	return ""
}

// titleMarks part a headline from the name of the site.
var titleMarks = []string{" | ", " – ", " — ", " - ", " :: ", " · ", " » ", ": "}

// outletOf chooses the outlet among what JSON-LD, meta elements and the title
// say: the first that the host of the page bears out, else the first. Of
// “Site | Section | Slogan” the part counts that the host bears out. The title
// alone counts when the host bears it out or when what stands before it is the
// headline h1 as the page shows it.
func outletOf(said []string, title, h1, address string) string {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = letters(u.Hostname())
	}
	fits := func(s string) bool {
		k := strings.TrimPrefix(letters(s), "the")
		return len(k) >= 3 && strings.Contains(host, k)
	}
	var site string
	for _, sep := range titleMarks {
		i := strings.LastIndex(title, sep)
		if i < 0 {
			continue
		}
		tail, head := strings.TrimSpace(title[i+len(sep):]), strings.TrimSpace(title[:strings.Index(title, sep)])
		switch {
		case sep == ": " && fits(head):
			site = head
		case sep == ": ":
			continue
		case fits(tail) || h1 != "" && strings.TrimSpace(title[:i]) == h1 && len(tail) <= 40:
			site = tail
		case fits(head):
			site = head
		default:
			continue
		}
		break
	}
	for _, s := range append(said, site) {
		if fits(s) {
			return s
		}
		for _, sep := range titleMarks[:len(titleMarks)-1] {
			for _, part := range strings.Split(s, sep) {
				if part != s && fits(part) {
					return strings.TrimSpace(part)
				}
			}
		}
	}
	return pick(append(said, site)...)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// isoDate is s in ISO 8601, or "" when it is no date that can be read without
// a guess.
func isoDate(s string) string { return corpus.ISO(html.UnescapeString(s)) }

// linked parses JSON-LD; broken JSON gives nil, after what pages often get
// wrong was mended: line ends within strings, comments around all.
func linked(s string) any {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA["), "//]]>")
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	return nil
}

// graph is the objects of all JSON-LD of a page, in order.
type graph struct {
	objects []map[string]any
	byID    map[string]map[string]any
}

// newGraph collects the objects of vs. Nesting is bounded by the parser of
// JSON; of a page of very many objects the first thousand are enough.
func newGraph(vs []any) *graph {
	g := &graph{byID: map[string]map[string]any{}}
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 4 || len(g.objects) > 1000 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth)
			}
		case map[string]any:
			g.objects = append(g.objects, v)
			if id, ok := v["@id"].(string); ok && len(v) > 2 && g.byID[id] == nil {
				g.byID[id] = v
			}
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "liveBlogUpdate"} {
				if key == "@graph" || depth < 2 {
					walk(v[key], depth+1)
				}
			}
		}
	}
	walk(vs, 0)
	return g
}

type said struct{ url, outlet, title, byline, published, modified string }

// article is what the first object that is an article says; a page or a
// posting with a date stands in for it.
func (g *graph) article() said {
	var best map[string]any
	rank := 9
	for _, o := range g.objects {
		r := 9
		for _, t := range strings2(o["@type"]) {
			switch {
			case t == "NewsArticle" || strings.HasSuffix(t, "NewsArticle"):
				r = min(r, 0)
			case strings.HasSuffix(t, "Article") || t == "BlogPosting" || t == "LiveBlogPosting" || t == "Report" || t == "SocialMediaPosting":
				r = min(r, 1)
			case (t == "WebPage" || t == "Blog" || t == "VideoObject" || t == "CreativeWork") && o["datePublished"] != nil:
				r = min(r, 3)
			}
		}
		if r < rank {
			best, rank = o, r
		}
	}
	s := said{}
	if best == nil {
		return s
	}
	s.url = g.text(best["url"])
	if s.url == "" {
		s.url = g.text(best["mainEntityOfPage"])
	}
	s.outlet = g.name(best["publisher"])
	if s.outlet == "" {
		s.outlet = g.name(best["sourceOrganization"])
	}
	if rank < 3 {
		s.title = pick(g.text(best["headline"]), g.text(best["name"]))
	}
	s.byline = g.name(best["author"])
	if s.byline == "" {
		s.byline = g.name(best["creator"])
	}
	s.published = g.text(best["datePublished"])
	if s.published == "" {
		s.published = g.text(best["dateCreated"])
	}
	s.modified = g.text(best["dateModified"])
	return s
}

func strings2(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// text is v, or the first of a list, or the id of an object.
func (g *graph) text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return g.text(v[0])
		}
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return s
		}
		s, _ := v["@id"].(string)
		return s
	}
	return ""
}

// name is the name of the person or organization v, of several with commas.
func (g *graph) name(v any) string {
	switch v := v.(type) {
	case string:
		if o := g.byID[v]; o != nil {
			return g.name(o)
		}
		return v
	case []any:
		var out []string
		for _, e := range v {
			if s := g.name(e); s != "" && len(out) < 10 {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	case map[string]any:
		switch s := v["name"].(type) {
		case string:
			return s
		case []any:
			return strings.Join(strings2(s), ", ")
		}
		if id, ok := v["@id"].(string); ok && g.byID[id] != nil {
			if s, ok := g.byID[id]["name"].(string); ok {
				return s
			}
		}
	}
	return ""
}
