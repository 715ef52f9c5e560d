package repair

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/zone"
)

// load cleans the files of a folder of testdata.
func load(t testing.TB, pattern string) []*normalize.Text {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/" + pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	var out []*normalize.Text
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, textAt(p, string(raw)))
	}
	return out
}

func textAt(path, raw string) *normalize.Text {
	return normalize.Clean(&corpus.Document{ID: filepath.Base(path), Path: path, Raw: []byte(raw)}, normalize.Options{})
}

func text(id, raw string) *normalize.Text {
	return normalize.Clean(&corpus.Document{ID: id, Raw: []byte(raw)}, normalize.Options{})
}

// whole is x with all of it body, for tests that damage all of a text.
func whole(x *normalize.Text) *normalize.Text {
	x.Zones = []zone.Zone{{Kind: zone.Body, Span: corpus.Span{Start: 0, End: len(x.Layer)}}}
	x.Conditions = nil
	return x.With(nil)
}

func wholes(texts []*normalize.Text) []*normalize.Text {
	for i, x := range texts {
		texts[i] = whole(x)
	}
	return texts
}

// bodyWords are the words of body and block quotations.
func bodyWords(x *normalize.Text) []string {
	var out []string
	for _, s := range x.Stretches(func(z zone.Zone) bool { return z.Kind.Text() }) {
		from, to := x.WordsIn(s)
		for _, w := range x.Words[from:to] {
			out = append(out, w.Key)
		}
	}
	return out
}

func find(t testing.TB, texts []*normalize.Text, prefix string) *normalize.Text {
	for _, x := range texts {
		if strings.HasPrefix(x.Doc.ID, prefix) {
			return x
		}
	}
	t.Fatalf("no text %s", prefix)
	return nil
}

// TestGold: the spun articles of the test data read as their sisters do, and
// nothing is copied that only the sister has.
func TestGold(t *testing.T) {
	for _, c := range []struct {
		files, spun, sister string
		alone               int // words that only the sister has
	}{
		{"articles/*.txt", "000", "004", 142},
		{"stories/council-harbour/*.txt", "newsbriefly", "sallow-gazette", 0},
	} {
		before := load(t, c.files)
		after := Story(before)
		laws(t, before, after)
		spun, sister := find(t, after, c.spun), find(t, before, c.sister)
		if !has(spun, "spun") {
			t.Errorf("%s: not found spun", c.spun)
		}
		g, w := bodyWords(spun), bodyWords(sister)
		ids := map[string]int32{}
		number := func(ks []string) (out []int32) {
			for _, k := range ks {
				if _, ok := ids[k]; !ok {
					ids[k] = int32(len(ids))
				}
				out = append(out, ids[k])
			}
			return out
		}
		equal := len(alignWords(number(g), number(w), cellLimit))
		if equal < len(g) || len(w)-equal != c.alone {
			t.Errorf("%s: %d of %d words are the sister's, which has %d more; want all and %d", c.spun, equal, len(g), len(w)-equal, c.alone)
		}
		for _, x := range after {
			if x != find(t, before, x.Doc.ID) && x != spun && !strings.HasPrefix(x.Doc.ID, c.sister) {
				t.Errorf("%s was changed: %+v", x.Doc.ID, x.Edits)
			}
		}
	}
}

// TestHiddenAddress: the residue of address obfuscation is filled with what the
// sister has between the same words.
func TestHiddenAddress(t *testing.T) {
	const frame = "The clerk said on Friday that questions about the vote should be sent to %s before the end of the month, and no later. " +
		"On Tuesday Maria Lindt wrote that %s is out of office until Easter. The council will meet again in May to hear the answers."
	damaged := fmt.Sprintf(frame, "[email\u00a0protected]", "[email protected]")
	for name, c := range map[string]struct{ sister, want string }{
		"marks":    {fmt.Sprintf(frame, "clerk@portsallow.example", "Tuesday@MariaLindt"), fmt.Sprintf(frame, "clerk@portsallow.example", "Tuesday@MariaLindt")},
		"stripped": {strip(fmt.Sprintf(frame, "town.clerk@portsallow.com", "@MariaLindt")), fmt.Sprintf(frame, "town.clerk@portsallow.com", "@MariaLindt")},
		"glued":    {strip(fmt.Sprintf(frame, "clerk@portsallow.com", "Tuesday@MariaLindt")), fmt.Sprintf(frame, "clerk@portsallow.com", "Tuesday @MariaLindt")},
		"another":  {strings.ReplaceAll(fmt.Sprintf(frame, "the office in the old town hall by post", "nobody"), "May", "June"), damaged},
	} {
		before := []*normalize.Text{text("damaged", damaged), text("sister", c.sister)}
		after := Story(before)
		laws(t, before, after)
		if after[0].Clean != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, after[0].Clean, c.want)
		}
	}
}

// TestApostrophes: a word that lost its apostrophe with all other marks is that
// word, and gets its capital as well.
func TestApostrophes(t *testing.T) {
	sister := `The jury heard on Monday that Lyle’s mill burned while the watchman’s friends were away. “I’d gone out for a smoke,” Gareth Fenn said, “and they didn’t call.”

The judge asked the witness to speak up, and the clerk read the sheriff’s letter to the court before the jury went home for the night. It is his mother’s mill, they’re told.
`
	marks := func(s string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("“”’,.", r) {
				return -1
			}
			return r
		}, s)
	}
	for name, in := range map[string]string{"marks": marks(sister), "marks and case": strings.ToLower(marks(sister))} {
		story := []*normalize.Text{text("stripped", in), text("sister", sister)}
		out := Story(story)
		laws(t, story, out)
		for _, want := range []string{"Lyle’s mill", "watchman’s", "“I’d gone", "didn’t call", "sheriff’s", "mother’s mill", "they’re told"} {
			if !strings.Contains(out[0].Clean, want) {
				t.Errorf("%s: no %s in %q", name, want, out[0].Clean)
			}
		}
	}
}
