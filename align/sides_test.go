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
