// Package normalize says what was done to a published article before we saw
// it, and undoes it: [Clean] finds the zones of one article and the damage that
// scraping, profanity filters and spinners did, and keeps every repair as an
// edit with its rule, its evidence and its place in the published bytes.
//
// The way of an article, one word a stage, one package a word:
//
//	page    the text layer of an HTML article       (nothing to do for plain text)
//	encode  mojibake, entities, invisible characters
//	zone    body, caption, comment, related link …
//	filter  the profanity filter undone              (it ran last, so it is undone first)
//	spin    number forms and spellings only a spinner writes
//	token   words and sentences with their places
//
// Each stage is a pure function from text to edits; [edit.Table] applies them
// and keeps the way back. What needs a second article (a spinner undone, lost
// marks restored) is the work of package align/repair, with the same edits.
package normalize
