package index

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"verbatim/align"
	"verbatim/align/diff"
	"verbatim/align/passage"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/token"
)

// Version is one wording of a quotation and who carries it, in order of time.
type Version struct {
	N       int      `json:"version"` // 1: the oldest
	Text    string   `json:"text"`    // of the first who has it
	First   string   `json:"first"`   // when it was published first; "" when no article says
	Changes []Change `json:"changes"` // against version 1
	Carried []Carry  `json:"carried"`
}

// Carry is an article that has a version.
type Carry struct {
	Published string `json:"published"`
	Outlet    string `json:"outlet"`
	align.Place
	Text    string      `json:"text"`
	Marks   string      `json:"marks"` // double, single, block, none
	Speaker align.Claim `json:"speaker"`
}

// Change is what a version has in place of words of the oldest one; either side
// may be empty.
type Change struct {
	Was string `json:"was"`
	Is  string `json:"is"`
}

// hit is a stretch of an article that has words of a question.
type hit struct {
	n             int // article
	from, to      uint32
	equal         int
	before, after uint32 // words of the question before and after what it has
}

// question is a text that is looked up.
type question struct {
	text *normalize.Text
	doc  *passage.Doc
	keys []uint32
}

func ask(text string) *question {
	t := normalize.Clean(corpus.New("quotation.txt", []byte(text)), normalize.Options{})
	d := passage.Read(t, passage.Options{OrderOnly: true})
	return &question{t, d, d.Keys(passage.Stretch{To: uint32(d.Words())})}
}

// What an answer must have of a question.
const (
	answerShare = 50   // percent of its words
	frequent    = 4096 // articles that make a shingle worthless while others are left
	scanned     = 64   // articles that a search through all texts gives
)

// lookup finds the articles that may hold the words of q: those that share a
// shingle with it. A few reads a shingle, whatever the size of the index.
func (x *Index) lookup(q *question) ([]int, error) {
	type list struct{ docs []int }
	var lists []list
	var buf []byte
	for _, p := range passage.Shingles(nil, 0, q.doc, nil) {
		c, e := entryOf(p.Hash, 0, 0)
		want := uint32(e.key >> 32)
		var l list
		for _, s := range x.segs {
			var err error
			if buf, err = s.cell(c, buf); err != nil {
				return nil, err
			}
			last := -1
			if err := eachEntry(buf, func(key, doc, _ uint32) {
				if key == want && int(doc) != last && int(doc) < s.n {
					last = int(doc)
					l.docs = append(l.docs, s.base+last)
				}
			}); err != nil {
				return nil, DamagedError{s.name, "a list of postings"}
			}
		}
		lists = append(lists, l)
	}
	slices.SortFunc(lists, func(p, q list) int { return cmp.Compare(len(p.docs), len(q.docs)) })
	var out []int
	for i, l := range lists {
		if i > 0 && len(l.docs) > frequent {
			break
		}
		out = append(out, l.docs...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// scan finds the articles that have most runs of three words of q (or q itself when
// it is shorter), by reading the words of all: for what is too short or too much
// changed to share a shingle. O(words of the corpus).
func (x *Index) scan(q *question) ([]int, error) {
	n := min(3, len(q.keys))
	if n == 0 {
		return nil, nil
	}
	want := map[[3]uint32]bool{}
	var begins [1 << 10]bool
	for i := 0; i+n <= len(q.keys); i++ {
		var k [3]uint32
		copy(k[:], q.keys[i:i+n])
		want[k] = true
		begins[q.keys[i]>>1&1023] = true
	}
	type vote struct{ n, votes int }
	var mu sync.Mutex
	var found []vote
	err := parallel(x.n, func(from, to int) error {
		var local []vote
		var words []uint32
		for i := from; i < to; i++ {
			b, err := x.doc(i)
			if err != nil {
				return err
			}
			if words, err = passage.Words(words[:0], b, 0, ^uint32(0)); err != nil {
				return err
			}
			votes := 0
			for j := 0; j+n <= len(words); j++ {
				if begins[words[j]>>1&1023] {
					var k [3]uint32
					copy(k[:], words[j:j+n])
					if want[k] {
						votes++
					}
				}
			}
			if votes > 0 {
				local = append(local, vote{i, votes})
			}
		}
		mu.Lock()
		found = append(found, local...)
		mu.Unlock()
		return nil
	})
	slices.SortFunc(found, func(p, q vote) int { return cmp.Or(cmp.Compare(q.votes, p.votes), cmp.Compare(p.n, q.n)) })
	var out []int
	for _, v := range found[:min(len(found), scanned)] {
		out = append(out, v.n)
	}
	slices.Sort(out)
	return out, err
}

// parallel calls f for ranges that cover 0..n, on all processors; the first error
// is returned, and a panic raised again in the caller.
func parallel(n int, f func(from, to int) error) error {
	grain := max(16, n/(16*runtime.GOMAXPROCS(0)))
	var all sync.WaitGroup
	var once sync.Once
	var first error
	var fault atomic.Pointer[corpus.Fault]
	work := make(chan int)
	for range min(n/grain+1, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := range work {
				var err error
				if f := corpus.Guard(func() { err = f(i, min(i+grain, n)) }); f != nil {
					fault.Store(f)
				}
				if err != nil {
					once.Do(func() { first = err })
				}
			}
		})
	}
	for i := 0; i < n; i += grain {
		work <- i
	}
	close(work)
	all.Wait()
	if f := fault.Load(); f != nil {
		panic(f)
	}
	return first
}

// answer gives the stretches of the articles that carry the words of q, in order
// of article and place.
func (x *Index) answer(q *question, articles []int) ([]hit, error) {
	found := make([][]hit, len(articles))
	err := parallel(len(articles), func(from, to int) error {
		var words []uint32
		for i := from; i < to; i++ {
			b, err := x.doc(articles[i])
			if err != nil {
				return err
			}
			if words, err = passage.Words(words[:0], b, 0, ^uint32(0)); err != nil {
				return err
			}
			for _, m := range passage.Locate(words, q.keys) {
				if 100*m.Equal >= answerShare*len(q.keys) {
					found[i] = append(found[i], hit{articles[i], uint32(m.From), uint32(m.To), m.Equal, uint32(m.Before), uint32(m.After)})
				}
			}
		}
		return nil
	})
	return slices.Concat(found...), err
}

// find gives the stretches of the index that carry the words of text.
func (x *Index) find(q *question) ([]hit, error) {
	if len(q.keys) == 0 {
		return nil, nil
	}
	articles, err := x.lookup(q)
	if err != nil {
		return nil, err
	}
	hits, err := x.answer(q, articles)
	if err != nil || len(hits) > 0 {
		return hits, err
	}
	if articles, err = x.scan(q); err != nil {
		return nil, err
	}
	return x.answer(q, articles)
}

// Sources are the articles that hold the words of a quotation, at most limit, those
// that have most of them first: what a draft has to be checked against.
func (x *Index) Sources(quotation string, limit int) ([]int, error) {
	hits, err := x.find(ask(quotation))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(hits, func(p, q hit) int { return cmp.Compare(q.equal, p.equal) })
	var out []int
	for _, h := range hits {
		if !slices.Contains(out, h.n) {
			if out = append(out, h.n); len(out) == limit {
				break
			}
		}
	}
	return out, nil
}

// Trace gives every version of a quotation that stands in the index, the oldest
// first, and what changed in each against the oldest. Articles without a date come
// last. A few reads for each shingle of the quotation, and one for each article
// that has one of them; what shares no shingle is looked for in all texts.
func (x *Index) Trace(quotation string) ([]Version, error) {
	q := ask(quotation)
	hits, err := x.find(q)
	if err != nil {
		return nil, err
	}
	type carried struct {
		Carry
		words []string
	}
	all := make([]carried, len(hits))
	err = parallel(len(hits), func(from, to int) error {
		for i := from; i < to; i++ {
			h := hits[i]
			m, err := x.Meta(h.n)
			if err != nil {
				return err
			}
			o, err := x.stretch(&m, h)
			if err != nil {
				return err
			}
			c := carried{Carry: Carry{m.Published, m.Outlet, o.Place, o.Text, o.Marks, o.Speaker}}
			for _, w := range token.Words(o.Text) {
				c.words = append(c.words, w.Key)
			}
			all[i] = c
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(p, q carried) int {
		if (p.Published == "") != (q.Published == "") {
			return cmp.Compare(q.Published, p.Published)
		}
		return cmp.Or(cmp.Compare(p.Published, q.Published), cmp.Compare(p.Article, q.Article), cmp.Compare(p.ByteStart, q.ByteStart))
	})
	var out []Version
	var first []string
	at := map[string]int{}
	for _, c := range all {
		key := ""
		for _, w := range c.words {
			key += w + " "
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			if i == 0 {
				first = c.words
			}
			out = append(out, Version{N: i + 1, Text: c.Text, First: c.Published, Changes: changes(first, c.words)})
		}
		out[i].Carried = append(out[i].Carried, c.Carry)
	}
	return out, nil
}

// stretch is what an article has of a question. Where most of it stands within a
// quotation of the article, words of that stand for what the question has before
// and after.
func (x *Index) stretch(m *Meta, h hit) (align.Occurrence, error) {
	b, err := x.quotes(h.n)
	if err != nil {
		return align.Occurrence{}, err
	}
	var around *align.Occurrence
	err = eachQuote(b, func(from, to uint32, js []byte) error {
		if from < h.to && h.from < to && 2*(min(to, h.to)-max(from, h.from)) >= h.to-h.from {
			o, err := decodeOccurrence(m.ID, js)
			around = &o
			h.from = min(h.from, max(from, h.from-min(h.from, h.before)))
			h.to = max(h.to, min(to, h.to+h.after))
			return err
		}
		return nil
	})
	if err != nil {
		return align.Occurrence{}, err
	}
	o, err := bare(x, h.n, h.from, h.to)
	if around != nil && err == nil {
		o.Marks, o.Speaker = around.Marks, around.Speaker
	}
	return o, err
}

// Carries reports whether text has the words of quotation, or most of them.
func Carries(text, quotation string) bool {
	q := ask(quotation)
	for _, m := range passage.Locate(ask(text).keys, q.keys) {
		if 100*m.Equal >= answerShare*len(q.keys) {
			return true
		}
	}
	return false
}

// changes lists what b has in place of words of a.
func changes(a, b []string) []Change {
	out := []Change{}
	m := diff.Words(a, b)
	i, j := 0, 0
	step := func(x, y int) {
		if i < x || j < y {
			out = append(out, Change{strings.Join(a[i:x], " "), strings.Join(b[j:y], " ")})
		}
	}
	for _, r := range m {
		step(r.A, r.B)
		i, j = r.A+r.N, r.B+r.N
	}
	step(len(a), len(b))
	return out
}
