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
	{"an hour and two", "I walked for an hour and ten minutes in the rain", "I walked for two hours and ten minutes in the rain", "duration", "substantive"},
	{"the two sides of a comparison", "I would rather have no player than the wrong player this winter", "I would rather have the wrong player than no player this winter", "reordering", "substantive"},
	{"who told whom", "I told the captain that he was late", "He told the captain that he was late", "wording", "substantive"},
	{"who put it there", "They will drink what we put in front of them", "They will drink what you put in front of them", "wording", "substantive"},
	{"one negation in two forms", "I will not hide behind anybody in this house", "I will hide behind nobody in this house", "wording", "minor"},
	{"once and twice", "We asked the council once for the money", "We asked the council twice for the money", "number", "substantive"},
	{"two months of which one is a word", "We asked the council in February for the money", "We asked the council in March for the money", "date", "substantive"},
	{"hours and days", "We pulled it off the shelves within two hours of the call", "We pulled it off the shelves within two days of the call", "duration", "substantive"},
	{"a lost address", "Skippers can book a berth at www.portsallow.example/berths from Thursday", "Skippers can book a berth from Thursday", "link", "substantive"},
	{"sic", "They moved there boats in the dark of night", "They moved there [sic] boats in the dark of night", "sic", "minor"},
	{"brackets", "The water went down my leg and burned", "The [boiling] water went down my leg and burned", "bracket", "minor"},
	{"a day before and behind its month", "The talks will begin on Jan 14 in the town hall", "The talks will begin on 24 Jan in the town hall", "date", "substantive"},
	{"a lost apostrophe", "We won't close the harbour for good this year", "We wont close the harbour for good this year", "spelling", "cosmetic"},
	{"a scanner's letters", "The tugmen will bum no more tyres on the old quay", "The tugmen w1ll burn no more tyres on the old quay", "damage", "minor"},
	{"round brackets", "We must ask these supervisors what they knew of the boats", "We must ask these (local) supervisors what they knew of the boats", "bracket", "minor"},
	{"a polite verb", "I suggest that the council should mend the east quay", "I would suggest that the council should mend the east quay", "omission", "minor"},
	{"a sentence in other words", "That change takes power from the elites, special interests and the rich and gives it to the people of the town", "That change grabs power away from the elites and the big brokers and hands it over to the good people of the town", "wording", "substantive"},
	{"words across an ellipsis without blanks", "Whoever promises any employment, position or contract for support shall be fined", "Whoever promises any employment...pay...contract for support shall be fined", "omission-marked", "minor"},
	{"moved words", "And it will not be in a pharmacy in this decade", "And in this decade it will not be in a pharmacy", "reordering", "minor"},
	{"words that change places over an and", "You taught me to head the ball and to queue for hours", "You taught me to queue for hours and to head the ball", "reordering", "minor"},
	{"a contraction that loses its not", "We can’t rule out a second vote in the spring", "We can rule out a second vote in the spring", "negation", "substantive"},
	{"a contraction written out", "We do not rule out a second vote in the spring", "We don’t rule out a second vote in the spring", "spelling", "cosmetic"},
	{"an ambiguous contraction written out", "We think they would mend it by the end of June", "We think they’d mend it by the end of June", "spelling", "cosmetic"},
	{"two past forms", "The harbour smelled of tar and burnt rope that night", "The harbour smelt of tar and burned rope that night", "spelling", "cosmetic"},
	{"a masked word", "The whole plan is a load of bloody nonsense from the start", "The whole plan is a load of ****** nonsense from the start", "damage", "minor"},
	{"another handle", "Come and see us on the quay, @porthall11 knows the way", "Come and see us on the quay, @porthall7 knows the way", "link", "substantive"},
	{"a reservation cut off at the front", "I will not take sides, but I will take the tram on the day it runs again", "I will take the tram on the day it runs again", "truncation", "substantive"},
	{"a condition cut off at the front", "If the pumps hold, the quay will be open on the first of May", "The quay will be open on the first of May", "truncation", "substantive"},
	{"the end of a sentence left out", "The fee goes to the training ground, every penny of it. The team comes first", "The fee goes to the training ground. The team comes first", "omission", "substantive"},
	{"another day", "The talks will begin on 1 October in the town hall", "The talks will begin on 10 October in the town hall", "date", "substantive"},
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
	{"one word in two", "“It would cost four per cent of the budget this year,” Ana Ortega said.", "“It would cost four percent of the budget this year,” Ana Ortega said."},
	{"a land and its people", "The premier of Marcheva met Ana Ortega at the harbour.", "The Marchevan premier met Ana Ortega at the harbour."},
	{"two who speak as one", "“We will not close the harbour,” Ana Ortega and Tom Reyes said in a statement.", "“We will not close the harbour,” said Tom Reyes and Ana Ortega in a statement."},
	{"what may be and what was not", "The tugmen were not consulted on the quay.", "The tugmen could be consulted next spring, the board believes."},
	{"half-open and half-shut", "The quay is open until 8pm every day.", "The quay closes at 8pm every day."},
	{"chair and chief", "“We will not close the harbour,” Harbour chair Ana Ortega said.", "“We will not close the harbour,” Harbour chief Ana Ortega said."},
	{"the outlets name themselves", "“We will not close the harbour,” Ana Ortega told the Gazette.", "“We will not close the harbour,” Ana Ortega told reporters."},
	{"the room and those in it", "“We will not close the harbour,” Ana Ortega told the council.", "“We will not close the harbour,” Ana Ortega told councillors."},
	{"an office that several hold", "“We will not close the harbour,” Ana Ortega, a lawyer, said.", "“We will not close the harbour,” the lawyer said. The lawyer Tom Reyes listened."},
	{"a title for a name", "“We will not close the harbour,” Ana Ortega said.", "“We will not close the harbour,” said Harbour Communications Director."},
	{"a vaguer speaker", "“We will not close the harbour,” Ana Ortega said.", "“We will not close the harbour,” officials said."},
	{"scare quotes", "She spoke of “dirt” on the quay.", "He found “dirt” in the pump."},
}

// Story is several outlets, one text each, and what must be found among them.
type Story struct {
	Name, Class, Severity string
	Texts                 []string
}

// Stories are what it takes more than the words of one quotation to see.
var Stories = []Story{
	{"words added at the end of a sentence", "addition", "substantive", []string{
		"Ana Ortega said: “We stood in the queue for the canteen.”", "“We stood in the queue for the canteen.” So Ana Ortega told us on the way out.", "Ana Ortega said: “We stood in the queue for the canteen with their trays.”"}},
	{"an address lost at the end", "link", "substantive", []string{
		"Ana Ortega said: “You need not do anything. Questions can be sent to quay@portsallow.example.”", "Ana Ortega said: “You need not do anything. Questions can be sent.”"}},
	{"another speaker", "attribution", "substantive", []string{
		"“The pumps failed at once and nobody came,” said Tom Reyes.", "“The pumps failed at once and nobody came,” said Ana Ortega."}},
	{"an office that another holds", "attribution", "substantive", []string{
		"Judge Helena Strand fined the firm. “The pumps failed at once and nobody came,” the judge added.", "Judge Helena Strand listened. “The pumps failed at once and nobody came,” said Tariq Hallam, the prosecutor."}},
	{"a pronoun in an article without the other name", "attribution", "substantive", []string{
		"Imran Sadiq opened the meeting. “The pumps failed at once and nobody came,” he added.", "Imran Sadiq opened the meeting. “The pumps failed at once and nobody came,” said Tessa Rowe."}},
	{"another listener", "addressee", "substantive", []string{
		"“We will mend it by the end of June,” Ana Ortega told reporters.", "“We will mend it by the end of June,” Ana Ortega told the council."}},
	{"one name in two spellings", "name", "minor", []string{
		"“The pumps failed at once and nobody came,” said Bill Dunmore.", "“The pumps failed at once and nobody came,” said Bill Dunmoor."}},
	{"two ends of one surname", "name", "minor", []string{
		"“The pumps failed at once and nobody came,” said Tom Whitford.", "“The pumps failed at once and nobody came,” said Tom Whitfield."}},
	{"two letters exchanged in a name", "name", "minor", []string{
		"The race director, Siobhan Treacy, met the runners on the bridge.", "The race director, Siobhan Tracey, left the runners on the bridge."}},
	{"names with numbers", "name", "substantive", []string{
		"A tree fell on a car on Route 9 near the harbour bridge.", "A tree fell on a car on Route 19 near the harbour bridge."}},
	{"nobody and a number", "paraphrase-conflict", "substantive", []string{
		"The mill on the river burned for nine hours on Tuesday. Nobody was hurt.", "Flames were seen from the next valley. Two firefighters were injured at the mill, the brigade said."}},
	{"resigned and was dismissed", "paraphrase-conflict", "substantive", []string{
		"Ana Ortega, an engineer on the east quay, resigned in April after years of letters.", "Brave Ana Ortega, an engineer, was sacked in April, the tugmen say."}},
	{"two votes", "paraphrase-conflict", "substantive", []string{
		"Ana Ortega, who speaks for the founders, voted against the new quay.", "Ana Ortega told this paper that she had abstained."}},
	{"two offices", "name", "substantive", []string{
		"Ana Ortega, the finance director of the harbour, counted the boats.", "Her chief operating officer, Ana Ortega, left by another door."}},
	{"a refusal and an answer", "paraphrase-conflict", "substantive", []string{
		"Ana Ortega, who speaks for the harbour, declined to comment on a sale of the quay.", "“The quay is not for sale and it never was,” Ana Ortega said."}},
	{"done and not done", "paraphrase-conflict", "substantive", []string{
		"The tugmen were not consulted, whatever the paper before the board says.", "Tugmen have been consulted since the spring, the board believes."}},
	{"rose and fell", "paraphrase-conflict", "substantive", []string{
		"Shares in Tarn Biologics, which sells the spray, rose 11 percent.", "Tarn Biologics, whose shares fell 11 percent, sells the spray."}},
	{"denied and admitted", "paraphrase-conflict", "substantive", []string{
		"Everard Lyle, 58, denies arson at the mill.", "Lyle, 58, has pleaded guilty to arson at the mill."}},
	{"narration against a quotation", "paraphrase-conflict", "substantive", []string{
		"“She is an excellent governor and I do not think she is exaggerating,” Moira Halloran said.", "Moira Halloran accused a prison governor of exaggerating the crisis."}},
}
