package page

import (
	"golang.org/x/net/html"

	"verbatim/corpus"
)

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

func metadata(doc *html.Node) Meta { return Meta{} }
