package index

import (
	"context"
	"reflect"
	"testing"

	"verbatim/align"
	"verbatim/align/passage"
	"verbatim/corpus"
	"verbatim/normalize"
)

// A family made by itself is the family of the list.
func TestQuoteOfOneFamily(t *testing.T) {
	said := "“We will mend the harbour wall before the winter storms come in,” the mayor said.\n"
	s := NewSpool(Options{})
	defer s.Close()
	for _, id := range []string{"a", "b", "c"} {
		d := corpus.New(id+".txt", []byte("Notes of "+id+".\n\n"+said))
		if err := s.Add(Read(normalize.Clean(d, normalize.Options{}), true)); err != nil {
			t.Fatal(err)
		}
	}
	var g passage.Group
	for n := range 3 {
		b, err := s.quotes(n)
		if err != nil {
			t.Fatal(err)
		}
		m, err := marked(b)
		if err != nil || len(m) != 1 {
			t.Fatal(m, err)
		}
		g = append(g, passage.Stretch{Doc: uint32(n), From: m[0][0], To: m[0][1]})
	}
	got, err := Quote(s, g)
	if err != nil {
		t.Fatal(err)
	}
	var want []*align.Quote
	if err := Families(context.Background(), s, Options{}, func(q *align.Quote) error {
		want = append(want, q)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(want) != 1 {
		t.Fatalf("%d families", len(want))
	}
	want[0].N = 0
	if !reflect.DeepEqual(got, want[0]) {
		t.Errorf("alone %+v\nin the list %+v", got, want[0])
	}
}
