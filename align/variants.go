package align

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/class"
	"verbatim/align/collate"
	"verbatim/align/word"
	"verbatim/corpus"
)

// The classes of findings (see explain.go for what each means).
const (
	Wording       = class.Wording
	Addition      = class.Addition
	Omission      = class.Omission
	OmissionMark  = class.OmissionMark
	Truncation    = class.Truncation
	Spliced       = class.Spliced
	Reordering    = class.Reordering
	Negation      = class.Negation
	Number        = class.Number
	DateClass     = class.DateClass
	TimeClass     = class.TimeClass
	DurationClass = class.DurationClass
	Name          = class.Name
	Link          = class.Link
	Attribution   = class.Attribution
	Addressee     = class.Addressee
	Sic           = class.Sic
	Bracket       = class.Bracket
	Spelling      = class.Spelling
	Punctuation   = class.Punctuation
	Case          = class.Case
	Damage        = class.Damage
	Conflict      = class.Conflict
)

// The severities.
const (
	Substantive = class.Substantive
	Minor       = class.Minor
	Cosmetic    = class.Cosmetic
)

// variants are the findings of one family's table. Narrow places come first:
// what two rows are told apart by there is not told again where a wider place
// holds it.
func (b *builder) variants(q *Quote, t *collate.Table) {
	units := t.Units()
	sort.SliceStable(units, func(i, j int) bool { return units[i].To-units[i].From < units[j].To-units[j].From })
	told := contrasts{}
	var all []difference
	for _, u := range units {
		groups := b.group(t, u)
		if len(groups) < 2 {
			continue
		}
		// Each odd reading is held against the most witnessed one; those that
		// differ from it in one way are one finding.
		var found []class.Verdict
		odd := map[string][]class.Group{}
		for _, g := range groups[1:] {
			if !apart(t, groups[0], g) {
				continue
			}
			v := class.Of(t, groups[0], g, b.respun)
			if v.Class == "" || told.known(u, groups[0], g, v.Severity) {
				continue
			}
			k := v.Class + v.Severity
			if odd[k] == nil {
				found = append(found, v)
			}
			odd[k] = append(odd[k], g)
		}
		for _, v := range found {
			gs := odd[v.Class+v.Severity]
			for _, g := range gs {
				told.add(u, groups[0], g, v.Severity)
			}
			if sides := parted(t, append(groups[:1:1], gs...)); len(sides) > 1 {
				all = append(all, difference{v, sides})
			}
		}
	}
	for _, d := range b.weighed(t, all) {
		b.addVariant(q, t, d.Verdict, d.groups)
	}
	stops := t.Stops()
	type end struct {
		column int
		next   string
	}
	at := map[end][]collate.Stop{}
	for _, s := range stops {
		k := end{t.Rows[s.Row].Last(), s.Next}
		at[k] = append(at[k], s)
	}
	for _, s := range stops {
		k := end{t.Rows[s.Row].Last(), s.Next}
		b.stops(q, t, at[k])
		delete(at, k)
	}
	b.tails(q, t, stops)
	for _, h := range t.Heads() {
		b.head(q, t, h)
	}
	for _, e := range t.Ellipses() {
		b.ellipsis(q, t, e)
	}
	for _, l := range t.Leads() {
		b.lead(q, t, l)
	}
	b.surface(q, t)
}

// contrasts are the places where two rows of a table are told apart.
type contrasts map[[2]int][]contrast

type contrast struct {
	from, to int
	severity string
}

var gravity = map[string]int{Substantive: 2, Minor: 1, Cosmetic: 0}

// ends are the rows that a contrast of two groups is remembered by.
func ends(g, h class.Group) [2]int { return [2]int{g.Readings[0].Row, h.Readings[0].Row} }

func (c contrasts) add(u collate.Unit, g, h class.Group, severity string) {
	c[ends(g, h)] = append(c[ends(g, h)], contrast{u.From, u.To, severity})
}

// known reports whether a place that overlaps u tells the groups apart already,
// in something as grave.
func (c contrasts) known(u collate.Unit, g, h class.Group, severity string) bool {
	for _, x := range g.Readings {
		for _, y := range h.Readings {
			for _, k := range [][2]int{{x.Row, y.Row}, {y.Row, x.Row}} {
				for _, o := range c[k] {
					if o.from <= u.To && u.From <= o.to && gravity[o.severity] >= gravity[severity] {
						return true
					}
				}
			}
			if len(g.Readings)*len(h.Readings) > 400 {
				return false
			}
		}
	}
	return false
}

// lead makes the finding of a row that begins with words in square brackets.
func (b *builder) lead(q *Quote, t *collate.Table, l collate.Lead) {
	own := collate.Reading{Row: l.Row, Words: l.Words}
	if in, sic := class.InBrackets(t, own); !in || sic {
		return
	}
	f := Finding{Quote: q.ID, Class: Bracket, Severity: Minor, Confidence: .9, Readings: []FindingReading{b.tableReading(t, own)}}
	var who []string
	for _, r := range l.Others {
		f.Readings = append(f.Readings, b.tableReading(t, r))
		who = append(who, b.name(t.Rows[r.Row].Text))
	}
	f.Why = b.sentence(fmt.Sprintf("%s begins with its own words in square brackets, “%s”; %s %s “%s”.", b.name(t.Rows[l.Row].Text), oneLine(b.spanText(t.Rows[l.Row].Text, t.Span(own)), 60), enumerate(who), verb(who, "has", "have"), oneLine(b.spanText(t.Rows[l.Others[0].Row].Text, t.Span(l.Others[0])), 60)))
	b.add(f)
}

// ellipsis makes the finding of a row that marks a cut at its beginning.
func (b *builder) ellipsis(q *Quote, t *collate.Table, e collate.Ellipsis) {
	row := t.Rows[e.Row]
	n := min(row.Words[1], row.Words[0]+4)
	f := Finding{Quote: q.ID, Class: OmissionMark, Severity: Minor, Confidence: .9}
	f.Readings = append(f.Readings, b.tableReading(t, collate.Reading{Row: e.Row, Words: [2]int{row.Words[0], n}}))
	var who []string
	for _, r := range e.Full {
		f.Readings = append(f.Readings, b.reading(t.Rows[r.Row].Text, t.Span(r)))
		who = append(who, b.name(t.Rows[r.Row].Text))
	}
	f.Why = b.sentence(fmt.Sprintf("%s begins with an ellipsis; %s %s “%s” there.", b.name(row.Text), enumerate(who), verb(who, "has", "have"), oneLine(b.spanText(t.Rows[e.Full[0].Row].Text, t.Span(e.Full[0])), 80)))
	b.add(f)
}

// group sorts the readings of a unit into those that agree, the most
// witnessed first. Orthography makes no group of its own here.
func (b *builder) group(t *collate.Table, u collate.Unit) []class.Group {
	index := map[string]int{}
	var out []class.Group
	for _, r := range u.Readings {
		i, ok := index[r.Key]
		if !ok {
			i = len(out)
			index[r.Key] = i
			out = append(out, class.Group{Key: r.Key})
		}
		out[i].Readings = append(out[i].Readings, r)
	}
	for i := range out {
		origins := map[int]bool{}
		for _, r := range out[i].Readings {
			origins[b.origin[t.Rows[r.Row].Text]] = true
			out[i].Base = out[i].Base || t.Rows[r.Row].Text == b.base
		}
		out[i].Witnesses = len(origins)
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Base != out[j].Base {
			return out[i].Base
		}
		if out[i].Witnesses != out[j].Witnesses {
			return out[i].Witnesses > out[j].Witnesses
		}
		if len(out[i].Readings) != len(out[j].Readings) {
			return len(out[i].Readings) > len(out[j].Readings)
		}
		return out[i].Key < out[j].Key
	})
	return out
}

// apart reports whether some outlet has only the reading of g and another one
// only that of h: an outlet that quotes the words twice does not disagree with
// itself.
func apart(t *collate.Table, g, h class.Group) bool {
	has := func(g class.Group) map[int]bool {
		m := map[int]bool{}
		for _, r := range g.Readings {
			m[t.Rows[r.Row].Text] = true
		}
		return m
	}
	x, y := has(g), has(h)
	beyond := func(x, y map[int]bool) bool {
		for i := range x {
			if !y[i] {
				return true
			}
		}
		return false
	}
	return beyond(x, y) && beyond(y, x)
}

// parted takes from groups the readings of outlets that stand in more than one: they
// have both, and are on no side. Nil where nothing is left of the first.
func parted(t *collate.Table, groups []class.Group) []class.Group {
	in := map[int]int{} // text -> groups
	for _, g := range groups {
		seen := map[int]bool{}
		for _, r := range g.Readings {
			if i := t.Rows[r.Row].Text; !seen[i] {
				seen[i] = true
				in[i]++
			}
		}
	}
	var out []class.Group
	for k, g := range groups {
		var own []collate.Reading
		for _, r := range g.Readings {
			if in[t.Rows[r.Row].Text] == 1 {
				own = append(own, r)
			}
		}
		if len(own) > 0 {
			g.Readings = own
			out = append(out, g)
		} else if k == 0 {
			return nil
		}
	}
	return out
}

// addVariant makes the finding of a unit.
func (b *builder) addVariant(q *Quote, t *collate.Table, v class.Verdict, groups []class.Group) {
	f := Finding{Quote: q.ID, Class: v.Class, Severity: v.Severity, Confidence: v.Confidence}
	var parts []string
	groups = class.Trim(t, groups...)
	reference := groups[0].Base
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].Key != "" && groups[j].Key == "" })
	for _, g := range groups {
		var who []string
		shown := ""
		for _, r := range g.Readings {
			if v.Class == DateClass {
				r = wholeDate(t, r)
			} else if _, sic := class.InBrackets(t, r); v.Class == Link && sic {
				// What the [sic] stands for is gone: show where.
				row := t.Rows[r.Row]
				r.Words = [2]int{max(row.Words[0], r.Words[0]-1), min(row.Words[1], r.Words[1]+1)}
			}
			f.Readings = append(f.Readings, b.tableReading(t, r))
			who = append(who, b.name(t.Rows[r.Row].Text))
			if shown == "" && r.Words[0] < r.Words[1] {
				shown = b.spanText(t.Rows[r.Row].Text, t.Span(r))
			}
		}
		what := "“" + oneLine(shown, 80) + "”"
		has := verb(who, "has", "have") + " " + what
		if shown == "" {
			has = verb(who, "lacks", "lack") + " it"
		}
		parts = append(parts, fmt.Sprintf("%s %s%s", enumerate(who), has, b.copies(g, t)))
	}
	f.Why = b.sentence(strings.Join(parts, "; ") + ": " + v.Note + ".")
	if reference {
		f.Why = strings.TrimSuffix(f.Why, ".") + fmt.Sprintf(", against %s as the reference.", b.name(b.base))
	}
	b.add(f)
}

// wholeDate grows a reading over the day or the month beside it: “1 October” is
// another date than “10 October”, not “1” than “10”.
func wholeDate(t *collate.Table, r collate.Reading) collate.Reading {
	row := t.Rows[r.Row]
	ws := t.Texts[row.Text].Words
	part := func(w int) bool {
		return w >= row.Words[0] && w < row.Words[1] && (monthNames[ws[w].Key] || word.Digit(ws[w].Key))
	}
	for r.Words[0] < r.Words[1] && part(r.Words[1]) {
		r.Words[1]++
	}
	for r.Words[0] < r.Words[1] && part(r.Words[0]-1) {
		r.Words[0]--
	}
	return r
}

// copies says when the agreement of several outlets is that of one text.
func (b *builder) copies(g class.Group, t *collate.Table) string {
	n := 0
	seen := map[int]bool{}
	for _, r := range g.Readings {
		if i := t.Rows[r.Row].Text; !seen[i] {
			seen[i] = true
			n++
		}
	}
	if n > 1 && g.Witnesses < n {
		if g.Witnesses == 1 {
			return " (copies of one text)"
		}
		return fmt.Sprintf(" (%d independent texts)", g.Witnesses)
	}
	return ""
}

func (b *builder) tableReading(t *collate.Table, r collate.Reading) FindingReading {
	i := t.Rows[r.Row].Text
	return b.reading(i, t.Span(r))
}

// stops makes the findings of rows that end at one place where others go on:
// before an address, before a clause that limits what was said, or before the
// end of a message that others give whole. To quote less than others is else no
// fault.
func (b *builder) stops(q *Quote, t *collate.Table, stops []collate.Stop) {
	var made []*Finding
	who := map[*Finding][]string{}
	notes := map[*Finding]string{}
	for _, s := range stops {
		class, severity, note := b.stop(q, t, s)
		if class == "" {
			continue
		}
		var f *Finding
		for _, m := range made {
			if m.Class == class && m.Severity == severity {
				f = m
			}
		}
		if f == nil {
			f = &Finding{Quote: q.ID, Class: class, Severity: severity, Confidence: .9}
			made, notes[f] = append(made, f), note
		}
		row := t.Rows[s.Row]
		ws := t.Texts[row.Text].Words
		f.Readings = append(f.Readings, b.reading(row.Text, corpus.Span{Start: ws[max(row.Words[0], row.Words[1]-stopWords)].Span.Start, End: ws[row.Words[1]-1].Span.End}))
		who[f] = append(who[f], b.name(row.Text))
	}
	for _, f := range made {
		var others []string
		for _, r := range stops[0].Rest {
			o := t.Rows[r.Row]
			ws := t.Texts[o.Text].Words
			f.Readings = append(f.Readings, b.reading(o.Text, corpus.Span{Start: ws[max(o.Words[0], r.Words[0]-stopWords)].Span.Start, End: t.Span(r).End}))
			others = append(others, b.name(o.Text))
		}
		first := stops[0].Rest[0]
		f.Why = b.sentence(fmt.Sprintf("%s %s where %s %s on “%s”: %s.", enumerate(who[f]), verb(who[f], "stops", "stop"), enumerate(others), verb(others, "goes", "go"), oneLine(b.spanText(t.Rows[first.Row].Text, t.Span(first)), 100), notes[f]))
		b.add(*f)
	}
}

// stopWords are shown before the place where one row ends and others go on, the
// same number on both sides.
const stopWords = 4

// stop says what it is that a row ends where others go on; kind is "" for
// nothing to be told.
func (b *builder) stop(q *Quote, t *collate.Table, s collate.Stop) (kind, severity, note string) {
	row := t.Rows[s.Row]
	if b.stripped(row.Text) {
		return // where a quotation ends in it is our guess
	}
	if ws := t.Texts[row.Text].Words; row.Words[1] < len(ws) && ws[row.Words[1]].Key == s.Next {
		return // it has them, outside what was taken for the quotation
	}
	whole := !strings.ContainsAny(s.Between, ".!?")
	switch first := s.Rest[0]; {
	case first.Words[1]-first.Words[0] <= 8 && class.LinkIn(t, first) || class.LinkIn(t, collate.Reading{Row: first.Row, Words: [2]int{first.Words[0], min(first.Words[1], first.Words[0]+3)}}):
		return Link, Substantive, "an address is missing at the end"
	case !sentenceStart(t, row):
		return
	case whole && word.Limits(s.Next):
		return Truncation, Substantive, "the rest limits what was said"
	case whole && b.qualified(t, s):
		return Truncation, Substantive, "the rest says for how long it holds"
	case whole && b.closes(t, row) && first.Words[1]-first.Words[0] > 2 && b.independent(t, s.Rest) > 1:
		return Truncation, Minor, "it is no whole sentence"
	case !whole && (q.Kind == "tweet" || q.Kind == "dm" || q.Kind == "document") && !b.stripped(t.Rows[first.Row].Text):
		return Truncation, Minor, "the message has more sentences"
	}
	return
}

// qualified reports whether what a row leaves out at the end of a sentence that
// denies or promises something says for when: "this year", "yet".
func (b *builder) qualified(t *collate.Table, s collate.Stop) bool {
	rest := t.Keys(s.Rest[0])
	if len(rest) > 3 {
		return false
	}
	for _, k := range rest {
		if !moment[k] && !word.Stop(k) {
			return false
		}
	}
	row := t.Rows[s.Row]
	said := class.SentenceOf(t, collate.Reading{Row: s.Row, Words: [2]int{row.Words[1] - 1, row.Words[1]}})
	return slices.ContainsFunc(rest, func(k string) bool { return moment[k] }) && (word.Negations(said) > 0 || slices.ContainsFunc(said, func(k string) bool { return k == "will" || k == "shall" || k == "all" || k == "every" }))
}

var moment = set("today tonight tomorrow now yet currently year month week season decade summer winter spring autumn anymore")

// closes reports whether a row ends with the sign of the end of a sentence within
// the marks.
func (b *builder) closes(t *collate.Table, row collate.Row) bool {
	text := t.Texts[row.Text]
	end := text.Words[row.Words[1]-1].Span.End
	return end < len(text.Clean) && strings.IndexByte(".!?", text.Clean[end]) >= 0
}

// independent counts the origins of readings.
func (b *builder) independent(t *collate.Table, rs []collate.Reading) int {
	origins := map[int]bool{}
	for _, r := range rs {
		origins[b.origin[t.Rows[r.Row].Text]] = true
	}
	return len(origins)
}

// tails makes the findings of words that one outlet has at the end of a sentence
// which several independent others close, within the marks, without them.
func (b *builder) tails(q *Quote, t *collate.Table, stops []collate.Stop) {
	by := map[int][]collate.Stop{} // last column of the rows that stop
	for _, s := range stops {
		row := t.Rows[s.Row]
		text := t.Texts[row.Text]
		end := text.Words[row.Words[1]-1].Span.End
		if !b.stripped(row.Text) && end < len(text.Clean) && strings.IndexByte(".!?", text.Clean[end]) >= 0 && !strings.ContainsAny(s.Between, ".!?…") && sentenceStart(t, row) && !word.Limits(s.Next) {
			by[row.Last()] = append(by[row.Last()], s)
		}
	}
	for _, c := range ascending(by) {
		closed, on := map[int]bool{}, map[int]bool{}
		for _, s := range by[c] {
			closed[b.origin[t.Rows[s.Row].Text]] = true
		}
		rest := by[c][0].Rest
		for _, r := range rest {
			on[b.origin[t.Rows[r.Row].Text]] = true
		}
		if first := rest[0]; len(closed) < 2 || len(closed) <= len(on) || b.stripped(t.Rows[first.Row].Text) || class.LinkIn(t, first) {
			continue
		}
		f := Finding{Quote: q.ID, Class: Addition, Severity: Substantive, Confidence: .8}
		if in, _ := class.InBrackets(t, rest[0]); in {
			f.Class, f.Severity = Bracket, Minor
		}
		if row := t.Rows[by[c][0].Row]; strings.Contains(" "+strings.Join(t.Keys(collate.Reading{Row: by[c][0].Row, Words: row.Words}), " ")+" ", " "+strings.Join(t.Keys(rest[0]), " ")+" ") {
			continue // moved, not added
		}
		var has, lack []string
		for _, r := range rest {
			if b.spliced(t.Rows[r.Row].Text, t.Span(r)) {
				continue // they are of another utterance, and told as such
			}
			f.Readings = append(f.Readings, b.tableReading(t, r))
			has = append(has, b.name(t.Rows[r.Row].Text))
		}
		if len(has) == 0 {
			continue
		}
		for _, s := range by[c] {
			row := t.Rows[s.Row]
			f.Readings = append(f.Readings, b.tableReading(t, collate.Reading{Row: s.Row, Words: [2]int{max(row.Words[0], row.Words[1]-3), row.Words[1]}}))
			lack = append(lack, b.name(row.Text))
		}
		f.Why = b.sentence(fmt.Sprintf("%s %s on with “%s” where %s %s the sentence.", enumerate(has), verb(has, "goes", "go"), oneLine(*f.Readings[0].Text, 90), enumerate(lack), verb(lack, "ends", "end")))
		b.add(f)
	}
}

// head makes the finding of a row that begins a sentence where others have a
// condition or a reservation before it.
func (b *builder) head(q *Quote, t *collate.Table, h collate.Head) {
	var who []string
	var rs []collate.Reading
	for _, r := range h.Before {
		keys := t.Keys(r)
		if n := len(keys); n > 1 && n <= 40 && (opens[keys[0]] || reserves[keys[n-1]]) {
			rs = append(rs, r)
			who = append(who, b.name(t.Rows[r.Row].Text))
		}
	}
	row := t.Rows[h.Row]
	if len(rs) == 0 || len(rs) < len(h.Before) || b.stripped(row.Text) || b.stripped(t.Rows[rs[0].Row].Text) {
		return
	}
	f := Finding{Quote: q.ID, Class: Truncation, Severity: Substantive, Confidence: .85}
	own := collate.Reading{Row: h.Row, Words: [2]int{row.Words[0], min(row.Words[1], row.Words[0]+8)}}
	f.Readings = append(f.Readings, b.tableReading(t, own))
	for _, r := range rs {
		o := t.Rows[r.Row]
		f.Readings = append(f.Readings, b.tableReading(t, collate.Reading{Row: r.Row, Words: [2]int{r.Words[0], min(o.Words[1], r.Words[1]+6)}}))
	}
	f.Why = b.sentence(fmt.Sprintf("%s begins the sentence after “%s”, which %s %s: it limits what was said.", b.name(row.Text), oneLine(b.spanText(t.Rows[rs[0].Row].Text, t.Span(rs[0])), 100), enumerate(who), verb(who, "has", "have")))
	b.add(f)
}

// opens are words that open a condition before what depends on it, reserves
// those that close a reservation.
var (
	opens    = map[string]bool{"if": true, "unless": true, "until": true, "once": true, "although": true, "though": true, "provided": true, "without": true, "while": true}
	reserves = map[string]bool{"but": true, "yet": true, "however": true}
)

// sentenceStart reports whether the last sentence of a row is quoted from its
// beginning, so that it reads as a whole.
func sentenceStart(t *collate.Table, row collate.Row) bool {
	text := t.Texts[row.Text]
	for i := row.Words[1] - 1; i >= row.Words[0]; i-- {
		c, _ := utf8.DecodeRuneInString(text.Clean[text.Words[i].Span.Start:])
		if i == row.Words[0] {
			return unicode.IsUpper(c)
		}
		if strings.ContainsAny(text.Clean[text.Words[i-1].Span.End:text.Words[i].Span.Start], ".!?") {
			return true
		}
	}
	return false
}
