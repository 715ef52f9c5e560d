package detail

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

func text(s string) *normalize.Text {
	return normalize.Clean(corpus.New("a.txt", []byte(s)), normalize.Options{})
}

func brief(items []Item, kinds string) string {
	var out []string
	for _, it := range items {
		if !strings.Contains(kinds, it.Kind) {
			continue
		}
		s := it.Kind[:2] + " " + it.Value
		if it.Head != "" {
			s += " " + it.Head
		}
		if it.Short {
			s += " (short)"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestNames(t *testing.T) {
	const names = "person organization place document"
	for _, c := range []struct{ text, want string }{
		{"The quay was closed by Mayor Ana Ortega. Then Ortega left.", "pe Ana Ortega; pe Ana Ortega (short)"},
		{"He met CIA Director Mike Pompeo and U.S. officials in New York.", "or CIA; pe Mike Pompeo; pl U.S.; pl New York"},
		{"It was said by Paul Quill Jr., whose father Paul Quill sold it. Quill Jr. agreed.", "pe Paul Quill Jr.; pe Paul Quill; pe Paul Quill Jr. (short)"},
		{"The sponge was found by Saoirse Ní Bhriain of the University of Galway. “It is,” said Ní Bhriain.", "pe Saoirse Ní Bhriain; or University of Galway; pe Saoirse Ní Bhriain (short)"},
		{"A letter came from Fatima El-Amin and Bill de Blasio. It named El-Amin.", "pe Fatima El-Amin; pe Bill de Blasio; pe Fatima El-Amin (short)"},
		{"The berths are at 12 Customs Street and on the East Quay.", "pl 12 Customs Street; pl East Quay"},
		{"They read it in The New York Times and in the Harbour Papers Part 4 of May.", "or New York Times; do Harbour Papers Part 4"},
		{"But Dev Malhotra, 61, told the council of it. Furious skippers left on Tuesday in March.", "pe Dev Malhotra"},
		{"Secretary of State John Kerry met a Russian lawyer.", "pe John Kerry"},
		{"Chief Executive Ann Okoro and Farmer Jack Hale met MP Owen Birch and Tariq Nasser KC. Then Tariq and Ms Birch left.", "pe Ann Okoro; pe Jack Hale; pe Owen Birch; pe Tariq Nasser; pe Tariq Nasser (short); pe Owen Birch (short)"},
		{"Norrland Space AB lost to Halmouth Rovers, wrote Radio Fenwick from the River Ashe and County Cork.", "or Norrland Space AB; or Halmouth Rovers; or Radio Fenwick; pl River Ashe; pl County Cork"},
		{"The ferry reached Selby Crown Court on Thursday at 9 BST. The Science Editor saw it.", "or Selby Crown Court"},
		{"Carlo Brandt sang. Fans love Carlo Brandt LIVE ON STAGE, and Judith did.", "pe Carlo Brandt; pe Carlo Brandt; pe Judith"},
		{"Northland PM Olen Brask left. The MPs saw Brask go. GLASS WAR Now Marta Holt sings.", "pe Olen Brask; pe Olen Brask (short); pe Marta Holt"},
		{"SEAGULL STEALS CAKE AGAIN\n\nQuay Chaos As Hundreds Thrown Out\n\nNobody was hurt.", ""},
		{"the mayor ana ortega said it in port sallow and left with tom reyes", ""},
	} {
		if got := brief(Find(text(c.text)), names); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestNumbersAndTimes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"About 140 boats and 140 people left 12 Customs Street on 3 March 2026.", "nu 140 boat; nu 140 peopl; da 2026-03-03"},
		{"Paul Quill, 61, paid $4.2 million for 23 old fishing boats.", "nu 61 years old; mo 4200000 dollar; nu 23 boat"},
		{"Thousands of emails came. The two said so. Comments (2)", "nu thousands email"},
		{"Call 0900 555 0147, or write to 04109 about 12 boats.", "nu 09005550147; nu 12 boat"},
		{"At 18:35, after four hours, the vote was 6-3.", "ti 18:35; du PT4H; nu 6-3"},
	} {
		if got := brief(Find(text(c.text)), "number money date time duration"); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"See www.portsallow.example/berths, or https://WLsearch.example/.", "portsallow.example/berths; wlsearch.example"},
		{"Write to a.b@mail.example or @PortSallow about #EastQuay and #12.", "@portsallow; #eastquay"},
		{"It ended.The end. e.g. this, U.S. and p.m. and 1.2.3 and said.it was", ""},
		{"At site.org/a?b=c#d (and data.gov.uk).", "site.org/a?b=c#d; data.gov.uk"},
		{"http:// and www. and .com and @ and #", ""},
	} {
		var got []string
		for _, it := range Links(c.text) {
			got = append(got, it.Value)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

// Items lie in the text, in order, hold their label, and have a value.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"Mayor Ana Ortega, 61, of www.a.example/b said @x #yz 6-3 on 3 March.", "Dr. J. K. El-Amin Jr.", "O’Neill & Co. of the House of the Of", "12 Customs Street 5 5 5 hundred", "A.B.C.D. U.S.A", "\xffÅ Ñandú\u00a0de la Ó 3 £4m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := text(s)
		last := 0
		for _, it := range Find(x) {
			if it.Span.Start < last || it.Span.Empty() || it.Span.End > len(x.Clean) || it.Value == "" || it.Kind == "" || it.Label == "" {
				t.Fatalf("%s after %d in %q", fmt.Sprintf("%+v", it), last, x.Clean)
			}
			last = it.Span.Start
		}
	})
}

func BenchmarkFind(b *testing.B) {
	x := text(strings.Repeat("The council of Port Sallow voted 6-3 on Tuesday to close the East Quay to about 140 boats until June 30, said Mayor Ana Ortega, and nobody in the room spoke for a while. Ortega left at 6:35 p.m. with Tom Reyes for www.portsallow.example/berths.\n\n", 300))
	b.SetBytes(int64(len(x.Clean)))
	b.ReportAllocs()
	for b.Loop() {
		Find(x)
	}
}
