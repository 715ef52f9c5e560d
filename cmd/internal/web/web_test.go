package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"verbatim/cmd/internal/browsertest"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
)

const herald, courier = "“We will not close the harbour for the time being,” said Anna Ortega, the mayor, on Tuesday.\n", "“We cannot close the harbour for the time being,” said Anna Ortega, the mayor, on Tuesday.\n"

// desk is a folder with two articles, served.
type desk struct {
	dir, review string
	server      *Server
	http        *httptest.Server
	loads       atomic.Int32
}

func open(t *testing.T, review bool) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir()}
	d.review = filepath.Join(t.TempDir(), "story.review.json")
	d.write(t, "herald.txt", herald)
	d.write(t, "courier.txt", courier)
	opt := Options{
		Load: func(ctx context.Context) (*report.Story, error) {
			d.loads.Add(1)
			r, texts := pipeline.Compare(ctx, []string{d.dir}, pipeline.Options{})
			s := report.New(r, texts)
			v, err := report.ReadReview(d.review)
			if err != nil {
				return nil, err
			}
			v.Apply(s)
			return s, nil
		},
		State: func() string {
			entries, err := os.ReadDir(d.dir)
			if err != nil {
				return err.Error()
			}
			text := ""
			for _, e := range entries {
				raw, _ := os.ReadFile(filepath.Join(d.dir, e.Name()))
				text += e.Name() + string(raw)
			}
			return text
		},
		Every: 10 * time.Millisecond, Max: 1 << 20, Log: t.Logf,
	}
	if review {
		opt.Review = func(change func(*report.Review)) error {
			v, err := report.ReadReview(d.review)
			if err != nil {
				return err
			}
			change(v)
			return v.Write(d.review)
		}
		opt.AddTo = "in the folder"
		opt.Add = func(name string, r io.Reader) error {
			raw, err := io.ReadAll(r)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(d.dir, name), raw, 0o644)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	s, err := New(ctx, opt)
	if err != nil {
		t.Fatal(err)
	}
	go s.Watch(ctx)
	d.server, d.http = s, httptest.NewServer(s)
	t.Cleanup(func() { d.http.CloseClientConnections(); d.http.Close() })
	return d
}

func (d *desk) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) get(t *testing.T, path string, head ...string) (code int, body string, h http.Header) {
	t.Helper()
	return d.send(t, http.MethodGet, path, nil, head...)
}

// send sends a request and does not follow what the answer points to; head are
// names and values of headers in turn.
func (d *desk) send(t *testing.T, method, path string, body io.Reader, head ...string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, d.http.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(head); i += 2 {
		if head[i] == "Host" {
			r.Host = head[i+1]
		}
		r.Header.Set(head[i], head[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(raw), res.Header
}

func (d *desk) post(t *testing.T, path string, form url.Values, head ...string) (int, string, http.Header) {
	t.Helper()
	return d.send(t, http.MethodPost, path, strings.NewReader(form.Encode()), append([]string{"Content-Type", "application/x-www-form-urlencoded"}, head...)...)
}

// key of the first finding on the page.
func key(t *testing.T, page string) string {
	t.Helper()
	m := regexp.MustCompile(`<span id="(k[0-9a-f]+)"></span>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no finding in %s", page)
	}
	return m[1]
}

func TestReadOnly(t *testing.T) {
	d := open(t, false)
	code, page, h := d.get(t, "/")
	if code != http.StatusOK || !strings.Contains(page, "cannot") || strings.Contains(page, "<form") {
		t.Errorf("%d %s", code, page)
	}
	if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || !strings.Contains(p, "frame-ancestors 'none'") || h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("headers %v", h)
	}
	k := key(t, page)
	for _, path := range []string{"/review", "/add"} {
		if code, _, _ := d.post(t, path, url.Values{"key": {k}, "verdict": {"dismissed"}, "text": {"x"}}); code != http.StatusNotFound {
			t.Errorf("POST %s: %d", path, code)
		}
	}
	if code, _, _ := d.get(t, "/../../etc/passwd"); code == http.StatusOK {
		t.Error("a file is served")
	}
	code, body, _ := d.get(t, "/story.json")
	var r struct{ Format string }
	if err := json.Unmarshal([]byte(body), &r); code != http.StatusOK || err != nil || r.Format != "verbatim/1" {
		t.Errorf("%d %v %s", code, err, r.Format)
	}
	// Lasting addresses.
	for path, want := range map[string]string{"/f/F1": "/#" + k, "/f/" + k: "/#" + k, "/q/Q1": "/#q-q", "/q/F1": "", "/f/Q1": "", "/q/nothing": ""} {
		code, _, h := d.get(t, path)
		if got := h.Get("Location"); want == "" && code != http.StatusNotFound || want != "" && !strings.HasPrefix(got, want) {
			t.Errorf("%s: %d to %q, want %q", path, code, got, want)
		}
	}
}

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	d := open(t, true)
	port := d.http.URL[strings.LastIndex(d.http.URL, ":"):]
	for host, want := range map[string]int{"127.0.0.1" + port: 200, "localhost" + port: 200, "[::1]" + port: 200, "evil.example" + port: 421, "127.0.0.1.evil.example": 421, "192.168.1.4" + port: 421, "localhost.evil.example": 421} {
		if code, body, _ := d.get(t, "/", "Host", host); code != want || want != 200 && strings.Contains(body, "harbour") {
			t.Errorf("Host %s: %d, want %d", host, code, want)
		}
	}
	// A page elsewhere cannot send a verdict.
	_, page, _ := d.get(t, "/")
	form := url.Values{"key": {key(t, page)}, "verdict": {"dismissed"}}
	for _, head := range [][]string{{"Origin", "https://evil.example"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}} {
		if code, _, _ := d.post(t, "/review", form, head...); code != http.StatusForbidden {
			t.Errorf("%v: %d", head, code)
		}
	}
	if _, err := os.Stat(d.review); !errors.Is(err, os.ErrNotExist) {
		t.Error("a verdict from elsewhere was kept")
	}
}

func TestVerdicts(t *testing.T) {
	d := open(t, true)
	_, page, _ := d.get(t, "/")
	k := key(t, page)
	code, _, h := d.post(t, "/review", url.Values{"key": {k}, "verdict": {"dismissed"}, "note": {"<b>asked</b> the mayor"}}, "Origin", d.http.URL)
	if code != http.StatusSeeOther || h.Get("Location") != "/#"+k {
		t.Fatalf("%d %v", code, h)
	}
	_, page, _ = d.get(t, "/")
	if !strings.Contains(page, "1 finding dismissed in review") || !strings.Contains(page, "&lt;b&gt;asked&lt;/b&gt; the mayor") || strings.Contains(page, "<b>asked") {
		t.Error("the verdict is not on the page, or its note is markup")
	}
	v, err := report.ReadReview(d.review)
	if err != nil || len(v.Findings) != 1 || v.Findings[0].Key != k || v.Findings[0].Note != "<b>asked</b> the mayor" || v.Findings[0].About == "" {
		t.Fatalf("%v %+v", err, v)
	}
	for _, form := range []url.Values{{"key": {k}, "verdict": {"wrong"}}, {"key": {"k0"}, "verdict": {"dismissed"}}, {"verdict": {"dismissed"}}, {"key": {k}, "verdict": {"dismissed"}, "note": {strings.Repeat("x", 70000)}}} {
		if code, _, _ := d.post(t, "/review", form); code < 400 {
			t.Errorf("%.80v: %d", form, code)
		}
	}
	// It is still there when the server starts anew, and can be taken back.
	if s, err := d.server.opt.Load(context.Background()); err != nil || s.ByKey(k).Finding.Review == nil {
		t.Error("the verdict is not honoured on reading again")
	}
	d.post(t, "/review", url.Values{"key": {k}, "verdict": {""}})
	if v, err := report.ReadReview(d.review); err != nil || len(v.Findings) != 0 {
		t.Errorf("%v %+v", err, v)
	}
}

func TestFollowsTheFiles(t *testing.T) {
	d := open(t, false)
	res, err := http.Get(d.http.URL + "/events?since=0")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	d.write(t, "courier.txt", strings.ReplaceAll(courier, "cannot", "must not"))
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "data: ") {
	}
	if lines.Text() != "data: 1" {
		t.Fatalf("the change is told as %q", lines.Text())
	}
	if _, page, _ := d.get(t, "/"); !strings.Contains(page, "must not") || !strings.Contains(page, `data-generation="1"`) {
		t.Error("the page is the old one")
	}
}

func TestAdd(t *testing.T) {
	d := open(t, true)
	send := func(name, file, text string) int {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		m.WriteField("name", name)
		if file != "" {
			f, err := m.CreateFormFile("file", file)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(f, text)
		} else {
			m.WriteField("text", text)
		}
		m.Close()
		code, _, _ := d.send(t, http.MethodPost, "/add", &b, "Content-Type", m.FormDataContentType())
		return code
	}
	if code := send("The Globe", "", herald); code != http.StatusSeeOther {
		t.Fatal(code)
	}
	if code := send("", "../../Evening Post.HTML", "<p>"+courier+"</p>"); code != http.StatusSeeOther {
		t.Fatal(code)
	}
	_, page, _ := d.get(t, "/")
	for _, want := range []string{"the-globe", "evening-post", "4 articles"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s on the page", want)
		}
	}
	if code := send("x", "", "  "); code != http.StatusBadRequest {
		t.Errorf("nothing: %d", code)
	}
	if code := send("x", "", strings.Repeat("x", 2<<20)); code != http.StatusBadRequest {
		t.Errorf("too much: %d", code)
	}
}

func TestFileName(t *testing.T) {
	for in, want := range map[[2]string]string{
		{"The Globe", ".txt"}: "the-globe.txt", {"../../etc/passwd", ""}: "etc-passwd.txt", {"", ".exe"}: "added.txt", {"…", ".HTML"}: "added.html", {"a\x00b", ".pdf"}: "a-b.pdf",
		{strings.Repeat("long ", 99), ".md"}: strings.TrimSuffix(strings.Repeat("long-", 12), "-") + ".md", {"manifest", ".csv"}: "manifest.txt", {"story.review", ".json"}: "story-review.json",
	} {
		if got := FileName(in[0], in[1]); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestInChromium(t *testing.T) {
	d := open(t, true)
	b := browsertest.Open(t) // closed first: it holds on to the server
	b.View(1280, 900, "light")
	b.Go(d.http.URL + "/")
	b.Wait("the page does not connect", `document.querySelector(".live").textContent.includes("follows")`)
	// A click dismisses, by a plain form.
	browsertest.Eval[int](b, `(() => { const f = document.querySelector("#F1 form"); f.elements.note.value = "asked"; setTimeout(() => f.querySelector("[value=dismissed]").click()); return 0 })()`)
	b.Wait("the verdict does not show", `document.querySelector("#dismissed").innerText.includes("dismissed") && document.querySelector("#dismissed input[name=note]").value === "asked"`)
	// A changed file loads the page again.
	d.write(t, "courier.txt", strings.ReplaceAll(courier, "cannot", "must not"))
	b.Wait("the page does not follow the files", `document.querySelector("#findings").textContent.includes("must not")`)
	// A file that is dropped becomes an outlet.
	browsertest.Eval[int](b, `(() => { const x = new DataTransfer(); x.items.add(new File([`+"`"+herald+"`"+`], "Evening Post.txt")); setTimeout(() => dispatchEvent(new DragEvent("drop", {dataTransfer: x, cancelable: true}))); return 0 })()`)
	b.Wait("what was dropped is no outlet", `document.querySelector(".strip").textContent.includes("evening-post")`)
	for _, r := range b.Requests() {
		if !strings.HasPrefix(r, d.http.URL) {
			t.Errorf("the page asks for %s", r)
		}
	}
}

func TestLivePageHasNoBarrier(t *testing.T) {
	d := open(t, true)
	b := browsertest.Open(t) // closed first: it holds on to the server
	for _, scheme := range []string{"light", "dark"} {
		b.View(1280, 900, scheme)
		b.Go(d.http.URL + "/")
		browsertest.Eval[int](b, `document.querySelectorAll("details").forEach(d => d.open = true), 0`)
		for _, v := range b.Axe() {
			t.Errorf("%s: %s (%s) at %q", scheme, v.ID, v.Help, v.Targets)
		}
	}
}
