package matrix

import (
	"strings"

	"verbatim/align/detail"
)

// years lets a date whose year was inferred take the year that another text
// states for the same day.
func (j *joiner) years() {
	stated := map[string]string{} // month and day -> date, "" when several years are stated
	count := map[string]map[string]int{}
	day := func(v string) string {
		if len(v) == 10 && v[4] == '-' && v[7] == '-' {
			return v[4:]
		}
		if len(v) == 7 && strings.HasPrefix(v, "--") {
			return v[1:]
		}
		return ""
	}
	for _, ms := range j.by {
		for _, m := range ms {
			d := day(m.Value)
			if m.Kind != detail.Date || d == "" {
				continue
			}
			if m.Sure == "stated" && len(m.Value) == 10 {
				if old, ok := stated[d]; ok && old != m.Value {
					stated[d] = ""
				} else {
					stated[d] = m.Value
				}
			}
			if len(m.Value) == 10 {
				if count[d] == nil {
					count[d] = map[string]int{}
				}
				count[d][m.Value]++
			}
		}
	}
	for _, ms := range j.by {
		for _, m := range ms {
			d := day(m.Value)
			if m.Kind != detail.Date || d == "" || m.Sure == "stated" && len(m.Value) == 10 {
				continue
			}
			if v, ok := stated[d]; ok {
				if v != "" {
					m.Value = v
				}
				continue
			}
			best, n := "", 0
			for v, c := range count[d] {
				if c > n || c == n && v < best {
					best, n = v, c
				}
			}
			if best != "" {
				m.Value = best
			}
		}
	}
}

// vaguer lets a text carry in part a day that it tells less exactly: "in
// September" where others have September 20, or "two days after he was asked"
// where others have the day that is two days later. The words around must
// agree.
func (j *joiner) vaguer(keys []string, groups map[string][]*carrier) {
	type found struct {
		key   string
		share int
	}
	best := map[*carrier]found{}
	try := func(key string, day []*carrier, loose []*carrier, need int) {
		if len(loose) == 0 {
			return
		}
		has := make([]bool, len(j.texts))
		for _, d := range day {
			has[d.text] = true
		}
		for _, m := range loose {
			if has[m.text] {
				continue
			}
			share := 0
			for _, d := range day[:min(len(day), 8)] {
				n := 0
				for s := range j.context(m, 9) {
					if j.context(d, 9)[s] {
						n++
					}
				}
				share = max(share, n)
			}
			if share >= need && share > best[m].share {
				best[m] = found{key, share}
			}
		}
	}
	for _, k := range keys {
		v, ok := strings.CutPrefix(k, detail.Date+"|")
		if !ok || len(v) != 10 || !detail.Dated(v) {
			continue
		}
		day := groups[k]
		try(k, day, groups[detail.Date+"|"+v[:7]], 3)
		try(k, day, groups[detail.Date+"|"+v[:7]+"~"], 3)
		for _, d := range day {
			if d.Form != "" && d.Form[0] == '+' {
				try(k, day, groups[detail.Duration+"|"+d.Form[1:]], 2)
				break
			}
		}
	}
	for _, k := range keys {
		for _, m := range groups[k] {
			if b, ok := best[m]; ok {
				c := *m
				c.Kind, c.Value, c.partly, c.Short = detail.Date, groups[b.key][0].Value, true, true
				groups[b.key] = append(groups[b.key], &c)
				delete(best, m)
			}
		}
	}
}
