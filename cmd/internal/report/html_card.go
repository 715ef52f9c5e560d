package report

// The findings and quotations of the page, as cards.

import (
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"verbatim/align"
	"verbatim/corpus"
)

type card struct {
	ID, Label, Severity, Title, Quote, Who, Why string
	Diff                                        []Seg
	Readings                                    []readingRow
	Evidence                                    []proof
	Left                                        int // readings that are not shown
	Verdict, Note                               string
	Form                                        bool
}

type readingRow struct {
	Text string
	// The published words on either side, where no contrast shows what is meant.
	Before, After string
	Absent        bool
	Lacking       bool // its words only mark the place where others have more
	Joined        bool // its words are only the seam of a splice
	Outlets       []ref
}

type proof struct {
	Name, URL, Live, File, Link  string
	Element                      string // of a page, its path
	Before, Words, After, Undone string
	From, To                     int
}

type quoteCard struct {
	ID, Label, Who, Reading, Kind, Claims, Absent string
	Findings                                      []findingRef
	Places                                        []quotePlace
}

type findingRef struct{ Label, Title string }

// quotePlace is one wording of a quotation, with the outlets that have it.
type quotePlace struct {
	Text    string
	Same    bool // as the reading shown above it
	Outlets []placeRef
	More    string
}

type placeRef struct{ Name, Link, Where, Note string }

// findings are the cards of the findings of some kinds, at most limit, with so
// many published words around what they are about; 0 is for the list of them.
func (v *viewer) findings(limit, around int, kinds ...string) iter.Seq[card] {
	return func(yield func(card) bool) {
		n := 0
		for _, k := range kinds {
			for i := range v.s.Findings {
				f := &v.s.Findings[i]
				if kind(f) != k {
					continue
				}
				if n++; n > limit || !yield(v.card(i, f, around)) {
					return
				}
			}
		}
	}
}

// card shows a finding, with so many published words around each reading.
func (v *viewer) card(i int, f *align.Finding, around int) card {
	s := v.s
	c := card{ID: s.Key(f), Label: "F" + strconv.Itoa(i+1), Severity: f.Severity, Title: heading(f), Why: because(f), Form: v.form}
	if f.Review != nil {
		c.Verdict, c.Note = f.Review.Verdict, Visible(f.Review.Note)
	}
	q := s.quote[f.Quote]
	if q != nil {
		c.Quote, c.Who = "Q"+strconv.Itoa(q.N), s.Who(q)
	} else if d := s.detail[f.Detail]; d != nil {
		c.Who = d.Kind + " “" + Visible(d.Label) + "”"
	}
	rs := s.Readings(f)
	near := wordsOfDetail
	if around == 0 {
		near = wordsOfLine
	}
	segs, lacking := s.Contrast(f, rs, q, near)
	c.Diff = segs
	for k, r := range rs {
		// The odd ones come first, and the last is what most have.
		if left := len(rs) - maxReadings; left > 0 && k >= maxReadings-1 && k < len(rs)-1 {
			c.Left = left
			continue
		}
		row := readingRow{Absent: r.Absent, Lacking: slices.Contains(lacking, k), Joined: r.joined(f)}
		row.Text = balanced(Visible(s.wholeWords(r, row.Lacking)))
		if x := r.From; len(segs) == 0 && x.ByteStart != nil && x.ByteEnd != nil && len(r.Text) < contextBelow && !strings.Contains(r.Text, "…") {
			before, after := s.around(x.Article, corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd}, nil, wordsOfContext)
			row.Before, row.After = visibleEdge(before), visibleEdge(after)
		}
		for _, a := range r.Articles {
			o := ref{Name: s.Name(a)}
			for _, x := range f.Readings {
				if x.Article == a && x.ByteStart != nil && anchored(f) {
					o.Link = v.target(a, *x.ByteStart, c.Label)
				}
			}
			row.Outlets = append(row.Outlets, o)
		}
		c.Readings = append(c.Readings, row)
		if r.Absent {
			continue
		}
		for _, x := range f.Readings {
			if x.Article == r.From.Article && x.Text != nil && x.ByteStart != nil && x.ByteEnd != nil {
				e := v.proof(x, around)
				if anchored(f) {
					e.Link = v.target(x.Article, *x.ByteStart, c.Label)
				}
				c.Evidence = append(c.Evidence, e)
			}
		}
	}
	return c
}

// proof is a place with the published words around it.
func (v *viewer) proof(x align.FindingReading, around int) proof {
	s := v.s
	p := proof{Name: s.Name(x.Article), File: Visible(x.Article), Element: Visible(x.Element)}
	if a := s.article[x.Article]; a != nil {
		p.File, p.URL = Visible(a.Path), webLink(a.URL)
	}
	if x.RuneStart != nil && x.RuneEnd != nil {
		p.From, p.To = *x.RuneStart, *x.RuneEnd
	}
	layer := s.layer[x.Article]
	b, e := *x.ByteStart, *x.ByteEnd
	if b < 0 || e > len(layer) || b > e {
		p.Words = Visible(*x.Text)
		return p
	}
	before, after := s.around(x.Article, corpus.Span{Start: b, End: e}, nil, around)
	p.Before, p.Words, p.After = visibleEdge(before), Visible(layer[b:e]), visibleEdge(after)
	if t := Visible(*x.Text); t != p.Words {
		p.Undone = t
	}
	if p.URL != "" {
		p.Live = p.URL + fragment(layer[b:e])
	}
	return p
}

// webLink is u when it is a link to the web, else "".
func webLink(u string) string {
	x, err := url.Parse(u)
	if err != nil || x.Scheme != "http" && x.Scheme != "https" || x.Host == "" {
		return ""
	}
	return x.String()
}

// fragment is a text fragment that makes a browser look for words.
func fragment(words string) string {
	f := strings.Fields(words)
	if len(f) == 0 {
		return ""
	}
	esc := func(t string) string {
		var b strings.Builder
		for i := 0; i < len(t); i++ {
			if c := t[i]; c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
				b.WriteByte(c)
			} else {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		}
		return b.String()
	}
	if len(f) <= 8 {
		return "#:~:text=" + esc(strings.Join(f, " "))
	}
	return "#:~:text=" + esc(strings.Join(f[:4], " ")) + "," + esc(strings.Join(f[len(f)-4:], " "))
}

func (v *viewer) quote(q *align.Quote) quoteCard {
	s := v.s
	c := quoteCard{ID: "q-" + q.ID, Label: "Q" + strconv.Itoa(q.N), Who: s.Who(q), Reading: Visible(q.Reading), Kind: q.Kind, Findings: v.refs[q.ID]}
	if c.Who == "" {
		c.Who = "speaker not known"
	}
	var claims []string
	for _, x := range []struct {
		what string
		c    align.Claim
	}{{"speaker", q.Speaker}, {"addressee", q.Addressee}, {"date", q.Date}, {"time", q.Time}} {
		if x.c.Value == "" || x.c.Sure == "" {
			continue
		}
		t := x.what + " " + x.c.Sure
		if x.what == "time" {
			t = "at " + Visible(x.c.Value) + " " + x.c.Sure
		}
		claims = append(claims, t)
	}
	c.Claims = strings.Join(claims, ", ")
	at := map[string]int{}
	var more [][]string
	for _, o := range q.Occurrences {
		text := Visible(o.Text)
		i, ok := at[text]
		if !ok {
			i = len(c.Places)
			at[text] = i
			c.Places, more = append(c.Places, quotePlace{Text: text, Same: text == c.Reading}), append(more, nil)
		}
		pl := placeRef{Name: s.Name(o.Article), Link: v.target(o.Article, o.ByteStart, c.Label), Where: s.line(o.Article, o.ByteStart)}
		if o.Marks == "none" {
			pl.Note = "without quotation marks"
		}
		if len(c.Places[i].Outlets) < maxLinks {
			c.Places[i].Outlets = append(c.Places[i].Outlets, pl)
		} else {
			more[i] = append(more[i], pl.Name)
		}
	}
	for i := range more {
		c.Places[i].More = names(more[i])
	}
	var absent []string
	for _, a := range s.Articles {
		if q.Coverage[a.ID] == "absent" {
			absent = append(absent, s.Name(a.ID))
		}
	}
	c.Absent = names(absent)
	return c
}
