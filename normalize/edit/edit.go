// Package edit holds the one way in which verbatim changes a text: an [Edit]
// says which published bytes were replaced by what, by which rule and on what
// evidence, and a [Table] applies edits without ever losing the way back.
//
// Laws (tested and fuzzed): replaying the edits over the published bytes gives
// the cleaned text; undoing them gives the published bytes; any place of the
// cleaned text maps to a range of published bytes and back.
package edit

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"verbatim/corpus"
)

// Rule names the kind of damage that an edit repairs.
type Rule string

const (
	Filter      Rule = "filter"      // a profanity filter undone
	Spin        Rule = "spin"        // a synonym spinner undone
	Email       Rule = "email"       // "[email protected]" residue, addresses that a quotation lost
	Encoding    Rule = "encoding"    // mojibake, invalid bytes, entities escaped twice
	Typography  Rule = "typography"  // soft hyphens, zero-width characters, hyphenation
	QuoteMarks  Rule = "quote-marks" // lost quotation marks restored
	Case        Rule = "case"        // lost capitals restored
	Punctuation Rule = "punctuation" // lost punctuation restored
	Number      Rule = "number"      // number forms that a spinner made
	Spacing     Rule = "spacing"     // words glued or split
)

// Witness is the place in another article that proves an edit: bytes of that
// article's published layer.
type Witness struct {
	Article string
	Span    corpus.Span
}

// Edit replaces the text at Span, which is a range of published bytes.
// Removed is the text that stood there before this edit (the published bytes
// or what an earlier edit made of them). Several edits may stand on one range;
// they apply in order of the list.
type Edit struct {
	Span         corpus.Span
	Removed      string
	Inserted     string
	Rule         Rule
	Detail       string // the rule at work, e.g. "ass->bad"
	Evidence     string // what proves it, with counts
	Alternatives []string
	Confidence   float64
	Witness      *Witness
	Applied      bool // false: a suggestion that changed nothing
}

// Change is an edit as a stage proposes it: Span is a range of the current
// cleaned text, everything else as in Edit.
type Change struct {
	Span         corpus.Span
	New          string
	Rule         Rule
	Detail       string
	Evidence     string
	Alternatives []string
	Confidence   float64
	Witness      *Witness
	Suggest      bool // list it, do not apply it

	at int // for Replay: the published place of an insertion, plus one
}

// Condition is damage found in an article as a whole.
type Condition struct {
	Kind       string // profanity-filter, spun, unpunctuated, lower-cased, email-obfuscated, links-stripped, mojibake, truncated, comments, duplicated-captions, masked-words, other-script
	Evidence   string
	Confidence float64
}

// piece is a stretch of the cleaned text. An unedited piece stands for the
// published bytes at raw; an edited one for text in their place. raw may be
// empty (an insertion) and so may text (a deletion).
type piece struct {
	raw    corpus.Span
	text   string
	edited bool
}

// Table is a published text with edits applied: a piece table. It is not safe
// for concurrent change; reading is.
type Table struct {
	raw    string
	pieces []piece
	at     []int // clean offset of each piece
	clean  string
	edits  []Edit
}

// NewTable is a table without edits.
func NewTable(raw string) *Table {
	t := &Table{raw: raw, clean: raw}
	if raw != "" {
		t.pieces = []piece{{raw: corpus.Span{Start: 0, End: len(raw)}, text: raw}}
		t.at = []int{0}
	}
	return t
}

// Replay applies edits (those with Applied set) in order over raw. It fails at
// the first edit that does not fit, naming it. Runs of edits in order of place
// are applied at once, so that the cost is that of the stages that made them.
func Replay(raw string, edits []Edit) (*Table, error) {
	t := NewTable(raw)
	var run []Change
	var done []Edit
	last := -1
	flush := func() {
		t.Apply(run)
		run, last = run[:0], -1
	}
	for i, e := range edits {
		done = append(done, e)
		if !e.Applied {
			continue
		}
		if e.Span.Start <= last {
			flush()
		}
		c, ok := t.locate(e)
		if !ok {
			return nil, fmt.Errorf("edit %d (%s) at bytes %d-%d: %q is not the text there", i, e.Rule, e.Span.Start, e.Span.End, e.Removed)
		}
		run, last = append(run, c), e.Span.End
	}
	flush()
	t.edits = done
	return t, nil
}

// locate finds the clean range that e replaces.
func (t *Table) locate(e Edit) (Change, bool) {
	if e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(t.raw) {
		return Change{}, false
	}
	c := Change{New: e.Inserted}
	if e.Span.Empty() {
		i := t.firstAt(e.Span.Start)
		for j := i; j < len(t.pieces) && t.pieces[j].raw.Empty() && t.pieces[j].raw.Start == e.Span.Start; j++ {
			if e.Removed != "" && t.pieces[j].text == e.Removed {
				c.Span = corpus.Span{Start: t.at[j], End: t.at[j] + len(e.Removed)}
				return c, true
			}
			i = j + 1
		}
		if e.Removed != "" {
			return c, false
		}
		p := t.cleanAt(i, e.Span.Start)
		c.Span, c.at = corpus.Span{Start: p, End: p}, e.Span.Start+1
		return c, true
	}
	s := t.CleanSpan(e.Span)
	if t.clean[s.Start:s.End] != e.Removed {
		return c, false
	}
	c.Span = s
	return c, true
}

// firstAt is the first piece that starts at raw or later, or the unedited
// piece that holds it.
func (t *Table) firstAt(raw int) int {
	return sort.Search(len(t.pieces), func(i int) bool {
		p := t.pieces[i]
		return p.raw.End > raw || p.raw.Start >= raw
	})
}

// cleanAt is the clean offset of the raw position within or before piece i.
func (t *Table) cleanAt(i, raw int) int {
	if i >= len(t.pieces) {
		return len(t.clean)
	}
	p := t.pieces[i]
	if !p.edited && raw > p.raw.Start {
		return t.at[i] + raw - p.raw.Start
	}
	return t.at[i]
}

// Clean is the text after the edits.
func (t *Table) Clean() string { return t.clean }

// Raw is the published text.
func (t *Table) Raw() string { return t.raw }

// Edits are the edits so far, in order of application, suggestions included.
func (t *Table) Edits() []Edit { return t.edits }

// pieceAt is the index of the piece that holds the clean byte at p; an
// insertion at a border belongs to the text after it.
func (t *Table) pieceAt(p int) int {
	return sort.Search(len(t.pieces), func(i int) bool { return t.at[i]+len(t.pieces[i].text) > p })
}

// RawSpan is the tightest range of published bytes whose text after the edits
// covers the clean range c. O(log n).
func (t *Table) RawSpan(c corpus.Span) corpus.Span {
	if c.Empty() {
		p := t.rawPos(c.Start)
		return corpus.Span{Start: p, End: p}
	}
	i, j := t.pieceAt(c.Start), t.pieceAt(c.End-1)
	if i >= len(t.pieces) || j >= len(t.pieces) {
		return corpus.Span{Start: len(t.raw), End: len(t.raw)}
	}
	s, e := t.pieces[i].raw.Start, t.pieces[j].raw.End
	if !t.pieces[i].edited {
		s += c.Start - t.at[i]
	}
	if !t.pieces[j].edited {
		e = t.pieces[j].raw.Start + c.End - t.at[j]
	}
	return corpus.Span{Start: s, End: e}
}

// rawPos is the raw position of an insertion at the clean offset p.
func (t *Table) rawPos(p int) int {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.at[i]+len(t.pieces[i].text) >= p })
	if i >= len(t.pieces) {
		return len(t.raw)
	}
	q := t.pieces[i]
	if !q.edited {
		return q.raw.Start + p - t.at[i]
	}
	if p == t.at[i] {
		return q.raw.Start
	}
	return q.raw.End
}

// CleanSpan is the range of clean text that stands for the published bytes r,
// grown where an edit crosses its ends. Insertions at the ends are left out.
// O(log n).
func (t *Table) CleanSpan(r corpus.Span) corpus.Span {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].raw.End > r.Start })
	if i >= len(t.pieces) {
		return corpus.Span{Start: len(t.clean), End: len(t.clean)}
	}
	s := t.at[i]
	if !t.pieces[i].edited && r.Start > t.pieces[i].raw.Start {
		s += r.Start - t.pieces[i].raw.Start
	}
	if r.Empty() {
		return corpus.Span{Start: s, End: s}
	}
	j := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].raw.End >= r.End })
	if j >= len(t.pieces) {
		return corpus.Span{Start: s, End: len(t.clean)}
	}
	e := t.at[j] + len(t.pieces[j].text)
	if !t.pieces[j].edited {
		e = t.at[j] + r.End - t.pieces[j].raw.Start
	}
	return corpus.Span{Start: s, End: max(s, e)}
}

// Cut is the text of the published bytes r after the edits.
func (t *Table) Cut(r corpus.Span) string {
	c := t.CleanSpan(r)
	return t.clean[c.Start:c.End]
}

// Touched reports whether an edit changed the clean range c.
func (t *Table) Touched(c corpus.Span) bool {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.at[i]+len(t.pieces[i].text) >= c.Start })
	for ; i < len(t.pieces) && t.at[i] <= c.End; i++ {
		p := t.pieces[i]
		if !p.edited {
			continue
		}
		e := t.at[i] + len(p.text)
		if t.at[i] < c.End && e > c.Start || p.text == "" && t.at[i] > c.Start && t.at[i] < c.End {
			return true
		}
	}
	return false
}

// Apply changes the cleaned text. Spans refer to the text before the call;
// changes that overlap an earlier one of the list are dropped, and so are those
// that change nothing. A change that meets part of an earlier edit is widened
// to the whole of it. The edits made are appended to Edits and returned.
// O(pieces + changes log changes).
func (t *Table) Apply(changes []Change) []Edit {
	first := len(t.edits)
	changes = t.plan(changes)
	if !slices.ContainsFunc(changes, func(c Change) bool { return !c.Suggest }) { // the text stays as it is
		for _, c := range changes {
			t.edits = append(t.edits, c.edit(t.RawSpan(c.Span), t.clean[c.Span.Start:c.Span.End], c.New))
		}
		return t.edits[first:]
	}
	t.split(changes)
	var out []piece
	i := 0
	for _, c := range changes {
		if c.Suggest {
			t.edits = append(t.edits, c.edit(t.RawSpan(c.Span), t.clean[c.Span.Start:c.Span.End], c.New))
			continue
		}
		put := func(raw corpus.Span, removed, inserted string) {
			t.edits = append(t.edits, c.edit(raw, removed, inserted))
			out = append(out, piece{raw: raw, text: inserted, edited: true})
		}
		for i < len(t.pieces) && (t.at[i] < c.Span.Start || t.pieces[i].text == "" && t.at[i] == c.Span.Start && !c.Span.Empty()) {
			out = append(out, t.pieces[i])
			i++
		}
		if c.Span.Empty() {
			for i < len(t.pieces) && t.at[i] == c.Span.Start && t.pieces[i].raw.Empty() && t.pieces[i].text == "" {
				out = append(out, t.pieces[i])
				i++
			}
			for c.at > 0 && i < len(t.pieces) && t.at[i] == c.Span.Start && t.pieces[i].text == "" && t.pieces[i].raw.End < c.at {
				out = append(out, t.pieces[i])
				i++
			}
			at := len(t.raw)
			if i < len(t.pieces) {
				at = t.pieces[i].raw.Start
			}
			// One insertion a place: a second one extends the first, or
			// which of two equal texts an edit means would be unclear.
			if k := len(out) - 1; k >= 0 && out[k].raw == (corpus.Span{Start: at, End: at}) && out[k].text != "" {
				old := out[k].text
				out = out[:k]
				put(corpus.Span{Start: at, End: at}, old, old+c.New)
			} else if i < len(t.pieces) && t.pieces[i].raw.Empty() && t.at[i] == c.Span.Start {
				put(t.pieces[i].raw, t.pieces[i].text, c.New+t.pieces[i].text)
				i++
			} else {
				put(corpus.Span{Start: at, End: at}, "", c.New)
			}
			continue
		}
		j := i
		for j < len(t.pieces) && t.at[j] < c.Span.End {
			j++
		}
		// Insertions at the front or the back of the range have no published
		// bytes of their own: each is emptied by an edit of its own.
		a, b := i, j
		for a < b && (t.pieces[a].raw.Empty() || t.pieces[a].text == "") {
			a++
		}
		for b > a && (t.pieces[b-1].raw.Empty() || t.pieces[b-1].text == "") {
			b--
		}
		insert := c.New
		drop := func(p piece, inserted string) {
			if p.text == "" {
				out = append(out, p)
				return
			}
			put(p.raw, p.text, inserted)
		}
		if a == b { // only insertions: the first takes the new text
			for ; i < j; i++ {
				drop(t.pieces[i], insert)
				if t.pieces[i].text != "" {
					insert = ""
				}
			}
			continue
		}
		for ; i < a; i++ {
			drop(t.pieces[i], "")
		}
		end := len(t.clean)
		if b < len(t.pieces) {
			end = t.at[b]
		}
		put(corpus.Span{Start: t.pieces[a].raw.Start, End: t.pieces[b-1].raw.End}, t.clean[t.at[a]:end], insert)
		for i = b; i < j; i++ {
			drop(t.pieces[i], "")
		}
	}
	t.pieces = append(out, t.pieces[i:]...)
	t.build()
	return t.edits[first:]
}

// Supersede drops the suggestions for places that one of the edits made, which
// Apply returned, deals with. O(n log n).
func (t *Table) Supersede(made []Edit) {
	var spans []corpus.Span
	for _, e := range made {
		if e.Applied && !e.Span.Empty() {
			spans = append(spans, e.Span)
		}
	}
	if len(spans) == 0 {
		return
	}
	slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	furthest := make([]int, len(spans)) // the last end up to each
	for i, s := range spans {
		furthest[i] = s.End
		if i > 0 {
			furthest[i] = max(s.End, furthest[i-1])
		}
	}
	first := len(t.edits) - len(made)
	kept := t.edits[:0:0]
	for k, e := range t.edits {
		if !e.Applied && k < first {
			i := sort.Search(len(spans), func(i int) bool { return spans[i].Start >= e.Span.End })
			if i > 0 && furthest[i-1] > e.Span.Start {
				continue
			}
		}
		kept = append(kept, e)
	}
	t.edits = kept
}

// edit is c as an edit of the published bytes raw.
func (c *Change) edit(raw corpus.Span, removed, inserted string) Edit {
	return Edit{Span: raw, Removed: removed, Inserted: inserted, Rule: c.Rule, Detail: c.Detail, Evidence: c.Evidence,
		Alternatives: c.Alternatives, Confidence: c.Confidence, Witness: c.Witness, Applied: !c.Suggest}
}

// plan orders the changes, widens those that cut an edited piece, and drops
// those that cannot be made or make no difference.
func (t *Table) plan(changes []Change) []Change {
	out := make([]Change, 0, len(changes))
	for _, c := range changes {
		if c.Span.Start < 0 || c.Span.End < c.Span.Start || c.Span.End > len(t.clean) || t.clean[c.Span.Start:c.Span.End] == c.New {
			continue
		}
		if !c.Suggest {
			c = t.widen(c)
		}
		out = append(out, c)
	}
	sort.SliceStable(out, func(i, j int) bool { return less(out[i].Span, out[j].Span) })
	kept, last := out[:0], 0
	for _, c := range out {
		if c.Suggest {
			kept = append(kept, c)
		} else if c.Span.Start >= last {
			kept = append(kept, c)
			last = c.Span.End
		}
	}
	return kept
}

// split cuts the unedited pieces at the ends of the changes.
func (t *Table) split(changes []Change) {
	var cuts []int
	for _, c := range changes {
		if !c.Suggest {
			cuts = append(cuts, c.Span.Start, c.Span.End)
		}
	}
	var pieces []piece
	var at []int
	k := 0
	for i, p := range t.pieces {
		off := 0
		for !p.edited && k < len(cuts) && cuts[k] < t.at[i]+len(p.text) {
			if n := cuts[k] - t.at[i]; n > off {
				pieces = append(pieces, piece{raw: corpus.Span{Start: p.raw.Start + off, End: p.raw.Start + n}, text: p.text[off:n]})
				at = append(at, t.at[i]+off)
				off = n
			}
			k++
		}
		for p.edited && k < len(cuts) && cuts[k] < t.at[i]+len(p.text) {
			k++
		}
		if !p.edited {
			p = piece{raw: corpus.Span{Start: p.raw.Start + off, End: p.raw.End}, text: p.text[off:]}
		}
		pieces, at = append(pieces, p), append(at, t.at[i]+off)
	}
	t.pieces, t.at = pieces, at
}

func less(a, b corpus.Span) bool {
	if a.Start != b.Start {
		return a.Start < b.Start
	}
	return a.End < b.End
}

// widen grows a change until it cuts no edited piece.
func (t *Table) widen(c Change) Change {
	inside := func(p int) (corpus.Span, bool) {
		i := t.pieceAt(p)
		if i >= len(t.pieces) || !t.pieces[i].edited || t.at[i] == p {
			return corpus.Span{}, false
		}
		return corpus.Span{Start: t.at[i], End: t.at[i] + len(t.pieces[i].text)}, true
	}
	if s, ok := inside(c.Span.Start); ok {
		c.New = t.clean[s.Start:c.Span.Start] + c.New
		if c.Span.Empty() {
			c.New += t.clean[c.Span.Start:s.End]
			c.Span.End = s.End
		}
		c.Span.Start = s.Start
	}
	if s, ok := inside(c.Span.End); ok {
		c.New += t.clean[c.Span.End:s.End]
		c.Span.End = s.End
	}
	return c
}

func (t *Table) build() {
	n := 0
	for _, p := range t.pieces {
		n += len(p.text)
	}
	var b strings.Builder
	b.Grow(n)
	t.at = t.at[:0]
	for _, p := range t.pieces {
		t.at = append(t.at, b.Len())
		b.WriteString(p.text)
	}
	t.clean = b.String()
}

// Clone is an independent copy of t, for a later stage that must not change
// what an earlier one returned.
func (t *Table) Clone() *Table {
	c := *t
	c.pieces = append([]piece(nil), t.pieces...)
	c.at = append([]int(nil), t.at...)
	c.edits = append([]Edit(nil), t.edits...)
	return &c
}
