package flow

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// Options of a run.
type Options struct {
	Input    []string // shards, or patterns of them
	Output   string   // folder of the results
	Store    string   // folder of the cleaned articles, which every worker must see
	Scratch  string   // folder on the disk of a worker for copies of shards that are remote or Parquet; "" is that of the system
	Shards   int      // files of each kind of result
	Rounds   int      // of the search for connected components
	MaxBytes int64    // of the largest article; 0: that of package corpus
	OneStory bool     // articles without a story are of one
	Families bool     // families only, nothing is compared
	Hot      int      // articles that make a shingle hot
	Rate     int      // one article in so many is looked at to know

	SaltArticles int // of a hot shingle that one key has, about; 0: 1024
}

// Shards gives the files that patterns name, by name; one that is no pattern and
// names no file is kept, so that its problem is reported with the others.
func Shards(ctx context.Context, patterns []string) ([]string, error) {
	var out []string
	for _, p := range patterns {
		fs, err := filesystem.New(ctx, p)
		if err != nil {
			return nil, err
		}
		found, err := fs.List(ctx, p)
		fs.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		if len(found) == 0 {
			found = []string{p}
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) == 0 {
		return nil, errors.New("no input: name shards with --input")
	}
	return out, nil
}

// Pipeline is the whole run.
func Pipeline(ctx context.Context, opt Options) (*beam.Pipeline, error) {
	shards, err := Shards(ctx, opt.Input)
	if err != nil {
		return nil, err
	}
	for _, dir := range []string{opt.Output, opt.Store} {
		if dir == "" {
			return nil, errors.New("no folder for the results or for the store: name them with --output and --store")
		}
		if _, err := filesystem.New(ctx, dir); err != nil {
			return nil, err
		}
	}
	p, s := beam.NewPipelineWithRoot()
	var elems [][]byte
	for i, name := range shards {
		elems = append(elems, append(binary.BigEndian.AppendUint32(nil, uint32(i)), name...))
	}
	in := beam.Reshuffle(s.Scope("shards"), beam.CreateList(s.Scope("shards"), elems))

	read := s.Scope("read")
	summaries, stories, samples, problems := beam.ParDo4(read, &readFn{Store: opt.Store, Scratch: opt.Scratch, MaxBytes: opt.MaxBytes, OneStory: opt.OneStory, Rate: uint32(opt.Rate)}, in)
	plan := beam.SideInput{Input: summaries}
	hot, boilerplate := beam.ParDo2(read, &hotFn{Rate: uint32(opt.Rate), Hot: uint32(opt.Hot), Salt: uint32(cmp.Or(opt.SaltArticles, 1024))}, beam.GroupByKey(read, samples))

	join := s.Scope("join")
	chunks := beam.Reshuffle(join, beam.ParDo(join, &chunkFn{}, summaries))
	postings := beam.ParDo(join, &postFn{Store: opt.Store}, chunks, plan, beam.SideInput{Input: hot})
	seeds, firsts := beam.ParDo2(join, &bucketFn{}, beam.GroupByKey(join, postings))
	more, _ := beam.ParDo2(join, &bucketFn{}, beam.GroupByKey(join, firsts))

	verify := s.Scope("verify")
	pairs := beam.GroupByKey(verify, beam.Flatten(verify, seeds, more))
	ends := beam.ParDo(verify, &verifyFn{Store: opt.Store}, pairs, plan)
	named := beam.ParDo(verify, &settleFn{}, beam.GroupByKey(verify, ends))
	edges := beam.ParDo(verify, &resolveFn{}, beam.GroupByKey(verify, named))

	components := s.Scope("components")
	links := edges
	for range opt.Rounds {
		for _, large := range []bool{true, false} {
			links = beam.ParDo(components, &starFn{Large: large}, beam.GroupByKey(components, beam.ParDo(components, &bothFn{}, links)))
		}
	}
	roots := beam.ParDo(components, &rootFn{}, links)
	first := beam.ParDo(components, &firstEndFn{}, beam.GroupByKey(components, beam.Flatten(components, roots, beam.ParDo(components, &edgeFn{}, edges))))
	byRoot, unfinished := beam.ParDo2(components, &secondEndFn{}, beam.GroupByKey(components, beam.Flatten(components, roots, first)))

	result := s.Scope("findings")
	families, found, cut := beam.ParDo3(result, &familyFn{Store: opt.Store, Shards: opt.Shards, Only: opt.Families}, beam.GroupByKey(result, byRoot), plan)
	told, large := beam.ParDo2(result, &storyFn{Store: opt.Store, Shards: opt.Shards}, beam.GroupByKey(result, stories), plan)

	out := s.Scope("write")
	said := beam.Flatten(out, problems, boilerplate, unfinished, cut, large)
	for _, r := range []struct {
		name  string
		lines beam.PCollection
	}{
		{"families", families},
		{"findings", beam.Flatten(out, found, told)},
		{"problems", beam.ParDo(out, &spreadFn{Shards: 1}, said)},
	} {
		n := opt.Shards
		if r.name == "problems" {
			n = 1
		}
		beam.ParDo0(out, &writeFn{Dir: opt.Output, Name: r.name, Shards: n}, beam.GroupByKey(out, r.lines))
	}
	return p, nil
}
