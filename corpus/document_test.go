package corpus

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// pdfFile is a PDF file whose pages have these contents; packed streams are
// Flate.
func pdfFile(packed bool, pages ...string) string {
	var b strings.Builder
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(pages)))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for i, p := range pages {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", 5+2*i))
		filter := ""
		if packed {
			var z bytes.Buffer
			w := zlib.NewWriter(&z)
			w.Write([]byte(p))
			w.Close()
			p, filter = z.String(), "/Filter/FlateDecode"
		}
		object(fmt.Sprintf("<</Length %d%s>>stream\n%s\nendstream", len(p), filter, p))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.String()
}

// lines are the drawing of lines of text.
func lines(text ...string) string {
	s := "BT /F1 12 Tf 72 720 Td 14 TL "
	for _, l := range text {
		s += "(" + l + ") Tj T* "
	}
	return s + "ET"
}

const docx = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` +
	`<w:p><w:r><w:t>The harbour</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">“We will </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:r><w:t>close it,” he said.</w:t><w:br/><w:t>Then he left.</w:t></w:r>` +
	`<w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p></w:body></w:document>`

const odt = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>` +
	`<text:h>The harbour</text:h><text:p>“We <text:span>will</text:span><text:s/>close it,”<text:line-break/>he said.<text:note><text:p>a note</text:p></text:note></text:p></office:text></office:body></office:document-content>`

func TestDocuments(t *testing.T) {
	page := lines("The harbour", "The council said on Monday that the harbour would be closed from the first of May and", "that nobody had asked the owners of the boats.", "\\223We will close it,\\224 said the mayor, who has been in office since the spring of the year", "before last.")
	files := map[string]string{
		"a.docx": zipFile(t, "[Content_Types].xml", "<x/>", wordText, docx),
		"b.odt":  zipFile(t, "mimetype", "application/vnd.oasis.opendocument.text", openText, odt, "META-INF/manifest.xml", "<x/>"),
		"c.pdf":  pdfFile(true, page, lines("The end.")),
		"d.zip":  zipFile(t, "e.docx", zipFile(t, "[Content_Types].xml", "<x/>", wordText, docx), "f.pdf", pdfFile(false, lines("A page."))),
		"g.pdf":  pdfFile(false, ""),
		"h.xlsx": zipFile(t, "[Content_Types].xml", "<x/>", "xl/workbook.xml", "<x/>"),
	}
	want := map[string]string{
		"a": "The harbour\n\n“We will close it,” he said.\nThen he left.\n",
		"b": "The harbour\n\n“We will close it,”\nhe said.\n",
		"c": "The harbour\n\nThe council said on Monday that the harbour would be closed from the first of May and that nobody had asked the owners of the boats.\n\n“We will close it,” said the mayor, who has been in office since the spring of the year before last.\n\nThe end.\n\n",
		"e": "The harbour\n\n“We will close it,” he said.\nThen he left.\n",
		"f": "A page.\n\n",
	}
	var problems []string
	n := 0
	for it := range Read(context.Background(), []string{tree(t, files)}, Options{}) {
		if it.Problem != nil {
			problems = append(problems, filepath.Base(it.Problem.Path)+" "+it.Problem.Cause)
			continue
		}
		n++
		if d := it.Document; string(d.Raw) != want[d.ID] || d.Media != Plain || d.Container == "" {
			t.Errorf("%s %s:\ngot  %q\nwant %q", d.ID, d.Container, d.Raw, want[d.ID])
		}
	}
	if n != len(want) || len(problems) != 2 || problems[0] != "g.pdf a PDF file without text, most likely pictures of pages" || problems[1] != "h.xlsx an Office document without a text" {
		t.Errorf("%d documents, problems %q", n, problems)
	}
}

// The bounds of pages and of time are those of the options, and are named.
func TestPDFBounds(t *testing.T) {
	dir := tree(t, map[string]string{"a.pdf": pdfFile(false, lines("First page."), lines("Second page."))})
	for _, c := range []struct {
		opt  Options
		want []string
	}{
		{Options{MaxPages: 1}, []string{"a: First page.\n\n", "! a.pdf a PDF file of 2 pages, of which 1 were read"}},
		{Options{MaxPages: 2}, []string{"a: First page.\n\nSecond page.\n\n"}},
		{Options{MaxTime: time.Nanosecond}, []string{"! a.pdf a PDF file that takes more than 1ns to read"}},
	} {
		if got := read(c.opt, dir); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%+v: got %q, want %q", c.opt, got, c.want)
		}
	}
}

// What is broken, locked or made to harm is named, and the rest is read.
func TestHostileDocuments(t *testing.T) {
	good := pdfFile(true, lines("A page of text."))
	files := map[string]string{
		"z.txt":      "Z",
		"cut.pdf":    good[:40],
		"bomb.pdf":   pdfFile(true, "BT /F1 12 Tf 72 720 Td "+strings.Repeat("(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj T* ", 1<<16)+" ET"),
		"circle.pdf": strings.Replace(good, "/Kids[4 0 R ]", "/Kids[2 0 R ]", 1),
		"long.docx":  zipFile(t, "[Content_Types].xml", "<x/>", wordText, "<a>"+strings.Repeat("<t>x</t>", 1<<20)+"</a>"),
		"wide.docx":  zipFile(t, "[Content_Types].xml", "<x/>", wordText, "<a>"+strings.Repeat("<b></b>", 1<<22)+"</a>"),
		"deep.docx":  zipFile(t, "[Content_Types].xml", "<x/>", wordText, strings.Repeat("<a>", 1<<16)),
		"flood.docx": zipFile(t, "[Content_Types].xml", "<x/>", wordText, `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a><t>&b;</t></a>`),
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 6 {
		b := []byte(good)
		for range 1 + i {
			b[9+r.IntN(len(b)-9)] = byte(r.IntN(256))
		}
		files[fmt.Sprintf("broken%d.pdf", i)] = string(b)
	}
	begin := time.Now()
	seen := map[string]bool{}
	for it := range Read(context.Background(), []string{tree(t, files)}, Options{MaxBytes: 1 << 18}) {
		switch {
		case it.Problem != nil:
			seen[filepath.Base(it.Problem.Path)] = true
			if it.Problem.Remedy == "" {
				t.Errorf("%v: no remedy", it.Problem)
			}
		default:
			seen[filepath.Base(it.Document.Path)] = true
			if len(it.Document.Raw) > 1<<18 {
				t.Errorf("%s has %d bytes", it.Document.Path, len(it.Document.Raw))
			}
		}
	}
	for name := range files {
		if !seen[name] {
			t.Errorf("%s is neither read nor named", name)
		}
	}
	t.Logf("%d files in %v", len(files), time.Since(begin).Round(time.Millisecond))
}

// FuzzOffice: whatever the XML, reading ends with a text within bounds or an
// error.
func FuzzOffice(f *testing.F) {
	f.Add(docx)
	f.Add(odt)
	f.Add("<a><t>x</t><del><t>y</t>")
	f.Fuzz(func(t *testing.T, s string) {
		if text, err := officeText(strings.NewReader(s), 1000); err == nil && len(text) > len(s)+1000 {
			t.Fatalf("%d bytes from %d", len(text), len(s))
		}
	})
}

// FuzzPDFLines: joining lines loses no letter.
func FuzzPDFLines(f *testing.F) {
	f.Add("The coun\ufffe\ncil said\r\non Mon-\nday.\n")
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := strings.Count(unbroken(s), "e"), strings.Count(s, "e"); got != want {
			t.Fatalf("%d letters of %d", got, want)
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.pdf")
	var pages []string
	for range 20 {
		pages = append(pages, lines(strings.Split(strings.Repeat("The council said on Monday that the harbour would be closed from May.|", 40), "|")...))
	}
	if err := os.WriteFile(path, []byte(pdfFile(true, pages...)), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for it := range Read(context.Background(), []string{path}, Options{}) {
			if it.Problem != nil {
				b.Fatal(it.Problem)
			}
		}
	}
}
