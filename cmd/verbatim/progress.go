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
	begun  time.Time
	name   string // of a stage with a known end
	since  time.Time
	done   int
	of     int
	closed chan struct{}
}

func newProgress(w io.Writer, count *pipeline.Progress) *progress {
	return &progress{w: w, count: count, closed: make(chan struct{}), begun: time.Now()}
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
	if s := time.Since(p.begun).Seconds(); p.name == "" && s > 2 && read > 100 {
		text += fmt.Sprintf(", %.0f a second", float64(read)/s)
	}
	if stories > 1 {
		text += fmt.Sprintf(", %d of %d stories compared", compared, stories)
	} else if stories == 1 {
		text += ", comparing"
	}
	if p.name != "" && p.of > 0 {
		text += fmt.Sprintf(", %s: %d %%", p.name, 100*p.done/p.of)
		if took := time.Since(p.since); p.done > 0 && took > 2*time.Second {
			left := time.Duration(float64(took) * float64(p.of-p.done) / float64(p.done))
			text += fmt.Sprintf(", about %s left", left.Round(time.Second))
		}
	}
	fmt.Fprintf(p.w, "\r\x1b[Kverbatim: %s", text)
	p.there = true
}

// stage says how far work with a known end is.
func (p *progress) stage(name string, done, of int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if name != p.name {
		p.name, p.since, p.done = name, time.Now(), 0
	}
	p.done, p.of = max(p.done, done), of
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
