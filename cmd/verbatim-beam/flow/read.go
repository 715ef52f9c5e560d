package flow

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"verbatim/align/index"
	"verbatim/align/passage"
	"verbatim/corpus"
	"verbatim/normalize"
)

func init() {
	beam.RegisterDoFn(&readFn{})
	register.Emitter1[[]byte]()
	register.Emitter2[[]byte, []byte]()
	register.Iter1[[]byte]()
}

// problemsPerShard bounds what one shard can say; the rest is counted.
const problemsPerShard = 1000

var (
	articlesRead = beam.NewCounter("verbatim", "articles")
	wordsRead    = beam.NewCounter("verbatim", "words")
	bytesStored  = beam.NewCounter("verbatim", "bytes stored")
	problemsSeen = beam.NewCounter("verbatim", "problems")

	recordsFetched = beam.NewCounter("verbatim", "articles fetched from the store")
	bytesFetched   = beam.NewCounter("verbatim", "bytes fetched from the store")
)

// readFn reads a shard, cleans its articles and puts them into the store. It
// yields what the shard holds, the articles of each story, a sample of shingles,
// and problems.
type readFn struct {
	Store    string
	Scratch  string
	MaxBytes int64
	OneStory bool
	Rate     uint32 // one article in so many is a sample of the shingles
}

// shardOf is a shard by its number and its path.
func shardOf(b []byte) (uint32, string) { return binary.BigEndian.Uint32(b), string(b[4:]) }

// summary is what a shard holds: its number, how many articles and words.
type summary struct{ shard, articles, words uint64 }

func (s summary) bytes() []byte {
	b := binary.AppendUvarint(nil, s.shard)
	b = binary.AppendUvarint(b, s.articles)
	return binary.AppendUvarint(b, s.words)
}

func summaryOf(b []byte) (summary, error) {
	r := reader{b: b}
	s := summary{r.uint(), r.uint(), r.uint()}
	return s, r.err()
}

func (f *readFn) ProcessElement(ctx context.Context, shard []byte, summaries func([]byte), stories func(story, article []byte), samples func(key, hashes []byte), problems func([]byte)) {
	number, name := shardOf(shard)
	said := 0
	problem := func(p corpus.Problem) {
		problemsSeen.Inc(ctx, 1)
		if said++; said <= problemsPerShard {
			p.Path = name
			problems(problemLine(p.Path, p.Line, p.Cause, p.Remedy))
		}
	}
	defer func() {
		if said > problemsPerShard {
			problems(problemLine(name, 0, fmt.Sprintf("%d more problems", said-problemsPerShard), "Mend the first ones."))
		}
	}()
	local, done, err := fetch(ctx, name, f.Scratch)
	defer done()
	if err != nil {
		remedy := "The shard is left out; make it readable for every worker and run again."
		if local != "" {
			remedy = "What comes before was read, the rest is left out; write the shard anew and run again."
		}
		problem(corpus.Problem{Path: name, Cause: cause(err), Remedy: remedy})
	}
	if local == "" {
		return
	}
	st := store{f.Store}
	sum := summary{shard: uint64(number)}
	var ws []words
	var docs []*corpus.Document
	flush := func() {
		if len(ws) == 0 {
			return
		}
		n, err := st.put(ctx, number, uint32(sum.articles/blockArticles), ws, docs)
		if err != nil {
			problem(corpus.Problem{Path: name, Line: docs[0].Line, Cause: fmt.Sprintf("%d articles could not be put into the store %s: %s", len(docs), f.Store, cause(err)), Remedy: "They are left out; give the store room and run again."})
		} else {
			for i, w := range ws {
				if w.Story != "" {
					stories([]byte(w.Story), binary.AppendUvarint(binary.AppendUvarint(nil, sum.shard), sum.articles+uint64(i)))
				}
			}
			f.sample(ws, docs, samples)
			bytesStored.Inc(ctx, n)
			sum.articles += uint64(len(ws))
		}
		ws, docs = nil, nil
	}
	read := uint64(0)
	for it := range corpus.Read(ctx, []string{local}, corpus.Options{MaxBytes: f.MaxBytes}) {
		if it.Problem != nil {
			problem(*it.Problem)
		}
		d := it.Document
		if d == nil {
			continue
		}
		d.Path = name
		if f.OneStory && d.Story == "" {
			d.Story = oneStory
		}
		var w words
		var n uint64
		if fault := corpus.Guard(func() { w, n = ready(normalize.Clean(d, normalize.Options{})) }); fault != nil {
			problem(*fault.Problem(name, d.Line, "The article is left out."))
			continue
		}
		ws, docs = append(ws, w), append(docs, d)
		read += n
		wordsRead.Inc(ctx, int64(n))
		articlesRead.Inc(ctx, 1)
		if len(ws) == blockArticles {
			sum.words += read
			read = 0
			flush()
		}
	}
	sum.words += read
	flush()
	summaries(sum.bytes())
}

// sample yields the shingles of some of the articles: which, their content says.
func (f *readFn) sample(ws []words, docs []*corpus.Document, yield func(key, hashes []byte)) {
	by := map[uint64][]uint64{}
	for i, d := range docs {
		if n, _ := strconv.ParseUint(d.SHA256[:8], 16, 32); n%uint64(max(1, f.Rate)) != 0 {
			continue
		}
		var p passage.Doc
		if p.UnmarshalBinary(ws[i].Doc) != nil {
			continue
		}
		var hashes []uint64
		story := storyKey(ws[i].Story)
		for _, s := range passage.Shingles(nil, 0, &p, nil) {
			hashes = append(hashes, key(s.Hash^story))
		}
		slices.Sort(hashes)
		for _, h := range slices.Compact(hashes) {
			k := h >> (hashBits - sampleBits)
			by[k] = append(by[k], h)
		}
	}
	for k, hashes := range by {
		slices.Sort(hashes)
		yield(uint64Key(k), appendSample(nil, hashes))
	}
}

func problemLine(path string, line int, cause, remedy string) []byte {
	b, _ := json.Marshal(corpus.Problem{Path: path, Line: line, Cause: cause, Remedy: remedy})
	return b
}

func faultLine(f *corpus.Fault, path string, line int, lost string) []byte {
	p := f.Problem(path, line, lost)
	return problemLine(p.Path, p.Line, p.Cause, p.Remedy)
}

// oneStory is the name of the story of all articles that have none.
const oneStory = "(all)"

// ready makes an article ready for the join: its words and its quotations.
func ready(t *normalize.Text) (words, uint64) {
	a := index.Read(t, true)
	w := words{Doc: a.Doc(), Marked: a.Marked(), Story: a.Story, Series: seriesOf(a.Outlet)}
	var d passage.Doc
	if d.UnmarshalBinary(w.Doc) != nil {
		return w, 0
	}
	return w, uint64(d.Words())
}

// seriesOf is a number of an outlet, 0 where it is not known.
func seriesOf(outlet string) uint32 {
	if outlet == "" {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(outlet))
	return h.Sum32() | 1
}

// storyKey keeps the shingles of stories apart; articles of no story share 0.
func storyKey(story string) uint64 {
	if story == "" || story == oneStory {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(story))
	return h.Sum64()
}

// fetch gives a path that package corpus can read: name itself, or a copy on the
// disk of the worker that has the same name, with .jsonl for .parquet, and that done
// removes. Both a path and an error mean that a copy is not whole.
func fetch(ctx context.Context, name, scratch string) (local string, done func(), err error) {
	local, done = name, func() {}
	remote := strings.Contains(name, "://")
	if !remote && !isParquet(name) {
		return local, done, nil
	}
	dir, err := os.MkdirTemp(scratch, "verbatim-shard-*")
	if err != nil {
		return "", done, noDisk(err)
	}
	done = func() { os.RemoveAll(dir) }
	if remote {
		local = filepath.Join(dir, path.Base(name))
		if err := download(ctx, name, local); err != nil {
			return "", done, err
		}
	}
	if isParquet(name) {
		local, err = parquetLines(local, dir)
	}
	return local, done, err
}

func download(ctx context.Context, name, local string) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, name)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(local)
	if err != nil {
		return noDisk(err)
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// noDisk says that a shard failed for its copy, not for itself.
func noDisk(err error) error {
	return fmt.Errorf("no room on the disk of the worker (--scratch): %w", err)
}

// cause is what went wrong in one line.
func cause(err error) string {
	return strings.Join(slices.DeleteFunc(strings.Split(err.Error(), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" }), "; ")
}
