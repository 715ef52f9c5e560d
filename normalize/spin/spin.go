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

// word is a word outside quotation marks; place is its range of bytes.
type word struct {
	low        string
	start, end int
}

// Find proposes the changes for text and names the condition spun. O(len(text)).
func Find(text string, opt Options) ([]edit.Change, []edit.Condition) {
	ws := words(text)
	s, suggestions := score(ws)
	spun := s.Spun()
	changes := forms(text, ws, spun)
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
	s, _ := score(words(text))
	return s
}

// words cuts what stands outside quotation marks into words: letters, digits,
// inner apostrophes, hyphens and points.
func words(text string) []word {
	var out []word
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
		j := i
		for j < len(text) {
			c := text[j]
			if c < utf8.RuneSelf {
				if letter[c] || (c == '\'' || c == '-' || c == '.') && j > i && j+1 < len(text) && letter[text[j+1]] {
					j++
					continue
				}
				break
			}
			r, n := utf8.DecodeRuneInString(text[j:])
			if !unicode.IsLetter(r) && !(r == '’' && j > i && j+n < len(text) && letter[text[j+n]]) {
				break
			}
			j += n
		}
		if curly == 0 && !straight {
			out = append(out, word{fold(text[i:j]), i, j})
		}
		i = j
	}
	return out
}

var letter = func() (t [256]bool) {
	for c := range t[:utf8.RuneSelf] {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

// fold is w in lower case with straight apostrophes turned to curly ones;
// words that are so already share the bytes of the text.
func fold(w string) string {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= 'A' && c <= 'Z' || c == '\'' || c >= utf8.RuneSelf {
			return strings.ToLower(strings.ReplaceAll(w, "'", "’"))
		}
	}
	return w
}

// score counts the tells; each form counts four times at most.
func score(ws []word) (Score, []edit.Change) {
	s := Score{Words: len(ws)}
	count := map[string]int{}
	weight := map[string]float64{}
	var suggestions []edit.Change
	for i := 0; i < len(ws); i++ {
		for _, t := range tells[ws[i].low] {
			if !matches(ws[i:], t.words) {
				continue
			}
			form := strings.Join(t.words, " ")
			count[form]++
			weight[form] = t.weight
			if t.original != "" {
				suggestions = append(suggestions, edit.Change{Span: corpus.Span{Start: ws[i].start, End: ws[i+len(t.words)-1].end}, New: t.original, Rule: edit.Spin,
					Detail: form + "->" + t.original, Evidence: "a form that spinners write for " + t.original, Confidence: 0.5, Suggest: true})
			}
			i += len(t.words) - 1
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

func matches(ws []word, form []string) bool {
	if len(ws) < len(form) {
		return false
	}
	for i, f := range form {
		if ws[i].low != f || i > 0 && ws[i].start-ws[i-1].end > 3 {
			return false
		}
	}
	return true
}

// forms are the repairs of the closed list.
func forms(text string, ws []word, spun bool) []edit.Change {
	var out []edit.Change
	put := func(start, end int, s string, rule edit.Rule, detail, evidence string, conf float64) {
		out = append(out, edit.Change{Span: corpus.Span{Start: start, End: end}, New: s, Rule: rule, Detail: detail, Evidence: evidence, Confidence: conf})
	}
	for i, w := range ws {
		var prev, next word
		if i > 0 && blank(text[ws[i-1].end:w.start]) {
			prev = ws[i-1]
		}
		if i+1 < len(ws) {
			next = ws[i+1]
		}
		switch w.low {
		case "p.c":
			if !number(prev.low) {
				continue
			}
			end := w.end
			if strings.HasPrefix(text[end:], ".") { // 5 p.c. is a house style, unless the text is spun
				if !spun {
					continue
				}
				if next.low != "" && next.start == end+2 && unicode.IsLower(first(text[next.start:])) {
					end++
				}
			}
			put(w.start, end, "percent", edit.Number, "p.c->percent", "a number stands before it; a form that only spinners write", 0.97)
		case "yr’s":
			if spun || slices.Contains([]string{"final", "last", "this", "next", "previous", "subsequent", "every", "each"}, prev.low) {
				put(w.start, w.end, capitals(text[w.start:w.end], "year’s"), edit.Spin, "yr’s->year’s", "a form that only spinners write", 0.95)
			}
		}
		if day, ok := numbers[w.low]; ok && slices.Contains(months, prev.low) && unicode.IsUpper(first(text[prev.start:])) {
			rest := text[w.end:]
			year := next.low != "" && len(next.low) == 4 && next.low[0] >= '0' && next.low[0] <= '9' && number(next.low) && strings.Trim(text[w.end:next.start], ", \u00a0") == ""
			if year || spun && (rest == "" || strings.IndexByte(",.;:)\n", rest[0]) >= 0) {
				put(w.start, w.end, day, edit.Number, w.low+"->"+day, "a day of "+text[prev.start:prev.end]+" in words", 0.95)
			}
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
