package mark

import (
	"strings"
	"testing"

	"verbatim/corpus"
)

// said is an attribution that is enough for these tests.
func said(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), "she said") }

func pair(text string) []Stretch { return Pair(text, corpus.Span{End: len(text)}, said) }

func TestPair(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“a” and \"b\" and ‘c’ and 'k' and «e» and »f« and „g“ and ‚h‘ and ”i” and ''j'' and ``l''.", "a|b|c|k|e|f|g|h|i|j|l"},
		{"''a 'b''' and ''c 'o' e''", "a 'b'|b|c 'o' e|o"},
		{"« nous partons » et « nous restons »", "nous partons|nous restons"},
		{"“a ‘b “c” d’ e”", "a ‘b “c” d’ e|b “c” d|c"},
		{"“one\n\n“two\n\n“three” end", "one|two|three"},
		{"“lost. " + strings.Repeat("and it went on. ", 120) + "‘b’ it was.", "*|b"},
		{"it’s the dogs’ 6'2\" 6'2'' ’90s", ""},
		{"“lost, she said", "lost,"},
	} {
		var got []string
		for _, s := range pair(c.text) {
			in := Trim(c.text, s.Span)
			if in.Len() > 1000 {
				got = append(got, "*")
				continue
			}
			got = append(got, strings.Trim(c.text[in.Start:in.End], "\u202f\u00a0"))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: got %q, want %q", c.text, g, c.want)
		}
	}
}

// Stretches stand in order, nest or stand apart, and lie inside the text.
func FuzzPair(f *testing.F) {
	for _, s := range []string{"“a ‘b’ c”", "\"a 'b' \"c", "«»„“‚‘''``", "“a\n\n“b\n\nc”", "’’’‘‘‘”“", "“a " + strings.Repeat("b. ", 600) + "‘c’ d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out := pair(text)
		for i, s := range out {
			if s.Outer.Start < 0 || s.Outer.End > len(text) || !s.Outer.Contains(s.Span) {
				t.Fatalf("%+v in %d bytes", s, len(text))
			}
			if s.Parent >= i || s.Parent >= 0 && !out[s.Parent].Outer.Contains(s.Outer) {
				t.Fatalf("%d %+v in %+v", i, s, out[s.Parent])
			}
			if i > 0 && s.Outer.Start < out[i-1].Outer.Start {
				t.Fatalf("%d %+v stands after %+v", i, s, out[i-1])
			}
		}
	})
}
