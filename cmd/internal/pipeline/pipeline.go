// Package pipeline runs the stages for the commands: read, clean, compare. It
// works on several articles at once and gives results in the order of the
// input, whatever the number of workers.
package pipeline

import (
	"context"
	"iter"
	"runtime"
	"sort"
	"sync"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/page"
	"verbatim/normalize/zone"
)

// Options of a run.
type Options struct {
	Corpus  corpus.Options
	Clean   normalize.Options
	Align   align.Options
	Workers int // articles or stories worked on at once; 0: one a processor

	GroupBy string // what makes a story, one of [Groupings]; "" is the first

	Known []corpus.Problem // found before the articles are read; they come first

	Progress *Progress // counts what is done; may be nil
}

// Item is a cleaned article, or an input that could not be used.
type Item struct {
	Text    *normalize.Text
	Problem *corpus.Problem
}

// Texts reads and cleans the articles at paths, in the order of the input. A
// cancelled ctx ends the stream.
func Texts(ctx context.Context, paths []string, opt Options) iter.Seq[Item] {
	return Ordered(ctx, after(opt.Known, corpus.Read(ctx, paths, opt.Corpus)), opt.Workers, func(it corpus.Item) Item {
		if it.Document == nil {
			return Item{Problem: it.Problem}
		}
		defer opt.Progress.AddRead()
		t := normalize.Clean(it.Document, opt.Clean)
		if p := Unfit(t); p != nil {
			return Item{Problem: p}
		}
		return Item{Text: t, Problem: it.Problem}
	})
}

// Unfit is the problem of a page that holds no article, or of a text without
// words; nil for all others.
func Unfit(t *normalize.Text) *corpus.Problem {
	if t.Doc.Media != corpus.HTML {
		if len(t.Words) > 0 {
			return nil
		}
		return &corpus.Problem{Path: t.Doc.Path, Line: t.Doc.Line, Cause: "a text without words", Remedy: "Name articles only."}
	}
	p := &corpus.Problem{Path: t.Doc.Path, Line: t.Doc.Line, Remedy: "Save the article itself, as your browser shows it, and name that file."}
	for _, c := range t.Conditions {
		switch c.Kind {
		case page.SectionPage:
			p.Cause = "a section page, not an article (" + c.Evidence + ")"
			return p
		case page.LargePage:
			p.Cause, p.Remedy = "the page is too large to find the article in ("+c.Evidence+")", "Save the article alone, or raise the limit (--max-elements)."
			return p
		case page.ConsentWall:
			p.Cause = "a page that asks for consent, not the article (" + c.Evidence + ")"
			return p
		}
	}
	for _, s := range t.Stretches(func(z zone.Zone) bool { return z.Kind.Text() }) {
		if from, to := t.WordsIn(s); to > from {
			return nil
		}
	}
	p.Cause = "no text of an article was found in the page"
	return p
}

// after is seq with problems before it.
func after(known []corpus.Problem, seq iter.Seq[corpus.Item]) iter.Seq[corpus.Item] {
	return func(yield func(corpus.Item) bool) {
		for i := range known {
			if !yield(corpus.Item{Problem: &known[i]}) {
				return
			}
		}
		seq(yield)
	}
}

// Load gives all that [Texts] yields, at once.
func Load(ctx context.Context, paths []string, opt Options) ([]*normalize.Text, []corpus.Problem) {
	var texts []*normalize.Text
	var problems []corpus.Problem
	for it := range Texts(ctx, paths, opt) {
		if it.Problem != nil {
			problems = append(problems, *it.Problem)
		}
		if it.Text != nil {
			texts = append(texts, it.Text)
		}
	}
	return texts, problems
}

// Stories groups texts by the story they belong to, in order of its name;
// those of one story stay in order.
func Stories(texts []*normalize.Text) [][]*normalize.Text {
	at := map[string]int{}
	var out [][]*normalize.Text
	for _, t := range texts {
		i, ok := at[t.Doc.Story]
		if !ok {
			i = len(out)
			at[t.Doc.Story] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i][0].Doc.Story < out[j][0].Doc.Story })
	return out
}

// Compare loads the articles at paths and compares those of each story with
// each other. The report does not depend on the order of paths.
func Compare(ctx context.Context, paths []string, opt Options) (*align.Report, []*normalize.Text) {
	texts, problems := Load(ctx, paths, opt)
	sort.SliceStable(problems, func(i, j int) bool {
		a, b := problems[i], problems[j]
		if a.Path != b.Path {
			return a.Path < b.Path
		}
		return a.Line < b.Line
	})
	texts = Grouped(texts, opt.GroupBy)
	stories := Stories(texts)
	var reports []*align.Report
	opt.Progress.setStories(len(stories))
	for r := range Ordered(ctx, slice(stories), opt.Workers, func(s []*normalize.Text) *align.Report {
		defer opt.Progress.addCompared()
		return align.Compare(s, opt.Align)
	}) {
		reports = append(reports, r)
	}
	r := align.Merge(reports)
	if len(reports) == 1 {
		r = reports[0]
	}
	r.Problem(problems...)
	return r.Complete(), texts
}

func slice[T any](s []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, x := range s {
			if !yield(x) {
				return
			}
		}
	}
}

// Ordered applies f to what seq yields, on several at once, and yields the
// results in the order of seq. At most a few results per worker are held. A
// panic in f or seq is raised again in the caller. A cancelled ctx ends the
// stream at once: what is being worked on then is finished unseen.
func Ordered[A, B any](ctx context.Context, seq iter.Seq[A], workers int, f func(A) B) iter.Seq[B] {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type result struct {
		value B
		fault any
		ok    bool
	}
	return func(yield func(B) bool) {
		outer := ctx
		ctx, cancel := context.WithCancel(ctx)
		var all sync.WaitGroup
		defer func() {
			cancel()
			if outer.Err() == nil {
				all.Wait()
			}
		}()
		type job struct {
			a   A
			out chan result
		}
		queue := make(chan chan result, 2*workers)
		jobs := make(chan job)
		guard := func(out chan result, work func() (B, bool)) {
			var r result
			defer func() {
				if r.fault = recover(); r.fault != nil {
					r.fault = Fault{r.fault, stack()}
				}
				if r.ok || r.fault != nil {
					out <- r
				}
			}()
			r.value, r.ok = work()
		}
		for range workers { // they keep their stacks: growing one for each article costs time
			all.Go(func() {
				for j := range jobs {
					guard(j.out, func() (B, bool) { return f(j.a), true })
				}
			})
		}
		all.Go(func() {
			defer close(queue)
			defer close(jobs)
			last := make(chan result, 1)
			guard(last, func() (b B, ok bool) {
				for a := range seq {
					out := make(chan result, 1)
					select {
					case queue <- out:
					case <-ctx.Done():
						return
					}
					select {
					case jobs <- job{a, out}:
					case <-ctx.Done():
						return
					}
				}
				return
			})
			if len(last) > 0 {
				select {
				case queue <- last:
				case <-ctx.Done():
				}
			}
		})
		for {
			var r result
			select {
			case out, more := <-queue:
				if !more {
					return
				}
				select {
				case r = <-out:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
			if r.fault != nil {
				panic(r.fault)
			}
			if !yield(r.value) {
				return
			}
		}
	}
}

// Fault is a panic of a worker with the stack where it arose.
type Fault struct {
	Value any
	Stack string
}
