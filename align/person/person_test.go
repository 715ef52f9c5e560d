package person

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// read makes a text and the mentions of the names in it.
func read(text string, names ...string) (*normalize.Text, []Name) {
	t := normalize.Clean(corpus.New("a.txt", []byte(text+"\n")), normalize.Options{})
	var out []Name
	for _, n := range names {
		for at := 0; ; {
			i := strings.Index(t.Clean[at:], n)
			if i < 0 {
				break
			}
			from, to := t.WordsIn(corpus.Span{Start: at + i, End: at + i + len(n)})
			out = append(out, Name{[2]int{from, to}, n})
			at += i + len(n)
		}
	}
	return t, out
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"Defense Minister Katra Velm told the chamber.", "Tough-talking foreign minister Katra Velm was first.", true},
		{"Katra Velm, the defence minister, spoke.", "They followed their minister of defence, Mrs Katra Velm.", false},
		{"Katra Velm, finance director, defended it.", "Her chief operating officer, Katra Velm, added.", true},
		{"Katra Velm, a materials engineer, who resigned in April.", "We heard from Katra Velm, a sales manager at the firm.", true},
		{"Katra Velm, a general who sits for the governing Union party, voted.", "Katra Velm, an opposition deputy elected in the hills, said no.", true},
		{"Katra Velm, a mother of three, spoke.", "Finance director Katra Velm spoke.", false},
		{"Katra Velm, whose book on defence sold well, spoke.", "Foreign minister Katra Velm spoke.", false},
		{"Katra Velm met the defence minister.", "Foreign minister Katra Velm spoke.", false},
		{"Nurse Katra Velm found him.", "Katra Velm, a surgeon at the hospital, found him.", true},
		{"Sgt Katra Velm spoke.", "Inspector Katra Velm spoke.", true},
		{"Lieutenant Colonel Katra Velm spoke.", "Colonel Katra Velm spoke.", false},
		{"Katra Velm is the sales director of the mill.", "A finance director named Katra Velm spoke.", true},
		{"Katra Velm, the goalkeeper, wept.", "Striker Katra Velm wept.", true},
		{"The chief executive, Katra Velm, spoke.", "Managing director Katra Velm spoke.", false},
	} {
		rx := Roles(read(c.x, "Katra Velm"))
		ry := Roles(read(c.y, "Katra Velm"))
		got := false
		for _, r := range rx {
			for _, s := range ry {
				got = got || r.Excludes(s)
			}
		}
		if got != c.want {
			t.Errorf("%q, %q: excludes %v, want %v (%v, %v)", c.x, c.y, got, c.want, rx, ry)
		}
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"His spokesman, Levan Ostry, declined to say when he would return.":                    "Levan Ostry [return]",
		"Levan Ostry refused to comment.":                                                      "Levan Ostry []",
		"Levan Ostry did not respond to questions.":                                            "Levan Ostry []",
		"A lawyer for Levan Ostry declined to comment.":                                        "",
		"Levan Ostry's lawyer declined to comment.":                                            "",
		"Levan Ostry came out. He would not be drawn on the sale.":                             "Levan Ostry [sell]",
		"Levan Ostry did not wish to discuss the sale.":                                        "Levan Ostry [sell]",
		"Levan Ostry met Katra Velm. She left. He refused to comment.":                         "",
		"Aides to Mr Levan Ostry declined to comment.":                                         "",
		"Levan Ostry declined to comment further.":                                             "",
		"Levan Ostry did not respond to the call for his resignation.":                         "",
		"Levan Ostry did not respond to these messages either.":                                "",
		"Levan Ostry did not respond, and posted the messages himself.":                        "",
		"Levan Ostry did not respond to a request for comment.":                                "Levan Ostry []",
		"Levan Ostry declined the offer. Nobody could say why.":                                "",
		"Levan Ostry, who handles press for the company, declined to comment on a sale of it.": "Levan Ostry [sell]",
	} {
		x, names := read(text, "Levan Ostry")
		got := ""
		for _, r := range Refusals(x, x.Sentences, names) {
			got += fmt.Sprint(r.Person, " ", r.Topic)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestVotes(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"Earl Stanek, a commissioner, voted no.", "Earl Stanek, one of three on the panel, voted for it and wept.", true},
		{"Earl Stanek, who was one of three to vote against, is old.", "Earl Stanek said he had abstained on the closure.", true},
		{"Earl Stanek, who is not related to her, voted against the closure.", "Earl Stanek abstained on the closure.", true},
		{"Earl Stanek voted against the closure.", "Earl Stanek voted for the budget.", false},
		{"Earl Stanek said he would vote against it.", "Earl Stanek voted for it.", false},
		{"Earl Stanek said that thousands had voted for him.", "Earl Stanek voted no.", false},
	} {
		tx, nx := read(c.x, "Earl Stanek")
		ty, ny := read(c.y, "Earl Stanek")
		got := false
		for _, v := range Votes(tx, tx.Sentences, nx) {
			for _, w := range Votes(ty, ty.Sentences, ny) {
				got = got || v.Against(w)
			}
		}
		if got != c.want {
			t.Errorf("%q, %q: against %v, want %v", c.x, c.y, got, c.want)
		}
	}
}
