package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	"verbatim/align/passage"
	"verbatim/corpus"
)

// manifestName is the file that makes a folder an index: it names the segments
// that count. It is replaced as a whole.
const manifestName = "verbatim-index.json"

const formatName, formatVersion = "verbatim index", 1

type manifest struct {
	Format   string        `json:"format"`
	Version  int           `json:"version"`
	Next     int           `json:"next"` // number of the next segment
	Segments []segmentInfo `json:"segments"`
}

type segmentInfo struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	Bytes    int64  `json:"bytes"`
}

// Is reports whether path is an index.
func Is(path string) bool {
	_, err := os.Stat(filepath.Join(path, manifestName))
	return err == nil
}

func readManifest(dir string) (*manifest, error) {
	name := filepath.Join(dir, manifestName)
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	m := &manifest{}
	if err := json.Unmarshal(b, m); err != nil || m.Format != formatName {
		return nil, DamagedError{name, "the list of segments"}
	}
	if m.Version != formatVersion {
		return nil, fmt.Errorf("%s: the index is of version %d, this program reads version %d. Make the index again from the articles", name, m.Version, formatVersion)
	}
	return m, nil
}

// Index is a corpus on disk, as it was when it was opened: what is added or
// compacted later makes no difference to it. It implements [Corpus].
type Index struct {
	dir  string
	segs []*segment
	n    int
}

// Open opens the index in the folder dir for reading. Any number of processes may
// read while one writes.
func Open(dir string) (*Index, error) {
	for tries := 0; ; tries++ {
		x, err := open(dir)
		// between reading the list and opening the files a compaction may have
		// taken them away
		if !errors.Is(err, fs.ErrNotExist) || tries == 20 || !Is(dir) {
			return x, err
		}
	}
}

func open(dir string) (*Index, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	x := &Index{dir: dir}
	for _, info := range m.Segments {
		s, err := openSegment(filepath.Join(dir, info.Name), x.n)
		if err != nil {
			x.Close()
			return nil, err
		}
		x.segs = append(x.segs, s)
		if s.n != info.Articles {
			x.Close()
			return nil, DamagedError{s.name, "the number of articles"}
		}
		x.n += s.n
	}
	return x, nil
}

// Close closes the files.
func (x *Index) Close() {
	for _, s := range x.segs {
		s.f.Close()
	}
}

// Len is the number of articles.
func (x *Index) Len() int { return x.n }

// Segments is the number of files that hold them.
func (x *Index) Segments() int { return len(x.segs) }

func (x *Index) at(n int) (*segment, int) {
	i := sort.Search(len(x.segs), func(i int) bool { return x.segs[i].base > n }) - 1
	return x.segs[i], n - x.segs[i].base
}

// Meta gives the article numbered n.
func (x *Index) Meta(n int) (Meta, error) {
	s, i := x.at(n)
	return s.meta(i)
}

func (x *Index) head(n int) (id, outlet string, err error) {
	m, err := x.Meta(n)
	return m.ID, m.Outlet, err
}

func (x *Index) doc(n int) ([]byte, error) {
	s, i := x.at(n)
	return s.doc(i)
}

func (x *Index) quotes(n int) ([]byte, error) {
	s, i := x.at(n)
	q, _, err := s.rest(i)
	if err != nil {
		return nil, err
	}
	if q, err = unpack(q); err != nil {
		return nil, s.damaged("the quotations", i)
	}
	return q, nil
}

// Document gives the published article.
func (x *Index) Document(n int) (*corpus.Document, error) {
	s, i := x.at(n)
	m, err := s.meta(i)
	if err != nil {
		return nil, err
	}
	_, raw, err := s.rest(i)
	if err != nil {
		return nil, err
	}
	if raw, err = unpack(raw); err != nil {
		return nil, s.damaged("the text", i)
	}
	return m.document(raw), nil
}

func (x *Index) join(ctx context.Context, opt Options) (*passage.Join, error) {
	j := passage.NewJoin(passage.JoinOptions{Memory: opt.Memory, Dir: opt.Dir})
	stories := make([]uint64, x.n)
	for n := range x.n {
		m, err := x.Meta(n)
		if err != nil {
			return nil, err
		}
		stories[n] = storyKey(m.Story)
	}
	var buf []byte
	for _, s := range x.segs {
		j.Count(s.base+s.n, int(s.words))
		for i := range s.n {
			if i%4096 == 0 {
				opt.progress("words read", s.base+i, x.n)
				if ctx.Err() != nil {
					j.Close()
					return nil, ctx.Err()
				}
			}
			b, err := s.doc(i)
			if err == nil && j.Words(uint32(s.base+i), b) != nil {
				err = s.damaged("the record of words", i)
			}
			if err != nil {
				j.Close()
				return nil, err
			}
		}
		for c := range cells {
			if c%256 == 0 {
				opt.progress("postings read", s.base+s.n*c/cells, x.n)
				if ctx.Err() != nil {
					j.Close()
					return nil, ctx.Err()
				}
			}
			var err error
			if buf, err = s.cell(c, buf); err != nil {
				j.Close()
				return nil, err
			}
			var fault error
			err = eachEntry(buf, func(key, doc, word uint32) {
				if fault != nil || int(doc) >= s.n {
					fault = firstError(fault, DamagedError{s.name, fmt.Sprintf("cell %d of the postings", c)})
					return
				}
				n := s.base + int(doc)
				hash := uint64(c)<<(64-cellBits) | uint64(key)<<(64-keyBits)
				fault = j.Post(hash^stories[n], uint32(n), word)
			})
			if err == nil {
				err = fault
			}
			if err != nil {
				j.Close()
				return nil, err
			}
		}
	}
	return j, nil
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
