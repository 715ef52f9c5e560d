package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"verbatim/align"
	"verbatim/cmd/internal/pipeline"
	"verbatim/corpus"
	"verbatim/normalize"
)

// savedReport reads a report that compare --format json wrote; nil when name
// is no such file.
func savedReport(name string) (*align.Report, error) {
	if filepath.Ext(name) != ".json" {
		return nil, nil
	}
	raw, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(raw[:min(len(raw), 200)], []byte(`"`+align.Format+`"`)) {
		return nil, nil
	}
	r := &align.Report{}
	if err := json.Unmarshal(raw, r); err != nil {
		return nil, wrong("%s: this is no whole report: %v. Make it anew with compare --format json.", name, err)
	}
	return r.Complete(), nil
}

// reread reads the articles of a saved report again where they still are what
// they were, so that there is evidence to show.
func (e *env) reread(r *align.Report) (texts []*normalize.Text) {
	if r == nil {
		return nil
	}
	type source struct{ path, sum string }
	ids := map[source][]string{}
	for _, a := range r.Articles {
		k := source{a.Path, a.SHA256}
		ids[k] = append(ids[k], a.ID)
	}
	for it := range pipeline.Texts(e.ctx, files(r), e.pipeline()) {
		if it.Text == nil {
			continue
		}
		k := source{it.Text.Doc.Path, it.Text.Doc.SHA256}
		if of := ids[k]; len(of) > 0 {
			it.Text.Doc.ID, ids[k] = of[0], of[1:]
			texts = append(texts, it.Text)
		}
	}
	return texts
}

// files are the files at this machine that the articles of r stand in.
func files(r *align.Report) (paths []string) {
	for _, a := range r.Articles {
		if st, err := os.Stat(a.Path); err == nil && st.Mode().IsRegular() && !slices.Contains(paths, a.Path) {
			paths = append(paths, a.Path)
		}
	}
	return paths
}

// inputs puts in the place of a saved report the files of its articles. One
// that is gone or has changed is a problem, and the rest is done.
func (e *env) inputs(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		r, err := savedReport(p)
		if err != nil {
			return nil, err
		}
		if r == nil {
			out = append(out, p)
			continue
		}
		for i, a := range r.Articles {
			raw, err := os.ReadFile(a.Path)
			sum := sha256.Sum256(raw)
			single := !slices.ContainsFunc(r.Articles, func(x align.Article) bool { return x.Path == a.Path && x.ID != a.ID })
			switch {
			case err != nil:
				e.problem(corpus.Problem{Path: a.Path, Cause: "the article " + a.ID + " of " + p + " cannot be read: " + cause(err).Error(), Remedy: "Run from the folder in which the report was made."})
				continue
			case single && len(raw) == a.Bytes && hex.EncodeToString(sum[:]) != a.SHA256:
				e.problem(corpus.Problem{Path: a.Path, Cause: "it has changed since " + p + " was made", Remedy: "Compare the articles anew."})
			}
			if !slices.ContainsFunc(r.Articles[:i], func(x align.Article) bool { return x.Path == a.Path }) {
				out = append(out, a.Path)
			}
		}
	}
	return out, nil
}
