package edit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Undo gives the published text back from the cleaned text and the edits that
// led there, and needs nothing else. It fails, naming the edit, when clean is
// not what those edits made. O(n log n) in the number of edits.
func Undo(clean string, edits []Edit) (string, error) {
	u := undo{edits: edits}
	for i, e := range edits {
		if e.Applied {
			u.order = append(u.order, i)
		}
	}
	// By place; of edits on one place the widest, which is the latest, first.
	slices.SortFunc(u.order, func(i, j int) int {
		a, b := edits[i].Span, edits[j].Span
		if a.Start == b.Start && a.Empty() != b.Empty() {
			if a.Empty() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(j, i))
	})
	var b strings.Builder
	if err := u.layer(&b, clean, 0, -1, len(edits)); err != nil {
		return "", err
	}
	return b.String(), nil
}

type undo struct {
	edits []Edit
	order []int // applied edits by place
}

// layer writes the published text of the range that begins at start and ends
// at end (-1: the end of the file), whose text after the edits before k is
// text.
func (u *undo) layer(out *strings.Builder, text string, start, end, k int) error {
	whole := end < 0
	raw := start
	taken, hole := -1, -1 // the end of the last edit taken, the place of the last insertion
	first := -1
	i, _ := slices.BinarySearchFunc(u.order, start, func(i, s int) int { return cmp.Compare(u.edits[i].Span.Start, s) })
	for ; i < len(u.order); i++ {
		n := u.order[i]
		e := &u.edits[n]
		if !whole && e.Span.Start >= end {
			break
		}
		switch {
		case n >= k || !whole && (e.Span.End > end || e.Span.Empty() && e.Span.Start <= start):
			continue
		case e.Span.Empty() && (e.Span.Start == hole || e.Span.Start > first && e.Span.Start < taken):
			continue // an earlier state of a place that was taken
		case !e.Span.Empty() && e.Span.Start < taken:
			continue
		}
		gap := e.Span.Start - raw
		if gap < 0 || gap > len(text) || !strings.HasPrefix(text[gap:], e.Inserted) {
			return fmt.Errorf("edit %d (%s) at bytes %d-%d: %q is not the text there", n, e.Rule, e.Span.Start, e.Span.End, e.Inserted)
		}
		out.WriteString(text[:gap])
		text = text[gap+len(e.Inserted):]
		if e.Span.Empty() {
			hole, raw = e.Span.Start, e.Span.Start
			continue
		}
		first, taken, raw = e.Span.Start, e.Span.End, e.Span.End
		if err := u.layer(out, e.Removed, e.Span.Start, e.Span.End, n); err != nil {
			return err
		}
	}
	if !whole && end-raw != len(text) {
		return fmt.Errorf("bytes %d-%d: the edits there leave %d bytes for %d", start, end, len(text), end-raw)
	}
	out.WriteString(text)
	return nil
}
