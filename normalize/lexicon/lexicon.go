package lexicon

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed words.dawg
var data string

//go:embed names.tri
var triples string

// The commonest words and names by their hashes: one look instead of a walk.
// The tests make it from the list.
//
//go:embed common.tab
var commonest string

// Common reports whether w is one of some 90,000 common words and names,
// whatever its case and its apostrophes. It is several times faster than
// [Lookup], and false says nothing.
func Common(w string) bool {
	slot, sign, ok := hash(w)
	if !ok && strings.Contains(w, "’") {
		slot, sign, ok = hash(strings.ReplaceAll(w, "’", "'"))
	}
	if !ok {
		return false
	}
	// Which slot has it no processor foresees: all four are compared at once, by
	// products that are 0 where one is.
	four := commonest[4*slot : 4*slot+16]
	a := uint64(word(four, 0)^sign) * uint64(word(four, 1)^sign)
	b := uint64(word(four, 2)^sign) * uint64(word(four, 3)^sign)
	return (a|-a)&(b|-b)>>63 == 0
}

// hash gives the place of w in the table of common words, which is the first of
// four slots, and what stands in one of them; ok is false for letters beyond
// ASCII. It reads eight bytes at once, letters as those in lower case, and
// mixes them by one long multiplication, as wyhash does (Wang Yi).
func hash(w string) (slot int, sign uint32, ok bool) {
	const (
		fold = 0x2020202020202020
		wide = 0x8080808080808080
		k    = 0x9E3779B97F4A7C15
	)
	var a, b, all uint64
	switch n := len(w); {
	case n >= 8:
		a, b = eight(w), eight(w[n-8:])
		all = a | b
		for i := 8; i+8 < n; i += 8 {
			x := eight(w[i:])
			all |= x
			a = bits.RotateLeft64((a|fold)*k, 29) ^ x
		}
	case n >= 4:
		a, b = uint64(word(w, 0)), uint64(word(w[n-4:], 0))
		all = a | b
	case n > 0:
		a = uint64(w[0])<<16 | uint64(w[n/2])<<8 | uint64(w[n-1])
		all = a
	}
	if all&wide != 0 {
		return 0, 0, false
	}
	hi, lo := bits.Mul64((a|fold)^k, (b|fold)+uint64(len(w))*0xD6E8FEB86659FD93)
	h := hi ^ lo
	return int(h>>(64-commonBits)) &^ 3, uint32(h) | 1, true
}

// eight are the first eight bytes of s as a number.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// commonBits is the size of the table: 1<<commonBits words of four bytes.
const commonBits = 17

// Rare is the highest level of ordinary words; above it there are only names.
const Rare = 70

// Names is the highest level of the general lists; above it there are only
// surnames, rare ones among them.
const Names = 95

// Entry is what the list knows of one word. A level of 0 means that it is not
// written that way.
type Entry struct {
	Lower int // level of the word in lower case
	Upper int // level of the word with capitals
	Form  string
}

// Level is the lower of both levels.
func (e Entry) Level() int {
	if e.Lower == 0 || e.Upper > 0 && e.Upper < e.Lower {
		return e.Upper
	}
	return e.Lower
}

// automaton is the stored list, cut into its parts.
type automaton struct {
	table, mixed, edges string
}

var list = func() automaton {
	n := int(word(data, 0))
	m := int(word(data, 1))
	t := 16 + 4*n
	return automaton{data[16:t], data[t : t+m], data[t+m:]}
}()

func word(s string, i int) uint32 {
	s = s[4*i : 4*i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

const lastEdge = 1 << 8

// step follows the edge with label c from the node at i; -1 if there is none.
func (a automaton) step(i int, c byte) int {
	for {
		e := word(a.edges, i)
		if byte(e) == c {
			return int(e >> 9)
		}
		if e&lastEdge != 0 || byte(e) > c {
			return -1
		}
		i++
	}
}

// info is the entry that ends at the node at i, -1 if none does.
func (a automaton) info(i int) int {
	if e := word(a.edges, i); byte(e) == 0 {
		return int(e >> 9)
	}
	return -1
}

// front says where the words with the same first two letters go on, so that a
// search passes over the two nodes with most edges. Index: 26*first + second.
var front = makeFront()

func makeFront() (t [26 * 26]int32) {
	for i := range t {
		t[i] = -1
		if n := list.step(0, byte('a'+i/26)); n >= 0 {
			t[i] = int32(list.step(n, byte('a'+i%26)))
		}
	}
	return t
}

// find is the node after w, folded; -1 if no word starts so.
func (a automaton) find(w string) int {
	n, i := 0, 0
	if len(w) >= 2 {
		if x, y := w[0]|0x20-'a', w[1]|0x20-'a'; x < 26 && y < 26 && w[0] >= 'A' && w[1] >= 'A' {
			if n = int(front[26*int(x)+int(y)]); n < 0 {
				return -1
			}
			i = 2
		}
	}
	for ; i < len(w); i++ {
		c := w[i]
		switch {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(w[i:])
			if r == '’' {
				r = '\''
			}
			var b [utf8.UTFMax]byte
			for _, c := range b[:utf8.EncodeRune(b[:], unicode.ToLower(r))] {
				if n = a.step(n, c); n < 0 {
					return -1
				}
			}
			i += size - 1
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == 0:
			return -1
		}
		if n = a.step(n, c); n < 0 {
			return -1
		}
	}
	return n
}

// Lookup finds a word whatever its case; a curly apostrophe counts as a
// straight one. O(len(word)), no allocation unless the word is of mixed case.
func Lookup(w string) (Entry, bool) {
	n := list.find(w)
	if n < 0 || w == "" {
		return Entry{}, false
	}
	i := list.info(n)
	if i < 0 {
		return Entry{}, false
	}
	t := list.table[4*i : 4*i+4]
	e := Entry{Lower: int(t[0]), Upper: int(t[1])}
	switch t[2] {
	case 1:
		e.Form = titled(w)
	case 2:
		e.Form = strings.ToUpper(w)
	case 3:
		e.Form = mixed(strings.ToLower(w))
	}
	return e, true
}

// Fronts calls f with the length and the level of each word in lower case that w,
// which is in lower case, begins with, the shortest first, until f returns
// false. O(len(w)).
func Fronts(w string, f func(n, level int) bool) {
	i := 0
	for n := 1; n <= len(w); n++ {
		if i = list.step(i, w[n-1]); i < 0 {
			return
		}
		if k := list.info(i); k >= 0 && list.table[4*k] > 0 && !f(n, int(list.table[4*k])) {
			return
		}
	}
}

// Node is a place in the list: the words that start with some letters.
type Node int

// After is the place after prefix, which is in lower case; ok is false where no
// word starts so.
func After(prefix string) (n Node, ok bool) {
	i := list.find(prefix)
	return Node(i), i >= 0
}

// Lower is the level of the word in lower case that goes on from n with middle
// and suffix; 0 where there is none. O(len(middle)+len(suffix)).
func (n Node) Lower(middle, suffix string) int {
	i := int(n)
	for k := 0; k < len(middle) && i >= 0; k++ {
		i = list.step(i, middle[k])
	}
	for k := 0; k < len(suffix) && i >= 0; k++ {
		i = list.step(i, suffix[k])
	}
	if i < 0 {
		return 0
	}
	if i = list.info(i); i < 0 {
		return 0
	}
	return int(list.table[4*i])
}

// titled is w with a capital first; w itself where it is written so already.
func titled(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(r) && strings.ToLower(w[n:]) == w[n:] {
		return w
	}
	return string(unicode.ToUpper(r)) + strings.ToLower(w[n:])
}

// mixed is the entry of folded key in the short list of words with inner capitals.
func mixed(key string) string {
	for rest := list.mixed; rest != ""; {
		var w string
		w, rest, _ = strings.Cut(rest, "\n")
		if len(w) == len(key) && strings.EqualFold(w, key) {
			return w
		}
	}
	return titled(key)
}

// Level is how common a word is, whatever its case: 10 for the most common
// thousand, 70 for rare ones, up to 95 for names. Possessives are not listed.
func Level(w string) (level int, ok bool) {
	e, ok := Lookup(w)
	return e.Level(), ok
}

// Proper is the way a word is written that is only written with capitals
// ("massachusetts" -> "Massachusetts", "nato" -> "NATO").
func Proper(w string) (form string, ok bool) {
	e, ok := Lookup(w)
	if !ok || e.Lower != 0 {
		return "", false
	}
	return e.Form, true
}

// Prefix reports whether some word starts with p.
func Prefix(p string) bool { return list.find(p) >= 0 }

// Fill calls f with every string of least to most bytes that makes a word when
// it stands between prefix and suffix (both in lower case), in alphabetical
// order, until f returns false. The string is valid only during the call. The
// cost is that of the words that start with prefix and are not longer than the
// longest answer.
func Fill(prefix, suffix string, least, most int, f func(fill []byte) bool) {
	n := list.find(prefix)
	if n < 0 {
		return
	}
	buf := make([]byte, 0, most)
	var walk func(n int) bool
	walk = func(n int) bool {
		if len(buf) >= least {
			m := n
			for i := 0; i < len(suffix) && m >= 0; i++ {
				m = list.step(m, suffix[i])
			}
			if m >= 0 && list.info(m) >= 0 && !f(buf) {
				return false
			}
		}
		if len(buf) == most {
			return true
		}
		for i := n; ; i++ {
			e := word(list.edges, i)
			if c := byte(e); c != 0 {
				buf = append(buf, c)
				if !walk(int(e >> 9)) {
					return false
				}
				buf = buf[:len(buf)-1]
			}
			if e&lastEdge != 0 {
				return true
			}
		}
	}
	walk(n)
}

// Count is the number of words.
func Count() int { return int(binary.LittleEndian.Uint32([]byte(data[12:16]))) }

// Surprise is how unlike a name the letters of w are: bits a letter under a
// model of letter triples of the names listed. Letters other than a-z count as
// blanks. O(len(w)).
func Surprise(w string) float64 {
	if w == "" {
		return 0
	}
	sum, n := 0, 0
	a, b := 0, 0
	for i := 0; i <= len(w); i++ {
		c := 0
		if i < len(w) {
			if l := w[i] | 0x20; l >= 'a' && l <= 'z' {
				c = int(l-'a') + 1
			}
		}
		sum += int(triples[(a*27+b)*27+c])
		n++
		a, b = b, c
	}
	return float64(sum) / 16 / float64(n)
}
