package corpus

// Span is a half-open range of bytes [Start, End) in a text that the context
// names: the published layer or the cleaned text of an article.
type Span struct {
	Start, End int
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Has reports whether the byte at p lies in s.
func (s Span) Has(p int) bool { return s.Start <= p && p < s.End }

// Cover is the smallest span that holds both s and o.
func (s Span) Cover(o Span) Span { return Span{min(s.Start, o.Start), max(s.End, o.End)} }
