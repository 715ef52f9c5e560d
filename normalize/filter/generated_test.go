package filter

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"verbatim/corpus"
	"verbatim/normalize/edit"
)

// A generator of filter damage: rules over prose, in the ways that filters are
// written. It knows each damaged word and what it was.

// filterKind is what a filter does with capitals.
type filterKind int

const (
	keepsCase filterKind = iota
	writesLower
	caseSensitive
	kinds
)

func (k filterKind) String() string { return [...]string{"keep", "lower", "sensitive"}[k] }

// compile gives the rules as functions of a word.
func (k filterKind) compile(rules []pair) (out []func(string) string) {
	for _, r := range rules {
		pattern := regexp.QuoteMeta(r.from)
		if k != caseSensitive {
			pattern = "(?i)" + pattern
		}
		re := regexp.MustCompile(pattern)
		out = append(out, func(word string) string {
			return re.ReplaceAllStringFunc(word, func(m string) string {
				switch {
				case k == keepsCase && len(m) > 1 && m == strings.ToUpper(m):
					return strings.ToUpper(r.to)
				case k == keepsCase && unicode.IsUpper(rune(m[0])):
					return strings.ToUpper(r.to[:1]) + r.to[1:]
				}
				return r.to
			})
		})
	}
	return out
}

// damagedWord is a place of the damaged text and what stood there.
type damagedWord struct {
	span corpus.Span
	was  string
}

var pieces = regexp.MustCompile(`\s+|\S+`)

// over runs the rules over the words of text, one after the other.
func over(text string, rules []func(string) string) (string, []damagedWord) {
	var b strings.Builder
	var hurt []damagedWord
	for _, chunk := range pieces.FindAllString(text, -1) {
		w := chunk
		for _, r := range rules {
			w = r(w)
		}
		if w != chunk {
			hurt = append(hurt, damagedWord{corpus.Span{Start: b.Len(), End: b.Len() + len(w)}, chunk})
		}
		b.WriteString(w)
	}
	return b.String(), hurt
}

// tally counts what became of damaged words.
type tally struct{ damaged, exact, wrong, left, needless int }

func (t tally) String() string {
	s := fmt.Sprintf("%d damaged, %d exact", t.damaged, t.exact)
	if t.wrong > 0 {
		s += fmt.Sprintf(", %d wrong", t.wrong)
	}
	if t.left > 0 {
		s += fmt.Sprintf(", %d left", t.left)
	}
	if t.needless > 0 {
		s += fmt.Sprintf(", %d needless", t.needless)
	}
	return s
}

func (t *tally) add(o tally) {
	t.damaged, t.exact, t.wrong, t.left, t.needless = t.damaged+o.damaged, t.exact+o.exact, t.wrong+o.wrong, t.left+o.left, t.needless+o.needless
}

// judge cleans the damaged text and counts.
func judge(text string, hurt []damagedWord, miss func(what, damaged, was, is string)) (c tally) {
	tab := edit.NewTable(text)
	cs, _ := find(text, Options{})
	tab.Apply(cs)
	c.damaged = len(hurt)
	i := 0
	for _, h := range hurt {
		switch got := tab.Cut(h.span); {
		case got == h.was:
			c.exact++
		case got == text[h.span.Start:h.span.End]:
			c.left++
			miss("left", text[h.span.Start:h.span.End], h.was, got)
		default:
			c.wrong++
			miss("wrong", text[h.span.Start:h.span.End], h.was, got)
		}
	}
	for _, e := range tab.Edits() {
		if !e.Applied {
			continue
		}
		for i < len(hurt) && hurt[i].span.End <= e.Span.Start {
			i++
		}
		if i == len(hurt) || !hurt[i].span.Overlaps(e.Span) {
			c.needless++
			miss("needless", e.Removed, e.Removed, e.Inserted)
		}
	}
	return c
}

// documents draws texts of 20 sentences, about half of them with a word that
// the rules hit.
func documents(lines []string, rules []func(string) string, r *rand.Rand, n int) []string {
	var hit, calm []string
	for _, l := range lines {
		if _, hurt := over(l, rules); len(hurt) > 0 {
			hit = append(hit, l)
		} else {
			calm = append(calm, l)
		}
	}
	var out []string
	for range n {
		r.Shuffle(len(hit), func(i, j int) { hit[i], hit[j] = hit[j], hit[i] })
		r.Shuffle(len(calm), func(i, j int) { calm[i], calm[j] = calm[j], calm[i] })
		h := min(len(hit), 10)
		doc := append(append([]string(nil), hit[:h]...), calm[:min(len(calm), 20-h)]...)
		r.Shuffle(len(doc), func(i, j int) { doc[i], doc[j] = doc[j], doc[i] })
		out = append(out, strings.Join(doc, "\n"))
	}
	return out
}

// ruleset reads "ass>bad tit>breast"; an underscore is a blank.
func ruleset(s string) (out []pair) {
	for _, f := range strings.Fields(s) {
		from, to, _ := strings.Cut(f, ">")
		out = append(out, pair{strings.ReplaceAll(from, "_", " "), strings.ReplaceAll(to, "_", " ")})
	}
	return out
}

var (
	update    = flag.Bool("update", false, "write the golden files anew")
	poolFile  = flag.String("pool", "testdata/prose.txt", "sentences that are damaged, one a line")
	rulesFile = flag.String("rules", "testdata/rules.txt", "sets of rules, one a line: from>to, an underscore for a blank")
	texts     = flag.Int("texts", 1, "texts for each set of rules and kind of filter")
)

func lines(t *testing.T, file string) []string {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

// TestGenerated damages prose with many rules, most of them in no catalogue,
// and holds what comes back against the golden file. Whatever the rule, no word
// that it left alone is touched.
func TestGenerated(t *testing.T) {
	prose := lines(t, *poolFile)
	var total tally
	var report strings.Builder
	for _, line := range lines(t, *rulesFile) {
		for k := range kinds {
			rules := k.compile(ruleset(line))
			r := rand.New(rand.NewPCG(1, uint64(k)))
			var sum tally
			misses := map[string]bool{}
			for _, doc := range documents(prose, rules, r, *texts) {
				text, hurt := over(doc, rules)
				sum.add(judge(text, hurt, func(what, damaged, was, is string) {
					m := fmt.Sprintf("%s %s, was %s", what, damaged, was)
					if is != damaged {
						m += ", is " + is
					}
					misses[m] = true
				}))
			}
			total.add(sum)
			fmt.Fprintf(&report, "%s, %s: %s\n", line, k, sum)
			if testing.Verbose() {
				for _, m := range slices.Sorted(maps.Keys(misses)) {
					t.Logf("%s, %s: %s", line, k, m)
				}
			}
			if sum.needless > 0 {
				t.Errorf("%s, %s: words that no rule hit were changed: %v", line, k, slices.Sorted(maps.Keys(misses)))
			}
		}
	}
	fmt.Fprintf(&report, "all: %s\n", total)
	if total.damaged < 1000 {
		t.Errorf("only %d damaged words", total.damaged)
	}
	if *poolFile != flag.Lookup("pool").DefValue || *rulesFile != flag.Lookup("rules").DefValue || *texts != 1 {
		t.Log("\n" + report.String())
		return
	}
	const golden = "testdata/generated.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if report.String() != string(want) {
		t.Errorf("other figures than in %s (run with -update and read the difference):\n%s", golden, report.String())
	}
}
