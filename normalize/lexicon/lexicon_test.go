package lexicon

import (
	"encoding/binary"
	"flag"
	"os"
	"sort"
	"strings"
	"testing"
)

func TestLevel(t *testing.T) {
	for _, c := range []struct {
		word   string
		lo, hi int // 0,0: not listed
	}{
		{"the", 10, 10}, {"The", 10, 10}, {"assembly", 10, 35}, {"PASSWORD", 10, 50}, {"don’t", 10, 35}, {"colour", 10, 50}, {"organised", 10, 70},
		{"badembly", 0, 0}, {"pbadword", 0, 0}, {"", 0, 0}, {"assembl", 0, 0}, {"zzz\x00", 0, 0}, {"\xff", 0, 0},
		{"Cassara", 96, 96}, {"Islamabad", 35, 95}, {"Badakhshan", 35, 95}, {"baden", 35, 95},
	} {
		level, ok := Level(c.word)
		if ok != (c.hi > 0) || level < c.lo || level > c.hi {
			t.Errorf("Level(%q) = %d, %v; want %d to %d", c.word, level, ok, c.lo, c.hi)
		}
	}
	if n := Count(); n < 150000 {
		t.Errorf("only %d words", n)
	}
}

func TestProper(t *testing.T) {
	for _, c := range []struct{ word, form string }{
		{"massachusetts", "Massachusetts"}, {"MASSACHUSETTS", "Massachusetts"}, {"Massachusetts", "Massachusetts"}, {"nato", "NATO"}, {"mcdonald", "McDonald"},
		{"assembly", ""}, {"turkey", ""}, {"qqq", ""},
	} {
		if form, _ := Proper(c.word); form != c.form {
			t.Errorf("Proper(%q) = %q, want %q", c.word, form, c.form)
		}
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		prefix, suffix string
		least, most    int
		want           string
	}{
		{"p", "word", 3, 3, "ass"},
		{"constitu", "", 4, 4, "ency ents ting tion tive"},
		{"", "embly", 2, 4, "ass tr"},
		{"qqq", "", 1, 4, ""},
	} {
		var got []string
		Fill(c.prefix, c.suffix, c.least, c.most, func(b []byte) bool { got = append(got, string(b)); return true })
		if strings.Join(got, " ") != c.want {
			t.Errorf("Fill(%q, %q) = %v, want %s", c.prefix, c.suffix, got, c.want)
		}
	}
}

func TestSurprise(t *testing.T) {
	for _, c := range [][2]string{{"Hassan", "Hbadan"}, {"Assad", "Badad"}, {"Qassam", "Qbadam"}, {"Lassa", "Lbada"}} {
		if Surprise(c[0]) >= Surprise(c[1]) {
			t.Errorf("%s (%.2f) should look more like a name than %s (%.2f)", c[0], Surprise(c[0]), c[1], Surprise(c[1]))
		}
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("Islamabad")
	f.Add("\x80’s")
	f.Fuzz(func(t *testing.T, w string) {
		e, ok := Lookup(w)
		if ok != (e.Level() > 0) {
			t.Fatalf("Lookup(%q) = %+v, %v", w, e, ok)
		}
		if _, ok2 := Lookup(strings.ToUpper(w)); ok && !ok2 && strings.EqualFold(strings.ToUpper(w), w) {
			t.Fatalf("%q is listed, its capitals are not", w)
		}
		if ok && !Prefix(w) {
			t.Fatalf("%q is listed but no prefix", w)
		}
	})
}

func BenchmarkLevel(b *testing.B) {
	words := strings.Fields("the secret Correspondence between two people who have never met pbadword Islamabad unbelievable")
	for b.Loop() {
		for _, w := range words {
			Level(w)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}

var update = flag.Bool("update", false, "rewrite common.tab")

// The table of common words is what the list gives: words and names up to level
// 60, four a place; of those that meet there, the more common ones stay.
func TestCommonTable(t *testing.T) {
	type common struct {
		w     string
		level int
	}
	var words []common
	Fill("", "", 1, 40, func(w []byte) bool {
		if e, _ := Lookup(string(w)); e.Level() <= 60 {
			words = append(words, common{string(w), e.Level()})
		}
		return true
	})
	sort.SliceStable(words, func(i, j int) bool { return words[i].level < words[j].level })
	table := make([]byte, 4<<commonBits)
	kept, first, firstKept := 0, 0, 0
	for _, w := range words {
		slot, sign, ok := hash(w.w)
		if !ok {
			continue
		}
		if w.level <= 20 {
			first++
		}
		for i := range 4 {
			at := table[4*(slot+i):]
			if binary.LittleEndian.Uint32(at) == 0 {
				binary.LittleEndian.PutUint32(at, sign)
				kept++
				if w.level <= 20 {
					firstKept++
				}
				break
			}
		}
	}
	if *update {
		if err := os.WriteFile("common.tab", table, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(table) != commonest {
		t.Error("common.tab is not the table of this list; rewrite it with -update")
	}
	t.Logf("%d of %d words; %d of the %d commonest", kept, len(words), firstKept, first)
	if kept < 80000 || firstKept*100 < first*95 {
		t.Errorf("%d of %d words, %d of the %d commonest", kept, len(words), firstKept, first)
	}
}

func TestCommon(t *testing.T) {
	for _, w := range []string{"the", "The", "but", "that", "about", "government", "don't", "Friday"} {
		if !Common(w) {
			t.Errorf("%s is not common", w)
		}
	}
	for _, w := range []string{"", "badembly", "pbadword", "Cassara", "\xff", "café"} {
		if Common(w) {
			t.Errorf("%s is common", w)
		}
	}
	Fill("", "", 1, 24, func(w []byte) bool {
		if s := string(w); Common(s) {
			if e, _ := Lookup(s); e.Level() > 60 {
				t.Errorf("%s is common, but of level %d", s, e.Level())
			}
		}
		return true
	})
}

func BenchmarkCommon(b *testing.B) {
	words := strings.Fields("the secret Correspondence between two people who have never met pbadword Islamabad unbelievable")
	for b.Loop() {
		for _, w := range words {
			Common(w)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}

// What a program pays that looks up one word: the tables that are made at its
// start, and the pages of the list that are read.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		makeFront()
		Lookup("assembly")
	}
}
