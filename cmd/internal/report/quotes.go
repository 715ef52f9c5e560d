package report

import (
	"bufio"
	"io"

	"verbatim/align"
	"verbatim/normalize"
)

// kinds of quotation in words.
var kindWords = map[string]string{"dm": "message", "tweet": "post", "document": "document", "speech": "speech", "scare": "words in marks", "title": "title", "nested": "quotation in a quotation"}

// saidBy says in words what is known of one quotation: who said it to whom and
// when. What is a guess is called "perhaps".
func saidBy(o *align.Occurrence) string {
	perhaps := func(c align.Claim, v string) string {
		if v != "" && c.Sure == "guessed" {
			return "perhaps " + v
		}
		return v
	}
	who := perhaps(o.Speaker, Visible(o.Speaker.Value))
	if who == "" {
		switch o.Kind {
		case "title":
			who = "nobody’s words"
		default:
			who = "speaker not known"
		}
	}
	if a := perhaps(o.Addressee, Visible(o.Addressee.Value)); a != "" {
		who += " to " + a
	}
	if d := perhaps(o.Date, Day(o.Date.Value)); d != "" {
		who += ", " + d
	}
	if o.Time.Value != "" {
		who += ", " + perhaps(o.Time, Visible(o.Time.Value))
	}
	return who
}

// QuoteList writes the quotations found in t, for reading. O(len(found)).
func QuoteList(w io.Writer, t *normalize.Text, found []align.Occurrence, st Style) error {
	r := &align.Report{Articles: []align.Article{align.Describe(t)}}
	p := &printer{Writer: bufio.NewWriter(w), s: New(r, []*normalize.Text{t}), st: st}
	p.line("%s  %s", st.bold(p.s.Name(t.Doc.ID)), count(len(found), "quotation"))
	for i := range found {
		o := &found[i]
		head := saidBy(o)
		if k := kindWords[o.Kind]; k != "" {
			head += " (" + k + ")"
		}
		if o.Zone != "body" {
			head += " in " + o.Zone
		}
		p.line("  %s  %s", st.faint(p.s.Where(o.Article, o.ByteStart)), head)
		p.put("      ", "“"+Visible(o.Text)+"”")
	}
	p.line("")
	return p.Flush()
}

// QuoteSheet is found as a table to read, a row each quotation: the Markdown of
// the quotes verb.
func (s *Story) QuoteSheet(found []align.Occurrence) *Table {
	t := &Table{Name: "quotes", Header: []string{"where", "who, to whom, when", "words", "kind", "sure"}}
	for i := range found {
		o := &found[i]
		t.Rows = append(t.Rows, []string{s.Where(o.Article, o.ByteStart), saidBy(o), "“" + o.Text + "”", o.Kind, o.Speaker.Sure})
	}
	return t
}
