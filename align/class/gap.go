package class

import (
	"strings"
	"unicode"

	"verbatim/align/collate"
	"verbatim/align/word"
	"verbatim/normalize"
)

// maskedWord reports whether a reading is what is left of one word, “f***ing”: which
// word it was, nobody can say.
func maskedWord(t *collate.Table, r collate.Reading) bool { return oneWord(t, r) && t.Masked(r) }

// oneWord reports whether a reading stands between two blanks.
func oneWord(t *collate.Table, r collate.Reading) bool {
	s := t.Span(r)
	return r.Words[0] < r.Words[1] && !strings.ContainsFunc(t.Texts[t.Rows[r.Row].Text].Clean[s.Start:s.End], unicode.IsSpace)
}

// marked reports whether short has words of long alone, and an ellipsis among
// or beside them.
func marked(t *collate.Table, long, short collate.Reading) bool {
	kl, ks := t.Keys(long), t.Keys(short)
	k := 0
	for _, w := range kl {
		if k < len(ks) && ks[k] == w {
			k++
		}
	}
	if k < len(ks) || len(ks) >= len(kl) {
		return false
	}
	row := t.Rows[short.Row]
	text := t.Texts[row.Text]
	from, to := max(row.Words[0], short.Words[0]-1), min(row.Words[1], short.Words[1]+1)
	return elliptic(text.Clean[text.Words[from].Span.Start:text.Words[to-1].Span.End])
}

// cut reports whether an ellipsis stands within a reading, or one on either side:
// what it stands for may be what others have there.
func cut(t *collate.Table, r collate.Reading) bool {
	text := t.Texts[t.Rows[r.Row].Text]
	ws := text.Words
	if r.Words[0] == r.Words[1] {
		return false
	}
	gap := func(w int) bool {
		return w > 0 && w < len(ws) && elliptic(text.Clean[ws[w-1].Span.End:ws[w].Span.Start])
	}
	return elliptic(text.Clean[ws[r.Words[0]].Span.Start:ws[r.Words[1]-1].Span.End]) || gap(r.Words[0]) && gap(r.Words[1])
}

func elliptic(s string) bool {
	return strings.Contains(s, "…") || strings.Contains(s, "...") || strings.Contains(s, ". . .")
}

// gap classifies words that one side has and the other lacks. Where more
// witnesses lack them than have them, they are an addition.
func gap(t *collate.Table, has, lacks Group) Verdict {
	if len(t.Keys(has.Readings[0])) == 0 {
		has, lacks = lacks, has
	}
	class := Omission
	if lacks.Base || !has.Base && lacks.Witnesses > has.Witnesses {
		class = Addition
	}
	if !held(t, has, lacks.Readings[0]) || !open(t, lacks) {
		return Verdict{} // nobody has the words between the two that stand together here
	}
	keys := t.Keys(has.Readings[0])
	full := around(t, has.Readings[0])
	if slides(t, has.Readings[0], lacks.Readings[0]) || cut(t, has.Readings[0]) {
		return Verdict{OmissionMark, Minor, .95, "words left out, marked with an ellipsis"}
	}
	if light(keys) || softens(t, has.Readings[0]) {
		return Verdict{class, Minor, .9, "a function word more or less"}
	}
	if class == Omission && len(keys) > 3 && joined(full) {
		return Verdict{Spliced, Substantive, .95, "what stood between is gone without a mark"}
	}
	return Verdict{class, Substantive, .95, "words more or less, without a mark"}
}

// held reports whether an outlet has the reading in one pair of marks with the words
// before and behind it, or in one sentence with two of either that who lacks it has
// there too: only then does it stand there.
func held(t *collate.Table, g Group, lacks collate.Reading) bool {
	other := t.Rows[lacks.Row]
	for _, r := range g.Readings {
		row := t.Rows[r.Row]
		same := func(w, o int) bool {
			return w >= row.Words[0] && w < row.Words[1] && o >= other.Words[0] && o < other.Words[1] && t.Texts[row.Text].Words[w].Key == t.Texts[other.Text].Words[o].Key
		}
		before := r.Words[0] > row.Words[0] && !closed(t, r.Row, r.Words[0])
		behind := r.Words[1] < row.Words[1] && !closed(t, r.Row, r.Words[1])
		if before && behind {
			return true
		}
		from, to := r.Words[0], r.Words[1]
		if before && sentences(gapText(t, r.Row, from)) == 0 && same(from-1, lacks.Words[0]-1) && same(from-2, lacks.Words[0]-2) ||
			behind && sentences(gapText(t, r.Row, to)) == 0 && same(to, lacks.Words[1]) && same(to+1, lacks.Words[1]+1) {
			return true
		}
	}
	return false
}

// gapText is what stands before word w of a row.
func gapText(t *collate.Table, row, w int) string {
	text := t.Texts[t.Rows[row].Text]
	return text.Clean[text.Words[w-1].Span.End:text.Words[w].Span.Start]
}

// open reports whether an outlet that lacks words has those beside the gap in one
// pair of marks: who closes a quotation and opens another joins nothing.
func open(t *collate.Table, g Group) bool {
	for _, r := range g.Readings {
		row := t.Rows[r.Row]
		if r.Words[0] <= row.Words[0] || r.Words[0] >= row.Words[1] || !closed(t, r.Row, r.Words[0]) {
			return true
		}
	}
	return false
}

// closed reports whether marks are closed and opened again before word w of a row:
// two marks stand there, or none of a quotation that goes on in a new paragraph.
func closed(t *collate.Table, row, w int) bool {
	n := 0
	for _, c := range gapText(t, row, w) {
		if strings.ContainsRune("\"“”„«»‘’‹›'", c) {
			n++
		}
	}
	return n > 1
}

// slides reports whether an ellipsis stands where words may be missing: as the words
// before the gap, or behind it, repeat those of the reading, it has several places.
func slides(t *collate.Table, has, lacks collate.Reading) bool {
	long, short := t.Rows[has.Row], t.Rows[lacks.Row]
	key := func(row collate.Row, w int) string { return t.Texts[row.Text].Words[w].Key }
	at := lacks
	for from, to := has.Words[0], has.Words[1]; ; from, to = from+1, to+1 {
		if elliptic(between(t, at)) {
			return true
		}
		if to >= long.Words[1] || at.Words[0] >= short.Words[1] || key(long, from) != key(long, to) || key(short, at.Words[0]) != key(long, to) {
			break
		}
		at.Words = [2]int{at.Words[0] + 1, at.Words[0] + 1}
	}
	at = lacks
	for from, to := has.Words[0]-1, has.Words[1]-1; from >= long.Words[0] && at.Words[0] > short.Words[0] && key(long, from) == key(long, to) && key(short, at.Words[0]-1) == key(long, from); from, to = from-1, to-1 {
		at.Words = [2]int{at.Words[0] - 1, at.Words[0] - 1}
		if elliptic(between(t, at)) {
			return true
		}
	}
	return false
}

// beside reports whether an ellipsis stands within a reading, or before or behind it.
func beside(t *collate.Table, r collate.Reading) bool {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	from, to := max(row.Words[0], r.Words[0]-1), min(row.Words[1], r.Words[1]+1)
	return from < to && elliptic(text.Clean[text.Words[from].Span.Start:text.Words[to-1].Span.End])
}

// softens reports whether a reading is the "would" of "I would suggest": it makes
// the verb of speech polite, and takes nothing from what is said.
func softens(t *collate.Table, r collate.Reading) bool {
	keys := t.Keys(r)
	next := wordsAfter(t, r, 1)
	return len(keys) == 1 && (keys[0] == "would" || keys[0] == "d") && len(next) == 1 && polite[word.Stem(next[0])]
}

var polite = set("suggest say argu like hope think add urg ask recommend guess imagin advis prefer submit")

// joined reports whether the loss of what stands between two words, given with
// the marks around it, joins two sentences: it is a whole sentence or crosses
// the end of one. The end of one sentence alone is merely left out.
func joined(between string) bool {
	first := strings.IndexFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if first < 0 {
		return false
	}
	last := strings.LastIndexFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	ends := func(s string) bool { return sentences(s) > 0 || strings.ContainsAny(s, "”»\"") }
	return sentences(between[first:last+1]) > 0 || ends(between[:first]) && ends(between[last:])
}

// sentences counts the sentence ends in text.
func sentences(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		if strings.IndexByte(".!?", text[i]) >= 0 && (i+1 == len(text) || !isWordByte(text[i+1])) {
			n++
		}
	}
	return n
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/'
}

// between is the text around an empty reading, from two words before it to two
// words after: an ellipsis may stand a word beside the place that the alignment
// chose ("… activity ... or in connection").
func between(t *collate.Table, r collate.Reading) string {
	row := t.Rows[r.Row]
	text := t.Texts[row.Text]
	from, to := max(row.Words[0], r.Words[0]-2), min(row.Words[1], r.Words[0]+2)
	if from >= to {
		return ""
	}
	return text.Clean[text.Words[from].Span.Start:text.Words[to-1].Span.End]
}

// around is the text of a reading with what stands before and after it, up to
// the neighbouring words.
func around(t *collate.Table, r collate.Reading) string {
	text := t.Texts[t.Rows[r.Row].Text]
	s, e := 0, len(text.Clean)
	if r.Words[0] > 0 {
		s = text.Words[r.Words[0]-1].Span.End
	}
	if r.Words[1] < len(text.Words) {
		e = text.Words[r.Words[1]].Span.Start
	}
	return text.Clean[s:e]
}

// bracketed recognises [sic] and words in brackets, round ones too: nobody speaks
// them. A [sic] that stands
// where other outlets have more than the word it marks is not all that differs.
func bracketed(t *collate.Table, x, y collate.Reading) (Verdict, bool) {
	px, sx := InBrackets(t, x)
	py, sy := InBrackets(t, y)
	switch {
	case px == py:
		return Verdict{}, false
	case sx != sy && LinkIn(t, x) != LinkIn(t, y):
		return Verdict{Link, Substantive, .95, "an address or handle is missing"}, true
	case sx != sy:
		return Verdict{Sic, Minor, .98, "[sic] stands on one side only"}, true
	}
	return Verdict{Bracket, Minor, .95, "words in brackets are the outlet's own"}, true
}

// InBrackets reports whether some word of r stands in brackets, and
// whether it is "sic".
func InBrackets(t *collate.Table, r collate.Reading) (in, sic bool) {
	text := t.Texts[t.Rows[r.Row].Text]
	for _, w := range text.Words[r.Words[0]:r.Words[1]] {
		s := text.Clean[max(0, w.Span.Start-40):w.Span.Start]
		open := strings.LastIndexAny(s, "[(")
		if open >= 0 && open > strings.LastIndexAny(s, "])") {
			in = true
			sic = sic || w.Key == "sic"
		}
	}
	return in, sic
}

// sicNear reports whether some row has "sic" after the words of either reading:
// an outlet says that they are an error of the source.
func sicNear(t *collate.Table, groups ...Group) bool {
	for _, g := range groups {
		for _, r := range g.Readings {
			if r.Words[0] == r.Words[1] {
				continue
			}
			col := t.Rows[r.Row].Cols[r.Words[1]-1-t.Rows[r.Row].Words[0]]
			for i := range t.Rows {
				row := &t.Rows[i]
				at := t.At(i, col)
				ws := t.Texts[row.Text].Words
				if at >= 0 && at+1 < row.Words[1] && ws[at+1].Key == "sic" {
					return true
				}
			}
		}
	}
	return false
}

// LinkIn reports whether a reading holds an address or a handle.
func LinkIn(t *collate.Table, r collate.Reading) bool {
	if r.Words[0] == r.Words[1] {
		return false
	}
	return LinkWords(t.Texts[t.Rows[r.Row].Text], r.Words[0], r.Words[1])
}

// LinkWords reports whether the words from..to of a text hold an address, also
// where its dots were lost.
func LinkWords(text *normalize.Text, from, to int) bool {
	ws := text.Words[from:to]
	for i, w := range ws {
		if w.Key == "http" || w.Key == "https" || w.Key == "www" || w.Span.Start > 0 && text.Clean[w.Span.Start-1] == '@' {
			return true
		}
		if i+1 < len(ws) && domain[ws[i+1].Key] && ws[i+1].Span.Start-w.Span.End == 1 && strings.IndexByte(". ", text.Clean[w.Span.End]) >= 0 && len(w.Key) > 3 && !word.Stop(w.Key) {
			return true
		}
	}
	return false
}

// domain holds endings of addresses that are not English words, so that they
// are recognised where the dot was lost.
var domain = map[string]bool{"com": true, "org": true, "net": true, "edu": true, "gov": true, "tk": true, "co": true, "uk": true, "eu": true, "de": true, "fr": true, "io": true, "ru": true, "html": true, "htm": true, "example": true, "info": true, "ly": true, "tv": true}
