package dict

import (
	"fmt"
	"math/rand"
	"testing"
)

// A table answers as the map that it was made of does: for its words, and for all
// that differ from one of them in a byte or in length.
func TestTableIsTheMap(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	m := map[string]int{}
	for len(m) < 5000 {
		b := make([]byte, 1+r.Intn(20))
		for i := range b {
			b[i] = "ab\x00é"[r.Intn(5)]
		}
		m[string(b)] = len(m) + 1
	}
	d := New(m)
	found := 0
	check := func(w string) {
		if m[w] > 0 {
			found++
		}
		if got := d.Get(w); got != m[w] {
			t.Fatalf("Get(%q) = %d, want %d", w, got, m[w])
		}
	}
	check("")
	for w := range m {
		check(w)
		check(w[1:])
		check(w + "a")
		b := []byte(w)
		b[r.Intn(len(b))] ^= 3
		check(string(b))
	}
	if found <= len(m) {
		t.Errorf("%d of the words asked for are in the table, want more than its %d", found, len(m))
	}
	if (&Table[int]{}).Get("a") != 0 || New(map[string]int{}).Get("a") != 0 {
		t.Error("an empty table has a word")
	}
}

func BenchmarkGet(b *testing.B) {
	m := map[string]int{}
	var words []string
	for i := range 4000 {
		w := fmt.Sprintf("w%dord", i*i)
		words = append(words, w)
		if i%2 == 0 {
			m[w] = i
		}
	}
	b.Run("table", func(b *testing.B) {
		d := New(m)
		for i := 0; b.Loop(); i++ {
			d.Get(words[i%len(words)])
		}
	})
	b.Run("map", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_ = m[words[i%len(words)]]
		}
	})
}
