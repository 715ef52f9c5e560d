package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// isJSON reports records: by name, or by a beginning that cannot be prose.
func isJSON(name string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return jsonExt(name) != "" && len(head) > 0
	}
	if jsonExt(name) != "" {
		return true
	}
	return jsonStart.Match(head[:min(len(head), 256)])
}

// jsonStart is a beginning that prose does not have.
var jsonStart = regexp.MustCompile(`^(\[\s*)?\{\s*"[^"\n]{1,60}"\s*:`)

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
	r.lack(s, lost)
}

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
				r.object(s, body, lost)
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
					r.object(s, buf, lost)
				}
			}
		}
	}
}

// object makes documents of one JSON object: itself, or the records within it.
func (r *run) object(s source, body []byte, lost *lacking) {
	o, err := readObject(body)
	if err != nil {
		cause := "broken JSON: " + err.Error()
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			cause = "not a JSON object"
		}
		r.refuse(s, cause, "Mend or remove the record; the rest was read.")
		return
	}
	if o["text"] == nil && o["html"] == nil {
		if list := o.list(0); list != nil {
			for i, body := range list {
				s.line = i + 1
				if in, err := readObject(body); err == nil && !r.stop() {
					r.record(s, in.get, lost)
				}
			}
			return
		}
	}
	r.record(s, o.get, lost)
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
