package passage

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func text(s string) *normalize.Text {
	return normalize.Clean(&corpus.Document{ID: "x", Media: corpus.Plain, Raw: []byte(s)}, normalize.Options{})
}

const (
	harbour = "The harbour board voted eleven to four on Monday night to close the north quay while divers look for the cause of the leak"
	ferries = "Ferry crews were told to berth at the old coal pier until repairs are paid for out of the reserve fund"
	garlic  = "Chop two onions and fry them gently in butter before adding garlic, thyme and a glass of white wine. "
	snow    = "Seven mountain villages lost power after wet snow brought down branches across several valleys. "
)

func TestPair(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       []string // the words on side a
	}{
		{"nothing", garlic, snow, nil},
		{"exact, sharp at both ends", garlic + harbour + ". " + snow, "Quarter past nine.\n\n" + harbour + ", officials said.", []string{harbour}},
		{"stripped", garlic + "“" + harbour + ",” she said.", strings.ToLower(harbour) + " he said later", []string{harbour}},
		{"moved", harbour + ". " + garlic + ferries + ".", ferries + ". " + snow + harbour + ".", []string{harbour, ferries}},
		{"edited is one passage", garlic + harbour, strings.NewReplacer("night", "evening", "divers", "the divers", "look", "search").Replace(harbour) + " " + snow, []string{harbour}},
		{"abbreviation", "he promised them that the F.B.I. would open its books now", "But the FBI would open its books now", []string{"the F.B.I. would open its books now"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := text(c.a), text(c.b)
			var got []string
			for _, p := range PairWith(a, b, Options{MinWords: 7}) {
				got = append(got, a.Clean[p.A.Start:p.A.End])
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// story reads the articles of a folder of testdata.
func story(t testing.TB, dir string) (ids []string, texts []*normalize.Text) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no articles in", dir, err)
	}
	for _, f := range files {
		if e := filepath.Ext(f); e != ".txt" && e != ".html" {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := corpus.New(f, raw)
		ids = append(ids, d.ID)
		texts = append(texts, normalize.Clean(d, normalize.Options{}))
	}
	return ids, texts
}

func TestOrigin(t *testing.T) {
	named := func(ids []string, clusters [][]int) map[string]bool {
		out := map[string]bool{}
		for _, c := range clusters {
			for i := range c {
				for _, y := range c[i+1:] {
					out[min(ids[c[i]], ids[y])+" "+max(ids[c[i]], ids[y])] = true
				}
			}
		}
		return out
	}
	check := func(dir string, want map[string]bool) {
		ids, texts := story(t, dir)
		if got := named(ids, Origin(texts)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", dir, got, want)
		}
	}
	ids, _ := story(t, "articles")
	check("articles", map[string]bool{ids[0] + " " + ids[4]: true}) // one text, spun and stripped
	for _, dir := range []string{"council-harbour", "kettle-recall", "sponge-science"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "testdata", "stories", dir, "story.json"))
		if err != nil {
			t.Fatal(err)
		}
		var s struct{ Origin [][]string }
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, c := range s.Origin {
			for i := range c {
				for _, y := range c[i+1:] {
					want[min(c[i], y)+" "+max(c[i], y)] = true
				}
			}
		}
		check("stories/"+dir, want)
	}
}
