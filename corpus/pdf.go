package corpus

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Bounds of a PDF file besides that of its text.
const (
	pdfBytes  = 8               // times the largest article: most of a PDF is pictures and fonts
	pdfMemory = 512 << 20 >> 16 // pages of 64 KB of the machine that reads it
)

// pdfCode keeps PDFium compiled from one file to the next.
var pdfCode = sync.OnceValue(wazero.NewCompilationCache)

// openPDFium starts PDFium in a WebAssembly machine of its own: it sees no
// file, no clock but its own and no memory of ours, and ends with ctx.
func openPDFium(ctx context.Context) (pdfium.Pool, error) {
	return webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RandomSource: rand.Reader,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithCompilationCache(pdfCode()).WithMemoryLimitPages(pdfMemory).WithCloseOnContextDone(true),
	})
}

// pdf reads the text of a PDF file as one article.
func (r *run) pdf(s source, in *bufio.Reader) {
	s.container = "pdf"
	limit := pdfBytes * r.opt.max()
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		r.broken(s, err)
		return
	}
	if int64(len(raw)) > limit {
		r.refuse(s, fmt.Sprintf("a PDF file of more than %d MB", limit>>20), "Save its text and name that file, or raise the limit (--max-size).")
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, r.opt.MaxTime)
	defer cancel()
	text, more, err := pdfText(ctx, raw, r.opt)
	switch {
	case r.ctx.Err() != nil:
	case ctx.Err() != nil:
		r.refuse(s, fmt.Sprintf("a PDF file that takes more than %v to read", r.opt.MaxTime), "Save its text and name that file, or allow more time (--max-time).")
	case err != nil:
		r.refuse(s, "a PDF file that cannot be read ("+err.Error()+")", "Save its text and name that file.")
	case strings.TrimSpace(text) == "":
		r.refuse(s, "a PDF file without text, most likely pictures of pages", "Have its text recognised (OCR) and name that file.")
	case int64(len(text)) > r.opt.max():
		r.tooLarge(s)
	default:
		r.written(s, text)
		if more > 0 {
			r.refuse(s, fmt.Sprintf("a PDF file of %d pages, of which %d were read", more, r.opt.MaxPages), "Name the pages as a file of their own, or raise the limit (--max-pages).")
		}
	}
}

// written emits text that was taken out of a document.
func (r *run) written(s source, text string) {
	d := &Document{ID: s.id, Path: s.path, Container: s.container, Media: Plain, Raw: []byte(text), URL: s.url, Title: s.title}
	if d.ID == "" {
		name := s.member
		if name == "" {
			name = s.path
		}
		d.ID = r.free(stem(name), s)
	}
	r.note(d, s)
	r.emit(d)
}

// pdfText is the text of the pages of a PDF file, no more than a page beyond
// the largest article; more is how many pages the file has where that is more
// than are read. What PDFium cannot do without failing is an error, not a
// crash.
func pdfText(ctx context.Context, raw []byte, opt Options) (text string, more int, err error) {
	defer func() {
		if f := recover(); f != nil {
			err = fmt.Errorf("the reader failed")
		}
	}()
	pool, err := openPDFium(ctx)
	if err != nil {
		return "", 0, err
	}
	defer pool.Close()
	p, err := pool.GetInstance(opt.MaxTime)
	if err != nil {
		return "", 0, err
	}
	doc, err := p.OpenDocument(&requests.OpenDocument{File: &raw})
	if err != nil {
		return "", 0, pdfFault(err)
	}
	n, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return "", 0, pdfFault(err)
	}
	var b strings.Builder
	for i := 0; i < min(n.PageCount, opt.MaxPages) && int64(b.Len()) <= opt.max(); i++ {
		t, err := p.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}})
		if ctx.Err() != nil {
			return "", 0, ctx.Err()
		}
		if err != nil {
			continue // one broken page costs itself
		}
		b.WriteString(unbroken(t.Text))
	}
	if n.PageCount > opt.MaxPages {
		more = n.PageCount
	}
	return b.String(), more, nil
}

// pdfFault says in a few words what PDFium said.
func pdfFault(err error) error {
	if strings.Contains(strings.ToLower(err.Error()), "password") {
		return fmt.Errorf("it is locked with a password")
	}
	return fmt.Errorf("it is damaged")
}

// unbroken makes paragraphs of the lines of a page: a line that is clearly
// shorter than the others ends one. A hyphen that only the line end needed is
// marked by PDFium and goes.
func unbroken(page string) string {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(page, "\r\n", "\n"), "\f", "\n"), "\n")
	var sizes []int
	for i, l := range lines {
		lines[i] = strings.TrimSpace(strings.Map(func(r rune) rune {
			if r < ' ' && r != 2 && r != '\t' {
				return -1
			}
			return r
		}, l))
		if lines[i] != "" {
			sizes = append(sizes, utf8.RuneCountInString(lines[i]))
		}
	}
	if len(sizes) == 0 {
		return ""
	}
	sort.Ints(sizes)
	full := sizes[len(sizes)*9/10]
	var b strings.Builder
	for _, l := range lines {
		if l == "" {
			continue
		}
		soft := strings.HasSuffix(l, "\ufffe") || strings.HasSuffix(l, "\x02")
		n := utf8.RuneCountInString(l)
		l = strings.NewReplacer("\ufffe", "", "\x02", "").Replace(l)
		b.WriteString(l)
		switch {
		case soft:
		case n*4 < full*3:
			b.WriteString("\n\n")
		case strings.HasSuffix(l, "-"):
		default:
			b.WriteByte(' ')
		}
	}
	return strings.TrimRight(b.String(), " \n") + "\n\n"
}
