package family

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

// What is not aligned because it has too few words in common would not be joined
// by its alignment.
func TestHopeless(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	words := strings.Fields("the a of to in and was not harbour council bridge vote money water night storm road child")
	var texts []*normalize.Text
	var quotes [][]quote.Quote
	for i := range 60 {
		var b strings.Builder
		for range 6 {
			q := make([]string, 1+r.Intn(24))
			for k := range q {
				q[k] = words[r.Intn(len(words))]
				if r.Intn(7) == 0 {
					q[k] += "."
				}
			}
			fmt.Fprintf(&b, "“%s,” said %s.\n\n", strings.Join(q, " "), []string{"Ann Okoro", "Tom Reyes", "a spokesman"}[r.Intn(3)])
		}
		x := normalize.Clean(corpus.New(fmt.Sprint(i, ".txt"), []byte(b.String())), normalize.Options{})
		texts, quotes = append(texts, x), append(quotes, quote.Find(x))
	}
	ns := nodes(texts, quotes)
	people(ns)
	left, joined := 0, 0
	for i, a := range ns {
		for _, b := range ns[i+1:] {
			x, y, swapped := a, b, len(a.keys) > len(b.keys)
			if swapped {
				x, y = b, a
			}
			o, ok := bond(x, y, swapped)
			if ok {
				joined++
			}
			if got, is := related(a, b); is != ok || ok && got != o {
				t.Fatalf("related %v, by alignment %v: %q and %q", is, ok, a.keys, b.keys)
			}
			if hopeless(x, y) {
				left++
			}
		}
	}
	if n := len(ns) * (len(ns) - 1) / 2; left < n/3 || joined == 0 {
		t.Errorf("of %d pairs %d are not aligned, %d joined", n, left, joined)
	}
}
