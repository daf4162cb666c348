package storymap

/*
#include <storymap.h>

extern int32_t storymapGoVisit(void *user, storymap_pair *pairs, size_t count);

static int32_t storymap_go_visit(void *user, const storymap_pair *pairs, size_t count) {
	return storymapGoVisit(user, (storymap_pair *)pairs, count);
}

static storymap_status storymap_go_for_each_pair(const storymap_index *index, double at_least, void *user,
                                                 const storymap_run *run, storymap_error *error) {
	return storymap_index_for_each_pair(index, at_least, storymap_go_visit, user, run, error);
}
*/
import "C"

import (
	"context"
	"unsafe"
)

// An Index is rows that can be asked how alike they are: exactly, and with the same answer on every machine. It is
// immutable.
type Index struct {
	handle *handle[*C.storymap_index]
	size   int
}

func newIndex(pointer *C.storymap_index) *Index {
	return &Index{
		handle: newHandle(pointer, func(p *C.storymap_index) { C.storymap_index_free(p) }),
		size:   int(C.storymap_index_size(pointer)),
	}
}

// NewIndex compares texts by the cosine of their tf-idf vectors: the quickest way from texts to similar pairs.
func NewIndex(ctx context.Context, corpus *Corpus, options *VectorizerOptions, how ...RunOption) (*Index, error) {
	texts, done, err := corpus.reading()
	if err != nil {
		return nil, err
	}
	defer done()
	var words arena
	defer words.free()
	native := options.native(&words)
	var pointer *C.storymap_index
	err = long(ctx, how, nil, func(run *C.storymap_run, _ unsafe.Pointer) error {
		failure := newFailure()
		return check(C.storymap_index_new(texts, &native, run, &pointer, &failure), &failure)
	})
	if err != nil {
		return nil, err
	}
	return newIndex(pointer), nil
}

// NewMatrixIndex compares the rows of any matrix.
func NewMatrixIndex(matrix *Matrix, measure Measure) (*Index, error) {
	rows, err := matrix.use()
	if err != nil {
		return nil, err
	}
	defer matrix.handle.done()
	var pointer *C.storymap_index
	failure := newFailure()
	status := C.storymap_index_from_matrix(rows, C.int32_t(measure), &pointer, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return newIndex(pointer), nil
}

// Close frees the index. It always returns nil.
func (x *Index) Close() error {
	if x != nil {
		x.handle.close()
	}
	return nil
}

// Len returns the number of rows.
func (x *Index) Len() int { return x.size }

func (x *Index) use() (*C.storymap_index, error) {
	if x == nil {
		return nil, ErrClosed
	}
	return x.handle.use()
}

// asked does long work with the index.
func (x *Index) asked(ctx context.Context, how []RunOption, visit func([]Pair) bool,
	ask func(*C.storymap_index, *C.storymap_run, unsafe.Pointer, *C.storymap_error) C.storymap_status) error {
	pointer, err := x.use()
	if err != nil {
		return err
	}
	defer x.handle.done()
	return long(ctx, how, visit, func(run *C.storymap_run, user unsafe.Pointer) error {
		failure := newFailure()
		return check(ask(pointer, run, user, &failure), &failure)
	})
}

// Score returns the similarity of two rows.
func (x *Index) Score(a, b uint32) (float64, error) {
	pointer, err := x.use()
	if err != nil {
		return 0, err
	}
	defer x.handle.done()
	var score C.double
	failure := newFailure()
	status := C.storymap_index_score(pointer, C.uint32_t(a), C.uint32_t(b), &score, &failure)
	return float64(score), check(status, &failure)
}

// Pairs returns all pairs with a score of at least atLeast > 0, ordered by (A, B): the same as comparing every row with
// every other, in memory that grows with the answer.
func (x *Index) Pairs(ctx context.Context, atLeast float64, how ...RunOption) ([]Pair, error) {
	var pairs C.storymap_pairs
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_pairs(index, C.double(atLeast), run, &pairs, failure)
	})
	if err != nil {
		return nil, err
	}
	return takePairs(&pairs), nil
}

// EachPair visits the same pairs, a few at a time, for more of them than memory holds; in an order that does not depend
// on the number of threads. It ends early, without an error, when visit returns false.
func (x *Index) EachPair(ctx context.Context, atLeast float64, visit func([]Pair) bool, how ...RunOption) error {
	if visit == nil {
		return invalid("visit", "must not be nil")
	}
	return x.asked(ctx, how, visit, func(index *C.storymap_index, run *C.storymap_run, user unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_go_for_each_pair(index, C.double(atLeast), user, run, failure)
	})
}

// CountPairs returns how many pairs reach each threshold > 0, in one pass.
func (x *Index) CountPairs(ctx context.Context, thresholds []float64, how ...RunOption) ([]uint64, error) {
	counts := make([]uint64, len(thresholds))
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_count_pairs(index, (*C.double)(first(thresholds)), C.size_t(len(thresholds)), run,
			(*C.uint64_t)(first(counts)), failure)
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}

// PairsAcross returns pairs of a row before boundary and one from it on: which of these are there in those?
func (x *Index) PairsAcross(ctx context.Context, boundary uint, atLeast float64, how ...RunOption) ([]Pair, error) {
	var pairs C.storymap_pairs
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_pairs_across(index, C.size_t(boundary), C.double(atLeast), run, &pairs, failure)
	})
	if err != nil {
		return nil, err
	}
	return takePairs(&pairs), nil
}

// ClosestAcross returns for every row the closest one on the other side of boundary, or [NoRow].
func (x *Index) ClosestAcross(ctx context.Context, boundary uint, atLeast float64, how ...RunOption) ([]Match, error) {
	var matches C.storymap_matches
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_closest_across(index, C.size_t(boundary), C.double(atLeast), run, &matches, failure)
	})
	if err != nil {
		return nil, err
	}
	return takeMatches(&matches), nil
}

// Groups returns for every row the first row of its group: rows are in one group when a chain of pairs with at least
// atLeast leads from one to the other. The pairs are not listed: k equal rows cost k comparisons, not k^2.
func (x *Index) Groups(ctx context.Context, atLeast float64, how ...RunOption) ([]uint32, error) {
	var rows C.storymap_rows
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_groups(index, C.double(atLeast), run, &rows, failure)
	})
	if err != nil {
		return nil, err
	}
	return takeRows(&rows), nil
}

// NeighbourGraph returns the rows most similar to each row, at most limit of them.
func (x *Index) NeighbourGraph(ctx context.Context, limit uint, atLeast float64, how ...RunOption) ([][]Match, error) {
	var begin C.storymap_rows
	var matches C.storymap_matches
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_neighbour_graph(index, C.size_t(limit), C.double(atLeast), run, &begin, &matches, failure)
	})
	if err != nil {
		return nil, err
	}
	starts, all := takeRows(&begin), takeMatches(&matches)
	graph := make([][]Match, x.size)
	for row := range graph {
		graph[row] = all[starts[row]:starts[row+1]:starts[row+1]]
	}
	return graph, nil
}

// Neighbours returns the rows most similar to one row, without itself: at most limit, best first.
func (x *Index) Neighbours(row uint32, limit uint, atLeast float64) ([]Match, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	var matches C.storymap_matches
	failure := newFailure()
	status := C.storymap_index_neighbours(pointer, C.uint32_t(row), C.size_t(limit), C.double(atLeast), &matches, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeMatches(&matches), nil
}

// Search returns the rows most similar to a free text. The vectorizer must be the one that made the matrix of the index.
func (x *Index) Search(vectorizer *Vectorizer, text string, limit uint, atLeast float64) ([]Match, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	vocabulary, err := vectorizer.use()
	if err != nil {
		return nil, err
	}
	defer vectorizer.handle.done()
	data, size := textOf(text)
	var matches C.storymap_matches
	failure := newFailure()
	status := C.storymap_index_search(pointer, vocabulary, data, size, C.size_t(limit), C.double(atLeast), &matches,
		&failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeMatches(&matches), nil
}

// MeanSimilarities returns the mean similarity of each of some distinct rows, at least two, to the others.
func (x *Index) MeanSimilarities(rows []uint32) ([]float64, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	means := make([]float64, len(rows))
	failure := newFailure()
	status := C.storymap_index_mean_similarities(pointer, (*C.uint32_t)(first(rows)), C.size_t(len(rows)),
		(*C.double)(first(means)), &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return means, nil
}

// Shared returns the columns that two rows share, each with what it adds to their score; Row is the column.
func (x *Index) Shared(a, b uint32) ([]Match, error) {
	pointer, err := x.use()
	if err != nil {
		return nil, err
	}
	defer x.handle.done()
	var columns C.storymap_matches
	failure := newFailure()
	status := C.storymap_index_shared(pointer, C.uint32_t(a), C.uint32_t(b), &columns, &failure)
	if err := check(status, &failure); err != nil {
		return nil, err
	}
	return takeMatches(&columns), nil
}

// JoinMemory returns about how many bytes [Index.Pairs] will need besides the index and the pairs.
func (x *Index) JoinMemory(ctx context.Context, atLeast float64, how ...RunOption) (uint64, error) {
	var bytes C.uint64_t
	err := x.asked(ctx, how, nil, func(index *C.storymap_index, run *C.storymap_run, _ unsafe.Pointer,
		failure *C.storymap_error) C.storymap_status {
		return C.storymap_index_join_memory(index, C.double(atLeast), run, &bytes, failure)
	})
	return uint64(bytes), err
}
