package storymap_test

import (
	"context"
	"fmt"

	"storymap"
)

func ExampleIndex_Pairs() {
	corpus, err := storymap.NewCorpus("Pay by card", "Print labels", "Pay by card.")
	if err != nil {
		panic(err)
	}
	defer corpus.Close()
	index, err := storymap.NewIndex(context.Background(), corpus, nil)
	if err != nil {
		panic(err)
	}
	defer index.Close()
	pairs, err := index.Pairs(context.Background(), 0.9)
	if err != nil {
		panic(err)
	}
	for _, pair := range pairs {
		fmt.Printf("%d and %d: %.2f\n", pair.A, pair.B, pair.Score)
	}
	// Output: 0 and 2: 1.00
}

func ExampleLiveIndex_InsertAndCompare() {
	live, err := storymap.NewLiveIndex(nil)
	if err != nil {
		panic(err)
	}
	defer live.Close()
	for _, text := range []string{"Pay by card", "Print labels", "Pay by card!"} {
		_, duplicates, err := live.InsertAndCompare(text, 3, 0.9)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s: %d duplicates\n", text, len(duplicates))
	}
	// Output:
	// Pay by card: 0 duplicates
	// Print labels: 0 duplicates
	// Pay by card!: 1 duplicates
}

func ExampleMap_Apply() {
	board, err := storymap.Read([]byte("# Shop\n\n## Buy\n\n### Pay\n\n- [ ] Pay by card\n"), nil)
	if err != nil {
		panic(err)
	}
	defer board.Close()
	story, err := board.Story(0)
	if err != nil {
		panic(err)
	}
	edit := fmt.Sprintf(`{"v":1,"op":"set","noun":"story","id":%q,"field":"status","value":"done"}`, story.ID)
	undo, err := board.Apply(storymap.Edits(edit))
	if err != nil {
		panic(err)
	}
	story, err = board.Story(0)
	fmt.Println(story.Status, err)
	_, err = board.Apply(undo)
	fmt.Println(err)
	story, err = board.Story(0)
	fmt.Println(story.Status, err)
	// Output:
	// done <nil>
	// <nil>
	// todo <nil>
}
