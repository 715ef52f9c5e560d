package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"time"
)

// grace is how long a verb that is interrupted may take to end by itself.
const grace = 500 * time.Millisecond

// outcome is how a verb ended: with an error, or with what it panicked with.
type outcome struct {
	err   error
	fault any
}

// finish runs work to its end, or until ctx is done and then a little longer.
// Work that goes on after that is left alone: ok is false, and the process is
// about to end.
func finish(ctx context.Context, work func() error) (o outcome, ok bool) {
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			o.fault = recover()
			done <- o
		}()
		o.err = work()
	}()
	select {
	case o := <-done:
		return o, true
	case <-ctx.Done():
	}
	select {
	case o := <-done:
		return o, true
	case <-time.After(grace):
		return outcome{err: ctx.Err()}, false
	}
}

// errShut: what is written after an interruption goes nowhere.
var errShut = errors.New("interrupted")

// gates are the outputs of a run, which an interruption shuts.
type gates struct {
	mu   sync.Mutex
	open []*gate
	shut bool
}

// add lets w be written to through a gate, until the gates are shut; temp is
// the temporary file that goes then, if not "".
func (gs *gates) add(w io.Writer, temp string) *gate {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	g := &gate{w: w, temp: temp, shut: gs.shut}
	gs.open = append(gs.open, g)
	return g
}

// close shuts the gates for good and removes the files that were not finished.
func (gs *gates) close() {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	gs.shut = true
	for _, g := range gs.open {
		g.mu.Lock()
		if !g.shut && g.temp != "" {
			os.Remove(g.temp)
		}
		g.shut = true
		g.mu.Unlock()
	}
}

// gate passes whole lines on, so that what an interruption leaves of a stream
// of records is whole records.
type gate struct {
	mu   sync.Mutex
	w    io.Writer
	temp string
	rest []byte // of a line that has not ended
	shut bool
}

func (g *gate) Write(b []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return 0, errShut
	}
	n := bytes.LastIndexByte(b, '\n') + 1
	if n > 0 && len(g.rest) > 0 {
		if _, err := g.w.Write(g.rest); err != nil {
			return 0, err
		}
		g.rest = g.rest[:0]
	}
	if n > 0 {
		if n, err := g.w.Write(b[:n]); err != nil {
			return n, err
		}
	}
	g.rest = append(g.rest, b[n:]...)
	return len(b), nil
}

// end passes the last line on and then does what is left to do; nothing of it
// once the gate is shut.
func (g *gate) end(last func() error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return errShut
	}
	rest := g.rest
	if g.rest = nil; len(rest) > 0 {
		if _, err := g.w.Write(rest); err != nil {
			return err
		}
	}
	return last()
}
