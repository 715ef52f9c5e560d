package corpus

import (
	"strings"
	"time"
)

// layouts of dates that cannot be misread. A date of three numbers whose day
// and month could be exchanged is not among them.
var layouts = []struct{ in, out string }{
	{time.RFC3339Nano, time.RFC3339},
	{"2006-01-02T15:04:05-0700", time.RFC3339},
	{"2006-01-02T15:04:05.000-0700", time.RFC3339},
	{"2006-01-02T15:04-07:00", "2006-01-02T15:04Z07:00"},
	{"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z07:00"},
	{"2006-01-02T15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02T15:04:05.000", "2006-01-02T15:04:05"},
	{"2006-01-02T15:04", "2006-01-02T15:04"},
	{"2006-01-02 15:04:05 -0700", time.RFC3339},
	{"2006-01-02 15:04:05-07:00", time.RFC3339},
	{"2006-01-02 15:04:05 -07:00", time.RFC3339},
	{"2006-01-02 15:04:05 MST", "2006-01-02T15:04:05"},
	{"2006-01-02 15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02 15:04", "2006-01-02T15:04"},
	{"2006-01-02", "2006-01-02"},
	{"2006/01/02", "2006-01-02"},
	{"2006/01/02 15:04:05", "2006-01-02T15:04:05"},
	{"20060102", "2006-01-02"},
	{"20060102T150405Z0700", time.RFC3339},
	{"Mon, 02 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.RFC3339},
	{"Mon, 02 Jan 2006 15:04:05 MST", "2006-01-02T15:04:05"},
	{"Mon Jan 2 15:04:05 MST 2006", "2006-01-02T15:04:05"},
	{"Mon, 2 Jan 2006", "2006-01-02"},
	{"Monday, January 2, 2006", "2006-01-02"},
	{"Monday, 2 January 2006", "2006-01-02"},
	{"January 2, 2006", "2006-01-02"},
	{"January 2, 2006 3:04 PM", "2006-01-02T15:04"},
	{"January 2, 2006, 3:04 PM", "2006-01-02T15:04"},
	{"Jan 2, 2006", "2006-01-02"},
	{"Jan. 2, 2006", "2006-01-02"},
	{"Jan 2, 2006 3:04 PM", "2006-01-02T15:04"},
	{"2 January 2006", "2006-01-02"},
	{"2 Jan 2006", "2006-01-02"},
	{"2 January 2006 15:04", "2006-01-02T15:04"},
}

// ISO is s in ISO 8601, a date or date and time, or "" when it is no date that
// can be read without a guess. The offset from UTC stays as it was given.
func ISO(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) < 8 || len(s) > 64 {
		return ""
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.in, s); err == nil && t.Year() > 1600 && t.Year() < 2200 {
			return t.Format(l.out)
		}
	}
	return ""
}
