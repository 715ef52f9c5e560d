// Package passage finds what two articles share, word for word, edited,
// moved, or reworded; and which pairs of a corpus share anything at all.
//
//	a   … the council met. The board voted on Monday to close the pool, she said …
//	b   … IN A STATEMENT the board voted on Tuesday to close the pool and left …
//	                     ==================  ======= ==================
//	                     run of equal words  gap     run of equal words
//	                     [---------------- one passage --------------]
//
// # Two articles
//
// [Pair] and [PairWith] compare two cleaned texts. The words are compared by
// their keys, so that case, marks and line breaks do not count.
//
//  1. Seeds: three words in a row that both have, one of them not a function
//     word. Each grows into a run of equal words. A seed that one text has
//     dozens of times is worth nothing.
//  2. Chains: runs are joined by dynamic programming. A content word earns 8, a
//     function word 4, a difference costs (gapCost). Chains are local: text that
//     was moved is another passage, unrelated text between two passages keeps
//     them apart.
//  3. Places: the best chain takes its words on both sides; a weaker one keeps
//     what is left. A run whose words are part of a longer run elsewhere counts
//     half.
//  4. Ends: when the cores of all passages stand, each end is moved outwards to
//     where the balance is best (a local alignment of a few words), never into
//     another passage.
//  5. Evidence: eight words in a row ([Options.MinWords]), or as much on balance
//     around a core of four. Repetition is no evidence, and what two texts
//     share alone must be eight different words.
//
// Unless [Options.OrderOnly] is set, a second search looks for text whose words
// were shuffled, dropped or replaced (see shuffled.go): rare stems that both
// texts have are points in a plane, a dense spot is a passage. It says
// [Passage.Shuffled], never takes the place of an ordered passage that is good
// by itself, and says "the same words", not "the same statement": a comparison of quotations
// should leave it out.
//
// Both are linear in the texts and bounded for any input; what is bounded is
// said at the constants.
//
// # Many articles
//
// [All] joins a corpus on shingles of five words:
//
//	Published(text)     words as numbers, and their places    one article
//	Shingles(doc)       hashes of five words in a row         one article
//	  … sort by hash: in memory, on disk, by a shuffle …
//	Candidates(bucket)  pairs of places with one hash         one hash
//	  … sort by pair of articles …
//	Verify(a, b, seeds) passages around the places            one pair
//	Edges(a, b, …)      which quotations they join            one pair
//	  … group by article …
//	Settle(stretches)   one name for a place cut differently  one article
//	  … Components(edges), or LargeStar and SmallStar in rounds …
//	Families(edges)     one statement each                    one component
//
// All are pure functions on plain values that hold numbers, never text (a [Doc]
// has a binary form), so that a run in memory, on disk and on a cluster gives
// the same: no result depends on the order of its input beyond the order that is
// asked for.
//
// What bounds the cost: a shingle of n articles gives at most 2n pairs once n is
// above [Spread]; of a series (an outlet) that has it more often than that, one
// article stands for the others, for that is boilerplate; and a family of
// thousands of copies compares each of them with one, not with all. What shingles
// of fewer articles propose by chance does grow with the square of the corpus; a
// [Join] holds 16 bits of each word to drop these pairs of places where they arise,
// without reading an article. All other steps are
// linear but for sorting. An edge is verified word by word before it joins
// anything, and a component is cut into families again by comparison with one
// member, so that no chain of edges merges two statements.
//
// [Origin] gives the clusters of articles that republish one text, [Copies]
// the same from passages that are known.
//
// The order of arguments makes no difference to any result.
package passage
