#!/usr/bin/env python3
"""storymap convert: formats in and out, what is lost, and files that are whole or untouched."""

import json
import os
import stat

from harness import DONE, OUTPUT, CommandTest, main, run, shop


class Convert(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def test_to_json_by_default(self):
        result = run("convert", self.map)
        self.assert_code(DONE, result)
        self.assertEqual(result.json["activities"][0]["tasks"][0]["stories"][3]["title"], "Pay by card")
        self.assertIn("stories 4", result.err)

    def test_there_and_back(self):
        first = run("convert", self.map).out
        for extension in ("md", "csv", "json", "storymap"):
            path = self.folder / f"copy.{extension}"
            result = run("convert", self.map, "-o", path)
            self.assert_code(DONE, result)
            self.assertEqual(result.out, "")
            self.assertNotIn("no place", result.err)
            self.assertEqual(run("convert", path).out, first, extension)

    def test_says_what_is_lost(self):
        result = run("convert", self.map, "--to=text")
        self.assertEqual(result.out.splitlines()[3], "Pay by card")
        self.assertRegex(result.err, "text has no place for: .*2 releases")
        self.assertEqual(run("convert", self.map, "--to=text", "--quiet").err, "")

    def test_from_standard_input(self):
        result = run("convert", "-", "--to", "json", stdin="Pay by card\nPay by invoice\n")
        self.assert_code(DONE, result)
        self.assertEqual(len(result.json["activities"][0]["tasks"][0]["stories"]), 2)

    def test_an_unknown_name_needs_a_format(self):
        self.assert_usage(run("convert", self.map, "-o", self.folder / "copy.docx"), "--to ID")
        self.assert_code(DONE, run("convert", self.map, "-o", self.folder / "copy.docx", "--to=json"))
        self.assert_usage(run("convert", self.map, "--to=trello"), 
                          "the format 'trello' can only be read; expected one of csv, json, jsonl, markdown, text")
        self.assert_usage(run("convert", self.map, "--to=foo"), "storymap formats")

        russian = run("convert", self.map, "--to=trello", "--lang=ru")
        self.assert_usage(russian, "формат «trello» можно только читать; записать можно в один из: csv, json")

    def test_values_that_were_not_understood_are_noted_before_columns(self):
        head = "Title,Description,Points,Status,Priority,Labels,Release,Persona\n"
        result = run("convert", self.write("x.csv", head + "Pay,By card,abc,todo,High,a,MVP,Buyer\n"))
        self.assert_code(DONE, result)
        self.assertIn("  not understood: the points 'abc' are no number", result.err)
        self.assertLess(result.err.index("'abc'"), result.err.index("column 1"))

    def test_one_column_is_not_chosen_for_two_fields(self):
        path = self.write("ab.csv", "a,b\nPay,3\n")
        for columns, words in (("title=1,description=1", "column 1 is chosen as the title and as the description"),
                               ("title=a,points=a", "column 'a' is chosen as the title and as the points")):
            self.assert_refused(run("convert", path, "--columns", columns), words)

    def test_a_board_without_a_name_gives_its_activity_the_name_of_the_map(self):
        document = run("convert", self.write("web shop.json", '{"lists":[],"cards":[]}')).json
        self.assertEqual((document["name"], document["activities"][0]["title"]), ("web shop", "web shop"))

    def test_a_map_without_a_name_gets_a_readable_heading_and_no_name(self):
        document = shop(name="")
        for change in ({}, {"activities": [], "links": []}):
            path = self.write("nameless.json", {**document, **change})
            markdown = run("convert", path, "--to=markdown")
            self.assertTrue(markdown.out.startswith("# nameless\n"))
            text = run("convert", "-", "--to=markdown", stdin=path.read_text()).out
            self.assertTrue(text.startswith("# Story map\n<!-- storymap: {\"unnamed\":true} -->\n"), text[:100])
            back = run("convert", "-", "--to=json", stdin=text).json
            self.assertEqual(back["name"], "")
            named = run("convert", "-", "--to=json", stdin=text.replace("Story map", "Shop")).json
            self.assertEqual(named["name"], "Shop")

    def test_minus_is_standard_output(self):
        self.assertEqual(run("convert", self.map, "-o", "-").out, run("convert", self.map).out)


class OutputFiles(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def test_every_command_writes_to_a_file(self):
        target = self.folder / "answer"
        for command in (["analyze", self.map], ["stats", self.map], ["diff", self.map, self.map], ["formats"]):
            result = run(*command, "-o", target)
            self.assert_code(DONE, result)
            self.assertEqual(result.out, "")
            self.assertEqual(target.read_text(), run(*command).out)

    def test_a_bad_input_leaves_the_output_alone(self):
        target = self.write("target.json", "precious")
        self.assert_refused(run("convert", self.write("bad.json", "{"), "-o", target), "bad.json")
        self.assertEqual(target.read_text(), "precious")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["bad.json", "shop.json", "target.json"])

    def test_a_folder_or_a_missing_folder_cannot_be_written(self):
        for target in (self.folder, self.folder / "missing" / "a.json"):
            result = run("convert", self.map, "--to=json", "-o", target)
            self.assert_code(OUTPUT, result)
            self.assertIn(str(target), result.err)

    def test_permissions_and_links_stay(self):
        target = self.write("target.json", "old")
        target.chmod(0o640)
        link = self.folder / "link.json"
        link.symlink_to(target)
        self.assert_code(DONE, run("convert", self.map, "-o", link))
        self.assertTrue(link.is_symlink())
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o640)
        self.assertEqual(json.loads(target.read_text())["name"], "Online shop")

    def test_a_new_file_gets_the_usual_permissions(self):
        target = self.folder / "new.json"
        run("convert", self.map, "-o", target)
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o666 & ~mask)

    def test_a_device_is_written_to_not_replaced(self):
        self.assert_code(DONE, run("convert", self.map, "--to=json", "-o", "/dev/null"))
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        result = run("convert", self.map, "--to=json", "-o", "/dev/full")
        self.assert_code(OUTPUT, result)
        self.assertIn("/dev/full", result.err)

    def test_a_file_can_be_its_own_target(self):
        self.assert_code(DONE, run("convert", self.map, "-o", self.map))
        self.assertEqual(run("convert", self.map).out, self.map.read_text())


if __name__ == "__main__":
    main()
