#!/usr/bin/env python3
"""With --lang ru nothing the program says is English: errors, notes on what was read, losses and conflicts."""

import copy
import re
import unittest
from unittest import mock

import test_bad_input as bad
from harness import LIMIT, ROOT, CommandTest, data_dir, main, run, shop

# What people wrote stands in quotes; words of schemas and options are listed with commas or stand alone.
QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|'[^'\n]*'")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ -][A-Za-z]{2,}){2,}")
MANY = 400


def english_in(text, *names):
    """The first run of three English words outside quotes and the names of files, or None."""
    for name in map(str, names):
        text = text.replace(name, "").replace(name.rpartition("/")[2], "")
    found = ENGLISH.search(QUOTED.sub("", text))
    return found and found[0]


def run_in_russian(*arguments, **options):
    return run(*arguments, "--lang=ru", **options)


class RussianErrors(bad.BadInput):
    """Every bad input of test_bad_input.py, in Russian."""

    def setUp(self):
        super().setUp()
        patched = mock.patch.object(bad, "run", run_in_russian)
        patched.start()
        self.addCleanup(patched.stop)

    def assert_refused(self, result, *parts):
        super().assert_refused(result)
        self.assertRegex(result.err, "[а-яё]{3}")
        self.assertIsNone(english_in(result.err, self.folder, *parts), result.err)


class Russian(CommandTest):
    def assert_russian(self, result, *names):
        self.assertIsNone(english_in(result.err, *names), result.err)

    def test_errors_are_whole_sentences(self):
        self.assertIn(": файл не читается: это папка\n", run_in_russian("analyze", self.folder).err)
        self.assertIn("нет такого файла", run_in_russian("analyze", self.folder / "none.json").err)
        self.assertIn(": файл пуст\n", run_in_russian("analyze", self.write("empty.json", "")).err)

    def test_what_is_lost(self):
        result = run_in_russian("convert", self.write("shop.json", shop()), "--to=text")
        self.assertIn("в формате text не хранятся: активности (1), задачи (2)", result.err)
        self.assertIn("баллы историй (2)", result.err)
        self.assert_russian(result, self.folder)

    def test_notes_on_columns(self):
        table = "Issue key,Summary,Status,Team mood of today\nA-1,Pay by card,Waiting for legal,good\n"
        result = run_in_russian("convert", self.write("jira.csv", table), "--to=json")
        self.assertIn("прочитано: столбец 1 «Issue key» — ключ", result.err)
        self.assertIn("«Team mood of today»", result.err)
        self.assertIn("незнакомый статус «Waiting for legal» считается за todo", result.err)
        self.assert_russian(result, self.folder)

    def test_conflicts(self):
        versions = []
        for title in ("See my orders", "See all orders", "See no orders"):
            document = copy.deepcopy(shop())
            document["activities"][0]["tasks"][0]["stories"][2]["title"] = title
            versions.append(self.write(f"{len(versions)}.json", document))
        result = run_in_russian("merge", *versions)
        self.assert_code(LIMIT, result)
        self.assertIn("конфликт: поле изменено по-разному (/story/s3/title)", result.err)

    def test_numbers_agree_with_their_words(self):
        def advice(stories):
            for number, one in enumerate(stories):
                one.update(id=f"s{number}", release="r1")
            return run_in_russian("validate", self.write("map.json", shop(stories))).out
        self.assertIn("В MVP 21 история:", advice([{"title": f"Story {n}"} for n in range(21)]))
        self.assertIn("Название «Pay by card» носят 2 истории", advice([{"title": "Pay by card"} for _ in range(2)]))
        self.assertIn("Название «Pay by card» носят 5 историй", advice([{"title": "Pay by card"} for _ in range(5)]))
        self.assertIn("Ни у одной истории нет описания хотя бы из 11 символов", advice([{"title": "Pay by card"}]))

    def test_examples(self):
        for path in sorted((ROOT / "examples").glob("*.*")):
            result = run_in_russian("convert", path, "--to=text")
            if not result.code:
                self.assert_russian(result, path)


@unittest.skipUnless(data_dir(), "STORYMAP_DATA_DIR does not name the folder of real data")
class RealFiles(CommandTest):
    """Boards, exports of Jira and backlogs: what we say about them is Russian."""

    def check(self, *patterns):
        files = [path for pattern in patterns for path in sorted(data_dir().glob(pattern)) if path.stat().st_size < 1 << 22]
        if not files:
            self.skipTest(f"no {patterns[0]} in {data_dir()}")
        for path in files[:MANY]:
            with self.subTest(file=path.name):
                result = run_in_russian("convert", path, "--to=text", "-o", self.folder / "out.txt")
                self.assertIsNone(english_in(result.err, path, self.folder), result.err)

    def test_boards(self):
        self.check("trello_boards/**/*.json")

    def test_tables(self):
        self.check("jira_csv/**/*.csv")

    def test_maps(self):
        self.check("story_maps/**/*.*", "ru_native/**/*.*")

    def test_backlogs(self):
        self.check("dalpiaz/**/*.txt", "aqusa/**/*.*", "ustai/**/*.*", "azure_devops/**/*.csv")


if __name__ == "__main__":
    main()
