package main

import (
	"encoding/json"

	"verbatim/align"
	"verbatim/align/index"
)

// families prints the quotations that two or more articles carry, for a corpus of
// any size.
func (e *env) families(paths []string) error {
	j := json.NewEncoder(e.out)
	j.SetEscapeHTML(false)
	print := func(q *align.Quote) error { return j.Encode(q) }
	if x, err := e.corpusAt(paths); err != nil {
		return err
	} else if x != nil {
		defer x.Close()
		return index.Families(e.ctx, x, e.scale(), print)
	}
	_, many, err := e.gather(paths, 0, true)
	if err != nil {
		return err
	}
	defer many.Close()
	return index.Families(e.ctx, many, e.scale(), print)
}
