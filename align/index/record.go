package index

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"

	"verbatim/align"
	"verbatim/align/passage"
	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

// Meta is what is known of an article besides its text. Its JSON form is part of
// the format of an index.
type Meta struct {
	ID        string `json:"id"`
	Path      string `json:"path,omitempty"`
	Line      int    `json:"line,omitempty"`
	Container string `json:"container,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Byline    string `json:"byline,omitempty"`
	Published string `json:"published,omitempty"`
	Modified  string `json:"modified,omitempty"`
	Story     string `json:"story,omitempty"`
	Charset   string `json:"charset,omitempty"`
	Media     string `json:"media,omitempty"`
	SHA256    string `json:"sha256"`
	Edited    bool   `json:"edited,omitempty"` // cleaning changed it, or its layer is not the file
}

func metaOf(t *normalize.Text) Meta {
	d := t.Doc
	return Meta{
		ID: d.ID, Path: d.Path, Line: d.Line, Container: d.Container, Outlet: d.Outlet, URL: d.URL, Title: d.Title, Byline: d.Byline,
		Published: d.Published, Modified: d.Modified, Story: d.Story, Charset: d.Charset, Media: string(d.Media), SHA256: d.SHA256,
		Edited: t.Clean != string(d.Raw),
	}
}

func (m *Meta) document(raw []byte) *corpus.Document {
	return &corpus.Document{
		ID: m.ID, Path: m.Path, Line: m.Line, Container: m.Container, Outlet: m.Outlet, URL: m.URL, Title: m.Title, Byline: m.Byline,
		Published: m.Published, Modified: m.Modified, Story: m.Story, Charset: m.Charset, Media: corpus.Media(m.Media), Raw: raw, SHA256: m.SHA256,
	}
}

// storyKey keeps the shingles of stories apart; articles of no story share 0.
func storyKey(story string) uint64 {
	if story == "" {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(story))
	return h.Sum64()
}

// Article is one article made ready: numbers and places for the join, and what is
// needed to print its quotations. Raw is nil where texts are not kept.
type Article struct {
	Meta
	doc    []byte // passage.Doc
	quotes []byte // see appendQuotes
	raw    []byte
	join   *passage.Doc

	packedQuotes, packedRaw []byte // as an index keeps them, see Pack
}

// Pack compresses the text and the quotations, as [Writer.Add] needs them. It is
// apart because it can be done on several articles at once.
func (a Article) Pack() Article {
	a.packedQuotes, a.packedRaw = pack(a.quotes), pack(a.raw)
	return a
}

// Read makes an article ready, with its quotations if quotes is set. It is pure
// and costs what finding the quotations costs. O(len(t.Layer)).
func Read(t *normalize.Text, quotes bool) Article {
	a := Article{Meta: metaOf(t), join: passage.Published(t, passage.Options{})}
	a.doc, _ = a.join.MarshalBinary()
	if quotes {
		found := quote.Find(t)
		a.quotes = appendQuotes(nil, a.join, align.Occurrences(t, found), found)
		a.raw = t.Doc.Raw
	}
	return a
}

// appendQuotes writes the quotations that can be in a family: those of two words
// and more that stand in no other one, without comments of readers.
//
//	uvarint number; for each: uvarint from, uvarint to (words), uvarint length, JSON
func appendQuotes(b []byte, d *passage.Doc, occ []align.Occurrence, found []quote.Quote) []byte {
	var body []byte
	n, last := 0, uint32(0)
	for i, o := range occ {
		if found[i].Parent >= 0 || o.Zone == "comment" {
			continue
		}
		from, to := d.WordsIn(corpus.Span{Start: o.ByteStart, End: o.ByteEnd})
		if to < from+2 || uint32(from) < last {
			continue
		}
		o.N, o.ID, o.Article = 0, "", "" // they follow from the article and the place
		j, err := json.Marshal(o)
		if err != nil {
			continue
		}
		last = uint32(to)
		body = binary.AppendUvarint(body, uint64(from))
		body = binary.AppendUvarint(body, uint64(to))
		body = binary.AppendUvarint(body, uint64(len(j)))
		body = append(body, j...)
		n++
	}
	return append(binary.AppendUvarint(b, uint64(n)), body...)
}

var errQuotes = errors.New("the quotations of an article are damaged")

// eachQuote calls f with the words and the JSON of each quotation.
func eachQuote(b []byte, f func(from, to uint32, js []byte) error) error {
	n, w := binary.Uvarint(b)
	if w <= 0 {
		return errQuotes
	}
	b = b[w:]
	for ; n > 0; n-- {
		var v [3]uint64
		for i := range v {
			x, w := binary.Uvarint(b)
			if w <= 0 {
				return errQuotes
			}
			v[i], b = x, b[w:]
		}
		if v[2] > uint64(len(b)) || v[0] > v[1] || v[1] >= 1<<32 {
			return errQuotes
		}
		if err := f(uint32(v[0]), uint32(v[1]), b[:v[2]]); err != nil {
			return err
		}
		b = b[v[2]:]
	}
	return nil
}

func marked(b []byte) (out [][2]uint32, err error) {
	err = eachQuote(b, func(from, to uint32, _ []byte) error {
		out = append(out, [2]uint32{from, to})
		return nil
	})
	return out, err
}

func decodeOccurrence(article string, js []byte) (o align.Occurrence, err error) {
	if err = json.Unmarshal(js, &o); err != nil {
		return o, fmt.Errorf("%w: %v", errQuotes, err)
	}
	o.Article, o.ID = article, align.OccurrenceID(article, corpus.Span{Start: o.ByteStart, End: o.ByteEnd})
	return o, nil
}
