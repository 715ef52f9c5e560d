package main

import (
	"io"
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
