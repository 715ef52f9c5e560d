package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestKind(t *testing.T) {
	card := func(i int) string {
		return fmt.Sprintf(`<div class="card"><h3><a href="/%d">Council puts off the vote on bridge number %d</a></h3><p>The council put off the vote again on Tuesday, and nobody could say when it would be held, or where.</p></div>`, i, i)
	}
	var list strings.Builder
	for i := range 12 {
		list.WriteString(card(i))
	}
	story := "<h1>Bridge put off</h1>" + strings.Repeat("<p>The council met on Tuesday evening, and after two hours of talk, much of it heated, it put off the vote on the bridge until the autumn.</p>", 4)
	for _, c := range []struct{ name, html, want string }{
		{"section", "<title>World</title><main><h1>World</h1>" + list.String() + "</main>", SectionPage},
		{"article with a list below", "<title>x</title><main><article>" + story + "</article><aside>" + list.String() + "</aside></main>", ""},
		{"article that says so", `<title>x</title><meta property="og:type" content="article"><main><h1>Ten bridges</h1>` + list.String() + "</main>", ""},
		{"consent", "<title>Before you continue</title><main><h1>We value your privacy</h1><p>We and our partners store cookies and process personal data. With your consent we may go on.</p><button>Accept all</button></main>", ConsentWall},
		{"article about consent", "<title>x</title><main><article><h1>Cookies</h1>" + strings.Repeat("<p>The court held that consent to cookies must be given freely, and that “accept all” is no consent when nobody says what our partners do with personal data.</p>", 12) + "</article></main>", ""},
		{"article behind a banner", `<title>x</title><div class="cookie-banner">We value your privacy. Cookies, consent, our partners. <button>Accept all</button></div><main><article>` + story + strings.Repeat("<p>It was a long evening for all who had come to speak of the bridge, and few had the time to wait for the end of it.</p>", 8) + "</article></main>", ""},
	} {
		p := Read([]byte("<!DOCTYPE html>" + c.html))
		got := ""
		if len(p.Conditions) > 0 {
			got = p.Conditions[0].Kind
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
