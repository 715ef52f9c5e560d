package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/quote/lang"
	"verbatim/corpus"
)

// vocative is whom the words of quotation k call by name or by title: “At what
// point, Mr Stone, does it count?”, “Governor, I sold it.” A name counts where
// commas set it off at the start or the end of a sentence, one behind a title
// anywhere; what may be an apposition ("my brother, Bob Stone,") does not.
//
// Empty when nobody is called. O(length of the quotation), which is read up to
// 4,000 bytes.
func (d *doc) vocative(k int) Claim {
	q := &d.qs[k]
	if d.info[k].words < 3 || d.lang.Code != "en" {
		return Claim{}
	}
	ws := d.wordsOf(corpus.Span{Start: q.Span.Start, End: min(q.Span.End, q.Span.Start+4000)})
	for i, j := 0, 0; j < len(ws); j++ {
		if ws[j].after == 0 && j+1 < len(ws) {
			continue
		}
		if j-i < 4 {
			if c := d.called(k, ws, i, j+1); c.Value != "" {
				return c
			}
		}
		i = j + 1
	}
	return Claim{}
}

// spoken word of a quotation.
type spokenWord struct {
	span  corpus.Span
	lower string
	cap   bool
	class lang.Class
	after byte // ',' or '.' for what ends a clause behind it, 0 if nothing does
}

// wordsOf are the words of text[s]. O(len).
func (d *doc) wordsOf(s corpus.Span) []spokenWord {
	var out []spokenWord
	for i := s.Start; i < s.End; {
		r, size := utf8.DecodeRuneInString(d.text[i:s.End])
		if !isWord(r) {
			if n := len(out); n > 0 {
				switch r {
				case ',', ';':
					out[n-1].after = ','
				case '.', '?', '!', ':', '(', ')', '[', ']', '—', '–', '…', '\n':
					out[n-1].after = '.'
				}
			}
			i += size
			continue
		}
		j := wordEnd(d.text, i, size, s.End)
		lower, _ := fold(d.text[i:j])
		w := spokenWord{span: corpus.Span{Start: i, End: j}, lower: lower, cap: unicode.IsUpper(r), class: d.lang.Word(lower)}
		if w.cap {
			w.class |= lang.Given(lower)
		}
		if j < s.End && d.text[j] == '.' && abbreviations[lower] {
			j++
		}
		out = append(out, w)
		i = j
	}
	return out
}

// called reads words [i, j) of quotation k, which stand between commas or the
// ends of a sentence, as somebody who is called.
func (d *doc) called(k int, ws []spokenWord, i, j int) Claim {
	first, last := i == 0 || ws[i-1].after == '.', j == len(ws) || ws[j-1].after == '.'
	// Presiding Officer
	full := ws[j-1].cap && ws[j-1].class&(lang.Role|lang.Title) != 0 && ws[i].class&(lang.Male|lang.Female) == 0
	name, office, polite := j, false, false
	for n := i; n < j; n++ {
		w := &ws[n]
		given := w.class&(lang.Male|lang.Female) != 0
		switch {
		case name < j && w.cap && w.class&(lang.Function&^lang.Other) == 0:
		case name < j:
			return Claim{}
		case polite1(w.lower):
			polite = true
		case full && w.cap && w.class&lang.Function == 0:
			office = true
		case w.class&lang.Title != 0 && !given && (w.cap || w.class&lang.Role != 0 && !first), polite && w.class&lang.Role != 0:
			office = true
		case w.cap && (given || w.class&(lang.Function|lang.Time|lang.Adv|lang.Doc) == 0):
			name = n
		default:
			return Claim{}
		}
	}
	named := name < j
	switch {
	case first && last: // a sentence of its own
		return Claim{}
	case !named && !office, named && !polite && !office && !first && !last:
		return Claim{}
	}
	if !first { // my brother, Bob Stone; Ann Smith, Bob Stone and others
		if p := &ws[i-1]; p.class&(lang.Role|lang.Title) != 0 || named && p.cap && i > 1 {
			return Claim{}
		}
	}
	if !last { // Ann Smith, who; Ann Smith, a farmer; Ann Smith, Bob Stone
		n := &ws[j]
		if n.class&lang.Rel != 0 || n.lower == "whose" || digit(n.lower[0]) || first && named && n.class&(lang.Say|lang.Conj) != 0 && n.class&lang.NounToo == 0 {
			return Claim{}
		}
		if named && (n.cap && n.class&lang.Pron == 0 || n.class&lang.Det != 0 && !strings.HasPrefix(n.lower, "th") || n.lower == "the" || n.class&lang.Poss != 0 && n.lower != "your") {
			return Claim{}
		}
	}
	c := Claim{How: "called so in the quotation", Sure: inferred, Span: corpus.Span{Start: ws[i].span.Start, End: ws[j-1].span.End}}
	if named {
		c.Value = d.calledName(d.text[ws[name].span.Start:ws[j-1].span.End], polite || office)
	} else {
		c.Value = d.calledOffice(k, ws[i:j])
	}
	if c.Value == "" || c.Value == d.qs[k].Speaker.Value {
		return Claim{}
	}
	return c
}

// calledName is the person of the article whom the name w means; titled: a title
// stands before it, so that it need not be known.
func (d *doc) calledName(w string, titled bool) string {
	k := key(w)
	var es []int
	if e, ok := d.names.byFull[k]; ok {
		es = []int{e}
	} else if es = d.names.byLast[k]; len(es) == 0 {
		es = d.names.byFirst[k]
	}
	who := -1
	for _, e := range es {
		f := d.names.fullest(e)
		if x := &d.names.ents[f]; f == who || x.org || x.the || !titled && !x.person && x.gender == unknown {
			continue
		}
		if who >= 0 {
			return ""
		}
		who = f
	}
	switch {
	case who >= 0:
		return d.names.ents[who].full
	case titled:
		return w
	}
	return ""
}

// calledOffice is who bears the office that words ws, of quotation k, call: the
// one who is known by name, else the office.
func (d *doc) calledOffice(k int, ws []spokenWord) string {
	who := -1
	for _, e := range d.names.byRole[sameRole(ws[len(ws)-1].lower)] {
		f := d.names.fullest(e)
		if x := &d.names.ents[f]; f == who || x.noName || x.full == d.qs[k].Speaker.Value {
			continue
		}
		if who >= 0 {
			who = -1
			break
		}
		who = f
	}
	if who >= 0 {
		return d.names.ents[who].full
	}
	for len(ws) > 0 && polite1(ws[0].lower) {
		ws = ws[1:]
	}
	if len(ws) == 0 {
		return ""
	}
	return d.text[ws[0].span.Start:ws[len(ws)-1].span.End]
}

// polite1 reports whether w, in lower case, is a form of address that is no
// office.
func polite1(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "miss", "madam", "madame", "sir", "dame", "dear":
		return true
	}
	return false
}
