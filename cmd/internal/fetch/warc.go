package fetch

import (
	"bytes"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"net/http"
	"net/url"
	"sort"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// archive collects records of a web archive (WARC 1.1, ISO 28500:2017), each
// packed by itself, so that archives can be joined end to end.
type archive struct{ packed bytes.Buffer }

// field is a line of the head of a record.
type field struct{ name, value string }

// record adds one record. Writing to memory cannot fail.
func (w *archive) record(kind string, fields []field, body []byte) (id string) {
	id = "<urn:uuid:" + uuid() + ">"
	z := gzip.NewWriter(&w.packed)
	fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\n", kind, id)
	for _, f := range fields {
		if f.value != "" {
			fmt.Fprintf(z, "%s: %s\r\n", f.name, f.value)
		}
	}
	fmt.Fprintf(z, "WARC-Block-Digest: %s\r\nContent-Length: %d\r\n\r\n", digest(body), len(body))
	z.Write(body)
	z.Write([]byte("\r\n\r\n"))
	z.Close()
	return id
}

// info writes what made the archive.
func (w *archive) info(agent string) {
	w.record("warcinfo", []field{{"WARC-Date", time.Now().UTC().Format(time.RFC3339)}, {"Content-Type", "application/warc-fields"}},
		[]byte("software: "+agent+"\r\nformat: WARC File Format 1.1\r\nrobots: classic\r\n"))
}

// exchange writes an answer and the request for it.
func (w *archive) exchange(a *answer) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", a.status, http.StatusText(a.status))
	headers(&b, a.head)
	b.Write(a.body)
	about := []field{{"WARC-Target-URI", a.url}, {"WARC-Date", a.date.Format(time.RFC3339)}, {"WARC-IP-Address", a.ip}}
	id := w.record("response", append(about, field{"WARC-Payload-Digest", digest(a.body)}, field{"Content-Type", "application/http; msgtype=response"}), b.Bytes())
	b.Reset()
	at, err := url.Parse(a.url)
	if err != nil {
		return // it was fetched, so it is an address
	}
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", at.RequestURI(), at.Host)
	headers(&b, a.asked)
	w.record("request", append(about, field{"WARC-Concurrent-To", id}, field{"Content-Type", "application/http; msgtype=request"}), b.Bytes())
}

// headers writes header lines in order of their names, and the empty line
// after them. How the bytes were cut on their way is no longer true of them.
func headers(b *bytes.Buffer, h http.Header) {
	var names []string
	for n := range h {
		if n != "Transfer-Encoding" && n != "Connection" {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	clean := func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}
	for _, n := range names {
		for _, v := range h[n] {
			fmt.Fprintf(b, "%s: %s\r\n", n, strings.Map(clean, v))
		}
	}
	b.WriteString("\r\n")
}

func digest(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// uuid is a random one (RFC 9562, version 4).
func uuid() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
