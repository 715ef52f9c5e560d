package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/normalize/token"
)

// blocks finds block quotations that lost their mark, and the lead-ins of
// embedded posts that were lost.
//
// A block quotation follows a lead-in, a paragraph that names a source,
// reports, and ends with a colon; its paragraphs do not open with quotation
// marks, for those quote by themselves. It ends where its quoter speaks again:
// at another lead-in of the same kind, at a paragraph that speaks of the
// source, of its report, or in the first person, or whose length breaks with
// that of the block. Where nothing says so, only the first paragraph is taken.
func (a *article) blocks() {
	body := a.bodyLines()
	source := ""
	for n := 0; n < len(body); n++ {
		l := &a.lines[body[n]]
		if !l.colon || l.words < 4 || l.bullet {
			continue
		}
		if n+1 == len(body) || a.lines[body[n+1]].colon && !a.lines[body[n+1]].open {
			if l.embeds() && l.words <= 25 && l.quotes == 0 {
				l.kind = EmbedStub
			}
			if n+1 == len(body) {
				break
			}
			continue
		}
		next := &a.lines[body[n+1]]
		if next.open || next.bullet || next.numbered() || next.lower || !next.stop || next.words < 12 || next.author != "" {
			continue
		}
		from := leadSource(l)
		if from == "" {
			if source == "" || !l.tells() {
				continue
			}
			from = source // another block of the same source
		}
		end := a.resumes(body, n+1, from)
		for _, i := range body[n+1 : end] {
			a.lines[i].kind, a.lines[i].author = Blockquote, from
		}
		source = from
		n = end - 1
		// The line at end may be the next lead-in.
	}
}

// bodyLines are the lines that are body so far.
func (a *article) bodyLines() []int {
	var out []int
	for i := a.from; i < a.end; i++ {
		if k := a.lines[i].kind; k == "" || k == Body {
			out = append(out, i)
		}
	}
	return out
}

// maxBlock bounds a block quotation in paragraphs: more of another outlet's
// text than this is not quoted.
const maxBlock = 14

// resumes is where in body the quoter speaks again after the block that begins
// at first.
func (a *article) resumes(body []int, first int, source string) int {
	words := 0
	names := sourceNames(source)
	for n := first; n < len(body) && n < first+maxBlock; n++ {
		l := &a.lines[body[n]]
		if n > first {
			mean := words / (n - first)
			opens := n+1 < len(body) && a.lines[body[n+1]].open
			switch {
			case l.colon && !l.open && !opens, // another lead-in
				l.comments(names),
				l.words > 120 && l.words > 3*mean && l.quotes < 4:
				return n
			}
		}
		words += l.words
	}
	return first + 1
}

// comments: the paragraph speaks of what was just quoted, or in the first
// person outside quotation marks.
func (l *line) comments(names []string) bool {
	for _, p := range resumers {
		if strings.HasPrefix(l.key, p) {
			return true
		}
	}
	head := l.text
	if i := strings.IndexAny(head, "“\"„«"); i >= 0 {
		head = head[:i]
	}
	if strings.HasPrefix(head, "I ") || strings.HasPrefix(head, "I’") || strings.HasPrefix(head, "I'") || strings.HasPrefix(head, "My ") || strings.Contains(head, " I ") {
		return true
	}
	about := false
	for _, w := range reportWords {
		about = about || strings.Contains(l.key, " "+w)
	}
	if !about {
		return false
	}
	for _, n := range names {
		if strings.Contains(l.key, n) {
			return true
		}
	}
	return false
}

// sourceNames are the keys of the names in a source: “The A and B”.
func sourceNames(source string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(strings.ReplaceAll(source, " and ", ","), " & ", ","), func(r rune) bool { return r == ',' }) {
		m := measure(strings.TrimSpace(part))
		if k := strings.TrimPrefix(m.key, "the "); len(k) >= 4 {
			out = append(out, k)
		}
	}
	return out
}

// embeds: the line introduces a post, a video, a picture that is shown below.
func (l *line) embeds() bool {
	for _, w := range embedWords {
		if strings.Contains(l.key, w) {
			return true
		}
	}
	return false
}

// tells: the line has a verb of reporting.
func (l *line) tells() bool {
	for _, w := range strings.Fields(l.key) {
		if reportVerbs[w] {
			return true
		}
	}
	return false
}

// leadSource is the source that a lead-in names: the outlet before the verb of
// reporting (“The A reports that …:”, “The A has more on it:”), or what stands after “from”, “according to”, “via”. It is ""
// where the subject is no outlet, document or organization: a person's words
// without marks are left to the quotations.
func leadSource(l *line) string {
	s := strings.TrimSuffix(l.text, ":")
	if all := token.Sentences(s); len(all) > 1 {
		last := all[len(all)-1]
		s = s[last.Start:last.End]
	}
	for _, p := range []string{"according to ", "According to ", "From ", "from ", "via ", "Via "} {
		i := strings.LastIndex(s, p)
		if i < 0 || i > 0 && s[i-1] != ' ' {
			continue
		}
		name := strings.TrimSpace(s[i+len(p):])
		if c := strings.IndexAny(name, ",("); c > 0 {
			name = name[:c]
		}
		if isOutlet(name) {
			return name
		}
	}
	words := strings.Fields(s)
	for i, w := range words {
		if i == 0 || i > 12 {
			continue
		}
		if !reportVerbs[strings.ToLower(strings.Trim(w, ",;"))] {
			continue
		}
		// Before the verb: the subject, without “is”, “are”, “has been”.
		j := i
		for j > 0 && auxiliaries[strings.ToLower(words[j-1])] {
			j--
		}
		name := strings.Trim(strings.Join(words[:j], " "), ", ")
		if k := strings.LastIndex(name, ", "); k > 0 && !isOutlet(name) {
			name = name[k+2:]
		}
		if isOutlet(name) {
			return name
		}
	}
	return ""
}

// isOutlet: a name of few words, with a word that outlets, agencies and
// documents have in their names.
func isOutlet(name string) bool {
	f := strings.Fields(name)
	if len(f) == 0 || len(f) > 9 {
		return false
	}
	outlet, capital := false, 0
	for _, w := range f {
		m := measure(w)
		outlet = outlet || outletWords[m.key]
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			capital++
		} else if m.key != "and" && m.key != "the" && m.key != "of" && m.key != "s" && !outletWords[m.key] {
			return false
		}
	}
	return outlet || capital >= 2 && strings.HasPrefix(name, "The ")
}

var (
	resumers    = []string{"that is ", "that s ", "this is ", "what the ", "what this ", "as the ", "in other words", "of course", "it s worth", "it is worth", "to be sure", "needless to say", "read the ", "the full ", "the original ", "the whole ", "the rest of ", "the piece ", "the article ", "the report ", "the summary ", "we ", "so ", "well ", "my take", "my view", "our view", "then came ", "here s ", "here is "}
	reportWords = []string{"report", "article", "story", "piece", "summary", "account", "excerpt", "column", "post", "coverage", "goes", "writes", "shows", "notes"}
	embedWords  = []string{"twitter", "tweet", "facebook", "instagram", "youtube", "tiktok", "post ", "posted", "video", "statement", "response", "photo", "below", "message", "watch", "chart"}
	reportVerbs = set(`report reports reported reporting write writes wrote writing note notes noted noting explain explains explained say says said summarize summarizes summarise summarises sum sums describe describes described tell tells told continue continues continued add adds added put puts has have had reads read observe observes observed point points argue argues argued states stated detail details broke breaks berichtet schreibt rapporte écrit`)
	auxiliaries = set(`is are was were has have had been be also now both all each first`)
	outletWords = set(`times post news press wire journal herald tribune gazette guardian telegraph reuters bloomberg agency associated ap afp bbc cnn nbc abc cbs fox npr pbs cnbc msnbc observer independent chronicle magazine daily globe mail mirror express standard register examiner courier dispatch bulletin star sun review monitor economist politico axios vox wsj nyt clarion echo record inquirer ledger sentinel weekly today online abstract report statement release study paper indictment complaint transcript memo letter bill ruling opinion filing zeitung spiegel welt zeit monde figaro libération`)
)
