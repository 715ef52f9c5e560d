package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// DefaultMaxBytes is the size of the largest article that is read when
// [Options.MaxBytes] is 0.
const DefaultMaxBytes = 16 << 20

// The bounds of the other fields of [Options] when they are 0.
const (
	DefaultMaxDepth = 4
	DefaultMaxPages = 2000
	DefaultMaxTime  = time.Minute
)

// Options bounds what Read accepts.
type Options struct {
	MaxBytes int64         // largest article in bytes; 0 means [DefaultMaxBytes]
	MaxDepth int           // containers within containers; archives within archives are refused at any depth
	MaxPages int           // of a PDF file that are read
	MaxTime  time.Duration // for a PDF file
	Stdin    io.Reader     // what "-" names; nil means that "-" is refused
}

func (o Options) max() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// Item is one element of the stream that Read yields: a document or a problem.
type Item struct {
	Document *Document
	Problem  *Problem
}

// Read yields the articles found at paths: files, folders (with all that is
// below them, by name, hidden files left out), "-" for Options.Stdin, and
// containers of many articles: JSONL and JSON arrays, WARC, WACZ, RSS, Atom,
// MHTML, zip and tar, each also within gzip or zstd, and documents: PDF, DOCX,
// ODT. What a file is, its first bytes say; the extension only decides where
// they leave it open.
//
// The order is that of paths, and within a folder that of the names. Where
// more than one path may be a container, whose ids are known only when it is
// read, the order is that of the paths by name, so that ids never depend on
// the order of the arguments. A file named twice is one document.
//
// One article is in memory at a time, whatever the size of a container. A
// cancelled ctx ends the stream. A panic while a file is read ends that file
// with a problem, see [Fault].
func Read(ctx context.Context, paths []string, opt Options) iter.Seq[Item] {
	opt.MaxDepth = cmp.Or(opt.MaxDepth, DefaultMaxDepth)
	opt.MaxPages = cmp.Or(opt.MaxPages, DefaultMaxPages)
	opt.MaxTime = cmp.Or(opt.MaxTime, DefaultMaxTime)
	return func(yield func(Item) bool) {
		r := &run{ctx: ctx, opt: opt, taken: map[uint64]bool{}, notes: map[string]*manifest{}}
		r.yield = func(it Item) bool {
			r.yielding = true
			more := yield(it)
			r.yielding = false
			return more
		}
		r.all(paths)
	}
}

// run is the state of one call of Read.
type run struct {
	ctx   context.Context
	opt   Options
	yield func(Item) bool
	done  bool

	yielding bool // a panic now is one of the consumer

	taken map[uint64]bool // hashes of the ids given so far
	notes map[string]*manifest
}

// source is where bytes come from.
type source struct {
	path      string // as the user named it
	member    string // name within a container, which decides the media where the content does not
	id        string // for a single article
	container string
	charset   string
	url       string
	title     string
	published string
	html      bool // said by a header of the container
	line      int
	depth     int // containers around it
	archived  bool
	at        io.ReaderAt
	size      int64 // of at, the file itself
}

// all reads everything and reports whether the consumer wants more.
func (r *run) all(paths []string) {
	for _, f := range r.list(paths) {
		if r.stop() {
			return
		}
		if f.problem != nil {
			r.problem(*f.problem)
			continue
		}
		if fault := Guard(func() { r.file(f) }); fault != nil {
			if r.yielding {
				panic(fault)
			}
			r.problem(*fault.Problem(f.path, 0, "What comes before the fault in this file was read, the rest of the file is left out."))
		}
	}
}

func (r *run) stop() bool { return r.done || r.ctx.Err() != nil }

func (r *run) problem(p Problem) {
	if !r.stop() && !r.yield(Item{Problem: &p}) {
		r.done = true
	}
}

func (r *run) refuse(s source, cause, remedy string) {
	path := s.path
	if s.member != "" && s.line == 0 && !strings.HasPrefix(s.path, s.member) && !strings.HasSuffix(s.path, s.member) {
		path += ": " + s.member
	}
	r.problem(Problem{Path: path, Line: s.line, Cause: cause, Remedy: remedy})
}

// emit yields a document after the notes of its folder were added.
func (r *run) emit(d *Document) {
	if r.stop() {
		return
	}
	for _, date := range []*string{&d.Published, &d.Modified} {
		if iso := ISO(*date); iso != "" {
			*date = iso
		}
	}
	sum := sha256.Sum256(d.Raw)
	d.SHA256 = hex.EncodeToString(sum[:])
	if !r.yield(Item{Document: d}) {
		r.done = true
	}
}

// file reads one path that list has let through.
func (r *run) file(f entry) {
	s := source{path: f.path, id: f.id}
	if f.path == "-" {
		// A blocked read of a terminal or a pipe cannot be interrupted, so it
		// happens beside us and is left alone when the run is cancelled.
		in, out := io.Pipe()
		stop := context.AfterFunc(r.ctx, func() { out.CloseWithError(r.ctx.Err()) })
		defer stop()
		defer in.Close()
		go func() {
			_, err := io.Copy(out, r.opt.Stdin)
			out.CloseWithError(err)
		}()
		r.stream(s, in)
		return
	}
	in, err := os.Open(f.path)
	if err != nil {
		r.problem(fault(f.path, err))
		return
	}
	defer in.Close()
	// The file may have been exchanged since it was listed.
	st, err := in.Stat()
	if err != nil || !st.Mode().IsRegular() {
		r.problem(irregular(f.path, fs.ModeIrregular))
		return
	}
	s.at, s.size = in, st.Size()
	r.stream(s, in)
}

// watched ends with the context.
type watched struct {
	ctx context.Context
	in  io.Reader
}

func (w watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.in.Read(p)
}

// peek is how much of a stream is looked at to say what it is.
const peek = 64 << 10

// stream reads what in holds, after looking at its first bytes.
func (r *run) stream(s source, in io.Reader) {
	if s.depth > r.opt.MaxDepth {
		r.refuse(s, fmt.Sprintf("containers within containers, more than %d deep", r.opt.MaxDepth), "Unpack it first, or raise the limit (--max-depth).")
		return
	}
	br := bufio.NewReaderSize(watched{r.ctx, in}, peek)
	head, err := br.Peek(peek)
	if err != nil && err != io.EOF && len(head) == 0 {
		r.broken(s, err)
		return
	}
	name := s.member
	if name == "" {
		name = s.path
	}
	if isMade(head) {
		r.refuse(s, "what verbatim wrote itself, not an article", "Name the articles; of a report, only what “compare --format json” writes can be read again.")
		return
	}
	for _, k := range kinds {
		if k.is(name, head) {
			k.read(r, s, br)
			return
		}
	}
	r.article(s, name, head, br)
}

// kind is a container: how it is known and how it is read.
type kind struct {
	is   func(name string, head []byte) bool
	read func(r *run, s source, in *bufio.Reader)
}

// broken reports what went wrong while reading; a cancelled run is no problem
// of the input.
func (r *run) broken(s source, err error) {
	if r.ctx.Err() != nil {
		return
	}
	var bomb *bombError
	switch {
	case errors.As(err, &bomb):
		r.refuse(s, bomb.Error(), "The file is not what it says it is; unpack it by hand if you trust it.")
	case errors.Is(err, io.ErrUnexpectedEOF):
		r.refuse(s, "the file ends in the middle", "Fetch it again; what came before was read.")
	case s.container != "":
		r.refuse(s, "cannot be read as "+s.container+" ("+plain(err)+")", "Fetch it again or unpack it by hand.")
	default:
		r.problem(fault(s.path, err))
	}
}

// article reads a single article.
func (r *run) article(s source, name string, head []byte, in io.Reader) {
	limit := r.opt.max()
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		r.broken(s, err)
		return
	}
	if int64(len(raw)) > limit {
		r.tooLarge(s)
		return
	}
	media := Plain
	if s.html || isPage(name, head) {
		media = HTML
	} else if text, ok := fromUTF16(raw); ok {
		raw = text
		if s.container == "" {
			s.container = "utf-16"
		}
	} else if cause, remedy := binaryKind(head); cause != "" {
		r.refuse(s, cause, remedy)
		return
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		r.refuse(s, "the file is empty", "Nothing was read from it.")
		return
	}
	d := &Document{
		ID: s.id, Path: s.path, Line: s.line, Container: s.container, Media: media, Raw: raw,
		Charset: s.charset, URL: s.url, Title: s.title, Published: s.published,
	}
	if s.container != "" && s.depth > 0 && s.member != "" && s.id == "" {
		d.ID = r.free(stem(s.member), s)
	}
	r.note(d, s)
	r.emit(d)
}

func (r *run) tooLarge(s source) {
	r.refuse(s, fmt.Sprintf("the article is larger than %d MB", r.opt.max()>>20), "Split it, or raise the limit (--max-size).")
}

// New makes a document of raw bytes; the id is the stem of path.
func New(path string, raw []byte) *Document {
	sum := sha256.Sum256(raw)
	media := Plain
	if isPage(path, raw[:min(len(raw), peek)]) {
		media = HTML
	}
	return &Document{ID: stem(path), Path: path, Media: media, Raw: raw, SHA256: hex.EncodeToString(sum[:])}
}

// fault says what the operating system said, in plain words.
func fault(path string, err error) Problem {
	p := Problem{Path: path, Cause: plain(err), Remedy: "The file is left out."}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Cause, p.Remedy = "no such file or folder", "Check the path."
	case errors.Is(err, fs.ErrPermission):
		p.Cause, p.Remedy = "you may not read it", "Ask for the right to read it, or copy it."
	}
	return p
}

// plain is the message of err without the path it repeats.
func plain(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return err.Error()
}

func irregular(path string, m fs.FileMode) Problem {
	what := "not a regular file"
	switch {
	case m&fs.ModeNamedPipe != 0:
		what = "a named pipe, not a file"
	case m&fs.ModeDevice != 0:
		what = "a device, not a file"
	case m&fs.ModeSocket != 0:
		what = "a socket, not a file"
	}
	return Problem{Path: path, Cause: what, Remedy: "To read a stream, name - and send it to standard input."}
}

// isPage reports whether the beginning of a file is that of an HTML page, or
// its name says so.
func isPage(name string, head []byte) bool {
	switch strings.ToLower(filepath.Ext(trimPacked(name))) {
	case ".html", ".htm", ".xhtml", ".shtml":
		return true
	}
	return pageStart(head)
}

// pageStart reports whether head begins as an HTML page does. O(len(head)).
func pageStart(head []byte) bool {
	if text, ok := fromUTF16(head[:min(len(head), 2048)&^1]); ok {
		head = text
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for {
		head = bytes.TrimLeft(head, " \t\r\n\f")
		if !bytes.HasPrefix(head, []byte("<!--")) {
			break
		}
		end := bytes.Index(head, []byte("-->"))
		if end < 0 {
			return false
		}
		head = head[end+3:]
	}
	if len(head) == 0 || head[0] != '<' {
		return false
	}
	low := bytes.ToLower(head[:min(len(head), 1024)])
	for _, p := range []string{"<!doctype html", "<html", "<head", "<body", "<article"} {
		if bytes.HasPrefix(low, []byte(p)) {
			return true
		}
	}
	return bytes.HasPrefix(low, []byte("<?xml")) && bytes.Contains(low, []byte("<html"))
}

// signatures of files that hold no plain text, and what to do about them.
var signatures = []struct{ magic, cause, remedy string }{
	{"\xd0\xcf\x11\xe0", "an old Office file", "Save it as plain text."},
	{"\x89PNG", "an image", "Name articles only."},
	{"\xff\xd8\xff", "an image", "Name articles only."},
	{"GIF8", "an image", "Name articles only."},
	{"RIFF", "an image or a sound", "Name articles only."},
	{"7z\xbc\xaf", "a 7z archive", "Unpack it first."},
	{"Rar!", "a RAR archive", "Unpack it first."},
	{"BZh", "a bzip2 file", "Unpack it first."},
	{"\xfd7zXZ", "an xz file", "Unpack it first."},
	{"SQLite format 3", "a database", "Export its articles as JSONL."},
}

// binaryKind says why head is no text; an empty cause means that it is.
// A NUL byte, or more than a tenth of control characters, make it binary.
func binaryKind(head []byte) (cause, remedy string) {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.cause, s.remedy
		}
	}
	control := 0
	for _, c := range head {
		if c == 0 {
			return "a binary file", "Name articles only: text, HTML or JSONL."
		}
		if (c < 0x20 && (c < '\b' || c > '\r') && c != 0x1b) || c == 0x7f {
			control++
		}
	}
	if control*10 > len(head) {
		return "a binary file", "Name articles only: text, HTML or JSONL."
	}
	return "", ""
}

// fromUTF16 decodes text that begins with the byte order mark of UTF-16; ok is
// false for any other.
func fromUTF16(raw []byte) (text []byte, ok bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return nil, false
	}
	raw = raw[2:]
	out := make([]byte, 0, len(raw))
	for len(raw) >= 2 {
		c := rune(order.Uint16(raw))
		raw = raw[2:]
		if utf16.IsSurrogate(c) {
			var low rune
			if len(raw) >= 2 {
				low = rune(order.Uint16(raw))
			}
			if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
				raw = raw[2:]
			}
		}
		out = utf8.AppendRune(out, c)
	}
	return out, true
}
