package corpus

import "fmt"

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
	Outlet    string
	URL       string
	Title     string
	Byline    string
	Published string // ISO 8601 date or date and time, or ""
	Modified  string
	Story     string // articles of one story are compared with each other only
	Media     Media
	Raw       []byte // the bytes exactly as obtained
	SHA256    string // of Raw, in hexadecimal
}

// Problem is an input that could not be used, in whole or in part.
type Problem struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"` // 1-based, 0 when the whole file is meant
	Cause  string `json:"cause"`
	Remedy string `json:"remedy"`
}

func (p Problem) Error() string {
	at := p.Path
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", p.Path, p.Line)
	}
	if p.Remedy == "" {
		return at + ": " + p.Cause
	}
	return at + ": " + p.Cause + ". " + p.Remedy
}
