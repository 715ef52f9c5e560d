package matrix

import (
	"slices"
	"sort"
	"strings"

	"verbatim/align/detail"
	"verbatim/corpus"
	"verbatim/normalize"
)

func Name(kind string) bool {
	return kind == detail.Person || kind == detail.Organization || kind == detail.Place || kind == detail.Document
}

// nameKey is equal for two ways to write one name.
func Key(s string) string {
	ws := detail.Words(s)
	if len(ws) > 1 && ws[0] == "the" {
		ws = ws[1:]
	}
	for k := len(ws) - 2; k > 0; k-- { // John Q. Smith
		if len(ws[k]) == 1 {
			ws = slices.Delete(ws, k, k+1)
		}
	}
	for _, w := range ws {
		if len(w) > 1 {
			return strings.Join(ws, " ")
		}
	}
	return strings.Join(ws, "") // U.S. and US
}

// wholes gives a surname, or a place without its "Cape", the full name that only
// a sister may tell, and drops what only looked like a name.
func (j *joiner) wholes() {
	full, place := detail.Surnames{}, detail.Surnames{}
	seen := map[string]int{} // name -> mentions in the story
	for _, ms := range j.by {
		for _, m := range ms {
			if Name(m.Kind) {
				seen[Key(m.Value)]++
			}
			if m.Kind == detail.Person && !m.Short {
				full.Add(m.Value)
			}
			if m.Kind == detail.Place && detail.Fronted(m.Value) {
				place.Add(m.Value)
			}
		}
	}
	for i, ms := range j.by {
		keep := ms[:0]
		for _, m := range ms {
			if Name(m.Kind) && m.Kind != detail.Document {
				if name, ok := full.Full(m.Value); ok && name != "" && (m.Kind == detail.Person || m.Proof < 2) {
					m.Value, m.Kind, m.Short, m.partly, m.Proof = name, detail.Person, true, true, 2
				} else if name, ok := place.Full(m.Value); ok && name != "" && m.Kind != detail.Person && m.Proof < 2 {
					m.Value, m.Kind, m.Short, m.partly, m.Proof = name, detail.Place, true, true, 2
				} else if m.Proof == 0 && seen[Key(m.Value)] == 1 && detail.Ordinary(Key(m.Value)) {
					continue
				}
			}
			keep = append(keep, m)
		}
		j.by[i] = keep
	}
}

// form is a row of words that stands for a detail.
type form struct {
	words []string
	item  detail.Item
	part  bool // a surname alone
}

// sisters finds in every text what the other texts write: names where capitals
// are lost or a heading has too many of them, addresses whose dots are lost.
func (j *joiner) sisters() {
	forms := map[string][]form{} // by first word
	known := map[string]bool{}
	put := func(ws []string, it detail.Item, part bool) {
		k := strings.Join(ws, " ") + "|" + it.Kind
		if len(ws) == 0 || known[k] {
			return
		}
		known[k] = true
		forms[ws[0]] = append(forms[ws[0]], form{ws, it, part})
	}
	for _, ms := range j.by {
		for _, m := range ms {
			switch {
			case m.Kind == detail.Link:
				if ws := detail.Words(m.Value); len(ws) > 1 {
					put(ws, m.Item, false)
				}
			case Name(m.Kind):
				if m.Kind == detail.Person && m.Short {
					if ws := detail.Words(m.Label); len(ws) > 1 {
						put(ws, m.Item, true) // Smith Jr.
					}
				}
				ws := detail.Words(m.Value)
				if len(ws) > 1 && ws[0] == "the" {
					ws = ws[1:]
				}
				if len(ws) > 1 || len(ws[0]) >= 4 && !detail.Ordinary(ws[0]) {
					put(ws, m.Item, false)
				}
			}
		}
	}
	for _, fs := range forms {
		sort.SliceStable(fs, func(a, b int) bool {
			if len(fs[a].words) != len(fs[b].words) {
				return len(fs[a].words) > len(fs[b].words)
			}
			return strings.Join(fs[a].words, " ")+fs[a].item.Kind < strings.Join(fs[b].words, " ")+fs[b].item.Kind
		})
	}
	for i, t := range j.texts {
		j.match(i, t, forms)
	}
}

// match finds the forms in the words of text i where no item stands yet.
func (j *joiner) match(i int, t *normalize.Text, forms map[string][]form) {
	old := j.by[i]
	var spans []corpus.Span
	for _, m := range old {
		spans = append(spans, m.Span)
	}
	sort.Slice(spans, func(a, b int) bool { return spans[a].Start < spans[b].Start })
	at := 0
	bare := !cased(t)
	var found []*carrier
	for k := 0; k < len(t.Words); k++ {
		fs := forms[t.Words[k].Key]
		if len(fs) == 0 {
			continue
		}
		for at < len(spans) && spans[at].End <= t.Words[k].Span.Start {
			at++
		}
		for _, f := range fs {
			n := len(f.words)
			if k+n > len(t.Words) {
				continue
			}
			s := corpus.Span{Start: t.Words[k].Span.Start, End: t.Words[k+n-1].Span.End}
			if at < len(spans) && spans[at].Start < s.End || !j.same(t, k, f, bare) {
				continue
			}
			it := f.item
			it.Span = s
			it.Label = strings.Join(strings.Fields(t.Clean[s.Start:s.End]), " ")
			it.Short = f.part
			z := t.ZoneAt(s.Start).Kind
			if Carries(z) {
				found = append(found, &carrier{Item: it, text: i, zone: z})
			}
			k += n - 1
			break
		}
	}
	j.by[i] = append(old, found...)
	sort.SliceStable(j.by[i], func(a, b int) bool { return j.by[i][a].Span.Start < j.by[i][b].Span.Start })
	if bare {
		j.surnames(i, t)
	}
}

// same reports whether the words from k on are the form f, written close
// together and, in a text with capitals, with a capital.
func (j *joiner) same(t *normalize.Text, k int, f form, bare bool) bool {
	for n, w := range f.words {
		if t.Words[k+n].Key != w {
			return false
		}
		if n > 0 && t.Words[k+n].Span.Start-t.Words[k+n-1].Span.End > 2 {
			return false
		}
	}
	if f.item.Kind == detail.Link {
		return true
	}
	if !bare && !detail.Capital(t, k) {
		return false
	}
	// Donald Trump is not found in Donald Smith Jr.
	if n := k + len(f.words); f.item.Kind == detail.Person && n < len(t.Words) && t.Words[n].Span.Start-t.Words[n-1].Span.End <= 2 {
		if detail.Suffix(t.Words[n].Key) {
			return false
		}
	}
	return true
}

// cased: the text still has its capitals.
func cased(t *normalize.Text) bool {
	n := 0
	for k := range t.Words {
		if detail.Capital(t, k) {
			n++
		}
	}
	return n*50 > len(t.Words)
}

// surnames finds in a text without capitals the surnames of the persons whose
// full names stand in it.
func (j *joiner) surnames(i int, t *normalize.Text) {
	of := map[string]*carrier{}
	for _, m := range j.by[i] {
		if m.Kind != detail.Person || m.Short {
			continue
		}
		ws, suffix := detail.Parts(m.Value)
		surname := ws[len(ws)-1]
		if len(ws) < 2 || suffix != "" || detail.Ordinary(surname) && len(surname) < 5 {
			continue
		}
		if old, ok := of[surname]; ok && (old == nil || Key(old.Value) != Key(m.Value)) {
			of[surname] = nil
		} else {
			of[surname] = m
		}
	}
	var found []*carrier
	at := 0
	for k, w := range t.Words {
		for at < len(j.by[i]) && j.by[i][at].Span.End <= w.Span.Start {
			at++
		}
		m := of[w.Key]
		if m == nil || at < len(j.by[i]) && j.by[i][at].Span.Start < w.Span.End {
			continue
		}
		if k+1 < len(t.Words) {
			if detail.Suffix(t.Words[k+1].Key) {
				continue
			}
		}
		if z := t.ZoneAt(w.Span.Start).Kind; Carries(z) {
			it := m.Item
			it.Span, it.Short, it.Label = w.Span, true, t.Clean[w.Span.Start:w.Span.End]
			found = append(found, &carrier{Item: it, text: i, zone: z})
		}
	}
	j.by[i] = append(j.by[i], found...)
	sort.SliceStable(j.by[i], func(a, b int) bool { return j.by[i][a].Span.Start < j.by[i][b].Span.Start })
}
