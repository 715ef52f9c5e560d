// Package align says what several articles share and where they differ:
//
//	when     dates, times and durations in prose
//	number   numbers in digits and in words
//	quote    the quotations of one article: who, to whom, when
//	passage  what two articles share, quoted or not
//	diff     which words of one sequence stand for which of another
//	repair   what a damaged article takes back from a sister that proves it
//	detail   what can be checked: numbers, dates, names, links
//	fact     figures that contradict each other
//	matrix   which text carries which detail, and which misses it
//	word     which words carry meaning, and which turn it round
//	family   one utterance, however the outlets cut it
//	collate  its readings side by side: token table and variants
//	class    of which class and severity their differences are
//	story    which articles tell of one story
//	index    corpora of any size: the same in bounded memory, and kept on disk
//
// [Compare] runs them over the articles of one story and gives a [Report], the
// one value that every output renders; [Check] holds the quotations of a draft
// against sources.
//
// Terms of the field: an outlet's text is a witness; what a witness has at a
// place is its reading; readings that differ are variants. No witness is the
// base: readings are held against each other, and what is reported of an
// outlet is always its own bytes, less the damage that scraping did.
package align
