// Package aligntest holds the cases that every run of package align must pass,
// local or distributed.
package aligntest

// Case is two outlets that quote one utterance, and what must be found. A and B
// are the words between the marks.
type Case struct {
	Name, A, B      string
	Class, Severity string
}

// Text wraps the words of a case in an article.
func Text(words string) string { return "Ana Ortega said: “" + words + ".”\n" }

// Cases are differences; each must be found with its class and severity.
var Cases = []Case{
	{"changed words", "We will not close the harbour for good", "We cannot close the harbour for good", "wording", "substantive"},
	{"plural", "Any comments on the harbour plan?", "Any comment on the harbour plan?", "wording", "substantive"},
	{"words left out", "The pumps on the east quay failed at once", "The pumps failed at once", "omission", "substantive"},
	{"a marked cut", "Stop using the kettle today. Glue nothing to the handle. Call us at once", "Stop using the kettle today. … Call us at once", "omission-marked", "minor"},
	{"a marked cut that swallows a negation", "I am not, and have never been, in favour of selling the quay", "I am … in favour of selling the quay", "negation", "substantive"},
	{"a negation lost", "It will not be in a pharmacy in this decade", "It will be in a pharmacy in this decade", "negation", "substantive"},
	{"two sentences run together", "We did not look for a drug. It was the moment that counted. It took six years to be sure", "We did not look for a drug. It took six years to be sure", "splice", "substantive"},
	{"a clause cut off", "The kettle is safe once the new handle is fitted", "The kettle is safe", "truncation", "substantive"},
	{"another number", "We saw 29 of 31 strains stop growing", "We saw 29 of 41 strains stop growing", "number", "substantive"},
	{"another length of time", "It took six more years to be sure of it", "It took ten more years to be sure of it", "duration", "substantive"},
	{"hours and days", "We pulled it off the shelves within two hours of the call", "We pulled it off the shelves within two days of the call", "duration", "substantive"},
	{"a lost address", "Skippers can book a berth at www.portsallow.example/berths from Thursday", "Skippers can book a berth from Thursday", "link", "substantive"},
	{"sic", "They moved there boats in the dark of night", "They moved there [sic] boats in the dark of night", "sic", "minor"},
	{"brackets", "The water went down my leg and burned", "The [boiling] water went down my leg and burned", "bracket", "minor"},
	{"moved words", "And it will not be in a pharmacy in this decade", "And in this decade it will not be in a pharmacy", "reordering", "minor"},
	{"spelling", "The harbour and its colour are what I love", "The harbor and its color are what I love", "spelling", "cosmetic"},
	{"number words", "There were 14 reports of handles that came off", "There were fourteen reports of handles that came off", "spelling", "cosmetic"},
	{"case", "No vessel shall remain on the East Quay", "No vessel shall remain on the east quay", "case", "cosmetic"},
	{"punctuation", "The quay is tired, not dead at all", "The quay is tired – not dead at all", "punctuation", "cosmetic"},
}

// Agreement is two articles that do not disagree: nothing but cosmetic
// differences may be found.
type Agreement struct{ Name, A, B string }

// Agreements are what looks like a disagreement and is none.
var Agreements = []Agreement{
	{"the shape of the marks", "“We will not close the harbour,” Ana Ortega said.", "\"We will not close the harbour,\" Ana Ortega said."},
	{"one outlet quotes less", "“We got this wrong. We should have stopped in November,” Ana Ortega said.", "“We got this wrong,” Ana Ortega said."},
	{"two statements of one speaker", "“The dose that worked in mice would be toxic in a child,” Ana Ortega said.", "“The dose that worked in dishes was a thousand times smaller,” Ana Ortega said."},
	{"a paraphrase that agrees", "“I don’t rule out a second vote in September,” Ana Ortega said.", "Ana Ortega did not rule out a second vote in September."},
	{"scare quotes", "She spoke of “dirt” on the quay.", "He found “dirt” in the pump."},
}
