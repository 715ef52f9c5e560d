package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"verbatim/align/index"
	"verbatim/cmd/internal/report"
)

// trace prints every version of a quotation that stands in an index.
func (e *env) trace(args []string) error {
	if len(args) != 2 {
		return wrong("trace takes a quotation and an index. Example: %s", e.verb.examples[0].line)
	}
	if !index.Is(args[1]) {
		return wrong("trace: %s is no index. “verbatim index DIR PATH…” makes one, in DIR, of the articles at PATH.", args[1])
	}
	x, err := index.Open(args[1])
	if err != nil {
		return err
	}
	defer x.Close()
	versions, err := x.Trace(args[0])
	if err != nil {
		return err
	}
	if e.opt.format == "jsonl" {
		j := json.NewEncoder(e.out)
		j.SetEscapeHTML(false)
		for i := range versions {
			if err := j.Encode(&versions[i]); err != nil {
				return err
			}
		}
		return nil
	}
	if len(versions) == 0 {
		fmt.Fprintf(e.out, "No article of %s has these words.\n", args[1])
		return nil
	}
	for _, v := range versions {
		first := v.Carried[0]
		fmt.Fprintf(e.out, "%d  %s  %s\n   “%s”\n", v.N, date(v.First), named(first), report.Visible(flat(v.Text)))
		for _, c := range v.Changes {
			fmt.Fprintf(e.out, "   %s\n", report.Visible(changed(c)))
		}
		for _, c := range v.Carried[1:] {
			fmt.Fprintf(e.out, "   also %s  %s\n", date(c.Published), named(c))
		}
	}
	return nil
}

func date(s string) string {
	if s == "" {
		return "(no date)"
	}
	return report.Visible(s)
}

func named(c index.Carry) string {
	s := fmt.Sprintf("%s:%d", c.Article, c.ByteStart)
	if c.Outlet != "" {
		s = c.Outlet + " " + s
	}
	if c.Marks == "none" {
		s += "  (no quotation marks)"
	}
	return report.Visible(s)
}

func changed(c index.Change) string {
	switch {
	case c.Was == "":
		return "adds “" + c.Is + "”"
	case c.Is == "":
		return "leaves out “" + c.Was + "”"
	}
	return "“" + c.Is + "” for “" + c.Was + "”"
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
