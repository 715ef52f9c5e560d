package corpus

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// tree writes files below a new folder.
func tree(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read gives what Read yields, one line each: "id: text" or "! name:line cause".
func read(opt Options, paths ...string) []string {
	var out []string
	for it := range Read(context.Background(), paths, opt) {
		if p := it.Problem; p != nil {
			name := filepath.Base(p.Path)
			if p.Line > 0 {
				name = fmt.Sprintf("%s:%d", name, p.Line)
			}
			out = append(out, "! "+name+" "+p.Cause)
			continue
		}
		text := string(it.Document.Raw)
		if len(text) > 40 {
			text = text[:40] + "…"
		}
		if it.Document.Media == HTML {
			text = "(html) " + text
		}
		out = append(out, it.Document.ID+": "+text)
	}
	return out
}

func pack(t testing.TB, name, text string) string {
	var b bytes.Buffer
	var w io.WriteCloser
	if name == "gzip" {
		w = gzip.NewWriter(&b)
	} else {
		w, _ = zstd.NewWriter(&b)
	}
	io.WriteString(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"by name, hidden left out", map[string]string{"b.txt": "B", "a.txt": "A", ".c.txt": "C", "d/e.txt": "E", "d/.f/g.txt": "G"},
			[]string{"a: A", "b: B", "e: E"}},
		{"two files of one stem", map[string]string{"x.txt": "1", "x.html": "<p>2", "y.txt": "3"},
			[]string{"x.html: (html) <p>2", "x.txt: 1", "y: 3"}},
		{"one name in two folders", map[string]string{"one/x.txt": "1", "two/x.txt": "2"}, []string{"x@one: 1", "x@two: 2"}},
		{"a suffix that is taken", map[string]string{"one/x.txt": "1", "two/x.txt": "2", "x@one.txt": "3"},
			[]string{"x@" + "?: 1", "x@" + "?: 2", "x@one: 3"}},
		{"jsonl", map[string]string{"a.jsonl": `{"id":"p","text":"P\u00e4\ud83d\ude00\n"}` + "\n\n" + `{"id":7,"html":"<b>Q</b>"}` + "\n" + `{"text":"no id"}`},
			[]string{"p: Pä😀\n", "7: (html) <b>Q</b>", "a-4: no id"}},
		{"jsonl with faults", map[string]string{"a.jsonl": `{"id":"p","text":"P"}` + "\n{\n" + `{"id":"p","text":"again"}` + "\n" + `{"x":1}` + "\n" + `{"y":1}` + "\n" + `{"id":"e","text":" "}`},
			[]string{"p: P", "! a.jsonl:2 broken JSON: unexpected end of JSON input", "p@a: again", "! a.jsonl:6 the text of the record is empty", "! a.jsonl:4 2 records have neither text nor html"}},
		{"array", map[string]string{"a.json": "[\n {\"id\":\"p\",\n \"text\":\"P ] } \\\" [\"},\n {\"id\": oops},\n {\"id\":\"q\",\"text\":\"Q\"}\n]"},
			[]string{`p: P ] } " [`, "! a.json:4 broken JSON: invalid character 'o' looking for beginning of value", "q: Q"}},
		{"a record named as its file", map[string]string{"a.jsonl": `{"id":"a","text":"P"}`, "a.txt": "A"}, []string{"a@a: P", "a: A"}},
		{"names of other exports", map[string]string{"a.jsonl": `{"ID":"p","maintext":"P","url":"u"}` + "\n" + `{"id":"q","content":"<p>Q","title":"t"}` + "\n" + `{"id":"r","content":"a turn of a conversation"}` + "\n" + `{"id":"s","text":"<p>kept","title":"t"}`},
			[]string{"p: P", "q: (html) <p>Q", "s: <p>kept", "! a.jsonl:3 the record has neither text nor html"}},
		{"pieces of articles", map[string]string{"a.jsonl": `{"id":"a:3-5","article":"a","byte_start":3,"byte_end":5,"text":"no"}` + "\n" + `{"file":"a","text":"no","before":"He said: "}` + "\n" + `{"id":"p","text":"P"}`},
			[]string{"p: P", "! a.jsonl:1 2 records are pieces of articles, such as quotations, not articles"}},
		{"the answer of a service", map[string]string{"a.json": `{"status":"ok","response":{"results":[{"id":"p","title":"t","body":"<p>P</p>"},{"title":"t","description":"x"}]}}`},
			[]string{"p: (html) <p>P</p>", "! a.json:2 the record has neither text nor html"}},
		{"a table", map[string]string{"a.csv": "\ufeffid;Outlet;text\r\np;Courier;\"P; \"\"q\"\"\nr\"\r\n;;S\n;;\n", "b.tsv": "x\ty\n1\t2\n", "c.csv": ""},
			[]string{"p: P; \"q\"\nr", "a-4: S", "! a.csv:5 the record has neither text nor html", "! b.tsv a table without a column that is named text or html", "! c.csv the file is empty"}},
		{"what verbatim wrote", map[string]string{"a.json": "{\n \"format\": \"verbatim/1\",\n \"tool\": {}}", "b.html": `<!DOCTYPE html><meta name="generator" content="verbatim 0.1.0"><p>x`, "c.md": "# What they published\n\n2 articles, 1,200 words, 3 quotations. Of 3", "d.txt": "what kind of man is he",
			"e.xml": "<?xml version=\"1.0\"?><TEI><p>Made by verbatim 0.1.0. The words", "f.jsonl": `{"type":"report","format":"verbatim/1"}`, "g.csv": "finding_id,quote_id,x\n"},
			[]string{"! a.json what verbatim wrote itself, not an article", "! b.html what verbatim wrote itself, not an article", "! c.md what verbatim wrote itself, not an article", "d: what kind of man is he",
				"! e.xml what verbatim wrote itself, not an article", "! f.jsonl what verbatim wrote itself, not an article", "! g.csv what verbatim wrote itself, not an article"}},
		{"array cut off", map[string]string{"a.json": `[{"id":"p","text":"P"}, {"id":"q","te`},
			[]string{"p: P", "! a.json:1 the file ends in the middle of a record"}},
		{"one object over many lines", map[string]string{"a.json": "{\n\"text\": \"P\"\n}"}, []string{"a: P"}},
		{"records by content", map[string]string{"a.txt": `{"id":"p","text":"P"}` + "\n" + `{"id":"q","text":"Q"}`, "b.txt": "[sic] is not JSON", "c.txt": "{curly} prose"},
			[]string{"p: P", "q: Q", "b: [sic] is not JSON", "c: {curly} prose"}},
		{"page by content", map[string]string{"a.txt": "\ufeff <!-- saved -->\n<!DOCTYPE HTML><p>x"}, []string{"a: (html) \ufeff <!-- saved -->\n<!DOCTYPE HTML><p>x"}},
		{"packed", map[string]string{"a.txt.gz": pack(t, "gzip", "A"), "b.jsonl.zst": pack(t, "zstd", `{"id":"p","text":"P"}`), "c": pack(t, "gzip", pack(t, "zstd", "<html>C"))},
			[]string{"a: A", "p: P", "c: (html) <html>C"}},
		{"several members of gzip", map[string]string{"a.txt.gz": pack(t, "gzip", "A") + pack(t, "gzip", "B")}, []string{"a: AB"}},
		{"packed and cut off", map[string]string{"a.txt.gz": pack(t, "gzip", strings.Repeat("all sorts of words ", 99))[:40], "b.txt": "B"},
			[]string{"! a.txt.gz the file ends in the middle", "b: B"}},
		{"nothing in it", map[string]string{"a.txt": "", "b.txt": " \n", "c.jsonl": "", "d.txt": "D", "e.json": "[]"},
			[]string{"! a.txt the file is empty", "! b.txt the file is empty", "! c.jsonl the file is empty", "d: D"}},
		{"binary", map[string]string{"a.txt": "A\x00B", "b.pdf": "%PDF-1.7", "c.txt": "\x01\x02\x03abc", "d.txt": "caf\xe9 \x93x\x94"},
			[]string{"! a.txt a binary file", "! b.pdf a PDF file that cannot be read (it is damaged)", "! c.txt a binary file", "d: caf\xe9 \x93x\x94"}},
		{"utf-16", map[string]string{"a.txt": "\xff\xfeA\x00\xe4\x00\x3d\xd8\x00\xde"}, []string{"a: Aä😀"}},
		{"bytes that are not UTF-8 in JSON", map[string]string{"a.jsonl": "{\"id\":\"p\",\"text\":\"caf\xe9 \\u201c\"}"}, []string{"p: caf\xe9 “"}},
		{"a page and its pictures", map[string]string{"a.html": "<p>A", "a_files/x.js": "x"}, []string{"a: (html) <p>A"}},
		{"an empty folder", map[string]string{".x": ""}, []string{"! ? the folder holds no article"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := tree(t, c.files)
			got := read(Options{}, dir)
			if c.name == "an empty folder" {
				got[0] = strings.Replace(got[0], filepath.Base(dir), "?", 1)
			}
			if c.name == "a suffix that is taken" {
				for i := range 2 {
					got[i] = got[i][:2] + "?" + got[i][strings.Index(got[i], ":"):]
				}
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// The fields of an article are found under the names that exports give them.
func TestNames(t *testing.T) {
	dir := tree(t, map[string]string{
		"a.jsonl": `{"maintext":"P","source_domain":"courier.example","url":"https://courier.example/p","date_publish":"2026-02-03 10:00:00","title":"T","authors":["Ann Other","Bo Next"]}`,
		"b.json":  `{"articles":[{"source":{"id":null,"name":"The Courier"},"author":"Ann Other","title":"T","url":"https://courier.example/p","publishedAt":"2026-02-03T10:00:00Z","content":"P"}]}`,
		"c.csv":   "Headline,Publication,Date,Body,Author\nT,The Courier,2026-02-03,P,Ann Other\n",
	})
	var got []string
	for it := range Read(context.Background(), []string{dir}, Options{}) {
		if it.Problem != nil {
			t.Fatal(it.Problem)
		}
		d := it.Document
		got = append(got, strings.Join([]string{d.ID, d.Outlet, d.URL, d.Published, d.Title, d.Byline, string(d.Raw)}, "|"))
	}
	want := []string{
		"a-1|courier.example|https://courier.example/p|2026-02-03T10:00:00|T|Ann Other, Bo Next|P",
		"b-1|The Courier|https://courier.example/p|2026-02-03T10:00:00Z|T|Ann Other|P",
		"c-2|The Courier||2026-02-03|T|Ann Other|P",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A row whose quotation marks never close is a fault of the table, and no
// reason to read all of it into memory.
func TestTableWithoutEnd(t *testing.T) {
	row := "q,\"" + strings.Repeat("word ", 1<<20)
	got := read(Options{MaxBytes: 1 << 20}, tree(t, map[string]string{"a.csv": "id,text\np,P\n" + row})+"/a.csv")
	if want := []string{"p: P", "! a.csv a row of the table has no end"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestArguments(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "A", "b/a.txt": "B", "c.txt": "C", "d.jsonl": `{"id":"a","text":"1"}` + "\n" + `{"id":"r","text":"2"}`, "e.jsonl": `{"id":"r","text":"3"}`})
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b", "a.txt")
	if got, want := read(Options{}, filepath.Join(dir, "c.txt"), a), []string{"c: C", "a: A"}; !reflect.DeepEqual(got, want) {
		t.Errorf("order of the arguments: %q", got)
	}
	if got := read(Options{}, a, filepath.Join(dir, "b", "..", "a.txt"), a, dir+"/./a.txt"); len(got) != 1 {
		t.Errorf("one file named four times: %q", got)
	}
	paths := []string{a, b, filepath.Join(dir, "c.txt"), filepath.Join(dir, "d.jsonl"), filepath.Join(dir, "e.jsonl")}
	want := read(Options{}, paths...)
	slices.Reverse(paths)
	got := read(Options{}, paths...)
	slices.Sort(want)
	slices.Sort(got)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("ids depend on the order of the arguments:\n%q\n%q", got, want)
	}
	got = read(Options{Stdin: strings.NewReader("from a pipe")}, "-", "-", filepath.Join(dir, "none"), "https://example.org/")
	want = []string{"stdin: from a pipe", "! none no such file or folder", "!  an address, not a file"}
	want[2] = "! example.org an address, not a file"
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
	if got := read(Options{}, "-"); got[0] != "! - there is no standard input" {
		t.Errorf("got %q", got)
	}
}

// A named pipe, a device or a link in circles must neither hang the run nor
// lose the rest.
func TestIrregular(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "A", "in/b.txt": "B"})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skip(err)
	}
	for to, from := range map[string]string{".": "in/circle", "/etc/hostname": "out.txt", "nowhere": "dangling.txt", "a.txt": "same.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip(err)
		}
	}
	got := read(Options{}, dir, "/dev/null")
	want := []string{"a: A", "! dangling.txt no such file or folder", "b: B", "! circle a link that leads out of the folder or to a folder",
		"! out.txt a link that leads out of the folder or to a folder", "! pipe.txt a named pipe, not a file", "! null a device, not a file"}
	slices.Sort(got)
	slices.Sort(want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestUnreadable(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "A", "b.txt": "B"})
	os.Chmod(filepath.Join(dir, "a.txt"), 0)
	if f, err := os.Open(filepath.Join(dir, "a.txt")); err == nil {
		f.Close()
		t.Skip("this user may read everything")
	}
	if got, want := read(Options{}, dir), []string{"! a.txt you may not read it", "b: B"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestManifest(t *testing.T) {
	dir := tree(t, map[string]string{
		"manifest.csv": "\ufeffFile, outlet ,url,published,title,extra\na.txt,The Paper,https://p.example/a,2020-01-02,\"A, B\",x\nsub/b.txt,Other,,,,\n",
		"a.txt":        "A", "sub/b.txt": "B", "c.txt": "C",
	})
	var got []Document
	for it := range Read(context.Background(), []string{dir}, Options{}) {
		if it.Problem != nil {
			t.Fatal(it.Problem)
		}
		got = append(got, Document{ID: it.Document.ID, Outlet: it.Document.Outlet, URL: it.Document.URL, Published: it.Document.Published, Title: it.Document.Title})
	}
	want := []Document{{ID: "a", Outlet: "The Paper", URL: "https://p.example/a", Published: "2020-01-02", Title: "A, B"}, {ID: "c"}, {ID: "b", Outlet: "Other"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if got := (&Document{ID: "c"}).Name(); got != "c" {
		t.Errorf("name %q", got)
	}
}

// Limits hold for files, lines and values of arrays, and cost only what is too
// large.
func TestLimits(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	dir := tree(t, map[string]string{
		"a.txt":   long,
		"b.jsonl": `{"id":"p","text":"` + long + `"}` + "\n" + `{"id":"q","text":"Q"}`,
		"c.json":  `[{"id":"r","text":"` + long + `"}, {"id":"s","text":"S"}]`,
	})
	got := read(Options{MaxBytes: 100}, dir)
	cause := "the article is larger than 0 MB"
	want := []string{"! a.txt " + cause, "! b.jsonl:1 " + cause, "q: Q", "! c.json:1 " + cause, "s: S"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
	if got := read(Options{}, dir); len(got) != 5 {
		t.Errorf("got %q", got)
	}
}

func TestBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks 256 MB")
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, `{"id":"p","text":"P"}`)
	zeros := append(bytes.Repeat([]byte(" "), 1<<20-1), '\n')
	for range 1 << 9 {
		w.Write(zeros)
	}
	w.Close()
	dir := tree(t, map[string]string{"a.jsonl.gz": b.String(), "b.txt": "B"})
	got := read(Options{}, dir)
	if len(got) != 3 || !strings.Contains(got[1], "unpack to more than") || got[2] != "b: B" {
		t.Errorf("got %q", got)
	}
}

func TestCancel(t *testing.T) {
	in, out := io.Pipe() // nobody writes
	defer out.Close()
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(10*time.Millisecond, cancel)
	for it := range Read(ctx, []string{"-"}, Options{Stdin: in}) {
		t.Errorf("got %+v", it)
	}
	dir := tree(t, map[string]string{"a.txt": "A", "b.txt": "B"})
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Read(ctx, []string{dir}, Options{}) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("%d items after the run was cancelled", n)
	}
	for range Read(context.Background(), []string{dir}, Options{}) {
		break // must not go on
	}
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{"a b.txt": "a b.txt", "a\nb": `a\x0ab`, "x\u202ey": `x\u202ey`, "\x1b[31m": `\x1b[31m`, "é": "é"} {
		if got := Shown(in); got != want {
			t.Errorf("Shown(%q) = %q, want %q", in, got, want)
		}
	}
	if got := stem("x\u202e\ny.txt"); got != "x__y" {
		t.Errorf("stem %q", got)
	}
}

// FuzzRead: whatever the bytes, reading ends, every item is a document with
// text and a unique id or a problem with a cause and a remedy.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"plain", `{"id":"p","text":"P"}`, `[{"text":"\ud800"},{"text":"b"}]`, "{\n\"html\":\"<p>\"\n}", "\xff\xfea\x00\x3d", "<!-- x", "<?xml?><html>",
		pack(f, "gzip", "A"), pack(f, "zstd", `{"text":"z"}`), "%PDF-", "\x00", `{"text":"a"}` + "\n" + `{"text":"a","id":"x"}` + "\n" + `{"id":"x","text":"b"}`} {
		f.Add([]byte(s), "a.txt")
	}
	for _, s := range []string{warcFile(f), tarFile(f, "a.txt", "A", "b.json", `{"text":"B"}`), zipFile(f, "a.txt", "A", "b.zip", zipFile(f, "c", "C")),
		"<rss><channel><title>T</title><item><description>d</description></item></channel></rss>", "<feed><entry><content type='xhtml'><p>x</p></content></entry></feed>",
		"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x\n--b--", `{"text":"a"}`} {
		f.Add([]byte(s), "a.txt")
		f.Add([]byte(s), "a.json")
		f.Add([]byte(s), "a.jsonl.gz")
	}
	f.Add([]byte("title,text\nA,\"one, two\"\nB,\"open\n"), "a.csv")
	f.Add([]byte("url\thtml\nhttps://a.example/\t<p>x\n"), "a.tsv")
	f.Fuzz(func(t *testing.T, raw []byte, name string) {
		ids := map[string]bool{}
		n := 0
		r := &run{ctx: context.Background(), opt: Options{MaxBytes: 1 << 16}, taken: map[uint64]bool{}, notes: map[string]*manifest{}}
		r.yield = func(it Item) bool {
			n++
			switch {
			case it.Problem != nil:
				if it.Problem.Cause == "" || it.Problem.Remedy == "" || it.Document != nil {
					t.Fatalf("problem %+v", it.Problem)
				}
			case len(it.Document.Raw) == 0 || it.Document.ID == "" || ids[it.Document.ID] || len(it.Document.SHA256) != 64:
				t.Fatalf("document %+v", it.Document)
			default:
				ids[it.Document.ID] = true
			}
			return true
		}
		r.stream(source{path: "-", member: name, id: r.free("x", source{path: "-"})}, bytes.NewReader(raw))
		if n == 0 && len(bytes.TrimSpace(raw)) > 20 && !bytes.ContainsAny(raw, "[],") {
			t.Logf("nothing at all from %q", raw)
		}
	})
}

// FuzzUnquote: on text that is UTF-8, unquote is what the standard library does.
func FuzzUnquote(f *testing.F) {
	for _, s := range []string{`a`, `\n\u00e4\"\\`, `\ud83d\ude00`, `\ud83dx`, `\ude00\ud83d`, `\ud83d\u0041`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, ok := std(s)
		if !ok {
			t.Skip()
		}
		if got := unquote([]byte(s)); got != want {
			t.Errorf("unquote(%q) = %q, want %q", s, got, want)
		}
	})
}

func BenchmarkJSONL(b *testing.B) {
	line := `{"id":"%d","text":"` + strings.Repeat(`He said \"no\" and went on for a while. `, 100) + `"}` + "\n"
	var data bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&data, line, i)
	}
	benchmark(b, "a.jsonl", data.Bytes(), data.Len())
}

func BenchmarkGzip(b *testing.B) {
	line := `{"id":"%d","text":"` + strings.Repeat(`He said \"no\" and went on for a while. `, 100) + `"}` + "\n"
	var data bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&data, line, i)
	}
	benchmark(b, "a.jsonl.gz", []byte(pack(b, "gzip", data.String())), data.Len())
}

func benchmark(b *testing.B, name string, data []byte, size int) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		r := &run{ctx: context.Background(), taken: map[uint64]bool{}, notes: map[string]*manifest{}, yield: func(it Item) bool { return it.Problem == nil }}
		r.stream(source{path: name}, bytes.NewReader(data))
	}
}
