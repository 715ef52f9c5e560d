// Command verbatim compares what several outlets published about one story:
// who was quoted saying what, and where the outlets disagree. Run it without
// arguments for its commands.
package main

import (
	"context"
	"os"
	"runtime"
)

// slack is how many bytes of garbage may lie about, beyond as many as are in
// use, before they are collected. Few articles are in use at a time, and would
// be gone through again and again: a fifth of the time of clean.
const slack = 32 << 20

func main() {
	// The collector counts these bytes as used; as nobody ever writes them,
	// they take no memory of the machine.
	slack := make([]byte, slack)
	code := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	runtime.KeepAlive(slack)
	os.Exit(code)
}
