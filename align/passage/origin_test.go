package passage

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"verbatim/normalize"
)

func TestOriginCases(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	fresh := func(n int, mark string) []string {
		w := words(r, n)
		for i := range w {
			w[i] += mark
		}
		return w
	}
	wire := fresh(400, "w")
	for _, c := range []struct {
		name string
		text string
		want string
	}{
		{"the same", join1(wire), "[[0 1]]"},
		{"stripped", strings.ToUpper(join1(wire)), "[[0 1]]"},
		{"lightly edited", join1(edited(r, wire, .1)), "[[0 1]]"},
		{"spun", join1(edited(r, wire, .2)), "[[0 1]]"},
		{"cut to a part", join1(wire[:260]), "[[0 1]]"},
		{"with a paragraph of its own", join1(fresh(60, "a"), wire), "[[0 1]]"},
		{"a paragraph quoted", join1(fresh(150, "b"), wire[100:200], fresh(150, "b")), "[]"},
		{"unrelated", join1(fresh(400, "c")), "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fmt.Sprint(Origin([]*normalize.Text{text(join1(wire)), text(c.text)})); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// However many copies there are, they are one cluster.
func TestOriginOfManyCopies(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	wire := words(r, 400)
	var texts []*normalize.Text
	want := []int{}
	for i := range 3 * Spread {
		texts = append(texts, text(join1(edited(r, wire, .05))))
		want = append(want, i)
	}
	if got := fmt.Sprint(Origin(texts)); got != fmt.Sprint([][]int{want}) {
		t.Errorf("got %s", got)
	}
}

// A text that is half of one and half of another does not merge them.
func TestOriginNoChain(t *testing.T) {
	r := rand.New(rand.NewSource(8))
	var a, b []string
	for i, w := range words(r, 1200) {
		if i < 600 {
			a = append(a, w+"a")
		} else {
			b = append(b, w+"b")
		}
	}
	half := join1(a[:400], b[:200])
	texts := []*normalize.Text{text(join1(a)), text(join1(b)), text(half), text(join1(b[:590]))}
	if got := fmt.Sprint(Origin(texts)); got != "[[0 2] [1 3]]" {
		t.Errorf("got %s", got)
	}
}
