package when

import (
	"strings"
	"testing"
)

// brief writes mentions as "text=value" for the tables.
func brief(text string, ms []Mention) string {
	var b strings.Builder
	for i, m := range ms {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(text[m.Span.Start:m.Span.End])
		b.WriteByte('=')
		b.WriteString(m.Value)
		if m.Value == "" {
			b.WriteString("?" + m.Form)
		}
		if m.Qual != "" {
			b.WriteString(" (" + m.Qual + ")")
		}
	}
	return b.String()
}

func TestFind(t *testing.T) {
	const pub = "2026-03-04" // a Wednesday
	for _, c := range []struct{ text, want string }{
		{"It began on 3 March.", "3 March=2026-03-03"},
		{"It began on March 3, 2026, and", "March 3, 2026=2026-03-03"},
		{"It began Feb. 17 at the quay.", "Feb. 17=2026-02-17"},
		{"On Sept. 20 he wrote", "Sept. 20=2025-09-20"},
		{"the 5th of January 2015", "5th of January 2015=2015-01-05"},
		{"on the twenty-first of May he", "twenty-first of May=2026-05-21"},
		{"October three, 2016", "October three, 2016=2016-10-03"},
		{"on december 16 wikileaks and october 12 2016 at 6 35pm", "december 16=2025-12-16; october 12 2016=2016-10-12; 6 35pm=18:35"},
		{"updated on november 13 at 10 28 pm", "november 13=2025-11-13; 10 28 pm=22:28"},
		{"From 3-5 May", "3-5 May=2026-05-03/2026-05-05 (from)"},
		{"May 3-5, 2026", "May 3-5, 2026=2026-05-03/2026-05-05"},
		{"2016-10-12 and 10/12/2016 and 25/12/2016 and 12.10.2016", "2016-10-12=2016-10-12; 10/12/2016=2016-12-10; 25/12/2016=2016-12-25; 12.10.2016=2016-10-12"},
		{"in July 2017", "July 2017=2017-07"},
		{"In April, he said", "April=2026-04"},
		{"in late April who", "late April=2026-04 (late)"},
		{"starting in September last year", "September last year=2025-09"},
		{"until at least July this year", "July this year=2026-07 (at least)"},
		{"last September he", "last September=2025-09"},
		{"at 6:35pm, at 7.35pm, at 18:35, at 9:29 am, at 7 p.m., at noon", "6:35pm=18:35; 7.35pm=19:35; 18:35=18:35; 9:29 am=09:29; 7 p.m.=19:00; noon=12:00"},
		{"just before the stroke of midnight on", "midnight=00:00 (just before)"},
		{"12 hours. Fifteen minutes, 10-month, four hours, nineteen summers", "12 hours=PT12H; Fifteen minutes=PT15M; 10-month=P10M; four hours=PT4H; nineteen summers=P19Y"},
		{"an hour-and-a-half later he", "an hour-and-a-half later=PT90M"},
		{"two and a half years", "two and a half years=P30M"},
		{"half an hour and half a century", "half an hour=PT30M; half a century=P50Y"},
		{"On October 10, 2016, he spoke. Two days later, he wrote. The next morning he slept.", "October 10, 2016=2016-10-10; Two days later=2016-10-12; The next morning=2016-10-13"},
		{"On October 3, 2016, he wrote. The day before, she had tweeted. Two days later he", "October 3, 2016=2016-10-03; The day before=2016-10-02; Two days later=2016-10-05"},
		{"yesterday and tonight and earlier tonight", "yesterday=2026-03-03; tonight=2026-03-04; earlier tonight=2026-03-04"},
		{"on Tuesday and last Friday; it opens from Thursday morning", "Tuesday=2026-03-03; last Friday=2026-02-27; Thursday morning=2026-03-05 (from)"},
		{"A ballot opens on Monday. The shop is to reopen on Saturday. The trial resumes Tuesday.", "Monday=2026-03-09; Saturday=2026-03-07; Tuesday=2026-03-10"},
		{"The final, held over from Saturday, was won. The road will be shut from Monday.", "Saturday=2026-02-28 (from); Monday=2026-03-09 (from)"},
		{"He died on Sunday. He says that the talks of Monday failed. It reopens on Friday after Tuesday's fire.", "Sunday=2026-03-01; Monday=2026-03-02; Friday=2026-03-06; Tuesday=2026-03-03 (after)"},
		{"“I look to the upcoming fairs of the two valleys and to all who brought their bread and cheese there,” Ana Ortega wrote Thursday.", "Thursday=2026-02-26"},
		{"You must go before noon on Friday.", "noon=12:00 (before); Friday=2026-03-06"},
		{"Roughly two months before Election Day 2016", "two months before Election Day 2016=2016-09 (about)"},
		{"hours later, telling", "hours later=PTXH"},
		{"about 12 hours later.", "12 hours later=PT12H (about)"},
		{"less than an hour after the tape", "an hour after=PT1H (less than)"},
		{"in the 1990s and in 2016 and the 2016 campaign", "1990s=199X; 2016=2016; 2016=2016"},
		{"three weeks ago and 10 years ago", "three weeks ago=2026-02-11; 10 years ago=2016"},
		{"that spring, last summer", "that spring=2026-21; last summer=2025-22"},
		{"On the morning of July 11, he", "morning of July 11=2026-07-11"},
		{"three o'clock in the afternoon; half past six; quarter to nine", "three o'clock in the afternoon=15:00; half past six=06:30; quarter to nine=08:45"},
		{"half past six in the evening", "half past six in the evening=18:30"},
		{"We mend it by the end of June; between April and June 2017, from 3 May to 7 June 2016", "June=2026-06 (end); April=2017-04; June 2017=2017-06; 3 May=2016-05-03 (from); 7 June 2016=2016-06-07"},
		{"Am 3. März 2026 und am 12. Oktober 2016. Le 3 août 2017", "3. März 2026=2026-03-03; 12. Oktober 2016=2016-10-12; 3 août 2017=2017-08-03"},
		{"Sunday, Oct. 12, and LOS ANGELES, Sept. 28 (UPI)", "Sunday, Oct. 12=2025-10-12; Sept. 28=2025-09-28"},
		{"two hours and 15 minutes; a year and a half ago; within 48 hours", "two hours and 15 minutes=PT135M; a year and a half ago=2024-09; 48 hours=PT48H (within)"},
		// the tense of the verb
		{"He resigned in April. It opened in May. She was killed in late June.", "April=2025-04; May=2025-05; late June=2025-06 (late)"},
		{"In April six people died. In May it will open.", "April=2025-04; May=2026-05"},
		{"It is set to open in April. They agreed to open it in May. It was due in June.", "April=2026-04; May=2026-05; June=2026-06"},
		{"In September six people were killed. On October third he left.", "September=2025-09; October third=2025-10-03"},
		{"It rose at 21 h 20 and 06.12 GMT.", "21 h 20=21:20; 06.12=06:12"},
		// not times
		{"every Tuesday, at the age of 12 years", ""},
		{"He may march on, and may 2 people said", ""},
		{"Theresa May said April Jones told The Sunday Times a second time", ""},
		{"the second of two", ""},
		{"May told the court by May that", ""},
		{"a 61-year-old man, aged 12 years", ""},
		{"We march on Friday times", "Friday=2026-02-27"},
		{"He ran 2000 people and 1,999 boats", ""},
		{"10 Downing Street, 3.5 and 1.2.3", ""},
		{"three times a day", ""},
		{"call 0800 555 0142", ""},
		{"USA Today said", ""},
		{"John 3:16 says", ""},
		{"the score was 2:1 and 6-3", ""},
		{"version 10.04.2 of", ""},
		{"We fall in love this may be", ""},
	} {
		if got := brief(c.text, Find(c.text, pub)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// The mentions of any text stand in order, lie inside it and do not overlap,
// and reading is linear and repeatable.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"On October 3, 2016, he wrote. Two days later, at 6:35 p.m., on Tuesday", "in may 12 31 february the the day before before", "1 2 3 4 5 6/7/8 99:99 pm", "half half a an hour-and-a-half", "\xff\xfe 3. März 2026", strings.Repeat("the next ", 200), "31 June 2016 30 February", "9999-12-31 0000-00-00 99999999999 years later"} {
		f.Add(s, "2026-03-04")
	}
	f.Fuzz(func(t *testing.T, s, pub string) {
		last := 0
		for _, m := range Find(s, pub) {
			if m.Span.Start < last || m.Span.End <= m.Span.Start || m.Span.End > len(s) || m.Outer.Start > m.Span.Start {
				t.Fatalf("%+v after %d in %d bytes", m, last, len(s))
			}
			if m.Kind == "" || m.Sure == "" && m.Value != "" {
				t.Fatalf("incomplete: %+v", m)
			}
			last = m.Span.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The council of Port Sallow voted on Tuesday evening to close the east quay until June 30, after a storm that began on Feb. 17 broke the wall and the pumps failed for four hours. “We cannot close the harbour for good,” the mayor told about 400 residents at 6:35 p.m. and nobody in the room spoke for a while, because there was nothing left to say about the boats.\n\n", 300)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(s, "2026-03-04")
	}
}

// Prose with a time expression in every third sentence, as news has.
func BenchmarkProse(b *testing.B) {
	s := strings.Repeat("Sponges have no legs, no teeth and no shell. Many of them live by making poisons, and chemists have been going through these in the hope of finding one that harms germs and spares people. The work is slow. In an old basement a row of jars holds what was brought up from the sea floor on 9 March, and nobody has counted the labels since the last winter.\n\n", 600)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(s, "2026-03-04")
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, s := range map[string]string{"the": strings.Repeat("the day before ", 70000), "digits": strings.Repeat("3 ", 500000), "letters": strings.Repeat("a", 1000000), "and": strings.Repeat("twenty thousand and ", 50000)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Find(s, "")
			}
		})
	}
}
