package collate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func texts(ss ...string) []*normalize.Text {
	var out []*normalize.Text
	for i, s := range ss {
		out = append(out, normalize.Clean(corpus.New(fmt.Sprintf("t%d.txt", i), []byte(s)), normalize.Options{}))
	}
	return out
}

// whole is every text as one piece.
func whole(ts []*normalize.Text) []Piece {
	var out []Piece
	for i, t := range ts {
		out = append(out, Piece{i, [2]int{0, len(t.Words)}})
	}
	return out
}

func show(t *Table) []string {
	var out []string
	for _, u := range t.Units() {
		var parts []string
		for _, r := range u.Readings {
			parts = append(parts, strings.Join(t.Keys(r), " "))
		}
		out = append(out, strings.Join(parts, " | "))
	}
	return out
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want []string
	}{
		{"changed words", []string{"we will not close the harbour for good", "we cannot close the harbour for good", "we will not close the harbour for good"}, []string{"will not | cannot | will not"}},
		{"words left out", []string{"the pumps on the east quay failed at once", "the pumps failed at once"}, []string{"on the east quay | "}},
		{"a word more", []string{"it is a lead not a medicine", "it is a miracle lead not a medicine"}, []string{" | miracle"}},
		{"agreed", []string{"any comments", "any comments", "Any Comments?"}, nil},
		{"one number, two notations", []string{"it cost 3,000 dollars in all", "it cost 3000 dollars in all"}, nil},
		{"moved words", []string{"a lead and it will not be in a pharmacy in this decade", "a lead and in this decade it will not be in a pharmacy"},
			[]string{"it will not be in a pharmacy in this decade | in this decade it will not be in a pharmacy"}},
		{"two places", []string{"stop using the kettle today and call us at once", "stop using the kettle now and ring us at once"}, []string{"today | now", "call | ring"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ts := texts(c.rows...)
			if got := show(Build(ts, whole(ts))); !reflect.DeepEqual(got, c.want) {
				t.Errorf("units %q, want %q", got, c.want)
			}
		})
	}
}

// A sentence that begins like the one before it is held against its own
// counterpart, in whatever pieces a text has the two.
func TestLikeBeginnings(t *testing.T) {
	const one, other = "we are here to decide whether we like quarries", "we are here to decide whether this one breaks the rules"
	whole, pieces := one+" "+other, strings.Replace(one, "are", "are not", 1)+" "+other
	ts := texts(whole, pieces, "nothing", whole)
	cut := len(strings.Fields(one)) + 1
	tab := Build(ts, []Piece{{0, [2]int{0, len(ts[0].Words)}}, {1, [2]int{0, cut}}, {1, [2]int{cut, len(ts[1].Words)}}, {3, [2]int{0, len(ts[3].Words)}}})
	if got, want := show(tab), []string{" | not | "}; !reflect.DeepEqual(got, want) {
		t.Errorf("units %q, want %q", got, want)
	}
	if tab.Width != len(ts[1].Words) {
		t.Errorf("%d columns for %d words", tab.Width, len(ts[1].Words))
	}
}

// A row keeps its words in order, and every word has a column of its own.
func TestRowsKeepTheirWords(t *testing.T) {
	words := strings.Fields("the a board voted not to close pool harbour on monday tuesday six seven boats will cannot never")
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		var rows []string
		for range 2 + r.IntN(5) {
			var ws []string
			for range 1 + r.IntN(25) {
				ws = append(ws, words[r.IntN(len(words))])
			}
			rows = append(rows, strings.Join(ws, " "))
		}
		ts := texts(rows...)
		tab := Build(ts, whole(ts))
		for _, row := range tab.Rows {
			if len(row.Cols) != row.Words[1]-row.Words[0] {
				t.Fatalf("seed %d: %d columns for %d words", seed, len(row.Cols), row.Words[1]-row.Words[0])
			}
			for i := 1; i < len(row.Cols); i++ {
				if row.Cols[i] <= row.Cols[i-1] {
					t.Fatalf("seed %d: columns out of order: %v", seed, row.Cols)
				}
			}
			if row.Last() >= tab.Width {
				t.Fatalf("seed %d: column %d of %d", seed, row.Last(), tab.Width)
			}
		}
		tab.Units()
		tab.Stops()
		tab.Ellipses()
	}
}

// The order of the witnesses decides nothing but the order of the rows.
func TestOrderOfWitnesses(t *testing.T) {
	rows := []string{"the pumps on the east quay failed at once and the spare was in a shed", "the pumps failed at once and the spare was in a shed with no fuel",
		"the pumps on the east quay failed and the spare had no fuel", "pumps on the west quay failed at once"}
	want := map[string]bool{}
	ts := texts(rows...)
	for _, u := range Build(ts, whole(ts)).Units() {
		want[fmt.Sprint(u.From, u.To, len(u.Readings))] = true
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		p := append([]string(nil), rows...)
		r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		ts := texts(p...)
		got := map[string]bool{}
		for _, u := range Build(ts, whole(ts)).Units() {
			got[fmt.Sprint(u.From, u.To, len(u.Readings))] = true
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("order %v gives %v, want %v", p, got, want)
		}
	}
}

func BenchmarkFamily(b *testing.B) {
	for _, n := range []int{2, 10, 50} {
		b.Run(fmt.Sprintf("%dx200", n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			var base []string
			for i := range 200 {
				base = append(base, fmt.Sprintf("word%d", i%150))
			}
			var rows []string
			for range n {
				ws := append([]string(nil), base...)
				for range 10 {
					ws[r.IntN(len(ws))] = "changed"
				}
				rows = append(rows, strings.Join(ws, " "))
			}
			ts := texts(rows...)
			pieces := whole(ts)
			b.ResetTimer()
			for range b.N {
				Build(ts, pieces).Units()
			}
		})
	}
}
