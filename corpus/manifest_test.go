package corpus

import (
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestManifestTOML(t *testing.T) {
	dir := tree(t, map[string]string{
		"corpus.toml": "story = \"harbour\"\npublished = 2020-01-05\n[[article]]\nfile = \"a.txt\"\noutlet = \"The Paper\"\npublished = 2020-01-02T10:00:00+02:00\n" +
			"[[article]]\nfile = \"wire/*.txt\"\noutlet = \"Wire\"\n[[article]]\nfile = \"wire/c.txt\"\noutlet = \"Other Wire\"\n[[article]]\nfile = \"gone.txt\"\n",
		"manifest.csv": "file,title\na.txt,A title\ngone.txt,x\n",
		"a.txt":        "A", "wire/b.txt": "B", "wire/c.txt": "C",
	})
	got := map[string]Document{}
	var problems []string
	for it := range Read(context.Background(), []string{dir}, Options{}) {
		if it.Problem != nil {
			problems = append(problems, strings.TrimPrefix(it.Problem.Error(), dir+"/"))
			continue
		}
		d := it.Document
		got[d.ID] = Document{Outlet: d.Outlet, Story: d.Story, Published: d.Published, Title: d.Title}
	}
	want := map[string]Document{
		"a": {Outlet: "The Paper", Story: "harbour", Published: "2020-01-02T10:00:00+02:00", Title: "A title"},
		"b": {Outlet: "Wire", Story: "harbour", Published: "2020-01-05"},
		"c": {Outlet: "Other Wire", Story: "harbour", Published: "2020-01-05"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for i, p := range problems {
		want := []string{"corpus.toml: it names a file that is not there: gone.txt.", "manifest.csv: it names a file that is not there: gone.txt."}
		if len(problems) != 2 || !strings.HasPrefix(p, want[i]) {
			t.Errorf("problem %d: %s", i, p)
		}
	}
}

// A manifest with a fault is named with its line, and costs no article.
func TestManifestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"outlet = \"x\"\noutlet = \"y\"\n":           "corpus.toml:2: not TOML that can be read (",
		"[[article]]\noutlet = \"x\"\n":              "corpus.toml: not TOML that can be read (an [[article]] without file)",
		"[[article]]\nfile = \"a[\"\n":               "corpus.toml: not TOML that can be read (file = \"a[\": not a pattern)",
		"[[article]]\nfile=\"a.txt\"\noutlett=\"x\"": "corpus.toml: the key article.outlett is not known. Known are outlet, url,",
		"outlet = [1]\n":                             "corpus.toml:1: not TOML that can be read (",
		strings.Repeat("a.", 1000) + "b = 1\n":       "corpus.toml: the key a.a.",
		"x = " + strings.Repeat("[", 100000):         "corpus.toml:",
	} {
		dir := tree(t, map[string]string{"corpus.toml": text, "a.txt": "A"})
		var problems []string
		n := 0
		for it := range Read(context.Background(), []string{dir}, Options{}) {
			if it.Problem != nil {
				problems = append(problems, strings.TrimPrefix(it.Problem.Error(), dir+string(filepath.Separator)))
			} else {
				n++
			}
		}
		if n != 1 || len(problems) != 1 || !strings.HasPrefix(problems[0], want) {
			t.Errorf("%.60q: %d articles, problems %.200q", text, n, problems)
		}
	}
}

// FuzzManifest: whatever a manifest holds, reading ends, and it says either
// what is wrong or something of files.
func FuzzManifest(f *testing.F) {
	f.Add("outlet = \"x\"\n[[article]]\nfile = \"a\"\npublished = 2020-01-02\n", false)
	f.Add("[[article]]\nfile = \"*\"\ntitle = 7\n", false)
	f.Add("file,outlet\na,\"x\ny\"\nb\n", true)
	f.Add("file\n=cmd|' /C calc'!A0\n", true)
	f.Fuzz(func(t *testing.T, text string, table bool) {
		m := &manifest{files: map[string]fields{}}
		read := m.readTOML
		if table {
			read = m.readCSV
		}
		if err := read(strings.NewReader(text)); err != nil {
			if p := unclear("m", "it", err); p.Cause == "" || p.Remedy == "" {
				t.Fatalf("problem %+v", p)
			}
		}
		m.tell(&Document{}, "a")
	})
}
