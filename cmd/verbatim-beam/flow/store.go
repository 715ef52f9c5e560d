package flow

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/klauspost/compress/zstd"

	"verbatim/align/passage"
	"verbatim/corpus"
)

// blockArticles is how many articles one file of the store holds.
const blockArticles = 64

// A store keeps cleaned articles between the stages, on the storage that all
// workers see. Each block is two files, one of words and one of what was
// published:
//
//	the number of records, and where each ends: 4 bytes each, little endian
//	the records, compressed one by one
//
// A worker that wants one record of a file that can be read at any place (a disk,
// NFS) reads no other; from an object store it fetches the file and decodes one.
type store struct{ dir string }

// The kinds of files of the store.
const (
	kindWords    = "words"
	kindArticles = "articles"
)

func (s store) name(shard, block uint32, kind string) string {
	return fmt.Sprintf("%s/%06d/%06d.%s", strings.TrimSuffix(s.dir, "/"), shard, block, kind)
}

// Both are safe for several goroutines. A record is an article of --max-size at most.
var encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
var decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(4<<30))

// put writes a block and says how large it is.
func (s store) put(ctx context.Context, shard, block uint32, ws []words, docs []*corpus.Document) (int64, error) {
	var records [2][][]byte
	for i := range ws {
		d, err := appendDocument(nil, docs[i])
		if err != nil {
			return 0, err
		}
		records[0] = append(records[0], ws[i].append(nil))
		records[1] = append(records[1], d)
	}
	size := int64(0)
	for i, kind := range []string{kindWords, kindArticles} {
		n := len(records[i])
		b := binary.LittleEndian.AppendUint32(nil, uint32(n))
		b = append(b, make([]byte, 4*n)...)
		for k, r := range records[i] {
			b = encoder.EncodeAll(r, b)
			if len(b) > 1<<32-1 {
				return size, errors.New("a block of more than 4 GB")
			}
			binary.LittleEndian.PutUint32(b[4+4*k:], uint32(len(b)))
		}
		if err := writeFile(ctx, s.name(shard, block, kind), b); err != nil {
			return size, err
		}
		size += int64(len(b))
	}
	return size, nil
}

// block is a file of the store that was opened.
type block struct {
	name string
	at   io.ReaderAt
	ends []uint32
	done func() error
}

func (s store) open(ctx context.Context, shard, n uint32, kind string) (*block, error) {
	b := &block{name: s.name(shard, n, kind), done: func() error { return nil }}
	fail := func(err error) (*block, error) {
		b.done()
		return nil, fmt.Errorf("%s: %w. The store must be on storage that every worker sees (--store), and of this run", b.name, err)
	}
	fs, err := filesystem.New(ctx, b.name)
	if err != nil {
		return fail(err)
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, b.name)
	if err != nil {
		return fail(err)
	}
	if at, ok := in.(io.ReaderAt); ok {
		b.at, b.done = at, in.Close
	} else {
		whole, err := io.ReadAll(in)
		in.Close()
		if err != nil {
			return fail(err)
		}
		b.at = bytes.NewReader(whole)
	}
	var head [4 + 4*blockArticles]byte
	n64, err := b.at.ReadAt(head[:], 0)
	if err != nil && err != io.EOF {
		return fail(err)
	}
	count := binary.LittleEndian.Uint32(head[:])
	if count > blockArticles || n64 < int(4+4*count) {
		return fail(errWire)
	}
	b.ends = append(b.ends, 4+4*count)
	for i := range count {
		b.ends = append(b.ends, binary.LittleEndian.Uint32(head[4+4*i:]))
	}
	return b, nil
}

// record reads record i into dst.
func (b *block) record(dst []byte, i int) ([]byte, error) {
	if i+1 >= len(b.ends) || b.ends[i] > b.ends[i+1] {
		return nil, fmt.Errorf("%s: %w", b.name, errWire)
	}
	z := make([]byte, b.ends[i+1]-b.ends[i])
	if n, err := b.at.ReadAt(z, int64(b.ends[i])); n < len(z) {
		return nil, fmt.Errorf("%s: %w", b.name, err)
	}
	dst, err := decoder.DecodeAll(z, dst[:0])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.name, err)
	}
	return dst, nil
}

// words are what is compared of an article.
type words struct {
	Doc    []byte      // passage.Doc
	Marked [][2]uint32 // its quotations, in words
	Story  string
	Series uint32
}

func (w *words) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(w.Series))
	b = binary.AppendUvarint(b, uint64(len(w.Story)))
	b = append(b, w.Story...)
	b = binary.AppendUvarint(b, uint64(len(w.Marked)))
	for _, m := range w.Marked {
		b = binary.AppendUvarint(b, uint64(m[0]))
		b = binary.AppendUvarint(b, uint64(m[1]))
	}
	return append(b, w.Doc...)
}

// read takes what append wrote; w holds on to b.
func (w *words) read(b []byte) error {
	r := reader{b: b}
	w.Series = uint32(r.uint())
	n := r.uint()
	if r.bad || n > uint64(len(r.b)) {
		return errWire
	}
	w.Story, r.b = string(r.b[:n]), r.b[n:]
	w.Marked = w.Marked[:0]
	for n := r.uint(); n > 0 && !r.bad; n-- {
		w.Marked = append(w.Marked, [2]uint32{uint32(r.uint()), uint32(r.uint())})
	}
	w.Doc = r.b
	if r.bad {
		return errWire
	}
	return nil
}

// held is an article of the store in memory, its words decoded.
type held struct {
	words
	doc passage.Doc
}

func (h *held) read(b []byte) error {
	if err := h.words.read(b); err != nil {
		return err
	}
	err := h.doc.UnmarshalBinary(h.Doc)
	h.Doc = nil
	return err
}

// appendDocument writes a line of JSON and the bytes that were published.
func appendDocument(b []byte, d *corpus.Document) ([]byte, error) {
	head := *d
	head.Raw = nil
	j, err := json.Marshal(head)
	return append(append(append(b, j...), '\n'), d.Raw...), err
}

func readDocument(b []byte) (*corpus.Document, error) {
	head, raw, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		return nil, errWire
	}
	d := &corpus.Document{}
	if err := json.Unmarshal(head, d); err != nil {
		return nil, err
	}
	d.Raw = raw
	return d, nil
}

// writeFile makes the file whole or not at all where the file system can rename; an
// object store does so by itself. A task that runs twice writes the same bytes.
func writeFile(ctx context.Context, name string, b []byte) (err error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	to := name
	mover, moves := fs.(filesystem.Renamer)
	if moves {
		to = fmt.Sprintf("%s.%x.part", name, rand.Uint64())
	}
	out, err := fs.OpenWrite(ctx, to)
	if err != nil {
		return err
	}
	_, err = out.Write(b)
	if err = errors.Join(err, out.Close()); err != nil || !moves {
		return err
	}
	return mover.Rename(ctx, to, name)
}

// shelf reads articles by their number. It keeps the file that it opened last, so
// that numbers in order cost one opening a block.
type shelf struct {
	store store
	kind  string
	plan  *corpusPlan

	open  *block
	shard uint32
	block uint32
	buf   []byte
}

// record is what the store holds of article n, good until the next call.
func (s *shelf) record(ctx context.Context, n uint32) ([]byte, error) {
	shard, number, i := s.plan.place(n)
	if s.open == nil || s.shard != shard || s.block != number {
		s.close()
		b, err := s.store.open(ctx, shard, number, s.kind)
		if err != nil {
			return nil, err
		}
		s.open, s.shard, s.block = b, shard, number
	}
	var err error
	s.buf, err = s.open.record(s.buf, i)
	if err == nil {
		recordsFetched.Inc(ctx, 1)
		bytesFetched.Inc(ctx, int64(s.open.ends[i+1]-s.open.ends[i]))
	}
	return s.buf, err
}

func (s *shelf) close() {
	if s.open != nil {
		s.open.done()
		s.open = nil
	}
}
