package pipeline

import (
	"fmt"
	"runtime/debug"
)

func stack() string { return string(debug.Stack()) }

func (f Fault) String() string { return fmt.Sprint(f.Value) }
