package passage

import (
	"context"
	"math/rand"
	"strings"
	"testing"
)

// benchCorpus is articles of 600 words, each with a passage of 40 words, lightly
// edited, that a few others have as well.
func benchCorpus(n int) []*Doc {
	r := rand.New(rand.NewSource(9))
	var said [][]string
	for range max(1, n/4) {
		said = append(said, words(r, 40))
	}
	docs := make([]*Doc, n)
	for i := range docs {
		ws := words(r, 560)
		at := r.Intn(len(ws))
		docs[i] = Read(plain(strings.Join(append(append(append([]string(nil), ws[:at]...), edited(r, said[i%len(said)], .1)...), ws[at:]...), " ")), Options{OrderOnly: true})
	}
	return docs
}

func BenchmarkJoinAdd(b *testing.B) {
	docs := benchCorpus(64)
	j := NewJoin(JoinOptions{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%100000 == 99999 {
			j = NewJoin(JoinOptions{})
		}
		j.Add(uint32(i), docs[i%len(docs)], 0)
	}
}

func BenchmarkJoin1000(b *testing.B) {
	docs := benchCorpus(1000)
	b.ReportAllocs()
	for b.Loop() {
		AllDocs(docs, Options{OrderOnly: true})
	}
}

func BenchmarkRadix(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	p, q := make([]record, 1<<18), make([]record, 1<<18)
	for i := range p {
		p[i].hash = r.Uint32()
	}
	b.SetBytes(12 << 18)
	b.ReportAllocs()
	for b.Loop() {
		p, q = radix(p, q, 32, func(r *record) uint32 { return r.hash })
	}
}

// benchPair is a pair of articles that share a passage, with their seeds.
func benchPair(b *testing.B) (x, y *Doc, seeds []Seed) {
	docs := benchCorpus(8)
	x, y = docs[0], docs[2]
	j := NewJoin(JoinOptions{Small: true})
	j.Add(0, x, 0)
	j.Add(1, y, 0)
	j.Pairs(context.Background(), Numbers{}, Options{}, func(_, _ int, s []Seed) error {
		seeds = append(seeds, s...)
		return nil
	})
	if len(seeds) == 0 || len(Verify(x, y, seeds, Options{})) == 0 {
		b.Fatal("the pair shares nothing")
	}
	return x, y, seeds
}

func BenchmarkVerify(b *testing.B) {
	x, y, seeds := benchPair(b)
	b.ReportAllocs()
	for b.Loop() {
		Verify(x, y, seeds, Options{})
	}
}

func BenchmarkPromising(b *testing.B) {
	x, y, _ := benchPair(b)
	record, _ := y.MarshalBinary()
	chance := []Seed{{0, 1, 17, 301}}
	b.ReportAllocs()
	for b.Loop() {
		Promising(x, record, chance, Options{})
	}
}

func BenchmarkUnmarshalBinary(b *testing.B) {
	record, _ := benchCorpus(1)[0].MarshalBinary()
	var d Doc
	b.SetBytes(int64(len(record)))
	b.ReportAllocs()
	for b.Loop() {
		if err := d.UnmarshalBinary(record); err != nil {
			b.Fatal(err)
		}
	}
}
