package corpus

import (
	"fmt"
	"strings"
	"unicode"
)

// Media says how the bytes of a document are to be read.
type Media string

const (
	Plain Media = "text/plain"
	HTML  Media = "text/html"
)

// Document is one article as published.
type Document struct {
	ID        string // file stem, or the id field of JSONL; unique in one run
	Path      string // where it was read from, as the user named it
	Line      int    // line or record of the container at Path, from 1; 0 when Path is the article itself
	Container string // "jsonl", "warc", "gzip" … when Raw was taken out of Path; "" when Raw is the file
	Outlet    string
	URL       string
	Title     string
	Byline    string
	Published string // ISO 8601 date or date and time, or ""
	Modified  string
	Story     string // articles of one story are compared with each other only
	Charset   string // what HTTP said of the encoding, or ""
	Media     Media
	Raw       []byte // the bytes exactly as obtained
	SHA256    string // of Raw, in hexadecimal
}

// Name is what a reader calls the article: its outlet, or the id where no
// outlet is known. An outlet is never made up from a file name.
func (d *Document) Name() string {
	if d.Outlet != "" {
		return d.Outlet
	}
	return d.ID
}

// Problem is an input that could not be used, in whole or in part.
type Problem struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"` // 1-based, 0 when the whole file is meant
	Cause  string `json:"cause"`
	Remedy string `json:"remedy"`
}

func (p Problem) Error() string {
	at := Shown(p.Path)
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, p.Line)
	}
	if p.Remedy == "" {
		return at + ": " + p.Cause
	}
	return at + ": " + p.Cause + ". " + p.Remedy
}

// Shown is a name made safe to print: control characters, marks that change
// the direction of writing and invalid bytes appear as escapes.
func Shown(name string) string {
	safe := true
	for _, r := range name {
		if unsafeRune(r) {
			safe = false
			break
		}
	}
	if safe {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		switch {
		case !unsafeRune(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// unsafeRune reports a character that a name must not bring to a terminal or
// into an identifier.
func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || r == '\u2028' || r == '\u2029'
}
