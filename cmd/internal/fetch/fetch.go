// Package fetch gets pages by their addresses: politely (robots.txt, one
// request a host at a time, a pause between two), within bounds of time, size
// and redirects, never from an address of an inner network unless that is
// wanted, and with every answer kept in a web archive, so that the evidence
// lasts when the page changes.
package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/temoto/robotstxt"

	"verbatim/corpus"
)

// Bounds that no flag moves.
const (
	maxRedirects = 5
	maxRobots    = 500 << 10        // as RFC 9309 asks at least
	maxPause     = 30 * time.Second // that a robots.txt can ask for
	hostsAtOnce  = 8
)

// Options of a run.
type Options struct {
	Agent        string        // what the requests say they come from
	AllowPrivate bool          // also inner networks and this machine, and proxies of the environment
	MaxBytes     int64         // largest answer; 0 means [corpus.DefaultMaxBytes]
	Timeout      time.Duration // for one request, its redirects apart; 0 means 30 seconds
	Pause        time.Duration // between two requests to a host; robots.txt may ask for more

	allowed func(netip.Addr) bool // for tests; nil means [public]
}

// All gets the pages at the addresses and writes every answer, redirects and
// robots.txt among them, to a web archive (WARC 1.1, gzip). It gives a problem
// for each address that gave no page, in the order of the addresses. The error
// is that of out.
//
// Hosts are asked side by side; of one host only one request is under way.
// What is held in memory are the packed answers that wait for their turn.
func All(ctx context.Context, addresses []string, out io.Writer, opt Options) ([]corpus.Problem, error) {
	f := newFetcher(opt)
	type result struct {
		records []byte
		problem *corpus.Problem
	}
	results := make([]chan result, len(addresses))
	queues := map[string][]int{} // by host, in order
	var hosts []string
	for i, a := range addresses {
		results[i] = make(chan result, 1)
		host := hostOf(a)
		if queues[host] == nil {
			hosts = append(hosts, host)
		}
		queues[host] = append(queues[host], i)
	}
	slots := make(chan struct{}, hostsAtOnce)
	for _, h := range hosts {
		go func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for _, i := range queues[h] {
				var kept archive
				err := f.page(ctx, addresses[i], &kept)
				r := result{records: kept.packed.Bytes()}
				if err != nil {
					p := problem(addresses[i], err)
					r.problem = &p
				}
				results[i] <- r
			}
		}()
	}
	var head archive
	head.info(opt.Agent)
	if _, err := out.Write(head.packed.Bytes()); err != nil {
		return nil, err
	}
	var problems []corpus.Problem
	for _, c := range results {
		select {
		case r := <-c:
			if r.problem != nil {
				problems = append(problems, *r.problem)
			}
			if _, err := out.Write(r.records); err != nil {
				return problems, err
			}
		case <-ctx.Done():
			return problems, ctx.Err()
		}
	}
	return problems, nil
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// refusal is why an address gave no page, and what to do.
type refusal struct{ cause, remedy string }

func (r *refusal) Error() string { return r.cause }

func problem(address string, err error) corpus.Problem {
	p := corpus.Problem{Path: address, Cause: "it cannot be fetched (" + short(err) + ")", Remedy: "Check the address and the network, or save the page and name the file."}
	var r *refusal
	var d *net.DNSError
	switch {
	case errors.As(err, &r):
		p.Cause, p.Remedy = r.cause, r.remedy
	case errors.As(err, &d) && d.IsNotFound:
		p.Cause, p.Remedy = "no such host: "+d.Name, "Check the address."
	case errors.Is(err, context.DeadlineExceeded):
		p.Cause, p.Remedy = "the server took too long", "Try again, or allow more (--timeout)."
	}
	return p
}

// short is err without the method and address that net/http puts before it.
func short(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err.Error()
}

type fetcher struct {
	opt    Options
	client *http.Client

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of a server: its rules, and when it may be asked again.
type host struct {
	turn  sync.Mutex // held while a request is under way
	next  time.Time
	once  sync.Once // for the three below
	rules *robotstxt.Group
	pause time.Duration
	err   error
}

func newFetcher(opt Options) *fetcher {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = corpus.DefaultMaxBytes
	}
	if opt.Timeout <= 0 {
		opt.Timeout = 30 * time.Second
	}
	if opt.allowed == nil {
		opt.allowed = public
		if opt.AllowPrivate {
			opt.allowed = func(netip.Addr) bool { return true }
		}
	}
	f := &fetcher{opt: opt, hosts: map[string]*host{}}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: f.control}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // the bytes are kept as they come
		MaxResponseHeaderBytes: 1 << 20,
		MaxConnsPerHost:        1,
		TLSHandshakeTimeout:    10 * time.Second,
	}
	if opt.AllowPrivate {
		// Behind a proxy the address that is dialled is the proxy's, so that
		// inner addresses could not be told.
		t.Proxy = http.ProxyFromEnvironment
	}
	f.client = &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return f
}

// control looks at the address that a name was resolved to, at the moment of
// the connection, so that no second answer of the name server slips in between.
func (f *fetcher) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !f.opt.allowed(at.Addr()) {
		return &refusal{"its address " + at.Addr().String() + " is of an inner network", "If you trust it, allow it (--allow-private)."}
	}
	return nil
}

// reserved are the blocks of addresses that are not for the public network
// beyond those that netip knows (RFC 6890 and the registries that follow it).
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fec0::/10")

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, p := range list {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

// public reports an address of the public network.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a.WithZone("")) {
			return false
		}
	}
	return true
}

// page gets the page at address, following redirects, and keeps what came.
func (f *fetcher) page(ctx context.Context, address string, kept *archive) error {
	seen := map[string]bool{}
	for range maxRedirects + 1 {
		u, err := parse(address)
		if err != nil {
			return err
		}
		if seen[u.String()] {
			return &refusal{"it redirects in circles", "Check the address in a browser."}
		}
		seen[u.String()] = true
		h, err := f.rules(ctx, u, kept)
		if err != nil {
			return err
		}
		if !h.rules.Test(u.RequestURI()) {
			return &refusal{"the robots.txt of " + u.Host + " asks not to fetch it", "Save the page in a browser and name the file."}
		}
		a, err := f.ask(ctx, h, u, f.opt.MaxBytes)
		if err != nil {
			return err
		}
		if int64(len(a.body)) > f.opt.MaxBytes {
			return &refusal{fmt.Sprintf("the answer is larger than %d MB", f.opt.MaxBytes>>20), "Raise the limit (--max-size) if you trust it."}
		}
		kept.exchange(a)
		to := a.head.Get("Location")
		if a.status < 300 || a.status > 399 || to == "" {
			return a.usable()
		}
		next, err := u.Parse(to)
		if err != nil {
			return &refusal{"it redirects to what is no address", "Check the address in a browser."}
		}
		address = next.String()
	}
	return &refusal{fmt.Sprintf("it redirects more than %d times", maxRedirects), "Name the address where it ends."}
}

func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err == nil && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https":
		return nil, &refusal{"it leads to " + u.Scheme + ", not to http or https", "Save the page and name the file."}
	case err != nil || u.Host == "":
		return nil, &refusal{"not an address that can be read", "Check the address."}
	case u.User != nil:
		return nil, &refusal{"the address holds a name or a password", "They would stand in the archive. Save the page and name the file."}
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// usable says why an answer is no page.
func (a *answer) usable() error {
	media, _, _ := mime.ParseMediaType(a.head.Get("Content-Type"))
	switch {
	case a.status != http.StatusOK:
		return &refusal{fmt.Sprintf("the server answered %d %s", a.status, http.StatusText(a.status)), "Check the address in a browser; where you can read it there, save the page and name the file."}
	case media != "text/html" && media != "application/xhtml+xml" && media != "text/plain":
		if media == "" {
			media = "nothing that says what it is"
		}
		return &refusal{"it is " + media + ", not a page", "Download it and name the file."}
	}
	return nil
}

// rules gives the host of u with its rules for us, asked for once.
func (f *fetcher) rules(ctx context.Context, u *url.URL, kept *archive) (*host, error) {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	f.mu.Lock()
	h := f.hosts[key]
	if h == nil {
		h = &host{}
		f.hosts[key] = h
	}
	f.mu.Unlock()
	h.once.Do(func() { h.rules, h.pause, h.err = f.robots(ctx, h, u, kept) })
	return h, h.err
}

// robots asks for robots.txt. A server that fails there is left alone, as RFC
// 9309 has it; one without the file allows everything.
func (f *fetcher) robots(ctx context.Context, h *host, u *url.URL, kept *archive) (*robotstxt.Group, time.Duration, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	var a *answer
	for range maxRedirects + 1 {
		var err error
		if a, err = f.ask(ctx, h, at, maxRobots); err != nil {
			return nil, 0, err
		}
		a.body = a.body[:min(len(a.body), maxRobots)] // what was read of it counts
		kept.exchange(a)
		to := a.head.Get("Location")
		if a.status < 300 || a.status > 399 || to == "" {
			break
		}
		next, err := at.Parse(to)
		if err != nil || next.Scheme != "http" && next.Scheme != "https" || next.User != nil {
			break
		}
		at = next
	}
	status, body := a.status, a.body
	if status < 200 || status >= 300 && status < 400 {
		status = http.StatusNotFound // redirects without end: as if there were none
	}
	data, err := robotstxt.FromStatusAndBytes(status, body)
	if err != nil {
		// Rules before the first agent are rules for nobody.
		if i := bytes.Index(bytes.ToLower(body), []byte("user-agent:")); i >= 0 {
			data, err = robotstxt.FromStatusAndBytes(status, body[i:])
		}
	}
	if err != nil {
		return nil, 0, &refusal{"the robots.txt of " + u.Host + " cannot be read", "Save the page in a browser and name the file."}
	}
	if status >= 500 {
		return nil, 0, &refusal{fmt.Sprintf("the server answered %d when asked for its robots.txt", status), "Try again later, or save the page in a browser and name the file."}
	}
	product, _, _ := strings.Cut(f.opt.Agent, "/")
	g := data.FindGroup(product)
	return g, max(f.opt.Pause, min(g.CrawlDelay, maxPause)), nil
}

// answer is what a server sent.
type answer struct {
	url    string
	ip     string
	date   time.Time
	asked  http.Header
	status int
	head   http.Header
	body   []byte
}

// ask makes one request, in its turn. Of the body no more than a byte beyond
// limit is read.
func (f *fetcher) ask(ctx context.Context, h *host, u *url.URL, limit int64) (*answer, error) {
	h.turn.Lock()
	defer h.turn.Unlock()
	if wait := time.Until(h.next); wait > 0 {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	defer func() { h.next = time.Now().Add(h.pause) }() // after robots.txt: what it asks for
	ctx, cancel := context.WithTimeout(ctx, f.opt.Timeout)
	defer cancel()
	a := &answer{url: u.String(), date: time.Now().UTC()}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(c httptrace.GotConnInfo) {
		if at, err := netip.ParseAddrPort(c.Conn.RemoteAddr().String()); err == nil {
			a.ip = at.Addr().Unmap().String()
		}
	}})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.opt.Agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1")
	req.Header.Set("Accept-Encoding", "gzip")
	a.asked = req.Header
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a.status, a.head = resp.StatusCode, resp.Header
	a.body, err = io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return nil, err
	}
	return a, nil
}
