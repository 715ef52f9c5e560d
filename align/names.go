package align

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
	"verbatim/normalize/zone"
)

func sortEdits(es []edit.Edit) {
	sort.SliceStable(es, func(i, j int) bool { return es[i].Span.Start < es[j].Span.Start })
}

// mention is a capitalised word inside a sentence: a name, most likely.
type mention struct {
	text, word int
	form       string // as written
}

// names finds names that outlets spell differently: a letter or two apart,
// beside the same word, and never both in one text.
func (b *builder) names() {
	by := map[string][]mention{} // key -> mentions, in order of text and place
	var order []string
	for i, t := range b.texts {
		if b.stripped(i) {
			continue
		}
		for _, s := range t.Sentences {
			from, to := t.WordsIn(s)
			if t.ZoneAt(s.Start).Kind != zone.Body { // what is quoted from elsewhere is not the outlet's spelling
				continue
			}
			for w := from; w < to; w++ {
				form := t.Clean[t.Words[w].Span.Start:t.Words[w].Span.End]
				c, _ := utf8.DecodeRuneInString(form)
				if w == from || !unicode.IsUpper(c) || len(form) < 4 || form == strings.ToUpper(form) {
					continue
				}
				k := t.Words[w].Key
				if by[k] == nil {
					order = append(order, k)
				}
				by[k] = append(by[k], mention{i, w, form})
			}
		}
	}
	sort.Strings(order)
	// Names a letter or two apart have their first two letters in common or
	// their last two.
	alike := map[string][]int{}
	for x, a := range order {
		b.capitals(by[a])
		if len(a) < 4 {
			continue // too short to be mistaken, see twoSpellings
		}
		alike["^"+a[:2]] = append(alike["^"+a[:2]], x)
		alike[a[len(a)-2:]] = append(alike[a[len(a)-2:]], x)
	}
	for x, a := range order {
		if len(a) < 4 {
			continue
		}
		for _, y := range alike["^"+a[:2]] {
			if c := order[y]; y > x {
				b.twoSpellings(a, c, by[a], by[c])
			}
		}
		for _, y := range alike[a[len(a)-2:]] {
			if c := order[y]; y > x && c[:2] != a[:2] {
				b.twoSpellings(a, c, by[a], by[c])
			}
		}
	}
}

// figures tell one name from another where they alone differ: that is no spelling.
const figures = "0123456789"

// label is a name that is a word with a number, or letters with one: “Route 9”,
// “A38”.
type label struct {
	text   int
	number string
	span   corpus.Span
	around map[string]bool
}

// labels finds names with numbers of which outlets give different ones: each
// text has one number for the word, and the words around agree.
func (b *builder) labels() {
	by := map[string][]label{}
	for i, t := range b.texts {
		for w, x := range t.Words {
			if !t.ZoneAt(x.Span.Start).Kind.Text() || !word.Digit(x.Key) && !(len(x.Key) > 1 && len(x.Key) <= 5 && word.Digit(x.Key[len(x.Key)-1:])) {
				continue
			}
			l := label{text: i, number: x.Key, span: x.Span, around: map[string]bool{}}
			key := strings.TrimRight(x.Key, figures)
			if key == "" {
				if w == 0 || t.Clean[t.Words[w-1].Span.End:x.Span.Start] != " " || len(x.Key) > 4 {
					continue
				}
				before := t.Words[w-1]
				c, _ := utf8.DecodeRuneInString(t.Clean[before.Span.Start:])
				if key = before.Key; !unicode.IsUpper(c) || monthNames[key] || weekDays[key] || len(key) < 3 || word.Stop(key) {
					continue
				}
				if w+1 < len(t.Words) && (monthNames[t.Words[w+1].Key] || t.Words[w+1].Span.Start-x.Span.End == 1 && strings.IndexByte(".,:-/%", t.Clean[x.Span.End]) >= 0) {
					continue
				}
				l.span.Start = before.Span.Start
			} else if c, _ := utf8.DecodeRuneInString(t.Clean[x.Span.Start:]); !unicode.IsUpper(c) || !word.Digit(x.Key[len(key):]) {
				continue
			}
			from, to := w, w+1
			if n := sort.Search(len(t.Sentences), func(n int) bool { return t.Sentences[n].End > x.Span.Start }); n < len(t.Sentences) {
				from, to = t.WordsIn(t.Sentences[n])
			}
			for k := max(from, w-25); k < min(to, w+25); k++ {
				if s := t.Words[k].Key; s != key && k != w && !word.Stop(s) && !word.Digit(s) {
					l.around[word.Stem(s)] = true
				}
			}
			by[key] = append(by[key], l)
		}
	}
	keys := make([]string, 0, len(by))
	for k := range by {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		b.twoLabels(by[k])
	}
}

func (b *builder) twoLabels(ls []label) {
	one := map[int]string{} // text -> its number, "" for several
	number := map[string][]label{}
	for _, l := range ls {
		if n, ok := one[l.text]; ok && n != l.number {
			one[l.text] = ""
		} else {
			one[l.text] = l.number
		}
	}
	var order []string
	for _, l := range ls {
		if one[l.text] == "" {
			return // an outlet that has both tells them apart
		}
		if number[l.number] == nil {
			order = append(order, l.number)
		}
		number[l.number] = append(number[l.number], l)
	}
	if len(order) != 2 {
		return
	}
	alike := false
	for _, x := range number[order[0]] {
		for _, y := range number[order[1]] {
			n := 0
			for w := range x.around {
				if y.around[w] {
					n++
				}
			}
			alike = alike || n >= 2
		}
	}
	if !alike {
		return
	}
	f := Finding{Class: Name, Severity: Substantive, Confidence: .8}
	var parts []string
	for _, n := range order {
		var who []string
		shown := ""
		seen := map[int]bool{}
		for _, l := range number[n] {
			if !seen[l.text] {
				seen[l.text] = true
				f.Readings = append(f.Readings, b.reading(l.text, l.span))
				who = append(who, b.name(l.text))
				shown = b.spanText(l.text, l.span)
			}
		}
		parts = append(parts, fmt.Sprintf("%s %s “%s”", enumerate(who), verb(who, "has", "have"), shown))
	}
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": different numbers of one name."
	b.add(f)
}

// capitals reports one name in two capitalisations (YouTube, Youtube).
func (b *builder) capitals(ms []mention) {
	forms := map[string][]mention{}
	var order []string
	for _, m := range ms {
		if forms[m.form] == nil {
			order = append(order, m.form)
		}
		forms[m.form] = append(forms[m.form], m)
	}
	if len(order) < 2 {
		return
	}
	f := Finding{Class: Case, Severity: Cosmetic, Confidence: .9}
	b.formReadings(&f, order, forms, "the capitals of a name")
}

func (b *builder) formReadings(f *Finding, order []string, forms map[string][]mention, note string) {
	var parts []string
	texts := map[int]bool{}
	for _, o := range order {
		var who []string
		seen := map[int]bool{}
		for _, m := range forms[o] {
			texts[m.text] = true
			if !seen[m.text] {
				seen[m.text] = true
				f.Readings = append(f.Readings, b.reading(m.text, b.texts[m.text].Words[m.word].Span))
				who = append(who, b.name(m.text))
			}
		}
		parts = append(parts, fmt.Sprintf("%s %s “%s”", enumerate(who), verb(who, "writes", "write"), o))
	}
	// Some outlet must have one form only, and another the other only.
	only := map[string]bool{}
	for i := range texts {
		var has []string
		for _, o := range order {
			for _, m := range forms[o] {
				if m.text == i && (len(has) == 0 || has[len(has)-1] != o) {
					has = append(has, o)
				}
			}
		}
		if len(has) == 1 {
			only[has[0]] = true
		}
	}
	if len(only) < 2 {
		return
	}
	f.Why = b.sentence(strings.Join(parts, "; ")) + ": " + note + "."
	b.add(*f)
}

func (b *builder) twoSpellings(a, c string, as, cs []mention) {
	limit := 1
	if min(len(a), len(c)) >= 9 && a[0] == c[0] {
		limit = 2
	}
	if min(len(a), len(c)) < 4 || strings.Trim(a, figures) == strings.Trim(c, figures) || word.Distance(a, c, limit) > limit && !exchanged(a, c) || derived(a, c) || b.told[[2]string{a, c}] {
		return
	}
	in := map[int]bool{}
	for _, m := range as {
		in[m.text] = true
	}
	for _, m := range cs {
		if in[m.text] {
			return
		}
	}
	if !b.sameCompany(as, cs) {
		return
	}
	f := Finding{Class: Name, Severity: Minor, Confidence: .85}
	b.formReadings(&f, []string{as[0].form, cs[0].form}, map[string][]mention{as[0].form: as, cs[0].form: cs}, "one name in two spellings")
}

// derived reports whether two names are forms of one: a people of its land, a member
// of its party, a plural.
func derived(a, c string) bool {
	n := 0
	for n < min(len(a), len(c)) && a[n] == c[n] {
		n++
	}
	return n >= 4 && endings[a[n:]] && endings[c[n:]]
}

var endings = func() map[string]bool {
	m := set("s n ns an ans ian ians ic ics ish ese ist ists er ers y ies")
	m[""] = true
	return m
}()

// exchanged reports whether two names differ in the order of letters beside each
// other, or with one letter between: Treacy, Tracey.
func exchanged(a, c string) bool {
	if len(a) != len(c) || len(a) < 5 || a[0] != c[0] {
		return false
	}
	from, to := 0, len(a)
	for from < to && a[from] == c[from] {
		from++
	}
	for to > from && a[to-1] == c[to-1] {
		to--
	}
	x, y := []byte(a[from:to]), []byte(c[from:to])
	slices.Sort(x)
	slices.Sort(y)
	return len(x) <= 3 && string(x) == string(y)
}

// sameCompany reports whether some mention on either side stands beside the
// same word: a first name, a title, what it is.
func (b *builder) sameCompany(as, cs []mention) bool {
	near := func(ms []mention, reach int) map[string]bool {
		out := map[string]bool{}
		for _, m := range ms {
			ws := b.texts[m.text].Words
			for k := max(0, m.word-reach); k <= min(len(ws)-1, m.word+reach); k++ {
				if k != m.word && !word.Stop(ws[k].Key) {
					out[word.Stem(ws[k].Key)] = true
				}
			}
		}
		return out
	}
	x, y := near(as, 3), near(cs, 3)
	for k := range x {
		if y[k] {
			return true
		}
	}
	return false
}

// rank words name what somebody is ("chief" and "head" may be any of them); two
// outlets that give one person two of them in one field ("communications staffer", "communications director")
// disagree.
var ranks = func() map[string]string {
	m := map[string]string{}
	for i, same := range []string{"director", "staffer aide assistant", "manager", "chairman chair chairwoman chairperson president", "deputy", "minister", "secretary", "spokesman spokeswoman spokesperson", "adviser advisor", "lawyer attorney counsel", "editor",
		"officer", "captain", "sergeant", "lieutenant", "colonel", "general", "commissioner", "inspector", "treasurer", "trustee", "senator", "governor", "mayor", "judge", "prosecutor", "ambassador", "consultant", "analyst", "coordinator", "strategist", "surrogate", "professor", "lecturer", "intern", "founder", "owner"} {
		for _, w := range strings.Fields(same) {
			m[w] = fmt.Sprint(i)
		}
	}
	return m
}()

// role is what stands before a name: "communications director, Hope Hicks".
type role struct {
	text   int
	head   string // the rank word
	field  string // stem of the word before it
	span   corpus.Span
	person string // key of the last name
	named  string // as written
}

// roles finds persons whom outlets give different ranks in one field.
func (b *builder) roles() {
	known := map[string]bool{} // "hope hicks": names seen with capitals
	for i, t := range b.texts {
		if b.stripped(i) {
			continue
		}
		for w := 0; w+1 < len(t.Words); w++ {
			if b.name2(t, w) {
				known[t.Words[w].Key+" "+t.Words[w+1].Key] = true
			}
		}
	}
	by := map[string][]role{}
	var order []string
	for i, t := range b.texts {
		for w := 2; w+1 < len(t.Words); w++ {
			key := t.Words[w].Key + " " + t.Words[w+1].Key
			if !known[key] || t.Words[w+1].Span.Start-t.Words[w].Span.End > 1 || !t.ZoneAt(t.Words[w].Span.Start).Kind.Text() {
				continue
			}
			h := t.Words[w-1]
			between := t.Clean[h.Span.End:t.Words[w].Span.Start]
			if ranks[h.Key] == "" || strings.Trim(between, " ,") != "" || len(between) > 2 {
				continue
			}
			f := t.Words[w-2]
			if word.Stop(f.Key) || h.Span.Start-f.Span.End > 1 {
				continue
			}
			if by[key] == nil {
				order = append(order, key)
			}
			by[key] = append(by[key], role{i, h.Key, word.Stem(f.Key), corpus.Span{Start: f.Span.Start, End: t.Words[w+1].Span.End}, key, t.Clean[t.Words[w].Span.Start:t.Words[w+1].Span.End]})
		}
	}
	sort.Strings(order)
	for _, k := range order {
		rs := by[k]
		for x, a := range rs {
			var f Finding
			for _, c := range rs[x+1:] {
				if a.text != c.text && a.field == c.field && ranks[a.head] != ranks[c.head] {
					f = Finding{Class: Attribution, Severity: Substantive, Confidence: .8}
					for _, r := range rs {
						if r.field == a.field {
							f.Readings = append(f.Readings, b.reading(r.text, r.span))
						}
					}
					f.Why = fmt.Sprintf("%s calls %s “%s”; %s “%s”: one person, two offices.", b.sentence(b.name(a.text)), upperWords(a.named), oneLine(b.spanText(a.text, a.span), 70), b.name(c.text), oneLine(b.spanText(c.text, c.span), 70))
					b.add(f)
					break
				}
			}
			if f.Class != "" {
				break
			}
		}
	}
}

// name2 reports whether the words w and w+1 are written as a first and a last
// name.
func (b *builder) name2(t *normalize.Text, w int) bool {
	x, y := t.Words[w], t.Words[w+1]
	if t.Clean[x.Span.End:y.Span.Start] != " " {
		return false
	}
	a, _ := utf8.DecodeRuneInString(t.Clean[x.Span.Start:])
	c, _ := utf8.DecodeRuneInString(t.Clean[y.Span.Start:])
	return unicode.IsUpper(a) && unicode.IsUpper(c) && ranks[x.Key] == "" && ranks[y.Key] == "" && !word.Stop(x.Key) && !word.Stop(y.Key)
}

func upperWords(s string) string {
	f := strings.Fields(s)
	for i := range f {
		f[i] = upperFirst(f[i])
	}
	return strings.Join(f, " ")
}
