package main

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/scores.txt")

// TestScores holds the figures: a change that makes one better or worse shows
// as a change of the golden file.
func TestScores(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole evaluation")
	}
	b, err := score("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	b.print(&got, 0)
	const path = "../../testdata/scores.txt"
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got.Bytes()) {
		t.Errorf("the scores changed; look whether that is right, then run go test ./cmd/verbatim-eval -update\n%s", got.Bytes())
	}
	for _, f := range b.rows {
		if !f.count && f.n == 0 {
			t.Errorf("%s measured nothing", f.name)
		}
	}
}

func TestMeasures(t *testing.T) {
	if s, ok := squeeze("He said: “We will\nnot go,” and left.").find("said: “", "We will not go,"); !ok || s.Start != 12 {
		t.Errorf("find: %v %v", s, ok)
	}
	for _, c := range []struct {
		gold, got string
		want      bool
	}{
		{"Ana Ortega", "Mayor Ortega", true}, {"Ana Ortega", "the mayor", false}, {"Tom Reyes Jr.", "Tom Reyes", false}, {"Tom Reyes Jr.", "Reyes Jr.", true}, {"A. Wu/the board", "Board", true}, {"Wu", "", false},
	} {
		if got := sameName(c.gold, c.got); got != c.want {
			t.Errorf("sameName(%q, %q) = %v", c.gold, c.got, got)
		}
	}
}
