// Command verbatim-eval scores verbatim against the hand-made truth in
// testdata: gold (five scraped articles) and stories (invented ones, where
// every difference is known).
//
//	go run ./cmd/verbatim-eval [--show N] [--data testdata]
//	go run ./cmd/verbatim-eval scale --bin PATH [--articles 1000,10000]
//	go run ./cmd/verbatim-eval story --bin PATH [--articles 125,1000]
//	go run ./cmd/verbatim-eval kill --bin PATH [--articles 10000] [--times 20]
//
// The figures of the present state are the golden file testdata/scores.txt, so
// that a better or a worse score shows in review; go test -update rewrites it.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

func main() {
	other := map[string]func([]string, io.Writer) error{"scale": scale, "story": oneStory, "kill": kill}
	if len(os.Args) > 1 && other[os.Args[1]] != nil {
		if err := other[os.Args[1]](os.Args[2:], os.Stdout); err != nil {
			fmt.Fprintf(os.Stderr, "verbatim-eval %s: %v\n", os.Args[1], err)
			os.Exit(3)
		}
		return
	}
	data := pflag.String("data", "testdata", "the `FOLDER` with articles, gold and stories")
	show := pflag.Int("show", 0, "per figure, print `N` of what was missed or wrong")
	pflag.Parse()
	b, err := score(*data)
	if err != nil {
		fmt.Fprintln(os.Stderr, "verbatim-eval:", err)
		os.Exit(3)
	}
	b.print(os.Stdout, *show)
}

// score runs all measures on the folder data.
func score(data string) (*board, error) {
	b := &board{}
	if err := five(b, data); err != nil {
		return nil, err
	}
	if err := stories(b, data); err != nil {
		return nil, err
	}
	return b, nil
}

// board collects figures: each is a share of n, or a plain count.
type board struct {
	rows []*figure
}

type figure struct {
	name    string
	good, n int
	count   bool

	misses []string
}

// rate is the figure of that name, made when it is new.
func (b *board) rate(name string) *figure {
	for _, f := range b.rows {
		if f.name == name {
			return f
		}
	}
	f := &figure{name: name}
	b.rows = append(b.rows, f)
	return f
}

// add counts one case; what says which one it was when it is not ok.
func (f *figure) add(ok bool, what string, a ...any) {
	f.n++
	if ok {
		f.good++
	} else {
		f.misses = append(f.misses, fmt.Sprintf(what, a...))
	}
}

// number sets a plain count.
func (b *board) number(name string, n int) *figure {
	f := b.rate(name)
	f.good, f.count = n, true
	return f
}

func (b *board) print(w io.Writer, show int) {
	for _, f := range b.rows {
		if f.count {
			fmt.Fprintf(w, "%-40s %6d\n", f.name, f.good)
		} else {
			fmt.Fprintf(w, "%-40s %6.3f  %d of %d\n", f.name, f.value(), f.good, f.n)
		}
	}
	if show == 0 {
		return
	}
	for _, f := range b.rows {
		for i, m := range f.misses {
			if i == show {
				fmt.Fprintf(w, "%s: %d more\n", f.name, len(f.misses)-show)
				break
			}
			fmt.Fprintf(w, "%s: %s\n", f.name, m)
		}
	}
}

func (f *figure) value() float64 {
	if f.n == 0 {
		return 0
	}
	return float64(f.good) / float64(f.n)
}

// one is s on one line, at most n runes of it.
func one(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return string(r)
}
