package main

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"verbatim/cmd/internal/pipeline"
)

type safeBuffer struct {
	mu    sync.Mutex
	b     bytes.Buffer
	wrote chan struct{}
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	n, err := s.b.Write(p)
	s.mu.Unlock()
	select {
	case s.wrote <- struct{}{}:
	default:
	}
	return n, err
}

func TestProgressLine(t *testing.T) {
	var w safeBuffer
	w.wrote = make(chan struct{}, 1)
	p := newProgress(&w, &pipeline.Progress{})
	after, every := make(chan time.Time), make(chan time.Time)
	p.start(after, every)
	if w.b.Len() > 0 {
		t.Error("a line before its time")
	}
	after <- time.Time{}
	<-w.wrote
	io.WriteString(p, "a problem\n")
	<-w.wrote
	p.stop()
	p.stop()
	p.show()
	got := w.b.String()
	if want := "\r\x1b[Kverbatim: 0 articles read\r\x1b[Ka problem\n"; got != want {
		t.Errorf("%q", got)
	}
}

func TestProgressGoesBeforeResults(t *testing.T) {
	var w bytes.Buffer
	p := newProgress(&w, &pipeline.Progress{})
	p.show()
	io.WriteString(ends{&w, p}, "result\n")
	p.show()
	if got := w.String(); !strings.HasSuffix(got, "\r\x1b[Kresult\n") {
		t.Errorf("%q", got)
	}
}

// Where standard error is no terminal nothing is shown.
func TestNoProgressInLogs(t *testing.T) {
	if _, _, errs := do(t, "compare", "../../testdata/articles"); errs != "" {
		t.Errorf("%q", errs)
	}
}
