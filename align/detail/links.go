package detail

import (
	"strings"

	"verbatim/corpus"
)

// topLevel are endings of host names that are no words of running text, so
// that a lost blank after a full stop does not make a link. Others count only
// with a scheme, with www or with a path.
var topLevel = wordSet("com org net edu gov mil info biz io co tv ai app dev news online site blog shop club xyz int eu uk de fr nl es se dk fi pl cz ch ie ca au nz jp kr cn ru ua br ar mx za tr il gr hu ro bg pt tk cc ws fm ly example invalid test")

// Links gives the addresses, handles and hashtags of text, in order.
// O(len(text)).
func Links(text string) []Item {
	var out []Item
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case (c == '@' || c == '#') && (i == 0 || !wordByte(text[i-1]) && text[i-1] != '/' && text[i-1] != '&'):
			j := i + 1
			for j < len(text) && (wordByte(text[j]) || text[j] == '_') {
				j++
			}
			if j-i >= 3 && j-i <= 60 && !digitsOnly(text[i+1:j]) {
				out = append(out, Item{Span: corpus.Span{Start: i, End: j}, Kind: Handle, Value: strings.ToLower(text[i:j]), Label: text[i:j], Sure: "stated"})
			}
			i = j
		case c < 0x80 && wordByte(c):
			j := host(text, i)
			if j == i {
				for i < len(text) && (wordByte(text[i]) || text[i] == '-' || text[i] == '_') {
					i++
				}
				continue
			}
			s := corpus.Span{Start: i, End: j}
			out = append(out, Item{Span: s, Kind: Link, Value: Address(text[i:j]), Label: text[i:j], Sure: "stated"})
			i = j
		default:
			i++
		}
	}
	return out
}

// Address is the canonical form of an address: without scheme, www and the
// last slash, the host in lower case.
func Address(s string) string {
	if i := strings.Index(s, "://"); i >= 0 {
		s = s[i+3:]
	}
	h, rest := s, ""
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		h, rest = s[:i], s[i:]
	}
	return strings.TrimPrefix(strings.ToLower(h), "www.") + strings.TrimRight(rest, "/")
}

// host reads an address at i and gives its end, i when there is none.
func host(text string, i int) int {
	j := i
	scheme := false
	for _, p := range []string{"https://", "http://"} {
		if len(text)-i > len(p) && strings.EqualFold(text[i:i+len(p)], p) {
			j, scheme = i+len(p), true
		}
	}
	if !scheme && i > 0 && (text[i-1] == '@' || text[i-1] == '.' || text[i-1] == '/') {
		return i
	}
	from, labels, last := j, 0, j
	lower := true
	for j < len(text) {
		k := j
		for k < len(text) && (wordByte(text[k]) || text[k] == '-') {
			k++
		}
		if k == j {
			break
		}
		labels++
		last = j
		j = k
		if j+1 < len(text) && text[j] == '.' && wordByte(text[j+1]) {
			j++
			continue
		}
		break
	}
	if labels < 2 || j < len(text) && text[j] == '@' || last == j {
		return i
	}
	for _, c := range []byte(text[last:j]) {
		lower = lower && c >= 'a' && c <= 'z'
	}
	path := j < len(text) && (text[j] == '/' || text[j] == '?')
	www := strings.HasPrefix(strings.ToLower(text[from:j]), "www.") && labels > 2
	first := text[from : from+strings.IndexByte(text[from:], '.')]
	if !scheme && !www && (!lower || !topLevel[text[last:j]] && !(path && j-last >= 2 && j-last <= 6 && len(first) > 2) || len(first) < 2 || digitsOnly(first)) {
		return i
	}
	for j < len(text) && text[j] > ' ' && text[j] < 0x7f && strings.IndexByte("\"<>()[]{}|\\^`", text[j]) < 0 {
		j++
	}
	for j > last+1 && strings.IndexByte(".,;:!?'*", text[j-1]) >= 0 {
		j--
	}
	return j
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
