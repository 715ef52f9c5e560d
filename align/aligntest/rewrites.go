package aligntest

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"

	"verbatim/normalize/lexicon"
)

// Rewrites are the articles of one story: each outlet has a lead of its own,
// then sentences of one report, most of them reworded, some left out or moved,
// and two or three quotations of a common pool, some of them cut or changed.
// What an outlet names and counts it mostly takes over. The same Rewrites give
// the same articles, and the first articles of a larger story are those of a
// smaller one.
type Rewrites struct {
	Articles int
	Seed     int64
	Quotes   int // in the pool; 0: 40
}

// Make gives the articles, each about 350 words.
func (c Rewrites) Make() []Article {
	if c.Quotes == 0 {
		c.Quotes = 40
	}
	r := rand.New(rand.NewSource(c.Seed))
	var report []string
	for i := range 30 {
		report = append(report, fill(r, narrated[i%len(narrated)]))
	}
	type said struct{ words, speaker string }
	var pool []said
	for i := range c.Quotes {
		pool = append(pool, said{speech(r), officials[i%len(officials)]})
	}
	var out []Article
	for n := range c.Articles {
		r := rand.New(rand.NewSource(c.Seed<<20 + int64(n) + 1))
		a := Article{ID: fmt.Sprintf("r%06d", n), Outlet: fmt.Sprintf("The %s %d", papers[n%len(papers)], n/len(papers)), Published: "2024-05-17"}
		text := []string{fill(r, leads[r.Intn(len(leads))]) + " " + fill(r, narrated[r.Intn(len(narrated))])}
		var body []string
		for _, s := range report {
			if r.Float64() < .45 {
				continue
			}
			body = append(body, reword(r, s, .3))
		}
		for range len(body) / 5 {
			i, k := r.Intn(len(body)), r.Intn(len(body))
			body[i], body[k] = body[k], body[i]
		}
		for i := range 3 { // what only this outlet has
			body = slices.Insert(body, min(len(body), 4*i+r.Intn(3)), fill(r, narrated[r.Intn(len(narrated))]))
		}
		for range 2 + r.Intn(2) {
			q := pool[r.Intn(len(pool))]
			words := q.words
			switch x := r.Float64(); {
			case x < .1:
				words = reword(r, words, .5)
			case x < .3:
				words = words[:strings.IndexAny(words, ".")+1]
			}
			body = slices.Insert(body, r.Intn(len(body)+1), "\n\n“"+strings.TrimSuffix(words, ".")+",” "+q.speaker+" "+saying[r.Intn(len(saying))]+".\n\n")
		}
		a.Text = strings.Join(append(text, "\n\n"+strings.Join(body, " ")), "") + "\n"
		a.Text = strings.NewReplacer(" \n", "\n", "\n ", "\n").Replace(a.Text)
		out = append(out, a)
	}
	return out
}

// fill writes a word for each {list} of a pattern.
func fill(r *rand.Rand, pattern string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(pattern, '{')
		if i < 0 {
			break
		}
		n := strings.IndexByte(pattern, '}')
		b.WriteString(pattern[:i])
		switch list := pattern[i+1 : n]; list {
		case "n":
			fmt.Fprint(&b, 3+r.Intn(900))
		case "money":
			fmt.Fprintf(&b, "$%d million", 2+r.Intn(80))
		default:
			ws := fillers[list]
			b.WriteString(ws[r.Intn(len(ws))])
		}
		pattern = pattern[n+1:]
	}
	b.WriteString(pattern)
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// reword gives a sentence with another word of the same list in place of some.
func reword(r *rand.Rand, s string, share float64) string {
	ws := strings.Fields(s)
	for i, w := range ws {
		if other := likewise[w]; other != nil && r.Float64() < share {
			ws[i] = other[r.Intn(len(other))]
		}
	}
	return strings.Join(ws, " ")
}

// likewise gives for a word of an exchangeable list the whole list.
var likewise = func() map[string][]string {
	fillers["noun"], fillers["adj"] = english("er", "tion", "age", "ure", "ence", "ment"), english("al", "ic", "ous", "ive")
	m := map[string][]string{}
	for _, name := range []string{"verb", "adj", "noun", "link", "adverb"} {
		for _, w := range fillers[name] {
			m[w] = fillers[name]
		}
	}
	return m
}()

// english are the ordinary words with one of the endings.
func english(endings ...string) (out []string) {
	for _, end := range endings {
		lexicon.Fill("", end, 4, 8, func(fill []byte) bool {
			w := string(fill) + end
			if e, ok := lexicon.Lookup(w); ok && e.Lower > 0 && e.Lower <= 35 {
				out = append(out, w)
			}
			return true
		})
	}
	return out
}

var fillers = map[string][]string{
	"verb":    {"reviewed", "inspected", "delayed", "announced", "rejected", "approved", "examined", "postponed", "discussed", "repaired", "replaced", "measured"},
	"link":    {"after", "before", "while", "because", "although", "since"},
	"adverb":  {"quietly", "again", "partly", "reportedly", "formally", "briefly", "openly"},
	"place":   {"Alder Point", "Kestrel Bay", "Marrowdale", "Fenwick", "the old quarry", "Tolland", "Quay Street", "Upper Brack", "the east dock", "Saltmere"},
	"body":    {"the council", "the harbour board", "the contractor", "the union", "the ministry", "Norvane Holdings", "the coast guard", "the auditors", "residents", "the regional court"},
	"name":    {"Odile Maranth", "Tomas Kvitek", "Harriet Bloss", "Idris Okonwe", "Lena Farquist", "Pavel Dorn", "Ruth Castellane", "Victor Amsel", "Nadia Brightwell", "Hugo Tenniel"},
	"day":     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	"month":   {"January 12", "February 3", "March 21", "April 9", "May 2", "June 28"},
	"unit":    {"workers", "metres", "boats", "households", "tonnes", "passengers", "complaints", "hours"},
	"grammar": {"and", "the", "to", "of", "in", "a", "with", "not", "would", "for", "that", "was"},
}

var leads = []string{
	"The {adj} {noun} in {place} stayed shut on {day} and {body} gave no reason.",
	"{name} spent {day} in {place}, where {body} {verb} a {adj} {noun}.",
	"It took {n} {unit} and a {adj} {noun} before {body} answered.",
	"Few in {place} had heard of the {adj} {noun} until {day}.",
}

var narrated = []string{
	"On {day} {body} {adverb} {verb} the {adj} {noun} near {place}, {link} {n} {unit} had been counted there.",
	"{name} and {name} {verb} a {adj} {noun} that cost {money}, according to {body}.",
	"The {noun} at {place} was {verb} on {month} {link} {body} {verb} the {adj} {noun}.",
	"At least {n} {unit} were affected {link} the {adj} {noun} was {adverb} {verb}.",
	"{name}, who leads the {noun} committee, {adverb} {verb} the {adj} {noun} with {body}.",
	"In {place} the {adj} {noun} and the {adj} {noun} have been {verb} for {n} days.",
	"Documents show that {body} paid {money} for the {adj} {noun} {link} {name} {verb} it.",
	"{body} did not say whether the {adj} {noun} in {place} would be {verb} before {month}.",
	"A {adj} {noun} with {n} {unit} was {adverb} {verb} by {body} on {day}.",
	"Neither {name} nor {body} {verb} the {noun} {link} the {adj} {noun} opened in {place}.",
}

// speech is what somebody said: no two speeches have more than a few words in
// common.
func speech(r *rand.Rand) string {
	var out []string
	for range 1 + r.Intn(3) {
		ws := []string{opening[r.Intn(len(opening))]}
		for range 6 + r.Intn(10) {
			name := [...]string{"noun", "noun", "adj", "grammar", "grammar", "grammar", "verb"}[r.Intn(7)]
			ws = append(ws, fillers[name][r.Intn(len(fillers[name]))])
		}
		if r.Intn(4) == 0 {
			ws = append(ws, "for "+fill(r, "{n} {unit}"))
		}
		out = append(out, strings.Join(ws, " ")+".")
	}
	return strings.Join(out, " ")
}

var opening = []string{"We", "They", "I", "Nobody", "You", "It", "There", "What"}

var officials = []string{"Mayor Odile Maranth", "Tomas Kvitek", "union leader Harriet Bloss", "Idris Okonwe", "Lena Farquist", "engineer Pavel Dorn", "Ruth Castellane", "Victor Amsel", "Nadia Brightwell"}
