package quote

import "testing"

func TestToSelf(t *testing.T) {
	for _, c := range []struct {
		speaker, addressee string
		want               bool
	}{
		{"Ann Okoro", "Ann Okoro", true},
		{"Ann Okoro", "Okoro", false},
		{"Okoro", "okoro", true},
		{"Ann Okoro", "Bill Okoro", false},
		{"Ann Okoro", "", false},
		{"", "", false},
		{"mayor", "council", false},
	} {
		if got := toSelf(c.speaker, c.addressee); got != c.want {
			t.Errorf("toSelf(%q, %q) = %v", c.speaker, c.addressee, got)
		}
	}
}
