package edit

import (
	"math/rand/v2"
	"testing"

	"verbatim/corpus"
)

// laws checks what must hold for any table.
func laws(t *testing.T, raw string, tab *Table) {
	t.Helper()
	again, err := Replay(raw, tab.Edits())
	if err != nil {
		t.Fatalf("replay of %q: %v\n%+v", raw, err, tab.Edits())
	}
	if again.Clean() != tab.Clean() {
		t.Fatalf("replay of %q gives %q, want %q\n%+v", raw, again.Clean(), tab.Clean(), tab.Edits())
	}
	last := 0
	for _, p := range tab.pieces {
		if p.raw.Start != last {
			t.Fatalf("pieces leave a gap at byte %d of %q", last, raw)
		}
		if !p.edited && raw[p.raw.Start:p.raw.End] != p.text {
			t.Fatalf("unedited piece %q is not the published text", p.text)
		}
		last = p.raw.End
	}
	if last != len(raw) {
		t.Fatalf("pieces end at %d, the text at %d", last, len(raw))
	}
	n := len(tab.Clean())
	for i := 0; i <= n; i++ {
		for j := i + 1; j <= min(n, i+4); j++ {
			r := tab.RawSpan(corpus.Span{Start: i, End: j})
			if c := tab.CleanSpan(r); r.End > r.Start && (c.Start > i && tab.pieces[tab.pieceAt(i)].raw.Len() > 0) {
				t.Fatalf("clean %d-%d of %q -> raw %v -> clean %v", i, j, tab.Clean(), r, c)
			}
		}
	}
}

func FuzzTable(f *testing.F) {
	f.Add("the badembly met", uint64(1))
	f.Add("", uint64(2))
	f.Fuzz(func(t *testing.T, raw string, seed uint64) {
		if len(raw) > 200 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 7))
		tab := NewTable(raw)
		for range 4 {
			var cs []Change
			for range r.IntN(4) {
				a := r.IntN(len(tab.Clean()) + 1)
				b := a + r.IntN(min(5, len(tab.Clean())-a)+1)
				cs = append(cs, Change{Span: corpus.Span{Start: a, End: b}, New: "xyz-"[:r.IntN(5)], Rule: Filter, Suggest: r.IntN(8) == 0})
			}
			tab.Apply(cs)
			laws(t, raw, tab)
		}
	})
}

func TestTableManySeeds(t *testing.T) {
	for seed := range uint64(20000) {
		r := rand.New(rand.NewPCG(seed, 1))
		raw := "abcdefghij"[:r.IntN(11)]
		tab := NewTable(raw)
		for range 4 {
			var cs []Change
			for range r.IntN(4) {
				a := r.IntN(len(tab.Clean()) + 1)
				b := a + r.IntN(min(5, len(tab.Clean())-a)+1)
				cs = append(cs, Change{Span: corpus.Span{Start: a, End: b}, New: "xyz-"[:r.IntN(5)], Rule: Filter})
			}
			tab.Apply(cs)
			laws(t, raw, tab)
		}
	}
}
