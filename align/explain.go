package align

import _ "embed"

// Schema is the JSON Schema (draft 2020-12) of a report.
//
//go:embed schema.json
var Schema string

// ClassInfo tells people what a class of finding means.
type ClassInfo struct {
	Name       string
	Short      string   // a few words
	Rule       string   // when a difference is of this class
	Severity   string   // the usual one
	Severities string   // when it is another
	Example    []string // lines; an outlet, a colon, what it has
}

// Classes are all classes of findings, the gravest first.
func Classes() []ClassInfo { return append([]ClassInfo(nil), classes...) }

// Class gives the class of that name.
func Class(name string) (ClassInfo, bool) {
	for _, c := range classes {
		if c.Name == name {
			return c, true
		}
	}
	return ClassInfo{}, false
}

var classes = []ClassInfo{
	{"negation", "negation differs",
		"One outlet's words deny what another's affirm: a negation (not, never, no, nobody) stands in one reading only, or an ellipsis swallows it.",
		"substantive", "Always substantive.",
		[]string{"Herald:  “We will not close the harbour.”", "Courier: “We will close the harbour.”"}},
	{"number", "number differs",
		"The readings agree but for a number, an amount or a percentage; or outlets answer one question in their own words with different figures: the words around the figures agree, or nothing else is left that either text could mean. Twelve and 12 are the same number, and “about 40” agrees with “40”.",
		"substantive", "Always substantive. No finding: what an outlet counts up to another moment (“so far”, “by noon”), a figure that the other outlet has too, a distance (“nine degrees short”).",
		[]string{"Tribune: “about 400 tonnes”", "Herald:  “about 40 tonnes”"}},
	{"date", "date differs",
		"The same event or utterance is put on different days. Only what is written as a date counts, in figures or as a weekday, and a year only where it is written; “yesterday” accuses nobody.",
		"substantive", "Minor when one outlet gives the month alone, or quotes the words without the day that others give.",
		[]string{"Herald:  wrote on September 20", "Courier: wrote on September 21"}},
	{"time", "time of day differs",
		"The same event or utterance is put at different clock times. “11:35” alone agrees with 11:35 p.m.; times of two named zones are not compared.",
		"substantive", "Minor when one outlet quotes the words without the hour that others give.",
		[]string{"Herald:  at 6:35 pm", "Courier: at 6:53 pm"}},
	{"duration", "length of time differs",
		"The outlets give different lengths of time for the same thing. Six weeks and 42 days are one length.",
		"substantive", "Minor when one outlet leaves out a delay that others give.",
		[]string{"Herald:  a 10-month correspondence", "Courier: over the course of a year"}},
	{"attribution", "speaker differs",
		"The same words are put into the mouths of different persons, or one person is given two offices in one field. “The judge” or “the mayor” is another speaker where that office is somebody else's in the story. A vaguer name (“a spokesman”) is no other speaker, and a guess counts for nothing.",
		"substantive", "Minor where one outlet says “he” or “she” and only the sentences before tell who that is; substantive again where that outlet never names the person whom the others name.",
		[]string{"Wire:   “The pumps failed,” Reyes said.", "Herald: “The pumps failed,” the mayor said."}},
	{"addressee", "addressee differs",
		"The outlets agree on the words and on who said them, but not on whom they were said to.",
		"substantive", "Minor when no two independent outlets agree on either, unless one names the press and the other people who are not; minor when one says reporters and another names itself.",
		[]string{"Herald:  Ortega told the council", "Courier: Ortega told reporters"}},
	{"wording", "wording differs",
		"Inside a quotation, words differ that are not mere spelling. The report says which outlets agree; it does not know which is right unless --base names a transcript.",
		"substantive", "Minor when only function words differ, and when both deny it in two ways (“not … anybody”, “nobody”). A pronoun for somebody else (I and he, we and you) is substantive.",
		[]string{"Courier: “We cannot close the harbour.”", "Herald:  “We will not close the harbour.”"}},
	{"splice", "two sayings made one",
		"One outlet joins into one quotation, without an ellipsis, what others give with something between: words left out, another sentence, or another moment.",
		"substantive", "Cosmetic when nothing was lost and only an attribution stood between.",
		[]string{"Herald: “We will rebuild.” … “Nobody leaves.”", "Globe:  “We will rebuild. Nobody leaves.”"}},
	{"truncation", "cut off, and not marked",
		"A quotation begins later or ends earlier than in other outlets, in the middle of a sentence or so that its sense depends on what is gone, and no ellipsis says so.",
		"substantive", "Minor when a message ends earlier, at the end of a sentence. To quote less of a statement than others is no finding.",
		[]string{"Globe:  “The pumps failed.”", "Herald: “The pumps failed because nobody paid for them.”"}},
	{"omission", "words dropped, no ellipsis",
		"Words inside a quotation are missing in one outlet, and no ellipsis says so. Also a passage or a note that only one of two copies of a text has.",
		"substantive", "Minor when the missing words carry no sense of their own.",
		[]string{"Globe:  “The pumps failed at once.”", "Herald: “The pumps on the east quay failed at once.”"}},
	{"addition", "words that others lack",
		"Words stand inside a quotation of one outlet, or of few, that more independent outlets have not at that place.",
		"substantive", "Minor when the added words carry no sense of their own.",
		[]string{"Globe:  “The very old pumps failed.”", "Herald: “The pumps failed.”"}},
	{"reordering", "the same words in another order",
		"A quotation has the words of the others in another order.",
		"minor", "Substantive when the two sides of a word have changed places, as in “no player than the wrong player”; not those of “and” or “or”.",
		[]string{"Globe:  “At once the pumps failed.”", "Herald: “The pumps failed at once.”"}},
	{"name", "name differs",
		"One name is spelled in two ways, a letter or two apart, beside the same words or as the speaker of the same words.",
		"minor", "Substantive when a name is a word with a number (Route 9, Route 19).",
		[]string{"Globe:  “Ask Tom Reyes.”", "Herald: “Ask Tom Hayes.”"}},
	{"link", "link or handle differs",
		"A web address or handle that is part of the quoted words is missing in one outlet.",
		"substantive", "Minor when the address stands in the narration of one of two copies.",
		[]string{"Herald: “See example.org for who is behind it.”", "Globe:  “See for who is behind it.”"}},
	{"paraphrase-conflict", "a paraphrase that disagrees",
		"One outlet tells in its own words the opposite of what another quotes, says “nobody”, “all” or “unanimously” where another gives a number, or has the opposite word (rose and fell, admitted and denied) of the same subject: the two cannot both be right.",
		"substantive", "Always substantive.",
		[]string{"Herald: “We have not decided,” Ortega said.", "Globe:  Ortega ruled it out."}},
	{"omission-marked", "words dropped, with an ellipsis",
		"Words of a quotation are missing in one outlet, and an ellipsis or bracket says so.",
		"minor", "Always minor; an ellipsis that swallows a negation is class negation.",
		[]string{"Globe:  “The pumps … failed at once.”", "Herald: “The pumps on the east quay failed at once.”"}},
	{"sic", "[sic] added",
		"One outlet marks a mistake in the quotation with [sic] where others print it without.",
		"minor", "Always minor.",
		[]string{"Courier: “there [sic] boats”", "Herald:  “there boats”"}},
	{"bracket", "words added in brackets",
		"One outlet explains or adapts the quotation with words in square brackets.",
		"minor", "Always minor.",
		[]string{"Globe:  “[The mayor] told us.”", "Herald: “She told us.”"}},
	{"spelling", "spelling differs",
		"The same word in another spelling: harbour and harbor, fourteen and 14, an error that one outlet marks with [sic] and another corrects.",
		"cosmetic", "Always cosmetic.",
		[]string{"Globe:  “in the harbor”", "Herald: “in the harbour”"}},
	{"punctuation", "punctuation differs",
		"The words agree; marks between or around them differ.",
		"cosmetic", "Always cosmetic.",
		[]string{"Globe:  “Thanks,”", "Herald: “Thanks.”"}},
	{"case", "capitals differ",
		"The words agree; capital letters differ.",
		"cosmetic", "Always cosmetic.",
		[]string{"Globe:  “the Harbour Plan”", "Herald: “the harbour plan”"}},
	{"damage", "scrape damage, not a misquotation",
		"The difference is explained by damage that was found and undone (a profanity filter, a synonym spinner, lost marks, a broken encoding). No outlet is blamed for it; each repair is an edit with its evidence.",
		"cosmetic", "Minor where words became illegible (a filter inside words, a hidden address).",
		[]string{"A copy: “We have guessed the pbuttword.”", "Herald: “We have guessed the password.”"}},
}
