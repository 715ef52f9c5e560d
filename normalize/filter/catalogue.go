package filter

import (
	"maps"
	"slices"
	"strings"

	"verbatim/normalize/anyof"
)

// catalogue lists replacements that filters are known to make, victims first.
// It is a prior only: a rule counts when the text shows it.
var catalogue = pairs(`
	ass: butt bum bad behind bottom donkey rear jerk rump tail
	asshole: jerk idiot
	tit: breast chest bosom boob
	tits: breasts chest
	sex: bad love gender intercourse
	cock: penis rooster
	dick: penis jerk
	prick: penis
	cunt: vagina
	pussy: vagina softie cat
	twat: vagina
	hell: heck
	damn: dang darn
	crap: crud carp poop
	shit: poop poo crap shoot feces
	piss: pee
	poo: feces
	fuck: freak fudge frick
	bitch: witch dog female
	bastard: idiot jerk
	whore: tramp
	slut: tramp
	anus: bottom
	anal: rear
	cum: semen
	gay: homosexual happy
	dyke: lesbian
	homo: homosexual gay
	fag: gay homosexual
	eval: review
	expression: statement
	mocha: espresso
	god: gosh
	jesus: jeez
	nigger: black
	rape: assault
	pot: weed
	wog: foreigner
`)

// victims are letters that filters look for, whatever they put in their place:
// the usual ones, and those that count only where the usual ones explain
// nothing.
var (
	usual = strings.Fields(`ass tit cum sex fag gay
		anal anus arse cock crap cunt damn dick fuck hell homo piss poop porn rape shit slut tits twat wank eval
		bitch whore penis pussy prick`)
	unusual = strings.Fields(`god poo pee hoe bum wtf lol wop jap nip gyp wog fuk cok nsa dos std fup kkk die
		clit coon dyke gook jerk jizz kike kill knob lust muff nazi nude paki poon pube scum sexy shag slag smut spic suck turd
		semen sperm chink boobs drugs booty negro bastard nigger faggot rectum wanker vagina retard`)
	victims = append(usual[:len(usual):len(usual)], unusual...)
)

// rude are words that a publisher may well have masked himself: such a mask is
// the publisher's text and is left as it is.
var rude = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`ass asshole arse arsehole fuck motherfuck shit bullshit horseshit cunt cock cocksuck dick bitch bastard nigger nigga whore slut twat wank
		piss tit crap damn goddamn goddam hell faggot fag prick pussy jackass dumbass badass jerk dyke spic kike chink gook paki coon tranny retard turd bollock bugger`) {
		for _, s := range strings.Fields("- s d es ed ing er ers y ty head heads hole holes in it") {
			set[w+strings.TrimPrefix(s, "-")] = true
		}
		n := len(w) - 1
		set[w+w[n:]+"ing"], set[w+w[n:]+"ed"], set[w+w[n:]+"er"], set[w+w[n:]+"y"] = true, true, true, true
	}
	return set
}()

// pair is one substitution: from is what the author wrote, to what the filter
// made of it, both in lower case.
type pair struct{ from, to string }

// outputs are the replacements of the catalogue, anOutput looks for them.
var outputs, anOutput = func() (map[string]bool, *anyof.Set) {
	m := map[string]bool{}
	for _, p := range catalogue {
		m[p.to] = true
	}
	return m, anyof.New(slices.Collect(maps.Keys(m)))
}()

func pairs(table string) (out []pair) {
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		from, to, _ := strings.Cut(strings.TrimSpace(line), ":")
		for _, t := range strings.Fields(to) {
			out = append(out, pair{from, t})
		}
	}
	return out
}

// phrase is what stands around a word, in lower case; a blank or a hyphen
// belongs to it.
type phrase struct {
	before, after string
	sure          bool // no other word fits: enough in any text that a filter went through
}

// phrases are surroundings that fit one word better than its replacements.
var phrases = map[string][]phrase{
	"sex": {{"same-", "", true}, {"same ", " couple", true}, {"same ", " marriage", true}, {"opposite-", "", true}, {"the opposite ", "", false}, {"", " offender", false},
		{"", " trafficking", false}, {"", " predator", false}, {"unprotected ", "", true}, {"consensual ", "", true}, {"premarital ", "", true}, {"extramarital ", "", true}},
	"expression": {{"freedom of ", "", true}, {"facial ", "", true}},
	"rape":       {{"statutory ", "", true}},
}

// bodies are nouns that name an institution when they follow a capitalized
// word, and then have a capital of their own.
var bodies = set(`assembly association institute institution commission committee council court authority university`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
