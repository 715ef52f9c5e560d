package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"verbatim/normalize/zone"
)

// months by their first three letters in English.
var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

const month = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

var (
	written = regexp.MustCompile(`(?i)\b` + month + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b|\b(\d{1,2})(?:st|nd|rd|th)?\s+` + month + `,?\s+((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`)
	clock   = regexp.MustCompile(`(?i)\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b[A-Z]{2,4}T\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`)
)

// dateline is the day in the first line below the headline that holds a date
// and hardly more: a label, a clock time, a name. "" when there is none among
// the next few lines.
func (l *layer) dateline(head int) string {
	if head < 0 {
		return ""
	}
	running, marked := 0, l.marked()
	for i, b := range l.blocks[head+1:] {
		switch marked[head+1+i] {
		case zone.Caption, zone.Comment, zone.RelatedLink, zone.Blockquote:
			continue
		}
		text := l.cut(b)
		if len(text) > 160 {
			// The article has begun; a date behind it is that of something else.
			if running++; running > 1 {
				return ""
			}
			continue
		}
		at := written.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		left, rest := 0, strings.TrimSpace(clock.ReplaceAllString(text[:at[0]]+text[at[1]:], ""))
		for _, r := range rest {
			if unicode.IsLetter(r) {
				left++
			}
		}
		if left > 24 || left > 12 && strings.ContainsAny(rest[len(rest)-1:], ".!?") {
			continue
		}
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return strings.ToLower(text[at[2*i]:at[2*i+1]])
		}
		m, d, y := months[group(1)], group(2), group(3)
		if m == 0 {
			d, m, y = group(4), months[group(5)], group(6)
		}
		if m == 0 {
			return isoDate(group(7) + "-" + group(8) + "-" + group(9))
		}
		day, _ := strconv.Atoi(d)
		return isoDate(fmt.Sprintf("%s-%02d-%02d", y, m, day))
	}
	return ""
}
