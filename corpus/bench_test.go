package corpus

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func BenchmarkZstd(b *testing.B) {
	var data bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&data, `{"id":"%d","text":"`+strings.Repeat(`He said \"no\" and went on for a while. `, 100)+`"}`+"\n", i)
	}
	benchmark(b, "a.jsonl.zst", []byte(pack(b, "zstd", data.String())), data.Len())
}
