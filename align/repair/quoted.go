package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// quotedSpans are the stretches of text between quotation marks, marks left
// out, in order and apart. A mark that is never closed runs to the end of its
// paragraph. The answer errs to the side of "quoted", because its use is to
// keep hands off. O(len(text)).
func quotedSpans(text string) []corpus.Span {
	var out []corpus.Span
	var open rune
	start := 0
	end := func(i int) {
		if open != 0 && i > start {
			out = append(out, corpus.Span{Start: start, End: i})
		}
		open = 0
	}
	prev := '\n'
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		single := r == '’' || r == '\''
		switch {
		case r == '\n':
			end(i)
		case open != 0 && closes(open, r) && !single:
			end(i)
		case open != 0 && closes(open, r) && !wordish(next) && !unicode.IsSpace(prev):
			// After an s it may be a possessive: then a later mark closes.
			if prev != 's' || next != ' ' || !closesAhead(text[i+n:], open) {
				end(i)
			}
		case open == 0 && strings.ContainsRune("“„«\"»”", r),
			open == 0 && (r == '‘' || r == '\'') && !wordish(prev) && (wordish(next) || next == '[' || next == '…') && closesAhead(text[i+n:], r):
			open, start = r, i+n
		}
		prev = r
		i += n
	}
	end(len(text))
	return out
}

func wordish(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// closes reports whether the mark r ends what open began.
func closes(open, r rune) bool {
	switch open {
	case '“':
		return r == '”'
	case '”':
		return r == '”' || r == '“'
	case '„':
		return r == '“' || r == '”'
	case '«':
		return r == '»'
	case '»':
		return r == '«'
	case '‘':
		return r == '’'
	}
	return r == open
}

// closesAhead reports whether the single quotation mark open is closed within
// its paragraph, before another one opens and no further than 600 bytes on: an
// apostrophe at the front of a word is not an opening mark.
func closesAhead(rest string, open rune) bool {
	if len(rest) > 600 {
		rest = rest[:600]
	}
	prev := ' '
	for i, r := range rest {
		if r == '\n' || r == '‘' {
			return false
		}
		if closes(open, r) {
			next, _ := utf8.DecodeRuneInString(rest[i+utf8.RuneLen(r):])
			if !wordish(next) && !unicode.IsSpace(prev) {
				return true
			}
			if open == '\'' && !wordish(prev) && wordish(next) {
				return false // another one opens
			}
		}
		prev = r
	}
	return false
}

// hasMark reports whether the text between two words holds punctuation that
// prose needs: not a blank, hyphen or apostrophe alone.
func hasMark(gap string) bool {
	return strings.ContainsAny(gap, ".,;:!?“”\"()[]—–«»„")
}
