// Command verbatim compares what several outlets published about one story:
// who was quoted saying what, and where the outlets disagree. Run it without
// arguments for its commands.
package main

import (
	"context"
	"os"
)

func main() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
