package matrix

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"verbatim/align/detail"
	"verbatim/corpus"
	"verbatim/normalize"
)

func plain(id, text string) *normalize.Text {
	return normalize.Clean(corpus.New(id+".txt", []byte(text)), normalize.Options{})
}

func rows(texts []*normalize.Text) []Row {
	var items [][]detail.Item
	for _, t := range texts {
		items = append(items, detail.Find(t))
	}
	return Rows(texts, items)
}

// brief shows rows of some kinds: label=value carried/partly/missing.
func brief(texts []*normalize.Text, kinds ...string) string {
	var out []string
	for _, r := range rows(texts) {
		if !slices.Contains(kinds, r.Kind) {
			continue
		}
		has := map[int]bool{}
		who := func(ms []Mention) string {
			var s []string
			for _, m := range ms {
				has[m.Text] = true
				if id := texts[m.Text].Doc.ID; len(s) == 0 || s[len(s)-1] != id {
					s = append(s, id)
				}
			}
			return strings.Join(s, "")
		}
		line := fmt.Sprintf("%s=%s %s/%s/", r.Label, r.Value, who(r.Carried), who(r.Partly))
		for i, t := range texts {
			if !has[i] {
				line += t.Doc.ID
			}
		}
		out = append(out, line)
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

func TestRows(t *testing.T) {
	story := func(texts ...string) []*normalize.Text {
		var out []*normalize.Text
		for i, s := range texts {
			out = append(out, plain(string(rune('a'+i)), s))
		}
		return out
	}
	for name, c := range map[string]struct {
		texts []*normalize.Text
		kinds []string
		want  string
	}{
		"forms of a number": {story("The board closed the pool to twenty-three boats and 140 people.\n", "It hurt 23 boats, the board said.\n", "In all 140 boats lay there.\n"),
			[]string{"number"}, "140 boats=140 c//ab; 140 people=140 a//bc; 23 boats=23 ab//c"},
		"money and scores": {story("It voted 6-3 to spend $4.2 million.\n", "By six votes to three it gave 4.2 million dollars.\n"),
			[]string{"money", "number"}, "4.2 million dollars=4200000 dollar ab//; 6-3=6-3 ab//"},
		"a year that a sister states": {story("He wrote on September 21, 2016.\n", "He had written it on Sept. 21, and then he left.\n", "It was in April.\n"),
			[]string{"date"}, "April=--04 c//ab; September 21, 2016=2016-09-21 ab//c"},
		"a surname is part of a name": {story("Harbour master Ingrid Lunde spoke. Lunde left.\n", "Nobody heard what Lunde said.\n", "The quay is old.\n"),
			[]string{"person", "organization"}, "Ingrid Lunde=Ingrid Lunde a/b/c"},
		"father and son": {story("Paul Quill met Paul Quill Jr. at the quay. Quill Jr. left.\n", "Paul Quill Jr. left.\n"),
			[]string{"person"}, "Paul Quill Jr.=Paul Quill Jr. ab//; Paul Quill=Paul Quill a//b"},
		"lost capitals and dots": {story("The mayor Ana Ortega wrote at harbour.example and left. She met Tom Reyes of the Port Board.\n", "the mayor ana ortega wrote at harbour example and left while she met the chief of the port\n"),
			[]string{"person", "link"}, "Ana Ortega=Ana Ortega ab//; Tom Reyes=Tom Reyes a//b; harbour.example=harbour.example ab//"},
		"no noun, one number": {story("They counted 140 boats and 23 sheds.\n", "They counted 140 in the boats of the bay.\n"),
			[]string{"number"}, "140 boats=140 ab//; 23 sheds=23 a//b"},
		"a sum that lost its sign": {story("It cost $4.2 million.\n", "It cost 4.2 million, said the board of the port by the sea\n"),
			[]string{"money", "number"}, "$4.2 million=4200000 dollar ab//"},
		"a month for a day": {story("The council of Port Sallow voted to close the quay on September 20, 2016.\n", "In September 2016 the council in Port Sallow voted that the quay must close.\n", "In September 2016 a seagull stole a cake.\n"),
			[]string{"date"}, "September 20, 2016=2016-09-20 a/b/c; September 2016=2016-09 bc//a"},
		"open lengths": {story("He wrote to the mayor, and hours later the quay was closed by the board.\n", "Hours later a dog was found at the far end of town by two boys.\n"),
			[]string{"duration"}, "Hours later=PTXH b//a; hours later=PTXH a//b"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := brief(c.texts, c.kinds...); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestClaims(t *testing.T) {
	a := plain("a", "The harbour council of Port Sallow voted to close the broken quay for repairs. The gulls did not return to the western tower that winter.\n")
	b := plain("b", "On a wet night the council in Port Sallow voted that the broken quay must close for repairs. The gulls returned to the western tower that winter.\n")
	c := plain("c", "A seagull stole a wedding cake from the bakery in Mill Lane.\n")
	got := brief([]*normalize.Text{a, b, c}, Claim)
	for _, want := range []string{"voted to close the broken quay for repairs.=", " ab//c", " a/b/c"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

func BenchmarkRows(b *testing.B) {
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no articles", err)
	}
	var texts []*normalize.Text
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, normalize.Clean(corpus.New(f, raw), normalize.Options{}))
	}
	n := 0
	for _, t := range texts {
		n += len(t.Clean)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		rows(texts)
	}
}

func BenchmarkRowsHostile(b *testing.B) {
	for name, s := range map[string]string{"numbers": strings.Repeat("5 cats 5 dogs ", 20000), "names": strings.Repeat("Ana Ortega Bo Cole met. ", 12000), "one": strings.Repeat("Abcdefgh", 40000)} {
		b.Run(name, func(b *testing.B) {
			texts := []*normalize.Text{plain("a", s), plain("b", s+" end")}
			b.SetBytes(int64(2 * len(s)))
			for b.Loop() {
				rows(texts)
			}
		})
	}
}

// Two denials in two clauses deny.
func TestClaimDenied(t *testing.T) {
	a := plain("a", "The harbour company confirmed that it has hired a bank and is for sale.\n")
	b := plain("b", "No bank has been hired by the harbour company and it is not for sale.\n")
	if got := brief([]*normalize.Text{a, b}, Claim); strings.Contains(got, "ab/") {
		t.Errorf("the denial carries the claim: %s", got)
	}
}
