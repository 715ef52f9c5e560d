package flow

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// The columns of a Parquet shard that are read: the keys of a record of JSONL.
var parquetColumns = []string{"id", "text", "html", "outlet", "url", "published", "modified", "title", "byline", "story"}

func isParquet(name string) bool { return strings.EqualFold(filepath.Ext(name), ".parquet") }

// parquetLines writes the rows of a Parquet file as JSONL, so that row n is line n
// of what package corpus reads: name is the file of lines, in dir. On a fault
// within the file the rows before it are there, and both are returned.
func parquetLines(path, dir string) (name string, err error) {
	in, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	file, columns, err := openParquet(in)
	if err != nil {
		return "", err
	}
	name = filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+".jsonl")
	out, err := os.Create(name)
	if err != nil {
		return "", noDisk(err)
	}
	w := bufio.NewWriter(out)
	n, fault := writeRows(w, file, columns)
	if fault != nil {
		fault = fmt.Errorf("row %d of %d: %w", n+1, file.NumRows(), fault)
	}
	if err := errors.Join(w.Flush(), out.Close()); err != nil {
		return "", noDisk(err)
	}
	return name, fault
}

// openParquet gives a file and its columns of articles. A file
// that is damaged may say anything of itself: what the library does not bear, sizes
// and panics, is caught here and in writeRows.
func openParquet(in *os.File) (file *parquet.File, columns []*column, err error) {
	defer noPanic(&err)
	info, err := in.Stat()
	if err != nil {
		return nil, nil, err
	}
	var end [8]byte
	if _, err := in.ReadAt(end[:], max(0, info.Size()-8)); err != nil || string(end[4:]) != "PAR1" || int64(binary.LittleEndian.Uint32(end[:])) > info.Size()-12 {
		return nil, nil, errors.New("no Parquet file, or one that was cut off")
	}
	file, err = parquet.OpenFile(in, info.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, nil, err
	}
	for _, g := range file.Metadata().RowGroups {
		for _, c := range g.Columns {
			if c.MetaData.TotalCompressedSize > info.Size() || c.MetaData.TotalCompressedSize < 0 {
				return nil, nil, errors.New("a column is said to be larger than the file")
			}
			// The library reads some good pages wrong, and a bad one without end.
			if c.MetaData.Codec == format.Lz4Raw || c.MetaData.Codec == format.Lz4 {
				return nil, nil, errors.New("it is compressed with LZ4, which is not read here: write it with ZSTD or Snappy")
			}
		}
	}
	body := false
	for _, c := range file.Root().Columns() {
		name := strings.ToLower(c.Name())
		if !c.Leaf() || c.Repeated() || !slices.Contains(parquetColumns, name) {
			continue
		}
		body = body || name == "text" || name == "html"
		columns = append(columns, &column{name: name, of: c})
	}
	if !body {
		return nil, nil, errors.New("no column is named text or html")
	}
	return file, columns, nil
}

// writeRows writes rows as JSON objects, one a line, and says how many. A group of
// rows is read by itself, so that damage in one cannot shift a column against
// another.
func writeRows(w *bufio.Writer, file *parquet.File, columns []*column) (rows int64, err error) {
	defer noPanic(&err)
	for _, g := range file.RowGroups() {
		n, err := writeGroup(w, g, columns)
		if rows += n; err != nil {
			return rows, err
		}
	}
	return rows, nil
}

func writeGroup(w *bufio.Writer, g parquet.RowGroup, columns []*column) (n int64, err error) {
	for _, c := range columns {
		c.pages, c.values, c.ready = g.ColumnChunks()[c.of.Index()].Pages(), nil, nil
		defer c.pages.Close()
	}
	var line []byte
	for ; n < g.NumRows(); n++ {
		line = append(line[:0], '{')
		for _, c := range columns {
			v, err := c.next()
			if err != nil {
				return n, fmt.Errorf("column %s: %w", c.name, err)
			}
			if v.IsNull() {
				continue
			}
			if len(line) > 1 {
				line = append(line, ',')
			}
			line = append(append(append(line, '"'), c.name...), `":`...)
			line = appendJSONString(line, textOf(v, c.of.Type()))
		}
		line = append(line, "}\n"...)
		if _, err := w.Write(line); err != nil {
			return n, noDisk(err)
		}
	}
	return n, nil
}

// column is a column that is read value by value.
type column struct {
	name   string
	of     *parquet.Column
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	buf    [64]parquet.Value
	ready  []parquet.Value
}

// next is the value of the next row, good until the next call.
func (c *column) next() (parquet.Value, error) {
	for len(c.ready) == 0 {
		if c.values == nil {
			p, err := c.pages.ReadPage()
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			if err != nil {
				return parquet.Value{}, err
			}
			c.page, c.values = p, p.Values()
		}
		n, err := c.values.ReadValues(c.buf[:])
		c.ready = c.buf[:n]
		if n == 0 && err == io.EOF {
			parquet.Release(c.page)
			c.values = nil
		} else if err != nil && err != io.EOF {
			return parquet.Value{}, err
		} else if n == 0 {
			return parquet.Value{}, io.ErrNoProgress
		}
	}
	v := c.ready[0]
	c.ready = c.ready[1:]
	return v, nil
}

// textOf is a value as JSONL would hold it: bytes as they are, a time in ISO 8601.
func textOf(v parquet.Value, t parquet.Type) string {
	var logical any
	if l := t.LogicalType(); l != nil {
		logical = l.Value
	}
	switch l := logical.(type) {
	case *format.DateType:
		return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly)
	case *format.TimestampType:
		unit := l.Unit.Value.Duration()
		second := int64(time.Second / unit)
		return time.Unix(v.Int64()/second, v.Int64()%second*int64(unit)).UTC().Format(time.RFC3339)
	}
	switch v.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return string(v.ByteArray())
	case parquet.Int96: // a time of older Spark: nanoseconds of the day, day since 4713 BC
		x := v.Int96()
		return time.Unix((int64(x[2])-2440588)*86400, int64(x[1])<<32|int64(x[0])).UTC().Format(time.RFC3339)
	case parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	}
	return v.String()
}

// appendJSONString quotes s and leaves bytes alone that are not UTF-8: what was
// published is kept, and package corpus expects it so.
func appendJSONString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = fmt.Appendf(b, `\u%04x`, c)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

func noPanic(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the file is damaged: %v", r)
	}
}
