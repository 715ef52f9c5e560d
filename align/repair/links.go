package repair

import (
	"fmt"
	"strings"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

// links suggests the addresses and handles that a quotation lost when its links
// were stripped: the sister has one between two words that stand side by side
// here, and both have them in quotation marks. taken are the places that a
// nearer sister has filled.
//
// They are suggestions, because an outlet may have left an address out itself.
func (p *pair) links(taken map[int]bool) []edit.Change {
	if p.b.stripped {
		return nil
	}
	var out []edit.Change
	for k := 0; k+1 < len(p.equal); k++ {
		x, y := p.equal[k], p.equal[k+1]
		if y.a != x.a+1 || y.b-x.b < 2 || y.b-x.b > 8 || taken[x.a] || !p.a.quoted[x.a] || !p.b.quoted[x.b+1] || !p.anchored(k) {
			continue
		}
		link, before, after := p.b.link(x.b+1, y.b)
		if link == "" {
			continue
		}
		gap := p.a.gap(x.a)
		if strings.Contains(gap, "\n") || strings.Contains(gap, "[") {
			continue
		}
		n := 0
		for n < len(gap) && n < len(before) && gap[n] == before[n] {
			n++
		}
		rest := gap[n:]
		text := before[n:] + link
		switch {
		case gap == p.b.gap(y.b-1): // the link went with the marks before it
			n, text = 0, before+link
		case n < len(before) && rest != "" || !strings.HasSuffix(before, " "):
			continue // other marks stand here
		case rest == "":
			text += after // the blank that parts it from the next word
		}
		at := p.a.words[x.a].Span.End + n
		taken[x.a] = true
		out = append(out, edit.Change{Span: corpus.Span{Start: at, End: at}, New: text, Rule: edit.Email, Detail: "lost link", Confidence: 0.8, Suggest: true,
			Evidence: fmt.Sprintf("the sister has %q between the same words of the quotation", link), Witness: p.witness(x.b+1, y.b)})
	}
	return out
}

// link is what words b0 to b1 are if they are one address or handle, with the
// marks before it and the blank after it; "" if they are none.
func (s *source) link(b0, b1 int) (link, before, after string) {
	link, before = s.text(b0, b1), s.gap(b0-1)
	if i := strings.LastIndexByte(before, '@'); i >= 0 {
		before, link = before[:i], before[i:]+link
	}
	if b1 < len(s.words) && strings.HasPrefix(s.gap(b1-1), " ") {
		after = " "
	}
	if strings.ContainsAny(link, " \n\t“”\"") {
		return "", "", ""
	}
	if strings.Contains(link, "@") || strings.Contains(link, "://") || strings.HasPrefix(link, "www.") {
		return link, before, after
	}
	host, _, _ := strings.Cut(link, "/")
	if i := strings.LastIndexByte(host, '.'); i > 0 && domains[strings.ToLower(host[i+1:])] {
		return link, before, after
	}
	return "", "", ""
}
