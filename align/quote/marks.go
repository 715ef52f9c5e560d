package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// stretch is what stands between quotation marks, before anything is said
// about it.
type stretch struct {
	span, outer corpus.Span
	single      bool
	parent      int  // index of the stretch around it, -1 if none
	join        bool // goes on from the stretch before it: a quotation over several paragraphs
	closed      bool
}

// mark is one quotation mark in its place.
type mark struct {
	at, size int
	single   bool
	open     bool // can open
	shut     bool // can close
	glyph    byte // '"' straight, '“' curly as 'c', guillemets 'g', low 'l'
}

// maxUnclosed is the length in bytes after which an unclosed mark is not
// believed to reach to the end of its paragraph.
const maxUnclosed = 1500

// paragraphs cuts text[s.Start:s.End] at line breaks; a single break before a
// lower-case letter is a wrapped line and does not cut.
func paragraphs(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	start := s.Start
	for i := s.Start; i < s.End; i++ {
		if text[i] != '\n' {
			continue
		}
		j := i + 1
		breaks := 1
		for j < s.End && (text[j] == ' ' || text[j] == '\t' || text[j] == '\r' || text[j] == '\n') {
			if text[j] == '\n' {
				breaks++
			}
			j++
		}
		if breaks == 1 && j < s.End && text[j] >= 'a' && text[j] <= 'z' && i > start && text[i-1] != '.' && text[i-1] != ':' {
			continue
		}
		if p := trimSpace(text, corpus.Span{Start: start, End: i}); !p.Empty() {
			out = append(out, p)
		}
		start = j
		i = j - 1
	}
	if p := trimSpace(text, corpus.Span{Start: min(start, s.End), End: s.End}); !p.Empty() {
		out = append(out, p)
	}
	return out
}

func trimSpace(text string, s corpus.Span) corpus.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.End > s.Start {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

// marksIn lists the quotation marks of one paragraph. O(len).
func marksIn(text string, p corpus.Span, out []mark) []mark {
	for i := p.Start; i < p.End; {
		c := text[i]
		if c != '"' && c != '\'' && c != '`' && c != 0xC2 && c != 0xE2 {
			i++
			continue
		}
		m := mark{at: i, size: 1}
		var prefer rune // 'o' an opening glyph, 'c' a closing glyph, 0 either
		switch {
		case c == '"':
			m.glyph = '"'
		case c == '\'':
			m.single, m.glyph = true, '\''
			if i+1 < p.End && text[i+1] == '\'' {
				m.single, m.size, m.glyph = false, 2, 't'
				if !typewriter(out) {
					i += 2
					continue
				}
			}
		case c == '`':
			m.single, m.glyph, prefer = true, '`', 'o'
			if i+1 < p.End && text[i+1] == '`' {
				m.single, m.size, m.glyph = false, 2, 't'
			}
		default:
			r, n := utf8.DecodeRuneInString(text[i:p.End])
			m.size = n
			switch r {
			case '“', '‟':
				m.glyph, prefer = 'c', 'o'
			case '”':
				m.glyph, prefer = 'c', 'c'
			case '„':
				m.glyph, prefer = 'l', 'O'
			case '«', '»':
				m.glyph = 'g'
			case '‹', '›':
				m.single, m.glyph = true, 'G'
			case '‘', '‛':
				m.single, m.glyph, prefer = true, 'C', 'o'
			case '’':
				m.single, m.glyph, prefer = true, 'C', 'c'
			case '‚':
				m.single, m.glyph, prefer = true, 'L', 'O'
			default:
				i += n
				continue
			}
		}
		before, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
		if i == p.Start {
			before = ' '
		}
		after, _ := utf8.DecodeRuneInString(text[i+m.size : p.End])
		if i+m.size >= p.End {
			after = ' '
		}
		if before == '=' && m.glyph == '"' { // an attribute of markup that was left in the text
			j := i + 1
			for j < p.End && text[j] != '"' {
				j++
			}
			i = min(j+1, p.End)
			continue
		}
		openish := (unicode.IsSpace(before) || strings.ContainsRune("([{—–-/‘“\"'„«‚…―", before)) && !unicode.IsSpace(after)
		shutish := !unicode.IsSpace(before) && (unicode.IsSpace(after) || !unicode.IsLetter(after) && !unicode.IsDigit(after) && after != '[' && after != '$' && after != '#' && after != '@')
		wordIn := !unicode.IsSpace(before) && isWord(before) && isWord(after)
		switch {
		case m.glyph == 'g' || m.glyph == 'G':
			// « A » of French, «A» of Russian, »A« of German
			if openish && !isWord(after) && !strings.ContainsRune("“‘„‚\"'[(", after) {
				openish = false
			}
			if openish == shutish {
				left := text[i+m.size-1] == 0xAB || text[i+m.size-1] == 0xB9
				m.open, m.shut = left, !left
			} else {
				m.open, m.shut = openish, shutish
			}
		case prefer == 'O':
			m.open = true
		case prefer == 'o':
			m.open = openish || !shutish
			m.shut = !m.open
			if m.single && wordIn {
				i += m.size
				continue
			}
		case prefer == 'c':
			m.shut = !(openish && !shutish)
			m.open = !m.shut
			if m.single {
				if wordIn {
					i += m.size
					continue
				}
				m.open = false
			}
		default:
			m.open, m.shut = openish, shutish
			if m.single && (wordIn || !openish && !shutish) {
				i += m.size
				continue
			}
			if !m.single && !openish && !shutish {
				m.open, m.shut = true, true
			}
		}
		if m.single && m.open && elision(text[i+m.size:p.End]) {
			i += m.size
			continue
		}
		if (m.glyph == '"' || m.glyph == '\'') && before >= '0' && before <= '9' && !openish {
			m.glyph = 'i' // inches or feet unless a quotation is open
		}
		out = append(out, m)
		i += m.size
	}
	return out
}

// typewriter reports whether a “ is open, so that two apostrophes close it.
// Two apostrophes on both sides are not taken for marks.
func typewriter(ms []mark) bool {
	for i := len(ms) - 1; i >= 0; i-- {
		if ms[i].glyph == 't' {
			return ms[i].open
		}
	}
	return false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// elision reports whether an apostrophe before s stands for lost letters:
// ’90s, ’em, ’tis.
func elision(s string) bool {
	if len(s) >= 2 && s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && (len(s) == 2 || s[2] == 's' || s[2] == ' ' || s[2] == ',') {
		return true
	}
	n := 0
	for n < len(s) && (s[n]|0x20) >= 'a' && (s[n]|0x20) <= 'z' {
		n++
	}
	switch strings.ToLower(s[:n]) {
	case "em", "tis", "twas", "til", "till", "cause", "bout", "round", "n", "cuz", "s", "t", "d", "ll", "re", "ve":
		return true
	}
	return false
}

// finder pairs the marks of one zone.
type finder struct {
	text string
	out  []stretch
	ms   []mark
	shut []int // number of closing double marks from here on
	next []int // index of the next single mark that can close, from here on
}

// stretches finds what stands between marks in text[zone]. A mark that is never
// closed reaches to the attribution after it or to the end of its paragraph.
// O(len) whatever the marks.
func stretches(text string, zone corpus.Span) []stretch {
	f := &finder{text: text}
	paras := paragraphs(text, zone)
	pending := -1 // stretch of the paragraph before that was not closed
	for pi, p := range paras {
		f.ms = marksIn(text, p, f.ms[:0])
		if len(f.ms) == 0 {
			if pending >= 0 && !f.closesLater(paras, pi+1) {
				pending = -1
			}
			if pending >= 0 {
				f.out = append(f.out, stretch{span: p, outer: p, parent: -1, join: true, closed: true})
			}
			continue
		}
		last := f.paragraph(p, pending >= 0)
		pending = -1
		if last >= 0 { // an open mark at the end of the paragraph
			if f.opensNext(paras, pi+1) || f.closesLater(paras, pi+1) {
				pending = last
				f.out[last].span.End, f.out[last].outer.End = p.End, p.End
			} else {
				e := f.unclosedEnd(f.out[last].span.Start, p.End)
				f.out[last].span.End, f.out[last].outer.End = e, e
			}
		}
	}
	return f.out
}

// opensNext reports whether paragraph i begins with an opening double mark.
func (f *finder) opensNext(paras []corpus.Span, i int) bool {
	if i >= len(paras) {
		return false
	}
	s := f.text[paras[i].Start:paras[i].End]
	for _, m := range []string{"“", "\"", "„", "«", "»", "”", "``"} {
		if strings.HasPrefix(s, m) {
			return true
		}
	}
	return false
}

// closesLater reports whether one of the next three paragraphs holds a closing
// double mark before any opening one.
func (f *finder) closesLater(paras []corpus.Span, i int) bool {
	for j := i; j < len(paras) && j < i+3; j++ {
		s := f.text[paras[j].Start:min(paras[j].End, paras[j].Start+4000)]
		o, c := strings.Index(s, "“"), strings.Index(s, "”")
		if c >= 0 && (o < 0 || c < o) {
			return c+len("”") >= len(s)-2 || attributed(s[c+len("”"):])
		}
		if o >= 0 || strings.Contains(s, "\"") {
			return false
		}
	}
	return false
}

// paragraph pairs f.ms; it returns the index of the double stretch that is
// still open at the end, -1 if none. goesOn: an earlier paragraph left its
// mark open.
func (f *finder) paragraph(p corpus.Span, goesOn bool) int {
	n := len(f.ms)
	f.shut = append(f.shut[:0], make([]int, n+1)...)
	f.next = append(f.next[:0], make([]int, n+1)...)
	f.next[n] = -1
	for i := n - 1; i >= 0; i-- {
		m := f.ms[i]
		f.shut[i], f.next[i] = f.shut[i+1], f.next[i+1]
		if !m.single {
			if m.shut && !m.open {
				f.shut[i]++
			} else if m.open && !m.shut {
				f.shut[i]--
			}
		} else if m.shut {
			f.next[i] = i
		} else if m.open {
			f.next[i] = -1
		}
	}
	var stack []int // open stretches, as indices of f.out
	var glyph []byte
	push := func(m mark) {
		parent := -1
		if len(stack) > 0 {
			parent = stack[len(stack)-1]
		}
		f.out = append(f.out, stretch{span: corpus.Span{Start: m.at + m.size, End: p.End}, outer: corpus.Span{Start: m.at, End: p.End}, single: m.single, parent: parent})
		stack, glyph = append(stack, len(f.out)-1), append(glyph, m.glyph)
	}
	close := func(m mark) {
		k := stack[len(stack)-1]
		stack, glyph = stack[:len(stack)-1], glyph[:len(glyph)-1]
		f.out[k].span.End, f.out[k].outer.End, f.out[k].closed = m.at, m.at+m.size, true
	}
	drop := map[int]bool{}
	double := func() int { // depth of the innermost open double mark
		for i := len(stack) - 1; i >= 0 && i >= len(stack)-3; i-- {
			if !f.out[stack[i]].single {
				return i
			}
		}
		return -1
	}
	first := len(f.out)
	if goesOn && !(f.ms[0].open && f.ms[0].at == p.Start) {
		f.out = append(f.out, stretch{span: p, outer: p, parent: -1, join: true})
		stack, glyph = append(stack, len(f.out)-1), append(glyph, 'c')
		goesOn = false
	}
	for i, m := range f.ms {
		if m.single {
			top := len(stack) - 1
			isOpen := top >= 0 && f.out[stack[top]].single
			switch {
			case m.glyph == 'i' && !isOpen:
			case m.shut && isOpen && !(m.open && m.glyph != '\''):
				b := f.text[m.at-1]
				possessive := b == 's' && m.at+m.size+1 < p.End && f.text[m.at+m.size] == ' ' && f.text[m.at+m.size+1] >= 'a' && f.text[m.at+m.size+1] <= 'z'
				if possessive && i+1 < len(f.ms) && f.next[i+1] >= 0 {
					continue
				}
				close(m)
			case m.open:
				if f.next[i+1] >= 0 && !isOpen {
					push(m)
				}
			}
			continue
		}
		d := double()
		switch {
		case m.glyph == 'i' && (d < 0 || f.shut[i+1] > 0 && lowerAfter(f.text[m.at+m.size:p.End])):
		case d >= 0 && m.shut && (!m.open || glyph[d] == m.glyph || m.glyph == 'i'):
			for len(stack)-1 > d { // singles that were apostrophes
				drop[stack[len(stack)-1]] = true
				stack, glyph = stack[:len(stack)-1], glyph[:len(glyph)-1]
			}
			close(m)
		case m.open && d < 0:
			push(m)
			if goesOn && m.at == p.Start {
				f.out[len(f.out)-1].join = true
			}
		case m.open:
			if len(stack) < 6 && (glyph[d] != m.glyph && f.shut[i+1] > 0 || f.shut[i+1] >= 2) {
				push(m)
				continue
			}
			// the earlier mark was never closed
			for len(stack) > 0 {
				k := stack[len(stack)-1]
				stack, glyph = stack[:len(stack)-1], glyph[:len(glyph)-1]
				if f.out[k].single || f.out[k].parent >= 0 {
					drop[k] = true
					continue
				}
				e := f.unclosedEnd(f.out[k].span.Start, trimSpace(f.text, corpus.Span{Start: f.out[k].span.Start, End: m.at}).End)
				f.out[k].span.End, f.out[k].outer.End = e, e
			}
			push(m)
		case m.shut && len(f.out) == first && i == 0 && m.at > p.Start && strings.IndexByte(",.?!", f.text[m.at-1]) >= 0 && attributed(f.text[m.at+m.size:p.End]):
			// the opening mark was lost
			f.out = append(f.out, stretch{span: corpus.Span{Start: p.Start, End: m.at}, outer: corpus.Span{Start: p.Start, End: m.at + m.size}, parent: -1, closed: true})
		}
	}
	open := -1
	for i, k := range stack {
		if i == 0 && !f.out[k].single {
			open = k
		} else {
			drop[k] = true
		}
	}
	if len(drop) > 0 {
		open = f.remove(first, drop, open)
	}
	return open
}

// lowerAfter reports whether s goes on with a blank and a lower-case letter.
func lowerAfter(s string) bool {
	return len(s) > 1 && s[0] == ' ' && s[1] >= 'a' && s[1] <= 'z'
}

// remove deletes dropped stretches from index first on and moves the parents.
func (f *finder) remove(first int, drop map[int]bool, open int) int {
	to := make([]int, len(f.out)-first)
	k := first
	for i := first; i < len(f.out); i++ {
		s := f.out[i]
		for s.parent >= first && drop[s.parent] {
			s.parent = f.out[s.parent].parent
		}
		to[i-first] = k
		if drop[i] {
			// keep the chain readable for later children
			continue
		}
		k++
	}
	out := f.out[:first]
	kept := make([]stretch, 0, k-first)
	for i := first; i < len(f.out); i++ {
		if drop[i] {
			continue
		}
		s := f.out[i]
		for s.parent >= first && drop[s.parent] {
			s.parent = f.out[s.parent].parent
		}
		if s.parent >= first {
			s.parent = to[s.parent-first]
		}
		kept = append(kept, s)
	}
	if open >= first {
		open = to[open-first]
	}
	f.out = append(out, kept...)
	return open
}

// unclosedEnd says where a quotation that lost its closing mark ends: at the
// attribution that follows it, else at the end given.
func (f *finder) unclosedEnd(from, end int) int {
	far := min(end, from+maxUnclosed)
	for i := from; i < far; i++ {
		c := f.text[i]
		if (c == ',' || c == '?' || c == '!') && i+1 < end && f.text[i+1] == ' ' && attributed(f.text[i+1:min(end, i+120)]) {
			return i + 1
		}
	}
	if end-from > maxUnclosed {
		for i := far - 1; i > from; i-- {
			if f.text[i] == '.' || f.text[i] == '?' || f.text[i] == '!' {
				return i + 1
			}
		}
		for far > from && !utf8.RuneStart(f.text[far]) {
			far--
		}
		return far
	}
	return end
}

// attributed reports whether s begins like an attribution: "she said", "said
// Mayor Smith", "Smith told".
func attributed(s string) bool {
	s = s[:min(len(s), 160)]
	caps, n := 0, 0
	for _, w := range strings.Fields(s) {
		bare := strings.Trim(w, ".,;:!?”“\"’‘()")
		if bare == "" {
			return false
		}
		c := lexicon[strings.ToLower(bare)]
		if c&cSay != 0 && c&(cNoun|cBase) == 0 {
			return n == 0 || caps > 0
		}
		r, _ := utf8.DecodeRuneInString(bare)
		switch {
		case c&cPron != 0 && n == 0:
			caps++
		case unicode.IsUpper(r):
			caps++
		case c&(cTitle|cRole|cAdv|cDet) != 0:
		default:
			return false
		}
		if n++; n > 6 || strings.ContainsAny(w, ".;:!?") && c&cTitle == 0 && len(bare) > 2 {
			return false
		}
	}
	return false
}
