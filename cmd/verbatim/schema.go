package main

import "verbatim/align"

func (e *env) schema([]string) error {
	_, err := e.out.WriteString(align.Schema)
	return err
}
