package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"verbatim/align"
)

func pageOf(t *testing.T, s *Story, opt HTMLOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, s, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// every element of a page with its attributes and its own text.
func walk(t *testing.T, page string, see func(*html.Node)) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		see(n)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func TestPageNeedsNothingElse(t *testing.T) {
	page := pageOf(t, harbourStory(t), HTMLOptions{})
	ids, links := map[string]int{}, []string{}
	scripts, h1 := 0, 0
	walk(t, page, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		if href := attr(n, "href"); strings.HasPrefix(href, "#") {
			links = append(links, href[1:])
		} else if href != "" && !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://") {
			t.Errorf("link to %q", href)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "script":
			scripts++
		case "h1":
			h1++
		case "iframe", "img", "link", "object", "embed", "base", "form":
			t.Errorf("a <%s> in the page", n.Data)
		}
	})
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q %d times", id, n)
		}
	}
	for _, l := range links {
		if ids[l] == 0 {
			t.Errorf("#%s leads nowhere", l)
		}
	}
	if scripts != 1 || h1 != 1 || len(links) < 10 {
		t.Errorf("%d scripts, %d h1, %d links", scripts, h1, len(links))
	}
	// The policy lets in just what the page has.
	for tag, src := range map[string]string{"script": "script-src", "style": "style-src"} {
		m := regexp.MustCompile(`(?s)<` + tag + `>(.*?)</` + tag + `>`).FindStringSubmatch(page)
		if m == nil {
			t.Fatalf("no <%s>", tag)
		}
		h := sha256.Sum256([]byte(m[1]))
		if want := src + " &#39;sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(h[:]), "+", "&#43;"); !strings.Contains(page, want) {
			t.Errorf("the policy does not name the %s of the page: %s", tag, want)
		}
	}
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "\u202e") {
		t.Error("the words of an article reach the page unescaped")
	}
}

// The test that matters most: what a card shows as evidence is what the
// published file has at the place it names.
func TestPageShowsThePublishedWords(t *testing.T) {
	s := harbourStory(t)
	seen := 0
	walk(t, pageOf(t, s, HTMLOptions{}), func(n *html.Node) {
		if n.Type != html.ElementNode || !strings.HasSuffix(attr(n, "class"), "evidence") {
			return
		}
		for m := range n.Descendants() {
			if m.Type != html.ElementNode || attr(m, "class") != "proof" && m.Data != "li" {
				continue
			}
			words, place := "", ""
			for x := range m.Descendants() {
				if x.Type == html.ElementNode && x.Data == "mark" {
					words = x.FirstChild.Data
				}
				if p := attr(x, "data-at"); p != "" {
					place = p
				}
			}
			parts := regexp.MustCompile(`^(.*), characters (\d+)–(\d+)$`).FindStringSubmatch(place)
			if parts == nil {
				t.Fatalf("evidence without a place: %q", place)
			}
			for _, a := range harbour {
				if !strings.HasSuffix(parts[1], a.id+".txt") {
					continue
				}
				r := []rune(a.text)
				var from, to int
				for _, c := range parts[2] {
					from = from*10 + int(c-'0')
				}
				for _, c := range parts[3] {
					to = to*10 + int(c-'0')
				}
				if got := Visible(string(r[from:to])); got != words {
					t.Errorf("%s shows %q, the file has %q", place, words, got)
				}
				seen++
			}
		}
	})
	if seen < 8 {
		t.Errorf("only %d pieces of evidence", seen)
	}
}

func TestPageTexts(t *testing.T) {
	s := harbourStory(t)
	full, part, none := pageOf(t, s, HTMLOptions{Texts: "full"}), pageOf(t, s, HTMLOptions{Texts: "excerpt"}), pageOf(t, s, HTMLOptions{Texts: "none"})
	if !strings.Contains(full, "Harbour row") || strings.Contains(part, "Harbour row") || !strings.Contains(part, "[…]") || strings.Contains(none, `id="texts"`) {
		t.Error("--texts makes no difference")
	}
	if len(full) <= len(none) || len(part) <= len(none) {
		t.Errorf("sizes %d %d %d", len(full), len(part), len(none))
	}
	if !strings.Contains(full, "<del><span class=\"vh\">removed </span>badembly</del><ins><span class=\"vh\">restored </span>assembly</ins>") {
		t.Error("the repair is not shown in place")
	}
}

func TestPageKeepsItsLimits(t *testing.T) {
	if err := HTML(io.Discard, harbourStory(t), HTMLOptions{Title: strings.Repeat("x", maxPage)}); err == nil || !strings.Contains(err.Error(), "15 MB") {
		t.Errorf("a page of 15 MB: %v", err)
	}
	s := harbourStory(t)
	for range 2000 {
		s.Details = append(s.Details, align.Detail{Kind: "name", Label: "x", Missing: []string{"globe"}})
	}
	if page := pageOf(t, s, HTMLOptions{}); !strings.Contains(page, "more rows are in matrix.csv") || strings.Count(page, "<td class=") > maxCells+100 {
		t.Error("the matrix is not capped")
	}
}

func TestChronologyIsDrawnToScale(t *testing.T) {
	s := harbourStory(t)
	s.Events = nil
	for _, d := range []string{"2016-01-01", "2017-01-01", "2026-01-01", "2015"} {
		s.Events = append(s.Events, align.Event{ID: d, Date: d})
	}
	axis, events := (&viewer{s: s}).events()
	if len(events) != 4 || len(axis) != 5 {
		t.Fatalf("%d events, %d marks", len(events), len(axis))
	}
	for i, want := range []int{20, 116, 980} {
		if axis[i].X != want {
			t.Errorf("event %d at %d, want %d", i, axis[i].X, want)
		}
	}
}

func TestLinks(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?b=c": "https://example.org/a?b=c", "javascript:alert(1)": "", "data:text/html,x": "", "//example.org": "", "http:": "", " x": "",
	} {
		if got := webLink(in); got != want {
			t.Errorf("webLink(%q) = %q, want %q", in, got, want)
		}
	}
	if got := fragment("well-known, (sic)"); got != "#:~:text=well%2Dknown%2C%20%28sic%29" {
		t.Error(got)
	}
}

func BenchmarkHTML(b *testing.B) {
	s := harbourStory(b)
	for b.Loop() {
		if err := HTML(io.Discard, s, HTMLOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkText(b *testing.B) {
	s := harbourStory(b)
	for b.Loop() {
		if err := Text(io.Discard, s, Style{Width: 100}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
