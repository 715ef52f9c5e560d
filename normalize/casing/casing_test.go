package casing

import (
	"slices"
	"testing"
	"unicode/utf8"

	"verbatim/normalize/token"
)

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"the council met on monday. it heard that i'd left for massachusetts, i think.\nmr. smith wrote to info@badger.org. he did.",
			[]string{"The", "Monday", "It", "I", "Massachusetts", "I", "Mr"}},
		{"“no,” she said. “we won’t go to islamabad.” in october, at 5 p.m. sharp, nato met", []string{"No", "We", "Islamabad", "In", "October", "NATO"}},
		{"one paragraph without marks\nanother one", []string{"One", "Another"}},
		{"", nil},
	} {
		var got []string
		for _, x := range Suggest(c.in, token.Words(c.in)) {
			if !x.Suggest || x.Evidence == "" || x.Detail == "" || x.Confidence <= 0 {
				t.Errorf("%q: %+v", c.in, x)
			}
			got = append(got, x.New)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("the council met on monday. it heard that i'd left, mr. smith")
	f.Add("ß. ﬁ \xff. i’m")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, c := range Suggest(s, token.Words(s)) {
			if c.Span.Start < last || c.Span.End > len(s) || c.Span.Empty() || !utf8.ValidString(c.New) {
				t.Fatalf("%q: %+v", s, c)
			}
			last = c.Span.End
		}
	})
}
