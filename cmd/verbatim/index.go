package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"

	"verbatim/align/index"
	"verbatim/cmd/internal/pipeline"
	"verbatim/corpus"
	"verbatim/normalize"
)

// index adds articles to an index, or looks after one.
func (e *env) index(args []string) error {
	switch args[0] {
	case "verify", "compact":
		if len(args) != 2 {
			return wrong("index %s takes one index. Example: verbatim index %s archive.index", args[0], args[0])
		}
		if !index.Is(args[1]) {
			return wrong("index %s: %s is no index. Make one with: verbatim index %s PATH…", args[0], args[1], args[1])
		}
		if args[0] == "verify" {
			return e.verifyIndex(args[1])
		}
		return e.compactIndex(args[1])
	}
	if len(args) < 2 {
		return wrong("index needs the articles to add. Example: %s", e.verb.examples[0].line)
	}
	w, err := e.openWriter(args[0])
	if err != nil {
		return err
	}
	defer w.Close()
	e.leaves("interrupted; the index %s is whole. Run the same command again: it goes on from there.", args[0])
	e.scale(1 << 30)
	there := 0
	opt := e.pipeline()
	for r := range pipeline.Ordered(e.ctx, corpus.Read(e.ctx, args[1:], opt.Corpus), 0, func(it corpus.Item) (r read) {
		if r.problem = it.Problem; it.Document == nil {
			return r
		}
		opt.Progress.AddRead()
		if r.known = w.Known(it.Document.ID, it.Document.SHA256); !r.known {
			t := normalize.Clean(it.Document, opt.Clean)
			if r.problem = pipeline.Unfit(t); r.problem != nil {
				return r
			}
			a := index.Read(t, true).Pack()
			r.article = &a
		}
		return r
	}, func(it corpus.Item, f *corpus.Fault) read {
		return read{problem: f.Problem(it.Document.Path, it.Document.Line, pipeline.LeftOut)}
	}) {
		if r.problem != nil {
			e.problem(*r.problem)
		}
		if r.known {
			there++
		}
		if r.article != nil {
			if _, err := w.Add(*r.article); err != nil {
				return err
			}
		}
	}
	if err := w.Commit(); err != nil {
		return err
	}
	e.leaves("interrupted; the index %s is whole, %d articles were added. Run the same command again: it goes on from there.", args[0], w.Added())
	if e.ctx.Err() != nil {
		return e.ctx.Err()
	}
	if !e.opt.quiet {
		fmt.Fprintf(e.out, "%s: %d articles added, %d were there already, %d in all\n", args[0], w.Added(), there, w.Len())
	}
	return nil
}

// read is what became of an article: ready to add, known already, or a problem.
type read struct {
	article *index.Article
	known   bool
	problem *corpus.Problem
}

func (e *env) openWriter(dir string) (*index.Writer, error) {
	w, err := index.Write(dir)
	if errors.Is(err, index.ErrLocked) {
		return nil, wrong("%v.", err)
	}
	return w, err
}

func (e *env) verifyIndex(dir string) error {
	x, err := index.Open(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	if err := index.Verify(e.ctx, x, e.scale(1<<30).Progress); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%s: whole; %d articles in %d segments\n", dir, x.Len(), x.Segments())
	return nil
}

func (e *env) compactIndex(dir string) error {
	w, err := e.openWriter(dir)
	if err != nil {
		return err
	}
	defer w.Close()
	if err := w.Compact(e.ctx, e.scale(1<<30).Progress); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%s: %d articles in one segment\n", dir, w.Len())
	return nil
}

// corpusAt opens the index that paths name, or nil where they are articles.
func (e *env) corpusAt(paths []string) (*index.Index, error) {
	for _, p := range paths {
		if index.Is(p) {
			if len(paths) > 1 {
				return nil, wrong("%s is an index: name it alone. “verbatim index %s PATH…” adds articles to it.", p, p)
			}
			return index.Open(p)
		}
	}
	return nil, nil
}

// sourcesOf loads the articles of an index that may hold the quotations.
func (e *env) sourcesOf(ctx context.Context, dir string, quotations []string, limit int) ([]*normalize.Text, error) {
	x, err := index.Open(dir)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var texts []*normalize.Text
	seen := map[int]bool{}
	for _, q := range quotations {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		found, err := x.Sources(q, limit)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			if seen[n] {
				continue
			}
			seen[n] = true
			t, err := index.Text(x, n, normalize.Options{Strict: e.opt.strict})
			if err != nil {
				return nil, err
			}
			texts = append(texts, t)
		}
	}
	return texts, nil
}

// scale gives the bounds of work on many articles. Collecting garbage less often
// saves a tenth of the time, until memory is more bytes above --memory.
func (e *env) scale(more int64) index.Options {
	opt := index.Options{Memory: int64(e.opt.memory) << 20, Dir: os.TempDir(), Problem: func(p corpus.Problem) { e.problem(p) }}
	debug.SetGCPercent(300)
	debug.SetMemoryLimit(opt.Memory + more + slack)
	if e.progress != nil {
		opt.Progress = e.progress.stage
	}
	return opt
}

// room adds to the message of a full disk what can be done.
func room(err error) error {
	if !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return fmt.Errorf("%w. Free some space, name another folder for temporary files in TMPDIR, or raise --memory", err)
}
