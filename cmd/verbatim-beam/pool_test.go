package main

import (
	"os/exec"
	"testing"
)

// A pool that ends takes its workers with it: the task managers that started them
// may be gone.
func TestPoolEndsItsWorkers(t *testing.T) {
	c := exec.Command("sleep", "600")
	if err := c.Start(); err != nil {
		t.Skip("no process to start: ", err)
	}
	p := &pool{workers: map[string][]*exec.Cmd{"a": {c}}}
	p.end()
	if err := c.Wait(); err == nil {
		t.Error("the worker was not killed")
	}
}
