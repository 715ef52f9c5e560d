package report

// A finding in words.

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align"
	"verbatim/corpus"
)

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
		line := shown[k] + strings.Repeat(" ", max(0, wide-columns(shown[k]))) + "  " + strings.Join(p.list(r.Articles), ", ")
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

// quoted is text in quotation marks, unless it has its own. A mark at an edge
// whose partner is outside of text is left out.
func quoted(text string) string {
	if opens, closes := strings.Count(text, "“"), strings.Count(text, "”"); opens > closes {
		text = strings.TrimPrefix(text, "“")
	} else if closes > opens {
		text = strings.TrimSuffix(text, "”")
	}
	if strings.Count(text, `"`) == 1 { // at the end it may be inches
		text = strings.TrimPrefix(text, `"`)
	}
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
