package corpus

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"strings"
)

// isTable reports a table of text, by its name: its content could be prose.
func isTable(name string, head []byte) bool {
	switch strings.ToLower(filepath.Ext(trimPacked(name))) {
	case ".csv", ".tsv", ".tab":
		return len(bytes.TrimSpace(head)) > 0 && !bytes.HasPrefix(head, []byte("PK")) && bytes.IndexByte(head, 0) < 0
	}
	return false
}

// table reads the articles of a table, a row each. The head line names the
// columns as the keys of JSONL are named.
func (r *run) table(s source, in *bufio.Reader) {
	s.container = "table"
	if s.id != "" {
		delete(r.taken, hash(s.id))
		s.id = ""
	}
	if c, _ := in.Peek(3); string(c) == "\xef\xbb\xbf" {
		in.Discard(3)
	}
	head, _ := in.Peek(4 << 10)
	first, _, _ := bytes.Cut(head, []byte("\n"))
	lim := &allowance{in: in, left: r.lineLimit()}
	t := csv.NewReader(lim)
	t.FieldsPerRecord, t.LazyQuotes, t.ReuseRecord = -1, true, true
	for _, c := range "\t;" {
		if bytes.Count(first, []byte(string(c))) > bytes.Count(first, []byte(string(t.Comma))) {
			t.Comma = c
		}
	}
	column := map[string]int{}
	lost := &lacking{}
	for !r.stop() {
		lim.left = r.lineLimit()
		row, err := t.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			var bad *csv.ParseError
			if s.line = 0; errors.As(err, &bad) {
				s.line = bad.StartLine
			}
			if lim.left < 0 {
				r.refuse(s, "a row of the table has no end", "Mend its quotation marks; what stands before it was read.")
			} else {
				r.broken(s, err)
			}
			return
		}
		if len(column) == 0 {
			for i, name := range row {
				name = strings.ToLower(strings.TrimSpace(name))
				if _, ok := column[name]; !ok {
					column[name] = i
				}
			}
			if !named(column, textNames) && !named(column, htmlNames) {
				r.refuse(s, "a table without a column that is named text or html", "Name the column that holds the articles, or name the articles themselves.")
				return
			}
			continue
		}
		s.line, _ = t.FieldPos(0)
		r.record(s, func(name string) string {
			if i, ok := column[name]; ok && i < len(row) {
				return strings.Clone(row[i])
			}
			return ""
		}, lost)
	}
	r.lack(s, lost)
}

func named(column map[string]int, names []string) bool {
	for _, n := range names {
		if _, ok := column[n]; ok {
			return true
		}
	}
	return false
}
