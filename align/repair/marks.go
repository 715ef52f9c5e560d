package repair

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

// runForMarks is the number of words in a row that two texts must share before
// the marks between them are believed to be the same.
const runForMarks = 4

// proposal is what a sister has between two words of a stripped text.
type proposal struct {
	text string
	from *pair
	gap  int // after word gap of the sister
}

// lost are the changes that give a stripped text its marks and capitals back
// where a sister has the same words. For every place the nearest sister that
// proves it counts. No word is added, dropped or changed but in case.
func lost(s *source, pairs []*pair) []edit.Change {
	if s.unquoted {
		return unquoted(s, pairs)
	}
	if !s.stripped && !s.lower {
		return nil
	}
	gaps := make([]proposal, len(s.words)) // the last one is what ends the text
	letters := make([]proposal, len(s.words))
	joints := make([]proposal, len(s.words)) // words that lost an apostrophe
	for _, p := range pairs {
		p.proposeMarks(gaps, letters, joints)
	}
	if s.stripped {
		balance(s, gaps)
	}
	var out []edit.Change
	for i := range s.words {
		span := s.words[i].Span
		if c := joints[i]; c.from != nil && s.stripped {
			at := span.Start + len(c.from.b.words[c.gap].Key)
			front := corpus.Span{Start: span.Start, End: at}
			if s.t.Clean[front.Start:front.End] != c.text {
				out = append(out, edit.Change{Span: front, New: c.text, Rule: edit.Case, Confidence: 0.95,
					Detail: "capitals lost", Evidence: "the sister has the same words", Witness: c.from.witness(c.gap, c.gap+1)})
			}
			out = append(out, edit.Change{Span: corpus.Span{Start: at, End: at}, New: c.from.b.gap(c.gap), Rule: edit.Punctuation, Confidence: 0.9, Detail: "apostrophe lost",
				Evidence: "the sister has the same letters with an apostrophe between the same words", Witness: c.from.witness(c.gap, c.gap+2)})
		} else if c := letters[i]; c.from != nil && s.lower && c.text != s.t.Clean[span.Start:span.End] && c.proved(i, gaps) {
			out = append(out, edit.Change{Span: span, New: c.text, Rule: edit.Case, Confidence: 0.95,
				Detail: "capitals lost", Evidence: "the sister has the same words", Witness: c.from.witness(c.gap, c.gap+1)})
		}
		if c := gaps[i]; c.from != nil && s.stripped && c.text != s.after(i) {
			rule := edit.Punctuation
			if strings.ContainsAny(c.text, doubleMarks) {
				rule = edit.QuoteMarks
			}
			b := c.from.b
			here := corpus.Span{Start: s.words[i].Span.End, End: s.words[i].Span.End + len(s.after(i))}
			span := corpus.Span{Start: b.words[c.gap].Span.End, End: b.words[c.gap].Span.End + len(b.after(c.gap))}
			out = append(out, edit.Change{Span: here, New: c.text, Rule: rule,
				Confidence: 0.9, Detail: "marks lost", Evidence: "the sister has the same words",
				Witness: &edit.Witness{Article: b.t.Doc.ID, Span: b.t.Raw(span)}})
		}
	}
	return out
}

// unquoted are the changes that give the quotation marks back to a copy that lost
// them and nothing else: where the gap of the sister is the own one but for such
// marks. Only a version of the same text proves that, for an outlet may retell
// what another quotes. Fewer than two quotations prove nothing.
func unquoted(s *source, pairs []*pair) []edit.Change {
	const few = 4 // marks
	gaps, letters, joints := make([]proposal, len(s.words)), make([]proposal, len(s.words)), make([]proposal, len(s.words))
	for _, p := range pairs {
		if p.copies() && !p.b.unquoted {
			p.proposeMarks(gaps, letters, joints)
		}
	}
	balance(s, gaps)
	var out []edit.Change
	for i, c := range gaps {
		own := s.after(i)
		if c.from == nil || c.text == own || strings.Map(unquote, c.text) != own {
			continue
		}
		b := c.from.b
		end := s.words[i].Span.End
		out = append(out, edit.Change{Span: corpus.Span{Start: end, End: end + len(own)}, New: c.text, Rule: edit.QuoteMarks, Confidence: 0.9, Detail: "marks lost",
			Evidence: "the sister has the same words", Witness: c.from.witness(c.gap, min(c.gap+2, len(b.words)))})
	}
	if len(out) < few {
		return nil
	}
	return out
}

// unquote maps quotation marks to nothing.
func unquote(r rune) rune {
	if strings.ContainsRune(doubleMarks, r) {
		return -1
	}
	return r
}

// address reports whether one of the words is part of an address.
func (s *source) address(from, to int) bool {
	for _, w := range s.words[from:to] {
		if linkParts[w.Key] || len(w.Key) > 2 && domains[w.Key] {
			return true
		}
	}
	return false
}

// inResidue reports whether word i is what hides an address.
func (s *source) inResidue(i int) bool {
	for _, r := range s.residue {
		if w := s.words[i].Span; w.Start < r.End && r.Start < w.End {
			return true
		}
	}
	return false
}

// proved reports whether the capital of word i is more than that of the
// sister's sentence start: then the marks before the word must be the same.
func (c proposal) proved(i int, gaps []proposal) bool {
	b := c.from.b
	return i == 0 || gaps[i-1].from != nil || !b.startsSentence(c.gap) || b.caps[b.words[c.gap].Key] != ""
}

const doubleMarks = "“”\"«»„"

// proposeMarks fills the places that have no proposal yet.
func (p *pair) proposeMarks(gaps, letters, joints []proposal) {
	near := p.copies()
	follows := func(x, y match) bool {
		if near { // a replaced phrase does not break a run
			return y.a-x.a <= longest+1 && y.b-x.b <= longest+1
		}
		return y.a == x.a+1 && y.b == x.b+1
	}
	strong := make([]bool, len(p.equal)) // in a run that is long enough
	for i := 0; i < len(p.equal); {
		j := i + 1
		for j < len(p.equal) && follows(p.equal[j-1], p.equal[j]) {
			j++
		}
		for k := i; k < j && j-i >= runForMarks; k++ {
			strong[k] = true
		}
		i = j
	}
	propose := func(i, j int) {
		before, after := p.b.inResidue(j), p.b.inResidue(j+1)
		if gaps[i].from != nil || p.b.stripped || before && after {
			return
		}
		gap := p.b.gap(j)
		if before {
			gap = strings.TrimPrefix(gap, "]")
		} else if after {
			gap = strings.TrimSuffix(gap, "[")
		}
		if g, ok := marksOf(gap); ok {
			gaps[i] = proposal{text: g, from: p, gap: j}
		}
	}
	if k := len(p.equal) - 1; k >= 0 && strong[k] && p.equal[k].a == len(p.a.words)-1 && p.a.after(p.equal[k].a) == "" && !p.b.stripped && gaps[p.equal[k].a].from == nil {
		j := p.equal[k].b
		g := p.b.after(j)
		if i := strings.IndexFunc(g, unicode.IsSpace); i >= 0 {
			g = g[:i]
		}
		if g, ok := marksOf(g); ok && g != " " {
			gaps[p.equal[k].a] = proposal{text: g, from: p, gap: j}
		}
	}
	for k, m := range p.equal {
		if k+1 < len(p.equal) && strong[k] && strong[k+1] {
			switch next := p.equal[k+1]; {
			case next.a == m.a+1 && next.b == m.b+1:
				propose(m.a, m.b)
			case next.a > m.a+1 && next.b == m.b+1:
				// Words that the sister lacks: where they part two of its
				// sentences, they are sentences themselves.
				if g, ok := marksOf(p.b.gap(m.b)); ok && !p.b.stripped && gaps[m.a].from == nil && gaps[next.a-1].from == nil {
					if end := strings.IndexFunc(g, unicode.IsSpace); end > 0 && strings.ContainsAny(g[:end], ".!?") {
						gaps[m.a] = proposal{text: g[:end] + " ", from: p, gap: m.b}
						gaps[next.a-1] = proposal{text: "." + g[end:], from: p, gap: m.b}
					}
				}
			case next.a > m.a+1 && next.b > m.b+1 && next.a-m.a <= longest+1 && next.b-m.b <= longest+1 && !p.a.address(m.a+1, next.a):
				// A replaced phrase: the marks at its ends are the same.
				propose(m.a, m.b)
				propose(next.a-1, next.b-1)
				// The first word of a sentence is written like its counterpart.
				i, j := m.a+1, m.b+1
				if next.a == i+1 && next.b == j+2 && joints[i].from == nil {
					if text := p.apostrophe(i, j); text != "" {
						joints[i] = proposal{text: text, from: p, gap: j}
					}
				}
				if w := p.a.words[i]; !p.b.lower && letters[i].from == nil && p.b.startsSentence(j) && capital(p.b.text(j, j+1)) && !p.b.inResidue(j) {
					r, n := utf8.DecodeRuneInString(w.Key)
					letters[i] = proposal{text: string(unicode.ToUpper(r)) + w.Key[n:], from: p, gap: j}
				}
			}
		}
		if w := p.b.words[m.b]; strong[k] && !p.b.lower && letters[m.a].from == nil {
			raw := p.b.t.Clean[w.Span.Start:w.Span.End]
			letters[m.a] = proposal{text: raw, from: p, gap: m.b}
		}
	}
}

// apostrophe is the front of word i as it is written before the apostrophe that
// words j and j+1 of the sister have between the same letters; "" where they
// differ otherwise.
func (p *pair) apostrophe(i, j int) string {
	x, y := p.b.words[j].Key, p.b.words[j+1].Key
	raw := p.a.text(i, i+1)
	if mark := p.b.gap(j); mark != "'" && mark != "’" || p.a.words[i].Key != x+y || len(raw) != len(x+y) {
		return ""
	}
	if w := p.b.text(j, j+1); p.a.lower && !p.b.lower && len(w) == len(x) && (!p.b.startsSentence(j) || x == "i") {
		return w
	}
	return raw[:len(x)]
}

// copies reports whether the two are versions of one text, not two texts that
// quote the same.
func (p *pair) copies() bool {
	return len(p.equal)*10 >= 6*min(len(p.a.words), len(p.b.words)) && len(p.equal)*2 >= len(p.a.words)
}

// marksOf is the text between two words without what only the other outlet
// has: signs of handles, links and currencies. It fails where words or more
// than a paragraph's end lie in between.
func marksOf(gap string) (string, bool) {
	if len(gap) > 24 {
		return "", false
	}
	var b strings.Builder
	blank := false
	for _, r := range gap {
		switch {
		case unicode.IsSpace(r):
			if r == '\n' {
				if !strings.HasSuffix(b.String(), "\n\n") {
					b.WriteRune('\n')
				}
			} else if !blank {
				b.WriteRune(' ')
			}
			blank = true
			continue
		case strings.ContainsRune(".,;:!?()[]–—-‑'’‘…/"+doubleMarks, r):
			b.WriteRune(r)
		case wordish(r) || r == utf8.RuneError || r == '<' || r == '*':
			return "", false
		}
		blank = false
	}
	if b.Len() == 0 {
		return " ", true
	}
	return b.String(), true
}

// balance takes out quotation marks that lack their partner: a text that lost
// its marks must not get a quotation that never ends. A pair counts only when
// both marks come from one pair of the same sister.
func balance(s *source, gaps []proposal) {
	type mark struct{ gap, at int } // byte of the gap's text
	drop := map[mark]bool{}
	var open []mark
	goesOn := false
	close := func() {
		for _, m := range open {
			drop[m] = true
		}
		open = open[:0]
	}
	for i, g := range gaps {
		if g.from == nil {
			continue
		}
		for at, r := range g.text {
			if r == '\n' && at > 0 {
				// A quotation that goes on opens again in the next paragraph.
				rest := strings.TrimLeft(g.text[at:], "\n ")
				goesOn = len(open) > 0 && (strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, "„") || strings.HasPrefix(rest, "\""))
				if !goesOn {
					close()
				}
			}
			if !strings.ContainsRune(doubleMarks, r) {
				continue
			}
			m := mark{i, at}
			after := at + utf8.RuneLen(r)
			// A mark opens when the word after it touches it.
			opens := after == len(g.text) || strings.TrimLeft(g.text[after:], "‘'([…“") == ""
			if r == '“' || r == '„' || r == '«' {
				opens = true
			} else if r == '”' {
				opens = false
			}
			switch {
			case opens:
				if !goesOn {
					close()
				}
				open, goesOn = append(open, m), false
			case len(open) > 0 && sameQuotation(gaps[open[len(open)-1].gap], g, i-open[len(open)-1].gap):
				open = open[:0]
			default:
				close()
				drop[m] = true
			}
		}
	}
	close()
	for i := range gaps {
		if gaps[i].from == nil {
			continue
		}
		var b strings.Builder
		changed := false
		for at, r := range gaps[i].text {
			if drop[mark{i, at}] {
				changed = true
				continue
			}
			b.WriteRune(r)
		}
		if changed && !gaps[i].from.copies() {
			// The other text quotes more or less here: its marks prove nothing.
			gaps[i] = proposal{}
		} else if changed {
			gaps[i].text = b.String()
			if gaps[i].text == "" && i+1 < len(gaps) {
				gaps[i].text = " "
			}
		}
	}
}

// sameQuotation reports whether two marks come from one sister and lie about
// as far apart there as here.
func sameQuotation(x, y proposal, distance int) bool {
	if x.from.b != y.from.b {
		return false
	}
	d := y.gap - x.gap
	return d > 0 && d <= 2*distance+8 && distance <= 2*d+8
}

// lostConditions are the conditions that the repair of a stripped text shows
// and that it did not have.
func lostConditions(s *source, changes []edit.Change) []edit.Condition {
	marks, capitals := 0, 0
	for _, c := range changes {
		if c.Rule == edit.Case {
			capitals++
		} else {
			marks++
		}
	}
	var out []edit.Condition
	if s.stripped && marks > 0 && !has(s.t, "unpunctuated") {
		out = append(out, edit.Condition{Kind: "unpunctuated", Confidence: 0.98, Evidence: fmt.Sprintf("hardly a mark in %d words; %d places restored from sisters", len(s.words), marks)})
	}
	if s.unquoted {
		out = append(out, edit.Condition{Kind: "quote-marks-lost", Confidence: 0.95, Evidence: fmt.Sprintf("no quotation mark in %d words; restored in %d places from a copy", len(s.words), marks)})
	}
	if s.lower && capitals > 0 && !has(s.t, "lower-cased") {
		out = append(out, edit.Condition{Kind: "lower-cased", Confidence: 0.98, Evidence: fmt.Sprintf("hardly a capital in %d words; %d restored from sisters", len(s.words), capitals)})
	}
	return out
}
