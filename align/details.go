package align

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"

	"verbatim/align/detail"
	"verbatim/align/matrix"
	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

// details gives the rows of the matrix as the report has them: by kind and value,
// with the articles that miss each.
func details(texts []*normalize.Text, rows []matrix.Row) []Detail {
	out := make([]Detail, 0, len(rows))
	for _, r := range rows {
		d := Detail{Kind: r.Kind, Value: r.Value, Label: r.Label, Missing: []string{}}
		d.Carried, d.Partly = detailItems(texts, r.Carried), detailItems(texts, r.Partly)
		if matrix.Name(r.Kind) {
			d.ID = detailID("name", matrix.Key(r.Value), "")
		} else {
			d.ID = detailID(r.Kind, r.Value, r.Head)
		}
		missing(&d, texts, r)
		out = append(out, d)
	}
	unique(out)
	sort.SliceStable(out, func(a, b int) bool {
		if x, y := detailRank[out[a].Kind], detailRank[out[b].Kind]; x != y {
			return x < y
		}
		if out[a].Value != out[b].Value {
			return out[a].Value < out[b].Value
		}
		return out[a].ID < out[b].ID
	})
	return out
}

// detailRank is the order of kinds in a report.
var detailRank = map[string]int{detail.Date: 0, detail.Time: 1, detail.Duration: 2, detail.Money: 3, detail.Number: 4, detail.Person: 5, detail.Organization: 6,
	detail.Place: 7, detail.Document: 8, detail.Link: 9, detail.Handle: 10, matrix.Claim: 11}

func detailItems(texts []*normalize.Text, ms []matrix.Mention) []DetailItem {
	out := make([]DetailItem, 0, len(ms))
	for _, m := range ms {
		t := texts[m.Text]
		p := place(t, t.Raw(m.Span))
		out = append(out, DetailItem{Place: p, Text: t.Cut(corpus.Span{Start: p.ByteStart, End: p.ByteEnd}), Zone: string(m.Zone)})
	}
	return out
}

// unhappened are the places of dates on which nothing happened that the texts
// tell: the day of their publication, and one that a speaker names without a year,
// whose letter may be of another year than the article.
func unhappened(texts []*normalize.Text, quotes [][]quote.Quote, rows []matrix.Row) map[Place]bool {
	said := func(m matrix.Mention) bool {
		qs := quotes[m.Text]
		k := sort.Search(len(qs), func(i int) bool { return qs[i].Span.Start > m.Span.Start }) - 1
		for ; k >= 0 && m.Sure != "stated"; k = qs[k].Parent {
			if m.Span.End <= qs[k].Span.End {
				return true
			}
		}
		return false
	}
	out := map[Place]bool{}
	for _, r := range rows {
		for _, ms := range [][]matrix.Mention{r.Carried, r.Partly} {
			for _, m := range ms {
				if r.Kind == detail.Date && (m.Stamp || said(m)) {
					out[place(texts[m.Text], texts[m.Text].Raw(m.Span))] = true
				}
			}
		}
	}
	return out
}

// manyArticles is the size of a story from which on its report does not name the
// articles without a quotation, and only counts those that miss a detail, where
// most do: else it grows with the square of the story.
const manyArticles = 200

// missing lists in d the texts that have nothing of its row.
func missing(d *Detail, texts []*normalize.Text, r matrix.Row) {
	have := map[int]bool{}
	for _, ms := range [][]matrix.Mention{r.Carried, r.Partly} {
		for _, m := range ms {
			have[m.Text] = true
		}
	}
	if n := len(texts) - len(have); len(texts) > manyArticles && 2*n > len(texts) {
		d.MissingCount = n
		return
	}
	for i, t := range texts {
		if !have[i] {
			d.Missing = append(d.Missing, t.Doc.ID)
		}
	}
}

// unique gives a detail whose id is taken an id of its own, from the place
// where it stands first.
func unique(ds []Detail) {
	seen := map[string]bool{}
	for i := range ds {
		d := &ds[i]
		if seen[d.ID] {
			p := append(d.Carried, d.Partly...)[0]
			d.ID = detailID(d.Kind, d.Value, fmt.Sprint(p.Article, p.ByteStart))
		}
		seen[d.ID] = true
	}
}

// detailID stays the same when outlets are added.
func detailID(kind, value, head string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + value + "\x00" + head))
	return "d" + hex.EncodeToString(sum[:])[:10]
}
