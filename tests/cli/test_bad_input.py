#!/usr/bin/env python3
"""Bad files: a short error that says where and what was expected, exit 3, and not a byte of an answer."""

import copy
import json
import os

from harness import DONE, CommandTest, environment, main, run, shop, story

READERS = ("analyze", "validate", "similar", "stats", "convert")


class BadInput(CommandTest):
    def refuse(self, content, *parts, name="bad.json", options=()):
        """Every command that reads a file refuses it in the same way."""
        path = self.write(name, content)
        for command in READERS:
            self.assert_refused(run(command, path, *options), name, *parts)
        good = self.write("good.json", shop())
        for arguments in (["diff", good, path], ["diff", path, good], ["merge", good, path, good],
                          ["closest", path, "--text=pay"], ["analyze", good, path]):
            self.assert_refused(run(*arguments, *options), name, *parts)
        target = self.write("target.json", "precious")
        self.assert_refused(run("convert", path, "-o", target, *options), name)
        self.assertEqual(target.read_text(), "precious")

    def changed(self, change):
        document = copy.deepcopy(shop())
        change(document)
        return document

    def test_truncated_json(self):
        whole = json.dumps(shop(), indent=1)
        self.refuse(whole[: len(whole) // 2], "line ")

    def test_json_cut_at_any_byte(self):
        whole = json.dumps(shop())
        for size in range(1, len(whole), 37):
            self.assert_refused(run("analyze", self.write("cut.json", whole[:size])), "cut.json")

    def test_invalid_json(self):
        self.refuse('{"storymap": 1,\n "name": "Shop",\n "activities": [,]}', "line 3")

    def test_wrong_types(self):
        self.refuse(self.changed(lambda m: m.update(activities={})), "/activities")
        self.refuse(self.changed(lambda m: m["activities"][0].update(title=7)), "/activities/0/title")

    def test_a_word_that_is_no_status(self):
        def change(document):
            document["activities"][0]["tasks"][0]["stories"][1]["status"] = "sleeping"
        self.refuse(self.changed(change), "/activities/0/tasks/0/stories/1/status")

    def test_unknown_references(self):
        def release(document):
            document["activities"][0]["tasks"][0]["stories"][1]["release"] = "r9"
        self.refuse(self.changed(release), "/activities/0/tasks/0/stories/1/release", "r9")
        self.refuse(self.changed(lambda m: m["links"].append({"kind": "blocks", "from": "s1", "to": "s99"})), "s99")

    def test_a_duplicate_id(self):
        def change(document):
            document["activities"][0]["tasks"][0]["stories"][1]["id"] = "s1"
        self.refuse(self.changed(change), "s1")

    def test_deep_nesting(self):
        self.refuse("[" * 100_000, "line 1, column 257", "nested deeper", name="deep.json")
        self.refuse('{"storymap":1,"name":"x","activities":[],"x":' + "[" * 5_000 + "]" * 5_000 + "}", name="deep.json")

    def test_json_that_is_no_map_names_the_root(self):
        self.refuse('{"a": 1}', "bad.json: /: expected a story map")
        self.refuse('{"storymap": 1}', "bad.json: /: expected the member")

    def test_broken_json_lines_are_no_plain_text(self):
        self.refuse('[x]broken\n{"title":"a"}\n{"title":\n', "line 1", name="b.jsonl")
        self.refuse("Pay by card\nPay by invoice\n", "line 1", name="b.ndjson")
        self.assert_code(DONE, run("analyze", self.write("b", "[x]broken\nPay by invoice\n")))

    def test_a_truncated_csv(self):
        self.refuse('Title,Description\nPay,"by card\nand more', "line ", name="bad.csv")

    def test_our_own_csv_with_fewer_columns_is_our_own(self):
        start = "type,id,parent,title\nactivity,a1,,Buy\ntask,t1,a1,Pay\nstory,s1,t1,Pay by card\n"
        result = run("convert", self.write("own.csv", start), "--to=json")
        task = result.json["activities"][0]["tasks"][0]
        self.assertEqual((task["id"], task["stories"][0]["id"]), ("t1", "s1"))
        self.assertNotIn("type", task)
        self.refuse(start + "task,t2,a9,Deliver\n", "line 5", "no activity has the id 'a9'", name="parent.csv")
        self.refuse(start + "story,s1,t1,Pay\n", "line 5", "the id 's1' is used in line 4 too", name="twice.csv")
        result = run("convert", self.write("own.csv", start.replace(",", ";")), "--to=json")
        self.assertEqual(result.json["activities"][0]["id"], "a1")

    def test_a_cycle_of_parents(self):
        table = ("Issue key,Issue id,Summary,Issue Type,Parent id\n"
                 "A-1,1,First,Story,2\nA-2,2,Second,Story,1\n")
        self.refuse(table, "line 2", "A-1", "A-2", name="cycle.csv")

    def test_nul_bytes(self):
        self.refuse(b'{"storymap":1,"name":"a\0b","activities":[]}', "line 1")
        self.refuse(b"Pay\nby \0 card\n", "line 2", name="nul.txt")

    def test_invalid_utf8(self):
        self.refuse(b"Pay by card\nPay \x80\x98\xfd by invoice\n", "line 2", name="bad.txt")
        self.refuse(b"Pay \xe2\x82", name="cut.txt", options=["--encoding=utf-8"])

    def test_binary_files(self):
        self.refuse(b"\x89PNG\r\n\x1a\n" + os.urandom(4096), name="image.png")

    def test_an_image_is_called_no_text(self):
        image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 16
        result = run("analyze", self.write("image.png", image))
        self.assert_refused(result, "image.png", "the file is no text")
        self.assertNotIn("--encoding", result.err)

    def test_an_empty_file(self):
        self.refuse("", "empty", name="empty.json")
        self.refuse(" \n\t\n", "empty", name="blank.txt")
        self.refuse(b"\xef\xbb\xbf", "empty", name="mark.txt")

    def test_a_missing_file_and_a_folder(self):
        missing = self.folder / "missing.json"
        for command in READERS:
            self.assert_refused(run(command, missing), "missing.json", "no such file")
            self.assert_refused(run(command, self.folder), str(self.folder), "directory")

    def test_a_file_without_permission(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        path = self.write("secret.json", shop())
        path.chmod(0)
        self.assert_refused(run("analyze", path), "secret.json", "permission")

    def test_standard_input(self):
        self.assert_refused(run("analyze", "-", stdin="{"), "<stdin>")
        self.assert_refused(run("analyze", "-", stdin=""), "<stdin>", "empty")

    def test_an_input_format_that_does_not_fit(self):
        self.refuse("Pay by card\n", name="list.txt", options=["--input-format=json"])

    def test_control_characters_of_a_file_do_not_reach_the_terminal(self):
        self.refuse('{"storymap":1,"name":"x","activities":"\\u001b[31m"}')
        name = "bad\x1b[31m.json"
        self.assert_refused(run("analyze", self.write(name, "{")), "bad\ufffd[31m.json")

    def test_russian(self):
        result = run("analyze", self.write("bad.json", '{"storymap": 1,\n "name": }'), env=environment(LANG="ru_RU.UTF-8"))
        self.assert_refused(result, "bad.json", "строка 2", "ожидается значение")
        self.assert_refused(run("analyze", self.folder / "missing", "--lang=ru"), "нет такого файла")


class LargeInput(CommandTest):
    size = 100 << 20

    def test_a_hundred_megabytes_of_one_line(self):
        path = self.folder / "line.txt"
        with open(path, "wb") as file:
            for _ in range(100):
                file.write(b"pay by card " * ((1 << 20) // 12))
        self.assert_refused(run("analyze", path, timeout=300), "line.txt", "line 1")

    def test_a_hundred_megabytes_of_one_line_are_no_title_in_markdown_and_csv(self):
        for name, start in (("line.md", b"- "), ("line.markdown", b"# Shop\n\n- "), ("line.csv", b"Title,Status\n")):
            path = self.folder / name
            with open(path, "wb") as file:
                file.write(start)
                for _ in range(100):
                    file.write(b"pay by card " * ((1 << 20) // 12))
            line = f"line {start.count(10) + 1}"
            self.assert_refused(run("analyze", path, timeout=300), name, line, "longer than 1048576 bytes")

    def test_a_title_of_megabytes_is_shortened_in_text_and_markdown_and_whole_in_json(self):
        title = "pay by card " * (2 << 20 >> 4)
        stories = [story(k, title + str(k)) for k in range(1, 8)] + [story(8, "x")]
        document = shop(stories, name=title)
        document["activities"][0]["title"] = document["activities"][0]["tasks"][1]["title"] = title
        document["activities"].append({"id": "a2", "title": title, "tasks": []})
        path = self.write("long.json", document)
        for command in ("analyze", "validate", "similar", "stats"):
            for form in ("text", "markdown"):
                result = run(command, path, "--format", form, timeout=300)
                self.assert_code(DONE, result)
                self.assertLess(len(result.out), 20_000, (command, form))
        for form in ("text", "markdown"):
            result = run("closest", path, "--text", "-", "--format", form, stdin=title, timeout=300)
            self.assert_code(DONE, result)
            self.assertLess(len(result.out), 20_000, form)
        self.assertIn(title.strip(), run("validate", path, "--format=json", timeout=300).out)

    def test_a_hundred_megabytes_that_are_broken(self):
        path = self.folder / "broken.json"
        with open(path, "wb") as file:
            file.write(b'{"storymap":1,"name":"')
            for _ in range(100):
                file.write(b"x" * (1 << 20))
        self.assert_refused(run("analyze", path, timeout=300), "broken.json")


if __name__ == "__main__":
    main()
