package align

import (
	"slices"

	"verbatim/align/story"
)

// kin is the likeness from which two articles may tell one story, whatever words
// they choose: less than what sorts a heap of articles into stories (align/story),
// for here somebody said that they belong together.
const kin = 0.12

// related numbers the articles so that those that tell one story have one number:
// they are alike, share a quotation, or each does with a third. A folder may hold
// anything, and articles of two stories contradict each other in nothing. A story
// of many articles was sorted by whoever gathered it. O(articles² + words).
func (b *builder) related() []int {
	if b.story != nil {
		return b.story
	}
	b.story = make([]int, len(b.texts))
	if len(b.texts) > manyArticles {
		return b.story
	}
	for i := range b.story {
		b.story[i] = i
	}
	join := func(i, j int) {
		from, to := b.story[j], b.story[i]
		for k, s := range b.story {
			if from != to && s == from {
				b.story[k] = to
			}
		}
	}
	like := story.Likeness(b.texts)
	for i := range b.texts {
		for j := range i {
			if like(i, j) >= kin {
				join(j, i)
			}
		}
	}
	const words = 4 // of a quotation that two stories hardly share
	for _, f := range b.families {
		first := -1
		for _, o := range f.Occurrences {
			if o.Words[1]-o.Words[0] < words || !o.Outlet() {
				continue
			}
			if first >= 0 {
				join(first, o.Text)
			}
			first = o.Text
		}
	}
	return b.story
}

// strangers reports whether a finding holds articles of two stories against each
// other.
func (b *builder) strangers(f Finding) bool {
	story := b.related()
	in := map[string]int{}
	for i, t := range b.texts {
		in[t.Doc.ID] = story[i]
	}
	return slices.ContainsFunc(f.Readings, func(r FindingReading) bool { return in[r.Article] != in[f.Readings[0].Article] })
}
