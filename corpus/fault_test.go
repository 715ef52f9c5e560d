package corpus

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func broken(s []int, i int) int { return s[i] }

func TestGuard(t *testing.T) {
	if f := Guard(func() {}); f != nil {
		t.Errorf("a fault of nothing: %v", f)
	}
	f := Guard(func() { broken(nil, 3) })
	if f == nil {
		t.Fatal("no fault")
	}
	p := f.Problem("a.jsonl", 7, "The article is left out.")
	for _, s := range []string{"a.jsonl:7: internal fault in corpus.broken (fault_test.go:", "corpus.TestGuard", "index out of range [3]", "report this message", "The article is left out. The rest is complete."} {
		if !strings.Contains(p.Error(), s) {
			t.Errorf("%q lacks %q", p.Error(), s)
		}
	}
	if again := Guard(func() { panic(f) }); again != f {
		t.Errorf("a fault that is raised again is another one: %v", again)
	}
	var none *Problem
	if f := Guard(func() { none.Cause = "" }); f == nil || !strings.HasPrefix(f.At, "corpus.TestGuard.func") {
		t.Errorf("no address: %+v", f)
	}
}

// A reader that breaks loses its file; what the consumer does wrong is its own.
func TestReadGuardsEachFile(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "One.", "b.broken": "Two.", "c.txt": "Three."} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept := kinds
	defer func() { kinds = kept }()
	kinds = append([]kind{{
		is:   func(name string, _ []byte) bool { return strings.HasSuffix(name, ".broken") },
		read: func(*run, source, *bufio.Reader) { panic("broken") },
	}}, kinds...)
	var got []string
	for it := range Read(context.Background(), []string{dir}, Options{}) {
		if it.Problem != nil {
			got = append(got, it.Problem.Error())
			continue
		}
		got = append(got, it.Document.ID)
	}
	if len(got) != 3 || got[0] != "a" || got[2] != "c" || !strings.Contains(got[1], "b.broken: internal fault in ") || !strings.Contains(got[1], ": broken. ") {
		t.Errorf("%q", got)
	}
	f := Guard(func() {
		for range Read(context.Background(), []string{dir}, Options{}) {
			panic("consumer")
		}
	})
	if f == nil || f.String() != "consumer" {
		t.Errorf("the fault of the consumer is lost: %v", f)
	}
}
