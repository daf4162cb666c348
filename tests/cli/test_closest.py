#!/usr/bin/env python3
"""storymap closest: stories for a text."""

import json
import re

from harness import DONE, ROOT, CommandTest, main, run, shop


class Closest(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def matches(self, *options, **more):
        result = run("closest", self.map, "--format=json", *options, **more)
        self.assert_code(DONE, result)
        self.assertEqual(list(result.json), ["schema_version", "profile", "import", "matches"])
        return result.json["matches"]

    def test_the_best_comes_first(self):
        matches = self.matches("--text", "monthly report as Excel")
        self.assertEqual([match["id"] for match in matches], ["s2", "s1"])
        self.assertEqual(list(matches[0]), ["id", "title", "score", "kind", "task_title", "activity_title"])
        self.assertGreater(matches[0]["score"], matches[1]["score"])

    def test_limit_and_at_least(self):
        self.assertEqual(len(self.matches("--text=monthly report", "--limit=1")), 1)
        self.assertEqual(len(self.matches("--text=monthly report", "--limit=0")), 2)
        self.assertEqual(self.matches("--text=monthly report", "--at-least=0.99"), [])
        self.assertEqual(self.matches("--text=something else entirely"), [])

    def test_rank_by_bm25_has_scores_of_its_own(self):
        matches = self.matches("--text=monthly report", "--rank=bm25")
        self.assertEqual([match["id"] for match in matches], ["s1", "s2"])
        self.assertNotEqual(matches[0]["score"], self.matches("--text=monthly report")[0]["score"])
        text = run("closest", self.map, "--text=monthly lamp under the sky", "--rank=bm25").out
        self.assertIn("shares some words", text)
        self.assert_usage(run("closest", self.map, "--text=x", "--rank=luck"), "--rank", "similarity or bm25")

    def test_a_copy_is_called_a_copy(self):
        match = self.matches("--text=PAY by card!")[0]
        self.assertEqual((match["id"], match["kind"]), ("s4", "copy"))

    def test_the_text_from_standard_input(self):
        self.assertEqual(self.matches("--text=-", stdin="  pay by card\n")[0]["id"], "s4")

    def test_text_that_is_none(self):
        self.assert_refused(run("closest", self.map, "--text=-", stdin=b"\xff"), "<stdin>", "UTF-8")
        self.assert_refused(run("closest", self.map, b"--text=\xff".decode(errors="surrogateescape")), "--text", "UTF-8")

    def test_a_text_from_standard_input_that_is_empty(self):
        for text in ("", " \n\t"):
            self.assert_usage(run("closest", self.map, "--text=-", stdin=text), "--text", "not empty")
        self.assert_usage(run("closest", self.map, "--text= "), "--text", "not empty")

    def test_nothing_reaches_at_least(self):
        options = ["closest", self.map, "--text=monthly orders", "--at-least=0.99"]
        self.assertIn("No story reaches 0.99.", run(*options).out)
        self.assertIn("No story reaches 0.99.", run(*options, "--format=markdown").out)
        self.assertIn("Ни одна история не достигает 0.99.", run(*options, "--lang=ru").out)
        self.assertIn("No story has anything in common", run("closest", self.map, "--text=zebra").out)

    def test_unrelated_stories_are_no_rewording(self):
        shop_en = ROOT / "examples/shop-en.json"
        for options in ([], ["--format=markdown"]):
            text = run("closest", shop_en, "--text", "pay by card", "--limit=0", *options).out
            self.assertIn("shares some words", text)
            weak = [line for line in text.splitlines() if re.search(r"(^|\| )0\.[0-4]\d\b", line)]
            self.assertTrue(weak)
            self.assertFalse([line for line in weak if "same subject" in line])
        self.assertIn("есть общие слова", run("closest", shop_en, "--text", "pay by card", "--lang=ru").out)

    def test_several_files_are_named(self):
        other = self.write("other.json", shop())
        result = run("closest", self.map, other, "--text=pay by card", "--format=json")
        self.assertEqual([match["file"] for match in result.json["matches"]], [str(self.map), str(other)])

    def test_text_and_markdown(self):
        self.assertIn("one contains the other", run("closest", self.map, "--text=pay card").out)
        self.assertIn("| s4 | Pay by card |", run("closest", self.map, "--text=pay card", "--format=markdown").out)

    def test_the_map_from_standard_input(self):
        result = run("closest", "-", "--text=pay by card", "--format=json", stdin=json.dumps(shop()))
        self.assertEqual(result.json["matches"][0]["id"], "s4")


if __name__ == "__main__":
    main()
