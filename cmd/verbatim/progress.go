package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"verbatim/cmd/internal/pipeline"
)

const (
	progressAfter = time.Second // work that ends sooner shows none
	progressEvery = 250 * time.Millisecond
)

// progress keeps one line of a terminal up to date. What is written to it goes
// to the terminal too, the line out of the way.
type progress struct {
	w      io.Writer
	count  *pipeline.Progress
	mu     sync.Mutex
	there  bool // the line is on the terminal
	ended  bool
	closed chan struct{}
}

func newProgress(w io.Writer) *progress {
	return &progress{w: w, count: &pipeline.Progress{}, closed: make(chan struct{})}
}

// start shows the line at each tick after the first wait, until stop.
func (p *progress) start(after <-chan time.Time, every <-chan time.Time) {
	go func() {
		select {
		case <-after:
		case <-p.closed:
			return
		}
		for {
			p.show()
			select {
			case <-every:
			case <-p.closed:
				return
			}
		}
	}()
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return
	}
	read, compared, stories := p.count.Done()
	text := fmt.Sprintf("%d articles read", read)
	if stories > 1 {
		text += fmt.Sprintf(", %d of %d stories compared", compared, stories)
	} else if stories == 1 {
		text += ", comparing"
	}
	fmt.Fprintf(p.w, "\r\x1b[Kverbatim: %s", text)
	p.there = true
}

func (p *progress) clear() {
	if p.there {
		io.WriteString(p.w, "\r\x1b[K")
		p.there = false
	}
}

// Write clears the line and writes b to the terminal.
func (p *progress) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	return p.w.Write(b)
}

// stop clears the line for good; it may be called again.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ended {
		p.clear()
		p.ended = true
		close(p.closed)
	}
}

// ends is a writer to a terminal that shows results: at the first of them the
// line of p goes.
type ends struct {
	io.Writer
	p *progress
}

func (e ends) Write(b []byte) (int, error) {
	e.p.stop()
	return e.Writer.Write(b)
}
