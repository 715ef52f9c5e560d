package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align"
	"verbatim/align/diff"
	"verbatim/normalize/token"
)

// Collation is one quotation word by word: a column for each word of its
// fullest reading and one for what stands between two of them, and a row for
// each article that carries it.
type Collation struct {
	Quote    *align.Quote
	Articles []string   // one a row, in the order of the report
	Cells    [][][]Word // [row][column]: the words there; none where the row leaves them out
	Covers   [][]bool   // [row][column]: false where the article quotes nothing of that part
}

// Word is a word with what follows it up to the next.
type Word struct {
	Text string
	Key  string // what makes it the same word
	at   [2]int // bytes of the published text; 0, 0 when repairs moved them

}

// Collate sets the occurrences of q side by side, by a longest common
// subsequence with the fullest reading (see package diff). An article that
// carries the same part twice is read at the first place only. O(n log n) in
// words for texts alike.
func (s *Story) Collate(q *align.Quote) *Collation {
	base := words(q.Reading, 0)
	width := 2*len(base) + 1
	c := &Collation{Quote: q}
	for i := range s.Articles {
		id := s.Articles[i].ID
		var own []*align.Occurrence
		for j := range q.Occurrences {
			if o := &q.Occurrences[j]; o.Article == id {
				own = append(own, o)
			}
		}
		if len(own) == 0 {
			continue
		}
		// The longest first: what repeats a part of it is left out.
		slices.SortStableFunc(own, func(a, b *align.Occurrence) int {
			if d := len(b.Text) - len(a.Text); d != 0 {
				return d
			}
			return a.ByteStart - b.ByteStart
		})
		cells, covers := make([][]Word, width), make([]bool, width)
		for _, o := range own {
			s.place(o, base, cells, covers)
		}
		c.Articles, c.Cells, c.Covers = append(c.Articles, id), append(c.Cells, cells), append(c.Covers, covers)
	}
	// Columns that nobody has a word in go.
	for col := width - 1; col >= 0; col-- {
		used := false
		for r := range c.Cells {
			used = used || len(c.Cells[r][col]) > 0
		}
		if used {
			continue
		}
		for r := range c.Cells {
			c.Cells[r], c.Covers[r] = slices.Delete(c.Cells[r], col, col+1), slices.Delete(c.Covers[r], col, col+1)
		}
	}
	return c
}

// place puts the words of o into the columns, unless others stand there.
func (s *Story) place(o *align.Occurrence, base []Word, cells [][]Word, covers []bool) {
	origin := -1
	if layer := s.layer[o.Article]; o.ByteStart >= 0 && o.ByteStart <= o.ByteEnd && o.ByteEnd <= len(layer) && layer[o.ByteStart:o.ByteEnd] == o.Text {
		origin = o.ByteStart
	}
	own := words(o.Text, max(origin, 0))
	if len(own) == 0 {
		return
	}
	if origin < 0 {
		for i := range own {
			own[i].at = [2]int{}
		}
	}
	own[len(own)-1].Text += " "
	keys := func(ws []Word) []string {
		out := make([]string, len(ws))
		for i, w := range ws {
			out[i] = w.Key
		}
		return out
	}
	ops := diff.Ops(diff.Words(keys(base), keys(own)), len(base), len(own))
	cols := make([]int, len(own))
	for n, op := range ops {
		for k := range own[op.B0:op.B1] {
			switch last := n == len(ops)-1; {
			case op.A0 == op.A1:
				cols[op.B0+k] = 2 * op.A0
			case n == 0 && !last && op.B1-op.B0 < op.A1-op.A0:
				// It begins within the reading: its words stand at the end of what they replace.
				cols[op.B0+k] = 2*(op.A1-(op.B1-op.B0)+k) + 1
			default:
				cols[op.B0+k] = 2*min(op.A0+k, op.A1-1) + 1
			}
		}
	}
	from, to := cols[0], cols[len(cols)-1]
	if slices.Contains(covers[from:to+1], true) {
		return
	}
	for i, w := range own {
		cells[cols[i]] = append(cells[cols[i]], w)
	}
	for col := from; col <= to; col++ {
		covers[col] = true
	}
}

// words splits text at the start of each word; marks before the first belong
// to it. origin is the byte at which text begins.
func words(text string, origin int) []Word {
	var out []Word
	start := 0
	found := token.Words(text)
	for i, w := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1].Span.Start
			// An opening mark belongs to the word it opens.
			for end > w.Span.End {
				r, n := utf8.DecodeLastRuneInString(text[:end])
				if unicode.IsSpace(r) {
					break
				}
				if !strings.ContainsRune("“‘«„([@#$€£\"", r) {
					break
				}
				end -= n
			}
		}
		out = append(out, Word{Text: text[start:end], Key: w.Key, at: [2]int{origin + w.Span.Start, origin + w.Span.End}})
		start = end
	}
	return out
}

// Segment is a run of columns in which the same articles agree.
type Segment struct {
	Kind     string // "" all have the same, else lacuna, orthographic or substantive
	Readings []SegmentReading
	Space    bool     // a blank follows
	Classes  []string // of the findings at this place
}

// SegmentReading is what some articles have at a segment.
type SegmentReading struct {
	Articles []string
	Text     string // white space is single blanks; empty where they leave the words out
	Lacuna   bool   // they do not quote this part
}

// Segments cuts the collation where agreement begins or ends. Every article of
// it is in just one reading of each segment.
func (c *Collation) Segments(s *Story) []Segment {
	if len(c.Cells) == 0 {
		return nil
	}
	var out []Segment
	width := len(c.Cells[0])
	for from := 0; from < width; {
		sig := c.signature(from)
		to := from + 1
		for to < width && c.signature(to) == sig {
			to++
		}
		out = append(out, c.segment(s, from, to))
		from = to
	}
	return out
}

// signature says who covers a column and how far they agree there.
func (c *Collation) signature(col int) string {
	var b strings.Builder
	level := byte('0')
	first := -1
	for r := range c.Cells {
		if !c.Covers[r][col] {
			b.WriteByte('-')
			continue
		}
		b.WriteByte('+')
		if first < 0 {
			first = r
			continue
		}
		x, y := c.Cells[first][col], c.Cells[r][col]
		switch {
		case !sameWords(x, y):
			level = '2'
		case flat(x) != flat(y) && level < '1':
			level = '1'
		}
	}
	return b.String() + string(level)
}

func sameWords(a, b []Word) bool {
	return slices.EqualFunc(a, b, func(x, y Word) bool { return x.Key == y.Key })
}

func flat(ws []Word) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(w.Text)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (c *Collation) segment(s *Story, from, to int) Segment {
	sig := c.signature(from)
	x := Segment{}
	switch {
	case sig[len(sig)-1] == '2':
		x.Kind = "substantive"
	case sig[len(sig)-1] == '1':
		x.Kind = "orthographic"
	case strings.Contains(sig, "-"):
		x.Kind = "lacuna"
	}
	for r, id := range c.Articles {
		var ws []Word
		for col := from; col < to; col++ {
			ws = append(ws, c.Cells[r][col]...)
		}
		lacuna := !c.Covers[r][from]
		text := flat(ws)
		i := slices.IndexFunc(x.Readings, func(g SegmentReading) bool { return g.Lacuna == lacuna && g.Text == text })
		if i < 0 {
			i = len(x.Readings)
			x.Readings = append(x.Readings, SegmentReading{Text: text, Lacuna: lacuna})
		}
		x.Readings[i].Articles = append(x.Readings[i].Articles, id)
		if n := len(ws); n > 0 && strings.TrimRightFunc(ws[n-1].Text, unicode.IsSpace) != ws[n-1].Text {
			x.Space = true
		}
		if x.Kind != "" && x.Kind != "lacuna" {
			x.Classes = s.classesAt(c.Quote, id, ws, x.Classes)
		}
	}
	if len(x.Classes) > 0 && x.Kind == "substantive" && !slices.ContainsFunc(x.Classes, func(c string) bool { return !onSurface[c] }) {
		x.Kind = "orthographic"
	}
	return x
}

// onSurface are the classes that leave the words what they are.
var onSurface = map[string]bool{"spelling": true, "punctuation": true, "case": true, "damage": true}

// classesAt adds the classes of the findings about q that name a place of ws.
func (s *Story) classesAt(q *align.Quote, article string, ws []Word, classes []string) []string {
	for i := range s.Findings {
		f := &s.Findings[i]
		if f.Quote != q.ID || f.Class == "attribution" || f.Class == "addressee" || slices.Contains(classes, f.Class) {
			continue
		}
		for _, r := range f.Readings {
			if r.Article != article || r.ByteStart == nil || r.ByteEnd == nil {
				continue
			}
			if slices.ContainsFunc(ws, func(w Word) bool { return w.at[1] > w.at[0] && *r.ByteStart < w.at[1] && w.at[0] < *r.ByteEnd }) {
				classes = append(classes, f.Class)
				break
			}
		}
	}
	slices.Sort(classes)
	return classes
}
