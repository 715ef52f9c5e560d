// Package corpus holds what was published: the bytes of an article exactly as
// they were obtained, who published it, where and when. It never interprets
// the text; that is the work of package normalize, the next room of the house:
//
//	cmd -> align -> normalize -> corpus
//
// Each may use what is to its right and nothing to its left.
//
// Input that cannot be read is a [Problem] in the same stream as the
// documents, so that two bad files in ten thousand give 9,998 documents and
// two named problems.
package corpus
