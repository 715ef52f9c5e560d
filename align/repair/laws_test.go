package repair

import (
	"reflect"
	"strings"
	"testing"

	"verbatim/normalize"
	"verbatim/normalize/edit"
)

// laws checks what must hold for the repair of any story.
func laws(t *testing.T, before, after []*normalize.Text) {
	t.Helper()
	ids := map[string]*normalize.Text{}
	for _, x := range before {
		ids[x.Doc.ID] = x
	}
	for i, x := range after {
		old := before[i]
		if x == old {
			continue
		}
		again, err := edit.Replay(x.Layer, x.Edits)
		if err != nil || again.Clean() != x.Clean {
			t.Fatalf("%s: replay: %v", x.Doc.ID, err)
		}
		// Earlier edits stay, but suggestions that a repair took the place of.
		n := 0
		for _, e := range old.Edits {
			if n < len(x.Edits) && reflect.DeepEqual(x.Edits[n], e) {
				n++
			} else if e.Applied {
				t.Fatalf("%s: an earlier edit was changed: %+v", x.Doc.ID, e)
			}
		}
		quoted := quotedSpans(old.Clean)
		for _, e := range x.Edits[n:] {
			if e.Witness == nil || ids[e.Witness.Article] == nil {
				t.Fatalf("%s: no witness: %+v", x.Doc.ID, e)
			}
			w := ids[e.Witness.Article]
			if e.Witness.Span.Start < 0 || e.Witness.Span.End > len(w.Layer) || e.Witness.Span.Start > e.Witness.Span.End {
				t.Fatalf("%s: witness out of its text: %+v", x.Doc.ID, e)
			}
			switch e.Rule {
			case edit.Spin, edit.Number:
				c := old.Cleaned(e.Span)
				for _, q := range quoted {
					if e.Applied && q.Start < c.End && c.Start < q.End {
						t.Fatalf("%s: spin edit inside a quotation: %+v", x.Doc.ID, e)
					}
				}
			case edit.Case:
				if !strings.EqualFold(e.Removed, e.Inserted) {
					t.Fatalf("%s: more than case: %+v", x.Doc.ID, e)
				}
			case edit.Punctuation, edit.QuoteMarks:
				if letters(e.Removed) != letters(e.Inserted) { // an edit that meets an earlier one spans it
					t.Fatalf("%s: words among marks: %+v", x.Doc.ID, e)
				}
			case edit.Filter, edit.Email, edit.Encoding: // a sister has the word whose bytes are broken
			default:
				t.Fatalf("%s: unknown rule: %+v", x.Doc.ID, e)
			}
		}
	}
	// The order of the texts makes no difference.
	turned := make([]*normalize.Text, len(before))
	for i, x := range before {
		turned[len(before)-1-i] = x
	}
	for i, x := range Story(turned) {
		if y := after[len(before)-1-i]; x.Clean != y.Clean || !reflect.DeepEqual(x.Edits, y.Edits) || !reflect.DeepEqual(x.Conditions, y.Conditions) {
			t.Fatalf("%s: another order, another repair", x.Doc.ID)
		}
	}
}

// letters is what a text has besides marks and blanks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if wordish(r) {
			return r
		}
		return -1
	}, s)
}

func FuzzStory(f *testing.F) {
	spun, _ := spinText(clean)
	f.Add(clean, filterAll(clean, "ass", "bad"), strip(clean))
	f.Add(spun, clean, clean)
	f.Add(spun, strip(clean), "")
	f.Add("mail [email\u00a0protected] or call him", "mail ann@host.example or call him", "\xff“")
	f.Add(strings.Repeat("“a ‘b ", 200), strings.Repeat("a b ", 300), strings.Repeat("\"", 500))
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if len(a)+len(b)+len(c) > 20000 {
			return
		}
		before := []*normalize.Text{text("a", a), text("b", b), text("c", c)}
		laws(t, before, Story(before))
	})
}

func TestLaws(t *testing.T) {
	for _, dir := range []string{"articles/*.txt", "stories/council-harbour/*.txt", "stories/sponge-science/*.txt", "stories/kettle-recall/*.html"} {
		before := load(t, dir)
		laws(t, before, Story(before))
	}
	spun, _ := spinText(clean)
	for _, story := range [][]string{{spun, clean, strip(clean)}, {strip(spun), clean}, {spun, spun, strip(clean)}, {clean, clean, clean}} {
		var before []*normalize.Text
		for i, s := range story {
			before = append(before, text(string(rune('a'+i)), s))
		}
		laws(t, before, Story(before))
	}
}

// TestStrippedCopies: a copy that lost case and marks gets them back, and no
// word is touched.
func TestStrippedCopies(t *testing.T) {
	for _, orig := range wholes(append(load(t, "articles/00[123]*.txt"), load(t, "stories/*/*.txt")...)) {
		if strings.Contains(orig.Layer, "Ã") {
			continue // damaged otherwise
		}
		for name, damaged := range map[string]string{
			"both":  strip(orig.Layer),
			"case":  strings.ToLower(orig.Layer),
			"marks": strings.Join(strings.FieldsFunc(orig.Layer, func(r rune) bool { return !wordish(r) }), " "),
		} {
			before := []*normalize.Text{whole(text("damaged", damaged)), orig}
			after := Story(before)
			if after[1] != orig {
				t.Errorf("%s: the sister was changed", orig.Doc.ID)
			}
			if got, want := keys(after[0].Clean), keys(damaged); !reflect.DeepEqual(got, want) {
				t.Errorf("%s %s: words were changed", orig.Doc.ID, name)
			}
			same, all := 0, 0
			g, w := strings.Fields(after[0].Clean), strings.Fields(orig.Clean)
			index := map[string]int{}
			for _, x := range g {
				index[x]++
			}
			for _, x := range w {
				all++
				if index[x] > 0 {
					index[x]--
					same++
				}
			}
			if name != "case" && same*100 < all*96 || same*100 < all*90 {
				t.Errorf("%s %s: %d of %d words stand as published\n%s", orig.Doc.ID, name, same, all, after[0].Clean[:min(len(after[0].Clean), 3000)])
			}
			if strings.Count(after[0].Clean, "“") != strings.Count(after[0].Clean, "”") && !strings.Contains(orig.Clean, "\n“") {
				t.Errorf("%s %s: quotation marks do not pair", orig.Doc.ID, name)
			}
		}
	}
}

func BenchmarkStory(b *testing.B) {
	story := load(b, "articles/*.txt")
	n := 0
	for _, x := range story {
		n += len(x.Layer)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		Story(story)
	}
}

// BenchmarkManyCopies is a story of a hundred copies of one wire text.
func BenchmarkManyCopies(b *testing.B) {
	one := load(b, "articles/003*.txt")[0].Layer
	var story []*normalize.Text
	for i := range 100 {
		story = append(story, text(strings.Repeat("x", i+1), one))
	}
	b.SetBytes(int64(100 * len(one)))
	for b.Loop() {
		Story(story)
	}
}

func BenchmarkAlign(b *testing.B) {
	all := prepare(load(b, "articles/00[04]*.txt"))
	b.SetBytes(int64(len(all[0].t.Clean) + len(all[1].t.Clean)))
	for b.Loop() {
		alignWords(all[0].ids, all[1].ids, cellLimit)
	}
}
