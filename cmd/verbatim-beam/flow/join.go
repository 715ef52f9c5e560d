package flow

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"sort"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"verbatim/align/passage"
)

func init() {
	beam.RegisterDoFn(&chunkFn{})
	beam.RegisterDoFn(&hotFn{})
	beam.RegisterDoFn(&postFn{})
	beam.RegisterDoFn(&bucketFn{})
	beam.RegisterDoFn(&settleFn{})
	beam.RegisterDoFn(&resolveFn{})
	beam.RegisterDoFn(&verifyFn{})
}

var (
	postingsSent = beam.NewCounter("verbatim", "postings")
	postingBytes = beam.NewCounter("verbatim", "bytes of postings")
	bucketMost   = beam.NewDistribution("verbatim", "postings of one key")
	hotShingles  = beam.NewCounter("verbatim", "hot shingles")
	seedsSent    = beam.NewCounter("verbatim", "seeds")
	seedBytes    = beam.NewCounter("verbatim", "bytes of seeds")
	pairsSeen    = beam.NewCounter("verbatim", "pairs")
	pairsAligned = beam.NewCounter("verbatim", "pairs compared word by word")
	edgesFound   = beam.NewCounter("verbatim", "edges")
)

// corpusPlan numbers the articles: those of a shard follow those of the shards
// before it.
type corpusPlan struct {
	ready    bool
	first    []uint32 // number of the first article of each shard
	shard    []uint32 // number of the shard
	articles uint64
	words    uint64
	minWords int // the shortest passage that is no chance in a corpus of this size
}

func (p *corpusPlan) read(summaries func(*[]byte) bool) error {
	if p.ready {
		return nil
	}
	var all []summary
	var b []byte
	for summaries(&b) {
		s, err := summaryOf(b)
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b summary) int { return cmp.Compare(a.shard, b.shard) })
	for _, s := range all {
		p.first = append(p.first, uint32(p.articles))
		p.shard = append(p.shard, uint32(s.shard))
		p.articles += s.articles
		p.words += s.words
	}
	j := passage.NewJoin(passage.JoinOptions{Small: true})
	defer j.Close()
	j.Count(int(p.articles), int(p.words))
	p.minWords = j.MinWords()
	p.ready = true
	return nil
}

// place is where article n stands in the store.
func (p *corpusPlan) place(n uint32) (shard, block uint32, i int) {
	k := sort.Search(len(p.first), func(i int) bool { return p.first[i] > n }) - 1
	at := n - p.first[k]
	return p.shard[k], at / blockArticles, int(at % blockArticles)
}

// number is the number of article i of a shard.
func (p *corpusPlan) number(shard, i uint32) uint32 {
	k, _ := slices.BinarySearch(p.shard, shard)
	return p.first[k] + i
}

// partition is how many postings one key should have.
const partition = 1 << 17

// bits is how many upper bits of a hash name its partition.
func (p *corpusPlan) bits() int {
	return min(24, max(4, bits.Len64(p.words/partition)))
}

// chunkArticles is how many articles are one element of the stage that reads the
// store in order: postings of one chunk and one partition travel together.
const chunkArticles = 16 * blockArticles

// chunkFn cuts a shard into chunks: its number, the first article and the end.
type chunkFn struct{}

func (chunkFn) ProcessElement(shard []byte, chunks func([]byte)) error {
	s, err := summaryOf(shard)
	if err != nil {
		return err
	}
	for at := uint64(0); at < s.articles; at += chunkArticles {
		c := binary.AppendUvarint(nil, s.shard)
		c = binary.AppendUvarint(c, at)
		chunks(binary.AppendUvarint(c, min(at+chunkArticles, s.articles)))
	}
	return nil
}

// sampleBits is how many upper bits of a hash are the key of a sample.
const sampleBits = 12

// appendSample writes sorted hashes.
func appendSample(b []byte, hashes []uint64) []byte {
	last := uint64(0)
	for _, h := range hashes {
		b = binary.AppendUvarint(b, h-last)
		last = h
	}
	return b
}

// hotFn counts the articles of a sample that have a shingle and yields those that
// many articles of the corpus must have, with how many. It runs before the shuffle
// of the postings, so that no key of that can grow hot.
type hotFn struct {
	Rate uint32 // one article in so many is in the sample
	Hot  uint32 // articles that make a shingle hot
	Salt uint32 // articles of a hot shingle that one key has, about
}

// A shingle that would need more keys than maxSalts joins nothing: so many articles
// have no text in common but boilerplate.
const maxSalts = 1 << 10

func (f *hotFn) ProcessElement(ctx context.Context, _ []byte, samples func(*[]byte) bool, hot, problems func([]byte)) error {
	count := map[uint64]uint32{}
	var b []byte
	for samples(&b) {
		r := reader{b: b}
		h := uint64(0)
		for len(r.b) > 0 {
			h += r.uint()
			count[h]++
		}
		if r.bad {
			return errWire
		}
	}
	for h, n := range count {
		if n *= f.Rate; n < f.Hot {
			continue
		}
		hotShingles.Inc(ctx, 1)
		salts := (n + f.Salt - 1) / f.Salt
		if salts > maxSalts {
			problemsSeen.Inc(ctx, 1)
			problems(problemLine("", 0, fmt.Sprintf("five words in a row (hash %x) stand in about %d articles", h, n), "They are taken for boilerplate and join nothing."))
		}
		hot(binary.AppendUvarint(binary.AppendUvarint(nil, h), uint64(salts)))
	}
	return nil
}

// postFn yields the postings of a chunk, those of one partition of hashes
// together, those of hot shingles by key and salt.
type postFn struct {
	Store string
	plan  corpusPlan
	salts map[uint64]uint32
}

// The first byte of a key says what it is.
const (
	keyPartition = iota
	keySalted    // a hot shingle within a range of articles
	keyHot       // a hot shingle: one article for each range
)

func (f *postFn) ProcessElement(ctx context.Context, chunk []byte, summaries, hot func(*[]byte) bool, postings func(key, value []byte)) error {
	if err := f.plan.read(summaries); err != nil {
		return err
	}
	if f.salts == nil {
		f.salts = map[uint64]uint32{}
		var b []byte
		for hot(&b) {
			r := reader{b: b}
			h := r.uint()
			f.salts[h] = uint32(r.uint())
		}
	}
	r := reader{b: chunk}
	shard, from, to := uint32(r.uint()), uint32(r.uint()), uint32(r.uint())
	if err := r.err(); err != nil {
		return err
	}
	var found []passage.Posting
	var all []posting
	salted := map[string][]posting{}
	words := shelf{store: store{f.Store}, kind: kindWords, plan: &f.plan}
	defer words.close()
	var d held
	base := f.plan.number(shard, from)
	for n := base; n < base+to-from; n++ {
		b, err := words.record(ctx, n)
		if err != nil {
			return err
		}
		if err := d.read(b); err != nil {
			return err
		}
		story := storyKey(d.Story)
		found = passage.Shingles(found[:0], n, &d.doc, nil)
		for _, p := range found {
			q := posting{key(p.Hash ^ story), n, p.Word, d.Series}
			if s := f.salts[q.hash]; s > maxSalts {
				continue
			} else if s > 0 {
				k := append([]byte{keySalted}, uint64Key(q.hash)...)
				k = binary.BigEndian.AppendUint32(k, uint32(uint64(n)*uint64(s)/f.plan.articles))
				salted[string(k)] = append(salted[string(k)], q)
				continue
			}
			all = append(all, q)
		}
	}
	send := func(k []byte, ps []posting) {
		v := appendPostings(nil, base, ps)
		postingsSent.Inc(ctx, int64(len(ps)))
		postingBytes.Inc(ctx, int64(len(k)+len(v)))
		postings(k, v)
	}
	slices.SortFunc(all, posting.compare)
	shift := hashBits - f.plan.bits()
	for i := 0; i < len(all); {
		k := all[i].hash >> shift
		n := i + 1
		for n < len(all) && all[n].hash>>shift == k {
			n++
		}
		send(binary.BigEndian.AppendUint32([]byte{keyPartition}, uint32(k)), all[i:n])
		i = n
	}
	for k, ps := range salted {
		send([]byte(k), ps)
	}
	return nil
}

// bucketFn yields the pairs of articles that share a shingle of the key. Of a
// salted one the first article stands for the key among the other keys of its
// shingle.
type bucketFn struct{}

func (bucketFn) ProcessElement(ctx context.Context, key []byte, values func(*[]byte) bool, seeds func(pair, value []byte), firsts func(key, value []byte)) error {
	var all []posting
	var b []byte
	var err error
	for values(&b) {
		if all, err = readPostings(all, b); err != nil {
			return err
		}
	}
	bucketMost.Update(ctx, int64(len(all)))
	if onBucket != nil {
		onBucket(key, len(all))
	}
	slices.SortFunc(all, posting.compare)
	if len(key) > 0 && key[0] == keySalted && len(all) > 0 {
		firsts(append([]byte{keyHot}, key[1:9]...), appendPostings(nil, all[0].doc, all[:1]))
	}
	var bucket []passage.Posting
	var found []passage.Seed
	out := map[uint64][]byte{}
	for i := 0; i < len(all); {
		n := i + 1
		for n < len(all) && all[n].hash == all[i].hash {
			n++
		}
		if n > i+1 {
			bucket = bucket[:0]
			for _, p := range all[i:n] {
				bucket = append(bucket, passage.Posting{Doc: p.doc, Word: p.word, Series: p.series})
			}
			found = passage.Candidates(found[:0], bucket)
			for _, s := range found {
				k := pairKey(s)
				out[k] = appendSeed(out[k], s)
			}
			seedsSent.Inc(ctx, int64(len(found)))
		}
		i = n
	}
	for k, v := range out {
		seedBytes.Inc(ctx, int64(8+len(v)))
		seeds(uint64Key(k), v)
	}
	return nil
}

// onBucket tells a test what the keys are.
var onBucket func(key []byte, postings int)

// verifyFn fetches the words of articles that share shingles and compares them
// around these. What two articles have in common it yields to both of them.
//
// A key holds the pairs of a block of first articles: their words are fetched
// once, in order, and so are those of each second article. Most pairs end with a
// look at the words near the shingles; only the others are decoded.
type verifyFn struct {
	Store string
	plan  corpusPlan
}

// The sides of an edge.
const (
	sideA = iota
	sideB
)

func (f *verifyFn) ProcessElement(ctx context.Context, pair []byte, values, summaries func(*[]byte) bool, ends func(article, value []byte)) error {
	if err := f.plan.read(summaries); err != nil {
		return err
	}
	var seeds []passage.Seed
	var b []byte
	var err error
	for values(&b) {
		if seeds, err = readSeeds(seeds, binary.BigEndian.Uint64(pair), b); err != nil {
			return err
		}
	}
	first, err := f.firsts(ctx, seeds)
	if err != nil {
		return err
	}
	slices.SortFunc(seeds, func(p, q passage.Seed) int {
		return cmp.Or(cmp.Compare(p.B, q.B), cmp.Compare(p.A, q.A), cmp.Compare(p.WordA, q.WordA), cmp.Compare(p.WordB, q.WordB))
	})
	opt := passage.Options{OrderOnly: true, MinWords: f.plan.minWords}
	to := shelf{store: store{f.Store}, kind: kindWords, plan: &f.plan}
	defer to.close()
	var c held
	var edges []passage.Edge
	for i := 0; i < len(seeds); {
		y := seeds[i].B
		record, err := to.record(ctx, y)
		if err != nil {
			return err
		}
		if err := c.words.read(record); err != nil {
			return err
		}
		decoded := false
		for i < len(seeds) && seeds[i].B == y {
			x := seeds[i].A
			n := i + 1
			for n < len(seeds) && seeds[n].B == y && seeds[n].A == x {
				n++
			}
			some := seeds[i:n]
			i = n
			a := first[x]
			pairsSeen.Inc(ctx, 1)
			if ok, err := passage.Promising(&a.doc, c.Doc, some, opt); err != nil {
				return err
			} else if !ok {
				continue
			}
			if !decoded {
				if err := c.doc.UnmarshalBinary(c.Doc); err != nil {
					return err
				}
				decoded = true
			}
			pairsAligned.Inc(ctx, 1)
			found := passage.Verify(&a.doc, &c.doc, some, opt)
			edges = passage.Edges(edges[:0], x, y, &a.doc, &c.doc, found, a.Marked, c.Marked)
			edgesFound.Inc(ctx, int64(len(edges)))
			for _, e := range edges {
				v := appendEdge(nil, e)
				ends(binary.BigEndian.AppendUint32(nil, x), append(v[:edgeSize:edgeSize], sideA, bit(isMarked(a.Marked, e.A))))
				ends(binary.BigEndian.AppendUint32(nil, y), append(v[:edgeSize:edgeSize], sideB, bit(isMarked(c.Marked, e.B))))
			}
		}
	}
	return nil
}

// firsts are the first articles of pairs, by number. It sorts seeds.
func (f *verifyFn) firsts(ctx context.Context, seeds []passage.Seed) (map[uint32]*held, error) {
	slices.SortFunc(seeds, func(p, q passage.Seed) int { return cmp.Compare(p.A, q.A) })
	words := shelf{store: store{f.Store}, kind: kindWords, plan: &f.plan}
	defer words.close()
	out := map[uint32]*held{}
	for _, s := range seeds {
		if out[s.A] != nil {
			continue
		}
		b, err := words.record(ctx, s.A)
		if err != nil {
			return nil, err
		}
		out[s.A] = &held{}
		if err := out[s.A].read(b); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func isMarked(marked [][2]uint32, s passage.Stretch) bool {
	_, ok := slices.BinarySearchFunc(marked, [2]uint32{s.From, s.To}, func(p, q [2]uint32) int {
		return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
	return ok
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// settleFn gives one name to the stretches of an article that are the same words
// cut a little differently, and sends each edge its ends.
type settleFn struct{}

func (settleFn) ProcessElement(ctx context.Context, _ []byte, ends func(*[]byte) bool, named func(edge, end []byte)) error {
	type end struct {
		edge    [edgeSize]byte
		side    byte
		stretch passage.Stretch
	}
	var all []end
	var stretches []passage.Stretch
	marked := map[passage.Stretch]bool{}
	var b []byte
	for ends(&b) {
		if len(b) != edgeSize+2 {
			return errWire
		}
		e := end{edge: [edgeSize]byte(b), side: b[edgeSize], stretch: stretchAt(b)}
		if e.side == sideB {
			e.stretch = stretchAt(b[stretchSize:])
		}
		if b[edgeSize+1] != 0 {
			marked[e.stretch] = true
		}
		all = append(all, e)
		stretches = append(stretches, e.stretch)
	}
	name := passage.Settle(stretches, func(s passage.Stretch) bool { return marked[s] })
	for _, e := range all {
		named(e.edge[:], appendStretch([]byte{e.side}, name[e.stretch]))
	}
	return nil
}

// resolveFn puts the two ends of an edge together again.
type resolveFn struct{}

func (resolveFn) ProcessElement(edge []byte, ends func(*[]byte) bool, edges func([]byte)) error {
	e := edgeAt(edge)
	var b []byte
	for ends(&b) {
		if len(b) != 1+stretchSize {
			return errWire
		}
		if s := stretchAt(b[1:]); b[0] == sideA {
			e.A = s
		} else {
			e.B = s
		}
	}
	edges(appendEdge(nil, e))
	return nil
}
