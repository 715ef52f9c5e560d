package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"verbatim/cmd/internal/fetch"
)

func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// fetched gets the pages at the addresses among args and puts the web archive
// that keeps them in their place.
func (e *env) fetched(args []string) ([]string, error) {
	var files, addresses []string
	seen := map[string]bool{}
	for _, a := range args {
		switch {
		case !isAddress(a):
			files = append(files, a)
		case !seen[a]:
			seen[a] = true
			addresses = append(addresses, a)
		}
	}
	if len(addresses) == 0 {
		return args, nil
	}
	name, err := e.archiveName()
	if err != nil {
		return nil, err
	}
	out, err := e.create(name, e.stdout)
	if err != nil {
		return nil, err
	}
	defer out.discard()
	problems, err := fetch.All(e.ctx, addresses, out, fetch.Options{
		Agent: "verbatim/" + version, AllowPrivate: e.opt.allowPrivate, Pause: time.Duration(e.opt.pause) * time.Second,
		MaxBytes: int64(e.opt.maxSize) << 20, Timeout: time.Duration(e.opt.timeout) * time.Second,
	})
	if err != nil {
		return nil, err
	}
	e.known = append(e.known, problems...)
	if len(problems) == len(addresses) {
		return files, nil // nothing worth keeping
	}
	if err := out.commit(); err != nil {
		return nil, err
	}
	if !e.opt.quiet {
		fmt.Fprintf(e.stderr, "verbatim: fetched %d of %d pages, kept in %s; name that file to read the same bytes again.\n", len(addresses)-len(problems), len(addresses), name)
	}
	return append(files, name), nil
}

// archiveName is where fetched pages are kept: what --warc says, or a name
// beside the output that is not taken. An archive is never overwritten.
func (e *env) archiveName() (string, error) {
	if name := e.opt.warc; name != "" {
		if _, err := os.Stat(name); err == nil {
			return "", wrong("--warc %s: it is there already, and evidence is never overwritten. Choose another name.", name)
		}
		return name, nil
	}
	base := "fetched"
	switch o := e.opt.output; {
	case strings.HasSuffix(o, "/"):
		if err := os.MkdirAll(o, 0o755); err != nil {
			return "", wrong("--output %s: %v.", o, cause(err))
		}
		base = filepath.Join(o, "story")
	case o != "" && o != "-":
		if st, err := os.Stat(o); err != nil || st.Mode().IsRegular() {
			base = strings.TrimSuffix(o, filepath.Ext(o))
		}
	}
	for n := 1; ; n++ {
		name := base + ".warc.gz"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.warc.gz", base, n)
		}
		if _, err := os.Lstat(name); err != nil {
			return name, nil
		}
	}
}
