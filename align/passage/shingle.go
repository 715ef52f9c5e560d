package passage

// Posting is a place of a shingle: [ShingleWords] words in a row.
type Posting struct {
	Hash      uint64
	Doc, Word uint32 // number of the article, and of the first word in it
}

// ShingleWords is the length of a shingle. Among copies with 8 to 15 % of their
// words edited, five words in a row survive in more than 99 of 100 pairs;
// longer ones find fewer, shorter ones meet by chance.
const ShingleWords = 5

// spread is how many articles may share a shingle before only the first of
// them and the one before stand for the rest.
const spread = 32

// Shingles appends the shingles of d, which is article number doc, that keep
// accepts (nil accepts all). A shingle of function words alone is none.
// O(words).
func Shingles(dst []Posting, doc uint32, d *Doc, keep func(hash uint64) bool) []Posting {
	const n = ShingleWords
	content := 0
	for i, k := range d.keys {
		content += int(k & contentBit)
		if i < n-1 {
			continue
		}
		if content > 0 {
			h := uint64(0)
			for _, w := range d.keys[i-n+1 : i+1] {
				h = (h ^ uint64(w)) * 0x9e3779b97f4a7c15
				h ^= h >> 29
			}
			h = mix(h)
			if keep == nil || keep(h) {
				dst = append(dst, Posting{h, doc, uint32(i - n + 1)})
			}
		}
		content -= int(d.keys[i-n+1] & contentBit)
	}
	return dst
}

// Seed is a shingle that two articles share: A < B are their numbers.
type Seed struct {
	A, B         uint32
	WordA, WordB uint32
}

// Candidates appends the pairs of places that bucket proposes: the postings of
// one hash, in order of Doc and Word. Of each article the first place counts. A
// shingle that more than a few articles have is boilerplate, or the text of a
// large family: then each article is paired with the first and with the one
// before it, so that a family of thousands stays linear and in one piece.
func Candidates(dst []Seed, bucket []Posting) []Seed {
	docs := 0
	for i, p := range bucket {
		if i == 0 || p.Doc != bucket[i-1].Doc {
			bucket[docs] = p
			docs++
		}
	}
	bucket = bucket[:docs]
	seed := func(p, q Posting) { dst = append(dst, Seed{p.Doc, q.Doc, p.Word, q.Word}) }
	if docs > spread {
		for i := 1; i < docs; i++ {
			seed(bucket[0], bucket[i])
			if i > 1 {
				seed(bucket[i-1], bucket[i])
			}
		}
		return dst
	}
	for i := range bucket {
		for j := i + 1; j < docs; j++ {
			seed(bucket[i], bucket[j])
		}
	}
	return dst
}
