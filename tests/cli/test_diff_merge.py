#!/usr/bin/env python3
"""storymap diff and merge: what changed, and two versions as one, also inside git."""

import copy
import json
import shutil
import subprocess
import unittest

from harness import DONE, LIMIT, PROGRAM, USAGE, CommandTest, environment, main, run, shop, story


def stories(document):
    return document["activities"][0]["tasks"][0]["stories"]


class Diff(CommandTest):
    def setUp(self):
        super().setUp()
        new = copy.deepcopy(shop())
        new["activities"][0]["tasks"][0]["title"] = "Order it"
        new["activities"][0]["tasks"][1]["stories"] = [stories(new).pop(3)]
        stories(new)[2].update(description="A buyer sees the list of all orders with date and amount", status="done",
                               acceptance_criteria=["Newest first", "Ten a page"])
        stories(new)[0]["labels"] = ["pdf"]
        stories(new)[0]["release"] = "r2"
        stories(new).append(story(9, "Pay later"))
        del stories(new)[1]
        new["links"] = [{"kind": "blocks", "from": "s4", "to": "s9"}]
        self.old = self.write("old.json", shop())
        self.new = self.write("new.json", new)

    def test_text(self):
        result = run("diff", self.old, self.new)
        self.assert_code(DONE, result)
        for part in ("2 added, 1 removed, 1 moved, 1 renamed, 2 changed", "  + story  Pay later  Buy › Order it\n",
                     '  + link   "Pay by card" blocks "Pay later"\n',
                     "  - story  Export the monthly report of all orders to Excel  Buy › Order\n",
                     "  > story  Pay by card\n           Buy › Order → Buy › Deliver\n",
                     "  ~ task  Order\n          Order {+it+}\n", "date and [-price-]", "date and {+amount+}",
                     "             + Ten a page\n", "status: to do → done\n", "release: MVP → Later\n",
                     "             - report\n             + pdf\n"):
            self.assertIn(part, result.out)

    def test_russian(self):
        result = run("diff", self.old, self.new, "--lang=ru")
        self.assertIn("\nПеренесено\n", result.out)
        self.assertIn("статус: к выполнению → готово", result.out)

    def test_json_is_the_edit_log(self):
        result = run("diff", self.old, self.new, "--format=json")
        self.assertEqual(list(result.json), ["schema_version", "profile", "import", "edits"])
        log = run("diff", self.old, self.new, "--format=edits")
        self.assertEqual([json.loads(line) for line in log.out.splitlines()], result.json["edits"])
        self.assertTrue(all(edit["v"] == 1 for edit in result.json["edits"]))
        self.assertEqual(len(result.json["import"]["files"]), 2)

    def test_a_link_of_two_stories_with_one_title_names_their_ids(self):
        twins = [story(1, "Pay by card"), story(2, "Pay by card")]
        before = self.write("before.json", shop(twins))
        after = self.write("after.json", {**shop(twins), "links": [{"kind": "relates", "from": "s1", "to": "s2"}]})
        self.assertIn('"Pay by card (s1)" relates to "Pay by card (s2)"', run("diff", before, after).out)
        self.assertIn("«Pay by card (s1)» связана с «Pay by card (s2)»", run("diff", before, after, "--lang=ru").out)

    def diff_references(self, old, new, *, same_status=True):
        """What diff says of one story whose references to other systems and, if asked, status differ."""
        paths = []
        for name, references in (("old", old), ("new", new)):
            status = "todo" if same_status or name == "old" else "done"
            one = story(1, "Pay by card", status=status, external=references)
            paths.append(self.write(f"{name}.json", shop([one])))
        return run("diff", *paths).out

    def test_references_show_what_differs(self):
        old = {"system": "csv", "key": "", "status": "In QA", "owner": "Ann"}
        new = {"system": "csv", "key": "", "status": "In review", "owner": "Ann"}
        shown = self.diff_references([old], [new])
        self.assertIn("external references:\n             - csv, status: In QA\n             + csv, status: In review\n", shown)
        shown = self.diff_references([{"system": "jira", "key": "S-1"}],
                                     [{"system": "jira", "key": "S-1", "url": "https://j/S-1", "sprint": 5},
                                      {"system": "trello", "key": "c1"}])
        self.assertIn("external references:\n             + jira S-1, https://j/S-1, sprint: 5\n             + trello c1\n",
                      shown)
        two = [{"system": "jira", "key": key} for key in ("S-1", "S-2")]
        self.assertIn("external references: in another order\n", self.diff_references(two, two[::-1]))

    def test_a_word_of_the_source_for_a_field_that_is_shown_is_not_shown_again(self):
        old = {"system": "csv", "key": "", "status": "Open"}
        new = {"system": "csv", "key": "", "status": "Shipped"}
        shown = self.diff_references([old], [new], same_status=False)
        self.assertIn("status: to do → done\n", shown)
        self.assertNotIn("external", shown)
        new["owner"] = "Ann"
        shown = self.diff_references([old], [new], same_status=False)
        self.assertIn("external references:\n             + csv, owner: Ann\n", shown)

    def test_exit_code(self):
        self.assert_code(DONE, run("diff", self.old, self.new))
        self.assert_code(LIMIT, run("diff", self.old, self.new, "--exit-code"))
        same = run("diff", self.old, self.old, "--exit-code")
        self.assert_code(DONE, same)
        self.assertIn("No differences.", same.out)
        self.assertEqual(run("diff", self.old, self.old, "--format=edits").out, "")

    def test_of_different_formats(self):
        copied = self.folder / "old.md"
        run("convert", self.old, "-o", copied)
        self.assert_code(DONE, run("diff", self.old, copied, "--exit-code"))

    def test_a_file_without_a_name_is_not_called_like_its_file(self):
        nameless = self.write("nameless.md", "## Buy\n\n### Order\n\n- [ ] Pay\n")
        other = self.write("other.md", "## Buy\n\n### Order\n\n- [ ] Pay\n")
        named = self.write("named.md", "# Shop\n\n## Buy\n\n### Order\n\n- [ ] Pay\n")
        self.assertIn("No differences.", run("diff", nameless, other).out)
        self.assertIn("name: (nothing) → Shop\n", run("diff", nameless, named).out)
        self.assertIn("No differences.", run("diff", named, nameless).out)


class Merge(CommandTest):
    def setUp(self):
        super().setUp()
        self.base = self.write("base.json", shop())
        ours, theirs = copy.deepcopy(shop()), copy.deepcopy(shop())
        stories(ours)[3]["title"] = "Pay by debit card"
        stories(ours).append(story(7, "Pay later"))
        stories(theirs)[2]["status"] = "done"
        stories(theirs).append(story(8, "Pay by invoice"))
        self.ours, self.theirs = self.write("ours.json", ours), self.write("theirs.json", theirs)

    def test_takes_both_sides(self):
        result = run("merge", self.base, self.ours, self.theirs)
        self.assert_code(DONE, result)
        merged = {one["id"]: one for one in stories(result.json)}
        self.assertEqual(merged["s4"]["title"], "Pay by debit card")
        self.assertEqual(merged["s3"]["status"], "done")
        self.assertLessEqual({"s7", "s8"}, set(merged))

    def test_conflicts_are_listed_and_ours_is_kept(self):
        other = copy.deepcopy(shop())
        stories(other)[3]["title"] = "Pay by credit card"
        result = run("merge", self.base, self.ours, self.write("other.json", other))
        self.assert_code(LIMIT, result)
        self.assertEqual(stories(result.json)[3]["title"], "Pay by debit card")
        for part in ("/story/s4/title", "ours: Pay by debit card", "theirs: Pay by credit card", "base: Pay by card"):
            self.assertIn(part, result.err)

    def test_a_conflict_says_in_words_what_happened(self):
        removed, changed = copy.deepcopy(shop()), copy.deepcopy(shop())
        del stories(removed)[3]
        stories(changed)[3]["title"] = "Pay by credit card"
        result = run("merge", self.base, self.write("removed.json", removed), self.write("changed.json", changed))
        self.assert_code(LIMIT, result)
        self.assertIn("conflict at /story/s4: one side removed it, the other changed it or needs it\n"
                      "  ours: nothing\n  theirs: Pay by credit card\n  base: Pay by card\n", result.err)
        result = run("merge", self.base, self.ours, self.write("changed.json", changed))
        self.assertIn("conflict at /story/s4/title: changed differently\n", result.err)
        self.assertNotIn("removed_changed", result.err)

    def test_a_conflict_names_what_refers_to_the_removed_noun(self):
        removed, referring = copy.deepcopy(shop()), copy.deepcopy(shop())
        removed["releases"] = [one for one in removed["releases"] if one["id"] != "r2"]
        stories(referring).append({**story(9, "Pay later"), "release": "r2"})
        files = (self.base, self.write("removed.json", removed), self.write("referring.json", referring))
        result = run("merge", *files)
        self.assert_code(LIMIT, result)
        self.assertIn("conflict at /release/r2: one side removed it, the other changed it or needs it\n", result.err)
        self.assertIn("\n  needed by: Pay later (/story/s9)\n", result.err)
        self.assertIn("\n  используется в: Pay later (/story/s9)\n", run("merge", *files, "--lang=ru").err)

    def test_two_stories_added_under_one_id_are_both_kept(self):
        ours, theirs = copy.deepcopy(shop()), copy.deepcopy(shop())
        stories(ours).append(story(9, "Export the report to PDF"))
        stories(theirs).append(story(9, "Export the report to CSV"))
        files = (self.base, self.write("ours.json", ours), self.write("theirs.json", theirs))
        result = run("merge", *files)
        self.assert_code(LIMIT, result)
        merged = {one["id"]: one["title"] for one in stories(result.json)}
        self.assertEqual((merged["s9"], merged["s10"]), ("Export the report to PDF", "Export the report to CSV"))
        self.assertIn("conflict at /story/s9: added twice, differently\n", result.err)
        self.assertIn("\n  theirs is kept as: Export the report to CSV (/story/s10)\n", result.err)
        self.assertIn("добавлено дважды и по-разному", run("merge", *files, "--lang=ru").err)

    def test_a_file_name_is_no_name_that_anybody_gave(self):
        body = "## Buy\n\n### Order\n\n- [ ] Pay\n"
        empty = self.write("e2.md", "")
        named, nameless = self.write("e1.md", "# M\n\n" + body), self.write("e4.md", body)
        for ours, theirs in ((named, nameless), (nameless, named)):
            result = run("merge", empty, ours, theirs)
            self.assert_code(DONE, result)
            self.assertTrue(result.out.startswith("# M\n"), result.out)
        self.assertEqual(run("merge", empty, nameless, nameless, "--to=json").json["name"], "")
        self.assertTrue(run("merge", named, nameless, nameless).out.startswith("# M\n"))

    def test_a_format_without_names_takes_no_name_away(self):
        text = self.write("theirs.txt", "Pay\n")
        named = self.write("named.md", "# M\n\n## Stories\n\n### Stories\n\n- [ ] Pay\n")
        self.assertIn("# M\n", run("merge", named, named, text).out)

    def test_an_empty_base_is_an_empty_map(self):
        empty = self.write("empty.json", "")
        self.assert_code(DONE, run("merge", empty, self.ours, self.ours))
        self.assert_refused(run("merge", self.base, empty, self.ours), "empty.json")

    def test_writes_the_format_of_ours(self):
        names = {}
        for name, path in (("base", self.base), ("ours", self.ours), ("theirs", self.theirs)):
            names[name] = self.folder / f"{name}.md"
            run("convert", path, "-o", names[name])
            names[name] = names[name].rename(self.folder / f".merge_file_{name}")
        result = run("merge", names["base"], names["ours"], names["theirs"], "-o", names["ours"])
        self.assert_code(DONE, result)
        self.assertIn("Pay by debit card", names["ours"].read_text())
        self.assertTrue(names["ours"].read_text().startswith("# Online shop\n"))

    def test_a_board_cannot_be_written(self):
        board = {"name": "B", "lists": [{"id": "l", "name": "To do", "closed": False, "pos": 1}], "labels": [],
                 "checklists": [], "actions": [], "cards": []}
        path = self.write("board.json", board)
        result = run("merge", path, path, path)
        self.assert_code(USAGE, result)
        self.assertIn("--to: the format 'trello' can only be read; expected one of csv, json, jsonl, markdown, text",
                      result.err)
        self.assert_code(DONE, run("merge", path, path, path, "--to=json"))

    def test_files_without_ids_are_matched_by_what_they_say(self):
        head = "# Shop\n\n## Buy\n\n### Order\n\n"
        pay, cart = "- [ ] Pay by card\n", "- [ ] See my cart\n"
        base = self.write("base.md", head + pay + cart)
        ours = self.write("ours.md", head + "- [ ] Log in\n" + pay + cart)
        theirs = self.write("theirs.md", head + pay + "- [x] See my cart\n" + "- [ ] Sign out\n")
        result = run("merge", base, ours, theirs)
        self.assert_code(DONE, result)
        self.assertEqual(result.out, head + "- [ ] Log in\n" + pay + "- [x] See my cart\n- [ ] Sign out\n")
        self.assertIn("1 added\n", run("diff", base, ours).out)

    def test_plain_text_is_merged_without_a_conflict_of_file_names(self):
        base = self.write("base.txt", "Pay by card\nSee my cart\n")
        ours = self.write("ours.txt", "Log in\nPay by card\nSee my cart\n")
        theirs = self.write("theirs.txt", "Pay by card\nSee my cart\nSign out\n")
        result = run("merge", base, ours, theirs)
        self.assert_code(DONE, result)
        self.assertEqual(result.out, "Log in\nPay by card\nSee my cart\nSign out\n")
        self.assertIn("\n1 added\n", run("diff", base, ours).out)

    def test_temporary_names_of_git_get_into_no_map(self):
        names = [self.write(f".merge_file_{i}", f"## Buy\n\n### Order\n\n- [ ] Pay {i}\n- [ ] Cart\n")
                 for i in ("a", "b", "c")]
        result = run("merge", names[0], names[1], names[0])
        self.assert_code(DONE, result)
        self.assertNotIn("merge_file", result.out)

    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_as_a_merge_driver_of_git(self):
        def git(*arguments, good=True):
            done = subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
                                  cwd=self.folder, capture_output=True, check=False, env=environment(HOME=str(self.folder)))
            self.assertEqual(done.returncode == 0, good, done.stdout.decode() + done.stderr.decode())
        git("init", "-q", "-b", "main")
        git("config", "merge.storymap.driver", f"{PROGRAM} merge %O %A %B -o %A")
        self.write(".gitattributes", "map.json merge=storymap\n")
        path = self.folder / "map.json"
        versions = [self.base.read_text(), self.theirs.read_text(), self.ours.read_text()]
        path.write_text(versions[0])
        git("add", ".gitattributes", "map.json")
        git("commit", "-q", "-m", "base")
        git("checkout", "-q", "-b", "theirs")
        path.write_text(versions[1])
        git("commit", "-q", "-a", "-m", "theirs")
        git("checkout", "-q", "main")
        path.write_text(versions[2])
        git("commit", "-q", "-a", "-m", "ours")
        git("merge", "-q", "--no-edit", "theirs")
        merged = {one["id"]: one for one in stories(json.loads(path.read_text()))}
        self.assertEqual((merged["s4"]["title"], merged["s3"]["status"]), ("Pay by debit card", "done"))


if __name__ == "__main__":
    main()
