package quote

import "strings"

// The tables below are the language of this package: what a word can do around
// a quotation. A language is a set of lists; the code only knows the classes.

// class is what a word can be, as bits.
type class uint32

const (
	cSay      class = 1 << iota // verb that can introduce what was said
	cWeak                       // verb that introduces a few quoted words only: "called it “a lie”"
	cNoun                       // a form that is as often a noun: "reports", "claims"
	cIng                        // -ing form of a verb of speech
	cBase                       // infinitive or plural present
	cNoInv                      // its subject does not follow it: "told"
	cDet                        // article, demonstrative, quantifier
	cPoss                       // his, her, their
	cPron                       // subject pronoun
	cPrep                       // preposition
	cConj                       // and, but, or
	cSub                        // subordinating word: when, because
	cRel                        // who, which, whose
	cAux                        // auxiliary
	cAdv                        // adverb that may stand beside the verb
	cStop                       // any other word that ends a noun phrase: common verbs, particles
	cTitle                      // title before a name
	cRole                       // noun for a person or a body that speaks
	cAccount                    // account, handle, feed: speaks for its name
	cDoc                        // letter, notice, statement: what speaks is a text
	cTime                       // day, month, "week": no speaker
	cMale                       // male first name
	cFemale                     // female first name
	cParticle                   // small word inside a name: van, de
	cOrg                        // word that makes a capitalised run the name of a body
	cObject                     // him, them, reporters' "me"
	cBe                         // form of "be"
	cReply                      // verb of answering
	cVague                      // verb whose subject may have said a few quoted words, if nothing better is there
)

const cFunction = cDet | cPoss | cPron | cPrep | cConj | cSub | cRel | cAux | cStop | cObject

// lists of English; German and French follow where the words do not clash.
const (
	// say: base forms of regular verbs
	sayVerbs = `add admit advise affirm agree allege announce answer argue ask assert assure ask beg boast bellow caution challenge chant claim comment
	complain concede conclude confess confide confirm contend continue counter cry declare demand deny disclose echo elaborate emphasize emphasise
	exclaim exhort explain explode express fume gush gripe groan growl grumble hint inform inquire enquire insist interject intone instruct joke
	lament laugh maintain marvel message mention mumble murmur muse mutter note object observe offer opine plead pledge point post
	predict press proclaim promise pronounce propose protest quip query question rage reason recall reckon recommend recount reflect
	reiterate relate remark remember remind reply report request respond retort reveal roar scold scream shout shriek sigh
	snap sneer specify state stress submit suggest summarize summarise surmise taunt tease testify text thunder tweet urge utter venture vow volunteer
	wail warn whisper wonder yell reassert signal stipulate acknowledge clarify demur deadpan deplore expound crow bark bemoan blast blurt
	intimate gloat posit postulate rejoin retweet riff rule tout welcome chime exult sob swear_ croon marvel rant preach sum speculate recap hail`
	// irregular: base third past participle gerund
	sayIrregular = `say/says/said/said/saying tell/tells/told/told/telling write/writes/wrote/written/writing read/reads/read/read/reading
	go_on/goes_on/went_on/gone_on/going_on sing/sings/sang/sung/singing swear/swears/swore/sworn/swearing 
	put/puts/put/put/putting speak/speaks/spoke/spoken/speaking
	write_/pens/penned/penned/penning quote/quotes/quoted/quoted/quoting repeat/repeats/repeated/repeated/repeating 
	shoot_/fires_/fired_/fired_/firing_ ring_/types/typed/typed/typing forewarn/forewarns/forewarned/forewarned/forewarning 
	`
	// weak: what they quote is a name given to something
	weakVerbs = `call describe characterize characterise label brand dub term criticize criticise slam attack praise condemn accuse blame denounce
	dismiss reject ridicule mock liken compare deride decry lambaste lash rip bash hammer vilify laud applaud
	portray paint depict brand tag tar nickname apologize apologise
	warn voice invoke assail charge castigate chide chastise rebuke insult define boo recite imply
	cite reference demean savage pound`
	weakIrregular = `cite/cites/cited/cited/citing cast/casts/cast/cast/casting brag/brags/bragged/bragged/bragging`
	vagueVerbs    = `defend celebrate cheer regard consider rate refer identify introduce encourage support oppose prompt outline issue release publish deliver
	need hope fear worry aim plan intend use embrace vent seethe admire entitle credit imagine envision advocate back detail highlight underscore
	ban prohibit require order direct bar guarantee promote love hate trumpet view note discuss address target reason allow list acknowledge mean want like`
	vagueIrregular = `think/thinks/thought/thought/thinking believe/believes/believed/believed/believing feel/feels/felt/felt/feeling find/finds/found/found/finding see/sees/saw/seen/seeing seek/seeks/sought/sought/seeking make/makes/made/made/making give/gives/gave/given/giving
	hear/hears/heard/heard/hearing know/knows/knew/known/knowing take/takes/took/taken/taking show/shows/showed/shown/showing`
	noInvert  = `tell call describe label brand dub put give make quote read take show hear see know use want need find refer cite feel speak`
	nounForms = `quote quotes state states report reports claim claims comment comments note notes answer answers question questions request requests reply replies
	call calls challenge challenges message messages text texts post posts tweet tweets promise promises offer offers rule rules point points
	press protest protests propose label labels brand brands term terms rate rates attack attacks charge charges support use uses plan plans hope hopes
	fear fears aim aims want wants need needs view views joke jokes laugh laughs cry cries shout shouts demand demands object objects
	snap sigh sighs text echo signal signals order orders list lists target targets reason reasons back blame show shows sum hail credit
	pledge pledges vow vows remark remarks recommend cheer tag present address release releases issue issues detail details reference
	title bar like feel think put cast ban love hate blast counter remarks response thought found`
	beForms  = `is are was were be been being 's 're am`
	auxes    = `has have had having do does did will would can could may might must shall should 've 'd 'll not never n't didn't doesn't hasn't hadn't wasn't isn't won't`
	dets     = `the a an this that these those some any each every another no both all many most several few one two three four five other such`
	possPron = `his her their its my our your whose`
	prons    = `he she they it we i you who`
	objects  = `him me us them himself herself itself themselves myself yourself ourselves`
	preps    = `of for with at from in on to by about behind under near against into over after before during since until within without through between among as like per via toward towards amid despite upon above below across around inside outside off except beyond throughout than regarding concerning including`
	conjs    = `and but or nor yet plus`
	subs     = `when while because if although though as whether where once unless whereas so that how why what`
	rels     = `who which whom`
	adverbs  = `also later then now again repeatedly recently often once still even further ever just only first finally initially already eventually
	earlier previously famously reportedly allegedly merely simply flatly bluntly publicly privately openly instead too always sometimes
	today yesterday tomorrow tonight twice meanwhile however therefore subsequently thus soon since ago`
	stops = `is was are were be been being has had have became become becomes remains remained came come comes went goes gone got get gets getting
	there here up down out away ahead not let lets let's can't cannot than yes if until asked_ seemed seems appeared appears began started stopped continued_ left kept
	held met ran won lost told said_ during via much very more less`
	pasts = `sent sends send brought built caught chose dealt drew drove ate fell fought flew forgot forgave grew hid laid led lent paid
	rose sold shook struck stood stole swam taught threw understood woke wore withdrew broke spent slept sat shone bore bound
	beat bent bit blew bred burst crept dug fed fled froze hung knelt lit meant proved rode sought shrank slid spun sprang swept swung tore wept wound wove
	goes gets comes becomes runs wins loses holds keeps brings buys leads plays works lives stands sits falls pays meets moves turns looks seems appears
	did didn't let lets used tried tries try`
	titles = `mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor president vice-president premier
	chancellor minister secretary mayor chief sheriff captain capt colonel col general gen lieutenant lt sergeant sgt officer detective judge
	justice attorney ambassador director chairman chairwoman chairperson chair commissioner congressman congresswoman councilman councilwoman
	councilmember councillor counselor speaker leader pope cardinal bishop archbishop rev reverend father sister brother rabbi imam king queen prince
	princess duke duchess coach principal superintendent spokesman spokeswoman spokesperson deputy vice former ex then-candidate then candidate nominee
	republican democratic democrat sens reps gop acting assistant manager editor reporter correspondent founder ceo cfo coo executive
	strategist adviser advisor aide analyst author economist activist lawyer inspector constable major admiral marine staff
	journalist pollster host anchor columnist actor actress singer rapper comedian filmmaker artist
	delegate assemblyman assemblywoman alderman undersecretary treasurer comptroller prosecutor solicitor chef dean provost
	herr frau monsieur madame m mme`
	roles = `man woman person people official officials source sources spokesman spokeswoman spokesperson spokesmen spokespeople aide aides adviser
	advisers advisor advisors lawyer lawyers attorney attorneys mayor governor senator senators lawmaker lawmakers congressman
	congresswoman president minister ministers secretary chief chiefs leader leaders candidate candidates nominee nominees
	campaign campaigns team police officer officers investigator investigators prosecutor prosecutors judge judges jury witness witnesses
	victim victims neighbor neighbors neighbour neighbours resident residents researcher researchers scientist scientists author authors
	expert experts analyst analysts economist economists professor professors teacher teachers student students doctor doctors physician
	nurse nurses journalist journalists reporter reporters editor editors columnist host anchor moderator narrator critic critics
	supporter supporters opponent opponents voter voters activist activists organizer organizers protester protesters protesters
	friend friends colleague colleagues boss employee employees worker workers staffer staffers manager managers owner owners founder
	founders director directors executive executives chairman chairwoman chair ceo member members representative representatives
	strategist strategists operative operatives consultant pollster pollsters historian historians author philosopher novelist poet writer
	company companies firm firms group groups organization organizations organisation organisations agency agencies department
	ministry government administration court council committee commission union newspaper magazine paper outlet network channel station
	daily website site blog wire bank university institute party club association coalition board panel department
	mother father son daughter brother sister wife husband girlfriend boyfriend parent parents uncle aunt grandmother grandfather
	billionaire businessman businesswoman mogul tycoon veteran veterans soldier soldiers general commander captain coach player players
	actor actress singer star comedian artist director producer filmmaker driver passenger pilot farmer fisherman skipper skippers
	crowd audience caller questioner interviewer interviewee user users commenter reader readers customer customers guest guests
	republican republicans democrat democrats conservative conservatives liberal liberals insiders insider observers
	diplomat diplomats envoy ambassador authorities authority regulators regulator inspector watchdog
	speaker speakers panelist panelists delegate delegates pastor priest bishop pope reverend rabbi imam chef
	boy girl child children kids teenager teen teens lady guy men women politician politicians pundit pundits others chemist
	biologist engineer engineers clerk grocer shopkeeper caretaker plumber nurse
	camp ally allies rival rivals successor predecessor surrogate surrogates running-mate frontrunner incumbent
	engineer epidemiologist specialist planner trader traders investor investors
	partner cousin nephew niece grandson granddaughter stepson widow widower
	listener listeners viewer viewers shopper shoppers commuter survivor survivors eyewitness motorist cyclist pensioner tenant tenants landlord
	shareholder shareholders subscriber negotiator negotiators organiser organisers campaigner campaigners trustee trustees presenter
	counsel litigator secretary-general delegation embassy consulate`
	accounts = `account handle feed page profile hashtag channel`
	docs     = `quote quotes message messages letter letters notice memo memorandum email emails e-mail e-mails statement statements report reports paper document documents
	complaint lawsuit suit filing indictment ruling decision opinion order text texts tweet tweets post posts note notes book article
	editorial essay column story study survey poll release sign signs banner placard poster ad ads advert advertisement commercial clip video script transcript
	headline caption abstract summary resolution bill law act amendment constitution rule rules guidelines policy petition invitation
	card diary entry missive label booklet leaflet brochure advisory bulletin slogan motto chant comment plaque inscription standards platform`
	times = `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	jan feb mar apr jun jul aug sept sep oct nov dec week month year day morning afternoon evening night weekend hour hours minutes minute
	days weeks months years time today yesterday tomorrow tonight midnight noon`
	males = `aaron adam adrian alan albert alex alexander alfred allan allen andre andrew andy anthony antonio arthur barack barry ben benjamin bernard
	bernie bill billy björn bob bobby boris brad bradley brandon brent brett brian bruce bryan byron carl carlos charles charlie chris christian
	christopher chuck clarence clark claude clinton corey craig curtis dale dan daniel danny dave david dean dennis derek dev dick dmitry dominic
	don donald doug douglas dustin dwight ed eddie edgar edward edwin elijah eric ernest ethan eugene evan felix floyd francis francisco
	frank franklin fred frederick gabriel gary gavin gene geoffrey george gerald gerard gilbert glenn gordon greg gregory guy hank hans harold
	harry hector henry herbert howard hugh ian ibrahim igor isaac ivan jack jackson jacob jake james jared jason jay jeff jeffrey jeremy jerome
	jerry jesse jesus jim jimmy joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua juan julian julius justin karl keith ken
	kenneth kevin kirk kurt kyle lance larry lars lawrence lee leo leon leonard leroy lewis liam lindsey lloyd louis lucas luis luke
	malcolm manuel marc marco marcus mario mark martin marvin matt matthew maurice max melvin michael miguel mike mikhail mitch mitt mohamed
	mohammed muhammad nathan neil nelson newt nicholas nick noah norman oliver omar oscar otto owen patrick paul pedro pete peter
	philip phil phillip pierre rafael ralph ramon rand randy ray raymond reginald rex ricardo richard rick ricky rob robert roberto rodney
	roger roland ron ronald roy ruben rudy russell ryan salvador sam samuel scott sean sergei sergey seth shane shawn sidney simon stanley
	stefan stephen steve steven stewart stuart ted terry theodore thomas tim timothy todd tom tommy tony travis trevor troy tyler vernon
	victor vince vincent vladimir walter warren wayne wesley will william willie wolf xavier zachary anil tomas jürgen wolfgang
	françois jean-claude emmanuel nicolas olaf bashar benjamin recep narendra xi jonah idris kwame hassan ahmed ali yusuf`
	females = `abigail agnes alexandra alice alicia alison allison alma amanda amber amelia amy ana andrea angela angelina anita ann anna anne annette annie
	ashley audrey barbara beatrice becky bernice beth betsy bette betty beverly bonnie brenda brittany brooke camille candace
	carla carly carmen carol caroline carolyn carrie catherine cathy cecilia charlotte chelsea cheryl christina christine cindy claire clara
	claudia colleen connie courtney crystal cynthia daisy dana danielle dawn debbie deborah debra delia denise diana diane dianne dolores donna
	doris dorothy edith eileen elaine eleanor elena elise elizabeth ella ellen elsie emily emma erica erika erin esther ethel eva evelyn
	faith fatima fiona florence frances gabrielle gail georgia geraldine gina ginger gladys gloria grace gretchen gwen gwendolyn hannah harriet
	hazel heather heidi helen hillary holly hope huma ida ingrid irene iris isabel isabella ivanka jackie jacqueline jamie jane janet janice
	jean jeanne jeannie jennifer jenny jess jessica jill joan joann joanna joanne josephine joy joyce juanita judith judy julia julie karen katherine
	kathleen kathryn kathy katie kayla kellyanne kelly kim kimberly kirsten kristen kristin laura lauren laurie leah leslie lillian linda lindsay
	lisa lois loretta lori lorraine louise lucille lucy lydia lynn madeleine madison maggie marcia margaret maria marie marilyn marine marion marjorie
	marlene martha mary maureen megan melanie melania melissa mercedes meredith michelle mildred mindy miranda molly monica nancy naomi natalia natalie
	natasha nicole nina nora norma olga olivia pamela patricia patty paula pauline peggy penny phyllis priscilla rachel rebecca regina
	renee rhonda rita roberta robin rosa rose rosemary roxanne ruby ruth sally samantha sandra sara sarah saoirse sharon sheila shelley sherry
	shirley sonia sonya sophia stacey stacy stella stephanie sue susan suzanne sylvia tamara tammy tara teresa terri thelma theresa tiffany tina
	tonya tracy valerie vanessa vera veronica vicki victoria viola virginia vivian wanda wendy yolanda yvonne zoe ursula angelique marta
	brigitte ségolène carole amina priya nadia leila yasmin aisha`
	particles = `van von de del della di da du la le el al bin ibn ben der den ter ní ó mac af`
	orgs      = `inc corp co ltd llc company group party committee commission council department agency bureau office house senate congress court ministry
	association institute university college foundation fund bank union league society federation coalition campaign press news times post journal
	tribune herald daily gazette guardian network radio tv broadcasting magazine reuters police service center centre church school hospital club
	administration government states nations service army navy force forces guard wire observer courier clarion chronicle ledger telegraph`
)

// language is the table of a language beside English: only words that mean
// nothing else in an English text, nor stand in names (Des, Les, von, Montag).
type language struct {
	say       string // forms that introduce what was said, also before their subject
	aux       string
	det       string
	pron      string
	prep      string
	roles     string
	times     string
	adverbs   string
	according string // “laut”, “selon”: the speaker follows
}

// the languages whose marks are read. The verbs are whole forms: a compound
// tense shows its participle beside its subject.
var languages = []language{
	{ // German
		say: `sagt sagte sagten gesagt erklärt erklärte erklärten betont betonte betonten meinte meinten schreibt schrieb schrieben geschrieben kritisiert kritisierte
		warnt warnte warnten fordert forderte forderten berichtet berichtete antwortet antwortete fragt fragte behauptet behauptete versichert versicherte
		kündigte bekräftigt bekräftigte ergänzt ergänzte erläutert erläuterte äußerte urteilte klagte klagt lobte lobt räumte teilte fügte hieß twitterte betonen`,
		aux:       `haben hatte hatten wird werden wurde wurden ist sind nicht`,
		det:       `ein eine einer einem einen eines diese dieser dieses`,
		pron:      `er sie es wir ihr`,
		prep:      `für auf nach aus zum zur vom über gegen`,
		roles:     `sprecher sprecherin ministerin präsident präsidentin kanzler kanzlerin bürgermeister bürgermeisterin polizei regierung behörde zeugin zeuge anwalt anwältin chefin`,
		adverbs:   `auch jedoch später gestern heute zudem weiter bereits`,
		according: `laut`,
	},
	{ // French
		say: `déclaré déclare déclarait affirmé affirme affirmait expliqué explique expliquait assuré estimé estime souligné souligne ajouté ajoute
		indiqué indique précisé précise raconté raconte lancé écrit répondu répond poursuivi poursuit conclu conclut rappelé rappelle confié confie regretté regrette
		dénoncé dénonce annoncé annonce martelé martèle insisté insiste prévenu prévient dit-il dit-elle disait a-t-il a-t-elle ont-ils ont-elles explique-t-il explique-t-elle`,
		aux:       `avait avaient été était`,
		det:       `une ces cette cet`,
		pron:      `ils elles nous`,
		prep:      `avec dans`,
		roles:     `maire ministre président présidente gouvernement porte-parole avocat avocate témoin préfet députée député sénateur policier`,
		times:     `lundi mardi mercredi jeudi vendredi samedi dimanche`,
		adverbs:   `aussi ensuite également hier ainsi`,
		according: `selon`,
	},
}

// accordingWords are the words after which the speaker stands.
var accordingWords = map[string]bool{}

// lexicon maps a lower-case word to its classes.
var lexicon = makeLexicon()

func makeLexicon() map[string]class {
	m := make(map[string]class, 6000)
	put := func(words string, c class) {
		for _, w := range strings.Fields(words) {
			if !strings.HasSuffix(w, "_") {
				m[w] |= c
			}
		}
	}
	verb := func(base string, c class) {
		third, past, ing := inflect(base)
		m[base] |= c | cBase
		m[third] |= c
		m[past] |= c
		m[ing] |= c | cIng
	}
	regular := func(list string, c class) {
		for _, w := range strings.Fields(list) {
			if !strings.HasSuffix(w, "_") {
				verb(w, c)
			}
		}
	}
	irregular := func(list string, c class) {
		for _, w := range strings.Fields(list) {
			for i, f := range strings.Split(w, "/") {
				if strings.HasSuffix(f, "_") || strings.Contains(f, "_") {
					continue
				}
				switch i {
				case 0:
					m[f] |= c | cBase
				case 4:
					m[f] |= c | cIng
				default:
					m[f] |= c
				}
			}
		}
	}
	regular(sayVerbs, cSay)
	irregular(sayIrregular, cSay)
	regular(weakVerbs, cWeak)
	irregular(weakIrregular, cWeak)
	regular(vagueVerbs, cVague)
	irregular(vagueIrregular, cVague)
	for _, w := range []string{"went", "goes", "go", "going"} { // only before "on": see speech
		delete(m, w)
	}
	for _, b := range strings.Fields(noInvert) {
		third, past, ing := inflect(b)
		for _, f := range []string{b, third, past, ing} {
			if m[f] != 0 {
				m[f] |= cNoInv
			}
		}
	}
	for _, f := range strings.Fields("told tells gave gives made makes put puts read reads saw sees took takes knew knows heard felt found spoke") {
		m[f] |= cNoInv
	}
	for _, b := range strings.Fields("answer reply respond retort counter rejoin") {
		third, past, ing := inflect(b)
		put(b+" "+third+" "+past+" "+ing, cReply)
	}
	for w := range m {
		m[w] |= cStop
	}
	put(nounForms, cNoun)
	put(beForms, cBe|cAux)
	put(auxes, cAux)
	put(dets, cDet)
	put(possPron, cPoss)
	put(prons, cPron)
	put(objects, cObject)
	put(preps, cPrep)
	put(conjs, cConj)
	put(subs, cSub)
	put(rels, cRel)
	put(adverbs, cAdv)
	put(stops, cStop)
	put(pasts, cStop)
	put(titles, cTitle)
	put(roles, cRole)
	put(accounts, cAccount)
	put(docs, cDoc)
	put(times, cTime)
	put(males, cMale)
	put(females, cFemale)
	put(particles, cParticle)
	put(orgs, cOrg)
	for _, l := range languages {
		put(l.say, cSay|cStop)
		put(l.aux, cAux)
		put(l.det, cDet)
		put(l.pron, cPron)
		put(l.prep, cPrep)
		put(l.roles, cRole)
		put(l.times, cTime)
		put(l.adverbs, cAdv)
		for _, w := range strings.Fields(l.according) {
			accordingWords[w] = true
		}
	}
	return m
}

// inflect gives the regular forms of an English verb.
func inflect(b string) (third, past, ing string) {
	last := b[len(b)-1]
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	switch {
	case last == 'y' && !vowel(b[len(b)-2]):
		return b[:len(b)-1] + "ies", b[:len(b)-1] + "ied", b + "ing"
	case last == 'e':
		return b + "s", b + "d", b[:len(b)-1] + "ing"
	case strings.HasSuffix(b, "s") || strings.HasSuffix(b, "sh") || strings.HasSuffix(b, "ch") || strings.HasSuffix(b, "x"):
		third = b + "es"
	default:
		third = b + "s"
	}
	if doubling[b] {
		return third, b + string(last) + "ed", b + string(last) + "ing"
	}
	return third, b + "ed", b + "ing"
}

// doubling lists the verbs that double their last letter.
var doubling = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("admit quip snap submit slam dub rip tag tar rap sob plan refer ban bar chat hem pin") {
		m[w] = true
	}
	return m
}()
