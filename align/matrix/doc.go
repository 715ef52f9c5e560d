// Package matrix sets the details of all texts of a story side by side: which
// text carries what, which carries it in part, and which misses it.
//
//	matrix.go  rows of equal details
//	name.go    one name however it is written; what only looked like one
//	date.go    years that a sister states; days told less exactly
//	count.go   numbers, told apart by what they count
//	claim.go   sentences that say one thing
package matrix
