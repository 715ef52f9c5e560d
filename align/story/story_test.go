package story

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// load gives the articles of the stories in testdata, mixed, and the story of
// each.
func load(t testing.TB) (texts []*normalize.Text, of map[string]string) {
	t.Helper()
	of = map[string]string{}
	for _, pattern := range []string{"../../testdata/stories/*/*.txt", "../../testdata/stories/*/*.html", "../../testdata/articles/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d := corpus.New(f, raw)
			of[d.ID] = filepath.Base(filepath.Dir(f))
			texts = append(texts, normalize.Clean(d, normalize.Options{}))
		}
	}
	return texts, of
}

// names are the groups as sets of ids, in an order of their own.
func names(texts []*normalize.Text, groups [][]int) []string {
	var out []string
	for _, g := range groups {
		var ids []string
		for _, i := range g {
			ids = append(ids, texts[i].Doc.ID)
		}
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return out
}

// The articles of four stories, mixed, are sorted into four, in any order.
func TestGroup(t *testing.T) {
	texts, of := load(t)
	want := names(texts, Group(texts))
	stories := map[string]bool{}
	for _, g := range want {
		ids := strings.Fields(g)
		for _, id := range ids {
			if of[id] != of[ids[0]] {
				t.Errorf("%s and %s are of two stories", id, ids[0])
			}
		}
		stories[of[ids[0]]] = true
	}
	if len(want) != len(stories) || len(stories) != 4 {
		t.Errorf("%d groups of %d stories:\n%s", len(want), len(stories), strings.Join(want, "\n"))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		if got := names(texts, Group(texts)); !slices.Equal(got, want) {
			t.Errorf("in another order:\n%s", strings.Join(got, "\n"))
		}
	}
}

// Every article is in one group, also the empty, the alone and the same.
func TestGroupIsAPartition(t *testing.T) {
	var texts []*normalize.Text
	for i, s := range []string{"", "x", "The council met on Monday.", "The council met on Monday.", strings.Repeat("word ", 1000), "— “”", "The council met on Monday."} {
		d := corpus.New(fmt.Sprintf("a%d.txt", i), []byte(s))
		texts = append(texts, normalize.Clean(d, normalize.Options{}))
	}
	for n := range len(texts) + 1 {
		seen := map[int]bool{}
		for _, g := range Group(texts[:n]) {
			if !slices.IsSorted(g) {
				t.Errorf("group %v is not in order", g)
			}
			for _, i := range g {
				if seen[i] {
					t.Errorf("%d is in two groups", i)
				}
				seen[i] = true
			}
		}
		if len(seen) != n {
			t.Errorf("%d of %d are in a group", len(seen), n)
		}
	}
	if got := names(texts, Group(texts)); !slices.Contains(got, "a2 a3 a6") {
		t.Errorf("the three copies are not together: %q", got)
	}
}

// What two outlets report days apart is less likely one event.
func TestDays(t *testing.T) {
	for in, want := range map[string]int{"": 0, "2020": 0, "1970-01-02": 1, "1970-01-11T23:00:00+02:00": 10, "x970-01-02": 0} {
		if got := day(in); got != want {
			t.Errorf("day(%q) = %d, want %d", in, got, want)
		}
	}
}

func BenchmarkGroup(b *testing.B) {
	texts, _ := load(b)
	for b.Loop() {
		Group(texts)
	}
}
