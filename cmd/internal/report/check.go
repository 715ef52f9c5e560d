package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"verbatim/align"
	"verbatim/normalize"
)

// NewChecked indexes a draft and its sources for [Checked].
func NewChecked(draft *normalize.Text, sources []*normalize.Text) *Story {
	r := &align.Report{}
	texts := append([]*normalize.Text{draft}, sources...)
	for _, t := range texts {
		r.Articles = append(r.Articles, align.Describe(t))
	}
	return New(r, texts)
}

var verdictMark = map[string]string{align.Verbatim: "✓", align.Typographic: "✓", align.NotFound: "?"}

// Checked writes what became of each quotation of a draft; those that stand in
// a source word for word are only counted unless st.All is set.
func Checked(w io.Writer, s *Story, found []align.Checked, st Style) error {
	p := &printer{Writer: bufio.NewWriter(w), s: s, st: st}
	n := map[string]int{}
	for _, c := range found {
		if c.Review != nil && c.Review.Verdict == Dismissed {
			n[Dismissed]++
		} else {
			n[c.Verdict]++
		}
	}
	good := n[align.Verbatim] + n[align.Typographic]
	text := fmt.Sprintf("%s: %d word for word in the sources", st.bold(count(len(found), "quotation")), good)
	for _, v := range []string{align.Altered, align.SplicedWord, align.Truncated, align.NotFound, Dismissed} {
		if n[v] > 0 {
			text += fmt.Sprintf(", %d %s", n[v], strings.ReplaceAll(v, "-", " "))
		}
	}
	mouths := 0
	for i := range found {
		if v := found[i].Verdict; found[i].Severity() == align.Substantive && (v == align.Verbatim || v == align.Typographic) {
			mouths++
		}
	}
	if mouths > 0 {
		text += fmt.Sprintf("; %d given to another speaker than in the source", mouths)
	}
	p.put("", text+".")
	for i := range found {
		c := &found[i]
		ok := c.Severity() != align.Substantive
		if ok && !st.All {
			continue
		}
		p.line("")
		label := st.bold("C" + strconv.Itoa(i+1))
		m := verdictMark[c.Verdict]
		if m == "" || !ok && c.Verdict != align.NotFound {
			m = st.Mark("substantive")
		}
		p.put("", fmt.Sprintf("%s %s  %s  %s  %s", m, label, st.faint(s.Where(c.Occurrence.Article, c.Occurrence.ByteStart)), st.bold(c.Verdict), "“"+shorten(Visible(c.Occurrence.Text), 30)+"”"))
		if c.Review != nil {
			p.put("    ", reviewed(c.Review))
		}
		if c.Why != "" {
			p.put("    ", Visible(c.Why))
		}
		if c.Best == nil {
			continue
		}
		// A comma that only closes the quotation is the draft's.
		drafted := strings.TrimRight(c.Occurrence.Text, ",.;")
		if strings.ContainsAny(c.Best.Text[max(0, len(c.Best.Text)-1):], ",.;") {
			drafted = c.Occurrence.Text
		}
		if d := Diff(c.Best.Text, drafted, st); d != "" && !ok {
			p.put("    ", "source to draft: “"+d+"”")
		}
		p.item("    ", st.faint(s.Where(c.Best.Article, c.Best.ByteStart))+"  “"+shorten(Visible(c.Best.Text), 40)+"”")
		for _, a := range c.Also {
			p.item("    ", "also "+st.faint(s.Where(a.Article, a.ByteStart)))
		}
	}
	return p.Flush()
}
