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
	Cols []int // column of each word, ascending
}

// First and Last are the columns that the row spans.
func (r *Row) First() int { return r.Cols[0] }
func (r *Row) Last() int  { return r.Cols[len(r.Cols)-1] }

// At is the index in Text.Words of the row's word in column c, or -1.
func (r *Row) At(c int) int {
	i := sort.SearchInts(r.Cols, c)
	if i < len(r.Cols) && r.Cols[i] == c {
		return r.Words[0] + i
	}
	return -1
}

// Table is the collation of one utterance.
type Table struct {
	Texts []*normalize.Text
	Rows  []Row // in order of text and place
	Width int   // number of columns
}

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
		for _, s := range ss {
			w.words += len(s.keys)
			w.all += strings.Join(s.keys, " ") + "\n"
		}
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
	g := &grid{}
	t := &Table{Texts: texts}
	var ids [][]int
	for _, w := range ws {
		after := -1 // the column id after which a piece of this witness that matches nothing is put
		if len(g.order) > 0 {
			after = g.order[len(g.order)-1]
		}
		for _, s := range w.seqs {
			row := g.add(s.keys, after)
			after = row[len(row)-1]
			t.Rows = append(t.Rows, Row{Piece: s.Piece})
			ids = append(ids, row)
		}
	}
	pos := make([]int, len(g.keys))
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
	return t
}

// grid is a table under construction: columns have ids that stay, and an
// order that grows.
type grid struct {
	keys  [][]string // of column id: the distinct words in it
	order []int
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
)

func score(key string, column []string) int {
	best := otherKind
	stop := word.Stop(key)
	for _, k := range column {
		s := otherKind
		switch {
		case k == key && stop:
			return equalStop
		case k == key:
			return equalContent
		case stop && word.Stop(k):
			s = otherWord
		case stop || word.Stop(k):
		case word.Digit(k) && word.Digit(key):
			s = 0 // two figures: a changed number
		case word.SameSpelling(k, key) || word.Stem(k) == word.Stem(key):
			s = sameContent
		case len(k) > 3 && len(key) > 3 && word.Distance(k, key, 2) <= 2:
			s = 20
		default:
			s = otherWord
		}
		best = max(best, s)
	}
	return best
}

// add aligns a row with the columns and returns the column id of each word.
func (g *grid) add(keys []string, after int) []int {
	n, m := len(keys), len(g.order)
	row := make([]int, n)
	for i := range row {
		row[i] = -1
	}
	g.alignRow(keys, row, n, m)
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
		for _, k := range g.keys[id] {
			known = known || k == keys[i]
		}
		if !known {
			g.keys[id] = append(g.keys[id], keys[i])
		}
	}
	return row
}

func (g *grid) insert(at int, keys []string, row []int, i, j int) {
	fresh := make([]int, 0, j-i)
	for k := i; k < j; k++ {
		id := len(g.keys)
		g.keys = append(g.keys, []string{keys[k]})
		row[k] = id
		fresh = append(fresh, id)
	}
	g.order = append(g.order[:at:at], append(fresh, g.order[at:]...)...)
}

// alignRow fills row with the ids of the columns that words match: a
// semi-global alignment, free at both ends of the table.
func (g *grid) alignRow(keys []string, row []int, n, m int) {
	if m == 0 {
		return
	}
	const minus = -1 << 30
	w := m + 1
	// M: word i stands in column j; I: word i has no column; D: column j is skipped.
	M, I, D := make([]int32, (n+1)*w), make([]int32, (n+1)*w), make([]int32, (n+1)*w)
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			k := i*w + j
			if i == 0 {
				M[k], I[k], D[k] = 0, minus, minus
				continue
			}
			M[k], D[k] = minus, minus
			up := k - w
			I[k] = max(M[up]+openGap, I[up]+moreGap, D[up]+openGap)
			if j > 0 {
				diag := up - 1
				best := max(M[diag], I[diag], D[diag])
				M[k] = best + int32(score(keys[i-1], g.keys[g.order[j-1]]))
				D[k] = max(M[k-1]+openGap, D[k-1]+moreGap, I[k-1]+openGap)
			}
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
			diag := up - 1
			s := M[k] - int32(score(keys[i-1], g.keys[g.order[j-1]]))
			i, j = i-1, j-1
			switch s {
			case M[diag]:
				state = 'M'
			case I[diag]:
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
