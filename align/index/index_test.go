package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"verbatim/corpus"
	"verbatim/normalize"
)

func addTo(t testing.TB, dir string, texts []*normalize.Text, limit int) error {
	t.Helper()
	w, err := Write(dir)
	if err != nil {
		return err
	}
	defer w.Close()
	w.limit = limit
	for _, x := range texts {
		if w.Known(x.Doc.ID, x.Doc.SHA256) {
			continue
		}
		if _, err := w.Add(Read(x, true).Pack()); err != nil {
			return err
		}
	}
	return w.Commit()
}

func opened(t testing.TB, dir string) *Index {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	return x
}

func whole(t testing.TB, dir string) *Index {
	t.Helper()
	x := opened(t, dir)
	if err := Verify(context.Background(), x, nil); err != nil {
		t.Fatal(err)
	}
	return x
}

// The same bytes from memory, from an index made at once, from one made day by
// day in another order, and from that one compacted.
func TestSameFromIndex(t *testing.T) {
	texts, _ := articles(t, 300, 1)
	families := familiesOf(t, spool(t, texts, Options{}), Options{})
	passages := passagesOf(t, spool(t, texts, Options{}), Options{})
	if len(families) < 10000 || len(passages) < 10000 {
		t.Fatal("too little to compare")
	}
	same := func(x *Index, how string) {
		t.Helper()
		for _, opt := range []Options{{}, {Memory: 1 << 16, Dir: t.TempDir()}} {
			if !bytes.Equal(familiesOf(t, x, opt), families) {
				t.Errorf("%s, memory %d: other families", how, opt.Memory)
			}
			if !bytes.Equal(passagesOf(t, x, opt), passages) {
				t.Errorf("%s, memory %d: other passages", how, opt.Memory)
			}
		}
	}
	once := t.TempDir()
	if err := addTo(t, once, texts, segmentArticles); err != nil {
		t.Fatal(err)
	}
	same(whole(t, once), "at once")
	daily := t.TempDir()
	for _, day := range [][]*normalize.Text{texts[200:], texts[:50], texts[40:210], texts} {
		if err := addTo(t, daily, day, 64); err != nil {
			t.Fatal(err)
		}
	}
	before := whole(t, daily)
	if before.Len() != 300 || before.Segments() < 5 {
		t.Fatalf("%d articles in %d segments", before.Len(), before.Segments())
	}
	same(before, "day by day")
	w, err := Write(daily)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(daily); !errors.Is(err, ErrLocked) {
		t.Errorf("a second writer: %v", err)
	}
	if err := w.Compact(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	w.Close()
	x := whole(t, daily)
	if x.Segments() != 1 {
		t.Errorf("%d segments after compacting", x.Segments())
	}
	same(x, "compacted")
	same(before, "opened before compacting")
	if files, _ := filepath.Glob(filepath.Join(daily, "segment-*")); len(files) != 1 {
		t.Errorf("files left: %v", files)
	}
}

// TestWriteUntilKilled is what TestKilled kills.
func TestWriteUntilKilled(t *testing.T) {
	dir := os.Getenv("VERBATIM_TEST_INDEX")
	if dir == "" {
		t.Skip("run by TestKilled")
	}
	texts, _ := articles(t, 160, 5)
	fmt.Println("ready")
	if err := addTo(t, dir, texts, 8); err != nil {
		t.Fatal(err)
	}
	w, err := Write(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Compact(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
}

// Killed at any moment, the index is whole, and the run that goes on ends with what
// an undisturbed one gives.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	texts, _ := articles(t, 160, 5)
	want := familiesOf(t, spool(t, texts, Options{}), Options{})
	run := func(dir string, after time.Duration) (ended bool, took time.Duration) {
		c := exec.Command(os.Args[0], "-test.run=TestWriteUntilKilled$")
		c.Env = append(os.Environ(), "VERBATIM_TEST_INDEX="+dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 6)) // "ready"
		start := time.Now()
		timer := time.AfterFunc(after, func() { c.Process.Kill() })
		io.Copy(io.Discard, out)
		err = c.Wait()
		timer.Stop()
		return err == nil, time.Since(start)
	}
	ended, took := run(t.TempDir(), time.Minute)
	if !ended {
		t.Fatal("the undisturbed run fails")
	}
	killed, partly := 0, 0
	dir := t.TempDir()
	for range 20 {
		if ended, _ := run(dir, time.Duration(rand.Int63n(int64(took)))); !ended {
			killed++
		}
		if !Is(dir) {
			continue
		}
		n := whole(t, dir).Len()
		if n > 0 && n < len(texts) {
			partly++
		}
		if n == len(texts) {
			dir = t.TempDir() // from the beginning
		}
	}
	if killed < 5 || partly == 0 {
		t.Errorf("killed %d times, %d times with a part done: this shows little", killed, partly)
	}
	if ended, _ := run(dir, time.Minute); !ended {
		t.Fatal("the last run fails")
	}
	if got := familiesOf(t, whole(t, dir), Options{}); !bytes.Equal(got, want) {
		t.Error("other families after being killed")
	}
}

// failing is a file on a disk that becomes full.
type failing struct {
	file
	left *int
}

func (f failing) Write(b []byte) (int, error) {
	if *f.left -= len(b); *f.left < 0 {
		return 0, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.file.Write(b)
}

func TestFullDisk(t *testing.T) {
	texts, _ := articles(t, 120, 6)
	defer func(old func(string) (file, error)) { create = old }(create)
	plain := create
	dir := t.TempDir()
	failed := 0
	for left := 100; ; left += left / 2 {
		rest := left
		create = func(path string) (file, error) {
			f, err := plain(path)
			return failing{f, &rest}, err
		}
		err := addTo(t, dir, texts, 30)
		if err == nil {
			break
		}
		failed++
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
		if !Is(dir) {
			continue // not even the empty list of segments could be written
		}
		if !strings.Contains(err.Error(), "Free some space") || !strings.Contains(err.Error(), "It is whole") {
			t.Errorf("the message does not help: %v", err)
		}
		whole(t, dir)
		if files, _ := filepath.Glob(filepath.Join(dir, "*.new")); len(files) > 0 {
			t.Errorf("left behind: %v", files)
		}
	}
	if failed < 5 {
		t.Errorf("the disk was full only %d times", failed)
	}
	if x := whole(t, dir); x.Len() != 120 {
		t.Errorf("%d articles in the end", x.Len())
	}
}

// A change of any byte is found.
func TestDamageIsFound(t *testing.T) {
	texts, _ := articles(t, 12, 7)
	dir := t.TempDir()
	if err := addTo(t, dir, texts, segmentArticles); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, segmentName(1))
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewSource(8))
	for range 400 {
		bad := bytes.Clone(good)
		switch at := r.Intn(len(bad)); r.Intn(8) {
		case 0:
			bad = bad[:at]
		case 1:
			at = len(bad) - 1 - r.Intn(footerSize)
			fallthrough
		default:
			bad[at] ^= 1 << r.Intn(8)
		}
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		x, err := Open(dir)
		if err == nil {
			err = Verify(context.Background(), x, nil)
			x.Close()
		}
		var d DamagedError
		if !errors.As(err, &d) {
			t.Fatalf("a damaged segment gives %v", err)
		}
	}
}

func TestNothingIsForgotten(t *testing.T) {
	dir := t.TempDir()
	article := func(id, text string) *normalize.Text {
		d := corpus.New(id+".txt", []byte(text))
		return normalize.Clean(d, normalize.Options{})
	}
	for _, s := range []string{"one", "two", "one", "three", "two"} {
		if err := addTo(t, dir, []*normalize.Text{article("a", s+" and the rest of it")}, 10); err != nil {
			t.Fatal(err)
		}
	}
	x := whole(t, dir)
	ids := map[string]bool{}
	for n := range x.Len() {
		m, err := x.Meta(n)
		if err != nil {
			t.Fatal(err)
		}
		ids[m.ID] = true
	}
	if x.Len() != 3 || len(ids) != 3 || !ids["a"] {
		t.Errorf("%d articles: %v", x.Len(), ids)
	}
	other := t.TempDir()
	os.WriteFile(filepath.Join(other, "letter.txt"), []byte("dear"), 0o644)
	if _, err := Write(other); err == nil {
		t.Error("a folder with other files was taken for an index")
	}
}

func TestTrace(t *testing.T) {
	dir := t.TempDir()
	var texts []*normalize.Text
	add := func(id, day, text string) {
		d := corpus.New(id+".txt", []byte(text))
		d.Published, d.Outlet = day, "The "+id
		texts = append(texts, normalize.Clean(d, normalize.Options{}))
	}
	add("late", "2026-03-05", "Later Ana Ortega said: “We can close the harbour while a single boat still uses the quay.” That was all.")
	add("first", "2026-03-01", "“We will not close the harbour while a single boat still uses the east quay,” Ana Ortega said.")
	add("copy", "2026-03-02", "On Monday Ana Ortega said “We will not close the harbour while a single boat still uses the east quay”.")
	add("bare", "", "ana ortega said that we will not close the harbour while a single boat still uses the east quay today")
	add("other", "2026-03-01", "Nothing of this is said here at all, whatever boats may do.")
	if err := addTo(t, dir, texts, 2); err != nil {
		t.Fatal(err)
	}
	x := opened(t, dir)
	versions, err := x.Trace("We will not close the harbour while a single boat still uses the east quay")
	if err != nil {
		t.Fatal(err)
	}
	if len(versions) != 2 || len(versions[0].Carried) != 3 || len(versions[1].Carried) != 1 {
		t.Fatalf("%+v", versions)
	}
	c := versions[0].Carried
	if c[0].Outlet != "The first" || c[1].Outlet != "The copy" || c[2].Article != "bare" || c[2].Marks != "none" || c[0].Marks != "double" {
		t.Errorf("%+v", c)
	}
	if got := fmt.Sprint(versions[1].Changes); got != "[{will not can} {east }]" || versions[1].First != "2026-03-05" {
		t.Errorf("changes %s on %s", got, versions[1].First)
	}
	if none, err := x.Trace("words that nobody has ever used in this order"); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
	// too short for a shingle: found by reading all
	if short, err := x.Trace("the east quay"); err != nil || len(short) != 1 || len(short[0].Carried) != 3 {
		t.Errorf("%+v, %v", short, err)
	}
}
