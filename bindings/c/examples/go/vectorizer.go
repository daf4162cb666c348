package storymap

/*
#include <storymap.h>

static storymap_vectorizer_options storymap_go_vectorizer_options(void) {
	storymap_vectorizer_options options = STORYMAP_VECTORIZER_OPTIONS_INIT;
	return options;
}

static storymap_matrix_view storymap_go_matrix_view(void) {
	storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
	return view;
}

// A struct that points to arrays of Go may not be passed; the arrays may.
static storymap_status storymap_go_matrix_new(uint64_t rows, uint64_t columns, uint64_t nonzeros,
                                              const uint64_t *row_begin, const uint32_t *column, const double *value,
                                              storymap_matrix **matrix, storymap_error *error) {
	storymap_matrix_view view = STORYMAP_MATRIX_VIEW_INIT;
	view.rows = rows;
	view.columns = columns;
	view.nonzeros = nonzeros;
	view.row_begin = row_begin;
	view.column = column;
	view.value = value;
	return storymap_matrix_new(&view, matrix, error);
}
*/
import "C"

import (
	"context"
	"unsafe"
)

// An Analyzer cuts a text into terms.
type Analyzer int32

// The analyzers.
const (
	Words   Analyzer = C.STORYMAP_WORDS
	Chars   Analyzer = C.STORYMAP_CHARS
	CharsWB Analyzer = C.STORYMAP_CHARS_WB // characters within words
	Fields  Analyzer = C.STORYMAP_FIELDS   // what stands between white space
)

// Accents says what becomes of them.
type Accents int32

// What becomes of accents.
const (
	KeepAccents    Accents = C.STORYMAP_ACCENTS_KEEP
	ASCIIAccents   Accents = C.STORYMAP_ACCENTS_ASCII
	UnicodeAccents Accents = C.STORYMAP_ACCENTS_UNICODE
)

// A Norm makes rows comparable.
type Norm int32

// The norms.
const (
	L2 Norm = iota // the default
	L1
	NoNorm
)

func (n Norm) native() C.int32_t {
	switch n {
	case L2:
		return C.STORYMAP_NORM_L2
	case L1:
		return C.STORYMAP_NORM_L1
	case NoNorm:
		return C.STORYMAP_NORM_NONE
	default:
		return C.int32_t(n)
	}
}

// VectorizerOptions say how texts become vectors. The defaults, which the zero value and nil stand for, and the numbers
// are those of scikit-learn's TfidfVectorizer.
type VectorizerOptions struct {
	Analyzer           Analyzer
	NgramMin, NgramMax uint32 // 0: 1 and 1
	StopWords          string // words to be left out, between white space
	StopWordList       string // or a built-in list: "none", "en", "ru", "compat"
	KeepCase           bool
	StripAccents       Accents
	MinDF              float64 // below 1 a share of all texts, from 1 on a count; 0: 1
	MaxDF              float64 // up to 1 a share of all texts, above 1 a count; 0: 1
	MaxFeatures        uint64  // 0: all
	Binary             bool
	Norm               Norm
	NoIDF              bool
	NoSmoothIDF        bool
	SublinearTF        bool // 1 + ln(count) instead of count
}

func (o *VectorizerOptions) native(texts *arena) C.storymap_vectorizer_options {
	native := C.storymap_go_vectorizer_options()
	if o == nil {
		return native
	}
	native.analyzer = C.int32_t(o.Analyzer)
	setCount(&native.ngram_min, o.NgramMin)
	setCount(&native.ngram_max, o.NgramMax)
	native.stop_words, native.stop_words_size = texts.text(o.StopWords)
	native.stop_word_list, native.stop_word_list_size = texts.text(o.StopWordList)
	native.lowercase = flag(!o.KeepCase)
	native.strip_accents = C.int32_t(o.StripAccents)
	set(&native.min_df, o.MinDF)
	set(&native.max_df, o.MaxDF)
	native.max_features = C.uint64_t(o.MaxFeatures)
	native.binary = flag(o.Binary)
	native.norm = o.Norm.native()
	native.use_idf = flag(!o.NoIDF)
	native.smooth_idf = flag(!o.NoSmoothIDF)
	native.sublinear_tf = flag(o.SublinearTF)
	return native
}

// A Matrix is sparse: rows of (column, value). It is immutable.
type Matrix struct {
	handle *handle[*C.storymap_matrix]
}

func newMatrix(pointer *C.storymap_matrix) *Matrix {
	return &Matrix{newHandle(pointer, func(p *C.storymap_matrix) { C.storymap_matrix_free(p) })}
}

// Arrays are a matrix in compressed sparse row form: row r holds the entries from RowBegin[r] to RowBegin[r+1].
type Arrays struct {
	Columns  uint64 // how many
	RowBegin []uint64
	Column   []uint32 // ascending within a row
	Value    []float64
}

// NewMatrix copies arrays into a matrix. Error: [InvalidArgument], with the row.
func NewMatrix(arrays Arrays) (*Matrix, error) {
	if len(arrays.RowBegin) == 0 {
		return nil, invalid("arrays.RowBegin", "expected one number more than there are rows")
	}
	if len(arrays.Column) != len(arrays.Value) {
		return nil, invalid("arrays.Column", "expected as many columns as values")
	}
	var pointer *C.storymap_matrix
	failure := newFailure()
	status := C.storymap_go_matrix_new(C.uint64_t(len(arrays.RowBegin)-1), C.uint64_t(arrays.Columns),
		C.uint64_t(len(arrays.Value)), (*C.uint64_t)(first(arrays.RowBegin)), (*C.uint32_t)(first(arrays.Column)),
		(*C.double)(first(arrays.Value)), &pointer, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return newMatrix(pointer), nil
}

// Close frees the matrix. It always returns nil.
func (m *Matrix) Close() error {
	if m != nil {
		m.handle.close()
	}
	return nil
}

func (m *Matrix) use() (*C.storymap_matrix, error) {
	if m == nil {
		return nil, ErrClosed
	}
	return m.handle.use()
}

// Arrays returns a copy of the matrix.
func (m *Matrix) Arrays() (Arrays, error) {
	pointer, err := m.use()
	if err != nil {
		return Arrays{}, err
	}
	defer m.handle.done()
	view := C.storymap_go_matrix_view()
	failure := newFailure()
	if err := check(C.storymap_matrix_get(pointer, &view, &failure), &failure); err != nil {
		return Arrays{}, err
	}
	return Arrays{
		Columns:  uint64(view.columns),
		RowBegin: elements[uint64](view.row_begin, C.size_t(view.rows)+1),
		Column:   elements[uint32](view.column, C.size_t(view.nonzeros)),
		Value:    elements[float64](view.value, C.size_t(view.nonzeros)),
	}, nil
}

// A Vectorizer is a fitted vocabulary with its weights. It is immutable.
type Vectorizer struct {
	handle *handle[*C.storymap_vectorizer]
	size   int
}

// Vectorize learns the vocabulary of a corpus and returns it with the tf-idf vectors of the corpus.
func Vectorize(ctx context.Context, corpus *Corpus, options *VectorizerOptions,
	how ...RunOption) (*Vectorizer, *Matrix, error) {
	texts, done, err := corpus.reading()
	if err != nil {
		return nil, nil, err
	}
	defer done()
	var words arena
	defer words.free()
	native := options.native(&words)
	var pointer *C.storymap_vectorizer
	var matrix *C.storymap_matrix
	err = long(ctx, how, nil, func(run *C.storymap_run, _ unsafe.Pointer) error {
		failure := newFailure()
		return check(C.storymap_vectorize(texts, &native, run, &pointer, &matrix, &failure), &failure)
	})
	if err != nil {
		return nil, nil, err
	}
	return &Vectorizer{
		handle: newHandle(pointer, func(p *C.storymap_vectorizer) { C.storymap_vectorizer_free(p) }),
		size:   int(C.storymap_vectorizer_size(pointer)),
	}, newMatrix(matrix), nil
}

// Close frees the vectorizer. It always returns nil.
func (v *Vectorizer) Close() error {
	if v != nil {
		v.handle.close()
	}
	return nil
}

func (v *Vectorizer) use() (*C.storymap_vectorizer, error) {
	if v == nil {
		return nil, ErrClosed
	}
	return v.handle.use()
}

// Len returns the number of columns.
func (v *Vectorizer) Len() int { return v.size }

// Transform returns the vectors of other texts over the same vocabulary; unknown terms are ignored.
func (v *Vectorizer) Transform(corpus *Corpus) (*Matrix, error) {
	pointer, err := v.use()
	if err != nil {
		return nil, err
	}
	defer v.handle.done()
	texts, done, err := corpus.reading()
	if err != nil {
		return nil, err
	}
	defer done()
	var matrix *C.storymap_matrix
	failure := newFailure()
	if err := check(C.storymap_vectorizer_transform(pointer, texts, nil, &matrix, &failure), &failure); err != nil {
		return nil, err
	}
	return newMatrix(matrix), nil
}

// Term returns the term of a column.
func (v *Vectorizer) Term(column uint32) (string, error) {
	pointer, err := v.use()
	if err != nil {
		return "", err
	}
	defer v.handle.done()
	var term C.storymap_buffer
	failure := newFailure()
	status := C.storymap_vectorizer_term(pointer, C.uint32_t(column), &term, &failure)
	if err := check(status, &failure); err != nil {
		return "", err
	}
	return string(takeBytes(&term)), nil
}

// Column returns the column of a term. Error: [UnknownID].
func (v *Vectorizer) Column(term string) (uint32, error) {
	pointer, err := v.use()
	if err != nil {
		return 0, err
	}
	defer v.handle.done()
	text, size := textOf(term)
	var column C.uint32_t
	failure := newFailure()
	status := C.storymap_vectorizer_column(pointer, text, size, &column, &failure)
	return uint32(column), check(status, &failure)
}

// IDF returns the inverse document frequency of each column; nil with NoIDF.
func (v *Vectorizer) IDF() ([]float64, error) {
	pointer, err := v.use()
	if err != nil {
		return nil, err
	}
	defer v.handle.done()
	idf := C.storymap_vectorizer_idf(pointer)
	if idf == nil {
		return nil, nil
	}
	return elements[float64](idf, C.size_t(v.size)), nil
}

// BM25 ranks documents: the better question for a few words typed into a search box. It is immutable.
type BM25 struct {
	handle *handle[*C.storymap_bm25]
}

// NewBM25 ranks the rows of a matrix that says how often each term is in each text: [Vectorize] with NoIDF and NoNorm
// makes it. k1 >= 0 (usually 1.2) says how much repetition counts, b from 0 to 1 (usually 0.75) how much length does.
func NewBM25(counts *Matrix, k1, b float64) (*BM25, error) {
	matrix, err := counts.use()
	if err != nil {
		return nil, err
	}
	defer counts.handle.done()
	var pointer *C.storymap_bm25
	failure := newFailure()
	if err := check(C.storymap_bm25_new(matrix, C.double(k1), C.double(b), &pointer, &failure), &failure); err != nil {
		return nil, err
	}
	return &BM25{newHandle(pointer, func(p *C.storymap_bm25) { C.storymap_bm25_free(p) })}, nil
}

// Close frees the ranking. It always returns nil.
func (r *BM25) Close() error {
	if r != nil {
		r.handle.close()
	}
	return nil
}

// Search returns the rows that answer a text best: at most limit, best first; scores are above 0 and have no upper
// bound. The vectorizer must be the one that made the counts.
func (r *BM25) Search(vectorizer *Vectorizer, text string, limit uint) ([]Match, error) {
	if r == nil {
		return nil, ErrClosed
	}
	pointer, err := r.handle.use()
	if err != nil {
		return nil, err
	}
	defer r.handle.done()
	vocabulary, err := vectorizer.use()
	if err != nil {
		return nil, err
	}
	defer vectorizer.handle.done()
	data, size := textOf(text)
	var matches C.storymap_matches
	failure := newFailure()
	status := C.storymap_bm25_search(pointer, vocabulary, data, size, C.size_t(limit), &matches, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeMatches(&matches), nil
}
