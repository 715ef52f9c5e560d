package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"verbatim/align"
	"verbatim/cmd/internal/pipeline"
	"verbatim/corpus"
)

// spot is a place of the gold: bytes of a plain text, or the words with what
// stands before them in a page.
type spot struct {
	Text      string
	Before    string
	ByteStart *int `json:"byte_start"`
	ByteEnd   *int `json:"byte_end"`
	Also      []spot
}

type storyRow struct {
	ID, Class, Severity string
	Accept              []string
	Readings, Places    map[string]*spot
	Odd                 []string
	Note, Why           string
}

type storyQuote struct {
	spot
	File, Speaker, Family, Marks, Zone string
	Optional                           bool
}

type storyDetail struct {
	ID, Kind, Value   string
	Carried, Conflict map[string]string
	Missing           []string
	Places            map[string]*spot
}

// wide are the classes where one side may have nothing at the place.
var wide = []string{"omission", "addition", "link", "truncation", "splice", "sic", "bracket", "omission-marked"}

// stories measures the invented stories, where a substantive finding that
// meets no row is false.
func stories(b *board, data string) error {
	dirs, err := filepath.Glob(filepath.Join(data, "stories*", "*", "story.json"))
	if err != nil {
		return err
	}
	if len(dirs) == 0 {
		return fmt.Errorf("no stories in %s", data)
	}
	for _, d := range dirs {
		if err := story(b, filepath.Dir(d)); err != nil {
			return err
		}
	}
	return nil
}

func story(b *board, dir string) error {
	name := filepath.Base(dir)
	raw, err := os.ReadFile(filepath.Join(dir, "story.json"))
	if err != nil {
		return err
	}
	var st struct {
		Files  []struct{ File string }
		Origin [][]string
	}
	if err := json.Unmarshal(raw, &st); err != nil {
		return err
	}
	var paths []string
	for _, f := range st.Files {
		paths = append(paths, filepath.Join(dir, f.File))
	}
	r, texts := pipeline.Compare(context.Background(), paths, pipeline.Options{})
	if len(texts) != len(paths) {
		return fmt.Errorf("%s: %d articles, want %d", dir, len(texts), len(paths))
	}
	layer, tight := map[string]string{}, map[string]*squeezed{}
	for _, t := range texts {
		layer[t.Doc.ID] = t.Layer
		tight[t.Doc.ID] = squeeze(t.Layer)
	}
	lost := b.number("stories, gold places not found in a page", b.rate("stories, gold places not found in a page").good)
	at := func(id string, s *spot) []corpus.Span {
		var out []corpus.Span
		for _, x := range append([]spot{*s}, s.Also...) {
			if x.ByteStart != nil && x.ByteEnd != nil {
				out = append(out, corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd})
			} else if t := tight[id]; t != nil {
				if p, ok := t.find(x.Before, x.Text); ok {
					out = append(out, trimSpace(layer[id], p))
				} else {
					lost.good++
					lost.misses = append(lost.misses, name+" "+id+" "+one(x.Text, 60))
				}
			}
		}
		return out
	}
	ranges := func(m map[string]*spot) map[string][]corpus.Span {
		out := map[string][]corpus.Span{}
		for id, s := range m {
			if s != nil {
				out[id] = at(id, s)
			}
		}
		return out
	}
	var gold, traps []storyRow
	var quotes []storyQuote
	var details []storyDetail
	for _, err := range []error{load(&gold, filepath.Join(dir, "gold.jsonl")), load(&traps, filepath.Join(dir, "traps.jsonl")),
		load(&quotes, filepath.Join(dir, "quotes.jsonl")), load(&details, filepath.Join(dir, "details.jsonl"))} {
		if err != nil {
			return err
		}
	}
	origin := b.rate("stories, copies of one text known")
	for _, o := range st.Origin {
		ok := true
		for _, id := range o {
			for i := range r.Articles {
				if a := &r.Articles[i]; a.ID == id {
					for _, x := range o {
						ok = ok && a.Origin != nil && slices.Contains(a.Origin.Of, x)
					}
				}
			}
		}
		origin.add(ok, "%s %v", name, o)
	}

	rowAt := make([]map[string][]corpus.Span, len(gold))
	for i, g := range gold {
		rowAt[i] = ranges(g.Readings)
	}
	met := make([][]int, len(r.Findings))
	for i := range r.Findings {
		for k := range gold {
			if meets(&gold[k], rowAt[k], &r.Findings[i]) {
				met[i] = append(met[i], k)
			}
		}
	}
	for k, g := range gold {
		if g.Class == "damage" {
			continue
		}
		strict, lenient := false, false
		for i, f := range r.Findings {
			if slices.Contains(met[i], k) {
				lenient = true
				strict = strict || (f.Class == g.Class || slices.Contains(g.Accept, f.Class)) && (g.Severity != "substantive" || f.Severity == g.Severity)
			}
		}
		b.rate("stories, "+g.Severity+" found").add(lenient, "%s %s %s: %s", name, g.ID, g.Class, one(g.Note, 90))
		b.rate("stories, "+g.Severity+" found, right class").add(strict, "%s %s %s: %s", name, g.ID, g.Class, one(g.Note, 90))
	}
	prec := b.rate("stories, substantive that are true")
	var false_ []*align.Finding
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Severity == "substantive" {
			prec.add(len(met[i]) > 0, "%s %s: %s", name, f.Class, one(f.Why, 140))
			if len(met[i]) == 0 {
				false_ = append(false_, f)
			}
		}
	}
	trap := b.number("stories, traps reported", b.rate("stories, traps reported").good)
	for _, t := range traps {
		places := ranges(t.Places)
		for _, f := range false_ {
			n := map[string]bool{}
			for _, x := range f.Readings {
				if x.Text != nil && x.ByteStart != nil && x.ByteEnd != nil {
					for _, p := range places[x.Article] {
						if hits(p, corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd}) {
							n[x.Article] = true
						}
					}
				}
			}
			if len(n) >= min(2, len(places)) {
				trap.good++
				trap.misses = append(trap.misses, name+" "+t.ID+" "+t.Why)
				break
			}
		}
	}
	storyQuotes(b, name, r, layer, quotes, at)
	storyDetails(b, name, r, details, ranges)
	byteLaw(b, r, texts)
	return nil
}

// meets reports whether a finding shows both sides of a row.
func meets(g *storyRow, at map[string][]corpus.Span, f *align.Finding) bool {
	open := slices.Contains(wide, g.Class)
	got, null := map[string]bool{}, map[string]bool{}
	for _, x := range f.Readings {
		ps, ok := at[x.Article]
		if !ok {
			continue
		}
		if x.Text == nil || x.ByteStart == nil || x.ByteEnd == nil {
			null[x.Article] = open
			continue
		}
		s := corpus.Span{Start: *x.ByteStart, End: *x.ByteEnd}
		most := 400
		for _, p := range ps {
			most = max(most, 3*p.Len())
		}
		for _, p := range ps {
			if s.Len() <= most && hits(s, p) && (!s.Empty() || open) {
				got[x.Article] = true
			}
		}
	}
	if len(at) == 1 || len(got) == 0 {
		return len(got) > 0
	}
	side := func(m map[string]bool, odd bool) bool {
		for id, yes := range m {
			if yes && slices.Contains(g.Odd, id) == odd {
				return true
			}
		}
		return false
	}
	a, c := side(got, true), side(got, false)
	return a && c || a && side(null, false) || c && side(null, true)
}

func trimSpace(text string, s corpus.Span) corpus.Span {
	x := text[s.Start:s.End]
	s.End = s.Start + len(strings.TrimRight(x, " \t\r\n"))
	return s
}

func storyQuotes(b *board, name string, r *align.Report, layer map[string]string, gold []storyQuote, at func(string, *spot) []corpus.Span) {
	var found []marked
	var occ []*align.Occurrence
	var fam []int
	for qi := range r.Quotes {
		for oi := range r.Quotes[qi].Occurrences {
			o := &r.Quotes[qi].Occurrences[oi]
			if o.Zone == "body" || o.Zone == "blockquote" {
				found = append(found, marked{o.Article, trim(layer[o.Article], corpus.Span{Start: o.ByteStart, End: o.ByteEnd})})
				occ, fam = append(occ, o), append(fam, qi)
			}
		}
	}
	want := make([]marked, len(gold))
	for i, g := range gold {
		if s := at(g.File, &g.spot); len(s) > 0 {
			want[i] = marked{g.File, trim(layer[g.File], s[0])}
		}
	}
	m := match(want, found, 0.8)
	rec, prec := b.rate("stories, quotations found"), b.rate("stories, quotations right")
	who := b.rate("stories, speakers right")
	used := map[int]bool{}
	for i, g := range gold {
		j, ok := m[i]
		if ok {
			used[j] = true
		}
		if g.Optional || g.Marks == "none" {
			continue
		}
		rec.add(ok, "%s %s %s", name, g.File, one(g.Text, 80))
		if ok && g.Speaker != "" {
			v := or(occ[j].Speaker.Value, r.Quotes[fam[j]].Speaker.Value)
			who.add(sameName(g.Speaker, v), "%s %s “%s”: %q, want %q", name, g.File, one(g.Text, 40), v, g.Speaker)
		}
	}
	for j, o := range occ {
		if o.Marks == "none" {
			continue
		}
		ok := used[j]
		for i := range want {
			ok = ok || want[i].file == o.Article && want[i].Contains(found[j].Span)
		}
		prec.add(ok, "%s %s %s", name, o.Article, one(o.Text, 80))
	}
	fr, fp := b.rate("stories, families joined"), b.rate("stories, families right")
	for i, x := range gold {
		for k, y := range gold[i+1:] {
			if x.Optional || y.Optional || x.Marks == "none" || y.Marks == "none" || strings.Contains(x.Family+y.Family, "+") {
				continue
			}
			jx, okx := m[i]
			jy, oky := m[i+1+k]
			same, together := x.Family == y.Family, okx && oky && fam[jx] == fam[jy]
			if same {
				fr.add(together, "%s %s: %s and %s", name, x.Family, x.File, y.File)
			}
			if together {
				fp.add(same, "%s %s “%s” with %s “%s”", name, x.File, one(x.Text, 40), y.File, one(y.Text, 40))
			}
		}
	}
}

func storyDetails(b *board, name string, r *align.Report, gold []storyDetail, ranges func(map[string]*spot) map[string][]corpus.Span) {
	car, mis := b.rate("stories, details carried"), b.rate("stories, details missing")
	for _, g := range gold {
		places := ranges(g.Places)
		meet := map[int]int{}
		for _, id := range sortedKeys(g.Carried) {
			ok := false
			for i := range r.Details {
				hit := false
				for _, c := range append(append([]align.DetailItem(nil), r.Details[i].Carried...), r.Details[i].Partly...) {
					s := corpus.Span{Start: c.ByteStart, End: c.ByteEnd}
					for _, p := range places[id] {
						hit = hit || c.Article == id && s.Len() <= 400 && hits(s, p)
					}
				}
				if hit {
					ok = true
					meet[i]++
				}
			}
			car.add(ok, "%s %s %s: %s “%s”", name, g.ID, g.Value, id, one(g.Carried[id], 50))
		}
		best := 0
		for _, n := range meet {
			best = max(best, n)
		}
		for _, id := range g.Missing {
			ok := false
			for i, n := range meet {
				ok = ok || n == best && slices.Contains(r.Details[i].Missing, id)
			}
			mis.add(ok, "%s %s %s: %s", name, g.ID, g.Value, id)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
