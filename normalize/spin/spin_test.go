package spin

import (
	"strings"
	"testing"

	"verbatim/normalize/edit"
	"verbatim/normalize/token"
)

func find(text string) ([]edit.Change, []edit.Condition) {
	return Find(text, token.Words(text), Options{})
}

func cleaned(text string) string {
	t := edit.NewTable(text)
	cs, _ := find(text)
	t.Apply(cs)
	return t.Clean()
}

const spunText = `The council mentioned in a press release that the mission had been additionally delayed, as an illustration as a result of it obtained no less than three complaints.
One other official informed reporters in the present day that numerous youngsters had been desirous to go, nonetheless they solely despatched an e-mail.
Local weather change and the inventory market have been thought-about well-liked topics, whereas making an attempt to chop prices by way of utilizing actual property.`

func TestSpun(t *testing.T) {
	_, found := find(spunText)
	if len(found) != 1 || found[0].Kind != "spun" || found[0].Confidence < 0.8 || !strings.Contains(found[0].Evidence, "in the present day (1)") {
		t.Errorf("conditions %+v", found)
	}
	quoted := "“" + strings.ReplaceAll(spunText, "\n", "”\n“") + "”"
	if cs, found := find(quoted); len(found) > 0 || len(cs) > 0 {
		t.Errorf("within quotation marks: %+v, %+v", cs, found)
	}
	plain := strings.Repeat("The council said in a statement that the project was late because of three complaints. A number of people wrote, and more and more of them were angry. ", 12)
	if cs, found := find(plain); len(found) > 0 || len(cs) > 0 {
		t.Errorf("plain text: %+v, %+v", cs, found)
	}
	if _, found := find(""); len(found) > 0 {
		t.Error("empty text is spun")
	}
}

func TestForms(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"about 11 p.c of them", "about 11 percent of them"},
		{"On October three, 2016, it rained", "On October 3, 2016, it rained"},
		{"May twenty-one 2020", "May 21 2020"},
		{"at the end of final yr’s race", "at the end of final year’s race"},
		{"this yr's race", "this year’s race"},
		// left alone
		{"“about 11 p.c of them,” he said", "“about 11 p.c of them,” he said"},
		{"\"On October three, 2016, it rained\"", "\"On October three, 2016, it rained\""},
		{"In May three men were killed", "In May three men were killed"},
		{"In May three, four or five came", "In May three, four or five came"},
		{"up 5.2 p.c. in June", "up 5.2 p.c. in June"},
		{"the p.c crowd", "the p.c crowd"},
		{"10 yr's old", "10 yr's old"},
		{"may one 2020", "may one 2020"},
	} {
		if got := cleaned(c.in); got != c.want {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
	// in spun text the doubt is gone
	got := cleaned(spunText + "\nUp 5 p.c. since June. It was October three.")
	if !strings.HasSuffix(got, "\nUp 5 p.c. since June. It was October 3.") && !strings.HasSuffix(got, "\nUp 5 percent since June. It was October 3.") {
		t.Errorf("got %q", got)
	}
}

func FuzzFind(f *testing.F) {
	f.Add(spunText + " 11 p.c. of October three, 2016 “yr’s”")
	f.Fuzz(func(t *testing.T, s string) {
		cs, _ := find(s)
		last := 0
		for _, c := range cs {
			if c.Span.Start < 0 || c.Span.End > len(s) || c.Span.Start > c.Span.End {
				t.Fatalf("span %v in %d bytes", c.Span, len(s))
			}
			if !c.Suggest {
				if c.Span.Start < last {
					t.Fatalf("changes overlap at %d", c.Span.Start)
				}
				last = c.Span.End
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The messages, obtained by the paper, have also been turned over to “investigators” of both houses. ", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		find(s)
	}
}
