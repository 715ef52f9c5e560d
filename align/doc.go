// Package align says what several articles share and where they differ:
//
//	when     dates, times and durations in prose
//	number   numbers in digits and words
//	quote    the quotations of one article: who, to whom, when
//	passage  what two articles share, quoted or not
//	repair   what a damaged article takes back from a sister that proves it
//	detail   what can be checked: numbers, dates, names, links
//	collate  one utterance, every outlet a row: families, token tables, readings
//
// [Compare] runs them over the articles of one story and gives a [Report], the
// one value that every output renders.
//
// Terms of the field: an outlet's text is a witness; what a witness has at a
// place is its reading; readings that differ are variants.
package align
