package flow

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// Generate writes a corpus of n articles of about 600 words in shards: invented
// words, their frequencies those of prose, and n/4 statements that each stand in
// four articles or so, mostly between marks, up to 15 % of the words edited. The
// same numbers give the same bytes.
func Generate(ctx context.Context, dir string, n, shards int, seed int64) ([]string, error) {
	r := rand.New(rand.NewSource(seed))
	vocabulary := make([]string, 20000)
	for i := range vocabulary {
		var w strings.Builder
		for range 2 + r.Intn(3) {
			w.WriteByte("bcdfghklmnprst"[r.Intn(14)])
			w.WriteByte("aeiou"[r.Intn(5)])
		}
		vocabulary[i] = w.String()
	}
	rank := rand.NewZipf(r, 1.1, 20, uint64(len(vocabulary)-1))
	function := []string{"the", "of", "and", "to", "in", "a", "that", "is"}
	prose := func(n int) []string {
		s := make([]string, n)
		for i := range s {
			if r.Intn(3) == 0 {
				s[i] = function[r.Intn(len(function))]
			} else {
				s[i] = vocabulary[rank.Uint64()]
			}
		}
		return s
	}
	said := make([][]string, max(1, n/4))
	for i := range said {
		said[i] = prose(20 + r.Intn(40))
	}
	article := func() string {
		var b strings.Builder
		paragraph := func(words []string, open, end string) {
			b.WriteString(open + strings.ToUpper(words[0][:1]) + words[0][1:] + " " + strings.Join(words[1:], " ") + end + "\n\n")
		}
		quotes := r.Intn(3)
		for k := range 10 {
			paragraph(prose(40+r.Intn(25)), "", ".")
			if k%4 != 1 || k/4 >= quotes {
				continue
			}
			var q []string
			rate := .15 * r.Float64()
			for _, w := range said[r.Intn(len(said))] {
				switch x := r.Float64() / rate; {
				case x > 1:
					q = append(q, w)
				case x < .6:
					q = append(q, vocabulary[r.Intn(len(vocabulary))])
				case x < .8:
					q = append(q, w, vocabulary[r.Intn(len(vocabulary))])
				}
			}
			if len(q) > 0 && r.Intn(5) > 0 {
				paragraph(q, "“", "” the spokesman said.")
			} else if len(q) > 0 {
				paragraph(q, "", " the spokesman said.")
			}
		}
		return b.String()
	}
	fs, err := filesystem.New(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	var paths []string
	for k := range shards {
		name := fmt.Sprintf("%s/shard-%05d.jsonl", strings.TrimSuffix(dir, "/"), k)
		out, err := fs.OpenWrite(ctx, name)
		if err != nil {
			return nil, err
		}
		b := bufio.NewWriter(out)
		j := json.NewEncoder(b)
		for i := n * k / shards; i < n*(k+1)/shards && err == nil; i++ {
			err = j.Encode(map[string]string{"id": fmt.Sprintf("a%08d", i), "outlet": fmt.Sprintf("Outlet %d", r.Intn(200)), "text": article()})
		}
		if err == nil {
			err = b.Flush()
		}
		if e := out.Close(); err == nil {
			err = e
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		paths = append(paths, name)
	}
	return paths, nil
}
