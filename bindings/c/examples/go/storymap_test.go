package storymap_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"storymap"
)

var background = context.Background()

// example returns the path of a file to read.
func example(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv("STORYMAP_EXAMPLES")
	if folder == "" {
		t.Skip("STORYMAP_EXAMPLES names no folder")
	}
	return filepath.Join(folder, filepath.FromSlash(name))
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func wantError(t testing.TB, err error, code storymap.Code, path string) {
	t.Helper()
	var failure *storymap.Error
	if !errors.As(err, &failure) {
		t.Fatalf("got %v, want %v at %q", err, code, path)
	}
	if !errors.Is(err, code) || failure.Path != path || failure.Message == "" {
		t.Fatalf("got %v (%v) at %q, want %v at %q", err, failure.Code, failure.Path, code, path)
	}
}

func shop(t testing.TB) *storymap.Map {
	t.Helper()
	board := must(storymap.Load(example(t, "shop-en.json"), nil))(t)
	t.Cleanup(func() { board.Close() })
	return board
}

const small = `{"storymap":1,"name":"Small","activities":[{"id":"a1","name":"Buy","tasks":[{"id":"t1","name":"Pay",
"stories":[{"id":"s1","title":"As a guest I want to pay by card","points":3},
{"id":"s2","title":"As a guest I want to pay by cash"}]}]}]}`

func smallMap(t testing.TB) *storymap.Map {
	t.Helper()
	board := must(storymap.Read([]byte(small), nil))(t)
	t.Cleanup(func() { board.Close() })
	return board
}

func TestVersion(t *testing.T) {
	if storymap.ABIVersion() != 1 || strings.Count(storymap.Version(), ".") != 2 {
		t.Errorf("interface %d of version %q", storymap.ABIVersion(), storymap.Version())
	}
}

func TestFormatsAreListed(t *testing.T) {
	formats := must(storymap.Formats())(t)
	for _, format := range formats {
		if format.ID == "csv" && format.Reads && len(format.Extensions) > 1 && format.Extensions[0] == ".csv" {
			return
		}
	}
	t.Errorf("no CSV that can be read in %v", formats)
}

func TestMessagesAreTranslated(t *testing.T) {
	if text := must(storymap.Translate("no such sentence", "ru"))(t); text != "no such sentence" {
		t.Errorf("got %q", text)
	}
	_, err := storymap.Translate("x", "tlh")
	wantError(t, err, storymap.InvalidArgument, "language")
}

func TestTheReportIsThatOfTheCommand(t *testing.T) {
	command := os.Getenv("STORYMAP_BIN")
	if command == "" {
		t.Skip("STORYMAP_BIN names no command")
	}
	for _, name := range []string{"shop-en.json", "clinic-ru.md", "backlog-500.csv", "trello/de-amirite.json"} {
		path := example(t, name)
		board := must(storymap.Load(path, nil))(t)
		analysis := must(storymap.Analyze(background, []*storymap.Map{board}, nil, storymap.Threads(0)))(t)
		printed := must(exec.Command(command, "analyze", path, "--format", "json").Output())(t)
		if report := must(analysis.Report(nil))(t); report != string(printed) {
			t.Errorf("%s: the report differs from what the command prints", name)
		}
		if encoded := must(json.Marshal(analysis))(t); !json.Valid(encoded) {
			t.Errorf("%s: the report is not JSON", name)
		}
		analysis.Close()
		board.Close()
	}
}

func TestMapIsReadAndWritten(t *testing.T) {
	board := smallMap(t)
	counts := must(board.Counts())(t)
	if want := (storymap.Counts{Activities: 1, Tasks: 1, Stories: 2}); counts != want {
		t.Errorf("got %+v, want %+v", counts, want)
	}
	story := must(board.Story(0))(t)
	if story.ID != "s1" || story.Status != "todo" || story.Points == nil || *story.Points != 3 {
		t.Errorf("got %+v", story)
	}
	if story := must(board.Story(1))(t); story.Points != nil || story.Position != 1 {
		t.Errorf("got %+v", story)
	}
	if row := must(board.FindStory("s2"))(t); row != 1 {
		t.Errorf("s2 is in row %d", row)
	}
	text, dropped, err := board.Write("json")
	if err != nil || len(dropped) != 0 {
		t.Fatal(err, dropped)
	}
	again := must(storymap.Read(text, nil))(t)
	defer again.Close()
	if !again.Equal(board) {
		t.Error("what was written is not what was read")
	}
	if report := must(board.ImportReport())(t); !strings.Contains(string(report), `"format":"json"`) {
		t.Errorf("import report: %s", report)
	}
	if report := must(board.Validate("", &storymap.ReportOptions{Format: storymap.Markdown}))(t); report == "" {
		t.Error("validating says nothing")
	}
}

func TestMapIsSaved(t *testing.T) {
	board := smallMap(t)
	path := filepath.Join(t.TempDir(), "небольшая.json")
	must(board.Save(path, ""))(t)
	again := must(storymap.Load(path, nil))(t)
	defer again.Close()
	if !again.Equal(board) {
		t.Error("what was saved is not what was read")
	}
	_, err := board.Save(filepath.Join(t.TempDir(), "no", "folder.json"), "")
	if !errors.Is(err, storymap.Unwritable) {
		t.Errorf("got %v", err)
	}
}

func TestEditsAreAppliedAndUndone(t *testing.T) {
	board := smallMap(t)
	before := must(board.Copy())(t)
	defer before.Close()
	undo := must(board.Apply(storymap.Edits(
		`{"v":1,"op":"set","noun":"story","id":"s1","field":"status","value":"done"}`)))(t)
	if story := must(board.Story(0))(t); story.Status != "done" {
		t.Errorf("got %+v", story)
	}
	if board.Equal(before) {
		t.Error("the copy changed too")
	}
	edits := must(storymap.Diff(before, board))(t)
	if !strings.Contains(string(edits), "done") {
		t.Errorf("difference: %s", edits)
	}
	rebased, notes, err := storymap.Rebase(edits, before, before)
	if err != nil || len(notes) != 0 || !json.Valid(rebased) {
		t.Errorf("rebased: %s, %v, %v", rebased, notes, err)
	}
	merged, conflicts, err := storymap.Merge(before, board, before)
	if err != nil || len(conflicts) != 0 || !merged.Equal(board) {
		t.Errorf("merged: %v, %v", conflicts, err)
	}
	merged.Close()
	must(board.Apply(undo))(t)
	if !board.Equal(before) {
		t.Error("undoing does not bring back what was there")
	}
}

func TestConflictsAreTold(t *testing.T) {
	base := smallMap(t)
	ours, theirs := must(base.Copy())(t), must(base.Copy())(t)
	defer ours.Close()
	defer theirs.Close()
	set := func(board *storymap.Map, title string) {
		must(board.Apply(storymap.Edits(`{"v":1,"op":"set","noun":"story","id":"s1","field":"title","value":"` + title + `"}`)))(t)
	}
	set(ours, "Ours")
	set(theirs, "Theirs")
	merged, conflicts, err := storymap.Merge(base, ours, theirs)
	if err != nil || len(conflicts) != 1 || conflicts[0].Kind != "field" || conflicts[0].Path == "" {
		t.Fatalf("got %+v, %v", conflicts, err)
	}
	merged.Close()
}

func TestBadInputIsAnError(t *testing.T) {
	board := smallMap(t)
	_, err := storymap.Read(nil, nil)
	if !errors.Is(err, storymap.InvalidSyntax) {
		t.Errorf("nothing at all: %v", err)
	}
	_, err = storymap.Read([]byte(`{"storymap":1,"name":3}`), nil)
	wantError(t, err, storymap.InvalidField, "/name")
	_, err = storymap.Read([]byte(`{"storymap":1,`), nil)
	if err == nil {
		t.Error("half an object is a map")
	}
	_, err = storymap.Load("no such file", nil)
	if !errors.Is(err, storymap.NotFound) {
		t.Errorf("no such file: %v", err)
	}
	_, err = storymap.Read([]byte(small), &storymap.ReadOptions{MostBytes: 10})
	if !errors.Is(err, storymap.TooLarge) {
		t.Errorf("too large: %v", err)
	}
	_, err = storymap.Read([]byte(small), &storymap.ReadOptions{Encoding: "utf-7"})
	wantError(t, err, storymap.InvalidArgument, "options.encoding")
	_, err = storymap.NewMap("\xff")
	wantError(t, err, storymap.InvalidEncoding, "name")
	_, err = board.Story(2)
	wantError(t, err, storymap.InvalidArgument, "row")
	_, err = board.Story(-1)
	wantError(t, err, storymap.InvalidArgument, "row")
	_, err = board.FindStory("s9")
	if !errors.Is(err, storymap.UnknownID) {
		t.Errorf("s9: %v", err)
	}
	_, err = board.PlanRemove("story", "s9")
	wantError(t, err, storymap.UnknownID, "id")
	_, err = board.Apply(nil)
	if err != nil && !errors.Is(err, storymap.InvalidSyntax) {
		t.Errorf("no edits: %v", err)
	}
	_, err = board.Apply(storymap.Edits(`[{"v":1,"op":"set","noun":"story","id":"s9","field":"status","value":"done"}]`))
	if !errors.Is(err, storymap.UnknownID) {
		t.Errorf("edit of s9: %v", err)
	}
	_, err = storymap.Analyze(background, nil, nil)
	if err != nil && !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("no maps: %v", err)
	}
	_, err = storymap.Analyze(background, []*storymap.Map{board}, &storymap.AnalysisOptions{Similar: 2})
	if !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("similar: %v", err)
	}
	_, err = storymap.Analyze(background, []*storymap.Map{nil}, nil)
	if !errors.Is(err, storymap.ErrClosed) {
		t.Errorf("a nil map: %v", err)
	}
	var nothing context.Context
	_, err = storymap.Analyze(nothing, []*storymap.Map{board}, nil)
	wantError(t, err, storymap.InvalidArgument, "ctx")
	corpus := must(storymap.NewCorpus("one", "two"))(t)
	defer corpus.Close()
	wantError(t, corpus.Add("fine", "\xc3\x28"), storymap.InvalidEncoding, "bytes[1]")
	if corpus.Len() != 2 {
		t.Errorf("%d texts after a failure", corpus.Len())
	}
	if _, err = storymap.NewIndex(background, must(storymap.NewCorpus())(t), nil); !errors.Is(err, storymap.EmptyVocabulary) {
		t.Errorf("an index of nothing: %v", err)
	}
	_, err = storymap.NewMatrix(storymap.Arrays{Columns: 1, RowBegin: []uint64{0, 2}, Column: []uint32{0}, Value: []float64{1}})
	if !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("a bad matrix: %v", err)
	}
	_, err = storymap.NewMatrix(storymap.Arrays{})
	if !errors.Is(err, storymap.InvalidArgument) {
		t.Errorf("an empty matrix: %v", err)
	}
}

func TestEverythingIsClosed(t *testing.T) {
	board := must(storymap.Read([]byte(small), nil))(t)
	corpus := must(storymap.NewCorpus("pay by card", "pay by cash"))(t)
	vectorizer, matrix, err := storymap.Vectorize(background, corpus, nil)
	if err != nil {
		t.Fatal(err)
	}
	bm25 := must(storymap.NewBM25(matrix, 1.2, 0.75))(t)
	index := must(storymap.NewIndex(background, corpus, nil))(t)
	live := must(storymap.NewLiveIndex(nil))(t)
	analysis := must(storymap.Analyze(background, []*storymap.Map{board}, nil))(t)
	stories := must(storymap.NewStories(background, []*storymap.Map{board}, nil))(t)
	for k := 0; k < 2; k++ {
		for _, open := range []interface{ Close() error }{
			board, corpus, vectorizer, matrix, bm25, index, live, analysis, stories} {
			if err := open.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	var none *storymap.Map
	none.Close()
	calls := map[string]func() error{
		"map":          func() error { _, err := board.Counts(); return err },
		"nil map":      func() error { _, err := none.Counts(); return err },
		"zero map":     func() error { _, err := new(storymap.Map).Counts(); return err },
		"apply":        func() error { _, err := board.Apply(storymap.Edits(`[]`)); return err },
		"diff":         func() error { _, err := storymap.Diff(board, board); return err },
		"analyze":      func() error { _, err := storymap.Analyze(background, []*storymap.Map{board}, nil); return err },
		"analysis":     func() error { _, err := analysis.Pairs(); return err },
		"report":       func() error { _, err := analysis.Report(nil); return err },
		"marshal":      func() error { _, err := json.Marshal(analysis); return err },
		"stories":      func() error { _, err := stories.Closest("card", 1, 0); return err },
		"corpus":       func() error { return corpus.Add("x") },
		"vectorize":    func() error { _, _, err := storymap.Vectorize(background, corpus, nil); return err },
		"vectorizer":   func() error { _, err := vectorizer.Term(0); return err },
		"matrix":       func() error { _, err := matrix.Arrays(); return err },
		"matrix index": func() error { _, err := storymap.NewMatrixIndex(matrix, storymap.Cosine); return err },
		"bm25":         func() error { _, err := bm25.Search(vectorizer, "card", 1); return err },
		"index":        func() error { _, err := index.Pairs(background, 0.5); return err },
		"score":        func() error { _, err := index.Score(0, 1); return err },
		"live index":   func() error { _, err := live.Insert("x"); return err },
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, storymap.ErrClosed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if board.Equal(board) || live.Len() != 0 || live.Contains(0) || corpus.Len() != 0 {
		t.Error("something closed answers")
	}
	if index.Len() != 2 || vectorizer.Len() == 0 || analysis.Score() < 0 {
		t.Error("numbers that were known are forgotten")
	}
}

func TestWhatNobodyClosedIsFreed(t *testing.T) {
	for k := 0; k < 100; k++ {
		must(storymap.NewMap("forgotten"))(t)
		must(storymap.NewCorpus("forgotten"))(t)
	}
	runtime.GC()
	runtime.GC()
}

func TestStoriesAreAsked(t *testing.T) {
	board := smallMap(t)
	stories := must(storymap.NewStories(background, []*storymap.Map{board},
		&storymap.AnalysisOptions{StopWordList: "none", StopWords: "guest", MaxDF: 1}))(t)
	defer stories.Close()
	board.Close() // the stories keep it
	matches := must(stories.Closest("pay by cash", 1, 0.1))(t)
	if len(matches) != 1 || matches[0].Row != 1 {
		t.Errorf("got %+v", matches)
	}
	if report := must(stories.ClosestReport("pay by cash", 1, 0.1, nil))(t); !json.Valid([]byte(report)) {
		t.Errorf("got %s", report)
	}
	explanation := must(stories.Explain(0, 1))(t)
	if explanation.Kind == "" || len(explanation.Terms) == 0 {
		t.Errorf("got %+v", explanation)
	}
	_, err := stories.Explain(0, 2)
	wantError(t, err, storymap.InvalidArgument, "b")
	_, err = stories.Closest("\xff", 1, 0)
	wantError(t, err, storymap.InvalidEncoding, "text")
}

func TestAnalysis(t *testing.T) {
	board := shop(t)
	analysis := must(storymap.Analyze(background, []*storymap.Map{board, board}, nil))(t)
	defer analysis.Close()
	pairs := must(analysis.Pairs())(t)
	if len(pairs) < 59 || pairs[0].A >= pairs[0].B {
		t.Errorf("a map and itself have only %d pairs", len(pairs))
	}
	russian := &storymap.ReportOptions{Format: storymap.Text, Language: storymap.Russian, Width: 80, All: true}
	if report := must(analysis.Report(russian))(t); !strings.Contains(report, "историй") {
		t.Errorf("no Russian: %.200s", report)
	}
	similar := must(storymap.Similar(background, []*storymap.Map{board}, nil, nil))(t)
	if !json.Valid([]byte(similar)) {
		t.Errorf("got %.200s", similar)
	}
}

func TestComparingTexts(t *testing.T) {
	comparison := must(storymap.CompareTexts("pay by card", "pay by cash"))(t)
	if want := []storymap.Span{{Begin: 7, Size: 4}}; !reflect.DeepEqual(comparison.OnlyA, want) {
		t.Errorf("got %+v", comparison)
	}
	_, err := storymap.CompareTexts("fine", "\xff")
	wantError(t, err, storymap.InvalidEncoding, "b")
}

func TestManyGoroutinesAtOnce(t *testing.T) {
	board := shop(t)
	live := must(storymap.NewLiveIndex(nil))(t)
	defer live.Close()
	var group sync.WaitGroup
	for k := 0; k < 8; k++ {
		group.Add(1)
		go func(k int) {
			defer group.Done()
			for round := 0; round < 20; round++ {
				if k%2 == 0 {
					must(board.Apply(storymap.Edits(
						`{"v":1,"op":"set","noun":"map","field":"name","value":"Other"}`)))(t)
					must(live.Insert("pay by card"))(t)
					continue
				}
				must(board.Story(round))(t)
				must(board.Copy())(t).Close()
				must(live.Closest("pay by card", 3, 0))(t)
			}
		}(k)
	}
	group.Wait()
	if live.Len() != 80 {
		t.Errorf("%d texts", live.Len())
	}
}

func TestClosingWhileOthersUseIt(t *testing.T) {
	corpus := must(storymap.NewCorpus(manyTexts(2000)...))(t)
	defer corpus.Close()
	index := must(storymap.NewIndex(background, corpus, nil))(t)
	started := make(chan struct{})
	var once sync.Once
	done := make(chan error)
	go func() {
		_, err := index.Pairs(background, 0.5, storymap.OnProgress(func(uint64, uint64) {
			once.Do(func() { close(started) })
			index.Close()
		}))
		done <- err
	}()
	<-started
	index.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := index.Score(0, 1); !errors.Is(err, storymap.ErrClosed) {
		t.Errorf("got %v", err)
	}
}
