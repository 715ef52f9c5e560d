package report

// The texts of the articles in the page, with what is said about them.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize/edit"
)

type anchor struct{ id, back string }

// link gives the articles what their anchors begin with.
func (v *viewer) link() {
	v.slug = map[string]string{}
	used := map[string]bool{}
	for i, a := range v.s.Articles {
		slug := strings.Map(func(r rune) rune {
			if r < 0x80 && (r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
				return r
			}
			return '-'
		}, a.ID)
		if used[slug] {
			slug += "-" + strconv.Itoa(i+1)
		}
		used[slug] = true
		v.slug[a.ID] = slug
	}
}

// target is the anchor in the text of an article for what stands at the byte
// at and has the label Q3 or F2; "" where the page has none.
func (v *viewer) target(article string, at int, label string) string {
	if slug := v.slug[article]; v.texts != "none" && slug != "" && at <= len(v.s.layer[article]) {
		return "t-" + slug + "-" + label
	}
	return ""
}

// anchored reports whether a finding has anchors in the texts.
func anchored(f *align.Finding) bool { return rank(f.Severity) < 2 && f.Class != "damage" }

// anchors are those in the text of an article, by the byte they stand at: one
// for each quotation and each finding.
func (v *viewer) anchors(article string) map[int][]anchor {
	out := map[int][]anchor{}
	seen := map[string]bool{}
	put := func(of string, at int, label string) {
		if of != article || seen[label] {
			return
		}
		if id := v.target(article, at, label); id != "" {
			seen[label] = true
			out[at] = append(out[at], anchor{id, label})
		}
	}
	for i := range v.s.Quotes {
		q := &v.s.Quotes[i]
		for j := range q.Occurrences {
			put(q.Occurrences[j].Article, q.Occurrences[j].ByteStart, "Q"+strconv.Itoa(q.N))
		}
	}
	for i := range v.s.Findings {
		if f := &v.s.Findings[i]; anchored(f) {
			for _, r := range f.Readings {
				if r.ByteStart != nil {
					put(r.Article, *r.ByteStart, "F"+strconv.Itoa(i+1))
				}
			}
		}
	}
	return out
}

type textView struct {
	Link, Name, Title, URL string
	Marks                  string // how many capitals and marks were restored
	Blocks                 []block
}

type block struct {
	Kind  string // of the zone; empty for the text of the article
	Parts []part
}

// part is an anchor, an edited stretch, or plain text (in Ins).
type part struct {
	Anchor, Back   string
	Edited         bool
	Mark           bool // capitals or punctuation restored: many and harmless
	Del, Ins, Rule string
}

// text is an article zone by zone with every repair in place.
func (v *viewer) text(a *align.Article) textView {
	t := textView{Link: "t-" + v.slug[a.ID], Name: v.s.Name(a.ID), Title: Visible(a.Title), URL: webLink(a.URL)}
	layer := v.s.layer[a.ID]
	var edits []edit.Edit
	rules := map[int]string{} // published byte -> the rules at work there
	for _, e := range a.Edits {
		edits = append(edits, edit.Edit{Span: corpus.Span{Start: e.ByteStart, End: e.ByteEnd}, Removed: e.Removed, Inserted: e.Inserted, Rule: edit.Rule(e.Rule), Applied: e.Applied})
		if e.Applied && !strings.Contains(rules[e.ByteStart], e.Rule) {
			rules[e.ByteStart] = strings.TrimPrefix(rules[e.ByteStart]+" "+e.Rule, " ")
		}
	}
	tab, err := edit.Replay(layer, edits)
	if err != nil {
		tab = edit.NewTable(layer)
	}
	marks := sortedAnchors(v.anchors(a.ID))
	zones := a.Zones
	b, restored := block{}, 0
	open := func(at int) {
		for len(zones) > 1 && at >= zones[0].ByteEnd {
			zones = zones[1:]
		}
		k := ""
		if len(zones) > 0 && zones[0].Kind != "body" {
			k = strings.TrimSuffix(zones[0].Kind+" of "+Visible(zones[0].Author), " of ")
		}
		if k != b.Kind || len(b.Parts) == 0 {
			if len(b.Parts) > 0 {
				t.Blocks = append(t.Blocks, b)
			}
			b = block{Kind: k}
		}
	}
	anchors := func(upto int) {
		for len(marks) > 0 && marks[0].at <= upto {
			for _, m := range marks[0].anchors {
				b.Parts = append(b.Parts, part{Anchor: m.id, Back: m.back})
			}
			marks = marks[1:]
		}
	}
	for _, p := range tab.Pieces() {
		if p.Edited {
			open(p.Raw.Start)
			anchors(max(p.Raw.Start, p.Raw.End-1))
			x := part{Edited: true, Del: clip(layer[p.Raw.Start:p.Raw.End]), Ins: clip(p.Text), Rule: rules[p.Raw.Start]}
			if r := x.Rule; r == "punctuation" || r == "case" || r == "quote-marks" || strings.HasPrefix(r, "case ") || strings.HasPrefix(r, "punctuation ") {
				x.Rule, x.Mark = "", x.Ins != ""
				if x.Mark {
					restored++
				}
			}
			b.Parts = append(b.Parts, x)
			continue
		}
		for at := p.Raw.Start; at < p.Raw.End; {
			open(at)
			anchors(at)
			end := p.Raw.End
			if len(marks) > 0 && marks[0].at < end {
				end = max(marks[0].at, at+1)
			}
			if len(zones) > 1 && zones[0].ByteEnd < end {
				end = max(zones[0].ByteEnd, at+1)
			}
			for end < len(layer) && end < p.Raw.End && !utf8.RuneStart(layer[end]) {
				end++
			}
			b.Parts = append(b.Parts, part{Ins: clip(layer[at:end])})
			at = end
		}
	}
	anchors(len(layer))
	if len(b.Parts) > 0 {
		t.Blocks = append(t.Blocks, b)
	}
	if restored > 0 {
		t.Marks = "Underlined: " + count(restored, "place") + " where capitals or punctuation marks were restored; what was published has small letters or blanks there."
	}
	if v.texts == "excerpt" {
		t.Blocks = excerpt(t.Blocks)
	}
	return t
}

// clip makes the control characters of a text visible, but keeps line breaks.
func clip(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lead, trail := "", ""
		if strings.HasPrefix(l, " ") {
			lead = " "
		}
		if strings.HasSuffix(l, " ") && strings.TrimSpace(l) != "" {
			trail = " "
		}
		lines[i] = lead + Visible(l) + trail
	}
	return strings.Join(lines, "\n")
}

type placed struct {
	at      int
	anchors []anchor
}

func sortedAnchors(m map[int][]anchor) []placed {
	out := make([]placed, 0, len(m))
	for at, as := range m {
		out = append(out, placed{at, as})
	}
	slices.SortFunc(out, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	return out
}

// excerpt keeps the paragraphs that hold an anchor.
func excerpt(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		var para []part
		keep, kept := false, false
		var parts []part
		flush := func() {
			if keep {
				parts = append(parts, para...)
			} else if len(para) > 0 && (len(parts) == 0 || parts[len(parts)-1].Ins != "[…]\n") {
				parts = append(parts, part{Ins: "[…]\n"})
			}
			kept = kept || keep
			para, keep = nil, false
		}
		for _, p := range b.Parts {
			if p.Anchor != "" || p.Edited {
				keep = keep || p.Anchor != ""
				para = append(para, p)
				continue
			}
			lines := strings.SplitAfter(p.Ins, "\n")
			for _, l := range lines {
				para = append(para, part{Ins: l})
				if strings.HasSuffix(l, "\n") {
					flush()
				}
			}
		}
		flush()
		if kept {
			out = append(out, block{b.Kind, parts})
		}
	}
	return out
}
