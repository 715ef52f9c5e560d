package repair

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"verbatim/corpus"
	"verbatim/normalize/edit"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
)

// unbroken gives back the words in which bytes or characters were destroyed,
// where the sister has the same letters around them. What stands in such a word
// is a guess of a table of characters, and no wording of the outlet. fixed
// collects the places done.
func (p *pair) unbroken(fixed map[corpus.Span]bool) []edit.Change {
	if !p.a.broken {
		return nil
	}
	var out []edit.Change
	for _, s := range p.spots() {
		if s.b1-s.b0 != 1 || !s.anchored || fixed[s.span] {
			continue
		}
		whole := p.b.text(s.b0, s.b1)
		letters, wild := p.a.guessed(s.span)
		if len(wild) == 0 || token.Fold(s.damaged) == token.Fold(whole) || !fits(letters, wild, []rune(token.Fold(whole))) {
			continue
		}
		if plain(s.damaged) == plain(whole) {
			// An accent more or less is a spelling, unless it makes no word of one.
			e, ok := lexicon.Lookup(whole)
			if _, known := lexicon.Lookup(s.damaged); known || !ok || e.Lower == 0 {
				continue
			}
		}
		fixed[s.span] = true
		out = append(out, edit.Change{Span: s.span, New: p.whole(s), Rule: edit.Encoding, Detail: "broken character", Confidence: 0.97,
			Evidence: fmt.Sprintf("the sister has %q between the same words", whole), Witness: p.witness(s.b0, s.b1)})
	}
	return out
}

// breaks reports whether an edit put something in the place of bytes that are
// no text.
func breaks(e edit.Edit) bool {
	return e.Applied && e.Rule == edit.Encoding && !utf8.ValidString(e.Removed)
}

// guessed are the letters of a stretch in lower case, and which of them stand
// for bytes that are no text.
func (s *source) guessed(span corpus.Span) (letters []rune, wild map[int]bool) {
	wild = map[int]bool{}
	text := s.t.Clean[span.Start:span.End]
	for i, r := range text {
		at := corpus.Span{Start: span.Start + i, End: span.Start + i + utf8.RuneLen(r)}
		raw := s.t.Raw(at)
		inside := i > 0 && i+utf8.RuneLen(r) < len(text)
		if r == utf8.RuneError || r == '?' && inside || s.t.Table().Touched(at) && !utf8.ValidString(s.t.Layer[raw.Start:raw.End]) {
			wild[len(letters)] = true
		}
		letters = append(letters, unicode.ToLower(r))
	}
	return letters, wild
}

// fits reports whether whole is letters where each wild one stands for up to
// two; three others at least must be there. O(len(whole)·3^wild), and no more
// than four wild ones are tried.
func fits(letters []rune, wild map[int]bool, whole []rune) bool {
	if len(letters)-len(wild) < 3 || len(wild) > 4 {
		return false
	}
	var walk func(i, j int) bool
	walk = func(i, j int) bool {
		if i == len(letters) {
			return j == len(whole)
		}
		if !wild[i] {
			return j < len(whole) && letters[i] == whole[j] && walk(i+1, j+1)
		}
		for n := 0; n <= 2 && j+n <= len(whole); n++ {
			if walk(i+1, j+n) {
				return true
			}
		}
		return false
	}
	return walk(0, 0)
}

// plain is s in lower case without accents.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}
