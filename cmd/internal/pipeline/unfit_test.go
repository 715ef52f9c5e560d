package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A page without an article is named, and the rest is compared.
func TestPagesWithoutArticle(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.html": "<!DOCTYPE html><p>The council met on Monday, and the mayor said: “We will close the harbour.”",
		"b.html": "<!DOCTYPE html><title>x</title><img src=x><script>var a</script>",
		"c.html": "<!DOCTYPE html><h1>We value your privacy</h1><p>We and our partners use cookies and personal data. Do you consent?<button>Accept all</button>",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, texts := Compare(context.Background(), []string{dir}, Options{})
	if len(texts) != 1 || !r.Incomplete || len(r.Problems) != 2 || !strings.HasPrefix(r.Problems[0].Cause, "no text of an article") || !strings.HasPrefix(r.Problems[1].Cause, "a page that asks for consent") {
		t.Errorf("%d texts, problems %+v", len(texts), r.Problems)
	}
}
