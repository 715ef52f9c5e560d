package report

import (
	"bufio"
	"fmt"
	"io"

	"verbatim/align"
	"verbatim/align/passage"
	"verbatim/normalize"
)

// passageWords is how much is shown of a passage that both articles have alike.
const passageWords = 40

// Passages writes for people what articles share.
type Passages struct {
	p *printer
	n int
}

// NewPassages writes to w; texts are all articles that will be named.
func NewPassages(w io.Writer, texts []*normalize.Text, st Style) *Passages {
	r := &align.Report{}
	for _, t := range texts {
		r.Articles = append(r.Articles, align.Describe(t))
	}
	return &Passages{p: &printer{Writer: bufio.NewWriter(w), s: New(r, texts), st: st}}
}

// Write tells one passage: its place in a and b, how much of it is the same, and
// the words, with marks where they differ.
func (x *Passages) Write(a, b *normalize.Text, m passage.Passage) error {
	p := x.p
	if x.n++; x.n > 1 {
		p.line("")
	}
	like := fmt.Sprintf("%d of %s the same", m.Equal, count(m.Words, "word"))
	if m.Shuffled {
		like += ", in another order"
	}
	p.item("", fmt.Sprintf("%s  %s  %s", p.st.bold(p.s.Where(a.Doc.ID, a.Raw(m.A).Start)), p.st.bold(p.s.Where(b.Doc.ID, b.Raw(m.B).Start)), like))
	one, other := a.Clean[m.A.Start:m.A.End], b.Clean[m.B.Start:m.B.End]
	text := Diff(one, other, p.st)
	if text == "" || m.Shuffled {
		text = shorten(Visible(one), passageWords)
	}
	p.put("    ", quoted(text))
	return p.Flush()
}
