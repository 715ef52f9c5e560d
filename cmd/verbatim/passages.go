package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"

	"verbatim/align"
	"verbatim/align/passage"
	"verbatim/cmd/internal/pipeline"
	"verbatim/corpus"
	"verbatim/normalize"
)

// shared is a passage as it is printed.
type shared struct {
	A          align.Place `json:"a"`
	B          align.Place `json:"b"`
	Words      int         `json:"words"`
	Equal      int         `json:"equal"`
	Similarity float64     `json:"similarity"`
	Shuffled   bool        `json:"shuffled,omitempty"` // the words stand in another order
}

func share(a, b *normalize.Text, p passage.Passage) shared {
	return shared{align.PlaceOf(a, a.Raw(p.A)), align.PlaceOf(b, b.Raw(p.B)), p.Words, p.Equal, p.Similarity, p.Shuffled}
}

// joinTexts is how many articles of one story are joined on what they share
// instead of being compared pair by pair.
const joinTexts = 64

type pair struct{ A, B string }

func (e *env) passages(paths []string) error {
	var wanted []pair
	if e.opt.pairs != "" {
		var err error
		if wanted, err = readPairs(e.opt.pairs, e.stdin); err != nil {
			return err
		}
	}
	texts, problems := pipeline.Load(e.ctx, paths, e.pipeline())
	e.problem(problems...)
	for _, t := range texts {
		if err := e.out.keep(t.Doc.Path); err != nil {
			return err
		}
	}
	byID := map[string]*normalize.Text{}
	for _, t := range texts {
		byID[t.Doc.ID] = t
	}
	j := json.NewEncoder(e.out)
	j.SetEscapeHTML(false)
	if e.opt.pairs == "" {
		var rest []*normalize.Text
		for _, s := range pipeline.Stories(texts) {
			if len(s) < joinTexts {
				rest = append(rest, s...)
				continue
			}
			for _, m := range passage.All(s, passage.Options{}) {
				if err := j.Encode(share(s[m.A], s[m.B], m.Passage)); err != nil {
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
	for found := range pipeline.Ordered(e.ctx, seq, 0, func(p [2]*normalize.Text) []shared {
		var out []shared
		for _, x := range passage.Pair(p[0], p[1]) {
			out = append(out, share(p[0], p[1], x))
		}
		return out
	}) {
		for i := range found {
			if err := j.Encode(&found[i]); err != nil {
				return err
			}
		}
	}
	return e.ctx.Err()
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
