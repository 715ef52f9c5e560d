// Package filter undoes profanity filters: programs that replaced letters
// inside innocent words (ass -> butt made clbuttic of classic), or hid them
// behind a mask (p***word).
//
// No list of damaged words is used. The rules at work are inferred from the
// text itself, each from several words:
//
//  1. Words that are in no word list are suspects, and so are words with a mask.
//  2. A rule X -> Y explains a suspect when putting X back for Y gives a known
//     word. A catalogue of replacements seen before needs two such words or one
//     long one; a usual victim X of filters behind an unknown Y needs two; a
//     rule of which nothing is known needs three that have little in common.
//  3. A filter leaves none of its victims behind: where X stands undamaged in
//     the text, there was no such rule.
//  4. Every place is undone where one answer is left. Where two are, how common
//     the words are and the grammar around them decide, or the place becomes a
//     suggestion. Names that no list knows need three words of evidence and
//     letters that look more like a name after the change than before.
//
// A known word is never touched, except the replacement itself within a fixed
// phrase of which the rest is proof enough (same-bad).
//
// Uses of inference: vote counting over dictionary completions with the same
// beginning and end; the search for completions is [lexicon.Fill].
package filter
