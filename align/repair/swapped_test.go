package repair

import (
	"strings"
	"testing"

	"verbatim/normalize"
)

const kiln = `The old kiln at the end of the road was opened again on Friday by the county, nine years after a fire closed it, and a large crowd came to see it.

“We found the keys in a bucket behind the wall,” said Olga Brandt, who runs the place. “Nobody laughed, and nobody asked for a statement about it.”

The county drove a hard bargain with the bank, and the money for the work came from a gift of a woman who lived in the street and who never wanted her name to be known.

“Her letter described how she had played there as a child,” Brandt said. “The glass in the window was still her own, and the pace of the work was slow.”

The building will be warm in winter, the crew said, because the heat of the kiln goes through the wall. A list of those who want to work there hangs at the door, and the supervisor said that all of them will be asked.`

// A whole copy in which single words were replaced, in speech as in narration,
// is spun; an edited one is not, nor the source of either.
func TestSwappedCopy(t *testing.T) {
	swap := strings.NewReplacer("end of the road", "end of the roadway", "fire closed", "blaze closed", "large crowd", "huge crowd", "bucket", "pail", "laughed", "giggled", "hard bargain", "tough bargain",
		"money for", "cash for", "gift of", "donation of", "a woman who", "a lady who", "letter described", "missive portrayed", "glass in", "tumbler in", "crew said", "team said", "heat of", "warmth of", "A list", "A listing", "supervisor", "overseer")
	spun := func(story ...*normalize.Text) (out []bool) {
		for _, x := range Story(story) {
			out = append(out, has(x, "spun"))
		}
		return out
	}
	copied := swap.Replace(kiln)
	if got := spun(text("copy", copied), text("source", kiln)); !got[0] || got[1] {
		t.Errorf("spun: %v, want the copy alone", got)
	}
	edited := strings.Replace(copied, " A list", "\n\nThe mayor, who came late, called it a good day for the county and left before the tour was over.\n\nA list", 1)
	edited = strings.Replace(edited, ", nine years after a blaze closed it, and a huge crowd came to see it", " after nine years", 1)
	edited = strings.Replace(edited, " and who never wanted her name to be known", "", 1)
	if got := spun(text("edited", edited), text("source", kiln)); got[0] || got[1] {
		t.Errorf("edited: %v", got)
	}
	// Speech is spared, and most sentences are.
	long := kiln + "\n\nThe bridge below the town has been shut since the spring. Nobody at the county would say when it opens again. The bus takes another way until then."
	spared := strings.NewReplacer("old kiln", "aged kiln", "the road was", "the roadway was", "fire closed", "blaze closed", "large crowd", "huge throng", "hard bargain", "tough bargain", "money for", "cash for", "gift of", "donation of", "a woman who", "a lady who", "in the street", "in the lane", "her name", "her identity", "the crew said", "the squad said").Replace(long)
	if got := spun(text("copy", spared), text("source", long)); !got[0] || got[1] {
		t.Errorf("speech spared: %v, want the copy alone", got)
	}
}
