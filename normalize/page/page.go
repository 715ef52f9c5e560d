// Package page reads an HTML article: its decoded text layer, the zones its
// markup gives, and what its metadata says of outlet, title and time.
package page

import (
	"strings"

	"golang.org/x/net/html"

	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// Page is what could be read of an HTML page.
type Page struct {
	Text  string
	Zones []zone.Zone
	Meta  Meta
}

// Meta is what a page says of itself; fields may be empty.
type Meta struct {
	Outlet, URL, Title, Byline, Published, Modified string
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

// Read takes the visible text of a page.
func Read(raw []byte) Page {
	z := html.NewTokenizer(strings.NewReader(string(raw)))
	var b strings.Builder
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			t := b.String()
			return Page{Text: t, Zones: zone.Find(t)}
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			if n, _ := z.TagName(); string(n) == "script" || string(n) == "style" {
				skip++
			}
		case html.EndTagToken:
			if n, _ := z.TagName(); string(n) == "script" || string(n) == "style" {
				skip--
			} else if string(n) == "p" || string(n) == "h1" {
				b.WriteString("\n\n")
			}
		}
	}
}
