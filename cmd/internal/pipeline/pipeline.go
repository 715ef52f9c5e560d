// Package pipeline runs the stages for the commands: read, clean, compare.
package pipeline

import (
	"context"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Load reads and cleans the articles at paths.
func Load(ctx context.Context, paths []string) ([]*normalize.Text, []corpus.Problem) {
	var texts []*normalize.Text
	var problems []corpus.Problem
	for it := range corpus.Read(ctx, paths, corpus.Options{}) {
		if it.Problem != nil {
			problems = append(problems, *it.Problem)
			continue
		}
		texts = append(texts, normalize.Clean(it.Document, normalize.Options{}))
	}
	return texts, problems
}

// Compare loads the articles at paths and compares them.
func Compare(ctx context.Context, paths []string) *align.Report {
	texts, problems := Load(ctx, paths)
	r := align.Compare(texts, align.Options{})
	r.Problems, r.Incomplete = problems, len(problems) > 0
	return r
}
