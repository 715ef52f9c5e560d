package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// longRecord is a record of an article that takes minutes to compare with
// another one: n sentences, every other one quoted.
func longRecord(id string, n int) string {
	r := rand.New(rand.NewPCG(1, uint64(len(id))+uint64(id[0])))
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "Then the council w%d met", r.IntN(5000))
		for range 12 {
			fmt.Fprintf(&b, " w%d", r.IntN(5000))
		}
		fmt.Fprintf(&b, ". “We will w%d", r.IntN(5000))
		for range 8 {
			fmt.Fprintf(&b, " w%d", r.IntN(5000))
		}
		fmt.Fprintf(&b, ",” said Mr. Smith. ")
	}
	return fmt.Sprintf(`{"id":%q,"text":%q}`+"\n", id, b.String())
}

// Every verb ends when it is interrupted (SIGINT), whatever it is at: reading
// an input without end, working on articles for minutes, waiting for a server.
// The work of each case lasts longer than the test waits, so that an end is
// that of the signal. What was printed is whole lines; no file is left.
func TestInterruptEveryVerb(t *testing.T) {
	binary, err := exec.LookPath("verbatim")
	if err != nil {
		t.Fatal(err)
	}
	endless := func(in io.Writer, sent chan<- bool) {
		for i := 0; ; i++ {
			if i == 200 {
				close(sent)
			}
			if _, err := fmt.Fprintf(in, `{"id":"%d","text":"“We will close harbour %d for now,” the mayor said. %s"}`+"\n", i, i, strings.Repeat("It rained. ", 100)); err != nil {
				return
			}
		}
	}
	zip := func(in io.Writer, sent chan<- bool) {
		io.WriteString(in, "PK\x03\x04")
		for i := 0; ; i++ {
			if i == 100 {
				close(sent)
			}
			if _, err := in.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	}
	long := func(in io.Writer, sent chan<- bool) {
		io.WriteString(in, longRecord("a", 20000)+longRecord("b", 20000))
		in.(io.Closer).Close()
		close(sent)
	}

	for _, c := range []struct {
		name string
		args string // FILE stands for a file of long, SERVER for one that does not come to its end
		feed func(io.Writer, chan<- bool)
	}{
		{"compare", "compare -", endless}, {"compare", "compare -", long}, {"compare", "compare --format jsonl -", endless}, {"compare", "compare --group-by auto -", long},
		{"compare", "compare -o out.json --format json -", zip},
		{"report", "report -o out.html -", long}, {"report", "report -o out/ -", long},
		{"check", "check FILE2 --against FILE", nil}, {"check", "check FILE2 --against -", endless},
		{"clean", "clean --format jsonl -", endless}, {"clean", "clean --edits edits.csv -", endless}, {"clean", "clean --witnesses -", long},
		{"quotes", "quotes --format jsonl -", endless}, {"quotes", "quotes --format csv -o out.csv -", endless}, {"quotes", "quotes -", zip},
		{"passages", "passages -", endless}, {"passages", "passages -", long},
		{"families", "families -", endless},
		{"index", "index ix -", endless},
		{"trace", "trace --allow-private x SERVER", nil},
		{"matrix", "matrix -", long}, {"timeline", "timeline -", long}, {"show", "show --id Q1 -", long},
		{"serve", "serve FILE", nil},
		{"compare", "compare --allow-private -o out.txt SERVER", nil}, {"report", "report --allow-private -o out/ SERVER", nil}, {"quotes", "quotes --allow-private SERVER", nil},
	} {
		t.Run(strings.ReplaceAll(c.args, "/", ""), func(t *testing.T) {
			t.Parallel()
			dir, files := t.TempDir(), t.TempDir()
			sent := make(chan bool)
			var args []string
			for _, a := range strings.Fields(c.args) {
				switch a {
				case "FILE", "FILE2":
					text := longRecord("a", 20000)
					if a == "FILE2" {
						text = longRecord("d", 20000)
					}
					path := filepath.Join(files, a+".jsonl")
					if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
					a = path
				case "SERVER":
					hang := make(chan bool)
					s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if r.URL.Path == "/robots.txt" {
							http.NotFound(w, r)
							return
						}
						w.Header().Set("Content-Type", "text/html")
						io.WriteString(w, "<!DOCTYPE html><p>x")
						w.(http.Flusher).Flush()
						close(sent)
						<-hang
					}))
					defer s.Close()
					defer close(hang)
					a = s.URL + "/a"
				}
				args = append(args, a)
			}
			cmd := exec.Command(binary, args...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "TMPDIR="+dir)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &errs
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			switch {
			case c.feed != nil:
				go c.feed(in, sent)
			case strings.Contains(c.args, "FILE"):
				time.AfterFunc(time.Second, func() { close(sent) })
			}
			ended := make(chan error, 1)
			go func() {
				<-sent
				time.Sleep(100 * time.Millisecond) // so that it is at work
				cmd.Process.Signal(os.Interrupt)
				ended <- cmd.Wait()
			}()
			select {
			case <-ended:
			case <-time.After(time.Minute):
				cmd.Process.Kill()
				t.Fatal("it does not end")
			}
			want := exitInterrupted
			if c.name == "serve" && out.Len() > 0 {
				want = exitDone // it was serving already
			}
			if code := cmd.ProcessState.ExitCode(); code != want || want == exitInterrupted && !strings.Contains(errs.String(), "interrupted") {
				t.Errorf("exit %d: %s", code, &errs)
			}
			if out.Len() > 0 && !bytes.HasSuffix(out.Bytes(), []byte("\n")) {
				t.Errorf("the output ends within a line: …%q", out.Bytes()[max(0, out.Len()-80):])
			}
			for l := range strings.Lines(out.String()) {
				if strings.Contains(c.args, "jsonl") && !json.Valid([]byte(l)) {
					t.Fatalf("no whole record: %q", l)
				}
			}
			left, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range left {
				if !f.IsDir() {
					t.Errorf("%s is left", f.Name())
				}
			}
		})
	}
}

// Work that does not heed the interruption is left alone after a moment, and
// from then on it writes nothing.
func TestFinish(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	gs := &gates{}
	temp := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(temp, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	g, file := gs.add(&out, ""), gs.add(io.Discard, temp)
	over := make(chan error)
	o, ok := finish(ctx, func() error {
		io.WriteString(g, "one\ntw")
		io.WriteString(g, "o\nthr")
		cancel()
		<-over
		return nil
	})
	gs.close()
	if ok || !errors.Is(o.err, context.Canceled) || out.String() != "one\ntwo\n" {
		t.Errorf("%v, %+v: %q", ok, o, &out)
	}
	if _, err := g.Write([]byte("ee\n")); err == nil || out.String() != "one\ntwo\n" {
		t.Errorf("%v: %q", err, &out)
	}
	if _, err := os.Stat(temp); err == nil {
		t.Error("the temporary file is left")
	}
	if err := file.end(func() error { t.Error("it is committed"); return nil }); err == nil {
		t.Error("no error")
	}
	if late := gs.add(&out, ""); late.end(func() error { return nil }) == nil {
		t.Error("a gate that comes late is open")
	}
	close(over)

	o, ok = finish(context.Background(), func() error { panic("x") })
	if !ok || o.fault != "x" {
		t.Errorf("%v, %+v", ok, o)
	}
	g = (&gates{}).add(&out, "")
	io.WriteString(g, "a\nb")
	if err := g.end(func() error { return nil }); err != nil || !strings.HasSuffix(out.String(), "a\nb") {
		t.Errorf("%v: %q", err, &out)
	}
}
