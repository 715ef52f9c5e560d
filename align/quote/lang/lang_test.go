package lang

import "testing"

// Every table is read, and has what the attribution of a quotation cannot do
// without.
func TestTables(t *testing.T) {
	if len(tables()) != len(codes) {
		t.Fatal("tables are missing")
	}
	for _, x := range tables() {
		have := Class(0)
		for _, c := range x.words {
			have |= c
		}
		for name, c := range map[string]Class{"say": Say, "determiner": Det, "pronoun": Pron, "preposition": Prep, "role": Role, "according": According, "to": To, "title": Title} {
			if have&c == 0 {
				t.Errorf("%s has no %s", x.Code, name)
			}
		}
	}
	if n := given().Len(); n < 10_000 {
		t.Error("given names: ", n)
	}
}

func TestOf(t *testing.T) {
	for want, s := range map[string]string{
		"en": "The council met on Monday and nobody spoke for a while. “Gehen wir,” he said.",
		"de": "Der Rat traf sich am Montag, und niemand sprach. „Wir gehen“, sagte sie.",
		"fr": "Le conseil s’est réuni lundi et personne n’a parlé. « Nous partons », a-t-elle dit.",
		"es": "El consejo se reunió el lunes y nadie habló. «Nos vamos», dijo ella.",
	} {
		if got := Of(s).Code; got != want {
			t.Errorf("%s: got %s", s, got)
		}
	}
	if Of("").Code != "en" || Of("1 2 3").Code != "en" {
		t.Error("a text without words")
	}
}

func TestWord(t *testing.T) {
	en := English()
	for w, c := range map[string]Class{"said": Say, "replies": Say, "admitted": Say, "telling": Say | Ing, "told": NoInv, "the": Det, "mayor": Role | Title} {
		if en.Word(w)&c != c {
			t.Errorf("%s: %b", w, en.Word(w))
		}
	}
	if en.Ending("bluntly", false) != Adv || en.Ending("family", false) != 0 || en.Ending("Kelly", true) != 0 {
		t.Error("adverbs")
	}
	if de := Of("der die das und ist nicht sagte"); de.Ending("polizeisprecherin", true)&Role == 0 {
		t.Error("compound")
	}
	if Given("anna") != Female || Given("robert") != Male || Given("jordan") != Male|Female || Given("table") != 0 {
		t.Error("given names")
	}
}

func TestParseErrors(t *testing.T) {
	for _, s := range []string{"words without a section\n", "say forms:\n  say/says\n", "no such thing:\n  a\n", "compound:\n  sprecher\n"} {
		if _, err := parse("xx", s); err == nil {
			t.Errorf("no error: %q", s)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		Of("The council met on Monday and nobody spoke for a while, because there was nothing left to say about the boats.")
	}
}
