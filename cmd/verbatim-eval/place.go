package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"unicode"

	"verbatim/corpus"
)

// rows reads a JSONL file.
func rows[T any](path string) ([]T, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []T
	s := bufio.NewScanner(bytes.NewReader(raw))
	s.Buffer(nil, 1<<24)
	for n := 1; s.Scan(); n++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		var x T
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, x)
	}
	return out, s.Err()
}

// hits reports whether two ranges overlap; an empty one overlaps where it
// stands inside the other or at its end.
func hits(a, b corpus.Span) bool {
	switch {
	case a.Empty():
		return b.Start <= a.Start && a.Start <= b.End
	case b.Empty():
		return a.Start <= b.Start && b.Start <= a.End
	}
	return a.Overlaps(b)
}

// iou is the share of the bytes of either that belong to both.
func iou(a, b corpus.Span) float64 {
	n := min(a.End, b.End) - max(a.Start, b.Start)
	if n <= 0 {
		return 0
	}
	return float64(n) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// marked is a range of one article.
type marked struct {
	file string
	corpus.Span
}

// match pairs each gold range with at most one found range of the same
// article, the best overlaps first; gold index -> found index.
func match(gold, found []marked, least float64) map[int]int {
	type cand struct {
		v    float64
		g, f int
	}
	var cs []cand
	for i, g := range gold {
		for j, f := range found {
			if g.file == f.file {
				if v := iou(g.Span, f.Span); v >= least {
					cs = append(cs, cand{v, i, j})
				}
			}
		}
	}
	sort.SliceStable(cs, func(i, j int) bool { return cs[i].v > cs[j].v })
	out, used := map[int]int{}, map[int]bool{}
	for _, c := range cs {
		if _, ok := out[c.g]; !ok && !used[c.f] {
			out[c.g], used[c.f] = c.f, true
		}
	}
	return out
}

// trim takes quotation marks, commas and white space off the ends of a range.
func trim(text string, s corpus.Span) corpus.Span {
	const off = " \t\r\n\u00a0“”‘’\"',.;:!?"
	if s.Start < 0 || s.End > len(text) || s.Empty() {
		return s
	}
	x := text[s.Start:s.End]
	l := len(x) - len(strings.TrimLeft(x, off))
	r := len(strings.TrimRight(x, off))
	if l >= r {
		return s
	}
	return corpus.Span{Start: s.Start + l, End: s.Start + r}
}

// letters is text as its lower-case letters and digits.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// squeezed is a text without white space and quotation marks (a page may give
// those by its markup), with the way back; it finds places
// that a page gives by their words.
type squeezed struct {
	text string
	at   []int // byte of the text for each byte of text
	end  int
}

func squeeze(text string) *squeezed {
	var b strings.Builder
	s := &squeezed{end: len(text)}
	for i, r := range text {
		if unicode.IsSpace(r) || strings.ContainsRune("“”‘’\"'„«»", r) {
			continue
		}
		n := b.Len()
		b.WriteRune(r)
		for range b.Len() - n {
			s.at = append(s.at, i)
		}
	}
	s.text = b.String()
	return s
}

// find is the place of words after before.
func (s *squeezed) find(before, words string) (corpus.Span, bool) {
	b, w := squeeze(before).text, squeeze(words).text
	for ; ; b = b[len(b)/2+1:] {
		if i := strings.Index(s.text, b+w); i >= 0 && w != "" {
			i += len(b)
			end := s.end
			if i+len(w) < len(s.at) {
				end = s.at[i+len(w)]
			}
			return corpus.Span{Start: s.at[i], End: end}, true
		}
		if b == "" {
			return corpus.Span{}, false
		}
	}
}

// sameName reports whether one of the names of gold (a slash separates names
// as good as each other) ends in a word of got.
func sameName(gold, got string) bool {
	has := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(got), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		has[w] = true
	}
	for _, g := range strings.Split(strings.ToLower(gold), "/") {
		f := strings.FieldsFunc(g, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for len(f) > 1 && (f[len(f)-1] == "jr" || f[len(f)-1] == "sr") {
			// Father and son share a name: then the suffix decides.
			if !has[f[len(f)-1]] && f[len(f)-1] == "jr" {
				f = nil
				break
			}
			f = f[:len(f)-1]
		}
		if len(f) > 0 && has[f[len(f)-1]] {
			return true
		}
	}
	return false
}
