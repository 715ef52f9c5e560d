package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"verbatim/cmd/internal/report"
)

// output is where the results of a verb go: standard output, or a temporary
// file beside the one asked for, which takes its name only when all is written.
type output struct {
	*bufio.Writer
	gate   *gate
	file   *os.File // nil for standard output
	name   string
	stream bool // file is a device or a pipe, not a temporary file
}

// open makes the output that --output asks for.
func (e *env) open() (*output, error) {
	stdout := e.stdout
	if e.progress != nil && terminal(stdout) {
		stdout = ends{stdout, e.progress}
	}
	return e.create(e.opt.output, stdout)
}

// create makes the output of that name; "" and - are stdout.
func (e *env) create(name string, stdout io.Writer) (*output, error) {
	if name == "" || name == "-" {
		return e.through(stdout, &output{}), nil
	}
	if st, err := os.Stat(name); err == nil && st.IsDir() {
		return nil, wrong("--output %s: this is a folder. Name a file in it.", name)
	}
	if st, err := os.Stat(name); err == nil && !st.Mode().IsRegular() {
		// A device or a pipe is written to; a file must never take its place.
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, wrong("--output %s: %v. Choose something that can be written to.", name, cause(err))
		}
		return e.through(f, &output{file: f, name: name, stream: true}), nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, wrong("--output %s: %v. Choose a folder that exists and can be written to.", name, cause(err))
	}
	return e.through(f, &output{file: f, name: name}), nil
}

// through makes o write to w as long as the run is not interrupted.
func (e *env) through(w io.Writer, o *output) *output {
	temp := ""
	if o.file != nil && !o.stream {
		temp = o.file.Name()
	}
	o.gate = e.gates.add(w, temp)
	o.Writer = bufio.NewWriterSize(o.gate, 1<<16)
	return o
}

// cause is err without the path, which the message names already.
func cause(err error) error {
	if p, ok := err.(*os.PathError); ok {
		return p.Err
	}
	return err
}

// commit writes what is left and gives the file its name.
func (o *output) commit() error {
	if o == nil || o.gate == nil {
		return nil
	}
	if err := o.Flush(); err != nil {
		return fmt.Errorf("%s: %w", o.target(), err)
	}
	if err := o.gate.end(o.settle); err != nil {
		return fmt.Errorf("%s: %w", o.target(), err)
	}
	return nil
}

// settle closes the file and gives it its name.
func (o *output) settle() error {
	if o.file == nil {
		return nil
	}
	f := o.file
	o.file = nil
	if o.stream {
		return f.Close()
	}
	err := f.Chmod(0o644)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), o.name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func (o *output) target() string {
	if o.name == "" {
		return "standard output"
	}
	return o.name
}

// discard removes a file that was not committed.
func (o *output) discard() {
	if o != nil && o.file != nil {
		o.file.Close()
		if !o.stream {
			os.Remove(o.file.Name())
		}
		o.file = nil
	}
}

// keep refuses to overwrite an input: path must not be what the output will
// replace.
func (o *output) keep(path string) error {
	if o.name == "" {
		return nil
	}
	a, err := os.Stat(o.name)
	if err != nil {
		return nil
	}
	if b, err := os.Stat(path); err == nil && os.SameFile(a, b) {
		return wrong("--output %s: this is one of the inputs, and verbatim never overwrites an input. Choose another name.", o.name)
	}
	return nil
}

// style says how text for people is to look on the output.
func (e *env) style() report.Style {
	s := report.Style{All: e.opt.all, Top: e.opt.top}
	f, isFile := e.stdout.(*os.File)
	terminal := isFile && e.out.name == "" && report.Terminal(f)
	switch e.opt.color {
	case "always":
		s.Color = true
	case "auto":
		s.Color = terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	if terminal {
		s.Width = report.Width(f)
	}
	if e.opt.width >= 0 && len(e.verb.formats) > 0 && e.verb.formats[0] == "text" {
		s.Width = e.opt.width
	}
	return s
}
