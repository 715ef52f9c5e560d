package report

// What scraping did to an article, in one line.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"verbatim/align"
)

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
		p.put("", names(p.list(o))+" carry the same text; they count as one witness.")
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
