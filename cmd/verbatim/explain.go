package main

import (
	"fmt"
	"slices"
	"strings"

	"verbatim/align"
	"verbatim/cmd/internal/report"
	"verbatim/normalize/edit"
)

func (e *env) explain(args []string) error {
	s := e.style()
	if e.opt.edit != "" {
		return e.explainEdit(args)
	}
	if len(args) == 0 {
		fmt.Fprint(e.out, "Classes of findings (verbatim explain CLASS):\n\n")
		for _, x := range align.Classes() {
			fmt.Fprintf(e.out, "  %s %-20s %s\n", s.Mark(x.Severity), x.Name, x.Short)
		}
		fmt.Fprint(e.out, "\n"+report.Legend+"\n\nRules of repair (verbatim explain RULE):\n\n")
		for _, x := range edit.Rules() {
			fmt.Fprintf(e.out, "    %-20s %s\n", x.Name, x.Short)
		}
		return nil
	}
	width := 78
	if s.Width > 0 {
		width = min(78, max(s.Width, 40))
	}
	for i, name := range args {
		if i > 0 {
			fmt.Fprintln(e.out)
		}
		x, class := align.Class(name)
		if class {
			fmt.Fprintf(e.out, "%s %s: %s\n\n%s\n\nSeverity: %s\n\nExample:\n", s.Mark(x.Severity), x.Name, x.Short, wrap(x.Rule, width, ""), wrap(x.Severities, width, ""))
			for _, l := range x.Example {
				fmt.Fprintf(e.out, "  %s\n", l)
			}
		}
		rules := edit.Rules()
		k := slices.IndexFunc(rules, func(r edit.RuleInfo) bool { return string(r.Name) == name })
		switch {
		case k < 0 && !class:
			return wrong("no class or rule %q.%s “verbatim explain” lists them.", name, didYouMean(name, explained()))
		case k < 0:
			continue
		case class: // number is a class of findings and a rule of repair
			fmt.Fprintln(e.out)
		}
		r := rules[k]
		fmt.Fprintf(e.out, "%s, a rule of repair: %s\n\n%s\n\nExample:\n  published: %s\n  reads as:  %s\n", r.Name, r.Short, wrap(r.When, width, ""), strings.ReplaceAll(r.Published, "\n", "⏎"), r.Repaired)
	}
	return nil
}

// explained are the words that explain knows.
func explained() []string {
	var out []string
	for _, c := range align.Classes() {
		out = append(out, c.Name)
	}
	for _, r := range edit.Rules() {
		if !slices.Contains(out, string(r.Name)) {
			out = append(out, string(r.Name))
		}
	}
	return out
}

// explainEdit says why one edit was made. The articles at paths repair each
// other as they do for compare, so that an edit that a sister article proves is
// found as well.
func (e *env) explainEdit(paths []string) error {
	if len(paths) == 0 {
		return wrong("explain --edit needs the files or folders of the story, such as: verbatim explain --edit %s story", e.opt.edit)
	}
	if !strings.Contains(e.opt.edit, ":") {
		return wrong("--edit %q is no place. Write ARTICLE:BYTE, or an id of “verbatim clean --edits” such as wire:474-482.", e.opt.edit)
	}
	s, err := e.analyse(paths)
	if err != nil {
		return err
	}
	x := s.Lookup(e.opt.edit)
	if x == nil || x.Edits == nil {
		return wrong("no edit at %q. %s“verbatim clean --edits FILE” and “--diff” list them.", e.opt.edit, nearest(s, e.opt.edit))
	}
	return report.Show(e.out, s, x, e.style())
}
