package diff

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// check holds the laws that every result obeys and returns the words matched.
func check(t testing.TB, a, b []string) int {
	t.Helper()
	ms := Words(a, b)
	i, j, sum := 0, 0, 0
	for k, m := range ms {
		if m.N <= 0 || m.A < i || m.B < j || m.A+m.N > len(a) || m.B+m.N > len(b) {
			t.Fatalf("match %d %v out of order or range", k, m)
		}
		if k > 0 && m.A == i && m.B == j {
			t.Fatalf("match %d %v should be joined with the one before", k, m)
		}
		if !slices.Equal(a[m.A:m.A+m.N], b[m.B:m.B+m.N]) {
			t.Fatalf("match %d %v is not equal", k, m)
		}
		i, j, sum = m.A+m.N, m.B+m.N, sum+m.N
	}
	i, j = 0, 0
	for _, op := range Ops(ms, len(a), len(b)) {
		if op.A0 != i || op.B0 != j {
			t.Fatalf("ops leave a gap before %v", op)
		}
		i, j = op.A1, op.B1
	}
	if i != len(a) || j != len(b) {
		t.Fatalf("ops end at %d,%d of %d,%d", i, j, len(a), len(b))
	}
	other := Words(b, a)
	for k := range other {
		other[k].A, other[k].B = other[k].B, other[k].A
	}
	if !slices.Equal(ms, other) {
		t.Fatalf("exchanged sides differ: %v, %v", ms, other)
	}
	return sum
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want []Match
	}{
		{"", "", nil},
		{"a", "", nil},
		{"a b c", "a b c", []Match{{0, 0, 3}}},
		{"the board voted on monday to close", "the council voted on tuesday to close", []Match{{0, 0, 1}, {2, 2, 2}, {5, 5, 2}}},
		{"x y any comments", "any comments z", []Match{{2, 0, 2}}},
	} {
		a, b := strings.Fields(c.a), strings.Fields(c.b)
		check(t, a, b)
		if got := Words(a, b); !slices.Equal(got, c.want) {
			t.Errorf("%q, %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestOps(t *testing.T) {
	got := fmt.Sprint(Ops([]Match{{1, 0, 2}, {4, 3, 1}}, 5, 6))
	if want := "[{- 0 1 0 0} {= 1 3 0 2} {~ 3 4 2 3} {= 4 5 3 4} {+ 5 5 4 6}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// edited changes a share of the words of a.
func edited(r *rand.Rand, a []string, share float64) []string {
	var b []string
	for _, w := range a {
		switch x := r.Float64() / share; {
		case x < .6:
			b = append(b, fmt.Sprint("new", r.Intn(1000)))
		case x < .8:
		case x < 1:
			b = append(b, w, fmt.Sprint("more", r.Intn(1000)))
		default:
			b = append(b, w)
		}
	}
	return b
}

// prose is n words, frequent ones more often, as in a text.
func prose(r *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		k := 20
		for r.Intn(2) == 0 && k < 20000 {
			k *= 4
		}
		out[i] = fmt.Sprint("w", r.Intn(k))
	}
	return out
}

func TestLongEditedText(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	a := prose(r, 20000)
	b := edited(r, a, .1)
	if got := check(t, a, b); got < len(a)*90/100 {
		t.Errorf("matched %d of %d words", got, len(a))
	}
}

func TestHardInputs(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	same := slices.Repeat([]string{"a"}, 100000)
	check(t, same, same[:70000])
	check(t, append(slices.Clone(same), "b"), append([]string{"c"}, same[:60000]...))
	two := func(n int) (out []string) {
		for range n {
			out = append(out, string(rune('a'+r.Intn(2))))
		}
		return out
	}
	check(t, two(50000), two(60000))
	x, y := prose(r, 60000), prose(r, 60000)
	for i := range y {
		y[i] += "y"
	}
	if got := check(t, x, y); got != 0 {
		t.Errorf("unrelated texts share %d words", got)
	}
}

func TestCarrier(t *testing.T) {
	seen := map[rune]bool{}
	for i := range 0x10000 {
		r := carrier(i)
		if s := string(r); []rune(s)[0] != r || s == "\uFFFD" || seen[r] {
			t.Fatalf("carrier(%d) = %x does not survive", i, r)
		}
		seen[r] = true
	}
}

func FuzzWords(f *testing.F) {
	f.Add("a b c d", "a c b d", byte(3))
	f.Add("a a a a a", "a a", byte(200))
	f.Add("x", "", byte(0))
	f.Fuzz(func(t *testing.T, a, b string, times byte) {
		x, y := strings.Fields(a), strings.Fields(b)
		check(t, x, y)
		if len(x) < 50 && len(y) < 50 {
			check(t, slices.Repeat(x, int(times)), slices.Repeat(y, int(times)))
		}
	})
}

func BenchmarkWords(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{60, 2000, 100000} {
		x := prose(r, n)
		for _, share := range []float64{.05, .3} {
			y := edited(r, x, share)
			b.Run(fmt.Sprintf("%d-%.0f%%", n, share*100), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Words(x, y)
				}
			})
		}
	}
	x, y := prose(r, 2000), prose(r, 2000)
	b.Run("2000-unrelated", func(b *testing.B) {
		for b.Loop() {
			Words(x, y)
		}
	})
}
