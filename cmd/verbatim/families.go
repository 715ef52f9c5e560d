package main

import (
	"encoding/json"

	"verbatim/align"
	"verbatim/align/index"
)

// families prints the quotations that two or more articles carry, for a corpus of
// any size.
func (e *env) families(paths []string) error {
	_, many, err := e.gather(paths, 0, true)
	if err != nil {
		return err
	}
	defer many.Close()
	j := json.NewEncoder(e.out)
	j.SetEscapeHTML(false)
	return index.Families(e.ctx, many, e.scale(), func(q *align.Quote) error { return j.Encode(q) })
}
