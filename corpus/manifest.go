package corpus

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// The files that tell of the articles of their folder and of those below it.
const (
	// A table with a head line of column names, of which file is needed and
	// outlet, url, published, title, byline, story and modified are understood.
	manifestCSV = "manifest.csv"
	// The same keys, in tables [[article]] for one file or a pattern of files,
	// and at the top for all files.
	manifestTOML = "corpus.toml"
)

func isNote(name string) bool { return name == manifestCSV || name == manifestTOML }

// manifest is what a folder says of its articles, the most particular first.
type manifest struct {
	files    map[string]fields // by name, relative to the folder, with slashes
	patterns []pattern
	all      fields
}

type pattern struct {
	glob string
	said fields
}

// fields are what is said of an article, by the name of the column.
type fields map[string]string

// noteAt reads the manifests of dir once; a folder without one has an empty
// manifest.
func (r *run) noteAt(dir string) *manifest {
	if m, ok := r.notes[dir]; ok {
		return m
	}
	m := &manifest{files: map[string]fields{}}
	r.notes[dir] = m
	for _, kind := range []struct {
		name, what string
		read       func(*manifest, io.Reader) error
	}{{manifestTOML, "TOML", (*manifest).readTOML}, {manifestCSV, "a table", (*manifest).readCSV}} {
		path := filepath.Join(dir, kind.name)
		st, err := os.Stat(path)
		if err != nil || !st.Mode().IsRegular() {
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			r.problem(fault(path, err))
			continue
		}
		err = kind.read(m, io.LimitReader(f, r.opt.max()))
		f.Close()
		if err != nil {
			r.problem(unclear(path, kind.what, err))
		}
		if p, ok := m.absent(dir, path); ok {
			r.problem(p)
		}
	}
	return m
}

// unclear says what is wrong with a manifest, and in which line.
func unclear(path, what string, err error) Problem {
	p := Problem{Path: path, Cause: "not " + what + " that can be read (" + plain(err) + ")", Remedy: "What stands before it is used."}
	var row *csv.ParseError
	var place toml.ParseError
	var key *keyError
	switch {
	case errors.As(err, &row):
		p.Line, p.Cause = row.Line, "not a table that can be read ("+row.Err.Error()+")"
	case errors.As(err, &place):
		p.Line, p.Cause, p.Remedy = place.Position.Line, "not TOML that can be read ("+place.Message+")", "Nothing in it is used."
	case errors.As(err, &key):
		p.Cause, p.Remedy = key.Error(), "Known are "+strings.Join(known, ", ")+", and in [[article]] also file."
	}
	return p
}

// absent reports, as one problem, the files a manifest names that are not
// there: most often a slip that costs an article its outlet.
func (m *manifest) absent(dir, path string) (Problem, bool) {
	var names []string
	for name := range m.files {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); errors.Is(err, os.ErrNotExist) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return Problem{}, false
	}
	sort.Strings(names)
	cause := "it names a file that is not there: " + Shown(names[0])
	if n := len(names); n > 1 {
		cause = fmt.Sprintf("it names %d files that are not there, first %s", n, Shown(names[0]))
	}
	for _, n := range names {
		delete(m.files, n) // the other manifest need not say it again
	}
	return Problem{Path: path, Cause: cause, Remedy: "Names are relative to the folder of the manifest."}, true
}

// put notes what is said of a file.
func (m *manifest) put(file string, said fields) {
	file = path.Clean(filepath.ToSlash(strings.TrimSpace(file)))
	if m.files[file] == nil {
		m.files[file] = said
		return
	}
	for k, v := range said {
		if m.files[file][k] == "" {
			m.files[file][k] = v
		}
	}
}

func (m *manifest) readCSV(in io.Reader) error {
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
		said := fields{}
		for i, v := range row {
			if i < len(head) {
				said[head[i]] = strings.TrimSpace(v)
			}
		}
		m.put(row[file], said)
	}
}

// known are the keys of a manifest besides file.
var known = []string{"outlet", "url", "published", "modified", "title", "byline", "story"}

// keyError is a key of corpus.toml that means nothing.
type keyError struct{ key string }

func (e *keyError) Error() string { return "the key " + Shown(e.key) + " is not known" }

// tomlFields is a table of corpus.toml.
type tomlFields struct {
	Outlet, URL, Published, Modified, Title, Byline, Story tomlText
}

func (f tomlFields) said() fields {
	return fields{"outlet": string(f.Outlet), "url": string(f.URL), "published": string(f.Published), "modified": string(f.Modified),
		"title": string(f.Title), "byline": string(f.Byline), "story": string(f.Story)}
}

// tomlText takes what stands for a text in TOML: a string, a number, a date.
type tomlText string

// UnmarshalTOML implements [toml.Unmarshaler].
func (t *tomlText) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		*t = tomlText(strings.TrimSpace(v))
	case int64:
		*t = tomlText(fmt.Sprint(v))
	case time.Time:
		form := time.RFC3339
		switch v.Location().String() { // how the library marks times without a zone
		case "date-local":
			form = time.DateOnly
		case "datetime-local":
			form = "2006-01-02T15:04:05"
		}
		*t = tomlText(v.Format(form))
	default:
		return fmt.Errorf("a text is wanted")
	}
	return nil
}

func (m *manifest) readTOML(in io.Reader) error {
	var t struct {
		tomlFields
		Article []struct {
			tomlFields
			File string
		}
	}
	d, err := toml.NewDecoder(in).Decode(&t)
	if err != nil {
		return err
	}
	m.all = t.said()
	for _, a := range t.Article {
		switch {
		case strings.TrimSpace(a.File) == "":
			return fmt.Errorf("an [[article]] without file")
		case strings.ContainsAny(a.File, "*?["):
			if _, err := path.Match(a.File, ""); err != nil {
				return fmt.Errorf("file = %q: not a pattern", a.File)
			}
			m.patterns = append(m.patterns, pattern{path.Clean(a.File), a.said()})
		default:
			m.put(a.File, a.said())
		}
	}
	if more := d.Undecoded(); len(more) > 0 {
		return &keyError{more[0].String()}
	}
	return nil
}

// tell fills the empty fields of d from what m says of the file name.
func (m *manifest) tell(d *Document, name string) {
	name = filepath.ToSlash(name)
	d.fill(m.files[name])
	for _, p := range m.patterns {
		if ok, _ := path.Match(p.glob, name); ok {
			d.fill(p.said)
		}
	}
	d.fill(m.all)
}

// note fills what d does not say itself from the manifest of its folder, and
// then from those of the folders above it that were named.
func (r *run) note(d *Document, s source) {
	if s.path == "-" {
		return
	}
	dir, name := filepath.Dir(s.path), filepath.Base(s.path)
	r.noteAt(dir).tell(d, name)
	for range 8 {
		up := filepath.Dir(dir)
		if up == dir || dir == "." {
			return
		}
		m, ok := r.notes[up]
		if !ok {
			return
		}
		name = filepath.Join(filepath.Base(dir), name)
		dir = up
		m.tell(d, name)
	}
}

// fill sets the fields of d that are still empty.
func (d *Document) fill(said fields) {
	for to, name := range map[*string]string{
		&d.Outlet: "outlet", &d.URL: "url", &d.Published: "published", &d.Modified: "modified",
		&d.Title: "title", &d.Byline: "byline", &d.Story: "story",
	} {
		if *to == "" {
			*to = said[name]
		}
	}
}
