// Command verbatim compares what several outlets published about one story.
package main

import (
	"context"
	"encoding/json"
	"os"

	"verbatim/cmd/internal/pipeline"
)

func main() {
	r := pipeline.Compare(context.Background(), os.Args[2:])
	json.NewEncoder(os.Stdout).Encode(r)
}
