package align

import (
	"testing"

	"verbatim/normalize"
)

// seeds are texts of one story that disagree, and texts that are none.
var seeds = [][3]string{
	{"“We will not close the harbour for good,” Mayor Ana Ortega told the council on Monday.\n", "“We will close the harbour for good,” Mayor Ana Ortega told the council on Tuesday.\n", "Ana Ortega said she would close the harbour.\n"},
	{"\"", "“”„»«\"'’", ""},
	{"He said “one “two ‘three” four", "said: \"one two", "> one two three\n> four"},
	{"The fire killed 12 people, he said.\xff\xfe", "The fire killed 21 people, he said.\x00", "The f**e killed tw???ve"},
	{"", "", ""},
}

// The places of a report lie in the published texts,
// and the order of the texts makes no difference.
func FuzzCompare(f *testing.F) {
	for _, s := range seeds {
		f.Add(s[0], s[1], s[2])
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if len(a)+len(b)+len(c) > 4000 {
			t.Skip()
		}
		ts := []*normalize.Text{text("a", a), text("b", b), text("c", c)}
		by := map[string]*normalize.Text{}
		for _, x := range ts {
			by[x.Doc.ID] = x
		}
		r := Compare(ts, Options{})
		check := func(what, article string, from, to int) {
			x := by[article]
			if x == nil || from < 0 || to < from || to > len(x.Layer) {
				t.Fatalf("%s: %s bytes %d-%d lie outside the text", what, article, from, to)
			}
		}
		for _, q := range r.Quotes {
			for _, o := range q.Occurrences {
				check("occurrence", o.Article, o.ByteStart, o.ByteEnd)
			}
		}
		for _, d := range r.Findings {
			for _, p := range d.Readings {
				if p.Text != nil {
					check(d.Class, p.Article, *p.ByteStart, *p.ByteEnd)
				}
			}
		}
		if encode(t, r) != encode(t, Compare([]*normalize.Text{ts[2], ts[1], ts[0]}, Options{})) {
			t.Fatal("another report in another order")
		}
	})
}

// A draft is checked against any sources without a panic; what is found lies
// in a source.
func FuzzCheck(f *testing.F) {
	for _, s := range seeds {
		f.Add(s[0], s[1], s[2])
	}
	f.Fuzz(func(t *testing.T, draft, a, b string) {
		if len(a)+len(b)+len(draft) > 4000 {
			t.Skip()
		}
		x, y := text("a", a), text("b", b)
		for _, c := range Check(text("draft", draft), []*normalize.Text{x, y}) {
			if c.Best == nil {
				continue
			}
			n := len(x.Layer)
			if c.Best.Article == y.Doc.ID {
				n = len(y.Layer)
			}
			if c.Best.ByteStart < 0 || c.Best.ByteEnd < c.Best.ByteStart || c.Best.ByteEnd > n {
				t.Fatalf("%+v lies outside the source", c.Best.Place)
			}
		}
	})
}
