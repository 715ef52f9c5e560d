package corpus

import (
	"encoding/json"
	"unicode/utf8"
)

func std(s string) (string, bool) {
	var out string
	if !utf8.ValidString(s) || json.Unmarshal([]byte(`"`+s+`"`), &out) != nil {
		return "", false
	}
	return out, true
}
