package storymap

/*
#include <storymap.h>
*/
import "C"

import "encoding/json"

// Edits are JSON, an array or one a line:
//
//	{"v":1,"op":"add","noun":"story","value":{"id":"s9","title":"Pay by card"},"parent":"t1","after":"s3"}
//	{"v":1,"op":"set","noun":"story","id":"s3","field":"status","value":"done"}
type Edits = json.RawMessage

// Apply applies edits, all of them or none, and returns the edits that undo them. Errors name the edit and its member:
// "/3/place/parent".
func (m *Map) Apply(edits Edits) (inverse Edits, err error) {
	if m == nil {
		return nil, ErrClosed
	}
	pointer, err := m.handle.use()
	if err != nil {
		return nil, err
	}
	defer m.handle.done()
	m.change.Lock()
	defer m.change.Unlock()
	text, size := bytesOf(edits)
	var undo C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_map_apply(pointer, text, size, &undo, &failure), &failure); err != nil {
		return nil, err
	}
	return takeBytes(&undo), nil
}

// PlanRemove returns the edits that remove a noun ("activity", "task", "story", "release", "persona") with everything
// in it and everything that refers to it. Error: [UnknownID].
func (m *Map) PlanRemove(noun, id string) (Edits, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return nil, err
	}
	defer done()
	nounText, nounSize := textOf(noun)
	idText, idSize := textOf(id)
	var edits C.storymap_buffer
	failure := newFailure()
	status := C.storymap_map_plan_remove(pointer, nounText, nounSize, idText, idSize, &edits, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeBytes(&edits), nil
}

// Diff returns the edits that turn before into after.
func Diff(before, after *Map) (Edits, error) {
	maps, free, err := snapshots([]*Map{before, after})
	if err != nil {
		return nil, err
	}
	defer free()
	var edits C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_diff(maps[0], maps[1], &edits, &failure), &failure); err != nil {
		return nil, err
	}
	return takeBytes(&edits), nil
}

// A RebaseNote says what [Rebase] had to decide.
type RebaseNote struct {
	Kind string `json:"kind"` // "place_lost" or "overwritten"
	Edit int    `json:"edit"` // its index
	Path string `json:"path"`
}

// Rebase rewrites edits that were made against base so that they apply to current.
func Rebase(edits Edits, base, current *Map) (rebased Edits, notes []RebaseNote, err error) {
	maps, free, err := snapshots([]*Map{base, current})
	if err != nil {
		return nil, nil, err
	}
	defer free()
	text, size := bytesOf(edits)
	var rewritten, decided C.storymap_buffer
	failure := newFailure()
	status := C.storymap_rebase(text, size, maps[0], maps[1], &rewritten, &decided, &failure)
	if err := check(status, &failure); err != nil {
		return nil, nil, err
	}
	rebased = takeBytes(&rewritten)
	return rebased, notes, json.Unmarshal(takeBytes(&decided), &notes)
}

// A Conflict is something that both sides of a merge changed.
type Conflict struct {
	Kind       string `json:"kind"` // "field", "place", "removed_changed", "added_twice"
	Path       string `json:"path"`
	Base       string `json:"base"`
	Ours       string `json:"ours"`
	Theirs     string `json:"theirs"`
	Other      string `json:"other"`
	OtherTitle string `json:"other_title"`
}

// Merge merges what two sides changed since base.
func Merge(base, ours, theirs *Map) (merged *Map, conflicts []Conflict, err error) {
	maps, free, err := snapshots([]*Map{base, ours, theirs})
	if err != nil {
		return nil, nil, err
	}
	defer free()
	var pointer *C.storymap_map
	var found C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_merge(maps[0], maps[1], maps[2], &pointer, &found, &failure), &failure); err != nil {
		return nil, nil, err
	}
	merged = newMap(pointer)
	return merged, conflicts, json.Unmarshal(takeBytes(&found), &conflicts)
}
