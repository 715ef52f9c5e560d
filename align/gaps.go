package align

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"verbatim/align/detail"
	"verbatim/align/family"
	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize/token"
)

// undated finds the outlets that quote an utterance without the day or the
// hour that others give: no disagreement, and yet their readers know less.
func (b *builder) undated(q *Quote, f family.Family) {
	b.lacks(q, f, dateOf, DateClass, "day")
	b.lacks(q, f, timeOf, TimeClass, "hour")
	b.lacks(q, b.delays(f), timeOf, DurationClass, "delay")
}

// delays is f with the time of each occurrence replaced by the span of time
// that its outlet puts before it ("about 12 hours later"), in the sentence of
// the quotation or the one that leads up to it.
func (b *builder) delays(f family.Family) family.Family {
	out := family.Family{Occurrences: append([]family.Occurrence(nil), f.Occurrences...)}
	values := map[string]bool{}
	for i := range out.Occurrences {
		o := &out.Occurrences[i]
		o.Quote.Time = quote.Claim{}
		t := b.texts[o.Text]
		near := corpus.Span{Start: o.Span.Start, End: o.Span.End}
		k := sort.Search(len(t.Sentences), func(k int) bool { return t.Sentences[k].End > o.Quote.Outer.Start })
		if k == len(t.Sentences) || o.Index < 0 {
			continue
		}
		near.Start = t.Sentences[k].Start
		// The sentence before counts where it leads up to the quotation: it names who
		// speaks.
		if k > 0 && !strings.Contains(t.Clean[t.Sentences[k-1].End:near.Start], "\n") && names(o.Quote.Speaker.Value, b.spanText(o.Text, t.Sentences[k-1])) {
			near.Start = t.Sentences[k-1].Start
		}
		for k < len(t.Sentences) && t.Sentences[k].Start < o.Span.End {
			near.End = max(near.End, t.Sentences[k].End)
			k++
		}
		if near.Len() > 600 {
			continue
		}
		for _, it := range b.itemsIn(o.Text, near) {
			if it.Kind != "duration" || !near.Contains(it.Span) || o.Span.Overlaps(it.Span) {
				continue
			}
			if text := b.spanText(o.Text, it.Span); strings.HasSuffix(text, " later") {
				o.Quote.Time = quote.Claim{Value: text, Sure: "stated", Span: it.Span}
				values[it.Value] = true
			}
		}
	}
	if len(values) == 0 {
		return out
	}
	// Who has it elsewhere in the article does not lack it.
	for i := range out.Occurrences {
		o := &out.Occurrences[i]
		for _, it := range b.items[o.Text] {
			if o.Quote.Time.Value == "" && it.Kind == "duration" && values[it.Value] {
				o.Quote.Time = quote.Claim{Value: it.Value}
			}
		}
	}
	return out
}

// names reports whether text has a word of the name that is more than a particle.
func names(name, text string) bool {
	in := map[string]bool{}
	for _, w := range token.Words(text) {
		in[w.Key] = true
	}
	return slices.ContainsFunc(token.Words(name), func(w token.Word) bool { return len(w.Key) > 3 && in[w.Key] })
}

// itemsIn are the details of a text, which are in order of place and do not
// overlap, that may stand in s.
func (b *builder) itemsIn(text int, s corpus.Span) []detail.Item {
	items := b.items[text]
	from := sort.Search(len(items), func(k int) bool { return items[k].Span.End > s.Start })
	to := from + sort.Search(len(items)-from, func(k int) bool { return items[from+k].Span.Start >= s.End })
	return items[from:to]
}

// holds reports whether a span of a text has a date, a time or a length of time.
func (b *builder) holds(text int, s corpus.Span, class string) bool {
	for _, it := range b.itemsIn(text, s) {
		if factClass[it.Kind] == class && it.Span.Overlaps(s) {
			return true
		}
	}
	return false
}

// setting is an occurrence with its paragraphs and the one before.
func (b *builder) setting(o family.Occurrence) corpus.Span {
	const most = 1500
	out, text := o.Span.Cover(o.Quote.Outer), b.texts[o.Text].Clean
	out.Start, out.End = out.Start-min(out.Start, most), min(len(text), out.End+most)
	if i := strings.LastIndexByte(text[out.Start:o.Span.Start], '\n'); i >= 0 {
		if j := strings.LastIndexByte(strings.TrimRight(text[out.Start:out.Start+i], "\n "), '\n'); j >= 0 {
			out.Start += j
		}
	}
	if i := strings.IndexByte(text[o.Span.End:out.End], '\n'); i >= 0 {
		out.End = o.Span.End + i
	}
	return out
}

func (b *builder) lacks(q *Quote, f family.Family, of func(quote.Quote) quote.Claim, class, what string) {
	type side struct {
		o family.Occurrence
		c quote.Claim
	}
	stated := map[int]side{}
	carries := map[int]family.Occurrence{}
	for _, o := range f.Occurrences {
		if !o.Outlet() || o.Quote.Parent >= 0 || o.Quote.Kind == "scare" || o.Quote.Kind == "title" {
			continue
		}
		if _, ok := carries[o.Text]; !ok {
			carries[o.Text] = o
		}
		if c := of(o.Quote); c.Value != "" && c.Sure == "stated" && !c.Span.Empty() && b.holds(o.Text, c.Span, class) {
			if old, ok := stated[o.Text]; !ok || len(c.Value) > len(old.c.Value) {
				stated[o.Text] = side{o, c}
			}
		}
	}
	var who, without []string
	fd := Finding{Quote: q.ID, Class: class, Severity: Minor, Confidence: .7}
	value, origins := "", map[int]bool{}
	for _, i := range ascending(stated) {
		s := stated[i]
		switch value {
		case "", s.c.Value:
			value = s.c.Value
		default:
			return // they do not agree on it: that is another finding
		}
		who = append(who, b.name(i))
		fd.Readings = append(fd.Readings, b.reading(i, s.c.Span))
		origins[b.origin[i]] = true
	}
	for _, i := range ascending(carries) {
		o := carries[i]
		if _, has := stated[i]; has || origins[b.origin[i]] {
			continue
		}
		if near := b.setting(o); b.holds(i, near, class) {
			continue // it gives one, and whether of this is not for us to say
		}
		// A date that is inferred stands in the text in some form.
		if c := of(o.Quote); c.Value != "" {
			continue
		}
		without = append(without, b.name(i))
		fd.Readings = append(fd.Readings, FindingReading{Article: b.texts[i].Doc.ID})
	}
	if len(who) == 0 || len(without) == 0 {
		return
	}
	fd.Why = b.sentence(fmt.Sprintf("%s %s the %s (%s); %s %s the words without it.", enumerate(who), verb(who, "gives", "give"), what, value, enumerate(without), verb(without, "quotes", "quote")))
	b.add(fd)
}
