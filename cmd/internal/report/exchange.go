package report

import (
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"verbatim/align"
)

const contextRunes = 32 // before and after an annotated place

// Annotations writes every finding as W3C Web Annotations, one for each outlet
// it names: one AnnotationPage. Positions count code points of the published
// text; an outlet that lacks the words is annotated as a whole.
func Annotations(w io.Writer, s *Story) error {
	type body struct {
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
		Format  string `json:"format"`
		Value   string `json:"value"`
	}
	type annotation struct {
		ID         string         `json:"id"`
		Type       string         `json:"type"`
		Motivation string         `json:"motivation"`
		Generator  map[string]any `json:"generator"`
		Body       []body         `json:"body"`
		Target     map[string]any `json:"target"`
	}
	generator := map[string]any{"type": "Software", "name": "verbatim " + s.Tool.Version}
	items := []annotation{}
	var sums strings.Builder
	for _, a := range s.Articles {
		sums.WriteString(a.ID + "\x00" + a.SHA256 + "\x00")
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		for n, r := range f.Readings {
			target := map[string]any{"source": s.source(r.Article)}
			if sel := s.selectors(r); len(sel) > 0 {
				target["selector"] = sel
			}
			items = append(items, annotation{
				ID: uuid5(s.source(r.Article) + "\x00" + r.Article + "\x00" + f.ID + "\x00" + strconv.Itoa(n)), Type: "Annotation", Motivation: "assessing", Generator: generator, Target: target,
				Body: []body{{"TextualBody", "classifying", "text/plain", f.Class}, {"TextualBody", "tagging", "text/plain", f.Severity}, {"TextualBody", "describing", "text/plain", heading(f) + ": " + because(f)}},
			})
		}
	}
	j := json.NewEncoder(w)
	j.SetEscapeHTML(false)
	j.SetIndent("", " ")
	return j.Encode(map[string]any{"@context": "http://www.w3.org/ns/anno.jsonld", "id": uuid5(sums.String()), "type": "AnnotationPage", "startIndex": 0, "items": items})
}

// source is an address of the article: its page, or the sum of its file.
func (s *Story) source(article string) string {
	a := s.article[article]
	if a == nil {
		return uuid5(article)
	}
	if u := webLink(a.URL); u != "" {
		return u
	}
	return "urn:sha256:" + a.SHA256
}

func (s *Story) selectors(r align.FindingReading) (out []map[string]any) {
	if r.Text == nil || r.ByteStart == nil || r.ByteEnd == nil || r.RuneStart == nil || r.RuneEnd == nil {
		return nil
	}
	layer, b, e := s.layer[r.Article], *r.ByteStart, *r.ByteEnd
	var words map[string]any
	if b >= 0 && b < e && e <= len(layer) {
		lo, hi := b, e
		for n := 0; n < contextRunes && lo > 0; n++ {
			_, size := utf8.DecodeLastRuneInString(layer[:lo])
			lo -= size
		}
		for n := 0; n < contextRunes && hi < len(layer); n++ {
			_, size := utf8.DecodeRuneInString(layer[hi:])
			hi += size
		}
		words = map[string]any{"type": "TextQuoteSelector", "exact": layer[b:e], "prefix": layer[lo:b], "suffix": layer[e:hi]}
		out = append(out, words)
	}
	if r.Element != "" && words != nil {
		out = append(out, map[string]any{"type": "XPathSelector", "value": r.Element, "refinedBy": words})
	}
	return append(out, map[string]any{"type": "TextPositionSelector", "start": *r.RuneStart, "end": *r.RuneEnd})
}

// uuid5 names name by RFC 9562, section 5.5 (SHA-1, in the name space of
// addresses), as a URN: the same for the same name.
func uuid5(name string) string {
	space := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	h := sha1.Sum(append(space, "urn:verbatim:1:"+name...))
	h[6], h[8] = h[6]&0x0f|0x50, h[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// CollateX writes the quotations that two or more articles carry in the JSON
// that CollateX writes, a collation a line: "table" has a row for each of
// "witnesses", with the words (t as published, n to compare by) of each column
// or null.
func CollateX(w io.Writer, s *Story) error {
	type word struct {
		T string `json:"t"`
		N string `json:"n"`
	}
	j := json.NewEncoder(w)
	j.SetEscapeHTML(false)
	for i := range s.Quotes {
		c := s.Collate(&s.Quotes[i])
		if len(c.Articles) < 2 {
			continue
		}
		table := make([][][]word, len(c.Cells))
		for r, row := range c.Cells {
			table[r] = make([][]word, len(row))
			for col, ws := range row {
				for _, x := range ws {
					table[r][col] = append(table[r][col], word{x.Text, x.Key})
				}
			}
		}
		err := j.Encode(struct {
			ID        string     `json:"id"`
			Quote     string     `json:"quote"`
			Witnesses []string   `json:"witnesses"`
			Table     [][][]word `json:"table"`
		}{c.Quote.ID, "Q" + strconv.Itoa(c.Quote.N), c.Articles, table})
		if err != nil {
			return err
		}
	}
	return nil
}
