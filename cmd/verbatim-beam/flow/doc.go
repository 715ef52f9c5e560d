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
//
// # Capacity
//
// Generated corpora (verbatim-beam --generate: 560 words an article, a quarter as many
// statements as articles), families only, prism, two cores shared with other work:
//
//	articles                           1000    10000
//	bytes of postings an article       4365     4719
//	bytes of pairs an article           270      281
//	bytes of the store an article      3608     3604
//	pairs compared an article           2.5      5.0
//	edges an article                    2.1      1.9
//	most postings of one key          35369    87878
//	processor time an article        6.6 ms   6.2 ms
//
// Bytes that are shuffled for the join grow by 1.08 from 1k to 10k, processor time does
// not. Comparing the articles of families adds about 8 ms an article. On Flink (two task
// managers, parallelism 2, flink/run.sh) 10k articles with findings took 101 s on a quiet
// machine and 239 to 277 s on a busy one; all that operators handed to each other, the
// lines of the results included, were 314 MB, of which the postings 47 MB. The managers
// held at most 151 MB on disk. A task manager was 0.7 GB, a Go worker at most 372 MB with
// --cache 256. Prism holds everything in memory: 0.17 GB at 1k, 1 GB at 10k, 9.6 GB at
// 100k; it is for tests.
//
// Reckoned from that, not measured: numbers shuffled for the join, the store, and time of
// one core for families and findings.
//
//	articles      shuffled      store     core hours
//	10 M             50 GB      36 GB             40
//	100 M           500 GB     360 GB            400
//	1 G               5 TB     3.6 TB           4000
//
// What breaks first, in this order:
//
//  1. Words that are fetched to compare a pair: a block of 64 articles, about 120 KB, for
//     each pair whose second article is not in the cache. With five pairs an article
//     that is up to 6 TB for 10 M articles. It shows already at 100k: with --cache 512, half of
//     what the words take, a run was stopped in this stage after 909 s of processor
//     time, 9.1 ms an article, where 10k took 6.2 ms in all. Order the shards by date, so that copies are near
//     each other, and give workers more --cache; or run month by month.
//  2. Beyond about 50 M articles there are as many ranges of hashes as a chunk has
//     postings, and a record holds but one: a posting is then about 30 bytes instead of
//     eight. Raise chunkBlocks (and the memory of a task, 24 bytes a posting).
//  3. A text that half a million articles carry is more than componentEdges pairs: its family is
//     cut off and reported.
//  4. Articles are numbered with 32 bits: 4.2 G.
package flow
