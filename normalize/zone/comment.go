package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// comments finds the comment section after the article: where it begins, where
// each comment begins, and who wrote it.
//
// A section begins at a heading (“Comments (2)”, “31 thoughts on …”) that a
// comment follows, or, without one, at the first of several headers that say
// themselves that they are headers (“1. Name says:”). Forms of headers:
//
//  1. Name says:        numbered or not; also “Name:” when the numbers go on
//     Name • 3 hours ago   also “Name November 13, 2017 at 9:12 pm”
//     Name on DATE said:
//     Name                 a line of its own before its text, after a heading only
func (a *article) comments() {
	a.end = len(a.lines)
	heading, prose, proseWords := -1, 0, 0
	strong, first := 0, -1
	for i := range a.lines {
		l := &a.lines[i]
		if prose >= 1 && proseWords >= 20 {
			if h := l.header(0); h.form == formSays {
				if strong++; first < 0 {
					first = i
				}
			}
			if prose >= 3 && proseWords >= 60 && l.commentHeading() && a.commentFollows(i+1) {
				heading = i
				break
			}
		}
		if l.prose() && !l.sure {
			prose++
			proseWords += l.words
		}
	}
	from := heading
	switch {
	case heading >= 0 && (first < 0 || first > heading || strong < 2):
		a.lines[heading].set(CommentForm)
		from = heading + 1
	case strong >= 2:
		from = first
		if from > 0 && a.lines[from-1].commentHeading() {
			a.lines[from-1].set(CommentForm)
		}
	default:
		return
	}
	a.split(from)
	a.end = from
	if from > 0 && a.lines[from-1].kind == CommentForm {
		a.end--
	}
}

// commentHeading: “Comments”, “2 Comments”, “Comments (2)”, “14 thoughts on …”.
func (l *line) commentHeading() bool {
	if l.words > 20 || l.stop && l.words > 4 {
		return false
	}
	k := strings.Trim(l.key, "0123456789 ")
	switch k {
	case "comments", "comment", "reader comments", "responses", "replies", "discussion", "user comments", "kommentare", "commentaires", "comentarios", "comentários", "commenti", "комментарии", "all comments", "comments so far", "top comments", "leserkommentare":
		return true
	}
	if l.key == "" || l.key[0] < '0' || l.key[0] > '9' {
		return false
	}
	for _, p := range []string{"thoughts on ", "thought on ", "comments on ", "comment on ", "responses to ", "response to ", "replies to ", "comments to "} {
		if strings.HasPrefix(k, p) {
			return true
		}
	}
	return false
}

type headerForm int

const (
	formNone headerForm = iota
	formSays
	formDated
	formNumber // “3. @Name:”, counts only where the numbers go on
)

type header struct {
	form   headerForm
	number int
	author string
}

// header reads a line as the header of a comment; last is the number of the
// comment before it.
func (l *line) header(last int) header {
	if l.words > 24 || l.words == 0 {
		return header{}
	}
	s := l.text
	number := 0
	if i := 0; s[0] >= '0' && s[0] <= '9' {
		for i < len(s) && i < 6 && s[i] >= '0' && s[i] <= '9' {
			number = number*10 + int(s[i]-'0')
			i++
		}
		if i < len(s) && (s[i] == '.' || s[i] == ')') && i+1 < len(s) && s[i+1] == ' ' {
			s = strings.TrimSpace(s[i+1:])
		} else {
			number = 0
		}
	}
	if l.colon {
		body := strings.TrimSpace(strings.TrimSuffix(s, ":"))
		low := strings.ToLower(body)
		for _, verb := range []string{" says", " said", " wrote", " writes", " sagt", " dit", " dice", " disse", " diz"} {
			if !strings.HasSuffix(low, verb) {
				continue
			}
			name := body[:len(body)-len(verb)]
			if at := dateIn(name); at > 0 {
				name = strings.TrimSuffix(strings.TrimSpace(name[:at]), " on")
				if named(name, 6) {
					return header{formSays, number, strings.TrimSpace(name)}
				}
			}
			if named(name, 6) && (number > 0 || verb == " says" || verb == " said" && !spoken(name)) {
				return header{formSays, number, strings.TrimSpace(name)}
			}
		}
		if number > 0 && number == last+1 && len(body) < 60 && strings.Count(body, " ") < 6 {
			if !strings.HasPrefix(body, "@") {
				return header{formNumber, number, body}
			}
			return header{formNumber, number, ""} // the one that is answered, not the author
		}
		return header{}
	}
	if l.stop && l.words > 10 || strings.HasPrefix(l.key, "by ") {
		return header{} // a by-line is of another article
	}
	if strings.HasSuffix(l.key, " ago") || strings.HasSuffix(l.key, " ago edited") {
		name := s
		for _, sep := range []string{" • ", " · ", " | ", " — ", " - ", "\t", ", "} {
			if i := strings.Index(name, sep); i > 0 {
				name = name[:i]
				break
			}
		}
		if name == s {
			f := strings.Fields(s)
			n := len(f) - 3 // “3 hours ago”
			if n < 1 {
				return header{}
			}
			name = strings.Join(f[:n], " ")
		}
		if named(name, 5) {
			return header{formDated, number, strings.TrimSpace(name)}
		}
		return header{}
	}
	if at := dateIn(s); at > 0 && l.words <= 14 && !l.stop {
		name := strings.TrimRight(s[:at], " ,|•·—–-(")
		name = strings.TrimSuffix(name, " on")
		name = strings.TrimPrefix(name, "Posted by ")
		if named(name, 5) {
			return header{formDated, number, strings.TrimSpace(name)}
		}
	}
	return header{}
}

// spoken reports whether a name before “said:” reads like a speaker of the
// story (“Mayor Ortega said:” opens a paragraph of an article).
func spoken(name string) bool {
	return strings.Contains(strings.TrimSpace(name), " ")
}

// dateIn is where a date with a year or a time begins in s, -1 if there is
// none: a month name before a figure, or figures with slashes.
func dateIn(s string) int {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] != ' ' {
			j++
		}
		w := strings.ToLower(strings.Trim(s[i:j], ",.()"))
		rest := strings.TrimLeft(s[j:], " ")
		switch {
		case months[w] && rest != "" && rest[0] >= '0' && rest[0] <= '9':
			// the day may stand before the month
			if p := strings.TrimRight(s[:i], " "); p != "" {
				k := strings.LastIndexByte(p, ' ') + 1
				if d := strings.Trim(p[k:], ".,"); d != "" && d[0] >= '0' && d[0] <= '9' && len(d) <= 4 {
					return k
				}
			}
			return i
		case len(w) >= 8 && len(w) <= 10 && w[0] >= '0' && w[0] <= '9' && (strings.Count(w, "/") == 2 || strings.Count(w, "-") == 2 || strings.Count(w, ".") == 2):
			return i
		}
		i = j + 1
	}
	return -1
}

// named reports whether s may be the name of one who comments: short, no
// sentence, most often with a capital or a figure.
func named(s string, words int) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 60 || strings.ContainsAny(s, "?!:;“”\"/") {
		return false
	}
	f := strings.Fields(s)
	if len(f) > words {
		return false
	}
	odd := 0
	for _, w := range f {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’(@"))
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			odd++
		}
	}
	return odd > 0 || len(f) <= 2
}

// nameLine: a line that is nothing but a name.
func (l *line) nameLine() bool {
	initial := l.stop && l.words >= 2 && l.words == l.caps && strings.HasSuffix(l.text, ".") && len(l.text)-strings.LastIndexByte(l.text, ' ') <= 5
	return l.words <= 5 && (!l.stop || initial) && !l.colon && !l.open && !l.bullet && !l.sure && named(l.text, 4) && !strings.ContainsAny(l.text, ",|")
}

// commentFollows reports whether what follows a heading reads like comments:
// a header soon, or a name before its text.
func (a *article) commentFollows(from int) bool {
	seen := 0
	for i := from; i < len(a.lines) && seen < 6; i++ {
		l := &a.lines[i]
		if h := l.header(0); h.form == formSays || h.form == formDated {
			return true
		}
		if l.sure && (l.kind == CommentForm || l.kind == SharePrompt) {
			continue
		}
		if seen == 0 && i+1 < len(a.lines) && l.nameLine() {
			n := &a.lines[i+1]
			if n.dateline() {
				return true
			}
			if !n.gap && n.words >= 3 && (n.stop || n.words >= 8) && (i+2 >= len(a.lines) || a.lines[i+2].gap || n.gap == l.gap || !a.lines[i+2].gap) {
				return true
			}
		}
		if seen == 0 && l.inline() != "" {
			return true
		}
		seen++
	}
	return false
}

// inline is who wrote a comment whose text follows the name on one line,
// “name: text”; "" when the line does not begin so. It counts only under a
// heading of comments.
func (l *line) inline() string {
	name, rest, ok := strings.Cut(l.text, ": ")
	if !ok || len(name) < 2 || len(name) > 30 || strings.ContainsAny(name, " \t.,;!?“”\"") || strings.TrimSpace(rest) == "" {
		return ""
	}
	return name
}

// Commenter is who wrote a comment that names its author on the same line,
// “name: text”; "" when text does not begin so.
func Commenter(text string) string { return (&line{text: text}).inline() }

// endsComments are the lines after which no comment follows.
func (l *line) endsComments() bool {
	if l.opens == CommentForm || l.opens == RelatedLink || l.kind == Copyright {
		return true
	}
	return l.sure && l.kind == CommentForm && strings.HasPrefix(l.key, "your email address")
}

// split cuts the lines from from on into comments.
func (a *article) split(from int) {
	// The form of the first header decides whether bare names count.
	bare := true
	for i := from; i < len(a.lines) && i < from+400; i++ {
		if h := a.lines[i].header(0); h.form == formSays || h.form == formDated {
			bare = false
			break
		}
		if a.lines[i].endsComments() {
			break
		}
	}
	group, last := -1, 0
	author := ""
	headers := []int{}
	i := from
	for ; i < len(a.lines); i++ {
		l := &a.lines[i]
		if group >= 0 && l.endsComments() {
			break
		}
		h := l.header(last)
		if h.form == formNumber && group < 0 && h.number != 1 {
			h.form = formNone
		}
		if h.number > 0 && last > 0 && h.form != formNone && (h.number <= last || h.number > last+50) && h.form == formNumber {
			h.form = formNone
		}
		if bare && h.form == formNone && l.nameLine() && i+1 < len(a.lines) && (l.gap && !a.lines[i+1].gap || a.lines[i+1].dateline()) {
			h = header{form: formDated, author: l.text}
		}
		if bare && h.form == formNone {
			if who := l.inline(); who != "" {
				h = header{form: formDated, author: who}
			}
		}
		if h.form != formNone {
			// A date line under the name, or a name above the date line,
			// belongs to the same header.
			if !(group >= 0 && len(headers) > 0 && headers[len(headers)-1] == i-1 && h.form == formDated && h.number == 0 && a.lines[i-1].words <= 8 && !bare) {
				group++
				author = h.author
				headers = append(headers, i)
				if h.number > 0 {
					last = h.number
				}
			}
		}
		if group < 0 {
			if !l.sure {
				l.set(CommentForm)
			}
			continue
		}
		if l.sure && h.form == formNone && (l.kind == CommentForm || l.kind == SharePrompt) && l.words <= 4 {
			continue // “Reply”, “Share”
		}
		l.kind, l.sure, l.group, l.author, l.opens = Comment, true, group, author, ""
	}
	a.adopt(headers)
	for ; i < len(a.lines); i++ { // after the comments there is no article
		l := &a.lines[i]
		if !l.sure {
			l.kind = Nav
			if l.words >= 6 {
				l.kind = RelatedLink
			}
			l.sure = true
		}
	}
}

// adopt finds the author of a comment whose header lost its name: another
// comment quotes its words in an answer to its author (“@Name:” and the
// words).
func (a *article) adopt(headers []int) {
	type lost struct{ header int }
	orphans := map[string]lost{}
	for _, h := range headers {
		if a.lines[h].author == "" && h+1 < len(a.lines) && a.lines[h+1].words >= 8 {
			orphans[a.lines[h+1].key] = lost{h}
		}
	}
	if len(orphans) == 0 {
		return
	}
	answered := ""
	for i := range a.lines {
		l := &a.lines[i]
		if l.kind != Comment {
			continue
		}
		if l.text[0] == '@' && l.colon && l.words <= 6 {
			answered = strings.TrimSpace(strings.Trim(l.text, "@:"))
			continue
		}
		if o, ok := orphans[l.key]; ok && answered != "" && l.group != a.lines[o.header].group {
			g := a.lines[o.header].group
			for j := o.header; j < len(a.lines) && a.lines[j].kind == Comment && a.lines[j].group == g; j++ {
				a.lines[j].author = answered
			}
			delete(orphans, l.key)
		}
		answered = ""
	}
}
