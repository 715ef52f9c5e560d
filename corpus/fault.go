package corpus

import (
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
)

// Fault is a panic that was caught: a mistake of verbatim, met in one article, which
// costs that article and no other.
type Fault struct {
	Value any
	At    string // the first frames, as in “align/quote.Find (find.go:120), align.Compare (compare.go:31)”
	Stack string // of the goroutine
}

// Guard calls f and gives what it panicked with; nil when it came to its end. A
// [*Fault] that f raises again is given as it is. What cannot be caught, a stack
// or memory that is used up, ends the process.
func Guard(f func()) (fault *Fault) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *Fault:
			fault = v
		default:
			fault = &Fault{v, frames(), string(debug.Stack())}
		}
	}()
	f()
	return nil
}

func (f *Fault) String() string { return fmt.Sprint(f.Value) }

// Problem says that a fault arose in the article at path and line, and what is lost
// of the result by it, a sentence.
func (f *Fault) Problem(path string, line int, lost string) *Problem {
	return &Problem{Path: path, Line: line, Cause: "internal fault in " + f.At + ": " + f.String(),
		Remedy: "This is a mistake in verbatim, not in your files: please report this message. " + lost + " The rest is complete."}
}

// frames are the first functions of the stack below a panic, inmost first.
func frames() string {
	const most = 3
	pcs := make([]uintptr, 64)
	all := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var out []string
	raised := false
	for len(out) < most {
		f, more := all.Next()
		switch {
		case f.Function == "runtime.gopanic":
			raised = true
		case raised && f.Function != "" && !strings.HasPrefix(f.Function, "runtime."):
			out = append(out, fmt.Sprintf("%s (%s:%d)", strings.TrimPrefix(f.Function, "verbatim/"), path.Base(f.File), f.Line))
		}
		if !more {
			break
		}
	}
	return strings.Join(out, ", ")
}
