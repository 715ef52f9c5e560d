package align

import (
	"fmt"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// A cut that an outlet marks is told as a marked one, whatever stands on its sides;
// what two passages share by chance holds nothing.
func TestMarkedCut(t *testing.T) {
	const full = "“If you help me win this race you may have someone with your background, someone who has been quietly fighting the reform of the courts for thirty years, on the Senate Judiciary Committee,” Ana Ortega said.\n"
	const cut = "“If you help me win this race you may have someone with your background ... on the Senate Judiciary Committee,” Ana Ortega said.\n"
	var ts []*normalize.Text
	for i, s := range []string{full, cut} {
		ts = append(ts, normalize.Clean(corpus.New(fmt.Sprintf("t%d.txt", i), []byte(s)), normalize.Options{}))
	}
	found := 0
	for _, f := range Compare(ts, Options{}).Findings {
		if f.Class == OmissionMark {
			found++
		} else if f.Severity != Cosmetic {
			t.Errorf("%s %s: %s", f.Severity, f.Class, f.Why)
		}
	}
	if found != 1 {
		t.Errorf("%d marked omissions, want 1", found)
	}
}

// What a mask hides, no other word contradicts.
func TestMaskedWordIsDamage(t *testing.T) {
	var ts []*normalize.Text
	for i, s := range []string{
		"“I am heartbroken, and I’m f***ing furious about every penny of it,” Ana Ortega said.\n",
		"“I am heartbroken, and I’m badword furious about every penny of it,” Ana Ortega said.\n"} {
		ts = append(ts, normalize.Clean(corpus.New(fmt.Sprintf("t%d.txt", i), []byte(s)), normalize.Options{}))
	}
	found := 0
	for _, f := range Compare(ts, Options{}).Findings {
		if f.Class == Damage {
			found++
		} else {
			t.Errorf("%s %s: %s", f.Severity, f.Class, f.Why)
		}
	}
	if found != 1 {
		t.Errorf("%d findings of damage, want 1", found)
	}
}
