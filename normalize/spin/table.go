package spin

import (
	"strconv"
	"strings"
)

// tell is a form that spinners write: how much it says, and what it stands
// for ("" where that is open).
type tell struct {
	form     string // in lower case
	words    []string
	weight   float64
	original string
}

// tells are looked up by their first word. Weight 3 is hardly ever written by
// a person, 1 is common in spun text and rare elsewhere, less is a hint.
var tells = func() map[string][]tell {
	m := map[string][]tell{}
	add := func(weight float64, table string) {
		for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
			form, original, _ := strings.Cut(strings.TrimSpace(line), " = ")
			w := strings.Fields(strings.ReplaceAll(form, "’", "'"))
			m[w[0]] = append(m[w[0]], tell{strings.Join(w, " "), w, weight, original})
		}
	}
	add(3, `
		final yr = last year
		this yr = this year
		subsequent yr = next year
		in the present day = today
		thought-about = considered
		extra than = more than
		one other = another
		model new = brand new
		local weather change = climate change
		synthetic intelligence = artificial intelligence
		pure gasoline = natural gas
		actual property = real estate
		inventory market = stock market
		inventory trade = stock exchange
		well being care = health care
		public well being = public health
		center east = Middle East
		supreme courtroom = Supreme Court
		wall avenue = Wall Street
		coronary heart of the = heart of the
		financial institution of = Bank of
		chief govt = chief executive
		regulation enforcement = law enforcement
		vice chairman of the united states
		legal professional basic = attorney general
		lawyer basic = attorney general
		secretary basic = secretary general
		chilly conflict = cold war
		world warfare
		supply hyperlink = source link
		source hyperlink = source link
		requests for remark = requests for comment
		request for remark = request for comment
		for the primary time = for the first time
		the primary time = the first time
		as a result of he = because he
		as a result of she = because she
		as a result of it = because it
		as a result of they = because they
		as a result of we = because we
		presidential marketing campaign = presidential campaign
		election marketing campaign = election campaign
		lack of life
		proper now = right now
		proper here = right here
		social gathering’s
		mentioned in a press release = said in a statement
		informed reporters = told reporters`)
	add(2, `
		despatched = sent
		marketing campaign = campaign
		utilizing = using
		making an attempt to = trying to
		as an illustration = for instance
		on the identical = on the same
		at the identical = at the same
		the identical time = the same time
		night time = night
		content material = content
		coronary heart = heart
		resembling the
		well-liked = popular
		the brand new
		every part = everything
		any person = anybody
		at this time
		final night
		final month = last month
		an excessive amount of = too much
		non-public = private
		highschool = high school
		nationwide safety = national security
		international minister = foreign minister
		international coverage = foreign policy
		overseas coverage = foreign policy
		protection minister = defense minister
		legal professionals
		by way of which
		e book = book
		medical doctors
		medicine firm
		corresponding to the
		so as to keep
		just lately = recently
		in the course of the = during the
		by which he
		by which they
		loss of life = death`)
	add(1, `
		earlier than
		till
		whereas
		nonetheless
		amongst
		additionally
		solely
		obtained
		mentioned
		together with
		more and more
		no less than
		not less than
		a number of
		quite a lot of
		a few of the
		as a result of
		in an effort to
		so as to
		by way of
		numerous
		the place the
		once more
		hyperlink
		hyperlinks
		physique
		remark
		highly effective
		at the moment
		final week
		in line with
		in keeping with
		on account of
		similar to
		equivalent to
		reminiscent of
		greater than
		lower than
		way more
		by no means
		world wide
		all the time
		in all probability
		web site
		e-mail
		info
		paperwork
		folks
		youngsters
		revealed
		defined
		urged
		gained
		ladies
		whilst
		forward of
		previous to
		loads of
		lots of the
		keen to
		prepared to
		the remainder
		nation’s
		collection of
		within the`)
	return m
}()

var months = strings.Fields("january february march april may june july august september october november december")

// numbers are the days of a month in words.
var numbers = func() map[string]string {
	m := map[string]string{}
	for i, w := range strings.Fields(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
		twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty thirty-one`) {
		m[w] = strconv.Itoa(i + 1)
	}
	return m
}()

// starts says which words may matter, by their first two letters and their
// length: a bit for each initial of a word that may follow, or one of the bits
// below. Nearly all words are passed over by it.
var starts = func() (t [1 << 13]uint32) {
	for w, forms := range tells {
		for _, f := range forms {
			if len(f.words) == 1 {
				t[start(w, len(w))] |= alone
			} else {
				t[start(w, len(w))] |= initial(f.words[1][0])
			}
		}
	}
	for w := range numbers {
		t[start(w, len(w))] |= alone | hasForm
	}
	for _, w := range []string{"p.c", "yr's"} {
		t[start(w, len(w))] |= alone | hasForm
	}
	return t
}()

const (
	alone   = 1 << 30 // the word counts whatever follows
	hasForm = 1 << 31 // [forms] has it
)

// initial is the bit of the letter c.
func initial(c byte) uint32 { return 1 << min(c&31, 29) }

// start is the place in starts of w, whose form in the tables has size bytes.
func start(w string, size int) int {
	at := int(w[0]&31)<<8 | size&7
	if len(w) > 1 {
		at |= int(w[1]&31) << 3
	}
	return at
}
