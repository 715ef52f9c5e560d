package align

import "verbatim/corpus"

// Format is the name and version of the report's JSON shape.
const Format = "verbatim/1"

// Report is what one comparison found. Its JSON form is the contract
// "verbatim/1"; within it changes are only additive.
type Report struct {
	Format     string           `json:"format"`
	Tool       Tool             `json:"tool"`
	Incomplete bool             `json:"incomplete"` // an input could not be read; Problems says which
	Problems   []corpus.Problem `json:"problems"`
	Articles   []Article        `json:"articles"`
	Quotes     []Quote          `json:"quotes"`
	Findings   []Finding        `json:"findings"`
	Details    []Detail         `json:"details"`
	Events     []Event          `json:"events"`
}

// Tool says what made the report and with which settings.
type Tool struct {
	Name     string            `json:"name"`
	Version  string            `json:"version"`
	Settings map[string]string `json:"settings"`
}

// Place is a range of the published layer of one article, in bytes and in
// Unicode code points.
type Place struct {
	Article   string `json:"article"`
	ByteStart int    `json:"byte_start"`
	ByteEnd   int    `json:"byte_end"`
	RuneStart int    `json:"rune_start"`
	RuneEnd   int    `json:"rune_end"`
	Element   string `json:"element,omitempty"` // of a page: the path (XPath) of the element that shows the range
}

// Article is one input with all that was done to it.
type Article struct {
	ID         string      `json:"id"`
	Path       string      `json:"path"`
	Outlet     string      `json:"outlet"`
	URL        string      `json:"url"`
	Title      string      `json:"title"`
	Byline     string      `json:"byline"`
	Published  string      `json:"published"`
	Dateline   *Place      `json:"dateline,omitempty"` // where the text gives the day of publication, if nothing else did
	Story      string      `json:"story,omitempty"`    // where the input holds several
	SHA256     string      `json:"sha256"`
	Bytes      int         `json:"bytes"`
	Words      int         `json:"words"` // of body and block quotations
	Layer      string      `json:"layer"` // "file", or "text" when places count the decoded text of a page
	Conditions []Condition `json:"conditions"`
	Origin     *Origin     `json:"origin,omitempty"`
	Zones      []Zone      `json:"zones"`
	Edits      []Edit      `json:"edits"`
	Text       *string     `json:"text,omitempty"` // the cleaned body; verb clean only
}

// Condition is damage or residue of an article as a whole.
type Condition struct {
	Kind       string  `json:"kind"`
	Evidence   string  `json:"evidence"`
	Confidence float64 `json:"confidence"`
}

// Origin groups articles that republish one text: they are one witness.
type Origin struct {
	Cluster string   `json:"cluster"`
	Of      []string `json:"of"`
}

// Zone is a stretch of the published layer of one kind.
type Zone struct {
	Kind      string `json:"kind"`
	ByteStart int    `json:"byte_start"`
	ByteEnd   int    `json:"byte_end"`
	Author    string `json:"author,omitempty"`
}

// Edit is one repair, or (not applied) the suggestion of one.
type Edit struct {
	ByteStart    int      `json:"byte_start"`
	ByteEnd      int      `json:"byte_end"`
	Element      string   `json:"element,omitempty"`
	Removed      string   `json:"removed"`
	Inserted     string   `json:"inserted"`
	Rule         string   `json:"rule"`
	Detail       string   `json:"detail,omitempty"`
	Evidence     string   `json:"evidence"`
	Alternatives []string `json:"alternatives,omitempty"`
	Confidence   float64  `json:"confidence"`
	Witness      *Place   `json:"witness,omitempty"`
	Applied      bool     `json:"applied"`
}

// Claim is something inferred about a quotation: what, from which words, and
// how sure it is. Places are those of the words that prove it.
type Claim struct {
	Value     string `json:"value"`
	How       string `json:"how,omitempty"`
	Sure      string `json:"sure,omitempty"` // stated, inferred, guessed
	ByteStart *int   `json:"byte_start,omitempty"`
	ByteEnd   *int   `json:"byte_end,omitempty"`
	RuneStart *int   `json:"rune_start,omitempty"`
	RuneEnd   *int   `json:"rune_end,omitempty"`
}

// Quote is one utterance, however many outlets cut it differently: a family.
type Quote struct {
	ID          string            `json:"id"` // stable under adding outlets
	N           int               `json:"n"`  // 1.. in order of the report
	Kind        string            `json:"kind"`
	Reading     string            `json:"reading"` // the fullest reading
	ReadingFrom []string          `json:"reading_from"`
	Speaker     Claim             `json:"speaker"`
	Addressee   Claim             `json:"addressee"`
	Date        Claim             `json:"date"`
	Time        Claim             `json:"time"`
	Coverage    map[string]string `json:"coverage"` // article id -> full, part, paraphrase, absent (of more than 200 articles those are left out)
	Occurrences []Occurrence      `json:"occurrences"`
	Readings    []Reading         `json:"readings"`
}

// Occurrence is one stretch of one article that carries (part of) a quotation.
type Occurrence struct {
	ID string `json:"id"`
	Place
	Text      string `json:"text"` // the bytes at the place after the edits of the article
	Zone      string `json:"zone"`
	Marks     string `json:"marks"` // double, single, block, none
	Kind      string `json:"kind,omitempty"`
	Speaker   Claim  `json:"speaker"`
	Addressee Claim  `json:"addressee"`
	Date      Claim  `json:"date"`
	Time      Claim  `json:"time"`
	PartOf    [2]int `json:"part_of"`         // range of the reading's words that it covers
	N         int    `json:"quote,omitempty"` // verb quotes only: the N of its quote
}

// Reading is one wording and the occurrences that have it.
type Reading struct {
	Text        string   `json:"text"`
	Occurrences []string `json:"occurrences"`
}

// Finding is one difference between outlets.
type Finding struct {
	ID         string           `json:"id"`
	Quote      string           `json:"quote,omitempty"`
	Detail     string           `json:"detail,omitempty"`
	Class      string           `json:"class"`
	Severity   string           `json:"severity"` // substantive, minor, cosmetic
	Confidence float64          `json:"confidence"`
	Why        string           `json:"why"`
	Readings   []FindingReading `json:"readings"`
	Review     *Review          `json:"review,omitempty"` // what a person decided
}

// Review is the verdict of a person on a finding.
type Review struct {
	Verdict string `json:"verdict"` // confirmed, dismissed
	Note    string `json:"note,omitempty"`
}

// FindingReading is what one outlet has at a finding; Text is null where it
// has no counterpart, and then the place is that of nothing.
type FindingReading struct {
	Article   string  `json:"article"`
	ByteStart *int    `json:"byte_start,omitempty"`
	ByteEnd   *int    `json:"byte_end,omitempty"`
	RuneStart *int    `json:"rune_start,omitempty"`
	RuneEnd   *int    `json:"rune_end,omitempty"`
	Element   string  `json:"element,omitempty"`
	Text      *string `json:"text"`
}

// Detail is something that can be checked, with who carries it.
type Detail struct {
	ID      string       `json:"id"`
	Kind    string       `json:"kind"` // date, time, duration, number, money, person, organization, place, link, handle, document, quote, event
	Value   string       `json:"value"`
	Label   string       `json:"label"`
	Event   string       `json:"event,omitempty"`
	Carried []DetailItem `json:"carried"`
	Partly  []DetailItem `json:"partly"`
	Missing []string     `json:"missing"`
	// MissingCount is set in a large story, where Missing is left empty when it
	// would name most of the articles: all but those of Carried and Partly.
	MissingCount int `json:"missing_count,omitempty"`
}

// Without gives the ids of the articles that miss d, also where it only counts
// them. O(articles).
func (r *Report) Without(d *Detail) []string {
	if d.MissingCount == 0 {
		return d.Missing
	}
	has := map[string]bool{}
	for _, cs := range [][]DetailItem{d.Carried, d.Partly} {
		for _, c := range cs {
			has[c.Article] = true
		}
	}
	story := ""
	for i := range r.Articles {
		if has[r.Articles[i].ID] {
			story = r.Articles[i].Story
			break
		}
	}
	var out []string
	for i := range r.Articles {
		if a := &r.Articles[i]; a.Story == story && !has[a.ID] {
			out = append(out, a.ID)
		}
	}
	return out
}

// DetailItem is one mention of a detail.
type DetailItem struct {
	Place
	Text string `json:"text"`
	Zone string `json:"zone"`
}

// Event is what happened on one day, with the quotations and details of it.
type Event struct {
	ID      string   `json:"id"`
	Date    string   `json:"date"`
	Label   string   `json:"label"`
	Quotes  []string `json:"quotes"`
	Details []string `json:"details"`
	Carried []string `json:"carried"`
	Missing []string `json:"missing"`
}
