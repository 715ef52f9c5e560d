package passage

import (
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func text(s string) *normalize.Text {
	return normalize.Clean(&corpus.Document{ID: "x", Media: corpus.Plain, Raw: []byte(s)}, normalize.Options{})
}

const (
	harbour = "The harbour board voted eleven to four on Monday night to close the north quay while divers look for the cause of the leak"
	ferries = "Ferry crews were told to berth at the old coal pier until repairs are paid for out of the reserve fund"
	garlic  = "Chop two onions and fry them gently in butter before adding garlic, thyme and a glass of white wine. "
	snow    = "Seven mountain villages lost power after wet snow brought down branches across several valleys. "
)

func TestPair(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       []string // the words on side a
	}{
		{"nothing", garlic, snow, nil},
		{"exact, sharp at both ends", garlic + harbour + ". " + snow, "Quarter past nine.\n\n" + harbour + ", officials said.", []string{harbour}},
		{"stripped", garlic + "“" + harbour + ",” she said.", strings.ToLower(harbour) + " he said later", []string{harbour}},
		{"moved", harbour + ". " + garlic + ferries + ".", ferries + ". " + snow + harbour + ".", []string{harbour, ferries}},
		{"edited is one passage", garlic + harbour, strings.NewReplacer("night", "evening", "divers", "the divers", "look", "search").Replace(harbour) + " " + snow, []string{harbour}},
		{"abbreviation", "he promised them that the F.B.I. would open its books now", "But the FBI would open its books now", []string{"the F.B.I. would open its books now"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := text(c.a), text(c.b)
			var got []string
			for _, p := range PairWith(a, b, Options{MinWords: 7}) {
				got = append(got, a.Clean[p.A.Start:p.A.End])
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
