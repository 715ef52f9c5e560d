package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"verbatim/cmd/internal/report"
	"verbatim/cmd/internal/web"
)

const (
	watchEvery = 500 * time.Millisecond
	watchFiles = 10000 // more are not watched
)

// serve shows the report in a browser at this machine until it is interrupted.
func (e *env) serve(paths []string) error {
	for _, p := range paths {
		if p == "-" {
			return wrong("serve reads the files again when they change; standard input cannot be read twice. Save it to a file.")
		}
	}
	all, file := &inputs{paths: paths}, e.reviewFile(paths)
	if file == "" {
		file = "none"
	}
	opt := web.Options{
		Load: func(ctx context.Context) (*report.Story, error) {
			again := *e
			again.ctx, again.opt.reviewFile = ctx, file
			return again.analyse(all.list())
		},
		State: func() string { return state(append(all.list(), file)) },
		Every: watchEvery,
		Page:  report.HTMLOptions{Title: e.opt.title, Texts: e.pageTexts()},
		Max:   int64(e.opt.maxSize) << 20,
		Log:   func(format string, a ...any) { fmt.Fprintf(e.stderr, "verbatim: "+format+"\n", a...) },
	}
	if e.opt.review {
		if file == "none" {
			return wrong("serve --review: there is no place for the verdicts. Name one with --review-file FILE.")
		}
		opt.Review = func(change func(*report.Review)) error {
			r, err := report.ReadReview(file)
			if err != nil {
				return err
			}
			change(r)
			return r.Write(file)
		}
		if err := all.adding(&opt); err != nil {
			return err
		}
		defer all.close()
	}
	server, err := web.New(e.ctx, opt)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(e.opt.port)))
	if err != nil {
		return wrong("serve --port %d: %v. Leave the flag out and a free port is taken.", e.opt.port, err)
	}
	address := "http://" + l.Addr().String() + "/"
	if e.progress != nil {
		e.progress.stop()
	}
	fmt.Fprintf(e.out, "%s\nOnly this machine can open it. Ctrl-C ends it.\n", address)
	if err := e.out.Flush(); err != nil {
		return err
	}
	if e.opt.open {
		browse(address)
	}
	go server.Watch(e.ctx)
	s := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(e.ctx, func() { s.Close() })
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// browse opens an address in the browser of the user; that it cannot is no
// fault, for the address is printed.
func browse(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if cmd.Start() == nil {
		go cmd.Wait()
	}
}

// inputs are the paths of the user and what was added in the browser.
type inputs struct {
	mu    sync.Mutex
	paths []string
	added string // a folder made for what is added; "" when the user's own is used
	used  bool   // it holds something
}

func (in *inputs) list() []string {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := append([]string(nil), in.paths...)
	if in.used {
		out = append(out, in.added)
	}
	return out
}

// adding lets opt take articles: they are kept in the first folder given, and
// where files were given, in a folder for as long as the server runs.
func (in *inputs) adding(opt *web.Options) error {
	if len(in.paths) == 1 && strings.HasSuffix(in.paths[0], ".json") {
		return nil // a saved report is read whole
	}
	dir := ""
	for _, p := range in.paths {
		if st, err := os.Stat(p); err == nil && st.IsDir() {
			dir = p
			break
		}
	}
	opt.AddTo = "in the folder " + dir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "verbatim-added-"); err != nil {
			return err
		}
		in.added = dir
		opt.AddTo = "until verbatim ends, because files were given and no folder"
	}
	opt.Add = func(name string, r io.Reader) error {
		if err := createNew(dir, name, r); err != nil {
			return err
		}
		in.mu.Lock()
		defer in.mu.Unlock()
		in.used = in.added != ""
		return nil
	}
	return nil
}

func (in *inputs) close() {
	if in.added != "" {
		os.RemoveAll(in.added)
	}
}

// createNew writes a file into dir, by another name where name is taken.
func createNew(dir, name string, r io.Reader) error {
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; ; n++ {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			name = fmt.Sprintf("%s-%d%s", stem, n, ext)
			continue
		}
		if err != nil {
			return err
		}
		_, err = io.Copy(f, r)
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			os.Remove(f.Name())
		}
		return err
	}
}

// state sums up the names, sizes and times of files, and of those in folders.
func state(paths []string) string {
	h := sha256.New()
	n := 0
	for _, p := range paths {
		filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if n++; n > watchFiles {
				return fs.SkipAll
			}
			if err != nil {
				fmt.Fprintln(h, path)
				return nil
			}
			if st, err := os.Stat(path); err == nil && !d.IsDir() {
				fmt.Fprintln(h, path, st.Size(), st.ModTime().UnixNano())
			}
			return nil
		})
	}
	return hex.EncodeToString(h.Sum(nil))
}
