#!/usr/bin/env python3
"""storymap analyze, validate and similar: documents, several files, limits, languages."""

import json
import random

from harness import DONE, INPUT, LIMIT, CommandTest, environment, main, run, shop, story

HEAD = ["schema_version", "profile", "import"]
ANALYSIS = ["project_name", "overall_score", "summary", "validation", "similarity"]
VALIDATION = ["is_valid", "score", "issues", "recommendations", "stats"]
SIMILARITY = ["algorithm", "similar_groups", "pairs", "stats"]


class Documents(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def test_analyze(self):
        result = run("analyze", self.map, "--format", "json", "--similar", "0.4", "--duplicate", "0.5")
        self.assert_code(DONE, result)
        self.assertEqual(result.err, "")
        self.assertEqual(list(result.json), HEAD + ANALYSIS)
        self.assertEqual(list(result.json["validation"]), VALIDATION)
        self.assertEqual(list(result.json["similarity"]), SIMILARITY)
        self.assertEqual(result.json["project_name"], "Online shop")
        self.assertEqual(result.json["import"]["files"][0]["file"], str(self.map))
        self.assertEqual(result.json["import"]["counts"]["stories"], 4)
        self.assertEqual(len(result.json["similarity"]["similar_groups"]), 1)
        self.assertEqual(result.json["similarity"]["similar_groups"][0]["group_type"], "duplicate")
        self.assertEqual(result.json["similarity"]["pairs"][0]["kind"], "slot")

    def test_validate_and_similar_give_the_same_at_the_top_level(self):
        whole = run("analyze", self.map, "--format=json").json
        validation = run("validate", self.map, "--format=json").json
        similarity = run("similar", self.map, "--format=json").json
        self.assertEqual(list(validation), HEAD + VALIDATION)
        self.assertEqual(list(similarity), HEAD + SIMILARITY)
        self.assertEqual({name: validation[name] for name in VALIDATION}, whole["validation"])
        self.assertEqual({name: similarity[name] for name in SIMILARITY}, whole["similarity"])

    def test_text_and_markdown(self):
        for command in ("analyze", "validate", "similar"):
            text = run(command, self.map)
            self.assert_code(DONE, text)
            self.assertTrue(text.out.startswith("Online shop\n"), text.out)
            self.assertNotIn("\x1b", text.out)
            markdown = run(command, self.map, "--format", "markdown")
            self.assertTrue(markdown.out.startswith("# Online shop\n"), markdown.out)

    def test_the_same_bytes_from_any_number_of_threads(self):
        words = "order card pay see list export report buyer seller date price cart login page mail".split()
        choice = random.Random(1)
        lines = "".join(" ".join(choice.choices(words, k=7)) + "\n" for _ in range(400))
        backlog = self.write("backlog.txt", lines)
        answers = {run("analyze", backlog, "--format=json", "--similar=0.3", f"--threads={n}").out for n in (0, 1, 4)}
        self.assertEqual(len(answers), 1)
        self.assertGreater(len(json.loads(answers.pop())["similarity"]["pairs"]), 100)

    def test_from_standard_input(self):
        result = run("analyze", "-", "--format=json", stdin=json.dumps(shop()))
        self.assert_code(DONE, result)
        self.assertEqual(result.json["import"]["files"][0]["file"], "<stdin>")
        self.assertEqual(result.json["project_name"], "Online shop")

    def test_russian(self):
        result = run("analyze", self.map, "--lang=ru", "--format=json")
        self.assertIn("У истории «Pay by card» нет критериев приёмки",
                      [issue["message"] for issue in result.json["validation"]["issues"]])
        self.assertIn("Замечания", run("analyze", self.map, "--lang", "ru").out)

    def test_the_environment_says_the_language(self):
        def heading(**variables):
            return "Замечания" in run("validate", self.map, env=environment(**variables)).out
        self.assertTrue(heading(LANG="ru_RU.UTF-8"))
        self.assertTrue(heading(LANG="en_US.UTF-8", LC_ALL="ru_RU.UTF-8"))
        self.assertTrue(heading(LANG="en_US.UTF-8", LC_MESSAGES="ru"))
        self.assertFalse(heading(LANG="ru_RU.UTF-8", LC_ALL="C"))
        self.assertFalse(heading(LANG="de_DE.UTF-8"))


class Options(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())

    def groups(self, *options):
        result = run("similar", self.map, "--format=json", *options)
        self.assert_code(DONE, result)
        return [group["group_type"] for group in result.json["similar_groups"]]

    def test_thresholds(self):
        self.assertEqual(self.groups("--similar=0.99"), [])
        self.assertEqual(self.groups("--similar=0.4"), ["similar"])
        self.assertEqual(self.groups("--similar=0.4", "--duplicate=0.4"), ["duplicate"])

    def test_a_high_similar_raises_duplicate(self):
        self.assert_code(DONE, run("similar", self.map, "--similar=0.95"))

    def test_measure(self):
        result = run("similar", self.map, "--format=json", "--measure=jaccard", "--similar=0.6")
        self.assertEqual(result.json["algorithm"], "jaccard")
        self.assertEqual(len(result.json["pairs"]), 1)

    def test_ngrams_and_max_df_change_the_score(self):
        def score(*options):
            return run("similar", self.map, "--format=json", "--similar=0.1", *options).json["pairs"][0]["score"]
        scores = {score(), score("--ngrams=1"), score("--ngrams=1,3"), score("--max-df=0.5")}
        self.assertEqual(len(scores), 4)

    def test_stop_words(self):
        stories = [story(1, "Export the orders for an invoice для отчёта"), story(2, "Export my orders из отчёта"),
                   *(story(n, f"Search number{n} by name{n}") for n in range(3, 9))]
        backlog = self.write("words.json", shop(stories))
        words = self.write("words.txt", "# ours\nexport invoice\n")

        def score(value):
            result = run("similar", backlog, "--format=json", "--similar=0.1", "--ngrams=1,1", f"--stop-words={value}")
            self.assert_code(DONE, result)
            return result.json["pairs"][0]["score"]
        scores = {value: score(value) for value in ("none", "en", "ru", "compat", words)}
        for value in ("en", "ru", "compat"):
            self.assertGreater(scores[value], scores["none"])
        self.assertNotEqual(scores["en"], scores["ru"])
        self.assertNotIn(scores[words], (scores["none"], scores["en"], scores["ru"], scores["compat"]))
        self.assert_refused(run("similar", self.map, f"--stop-words={self.folder / 'nowhere'}"), "nowhere")
        self.assert_refused(run("similar", self.map, f"--stop-words={self.write('bad', bytes([255]))}"), "UTF-8")

    def test_limit_of_the_text(self):
        stories = [story(n, f"{'abcdefghij'[n // 2] * 4} {'klmnopqrst'[n // 2] * 4}") for n in range(20)]
        backlog = self.write("copies.json", shop(stories))
        self.assertIn("and 7 more groups", run("similar", backlog, "--limit=3").out)
        self.assertNotIn("more group", run("similar", backlog, "--limit=0").out)

    def chain_and_copies(self):
        words = [f"word{k}" for k in range(40)]
        chain = [story(k, " ".join(words[k:k + 24])) for k in range(8)]
        copies = [story(20 + k, "pay the open invoice by card") for k in range(2)]
        return self.write("chain.json", shop(chain + copies)), ["--measure=jaccard", "--similar=0.9", "--duplicate=0.9"]

    def test_exact_copies_stand_before_a_loose_chain(self):
        path, options = self.chain_and_copies()
        for form in ("text", "markdown"):
            text = run("similar", path, *options, "--limit=1", f"--format={form}").out
            self.assertIn("1. 1.00", text)
            self.assertIn("pay the open invoice", text)
            self.assertIn("and 1 more group", text)
        groups = run("similar", path, *options, "--format=json").json["similar_groups"]
        self.assertEqual([len(group["stories"]) for group in groups], [8, 2])

    def test_a_chain_is_not_named_after_its_closest_pair(self):
        path, options = self.chain_and_copies()
        for form in ("text", "markdown"):
            text = run("similar", path, *options, f"--format={form}").out
            self.assertIn("a chain of 8 stories, the closest two at 0.92: ", text)
            self.assertIn("the same words", text)
        russian = run("similar", path, *options, "--lang=ru").out
        self.assertIn("цепочка из 8 историй, ближайшие две (0.92): ", russian)

    def test_columns_encoding_and_input_format(self):
        table = self.write("t.csv", "k;v\r\nA;Оплата картой\r\n".encode("cp1251"))
        result = run("analyze", table, "--format=json", "--encoding=cp1251", "--input-format=csv",
                     "--columns=id=1,title=v")
        self.assert_code(DONE, result)
        self.assertEqual(result.json["import"]["files"][0]["encoding"], "cp1251")
        location = result.json["validation"]["issues"][0]["location"]
        self.assertEqual(location.get("story_title"), "Оплата картой")

    def test_archived(self):
        board = {"name": "B", "lists": [{"id": "l", "name": "To do", "closed": False, "pos": 1}], "labels": [],
                 "checklists": [], "actions": [],
                 "cards": [{"id": f"c{n}", "name": f"Card {n}", "idList": "l", "pos": n, "closed": n == 2, "desc": "",
                            "labels": [], "idLabels": [], "idChecklists": []} for n in (1, 2)]}
        path = self.write("board.json", board)
        for choice, count in (("keep", 2), ("drop", 1)):
            result = run("analyze", path, "--format=json", f"--archived={choice}")
            self.assert_code(DONE, result)
            self.assertEqual(result.json["validation"]["stats"]["total_stories"], count)
            self.assertEqual(result.json["import"]["counts"]["cards"], 2)

    def test_timings_say_milliseconds(self):
        stages = run("analyze", self.map, "--timings").err.splitlines()
        self.assertRegex(stages[0], r"^reading +\d+\.\d ms$")
        self.assertRegex(stages[-2], r"^total +\d+\.\d ms$")

    def test_timings(self):
        result = run("analyze", self.map, "--timings", "--format=json")
        self.assertEqual(list(result.json), HEAD + ANALYSIS)
        for word in ("reading", "weighing words", "comparing stories", "validating", "total", "peak memory"):
            self.assertIn(word, result.err)


class SeveralFiles(CommandTest):
    def test_are_analysed_together_and_named(self):
        first = self.write("a.json", shop(name="First"))
        second = self.write("b.json", shop(name="Second"))
        result = run("analyze", first, second, "--format=json")
        self.assert_code(DONE, result)
        document = result.json
        self.assertEqual(document["project_name"], "First, Second")
        self.assertEqual(document["import"]["counts"]["stories"], 8)
        self.assertEqual([file["file"] for file in document["import"]["files"]], [str(first), str(second)])
        copies = [pair for pair in document["similarity"]["pairs"] if pair["kind"] == "copy"]
        self.assertEqual(len(copies), 4)
        for pair in copies:
            self.assertEqual((pair["a"], pair["a_file"], pair["b_file"]), (pair["b"], str(first), str(second)))
        for group in document["similarity"]["similar_groups"]:
            self.assertEqual({member["file"] for member in group["stories"]}, {str(first), str(second)})
        files = {issue["location"]["file"] for issue in document["validation"]["issues"] if issue["location"]}
        self.assertEqual(files, {str(first), str(second)})
        shared = [issue for issue in document["validation"]["issues"] if "story_ids" in issue]
        self.assertEqual(len(shared), 4)
        for issue in shared:
            self.assertEqual(issue["story_files"], [str(first), str(second)])

    def test_one_bad_file_is_no_answer(self):
        good = self.write("good.json", shop())
        bad = self.write("bad.json", "{")
        result = run("analyze", good, bad, self.folder / "missing.json")
        self.assert_code(INPUT, result)
        self.assertEqual(result.out, "")
        self.assertIn("bad.json: ", result.err)
        self.assertIn("missing.json: ", result.err)

    def test_a_file_and_standard_input(self):
        path = self.write("a.json", shop())
        result = run("similar", path, "-", "--format=json", stdin=json.dumps(shop()))
        self.assert_code(DONE, result)
        self.assertEqual(result.json["pairs"][0]["b_file"], "<stdin>")


class Limits(CommandTest):
    def setUp(self):
        super().setUp()
        self.map = self.write("shop.json", shop())
        self.duplicates = ("--similar=0.4", "--duplicate=0.4")

    def test_min_score(self):
        score = run("analyze", self.map, "--format=json").json["overall_score"]
        self.assert_code(DONE, run("analyze", self.map, f"--min-score={score}"))
        result = run("analyze", self.map, f"--min-score={score + 1}")
        self.assert_code(LIMIT, result)
        self.assertIn(f"the score {score} is below {score + 1}", result.err)
        self.assertIn("Online shop", result.out)
        self.assert_code(LIMIT, run("validate", self.map, "--min-score=100"))

    def test_max_duplicates(self):
        self.assert_code(DONE, run("analyze", self.map, "--max-duplicates=0"))
        for command in ("analyze", "similar"):
            self.assert_code(DONE, run(command, self.map, *self.duplicates, "--max-duplicates=1"))
            result = run(command, self.map, *self.duplicates, "--max-duplicates=0", "--quiet")
            self.assert_code(LIMIT, result)
            self.assertIn("groups of duplicates: 1, allowed: 0", result.err)

    def test_both_are_reported(self):
        result = run("analyze", self.map, *self.duplicates, "--max-duplicates=0", "--min-score=100")
        self.assert_code(LIMIT, result)
        self.assertEqual(len(result.err.splitlines()), 2)


if __name__ == "__main__":
    main()
