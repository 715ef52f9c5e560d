package report

// What an odd reading has against what most have, word by word.

import (
	"strings"

	"verbatim/align"
	"verbatim/align/diff"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// Contrast sets the odd reading against what most have, in the words around
// them: “… Any [-comments-]{+comment+}?”. It is nil when the two cannot be set
// side by side: then their surroundings have too little in common. lacking are
// the readings (indexes of rs) whose words both sides have, so that nothing
// stands there where the other side has more.
func (s *Story) Contrast(f *align.Finding, rs []Reading, q *align.Quote, n int) (segs []Seg, lacking []int) {
	i, k, ok := sides(f, rs)
	if !ok {
		return nil, nil
	}
	x, xl, xr := s.window(rs[i], q, n)
	if rs[k].Absent {
		for _, p := range x {
			kind := ""
			if p.core {
				kind = "del"
			}
			segs = addSeg(segs, kind, p.text)
		}
		for j := range segs {
			if segs[j].Kind != "" {
				segs[j].Text = shorten(segs[j].Text, diffWords)
			}
		}
		return edges(segs, xl, xr), nil
	}
	y, yl, yr := s.window(rs[k], q, n)
	ops := diff.Ops(diff.Words(keys(x), keys(y)), len(x), len(y))
	// What differs at the ends is the windows, not the readings.
	outside := func(o diff.Op) bool {
		return o.Kind != diff.Equal && !hasCore(x[o.A0:o.A1]) && !hasCore(y[o.B0:o.B1])
	}
	for len(ops) > 0 && outside(ops[0]) {
		ops, xl, yl = ops[1:], true, true
	}
	for len(ops) > 0 && outside(ops[len(ops)-1]) {
		ops, xr, yr = ops[:len(ops)-1], true, true
	}
	shared, room := 0, min(len(x)-cores(x), len(y)-cores(y))
	changed, xc, yc, strange := false, false, false, 0
	for _, o := range ops {
		switch o.Kind {
		case diff.Equal:
			shared += o.A1 - o.A0 - cores(x[o.A0:o.A1])
			segs = addSeg(segs, "", middle(join(x[o.A0:o.A1]), len(segs) > 0, o.A1 < len(x) && o.A0 > 0))
			continue
		case diff.Delete, diff.Insert, diff.Replace:
			if fused(x[o.A0:o.A1], y[o.B0:o.B1]) {
				shared += o.A1 - o.A0 - cores(x[o.A0:o.A1])
				segs = addSeg(segs, "", join(x[o.A0:o.A1]))
				continue
			}
			strange = max(strange, o.A1-o.A0-cores(x[o.A0:o.A1]), o.B1-o.B0-cores(y[o.B0:o.B1]))
			if outside(o) { // what another finding says is not marked here
				segs = addSeg(segs, "", shorten(join(x[o.A0:o.A1]), diffWords))
				continue
			}
			changed = true
			xc, yc = xc || hasCore(x[o.A0:o.A1]), yc || hasCore(y[o.B0:o.B1])
		}
		segs = addSeg(segs, "del", shorten(join(x[o.A0:o.A1]), diffWords))
		segs = addSeg(segs, "ins", shorten(join(y[o.B0:o.B1]), diffWords))
	}
	if !changed {
		if segs = Segs(rs[i].Text, rs[k].Text); segs == nil {
			return nil, nil
		}
		b, a := s.around(rs[i].From.Article, corpus.Span{Start: *rs[i].From.ByteStart, End: *rs[i].From.ByteEnd}, q, n)
		if b != "" {
			segs[0].Space = strings.HasSuffix(b, " ")
			segs = append([]Seg{{Text: Visible(b)}}, segs...)
		}
		if a != "" {
			segs = append(segs, Seg{Text: Visible(a), Space: strings.HasPrefix(a, " ")})
		}
		return segs, nil
	}
	// Around a quotation the words are the same but for what other findings
	// say; around a fact each outlet has its own.
	if shared < min(3, room) || q == nil && strange > 1 {
		return nil, nil
	}
	if !xc {
		lacking = append(lacking, i)
	}
	if !yc {
		lacking = append(lacking, k)
	}
	if len(lacking) == 2 {
		lacking = nil
	}
	return edges(segs, xl || yl, xr || yr), lacking
}

// edges adds the marks that say that the text goes on.
func edges(segs []Seg, left, right bool) []Seg {
	if len(segs) > 0 && left && segs[0].Kind == "" {
		segs[0].Text = "… " + strings.TrimPrefix(segs[0].Text, "… ")
	}
	if n := len(segs) - 1; n >= 0 && right && segs[n].Kind == "" {
		segs[n].Text = strings.TrimSuffix(segs[n].Text, " …") + " …"
	}
	return segs
}

// addSeg appends words, to the last stretch when it is of the same kind.
func addSeg(segs []Seg, kind, text string) []Seg {
	if text == "" {
		return segs
	}
	if n := len(segs) - 1; n >= 0 && segs[n].Kind == kind {
		segs[n].Text += " " + text
		return segs
	}
	space := len(segs) > 0 && (kind != "ins" || segs[len(segs)-1].Kind != "del")
	return append(segs, Seg{kind, text, space})
}

// window is a reading with up to n published words on either side; left and
// right say whether the text goes on there.
func (s *Story) window(r Reading, q *align.Quote, n int) (ps []piece, left, right bool) {
	if r.From.ByteStart == nil || r.From.ByteEnd == nil {
		return nil, false, false
	}
	b, a := s.around(r.From.Article, corpus.Span{Start: *r.From.ByteStart, End: *r.From.ByteEnd}, q, n)
	b, left = strings.CutPrefix(b, "… ")
	a, right = strings.CutSuffix(a, " …")
	text := b + r.Text + a
	at := 0
	for _, p := range pieces(text) {
		i := strings.Index(text[at:], p.raw) + at
		at = i + len(p.raw)
		p.core = i < len(b)+len(r.Text) && at > len(b)
		ps = append(ps, p)
	}
	return ps, left, right
}

// fused says that x and y are the same letters, parted at other places, and
// none of them of the readings themselves: anti-war, anti war.
func fused(x, y []piece) bool {
	return len(x) > 0 && len(y) > 0 && !hasCore(x) && !hasCore(y) && strings.Join(keys(x), "") == strings.Join(keys(y), "")
}

func hasCore(ps []piece) bool { return cores(ps) > 0 }

func cores(ps []piece) int {
	n := 0
	for _, p := range ps {
		if p.core {
			n++
		}
	}
	return n
}

// sides picks the two readings to set against each other: what most have, at
// one place, and the odd one.
func sides(f *align.Finding, rs []Reading) (most, odd int, ok bool) {
	// A passage that only one copy has stands against nothing.
	if len(rs) < 2 || !diffable[f.Class] || f.Class == "omission" && f.Quote == "" {
		return
	}
	most, odd = len(rs)-1, 0
	if f.Class == "truncation" || f.Class == "link" {
		for k, r := range rs[:most] {
			if !r.Absent && len(r.Text) < len(rs[odd].Text) {
				odd = k
			}
		}
	}
	if rs[most].Absent && len(rs) > 2 {
		most--
	}
	if rs[most].Absent {
		most, odd = odd, most
	}
	if rs[odd].Absent && len(rs) > 2 {
		odd = 1
	}
	from := rs[most].From
	return most, odd, most != odd && from.ByteStart != nil && from.ByteEnd != nil && rs[most].Places == 1 && rs[odd].Places <= 1
}

// visibleEdge is Visible, but keeps one blank at either end where there was one.
func visibleEdge(text string) string {
	v := Visible(text)
	if v == "" {
		return ""
	}
	if strings.TrimLeft(text, " \n\t") != text {
		v = " " + v
	}
	if strings.TrimRight(text, " \n\t") != text {
		v += " "
	}
	return v
}

// Seg is a stretch of a diff: words that both have, that only the first has
// (del), or only the second (ins).
type Seg struct {
	Kind  string // "", del, ins
	Text  string
	Space bool // a blank stands before it
}

// Diff shows b against a with marks around the words that differ; "" when the
// words are the same. Long stretches that agree are cut short.
func Diff(a, b string, st Style) string { return st.segs(Segs(a, b)) }

func (s Style) segs(segs []Seg) string {
	var out strings.Builder
	for i, x := range segs {
		if i > 0 && x.Space {
			out.WriteByte(' ')
		}
		switch x.Kind {
		case "del":
			out.WriteString(s.lacks(x.Text))
		case "ins":
			out.WriteString(s.has(x.Text))
		default:
			out.WriteString(x.Text)
		}
	}
	return out.String()
}

// Segs compares a and b word by word; nil when nothing visible differs.
func Segs(a, b string) []Seg {
	x, y := pieces(a), pieces(b)
	var out []Seg
	changed := false
	for _, o := range diff.Ops(diff.Words(keys(x), keys(y)), len(x), len(y)) {
		if o.Kind == diff.Equal {
			out = append(out, Seg{"", middle(join(x[o.A0:o.A1]), o.A0 > 0, o.A1 < len(x)), len(out) > 0})
			continue
		}
		changed = true
		if o.A1 > o.A0 {
			out = append(out, Seg{"del", shorten(join(x[o.A0:o.A1]), diffWords), len(out) > 0})
		}
		if o.B1 > o.B0 {
			out = append(out, Seg{"ins", shorten(join(y[o.B0:o.B1]), diffWords), len(out) > 0 && o.A1 == o.A0})
		}
	}
	if changed {
		return out
	}
	if a, b = Visible(a), Visible(b); a == b {
		return nil
	}
	return []Seg{{"del", shorten(a, diffWords), false}, {"ins", shorten(b, diffWords), false}}
}

// middle shortens words that agree between two differences, or before the
// first or after the last.
func middle(text string, left, right bool) string {
	f := strings.Fields(text)
	switch {
	case left && right && len(f) > 10:
		return strings.Join(f[:4], " ") + " … " + strings.Join(f[len(f)-4:], " ")
	case right && !left && len(f) > 6:
		return "… " + strings.Join(f[len(f)-6:], " ")
	case left && !right && len(f) > 6:
		return strings.Join(f[:6], " ") + " …"
	}
	return text
}

// piece is a word with the marks around it, and its key for comparison.
type piece struct {
	text, key string
	raw       string // as it was given
	core      bool   // of the reading itself, not of the words around it
}

func pieces(text string) []piece {
	var out []piece
	for _, f := range strings.Fields(text) {
		var key strings.Builder
		for _, w := range token.Words(f) {
			key.WriteString(w.Key)
		}
		k := key.String()
		if k == "" {
			k = f
		}
		out = append(out, piece{text: Visible(f), key: k, raw: f})
	}
	return out
}

func keys(ps []piece) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.key
	}
	return out
}

func join(ps []piece) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.text)
	}
	return strings.Join(out, " ")
}
