package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
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

// Ten thousand files, one in fifty broken: the others are read, each broken one
// is named, nothing is lost.
func TestManyFiles(t *testing.T) {
	all := 10000
	if testing.Short() {
		all = 1000
	}
	broken := []string{"\x00\x01\x02", "", "%PDF-1.7 no more", "PK\x03\x04 cut off", "\x1f\x8b\x08 cut off", `{"id": "x", "text": `, `<!DOCTYPE html><title>x</title>`, "\x89PNG\r\n"}
	names := []string{".txt", ".txt", ".pdf", ".zip", ".gz", ".jsonl", ".html", ".txt"}
	files := map[string]string{}
	for i := range all {
		name, text := fmt.Sprintf("d%02d/a%05d", i%37, i), fmt.Sprintf("“We will close harbour number %d,” the mayor said on Monday.", i)
		switch {
		case i%50 == 7:
			k := i / 50 % len(broken)
			files[name+"-broken"+names[k]] = broken[k]
		case i%3 == 0:
			files[name+".html"] = "<!DOCTYPE html><title>x</title><p>" + text
		default:
			files[name+".txt"] = text
		}
	}
	dir := write(t, files)
	code, out, errs := do(t, "clean", "--format", "jsonl", dir)
	if n := strings.Count(out, "\n"); code != exitIncomplete || n != all-all/50 {
		t.Errorf("exit %d, %d articles of %d", code, n, all-all/50)
	}
	named := 0
	for _, l := range strings.Split(strings.TrimSpace(errs), "\n") {
		if strings.Contains(l, "-broken") {
			named++
		} else {
			t.Errorf("a good file is named: %s", l)
		}
	}
	if named != all/50 {
		t.Errorf("%d broken files named of %d", named, all/50)
	}
}

// An interrupted run ends soon, although its input does not, and says how far
// it came.
func TestInterrupted(t *testing.T) {
	in, feed := io.Pipe()
	go func() {
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(feed, `{"id":"%d","text":"“We will close the harbour,” the mayor said."}`+"\n", i); err != nil {
				return
			}
		}
	}()
	defer in.Close()
	ctx, cancel := context.WithCancel(context.Background())
	var errs bytes.Buffer
	ended := make(chan int)
	go func() { ended <- run(ctx, []string{"clean", "--format", "jsonl", "-"}, in, io.Discard, &errs) }()
	time.AfterFunc(100*time.Millisecond, cancel)
	select {
	case code := <-ended:
		if code != exitInterrupted || !regexp.MustCompile(`interrupted after [1-9]\d* articles were read`).MatchString(errs.String()) {
			t.Errorf("exit %d: %s", code, &errs)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it does not end")
	}
}

// Names and texts that could harm a terminal, a table or a reader are shown
// harmless in every form of output.
func TestHostileNamesAndTexts(t *testing.T) {
	dir := write(t, map[string]string{
		"a\nb\x1b[31m.txt":     "=cmd|' /C calc'!A0 said: “We will not close the harbour for now \x1b[31m\u202egnp.” +1 @SUM(1) <script>alert(1)</script>",
		"c\u202etxt.exe.txt":   "=cmd|' /C calc'!A0 said: “We will close the harbour for now.” -1 <script>alert(1)</script>",
		"e\x1b]0;title\a.html": "<!DOCTYPE html><title>x</title>",
	})
	for _, args := range [][]string{{"compare"}, {"compare", "--format", "csv-excel"}, {"compare", "--format", "md"}, {"compare", "--format", "tei"}, {"report"}, {"quotes"}, {"clean"}, {"matrix", "--format", "csv-excel"}} {
		code, out, errs := do(t, append(args, dir)...)
		if code != exitIncomplete {
			t.Errorf("%v: exit %d: %s", args, code, errs)
		}
		for _, bad := range []string{"\x1b", "\u202e", "\a"} {
			if args[0] != "clean" && strings.Contains(out, bad) || strings.Contains(errs, bad) {
				t.Errorf("%v: %q comes through", args, bad)
			}
		}
		if strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: more than one line: %q", args, errs)
		}
		if args[0] == "report" && strings.Contains(out, "<script>alert") {
			t.Errorf("%v: markup comes through", args)
		}
		for _, l := range strings.Split(out, "\n") {
			if strings.Contains(strings.Join(args, " "), "csv") && (strings.HasPrefix(l, "=") || strings.Contains(l, ",=") || strings.Contains(l, `,"=`)) {
				t.Errorf("%v: a formula: %s", args, l)
			}
		}
	}
}
