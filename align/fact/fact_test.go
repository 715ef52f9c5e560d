package fact

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// near makes a context in which all words stand at the figure.
func near(words string) map[string]float64 {
	m := map[string]float64{}
	for _, w := range strings.Fields(words) {
		m[w] = 1
	}
	return m
}

func number(value, unit, qual string) Value {
	v, ok := Number("number", value, unit, qual)
	if !ok {
		panic(value)
	}
	return v
}

func clock(s, zone, qual string) Value {
	v, ok := Time(s, zone, qual, false)
	if !ok {
		panic(s)
	}
	return v
}

func length(iso, qual string) Value {
	v, ok := Duration(iso, qual)
	if !ok {
		panic(iso)
	}
	return v
}

func day(y, m, d string) Value { return Date([3]string{y, m, d}, "figures") }

func TestAgree(t *testing.T) {
	money := func(v, unit string) Value { x, _ := Number("money", v, unit, ""); return x }
	score := func(x, y string) Value { v, _ := Score(x, y); return v }
	half, _ := Time("11:35", "", "", true)
	part := number("9", "line", "")
	part.Rest = 2
	for _, c := range []struct {
		x, y               Value
		agree, contradicts bool
	}{
		{number("400", "boat", "about"), number("412", "boat", ""), true, false},
		{number("41000", "home", ""), number("41212", "home", ""), true, false},
		{number("41000", "home", ""), number("14000", "home", ""), false, true},
		{number("300000", "rider", "more than"), number("310000", "rider", "about"), true, false},
		{number("300000", "rider", ""), number("260000", "rider", ""), false, true},
		{number("42", "%", ""), number("41.8", "%", ""), true, false},
		{number("7", "%", ""), number("17", "%", ""), false, true},
		{number("7", "%", ""), number("17", "", ""), false, false},
		{number("14", "peopl", ""), number("40", "passeng", ""), false, true},
		{number("9", "#rout", ""), number("19", "#rout", ""), false, true},
		{number("9", "#rout", ""), number("19", "", ""), false, false},
		{number("3", "", ""), number("3000", "boat", ""), false, false}, // too far apart to be about one thing
		{part, number("2", "line", ""), true, false},
		{money("1350000", "euro"), money("1150000", "pound"), false, false},
		{score("41", "30"), score("41", "40"), false, true},
		{length("P6W", ""), length("P42D", ""), true, false},
		{length("P6W", ""), length("P6M", ""), false, true},
		{length("PT72H", ""), length("P1W", ""), false, true},
		{length("PT3H", ""), length("P10M", ""), false, false},
		{length("P2W", "more than"), length("P16D", ""), true, false},
		{clock("21:00", "", "just after"), clock("21:20", "", ""), true, false},
		{clock("18:35", "", ""), clock("19:35", "", ""), false, true},
		{clock("23:35", "", ""), half, true, false},
		{clock("21:20", "", ""), half, false, true},
		{number("14000", "per litr", ""), number("140000", "per litr", ""), false, true},
		{number("14000", "per litr", ""), number("140000", "", ""), false, false},
		{clock("02:14", "utc", ""), clock("22:14", "et", ""), false, false},
		{day("", "03", "14"), day("2026", "03", "14"), true, false},
		{day("", "03", "14"), day("", "03", "24"), false, true},
		{day("2026", "03", ""), day("", "04", "24"), false, false}, // a month and a day
		{day("2026", "03", "14"), Date([3]string{"2026", "03", "15"}, "weekday"), false, false},
	} {
		if got := Agree(c.x, c.y); got != c.agree || Agree(c.y, c.x) != got {
			t.Errorf("Agree(%v, %v) = %v, want %v both ways", c.x, c.y, got, c.agree)
		}
		if got := Contradict(c.x, c.y); got != c.contradicts || Contradict(c.y, c.x) != got {
			t.Errorf("Contradict(%v, %v) = %v, want %v both ways", c.x, c.y, got, c.contradicts)
		}
	}
	for _, bad := range []string{"thousands", "6-3", ""} {
		if _, ok := Number("number", bad, "", ""); ok {
			t.Errorf("%q is a number", bad)
		}
	}
	for _, bad := range []string{"", "P", "PXH", "P3", "T", "PT"} {
		if _, ok := Duration(bad, ""); ok {
			t.Errorf("%q is a duration", bad)
		}
	}
	for _, bad := range []string{"", "9", "aa:bb"} {
		if _, ok := Time(bad, "", "", false); ok {
			t.Errorf("%q is a time", bad)
		}
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		x, y Value
		want bool
	}{
		{number("320", "job", ""), number("230", "job", ""), true},
		{number("1700", "", ""), number("17000", "", ""), true},
		{number("14", "", ""), number("40", "", ""), true},
		{number("19", "", ""), number("9", "", ""), true},
		{number("41", "", ""), number("87", "", ""), false},
		{number("41", "", ""), number("31", "", ""), false},
		{number("7", "", ""), number("9", "", ""), false},
		{day("1911", "", ""), day("1921", "", ""), true},
		{day("", "09", "01"), day("", "10", "01"), false},
		{clock("05:40", "", ""), clock("04:50", "", ""), true},
		{clock("09:00", "", ""), clock("12:00", "", ""), false},
		{length("P6W", ""), length("P6M", ""), true},
		{length("PT9M", ""), length("PT19M", ""), true},
		{length("PT9M", ""), length("PT7M", ""), false},
	} {
		if got := Slip(c.x, c.y); got != c.want || Slip(c.y, c.x) != got {
			t.Errorf("Slip(%s, %s) = %v, want %v both ways", c.x.Key, c.y.Key, got, c.want)
		}
	}
}

// answers writes clashes for comparison: the values of each side with its texts.
func answers(fs []Fact, cs []Clash) string {
	var out []string
	for _, c := range cs {
		var sides []string
		for _, s := range c.Sides {
			var texts []string
			for _, i := range s {
				texts = append(texts, fmt.Sprint(fs[i].Text))
			}
			slices.Sort(texts)
			sides = append(sides, fs[s[0]].Value.Key+" in "+strings.Join(slices.Compact(texts), ","))
		}
		slices.Sort(sides)
		line := strings.Join(sides, " | ")
		if c.Left {
			line += ", perhaps"
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// faint is near with all words a little away.
func faint(words string) map[string]float64 {
	m := near(words)
	for w := range m {
		m[w] = .8
	}
	return m
}

func even(string) float64 { return 3 }

func TestCompare(t *testing.T) {
	crew := near("crew ship rescu lifeboat")
	for _, c := range []struct {
		name, want string
		facts      []Fact
	}{
		{"one answer against two", "17 in 0,1 | 70 in 2", []Fact{
			{Text: 0, Origin: 0, Value: number("17", "crew", ""), Near: crew},
			{Text: 1, Origin: 1, Value: number("17", "crew", ""), Near: crew},
			{Text: 2, Origin: 2, Value: number("70", "crew", ""), Near: crew}}},
		{"copies do not contradict themselves", "", []Fact{
			{Text: 0, Origin: 0, Value: number("17", "crew", ""), Near: crew},
			{Text: 1, Origin: 0, Value: number("70", "crew", ""), Near: crew}}},
		{"a text that has both", "", []Fact{
			{Text: 0, Origin: 0, Value: number("17", "crew", ""), Near: crew},
			{Text: 1, Origin: 1, Value: number("70", "crew", ""), Near: crew},
			{Text: 1, Origin: 1, Value: number("17", "crew", ""), Near: near("other matter")}}},
		{"words that only one has", "", []Fact{
			{Text: 0, Origin: 0, Value: number("17", "crew", ""), Near: crew},
			{Text: 1, Origin: 1, Value: number("23", "crew", ""), Near: near("strike airport airlin pilot")}}},
		{"what stands beside it answers another question", "300 in 0 | 320 in 1", []Fact{
			{Text: 0, Origin: 0, Value: number("300", "job", ""), Near: near("job plant close march")},
			{Text: 1, Origin: 1, Value: number("320", "job", ""), Near: near("job plant close march")},
			{Text: 1, Origin: 1, Value: number("280", "job", ""), Near: near("job town offic")}}},
		{"quotations are held against each other elsewhere", "", []Fact{
			{Text: 0, Origin: 0, Value: number("17", "crew", ""), Near: crew, Quoted: true},
			{Text: 1, Origin: 1, Value: number("70", "crew", ""), Near: crew, Quoted: true}}},
		{"what governs both is asked of both", "figures2026-03-31 in 0 | figures2026-05-31 in 1", []Fact{
			{Text: 0, Origin: 0, Value: Date([3]string{"2026", "03", "31"}, "figures"), Near: near("close"), Frame: [2][]string{{"close"}, {"month"}}},
			{Text: 1, Origin: 1, Value: Date([3]string{"2026", "05", "31"}, "figures"), Near: near("close"), Frame: [2][]string{{"close"}, nil}}}},
		{"nothing governs both", "", []Fact{
			{Text: 0, Origin: 0, Value: Date([3]string{"2026", "03", "31"}, "figures"), Near: near("close"), Frame: [2][]string{{"open"}, {"month"}}},
			{Text: 1, Origin: 1, Value: Date([3]string{"2026", "05", "31"}, "figures"), Near: near("close"), Frame: [2][]string{nil, {"open"}}}}},
		{"likely, and nothing governs both", "18:30 in 1 | 21:00 in 0, perhaps", []Fact{
			{Text: 0, Origin: 0, Value: clock("21:00", "", ""), Near: near("crew ship rescu lifeboat wire sign captain mast deck oar sail")},
			{Text: 1, Origin: 1, Value: clock("18:30", "", ""), Near: near("crew ship rescu lifeboat bridg radio rope harbour storm coast wave night")}}},
		{"the month does not say the day", "figures2026-02-02 in 0 | figures2026-02-12 in 1", []Fact{
			{Text: 0, Origin: 0, Value: Date([3]string{"2026", "02", "02"}, "figures"), Near: crew},
			{Text: 0, Origin: 0, Value: Date([3]string{"2026", "02", ""}, "figures"), Near: near("other matter")},
			{Text: 1, Origin: 1, Value: Date([3]string{"2026", "02", "12"}, "figures"), Near: crew}}},
		{"two moments from which it is counted", "", []Fact{
			{Text: 0, Origin: 0, Value: length("PT12H", ""), Near: near("crew ship rescu lifeboat wire sign captain mast deck oar"), Elapsed: true},
			{Text: 1, Origin: 1, Value: length("PT2H", ""), Near: near("crew ship rescu lifeboat bridg radio rope coast wave"), Elapsed: true}}},
		{"the last strike and this one", "", []Fact{
			{Text: 0, Origin: 0, Value: length("P5D", ""), Near: near("strike last"), Past: true},
			{Text: 1, Origin: 1, Value: length("P7D", ""), Near: near("strike last")}}},
		{"two answers of this one", "432000 in 0 | 604800 in 1", []Fact{
			{Text: 0, Origin: 0, Value: length("P5D", ""), Near: near("strike last")},
			{Text: 1, Origin: 1, Value: length("P7D", ""), Near: near("strike last")}}},
		{"counts at two times of a day", "", []Fact{
			{Text: 0, Origin: 0, Value: number("38000", "home", ""), Near: near("home power storm left"), With: []string{"08:00"}},
			{Text: 1, Origin: 1, Value: number("12000", "home", ""), Near: near("home power storm left"), With: []string{"18:00"}}}},
		{"ages of one person, words or not", "16 in 1 | 61 in 0", []Fact{
			{Text: 0, Origin: 0, Value: number("61", "years paul quill", ""), Near: near("quill boat sank letter")},
			{Text: 1, Origin: 1, Value: number("16", "years paul quill", ""), Near: near("quill wrote council harbour")}}},
		{"ages of father and son", "", []Fact{
			{Text: 0, Origin: 0, Value: number("61", "years paul quill", ""), Near: near("quill boat sank letter")},
			{Text: 1, Origin: 1, Value: number("16", "years tim quill", ""), Near: near("quill boat sank letter")}}},
		{"long sentences that share a few words of many", "", []Fact{
			{Text: 0, Origin: 0, Value: number("23", "boat", ""), Near: near("boat harbour mayor a b c d e f g h i j k l m n o")},
			{Text: 1, Origin: 1, Value: number("54", "boat", ""), Near: near("boat harbour mayor p q r s t u v w x y z aa bb cc dd")}}},
		{"what is left of long sentences", "23 in 0 | 54 in 1, perhaps", []Fact{
			{Text: 0, Origin: 0, Value: number("23", "boat", ""), Near: faint("boat harbour a b c d e f")},
			{Text: 0, Origin: 0, Value: number("7", "boat", ""), Near: near("storm sank")},
			{Text: 1, Origin: 1, Value: number("54", "boat", ""), Near: faint("boat harbour p q r s t u")},
			{Text: 1, Origin: 1, Value: number("7", "boat", ""), Near: near("rust hull")}}},
		{"nothing is left where a text has a third one", "", []Fact{
			{Text: 0, Origin: 0, Value: number("23", "boat", ""), Near: faint("boat harbour a b c d e f")},
			{Text: 0, Origin: 0, Value: number("7", "boat", ""), Near: near("storm sank")},
			{Text: 1, Origin: 1, Value: number("54", "boat", ""), Near: faint("boat harbour p q r s t u")}}},
		{"what counts up to a moment may be more later", "", []Fact{
			{Text: 0, Origin: 0, Value: number("23", "boat", ""), Near: faint("boat harbour a b c d e f"), Moment: true},
			{Text: 1, Origin: 1, Value: number("54", "boat", ""), Near: faint("boat harbour p q r s t u")}}},
		{"a slip in what is left", "32400 in 0 | 68400 in 1", []Fact{
			{Text: 0, Origin: 0, Value: length("PT9H", ""), Near: near("mill burn a b c d e f")},
			{Text: 1, Origin: 1, Value: length("PT19H", ""), Near: near("mill p q r s t")}}},
		{"22 days and two weeks of two things", "", []Fact{
			{Text: 0, Origin: 0, Value: length("P22D", ""), Near: near("shut govern wall meet first a b c d e f")},
			{Text: 1, Origin: 1, Value: length("P2W", ""), Near: near("shut govern wall meet p q r s t u")}}},
		{"a third outlet agrees and names the zone", "03:05 in 0,1 | 05:05 in 2", []Fact{
			{Text: 0, Origin: 0, Value: clock("03:05", "", ""), Near: near("door plane open crew")},
			{Text: 1, Origin: 1, Value: clock("03:05", "ct", ""), Near: near("door plane open crew")},
			{Text: 2, Origin: 2, Value: clock("05:05", "", ""), Near: near("door plane open crew")}}},
		{"a third outlet agrees without the noun", "48122 in 2 | 48212 in 0,1", []Fact{
			{Text: 0, Origin: 0, Value: number("48212", "#ferrier", ""), Near: near("mayor count final")},
			{Text: 1, Origin: 1, Value: number("48212", "vote", ""), Near: near("mayor count final")},
			{Text: 2, Origin: 2, Value: number("48122", "vote", ""), Near: near("mayor count final")}}},
		{"one of a list", "", []Fact{
			{Text: 0, Origin: 0, Value: number("26", "home", ""), Near: near("home power"), Listed: true},
			{Text: 1, Origin: 1, Value: number("38", "home", ""), Near: near("home power")}}},
		{"a slip may stand in a list", "26 in 0 | 62 in 1", []Fact{
			{Text: 0, Origin: 0, Value: number("26", "home", ""), Near: near("home power"), Listed: true},
			{Text: 1, Origin: 1, Value: number("62", "home", ""), Near: near("home power")}}},
		{"a better match in the same text", "300 in 0 | 320 in 1", []Fact{
			{Text: 0, Origin: 0, Value: number("300", "job", ""), Near: near("job plant close march north")},
			{Text: 1, Origin: 1, Value: number("320", "job", ""), Near: near("job plant close march north")},
			{Text: 1, Origin: 1, Value: number("450", "job", ""), Near: near("job plant close")}}},
		{"rounded and exact on one side", "14000 in 2 | 41000 in 0,1", []Fact{
			{Text: 0, Origin: 0, Value: number("41000", "card", ""), Near: near("card stolen thiev number")},
			{Text: 1, Origin: 1, Value: number("41212", "card", ""), Near: near("card stolen thiev number")},
			{Text: 2, Origin: 2, Value: number("14000", "card", ""), Near: near("card stolen thiev number")}}},
	} {
		if got := answers(c.facts, Compare(c.facts, even).Clashes); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	r := Compare([]Fact{
		{Text: 0, Origin: 0, Value: day("2016", "06", ""), Near: near("meet tower lawyer")},
		{Text: 1, Origin: 1, Value: day("", "06", "09"), Near: near("meet tower lawyer")},
	}, even)
	if len(r.Clashes) > 0 || len(r.Coarse) != 1 || r.Coarse[0].Sides[0][0] != 1 {
		t.Errorf("a day and a month: %v", r)
	}
}

// What is filled into a form, and what stands in a table, contradicts nothing.
func TestCompareMany(t *testing.T) {
	words := near("fire burn boat harbour")
	form := func(n int) []Fact {
		var fs []Fact
		for i := range n {
			fs = append(fs, Fact{Text: i, Origin: i, Value: number(fmt.Sprint(11+7*i), "boat", ""), Near: words})
		}
		return fs
	}
	if len(Compare(form(3), even).Clashes) == 0 {
		t.Error("three answers are no clash")
	}
	if cs := Compare(form(forms+2), even).Clashes; len(cs) > 0 {
		t.Errorf("%d clashes of a form", len(cs))
	}
	two := form(2)
	for i := range table {
		two = append(two, Fact{Text: 1, Origin: 1, Value: number(fmt.Sprint(500000+i*1000), "pound", ""), Near: near("row")})
	}
	if cs := Compare(two, even).Clashes; len(cs) > 0 {
		t.Errorf("a table: %s", answers(two, cs))
	}
}

// Law: the order of the facts makes no difference.
func TestCompareOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("crew ship lifeboat storm harbour rescue coast night alarm mayor quay vote pump boat letter notice")
	found := 0
	for range 300 {
		var fs []Fact
		for range 4 + r.IntN(12) {
			n := map[string]float64{}
			for range 3 + r.IntN(4) {
				n[words[r.IntN(len(words))]] = []float64{1, .5, .25}[r.IntN(3)]
			}
			text := r.IntN(5)
			fs = append(fs, Fact{Text: text, Origin: text / 2, Value: number(fmt.Sprint(10+r.IntN(6)), "boat", ""), Near: n})
		}
		weight := func(w string) float64 { return 2 + float64(len(w))/3 }
		want := answers(fs, Compare(fs, weight).Clashes)
		if want != "" {
			found++
		}
		other := slices.Clone(fs)
		r.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		if got := answers(other, Compare(other, weight).Clashes); got != want {
			t.Fatalf("%q in another order: %q", want, got)
		}
	}
	if found < 50 {
		t.Errorf("only %d of 300 cases have a clash", found)
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		r := rand.New(rand.NewPCG(1, 2))
		var fs []Fact
		for i := range n {
			c := map[string]float64{}
			for range 12 {
				c[fmt.Sprint("w", int(float64(n)*r.Float64()*r.Float64()))] = r.Float64()
			}
			fs = append(fs, Fact{Text: i / 10, Origin: i / 10, Value: number(fmt.Sprint(2+r.IntN(n)), "boat", ""), Near: c})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Compare(fs, even)
			}
		})
	}
}
