package corpus

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxSpool is the largest zip archive that is read from a stream; a file on
// disk may be larger.
const maxSpool = 1 << 30

// zip reads the files in a zip archive, WACZ among them, in the order of its
// directory. Nothing is ever written under the name of a member.
func (r *run) zip(s source, in *bufio.Reader) {
	s.container = "zip"
	at, size := s.at, s.size
	if s.depth > 0 || at == nil {
		// The directory stands at the end, so a stream is laid down first.
		f, err := os.CreateTemp("", "verbatim-*.zip")
		if err != nil {
			r.broken(s, err)
			return
		}
		os.Remove(f.Name()) // where a file can be read without its name, no interruption leaves it behind
		defer os.Remove(f.Name())
		defer f.Close()
		if size, err = io.Copy(f, io.LimitReader(in, maxSpool+1)); err != nil {
			r.broken(s, err)
			return
		}
		if size > maxSpool {
			r.refuse(s, fmt.Sprintf("a zip archive of more than %d MB within a stream", maxSpool>>20), "Save it as a file and name that.")
			return
		}
		at = f
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		r.broken(s, err)
		return
	}
	if r.office(s, z) || r.nested(s) {
		return
	}
	wacz := false
	for _, f := range z.File {
		switch {
		case f.Name == "[Content_Types].xml":
			r.refuse(s, "an Office document without a text", "Save it as plain text and name that file.")
			return
		case f.Name == "META-INF/container.xml":
			r.refuse(s, "an e-book", "Save its text and name that file.")
			return
		case f.Name == "datapackage.json":
			wacz = true
		}
	}
	var total int64 // members may overlap, so they are counted together
	for _, f := range z.File {
		if r.stop() {
			return
		}
		if total > bombFrom && total/bombRatio > size {
			r.broken(s, &bombError{total, size})
			return
		}
		if wacz && !strings.HasPrefix(f.Name, "archive/") {
			continue
		}
		r.member(s, f.Name, f.Mode(), func() (io.ReadCloser, error) {
			if f.Flags&1 != 0 {
				return nil, fmt.Errorf("it is locked with a password")
			}
			in, err := f.Open()
			if err != nil {
				return nil, err
			}
			return struct {
				io.Reader
				io.Closer
			}{&guarded{in: in, packed: &counted{n: size}, n: &total}, in}, nil
		})
	}
}

// nested refuses an archive within an archive: a small file could otherwise
// hold a tree of archives that never ends.
func (r *run) nested(s source) bool {
	if s.archived {
		r.refuse(s, "an archive within an archive", "Unpack the outer one first.")
	}
	return s.archived
}

// tar reads the files in a tar archive, in its order.
func (r *run) tar(s source, in *bufio.Reader) {
	if r.nested(s) {
		return
	}
	s.container = "tar"
	t := tar.NewReader(in)
	for !r.stop() {
		h, err := t.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			r.broken(s, err)
			return
		}
		if h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		r.member(s, h.Name, h.FileInfo().Mode(), func() (io.ReadCloser, error) { return io.NopCloser(t), nil })
	}
}

// member reads one file of an archive. Folders, hidden files and links are
// passed over.
func (r *run) member(s source, name string, mode fs.FileMode, open func() (io.ReadCloser, error)) {
	name = path.Clean("/" + strings.ReplaceAll(name, "\\", "/"))[1:]
	for _, part := range strings.Split(name, "/") {
		if part == "" || part == "__MACOSX" || strings.HasPrefix(part, ".") {
			return
		}
	}
	if s.id != "" {
		delete(r.taken, hash(s.id))
	}
	m := source{path: s.path + "/" + name, member: name, container: s.container, depth: s.depth + 1, archived: true}
	switch {
	case mode.IsDir() || mode&fs.ModeSymlink != 0 || isNote(path.Base(name)):
		return
	case !mode.IsRegular():
		r.problem(irregular(m.path, mode))
		return
	}
	in, err := open()
	if err != nil {
		r.broken(m, err)
		return
	}
	defer in.Close()
	r.stream(m, in)
}

func isTar(_ string, head []byte) bool {
	return len(head) >= 512 && bytes.HasPrefix(head[257:], []byte("ustar"))
}
