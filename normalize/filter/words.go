package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/normalize/lexicon"
	"verbatim/normalize/token"
)

// longest is the length of the longest word looked at, in bytes.
const longest = 40

// spelling is one spelling of a word of the text, with its masks.
type spelling struct {
	text  string // as it stands
	lower string
	known bool
	weak  bool // known only because it is formed of known words
	mask  bool
	at    []int // where it stands; suspects only
}

// suspect reports whether the word may be damaged. A word that is only formed
// of known ones may be: a filter made chickentail of cocktail.
func (t *spelling) suspect() bool { return !t.known || t.weak }

func (t *spelling) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// letters are the classes of bytes that the scan needs.
const (
	other = iota
	letter
	blank
	marker // may belong to a mask
	stop   // makes a chunk code, a handle or an address
)

var class = func() (c [256]byte) {
	for i := range c {
		switch {
		case i >= 'a' && i <= 'z', i >= 'A' && i <= 'Z', i >= utf8.RuneSelf:
			c[i] = letter
		case i == ' ' || i == '\n' || i == '\t' || i == '\r' || i == '\v' || i == '\f':
			c[i] = blank
		case strings.IndexByte("*!#$%^&?", byte(i)) >= 0:
			c[i] = marker
		case strings.IndexByte("@_\\{}=|~/<>", byte(i)) >= 0 || i >= '0' && i <= '9':
			c[i] = stop
		}
	}
	return c
}()

// words are the distinct words of a text: the suspects, and all of them once
// they were asked for.
type words struct {
	text   string
	cut    []token.Word // of text
	all    []*spelling
	index  map[string]int32
	lows   bool        // the text has hardly a capital
	across []*spelling // pairs of words that were one, see spaced
	full   bool        // all has the known words as well
}

// every gives all distinct words.
func (ws *words) every() []*spelling {
	if !ws.full {
		ws.full = true
		add := func(_ int, w string, mask bool) {
			if _, ok := ws.index[w]; !ok {
				ws.index[w] = int32(len(ws.all))
				ws.all = append(ws.all, &spelling{text: w, lower: lower(w), known: true})
			}
		}
		end := 0
		for _, w := range ws.cut {
			a, b := w.Span.Start, w.Span.End
			switch {
			case a < end:
			case opened(ws.text, a) && closed(ws.text, b) && b-a <= longest && letters(ws.text[a:b]):
				add(a, ws.text[a:b], false)
			default:
				end = run(ws.text, a, add)
			}
		}
	}
	return ws.all
}

// run calls f with the words of the run of text without blanks that at lies in,
// and their places: letters with apostrophes or masks inside, but no links,
// addresses, handles and code. It gives the end of the run, with which the cost
// grows.
func run(text string, at int, f func(at int, w string, mask bool)) (end int) {
	start, odd := at, byte(0)
	for start > 0 && class[text[start-1]] != blank {
		start--
	}
	for end = start; end < len(text) && class[text[end]] != blank; end++ {
		odd |= 1 << class[text[end]]
	}
	chunk(text, start, end, odd, f)
	return end
}

// curly reports whether one of “ ” ‘ ’ stands at i.
func curly(text string, i int) bool {
	if text[i] != "’"[0] || i+2 >= len(text) || text[i+1] != "’"[1] {
		return false
	}
	c := text[i+2]
	return c == "‘"[2] || c == "’"[2] || c == "“"[2] || c == "”"[2]
}

// plainLetter are the letters of ASCII.
var plainLetter = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = class[c] == letter
	}
	return t
}()

// chunk cuts the run text[start:end] into words; odd has a bit for each class of
// its bytes.
func chunk(text string, start, end int, odd byte, f func(int, string, bool)) {
	if odd&(1<<marker|1<<stop|1<<other) == 0 {
		plain(text, start, end, f)
		return
	}
	c := text[start:end]
	if i := strings.IndexAny(c, "[<({"); i >= 0 && len(c) <= 3*longest && bracket(text, start, end, f) {
		return
	}
	if odd&(1<<marker) != 0 && len(c) <= 3*longest && masked(text, start, end, f) {
		return
	}
	if odd&(1<<stop) != 0 && (strings.ContainsAny(c, "@_\\{}=|~") || strings.Contains(c, "://")) || c[0] == '#' || address(c) {
		return
	}
	plain(text, start, end, f)
}

// plain calls f with the runs of letters of one chunk.
func plain(text string, start, end int, f func(int, string, bool)) {
	for i := start; i < end; {
		if class[text[i]] != letter {
			i++
			continue
		}
		j := i
		digits := i > start && text[i-1] >= '0' && text[i-1] <= '9'
		for j < end {
			c := text[j]
			if c < utf8.RuneSelf {
				if class[c] == letter || c == '\'' && j > i && j+1 < end && class[text[j+1]] == letter {
					j++
					continue
				}
				break
			}
			r, n := utf8.DecodeRuneInString(text[j:end])
			if !(unicode.IsLetter(r) || unicode.IsMark(r) || r == '’' && j > i && j+n < end && class[text[j+n]] == letter) {
				break
			}
			j += n
		}
		if j == i { // a sign that is no letter
			_, n := utf8.DecodeRuneInString(text[i:end])
			i += n
			continue
		}
		if !digits && (j == end || text[j] < '0' || text[j] > '9') && j-i <= longest {
			f(i, text[i:j], false)
		}
		i = j
	}
}

// address reports whether a chunk looks like the name of a site or a file.
func address(c string) bool {
	if strings.HasPrefix(c, "www.") {
		return true
	}
	c = strings.TrimRight(c, `.,;:!?)”’"'`)
	if i := strings.IndexByte(c, '/'); i > 0 {
		if strings.IndexByte(c[:i], '.') > 0 {
			return true
		}
	}
	i := strings.LastIndexByte(c, '.')
	return i > 0 && i+1 < len(c) && tops[c[i+1:]]
}

var tops = set("com org net gov edu mil co uk io info biz tv de fr eu ca au in us me html htm php pdf jpg png gif js css py go")

// masked finds words of a chunk in which marks stand for letters. It reports
// whether the chunk was dealt with.
func masked(text string, start, end int, f func(int, string, bool)) bool {
	// The marks and letters at the core of the chunk; a hyphen parts them.
	found := false
	for i := start; i < end; {
		j := i
		marks, stars := 0, 0
		for j < end && text[j] != '-' {
			c := text[j]
			if c >= utf8.RuneSelf {
				r, n := utf8.DecodeRuneInString(text[j:end])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && !(r == '’' && j > i && class[text[j-1]] == letter && j+n < end && class[text[j+n]] == letter) {
					if marks > 0 || j == i {
						break
					}
					plain(text, i, j, f)
					i, stars = j+n, 0
				}
				j += n
				continue
			}
			if c < utf8.RuneSelf && class[c] != letter && class[c] != marker && !(c == '@' && grawlix(text[:end], j)) && !(c == '\'' && j > i) {
				if marks > 0 || j == i {
					break
				}
				i = j + 1
				marks, stars = 0, 0
			} else if c < utf8.RuneSelf && class[c] != letter && c != '\'' {
				marks++
				if c == '*' {
					stars++
				}
			}
			j++
		}
		if marks > 0 && j > i {
			a, b := trim(text, i, j)
			if b > a && b-a <= longest && isMask(text[a:b]) {
				f(a, text[a:b], true)
				found = true
			} else if !found {
				return false
			}
		} else if j > i {
			plain(text, i, j, f)
		}
		i = j + 1
		if _, n := utf8.DecodeRuneInString(text[j:end]); n > 1 {
			i = j + n
		}
	}
	return found
}

// trim takes sentence marks off the ends of a masked word, and rounds off
// apostrophes.
func trim(text string, a, b int) (int, int) {
	for b > a && (text[b-1] == '!' || text[b-1] == '\'') {
		b--
	}
	if b > a && text[b-1] == '?' && (b-1 == a || text[b-2] != '?') {
		b--
	}
	for a < b && text[a] == '\'' {
		a++
	}
	return a, b
}

// grawlix reports whether the byte at i stands in a run of signs as comics use
// for curses, or for a letter beside another such sign (@$$).
func grawlix(text string, i int) bool {
	a, b := i, i
	for a > 0 && strings.IndexByte("!@#$%^&*", text[a-1]) >= 0 {
		a--
	}
	for b < len(text) && strings.IndexByte("!@#$%^&*", text[b]) >= 0 {
		b++
	}
	return b-a >= 4 || b-a >= 2 && strings.IndexByte(text[a:b], '$') >= 0
}

// leet reports whether the signs of w are those that stand for letters they
// look like: @ for a, $ for s, ! for i.
func leet(w string) bool {
	inner := false
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c == '@' || c == '$':
			inner = true
		case c == '!':
			inner = inner || i > 0 && i+1 < len(w) && w[i-1] >= 'a' && w[i-1] <= 'z' && w[i+1] >= 'a' && w[i+1] <= 'z'
		case class[c] != letter && c != '\'':
			return false
		}
	}
	return inner
}

// repeated reports whether the signs of w are all the same, two or more in a
// row: cl###ic.
func repeated(w string) bool {
	sign := byte(0)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if class[c] == letter || c == '\'' {
			continue
		}
		if sign != 0 && c != sign || (i+1 == len(w) || w[i+1] != c) && (i == 0 || w[i-1] != c) {
			return false
		}
		sign = c
	}
	return sign != 0
}

// isMask reports whether w has letters and a mask: stars among letters, two or
// more question marks, a run of curse signs, a word like REMOVED between stars.
func isMask(w string) bool {
	var letters, stars, asks, rest int
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case class[c] == letter:
			letters++
		case c == '*':
			stars++
		case c == '?':
			asks++
		case c != '\'':
			rest++
		}
	}
	if letters == 0 {
		return false
	}
	if rest > 0 {
		return rest+stars >= 3 || leet(w) || repeated(w)
	}
	if asks > 0 {
		return stars == 0 && asks >= 2 && strings.Contains(w, "??") && !beside(w, "?")
	}
	inner := strings.Trim(w, "*")
	if stars == 0 || !strings.Contains(inner, "*") && strings.HasPrefix(w, "*") && strings.HasSuffix(w, "*") && (starred(w) == 0 || inner != strings.ToUpper(inner)) {
		return false // emphasis: *word*, **word**
	}
	if stars == 1 && len(inner) == len(w)-1 || beside(w, "*") {
		return false // a footnote sign or a bullet
	}
	return true
}

// beside reports whether the marks of w stand before or after a whole word, as
// footnote signs and question marks do.
func beside(w, mark string) bool {
	inner := strings.Trim(w, mark)
	if len(inner) < 3 || mark == "*" && len(inner) < 4 || strings.Contains(inner, mark) || strings.HasPrefix(w, mark) && strings.HasSuffix(w, mark) {
		return false
	}
	e, ok := lexicon.Lookup(inner)
	return ok && e.Lower > 0 && e.Lower <= 50 || !ok && len(inner) > 6 && compound(inner)
}

// known reports whether w is a word or a name, and whether only because it is
// formed of known words; a possessive counts as its stem.
func known(w string) (known, weak bool) {
	w = stem(w)
	e, ok := lexicon.Lookup(w)
	if ok {
		if e.Lower > 0 || e.Upper <= lexicon.Rare {
			return true, false
		}
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r), false
	}
	weak = compound(w)
	return weak, weak
}

// stem is w without a possessive ending.
func stem(w string) string {
	if w == "" {
		return w
	}
	if c := w[len(w)-1]; c != 's' && c != 'S' && c != '\'' && c != "’"[2] {
		return w
	}
	for _, s := range [...]string{"'s", "’s", "'", "’"} {
		if n := len(w) - len(s); n > 1 && strings.EqualFold(w[n:], s) {
			return w[:n]
		}
	}
	return w
}

var (
	prefixes = strings.Fields("un re non anti super pre post over under out inter sub multi mis counter co ex pro semi ultra mega micro mid cyber crypto bio eco geo neuro tele auto electro hydro nano petro poly pseudo psycho socio techno thermo photo agro aero anti")
	suffixes = strings.Fields("s es ed ing er ers ly ness less like ful ised ized ises izes ising izing isation ization ism ish able hood ship wise gate")
)

// compound reports whether w is two common words in one, or derived.
func compound(w string) bool {
	l := strings.ToLower(w)
	two := false
	lexicon.Fronts(l[:max(0, len(l)-4)], func(n, level int) bool {
		two = n >= 4 && level <= 50 && common(l[n:]) && !outputs[l[:n]] && !outputs[l[n:]]
		return !two
	})
	return two || derived(l)
}

func common(s string) bool {
	if len(s) < 4 {
		return false
	}
	e, ok := lexicon.Lookup(s)
	return ok && e.Lower > 0 && e.Lower <= 50
}

// derived reports whether w, in lower case, is a common word with a usual
// prefix or ending.
func derived(w string) bool {
	if n := len(w) - 1; n >= 6 && w[n] == 's' && w[n-1] != 's' {
		if e, ok := lexicon.Lookup(w[:n]); ok && e.Lower > 0 {
			return true
		}
	}
	for _, p := range prefixes {
		if strings.HasPrefix(w, p) && common(w[len(p):]) {
			return true
		}
	}
	for _, s := range suffixes {
		if n := len(w) - len(s); n >= 4 && strings.HasSuffix(w, s) && (common(w[:n]) || common(w[:n]+"e") && (s[0] == 'e' || s[0] == 'i')) {
			return true
		}
	}
	return false
}
