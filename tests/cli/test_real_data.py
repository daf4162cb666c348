#!/usr/bin/env python3
"""Every open backlog, board, export and map of the data folder can be analysed; boards are counted right."""

import json
import os
import unittest

from harness import DONE, CommandTest, data_dir, environment, main, run, strip_colors

DATA = data_dir()
MISSING = "no real data: STORYMAP_DATA_DIR does not name a folder"
# Sets of stories; the folders beside them hold pairs, answers of programs and specifications.
SETS = ("dalpiaz/raw.open/*.txt", "dalpiaz/*.jsonl", "trello_boards/open/*.json", "trello_boards/*.jsonl",
        "jira_csv/open/*", "story_maps/*", "azure_devops/*.csv", "github_issues/*.json", "acceptance_criteria/*",
        "aqusa/*.txt", "other_lang/*.jsonl", "reqeval_ambiguity/*.jsonl", "ru_native/*.jsonl",
        "ru_requirements/*.jsonl", "ustai/stories*.jsonl", "gitbugs/seamonkey.jsonl", "openoffice_dups/issues*.jsonl",
        "deep-se/*.jsonl")


def files():
    return [path for pattern in SETS for path in sorted(DATA.glob(pattern))]


@unittest.skipUnless(DATA, MISSING)
class RealData(CommandTest):
    def test_every_set_is_there(self):
        for pattern in SETS:
            self.assertTrue(list(DATA.glob(pattern)), pattern)

    def test_every_file_can_be_analysed(self):
        for path in files():
            with self.subTest(path=path.relative_to(DATA)):
                result = run("analyze", path, "--format=json", timeout=300)
                self.assert_code(DONE, result)
                self.assertGreater(result.json["validation"]["stats"]["total_stories"], 0)
                self.assertEqual(result.json["validation"]["stats"]["total_stories"],
                                 result.json["similarity"]["stats"]["total_stories"])

    def test_boards_hold_what_the_index_counts(self):
        boards = {path.name: path for path in (DATA / "trello_boards/open").glob("*.json")}
        counted = 0
        for entry in json.loads((DATA / "trello_boards/index.json").read_text()):
            path = boards.get(entry["file"])
            if path is None:
                continue
            counts = run("analyze", path, "--format=json").json["import"]["counts"]
            about_the_file = ("file", "repo", "commit", "path", "lic", "bytes")
            expected = {name: count for name, count in entry.items()
                        if name not in about_the_file and isinstance(count, int)}
            self.assertEqual({name: counts.get(name) for name in expected}, expected, entry["file"])
            counted += 1
        self.assertGreaterEqual(counted, 7)

    def test_reports_of_every_board_fit_into_every_terminal(self):
        for path in sorted((DATA / "trello_boards/open").glob("*.json")):
            for columns in (40, 80, 132):
                for language in ("en", "ru"):
                    result = run("analyze", path, f"--lang={language}", "--color=always",
                                 env=environment(COLUMNS=str(columns)))
                    self.assert_code(DONE, result)
                    self.assertNotRegex(strip_colors(result.out), "[\x00-\x09\x0b-\x1f\x7f]")

    def test_everything_at_once(self):
        boards = sorted((DATA / "trello_boards/open").glob("*.json"))
        result = run("analyze", *boards, "--format=json")
        self.assert_code(DONE, result)
        total = sum(run("stats", board, "--format=json").json["counts"]["stories"] for board in boards)
        self.assertEqual(result.json["validation"]["stats"]["total_stories"], total)


@unittest.skipIf(DATA or os.environ.get("CI") != "true", "the data is there, or nobody insists on it")
class NoData(unittest.TestCase):
    def test_continuous_integration_must_have_the_data(self):
        self.fail(f"{MISSING} (CI=true forbids skipping)")


if __name__ == "__main__":
    main()
