package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Names under which exports, scrapers and archives give a field of an article;
// the first that holds something counts. They are compared in small letters.
var (
	idNames        = []string{"id", "article_id", "doc_id"}
	textNames      = []string{"text", "maintext", "article_text", "full_text", "fulltext", "articlebody", "body_text", "raw_text", "plain_text", "content_text", "body", "content"}
	htmlNames      = []string{"html", "raw_html", "body_html", "content_html"}
	outletNames    = []string{"outlet", "site_name", "sitename", "source_name", "media_name", "newspaper", "publication", "publisher", "source", "source_domain", "hostname", "domain"}
	urlNames       = []string{"url", "link", "canonical_url", "web_url", "article_url"}
	publishedNames = []string{"published", "published_at", "publishedat", "date_publish", "date_published", "datepublished", "publish_date", "published_date", "publication_date", "pub_date", "pubdate", "date"}
	modifiedNames  = []string{"modified", "modified_at", "date_modify", "date_modified", "datemodified", "updated", "updated_at"}
	titleNames     = []string{"title", "headline"}
	bylineNames    = []string{"byline", "author", "authors"}
	storyNames     = []string{"story", "story_id"}

	// placeNames say where a text stands in another one: a record that has one
	// is a piece of an article, such as a quotation.
	placeNames = []string{"byte_start", "rune_start", "char_start", "start_char", "before", "prefix"}
)

// lacking counts records without an article, so that a file of other data is
// one problem and not thousands.
type lacking struct{ none, pieces tally }

type tally struct{ n, line int }

func (t *tally) add(line int) {
	if t.n++; t.n == 1 {
		t.line = line
	}
}

// lack reports what the records of a file lacked.
func (r *run) lack(s source, lost *lacking) {
	for _, l := range []struct {
		tally
		one, many, remedy string
	}{
		{lost.none, "the record has neither text nor html", "records have neither text nor html", "Name the text of an article “text” or “html”."},
		{lost.pieces, "the record is a piece of an article, not one", "records are pieces of articles, such as quotations, not articles", "Name the articles that they were taken from."},
	} {
		if s.line = l.line; l.n == 1 {
			r.refuse(s, l.one, l.remedy)
		} else if l.n > 1 {
			r.refuse(s, fmt.Sprint(l.n, " ", l.many), l.remedy)
		}
	}
}

// record makes a document of one record, whose fields get gives by their names
// in small letters; there is no difference between "" and none.
func (r *run) record(s source, get func(name string) string, lost *lacking) {
	pick := func(names []string) (value, name string) {
		for _, n := range names {
			if v := get(n); strings.TrimSpace(v) != "" {
				return v, n
			}
		}
		return "", ""
	}
	field := func(names []string) string { v, _ := pick(names); return v }
	d := &Document{
		Path: s.path, Line: s.line, Container: s.container, Media: Plain,
		Outlet: field(outletNames), URL: field(urlNames), Published: field(publishedNames), Modified: field(modifiedNames),
		Title: field(titleNames), Byline: field(bylineNames), Story: field(storyNames),
	}
	text, name := pick(textNames)
	page := field(htmlNames)
	if name != "text" && d.URL == "" && d.Title == "" && d.Published == "" {
		text = "" // what is called so in data of another kind
	}
	d.Raw = []byte(text)
	switch {
	case page != "" && (text == "" || name != "text"):
		d.Media, d.Raw, d.Charset = HTML, []byte(page), "utf-8"
	case pageStart(d.Raw[:min(len(d.Raw), peek)]) || name != "text" && markup.MatchString(text):
		d.Media, d.Charset = HTML, "utf-8"
	}
	switch {
	case field(placeNames) != "" && page == "":
		lost.pieces.add(s.line)
		return
	case len(d.Raw) == 0 && get("text")+get("html") != "":
		r.refuse(s, "the text of the record is empty", "The rest was read.")
		return
	case len(d.Raw) == 0:
		lost.none.add(s.line)
		return
	case int64(len(d.Raw)) > r.opt.max():
		r.tooLarge(s)
		return
	}
	id := field(idNames)
	if id == "" {
		id = s.id
	}
	d.ID = r.free(id, s)
	r.note(d, s)
	r.emit(d)
}

// markup is what a text that is a page in truth has.
var markup = regexp.MustCompile(`(?i)<(p|div|br|article|h[1-6])\b[^>]*>`)

// made are the beginnings of what verbatim itself writes, which is no article,
// although much of it could be read as one.
var made = []*regexp.Regexp{
	regexp.MustCompile(`^\{("type":"report",|\s*)"format": ?"verbatim/1"`),
	regexp.MustCompile(`<meta name="generator" content="verbatim [0-9.]+">`),
	regexp.MustCompile(`(?s)^<\?xml.*<p>Made by verbatim [0-9.]+\.`),
	regexp.MustCompile(`^(# [^\n]*\n\n)?[\d,]+ articles?, [\d,]+ words, [\d,]+ quotations?\. `),
	regexp.MustCompile(`^(finding_id[,;]quote_id|quote_id[,;]outlet|article[,;]byte_start|what[,;]kind|date[,;]event[,;]quotations)[,;]`),
}

// isMade reports whether head begins an output of verbatim.
func isMade(head []byte) bool {
	head = bytes.TrimPrefix(head[:min(len(head), 2048)], []byte("\xef\xbb\xbf"))
	for _, m := range made {
		if m.Match(head) {
			return true
		}
	}
	return false
}

// values of JSON by their names in small letters, as they stand.
type object map[string]json.RawMessage

// readObject reads an object; its values may be parts of body.
func readObject(body []byte) (object, error) {
	o := members(body)
	if o == nil {
		if err := json.Unmarshal(body, &o); err != nil {
			return nil, err
		}
	}
	for k, v := range o {
		if low := strings.ToLower(k); low != k && o[low] == nil {
			o[low] = v
		}
	}
	return o, nil
}

// members are the fields of an object without copies of them; nil for what is no
// object, or has escapes in a name. O(len(body)).
func members(body []byte) object {
	b := bytes.TrimLeft(body, blanks)
	if len(b) == 0 || b[0] != '{' || !json.Valid(b) {
		return nil
	}
	o := object{}
	for b = bytes.TrimLeft(b[1:], blanks); len(b) > 0 && b[0] == '"'; b = bytes.TrimLeft(b[1:], blanks) {
		n := quotedLen(b)
		name := b[1 : n-1]
		if bytes.IndexByte(name, '\\') >= 0 || !utf8.Valid(name) {
			return nil
		}
		b = bytes.TrimLeft(b[n:], blanks)
		b = bytes.TrimLeft(b[1:], blanks) // the colon
		n = valueLen(b)
		o[string(name)] = json.RawMessage(b[:n:n])
		if b = bytes.TrimLeft(b[n:], blanks); len(b) == 0 || b[0] != ',' {
			break
		}
	}
	return o
}

// blanks of JSON.
const blanks = " \t\r\n"

// quotedLen is the length of the JSON string that b begins with.
func quotedLen(b []byte) int {
	for i := 1; ; {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b)
		}
		end := i + n
		i = end + 1
		back := 0
		for b[end-1-back] == '\\' {
			back++
		}
		if back%2 == 0 {
			return i
		}
	}
}

// valueLen is the length of the valid JSON value that b begins with.
func valueLen(b []byte) int {
	depth := 0
	for i := 0; i < len(b); {
		switch b[i] {
		case '"':
			if i += quotedLen(b[i:]); depth == 0 {
				return i
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
		i++
	}
	return len(b)
}

// get is the value of a field as text: a string, a number, the name of an
// object, of a list its values with commas.
func (o object) get(name string) string { return plainValue(o[name], 0) }

func plainValue(raw json.RawMessage, depth int) string {
	if len(raw) > 0 && depth < 2 {
		switch raw[0] {
		case '[':
			var list []json.RawMessage
			if json.Unmarshal(raw, &list) != nil || len(list) > 20 {
				return ""
			}
			var out []string
			for _, v := range list {
				if s := plainValue(v, depth+1); s != "" {
					out = append(out, s)
				}
			}
			return strings.Join(out, ", ")
		case '{':
			if o, err := readObject(raw); err == nil {
				return plainValue(o["name"], depth+1)
			}
			return ""
		}
	}
	return value(raw)
}

// within are the names under which an answer of a service holds its articles.
var withinNames = []string{"articles", "results", "items", "docs", "documents", "data", "entries", "response"}

// list gives the records that an object holds instead of being one; nil when
// it holds none.
func (o object) list(depth int) []json.RawMessage {
	for _, n := range withinNames {
		raw := bytes.TrimSpace(o[n])
		switch {
		case len(raw) == 0:
		case raw[0] == '[':
			var list []json.RawMessage
			if json.Unmarshal(raw, &list) == nil && len(list) > 0 && bytes.HasPrefix(bytes.TrimSpace(list[0]), []byte("{")) {
				return list
			}
		case raw[0] == '{' && depth < 2:
			if in, err := readObject(raw); err == nil {
				if list := in.list(depth + 1); list != nil {
					return list
				}
			}
		}
	}
	return nil
}
