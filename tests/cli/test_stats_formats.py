#!/usr/bin/env python3
"""storymap stats and formats."""

from harness import DONE, CommandTest, main, run, shop


class Stats(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def test_json(self):
        result = run("stats", self.map, "--format=json")
        self.assert_code(DONE, result)
        document = result.json
        self.assertEqual(list(document), ["schema_version", "profile", "import", "counts", "points", "by_activity",
                                          "by_release", "by_status", "by_persona", "by_label", "by_priority"])
        self.assertEqual(document["counts"], {"activities": 1, "tasks": 2, "stories": 4, "releases": 2, "personas": 1,
                                              "links": 0})
        self.assertEqual(document["points"], {"total": 8, "stories_with_points": 2})
        self.assertEqual(document["by_activity"], [{"title": "Buy", "stories": 4, "done": 1, "points": 8}])
        self.assertEqual([(row["title"], row["stories"]) for row in document["by_release"]],
                         [("MVP", 2), ("Later", 0), (None, 2)])
        self.assertEqual([(row["title"], row["stories"]) for row in document["by_status"]],
                         [("todo", 3), ("in_progress", 0), ("blocked", 0), ("done", 1)])
        self.assertEqual(document["by_persona"][0]["title"], "Buyer")
        self.assertEqual(document["by_label"], [{"title": "report", "stories": 1, "done": 0, "points": 3}])
        self.assertEqual([row["title"] for row in document["by_priority"]], ["Must", None])

    def test_text_and_markdown(self):
        text = run("stats", self.map).out
        self.assertIn("8 points in 2 of 4 stories\n", text)
        self.assertRegex(text, r"\n  no release +2 +0 +0\n")
        self.assertRegex(text, r"\nAll +4 +1 +8\n$")
        self.assertIn("| MVP | 2 | 1 | 8 |", run("stats", self.map, "--format=markdown").out)
        self.assertIn("По релизам", run("stats", self.map, "--lang=ru").out)

    def test_several_files_count_together(self):
        document = run("stats", self.map, self.map, "--format=json").json
        self.assertEqual(document["counts"]["stories"], 8)
        self.assertEqual([(row["title"], row["stories"]) for row in document["by_release"]],
                         [("MVP", 4), ("Later", 0), (None, 4)])

    def test_a_table_that_says_nothing_is_left_out(self):
        plain = self.write("plain.txt", "Pay by card\n")
        self.assertNotIn("By priority", run("stats", plain).out)


class Formats(CommandTest):
    def test_json_and_text_list_the_same(self):
        result = run("formats", "--format=json")
        self.assert_code(DONE, result)
        self.assertEqual(list(result.json), ["schema_version", "profile", "import", "formats"])
        self.assertEqual(result.json["import"], {"counts": {}, "files": []})
        known = {entry["id"]: entry for entry in result.json["formats"]}
        self.assertLessEqual({"csv", "json", "markdown", "text", "trello"}, set(known))
        self.assertTrue(known["json"]["reads"] and known["json"]["writes"])
        self.assertFalse(known["trello"]["writes"])
        self.assertIn("links", known["markdown"]["holds"])
        text = run("formats").out
        for name, entry in known.items():
            self.assertRegex(text, rf"(?m)^{name} ")
            for extension in entry["extensions"]:
                self.assertIn(extension, text)

    def test_russian(self):
        self.assertIn("критерии приёмки", run("formats", "--lang=ru").out)


if __name__ == "__main__":
    main()
