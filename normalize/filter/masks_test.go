package filter

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maskings are the ways in which filters hide letters.
var maskings = []struct {
	name string
	hide func(victim string, r *rand.Rand) string
}{
	{"stars", func(x string, _ *rand.Rand) string { return strings.Repeat("*", len(x)) }},
	{"stars, outer letters kept", func(x string, _ *rand.Rand) string { return outer(x, strings.Repeat("*", len(x)-2)) }},
	{"stars, first letter kept", func(x string, _ *rand.Rand) string { return x[:1] + strings.Repeat("*", len(x)-1) }},
	{"blocks", func(x string, _ *rand.Rand) string { return strings.Repeat("█", len(x)) }},
	{"blocks, outer letters kept", func(x string, _ *rand.Rand) string { return outer(x, strings.Repeat("█", len(x)-2)) }},
	{"blocks of two kinds", func(x string, r *rand.Rand) string { return drawn("▓█", len(x), r) }},
	{"any signs", func(x string, r *rand.Rand) string { return drawn("#$%&@", len(x), r) }},
	{"any signs, outer letters kept", func(x string, r *rand.Rand) string { return outer(x, drawn("#$%&@*", len(x)-2, r)) }},
	{"any signs, first letter kept", func(x string, r *rand.Rand) string { return x[:1] + drawn("#$%&@!", len(x)-1, r) }},
	{"signs in turn", func(x string, _ *rand.Rand) string { return "#$%@!&*^"[:len(x)] }},
}

func outer(x, inner string) string { return x[:1] + inner + x[len(x)-1:] }

func drawn(signs string, n int, r *rand.Rand) string {
	all := []rune(signs)
	var b strings.Builder
	for range n {
		b.WriteRune(all[r.IntN(len(all))])
	}
	return b.String()
}

// TestMaskings hides the usual victims in prose in each way, one and several a
// text, and holds what comes back against the golden file.
func TestMaskings(t *testing.T) {
	prose := lines(t, *poolFile)
	var report strings.Builder
	for _, m := range maskings {
		var sum tally
		misses := map[string]bool{}
		for k, victims := range []string{"ass", "tit", "cum|sex|anal", "ass|tit|cum", "anal|cock|rape|eval"} {
			r := rand.New(rand.NewPCG(1, uint64(k)))
			re := regexp.MustCompile(victims)
			rules := []func(string) string{func(w string) string {
				return re.ReplaceAllStringFunc(w, func(x string) string { return m.hide(x, r) })
			}}
			for _, doc := range documents(prose, rules, r, 2) {
				text, hurt := over(doc, rules)
				sum.add(judge(text, hurt, func(what, damaged, was, is string) {
					misses[fmt.Sprintf("%s %s, was %s, is %s", what, damaged, was, is)] = true
				}))
			}
		}
		fmt.Fprintf(&report, "%s: %s\n", m.name, sum)
		for _, x := range slices.Sorted(maps.Keys(misses)) {
			t.Logf("%s: %s", m.name, x)
		}
		if sum.needless > 0 {
			t.Errorf("%s: words that no rule hit were changed", m.name)
		}
	}
	const golden = "testdata/maskings.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if report.String() != string(want) {
		t.Errorf("other figures than in %s (run with -update and read the difference):\n%s", golden, report.String())
	}
}
