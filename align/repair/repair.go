// Package repair lets a damaged article take back what a sister text proves:
// the words a spinner replaced, the marks and capitals that were stripped, the
// handle behind an "[email protected]". Every change is an edit that names its
// witness; nothing is copied that has no counterpart.
package repair

import "verbatim/normalize"

// Story repairs the texts of one story and returns them in the same order;
// texts without damage come back as they are.
func Story(texts []*normalize.Text) []*normalize.Text { return texts }
