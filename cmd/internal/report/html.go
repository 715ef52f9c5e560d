package report

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize/edit"
)

//go:embed web/page.html
var pageTemplate string

//go:embed web/style.css
var pageStyle string

//go:embed web/script.js
var pageScript string

//go:embed web/live.js
var liveScript string

// HTMLOptions of the page.
type HTMLOptions struct {
	Title string
	Texts string // full, excerpt (only the paragraphs with quotations), none; "": full as far as the page stays within [SoftLimit]
	Live  *Live  // nil: a page that stands alone
}

// Live says what a page that is served can do besides being read.
type Live struct {
	Generation int    // of the report: the page is fetched again when it changes
	Review     bool   // findings can be confirmed and dismissed
	AddTo      string // where an added outlet is kept, in words; "": none can be added
}

// SoftLimit is the size in bytes past which a page is slow to load.
const SoftLimit = 5 << 20

const (
	maxPage         = 15 << 20 // bytes of a page
	maxCells        = 5000     // of the coverage matrix
	openRows        = 40       // a matrix of more rows is closed at first
	maxTOC          = 25
	maxWhy          = 50  // words of a sentence of the list of findings
	maxCards        = 500 // findings shown in full
	maxReadings     = 12  // of a finding
	maxOutlets      = 12  // that are listed beside the findings at once
	maxCosmetic     = 200
	maxLinks        = 6 // outlets of one reading of a quotation that are links
	maxUnsure       = 60
	wordsOfProof    = 20 // on either side of the words in question
	wordsOfCosmetic = 5
	wordsOfDetail   = 12
	wordsOfContext  = 6
	wordsOfLine     = 5  // in the list of findings
	contextBelow    = 60 // bytes of a reading that says little by itself
)

// ErrTooLarge says that the page would be larger than a browser should load.
var ErrTooLarge = errors.New("the report would be larger than 15 MB; leave texts out with --texts excerpt or --texts none, or write all formats with -o FOLDER/")

// HTML writes the report as one page that needs nothing else: no request, no
// script to be read. It fails with [ErrTooLarge] past 15 MB. The page is made
// while it is written: memory does not grow with it.
func HTML(w io.Writer, s *Story, opt HTMLOptions) error {
	t, err := template.New("page").Funcs(template.FuncMap{"symbol": func(sev string) string { return marks[sev] }}).Parse(pageTemplate)
	if err != nil {
		return err
	}
	return t.Execute(&capped{w: w, left: maxPage}, newPage(s, opt))
}

// Policy is the Content-Security-Policy of the page. One that is served may
// also send its forms to where it came from, and hear from there when it
// changed.
func Policy(live bool) string {
	if live {
		return "default-src 'none'; script-src " + sum256(pageScript) + " " + sum256(liveScript) + "; style-src " + sum256(pageStyle) + "; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	}
	return "default-src 'none'; script-src " + sum256(pageScript) + "; style-src " + sum256(pageStyle) + "; img-src data:; base-uri 'none'; form-action 'none'"
}

type capped struct {
	w    io.Writer
	left int
}

func (c *capped) Write(p []byte) (int, error) {
	if c.left -= len(p); c.left < 0 {
		return 0, ErrTooLarge
	}
	return c.w.Write(p)
}

type page struct {
	Title, Lang, Lead, Version, Base, CSP string
	CSS                                   template.CSS
	JS, LiveJS                            template.JS
	Live                                  *Live
	Problems, Origins, Settings           []string
	Damage                                []named
	DamageLine                            string
	TOC                                   []card
	More                                  string
	Outlets, OutletsMore                  []outlet
	Cards, Cosmetic, Damaged, Dismissed   iter.Seq[card]
	CosmeticLine, DamagedLine             string // "": there are none
	DismissedLine                         string
	CardsMore, CosmeticMore, DamagedMore  string
	Quotes                                iter.Seq[quoteCard]
	CutOff                                string // outlets whose text is cut off
	Matrix                                []coverage
	Axis                                  []dot
	Events                                []event
	Texts                                 iter.Seq[textView]
	TextsNote                             string
	Unsure                                []unsure
	UnsureMore                            string
	Inputs                                []input
}

type named struct{ Name, Text string }

type outlet struct {
	Name, Link, Quotes, Misses string
	Differs                    int
}

type ref struct{ Name, Link string }

type card struct {
	ID, Label, Severity, Title, Quote, Who, Why string
	Diff                                        []Seg
	Readings                                    []readingRow
	Evidence                                    []proof
	Left                                        int // readings that are not shown
	Verdict, Note                               string
	Form                                        bool
}

type readingRow struct {
	Text string
	// The published words on either side, where no contrast shows what is meant.
	Before, After string
	Absent        bool
	Lacking       bool // its words only mark the place where others have more
	Joined        bool // its words are only the seam of a splice
	Outlets       []ref
}

type proof struct {
	Name, URL, Live, File, Link  string
	Element                      string // of a page, its path
	Before, Words, After, Undone string
	From, To                     int
}

type quoteCard struct {
	ID, Label, Who, Reading, Kind, Claims, Absent string
	Findings                                      []findingRef
	Places                                        []quotePlace
}

type findingRef struct{ Label, Title string }

// quotePlace is one wording of a quotation, with the outlets that have it.
type quotePlace struct {
	Text    string
	Same    bool // as the reading shown above it
	Outlets []placeRef
	More    string
}

type placeRef struct{ Name, Link, Where, Note string }

type coverage struct {
	Kind  string
	Rows  int
	Odd   int // of them, those that two outlets have and another lacks or has differently
	Open  bool
	Lines []matrixLine
	Left  int
}

type matrixLine struct {
	Label string
	Cells []string
}

type dot struct {
	X, R  int
	Label string
}

type event struct {
	ID, ISO, Day, Label, Carried, Missing string
	Quotes                                []string
	Conflicts                             []findingRef
}

type unsure struct{ Link, Text string }

type input struct {
	Name, Path, SHA256  string
	Bytes, Words, Edits int
}

func sum256(text string) string {
	h := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}

func newPage(s *Story, opt HTMLOptions) *page {
	p := &page{Title: opt.Title, Lang: "en", Version: s.Tool.Version, Base: s.Tool.Settings["base"], CSS: template.CSS(pageStyle), JS: template.JS(pageScript), Live: opt.Live}
	if p.Title == "" {
		p.Title = s.headline()
	}
	if p.Live == nil {
		p.CSP = Policy(false)
	} else {
		p.LiveJS = template.JS(liveScript)
	}
	pr := &printer{s: s}
	words := 0
	for _, a := range s.Articles {
		words += a.Words
	}
	p.Lead = count(len(s.Articles), "article") + ", " + count(words, "word") + ", " + count(len(s.Quotes), "quotation") + ". " + pr.agreement()
	for _, x := range s.Problems {
		p.Problems = append(p.Problems, Visible(x.Error()))
	}
	for i := range s.Articles {
		if d := s.Damage(&s.Articles[i]); d != "" {
			p.Damage = append(p.Damage, named{s.Name(s.Articles[i].ID), d})
		}
	}
	if n := len(p.Damage); n > 0 {
		p.DamageLine = "Scrape damage found in " + count(n, "article") + ", and not held against the outlet"
	}
	for _, o := range s.Origins() {
		p.Origins = append(p.Origins, names(s.names(o))+" carry the same text; they count as one witness.")
	}
	texts := opt.Texts
	if texts == "" {
		texts, p.TextsNote = s.texts()
	}
	v := &viewer{s: s, texts: texts, refs: map[string][]findingRef{}, form: p.Live != nil && p.Live.Review}
	v.link()
	n := s.bySeverity()
	for _, sev := range []string{"substantive", "minor"} {
		for i := range s.Findings {
			if f := &s.Findings[i]; kind(f) == sev {
				v.refs[f.Quote] = append(v.refs[f.Quote], findingRef{"F" + strconv.Itoa(i+1), heading(f)})
			}
		}
	}
	p.Cards = v.findings(maxCards, wordsOfProof, "substantive", "minor")
	p.CardsMore = further(n["substantive"]+n["minor"]-maxCards, "finding")
	for c := range v.findings(maxTOC, 0, "substantive", "minor") {
		c.Evidence, c.Why = nil, shorten(c.Why, maxWhy)
		p.TOC = append(p.TOC, c)
	}
	if left := n["substantive"] + n["minor"] - len(p.TOC); left > 0 {
		p.More = count(left, "further finding") + " below."
	}
	if k := n["cosmetic"]; k > 0 {
		p.CosmeticLine = count(k, "difference") + " of spelling or punctuation ○"
		p.Cosmetic, p.CosmeticMore = v.findings(maxCosmetic, wordsOfCosmetic, "cosmetic"), further(k-maxCosmetic, "difference")
	}
	if k := n["damage"]; k > 0 {
		p.DamagedLine = count(k, "place") + " where scrape damage explains what differs"
		p.Damaged, p.DamagedMore = v.findings(maxCosmetic, wordsOfCosmetic, "damage"), further(k-maxCosmetic, "place")
	}
	if k := n[Dismissed]; k > 0 {
		p.DismissedLine = count(k, "finding") + " dismissed in review"
		p.Dismissed = v.findings(maxCards, wordsOfProof, Dismissed)
	}
	p.Quotes = func(yield func(quoteCard) bool) {
		for i := range s.Quotes {
			if !yield(v.quote(&s.Quotes[i])) {
				return
			}
		}
	}
	p.Outlets = v.outlets()
	if len(p.Outlets) > maxOutlets {
		slices.SortStableFunc(p.Outlets, func(a, b outlet) int { return cmp.Compare(b.Differs, a.Differs) })
		p.Outlets, p.OutletsMore = p.Outlets[:maxOutlets-1], p.Outlets[maxOutlets-1:]
	}
	p.Matrix = v.coverage()
	for _, a := range v.s.Articles {
		if v.s.cut(a.ID) {
			p.CutOff = strings.TrimPrefix(p.CutOff+", "+v.s.Name(a.ID), ", ")
		}
	}
	p.Axis, p.Events = v.events()
	if texts != "none" {
		p.Texts = func(yield func(textView) bool) {
			for i := range s.Articles {
				if !yield(v.text(&s.Articles[i])) {
					return
				}
			}
		}
		if texts == "excerpt" {
			p.TextsNote = strings.TrimSpace(p.TextsNote + " Only the paragraphs with quotations or findings are given.")
		}
	}
	p.Unsure, p.UnsureMore = v.unsure()
	for _, k := range sortedKeys(s.Tool.Settings) {
		p.Settings = append(p.Settings, k+" "+Visible(s.Tool.Settings[k]))
	}
	for _, a := range s.Articles {
		applied := 0
		for _, e := range a.Edits {
			if e.Applied {
				applied++
			}
		}
		p.Inputs = append(p.Inputs, input{s.Name(a.ID), Visible(a.Path), a.SHA256, a.Bytes, a.Words, applied})
	}
	return p
}

func further(n int, what string) string {
	if n <= 0 {
		return ""
	}
	return count(n, "further "+what) + ": verbatim compare --all, or the data of --format json."
}

// texts is how much of the articles a page can hold that is to stay within the
// soft limit, by a rough count, and a note when it is not all.
func (s *Story) texts() (texts, note string) {
	size := 0
	for i := range s.Findings {
		if rank(s.Findings[i].Severity) < 2 {
			size += 1000 + 500*min(len(s.Findings[i].Readings), 2*maxReadings)
		}
	}
	size = min(size, maxCards*6000)
	for i := range s.Quotes {
		size += 400 + len(s.Quotes[i].Reading)
		size += 120 * len(s.Quotes[i].Occurrences) // a link, and an anchor in the text
	}
	for _, a := range s.Articles {
		size += len(s.layer[a.ID]) + 100*len(a.Edits)
	}
	if size <= SoftLimit {
		return "full", ""
	}
	return "none", "The texts of the articles are left out, because the page would be slow to load with them; --texts full puts them in."
}

// findings are the cards of the findings of some kinds, at most limit, with so
// many published words around what they are about; 0 is for the list of them.
func (v *viewer) findings(limit, around int, kinds ...string) iter.Seq[card] {
	return func(yield func(card) bool) {
		n := 0
		for _, k := range kinds {
			for i := range v.s.Findings {
				f := &v.s.Findings[i]
				if kind(f) != k {
					continue
				}
				if n++; n > limit || !yield(v.card(i, f, around)) {
					return
				}
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// headline of the story: the longest title that an article has.
func (s *Story) headline() string {
	best := ""
	for _, a := range s.Articles {
		if len(a.Title) > len(best) {
			best = a.Title
		}
	}
	if best == "" {
		return "What " + count(len(s.Articles), "outlet") + " published about one story"
	}
	return Visible(best)
}

// viewer turns parts of a report into what the templates show.
type viewer struct {
	s     *Story
	texts string
	slug  map[string]string       // article -> part of an anchor
	refs  map[string][]findingRef // quote id -> its findings
	form  bool                    // findings can be reviewed
}

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

// card shows a finding, with so many published words around each reading.
func (v *viewer) card(i int, f *align.Finding, around int) card {
	s := v.s
	c := card{ID: s.Key(f), Label: "F" + strconv.Itoa(i+1), Severity: f.Severity, Title: heading(f), Why: because(f), Form: v.form}
	if f.Review != nil {
		c.Verdict, c.Note = f.Review.Verdict, Visible(f.Review.Note)
	}
	q := s.quote[f.Quote]
	if q != nil {
		c.Quote, c.Who = "Q"+strconv.Itoa(q.N), s.Who(q)
	} else if d := s.detail[f.Detail]; d != nil {
		c.Who = d.Kind + " “" + Visible(d.Label) + "”"
	}
	rs := s.Readings(f)
	near := wordsOfDetail
	if around == 0 {
		near = wordsOfLine
	}
	segs, lacking := s.Contrast(f, rs, q, near)
	c.Diff = segs
	for k, r := range rs {
		// The odd ones come first, and the last is what most have.
		if left := len(rs) - maxReadings; left > 0 && k >= maxReadings-1 && k < len(rs)-1 {
			c.Left = left
			continue
		}
		row := readingRow{Absent: r.Absent, Lacking: slices.Contains(lacking, k), Joined: r.joined(f)}
		row.Text = balanced(Visible(s.wholeWords(r, row.Lacking)))
		if x := r.From; len(segs) == 0 && x.ByteStart != nil && x.ByteEnd != nil && len(r.Text) < contextBelow && !strings.Contains(r.Text, "…") {
			before, after := s.around(x.Article, corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd}, nil, wordsOfContext)
			row.Before, row.After = visibleEdge(before), visibleEdge(after)
		}
		for _, a := range r.Articles {
			o := ref{Name: s.Name(a)}
			for _, x := range f.Readings {
				if x.Article == a && x.ByteStart != nil && anchored(f) {
					o.Link = v.target(a, *x.ByteStart, c.Label)
				}
			}
			row.Outlets = append(row.Outlets, o)
		}
		c.Readings = append(c.Readings, row)
		if r.Absent {
			continue
		}
		for _, x := range f.Readings {
			if x.Article == r.From.Article && x.Text != nil && x.ByteStart != nil && x.ByteEnd != nil {
				e := v.proof(x, around)
				if anchored(f) {
					e.Link = v.target(x.Article, *x.ByteStart, c.Label)
				}
				c.Evidence = append(c.Evidence, e)
			}
		}
	}
	return c
}

// proof is a place with the published words around it.
func (v *viewer) proof(x align.FindingReading, around int) proof {
	s := v.s
	p := proof{Name: s.Name(x.Article), File: Visible(x.Article), Element: Visible(x.Element)}
	if a := s.article[x.Article]; a != nil {
		p.File, p.URL = Visible(a.Path), webLink(a.URL)
	}
	if x.RuneStart != nil && x.RuneEnd != nil {
		p.From, p.To = *x.RuneStart, *x.RuneEnd
	}
	layer := s.layer[x.Article]
	b, e := *x.ByteStart, *x.ByteEnd
	if b < 0 || e > len(layer) || b > e {
		p.Words = Visible(*x.Text)
		return p
	}
	before, after := s.around(x.Article, corpus.Span{Start: b, End: e}, nil, around)
	p.Before, p.Words, p.After = visibleEdge(before), Visible(layer[b:e]), visibleEdge(after)
	if t := Visible(*x.Text); t != p.Words {
		p.Undone = t
	}
	if p.URL != "" {
		p.Live = p.URL + fragment(layer[b:e])
	}
	return p
}

// webLink is u when it is a link to the web, else "".
func webLink(u string) string {
	x, err := url.Parse(u)
	if err != nil || x.Scheme != "http" && x.Scheme != "https" || x.Host == "" {
		return ""
	}
	return x.String()
}

// fragment is a text fragment that makes a browser look for words.
func fragment(words string) string {
	f := strings.Fields(words)
	if len(f) == 0 {
		return ""
	}
	esc := func(t string) string {
		var b strings.Builder
		for i := 0; i < len(t); i++ {
			if c := t[i]; c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
				b.WriteByte(c)
			} else {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		}
		return b.String()
	}
	if len(f) <= 8 {
		return "#:~:text=" + esc(strings.Join(f, " "))
	}
	return "#:~:text=" + esc(strings.Join(f[:4], " ")) + "," + esc(strings.Join(f[len(f)-4:], " "))
}

func (v *viewer) quote(q *align.Quote) quoteCard {
	s := v.s
	c := quoteCard{ID: "q-" + q.ID, Label: "Q" + strconv.Itoa(q.N), Who: s.Who(q), Reading: Visible(q.Reading), Kind: q.Kind, Findings: v.refs[q.ID]}
	if c.Who == "" {
		c.Who = "speaker not known"
	}
	var claims []string
	for _, x := range []struct {
		what string
		c    align.Claim
	}{{"speaker", q.Speaker}, {"addressee", q.Addressee}, {"date", q.Date}, {"time", q.Time}} {
		if x.c.Value == "" || x.c.Sure == "" {
			continue
		}
		t := x.what + " " + x.c.Sure
		if x.what == "time" {
			t = "at " + Visible(x.c.Value) + " " + x.c.Sure
		}
		claims = append(claims, t)
	}
	c.Claims = strings.Join(claims, ", ")
	at := map[string]int{}
	var more [][]string
	for _, o := range q.Occurrences {
		text := Visible(o.Text)
		i, ok := at[text]
		if !ok {
			i = len(c.Places)
			at[text] = i
			c.Places, more = append(c.Places, quotePlace{Text: text, Same: text == c.Reading}), append(more, nil)
		}
		pl := placeRef{Name: s.Name(o.Article), Link: v.target(o.Article, o.ByteStart, c.Label), Where: s.line(o.Article, o.ByteStart)}
		if o.Marks == "none" {
			pl.Note = "without quotation marks"
		}
		if len(c.Places[i].Outlets) < maxLinks {
			c.Places[i].Outlets = append(c.Places[i].Outlets, pl)
		} else {
			more[i] = append(more[i], pl.Name)
		}
	}
	for i := range more {
		c.Places[i].More = names(more[i])
	}
	var absent []string
	for _, a := range s.Articles {
		if q.Coverage[a.ID] == "absent" {
			absent = append(absent, s.Name(a.ID))
		}
	}
	c.Absent = names(absent)
	return c
}

func (v *viewer) outlets() []outlet {
	s := v.s
	quotes, differs, misses := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range s.Quotes {
		for _, a := range carriers(&s.Quotes[i]) {
			quotes[a]++
		}
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		if kind(f) != "substantive" && kind(f) != "minor" {
			continue
		}
		// The odd one out is the outlet that stands in the smallest group.
		if rs := s.Readings(f); len(rs) > 1 {
			for _, a := range rs[0].Articles {
				differs[a]++
			}
		}
	}
	for i := range s.Details {
		if d := &s.Details[i]; s.carriedBy(d) >= 2 && !s.said(d) {
			for _, a := range s.Without(d) {
				if !s.another(d, a) {
					misses[a]++
				}
			}
		}
	}
	var out []outlet
	for _, a := range s.Articles {
		o := outlet{Name: s.Name(a.ID), Quotes: count(quotes[a.ID], "quotation"), Differs: differs[a.ID], Misses: count(misses[a.ID], "detail")}
		if v.texts != "none" {
			o.Link = "t-" + v.slug[a.ID]
		}
		out = append(out, o)
	}
	return out
}

func (v *viewer) coverage() []coverage {
	rows := v.s.Coverage()
	left := maxCells
	var out []coverage
	for _, r := range rows {
		if len(out) == 0 || out[len(out)-1].Kind != r.Kind {
			out = append(out, coverage{Kind: r.Kind})
		}
		m := &out[len(out)-1]
		m.Rows++
		if r.odd() {
			m.Odd++
		}
		if left -= len(r.Cells); left < 0 {
			m.Left++
			continue
		}
		m.Lines = append(m.Lines, matrixLine{r.Label, r.Cells})
	}
	for i := range out {
		out[i].Open = out[i].Rows <= openRows && i == 0
	}
	return out
}

func (v *viewer) events() (axis []dot, out []event) {
	s := v.s
	var days []time.Time
	for _, e := range s.Events {
		x := event{ID: "e-" + e.ID, Day: Day(e.Date), Label: Visible(e.Label), Carried: names(s.names(e.Carried)), Missing: names(s.names(e.Missing))}
		if t, err := time.Parse("2006-01-02", e.Date); err == nil {
			days, x.ISO = append(days, t), e.Date
		} else if _, err := time.Parse("2006-01", e.Date); err == nil {
			x.ISO = e.Date
		}
		for _, q := range e.Quotes {
			if q := s.quote[q]; q != nil {
				x.Quotes = append(x.Quotes, "Q"+strconv.Itoa(q.N))
			}
		}
		for _, i := range s.conflicts(&e) {
			x.Conflicts = append(x.Conflicts, findingRef{"F" + strconv.Itoa(i+1), heading(&s.Findings[i])})
		}
		out = append(out, x)
	}
	if len(days) < 2 {
		return nil, out
	}
	lo, hi := slices.MinFunc(days, time.Time.Compare), slices.MaxFunc(days, time.Time.Compare)
	if !hi.After(lo) {
		return nil, out
	}
	n := map[int]int{}
	for _, d := range days {
		n[20+int(960*d.Sub(lo).Hours()/hi.Sub(lo).Hours())]++
	}
	xs := make([]int, 0, len(n))
	for x := range n {
		xs = append(xs, x)
	}
	slices.Sort(xs)
	for _, x := range xs {
		axis = append(axis, dot{X: x, R: min(5+2*n[x], 15)})
	}
	return append(axis, dot{X: 60, Label: lo.Format("2 Jan 2006")}, dot{X: 940, Label: hi.Format("2 Jan 2006")}), out
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

// unsure lists what was guessed or left undecided, the first of it in full.
func (v *viewer) unsure() (out []unsure, more string) {
	s, n := v.s, 0
	add := func(link string, text func() string) {
		if n++; n <= maxUnsure {
			out = append(out, unsure{link, text()})
		}
	}
	for i := range s.Quotes {
		q := &s.Quotes[i]
		var weak []string
		for _, x := range []struct {
			what string
			c    align.Claim
		}{{"speaker", q.Speaker}, {"addressee", q.Addressee}, {"date", q.Date}} {
			if x.c.Value != "" && x.c.Sure != "" && x.c.Sure != "stated" {
				t := fmt.Sprintf("%s %s: %s", x.what, x.c.Sure, Visible(x.c.Value))
				if x.c.How != "" {
					t += " (" + Visible(x.c.How) + ")"
				}
				weak = append(weak, t)
			}
		}
		if q.Speaker.Value == "" && q.Kind != "scare" && q.Kind != "title" {
			weak = append(weak, "speaker not found")
		}
		if len(weak) > 0 {
			add("Q"+strconv.Itoa(q.N), func() string { return strings.Join(weak, "; ") })
		}
	}
	for i := range s.Findings {
		if f := &s.Findings[i]; f.Confidence < 0.7 && rank(kind(f)) < 2 {
			add("F"+strconv.Itoa(i+1), func() string { return fmt.Sprintf("%s, confidence %.2f", heading(f), f.Confidence) })
		}
	}
	for _, a := range s.Articles {
		for _, e := range a.Edits {
			if !e.Applied {
				add("", func() string {
					return fmt.Sprintf("%s: “%s” may stand for “%s” (%s); not changed", s.Name(a.ID), Visible(e.Removed), Visible(e.Inserted), Visible(e.Evidence))
				})
			}
		}
	}
	if n > maxUnsure {
		more = count(n-maxUnsure, "further doubt") + " in the data (--format json)."
	}
	return out, more
}
