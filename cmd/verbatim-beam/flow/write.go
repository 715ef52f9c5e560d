package flow

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

func init() {
	beam.RegisterDoFn(&spreadFn{})
	beam.RegisterDoFn(&writeFn{})
}

// spreadFn yields a line to one of the shards, by its content.
type spreadFn struct{ Shards int }

func (f *spreadFn) ProcessElement(line []byte, lines func(shard, line []byte)) {
	put(f.Shards, string(line), json.RawMessage(line), lines)
}

// encode is one line of JSON without its end.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	j := json.NewEncoder(&b)
	j.SetEscapeHTML(false)
	err := j.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// writeFn writes the lines of a shard, sorted.
type writeFn struct {
	Dir, Name string
	Shards    int
}

func shardName(dir, name string, shard, of int) string {
	return fmt.Sprintf("%s/%s-%05d-of-%05d.jsonl", strings.TrimSuffix(dir, "/"), name, shard, of)
}

func (f *writeFn) ProcessElement(ctx context.Context, shard []byte, values func(*[]byte) bool) error {
	var lines [][]byte
	var b []byte
	for values(&b) {
		lines = append(lines, slices.Clone(b))
	}
	slices.SortFunc(lines, bytes.Compare)
	return writeFile(ctx, shardName(f.Dir, f.Name, int(binary.BigEndian.Uint64(shard)), f.Shards), append(bytes.Join(lines, []byte("\n")), '\n'))
}
