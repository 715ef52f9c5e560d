package edit

// RuleInfo tells people what a rule of repair does.
type RuleInfo struct {
	Name      Rule
	Short     string // a few words
	When      string // what proves the damage
	Published string // an example: what was published,
	Repaired  string // and what it reads as
}

// Rules are all rules of repair, those that change words first.
func Rules() []RuleInfo { return append([]RuleInfo(nil), rules...) }

var rules = []RuleInfo{
	{Filter, "a profanity filter undone",
		"A filter swapped or masked letters inside innocent words. The swap is inferred from the article itself: one rule that turns several strings which are no words into words. A known word is never touched; a word that a filter could have made from two is a suggestion unless another article decides.",
		"a clbuttic car on the grbutt", "a classic car on the grass"},
	{Spin, "a synonym spinner undone",
		"A program swapped words for synonyms, mostly outside quotation marks. Another article that carries the same text has the words that stood there; without one nothing is changed.",
		"the lady bought a sizable dwelling", "the woman bought a large house"},
	{Number, "number forms that a spinner made",
		"As spin, where the article that carries the same text has the number in another form.",
		"it cost 3 crowns, twelve in all", "it cost three crowns, 12 in all"},
	{QuoteMarks, "lost quotation marks restored",
		"The article lost its marks; another one that has the same words shows where they stood.",
		"we are closed he said", "“we are closed” he said"},
	{Case, "lost capitals restored",
		"The article is in one case. Another article that has the same words shows the capitals; without one the start of a sentence and known names are suggestions.",
		"the mayor of port sallow", "the mayor of Port Sallow"},
	{Punctuation, "lost punctuation restored",
		"The article lost its punctuation; another one that has the same words shows it.",
		"well see", "we’ll see"},
	{Email, "a hidden address found again",
		"A content network hides addresses from robots. In a page the address stands encoded and is decoded exactly; in plain text another article shows it.",
		"write to [email protected]", "write to desk@example.org"},
	{Encoding, "broken characters repaired",
		"Bytes were read in a wrong encoding, or entities were escaped twice. The bytes that make sense in one encoding only decide.",
		"the mayorâ€™s side", "the mayor’s side"},
	{Typography, "invisible characters and broken lines",
		"Soft hyphens, zero-width characters and the hyphens of line ends are taken out where the word without them is known.",
		"the coun-\ncil voted", "the council voted"},
	{Spacing, "words glued or split",
		"A blank or a line break was lost or put in. What is no word splits into known words in one way only, or the other way round.",
		"he saidnothing", "he said nothing"},
}
