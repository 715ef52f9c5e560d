package align

import (
	"verbatim/align/class"
)

func figure(key string) bool { return class.Figure(key) }

var timeUnits, monthNames, weekDays = class.TimeUnits, class.Months, class.Weekdays
