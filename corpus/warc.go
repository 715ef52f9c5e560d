package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http/httputil"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// warc reads the pages of a web archive (WARC 1.0 and 1.1, ISO 28500): answers
// to requests with status 200, and resources, that are HTML or plain text.
// Pictures, scripts and what else a crawl brings home are passed over.
func (r *run) warc(s source, in *bufio.Reader) {
	s.container = "warc"
	if s.id != "" {
		delete(r.taken, hash(s.id))
		s.id = ""
	}
	begun := false // the line that begins a record is read
	for n := 1; !r.stop(); n++ {
		s.line = n
		first, err := "", error(nil)
		for !begun && err == nil && first == "" {
			first, err = headLine(in)
		}
		if err == io.EOF {
			return
		}
		whole := begun || err == nil && strings.HasPrefix(first, "WARC/")
		begun = false
		var head head
		var size int64
		if whole {
			head, err = readHead(in)
			var bad error
			if size, bad = strconv.ParseInt(head["content-length"], 10, 64); err == nil && (bad != nil || size < 0) {
				err = errDamaged
			}
		}
		if err != nil && err != errDamaged {
			r.broken(s, err)
			return
		}
		if !whole || err != nil {
			r.refuse(s, "no record of a web archive begins here", "The archive is damaged here; what stands before and after was read.")
			if err := r.nextRecord(in); err != nil {
				if err != io.EOF {
					r.broken(s, err)
				}
				return
			}
			begun = true
			continue
		}
		body := &io.LimitedReader{R: in, N: size}
		switch kind := head["warc-type"]; {
		case kind == "response" && strings.HasPrefix(head["content-type"], "application/http"):
			r.answer(s, head, body)
		case kind == "resource" || kind == "conversion":
			r.page(s, head, head["content-type"], "", body)
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			r.broken(s, err)
			return
		}
		if body.N > 0 {
			r.broken(s, io.ErrUnexpectedEOF)
			return
		}
	}
}

// nextRecord reads on to the line after the next one that begins a record.
func (r *run) nextRecord(in *bufio.Reader) error {
	var buf []byte
	for {
		line, _, err := readLine(in, buf[:0], 4<<10)
		if bytes.HasPrefix(line, []byte("WARC/1.")) && len(line) < 16 || err != nil {
			return err
		}
		buf = line[:0]
	}
}

// maxHead is the longest head of a record or of an answer that is read.
const maxHead = 1 << 20

// head is the lines before a body, by their names in lower case; of lines with
// one name the first.
type head map[string]string

// errDamaged: what is read is no head.
var errDamaged = errors.New("damaged")

// headLine reads a line of a head without its end. A line that is longer than
// any head may be no line at all: it is passed over and [errDamaged].
func headLine(in *bufio.Reader) (string, error) {
	line, long, err := readLine(in, nil, maxHead)
	if long {
		return "", errDamaged
	}
	if err == io.EOF && len(line) > 0 {
		err = io.ErrUnexpectedEOF
	}
	return strings.TrimRight(string(line), "\r\n"), err
}

// readHead reads lines up to the first empty one. What servers send there is
// not always well made, so a line that is none is passed over.
func readHead(in *bufio.Reader) (head, error) {
	h, last, size := head{}, "", 0
	for {
		line, err := headLine(in)
		if err != nil {
			return h, err
		}
		if size += len(line); size > maxHead {
			return h, errDamaged
		}
		name, value, ok := strings.Cut(line, ":")
		switch {
		case line == "":
			return h, nil
		case (line[0] == ' ' || line[0] == '\t') && last != "": // goes on
			h[last] += " " + strings.TrimSpace(line)
			continue
		case !ok:
			continue
		}
		last = strings.ToLower(strings.TrimSpace(name))
		if _, there := h[last]; there {
			last = ""
			continue
		}
		h[last] = strings.TrimSpace(value)
	}
}

// answer reads an HTTP response.
func (r *run) answer(s source, record head, in io.Reader) {
	br := bufio.NewReader(in)
	status, err := headLine(br)
	if err != nil || !strings.HasPrefix(status, "HTTP/") {
		return
	}
	if f := strings.Fields(status); len(f) < 2 || f[1] != "200" {
		return
	}
	head, err := readHead(br)
	if err != nil && len(head) == 0 {
		return
	}
	var body io.Reader = br
	if strings.EqualFold(head["transfer-encoding"], "chunked") {
		// Many archives hold the body put together again under a header that
		// still says chunked.
		if size, _ := br.Peek(12); chunked(size) {
			body = httputil.NewChunkedReader(br)
		}
	}
	r.page(s, record, head["content-type"], head["content-encoding"], body)
}

// chunked reports whether head is the size line of a chunk.
func chunked(head []byte) bool {
	line, _, ok := bytes.Cut(head, []byte("\r\n"))
	if !ok {
		return false
	}
	if i := bytes.IndexByte(line, ';'); i >= 0 {
		line = line[:i]
	}
	_, err := strconv.ParseUint(string(bytes.TrimSpace(line)), 16, 32)
	return err == nil
}

// webID is an id for the page at address: its host and the last part of its
// path; "" when there is no address.
func webID(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	last := path.Base(u.Path)
	id := strings.TrimPrefix(u.Hostname(), "www.") + "-" + strings.TrimSuffix(last, path.Ext(last))
	if last == "/" || last == "." {
		id = strings.TrimSuffix(id, "-"+last)
	}
	return id[:min(len(id), 80)]
}

// page makes an article of a body when its type says that it may be one.
func (r *run) page(s source, record head, contentType, encoding string, in io.Reader) {
	media, params, _ := mime.ParseMediaType(contentType)
	switch media {
	case "text/html", "application/xhtml+xml":
		s.html = true
	case "text/plain":
	default:
		return
	}
	s.url = strings.Trim(record["warc-target-uri"], "<>")
	if strings.HasSuffix(s.url, "/robots.txt") {
		return
	}
	s.charset = params["charset"]
	s.member = ""
	packed := &counted{in: in}
	var err error
	switch encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		in, err = gzip.NewReader(packed)
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20)); err == nil {
			defer z.Close()
			in = z
		}
	default:
		r.refuse(s, "the page is packed with "+Shown(encoding), "Archive it again without that packing.")
		return
	}
	if err != nil {
		r.broken(s, err)
		return
	}
	s.id = r.free(webID(s.url), s)
	br := bufio.NewReaderSize(in, 4<<10)
	head, _ := br.Peek(4 << 10)
	r.article(s, s.path, head, br)
}
