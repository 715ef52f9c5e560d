package zone

import (
	"strings"
	"testing"
)

// One pass finds what looking for each phrase finds.
func FuzzAnyOf(f *testing.F) {
	for _, s := range []string{"", "af", "afp", "the afp and epa", "sign up for our newsletter", "please sign up fo", "in this photo he speaks to them", "política de privacidade"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range []struct {
			a       *anyOf
			phrases []string
		}{{ofSite, siteTalk}, {ofAgencies, agencies}, {ofCaptions, captionCues}} {
			want := false
			for _, p := range x.phrases {
				want = want || strings.Contains(s, p)
			}
			if got := x.a.in(s); got != want {
				t.Errorf("%q: %v, want %v", s, got, want)
			}
		}
	})
}

// Every phrase is found, wherever it stands.
func TestAnyOf(t *testing.T) {
	for _, x := range []struct {
		a       *anyOf
		phrases []string
	}{{ofSite, siteTalk}, {ofAgencies, agencies}, {ofCaptions, captionCues}} {
		for _, p := range x.phrases {
			for _, s := range []string{p, "x" + p, p + "x", "a word " + p + " or two"} {
				if !x.a.in(s) {
					t.Errorf("%q not found in %q", p, s)
				}
			}
		}
	}
}
