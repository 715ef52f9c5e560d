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
//  1. Read: a task reads a shard (JSONL, WARC, pages, or Parquet with the columns of
//     JSONL), cleans its articles and puts them into the store, 64 to a file, each
//     to be read by itself. Articles are numbered in the order of the shards' names and of
//     the places within. Where that is the order of the ids too, the results are
//     the bytes of a run on one machine (see [Local]); else another of several equal
//     texts may stand for a family. Ids are expected to be unique in the archive; two
//     articles of one id in two shards are taken for one where a family is compared.
//  2. Hot shingles: one article in [Options.Rate] is a sample, chosen by its
//     content. A shingle that [Options.Hot] articles must have goes to keys of about
//     1024 articles each, before the shuffle; the first article of each stands for
//     it in a second, small one. What more than a million articles have joins
//     nothing and is reported.
//  3. Postings: those of one chunk of articles and one range of hashes travel as one
//     record. There are as many ranges as keep one at about 131072 postings.
//  4. Pairs travel by block of the first article and group of a million of the second,
//     so that a first article is fetched about once and a second one once for all
//     pairs of a block. Most pairs end with a look at the words near the shingle; one
//     in four is compared word by word.
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
// Generated corpora (verbatim-beam --generate: 560 words and 3.1 KB an article, a quarter
// as many statements as articles), families only, on prism within one process, two
// cores shared with much other work, so processor time is given:
//
//	articles                                1000    10000   100000
//	bytes of postings an article            4365     4719     5057
//	bytes of pairs an article                270      273      377
//	bytes of the store an article           5004     5027     5015
//	pairs an article                         2.5      5.0      7.9
//	pairs compared word by word              2.2      2.0      2.0
//	records fetched from the store           5.1      7.7     11.1
//	bytes fetched from the store           14460    22526    32550
//	edges an article                         2.1      1.9      1.9
//	most postings of one key               35369    87878   109814
//	processor time an article             7.2 ms   6.9 ms   6.3 ms
//	memory, runner and worker            0.14 GB  0.67 GB   8.3 GB
//
// So from 1k to 100k the time of an article does not grow (0.87) and what is shuffled
// for the join grows by 1.17. Comparing the articles of families adds about as
// much again (13.8 ms in all at 1k). Prism holds everything that is shuffled in
// memory; it is for tests.
//
// On Flink (flink/run.sh, two task managers, parallelism 2, load of the machine about 25) 10k
// articles with findings took 336 s undisturbed and 302 s with a task manager killed
// when 25 of 75 vertices were done: 6 restarts, the same bytes. All that operators
// handed to each other, the lines of the results included, were 313 MB in a million
// records; the postings are 47 MB of it. The managers held 112 MB on disk (151 MB with
// the kill), the store 49 MB. A Go worker was 132 MB at most, a task manager 0.8 GB.
//
// 100k articles with findings took 1467 s undisturbed (load about 14, at the lowest
// priority), no restart, and gave the bytes of a run on one machine. The operators
// handed 3250 MB to each other in 12 million records, the managers held 1037 MB on
// disk, the store was 485 MB: ten times what 10k took, as the articles. The largest
// Go worker was 349 MB, a task manager 1.1 GB. A slot keeps the workers of its stages,
// 42 processes on two slots at the end, nearly all of them idle and of 70 MB.
//
// Reckoned from that, not measured: numbers shuffled for the join, the store, what is
// fetched from it, and time of one core for families and findings.
//
//	articles      shuffled      store      fetched     core hours
//	10 M             65 GB      50 GB       0.5 TB             40
//	100 M      0.7 to 2 TB     500 GB         6 TB            400
//	1 G         8 to 17 TB       5 TB        70 TB           4000
//
// What breaks first, in this order:
//
//  1. A store on an object store (gs, s3): Beam's file systems for Go cannot read a part of an
//     object, so a second article costs its whole file, about 180 KB where its words
//     are 3 KB. Eight pairs an article are then 1.4 MB an article, 14 TB for 10 M. Put the
//     store on a file system that all workers mount. Shards in order of date help,
//     since copies are near each other and share files; so does a run month by month.
//  2. Beyond about 50 M articles there are as many ranges of hashes as a chunk has
//     postings, and a record holds but one: a posting is then about 30 bytes instead of
//     eight (the upper figures above). Raise chunkArticles and partition (and the memory
//     of a task, 24 bytes a posting).
//  3. A text that half a million articles carry is more than componentEdges pairs: its family is
//     cut off and reported.
//  4. Articles are numbered with 32 bits: 4.2 G.
package flow
