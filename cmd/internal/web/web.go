// Package web serves the report of a story to one person at this machine: the
// page of package report, which follows the files and, where asked for, takes
// verdicts and further outlets.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"verbatim/cmd/internal/report"
)

// Options of a server. Without Review and Add it only reads.
type Options struct {
	// Load makes the report anew.
	Load func(context.Context) (*report.Story, error)
	// State is a mark that differs when the inputs have changed.
	State func() string
	Every time.Duration // between looks at State

	Page   report.HTMLOptions
	Review func(change func(*report.Review)) error // changes the verdicts and keeps them; nil: none are taken
	Add    func(name string, r io.Reader) error    // keeps a further article; nil: none is taken
	AddTo  string                                  // where Add keeps it, in words
	Max    int64                                   // bytes of an article that is added
	Log    func(format string, a ...any)           // for faults nobody waits for
}

// Server serves one story.
type Server struct {
	opt  Options
	hand http.Handler

	mu         sync.Mutex
	story      *report.Story
	page       []byte // of story; nil until asked for
	generation int
	changed    chan struct{} // closed when generation grows
	state      string
}

// New reads the story and makes a server of it.
func New(ctx context.Context, opt Options) (*Server, error) {
	s := &Server{opt: opt, changed: make(chan struct{}), state: opt.State()}
	story, err := opt.Load(ctx)
	if err != nil {
		return nil, err
	}
	s.story = story
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.get)
	mux.HandleFunc("GET /story.json", s.data)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("GET /q/{id}", s.find("q-"))
	mux.HandleFunc("GET /f/{id}", s.find(""))
	if opt.Review != nil {
		mux.HandleFunc("POST /review", s.review)
	}
	if opt.Add != nil {
		mux.HandleFunc("POST /add", s.add)
	}
	s.hand = http.NewCrossOriginProtection().Handler(mux)
	return s, nil
}

// ServeHTTP answers only those who name this machine: a page elsewhere that
// makes its name lead here (DNS rebinding) names itself.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", report.Policy(true))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !local(r.Host) {
		http.Error(w, "This server answers on 127.0.0.1 only.", http.StatusMisdirectedRequest)
		return
	}
	s.hand.ServeHTTP(w, r)
}

// local reports whether a Host header names this machine.
func local(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// Watch looks at the inputs until ctx ends, and reads the story again when they
// changed. What cannot be read leaves the last report standing.
func (s *Server) Watch(ctx context.Context) {
	tick := time.NewTicker(s.opt.Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := s.refresh(ctx, false); err != nil && ctx.Err() == nil {
			s.opt.Log("%v", err)
		}
	}
}

func (s *Server) refresh(ctx context.Context, always bool) error {
	state := s.opt.State()
	s.mu.Lock()
	same := state == s.state
	s.state = state
	s.mu.Unlock()
	if same && !always {
		return nil
	}
	story, err := s.opt.Load(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if sum(story) != sum(s.story) {
		s.story = story
		s.touch()
	}
	return nil
}

// sum is the same for reports that say the same.
func sum(s *report.Story) string {
	h := sha256.New()
	if err := s.WriteJSON(h); err != nil {
		return ""
	}
	return string(h.Sum(nil))
}

// touch says that the report is another; s.mu is held.
func (s *Server) touch() {
	s.page = nil
	s.generation++
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *Server) get(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.page == nil {
		var b bytes.Buffer
		opt := s.opt.Page
		opt.Live = &report.Live{Generation: s.generation, Review: s.opt.Review != nil}
		if s.opt.Add != nil {
			opt.Live.AddTo = s.opt.AddTo
		}
		if err := report.HTML(&b, s.story, opt); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.page = b.Bytes()
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(s.page)
}

func (s *Server) data(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if err := s.story.WriteJSON(w); err != nil {
		s.opt.Log("%v", err)
	}
}

// find leads a lasting address to its place in the page.
func (s *Server) find(prefix string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("id")
		s.mu.Lock()
		x := s.story.Lookup(id)
		if x == nil {
			x = s.story.ByKey(id)
		}
		var key string
		if x != nil && x.Quote != nil {
			key = x.Quote.ID
		} else if x != nil && x.Finding != nil {
			key = s.story.Key(x.Finding)
		}
		s.mu.Unlock()
		if key == "" || (prefix != "") != (x.Quote != nil) {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, "/#"+prefix+key, http.StatusSeeOther)
	}
}

// events tells when the report is no longer that of ?since=.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	flush, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no stream", http.StatusInternalServerError)
		return
	}
	since := r.FormValue("since")
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, ": here\n\n")
	flush.Flush()
	for {
		s.mu.Lock()
		now, changed := strconv.Itoa(s.generation), s.changed
		s.mu.Unlock()
		if now != since {
			since = now
			fmt.Fprintf(w, "data: %s\n\n", now)
			flush.Flush()
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

const maxNote = 2000 // bytes of a note, and of other fields of a form

func (s *Server) review(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	key, verdict, note := r.PostFormValue("key"), r.PostFormValue("verdict"), r.PostFormValue("note")
	if verdict != "" && verdict != report.Confirmed && verdict != report.Dismissed || len(note) > 4*maxNote {
		http.Error(w, "The verdict is confirmed, dismissed or empty, and the note no longer than 2,000 characters.", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.story.ByKey(key)
	if x == nil {
		http.Error(w, "The report has no such finding any more. Load the page again.", http.StatusConflict)
		return
	}
	if err := s.opt.Review(func(v *report.Review) { v.Set(s.story, x.Finding, verdict, note) }); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.touch()
	http.Redirect(w, r, "/#"+key, http.StatusSeeOther)
}

func (s *Server) add(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, s.opt.Max)
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		http.Error(w, "The article could not be taken: "+err.Error(), http.StatusBadRequest)
		return
	}
	defer r.MultipartForm.RemoveAll()
	name, text := r.PostFormValue("name"), r.PostFormValue("text")
	var from io.Reader = strings.NewReader(text)
	ext := ".txt"
	if f, head, err := r.FormFile("file"); err == nil && head.Size > 0 {
		defer f.Close()
		from, ext = f, filepath.Ext(head.Filename)
		if name == "" {
			name = strings.TrimSuffix(filepath.Base(head.Filename), ext)
		}
	} else if err != nil && !errors.Is(err, http.ErrMissingFile) {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	} else if strings.TrimSpace(text) == "" {
		http.Error(w, "Give a file or a text.", http.StatusBadRequest)
		return
	}
	if err := s.opt.Add(FileName(name, ext), from); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := s.refresh(r.Context(), true); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// kinds of files that may be added, by their ends.
var kinds = map[string]bool{".txt": true, ".md": true, ".html": true, ".htm": true, ".xhtml": true, ".mht": true, ".mhtml": true, ".json": true, ".jsonl": true, ".pdf": true, ".docx": true, ".odt": true, ".epub": true, ".eml": true, ".rtf": true, ".xml": true}

// FileName makes a file name that is safe in any folder of what a person or a
// browser calls an article.
func FileName(name, ext string) string {
	ext = strings.ToLower(ext)
	if !kinds[ext] {
		ext = ".txt"
	}
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	stem := strings.Trim(b.String(), "-")
	if stem == "" {
		stem = "added"
	}
	return stem + ext
}
