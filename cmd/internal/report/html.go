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
	"slices"
	"strconv"
	"strings"
	"time"

	"verbatim/align"
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
		p.Origins = append(p.Origins, names(few(s.names(o)))+" carry the same text; they count as one witness.")
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
				if s.lack(d, a) == "missing" {
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
		x := event{ID: "e-" + e.ID, Day: Day(e.Date), Label: Visible(e.Label), Carried: names(s.names(e.Carried)), Missing: names(s.names(s.untold(&e)))}
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
