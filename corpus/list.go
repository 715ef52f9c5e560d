package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// entry is one file to read, or why a path is none.
type entry struct {
	path, id string
	problem  *Problem
}

// list expands paths to files and gives each its id.
func (r *run) list(paths []string) []entry {
	var out []entry
	at := map[string]int{} // real path -> index in out
	add := func(path string) {
		key := realPath(path)
		if i, ok := at[key]; ok {
			// One file under two names: the name does not depend on their order.
			if p := out[i].path; len(path) < len(p) || len(path) == len(p) && path < p {
				out[i].path = path
			}
			return
		}
		at[key] = len(out)
		out = append(out, entry{path: path})
	}
	refuse := func(p Problem) { out = append(out, entry{path: p.Path, problem: &p}) }
	seen := map[string]bool{}
	for _, p := range paths {
		if r.ctx.Err() != nil {
			return nil
		}
		if seen[p] {
			continue
		}
		seen[p] = true
		switch {
		case p == "-" && r.opt.Stdin == nil:
			refuse(Problem{Path: p, Cause: "there is no standard input", Remedy: "Name a file."})
		case p == "-":
			add(p)
		case p == "":
			refuse(Problem{Path: p, Cause: "an empty name", Remedy: "Check how the shell expands the arguments."})
		case strings.HasPrefix(p, "http://") || strings.HasPrefix(p, "https://"):
			refuse(Problem{Path: p, Cause: "an address, not a file", Remedy: "Save the page and name the file."})
		default:
			st, err := os.Stat(p)
			switch {
			case err != nil:
				refuse(fault(p, err))
			case st.IsDir():
				r.folder(p, p, add, refuse)
			case !st.Mode().IsRegular():
				refuse(irregular(p, st.Mode()))
			case isNote(filepath.Base(p)):
				r.noteAt(filepath.Dir(p))
			default:
				add(p)
			}
		}
	}
	if containers(out) > 1 {
		sort.SliceStable(out, func(i, j int) bool { return out[i].path < out[j].path })
	}
	r.name(out)
	return out
}

// realPath is what a path stands for, so that a file named twice is known.
func realPath(path string) string {
	if path == "-" {
		return path
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// folder walks dir by name. Links are followed to files within root only, so
// that no walk runs in circles or leaves the folder.
func (r *run) folder(root, dir string, add func(string), refuse func(Problem)) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		refuse(fault(dir, err))
	}
	names := map[string]bool{}
	for _, e := range entries {
		names[e.Name()] = true
	}
	found := 0
	for _, e := range entries {
		if r.ctx.Err() != nil {
			return
		}
		name, path := e.Name(), filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(name, "."):
			continue
		case e.IsDir():
			// The pictures and scripts a browser saves beside a page.
			if page, ok := strings.CutSuffix(name, "_files"); ok && (names[page+".html"] || names[page+".htm"]) {
				continue
			}
			r.folder(root, path, add, refuse)
		case isNote(name):
			r.noteAt(dir)
			continue
		case name == "verbatim.toml" || strings.HasSuffix(name, ".review.json"):
			continue // settings and verdicts, no article
		case e.Type()&fs.ModeSymlink != 0:
			st, err := os.Stat(path)
			switch {
			case err != nil:
				refuse(fault(path, err))
			case !st.Mode().IsRegular() || !within(root, path):
				refuse(Problem{Path: path, Cause: "a link that leads out of the folder or to a folder", Remedy: "Name what it points to."})
			default:
				add(path)
			}
		case !e.Type().IsRegular():
			refuse(irregular(path, e.Type()))
		default:
			add(path)
		}
		found++
	}
	if found == 0 && err == nil && dir == root {
		refuse(Problem{Path: dir, Cause: "the folder holds no article", Remedy: "Name a folder with text, HTML or JSONL files."})
	}
}

// within reports whether path, links resolved, lies below root.
func within(root, path string) bool {
	rel, err := filepath.Rel(realPath(root), realPath(path))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// containers counts the files that may hold many articles, by their names.
func containers(es []entry) int {
	n := 0
	for _, e := range es {
		switch strings.ToLower(filepath.Ext(e.path)) {
		case ".txt", ".md", ".text", ".html", ".htm", ".xhtml", ".shtml":
		default:
			n++
		}
	}
	return n
}

// name gives the files their ids: the stem, or where several share it, the
// shortest of three longer names that tells them all apart. It does not depend
// on the order of es.
func (r *run) name(es []entry) {
	groups := map[string][]int{}
	for i, e := range es {
		if e.problem == nil && jsonExt(e.path) == "" {
			groups[stem(e.path)] = append(groups[stem(e.path)], i)
		}
	}
	forms := []func(path string) string{
		stem,
		func(p string) string { return cleanID(filepath.Base(p)) },
		func(p string) string { return cleanID(stem(p) + "@" + filepath.Base(filepath.Dir(p))) },
		func(p string) string { return stem(p) + "@" + short(p) },
	}
	var stems []string
	for s := range groups {
		stems = append(stems, s)
	}
	sort.Strings(stems)
	// Single stems first: they keep their names whatever the others need.
	for _, single := range []bool{true, false} {
		for _, s := range stems {
			g := groups[s]
			if (len(g) == 1) != single {
				continue
			}
			for n, form := range forms {
				ids := map[string]bool{}
				free := true
				for _, i := range g {
					id := form(es[i].path)
					free = free && !ids[id] && !r.taken[hash(id)]
					ids[id] = true
				}
				if free || n == len(forms)-1 {
					for _, i := range g {
						es[i].id = form(es[i].path)
						r.taken[hash(es[i].id)] = true
					}
					break
				}
			}
		}
	}
}

// free is id, or where it is taken, id with a suffix that says where the
// record stands. The id is taken afterwards.
func (r *run) free(id string, s source) string {
	id = cleanID(id)
	if id == "" {
		id = stem(s.path) + "-" + strconv.Itoa(max(1, s.line))
	}
	next := id
	for n := 0; r.taken[hash(next)]; n++ {
		switch n {
		case 0:
			next = id + "@" + stem(s.path)
		case 1:
			next = id + "@" + stem(s.path) + "-" + strconv.Itoa(max(1, s.line))
		default:
			next = id + "@" + short(s.path+"\x00"+s.member+"\x00"+strconv.Itoa(s.line)+"\x00"+strconv.Itoa(n))
		}
	}
	r.taken[hash(next)] = true
	return next
}

func short(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// hash is the 64-bit FNV-1a of an id. Keeping hashes, not ids, is what keeps
// memory small on containers of millions; two ids of one hash would only cost
// a suffix.
func hash(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// trimPacked removes the extension of a compressed file.
func trimPacked(name string) string {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".gz", ".zst", ".zstd":
		return name[:len(name)-len(ext)]
	}
	return name
}

// stem is the base of path without its extension and that of its compression.
func stem(path string) string {
	if path == "-" {
		return "stdin"
	}
	base := trimPacked(filepath.Base(path))
	s := strings.TrimSuffix(base, filepath.Ext(base))
	if s == "" {
		s = base
	}
	return cleanID(s)
}

// cleanID is id without what could harm a terminal or a line of output.
func cleanID(id string) string {
	return strings.Map(func(r rune) rune {
		if unsafeRune(r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(id))
}
