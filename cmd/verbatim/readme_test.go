package main

import (
	"os"
	"strings"
	"testing"
)

// TestReadme keeps the output that the README shows true; -update rewrites it.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("held in the full run")
	}
	const path = "../../README.md"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, shown := string(raw), 0
	for at := 0; ; {
		i := strings.Index(text[at:], "<!-- output: ")
		if i < 0 {
			break
		}
		i += at
		head := i + strings.Index(text[i:], " -->\n")
		end := i + strings.Index(text[i:], "<!-- end -->")
		if head < i || end < head {
			t.Fatal("README.md: an output without its end")
		}
		t.Chdir("../..")
		args := strings.Fields(text[i+len("<!-- output: ") : head])
		_, out, errs := do(t, args...)
		t.Chdir("cmd/verbatim")
		if errs != "" {
			t.Errorf("%v: %s", args, errs)
		}
		text = text[:head] + " -->\n```\n" + firstLines(out, 40) + "```\n" + text[end:]
		at = head
		shown++
	}
	if shown == 0 {
		t.Error("README.md shows no output")
	}
	if text == string(raw) {
		return
	}
	if !*update {
		t.Error("README.md shows what verbatim no longer prints; look whether that is right, then run go test ./cmd/verbatim -run Readme -update")
		return
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// firstLines is the first n lines of text, with a mark when more follow.
func firstLines(text string, n int) string {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) <= n+1 {
		return text
	}
	return strings.Join(lines[:n], "") + "…\n"
}
