package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
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
	text := textproto.NewReader(in)
	for n := 1; !r.stop(); n++ {
		s.line = n
		first, err := text.ReadLine()
		for err == nil && first == "" {
			first, err = text.ReadLine()
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			r.broken(s, err)
			return
		}
		if !strings.HasPrefix(first, "WARC/") {
			r.refuse(s, "no record of a web archive begins here", "The archive is damaged; what came before was read.")
			return
		}
		head, err := text.ReadMIMEHeader()
		size, bad := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
		if err != nil || bad != nil || size < 0 {
			if err == nil {
				err = fmt.Errorf("a record without length")
			}
			r.broken(s, err)
			return
		}
		body := &io.LimitedReader{R: in, N: size}
		switch kind := head.Get("WARC-Type"); {
		case kind == "response" && strings.HasPrefix(head.Get("Content-Type"), "application/http"):
			r.answer(s, head, body)
		case kind == "resource" || kind == "conversion":
			r.page(s, head, head.Get("Content-Type"), "", body)
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

// answer reads an HTTP response.
func (r *run) answer(s source, record textproto.MIMEHeader, in io.Reader) {
	br := bufio.NewReader(in)
	text := textproto.NewReader(br)
	status, err := text.ReadLine()
	if err != nil || !strings.HasPrefix(status, "HTTP/") {
		return
	}
	if f := strings.Fields(status); len(f) < 2 || f[1] != "200" {
		return
	}
	head, err := text.ReadMIMEHeader()
	if err != nil && len(head) == 0 {
		return
	}
	var body io.Reader = br
	if strings.EqualFold(head.Get("Transfer-Encoding"), "chunked") {
		// Many archives hold the body put together again under a header that
		// still says chunked.
		if size, _ := br.Peek(12); chunked(size) {
			body = httputil.NewChunkedReader(br)
		}
	}
	r.page(s, record, head.Get("Content-Type"), head.Get("Content-Encoding"), body)
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

// page makes an article of a body when its type says that it may be one.
func (r *run) page(s source, record textproto.MIMEHeader, contentType, encoding string, in io.Reader) {
	media, params, _ := mime.ParseMediaType(contentType)
	switch media {
	case "text/html", "application/xhtml+xml":
		s.html = true
	case "text/plain":
	default:
		return
	}
	s.url = strings.Trim(record.Get("WARC-Target-URI"), "<>")
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
	s.id = r.free("", s)
	br := bufio.NewReaderSize(in, 4<<10)
	head, _ := br.Peek(4 << 10)
	r.article(s, s.path, head, br)
}
