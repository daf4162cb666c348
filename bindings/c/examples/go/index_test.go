package storymap_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"storymap"
)

// manyTexts makes up texts, a few of which are the same.
func manyTexts(count int) []string {
	texts := make([]string, count)
	for k := range texts {
		number := k * 7919 % (count - count/20)
		texts[k] = fmt.Sprintf("word%d word%d word%d week%d", number%101, number%103, number%107, number)
	}
	return texts
}

func indexOf(t testing.TB, options *storymap.VectorizerOptions, texts ...string) *storymap.Index {
	t.Helper()
	corpus := must(storymap.NewCorpus(texts...))(t)
	defer corpus.Close()
	index := must(storymap.NewIndex(background, corpus, options))(t)
	t.Cleanup(func() { index.Close() })
	return index
}

func TestIndex(t *testing.T) {
	texts := []string{"pay by card", "pay by cash", "print labels", "pay by card"}
	index := indexOf(t, nil, texts...)
	pairs := must(index.Pairs(background, 0.3))(t)
	if len(pairs) != 3 || pairs[1].A != 0 || pairs[1].B != 3 || pairs[1].Score < 0.999 {
		t.Errorf("got %+v", pairs)
	}
	var visited []storymap.Pair
	if err := index.EachPair(background, 0.3, func(some []storymap.Pair) bool {
		visited = append(visited, some...)
		return true
	}); err != nil || len(visited) != len(pairs) {
		t.Errorf("visited %+v, %v", visited, err)
	}
	if score := must(index.Score(0, 1))(t); score != pairs[0].Score {
		t.Errorf("score %v", score)
	}
	if counts := must(index.CountPairs(background, []float64{0.3, 0.9}))(t); !reflect.DeepEqual(counts, []uint64{3, 1}) {
		t.Errorf("counts %v", counts)
	}
	if groups := must(index.Groups(background, 0.3))(t); !reflect.DeepEqual(groups, []uint32{0, 0, 2, 0}) {
		t.Errorf("groups %v", groups)
	}
	if across := must(index.PairsAcross(background, 2, 0.3))(t); len(across) != 2 {
		t.Errorf("across %v", across)
	}
	closest := must(index.ClosestAcross(background, 3, 0.1))(t)
	if len(closest) != 4 || closest[0].Row != 3 || closest[2].Row != storymap.NoRow {
		t.Errorf("closest %+v", closest)
	}
	graph := must(index.NeighbourGraph(background, 1, 0.1))(t)
	if len(graph) != 4 || graph[3][0].Row != 0 || len(graph[2]) != 0 {
		t.Errorf("graph %+v", graph)
	}
	if near := must(index.Neighbours(0, 5, 0))(t); len(near) != 2 || near[0].Row != 3 {
		t.Errorf("neighbours %+v", near)
	}
	if means := must(index.MeanSimilarities([]uint32{0, 3}))(t); len(means) != 2 || means[0] < 0.999 {
		t.Errorf("means %v", means)
	}
	if shared := must(index.Shared(0, 1))(t); len(shared) != 2 {
		t.Errorf("shared %+v", shared)
	}
	must(index.JoinMemory(background, 0.3))(t)
	_, err := index.Score(0, 4)
	wantError(t, err, storymap.InvalidArgument, "b")
	_, err = index.MeanSimilarities(nil)
	if !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("means of nothing: %v", err)
	}
	if _, err = index.Pairs(background, 0); !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("pairs from 0: %v", err)
	}
	if err = index.EachPair(background, 0.5, nil); !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("no visitor: %v", err)
	}
}

func TestVectorsAndSearch(t *testing.T) {
	corpus := must(storymap.NewCorpus("pay by card", "pay by cash", "print labels"))(t)
	defer corpus.Close()
	vectorizer, matrix, err := storymap.Vectorize(background, corpus, &storymap.VectorizerOptions{StopWords: "by"})
	if err != nil {
		t.Fatal(err)
	}
	defer vectorizer.Close()
	defer matrix.Close()
	column := must(vectorizer.Column("card"))(t)
	if term := must(vectorizer.Term(column))(t); term != "card" || vectorizer.Len() != 5 {
		t.Errorf("column %d is %q of %d", column, term, vectorizer.Len())
	}
	if _, err := vectorizer.Column("by"); !errors.Is(err, storymap.UnknownID) {
		t.Errorf("got %v", err)
	}
	if idf := must(vectorizer.IDF())(t); len(idf) != 5 || idf[column] <= 1 {
		t.Errorf("idf %v", idf)
	}
	arrays := must(matrix.Arrays())(t)
	copied := must(storymap.NewMatrix(arrays))(t)
	defer copied.Close()
	if again := must(copied.Arrays())(t); !reflect.DeepEqual(again, arrays) || len(arrays.RowBegin) != 4 {
		t.Errorf("got %+v, want %+v", again, arrays)
	}
	other := must(vectorizer.Transform(corpus))(t)
	defer other.Close()
	if again := must(other.Arrays())(t); !reflect.DeepEqual(again, arrays) {
		t.Errorf("got %+v, want %+v", again, arrays)
	}
	index := must(storymap.NewMatrixIndex(matrix, storymap.Jaccard))(t)
	defer index.Close()
	if score := must(index.Score(0, 1))(t); score < 0.33 || score > 0.34 {
		t.Errorf("jaccard %v", score)
	}
	cosine := must(storymap.NewMatrixIndex(matrix, storymap.Cosine))(t)
	defer cosine.Close()
	if matches := must(cosine.Search(vectorizer, "labels", 3, 0))(t); len(matches) != 1 || matches[0].Row != 2 {
		t.Errorf("found %+v", matches)
	}
	counting, counts, err := storymap.Vectorize(background, corpus,
		&storymap.VectorizerOptions{NoIDF: true, Norm: storymap.NoNorm})
	if err != nil {
		t.Fatal(err)
	}
	defer counting.Close()
	defer counts.Close()
	if idf := must(counting.IDF())(t); idf != nil {
		t.Errorf("idf %v", idf)
	}
	bm25 := must(storymap.NewBM25(counts, 1.2, 0.75))(t)
	defer bm25.Close()
	if matches := must(bm25.Search(counting, "cash", 3))(t); len(matches) != 1 || matches[0].Row != 1 {
		t.Errorf("found %+v", matches)
	}
}

func TestProgressAndCancellation(t *testing.T) {
	index := indexOf(t, nil, manyTexts(10000)...)
	var last, all uint64
	pairs := must(index.Pairs(background, 0.9, storymap.OnProgress(func(done, total uint64) {
		if done < last {
			t.Errorf("%d after %d", done, last)
		}
		last, all = done, total
	})))(t)
	if len(pairs) != 500 || last == 0 || last != all {
		t.Errorf("%d pairs, %d of %d", len(pairs), last, all)
	}
	if shared := must(index.Pairs(background, 0.9, storymap.Threads(2)))(t); !reflect.DeepEqual(shared, pairs) {
		t.Errorf("two threads find %d pairs", len(shared))
	}
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	calls := 0
	found, err := index.Pairs(ctx, 0.9, storymap.OnProgress(func(uint64, uint64) {
		calls++
		cancel()
	}))
	if found != nil || calls != 1 || !errors.Is(err, context.Canceled) || !errors.Is(err, storymap.Cancelled) {
		t.Errorf("got %d pairs, %d calls, %v", len(found), calls, err)
	}
	if _, err := index.Groups(ctx, 0.9); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	past, stop := context.WithTimeout(background, 0)
	defer stop()
	if _, err := index.Groups(past, 0.9); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if _, err := index.Groups(background, 0.9, storymap.Instructions(99)); !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("got %v", err)
	}
}

func TestCancellingWithoutProgress(t *testing.T) {
	texts := make([]string, 20000)
	for k := range texts {
		texts[k] = fmt.Sprintf("a b c d e%d", k)
	}
	index := indexOf(t, &storymap.VectorizerOptions{Analyzer: storymap.Chars, NgramMax: 3}, texts...)
	ctx, cancel := context.WithCancel(background)
	started := make(chan struct{})
	go func() {
		<-started
		cancel()
	}()
	close(started)
	if _, err := index.CountPairs(ctx, []float64{0.1}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestVisitingEndsEarly(t *testing.T) {
	index := indexOf(t, nil, manyTexts(10000)...)
	calls := 0
	err := index.EachPair(background, 0.5, func([]storymap.Pair) bool {
		calls++
		return false
	})
	if err != nil || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func TestAPanicPassesThrough(t *testing.T) {
	index := indexOf(t, nil, manyTexts(2000)...)
	panicking := map[string]func(){
		"progress": func() {
			_, _ = index.Pairs(background, 0.5, storymap.OnProgress(func(uint64, uint64) { panic("enough") }))
		},
		"visit": func() {
			_ = index.EachPair(background, 0.5, func([]storymap.Pair) bool { panic("enough") })
		},
	}
	for name, call := range panicking {
		func() {
			defer func() {
				if reason := recover(); reason != "enough" {
					t.Errorf("%s: recovered %v", name, reason)
				}
			}()
			call()
		}()
	}
}

func TestACorpusDoesNotGrowWhileItIsRead(t *testing.T) {
	corpus := must(storymap.NewCorpus(manyTexts(3000)...))(t)
	defer corpus.Close()
	var refused error
	index := must(storymap.NewIndex(background, corpus, nil, storymap.OnProgress(func(uint64, uint64) {
		refused = corpus.Add("one more")
	})))(t)
	defer index.Close()
	wantError(t, refused, storymap.InUse, "corpus")
	if err := corpus.Add("one more"); err != nil || corpus.Len() != 3001 || index.Len() != 3000 {
		t.Errorf("%v, %d texts, %d rows", err, corpus.Len(), index.Len())
	}
}

func TestLiveIndex(t *testing.T) {
	live := must(storymap.NewLiveIndex(&storymap.LiveOptions{StopWordList: "en", MaxDF: 1}))(t)
	defer live.Close()
	card := must(live.Insert("Pay by card"))(t)
	first := must(live.InsertAll("Print labels", "Zahlen mit Karte \U0001F4B3"))(t)
	id, duplicates, err := live.InsertAndCompare("pay by card", 5, 0.9)
	if err != nil || len(duplicates) != 1 || duplicates[0].ID != card {
		t.Fatalf("got %+v, %v", duplicates, err)
	}
	if live.Len() != 4 || !live.Contains(first+1) || live.Contains(id+1) || live.Memory() == 0 {
		t.Errorf("%d texts", live.Len())
	}
	if near := must(live.Neighbours(id, 5, 0))(t); len(near) != 1 || near[0].ID != card {
		t.Errorf("neighbours %+v", near)
	}
	if err := live.Update(card, "Scan parcels"); err != nil {
		t.Error(err)
	}
	if err := live.Erase(first); err != nil {
		t.Error(err)
	}
	if found := must(live.Closest("parcels", 5, 0))(t); len(found) != 1 || found[0].ID != card {
		t.Errorf("closest %+v", found)
	}
	if ids := must(live.IDs())(t); !reflect.DeepEqual(ids, []uint64{card, first + 1, id}) {
		t.Errorf("ids %v", ids)
	}
	if err := live.Erase(first); !errors.Is(err, storymap.UnknownID) {
		t.Errorf("erasing twice: %v", err)
	}
	if err := live.Update(first, "x"); !errors.Is(err, storymap.UnknownID) {
		t.Errorf("updating what is gone: %v", err)
	}
	_, err = live.Insert("\xff")
	wantError(t, err, storymap.InvalidEncoding, "text")
	if _, err = live.InsertAll("fine", "\xff"); !errors.Is(err, storymap.InvalidEncoding) {
		t.Errorf("got %v", err)
	}
	if _, err = live.Closest("x", 1, 2); !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("got %v", err)
	}
	if _, err = storymap.NewLiveIndex(&storymap.LiveOptions{NgramMin: 3}); !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("got %v", err)
	}
}

func TestLiveIndexFile(t *testing.T) {
	live := must(storymap.NewLiveIndex(nil))(t)
	defer live.Close()
	must(live.InsertAll(manyTexts(100)...))(t)
	path := filepath.Join(t.TempDir(), "texts.live")
	if err := live.Save(path); err != nil {
		t.Fatal(err)
	}
	again := must(storymap.LoadLiveIndex(path))(t)
	defer again.Close()
	if again.Len() != 100 {
		t.Errorf("%d texts", again.Len())
	}
	bytes := must(live.MarshalBinary())(t)
	if file := must(os.ReadFile(path))(t); !reflect.DeepEqual(file, bytes) {
		t.Error("the file is not what MarshalBinary returns")
	}
	for _, size := range []int{0, 1, 7, len(bytes) / 2, len(bytes) - 1} {
		if _, err := storymap.ReadLiveIndex(bytes[:size]); !errors.Is(err, storymap.InvalidSyntax) {
			t.Errorf("%d of %d bytes: %v", size, len(bytes), err)
		}
		if err := os.WriteFile(path, bytes[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := storymap.LoadLiveIndex(path); !errors.Is(err, storymap.InvalidSyntax) {
			t.Errorf("a file of %d bytes: %v", size, err)
		}
	}
	if _, err := storymap.LoadLiveIndex(path + ".no"); !errors.Is(err, storymap.NotFound) {
		t.Errorf("no file: %v", err)
	}
}
