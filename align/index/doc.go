// Package index holds corpora that are too large for one value: the articles of a
// run ([Spool]), and what is found in them across articles.
//
// # One pass, one join
//
//	Read(text)      words, places and quotations of one article, as bytes
//	Spool.Add       kept in memory, past Options.Memory in a temporary file
//	Passages        every passage that two articles share, streamed
//	Families        every quotation that two or more carry, streamed
//
// The pure functions of package passage do the work; here are the order, the
// bounds and the disk. Results are in order of the ids of the articles, so that
// they are the same bytes whatever the order of the input, the number of
// processors and the bound on memory.
package index
