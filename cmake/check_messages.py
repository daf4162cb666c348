#!/usr/bin/env python3
"""Every English message of the library has a translation: its words stand in the catalogue of translation.hpp.

Messages are composed where they are needed, of strings that hold words, so every such string in the bodies must stand
in the catalogue, but for those that are known to be something else.

    check_messages.py [root of the repository]
"""

import re
import sys
from pathlib import Path

from sources import ROOT, report, sources

STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
RUN = re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
ESCAPES = {r"\"": '"', r"\\": "\\", r"\n": "\n"}
# Tables of words in both languages, and what writes a format or compares words.
NO_MESSAGES = re.compile(r"include/storymap/(impl/(\w*_text\w*|report\w*|rules|validate|grammar|stopwords|unicode_tables)"
                         r"\.ipp|detail/(report_\w+|markdown_(writer|encode|tags|words))\.hpp)")
# Words that go into a map, phrases of a parser and words that are compared.
NO_MESSAGE = {
    "Unknown list", "custom field", "custom field ", "title ", "parent ", "As ", "as ", "I want ", "I want to ",
    "so that ", "a ", "an ", "the ", "any ", "when ", "then ", "and ", "but ", "given ", "to ", "last read: '",
    "Story map", "missing closing quote", "control character", "ill-formed UTF-8", "forbidden character after backslash",
    "invalid number", "number overflow", "parsing object key", "parsing object separator", "parsing object",
    "parsing array", "closing quote", "expected end of input", "end of input", "hex digits",
}
PARSER = re.compile(r"unexpected .*|4 hex digits|---\n.*")
# "line 12, column 4" of a place, which src/cli/error_text.cpp translates.
PLACES = {"line ", ", column "}
# Arguments and sentences around an argument that is translated too.
NOUN = re.compile(r"\b(activity|task|story|release|persona)\b")
AROUND = re.compile(r"^expected |^, found |, (but )?found '?$")


def unescape(text):
    return re.sub(r"\\[\"\\n]", lambda match: ESCAPES[match[0]], text)


def joined(run):
    """Strings that touch are one."""
    return unescape("".join(STRING.findall(run)))


def catalogue(root):
    """The English sides of the tables."""
    for path in sorted((root / "include/storymap/impl").glob("translation_text_*.ipp")):
        for pair in re.finditer(r"\{\s*(" + RUN.pattern + r"),\s*" + RUN.pattern + r"\s*\}", path.read_text()):
            yield joined(pair[1])


def strings(path):
    """All strings of a file that stand in its code, with their lines."""
    text = re.sub(r"^[ \t]*(//|#).*$", "", path.read_text(), flags=re.MULTILINE)
    text = re.sub(r"'\"'|'\\''", "' '", text)
    text = re.sub(r"(?<=[;{},]) +//.*$", "", text, flags=re.MULTILINE)
    for run in RUN.finditer(text):
        yield text.count("\n", 0, run.start()) + 1, joined(run[0])


def is_message(words):
    """Two words, or one word that others join."""
    return (re.search(r"[a-z]{2,},? [a-z']|^[a-z]{1,} $|^[;,]? [a-z]{2,}|[a-z]{2,} '?$", words)
            and words not in NO_MESSAGE | PLACES and not PARSER.fullmatch(words) and not words.startswith(("<!--", ".")))


def parts(words):
    """What is left of a message when the sentences around other messages are gone: "expected an object"."""
    yield words.strip(" ")
    yield NOUN.sub("\0", words, count=1)
    yield AROUND.sub("", words)


def main():
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    known = "\n".join(re.sub(r"\{\d\}", "\0", text) for text in catalogue(root))
    files = [path for path in sources(root, ("include",))
             if not NO_MESSAGES.fullmatch(path.relative_to(root).as_posix())]
    offences = []
    for path in files:
        for line, words in strings(path):
            if is_message(AROUND.sub("", words)) and not any(part in known for part in parts(words)):
                name = path.relative_to(root)
                offences.append(f"{name}:{line}: no translation in impl/translation_text_*.ipp: {words!r}")
    return report(offences, len(files))


if __name__ == "__main__":
    sys.exit(main())
