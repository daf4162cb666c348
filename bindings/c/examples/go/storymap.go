// Package storymap reads, checks, edits and compares user story maps, and finds texts that say the same.
//
//	board, err := storymap.Load("shop.json", nil)
//	if err != nil {
//		return err
//	}
//	defer board.Close()
//	analysis, err := storymap.Analyze(ctx, []*storymap.Map{board}, nil)
//	if err != nil {
//		return err
//	}
//	defer analysis.Close()
//	fmt.Printf("%d of 100\n", analysis.Score())
//
// # Memory
//
// A [Map], [Analysis], [Stories], [Corpus], [Index], [Vectorizer], [Matrix], [BM25] or [LiveIndex] holds memory that
// the garbage collector does not see. Close frees it at once, or as soon as the last call that uses it returns. What
// nobody closed is freed some time after it became unreachable. Close may be called twice and at any time; a method
// of something closed returns [ErrClosed]. What was made from something else does not need it any more.
//
// # Goroutines
//
// Everything here may be used by any number of goroutines at once.
//
// # Long work
//
// A function that takes a context stops soon after the context is done; its error is both [Cancelled] and the error of
// the context, to errors.Is. [OnProgress] and [Threads] say how to run it.
package storymap

/*
#cgo pkg-config: storymap_c
#include <storymap.h>
*/
import "C"

import (
	"encoding/json"
	"strings"
)

// Version returns the version of the library that was loaded, such as "0.1.0".
func Version() string { return C.GoString(C.storymap_version()) }

// ABIVersion returns the version of the binary interface of the library that was loaded.
func ABIVersion() int { return int(C.storymap_abi_version()) }

// A Format is a kind of file that maps are read from or written to.
type Format struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Extensions Extensions `json:"extensions"`
	Reads      bool       `json:"reads"`
	Writes     bool       `json:"writes"`
}

// Extensions are ends of file names, such as ".json", in order of preference.
type Extensions []string

// UnmarshalJSON reads an array, or extensions between spaces.
func (e *Extensions) UnmarshalJSON(data []byte) error {
	var words string
	if json.Unmarshal(data, &words) == nil {
		*e = strings.Fields(words)
		return nil
	}
	return json.Unmarshal(data, (*[]string)(e))
}

// Formats returns all formats.
func Formats() ([]Format, error) {
	var buffer C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_formats(&buffer, &failure), &failure); err != nil {
		return nil, err
	}
	var formats []Format
	return formats, json.Unmarshal(takeBytes(&buffer), &formats)
}

// Translate returns a message in another language, "en" or "ru"; in English where there is no translation.
func Translate(message, language string) (string, error) {
	messageText, messageSize := textOf(message)
	languageText, languageSize := textOf(language)
	var buffer C.storymap_buffer
	failure := newFailure()
	status := C.storymap_translate(messageText, messageSize, languageText, languageSize, &buffer, &failure)
	if err := check(status, &failure); err != nil {
		return "", err
	}
	return string(takeBytes(&buffer)), nil
}

// A Span is a part of a text, in bytes.
type Span struct{ Begin, Size int }

// UnmarshalJSON reads [begin, size].
func (s *Span) UnmarshalJSON(data []byte) error {
	var pair [2]int
	if err := json.Unmarshal(data, &pair); err != nil {
		return err
	}
	s.Begin, s.Size = pair[0], pair[1]
	return nil
}

// A Comparison says in what way two texts are alike.
type Comparison struct {
	Kind  string `json:"kind"`   // "copy", "role", "slot", "contained" or "reworded"
	OnlyA []Span `json:"only_a"` // the words that the second text lacks
	OnlyB []Span `json:"only_b"` // the words that the first text lacks
}

// CompareTexts says in what way two texts are alike.
func CompareTexts(a, b string) (Comparison, error) {
	textA, sizeA := textOf(a)
	textB, sizeB := textOf(b)
	var buffer C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_compare_texts(textA, sizeA, textB, sizeB, &buffer, &failure), &failure); err != nil {
		return Comparison{}, err
	}
	var comparison Comparison
	return comparison, json.Unmarshal(takeBytes(&buffer), &comparison)
}
