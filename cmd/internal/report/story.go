package report

import (
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/token"
)

// Story is a report together with the published texts, indexed for writing.
type Story struct {
	*align.Report
	layer    map[string]string // article id -> published text
	lines    map[string][]int  // article id -> byte offset of each line
	name     map[string]string // article id -> short name for people
	article  map[string]*align.Article
	quote    map[string]*align.Quote
	detail   map[string]*align.Detail
	finding  map[string]int // id -> index
	occurs   map[string]*align.Occurrence
	quoted   map[string][]*align.Occurrence // article id -> its quotations in order of place
	unmarked map[string]bool                // articles that lost marks or capitals
	hurt     map[string]int                 // how far an article is from what its outlet wrote: 0 is best to show
	others   map[string]map[string]bool     // detail id -> articles that have something else there; see another
	words    map[string]map[string]bool     // article id -> words of its text; see says
	numbers  map[string]map[string]bool     // article id -> numbers of its details; see counts
	items    map[string][]item              // article id -> details in order of place; see detailsAt
	keys     map[string]string              // finding id -> Key, made when first asked for
	files    map[string]int                 // how many articles have a file of that name
}

// New indexes r; texts are the articles it was made of, in any order. A text
// may be missing: then there is no evidence to show from it.
func New(r *align.Report, texts []*normalize.Text) *Story {
	s := &Story{Report: r.Complete(), layer: map[string]string{}, lines: map[string][]int{}, name: map[string]string{},
		article: map[string]*align.Article{}, quote: map[string]*align.Quote{}, detail: map[string]*align.Detail{},
		finding: map[string]int{}, occurs: map[string]*align.Occurrence{}, quoted: map[string][]*align.Occurrence{}, unmarked: map[string]bool{}, hurt: map[string]int{}, files: map[string]int{}}
	for _, t := range texts {
		s.layer[t.Doc.ID] = t.Layer
	}
	outlets := map[string]int{}
	for _, a := range r.Articles {
		outlets[a.Outlet]++
	}
	for i := range r.Articles {
		a := &r.Articles[i]
		s.article[a.ID] = a
		s.files[filepath.Base(a.Path)]++
		s.name[a.ID] = a.ID
		if a.Outlet != "" && outlets[a.Outlet] == 1 {
			s.name[a.ID] = a.Outlet
		}
		s.unmarked[a.ID] = a.Has("unpunctuated") || a.Has("lower-cased")
		for _, c := range a.Conditions {
			if c.Kind != "comments" && c.Kind != "duplicated-captions" {
				s.hurt[a.ID] = 1
			}
		}
		if s.unmarked[a.ID] {
			s.hurt[a.ID] = 2
		}
	}
	for i := range r.Quotes {
		q := &r.Quotes[i]
		s.quote[q.ID] = q
		for j := range q.Occurrences {
			o := &q.Occurrences[j]
			s.occurs[o.ID] = o
			s.quoted[o.Article] = append(s.quoted[o.Article], o)
		}
	}
	for _, of := range s.quoted {
		sort.SliceStable(of, func(i, j int) bool { return of[i].ByteStart < of[j].ByteStart })
	}
	for i := range r.Details {
		s.detail[r.Details[i].ID] = &r.Details[i]
	}
	for i, f := range r.Findings {
		s.finding[f.ID] = i
	}
	return s
}

// storyArticles are the articles that were compared with each other.
type storyArticles struct {
	name     string
	articles []string
}

// stories are the stories of the articles, in the order of the report; at
// least one.
func (s *Story) stories() []storyArticles {
	out := []storyArticles{}
	at := map[string]int{}
	for _, a := range s.Articles {
		i, ok := at[a.Story]
		if !ok {
			i = len(out)
			at[a.Story] = i
			out = append(out, storyArticles{name: a.Story})
		}
		out[i].articles = append(out[i].articles, a.ID)
	}
	if len(out) == 0 {
		return []storyArticles{{}}
	}
	return out
}

// storyOf is the story that a finding is about.
func (s *Story) storyOf(f *align.Finding) string {
	for _, r := range f.Readings {
		if a := s.article[r.Article]; a != nil {
			return a.Story
		}
	}
	return ""
}

// Name is what people call the article: its outlet when no other article is
// of the same one, else its id.
func (s *Story) Name(article string) string {
	if n, ok := s.name[article]; ok {
		return Visible(n)
	}
	return Visible(article)
}

// names are the names of articles, in order.
func (s *Story) names(articles []string) []string {
	out := make([]string, len(articles))
	for i, a := range articles {
		out[i] = s.Name(a)
	}
	return out
}

// Line is the line of the byte at in the article, from 1; 0 when its text is
// not known.
func (s *Story) Line(article string, at int) int {
	text, ok := s.layer[article]
	if !ok || at > len(text) {
		return 0
	}
	starts, ok := s.lines[article]
	if !ok {
		starts = []int{0}
		for i := 0; i < len(text); i++ {
			if text[i] == '\n' {
				starts = append(starts, i+1)
			}
		}
		s.lines[article] = starts
	}
	return sort.Search(len(starts), func(i int) bool { return starts[i] > at })
}

// Where names a place for people: the file, without its folder where its name
// is enough, and the line unless it is a page.
func (s *Story) Where(article string, start int) string {
	a := s.article[article]
	if a == nil {
		return Visible(article)
	}
	path := a.Path
	switch base := filepath.Base(path); {
	case path == "" || path == "-":
		path = a.ID
	case s.files[base] == 1:
		path = base
	}
	if n := s.Line(article, start); n > 0 && a.Layer != "text" {
		return Visible(path) + ":" + strconv.Itoa(n)
	}
	return Visible(path)
}

// line is what [Story.Where] says, without the file where it has the name of
// the article.
func (s *Story) line(article string, start int) string {
	where := s.Where(article, start)
	file, line, ok := strings.Cut(where, ":")
	if ok && strings.TrimSuffix(file, filepath.Ext(file)) == s.Name(article) {
		return "line " + line
	}
	return where
}

// Reading is what one or several outlets have at a finding.
type Reading struct {
	Articles []string
	Text     string // of the first article that is not damaged
	Absent   bool   // they have no counterpart
	Places   int    // more than one: Text has what stands at each, with … between
	From     align.FindingReading
}

// Readings groups the readings of f: outlets with the same words are together,
// the fewest first. A class about marks or capitals compares them too.
func (s *Story) Readings(f *align.Finding) []Reading {
	exact := f.Class == "punctuation" || f.Class == "case" || f.Class == "spelling" || f.Class == "damage"
	type column struct {
		article string
		texts   []align.FindingReading
	}
	var cols []column
	for _, r := range f.Readings {
		i := slices.IndexFunc(cols, func(c column) bool { return c.article == r.Article })
		if i < 0 {
			i = len(cols)
			cols = append(cols, column{article: r.Article})
		}
		cols[i].texts = append(cols[i].texts, r)
	}
	at := map[string]int{}
	var out []Reading
	for _, c := range cols {
		// What one outlet has at several places is one reading, in order of place.
		sort.SliceStable(c.texts, func(i, j int) bool {
			a, b := c.texts[i].ByteStart, c.texts[j].ByteStart
			return a != nil && b != nil && *a < *b
		})
		key, shown, absent := "", "", true
		for _, r := range c.texts {
			if r.Text == nil || !absent && strings.HasSuffix(key, "="+key1(*r.Text, exact)) {
				continue
			}
			if !absent {
				shown += " … "
			}
			absent = false
			key += "=" + key1(*r.Text, exact)
			shown += *r.Text
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Reading{Absent: absent, Text: shown, From: c.texts[0], Places: len(c.texts)})
		} else if s.hurt[out[i].From.Article] > s.hurt[c.article] {
			out[i].Text, out[i].From, out[i].Places = shown, c.texts[0], len(c.texts)
		}
		out[i].Articles = append(out[i].Articles, c.article)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if n, m := s.witnesses(a.Articles), s.witnesses(b.Articles); n != m {
			return n < m
		}
		return len(a.Articles) < len(b.Articles)
	})
	return out
}

func key1(text string, exact bool) string {
	if exact {
		return strings.Join(strings.Fields(text), " ")
	}
	var b strings.Builder
	for _, w := range token.Words(text) {
		b.WriteString(w.Key)
		b.WriteByte(' ')
	}
	if b.Len() == 0 {
		return strings.Join(strings.Fields(text), " ")
	}
	return b.String()
}

// witnesses counts articles; those of one origin count once.
func (s *Story) witnesses(articles []string) int {
	n := 0
	seen := map[string]bool{}
	for _, id := range articles {
		if a := s.article[id]; a != nil && a.Origin != nil && len(a.Origin.Of) > 1 {
			if seen[a.Origin.Cluster] {
				continue
			}
			seen[a.Origin.Cluster] = true
		}
		n++
	}
	return n
}

// around gives the published words before and after a place, up to n of each,
// within the quotation that holds it or else within its line.
func (s *Story) around(article string, at corpus.Span, q *align.Quote, n int) (before, after string) {
	text, ok := s.layer[article]
	if !ok || at.Start < 0 || at.End > len(text) || at.Start > at.End {
		return "", ""
	}
	lo, hi := strings.LastIndexByte(text[:at.Start], '\n')+1, len(text)
	if i := strings.IndexByte(text[at.End:], '\n'); i >= 0 {
		hi = at.End + i
	}
	if q != nil {
		for _, o := range q.Occurrences {
			if o.Article == article && o.ByteStart <= at.Start && at.End <= o.ByteEnd && o.ByteEnd <= len(text) {
				lo, hi = o.ByteStart, o.ByteEnd
			}
		}
	}
	// A line may be as long as the file: look at no more than n words need.
	lo, hi = max(lo, at.Start-n*40), min(hi, at.End+n*40)
	return lastWords(text[lo:at.Start], n), firstWords(text[at.End:hi], n)
}

func lastWords(text string, n int) string {
	i := len(text)
	for in := false; i > 0; i-- {
		if blank := text[i-1] == ' ' || text[i-1] == '\n'; blank && in {
			if n--; n == 0 {
				return "… " + text[i:]
			}
			in = false
		} else if !blank {
			in = true
		}
	}
	return strings.TrimLeftFunc(text, func(r rune) bool { return r == unicode.ReplacementChar })
}

func firstWords(text string, n int) string {
	for i, in := 0, false; i < len(text); i++ {
		if blank := text[i] == ' ' || text[i] == '\n'; blank && in {
			if n--; n == 0 {
				return text[:i] + " …"
			}
			in = false
		} else if !blank {
			in = true
		}
	}
	return strings.TrimRightFunc(text, func(r rune) bool { return r == unicode.ReplacementChar })
}

// item is a place where an article carries a detail.
type item struct {
	start, end int
	reach      int // the furthest end up to here
	detail     string
}

// detailsAt are the ids of the details that a reading has words of, claims left
// out: they are sentences, not what stands in them. A finding may be about one
// word of a detail, such as the surname.
func (s *Story) detailsAt(r align.FindingReading) []string {
	if r.Text == nil || r.ByteStart == nil || r.ByteEnd == nil {
		return nil
	}
	if s.items == nil {
		s.items = map[string][]item{}
		for _, d := range s.Details {
			for _, c := range d.Carried {
				if d.Kind != "claim" {
					s.items[c.Article] = append(s.items[c.Article], item{start: c.ByteStart, end: c.ByteEnd, detail: d.ID})
				}
			}
		}
		for _, in := range s.items {
			sort.Slice(in, func(i, j int) bool { return in[i].start < in[j].start })
			reach := 0
			for i := range in {
				reach = max(reach, in[i].end)
				in[i].reach = reach
			}
		}
	}
	in := s.items[r.Article]
	var out []string
	for in = in[sort.Search(len(in), func(i int) bool { return in[i].reach > *r.ByteStart }):]; len(in) > 0 && in[0].start < *r.ByteEnd; in = in[1:] {
		if in[0].end > *r.ByteStart {
			out = append(out, in[0].detail)
		}
	}
	return out
}

// conflicts are the findings, as indexes, about dates and times of what happened
// at e.
func (s *Story) conflicts(e *align.Event) (out []int) {
	for i := range s.Findings {
		f := &s.Findings[i]
		if f.Class != "date" && f.Class != "time" && f.Class != "duration" || rank(kind(f)) >= 2 {
			continue
		}
		if f.Quote != "" && slices.Contains(e.Quotes, f.Quote) || f.Detail != "" && slices.Contains(e.Details, f.Detail) ||
			slices.ContainsFunc(f.Readings, func(r align.FindingReading) bool {
				return slices.ContainsFunc(s.detailsAt(r), func(id string) bool { return slices.Contains(e.Details, id) })
			}) {
			out = append(out, i)
		}
	}
	return out
}

// figures are the classes of findings in which one detail stands for another.
var figures = map[string]bool{"number": true, "date": true, "time": true, "duration": true, "name": true}

// Found is what an id names.
type Found struct {
	Quote   *align.Quote
	Finding *align.Finding
	Detail  *align.Detail
	Event   *align.Event
	Article *align.Article
	Edits   []EditRow // one, or all that stand over one byte, in order of application
}

// Lookup finds Q3, F2, an edit by its id or by ARTICLE:BYTE, or anything by its
// id; nil when there is none.
func (s *Story) Lookup(id string) *Found {
	if len(id) > 1 {
		if n, err := strconv.Atoi(id[1:]); err == nil && n > 0 {
			switch id[0] {
			case 'Q', 'q':
				for i := range s.Quotes {
					if s.Quotes[i].N == n {
						return &Found{Quote: &s.Quotes[i]}
					}
				}
			case 'F', 'f':
				if n <= len(s.Findings) {
					return &Found{Finding: &s.Findings[n-1]}
				}
			}
		}
	}
	if q := s.quote[id]; q != nil {
		return &Found{Quote: q}
	}
	if i, ok := s.finding[id]; ok {
		return &Found{Finding: &s.Findings[i]}
	}
	if d := s.detail[id]; d != nil {
		return &Found{Detail: d}
	}
	for i := range s.Events {
		if s.Events[i].ID == id {
			return &Found{Event: &s.Events[i]}
		}
	}
	if a := s.article[id]; a != nil {
		return &Found{Article: a}
	}
	for i := range s.Quotes {
		for _, o := range s.Quotes[i].Occurrences {
			if o.ID == id {
				return &Found{Quote: &s.Quotes[i]}
			}
		}
	}
	if rows := s.editsAt(id); len(rows) > 0 {
		return &Found{Edits: rows}
	}
	return nil
}
