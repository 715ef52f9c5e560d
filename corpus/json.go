package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// record is one article of JSONL or of a JSON array. Values are kept as they
// stand so that bytes which are not UTF-8 survive.
type record struct {
	ID        json.RawMessage `json:"id"`
	Text      json.RawMessage `json:"text"`
	HTML      json.RawMessage `json:"html"`
	Outlet    json.RawMessage `json:"outlet"`
	URL       json.RawMessage `json:"url"`
	Published json.RawMessage `json:"published"`
	Modified  json.RawMessage `json:"modified"`
	Title     json.RawMessage `json:"title"`
	Byline    json.RawMessage `json:"byline"`
	Story     json.RawMessage `json:"story"`
}

// isJSON reports records: by name, or by a beginning that cannot be prose.
func isJSON(name string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return jsonExt(name) != "" && len(head) > 0
	}
	if jsonExt(name) != "" {
		return true
	}
	if head[0] == '[' {
		if head = bytes.TrimLeft(head[1:], " \t\r\n"); len(head) == 0 || head[0] != '{' {
			return false
		}
	}
	head = bytes.TrimLeft(head[1:], " \t\r\n")
	return len(head) > 0 && head[0] == '"' && (bytes.Contains(head, []byte(`"text"`)) || bytes.Contains(head, []byte(`"html"`)))
}

func jsonExt(name string) string {
	switch ext := strings.ToLower(filepath.Ext(trimPacked(name))); ext {
	case ".jsonl", ".ndjson", ".json":
		return ext
	}
	return ""
}

// json reads JSONL, one JSON object, or an array of them.
func (r *run) json(s source, in *bufio.Reader) {
	s.container = "jsonl"
	if s.id != "" { // kept for a single article, which this is not
		delete(r.taken, hash(s.id))
		s.id = ""
	}
	if c, _ := in.Peek(3); string(c) == "\xef\xbb\xbf" {
		in.Discard(3)
	}
	name := s.member
	if name == "" {
		name = s.path
	}
	lost := &lacking{}
	if byLine(jsonExt(name), in) {
		r.lines(s, in, lost)
	} else {
		r.values(s, in, lost)
	}
	if lost.n > 0 {
		s.line = lost.line
		cause := "the record has neither text nor html"
		if lost.n > 1 {
			cause = fmt.Sprintf("%d records have neither text nor html", lost.n)
		}
		r.refuse(s, cause, "Name the text of an article “text” or “html”.")
	}
}

// lacking counts records without an article, so that a file of other data is
// one problem and not thousands.
type lacking struct{ n, line int }

// byLine reports whether each line is a record of its own, by the first line.
func byLine(ext string, in *bufio.Reader) bool {
	if ext == ".jsonl" || ext == ".ndjson" {
		return true
	}
	head, _ := in.Peek(peek)
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) > 0 && head[0] == '[' {
		return false
	}
	line, _, whole := bytes.Cut(head, []byte("\n"))
	if !whole && len(head) >= peek/2 {
		return ext != ".json" // a long first line: a record
	}
	return json.Valid(line)
}

// lineLimit bounds a line: escapes may make a text six times as long, but
// rarely do.
func (r *run) lineLimit() int64 { return 2*r.opt.max() + 1<<20 }

func (r *run) lines(s source, in *bufio.Reader, lost *lacking) {
	var buf []byte
	for n := 1; !r.stop(); n++ {
		line, long, err := readLine(in, buf[:0], r.lineLimit())
		buf = line
		if cap(buf) > 4<<20 {
			buf = nil // one long line is no reason to hold its room
		}
		s.line = n
		switch body := bytes.TrimSpace(line); {
		case long:
			r.tooLarge(s)
		case err == nil || err == io.EOF:
			if len(body) > 0 {
				r.record(s, body, lost)
			} else if err == io.EOF && n == 1 {
				s.line = 0
				r.refuse(s, "the file is empty", "Nothing was read from it.")
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			r.broken(s, err)
			return
		}
	}
}

// readLine appends the next line to buf. A line of more than limit bytes is
// skipped to its end and long is true.
func readLine(in *bufio.Reader, buf []byte, limit int64) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !long {
			buf = append(buf, part...)
		}
		if int64(len(buf)) > limit {
			buf, long = nil, true
		}
		if err != bufio.ErrBufferFull {
			return buf, long, err
		}
	}
}

// values reads values that stand in an array or one after the other, over any
// number of lines. A value that is broken inside costs only itself as long as
// its brackets match.
func (r *run) values(s source, in *bufio.Reader, lost *lacking) {
	var buf []byte
	limit := r.lineLimit()
	line, start, depth, count := 1, 1, 0, 0
	quoted, escaped, long, array, closed := false, false, false, false, false
	for !r.stop() {
		c, err := in.ReadByte()
		if err != nil {
			if err != io.EOF {
				r.broken(s, err)
			} else if depth > 0 || array && !closed {
				s.line = line
				r.refuse(s, "the file ends in the middle of a record", "Fetch it again; what came before was read.")
			}
			return
		}
		if c == '\n' {
			line++
		}
		if depth == 0 {
			switch {
			case c == '{':
			case c == '[' && count == 0 && !array:
				array = true
				continue
			case c == ']' && array:
				closed = true
				continue
			case c == ',' || c <= ' ':
				continue
			default:
				s.line = line
				r.refuse(s, "no JSON object begins here", "Write one object a line, or an array of objects.")
				return
			}
			buf, start, long = buf[:0], line, false
		}
		if !long {
			buf = append(buf, c)
		}
		if int64(len(buf)) > limit {
			buf, long = nil, true
		}
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				count++
				s.line, s.id = start, ""
				if count == 1 && !array {
					s.id = stem(s.path)
				}
				if long {
					r.tooLarge(s)
				} else {
					r.record(s, buf, lost)
				}
			}
		}
	}
}

// record makes a document of one JSON object.
func (r *run) record(s source, body []byte, lost *lacking) {
	var rec record
	if err := json.Unmarshal(body, &rec); err != nil {
		cause := "broken JSON: " + err.Error()
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			cause = "not a JSON object"
		}
		r.refuse(s, cause, "Mend or remove the record; the rest was read.")
		return
	}
	d := &Document{
		Path: s.path, Line: s.line, Container: "jsonl", Media: Plain,
		Outlet: value(rec.Outlet), URL: value(rec.URL), Published: value(rec.Published), Modified: value(rec.Modified),
		Title: value(rec.Title), Byline: value(rec.Byline), Story: value(rec.Story),
	}
	page, text := value(rec.HTML), value(rec.Text)
	d.Raw = []byte(text)
	if text == "" && page != "" {
		d.Media, d.Raw, d.Charset = HTML, []byte(page), "utf-8"
	}
	switch {
	case len(rec.Text) == 0 && len(rec.HTML) == 0:
		if lost.n++; lost.n == 1 {
			lost.line = s.line
		}
		return
	case int64(len(d.Raw)) > r.opt.max():
		r.tooLarge(s)
		return
	case len(bytes.TrimSpace(d.Raw)) == 0:
		r.refuse(s, "the text of the record is empty", "The rest was read.")
		return
	}
	id := value(rec.ID)
	if id == "" {
		id = s.id
	}
	d.ID = r.free(id, s)
	r.note(d, s)
	r.emit(d)
}

// value is a string or a number of JSON as text; anything else is "".
func value(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch c := raw[0]; {
	case c == '"' && len(raw) >= 2:
		return unquote(raw[1 : len(raw)-1])
	case c == '-' || '0' <= c && c <= '9':
		return string(raw)
	}
	return ""
}

// unquote resolves the escapes of a JSON string that was found valid. Other
// than the standard library it leaves bytes alone that are not UTF-8.
func unquote(s []byte) string {
	i := bytes.IndexByte(s, '\\')
	if i < 0 {
		return string(s)
	}
	out := make([]byte, 0, len(s))
	for i >= 0 && i+1 < len(s) {
		out = append(out, s[:i]...)
		c := s[i+1]
		s = s[i+2:]
		switch c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			u := unit(s)
			if u >= 0 {
				s = s[4:]
			}
			if utf16.IsSurrogate(u) {
				low := rune(-1)
				if len(s) >= 6 && s[0] == '\\' && s[1] == 'u' {
					low = unit(s[2:])
				}
				if u = utf16.DecodeRune(u, low); u != utf8.RuneError {
					s = s[6:]
				}
			}
			out = utf8.AppendRune(out, u)
		default:
			out = append(out, c)
		}
		i = bytes.IndexByte(s, '\\')
	}
	return string(append(out, s...))
}

// unit reads four hexadecimal digits; -1 when there are none.
func unit(s []byte) rune {
	if len(s) < 4 {
		return -1
	}
	n, err := strconv.ParseUint(string(s[:4]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
