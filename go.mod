module verbatim

go 1.26.8

require (
	github.com/sergi/go-diff v1.4.0
	golang.org/x/net v0.62.0
)
