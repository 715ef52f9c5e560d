// Package browsertest opens pages in a real headless Chromium, for tests. A
// test that asks for it is skipped, with the reason, where there is none.
package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeVariable names the environment variable with the path of axe.min.js.
const axeVariable = "VERBATIM_AXE"

const patience = 5 * time.Minute // for all that one tab does

// Tab is a tab of a browser of its own.
type Tab struct {
	t        testing.TB
	ctx      context.Context
	mu       sync.Mutex
	requests []string
	console  []string
}

// Open starts the browser, or skips the test where it is not installed.
func Open(t testing.TB) *Tab {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	path, err := find()
	if err != nil {
		t.Skip(err)
	}
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 800), chromedp.Flag("hide-scrollbars", true))
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, opts...)
	t.Cleanup(cancel)
	b := &Tab{t: t}
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.listen), chromedp.WithErrorf(t.Logf))
	t.Cleanup(func() { _ = chromedp.Cancel(ctx); cancel() })
	b.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("chromium does not start here: %v", err)
	}
	return b
}

func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium on this machine")
}

func (b *Tab) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		b.console = append(b.console, string(e.Type))
	case *runtime.EventExceptionThrown:
		b.console = append(b.console, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.console = append(b.console, string(e.Entry.Source)+": "+e.Entry.Text)
	}
}

// Requests are the addresses that were asked for so far.
func (b *Tab) Requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.requests)
}

// Console is what the console has so far.
func (b *Tab) Console() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.console)
}

// Do runs actions and ends the test where one fails.
func (b *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// Go opens an address and waits until it is loaded.
func (b *Tab) Go(url string) { b.t.Helper(); b.Do(chromedp.Navigate(url)) }

// Page opens html from a file.
func (b *Tab) Page(html []byte) {
	b.t.Helper()
	name := filepath.Join(b.t.TempDir(), "page.html")
	if err := os.WriteFile(name, html, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.Go("file://" + name)
}

// View sets the size of the window, and the colour scheme: light or dark.
func (b *Tab) View(width, height int64, scheme string) {
	b.t.Helper()
	b.Do(chromedp.EmulateViewport(width, height))
	b.media(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

func (b *Tab) media(p emulation.SetEmulatedMediaParams) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, p); err != nil {
		b.t.Fatal(err)
	}
}

// Scripts switches the scripts of pages on or off; [Eval] works still.
func (b *Tab) Scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}

// Eval is the value of a JavaScript expression; of a promise, what it becomes.
func Eval[T any](b *Tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// PDF is the page in print.
func (b *Tab) PDF() []byte {
	b.t.Helper()
	raw, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFStream()))
	if err != nil {
		b.t.Fatal(err)
	}
	return raw
}

// Picture is the window as a PNG.
func (b *Tab) Picture() []byte {
	b.t.Helper()
	raw, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	return raw
}

// Violation is a rule of axe-core that the page breaks, and where.
type Violation struct {
	ID, Help string
	Targets  []string
}

// Axe is what axe-core says against the page, by the rules of WCAG 2.2 A and
// AA and its own best practices. The test is skipped where VERBATIM_AXE names no
// axe.min.js.
func (b *Tab) Axe() []Violation {
	b.t.Helper()
	path := os.Getenv(axeVariable)
	if path == "" {
		b.t.Skipf("%s names no axe.min.js (.ci/run fetches it)", axeVariable)
	}
	source, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatalf("%s: %v", axeVariable, err)
	}
	b.Do(chromedp.Evaluate[chromedp.Void](string(source) + ";0"))
	raw := Eval[string](b, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]})
		.then(r => JSON.stringify(r.violations.map(v => ({ID: v.id, Help: v.help, Targets: v.nodes.slice(0, 5).map(n => n.target.join(" ") + ": " + n.html.slice(0, 200))}))))`)
	var found []Violation
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		b.t.Fatal(err)
	}
	return found
}

// Wait returns when the JavaScript expression is true, also on a page that is
// loaded meanwhile, and ends the test when it is not within a minute.
func (b *Tab) Wait(what, expression string) {
	b.t.Helper()
	for range 1200 {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression)); err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("%s; the page says %.500s", what, Eval[string](b, "document.body.innerText"))
}
