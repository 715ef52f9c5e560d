package report

import (
	"bufio"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"verbatim/align"
)

// TEI writes the quotations as a critical apparatus: TEI P5, parallel
// segmentation, a division a quotation. Without --base no reading is the lemma.
func TEI(w io.Writer, s *Story) error {
	b := bufio.NewWriter(w)
	t := &tei{Writer: b, s: s, wit: map[string]string{}, person: map[string]string{}, base: s.baseArticle()}
	t.header()
	t.body()
	return b.Flush()
}

type tei struct {
	*bufio.Writer
	s      *Story
	wit    map[string]string // article -> xml:id
	person map[string]string // name -> xml:id
	base   string            // article, or ""
}

// baseArticle is the id of the article that --base names, or "".
func (s *Story) baseArticle() string {
	base := s.Tool.Settings["base"]
	for _, a := range s.Articles {
		if base != "" && (a.ID == base || a.Outlet == base) {
			return a.ID
		}
	}
	return ""
}

func (t *tei) text(x string) { xml.EscapeText(t, []byte(Visible(x))) }

// put writes markup and text in turns.
func (t *tei) put(parts ...string) {
	for i, p := range parts {
		if i%2 == 0 {
			t.WriteString(p)
		} else {
			t.text(p)
		}
	}
}

func (t *tei) header() {
	s := t.s
	t.put(xml.Header+`<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>`, s.headline(), "</title></titleStmt>\n<publicationStmt><p>Made by verbatim ", s.Tool.Version, ". The quoted words are those of the outlets.</p></publicationStmt>\n<sourceDesc>")
	if len(s.Articles) == 0 {
		t.put("<p>No article.</p>")
	} else {
		t.put("<listWit>\n")
		for i, a := range s.Articles {
			t.wit[a.ID] = "w" + strconv.Itoa(i+1)
			t.put(`<witness xml:id="`, t.wit[a.ID], `">`, s.Name(a.ID), "")
			if u := webLink(a.URL); u != "" {
				t.put(` <ref target="`, u, `">`, u, "</ref>")
			}
			t.put(` <idno type="sha256">`, a.SHA256, "</idno></witness>\n")
		}
		t.put("</listWit>")
	}
	t.put("</sourceDesc>\n</fileDesc>\n<encodingDesc>\n<variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n<classDecl><taxonomy xml:id=\"classes\">\n")
	for _, c := range align.Classes() {
		t.put(`<category xml:id="c-`, c.Name, `"><catDesc>`, c.Short, "</catDesc></category>\n")
	}
	t.put("</taxonomy></classDecl>\n</encodingDesc>\n")
	var people []string
	for _, q := range s.Quotes {
		for _, n := range []string{q.Speaker.Value, q.Addressee.Value} {
			if n != "" && t.person[n] == "" {
				people = append(people, n)
				t.person[n] = "p" + strconv.Itoa(len(people))
			}
		}
	}
	if len(people) > 0 {
		t.put("<profileDesc><particDesc><listPerson>\n")
		for _, n := range people {
			t.put(`<person xml:id="`, t.person[n], `"><persName>`, n, "</persName></person>\n")
		}
		t.put("</listPerson></particDesc></profileDesc>\n")
	}
	t.put("</teiHeader>\n")
}

func (t *tei) body() {
	s := t.s
	t.put("<text><body>\n")
	for i := range s.Quotes {
		t.quote(&s.Quotes[i])
	}
	if len(s.Findings) > 0 {
		t.put("<div type=\"findings\"><list>\n")
		for i := range s.Findings {
			f := &s.Findings[i]
			t.put(`<item xml:id="F`, strconv.Itoa(i+1), `" n="`, f.Severity, `" ana="#c-`, f.Class, `"`)
			if q := s.quote[f.Quote]; q != nil {
				t.put(` corresp="#Q`, strconv.Itoa(q.N), `"`)
			}
			t.put(">", heading(f)+": "+because(f), "</item>\n")
		}
		t.put("</list></div>\n")
	}
	if len(s.Quotes)+len(s.Findings) == 0 {
		t.put("<p>No quotation was found.</p>\n")
	}
	t.put("</body></text>\n</TEI>\n")
}

func (t *tei) quote(q *align.Quote) {
	c := t.s.Collate(q)
	n := strconv.Itoa(q.N)
	t.put(`<div type="quotation" subtype="`, subtype(q.Kind), `" xml:id="Q`, n, `"><head>Q`, n, "")
	if iso := q.Date.Value; iso != "" && iso != Day(iso) {
		t.put(`, <date when="`, iso, `">`, Day(iso), "</date>")
	}
	t.put("</head>\n<p>")
	said := q.Kind != "scare" && q.Kind != "title"
	if said {
		t.put("<said")
		if p := t.person[q.Speaker.Value]; p != "" {
			t.put(` who="#`, p, `"`)
		}
		if p := t.person[q.Addressee.Value]; p != "" {
			t.put(` toWhom="#`, p, `"`)
		}
		t.put(` direct="true">`)
	}
	t.put("<quote>")
	space := false
	for _, x := range c.Segments(t.s) {
		if space {
			t.put(" ")
		}
		space = x.Space
		if x.Kind == "" {
			t.put("", x.Readings[0].Text)
			continue
		}
		t.put(`<app type="`, x.Kind, `"`)
		if len(x.Classes) > 0 {
			t.put(` ana="`, "#c-"+strings.Join(x.Classes, " #c-"), `"`)
		}
		t.put(">")
		// The lemma comes first.
		lemma := slices.IndexFunc(x.Readings, func(r SegmentReading) bool { return !r.Lacuna && slices.Contains(r.Articles, t.base) })
		if lemma >= 0 {
			t.reading("lem", x.Readings[lemma])
		}
		for k, r := range x.Readings {
			if k != lemma {
				t.reading("rdg", r)
			}
		}
		t.put("</app>")
	}
	t.put("</quote>")
	if said {
		t.put("</said>")
	}
	t.put("</p></div>\n")
}

func (t *tei) reading(tag string, r SegmentReading) {
	wits := make([]string, len(r.Articles))
	for i, a := range r.Articles {
		wits[i] = "#" + t.wit[a]
	}
	t.put("<"+tag+` wit="`, strings.Join(wits, " "), `"`)
	switch {
	case r.Lacuna:
		t.put(`><gap reason="not-quoted"/></` + tag + ">")
	case r.Text == "":
		t.put("/>")
	default:
		t.put(">", r.Text, "</"+tag+">")
	}
}

// subtype is a kind as the one word that the attribute allows.
func subtype(kind string) string {
	if kind == "" || strings.ContainsAny(kind, " \t\n") {
		return "quotation"
	}
	return kind
}
