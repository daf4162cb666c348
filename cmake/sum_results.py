#!/usr/bin/env python3
"""Adds up the JUnit files of the stages of `./dev test`; the last line is the whole result.

    sum_results.py <folder with <stage>.xml and, for a stage that ended badly, <stage>.failed> <stage>...
"""

import re
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree


def skip_reason(case):
    """What the test said when it skipped itself: gtest after the failing line, scripts after 'Skipped: '."""
    said = case.findtext("system-out") or case.find("skipped").get("message") or ""
    found = re.search(r"Skipped: (.*)", said) or re.search(r": Skipped\n(.*)", said)
    return (found[1] if found else said.strip().splitlines()[-1] if said.strip() else "no reason given").strip()


def read(stage, path):
    """Prints what failed or was skipped in a stage and returns how many cases ended how."""
    count = Counter()
    for case in ElementTree.parse(path).iter("testcase"):
        name = f"{stage}: {case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            count["failed"] += 1
            print(f"FAILED  {name}")
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            count["skipped"] += 1
            print(f"skipped {name}: {skip_reason(case)}")
        else:
            count["passed"] += 1
    return count


def main():
    folder, stages = Path(sys.argv[1]), sys.argv[2:]
    total = Counter()
    print()
    for stage in stages:
        path = folder / f"{stage}.xml"
        count = read(stage, path) if path.exists() else Counter()
        if not count.total():
            print(f"FAILED  {stage}: no results")
            count["failed"] += 1
        elif (folder / f"{stage}.failed").exists() and not count["failed"]:
            print(f"FAILED  {stage}: every test passed, but the stage did not: see its output above")
            count["failed"] += 1
        total += count
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
