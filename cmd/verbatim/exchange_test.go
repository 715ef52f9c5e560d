package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var stories = []string{"../../testdata/articles", "../../testdata/stories/council-harbour", "../../testdata/stories/kettle-recall", "../../testdata/stories/sponge-science"}

// written is what compare writes about the articles of a story.
func written(t *testing.T, dir, format string) string {
	t.Helper()
	var paths []string
	for _, ext := range []string{"*.txt", "*.html"} {
		found, err := filepath.Glob(filepath.Join(dir, ext))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	code, out, errs := do(t, append([]string{"compare", "--format", format}, paths...)...)
	if code != exitDone {
		t.Fatalf("%s: exit %d: %s", dir, code, errs)
	}
	return out
}

// The formats of the field are in the folder too.
func TestFolderHasTheFormats(t *testing.T) {
	dir := t.TempDir() + "/out/"
	if code, _, errs := do(t, "report", stories[1]+"/daily-clarion.txt", stories[1]+"/sallow-gazette.txt", "-o", dir); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, name := range []string{"story.html", "story.json", "story.jsonl", "story.md", "story.xml", "annotations.jsonld", "collatex.jsonl", "quotes.csv", "variants.csv", "matrix.csv", "timeline.csv", "edits.csv"} {
		if st, err := os.Stat(dir + name); err != nil || st.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// teiFaults lists what is wrong with an apparatus: pointers that lead nowhere,
// ids given twice, witnesses that an app names twice or not at all.
func teiFaults(doc string) (faults []string, apps int) {
	fault := func(format string, a ...any) { faults = append(faults, fmt.Sprintf(format, a...)) }
	ids := map[string]bool{}
	var pointers, path []string
	var wits, carriers []string
	need := map[string]bool{"TEI/teiHeader/fileDesc/titleStmt/title": false, "TEI/teiHeader/fileDesc/publicationStmt/p": false, "TEI/teiHeader/fileDesc/sourceDesc/listWit/witness": false,
		"TEI/teiHeader/encodingDesc/variantEncoding": false, "TEI/teiHeader/encodingDesc/classDecl/taxonomy/category/catDesc": false, "TEI/text/body/div/head": false}
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fault("not well-formed: %v", err)
			break
		}
		switch x := tok.(type) {
		case xml.StartElement:
			parent := ""
			if len(path) > 0 {
				parent = path[len(path)-1]
			}
			path = append(path, x.Name.Local)
			if x.Name.Space != "http://www.tei-c.org/ns/1.0" {
				fault("<%s> is not of TEI", x.Name.Local)
			}
			if at := strings.Join(path, "/"); !need[at] {
				need[at] = true
			}
			switch x.Name.Local {
			case "div":
				carriers = nil
			case "app":
				wits = nil
				apps++
			case "rdg", "lem":
				if parent != "app" {
					fault("<%s> in <%s>", x.Name.Local, parent)
				}
			}
			for _, a := range x.Attr {
				switch a.Name.Local {
				case "id":
					if ids[a.Value] {
						fault("id %s twice", a.Value)
					}
					ids[a.Value] = true
				case "wit":
					wits = append(wits, strings.Fields(a.Value)...)
					pointers = append(pointers, strings.Fields(a.Value)...)
				case "who", "toWhom":
					if x.Name.Local != "said" {
						fault("@%s at <%s>", a.Name.Local, x.Name.Local)
					}
					pointers = append(pointers, a.Value)
				case "ana", "corresp":
					pointers = append(pointers, strings.Fields(a.Value)...)
				}
			}
		case xml.EndElement:
			if x.Name.Local == "app" {
				slices.Sort(wits)
				if len(slices.Compact(slices.Clone(wits))) != len(wits) {
					fault("an app names a witness twice: %v", wits)
				}
				if carriers == nil {
					carriers = wits
				} else if !slices.Equal(carriers, wits) {
					fault("apps of one quotation name %v and %v", carriers, wits)
				}
			}
			path = path[:len(path)-1]
		}
	}
	for _, p := range pointers {
		if !strings.HasPrefix(p, "#") || !ids[p[1:]] {
			fault("%s leads nowhere", p)
		}
	}
	for at, seen := range need {
		if !seen {
			fault("no %s", at)
		}
	}
	return faults, apps
}

func TestTEI(t *testing.T) {
	for _, dir := range stories {
		doc := written(t, dir, "tei")
		faults, apps := teiFaults(doc)
		for _, f := range faults {
			t.Errorf("%s: %s", dir, f)
		}
		if apps == 0 {
			t.Errorf("%s: no app", dir)
		}
		if again := written(t, dir, "tei"); again != doc {
			t.Errorf("%s: the same input gives another document", dir)
		}
		// The test itself finds what is wrong.
		for _, x := range [][2]string{{`wit="#w1`, `wit="#w99`}, {`xml:id="Q2"`, `xml:id="Q1"`}, {`<rdg wit="#w2`, `<rdg wit="#w2 #w2`}} {
			if bad := strings.Replace(doc, x[0], x[1], 1); bad != doc {
				if faults, _ := teiFaults(bad); len(faults) == 0 {
					t.Errorf("%s: %s for %s is not noticed", dir, x[1], x[0])
				}
			}
		}
		valid(t, doc)
	}
	_, out, _ := do(t, "compare", "--format", "tei", "--base", "daily-clarion", "../../testdata/stories/council-harbour/daily-clarion.txt", "../../testdata/stories/council-harbour/sallow-gazette.txt")
	if faults, _ := teiFaults(out); len(faults) > 0 || !strings.Contains(out, "<lem wit=") {
		t.Errorf("with a base: %v, lemma %v", faults, strings.Contains(out, "<lem wit="))
	}
}

// valid asks jing or xmllint where a copy of the schema is named.
func valid(t *testing.T, doc string) {
	t.Helper()
	schema := os.Getenv("VERBATIM_TEI_RNG")
	if schema == "" {
		return
	}
	name := filepath.Join(t.TempDir(), "story.xml")
	if err := os.WriteFile(name, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tool := range [][]string{{"jing", schema, name}, {"xmllint", "--noout", "--relaxng", schema, name}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			continue
		}
		if out, err := exec.Command(tool[0], tool[1:]...).CombinedOutput(); err != nil {
			t.Errorf("%v: %.2000s", err, out)
		}
		return
	}
	t.Error("VERBATIM_TEI_RNG names a schema, and there is neither jing nor xmllint")
}

func TestCollateX(t *testing.T) {
	type word struct{ T, N string }
	for _, dir := range stories {
		quotes := map[string]map[string]string{} // quotation, article -> its words
		var r struct {
			Quotes []struct {
				ID          string
				Occurrences []struct{ Article, Text string }
			}
		}
		if err := json.Unmarshal([]byte(written(t, dir, "json")), &r); err != nil {
			t.Fatal(err)
		}
		for _, q := range r.Quotes {
			quotes[q.ID] = map[string]string{}
			for _, o := range q.Occurrences {
				quotes[q.ID][o.Article] += " " + o.Text
			}
		}
		d := json.NewDecoder(strings.NewReader(written(t, dir, "collatex")))
		n := 0
		for ; d.More(); n++ {
			var c struct {
				ID        string
				Witnesses []string
				Table     [][][]word
			}
			if err := d.Decode(&c); err != nil {
				t.Fatal(err)
			}
			if len(c.Witnesses) < 2 || len(c.Witnesses) != len(c.Table) || len(c.Witnesses) != len(quotes[c.ID]) {
				t.Errorf("%s %s: %d witnesses, %d rows, %d carriers", dir, c.ID, len(c.Witnesses), len(c.Table), len(quotes[c.ID]))
			}
			used := make([]bool, len(c.Table[0]))
			for i, row := range c.Table {
				if len(row) != len(used) {
					t.Fatalf("%s %s: rows of %d and %d columns", dir, c.ID, len(row), len(used))
				}
				has := 0
				for col, cell := range row {
					for _, w := range cell {
						has++
						used[col] = true
						if !strings.Contains(quotes[c.ID][c.Witnesses[i]], strings.TrimSpace(w.T)) {
							t.Errorf("%s %s: %s does not say %q", dir, c.ID, c.Witnesses[i], w.T)
						}
					}
				}
				if has == 0 {
					t.Errorf("%s %s: %s says nothing", dir, c.ID, c.Witnesses[i])
				}
			}
			if slices.Contains(used, false) {
				t.Errorf("%s %s: an empty column", dir, c.ID)
			}
		}
		if n == 0 {
			t.Errorf("%s: no collation", dir)
		}
	}
}

// The musts of the Web Annotation model, and that every selector leads to the
// published words.
func TestAnnotations(t *testing.T) {
	type selector struct {
		Type, Exact, Prefix, Suffix string
		Start, End                  int
	}
	for _, dir := range stories {
		sums := map[string][]rune{}
		var r struct {
			Articles []struct{ Path, Layer, SHA256 string }
			Findings []struct{ Readings []any }
		}
		if err := json.Unmarshal([]byte(written(t, dir, "json")), &r); err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, f := range r.Findings {
			want += len(f.Readings)
		}
		for _, a := range r.Articles {
			raw, err := os.ReadFile(a.Path)
			if err != nil {
				t.Fatal(err)
			}
			if a.Layer == "file" {
				sums["urn:sha256:"+a.SHA256] = []rune(string(raw))
			}
		}
		var page struct {
			Context string `json:"@context"`
			ID      string
			Type    string
			Items   []struct {
				ID, Type, Motivation, Created string
				Body                          []struct{ Type, Purpose, Value string }
				Target                        struct {
					Source   string
					Selector []selector
				}
			}
		}
		if err := json.Unmarshal([]byte(written(t, dir, "annotation")), &page); err != nil {
			t.Fatal(err)
		}
		if page.Context != "http://www.w3.org/ns/anno.jsonld" || page.Type != "AnnotationPage" || !strings.HasPrefix(page.ID, "urn:uuid:") {
			t.Errorf("%s: the page is %s %s %s", dir, page.Context, page.Type, page.ID)
		}
		if len(page.Items) != want {
			t.Errorf("%s: %d annotations for %d readings", dir, len(page.Items), want)
		}
		ids, places := map[string]bool{}, 0
		for _, x := range page.Items {
			if ids[x.ID] || !strings.HasPrefix(x.ID, "urn:uuid:") || x.Type != "Annotation" || x.Motivation != "assessing" || x.Target.Source == "" || x.Created != "" || len(x.Body) != 3 {
				t.Errorf("%s: %+v", dir, x)
			}
			ids[x.ID] = true
			for _, b := range x.Body {
				if b.Type != "TextualBody" || b.Purpose == "" || b.Value == "" {
					t.Errorf("%s: body %+v", dir, b)
				}
			}
			layer, ok := sums[x.Target.Source]
			if len(x.Target.Selector) < 2 || !ok {
				continue
			}
			q, p := x.Target.Selector[0], x.Target.Selector[1]
			places++
			if q.Type != "TextQuoteSelector" || p.Type != "TextPositionSelector" || p.End > len(layer) || string(layer[p.Start:p.End]) != q.Exact ||
				!strings.HasSuffix(string(layer[:p.Start]), q.Prefix) || !strings.HasPrefix(string(layer[p.End:]), q.Suffix) {
				t.Errorf("%s: %+v does not lead to %+v", dir, p, q)
			}
		}
		if places == 0 && len(sums) > 0 {
			t.Errorf("%s: no place was tested", dir)
		}
	}
}
