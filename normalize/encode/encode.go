// Package encode repairs what encodings and templates do to characters:
// UTF-8 read as windows-1252, entities escaped twice, soft hyphens and
// zero-width characters, words glued or hyphenated over a lost line break.
package encode

import "verbatim/normalize/edit"

// Repair proposes the changes for text and names the conditions found.
func Repair(text string) ([]edit.Change, []edit.Condition) { return nil, nil }
