package quote_test

import (
	"fmt"

	"verbatim/align/quote"
	"verbatim/corpus"
	"verbatim/normalize"
)

func ExampleFind() {
	doc := corpus.New("harbor.txt", []byte("Mayor Ann Smith met the council on May 4, 2020. “We will not close the harbor,” she told reporters. “The quay is tired, not dead.”"))
	text := normalize.Clean(doc, normalize.Options{})
	for _, q := range quote.Find(text) {
		fmt.Printf("%d %s, %s: %s\n", q.Utterance, q.Speaker.Value, q.Speaker.Sure, text.Clean[q.Span.Start:q.Span.End])
	}
	// Output:
	// 1 Ann Smith, inferred: We will not close the harbor,
	// 1 Ann Smith, guessed: The quay is tired, not dead.
}
