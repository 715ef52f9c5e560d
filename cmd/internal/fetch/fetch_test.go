package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"verbatim/corpus"
)

// get fetches and gives what a later run reads from the archive.
func get(t *testing.T, opt Options, addresses ...string) (pages map[string]string, problems []string, raw []byte) {
	t.Helper()
	var out bytes.Buffer
	opt.Agent = "verbatim/test"
	ps, err := All(context.Background(), addresses, &out, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		if p.Remedy == "" {
			t.Errorf("%s: no remedy", p.Cause)
		}
		problems = append(problems, p.Path+" "+p.Cause)
	}
	name := filepath.Join(t.TempDir(), "kept.warc.gz")
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	pages = map[string]string{}
	for it := range corpus.Read(context.Background(), []string{name}, corpus.Options{}) {
		if it.Problem != nil {
			t.Errorf("the archive cannot be read: %v", it.Problem)
			continue
		}
		pages[it.Document.URL] = string(it.Document.Raw)
	}
	z, err := gzip.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	raw, err = io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return pages, problems, raw
}

var private = Options{AllowPrivate: true}

func page(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, text)
}

// What is fetched is what the archive gives back, byte for byte.
func TestRoundTrip(t *testing.T) {
	var agent atomic.Value
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		switch r.URL.Path {
		case "/a":
			page(w, "<p>“A”")
		case "/packed":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			io.WriteString(z, "<p>packed")
			z.Close()
		case "/slow":
			w.Header().Set("Content-Type", "text/html")
			for range 3 {
				io.WriteString(w, "<p>piece")
				w.(http.Flusher).Flush()
			}
		case "/from":
			http.Redirect(w, r, "/a?x=1#part", http.StatusMovedPermanently)
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	pages, problems, raw := get(t, private, s.URL+"/a", s.URL+"/packed", s.URL+"/slow", s.URL+"/from", s.URL+"/none")
	want := map[string]string{s.URL + "/a": "<p>“A”", s.URL + "/packed": "<p>packed", s.URL + "/slow": "<p>piece<p>piece<p>piece", s.URL + "/a?x=1": "<p>“A”"}
	for at, text := range want {
		if pages[at] != text {
			t.Errorf("%s: %q, want %q", at, pages[at], text)
		}
	}
	if len(pages) != len(want) {
		t.Errorf("%d pages: %v", len(pages), pages)
	}
	if len(problems) != 1 || problems[0] != s.URL+"/none the server answered 404 Not Found" {
		t.Errorf("problems %q", problems)
	}
	if agent.Load() != "verbatim/test" {
		t.Errorf("agent %v", agent.Load())
	}
	for _, part := range []string{"WARC-Type: warcinfo", "WARC-Type: request", "HTTP/1.1 301 Moved Permanently", "HTTP/1.1 404 Not Found", "WARC-IP-Address: 127.0.0.1", "GET /a?x=1 HTTP/1.1", "WARC-Payload-Digest: sha1:"} {
		if !bytes.Contains(raw, []byte(part)) {
			t.Errorf("the archive lacks %q", part)
		}
	}
}

func TestRobots(t *testing.T) {
	for robots, want := range map[string]string{
		"User-agent: *\nDisallow: /closed\n":                                    "/open",
		"User-agent: verbatim\nDisallow: /open\n\nUser-agent: *\nDisallow: /\n": "/closed",
		"User-agent: verbatim\nDisallow: /\nAllow: /open\n":                     "/open",
		"User-agent: *\nDisallow:\n":                                            "/closed /open",
		"Disallow: /open\nUser-agent: *\nDisallow: /closed\n":                   "/open",
		"404":                                    "/closed /open",
		"503":                                    "",
		"User-agent: *\nDisallow: /*osed$\n":     "/open",
		"\xef\xbb\xbfUser-agent: *\nDisallow: /": "",
	} {
		var asked []string
		var mu sync.Mutex
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				switch robots {
				case "404":
					http.NotFound(w, r)
				case "503":
					http.Error(w, "busy", http.StatusServiceUnavailable)
				default:
					io.WriteString(w, robots)
				}
				return
			}
			mu.Lock()
			asked = append(asked, r.URL.Path)
			mu.Unlock()
			page(w, "<p>x")
		}))
		_, problems, _ := get(t, private, s.URL+"/open", s.URL+"/closed")
		s.Close()
		slices.Sort(asked)
		if got := strings.Join(asked, " "); got != want {
			t.Errorf("%q: asked for %q, want %q (%q)", robots, got, want, problems)
		}
		if len(asked)+len(problems) != 2 {
			t.Errorf("%q: %d pages and problems %q", robots, len(asked), problems)
		}
	}
}

// Addresses of inner networks are refused when they are dialled, also where a
// name or a redirect leads there.
func TestPrivate(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL) }))
	defer inner.Close()
	name := strings.Replace(inner.URL, "127.0.0.1", "localhost", 1)
	_, problems, _ := get(t, Options{}, inner.URL+"/a", name+"/b")
	if len(problems) != 2 || !strings.Contains(problems[0], "its address 127.0.0.1 is of an inner network") || !strings.Contains(problems[1], "is of an inner network") {
		t.Errorf("problems %q", problems)
	}

	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip(err)
	}
	outer := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, inner.URL+"/secret", http.StatusFound)
	})}}
	outer.Start()
	defer outer.Close()
	opt := Options{allowed: func(a netip.Addr) bool { return a.String() == "127.0.0.2" }} // stands for the public network
	_, problems, _ = get(t, opt, outer.URL+"/a")
	if len(problems) != 1 || !strings.Contains(problems[0], "its address 127.0.0.1 is of an inner network") {
		t.Errorf("problems %q", problems)
	}
	for at, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.1.1": false, "0.0.0.0": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true,
		"224.0.0.1": false, "255.255.255.255": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "192.0.0.8": false, "198.18.0.1": false,
	} {
		if got := public(netip.MustParseAddr(at)); got != want {
			t.Errorf("public(%s) = %v", at, got)
		}
	}
}

func TestBounds(t *testing.T) {
	big := strings.Repeat("x", 3<<20)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/big":
			page(w, big)
		case "/endless":
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, big); err != nil {
					return
				}
			}
		case "/late":
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		case "/circle":
			http.Redirect(w, r, "/circle", http.StatusFound)
		case "/far":
			http.Redirect(w, r, r.URL.Path+"?"+r.URL.RawQuery+"x", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			io.WriteString(w, "\x89PNG")
		case "/short":
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "x")
		case "/good":
			page(w, "<p>good")
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	var list []string
	wants := []struct{ path, cause string }{
		{"/big", "the answer is larger than 1 MB"}, {"/endless", "the answer is larger than 1 MB"}, {"/late", "the server took too long"},
		{"/circle", "it redirects in circles"}, {"/far", "it redirects more than 5 times"}, {"/file", "it leads to file, not to http or https"},
		{"/picture", "it is image/png, not a page"}, {"/short", "it cannot be fetched (unexpected EOF)"},
	}
	for _, w := range wants {
		list = append(list, s.URL+w.path)
	}
	opt := private
	opt.MaxBytes, opt.Timeout = 1<<20, 500*time.Millisecond
	pages, problems, _ := get(t, opt, append(list, s.URL+"/good", "https://", strings.Replace(s.URL, "http://", "http://name:word@", 1), "http://none.invalid/x")...)
	if pages[s.URL+"/good"] != "<p>good" {
		t.Errorf("the good page is lost: %v", len(pages))
	}
	for i, w := range wants {
		if i >= len(problems) || problems[i] != s.URL+w.path+" "+w.cause {
			t.Errorf("%s: want %q in %q", w.path, w.cause, problems)
		}
	}
	if len(problems) != len(wants)+3 {
		t.Errorf("problems %q", problems)
	}
}

// Of one host one request is under way, with the pause that its robots.txt
// asks for.
func TestOneAtATime(t *testing.T) {
	var now, most atomic.Int32
	var last atomic.Int64
	least := atomic.Int64{}
	least.Store(int64(time.Hour))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			io.WriteString(w, "User-agent: *\nCrawl-delay: 0.1\n")
			return
		}
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		at := time.Now().UnixNano()
		if before := last.Swap(at); before > 0 {
			least.Store(min(least.Load(), at-before))
		}
		time.Sleep(5 * time.Millisecond)
		page(w, "<p>x")
	}))
	defer s.Close()
	var list []string
	for i := range 6 {
		list = append(list, fmt.Sprintf("%s/%d", s.URL, i))
	}
	pages, problems, _ := get(t, private, list...)
	if len(pages) != 6 || len(problems) > 0 || most.Load() != 1 {
		t.Errorf("%d pages, problems %q, %d at once", len(pages), problems, most.Load())
	}
	if time.Duration(least.Load()) < 100*time.Millisecond {
		t.Errorf("only %v between two requests", time.Duration(least.Load()))
	}
}

func TestCancel(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := All(ctx, []string{s.URL, s.URL + "/b"}, io.Discard, private); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

// FuzzArchive: whatever a server sends, our reader gives the same bytes back.
func FuzzArchive(f *testing.F) {
	f.Add([]byte("<p>x"), "text/html", "a", "b")
	f.Add([]byte("\r\n\r\nWARC/1.0\r\n"), "text/html; charset=x", "Set-Cookie", "a\r\nb: c")
	f.Add([]byte{0, 0xff, '\n'}, "text/html", "X", "\x00")
	f.Fuzz(func(t *testing.T, body []byte, kind, name, value string) {
		h := http.Header{"Content-Type": {"text/html"}}
		if name != "" && !strings.ContainsAny(name, ":\r\n \t\x00") && !strings.EqualFold(name, "Content-Encoding") && !strings.EqualFold(name, "Content-Type") && !strings.EqualFold(name, "Transfer-Encoding") {
			h.Set(name, value)
		}
		var w archive
		w.info("x")
		w.exchange(&answer{url: "https://a.example/b", status: 200, head: h, body: body, asked: http.Header{}})
		w.exchange(&answer{url: "https://a.example/c", status: 200, head: http.Header{"Content-Type": {"text/plain"}}, body: []byte("last"), asked: http.Header{}})
		dir := t.TempDir()
		path := filepath.Join(dir, "x.warc.gz")
		os.WriteFile(path, w.packed.Bytes(), 0o644)
		got := map[string]string{}
		for it := range corpus.Read(context.Background(), []string{path}, corpus.Options{}) {
			if it.Document != nil {
				got[it.Document.URL] = string(it.Document.Raw)
			}
		}
		if len(bytes.TrimSpace(body)) > 0 && got["https://a.example/b"] != string(body) {
			t.Fatalf("wrote %q, read %q", body, got["https://a.example/b"])
		}
		if got["https://a.example/c"] != "last" {
			t.Fatalf("the record after it is lost: %q", got)
		}
	})
}
