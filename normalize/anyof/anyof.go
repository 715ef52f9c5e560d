// Package anyof looks for many phrases at once.
package anyof

import "strings"

// Set is a set of phrases, made for one pass over a text with a look at a filter
// of their first bytes, and a comparison only where that says that one may begin
// (the set of q-grams of Wu and Manber 1994).
type Set struct {
	width  int // so many bytes are looked at together: those of the shortest phrase, at most 4
	filter [1 << 9]uint64
	lists  map[uint32][]string // the phrases by their first bytes
}

// New makes the set of phrases, each of two bytes or more.
func New(phrases []string) *Set {
	a := &Set{width: 4, lists: map[uint32][]string{}}
	for _, p := range phrases {
		a.width = min(a.width, len(p))
	}
	for _, p := range phrases {
		var g uint32
		for i := range a.width {
			g = g<<8 | uint32(p[i])
		}
		h := slot(g)
		a.filter[h>>6] |= 1 << (h & 63)
		a.lists[g] = append(a.lists[g], p)
	}
	return a
}

// slot is the place of a gram in the filter.
func slot(g uint32) uint32 { return g * 2654435761 >> 17 }

// In reports whether one of the phrases is in s. O(len(s)) where few places
// begin like a phrase.
func (a *Set) In(s string) bool {
	if len(s) < a.width {
		return false
	}
	mask := uint32(1)<<(8*a.width) - 1 // 0 - 1 for a width of four
	var g uint32
	for i := range a.width - 1 {
		g = g<<8 | uint32(s[i])
	}
	for i := a.width - 1; i < len(s); i++ {
		g = (g<<8 | uint32(s[i])) & mask
		if h := slot(g); a.filter[h>>6]>>(h&63)&1 == 0 {
			continue
		}
		for _, p := range a.lists[g] {
			if strings.HasPrefix(s[i+1-a.width:], p) {
				return true
			}
		}
	}
	return false
}
