package align

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/detail"
	"verbatim/align/word"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/zone"
)

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

// stamps are the places where the texts name the day of their publication.
func (j *joiner) stamps() map[Place]bool {
	out := map[Place]bool{}
	for i, ms := range j.by {
		for _, m := range ms {
			if m.Stamp {
				out[place(j.texts[i], j.texts[i].Raw(m.Span))] = true
			}
		}
	}
	return out
}

// join gives one Detail for each value that some text carries, with the
// mentions of all texts and the texts that miss it, and the joiner that made
// them. Comments and the furniture of a page carry nothing. texts are in order
// of their ids, items are what detail.Find gives of each. The cost is that of
// sorting the mentions.
func join(texts []*normalize.Text, items [][]detail.Item) ([]Detail, *joiner) {
	j := &joiner{texts: texts, by: make([][]*carrier, len(texts))}
	for i := range texts {
		for _, it := range items[i] {
			j.add(i, it)
		}
	}
	j.people()
	j.sisters()
	j.years()
	j.currencies()
	groups := j.group()
	out := make([]Detail, 0, len(groups))
	for _, g := range groups {
		out = append(out, j.detail(g))
	}
	out = append(out, j.claims()...)
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
	return out, j
}

// detailRank is the order of kinds in a report.
var detailRank = map[string]int{detail.Date: 0, detail.Time: 1, detail.Duration: 2, detail.Money: 3, detail.Number: 4, detail.Person: 5, detail.Organization: 6,
	detail.Place: 7, detail.Document: 8, detail.Link: 9, detail.Handle: 10, "claim": 11}

// carries: what stands in the zone is published by the outlet as part of the
// article.
func carries(k zone.Kind) bool {
	switch k {
	case zone.Comment, zone.CommentForm, zone.Nav, zone.SharePrompt, zone.LettersPrompt, zone.TagList:
		return false
	}
	return true
}

func (j *joiner) add(text int, it detail.Item) *carrier {
	z := j.texts[text].ZoneAt(it.Span.Start).Kind
	if !carries(z) {
		return nil
	}
	m := &carrier{Item: it, text: text, zone: z}
	j.by[text] = append(j.by[text], m)
	return m
}

func isName(kind string) bool {
	return kind == detail.Person || kind == detail.Organization || kind == detail.Place || kind == detail.Document
}

// nameKey is equal for two ways to write one name.
func nameKey(s string) string {
	ws := detail.Words(s)
	if len(ws) > 1 && ws[0] == "the" {
		ws = ws[1:]
	}
	for k := len(ws) - 2; k > 0; k-- { // John Q. Smith
		if len(ws[k]) == 1 {
			ws = slices.Delete(ws, k, k+1)
		}
	}
	for _, w := range ws {
		if len(w) > 1 {
			return strings.Join(ws, " ")
		}
	}
	return strings.Join(ws, "") // U.S. and US
}

// people gives surnames the full name that only a sister tells, and drops what
// only looked like a name.
func (j *joiner) people() {
	full := detail.Surnames{}
	seen := map[string]int{} // name -> mentions in the story
	for _, ms := range j.by {
		for _, m := range ms {
			if isName(m.Kind) {
				seen[nameKey(m.Value)]++
			}
			if m.Kind == detail.Person && !m.Short {
				full.Add(m.Value)
			}
		}
	}
	for i, ms := range j.by {
		keep := ms[:0]
		for _, m := range ms {
			if isName(m.Kind) && m.Kind != detail.Document {
				if name, ok := full.Full(m.Value); ok && name != "" && (m.Kind == detail.Person || m.Proof < 2) {
					m.Value, m.Kind, m.Short, m.partly, m.Proof = name, detail.Person, true, true, 2
				} else if m.Proof == 0 && seen[nameKey(m.Value)] == 1 && ordinary(nameKey(m.Value)) {
					continue
				}
			}
			keep = append(keep, m)
		}
		j.by[i] = keep
	}
}

// ordinary: the word is one that is also written in lower case.
func ordinary(w string) bool {
	e, ok := lexicon.Lookup(w)
	return ok && e.Lower > 0 && e.Lower <= 70
}

// form is a row of words that stands for a detail.
type form struct {
	words []string
	item  detail.Item
	part  bool // a surname alone
}

// sisters finds in every text what the other texts write: names where capitals
// are lost or a heading has too many of them, addresses whose dots are lost.
func (j *joiner) sisters() {
	forms := map[string][]form{} // by first word
	known := map[string]bool{}
	put := func(ws []string, it detail.Item, part bool) {
		k := strings.Join(ws, " ") + "|" + it.Kind
		if len(ws) == 0 || known[k] {
			return
		}
		known[k] = true
		forms[ws[0]] = append(forms[ws[0]], form{ws, it, part})
	}
	for _, ms := range j.by {
		for _, m := range ms {
			switch {
			case m.Kind == detail.Link:
				if ws := detail.Words(m.Value); len(ws) > 1 {
					put(ws, m.Item, false)
				}
			case isName(m.Kind):
				if m.Kind == detail.Person && m.Short {
					if ws := detail.Words(m.Label); len(ws) > 1 {
						put(ws, m.Item, true) // Smith Jr.
					}
				}
				ws := detail.Words(m.Value)
				if len(ws) > 1 && ws[0] == "the" {
					ws = ws[1:]
				}
				if len(ws) > 1 || len(ws[0]) >= 4 && !ordinary(ws[0]) {
					put(ws, m.Item, false)
				}
			}
		}
	}
	for _, fs := range forms {
		sort.SliceStable(fs, func(a, b int) bool {
			if len(fs[a].words) != len(fs[b].words) {
				return len(fs[a].words) > len(fs[b].words)
			}
			return strings.Join(fs[a].words, " ")+fs[a].item.Kind < strings.Join(fs[b].words, " ")+fs[b].item.Kind
		})
	}
	for i, t := range j.texts {
		j.match(i, t, forms)
	}
}

// match finds the forms in the words of text i where no item stands yet.
func (j *joiner) match(i int, t *normalize.Text, forms map[string][]form) {
	old := j.by[i]
	var spans []corpus.Span
	for _, m := range old {
		spans = append(spans, m.Span)
	}
	sort.Slice(spans, func(a, b int) bool { return spans[a].Start < spans[b].Start })
	at := 0
	bare := !cased(t)
	var found []*carrier
	for k := 0; k < len(t.Words); k++ {
		fs := forms[t.Words[k].Key]
		if len(fs) == 0 {
			continue
		}
		for at < len(spans) && spans[at].End <= t.Words[k].Span.Start {
			at++
		}
		for _, f := range fs {
			n := len(f.words)
			if k+n > len(t.Words) {
				continue
			}
			s := corpus.Span{Start: t.Words[k].Span.Start, End: t.Words[k+n-1].Span.End}
			if at < len(spans) && spans[at].Start < s.End || !j.same(t, k, f, bare) {
				continue
			}
			it := f.item
			it.Span = s
			it.Label = strings.Join(strings.Fields(t.Clean[s.Start:s.End]), " ")
			it.Short = f.part
			z := t.ZoneAt(s.Start).Kind
			if carries(z) {
				found = append(found, &carrier{Item: it, text: i, zone: z})
			}
			k += n - 1
			break
		}
	}
	j.by[i] = append(old, found...)
	sort.SliceStable(j.by[i], func(a, b int) bool { return j.by[i][a].Span.Start < j.by[i][b].Span.Start })
	if bare {
		j.surnames(i, t)
	}
}

// same reports whether the words from k on are the form f, written close
// together and, in a text with capitals, with a capital.
func (j *joiner) same(t *normalize.Text, k int, f form, bare bool) bool {
	for n, w := range f.words {
		if t.Words[k+n].Key != w {
			return false
		}
		if n > 0 && t.Words[k+n].Span.Start-t.Words[k+n-1].Span.End > 2 {
			return false
		}
	}
	if f.item.Kind == detail.Link {
		return true
	}
	if !bare && !upper(t, k) {
		return false
	}
	// Donald Trump is not found in Donald Smith Jr.
	if n := k + len(f.words); f.item.Kind == detail.Person && n < len(t.Words) && t.Words[n].Span.Start-t.Words[n-1].Span.End <= 2 {
		if detail.Suffix(t.Words[n].Key) {
			return false
		}
	}
	return true
}

func upper(t *normalize.Text, k int) bool {
	r, _ := utf8.DecodeRuneInString(t.Clean[t.Words[k].Span.Start:])
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// cased: the text still has its capitals.
func cased(t *normalize.Text) bool {
	n := 0
	for k := range t.Words {
		if upper(t, k) {
			n++
		}
	}
	return n*50 > len(t.Words)
}

// surnames finds in a text without capitals the surnames of the persons whose
// full names stand in it.
func (j *joiner) surnames(i int, t *normalize.Text) {
	of := map[string]*carrier{}
	for _, m := range j.by[i] {
		if m.Kind != detail.Person || m.Short {
			continue
		}
		ws, suffix := detail.Parts(m.Value)
		surname := ws[len(ws)-1]
		if len(ws) < 2 || suffix != "" || ordinary(surname) && len(surname) < 5 {
			continue
		}
		if old, ok := of[surname]; ok && (old == nil || nameKey(old.Value) != nameKey(m.Value)) {
			of[surname] = nil
		} else {
			of[surname] = m
		}
	}
	var found []*carrier
	at := 0
	for k, w := range t.Words {
		for at < len(j.by[i]) && j.by[i][at].Span.End <= w.Span.Start {
			at++
		}
		m := of[w.Key]
		if m == nil || at < len(j.by[i]) && j.by[i][at].Span.Start < w.Span.End {
			continue
		}
		if k+1 < len(t.Words) {
			if detail.Suffix(t.Words[k+1].Key) {
				continue
			}
		}
		if z := t.ZoneAt(w.Span.Start).Kind; carries(z) {
			it := m.Item
			it.Span, it.Short, it.Label = w.Span, true, t.Clean[w.Span.Start:w.Span.End]
			found = append(found, &carrier{Item: it, text: i, zone: z})
		}
	}
	j.by[i] = append(j.by[i], found...)
	sort.SliceStable(j.by[i], func(a, b int) bool { return j.by[i][a].Span.Start < j.by[i][b].Span.Start })
}

// years lets a date whose year was inferred take the year that another text
// states for the same day.
func (j *joiner) years() {
	stated := map[string]string{} // month and day -> date, "" when several years are stated
	count := map[string]map[string]int{}
	day := func(v string) string {
		if len(v) == 10 && v[4] == '-' && v[7] == '-' {
			return v[4:]
		}
		if len(v) == 7 && strings.HasPrefix(v, "--") {
			return v[1:]
		}
		return ""
	}
	for _, ms := range j.by {
		for _, m := range ms {
			d := day(m.Value)
			if m.Kind != detail.Date || d == "" {
				continue
			}
			if m.Sure == "stated" && len(m.Value) == 10 {
				if old, ok := stated[d]; ok && old != m.Value {
					stated[d] = ""
				} else {
					stated[d] = m.Value
				}
			}
			if len(m.Value) == 10 {
				if count[d] == nil {
					count[d] = map[string]int{}
				}
				count[d][m.Value]++
			}
		}
	}
	for _, ms := range j.by {
		for _, m := range ms {
			d := day(m.Value)
			if m.Kind != detail.Date || d == "" || m.Sure == "stated" && len(m.Value) == 10 {
				continue
			}
			if v, ok := stated[d]; ok {
				if v != "" {
					m.Value = v
				}
				continue
			}
			best, n := "", 0
			for v, c := range count[d] {
				if c > n || c == n && v < best {
					best, n = v, c
				}
			}
			if best != "" {
				m.Value = best
			}
		}
	}
}

// currencies lets a large number without a noun be the sum of money that the
// other texts have: its sign was lost with the other marks.
func (j *joiner) currencies() {
	of := map[string]string{} // amount -> amount with its unit, "" for several
	for _, ms := range j.by {
		for _, m := range ms {
			if amount, _, ok := strings.Cut(m.Value, " "); m.Kind == detail.Money && ok {
				if old, ok := of[amount]; ok && old != m.Value {
					of[amount] = ""
				} else {
					of[amount] = m.Value
				}
			}
		}
	}
	for _, ms := range j.by {
		for _, m := range ms {
			if v := of[m.Value]; m.Kind == detail.Number && m.Head == "" && len(m.Value) >= 4 && v != "" {
				m.Kind, m.Value = detail.Money, v
			}
		}
	}
}

// group puts the mentions of one detail together.
func (j *joiner) group() [][]*carrier {
	groups := map[string][]*carrier{}
	votes := map[string]map[string]int{} // name -> kind -> weight
	for _, ms := range j.by {
		for _, m := range ms {
			if isName(m.Kind) {
				k := nameKey(m.Value)
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
			case isName(m.Kind):
				n := nameKey(m.Value)
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

// vaguer lets a text carry in part a day that it tells less exactly: "in
// September" where others have September 20, or "two days after he was asked"
// where others have the day that is two days later. The words around must
// agree.
func (j *joiner) vaguer(keys []string, groups map[string][]*carrier) {
	type found struct {
		key   string
		share int
	}
	best := map[*carrier]found{}
	try := func(key string, day []*carrier, loose []*carrier, need int) {
		if len(loose) == 0 {
			return
		}
		has := make([]bool, len(j.texts))
		for _, d := range day {
			has[d.text] = true
		}
		for _, m := range loose {
			if has[m.text] {
				continue
			}
			share := 0
			for _, d := range day[:min(len(day), 8)] {
				n := 0
				for s := range j.context(m, 9) {
					if j.context(d, 9)[s] {
						n++
					}
				}
				share = max(share, n)
			}
			if share >= need && share > best[m].share {
				best[m] = found{key, share}
			}
		}
	}
	for _, k := range keys {
		v, ok := strings.CutPrefix(k, detail.Date+"|")
		if !ok || len(v) != 10 || !dated(v) {
			continue
		}
		day := groups[k]
		try(k, day, groups[detail.Date+"|"+v[:7]], 3)
		try(k, day, groups[detail.Date+"|"+v[:7]+"~"], 3)
		for _, d := range day {
			if d.Form != "" && d.Form[0] == '+' {
				try(k, day, groups[detail.Duration+"|"+d.Form[1:]], 2)
				break
			}
		}
	}
	for _, k := range keys {
		for _, m := range groups[k] {
			if b, ok := best[m]; ok {
				c := *m
				c.Kind, c.Value, c.partly, c.Short = detail.Date, groups[b.key][0].Value, true, true
				groups[b.key] = append(groups[b.key], &c)
				delete(best, m)
			}
		}
	}
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

// counts groups numbers and what has no value by itself: 140 boats and 140 people are two details, 400
// residents and 400 inhabitants of the same sentence are one. A number whose
// noun is not said joins the one that its words are about.
func (j *joiner) counts(all []*carrier) [][]*carrier {
	type node struct {
		text  int
		head  string
		ms    []*carrier
		ctx   map[string]bool
		group int
	}
	byValue := map[string][]*carrier{}
	for _, m := range all {
		v := m.Kind + "|" + m.Value
		byValue[v] = append(byValue[v], m)
	}
	values := make([]string, 0, len(byValue))
	for v := range byValue {
		values = append(values, v)
	}
	slices.Sort(values)
	var out [][]*carrier
	for _, v := range values {
		var nodes []*node
		at := map[[2]string]*node{}
		for _, m := range byValue[v] {
			k := [2]string{j.texts[m.text].Doc.ID, m.Head}
			n := at[k]
			if n == nil {
				n = &node{text: m.text, head: m.Head, ctx: map[string]bool{}, group: len(nodes)}
				at[k] = n
				nodes = append(nodes, n)
			}
			n.ms = append(n.ms, m)
			if len(n.ms) <= 3 {
				for s := range j.context(m, 9) {
					n.ctx[s] = true
				}
			}
		}
		v = v[strings.IndexByte(v, '|')+1:]
		vague := nodes[0].ms[0].Open || v[0] > '9'
		// A number without a noun is the one that the same text counts once.
		only := map[int]*node{}
		for _, n := range nodes {
			if _, ok := only[n.text]; n.head == "" {
				continue
			} else if ok {
				only[n.text] = nil
			} else {
				only[n.text] = n
			}
		}
		for _, n := range nodes {
			if o := only[n.text]; n.head == "" && !vague && len(v) > 1 && o != nil {
				n.head = o.head
			}
		}
		// groups of one head first, then groups whose words agree
		group := map[int][]*node{}
		first := map[string]int{}
		for _, n := range nodes {
			if n.head != "" {
				if g, ok := first[n.head]; ok {
					n.group = g
				} else {
					first[n.head] = n.group
				}
			}
			group[n.group] = append(group[n.group], n)
		}
		order := make([]int, 0, len(group))
		for g := range group {
			order = append(order, g)
		}
		slices.Sort(order)
		if len(order) <= 200 {
			for x := 0; x < len(order); x++ {
				for y := x + 1; y < len(order); y++ {
					a, b := group[order[x]], group[order[y]]
					if len(a) == 0 || len(b) == 0 {
						continue
					}
					need, meet, share := 2, false, 0
					if len(v) == 1 {
						need = 3
					}
					if vague {
						need = 4
					} else if len(v) >= 4 {
						need = 1
					}
					for _, p := range a {
						for _, q := range b {
							if p.text == q.text {
								meet = true
							}
							n := 0
							for s := range p.ctx {
								if q.ctx[s] {
									n++
								}
							}
							share = max(share, n)
						}
					}
					if !meet && share >= need {
						group[order[x]] = append(a, b...)
						group[order[y]] = nil
					}
				}
			}
		}
		for _, g := range order {
			var ms []*carrier
			for _, n := range group[g] {
				ms = append(ms, n.ms...)
			}
			if len(ms) > 0 {
				sort.SliceStable(ms, func(a, b int) bool {
					if ms[a].text != ms[b].text {
						return ms[a].text < ms[b].text
					}
					return ms[a].Span.Start < ms[b].Span.Start
				})
				out = append(out, ms)
			}
		}
	}
	return out
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

// detail makes the report's object of a group.
func (j *joiner) detail(ms []*carrier) Detail {
	d := Detail{Kind: ms[0].Kind, Value: ms[0].Value, Carried: []DetailItem{}, Partly: []DetailItem{}, Missing: []string{}}
	labels := map[string]int{}
	have := map[int]int{} // 2 carried, 1 partly
	for _, m := range ms {
		if m.partly {
			have[m.text] = max(have[m.text], 1)
		} else {
			have[m.text] = 2
		}
		if !m.Short && (m.Kind != detail.Link || strings.Contains(m.Label, ".")) {
			labels[m.Label]++
		}
	}
	for _, m := range ms {
		t := j.texts[m.text]
		p := place(t, t.Raw(m.Span))
		it := DetailItem{Place: p, Text: t.Cut(corpus.Span{Start: p.ByteStart, End: p.ByteEnd}), Zone: string(m.zone)}
		if have[m.text] == 2 {
			d.Carried = append(d.Carried, it)
		} else {
			d.Partly = append(d.Partly, it)
		}
	}
	j.missing(&d, len(have), func(i int) bool { return have[i] > 0 })
	d.Label = ms[0].Label
	n := 0
	for l, c := range labels {
		if c > n || c == n && better(l, d.Label) {
			d.Label, n = l, c
		}
	}
	head := ""
	if isName(d.Kind) {
		d.Value = d.Label
		if d.Kind == detail.Person {
			d.Value = ms[0].Value
			d.Label = d.Value
		}
		d.ID = detailID("name", nameKey(d.Value), "")
		return d
	}
	if d.Kind == detail.Number {
		heads := map[string]int{}
		for _, m := range ms {
			if m.Head != "" {
				heads[m.Head]++
			}
		}
		head = heaviest(heads)
	}
	d.ID = detailID(d.Kind, d.Value, head)
	return d
}

// manyArticles is the size of a story from which on its report does not name the
// articles without a quotation, and only counts those that miss a detail, where
// most do: else it grows with the square of the story.
const manyArticles = 200

// missing lists in d the texts that do not have it; n have.
func (j *joiner) missing(d *Detail, n int, have func(text int) bool) {
	if n = len(j.texts) - n; len(j.texts) > manyArticles && 2*n > len(j.texts) {
		d.MissingCount = n
		return
	}
	for i, t := range j.texts {
		if !have(i) {
			d.Missing = append(d.Missing, t.Doc.ID)
		}
	}
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
