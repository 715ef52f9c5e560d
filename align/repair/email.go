package repair

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

// residueForm is what Cloudflare's address obfuscation leaves in plain text.
var residueForm = regexp.MustCompile(`(?i)\[e-?mail[ \x{00a0}\t]protected\]`)

// residues are the places in text where an address was hidden.
func residues(text string) []corpus.Span {
	var out []corpus.Span
	for _, m := range residueForm.FindAllStringIndex(text, -1) {
		out = append(out, corpus.Span{Start: m[0], End: m[1]})
	}
	return out
}

// mail fills the residues of p.a with what stands between the same words in
// p.b. taken are residues that a nearer sister has filled.
func (p *pair) mail(taken map[int]bool) []edit.Change {
	var out []edit.Change
	k := 0
	for n, r := range p.a.residue {
		if taken[n] {
			continue
		}
		for k+1 < len(p.equal) && p.a.words[p.equal[k+1].a].Span.End <= r.Start {
			k++
		}
		if k+1 >= len(p.equal) {
			break
		}
		x, y := p.equal[k], p.equal[k+1]
		w := p.a.words
		// Nothing but the residue may stand between the equal words.
		if w[x.a].Span.End > r.Start || w[y.a].Span.Start < r.End || w[x.a+1].Span.Start < r.Start || w[y.a-1].Span.End > r.End {
			continue
		}
		if !p.anchored(k) || y.b-x.b < 2 || y.b-x.b > 8 {
			continue
		}
		text := p.address(x.b+1, y.b)
		if text == "" {
			continue
		}
		taken[n] = true
		out = append(out, edit.Change{Span: r, New: text, Rule: edit.Email, Detail: "hidden address", Confidence: 0.95,
			Evidence: fmt.Sprintf("the sister reads %q between the same words", p.b.text(x.b+1, y.b)), Witness: p.witness(x.b+1, y.b)})
	}
	return out
}

// anchored reports whether the equal words k and k+1 hold what lies between
// them: two words in a row on one side, or one of substance on both.
func (p *pair) anchored(k int) bool {
	solid := func(i, step int) int {
		n := 0
		for j := i; j >= 0 && j < len(p.equal) && n < 4; j += step {
			m, q := p.equal[i], p.equal[j]
			if q.a-m.a != j-i || q.b-m.b != j-i {
				break
			}
			n++
			if !functionWords[p.a.words[q.a].Key] {
				n++
			}
		}
		return n
	}
	l, r := solid(k, -1), solid(k+1, 1)
	return l >= 1 && r >= 1 && l+r >= 4
}

// address writes words b0 to b1 of the sister as the address that was hidden.
// A sister with its marks is copied; without them the sign is put back: before
// a host name, or else before the last word, which is then a handle.
func (p *pair) address(b0, b1 int) string {
	raw := p.b.text(b0, b1)
	if b0 > 0 {
		g := p.b.gap(b0 - 1)
		if i := strings.LastIndexByte(g, '@'); i >= 0 {
			raw = g[i:] + raw
		}
	}
	if strings.Contains(raw, "@") {
		if len(strings.Fields(raw)) > 3 || strings.ContainsAny(raw, "\n“”\"") {
			return ""
		}
		return raw
	}
	if !p.b.stripped {
		return ""
	}
	var words []string
	for j := b0; j < b1; j++ {
		words = append(words, p.b.words[j].Key)
	}
	n := len(words)
	if n >= 3 && domains[words[n-1]] {
		host := 2
		if n >= 4 && len(words[n-1]) == 2 && domains[words[n-2]] {
			host = 3
		}
		return strings.Join(words[:n-host], ".") + "@" + strings.Join(words[n-host:], ".")
	}
	if n > 2 {
		return ""
	}
	handle := "@" + p.handle(words[n-1])
	if n == 1 {
		return handle
	}
	return p.restore(words[0]) + " " + handle
}

// restore gives a word the capitals that p.a writes it with elsewhere.
func (p *pair) restore(key string) string {
	if c := p.a.caps[key]; c != "" {
		return c
	}
	if calendar[key] && !alsoWords[key] {
		r, n := utf8.DecodeRuneInString(key)
		return string(unicode.ToUpper(r)) + key[n:]
	}
	return key
}

// handle gives the capitals of a handle that is made of two or three names
// that p.a writes with capitals.
func (p *pair) handle(key string) string {
	if c := p.a.caps[key]; c != "" {
		return c
	}
	var best string
	var try func(rest, done string, parts int)
	try = func(rest, done string, parts int) {
		if rest == "" {
			if best == "" {
				best = done
			}
			return
		}
		if parts == 3 {
			return
		}
		for i := len(rest); i >= 2; i-- {
			if c := p.a.caps[rest[:i]]; c != "" && utf8.RuneStart((rest + " ")[i]) {
				try(rest[i:], done+c, parts+1)
			}
		}
	}
	if len(key) <= 40 {
		try(key, "", 0)
	}
	if best != "" {
		return best
	}
	return key
}
