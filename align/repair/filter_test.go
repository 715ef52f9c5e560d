package repair

import (
	"strings"
	"testing"

	"verbatim/normalize"
	"verbatim/normalize/edit"
)

const clean = `Deputies passed the bill on Monday after a long debate about sex education in public schools, the assembly said.

“We will assist every teacher who asks,” minister Kadir Hassan told reporters, “and nobody is called sexist for asking.” He thanked the Essex delegation.

The ambassador, Lena Assefa, had sent the password to an assistant by mistake, according to a passage of the report. A sex offender was among the staff, it said.

“Classes begin in May,” said Hassan. It was a bad day for the opposition, and one deputy said to hell with it.`

func filterAll(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
		up := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
		text = strings.ReplaceAll(text, up(pairs[i]), up(pairs[i+1]))
	}
	return text
}

func TestFilterUndoneBySister(t *testing.T) {
	for name, damaged := range map[string]string{
		"words":        filterAll(clean, "ass", "bad", "sex", "bad"),
		"longer":       filterAll(clean, "ass", "butt", "sex", "love"),
		"stars":        filterAll(clean, "ass", "***", "sex", "***", "hell", "****"),
		"unknown rule": filterAll(clean, "ass", "quux"),
	} {
		for _, sister := range []string{clean, strip(clean)} {
			story := []*normalize.Text{text("damaged", damaged), text("sister", sister)}
			out := Story(story)
			want := clean
			if sister != clean { // capitals that only the sister could show
				want, out[0].Clean = strings.ToLower(want), strings.ToLower(out[0].Clean)
			}
			if out[0].Clean != want {
				t.Errorf("%s: got\n%s\nedits %+v", name, out[0].Clean, out[0].Edits)
			}
			for _, e := range out[0].Edits {
				if e.Applied && e.Rule != edit.Filter {
					t.Errorf("%s: edit %+v", name, e)
				}
			}
		}
	}
}

// TestWordsThatDifferStay: spellings and wordings of two outlets are no filter.
func TestWordsThatDifferStay(t *testing.T) {
	other := filterAll(clean, "debate", "quarrel", "schools", "academies", "Classes", "Lessons", "sent", "mailed", "bill", "law", "staff", "stuff", "asks", "begs")
	story := []*normalize.Text{text("a", clean), text("b", other)}
	for i, x := range Story(story) {
		if x != story[i] {
			t.Errorf("%s was changed: %+v", x.Doc.ID, x.Edits)
		}
	}
}
