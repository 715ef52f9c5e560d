package passage

import (
	"slices"

	"verbatim/normalize"
	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

// Options says what counts as a shared passage.
type Options struct {
	// MinWords is the shortest run of equal words that is a passage by itself;
	// 0 means 8. An edited passage needs as much on balance, see [Pair].
	MinWords int
	// Prose compares only what an outlet wrote to be read: headline, deck,
	// summary, body, block quotations, captions, notes of an update. Without it
	// every zone is compared, comments too; a short passage that is furniture
	// of the page in both articles (a share prompt, a copyright line) is left
	// out all the same.
	Prose bool
	// Repeats gives a passage that one side has once and the other several
	// times for each of them, not for the best alone.
	Repeats bool
	// OrderOnly leaves out passages whose words were shuffled.
	OrderOnly bool
}

func (o Options) minWords() int {
	if o.MinWords <= 0 {
		return 8
	}
	return max(o.MinWords, 4)
}

// Doc is an article made ready for comparison: its words as numbers, 12 bytes a
// word. With [Options.OrderOnly] it does not hold on to the text.
type Doc struct {
	text       string     // Text.Clean, for stems; or ""
	keys       []uint32   // hash of the word; the lowest bit is set for a content word
	start, end []int32    // bytes of Text.Clean, or of the layer ([Published])
	furniture  []bool     // whether a word is; nil when none is
	wide       [][2]int32 // bytes less code points before each end of a word; nil when none differ
}

// Words is the number of words that are compared.
func (d *Doc) Words() int { return len(d.keys) }

const contentBit = 1

// Read makes t ready. An abbreviation with dots (F.B.I.) is one word. Clean
// texts are expected to be shorter than 2 GB. O(len(t.Words)).
func Read(t *normalize.Text, opt Options) *Doc {
	var d Doc
	if !opt.OrderOnly {
		d.text = t.Clean
	}
	if !opt.Prose {
		d.add(t.Clean, t.Words)
		for _, s := range t.Stretches(func(z zone.Zone) bool { return !prose(z.Kind) && z.Kind != zone.Comment }) {
			if d.furniture == nil {
				d.furniture = make([]bool, len(d.keys))
			}
			i, _ := slices.BinarySearch(d.start, int32(s.Start))
			for ; i < len(d.keys) && int(d.end[i]) <= s.End; i++ {
				d.furniture[i] = true
			}
		}
		return &d
	}
	for _, s := range t.Stretches(func(z zone.Zone) bool { return prose(z.Kind) }) {
		from, to := t.WordsIn(s)
		d.add(t.Clean, t.Words[from:to])
	}
	return &d
}

// prose reports whether a zone is text that people wrote to be read, by the
// outlet of the article.
func prose(k zone.Kind) bool {
	switch k {
	case zone.Headline, zone.Deck, zone.BulletSummary, zone.Body, zone.Blockquote, zone.Caption, zone.UpdateNote:
		return true
	}
	return false
}

// longFurniture is the length at which text is no furniture, whatever zone it
// stands in.
const longFurniture = 40

// furnished reports whether m is furniture of the page in both articles.
func furnished(a, b *Doc, m match) bool {
	if a.furniture == nil || b.furniture == nil || m.words() >= longFurniture {
		return false
	}
	count := func(f []bool) (n int) {
		for _, x := range f {
			if x {
				n++
			}
		}
		return n
	}
	return 10*count(a.furniture[m.a0:m.a1]) >= 9*(m.a1-m.a0) && 10*count(b.furniture[m.b0:m.b1]) >= 9*(m.b1-m.b0)
}

func (d *Doc) add(text string, words []token.Word) {
	if d.keys == nil {
		d.keys = make([]uint32, 0, len(words))
		d.start = make([]int32, 0, len(words))
		d.end = make([]int32, 0, len(words))
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		start, end, key := w.Span.Start, w.Span.End, w.Key
		if j := i + joined(text, words[i:]); j > i {
			b := make([]byte, 0, 8)
			for _, w := range words[i : j+1] {
				b = append(b, w.Key...)
			}
			key, end, i = string(b), words[j].Span.End, j
		}
		d.keys = append(d.keys, hashWord(key))
		d.start = append(d.start, int32(start))
		d.end = append(d.end, int32(end))
	}
}

// joined is how many of the words after the first make one word with it: the
// letters of F.B.I., which is also written FBI, and the thousands of 3,000.
func joined(text string, words []token.Word) int {
	n := 0
	next := func(mark byte, long int) bool {
		w := words[n]
		return n+1 < len(words) && len(words[n+1].Key) == long && words[n+1].Span.Start == w.Span.End+1 && text[w.Span.End] == mark
	}
	if k := words[0].Key; k[0] >= '0' && k[0] <= '9' {
		for len(k) <= 3 && next(',', 3) && words[n+1].Key[0] >= '0' && words[n+1].Key[0] <= '9' {
			n++
		}
	} else if len(k) == 1 {
		for next('.', 1) {
			n++
		}
	}
	return n
}

// hashWord is FNV-1a, mixed, with the content bit.
func hashWord(key string) uint32 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h = mix(h)
	x := uint32(h) &^ contentBit
	if len(key) > 1 && !functionWords.Get(key) {
		x |= contentBit
	}
	return x
}

// mix spreads the bits of h (the finalizer of MurmurHash3, Austin Appleby).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// weight of an equal word: a function word says half as much as another.
func weight[K uint16 | uint32](key K) int32 {
	return 4 + 4*int32(key&contentBit)
}
