package filter

import (
	"strings"
	"testing"
)

// Blocks and bullets over letters are masks as stars are, and what is told of
// them has the signs that stand in the text.
func TestCovers(t *testing.T) {
	for _, sign := range []string{"█", "▓", "▒", "■", "●", "•"} {
		mask := strings.Repeat(sign, 3)
		in := filtered(story, "ass", mask, "tit", mask) + "\n• one item\n• another"
		want := story + "\n• one item\n• another"
		if got := cleaned(in); got != want {
			t.Errorf("%s: %s", sign, got)
		}
		cs, found := find(in, Options{})
		if len(found) != 1 || !strings.Contains(found[0].Evidence, mask) {
			t.Errorf("%s: conditions %+v", sign, found)
		}
		for _, c := range cs {
			if !strings.Contains(in[c.Span.Start:c.Span.End], mask) || !strings.Contains(c.Detail, "->"+mask) || strings.Contains(c.Detail, "*") {
				t.Fatalf("%s: %q: %+v", sign, in[c.Span.Start:c.Span.End], c)
			}
		}
	}
	for _, s := range []string{"• one\n• two", "News•Sport•Weather", "•• see below", "the ████ of the town and ██████ itself", strings.Repeat("█", 100000), "★★★★ a film",
		"AT&T spends on R&D; the Q&A and B&B of S&P and M&S. Set a&b, x$y, p%q, f#g and cl&ss in the formula, C#, F#, 50%, US$5 and $100; foo@bar.com",
		"grep foo$bar && echo \"a%s\" | sed 's#x#y#' && printf c%d t@t a#s", "Wh@t the @#$%! is this? Oh @#$! Who #&%! did %$#@ it?"} {
		if cs, found := find(s, Options{}); len(cs) > 0 || len(found) > 0 {
			t.Errorf("%.60q: %+v %+v", s, cs, found)
		}
	}
}

func TestMasked(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The whole plan is a load of ****** nonsense from the start.", "1 word is hidden: “******”"},
		{"“****** we do it now,” he said, and left the hall. Then: “You b*****d!” and f***ing went.", "3 words are hidden: “******”, “b*****d”, “f***ing”"},
		{"He said that the [expletive deleted] thing was a (expletive) mess, [Expletive].", "3 words are hidden: “[expletive deleted]”, “[Expletive]”, “(expletive)”"},
		{"The name of the agent was ████ in all of the papers.", "1 word is hidden: “████”"},
		{"Oh @#$%&! he said to the people who had come to see it.", "1 word is hidden: “@#$%&!”"},
		{"“Oh, ****,” he said to the people of the town.", "1 word is hidden: “****”"},
		{"One.\n\n* * *\n\n***\n\nTwo of them.", ""},
		{"The Long Way Home by A. Name: **** in all the shops of the town", ""},
		{"It was given **** out of five by the people of the paper.", ""},
		{"**bold** words and *emphasis*, a footnote* and another**, 5 ** 3, #hashtag #5 C# and [sic] (removed) [t]he (see below)", ""},
		{"***REMOVED***", ""}, {"The score of the game: ***BKB 75, Boston*** 80 after the break", ""}, {"", ""}, {"****", ""}, {strings.Repeat("*", 5000), ""}, {strings.Repeat("a ", 5000) + "**** b.", "1 word is hidden: “****”"},
	} {
		got := ""
		if found := Masked(c.in); len(found) > 0 {
			got = found[0].Evidence
		}
		if got != c.want {
			t.Errorf("%.80q: %q, want %q", c.in, got, c.want)
		}
	}
}
