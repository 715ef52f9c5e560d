package index

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand"
	"testing"

	"verbatim/align"
	"verbatim/align/aligntest"
	"verbatim/corpus"
	"verbatim/normalize"
)

func articles(t testing.TB, n int, seed int64) (texts []*normalize.Text, planted [][]aligntest.Copy) {
	t.Helper()
	planted, _ = aligntest.Corpus{Articles: n, Words: 250, Seed: seed, Stripped: .05}.Make(func(a aligntest.Article) error {
		d := corpus.New(a.ID+".txt", []byte(a.Text))
		d.Outlet, d.Published = a.Outlet, a.Published
		texts = append(texts, normalize.Clean(d, normalize.Options{}))
		return nil
	})
	return texts, planted
}

func spool(t testing.TB, texts []*normalize.Text, opt Options) *Spool {
	t.Helper()
	s := NewSpool(opt)
	t.Cleanup(s.Close)
	for _, x := range texts {
		if err := s.Add(Read(x, true)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func familiesOf(t testing.TB, c Corpus, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	j := json.NewEncoder(&b)
	if err := Families(context.Background(), c, opt, func(q *align.Quote) error { return j.Encode(q) }); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func passagesOf(t testing.TB, c Corpus, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	j := json.NewEncoder(&b)
	if err := Passages(context.Background(), c, opt, func(s Shared) error { return j.Encode(s) }); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// In memory, on disk, and in another order: the same bytes.
func TestSameFamiliesFromMemoryAndDisk(t *testing.T) {
	texts, planted := articles(t, 300, 1)
	inMemory, onDisk := Options{}, Options{Memory: 1 << 16, Dir: t.TempDir()}
	want := familiesOf(t, spool(t, texts, inMemory), inMemory)
	if n := bytes.Count(want, []byte("\n")); n < len(planted)*9/10 || n > len(planted)*11/10 {
		t.Fatalf("%d families of %d planted passages", n, len(planted))
	}
	s := spool(t, texts, onDisk)
	if s.blobs.file == nil {
		t.Fatal("nothing went to disk: the bound is not tested")
	}
	if got := familiesOf(t, s, onDisk); !bytes.Equal(got, want) {
		t.Error("families from disk differ from those in memory")
	}
	passages := passagesOf(t, spool(t, texts, inMemory), inMemory)
	if got := passagesOf(t, spool(t, texts, onDisk), onDisk); !bytes.Equal(got, passages) {
		t.Error("passages from disk differ from those in memory")
	}
	rand.New(rand.NewSource(2)).Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
	if got := familiesOf(t, spool(t, texts, inMemory), inMemory); !bytes.Equal(got, want) {
		t.Error("the order of the articles makes a difference to families")
	}
	if got := passagesOf(t, spool(t, texts, onDisk), onDisk); !bytes.Equal(got, passages) {
		t.Error("the order of the articles makes a difference to passages")
	}
}

// What was planted is found, and little else; each occurrence can be cut out of
// the published text.
func TestPlantedIsFound(t *testing.T) {
	texts, planted := articles(t, 400, 3)
	byID := map[string]*normalize.Text{}
	for _, x := range texts {
		byID[x.Doc.ID] = x
	}
	type copied struct{ passage, start, end int }
	at := map[string][]copied{}
	total := 0
	for i, p := range planted {
		total += len(p)
		for _, c := range p {
			at[c.ID] = append(at[c.ID], copied{i, c.Start, c.End})
		}
	}
	found, bare, mixed := 0, 0, 0
	err := Families(context.Background(), spool(t, texts, Options{}), Options{}, func(q *align.Quote) error {
		of := map[int]bool{}
		for _, o := range q.Occurrences {
			x := byID[o.Article]
			if got := x.Cut(corpus.Span{Start: o.ByteStart, End: o.ByteEnd}); got != o.Text {
				t.Errorf("%s: %q stands at the place, %q is given", o.ID, got, o.Text)
			}
			if r := x.Runes(corpus.Span{Start: o.ByteStart, End: o.ByteEnd}); r.Start != o.RuneStart || r.End != o.RuneEnd {
				t.Errorf("%s: code points %d-%d, want %v", o.ID, o.RuneStart, o.RuneEnd, r)
			}
			for _, c := range at[o.Article] {
				if 2*(min(o.ByteEnd, c.end)-max(o.ByteStart, c.start)) > c.end-c.start {
					of[c.passage] = true
					found++
					if o.Marks == "none" {
						bare++
					}
				}
			}
		}
		if len(of) > 1 {
			mixed++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < total*97/100 || bare < total/20 || mixed > 0 {
		t.Errorf("found %d of %d copies, %d of them without marks; %d families hold two passages", found, total, bare, mixed)
	}
}
