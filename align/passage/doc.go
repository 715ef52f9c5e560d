// Package passage finds what two articles share, word for word or edited.
//
//	a   … the council met. The board voted on Monday to close the pool, she said …
//	b   … IN A STATEMENT the board voted on Tuesday to close the pool and left …
//	                     ==================  ======= ==================
//	                     run of equal words  gap     run of equal words
//	                     [---------------- one passage --------------]
//
// [Pair] finds seeds (three words in a row that both have, one of them not a
// function word), grows each into a run of equal words, and chains runs into
// passages by dynamic programming: an equal word earns its weight, a
// difference costs. A chain is local, so text that is moved is another
// passage, and its ends stand where the balance is best, so text around it
// stays outside. The best passage takes its words on both sides; a weaker one
// keeps what is left. Case, marks and line breaks do not count, since words
// are compared by their keys.
package passage
