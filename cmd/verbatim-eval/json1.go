package main

import "encoding/json"

// json1 is a string, a number, a list of either, or null.
type json1 struct {
	strings []string
	ints    []int
}

func (j *json1) UnmarshalJSON(raw []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	for _, x := range list {
		var s *string
		var n *int
		if json.Unmarshal(x, &s) == nil && s != nil {
			j.strings = append(j.strings, *s)
		} else if json.Unmarshal(x, &n) == nil && n != nil {
			j.ints = append(j.ints, *n)
		}
	}
	return nil
}
