package storymap

/*
#include <storymap.h>
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"
)

//export storymapGoProgress
func storymapGoProgress(user unsafe.Pointer, done, total C.uint64_t) C.int32_t {
	calls := (*(*cgo.Handle)(user)).Value().(*call)
	return calls.guarded(func() bool {
		calls.progress(uint64(done), uint64(total))
		return calls.ctx.Err() == nil
	})
}

//export storymapGoVisit
func storymapGoVisit(user unsafe.Pointer, pairs *C.storymap_pair, count C.size_t) C.int32_t {
	calls := (*(*cgo.Handle)(user)).Value().(*call)
	return calls.guarded(func() bool {
		calls.stopped = !calls.visit(elements[Pair](pairs, count))
		return !calls.stopped
	})
}
