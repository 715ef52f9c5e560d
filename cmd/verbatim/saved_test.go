package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is written from a saved report is what is written from its articles, in
// every format and by every verb.
func TestSavedReportStandsForTheArticles(t *testing.T) {
	for _, dir := range stories[1:3] {
		paths := globs(t, dir)
		name := filepath.Join(t.TempDir(), "story.json")
		if code, _, errs := do(t, append([]string{"compare", "--format", "json", "-o", name}, paths...)...); code != exitDone {
			t.Fatalf("exit %d: %s", code, errs)
		}
		for _, verb := range [][]string{
			{"compare"}, {"compare", "--format", "json"}, {"compare", "--format", "jsonl"}, {"compare", "--format", "csv"}, {"compare", "--format", "csv-excel"}, {"compare", "--format", "md"},
			{"compare", "--format", "tei"}, {"compare", "--format", "annotation"}, {"compare", "--format", "collatex"}, {"report"}, {"matrix"}, {"timeline"}, {"show", "--id", "F1"}, {"show", "--id", "Q1"},
			{"quotes"}, {"quotes", "--format", "csv"}, {"passages"}, {"clean"}, {"clean", "--diff"}, {"check", paths[0], "--against"},
		} {
			args := func(in ...string) []string { return append(append([]string(nil), verb...), in...) }
			code, want, _ := do(t, args(paths...)...)
			again, got, errs := do(t, args(name)...)
			// The commands that a text offers name its inputs.
			got, want = strings.ReplaceAll(got, name, "IN"), strings.ReplaceAll(want, strings.Join(paths, " "), "IN")
			if again != code || got != want || want == "" {
				t.Errorf("%s: %v: exit %d and %d, %s\n%s", dir, verb, code, again, errs, firstDifference(got, want))
			}
		}
	}
}

func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(len(s), i)-60):min(len(s), i+60)] }
	return "saved: …" + cut(got) + "…\nanew:  …" + cut(want) + "…"
}

func TestArticlesOfASavedReportMayBeGone(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"a.txt": "“We will not close it now,” she said.\n", "b.txt": "“We will not close it today,” she said.\n"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	do(t, "compare", "--format", "json", "-o", "story.json", "a.txt", "b.txt")
	if err := os.Remove("a.txt"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("b.txt", []byte("“We will not close it toDay,” she said.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := do(t, "quotes", "story.json")
	if code != exitIncomplete || !strings.Contains(errs, "a.txt: the article a of story.json cannot be read") || !strings.Contains(errs, "b.txt: it has changed") || !strings.Contains(out, "toDay") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	// The report itself is still whole.
	if code, out, _ := do(t, "compare", "story.json"); code != exitDone || !strings.Contains(out, "2 articles") {
		t.Errorf("exit %d: %s", code, out)
	}
}
