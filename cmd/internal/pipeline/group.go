package pipeline

import (
	"net/url"
	"strings"

	"verbatim/align/story"
	"verbatim/normalize"
)

// Groupings are what can make the articles of one story: what the input says;
// the address, whose articles are versions of one page; or, where the input
// says nothing, what the articles have in common.
var Groupings = []string{"story", "url", "auto"}

// Grouped gives the texts with the story that each belongs to. A story that is
// found is named after the article whose id comes first.
func Grouped(texts []*normalize.Text, by string) []*normalize.Text {
	switch by {
	case "url":
		return named(texts, func(i int) string {
			if at := address(texts[i].Doc.URL); at != "" {
				return at
			}
			return texts[i].Doc.ID
		})
	case "auto":
		var open []*normalize.Text
		for _, t := range texts {
			if t.Doc.Story == "" {
				open = append(open, t)
			}
		}
		of := map[string]string{} // by id
		for _, g := range story.Group(open) {
			name := open[g[0]].Doc.ID
			for _, i := range g {
				name = min(name, open[i].Doc.ID)
			}
			for _, i := range g {
				of[open[i].Doc.ID] = name
			}
		}
		return named(texts, func(i int) string {
			if s := texts[i].Doc.Story; s != "" {
				return s
			}
			return of[texts[i].Doc.ID]
		})
	}
	return texts
}

func named(texts []*normalize.Text, name func(i int) string) []*normalize.Text {
	out := make([]*normalize.Text, len(texts))
	for i, t := range texts {
		doc, text := *t.Doc, *t
		doc.Story = name(i)
		text.Doc = &doc
		out[i] = &text
	}
	return out
}

// address is what two addresses of one page have in common: the host without
// www., the path without the last slash, and the query but for what only says
// where a reader came from. "" for what is no address.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" {
		return ""
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") || k == "fbclid" || k == "gclid" {
			q.Del(k)
		}
	}
	at := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/")
	if len(q) > 0 {
		at += "?" + q.Encode()
	}
	return at
}
