package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// label reads off the line itself what it is, where that can be told.
func (l *line) label() {
	if l.words == 0 {
		if strings.ContainsAny(l.text, "©") {
			l.set(Copyright)
		}
		return
	}
	if l.words <= maxPrompt && (strings.Contains(l.text, "©") || l.words <= maxPrompt && strings.Contains(l.key, "all rights reserved") || l.words <= 15 && strings.Contains(l.key, "copyright") && strings.ContainsAny(l.key, "0123456789")) {
		l.set(Copyright)
		return
	}
	if l.words <= 10 {
		if k, whole := headings.find(l.key, l.words); k != "" && (whole || !l.stop) {
			// “Tags: a, b, c” and “Related: a title” are the list themselves.
			l.set(k)
			if whole || l.words <= 6 && k != TagList {
				l.opens = k
			}
			return
		}
	}
	if k := l.asks(); k != "" {
		l.set(k)
		return
	}
	if k, whole := prompts.find(l.key, l.words); k != "" && l.prompt(k, whole) {
		l.set(k)
		return
	}
	switch {
	case (strings.HasPrefix(l.text, "<") || strings.HasPrefix(l.text, "&lt;")) && onlyTags(l.text):
		l.set(Nav) // markup that was left
	case l.isCredit():
		l.set(Credit)
	case l.breadcrumb():
		l.set(Nav)
		if l.dated() {
			l.set(Credit)
		}
	case l.byline() || l.dateline():
		l.set(Credit)
	case l.captionCredit():
		l.set(Caption)
	}
}

// asks is the kind of a line that turns to the reader with a question, and
// says where to answer: “Do you live there? Email …”, “… Have your say below”.
func (l *line) asks() Kind {
	if l.words > maxPrompt || l.open || l.quotes > 0 {
		return ""
	}
	for _, end := range []string{" comment below", " comments below", " have your say below", " in the comments", " in the comments below"} {
		if strings.HasSuffix(l.key, end) {
			return CommentForm
		}
	}
	if l.begs() {
		return SharePrompt
	}
	if l.has("?") && l.has("@") && (strings.Contains(l.key, " you ") || strings.Contains(l.key, " your ")) && (strings.Contains(l.key, "mail") || strings.Contains(l.key, "tell us") || strings.Contains(l.key, "contact")) {
		return LettersPrompt
	}
	return ""
}

// begs reports whether the site asks for money or members in its own name:
// “Please support our journalism”.
func (l *line) begs() bool {
	for _, own := range []string{"our journalism", "our reporting", "our newsroom", "our reporters", "this reporting", "this journalism", "independent journalism", "local journalism", "quality journalism", "independent news", "independent local news", "on readers like you"} {
		if strings.Contains(l.key, own) {
			for _, w := range []string{"donat", "support", "contribut", "become a", "member", "subscri"} {
				if strings.Contains(l.key, w) && (strings.Contains(l.key+" ", " you ") || strings.Contains(l.key, " your ") || strings.HasPrefix(l.key, "your ") || strings.HasPrefix(l.key, "if you ") || strings.Contains(l.key, "please") || strings.HasPrefix(l.key, "support ") || strings.HasPrefix(l.key, "donate ") || strings.HasPrefix(l.key, "become ")) {
					return true
				}
			}
		}
	}
	return false
}

func (l *line) set(k Kind) { l.kind, l.sure = k, true }

// prompt weighs a phrase against the look of the line: “Follow …”, “More …”
// and the like begin sentences of an article too.
func (l *line) prompt(k Kind, whole bool) bool {
	if whole {
		return true
	}
	if l.open || l.quotes > 0 && k != UpdateNote {
		return false
	}
	switch k {
	case CommentForm, LettersPrompt, Copyright:
		return true
	case UpdateNote:
		return !strings.HasPrefix(l.key, "correction") && !strings.HasPrefix(l.key, "clarification") || l.has(":")
	case AuthorBio:
		return !l.stop || l.words <= 25 && (l.stops <= 2)
	case TagList:
		return true
	case Credit, Caption:
		if strings.HasPrefix(l.key, "image caption ") || strings.HasPrefix(l.key, "media caption ") || strings.HasPrefix(l.key, "image copyright ") || strings.HasPrefix(l.key, "image source ") {
			return true
		}
		// “Photo: …”, “Picture by …”; a sentence that begins so has no mark
		// after its first words.
		return l.earlyColon() || l.words <= 8 && !l.stop
	case RelatedLink:
		// “More: A title”, “READ MORE: A title”.
		if l.earlyColon() && (!l.stop || !strings.HasSuffix(l.text, ".")) || l.shouts() {
			return true
		}
		return !l.stop && l.words <= 6 && l.words-l.caps <= 3 || strings.HasPrefix(l.key, "read more") || strings.HasPrefix(l.key, "read the rest") || strings.HasPrefix(l.key, "read also")
	case Nav:
		return !l.stop && l.words <= 12 || l.words <= 5 || strings.Contains(l.key, "cookies")
	case SharePrompt:
		return !l.stop && l.words <= 12 || l.words <= 6 || strings.Contains(l.key, "newsletter") || strings.Contains(l.key, "sign up") || strings.Contains(l.key, "inbox") || strings.Contains(l.key, "by signing up") || strings.HasPrefix(l.key, "download ") && strings.Contains(l.key, " app") || l.social()
	}
	return false
}

func (l *line) has(s string) bool { return strings.Contains(l.text, s) }

// onlyTags reports whether s is markup with no more than two words of text.
func onlyTags(s string) bool {
	words := 0
	for s != "" {
		i := strings.IndexAny(s, "<&")
		if i < 0 {
			i = len(s)
		}
		m := measure(s[:i])
		if words += m.words; words > 2 {
			return false
		}
		end := strings.IndexByte(s[i:], '>')
		if strings.HasPrefix(s[i:], "&lt;") {
			end = strings.Index(s[i:], "&gt;")
			if end >= 0 {
				end += len("&gt;") - 1
			}
		}
		if end < 0 {
			break
		}
		s = s[i+end+1:]
	}
	return true
}

// numbered: “1. …”, “2) …”.
func (l *line) numbered() bool {
	i := 0
	for i < len(l.text) && i < 4 && l.text[i] >= '0' && l.text[i] <= '9' {
		i++
	}
	return i > 0 && i < len(l.text) && (l.text[i] == '.' || l.text[i] == ')')
}

// siteTalk reports whether the site speaks of itself in a paragraph. Such a
// paragraph ends an article, but is none of its own: an article may be about
// newsletters.
func (l *line) siteTalk() bool {
	if l.words > 120 || l.quotes > 1 {
		return false
	}
	return ofSite.In(l.key)
}

// signature: “— A. Name (@handle) DATE” under a post that is quoted.
func (l *line) signature() bool {
	return (strings.HasPrefix(l.text, "—") || strings.HasPrefix(l.text, "–") || strings.HasPrefix(l.text, "-")) && l.words <= 20 && l.has("(@")
}

// social reports whether the line names a network, as “Follow us on …” does.
func (l *line) social() bool {
	for _, n := range []string{"facebook", "twitter", "instagram", "linkedin", "whatsapp", "youtube", "e mail", "email"} {
		if strings.Contains(l.key, n) {
			return true
		}
	}
	return false
}

// earlyColon reports a colon after at most four words.
func (l *line) earlyColon() bool {
	i := strings.IndexAny(l.text, ":|")
	return i > 0 && i < 40 && strings.Count(l.text[:i], " ") < 4
}

// shouts reports whether the first two words are capitals: “READ MORE Title”.
func (l *line) shouts() bool {
	n := 0
	for _, r := range l.text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
		if n >= 6 {
			return true
		}
	}
	return false
}

// breadcrumb: “Home / News / Title”, at least two separators, short parts.
func (l *line) breadcrumb() bool {
	if l.words > 40 || l.stop && l.words > 25 {
		return false
	}
	for _, sep := range []string{" / ", " > ", " » ", " › ", " → ", " | "} {
		parts := strings.Split(l.text, sep)
		if len(parts) < 2 || len(parts) == 2 && sep != " » " && sep != " › " && sep != " > " {
			continue
		}
		short := true
		for _, p := range parts[:len(parts)-1] {
			short = short && len(p) <= 40 && strings.Count(strings.TrimSpace(p), " ") <= 3
		}
		if short {
			return true
		}
	}
	return false
}

// dated reports whether one of the parts of a line with separators is a date.
func (l *line) dated() bool {
	for _, part := range strings.Split(l.text, "|") {
		if m := measure(strings.TrimSpace(part)); part != l.text && m.words <= 5 && m.dateline() {
			return true
		}
	}
	return false
}

// isCredit: who took a picture: “(A. Name/Agency)”, “Photo: A. Name”, “A. Name (XY)”.
func (l *line) isCredit() bool {
	if l.words > 14 || l.open {
		return false
	}
	s := l.text
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		return l.words <= 12 && (strings.ContainsAny(s, "/|") || agency(l.key) || strings.HasPrefix(l.key, "photo") || strings.HasPrefix(l.key, "image") || strings.HasPrefix(l.key, "picture"))
	}
	if l.stop && !strings.HasSuffix(s, ")") {
		return false
	}
	if code, ok := lastParen(s); ok && l.words <= 4 && l.words >= 2 && capitals(code) && len(code) >= 2 && len(code) <= 4 && l.words == l.caps && !strings.ContainsAny(s, "0123456789–—:") {
		return true
	}
	if i := strings.LastIndex(s, ", "); i > 0 && l.words <= 6 && l.words == l.caps {
		if m := measure(s[i:]); m.key == "ap" || agency(m.key) {
			return true
		}
	}
	if agency(l.key) && l.words-l.caps <= 2 {
		return l.words <= 8 && (strings.ContainsAny(s, "/|") || l.words <= 4 || strings.Contains(l.key, "via"))
	}
	return false
}

// captionCredit: a caption with its credit in parentheses at the end.
func (l *line) captionCredit() bool {
	if l.words > 80 || l.quotes > 0 {
		return false
	}
	if strings.HasPrefix(l.key, "in this ") && strings.Contains(l.key, " photo ") && dateIn(l.text) > 0 || strings.HasPrefix(l.text, "FILE -") || strings.HasPrefix(l.text, "FILE –") || strings.HasPrefix(l.text, "FILE —") {
		return true
	}
	if end := l.text[min(len(l.text), max(1, len(l.text)-79)):]; strings.Contains(end, ": ") {
		for _, mark := range []string{" Credit: ", " Image: ", " Photo: ", " Picture: ", " Photograph: ", " Foto: "} {
			if strings.Contains(end, mark) {
				return true
			}
		}
	}
	if end := l.text[min(len(l.text), max(21, len(l.text)-39)):]; !l.stop {
		for _, sep := range []string{" / ", " | "} {
			if i := strings.LastIndex(end, sep); i >= 0 {
				if m := measure(end[i:]); agency(m.key) || len(m.key) == 2 {
					return true
				}
			}
		}
	}
	p, ok := lastParen(l.text)
	if !ok || len(p) > 80 || strings.Count(p, " ") > 10 {
		return false
	}
	m := measure(p)
	return len(p)+2 < len(l.text) && (strings.HasPrefix(m.key, "photo") || strings.HasPrefix(m.key, "image") || strings.HasPrefix(m.key, "picture") || agency(m.key) && (strings.ContainsAny(p, "/|") || m.words <= 3 && !isSource(m.key)))
}

// isSource: an agency alone in parentheses also ends wire paragraphs (“(AFP)”),
// so that it is no picture credit.
func isSource(key string) bool {
	return key == "reuters" || key == "afp" || key == "epa" || key == "dpa" || key == "associated press"
}

// lastParen is the text of the parentheses that end s.
func lastParen(s string) (string, bool) {
	s = strings.TrimRight(s, " .\u00a0")
	if !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") {
		return "", false
	}
	i := strings.LastIndexAny(s, "([")
	if i < 0 {
		return "", false
	}
	return s[i+1 : len(s)-1], true
}

func capitals(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return s != ""
}

// agency reports whether the key names a picture agency, as whole words.
func agency(key string) bool {
	if !ofAgencies.In(key) {
		return false
	}
	for _, a := range agencies {
		for from := 0; ; {
			i := strings.Index(key[from:], a)
			if i < 0 {
				break
			}
			i += from
			if (i == 0 || key[i-1] == ' ') && (i+len(a) == len(key) || key[i+len(a)] == ' ') {
				return true
			}
			from = i + len(a)
		}
	}
	return false
}

// byline: “By A. Name”, with outlet and date; at most 25 words.
func (l *line) byline() bool {
	if l.words > 25 || l.words < 2 || l.quotes > 0 {
		return false
	}
	if i := strings.Index(l.text, " @"); i > 0 && l.words <= 6 && !l.stop && !l.colon && named(l.text[:i], 4) && l.text[0] >= 'A' && l.text[0] <= 'Z' {
		return true
	}
	rest := ""
	for _, p := range []string{"by ", "posted by ", "written by ", "story by ", "report by ", "von ", "par ", "por ", "di ", "text by ", "words by "} {
		if strings.HasPrefix(l.key, p) {
			rest = p
		}
	}
	if rest == "" || len(l.text) <= len(rest) {
		return false
	}
	i := len(rest)
	if i >= len(l.text) || !utf8.RuneStart(l.text[i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.text[i:], " :"))
	if !unicode.IsUpper(r) {
		return false
	}
	if l.stop && l.words > 8 && !strings.Contains(l.key, "published") {
		return false
	}
	return l.words <= 6 || l.words-l.caps <= 5 && l.words-l.caps <= l.words/2
}

// dateline: a line that is nothing but a date, a time and what goes with it.
func (l *line) dateline() bool {
	if l.key == "" || l.words > 22 || l.words < 2 || l.open || l.quotes > 0 || strings.HasPrefix(l.text, "—") || strings.HasPrefix(l.text, "–") || l.has("(@") {
		return false // “— A. Name (@handle) DATE” signs a post that is quoted
	}
	if c := l.key[0]; c >= '0' && c <= '9' && l.words <= 4 && (strings.HasSuffix(l.key, " ago") || strings.HasSuffix(l.key, " min read") || strings.HasSuffix(l.key, " minute read") || strings.HasSuffix(l.key, " minutes read")) {
		return true
	}
	known, figures, date := 0, 0, false
	rest := l.key
	for rest != "" {
		var w string
		w, rest, _ = strings.Cut(rest, " ")
		switch {
		case w[0] >= '0' && w[0] <= '9':
			figures++
			known++
			if len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) {
				date = true
			}
		case months[w]:
			known++
			date = date || figures > 0 || rest != "" && rest[0] >= '0' && rest[0] <= '9'
		case dayWords[w]:
			known++
		}
	}
	if figures == 0 {
		return false
	}
	if strings.HasPrefix(l.key, "published ") || strings.HasPrefix(l.key, "updated ") || strings.HasPrefix(l.key, "posted ") {
		return l.words-known <= 6
	}
	unknown := l.words - known
	return date && (unknown*3 <= l.words || unknown <= 4 && figures >= 2 && !l.stop && l.words-l.caps <= 3) && (!l.stop || unknown == 0)
}
