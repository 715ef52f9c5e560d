package passage

import "encoding/binary"

// Most shingles meet by chance, and reading two articles to see that would be most
// of the work of a join. So 16 bits of each word are held: where they differ the
// words do, and a seed among other words is dropped where it arises.

// print is the content bit and 15 others of a word.
func print(key uint32) uint16 { return uint16(key>>16)&^contentBit | uint16(key&contentBit) }

// prints are those of articles, by number.
type prints struct {
	of    [][]uint16 // nil: not held
	room  []uint16   // of the chunk that is filled
	bound int64      // bytes; 0: no bound
	held  int64
}

// printChunk is how many words are allocated at once.
const printChunk = 1 << 19

// make gives article n room for so many words; nil when there is none.
func (p *prints) make(n uint32, words int) []uint16 {
	for int(n) >= len(p.of) {
		p.of = append(p.of, nil)
	}
	if words == 0 || p.bound > 0 && p.held+int64(2*words) > p.bound {
		return nil
	}
	if words > len(p.room) {
		p.room = make([]uint16, max(words, printChunk))
	}
	s := p.room[:words:words]
	p.room = p.room[words:]
	p.held += int64(2 * words)
	p.of[n] = s
	return s
}

func (p *prints) add(n uint32, keys []uint32) {
	for i := range p.make(n, len(keys)) {
		p.of[n][i] = print(keys[i])
	}
}

// record adds the words of an article that [Doc.AppendBinary] wrote.
func (p *prints) record(n uint32, b []byte) error {
	r := reader{b: b}
	words := r.uvarint()
	if r.bad || words > uint64(len(r.b))/4 {
		return errDoc
	}
	for i := range p.make(n, int(words)) {
		p.of[n][i] = print(binary.LittleEndian.Uint32(r.b[4*i:]))
	}
	return nil
}

// promising is [promising] of what is held: false says that the words are not.
func (p *prints) promising(a, b, x, y uint32, enough int32) bool {
	if int(a) >= len(p.of) || int(b) >= len(p.of) {
		return true
	}
	s, o := p.of[a], p.of[b]
	if len(s) < int(x)+ShingleWords || len(o) < int(y)+ShingleWords {
		return true
	}
	return promising(s, o, int32(x), int32(y), enough)
}

// How far around a seed words are looked at, and how far from the same place.
const around, drift = 30, 4

// promising reports whether the words around a seed can make a passage: the
// seed and the content words that stand near the same place on the other side
// weigh enough. Most shingles that meet by chance end here.
func promising[K uint16 | uint32](a, b []K, x, y, enough int32) bool {
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
