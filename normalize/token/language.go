package token

import "strings"

// The words that the sentence rules know. A language is a line in each list;
// English, German and French are there.

type abbreviation uint8

const (
	always abbreviation = iota + 1 // never the end of a sentence
	title                          // the same, with a capital
	often                          // the end of a sentence before a word that begins one
	place                          // the same, with a capital
	number                         // before a figure only
	month
)

var abbreviations = func() map[string]abbreviation {
	m := map[string]abbreviation{}
	for kind, list := range map[abbreviation]string{
		always: `mr mrs ms dr prof e.g i.e viz cf vs v approx bzw z.b d.h u.a ggf vgl p.ex`,
		title: `mx sen rep gov gen col lt sgt capt cmdr maj adm brig cpl pvt rev hon pres amb atty supt det insp
			st ste mt ft messrs mmes fr br hr frl dipl ing mme mlle mgr`,
		often: `jr sr inc ltd corp co llc plc bros assn dept univ etc al ave blvd rd esq ph.d m.d b.a m.a d.c u.s u.k u.n e.u u.s.a a.m p.m a.d b.c usw bd env`,
		place: `ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d
			tenn tex va vt wash w.va wis wyo`,
		number: `no nos nr vol pp pg fig art sec ch ed abs`,
		month:  `jan feb mar apr jun jul aug sep sept oct nov dec jän okt dez janv févr avr juil déc mon tue tues wed thu thur thurs fri sat sun`,
	} {
		for _, w := range strings.Fields(list) {
			m[w] = kind
		}
	}
	return m
}()

var starters = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`The A An This That These Those It Its He She They We You I His Her Their Our My Your In On At By For From With After
		Before During Since When While If As But And Or So Yet However There Here What Who Why How Where No Not Some Many Most All One Two Three Both
		Another Other Also Now Then Later Earlier Meanwhile According Asked Despite Although Though Because Until Under Over Only Such Still Even
		Der Die Das Ein Eine Er Sie Es Wir Ich Und Aber Im In Am Nach Vor Als Wenn Doch
		Le La Les Un Une Il Elle Ils Elles Nous Je Mais Et Dans Selon Ce Cette`) {
		m[w] = true
	}
	return m
}()
