package detail

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/align/quote/lang"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/lexicon"
	"verbatim/normalize/zone"
)

// run is a row of words with capitals: words from..to-1 of the text.
type run struct {
	from, to int
	initial  bool // its first word opens a sentence
	end      int  // clean offset after its last word (and the full stop of Jr.)
}

type namer struct {
	t      *normalize.Text
	skip   func(corpus.Span) bool
	first  []bool // word opens a sentence or a quotation
	lower  map[string]int
	upper  map[string]int
	out    []Item
	runs   []run
	single map[string]bool // words that are a run of their own
}

// Names gives the persons, organizations, places and numbered titles of t, in
// order of place; what meets a span that skip reports is left out. A text
// without capitals has none: there names are found by those of other texts.
// O(len(t.Words)).
func Names(t *normalize.Text, skip func(corpus.Span) bool) []Item {
	n := &namer{t: t, skip: skip, lower: map[string]int{}, upper: map[string]int{}, single: map[string]bool{}}
	caps := 0
	n.first = make([]bool, len(t.Words))
	for i := range t.Words {
		n.first[i] = n.opens(i)
		if n.cap(i) {
			caps++
			if !n.first[i] {
				n.upper[t.Words[i].Key]++
			}
		} else {
			n.lower[t.Words[i].Key]++
		}
	}
	if caps*100 < len(t.Words) {
		return nil
	}
	n.collect()
	n.classify()
	n.surnames()
	return n.out
}

func (n *namer) key(i int) string {
	if i < 0 || i >= len(n.t.Words) {
		return ""
	}
	return n.t.Words[i].Key
}

func (n *namer) text(i int) string {
	w := n.t.Words[i]
	return n.t.Clean[w.Span.Start:w.Span.End]
}

func (n *namer) cap(i int) bool {
	if i < 0 || i >= len(n.t.Words) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(n.t.Clean[n.t.Words[i].Span.Start:])
	return unicode.IsUpper(r)
}

// gap is what stands before word i; "" for the first word.
func (n *namer) gap(i int) string {
	if i <= 0 || i >= len(n.t.Words) {
		return "\n"
	}
	s := n.t.Clean[n.t.Words[i-1].Span.End:n.t.Words[i].Span.Start]
	if len(s) > 8 {
		return "\n"
	}
	return s
}

func (n *namer) opens(i int) bool {
	g := n.gap(i)
	if g == " " {
		return false
	}
	return strings.ContainsAny(g, ".!?:\n\"“‘(•[*;") && !(n.abbreviation(i-1) && strings.TrimRight(g, " ") == ".")
}

// abbreviation: a full stop after word i does not end a sentence.
func (n *namer) abbreviation(i int) bool {
	if i < 0 {
		return false
	}
	w := n.t.Words[i]
	return n.cap(i) && (w.Span.Len() == 1 || w.Span.Len() <= 4 && titles[w.Key])
}

func blank(g string) bool { return g == " " || g == "\u00a0" }

// collect finds the runs.
func (n *namer) collect() {
	words := n.t.Words
	heading := make([]bool, len(words))
	for _, s := range n.t.Sentences {
		if z := n.t.ZoneAt(s.Start).Kind; z != zone.Caption && z != zone.Credit && n.titleCase(s) {
			for k, to := n.t.WordsIn(s); k < to; k++ {
				heading[k] = true
			}
		}
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		if heading[i] || !n.cap(i) || n.skip(w.Span) {
			continue
		}
		j := i
		org := orgHeads[w.Key]
		for j+1 < len(words) && j-i < 7 {
			k := j + 1
			g := n.gap(k)
			switch {
			case n.skip(words[k].Span), n.shouted(k) && !n.capitals(j), n.shouted(j) && n.text(k) != strings.ToUpper(n.text(k)):
				k = 0
			case n.cap(k) && (blank(g) || g == "-" || g == " & " || g == "&"):
			case n.cap(k) && (g == "’" || g == "'") && words[j].Span.Len() <= 2:
			case n.cap(k) && (g == ". " || g == "." || g == ".\u00a0") && n.abbreviation(j):
			case n.cap(k) && g == ", " && suffixes[words[k].Key]:
			case blank(g) && particles[words[k].Key] && n.cap(k+1) && blank(n.gap(k+1)):
				k++
			case blank(g) && org && joints[words[k].Key] && !(words[k].Key == "and" && orgHeads[words[j].Key]) && n.cap(k+1) && blank(n.gap(k+1)) && !calendarWords[words[k+1].Key]:
				k++
			case blank(g) && org && words[k].Key == "of" && n.key(k+1) == "the" && n.cap(k+2) && blank(n.gap(k+1)) && blank(n.gap(k+2)):
				k += 2
			default:
				k = 0
			}
			if k == 0 {
				break
			}
			j = k
			org = org || orgHeads[words[j].Key]
		}
		r := run{from: i, to: j + 1, initial: n.first[i], end: words[j].Span.End}
		if suffixes[words[j].Key] && strings.HasPrefix(n.t.Clean[r.end:], ".") {
			r.end++
		}
		n.runs = append(n.runs, r)
		if size := r.to - r.from; size == 1 || size == 2 && titles[n.key(r.from)] {
			n.single[n.key(r.to-1)] = true
		}
		i = j
	}
}

// shouted: an ordinary word in capitals, which is no part of a name before it.
func (n *namer) shouted(i int) bool {
	return n.capitals(i) && Ordinary(n.key(i))
}

// capitals: word i is longer than most abbreviations and has capitals only.
func (n *namer) capitals(i int) bool {
	s := n.text(i)
	return len(s) > 2 && s == strings.ToUpper(s)
}

// loud: a row of words in capitals with an ordinary one cries, and names nothing.
func (n *namer) loud(r run) bool {
	cries := false
	for i := r.from; i < r.to; i++ {
		if s := n.text(i); s != strings.ToUpper(s) {
			return false
		}
		cries = cries || n.shouted(i)
	}
	return cries && lang.Given(n.key(r.from)) == 0
}

// titleCase: a heading with capitals on most words tells nothing of names.
func (n *namer) titleCase(s corpus.Span) bool {
	from, to := n.t.WordsIn(s)
	if text := n.t.Clean[s.Start:s.End]; to-from > 1 && len(text) > 12 && text == strings.ToUpper(text) {
		return true
	}
	if to-from < 4 || to-from > 40 || s.End > 0 && n.t.Clean[s.End-1] == '.' {
		return false
	}
	caps, all := 0, 0
	for i := from; i < to; i++ {
		if n.t.Words[i].Span.Len() < 4 {
			continue
		}
		all++
		if n.cap(i) {
			caps++
		}
	}
	return all >= 4 && caps*10 >= all*8
}

// common: the word is an ordinary one that a sentence may open with.
func common(key string) bool {
	if functionWords[key] {
		return true
	}
	e, ok := lexicon.Lookup(key)
	return ok && e.Lower > 0 && e.Lower <= 60 && (e.Upper == 0 || e.Upper > 60)
}

// proper: the word is only known as a name, or not known at all.
func proper(key string) bool {
	e, ok := lexicon.Lookup(key)
	return !ok || e.Lower == 0 || e.Lower >= 70
}

// Ordinary reports whether w, in lower case, is a word that is not only a name.
func Ordinary(w string) bool {
	e, ok := lexicon.Lookup(w)
	return ok && e.Lower > 0 && e.Lower <= 70
}

// Capital reports whether word k of t begins with a capital or a digit.
func Capital(t *normalize.Text, k int) bool {
	r, _ := utf8.DecodeRuneInString(t.Clean[t.Words[k].Span.Start:])
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func acronym(s string) bool {
	if len(s) < 2 || len(s) > 6 {
		return false
	}
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	e, ok := lexicon.Lookup(s)
	return !ok || e.Lower == 0 || e.Lower > 60 || e.Form == s
}

func (n *namer) classify() {
	for _, r := range n.runs {
		if k := n.letters(r); k > 1 && strings.HasPrefix(n.t.Clean[r.end:], ".") {
			r.end++ // U.S.
		}
		if first := n.key(r.from); r.initial && common(first) && (functionWords[first] || r.to-r.from == 1 || n.upper[first] == 0) {
			// "But Dev Malhotra"; "Daily Clarion" keeps its first word if the
			// text has the whole name elsewhere: the other texts tell.
			if !titles[n.key(r.from)] || r.to-r.from == 1 {
				r.from++
			}
		}
		for r.from < r.to && (functionWords[n.key(r.from)] && !particles[n.key(r.from)]) {
			r.from++
		}
		for r.to-r.from > 2 && degrees[n.key(r.to-1)] && n.text(r.to-1) != strings.ToLower(n.text(r.to-1)) {
			r.to--
			r.end = n.t.Words[r.to-1].Span.End
		}
		if r.from >= r.to {
			continue
		}
		// "Secretary of State John Kerry"
		if r.to-r.from >= 3 && n.key(r.from-1) == "of" && titles[n.key(r.from-2)] {
			n.add(r.from+1, r.to, r.end, Person, 3)
			continue
		}
		if r.to-r.from == 2 && !n.single[n.key(r.from)] && places[n.key(r.to-1)] && common(n.key(r.from)) && !places[n.key(r.from)+" "+n.key(r.to-1)] {
			r.from++ // "Poor Mexico"
		}
		if from := n.afterRole(r); from > r.from {
			n.add(from, r.to, r.end, Person, 3)
			continue
		}
		title := -1
		for i := r.from; i < r.to; i++ {
			if titles[n.key(i)] {
				title = i
			}
		}
		if title >= 0 && title+1 < r.to && !orgHeads[n.key(r.to-1)] && !placeHeads[n.key(r.to-1)] {
			for i := r.from; i < title; i++ {
				if acronym(n.text(i)) {
					n.add(i, i+1, n.t.Words[i].Span.End, Organization, 2)
				}
			}
			for title+2 < r.to && roles[n.key(title+1)] { // "Chief Executive Ann Smith"
				title++
			}
			if title+2 < r.to || !jobs[n.key(title+1)] { // "Chief Reporter"
				n.add(title+1, r.to, r.end, Person, 3)
			}
			continue
		}
		if title >= 0 && r.to-r.from <= 2 && title == r.to-1 {
			continue // "Vice President", "Fire Chief"
		}
		kind, proof := n.kind(r)
		if kind == "" {
			continue
		}
		n.add(r.from, r.to, r.end, kind, proof)
	}
}

// afterRole is where the name begins in a run that opens with a role, however
// the text calls it: what stands before a given name and a surname ("MP Ann
// Smith", "Porter Jack Hale"). r.from where there is none.
func (n *namer) afterRole(r run) int {
	if r.to-r.from < 3 || r.to-r.from > 5 || n.body(r) {
		return r.from
	}
	for i := r.from; i < r.to-2; i++ {
		k := n.key(i)
		if acronym(n.text(i)) && !common(n.key(i+1)) && !common(n.key(r.to-1)) && blank(n.gap(i+1)) {
			return i + 1 // "Northland PM Olen Brask"
		}
		if acronym(n.text(i+1)) && i+3 < r.to {
			continue
		}
		role := roles[k] || lang.Given(n.key(i+1)) != 0 && (acronym(n.text(i)) || common(k) && (lang.Given(k) == 0 || n.lower[k] > 0))
		if titles[k] || !role || !blank(n.gap(i+1)) {
			return r.from
		}
		if lang.Given(n.key(i+1)) != 0 || roles[k] {
			return i + 1
		}
	}
	return r.from
}

// body reports whether the words of a run say that it names no person: a company
// by its legal form, a team or firm by a noun in the plural, an office.
func (n *namer) body(r run) bool {
	last := n.key(r.to - 1)
	return orgHeads[last] || placeHeads[last] || legalForms[last] && n.text(r.to-1) == strings.ToUpper(n.text(r.to-1)) || plural(last)
}

// plural reports whether w is the plural of an ordinary word and no surname of
// its own.
func plural(w string) bool {
	e, ok := lexicon.Lookup(w)
	if !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || ok && e.Upper > 0 {
		return false
	}
	for _, one := range []string{strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "ies") + "y"} {
		if e, ok := lexicon.Lookup(one); ok && e.Lower > 0 && e.Lower <= 70 {
			return true
		}
	}
	return false
}

// kind judges a run by its words and by those around it.
func (n *namer) kind(r run) (string, int) {
	size := r.to - r.from
	last := n.key(r.to - 1)
	given := lang.Given(n.key(r.from)) != 0
	if f := n.folded(r); places[f] && (len(f) > 3 || n.text(r.from) == strings.ToUpper(n.text(r.from))) {
		if size > 1 {
			return Place, 3
		}
		return Place, 1
	}
	if letters := n.letters(r); letters > 0 {
		if letters < size || size == 1 { // "D-Wis"
			return "", 0
		}
		return Organization, 1
	}
	prev := n.key(r.from - 1)
	if g := n.gap(r.from); g != " " && g != "\u00a0" {
		prev = ""
	}
	if size == 1 {
		w := n.text(r.from)
		key := n.key(r.from)
		if utf8.RuneCountInString(w) < 2 || demonyms[key] || calendarWords[key] || functionWords[key] || titles[key] || suffixes[key] || clocks[key] || jobs[key] {
			return "", 0
		}
		if n.lower[key] > n.upper[key] {
			return "", 0
		}
		if acronym(w) {
			return Organization, 1
		}
		if acronym(strings.TrimSuffix(w, "s")) || n.shouted(r.from) {
			return "", 0 // "MPs"
		}
		if r.initial && !proper(key) {
			return "", 0
		}
		e, _ := lexicon.Lookup(key)
		if e.Lower > 0 && e.Lower <= 50 && n.upper[key] < 2 && prev == "" {
			return "", 0
		}
		switch {
		case roles[prev]:
			return Person, 2
		case given && !placePreps[prev] && n.lower[key] == 0 && proper(key):
			return Person, 0
		case placePreps[prev] && !given && strings.ToLower(w[1:]) == w[1:]:
			return Place, 1
		case speech[n.key(r.to)] && n.gap(r.to) == " ":
			return Organization, 0
		}
		return Organization, 0
	}
	if numbered[last] {
		if w := r.to; w < len(n.t.Words) && n.gap(w) == " " && digitsOnly(n.text(w)) {
			return Document, 2
		}
	}
	if demonyms[n.key(r.from)] && size == 2 && common(last) && !orgHeads[last] {
		return "", 0
	}
	if suffixes[last] {
		return Person, 3
	}
	if jobs[last] && !given {
		return "", 0 // "Science Editor"
	}
	if legalForms[last] && n.text(r.to-1) == strings.ToUpper(n.text(r.to-1)) {
		return Organization, 3
	}
	if orgHeads[last] || size > 2 && orgHeads[n.key(r.from)] || joined(n, r) {
		return Organization, 2
	}
	if strings.ContainsAny(n.t.Clean[n.t.Words[r.from].Span.Start:r.end], "&0123456789") {
		return Organization, 1
	}
	if n.loud(r) {
		return "", 0
	}
	if size == 2 && n.single[n.key(r.from)] && n.single[last] && n.upper[n.key(r.from)] > 2 {
		return Organization, 0 // two names side by side
	}
	if placeHeads[last] && !given || placeFronts[n.key(r.from)] {
		return Place, 2
	}
	if plural(last) && !given {
		return Organization, 1
	}
	next := n.key(r.to)
	nextGap := n.gap(r.to)
	proof := 0
	if roles[prev] {
		proof += 2
	}
	if given && (proper(last) || !common(last)) {
		proof += 2
	}
	if nextGap == " " && speech[next] || speech[prev] && !functionWords[prev] {
		proof++
	}
	if nextGap == ", " && (digitsOnly(next) && len(next) == 2 || next == "who" || next == "a" || next == "an" || next == "the" || roles[next]) {
		proof++
	}
	if prev == "by" {
		proof++
	}
	if n.alone(last) {
		proof += 2
	}
	if e, ok := lexicon.Lookup(n.key(r.from)); proper(n.key(r.from)) || ok && e.Upper > 0 && e.Upper <= 60 && !common(last) {
		proof++
	}
	if e, ok := lexicon.Lookup(n.key(r.from)); !given && (ok && e.Lower > 0 && e.Lower <= 20 || common(last) && !n.alone(last)) {
		proof -= 3 // "Radio Fenwick", "Norrland Space"
	}
	if prev == "the" || acronym(n.text(r.from)) {
		proof -= 2
	}
	if placePreps[prev] && proof < 2 && proper(last) && size <= 2 && !given {
		return Place, 0
	}
	if size > 4 {
		proof -= 2
	}
	if proof > 0 {
		return Person, proof
	}
	return Organization, 0
}

// folded is the run in lower case; letters with full stops are one word.
func (n *namer) folded(r run) string {
	s := fold(n.t.Clean[n.t.Words[r.from].Span.Start:r.end])
	if n.letters(r) == r.to-r.from && r.to-r.from > 1 {
		s = strings.ReplaceAll(s, " ", "")
	}
	return s
}

// letters counts the single letters that begin the run, if it is made of
// letters with full stops (U.S.) or is a party and its state (D-Wis); 0 else.
func (n *namer) letters(r run) int {
	k := 0
	for i := r.from; i < r.to && n.t.Words[i].Span.Len() == 1; i++ {
		k++
	}
	if k == r.to-r.from && k > 1 && n.gap(r.from+1) == "." || k == 1 && r.to-r.from == 2 && n.gap(r.from+1) == "-" {
		return k
	}
	return 0
}

func joined(n *namer, r run) bool {
	for i := r.from; i < r.to; i++ {
		if orgHeads[n.key(i)] && joints[n.key(i+1)] && i+1 < r.to && !n.cap(i+1) {
			return true
		}
	}
	return false
}

// alone: the word stands by itself as a name elsewhere, as surnames do.
func (n *namer) alone(key string) bool { return n.lower[key] == 0 && n.single[key] }

func (n *namer) add(from, to, end int, kind string, proof int) {
	s := corpus.Span{Start: n.t.Words[from].Span.Start, End: end}
	if kind == Document && to < len(n.t.Words) {
		s.End = n.t.Words[to].Span.End
	}
	if kind == Place && placeHeads[n.key(to-1)] && from > 0 && n.gap(from) == " " && digitsOnly(n.text(from-1)) { // 12 Customs Street
		s.Start = n.t.Words[from-1].Span.Start
	}
	label := strings.Join(strings.Fields(n.t.Clean[s.Start:s.End]), " ")
	n.out = append(n.out, Item{Span: s, Kind: kind, Value: label, Label: label, Sure: "stated", Proof: proof})
}

// Parts are the words of a person's name: all of them folded, without the
// suffix (jr), and the suffix. What a hyphen or an apostrophe joins is one
// word.
func Parts(name string) (words []string, suffix string) {
	for _, f := range strings.Fields(name) {
		if w := strings.Join(Words(f), "-"); w != "" {
			words = append(words, w)
		}
	}
	for len(words) > 1 && suffixes[words[len(words)-1]] {
		suffix = words[len(words)-1]
		words = words[:len(words)-1]
	}
	return words, suffix
}

// Fronted reports whether a place is named by a word for its kind and another, which
// may stand alone later: "River Ashe".
func Fronted(name string) bool {
	ws := Words(name)
	return len(ws) > 1 && placeFronts[ws[0]]
}

// Suffix reports whether w is one of jr, sr, ii …
func Suffix(w string) bool { return suffixes[w] }

// Words cuts s into folded words.
func Words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

func fold(s string) string { return strings.Join(Words(s), " ") }

// Surnames knows which full name a part of it stands for: every row of words that
// it ends with ("Bhriain", "Ní Bhriain"), and the given name that it begins with.
type Surnames map[string]string // words|suffix -> full name, "" for several

// Add puts in a person's name; a name of one word is no full name.
func (k Surnames) Add(name string) {
	words, suffix := Parts(name)
	for i := range words {
		part := words[i:]
		if i == 0 {
			if part = words[:1]; len(words) < 2 || lang.Given(part[0]) == 0 {
				continue
			}
		}
		key := strings.Join(part, " ") + "|" + suffix
		old, ok := k[key]
		switch {
		case !ok, old != "" && extends(name, old):
			k[key] = name
		case old != "" && fold(old) != fold(name) && !initials(old, name) && !extends(old, name):
			k[key] = ""
		}
	}
}

// Full is the full name that name stands for: "" when it is none of those
// known or may be several; ok says that it is a surname of some.
func (k Surnames) Full(name string) (full string, ok bool) {
	words, suffix := Parts(name)
	full, ok = k[strings.Join(words, " ")+"|"+suffix]
	return full, ok
}

// extends: a is b with more words before it.
func extends(a, b string) bool { return strings.HasSuffix(fold(a), " "+fold(b)) }

// surnames gives a surname that stands alone the full name it belongs to.
func (n *namer) surnames() {
	known := Surnames{}
	for _, it := range n.out {
		if it.Kind == Person {
			known.Add(it.Value)
		}
	}
	for i := range n.out {
		it := &n.out[i]
		if it.Kind == Document {
			continue
		}
		name, ok := known.Full(it.Value)
		_, suffix := Parts(it.Value)
		switch {
		case ok && name != "" && (it.Kind == Person || it.Proof < 2):
			it.Value, it.Kind, it.Short, it.Proof = name, Person, true, max(it.Proof, 2)
		case ok && it.Proof < 2, suffix != "" && len(strings.Fields(it.Value)) == 2:
			it.Kind, it.Short = Person, true
		}
	}
}

// initials: "J. K. Smith" and "John Smith" may be one person.
func initials(a, b string) bool {
	x, y := Words(a), Words(b)
	return len(x) > 0 && len(y) > 0 && x[0][0] == y[0][0] && (len(x[0]) == 1 || len(y[0]) == 1 || len(x) != len(y) && x[0] == y[0])
}
