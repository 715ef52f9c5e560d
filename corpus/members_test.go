package corpus

import (
	"encoding/json"
	"reflect"
	"testing"
)

// The fields of an object are those that the standard library finds.
func FuzzMembers(f *testing.F) {
	for _, s := range []string{
		`{}`, ` { } `, `{"a":1}`, `{"a":"x\\\"y" , "b":[1,{"c":"]"}],"a":null}`, `{"a":{"b":{}},"c":-1.5e3}`, `{"a\"b":1}`, `{"a":"\\"}`, `[{"a":1}]`, `{"é":true,"":false}`,
		`{"a":1`, `{"a":"\ud83d\ude00"}`, "{\"a\"\n:\t[ ] }", `{"` + "\xff" + `":1}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := members([]byte(s))
		if got == nil {
			return
		}
		want := object{}
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}

func TestMembersAreRead(t *testing.T) {
	if got := members([]byte(` {"a" : "x\"}" , "b":[1,2] }`)); len(got) != 2 || string(got["a"]) != `"x\"}"` || string(got["b"]) != "[1,2]" {
		t.Errorf("%q", got)
	}
}
