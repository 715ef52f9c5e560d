package main

import (
	"errors"
	"strings"

	"github.com/spf13/pflag"
)

// noCommand is what to do after a command that is none of known.
func noCommand(got string, known []string) error {
	hint := didYouMean(got, known)
	if hint == "" {
		hint = " “verbatim help” lists them."
	}
	return wrong("no command %q.%s", got, hint)
}

// didYouMean is a sentence that offers the nearest of known, at most half of whose
// letters are others; or "".
func didYouMean(got string, known []string) string {
	best, at := "", 1+len(got)/3
	for _, k := range known {
		d := distance(got, k)
		if strings.HasPrefix(k, got) && len(got) > 1 {
			d = 0
		}
		if d <= at && 2*d <= len(got) && (best == "" || d < at) {
			best, at = k, d
		}
	}
	if best == "" {
		return ""
	}
	return " Did you mean \"" + best + "\"?"
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour (optimal string alignment) to turn a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	two, one, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(y)]
}

// explainFlagError adds what to do to what pflag says.
func explainFlagError(err error, fs *pflag.FlagSet) string {
	text := strings.TrimSuffix(err.Error(), ".")
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		fs.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := strings.TrimLeft(unknown.GetSpecifiedName(), "-")
		if hint := didYouMean(name, names); hint != "" {
			return text + "." + strings.Replace(hint, "\"", "\"--", 1)
		}
	}
	return text + ". “verbatim help " + fs.Name() + "” lists its flags."
}

// wrap breaks text at width columns; lines after the first begin with indent.
func wrap(text string, width int, indent string) string {
	var b strings.Builder
	col := 0
	for _, w := range strings.Fields(text) {
		n := len([]rune(w))
		if col > 0 && col+1+n > width {
			b.WriteString("\n" + indent)
			col = len(indent)
		} else if col > 0 {
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += n
	}
	return b.String()
}
