package repair

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/edit"
	"verbatim/normalize/token"
)

// synonyms is the table of the spinner of these tests, in the manner of the
// tables sold for the purpose.
var synonyms = map[string]string{
	"said": "acknowledged", "told": "knowledgeable", "before": "previous to", "after": "following", "council": "authority", "city": "metropolis",
	"vote": "ballot", "voted": "balloted", "close": "shut", "move": "transfer", "repairs": "fixes", "report": "document", "cost": "price",
	"stopped": "ceased", "hours": "hrs", "boats": "vessels", "side": "facet", "against": "in opposition to", "wrote": "penned", "letter": "missive",
	"now": "at the moment", "residents": "inhabitants", "people": "individuals", "found": "discovered", "company": "firm", "recall": "recollect",
	"because": "as a consequence of", "but": "nevertheless", "also": "moreover", "new": "brand new", "many": "quite a few", "study": "examine",
	"research": "analysis", "water": "aqua", "campaign": "crusade", "message": "communique", "messages": "communiques", "election": "ballot race",
	"president": "head of state", "email": "electronic mail", "including": "comprising", "asked": "requested", "released": "let go", "account": "profile",
	"public": "most people", "day": "daytime", "night": "evening hours", "first": "very first", "last": "ultimate", "office": "workplace",
	"law": "regulation", "sent": "dispatched", "team": "crew", "work": "labour", "show": "present", "help": "aid", "use": "utilise", "used": "utilised",
	"big": "massive", "small": "tiny", "about": "roughly", "while": "whilst", "published": "printed", "story": "narrative", "link": "hyperlink",
	"from": "out of", "other": "different", "through": "via", "during": "throughout", "later": "afterward", "reporters": "journalists",
	"important": "vital", "meeting": "gathering", "leader": "chief", "members": "associates", "statement": "assertion",
}

// spinText replaces every word of the table outside quotation marks, and says
// how many.
func spinText(text string) (string, int) { return spinBeside(text, quotedSpans(text)) }

func spinBeside(text string, marked []corpus.Span) (string, int) {
	var b strings.Builder
	at, q, n := 0, 0, 0
	for _, w := range token.Words(text) {
		for q < len(marked) && marked[q].End <= w.Span.Start {
			q++
		}
		raw := text[w.Span.Start:w.Span.End]
		s := synonyms[strings.ToLower(raw)]
		if s == "" || q < len(marked) && marked[q].Start < w.Span.End {
			continue
		}
		small := raw == w.Key
		if !small && w.Span.Start > 0 && !strings.ContainsAny(text[max(0, w.Span.Start-2):w.Span.Start], ".\n“”\"") {
			continue // a name
		}
		b.WriteString(text[at:w.Span.Start])
		if small {
			b.WriteString(s)
		} else {
			b.WriteString(strings.ToUpper(s[:1]) + s[1:])
		}
		at = w.Span.End
		n++
	}
	b.WriteString(text[at:])
	return b.String(), n
}

// strip takes case and marks from a text.
func strip(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func keys(text string) []string {
	var out []string
	for _, w := range token.Words(text) {
		out = append(out, w.Key)
	}
	return out
}

// restored counts the words of want that got has in order (longest common
// subsequence by the alignment of the package).
func restored(got, want string) (equal, extra, missing int) {
	ids := map[string]int32{}
	number := func(ks []string) []int32 {
		var out []int32
		for _, k := range ks {
			if _, ok := ids[k]; !ok {
				ids[k] = int32(len(ids))
			}
			out = append(out, ids[k])
		}
		return out
	}
	g, w := number(keys(got)), number(keys(want))
	equal = len(alignWords(g, w, cellLimit))
	return equal, len(g) - equal, len(w) - equal
}

func TestSpunCopiesTakeBackTheirWords(t *testing.T) {
	files := wholes(append(load(t, "articles/00[123]*.txt"), load(t, "stories/*/*.txt")...))
	total, wrong := 0, 0
	for _, orig := range files {
		if strings.HasPrefix(orig.Doc.ID, "newsbriefly") {
			continue // spun already
		}
		spunText, n := spinText(orig.Layer)
		if n < 10 {
			continue
		}
		for _, mode := range []string{"sister", "stripped"} {
			story := []*normalize.Text{whole(text("spun", spunText)), orig}
			if mode == "stripped" {
				story[1] = whole(text("stripped", strip(orig.Layer)))
			}
			for _, f := range files { // the other outlets of the story
				if f.Doc.Path != orig.Doc.Path && filepath.Dir(f.Doc.Path) == filepath.Dir(orig.Doc.Path) {
					story = append(story, f)
				}
			}
			out := Story(story)
			if mode == "sister" && out[1] != story[1] {
				t.Errorf("%s: the sister was changed", orig.Doc.ID)
			}
			_, extra, missing := restored(out[0].Clean, orig.Layer)
			edits := 0
			for _, e := range out[0].Edits {
				if e.Applied && (e.Rule == edit.Spin || e.Rule == edit.Number) {
					edits++
					if e.Witness == nil || e.Witness.Article != story[1].Doc.ID {
						t.Errorf("%s: edit without its witness: %+v", orig.Doc.ID, e)
					}
				}
			}
			if n >= 25 && (len(out[0].Conditions) != 1 || out[0].Conditions[0].Kind != "spun") {
				t.Errorf("%s %s: conditions %+v", orig.Doc.ID, mode, out[0].Conditions)
			}
			if n >= 25 && max(extra, missing)*20 > n {
				t.Errorf("%s %s: %d words too many, %d missing of %d replaced", orig.Doc.ID, mode, extra, missing, n)
			}
			total += n
			wrong += max(extra, missing)
			t.Logf("%-28s %-8s replaced %3d edits %3d, left: %d words too many, %d missing %v", orig.Doc.ID, mode, n, edits, extra, missing, len(out[0].Conditions))
		}
	}
	t.Logf("%d replaced, %d words left", total, wrong)
}

// TestEditedVersionsAreNotSpun: outlets that edited one wire text, each its own
// way, are no spinners; nor are copies.
func TestEditedVersionsAreNotSpun(t *testing.T) {
	wire := `PORT HALE (Wire) — The harbour board voted 5-2 on Monday to close the old ferry terminal, ending a service that has carried commuters across the bay since 1911.

“We held on as long as we could, and the money is gone,” board chair Ines Calder told a crowded room. “Nobody here is happy about it.”

The terminal needs repairs that engineers put at $38 million. Two of its three berths were shut after an inspection in March found cracks in the piles, and passenger numbers have fallen by half since the bridge opened.

Union leader Joss Penrose said the vote would cost 64 jobs. “They never asked us for a plan, and we had one,” he said. The board will hear comments until the end of June.

Riders interviewed at the dock were divided. “It is slow, but it is ours,” said Lena Okafor, who has taken the 7:15 boat for 20 years.`
	for name, edited := range map[string]string{
		"one copy": wire,
		"light edit": `PORT HALE — The harbor board voted 5-2 Monday to close the old ferry terminal, ending a service that has carried commuters across the bay for more than a century.

“We held on as long as we could, and the money is gone,” board chairwoman Ines Calder told a crowded room. “Nobody here is happy about it.”

The terminal needs repairs estimated at $38 million. Two of its three berths were closed after a March inspection found cracks in the piles, and ridership has fallen by half since the bridge opened.

Union leader Joss Penrose said the decision would cost 64 jobs. “They never asked us for a plan, and we had one,” he said.

Riders at the dock were divided. “It is slow, but it is ours,” said Lena Okafor, who has taken the 7:15 boat for 20 years.`,
		"rewrite": `Commuters who have crossed the bay by ferry since 1911 will soon lose the old terminal. The harbour board on Monday decided, by five votes to two, to shut it.

“We held on as long as we could, and the money is gone,” Ines Calder, who chairs the board, said before a packed room. “Nobody here is happy about it.”

Engineers believe that $38 million would be needed to mend the terminal. Cracks in the piles, found by inspectors in March, had already closed two of the three berths, and half of the passengers have left since the bridge was opened.

Joss Penrose, who leads the union, put the loss at 64 jobs. “They never asked us for a plan, and we had one,” he said. Until the end of June the board will take comments.

At the dock, riders disagreed. “It is slow, but it is ours,” said Lena Okafor, for 20 years a passenger of the 7:15 boat.`,
	} {
		story := []*normalize.Text{text("wire", wire), text("paper", edited)}
		for i, x := range Story(story) {
			if x != story[i] {
				t.Errorf("%s: %s was changed: %+v", name, x.Doc.ID, x.Edits)
			}
		}
	}
	files := append(load(t, "articles/00[123]*.txt"), load(t, "stories/*/*.*")...)
	var story []*normalize.Text
	for _, f := range files {
		if !strings.HasPrefix(f.Doc.ID, "newsbriefly") {
			story = append(story, f)
		}
	}
	for i, x := range Story(story) {
		for _, c := range x.Conditions {
			if c.Kind == "spun" {
				t.Errorf("%s: %+v", story[i].Doc.ID, c)
			}
		}
	}
}

// TestAnotherOutletIsNoWitness: a spun text whose original is not in the story
// takes nothing from outlets that tell the same in their own words.
func TestAnotherOutletIsNoWitness(t *testing.T) {
	var story []*normalize.Text
	for _, x := range load(t, "stories/council-harbour/*.txt") {
		switch {
		case strings.HasPrefix(x.Doc.ID, "sallow-gazette"):
			continue
		case strings.HasPrefix(x.Doc.ID, "newsbriefly"):
			x = x.With(nil, edit.Condition{Kind: "spun", Confidence: 1})
		}
		story = append(story, x)
	}
	for i, x := range Story(story) {
		if x != story[i] {
			t.Errorf("%s was changed: %+v", x.Doc.ID, x.Edits)
		}
	}
}

// TestSpunSpeech: where the spinner did not spare quotations, narration is
// repaired and speech gets suggestions.
func TestSpunSpeech(t *testing.T) {
	orig := load(t, "articles/003*.txt")[0]
	all, n := spinBeside(orig.Layer, nil)
	_, narration := spinText(orig.Layer)
	before := []*normalize.Text{text("spun", all), orig}
	after := Story(before)
	laws(t, before, after)
	applied, suggested := 0, 0
	for _, e := range after[0].Edits {
		if e.Rule == edit.Spin && e.Applied {
			applied++
		} else if e.Rule == edit.Spin {
			suggested++
		}
	}
	if applied*100 < narration*95 || suggested*100 < (n-narration)*80 {
		t.Errorf("%d phrases replaced, %d of them in narration: %d repaired, %d suggested", n, narration, applied, suggested)
	}
}

func TestTurnedWords(t *testing.T) {
	orig := load(t, "stories/council-harbour/sallow*.txt")[0]
	spun, _ := spinText(orig.Layer)
	turned := strings.Replace(spun, "was read aloud", "aloud was read", 1)
	turned = strings.Replace(turned, "is put at", "at is put", 1)
	if strings.Count(turned, "aloud was read")+strings.Count(turned, "at is put") != 2 {
		t.Fatal("the words are not there")
	}
	before := []*normalize.Text{text("spun", turned), orig}
	after := Story(before)
	laws(t, before, after)
	if !strings.Contains(after[0].Clean, "was read aloud") || !strings.Contains(after[0].Clean, "is put at") {
		t.Errorf("moved words stay: %s", after[0].Clean)
	}
}

// TestUnitsStay: a spinner writes minutes for hours, but two hours against two
// minutes is a fact, and a compound is given back whole.
func TestUnitsAndCompounds(t *testing.T) {
	orig := load(t, "stories/council-harbour/sallow*.txt")[0].Layer
	orig = strings.TrimSpace(orig) + "\n\nThe private owner of the quay said that the work took two hours in the early hours of the day, and that 30 minutes were lost.\n"
	spun, _ := spinText(orig)
	spun = strings.Replace(spun, "private owner", "non-public proprietor", 1)
	spun = strings.Replace(spun, "two hrs in the early hrs", "two minutes in the early minutes", 1)
	if !strings.Contains(spun, "non-public proprietor") || !strings.Contains(spun, "two minutes in the early minutes") {
		t.Fatal(spun[len(spun)-200:])
	}
	before := []*normalize.Text{text("spun", spun), text("sister", orig)}
	after := Story(before)
	laws(t, before, after)
	if got := after[0].Clean[len(after[0].Clean)-140:]; !strings.Contains(got, "private owner") || !strings.Contains(got, "two minutes in the early hours") {
		t.Errorf("%q", got)
	}
}
