package index

import (
	"verbatim/align"
	"verbatim/align/passage"
)

// What a run on a cluster needs of a run on one machine.

// Doc is the binary form of the words of a.
func (a *Article) Doc() []byte { return a.doc }

// Marked are the quotations of a that can be in a family, in words, in order.
func (a *Article) Marked() [][2]uint32 {
	m, _ := marked(a.quotes) // written by Read
	return m
}

// Quote makes the quotation of one family, whose stretches are of articles as c
// numbers them; its N is 0. [Families] yields the same where the numbers are in the
// order of the ids.
func Quote(c Corpus, g passage.Group) (*align.Quote, error) {
	n := c.Len()
	r := &run{c: c, of: make([]uint32, n), ids: make([]string, n)}
	for i := range n {
		id, _, err := c.head(i)
		if err != nil {
			return nil, err
		}
		r.of[i], r.ids[i] = uint32(i), id
	}
	return r.quote(g)
}
