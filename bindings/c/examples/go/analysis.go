package storymap

/*
#include <storymap.h>

static storymap_analysis_options storymap_go_analysis_options(void) {
	storymap_analysis_options options = STORYMAP_ANALYSIS_OPTIONS_INIT;
	return options;
}

static storymap_report_options storymap_go_report_options(void) {
	storymap_report_options options = STORYMAP_REPORT_OPTIONS_INIT;
	return options;
}
*/
import "C"

import (
	"context"
	"encoding/json"
	"unsafe"
)

// A Measure says how alike two rows are.
type Measure int32

// The measures.
const (
	Cosine  Measure = C.STORYMAP_COSINE
	Jaccard Measure = C.STORYMAP_JACCARD // of the sets of their terms
)

// A Ranking says how [Stories.Closest] orders stories.
type Ranking int32

// The rankings.
const (
	BySimilarity Ranking = C.STORYMAP_BY_SIMILARITY
	ByBM25       Ranking = C.STORYMAP_BY_BM25
)

// AnalysisOptions say how stories are compared. The zero value and nil stand for all defaults.
type AnalysisOptions struct {
	Measure            Measure
	Similar            float64 // scores from here on are similar; 0: 0.7
	Duplicate          float64 // and from here on duplicates; 0: 0.9; 0 < Similar <= Duplicate <= 1
	Profile            string  // the rules; empty: "compat"
	StopWords          string  // words to be ignored, between white space; '#' begins a comment
	StopWordList       string  // or a built-in list: "compat" (when empty), "none", "en", "ru"
	NgramMin, NgramMax uint32  // cosine: words (1) to pairs of neighbours (2); 0: 1 and 2
	MaxDF              float64 // cosine: terms in a larger share of the stories are left out; 0: 0.95
	Ranking            Ranking
}

func (o *AnalysisOptions) native(texts *arena) C.storymap_analysis_options {
	native := C.storymap_go_analysis_options()
	if o == nil {
		return native
	}
	native.measure = C.int32_t(o.Measure)
	native.ranking = C.int32_t(o.Ranking)
	set(&native.similar, o.Similar)
	set(&native.duplicate, o.Duplicate)
	set(&native.max_df, o.MaxDF)
	setCount(&native.ngram_min, o.NgramMin)
	setCount(&native.ngram_max, o.NgramMax)
	native.profile, native.profile_size = texts.text(o.Profile)
	native.stop_words, native.stop_words_size = texts.text(o.StopWords)
	native.stop_word_list, native.stop_word_list_size = texts.text(o.StopWordList)
	return native
}

// set sets an option that is not left at its default.
func set(option *C.double, value float64) {
	if value != 0 {
		*option = C.double(value)
	}
}

func setCount(option *C.uint32_t, value uint32) {
	if value != 0 {
		*option = C.uint32_t(value)
	}
}

// A ReportFormat is a way to write a result.
type ReportFormat int32

// The formats of reports. JSON is that of the storymap command, byte for byte.
const (
	JSON     ReportFormat = C.STORYMAP_JSON
	Text     ReportFormat = C.STORYMAP_TEXT
	Markdown ReportFormat = C.STORYMAP_MARKDOWN
)

// A Language is one that reports are written in.
type Language int32

// The languages of reports.
const (
	English Language = C.STORYMAP_ENGLISH
	Russian Language = C.STORYMAP_RUSSIAN
)

// ReportOptions say how a result is written. The zero value and nil stand for all defaults.
type ReportOptions struct {
	Format   ReportFormat
	Language Language
	Color    bool   // text: escape sequences of ECMA-48
	Width    uint32 // text: columns, 40 to 160; 0: 100
	Most     uint32 // text and Markdown: groups of each kind that are listed; 0: 20
	All      bool   // list all groups, whatever Most says
}

func (o *ReportOptions) native() C.storymap_report_options {
	native := C.storymap_go_report_options()
	if o == nil {
		return native
	}
	native.format = C.int32_t(o.Format)
	native.language = C.int32_t(o.Language)
	native.color = flag(o.Color)
	setCount(&native.width, o.Width)
	setCount(&native.most, o.Most)
	if o.All {
		native.most = 0
	}
	return native
}

// A Pair is two rows and their similarity; A < B.
type Pair struct {
	A, B  uint32
	Score float64
}

// NoRow stands in [Match] for no row at all.
const NoRow = uint32(C.STORYMAP_NO_ROW)

// A Match is a row and its similarity to what was asked for.
type Match struct {
	Row   uint32
	_     uint32
	Score float64
}

// The compiler refuses these lines unless pairs and matches have the layout of the library.
var (
	_ [unsafe.Sizeof(Pair{})]byte          = [C.sizeof_storymap_pair]byte{}
	_ [unsafe.Sizeof(Match{})]byte         = [C.sizeof_storymap_match]byte{}
	_ [unsafe.Offsetof(Pair{}.Score)]byte  = [unsafe.Offsetof(C.storymap_pair{}.score)]byte{}
	_ [unsafe.Offsetof(Match{}.Score)]byte = [unsafe.Offsetof(C.storymap_match{}.score)]byte{}
)

// An Analysis is what was found in some maps: score, findings, similar stories. It keeps the maps as they were.
type Analysis struct {
	handle *handle[*C.storymap_analysis]
	score  int
}

// Analyze validates maps and compares all their stories. Rows are stories in map order, map by map.
func Analyze(ctx context.Context, maps []*Map, options *AnalysisOptions, how ...RunOption) (*Analysis, error) {
	copies, free, err := snapshots(maps)
	if err != nil {
		return nil, err
	}
	defer free()
	var texts arena
	defer texts.free()
	native := options.native(&texts)
	var pointer *C.storymap_analysis
	err = long(ctx, how, nil, func(run *C.storymap_run, _ unsafe.Pointer) error {
		failure := newFailure()
		return check(C.storymap_analyze(first(copies), C.size_t(len(copies)), &native, run, &pointer, &failure), &failure)
	})
	if err != nil {
		return nil, err
	}
	return &Analysis{
		handle: newHandle(pointer, func(p *C.storymap_analysis) { C.storymap_analysis_free(p) }),
		score:  int(C.storymap_analysis_score(pointer)),
	}, nil
}

// first returns where the elements of a slice are, or nil when there are none.
func first[T any](elements []T) *T {
	if len(elements) == 0 {
		return nil
	}
	return &elements[0]
}

// Close frees the analysis. It always returns nil.
func (a *Analysis) Close() error {
	if a != nil {
		a.handle.close()
	}
	return nil
}

// Score returns the overall score, 0 to 100.
func (a *Analysis) Score() int { return a.score }

// Pairs returns all pairs of similar stories, the best first.
func (a *Analysis) Pairs() ([]Pair, error) {
	if a == nil {
		return nil, ErrClosed
	}
	pointer, err := a.handle.use()
	if err != nil {
		return nil, err
	}
	defer a.handle.done()
	var pairs C.storymap_pairs
	failure := newFailure()
	if err := check(C.storymap_analysis_pairs(pointer, &pairs, &failure), &failure); err != nil {
		return nil, err
	}
	return takePairs(&pairs), nil
}

// Report returns the whole result: what "storymap analyze" prints.
func (a *Analysis) Report(options *ReportOptions) (string, error) {
	if a == nil {
		return "", ErrClosed
	}
	pointer, err := a.handle.use()
	if err != nil {
		return "", err
	}
	defer a.handle.done()
	native := options.native()
	var buffer C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_analysis_report(pointer, &native, &buffer, &failure), &failure); err != nil {
		return "", err
	}
	return string(takeBytes(&buffer)), nil
}

// MarshalJSON returns the whole result as JSON.
func (a *Analysis) MarshalJSON() ([]byte, error) {
	report, err := a.Report(nil)
	return []byte(report), err
}

// Validate returns findings, score and advice for a map: what "storymap validate" prints. An empty profile is "compat".
func (m *Map) Validate(profile string, options *ReportOptions) (string, error) {
	pointer, done, err := m.reading()
	if err != nil {
		return "", err
	}
	defer done()
	text, size := textOf(profile)
	native := options.native()
	var buffer C.storymap_buffer
	failure := newFailure()
	if err := check(C.storymap_validate(pointer, text, size, &native, &buffer, &failure), &failure); err != nil {
		return "", err
	}
	return string(takeBytes(&buffer)), nil
}

// Similar returns similar stories only: what "storymap similar" prints.
func Similar(ctx context.Context, maps []*Map, options *AnalysisOptions, report *ReportOptions,
	how ...RunOption) (string, error) {
	copies, free, err := snapshots(maps)
	if err != nil {
		return "", err
	}
	defer free()
	var texts arena
	defer texts.free()
	native, shape := options.native(&texts), report.native()
	var buffer C.storymap_buffer
	err = long(ctx, how, nil, func(run *C.storymap_run, _ unsafe.Pointer) error {
		failure := newFailure()
		return check(C.storymap_similar(first(copies), C.size_t(len(copies)), &native, &shape, run, &buffer, &failure),
			&failure)
	})
	if err != nil {
		return "", err
	}
	return string(takeBytes(&buffer)), nil
}

// Stories are the stories of some maps, ready to be asked: while someone types, or "is this there already?". They are
// immutable and keep the maps as they were.
type Stories struct {
	handle *handle[*C.storymap_stories]
}

// NewStories makes the stories of maps ready to be asked.
func NewStories(ctx context.Context, maps []*Map, options *AnalysisOptions, how ...RunOption) (*Stories, error) {
	copies, free, err := snapshots(maps)
	if err != nil {
		return nil, err
	}
	defer free()
	var texts arena
	defer texts.free()
	native := options.native(&texts)
	var pointer *C.storymap_stories
	err = long(ctx, how, nil, func(run *C.storymap_run, _ unsafe.Pointer) error {
		failure := newFailure()
		status := C.storymap_stories_new(first(copies), C.size_t(len(copies)), &native, run, &pointer, &failure)
		return check(status, &failure)
	})
	if err != nil {
		return nil, err
	}
	return &Stories{newHandle(pointer, func(p *C.storymap_stories) { C.storymap_stories_free(p) })}, nil
}

// Close frees the stories. It always returns nil.
func (s *Stories) Close() error {
	if s != nil {
		s.handle.close()
	}
	return nil
}

func (s *Stories) use() (*C.storymap_stories, error) {
	if s == nil {
		return nil, ErrClosed
	}
	return s.handle.use()
}

// Closest returns the stories closest to a text, best first: at most limit, scores above 0 and at least atLeast.
func (s *Stories) Closest(text string, limit uint, atLeast float64) ([]Match, error) {
	pointer, err := s.use()
	if err != nil {
		return nil, err
	}
	defer s.handle.done()
	data, size := textOf(text)
	var matches C.storymap_matches
	failure := newFailure()
	status := C.storymap_closest(pointer, data, size, C.size_t(limit), C.double(atLeast), &matches, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeMatches(&matches), nil
}

// ClosestReport returns the same as a report: what "storymap closest" prints.
func (s *Stories) ClosestReport(text string, limit uint, atLeast float64, options *ReportOptions) (string, error) {
	pointer, err := s.use()
	if err != nil {
		return "", err
	}
	defer s.handle.done()
	data, size := textOf(text)
	native := options.native()
	var buffer C.storymap_buffer
	failure := newFailure()
	status := C.storymap_closest_report(pointer, data, size, C.size_t(limit), C.double(atLeast), &native, &buffer,
		&failure)
	if err := check(status, &failure); err != nil {
		return "", err
	}
	return string(takeBytes(&buffer)), nil
}

// An Explanation says why two stories are alike.
type Explanation struct {
	Score float64      `json:"score"`
	Kind  string       `json:"kind"`  // "copy", "role", "slot", "contained" or "reworded"
	Terms []SharedTerm `json:"terms"` // the largest contribution first
}

// A SharedTerm is a term of two stories with what it adds to their score.
type SharedTerm struct {
	Term         string  `json:"term"`
	Contribution float64 `json:"contribution"`
}

// Explain says why two stories, given by their rows, are alike.
func (s *Stories) Explain(a, b uint32) (Explanation, error) {
	pointer, err := s.use()
	if err != nil {
		return Explanation{}, err
	}
	defer s.handle.done()
	var buffer C.storymap_buffer
	failure := newFailure()
	status := C.storymap_explain(pointer, C.uint32_t(a), C.uint32_t(b), &buffer, &failure)
	if err := check(status, &failure); err != nil {
		return Explanation{}, err
	}
	var explanation Explanation
	return explanation, json.Unmarshal(takeBytes(&buffer), &explanation)
}
