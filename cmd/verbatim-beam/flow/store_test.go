package flow

import (
	"bytes"
	"context"
	"os"
	"reflect"
	"testing"

	"verbatim/corpus"
)

// What is put into the store comes back record by record, from a file that can be
// read at any place and from one that cannot; a damaged file is an error.
func TestStore(t *testing.T) {
	ctx := context.Background()
	var ws []words
	var docs []*corpus.Document
	for i := range blockArticles - 1 {
		ws = append(ws, words{Doc: bytes.Repeat([]byte{byte(i)}, i), Marked: [][2]uint32{{1, uint32(i)}, {300, 1 << 31}}[:i%3%2+1], Story: string(rune('a' + i%5)), Series: uint32(i)})
		docs = append(docs, &corpus.Document{ID: string(rune('a' + i)), Line: i, Media: corpus.HTML, Raw: []byte("a\n\xff\nb"), SHA256: "0"})
	}
	plan := &corpusPlan{ready: true, first: []uint32{0, 0, 200}, shard: []uint32{3, 5, 9}, articles: 300}
	for _, dir := range []string{t.TempDir(), "memfs://store"} {
		s := store{dir}
		if _, err := s.put(ctx, 5, 1, ws, docs); err != nil {
			t.Fatal(err)
		}
		articles, kept := shelf{store: s, kind: kindArticles, plan: plan}, shelf{store: s, kind: kindWords, plan: plan}
		for i := range ws {
			d, err := document(ctx, &articles, blockArticles+uint32(i))
			if err != nil || !reflect.DeepEqual(d, docs[i]) {
				t.Fatalf("%s: %+v, %v, want %+v", dir, d, err, docs[i])
			}
			b, err := kept.record(ctx, blockArticles+uint32(i))
			var w words
			if err != nil || w.read(b) != nil || !bytes.Equal(w.append(nil), ws[i].append(nil)) || w.Story != ws[i].Story || len(w.Marked) != len(ws[i].Marked) {
				t.Fatalf("%s: %+v, %v, want %+v", dir, w, err, ws[i])
			}
		}
		articles.close()
		kept.close()
		if _, err := kept.record(ctx, blockArticles*2-1); err == nil {
			t.Errorf("%s: an article that is not in its block: no error", dir)
		}
		if _, err := kept.record(ctx, 3); err == nil {
			t.Errorf("%s: a block that is not there: no error", dir)
		}
		kept.close()
	}
	s := store{t.TempDir()}
	if _, err := s.put(ctx, 5, 1, ws, docs); err != nil {
		t.Fatal(err)
	}
	name := s.name(5, 1, kindWords)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) {
		if err := os.WriteFile(name, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		last := shelf{store: s, kind: kindWords, plan: plan}
		if _, err := last.record(ctx, 2*blockArticles-2); err == nil {
			t.Fatalf("a block cut to %d bytes: no error", n)
		}
		last.close()
	}
}
