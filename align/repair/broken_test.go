package repair

import (
	"strings"
	"testing"

	"verbatim/normalize"
	"verbatim/normalize/edit"
)

const quay = `The mayor defended the plan for the old quay on Thursday and said that the survey of the winter berths would be published in full.

“We asked for a survey of the winter berths, and the survey is clear,” Mayor Carla Dunn said. “You can read all of it at quayside.example/survey and tell us what you think.”

The vote is on Tuesday, and most of the members have said that they will support the café by the harbour.

“Or ask @DunnAtTheQuay. Every letter that reached me in the last nine years was answered,” she said.`

// Words in which bytes were destroyed are the sister's words again; an accent
// that a table gives rightly stays.
func TestBrokenWords(t *testing.T) {
	for name, damage := range map[string]*strings.Replacer{
		"one byte more":         strings.NewReplacer("survey of", "sur\xfevey of", "winter berths,", "win\x80ter berths,"),
		"a byte for a letter":   strings.NewReplacer("survey of", "sur\xfeey of", "answered", "answ\xe9red"),
		"bytes for two":         strings.NewReplacer("published", "publi\xfe\xfeed"),
		"U+FFFD":                strings.NewReplacer("survey of", "sur\uFFFDey of"),
		"question mark":         strings.NewReplacer("survey of", "sur?ey of", "clear", "cl\xfear"),
		"bytes of windows-1252": strings.NewReplacer("café", "caf\xe9"),
	} {
		story := []*normalize.Text{text("damaged", damage.Replace(quay)), text("sister", quay)}
		out := Story(story)
		if out[0].Clean != quay {
			t.Errorf("%s: got\n%s\nedits %+v", name, out[0].Clean, out[0].Edits)
		}
		if out[1] != story[1] {
			t.Errorf("%s: the sister was changed: %+v", name, out[1].Edits)
		}
	}
	// Another word is another word, and a name may well have its accent.
	for _, c := range [][2]string{{"sur\xfevey", "report"}, {"Ren\xe9e", "Renee"}} {
		story := []*normalize.Text{text("damaged", strings.Replace(quay, "survey", c[0], 1)), text("sister", strings.Replace(quay, "survey", c[1], 1))}
		for _, e := range Story(story)[0].Edits {
			if e.Witness != nil {
				t.Errorf("%q against %q: %+v", c[0], c[1], e)
			}
		}
	}
}

// An address that a quotation lost is suggested, with its witness and place,
// and never applied.
func TestLostLinks(t *testing.T) {
	for name, c := range map[string]struct {
		lose *strings.Replacer
		want []string
	}{
		"an address":               {strings.NewReplacer("quayside.example/survey ", ""), []string{"it at quayside.example/survey and tell"}},
		"two blanks":               {strings.NewReplacer("quayside.example/survey", ""), []string{"it at quayside.example/survey and tell"}},
		"a handle before a stop":   {strings.NewReplacer("@DunnAtTheQuay", ""), []string{"ask @DunnAtTheQuay. Every"}},
		"a handle, with its blank": {strings.NewReplacer(" @DunnAtTheQuay", ""), []string{"ask @DunnAtTheQuay. Every"}},
		"nothing lost":             {strings.NewReplacer(), nil},
		"another address":          {strings.NewReplacer("quayside.example/survey", "the office"), nil},
	} {
		damaged := c.lose.Replace(quay)
		out := Story([]*normalize.Text{text("damaged", damaged), text("sister", quay)})
		if out[0].Clean != damaged {
			t.Errorf("%s: the text was changed", name)
		}
		var got []edit.Edit
		for _, e := range out[0].Edits {
			if e.Detail == "lost link" {
				got = append(got, e)
			}
		}
		if len(got) != len(c.want) {
			t.Fatalf("%s: %+v", name, got)
		}
		for i, e := range got {
			if e.Applied || e.Witness == nil || e.Witness.Article != "sister" || !strings.Contains(e.Inserted, quay[e.Witness.Span.Start:e.Witness.Span.End]) {
				t.Errorf("%s: %+v", name, e)
			}
			if whole := damaged[:e.Span.Start] + e.Inserted + damaged[e.Span.End:]; !strings.Contains(whole, c.want[i]) {
				t.Errorf("%s: the suggestion gives %q", name, whole[max(0, e.Span.Start-20):min(len(whole), e.Span.Start+50)])
			}
		}
	}
	// Outside quotation marks an outlet may say it without the address.
	bare := strings.NewReplacer("“", "", "”", "").Replace(quay)
	for _, e := range Story([]*normalize.Text{text("damaged", strings.Replace(bare, "quayside.example/survey ", "", 1)), text("sister", bare)})[0].Edits {
		t.Errorf("narration: %+v", e)
	}
}

// A copy in one line without marks gets its apostrophes back.
func TestApostrophesOfOneLine(t *testing.T) {
	const whole = `“I was in the yard. I’d gone out for a smoke and I couldn’t see the mill from there,” Gareth Fenn told the jury on the third day of the trial. “You will hear Mr Lyle’s side of it,” the judge said, “and you’ll hear what the watchmen’s union has to say. It’s for you to decide.” The hearing goes on until the end of the week, and four more witnesses are to be heard.`
	stripped := strings.NewReplacer("“", "", "”", "", ".", "", ",", "", "’", "").Replace(whole)
	out := Story([]*normalize.Text{text("copy", stripped), text("sister", whole)})
	for _, w := range []string{"I’d gone", "couldn’t", "Mr Lyle’s side", "you’ll", "watchmen’s", "It’s"} {
		if !strings.Contains(out[0].Clean, w) {
			t.Errorf("no %s in %s", w, out[0].Clean)
		}
	}
}
