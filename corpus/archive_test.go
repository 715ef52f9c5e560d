package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
)

func warcRecord(kind, uri, contentType, body string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, contentType, len(body), body)
}

const answered = "application/http; msgtype=response"

func warcFile(t testing.TB) string {
	return warcRecord("warcinfo", "", "application/warc-fields", "software: x\r\n") +
		warcRecord("response", "https://courier.example/a", answered, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>\x93A\x94") +
		warcRecord("request", "https://courier.example/a", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
		warcRecord("response", "https://courier.example/b", answered, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>B\r\n1\r\nb\r\n0\r\n\r\n") +
		warcRecord("response", "https://courier.example/c", answered, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n<p>put together again") +
		warcRecord("response", "https://courier.example/d", answered, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+pack(t, "gzip", "<p>D")) +
		warcRecord("response", "https://courier.example/e", answered, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone") +
		warcRecord("response", "https://courier.example/f.png", answered, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
		warcRecord("resource", "https://courier.example/g", "text/html", "<p>G")
}

var warcWant = []string{"courier.example-a: (html) <p>\x93A\x94", "courier.example-b: (html) <p>Bb", "courier.example-c: (html) <p>put together again", "courier.example-d: (html) <p>D", "courier.example-g: (html) <p>G"}

func TestWARC(t *testing.T) {
	file := warcFile(t)
	var packed strings.Builder // one member of gzip a record, as crawlers write it
	for _, rec := range strings.SplitAfter(file, "\r\n\r\nWARC") {
		packed.WriteString(pack(t, "gzip", rec))
	}
	for name, text := range map[string]string{"c.warc": file, "c.warc.gz": packed.String(), "c": file} {
		if got := read(Options{}, tree(t, map[string]string{name: text})); !reflect.DeepEqual(got, warcWant) {
			t.Errorf("%s: got %q", name, got)
		}
	}
	for it := range Read(context.Background(), []string{tree(t, map[string]string{"c.warc": file})}, Options{}) {
		if d := it.Document; d.URL != "https://courier.example/a" || d.Charset != "windows-1252" || d.Line != 2 || d.Container != "warc" {
			t.Errorf("%+v", d)
		}
		break
	}
	if got := read(Options{}, tree(t, map[string]string{"c.warc": file[:len(file)-20]})); len(got) < 5 || !strings.HasPrefix(got[len(got)-1], "! c.warc:9 the file ends in the middle") {
		t.Errorf("cut off: %q", got)
	}
	// What is damaged costs itself, not what follows.
	at := strings.Index(file, "WARC/1.0\r\nWARC-Type: request")
	for _, bad := range []string{"garbage\r\n", "\x00\xff" + strings.Repeat("x", 2*maxHead) + "\r\n", "WARC\n"} {
		got := read(Options{}, tree(t, map[string]string{"c.warc": file[:at] + bad + file[at:]}))
		if len(got) != len(warcWant)+1 || !strings.HasPrefix(got[1], "! c.warc:3 ") {
			t.Errorf("damaged: %q", got)
		}
	}
}

func zipFile(t testing.TB, members ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, members[i+1])
	}
	w.Close()
	return b.String()
}

func tarFile(t testing.TB, members ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w.WriteHeader(&tar.Header{Name: members[i], Size: int64(len(members[i+1])), Mode: 0o644, Typeflag: tar.TypeReg})
		io.WriteString(w, members[i+1])
	}
	w.WriteHeader(&tar.Header{Name: "link.txt", Linkname: "/etc/hostname", Typeflag: tar.TypeSymlink})
	w.Close()
	return b.String()
}

func TestArchives(t *testing.T) {
	members := []string{"a.txt", "A", "../../../b.html", "<p>B", "sub/.hidden", "x", "d.jsonl", `{"id":"d","text":"D"}`, "e.txt", "", "sub/a.txt", "A2", "f.txt.gz", pack(t, "gzip", "F")}
	want := []string{"a: A", "b: (html) <p>B", "d: D", "! e.txt the file is empty", "", "f: F"}
	for name, text := range map[string]string{"x.zip": zipFile(t, members...), "x.tar": tarFile(t, members...), "x.tgz": pack(t, "gzip", tarFile(t, members...)), "y.gz": pack(t, "gzip", zipFile(t, members...))} {
		got := read(Options{}, tree(t, map[string]string{name: text}))
		if len(got) == len(want) {
			if !strings.HasPrefix(got[4], "a@") || !strings.HasSuffix(got[4], ": A2") {
				t.Errorf("%s: second of one name: %q", name, got[4])
			}
			got[4] = ""
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
	got := read(Options{}, tree(t, map[string]string{
		"a.zip": zipFile(t, "b.zip", zipFile(t, "c.txt", "C"), "d.txt", "D"), "e.docx": zipFile(t, "[Content_Types].xml", "<x/>"), "f.zip": "PK\x03\x04 cut off",
		"g.wacz": zipFile(t, "datapackage.json", "{}", "archive/c.warc.gz", pack(t, "gzip", warcFile(t)), "indexes/i.cdx", "x")}))
	want = append([]string{"! b.zip an archive within an archive", "d: D", "! e.docx an Office document without a text", "! f.zip cannot be read as zip (zip: not a valid zip file)"}, warcWant...)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	// Members are given back by what they are called, never by what they could do.
	for it := range Read(context.Background(), []string{tree(t, map[string]string{"x.zip": zipFile(t, "../../b\nc.txt", "B")})}, Options{}) {
		if it.Document == nil || it.Document.ID != "b_c" || strings.Contains(it.Document.Path, "..") {
			t.Errorf("%+v", it.Document)
		}
	}
}

func TestFeeds(t *testing.T) {
	rss := `<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Courier</title><link>https://courier.example/</link><image><title>Not this</title></image>
<item><title>One</title><link>https://courier.example/1</link><description>short</description><content:encoded><![CDATA[<p>the long ` + "caf\xe9" + `</p>]]></content:encoded><pubDate>Fri, 01 May 2020 10:00:00 +0200</pubDate><dc:creator>Ann Other</dc:creator></item>
<item><title>Two</title><description></description></item></channel></rss>`
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Three</title><link rel="self" href="x"/><link href="https://post.example/3"/><published>2020-05-02T08:00:00Z</published>
<author><name>Bo</name></author><content type="html">&lt;p&gt;three</content></entry></feed>`
	var docs []Document
	var problems []Problem
	for it := range Read(context.Background(), []string{tree(t, map[string]string{"a.xml": rss, "b.atom": atom, "c.rss": `<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><item><description>&a;`})}, Options{}) {
		if it.Problem != nil {
			problems = append(problems, *it.Problem)
			continue
		}
		d := *it.Document
		docs = append(docs, Document{ID: d.ID, Outlet: d.Outlet, URL: d.URL, Title: d.Title, Byline: d.Byline, Published: d.Published, Media: d.Media, Raw: d.Raw})
	}
	want := []Document{
		{ID: "a-1", Outlet: "The Courier", URL: "https://courier.example/1", Title: "One", Byline: "Ann Other", Published: "2020-05-01T10:00:00+02:00", Media: HTML, Raw: []byte("<p>the long café</p>")},
		{ID: "b-1", Outlet: "Post", URL: "https://post.example/3", Title: "Three", Byline: "Bo", Published: "2020-05-02T08:00:00Z", Media: HTML, Raw: []byte("<p>three")},
	}
	if len(docs) < 2 || !reflect.DeepEqual(docs[:2], want) {
		t.Errorf("got %+v", docs)
	}
	if len(problems) == 0 || problems[0].Cause != "the entry has no text" || problems[0].Line != 2 {
		t.Errorf("problems %+v", problems)
	}
}

func TestMHTML(t *testing.T) {
	page := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/a\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"bb\"\r\n\r\n" +
		"--bb\r\nContent-Type: text/css\r\n\r\nx\r\n--bb\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=C3=A9 =\r\nopen\r\n--bb--\r\n"
	n := 0
	for it := range Read(context.Background(), []string{tree(t, map[string]string{"a.mhtml": page})}, Options{}) {
		if it.Document == nil {
			t.Fatal(it.Problem)
		}
		if d := it.Document; d.ID != "a" || d.URL != "https://courier.example/a" || d.Title != "Café" || string(d.Raw) != "<p>café open" || d.Media != HTML {
			t.Errorf("%+v %q", d, d.Raw)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d documents", n)
	}
}

func BenchmarkWARC(b *testing.B) {
	rec := warcRecord("response", "https://courier.example/a", answered, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+strings.Repeat("<p>one paragraph after the other, all of them alike</p>\n", 400))
	data := strings.Repeat(rec, 200)
	benchmark(b, "a.warc", []byte(data), len(data))
}
