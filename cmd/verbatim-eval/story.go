package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"verbatim/align/aligntest"
)

// oneStory measures compare on articles of one story, all different:
//
//	verbatim-eval story --bin PATH [--articles 125,250,500,1000]
func oneStory(args []string, w io.Writer) error {
	f := pflag.NewFlagSet("story", pflag.ContinueOnError)
	bin := f.String("bin", "verbatim", "the `PROGRAM` to measure")
	sizes := f.IntSlice("articles", []int{125, 250, 500, 1000}, "`SIZES` of the story")
	dir := f.String("dir", os.TempDir(), "`FOLDER` for the articles")
	if err := f.Parse(args); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s; load %s\n\n", machine(), loadNow())
	fmt.Fprintln(w, "| articles | seconds | CPU s | CPU ms an article | MB | quotations | findings |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|")
	for _, n := range *sizes {
		name := filepath.Join(*dir, fmt.Sprintf("verbatim-story-%d.jsonl", n))
		if err := writeStory(name, n); err != nil {
			return err
		}
		var r struct {
			Quotes, Findings []struct{}
		}
		u, err := run(func(in io.Reader) error { return json.NewDecoder(in).Decode(&r) }, *bin, "compare", "--format", "json", name)
		os.Remove(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %d | %.1f | %.1f | %.1f | %d | %d | %d |\n", n, u.wall.Seconds(), u.cpu.Seconds(), 1000*u.cpu.Seconds()/float64(n), u.mb, len(r.Quotes), len(r.Findings))
	}
	return nil
}

func writeStory(name string, n int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	j := json.NewEncoder(f)
	for _, a := range (aligntest.Rewrites{Articles: n, Seed: 1}).Make() {
		if err := j.Encode(map[string]string{"id": a.ID, "outlet": a.Outlet, "published": a.Published, "text": a.Text}); err != nil {
			return err
		}
	}
	return f.Close()
}
