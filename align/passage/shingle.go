package passage

// Posting is a place of a shingle: [ShingleWords] words in a row. It is all that
// a join has to sort or to send: numbers, never text.
type Posting struct {
	Hash      uint64
	Doc, Word uint32 // number of the article, and of the first word in it
	Series    uint32 // number of the outlet; 0 when it is not known
}

// ShingleWords is the length of a shingle. Among copies with 8 to 15 % of their
// words edited, five words in a row survive in more than 99 of 100 pairs;
// longer ones find fewer, shorter ones meet by chance.
const ShingleWords = 5

// Spread is how many articles may share a shingle before two of them stand for
// the rest, see [Candidates].
const Spread = 32

// Shingles appends the shingles of d, article number doc, that keep accepts
// (nil accepts all). A shingle of function words alone is none. O(words).
func Shingles(dst []Posting, doc uint32, d *Doc, keep func(hash uint64) bool) []Posting {
	for i, h := range d.shingles() {
		if keep == nil || keep(h) {
			dst = append(dst, Posting{Hash: h, Doc: doc, Word: uint32(i)})
		}
	}
	return dst
}

// shingles yields the first word and the hash of each shingle.
func (d *Doc) shingles() func(yield func(int, uint64) bool) {
	return func(yield func(int, uint64) bool) {
		const n = ShingleWords
		content := uint32(0)
		for i, k := range d.keys {
			content += k & contentBit
			if i < n-1 {
				continue
			}
			if content > 0 && !yield(i-n+1, shingle((*[n]uint32)(d.keys[i-n+1:]))) {
				return
			}
			content -= d.keys[i-n+1] & contentBit
		}
	}
}

// shingle is the hash of words in a row.
func shingle(words *[ShingleWords]uint32) uint64 {
	h := uint64(0)
	for _, w := range words {
		h = (h ^ uint64(w)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return mix(h)
}

// Seed is a shingle that two articles share: A < B are their numbers.
type Seed struct {
	A, B         uint32
	WordA, WordB uint32
}

// Candidates appends the pairs of places that bucket proposes: the postings of
// one hash, in order of Doc and Word. Of each article the first place counts.
//
// Up to [Spread] articles are paired each with each. A shingle of more is the
// text of a large family, or boilerplate. Boilerplate stays within an outlet: of
// a series that has more than Spread of the articles only the first stands for
// the others. What then still is more than Spread is paired with the first and
// with the one before, so that a family of thousands is linear and in one piece.
//
// O(len(bucket)) seeds for any bucket, besides Spread² / 2. It reorders bucket.
func Candidates(dst []Seed, bucket []Posting) []Seed {
	n := 0
	for i, p := range bucket {
		if i == 0 || p.Doc != bucket[n-1].Doc {
			bucket[n] = p
			n++
		}
	}
	bucket = bucket[:n]
	if n > Spread {
		bucket = withoutBoilerplate(bucket)
	}
	seed := func(p, q Posting) { dst = append(dst, Seed{p.Doc, q.Doc, p.Word, q.Word}) }
	if len(bucket) > Spread {
		for i := 1; i < len(bucket); i++ {
			seed(bucket[0], bucket[i])
			if i > 1 {
				seed(bucket[i-1], bucket[i])
			}
		}
		return dst
	}
	for i := range bucket {
		for j := i + 1; j < len(bucket); j++ {
			seed(bucket[i], bucket[j])
		}
	}
	return dst
}

// withoutBoilerplate leaves one posting of each series that has more than Spread.
func withoutBoilerplate(bucket []Posting) []Posting {
	many := make(map[uint32]int)
	for _, p := range bucket {
		many[p.Series]++
	}
	many[0] = 0
	n := 0
	for _, p := range bucket {
		switch {
		case many[p.Series] < 0:
			continue
		case many[p.Series] > Spread:
			many[p.Series] = -1
		}
		bucket[n] = p
		n++
	}
	return bucket[:n]
}
