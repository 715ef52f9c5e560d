package main

import (
	"bytes"
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
)

// An edit that a sister article proves names the sister's file, the place and
// the words there.
func TestExplainWitness(t *testing.T) {
	const story = "../../testdata/stories/council-harbour/"
	raw, err := os.ReadFile(story + "newsbriefly.txt")
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(raw, []byte("despatching")) // one word, taken by the spinner for “sending”
	var out, errs bytes.Buffer
	code := run(context.Background(), []string{"explain", "--edit", "newsbriefly:" + strconv.Itoa(at+3),
		story + "newsbriefly.txt", story + "sallow-gazette.txt", story + "tidewater-wire.txt"}, strings.NewReader(""), &out, &errs)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	for _, want := range []string{"Edit newsbriefly:" + strconv.Itoa(at) + "-" + strconv.Itoa(at+len("despatching")), "newsbriefly.txt:7", "»despatching«", "»sending«",
		"spin, despatching->sending", "sallow-gazette.txt:13", "put “despatching” back"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
