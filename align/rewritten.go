package align

import (
	"unicode"
	"unicode/utf8"

	"verbatim/align/diff"
	"verbatim/align/word"
)

// respun reports whether two texts that republish one text differ in scattered
// words, never in the figures and names: a machine put other words into one of
// them.
func (b *builder) respun(i, j int) bool {
	if b.origin[i] != b.origin[j] || i == j {
		return false
	}
	if b.has(i, "spun") || b.has(j, "spun") {
		return true // known, and undone but for what it is quoted with
	}
	k := [2]int{min(i, j), max(i, j)}
	if known, ok := b.spun[k]; ok {
		return known
	}
	const least, each, long = 6, 60, 2 // swaps, one in so many words, words of a swap
	wi, ki := b.bodyWords(k[0])
	wj, kj := b.bodyWords(k[1])
	swaps, facts := 0, 0
	for _, o := range diff.Ops(diff.Words(ki, kj), len(ki), len(kj)) {
		x, y := o.A1-o.A0, o.B1-o.B0
		if o.Kind == diff.Equal || x == 0 || y == 0 || x > long || y > long {
			continue
		}
		first := b.texts[k[0]].Clean[b.texts[k[0]].Words[wi[o.A0]].Span.Start:]
		other := b.texts[k[1]].Clean[b.texts[k[1]].Words[wj[o.B0]].Span.Start:]
		switch c, _ := utf8.DecodeRuneInString(first); {
		case figure(ki[o.A0]) && figure(kj[o.B0]):
			facts++
		case unicode.IsUpper(c):
			if d, _ := utf8.DecodeRuneInString(other); unicode.IsUpper(d) {
				facts++
			}
		case !word.Stop(ki[o.A0]) && !word.SameSpelling(ki[o.A0], kj[o.B0]):
			swaps++
		}
	}
	if b.spun == nil {
		b.spun = map[[2]int]bool{}
	}
	b.spun[k] = swaps >= least && swaps*each >= len(ki) && facts*5 <= swaps
	return b.spun[k]
}
