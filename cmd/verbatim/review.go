package main

import (
	"os"
	"path/filepath"

	"verbatim/cmd/internal/report"
)

// reviewName is the file of verdicts of a story, beside its articles.
const reviewName = "story.review.json"

// reviewFile is where the verdicts on the story at paths are kept: what
// --review-file names, or a file in the first folder given, or beside the first
// file. It is "" where there is no such place.
func (e *env) reviewFile(paths []string) string {
	switch e.opt.reviewFile {
	case "":
	case "none":
		return ""
	default:
		return e.opt.reviewFile
	}
	for _, p := range paths {
		if st, err := os.Stat(p); err == nil && st.IsDir() {
			return filepath.Join(p, reviewName)
		}
	}
	if len(paths) == 0 || paths[0] == "-" {
		return ""
	}
	return filepath.Join(filepath.Dir(paths[0]), reviewName)
}

// review reads the verdicts on the story at paths; file is where they are
// kept, or "".
func (e *env) review(paths []string) (r *report.Review, file string, err error) {
	file = e.reviewFile(paths)
	if file == "" {
		return &report.Review{}, "", nil
	}
	if r, err = report.ReadReview(file); err != nil {
		return nil, "", wrong("%v. Mend the file, or leave it out with --review-file none.", err)
	}
	return r, file, nil
}

func keepReview(r *report.Review, file string) error {
	if file == "" {
		return wrong("--dismiss: there is no place for the verdict. Name one with --review-file FILE.")
	}
	if err := r.Write(file); err != nil {
		return wrong("%s: %v. Name another place with --review-file FILE.", file, cause(err))
	}
	return nil
}

// dismiss keeps the verdict that --dismiss gives.
func (e *env) dismiss(s *report.Story, r *report.Review, file string) error {
	x := s.Lookup(e.opt.dismiss)
	if x == nil || x.Finding == nil {
		return wrong("--dismiss %s: the report has no such finding. F1, F2 and so on stand in what compare prints.", e.opt.dismiss)
	}
	r.Set(s, x.Finding, report.Dismissed, e.opt.note)
	return keepReview(r, file)
}
