// Package collate sets the readings of one utterance side by side: a table
// with a row for each piece that an outlet quotes and a column for each word.
//
//	wire      We will not close the harbor for good and nobody asked for that
//	clarion   We  cannot  close the harbour for good      .       .
//	column    0  1    2   3     4   5      6   7    8   9      …
//
// No outlet is the base. Rows enter in an order that depends only on their
// words; each new row is aligned with the columns so far (a progressive
// multiple alignment with affine gaps, after Gotoh 1982), content words first:
// a function word or a comma never outweighs a word that carries meaning.
package collate

import (
	"slices"
	"sort"
	"strings"

	"verbatim/align/word"
	"verbatim/normalize"
)

// Piece is a stretch of one text that carries part of the utterance.
type Piece struct {
	Text  int    // index of the text
	Words [2]int // half-open range of its Words
}

// Row is a piece in the table.
type Row struct {
	Piece
	Cols []int    // column of each word, ascending
	keys []string // of each word, contractions written out
}

// First and Last are the columns that the row spans.
func (r *Row) First() int { return r.Cols[0] }
func (r *Row) Last() int  { return r.Cols[len(r.Cols)-1] }

// Table is the collation of one utterance.
type Table struct {
	Texts []*normalize.Text
	Rows  []Row // in order of text and place
	Width int   // number of columns

	cells [][]int32 // of row and column: the word, -1 for none
}

// At is the index in Text.Words of the word that row r has in column c, or -1.
func (t *Table) At(r, c int) int { return int(t.cells[r][c]) }

// Build collates the pieces. The order of pieces makes no difference.
// O(rows * words * width); pieces longer than 2,000 words are cut.
func Build(texts []*normalize.Text, pieces []Piece) *Table {
	const longest = 2000
	type seq struct {
		Piece
		keys []string
	}
	byText := map[int][]seq{}
	for _, p := range pieces {
		p.Words[1] = min(p.Words[1], p.Words[0]+longest)
		ws := texts[p.Text].Words[p.Words[0]:p.Words[1]]
		s := seq{Piece: p, keys: make([]string, len(ws))}
		for i, w := range ws {
			s.keys[i] = w.Key
		}
		s.keys = word.Expand(s.keys)
		if len(ws) > 0 {
			byText[p.Text] = append(byText[p.Text], s)
		}
	}
	type witness struct {
		text  int
		seqs  []seq
		words int
		all   string
	}
	var ws []witness
	for t, ss := range byText {
		sort.Slice(ss, func(i, j int) bool { return ss[i].Words[0] < ss[j].Words[0] })
		w := witness{text: t, seqs: ss}
		var all strings.Builder
		for _, s := range ss {
			w.words += len(s.keys)
			all.WriteString(strings.Join(s.keys, " ") + "\n")
		}
		w.all = all.String()
		ws = append(ws, w)
	}
	sort.Slice(ws, func(i, j int) bool {
		a, b := ws[i], ws[j]
		if a.words != b.words {
			return a.words > b.words
		}
		if a.all != b.all {
			return a.all < b.all
		}
		return a.text < b.text
	})
	g := &grid{ids: map[string]int32{}, rows: map[string][]int{}}
	t := &Table{Texts: texts}
	var ids [][]int
	for _, w := range ws {
		after := -1 // the column id after which a piece of this witness that matches nothing is put
		if len(g.order) > 0 {
			after = g.order[len(g.order)-1]
		}
		var own [][]int // column ids of its pieces so far
		for _, s := range w.seqs {
			row := g.add(s.keys, after, own)
			after = row[len(row)-1]
			own = append(own, row)
			t.Rows = append(t.Rows, Row{Piece: s.Piece, keys: s.keys})
			ids = append(ids, row)
		}
	}
	pos := make([]int, len(g.cols))
	for i, id := range g.order {
		pos[id] = i
	}
	for i := range t.Rows {
		for _, id := range ids[i] {
			t.Rows[i].Cols = append(t.Rows[i].Cols, pos[id])
		}
	}
	t.Width = len(g.order)
	sort.Slice(t.Rows, func(i, j int) bool {
		a, b := t.Rows[i], t.Rows[j]
		return a.Text < b.Text || a.Text == b.Text && a.Words[0] < b.Words[0]
	})
	t.cells = make([][]int32, len(t.Rows))
	for r, row := range t.Rows {
		t.cells[r] = make([]int32, t.Width)
		for c := range t.cells[r] {
			t.cells[r][c] = -1
		}
		for i, c := range row.Cols {
			t.cells[r][c] = int32(row.Words[0] + i)
		}
	}
	return t
}

// grid is a table under construction: columns have ids that stay, and an
// order that grows. Words are numbers here; what two words score is worked out
// once.
type grid struct {
	cols  [][]int32 // of column id: the distinct words in it
	order []int
	ids   map[string]int32
	words []string
	stop  []bool
	forms [][2]string // stem and spelling key
	memo  [][]int8    // of two words, plus one; 0 is unknown
	rows  map[string][]int
	m     [3][]int32 // scratch
}

func (g *grid) id(key string) int32 {
	if i, ok := g.ids[key]; ok {
		return i
	}
	i := int32(len(g.words))
	g.ids[key] = i
	g.words = append(g.words, key)
	g.stop = append(g.stop, word.Stop(key))
	g.forms = append(g.forms, [2]string{word.Stem(key), word.Spelling(key)})
	return i
}

// Scores of the alignment. A gap costs once for being opened and next to
// nothing for its length: outlets cut whole sentences.
const (
	equalContent = 60
	equalStop    = 25
	sameContent  = 45 // same stem or spelling
	otherWord    = -15
	otherKind    = -35 // a content word against a function word
	openGap      = -22
	moreGap      = -1
	leastScore   = 60
	never        = -1 << 20

	recent = 50 // pieces of one witness that a further one is held against
)

// score is what a word earns in a column.
func (g *grid) score(w int32, column []int32) int32 {
	best := int32(otherKind)
	if len(column) == 0 {
		best = never
	}
	row := g.memo[w]
	for _, k := range column {
		if row[k] == 0 {
			row[k] = int8(g.compare(w, k) + 1)
		}
		best = max(best, int32(row[k])-1)
	}
	return best
}

func (g *grid) compare(i, j int32) int {
	a, b := g.words[i], g.words[j]
	switch {
	case i == j && g.stop[i]:
		return equalStop
	case i == j:
		return equalContent
	case g.stop[i] && g.stop[j]:
		return otherWord
	case g.stop[i] || g.stop[j]:
		return otherKind
	case word.Digit(a) && word.Digit(b):
		return 2 // two figures: a changed number
	case g.forms[i][0] == g.forms[j][0] || g.forms[i][1] == g.forms[j][1]:
		return sameContent
	case len(a) > 3 && len(b) > 3 && (a[0] == b[0] || a[len(a)-1] == b[len(b)-1]) && word.Distance(a, b, 2) <= 2:
		return 20
	}
	return otherWord
}

// add aligns a row with the columns and returns the column id of each word. It
// comes after the column after where it matches nothing. The columns of another
// piece of its witness, of own, are for what says the same again, and not for a
// sentence that begins like that one.
func (g *grid) add(all []string, after int, own [][]int) []int {
	n, m := len(all), len(g.order)
	name := strings.Join(all, " ")
	if same, ok := g.rows[name]; ok {
		return same
	}
	keys := make([]int32, n)
	for i, k := range all {
		keys[i] = g.id(k)
	}
	row := make([]int, n)
	for i := range row {
		row[i] = -1
	}
	defer func() { g.rows[name] = row }()
	g.alignRow(keys, row, n, m, nil)
	if other := g.otherwise(keys, row, own); len(other) > 0 {
		for i := range row {
			row[i] = -1
		}
		g.alignRow(keys, row, n, m, other)
	}
	g.prune(keys, row)
	// Words without a column get one of their own, after the word before.
	// Words before the first match go before it.
	first := -1
	for _, id := range row {
		if id >= 0 {
			first = id
			break
		}
	}
	if first < 0 {
		at := 0
		for i, id := range g.order {
			if id == after {
				at = i + 1
			}
		}
		g.insert(at, keys, row, 0, n)
		return row
	}
	for i := 0; i < n; {
		if row[i] >= 0 {
			i++
			continue
		}
		j := i
		for j < n && row[j] < 0 {
			j++
		}
		at := 0
		for p, id := range g.order {
			if i > 0 && id == row[i-1] {
				at = p + 1
			}
			if i == 0 && id == first {
				at = p
			}
		}
		g.insert(at, keys, row, i, j)
		i = j
	}
	for i, id := range row {
		known := false
		for _, k := range g.cols[id] {
			known = known || k == keys[i]
		}
		if !known {
			g.cols[id] = append(g.cols[id], keys[i])
		}
	}
	return row
}

// otherwise are the columns of the pieces of own that share four words in a row with
// a row and do not say the same: less than four fifths of the shorter of the two.
func (g *grid) otherwise(keys []int32, row []int, own [][]int) map[int]bool {
	out := map[int]bool{}
	for _, piece := range own[max(0, len(own)-recent):] {
		in := make(map[int]bool, len(piece))
		for _, id := range piece {
			in[id] = true
		}
		n, run, longest := 0, 0, 0
		for i, id := range row {
			if !in[id] || !slices.Contains(g.cols[id], keys[i]) {
				run = 0
				continue
			}
			n++
			run++
			longest = max(longest, run)
		}
		if longest >= 4 && 10*n < 8*min(len(piece), len(row)) {
			for _, id := range piece {
				out[id] = true
			}
		}
	}
	return out
}

// prune takes back matches of function words that stand far from the rest of
// the row: an "I" in another sentence is another "I".
func (g *grid) prune(keys []int32, row []int) {
	pos := make(map[int]int, len(g.order))
	for i, id := range g.order {
		pos[id] = i
	}
	type block struct {
		from, to int
		content  bool
	}
	var blocks []block
	last := -1
	for i, id := range row {
		if id < 0 {
			continue
		}
		if p := pos[id]; last < 0 || p-last > farGap {
			blocks = append(blocks, block{from: i})
			last = p
		} else {
			last = p
		}
		b := &blocks[len(blocks)-1]
		b.to = i + 1
		b.content = b.content || !g.stop[keys[i]] && g.score(keys[i], g.cols[id]) >= sameContent
	}
	content := false // of the row as a whole
	for _, k := range keys {
		content = content || !g.stop[k]
	}
	for _, b := range blocks {
		if !b.content && content {
			for i := b.from; i < b.to; i++ {
				row[i] = -1
			}
		}
	}
}

func (g *grid) insert(at int, keys []int32, row []int, i, j int) {
	fresh := make([]int, 0, j-i)
	for k := i; k < j; k++ {
		id := len(g.cols)
		g.cols = append(g.cols, []int32{keys[k]})
		row[k] = id
		fresh = append(fresh, id)
	}
	g.order = append(g.order[:at:at], append(fresh, g.order[at:]...)...)
}

// alignRow fills row with the ids of the columns that words match: a
// semi-global alignment, free at both ends of the table. Nothing is put into
// the columns barred.
func (g *grid) alignRow(keys []int32, row []int, n, m int, barred map[int]bool) {
	if m == 0 {
		return
	}
	for len(g.memo) < len(g.words) {
		g.memo = append(g.memo, nil)
	}
	for _, k := range keys {
		if len(g.memo[k]) < len(g.words) {
			g.memo[k] = append(g.memo[k], make([]int8, len(g.words)-len(g.memo[k]))...)
		}
	}
	const minus = -1 << 30
	w := m + 1
	for i := range g.m {
		if size := (n + 1) * w; cap(g.m[i]) < size {
			g.m[i] = make([]int32, size)
		} else {
			g.m[i] = g.m[i][:size]
		}
	}
	// M: word i stands in column j; I: word i has no column; D: column j is skipped.
	M, I, D := g.m[0], g.m[1], g.m[2]
	cols := make([][]int32, m)
	for j, id := range g.order {
		if !barred[id] {
			cols[j] = g.cols[id]
		}
	}
	for j := 0; j <= m; j++ {
		M[j], I[j], D[j] = 0, minus, minus
	}
	for i := 1; i <= n; i++ {
		k := i * w
		M[k], D[k] = minus, minus
		I[k] = max(M[k-w]+openGap, I[k-w]+moreGap, D[k-w]+openGap)
		for j := 1; j <= m; j++ {
			k++
			up := k - w
			I[k] = max(M[up]+openGap, I[up]+moreGap, D[up]+openGap)
			M[k] = max(M[up-1], I[up-1], D[up-1]) + g.score(keys[i-1], cols[j-1])
			D[k] = max(M[k-1]+openGap, D[k-1]+moreGap, I[k-1]+openGap)
		}
	}
	best, bj, state := int32(minus), 0, byte('M')
	for j := 0; j <= m; j++ {
		k := n*w + j
		if M[k] > best {
			best, bj, state = M[k], j, 'M'
		}
		if I[k] > best {
			best, bj, state = I[k], j, 'I'
		}
	}
	if best < int32(min(leastScore, equalStop*n)) {
		return
	}
	i, j := n, bj
	for i > 0 {
		k := i*w + j
		up := k - w
		switch state {
		case 'M':
			row[i-1] = g.order[j-1]
			s := M[k] - g.score(keys[i-1], cols[j-1])
			i, j = i-1, j-1
			switch s {
			case M[up-1]:
				state = 'M'
			case I[up-1]:
				state = 'I'
			default:
				state = 'D'
			}
		case 'I':
			v := I[k]
			i--
			switch v {
			case M[up] + openGap:
				state = 'M'
			case I[up] + moreGap:
				state = 'I'
			default:
				state = 'D'
			}
		case 'D':
			v := D[k]
			j--
			switch v {
			case M[k-1] + openGap:
				state = 'M'
			case D[k-1] + moreGap:
				state = 'D'
			default:
				state = 'I'
			}
		}
	}
}
