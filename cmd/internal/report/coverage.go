package report

import (
	"cmp"
	"slices"
	"sort"
	"strconv"

	"verbatim/align"
	"verbatim/align/matrix"
)

// Row of the coverage of quotations and details.
type Row struct {
	Kind, Label, ID string
	Cells           []string // in order of the articles: yes, part, paraphrase, differs, missing, cut
}

// odd reports whether two or more outlets have it and another lacks it or has
// it differently.
func (r Row) odd() bool {
	odd, has := false, 0
	for _, c := range r.Cells {
		odd = odd || c != "yes"
		if c != "missing" && c != "cut" {
			has++
		}
	}
	return odd && has >= 2
}

// Coverage says for every quotation and detail which article has it; kinds in
// order, and within one kind the rows that divide the outlets most evenly
// first.
func (s *Story) Coverage() []Row {
	differs := map[string]map[string]bool{}
	for i := range s.Findings {
		f := &s.Findings[i]
		if kind(f) != "substantive" && kind(f) != "minor" {
			continue
		}
		key := cmp.Or(f.Quote, f.Detail)
		if differs[key] == nil {
			differs[key] = map[string]bool{}
		}
		if rs := s.Readings(f); len(rs) > 1 && !rs[0].Absent {
			for _, a := range rs[0].Articles {
				differs[key][a] = true
			}
		}
	}
	var rows []Row
	for i := range s.Quotes {
		q := &s.Quotes[i]
		if !s.published(q) {
			continue
		}
		r := Row{Kind: "quotation", Label: "Q" + strconv.Itoa(q.N) + " " + shorten(Visible(q.Reading), 14), ID: q.ID}
		has := carriers(q)
		for _, a := range s.Articles {
			c := map[string]string{"full": "yes", "part": "part", "paraphrase": "paraphrase", "absent": "missing"}[q.Coverage[a.ID]]
			if c == "" {
				c = "missing"
				if slices.Contains(has, a.ID) {
					c = "yes"
				}
			}
			if differs[q.ID][a.ID] && c != "missing" {
				c = "differs"
			}
			if c == "missing" && s.cut(a.ID) {
				c = "cut"
			}
			r.Cells = append(r.Cells, c)
		}
		rows = append(rows, r)
	}
	for i := range s.Details {
		d := &s.Details[i]
		if s.said(d) {
			continue
		}
		r := Row{Kind: d.Kind, Label: shorten(Visible(cmp.Or(d.Label, d.Value)), 14), ID: d.ID}
		for _, a := range s.Articles {
			c := "missing"
			switch is := func(c align.DetailItem) bool { return c.Article == a.ID }; {
			case slices.ContainsFunc(d.Carried, is):
				c = "yes"
			case slices.ContainsFunc(d.Partly, is):
				c = "part"
			}
			if c == "missing" && s.another(d, a.ID) || differs[d.ID][a.ID] && c != "missing" {
				c = "differs"
			}
			if c == "missing" && s.cut(a.ID) {
				c = "cut"
			}
			r.Cells = append(r.Cells, c)
		}
		rows = append(rows, r)
	}
	kinds := map[string]int{"quotation": -1}
	for _, r := range rows {
		if _, ok := kinds[r.Kind]; !ok {
			kinds[r.Kind] = len(kinds)
		}
	}
	split := func(r Row) int {
		n := 0
		for _, c := range r.Cells {
			if c == "missing" || c == "cut" {
				n++
			}
			if c == "differs" {
				return -1 << 20
			}
		}
		return max(n, len(r.Cells)-n)
	}
	sort.SliceStable(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		if kinds[a.Kind] != kinds[b.Kind] {
			return kinds[a.Kind] < kinds[b.Kind]
		}
		return split(a) < split(b)
	})
	return rows
}

// published reports whether an outlet has a quotation, not only its readers.
func (s *Story) published(q *align.Quote) bool {
	return slices.ContainsFunc(q.Occurrences, func(o align.Occurrence) bool { return o.Zone != "comment" })
}

// said reports whether a claim is what a quotation says: most of each sentence
// that makes it lies within one, and the row of the quotation tells who has it.
func (s *Story) said(d *align.Detail) bool {
	if d.Kind != matrix.Claim {
		return false
	}
	for _, it := range d.Carried {
		inside, at := 0, it.ByteStart
		of := s.quoted[it.Article]
		from := sort.Search(len(of), func(i int) bool { return of[i].ByteEnd > at })
		for _, o := range of[from:] {
			if o.ByteStart >= it.ByteEnd {
				break
			}
			if end := min(o.ByteEnd, it.ByteEnd); end > at { // a quotation may hold another
				inside += end - max(at, o.ByteStart)
				at = end
			}
		}
		if 2*inside < it.ByteEnd-it.ByteStart {
			return false
		}
	}
	return len(d.Carried) > 0
}

// cut reports whether the text of an article is cut off: what it does not have,
// its outlet may have published.
func (s *Story) cut(article string) bool {
	a := s.article[article]
	return a != nil && a.Has("truncated")
}

// carriedBy counts the independent outlets that carry d.
func (s *Story) carriedBy(d *align.Detail) int {
	var ids []string
	seen := map[string]bool{}
	for _, c := range d.Carried {
		if !seen[c.Article] {
			seen[c.Article] = true
			ids = append(ids, c.Article)
		}
	}
	return s.witnesses(ids)
}

// another reports whether article, which does not carry the detail d, has
// something else in its place: a finding sets the two against each other.
func (s *Story) another(d *align.Detail, article string) bool {
	if s.others == nil {
		s.others = map[string]map[string]bool{}
		for i := range s.Findings {
			f := &s.Findings[i]
			if kind(f) != "substantive" && kind(f) != "minor" || !figures[f.Class] {
				continue
			}
			for _, r := range f.Readings {
				for _, id := range s.detailsAt(r) {
					for _, o := range f.Readings {
						if o.Text != nil && key1(*o.Text, false) != key1(*r.Text, false) {
							if s.others[id] == nil {
								s.others[id] = map[string]bool{}
							}
							s.others[id][o.Article] = true
						}
					}
				}
			}
		}
	}
	return s.others[d.ID][article]
}
