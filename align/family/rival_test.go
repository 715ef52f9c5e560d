package family

import (
	"strings"
	"testing"

	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

// joined lists the families of texts, each quotation by text and first words.
func joined(texts ...string) string {
	var ts []*normalize.Text
	var qs [][]quote.Quote
	for i, s := range texts {
		t := normalize.Clean(corpus.New(string(rune('a'+i))+".txt", []byte(s)), normalize.Options{})
		ts, qs = append(ts, t), append(qs, quote.Find(t))
	}
	var out []string
	for _, f := range Join(ts, qs) {
		var in []string
		for _, o := range f.Occurrences {
			ws := strings.Fields(ts[o.Text].Clean[o.Span.Start:o.Span.End])
			in = append(in, ts[o.Text].Doc.ID+" "+strings.Join(ws[:min(3, len(ws))], " "))
		}
		out = append(out, strings.Join(in, ", "))
	}
	return strings.Join(out, "; ")
}

// Two people who share a phrase, or echo each other, said two things.
func TestRivals(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"a phrase in common": {
			"“Our town must have clean water by the spring of next year,” said Ann Okoro.\n",
			"“I hope that our town must not wait for clean water, whatever the year,” said Tom Reyes.\n",
			"a Our town must; b I hope that"},
		"the same words in two mouths": {
			"“Our town must have clean water by the spring of next year,” said Ann Okoro.\n",
			"“Our town must have clean water by the spring of next year,” said Tom Reyes.\n",
			"a Our town must, b Our town must"},
		"kin": {
			"“Peace means peace for everyone in this valley,” said Ann Okoro. “I always thought that peace means peace for everyone,” said Bill Okoro.\n",
			"“Peace means peace for everyone in this valley,” said Ann Okoro.\n",
			"a Peace means peace, b Peace means peace; a I always thought"},
		"an answer in one outlet": {
			"“There was a soft way to do it,” said Ann Okoro. “There was no soft way to do it,” said Tom Reyes.\n",
			"“There was a soft way to do it,” said Ann Okoro.\n",
			"a There was a, b There was a; a There was no"},
		"an echo": {
			"“It is a tax on people who work at night,” said Ann Okoro.\n",
			"“Ms. Okoro says it is a tax on people who work at night. I work at night, and I call it a robbery,” said Tom Reyes.\n",
			"a It is a; b Ms. Okoro says"},
		"a piece of it in another mouth": {
			"“It is a tax on people who work at night,” said Ann Okoro.\n",
			"“It is a tax on people who work at night. Nobody else will ever pay it,” said Tom Reyes.\n",
			"a It is a, b It is a"},
		"rare words in a misread mouth": {
			"“It could compound the misperception of partisanship about my visit,” said Ann Okoro.\n",
			"The visit would “compound the misperception of partisanship,” said Tom Reyes.\n",
			"a It could compound, b compound the misperception"},
		"a speaker misread within one statement": {
			"“This ruling should trouble every one of us,” said Ann Okoro. “A long inquiry found no proof that the views of Agent Reyes ever touched his work.” Tom Reyes left. “Fool,” said Tom Reyes.\n",
			"“This ruling should trouble every one of us. A long inquiry found no proof that the views of Agent Reyes ever touched his work,” said Ann Okoro.\n",
			"a This ruling should, a A long inquiry, b This ruling should; a Fool,"},
		"a motto": {
			"“In Truth We Stand” is the motto. The mayor left.\n",
			"“The hall has the words In Truth We Stand above its door, and they are true,” said Tom Reyes.\n",
			"a In Truth We; b The hall has"},
	} {
		if got := joined(c.a, c.b); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// Each of two sayings that are alike goes with its own counterpart.
func TestBest(t *testing.T) {
	a := "“They have ruined the life of a good man, and it is a shame,” said Ann Okoro in March. She spoke again in June. “It is as if they ruined the life of a man, and nobody cares,” she said.\n"
	if got, want := joined(a, a+" "), "a They have ruined, b They have ruined; a It is as, b It is as"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A sentence within another is looked for in that sentence, not beside it.
func TestSentence(t *testing.T) {
	a := "“He took 700 million from the schools to fund the new bridge,” said Tom Reyes.\n"
	b := "“They cut 716 million from the schools. Why? To pay for the bridge,” the advertisement says.\n"
	if got, want := joined(a, b), "a He took 700; b They cut 716"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
