package main

import (
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The scripts and the manual are made from the table of verbs: they name each
// verb, each flag and each value, and no other.
func TestCompletionsAndManualAreCurrent(t *testing.T) {
	docs := map[string]string{}
	for _, sh := range shells {
		code, out, errs := do(t, "completion", sh)
		if code != exitDone {
			t.Fatalf("%s: exit %d: %s", sh, code, errs)
		}
		docs[sh] = out
	}
	code, man, errs := do(t, "help", "--man")
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	docs["man"] = strings.ReplaceAll(man, `\-`, "-")
	known := map[string]bool{"help": true, "version": true}
	for _, v := range verbs() {
		for name, doc := range docs {
			if !regexp.MustCompile(`\b` + v.name + `\b`).MatchString(doc) {
				t.Errorf("%s lacks the verb %s", name, v.name)
			}
		}
		for _, f := range v.flagInfos() {
			known[f.name] = true
			for name, doc := range docs {
				long := "--" + f.name
				if name == "fish" {
					long = "-l " + f.name
				}
				if !strings.Contains(doc, long) {
					t.Errorf("%s lacks %s of %s", name, long, v.name)
				}
				for _, c := range f.choices {
					if !strings.Contains(doc, c) {
						t.Errorf("%s lacks the value %s of --%s", name, c, f.name)
					}
				}
			}
		}
		for _, w := range v.words() {
			for _, sh := range shells {
				if !strings.Contains(docs[sh], w) {
					t.Errorf("%s lacks %s of %s", sh, w, v.name)
				}
			}
		}
	}
	for name, doc := range docs {
		for _, m := range regexp.MustCompile(`--([a-z][a-z-]+)`).FindAllStringSubmatch(doc, -1) {
			if !known[m[1]] {
				t.Errorf("%s has --%s, which no verb has", name, m[1])
			}
		}
	}
	for _, args := range [][]string{{"completion"}, {"completion", "bsh"}, {"completion", "bash", "zsh"}} {
		if code, _, errs := do(t, args...); code != exitUsage || !strings.Contains(errs, "bash, zsh, fish") {
			t.Errorf("%v: exit %d: %s", args, code, errs)
		}
	}
}

// The scripts are read by their shells, where those are installed.
func TestShellsReadTheirScripts(t *testing.T) {
	for _, sh := range shells {
		path, err := exec.LookPath(sh)
		if err != nil {
			continue
		}
		_, script, _ := do(t, "completion", sh)
		cmd := exec.Command(path, "-n")
		cmd.Stdin = strings.NewReader(script)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", sh, err, out)
		}
	}
}

func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	_, script, _ := do(t, "completion", "bash")
	for _, x := range []struct {
		typed []string
		has   string
		not   string
	}{
		{[]string{"verbatim", "comp"}, "compare", "report"},
		{[]string{"verbatim", "compare", "--fo"}, "--format", "--base"},
		{[]string{"verbatim", "compare", "--format", "te"}, "tei", "json"},
		{[]string{"verbatim", "compare", "--format", "="}, "collatex", "--format"},
		{[]string{"verbatim", "compare", "--format", "=", "anno"}, "annotation", "tei"},
		{[]string{"verbatim", "clean", "-f", "j"}, "jsonl", "json "},
		{[]string{"verbatim", "explain", "neg"}, "negation", "number"},
		{[]string{"verbatim", "completion", ""}, "fish", "compare"},
		{[]string{"verbatim", "compare", "xyz"}, "", "compare"},
	} {
		var line strings.Builder
		for _, w := range x.typed {
			line.WriteString(" " + single(w))
		}
		cmd := exec.Command(bash, "--norc", "-c", script+"\nCOMP_WORDS=("+line.String()+")\nCOMP_CWORD=$((${#COMP_WORDS[@]}-1))\n_verbatim\nprintf '%s\\n' \"${COMPREPLY[@]}\"")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%v: %v: %s", x.typed, err, out)
			continue
		}
		got := strings.Split(strings.TrimSpace(string(out)), "\n")
		if !slices.Contains(got, x.has) || slices.Contains(got, x.not) {
			t.Errorf("%v: %v", x.typed, got)
		}
	}
}

func TestManualIsRoff(t *testing.T) {
	_, man, _ := do(t, "help", "--man")
	for _, l := range strings.Split(man, "\n") {
		if strings.HasPrefix(l, ".") && !regexp.MustCompile(`^\.(TH|SH|SS|B|I|TP|PP|RS|RE|nf|fi)\b`).MatchString(l) || strings.HasPrefix(l, "'") {
			t.Errorf("not of the manual macros: %q", l)
		}
	}
	groff, err := exec.LookPath("groff")
	if err != nil {
		return
	}
	cmd := exec.Command(groff, "-ww", "-man", "-Tutf8", "-Kutf8", "-z")
	cmd.Stdin = strings.NewReader(man)
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("groff: %v: %s", err, out)
	}
}
