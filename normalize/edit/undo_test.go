package edit

import (
	"math/rand/v2"
	"strings"
	"testing"

	"verbatim/corpus"
)

// scramble makes a table of a few rounds of random edits.
func scramble(raw string, seed uint64) *Table {
	r := rand.New(rand.NewPCG(seed, 3))
	tab := NewTable(raw)
	for range 5 {
		var cs []Change
		for range r.IntN(5) {
			a := r.IntN(len(tab.Clean()) + 1)
			b := a + r.IntN(min(6, len(tab.Clean())-a)+1)
			cs = append(cs, Change{Span: corpus.Span{Start: a, End: b}, New: "xyzw-"[:r.IntN(6)], Rule: Filter, Suggest: r.IntN(8) == 0})
		}
		tab.Apply(cs)
	}
	return tab
}

func FuzzUndo(f *testing.F) {
	f.Add("the badembly met", uint64(1))
	f.Add("", uint64(2))
	f.Add("Thé “quay” was cl\xffosed", uint64(3))
	f.Fuzz(func(t *testing.T, raw string, seed uint64) {
		if len(raw) > 300 {
			return
		}
		tab := scramble(raw, seed)
		got, err := Undo(tab.Clean(), tab.Edits())
		if err != nil || got != raw {
			t.Fatalf("undo of %q gives %q (%v), want %q\n%+v", tab.Clean(), got, err, raw, tab.Edits())
		}
	})
}

func TestUndoManySeeds(t *testing.T) {
	n := uint64(30000)
	if testing.Short() {
		n = 3000
	}
	for seed := range n {
		raw := "abcdefghijklm"[:seed%14]
		tab := scramble(raw, seed)
		got, err := Undo(tab.Clean(), tab.Edits())
		if err != nil || got != raw {
			t.Fatalf("seed %d: undo of %q gives %q (%v), want %q\n%+v", seed, tab.Clean(), got, err, raw, tab.Edits())
		}
	}
}

func TestUndoRefusesAnotherText(t *testing.T) {
	tab := NewTable("We have the pbadword.")
	tab.Apply([]Change{{Span: corpus.Span{Start: 12, End: 20}, New: "password", Rule: Filter}})
	if _, err := Undo("We have the passport.", tab.Edits()); err == nil || !strings.Contains(err.Error(), "edit 0 (filter) at bytes 12-20") {
		t.Errorf("error %v", err)
	}
}
