// Package lexicon is an embedded list of English words and of names, with how
// common each is. It answers what the repair of damaged words asks: is this a
// word, how common is it, how is it written, which words fit a pattern.
//
// The words are those of SCOWL (Kevin Atkinson, permissive licence, see
// SCOWL-COPYRIGHT): English, American and British words up to level 70,
// capitalised words and proper names up to level 95, without possessives. A
// level is a class of frequency: 10 is the most common thousand words, 35 a
// small dictionary, 70 a large one, 80 and 95 rare names. Level 96 has the
// surnames of the 1990 census of the United States (Census Bureau, public
// domain) that SCOWL lacks, so that a Badal or a Cassara is a name.
//
// The list is stored as a minimal acyclic automaton (Daciuk, Mihov, Watson
// and Watson: Incremental Construction of Minimal Acyclic Finite-State
// Automata, 2000) that is searched where it lies in the program: it costs
// nothing at start and no memory of its own.
package lexicon

//go:generate go run gen.go -scowl /usr/share/dict/scowl -surnames dist.all.last -out words.dawg
//go:generate go test -run CommonTable -update
