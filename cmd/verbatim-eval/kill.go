package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"verbatim/align/aligntest"
)

// kill ends runs of index and families with SIGKILL at random moments and checks
// that the index is whole each time and that in the end the results are those of an
// undisturbed run, byte for byte:
//
//	verbatim-eval kill --bin PATH [--articles 10000] [--times 20]
func kill(args []string, w io.Writer) error {
	f := pflag.NewFlagSet("kill", pflag.ContinueOnError)
	bin := f.String("bin", "verbatim", "the `PROGRAM` to kill")
	articles := f.Int("articles", 10000, "`SIZE` of the corpus")
	times := f.Int("times", 20, "kill each `N` times")
	dir := f.String("dir", os.TempDir(), "`FOLDER` for the corpus, the indexes and the results")
	if err := f.Parse(args); err != nil {
		return err
	}
	home, err := os.MkdirTemp(*dir, "verbatim-kill-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	in := func(name string) string { return filepath.Join(home, name) }
	if _, err := generate(in("articles.jsonl"), "", false, aligntest.Corpus{Articles: *articles, Seed: 2, Stripped: .05}); err != nil {
		return err
	}
	do := func(args ...string) error {
		if out, err := exec.Command(*bin, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w\n%s", args, err, out)
		}
		return nil
	}
	start := time.Now()
	if err := do("index", in("whole"), in("articles.jsonl")); err != nil {
		return err
	}
	indexing := time.Since(start)
	start = time.Now()
	if err := do("families", in("whole"), "-o", in("want")); err != nil {
		return err
	}
	joining := time.Since(start)
	want, err := os.ReadFile(in("want"))
	if err != nil {
		return err
	}
	killed := func(within time.Duration, args ...string) (bool, error) {
		c := exec.Command(*bin, args...)
		if err := c.Start(); err != nil {
			return false, err
		}
		t := time.AfterFunc(time.Duration(rand.Int63n(int64(within))), func() { c.Process.Kill() })
		defer t.Stop()
		return c.Wait() != nil, nil
	}
	for _, x := range []struct {
		what   string
		within time.Duration
		args   []string
	}{
		{"index", indexing, []string{"index", in("killed"), in("articles.jsonl")}},
		{"families", joining, []string{"families", in("killed"), "-o", in("got")}},
	} {
		n, ended := 0, 0
		for n < *times {
			if hit, err := killed(x.within, x.args...); err != nil {
				return err
			} else if hit {
				n++
			} else if ended++; x.what == "index" {
				if err := os.RemoveAll(in("killed")); err != nil { // from the beginning
					return err
				}
				continue
			}
			if _, err := os.Stat(filepath.Join(in("killed"), "verbatim-index.json")); err == nil {
				if err := do("index", "verify", in("killed")); err != nil {
					return fmt.Errorf("after %d kills of %s: %w", n, x.what, err)
				}
			}
			if got, err := os.ReadFile(in("got")); err == nil && !bytes.Equal(got, want) {
				return fmt.Errorf("after %d kills of %s: a part of the result has the name of the whole", n, x.what)
			} else if err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
		if err := do(x.args...); err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: killed %d times, verified after each, ended by itself %d times\n", x.what, n, ended)
	}
	got, err := os.ReadFile(in("got"))
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return errors.New("the families differ from those of the undisturbed run")
	}
	fmt.Fprintf(w, "families after all that: %d bytes, the same as undisturbed\n", len(got))
	return nil
}
