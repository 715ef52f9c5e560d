package page

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// address is what Cloudflare hid behind "[email protected]" in element n, or "".
// The markup still holds it: bytes in hexadecimal, the first of which is the
// key that the others were XORed with.
func address(n *html.Node) string {
	code := attr(n, "data-cfemail")
	if code == "" {
		_, after, ok := strings.Cut(attr(n, "href"), "/cdn-cgi/l/email-protection#")
		if !ok || !placeholder(n) {
			return ""
		}
		code = after
	}
	b, err := hex.DecodeString(code)
	if err != nil || len(b) < 4 {
		return ""
	}
	for i := range b[1:] {
		b[i+1] ^= b[0]
	}
	s := string(b[1:])
	if !utf8.ValidString(s) || !strings.Contains(s, "@") || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return ""
	}
	return s
}

// placeholder reports whether all that element n shows is "[email protected]".
func placeholder(n *html.Node) bool {
	c := n.FirstChild
	return c != nil && c.NextSibling == nil && c.Type == html.TextNode &&
		strings.Join(strings.Fields(strings.ReplaceAll(c.Data, "\u00a0", " ")), " ") == "[email protected]"
}
