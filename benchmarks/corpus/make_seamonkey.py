#!/usr/bin/env python3
"""Makes `seamonkey.txt`, the English the corpus generator learns from: one issue a line.

    python benchmarks/corpus/make_seamonkey.py <seamonkey.jsonl> > benchmarks/corpus/seamonkey.txt

The source is the SeaMonkey part of GitBugs (CC BY 4.0, see NOTICE). Of every issue the title and the beginning of the
description are kept. Addresses, links and very long tokens go, and so do the headings of the form that reporters fill
in: a chain of words that is the same in half of the issues would make every generated text look like every other.
"""

from __future__ import annotations

import json
import re
import sys

WORDS_OF_AN_ISSUE = 150
LONGEST_WORD = 30
FORM = re.compile(
    r"^\s*(user agent:.*|build identifier:.*|steps to reproduce:?|actual results:?|expected results:?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def words_of(issue: dict[str, str]) -> list[str]:
    text = f"{issue['title']} {FORM.sub(' ', issue.get('description') or '')}"
    words = (word for word in text.split() if any(character.isalnum() for character in word))
    kept = [word for word in words if len(word) <= LONGEST_WORD and "@" not in word and "/" not in word]
    return kept[:WORDS_OF_AN_ISSUE]


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            print(" ".join(words_of(json.loads(line))))


if __name__ == "__main__":
    main()
