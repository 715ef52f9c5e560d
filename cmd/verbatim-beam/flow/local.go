package flow

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"verbatim/align"
	"verbatim/align/index"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Local is the run on one machine that the pipeline must equal: the families as the
// verb families prints them, without their place in the list, and the findings of
// each family or story. Texts are held in memory. The lines are sorted and written
// as one shard of each kind.
func Local(ctx context.Context, opt Options) error {
	paths, err := Shards(ctx, opt.Input)
	if err != nil {
		return err
	}
	for i, name := range paths {
		local, done, err := fetch(ctx, name, opt.Scratch)
		defer done()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		paths[i] = local
	}
	all := index.NewSpool(index.Options{})
	defer all.Close()
	texts := map[string]*normalize.Text{}
	stories := map[string][]*normalize.Text{}
	for it := range corpus.Read(ctx, paths, corpus.Options{MaxBytes: opt.MaxBytes}) {
		d := it.Document
		if d == nil {
			continue
		}
		t := normalize.Clean(d, normalize.Options{})
		if err := all.Add(index.Read(t, true)); err != nil {
			return err
		}
		if opt.OneStory && d.Story == "" {
			d.Story = oneStory
		}
		texts[d.ID] = t
		if d.Story != "" {
			stories[d.Story] = append(stories[d.Story], t)
		}
	}
	var families, findings [][]byte
	add := func(lines *[][]byte, v any) error {
		b, err := encode(v)
		*lines = append(*lines, b)
		return err
	}
	err = index.Families(ctx, all, index.Options{}, func(q *align.Quote) error {
		q.N = 0
		if err := add(&families, q); err != nil {
			return err
		}
		var in []*normalize.Text
		for _, o := range q.Occurrences {
			in = append(in, texts[o.Article])
		}
		some, _ := compared(in)
		for _, x := range familyFindings(q, some) {
			if err := add(&findings, x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for s, in := range stories {
		for _, x := range storyFindings(s, in) {
			if err := add(&findings, x); err != nil {
				return err
			}
		}
	}
	for kind, lines := range map[string][][]byte{"families": families, "findings": findings} {
		slices.SortFunc(lines, bytes.Compare)
		if err := writeFile(ctx, shardName(opt.Output, kind, 0, 1), append(bytes.Join(lines, []byte("\n")), '\n')); err != nil {
			return err
		}
	}
	return nil
}
