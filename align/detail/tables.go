package detail

// Words of English that names are read with. All in lower case.
var (
	titles = wordSet("president vice-president senator sen rep representative congressman congresswoman mr mrs ms miss mx dr prof professor mayor chief director minister judge justice captain capt officer general gen lieutenant lt colonel col major maj sergeant sgt admiral commander sir lord lady dame baron baroness prince princess king queen pope cardinal archbishop bishop father sister brother rabbi imam rev reverend chancellor governor gov secretary attorney councillor councilman councilwoman cllr detective inspector constable superintendent supt insp dci dsi commissioner ceo cfo chairman chairwoman chair speaker ambassador deputy sheriff coach nurse uncle aunt premier herr frau monsieur madame señor señora")

	// roles stand in lower case before a name.
	roles = wordSet("president senator congressman congresswoman representative professor mayor chief director minister judge justice captain officer general spokesman spokeswoman spokesperson adviser advisor strategist manager counsel lawyer attorney solicitor barrister secretary chairman chairwoman chair founder owner editor reporter correspondent columnist journalist author writer blogger actor actress singer composer artist publicist entrepreneur businessman businesswoman banker engineer scientist researcher biologist chemist physicist historian economist analyst expert doctor nurse teacher student farmer driver resident neighbour neighbor witness victim suspect defendant candidate nominee leader colleague husband wife son daughter father mother brother sister friend partner boss master coach player striker goalkeeper commissioner ambassador governor councillor deputy sheriff detective sergeant critic activist campaigner volunteer staffer aide insider prosecutor executive head member")

	suffixes = wordSet("jr sr ii iii iv")

	particles = wordSet("de van der den von und zu bin ibn ben al el la le du di da dos das del della y ter ten af av st")

	// joints hold the name of an organization together behind one of orgHeads.
	joints = wordSet("of for the and on in de des du")

	orgHeads = wordSet("committee agency times post news university college school party council department ministry court bank inc corp corporation ltd llc plc group association union police parliament senate congress commission institute foundation society federation league club company airlines airways service services bureau board office administration organization organisation authority trust fund network media press gazette herald tribune journal magazine review telegraph guardian independent mirror express wire radio television tv broadcasting studios records books letters laboratory laboratories lab labs hospital clinic church cathedral team army navy guard force forces coalition alliance front movement campaign house embassy assembly government cabinet treasury exchange industries systems technologies holdings partners")

	placeHeads = wordSet("lodge centre center hotel inn farm street road avenue lane square boulevard drive bridge park tower island islands river bay harbour harbor county city airport station hall quay pier port lake mountain mount valley hill hills beach coast ocean sea strait gulf peninsula district village town province state states kingdom republic highway motorway garden gardens plaza terrace stadium arena square gate wharf dock")

	// placeFronts begin the name of a place.
	placeFronts = wordSet("port mount lake county river cape fort isle saint st loch glen")

	// legalForms end the name of a company or a club, in capitals.
	legalForms = wordSet("ag ab fc afc cf sc sa se spa nv bv oy asa gmbh kg srl pty lp llp co inc ltd plc llc")

	// jobs are what by-lines call who writes.
	jobs = wordSet("editor correspondent reporter critic staff writer columnist newsdesk desk")

	// clocks are names of time zones.
	clocks = wordSet("utc gmt bst cet cest eet eest est edt cst cdt mst mdt pst pdt ist jst aest")

	// degrees and honours stand behind a name and are no part of it.
	degrees = wordSet("kc qc mp msp mep td obe mbe cbe phd md esq rn")

	placePreps = wordSet("in from near at to across outside inside around throughout toward towards")

	speech = wordSet("said says say told tells added adds wrote writes tweeted asked asks replied responded announced argued claimed insisted denied admitted explained noted stated testified warned recalled")

	// demonyms are adjectives of places: no names of their own.
	demonyms = wordSet("american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian polish czech hungarian romanian bulgarian greek turkish russian ukrainian swedish norwegian danish finnish icelandic european asian african chinese japanese korean indian pakistani iranian iraqi syrian israeli palestinian egyptian libyan saudi afghan canadian mexican brazilian argentine australian christian muslim jewish catholic protestant arab arabic latin hispanic americans russians germans britons ukrainians israelis palestinians republicans democrats republican democratic democrat conservative liberal labour soviet nazi western eastern northern southern internet earth god")

	calendarWords = wordSet("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter")

	functionWords = wordSet("the a an but and or if when in on at as he she it they we you i this that these those his her their our my its there then so no not for from with by to of after before while although though because since until what who whom whose how why where which some many most all both each every any one two three four five six seven eight nine ten is are was were be been do does did have has had can could will would should may might must shall let yes oh well now here just only also even still yet more less such than too very once again later earlier meanwhile however instead perhaps maybe despite during under over between among through about against into onto upon without within nor either neither another other others few several much own same according like unlike please thanks thank hi hello hey dear read see watch listen follow share click subscribe sign join get today yesterday tomorrow tonight")

	// places are names of countries, of their parts and of cities that are
	// rarely anything else.
	places = lines(`afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus belgium
		belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burundi cambodia cameroon canada chile china colombia congo croatia cuba cyprus czechia denmark
		djibouti ecuador egypt england eritrea estonia ethiopia europe fiji finland france gabon gambia germany ghana greece greenland guatemala guinea guyana haiti honduras hungary
		iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein
		lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal
		netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia
		singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine
		uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa america asia antarctica scandinavia
		alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
		michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming
		amsterdam athens baghdad bangkok barcelona beijing beirut berlin boston brussels budapest cairo chicago copenhagen delhi dubai dublin edinburgh frankfurt geneva glasgow
		hamburg helsinki istanbul jerusalem johannesburg kabul kiev kyiv lagos lisbon london madrid manchester manila melbourne miami milan moscow mumbai munich nairobi oslo
		paris philadelphia prague rome seattle seoul shanghai stockholm sydney tehran tokyo toronto vancouver vienna warsaw zurich`,
		"new york", "new york city", "new jersey", "new hampshire", "new mexico", "new zealand", "north carolina", "south carolina", "north dakota", "south dakota", "west virginia",
		"rhode island", "los angeles", "san francisco", "las vegas", "hong kong", "united states", "united kingdom", "united arab emirates", "saudi arabia", "sri lanka",
		"south africa", "south america", "north america", "latin america", "central america", "middle east", "south korea", "north korea", "northern ireland", "east timor",
		"el salvador", "costa rica", "dominican republic", "puerto rico", "ivory coast", "sierra leone", "tel aviv", "mexico city", "papua new guinea", "us", "uk", "usa", "uae", "eu")

	// numbered are words whose number belongs to the name.
	numbered = wordSet("part chapter article section phase act amendment highway route flight apollo volume episode season room gate pier terminal channel level unit division proposition resolution title clause annex")
)

// lines is a set of the words of one and the phrases of more.
func lines(one string, more ...string) map[string]bool {
	m := wordSet(one)
	for _, p := range more {
		m[p] = true
	}
	return m
}
