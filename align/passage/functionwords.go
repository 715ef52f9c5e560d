package passage

import (
	"strings"

	"verbatim/align/internal/dict"
)

// functionWords are the words that any two texts of a language share. They
// weigh half. A language is one line.
var functionWords = func() *dict.Table[bool] {
	m := map[string]bool{}
	for _, line := range []string{
		// English, with what is left of contractions
		`a about after again against all also am an and any are as at be because been before being between both but by can could did do does doing don down during each few for from further had has have having he her here hers him his how i if in into is it its itself just ll m me more most my no nor not now of off on once one only or other our out over own re s said same say says she should so some such t than that the their them then there these they this those through to too two under until up us ve very was we were what when where which while who whom whose why will with would you your`,
		// German
		`aber als am an auch auf aus bei bin bis da damit dann das dass dem den der des die dies diese dieser doch dort du durch ein eine einem einen einer eines er es für haben hat hatte ich ihm ihn ihr ihre im in ist ja kann kein keine man mehr mich mit nach nicht noch nur ob oder ohne sagte sehr sein seine sich sie sind so über um und uns unter vom von vor war waren was wenn werden wie wir wird wurde zu zum zur`,
		// French
		`à au aux avec ce ces cette comme dans de des du elle elles en est et eux il ils je la le les leur lui mais me même mes moi mon ne nos notre nous on ont ou où par pas pour qu que qui sa sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous été`,
	} {
		for w := range strings.FieldsSeq(line) {
			m[w] = true
		}
	}
	return dict.New(m)
}()
