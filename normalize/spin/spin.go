package spin

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/token"
)

// Options: Strict makes every change a suggestion.
type Options struct {
	Strict bool
}

// score is how much a text reads like the work of a spinner.
type score struct {
	rate  float64  // weight of the forms found, per 1000 words outside quotation marks
	forms []string // the forms with their counts, most telling first
}

// spun reports whether the score is that of a spun text: a high rate, from
// forms of many kinds.
func (s score) spun() bool { return len(s.forms) >= 6 && s.rate >= 20 }

// confidence grows with the distance from the line that spun draws.
func (s score) confidence() float64 {
	return math.Round(100*min(0.99, 0.6+0.4*(s.rate-20)/50)) / 100
}

// Find proposes the changes for text, of which cut are the words, and names the
// condition spun. O(len(text)).
func Find(text string, cut []token.Word, opt Options) ([]edit.Change, []edit.Condition) {
	hits, words := look(text, cut)
	if len(hits) == 0 {
		return nil, nil
	}
	s, suggestions := measure(text, hits, words)
	changes := forms(text, hits, s.spun())
	for i := range changes {
		changes[i].Suggest = changes[i].Suggest || opt.Strict
	}
	if !s.spun() {
		return changes, nil
	}
	for _, c := range suggestions {
		c.New = capitals(text[c.Span.Start:c.Span.End], c.New)
		changes = append(changes, c)
	}
	sort.SliceStable(changes, func(i, j int) bool { return changes[i].Span.Start < changes[j].Span.Start })
	n := min(len(s.forms), 8)
	return changes, []edit.Condition{{Kind: "spun", Confidence: s.confidence(),
		Evidence: fmt.Sprintf("%.0f a 1000 words, from %d turns of phrase that spinners write: %s", s.rate, len(s.forms), strings.Join(s.forms[:n], ", "))}}
}

// hit is a word outside quotation marks that the tables may have.
type hit struct {
	before, word corpus.Span // before is the word before it outside quotation marks, empty at the front
	form         bool        // the closed list may have it
}

// look finds the hits among the words of text that stand outside quotation
// marks, and counts those words. A word has apostrophes, hyphens and points
// inside.
func look(text string, cut []token.Word) (hits []hit, words int) {
	hits = make([]hit, 0, min(len(cut)/10, 1024))
	curly, straight, last := 0, false, 0
	var before corpus.Span
	for i := 0; i < len(cut); {
		w := cut[i].Span
		for ; last < w.Start; last++ {
			switch c := text[last]; {
			case c == '\n':
				curly, straight = 0, false
			case c == '"':
				straight = !straight
			case c == "“"[0] && strings.HasPrefix(text[last:], "“"):
				curly++
			case c == "”"[0] && strings.HasPrefix(text[last:], "”"):
				curly = max(0, curly-1)
			}
		}
		size := w.Len() // with straight apostrophes
		for i++; i < len(cut); i++ {
			next := cut[i].Span
			if gap := text[w.End:next.Start]; gap == " " || !joined(gap) || gap != "" && !letter[text[next.Start]] {
				break
			}
			size += next.Len() + min(1, next.Start-w.End)
			w.End = next.End
		}
		last = w.End
		if curly > 0 || straight {
			continue
		}
		words++
		if s := starts[start(text[w.Start:w.End], size)]; s != 0 && size <= longest && (s&alone != 0 || i < len(cut) && s&initial(text[cut[i].Span.Start]) != 0) {
			hits = append(hits, hit{before, w, s&hasForm != 0})
		}
		before = w
	}
	return hits, words
}

// joined reports whether a word goes on behind gap.
func joined(gap string) bool {
	switch len(gap) {
	case 0:
		return true
	case 1:
		return gap[0] == '\'' || gap[0] == '-' || gap[0] == '.'
	}
	return gap == "’"
}

// longest is the length of the longest word that a table may hold.
const longest = 24

// low is a word in lower case with straight apostrophes, in buf.
func low(w string, buf *[longest]byte) []byte {
	n := 0
	for i := 0; i < len(w) && n < len(buf); i++ {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		} else if strings.HasPrefix(w[i:], "’") {
			c = '\''
			i += len("’") - 1
		}
		buf[n] = c
		n++
	}
	return buf[:n]
}

var letter = func() (t [256]bool) {
	for c := range t[:utf8.RuneSelf] {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

// measure counts the tells; each form counts four times at most.
func measure(text string, hits []hit, words int) (score, []edit.Change) {
	count := map[string]int{}
	weight := map[string]float64{}
	var suggestions []edit.Change
	var buf [longest]byte
	after := 0 // the place behind the last form
	for _, h := range hits {
		if h.word.Start < after {
			continue
		}
		for _, t := range tells[string(low(text[h.word.Start:h.word.End], &buf))] {
			end := follow(text, h.word.End, t.words[1:])
			if end < 0 {
				continue
			}
			count[t.form]++
			weight[t.form] = t.weight
			if t.original != "" {
				suggestions = append(suggestions, edit.Change{Span: corpus.Span{Start: h.word.Start, End: end}, New: t.original, Rule: edit.Spin,
					Detail: t.form + "->" + t.original, Evidence: "a form that spinners write for " + t.original, Confidence: 0.5, Suggest: true})
			}
			after = end
			break // the table has the more telling forms first
		}
	}
	sum := 0.0
	names := make([]string, 0, len(count))
	for form := range count {
		names = append(names, form)
	}
	worth := func(form string) float64 { return weight[form] * float64(min(count[form], 4)) }
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(a, b)) })
	for i, f := range names {
		sum += worth(f)
		names[i] = fmt.Sprintf("%s (%d)", f, count[f])
	}
	return score{sum * 1000 / float64(max(200, words)), names}, suggestions
}

// follow is where the words of form end that follow each other in text from at
// on, with a blank or a mark between them; -1 where they do not.
func follow(text string, at int, form []string) (end int) {
	for _, f := range form {
		i := at
		for ; i < len(text) && !letter[text[i]]; i++ {
			if i == at+3 || text[i] == '"' || strings.HasPrefix(text[i:], "“") {
				return -1
			}
		}
		for _, c := range []byte(f) {
			switch {
			case i == len(text):
				return -1
			case c == '\'' && strings.HasPrefix(text[i:], "’"):
				i += len("’")
			case text[i] == c || c >= 'a' && text[i] == c-'a'+'A':
				i++
			default:
				return -1
			}
		}
		if goesOn(text[i:]) {
			return -1
		}
		at = i
	}
	return at
}

// goesOn reports whether a word goes on with rest.
func goesOn(rest string) bool {
	if rest == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(rest)
	return letter[rest[0]] || r >= utf8.RuneSelf && unicode.IsLetter(r) || joined(rest[:n]) && n < len(rest) && letter[rest[n]]
}

// forms are the repairs of the closed list.
func forms(text string, hits []hit, spun bool) []edit.Change {
	var out []edit.Change
	put := func(start, end int, s string, rule edit.Rule, detail, evidence string, conf float64) {
		out = append(out, edit.Change{Span: corpus.Span{Start: start, End: end}, New: s, Rule: rule, Detail: detail, Evidence: evidence, Confidence: conf})
	}
	var buf [longest]byte
	for _, h := range hits {
		if !h.form {
			continue
		}
		w := text[h.word.Start:h.word.End]
		low := low(w, &buf)
		day, isDay := numbers[string(low)]
		if !isDay && string(low) != "p.c" && string(low) != "yr's" {
			continue
		}
		start, end := h.word.Start, h.word.End
		rest := text[end:]
		month, prev := text[h.before.Start:h.before.End], ""
		if blank(text[h.before.End:start]) {
			prev = strings.ToLower(month)
		}
		switch {
		case isDay && slices.Contains(months, prev) && unicode.IsUpper(first(month)):
			if year(strings.TrimLeft(rest, ", \u00a0")) || spun && (rest == "" || strings.IndexByte(",.;:)\n", rest[0]) >= 0) {
				put(start, end, day, edit.Number, w+"->"+day, "a day of "+month+" in words", 0.95)
			}
		case isDay:
		case low[0] == 'p' && number(prev):
			if strings.HasPrefix(rest, ".") { // 5 p.c. is a house style, unless the text is spun
				if !spun {
					continue
				}
				if len(rest) > 2 && rest[1] != '"' && unicode.IsLower(first(rest[2:])) {
					end++
				}
			}
			put(start, end, "percent", edit.Number, "p.c->percent", "a number stands before it; a form that only spinners write", 0.97)
		case low[0] == 'y' && (spun || slices.Contains([]string{"final", "last", "this", "next", "previous", "subsequent", "every", "each"}, prev)):
			put(start, end, capitals(w, "year’s"), edit.Spin, "yr’s->year’s", "a form that only spinners write", 0.95)
		}
	}
	return out
}

// year reports whether s begins with a word of four figures.
func year(s string) bool {
	return len(s) >= 4 && number(s[:4]) && s[0] >= '0' && s[0] <= '9' && !goesOn(s[4:])
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
