package align

import (
	"strings"
	"testing"

	"verbatim/normalize"
)

// filler is the rest of an article, so that the words at issue are rare in it.
// Two of them have no sentence in common: the articles are no copies.
func filler(format string) string {
	var b strings.Builder
	for _, w := range strings.Fields("quiet narrow eastern wooden famous crooked ancient hidden greener sunny") {
		b.WriteString("\n\n" + strings.ReplaceAll(format, "@", w))
	}
	return b.String() + "\n"
}

// What texts say of figures outside quotations, and which of it is one question.
func TestFigures(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"a road":                          {"The lorry with the stolen statue left the harbour by the A38 towards Tormouth.", "The lorry with the stolen statue left the harbour by the A48 towards Tormouth.", "A38|A48"},
		"an age":                          {"Paul Quill, 61, wrote a letter to the council.", "The boat of Paul Quill, 16, sank that night.", "16|61"},
		"father and son":                  {"Paul Quill, 61, wrote a letter about the boat.", "Tim Quill, 16, wrote a letter about the boat.", ""},
		"an age without a name beside it": {"Paul Quill died on Monday at his home. He was 61.", "Tributes to Paul Quill, who has died at 16, poured in.", "16|61"},
		"a rate":                          {"Samples held 14,000 germs per litre of water.", "Tests found 140,000 bugs in every litre.", "14,000 germs|140,000 bugs"},
		"degrees and a gap":               {"Water in the shower of the baths in Tormouth was nine degrees short.", "Water in the shower of the baths in Tormouth must have 50°C.", ""},
		"degrees":                         {"Water in the shower of the baths in Tormouth was 41°C.", "Water in the shower of the baths in Tormouth was 31°C.", "31°C|41°C"},
		"half of the day, in words":       {"The roof of the mine fell at twenty past six on Monday.", "The roof of the mine fell at 18:20 on Monday.", ""},
		"half of the day":                 {"The roof of the mine fell at 11:35 on Monday.", "The roof of the mine fell at 11.35 p.m. on Monday.", ""},
		"one person":                      {"One person died when a tree fell on a lorry near Tormouth.", "Two people died when a tree fell on a lorry near Tormouth.", "One person|Two people"},
		"a part and all":                  {"Nine of the city’s 11 tram lines in Tormouth were closed.", "Only two of the eleven tram lines in Tormouth were running.", ""},
		"two clocks":                      {"The forum offered the stolen records at 02:14 UTC.", "The forum offered the stolen records at 10:14 p.m. Eastern time.", ""},
		"one clock":                       {"The forum offered the stolen records at 02:14 UTC.", "The forum offered the stolen records at 4:14 a.m. UTC.", "02:14|4:14 a.m."},
		"another year":                    {"The last strike of the drivers, in 2018, lasted five days.", "The strike of the drivers will last a full week. It was called in March 2026.", ""},
		"a telephone":                     {"The line, 0800 555 0142, is staffed until 8pm.", "You can call 0800 555 0142 until 10pm.", "10pm|8pm"},
		"minutes in words":                {"The tree fell on the lorry at twenty to six in the morning.", "The tree fell on the lorry at 5.40am.", ""},
		"in other words":                  {"The mandate of the brigade runs until 31 May.", "Soldiers of the brigade will stay until March 31.", "31 May|March 31"},
		"one verb governs both":           {"The ward will close on 31 July for eighteen months.", "They shut the ward on 30 June, whatever the board said.", "30 June|31 July"},
		"a month says no day":             {"The account was reported by Oddsline on Feb. 2. He was told in February.", "Bookmakers Oddsline reported the account on February 12.", "Feb. 2|February 12"},
		"a dateline":                      {"TORMOUTH, March 12 (Presswell) - The tribunal banned Tobias Keane of Tormouth for nine months.", "The tribunal banned Tobias Keane of Tormouth for bets until 1 August 2024, nine months in all.", ""},
		"harm in another scene":           {"Shells killed 17 people on Monday. The glass flew at the benches of parliament. No one was hurt.", "The shells struck a bus station. Seventeen people died and 40 were hurt.", ""},
		"two gaps":                        {"The plane stopped 380 metres short of the runway at Tormouth.", "At Tormouth the plane stopped 830 metres short of its runway.", "380 metres|830 metres"},
		"what ought to be":                {"Fifty degrees is the norm for the shower water of the baths in Tormouth.", "Water in the shower of the baths in Tormouth was 41°C.", ""},
		"digits exchanged":                {"The brigade of 2,400 soldiers will leave next week.", "There are 4,200 men in the brigade, and the mandate is short.", "2,400 soldiers|4,200 men"},
		"digits exchanged, other nouns":   {"Inspectors looked at 24 images in the notebook.", "A quarter of the 42 pictures in the notebook were old.", "24 images|42 pictures"},
		"digits exchanged by chance":      {"The kitchen had 84 guests that night.", "Farmers sold 48 goats at the market.", ""},
		"weeks for months":                {"The judge gave the company six weeks to pay the fine.", "The company must find the fine within six months.", "six months|six weeks"},
		"people who did two things":       {"About 400 people prayed in the chapel of Tormouth on the hill.", "Police said that 32 young people were arrested at the chapel of Tormouth.", ""},
		"a half in words":                 {"The drivers were offered four and a half per cent more.", "The drivers were offered 4.5 percent more.", ""},
	} {
		r := Compare([]*normalize.Text{plain("a", c.a+filler("The @ gardens were painted. Nobody minded.")), plain("b", c.b+filler("In @ kitchens they swept. Everyone laughed."))}, Options{})
		got := ""
		for _, f := range r.Findings {
			if f.Severity == Substantive {
				var texts []string
				for _, x := range f.Readings {
					texts = append(texts, *x.Text)
				}
				if len(texts) == 2 && texts[0] > texts[1] {
					texts[0], texts[1] = texts[1], texts[0]
				}
				got += strings.Join(texts, "|")
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What is told weeks later may have changed.
func TestFresh(t *testing.T) {
	for day, want := range map[string]string{"2026-05-02": Substantive, "2026-06-20": Minor} {
		a := plain("a", "Published 2026-05-01\n\nThe lorry with the stolen statue left the harbour by the A38 towards Tormouth."+filler("The @ gardens were painted. Nobody minded."))
		b := plain("b", "Published "+day+"\n\nThe lorry with the stolen statue left the harbour by the A48 towards Tormouth."+filler("In @ kitchens they swept. Everyone laughed."))
		a.Doc.Published, b.Doc.Published = "2026-05-01", day
		fs := Compare([]*normalize.Text{a, b}, Options{}).Findings
		if len(fs) != 1 || fs[0].Severity != want {
			t.Errorf("%s: %+v, want one of severity %s", day, fs, want)
		}
	}
}
