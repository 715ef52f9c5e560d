// Package index holds corpora that are too large for one value, and what is found
// in them across articles: the articles of one run ([Spool]), or an archive on disk
// that is read once and asked often ([Index], [Writer]).
//
// # One pass, one join
//
//	Read(text)      words, places and quotations of one article, as bytes
//	Spool.Add       kept in memory, past Options.Memory in temporary files
//	Passages        every passage that two articles share, streamed
//	Families        every quotation that two or more carry, streamed
//
// The pure functions of package passage do the work; here are the order, the
// bounds and the disk. Results are in order of the ids of the articles, so that
// they are the same bytes whatever the order of the input, the number of
// processors, the bound on memory, and whether they come from a run or an index.
//
// # An index
//
// An index is a folder:
//
//	verbatim-index.json   format, version, and the segments that count, in order
//	segment-000001 …      articles and their postings, never changed once written
//	lock                  held by the one process that writes
//
// Add writes a new segment under another name; Commit syncs it, gives it its name
// and replaces the list as a whole (write, sync, rename). So a process that dies
// at any moment leaves the old list or the new one, and what no list names is
// removed by the next writer. An article that is there already, which its id and
// sha256 say, is not read again: a new day costs what the day costs, and a run that
// was interrupted goes on when it is started again. Readers take the list once and
// keep their files open; neither Commit nor Compact disturbs them.
//
// A segment holds up to 16,384 articles, or all of them once compacted, numbers
// little endian:
//
//	"verbatim segment 1\n"
//	records    of each article: words and places (see passage.Doc.AppendBinary),
//	           quotations (see appendQuotes; zstd), published bytes (zstd)
//	metas      of each article: id, outlet, date, sha256 … (JSON)
//	postings   16,384 cells by the first 14 bits of the hash of a shingle; in each,
//	           in order of the next 26 bits and of article: uvarint difference of
//	           the bits, uvarint article, uvarint word
//	rows       48 bytes an article: offsets, lengths, words, checksums
//	directory  offset of each cell and of the end (8 bytes), checksum of each (4)
//	footer     64 bytes: articles, words, offset of metas, rows and footer (8 each),
//	           checksums of rows and directory (4 each), version, checksum of these
//
// Checksums are CRC-32C and are tested whenever a piece is read; [Verify] reads all,
// and that postings follow from the words, too. About 2.8 bytes are stored for a
// byte of text: 1 for the words and their places, 1.3 for postings, 0.5 for text.
//
// Looking up a quotation reads a cell for each of its shingles in each segment, and
// the articles that share one: some dozens of reads in an archive of any size. What
// shares no shingle with any article (a quotation of under five words, one that is
// altered throughout) is looked for in the words of all articles.
//
// # Why no database
//
// The join wants all postings in order of hash, and a lookup a few neighbours: files
// that are sorted once serve both. Of the embedded stores that were tried for 100,000
// articles (1.4 kB each; inserts a second) bbolt does 78,000 and lets no process read
// while another holds it open for writing, Pebble and Badger neither, SQLite does
// 29,000 to 65,000 and 2.6 times the size of the text; appending to a file 193,000.
// What a store would add, pages that change in place, is what an archive does not
// need.
package index
