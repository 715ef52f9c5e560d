//go:build ignore

// Gen makes words.dawg and names.tri from the word lists of SCOWL
// (Debian package scowl) and the surnames of the 1990 census of the United
// States (files dist.all.last of the Census Bureau, as in package names of
// PyPI).
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// entry is what is known of one folded word.
type entry struct {
	lower, upper int    // classes of frequency, 0 for none
	form         string // how it is written with capitals
}

var classes = []int{0, 10, 20, 35, 40, 50, 55, 60, 70, 80, 95, 96}

// most is the highest level taken of each kind of list.
var most = map[string]int{"words": 70, "upper": 95, "proper-names": 95, "abbreviations": 70, "contractions": 70}

func main() {
	dir := flag.String("scowl", "/usr/share/dict/scowl", "folder with the lists of SCOWL")
	surnames := flag.String("surnames", "", "list of surnames, the first word of a line each")
	out := flag.String("out", "words.dawg", "file to write; names.tri is written beside it")
	flag.Parse()
	words := map[string]entry{}
	for class, level := range classes[:len(classes)-1] {
		files, err := filepath.Glob(filepath.Join(*dir, "*."+strconv.Itoa(level)))
		if err != nil {
			log.Fatal(err)
		}
		sort.Strings(files)
		for _, f := range files {
			name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))
			cat, kind, _ := strings.Cut(name, "-")
			switch {
			case level == 0 || level > most[kind]:
				continue
			case strings.HasPrefix(cat, "variant"), strings.Contains(cat, "_variant"):
				if level > 70 {
					continue
				}
			case cat != "english" && cat != "american" && cat != "british" && cat != "british_z":
				continue
			}
			read(f, class, words)
		}
	}
	if len(words) < 100000 {
		log.Fatalf("only %d words in %s: is it the folder of SCOWL?", len(words), *dir)
	}
	tri := trigrams(words)
	census(*surnames, words)
	if err := os.WriteFile(*out, build(words), 0o644); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(*out), "names.tri"), tri, 0o644); err != nil {
		log.Fatal(err)
	}
}

// census adds surnames that no other list has: the last class.
func census(file string, words map[string]entry) {
	b, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(string(b), "\n") {
		w, _, _ := strings.Cut(line, " ")
		key := strings.ToLower(w)
		if e, ok := words[key]; len(key) < 4 || ok && (e.upper > 0 || e.lower > 0) {
			continue
		}
		words[key] = entry{upper: len(classes) - 1, form: title(key)}
		n++
	}
	if n < 10000 {
		log.Fatalf("only %d surnames in %s", n, file)
	}
}

func read(file string, class int, words map[string]entry) {
	b, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range strings.Split(string(b), "\n") {
		if !utf8.ValidString(line) {
			var r []rune
			for i := 0; i < len(line); i++ {
				r = append(r, rune(line[i]))
			}
			line = string(r)
		}
		w := strings.TrimSpace(line)
		if w == "" || strings.HasSuffix(w, "'s") || strings.ContainsAny(w, " -./&0123456789") {
			continue
		}
		key := strings.ToLower(w)
		e := words[key]
		if w == key {
			if e.lower == 0 {
				e.lower = class
			}
		} else if e.upper == 0 {
			e.upper, e.form = class, w
		}
		words[key] = e
	}
}

// node is a state of the automaton while it is built.
type node struct {
	labels []byte
	next   []*node
	info   int // index of the entry, -1 if no word ends here
	at     int // first edge in the output
}

func (n *node) signature() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", n.info)
	for i, l := range n.labels {
		fmt.Fprintf(&b, "|%c%p", l, n.next[i])
	}
	return b.String()
}

// build gives the file: counts, the table of entries, the words of mixed case,
// the edges. An edge is 32 bits: label 8, last of its node 1, target 23; label
// 0 ends a word and its target is the entry.
func build(words map[string]entry) []byte {
	keys := make([]string, 0, len(words))
	for k := range words {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	infos := map[[3]int]int{}
	var table [][3]int
	var mixed []string
	register := map[string]*node{}
	root := &node{info: -1}
	path := []*node{root}
	last := ""
	settle := func(down int) {
		for len(path) > down+1 {
			n := path[len(path)-1]
			path = path[:len(path)-1]
			s := n.signature()
			if have, ok := register[s]; ok {
				p := path[len(path)-1]
				p.next[len(p.next)-1] = have
			} else {
				register[s] = n
			}
		}
	}
	for _, k := range keys {
		e := words[k]
		form := 0 // 0 lower, 1 title, 2 upper, 3 mixed
		if e.upper > 0 {
			switch e.form {
			case title(k):
				form = 1
			case strings.ToUpper(k):
				form = 2
			default:
				form = 3
				mixed = append(mixed, e.form)
			}
		}
		id := [3]int{classes[e.lower], classes[e.upper], form}
		if _, ok := infos[id]; !ok {
			infos[id] = len(table)
			table = append(table, id)
		}
		n := 0
		for n < len(k) && n < len(last) && k[n] == last[n] {
			n++
		}
		settle(n)
		for i := n; i < len(k); i++ {
			c := &node{info: -1}
			p := path[len(path)-1]
			p.labels, p.next = append(p.labels, k[i]), append(p.next, c)
			path = append(path, c)
		}
		path[len(path)-1].info = infos[id]
		last = k
	}
	settle(0)
	// lay the nodes out, the root first
	var order []*node
	seen := map[*node]bool{}
	at := 0
	var visit func(n *node)
	visit = func(n *node) {
		if seen[n] {
			return
		}
		seen[n] = true
		n.at = at
		at += len(n.next)
		if n.info >= 0 {
			at++
		}
		order = append(order, n)
		for _, c := range n.next {
			visit(c)
		}
	}
	visit(root)
	if at >= 1<<23 {
		log.Fatal("too many edges")
	}
	var b []byte
	u32 := func(x int) { b = binary.LittleEndian.AppendUint32(b, uint32(x)) }
	m := strings.Join(mixed, "\n") + "\n"
	for len(m)%4 != 0 {
		m += "\n"
	}
	u32(len(table))
	u32(len(m))
	u32(at)
	u32(len(keys))
	for _, id := range table {
		b = append(b, byte(id[0]), byte(id[1]), byte(id[2]), 0)
	}
	b = append(b, m...)
	for _, n := range order {
		edge := func(label byte, target int, last bool) {
			x := uint32(label) | uint32(target)<<9
			if last {
				x |= 1 << 8
			}
			b = binary.LittleEndian.AppendUint32(b, x)
		}
		if n.info >= 0 {
			edge(0, n.info, len(n.next) == 0)
		}
		for i, c := range n.next {
			edge(n.labels[i], c.at, i == len(n.next)-1)
		}
	}
	fmt.Printf("%d words, %d edges, %d bytes, %d of mixed case\n", len(keys), at, len(b), len(mixed))
	return b
}

func title(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// trigrams counts the letter triples of names, with one blank at each end, and
// gives -16*log2 of each probability in a byte (27*27*27 of them).
func trigrams(words map[string]entry) []byte {
	var count [27][27][27]float64
	for k, e := range words {
		if e.upper == 0 || e.form != title(k) || len(k) < 3 {
			continue
		}
		a, b := 0, 0
		ok := true
		for i := 0; i < len(k); i++ {
			ok = ok && k[i] >= 'a' && k[i] <= 'z'
		}
		if !ok {
			continue
		}
		for i := 0; i <= len(k); i++ {
			c := 0
			if i < len(k) {
				c = int(k[i]-'a') + 1
			}
			count[a][b][c]++
			a, b = b, c
		}
	}
	out := make([]byte, 0, 27*27*27)
	for a := range count {
		for b := range count[a] {
			sum := 0.0
			for _, n := range count[a][b] {
				sum += n
			}
			for _, n := range count[a][b] {
				p := (n + 0.05) / (sum + 0.05*27)
				out = append(out, byte(min(255, math.Round(-16*math.Log2(p)))))
			}
		}
	}
	return out
}
