package passage

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"unsafe"
)

// bins hold records of one size, plain numbers, in numbered bins: in memory up to
// a bound, then in a temporary file that has no name, so that nothing stays behind
// however the process ends. Adding is safe for several goroutines.
type bins[T any] struct {
	mu    sync.Mutex
	bin   []bin[T]
	bound int64  // bytes in memory; 0: no bound
	dir   string // of the file; "" is that of the system
	held  int64
	file  *os.File
	end   int64
}

type bin[T any] struct {
	blocks  [][]T
	extents []extent
	n       int
}

// extent is a part of the file, in bytes.
type extent struct{ at, size int64 }

// blockRecords is how many records a block of a bin holds at first; blocks
// grow to maxBlock with their bin.
const (
	blockRecords = 256
	maxBlock     = 8192
)

func newBins[T any](n int, bound int64, dir string) *bins[T] {
	return &bins[T]{bin: make([]bin[T], n), bound: bound, dir: dir}
}

func bytesOf[T any](n int) int64 { var t T; return int64(n) * int64(unsafe.Sizeof(t)) }

// raw are the bytes of records: the file is read by the process that wrote it.
func raw[T any](s []T) []byte {
	if len(s) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), bytesOf[T](len(s)))
}

// add puts records into bin k.
func (b *bins[T]) add(k int, records ...T) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := &b.bin[k]
	c.n += len(records)
	for len(records) > 0 {
		last := len(c.blocks) - 1
		if last < 0 || len(c.blocks[last]) == cap(c.blocks[last]) {
			size := blockRecords
			if last >= 0 {
				size = min(maxBlock, 2*cap(c.blocks[last]))
			}
			c.blocks = append(c.blocks, make([]T, 0, size))
			b.held += bytesOf[T](size)
			last++
		}
		s := c.blocks[last]
		n := min(len(records), cap(s)-len(s))
		c.blocks[last] = append(s, records[:n]...)
		records = records[n:]
	}
	if b.bound > 0 && b.held > b.bound {
		return b.spill()
	}
	return nil
}

// spill writes all bins to the file.
func (b *bins[T]) spill() error {
	if b.file == nil {
		f, err := os.CreateTemp(b.dir, "verbatim-sort-*")
		if err != nil {
			return fmt.Errorf("the temporary file for sorting: %w", err)
		}
		os.Remove(f.Name())
		b.file = f
	}
	for k := range b.bin {
		c := &b.bin[k]
		at := b.end
		for _, s := range c.blocks {
			n, err := b.file.WriteAt(raw(s), b.end)
			b.end += int64(n)
			if err != nil {
				return fmt.Errorf("the temporary file for sorting (%d MB so far): %w", b.end>>20, err)
			}
		}
		if b.end > at {
			c.extents = append(c.extents, extent{at, b.end - at})
		}
		c.blocks = nil
	}
	b.held = 0
	return nil
}

// take gives the records of bin k in the order in which they came, in buf if they
// fit, and forgets them.
func (b *bins[T]) take(k int, buf []T) ([]T, error) {
	b.mu.Lock()
	c := b.bin[k]
	b.bin[k] = bin[T]{}
	b.mu.Unlock()
	buf = resize(buf, c.n)
	at := 0
	for _, e := range c.extents {
		n := int(e.size / bytesOf[T](1))
		if _, err := b.file.ReadAt(raw(buf[at:at+n]), e.at); err != nil {
			return nil, fmt.Errorf("the temporary file for sorting: %w", err)
		}
		at += n
	}
	for _, s := range c.blocks {
		at += copy(buf[at:], s)
	}
	if at != c.n {
		return nil, errors.New("the temporary file for sorting: records are missing")
	}
	return buf, nil
}

func (b *bins[T]) close() {
	if b.file != nil {
		b.file.Close()
		os.Remove(b.file.Name()) // where an open file keeps its name
		b.file = nil
	}
}
