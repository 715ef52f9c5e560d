package pipeline

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verbatim/align"
)

// wraps are pages around the text of an article: what a browser shows of each
// is that text, and in the last what a site puts around it.
var wraps = map[string]func(text string) string{
	"paragraphs": func(text string) string {
		return "<!DOCTYPE html><html><body>" + paragraphs(text) + "</body></html>"
	},
	"divisions": func(text string) string {
		return "<!DOCTYPE html><html><body><div id=\"page\"><div>" + strings.ReplaceAll(strings.ReplaceAll(paragraphs(text), "<p>", "<div>"), "</p>", "</div>") + "</div></div></body></html>"
	},
	"lines": func(text string) string {
		return "<!DOCTYPE html><html><body>" + paragraphs(strings.ReplaceAll(text, "\n", "\n\n")) + "</body></html>"
	},
	"headline": func(text string) string {
		page := paragraphs(text)
		if strings.Count(page, "<p>") > 1 {
			page = strings.Replace(strings.Replace(page, "<p>", "<h1>", 1), "</p>", "</h1>", 1)
		}
		return "<!DOCTYPE html><html><body>" + page + "</body></html>"
	},
	"site": func(text string) string {
		return `<!DOCTYPE html><html><head><title>Site</title><style>p{margin:0}</style><script>var x = "<p>no text</p>"</script></head>
<body><header><nav><ul><li><a href="/">Start</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>` + paragraphs(text) + `</article></main>
<footer><ul><li><a href="/about">About us</a></li><li><a href="/terms">Terms</a></li></ul></footer></body></html>`
	},
}

// paragraphs makes an element p of each stretch between empty lines and br of
// single line ends.
func paragraphs(text string) string {
	var b strings.Builder
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", strings.ReplaceAll(html.EscapeString(p), "\n", "<br>\n"))
		}
	}
	return b.String()
}

// said is what a report finds, without places, which differ between a text and
// a page of it.
func said(r *align.Report) []string {
	var out []string
	for _, f := range r.Findings {
		s := f.Class + " " + f.Severity + ": " + f.Why
		for _, x := range f.Readings {
			t := "-"
			if x.Text != nil {
				t = *x.Text
			}
			s += fmt.Sprintf("\n\t%s %q", x.Article, strings.Join(strings.Fields(t), " "))
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// An article gives the same findings as a text and as a page.
func TestPagesGiveTheFindingsOfTexts(t *testing.T) {
	paths := articles(t)
	r, _ := Compare(context.Background(), paths, Options{})
	want := said(r)
	if len(want) < 50 {
		t.Fatalf("%d findings", len(want))
	}
	for name, wrap := range wraps {
		dir := t.TempDir()
		for _, p := range paths {
			text, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			page := strings.TrimSuffix(filepath.Base(p), ".txt") + ".html"
			if err := os.WriteFile(filepath.Join(dir, page), []byte(wrap(string(text))), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		r, _ := Compare(context.Background(), []string{dir}, Options{})
		got := said(r)
		for _, s := range want {
			if !slices.Contains(got, s) {
				t.Errorf("%s: lost %s", name, s)
			}
		}
		for _, s := range got {
			if !slices.Contains(want, s) {
				t.Errorf("%s: new %s", name, s)
			}
		}
	}
}
