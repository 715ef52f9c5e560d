// Package casing says where a text that lost its capitals had them, as far as
// the text alone shows: where sentences begin, in names that are written with
// capitals only, and in the word I. All of it is suggestions: what stood there
// only a sister article proves.
package casing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
)

// rarest is the level of the rarest names that are suggested.
const rarest = 60

// Suggest gives the suggestions for text, of which words are the words and which
// has hardly a capital, in order of place. Without punctuation only a paragraph shows where a sentence
// begins. O(len(text)).
func Suggest(text string, words []token.Word) []edit.Change {
	var out []edit.Change
	put := func(s corpus.Span, w, detail, why string, conf float64) {
		out = append(out, edit.Change{Span: s, New: w, Rule: edit.Case, Detail: detail, Evidence: why, Confidence: conf, Suggest: true})
	}
	last := 0
	for _, w := range words {
		raw := text[w.Span.Start:w.Span.End]
		begins := last == 0 || starts(text[last:w.Span.Start], text[:last])
		joined := last > 0 && (text[last:w.Span.Start] == "'" || text[last:w.Span.Start] == "’")
		inside := last > 0 && w.Span.Start == last+1 && strings.IndexByte("./@:_-#", text[last]) >= 0
		last = w.Span.End
		if raw != w.Key || joined || inside || strings.HasPrefix(text[last:], "@") || strings.HasPrefix(text[last:], ".") && last+1 < len(text) && text[last+1] >= 'a' && text[last+1] <= 'z' {
			continue // a capital, the end of a contraction, part of an address
		}
		if raw == "i" {
			put(w.Span, "I", "the word I", "the word I is written with a capital", 0.8)
			continue
		}
		if len(raw) > 2 {
			if form, ok := lexicon.Proper(raw); ok {
				if e, _ := lexicon.Lookup(raw); e.Upper <= rarest {
					put(w.Span, form, "name", "a name that is written with a capital only", 0.7)
					continue
				}
			}
		}
		if c, n := utf8.DecodeRuneInString(raw); begins && unicode.IsLower(c) {
			put(w.Span, string(unicode.ToUpper(c))+raw[n:], "sentence start", "a sentence begins here", 0.7)
		}
	}
	return out
}

// starts reports whether a sentence begins after gap, which follows before.
func starts(gap, before string) bool {
	if strings.Contains(gap, "\n") {
		return true
	}
	i := strings.IndexAny(gap, ".!?")
	if i < 0 || !strings.ContainsAny(gap[i:], " \u00a0") {
		return false
	}
	if gap[i] != '.' {
		return i == 0
	}
	w := before[strings.LastIndexAny(before, " \n\u00a0")+1:]
	return i == 0 && len(w) > 2 && !strings.Contains(w, ".") && !titles[w]
}

var titles = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("mrs prof sen rep gov gen col sgt rev capt lieut hon dept inc corp ltd etc vol fig nos jan feb mar apr jun jul aug sep sept oct nov dec") {
		m[w] = true
	}
	return m
}()
