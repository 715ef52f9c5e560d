package zone

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/normalize/token"
)

// story is an article that the parts under test stand around.
const story = `The bridge over the Orle will close for eleven weeks from Monday, the county said, after divers found cracks in two of its piers.

“We looked at every other way, and there was none,” said Petra Vance, the county engineer. “People will have to be patient.”

About 9,000 cars a day use the bridge. They will be sent by way of Dunmore, which adds twenty minutes to the road.

Shopkeepers on the north bank are worried. One of them, Col Abbot, said he had sold nothing since the signs went up.`

// outline lists the zones as “kind(author): first words”, one a line.
func outline(text string) []string {
	var out []string
	for _, z := range Find(text, token.Words(text)) {
		s := strings.Join(strings.Fields(text[z.Span.Start:z.Span.End]), " ")
		if r := []rune(s); len(r) > 24 {
			s = strings.TrimSpace(string(r[:24]))
		}
		k := string(z.Kind)
		if z.Author != "" {
			k += "(" + z.Author + ")"
		}
		out = append(out, k+": "+s)
	}
	return out
}

func TestParts(t *testing.T) {
	body := "body: The bridge over the Orle"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"story alone", story, []string{body}},
		{"head", "News > County > Roads\n\nOrle bridge to close for eleven weeks\n\nBy Mina Frost, 4 May 2021\n\nThe bridge at low water\n\nThe bridge at low water\n\n(Ted Moss/Getty Images)\n\n" + story,
			[]string{"nav: News > County > Roads", "headline: Orle bridge to close for", "credit: By Mina Frost, 4 May 202", "caption: The bridge at low water", "caption: The bridge at low water", "credit: (Ted Moss/Getty Images)", body}},
		{"section and quotation in the headline", "Roads | County\n\n‘We looked at every other way’: Orle bridge to close\n\nMina Frost\nRoads correspondent\n\n4 May 2021\n\n" + story,
			[]string{"nav: Roads | County", "headline: ‘We looked at every othe", "credit: Mina Frost", "credit: Roads correspondent", "credit: 4 May 2021", body}},
		{"name and place, no date", "Orle bridge to close for weeks\n\nMina Frost in Dunmore\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: Mina Frost in Dunmore", body}},
		{"name and court, no date", "Orle bridge to close for weeks\n\nMina Frost at Dunmore Crown Court\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: Mina Frost at Dunmore Cr", body}},
		{"from", "Orle bridge to close for weeks\n\nFrom MINA FROST in Dunmore\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: From MINA FROST in Dunmo", body}},
		{"name alone", "Orle bridge to close for weeks\n\nMina Frost and Ted Moss\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: Mina Frost and Ted Moss", body}},
		{"name of one in the story", "Orle bridge to close for weeks\n\nPetra Vance\n\n" + story,
			[]string{"headline: Orle bridge to close for", "caption: Petra Vance", body}},
		{"office", "Orle bridge to close for weeks\n\nMina Frost, Music Critic\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: Mina Frost, Music Critic", body}},
		{"outlet over the date", "Orle bridge to close for weeks\n\nNorthwire\n\nMay 4, 2021\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: Northwire", "credit: May 4, 2021", body}},
		{"hours ago", "Orle bridge to close for weeks\n\nMina Frost\n\n3 hours ago\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: Mina Frost", "credit: 3 hours ago", body}},
		{"the site asks for money", story + "\n\nWe rely on readers like you. Please support our journalism with a donation.\n\nDownload our app for breaking news alerts.",
			[]string{body, "share-prompt: We rely on readers like"}},
		{"an article on journalism", story + "\n\nThe fund will support local journalism for young people, and independent news of the county.", []string{body}},
		{"place and date over the by-line", "Orle bridge to close for weeks\n\nORLE, May 4\n\nBy MINA FROST\n\n" + story,
			[]string{"headline: Orle bridge to close for", "credit: ORLE, May 4", "credit: By MINA FROST", body}},
		{"a sentence with a date is no date line", story + "\n\nThe council votes on 19 June.", []string{body}},
		{"comments on one line", story + "\n\nComments\n\nsaltymum: Nobody asked us!\n\nCol_A: I still have sold nothing.",
			[]string{body, "comment-form: Comments", "comment(saltymum): saltymum: Nobody asked u", "comment(Col_A): Col_A: I still have sold"}},
		{"a question to readers", story + "\n\nDo you live on the north bank? Email tips@voice.example\n\nSubscribe to read the rest of this article. Log in",
			[]string{body, "letters-prompt: Do you live on the north", "nav: Subscribe to read the re"}},
		{"bullets", "Orle bridge to close for eleven weeks\n\n  • The bridge closes on Monday for eleven weeks.\n  • Cars go by way of Dunmore.\n\n" + story,
			[]string{"headline: Orle bridge to close for", "bullet-summary: • The bridge closes on M", "bullet-summary: • Cars go by way of Dunm", body}},
		{"deck", "Orle bridge to close for eleven weeks\n\nDivers found cracks, and the county sees no other way.\n\nBy Mina Frost\n\n" + story,
			[]string{"headline: Orle bridge to close for", "deck: Divers found cracks, and", "credit: By Mina Frost", body}},
		{"tail", story + "\n\nbridges\ncounty roads\ndunmore\n\nRelated: The bridge that never opened\n\nShare this article: Facebook, WhatsApp\n\nSend a letter to the editor\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nCopyright © 2021 County Voice. All rights reserved.",
			[]string{body, "tag-list: bridges county roads dun", "related-link: Related: The bridge that", "share-prompt: Share this article: Face", "letters-prompt: Send a letter to the edi", "comment-form: Leave a Reply Your email", "copyright: Copyright © 2021 County"}},
		{"biography", "Orle bridge to close\n\nBy Mina Frost\n\n" + story + "\n\nMina Frost covers roads and rivers for the Voice.",
			[]string{"headline: Orle bridge to close", "credit: By Mina Frost", body, "author-bio: Mina Frost covers roads"}},
		{"about the author", story + "\n\nFiled Under: Roads, , ,\nMina Frost\nAbout Mina Frost\nMina Frost has written for the Voice since 2009.\n",
			[]string{body, "tag-list: Filed Under: Roads, , ,", "author-bio: Mina Frost About Mina Fr"}},
		{"link between", strings.Replace(story, "About 9,000", "Ferry firm says it cannot help stranded drivers\n\nAbout 9,000", 1),
			[]string{body, "related-link: Ferry firm says it canno", "body: About 9,000 cars a day u"}},
		{"heading between", strings.Replace(story, "About 9,000", "What happens now\n\nAbout 9,000", 1), []string{body}},
		{"numbered comments", story + "\n\nComments\n\n  1. Ann Lee says:\n\n    Nobody asked us.\n\n    1) Not once.\n\n  2. @Ann Lee:\n\n    They did ask, in March, at the town hall meeting.\n\n  3. dunmore_dave says:\n\n    @Bo Finn:\n\n    They did ask, in March, at the town hall meeting.\n\n    I was there too.",
			[]string{body, "comment-form: Comments", "comment(Ann Lee): 1. Ann Lee says: Nobody", "comment(Bo Finn): 2. @Ann Lee: They did as", "comment(dunmore_dave): 3. dunmore_dave says: @B"}},
		{"name above", story + "\n\nComments (2)\n\nsaltymum\nNobody asked us!\n\nCol A.\nI still have sold nothing. Come and see for yourself.",
			[]string{body, "comment-form: Comments (2)", "comment(saltymum): saltymum Nobody asked us", "comment(Col A.): Col A. I still have sold"}},
		{"ago", story + "\n\n2 Comments\n\nSort by Best\n\nsaltymum • 3 hours ago\nNobody asked us!\nReply Share ›\n\nCol Abbot • 2 hours ago\nCome and see for yourself.",
			[]string{body, "comment-form: 2 Comments Sort by Best", "comment(saltymum): saltymum • 3 hours ago N", "comment-form: Reply Share ›", "comment(Col Abbot): Col Abbot • 2 hours ago"}},
		{"dated", story + "\n\n2 thoughts on “Orle bridge to close”\n\nsaltymum\nMay 5, 2021 at 9:12 pm\nNobody asked us!\n\nCol Abbot\nMay 6, 2021 at 7:01 am\nCome and see for yourself.\n\nLeave a Reply\n\nYour email address will not be published.",
			[]string{body, "comment-form: 2 thoughts on “Orle brid", "comment(saltymum): saltymum May 5, 2021 at", "comment(Col Abbot): Col Abbot May 6, 2021 at", "comment-form: Leave a Reply Your email"}},
		{"said on", story + "\n\nResponses\n\nsaltymum on May 5, 2021 at 9:12 pm said:\n\nNobody asked us!\n\nCol Abbot on May 6, 2021 at 7:01 am said:\n\nCome and see.",
			[]string{body, "comment-form: Responses", "comment(saltymum): saltymum on May 5, 2021", "comment(Col Abbot): Col Abbot on May 6, 2021"}},
		{"speaker is no commenter", strings.Replace(story, "About 9,000", "Engineer Vance said:\n\n“It will be done by June.”\n\nAbout 9,000", 1), []string{body}},
		{"block quotation", "A word on the bridge\n\nThe County Herald has a long report on what went wrong:\n\nThe first crack was seen in 2018 by a fisherman, who told the parish clerk about it the same day.\n\nThe clerk wrote to the county twice and had no answer, the letters show.\n\nI have known that clerk for twenty years, and if he wrote, he wrote.\n\n" + story,
			[]string{"headline: A word on the bridge", "body: The County Herald has a", "blockquote(The County Herald): The first crack was seen", "body: I have known that clerk"}},
		{"lead-in of a person", strings.Replace(story, "About 9,000", "Her deputy put it this way at the meeting:\n\n“There is no money for a second bridge.”\n\nAbout 9,000", 1), []string{body}},
		{"lost embed", story + "\n\nThe mayor answered in a tweet on Monday:", []string{body, "embed-stub: The mayor answered in a"}},
		{"stripped", "the county engineer said the bridge must close this story was updated on may 4 at 6 10 pm " + strip(story) + " we want to hear what you think about this article write to letters countyvoice com countyvoice com copyright c 2021 by the county voice all rights reserved",
			[]string{"deck: the county engineer said", "update-note: this story was updated o", "body: the bridge over the orle", "letters-prompt: we want to hear what you", "copyright: countyvoice com copyrigh"}},
		{"quoted post", story + "\n\nWe are all going to be late on Monday\n\n— Petra Vance (@petravance) May 4, 2021", []string{body}},
	} {
		t.Run(c.name, func(t *testing.T) {
			laws(t, c.text)
			if got := outline(c.text); fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

// strip takes case and marks from a text.
func strip(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r < 'a' && (r < '0' || r > '9') || r > 'z' }), " ")
}

func TestPage(t *testing.T) {
	menu := "Home\nNews\nSport\nWeather\nCounty\nRoads\nPlanning\nArchive\nJobs\nVideo\nLog in\nSubscribe\nToday\nContact\n\n"
	teasers := "Most read\n\nFerry firm in trouble\nIt has no boats and no crew.\n\nDog finds ring\nIt had been lost for a year.\n\nBaker of the year\nHer name is Ines and she is six.\n\n"
	page := "Orle bridge to close for eleven weeks | County Voice\n\n" + menu + teasers + "Orle bridge to close for eleven weeks\n\nBy Mina Frost\n4 May 2021\n\n" + story + "\n\n" + teasers + menu + "© 2021 County Voice"
	var body string
	for _, z := range laws(t, page) {
		if z.Kind.Text() {
			body += page[z.Span.Start:z.Span.End]
		}
	}
	if got := strings.TrimSpace(body); got != story {
		t.Errorf("the article of the page is\n%s", got)
	}
}

func TestConditions(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string
	}{
		{"none", story, ""},
		{"comments", story + "\n\nComments (1)\n\nsaltymum\nNobody asked us!", "comments: 1 comment below the article"},
		{"captions", "Orle bridge to close\n\nThe bridge at low water\n\nThe bridge at low water\n\n" + story, "duplicated-captions: 1 caption printed twice: “The bridge at low water”"},
		{"cut", story + "\n\nThe county will hear from the people of Dunmore at a meeting on Wednesday, where the", "truncated: the last paragraph ends within a sentence, at “the”"},
		{"more", story + "\n\nThe county will hear from the people of Dunmore […]", "truncated: the text ends with “[…]”"},
		{"a lead printed twice", "Orle bridge to close\n\nThe bridge at Orle will close on Monday, the county said.\n\nThe bridge at Orle will close on Monday, the county said.\n\n" + story, ""},
		{"captions with credits", "Orle bridge to close\n\nThe bridge at low water\n(Ted Moss/Getty Images)\nThe bridge at low water\n(Ted Moss/Getty Images)\n\n" + story, "duplicated-captions: 1 caption printed twice: “The bridge at low water”"},
		{"captions, the second with its credit", "Orle bridge to close\n\nThe bridge at low water\n\nThe bridge at low water (Ted Moss/Getty Images)\n\n" + story, "duplicated-captions: 1 caption printed twice: “The bridge at low water”"},
		{"two captions", "Orle bridge to close\n\nThe bridge at low water\n\nThe bridge at high water\n\n" + story, ""},
		{"read more", story + "\n\nThe county will hear from the people of Dunmore at a meeting on Wednesday... Read more", "truncated: the text ends with “read more”"},
		{"cut within a quotation", story + "\n\nThe county will hear from the people of Dunmore at a meeting on the north bank. “They were told nothing,” she said. “Early treat", "truncated: the last paragraph ends within a quotation, at “treat”"},
		{"cut at N characters in a word", story + "\n\nThe county will hear from the people of Dunmore at a meeting on the north bank, and they will spe", "truncated: the last paragraph ends within a word, “spe”"},
		{"cut with an ellipsis", story + "\n\nThe county will hear from the people of Dunmore at a meeting on…", "truncated: the last paragraph ends with an ellipsis within a sentence"},
		{"cut with three points", story + "\n\nThe county will hear from the people of Dunmore at a meeting on the north bank ...", "truncated: the last paragraph ends with an ellipsis within a sentence"},
		{"a short end with an ellipsis", story + "\n\nAnd so they wait…", ""},
		{"a stop forgotten", story + "\n\nThe county will hear from the people of Dunmore at a meeting on the north bank on Wednesday", ""},
		{"cut early in a paragraph", story + "\n\nAsked whether the county had", "truncated: the last paragraph ends within a sentence, at “had”"},
		{"characters left", story + "\n\nThe county will hear from the people of Dunmore… [1204 chars]", "truncated: the text ends with “[1204 chars]”"},
		{"a wall in a sentence", story + "\n\nTo read the rest of this article, subscribe now.", "truncated: the text ends with “To read the rest of this article, subscribe now.”"},
		{"a heading", story + "\n\nWhat the county will hear", ""},
		{"wall", story + "\n\nSubscribe to read the rest of this article", "truncated: below the text stands “Subscribe to read the rest of this article”"},
		{"no stops", strip(story), ""},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, x := range Conditions(c.text, Find(c.text, token.Words(c.text))) {
				got = append(got, x.Kind+": "+x.Evidence)
			}
			if g := strings.Join(got, "\n"); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

func TestParagraphsPrintedTwiceAreNoCaptions(t *testing.T) {
	var b strings.Builder
	b.WriteString("Bridge put off again\n\n")
	for _, when := range []string{"On Monday", "The next day", "In the end"} {
		p := when + " the council met in the school hall, and after two hours of talk, much of it heated, it put off the vote on the bridge.\n\n"
		b.WriteString(p + p)
	}
	text := b.String()
	for _, z := range Find(text, token.Words(text)) {
		if part := text[z.Span.Start:z.Span.End]; strings.Contains(part, "school hall") && z.Kind != Body {
			t.Errorf("%s: %q", z.Kind, part)
		}
	}
}
