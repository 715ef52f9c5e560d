// Package mark finds what stands between quotation marks, whatever their style:
// “ ”, " ", ‘ ’, ' ', « », » «, „ “, ‚ ‘, ” ”, 「 」, “ ” over several paragraphs with
// opening marks only, and marks that were lost on one side.
package mark

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
)

// Stretch is what stands between quotation marks, before anything is said
// about it.
type Stretch struct {
	Span, Outer corpus.Span
	Single      bool
	Parent      int  // index of the stretch around it, -1 if none
	Join        bool // goes on from the stretch before it: a quotation over several paragraphs
	Closed      bool
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
		n := strings.IndexByte(text[i:s.End], '\n')
		if n < 0 {
			break
		}
		i += n
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
		if p := Trim(text, corpus.Span{Start: start, End: i}); !p.Empty() {
			out = append(out, p)
		}
		start = j
		i = j - 1
	}
	if p := Trim(text, corpus.Span{Start: min(start, s.End), End: s.End}); !p.Empty() {
		out = append(out, p)
	}
	return out
}

// Trim is s without the blanks at its ends.
func Trim(text string, s corpus.Span) corpus.Span {
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

// finder pairs the marks of one zone.
type finder struct {
	text       string
	attributed func(string) bool
	out        []Stretch
	ms         []mark
	shut       []int // number of closing double marks from here on
	next       []int // index of the next single mark that can close, from here on
}

// Pair finds what stands between marks in text[zone]. A mark that is never
// closed reaches to the attribution after it or to the end of its paragraph.
// attribution reports whether a string begins like "she said". O(len) whatever
// the marks.
func Pair(text string, zone corpus.Span, attribution func(string) bool) []Stretch {
	f := &finder{text: text, attributed: attribution}
	paras := paragraphs(text, zone)
	pending := -1 // stretch of the paragraph before that was not closed
	for pi, p := range paras {
		f.ms = marksIn(text, p, f.ms[:0])
		if len(f.ms) == 0 {
			if pending >= 0 && !f.closesLater(paras, pi+1) {
				pending = -1
			}
			if pending >= 0 {
				f.out = append(f.out, Stretch{Span: p, Outer: p, Parent: -1, Join: true, Closed: true})
			}
			continue
		}
		last := f.paragraph(p, pending >= 0)
		pending = -1
		if last >= 0 { // an open mark at the end of the paragraph
			if f.opensNext(paras, pi+1) || f.closesLater(paras, pi+1) {
				pending = last
				f.out[last].Span.End, f.out[last].Outer.End = p.End, p.End
			} else {
				f.cut(last, f.unclosedEnd(f.out[last].Span.Start, p.End))
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
			return c+len("”") >= len(s)-2 || f.attributed(s[c+len("”"):])
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
		f.out = append(f.out, Stretch{Span: corpus.Span{Start: m.at + m.size, End: p.End}, Outer: corpus.Span{Start: m.at, End: p.End}, Single: m.single, Parent: parent})
		stack, glyph = append(stack, len(f.out)-1), append(glyph, m.glyph)
	}
	close := func(m mark) {
		k := stack[len(stack)-1]
		stack, glyph = stack[:len(stack)-1], glyph[:len(glyph)-1]
		f.out[k].Span.End, f.out[k].Outer.End, f.out[k].Closed = m.at, m.at+m.size, true
	}
	drop := map[int]bool{}
	double := func() int { // depth of the innermost open double mark
		for i := len(stack) - 1; i >= 0 && i >= len(stack)-3; i-- {
			if !f.out[stack[i]].Single {
				return i
			}
		}
		return -1
	}
	first := len(f.out)
	if goesOn && !(f.ms[0].open && f.ms[0].at == p.Start) {
		f.out = append(f.out, Stretch{Span: p, Outer: p, Parent: -1, Join: true})
		stack, glyph = append(stack, len(f.out)-1), append(glyph, 'c')
		goesOn = false
	}
	for i, m := range f.ms {
		if m.single {
			top := len(stack) - 1
			isOpen := top >= 0 && f.out[stack[top]].Single
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
				f.out[len(f.out)-1].Join = true
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
				if f.out[k].Single || f.out[k].Parent >= 0 {
					drop[k] = true
					continue
				}
				f.cut(k, f.unclosedEnd(f.out[k].Span.Start, Trim(f.text, corpus.Span{Start: f.out[k].Span.Start, End: m.at}).End))
			}
			push(m)
		case m.shut && len(f.out) == first && i == 0 && m.at > p.Start && strings.IndexByte(",.?!", f.text[m.at-1]) >= 0 && f.attributed(f.text[m.at+m.size:p.End]):
			// the opening mark was lost
			f.out = append(f.out, Stretch{Span: corpus.Span{Start: p.Start, End: m.at}, Outer: corpus.Span{Start: p.Start, End: m.at + m.size}, Parent: -1, Closed: true})
		}
	}
	open := -1
	for i, k := range stack {
		if i == 0 && !f.out[k].Single {
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

// cut ends the unclosed stretch k at e, or behind the stretch inside it that
// goes on there; what stands behind that is no longer inside it. One inside it
// that was never closed is dropped by the caller and counts for nothing.
func (f *finder) cut(k, e int) {
	for i := k + 1; i < len(f.out); i++ {
		s := &f.out[i]
		switch {
		case s.Parent != k || !s.Closed:
		case s.Outer.Start >= e:
			s.Parent = f.out[k].Parent
		case s.Outer.End > e:
			e = s.Outer.End
		}
	}
	f.out[k].Span.End, f.out[k].Outer.End = e, e
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
		for s.Parent >= first && drop[s.Parent] {
			s.Parent = f.out[s.Parent].Parent
		}
		to[i-first] = k
		if drop[i] {
			// keep the chain readable for later children
			continue
		}
		k++
	}
	out := f.out[:first]
	kept := make([]Stretch, 0, k-first)
	for i := first; i < len(f.out); i++ {
		if drop[i] {
			continue
		}
		s := f.out[i]
		for s.Parent >= first && drop[s.Parent] {
			s.Parent = f.out[s.Parent].Parent
		}
		if s.Parent >= first {
			s.Parent = to[s.Parent-first]
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
		if (c == ',' || c == '?' || c == '!') && i+1 < end && f.text[i+1] == ' ' && f.attributed(f.text[i+1:min(end, i+120)]) {
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
