package storymap

/*
#include <stdlib.h>
#include <storymap.h>
*/
import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

// A handle counts who uses a pointer of the library, and frees it when it is closed and nobody does.
type handle[Pointer comparable] struct {
	lock    sync.Mutex
	pointer Pointer
	users   int
	closed  bool
	free    func(Pointer)
}

func newHandle[Pointer comparable](pointer Pointer, free func(Pointer)) *handle[Pointer] {
	h := &handle[Pointer]{pointer: pointer, free: free}
	runtime.SetFinalizer(h, (*handle[Pointer]).close)
	return h
}

// use returns the pointer, which lives until done is called.
func (h *handle[Pointer]) use() (pointer Pointer, err error) {
	if h == nil {
		return pointer, ErrClosed
	}
	h.lock.Lock()
	defer h.lock.Unlock()
	if h.closed {
		return pointer, ErrClosed
	}
	h.users++
	return h.pointer, nil
}

func (h *handle[Pointer]) done() {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.users--
	h.freeUnused()
}

func (h *handle[Pointer]) close() {
	if h == nil {
		return
	}
	h.lock.Lock()
	defer h.lock.Unlock()
	h.closed = true
	h.freeUnused()
}

func (h *handle[Pointer]) freeUnused() {
	var none Pointer
	if h.closed && h.users == 0 && h.pointer != none {
		h.free(h.pointer)
		h.pointer = none
		runtime.SetFinalizer(h, nil)
	}
}

// textOf returns where a string is, without copying it; the pointer keeps it alive.
func textOf(s string) (*C.char, C.size_t) {
	// A string begins with the pointer to its bytes; unsafe.StringData does not exist in Go 1.19.
	return *(**C.char)(unsafe.Pointer(&s)), C.size_t(len(s))
}

// bytesOf returns where a slice is, without copying it; the pointer keeps it alive.
func bytesOf(b []byte) (*C.char, C.size_t) {
	if len(b) == 0 {
		return nil, 0
	}
	return (*C.char)(unsafe.Pointer(&b[0])), C.size_t(len(b))
}

// joined puts texts one behind the other, as the library takes many at once.
func joined(texts []string) ([]byte, []C.uint64_t) {
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	bytes := make([]byte, 0, size)
	offsets := make([]C.uint64_t, 1, len(texts)+1)
	for _, text := range texts {
		bytes = append(bytes, text...)
		offsets = append(offsets, C.uint64_t(len(bytes)))
	}
	return bytes, offsets
}

// An arena holds copies of strings for structs, which must not point to memory of Go.
type arena []unsafe.Pointer

func (a *arena) text(s string) (*C.char, C.size_t) {
	if s == "" {
		return nil, 0
	}
	copied := C.CBytes([]byte(s))
	*a = append(*a, copied)
	return (*C.char)(copied), C.size_t(len(s))
}

func (a *arena) free() {
	for _, copied := range *a {
		C.free(copied)
	}
}

// elements copies an array of the library. T has the layout of From.
func elements[T, From any](data *From, size C.size_t) []T {
	copied := make([]T, int(size))
	if size > 0 {
		copy(copied, unsafe.Slice((*T)(unsafe.Pointer(data)), int(size)))
	}
	return copied
}

func takeBytes(buffer *C.storymap_buffer) []byte {
	defer C.storymap_buffer_free(buffer)
	return elements[byte](buffer.data, buffer.size)
}

func takePairs(pairs *C.storymap_pairs) []Pair {
	defer C.storymap_pairs_free(pairs)
	return elements[Pair](pairs.data, pairs.size)
}

func takeMatches(matches *C.storymap_matches) []Match {
	defer C.storymap_matches_free(matches)
	return elements[Match](matches.data, matches.size)
}

func takeRows(rows *C.storymap_rows) []uint32 {
	defer C.storymap_rows_free(rows)
	return elements[uint32](rows.data, rows.size)
}
