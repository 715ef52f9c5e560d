package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/gofrs/flock"

	"verbatim/align/passage"
)

// What ends a segment.
const (
	segmentArticles = 16384
	segmentBytes    = 256 << 20
)

// Writer adds articles to an index. There is one at a time.
type Writer struct {
	dir      string
	lock     *flock.Flock
	manifest *manifest
	mu       sync.Mutex        // of the maps
	known    map[[16]byte]bool // of id and text
	ids      map[[16]byte]bool
	seg      *segmentWriter
	added    int
	limit    int // articles of a segment; tests lower it
}

// ErrLocked says that another process writes to the index.
var ErrLocked = errors.New("another process is writing to this index. Wait until it has ended")

// Write opens the index in the folder dir for writing, and makes it if there is
// none. What a writer that was killed left behind is removed. O(articles), without
// reading their texts.
func Write(dir string) (w *Writer, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if !Is(dir) {
		if err := foreign(dir); err != nil {
			return nil, err
		}
	}
	w = &Writer{dir: dir, lock: flock.New(filepath.Join(dir, "lock")), known: map[[16]byte]bool{}, ids: map[[16]byte]bool{}, limit: segmentArticles}
	lock := w.lock
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w", dir, ErrLocked)
	}
	defer func() {
		if err != nil {
			lock.Unlock()
		}
	}()
	w.manifest, err = readManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		w.manifest = &manifest{Format: formatName, Version: formatVersion, Next: 1}
		err = w.publish()
	}
	if err != nil {
		return nil, err
	}
	w.sweep()
	x, err := Open(dir)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	for n := range x.n {
		m, err := x.Meta(n)
		if err != nil {
			return nil, err
		}
		w.known[digest(m.ID, m.SHA256)] = true
		w.ids[digest(m.ID, "")] = true
	}
	return w, nil
}

// foreign refuses a folder that holds anything else.
func foreign(dir string) error {
	es, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range es {
		if e.Name() != "lock" && !ours(e.Name()) {
			return fmt.Errorf("%s: the folder holds other files (%s). Name a new folder for the index", dir, e.Name())
		}
	}
	return nil
}

func ours(name string) bool {
	return strings.HasPrefix(name, "segment-") || strings.HasPrefix(name, manifestName)
}

// sweep removes what no list names.
func (w *Writer) sweep() {
	named := map[string]bool{manifestName: true}
	for _, s := range w.manifest.Segments {
		named[s.Name] = true
	}
	es, _ := os.ReadDir(w.dir)
	for _, e := range es {
		if ours(e.Name()) && !named[e.Name()] {
			os.Remove(filepath.Join(w.dir, e.Name()))
		}
	}
}

func digest(id, text string) (d [16]byte) {
	s := sha256.Sum256([]byte(id + "\x00" + text))
	copy(d[:], s[:])
	return d
}

// Known reports whether the index has the article already: it need not be read
// again. It is safe beside Add.
func (w *Writer) Known(id, sha256 string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.known[digest(id, sha256)] || w.known[digest(renamed(id, sha256), sha256)]
}

// renamed is the id of an article whose id another one has.
func renamed(id, sum string) string { return id + "@" + sum[:min(8, len(sum))] }

// Add adds an article unless it is there already, and reports whether it did. An
// article with the id of another one is added as id@ and the beginning of its
// sha256: an index never forgets. It is for one goroutine.
func (w *Writer) Add(a Article) (bool, error) {
	if w.Known(a.ID, a.SHA256) {
		return false, nil
	}
	w.mu.Lock()
	if w.ids[digest(a.ID, "")] {
		a.ID = renamed(a.ID, a.SHA256)
	}
	w.mu.Unlock()
	if w.seg == nil {
		s, err := newSegmentWriter(filepath.Join(w.dir, segmentName(w.manifest.Next)+".new"))
		if err != nil {
			return false, w.explain(err)
		}
		w.seg = s
	}
	meta, err := json.Marshal(&a.Meta)
	if err != nil {
		return false, err
	}
	if err := w.seg.add(meta, a.doc, a.packedQuotes, a.packedRaw, a.join.Words()); err != nil {
		return false, w.explain(err)
	}
	w.seg.post(a.join)
	w.mu.Lock()
	w.known[digest(a.ID, a.SHA256)] = true
	w.ids[digest(a.ID, "")] = true
	w.mu.Unlock()
	w.added++
	if len(w.seg.rows) >= w.limit || w.seg.bytes >= segmentBytes {
		return true, w.Commit()
	}
	return true, nil
}

func segmentName(n int) string { return fmt.Sprintf("segment-%06d", n) }

// Added is how many articles were added, those not yet committed included.
func (w *Writer) Added() int { return w.added }

// Len is how many articles the index holds, those committed.
func (w *Writer) Len() int {
	n := 0
	for _, s := range w.manifest.Segments {
		n += s.Articles
	}
	return n
}

// Commit makes what was added part of the index: before, it is not there, after, it
// stays. Articles are committed by themselves each time a segment is full.
func (w *Writer) Commit() error {
	if w.seg == nil {
		return nil
	}
	s := w.seg
	w.seg = nil
	if err := s.finish(s.sorted); err != nil {
		s.abort()
		return w.explain(err)
	}
	return w.explain(w.replace(s, len(w.manifest.Segments)))
}

// replace makes the finished segment s part of the index, after the first keep
// segments and in place of the others.
func (w *Writer) replace(s *segmentWriter, keep int) error {
	name := segmentName(w.manifest.Next)
	if err := os.Rename(s.f.Name(), filepath.Join(w.dir, name)); err != nil {
		return err
	}
	old := *w.manifest
	next := old
	next.Next++
	next.Segments = append(append([]segmentInfo(nil), old.Segments[:keep]...), segmentInfo{name, len(s.rows), int64(s.at)})
	w.manifest = &next
	if err := w.publish(); err != nil {
		w.manifest = &old
		os.Remove(filepath.Join(w.dir, name))
		return err
	}
	return nil
}

// publish writes the list of segments, as a whole or not at all.
func (w *Writer) publish() error {
	b, err := json.MarshalIndent(w.manifest, "", " ")
	if err != nil {
		return err
	}
	name := filepath.Join(w.dir, manifestName)
	f, err := create(name + ".new")
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err == nil {
		err = syncDir(w.dir) // the segment's name, before anything refers to it
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(name+".new", name)
	}
	if err == nil {
		err = syncDir(w.dir)
	}
	if err != nil {
		os.Remove(name + ".new")
	}
	return err
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

// explain says what a failed write means.
func (w *Writer) explain(err error) error {
	if err == nil {
		return nil
	}
	remedy := "Run the same command again: it goes on from there."
	if errors.Is(err, syscall.ENOSPC) {
		remedy = "Free some space and run the same command again: it goes on from there."
	}
	return fmt.Errorf("the index %s: %w. It is whole and holds %d articles. %s", w.dir, err, w.Len(), remedy)
}

// Close ends writing. What was not committed is dropped.
func (w *Writer) Close() {
	if w.seg != nil {
		w.seg.abort()
		w.seg = nil
	}
	w.lock.Unlock()
}

// Compact makes one segment of all, so that looking something up reads one file.
// Readers that have the index open go on with the old files.
func (w *Writer) Compact(ctx context.Context, progress func(stage string, done, of int)) error {
	if err := w.Commit(); err != nil {
		return err
	}
	if len(w.manifest.Segments) < 2 {
		return nil
	}
	x, err := Open(w.dir)
	if err != nil {
		return err
	}
	defer x.Close()
	s, err := newSegmentWriter(filepath.Join(w.dir, segmentName(w.manifest.Next)+".new"))
	if err != nil {
		return w.explain(err)
	}
	if err := merge(ctx, s, x, progress); err != nil {
		s.abort()
		return w.explain(err)
	}
	old := w.manifest.Segments
	if err := w.replace(s, 0); err != nil {
		return w.explain(err)
	}
	for _, o := range old {
		os.Remove(filepath.Join(w.dir, o.Name))
	}
	return nil
}

func merge(ctx context.Context, s *segmentWriter, x *Index, progress func(stage string, done, of int)) error {
	for _, o := range x.segs {
		for i := range o.n {
			meta, err := o.metaBytes(i)
			if err != nil {
				return err
			}
			doc, err := o.doc(i)
			if err != nil {
				return err
			}
			quotes, raw, err := o.rest(i)
			if err != nil {
				return err
			}
			if err := s.add(meta, doc, quotes, raw, int(o.row(i).words)); err != nil {
				return err
			}
			if i%1000 == 0 {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if progress != nil {
					progress("articles copied", o.base+i, x.n)
				}
			}
		}
	}
	s.entries = make([][]entry, cells)
	var buf []byte
	return s.finish(func(c int) (es []entry, err error) {
		for _, o := range x.segs {
			if buf, err = o.cell(c, buf); err != nil {
				return nil, err
			}
			if err := eachEntry(buf, func(key, doc, word uint32) {
				es = append(es, entry{uint64(key)<<32 | uint64(doc) + uint64(o.base), word})
			}); err != nil {
				return nil, DamagedError{o.name, fmt.Sprintf("cell %d of the postings", c)}
			}
		}
		s.entries[c] = es
		es, err = s.sorted(c)
		s.entries[c] = nil
		return es, err
	})
}

// Verify reads everything in x and checks that it is what was written and that it
// fits together: checksums, records, and that the postings are those of the words.
func Verify(ctx context.Context, x *Index, progress func(stage string, done, of int)) error {
	var d passage.Doc
	for _, s := range x.segs {
		var want, got uint64 // sums over all postings
		posts := 0
		for i := range s.n {
			m, err := s.meta(i)
			if err != nil {
				return err
			}
			b, err := s.doc(i)
			if err != nil {
				return err
			}
			if d.UnmarshalBinary(b) != nil || d.Words() != int(s.row(i).words) {
				return s.damaged("the record of words", i)
			}
			for _, p := range passage.Shingles(nil, uint32(i), &d, nil) {
				c, e := entryOf(p.Hash, p.Doc, p.Word)
				want += mixed(uint32(c), uint32(e.key>>32), p.Doc, p.Word)
				posts++
			}
			doc, err := x.Document(s.base + i)
			if err != nil {
				return err
			}
			if h := sha256.Sum256(doc.Raw); hex.EncodeToString(h[:]) != m.SHA256 {
				return s.damaged("the text", i)
			}
			q, err := x.quotes(s.base + i)
			if err != nil {
				return err
			}
			if err := eachQuote(q, func(_, _ uint32, js []byte) error {
				_, err := decodeOccurrence(m.ID, js)
				return err
			}); err != nil {
				return s.damaged("the quotations", i)
			}
			if i%1000 == 0 {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if progress != nil {
					progress("articles verified", s.base+i, x.n)
				}
			}
		}
		var buf []byte
		for c := range cells {
			var err error
			if buf, err = s.cell(c, buf); err != nil {
				return err
			}
			if err := eachEntry(buf, func(key, doc, word uint32) {
				got += mixed(uint32(c), key, doc, word)
				posts--
			}); err != nil {
				return DamagedError{s.name, fmt.Sprintf("cell %d of the postings", c)}
			}
		}
		if posts != 0 || want != got {
			return DamagedError{s.name, "the list of postings"}
		}
	}
	return nil
}

func mixed(v ...uint32) (h uint64) {
	for _, x := range v {
		h = (h ^ uint64(x)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}
