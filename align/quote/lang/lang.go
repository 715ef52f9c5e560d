// Package lang holds what the words of a language do around a quotation. A
// language is one table, a text file of sections:
//
//	say:
//	  dijo afirmó aseguró
//
// The names of the sections are those of the list below. A table of a language
// that inflects as English does may give base forms ("say regular") or all five
// forms ("say forms", base/third person/past/participle/-ing). Lines that begin
// with "#" are comments.
package lang

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"verbatim/align/internal/dict"
)

// Class is what a word can be, as bits.
type Class uint64

const (
	Say       Class = 1 << iota // verb that can introduce what was said
	Name                        // verb that introduces a few quoted words only: "called it “a lie”"
	May                         // verb whose subject may have said a few quoted words, if nothing better is there
	NounToo                     // a form that is as often a noun: "reports", "claims"
	Ing                         // -ing form of a verb of speech
	Base                        // infinitive or plural present
	NoInv                       // its subject does not follow it: "told"
	Part                        // participle that needs Have before it: "a déclaré"
	Have                        // auxiliary of the perfect: "a", "hat"
	Det                         // article, demonstrative, quantifier
	Poss                        // his, her, their
	Pron                        // subject pronoun
	He                          // Pron, Poss or Object of a man
	She                         // of a woman
	It                          // of a body
	They                        // of several
	Prep                        // preposition
	Conj                        // and, but, or
	Sub                         // subordinating word: when, because
	Rel                         // who, which, whose
	Aux                         // auxiliary
	Be                          // form of "be"
	Adv                         // adverb that may stand beside the verb
	Other                       // any other word that ends a noun phrase: common verbs, particles
	Title                       // title before a name
	Role                        // noun for a person or a body that speaks
	Account                     // account, handle, feed: speaks for its name
	Doc                         // letter, notice, statement: what speaks is a text
	Time                        // day, month, "week": no speaker
	Particle                    // small word inside a name: van, de
	Body                        // word that makes a capitalised run the name of a body
	Object                      // him, them
	Male                        // given name of men
	Female                      // given name of women
	Group                       // role noun for a body and no person: team, firm
	According                   // the speaker follows: "according to", "laut", "selon"
	Told                        // verb whose object is who is spoken to
	SpokeTo                     // verb after which the To of the language names who is spoken to
	Written                     // verb that a message may be introduced with
	To                          // the word before who is spoken to
	Speech                      // noun of speech: his claim that “…”
	Work                        // noun for a work or a programme, before or after its name
	Listens                     // noun for who can be spoken to, beside Role and Body
	Native                      // noun for one from a country or a place: Swede
	Number                      // numeral
	Ask                         // verb whose subject asks and whose object is asked
	AboutTo                     // verb of speech after which "to" names what it is about
	SpokeAt                     // verb after which "at" names who is spoken to
	Gave                        // verb whose first object is to whom a text goes
	Reply                       // verb that answers what somebody said
)

// Function are the words that hold a sentence together.
const Function = Det | Poss | Pron | Prep | Conj | Sub | Rel | Aux | Other | Object

// sections of a table and their classes.
var sections = map[string]Class{
	"say": Say | Other, "name": Name | Other, "may": May | Other, "noun too": NounToo, "participle": Say | Part | Other, "have": Have | Aux,
	"determiner": Det, "possessive": Poss, "pronoun": Pron, "he": He, "she": She, "it": It, "they": They, "preposition": Prep, "conjunction": Conj,
	"subordinator": Sub, "relative": Rel, "auxiliary": Aux, "be": Be | Aux, "adverb": Adv, "other": Other, "title": Title, "role": Role, "account": Account,
	"text": Doc, "time": Time, "particle": Particle, "body": Body, "object": Object, "group": Group, "according": According, "to": To,
	"speech": Speech, "work": Work, "listener": Listens, "native": Native, "told": Told, "spoke to": SpokeTo, "written": Written,
	"ask": Ask, "number": Number, "reply": Reply, "about to": AboutTo, "spoke at": SpokeAt | Other, "gave": Gave,
}

// Table is one language.
type Table struct {
	Code     string            // ISO 639-1
	Kind     map[string]string // word -> kind of utterance that it speaks of: "tweeted" -> "tweet"
	words    map[string]Class
	dict     *dict.Table[Class] // words
	messages *dict.Table[bool]  // words of the kind "dm"
	dm       starts             // of messages
	same     map[string]string  // role -> the one form for it
	adverbs  string             // adverbs end so
	plain    map[string]bool    // words that end like adverbs and are none
	elides   map[string]bool    // what stands before an apostrophe is a word of its own
	compound []string           // a noun that ends so is the role
}

//go:embed *.txt
var files embed.FS

// codes in the order in which they win where a text shows no language.
var codes = []string{"en", "de", "fr", "es"}

var tables = sync.OnceValue(func() []*Table {
	var ts []*Table
	for _, c := range codes {
		src, err := files.ReadFile(c + ".txt")
		if err == nil {
			var t *Table
			if t, err = parse(c, string(src)); err == nil {
				ts = append(ts, t)
				continue
			}
		}
		panic(err) // a table of the program itself; a test reads them all
	}
	return ts
})

// English is the table of English.
func English() *Table { return tables()[0] }

// looked is how many words of a text are looked at to tell its language.
const looked = 600

// Of is the table of the language that text is written in, by the words at its
// start that hold sentences together; English where none stands out.
// O(1): at most some 600 words are read.
func Of(text string) *Table {
	ts := tables()
	marks := spoken()
	count := make([]int, len(ts))
	var low [2 * longest]byte
	for i, n := 0, 0; i < len(text) && n < looked; n++ {
		j := i
		for j < len(text) && lower[text[j]] != 0 {
			j++
		}
		word := low[:0]
		if j == len(text) || text[j] < utf8.RuneSelf {
			if j == i {
				i++
				n--
				continue
			}
			if j-i <= longest && marks.starts.has(lower[text[i]], j-i) {
				for k := i; k < j; k++ {
					word = append(word, lower[text[k]])
				}
			}
		} else if word, j = lowerWord(word, text, i); j == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			n--
			continue
		}
		if len(word) > 0 {
			for m := marks.words.Get(string(word)); m != 0; m &= m - 1 {
				count[trailing(m)]++
			}
			if n%32 == 0 && ahead(count) > looked-n {
				break
			}
		}
		i = j
	}
	best := 0
	for i := range ts {
		if count[i] > count[best] {
			best = i
		}
	}
	return ts[best]
}

// ahead is how much the largest of count is more than the one after it.
func ahead(count []int) int {
	first, second := 0, 0
	for _, c := range count {
		if c > first {
			first, second = c, first
		} else {
			second = max(second, c)
		}
	}
	return first - second
}

// lowerWord appends the letters of text from i on in lower case; j is where they
// end. Of a word longer than longest it appends nothing.
func lowerWord(b []byte, text string, i int) (word []byte, j int) {
	for j = i; j < len(text); {
		r, size := utf8.DecodeRuneInString(text[j:])
		if !unicode.IsLetter(r) {
			break
		}
		if j += size; j-i <= longest {
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	if j-i > longest {
		b = b[:0]
	}
	return b, j
}

// lower is the lower case of the ASCII letters, 0 for all else.
var lower = func() (t [256]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return
}()

// longest word, in bytes, that tells a language.
const longest = 16

func trailing(m uint8) int {
	n := 0
	for ; m&1 == 0; m >>= 1 {
		n++
	}
	return n
}

// telling are the words that tell a language and the set of languages that have
// each.
type telling struct {
	words  *dict.Table[uint8]
	starts starts
}

var spoken = sync.OnceValue(func() *telling {
	m, out := map[string]uint8{}, &telling{}
	for i, t := range tables() {
		for w, c := range t.words {
			if len(w) <= longest && (c&(Function&^Other) != 0 || c&Say != 0 && c&NounToo == 0) {
				m[w] |= 1 << i
				out.starts.add(w)
			}
		}
	}
	out.words = dict.New(m)
	return out
})

// Word gives what w, in lower case with straight apostrophes, can be; 0 for a
// word that the table does not have.
func (t *Table) Word(w string) Class { return t.dict.Get(w) }

// Message reports whether w, in lower case, speaks of a message: its Kind is "dm".
func (t *Table) Message(w string) bool { return t.messages.Get(w) }

// MayMessage is false for most words of which [Table.Message] is; w is ASCII, in
// any case.
func (t *Table) MayMessage(w string) bool { return t.dm.has(w[0]|0x20, len(w)) }

// starts are the lengths, below 64, of words that begin with a byte: most words of
// a text are told from those of a table without a look at it.
type starts [256]uint64

func (s *starts) add(w string)           { s[w[0]] |= 1 << min(len(w), 63) }
func (s *starts) has(c byte, n int) bool { return s[c]>>min(n, 63)&1 != 0 }

// Ending gives what the ending of a word that the table does not have says of
// it: an adverb, or a compound whose last part is in the table. capital: it is
// written with one.
func (t *Table) Ending(w string, capital bool) Class {
	if !capital && t.adverbs != "" && len(w) > len(t.adverbs)+2 && strings.HasSuffix(w, t.adverbs) && !t.plain[w] {
		return Adv
	}
	for _, e := range t.compound {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return t.words[e]
		}
	}
	return 0
}

// Elided is the length of the word before an apostrophe, with it, that w begins
// with: the l’ of "l’eau"; 0 when there is none.
func (t *Table) Elided(w string) int {
	if len(t.elides) == 0 {
		return 0
	}
	k := strings.IndexAny(w[:min(len(w), 9)], "'’")
	if k <= 0 || !t.elides[strings.ToLower(w[:k])] {
		return 0
	}
	_, n := utf8.DecodeRuneInString(w[k:])
	return k + n
}

// Given says whose given name w, in lower case, is: Male, Female, both for a
// name of either, 0 for none.
func Given(w string) Class { return given().Get(w) }

var given = sync.OnceValue(func() *dict.Table[Class] {
	src, _ := files.ReadFile("names.txt")
	m := make(map[string]Class, 17_000)
	c := Class(0)
	for _, line := range strings.Split(string(src), "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "male:":
			c = Male
		case line == "female:":
			c = Female
		case line == "either:":
			c = Male | Female
		default:
			for _, w := range strings.Fields(line) {
				m[w] = c
			}
		}
	}
	return dict.New(m)
})

// Same is the one form of the role w: "spokeswoman" is "spokesman", "gov" is
// "governor".
func (t *Table) Same(w string) string {
	if s := t.same[w]; s != "" {
		return s
	}
	return w
}

// parse reads a table.
func parse(code, src string) (*Table, error) {
	t := &Table{Code: code, Kind: map[string]string{}, words: map[string]Class{}, same: map[string]string{}}
	lists := map[string][]string{}
	var order []string
	name := ""
	for i, line := range strings.Split(src, "\n") {
		switch {
		case strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "":
		case !strings.HasPrefix(line, " ") && strings.HasSuffix(line, ":"):
			name = strings.TrimSuffix(line, ":")
			if lists[name] == nil {
				order = append(order, name)
			}
		case strings.HasPrefix(line, " ") && name != "":
			lists[name] = append(lists[name], strings.Fields(line)...)
		default:
			return nil, fmt.Errorf("%s.txt:%d: a line that is no section and no words: %q", code, i+1, line)
		}
	}
	forms := map[string][]string{} // base -> forms
	doubled := set(lists["doubling"])
	for _, n := range order {
		kind, how, _ := strings.Cut(n, " ")
		c, ok := sections[kind]
		if !ok || how != "regular" && how != "forms" {
			continue
		}
		for _, w := range lists[n] {
			f := strings.Split(w, "/")
			if how == "regular" {
				f = inflect(w, doubled[w])
			}
			if len(f) != 5 {
				return nil, fmt.Errorf("%s.txt: %q in %q has not five forms", code, w, n)
			}
			for i, x := range f {
				if x == "" {
					continue
				}
				extra := Class(0)
				switch i {
				case 0:
					extra = Base
				case 4:
					extra = Ing
				}
				t.words[x] |= c | extra
			}
			forms[f[0]] = append(forms[f[0]], f...)
		}
	}
	every := func(list []string, c Class) {
		for _, b := range list {
			t.words[b] |= c
			for _, f := range forms[b] {
				if f != "" {
					t.words[f] |= c
				}
			}
		}
	}
	for _, n := range order {
		switch list := lists[n]; {
		case n == "doubling" || strings.HasSuffix(n, " regular") || strings.HasSuffix(n, " forms"):
		case n == "role singular":
			for _, w := range list {
				t.words[w] |= Role
				t.words[pluralOf(w)] |= Role
			}
		case n == "no inversion":
			every(list, NoInv)
		case n == "adverb ending":
			t.adverbs = list[0]
			t.plain = set(list[1:])
		case n == "elision":
			t.elides = set(list)
		case n == "compound":
			t.compound = list
		case n == "same":
			for _, w := range list {
				f := strings.Split(w, "=")
				for _, x := range f[1:] {
					t.same[x] = f[0]
				}
			}
		case strings.HasPrefix(n, "kind "):
			for _, w := range list {
				t.Kind[w] = n[len("kind "):]
			}
		default:
			c, ok := sections[n]
			if !ok {
				return nil, fmt.Errorf("%s.txt: no section is called %q", code, n)
			}
			for _, w := range list {
				t.words[w] |= c
			}
		}
	}
	for _, e := range t.compound {
		if t.words[e] == 0 {
			return nil, fmt.Errorf("%s.txt: %q in \"compound\" is in no other section", code, e)
		}
	}
	t.dict = dict.New(t.words)
	messages := map[string]bool{}
	for w, k := range t.Kind {
		if k == "dm" {
			messages[w] = true
			t.dm.add(w)
		}
	}
	t.messages = dict.New(messages)
	return t, nil
}

// pluralOf is the regular plural of an English noun.
func pluralOf(w string) string {
	switch {
	case strings.HasSuffix(w, "man"):
		return w[:len(w)-3] + "men"
	case strings.HasSuffix(w, "wife"):
		return w[:len(w)-2] + "ves"
	case strings.HasSuffix(w, "thief"):
		return w[:len(w)-1] + "ves"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"):
		return w + "es"
	case strings.HasSuffix(w, "y") && !strings.HasSuffix(w, "ey") && !strings.HasSuffix(w, "oy"):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

func set(list []string) map[string]bool {
	m := map[string]bool{}
	for _, w := range list {
		m[w] = true
	}
	return m
}

// inflect gives the five regular forms of an English verb.
func inflect(b string, double bool) []string {
	last := b[len(b)-1]
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	past, third, ing := b+"ed", b+"s", b+"ing"
	switch {
	case last == 'y' && !vowel(b[len(b)-2]):
		third, past = b[:len(b)-1]+"ies", b[:len(b)-1]+"ied"
	case last == 'e':
		past, ing = b+"d", b[:len(b)-1]+"ing"
	case strings.HasSuffix(b, "s"), strings.HasSuffix(b, "sh"), strings.HasSuffix(b, "ch"), strings.HasSuffix(b, "x"):
		third = b + "es"
	case double:
		past, ing = b+string(last)+"ed", b+string(last)+"ing"
	}
	return []string{b, third, past, past, ing}
}
