package dateline

import (
	"strings"
	"testing"
	"unicode/utf8"

	"verbatim/normalize/token"
	"verbatim/normalize/zone"
)

func TestLine(t *testing.T) {
	for _, c := range []struct {
		line   string
		credit bool
		want   string
	}{
		{"Thursday, February 5, 2026", false, "2026-02-05"},
		{"PUBLISHED: 08:12, 5 February 2026", false, "2026-02-05"},
		{"PUBLISHED: 00:01 GMT+1, 10 June 2026 | UPDATED: 07:45 GMT+1, 11 June 2026", false, "2026-06-10"},
		{"Published 7:07 PM EST Nov. 3, 2020 Updated 9 PM Nov. 4, 2020", false, "2020-11-03"},
		{"Updated: 11 June 2026", false, ""},
		{"Updated 11 June 2026 - First published 9 June 2026", false, "2026-06-09"},
		{"Publié le 4 mai 2026 à 10h00", false, "2026-05-04"},
		{"4. März 2026", false, "2026-03-04"},
		{"4 de mayo de 2026", false, "2026-05-04"},
		{"4 apples 2026", false, ""},
		{"Last updated at 9 June 2026, 4.40pm", false, ""},
		{"9 June 2026, 4.40pm", false, "2026-06-09"},
		{"28/04/26 12:58", false, "2026-04-28"},
		{"28.04.2026, 12.58 Uhr", false, "2026-04-28"},
		{"THE NEWS AT NINE, 2/18/26", false, "2026-02-18"},
		{"03/04/26", false, ""},
		{"31/02/2026", false, ""},
		{"wed 3 june 2026 07.00 bst", false, "2026-06-03"},
		{"Sept. 14, 2026", false, "2026-09-14"},
		{"2026-09-14", false, "2026-09-14"},
		{"the 5th of May 2026", false, "2026-05-05"},
		{"By Ann Other, editor, publisher and delivery boy | The Bay Bulletin | Nov. 4, 2026", true, "2026-11-04"},
		{"By Ann Other, editor, publisher and delivery boy | The Bay Bulletin | Nov. 4, 2026", false, ""},
		{"Posted in The Terrace by Ann Other on 8 July 2026", true, "2026-07-08"},
		{"Broadcast on 11 February 2026, 7.40am. Presenter: Ann Other. This is a rough transcript and may be checked against the recording.", false, "2026-02-11"},
		{"OSLO, May 5, 2026 -- The council voted on Monday to close the harbour.", false, "2026-05-05"},
		{"NEW YORK, N.Y., May 5, 2026 /Wire/ — The council voted on Monday to close the harbour.", false, "2026-05-05"},
		{"On May 5, 2026 the council voted to close the harbour.", false, ""},
		{"Born 3 March 1945; died 17 June 2026", true, ""},
		{"Died 17 June 2026", true, ""},
		{"The Trust, meeting of 12 May 2026", true, ""},
		{"Results for the six months ended 30 June 2026", true, ""},
		{"Monday", true, ""},
		{"May 2026", true, ""},
		{"", true, ""},
	} {
		around := Alone
		if c.credit {
			around = Names
		}
		got, at := Line(c.line, around)
		if got != c.want {
			t.Errorf("%q, credit %v: %q, want %q", c.line, c.credit, got, c.want)
		}
		if got != "" && !strings.ContainsAny(c.line[at.Start:at.End], "0123456789") {
			t.Errorf("%q: the place is %q", c.line, c.line[at.Start:at.End])
		}
	}
}

// Only the top of an article tells its day.
func TestTop(t *testing.T) {
	body := "The council met on Monday evening in the old hall by the quay and put off the vote on the harbour once more, after two hours of talk that was heated at times and cold at others.\n\n"
	for text, want := range map[string]string{
		"Harbour to close\n\nBy Ann Other\n\n5 May 2026\n\n" + body + body:      "2026-05-05",
		"Harbour to close\n\nBy Ann Other\n\n" + body + "5 May 2026\n\n" + body: "",
		"Harbour to close\n\nOSLO, May 5, 2026 — " + body + body:                "2026-05-05",
		"": "",
	} {
		got, at := Top(text, zone.Find(text, token.Words(text)))
		if got != want || got != "" && !strings.Contains("5 May 2026 May 5, 2026", text[at.Start:at.End]) {
			t.Errorf("%q: %q at %v", text, got, at)
		}
	}
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{"28/04/26 12:58", "Published 7:07 PM EST Nov. 3, 2020 Updated 9 PM Nov. 4, 2020", "OSLO, May 5, 2026 -- x", "99.99.9999", "İ 5 May 2026"} {
		f.Add(s, Names)
	}
	f.Fuzz(func(t *testing.T, line string, around int) {
		day, at := Line(line, around)
		if day != "" && (len(day) != 10 || at.Start >= at.End || at.End > len(line)) {
			t.Errorf("%q at %v", day, at)
		}
		if utf8.ValidString(line) && !utf8.ValidString(line[at.Start:at.End]) {
			t.Errorf("the place cuts a character")
		}
	})
}
