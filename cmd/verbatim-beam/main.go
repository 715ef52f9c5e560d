// Command verbatim-beam finds the families of an archive that does not fit one
// machine, and what the outlets disagree on: package flow on any runner of Apache
// Beam. See package [verbatim/cmd/verbatim-beam/flow] for what it costs, and
// flink/README.md for a cluster.
//
//	verbatim-beam --input 'gs://archive/2024-*.jsonl.gz' --output gs://out --store gs://scratch/run1 \
//	    --runner universal --endpoint jobserver:8099 --environment_type EXTERNAL --environment_config localhost:50000
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/graphx"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/runnerlib"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
	"google.golang.org/protobuf/proto"

	"verbatim/cmd/verbatim-beam/flow"
)

func main() {
	var opt flow.Options
	input := flag.String("input", "", "shards to read, or patterns of them, separated by commas: JSONL, WARC … also within gzip or zstd, and Parquet")
	flag.StringVar(&opt.Output, "output", "", "folder for families-*, findings-* and problems-* as JSONL")
	flag.StringVar(&opt.Store, "store", "", "folder for the cleaned articles between the stages, on storage that every worker sees")
	flag.StringVar(&opt.Scratch, "scratch", "", "folder on the disk of each worker for a copy of a shard at a time, where shards are remote or Parquet")
	flag.IntVar(&opt.Shards, "shards", 16, "files of each kind of result")
	flag.IntVar(&opt.Rounds, "rounds", 4, "rounds of the search for connected components")
	flag.Int64Var(&opt.MaxBytes, "max-size", 0, "bytes of the largest article (0: 16 MB)")
	flag.BoolVar(&opt.OneStory, "one-story", false, "compare all articles that name no story as one, as verbatim compare does")
	flag.BoolVar(&opt.Families, "families-only", false, "find the families and compare only articles that name a story")
	flag.IntVar(&opt.Hot, "hot", 4096, "articles that share five words in a row before these are spread over several keys")
	flag.IntVar(&opt.Rate, "sample", 64, "one article in so many is counted to know which are")
	file := flag.String("pipeline-file", "", "write the pipeline to this file instead of running it")
	workers := flag.String("worker-pool", "", "serve workers to task managers at this address (127.0.0.1:50000) instead of running")
	local := flag.Bool("local", false, "do it on this machine without Beam, to compare")
	generate := flag.Int("generate", 0, "write a corpus of so many articles to --output instead of running")
	flag.Parse()
	beam.Init() // a worker ends here
	for _, p := range strings.Split(*input, ",") {
		if p != "" {
			opt.Input = append(opt.Input, p)
		}
	}
	var err error
	switch ctx := context.Background(); {
	case *workers != "":
		err = servePool(*workers)
	case *generate > 0:
		_, err = flow.Generate(ctx, opt.Output, *generate, opt.Shards, 1)
	case *local:
		err = flow.Local(ctx, opt)
	default:
		err = run(ctx, opt, *file)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "verbatim-beam:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, opt flow.Options, file string) error {
	p, err := flow.Pipeline(ctx, opt)
	if err != nil {
		return err
	}
	if file != "" {
		return save(ctx, p, file)
	}
	r, err := beamx.RunWithMetrics(ctx, p)
	if err != nil || r == nil {
		return err
	}
	sums := map[string]int64{}
	m := r.Metrics().AllMetrics()
	for _, c := range m.Counters() {
		sums[c.Key.Name] += c.Result()
	}
	for _, d := range m.Distributions() {
		sums["most "+d.Key.Name] = max(sums["most "+d.Key.Name], d.Result().Max)
	}
	var names []string
	for n := range sums {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(os.Stderr, "%-32s %d\n", n, sums[n])
	}
	return nil
}

// save writes the pipeline as it would be sent to a job server, with this program
// as the worker binary.
func save(ctx context.Context, p *beam.Pipeline, file string) error {
	edges, _, err := p.Build()
	if err != nil {
		return err
	}
	env, err := graphx.CreateEnvironment(ctx, jobopts.GetEnvironmentUrn(ctx), jobopts.GetEnvironmentConfig)
	if err != nil {
		return err
	}
	model, err := graphx.Marshal(edges, &graphx.Options{Environment: env, PipelineResourceHints: jobopts.GetPipelineResourceHints()})
	if err != nil {
		return err
	}
	worker := *jobopts.WorkerBinary
	if worker == "" {
		if worker, err = os.Executable(); err != nil {
			return err
		}
	}
	if err := runnerlib.UpdateGoEnvironmentWorker(worker, model); err != nil {
		return err
	}
	b, err := proto.Marshal(model)
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o644)
}
