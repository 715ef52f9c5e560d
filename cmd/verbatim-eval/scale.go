package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/spf13/pflag"

	"verbatim/align/aligntest"
)

// scale measures verbatim on corpora of invented articles with planted passages:
//
//	verbatim-eval scale --bin PATH [--articles 1000,10000] [--verbs passages,families]
//
// It prints time, memory, recall and precision as a table. Recall is the share of
// planted pairs of copies (passages) or of copies (families) that were found,
// precision that of what was found that was planted. CPU seconds can be compared
// between runs on a machine that does other work as well; time cannot.
func scale(args []string, w io.Writer) error {
	f := pflag.NewFlagSet("scale", pflag.ContinueOnError)
	bin := f.String("bin", "verbatim", "the `PROGRAM` to measure")
	sizes := f.IntSlice("articles", []int{1000, 10000}, "`SIZES` of the corpora")
	verbs := f.StringSlice("verbs", []string{"passages", "families"}, "what to run: passages, families, index (then families of the index)")
	words := f.Int("words", 600, "`WORDS` of an article, about")
	pool := f.String("pool", "", "`FILE` of sentences (.gz too) that the articles are to sound like; without it words are made up")
	dir := f.String("dir", os.TempDir(), "`FOLDER` for corpora and results, which can be large")
	memory := f.Int("memory", 0, "`MB` of --memory for the program; 0: what it does by itself")
	peer := f.Bool("peer", false, "run sim_text -a -r8 on the same articles (Debian: similarity-tester)")
	if err := f.Parse(args); err != nil {
		return err
	}
	sentences, err := readPool(*pool)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s; load %s\n\n", machine(), loadNow())
	fmt.Fprintln(w, "| run | articles | seconds | CPU s | MB | found | recall | stripped | 8-15 % edited | precision |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|")
	for _, n := range *sizes {
		home := filepath.Join(*dir, fmt.Sprintf("verbatim-scale-%d", n))
		if err := os.MkdirAll(home, 0o755); err != nil {
			return err
		}
		g, err := generate(filepath.Join(home, "articles.jsonl"), filepath.Join(home, "simtext"), *peer, aligntest.Corpus{Articles: n, Words: *words, Seed: 1, Stripped: .05, Pool: sentences})
		if err != nil {
			return err
		}
		for _, verb := range *verbs {
			if err := measure(w, program{*bin, *memory}, verb, home, g); err != nil {
				return err
			}
		}
		if *peer {
			if err := simText(w, home, n); err != nil {
				return err
			}
		}
		if err := os.RemoveAll(home); err != nil {
			return err
		}
	}
	return nil
}

func readPool(name string) ([]string, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var out []string
	s := bufio.NewScanner(in)
	for s.Scan() {
		out = append(out, s.Text())
	}
	return out, s.Err()
}

// gold is what was planted.
type gold struct {
	articles int
	passages [][]aligntest.Copy
	of       [][]at // of each article
	said     []said // some of the passages
}

// said is a planted passage as its first article has it.
type said struct{ article, text string }

// lookups is how many passages are looked up in an index.
const lookups = 20

type at struct{ passage, copy int }

// generate writes a corpus, and for the peer one file an article with a word a line.
func generate(name, peerDir string, peer bool, c aligntest.Corpus) (*gold, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := bufio.NewWriterSize(f, 1<<20)
	j := json.NewEncoder(b)
	j.SetEscapeHTML(false)
	if peer {
		if err := os.MkdirAll(peerDir, 0o755); err != nil {
			return nil, err
		}
	}
	g := &gold{articles: c.Articles, of: make([][]at, c.Articles)}
	var first []string
	g.passages, err = c.Make(func(a aligntest.Article) error {
		if len(first) < 10*lookups {
			first = append(first, a.Text)
		}
		if peer {
			ws := strings.FieldsFunc(strings.ToLower(a.Text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			if err := os.WriteFile(filepath.Join(peerDir, a.ID), []byte(strings.Join(ws, "\n")+"\n"), 0o644); err != nil {
				return err
			}
		}
		return j.Encode(map[string]string{"id": a.ID, "outlet": a.Outlet, "published": a.Published, "text": a.Text})
	})
	if err == nil {
		err = b.Flush()
	}
	for i, p := range g.passages {
		for k, c := range p {
			d := number(c.ID)
			g.of[d] = append(g.of[d], at{i, k})
			if k == 0 && d < len(first) && !c.Stripped && len(g.said) < lookups {
				g.said = append(g.said, said{c.ID, first[d][c.Start:c.End]})
			}
		}
	}
	return g, err
}

// number is the place of an article in the corpus.
func number(id string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(id, "a"))
	if err != nil {
		return -1
	}
	return n
}

// usage is what a process took.
type usage struct {
	wall time.Duration
	cpu  time.Duration
	mb   int64
}

// run runs a command and hands its output to read.
func run(read func(io.Reader) error, name string, args ...string) (u usage, err error) {
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return u, err
	}
	start := time.Now()
	if err := c.Start(); err != nil {
		return u, err
	}
	fault := read(out)
	if err := c.Wait(); err != nil {
		return u, fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	u.wall = time.Since(start)
	u.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	if r, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.mb = r.Maxrss >> 10
	}
	return u, fault
}

// program is what is measured.
type program struct {
	name   string
	memory int
}

func (p program) run(read func(io.Reader) error, args ...string) (usage, error) {
	if p.memory > 0 && args[0] != "trace" && args[0] != "check" && args[0] != "index" {
		args = append(args, "--memory", strconv.Itoa(p.memory))
	}
	return run(read, p.name, args...)
}

func measure(w io.Writer, bin program, verb, home string, g *gold) error {
	articles := filepath.Join(home, "articles.jsonl")
	if verb == "index" {
		dir := filepath.Join(home, "index")
		u, err := bin.run(discard, "index", dir, articles)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| index | %d | %.1f | %.1f | %d | %d MB on disk | | | | |\n", g.articles, u.wall.Seconds(), u.cpu.Seconds(), u.mb, size(dir)>>20)
		if err := scored(w, bin, "families", dir, "families of the index", g); err != nil {
			return err
		}
		return lookup(w, bin, home, dir, g)
	}
	return scored(w, bin, verb, articles, verb, g)
}

// lookup times trace and check, each for some planted passages, one after the other:
// half of the runs took no more than what it prints.
func lookup(w io.Writer, bin program, home, dir string, g *gold) error {
	if len(g.said) == 0 {
		return errors.New("no planted passage to look up")
	}
	draft := filepath.Join(home, "draft.txt")
	for _, verb := range []string{"trace", "check"} {
		var all []usage
		var found share
		for _, p := range g.said {
			args := []string{"trace", p.text, dir, "-f", "jsonl"}
			if verb == "check" {
				if err := os.WriteFile(draft, []byte("“"+strings.Trim(p.text, "“”\"")+",” she said.\n"), 0o644); err != nil {
					return err
				}
				args = []string{"check", draft, "--against", dir, "-f", "json"}
			}
			var out []byte
			u, err := bin.run(func(r io.Reader) (err error) { out, err = io.ReadAll(r); return err }, args...)
			if err != nil {
				return err
			}
			all = append(all, u)
			found.add(bytes.Contains(out, []byte(p.article)))
		}
		slices.SortFunc(all, func(a, b usage) int { return cmp.Compare(a.wall, b.wall) })
		u := all[len(all)/2]
		fmt.Fprintf(w, "| %s, a look-up | %d | %.3f | %.3f | %d | %d | %s | | | |\n", verb, g.articles, u.wall.Seconds(), u.cpu.Seconds(), u.mb, len(all), found)
	}
	return nil
}

func scored(w io.Writer, bin program, verb, path, label string, g *gold) error {
	var s scores
	read := s.families
	if verb == "passages" {
		read = s.pairs
	}
	u, err := bin.run(func(r io.Reader) error { return read(r, g) }, verb, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| %s | %d | %.1f | %.1f | %d | %d | %s | %s | %s | %s |\n", label, g.articles, u.wall.Seconds(), u.cpu.Seconds(), u.mb, s.found, s.all, s.stripped, s.edited, s.right)
	return nil
}

func discard(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err }

func size(dir string) (n int64) {
	es, _ := os.ReadDir(dir)
	for _, e := range es {
		if i, err := e.Info(); err == nil {
			n += i.Size()
		}
	}
	return n
}

// share is so many of so many.
type share struct{ good, n int }

func (s *share) add(ok bool) {
	s.n++
	if ok {
		s.good++
	}
}

func (s share) String() string {
	if s.n == 0 {
		return ""
	}
	return fmt.Sprintf("%.4f", float64(s.good)/float64(s.n))
}

type scores struct {
	found                        int
	all, stripped, edited, right share
}

func (s *scores) planted(ok bool, stripped bool, rate float64) {
	s.all.add(ok)
	if stripped {
		s.stripped.add(ok)
	} else if rate > .08 {
		s.edited.add(ok)
	}
}

type place struct {
	Article   string `json:"article"`
	ByteStart int    `json:"byte_start"`
	ByteEnd   int    `json:"byte_end"`
}

func (p place) covers(c aligntest.Copy) int {
	return max(0, min(p.ByteEnd, c.End)-max(p.ByteStart, c.Start))
}

// lines calls f with each line decoded.
func lines[T any](r io.Reader, f func(*T)) error {
	b := bufio.NewReaderSize(r, 1<<20)
	d := json.NewDecoder(b)
	for {
		var t T
		if err := d.Decode(&t); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		f(&t)
	}
}

// pairs scores passages: a planted pair of copies is found when half of both copies
// is covered; a passage is right when it meets a planted pair on both sides.
func (s *scores) pairs(r io.Reader, g *gold) error {
	covered := map[[2]at][2]int{}
	err := lines(r, func(m *struct{ A, B place }) {
		s.found++
		right := false
		for _, x := range g.of[number(m.A.Article)] {
			for _, y := range g.of[number(m.B.Article)] {
				a, b := m.A.covers(g.passages[x.passage][x.copy]), m.B.covers(g.passages[y.passage][y.copy])
				if x.passage == y.passage && a > 0 && b > 0 {
					right = true
					if y.copy < x.copy {
						x, y, a, b = y, x, b, a
					}
					c := covered[[2]at{x, y}]
					covered[[2]at{x, y}] = [2]int{c[0] + a, c[1] + b}
				}
			}
		}
		s.right.add(right)
	})
	for i, p := range g.passages {
		for x := range p {
			for y := x + 1; y < len(p); y++ {
				c := covered[[2]at{{i, x}, {i, y}}]
				a, b := p[x], p[y]
				s.planted(2*c[0] >= a.End-a.Start && 2*c[1] >= b.End-b.Start, a.Stripped != b.Stripped, max(a.Rate, b.Rate))
			}
		}
	}
	return err
}

// families scores families: a planted copy is found when it stands in the family
// that has most copies of its passage, whole or half of it; a family is right when
// all that it holds is of one passage.
func (s *scores) families(r io.Reader, g *gold) error {
	in := make([]map[int]int, len(g.passages)) // passage -> family -> copies
	home := map[at][]int{}
	n := 0
	err := lines(r, func(q *struct{ Occurrences []place }) {
		s.found++
		n++
		of := map[int]bool{}
		for _, o := range q.Occurrences {
			p := -1
			for _, x := range g.of[number(o.Article)] {
				if c := g.passages[x.passage][x.copy]; 2*o.covers(c) >= min(c.End-c.Start, o.ByteEnd-o.ByteStart) {
					p = x.passage
					if in[p] == nil {
						in[p] = map[int]int{}
					}
					in[p][n]++
					home[x] = append(home[x], n)
				}
			}
			of[p] = true
		}
		s.right.add(len(of) == 1 && !of[-1])
	})
	for i, p := range g.passages {
		if len(p) < 2 {
			continue
		}
		best := 0
		for f, k := range in[i] {
			if k > in[i][best] || k == in[i][best] && f < best {
				best = f
			}
		}
		for k, c := range p {
			ok := false
			for _, f := range home[at{i, k}] {
				ok = ok || f == best
			}
			s.planted(ok, c.Stripped, c.Rate)
		}
	}
	return err
}

// simText times the peer, which reads words line by line.
func simText(w io.Writer, home string, n int) error {
	list := filepath.Join(home, "simtext.list")
	es, err := os.ReadDir(filepath.Join(home, "simtext"))
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range es {
		b.WriteString(filepath.Join(home, "simtext", e.Name()) + "\n")
	}
	if err := os.WriteFile(list, []byte(b.String()), 0o644); err != nil {
		return err
	}
	u, err := run(discard, "sh", "-c", "exec sim_text -a -r8 -n -i < "+list)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| sim_text -a -r8, one word a line | %d | %.1f | %.1f | %d | | | | | |\n", n, u.wall.Seconds(), u.cpu.Seconds(), u.mb)
	return nil
}

// machine names the processor.
func machine() string {
	model := runtime.GOARCH
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == "model name" {
				model = strings.TrimSpace(v)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d processors, %s, %s", model, runtime.NumCPU(), runtime.GOOS, runtime.Version())
}

func loadNow() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil || len(b) == 0 {
		return "not known"
	}
	return strings.Join(strings.Fields(string(b))[:3], " ")
}
