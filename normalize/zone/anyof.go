package zone

import "strings"

// anyOf looks for many phrases at once: one pass over the text with a look at a
// filter of the first bytes of the phrases, and a comparison only where that
// says that one may begin (the set of q-grams of Wu and Manber 1994).
type anyOf struct {
	width  int // so many bytes are looked at together: those of the shortest phrase, at most 4
	filter [1 << 9]uint64
	lists  map[uint32][]string // the phrases by their first bytes
}

// newAnyOf reads phrases of two bytes and more.
func newAnyOf(phrases []string) *anyOf {
	a := &anyOf{width: 4, lists: map[uint32][]string{}}
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

// in reports whether one of the phrases is in s. O(len(s)) where few places
// begin like a phrase.
func (a *anyOf) in(s string) bool {
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

var (
	ofSite     = newAnyOf(siteTalk)
	ofAgencies = newAnyOf(agencies)
	ofCaptions = newAnyOf(captionCues)
)
