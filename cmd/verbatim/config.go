package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/pflag"

	"verbatim/cmd/internal/report"
)

const configName = "verbatim.toml"

// perRun are the flags that say what one run is about: a file or a variable
// that set them would change results, or what may be reached, behind the
// user's back.
var perRun = []string{"against", "allow-private", "config", "diff", "dismiss", "edit", "edits", "format", "id", "man", "note", "output", "pairs", "review", "undo", "warc"}

// setting is the value of a flag and where it comes from.
type setting struct {
	Name   string   `json:"setting"`
	Value  string   `json:"value"`
	Source string   `json:"source"` // "default", "--top", "VERBATIM_TOP", "verbatim.toml:3"
	Verbs  []string `json:"commands"`
}

// configFile is a verbatim.toml: settings of every verb, and tables of one.
type configFile struct {
	name  string
	text  string
	all   map[string]any
	verbs map[string]map[string]any
}

// configNames are the files to look into, the first that says something wins.
func configNames(explicit string) []string {
	switch explicit {
	case "":
	case "none":
		return nil
	default:
		return []string{explicit}
	}
	names := []string{configName}
	if dir, err := os.UserConfigDir(); err == nil {
		names = append(names, filepath.Join(dir, "verbatim", configName))
	}
	return names
}

// readConfigs reads the files that are there; one named by --config must be.
func readConfigs(explicit string) ([]*configFile, error) {
	var out []*configFile
	for _, name := range configNames(explicit) {
		raw, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) && explicit == "" {
			continue
		}
		if err != nil {
			return nil, wrong("%s: %v. It holds settings; --config none reads none.", name, cause(err))
		}
		c, err := parseConfig(name, string(raw))
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func parseConfig(name, text string) (*configFile, error) {
	c := &configFile{name: name, text: text, all: map[string]any{}, verbs: map[string]map[string]any{}}
	var values map[string]any
	if _, err := toml.Decode(text, &values); err != nil {
		var at toml.ParseError
		if errors.As(err, &at) {
			return nil, wrong("%s:%d: %s. The file is TOML: setting = value, one a line.", name, at.Position.Line, strings.TrimSuffix(at.Message, "."))
		}
		return nil, wrong("%s: %v.", name, err)
	}
	known := map[string][]string{}
	for _, v := range verbs() {
		known[v.name] = settable(v.flagSet(&options{}))
		known[""] = append(known[""], known[v.name]...)
	}
	for _, key := range sortedKeys(values) {
		table, isTable := values[key].(map[string]any)
		if !isTable {
			if !slices.Contains(known[""], key) {
				return nil, c.unknown("", key, known[""])
			}
			c.all[key] = values[key]
			continue
		}
		if findVerb(key) == nil {
			return nil, wrong("%s:%d: [%s] is no command.%s", name, c.line(key, ""), key, didYouMean(key, verbNames()))
		}
		for _, k := range sortedKeys(table) {
			if !slices.Contains(known[key], k) {
				return nil, c.unknown(key, k, known[key])
			}
		}
		c.verbs[key] = table
	}
	return c, nil
}

func (c *configFile) unknown(verb, key string, known []string) error {
	if slices.Contains(perRun, key) {
		return wrong("%s:%d: %q belongs to one run and is given as --%s only.", c.name, c.line(verb, key), key, key)
	}
	where := "a setting"
	if verb != "" {
		where = "a setting of " + verb
	}
	return wrong("%s:%d: %q is not %s.%s “verbatim config” lists them.", c.name, c.line(verb, key), key, where, didYouMean(key, known))
}

// line is where key stands in the table of verb, from 1; 0 when it is written
// in a way that this does not see.
func (c *configFile) line(verb, key string) int {
	in := ""
	for i, l := range strings.Split(c.text, "\n") {
		l = strings.TrimSpace(l)
		if strings.HasPrefix(l, "[") {
			in = strings.Trim(strings.Split(l, "#")[0], "[] \"'")
			if key == "" && in == verb {
				return i + 1
			}
		} else if k, _, ok := strings.Cut(l, "="); ok && in == verb && strings.Trim(k, " \t\"'") == key {
			return i + 1
		}
	}
	return 0
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// settable are the flags of a set that a file or a variable may set.
func settable(flags *pflag.FlagSet) (names []string) {
	flags.VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(perRun, f.Name) {
			names = append(names, f.Name)
		}
	})
	return names
}

// variable is the environment variable of a flag.
func variable(flag string) string {
	return "VERBATIM_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// configure sets the flags of v that the command line does not: by VERBATIM_*,
// the files, or the default, in this order.
func configure(v *verb, flags *pflag.FlagSet, o *options) ([]setting, error) {
	explicit := o.config
	if explicit == "" {
		explicit = os.Getenv(variable("config"))
	}
	files, err := readConfigs(explicit)
	if err != nil {
		return nil, err
	}
	var out []setting
	o.from = map[string]string{}
	for _, name := range settable(flags) {
		f := flags.Lookup(name)
		s := setting{Name: name, Source: "default", Verbs: []string{v.name}}
		env := os.Getenv(variable(name))
		switch {
		case f.Changed:
			s.Source = "--" + name
		case env != "":
			s.Source = variable(name)
			if err := flags.Set(name, env); err != nil {
				return nil, wrong("%s=%q: %v.", s.Source, env, err)
			}
		default:
			for _, c := range files {
				table := v.name
				value, ok := c.verbs[v.name][name]
				if !ok {
					table = ""
					value, ok = c.all[name]
				}
				if !ok {
					continue
				}
				s.Source = fmt.Sprintf("%s:%d", c.name, c.line(table, name))
				if err := set(f, value); err != nil {
					return nil, wrong("%s: %s: %v.", s.Source, name, err)
				}
				break
			}
		}
		s.Value = f.Value.String()
		o.from[name] = s.Source
		out = append(out, s)
	}
	return out, nil
}

func set(f *pflag.Flag, value any) error {
	list, isList := value.([]any)
	slice, takesList := f.Value.(pflag.SliceValue)
	switch {
	case isList && takesList:
		var texts []string
		for _, x := range list {
			texts = append(texts, fmt.Sprint(x))
		}
		return slice.Replace(texts)
	case isList:
		return errors.New("one value is wanted, not a list")
	}
	if err := f.Value.Set(fmt.Sprint(value)); err != nil {
		return fmt.Errorf("%v is no %s", value, f.Value.Type())
	}
	return nil
}

// config says which settings are in force, and why.
func (e *env) config(args []string) error {
	names := verbNames()
	if len(args) > 0 {
		if findVerb(args[0]) == nil {
			return noCommand(args[0], names)
		}
		names = args[:1]
	}
	var all []setting
	for _, name := range names {
		v, o := findVerb(name), options{}
		flags := v.flagSet(&o)
		o.config = e.opt.config // which its flag has set to the default
		found, err := configure(v, flags, &o)
		if err != nil {
			return err
		}
		if err := o.check(v, flags); err != nil {
			return err
		}
		for _, s := range found {
			i := slices.IndexFunc(all, func(x setting) bool { return x.Name == s.Name && x.Value == s.Value && x.Source == s.Source })
			if i < 0 {
				all = append(all, s)
			} else {
				all[i].Verbs = append(all[i].Verbs, name)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b setting) int { return strings.Compare(a.Name, b.Name) })
	if e.opt.format == "json" {
		j := json.NewEncoder(e.out)
		j.SetEscapeHTML(false)
		j.SetIndent("", " ")
		return j.Encode(map[string]any{"files": e.configFiles(), "settings": all})
	}
	fmt.Fprint(e.out, "A flag wins over its VERBATIM_ variable, that over these files, the first over the next:\n")
	for _, f := range e.configFiles() {
		fmt.Fprintf(e.out, "  %s (%s)\n", report.Visible(f.Name), f.State)
	}
	table := &report.Table{Header: []string{"setting", "value", "from", "for"}}
	for i, s := range all {
		who := ""
		// Named where another verb has another value.
		if i > 0 && all[i-1].Name == s.Name || i+1 < len(all) && all[i+1].Name == s.Name {
			who = strings.Join(s.Verbs, " ")
		}
		table.Rows = append(table.Rows, []string{s.Name, s.Value, s.Source, who})
	}
	fmt.Fprintln(e.out)
	return report.WriteTable(e.out, table, "text", e.style())
}

type fileState struct {
	Name  string `json:"file"`
	State string `json:"state"`
}

func (e *env) configFiles() []fileState {
	out := []fileState{}
	explicit := e.opt.config
	if explicit == "" {
		explicit = os.Getenv(variable("config"))
	}
	for _, name := range configNames(explicit) {
		state := "read"
		if _, err := os.Stat(name); err != nil {
			state = "not there"
		}
		out = append(out, fileState{name, state})
	}
	return out
}
