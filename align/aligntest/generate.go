package aligntest

import (
	"fmt"
	"math/rand"
	"strings"
	"unicode"
)

// Copy is a planted passage in one article: bytes of its text, and whether the
// article lost its marks and capitals.
type Copy struct {
	ID         string
	Start, End int
	Rate       float64 // share of words that were edited
	Stripped   bool
}

// Corpus says how a corpus of invented articles is to be made. The same Corpus
// gives the same articles.
type Corpus struct {
	Articles int
	Words    int // of an article, about; 0: 600
	Seed     int64
	Stripped float64 // share of articles without marks and capitals
	// Pool are sentences to learn the order of words from; without it words are
	// made up.
	Pool []string
}

// Article is one of them.
type Article struct{ ID, Outlet, Published, Text string }

// Make yields the articles and gives the passages that were planted in them: one
// for each four articles, of 20 to 60 words, in two to eight articles each, the
// first exact, the others with up to 15 % of their words replaced, dropped or
// added, most within quotation marks.
func (c Corpus) Make(yield func(Article) error) (planted [][]Copy, err error) {
	r := rand.New(rand.NewSource(c.Seed))
	if c.Words == 0 {
		c.Words = 600
	}
	lang := learn(c.Pool)
	passages := make([][]string, max(1, c.Articles/4))
	plan := make([][]int, c.Articles)
	for i := range passages {
		want := 20 + r.Intn(41)
		for len(passages[i]) < want {
			passages[i] = append(passages[i], lang.sentence(r)...)
		}
		passages[i] = passages[i][:want]
		in := map[int]bool{}
		for range 2 + r.Intn(7) {
			if d := r.Intn(c.Articles); !in[d] {
				in[d] = true
				plan[d] = append(plan[d], i)
			}
		}
	}
	planted = make([][]Copy, len(passages))
	var b strings.Builder
	for d := range c.Articles {
		a := Article{ID: fmt.Sprintf("a%07d", d), Outlet: fmt.Sprintf("The %s %d", papers[d%len(papers)], d/len(papers)%40), Published: fmt.Sprintf("20%02d-%02d-%02d", 10+d%13, 1+d%12, 1+d%28)}
		stripped := r.Float64() < c.Stripped
		b.Reset()
		put := func(s string) (from, to int) {
			if stripped {
				s = strip(s)
			}
			from = b.Len()
			b.WriteString(s)
			return from, b.Len()
		}
		target := max(c.Words/4, int(float64(c.Words)*(1+r.NormFloat64()/4)))
		for _, i := range plan[d] {
			target -= len(passages[i])
		}
		before := make([]int, len(plan[d])) // words that come before each passage
		for k := range before {
			before[k] = r.Intn(max(1, target))
		}
		for n, since := 0, 0; ; since++ {
			for k, i := range plan[d] {
				if before[k] > n && n < target || before[k] < 0 {
					continue
				}
				before[k] = -1
				rate := 0.0
				if len(planted[i]) > 0 {
					rate = r.Float64() * .15
				}
				open, closed := "“", "”"
				if x := r.Float64(); x > .9 {
					open, closed = "", ""
				} else if x > .6 {
					open, closed = `"`, `"`
				}
				put(open)
				from, to := put(strings.Join(lang.edit(r, passages[i], rate), " "))
				put(closed + " " + speakers[r.Intn(len(speakers))] + " " + saying[r.Intn(len(saying))] + ".\n\n")
				planted[i] = append(planted[i], Copy{a.ID, from, to, rate, stripped})
			}
			if n >= target {
				break
			}
			s := lang.sentence(r)
			n += len(s)
			end := " "
			if since >= 3 && r.Intn(2) == 0 {
				since, end = 0, "\n\n"
			}
			put(strings.Join(s, " ") + end)
		}
		a.Text = b.String()
		if err := yield(a); err != nil {
			return planted, err
		}
	}
	return planted, nil
}

var (
	papers   = []string{"Herald", "Tribune", "Courier", "Post", "Gazette"}
	speakers = []string{"she", "he", "the spokesman", "the account"}
	saying   = []string{"said", "wrote", "told reporters", "added", "said in a statement"}
)

// strip is text without capitals and marks.
func strip(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\n' {
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
}

// language makes sentences: each word follows one that it followed in the pool.
type language struct {
	text  []string  // of each word; word 0 is the beginning and the end
	next  [][]int32 // words that follow it
	words []string  // of the pool, in order
}

func learn(pool []string) *language {
	l := &language{text: []string{""}, next: [][]int32{nil}}
	if len(pool) == 0 {
		r := rand.New(rand.NewSource(1))
		zipf := rand.NewZipf(r, 1.2, 8, 3000)
		word := func() string {
			n := zipf.Uint64()
			w := ""
			for n += 7; n > 0; n /= 23 {
				w += syllables[n%uint64(len(syllables))]
			}
			return w
		}
		for range 4000 {
			ws := make([]string, 6+r.Intn(18))
			for i := range ws {
				ws[i] = word()
			}
			ws[0] = strings.ToUpper(ws[0][:1]) + ws[0][1:]
			pool = append(pool, strings.Join(ws, " ")+".")
		}
	}
	number := map[string]int32{}
	for _, s := range pool {
		last := int32(0)
		for _, w := range strings.Fields(s) {
			n, ok := number[w]
			if !ok {
				n = int32(len(l.text))
				number[w] = n
				l.text, l.next = append(l.text, w), append(l.next, nil)
			}
			l.next[last] = append(l.next[last], n)
			last = n
			l.words = append(l.words, w)
		}
		l.next[last] = append(l.next[last], 0)
	}
	return l
}

var syllables = []string{"ba", "che", "dor", "el", "fin", "gra", "hol", "is", "jan", "kel", "lum", "mer", "nos", "or", "pel", "qui", "ran", "sol", "ta", "un", "ver", "wis", "yor"}

func (l *language) sentence(r *rand.Rand) []string {
	var out []string
	for n := int32(0); len(out) < 60; out = append(out, l.text[n]) {
		next := l.next[n]
		if n = next[r.Intn(len(next))]; n == 0 {
			if len(out) > 0 {
				break
			}
			n = l.next[0][0]
		}
	}
	return out
}

func (l *language) edit(r *rand.Rand, ws []string, rate float64) (out []string) {
	for _, w := range ws {
		x := r.Float64()
		switch {
		case x >= rate:
			out = append(out, w)
		case x < .6*rate:
			out = append(out, l.words[r.Intn(len(l.words))])
		case x < .8*rate:
		default:
			out = append(out, w, l.words[r.Intn(len(l.words))])
		}
	}
	return out
}
