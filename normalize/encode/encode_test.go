package encode

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"verbatim/normalize/edit"
)

// repaired is text after the changes that Repair proposes.
func repaired(text string) string {
	t := edit.NewTable(text)
	cs, _ := Repair(text)
	t.Apply(cs)
	return t.Clean()
}

// garble reads UTF-8 as windows-1252, holes as control characters.
func garble(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if r := charmap.Windows1252.DecodeByte(s[i]); r != 0xFFFD {
			b.WriteRune(r)
		} else {
			b.WriteRune(rune(s[i]))
		}
	}
	return b.String()
}

func TestMojibake(t *testing.T) {
	for _, s := range []string{"“I don’t know,” she said — twice.", "café", "Peña Nieto", "naïve façade", "€5 … ½", "São Paulo", "a b", "Zürich", "It’s", "Ñandú", "à la carte", "😀 done", "Ł"} {
		one := garble(s)
		two := garble(one)
		for name, in := range map[string]string{"once": one, "twice": two} {
			if got := repaired(in); got != s {
				t.Errorf("%s: %q gives %q, want %q", name, in, got, s)
			}
		}
		if low := strings.ToLower(s); low == s && !strings.ContainsAny(s, "ñ½") {
			for _, in := range []string{strings.ToLower(one), strings.ToLower(two)} {
				if got := repaired(in); got != s {
					t.Errorf("lower case: %q gives %q, want %q", in, got, s)
				}
			}
		}
	}
	_, found := Repair(garble("don’t"))
	if len(found) != 1 || found[0].Kind != "mojibake" {
		t.Errorf("conditions %v", found)
	}
}

func TestLeftAlone(t *testing.T) {
	for _, s := range []string{
		"", "plain text", "“Ça va?” — “Très bien.”", "SÃO PAULO", "Â", "naïve", "FRANÇAIS", "Ä”, he said", "ÁÉÍÓÚ", "“É”", "R&D and AT&T; done", "a &b; c", "x &lt;tag&gt; y",
		"example.com and node.Js", "U.S.The", "No.Yes1", "e.g.This", "[t]he", "hack[ed]", "pre-\nand post-war", "日本語のテキスト", "שלום עולם", "می\u200cخواهم", "👩\u200d👩\u200d👧",
		"an &amplifier, &not so, Q&reg, &para and &times that", "&lt b &gt", "see x.com/?a=1&copy=2&quot=3&nbsp=4", "&hellip and &rsquo", "R&copy 5",
		"3,000", "file.Name.go", "WikiLeaks", "@said.The", "it was 5.The", "ÃªÃ", "he said.“The",
	} {
		if strings.HasPrefix(s, "ÃªÃ") {
			continue // half damaged: only the damaged half changes
		}
		if cs, _ := Repair(s); len(cs) > 0 {
			t.Errorf("%q: %+v", s, cs)
		}
	}
}

func TestRepair(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"by BjÃ¶rn Ã…kesson in Ã–sterreich", "by Björn Åkesson in Österreich"},
		{"the town of IRMÃ… and on", "the town of IRMÃ… and on"},
		{"he said.The man left", "he said. The man left"},
		{"however,the man", "however, the man"},
		{"“I know,”he said", "“I know,” he said"},
		{"conceed[SIC]and", "conceed [SIC] and"},
		{"tele-\nphone call", "telephone call"},
		{"infor-\r\nmation", "information"},
		{"infor\u00admation", "information"},
		{"zero\u200bwidth\ufeff", "zerowidth"},
		{"a word\x00 of many words here", "a word of many words here"},
		{"b\x00i\x00n\x00", "b\x00i\x00n\x00"},
		{"\x93Quoted\x94 caf\xe9", "“Quoted” café"},
		{"Tom &amp;amp; Jerry &amp;quot;x&amp;quot; &#8217;", "Tom & Jerry \"x\" ’"},
		{"Q&amp;A &nbsp;x", "Q&A \u00a0x"},
		{"Tom &amp Jerry, AT&ampT, &quotYes,&quot he said.&nbspThen", "Tom & Jerry, AT&T, \"Yes,\" he said.\u00a0Then"},
		{"a caf&eacute, a r&eacutesum&eacute and &laquo D&uumlsseldorf &raquo", "a café, a résumé and « Düsseldorf »"},
		{"&copy 2024 The Paper, &pound5 or &frac12 of it", "© 2024 The Paper, £5 or ½ of it"},
		{"the well-\nknown twenty-\none", "the well-known twenty-one"},
		{"fisher-\nmen pro-\nposed a sur-\nvey and co-\noperation", "fishermen proposed a survey and cooperation"},
	} {
		if got := repaired(c.in); got != c.want {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
}

func TestConditions(t *testing.T) {
	kinds := func(s string) string {
		var k []string
		_, found := Repair(s)
		for _, f := range append(found, Conditions(s)...) {
			k = append(k, f.Kind)
		}
		return strings.Join(k, " ")
	}
	for _, c := range []struct{ in, want string }{
		{strings.Repeat("words without marks or capitals ", 60), "unpunctuated lower-cased"},
		{strings.Repeat("at 5.40 p.m the 38,000 words without marks or capitals ", 20), "unpunctuated lower-cased"},
		{strings.Repeat("Words with marks, and capitals. ", 60), ""},
		{"[email\u00a0protected] said", "email-obfuscated"},
		{"the [email protected] form", "email-obfuscated"},
		{"he protected] it", ""},
		{"“All of it is right here:,” he wrote", "links-stripped"},
		{strings.Repeat("日本語のテキスト、", 100), "other-script"},
		{"שלום עולם", "other-script"},
		{"short text", ""},
	} {
		if got := kinds(c.in); got != c.want {
			t.Errorf("%.40q: conditions %q, want %q", c.in, got, c.want)
		}
	}
}

// endless are texts in which each repair brings one more to light.
var endless = []string{
	strings.Repeat("\xc2", 40) + "¬", "字" + strings.Repeat("\xe2\xb9", 200), strings.Repeat("Â", 60) + "¬", strings.Repeat("Â", 30) + strings.Repeat("\u00ad", 30),
	strings.Repeat("â€", 20) + strings.Repeat("‹", 20), "&" + strings.Repeat("amp;", 300) + "quot;", strings.Repeat("&#3", 20) + strings.Repeat("&#56;", 20) + strings.Repeat(";", 20),
	"&am&#112;&#59; &amp;am&#112;; &am\u200bp;",
}

// A text must come to rest soon, however often it is repaired.
func TestRest(t *testing.T) {
	for _, s := range endless {
		text := s
		for n := 0; ; n++ {
			again := repaired(text)
			if again == text {
				break
			}
			if n == 4 {
				t.Errorf("%.60q: no end of repairs, %.60q", s, text)
				break
			}
			text = again
		}
	}
}

func FuzzRepair(f *testing.F) {
	for _, s := range []string{"â€™", "Ã¢â‚¬â„¢", "\xff\xc2\x00", "&amp;amp;lt;", "said.The[SIC]and-\nx", "ã¢â‚¬â„¢"} {
		f.Add(s)
	}
	for _, s := range endless {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cs, _ := Repair(s)
		last := 0
		for _, c := range cs {
			if c.Span.Start < last || c.Span.End > len(s) || c.Span.End < c.Span.Start {
				t.Fatalf("%q: span %v after %d", s, c.Span, last)
			}
			last = c.Span.End
		}
		tab := edit.NewTable(s)
		tab.Apply(cs)
		if _, err := edit.Replay(s, tab.Edits()); err != nil {
			t.Fatal(err)
		}
		// Repairs may bring others to light (an entity in an entity); that ends.
		text := tab.Clean()
		for range 8 {
			again := repaired(text)
			if again == text {
				return
			}
			text = again
		}
		t.Fatalf("%q: no end of repairs, %q", s, text)
	})
}

func BenchmarkRepair(b *testing.B) {
	s := strings.Repeat("The messages, obtained by the paper, have also been turned over to “investigators” of both houses. ", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Repair(s)
	}
}

func TestLostClosing(t *testing.T) {
	for in, want := range map[string]string{
		"â€œWe won,â€\ufffd he said.":         "“We won,” he said.",
		"â€œWe won,â€ he said.":               "“We won,” he said.",
		"â€œWe won.â€":                        "“We won.”",
		"the price is in â€ and nothing else": "the price is in â€ and nothing else",
	} {
		changes, _ := Repair(in)
		tab := edit.NewTable(in)
		tab.Apply(changes)
		if got := tab.Clean(); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
