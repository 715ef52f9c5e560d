package encode

import (
	"strings"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
)

// What headings set with spaces and the reading of scanned pages do to words.
// One word alone may be meant so, spelled out or a trade name: it is a
// suggestion; several are damage.

// leastSpaced is the number of letters that a spaced word has at least.
const leastSpaced = 6

// scanned joins words whose letters stand apart, “H A R B O U R”, and gives
// letters back that were read as figures, “counci1”, where the list of words
// knows one reading only. O(len(text)).
func (r *repairer) scanned() {
	t := r.text
	var spaced, figures []edit.Change
	// Blanks at every other place: a spaced word has them wherever one looks.
	const step = 2*leastSpaced - 6
	for i := 2; i+2 < len(t); i += step {
		if !(t[i] == ' ' && t[i+2] == ' ' || t[i-1] == ' ' && t[i+1] == ' ') {
			continue
		}
		s, ok := apart(t, i)
		if !ok {
			continue
		}
		if w := strings.ReplaceAll(t[s.Start:s.End], " ", ""); oneReading(w) {
			spaced = append(spaced, change(s, w, edit.Spacing, "letter-spaced", "the letters of one known word, a blank between them"))
		}
		i = max(i, s.End)
	}
	for _, digit := range []byte("01") {
		for i := 0; ; {
			k := strings.IndexByte(t[i:], digit)
			if k < 0 {
				break
			}
			at := i + k
			i = at + 1
			if at+1 < len(t) && lowerCase(t[at+1]) || at > 0 && lowerCase(t[at-1]) {
				if s, w := misread(t, at); w != "" && (len(figures) == 0 || !figures[len(figures)-1].Span.Overlaps(s)) {
					figures = append(figures, change(s, w, edit.Encoding, "figure for a letter", "no word has a figure in it, and one known word fits"))
					i = s.End
				}
			}
		}
	}
	for _, found := range [][]edit.Change{spaced, figures} {
		for i := range found {
			found[i].Suggest = len(found) < 2
			if found[i].Suggest {
				found[i].Confidence = 0.5
			}
		}
		r.changes = append(r.changes, found...)
	}
}

func change(s corpus.Span, w string, rule edit.Rule, detail, evidence string) edit.Change {
	return edit.Change{Span: s, New: w, Rule: rule, Detail: detail, Evidence: evidence, Confidence: 0.95}
}

// apart is the run of single letters of one case with one blank between them
// that the place i lies in.
func apart(t string, i int) (s corpus.Span, ok bool) {
	if t[i] == ' ' {
		i--
	}
	if !letter(t[i]) {
		return s, false
	}
	big := t[i] < 'a'
	single := func(i int) bool {
		return i >= 0 && i < len(t) && letter(t[i]) && (t[i] < 'a') == big && (i == 0 || !word(t[i-1])) && (i+1 == len(t) || !word(t[i+1]))
	}
	if !single(i) {
		return s, false
	}
	a, b := i, i
	for a >= 2 && t[a-1] == ' ' && single(a-2) {
		a -= 2
	}
	for b+2 < len(t) && t[b+1] == ' ' && single(b+2) {
		b += 2
	}
	return corpus.Span{Start: a, End: b + 1}, (b-a)/2+1 >= leastSpaced
}

func word(c byte) bool { return letter(c) || c >= '0' && c <= '9' || c == '\'' || c >= 0x80 }

// oneReading reports whether w is a known word, and not two of the commonest.
func oneReading(w string) bool {
	e, ok := lexicon.Lookup(w)
	if !ok || e.Level() > lexicon.Rare {
		return false
	}
	two := false
	low := strings.ToLower(w)
	lexicon.Fronts(low[:len(low)-1], func(n, level int) bool {
		x, ok := lexicon.Lookup(low[n:])
		two = ok && x.Lower > 0 && max(level, x.Lower) <= 10
		return !two
	})
	return !two
}

// misread reads the figures 0 and 1 in the word around the place i as the
// letters o and l or i; w is "" unless one common word comes out. A word that is an item of a list by itself may be the
// name that somebody chose.
func misread(t string, i int) (s corpus.Span, w string) {
	a, b := i, i+1
	for a > 0 && i-a < 24 && word(t[a-1]) {
		a--
	}
	for b < len(t) && b-i < 24 && word(t[b]) {
		b++
	}
	s = corpus.Span{Start: a, End: b}
	if b-a < 5 || a > 0 && strings.IndexByte(" \n\t\"(", t[a-1]) < 0 || b < len(t) && strings.IndexByte(" \n\t.,;:!?)\"", t[b]) < 0 || b+1 < len(t) && t[b] != '\n' && word(t[b+1]) && t[b] != ' ' {
		return s, ""
	}
	if item(t, s) {
		return s, ""
	}
	letters := 0
	for _, c := range []byte(t[a:b]) {
		if lowerCase(c) {
			letters++
		}
	}
	if letters < b-a-2 {
		return s, ""
	}
	low := strings.ReplaceAll(t[a:b], "0", "o")
	for _, one := range []string{"l", "i"} {
		if x := strings.ReplaceAll(low, "1", one); ordinary(x) && x != w {
			if w != "" {
				return s, ""
			}
			w = x
		}
	}
	if w != "" && a == i && !lowerCase(t[a]) && strings.HasSuffix(strings.TrimRight(t[:a], " \n"), ".") {
		w = strings.ToUpper(w[:1]) + w[1:]
	}
	return s, w
}

// item reports whether the word at s stands alone between commas or the ends of
// its line.
func item(t string, s corpus.Span) bool {
	before := strings.TrimRight(t[:s.Start], " \t")
	after := strings.TrimLeft(t[s.End:], " \t")
	return (before == "" || strings.IndexByte(",\n", before[len(before)-1]) >= 0) && (after == "" || strings.IndexByte(",\n", after[0]) >= 0)
}
