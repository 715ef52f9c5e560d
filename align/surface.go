package align

import (
	"fmt"
	"strings"

	"verbatim/align/collate"
	"verbatim/align/word"
	"verbatim/corpus"
)

// surface finds differences of case, punctuation and contraction between rows that agree in
// their words. Texts that lost case or marks to scraping take no part.
func (b *builder) surface(q *Quote, t *collate.Table) {
	for c := 0; c < t.Width; c++ {
		b.surfaceAt(q, t, c, Case, func(r int) (string, corpus.Span, bool) {
			row := &t.Rows[r]
			i := t.At(r, c)
			if i < 0 || i == row.Words[0] || b.stripped(row.Text) {
				return "", corpus.Span{}, false
			}
			s := t.Texts[row.Text].Words[i].Span
			return t.Texts[row.Text].Clean[s.Start:s.End], s, true
		})
		whole := ""
		b.surfaceAt(q, t, c, Spelling, func(r int) (string, corpus.Span, bool) {
			row := &t.Rows[r]
			i := t.At(r, c)
			if i <= row.Words[0] || whole != "" && t.Key(r, c) != whole || !word.Contracts(t.Key(r, c)) {
				return "", corpus.Span{}, false
			}
			whole = t.Key(r, c)
			ws := t.Texts[row.Text].Words
			return ws[i].Key, corpus.Span{Start: ws[i-1].Span.Start, End: ws[i].Span.End}, true
		})
		b.surfaceAt(q, t, c, Punctuation, func(r int) (string, corpus.Span, bool) {
			row := &t.Rows[r]
			i := t.At(r, c)
			if i < 0 || i+1 >= row.Words[1] || t.At(r, c+1) != i+1 || b.stripped(row.Text) {
				return "", corpus.Span{}, false
			}
			text := t.Texts[row.Text]
			a, z := text.Words[i].Span, text.Words[i+1].Span
			return foldMarks(text.Clean[a.End:z.Start]), corpus.Span{Start: a.Start, End: z.End}, true
		})
	}
}

func (b *builder) surfaceAt(q *Quote, t *collate.Table, c int, class string, at func(row int) (string, corpus.Span, bool)) {
	type side struct {
		text string
		rows []FindingReading
		who  []string
	}
	var sides []side
	key := ""
	for r := range t.Rows {
		s, span, ok := at(r)
		if !ok {
			continue
		}
		k := strings.ToLower(s)
		if class == Case {
			if key == "" {
				key = k
			} else if key != k {
				return // other words: not a question of case
			}
		}
		i := 0
		for i < len(sides) && sides[i].text != s {
			i++
		}
		if i == len(sides) {
			sides = append(sides, side{text: s})
		}
		sides[i].rows = append(sides[i].rows, b.reading(t.Rows[r].Text, span))
		sides[i].who = append(sides[i].who, b.name(t.Rows[r].Text))
	}
	who := map[string]bool{}
	for _, s := range sides {
		for _, w := range s.who {
			who[w] = true
		}
	}
	if len(sides) < 2 || len(who) < 2 {
		return
	}
	f := Finding{Quote: q.ID, Class: class, Severity: Cosmetic, Confidence: .95}
	var parts []string
	for _, s := range sides {
		f.Readings = append(f.Readings, s.rows...)
		parts = append(parts, fmt.Sprintf("%s “%s”", enumerate(s.who), oneLine(*s.rows[0].Text, 60)))
	}
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": " + map[string]string{Case: "capitals", Punctuation: "punctuation", Spelling: "a contraction"}[class] + " only."
	b.add(f)
}

// foldMarks makes typography equal: quotation marks and apostrophes, dashes and
// blanks, line breaks between paragraphs of one quotation. Square brackets have
// a class of their own.
func foldMarks(s string) string {
	return strings.Join(strings.Fields(markFolder.Replace(s)), "")
}

var markFolder = strings.NewReplacer("“", "", "”", "", "„", "", "«", "", "»", "", `"`, "", "‘", "", "’", "", "'", "", "[", "", "]", "", "–", "-", "—", "-", "―", "-", "…", "...", "\u00a0", " ", "\u202f", " ")

// stripped reports whether a text lost its case or its punctuation.
func (b *builder) stripped(text int) bool {
	return b.has(text, "unpunctuated") || b.has(text, "lower-cased")
}

// has reports whether a text is of that condition.
func (b *builder) has(text int, condition string) bool {
	for _, c := range b.texts[text].Conditions {
		if c.Kind == condition {
			return true
		}
	}
	return false
}
