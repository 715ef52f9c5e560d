package quote

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// body cleans a text and takes all of it for the body of an article.
func body(text string) *normalize.Text {
	x := read(text, "")
	x.Zones = []zone.Zone{{Kind: zone.Body, Span: corpus.Span{End: len(x.Layer)}}}
	return x.With(nil)
}

// laws checks what must hold for any text.
func laws(t *testing.T, x *normalize.Text) []Quote {
	t.Helper()
	qs := Find(x)
	within := func(what string, s corpus.Span) {
		if s.Start < 0 || s.End > len(x.Clean) || s.Start > s.End {
			t.Fatalf("%s %v outside a text of %d bytes", what, s, len(x.Clean))
		}
		for _, p := range []int{s.Start, s.End} {
			if p < len(x.Clean) && !utf8.RuneStart(x.Clean[p]) && utf8.ValidString(x.Clean) {
				t.Fatalf("%s %v cuts a character", what, s)
			}
		}
	}
	next := 1
	for i, q := range qs {
		within("span", q.Span)
		within("outer", q.Outer)
		if q.Span.Empty() || !q.Outer.Contains(q.Span) {
			t.Fatalf("span %v, outer %v", q.Span, q.Outer)
		}
		if i > 0 && q.Span.Start < qs[i-1].Span.Start {
			t.Fatal("not in order of place")
		}
		if q.Parent >= i || q.Parent >= 0 && !qs[q.Parent].Outer.Contains(q.Outer) {
			t.Fatalf("quotation %d %v in %d", i, q.Outer, q.Parent)
		}
		if q.Parent < 0 && i > 0 {
			for j := i - 1; j >= 0 && j > i-4; j-- {
				if qs[j].Parent < 0 && qs[j].Outer.Overlaps(q.Span) {
					t.Fatalf("%d %v and %d %v overlap", j, qs[j].Outer, i, q.Span)
				}
			}
		}
		if x.ZoneAt(q.Span.Start).Span != x.ZoneAt(q.Span.End-1).Span {
			t.Fatalf("%v crosses a zone", q.Span)
		}
		if q.Utterance < 1 || q.Utterance > next {
			t.Fatalf("utterance %d after %d", q.Utterance, next-1)
		}
		next = max(next, q.Utterance+1)
		switch q.Marks {
		case "double", "single", "block", "none":
		default:
			t.Fatalf("marks %q", q.Marks)
		}
		switch q.Kind {
		case "dm", "tweet", "statement", "document", "speech", "scare", "title", "nested":
		default:
			t.Fatalf("kind %q of %q", q.Kind, x.Clean[q.Span.Start:q.Span.End])
		}
		for _, c := range []Claim{q.Speaker, q.Addressee, q.Date, q.Time} {
			within("proof", c.Span)
			switch c.Sure {
			case "":
				if c.Value != "" {
					t.Fatalf("how sure is %+v?", c)
				}
			case stated, inferred, guessed:
			default:
				t.Fatalf("sure %q", c.Sure)
			}
		}
	}
	if again := Find(x); !reflect.DeepEqual(qs, again) {
		t.Fatal("a second run gives something else")
	}
	return qs
}

// wrapped puts the words of quotations between bars, for short tables.
func wrapped(x *normalize.Text, qs []Quote) string {
	var out []string
	for _, q := range qs {
		out = append(out, x.Clean[q.Span.Start:q.Span.End])
	}
	return strings.Join(out, "|")
}

func TestStretches(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"curly", "“We go,” she said.", "We go,"},
		{"straight", `He said "we go" and "we stay" again.`, "we go|we stay"},
		{"british", "‘We go,’ she said. ‘The boys’ club is shut, and it’s late.’", "We go,|The boys’ club is shut, and it’s late."},
		{"straight single", "'We don't go,' she said.", "We don't go,"},
		{"nested", "“He said ‘never’ to me,” she said.", "He said ‘never’ to me,|never"},
		{"nested the other way", "‘He said “never” to me,’ she said.", "He said “never” to me,|never"},
		{"guillemets", "« Nous partons », a-t-elle dit. «Gehen wir», sagte er.", "Nous partons|Gehen wir"},
		{"german", "„Wir gehen“, sagte sie. »Nein«, sagte er.", "Wir gehen|Nein"},
		{"low and straight up", "„Wir gehen”, sagte sie.", "Wir gehen"},
		{"swedish", "”Vi går”, sade hon.", "Vi går"},
		{"corner brackets", "彼は「行きます」と言った。The deckhand said 「海は待たない」 and 『never』.", "行きます|海は待たない|never"},
		{"typewriter", "``We go,'' she said.", "We go,"},
		{"wrong way round", "They speak of ”social engineering” today.", "social engineering"},
		{"apostrophes", "The ’90s weren’t the dogs’ breakfast, rock ’n’ roll was.", ""},
		{"inches", `The 6'2" man bought a 27" screen.`, ""},
		{"inches in speech", `"It is 27" wide," she said.`, `It is 27" wide,`},
		{"unclosed", "“We go, said Ann Smith.\n\nThe council met on Monday and left.", "We go,"},
		{"unclosed, nothing follows", "She said: “We go and we stay.\n\nThe council met on Monday.", "We go and we stay."},
		{"opening mark lost", "We go,” she said. The council met.", "We go,"},
		{"stray closing mark", "The council met.” It was late.", ""},
		{"several paragraphs", "“We go.\n\n“We stay.\n\n“We wait,” she said.", "We go.|We stay.|We wait,"},
		{"several paragraphs, one mark", "“We go.\n\nWe stay,” she said.", "We go.|We stay,"},
		{"one mark lost in the middle", "“We go, said Ann Smith. “We stay,” she said.", "We go,|We stay,"},
		{"attribute of markup", `<a href="https://x.example/a">He said "we go" here.`, "we go"},
		{"no words", "“…” “” “We go.”", "We go."},
		{"sic", "“They moved there [sic] boats,” he wrote.", "They moved there [sic] boats,"},
		{"nickname", "Robert “Bob” Stone said so.", ""},
		{"stage directions", "“STONE: We go.\n\n“(CROSSTALK.)\n\n“SMITH: We stay.”", "We go.|We stay."},
		{"plea under an article", "“We go.\n\n“We stay.\n\n“Follow Ann Smith at @annsmith.”", "We go.|We stay."},
	} {
		x := body(c.text)
		if got := wrapped(x, laws(t, x)); got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestSpeaker(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"subject before", "“We go,” Ann Smith said.", "Ann Smith"},
		{"subject after", "“We go,” said Ann Smith, a farmer from Ohio.", "Ann Smith"},
		{"one from a country", "The captain, Luca Stone, left. “We go,” the Italian said.", "Luca Stone"},
		{"a trade that no table has", "Angry Rick Stone left. “We go,” raged the former bouncer.", "Rick Stone"},
		{"mayor of a town", "The mayor of Salem, Ann Smith, left. “We go,” the mayor said.", "Ann Smith"},
		{"what somebody is before the name", "“Go.” It rained.\n\nSkipper Ann Smith left. “We go,” she said.", "|Ann Smith"},
		{"whose son", "Mrs Smith’s son said that she was ill. “We go,” he wrote.", "Smith’s son"},
		{"no abbreviation", "Ann Smith said no. “We go,” she said.", "Ann Smith"},
		{"not the father", "Ann Smith was born here. Her father taught her. “We go,” she said.", "Ann Smith"},
		{"her niece by name", "Ann Smith died. Her niece, the potter Eva Stone, came. “We go,” she said.", "Eva Stone"},
		{"the Speaker", "Bob Stone left. The Speaker called for order. “We go,” he said.", "Speaker"},
		{"a lawyer who declined", "Stone’s attorney declined an interview but said his client “never went there at all.”", "Stone’s attorney"},
		{"that from", "“We go and we stay here.” That from Chief Ann Smith.", "Ann Smith"},
		{"one, a clerk", "“We go,” said one, a clerk with the firm.", "clerk with the firm"},
		{"given name alone", "Vera Stone heard it. “We go,” said Vera.", "Vera Stone"},
		{"the body of the sentence before", "The airline paid for it. “We go,” it said.", "airline"},
		{"a pal of two", "A pal of the couple said Ann was “in bits” again.", "pal of the couple"},
		{"seen by others", "The letter, seen by the Courier, goes on: “We go.”", "letter"},
		{"an hour of a zone", "It left at 3 a.m. Central time. Borsalo paid. “We go,” it said.", "Borsalo"},
		{"role and name", "“We go,” said Fire Chief Tom Stone.", "Tom Stone"},
		{"role, name", "“We go,” said the mayor, Ann Smith.", "Ann Smith"},
		{"role, name, verb", "The science minister, Lucas Stone, told parliament: “We go.”", "Lucas Stone"},
		{"aside", "“We go,” Ann Smith, who had been mayor until May, said.", "Ann Smith"},
		{"age and town", "“We go,” Ann Smith, 61, of Salem, Ore., said.", "Ann Smith"},
		{"state", "“We go,” Senate leader Mitch Stone, R-Ky., said Tuesday.", "Mitch Stone"},
		{"party", "“We go,” Rep. Gwen Stone (D-Wis.) said Friday.", "Gwen Stone"},
		{"colon", "Ann Smith said: “We go.”", "Ann Smith"},
		{"partial", "Ann Smith said that she would “never go” there.", "Ann Smith"},
		{"called", "Ann Smith called the plan “a fraud” and left.", "Ann Smith"},
		{"agent", "The plan was described by Ann Smith as “a fraud.”", "Ann Smith"},
		{"end of the sentence", "The “never go” plan is dead, Ann Smith said.", "Ann Smith"},
		{"according to", "The plan is “a fraud,” according to Ann Smith.", "Ann Smith"},
		{"pronoun", "Ann Smith met Robert Stone. “We go,” she said.", "Ann Smith"},
		{"pronoun of the object", "Among the hurt was Robert Stone, 29. “We go,” he said.", "Robert Stone"},
		{"surname", "Ann Smith is mayor of Salem. “We go,” Smith said.", "Ann Smith"},
		{"honorific", "Ann Smith met Robert Stone. “We go,” Ms. Smith said.", "Ann Smith"},
		{"junior", "John Stone Jr. met John Stone. “We go,” Stone Jr. said.", "John Stone Jr."},
		{"role again", "Mayor Ann Smith came late. The crowd waited. “We go,” the mayor said.", "Ann Smith"},
		{"split", "“We go,” Ann Smith said. “We stay.”", "Ann Smith|Ann Smith"},
		{"account", "“Any news?” the Hexagon handle asked.", "Hexagon"},
		{"notice", "A notice posted on the pier reads: “Keep off.”", "notice posted on the pier"},
		{"letter", "Paul Quill wrote to the paper. “Keep off,” his letter said.", "Paul Quill"},
		{"message", "The Hexagon group sent him a message. “Keep off,” the message said.", "Hexagon group"},
		{"source", "“We go,” said a source familiar with the talks.", "source familiar with the talks"},
		{"spokesman", "“We go,” a spokesman for Ann Smith said.", "spokesman for Ann Smith"},
		{"dash", "“We go.” — Ann Smith", "Ann Smith"},
		{"transcript", "ANN SMITH: “We go.”", "ANN SMITH"},
		{"gerund", "Ann Smith attacked the council, saying “we go.”", "Ann Smith"},
		{"infinitive", "Ann Smith went on to say “we go.”", "Ann Smith"},
		{"unnamed", "Ann Smith left. His lawyer kept quiet.\n\nRobert Stone came. His lawyer did not deny it. “We go,” he said.", "Robert Stone’s lawyer"},
		{"two questions", "Ann Smith wrote again, asking, “Why?” The day before, Robert Stone had tweeted, “We go.”", "Ann Smith|Robert Stone"},
		{"lead-in", "I asked Professor Smith how it began.\n\n“We go.", "Smith"},
		{"paragraphs", "Ann Smith spoke.\n\n“We go.\n\n“We stay,” she said.", "Ann Smith|Ann Smith"},
		{"nobody", "The “smart” phone is here.", ""},
		{"goes on", "“We go,” said Robert Stone. “We stay.”\n\n“We wait,” the Ohio governor continued.", "Robert Stone|Robert Stone|Robert Stone"},
		{"another role", "“We go,” said Robert Stone.\n\n“We wait,” the fire chief said.", "Robert Stone|fire chief"},
		{"pronoun after pronoun", "President Robert Stone came. The president took no money from Ohio or North Salem. But he had no fear. “We go,” he said.", "Robert Stone"},
		{"whose ad", "Stone campaign spokeswoman Ann Quill spoke first.\n\nThe Miller campaign countered with an ad of its own. The ad says: “We go.”", "Miller campaign"},
		{"german, subject after", "„Wir gehen“, sagte Anna Schmidt am Montag.", "Anna Schmidt"},
		{"german, subject before", "Anna Schmidt erklärte: „Wir gehen heute.“", "Anna Schmidt"},
		{"german, according to", "Laut Anna Schmidt ist das „ein Betrug“.", "Anna Schmidt"},
		{"french, subject after", "« Nous partons », a déclaré Anne Dubois lundi.", "Anne Dubois"},
		{"french, subject before", "Anne Dubois a affirmé : « Nous partons demain. »", "Anne Dubois"},
		{"french, according to", "Selon Anne Dubois, « nous partons demain ».", "Anne Dubois"},
		{"names that are words elsewhere", "“We go,” said Les Stone of Des Plaines. “We stay,” said Ursula von der Stone.", "Les Stone|Ursula von der Stone"},
		{"title", "They watched “The Long Night” on Monday.", ""},
		{"programme", "On Tuesday’s episode of “The Long Night,” the mayor said she would go.", ""},
		{"nickname", "Robert “Bob” Stone said “we go.”", "Robert Stone"},
		{"without a name", "Ann Smith left. A harbor pilot, who is 50, was treated for burns. “We go,” he said.", "harbor pilot"},
		{"a trade of no table", "One net-mender, 58, wept at the gate. “We go,” he said.", "net-mender"},
		{"a role with its name", "“We stay,” she said. A spokeswoman, Ann Smith, spoke later. “We go,” she said.", "|Ann Smith"},
		{"member for", "Ann Smith, MP for Salem West, posted: “We go.”", "Ann Smith"},
		{"role of a place, name", "The keeper of the light, Ann Smith, said: “We go.”", "Ann Smith"},
		{"comes from", "The best answer came from the grocer Ann Smith: “We go.”", "Ann Smith"},
		{"notice seen by", "A notice seen by Salem Wire reads: “We go.”", "notice seen by Salem Wire"},
		{"it, a notice", "The notice that the crew found was short. “We go,” it says.", "notice"},
		{"it, a message", "The agent Robert Stone had answered the club with a text message. “We go,” it said.", "Robert Stone"},
		{"capitals before a name", "DISGRACED Salem ace Robert Stone wept. “We go,” he sobbed.", "Robert Stone"},
		{"an adjective before a name", "Telly Ann left. “We go,” said Ann.", "Ann"},
		{"a role of several words", "Editor-in-chief Ann Smith says: “We go.”", "Ann Smith"},
		{"letters behind a name", "Counsel Ann Smith KC came with Robert Stone. “We go,” said Ms Smith.", "Ann Smith"},
		{"where somebody belongs", "Salem midfielder Robert Stone left. “We go,” he said.", "Robert Stone"},
		{"two of one surname", "Ann Stone runs the mill. Ann Stone is old. Ann Stone left.\n\nRobert Stone, who lives here, wept. “We go,” Stone said.", "Robert Stone"},
		{"dateline", "SALEM, Ohio — Ann Smith left. “We go,” she said.\n\nWESTON — The plan was “a fraud.”", "Ann Smith|"},
		{"an hour before a verb", "Ann Smith came. Twenty-three minutes later she said: “We go.”", "Ann Smith"},
		{"a clause of its own commas", "Ann Smith, whose son Bob, 19, drowned, said: “We go.”", "Ann Smith"},
		{"apposition of what he is", "Nora Stone, once a general and now a deputy of the ruling Union, came. “We go,” she said.", "Nora Stone"},
		{"one of them", "Robert Stone voted no, two people said. “We go,” one of them said.", "one of them"},
		{"office and name between commas", "The local MP, Ann Smith, has written about “an act of God” here.", "Ann Smith"},
		{"comma behind a stop and the mark", "«We go now.», his spokesman, Robert Stone, told the press.", "Robert Stone"},
		{"a staff", "Robert Stone left. The general staff denied it. “We go,” it said.", "general staff"},
		{"a memo signed", "The memo, dated April 9 and signed by Ann Smith, went out. “We go,” it begins.", "Ann Smith"},
		{"a letter in which", "In a letter to Robert Stone the same day Ann Smith left. “We go,” it concludes.", "Ann Smith"},
		{"his text message", "President Robert Stone left. His text message to this reporter, sent at noon, read: “We go.”", "Robert Stone"},
		{"by the pronouns of the text", "Halyna, 70, was twelfth. “We go,” she said.", "Halyna"},
		{"by the pronouns of the text, further on", "Elkin Voss left early. His car is old.\n\nAnn Smith stayed. “We go,” he said.", "Elkin Voss"},
		{"an age", "Ann Smith, 22, beat Eva Stone, 30.\n\n“We go,” the 22-year-old said.", "Ann Smith"},
		{"whose letter further back", "A surgeon wrote to the board.\n\nAnn Smith’s first letter is old. Robert Stone wept. “We go,” she said.", "Ann Smith"},
		{"they, a body of the sentence before", "I wrote to the box office next day. “We go,” they replied.", "box office"},
		{"a body with for in its name", "“We go,” said Democracy for Salem, just one of several groups.", "Democracy for Salem"},
		{"office of two things", "The Office of Boats and Nets also asked for “a net.”", "Office of Boats and Nets"},
		{"town and state in the phrase", "“We go,” said the Salem, Ohio, chapter of the guild.", "Salem, Ohio, chapter of the guild"},
		{"where he is from", "“We go,” independent Sen. Angus King of Maine, who votes with them, told the paper.", "Angus King"},
		{"an abbreviated state", "The mayor of Salem, DC, suggested it was “a fraud.”", "mayor of Salem"},
		{"where a user lives", "One user who lives near Austin, Tex., posted this: “We go.”", "One user"},
		{"a description and a name", "Another grand figure, Dan Stone, told the paper that it was “a fraud.”", "Dan Stone"},
		{"a legislator", "“We go,” said the mover, Representative Carl Stone.", "Carl Stone"},
		{"two of two places", "“We go,” Speaker Ann Smith of Ohio and Senator Bob Stone of Maine said.", "Ann Smith"},
		{"what they planned", "A release from the office about the planned meeting noted that he “left.”", "release from the office about the planned meeting"},
		{"what lists the findings", "“We go,” a memo listing the council’s findings reads.", "memo listing the council’s findings"},
		{"a noun that is a verb elsewhere", "“As long as it takes,” Ann Smith replied, calling the wall, a signature campaign promise, a matter of “life.”", "Ann Smith|Ann Smith"},
		{"a noun behind a possessive", "Ann Smith said that it was “no surprise” given his first campaign promises and left.", "Ann Smith"},
		{"no inversion of saying", "Bob Stone called it “a fraud on us,” saying the measure is old.", "Bob Stone"},
		{"a body that is a group of", "The plan was denounced by the Salem Guild, a men and women group, which said it was “wrong for us.”", "Salem Guild"},
		{"a date before a name", "On 3 November Ann Smith, who heads it, wrote to the board. “We go,” she wrote.", "Ann Smith"},
		{"a minister whom nobody names", "Eve Stone asked Bob Miller.\n\nThe first minister stood by him. “We go,” she told reporters afterwards.", "first minister"},
		{"an office with its place, then the name", "The fire officer in charge, watch manager Beth Stone, wept. “We go,” she said.", "Beth Stone"},
		{"a rank", "The diary of Private Bob Stone is here. “We go,” he writes.", "Bob Stone"},
		{"an adverb behind the verb", "A rep for Bob Stone hit back: “We go.”", "rep for Bob Stone"},
		{"whose reply", "Eve Miller posted it. Ann Smith’s reply to her came with the coffee: “We go.”", "Ann Smith"},
		{"of whom it is said", "Ann Smith mocked it, saying anybody who complains “is not having a good night.”", "Ann Smith"},
		{"who was told", "Ann Smith told a young woman who suggested it that “this is not the way.”", "Ann Smith"},
		{"it, a letter of somebody", "Ann Smith’s letter to Robert Stone is short. “We go,” it says.", "Ann Smith"},
		{"it, a letter shown", "Robert Stone was shown a letter from Ann Smith. “We go,” it says.", "Ann Smith"},
		{"it, a body", "The Salem Fund was silent. The Salem Fund denies all. “We go,” it said.", "Salem Fund"},
		{"role of the paragraph", "Ann Smith walked for an hour. “We go,” the nurse said.", "Ann Smith"},
		{"the only person", "Ann Smith has stopped her tour.\n\nFans wept. “We go,” the 36-year-old wrote. “We stay,” the singer added. “Never,” the judge said.", "Ann Smith|Ann Smith|judge"},
		{"one of two persons", "Ann Smith met Robert Stone.\n\nFans wept. “We go,” the singer wrote.", "singer"},
		{"what it is about", "Ann Smith filled the kettle herself.\n\nOn the goal that should not have stood: “We go, and we lost it all.”", "Ann Smith"},
		{"role already told of", "The nurse slept. Ann Smith walked for an hour. “We go,” the nurse said.", "nurse"},
		{"known by what follows", "Ann Smith, a potter from Ohio, came.\n\nRobert Stone left. “We go,” the potter said.", "Ann Smith"},
		{"known by what stands before", "Salem saw the winger Ann Smith.\n\nRobert Stone left. “We go,” the winger said.", "Ann Smith"},
		{"any verb after a comma", "“We go,” grinned Ann Smith. “We stay,” Robert Stone shrugged.", "Ann Smith|Robert Stone"},
		{"after the name of a show", "“We go,” Ann Smith said on “The Long Night.” “We stay at home.”", "Ann Smith||Ann Smith"},
		{"office of", "The Office of the Harbor Guardian said: “We go.”", "Office of the Harbor Guardian"},
		{"secretary of state", "Secretary of State Ann Smith said: “We go.”", "Ann Smith"},
		{"I is nobody else", "I came late. Then I left. “We go,” he said.", ""},
		{"a club is no she", "Ann Smith became a Real Salem player. “We go,” she said.", "Ann Smith"},
		{"two thousand", "About 2,000 people came. “We go,” they said.", ""},
		{"text message", "Robert Stone confirmed it in a text message to the paper: “We go.”", "Robert Stone"},
		{"heading", "Ann Smith said so.\n\n‘Nothing alive’\n\n“There was nothing alive below,” Robert Stone said.", "Robert Stone|Robert Stone"},
		{"german, perfect", "Der Rat traf sich am Montag. „Wir gehen“, hat Anna Schmidt gesagt.", "Anna Schmidt"},
		{"german, compound", "Der Rat traf sich. „Wir gehen“, sagte die Polizeisprecherin Petra Klein.", "Petra Klein"},
		{"german, pronoun", "Die Bürgermeisterin Anna Schmidt kam spät. „Wir gehen“, sagte sie.", "Anna Schmidt"},
		{"french, pronoun", "La maire Anne Dubois est arrivée tard. « Nous partons », a-t-elle dit.", "Anne Dubois"},
		{"german, verb second", "Der Rat traf sich. In einem Brief an die Stadt schrieb der Verband: „Wir gehen heute.“", "Verband"},
		{"german, role and pronoun", "Der Rat traf sich. Der Sprecher, Karl Stein, kam spät. »Wir gehen«, sagte er.", "Karl Stein"},
		{"comma behind the mark", "Der Rat traf sich. „Wir gehen“, sagte Karl Stein, „und ihr bleibt hier.“", "Karl Stein|Karl Stein"},
		{"british, comma behind the mark", "‘We go’, said Ann Smith, ‘and we stay out.’", "Ann Smith|Ann Smith"},
		{"french, elision", "Le conseil s’est réuni lundi. « Nous partons », a expliqué Karl Leclerc au Journal de Sallow.", "Karl Leclerc"},
		{"spanish, day after the name", "El consejo se reunió el lunes. «Nos vamos», dijo la alcaldesa Ana Ruiz el martes ante la prensa.", "Ana Ruiz"},
		{"spanish, subject after", "El consejo se reunió el lunes. «Nos vamos», dijo la alcaldesa Ana Ruiz.", "Ana Ruiz"},
		{"spanish, perfect", "El consejo se reunió. «Nos vamos», ha dicho Ana Ruiz, que no quiso hablar más.", "Ana Ruiz"},
		{"spanish, according to", "Según Ana Ruiz, el plan es «un fraude».", "Ana Ruiz"},
	} {
		x := body(c.text)
		var got []string
		for _, q := range laws(t, x) {
			got = append(got, q.Speaker.Value)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.name, c.text, g, c.want)
		}
	}
}

// The day beside a clock time counts, not that of the narrative; an aside about the
// speaker dates nothing.
func TestDay(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"It began on Monday, when Bob Stone left. “We go,” Ann Smith posted at 2 a.m. on Tuesday.", "2020-05-05"},
		{"It rained. “We go,” said Ann Smith, whose contract runs out in June.", ""},
	} {
		qs := Find(read("Salem storm passes\n\n"+c.text, "2020-05-06"))
		if len(qs) != 1 || qs[0].Date.Value != c.want {
			t.Errorf("%q: %+v", c.text, qs)
		}
	}
}

// A stretch without marks holds no quotation that has them.
func TestUnmarkedBesideMarked(t *testing.T) {
	x := body("It was the day of Ann Smith in the hall.\n\nTo reporters she put it like this: ‘I get two hundred letters a day.’ And then, colouring: ‘I am sorry for it.’")
	for _, q := range laws(t, x) {
		if q.Marks == "none" {
			t.Errorf("%+v", q)
		}
	}
}

// The words that prove a speaker are those of the text.
func TestProof(t *testing.T) {
	x := read("Ann Smith met Robert Stone. “We go,” she said on Monday, May 4, 2020.", "2020-05-06")
	q := Find(x)[0]
	if s := q.Speaker.Span; x.Clean[s.Start:s.End] != "she" || q.Speaker.Value != "Ann Smith" || q.Speaker.Sure != inferred {
		t.Errorf("%q %+v", x.Clean[s.Start:s.End], q.Speaker)
	}
	if q.Date.Value != "2020-05-04" {
		t.Errorf("date %+v", q.Date)
	}
}

func TestAddresseeAndKind(t *testing.T) {
	for _, c := range []struct{ text, who, kind string }{
		{"“We go,” Ann Smith told reporters.", "reporters", "statement"},
		{"“We go,” Ann Smith told the council.", "council", "statement"},
		{"“We go,” Ann Smith wrote to Robert Stone.", "Robert Stone", "statement"},
		{"In a message to Robert Stone, Ann Smith wrote: “We go.”", "Robert Stone", "dm"},
		{"Ann Smith sent Robert Stone another private message: “We go.”", "Robert Stone", "dm"},
		{"Ann Smith tweeted to Robert Stone: “We go.”", "", "tweet"},
		{"Ann Smith told a crowd at a rally: “We go.”", "", "speech"},
		{"“We go,” Ann Smith said in a statement.", "", "statement"},
		{"The letter says: “We go.”", "", "document"},
		{"Ann Smith said so on the “Sunrise” show.", "", "title"},
		{"Ann Smith said so in her new documentary, “The Flood,” which opens today.", "", "title"},
		{"Ann Smith said it rains.\n\n‘All Bets Are Off.’\n\nIt was late.", "", "title"},
		{"“We go,” Ann Smith told reporters at the harbor.", "reporters", "statement"},
		{"“We go,” Ann Smith told the lawyer, Paul Quill.", "Paul Quill", "statement"},
		{"“We go,” Ann Smith told some of the miners.", "some of the miners", "statement"},
		{"“We go,” Ann Smith said, referring to Robert Stone.", "", "statement"},
		{"Ann Smith vowed to campaign and said “we go” twice.", "", "statement"},
		{"After the decision to travel, Ann Smith said: “We go.”", "", "statement"},
		{"Ann Smith warned the bill could “ruin us all.”", "", "statement"},
		{"“We go,” Ann Smith told KXQ’s", "", "statement"},
		{"In an interview with Salem Radio on Monday, Ann Smith said: “We go.”", "Salem Radio", "statement"},
		{"Speaking to reporters, Ann Smith said: “We go.”", "reporters", "statement"},
		{"On a call with lenders, Ann Smith said: “We go.”", "lenders", "statement"},
		{"Ann Smith wrote in a note to clients: “We go.”", "clients", "statement"},
		{"“We go,” Ann Smith told a public meeting in Salem.", "public meeting", "statement"},
		{"“We go,” Ann Smith told us.", "us", "statement"},
		{"Ann Smith has written to the harbor secretary. “We go,” she said.", "harbor secretary", "statement"},
		{"Robert Stone came. Ann Smith wrote to the harbor master. “We go,” she told him.", "harbor master", "statement"},
		{"To the Salem Post she said later: “We go.”", "Salem Post", "statement"},
		{"Ann Smith told friends a story about “the go.”", "friends", "statement"},
		{"Ann Smith told a story about how “we go.”", "", "statement"},
		{"Robert Stone came. Ann Smith asked: “At what point, Mr Stone, does it count?”", "Robert Stone", "statement"},
		{"Governor Ann Smith came. “Governor, I sold my last cow,” said Robert Stone.", "Ann Smith", "statement"},
		{"“I did not read it, Presiding Officer, and I should have,” said Ann Smith.", "Presiding Officer", "statement"},
		{"Robert Stone came. “You are sitting next to it, Robert Stone,” Ann Smith said.", "Robert Stone", "statement"},
		{"Robert Stone came. “I met my lawyer, Robert Stone, and he wept,” Ann Smith said.", "", "statement"},
		{"Robert Stone came. “I saw Eve Miller, Robert Stone and the dog,” Ann Smith said.", "", "statement"},
		{"Robert Stone came. “Robert Stone, a farmer, has gone,” Ann Smith said.", "", "statement"},
		{"Robert Stone asked her whether she would go. “I go,” Ann Smith said.", "Robert Stone", "statement"},
		{"Robert Stone asked her to sit down. “I go,” Ann Smith said.", "", "statement"},
		{"The union of Robert Stone, which has asked for more, wept. “I go,” Ann Smith said.", "", "statement"},
		{"“We go,” Ann Smith stormed at the minister.", "minister", "statement"},
		{"“We go,” Ann Smith whined to the committee.", "committee", "statement"},
		{"Ann Smith pointed to the minister: “We go.”", "", "statement"},
		{"“We go,” fumed Ann Smith, 44, to the Salem Post.", "Salem Post", "statement"},
		{"Clerk Ann Smith to Bob Stone: “We go.”", "Bob Stone", "statement"},
		{"The memo, signed by Ann Smith, went to ward managers. “We go,” it begins.", "ward managers", "statement"},
		{"Reached by the Salem Post on Monday, Ann Smith said: “We go.”", "Salem Post", "statement"},
		{"Asked on Radio Salem whether she would go, Ann Smith said: “We go.”", "Radio Salem", "statement"},
		{"“@bobstone We go now,” Ann Smith tweeted.", "@bobstone", "tweet"},
		{"Ann Smith sent Robert Stone a crate of wine with a card. “We go,” it read.", "Robert Stone", "statement"},
		{"Ann Smith’s letter to Robert Stone is short. “We go,” it says.", "Robert Stone", "statement"},
	} {
		q := laws(t, body(c.text))
		if len(q) != 1 || q[0].Addressee.Value != c.who || q[0].Kind != c.kind {
			t.Errorf("%q: %+v", c.text, q)
		}
	}
}

// Whom an answer goes to: evidence of an exchange is needed, that two speak one
// after the other is none.
func TestExchange(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“Why should we go?” Ann Smith asked.\n\n“You must,” Robert Stone replied.", "Ann Smith>Robert Stone|Robert Stone>Ann Smith"},
		{"“They are fools,” Ann Smith said.\n\nRobert Stone answered her. “We go,” he said.", "Ann Smith>|Robert Stone>Ann Smith"},
		{"“Where were you?” asked Ann Smith.\n\n“At home,” Robert Stone said.\n\n“And then?”\n\n“I slept.”", "Ann Smith>Robert Stone|Robert Stone>Ann Smith|Ann Smith>|Robert Stone>"},
		{"“Where were you?” Ann Smith asked Robert Stone.\n\n“At home,” he said.", "Ann Smith>Robert Stone|Robert Stone>Ann Smith"},
		{"“They are fools,” Ann Smith said.\n\n“We go,” Robert Stone said.", "Ann Smith>|Robert Stone>"},
		{"“They are fools,” Ann Smith said.\n\n“We go,” Robert Stone replied.", "Ann Smith>|Robert Stone>"},
		{"“You are fools,” Ann Smith told reporters.\n\n“We go,” Robert Stone replied.", "Ann Smith>reporters|Robert Stone>"},
	} {
		x := body(c.text)
		var got []string
		for _, q := range laws(t, x) {
			got = append(got, q.Speaker.Value+">"+q.Addressee.Value)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: got %q, want %q", c.text, g, c.want)
		}
	}
}

func TestBlocks(t *testing.T) {
	text := "Ann Smith wrote on her page:\n\nWe will go, and we will stay.\n\nNobody asked for ‘that’.\n\n“Never,” said Bob Stone.\n\n"
	x := body(text + "The council met.")
	cut := len(text)
	lead := strings.Index(text, "We will")
	x.Zones = []zone.Zone{{Kind: zone.Body, Span: corpus.Span{End: lead}}, {Kind: zone.Blockquote, Span: corpus.Span{Start: lead, End: cut}}, {Kind: zone.Body, Span: corpus.Span{Start: cut, End: len(x.Layer)}}}
	x = x.With(nil)
	var got []string
	for _, q := range laws(t, x) {
		got = append(got, q.Marks+" "+q.Speaker.Value)
	}
	if g := strings.Join(got, "|"); g != "block Ann Smith|block Ann Smith|single Ann Smith|double Bob Stone" {
		t.Error(g)
	}
}

func TestPost(t *testing.T) {
	q := laws(t, body("The chief was angry.\n\nWe will pay for all of it. hexagon.example/k2 — Ann Smith (@annsmith) February 4, 2026\n\nThat was all."))
	if len(q) != 1 || q[0].Kind != "tweet" || q[0].Speaker.Value != "Ann Smith" || q[0].Marks != "block" || q[0].Date.Value != "2026-02-04" {
		t.Errorf("%+v", q)
	}
}

func TestTranscript(t *testing.T) {
	x := body("A partial transcript follows.\n\nSMITH: Let us begin with the boats.\n\nSTONE: They are old, and we know it.\n\nSMITH: So what will you do?\n\nThe two met on Monday.")
	var got []string
	for _, q := range laws(t, x) {
		got = append(got, q.Speaker.Value+": "+x.Clean[q.Span.Start:q.Span.End])
	}
	if g := strings.Join(got, "|"); g != "SMITH: Let us begin with the boats.|STONE: They are old, and we know it.|SMITH: So what will you do?" {
		t.Error(g)
	}
	x = body("It went like this:\n\n“SMITH: Well, Ann Smith is here.\n\n“We go.\n\n“STONE: We stay.”")
	got = nil
	for _, q := range laws(t, x) {
		got = append(got, q.Speaker.Value+": "+x.Clean[q.Span.Start:q.Span.End])
	}
	if g := strings.Join(got, "|"); g != "SMITH: Well, Ann Smith is here.|SMITH: We go.|STONE: We stay." {
		t.Error(g)
	}
}

func TestDialogue(t *testing.T) {
	x := body("Ann Smith has run the harbor since May. Ann Smith spoke on Monday.\n\nQ: Why did you close the quay?\n\nA: We had no money for the wall.\n\nQ: Will you open it again?\n\nA: I will, in the summer.")
	var got []string
	for _, q := range laws(t, x) {
		got = append(got, q.Speaker.Value+">"+q.Addressee.Value)
	}
	if g := strings.Join(got, "|"); g != ">Ann Smith|Ann Smith>|>Ann Smith|Ann Smith>" {
		t.Error(g)
	}
	x = body("The coach Ann Smith spoke to the media.\n\nQ: How is he after the game?\n\nSmith: He trained today.\n\nQ: Will you sign again this year?\n\nSmith: I want to stay here.")
	got = nil
	for _, q := range laws(t, x) {
		got = append(got, q.Speaker.Value+">"+q.Addressee.Value)
	}
	if g := strings.Join(got, "|"); g != ">Ann Smith|Ann Smith>|>Ann Smith|Ann Smith>" {
		t.Error(g)
	}
	x = body("A note of the day follows.\n\nMR STONE (for the port): Where were you?\n\nMS SMITH: I was in the yard.\n\nMR STONE (for the port): You were seen.\n\nMS SMITH: I was not.\n\nThe court rose.")
	got = nil
	for _, q := range laws(t, x) {
		got = append(got, q.Speaker.Value+">"+q.Addressee.Value)
	}
	if g := strings.Join(got, "|"); g != "STONE>SMITH|SMITH>STONE|STONE>SMITH|SMITH>STONE" {
		t.Error(g)
	}
}

// Speech behind a dash, as in Norwegian papers; a list is none.
func TestDashes(t *testing.T) {
	for text, want := range map[string]string{
		"Ann Smith was found on a roof.\n\n– We go now. We have to, Smith says to the Post.\n\n– He calls at seven, she says.\n\nThe captain, Bob Stone, had to turn.\n\n– I saw her wave.": "We go now. We have to: Ann Smith|He calls at seven: Ann Smith|I saw her wave: Bob Stone",
		"Bring with you:\n\n– A coat, says the guide.\n\n– Boots\n\n– A map":                                                                                                                "",
	} {
		x := body(text)
		var got []string
		for _, q := range laws(t, x) {
			got = append(got, x.Clean[q.Span.Start:q.Span.End]+": "+q.Speaker.Value)
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("got %q, want %q", g, want)
		}
	}
}

func TestUtterance(t *testing.T) {
	x := body("“We go,” Ann Smith said. “We stay.” The council met on Monday. “Never,” Robert Stone said.\n\n“One.\n\n“Two,” Ann Smith said.")
	var got []int
	for _, q := range laws(t, x) {
		got = append(got, q.Utterance)
	}
	if fmt.Sprint(got) != "[1 1 2 3 3]" {
		t.Error(got)
	}
}

func TestLostMore(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The plan is late and the boats are old, said Ann Smith of Salem.", "The plan is late and the boats are old"},
		{"The plan is late and the boats are old, she said.", "The plan is late and the boats are old"},
		{"The plan is late and the boats are old, officials said.", ""},
		{"We have no boats, Ann Smith said, referring to the fire that hadn't been put out.", "We have no boats"},
		{"We have no boats, Ann Smith said, and we won't get any this year.", "We have no boats|and we won't get any this year."},
		{"Robert Stone, a spokesman for the port, said he wasn't there.", ""},
		{"Though it rained for a while, said Ann Smith, the boats went out.", ""},
		{"Ann Smith continued:\n\nThe boats are old and nobody has the money for a new one.\n\nThe council met.", "The boats are old and nobody has the money for a new one."},
		{"I went down to the quay.\n\nMy boat was old.\n\nWe sold it, he said.\n\nMy father had built it for me.", "We sold it"},
	} {
		x := body("The council met in the hall.\n\n" + c.text)
		if got := wrapped(x, laws(t, x)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLost(t *testing.T) {
	x := body("The council met on Monday.\n\nI don't think we can go, Ann Smith said. We have no boats.\n\nThe plan is late, officials said.\n\nHe says, We are losing it.\n\nStone said the boats were sold.")
	qs := laws(t, x)
	if got := wrapped(x, qs); got != "I don't think we can go|We have no boats.|We are losing it." {
		t.Error(got)
	}
	for _, q := range qs {
		if q.Marks != "none" || q.Speaker.Sure == stated {
			t.Errorf("%+v", q)
		}
	}
	marked := body("I don't think we can go, Ann Smith said. “We have no boats.”")
	if got := wrapped(marked, Find(marked)); got != "We have no boats." {
		t.Error("in a text with marks: ", got)
	}
}

// No input may take more than linear time. The bound is far above what is
// needed and far below what a quadratic loop takes.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("large inputs")
	}
	for name, s := range map[string]string{
		"straight":  strings.Repeat("\"", 400_000),
		"curly":     strings.Repeat("“", 400_000),
		"closing":   strings.Repeat("”", 400_000),
		"single":    strings.Repeat("‘a ", 200_000),
		"mixed":     strings.Repeat("“a ‘b \"c «d ", 50_000),
		"unclosed":  strings.Repeat("“We go, and he went on. ", 40_000),
		"lines":     strings.Repeat("“We go\n\n", 40_000),
		"brackets":  strings.Repeat("( “a” ", 80_000),
		"names":     strings.Repeat("Ann Smith said “a” to Bob Stone and he said “b”. ", 20_000),
		"he":        strings.Repeat("he said “a b c d e” ", 40_000),
		"commas":    strings.Repeat("“a,” , , , , , , , , , said", 40_000),
		"of":        "“We go,” said " + strings.Repeat("the source of ", 100_000),
		"one word":  strings.Repeat("a", 4_000_000),
		"cues":      strings.Repeat("said ", 400_000),
		"paragraph": strings.Repeat("“We go,” said Ann Smith of the council. The mayor called it “a fraud” and left. ", 30_000),
	} {
		x := read(s, "2020-05-04")
		done := make(chan struct{})
		start := time.Now()
		go func() { Find(x); close(done) }()
		select {
		case <-done:
		case <-time.After(60 * time.Second):
			t.Fatal("no end: ", name)
		}
		t.Log(name, len(s), time.Since(start))
	}
}

// Sixteen times the text takes some sixteen times as long, not 256 times.
func TestRatio(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	least := func(s string) time.Duration {
		x := body(s)
		best := time.Hour
		for range 5 {
			start := time.Now()
			Find(x)
			best = min(best, time.Since(start))
		}
		return best
	}
	for name, unit := range map[string]string{
		"marks":     strings.Repeat("\"", 10),
		"unclosed":  "“We go, and he went on. ",
		"paragraph": "“We go,” said Ann Smith of the council. The mayor called it “a fraud” and left. ",
		"roles":     "A guard came. “We go,” the singer said. “It burns,” it said. She told him “no.” ",
		"lost":      "We go, said Ann Smith. I stay, and we wait.\n\n",
	} {
		var short, long time.Duration
		for range 4 { // a busy machine may hit the long one alone
			short, long = least(strings.Repeat(unit, 500)), least(strings.Repeat(unit, 8_000))
			if long <= 100*short {
				break
			}
		}
		if long > 100*short {
			t.Errorf("%s: %v, sixteen times as long %v", name, short, long)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"“We go,” said Ann Smith. “We stay.”", "‘a “b ‘c’ d” e’", "\"a \"b\" c\"", "“a\n\n“b\n\nc”", "”a“", "«a»»b«„c“", "''a'' ``b''",
		"Name: “a” — Name (b)", "he said, “a.” (B) \"", "\xff“\xe2\x80\x9da", "We go, she said. I am.", "“a,” , , , said", "Smith, Jr., said “a”",
		"the message said “a”\n\nhis letter to her: “b”", "'s “a” 's", "“’a”", "‘’’’‘‘", "I asked Al. “A b c.", "according to “a”", "director of photography, Ann Smith, said “a”", "who said “a”", "He left. who said, “a,” who wrote.",
	} {
		f.Add(s, "2020-05-04")
	}
	f.Fuzz(func(t *testing.T, s, published string) {
		if len(s) > 20_000 {
			return
		}
		x := read(s, published)
		laws(t, x)
		for _, k := range []zone.Kind{zone.Body, zone.Blockquote} {
			y := *x
			y.Zones = []zone.Zone{{Kind: k, Span: corpus.Span{End: len(x.Layer)}}}
			laws(t, y.With(nil))
		}
	})
}

// A verb of speech with a capital after a quotation that ends a sentence: whether it
// begins one is asked once.
func TestCapitalVerbAfterQuotation(t *testing.T) {
	for text, speaker := range map[string]string{
		"“Go away from here now!” Said Ana Ortega.":                     "Ana Ortega",
		"“Why do you want to go?” Told of it, Ana Ortega left.":         "",
		"“Why do you want to go?” Stated by the board as it is.":        "",
		"“Why do you want to go?” Asked “Who are you?” Added “No way!”": "",
	} {
		qs := laws(t, body(text))
		if len(qs) == 0 || speaker != "" && qs[0].Speaker.Value != speaker {
			t.Errorf("%s: %+v", text, qs)
		}
	}
}
