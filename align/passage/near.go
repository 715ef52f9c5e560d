package passage

import "encoding/binary"

// Most shingles meet by chance, and reading two articles to see that would be most
// of the work of a join. So 16 bits of each word are held: where they differ the
// words do, and a seed among other words is dropped where it arises.

// print is the content bit and 15 others of a word.
func print(key uint32) uint16 { return uint16(key>>16)&^contentBit | uint16(key&contentBit) }

// prints are those of articles, by number: two bytes a word.
type prints struct {
	of    [][]byte // with pad zeros before and after them; nil: not held
	room  []byte   // of the chunk that is filled
	bound int64    // bytes; 0: no bound
	held  int64
}

const (
	pad        = around + drift // words
	printChunk = 1 << 20
)

// make gives article n room for so many words; nil when there is none.
func (p *prints) make(n uint32, words int) []byte {
	for int(n) >= len(p.of) {
		p.of = append(p.of, nil)
	}
	size := 2 * (words + pad)
	if words == 0 || p.bound > 0 && p.held+int64(size) > p.bound {
		return nil
	}
	if size+2*pad > len(p.room) {
		p.room = make([]byte, max(size+2*pad, printChunk))
	}
	p.of[n] = p.room[: size+2*pad : size+2*pad]
	p.room = p.room[size:] // one pad between two articles
	p.held += int64(size)
	return p.of[n][2*pad:][:2*words]
}

func (p *prints) add(n uint32, keys []uint32) {
	if s := p.make(n, len(keys)); s != nil {
		for i, k := range keys {
			binary.LittleEndian.PutUint16(s[2*i:], print(k))
		}
	}
}

// record adds the words of an article that [Doc.AppendBinary] wrote.
func (p *prints) record(n uint32, b []byte) error {
	r := reader{b: b}
	words := r.uvarint()
	if r.bad || words > uint64(len(r.b))/4 {
		return errDoc
	}
	if s := p.make(n, int(words)); s != nil {
		for i := range words {
			binary.LittleEndian.PutUint16(s[2*i:], print(binary.LittleEndian.Uint32(r.b[4*i:])))
		}
	}
	return nil
}

// promising is [promising] of what is held: false says that the words are not. It
// compares a word with four at once; a zero among them is found as Hacker's Delight
// (Warren, 6-1) does it.
func (p *prints) promising(a, b, x, y uint32, enough int32) bool {
	if int(a) >= len(p.of) || int(b) >= len(p.of) || p.of[a] == nil || p.of[b] == nil {
		return true
	}
	const (
		ones  = 0x0001_0001_0001_0001
		highs = 0x8000_8000_8000_8000
		side  = 2 * around
	)
	s := p.of[a][2*(x+pad-around):][: 4*around : 4*around]
	o := p.of[b][2*(y+pad-around-drift):][: 4*(around+drift) : 4*(around+drift)]
	var w int32
	for i := side; i < side+2*ShingleWords; i += 2 {
		w += weight(binary.LittleEndian.Uint16(s[i:]))
	}
	for i := 0; i < len(s); i += 2 {
		if i == side {
			i += 2 * ShingleWords
		}
		k := binary.LittleEndian.Uint16(s[i:])
		if k&contentBit == 0 {
			continue
		}
		at := o[i:][: 4*drift+2 : 4*drift+2]
		four := uint64(k) * ones
		u, v := binary.LittleEndian.Uint64(at)^four, binary.LittleEndian.Uint64(at[8:])^four
		if ((u-ones)&^u|(v-ones)&^v)&highs != 0 || binary.LittleEndian.Uint16(at[16:]) == k {
			if w += weight(k); w >= enough {
				return true
			}
		}
	}
	return w >= enough
}

// How far around a seed words are looked at, and how far from the same place.
const around, drift = 30, 4

// promising reports whether the words around a seed can make a passage: the
// seed and the content words that stand near the same place on the other side
// weigh enough. Most shingles that meet by chance end here.
func promising(a, b []uint32, x, y, enough int32) bool {
	var w int32
	for _, k := range a[x : x+ShingleWords] {
		w += weight(k)
	}
	for i := max(0, x-around); i < min(int32(len(a)), x+around); i++ {
		if w >= enough {
			return true
		}
		k := a[i]
		if i >= x && i < x+ShingleWords || k&contentBit == 0 {
			continue
		}
		j := i - x + y
		for _, o := range b[min(max(0, j-drift), int32(len(b))):max(0, min(j+drift+1, int32(len(b))))] {
			if o == k {
				w += weight(k)
				break
			}
		}
	}
	return w >= enough
}
