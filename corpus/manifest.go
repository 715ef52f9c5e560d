package corpus

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// manifestName is the file that tells of the articles of its folder: a CSV
// table with a head line of column names, of which file is needed and outlet,
// url, published, title, byline, story and modified are understood.
const manifestName = "manifest.csv"

func isNote(name string) bool { return name == manifestName }

// manifest maps a file name, relative to its folder, to what is said of it.
type manifest map[string]map[string]string

// noteAt reads the manifest of dir once; a folder without one has an empty
// manifest.
func (r *run) noteAt(dir string) manifest {
	if m, ok := r.notes[dir]; ok {
		return m
	}
	path := filepath.Join(dir, manifestName)
	m := manifest{}
	r.notes[dir] = m
	st, err := os.Stat(path)
	if err != nil || !st.Mode().IsRegular() {
		return m
	}
	f, err := os.Open(path)
	if err != nil {
		r.problem(fault(path, err))
		return m
	}
	defer f.Close()
	if err := m.read(io.LimitReader(f, r.opt.max())); err != nil {
		p := Problem{Path: path, Cause: "not a table that can be read (" + plain(err) + ")", Remedy: "The rows before it are used."}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			p.Line, p.Cause = pe.Line, "not a table that can be read ("+pe.Err.Error()+")"
		}
		r.problem(p)
	}
	return m
}

func (m manifest) read(in io.Reader) error {
	t := csv.NewReader(in)
	t.FieldsPerRecord = -1
	t.TrimLeadingSpace = true
	head, err := t.Read()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return err
	}
	file := -1
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(head[i], "\ufeff")))
		if head[i] == "file" {
			file = i
		}
	}
	if file < 0 {
		return fmt.Errorf("no column is named file")
	}
	for {
		row, err := t.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if file >= len(row) || strings.TrimSpace(row[file]) == "" {
			continue
		}
		fields := map[string]string{}
		for i, v := range row {
			if i < len(head) {
				fields[head[i]] = strings.TrimSpace(v)
			}
		}
		m[filepath.Clean(filepath.FromSlash(strings.TrimSpace(row[file])))] = fields
	}
}

// note fills what d does not say itself from the manifest of its folder, or
// of a folder above that names it by a longer path.
func (r *run) note(d *Document, s source) {
	if s.path == "-" {
		return
	}
	dir, name := filepath.Dir(s.path), filepath.Base(s.path)
	for range 8 {
		if fields, ok := r.noteAt(dir)[name]; ok {
			d.fill(fields)
			return
		}
		up := filepath.Dir(dir)
		if up == dir || dir == "." {
			return
		}
		if _, known := r.notes[up]; !known {
			return
		}
		name = filepath.Join(filepath.Base(dir), name)
		dir = up
	}
}

// fill sets the fields of d that are still empty.
func (d *Document) fill(fields map[string]string) {
	for to, name := range map[*string]string{
		&d.Outlet: "outlet", &d.URL: "url", &d.Published: "published", &d.Modified: "modified",
		&d.Title: "title", &d.Byline: "byline", &d.Story: "story",
	} {
		if *to == "" {
			*to = fields[name]
		}
	}
}
