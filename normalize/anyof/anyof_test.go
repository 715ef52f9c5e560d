package anyof

import (
	"strings"
	"testing"
)

var lists = [][]string{
	{"newsletter", "sign up for", "by signing up", "política"},
	{"afp", "epa", "getty images", "ap", "via ap"},
	{"bad", "butt", "bottom", "bum", "breast", "breasts"},
}

// One pass finds what looking for each phrase finds.
func FuzzIn(f *testing.F) {
	for _, s := range []string{"", "af", "afp", "the afp and epa", "sign up for our newsletter", "please sign up fo", "política de privacidade", "Islamabad", "xbreast"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, phrases := range lists {
			want := false
			for _, p := range phrases {
				want = want || strings.Contains(s, p)
			}
			if got := New(phrases).In(s); got != want {
				t.Errorf("%q in %q: %v, want %v", phrases, s, got, want)
			}
		}
	})
}

// Every phrase is found, wherever it stands.
func TestIn(t *testing.T) {
	for _, phrases := range lists {
		a := New(phrases)
		for _, p := range phrases {
			for _, s := range []string{p, "x" + p, p + "x", "a word " + p + " or two"} {
				if !a.In(s) {
					t.Errorf("%q not found in %q", p, s)
				}
			}
		}
	}
}
