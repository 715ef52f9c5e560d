package repair

import (
	"strings"
	"testing"

	"verbatim/normalize"
)

// A copy that lost only its quotation marks takes them back; a text that tells
// the story in other words, or that has one quotation less, does not.
func TestUnquoted(t *testing.T) {
	lose := strings.NewReplacer("“", "", "”", "")
	got := Story([]*normalize.Text{text("copy", lose.Replace(kiln)), text("source", kiln)})
	if want := strings.Trim(kiln, "\n"); got[0].Clean != want {
		t.Errorf("got\n%s", got[0].Clean)
	}
	if !has(got[0], "quote-marks-lost") || has(got[1], "quote-marks-lost") {
		t.Errorf("conditions %v, %v", got[0].Conditions, got[1].Conditions)
	}
	other := "Olga Brandt says that they found the keys in a bucket. A letter told how a woman had played there as a child, and nobody asked for a statement about it, Brandt said on Friday when the county opened the kiln again for all who came to see it."
	if got := Story([]*normalize.Text{text("other", other), text("source", kiln)}); got[0].Clean != other {
		t.Errorf("a retelling got marks: %s", got[0].Clean)
	}
}
