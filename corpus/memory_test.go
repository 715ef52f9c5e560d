package corpus

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// Memory does not grow with the container: a hundred megabytes of JSONL are
// read with a few in use.
func TestFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB")
	}
	text := strings.Repeat("One sentence after the other, all of them alike. ", 200)
	in, out := io.Pipe()
	go func() {
		for i := range 10000 {
			fmt.Fprintf(out, `{"id":"%d","text":"%s"}`+"\n", i, text)
		}
		out.Close()
	}()
	var most uint64
	n := 0
	for it := range Read(context.Background(), []string{"-"}, Options{Stdin: in}) {
		if it.Document == nil {
			t.Fatal(it.Problem)
		}
		if n++; n%1000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if n != 10000 || most > 32<<20 {
		t.Errorf("%d documents, %d MB in use", n, most>>20)
	}
}

// A line of 50 MB is an article like any other.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("50 MB")
	}
	line := `{"id":"long","text":"` + strings.Repeat("x", 50<<20) + `"}` + "\n" + `{"id":"next","text":"N"}`
	n := 0
	for it := range Read(context.Background(), []string{"-"}, Options{Stdin: bytes.NewReader([]byte(line)), MaxBytes: 64 << 20}) {
		if it.Document == nil {
			t.Fatal(it.Problem)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d documents", n)
	}
}
