package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// write lays down files by name and gives their folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A device or a pipe that is named as the output is written to and stays what
// it is: a file of the same name must not take its place.
func TestOutputToAPipe(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "The mayor said: “We will not close the harbour.”"})
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Skip(err)
	}
	got := make(chan string)
	go func() {
		f, err := os.Open(pipe)
		if err != nil {
			got <- err.Error()
			return
		}
		defer f.Close()
		b, _ := io.ReadAll(f)
		got <- string(b)
	}()
	if code, _, errs := do(t, "clean", "-o", pipe, filepath.Join(dir, "a.txt")); code != exitDone {
		t.Errorf("exit %d: %s", code, errs)
	}
	if s := <-got; !strings.Contains(s, "close the harbour") {
		t.Errorf("the pipe got %q", s)
	}
	if st, err := os.Lstat(pipe); err != nil || st.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is now %v, %v", st.Mode(), err)
	}
}

// Addresses are fetched, what came is kept, and what is kept gives the same
// findings again.
func TestAddresses(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := map[string]string{"/a": "“We will not close the harbour for now,” the mayor said on Monday.", "/b": "“We will close the harbour for now,” the mayor said on Monday."}[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<!DOCTYPE html><title>x</title><p>The council met on Monday to talk of the harbour.<p>"+text)
	}))
	defer s.Close()
	dir := t.TempDir()
	out := filepath.Join(dir, "r.json")
	code, _, errs := do(t, "compare", "--format", "json", "--allow-private", "-o", out, s.URL+"/a", s.URL+"/b", s.URL+"/a")
	kept := filepath.Join(dir, "r.warc.gz")
	if code != exitDone || !strings.Contains(errs, "fetched 2 of 2 pages, kept in "+kept) {
		t.Fatalf("exit %d: %s", code, errs)
	}
	first, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(first), `"class": "negation"`) {
		t.Errorf("the report: %v, %.300s", err, first)
	}
	code, again, errs := do(t, "compare", "--format", "json", kept)
	if code != exitDone || again != string(first) {
		t.Errorf("exit %d: %s: the archive gives another report", code, errs)
	}

	// An archive is never overwritten, and one bad address loses only itself.
	code, _, errs = do(t, "compare", "--format", "json", "--allow-private", "-o", out, s.URL+"/a", s.URL+"/gone", kept)
	if code != exitIncomplete || !strings.Contains(errs, s.URL+"/gone: the server answered 404 Not Found") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if b, _ := os.ReadFile(out); !strings.Contains(string(b), `"incomplete": true`) || !strings.Contains(string(b), "/gone") {
		t.Error("the report says nothing of the lost page")
	}
	if _, err := os.Stat(filepath.Join(dir, "r-2.warc.gz")); err != nil {
		t.Error(err)
	}
	if code, _, errs := do(t, "compare", "--allow-private", "--warc", kept, s.URL+"/a"); code != exitUsage || !strings.Contains(errs, "never overwritten") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, errs := do(t, "compare", "--warc", filepath.Join(dir, "n.warc.gz"), s.URL+"/a"); code != exitIncomplete || !strings.Contains(errs, "inner network") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if _, err := os.Stat(filepath.Join(dir, "n.warc.gz")); err == nil {
		t.Error("an archive of nothing is kept")
	}
	draft := filepath.Join(write(t, map[string]string{"draft.txt": "“We will not close the harbour for now,” the mayor said."}), "draft.txt")
	if code, out, errs := do(t, "check", "--allow-private", "--warc", filepath.Join(dir, "c.warc.gz"), draft, "--against", s.URL+"/a"); code != exitDone {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
}
