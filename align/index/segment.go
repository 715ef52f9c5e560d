package index

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"

	"github.com/klauspost/compress/zstd"

	"verbatim/align/passage"
)

// The layout of a segment, see the package documentation.
const (
	segmentMagic = "verbatim segment 1\n"
	cellBits     = 14 // of a hash choose its cell
	cells        = 1 << cellBits
	keyBits      = 40 // of a hash are kept: 14 choose the cell, 26 stand in it
	rowSize      = 48
	footerSize   = 64
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

var (
	encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
)

// pack compresses what is not read by the join.
func pack(b []byte) []byte { return encoder.EncodeAll(b, nil) }

func unpack(b []byte) ([]byte, error) { return decoder.DecodeAll(b, nil) }

// row is an article in the table of a segment.
type row struct {
	at, meta         uint64 // offsets of its records and of its meta
	doc, quotes, raw uint32 // lengths of the records, one after the other
	metaLen          uint32
	words            uint32
	docSum, metaSum  uint32 // CRC-32C
	restSum          uint32 // of quotes and raw
}

func (r *row) put(b []byte) {
	le := binary.LittleEndian
	le.PutUint64(b, r.at)
	le.PutUint64(b[8:], r.meta)
	for i, v := range []uint32{r.doc, r.quotes, r.raw, r.metaLen, r.words, r.docSum, r.metaSum, r.restSum} {
		le.PutUint32(b[16+4*i:], v)
	}
}

func (r *row) get(b []byte) {
	le := binary.LittleEndian
	r.at, r.meta = le.Uint64(b), le.Uint64(b[8:])
	for i, v := range []*uint32{&r.doc, &r.quotes, &r.raw, &r.metaLen, &r.words, &r.docSum, &r.metaSum, &r.restSum} {
		*v = le.Uint32(b[16+4*i:])
	}
}

// entry is a posting in its cell: the rest of the hash and the article, which sort,
// and the word.
type entry struct {
	key  uint64 // 26 bits of the hash, 32 of the article
	word uint32
}

func entryOf(hash uint64, doc, word uint32) (cell int, e entry) {
	k := hash >> (64 - keyBits)
	return int(k >> (keyBits - cellBits)), entry{k&(1<<(keyBits-cellBits)-1)<<32 | uint64(doc), word}
}

// appendCell writes sorted entries: for each uvarint difference to the hash before,
// uvarint article, uvarint word.
func appendCell(b []byte, es []entry) []byte {
	last := uint64(0)
	for _, e := range es {
		b = binary.AppendUvarint(b, e.key>>32-last)
		b = binary.AppendUvarint(b, e.key&math.MaxUint32)
		b = binary.AppendUvarint(b, uint64(e.word))
		last = e.key >> 32
	}
	return b
}

var errCell = errors.New("postings are damaged")

// eachEntry calls f with the entries of a cell in order.
func eachEntry(b []byte, f func(key, doc, word uint32)) error {
	key := uint64(0)
	for len(b) > 0 {
		var v [3]uint64
		for i := range v {
			if len(b) > 0 && b[0] < 0x80 {
				v[i], b = uint64(b[0]), b[1:]
				continue
			}
			x, n := binary.Uvarint(b)
			if n <= 0 || x > math.MaxUint32 {
				return errCell
			}
			v[i], b = x, b[n:]
		}
		if key += v[0]; key >= 1<<(keyBits-cellBits) {
			return errCell
		}
		f(uint32(key), uint32(v[1]), uint32(v[2]))
	}
	return nil
}

// segmentWriter writes one segment. Postings are held until the end.
type segmentWriter struct {
	f       file
	w       *bufio.Writer
	at      uint64
	rows    []row
	metas   []byte
	entries [][]entry // by cell
	bytes   int       // of the articles
	err     error
}

// file is what a segment is written to; create makes it, tests make one that
// fails.
type file interface {
	io.Writer
	Sync() error
	Close() error
	Name() string
}

var create = func(path string) (file, error) { return os.Create(path) }

func newSegmentWriter(path string) (*segmentWriter, error) {
	f, err := create(path)
	if err != nil {
		return nil, err
	}
	s := &segmentWriter{f: f, w: bufio.NewWriterSize(f, 1<<20), entries: make([][]entry, cells)}
	s.write([]byte(segmentMagic))
	return s, nil
}

func (s *segmentWriter) write(b []byte) {
	if s.err == nil {
		_, s.err = s.w.Write(b)
	}
	s.at += uint64(len(b))
}

// add writes the records of an article, which are packed already.
func (s *segmentWriter) add(meta, doc, quotes, raw []byte, words int) error {
	r := row{at: s.at, meta: uint64(len(s.metas)), doc: uint32(len(doc)), quotes: uint32(len(quotes)), raw: uint32(len(raw)), metaLen: uint32(len(meta)),
		words: uint32(words), docSum: sum(doc), metaSum: sum(meta), restSum: crc32.Update(sum(quotes), castagnoli, raw)}
	s.rows = append(s.rows, r)
	s.metas = append(s.metas, meta...)
	s.write(doc)
	s.write(quotes)
	s.write(raw)
	s.bytes += len(doc) + len(quotes) + len(raw)
	return s.err
}

// post adds the shingles of the article added last.
func (s *segmentWriter) post(d *passage.Doc) {
	n := uint32(len(s.rows) - 1)
	for _, p := range passage.Shingles(nil, n, d, nil) {
		c, e := entryOf(p.Hash, n, p.Word)
		s.entries[c] = append(s.entries[c], e)
	}
}

// finish writes the rest; cell gives the entries of each cell in order.
func (s *segmentWriter) finish(cell func(c int) ([]entry, error)) error {
	metaAt := s.at
	s.write(s.metas)
	offsets := make([]byte, 0, 12*cells+8)
	sums := make([]byte, 0, 4*cells)
	var b []byte
	for c := range cells {
		es, err := cell(c)
		if err != nil {
			return err
		}
		b = appendCell(b[:0], es)
		offsets = binary.LittleEndian.AppendUint64(offsets, s.at)
		sums = binary.LittleEndian.AppendUint32(sums, sum(b))
		s.write(b)
	}
	offsets = binary.LittleEndian.AppendUint64(offsets, s.at)
	tables := s.at
	rows := make([]byte, rowSize*len(s.rows))
	words := uint64(0)
	for i := range s.rows {
		s.rows[i].put(rows[rowSize*i:])
		words += uint64(s.rows[i].words)
	}
	directory := append(offsets, sums...)
	s.write(rows)
	s.write(directory)
	foot := make([]byte, 0, footerSize)
	le := binary.LittleEndian
	for _, v := range []uint64{uint64(len(s.rows)), words, metaAt, tables, s.at} {
		foot = le.AppendUint64(foot, v)
	}
	foot = le.AppendUint32(foot, sum(rows))
	foot = le.AppendUint32(foot, sum(directory))
	foot = le.AppendUint64(foot, 1) // version
	foot = le.AppendUint32(foot, 0)
	foot = le.AppendUint32(foot, sum(foot))
	s.write(foot)
	if s.err == nil {
		s.err = s.w.Flush()
	}
	if s.err == nil {
		s.err = s.f.Sync()
	}
	if err := s.f.Close(); s.err == nil {
		s.err = err
	}
	return s.err
}

// sorted gives the entries of a cell that were posted.
func (s *segmentWriter) sorted(c int) ([]entry, error) {
	es := s.entries[c]
	slices.SortFunc(es, func(p, q entry) int { return cmp.Or(cmp.Compare(p.key, q.key), cmp.Compare(p.word, q.word)) })
	return es, nil
}

func (s *segmentWriter) abort() {
	s.f.Close()
	os.Remove(s.f.Name())
}

// segment is one that is read.
type segment struct {
	f       *os.File
	name    string
	base    int // number of its first article
	n       int
	words   int64
	metaAt  uint64
	tables  uint64
	rows    []byte
	offsets []byte // of the cells
	sums    []byte
}

// DamagedError says that a file of an index does not hold what was written to it.
type DamagedError struct {
	File, What string
}

func (e DamagedError) Error() string {
	return fmt.Sprintf("%s: %s is damaged. Restore the file from a copy, or make the index again from the articles", e.File, e.What)
}

func openSegment(path string, base int) (*segment, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := &segment{f: f, name: path, base: base}
	if err := s.open(); err != nil {
		f.Close()
		return nil, err
	}
	return s, nil
}

func (s *segment) open() error {
	st, err := s.f.Stat()
	if err != nil {
		return err
	}
	size := st.Size()
	if size < int64(len(segmentMagic)+footerSize) {
		return DamagedError{s.name, "the end"}
	}
	head, foot := make([]byte, len(segmentMagic)), make([]byte, footerSize)
	if err := s.read(head, 0); err != nil {
		return err
	}
	if string(head) != segmentMagic {
		return DamagedError{s.name, "the beginning"}
	}
	if err := s.read(foot, uint64(size)-footerSize); err != nil {
		return err
	}
	le := binary.LittleEndian
	if sum(foot[:footerSize-4]) != le.Uint32(foot[footerSize-4:]) {
		return DamagedError{s.name, "the end"}
	}
	var v [5]uint64
	for i := range v {
		v[i] = le.Uint64(foot[8*i:])
	}
	s.n, s.words, s.metaAt, s.tables = int(v[0]), int64(v[1]), v[2], v[3]
	const directory = 8*(cells+1) + 4*cells
	if s.tables+rowSize*v[0]+directory != v[4] || v[4]+footerSize != uint64(size) {
		return DamagedError{s.name, "the end"}
	}
	s.rows = make([]byte, rowSize*v[0])
	dir := make([]byte, directory)
	if err := s.read(s.rows, s.tables); err != nil {
		return err
	}
	if err := s.read(dir, s.tables+rowSize*v[0]); err != nil {
		return err
	}
	if sum(s.rows) != le.Uint32(foot[40:]) || sum(dir) != le.Uint32(foot[44:]) {
		return DamagedError{s.name, "the table of articles"}
	}
	s.offsets, s.sums = dir[:8*(cells+1)], dir[8*(cells+1):]
	return nil
}

func (s *segment) read(b []byte, at uint64) error {
	if _, err := s.f.ReadAt(b, int64(at)); err != nil {
		if err == io.EOF {
			return DamagedError{s.name, "the end"}
		}
		return fmt.Errorf("%s: %w", s.name, err)
	}
	return nil
}

func (s *segment) row(i int) (r row) {
	r.get(s.rows[rowSize*i:])
	return r
}

func (s *segment) damaged(what string, i int) error {
	return DamagedError{s.name, fmt.Sprintf("%s of article %d", what, s.base+i)}
}

func (s *segment) meta(i int) (m Meta, err error) {
	b, err := s.metaBytes(i)
	if err == nil && json.Unmarshal(b, &m) != nil {
		err = s.damaged("the description", i)
	}
	return m, err
}

func (s *segment) metaBytes(i int) ([]byte, error) {
	r := s.row(i)
	b := make([]byte, r.metaLen)
	if err := s.read(b, s.metaAt+r.meta); err != nil {
		return nil, err
	}
	if sum(b) != r.metaSum {
		return nil, s.damaged("the description", i)
	}
	return b, nil
}

func (s *segment) doc(i int) ([]byte, error) {
	r := s.row(i)
	b := make([]byte, r.doc)
	if err := s.read(b, r.at); err != nil {
		return nil, err
	}
	if sum(b) != r.docSum {
		return nil, s.damaged("the record of words", i)
	}
	return b, nil
}

// rest gives the quotations and the published bytes, packed.
func (s *segment) rest(i int) (quotes, raw []byte, err error) {
	r := s.row(i)
	b := make([]byte, int(r.quotes)+int(r.raw))
	if err := s.read(b, r.at+uint64(r.doc)); err != nil {
		return nil, nil, err
	}
	if sum(b) != r.restSum {
		return nil, nil, s.damaged("the text", i)
	}
	return b[:r.quotes], b[r.quotes:], nil
}

// cell gives the bytes of a cell of postings.
func (s *segment) cell(c int, buf []byte) ([]byte, error) {
	le := binary.LittleEndian
	from, to := le.Uint64(s.offsets[8*c:]), le.Uint64(s.offsets[8*c+8:])
	if to < from || to > s.tables {
		return nil, DamagedError{s.name, "the table of postings"}
	}
	buf = slices.Grow(buf[:0], int(to-from))[:to-from]
	if err := s.read(buf, from); err != nil {
		return nil, err
	}
	if sum(buf) != le.Uint32(s.sums[4*c:]) {
		return nil, DamagedError{s.name, fmt.Sprintf("cell %d of the postings", c)}
	}
	return buf, nil
}
