#!/usr/bin/env python3
"""Command lines that make no sense, help pages, and the reference page that documents them."""

import re

from harness import DONE, ROOT, USAGE, CommandTest, environment, main, run, shop

COMMANDS = ("analyze", "validate", "similar", "closest", "convert", "diff", "merge", "stats", "formats")


class Usage(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def test_nothing_asked(self):
        result = run()
        self.assert_usage(result, "Usage", *COMMANDS)

    def test_unknown_words_come_with_a_suggestion(self):
        self.assert_usage(run("analyse", self.map), "'analyze'", "storymap --help")
        self.assert_usage(run("frobnicate", self.map), "'frobnicate'")
        self.assert_usage(run("analyze", self.map, "--simlar=0.5"), "--simlar", "did you mean --similar?",
                          "storymap analyze --help")
        self.assert_usage(run("analyze", self.map, "--no-such-thing-at-all"), "--no-such-thing-at-all")
        self.assert_usage(run("analyze", self.map, "-x"), "-x")
        self.assert_usage(run("analyze", self.map, "-qx"), "-qx")

    def test_an_option_of_another_command(self):
        self.assert_usage(run("analyze", self.map, "--to=json"), "analyze takes no option --to")
        self.assert_usage(run("formats", "--threads=2"), "--threads")

    def test_values_out_of_range(self):
        wrong = {"similar": ("0", "1.1", "-0.5", "x", "", "nan", "0.5x"), "duplicate": ("0", "2"),
                 "measure": ("euclid",), "profile": ("strict",), "lang": ("de",), "threads": ("-1", "1e9", "two"),
                 "ngrams": ("0", "2,1", "1,", "1,2,3", "1,99"), "max-df": ("0", "1.5"), "min-score": ("101", "-1"),
                 "max-duplicates": ("-1", "x"), "format": ("yaml", "edits"), "color": ("yes",),
                 "archived": ("yes",), "encoding": ("koi8-r",), "columns": ("title", "=3", "title=", "title=0"),
                 "input-format": ("docx",), "limit": ("-1",), "output": ("",)}
        for option, values in wrong.items():
            for value in values:
                with self.subTest(option=option, value=value):
                    self.assert_usage(run("analyze", self.map, f"--{option}={value}"))

    def test_an_error_says_what_was_expected(self):
        self.assert_usage(run("analyze", self.map, "--similar", "7"),
                          "--similar: expected a number above 0 and at most 1, found '7'")
        self.assert_usage(run("analyze", self.map, "--limit=-1"), "--limit: expected a whole number from 0 on, found '-1'")
        for empty in ("", " "):
            self.assert_usage(run("closest", self.map, "--text", empty), "--text: expected a text that is not empty, found ''")
        self.assert_usage(run("analyze", self.map, "--similar"), "--similar lacks its argument")
        self.assert_usage(run("analyze", self.map, "--quiet=yes"), "--quiet takes no argument")
        self.assert_usage(run("analyze", self.map, "--similar=0.8", "--duplicate=0.7"), "--duplicate must not be below")

    def test_a_message_holds_no_raw_control_characters(self):
        evil = "\x1b[1mq"
        for arguments in (["convert", self.map, "-o", evil], ["convert", self.map, "--to", evil], [evil],
                          ["analyze", evil], ["analyze", self.map, "--" + evil], ["convert", self.map, "-o", f"{evil}/x.md"]):
            result = run(*arguments, cwd=self.folder)
            self.assertIn("[1mq", result.err)
            self.assertNotIn("\x1b", result.err)

    def test_too_few_and_too_many_files(self):
        self.assert_usage(run("analyze"), "FILE...")
        self.assert_usage(run("diff", self.map), "OLD NEW")
        self.assert_usage(run("convert", self.map, self.map), "FILE")
        self.assert_usage(run("merge", self.map, self.map), "BASE OURS THEIRS")
        self.assert_usage(run("formats", self.map), "formats takes no files")
        self.assert_usage(run("closest", self.map), "--text")

    def test_standard_input_can_be_read_once(self):
        self.assert_usage(run("analyze", "-", "-"), "only once")
        self.assert_usage(run("closest", "-", "--text=-"), "only once")

    def test_validate_has_no_limit_which_would_do_nothing(self):
        self.assert_usage(run("validate", "map.json", "--limit=3"), "--limit")

    def test_merge_writes_the_format_of_ours_and_says_so(self):
        self.assertIn("that of OURS", " ".join(run("merge", "--help").out.split("--to ID")[-1].split()))

    def test_every_way_to_write_an_option(self):
        ways = (["--format=json"], ["--format", "json"], ["--format=text", "--format=json"])
        for way in ways:
            self.assertEqual(run("validate", self.map, *way).json["schema_version"], 1)
            self.assertEqual(run(*way, "validate", self.map).json["schema_version"], 1)
        for way in (["-o", "x.md"], ["-ox.md"], ["--output=x.md"]):
            self.assert_code(DONE, run("validate", self.map, *way, cwd=self.folder))
            (self.folder / "x.md").unlink()

    def test_two_dashes_end_the_options(self):
        self.write("--help", shop())
        result = run("analyze", "--format=json", "--", "--help", cwd=self.folder)
        self.assert_code(DONE, result)
        self.assertEqual(result.json["import"]["files"][0]["file"], "--help")

    def test_russian(self):
        self.assert_usage(run("analyze", self.map, "--simlar", "--lang=ru"), "нет параметра --simlar; может быть, --similar?",
                          "См. «storymap analyze --help».")
        self.assert_usage(run("analyze", self.map, "--similar=7", env=environment(LANG="ru_RU.UTF-8")), "число больше 0")
        self.assert_usage(run("analyze", self.map, "--columns=title", "--lang=ru"),
                          "--columns: нужно: поля и столбцы вида title=3,description=Body; указано: «title»")


class Help(CommandTest):
    def test_overview(self):
        for way in (["--help"], ["-h"], ["help"]):
            result = run(*way)
            self.assert_code(DONE, result)
            for command in COMMANDS:
                self.assertRegex(result.out, rf"(?m)^  {command} ")

    def test_every_command_has_a_page_in_both_languages(self):
        for command in COMMANDS:
            page = run(command, "--help").out
            self.assertTrue(page.startswith(f"Usage  storymap {command}"), page)
            self.assertEqual(run("help", command).out, page)
            russian = run(command, "--help", "--lang=ru").out
            self.assertTrue(russian.startswith(f"Запуск  storymap {command}"), russian)
            self.assertEqual(set(re.findall(r"--[a-z-]+", page)), set(re.findall(r"--[a-z-]+", russian)))
            for line in russian.splitlines():
                if line.startswith("      --"):
                    self.assertRegex(line, "[а-я]")

    def test_help_wins_over_missing_files(self):
        self.assert_code(DONE, run("merge", "--help"))

    def test_help_of_an_unknown_command(self):
        self.assert_code(USAGE, run("help", "analyse"))

    def test_version(self):
        expected = re.search(r'STRING "(.*)"', (ROOT / "include/storymap/version.hpp").read_text())[1]
        self.assertEqual(run("--version").out, f"storymap {expected}\n")

    def test_pages_fit_into_narrow_and_wide_terminals(self):
        for columns in (40, 60, 80, 140):
            for command in COMMANDS:
                page = run(command, "--help", env=environment(COLUMNS=str(columns))).out
                self.assertLessEqual(max(map(len, page.splitlines())), columns, command)


class Reference(CommandTest):
    """docs/reference/cli.md says of each command exactly what its help page says."""

    def setUp(self):
        super().setUp()
        page = (ROOT / "docs/reference/cli.md").read_text()
        self.sections = {title: text for title, text in
                         re.findall(r"^## storymap (\w+)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)}
        self.page = page

    def test_every_command_is_documented(self):
        self.assertEqual(tuple(self.sections), COMMANDS)

    def test_every_option_of_a_help_page_is_documented(self):
        row = r"^\| `(?:-\w, )?(--[a-z-]+)[ `]"
        shared = re.findall(row, self.page.split("\n## storymap ")[0], re.MULTILINE)
        for command in COMMANDS:
            listed = re.findall(r"^(?:  -\w, |      )(--[a-z-]+)", run(command, "--help").out, re.MULTILINE)
            documented = re.findall(row, self.sections[command], re.MULTILINE)
            self.assertEqual(documented, [option for option in listed if option not in shared], command)
            if command == "analyze":
                self.assertEqual(set(shared) - set(listed), {"--version"})

    def test_texts_are_those_of_the_help_pages(self):
        wide = environment(COLUMNS="160")
        for command in COMMANDS:
            page = " ".join(run(command, "--help", env=wide).out.split())
            for text in re.findall(r"^\| `[^`]*` \| (.*) \|$", self.sections[command], re.MULTILINE):
                self.assertIn(text.replace("\\|", "|").replace("`", ""), page)


if __name__ == "__main__":
    main()
