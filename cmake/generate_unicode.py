#!/usr/bin/env python3
"""Writes include/storymap/impl/unicode_tables.ipp from the Unicode data of this Python.

    generate_unicode.py            writes the file
    generate_unicode.py --check    fails when the file differs from what would be written

The library promises the text rules of Python 3.11 (Unicode 14.0.0). Taking the tables from Python's own behaviour,
not from the files of the Unicode consortium, makes that promise true by construction.
"""

import collections
import itertools
import pathlib
import sys
import unicodedata

UNICODE_VERSION = "14.0.0"
TARGET = pathlib.Path(__file__).resolve().parent.parent / "include/storymap/impl/unicode_tables.ipp"

CODE_POINTS = 0x110000
SURROGATES = range(0xD800, 0xE000)
HANGUL_SYLLABLES = range(0xAC00, 0xAC00 + 11172)
BLOCK = 128
WORD, SPACE, CASED, CASE_IGNORABLE = 1, 2, 4, 8
# One printable character stands for one kind. A backslash or a quote would need an escape, two question marks begin
# a trigraph.
LETTERS = [chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) not in "\\?"]


def casing(char):
    """CASED, CASE_IGNORABLE or 0, read from the final sigma rule, the only one that asks for it.

    A capital sigma at the end of a text becomes final when the nearest character before it that is not case-ignorable
    is cased. A case-ignorable character therefore never makes a sigma final by itself, but lets an 'A' before it do so.
    """
    if (char + "\u03a3").lower().endswith("\u03c2"):
        return CASED
    return CASE_IGNORABLE if ("A" + char + "\u03a3").lower().endswith("\u03c2") else 0


def kind(code):
    """(flags, what to add for the lower-case code point)."""
    char = chr(code)
    flags = WORD * (char.isalnum() or char == "_") | SPACE * char.isspace() | casing(char)
    lower = char.lower()
    # The one character with two lower-case code points is a rule in text.ipp, not a row of the table.
    assert len(lower) == 1 or (code, lower) == (0x130, "i\u0307"), hex(code)
    return flags, ord(lower) - code if len(lower) == 1 else 0


def without_accents(code):
    """The compatibility decomposition without combining marks; Hangul is a rule in text.ipp, not a row of the table."""
    char = chr(code)
    if code in HANGUL_SYLLABLES or code in SURROGATES:
        return char
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


def longest_repetition(values):
    """(begin, end) of the longest run of one value."""
    runs = [[at for at, _ in run] for _, run in itertools.groupby(enumerate(values), key=lambda pair: pair[1])]
    longest = max(runs, key=len)
    return longest[0], longest[-1] + 1


def kind_tables():
    """The kinds, commonest first, and a two-stage table without the two longest stretches of the commonest."""
    of_code = [kind(code) for code in range(CODE_POINTS)]
    count = collections.Counter(of_code)
    kinds = sorted(count, key=lambda entry: (-count[entry], entry))
    letter = {entry: LETTERS[at] for at, entry in enumerate(kinds)}
    rows = ["".join(letter[entry] for entry in of_code[at : at + BLOCK]) for at in range(0, CODE_POINTS, BLOCK)]
    while rows[-1] == rows[-2]:
        rows.pop()
    gap_begin, gap_end = longest_repetition(rows)
    end = len(rows) * BLOCK
    del rows[gap_begin:gap_end]
    blocks = list(dict.fromkeys(rows))
    return kinds, blocks, [blocks.index(row) for row in rows], (gap_begin * BLOCK, gap_end * BLOCK, end)


def accent_tables():
    """Runs of neighbours that lose their accents into texts of one length, and the pool these texts lie in."""
    plain = [without_accents(code) for code in range(CODE_POINTS)]
    runs = []
    for code, text in enumerate(plain):
        if text == chr(code):
            continue
        follows = runs and runs[-1][0] + len(runs[-1][1]) == code and len(runs[-1][1][0]) == len(text)
        if follows:
            runs[-1][1].append(text)
        else:
            runs.append((code, [text]))
    pool = ""
    for text in sorted(("".join(texts) for _, texts in runs), key=len, reverse=True):
        pool += "" if text in pool else text
    return pool, [(first, len(texts), len(texts[0]), pool.index("".join(texts))) for first, texts in runs]


def wrapped(items, separator=" ", width=116):
    """The items as lines, as long as they may be."""
    lines = []
    for item in items:
        if lines and len(lines[-1]) + len(separator) + len(item) <= width:
            lines[-1] += separator + item
        else:
            lines.append(item)
    return lines


def indented(lines, opening="", closing=""):
    return "\n".join(f"    {opening}{line}{closing}" for line in lines)


def literal(char):
    """A character inside a char32_t literal of an ASCII source."""
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return "\\" + char if char in '"\\?' else char
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def by_letter(kinds):
    """The kinds in the order of the character codes of their letters, with a filler where a code is no letter."""
    rows = dict(zip(LETTERS, kinds))
    last = max(rows)
    return [rows.get(chr(code), (0, 0)) for code in range(ord(LETTERS[0]), ord(last) + 1)]


def generated():
    kinds, blocks, index, (gap_begin, gap_end, end) = kind_tables()
    pool, runs = accent_tables()
    kind_rows = indented(wrapped(f"{{{flags}, {lower}}}," for flags, lower in by_letter(kinds)))
    index_rows = indented(wrapped(f"{at}," for at in index))
    block_rows = indented(f'"{block[:64]}"\n    "{block[64:]}",' for block in blocks)
    run_rows = indented(wrapped(f"{{0x{first:x}, {count}, {length}, {at}}}," for first, count, length, at in runs))
    pool_rows = indented(wrapped(map(literal, pool), separator="", width=113), opening='U"', closing='"')
    return f"""\
// storymap/impl/unicode_tables.ipp - what Unicode {UNICODE_VERSION} says about each character.
// Room: text. Generated by cmake/generate_unicode.py: change that, not this.
#pragma once

#include <storymap/config.hpp>

#include <cstdint>

STORYMAP_BEGIN

namespace detail {{

// clang-format off

/// Bits of `CharKind::flags`.
inline constexpr std::uint8_t char_word = {WORD};
inline constexpr std::uint8_t char_space = {SPACE};
inline constexpr std::uint8_t char_cased = {CASED};
inline constexpr std::uint8_t char_case_ignorable = {CASE_IGNORABLE};

/// What the text functions ask about a character.
struct CharKind {{
  std::uint8_t flags;
  /// What to add for the lower-case code point.
  std::int32_t lower;
}};

/// The kinds, in the order of the letters that stand for them below; the commonest has the first letter.
inline constexpr char char_first_letter = '{LETTERS[0]}';
inline constexpr CharKind char_kinds[] = {{
{kind_rows}
}};

/// Every different block of {BLOCK} characters, one letter a character.
inline constexpr char char_blocks[][{BLOCK + 1}] = {{
{block_rows}
}};

/// Characters in the gap and from the end on are of the commonest kind (unassigned or for private use) and have no row
/// in the index.
inline constexpr char32_t char_gap_begin = 0x{gap_begin:x};
inline constexpr char32_t char_gap_end = 0x{gap_end:x};
inline constexpr char32_t char_end = 0x{end:x};

/// The block of each {BLOCK} characters.
inline constexpr std::uint8_t char_block_index[] = {{
{index_rows}
}};

/// Neighbouring characters that lose their accents: the text of the first is `accent_free[at, at + length)`, the text
/// of the next one follows it. A combining mark has length 0.
struct AccentRun {{
  char32_t first;
  std::uint16_t count;
  std::uint8_t length;
  std::uint16_t at;
}};

/// Sorted by `first`.
inline constexpr AccentRun accent_runs[] = {{
{run_rows}
}};

inline constexpr char32_t accent_free[] =
{pool_rows};

// clang-format on

}}  // namespace detail

STORYMAP_END
"""


def main():
    assert unicodedata.unidata_version == UNICODE_VERSION, (
        f"this Python has Unicode {unicodedata.unidata_version}; the tables are of {UNICODE_VERSION} (Python 3.11)"
    )
    text = generated()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="ascii")
    elif TARGET.read_text(encoding="ascii") != text:
        sys.exit(f"{TARGET} is not what {pathlib.Path(__file__).name} writes: run it and commit the result")


if __name__ == "__main__":
    main()
