package zone

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
)

// Conditions says what the zones of text show of its state: comments below the
// article, captions printed twice, an end that is cut off. zones are those of
// [Find] or of a page, with spans of text. O(len(text)).
func Conditions(text string, zones []Zone) []edit.Condition {
	var out []edit.Condition
	comments, twice, first := 0, 0, ""
	var last *Zone
	var before string // key of the caption before
	for i := range zones {
		z := &zones[i]
		if z.Span.Start < 0 || z.Span.End > len(text) || z.Span.Empty() {
			continue
		}
		switch z.Kind {
		case Comment:
			comments++
		case Caption:
			m := measure(strings.TrimSpace(text[z.Span.Start:z.Span.End]))
			// The second print may have the credit in its line.
			if m.words >= 2 && (m.key == before || len(before) > 20 && m.words <= strings.Count(before, " ")+8 && strings.HasPrefix(m.key, before+" ")) {
				if twice++; first == "" {
					first = clip(m.text, 60)
				}
				m.key = "" // three prints are two pairs only if there are four
			}
			before = m.key
			continue
		case Credit: // stands between the two prints
			continue
		case Body, Blockquote:
			last = z
		}
		before = ""
	}
	if comments > 0 {
		out = append(out, edit.Condition{Kind: "comments", Evidence: count(comments, "comment", "comments") + " below the article", Confidence: 0.99})
	}
	if twice > 0 {
		out = append(out, edit.Condition{Kind: "duplicated-captions", Evidence: count(twice, "caption", "captions") + " printed twice: “" + first + "”", Confidence: 0.97})
	}
	if i := after(zones, last); i > 0 {
		if m := measure(clip(strings.TrimSpace(text[zones[i].Span.Start:zones[i].Span.End]), 400)); m.walled() {
			out = append(out, edit.Condition{Kind: "truncated", Evidence: "below the text stands “" + clip(m.text, 60) + "”", Confidence: 0.9})
			last = nil
		}
	}
	if last != nil {
		if why, sure := truncated(strings.TrimSpace(text[last.Span.Start:last.Span.End])); why != "" {
			out = append(out, edit.Condition{Kind: "truncated", Evidence: why, Confidence: sure})
		}
	}
	return out
}

// after is the place of the zone below last, the last of the text; 0 where
// there is none.
func after(zones []Zone, last *Zone) int {
	for i := range zones {
		if last == &zones[i] && i+1 < len(zones) && zones[i+1].Span.Len() > 0 {
			return i + 1
		}
	}
	return 0
}

// walled: the line says that the article goes on for those who pay or log in.
func (l *line) walled() bool {
	if l.words > maxPrompt {
		return false
	}
	for _, p := range wall {
		if strings.Contains(l.key, p) {
			return true
		}
	}
	return false
}

var wall = []string{"to continue reading", "to keep reading", "continue reading this", "rest of this article", "rest of this story", "rest of the article", "rest of the story", "to read the full", "to read this article", "to read this story",
	"to read more of this", "this article is for subscribers", "this content is for subscribers", "subscribers only", "to view this article", "to unlock this"}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// clip is s, at most n bytes of it, cut between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// lastBytes is the end of s, at most n bytes of it, cut between characters.
func lastBytes(s string, n int) string {
	i := max(0, len(s)-n)
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// charsLeft is what feeds of news put behind the first characters of a text.
var charsLeft = regexp.MustCompile(`\[\+?\d+ (chars|characters)\]$`)

// truncated reports whether body, the last part of an article that has stops,
// is cut off: it promises more, or ends within a sentence.
func truncated(body string) (why string, confidence float64) {
	if body == "" {
		return "", 0
	}
	paragraph := body[strings.LastIndexByte(body, '\n')+1:]
	end := measure(lastBytes(paragraph, 1<<12))
	if end.walled() {
		return "the text ends with “" + clip(end.text, 60) + "”", 0.9
	}
	tail := end.text[max(0, len(end.text)-40):]
	if m := charsLeft.FindString(tail); m != "" {
		return "the text ends with “" + m + "”", 0.97
	}
	for _, p := range cutMarks {
		if strings.HasSuffix(strings.ToLower(tail), p) {
			return "the text ends with “" + p + "”", 0.95
		}
	}
	if dots := strings.TrimRight(strings.TrimSuffix(end.text, "…"), "."); end.words >= 8 && (strings.HasSuffix(end.text, "…") || len(dots) == len(end.text)-3) {
		if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(dots, " ")); unicode.IsLower(r) || r == ',' {
			return "the last paragraph ends with an ellipsis within a sentence", 0.7
		}
	}
	if end.stop || end.colon || end.words < 4 || strings.HasSuffix(end.text, ")") {
		return "", 0
	}
	// A text without stops has no end to miss.
	all := measure(clip(body, 1<<16))
	if all.stops < 5 || all.words/all.stops > 60 {
		return "", 0
	}
	// A missing stop alone is no proof: some outlets forget the last one.
	word := end.text[strings.LastIndexByte(end.text, ' ')+1:]
	r, _ := utf8.DecodeLastRuneInString(word)
	if openWords[strings.ToLower(word)] || end.words >= 12 && strings.ContainsRune(",-–—", r) {
		return "the last paragraph ends within a sentence, at “" + clip(word, 40) + "”", 0.9
	}
	if end.words < 12 {
		return "", 0 // it may be a heading, or whose article it is
	}
	if strings.Count(paragraph, "“") > strings.Count(paragraph, "”") {
		return "the last paragraph ends within a quotation, at “" + clip(word, 40) + "”", 0.85
	}
	if _, known := lexicon.Lookup(word); !known && strings.ToLower(word) == word && lexicon.Prefix(word) {
		return "the last paragraph ends within a word, “" + clip(word, 40) + "”", 0.8
	}
	return "", 0
}

// openWords are words that end no sentence.
var openWords = set(`the a an of and or but to in on at for with by from as is are was were that which who his her their its our my your this these than into about after before between because if when while not has have had will would can could should may might be been
	der die das ein eine und oder zu mit von für auf le la les un une et ou de du des à avec pour`)

// cutMarks are what stands where a text was cut.
var cutMarks = []string{"read more", "read more »", "read more…", "read more...", "continue reading", "continue reading…", "continue reading →", "[…]", "[...]", "… read more", "... read more", "[+", "(continued)", "(more)", "weiterlesen", "lire la suite", "leer más", "leia mais"}
