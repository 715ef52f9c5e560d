package main

import (
	"fmt"

	"verbatim/align"
	"verbatim/cmd/internal/report"
)

func (e *env) explain(args []string) error {
	s := e.style()
	if len(args) == 0 {
		fmt.Fprint(e.out, "Classes of findings (verbatim explain CLASS):\n\n")
		for _, x := range align.Classes() {
			fmt.Fprintf(e.out, "  %s %-20s %s\n", s.Mark(x.Severity), x.Name, x.Short)
		}
		fmt.Fprint(e.out, "\n"+report.Legend+"\n")
		return nil
	}
	for i, name := range args {
		x, ok := align.Class(name)
		if !ok {
			var names []string
			for _, c := range align.Classes() {
				names = append(names, c.Name)
			}
			return wrong("no class %q.%s “verbatim explain” lists them.", name, didYouMean(name, names))
		}
		if i > 0 {
			fmt.Fprintln(e.out)
		}
		width := min(78, max(s.Width, 40))
		if s.Width == 0 {
			width = 78
		}
		fmt.Fprintf(e.out, "%s %s: %s\n\n%s\n\nSeverity: %s\n\nExample:\n", s.Mark(x.Severity), x.Name, x.Short, wrap(x.Rule, width, ""), wrap(x.Severities, width, ""))
		for _, l := range x.Example {
			fmt.Fprintf(e.out, "  %s\n", l)
		}
	}
	return nil
}
