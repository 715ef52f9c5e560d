package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// kinds are the containers, the surest sign first.
var kinds []kind

func init() {
	// A variable that refers to functions that refer to it cannot be
	// initialized where it is declared.
	kinds = []kind{
		{magic("\x1f\x8b"), (*run).gzip},
		{magic("\x28\xb5\x2f\xfd"), (*run).zstd},
		{magic("PK\x03\x04"), (*run).zip},
		{magic("PK\x05\x06"), (*run).zip}, // an empty one
		{magic("WARC/"), (*run).warc},
		{magic("%PDF-"), (*run).pdf},
		{isTar, (*run).tar},
		{isMHTML, (*run).mhtml},
		{isFeed, (*run).feed},
		{isJSON, (*run).json},
		{isTable, (*run).table},
	}
}

func magic(m string) func(string, []byte) bool {
	return func(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte(m)) }
}

func (r *run) gzip(s source, in *bufio.Reader) {
	r.unpack(s, "gzip", in, func(in io.Reader) (io.Reader, func(), error) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, nil, err
		}
		return z, func() { z.Close() }, nil
	})
}

func (r *run) zstd(s source, in *bufio.Reader) {
	r.unpack(s, "zstd", in, func(in io.Reader) (io.Reader, func(), error) {
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	})
}

func (r *run) unpack(s source, name string, in io.Reader, open func(io.Reader) (io.Reader, func(), error)) {
	c := &counted{in: in}
	s.container = name
	z, shut, err := open(c)
	if err != nil {
		r.broken(s, err)
		return
	}
	defer shut()
	if s.member == "" {
		s.member = trimPacked(s.path)
	} else {
		s.member = trimPacked(s.member)
	}
	s.depth++
	r.stream(s, &guarded{in: z, packed: c, n: new(int64)})
}

// counted counts what was read.
type counted struct {
	in io.Reader
	n  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// Text rarely shrinks to less than a fiftieth; a stream that shrinks to less
// than a five-hundredth was made to harm.
const (
	bombFrom  = 256 << 20
	bombRatio = 500
)

type bombError struct{ out, in int64 }

func (b *bombError) Error() string {
	return fmt.Sprintf("%d bytes unpack to more than %d MB", b.in, b.out>>20)
}

// guarded ends a stream that grows out of all proportion.
type guarded struct {
	in     io.Reader
	packed *counted
	n      *int64 // bytes so far; of all members, for an archive
}

func (g *guarded) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	*g.n += int64(n)
	if *g.n > bombFrom && *g.n/bombRatio > g.packed.n {
		return n, &bombError{*g.n, g.packed.n}
	}
	return n, err
}
