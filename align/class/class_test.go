package class

import (
	"fmt"
	"testing"

	"verbatim/align/collate"
	"verbatim/corpus"
	"verbatim/normalize"
)

// table collates sentences, each a text of its own.
func table(sentences ...string) *collate.Table {
	var ts []*normalize.Text
	var ps []collate.Piece
	for i, s := range sentences {
		t := normalize.Clean(corpus.New(fmt.Sprintf("t%d.txt", i), []byte(s)), normalize.Options{})
		ts = append(ts, t)
		ps = append(ps, collate.Piece{Text: i, Words: [2]int{0, len(t.Words)}})
	}
	return collate.Build(ts, ps)
}

// verdicts are the class and severity of each place where two sentences differ.
func verdicts(x, y string) (out []string) {
	t := table(x, y)
	for _, u := range t.Units() {
		var gs []Group
		for _, r := range u.Readings {
			gs = append(gs, Group{Key: r.Key, Readings: []collate.Reading{r}, Witnesses: 1})
		}
		v := Of(t, gs[0], gs[1], func(i, j int) bool { return false })
		out = append(out, v.Class+" "+v.Severity)
	}
	return out
}

// Each class is known from the words alone, whichever of the two comes first.
func TestOf(t *testing.T) {
	for _, c := range []struct{ x, y, want string }{
		{"We shall not open the old harbour in the spring.", "We shall open the old harbour in the spring.", "negation substantive"},
		{"We shall open the old harbour in the spring.", "We shall open the new harbour in the spring.", "wording substantive"},
		{"We shall open the old harbour in the spring.", "We shall open the old harbor in the spring.", "spelling cosmetic"},
		{"We shall vote for the old plan in the spring.", "We shall vote against the old plan in the spring.", "wording substantive"},
		{"We shall open an old harbour in the spring.", "We shall open the old harbour in the spring.", "wording minor"},
		{"We shall open the old harbour after 12 weeks of work.", "We shall open the old harbour after 21 weeks of work.", "duration substantive"},
		{"We shall pay for 12 boats before the spring comes.", "We shall pay for 21 boats before the spring comes.", "number substantive"},
		{"We shall pay for twelve boats before the spring comes.", "We shall pay for 12 boats before the spring comes.", "spelling cosmetic"},
		{"We shall open the old [fishing] harbour in the spring.", "We shall open the old harbour in the spring.", "bracket minor"},
		{"We shall open the old harbour … before the spring comes.", "We shall open the old harbour with all its boats before the spring comes.", "omission-marked minor"},
		{"Then I told Moammar Gadhafi to leave the city.", "Then I told Muammar Qadhafi to leave the city.", "name minor"},
		{"We shall open it on Monday in any weather.", "We shall open it on Tuesday in any weather.", "date substantive"},
	} {
		for _, got := range [][]string{verdicts(c.x, c.y), verdicts(c.y, c.x)} {
			if len(got) != 1 || got[0] != c.want {
				t.Errorf("%q, %q: %q, want %q", c.x, c.y, got, c.want)
			}
		}
	}
}

// What is equal at both ends of two readings is no part of the difference.
func TestTrim(t *testing.T) {
	tb := table("the old harbour wall", "the new harbour wall")
	read := func(row int) Group {
		return Group{Key: fmt.Sprint(row), Readings: []collate.Reading{{Row: row, Words: tb.Rows[row].Words}}}
	}
	gs := Trim(tb, read(0), read(1))
	if x, y := tb.Keys(gs[0].Readings[0]), tb.Keys(gs[1].Readings[0]); fmt.Sprint(x, y) != "[old] [new]" {
		t.Errorf("%v, %v, want old, new", x, y)
	}
}
