package family

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// What is aligned of quotations that are made of the same few words grows with
// their number, not with its square.
func TestCandidatesGrowWithTheWords(t *testing.T) {
	work := func(quotations int) int {
		r := rand.New(rand.NewSource(1))
		var s strings.Builder
		for range quotations {
			s.WriteString("“")
			for range 30 {
				fmt.Fprintf(&s, "word%dx ", r.Intn(16))
			}
			s.WriteString("all,” said Ana Ortega.\n\n")
		}
		ns := nodes(read(s.String()))
		cells := 0
		for _, p := range candidates(ns) {
			cells += len(ns[p[0]].stems) * len(ns[p[1]].stems)
		}
		return cells
	}
	half, whole := work(3000), work(6000)
	if half == 0 || 2*whole > 5*half {
		t.Errorf("%d and %d cells for twice the words, want at most 2.5 times as many", half, whole)
	}
}
