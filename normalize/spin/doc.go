// Package spin notices texts that went through a synonym spinner: a program
// that swaps words for others of a table until a copy no longer looks like
// one. [Find] scores how many turns of phrase a text has that spinners write
// and editors do not, and repairs a short closed list of forms that are no
// English at all (11 p.c, October three, yr’s).
//
// Everything else that a spinner did cannot be undone from the text alone: the
// same original goes to different words and one spun word comes from different
// originals. That is left to a sister article (package align/repair); here it
// is a suggestion at most. What stands within quotation marks is not touched.
package spin
