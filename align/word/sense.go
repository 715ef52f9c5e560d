package word

import "strings"

// Sense maps a stem to one for all words by which news tells the same thing:
// "shut" and "closure" to that of "close". Stems of no such class are their own.
// It is a key for comparing what two sentences speak of; it does not say that the
// words can be exchanged.
func Sense(stem string) string {
	if s, ok := sense[stem]; ok {
		return s
	}
	return stem
}

var sense = func() map[string]string {
	m := map[string]string{}
	for _, line := range senses {
		first := ""
		for _, w := range strings.Fields(line) {
			st := Stem(w)
			if first == "" {
				first = st
			}
			if m[st] == "" {
				m[st] = first
			}
		}
	}
	return m
}()

// senses are words of one thing each. A word with two common meanings in news
// stands where it is met most.
var senses = []string{
	// life and death, harm
	"die died dies dead death deaths kill killed fatal fatality deceased perished",
	"injured injury injuries hurt wounded wounds casualties",
	"born birth",
	"funeral burial buried bury interred laid cremated cremation",
	"wedding wed marry married marriage",
	"ill illness sick sickness disease",
	"cancer tumour tumor",
	"hospital infirmary clinic",
	"doctor physician medic surgeon",
	"drug medicine medication pill tablet",
	"treat treatment therapy",
	"patient participant volunteer",
	// beginning and end
	"begin began begun start started commence commenced",
	"end ended finish finished conclude concluded cease",
	"close closed closure shut shutting shutdown",
	"open opened opening reopen reopened",
	"delay delayed postpone postponed deferred",
	"cancel cancelled canceled scrap scrapped axed",
	"last lasted duration",
	"stay stayed remain remained",
	"leave left quit resign resigned resignation depart departed departure",
	"return returned back",
	"arrive arrived arrival",
	"move moved relocate relocated transfer transferred",
	// money
	"buy bought purchase purchased acquire acquired acquisition takeover",
	"sell sold sale",
	"pay paid payment fund funded funding finance financed bankrolled sponsor sponsored",
	"cost costs price priced worth value valued",
	"owe owed borrow borrowed debt loan lent lend loaned",
	"profit profits earnings surplus",
	"revenue sales turnover takings",
	"refund refunded reimburse reimbursed",
	"fine fined penalty",
	"money cash",
	"wage wages salary pay-packet",
	"budget spending expenditure",
	// work
	"job jobs post posts position positions",
	"sack sacked dismiss dismissed dismissal redundant redundancy redundancies layoff layoffs",
	"hire hired appoint appointed appointment recruit recruited",
	"worker employee staff workforce personnel",
	"boss chief head director executive",
	"company firm business corporation",
	"strike strikes walkout stoppage",
	"factory plant works mill",
	// law
	"arrest arrested detain detained detention custody apprehended",
	"charge charged accuse accused accusation indicted indictment",
	"sentence sentenced jail jailed prison imprisoned imprisonment",
	"court trial tribunal hearing",
	"judge magistrate",
	"police policeman officer officers cop cops constable",
	"lawyer attorney barrister solicitor counsel",
	"steal stole stolen theft rob robbed robbery burglary heist raid thief thieves robber",
	"hack hacked hacker breach breached intrusion intruder intruders",
	"attack attacked assault assaulted attacker",
	"lawsuit suit sue sued suing",
	"rule ruled ruling decide decided decision verdict judgment",
	"ban banned prohibit prohibited outlaw outlawed forbidden",
	"inquiry investigation probe investigate investigated investigator",
	"deny denied denial",
	"admit admitted confess confessed acknowledge acknowledged concede conceded",
	"witness onlooker bystander eyewitness",
	// politics
	"vote voted ballot votes",
	"sworn swear swearing inaugurated inauguration office",
	"approve approved approval pass passed adopt adopted",
	"support supported endorse endorsed favour favoured favor favored",
	"reject rejected refuse refused veto vetoed",
	"law bill act legislation measure",
	"parliament assembly chamber legislature",
	"meet met meeting talk talks negotiate negotiation negotiations discussion discussions",
	"agree agreed agreement deal accord contract pact",
	"plan plans planned proposal proposed scheme project",
	"promise promised pledge pledged vow vowed",
	"protest protester demonstration demonstrator rally march",
	"soldier soldiers troops military army",
	"war conflict fighting",
	"minister secretary",
	"council councillor councillors",
	// science and news
	"publish published publication appear appeared release released issue issued",
	"scientist researcher boffin academic",
	"study paper research findings results",
	"find found discover discovered discovery detect detected notice noticed spot spotted uncover uncovered",
	"report reported tell told inform informed notify notified",
	"announce announced announcement reveal revealed disclose disclosed unveil unveiled",
	"warn warned warning caution alert",
	"letter email message wrote write written",
	"show showed shown demonstrate",
	"test tested testing examine examined examination check checked inspect inspected inspection inspector",
	"image picture photo photograph",
	"retract retracted retraction withdraw withdrew withdrawn withdrawal",
	// places, things
	"house home property dwelling residence",
	"car vehicle automobile",
	"lorry truck",
	"plane aircraft jet airliner aeroplane airplane",
	"boat vessel ship",
	"road street highway motorway",
	"town city",
	"school academy college",
	"shop store supermarket",
	"church chapel cathedral",
	"priest vicar pastor",
	"child kid youngster",
	"pupil student schoolchild",
	"restaurant pub inn",
	"electricity power outage blackout",
	"sewage effluent",
	// weather and accidents
	"storm hurricane cyclone tempest",
	"flood flooding flooded deluge",
	"fire blaze inferno flames burn burned burnt burning",
	"crash crashed collision collided accident",
	"explosion blast exploded explode",
	"temperature mercury thermometer",
	"rain rainfall downpour",
	"snow snowfall",
	"wind winds gust gusts gale",
	"damage damaged destroy destroyed destruction",
	"evacuate evacuated evacuation flee fled",
	"rescue rescued save saved",
	"missing vanish vanished disappear disappeared",
	"search hunt hunted",
	// up and down
	"rise rose risen increase increased climb climbed grow grew growth jump jumped soar soared",
	"fall fell fallen drop dropped decline declined decrease decreased plunge plunged slump slumped",
	"cut cuts reduce reduced reduction slash slashed",
	// sport and shows
	"game match fixture",
	"goal goals score scored scorer",
	"win won victory winner triumph",
	"lose lost defeat defeated loss",
	"coach manager",
	"captain skipper armband",
	"fan fans supporter supporters",
	"team squad club",
	"singer musician star",
	"song track",
	"concert gig performance",
	"film movie",
	"book novel memoir",
	"crowd audience spectators attendance attended",
	"launch launched liftoff blastoff",
	"spacecraft satellite",
	"rocket booster",
	"passenger traveller traveler rider commuter",
	"injection vaccine jab vaccination vaccinated",
	"build built building construct constructed construction",
	"repair repaired repairs fix fixed mend mended",
	"length long", "height tall high", "weight weigh weighed weighs heavy", "depth deep", "width wide", "old age aged",
	"help helped aid assist assisted",
	"part role involved involvement participate participated",
}
