// Package filter undoes profanity filters that replaced letters inside words.
package filter

import "verbatim/normalize/edit"

// Options: Strict applies only what a lexicon proves.
type Options struct {
	Strict bool
}

// Undo proposes the changes for text and names the conditions found.
func Undo(text string, opt Options) ([]edit.Change, []edit.Condition) { return nil, nil }
