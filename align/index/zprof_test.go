package index

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"verbatim/corpus"
	"verbatim/normalize"
)

func TestZprof(t *testing.T) {
	paths := os.Getenv("ZPROF")
	if paths == "" {
		t.Skip()
	}
	s := NewSpool(Options{Memory: 1 << 30})
	defer s.Close()
	t0 := time.Now()
	for it := range corpus.Read(context.Background(), strings.Fields(paths), corpus.Options{}) {
		if it.Document != nil {
			s.Add(Read(normalize.Clean(it.Document, normalize.Options{}), false))
		}
	}
	fmt.Println("read", time.Since(t0))
	f, _ := os.Create("/tmp/sc/prof/join")
	pprof.StartCPUProfile(f)
	t0 = time.Now()
	n := 0
	Passages(context.Background(), s, Options{Memory: 1 << 30}, func(Shared) error { n++; return nil })
	fmt.Println("join", time.Since(t0), n)
	pprof.StopCPUProfile()
}
