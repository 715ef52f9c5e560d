package flow

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/exec/optimized"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"verbatim/align/aligntest"
)

func TestMain(m *testing.M) {
	flag.Parse()
	log.SetLogger(quiet{})
	beam.Init()
	os.Exit(m.Run())
}

type quiet struct{}

func (quiet) Log(context.Context, log.Severity, int, string) {}

// result is what a run wrote, sorted lines of each kind, and how many problems it
// counted.
type result struct {
	families, findings, problems []string
	counted                      int64
}

// distributed runs the pipeline on prism.
func distributed(t *testing.T, opt Options) result {
	t.Helper()
	if opt.Output == "" {
		opt.Output = t.TempDir()
	}
	if opt.Store == "" {
		opt.Store = t.TempDir()
	}
	if opt.Shards == 0 {
		opt.Shards = 3
	}
	if opt.Rounds == 0 {
		opt.Rounds = 3
	}
	if opt.Hot == 0 {
		opt.Hot, opt.Rate = 4096, 64
	}
	p, err := Pipeline(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	run, err := beam.Run(context.Background(), "prism", p)
	if err != nil {
		t.Fatal(err)
	}
	r := result{families: lines(t, opt.Output, "families"), findings: lines(t, opt.Output, "findings"), problems: lines(t, opt.Output, "problems")}
	for _, c := range run.Metrics().AllMetrics().Counters() {
		if c.Name() == "problems" {
			r.counted += c.Result()
		}
	}
	return r
}

// lines are what the shards of one kind hold, sorted.
func lines(t *testing.T, dir, kind string) (out []string) {
	t.Helper()
	names, _ := filepath.Glob(dir + "/" + kind + "-*")
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		if s := strings.TrimSpace(string(b)); s != "" {
			out = append(out, strings.Split(s, "\n")...)
		}
	}
	slices.Sort(out)
	return out
}

// here is the run on one machine.
func here(t *testing.T, opt Options) result {
	t.Helper()
	opt.Output = t.TempDir()
	if err := Local(context.Background(), opt); err != nil {
		t.Fatal(err)
	}
	return result{families: lines(t, opt.Output, "families"), findings: lines(t, opt.Output, "findings")}
}

func same(t *testing.T, kind string, got, want []string) {
	t.Helper()
	if len(want) == 0 {
		t.Fatalf("no %s to compare", kind)
	}
	if slices.Equal(got, want) {
		return
	}
	t.Errorf("%d %s distributed, %d here", len(got), kind, len(want))
	shown := 0
	for _, g := range got {
		if _, ok := slices.BinarySearch(want, g); !ok && shown < 4 {
			t.Errorf("distributed only: %.300s", g)
			shown++
		}
	}
	shown = 0
	for _, w := range want {
		if _, ok := slices.BinarySearch(got, w); !ok && shown < 4 {
			t.Errorf("here only: %.300s", w)
			shown++
		}
	}
}

func TestFive(t *testing.T) {
	paths, _ := filepath.Glob("../../../testdata/articles/*.txt")
	if len(paths) != 5 {
		t.Fatalf("%d articles", len(paths))
	}
	got := distributed(t, Options{Input: paths, OneStory: true})
	want := here(t, Options{Input: paths, OneStory: true})
	same(t, "families", got.families, want.families)
	same(t, "findings", got.findings, want.findings)
	if len(got.problems) > 0 {
		t.Error(got.problems)
	}
}

func TestGenerated(t *testing.T) {
	dir := t.TempDir()
	if _, err := Generate(context.Background(), dir, 500, 4, 1); err != nil {
		t.Fatal(err)
	}
	opt := Options{Input: []string{dir + "/*.jsonl"}}
	got, want := distributed(t, opt), here(t, opt)
	same(t, "families", got.families, want.families)
	same(t, "findings", got.findings, want.findings)
}

// Each case of aligntest is a story of its own.
func TestCases(t *testing.T) {
	var b bytes.Buffer
	for i, c := range aligntest.Cases {
		for side, s := range []string{c.A, c.B} {
			j, _ := json.Marshal(map[string]string{"id": fmt.Sprintf("c%02d%d", i, side), "story": c.Name, "text": aligntest.Text(s)})
			b.Write(append(j, '\n'))
		}
	}
	name := filepath.Join(t.TempDir(), "cases.jsonl")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	got := distributed(t, Options{Input: []string{name}})
	want := here(t, Options{Input: []string{name}})
	same(t, "findings", got.findings, want.findings)
	found := map[string][]string{}
	for _, line := range got.findings {
		var f Found
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		found[f.Story] = append(found[f.Story], f.Class+" "+f.Severity)
	}
	for _, c := range aligntest.Cases {
		if !slices.Contains(found[c.Name], c.Class+" "+c.Severity) {
			t.Errorf("%s: want %s %s, found %v", c.Name, c.Class, c.Severity, found[c.Name])
		}
	}
}

// What cannot be read is named, and everything else is done.
func TestBadInput(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if _, err := Generate(ctx, dir, 60, 2, 2); err != nil {
		t.Fatal(err)
	}
	whole := []string{dir + "/shard-00000.jsonl", dir + "/shard-00001.jsonl"}
	write := func(name string, b []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	good, err := os.ReadFile(whole[1])
	if err != nil {
		t.Fatal(err)
	}
	large, _ := json.Marshal(map[string]string{"id": "large", "text": strings.Repeat("word ", 4<<20)})
	mixed := write("shard-00001-mixed.jsonl", slices.Concat([]byte("this is no JSON\n"), large, []byte("\n{\"id\": 7\n"), good))
	broken := write("broken.jsonl.gz", []byte("\x1f\x8b\x08 this is no gzip"))
	missing := filepath.Join(dir, "missing.jsonl")
	remote := "memfs://archive/remote.jsonl"
	memfs.Write(remote, good)
	got := distributed(t, Options{Input: []string{whole[0], mixed, broken, missing, remote}, Scratch: filepath.Join(dir, "no disk")})
	want := here(t, Options{Input: whole})
	same(t, "families", got.families, want.families)
	same(t, "findings", got.findings, want.findings)
	all := strings.Join(got.problems, "\n")
	for _, p := range []string{mixed + `","line":1,`, mixed + `","line":2,`, mixed + `","line":3,`, "larger than 16 MB", broken, missing, remote, "no disk"} {
		if !strings.Contains(all, p) {
			t.Errorf("no problem names %q:\n%s", p, all)
		}
	}
	if len(got.problems) != 6 || got.counted != 6 {
		t.Errorf("%d problems and %d counted, want 6:\n%s", len(got.problems), got.counted, all)
	}
}

// A store without room costs the articles that it cannot take.
func TestStoreWithoutRoom(t *testing.T) {
	dir := t.TempDir()
	paths, err := Generate(context.Background(), dir, 60, 2, 2)
	if err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(dir, "store")
	if err := os.MkdirAll(store, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(store, "000001"), nil, 0o644); err != nil { // where shard 1 wants a folder
		t.Fatal(err)
	}
	got := distributed(t, Options{Input: paths, Store: store})
	same(t, "families", got.families, here(t, Options{Input: paths[:1]}).families)
	if len(got.problems) != 1 || got.counted != 1 || !strings.Contains(got.problems[0], "30 articles could not be put into the store") {
		t.Errorf("problems %v", got.problems)
	}
}

// Hot shingles are spread over keys before the shuffle, and what they join stays
// in one family.
func TestHotShingles(t *testing.T) {
	dir := t.TempDir()
	paths, err := Generate(context.Background(), dir, 60, 3, 3)
	if err != nil {
		t.Fatal(err)
	}
	saying := "“The harbour wall will be mended before the winter storms come in,” the mayor said."
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		b = bytes.ReplaceAll(b, []byte(`"text":"`), []byte(`"text":"`+saying+`\n\n`))
		if err := os.WriteFile(p, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	salted := 0
	onBucket = func(key []byte, postings int) {
		if key[0] == keySalted {
			salted++
		}
		if key[0] != keyPartition && postings > 10 {
			t.Errorf("%d postings of one key", postings)
		}
	}
	defer func() { onBucket = nil }()
	got := distributed(t, Options{Input: paths, Hot: 30, Rate: 1, SaltArticles: 8})
	same(t, "families", got.families, here(t, Options{Input: paths}).families)
	if salted < 8 {
		t.Errorf("%d salted keys", salted)
	}
}

// The tool itself needs nothing of Beam.
func TestMainModuleHasNoBeam(t *testing.T) {
	for _, name := range []string{"../../../go.mod", "../../../go.sum"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(b, []byte("golang.org/x/text")) {
			t.Fatalf("%s is not that of the tool", name)
		}
		for _, module := range []string{"apache/beam", "google.golang.org", "aws"} {
			if bytes.Contains(b, []byte(module)) {
				t.Errorf("%s needs %s", name, module)
			}
		}
	}
}
