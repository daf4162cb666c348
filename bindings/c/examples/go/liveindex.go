package storymap

/*
#include <storymap.h>

static storymap_live_options storymap_go_live_options(void) {
	storymap_live_options options = STORYMAP_LIVE_OPTIONS_INIT;
	return options;
}
*/
import "C"

import "unsafe"

// LiveOptions say how a live index compares texts. The zero value and nil stand for all defaults.
type LiveOptions struct {
	KeepCase           bool
	NgramMin, NgramMax uint32  // words (1) to pairs of neighbours (2); 0: 1 and 2
	StopWords          string  // words to be left out, between white space
	StopWordList       string  // or a built-in list: "none", "en", "ru", "compat"
	MaxDF              float64 // up to 1 a share of all texts, above 1 a count; 0: 0.95
	StripAccents       Accents
}

func (o *LiveOptions) native(texts *arena) C.storymap_live_options {
	native := C.storymap_go_live_options()
	if o == nil {
		return native
	}
	native.lowercase = flag(!o.KeepCase)
	setCount(&native.ngram_min, o.NgramMin)
	setCount(&native.ngram_max, o.NgramMax)
	native.stop_words, native.stop_words_size = texts.text(o.StopWords)
	native.stop_word_list, native.stop_word_list_size = texts.text(o.StopWordList)
	set(&native.max_df, o.MaxDF)
	native.strip_accents = C.int32_t(o.StripAccents)
	return native
}

// A LiveMatch is a text, by the id that it got when it came, and its similarity to what was asked for.
type LiveMatch struct {
	ID    uint64
	Score float64
}

// The compiler refuses these lines unless matches have the layout of the library.
var (
	_ [unsafe.Sizeof(LiveMatch{})]byte         = [C.sizeof_storymap_live_match]byte{}
	_ [unsafe.Offsetof(LiveMatch{}.Score)]byte = [unsafe.Offsetof(C.storymap_live_match{}.score)]byte{}
)

func takeLiveMatches(matches *C.storymap_live_matches) []LiveMatch {
	defer C.storymap_live_matches_free(matches)
	return elements[LiveMatch](matches.data, matches.size)
}

// A LiveIndex holds texts that come, change and go; the answers are those of an index built anew, at every moment. Any
// number of goroutines may ask while others change it.
type LiveIndex struct {
	handle *handle[*C.storymap_live_index]
}

func newLiveIndex(pointer *C.storymap_live_index) *LiveIndex {
	return &LiveIndex{newHandle(pointer, func(p *C.storymap_live_index) { C.storymap_live_index_free(p) })}
}

// NewLiveIndex returns an index without texts.
func NewLiveIndex(options *LiveOptions) (*LiveIndex, error) {
	var texts arena
	defer texts.free()
	native := options.native(&texts)
	var pointer *C.storymap_live_index
	failure := newFailure()
	if err := check(C.storymap_live_index_new(&native, &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return newLiveIndex(pointer), nil
}

// LoadLiveIndex reads a file of [LiveIndex.Save]. A damaged one is [InvalidSyntax], one of another version
// [Unsupported].
func LoadLiveIndex(path string) (*LiveIndex, error) {
	text, size := textOf(path)
	var pointer *C.storymap_live_index
	failure := newFailure()
	if err := check(C.storymap_live_index_load(text, size, &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return newLiveIndex(pointer), nil
}

// ReadLiveIndex reads the bytes of such a file.
func ReadLiveIndex(data []byte) (*LiveIndex, error) {
	bytes, size := bytesOf(data)
	var pointer *C.storymap_live_index
	failure := newFailure()
	if err := check(C.storymap_live_index_read(bytes, size, &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return newLiveIndex(pointer), nil
}

// Close frees the index. It always returns nil.
func (x *LiveIndex) Close() error {
	if x != nil {
		x.handle.close()
	}
	return nil
}

func (x *LiveIndex) use() (*C.storymap_live_index, error) {
	if x == nil {
		return nil, ErrClosed
	}
	return x.handle.use()
}

// Save writes the index to a file.
func (x *LiveIndex) Save(path string) error {
	pointer, err := x.use()
	if err != nil {
		return err
	}
	defer x.handle.done()
	text, size := textOf(path)
	failure := newFailure()
	return check(C.storymap_live_index_save(pointer, text, size, &failure), &failure)
}

// MarshalBinary returns the bytes of such a file.
func (x *LiveIndex) MarshalBinary() ([]byte, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	var buffer C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_live_index_write(pointer, &buffer, &failure), &failure); err != nil {
		return nil, err
	}
	return takeBytes(&buffer), nil
}

// Len returns the number of texts, 0 when the index is closed.
func (x *LiveIndex) Len() int {
	pointer, err := x.use()
	if err != nil {
		return 0
	}
	defer x.handle.done()
	return int(C.storymap_live_index_size(pointer))
}

// Memory returns the bytes of memory that the index holds, 0 when it is closed.
func (x *LiveIndex) Memory() uint64 {
	pointer, err := x.use()
	if err != nil {
		return 0
	}
	defer x.handle.done()
	return uint64(C.storymap_live_index_memory(pointer))
}

// Contains tells whether there is a text with this id.
func (x *LiveIndex) Contains(id uint64) bool {
	pointer, err := x.use()
	if err != nil {
		return false
	}
	defer x.handle.done()
	return C.storymap_live_index_contains(pointer, C.uint64_t(id)) == 1
}

// IDs returns all ids, ascending.
func (x *LiveIndex) IDs() ([]uint64, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	var ids C.storymap_ids
	failure := newFailure()
	if err := check(C.storymap_live_index_ids(pointer, &ids, &failure), &failure); err != nil {
		return nil, err
	}
	defer C.storymap_ids_free(&ids)
	return elements[uint64](ids.data, ids.size), nil
}

// Insert adds a text and returns its id. Errors: [InvalidEncoding], [TooLarge] (16 MiB).
func (x *LiveIndex) Insert(text string) (uint64, error) {
	pointer, err := x.use()
	if err != nil {
		return 0, err
	}
	defer x.handle.done()
	data, size := textOf(text)
	var id C.uint64_t
	failure := newFailure()
	status := C.storymap_live_index_insert(pointer, data, size, &id, &failure)
	return uint64(id), check(status, &failure)
}

// InsertAll adds texts, faster than one by one; the first gets the id that is returned, the others follow it.
func (x *LiveIndex) InsertAll(texts ...string) (uint64, error) {
	corpus, err := NewCorpus(texts...)
	if err != nil {
		return 0, err
	}
	defer corpus.Close()
	pointer, err := x.use()
	if err != nil {
		return 0, err
	}
	defer x.handle.done()
	var id C.uint64_t
	failure := newFailure()
	status := C.storymap_live_index_insert_all(pointer, corpus.handle.pointer, nil, &id, &failure)
	return uint64(id), check(status, &failure)
}

// InsertAndCompare adds a text and tells which were like it before, at most limit: one step for everybody else.
func (x *LiveIndex) InsertAndCompare(text string, limit uint, atLeast float64) (uint64, []LiveMatch, error) {
	pointer, err := x.use()
	if err != nil {
		return 0, nil, err
	}
	defer x.handle.done()
	data, size := textOf(text)
	var id C.uint64_t
	var duplicates C.storymap_live_matches
	failure := newFailure()
	status := C.storymap_live_index_insert_and_compare(pointer, data, size, C.double(atLeast), C.size_t(limit), &id,
		&duplicates, &failure)
	if err := check(status, &failure); err != nil {
		return 0, nil, err
	}
	return uint64(id), takeLiveMatches(&duplicates), nil
}

// Update replaces a text, which keeps its id. Error: [UnknownID].
func (x *LiveIndex) Update(id uint64, text string) error {
	pointer, err := x.use()
	if err != nil {
		return err
	}
	defer x.handle.done()
	data, size := textOf(text)
	failure := newFailure()
	return check(C.storymap_live_index_update(pointer, C.uint64_t(id), data, size, &failure), &failure)
}

// Erase removes a text. Error: [UnknownID].
func (x *LiveIndex) Erase(id uint64) error {
	pointer, err := x.use()
	if err != nil {
		return err
	}
	defer x.handle.done()
	failure := newFailure()
	return check(C.storymap_live_index_erase(pointer, C.uint64_t(id), &failure), &failure)
}

// Closest returns the texts most similar to a text: at most limit, scores above 0 and at least atLeast, best first,
// ties by id.
func (x *LiveIndex) Closest(text string, limit uint, atLeast float64) ([]LiveMatch, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	data, size := textOf(text)
	var matches C.storymap_live_matches
	failure := newFailure()
	status := C.storymap_live_index_closest(pointer, data, size, C.size_t(limit), C.double(atLeast), &matches, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeLiveMatches(&matches), nil
}

// Neighbours returns the same for a text that is here, without itself. Error: [UnknownID].
func (x *LiveIndex) Neighbours(id uint64, limit uint, atLeast float64) ([]LiveMatch, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	var matches C.storymap_live_matches
	failure := newFailure()
	status := C.storymap_live_index_neighbours(pointer, C.uint64_t(id), C.size_t(limit), C.double(atLeast), &matches,
		&failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeLiveMatches(&matches), nil
}
