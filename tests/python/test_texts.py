"""Texts in every shape: the same corpus from all of them, and errors that name the row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import storymap
from hypothesis import given, settings
from hypothesis import strategies as st
from storymap._texts import to_corpus

TEXTS = ["Pay by card", "", "Оплатить картой", "a" * 40, "x\0y", "日本語 🎉"]


def texts_of(corpus: Any) -> list[str]:
    return [corpus.text(row) for row in range(len(corpus))]


def shapes(texts: list[str]) -> dict[str, Any]:
    return {
        "list": texts,
        "tuple": tuple(texts),
        "generator": (text for text in texts),
        "numpy objects": np.array(texts, dtype=object),
        "pandas": pd.Series(texts),
        "pandas objects": pd.Series(texts, dtype=object),
        "pandas index": pd.Index(texts),
        "polars": pl.Series(texts),
        "polars frame": pl.DataFrame({"title": texts}),
        "arrow": pa.array(texts, pa.string()),
        "large arrow": pa.array(texts, pa.large_string()),
        "arrow views": pa.array(texts, pa.string_view()),
        "arrow chunks": pa.chunked_array([texts[:2], texts[2:]]),
        "arrow slice": pa.array(["no", *texts, "no"])[1:-1],
        "arrow dictionary": pa.array(texts).dictionary_encode(),
        "arrow table": pa.table({"title": texts}),
        "arrow view slice": pa.array(["no", *texts], pa.string_view())[1:],
        "polars categories": pl.Series(texts, dtype=pl.Categorical),
    }


@pytest.mark.parametrize("name", list(shapes(TEXTS)))
def test_every_shape_holds_the_same_texts(name: str) -> None:
    assert texts_of(to_corpus(shapes(TEXTS)[name])) == TEXTS


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_texts_in_any_shape(texts: list[str]) -> None:
    for name, shape in shapes(texts).items():
        if texts or name not in ("numpy objects", "polars categories", "arrow chunks"):
            assert texts_of(to_corpus(shape)) == texts, name


def test_numpy_strings() -> None:
    # NumPy cuts NUL characters off the end of its own strings.
    texts = ["Pay", "Оплатить", ""]
    assert texts_of(to_corpus(np.array(texts))) == texts


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_missing_texts_are_named_or_empty(missing: Any) -> None:
    texts = ["pay", missing, "search"]
    for shape in (texts, pd.Series(texts, dtype=object), np.array(texts, dtype=object)):
        with pytest.raises(storymap.Error) as refused:
            to_corpus(shape)
        assert refused.value.path == "texts[1]"
        assert texts_of(to_corpus(shape, na="empty")) == ["pay", "", "search"]


@pytest.mark.parametrize(
    "shape",
    [
        pd.Series(["pay", None, "search"], dtype="str"),
        pl.Series(["pay", None, "search"]),
        pa.array(["pay", None, "search"]),
        pa.array(["pay", None, "search"], pa.string_view()),
        pa.array(["pay", None, "search"]).dictionary_encode(),
        pa.chunked_array([["pay"], [None, "search"]]),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_nulls_of_columns(shape: Any) -> None:
    with pytest.raises(storymap.Error) as refused:
        to_corpus(shape)
    assert refused.value.path == "texts[1]"
    assert texts_of(to_corpus(shape, na="empty")) == ["pay", "", "search"]


def test_a_column_of_nulls() -> None:
    assert texts_of(to_corpus(pa.nulls(2), na="empty")) == ["", ""]


@pytest.mark.parametrize("one", ["one text", b"one text"])
def test_one_text_is_not_many(one: Any) -> None:
    with pytest.raises(storymap.Error, match="expected many texts, found one"):
        storymap.similar(one)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["pay", 7], r"texts\[1\] must be str, not int"),
        (["pay", b"pay"], r"texts\[1\] must be str, not bytes"),
        ([["pay"]], r"texts\[0\] must be str, not list"),
        (np.array([1, 2]), r"texts\[0\] must be str, not int"),
        (pa.array([1, 2]), r"must be an Arrow array of strings, not of format"),
        (pa.table({"a": ["x"], "b": ["y"]}), r"choose one column"),
        (pl.Series([1.5]), r"must be an Arrow array of strings"),
        (7, r"texts must be texts, not int"),
    ],
)
def test_wrong_types(texts: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        storymap.similar(texts)


def test_two_dimensions() -> None:
    with pytest.raises(storymap.Error, match="one dimension"):
        storymap.similar(np.array([["a", "b"]]))


def test_lone_surrogates() -> None:
    with pytest.raises(storymap.Error) as refused:
        storymap.similar(["pay", "\ud800"])
    assert (refused.value.code, refused.value.path) == ("invalid_encoding", "texts[1]")


def test_arrow_strings_that_are_no_utf8() -> None:
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(np.array([0, 3, 4], dtype=np.int32)), pa.py_buffer(b"pay\xff")]
    )
    with pytest.raises(storymap.Error) as refused:
        storymap.similar(broken)
    assert (refused.value.code, refused.value.path) == ("invalid_encoding", "texts[1]")


@pytest.mark.parametrize("offsets", [[0, 3, 1], [3, -2, 3]])
def test_broken_arrow_offsets_do_not_crash(offsets: list[int]) -> None:
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(np.array(offsets, dtype=np.int32)), pa.py_buffer(b"pay now")]
    )
    with pytest.raises(storymap.Error, match="broken"):
        storymap.similar(broken)


def test_a_stream_is_read_once() -> None:
    from storymap import _core

    stream = pa.chunked_array([["pay"]]).__arrow_c_stream__()
    assert len(_core.corpus_of_stream(stream, False, "texts")) == 1
    again = _core.corpus_of_stream(stream, False, "texts")
    assert len(again) == 0


def test_a_file_with_one_text_a_line(tmp_path: Path) -> None:
    path = tmp_path / "backlog.txt"
    path.write_text("pay by card\npay by card\nsearch\n", encoding="utf-8")
    assert list(storymap.similar(path, 0.9, max_df=1.0).pairs) == [(0, 1, 1.0)]
    with pytest.raises(storymap.Error) as refused:
        storymap.similar(tmp_path / "none.txt")
    assert refused.value.code == "not_found"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(storymap.Error) as refused:
        storymap.similar(path)
    assert refused.value.code == "invalid_encoding"
