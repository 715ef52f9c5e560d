package report

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"verbatim/align"
	"verbatim/align/detail"
	"verbatim/align/matrix"
	"verbatim/align/word"
	"verbatim/normalize/token"
)

// Row of the coverage of quotations and details.
type Row struct {
	Kind, Label, ID string
	Cells           []string // in order of the articles: yes, part, paraphrase, differs, missing, perhaps, cut
}

// odd reports whether two or more outlets have it and another lacks it or has
// it differently.
func (r Row) odd() bool {
	odd, has := false, 0
	for _, c := range r.Cells {
		odd = odd || c != "yes"
		if c != "missing" && c != "cut" && c != "perhaps" {
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
			is := func(c align.DetailItem) bool { return c.Article == a.ID }
			has, part := slices.ContainsFunc(d.Carried, is), slices.ContainsFunc(d.Partly, is)
			c := "yes"
			switch {
			case !has && !part:
				c = s.lack(d, a.ID)
			case differs[d.ID][a.ID]:
				c = "differs"
			case !has:
				c = "part"
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
			if c == "missing" || c == "cut" || c == "perhaps" {
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

// lack says what is known of a detail that an article does not carry: that it
// "differs", as a finding sets something else against it; that the text is "cut";
// that the article has it "perhaps", in other words, as nobody can tell of a
// statement, and as an equal number or the chief word of the name suggests; or that
// it is "missing".
func (s *Story) lack(d *align.Detail, article string) string {
	switch {
	case s.another(d, article):
		return "differs"
	case s.cut(article):
		return "cut"
	case d.Kind == matrix.Claim:
		return "perhaps"
	case matrix.Name(d.Kind):
		if s.says(article, chief(d)) {
			return "perhaps"
		}
	case s.counts(article, amount(d)):
		return "perhaps"
	}
	return "missing"
}

// untold are the articles that do not date an event and have no two of the words by
// which it is told: others may tell it and not say when it was.
func (s *Story) untold(e *align.Event) []string {
	var words []string
	for _, w := range token.Words(e.Label) {
		if len(w.Key) > 2 && !word.Stop(w.Key) {
			words = append(words, w.Key)
		}
	}
	return slices.DeleteFunc(slices.Clone(e.Missing), func(article string) bool {
		n := 0
		for _, w := range words {
			if s.says(article, w) {
				n++
			}
		}
		return n >= min(2, len(words))
	})
}

// chief is the word of a name without which nobody tells it: of a person the last
// one, else the longest.
func chief(d *align.Detail) string {
	best := ""
	for _, w := range token.Words(cmp.Or(d.Value, d.Label)) {
		if d.Kind == detail.Person || len(w.Key) > len(best) {
			best = w.Key
		}
	}
	return best
}

// amount is the number of a detail, whatever it counts, or the day or month of a
// date, of whatever year; "" for what has none.
func amount(d *align.Detail) string {
	switch d.Kind {
	case detail.Number, detail.Money:
		number, _, _ := strings.Cut(d.Value, " ")
		return number
	case detail.Date:
		if day, ok := strings.CutPrefix(d.Value, "--"); ok {
			return "date " + day
		}
		if detail.Dated(d.Value) {
			return "date " + d.Value[len("2006-"):]
		}
	}
	return ""
}

// says reports whether the text of an article has the word of that key.
func (s *Story) says(article, key string) bool {
	ws := s.words[article]
	if ws == nil {
		ws = map[string]bool{}
		for _, w := range token.Words(s.layer[article]) {
			ws[w.Key] = true
		}
		if s.words == nil {
			s.words = map[string]map[string]bool{}
		}
		s.words[article] = ws
	}
	return ws[key]
}

// counts reports whether an article has a detail of that amount.
func (s *Story) counts(article, number string) bool {
	if s.numbers == nil {
		s.numbers = map[string]map[string]bool{}
		for i := range s.Details {
			d := &s.Details[i]
			n := amount(d)
			for _, cs := range [][]align.DetailItem{d.Carried, d.Partly} {
				for _, c := range cs {
					if s.numbers[c.Article] == nil {
						s.numbers[c.Article] = map[string]bool{}
					}
					s.numbers[c.Article][n] = true
				}
			}
		}
	}
	return number != "" && s.numbers[article][number]
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
						if o.Text != nil && key1(*o.Text, false) != key1(*r.Text, false) && !s.counts(o.Article, amount(s.detail[id])) {
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
