package report

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"verbatim/align"
)

// Table is rows under fixed headings.
type Table struct {
	Name   string
	Header []string
	Rows   [][]string
}

// WriteTable writes t in one of the formats csv (RFC 4180, UTF-8, no mark),
// csv-excel (with a mark, and with what a spreadsheet would take for a formula
// disarmed by a leading apostrophe), md (a GitHub table) and text.
func WriteTable(w io.Writer, t *Table, format string, st Style) error {
	switch format {
	case "csv", "csv-excel":
		excel := format == "csv-excel"
		if excel {
			if _, err := io.WriteString(w, "\ufeff"); err != nil {
				return err
			}
		}
		c := csv.NewWriter(w)
		for _, row := range append([][]string{t.Header}, t.Rows...) {
			if excel {
				row = slices.Clone(row)
				for i := range row {
					row[i] = Guard(row[i])
				}
			}
			if err := c.Write(row); err != nil {
				return err
			}
		}
		c.Flush()
		return c.Error()
	case "md":
		return t.markdown(w)
	}
	return t.text(w, st)
}

// Guard makes a cell harmless in a spreadsheet; [Unguard] takes it back.
func Guard(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r'", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// Unguard is the cell that [Guard] was given.
func Unguard(cell string) string { return strings.TrimPrefix(cell, "'") }

func (t *Table) markdown(w io.Writer) error {
	var b strings.Builder
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + Markdown(c) + " ")
		}
		b.WriteString("|\n")
	}
	row(t.Header)
	b.WriteString(strings.Repeat("|---", len(t.Header)) + "|\n")
	for _, r := range t.Rows {
		row(r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var markdown = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", ">", "&gt;", "[", "\\[", "]", "\\]", "~", "\\~", "#", "\\#")

// Markdown is text that shows as it is in Markdown, on one line.
func Markdown(text string) string { return markdown.Replace(Visible(text)) }

// text sets the columns below each other; the first may be shortened.
func (t *Table) text(w io.Writer, st Style) error {
	wide := make([]int, len(t.Header))
	rows := append([][]string{t.Header}, t.Rows...)
	for _, r := range rows {
		for i, c := range r {
			wide[i] = max(wide[i], columns(Visible(c)))
		}
	}
	if st.Width > 0 {
		rest := 0
		for _, n := range wide[1:] {
			rest += n + 2
		}
		wide[0] = max(min(wide[0], st.Width-rest), 20)
	}
	var b strings.Builder
	for k, r := range rows {
		line := ""
		for i, c := range r {
			c = cut(Visible(c), wide[i])
			if i > 0 {
				line += "  "
			}
			line += c + strings.Repeat(" ", wide[i]-columns(c))
		}
		line = strings.TrimRight(line, " ")
		if k == 0 {
			line = st.bold(line)
		}
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cut shortens text to n columns.
func cut(text string, n int) string {
	if columns(text) <= n {
		return text
	}
	r := []rune(text)
	return string(r[:max(0, min(len(r), n-1))]) + "…"
}

// Variants is every reading of every finding, a row each.
func (s *Story) Variants() *Table {
	t := &Table{Name: "variants", Header: []string{"finding_id", "quote_id", "detail_id", "class", "severity", "outlet", "reading", "others_reading", "others", "why", "byte_start", "byte_end", "rune_start", "rune_end", "element"}}
	for i := range s.Findings {
		f := &s.Findings[i]
		groups := s.Readings(f)
		for _, r := range f.Readings {
			var others, texts []string
			for _, g := range groups {
				if !slices.Contains(g.Articles, r.Article) {
					others = append(others, s.names(g.Articles)...)
					texts = append(texts, g.Text)
				}
			}
			text := ""
			if r.Text != nil {
				text = *r.Text
			}
			t.Rows = append(t.Rows, []string{f.ID, f.Quote, f.Detail, f.Class, f.Severity, s.name[r.Article], text, strings.Join(texts, " | "), strings.Join(others, " | "), f.Why,
				number(r.ByteStart), number(r.ByteEnd), number(r.RuneStart), number(r.RuneEnd), r.Element})
		}
	}
	return t
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// QuoteTable is every occurrence of every quotation, a row each.
func (s *Story) QuoteTable() *Table {
	t := &Table{Name: "quotes", Header: quoteHeader}
	for i := range s.Quotes {
		q := &s.Quotes[i]
		for _, o := range q.Occurrences {
			t.Rows = append(t.Rows, s.quoteRow(q.ID, &o, q))
		}
	}
	return t
}

var quoteHeader = []string{"quote_id", "outlet", "url", "kind", "speaker", "speaker_sure", "addressee", "date_said", "date_source", "time_said", "marks", "zone", "text", "byte_start", "byte_end", "rune_start", "rune_end", "file", "file_sha256", "element"}

func (s *Story) quoteRow(id string, o *align.Occurrence, q *align.Quote) []string {
	a := s.article[o.Article]
	if a == nil {
		a = &align.Article{}
	}
	pick := func(x, y align.Claim) align.Claim {
		if x.Value == "" {
			return y
		}
		return x
	}
	who, whom, day, hour := pick(o.Speaker, q.Speaker), pick(o.Addressee, q.Addressee), pick(o.Date, q.Date), pick(o.Time, q.Time)
	return []string{id, s.name[o.Article], a.URL, cmp.Or(o.Kind, q.Kind), who.Value, who.Sure, whom.Value, day.Value, day.Sure, hour.Value, o.Marks, o.Zone, o.Text,
		strconv.Itoa(o.ByteStart), strconv.Itoa(o.ByteEnd), strconv.Itoa(o.RuneStart), strconv.Itoa(o.RuneEnd), a.Path, a.SHA256, o.Element}
}

// Quotations is a table of occurrences of single articles.
func (s *Story) Quotations(found []align.Occurrence) *Table {
	t := &Table{Name: "quotes", Header: quoteHeader}
	for i := range found {
		t.Rows = append(t.Rows, s.quoteRow("", &found[i], &align.Quote{}))
	}
	return t
}

// Matrix is who carries what: a row each quotation and detail. missingOnly
// keeps the rows that some outlet has and some other lacks or has differently.
func (s *Story) Matrix(missingOnly bool) *Table {
	t := &Table{Name: "matrix", Header: []string{"what", "kind"}}
	for _, a := range s.Articles {
		t.Header = append(t.Header, s.name[a.ID])
	}
	missed := make([]int, len(s.Articles))
	for _, r := range s.Coverage() {
		if missingOnly && !r.odd() {
			continue
		}
		row := []string{r.Label, r.Kind}
		for i, c := range r.Cells {
			switch c {
			case "missing":
				missed[i]++
				c = "no"
			case "perhaps":
				c = "not in these words"
			case "cut":
				c = "cut off" // the outlet may have had it
			}
			row = append(row, c)
		}
		t.Rows = append(t.Rows, row)
	}
	last := []string{"missing in this outlet", ""}
	for _, n := range missed {
		last = append(last, strconv.Itoa(n))
	}
	t.Rows = append(t.Rows, last)
	return t
}

// Timeline is the events in order of time.
func (s *Story) Timeline() *Table {
	t := &Table{Name: "timeline", Header: []string{"date", "event", "quotations", "in", "not in", "conflicts"}}
	for _, e := range s.Events {
		var qs, fs []string
		for _, i := range s.conflicts(&e) {
			fs = append(fs, "F"+strconv.Itoa(i+1))
		}
		for _, id := range e.Quotes {
			if q := s.quote[id]; q != nil {
				qs = append(qs, "Q"+strconv.Itoa(q.N))
			}
		}
		t.Rows = append(t.Rows, []string{e.Date, e.Label, strings.Join(qs, " "), strings.Join(s.names(e.Carried), ", "), strings.Join(s.names(s.untold(&e)), ", "), strings.Join(fs, " ")})
	}
	return t
}

// Chronology writes the events for people.
func Chronology(w io.Writer, s *Story, st Style) error {
	p := &printer{Writer: bufio.NewWriter(w), s: s, st: st}
	if len(s.Events) == 0 {
		p.line("No dated event was found.")
	}
	for i, row := range s.Timeline().Rows {
		p.item("", st.bold(Day(row[0]))+"  "+Visible(row[1]))
		for _, k := range s.conflicts(&s.Events[i]) {
			f := &s.Findings[k]
			p.item("    ", fmt.Sprintf("%s F%d  %s: %s", st.Mark(f.Severity), k+1, heading(f), because(f)))
		}
		text := "in " + row[3]
		if row[2] != "" {
			text = row[2] + " " + text
		}
		if row[4] != "" {
			text += "; not in " + row[4]
		}
		p.put("    ", st.faint(text))
	}
	return p.Flush()
}

// Edits is every repair of every article.
func (s *Story) Edits() *Table {
	t := &Table{Name: "edits", Header: editHeader}
	for _, a := range s.Articles {
		for _, e := range EditRows(a.ID, a.Edits) {
			t.Rows = append(t.Rows, e.cells())
		}
	}
	return t
}

// MarkdownReport is the report for pasting into a ticket or a document.
func MarkdownReport(w io.Writer, s *Story) error {
	var b strings.Builder
	p := &printer{s: s}
	words := 0
	for _, a := range s.Articles {
		words += a.Words
	}
	b.WriteString("# " + Markdown(s.headline()) + "\n\n" + count(len(s.Articles), "article") + ", " + count(words, "word") + ", " + count(len(s.Quotes), "quotation") + ". " + p.agreement() + "\n")
	for _, x := range s.Problems {
		b.WriteString("\nNot read: " + Markdown(x.Error()) + "\n")
	}
	first := true
	for i := range s.Articles {
		if d := s.Damage(&s.Articles[i]); d != "" {
			if first {
				b.WriteString("\nScrape damage, found and not held against the outlet:\n\n")
				first = false
			}
			b.WriteString("- **" + Markdown(s.Name(s.Articles[i].ID)) + "**: " + Markdown(d) + "\n")
		}
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		if k := kind(f); k != "substantive" && k != "minor" {
			continue
		}
		b.WriteString("\n## " + marks[f.Severity] + " F" + strconv.Itoa(i+1) + " " + Markdown(heading(f)) + "\n\n")
		q := s.quote[f.Quote]
		if q != nil {
			if who := s.Who(q); who != "" {
				b.WriteString(Markdown(who) + ". ")
			}
		}
		b.WriteString(Markdown(because(f)) + "\n\n")
		rs := s.Readings(f)
		segs, lacking := s.Contrast(f, rs, q, 6)
		line := ""
		for _, x := range segs {
			if line != "" {
				line += " "
			}
			switch x.Kind {
			case "del":
				line += "~~" + Markdown(x.Text) + "~~"
			case "ins":
				line += "**" + Markdown(x.Text) + "**"
			default:
				line += Markdown(x.Text)
			}
		}
		if line != "" {
			b.WriteString("> " + line + "\n\n")
		}
		t := Table{Header: []string{"reading", "outlets", "place"}}
		for k, r := range rs {
			text, place := s.shown(r, f, slices.Contains(lacking, k), diffWords), ""
			if r.From.ByteStart != nil {
				place = s.Where(r.From.Article, *r.From.ByteStart)
			}
			t.Rows = append(t.Rows, []string{text, strings.Join(s.names(r.Articles), ", "), place})
		}
		t.markdown(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
