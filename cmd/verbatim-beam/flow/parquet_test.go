package flow

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// row is a row of a test shard: articles, and columns that are none of theirs.
type row struct {
	Vector []float32 `parquet:"vector,list"`
	ID     string    `parquet:"ID,dict"`
	Outlet *string   `parquet:"outlet,optional"`
	Text   []byte    `parquet:"text,zstd"`
	Rank   int32     `parquet:"rank"`
}

func writeParquet[T any](t *testing.T, name string, rows []T) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, parquet.MaxRowsPerRowGroup(20), parquet.PageBufferSize(4096))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// parquetOf writes the articles of a shard of JSONL as Parquet.
func parquetOf(t *testing.T, jsonl string) string {
	t.Helper()
	b, err := os.ReadFile(jsonl)
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for l := range strings.Lines(string(b)) {
		var r struct{ ID, Outlet, Text string }
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row{ID: r.ID, Outlet: &r.Outlet, Text: []byte(r.Text), Vector: []float32{1, 2, 3}, Rank: 7})
	}
	return writeParquet(t, strings.TrimSuffix(jsonl, ".jsonl")+".parquet", rows)
}

func TestParquet(t *testing.T) {
	dir := t.TempDir()
	paths, err := Generate(context.Background(), dir, 60, 2, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		parquetOf(t, p)
	}
	want := here(t, Options{Input: paths})
	damaged := filepath.Join(t.TempDir(), "damaged.parquet")
	if err := os.WriteFile(damaged, []byte("PAR1 and nothing more"), 0o644); err != nil {
		t.Fatal(err)
	}
	got := distributed(t, Options{Input: []string{dir + "/*.parquet", damaged}})
	same(t, "families", got.families, want.families)
	same(t, "findings", got.findings, want.findings)
	if len(got.problems) != 1 || !strings.Contains(got.problems[0], damaged) {
		t.Error(got.problems)
	}
	same(t, "families", here(t, Options{Input: []string{dir + "/*.parquet"}}).families, want.families)
}

func TestParquetValues(t *testing.T) {
	type values struct {
		Text      []byte    `parquet:"text"`
		HTML      *string   `parquet:"html,optional"`
		ID        int64     `parquet:"id"`
		Published time.Time `parquet:"published,timestamp(microsecond)"`
		Modified  int32     `parquet:"modified,date"`
	}
	at := time.Date(1969, 7, 20, 20, 17, 40, 5000, time.UTC)
	page := "<p>\"a\\b\"</p>\n"
	dir := t.TempDir()
	name := writeParquet(t, filepath.Join(dir, "v.snappy.parquet"), []values{
		{Text: []byte("caf\xe9 \x01"), ID: 1 << 60, Published: at, Modified: -165}, {HTML: &page, Published: at.AddDate(60, 0, 0), Modified: 20000},
	})
	got, err := parquetLines(name, dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"text":"caf` + "\xe9" + ` \u0001","id":"1152921504606846976","published":"1969-07-20T20:17:40Z","modified":"1969-07-20"}` + "\n" +
		`{"text":"","html":"<p>\"a\\b\"</p>\u000a","id":"0","published":"2029-07-20T20:17:40Z","modified":"2024-10-04"}` + "\n"
	if filepath.Base(got) != "v.snappy.jsonl" || string(b) != want {
		t.Errorf("%s:\n%s\nwant\n%s", got, b, want)
	}
}

// A damaged file is an error, with the rows before the damage where these can be
// had, and never a crash.
func TestParquetDamaged(t *testing.T) {
	dir := t.TempDir()
	paths, err := Generate(context.Background(), dir, 100, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(parquetOf(t, paths[0]))
	if err != nil {
		t.Fatal(err)
	}
	read := func(b []byte) (rows int, err error) {
		name := filepath.Join(dir, "damaged.parquet")
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := parquetLines(name, dir)
		if out != "" {
			b, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			rows = bytes.Count(b, []byte("\n"))
		}
		return rows, err
	}
	if n, err := read(whole); n != 100 || err != nil {
		t.Fatalf("%d rows, %v", n, err)
	}
	for _, n := range []int{0, 3, 11, 12, len(whole) / 2, len(whole) - 1} {
		if _, err := read(whole[:n]); err == nil {
			t.Errorf("cut to %d bytes: no error", n)
		}
	}
	footer := append(bytes.Clone(whole[:len(whole)-8]), 0xff, 0xff, 0xff, 0x7f, 'P', 'A', 'R', '1')
	if _, err := read(footer); err == nil {
		t.Error("a footer of 2 GB: no error")
	}
	type line struct {
		Text string `parquet:"text,lz4"`
	}
	if _, err := parquetLines(writeParquet(t, filepath.Join(dir, "lz4.parquet"), []line{{"a"}}), dir); err == nil || !strings.Contains(err.Error(), "LZ4") {
		t.Error("LZ4:", err)
	}
	middle := bytes.Clone(whole)
	for i := len(whole) / 2; i < len(whole)/2+4096; i++ {
		middle[i] = 0xff
	}
	if n, err := read(middle); err == nil || n == 0 || n >= 100 {
		t.Errorf("damage in the middle: %d rows, %v", n, err)
	}
	r := rand.New(rand.NewSource(1))
	faults := 0
	for range 300 {
		b := bytes.Clone(whole)
		for range 1 + r.Intn(8) {
			b[r.Intn(len(b))] ^= byte(1 + r.Intn(255))
		}
		tail := bytes.Clone(b)
		copy(tail, whole[:len(whole)-600])
		for _, b := range [][]byte{b, tail} {
			if _, err := read(b); err != nil {
				faults++
			}
		}
	}
	if faults < 100 {
		t.Errorf("only %d of 600 damaged files were found", faults)
	}
}
