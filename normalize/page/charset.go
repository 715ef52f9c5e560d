package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode gives the text of a page in UTF-8. The order of belief: a byte order
// mark; the bytes themselves, when all of them are UTF-8; what HTTP and then
// the page say, when it decodes without a fault; windows-1252, which is what
// browsers take for a Western page that says nothing. O(len(raw)).
func decode(raw []byte, http string) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
		if utf8.Valid(raw) {
			return string(raw)
		}
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		if b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(raw); err == nil {
			return string(b)
		}
	}
	if utf8.Valid(raw) {
		return string(raw)
	}
	for _, label := range []string{http, declared(raw)} {
		e, name := charset.Lookup(label)
		if e == nil || name == "replacement" {
			continue
		}
		if b, err := e.NewDecoder().Bytes(raw); err == nil && !bytes.Contains(b, []byte("\uFFFD")) {
			return string(b)
		}
	}
	// Mostly UTF-8 with a few broken bytes stays what it is: a repair of the
	// few must not cost the many.
	if good, bad := weigh(raw); good > 4*bad {
		return string(raw)
	}
	b, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil {
		return string(raw)
	}
	return string(b)
}

// weigh counts the characters outside ASCII that are UTF-8 and the bytes that
// are not.
func weigh(raw []byte) (good, bad int) {
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		raw = raw[n:]
	}
	return good, bad
}

// declared is the encoding that a meta element near the beginning names.
func declared(raw []byte) string {
	head := strings.ToLower(string(raw[:min(len(raw), 4096)]))
	i := strings.Index(head, "charset=")
	if i < 0 {
		return ""
	}
	v := strings.TrimLeft(head[i+len("charset="):], " \"'")
	if end := strings.IndexAny(v, " \"'/;>\r\n"); end >= 0 {
		v = v[:end]
	}
	return v
}
