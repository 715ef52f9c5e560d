package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"verbatim/align"
	"verbatim/align/index"
	"verbatim/align/passage"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/corpus"
	"verbatim/normalize"
)

func share(a, b *normalize.Text, p passage.Passage) index.Shared {
	return index.Shared{A: align.PlaceOf(a, a.Raw(p.A)), B: align.PlaceOf(b, b.Raw(p.B)), Words: p.Words, Equal: p.Equal, Similarity: p.Similarity, Shuffled: p.Shuffled}
}

// manyArticles is how many articles are held as texts; more are read one after the
// other, and of each only what the join needs is kept.
const manyArticles = 2048

// joinTexts is how many articles of one story are joined on what they share
// instead of being compared pair by pair.
const joinTexts = 64

type pair struct{ A, B string }

func (e *env) passages(paths []string) error {
	paths, err := e.inputs(paths)
	if err != nil {
		return err
	}
	var wanted []pair
	if e.opt.pairs != "" {
		var err error
		if wanted, err = readPairs(e.opt.pairs, e.stdin); err != nil {
			return err
		}
	}
	j := json.NewEncoder(e.out)
	j.SetEscapeHTML(false)
	print := func(s index.Shared) error { return j.Encode(&s) }
	people := e.opt.format == "text"
	opt := e.scale(300 << 20)
	if x, err := e.corpusAt(paths); err != nil {
		return err
	} else if x != nil {
		defer x.Close()
		if people {
			return wrong("--format text does not go with an index: it holds no words to show. Give the articles, or leave it out.")
		}
		if e.opt.pairs != "" {
			return wrong("--pairs does not go with an index: it compares all of its articles.")
		}
		return room(index.Passages(e.ctx, x, opt, print))
	}
	limit := manyArticles
	if e.opt.pairs != "" {
		limit = -1
	}
	texts, many, err := e.gather(paths, limit, false, opt)
	if err != nil {
		return err
	}
	if many != nil {
		defer many.Close()
		if people {
			return wrong("--format text is for a story: more than %d articles are read one after the other. Leave it out, or name pairs with --pairs.", manyArticles)
		}
		return room(index.Passages(e.ctx, many, opt, print))
	}
	show := func(a, b *normalize.Text, p passage.Passage) error {
		return print(share(a, b, p))
	}
	if people {
		show = report.NewPassages(e.out, texts, e.style()).Write
	}
	byID := map[string]*normalize.Text{}
	for _, t := range texts {
		byID[t.Doc.ID] = t
	}
	if e.opt.pairs == "" {
		var rest []*normalize.Text
		for _, s := range pipeline.Stories(texts) {
			if len(s) < joinTexts {
				rest = append(rest, s...)
				continue
			}
			for _, m := range passage.All(s, passage.Options{}) {
				if err := show(s[m.A], s[m.B], m.Passage); err != nil {
					return err
				}
			}
		}
		texts = rest
	}
	seq := allPairs(texts)
	if e.opt.pairs != "" {
		for i, p := range wanted {
			for _, id := range []string{p.A, p.B} {
				if byID[id] == nil {
					e.problem(corpus.Problem{Path: e.opt.pairs, Line: i + 1, Cause: "no article has the id " + id, Remedy: "The pair is left out."})
				}
			}
		}
		seq = func(yield func([2]*normalize.Text) bool) {
			for _, p := range wanted {
				if a, b := byID[p.A], byID[p.B]; a != nil && b != nil && !yield([2]*normalize.Text{a, b}) {
					return
				}
			}
		}
	}
	type shared struct {
		pair    [2]*normalize.Text
		found   []passage.Passage
		problem *corpus.Problem
	}
	for x := range pipeline.Ordered(e.ctx, seq, 0, func(p [2]*normalize.Text) shared {
		return shared{pair: p, found: passage.Pair(p[0], p[1])}
	}, func(p [2]*normalize.Text, f *corpus.Fault) shared {
		return shared{problem: f.Problem(p[0].Doc.Path, p[0].Doc.Line, fmt.Sprintf("It is not compared with %s.", corpus.Shown(p[1].Doc.ID)))}
	}) {
		if x.problem != nil {
			e.problem(*x.problem)
		}
		for _, p := range x.found {
			if err := show(x.pair[0], x.pair[1], p); err != nil {
				return err
			}
		}
	}
	return e.ctx.Err()
}

// gather reads the articles at paths: as texts, or, when there are more than limit
// (-1: none), ready for the join within opt, with their quotations if wanted.
func (e *env) gather(paths []string, limit int, quotes bool, opt index.Options) (texts []*normalize.Text, many *index.Spool, err error) {
	defer func() {
		if err != nil && many != nil {
			many.Close()
			many = nil
		}
	}()
	next, stop := iter.Pull(pipeline.Texts(e.ctx, paths, e.pipeline()))
	defer stop()
	path := ""
	kept := func() (*normalize.Text, bool, error) {
		for {
			it, ok := next()
			if !ok {
				return nil, false, e.ctx.Err()
			}
			if it.Problem != nil {
				e.problem(*it.Problem)
			}
			if it.Text == nil {
				continue
			}
			if it.Text.Doc.Path != path {
				path = it.Text.Doc.Path
				if err := e.out.keep(path); err != nil {
					return nil, false, err
				}
			}
			return it.Text, true, nil
		}
	}
	for limit < 0 || limit > 0 && len(texts) <= limit {
		t, ok, err := kept()
		if !ok || err != nil {
			return texts, nil, err
		}
		texts = append(texts, t)
	}
	many = index.NewSpool(opt)
	first := texts
	texts = nil
	var fault error
	for r := range pipeline.Ordered(e.ctx, func(yield func(*normalize.Text) bool) {
		for i, t := range first {
			first[i] = nil
			if !yield(t) {
				return
			}
		}
		first = nil
		for {
			t, ok, err := kept()
			if fault = err; !ok || !yield(t) {
				return
			}
		}
	}, 0, func(t *normalize.Text) read {
		a := index.Read(t, quotes)
		return read{article: &a}
	}, func(t *normalize.Text, f *corpus.Fault) read {
		return read{problem: f.Problem(t.Doc.Path, t.Doc.Line, pipeline.LeftOut)}
	}) {
		if r.problem != nil {
			e.problem(*r.problem)
			continue
		}
		if err := many.Add(*r.article); err != nil {
			return nil, many, room(err)
		}
	}
	if fault == nil {
		fault = e.ctx.Err()
	}
	return nil, many, fault
}

// allPairs yields any two texts of one story.
func allPairs(texts []*normalize.Text) iter.Seq[[2]*normalize.Text] {
	return func(yield func([2]*normalize.Text) bool) {
		for _, s := range pipeline.Stories(texts) {
			for i, a := range s {
				for _, b := range s[i+1:] {
					if !yield([2]*normalize.Text{a, b}) {
						return
					}
				}
			}
		}
	}
}

func readPairs(name string, stdin io.Reader) ([]pair, error) {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, wrong("--pairs %s: %v.", name, cause(err))
		}
		defer f.Close()
		in = f
	}
	var out []pair
	s := bufio.NewScanner(in)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		var p pair
		err := json.Unmarshal(s.Bytes(), &p)
		if err == nil && (p.A == "" || p.B == "") {
			err = errors.New("a or b is missing")
		}
		if err != nil {
			return nil, wrong("--pairs %s:%d: %v. Each line is {\"a\": id, \"b\": id}.", name, n, err)
		}
		out = append(out, p)
	}
	if err := s.Err(); err != nil {
		return nil, wrong("--pairs %s: %v.", name, err)
	}
	return out, nil
}
