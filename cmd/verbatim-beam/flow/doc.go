// Package flow finds the families of an archive that does not fit one machine: the
// pure functions of corpus, normalize and align as a pipeline of Apache Beam. It
// runs within the process on prism (tests), and on Flink, Spark or Dataflow by the
// flags of Beam.
//
//	shards ── read ──► store (cleaned articles, by blocks)
//	            │
//	            ├─ sample of shingles ─► hot shingles
//	            ▼
//	     postings ═══► buckets ═══► pairs ─ fetch words ─► edges       ═══ a shuffle
//	                                                         ║
//	     families, findings ◄─ fetch articles ◄═ components ◄╝
//
// What is shuffled are numbers: hashes, articles, places. Words and texts are
// fetched from the store, words where two articles share a shingle, texts where a
// family is certain.
//
//  1. Read: a task reads a shard, cleans its articles and puts them into the store,
//     64 to a block. Articles are numbered in the order of the shards' names and of
//     the places within. Where that is the order of the ids too, the results are
//     the bytes of a run on one machine (see [Local]); else another of several equal
//     texts may stand for a family.
//  2. Hot shingles: one article in [Options.Rate] is a sample, chosen by its
//     content. A shingle that [Options.Hot] articles must have goes to keys of about
//     1024 articles each, before the shuffle; the first article of each stands for
//     it in a second, small one. What more than a million articles have joins
//     nothing and is reported.
//  3. Postings: those of one chunk of articles and one range of hashes travel as one
//     record. There are as many ranges as keep one at about 131072 postings.
//  4. Pairs travel by block of the one article and group of 4096 of the other.
//  5. Components: rounds of stars (see [passage.LargeStar]). Both ends of each edge
//     say at the end which component they are in; where they differ the rounds were
//     too few, which is reported.
//  6. Families and findings as [passage.Families] and [align.Compare] give them.
//     Articles that name a story are compared with those of it, others with those of
//     their family, at most 32.
//
// A shard, a record or an article that cannot be used is a line in the shard of
// problems, with what to do; the rest is complete. Everything is a function of the
// bytes of the shards and of their names, so that a task that runs twice, after a
// worker was lost, does the same again.
package flow
