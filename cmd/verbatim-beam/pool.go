package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"sync"
	"syscall"

	fnpb "github.com/apache/beam/sdks/v2/go/pkg/beam/model/fnexecution_v1"
	"google.golang.org/grpc"
)

// pool starts this program as the worker of a task manager whenever that asks for
// one: the EXTERNAL environment of Beam. Beam's own pool listens on all addresses
// and fetches the program first; here pool and worker are one file.
type pool struct {
	fnpb.UnimplementedBeamFnExternalWorkerPoolServer

	mu      sync.Mutex
	workers map[string][]*exec.Cmd // by id, which several task managers may give
}

func servePool(address string) error {
	in, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("the worker pool at %s: %w", address, err)
	}
	s, p := grpc.NewServer(), &pool{workers: map[string][]*exec.Cmd{}}
	fnpb.RegisterBeamFnExternalWorkerPoolServer(s, p)
	slog.Info("worker pool", "address", in.Addr().String())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer p.end()
	context.AfterFunc(ctx, s.Stop)
	return s.Serve(in)
}

// end kills the workers: nobody else stops those whose task manager is gone.
func (p *pool) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, cs := range p.workers {
		for _, c := range cs {
			c.Process.Kill()
		}
	}
}

func (p *pool) StartWorker(_ context.Context, r *fnpb.StartWorkerRequest) (*fnpb.StartWorkerResponse, error) {
	refuse := func(err error) (*fnpb.StartWorkerResponse, error) {
		return &fnpb.StartWorkerResponse{Error: fmt.Sprintf("worker %s: %v", r.GetWorkerId(), err)}, nil
	}
	self, err := os.Executable()
	if err != nil {
		return refuse(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	c := exec.Command(self, "--worker", "--id="+r.GetWorkerId(), "--logging_endpoint="+r.GetLoggingEndpoint().GetUrl(), "--control_endpoint="+r.GetControlEndpoint().GetUrl())
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		return refuse(err)
	}
	p.workers[r.GetWorkerId()] = append(p.workers[r.GetWorkerId()], c)
	slog.Info("worker", "id", r.GetWorkerId(), "process", c.Process.Pid)
	go func() {
		err := c.Wait()
		slog.Info("worker ended", "id", r.GetWorkerId(), "how", err)
		p.mu.Lock()
		p.workers[r.GetWorkerId()] = slices.DeleteFunc(p.workers[r.GetWorkerId()], func(o *exec.Cmd) bool { return o == c })
		p.mu.Unlock()
	}()
	return &fnpb.StartWorkerResponse{}, nil
}

func (p *pool) StopWorker(_ context.Context, r *fnpb.StopWorkerRequest) (*fnpb.StopWorkerResponse, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch found := p.workers[r.GetWorkerId()]; len(found) {
	case 0:
		return &fnpb.StopWorkerResponse{Error: "no worker " + r.GetWorkerId()}, nil
	case 1:
		found[0].Process.Kill()
	default:
		// Which task manager asks is not said: the worker ends with its connection.
	}
	return &fnpb.StopWorkerResponse{}, nil
}
