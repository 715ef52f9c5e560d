package flow

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"verbatim/align/passage"
)

// What is sent between workers are byte strings made here: numbers, never text.
// Numbers are in the base 128 of encoding/binary, but for keys and stretches,
// which are big endian so that their order is that of their bytes.

var errWire = errors.New("a record between two workers is damaged")

// hashBits of a shingle are compared, as in a run on one machine.
const hashBits = 40

func key(hash uint64) uint64 { return hash >> (64 - hashBits) }

// posting is a place of a shingle, its hash cut to hashBits.
type posting struct {
	hash              uint64
	doc, word, series uint32
}

func (p posting) compare(q posting) int {
	return cmp.Or(cmp.Compare(p.hash, q.hash), cmp.Compare(p.doc, q.doc), cmp.Compare(p.word, q.word))
}

// appendPostings writes postings, sorted by hash, of articles from base on: about
// eight bytes each.
func appendPostings(b []byte, base uint32, ps []posting) []byte {
	var series []uint32
	for _, p := range ps {
		if !slices.Contains(series, p.series) {
			series = append(series, p.series)
		}
	}
	b = binary.AppendUvarint(b, uint64(base))
	b = binary.AppendUvarint(b, uint64(len(series)))
	for _, s := range series {
		b = binary.AppendUvarint(b, uint64(s))
	}
	b = binary.AppendUvarint(b, uint64(len(ps)))
	last := uint64(0)
	for _, p := range ps {
		b = binary.AppendUvarint(b, p.hash-last)
		b = binary.AppendUvarint(b, uint64(p.doc-base))
		b = binary.AppendUvarint(b, uint64(p.word))
		if len(series) > 1 {
			b = binary.AppendUvarint(b, uint64(slices.Index(series, p.series)))
		}
		last = p.hash
	}
	return b
}

func readPostings(dst []posting, b []byte) ([]posting, error) {
	r := reader{b: b}
	base := uint32(r.uint())
	series := make([]uint32, min(r.uint(), uint64(len(b))))
	for i := range series {
		series[i] = uint32(r.uint())
	}
	hash := uint64(0)
	for n := r.uint(); n > 0 && !r.bad; n-- {
		hash += r.uint()
		p := posting{hash: hash, doc: base + uint32(r.uint()), word: uint32(r.uint())}
		s := uint64(0)
		if len(series) > 1 {
			s = r.uint()
		}
		if s >= uint64(len(series)) {
			return dst, errWire
		}
		p.series = series[s]
		dst = append(dst, p)
	}
	return dst, r.err()
}

// Pairs of articles travel by the block of the first and the group of the second:
// mostly one key a block, and a bound for what one article has in common with all.
const groupBits = 20

func pairKey(s passage.Seed) uint64 {
	return uint64(s.A/blockArticles)<<32 | uint64(s.B>>groupBits)
}

func appendSeed(b []byte, s passage.Seed) []byte {
	b = binary.AppendUvarint(b, uint64(s.A%blockArticles))
	b = binary.AppendUvarint(b, uint64(s.B&(1<<groupBits-1)))
	b = binary.AppendUvarint(b, uint64(s.WordA))
	return binary.AppendUvarint(b, uint64(s.WordB))
}

func readSeeds(dst []passage.Seed, pair uint64, b []byte) ([]passage.Seed, error) {
	r := reader{b: b}
	for len(r.b) > 0 && !r.bad {
		dst = append(dst, passage.Seed{
			A: uint32(pair>>32)*blockArticles + uint32(r.uint()), B: uint32(pair)<<groupBits | uint32(r.uint()),
			WordA: uint32(r.uint()), WordB: uint32(r.uint()),
		})
	}
	return dst, r.err()
}

const stretchSize = 12

func appendStretch(b []byte, s passage.Stretch) []byte {
	b = binary.BigEndian.AppendUint32(b, s.Doc)
	b = binary.BigEndian.AppendUint32(b, s.From)
	return binary.BigEndian.AppendUint32(b, s.To)
}

func stretchAt(b []byte) passage.Stretch {
	return passage.Stretch{Doc: binary.BigEndian.Uint32(b), From: binary.BigEndian.Uint32(b[4:]), To: binary.BigEndian.Uint32(b[8:])}
}

const edgeSize = 2*stretchSize + 4

func appendEdge(b []byte, e passage.Edge) []byte {
	return binary.BigEndian.AppendUint32(appendStretch(appendStretch(b, e.A), e.B), e.Equal)
}

func edgeAt(b []byte) passage.Edge {
	return passage.Edge{A: stretchAt(b), B: stretchAt(b[stretchSize:]), Equal: binary.BigEndian.Uint32(b[2*stretchSize:])}
}

// uniqueEdges sorts edges and keeps of those between the same two stretches the one
// that says most.
func uniqueEdges(edges []passage.Edge) []passage.Edge {
	slices.SortFunc(edges, func(p, q passage.Edge) int {
		return cmp.Or(p.A.Compare(q.A), p.B.Compare(q.B), cmp.Compare(q.Equal, p.Equal))
	})
	return slices.CompactFunc(edges, func(p, q passage.Edge) bool { return p.A == q.A && p.B == q.B })
}

// reader takes numbers off a byte string.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uint() uint64 {
	x, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return x
}

func (r *reader) err() error {
	if r.bad || len(r.b) > 0 {
		return errWire
	}
	return nil
}

func uint64Key(x uint64) []byte { return binary.BigEndian.AppendUint64(nil, x) }
