package corpus

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path/filepath"
	"strings"
)

// isMHTML reports a page as browsers save it in one file (RFC 2557).
func isMHTML(name string, head []byte) bool {
	head = head[:min(len(head), 8192)]
	low := bytes.ToLower(head)
	if !bytes.Contains(low, []byte("mime-version:")) || !bytes.Contains(low, []byte("content-type:")) {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mht", ".mhtml", ".eml":
		return true
	}
	return bytes.HasPrefix(low, []byte("from: <saved by")) || bytes.HasPrefix(low, []byte("mime-version:"))
}

// mhtml reads the first HTML part, or the first plain one, of a saved page.
func (r *run) mhtml(s source, in *bufio.Reader) {
	s.container = "mhtml"
	msg, err := mail.ReadMessage(in)
	if err != nil {
		r.broken(s, err)
		return
	}
	s.url = first(msg.Header.Get("Snapshot-Content-Location"), msg.Header.Get("Content-Location"))
	if t, err := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject")); err == nil {
		s.title = t
	}
	s.published = ""
	if !r.part(s, msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Body, 0) && !r.stop() {
		r.refuse(s, "the saved page has no text", "Save it again as HTML.")
	}
}

// part reads a part or what is within it, and reports whether it was the page.
func (r *run) part(s source, contentType, encoding string, in io.Reader, depth int) bool {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || depth > 4 {
		return false
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		for m := multipart.NewReader(in, params["boundary"]); !r.stop(); {
			p, err := m.NextRawPart()
			if err != nil {
				return false
			}
			t := s
			t.url = first(s.url, p.Header.Get("Content-Location"))
			if r.part(t, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth+1) {
				return true
			}
		}
		return false
	}
	switch media {
	case "text/html", "application/xhtml+xml":
		s.html = true
	case "text/plain":
	default:
		return false
	}
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		in = quotedprintable.NewReader(in)
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, in)
	}
	s.charset = params["charset"]
	br := bufio.NewReader(in)
	head, _ := br.Peek(4 << 10)
	r.article(s, "", head, br)
	return true
}
