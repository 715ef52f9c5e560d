package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"verbatim/align"
)

// reviewFormat is the name and version of the file of verdicts.
const reviewFormat = "verbatim-review/1"

// Verdicts of a person on a finding.
const (
	Confirmed = "confirmed"
	Dismissed = "dismissed"
)

// Review is what people decided about the findings of a story. Its file names
// each finding by what it says, so that a verdict outlives new outlets and
// edited articles.
type Review struct {
	Format   string    `json:"format"`
	Findings []Verdict `json:"findings"` // in order of key
}

// Verdict on one finding.
type Verdict struct {
	Key     string `json:"key"`
	Verdict string `json:"verdict"` // confirmed, dismissed
	Note    string `json:"note,omitempty"`
	About   string `json:"about"` // the finding in words, for readers of the file
	// Who had which words when the verdict was given.
	Readings []VerdictReading `json:"readings"`
}

// VerdictReading is a reading that a verdict is about.
type VerdictReading struct {
	Text     string   `json:"text"`
	Articles []string `json:"articles"`
}

// ReadReview reads the verdicts in the file name; there are none when there is
// no such file.
func ReadReview(name string) (*Review, error) {
	r := &Review{Format: reviewFormat, Findings: []Verdict{}}
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, r); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if r.Format != reviewFormat {
		return nil, fmt.Errorf("%s: its format is %q, not %s", name, r.Format, reviewFormat)
	}
	return r, nil
}

// Write writes the verdicts to the file name, whole or not at all.
func (r *Review) Write(name string) error {
	var b bytes.Buffer
	j := json.NewEncoder(&b)
	j.SetEscapeHTML(false)
	j.SetIndent("", " ")
	if err := j.Encode(r); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b.Bytes())
	if err == nil {
		err = f.Chmod(0o644)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	return err
}

// Set gives the finding f of s a verdict and a note; an empty verdict takes it
// back.
func (r *Review) Set(s *Story, f *align.Finding, verdict, note string) {
	key := s.Key(f)
	r.Findings = slices.DeleteFunc(r.Findings, func(v Verdict) bool { return v.Key == key })
	if verdict != "" {
		v := Verdict{Key: key, Verdict: verdict, Note: note, About: heading(f) + ": " + because(f), Readings: []VerdictReading{}}
		for _, g := range s.Readings(f) {
			v.Readings = append(v.Readings, VerdictReading{g.Text, g.Articles})
		}
		r.Findings = append(r.Findings, v)
	}
	slices.SortFunc(r.Findings, func(a, b Verdict) int { return strings.Compare(a.Key, b.Key) })
	r.Apply(s)
}

// Apply writes the verdicts into the findings of s. One holds as long as no
// further outlet stands on an odd side: what was decided about one is not held
// for another.
func (r *Review) Apply(s *Story) {
	byKey := map[string]*Verdict{}
	for i := range r.Findings {
		byKey[r.Findings[i].Key] = &r.Findings[i]
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		f.Review = nil
		if v := byKey[s.Key(f)]; v != nil && (v.Verdict == Confirmed || v.Verdict == Dismissed) && v.covers(s.Readings(f)) {
			f.Review = &align.Review{Verdict: v.Verdict, Note: v.Note}
		}
	}
}

// SetChecked gives the quotation c of a draft a verdict and a note, as
// [Review.Set] does for a finding.
func (r *Review) SetChecked(c *align.Checked, verdict, note string) {
	key := checkedKey(c)
	r.Findings = slices.DeleteFunc(r.Findings, func(v Verdict) bool { return v.Key == key })
	if verdict != "" {
		r.Findings = append(r.Findings, Verdict{Key: key, Verdict: verdict, Note: note, About: c.Verdict + ": “" + Visible(c.Occurrence.Text) + "”", Readings: []VerdictReading{}})
	}
	slices.SortFunc(r.Findings, func(a, b Verdict) int { return strings.Compare(a.Key, b.Key) })
}

// ApplyChecked writes the verdicts into the quotations of a draft.
func (r *Review) ApplyChecked(found []align.Checked) {
	for i := range found {
		found[i].Review = nil
		for _, v := range r.Findings {
			if v.Key == checkedKey(&found[i]) && (v.Verdict == Confirmed || v.Verdict == Dismissed) {
				found[i].Review = &align.Review{Verdict: v.Verdict, Note: v.Note}
			}
		}
	}
}

// checkedKey names a quotation of a draft by its words and what became of it.
func checkedKey(c *align.Checked) string {
	sum := sha256.Sum256([]byte("check\x00" + c.Verdict + "\x00" + key1(c.Occurrence.Text, true)))
	return "k" + hex.EncodeToString(sum[:])[:10]
}

// covers reports whether the outlets of every reading but the commonest were
// known to have it when the verdict was given.
func (v *Verdict) covers(groups []Reading) bool {
	n := len(groups)
	if n > 1 && len(groups[n-1].Articles) > len(groups[n-2].Articles) {
		groups = groups[:n-1]
	}
	for _, g := range groups {
		for _, a := range g.Articles {
			if !slices.ContainsFunc(v.Readings, func(r VerdictReading) bool {
				return key1(r.Text, true) == key1(g.Text, true) && slices.Contains(r.Articles, a)
			}) {
				return false
			}
		}
	}
	return true
}

// Key names a finding by its class, its quotation or detail, and the words of
// its readings: it stays the same when outlets are added that have one of
// them, and when the text before it is edited.
func (s *Story) Key(f *align.Finding) string {
	if s.keys == nil {
		s.keys = map[string]string{}
		seen := map[string]int{}
		for i := range s.Findings {
			k := s.makeKey(&s.Findings[i])
			if seen[k]++; seen[k] > 1 {
				k = fmt.Sprintf("%s-%d", k, seen[k])
			}
			s.keys[s.Findings[i].ID] = k
		}
	}
	return s.keys[f.ID]
}

// ByKey finds a finding by its [Story.Key]; nil when there is none.
func (s *Story) ByKey(key string) *Found {
	for i := range s.Findings {
		if f := &s.Findings[i]; key != "" && s.Key(f) == key {
			return &Found{Finding: f}
		}
	}
	return nil
}

func (s *Story) makeKey(f *align.Finding) string {
	var texts []string
	for _, g := range s.Readings(f) {
		texts = append(texts, key1(g.Text, true))
	}
	slices.Sort(texts)
	sum := sha256.Sum256([]byte(f.Class + "\x00" + f.Quote + "\x00" + f.Detail + "\x00" + strings.Join(texts, "\x00")))
	return "k" + hex.EncodeToString(sum[:])[:10]
}

// IsDismissed reports whether a person set f aside: it does not count.
func IsDismissed(f *align.Finding) bool { return f.Review != nil && f.Review.Verdict == Dismissed }

// reviewed says what a person decided.
func reviewed(r *align.Review) string {
	text := strings.ToUpper(r.Verdict[:1]) + r.Verdict[1:] + " in review"
	if r.Note != "" {
		text += ": " + Visible(r.Note)
	}
	return text
}
