package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"verbatim/cmd/internal/pipeline"
)

var shells = []string{"bash", "zsh", "fish"}

// completion prints what makes a shell complete commands and flags.
func (e *env) completion(args []string) error {
	if len(args) != 1 || !slices.Contains(shells, args[0]) {
		got := ""
		if len(args) > 0 {
			got = didYouMean(args[0], shells)
		}
		return wrong("completion needs the name of one shell: %s.%s", strings.Join(shells, ", "), got)
	}
	_, err := e.out.WriteString(map[string]func() string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}[args[0]]())
	return err
}

// words that may stand after the name of v, or nil when they are files.
func (v *verb) words() []string {
	switch v.name {
	case "explain":
		return explained()
	case "help", "config":
		return verbNames()
	case "completion":
		return shells
	}
	return nil
}

// flag is what the scripts and the manual say of one.
type flagInfo struct {
	name, short, value, usage string
	choices                   []string
}

func (v *verb) flagInfos() []flagInfo {
	var out []flagInfo
	v.flagSet(&options{}).VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		if f.NoOptDefVal != "" {
			value = ""
		}
		out = append(out, flagInfo{f.Name, f.Shorthand, value, usage, choices(f.Name, v)})
	})
	return out
}

// choices are the values that a flag of v allows, or nil when there is no list.
func choices(flag string, v *verb) []string {
	switch flag {
	case "format":
		return v.formats
	case "fail-on":
		return severities
	case "texts":
		return []string{"full", "excerpt", "none"}
	case "color":
		return []string{"auto", "always", "never"}
	case "extractor":
		return []string{"readability", "words"}
	case "group-by":
		return pipeline.Groupings
	}
	return nil
}

func (f flagInfo) spellings() []string {
	if f.short != "" {
		return []string{"--" + f.name, "-" + f.short}
	}
	return []string{"--" + f.name}
}

func bashCompletion() string {
	var b strings.Builder
	fmt.Fprintf(&b, `# bash completion for verbatim, made by "verbatim completion bash".
_verbatim() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]} values="" flags="" words=""
	COMPREPLY=()
	if [[ $cur == "=" ]]; then
		cur=""
	elif [[ $prev == "=" ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	if ((COMP_CWORD == 1)); then
		COMPREPLY=($(compgen -W "%s --help --version" -- "$cur"))
		return
	fi
	case "$verb $prev" in
`, strings.Join(verbNames(), " "))
	for _, v := range verbs() {
		for _, f := range v.flagInfos() {
			if len(f.choices) > 0 {
				var pats []string
				for _, s := range f.spellings() {
					pats = append(pats, `"`+v.name+" "+s+`"`)
				}
				fmt.Fprintf(&b, "\t%s) values=\"%s\" ;;\n", strings.Join(pats, " | "), strings.Join(f.choices, " "))
			}
		}
	}
	b.WriteString("\tesac\n\tif [[ $values ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$values\" -- \"$cur\"))\n\t\treturn\n\tfi\n\tcase \"$verb\" in\n")
	for _, v := range verbs() {
		var flags []string
		for _, f := range v.flagInfos() {
			flags = append(flags, f.spellings()...)
		}
		fmt.Fprintf(&b, "\t%s)\n\t\tflags=\"%s\"\n\t\twords=\"%s\"\n\t\t;;\n", v.name, strings.Join(append(flags, "--help"), " "), strings.Join(v.words(), " "))
	}
	b.WriteString(`	esac
	if [[ $cur == -* ]]; then
		COMPREPLY=($(compgen -W "$flags" -- "$cur"))
	elif [[ $words ]]; then
		COMPREPLY=($(compgen -W "$words" -- "$cur"))
	fi
}
complete -o default -o bashdefault -F _verbatim verbatim
`)
	return b.String()
}

// single makes text fit for single quotes of zsh and bash.
func single(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

func zshCompletion() string {
	var b strings.Builder
	b.WriteString("#compdef verbatim\n# zsh completion for verbatim, made by \"verbatim completion zsh\".\n_verbatim() {\n\tif (( CURRENT == 2 )); then\n\t\tlocal -a verbs=(\n")
	for _, v := range verbs() {
		b.WriteString("\t\t\t" + single(v.name+":"+strings.ReplaceAll(v.short, ":", `\:`)) + "\n")
	}
	b.WriteString("\t\t)\n\t\t_describe command verbs\n\t\treturn\n\tfi\n\tlocal verb=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $verb in\n")
	esc := strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, ":", `\:`)
	for _, v := range verbs() {
		b.WriteString("\t" + v.name + ")\n\t\t_arguments")
		for _, f := range v.flagInfos() {
			tail := "[" + esc.Replace(f.usage) + "]"
			if f.value != "" {
				action := "_files"
				if len(f.choices) > 0 {
					action = "(" + strings.Join(f.choices, " ") + ")"
				}
				tail = "=" + tail + ":" + f.value + ":" + action
			}
			b.WriteString(" \\\n\t\t\t" + single("*--"+f.name+tail))
			if f.short != "" {
				b.WriteString(" \\\n\t\t\t" + single("*-"+f.short+strings.TrimPrefix(tail, "=")))
			}
		}
		rest := "*:file:_files"
		if w := v.words(); w != nil {
			rest = "*:" + v.name + ":(" + strings.Join(w, " ") + ")"
		}
		b.WriteString(" \\\n\t\t\t" + single(rest) + "\n\t\t;;\n")
	}
	b.WriteString("\tesac\n}\nif [[ ${funcstack[1]} == _verbatim ]]; then\n\t_verbatim \"$@\"\nelse\n\tcompdef _verbatim verbatim\nfi\n")
	return b.String()
}

func fishCompletion() string {
	quote := func(text string) string {
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
	}
	var b strings.Builder
	b.WriteString("# fish completion for verbatim, made by \"verbatim completion fish\".\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "complete -c verbatim -n __fish_use_subcommand -f -a %s -d %s\n", v.name, quote(v.short))
	}
	for _, v := range verbs() {
		here := "complete -c verbatim -n " + quote("__fish_seen_subcommand_from "+v.name)
		for _, f := range v.flagInfos() {
			b.WriteString(here)
			if f.short != "" {
				b.WriteString(" -s " + f.short)
			}
			b.WriteString(" -l " + f.name)
			switch {
			case len(f.choices) > 0:
				b.WriteString(" -x -a " + quote(strings.Join(f.choices, " ")))
			case f.value != "":
				b.WriteString(" -r")
			}
			b.WriteString(" -d " + quote(f.usage) + "\n")
		}
		if w := v.words(); w != nil {
			b.WriteString(here + " -f -a " + quote(strings.Join(w, " ")) + "\n")
		}
	}
	return b.String()
}

// manual is the man page of the program, in roff.
func manual() string {
	var b strings.Builder
	text := func(t string) string {
		t = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(t)
		if strings.HasPrefix(t, ".") || strings.HasPrefix(t, "'") {
			t = `\&` + t
		}
		return t
	}
	line := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	line(`.TH VERBATIM 1 "" "verbatim %s" "User commands"`, version)
	line(".SH NAME\nverbatim \\- %s", text("compare what several outlets published about the same story"))
	line(".SH SYNOPSIS\n.B verbatim\n.I COMMAND\n[flags] [\\fIPATH\\fR…]")
	line(".SH DESCRIPTION\n%s", text(about))
	line(".PP\n%s", text(aboutPaths))
	line(".SH COMMANDS")
	for _, v := range verbs() {
		line(`.SS "verbatim %s"`, text(strings.TrimSpace(v.name+" "+v.synopsis)))
		short := strings.ToUpper(v.short[:1]) + v.short[1:] + "."
		line("%s", text(short))
		if v.long != "" {
			line("%s", text(v.long))
		}
		for _, f := range v.flagInfos() {
			if slices.Contains(common, f.name) {
				continue
			}
			line(".TP\n%s\n%s", manFlag(f, text), text(f.usage))
		}
		for _, x := range v.examples {
			line(".PP\nExample:\n.RS\n.nf\n%s\n.fi\n.RE", text(x.line))
			if x.says != "" {
				line("(%s)", text(x.says))
			}
		}
	}
	line(".SH COMMON FLAGS")
	for _, f := range verbs()[0].flagInfos() {
		if slices.Contains(common, f.name) {
			line(".TP\n%s\n%s", manFlag(f, text), text(f.usage))
		}
	}
	line(".SH EXIT STATUS")
	for _, x := range exitCodes {
		line(".TP\n.B %d\n%s", x.code, text(x.says))
	}
	line(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nset and not empty: no colour.\n.TP\n.B COLUMNS\nthe width at which text is wrapped.\n.TP\n.B VERBATIM_*\n%s", text("a setting, such as VERBATIM_TOP=20 for --top 20; “verbatim config” lists them."))
	line(".SH FILES\n.TP\n.B verbatim.toml\n%s", text("settings, in the working folder or in the folder verbatim of the user's configuration: top = 20 for every command, [report] before those of one."))
	return b.String()
}

// common are the flags that every verb has.
var common = []string{"output", "color", "config", "quiet", "verbose"}

func manFlag(f flagInfo, text func(string) string) string {
	var parts []string
	for _, s := range f.spellings() {
		p := `\fB` + text(s) + `\fR`
		if f.value != "" {
			p += ` \fI` + text(f.value) + `\fR`
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, ", ")
}

// exitCodes in words, for the help and the manual.
var exitCodes = []struct {
	code int
	says string
}{
	{exitDone, "done"},
	{exitFindings, "findings (compare only with --fail-on)"},
	{exitUsage, "wrong usage"},
	{exitIncomplete, "an input could not be read or worked on (the rest was written)"},
	{exitFault, "internal fault"},
	{exitInterrupted, "interrupted"},
}
