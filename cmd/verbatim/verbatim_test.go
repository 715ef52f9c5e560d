package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"verbatim/align"
	"verbatim/normalize/edit"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) {
	// No settings of the user.
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "VERBATIM_") && name != "VERBATIM_AXE" && name != "VERBATIM_TEI_RNG" {
			os.Unsetenv(name)
		}
	}
	os.Setenv("XDG_CONFIG_HOME", "/nowhere")
	testscript.Main(m, map[string]func(){"verbatim": main})
}

func TestScripts(t *testing.T) {
	articles, err := filepath.Abs("../../testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("ARTICLES", articles)
			return nil
		},
	})
}

// do runs the program and gives what it printed.
func do(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(align.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, text string) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Error(err)
	}
}

func TestReportsKeepTheSchema(t *testing.T) {
	s := schema(t)
	stories, err := filepath.Glob("../../testdata/stories/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range append(stories, "../../testdata/articles") {
		if st, err := os.Stat(dir); err != nil || !st.IsDir() {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			code, out, errs := do(t, "compare", "--format", "json", dir)
			if code != exitDone && code != exitIncomplete {
				t.Fatalf("exit %d: %s", code, errs)
			}
			validate(t, s, out)
		})
	}
	var full align.Report
	fill(reflect.ValueOf(&full).Elem(), "report")
	var b bytes.Buffer
	if err := full.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	validate(t, s, b.String())
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"format":"verbatim/1"}`))
	if err != nil {
		t.Fatal(err)
	}
	if s.Validate(v) == nil {
		t.Error("the schema accepts a report without its lists")
	}
}

// fill gives every field of v a value that the schema allows, so that a field
// without a place in the schema, or the other way round, shows.
func fill(v reflect.Value, name string) {
	known := map[string]string{"format": align.Format, "sha256": strings.Repeat("0a", 32), "layer": "file", "zones.kind": "body", "zone": "body", "rule": "filter",
		"sure": "stated", "coverage": "full", "marks": "double", "class": "wording", "severity": "minor", "review.verdict": "confirmed"}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			n, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if n == "verdict" {
				n = "review.verdict"
			}
			if n == "kind" && name == "zones" {
				n = "zones.kind"
			}
			fill(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), name)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), name)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), name)
		}
	case reflect.Map:
		x := reflect.New(v.Type().Elem()).Elem()
		fill(x, name)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("key"), x)
	case reflect.String:
		v.SetString("x")
		if s, ok := known[name]; ok {
			v.SetString(s)
		}
	case reflect.Int:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// A page of five articles is small enough to send.
func TestPageOfFiveIsSmall(t *testing.T) {
	code, page, errs := do(t, "report", "../../testdata/articles")
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if len(page) >= 500_000 {
		t.Errorf("%d bytes", len(page))
	}
}

// Every key that the report can print has a place in the schema.
func TestSchemaNamesEveryKey(t *testing.T) {
	var full align.Report
	fill(reflect.ValueOf(&full).Elem(), "report")
	raw, err := json.Marshal(&full)
	if err != nil {
		t.Fatal(err)
	}
	var printed any
	var sch map[string]any
	if err := json.Unmarshal(raw, &printed); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(align.Schema), &sch); err != nil {
		t.Fatal(err)
	}
	defs := sch["$defs"].(map[string]any)
	var walk func(value any, s map[string]any, path string)
	walk = func(value any, s map[string]any, path string) {
		if ref, ok := s["$ref"].(string); ok {
			s = defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		}
		switch x := value.(type) {
		case []any:
			walk(x[0], s["items"].(map[string]any), path+"[]")
		case map[string]any:
			props, _ := s["properties"].(map[string]any)
			for k, v := range x {
				p, ok := props[k].(map[string]any)
				if !ok {
					if s["additionalProperties"] == nil {
						t.Errorf("%s.%s is not in the schema", path, k)
					}
					continue
				}
				walk(v, p, path+"."+k)
			}
			for k := range props {
				if _, ok := x[k]; !ok {
					t.Errorf("%s.%s is in the schema and never printed", path, k)
				}
			}
		}
	}
	walk(printed, sch, "report")
}

func TestEveryClassIsExplained(t *testing.T) {
	var sch struct {
		Defs struct {
			Finding struct {
				Properties struct {
					Class struct{ Enum []string }
				}
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(align.Schema), &sch); err != nil {
		t.Fatal(err)
	}
	enum := sch.Defs.Finding.Properties.Class.Enum
	if len(enum) != len(align.Classes()) {
		t.Errorf("%d classes in the schema, %d explained", len(enum), len(align.Classes()))
	}
	for _, name := range enum {
		c, ok := align.Class(name)
		if !ok || c.Short == "" || c.Rule == "" || len(c.Example) < 2 {
			t.Errorf("class %s is not explained", name)
		}
		if code, out, errs := do(t, "explain", name); code != 0 || !strings.Contains(out, c.Short) {
			t.Errorf("explain %s: exit %d %s%s", name, code, out, errs)
		}
	}
}

func TestRulesOfRepairAreExplained(t *testing.T) {
	for _, r := range edit.Rules() {
		if code, out, errs := do(t, "explain", string(r.Name)); code != 0 || !strings.Contains(out, r.Short) {
			t.Errorf("explain %s: exit %d %s%s", r.Name, code, out, errs)
		}
	}
	if code, _, errs := do(t, "explain", "fliter"); code != 2 || !strings.Contains(errs, "filter") {
		t.Errorf("exit %d %s", code, errs)
	}
}

// The table of verbs is the only source: every flag it names exists, every
// example of the help parses.
func TestExamplesOfTheHelpAreRight(t *testing.T) {
	for _, v := range verbs() {
		if v.short == "" || len(v.examples) == 0 {
			t.Errorf("%s has no help", v.name)
		}
		for _, x := range v.examples {
			line, _, _ := strings.Cut(x.line, " > ")
			words := strings.Fields(line)
			if len(words) < 2 || words[0] != "verbatim" || words[1] != v.name {
				t.Errorf("example of %s: %s", v.name, x.line)
				continue
			}
			var o options
			fs := v.flagSet(&o)
			if err := fs.Parse(words[2:]); err != nil {
				t.Errorf("%s: %v", x.line, err)
			} else if err := o.check(v, fs); err != nil {
				t.Errorf("%s: %v", x.line, err)
			}
			if v.paths && fs.NArg() == 0 {
				t.Errorf("%s names no input", x.line)
			}
		}
	}
}
