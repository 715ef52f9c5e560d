// Package collate sets the readings of one utterance side by side.
package collate
