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
	"unicode"
	"unicode/utf8"

	"verbatim/align"
	"verbatim/align/diff"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

const (
	showSubstantive = 40 // findings printed in full without --all
	showMinor       = 12
	showDetails     = 4 // missing details named for each outlet
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

// rank orders severities, the worst first; an unknown one comes last.
func rank(severity string) int {
	switch severity {
	case "substantive":
		return 0
	case "minor":
		return 1
	case "cosmetic":
		return 2
	}
	return 3
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

// bySeverity counts the findings; those that scrape damage explains are apart,
// under "damage": they are no disagreement between outlets.
func (s *Story) bySeverity() map[string]int {
	n := map[string]int{}
	for i := range s.Findings {
		n[kind(&s.Findings[i])]++
	}
	return n
}

func kind(f *align.Finding) string {
	switch {
	case IsDismissed(f):
		return Dismissed
	case f.Class == "damage":
		return "damage"
	}
	return f.Severity
}

// damage says, one line an article, what scraping did and what was undone.
func (p *printer) damage() {
	var lines []string
	for i := range p.s.Articles {
		a := &p.s.Articles[i]
		if text := p.s.Damage(a); text != "" {
			lines = append(lines, p.st.bold(p.s.Name(a.ID))+": "+text)
		}
	}
	origins := p.s.Origins()
	if len(lines) == 0 && len(origins) == 0 {
		return
	}
	p.line("")
	if len(lines) > 0 {
		p.put("", "Scrape damage, found and not held against the outlet:")
		for _, l := range lines {
			p.item("  ", l)
		}
	}
	for _, o := range origins {
		p.put("", names(p.s.names(o))+" carry the same text; they count as one witness.")
	}
}

// Origins lists the groups of articles that republish one text.
func (s *Story) Origins() [][]string {
	seen := map[string]bool{}
	var out [][]string
	for _, a := range s.Articles {
		if a.Origin == nil || len(a.Origin.Of) < 2 {
			continue
		}
		key := strings.Join(a.Origin.Of, "\x00")
		if !seen[key] {
			seen[key] = true
			out = append(out, a.Origin.Of)
		}
	}
	return out
}

// Damage says in one line what was done to an article before we saw it and
// what was undone; "" when nothing is known.
func (s *Story) Damage(a *align.Article) string {
	var parts []string
	filter, spin, number, from, other := map[string]int{}, 0, 0, map[string]int{}, map[string]int{}
	shown := map[string][]string{}
	suggested := 0
	for _, e := range a.Edits {
		if !e.Applied {
			suggested++
			continue
		}
		switch e.Rule {
		case "filter":
			filter[e.Detail]++
			if len(shown[e.Detail]) < 2 {
				if x := Visible(e.Removed) + " → " + Visible(e.Inserted); !slices.Contains(shown[e.Detail], x) {
					shown[e.Detail] = append(shown[e.Detail], x)
				}
			}
		case "spin":
			spin++
			if e.Witness != nil {
				from[e.Witness.Article]++
			}
		case "number":
			number++
		default:
			other[e.Rule]++
		}
	}
	if n := sum(filter); n > 0 {
		var eg []string
		for _, k := range byCount(filter) {
			eg = append(eg, shown[k]...)
		}
		if len(eg) > 3 {
			eg = append(eg[:3], "…")
		}
		parts = append(parts, fmt.Sprintf("profanity filter undone in %s (%s)", count(n, "word"), strings.Join(eg, ", ")))
	} else if a.Has("profanity-filter") {
		parts = append(parts, "a profanity filter changed words")
	}
	if spin+number > 0 {
		text := fmt.Sprintf("words swapped by a synonym spinner: %s put back", count(spin+number, "phrase"))
		if len(from) > 0 {
			text += " as in " + names(s.names(byCount(from)))
		}
		parts = append(parts, text)
	} else if a.Has("spun") {
		parts = append(parts, "words were swapped by a synonym spinner")
	}
	if s.unmarked[a.ID] {
		text := "no punctuation or quotation marks"
		switch {
		case !a.Has("unpunctuated"):
			text = "no capital letters"
		case a.Has("lower-cased"):
			text = "no capitals, punctuation or quotation marks"
		}
		n := 0
		for i := range s.Quotes {
			for _, o := range s.Quotes[i].Occurrences {
				if o.Article == a.ID {
					n++
				}
			}
		}
		if n > 0 && a.Has("unpunctuated") {
			text += fmt.Sprintf("; %s found in it by way of the other outlets", count(n, "quotation"))
		}
		parts = append(parts, text)
	}
	for _, x := range []struct{ rule, condition, one string }{
		{"email", "email-obfuscated", "hidden address"}, {"encoding", "mojibake", "broken character"}, {"typography", "", "invisible character"}, {"spacing", "", "glued or split word"},
	} {
		if n := other[x.rule]; n > 0 {
			parts = append(parts, count(n, x.one)+" repaired")
		} else if x.condition != "" && a.Has(x.condition) {
			parts = append(parts, x.one+"s")
		}
	}
	for _, x := range []struct{ condition, text string }{
		{"links-stripped", "links were stripped"}, {"truncated", "the text is cut off"}, {"quote-marks-lost", "its quotation marks were lost"},
	} {
		if a.Has(x.condition) {
			parts = append(parts, x.text)
		}
	}
	if suggested > 0 && len(parts) > 0 {
		parts = append(parts, count(suggested, "further repair")+" only suggested")
	}
	return strings.Join(parts, "; ")
}

func sum(m map[string]int) int {
	n := 0
	for _, x := range m {
		n += x
	}
	return n
}

// byCount are the keys of m, the most frequent first.
func byCount(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b)) })
	return keys
}

func (p *printer) findings() {
	s := p.s
	limit := map[string]int{"substantive": showSubstantive, "minor": showMinor}
	if p.st.All {
		limit = map[string]int{"substantive": 1 << 30, "minor": 1 << 30, "cosmetic": 1 << 30, "damage": 1 << 30, Dismissed: 1 << 30}
	}
	if p.st.Top > 0 {
		limit = map[string]int{"substantive": p.st.Top, "minor": p.st.Top, "cosmetic": p.st.Top}
	}
	n, done := map[string]int{}, 0
	stories := s.stories()
	for _, story := range stories {
		headed := len(stories) < 2
		for _, sev := range kinds {
			for i := range s.Findings {
				f := &s.Findings[i]
				if kind(f) != sev || len(stories) > 1 && s.storyOf(f) != story.name {
					continue
				}
				if n[sev] >= limit[sev] || p.st.Top > 0 && done >= p.st.Top {
					break
				}
				n[sev]++
				done++
				if !headed {
					headed = true
					p.line("")
					p.put("", p.st.bold("Story "+quoted(Visible(story.name))+": ")+names(s.names(story.articles)))
				}
				p.finding(i, f)
			}
		}
	}
	total := s.bySeverity()
	var hidden []string
	for _, sev := range kinds {
		if left := total[sev] - n[sev]; left > 0 {
			hidden = append(hidden, thousands(left)+" "+hiddenWord[sev])
		}
	}
	if len(hidden) > 0 {
		p.line("")
		p.put("", "Not shown: "+names(hidden)+" (--all shows them).")
	}
}

var hiddenWord = map[string]string{"substantive": "in substance ▲", "minor": "minor ●", "cosmetic": "of spelling or punctuation ○", "damage": "that are scrape damage, not differences", Dismissed: "dismissed in review"}

// kinds in the order in which findings are shown.
var kinds = []string{"substantive", "minor", "cosmetic", "damage", Dismissed}

// bare are the bytes of a reading up to which the words around it are shown.
const bare = 24

// finding writes one finding: a head, the sentence that says why, and the
// readings, the odd ones first.
func (p *printer) finding(i int, f *align.Finding) {
	s, st := p.s, p.st
	p.line("")
	q := s.quote[f.Quote]
	head := fmt.Sprintf("%s F%d  %s", st.Mark(f.Severity), i+1, st.bold(heading(f)))
	if q != nil {
		head += fmt.Sprintf("   Q%d", q.N)
		if who := s.Who(q); who != "" {
			head += " " + who
		}
	} else if d := s.detail[f.Detail]; d != nil {
		head += "   " + d.Kind + " “" + Visible(d.Label) + "”"
	}
	p.put("", head)
	if why := because(f); why != "" {
		p.put("    ", why)
	}
	if f.Review != nil {
		p.put("    ", reviewed(f.Review))
	}
	rs := s.Readings(f)
	segs, lacking := s.Contrast(f, rs, q, 6)
	if text := st.segs(segs); text != "" {
		p.put("    ", "“"+text+"”")
	}
	wide := 0
	shown := make([]string, len(rs))
	for k, r := range rs {
		shown[k] = s.shown(r, f, slices.Contains(lacking, k), diffWords)
		if x := r.From; len(segs) == 0 && x.ByteStart != nil && x.ByteEnd != nil && len(r.Text) < bare && !r.Absent {
			// "17" says nothing by itself.
			if before, after := s.around(x.Article, corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd}, nil, 4); before+after != "" {
				shown[k] = p.marked(before, r.Text, after)
			}
		}
		wide = max(wide, min(columns(shown[k]), 32))
	}
	for k, r := range rs {
		line := shown[k] + strings.Repeat(" ", max(0, wide-columns(shown[k]))) + "  " + strings.Join(s.names(r.Articles), ", ")
		if !r.Absent && r.From.ByteStart != nil {
			line += "  " + st.faint(s.Where(r.From.Article, *r.From.ByteStart))
		}
		p.item("      ", line)
	}
}

// shown is the reading in quotation marks, unless it has its own; lacking says
// that its words only mark the place where others have more.
func (s *Story) shown(r Reading, f *align.Finding, lacking bool, words int) string {
	r.Text = s.wholeWords(r, lacking)
	text := balanced(shorten(Visible(r.Text), words))
	text = quoted(text)
	switch {
	case r.Absent:
		return "(nothing)"
	case strings.TrimSpace(r.Text) == "":
		return "(no words here)"
	case lacking:
		return "(without it: " + text + ")"
	case r.joined(f):
		return "(run together, at " + text + ")"
	}
	return text
}

// marked sets words between marks that the text around them does not use.
func (p *printer) marked(before, words, after string) string {
	open, end := "»", "«"
	if strings.ContainsAny(before+words+after, "«»") {
		open, end = "⟦", "⟧"
	}
	return visibleEdge(before) + p.st.bold(open+Visible(words)+end) + visibleEdge(after)
}

// wholeWords is the text of r with what belongs to its first and last word in
// the published text: “s side” of “the mayor’s side” is “mayor’s side”. With
// compound, hyphens and digits join words too: then “out, which” of “a
// call-out, which” is “call-out, which”.
func (s *Story) wholeWords(r Reading, compound bool) string {
	layer, x := s.layer[r.From.Article], r.From
	if r.Places != 1 || x.ByteStart == nil || x.ByteEnd == nil || *x.ByteEnd > len(layer) || *x.ByteStart > *x.ByteEnd {
		return r.Text
	}
	in := func(c rune) bool {
		return unicode.IsLetter(c) || compound && (unicode.IsDigit(c) || strings.ContainsRune("-‑", c)) || c == '’' || c == '\''
	}
	before, after := layer[max(0, *x.ByteStart-maxWord):*x.ByteStart], layer[*x.ByteEnd:min(len(layer), *x.ByteEnd+maxWord)]
	// At the far end of a word it is a mark of quotation and no apostrophe.
	head := strings.TrimLeft(before[len(strings.TrimRightFunc(before, in)):], "’'")
	tail := strings.TrimRight(after[:len(after)-len(strings.TrimLeftFunc(after, in))], "’'")
	if head == "" || !wordRune(r.Text, false) && head[len(head)-1] != '-' {
		head = ""
	}
	if tail == "" || !wordRune(r.Text, true) && tail[0] != '-' {
		tail = ""
	}
	return head + r.Text + tail
}

// wordRune reports whether text begins, or ends, with a letter or a digit.
func wordRune(text string, last bool) bool {
	c, _ := utf8.DecodeRuneInString(text)
	if last {
		c, _ = utf8.DecodeLastRuneInString(text)
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

const maxWord = 40 // bytes of a word that a reading cuts

// quoted is text in quotation marks, unless it has its own.
func quoted(text string) string {
	if strings.ContainsAny(text, "“”\"") {
		return text
	}
	return "“" + text + "”"
}

// joined says that the words of r are only the seam at which f says that two
// sayings were made one.
func (r Reading) joined(f *align.Finding) bool {
	return f.Class == "splice" && !r.Absent && len(strings.Fields(r.Text)) <= 3
}

// balanced closes a bracket that the place of a reading leaves open.
func balanced(text string) string {
	if strings.Count(text, "[") == strings.Count(text, "]")+1 {
		return text + "]"
	}
	return text
}

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

// title is the name of a class in words.
func title(class string) string {
	if c, ok := align.Class(class); ok {
		return c.Short
	}
	return class
}

// heading is what a finding is about, in a few words. One that is about no
// quotation has its own: nobody speaks there.
func heading(f *align.Finding) string {
	missing := slices.ContainsFunc(f.Readings, func(r align.FindingReading) bool { return r.Text == nil })
	switch {
	case missing && f.Class == "date":
		return "day not in every outlet"
	case missing && f.Class == "time":
		return "hour not in every outlet"
	case missing && f.Class == "duration":
		return "delay not in every outlet"
	}
	if f.Quote == "" {
		switch f.Class {
		case "attribution":
			return "office differs"
		case "omission":
			return "passage missing"
		}
	}
	return title(f.Class)
}

// because is the sentence of f, without an end that its heading says already.
func because(f *align.Finding) string {
	why := cutBracket.ReplaceAllString(Visible(f.Why), "${1}]”")
	for _, end := range said[f.Class] {
		if rest, ok := strings.CutSuffix(why, ": "+end+"."); ok {
			return rest + "."
		}
	}
	return why
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

// Contrast sets the odd reading against what most have, in the words around
// them: “… Any [-comments-]{+comment+}?”. It is nil when the two cannot be set
// side by side: then their surroundings have too little in common. lacking are
// the readings (indexes of rs) whose words both sides have, so that nothing
// stands there where the other side has more.
func (s *Story) Contrast(f *align.Finding, rs []Reading, q *align.Quote, n int) (segs []Seg, lacking []int) {
	i, k, ok := sides(f, rs)
	if !ok {
		return nil, nil
	}
	x, xl, xr := s.window(rs[i], q, n)
	if rs[k].Absent {
		for _, p := range x {
			kind := ""
			if p.core {
				kind = "del"
			}
			segs = addSeg(segs, kind, p.text)
		}
		for j := range segs {
			if segs[j].Kind != "" {
				segs[j].Text = shorten(segs[j].Text, diffWords)
			}
		}
		return edges(segs, xl, xr), nil
	}
	y, yl, yr := s.window(rs[k], q, n)
	ops := diff.Ops(diff.Words(keys(x), keys(y)), len(x), len(y))
	// What differs at the ends is the windows, not the readings.
	outside := func(o diff.Op) bool {
		return o.Kind != diff.Equal && !hasCore(x[o.A0:o.A1]) && !hasCore(y[o.B0:o.B1])
	}
	for len(ops) > 0 && outside(ops[0]) {
		ops, xl, yl = ops[1:], true, true
	}
	for len(ops) > 0 && outside(ops[len(ops)-1]) {
		ops, xr, yr = ops[:len(ops)-1], true, true
	}
	shared, room := 0, min(len(x)-cores(x), len(y)-cores(y))
	changed, xc, yc, strange := false, false, false, 0
	for _, o := range ops {
		switch o.Kind {
		case diff.Equal:
			shared += o.A1 - o.A0 - cores(x[o.A0:o.A1])
			segs = addSeg(segs, "", middle(join(x[o.A0:o.A1]), len(segs) > 0, o.A1 < len(x) && o.A0 > 0))
			continue
		case diff.Delete, diff.Insert, diff.Replace:
			if fused(x[o.A0:o.A1], y[o.B0:o.B1]) {
				shared += o.A1 - o.A0 - cores(x[o.A0:o.A1])
				segs = addSeg(segs, "", join(x[o.A0:o.A1]))
				continue
			}
			strange = max(strange, o.A1-o.A0-cores(x[o.A0:o.A1]), o.B1-o.B0-cores(y[o.B0:o.B1]))
			if outside(o) { // what another finding says is not marked here
				segs = addSeg(segs, "", shorten(join(x[o.A0:o.A1]), diffWords))
				continue
			}
			changed = true
			xc, yc = xc || hasCore(x[o.A0:o.A1]), yc || hasCore(y[o.B0:o.B1])
		}
		segs = addSeg(segs, "del", shorten(join(x[o.A0:o.A1]), diffWords))
		segs = addSeg(segs, "ins", shorten(join(y[o.B0:o.B1]), diffWords))
	}
	if !changed {
		if segs = Segs(rs[i].Text, rs[k].Text); segs == nil {
			return nil, nil
		}
		b, a := s.around(rs[i].From.Article, corpus.Span{Start: *rs[i].From.ByteStart, End: *rs[i].From.ByteEnd}, q, n)
		if b != "" {
			segs[0].Space = strings.HasSuffix(b, " ")
			segs = append([]Seg{{Text: Visible(b)}}, segs...)
		}
		if a != "" {
			segs = append(segs, Seg{Text: Visible(a), Space: strings.HasPrefix(a, " ")})
		}
		return segs, nil
	}
	// Around a quotation the words are the same but for what other findings
	// say; around a fact each outlet has its own.
	if shared < min(3, room) || q == nil && strange > 1 {
		return nil, nil
	}
	if !xc {
		lacking = append(lacking, i)
	}
	if !yc {
		lacking = append(lacking, k)
	}
	if len(lacking) == 2 {
		lacking = nil
	}
	return edges(segs, xl || yl, xr || yr), lacking
}

// edges adds the marks that say that the text goes on.
func edges(segs []Seg, left, right bool) []Seg {
	if len(segs) > 0 && left && segs[0].Kind == "" {
		segs[0].Text = "… " + strings.TrimPrefix(segs[0].Text, "… ")
	}
	if n := len(segs) - 1; n >= 0 && right && segs[n].Kind == "" {
		segs[n].Text = strings.TrimSuffix(segs[n].Text, " …") + " …"
	}
	return segs
}

// addSeg appends words, to the last stretch when it is of the same kind.
func addSeg(segs []Seg, kind, text string) []Seg {
	if text == "" {
		return segs
	}
	if n := len(segs) - 1; n >= 0 && segs[n].Kind == kind {
		segs[n].Text += " " + text
		return segs
	}
	space := len(segs) > 0 && (kind != "ins" || segs[len(segs)-1].Kind != "del")
	return append(segs, Seg{kind, text, space})
}

// window is a reading with up to n published words on either side; left and
// right say whether the text goes on there.
func (s *Story) window(r Reading, q *align.Quote, n int) (ps []piece, left, right bool) {
	if r.From.ByteStart == nil || r.From.ByteEnd == nil {
		return nil, false, false
	}
	b, a := s.around(r.From.Article, corpus.Span{Start: *r.From.ByteStart, End: *r.From.ByteEnd}, q, n)
	b, left = strings.CutPrefix(b, "… ")
	a, right = strings.CutSuffix(a, " …")
	text := b + r.Text + a
	at := 0
	for _, p := range pieces(text) {
		i := strings.Index(text[at:], p.raw) + at
		at = i + len(p.raw)
		p.core = i < len(b)+len(r.Text) && at > len(b)
		ps = append(ps, p)
	}
	return ps, left, right
}

// fused says that x and y are the same letters, parted at other places, and
// none of them of the readings themselves: anti-war, anti war.
func fused(x, y []piece) bool {
	return len(x) > 0 && len(y) > 0 && !hasCore(x) && !hasCore(y) && strings.Join(keys(x), "") == strings.Join(keys(y), "")
}

func hasCore(ps []piece) bool { return cores(ps) > 0 }

func cores(ps []piece) int {
	n := 0
	for _, p := range ps {
		if p.core {
			n++
		}
	}
	return n
}

// sides picks the two readings to set against each other: what most have, at
// one place, and the odd one.
func sides(f *align.Finding, rs []Reading) (most, odd int, ok bool) {
	// A passage that only one copy has stands against nothing.
	if len(rs) < 2 || !diffable[f.Class] || f.Class == "omission" && f.Quote == "" {
		return
	}
	most, odd = len(rs)-1, 0
	if f.Class == "truncation" || f.Class == "link" {
		for k, r := range rs[:most] {
			if !r.Absent && len(r.Text) < len(rs[odd].Text) {
				odd = k
			}
		}
	}
	if rs[most].Absent && len(rs) > 2 {
		most--
	}
	if rs[most].Absent {
		most, odd = odd, most
	}
	if rs[odd].Absent && len(rs) > 2 {
		odd = 1
	}
	from := rs[most].From
	return most, odd, most != odd && from.ByteStart != nil && from.ByteEnd != nil && rs[most].Places == 1 && rs[odd].Places <= 1
}

// visibleEdge is Visible, but keeps one blank at either end where there was one.
func visibleEdge(text string) string {
	v := Visible(text)
	if v == "" {
		return ""
	}
	if strings.TrimLeft(text, " \n\t") != text {
		v = " " + v
	}
	if strings.TrimRight(text, " \n\t") != text {
		v += " "
	}
	return v
}

// Seg is a stretch of a diff: words that both have, that only the first has
// (del), or only the second (ins).
type Seg struct {
	Kind  string // "", del, ins
	Text  string
	Space bool // a blank stands before it
}

// Diff shows b against a with marks around the words that differ; "" when the
// words are the same. Long stretches that agree are cut short.
func Diff(a, b string, st Style) string { return st.segs(Segs(a, b)) }

func (s Style) segs(segs []Seg) string {
	var out strings.Builder
	for i, x := range segs {
		if i > 0 && x.Space {
			out.WriteByte(' ')
		}
		switch x.Kind {
		case "del":
			out.WriteString(s.lacks(x.Text))
		case "ins":
			out.WriteString(s.has(x.Text))
		default:
			out.WriteString(x.Text)
		}
	}
	return out.String()
}

// Segs compares a and b word by word; nil when nothing visible differs.
func Segs(a, b string) []Seg {
	x, y := pieces(a), pieces(b)
	var out []Seg
	changed := false
	for _, o := range diff.Ops(diff.Words(keys(x), keys(y)), len(x), len(y)) {
		if o.Kind == diff.Equal {
			out = append(out, Seg{"", middle(join(x[o.A0:o.A1]), o.A0 > 0, o.A1 < len(x)), len(out) > 0})
			continue
		}
		changed = true
		if o.A1 > o.A0 {
			out = append(out, Seg{"del", shorten(join(x[o.A0:o.A1]), diffWords), len(out) > 0})
		}
		if o.B1 > o.B0 {
			out = append(out, Seg{"ins", shorten(join(y[o.B0:o.B1]), diffWords), len(out) > 0 && o.A1 == o.A0})
		}
	}
	if changed {
		return out
	}
	if a, b = Visible(a), Visible(b); a == b {
		return nil
	}
	return []Seg{{"del", shorten(a, diffWords), false}, {"ins", shorten(b, diffWords), false}}
}

// middle shortens words that agree between two differences, or before the
// first or after the last.
func middle(text string, left, right bool) string {
	f := strings.Fields(text)
	switch {
	case left && right && len(f) > 10:
		return strings.Join(f[:4], " ") + " … " + strings.Join(f[len(f)-4:], " ")
	case right && !left && len(f) > 6:
		return "… " + strings.Join(f[len(f)-6:], " ")
	case left && !right && len(f) > 6:
		return strings.Join(f[:6], " ") + " …"
	}
	return text
}

// piece is a word with the marks around it, and its key for comparison.
type piece struct {
	text, key string
	raw       string // as it was given
	core      bool   // of the reading itself, not of the words around it
}

func pieces(text string) []piece {
	var out []piece
	for _, f := range strings.Fields(text) {
		var key strings.Builder
		for _, w := range token.Words(f) {
			key.WriteString(w.Key)
		}
		k := key.String()
		if k == "" {
			k = f
		}
		out = append(out, piece{text: Visible(f), key: k, raw: f})
	}
	return out
}

func keys(ps []piece) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.key
	}
	return out
}

func join(ps []piece) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.text)
	}
	return strings.Join(out, " ")
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
	slices.SortStableFunc(ds, func(a, b common) int { return b.by - a.by })
	type gap struct {
		name  string
		n     int
		shown []string
		cut   bool
	}
	of := map[string]*gap{}
	for _, d := range ds {
		for _, a := range s.Without(d.Detail) {
			if s.another(d.Detail, a) {
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
	for _, g := range gaps {
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
