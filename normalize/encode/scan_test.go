package encode

import "testing"

func TestScanned(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"H A R B O U R  C O U N C I L\n\nThe boats", "HARBOUR  COUNCIL\n\nThe boats"},
		{"W A S H I N G T O N\nS T O R I E S", "WASHINGTON\nSTORIES"},
		{"The counci1 met in the b0ats, and a11 of them went.", "The council met in the boats, and a11 of them went."},
		{"It was late. 0fficials sa1led, the po1ice said.", "It was late. Officials sailed, the police said."},
	} {
		if got := repaired(c.in); got != c.want {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
	for _, s := range []string{ // one alone is a suggestion
		"He spelled it: H A R B O U R", "The counci1 met", "N O W H E R E and N O W H E R E", "A B C D E F G H and I J K L M N O P", "u n k n o w m w o r d", "T H E N E W S P A P E R",
		"10am, 1st, 10th, 100m, A10, b1b2, page1 and page0", "see windows10.com/foo10 and user1000 or pass1ord1x", "the x1y2 and covid19", "1000s of them, 0ne", "i n a b c", "a1 b1 c1 d1 e1 f1",
		"Liked by anna, m00se, Guard1ans, sch00l, and others", "m00se\nI liked it.\nGuard1ans\nSo did I.", // names that readers chose
	} {
		cs, _ := Repair(s)
		for _, c := range cs {
			if !c.Suggest {
				t.Errorf("%q: %+v", s, c)
			}
		}
	}
}
