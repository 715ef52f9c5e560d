package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/antchfx/htmlquery"
	"golang.org/x/net/html"

	"verbatim/corpus"
)

// letters that a browser shows below n, without marks and white space.
func shown(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(onlyLetters(n.Data))
			return
		case n.Type == html.ElementNode && unseen(n):
			return
		case n.Type == html.ElementNode && address(n) != "":
			b.WriteString(onlyLetters(address(n)))
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// elementsHold is the law of [Elements.At]: the path, followed in the tree of
// the page, leads to one element, which shows the words. Stretches of one and
// of several blocks are tried.
func elementsHold(t *testing.T, raw []byte, p Page) (tried int) {
	t.Helper()
	if p.Elements == nil || len(p.Elements.pieces) == 0 {
		return 0
	}
	doc, err := html.Parse(strings.NewReader(decode(raw, "")))
	if err != nil {
		t.Fatal("a page that is no tree has paths")
	}
	pieces := p.Elements.pieces
	text := map[string]string{} // what the element of a path shows
	step := 1 + len(pieces)/300 // to follow a path costs time
	for i := 0; i < len(pieces); i += step {
		first := pieces[i]
		for _, n := range []int{1, 2, 5, 60} {
			if i/step%n != 0 {
				continue
			}
			s := corpus.Span{Start: first.start, End: len(p.Text)}
			if i+n < len(pieces) {
				s.End = pieces[i+n].start
			}
			path := p.Elements.At(s)
			if _, ok := text[path]; !ok {
				found, err := htmlquery.QueryAll(doc, path)
				if err != nil || len(found) != 1 {
					t.Fatalf("%s leads to %d elements: %v", path, len(found), err)
				}
				text[path] = shown(found[0])
			}
			words := onlyLetters(p.Text[s.Start:s.End])
			if !strings.Contains(text[path], words) {
				t.Fatalf("%s does not show %q", path, p.Text[s.Start:s.End])
			}
			tried++
		}
	}
	return tried
}

func TestElements(t *testing.T) {
	pages, _ := filepath.Glob("../../testdata/stories*/*/*.html")
	if len(pages) < 10 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := elementsHold(t, raw, Read(raw)); n < 10 {
			t.Errorf("%s: %d places", path, n)
		}
	}
	for name, s := range hostile {
		if len(s) < 100000 {
			t.Run(name, func(t *testing.T) { elementsHold(t, []byte(s), Read([]byte(s))) })
		}
	}

	raw := `<!DOCTYPE html><body><p>Before.</p><div id="story"><p>One.</p><p>Two <q>quoted <b>words</b></q> and <i>more</i>.</p><o:p>odd <math><mi>x</mi></math></o:p></div>
<div id="twice"><p>Three.</p></div><div id="twice"><p>Four.<br>Five.</p></div></body>`
	p := Read([]byte(raw))
	elementsHold(t, []byte(raw), p)
	for words, want := range map[string]string{
		"Before.":         `/html/body/p[1]`,
		"One.":            `//*[@id="story"]/p[1]`,
		"quoted words":    `//*[@id="story"]/p[2]/q[1]`,
		"words":           `//*[@id="story"]/p[2]/q[1]/b[1]`,
		"words” and more": `//*[@id="story"]/p[2]`,
		"One.\n\nTwo":     `//*[@id="story"]`,
		"odd":             `//*[@id="story"]/*[3]`,
		"x":               `//*[@id="story"]/*[3]/*[1]/*[1]`,
		"Four.\nFive.":    `/html/body/div[3]/p[1]`,
		"Before.\n\nOne.": `/html/body`,
		"Three.\n\nFour":  `/html/body`,
	} {
		i := strings.Index(p.Text, words)
		if i < 0 {
			t.Fatalf("%q is not in %q", words, p.Text)
		}
		if got := p.Elements.At(corpus.Span{Start: i, End: i + len(words)}); got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}
