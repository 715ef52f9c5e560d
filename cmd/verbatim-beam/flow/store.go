package flow

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/klauspost/compress/zstd"

	"verbatim/align/passage"
	"verbatim/corpus"
)

// blockArticles is how many articles stand in one block of the store. A worker
// that wants one reads the block.
const blockArticles = 64

// words are what is compared of an article.
type words struct {
	Doc    []byte      // passage.Doc
	Marked [][2]uint32 // its quotations, in words
	Story  string
	Series uint32
}

// A store keeps cleaned articles between the stages, on the storage that all
// workers see: for each block one file of words and one of published articles.
type store struct{ dir string }

func (s store) name(shard, block uint32, kind string) string {
	return fmt.Sprintf("%s/%06d/%06d.%s.zst", strings.TrimSuffix(s.dir, "/"), shard, block, kind)
}

var encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
var decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(4<<30))

func (s store) put(ctx context.Context, shard, block uint32, ws []words, docs []*corpus.Document) (int64, error) {
	var n int64
	for kind, v := range map[string]any{"words": ws, "articles": docs} {
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(v); err != nil {
			return n, err
		}
		z := encoder.EncodeAll(b.Bytes(), nil)
		n += int64(len(z))
		if err := writeFile(ctx, s.name(shard, block, kind), z); err != nil {
			return n, err
		}
	}
	return n, nil
}

func (s store) get(ctx context.Context, shard, block uint32, kind string, v any) error {
	name := s.name(shard, block, kind)
	z, err := readFile(ctx, name)
	if err != nil {
		return fmt.Errorf("%s: %w. The store must be on storage that every worker sees (--store)", name, err)
	}
	b, err := decoder.DecodeAll(z, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	stored.Add(int64(len(z)))
	return gob.NewDecoder(bytes.NewReader(b)).Decode(v)
}

// stored counts the bytes that this process fetched from the store.
var stored atomic.Int64

func readFile(ctx context.Context, name string) ([]byte, error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
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

// A shelf holds blocks of the store in memory, those used last, up to a bound.
type shelf struct {
	mu    sync.Mutex
	clock int64
	held  int64
	at    map[string]*slot
}

type slot struct {
	once sync.Once
	docs []held
	size int64
	used int64
	err  error
}

// held is an article of a block in memory.
type held struct {
	words
	doc passage.Doc
}

// blocks are shared by all tasks of a worker process.
var blocks = shelf{at: map[string]*slot{}}

// get gives a block. limit is how many bytes of blocks may stay in memory.
func (h *shelf) get(ctx context.Context, s store, shard, block uint32, limit int64) ([]held, error) {
	name := s.name(shard, block, "words")
	h.mu.Lock()
	e := h.at[name]
	if e == nil {
		e = &slot{}
		h.at[name] = e
	}
	h.clock++
	e.used = h.clock
	h.mu.Unlock()
	e.once.Do(func() {
		var ws []words
		if e.err = s.get(ctx, shard, block, "words", &ws); e.err != nil {
			return
		}
		size := int64(0)
		e.docs = make([]held, len(ws))
		for i, w := range ws {
			e.docs[i].words = w
			if e.err = e.docs[i].doc.UnmarshalBinary(w.Doc); e.err != nil {
				return
			}
			e.docs[i].Doc = nil
			size += int64(20*e.docs[i].doc.Words() + 16*len(w.Marked) + 200)
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		e.size = size
		h.held += size
		for h.held > limit && len(h.at) > 1 {
			oldest := ""
			for n, o := range h.at {
				if o != e && o.size > 0 && (oldest == "" || o.used < h.at[oldest].used) {
					oldest = n
				}
			}
			if oldest == "" {
				break
			}
			h.held -= h.at[oldest].size
			delete(h.at, oldest)
		}
	})
	if e.err != nil {
		h.mu.Lock()
		if h.at[name] == e {
			delete(h.at, name)
		}
		h.mu.Unlock()
	}
	return e.docs, e.err
}
