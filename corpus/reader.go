package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Options bounds what Read accepts.
type Options struct {
	MaxBytes int64 // largest article in bytes; 0 means the default
}

// Item is one element of the stream that Read yields: a document or a problem.
type Item struct {
	Document *Document
	Problem  *Problem
}

// Read yields the articles found at paths in a stable order.
func Read(ctx context.Context, paths []string, opt Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, p := range paths {
			var files []string
			if st, err := os.Stat(p); err == nil && st.IsDir() {
				files, _ = filepath.Glob(filepath.Join(p, "*"))
			} else {
				files = []string{p}
			}
			for _, f := range files {
				raw, err := os.ReadFile(f)
				if err != nil {
					if !yield(Item{Problem: &Problem{Path: f, Cause: err.Error(), Remedy: "Check the path."}}) {
						return
					}
					continue
				}
				if !yield(Item{Document: New(f, raw)}) {
					return
				}
			}
		}
	}
}

// New makes a document of raw bytes; the id is the stem of path.
func New(path string, raw []byte) *Document {
	sum := sha256.Sum256(raw)
	base := filepath.Base(path)
	id := strings.TrimSuffix(base, filepath.Ext(base))
	media := Plain
	switch strings.ToLower(filepath.Ext(base)) {
	case ".html", ".htm", ".xhtml":
		media = HTML
	}
	return &Document{ID: id, Path: path, Media: media, Raw: raw, SHA256: hex.EncodeToString(sum[:])}
}
