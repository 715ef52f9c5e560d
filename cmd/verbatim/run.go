package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/pflag"

	"verbatim/align"
	"verbatim/cmd/internal/pipeline"
	"verbatim/cmd/internal/report"
	"verbatim/corpus"
	"verbatim/normalize"
	"verbatim/normalize/page"
)

// Exit codes. They never change.
const (
	exitDone        = 0
	exitFindings    = 1 // only where findings were asked to fail
	exitUsage       = 2
	exitIncomplete  = 3 // an input could not be read or worked on; the rest was written
	exitFault       = 4
	exitInterrupted = 130
)

// env is what a verb works with.
type env struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	out            *output // results go here, never to stdout directly
	verb           *verb
	opt            options
	problems       int
	count          *pipeline.Progress
	known          []corpus.Problem // found before the articles are read
	progress       *progress        // nil: none is shown
	gates          *gates
	left           *left
}

// left is what a run that was interrupted leaves; "" is nothing.
type left struct {
	sync.Mutex
	text string
}

// leaves says what an interruption from now on leaves behind.
func (e *env) leaves(format string, a ...any) {
	e.left.Lock()
	defer e.left.Unlock()
	e.left.text = fmt.Sprintf(format, a...)
}

// options are the values of all flags; a verb has those it lists.
type options struct {
	output, format, color string
	quiet, verbose        bool
	strict                bool
	base                  string
	failOn                string
	all                   bool
	top                   int
	edits                 string
	diff, undo, witness   bool
	pairs                 string
	id, edit              string
	title, texts          string
	missingOnly           bool
	against               []string
	width, maxSize        int
	man, noProgress       bool
	warc, groupBy         string
	extractor             string
	allowPrivate          bool
	timeout, pause        int
	maxElements, maxDepth int
	maxPages, maxTime     int // seconds
	config, reviewFile    string
	dismiss, note         string
	review, open          bool
	port                  int
	from                  map[string]string // setting -> where its value comes from
	memory                int               // megabytes
	quote                 string
}

// usageError is wrong usage: exit 2.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func wrong(format string, a ...any) error { return usageError{fmt.Sprintf(format, a...)} }

// codeError ends a verb with an exit code and no further message.
type codeError int

func (e codeError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run is the whole program: it interprets args and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	e := &env{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, count: &pipeline.Progress{}, gates: &gates{}, left: &left{}}
	whole := false // the verb came to its end
	end, ended := finish(ctx, func() error {
		err := e.dispatch(args)
		switch whole = ctx.Err() == nil; {
		case whole && err == nil:
			err = e.out.commit()
		case !whole && e.out != nil && e.out.file == nil:
			e.out.commit() // the lines that are there
		}
		return err
	})
	e.gates.close()
	if !ended {
		if terminal(stderr) {
			fmt.Fprint(stderr, "\r\x1b[K") // the line of progress
		}
		return e.interrupted(stderr)
	}
	e.out.discard()
	if r := end.fault; r != nil {
		fmt.Fprintf(stderr, "verbatim: internal fault: %v\n", r)
		if f, ok := r.(*corpus.Fault); ok && e.opt.verbose {
			fmt.Fprintln(stderr, f.Stack)
		}
		fmt.Fprintln(stderr, "This is a mistake in verbatim, not in your files. Run again with -v and report what it prints.")
		return exitFault
	}
	err := end.err
	var usage usageError
	var exit codeError
	switch {
	case !whole && err == nil && e.verb != nil && e.verb.name == "serve":
		return exitDone // to interrupt it is how it ends
	case !whole:
		return e.interrupted(stderr)
	case errors.As(err, &exit):
		code = int(exit)
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "verbatim: %s\n", err)
		return exitUsage
	case err != nil:
		fmt.Fprintf(stderr, "verbatim: %s\n", err)
		return exitFault
	}
	if e.problems > 0 {
		code = exitIncomplete
	}
	return code
}

// interrupted says how far the run came.
func (e *env) interrupted(stderr io.Writer) int {
	e.left.Lock()
	text := e.left.text
	e.left.Unlock()
	if text == "" {
		read, compared, stories := e.count.Done()
		text = fmt.Sprintf("interrupted after %d articles were read and %d of %d stories compared; nothing was written to files.", read, compared, stories)
		if stories == 0 {
			text = fmt.Sprintf("interrupted after %d articles were read; nothing was written to files.", read)
		}
	}
	fmt.Fprintf(stderr, "verbatim: %s\n", text)
	return exitInterrupted
}

func (e *env) dispatch(args []string) error {
	if len(args) == 0 {
		fmt.Fprint(e.stderr, helpText())
		return codeError(exitUsage)
	}
	name, rest := args[0], args[1:]
	switch name {
	case "-h", "--help":
		name = "help"
	case "--version":
		name = "version"
	}
	v := findVerb(name)
	if v == nil {
		if strings.HasPrefix(name, "-") {
			return wrong("the command comes first: verbatim COMMAND [flags] PATH…, and %q is none. “verbatim help” lists them.", name)
		}
		return noCommand(name, verbNames())
	}
	e.verb = v
	fs := v.flagSet(&e.opt)
	if err := fs.Parse(rest); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			fmt.Fprint(e.stdout, v.help())
			return nil
		}
		return wrong("%s: %s", v.name, explainFlagError(err, fs))
	}
	if _, err := configure(v, fs, &e.opt); err != nil {
		return err
	}
	if err := e.opt.check(v, fs); err != nil {
		return err
	}
	args = fs.Args()
	if v.paths && len(args) == 0 {
		return wrong("%s needs at least one file or folder (or “-” for standard input). Example: %s", v.name, v.examples[0].line)
	}
	if v.paths && !e.opt.quiet && !e.opt.noProgress && terminal(e.stderr) && os.Getenv("TERM") != "dumb" {
		e.progress = newProgress(e.stderr, e.count)
		e.stderr = e.progress
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		e.progress.start(time.After(progressAfter), tick.C)
		defer e.progress.stop()
	}
	args, err := e.fetched(args)
	if err != nil {
		return err
	}
	if e.opt.against, err = e.fetched(e.opt.against); err != nil {
		return err
	}
	if v.name == "report" && strings.HasSuffix(e.opt.output, "/") {
		return e.folder(args)
	}
	out, err := e.open()
	if err != nil {
		return err
	}
	e.out = out
	return v.run(e, args)
}

// check tests the values that pflag does not.
func (o *options) check(v *verb, fs *pflag.FlagSet) error {
	oneOf := func(flag, value string, allowed []string) error {
		if fs.Lookup(flag) == nil || slices.Contains(allowed, value) {
			return nil
		}
		where := v.name + ": --" + flag
		if from := o.from[flag]; from != "" && from != "default" && from != "--"+flag {
			where = from + ": " + flag
		}
		if flag == "format" && value == "html" {
			return wrong("%s html: “verbatim report PATH… -o story.html” writes the page.", where)
		}
		return wrong("%s %q is not known. Choose one of: %s.%s", where, value, strings.Join(allowed, ", "), didYouMean(value, allowed))
	}
	if len(v.formats) > 0 {
		if o.format == "" {
			o.format = v.formats[0]
		}
		if err := oneOf("format", o.format, v.formats); err != nil {
			return err
		}
	}
	if o.failOn != "" {
		if err := oneOf("fail-on", o.failOn, severities); err != nil {
			return err
		}
	}
	if err := oneOf("group-by", o.groupBy, choices("group-by", v)); err != nil {
		return err
	}
	if err := oneOf("extractor", o.extractor, choices("extractor", v)); err != nil {
		return err
	}
	if err := oneOf("texts", o.texts, choices("texts", v)); err != nil {
		return err
	}
	for _, n := range []struct {
		flag        string
		value       int
		least, most int
		unit        string
	}{
		{"max-size", o.maxSize, 1, 1 << 20, "megabytes"}, {"max-elements", o.maxElements, 1, 1 << 30, "a number"}, {"max-depth", o.maxDepth, 1, 100, "a number"},
		{"max-pages", o.maxPages, 1, 1 << 30, "a number"}, {"max-time", o.maxTime, 1, 86400, "seconds"}, {"timeout", o.timeout, 1, 3600, "seconds"}, {"pause", o.pause, 0, 3600, "seconds"},
	} {
		if fs.Lookup(n.flag) != nil && (n.value < n.least || n.value > n.most) {
			return wrong("%s: --%s %d: give %s, %d to %d.", v.name, n.flag, n.value, n.unit, n.least, n.most)
		}
	}
	return oneOf("color", o.color, choices("color", v))
}

var severities = []string{"substantive", "minor", "cosmetic"}

// terminal reports whether w is one.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && report.Terminal(f)
}

// pipeline gives the options of a run.
func (e *env) pipeline() pipeline.Options {
	known := e.known
	e.known = nil
	return pipeline.Options{
		Known:    known,
		GroupBy:  e.opt.groupBy,
		Progress: e.count,
		Corpus:   corpus.Options{Stdin: e.stdin, MaxBytes: int64(e.opt.maxSize) << 20, MaxDepth: e.opt.maxDepth, MaxPages: e.opt.maxPages, MaxTime: time.Duration(e.opt.maxTime) * time.Second},
		Clean:    normalize.Options{Strict: e.opt.strict, Extractor: page.Extractors[e.opt.extractor], MaxElements: e.opt.maxElements},
		Align:    align.Options{Strict: e.opt.strict, Base: e.opt.base},
	}
}

// problem says on standard error what could not be used.
func (e *env) problem(ps ...corpus.Problem) {
	e.problems += len(ps)
	for _, p := range ps {
		fmt.Fprintf(e.stderr, "verbatim: %s\n", report.Visible(p.Error()))
	}
}

// version of the program.
const version = "0.1.0"
