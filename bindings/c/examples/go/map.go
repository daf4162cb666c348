package storymap

/*
#include <storymap.h>

static storymap_read_options storymap_go_read_options(void) {
	storymap_read_options options = STORYMAP_READ_OPTIONS_INIT;
	return options;
}

static storymap_counts storymap_go_counts(void) {
	storymap_counts counts = STORYMAP_COUNTS_INIT;
	return counts;
}

static storymap_story storymap_go_story(void) {
	storymap_story story = STORYMAP_STORY_INIT;
	return story;
}
*/
import "C"

import (
	"encoding/json"
	"sync"
	"unsafe"
)

// A Map is a story map: activities, tasks, stories, releases, personas, links.
type Map struct {
	handle *handle[*C.storymap_map]
	change sync.RWMutex // Apply changes what the others read
}

func newMap(pointer *C.storymap_map) *Map {
	return &Map{handle: newHandle(pointer, func(p *C.storymap_map) { C.storymap_map_free(p) })}
}

// Close frees the map. It always returns nil.
func (m *Map) Close() error {
	if m != nil {
		m.handle.close()
	}
	return nil
}

// reading returns the map while nobody changes it, until the function that it returns as well is called.
func (m *Map) reading() (*C.storymap_map, func(), error) {
	if m == nil {
		return nil, nil, ErrClosed
	}
	pointer, err := m.handle.use()
	if err != nil {
		return nil, nil, err
	}
	m.change.RLock()
	return pointer, func() {
		m.change.RUnlock()
		m.handle.done()
	}, nil
}

// ReadOptions say how to read a map. The zero value is right for most files.
type ReadOptions struct {
	Format       string // "json", "trello"... (see Formats); empty: detected
	FileName     string // for its extension, as the name of a map that has none, and in reports
	Encoding     string // "utf-8", "utf-16le", "utf-16be", "cp1251"; empty: detected
	SkipArchived bool   // leave out what the source calls archived or closed
	KeepUnnamed  bool   // do not call a map without a name as its file
	Depth        uint32 // most levels of nested JSON; 0: 256
	MostBytes    uint64 // a longer file is TooLarge; 0: 1 GiB
}

func (o *ReadOptions) native(texts *arena) C.storymap_read_options {
	native := C.storymap_go_read_options()
	if o == nil {
		return native
	}
	native.format, native.format_size = texts.text(o.Format)
	native.file_name, native.file_name_size = texts.text(o.FileName)
	native.encoding, native.encoding_size = texts.text(o.Encoding)
	native.archived = flag(!o.SkipArchived)
	native.name_after_file = flag(!o.KeepUnnamed)
	if o.Depth != 0 {
		native.depth = C.uint32_t(o.Depth)
	}
	if o.MostBytes != 0 {
		native.most_bytes = C.uint64_t(o.MostBytes)
	}
	return native
}

func flag(set bool) C.int32_t {
	if set {
		return 1
	}
	return 0
}

// NewMap returns an empty map.
func NewMap(name string) (*Map, error) {
	text, size := textOf(name)
	var pointer *C.storymap_map
	failure := newFailure()
	if err := check(C.storymap_map_new(text, size, &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return newMap(pointer), nil
}

// Read reads the bytes of a file in any format. Errors name the line or the JSON pointer and what was expected.
func Read(data []byte, options *ReadOptions) (*Map, error) {
	var texts arena
	defer texts.free()
	native := options.native(&texts)
	bytes, size := bytesOf(data)
	var pointer *C.storymap_map
	failure := newFailure()
	if err := check(C.storymap_map_read(bytes, size, &native, &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return newMap(pointer), nil
}

// Load reads a file.
func Load(path string, options *ReadOptions) (*Map, error) {
	var texts arena
	defer texts.free()
	native := options.native(&texts)
	text, size := textOf(path)
	var pointer *C.storymap_map
	failure := newFailure()
	if err := check(C.storymap_map_load(text, size, &native, &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return newMap(pointer), nil
}

// Write returns the text of the map in a format, and sentences about what had no place in it.
func (m *Map) Write(format string) (text []byte, dropped []string, err error) {
	pointer, done, err := m.reading()
	if err != nil {
		return nil, nil, err
	}
	defer done()
	formatText, formatSize := textOf(format)
	var written, sentences C.storymap_buffer
	failure := newFailure()
	status := C.storymap_map_write(pointer, formatText, formatSize, &written, &sentences, &failure)
	if err := check(status, &failure); err != nil {
		return nil, nil, err
	}
	text = takeBytes(&written)
	return text, dropped, json.Unmarshal(takeBytes(&sentences), &dropped)
}

// Save writes a file, by way of a temporary name beside it, and returns sentences about what had no place in it. An
// empty format is chosen by the extension.
func (m *Map) Save(path, format string) (dropped []string, err error) {
	pointer, done, err := m.reading()
	if err != nil {
		return nil, err
	}
	defer done()
	pathText, pathSize := textOf(path)
	formatText, formatSize := textOf(format)
	var sentences C.storymap_buffer
	failure := newFailure()
	status := C.storymap_map_save(pointer, pathText, pathSize, formatText, formatSize, &sentences, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return dropped, json.Unmarshal(takeBytes(&sentences), &dropped)
}

// Copy returns the map as it is now: changes of one are not seen by the other. It takes no time.
func (m *Map) Copy() (*Map, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return nil, err
	}
	defer done()
	var copied *C.storymap_map
	failure := newFailure()
	if err := check(C.storymap_map_copy(pointer, &copied, &failure), &failure); err != nil {
		return nil, err
	}
	return newMap(copied), nil
}

// Equal tells whether both maps hold the same. A closed map equals none.
func (m *Map) Equal(other *Map) bool {
	a, err := m.Copy()
	if err != nil {
		return false
	}
	defer a.Close()
	b, err := other.Copy()
	if err != nil {
		return false
	}
	defer b.Close()
	return C.storymap_map_equal(a.handle.pointer, b.handle.pointer) == 1
}

// ImportReport returns what happened to a file on its way into the map: a JSON object with file, format, encoding,
// counts and notes; null for a map that was not read.
func (m *Map) ImportReport() (json.RawMessage, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return nil, err
	}
	defer done()
	var buffer C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_map_import_report(pointer, &buffer, &failure), &failure); err != nil {
		return nil, err
	}
	return takeBytes(&buffer), nil
}

// Counts says how much a map holds.
type Counts struct {
	Personas, Releases, Links, Activities, Tasks, Stories int
}

// Counts says how much the map holds.
func (m *Map) Counts() (Counts, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return Counts{}, err
	}
	defer done()
	counts := C.storymap_go_counts()
	failure := newFailure()
	if err := check(C.storymap_map_counts(pointer, &counts, &failure), &failure); err != nil {
		return Counts{}, err
	}
	return Counts{
		Personas: int(counts.personas), Releases: int(counts.releases), Links: int(counts.links),
		Activities: int(counts.activities), Tasks: int(counts.tasks), Stories: int(counts.stories),
	}, nil
}

// A Story is a story of a map. Everything else that a map holds is in its JSON; see [Map.Write].
type Story struct {
	ID, Title, Description string
	Status                 string   // "todo", "in_progress", "done", "blocked"
	Priority               string   // the team's own word; empty when there is none
	Release                string   // the id of its release; empty when it is in none
	Points                 *float64 // nil when there are none
	// Its place: counted from 0, from the left, from the left, from the top.
	Activity, Task, Position int
}

// Story returns the story of a row: rows are stories in map order, from 0.
func (m *Map) Story(row int) (Story, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return Story{}, err
	}
	defer done()
	view := C.storymap_go_story()
	failure := newFailure()
	if err := check(C.storymap_map_story(pointer, C.uint64_t(row), &view, &failure), &failure); err != nil {
		return Story{}, err
	}
	story := Story{
		ID:          stringAt(view.id, view.id_size),
		Title:       stringAt(view.title, view.title_size),
		Description: stringAt(view.description, view.description_size),
		Status:      stringAt(view.status, view.status_size),
		Priority:    stringAt(view.priority, view.priority_size),
		Release:     stringAt(view.release, view.release_size),
		Activity:    int(view.activity),
		Task:        int(view.task),
		Position:    int(view.position),
	}
	if view.has_points != 0 {
		points := float64(view.points)
		story.Points = &points
	}
	return story, nil
}

func stringAt(data *C.char, size C.size_t) string {
	if size == 0 {
		return ""
	}
	return string(unsafe.Slice((*byte)(unsafe.Pointer(data)), int(size)))
}

// FindStory returns the row of the story with an id. Error: [UnknownID].
func (m *Map) FindStory(id string) (int, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return 0, err
	}
	defer done()
	text, size := textOf(id)
	var row C.uint64_t
	failure := newFailure()
	if err := check(C.storymap_map_find_story(pointer, text, size, &row, &failure), &failure); err != nil {
		return 0, err
	}
	return int(row), nil
}

// snapshots copies maps, which takes no time, so that long work holds no lock.
func snapshots(maps []*Map) (copies []*C.storymap_map, free func(), err error) {
	copies = make([]*C.storymap_map, 0, len(maps)+1)
	free = func() {
		for _, copied := range copies {
			C.storymap_map_free(copied)
		}
	}
	for _, board := range maps {
		pointer, done, err := board.reading()
		if err != nil {
			free()
			return nil, nil, err
		}
		var copied *C.storymap_map
		failure := newFailure()
		err = check(C.storymap_map_copy(pointer, &copied, &failure), &failure)
		done()
		if err != nil {
			free()
			return nil, nil, err
		}
		copies = append(copies, copied)
	}
	return copies, free, nil
}
