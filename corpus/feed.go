package corpus

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// isFeed reports RSS 0.9 to 2.0 or Atom.
func isFeed(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	low := bytes.ToLower(head[:min(len(head), 2048)])
	for {
		low = bytes.TrimLeft(low, " \t\r\n")
		switch {
		case bytes.HasPrefix(low, []byte("<?")):
			_, rest, _ := bytes.Cut(low, []byte("?>"))
			low = rest
		case bytes.HasPrefix(low, []byte("<!--")):
			_, rest, _ := bytes.Cut(low, []byte("-->"))
			low = rest
		default:
			return bytes.HasPrefix(low, []byte("<rss")) || bytes.HasPrefix(low, []byte("<feed")) || bytes.HasPrefix(low, []byte("<rdf:rdf"))
		}
	}
}

// entryXML is an item of RSS or an entry of Atom.
type entryXML struct {
	Title string `xml:"title"`
	Links []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
		Text string `xml:",chardata"`
	} `xml:"link"`
	Date      string `xml:"pubDate"`
	Published string `xml:"published"`
	Updated   string `xml:"updated"`
	DC        string `xml:"http://purl.org/dc/elements/1.1/ date"`
	Creator   string `xml:"http://purl.org/dc/elements/1.1/ creator"`
	Author    struct {
		Name string `xml:"name"`
		Text string `xml:",chardata"`
	} `xml:"author"`
	Encoded     string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Description string `xml:"description"`
	Summary     string `xml:"summary"`
	Content     struct {
		Text string `xml:",chardata"`
		XML  string `xml:",innerxml"`
		Type string `xml:"type,attr"`
	} `xml:"content"`
}

// feed reads the articles of a feed: the fullest text each entry gives. The
// title of the feed is the outlet. Entities other than those of HTML are not
// expanded, so a flood of them is a broken feed.
func (r *run) feed(s source, in *bufio.Reader) {
	s.container = "feed"
	if s.id != "" {
		delete(r.taken, hash(s.id))
		s.id = ""
	}
	// An entry may hold a few articles' worth of markup; the decoder holds one.
	lim := &allowance{in: in}
	d := xml.NewDecoder(lim)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	outlet, depth := "", 0
	for n := 1; !r.stop(); {
		lim.left = r.lineLimit()
		t, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			s.line = n
			r.broken(s, err)
			return
		}
		switch t := t.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			depth++
			switch {
			case t.Name.Local == "title" && depth <= 3 && outlet == "":
				d.DecodeElement(&outlet, &t)
				outlet = strings.Join(strings.Fields(outlet), " ")
				depth--
			case t.Name.Local == "item" || t.Name.Local == "entry":
				var e entryXML
				s.line = n
				if err := d.DecodeElement(&e, &t); err != nil {
					r.broken(s, err)
					return
				}
				depth--
				n++
				r.entry(s, outlet, &e)
			}
		}
	}
}

func (r *run) entry(s source, outlet string, e *entryXML) {
	doc := &Document{Path: s.path, Line: s.line, Container: s.container, Outlet: outlet, Media: Plain,
		Title: strings.Join(strings.Fields(e.Title), " "), Byline: first(e.Creator, e.Author.Name, e.Author.Text),
		Published: ISO(first(e.Date, e.Published, e.DC, e.Updated)), Modified: ISO(e.Updated)}
	for _, l := range e.Links {
		if l.Rel == "" || l.Rel == "alternate" {
			doc.URL = first(doc.URL, l.Href, l.Text)
		}
	}
	content := e.Content.Text
	if e.Content.Type == "xhtml" {
		content = e.Content.XML
	}
	body := ""
	for _, b := range []string{e.Encoded, content, e.Description, e.Summary} {
		if len(b) > len(body) {
			body = b
		}
	}
	if strings.TrimSpace(body) == "" {
		r.refuse(s, "the entry has no text", "Fetch the page that it points to.")
		return
	}
	if strings.Contains(body, "<") || strings.Contains(body, "&") {
		doc.Media = HTML
	}
	doc.Raw = []byte(body)
	doc.ID = r.free("", s)
	r.note(doc, s)
	r.emit(doc)
}

func first(vs ...string) string {
	for _, v := range vs {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// allowance ends a stream after what it is allowed until the next is granted.
type allowance struct {
	in   *bufio.Reader
	left int64
}

func (a *allowance) Read(p []byte) (int, error) {
	n, err := a.in.Read(p)
	if a.left -= int64(n); a.left < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return n, err
}

// ReadByte makes the decoder read no further than it must.
func (a *allowance) ReadByte() (byte, error) {
	if a.left--; a.left < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return a.in.ReadByte()
}
