package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"verbatim/align"
	"verbatim/align/matrix"
)

const (
	showSubstantive = 40 // findings printed in full without --all
	showMinor       = 12
	showDetails     = 4  // missing details named for each outlet
	showOutlets     = 40 // outlets of which that is told
	diffWords       = 24
)

// Text writes the report of a comparison for people. again are the inputs as
// the user named them, for the commands it offers at the end.
func Text(w io.Writer, s *Story, st Style, again []string) error {
	p := &printer{Writer: bufio.NewWriter(w), s: s, st: st}
	p.summary()
	p.damage()
	p.findings()
	p.missing()
	p.more(again)
	return p.Flush()
}

type printer struct {
	*bufio.Writer
	s  *Story
	st Style
}

func (p *printer) line(format string, a ...any) { fmt.Fprintf(p, format+"\n", a...) }

// put writes text wrapped, each line after indent.
func (p *printer) put(indent, text string) { p.line("%s", p.st.wrap(indent, text)) }

// list names articles: all of them with --all, else the first of many.
func (p *printer) list(articles []string) []string {
	if p.st.All {
		return p.s.names(articles)
	}
	return few(p.s.names(articles))
}

// item writes text wrapped, the lines after the first deeper.
func (p *printer) item(indent, text string) { p.line("%s", p.st.hang(indent, indent+"    ", text)) }

func (p *printer) summary() {
	s := p.s
	words := 0
	for _, a := range s.Articles {
		words += a.Words
	}
	text := count(len(s.Articles), "article")
	if n := len(s.stories()); n > 1 {
		text += fmt.Sprintf(" in %d stories", n)
	}
	text = p.st.bold(text+", "+count(words, "word")+", "+count(len(s.Quotes), "quotation")) + "."
	text += " " + p.agreement()
	p.put("", text)
	if s.Incomplete {
		p.put("", p.st.bold("Incomplete: ")+count(len(s.Problems), "input")+" could not be read; what follows is about the rest.")
		for _, x := range s.Problems {
			p.put("  ", Visible(x.Error()))
		}
	}
}

// agreement says how many quotations are the same everywhere.
func (p *printer) agreement() string {
	s := p.s
	switch {
	case len(s.Articles) == 0:
		return "Nothing to compare."
	case len(s.Articles) == 1:
		return "One article alone has nothing to be compared with: give two or more."
	case len(s.Quotes) == 0 && len(s.Findings) == 0:
		return "No quotation and no difference was found."
	}
	shared, same := 0, 0
	worst := map[string]string{}
	for _, f := range s.Findings {
		if f.Quote != "" && f.Class != "damage" && !IsDismissed(&f) && rank(f.Severity) < rank(worst[f.Quote]) {
			worst[f.Quote] = f.Severity
		}
	}
	for i := range s.Quotes {
		q := &s.Quotes[i]
		if s.witnesses(carriers(q)) < 2 {
			continue
		}
		shared++
		if rank(worst[q.ID]) >= rank("cosmetic") {
			same++
		}
	}
	text := "No quotation is in two outlets that do not copy each other."
	if shared > 0 {
		text = fmt.Sprintf("Of %s in two or more outlets %s and %s word for word the same.",
			count(shared, "quotation"), some(shared-same, "differs", "differ"), some(same, "is", "are"))
	}
	n := s.bySeverity()
	return text + fmt.Sprintf(" Differences: %s in substance ▲, %s minor ●, %s of spelling or punctuation ○.",
		some(n["substantive"], "", ""), some(n["minor"], "", ""), some(n["cosmetic"], "", ""))
}

// some is n, or none, with the verb that goes with it.
func some(n int, one, many string) string {
	text := thousands(n)
	switch n {
	case 0:
		text = "none"
	case 1:
		many = one
	}
	return strings.TrimSpace(text + " " + many)
}

func carriers(q *align.Quote) []string {
	var out []string
	for _, o := range q.Occurrences {
		if !slices.Contains(out, o.Article) {
			out = append(out, o.Article)
		}
	}
	return out
}

var hiddenWord = map[string]string{"substantive": "in substance ▲", "minor": "minor ●", "cosmetic": "of spelling or punctuation ○", "damage": "that are scrape damage, not differences", Dismissed: "dismissed in review"}

// kinds in the order in which findings are shown.
var kinds = []string{"substantive", "minor", "cosmetic", "damage", Dismissed}

// bare are the bytes of a reading up to which the words around it are shown.
const bare = 24

const maxWord = 40 // bytes of a word that a reading cuts

// Who says a quotation, to whom and when, as far as that is known.
func (s *Story) Who(q *align.Quote) string {
	who := Visible(q.Speaker.Value)
	if a := Visible(q.Addressee.Value); a != "" {
		if who == "" {
			who = "somebody"
		}
		who += " to " + a
	}
	if d := Day(q.Date.Value); d != "" {
		if who != "" {
			who += ", "
		}
		who += d
	}
	return who
}

// Day is an ISO 8601 date in words: 2016-10-12 is 12 October 2016.
func Day(iso string) string {
	for _, l := range []struct{ layout, out string }{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}, {"--01-02", "2 January"}} {
		if len(iso) == len(l.layout) {
			if t, err := time.Parse(l.layout, iso); err == nil {
				return t.Format(l.out)
			}
		}
	}
	return Visible(iso)
}

// cutBracket is a quotation that opens a bracket and does not close it.
var cutBracket = regexp.MustCompile(`(“[^”\[\]]*\[[^”\[\]]*)”`)

// said are the ends of sentences that repeat the heading of a class.
var said = map[string][]string{
	"wording":     {"other words"},
	"omission":    {"words more or less, without a mark"},
	"addition":    {"words more or less, without a mark"},
	"reordering":  {"the same words in another order"},
	"negation":    {"a negation is missing on one side"},
	"number":      {"another number"},
	"duration":    {"another length of time"},
	"attribution": {"one person, two offices", "one utterance, two speakers"},
	"addressee":   {"one utterance, two addressees"},
	"sic":         {"[sic] stands on one side only"},
}

// diffable are the classes whose readings differ word by word; the others put
// whole statements beside each other.
var diffable = map[string]bool{"wording": true, "addition": true, "omission": true, "omission-marked": true, "truncation": true, "reordering": true, "negation": true, "number": true,
	"date": true, "time": true, "duration": true, "name": true, "link": true, "sic": true, "bracket": true, "spelling": true, "punctuation": true, "case": true, "damage": true}

// setting is 1 for the kinds of detail that say where and when a story is set,
// which every reader knows, and 0 for those that tell something.
func setting(kind string) int {
	switch kind {
	case "date", "place", "organization":
		return 1
	}
	return 0
}

// missing says for each outlet what others have and it has not.
func (p *printer) missing() {
	s := p.s
	if len(s.Articles) < 2 || len(s.Details) == 0 {
		return
	}
	type common struct {
		*align.Detail
		by int
	}
	var ds []common
	for i := range s.Details {
		if d := &s.Details[i]; !s.said(d) {
			if by := s.carriedBy(d); by >= 2 {
				ds = append(ds, common{d, by})
			}
		}
	}
	slices.SortStableFunc(ds, func(a, b common) int { return cmp.Or(setting(a.Kind)-setting(b.Kind), b.by-a.by) })
	type gap struct {
		name  string
		n     int
		shown []string
		cut   bool
	}
	of := map[string]*gap{}
	for _, d := range ds {
		for _, a := range s.Without(d.Detail) {
			if l := s.lack(d.Detail, a); l != "missing" && (l != "cut" || d.Kind == matrix.Claim) {
				continue
			}
			g := of[a]
			if g == nil {
				g = &gap{name: s.Name(a), cut: s.cut(a)}
				of[a] = g
			}
			if g.n++; g.n <= showDetails {
				g.shown = append(g.shown, quoted(shorten(Visible(cmp.Or(d.Label, d.Value)), 8)))
			}
		}
	}
	var gaps []*gap
	for _, a := range s.Articles {
		if g := of[a.ID]; g != nil {
			gaps = append(gaps, g)
		}
	}
	if len(gaps) == 0 {
		return
	}
	p.line("")
	p.put("", "What at least two outlets have and this one has not:")
	for i, g := range gaps {
		if i == showOutlets && !p.st.All {
			p.put("  ", "… and "+count(len(gaps)-i, "further outlet")+" (--all shows them).")
			break
		}
		text := p.st.bold(g.name) + ": " + count(g.n, "detail") + ", such as " + strings.Join(g.shown, ", ")
		if g.n == len(g.shown) {
			text = p.st.bold(g.name) + ": " + strings.Join(g.shown, ", ")
		}
		if g.cut {
			text += "; its text is cut off, and may have had more"
		}
		p.item("  ", text)
	}
}

func (p *printer) more(again []string) {
	if len(p.s.Findings) == 0 && len(p.s.Quotes) == 0 {
		return
	}
	args := strings.Join(quoteArgs(again), " ")
	p.line("")
	if len(p.s.Quotes) > 0 {
		p.line("%s", "Evidence:  verbatim show --id "+p.first()+" "+args)
	}
	if len(p.s.Findings) > 0 {
		p.line("%s", "Meaning:   verbatim explain "+p.s.Findings[0].Class)
	}
}

func (p *printer) first() string {
	if len(p.s.Findings) > 0 {
		return "F1"
	}
	return "Q1"
}

// quoteArgs makes arguments fit for a shell, and not too many of them.
func quoteArgs(args []string) []string {
	var out []string
	for i, a := range args {
		if i == 6 {
			return append(out, "…")
		}
		if a == "" || strings.ContainsAny(a, " \t\n'\"\\$`*?[](){}<>|&;!#~") {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		out = append(out, Visible(a))
	}
	return out
}
