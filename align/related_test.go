package align

import (
	"fmt"
	"testing"

	"verbatim/corpus"
	"verbatim/normalize"
)

// Articles of two stories contradict each other in nothing; a third that is like
// both makes them one story.
func TestStoriesAreNotHeldAgainstEachOther(t *testing.T) {
	const (
		tram = "The tram left its rails below the viaduct at Tormouth and came to rest against the wall of a brewery. Four people were taken to hospital after the crash, a clerk of the infirmary said. " +
			"The driver, who had braked late on wet leaves, walked home. The brewery lost two windows and a barrel of stout, and engineers of the depot were to lift the carriage with a crane."
		choir = "A heatwave spoiled the festival of choirs in the abbey of Aldbury, where sopranos fainted between the psalms and the organ went flat. Fourteen people were taken to hospital after the concert, the verger said. " +
			"The bishop opened the doors of the cloister and had lemonade poured. Tenors from Bavaria sang on in their shirts until the last amen."
		both = "It was a day of mishaps in the county. The tram left its rails below the viaduct at Tormouth and struck a brewery, and engineers of the depot sent a crane. " +
			"At the festival of choirs in the abbey of Aldbury sopranos fainted in the heatwave, and the bishop opened the cloister."
	)
	for _, c := range []struct {
		articles []string
		want     bool
	}{{[]string{tram, choir}, false}, {[]string{tram, choir, both}, true}} {
		var ts []*normalize.Text
		for i, s := range c.articles {
			ts = append(ts, normalize.Clean(corpus.New(fmt.Sprintf("a%d.txt", i), []byte(s)), normalize.Options{}))
		}
		r := Compare(ts, Options{})
		found := false
		for _, f := range r.Findings {
			found = found || f.Class == Number
		}
		if found != c.want {
			t.Errorf("%d articles: the number differs: %v, want %v", len(ts), found, c.want)
		}
	}
}
