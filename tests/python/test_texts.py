"""Texts in every shape that people have them, and what is said of those that are none."""

from __future__ import annotations

import gc
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import storymap
from hypothesis import given
from hypothesis import strategies as st

#: ASCII, Latin-1, two bytes, beyond the basic plane, NUL, an empty text.
TEXTS = ["pay by card", "caf\xe9 \xff", "оплата картой", "\U0001f4b3 \u20ac", "a\x00b", "", "pay by card"]
CHARACTERS = st.characters(exclude_categories=["Cs"])


def texts_of(texts: Any, **options: Any) -> list[str | None]:
    index = storymap.SimilarityIndex(texts, **options)
    return [index.text(row) for row in range(len(index))]


@pytest.mark.parametrize(
    "shape",
    [
        tuple,
        iter,
        deque,
        lambda texts: (text for text in texts),
        lambda texts: dict.fromkeys(texts[:6]).keys(),
        lambda texts: np.array(texts, dtype=object),
        pd.Series,
        pd.Index,
        lambda texts: pd.Series(texts, index=range(7, 0, -1)),
        lambda texts: pd.Series(texts, dtype="string[python]"),
        lambda texts: pd.Series(texts, dtype="string[pyarrow]"),
        lambda texts: pd.Series(texts, dtype=pd.ArrowDtype(pa.string())),
        lambda texts: pd.Series(texts, dtype="category"),
        lambda texts: pd.Series(texts).array,
        pl.Series,
        lambda texts: pl.DataFrame({"title": texts}),
        pa.array,
    ],
)
def test_every_shape_gives_the_same_texts(shape: Any) -> None:
    shaped = shape(TEXTS)
    expected = TEXTS[: len(shaped)] if hasattr(shaped, "__len__") else TEXTS
    assert texts_of(shaped) == expected


@pytest.mark.parametrize("order", ["<", ">"])
def test_fixed_width_arrays_of_numpy(order: str) -> None:
    # NumPy itself cannot tell zeros at the end from the filling.
    array = np.array(TEXTS).astype(f"{order}U20")
    assert texts_of(array) == TEXTS
    assert texts_of(array[::-2]) == TEXTS[::-2]
    records = np.zeros(len(TEXTS), dtype=[("flag", "u1"), ("title", f"{order}U20")])
    records["title"] = array
    assert texts_of(records["title"]) == TEXTS
    assert texts_of(np.array(["", ""])) == ["", ""]
    assert texts_of(np.array([], dtype="U5")) == []


@given(st.lists(st.text(CHARACTERS, max_size=20), max_size=20))
def test_any_text_comes_through_a_list(texts: list[str]) -> None:
    assert texts_of(texts) == texts


def test_str_subclasses_are_texts() -> None:
    class Title(str):
        pass

    assert texts_of([Title("a title"), np.str_("another")]) == ["a title", "another"]


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, np.float64("nan"), pd.NA, pd.NaT])
def test_missing_texts(missing: object) -> None:
    texts: Any = ["one", missing, "two", missing]
    with pytest.raises(storymap.Error, match=r"^texts\[1\]: .*missing") as raised:
        storymap.SimilarityIndex(texts)
    assert (raised.value.code, raised.value.path) == ("invalid_argument", "texts[1]")
    assert texts_of(texts, na="empty") == ["one", "", "two", ""]
    index = storymap.SimilarityIndex(texts, na="skip")
    assert [index.text(row) for row in range(len(index))] == ["one", "two"]
    assert index.rows.tolist() == [0, 2]


def test_missing_texts_of_frames() -> None:
    texts = ["one", None, "two"]
    for column in (pd.Series(texts), pd.Series(texts, dtype="string[pyarrow]"), pl.Series(texts), pa.array(texts)):
        with pytest.raises(storymap.Error, match=r"texts\[1\]"):
            storymap.SimilarityIndex(column)
        assert texts_of(column, na="empty") == ["one", "", "two"]
        assert storymap.SimilarityIndex(column, na="skip").rows.tolist() == [0, 2]


def test_rows_count_what_was_passed_when_nothing_was_skipped() -> None:
    assert storymap.SimilarityIndex(TEXTS, na="skip").rows.tolist() == list(range(7))


@pytest.mark.parametrize("one", ["pay by card", b"pay by card", bytearray(b"pay")])
def test_one_text_is_not_many(one: Any) -> None:
    with pytest.raises(storymap.Error, match="expected many texts, found one") as raised:
        storymap.SimilarityIndex(one)
    assert raised.value.path == "texts"


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["one", 2], r"texts\[1\] must be str, not int"),
        (["one", b"two"], r"texts\[1\] must be str, not bytes"),
        ([["one"]], r"texts\[0\] must be str, not list"),
        (7, r"texts must be a sequence of str, not int"),
        (None, r"texts must be a sequence of str, not NoneType"),
        ({"one", "two"}, r"texts must be texts in an order, not set"),
        ({"one": "two"}, r"texts must be texts in an order, not dict"),
        (np.arange(3), r"texts must be an array of str, not of int64"),
        (pd.Series([1, 2]), r"texts must be|texts\[0\] must be str"),
        (pl.Series([1, 2]), r"texts must be a column of strings"),
    ],
)
def test_what_is_no_text_is_a_type_error(texts: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        storymap.SimilarityIndex(texts)


def test_arrays_have_one_dimension() -> None:
    for array in (np.array([["one"]]), np.array("one"), np.array([["one"]], dtype=object)):
        with pytest.raises(storymap.Error, match="one dimension"):
            storymap.SimilarityIndex(array)


@pytest.mark.parametrize("texts", [["one", "\ud800"], ["one", "a\udfffb"], np.array(["one", "\udc80"])])
def test_lone_surrogates_are_no_text(texts: Any) -> None:
    with pytest.raises(storymap.Error, match="lone surrogate") as raised:
        storymap.SimilarityIndex(texts)
    assert (raised.value.code, raised.value.path) == ("invalid_encoding", "texts[1]")


def test_what_an_iterator_raises_comes_through() -> None:
    def broken() -> Any:
        yield "one"
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError, match="the database is gone"):
        storymap.SimilarityIndex(broken())


def test_files_of_one_text_a_line(tmp_path: Path) -> None:
    path = tmp_path / "titles.txt"
    path.write_bytes("\ufeffone\r\ntwo\n\nпять\n".encode())
    assert texts_of(path) == ["one", "two", "", "пять"]
    path.write_bytes(b"")
    assert texts_of(path) == []
    path.write_bytes(b"one\n\xff\n")
    with pytest.raises(storymap.Error, match="UTF-8") as raised:
        storymap.SimilarityIndex(path)
    assert (raised.value.code, raised.value.path) == ("invalid_encoding", str(path))


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for name, code in (("missing.txt", "not_found"), ("missing.json", "not_found"), ("", "unreadable")):
        with pytest.raises(storymap.Error) as raised:
            storymap.SimilarityIndex(tmp_path / name)
        assert raised.value.code == code


def test_files_of_any_format_are_their_stories(tmp_path: Path) -> None:
    path = tmp_path / "backlog.csv"
    path.write_text("Title,Description\nPay by card,As a buyer\nReset the password,\n")
    assert texts_of(path) == ["pay by card as a buyer", "reset the password"]
    assert texts_of(storymap.load(path)) == texts_of(path)


def test_na_is_one_of_three_words() -> None:
    with pytest.raises(storymap.Error, match="expected 'raise', 'empty' or 'skip'") as raised:
        storymap.SimilarityIndex(["one"], na="drop")  # type: ignore[arg-type]
    assert raised.value.path == "na"


def test_a_list_may_shrink_while_it_is_read() -> None:
    """A class whose `__iter__` is slow to come is none of ours; a list that a signal handler changes is."""
    import signal

    texts = ["one two three"] * 3_000_000
    signal.signal(signal.SIGALRM, lambda *_: texts.clear())
    signal.setitimer(signal.ITIMER_REAL, 0.005)
    try:
        assert len(storymap.SimilarityIndex(texts, ngram_range=(1, 1))) <= 3_000_000
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_texts_live_as_long_as_the_index() -> None:
    """Nothing is copied that need not be: what is dropped or changed outside must not be missed inside."""
    titles = [f"pay order {number} by card" for number in range(3000)] + ["оплата картой"] * 3000
    expected = list(titles)
    array = np.array(titles, dtype=object)
    arrow = pa.chunked_array([pa.array(titles[:2500]), pa.array(titles[2500:])])
    indexes = [storymap.SimilarityIndex(texts, threads=3) for texts in (titles, array, arrow)]
    titles.clear()
    array[:] = "another text"
    del arrow
    gc.collect()
    for index in indexes:
        assert [index.text(row) for row in range(len(index))] == expected


def test_the_first_faulty_text_is_named_whichever_thread_finds_it() -> None:
    titles = ["оплата картой"] * 9000
    titles[2500] = titles[7000] = "\ud800"
    with pytest.raises(storymap.Error) as error:
        storymap.SimilarityIndex(titles, threads=4)
    assert (error.value.code, error.value.path) == ("invalid_encoding", "texts[2500]")
    column = pa.array([b"pay"] * 2500 + [None, b"\xff"] + [b"pay"] * 4000 + [b"\xff"]).view(pa.string())
    with pytest.raises(storymap.Error) as error:
        storymap.SimilarityIndex(column, threads=4, na="skip")
    assert (error.value.code, error.value.path) == ("invalid_encoding", "texts[2501]")
