package collate

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/word"
	"verbatim/corpus"
)

// Reading is what one row has at a unit.
type Reading struct {
	Row   int
	Words [2]int // half-open range of Text.Words; empty where the row has nothing there
	Key   string // the words, for comparison: letters and digits only
}

// Unit is a place where rows differ: the columns From..To, inclusive. Only
// rows that span all of it have a reading.
type Unit struct {
	From, To int
	Readings []Reading // in order of rows
}

// Units are the variants of the table in order of column. Rows are compared
// in pairs, so that no outlet is the base; equal places are joined, and a gap
// that lies within a longer gap of the same rows is part of it. Rows with the
// same words in the same columns are compared once.
// O(distinct rows * min(distinct rows, compared) * width), and of tables far larger
// than a story makes about effort.
func (t *Table) Units() []Unit {
	seen := map[[2]int]map[int]bool{} // interval -> rows that have nothing there
	alike := t.alike()
	next := max(fewest, min(compared, effort/max(1, len(alike)*t.Width)))
	for x := range alike {
		for y := x + 1; y < len(alike) && y-x <= next; y++ {
			a, b := alike[x][0], alike[y][0]
			t.differences(a, b, func(from, to int) {
				for _, r := range []int{a, b} {
					if t.blank(r, from, to) && to-from >= longCut && !t.elided(r, from) && !(t.anchored(r, 0, from) && t.anchored(r, to+1, t.Width)) {
						return
					}
				}
				k := [2]int{from, to}
				if seen[k] == nil {
					seen[k] = map[int]bool{}
				}
				for _, i := range []int{x, y} {
					if t.blank(alike[i][0], from, to) {
						for _, r := range alike[i] {
							seen[k][r] = true
						}
					}
				}
			})
		}
	}
	var list [][2]int
	for k := range seen {
		list = append(list, k)
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i][0] != list[j][0] {
			return list[i][0] < list[j][0]
		}
		return list[i][1] > list[j][1]
	})
	// A gap inside a longer one of the same rows says nothing new.
	var kept [][2]int
	for i, k := range list {
		within := false
		for j := i - 1; j >= max(0, i-longList) && !within && len(seen[k]) > 0; j-- { // longer ones come before it
			o := list[j]
			within = k[1] <= o[1] && subset(seen[k], seen[o])
		}
		if !within {
			kept = append(kept, k)
		}
	}
	// Substitutions that overlap by half are one place.
	var merged [][2]int
	for _, k := range kept {
		if n := len(merged); n > 0 && len(seen[k]) == 0 {
			l := merged[n-1]
			over := min(l[1], k[1]) - max(l[0], k[0]) + 1
			if over > 0 && 2*over >= max(l[1]-l[0], k[1]-k[0])+1 && max(l[1], k[1])-min(l[0], k[0]) < 12 {
				merged[n-1] = [2]int{min(l[0], k[0]), max(l[1], k[1])}
				continue
			}
		}
		merged = append(merged, k)
	}
	var out []Unit
	for _, k := range merged {
		if u, ok := t.unit(k[0], k[1], seen[k]); ok {
			out = append(out, u)
		}
	}
	return t.moved(out)
}

// compared is how many of the following distinct rows a row is compared with.
const compared = 200

// Bounds of the work on a table that no story makes: thousands of rows that have
// little in common.
const (
	effort   = 1 << 26 // columns in which pairs of rows are compared, more or less
	fewest   = 4       // of the following rows that a row is compared with all the same
	longList = 2000    // gaps before a gap that may hold it
	blanks   = 200     // rows with nothing at a place in which words of another are looked for
)

// alike gives the rows that have the same words in the same columns, in order
// of the first of each.
func (t *Table) alike() [][]int {
	at := map[string]int{}
	var out [][]int
	var b strings.Builder
	for r, row := range t.Rows {
		b.Reset()
		for i, c := range row.Cols {
			b.WriteString(strconv.Itoa(c))
			b.WriteByte(' ')
			b.WriteString(row.keys[i])
			b.WriteByte(' ')
		}
		k, ok := at[b.String()]
		if !ok {
			k = len(out)
			at[b.String()] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], r)
	}
	return out
}

func subset(a, b map[int]bool) bool {
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

// key is the comparison key of a row's word in column c, "" for none.
func (t *Table) key(r, c int) string {
	i := t.cells[r][c]
	if i < 0 {
		return ""
	}
	return t.Rows[r].keys[int(i)-t.Rows[r].Words[0]]
}

// Key is the comparison key of a row's word in column c, contractions written
// out; "" for none.
func (t *Table) Key(r, c int) string { return t.key(r, c) }

// longCut is the length from which a gap must be held on both sides.
const longCut = 8

// elided reports whether an ellipsis stands where row r has nothing, at column c: it
// says itself that it leaves something out.
func (t *Table) elided(r, c int) bool {
	row := &t.Rows[r]
	i := sort.SearchInts(row.Cols, c)
	if i == 0 || i == len(row.Cols) {
		return false
	}
	text := t.Texts[row.Text]
	between := text.Clean[text.Words[row.Words[0]+i-1].Span.End:text.Words[row.Words[0]+i].Span.Start]
	return strings.Contains(between, "…") || strings.Contains(between, "...")
}

// anchored reports whether row r agrees with rows of other texts in the columns
// from..to (to excluded) in three words, one of them a content word that is no
// name: else it may merely mention the same person.
func (t *Table) anchored(r, from, to int) bool {
	row := &t.Rows[r]
	text := t.Texts[row.Text]
	n, content := 0, false
	for i := sort.SearchInts(row.Cols, from); i < len(row.Cols) && row.Cols[i] < to; i++ {
		c := row.Cols[i]
		w := text.Words[row.Words[0]+i]
		for o := range t.Rows {
			if t.Rows[o].Text == row.Text || t.key(o, c) != row.keys[i] {
				continue
			}
			n++
			b := text.Clean[w.Span.Start]
			content = content || !word.Stop(w.Key) && (b < 'A' || b > 'Z')
			break
		}
	}
	return n >= 3 && content
}

func (t *Table) blank(r, from, to int) bool {
	i := sort.SearchInts(t.Rows[r].Cols, from)
	return i == len(t.Rows[r].Cols) || t.Rows[r].Cols[i] > to
}

// differences calls f for each maximal run of columns where the rows a and b
// differ, within the columns that both span.
func (t *Table) differences(a, b int, f func(from, to int)) {
	from, to := max(t.Rows[a].First(), t.Rows[b].First()), min(t.Rows[a].Last(), t.Rows[b].Last())
	start, end, gap := -1, -1, 0
	flush := func() {
		if start >= 0 {
			f(start, end)
		}
		start, gap = -1, 0
	}
	for c := from; c <= to; c++ {
		x, y := t.key(a, c), t.key(b, c)
		switch {
		case x == "" && y == "":
		case x != y:
			if (x == "" || y == "") && start >= 0 && gap == 0 && t.long(a, b, c, to) {
				flush() // a changed word and a cut beside it are two things
			}
			if start < 0 {
				start = c
			}
			if x == "" || y == "" {
				gap++
			} else if gap >= longGap {
				flush()
				start = c
			}
			end = c
		default:
			flush()
		}
	}
	flush()
}

const (
	longGap = 4  // from here on a gap is a cut, not a changed word
	farGap  = 12 // and from here on another sentence
)

// long reports whether one of the rows has nothing for longGap words of the
// other from column c on.
func (t *Table) long(a, b, c, to int) bool {
	n := 0
	for ; c <= to && n < longGap; c++ {
		x, y := t.key(a, c), t.key(b, c)
		if x == "" && y == "" {
			continue
		}
		if x != "" && y != "" {
			return false
		}
		n++
	}
	return n >= longGap
}

// unit gathers the readings of the columns; false if they agree after all
// (“e-mail” and “email”, “3,000” and “3000”). A row that has nothing here only
// because it skips more than this place takes no part: blank lists the rows
// whose gap this is.
func (t *Table) unit(from, to int, blank map[int]bool) (Unit, bool) {
	u := Unit{From: from, To: to}
	keys := map[string]bool{}
	for r := range t.Rows {
		row := &t.Rows[r]
		if row.First() > from || row.Last() < to {
			continue
		}
		rd := t.reading(r, from, to)
		if rd.Key == "" && !blank[r] {
			continue
		}
		keys[rd.Key] = true
		u.Readings = append(u.Readings, rd)
	}
	return u, len(keys) > 1
}

func (t *Table) reading(r, from, to int) Reading {
	row := &t.Rows[r]
	i, j := sort.SearchInts(row.Cols, from), sort.SearchInts(row.Cols, to+1)
	rd := Reading{Row: r, Words: [2]int{row.Words[0] + i, row.Words[0] + j}}
	rd.Key = strings.Join(row.keys[i:j], "")
	if i == j && t.Masked(rd) {
		rd.Key = "*"
	}
	return rd
}

// Masked reports whether signs stand for words where a reading has none or only
// the ends of one: “******”, “f***”, “b-----y”, “████”, “[expletive]”.
func (t *Table) Masked(r Reading) bool {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	from, to := r.Words[0], r.Words[1]
	if from <= row.Words[0] || to >= row.Words[1] {
		return false
	}
	s := text.Clean[text.Words[from-1].Span.End:text.Words[to].Span.Start]
	if strings.Contains(s, "██") || strings.Contains(s, "••") || strings.Contains(s, "■■") {
		return true
	}
	run := 0
	for i := range len(s) {
		if strings.IndexByte("*_-#@$%!&", s[i]) < 0 {
			run = 0
		} else if run++; run >= 2 && (s[i] != '-' || run >= 3) && (s[i] != '!' || run >= 4) {
			return true
		}
	}
	return false
}

// moved widens a unit where one row has words that other rows have elsewhere,
// at a place where it has nothing: the words were moved.
func (t *Table) moved(us []Unit) []Unit {
	var out []Unit
	var done [][2]int
	for _, u := range us {
		if m, ok := t.transposed(u); ok {
			u = m
			done = append(done, [2]int{u.From, u.To})
		}
		out = append(out, u)
	}
	// What lies within a transposition is part of it.
	kept := out[:0]
	for i, u := range out {
		inside := false
		for _, d := range done {
			inside = inside || d != [2]int{u.From, u.To} && d[0] <= u.To && u.From <= d[1]
		}
		for _, v := range kept {
			inside = inside || v.From == u.From && v.To == u.To
		}
		if !inside {
			kept = append(kept, out[i])
		}
	}
	return kept
}

func (t *Table) transposed(u Unit) (Unit, bool) {
	var none []Reading
	for _, y := range u.Readings {
		if y.Key == "" && len(none) < blanks {
			none = append(none, y)
		}
	}
	if len(none) == 0 {
		return Unit{}, false
	}
	for _, x := range u.Readings {
		words := t.Keys(x)
		if len(words) == 0 || len(words) > 8 || len(words) == 1 && word.Stop(words[0]) {
			continue
		}
		for _, y := range none {
			if !slices.Contains(t.Rows[y.Row].keys, words[0]) {
				continue
			}
			from, to, ok := t.find(y.Row, words)
			if !ok || !t.blank(x.Row, from, to) || max(from, u.From)-min(to, u.To) > 30 {
				continue
			}
			m := Unit{From: min(from, u.From), To: max(to, u.To)}
			for r := range t.Rows {
				if t.Rows[r].First() <= m.From && (t.Rows[r].Last() >= m.To || r == x.Row) || r == y.Row {
					m.Readings = append(m.Readings, t.reading(r, m.From, m.To))
				}
			}
			return m, true
		}
	}
	return Unit{}, false
}

// find is the columns where row r has the words side by side, in any order.
func (t *Table) find(r int, words []string) (from, to int, ok bool) {
	row := &t.Rows[r]
	// Words that change places over an "and" stand around it in another order.
	want := map[string]int{}
	for _, w := range words {
		want[w]++
	}
	have := map[string]int{}
	for i := range row.keys {
		have[row.keys[i]]++
		if k := i - len(words); k >= 0 {
			have[row.keys[k]]--
		}
		if k := i + 1 - len(words); k >= 0 && covers(have, want) {
			return row.Cols[k], row.Cols[i], true
		}
	}
	return 0, 0, false
}

func covers(have, want map[string]int) bool {
	for w, n := range want {
		if have[w] < n {
			return false
		}
	}
	return true
}

// SameWords reports whether two readings have the same words in another order.
func (t *Table) SameWords(a, b Reading) bool {
	x, y := t.Keys(a), t.Keys(b)
	if len(x) != len(y) || len(x) == 0 {
		return false
	}
	sort.Strings(x)
	sort.Strings(y)
	for i := range x {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

// Keys are the words of a reading, contractions written out.
func (t *Table) Keys(r Reading) []string {
	row := &t.Rows[r.Row]
	return slices.Clone(row.keys[r.Words[0]-row.Words[0] : r.Words[1]-row.Words[0]])
}

// Span is the clean span of a reading, grown to whole tokens (“K2-160”, not
// "160"). Where the row has nothing, it is that of the words on both sides.
func (t *Table) Span(r Reading) corpus.Span {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	a, b := r.Words[0], r.Words[1]
	if a == b {
		a, b = max(a-1, row.Words[0]), min(b+1, row.Words[1])
		return corpus.Span{Start: text.Words[a].Span.Start, End: text.Words[b-1].Span.End}
	}
	s := corpus.Span{Start: text.Words[a].Span.Start, End: text.Words[b-1].Span.End}
	first, last := text.Words[row.Words[0]].Span.Start, text.Words[row.Words[1]-1].Span.End
	for s.Start > first {
		if strings.HasSuffix(text.Clean[:s.Start], "’") && s.Start > first+3 && letter(text.Clean[s.Start-4]) {
			s.Start -= len("’")
		} else if !tight(text.Clean[s.Start-1]) {
			break
		} else {
			s.Start--
		}
	}
	for s.End < last {
		if strings.HasPrefix(text.Clean[s.End:], "’") && s.End+3 < last && letter(text.Clean[s.End+3]) {
			s.End += len("’")
		} else if !tight(text.Clean[s.End]) {
			break
		} else {
			s.End++
		}
	}
	for s.End > text.Words[b-1].Span.End && strings.IndexByte(".,:;/'-", text.Clean[s.End-1]) >= 0 {
		s.End--
	}
	for s.Start < text.Words[a].Span.Start && strings.IndexByte(".,:;/'-", text.Clean[s.Start]) >= 0 {
		s.Start++
	}
	// Brackets are shown whole.
	switch open, shut := strings.LastIndexByte(text.Clean[s.Start:s.End], '['), strings.LastIndexByte(text.Clean[s.Start:s.End], ']'); {
	case open > shut && s.End < len(text.Clean) && text.Clean[s.End] == ']':
		s.End++
	case open < 0 && shut >= 0 && s.Start > 0 && text.Clean[s.Start-1] == '[':
		s.Start--
	case open < 0 && shut < 0 && s.Start > 0 && s.End < len(text.Clean) && text.Clean[s.Start-1] == '[' && text.Clean[s.End] == ']':
		s.Start, s.End = s.Start-1, s.End+1
	}
	return s
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// tight is a byte that does not end a token: “8.30”, “K2-140”, “http://x.y/z”.
func tight(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte(".,:/'-@#$%_", c) >= 0
}

// Stop is a row that ends where other rows go on.
type Stop struct {
	Row     int       // the row that stops
	Rest    []Reading // what the others go on with, to the end of the sentence
	Next    string    // the first word of it
	Between string    // what stands before that word in the first of them
}

// Stops finds the rows that end where others go on within one quotation. Rows
// are grouped by the word that follows; the largest group is reported.
func (t *Table) Stops() []Stop {
	var out []Stop
	for r := range t.Rows {
		row := &t.Rows[r]
		last := row.Last()
		by := map[string]*Stop{}
		var order []string
		for o := range t.Rows {
			other := &t.Rows[o]
			if other.Text == row.Text {
				continue
			}
			i := t.At(o, last)
			if i < 0 || i+1 >= other.Words[1] || t.key(o, last) != t.key(r, last) {
				continue
			}
			text := t.Texts[other.Text]
			e := i + 2
			for e < other.Words[1] && !closes(text.Clean[text.Words[e-1].Span.End:text.Words[e].Span.Start]) {
				e++
			}
			next := text.Words[i+1].Key
			if by[next] == nil {
				by[next] = &Stop{Row: r, Next: next, Between: text.Clean[text.Words[i].Span.End:text.Words[i+1].Span.Start]}
				order = append(order, next)
			}
			by[next].Rest = append(by[next].Rest, Reading{Row: o, Words: [2]int{i + 1, e}})
		}
		var best *Stop
		for _, n := range order {
			if best == nil || len(by[n].Rest) > len(best.Rest) {
				best = by[n]
			}
		}
		if best != nil && !t.goesOn(r, last) {
			out = append(out, *best)
		}
	}
	return out
}

// Head is a row that begins where other rows have words before it in the same
// sentence.
type Head struct {
	Row    int
	Before []Reading // what the others have, from the beginning of the sentence
}

// Heads finds the rows that begin, with a capital and without an ellipsis, where
// others are in the middle of a sentence. Rows of one text complete each other.
func (t *Table) Heads() []Head {
	var out []Head
	for r := range t.Rows {
		row := &t.Rows[r]
		first, text := row.First(), t.Texts[row.Text]
		h := Head{Row: r}
		for o := range t.Rows {
			other := &t.Rows[o]
			i := t.At(o, first)
			if i <= other.Words[0] || t.key(o, first) != t.key(r, first) {
				continue
			}
			if other.Text == row.Text {
				h.Before = nil
				break
			}
			ws, clean := t.Texts[other.Text].Words, t.Texts[other.Text].Clean
			from := i
			for from > other.Words[0] && !strings.ContainsAny(clean[ws[from-1].Span.End:ws[from].Span.Start], ".!?…\n") {
				from--
			}
			if from < i {
				h.Before = append(h.Before, Reading{Row: o, Words: [2]int{from, i}})
			}
		}
		start := text.Words[row.Words[0]].Span.Start
		c, _ := utf8.DecodeRuneInString(text.Clean[start:])
		lead := text.Clean[max(0, start-8):start]
		if len(h.Before) == 0 || !unicode.IsUpper(c) || strings.Contains(lead, "…") || strings.Contains(lead, "...") || t.endsBefore(r, first) {
			continue
		}
		out = append(out, h)
	}
	return out
}

// endsBefore reports whether the outlet of row r quotes what comes before column
// c in another piece.
func (t *Table) endsBefore(r, c int) bool {
	for o := range t.Rows {
		if o != r && t.Rows[o].Text == t.Rows[r].Text && t.Rows[o].First() < c && t.Rows[o].Last() >= c-3 {
			return true
		}
	}
	return false
}

// closes reports whether a sentence ends in what stands between two words: not
// in the dots of an address or a figure.
func closes(between string) bool {
	return len(between) > 1 && strings.ContainsAny(between, ".!?")
}

// goesOn reports whether the outlet of row r quotes what comes after column c
// in another piece.
func (t *Table) goesOn(r, c int) bool {
	for o := range t.Rows {
		if o != r && t.Rows[o].Text == t.Rows[r].Text && t.Rows[o].Last() > c && t.Rows[o].First() <= c+3 {
			return true
		}
	}
	return false
}

// Ellipsis is a row whose quotation begins with an ellipsis where other rows
// have words of the same sentence.
type Ellipsis struct {
	Row  int
	Full []Reading // the rows that have the words, with the words
}

// Ellipses finds the rows that mark a cut at their beginning.
func (t *Table) Ellipses() []Ellipsis {
	var out []Ellipsis
	for r := range t.Rows {
		row := &t.Rows[r]
		text := t.Texts[row.Text]
		s := text.Words[row.Words[0]].Span.Start
		lead := text.Clean[max(0, s-12):s]
		if i := strings.LastIndexAny(lead, "“\"«„"); i >= 0 {
			lead = lead[i:]
		}
		if !strings.Contains(lead, "…") && !strings.Contains(lead, "...") {
			continue
		}
		e := Ellipsis{Row: r}
		for o := range t.Rows {
			other := &t.Rows[o]
			at := t.At(o, row.First())
			if other.Text == row.Text || at <= other.Words[0] {
				continue
			}
			ws, clean := t.Texts[other.Text].Words, t.Texts[other.Text].Clean
			from := at
			for from > other.Words[0] && at-from < 40 && !strings.ContainsAny(clean[ws[from-1].Span.End:ws[from].Span.Start], ".!?\n") {
				from--
			}
			if from < at {
				e.Full = append(e.Full, Reading{Row: o, Words: [2]int{from, at}})
			}
		}
		if len(e.Full) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// Lead is a row that begins with words no other row has, before words that
// others have too.
type Lead struct {
	Row    int
	Words  [2]int    // its own words and the first shared one
	Others []Reading // the shared word in the other rows, with the word before it
}

// Leads finds the rows that begin with words of their own.
func (t *Table) Leads() []Lead {
	var out []Lead
	for r := range t.Rows {
		row := &t.Rows[r]
		k := 0
		var shared []int
		for ; k < len(row.Cols) && k < 6; k++ {
			for o := range t.Rows {
				if o != r && t.Rows[o].Text != row.Text && t.At(o, row.Cols[k]) >= 0 && t.key(o, row.Cols[k]) == t.key(r, row.Cols[k]) {
					if shared = append(shared, o); k == 0 {
						break // it begins as another row does
					}
				}
			}
			if len(shared) > 0 {
				break
			}
		}
		if k == 0 || len(shared) == 0 {
			continue
		}
		l := Lead{Row: r, Words: [2]int{row.Words[0], row.Words[0] + k + 1}}
		for _, o := range shared {
			if at := t.At(o, row.Cols[k]); at > t.Rows[o].Words[0] {
				l.Others = append(l.Others, Reading{Row: o, Words: [2]int{at - 1, at + 1}})
			}
		}
		if len(l.Others) > 0 {
			out = append(out, l)
		}
	}
	return out
}
