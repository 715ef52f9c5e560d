package filter

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"verbatim/normalize/edit"
	"verbatim/normalize/token"
)

func find(text string, opt Options) ([]edit.Change, []edit.Condition) {
	return Undo(text, token.Words(text), opt)
}

// cleaned is text after the changes that Undo proposes.
func cleaned(text string) string {
	t := edit.NewTable(text)
	cs, _ := find(text, Options{})
	t.Apply(cs)
	return t.Clean()
}

// story is innocent prose with many words that filters hit. It has nothing
// that the replacements below need to leave alone.
const story = `The assembly passed the motion after the ambassador gave the embassy a passport.
His assistant asserted that the association had assessed its assets in the classified passage.
An institution that assigns titles to constituents needs a constitution and a competition.
Documents on the circumstances were accumulated for the incumbent, a sexually frank essay from Essex.
The evaluation was retrieved in medieval times; they evaluated it again and found it prevalent.
Shell companies in Seychelles rehearsed an artisanal scheme while parsing a grape harvest.
The captain saw a mountain and a fountain that contained uncertainty about maintenance.`

// filtered runs a filter over text: rules in order, case kept.
func filtered(text string, rules ...string) string {
	for i := 0; i < len(rules); i += 2 {
		to := rules[i+1]
		text = regexp.MustCompile("(?i)"+rules[i]).ReplaceAllStringFunc(text, func(m string) string {
			if m[0] >= 'A' && m[0] <= 'Z' && to[0] >= 'a' {
				return strings.ToUpper(to[:1]) + to[1:]
			}
			return to
		})
	}
	return text
}

func TestRulesOfOneText(t *testing.T) {
	for _, rules := range [][]string{
		{"ass", "bad", "sex", "bad"},
		{"ass", "butt", "tit", "breast"},
		{"ass", "butt", "butt", "bottom"}, // one after the other
		{"eval", "review"},
		{"ass", "peach", "tit", "flower"}, // in no catalogue
		{"cum", "love", "ass", "donkey"},
		{"tain", "window"}, // nobody’s victim: three words vote
		{"ass", "***", "tit", "***"},
		{"ass", "a*s", "tit", "t*t", "cum", "c*m"},
		{"ass", "a**", "tit", "t**", "cum", "c**"},
		{"ass", "!@#$$%^&*"},
		{"ass", "***REMOVED***"},
		{"ass", "[censored]"},
		{"ass", "???"},
	} {
		want := story
		in := filtered(story, rules...)
		if in == want {
			t.Fatalf("%v changes nothing", rules)
		}
		got := cleaned(in)
		if got != want {
			a, b := strings.Fields(got), strings.Fields(want)
			for i := range a {
				if i < len(b) && a[i] != b[i] {
					t.Errorf("%v: %s, want %s", rules, a[i], b[i])
				}
			}
		}
		if again := cleaned(got); again != got {
			t.Errorf("%v: a second run changes the text", rules)
		}
		_, found := find(in, Options{})
		if len(found) != 1 || found[0].Kind != "profanity-filter" || !strings.Contains(found[0].Evidence, " in ") {
			t.Errorf("%v: conditions %+v", rules, found)
		}
	}
}

func TestLeftAlone(t *testing.T) {
	for _, s := range []string{
		"", "word", "****", "*** *** ***", "a*b*c", "?",
		story,
		"Islamabad, Hyderabad, Abbottabad and Jalalabad; Baden, badge, Badr and Badakhshan. Secretary Buttigieg rebutted the butter button. Slovenia loves clover.",
		"The reviewer saw a preview of the breaststroke review. A homosexual statement.",
		"**bold** words and *emphasis* here, a footnote* and another**, how?? really???",
		"He called it f***ing bulls**t, that a**hole of a b***h, and said s**t happens.",
		"Visit badembly.com or www.pbadword.org/badociation, mail badist@badault.org, ask @badembly about #badociation, see /usr/badist/clbad.go",
		strings.Repeat("x", 100000),
		strings.Repeat("*", 100000),
		strings.Repeat("badembly", 20000),
		"Die Bundesregierung hat am Mittwoch beschlossen, dass die Verhandlungen über den Haushalt mit den Ländern weitergehen; der Badeort Badenweiler, das Freibad und die Badegäste warten auf Entscheidungen, während Ministerpräsidenten Zustimmung ankündigten.",
		"日本語のテキスト ** と *** です。", "שלום *** עולם",
		"Spygate, Pizzagate and Emailgate; a fintech, an edtech and a proptech; cybersecurity and blackhole, blackwork, bellingcat, rearview.",
		"publick musick, physick and logick; the colour of honour",
	} {
		if cs, found := find(s, Options{}); len(cs) > 0 || len(found) > 0 {
			t.Errorf("%.60q: %+v %+v", s, cs, found)
		}
	}
}

// A filter leaves none of its victims behind: where they stand undamaged, an
// article talks about filters.
func TestTalkOfFilters(t *testing.T) {
	s := "The clbuttic mistake turned classic into clbuttic and assassinate into buttbuttinate; the passenger was amassing assets."
	if cs, _ := find(s, Options{}); len(cs) > 0 {
		t.Errorf("%+v", cs)
	}
}

func TestAmbiguous(t *testing.T) {
	base := "The badembly, the ambbadador and the badociation pbaded the badual badault on the pbadword. "
	for _, c := range []struct{ in, want string }{
		{"They came to badist the police.", "assist"},
		{"It would badist them.", "assist"},
		{"It was badist and wrong.", "sexist"},
		{"It was a badist remark.", "sexist"},
		{"Racist and badist remarks.", "sexist"},
		{"Badist, or so.", "Badist"},
	} {
		got := cleaned(base + c.in)
		if !strings.Contains(got[strings.Index(got, "password. "):], c.want) {
			t.Errorf("%q gives %q, want %s", c.in, got, c.want)
		}
	}
	cs, _ := find(base+"Badist, or so.", Options{})
	last := cs[len(cs)-1]
	if !last.Suggest || len(last.Alternatives) == 0 {
		t.Errorf("no suggestion: %+v", last)
	}
}

func TestEvidence(t *testing.T) {
	cs, _ := find("We have the pbadword of the ambbadador and the badembly.", Options{})
	if len(cs) != 3 {
		t.Fatalf("%+v", cs)
	}
	for _, c := range cs {
		if c.Rule != edit.Filter || c.Detail != "ass->bad" || !strings.Contains(c.Evidence, "explains 3 unknown words") || c.Confidence < 0.9 {
			t.Errorf("%+v", c)
		}
	}
}

func TestCapitals(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// the filter writes lower case: sentence starts and institutions get their capital back
		{"badociation football is played. badembly members came. The National badembly met the ambbadador; a badembly pbaded it.",
			"Association football is played. Assembly members came. The National Assembly met the ambassador; an assembly passed it."},
		// it keeps the case: nothing else is capitalized
		{"Badociation football. The Prime Minister baderted that the Ambbadador met the badembly.", "Association football. The Prime Minister asserted that the Ambassador met the assembly."},
		{"PBADPORT and PBADWORD and BADEMBLY", "PASSPORT and PASSWORD and ASSEMBLY"},
		// it is case-sensitive: Association stands
		{"Association football. badociation rules and pbadwords; the mbadacre in Mbadachusetts.", "Association football. association rules and passwords; the massacre in Massachusetts."},
	} {
		want := strings.ReplaceAll(c.want, "an assembly", "a assembly")
		if got := cleaned(c.in); got != want {
			t.Errorf("%q\ngives %q\nwant  %q", c.in, got, want)
		}
	}
}

func TestPhrases(t *testing.T) {
	s := "The badembly voted on same-bad marriage; the ambbadador and the badociation asked if a bad offender had a bad day and freedom of statement."
	want := "The assembly voted on same-sex marriage; the ambassador and the association asked if a sex offender had a bad day and freedom of expression."
	if got := cleaned(s); got != want {
		t.Errorf("got %q", got)
	}
}

func TestNames(t *testing.T) {
	base := "The badembly, the ambbadador and the badociation pbaded the pbadword to "
	for _, c := range []struct{ in, want string }{
		{"Qbadam", "Qassam"}, {"Hbadan", "Hassan"}, {"Lbada", "Lassa"},
		{"Karbadi", "Karbadi"}, {"Sinbadabad", "Sinbadabad"}, {"Gharibabadi", "Gharibabadi"}, {"Badr", "Badr"},
	} {
		if got := cleaned(base + c.in + "."); !strings.HasSuffix(got, " "+c.want+".") {
			t.Errorf("%s: %q", c.in, got)
		}
	}
}

func TestNamesInLinks(t *testing.T) {
	s := "The badembly, the ambbadador and the badociation pbaded Karbadi, see example.org/people/omar-karassi."
	if got := cleaned(s); !strings.Contains(got, "passed Karassi,") {
		t.Errorf("got %q", got)
	}
}

func TestGaps(t *testing.T) {
	s := "The cl??? p???ed the gl???es to the amb???ador; the harve?? ?ance of one's sel? ??."
	want := "The class passed the glasses to the ambassador; the harvest dance of one's self up."
	if got := cleaned(s); got != want {
		t.Errorf("got %q", got)
	}
}

func TestBareNames(t *testing.T) {
	s := "A penistail for the prime minister Penis Jansen, said the spokepenisman of two penispits."
	if got := cleaned(s); !strings.Contains(got, "cocktail for the prime minister Dick Jansen") {
		t.Errorf("got %q", got)
	}
}

func TestStrict(t *testing.T) {
	s := "The badembly, the ambbadador and the badociation pbaded the pbadword to Qbadam. It would badist them. The badual same-bad act."
	cs, _ := find(s, Options{Strict: true})
	for _, c := range cs {
		if unsure := c.New == "Qassam" || c.New == "assist" || c.New == "sex"; c.Suggest != unsure {
			t.Errorf("%s: suggest %v", c.New, c.Suggest)
		}
	}
}

// Laws: spans in order and inside the text, no change makes nothing, a second
// run changes nothing.
func check(t *testing.T, s string) {
	t.Helper()
	cs, _ := find(s, Options{})
	last := 0
	for _, c := range cs {
		if c.Span.Start < last || c.Span.End > len(s) || c.Span.Empty() {
			t.Fatalf("%q: span %v after %d", s, c.Span, last)
		}
		last = c.Span.End
		if c.Detail == "" || c.Evidence == "" || c.Confidence <= 0 || c.Confidence > 1 {
			t.Fatalf("%q: %+v", s, c)
		}
	}
	once := cleaned(s)
	if twice := cleaned(once); twice != once {
		t.Fatalf("%q\nonce  %q\ntwice %q", s, once, twice)
	}
}

func FuzzUndo(f *testing.F) {
	f.Add(filtered(story, "ass", "bad", "sex", "bad"))
	f.Add(filtered(story, "ass", "***", "cum", "***"))
	f.Add("harve?? ?ance and sel? ?? with cl??? and gl???es; m!@#$%^&*ive p[removed]word")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		check(t, s)
	})
}

func TestRandomFilters(t *testing.T) {
	words := strings.Fields("bad butt flower *** a** review bottom kitten ??? love [removed] !@#$%^&* banana")
	victims := strings.Fields("ass tit sex cum eval hell arse anal st tion he")
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 5))
		var rules []string
		for range 1 + r.IntN(3) {
			rules = append(rules, victims[r.IntN(len(victims))], words[r.IntN(len(words))])
		}
		t.Run(fmt.Sprint(rules), func(t *testing.T) { check(t, filtered(story, rules...)) })
	}
}

func BenchmarkClean(b *testing.B) {
	s := strings.Repeat(story+"\n\n", 400)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		find(s, Options{})
	}
}

func BenchmarkDamaged(b *testing.B) {
	s := filtered(story, "ass", "bad", "sex", "bad", "tit", "flower")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		find(s, Options{})
	}
}
