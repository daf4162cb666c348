#!/usr/bin/env python3
"""C++ sources are ASCII. Text in other languages stands in the language tables and in tests, as UTF-8."""

import re
import sys

from sources import ROOT, report, sources

# Words and messages in the languages we speak, and the tests and examples that quote them.
LANGUAGE_TABLES = re.compile(
    r"include/storymap/impl/(stopwords|grammar|rules|validate)\w*\.ipp|include/storymap/impl/\w*_text\w*\.ipp"
    r"|server/\w+/\w*_text\w*\.[hc]pp|src/cli/\w*text\w*\.[hc]pp|(tests|benchmarks|examples)/.*"
)


def offences(path):
    name = path.relative_to(ROOT).as_posix()
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            line.decode("utf-8" if LANGUAGE_TABLES.fullmatch(name) else "ascii")
        except UnicodeDecodeError as error:
            yield f"{name}:{number}:{error.start + 1}: byte 0x{line[error.start]:02x} is not {error.encoding}"


def main():
    files = sources()
    return report([offence for path in files for offence in offences(path)], len(files))


if __name__ == "__main__":
    sys.exit(main())
