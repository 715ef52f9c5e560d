package edit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// Every rule of the package is explained, each once.
func TestRulesAreExplained(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "edit.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			if id, ok := v.Type.(*ast.Ident); ok && id.Name == "Rule" {
				named[strings.Trim(v.Values[0].(*ast.BasicLit).Value, `"`)] = true
			}
		}
		return true
	})
	if len(named) < 10 {
		t.Fatalf("%d rules found in the source", len(named))
	}
	for _, r := range Rules() {
		if !named[string(r.Name)] {
			t.Errorf("%q is no rule, or explained twice", r.Name)
		}
		delete(named, string(r.Name))
		if r.Short == "" || r.When == "" || r.Published == "" || r.Published == r.Repaired {
			t.Errorf("%s is not explained", r.Name)
		}
	}
	if len(named) > 0 {
		t.Errorf("not explained: %v", named)
	}
}
