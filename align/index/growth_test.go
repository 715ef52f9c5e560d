package index

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"verbatim/align"
	"verbatim/corpus"
	"verbatim/normalize"
)

// counting is a corpus that counts the records that are read of it: every step of
// the work on pairs and families reads some.
type counting struct {
	*Spool
	reads *atomic.Int64
}

func (c counting) doc(n int) ([]byte, error)    { c.reads.Add(1); return c.Spool.doc(n) }
func (c counting) quotes(n int) ([]byte, error) { c.reads.Add(1); return c.Spool.quotes(n) }

// Four times the articles take about four times the steps: different ones, copies
// of one text, and different ones under one boilerplate.
func TestGrowth(t *testing.T) {
	const small, times = 150, 4
	text := func(i int, s string) *normalize.Text {
		d := corpus.New(fmt.Sprintf("c%04d.txt", i), []byte(s))
		d.Outlet = fmt.Sprint("outlet ", i%50)
		return normalize.Clean(d, normalize.Options{})
	}
	for name, made := range map[string]func(n int) []*normalize.Text{
		"different": func(n int) []*normalize.Text {
			texts, _ := articles(t, n, 5)
			return texts
		},
		"copies": func(n int) (texts []*normalize.Text) {
			for i := range n {
				texts = append(texts, text(i, "“We will not close the harbour for good and nobody asked for that before the spring,” said Ann Okoro, the mayor of Orle.\n\n“Unfair,” said the owners of the boats, who met on Monday and wrote a letter to the council.\n"))
			}
			return texts
		},
		"boilerplate": func(n int) (texts []*normalize.Text) {
			various, _ := articles(t, n, 5)
			for i, v := range various {
				texts = append(texts, text(i, v.Clean+"\n\nSubscribe to our letter and you will get all of the news of the day each morning before the sun is up.\n"))
			}
			return texts
		},
	} {
		steps := func(n int) (passages, families int64) {
			var reads atomic.Int64
			texts := made(n)
			if err := Passages(context.Background(), counting{spool(t, texts, Options{}), &reads}, Options{}, func(Shared) error { return nil }); err != nil {
				t.Fatal(err)
			}
			passages = reads.Swap(0)
			if err := Families(context.Background(), counting{spool(t, texts, Options{}), &reads}, Options{}, func(*align.Quote) error { return nil }); err != nil {
				t.Fatal(err)
			}
			return passages, reads.Load()
		}
		p, f := steps(small)
		q, g := steps(small * times)
		t.Logf("%s: passages %d, then %d records read; families %d, then %d", name, p, q, f, g)
		if 2*q > 3*times*p || 2*g > 3*times*f || p == 0 || f == 0 {
			t.Errorf("%s: of %d times the articles passages reads %d records for %d, families %d for %d", name, times, q, p, g, f)
		}
	}
}
