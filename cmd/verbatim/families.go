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
	opt := e.scale(1 << 30)
	if x, err := e.corpusAt(paths); err != nil {
		return err
	} else if x != nil {
		defer x.Close()
		return room(index.Families(e.ctx, x, opt, print))
	}
	_, many, err := e.gather(paths, 0, true, opt)
	if err != nil {
		return err
	}
	defer many.Close()
	return room(index.Families(e.ctx, many, opt, print))
}
