package token

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" — … ", nil},
		{"I’ll ask around. Thanks,", []string{"i", "ll", "ask", "around", "thanks"}},
		{"No. 5 cost $4.2 million", []string{"no", "5", "cost", "4", "2", "million"}},
		{"ÉTÉ naïve Straße ÅKESSON", []string{"été", "naïve", "straße", "åkesson"}},
		{"caf\u0065\u0301s", []string{"cafe\u0301s"}},
		{"東京へ行くGo言語", []string{"東", "京", "へ", "行", "く", "go", "言", "語"}},
		{"한국어 문장", []string{"한국어", "문장"}},
		{"ab\xffcd", []string{"ab", "cd"}},
		{strings.Repeat("x", 2*MaxWord+3), []string{strings.Repeat("x", MaxWord), strings.Repeat("x", MaxWord), "xxx"}},
	} {
		var got []string
		for _, w := range Words(c.text) {
			got = append(got, w.Key)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("Words(%.40q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []string{ // | is the border
		"It rained.| We left.",
		"Mr. Smith met Sen. Jones on Jan. 5.| They spoke.",
		"“Any comment?” the handle asked.| Nobody answered.",
		"“Stop!” she said.| He did not.",
		"“It is over.”| The crowd left.",
		"He asked, “Why?!”| Nobody knew.",
		"He lives in the U.S. and works.| She lives in the U.S.| The rest do not.",
		"The U.S. Senate voted.| J. K. Rowling wrote it.",
		"It cost 3.5 million.| See example.com for more.",
		"He paused ... and went on.| Then he stopped ...| The end.",
		"He paused… and went on.| He stopped…| The end.",
		"1. First point.| Another one.",
		"First line|\nsecond line",
		"Acme Inc. said so.| Acme Inc.| The firm left.",
		"Trump Jr. Had no plan.| He met Bob Sr.| It was late.",
		"The vote came at 6:35 p.m. in the hall.| It ended at 9 p.m.| They left.",
		"(It was late.)| They left.",
		"Wait!| “No,” he said.",
		"Er kam um 5 Uhr.| „Gut.“| Das war alles.",
		"これはペンです。|それは本です。",
		"No. 5 was closed.| He said no.| We agreed.",
		"It was Plan B.| The rest failed.| So did I.| It hurt.",
		"Dr. No vs. Goldfinger et al., etc., went on.",
	} {
		text := strings.ReplaceAll(c, "|", "")
		var want []string
		for _, s := range strings.Split(c, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "I’ll go.", "東京 Go", "\xff\xfe", "İIıK", "a\u0301\u0301", strings.Repeat("é", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, w := range Words(s) {
			if w.Span.Start < last || w.Span.Empty() || w.Span.End > len(s) || w.Span.Len() > MaxWord+utf8.UTFMax {
				t.Fatalf("word at %v after %d", w.Span, last)
			}
			cut := s[w.Span.Start:w.Span.End]
			if w.Key != Fold(cut) {
				t.Fatalf("key %q of %q", w.Key, cut)
			}
			for _, r := range s[last:w.Span.Start] {
				if wordRune(r) {
					t.Fatalf("%q is left out before %v", r, w.Span)
				}
			}
			last = w.Span.End
		}
		for _, r := range s[last:] {
			if wordRune(r) {
				t.Fatalf("%q is left out at the end", r)
			}
		}
	})
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"", "One. Two.", "“A?” he said.", "U.S. The", "。」", "....", ".\n.", "\u00a0.\u00a0A"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, q := range Sentences(s) {
			if q.Start < last || q.Empty() || q.End > len(s) {
				t.Fatalf("sentence at %v after %d", q, last)
			}
			if strings.Contains(s[q.Start:q.End], "\n") {
				t.Fatalf("a line break in %q", s[q.Start:q.End])
			}
			for _, r := range s[last:q.Start] {
				if !blank(r) {
					t.Fatalf("%q is left out before %v", r, q)
				}
			}
			last = q.End
		}
		for _, r := range s[last:] {
			if !blank(r) {
				t.Fatalf("%q is left out at the end", r)
			}
		}
	})
}

var prose = strings.Repeat("The council voted 6-3 on Tuesday to close the east quay for repairs, a step that will move 140 boats. “We will mend it,” Mayor Ortega said. ", 2000)

func BenchmarkWords(b *testing.B) {
	b.SetBytes(int64(len(prose)))
	b.ReportAllocs()
	for b.Loop() {
		Words(prose)
	}
}

func BenchmarkSentences(b *testing.B) {
	b.SetBytes(int64(len(prose)))
	b.ReportAllocs()
	for b.Loop() {
		Sentences(prose)
	}
}

func BenchmarkOneLine(b *testing.B) {
	text := strings.Repeat("a", 1<<22)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Words(text)
		Sentences(text)
	}
}

func BenchmarkLowerASCII(b *testing.B) {
	text := strings.Repeat("the council voted on tuesday to close the east quay for repairs a step that moves boats ", 3000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Words(text)
	}
}

// Dense texts cost hardly more room than their words take: the slice is not
// grown step by step.
func TestWordsRoom(t *testing.T) {
	for name, text := range map[string]string{
		"letters": strings.Repeat("a ", 100000),
		"han":     strings.Repeat("字", 100000),
		"late":    strings.Repeat("responsibility ", 20000) + strings.Repeat("a ", 100000),
	} {
		words := Words(text)
		if n := testing.AllocsPerRun(1, func() { Words(text) }); n > 8 {
			t.Errorf("%s: %v allocations", name, n)
		}
		if cap(words) > len(words)+len(words)/6 {
			t.Errorf("%s: room for %d, %d words", name, cap(words), len(words))
		}
	}
}
