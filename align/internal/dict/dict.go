// Package dict holds tables of words that are asked for every word of a text: a
// hash table whose keys are compared as two numbers, a third of the cost of a map.
package dict

import "math/bits"

// Table maps words to values. The zero Table is empty.
type Table[V any] struct {
	slots []slot[V] // a power of two, at most half of them in use; linear probing
	shift int
	n     int
	long  map[string]V
}

// slot is a word of up to 16 bytes: its first and its last eight, which may overlap,
// and its length; 0 for a slot that is free.
type slot[V any] struct {
	first, last uint64
	n           int
	value       V
}

const longest = 16

// New is a table of words, none of them empty.
func New[V any](words map[string]V) *Table[V] {
	width := bits.Len(uint(2 * len(words)))
	t := &Table[V]{slots: make([]slot[V], 1<<width), shift: 64 - width, n: len(words)}
	for w, v := range words {
		if len(w) > longest {
			if t.long == nil {
				t.long = map[string]V{}
			}
			t.long[w] = v
			continue
		}
		first, last := ends(w)
		i := t.home(first, last)
		for t.slots[i].n != 0 {
			i = (i + 1) & (len(t.slots) - 1)
		}
		t.slots[i] = slot[V]{first, last, len(w), v}
	}
	return t
}

// Len is the number of words.
func (t *Table[V]) Len() int { return t.n }

// Get gives the value of w, the zero value for a word that the table does not have.
// O(1).
func (t *Table[V]) Get(w string) (v V) {
	if len(w) > longest {
		return t.long[w]
	}
	if len(w) == 0 || len(t.slots) == 0 {
		return v
	}
	first, last := ends(w)
	for i := t.home(first, last); ; i = (i + 1) & (len(t.slots) - 1) {
		s := &t.slots[i]
		if s.n == len(w) && s.first == first && s.last == last {
			return s.value
		}
		if s.n == 0 {
			return v
		}
	}
}

func (t *Table[V]) home(first, last uint64) int {
	h := (first ^ bits.RotateLeft64(last, 29)) * 0x9e3779b97f4a7c15
	h ^= h >> 32
	return int(h * 0xd6e8feb86659fd93 >> t.shift)
}

// ends are the first and the last eight bytes of w as numbers; with its length they
// tell all words of up to 16 bytes apart.
func ends(w string) (first, last uint64) {
	n := len(w)
	switch {
	case n >= 8:
		return eight(w), eight(w[n-8:])
	case n >= 4:
		return four(w), four(w[n-4:])
	}
	return uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16, 0
}

func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func four(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
