package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func paths(t *testing.T) []string {
	t.Helper()
	folder := os.Getenv("STORYMAP_EXAMPLES")
	if folder == "" {
		t.Skip("STORYMAP_EXAMPLES names no folder")
	}
	return []string{filepath.Join(folder, "shop-en.json"), filepath.Join(folder, "trello", "de-amirite.json")}
}

func TestWhatItDoes(t *testing.T) {
	for _, path := range paths(t) {
		var out, progress bytes.Buffer
		if err := run([]string{path}, &out, &progress); err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"same as before is true", "10000 texts: 500 pairs, 9500 groups", "was stopped"} {
			if !strings.Contains(out.String(), line) {
				t.Errorf("%s: no %q in %s", path, line, &out)
			}
		}
		if !strings.Contains(progress.String(), " of ") {
			t.Errorf("%s: no progress", path)
		}
	}
}

func TestTheAnalysisIsThatOfTheCommand(t *testing.T) {
	command := os.Getenv("STORYMAP_BIN")
	if command == "" {
		t.Skip("STORYMAP_BIN names no command")
	}
	for _, path := range paths(t) {
		printed, err := exec.Command(command, "analyze", path, "--format", "json").Output()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := run([]string{"--json", path}, &out, io.Discard); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), printed) {
			t.Errorf("%s: the analysis differs from what the command prints", path)
		}
	}
}

func TestBadArguments(t *testing.T) {
	for _, arguments := range [][]string{nil, {"--json"}, {"no such file"}, {"a", "b"}} {
		if err := run(arguments, io.Discard, io.Discard); err == nil {
			t.Errorf("%q is fine", arguments)
		}
	}
}
