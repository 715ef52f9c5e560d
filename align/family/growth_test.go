package family

import (
	"fmt"
	"testing"

	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Four times the copies of one text make four times the bonds.
func TestGrowthOfCopies(t *testing.T) {
	bondsOf := func(n int) int {
		var texts []*normalize.Text
		var quotes [][]quote.Quote
		for i := range n {
			x := normalize.Clean(corpus.New(fmt.Sprintf("c%04d.txt", i), []byte("“We will not close the harbour for good and nobody asked for that,” said Ann Okoro, the mayor of Orle. The owners of the boats, who met on Monday, called it “unfair” in a letter to the council.\n")), normalize.Options{})
			texts, quotes = append(texts, x), append(quotes, quote.Find(x))
		}
		ns := nodes(texts, quotes)
		groups(texts, ns)
		people(ns)
		return len(bonds(ns))
	}
	few, many := bondsOf(100), bondsOf(400)
	if few < 198 || 2*many > 9*few {
		t.Errorf("%d bonds of 100 copies, %d of 400", few, many)
	}
}
