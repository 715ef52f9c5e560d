package align

import (
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func text(id, s string) *normalize.Text {
	return normalize.Clean(corpus.New(id+".txt", []byte(s)), normalize.Options{})
}

func TestCheck(t *testing.T) {
	source := text("source", "The mayor spoke for an hour. “We will not close the harbour for good, and nobody in this room has asked for that. The east quay is tired, not dead. We will mend it by the end of June,” Ana Ortega said.\n\n“The kettle is safe once the new handle is fitted, and not a day before,” said Anil Rao. “I am not, and have never been, in favour of selling the quay to a developer,” Dev Malhotra said.\n")
	for _, c := range []struct{ quoted, want string }{
		{"We will not close the harbour for good", Verbatim},
		{"The east quay is tired, not dead", Verbatim},
		{"the East Quay is tired – not dead", Typographic},
		{"We will not close the harbor for good", Typographic},
		{"We cannot close the harbour for good", Altered},
		{"We will close the harbour for good", Altered},
		{"I am … in favour of selling the quay to a developer", Altered},
		{"The kettle is safe", Truncated},
		{"We will not close the harbour for good. We will mend it by the end of June", SplicedWord},
		{"The east quay is tired … We will mend it by the end of June", Verbatim},
		{"The east quay is dead", SplicedWord},
		{"We will mend it by the end of July", Altered},
		{"The quay is tired, not dead", SplicedWord},
		{"We will [soon] mend it by the end of June", Typographic},
		{"We’ll mend it by the end of June", Typographic},
		{"nobody in this room has asked … We will not close the harbour", SplicedWord},
		{"Nothing of this kind was ever said by anybody present", NotFound},
	} {
		draft := text("draft", "The report came late. “"+c.quoted+",” she said on Tuesday.\n")
		got := Check(draft, []*normalize.Text{source})
		if len(got) != 1 {
			t.Errorf("%q: %d quotations, want 1", c.quoted, len(got))
			continue
		}
		if got[0].Verdict != c.want {
			t.Errorf("%q: %s (%s), want %s", c.quoted, got[0].Verdict, got[0].Why, c.want)
		}
	}
}

// The right words in the wrong mouth are a fault; a vaguer name or the same
// person under another name is none.
func TestCheckSpeaker(t *testing.T) {
	source := text("source", "“My client has never been convicted before,” said Louise Beck, for the company.\n")
	for _, c := range []struct{ speaker, want string }{
		{"Louise Beck", ""}, {"Ms Beck", ""}, {"a lawyer", ""}, {"Helena Strand", Attribution},
	} {
		got := Check(text("draft", "“My client has never been convicted before,” said "+c.speaker+" on Tuesday.\n"), []*normalize.Text{source})
		if len(got) != 1 || got[0].Verdict != Verbatim {
			t.Fatalf("%s: %+v", c.speaker, got)
		}
		class := ""
		if ds := got[0].Differences; len(ds) > 0 {
			class = ds[0].Class
		}
		if class != c.want || (got[0].Severity() == Substantive) != (c.want != "") {
			t.Errorf("%s: class %q, severity %q", c.speaker, class, got[0].Severity())
		}
	}
}

// Of two sources with the same words the undamaged one is the reference, whatever
// their names.
func TestCheckPrefersTheUndamagedSource(t *testing.T) {
	const said = "“My client has never been convicted before,” said Louise Beck, for the company. "
	hurt := text("a", said+"The ambbadador did not attend the badembly with his badistant.\n")
	if harm(hurt) == 0 {
		t.Fatal("the filter was not found")
	}
	whole := text("b", said+"The ambassador did not attend the assembly with his assistant.\n")
	for _, sources := range [][]*normalize.Text{{hurt, whole}, {whole, hurt}} {
		got := Check(text("draft", said+"\n"), sources)
		if len(got) != 1 || got[0].Best == nil || got[0].Best.Article != "b" {
			t.Errorf("%+v", got)
		}
	}
}
