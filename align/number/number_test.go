package number

import (
	"strings"
	"testing"
)

func brief(s string) string {
	var out []string
	for _, m := range Find(s) {
		x := s[m.Span.Start:m.Span.End] + "=" + string(m.Kind[:2]) + " " + m.Key()
		if m.Qual != "" {
			x += " (" + m.Qual + ")"
		}
		out = append(out, x)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"twenty-three boats, 23 boats", "twenty-three=ca 23; 23=ca 23"},
		{"$4.2 million and 4.2 million dollars and $4.2m", "$4.2 million=mo 4200000 dollar; 4.2 million dollars=mo 4200000 dollar; $4.2m=mo 4200000 dollar"},
		{"£30,000, €2.3bn, 50 cents, two million pounds, two pounds of sugar", "£30,000=mo 30000 pound; €2.3bn=mo 2300000000 euro; 50 cents=mo 50 cents; two million pounds=mo 2000000 pound; two=ca 2"},
		{"voted 6-3, by six votes to three, voted six to three on it; two to three weeks", "6-3=sc 6-3; six votes to three=sc 6-3; six to three=sc 6-3; two=ca 2; three=ca 3"},
		{"71 percent, 71 per cent, 71%", "71 percent=pe 71 %; 71 per cent=pe 71 %; 71%=pe 71 %"},
		{"about 400 residents, more than 86,000 kettles, no fewer than a dozen", "400=ca 400 (about); 86,000=ca 86000 (more than); a dozen=ca 12 (at least)"},
		{"2,340 metres, 2,340 m, 2,340 meters, 35cm", "2,340 metres=me 2340 m; 2,340 m=me 2340 m; 2,340 meters=me 2340 m; 35cm=me 35 cm"},
		{"call 0800 555 0142 or +44 20 7946 0958", "0800 555 0142=ph 08005550142; 44 20 7946 0958=ph +442079460958"},
		{"thousands of emails, tens of thousands of people", "thousands=va thousands; tens of thousands=va tens of thousands"},
		{"a 61-year-old man, aged 12", "61-year-old=ag 61; 12=ag 12"},
		{"the 3rd of four; third time", "3rd=or 3; four=ca 4; third=or 3"},
		{"two-thirds and three quarters", "two-thirds=fr 2/3; three quarters=fr 3/4"},
		{"two hundred and forty-five thousand", "two hundred and forty-five thousand=ca 245000"},
		{"half a million, a hundred, one hundred and one", "half a million=ca 500000; a hundred=ca 100; one hundred and one=ca 101"},
		{"a quarter of a million pounds, three-quarters of a million, two thirds of a million, a third of it", "a quarter of a million pounds=mo 250000 pound; three-quarters of a million=ca 750000; third=or 3"},
		{"one and a half million pounds, 12 dozen eggs, four and a half", "one and a half million pounds=mo 1500000 pound; 12 dozen=ca 144; four and a half=ca 4.5"},
		{"one of them, no one, the first, K2, A4, 1.2.3, 18:35, 3/4/2016", ""},
		{"\n1. First\n2. Then\n3) Last", ""},
		{"0.5 and 1,234.50 and 12,34", "0.5=ca 0.5; 1,234.50=ca 1234.5"},
	} {
		if got := brief(c.text); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"$4.2 million", "six votes to three", "half a a half million million", "0 0 0 0 0 0 0 0 0", "1,1,1,1.1.1", "one hundred and and one thousand thousand", "99999999999999999999999999999999 million", "%5%", "\xff5\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, m := range Find(s) {
			if m.Span.Start < last || m.Span.End <= m.Span.Start || m.Span.End > len(s) || m.Outer.Start > m.Span.Start || m.Value == "" {
				t.Fatalf("%+v after %d in %q", m, last, s)
			}
			last = m.Span.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The council voted 6-3 to close the quay to about 140 boats until June 30, and the repair will cost $4.2 million, four times what it cost in the year before, while 23 boats were damaged and nobody in the room spoke for a while.\n\n", 400)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(s)
	}
}
