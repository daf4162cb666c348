package storymap

/*
#include <storymap.h>
*/
import "C"

import (
	"errors"
	"unsafe"
)

// A Code says what kind of failure an [Error] is. It is an error too, so that errors.Is(err, storymap.UnknownID) works.
type Code int32

// The kinds of failure.
const (
	InvalidArgument Code = C.STORYMAP_INVALID_ARGUMENT // an argument or option is outside its documented range
	InvalidEncoding Code = C.STORYMAP_INVALID_ENCODING // bytes are not text in the stated or detected encoding
	InvalidSyntax   Code = C.STORYMAP_INVALID_SYNTAX   // text is not well-formed; a file is damaged
	InvalidField    Code = C.STORYMAP_INVALID_FIELD    // a field has the wrong type, range or word
	UnknownID       Code = C.STORYMAP_UNKNOWN_ID       // a reference names something that does not exist
	DuplicateID     Code = C.STORYMAP_DUPLICATE_ID     // an id is used twice for one noun
	InUse           Code = C.STORYMAP_IN_USE           // the noun is still referenced or not empty
	TooLarge        Code = C.STORYMAP_TOO_LARGE        // a documented limit is exceeded
	Unsupported     Code = C.STORYMAP_UNSUPPORTED      // this library or this format cannot do it
	UnknownFormat   Code = C.STORYMAP_UNKNOWN_FORMAT   // no format recognises the input
	EmptyVocabulary Code = C.STORYMAP_EMPTY_VOCABULARY // no term is left to compare texts by
	NotFound        Code = C.STORYMAP_NOT_FOUND        // a file does not exist
	Unreadable      Code = C.STORYMAP_UNREADABLE       // a file exists but cannot be read
	Unwritable      Code = C.STORYMAP_UNWRITABLE       // a file cannot be written; what was there is untouched
	Cancelled       Code = C.STORYMAP_CANCELLED        // the caller asked to stop
	OutOfMemory     Code = C.STORYMAP_OUT_OF_MEMORY
	Internal        Code = C.STORYMAP_INTERNAL       // a bug in the library; the message is for its authors
	InvalidHandle   Code = C.STORYMAP_INVALID_HANDLE // only a debug build of the library can tell
)

// String returns the word for a code as in JSON: "invalid_field".
func (c Code) String() string { return C.GoString(C.storymap_status_name(C.storymap_status(c))) }

// Error returns the word for a code.
func (c Code) Error() string { return c.String() }

// An Error says what went wrong.
type Error struct {
	Code    Code
	Message string // one English sentence
	Path    string // where: a JSON pointer, "line 12", the name of an argument, or empty
	cause   error
}

// Error returns the path, if there is one, and the message.
func (e *Error) Error() string {
	if e.Path == "" {
		return "storymap: " + e.Message
	}
	return "storymap: " + e.Path + ": " + e.Message
}

// Is tells whether target is the code of this error.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == e.Code
}

// Unwrap returns the error of the context that stopped the work, or nil.
func (e *Error) Unwrap() error { return e.cause }

// ErrClosed is returned by methods of something that was closed or never made.
var ErrClosed = errors.New("storymap: used after Close")

func invalid(argument, message string) error {
	return &Error{Code: InvalidArgument, Message: message, Path: argument}
}

func newFailure() C.storymap_error {
	var failure C.storymap_error
	failure.struct_size = C.uint32_t(unsafe.Sizeof(failure))
	return failure
}

func check(status C.storymap_status, failure *C.storymap_error) error {
	if status == C.STORYMAP_OK {
		return nil
	}
	return &Error{
		Code:    Code(status),
		Message: C.GoString(&failure.message[0]),
		Path:    C.GoString(&failure.path[0]),
	}
}
