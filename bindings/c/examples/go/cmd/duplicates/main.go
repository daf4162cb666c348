// Command duplicates analyses a story map, edits it and takes the edit back, finds duplicates among many texts, and
// shows how to stop a search.
//
//	duplicates shop.json          what it does, in words
//	duplicates --json shop.json   only the analysis, as "storymap analyze shop.json --format json" prints it
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"storymap"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string, out, progress io.Writer) error {
	asJSON := len(arguments) > 0 && arguments[0] == "--json"
	if asJSON {
		arguments = arguments[1:]
	}
	if len(arguments) != 1 {
		return errors.New("usage: duplicates [--json] FILE")
	}
	ctx := context.Background()
	board, err := storymap.Load(arguments[0], nil)
	if err != nil {
		return err
	}
	defer board.Close()
	if err := analyze(ctx, board, asJSON, out); err != nil || asJSON {
		return err
	}
	if err := editAndUndo(board, out); err != nil {
		return err
	}
	return findDuplicates(ctx, texts(10000), out, progress)
}

func analyze(ctx context.Context, board *storymap.Map, asJSON bool, out io.Writer) error {
	analysis, err := storymap.Analyze(ctx, []*storymap.Map{board}, nil, storymap.Threads(0))
	if err != nil {
		return err
	}
	defer analysis.Close()
	if asJSON {
		report, err := analysis.Report(nil)
		if err == nil {
			_, err = io.WriteString(out, report)
		}
		return err
	}
	pairs, err := analysis.Pairs()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "score: %d of 100, %d similar pairs\n", analysis.Score(), len(pairs))
	return nil
}

// editAndUndo removes the first story with all that refers to it, and brings it back.
func editAndUndo(board *storymap.Map, out io.Writer) error {
	before, err := board.Copy()
	if err != nil {
		return err
	}
	defer before.Close()
	story, err := board.Story(0)
	if err != nil {
		return err
	}
	removal, err := board.PlanRemove("story", story.ID)
	if err != nil {
		return err
	}
	undo, err := board.Apply(removal)
	if err != nil {
		return err
	}
	counts, err := board.Counts()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "without %q: %d stories\n", story.Title, counts.Stories)
	if _, err := board.Apply(undo); err != nil {
		return err
	}
	fmt.Fprintf(out, "undone: the same as before is %t\n", board.Equal(before))
	return nil
}

func findDuplicates(ctx context.Context, texts []string, out, progress io.Writer) error {
	corpus, err := storymap.NewCorpus(texts...)
	if err != nil {
		return err
	}
	defer corpus.Close()
	index, err := storymap.NewIndex(ctx, corpus, nil, storymap.Threads(0))
	if err != nil {
		return err
	}
	defer index.Close()
	pairs, err := index.Pairs(ctx, 0.9, storymap.OnProgress(func(done, total uint64) {
		fmt.Fprintf(progress, "\r%d of %d", done, total)
	}))
	fmt.Fprintln(progress)
	if err != nil {
		return err
	}
	groups, err := index.Groups(ctx, 0.9)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d texts: %d pairs, %d groups\n", index.Len(), len(pairs), distinct(groups))

	stoppable, stop := context.WithCancel(ctx)
	defer stop()
	_, err = index.Pairs(stoppable, 0.9, storymap.OnProgress(func(done, total uint64) { stop() }))
	if !errors.Is(err, context.Canceled) {
		return fmt.Errorf("the second search was not stopped: %v", err)
	}
	fmt.Fprintln(out, "a second search was stopped:", err)
	return nil
}

func distinct(rows []uint32) int {
	seen := make(map[uint32]bool)
	for _, row := range rows {
		seen[row] = true
	}
	return len(seen)
}

// texts makes up short stories, a few of which say the same.
func texts(count int) []string {
	roles := []string{"shopper", "manager", "courier", "author", "guest"}
	verbs := []string{"find", "compare", "share", "print", "archive", "rename", "filter"}
	things := []string{"orders", "invoices", "photos", "reviews", "parcels", "drafts", "prices", "lists", "labels"}
	made := make([]string, count)
	for k := range made {
		number := k * 7919 % (count - count/20)
		made[k] = fmt.Sprintf("As a %s I want to %s %s of week%d for area%d", roles[number%len(roles)],
			verbs[number/5%len(verbs)], things[number/35%len(things)], number%997, number%1009)
	}
	return made
}
