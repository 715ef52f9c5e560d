package family

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

func read(articles ...string) ([]*normalize.Text, [][]quote.Quote) {
	var ts []*normalize.Text
	var qs [][]quote.Quote
	for i, a := range articles {
		t := normalize.Clean(corpus.New(fmt.Sprintf("t%d.txt", i), []byte(a)), normalize.Options{})
		ts, qs = append(ts, t), append(qs, quote.Find(t))
	}
	return ts, qs
}

// shape writes each family as the texts of its occurrences: "0 0 1" is two of
// the first text and one of the second.
func shape(fs []Family) string {
	var out []string
	for _, f := range fs {
		var ts []string
		for _, o := range f.Occurrences {
			ts = append(ts, fmt.Sprint(o.Text))
		}
		out = append(out, strings.Join(ts, " "))
	}
	return strings.Join(out, "; ")
}

func TestJoin(t *testing.T) {
	const (
		harbour = "“We will not close the harbour for good, and nobody in this room has asked for that,” Mayor Ana Ortega told the council."
		pumps   = "“The pumps on the east quay failed at once,” said Fire Chief Tom Reyes."
	)
	for _, c := range []struct {
		name     string
		articles []string
		want     string
	}{
		{"one utterance", []string{harbour, harbour}, "0 1"},
		{"two utterances", []string{harbour + "\n\n" + pumps, pumps}, "0; 0 1"},
		{"changed words", []string{harbour, "“We cannot close the harbour for good,” said Ana Ortega."}, "0 1"},
		{"pieces round an attribution", []string{harbour + " “We will mend it by the end of June.”", "“We will not close the harbour for good. We will mend it by the end of June,” Ana Ortega said."}, "0 0 1"},
		{"two statements of one speaker that begin alike", []string{
			"“The dose that worked in mice would be toxic in a child,” Ana Ortega said.",
			"“The dose that worked in dishes was a thousand times smaller,” Ana Ortega said."}, "0; 1"},
		{"a word in quotation marks here and there", []string{"He offered “dirt” on her.", "They found “dirt” in the pump."}, "0; 1"},
		{"what two people say of one thing with a name", []string{
			"“I came out to support Chick-fil-A and the movement,” Ana Ortega said.",
			"“It was Chick-fil-A Appreciation Day,” said Tom Reyes."}, "0; 1"},
		{"one saying with other words in its middle", []string{
			"“She could peel an egg with that bucket,” Ana Ortega said.",
			"“She could shell a peanut with that bucket,” said Ana Ortega."}, "0 1"},
		{"a short saying that is denied", []string{
			"“I am sorry. People trained all winter for this,” Ana Ortega said.",
			"“I am not sorry,” Ana Ortega said."}, "0 1"},
		{"two short sayings of two people", []string{
			"“She could peel an egg with that bucket,” Ana Ortega said.",
			"“She could shell a peanut with that bucket,” said Tom Reyes."}, "0; 1"},
		{"an earlier year", []string{
			"4 March 2026. “We will not play you half a song. So the tour stops here,” Ana Ortega wrote.",
			"When she broke a toe, in 2021, Ana Ortega said: “We will play you half a song on one foot.”"}, "0; 1"},
		{"one saying, an earlier year in the sentence", []string{
			"4 March 2026. “We will not play you half a song for this,” Ana Ortega wrote.",
			"Of the tour that began in 2021 Ana Ortega said: “We will not play you half a song for this.”"}, "0 1"},
		{"a fragment with its speaker", []string{"“We saw very little pick-up by the dishonest media of our report,” Ana Ortega said.", "Ana Ortega spoke of “very little pick-up by the dishonest media” on Monday."}, "0 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shape(Join(read(c.articles...))); got != c.want {
				t.Errorf("families %q, want %q", got, c.want)
			}
		})
	}
}

// What one outlet runs together, and others keep apart with other speakers
// between, stays two families and is a splice.
func TestSplice(t *testing.T) {
	apart := "“We got this wrong. We should have stopped selling it in November,” Marta Holm said.\n\n“Stop using the kettle today,” said Anil Rao.\n\n“The handle came off in my hand,” said Jess Cole.\n\nMarta Holm later said: “Every kettle will be replaced or refunded without a receipt.”\n"
	fs := Join(read(apart, apart, "“We got this wrong. Every kettle will be replaced or refunded without a receipt,” Marta Holm said.\n"))
	spliced := 0
	for _, f := range fs {
		for _, s := range f.Spliced {
			spliced++
			if o := f.Occurrences[s.Occurrence]; o.Text != 2 {
				t.Errorf("the splice is laid on text %d, want 2", o.Text)
			}
		}
	}
	if len(fs) != 4 || spliced != 1 {
		t.Errorf("families %q with %d splices, want 4 with 1", shape(fs), spliced)
	}
	// But an ellipsis says that one statement was cut.
	if got := shape(Join(read(apart, "“We got this wrong ... Every kettle will be replaced or refunded without a receipt,” Marta Holm said.\n"))); got != "0 0 1; 0; 0" {
		t.Errorf("with an ellipsis families are %q", got)
	}
}

func TestUnmarked(t *testing.T) {
	marked := "“The pumps on the east quay failed at once, and the spare was in a shed with no fuel,” said Tom Reyes, who was there.\n"
	plain := "the pumps on the east quay failed at once and the spare was in a shed with no fuel said tom reyes who was there"
	ts, qs := read(marked, plain)
	fs := Unmarked(ts, Join(ts, qs), nil)
	if got := shape(fs); got != "0 1" {
		t.Fatalf("families %q, want %q", got, "0 1")
	}
	o := fs[0].Occurrences[1]
	if o.Quote.Marks != "none" || !strings.HasPrefix(ts[1].Clean[o.Span.Start:o.Span.End], "the pumps") || !strings.HasSuffix(ts[1].Clean[o.Span.Start:o.Span.End], "no fuel") {
		t.Errorf("unmarked occurrence %q with marks %q", ts[1].Clean[o.Span.Start:o.Span.End], o.Quote.Marks)
	}
}

func TestSpeakerKey(t *testing.T) {
	for name, want := range map[string]string{"Mayor Ana Ortega": "ortega", "Ortega": "ortega", "Ms. Ortega": "ortega", "John Smith Jr.": "smith jr", "John Smith": "smith", "": ""} {
		if got := SpeakerKey(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func BenchmarkJoin(b *testing.B) {
	for _, n := range []int{10, 100} {
		b.Run(fmt.Sprintf("%d quotations in each of 5 texts", n), func(b *testing.B) {
			var articles []string
			for a := range 5 {
				var s strings.Builder
				for q := range n {
					fmt.Fprintf(&s, "“Statement %d speaks of pump%d and harbour%d and of nothing else in town %d,” said Speaker%d.\n\n", q, q, q*7, a, q)
				}
				articles = append(articles, s.String())
			}
			ts, qs := read(articles...)
			b.ResetTimer()
			for range b.N {
				Join(ts, qs)
			}
		})
	}
}

// One to three words that stand in the same narration are one quotation of copies;
// elsewhere they are as many as outlets use them.
func TestShortQuotationsOfCopies(t *testing.T) {
	const text = "The council met on Monday, and Mayor Ann Okoro called the plan “unfair” in a letter to the people of the town.\n"
	if got := joined(text, text, text); got != "a unfair, b unfair, c unfair" {
		t.Errorf("copies: %q", got)
	}
	const other = "A week later the owners of the boats met and said that another idea was “unfair” to them and to their crews.\n"
	if got := joined(text, other); got != "a unfair; b unfair" {
		t.Errorf("two texts: %q", got)
	}
}

// Quotations that overlap one after the other are no utterance without an end.
func TestChainIsNoFamilyWithoutEnd(t *testing.T) {
	var words []string
	for i := range 6000 {
		words = append(words, fmt.Sprintf("pump%dx harbour%dy", i, i*7))
	}
	for _, step := range []int{10, 20, 30} {
		var s strings.Builder
		for at := 0; at+30 <= len(words); at += step {
			fmt.Fprintf(&s, "“%s,” said Ana Ortega.\n\n", strings.Join(words[at:at+30], " "))
		}
		ts, qs := read(s.String(), s.String())
		fs := Join(ts, qs)
		for _, f := range fs {
			n := map[int]int{}
			for _, o := range f.Occurrences {
				from, to := ts[o.Text].WordsIn(o.Span)
				n[o.Text] += to - from
			}
			if n[0] > longest || n[1] > longest {
				t.Fatalf("every %d words: a family has %v words of the texts", step, n)
			}
			if len(n) < 2 {
				t.Errorf("every %d words: a quotation is not joined with its own copy", step)
			}
		}
		if len(fs) == 0 {
			t.Fatal("no families")
		}
	}
}

// What a text repeats again and again is held against others once.
func TestRepeatedQuotation(t *testing.T) {
	const times = 300
	again := strings.Repeat("“The pumps on the east quay failed at once, and nobody came,” said Ana Ortega.\n\nRain fell.\n\n", times)
	ts, qs := read(again, again)
	ns := nodes(ts, qs)
	groups(ts, ns)
	people(ns)
	edges := best(ns, bonds(ns))
	j := newJoiner(ns, edges)
	for _, e := range edges {
		j.join(e)
	}
	for _, parts := range j.parts {
		for text, is := range parts {
			if len(is) > many {
				t.Fatalf("%d nodes of text %d are held against others one by one", len(is), text)
			}
		}
	}
	if fs := Join(ts, qs); len(fs) != 1 || len(fs[0].Occurrences) != 2*times {
		t.Errorf("%d families, want one of all %d", len(fs), 2*times)
	}
}
