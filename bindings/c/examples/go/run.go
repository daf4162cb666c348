package storymap

/*
#include <stdlib.h>
#include <storymap.h>

extern int32_t storymapGoProgress(void *user, uint64_t done, uint64_t total);

static storymap_run storymap_go_run(uint32_t threads, int32_t simd) {
	storymap_run run = STORYMAP_RUN_INIT;
	run.threads = threads;
	run.simd = simd;
	return run;
}

static void storymap_go_report_progress(storymap_run *run, void *user) {
	run->progress = storymapGoProgress;
	run->user = user;
}
*/
import "C"

import (
	"context"
	"runtime/cgo"
	"unsafe"
)

// A RunOption says how to run long work. The answer never depends on it.
type RunOption func(*run)

type run struct {
	threads  uint32
	simd     int32
	progress func(done, total uint64)
}

// Threads is how many threads share the work: 1 if not set, as many as the machine has if 0.
func Threads(count int) RunOption {
	if count < 0 {
		count = 0
	}
	return func(r *run) { r.threads = uint32(count) }
}

// OnProgress is told now and then how much is done of how much; with several threads seldom, or not at all when the
// others were quicker. It is called by the goroutine that called the long function; it may panic, which stops the work,
// but not call runtime.Goexit.
func OnProgress(progress func(done, total uint64)) RunOption {
	return func(r *run) { r.progress = progress }
}

// SIMD is a set of instructions for the fast loops.
type SIMD int32

// The sets of instructions. One that the machine lacks is an error, [Unsupported].
const (
	BestSIMD SIMD = C.STORYMAP_SIMD_BEST
	Scalar   SIMD = C.STORYMAP_SIMD_SCALAR
	NEON     SIMD = C.STORYMAP_SIMD_NEON
	AVX2     SIMD = C.STORYMAP_SIMD_AVX2
	AVX512   SIMD = C.STORYMAP_SIMD_AVX512
)

// Instructions is the set of instructions to use, the best that the machine has if not set.
func Instructions(simd SIMD) RunOption {
	return func(r *run) { r.simd = int32(simd) }
}

// A call is what the library calls back while it works.
type call struct {
	ctx      context.Context
	progress func(done, total uint64)
	visit    func([]Pair) bool
	stopped  bool // by visit
	panicked bool // a panic must not unwind the library, so it goes on when the library has returned
	panic    interface{}
}

// guarded calls back, and returns what tells the library to go on (0) or to stop.
func (c *call) guarded(callback func() bool) (stop C.int32_t) {
	returned := false
	defer func() {
		if !returned {
			c.panicked, c.panic = true, recover()
			stop = 1
		}
	}()
	goOn := callback()
	returned = true
	if !goOn {
		return 1
	}
	return 0
}

// long does work that can be watched and cancelled. `user` is for callbacks of the work.
func long(ctx context.Context, options []RunOption, visit func([]Pair) bool,
	work func(run *C.storymap_run, user unsafe.Pointer) error) error {
	if ctx == nil {
		return invalid("ctx", "must not be nil")
	}
	if err := ctx.Err(); err != nil {
		return &Error{Code: Cancelled, Message: "stopped by the caller", cause: err}
	}
	wish := run{threads: 1}
	for _, option := range options {
		option(&wish)
	}
	settings := C.storymap_go_run(C.uint32_t(wish.threads), C.int32_t(wish.simd))
	calls := &call{ctx: ctx, progress: wish.progress, visit: visit}
	var user unsafe.Pointer
	if calls.progress != nil || calls.visit != nil {
		handle := cgo.NewHandle(calls)
		defer handle.Delete()
		// A word of C memory: a handle is a number, which must never be taken for a pointer.
		user = C.malloc(C.size_t(unsafe.Sizeof(handle)))
		defer C.free(user)
		*(*cgo.Handle)(user) = handle
	}
	if calls.progress != nil {
		C.storymap_go_report_progress(&settings, user)
	}
	watched, err := watch(ctx, &settings)
	if err != nil {
		return err
	}
	err = work(&settings, user)
	watched()
	if calls.panicked {
		panic(calls.panic)
	}
	if failure, ok := err.(*Error); ok && failure.Code == Cancelled {
		if calls.stopped {
			return nil
		}
		failure.cause = ctx.Err()
	}
	return err
}

// watch stops a run when the context is done. The function it returns ends the watch.
func watch(ctx context.Context, settings *C.storymap_run) (func(), error) {
	if ctx.Done() == nil {
		return func() {}, nil
	}
	var cancel *C.storymap_cancel
	failure := newFailure()
	if err := check(C.storymap_cancel_new(&cancel, &failure), &failure); err != nil {
		return nil, err
	}
	settings.cancel = cancel
	finished, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-ctx.Done():
			C.storymap_cancel_request(cancel)
		case <-finished:
		}
	}()
	return func() {
		close(finished)
		<-ended
		C.storymap_cancel_free(cancel)
	}, nil
}
