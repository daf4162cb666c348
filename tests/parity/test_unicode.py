"""The text functions of the library against the Python that runs this test: the same answers, character by character.

STORYMAP_UNICODE_DUMP names the program built from unicode_dump.cpp.
"""

import os
import random
import re
import subprocess
import sys
import unicodedata

import pytest

CODE_POINTS = [chr(code) for code in range(sys.maxunicode + 1)]
SCALARS = [char for char in CODE_POINTS if not "\ud800" <= char <= "\udfff"]
TEXTS = 20_000

SPACES = [char for char in SCALARS if char.isspace()]
MARKS = [char for char in SCALARS if unicodedata.combining(char)]
CASED = [char for char in SCALARS if char.lower() != char or char.upper() != char]
DECOMPOSED = [char for char in SCALARS if unicodedata.normalize("NFKD", char) != char]
HANGUL = [chr(code) for code in range(0xAC00, 0xAC00 + 11172)]
SIGMA = list("ΣΣΣσςAa1 .'-\u00ad\u0301\u02b0\u0345ſ\u2019:·ⓐ\u1d2c\U0001d6c0_")
ZOO = list("\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2007\u2028\u2029\u202f\u205f\u3000\u200b\u180e\ufeff")
ASCII = [chr(code) for code in range(128)]
CYRILLIC = [chr(code) for code in range(0x400, 0x530)]
PIECES = [SCALARS, SPACES, MARKS, CASED, DECOMPOSED, HANGUL, SIGMA, ZOO, ASCII, CYRILLIC]


def dump(what, text=""):
    program = os.environ.get("STORYMAP_UNICODE_DUMP")
    assert program, "STORYMAP_UNICODE_DUMP does not name the program built from unicode_dump.cpp"
    run = subprocess.run([program, what], input=text, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def strip_accents_ascii(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def strip_accents_unicode(text):
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def clean_text(text):
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]", " ", text.lower())).strip()


def expected(text):
    return {
        "to_lower": text.lower(),
        "strip_accents none": text,
        "strip_accents ascii": strip_accents_ascii(text),
        "strip_accents unicode": strip_accents_unicode(text),
        "for_each_word": re.findall(r"(?u)\b\w\w+\b", text),
        "for_each_field": text.split(),
        "clean_text": clean_text(text),
        "trim": text.strip(),
        "count_code_points": len(text),
    }


def answered(line):
    def text(digits):
        return bytes.fromhex(digits).decode("utf-8")

    def tokens(digits):
        return [text(token) for token in digits.split(",")[:-1]]

    lower, none, ascii_, unicode_, words, fields, clean, trimmed, count = line.split(" ")
    return {
        "to_lower": text(lower),
        "strip_accents none": text(none),
        "strip_accents ascii": text(ascii_),
        "strip_accents unicode": text(unicode_),
        "for_each_word": tokens(words),
        "for_each_field": tokens(fields),
        "clean_text": text(clean),
        "trim": text(trimmed),
        "count_code_points": int(count),
    }


def compare(texts):
    lines = dump("texts", "".join(text.encode("utf-8").hex() + "\n" for text in texts))
    assert len(lines) == len(texts)
    for text, line in zip(texts, lines):
        assert answered(line) == expected(text), ascii(text)


def random_text(source):
    alphabets = source.sample(PIECES, source.randint(1, 4))
    return "".join(source.choice(source.choice(alphabets)) for _ in range(source.randint(0, 30)))


def test_the_tables_have_the_version_of_this_python():
    assert dump("version") == [unicodedata.unidata_version]


def test_white_space_of_a_pattern_is_that_of_str():
    assert [char for char in CODE_POINTS if re.match(r"\s", char)] == SPACES


def test_every_code_point():
    lines = dump("characters")
    assert len(lines) == len(CODE_POINTS)
    for char, line in zip(CODE_POINTS, lines):
        word, space, lower = line.split(" ")
        surrogate = "\ud800" <= char <= "\udfff"
        assert word == str(int(char.isalnum() or char == "_")), ascii(char)
        assert space == str(int(char.isspace())), ascii(char)
        assert bytes.fromhex(lower) == (b"" if surrogate else char.lower().encode("utf-8")), ascii(char)


@pytest.mark.parametrize("text", ["{}\u03a3", "A{}\u03a3", "A\u03a3{}a"])
def test_every_character_beside_a_capital_sigma(text):
    compare([text.format(char) for char in SCALARS])


@pytest.mark.parametrize("seed", range(5))
def test_random_texts(seed):
    source = random.Random(seed)
    compare([random_text(source) for _ in range(TEXTS)])
