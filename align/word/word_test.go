package word

import (
	"strings"
	"testing"
)

func TestSameSpelling(t *testing.T) {
	for _, p := range [][2]string{{"harbour", "harbor"}, {"organised", "organized"}, {"centre", "center"}, {"travelled", "traveled"}, {"adviser", "advisor"}, {"defence", "defense"}, {"favoured", "favored"}, {"neighbourhood", "neighborhood"}, {"fulfil", "fulfill"}} {
		if !SameSpelling(p[0], p[1]) {
			t.Errorf("%s and %s are one word", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"comment", "comments"}, {"will", "well"}, {"toxic", "fatal"}, {"four", "for"}, {"fourth", "forth"}, {"filled", "filed"}, {"bellow", "below"}} {
		if SameSpelling(p[0], p[1]) {
			t.Errorf("%s and %s are two words", p[0], p[1])
		}
	}
}

func TestNegation(t *testing.T) {
	for text, want := range map[string]int{"i do not know": 1, "i don t know": 1, "nobody asked": 1, "t shirt": 0, "it will be": 0, "not never": 2} {
		if got := Negations(strings.Fields(text)); got != want {
			t.Errorf("%q: %d negations, want %d", text, got, want)
		}
	}
}

// Distance is symmetric, zero for equal words, and never above limit+1.
func FuzzDistance(f *testing.F) {
	f.Add("harbour", "harbor", 2)
	f.Add("", "é", 1)
	f.Fuzz(func(t *testing.T, a, b string, limit int) {
		limit &= 7
		d := Distance(a, b, limit)
		if d != Distance(b, a, limit) || a == b && d != 0 || d > limit+1 || d < 0 {
			t.Errorf("Distance(%q, %q, %d) = %d", a, b, limit, d)
		}
	})
}

func TestSense(t *testing.T) {
	for _, p := range [][2]string{{"shut", "closure"}, {"funded", "paid"}, {"burial", "funeral"}, {"boffins", "scientist"}} {
		if Sense(Stem(p[0])) != Sense(Stem(p[1])) {
			t.Errorf("%s and %s tell two things", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"rise", "fall"}, {"open", "shut"}, {"win", "lose"}, {"harbour", "quay"}} {
		if Sense(Stem(p[0])) == Sense(Stem(p[1])) {
			t.Errorf("%s and %s tell one thing", p[0], p[1])
		}
	}
	at := map[string]string{}
	for _, line := range senses {
		for _, w := range strings.Fields(line) {
			if old, ok := at[w]; ok {
				t.Errorf("%q stands in two classes: %q and %q", w, old, line)
			}
			at[w] = line
		}
	}
}
