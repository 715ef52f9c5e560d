package page

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"verbatim/normalize/zone"
)

func TestDecode(t *testing.T) {
	const meta = `<meta charset="%"><p>`
	with := func(c, s string) string { return strings.Replace(meta, "%", c, 1) + s }
	for _, c := range []struct{ name, raw, http, want string }{
		{"mark of UTF-8", "\xef\xbb\xbfé“", "", "é“"},
		{"mark of UTF-16", "\xff\xfe<\x00\xe9\x00", "", "<é"},
		{"UTF-8 that says nothing, first mark late", strings.Repeat("x", 5000) + "“", "", strings.Repeat("x", 5000) + "“"},
		{"UTF-8 that lies", with("iso-8859-1", "é“"), "", with("iso-8859-1", "é“")},
		{"latin-1 means windows-1252", with("iso-8859-1", "\x93caf\xe9\x94"), "", with("iso-8859-1", "“café”")},
		{"windows-1252 that says UTF-8", with("utf-8", "\x93no\x94 caf\xe9"), "", with("utf-8", "“no” café")},
		{"nothing said", "\x93no\x94", "", "“no”"},
		{"HTTP says", "\xc4\xe5", "windows-1251", "Де"},
		{"Japanese", with("shift_jis", "\x93\xfa\x96{"), "", with("shift_jis", "日本")},
		{"UTF-8 with one broken byte", "ééééé\xff", "", "ééééé\xff"},
	} {
		if got := decode([]byte(c.raw), c.http); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The text layer is what a browser shows.
func TestText(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"<p>a  b\n c</p><p>d</p>", "a b c\n\nd"},
		{"a<br>b<br><br>c", "a\nb\n\nc"},
		{"<p>a <b> b</b>c<i>d </i> e</p>", "a bcd e"},
		{"<p>fish &amp; chips&nbsp;&mdash; &#8220;so&#8221;</p>", "fish & chips\u00a0— “so”"},
		{"a<script>x</script><style>y</style><noscript>z</noscript><template>t</template><span hidden>h</span><b style='display : none'>n</b>b", "ab"},
		{"<p>He said, <q> no <q>way</q> </q>, twice</p>", "He said, “no ‘way’”, twice"},
		{"<html lang=de-AT><p><q>Ja</q>", "„Ja“"},
		{"<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "a\n\nb\n\nc\n\nd"},
		{"<pre>a\n  b\n\nc</pre>", "a\nb\n\nc"},
		{"<p>a</p>\n\n<p> </p><p>b</p>", "a\n\nb"},
		{"", ""},
		{"<title>only</title>", ""},
	} {
		if got := Read([]byte(c.html)).Text; got != c.want {
			t.Errorf("%q: %q, want %q", c.html, got, c.want)
		}
	}
}

const filler = `<p>The council met on Tuesday evening, and after two hours of talk, much of it heated, it put off the vote on the new bridge until the autumn.</p>
<p>Several members, among them the chair, said that the figures were not yet sound, that the report was late, and that nobody had asked the owners of the land.</p>
<p>A second meeting, this time in the school hall, is planned for next month, when the engineers are to show what they have found.</p>`

func TestZones(t *testing.T) {
	page := `<html><head><title>Bridge put off | The Courier</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>
<article><h1>Bridge put off</h1><p class="standfirst">Council wants better figures</p><p class=byline>By Ann Other</p>
<figure><img src=x><figcaption>The old bridge. <span class="photo-credit">Jo Lens</span></figcaption></figure>` + filler + `
<blockquote class="twitter-tweet"><p>No bridge, no peace.</p>&mdash; Cy (@cy_example) <a href=x>May 1, 2020</a></blockquote>` + filler + `
<p>Related: <a href=/x>How bridges are built in our part of the country</a></p>
<p>And with that the meeting was over, and all went home, some of them in the rain.</p>
<h3>Comments</h3><div class="comment"><b class="comment-author">Dee</b><p>Build it, I say, and build it now.</p></div><div class="comment"><b class="comment-author">Eve</b><p>Never.</p></div></article>
<footer>© The Courier</footer></body></html>`
	p := Read([]byte(page))
	var got []string
	for _, z := range p.Zones {
		text := strings.TrimSpace(p.Text[z.Span.Start:z.Span.End])
		got = append(got, string(z.Kind)+"("+z.Author+"): "+text)
	}
	want := []string{
		"nav(): Home News", "headline(): Bridge put off", "deck(): Council wants better figures", "credit(): By Ann Other",
		"caption(): The old bridge.", "credit(): Jo Lens", "body(): The council met on Tuesday eve",
		"blockquote(Cy (@cy_example)): No bridge, no peace.", "embed-stub(Cy (@cy_example)): — Cy (@cy_example) May 1",
		"body(): The council met on Tuesday eve", "related-link(): Related: How bridges are built", "body(): And with that the meeting was ",
		"comment-form(): Comments", "comment(Dee): Dee\n\nBuild it, I say, and build", "comment(Eve): Eve\n\nNever.", "copyright(): © The Courier",
	}
	for i := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], want[i]) {
			t.Fatalf("zone %d\ngot  %q\nwant %q", i, got, want)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %q", got)
	}
	if want := "The Courier"; p.Meta.Outlet != want { // the title is the headline and that
		t.Errorf("outlet %q, want %q", p.Meta.Outlet, want)
	}
}

func TestMetadata(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       Meta
	}{
		{"JSON-LD", `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#o","name":"The Courier","url":"x"},
{"@type":["Article","NewsArticle"],"headline":"A &amp; B","publisher":{"@id":"#o"},"author":[{"name":"Ann Other"},{"name":"Bo Next"}],
"datePublished":"2020-05-01T18:03:00.000+0200","dateModified":"2020-05-02","mainEntityOfPage":{"@id":"https://courier.example/a"}}]}</script>`,
			Meta{"The Courier", "https://courier.example/a", "A & B", "Ann Other, Bo Next", "2020-05-01T18:03:00+02:00", "2020-05-02"}},
		{"OpenGraph", `<meta property="og:site_name" content="The Courier"><meta property="og:title" content="A title"><link rel=canonical href="/relative"><meta property="og:url" content="https://courier.example/a">
<meta property="article:published_time" content="2020-05-01 10:00:00"><meta name="author" content="By Ann Other"><meta property="article:author" content="https://social.example/ann">`,
			Meta{"The Courier", "https://courier.example/a", "A title", "Ann Other", "2020-05-01T10:00:00", ""}},
		{"microdata", `<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">A title</h1><meta itemprop="datePublished" content="2020-05-01"><span itemprop="publisher" itemscope><img><meta itemprop="name" content="Courier"></span></div>`,
			Meta{Outlet: "Courier", Title: "A title", Published: "2020-05-01"}},
		{"RDFa", `<div vocab="http://schema.org/" typeof="NewsArticle"><h1 property="headline">A title</h1><span property="datePublished" content="2020-05-01">1 May</span><span property="publisher"><b property="name">Courier</b></span></div>`,
			Meta{Outlet: "Courier", Title: "A title", Published: "2020-05-01"}},
		{"the page as shown", `<title>A title - The Courier</title><link rel=canonical href="https://www.thecourier.example/a"><h1>A title</h1><a rel="author nofollow" href=x>by Ann Other</a><time class="updated" datetime="2020-05-03">x</time><time datetime="2020-05-01">1 May</time>`,
			Meta{"The Courier", "https://www.thecourier.example/a", "A title", "Ann Other", "2020-05-01", "2020-05-03"}},
		{"a date below the headline", `<p>Today is May 9, 2021<h1>A title</h1><p>By Ann Other<p>Published 7:07 PM EST Nov. 3, 2020<p>On May 1, 2019 it was so.`, Meta{Title: "A title", Published: "2020-11-03"}},
		{"a date in the article is not its own", `<h1>A title</h1><p>On 1 May 2019, as many will remember, the old bridge fell down.`, Meta{Title: "A title"}},
		{"a date that could be two", `<meta name="date" content="01/02/2020"><time>03/04/2020</time>`, Meta{}},
		{"broken JSON-LD", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"two\nlines\"}</script><script type='application/ld+json'>{{</script>", Meta{Title: "two lines"}},
		{"an outlet is not made up", `<title>A title | Elsewhere</title><link rel=canonical href="https://courier.example/a"><meta name=publisher content="https://social.example/p">`,
			Meta{URL: "https://courier.example/a", Title: "A title | Elsewhere"}},
	} {
		if got := Read([]byte(c.html)).Meta; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// check holds the laws of a page: text that is UTF-8 when the page was, zones
// that partition it.
func check(t *testing.T, raw []byte, p Page) {
	t.Helper()
	if utf8.Valid(raw) && !utf8.ValidString(p.Text) {
		t.Errorf("the text is not UTF-8")
	}
	at := 0
	for i, z := range p.Zones {
		if z.Span.Start != at || z.Span.Empty() || z.Kind == "" {
			t.Fatalf("zone %d of %d: %+v begins not at %d", i, len(p.Zones), z, at)
		}
		at = z.Span.End
	}
	if at != len(p.Text) {
		t.Fatalf("zones end at %d of %d", at, len(p.Text))
	}
}

var hostile = map[string]string{
	"deep":           strings.Repeat("<div>", 5000) + "<p>a <q>b</q><br>c</p><script>x</script>",
	"deep quotes":    strings.Repeat("<q>", 400) + "a",
	"many headings":  strings.Repeat("<h2>a</h2>", 5000),
	"many comments":  strings.Repeat("<div class=comment><b>x</b>", 400),
	"many elements":  strings.Repeat("<p>a<b>b</b></p>", 30000),
	"no space":       "<p>" + strings.Repeat("x", 1<<20),
	"long class":     `<p class="` + strings.Repeat("related-", 1<<16) + `">a</p>`,
	"many cites":     "<blockquote>" + strings.Repeat("<cite>a</cite>", 5000) + "</blockquote>",
	"nested quotes":  strings.Repeat("<blockquote>a", 400),
	"broken numbers": "&#0;&#xD800;&#x110000;&#99999999999;",
	"nested graph":   `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 5000) + `</script>a`,
	"bytes":          "\x00\xff<p>\xfe\x80</p>\x00",
	"dashes":         "<blockquote>— (@ — (@ — </blockquote>" + filler,
}

func TestHostile(t *testing.T) {
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) { check(t, []byte(s), Read([]byte(s))) })
	}
	if p := Read([]byte(hostile["deep"])); p.Text != "a “b”\nc" {
		t.Errorf("deep page: %q", p.Text)
	}
}

func FuzzRead(f *testing.F) {
	for name, s := range hostile {
		if len(s) < 30000 {
			f.Add([]byte(s))
		}
		_ = name
	}
	pages, _ := filepath.Glob("../../testdata/stories/*/*.html")
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("<h1>a</h1>" + filler + "<blockquote>x — A (@b) c</blockquote>" + filler))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p := Read(raw)
		check(t, raw, p)
		elementsHold(t, raw, p)
		if q := Read(raw); !reflect.DeepEqual(p, q) {
			t.Errorf("two readings differ")
		}
	})
}

// The invented pages give their outlet, address and day, and their article
// without caption, links and comments.
func TestStories(t *testing.T) {
	pages, _ := filepath.Glob("../../testdata/stories/*/*.html")
	if len(pages) == 0 {
		t.Skip("no pages")
	}
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := Read(raw)
		check(t, raw, p)
		if p.Meta.Outlet == "" || p.Meta.URL == "" || len(p.Meta.Published) != 10 || p.Meta.Title == "" {
			t.Errorf("%s: %+v", path, p.Meta)
		}
		kinds := map[zone.Kind]int{}
		for _, z := range p.Zones {
			kinds[z.Kind] += z.Span.Len()
		}
		if kinds[zone.Headline] == 0 || (kinds[zone.Body]+kinds[zone.Blockquote])*3 < len(p.Text)*2 {
			t.Errorf("%s: %v of %d bytes", path, kinds, len(p.Text))
		}
	}
}

func BenchmarkRead(b *testing.B) {
	raw := []byte("<html><body><nav>" + strings.Repeat("<a href=/x>News</a> ", 60) + "</nav><article><h1>A title</h1>" + strings.Repeat(filler, 12) + "</article>" +
		strings.Repeat("<div class=teaser><h3><a href=/y>Another story</a></h3></div>", 40) + "</body></html>")
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Read(raw)
	}
}

// hidden writes an address as Cloudflare hides it.
func hidden(address string, key byte) string {
	out := fmt.Sprintf("%02x", key)
	for _, c := range []byte(address) {
		out += fmt.Sprintf("%02x", c^key)
	}
	return out
}

func TestHiddenAddress(t *testing.T) {
	const seen = "[email&#160;protected]"
	for markup, want := range map[string]string{
		`<a class="__cf_email__" data-cfemail="` + hidden("desk@herald.example", 0x5e) + `">` + seen + `</a>`: "Write to desk@herald.example now.",
		`<a href="/cdn-cgi/l/email-protection#` + hidden("desk@herald.example", 1) + `">` + seen + `</a>`:     "Write to desk@herald.example now.",
		`<a href="/cdn-cgi/l/email-protection#` + hidden("desk@herald.example", 1) + `">the desk</a>`:         "Write to the desk now.",
		`<span class="__cf_email__" data-cfemail="zz">` + seen + `</span>`:                                    "Write to [email\u00a0protected] now.",
		`<span class="__cf_email__" data-cfemail="` + hidden("no address", 7) + `">` + seen + `</span>`:       "Write to [email\u00a0protected] now.",
	} {
		p := Read([]byte("<html><body><article><p>Write to " + markup + " now.</p></article></body></html>"))
		if strings.TrimSpace(p.Text) != want {
			t.Errorf("%s: %q, want %q", markup, p.Text, want)
		}
	}
}

// An article that is one paragraph, with the notice of its site run into its
// end, is still an article.
func TestOneParagraph(t *testing.T) {
	text := strings.Repeat("the council voted on tuesday to close the east quay and the mayor said that it would be mended by june ", 40) + "copyright c 2026 by the herald all rights reserved"
	p := Read([]byte("<html><body><article><h1>The quay</h1><p>" + text + "</p></article></body></html>"))
	body := 0
	for _, z := range p.Zones {
		if z.Kind.Text() {
			body += z.Span.Len()
		}
	}
	if body < len(text)*9/10 {
		t.Errorf("%d of %d bytes are body: %+v", body, len(text), p.Zones)
	}
}

// The outlet is what the host bears out, whatever the metadata say first.
func TestOutlet(t *testing.T) {
	for _, c := range []struct{ html, url, want string }{
		{`<title>Stocks drift - Herald</title><meta property="og:site_name" content="U.S.">`, "https://www.herald.example/a", "Herald"},
		{`<title>A headline</title><meta property="og:site_name" content="Racing | F1 | Indy">`, "https://racing.example/a", "Racing"},
		{`<title>The Review: a headline</title>`, "https://thereview.example/a", "The Review"},
		{`<title>Bridge shut: what now</title>`, "https://thereview.example/a", ""},
		{`<title>Bridge shut – Far Post</title><h1>Bridge shut</h1>`, "", "Far Post"},
		{`<title>Bridge shut – for good</title><h1>Bridge shut tonight</h1>`, "", ""},
		{`<title>x</title><meta property="og:site_name" content="The Paper">`, "https://p.example/a", "The Paper"},
	} {
		if got := ReadWith([]byte(c.html), Options{URL: c.url}).Meta.Outlet; got != c.want {
			t.Errorf("%s at %s: outlet %q, want %q", c.html, c.url, got, c.want)
		}
	}
}

// Each extractor finds the article and leaves the menu, in its own way.
func TestExtractors(t *testing.T) {
	menu := strings.Repeat("<li><a href='/x'>World</a></li>", 20)
	story := ""
	for _, day := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"} {
		story += "<p>The council met on " + day + " evening, and after two hours of talk, much of it heated, it put off the vote on the bridge once more.</p>"
	}
	raw := []byte("<!DOCTYPE html><title>Bridge put off</title><ul>" + menu + "</ul><h1>Bridge put off</h1><p>By Ann Other</p>" + story + "<p>Share this article</p>")
	if len(Extractors) < 2 {
		t.Fatalf("%d extractors", len(Extractors))
	}
	for name, x := range Extractors {
		p := ReadWith(raw, Options{Extractor: x})
		body := ""
		for _, z := range p.Zones {
			if z.Kind.Text() {
				body += p.Text[z.Span.Start:z.Span.End]
			}
		}
		if n := strings.Count(body, "The council met"); n != 5 || strings.Contains(body, "World") || strings.Contains(body, "Share") {
			t.Errorf("%s: %d paragraphs in %q", name, n, body)
		}
	}
}

// Pages in the styles of many systems, each of which states its outlet and the
// day 2026-05-04 in its own way: of nine in ten both are read, and no other day
// is ever given.
func TestStyles(t *testing.T) {
	pages, _ := filepath.Glob("testdata/styles/*.html")
	if len(pages) < 20 {
		t.Fatalf("%d pages", len(pages))
	}
	days, outlets := 0, 0
	for _, path := range pages {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		switch m := Read(raw).Meta; {
		case strings.HasPrefix(m.Published, "2026-05-04"):
			days++
			if m.Outlet != "" {
				outlets++
			}
		case m.Published != "":
			t.Errorf("%s: published %s", path, m.Published)
		case m.Outlet != "":
			outlets++
		}
	}
	if days*10 < len(pages)*9 || outlets*10 < len(pages)*9 {
		t.Errorf("of %d pages the day of %d and the outlet of %d were read", len(pages), days, outlets)
	}
}

// A site may name each piece of its article by what it does with it.
func TestArticleInPiecesOfOneClassIsBody(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<title>Bridge put off</title><article><h1>Bridge put off</h1>`)
	for i := range 5 {
		fmt.Fprintf(&page, `<div class="paywall"><p>The council met for the %dth time on Tuesday evening, and after two hours of talk, much of it heated, it put off the vote.</p></div>`, i+4)
	}
	page.WriteString(`</article><div class="newsletter">Get the news of the valley each morning before you rise.</div>`)
	p := Read([]byte(page.String()))
	body := 0
	for _, z := range p.Zones {
		if z.Kind == zone.Body {
			body += strings.Count(p.Text[z.Span.Start:z.Span.End], "The council met")
		} else if strings.Contains(p.Text[z.Span.Start:z.Span.End], "The council met") {
			t.Errorf("a piece of the article is %s", z.Kind)
		}
	}
	if body != 5 {
		t.Errorf("%d of 5 pieces are body", body)
	}
}
