// Package pipeline runs the stages for the commands: read, clean, compare. It
// works on several articles at once and gives results in the order of the
// input, whatever the number of workers.
package pipeline

import (
	"context"
	"fmt"
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
	}, func(it corpus.Item, f *corpus.Fault) Item {
		return Item{Problem: f.Problem(it.Document.Path, it.Document.Line, LeftOut)}
	})
}

// LeftOut is what a fault costs that arises in one article.
const LeftOut = "The article is left out."

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
	type compared struct {
		report  *align.Report
		problem *corpus.Problem
	}
	for c := range Ordered(ctx, slice(stories), opt.Workers, func(s []*normalize.Text) compared {
		defer opt.Progress.addCompared()
		return compared{report: compare(s, opt.Align)}
	}, func(s []*normalize.Text, f *corpus.Fault) compared { return compared{problem: lost(s, f)} }) {
		if c.problem != nil {
			problems = append(problems, *c.problem)
			continue
		}
		reports = append(reports, c.report)
	}
	r := align.Merge(reports)
	if len(reports) == 1 {
		r = reports[0]
	}
	r.Problem(problems...)
	return r.Complete(), texts
}

// compare is [align.Compare]; a test makes one that fails.
var compare = align.Compare

// lost is the problem of a story that a fault arose in.
func lost(story []*normalize.Text, f *corpus.Fault) *corpus.Problem {
	d := story[0].Doc
	what := fmt.Sprintf("These %d articles are not compared.", len(story))
	if d.Story != "" {
		what = fmt.Sprintf("The %d articles of the story %q are not compared.", len(story), d.Story)
	}
	return f.Problem(d.Path, d.Line, what)
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
// results in the order of seq. At most a few results per worker are held. What f
// panicked on has the result that lost makes of the fault; without lost, and for
// a panic in seq, the fault is raised again in the caller, a [*corpus.Fault]. A
// cancelled ctx ends the stream at once: what is being worked on then is finished
// unseen.
func Ordered[A, B any](ctx context.Context, seq iter.Seq[A], workers int, f func(A) B, lost func(A, *corpus.Fault) B) iter.Seq[B] {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type result struct {
		value B
		fault *corpus.Fault
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
		work := func(a A) (r result) {
			r.fault = corpus.Guard(func() { r.value = f(a) })
			if r.fault != nil && lost != nil {
				fault := r.fault
				r.fault = corpus.Guard(func() { r.value = lost(a, fault) })
			}
			return r
		}
		for range workers { // they keep their stacks: growing one for each article costs time
			all.Go(func() {
				for j := range jobs {
					j.out <- work(j.a)
				}
			})
		}
		all.Go(func() {
			defer close(queue)
			defer close(jobs)
			fault := corpus.Guard(func() {
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
			})
			if fault != nil {
				last := make(chan result, 1)
				last <- result{fault: fault}
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
