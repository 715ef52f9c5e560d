package index

import (
	"context"
	"strings"
	"testing"

	"verbatim/align"
	"verbatim/align/passage"
	"verbatim/corpus"
)

// breaking is a corpus in which reading the quotations of one article panics.
type breaking struct {
	*Spool
	n int
}

func (b breaking) quotes(n int) ([]byte, error) {
	if n == b.n {
		panic("broken")
	}
	return b.Spool.quotes(n)
}

// Words that only the articles after it share are found without an article that
// breaks, and what broke is said.
func TestFaultLosesOneArticle(t *testing.T) {
	texts, _ := articles(t, 120, 3)
	all, fewer := 0, 0
	if err := Families(context.Background(), spool(t, texts, Options{}), Options{}, func(*align.Quote) error { all++; return nil }); err != nil {
		t.Fatal(err)
	}
	var problems []corpus.Problem
	opt := Options{Problem: func(p corpus.Problem) { problems = append(problems, p) }}
	err := Families(context.Background(), breaking{spool(t, texts, opt), 7}, opt, func(q *align.Quote) error {
		for _, o := range q.Occurrences {
			if o.Article == texts[7].Doc.ID {
				t.Errorf("an occurrence in the article that breaks")
			}
		}
		fewer++
		return nil
	})
	if err != nil || len(problems) == 0 || fewer < all-20 {
		t.Fatalf("%v; %d families of %d, problems %v", err, fewer, all, problems)
	}
	for _, p := range problems {
		if !strings.Contains(p.Error(), "internal fault in align/index.breaking.quotes (fault_test.go:") || !strings.HasSuffix(p.Path, ".txt") ||
			!strings.Contains(p.Error(), texts[7].Doc.ID) {
			t.Errorf("%v", p)
		}
	}
	if f := corpus.Guard(func() {
		Families(context.Background(), breaking{spool(t, texts, Options{}), 7}, Options{}, func(*align.Quote) error { return nil })
	}); f == nil || f.String() != "broken" {
		t.Errorf("without Problem the fault is not raised in the caller: %v", f)
	}
}

func TestPairsRaisesFaultsInTheCaller(t *testing.T) {
	texts, _ := articles(t, 60, 3)
	s := spool(t, texts, Options{})
	if f := corpus.Guard(func() {
		s.joined.Pairs(context.Background(), passage.Numbers{}, passage.Options{}, func(int, int, []passage.Seed) error { panic("broken") })
	}); f == nil || f.String() != "broken" {
		t.Errorf("%v", f)
	}
}
