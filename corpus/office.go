package corpus

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The texts of office documents: the part of the archive that holds them.
const (
	wordText = "word/document.xml" // ECMA-376
	openText = "content.xml"       // ISO 26300
)

// office reads a document of a word processor as one article; ok is false when
// z is none that has a text.
func (r *run) office(s source, z *zip.Reader) (ok bool) {
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[f.Name] = f
	}
	var part *zip.File
	switch {
	case parts["[Content_Types].xml"] != nil && parts[wordText] != nil:
		part, s.container = parts[wordText], "docx"
	case parts["mimetype"] != nil && parts["META-INF/manifest.xml"] != nil && parts[openText] != nil && begins(parts["mimetype"], "application/vnd.oasis.opendocument.text"):
		part, s.container = parts[openText], "odt"
	default:
		return false
	}
	in, err := part.Open()
	if err != nil {
		r.broken(s, err)
		return true
	}
	defer in.Close()
	text, err := officeText(in, r.opt.max())
	switch {
	case r.stop():
	case err == errLong:
		r.tooLarge(s)
	case err != nil:
		r.broken(s, err)
	case strings.TrimSpace(text) == "":
		r.refuse(s, "the document has no text", "Nothing was read from it.")
	default:
		r.written(s, text)
	}
	return true
}

// begins reports whether the file holds a text that begins with s.
func begins(f *zip.File, s string) bool {
	in, err := f.Open()
	if err != nil {
		return false
	}
	defer in.Close()
	b := make([]byte, len(s))
	_, err = io.ReadFull(in, b)
	return err == nil && string(b) == s
}

var errLong = fmt.Errorf("too long")

// officeText is the text of the XML of a document, its paragraphs parted by
// empty lines. What was struck out, notes apart from the text and the marks of
// fields are left out. Markup may be many times as long as its text, but not
// without bound.
func officeText(in io.Reader, limit int64) (string, error) {
	lim := &io.LimitedReader{R: in, N: 64*limit + 1<<20}
	d := xml.NewDecoder(lim)
	d.Entity = map[string]string{} // none is expanded
	var b strings.Builder
	shown, depth := 0, 0 // depth of elements whose text counts; of all
	for {
		if int64(b.Len()) > limit || lim.N <= 0 {
			return "", errLong
		}
		t, err := d.Token()
		if err == io.EOF {
			return strings.TrimSpace(b.String()) + "\n", nil
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > 512 {
				return "", fmt.Errorf("elements nested more than 512 deep")
			}
			switch t.Name.Local {
			case "del", "delText", "instrText", "annotation", "note", "tracked-changes", "Fallback":
				if err := d.Skip(); err != nil {
					return "", err
				}
				depth--
			case "t", "p", "h":
				if t.Name.Local != "p" || strings.Contains(t.Name.Space, "opendocument") {
					shown++
				}
			case "tab":
				b.WriteByte('\t')
			case "br", "cr", "line-break":
				b.WriteByte('\n')
			case "s":
				b.WriteByte(' ')
			}
		case xml.EndElement:
			depth--
			switch t.Name.Local {
			case "t":
				shown--
			case "p", "h":
				if strings.Contains(t.Name.Space, "opendocument") {
					shown--
				}
				b.WriteString("\n\n")
			}
		case xml.CharData:
			if shown > 0 {
				b.Write(t)
			}
		}
	}
}
