package zone

import (
	"strings"

	"verbatim/normalize/anyof"
)

// The phrases by which a line says what it is, in lower case, words only
// (“don’t miss” is “don t miss”). A phrase ending in “*” is the beginning of a
// line of at most maxPrompt words; the others are the whole line, figures
// before and after it aside. English first; the commonest of German, French,
// Spanish, Portuguese, Italian, Russian and Japanese.

// maxPrompt is the length in words up to which the beginning of a line decides.
const maxPrompt = 30

// headings open a list of lines of their kind.
var headings = table(map[Kind]string{
	RelatedLink: `related; related articles; related article; related stories; related story; related links; related link; related content; related news; related coverage
		related posts; related reading; related video; related videos; more from*; more in*; more on*; more news; more news from*; more stories; more top stories; more like this
		more videos; more to read; more headlines; more coverage*; most read*; most popular*; most viewed*; most shared*; most recent*; most commented; most watched
		trending; trending now; trending stories; trending on*; trending topics; popular; popular now; popular stories; popular posts; popular on*; popular in*; recommended
		recommended for you; recommended stories; recommended reading; recommended videos; you may also like; you might also like; you may like; you might like; you may be interested in
		also on*; see also; don t miss; don t miss this; editors picks; editor s picks; editors pick; editor s choice; editors choice; top stories; top news; top videos; top video; latest
		latest news; latest stories; latest headlines; latest articles; latest posts; latest videos; latest video; latest from*; latest on*; the latest; our latest stories; recent posts; recent articles
		recent stories; recent news; recent comments; from the web; around the web; from around the web; more from the web; more from around the web; sponsored; sponsored content
		sponsored stories; sponsored links; sponsored by; promoted; promoted stories; promoted content; paid content; paid post; partner content; from our partners; in this story; in other news
		next article; previous article; next story; previous story; next post; previous post; next up; up next; read next; what to read next; keep reading; further reading; continue reading
		more to explore; explore more; explore further; discover more; next up*; elsewhere on*; in case you missed it; icymi; featured; featured stories; featured articles; featured video; featured videos; features; must read
		must reads; the must reads; best of*; more on this story; more on this; read more about*; want more stories*; what s hot; hot topics; today s top stories; today s headlines; today s picks; conversations
		upcoming events; events; photos; slideshow; photo galleries; more galleries; interesting for you; people also read; others also read; suggested stories; users who read this*; stories you may like*
		mehr zum thema; mehr; mehr zu*; weitere artikel; das könnte sie auch interessieren; auch interessant; meistgelesen; meistgelesene artikel; lesen sie auch; neueste beiträge; ähnliche beiträge
		sur le même sujet; à lire aussi; lire aussi; les plus lus; articles liés; articles récents; vous aimerez aussi; à voir également
		artículos relacionados; noticias relacionadas; lo más leído; lo más visto; te puede interesar; también te puede interesar; entradas recientes
		você pode gostar; você também pode gostar; você pode gostar de; notícias relacionadas; veja também; leia também; leia mais; mais lidas; últimas notícias; posts relacionados; artigos relacionados; posts recentes
		articoli correlati; articoli recenti; leggi anche; potrebbe interessarti; potrebbe interessarti anche; i più letti; ultime notizie
		читайте также; похожие статьи; вам также может быть интересно; вам может быть интересно; популярное; самое читаемое; новости; похожие записи; рекомендуем
		関連記事; 関連リンク; 人気記事; 最新記事; 最近の投稿; おすすめ記事; 新着記事; 관련기사; 인기기사; 많이 본 기사; 최신기사`,
	TagList: `tags; tags*; tag; topics; topic; topics in this article; related topics; related tags; filed under*; filed in*; keywords; categories; category; tagged*; tagged with*; more about; read more on; in this article
		explore topics; posted in*; places in this story; people in this story; people in the story; organizations in this story; subjects; schlagwörter; schlagworte; themen; mots clés; sur ce sujet; etiquetas; temas; categorías
		categorias; tópicos; argomenti; теги; метки; рубрики; рубрика; タグ; カテゴリー; カテゴリ; 태그`,
	CommentForm: `leave a reply; leave a reply*; leave a comment; leave a comment*; leave comments; post a comment; post a comment*; add a comment; add comment; add your comment; write a comment; view comments; show comments; load comments; see comments; view all comments
		comments; comment; comments 0; no comments; no comments yet; be the first to comment; join the conversation; join the conversation*; join the discussion; join the discussion*; start the conversation; start a conversation; discussion; responses; reader comments
		your comments; comments are closed; comments are closed*; comments closed; what do you think; have your say; view the discussion thread; cancel reply; log in to comment; sign in to comment; login to comment; you must be logged in*
		hinterlassen sie einen kommentar; schreibe einen kommentar; kommentare; kommentar schreiben; antworten abbrechen; laissez un commentaire; laisser un commentaire; commentaires; deja un comentario; comentarios; dejar un comentario; deixe um comentário; deixe uma resposta; comentários
		lascia un commento; commenti; добавить комментарий; комментарии; оставить комментарий; コメントを残す; コメント; 댓글`,
	AuthorBio:     `about the author; about the authors; about the writer; about author; about the reporter; the author; über den autor; über die autorin; a propos de l auteur; sobre el autor; sobre o autor; об авторе`,
	SharePrompt:   `share; share this; share this article; share this story; share this page; share this post; share via; share on; share with; follow us; follow us on; follow; connect; connect with us; stay connected; social; find us on`,
	Copyright:     ``,
	LettersPrompt: `send us a tip; letters; letters to the editor`,
})

// prompts are lines of their kind that open nothing.
var prompts = table(map[Kind]string{
	RelatedLink: `read more; read more*; read also*; also read*; see more*; see also*; related*; more*; watch*; next*; previous*; source link; source; via; original article; original source; click here to read*; click here for*; read the full*; read the rest*; read full*
		recommended*; must read*; don t miss*; what to know*; view all; view all*; show all; see all; see all*; load more; show more; view more; learn more; more info; image*of*; more information; full story; full article; full coverage; get more*; here s more*; for more*; follow the latest*; follow all*
		siehe auch*; lesen sie auch*; mehr zum thema*; lire aussi*; à lire aussi*; lire la suite; weiterlesen; leer más; leer más*; lee también*; leia mais*; leia também*; veja também*; saiba mais*; leggi anche*; leggi tutto; читайте также*; читать далее; подробнее; 続きを読む`,
	Nav: `home; menu; video; videos; audio; advert; author; publish date; published; enlarge; zoom; gallery; search; search for*; search form; skip to*; skip navigation; close; open; back; back to*; top; back to top; go to top; advertisement; advertising; advertisment; ad; ads; story continues*; the story continues*; article continues*; the article continues*; advertisement*continues*; advertisement*continue; advertisement*continue*; scroll to continue*; scroll down to continue*; skip ad; skip advertisement; hide ad; close ad; remove ads; report this ad; report ad; why this ad; story continues; article continues*; continue reading below; continued below; loading; loading*; play; pause; replay
		play video; now playing*; media playback is*; this video is*; your browser does not*; your browser doesn t*; please enable*; javascript; sign in; log in; login; logout; log out; sign out; register; my account; subscribe; subscribe now; subscribe to*; subscriptions; sections; all sections; main menu; navigation; print; print this*; print article
		print edition; e edition; download; font size; text size; report error; report a*; report an*; terms; terms of use*; terms of service*; terms conditions*; terms and conditions*; privacy; privacy policy*; cookie*; about us; contact us; contact; careers; jobs; help; faq; faqs; sitemap; site map; site index; accessibility*; adchoices; ad choices
		your privacy*; do not sell*; manage cookies; rss; rss feed; rss feeds; feedback; corrections; advertise; advertise*; newsletters; newsletter; archives; archive; mobile apps; gift*; by continuing*; we use cookies*; this site uses*; this website uses*; all fields*; thank you for*; thanks for signing*; thanks for subscribing*; there was an error*; an error occurred*; sorry; try again
		quotes delayed*; all quotes delayed*; our standards*; data is a real time*; data also provided by; this page*; published by; powered by*; page 1 of*; you are here*; werbung; anzeige; startseite; impressum; datenschutz*; publicité; publicidad; publicidade; реклама; スポンサードリンク; switch to*; view desktop*; view mobile*; enter your*; already a*; need help*; reset`,
	SharePrompt: `share*; tweet; tweet this*; tweets; facebook; twitter; pinterest; linkedin; reddit; whatsapp; email; e mail; mail; instagram; youtube; flipboard; tumblr; telegram; messenger; facebook*; twitter*; pin it; pin; like; like this; like us*; like this story*; follow*; follow us*; follow me*; follow our*; find us*; check us*; connect with*; copy link; copy this link; copy; embed; link; link copied
		sign up; sign up*; sign me up; signup*; get the*; get our*; get this*; get breaking*; get*newsletter; subscribe*; join our*; join us*; join the*; receive*; email this*; email article; send this*; send to*; e mail this*; newsletters*; want more*; enjoyed this*; if you like*; if you enjoyed*; liked this*; support*; donate*; download the*; download our*; listen to*on*; tell us*; share your thoughts*; let us know*; recommend this*
		every day we send*; every morning*; your email; email address; your email address; enter your email*; i agree*; i would like*; please check*; keep an eye on your inbox*; by signing up*; by subscribing*; by clicking*; by submitting*; we ll never*; unsubscribe*; daily*newsletter; teilen*; folgen sie*; partager*; compartir*; compartilhe*; compartilhar*; condividi*; seguici*; síguenos*; siga*; поделиться*; подписывайтесь*; подпишитесь*; nous suivre; inscrivez*; シェア; ツイート; フォローする; facebook twitter*`,
	CommentForm: `your email address will not be published*; required fields are marked*; name; name required; email required; website; comment name*; save my name*; notify me*; post comment; submit comment; submit; reply; reply*share*; report abuse; report comment; flag; flag as*; sort by*; newest; oldest; best; newest first; oldest first; load more comments; show more comments; view more comments
		this comment*; comments are*; commenting is*; comments on this*; comments may*; please read our comment*; we welcome*comments*; to comment*; log in or register*; sign in or*; login to*; you must be logged*; you must log*; view*comments; show*comments; see*comments; read*comments; leave your comment*; add your*; have something to say*; this site uses akismet*; learn how your comment data*; deine e mail adresse*; votre adresse*; tu dirección de correo*; o seu endereço de e mail*; il tuo indirizzo email*; ваш адрес email*; メールアドレスが公開*`,
	LettersPrompt: `send a letter to the editor*; submit a letter to the editor*; write a letter to the editor*; letter to the editor; letters to the editor*; submit a letter*; send letters*; send your letters*; write to letters*; we want to hear what you think*; we want to hear from you*; email us at*; e mail us at*; contact the editor*; contact the reporter*; contact the author*; contact the writer*; got a confidential*; got a tip*; got a news tip*; have a tip*; do you have a*tip*; do you have a story*; send tips*; news tips*; contact us at*; write to us*; schreiben sie uns*; leserbrief*; write to the editor*`,
	Copyright:     `copyright*; all rights reserved*; c 1*; c 2*; alle rechte vorbehalten*; tous droits réservés*; todos los derechos reservados*; todos os direitos reservados*; tutti i diritti riservati*; все права защищены*; the material on this site*; this material may not be*; registration on or use of*; use of this site*; use of this website*; the contents of this site*; no part of this*; reproduction in whole*; reprinted with permission*; licensing reprints; ipso regulated*; images by*`,
	UpdateNote: `this story was updated*; this story has been updated*; this article was updated*; this article has been updated*; this post was updated*; this post has been updated*; this report was updated*; this report has been updated*; this piece was updated*; this story was corrected*; this story has been corrected*; this article was corrected*; this article has been corrected*
		this article was amended*; this story was originally*; this article was originally*; this article originally*; this story originally*; this story first appeared*; this article first appeared*; this post originally*; this is a breaking*; this is a developing*; this story is developing*; an earlier version of*; a previous version of*; editor s note*; editors note*; correction*; clarification*; update*corrected*
		dieser artikel wurde*aktualisiert*; cet article a été*; este artículo fue actualizado*; last updated*; first published*`,
	AuthorBio: `about the author*; reach*at*; follow him on*; follow her on*; follow them on*; contact him at*; contact her at*; follow*on twitter*; the author is*; the writer is*; the writer was*; email*at*; e mail the author*; read more by*; more by*; more from this author; view all posts by*; see all posts by*; all posts by*; view author*; view profile; author archive*; written by; visit*author*page*; opinions expressed*; the views expressed*; the opinions expressed*; reporting by*; additional reporting*; editing by*; edited by*; with reporting*; contributed to this report*; der autor*; l auteur*`,
	Credit:    `photo*; photos by*; photograph*; photographs by*; picture*; pictures by*; image*credit*; image source*; image via*; image courtesy*; image copyright*; image by*; images by*; photo by*; photo credit*; credit*; file photo*; file image*; getty*; illustration by*; video by*; graphic by*; foto*; crédit photo*; crédits photo*; bild*; bildquelle*; fonte*foto; фото*`,
	Caption:   `image caption*; media caption*; caption*; pictured*; above*; file*; in this*file photo*; in this*photo*; in this*image*; in this*frame*`,
})

type phrases struct {
	whole  map[string]Kind
	begins map[string][]pattern // by first word
}

// pattern is a phrase with gaps; its parts follow each other in the line.
type pattern struct {
	parts []string
	kind  Kind
	open  bool // anything may follow
}

func table(lists map[Kind]string) phrases {
	t := phrases{map[string]Kind{}, map[string][]pattern{}}
	for _, kind := range order {
		for _, p := range strings.FieldsFunc(lists[kind], func(r rune) bool { return r == ';' || r == '\n' }) {
			p = strings.TrimSpace(p)
			if !strings.Contains(p, "*") {
				if p != "" && t.whole[p] == "" {
					t.whole[p] = kind
				}
				continue
			}
			parts := strings.Split(p, "*")
			open := parts[len(parts)-1] == ""
			if open {
				parts = parts[:len(parts)-1]
			}
			for i := range parts {
				parts[i] = strings.TrimSpace(parts[i])
			}
			first, _, _ := strings.Cut(parts[0], " ")
			t.begins[first] = append(t.begins[first], pattern{parts, kind, open})
		}
	}
	return t
}

// order in which the kinds of a table are tried.
var order = []Kind{Copyright, LettersPrompt, UpdateNote, CommentForm, TagList, AuthorBio, Caption, Credit, Nav, SharePrompt, RelatedLink}

// find is the kind that the key of a line says, "" if none. whole says that
// the phrase is the line.
func (t *phrases) find(key string, words int) (kind Kind, whole bool) {
	if words > maxPrompt || key == "" {
		return "", false
	}
	if words <= 8 {
		if k := t.whole[strings.Trim(key, "0123456789 ")]; k != "" {
			return k, true
		}
	}
	first, _, _ := strings.Cut(key, " ")
	for _, p := range t.begins[first] {
		if p.matches(key) {
			return p.kind, false
		}
	}
	return "", false
}

func (p *pattern) matches(key string) bool {
	rest := key
	for i, part := range p.parts {
		at := 0
		if i > 0 {
			at = strings.Index(rest, part)
		}
		if at < 0 || !strings.HasPrefix(rest[at:], part) {
			return false
		}
		end := at + len(part)
		if at > 0 && rest[at-1] != ' ' || end < len(rest) && rest[end] != ' ' && part[len(part)-1] > '9' {
			return false
		}
		rest = rest[end:]
	}
	return p.open || rest == ""
}

var (
	months   = set(`january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre`)
	dayWords = set(`monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun published updated posted created modified last date today yesterday am pm est edt et pst pdt gmt bst ist cst utc a m p on at by by of ago hours hour minutes minute min mins read days day h m montag dienstag mittwoch donnerstag freitag samstag sonntag veröffentlicht publié mis à jour le de às segunda terça quarta quinta sexta feira publicado em actualizado el first first filed th st nd rd the and`)
	agencies = []string{"getty images", "getty", "reuters", "associated press", "ap photo", "afp", "epa", "shutterstock", "istock", "istockphoto", "alamy", "press association", "pa wire", "bloomberg via", "zuma", "wireimage", "via ap", "usa today sports", "picture alliance", "dpa", "imago", "unsplash", "pixabay", "flickr", "wikimedia", "handout", "courtesy"}
	// siteTalk are words of a site about itself.
	siteTalk = []string{"follow us on", "follow him on", "follow her on", "follow me on", "subscribe to our", "sign up for", "our newsletter", "newsletters", "privacy policy", "unsubscribe", "terms of use", "terms of service", "cookie policy", "use cookies", "subject to copyright", "may not be reproduced", "may not be published", "email address", "your inbox", "community guidelines", "community standards", "delivered through", "delivered to you", "join our", "to our sister", "personal data will", "all rights", "click here to", "for more newsletters", "iframe", "javascript", "newsletter abonnieren", "s inscrire", "assine a nossa", "política de privacidade", "email us", "breaking news alerts", "delivered weekday", "meet your inbox", "stories that matter", "in your area", "we want to hear", "our forums", "our community", "receba em seu email"}
	// addresses are words of a heading that speaks to the reader; asks those
	// with which a heading announces a section.
	addresses   = set("you your we our us i my me let")
	asks        = set("how why what when where who which here welcome coming step part tip number question about")
	captionCues = []string{" left ", " right ", " center ", " centre ", "file photo", " pictured", " poses ", " gestures ", " speaks ", " is seen", " are seen", " seen here", " looks on", " arrives ", " shows ", " walks ", " waves "}
	// bioRoles follow “is a”, “is the” in the last lines of an article.
	bioRoles = set(`writer reporter editor correspondent columnist journalist author contributor producer freelancer blogger critic professor fellow`)
	// offices end the line that says who wrote the article.
	offices = set(`writer reporter reporters editor correspondent correspondents columnist journalist critic staff desk newsdesk newsroom bureau team`)
	// sections begin the name of a part of a paper.
	sections = set(`news world international national local politics business economy money markets sport sports football culture arts opinion comment analysis science health tech technology environment travel education crime law courts weather`)
	bioVerbs = set(`is was has worked wrote joined`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	ofSite     = anyof.New(siteTalk)
	ofAgencies = anyof.New(agencies)
	ofCaptions = anyof.New(captionCues)
	tells      = anyof.New([]string{" said", " says ", " told ", " according to "})
)
