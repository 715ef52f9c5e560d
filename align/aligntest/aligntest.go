// Package aligntest holds the laws and cases that every run of package align
// must pass, local or distributed.
package aligntest
