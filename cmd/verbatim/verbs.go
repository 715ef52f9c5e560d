package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"verbatim/cmd/internal/pipeline"
	"verbatim/corpus"
	"verbatim/normalize/page"
)

// verb is one command. The table of verbs is the only place that names them:
// dispatch, help and suggestions read it.
type verb struct {
	name     string
	synopsis string // what follows the name
	short    string // one line
	long     string
	formats  []string // the first is the default
	flags    []string // names in flagTable, besides those of every verb
	paths    bool     // at least one input must be named
	examples []example
	run      func(*env, []string) error
}

type example struct{ line, says string }

// verbs in the order of the help page. It is a function because the verb help
// reads the table.
func verbs() []*verb {
	return []*verb{
		{
			name: "compare", synopsis: "PATH…", paths: true, run: (*env).compare,
			short:   "what the outlets disagree on, worst first",
			long:    "Reads the articles, undoes scrape damage, finds and joins their quotations, and reports every difference between outlets by class and severity.",
			formats: []string{"text", "json", "jsonl", "csv", "csv-excel", "md", "tei", "annotation", "collatex"},
			flags:   []string{"base", "group-by", "strict", "all", "top", "fail-on", "dismiss", "note", "review-file", "quote"},
			examples: []example{
				{"verbatim compare story/*.html", "the report on the terminal"},
				{"verbatim compare story --format json -o story.json", "the same as data (verbatim/1)"},
				{"verbatim compare story --format tei -o story.xml", "a TEI apparatus of the quotations"},
				{"verbatim compare story --fail-on substantive", "exit 1 when outlets differ in substance"},
				{"verbatim compare story --dismiss F3 --note \"agreed with the desk\"", "F3 does not count any more; “serve --review” does this in a browser"},
				{"verbatim compare --group-by auto today", "a folder of mixed articles, sorted into stories"},
			},
		},
		{
			name: "report", synopsis: "PATH…", paths: true, run: (*env).report,
			short:   "everything as one HTML page, to read, print or send",
			long:    "Writes one page that needs nothing else: no network, no script, no second file. Every finding has the published words of both sides beside it.",
			formats: []string{"html"},
			flags:   []string{"title", "texts", "base", "group-by", "strict", "review-file"},
			examples: []example{
				{"verbatim report story -o story.html", ""},
				{"verbatim report --texts excerpt story -o story.html", "only the paragraphs with quotations, for sharing"},
				{"verbatim report story -o story/", "a folder with the page, the data and the tables"},
			},
		},
		{
			name: "check", synopsis: "DRAFT --against PATH…", paths: true, run: (*env).check,
			short:   "whether the quotations of a draft stand in the sources, word for word",
			long:    "A spell checker for quotations: each quotation of DRAFT is looked up in the sources (transcripts, documents, published articles). Exit 1 when one is altered, spliced, truncated, not found or in another mouth; --fail-on minor also for what the draft marks as its own, --fail-on cosmetic also for typography.",
			formats: []string{"text", "json", "jsonl"},
			flags:   []string{"against", "all", "fail-on", "dismiss", "note", "review-file"},
			examples: []example{
				{"verbatim check draft.txt --against transcripts", ""},
				{"verbatim check --format jsonl draft.txt --against speech.txt", "one verdict a line"},
			},
		},
		{
			name: "clean", synopsis: "PATH…", paths: true, run: (*env).clean,
			short:   "the article as its outlet wrote it, and every edit that led there",
			long:    "Prints the cleaned body of each article. Nothing is changed without an edit that says which published bytes were replaced, by which rule and on what evidence.",
			formats: []string{"text", "jsonl"},
			flags:   []string{"edits", "diff", "undo", "witnesses", "strict"},
			examples: []example{
				{"verbatim clean article.txt", "the cleaned body"},
				{"verbatim clean --diff article.txt", "what was changed, and why"},
				{"verbatim clean --edits edits.csv story", "every edit of every article as a table"},
				{"verbatim clean --undo article.txt", "the published bytes, got back from the cleaned text and the edits"},
			},
		},
		{
			name: "quotes", synopsis: "PATH…", paths: true, run: (*env).quotes,
			short:   "the quotations of each article: who, to whom, when",
			long:    "An inventory of the quotations of each article by itself, in the order of the text.",
			formats: []string{"text", "json", "jsonl", "csv", "csv-excel", "md"},
			flags:   []string{"strict"},
			examples: []example{
				{"verbatim quotes article.txt", ""},
				{"verbatim quotes --format jsonl archive.jsonl.gz", "one occurrence a line"},
			},
		},
		{
			name: "passages", synopsis: "PATH…", paths: true, run: (*env).passages,
			short:   "what any two articles share, quoted or not",
			long:    "Prints every passage that two articles of one story share. --pairs limits it to the pairs in FILE, one {\"a\": id, \"b\": id} a line.",
			formats: []string{"jsonl", "text"},
			flags:   []string{"pairs", "strict", "memory"},
			examples: []example{
				{"verbatim passages story", ""},
				{"verbatim passages --format text story", "with the words, and marks where they differ"},
				{"verbatim passages --pairs pairs.jsonl archive.jsonl", ""},
			},
		},
		{
			name: "families", synopsis: "PATH…", paths: true, run: (*env).families,
			short:   "the quotations that several articles carry, in a corpus of any size",
			long:    "Prints every quotation that two or more articles carry, with all its occurrences and readings, marked or not, one object a line. Memory is bounded (--memory); the order of the input makes no difference.",
			formats: []string{"jsonl"},
			flags:   []string{"strict", "memory"},
			examples: []example{
				{"verbatim families archive.jsonl.gz > families.jsonl", ""},
			},
		},
		{
			name: "index", synopsis: "DIR PATH… | verify DIR | compact DIR", paths: true, run: (*env).index,
			short: "make or extend an index: an archive that is read once and asked often",
			long:  "Adds the articles at PATH to the index in the folder DIR; those that are there already are not read again, so that the same command goes on after an interruption, and a new day costs what the day costs. passages, families, trace, check --against and compare --quote take DIR in place of articles. verify reads the whole index and says whether it is what was written; compact makes one file of its segments. One process may write while others read.",
			flags: []string{"strict"},
			examples: []example{
				{"verbatim index archive.index 2026-11-24.jsonl.gz", "add a day"},
				{"verbatim index verify archive.index", ""},
				{"verbatim index compact archive.index", ""},
			},
		},
		{
			name: "trace", synopsis: "QUOTATION DIR", paths: true, run: (*env).trace,
			short:   "every version of a quotation in an index, the oldest first",
			long:    "Says who published which version of a quotation when, and what each changed against the oldest.",
			formats: []string{"text", "jsonl"},
			examples: []example{
				{"verbatim trace \"we will not close the harbour\" archive.index", ""},
			},
		},
		{
			name: "matrix", synopsis: "PATH…", paths: true, run: (*env).matrix,
			short:   "who carries what: quotations, dates, numbers, names",
			long:    "A row for each quotation and each detail that can be checked, a column for each outlet: yes, part, differs, no, not in these words where it may say the same in others, or cut off where the text of the outlet is, and may have had it. Rows in which outlets differ come first.",
			formats: []string{"text", "csv", "csv-excel", "md"},
			flags:   []string{"missing-only", "base", "group-by", "strict", "review-file"},
			examples: []example{
				{"verbatim matrix --missing-only story", "only what two or more outlets have and another lacks"},
				{"verbatim matrix --format csv story -o matrix.csv", ""},
			},
		},
		{
			name: "timeline", synopsis: "PATH…", paths: true, run: (*env).timeline,
			short:   "what happened when, and which outlets say so",
			long:    "A day or month each: the sentence that tells of it, the findings that stand against each other there, the quotations said then, and which outlets name the day. The day of publication is no event, nor is one that only a speaker names without a year.",
			formats: []string{"text", "csv", "csv-excel", "md"},
			flags:   []string{"base", "group-by", "strict", "review-file"},
			examples: []example{
				{"verbatim timeline story", ""},
			},
		},
		{
			name: "show", synopsis: "--id ID PATH…", paths: true, run: (*env).show,
			short:   "one quotation, finding or detail with its evidence",
			long:    "ID is Q3 (the number of a quotation), F2 (of a finding), ARTICLE:BYTE or the id of an edit, or the id of anything in the report.",
			formats: []string{"text", "json"},
			flags:   []string{"id", "base", "group-by", "strict", "review-file"},
			examples: []example{
				{"verbatim show --id Q3 story", "quotation 3, what each outlet has, and where"},
			},
		},
		{
			name: "serve", synopsis: "PATH…", paths: true, run: (*env).serve,
			short: "the report in a browser, following the files",
			long:  "Serves the page of “report” at 127.0.0.1, at a free port that is printed, and reads the files again when they change. Nothing is written unless --review is given: then findings can be confirmed and dismissed with a note, kept in story.review.json beside the articles, and an outlet can be added by dropping a file or pasting a text. “compare” and “report” honour the verdicts: what was dismissed does not count.",
			flags: []string{"review", "review-file", "port", "open", "title", "texts", "base", "strict"},
			examples: []example{
				{"verbatim serve story", "read only"},
				{"verbatim serve --review --open story", "with verdicts and notes, in the browser at once"},
			},
		},
		{
			name: "schema", run: (*env).schema,
			short: "the JSON Schema of the report (verbatim/1)",
			long:  "Prints the JSON Schema (draft 2020-12) of what “compare --format json” writes.",
			examples: []example{
				{"verbatim schema > verbatim-1.schema.json", ""},
			},
		},
		{
			name: "explain", synopsis: "[CLASS | RULE | --edit EDIT PATH…]", run: (*env).explain,
			short: "what a class of finding or a rule of repair means, or why one edit was made",
			long:  "Without a name: the lists of both. With --edit: the published words, what was put there, the rule, the evidence, other readings, the witness and its place, and how to take the edit back. EDIT is an id of “clean --edits” or “clean --diff” (wire:474-482), or ARTICLE:BYTE for every edit over that published byte; ARTICLE is an id, an outlet or a file.",
			flags: append([]string{"edit", "strict"}, limits...),
			examples: []example{
				{"verbatim explain truncation", ""},
				{"verbatim explain --edit wire:474-482 story", "why these bytes of the article “wire” were changed"},
				{"verbatim explain --edit wire.txt:476 story/wire.txt", "every edit over byte 476, from the article alone"},
			},
		},
		{
			name: "config", synopsis: "[COMMAND]", run: (*env).config,
			short:   "the settings in force, and where each comes from",
			long:    "Settings are the flags of the commands without their dashes. They stand in verbatim.toml in the working folder or in the user's own (top = 20; in a table [report] for one command), or in variables such as VERBATIM_TOP. What one run is about (format, output, ids) is given on the command line only.",
			formats: []string{"text", "json"},
			examples: []example{
				{"verbatim config", "every setting, its value and its source"},
				{"verbatim config report", "those of one command"},
			},
		},
		{
			name: "completion", synopsis: "SHELL", run: (*env).completion,
			short: "completion of commands and flags for " + strings.Join(shells, ", "),
			long:  "Prints a script that makes SHELL complete the commands and flags of verbatim.",
			examples: []example{
				{"verbatim completion bash > ~/.local/share/bash-completion/completions/verbatim", ""},
				{"verbatim completion zsh > ~/.zfunc/_verbatim", "with ~/.zfunc in fpath"},
				{"verbatim completion fish > ~/.config/fish/completions/verbatim.fish", ""},
			},
		},
		{
			name: "help", synopsis: "[COMMAND]", run: (*env).help,
			short: "this page, or the page of one command",
			flags: []string{"man"},
			examples: []example{
				{"verbatim help compare", ""},
				{"verbatim help --man > verbatim.1", "the manual page"},
			},
		},
		{
			name: "version", run: (*env).version,
			short:    "the version of verbatim",
			examples: []example{{"verbatim version", ""}},
		},
	}
}

// flagTable defines every flag once.
var flagTable = map[string]func(*pflag.FlagSet, *options, *verb){
	"output": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`; - is standard output")
	},
	"format": func(f *pflag.FlagSet, o *options, v *verb) {
		f.StringVarP(&o.format, "format", "f", v.formats[0], "`FORMAT`: "+strings.Join(v.formats, ", "))
	},
	"color": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.color, "color", "auto", "`WHEN`: auto, always or never")
	},
	"config": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.config, "config", "", "read settings from `FILE` instead of verbatim.toml and the user's own; none reads no file")
	},
	"dismiss": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.dismiss, "dismiss", "", "set `ID` aside, in the file of verdicts: it does not count from now on")
	},
	"note": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.note, "note", "", "why it was set aside, in `WORDS`")
	},
	"review": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.review, "review", false, "take verdicts on findings, and further outlets")
	},
	"port": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.port, "port", 0, "listen on port `N`; 0 takes a free one")
	},
	"open": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.open, "open", false, "open the page in the browser")
	},
	"review-file": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.reviewFile, "review-file", "", "read verdicts on findings from `FILE` (default: story.review.json beside the articles); none reads no file")
	},
	"quiet": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVarP(&o.quiet, "quiet", "q", false, "say only what failed")
	},
	"verbose": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVarP(&o.verbose, "verbose", "v", false, "say more")
	},
	"strict": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.strict, "strict", false, "apply only repairs that a word list or a sister article proves; list the others as suggestions")
	},
	"base": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.base, "base", "", "take `ARTICLE` (its id or outlet) as the reference, such as a transcript")
	},
	"fail-on": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.failOn, "fail-on", "", "exit 1 when there is a finding of `LEVEL` or worse: "+strings.Join(severities, ", "))
	},
	"all": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVarP(&o.all, "all", "a", false, "show everything, also spelling and typography")
	},
	"top": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.top, "top", 0, "show only the first `N` findings")
	},
	"edits": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.edits, "edits", "", "write every edit to `FILE` (.jsonl or .csv)")
	},
	"diff": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.diff, "diff", false, "print the edits in place instead of the text")
	},
	"undo": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.undo, "undo", false, "print the published bytes, got back from the cleaned text and the edits")
	},
	"witnesses": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.witness, "witnesses", false, "let the articles of one story repair each other, as compare does")
	},
	"pairs": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.pairs, "pairs", "", "only the pairs in `FILE`, JSONL of {\"a\": id, \"b\": id}")
	},
	"against": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringArrayVar(&o.against, "against", nil, "`PATH` of the sources; may be given again, and further paths may follow the draft")
	},
	"max-size": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.maxSize, "max-size", corpus.DefaultMaxBytes>>20, "refuse articles larger than `MB` megabytes")
	},
	"max-elements": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.maxElements, "max-elements", page.DefaultMaxElements, "refuse pages of more than `N` elements")
	},
	"max-depth": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.maxDepth, "max-depth", corpus.DefaultMaxDepth, "refuse containers within containers (gzip, zstd, zip …) deeper than `N`")
	},
	"max-pages": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.maxPages, "max-pages", corpus.DefaultMaxPages, "read no more than `N` pages of a PDF file")
	},
	"max-time": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.maxTime, "max-time", int(corpus.DefaultMaxTime.Seconds()), "give up on a PDF file after `SECONDS`")
	},
	"pause": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.pause, "pause", 1, "wait `SECONDS` between two requests to a host; its robots.txt may ask for more")
	},
	"group-by": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.groupBy, "group-by", pipeline.Groupings[0], "compare with each other the articles of one `WHAT`: story (as the input says; else all), url (versions of one page), auto (what they have in common)")
	},
	"extractor": func(f *pflag.FlagSet, o *options, v *verb) {
		f.StringVar(&o.extractor, "extractor", "readability", "find the article in a page by `HOW`: readability (its markup, as the reader view of a browser does) or words (what its lines say, as in plain text)")
	},
	"warc": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.warc, "warc", "", "keep fetched pages in `FILE` (default: beside the output, or fetched.warc.gz)")
	},
	"timeout": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.timeout, "timeout", 30, "give up on a server after `SECONDS`")
	},
	"allow-private": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.allowPrivate, "allow-private", false, "fetch from inner networks and this machine too, and by the proxy of the environment")
	},
	"missing-only": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.missingOnly, "missing-only", false, "only what two or more outlets have and another lacks or has differently")
	},
	"title": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.title, "title", "", "the `TITLE` of the page")
	},
	"texts": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.texts, "texts", "full", "`HOW` much of the articles the page holds: full, excerpt or none")
	},
	"width": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.width, "width", -1, "wrap at `N` columns; 0 does not wrap (default: that of the terminal)")
	},
	"no-progress": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.noProgress, "no-progress", false, "show no line of progress on the terminal")
	},
	"quote": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.quote, "quote", "", "compare only what the articles of an index have of `QUOTATION`")
	},
	"memory": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.IntVar(&o.memory, "memory", 1024, "keep at most about `MB` megabytes of articles and postings in memory; the rest goes to temporary files")
	},
	"man": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.BoolVar(&o.man, "man", false, "print the manual page (roff)")
	},
	"edit": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.edit, "edit", "", "explain the edit `EDIT`: an id such as wire:474-482, or ARTICLE:BYTE")
	},
	"id": func(f *pflag.FlagSet, o *options, _ *verb) {
		f.StringVar(&o.id, "id", "", "what to show: Q3, F2, an edit (wire:474-482), or an `ID` of the report")
	},
}

// limits are the flags that bound what is read.
var limits = []string{"max-size", "max-elements", "max-depth", "max-pages", "max-time"}

func findVerb(name string) *verb {
	for _, v := range verbs() {
		if v.name == name {
			return v
		}
	}
	return nil
}

func verbNames() []string {
	var names []string
	for _, v := range verbs() {
		names = append(names, v.name)
	}
	return names
}

func (v *verb) flagSet(o *options) *pflag.FlagSet {
	fs := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	fs.SortFlags = false
	fs.Usage = func() {}
	names := append([]string(nil), v.flags...)
	if len(v.formats) > 0 {
		names = append([]string{"format", "output"}, names...)
	} else {
		names = append([]string{"output"}, names...)
	}
	if v.paths {
		names = append(append(names, limits...), "extractor", "warc", "timeout", "pause", "allow-private", "no-progress")
	}
	if slices.Contains(v.formats, "text") {
		names = append(names, "width")
	}
	for _, n := range append(names, "color", "config", "quiet", "verbose") {
		flagTable[n](fs, o, v)
	}
	return fs
}

func (v *verb) help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "verbatim %s: %s\n\n", v.name, v.short)
	b.WriteString("Examples:\n")
	for _, x := range v.examples {
		fmt.Fprintf(&b, "  %s\n", x.line)
		if x.says != "" {
			fmt.Fprintf(&b, "      %s\n", x.says)
		}
	}
	fmt.Fprintf(&b, "\nUsage: verbatim %s\n", strings.TrimSpace(v.name+" "+v.synopsis))
	if v.long != "" {
		fmt.Fprintf(&b, "\n%s\n", wrap(v.long, 78, ""))
	}
	if strings.Contains(v.synopsis, "PATH") {
		fmt.Fprintf(&b, "\n%s\n", wrap(aboutPaths, 78, ""))
	}
	fmt.Fprintf(&b, "\nFlags:\n%s", v.flagSet(&options{}).FlagUsagesWrapped(78))
	if v.paths {
		b.WriteString("\nExit codes: 0 done, 1 findings (compare: only with --fail-on), 2 wrong usage,\n3 an input could not be read or worked on (the rest was written), 4 internal fault, 130 interrupted.\n")
	}
	return b.String()
}

const (
	about      = "verbatim compares what several outlets published about the same story."
	aboutPaths = "PATH is a file, a folder, an address (https://…), - for standard input, a saved report (verbatim/1, .json), or JSONL (.jsonl, .jsonl.gz, .jsonl.zst) of {\"id\", \"text\" or \"html\", and perhaps \"outlet\", \"url\", \"published\", \"title\", \"story\"}; articles of one story are compared with each other only. A folder may tell of its files in corpus.toml or manifest.csv. Pages are fetched as their robots.txt allows, one request a host at a time, and kept in a web archive."
)

func helpText() string {
	var b strings.Builder
	b.WriteString(about + "\n\nExamples:\n")
	for _, x := range verbs()[0].examples {
		fmt.Fprintf(&b, "  %-52s %s\n", x.line, x.says)
	}
	b.WriteString("\nCommands:\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "  %-10s %s\n", v.name, v.short)
	}
	b.WriteString("\n“verbatim help COMMAND” has flags and examples.\n")
	return b.String()
}

func (e *env) help(args []string) error {
	if e.opt.man {
		_, err := e.out.WriteString(manual())
		return err
	}
	if len(args) == 0 {
		fmt.Fprint(e.out, helpText())
		return nil
	}
	v := findVerb(args[0])
	if v == nil {
		return noCommand(args[0], verbNames())
	}
	fmt.Fprint(e.out, v.help())
	return nil
}

func (e *env) version([]string) error {
	fmt.Fprintf(e.out, "verbatim %s (report format verbatim/1)\n", version)
	return nil
}
