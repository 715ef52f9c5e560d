package align

import (
	"slices"
	"strings"

	"verbatim/align/class"
	"verbatim/align/collate"
	"verbatim/align/family"
	"verbatim/align/word"
	"verbatim/corpus"
)

// Differences of wording tell of an outlet's fault where all else is the same. Where
// little is, they tell of another translation, of another occasion, or of words that
// were told from memory.
const (
	equalWords = .87 // least share of equal words in what a text quotes with others
	provedBy   = 60  // words on which that share rests
	provedIn   = 4   // pieces of quotations on which it rests
	alikeFrom  = .6  // least share of equal words in two sentences that are one
	nearlyAll  = .8  // the same where a translation turns the sense round
	retoldSure = .5  // confidence of a difference of two tellings
	oneByOne   = 3   // differences of one sentence that are told one by one
)

// retelling finds the texts whose quotations have other words in many places than
// those of others: translations, most often.
func (b *builder) retelling(tables []*collate.Table) map[int]bool {
	type count struct{ same, all, pieces int }
	counts := map[int]*count{}
	for _, t := range tables {
		if t == nil {
			continue
		}
		for r := range t.Rows {
			row := &t.Rows[r]
			same, all := 0, 0
			for _, c := range row.Cols {
				in, equal := false, false
				for o := range t.Rows[:min(len(t.Rows), 60)] {
					if p := &t.Rows[o]; b.origin[p.Text] != b.origin[row.Text] && p.First() <= c && c <= p.Last() {
						in = true
						equal = equal || t.Key(o, c) == t.Key(r, c)
					}
				}
				if in {
					all++
				}
				if equal {
					same++
				}
			}
			if all < 5 {
				continue
			}
			if counts[row.Text] == nil {
				counts[row.Text] = &count{}
			}
			x := counts[row.Text]
			x.same, x.all, x.pieces = x.same+same, x.all+all, x.pieces+1
		}
	}
	out := map[int]bool{}
	for i, x := range counts {
		out[i] = x.all >= provedBy && x.pieces >= provedIn && float64(x.same) < equalWords*float64(x.all)
	}
	return out
}

// difference is a finding of a table before it is told.
type difference struct {
	class.Verdict
	groups []class.Group
}

// worded reports whether the class is one of the words themselves: what somebody
// who retells may change.
func worded(class string) bool {
	return class == Wording || class == Omission || class == Addition || class == Negation
}

// weighed lowers what differs between texts that have few words in common, and
// puts the many differences of one sentence together.
func (b *builder) weighed(t *collate.Table, ds []difference) []difference {
	type place [2][2]int // rows and first words of the two sentences, in order of rows
	many, other := map[place]int{}, map[place]int{}
	at := func(d difference) place {
		x, y := d.groups[0].Readings[0], d.groups[len(d.groups)-1].Readings[0]
		p := place{{x.Row, class.SentenceWords(t, x)[0]}, {y.Row, class.SentenceWords(t, y)[0]}}
		if y.Row < x.Row {
			p[0], p[1] = p[1], p[0]
		}
		return p
	}
	retold := func(g class.Group) bool {
		return !slices.ContainsFunc(g.Readings, func(r collate.Reading) bool { return !b.retold[t.Rows[r.Row].Text] })
	}
	for i := range ds {
		d := &ds[i]
		if !worded(d.Class) || d.Severity != Substantive {
			continue
		}
		x, y := d.groups[0].Readings[0], d.groups[len(d.groups)-1].Readings[0]
		if slices.ContainsFunc(d.groups, retold) && (d.Class != Negation || b.unlike(t, x, y, nearlyAll)) || d.Class != Negation && b.unlike(t, x, y, alikeFrom) {
			d.Severity, d.Confidence = Minor, retoldSure
			d.Note += ", in a sentence told in other words"
			other[at(*d)]++
		} else if d.Class != Negation {
			many[at(*d)]++
		}
	}
	ds = b.dates(t, ds)
	var out []difference
	told := map[place]bool{}
	for _, d := range ds {
		k := at(d)
		switch {
		case !worded(d.Class) || d.Severity == Cosmetic || d.Class == Negation:
			out = append(out, d)
			continue
		case many[k] > oneByOne:
			d.Verdict = class.Verdict{Class: Wording, Severity: Substantive, Confidence: .9, Note: "the sentence in other words"}
		case other[k] > 1 && d.Severity == Minor:
			d.Verdict = class.Verdict{Class: Wording, Severity: Minor, Confidence: retoldSure, Note: "the sentence is told in other words"}
		default:
			out = append(out, d)
			continue
		}
		// All of it is one difference: of the sentences.
		if told[k] {
			continue
		}
		told[k] = true
		d.groups = append([]class.Group(nil), d.groups...)
		for i, g := range d.groups {
			g.Readings = append([]collate.Reading(nil), g.Readings...)
			for n, r := range g.Readings {
				g.Readings[n].Words = class.SentenceWords(t, r)
			}
			g.Key = strings.Join(t.Keys(g.Readings[0]), "")
			d.groups[i] = g
		}
		out = append(out, d)
	}
	return out
}

// dates makes one difference of two gaps on either side of one month: “Jan 14”
// against “24 Jan”.
func (b *builder) dates(t *collate.Table, ds []difference) []difference {
	day := func(d difference) (has collate.Reading, other int, ok bool) {
		for k := range 2 {
			g, h := d.groups[k].Readings[0], d.groups[len(d.groups)-1-k].Readings[0]
			if len(d.groups) == 2 && (d.Class == Omission || d.Class == Addition) && g.Words[1]-g.Words[0] == 1 && h.Words[0] == h.Words[1] && figure(t.Keys(g)[0]) {
				if w := wholeDate(t, g); w.Words[1]-w.Words[0] == 2 {
					return w, h.Row, true
				}
			}
		}
		return
	}
	var out []difference
	merged := map[int]bool{}
	for i, d := range ds {
		if merged[i] {
			continue
		}
		if x, row, ok := day(d); ok {
			for k := i + 1; k < len(ds); k++ {
				if y, other, ok := day(ds[k]); ok && y.Row == row && other == x.Row {
					merged[k] = true
					d.Verdict = class.Verdict{Class: DateClass, Severity: Substantive, Confidence: .95, Note: "another date"}
					d.groups = slices.Clone(d.groups)
					for n, g := range d.groups {
						if g.Readings[0].Row == x.Row {
							g.Readings = []collate.Reading{x}
						} else {
							g.Readings = []collate.Reading{y}
						}
						g.Key = strings.Join(t.Keys(g.Readings[0]), "")
						d.groups[n] = g
					}
					break
				}
			}
		}
		out = append(out, d)
	}
	return out
}

// unlike reports whether the sentences in which two readings stand have less than
// least of their words in common besides them.
func (b *builder) unlike(t *collate.Table, x, y collate.Reading, least float64) bool {
	const short = 6
	rest := func(r collate.Reading) map[string]int {
		s := class.SentenceWords(t, r)
		m := map[string]int{}
		for w := s[0]; w < s[1]; w++ {
			if w < r.Words[0] || w >= r.Words[1] {
				m[word.Stem(t.Texts[t.Rows[r.Row].Text].Words[w].Key)]++
			}
		}
		return m
	}
	a, c := rest(x), rest(y)
	na, nc, same := 0, 0, 0
	for k, n := range a {
		na += n
		same += min(n, c[k])
	}
	for _, n := range c {
		nc += n
	}
	n := min(na, nc)
	size := min(x.Words[1]-x.Words[0], y.Words[1]-y.Words[0])
	whole := func(r collate.Reading) bool { return r.Words == t.Rows[r.Row].Words }
	if whole(x) || whole(y) || size > n && size >= short-1 {
		return true // all of a fragment, most of a sentence
	}
	return n >= short && float64(same) < least*float64(n)
}

// untailed is the end of the words of a quotation without what a post has behind
// what it says: hashtags, handles, and the addresses of its own pictures.
func (b *builder) untailed(o family.Occurrence, w [2]int) int {
	t := b.texts[o.Text]
	picture := strings.Index(t.Clean[t.Words[w[0]].Span.Start:t.Words[w[1]-1].Span.End], "pic.twitter.com")
	if picture < 0 {
		return w[1]
	}
	at := t.Words[w[0]].Span.Start + picture
	to, _ := t.WordsIn(corpus.Span{Start: at, End: len(t.Clean)})
	for to > w[0] && strings.ContainsRune("#@", rune(t.Clean[max(0, t.Words[to-1].Span.Start-1)])) {
		to--
	}
	return to
}
