package align

import (
	"fmt"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// findingsOf gives the findings of articles that are not cosmetic, and their texts.
func findingsOf(articles ...string) []Finding {
	var ts []*normalize.Text
	for i, s := range articles {
		ts = append(ts, normalize.Clean(corpus.New(fmt.Sprintf("t%d.txt", i), []byte(s)), normalize.Options{}))
	}
	var out []Finding
	for _, f := range Compare(ts, Options{}).Findings {
		if f.Severity != Cosmetic {
			out = append(out, f)
		}
	}
	return out
}

// An outlet that quotes the words in two ways is on no side of what differs.
func TestOneSide(t *testing.T) {
	fs := findingsOf(
		"“The harbour wall will be finished before the winter storms arrive,” Ana Ortega said.\n",
		"“The harbour wall will be finished before the summer storms arrive,” Ana Ortega said.\n",
		"“The harbour wall will be finished before the winter storms arrive,” Ana Ortega said.\n\nOthers were less sure of it on that day.\n\nShe went on: “The harbour wall will be finished before the summer storms arrive.”\n")
	if len(fs) != 1 || fs[0].Severity != Substantive {
		t.Fatalf("%d findings, want 1 in substance: %+v", len(fs), fs)
	}
	for _, r := range fs[0].Readings {
		if r.Article == "t2" {
			t.Errorf("an outlet that has both takes a side: %s", fs[0].Why)
		}
	}
}

// A function word for its contrary changes what was said; another one may not.
func TestContraryFunctionWords(t *testing.T) {
	const said = "“We shall all vote %s the plan when it comes to the chamber,” Ana Ortega said.\n"
	for _, c := range []struct{ a, b, severity string }{{"for", "against", Substantive}, {"for", "on", Minor}} {
		fs := findingsOf(fmt.Sprintf(said, c.a), fmt.Sprintf(said, c.b))
		if len(fs) != 1 || fs[0].Severity != c.severity {
			t.Errorf("%s, %s: %+v, want one finding, %s", c.a, c.b, fs, c.severity)
		}
	}
}

// What differs in a figure is another name, and told once.
func TestNumberedNameIsNoSpelling(t *testing.T) {
	fs := findingsOf(
		"The carrier of the memory in yeast is a protein called Zimo1, the team wrote.\n",
		"The carrier of the memory in yeast is a protein called Zimo2, the team wrote.\n")
	if len(fs) != 1 || fs[0].Severity != Substantive {
		t.Errorf("%+v, want one finding in substance", fs)
	}
}

// What a group without a name is called is no contradiction in substance; offices are.
func TestGroupsOfAddressees(t *testing.T) {
	const said = "“Every penny of the charge has been paid to those who earned it,” Ana Ortega told %s on Monday.\n"
	for _, c := range []struct {
		a, b string
		want int
	}{{"drinkers", "hikers", 0}, {"the factory manager", "the chief executive", 1}} {
		n := 0
		for _, f := range findingsOf(
			"The works have stood by the river for ninety years, and the lease runs out in spring.\n\n"+fmt.Sprintf(said, c.a),
			"A dispute over money came to a head this week in a hall that was full to the last seat.\n\n"+fmt.Sprintf(said, c.b),
			"Nobody knew what to expect when the doors were opened and the lights went on again.\n\n"+fmt.Sprintf(said, c.b)) {
			if f.Severity == Substantive {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s, %s: %d findings in substance, want %d", c.a, c.b, n, c.want)
		}
	}
}

// A sentence that is told in other words is one difference, its small words with it.
func TestRetoldSentenceIsOneDifference(t *testing.T) {
	fs := findingsOf(
		"“It is high time for all of us to say that this long bill grabs power away from the old elites and the brokers and hands it in time to the people,” Ana Ortega said.\n",
		"“It is high time for all of us to say that this long bill takes power from the rich elites and the bankers and gives it on time to the nation,” Ana Ortega said.\n")
	if len(fs) != 1 {
		t.Errorf("%d findings, want 1: %+v", len(fs), fs)
	}
}

// A name in two spellings within a quotation is told once.
func TestNameIsToldOnce(t *testing.T) {
	fs := findingsOf(
		"“It looks as though the strongman Moammar Gadhafi is going to beat the whole alliance,” Ana Ortega said.\n",
		"“It looks as though the strongman Muammar al-Qaddafi is going to beat the whole alliance,” Ana Ortega said.\n")
	if len(fs) != 1 {
		t.Errorf("%d findings, want 1: %+v", len(fs), fs)
	}
}

// Whole sentences, marked cuts and pieces in marks of their own are no omissions: what
// stands between two words must stand there in one pair of marks.
func TestFairQuotations(t *testing.T) {
	const lead = " spoke to the inquiry on Monday, and the hall was cold.\n\n"
	for _, c := range [][]string{
		{ // closed marks in two paragraphs
			"Ada Millbank" + lead + "“What they call a plan is a list of things that have already happened. The harbour belongs to those who sweep it. I never met the man.” Millbank said.\n",
			"Ada Millbank" + lead + "Millbank said: \"What they call a plan is a list of things that have already happened.\"\n\n\"I never met the man,\" Millbank added.\n",
		},
		{ // the words beside the ellipsis repeat
			"Ada Millbank" + lead + "“The bank was on a list, and it stayed on a list for six years,” Millbank said.\n",
			"Ada Millbank" + lead + "“The bank was on a list … for six years,” Millbank said.\n",
		},
		{ // both mark a cut at the place
			"Ada Millbank" + lead + "“Nobody in this valley has ever … for a receipt of any kind at all,” Millbank said.\n",
			"Ada Millbank" + lead + "“Nobody in this … asked me for a receipt of any kind at all,” Millbank said.\n",
		},
	} {
		for _, f := range findingsOf(c...) {
			if f.Severity == Substantive {
				t.Errorf("%s: %s", f.Class, f.Why)
			}
		}
	}
}
