package align

import (
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// The words of one outlet are not put into the mouth of another.
func TestTells(t *testing.T) {
	texts := []*normalize.Text{plain("a", "She resigned in May."), plain("b", "she resigned in May."), plain("c", "In May she left of her own will.")}
	b := newBuilder(texts, &Report{})
	whole := func(i int) spot { return spot{i, corpus.Span{End: len(texts[i].Clean)}} }
	for _, c := range []struct {
		side []spot
		want string
	}{
		{[]spot{whole(0)}, "a has “She resigned in May.”"},
		{[]spot{whole(0), whole(1), whole(0)}, "a and b have “She resigned in May.”"},
		{[]spot{whole(0), whole(1), whole(2)}, "a and b (and, in other words, c) have “She resigned in May.”"},
		{[]spot{whole(2), whole(0)}, "c (and, in other words, a) has “In May she left of her own will.”"},
	} {
		if got := b.tells(c.side, "has", "have", 90); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
