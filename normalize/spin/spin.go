package spin

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

// Options: Strict makes every change a suggestion.
type Options struct {
	Strict bool
}

// Score is how much a text reads like the work of a spinner.
type Score struct {
	Words int
	Rate  float64  // weight of the forms found, per 1000 words outside quotation marks
	Forms []string // the forms with their counts, most telling first
	Kinds int      // how many different forms
}

// Spun reports whether the score is that of a spun text: a high rate, from
// forms of many kinds.
func (s Score) Spun() bool { return s.Kinds >= 6 && s.Rate >= 20 }

// Confidence grows with the distance from the line that Spun draws.
func (s Score) Confidence() float64 {
	return math.Round(100*min(0.99, 0.6+0.4*(s.Rate-20)/50)) / 100
}

// word is the range of bytes of a word outside quotation marks.
type word struct{ start, end int32 }

// matters reports whether the tables may have the word s, whose form there has
// size bytes: nearly all words are passed over by it.
func matters(s string, size int) bool {
	return size <= longest && starts[start(s)]&(1<<size) != 0
}

// longest is the length of the longest word that a table may hold.
const longest = 24

// low is the word in lower case with straight apostrophes, in buf; nil where
// it is longer than any word of the tables.
func (w word) low(text string, buf *[longest]byte) []byte {
	s := text[w.start:w.end]
	if len(s) > longest {
		return nil
	}
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		} else if c == 0xE2 && strings.HasPrefix(s[i:], "’") {
			c = '\''
			i += len("’") - 1
		}
		buf[n] = c
		n++
	}
	return buf[:n]
}

// is reports whether the word is s, which is in lower case.
func (w word) is(text, s string) bool {
	if n := int(w.end - w.start); n < len(s) || n > len(s)+4 || text[w.start]|0x20 != s[0] {
		return false
	}
	var buf [longest]byte
	return string(w.low(text, &buf)) == s
}

// Find proposes the changes for text and names the condition spun. O(len(text)).
func Find(text string, opt Options) ([]edit.Change, []edit.Condition) {
	ws, hits := words(text)
	s, suggestions := score(text, ws, hits)
	spun := s.Spun()
	changes := forms(text, ws, hits, spun)
	for i := range changes {
		changes[i].Suggest = changes[i].Suggest || opt.Strict
	}
	if !spun {
		return changes, nil
	}
	for _, c := range suggestions {
		c.New = capitals(text[c.Span.Start:c.Span.End], c.New)
		changes = append(changes, c)
	}
	sort.SliceStable(changes, func(i, j int) bool { return changes[i].Span.Start < changes[j].Span.Start })
	n := min(len(s.Forms), 8)
	return changes, []edit.Condition{{Kind: "spun", Confidence: s.Confidence(),
		Evidence: fmt.Sprintf("%.0f a 1000 words, from %d turns of phrase that spinners write: %s", s.Rate, s.Kinds, strings.Join(s.Forms[:n], ", "))}}
}

// Measure gives the score alone.
func Measure(text string) Score {
	ws, hits := words(text)
	s, _ := score(text, ws, hits)
	return s
}

// words cuts what stands outside quotation marks into words: letters, digits,
// inner apostrophes, hyphens and points. hits are the words that the tables may
// have.
func words(text string) (out []word, hits []int32) {
	out = make([]word, 0, len(text)/6+1)
	curly, straight := 0, false
	for i := 0; i < len(text); {
		c := text[i]
		if c == '\n' {
			curly, straight = 0, false
			i++
			continue
		}
		if c == '"' {
			straight = !straight
			i++
			continue
		}
		if c < utf8.RuneSelf && !letter[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			switch r {
			case '“':
				curly++
			case '”':
				curly = max(0, curly-1)
			}
			if !unicode.IsLetter(r) {
				i += n
				continue
			}
		}
		j, apostrophes := i, 0
		for j < len(text) {
			c := text[j]
			if letter[c] {
				j++
				continue
			}
			if c < utf8.RuneSelf {
				if (c == '\'' || c == '-' || c == '.') && j > i && j+1 < len(text) && letter[text[j+1]] {
					j++
					continue
				}
				break
			}
			r, n := utf8.DecodeRuneInString(text[j:])
			if !unicode.IsLetter(r) && !(r == '’' && j > i && j+n < len(text) && letter[text[j+n]]) {
				break
			}
			if r == '’' {
				apostrophes++
			}
			j += n
		}
		if curly == 0 && !straight {
			if matters(text[i:j], j-i-apostrophes*(len("’")-1)) {
				hits = append(hits, int32(len(out)))
			}
			out = append(out, word{int32(i), int32(j)})
		}
		i = j
	}
	return out, hits
}

var letter = func() (t [256]bool) {
	for c := range t[:utf8.RuneSelf] {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

// score counts the tells; each form counts four times at most.
func score(text string, ws []word, hits []int32) (Score, []edit.Change) {
	s := Score{Words: len(ws)}
	count := map[string]int{}
	weight := map[string]float64{}
	var suggestions []edit.Change
	var buf [longest]byte
	after := 0 // the first word behind the last form
	for _, hit := range hits {
		i := int(hit)
		if i < after {
			continue
		}
		low := ws[i].low(text, &buf)
		for _, t := range tells[string(low)] {
			if !matches(text, ws[i:], t.words) {
				continue
			}
			count[t.form]++
			weight[t.form] = t.weight
			if t.original != "" {
				suggestions = append(suggestions, edit.Change{Span: corpus.Span{Start: int(ws[i].start), End: int(ws[i+len(t.words)-1].end)}, New: t.original, Rule: edit.Spin,
					Detail: t.form + "->" + t.original, Evidence: "a form that spinners write for " + t.original, Confidence: 0.5, Suggest: true})
			}
			after = i + len(t.words)
			break // the table has the more telling forms first
		}
	}
	sum := 0.0
	names := make([]string, 0, len(count))
	for form, n := range count {
		sum += weight[form] * float64(min(n, 4))
		names = append(names, form)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := weight[names[i]]*float64(min(count[names[i]], 4)), weight[names[j]]*float64(min(count[names[j]], 4))
		if a != b {
			return a > b
		}
		return names[i] < names[j]
	})
	for _, f := range names {
		s.Forms = append(s.Forms, fmt.Sprintf("%s (%d)", f, count[f]))
	}
	s.Kinds = len(names)
	s.Rate = sum * 1000 / float64(max(200, s.Words))
	return s, suggestions
}

func matches(text string, ws []word, form []string) bool {
	if len(ws) < len(form) {
		return false
	}
	for i, f := range form {
		if i > 0 && !ws[i].is(text, f) || i > 0 && ws[i].start-ws[i-1].end > 3 {
			return false
		}
	}
	return true
}

// forms are the repairs of the closed list.
func forms(text string, ws []word, hits []int32, spun bool) []edit.Change {
	var out []edit.Change
	put := func(start, end int, s string, rule edit.Rule, detail, evidence string, conf float64) {
		out = append(out, edit.Change{Span: corpus.Span{Start: start, End: end}, New: s, Rule: rule, Detail: detail, Evidence: evidence, Confidence: conf})
	}
	var buf [longest]byte
	for _, hit := range hits {
		i := int(hit)
		w := ws[i]
		if starts[start(text[w.start:w.end])]&hasForm == 0 {
			continue
		}
		low := w.low(text, &buf)
		day, isDay := numbers[string(low)]
		if !isDay && string(low) != "p.c" && string(low) != "yr's" {
			continue
		}
		start, end := int(w.start), int(w.end)
		prev, next, at := "", "", len(text)
		if i > 0 && blank(text[ws[i-1].end:start]) {
			prev = strings.ToLower(text[ws[i-1].start:ws[i-1].end])
		}
		if i+1 < len(ws) {
			at = int(ws[i+1].start)
			next = text[at:ws[i+1].end]
		}
		switch {
		case isDay && slices.Contains(months, prev) && unicode.IsUpper(first(text[ws[i-1].start:])):
			rest := text[end:]
			year := len(next) == 4 && next[0] >= '0' && next[0] <= '9' && number(next) && strings.Trim(text[end:at], ", \u00a0") == ""
			if year || spun && (rest == "" || strings.IndexByte(",.;:)\n", rest[0]) >= 0) {
				put(start, end, day, edit.Number, text[start:end]+"->"+day, "a day of "+text[ws[i-1].start:ws[i-1].end]+" in words", 0.95)
			}
		case isDay:
		case low[0] == 'p' && number(prev):
			if strings.HasPrefix(text[end:], ".") { // 5 p.c. is a house style, unless the text is spun
				if !spun {
					continue
				}
				if next != "" && at == end+2 && unicode.IsLower(first(next)) {
					end++
				}
			}
			put(start, end, "percent", edit.Number, "p.c->percent", "a number stands before it; a form that only spinners write", 0.97)
		case low[0] == 'y' && (spun || slices.Contains([]string{"final", "last", "this", "next", "previous", "subsequent", "every", "each"}, prev)):
			put(start, end, capitals(text[start:end], "year’s"), edit.Spin, "yr’s->year’s", "a form that only spinners write", 0.95)
		}
	}
	return out
}

func blank(s string) bool { return s == " " || s == "\u00a0" || s == "\n" }

func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// number reports whether w is a number in figures or a small one in words.
func number(w string) bool {
	if w == "" {
		return false
	}
	if _, ok := numbers[w]; ok {
		return true
	}
	for i := 0; i < len(w); i++ {
		if (w[i] < '0' || w[i] > '9') && w[i] != '.' && w[i] != '-' {
			return false
		}
	}
	return true
}

// capitals writes s with the capital of old.
func capitals(old, s string) string {
	if r := first(old); unicode.IsUpper(r) {
		c, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(c)) + s[n:]
	}
	return s
}
