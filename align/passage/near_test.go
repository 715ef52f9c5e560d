package passage

import (
	"math/rand"
	"testing"
)

// nearDocs are articles of few different words, each once as words and once as a
// record.
func nearDocs(r *rand.Rand, n int) (docs []*Doc, p, records prints) {
	for i := range n {
		d := &Doc{}
		for range ShingleWords + r.Intn(200) {
			d.keys = append(d.keys, hashWord(string(rune('a'+r.Intn(26)))+"xyz"[:1+r.Intn(3)]))
		}
		d.start, d.end = make([]int32, len(d.keys)), make([]int32, len(d.keys))
		docs = append(docs, d)
		p.add(uint32(i), d.keys)
		b, _ := d.MarshalBinary()
		if err := records.record(uint32(i), b); err != nil {
			panic(err)
		}
	}
	return docs, p, records
}

// What is held of words gives the answer of the words themselves, at the ends of
// articles, too: no two of these words share their 16 bits.
func TestPrintsArePromisingWhereWordsAre(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	docs, p, records := nearDocs(r, 40)
	yes, no := 0, 0
	for range 20_000 {
		a, b := r.Intn(len(docs)), r.Intn(len(docs))
		x, y := r.Intn(len(docs[a].keys)-ShingleWords+1), r.Intn(len(docs[b].keys)-ShingleWords+1)
		enough := int32(40 + r.Intn(150))
		want := promising(docs[a].keys, docs[b].keys, int32(x), int32(y), enough)
		for _, p := range []*prints{&p, &records} {
			if got := p.promising(uint32(a), uint32(b), uint32(x), uint32(y), enough); got != want {
				t.Fatalf("articles %d and %d at %d and %d, %d: %v, want %v", a, b, x, y, enough, got, want)
			}
		}
		if want {
			yes++
		} else {
			no++
		}
	}
	if yes < 1000 || no < 1000 {
		t.Errorf("%d times yes, %d times no: the test sees one side only", yes, no)
	}
}

// Without room nothing is held, and nothing is said to be unpromising.
func TestPrintsWithoutRoom(t *testing.T) {
	p := prints{bound: 1000}
	keys := make([]uint32, 300)
	p.add(0, keys)
	p.add(1, keys)
	if p.of[0] == nil || p.of[1] != nil {
		t.Fatal("the bound is not kept")
	}
	if !p.promising(0, 1, 0, 0, 1<<20) || !p.promising(0, 5, 0, 0, 1<<20) || p.promising(0, 0, 0, 0, 1<<20) {
		t.Error("an article that is not held is said to be among other words, or one that is is not")
	}
}

func BenchmarkPrints(b *testing.B) {
	docs := benchCorpus(64)
	var p prints
	for i, d := range docs {
		p.add(uint32(i), d.keys)
	}
	b.Run("prints", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			p.promising(uint32(i%64), uint32(i/64%64), 300, 250, 1<<20)
		}
	})
	b.Run("words", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			promising(docs[i%64].keys, docs[i/64%64].keys, 300, 250, 1<<20)
		}
	})
}
