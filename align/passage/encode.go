package passage

import (
	"encoding/binary"
	"errors"
	"slices"
	"sort"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize"
)

// Published is [Read] with places in the published layer instead of the clean
// text, in bytes and in code points, so that neither is needed any more to say
// where a passage stands. Only passages in the order of words can be found with
// it. O(words log edits).
func Published(t *normalize.Text, opt Options) *Doc {
	opt.OrderOnly = true
	d := Read(t, opt)
	if len(t.Edits) > 0 || t.Clean != t.Layer {
		for i := range d.start {
			s := t.Raw(corpus.Span{Start: int(d.start[i]), End: int(d.end[i])})
			d.start[i], d.end[i] = int32(s.Start), int32(s.End)
		}
	}
	if !isASCII(t.Layer) {
		d.countWide(t.Layer)
	}
	return d
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// countWide notes how many bytes more than code points layer has before the
// ends of each word.
func (d *Doc) countWide(layer string) {
	d.wide = make([][2]int32, len(d.start))
	at, extra := 0, 0
	upTo := func(p int32) int32 {
		if int(p) < at { // an edit moved it: words of one edit share a place
			at, extra = int(p), int(p)-utf8.RuneCountInString(layer[:p])
		}
		s := layer[at:p]
		extra += len(s) - utf8.RuneCountInString(s)
		at = int(p)
		return int32(extra)
	}
	for i := range d.start {
		d.wide[i] = [2]int32{upTo(d.start[i]), upTo(d.end[i])}
	}
}

// Runes is a span of a [Published] Doc in code points; its ends must be ends of
// words, as those of every passage are. O(log words).
func (d *Doc) Runes(s corpus.Span) corpus.Span {
	if d.wide == nil {
		return s
	}
	from, to := d.WordsIn(s)
	if from == to {
		return s
	}
	return corpus.Span{Start: s.Start - int(d.wide[from][0]), End: s.End - int(d.wide[to-1][1])}
}

// Span is the place of the words [from, to), which are at least one.
func (d *Doc) Span(from, to uint32) (corpus.Span, bool) {
	if from >= to || uint64(to) > uint64(len(d.start)) {
		return corpus.Span{}, false
	}
	return corpus.Span{Start: int(d.start[from]), End: int(d.end[to-1])}, true
}

// WordsIn are the words that lie in the span s: a range of them. O(log words).
func (d *Doc) WordsIn(s corpus.Span) (from, to int) {
	from = sort.Search(len(d.start), func(i int) bool { return int(d.start[i]) >= s.Start })
	to = sort.Search(len(d.end), func(i int) bool { return int(d.end[i]) > s.End })
	return from, max(from, to)
}

// AppendBinary appends d, about six bytes a word:
//
//	words          uvarint
//	keys           4 bytes each, little endian
//	places         varint gap to the word before, uvarint length, in bytes
//	furniture      uvarint number of runs; uvarint gap, uvarint length, in words
//	wide           uvarint number; for each word with more bytes than code points
//	               in it or before it: uvarint gap in words, varint, varint
//
// The text for stems is not kept, so that a decoded Doc finds passages in the
// order of words only.
func (d *Doc) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(d.keys)))
	b = slices.Grow(b, 7*len(d.keys))
	for _, k := range d.keys {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	at := int32(0)
	for i := range d.start {
		b = binary.AppendVarint(b, int64(d.start[i]-at))
		b = binary.AppendUvarint(b, uint64(d.end[i]-d.start[i]))
		at = d.end[i]
	}
	var runs []int
	for i := 0; i < len(d.furniture); i++ {
		if d.furniture[i] {
			j := i
			for j < len(d.furniture) && d.furniture[j] {
				j++
			}
			runs = append(runs, i, j)
			i = j
		}
	}
	b = binary.AppendUvarint(b, uint64(len(runs)/2))
	last := 0
	for _, r := range runs {
		b = binary.AppendUvarint(b, uint64(r-last))
		last = r
	}
	n, before := 0, int32(0)
	for _, w := range d.wide {
		if w[0] != before || w[1] != w[0] {
			n++
		}
		before = w[1]
	}
	b = binary.AppendUvarint(b, uint64(n))
	before, last = 0, 0
	for i, w := range d.wide {
		if w[0] != before || w[1] != w[0] {
			b = binary.AppendUvarint(b, uint64(i-last))
			b = binary.AppendVarint(b, int64(w[0]-before))
			b = binary.AppendVarint(b, int64(w[1]-w[0]))
			last = i
		}
		before = w[1]
	}
	return b, nil
}

// MarshalBinary is [Doc.AppendBinary] into a slice of its own.
func (d *Doc) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

var errDoc = errors.New("passage: the record of an article is damaged")

// UnmarshalBinary reads what [Doc.AppendBinary] wrote, and nothing after it. The
// slices of d are used again. O(len(b)).
func (d *Doc) UnmarshalBinary(b []byte) error {
	r := reader{b: b}
	n := r.uvarint()
	if n > uint64(len(b))/4 {
		return errDoc
	}
	d.text = ""
	d.keys = resize(d.keys, int(n))
	keys := r.take(4 * int(n))
	if r.bad {
		return errDoc
	}
	for i := range d.keys {
		d.keys[i] = binary.LittleEndian.Uint32(keys[4*i:])
	}
	d.start, d.end = resize(d.start, int(n)), resize(d.end, int(n))
	starts, ends := d.start, d.end[:len(d.start)]
	at, p, k := int64(0), r.b, 0
	for i := range starts {
		var start, end int64
		if k+1 < len(p) && p[k]|p[k+1] < 0x80 { // nearly always
			start = at + (int64(p[k]>>1) ^ -int64(p[k]&1))
			end = start + int64(p[k+1])
			k += 2
		} else {
			r.b = p[k:]
			start = at + r.varint()
			end = start + int64(r.uvarint())
			k = len(p) - len(r.b)
		}
		if start < 0 || end < start || end > 1<<31-1 {
			return errDoc
		}
		starts[i], ends[i], at = int32(start), int32(end), end
	}
	if !r.bad {
		r.b = p[k:]
	}
	d.furniture = d.furniture[:0]
	if runs := r.uvarint(); runs > 0 {
		d.furniture = resize(d.furniture, int(n))
		clear(d.furniture)
		for i := uint64(0); runs > 0; runs-- {
			from := i + r.uvarint()
			i = from + r.uvarint()
			if r.bad || from > n || i > n || i < from {
				return errDoc
			}
			fill(d.furniture, int(from), int(i))
		}
	}
	if len(d.furniture) == 0 {
		d.furniture = nil
	}
	wide := r.uvarint()
	if wide == 0 {
		d.wide = nil
	} else {
		d.wide = resize(d.wide, int(n))
		next, extra := r.uvarint(), int32(0)
		for i := range d.wide {
			d.wide[i] = [2]int32{extra, extra}
			if uint64(i) != next || wide == 0 {
				continue
			}
			d.wide[i][0] += int32(r.varint())
			extra = d.wide[i][0] + int32(r.varint())
			d.wide[i][1] = extra
			if wide--; wide > 0 {
				next += max(1, r.uvarint())
			}
		}
		r.bad = r.bad || wide > 0
	}
	if r.bad || len(r.b) > 0 {
		return errDoc
	}
	return nil
}

// resize is s with n elements, of any value.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// reader takes numbers from a record; bad says that one was not there.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 {
		x := r.b[0]
		r.b = r.b[1:]
		return uint64(x)
	}
	x, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return x
}

func (r *reader) varint() int64 {
	x := r.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.bad = true
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}
