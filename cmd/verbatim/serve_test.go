package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serving runs serve and gives its address; the function ends it and gives the
// exit code.
func serving(t *testing.T, args ...string) (string, func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	r, w := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"serve"}, args...), strings.NewReader(""), w, io.Discard)
		w.Close()
	}()
	out := bufio.NewReader(r)
	address, err := out.ReadString('\n')
	if err != nil {
		t.Fatalf("serve prints no address: %v, exit %d", err, <-code)
	}
	go io.Copy(io.Discard, out)
	return strings.TrimSpace(address), func() int {
		cancel()
		select {
		case c := <-code:
			return c
		case <-time.After(10 * time.Second):
			t.Error("serve does not end when it is interrupted")
			return -1
		}
	}
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "“We will not close the harbour for the time being,” said Anna Ortega.\n", "b.txt": "“We cannot close the harbour for the time being,” said Anna Ortega.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	address, end := serving(t, "--title", "Two papers", "--review", dir)
	if !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Errorf("served at %s", address)
	}
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil || !strings.Contains(string(page), "<h1>Two papers</h1>") || !strings.Contains(string(page), "It is kept in the folder "+dir) {
		t.Errorf("%v %.300s", err, page)
	}
	// Somebody listens for changes while it ends.
	if res, err := http.Get(address + "events?since=0"); err != nil {
		t.Error(err)
	} else {
		defer res.Body.Close()
	}
	if code := end(); code != exitDone {
		t.Errorf("exit %d", code)
	}

	// Files and no folder: what is added goes when the server ends.
	address, end = serving(t, "--review", filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"))
	res, err = http.PostForm(address+"review", nil)
	if err != nil || res.StatusCode != http.StatusConflict {
		t.Errorf("%v %v", err, res)
	}
	end()
	if found, _ := filepath.Glob(filepath.Join(os.TempDir(), "verbatim-added-*")); len(found) > 0 {
		t.Errorf("left behind: %q", found)
	}
	if code, _, errs := do(t, "serve", "-"); code != exitUsage || !strings.Contains(errs, "read twice") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestStateTellsChanges(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.txt")
	seen := map[string]string{}
	look := func(what string) {
		t.Helper()
		s := state([]string{dir})
		if before, ok := seen[s]; ok {
			t.Errorf("%s looks like %s", what, before)
		}
		seen[s] = what
	}
	look("an empty folder")
	os.WriteFile(name, []byte("one"), 0o644)
	look("one file")
	os.WriteFile(name, []byte("longer"), 0o644)
	look("a longer file")
	os.Chtimes(name, time.Unix(1, 0), time.Unix(1, 0))
	look("a file of another time")
	os.Remove(name)
	if first, second := state([]string{dir}), state([]string{dir}); first != second {
		t.Error("nothing changed, and it looks changed")
	}
}
