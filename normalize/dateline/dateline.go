// Package dateline finds the day on which an article says that it was
// published, in the lines between its headline and its text.
package dateline

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"verbatim/corpus"
	"verbatim/normalize/zone"
)

// months by their first three letters in English, and by their names in
// German, French and Spanish.
var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	"januar": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9, "oktober": 10, "november": 11, "dezember": 12,
	"janvier": 1, "février": 2, "mars": 3, "avril": 4, "juin": 6, "juillet": 7, "août": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12,
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12}

const month = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

var (
	written = regexp.MustCompile(`(?i)\b` + month + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b|\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?` + month + `,?\s+((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b|\b(\d{1,2})([/.])(\d{1,2})[/.]((?:19|20)?\d\d)\b|\b(\d{1,2})(?:\.|er)?\s+(?:de\s+)?(\pL{3,10})\s+(?:del?\s+)?((?:19|20)\d\d)\b`)
	clock   = regexp.MustCompile(`(?i)\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b[A-Z]{2,4}T\b|\bGMT[+-]\d+|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?`)
	changed = regexp.MustCompile(`(?i)\b(?:updated?|modified|changed|edited)\b`)
	issued  = regexp.MustCompile(`(?i)^\W*(?:first\s+)?(?:published|posted|issued|released|broadcast|aired)\b`)
	later   = regexp.MustCompile(`(?i)\b(?:published|posted)\W*$`)
	// event: a date behind such a word is that of what is told.
	event = regexp.MustCompile(`(?i)\b(?:of|since|from|before|after|end(?:ed|ing|s)?|to|born|died|between|in)\s*(?:the\s+)?$`)
	lead  = regexp.MustCompile(`^[^\pL]*\p{Lu}[\p{Lu} .'’-]+,(?:\s*[\pL. ]{2,20},)?\s*$`)
	dash  = regexp.MustCompile(`^\s*(?:[(/][\pL ]{2,20}[)/]\s*)?(?:--|—|–|-)\s`)
)

const (
	lines    = 12  // below the first that are looked at
	longLine = 160 // bytes; longer is running text
	reach    = 512 // bytes of a line that are read
)

// How many letters may stand around a date, for [Line].
const (
	Alone = 24 // a label
	Names = 90 // in a credit: who wrote the article, and for whom
)

// Top gives the day among the lines at the top of text, in ISO 8601, and its
// place; "" without any. It looks at credits and short lines up to the first
// running text, whose own beginning may be a dateline (“OSLO, May 5, 2026 —”).
func Top(text string, zones []zone.Zone) (day string, at corpus.Span) {
	seen := 0
	for _, z := range zones {
		for start := z.Span.Start; start < z.Span.End; {
			end := z.Span.End
			if i := strings.IndexByte(text[start:end], '\n'); i >= 0 {
				end = start + i + 1
			}
			line := text[start:end]
			if strings.TrimSpace(line) == "" {
				start = end
				continue
			}
			running := z.Kind == zone.Body && len(line) > longLine
			switch z.Kind {
			case zone.Credit, zone.Deck, zone.Nav, zone.UpdateNote, zone.Body, zone.Caption:
				around := Alone
				if z.Kind == zone.Credit {
					around = Names
				} else if z.Kind == zone.Caption {
					around = 0 // a picture has a day of its own
				}
				if day, at := Line(line, around); day != "" {
					return day, corpus.Span{Start: start + at.Start, End: start + at.End}
				}
			}
			if seen++; running || seen > lines {
				return "", corpus.Span{}
			}
			start = end
		}
	}
	return "", corpus.Span{}
}

// Line gives the day that a line of the top of an article names as that of its
// publication, in ISO 8601, and where in the line; "" when the line is about
// something else, or says when the article was changed. Besides the date and what
// belongs to it no more than around letters may stand in the line. Which of two
// figures is the day, only a figure above 12 or dots tell: else there is no
// date.
func Line(line string, around int) (day string, at corpus.Span) {
	line = line[:min(len(line), reach)]
	if !figures(line) {
		return "", at
	}
	all := written.FindAllStringSubmatchIndex(line, 3)
	if len(all) == 0 {
		return "", at
	}
	m := all[0]
	if len(all) > 1 && changed.MatchString(line[:m[0]]) && later.MatchString(line[m[1]:all[1][0]]) {
		// “Updated 6 May 2026, first published 4 May 2026”
		day, at = Line(line[m[1]:], around)
		return day, corpus.Span{Start: m[1] + at.Start, End: m[1] + at.End}
	}
	if day = iso(line, m); day == "" {
		return "", at
	}
	at = corpus.Span{Start: m[0], End: m[1]}
	before, after := line[:m[0]], line[m[1]:]
	if lead.MatchString(before) && dash.MatchString(after) {
		return day, at
	}
	published := issued.MatchString(before)
	if changed.MatchString(before) && !published || len(all) > 1 && !changed.MatchString(line[m[1]:all[1][0]]) {
		return "", corpus.Span{}
	}
	before = strings.TrimRight(clock.ReplaceAllString(before, " "), " ,|·:–-\t")
	switch rest := clock.ReplaceAllString(before+" "+after, " "); {
	case event.MatchString(before):
	case published && count(before) <= 40:
		return day, at
	case len(line) > longLine:
	case count(rest) <= min(around, 12), count(rest) <= around && (around > Alone || !strings.ContainsAny(last(rest), ".!?")):
		return day, at
	}
	return "", corpus.Span{}
}

// figures reports whether s has figures that may be part of a date: those of a
// year, or with a stroke or a dot between them.
func figures(s string) bool {
	digit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for i := range len(s) {
		if digit(i) && (digit(i+1) && digit(i+2) && digit(i+3) || digit(i+2) && (s[i+1] == '/' || s[i+1] == '.')) {
			return true
		}
	}
	return false
}

// count is the number of letters.
func count(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func last(s string) string {
	s = strings.TrimSpace(s)
	return s[max(0, len(s)-1):]
}

// iso is the date of a match of written.
func iso(line string, m []int) string {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return strings.ToLower(line[m[2*i]:m[2*i+1]])
	}
	number := func(i int) int { n, _ := strconv.Atoi(group(i)); return n }
	var y, mon, d int
	switch {
	case group(1) != "":
		y, mon, d = number(3), months[group(1)], number(2)
	case group(5) != "":
		y, mon, d = number(6), months[group(5)], number(4)
	case group(15) != "":
		y, mon, d = number(16), months[group(15)], number(14)
	case group(7) != "":
		y, mon, d = number(7), number(8), number(9)
	default:
		a, b := number(10), number(12)
		switch y = number(13); {
		case len(group(13)) == 2 && y < 70:
			y += 2000
		case len(group(13)) == 2:
			y += 1900
		}
		switch {
		case group(11) == "." || a > 12 || a == b:
			d, mon = a, b
		case b > 12:
			mon, d = a, b
		}
	}
	day := fmt.Sprintf("%04d-%02d-%02d", y, mon, d)
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}
