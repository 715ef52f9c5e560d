package matrix

import (
	"slices"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// Claim is the kind of a row whose mentions are sentences that say one thing.
const Claim = "claim"

// Row is one detail of a story with all who carry it.
type Row struct {
	Kind    string // of package detail, or Claim
	Value   string // canonical: equal for all mentions
	Label   string // for people
	Head    string // number: the stem of what is counted
	Carried []Mention
	Partly  []Mention // tell it less exactly; of a claim: with another number, or denied
}

// Mention is a place where a text carries a detail.
type Mention struct {
	Text  int         // which text
	Span  corpus.Span // clean span
	Zone  zone.Kind
	Stamp bool   // a date: that of publication
	Sure  string // stated, inferred, guessed: the value
}

// Rows gives a row for each value that some text carries, names as they stand in
// the story as a whole. Comments and the furniture of a page carry nothing. texts
// are in order of their ids, items are what detail.Find gives of each. Mentions
// are in order of texts, rows in no order of use. The cost is that of sorting the
// mentions.
func Rows(texts []*normalize.Text, items [][]detail.Item) []Row {
	j := &joiner{texts: texts, by: make([][]*carrier, len(texts))}
	for i := range texts {
		for _, it := range items[i] {
			j.add(i, it)
		}
	}
	j.wholes()
	j.sisters()
	j.years()
	j.currencies()
	groups := j.group()
	out := make([]Row, 0, len(groups))
	for _, g := range groups {
		out = append(out, row(g))
	}
	return append(out, j.claims()...)
}

// Carries reports whether what stands in a zone is published by the outlet as
// part of the article.
func Carries(k zone.Kind) bool {
	switch k {
	case zone.Comment, zone.CommentForm, zone.Nav, zone.SharePrompt, zone.LettersPrompt, zone.TagList:
		return false
	}
	return true
}

// carrier is an item of a detail in one text of the story.
type carrier struct {
	detail.Item
	text   int
	zone   zone.Kind
	partly bool
	ctx    map[string]bool // stems of the words around, made when they are needed
}

// joiner sets the details of all texts of a story side by side.
type joiner struct {
	texts []*normalize.Text
	by    [][]*carrier // of each text
}

func (j *joiner) add(text int, it detail.Item) {
	if Name(it.Kind) && Key(it.Value) == Key(j.texts[text].Doc.Outlet) {
		return // its own by-line tells nothing of the story
	}
	z := j.texts[text].ZoneAt(it.Span.Start).Kind
	if it.Kind == detail.Time && z == zone.Credit {
		return // when it was published
	}
	if Carries(z) {
		j.by[text] = append(j.by[text], &carrier{Item: it, text: text, zone: z})
	}
}

// group puts the mentions of one detail together.
func (j *joiner) group() [][]*carrier {
	groups := map[string][]*carrier{}
	votes := map[string]map[string]int{} // name -> kind -> weight
	for _, ms := range j.by {
		for _, m := range ms {
			if Name(m.Kind) {
				k := Key(m.Value)
				if votes[k] == nil {
					votes[k] = map[string]int{}
				}
				votes[k][m.Kind] += 1 + 4*max(m.Proof, 0)
			}
		}
	}
	var numbers []*carrier
	for _, ms := range j.by {
		for _, m := range ms {
			k := m.Kind + "|" + m.Value
			switch {
			case Name(m.Kind):
				n := Key(m.Value)
				m.Kind = heaviest(votes[n])
				k = "name|" + n
			case m.Open, m.Kind == detail.Number && !strings.ContainsAny(m.Value, " -/+"):
				if m.Form == "" || !strings.HasPrefix(m.Form, "weekday:") {
					numbers = append(numbers, m)
					continue
				}
			}
			groups[k] = append(groups[k], m)
		}
	}
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	j.vaguer(keys, groups)
	var out [][]*carrier
	for _, k := range keys {
		out = append(out, groups[k])
	}
	return append(out, j.counts(numbers)...)
}

func heaviest(votes map[string]int) string {
	best, n := "", -1
	for k, v := range votes {
		if v > n || v == n && k < best {
			best, n = k, v
		}
	}
	return best
}

// context gives the stems of the n words on either side of m that mean
// something.
func (j *joiner) context(m *carrier, n int) map[string]bool {
	if m.ctx != nil {
		return m.ctx
	}
	t := j.texts[m.text]
	from, to := t.WordsIn(m.Span)
	m.ctx = map[string]bool{}
	for k := max(0, from-n); k < min(len(t.Words), to+n); k++ {
		w := t.Words[k].Key
		if k >= from && k < to && (w[0] >= '0' && w[0] <= '9' || k == from) || word.Stop(w) {
			continue
		}
		m.ctx[word.Stem(w)] = true
	}
	return m.ctx
}

// row makes the row of a group.
func row(ms []*carrier) Row {
	r := Row{Kind: ms[0].Kind, Value: ms[0].Value, Label: ms[0].Label}
	labels, heads := map[string]int{}, map[string]int{}
	whole := map[int]bool{} // texts that carry it, not only in part
	for _, m := range ms {
		whole[m.text] = whole[m.text] || !m.partly
		if !m.Short && (m.Kind != detail.Link || strings.Contains(m.Label, ".")) && (m.Kind != detail.Number || m.Head != "") {
			labels[m.Label]++ // "140 boats" before "140 in the bay"
		}
		if m.Head != "" {
			heads[m.Head]++
		}
	}
	for _, m := range ms {
		at := Mention{Text: m.text, Span: m.Span, Zone: m.zone, Stamp: m.Stamp, Sure: m.Sure}
		if whole[m.text] {
			r.Carried = append(r.Carried, at)
		} else {
			r.Partly = append(r.Partly, at)
		}
	}
	n := 0
	for l, c := range labels {
		if c > n || c == n && better(l, r.Label) {
			r.Label, n = l, c
		}
	}
	switch {
	case r.Kind == detail.Person:
		r.Label = r.Value
	case Name(r.Kind):
		r.Value = r.Label
	case r.Kind == detail.Number:
		r.Head = heaviest(heads)
	}
	return r
}

// better chooses between two labels that are as frequent: the one in digits,
// then the longer one.
func better(a, b string) bool {
	x, y := strings.ContainsAny(a, "0123456789"), strings.ContainsAny(b, "0123456789")
	if x != y {
		return x
	}
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a < b
}
