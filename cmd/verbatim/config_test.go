package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inForce is the value of a setting of report and its source.
func inForce(t *testing.T, name string, args ...string) (value, source string) {
	t.Helper()
	code, out, errs := do(t, append([]string{"config", "report", "--format", "json"}, args...)...)
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var r struct {
		Settings []struct{ Setting, Value, Source string }
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Settings {
		if s.Setting == name {
			return s.Value, s.Source
		}
	}
	t.Fatalf("no setting %s in %s", name, out)
	return
}

func TestWhichSettingWins(t *testing.T) {
	dir, user := t.TempDir(), t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CONFIG_HOME", user)
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	check := func(value, source string, args ...string) {
		t.Helper()
		if v, s := inForce(t, "texts", args...); v != value || s != source {
			t.Errorf("%q from %q, want %q from %q", v, s, value, source)
		}
	}
	check("full", "default")
	mine := filepath.Join(user, "verbatim", "verbatim.toml")
	write(mine, "# mine\ntexts = 'none'\n")
	check("none", mine+":2")
	write("verbatim.toml", "strict = true\ntexts = \"excerpt\"\n")
	check("excerpt", "verbatim.toml:2")
	write("verbatim.toml", "texts = 'excerpt'\n\n[report]\n  texts = 'full' # all\n")
	check("full", "verbatim.toml:4")
	write("other.toml", "texts = 'none'\n")
	check("none", "other.toml:1", "--config", "other.toml")
	check("full", "default", "--config", "none")
	t.Setenv("VERBATIM_TEXTS", "excerpt")
	check("excerpt", "VERBATIM_TEXTS")

	// A flag wins over all, and what is set is obeyed.
	t.Setenv("VERBATIM_TEXTS", "none")
	write("a.txt", "“We will not close it now,” she said.\n")
	write("b.txt", "“We will not close it today,” she said.\n")
	if _, out, _ := do(t, "report", "a.txt", "b.txt"); strings.Contains(out, `id="texts"`) {
		t.Error("VERBATIM_TEXTS is not obeyed")
	}
	if _, out, _ := do(t, "report", "--texts", "full", "a.txt", "b.txt"); !strings.Contains(out, `id="texts"`) {
		t.Error("the flag does not win over the variable")
	}
	t.Setenv("VERBATIM_TEXTS", "")

	for text, want := range map[string]string{
		"topp = 1":              `verbatim.toml:1: "topp" is not a setting. Did you mean "top"?`,
		"\n[reprt]\ntexts = ''": `verbatim.toml:2: [reprt] is no command. Did you mean "report"?`,
		"[report]\ntop = 1":     `verbatim.toml:2: "top" is not a setting of report.`,
		"format = 'json'":       `verbatim.toml:1: "format" belongs to one run`,
		"top = 'x'":             `verbatim.toml:1: top: x is no int.`,
		"top = [1]":             `one value is wanted`,
		"top = ":                `verbatim.toml:1: `,
		"texts = 'ful'":         `verbatim.toml:1: texts "ful" is not known. Choose one of: full, excerpt, none. Did you mean "full"?`,
	} {
		write("verbatim.toml", text)
		if code, _, errs := do(t, "config"); code != exitUsage || !strings.Contains(errs, want) {
			t.Errorf("%q: exit %d, %s", text, code, errs)
		}
	}
	write("verbatim.toml", "color = 'never'\n[compare]\ntop = 3\n")
	if code, out, errs := do(t, "config"); code != exitDone || !strings.Contains(out, "verbatim.toml (read)") || !strings.Contains(out, "verbatim.toml:3") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if code, _, errs := do(t, "config", "--config", "absent.toml"); code != exitUsage || !strings.Contains(errs, "absent.toml") {
		t.Errorf("a file that is not there: exit %d, %s", code, errs)
	}
}
