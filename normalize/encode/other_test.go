package encode

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// story has the marks that encodings lose, and what they must not be taken for.
const story = `“We won’t be rushed,” Carla Dunn said at the café. “Who asked for this?”

It’s the town’s pier – she’d say so – and the fishermen’s too. “They’re wrong,” he said. Is it?`

// Each way to lose the marks is undone.
func TestLostMarks(t *testing.T) {
	all := func(sign string) string {
		return strings.NewReplacer("“", sign, "”", sign, "’", sign, "–", "-", "é", "e").Replace(story)
	}
	plain := strings.NewReplacer("–", "-", "é", "e").Replace(story)
	through := func(from, by *charmap.Charmap) string {
		b, err := from.NewEncoder().String(story)
		if err != nil {
			t.Fatal(err)
		}
		s, err := by.NewDecoder().String(b)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	read := func(by *charmap.Charmap) string {
		s, err := by.NewDecoder().String(story)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	mac, err := charmap.Macintosh.NewEncoder().String(story)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ in, want string }{
		"UTF-8 read as Mac OS Roman":              {read(charmap.Macintosh), story},
		"UTF-8 read as code page 437":             {read(charmap.CodePage437), story},
		"UTF-8 read as code page 850":             {read(charmap.CodePage850), story},
		"windows-1252 read as ISO 8859-1":         {through(charmap.Windows1252, charmap.ISO8859_1), story},
		"bytes of Mac OS Roman":                   {mac, story},
		"question marks":                          {all("?"), strings.Replace(plain, "“Who asked for this?”", "?Who asked for this??", 1)},
		"U+FFFD":                                  {all("\uFFFD"), plain},
		"Mac OS Roman read as windows-1252":       {strings.NewReplacer("“", "Ò", "”", "Ó", "’", "Õ").Replace(story), story},
		"windows-1252 read as Mac OS Roman":       {strings.NewReplacer("“", "ì", "”", "î", "’", "í").Replace(story), story},
		"a string of a program, by its numbers":   {strings.NewReplacer("“", `\u201c`, "”", `\u201D`, "’", `\u2019`, "é", `\u00e9`, "\n", `\n`).Replace(story), story},
		"a string of a program, with backslashes": {strings.NewReplacer("“", `\"`, "”", `\"`, "’", `\'`).Replace(story), strings.NewReplacer("“", `"`, "”", `"`, "’", `'`).Replace(story)},
	} {
		got := repaired(c.in)
		if name == "question marks" { // what is open in the text stays open
			got, c.want = strings.ReplaceAll(got, "?", ""), strings.ReplaceAll(c.want, "?", "")
		}
		if got != c.want {
			t.Errorf("%s:\n%s\ngives\n%s", name, c.in, got)
		}
		if _, found := Repair(c.in); !strings.HasPrefix(name, "a string") && (len(found) != 1 || found[0].Kind != "mojibake") {
			t.Errorf("%s: conditions %v", name, found)
		}
	}
}

// What looks like a lost mark and is none.
func TestMarksKept(t *testing.T) {
	for _, s := range []string{
		"Who said so? He did. What? No?", "see example.com/page?s=1 and /a?t or site.com?d", "What ?! he cried", "really??", "el país de Luís", "ÓSCAR and Òscar", "João Ñandú",
		"¿Qué pasa?", "p??word and em????y", "Which is it, a?s", "√2 and ¬p", "‚Ärger‘", "Γ = 2", "a | b ├── c", `C:\users\new`, `C:\node\report`, "3 < 4 and <b>", "the <br> tag", "a <- b", "if x<y then",
		"\u200eשלום", "A part of it was known to everybody in the town, and nobody had asked for more of it.", "I and the others in the town had known of it for years, and nobody had asked for more.",
		"B roads are the small ones of the county, as everybody in the town knows and nobody asks.", "T he", "An Advertisement of the firm", "the Advertisement Act", "Advertisement\nThe mayor",
		"It came. Advertisement Standards spoke", "ADVERTISEMENT RULES", "A text in one line. ADVERTISEMENT The mayor", "It came. ADVERTISEMENT RULES ARE NEW", "His story. Story continues below. The", "the ADVERTISEMENT The", "Story continues below advertisement",
	} {
		if cs, _ := Repair(s); len(cs) > 0 {
			t.Errorf("%q: %+v", s, cs)
		}
	}
}

func TestLayout(t *testing.T) {
	const rest = " board put off its vote on the new pier on Tuesday after two members asked for a count."
	for _, c := range []struct{ in, want string }{
		{"T he harbour" + rest, "The harbour" + rest},
		{"By A. Name\n\nW\n\nhen the" + rest, "By A. Name\n\nWhen the" + rest},
		{"I n the harbour" + rest, "In the harbour" + rest},
		{"last year.AdvertisementThe mayor", "last year.\n\nAdvertisement\n\nThe mayor"},
		{"“Last year.” Advertisement“We know,” he said", "“Last year.”\n\nAdvertisement\n\n“We know,” he said"},
		{"Advertisement The mayor spoke.Advertisement\nHe", "Advertisement The mayor spoke.\n\nAdvertisement\nHe"},
		{"Title\nspoke. ADVERTISEMENT The mayor", "Title\nspoke.\n\nADVERTISEMENT\n\nThe mayor"},
		{"Title\nspoke. Story continues below advertisement “We know", "Title\nspoke.\n\nStory continues below advertisement\n\n“We know"},
		{"he said.Article continues after this videoHe left", "he said.\n\nArticle continues after this video\n\nHe left"},
		{"o\ufb03cial \ufb01gures", "official figures"},
		{"on \u200eTuesday\u200f the \u202apier\u202c", "on Tuesday the pier"},
		{"one\u2028line\u2029next\vone", "one line\n\nnext one"},
		{"<p>The <b>mayor</b> <a href=\"/x?a=1\" class='y'>spoke</a>.</p><p>He left.<br/>So did I.", "\n\nThe mayor spoke.\n\n\n\nHe left.\nSo did I."},
		{"<script>x</script> <q>y</q>", "<script>x</script> <q>y</q>"},
	} {
		if got := repaired(c.in); got != c.want {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
}
