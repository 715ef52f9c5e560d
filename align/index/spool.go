package index

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"verbatim/align/passage"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Corpus is a set of articles that were made ready: a [Spool] of this run, or an
// [Index] on disk. Reading is safe for several goroutines.
type Corpus interface {
	Len() int
	// Meta gives the article numbered n, head what every article is asked for.
	Meta(n int) (Meta, error)
	head(n int) (id, outlet string, err error)
	// doc gives the record of its words and places, quotes that of its quotations.
	doc(n int) ([]byte, error)
	quotes(n int) ([]byte, error)
	// Document gives the published article.
	Document(n int) (*corpus.Document, error)
	// join gives the join of all, ready for its pairs.
	join(ctx context.Context, opt Options) (*passage.Join, error)
}

// Options bound the work on a corpus.
type Options struct {
	Memory int64  // bytes for sorting and for articles; past it they go to disk. 0: no bound
	Dir    string // of temporary files; "" is that of the system
	// Progress is called now and then with what is done and how much there is; may
	// be nil.
	Progress func(stage string, done, of int)
	// Problem is called with what a fault in an article or a family cost, see
	// [corpus.Fault], before what comes after it is yielded; nil: the fault is
	// raised in the caller.
	Problem func(corpus.Problem)
}

func (o Options) progress(stage string, done, of int) {
	if o.Progress != nil {
		o.Progress(stage, done, of)
	}
}

// Spool holds the articles of one run: in memory up to a bound, then in temporary
// files without a name.
type Spool struct {
	opt     Options
	ids     []string
	outlets []string
	names   map[string]string // one copy of each outlet
	blobs   shelf
	at      [][4]place // doc, quotes, raw, Meta as JSON
	joined  *passage.Join
}

// NewSpool is a corpus without articles.
func NewSpool(opt Options) *Spool {
	return &Spool{
		opt: opt, names: map[string]string{}, blobs: shelf{bound: opt.Memory / 8, dir: opt.Dir},
		joined: passage.NewJoin(passage.JoinOptions{Memory: opt.Memory / 8 * 7, Dir: opt.Dir}),
	}
}

// Add adds an article. It is for one goroutine.
func (s *Spool) Add(a Article) error {
	meta, err := json.Marshal(&a.Meta)
	if err != nil {
		return err
	}
	var at [4]place
	for i, b := range [][]byte{a.doc, a.quotes, a.raw, meta} {
		p, err := s.blobs.put(b)
		if err != nil {
			return err
		}
		at[i] = p
	}
	if err := s.joined.Add(uint32(len(s.ids)), a.join, storyKey(a.Story)); err != nil {
		return err
	}
	outlet, ok := s.names[a.Outlet]
	if !ok {
		outlet = strings.Clone(a.Outlet)
		s.names[outlet] = outlet
	}
	s.ids = append(s.ids, strings.Clone(a.ID))
	s.outlets = append(s.outlets, outlet)
	s.at = append(s.at, at)
	return nil
}

// Close removes the temporary files.
func (s *Spool) Close() {
	s.joined.Close()
	s.blobs.close()
}

func (s *Spool) Len() int { return len(s.ids) }

func (s *Spool) Meta(n int) (m Meta, err error) {
	b, err := s.blobs.get(s.at[n][3])
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(b, &m)
}

func (s *Spool) head(n int) (id, outlet string, err error) { return s.ids[n], s.outlets[n], nil }

func (s *Spool) doc(n int) ([]byte, error)    { return s.blobs.get(s.at[n][0]) }
func (s *Spool) quotes(n int) ([]byte, error) { return s.blobs.get(s.at[n][1]) }

func (s *Spool) Document(n int) (*corpus.Document, error) {
	m, err := s.Meta(n)
	if err != nil {
		return nil, err
	}
	b, err := s.blobs.get(s.at[n][2])
	return m.document(b), err
}

func (s *Spool) join(context.Context, Options) (*passage.Join, error) {
	return s.joined, s.blobs.flush()
}

// Text gives article n of c as it is after cleaning.
func Text(c Corpus, n int, opt normalize.Options) (*normalize.Text, error) {
	d, err := c.Document(n)
	if err != nil {
		return nil, err
	}
	return normalize.Clean(d, opt), nil
}

// shelf keeps blobs: in memory up to a bound, those that follow in a file. All
// are put before any is got from the file.
type shelf struct {
	bound  int64
	dir    string
	chunks [][]byte
	held   int64
	file   *os.File
	filed  int64  // bytes written to file
	buffer []byte // what follows them
}

// place is a blob of a shelf. at is the chunk and the offset in it, or, below
// zero, -1 less the offset in the file.
type place struct {
	at   int64
	size int32
}

const chunk = 1 << 20

func (s *shelf) put(b []byte) (place, error) {
	if s.bound == 0 || s.held < s.bound {
		n := len(s.chunks)
		if n == 0 || len(s.chunks[n-1])+len(b) > cap(s.chunks[n-1]) {
			s.chunks = append(s.chunks, make([]byte, 0, max(chunk, len(b))))
			n++
		}
		c := &s.chunks[n-1]
		p := place{int64(n-1)<<32 | int64(len(*c)), int32(len(b))}
		*c = append(*c, b...)
		s.held += int64(len(b))
		return p, nil
	}
	p := place{-1 - s.filed - int64(len(s.buffer)), int32(len(b))}
	if s.buffer = append(s.buffer, b...); len(s.buffer) < chunk {
		return p, nil
	}
	return p, s.flush()
}

func (s *shelf) flush() error {
	if len(s.buffer) == 0 {
		return nil
	}
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "verbatim-articles-*")
		if err != nil {
			return fmt.Errorf("the temporary file for articles: %w", err)
		}
		os.Remove(f.Name())
		s.file = f
	}
	if _, err := s.file.Write(s.buffer); err != nil {
		return fmt.Errorf("the temporary file for articles (%d MB so far): %w", s.filed>>20, err)
	}
	s.filed += int64(len(s.buffer))
	s.buffer = s.buffer[:0]
	return nil
}

// get gives a blob, which must not be changed.
func (s *shelf) get(p place) ([]byte, error) {
	if p.at >= 0 {
		at := p.at & (1<<32 - 1)
		return s.chunks[p.at>>32][at : at+int64(p.size)], nil
	}
	b := make([]byte, p.size)
	if _, err := s.file.ReadAt(b, -1-p.at); err != nil {
		return nil, fmt.Errorf("the temporary file for articles: %w", err)
	}
	return b, nil
}

func (s *shelf) close() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name()) // where an open file keeps its name
		s.file = nil
	}
}
