package normalize

import (
	"strings"
	"testing"
	"unicode/utf8"

	"verbatim/corpus"
)

func TestRunesCountsLikeTheStandardLibrary(t *testing.T) {
	for _, layer := range []string{"", "a", strings.Repeat("é", 700), strings.Repeat("a", 255) + "€uro" + strings.Repeat("…", 200),
		strings.Repeat("ab\xff", 300), strings.Repeat("😀x", 400) + "\xf0\x9f"} {
		text := &Text{Layer: layer, runes: countRunes(layer)}
		for start := 0; start <= len(layer); start += 7 {
			if start < len(layer) && !utf8.RuneStart(layer[start]) {
				continue
			}
			end := min(start+11, len(layer))
			got := text.Runes(corpus.Span{Start: start, End: end})
			want := corpus.Span{Start: utf8.RuneCountInString(layer[:start])}
			want.End = want.Start + utf8.RuneCountInString(layer[start:end])
			if got != want {
				t.Fatalf("%.12q… bytes %d-%d: runes %v, want %v", layer, start, end, got, want)
			}
		}
	}
}
