package main

import (
	"os/exec"
	"strings"
	"testing"
)

// The house has one direction: cmd -> align -> normalize -> corpus.
func TestArrows(t *testing.T) {
	rooms := []string{"verbatim/corpus", "verbatim/normalize", "verbatim/align", "verbatim/cmd"}
	room := func(pkg string) int {
		for i, r := range rooms {
			if pkg == r || strings.HasPrefix(pkg, r+"/") {
				return i
			}
		}
		return -1
	}
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}}{{range .Deps}} {{.}}{{end}}", "verbatim/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[int]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		f := strings.Fields(line)
		from := room(f[0])
		if from < 0 {
			t.Errorf("%s is in no room of the house", f[0])
			continue
		}
		seen[from] = true
		for _, dep := range f[1:] {
			if to := room(dep); to > from {
				t.Errorf("%s uses %s: that is back to front", f[0], dep)
			}
		}
	}
	if len(seen) != len(rooms) {
		t.Errorf("only %d of %d rooms seen", len(seen), len(rooms))
	}
}
