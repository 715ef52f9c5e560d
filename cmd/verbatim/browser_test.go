package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"verbatim/cmd/internal/browsertest"
	"verbatim/cmd/internal/report"
)

// hostile are two articles whose words, names and addresses try to become
// markup, script, or something else for the eye.
func hostile(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "hostile.jsonl")
	attack := `</script><script>window.hacked=1</script><svg onload="window.hacked=2"><img src=x onerror="window.hacked=3"><style>*{display:none}</style> ` + "\u202e\u0000 "
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	j := json.NewEncoder(f)
	for i, x := range []struct{ outlet, end string }{{"Evil <b>Herald</b>" + attack, "the bridge is safe for every lorry in town"}, {"Other\" onmouseover=\"window.hacked=4", "the bridge is closed for every lorry in town"}, {"javascript:window.hacked=5", "the bridge is safe for every lorry in town"}} {
		err := j.Encode(map[string]string{"id": "a" + strconv.Itoa(i) + `"><script>window.hacked=6</script>`, "outlet": x.outlet, "url": "javascript:window.hacked=7", "title": "Bridge " + attack, "published": "2025-03-03",
			"text": "Anna Ortega, the mayor" + attack + ", told the council on 3 March 2025: “We have looked at it again and <script>window.hacked=8</script> " + x.end + ".”\n\n" + attack + "\n\nThe council met on 4 March 2025.\n"})
		if err != nil {
			t.Fatal(err)
		}
	}
	return name
}

// pages are the reports that the browser is shown.
func pages(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, paths := range map[string][]string{
		"five": {stories[0]}, "council": globs(t, stories[1]), "kettle": globs(t, stories[2]), "hostile": {hostile(t)},
	} {
		code, page, errs := do(t, append([]string{"report"}, paths...)...)
		if code != exitDone {
			t.Fatalf("%s: exit %d: %s", name, code, errs)
		}
		out[name] = []byte(page)
	}
	return out
}

func globs(t *testing.T, dir string) (paths []string) {
	t.Helper()
	for _, ext := range []string{"*.txt", "*.html"} {
		found, err := filepath.Glob(filepath.Join(dir, ext))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		t.Fatalf("no article in %s", dir)
	}
	return paths
}

// shownText is what can be read on the page, without the line of the script.
const shownText = `(() => { const k = document.querySelector(".keys"); if (k) k.remove(); return document.body.innerText.replace(/\s+/g, " ") })()`

func TestReportInChromium(t *testing.T) {
	b := browsertest.Open(t)
	for name, page := range pages(t) {
		before := len(b.Requests())
		b.View(1280, 800, "light")
		b.Page(page)
		if r := b.Requests()[before:]; len(r) != 1 || !strings.HasPrefix(r[0], "file://") {
			t.Errorf("%s: the page asks for %q", name, r)
		}
		if c := b.Console(); len(c) > 0 {
			t.Fatalf("%s: the console has %q", name, c)
		}
		if n := browsertest.Eval[int](b, `[...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).length`); n > 0 {
			t.Errorf("%s: %d links lead nowhere", name, n)
		}
		if n := browsertest.Eval[int](b, `[...document.querySelectorAll('a[href]')].filter(a => !["file:", "http:", "https:"].includes(a.protocol)).length`); n > 0 {
			t.Errorf("%s: %d links run what an article says", name, n)
		}
		if got := browsertest.Eval[string](b, `String(window.hacked)`); got != "undefined" {
			t.Errorf("%s: script %s of an article ran", name, got)
		}
		for _, state := range []string{"false", "true"} {
			b.View(320, 640, "light")
			browsertest.Eval[int](b, `document.querySelectorAll("details").forEach(d => d.open = `+state+`), 0`)
			if wide := browsertest.Eval[int](b, "document.documentElement.scrollWidth"); wide > 320 {
				t.Errorf("%s: %d pixels wide in a window of 320, details open: %s", name, wide, state)
			}
		}
		b.View(1280, 800, "light")
		// A link to a place inside closed details opens them.
		if opened := browsertest.Eval[bool](b, `(async () => {
			document.querySelectorAll("details").forEach(d => d.open = false);
			const a = document.querySelector('#findings td a[href^="#t-"]');
			if (!a) return true;
			location.hash = a.hash;
			await new Promise(r => setTimeout(r, 50));
			return document.getElementById(a.hash.slice(1)).closest("details").open;
		})()`); !opened {
			t.Errorf("%s: a link into a closed text does not open it", name)
		}
		settle(b, "true")
		with := browsertest.Eval[string](b, shownText)
		b.Scripts(false)
		b.Page(page)
		settle(b, "true")
		if without := browsertest.Eval[string](b, shownText); without != with || len(with) < 500 {
			t.Errorf("%s: %d characters with scripts, %d without", name, len(with), len(without))
		}
		b.Scripts(true)
	}
	// The policy of the page, not only its escaping, keeps other scripts out.
	b.Page(pages(t)["hostile"])
	blocked := browsertest.Eval[int](b, `(async () => {
		let n = 0;
		addEventListener("securitypolicyviolation", () => n++);
		const s = document.createElement("script");
		s.textContent = "window.hacked = 9";
		document.body.append(s);
		document.body.insertAdjacentHTML("beforeend", '<img src="https://example.org/x.png" onerror="window.hacked = 10">');
		await new Promise(r => setTimeout(r, 200));
		return window.hacked ? -1 : n;
	})()`)
	if blocked < 2 {
		t.Errorf("the policy blocked %d of 2 intrusions (-1: one ran)", blocked)
	}
}

func TestReportKeys(t *testing.T) {
	b := browsertest.Open(t)
	b.Page(pages(t)["council"])
	press := func(key string) string {
		return browsertest.Eval[string](b, `(() => { document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "`+key+`", bubbles: true, cancelable: true})); const c = document.querySelector(".card.here"); return c ? c.id + (c.querySelector("details.evidence[open]") ? " open" : "") : "" })()`)
	}
	for _, x := range [][2]string{{"j", "F1"}, {"j", "F2"}, {"k", "F1"}, {"e", "F1 open"}, {"e", "F1"}} {
		if got := press(x[0]); got != x[1] {
			t.Errorf("after %s: %q, want %q", x[0], got, x[1])
		}
	}
	shown := func() int {
		return browsertest.Eval[int](b, `document.querySelectorAll("#findings > .card.minor:not([hidden])").length`)
	}
	if press("1"); shown() != 0 {
		t.Errorf("key 1 leaves %d minor findings", shown())
	}
	if press("2"); shown() == 0 {
		t.Error("key 2 shows no minor finding")
	}
	press("j")
	browsertest.Eval[int](b, `document.getElementById("keys").click(), 0`)
	if got := press("j"); got != "F1" {
		t.Errorf("keys that are switched off move to %q", got)
	}
}

func TestReportHasNoBarrier(t *testing.T) {
	b := browsertest.Open(t)
	all := pages(t)
	for _, x := range []struct {
		page, scheme string
		width        int64
		open         string
	}{
		{"kettle", "light", 1280, "false"}, {"kettle", "light", 1280, "true"}, {"kettle", "light", 320, "false"}, {"kettle", "light", 320, "true"},
		{"kettle", "dark", 1280, "false"}, {"kettle", "dark", 1280, "true"}, {"kettle", "dark", 320, "false"}, {"kettle", "dark", 320, "true"},
		{"hostile", "light", 1280, "true"}, {"hostile", "dark", 320, "true"},
		{"five", "light", 1280, "true"}, {"five", "dark", 320, "false"},
	} {
		b.View(x.width, 900, x.scheme)
		b.Page(all[x.page])
		settle(b, x.open)
		for _, v := range b.Axe() {
			t.Errorf("%+v: %s (%s) at %q", x, v.ID, v.Help, v.Targets)
		}
	}
	// The check itself finds what is wrong.
	browsertest.Eval[int](b, `(() => { const s = new CSSStyleSheet(); s.replaceSync(".lead{color:#777!important;background:#999!important}"); document.adoptedStyleSheets.push(s); document.querySelector(".lead").append(new Image()); return 0 })()`)
	seen := map[string]bool{}
	for _, v := range b.Axe() {
		seen[v.ID] = true
	}
	if !seen["color-contrast"] || !seen["image-alt"] {
		t.Errorf("seeded faults were not found: %v", seen)
	}
}

// settle opens or closes all details and lays out what is out of sight, which
// axe-core could not judge.
func settle(b *browsertest.Tab, open string) {
	browsertest.Eval[int](b, `(() => { const s = new CSSStyleSheet(); s.replaceSync("*{content-visibility:visible!important}"); document.adoptedStyleSheets = [s]; document.querySelectorAll("details").forEach(d => d.open = `+open+`); return 0 })()`)
}

// The printed page holds all evidence, also where scripts are off.
func TestReportInPrint(t *testing.T) {
	b := browsertest.Open(t)
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext on this machine (poppler-utils)")
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), "") }
	for _, scripts := range []bool{true, false} {
		b.Scripts(scripts)
		page := pages(t)["council"]
		b.Page(page)
		name := filepath.Join(t.TempDir(), "page.pdf")
		if err := os.WriteFile(name, b.PDF(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(pdftotext, "-raw", name, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text, seen := squeeze(string(out)), 0
		for _, e := range evidence(t, string(page)) {
			seen++
			if !strings.Contains(text, squeeze(e.words)) {
				t.Errorf("scripts %v: the print lacks %q", scripts, e.words)
			}
		}
		if seen < 40 {
			t.Errorf("only %d pieces of evidence", seen)
		}
	}
}

type shownEvidence struct {
	words, file string
	from, to    int
}

var placeOf = regexp.MustCompile(`^(.*), characters (\d+)–(\d+)$`)

// evidence is all that a report shows as such.
func evidence(t *testing.T, page string) (out []shownEvidence) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	attr := func(n *html.Node, name string) string {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || attr(n, "class") != "proof" && n.Data != "li" {
			continue
		}
		words, place := "", ""
		for x := range n.Descendants() {
			if x.Type == html.ElementNode && x.Data == "mark" && x.FirstChild != nil {
				words = x.FirstChild.Data
			}
			if p := attr(x, "data-at"); p != "" {
				place = p
			}
		}
		if m := placeOf.FindStringSubmatch(place); m != nil && words != "" {
			from, _ := strconv.Atoi(m[2])
			to, _ := strconv.Atoi(m[3])
			out = append(out, shownEvidence{words, m[1], from, to})
		}
	}
	return out
}

// The test that matters most: what a report shows as evidence is what stands at
// the place it names, in the file as it was read.
func TestEvidenceIsInTheFiles(t *testing.T) {
	for _, dir := range []string{stories[0], stories[1], stories[3]} {
		code, page, errs := do(t, append([]string{"report"}, globs(t, dir)...)...)
		if code != exitDone {
			t.Fatalf("%s: exit %d: %s", dir, code, errs)
		}
		found := evidence(t, page)
		if len(found) < 20 {
			t.Errorf("%s: only %d pieces of evidence", dir, len(found))
		}
		files := map[string][]rune{}
		for _, e := range found {
			if files[e.file] == nil {
				raw, err := os.ReadFile(e.file)
				if err != nil || !utf8.Valid(raw) {
					t.Fatalf("%s: %v", e.file, err)
				}
				files[e.file] = []rune(string(raw))
			}
			if got := report.Visible(string(files[e.file][e.from:e.to])); got != e.words {
				t.Errorf("%s, characters %d to %d: the page shows %q, the file has %q", e.file, e.from, e.to, e.words, got)
			}
		}
	}
}
