"""Columns of text as Arrow exports them: every layout, and none that can crash us."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
import storymap
from hypothesis import given, settings
from hypothesis import strategies as st

CHARACTERS = st.characters(exclude_categories=["Cs"])
COLUMNS = st.lists(st.none() | st.text(CHARACTERS, max_size=20), max_size=30)
LAYOUTS: dict[str, pa.DataType] = {
    "utf8": pa.string(),
    "large_utf8": pa.large_string(),
    "utf8_view": pa.string_view(),
    **{f"dictionary of {index}": pa.dictionary(index, pa.string()) for index in (pa.int8(), pa.uint16(), pa.int64())},
    "dictionary of large_utf8": pa.dictionary(pa.int32(), pa.large_string()),
}


class OnlyArrow:
    """What others know of an object: nothing but that it speaks Arrow."""

    def __init__(self, stream: object | None = None, array: tuple[object, object] | None = None) -> None:
        if stream is not None:
            self.__arrow_c_stream__ = lambda requested_schema=None: stream
        if array is not None:
            self.__arrow_c_array__ = lambda requested_schema=None: array


def texts_of(texts: Any, **options: Any) -> list[str | None]:
    index = storymap.SimilarityIndex(texts, **options)
    return [index.text(row) for row in range(len(index))]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25)
@given(column=COLUMNS, cuts=st.lists(st.integers(0, 30), max_size=3), skipped=st.integers(0, 3))
def test_every_layout_chunk_and_offset(layout: str, column: list[str | None], cuts: list[int], skipped: int) -> None:
    """Chunks are slices, so that all but the first begin at an offset, also within a byte of the bitmap."""
    whole = pa.array(["skipped"] * skipped + column, pa.string()).cast(LAYOUTS[layout])
    edges = sorted({skipped, len(whole), *(cut for cut in cuts if skipped <= cut <= len(whole))})
    chunks = [whole.slice(begin, end - begin) for begin, end in pairwise(edges)]
    expected = [text or "" for text in column]
    chunked = pa.chunked_array(chunks, whole.type)
    assert texts_of(chunked, na="empty") == expected
    assert texts_of(pa.table({"title": chunked}), na="empty") == expected
    one = whole.slice(skipped)
    assert texts_of(OnlyArrow(array=one.__arrow_c_array__()), na="empty") == expected
    skipping = storymap.SimilarityIndex(chunked, na="skip")
    assert skipping.rows.tolist() == [row for row, text in enumerate(column) if text is not None]


@given(COLUMNS)
def test_polars(column: list[str | None]) -> None:
    expected = [text or "" for text in column]
    series = pl.Series("title", column, dtype=pl.String)
    assert texts_of(series, na="empty") == expected
    assert texts_of(series.to_frame(), na="empty") == expected
    assert texts_of(series.cast(pl.Categorical), na="empty") == expected
    assert texts_of(pl.concat([series, series], rechunk=False), na="empty") == expected * 2


def test_a_struct_with_an_offset_and_nulls_of_its_own() -> None:
    struct = pa.StructArray.from_arrays(
        [pa.array(["a", "b", None, "d", "e"])], ["title"], mask=pa.array([False, False, False, True, False])
    )
    assert texts_of(struct.slice(1), na="empty") == ["b", "", "", "e"]
    with pytest.raises(storymap.Error, match=r"texts\[1\]"):
        storymap.SimilarityIndex(struct.slice(1))


def test_a_column_of_nothing_but_nulls() -> None:
    assert texts_of(pa.nulls(3), na="empty") == ["", "", ""]
    assert texts_of(pa.nulls(3), na="skip") == []


def test_nulls_in_a_dictionary() -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([1, 0, None, 1], pa.int8()), pa.array(["a", None]))
    assert texts_of(column, na="empty") == ["", "a", "", ""]


def test_tables_have_one_column() -> None:
    with pytest.raises(storymap.Error, match="expected one column of texts, found 2: id, title"):
        storymap.SimilarityIndex(pa.table({"id": [1], "title": ["a"]}))


@pytest.mark.parametrize("column", [[1, 2], [1.5], [True], [b"bytes"], [["nested"]]])
def test_other_types_are_refused(column: list[Any]) -> None:
    with pytest.raises(TypeError, match="texts must be a column of strings, not of the Arrow type"):
        storymap.SimilarityIndex(pa.array(column))


@pytest.mark.parametrize("type", [pa.binary(), pa.large_binary(), pa.binary_view()])
def test_bytes_that_are_no_utf8(type: pa.DataType) -> None:
    text_types = {pa.binary(): pa.string(), pa.large_binary(): pa.large_string(), pa.binary_view(): pa.string_view()}
    column = pa.array([b"good", b"bad: \xc3\x28 and long enough"], type)
    lying = pa.Array.from_buffers(text_types[type], 2, column.buffers())
    with pytest.raises(storymap.Error, match="UTF-8") as raised:
        storymap.SimilarityIndex(lying)
    assert (raised.value.code, raised.value.path) == ("invalid_encoding", "texts[1]")


def test_a_stream_that_fails() -> None:
    def batches() -> Any:
        yield pa.record_batch({"title": ["a"]})
        raise ValueError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"title": pa.string()}), batches())
    with pytest.raises(storymap.Error, match="the disk is gone"):
        storymap.SimilarityIndex(reader)


def test_a_stream_can_be_read_once() -> None:
    reader = pa.RecordBatchReader.from_batches(pa.schema({"t": pa.string()}), [pa.record_batch({"t": ["a"]})])
    stream = reader.__arrow_c_stream__()
    assert texts_of(OnlyArrow(stream=stream)) == ["a"]


def test_capsules_of_something_else() -> None:
    schema, array = pa.array(["a"]).__arrow_c_array__()
    for broken in (OnlyArrow(stream=schema), OnlyArrow(array=(array, schema)), OnlyArrow(stream=7)):
        with pytest.raises((ValueError, TypeError)):
            storymap.SimilarityIndex(broken)


# Arrays that lie about themselves, made by hand.


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]
Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]

_RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(lambda _: None)
_NEW_CAPSULE = ctypes.pythonapi.PyCapsule_New
_NEW_CAPSULE.restype = ctypes.py_object
_NEW_CAPSULE.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class HandMade:
    """Two texts, "ab" and "c", of which a test then changes what it likes."""

    def __init__(self, format: bytes = b"u") -> None:
        self.offsets: Any = ((ctypes.c_int64 if format == b"U" else ctypes.c_int32) * 3)(0, 2, 3)
        self.bytes = ctypes.create_string_buffer(b"abc")
        self.buffers = (ctypes.c_void_p * 4)(None, ctypes.addressof(self.offsets), ctypes.addressof(self.bytes), None)
        release = ctypes.cast(_RELEASE, ctypes.c_void_p).value
        self.schema = Schema(format=format, name=b"title", release=release)
        self.array = Array(length=2, n_buffers=3, buffers=self.buffers, release=release)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        return (
            _NEW_CAPSULE(ctypes.addressof(self.schema), b"arrow_schema", None),
            _NEW_CAPSULE(ctypes.addressof(self.array), b"arrow_array", None),
        )

    def views(self, *views: bytes) -> HandMade:
        """The same array as views."""
        self.schema.format = b"vu"
        self.memory = ctypes.create_string_buffer(b"".join(views), 16 * len(views))
        self.sizes = (ctypes.c_int64 * 1)(3)
        self.buffers[1] = ctypes.addressof(self.memory)
        self.buffers[3] = ctypes.addressof(self.sizes)
        self.array.n_buffers, self.array.length = 4, len(views)
        return self


def _view(size: int, buffer: int, offset: int) -> bytes:
    numbers = ((size, True), (0, False), (buffer, True), (offset, False))
    return b"".join(number.to_bytes(4, "little", signed=signed) for number, signed in numbers)


def _set(name: str, value: Any) -> Callable[[HandMade], object]:
    return lambda made: setattr(made.array, name, value)


def _put(name: str, at: int, value: Any) -> Callable[[HandMade], object]:
    return lambda made: getattr(made, name).__setitem__(at, value)


def test_what_is_made_by_hand_is_right_before_it_is_broken() -> None:
    assert texts_of(HandMade()) == ["ab", "c"]
    assert texts_of(HandMade(b"U")) == ["ab", "c"]
    long = HandMade().views(_view(3, 0, 0))
    assert texts_of(long.views((2).to_bytes(4, "little") + b"xy" + bytes(10))) == ["xy"]


@pytest.mark.parametrize(
    "broken",
    [
        _set("length", -1),
        _set("offset", -1),
        _set("offset", 2**63 - 1),
        _set("n_buffers", 1),
        _set("n_buffers", -5),
        _set("null_count", 2),
        _put("buffers", 1, None),
        _put("buffers", 2, None),
        _put("offsets", 0, -1),
        _put("offsets", 1, -7),
        _put("offsets", 2, 1),
        lambda made: setattr(made.schema, "format", None),
        lambda made: made.views(_view(-1, 0, 0)),
        lambda made: made.views(_view(13, 1, 0)),
        lambda made: made.views(_view(13, -1, 0)),
        lambda made: made.views(_view(13, 0, 0)),
        lambda made: made.views(_view(2**31 - 1, 0, 2**32 - 1)),
        lambda made: made.views(_view(13, 0, 0)).sizes.__setitem__(0, -1),
        lambda made: made.views(_view(13, 0, 0)).buffers.__setitem__(3, None),
        lambda made: made.schema.__init__(format=b"+s", n_children=1, release=made.schema.release),
        lambda made: setattr(made.schema, "dictionary", ctypes.pointer(HandMade().schema)),
    ],
)
def test_malformed_arrays_are_errors(broken: Callable[[HandMade], object]) -> None:
    made = HandMade()
    broken(made)
    with pytest.raises((storymap.Error, TypeError), match=r"malformed Arrow data|must be a column of strings"):
        storymap.SimilarityIndex(made)


def test_an_index_beyond_its_dictionary() -> None:
    for value in (-1, 2, 100):
        words, made = HandMade(), HandMade(b"c")
        made.indices = (ctypes.c_int8 * 2)(0, value)  # type: ignore[attr-defined]
        made.buffers[1] = ctypes.addressof(made.indices)  # type: ignore[attr-defined]
        made.schema.dictionary, made.array.dictionary = ctypes.pointer(words.schema), ctypes.pointer(words.array)
        with pytest.raises(storymap.Error, match="beyond its dictionary") as raised:
            storymap.SimilarityIndex(made)
        assert raised.value.path == "texts[1]"


def test_released_arrays_are_not_read() -> None:
    made = HandMade()
    made.array.release = None
    with pytest.raises(storymap.Error, match="released"):
        storymap.SimilarityIndex(made)


# And out again.


def test_pairs_as_arrow() -> None:
    pairs = storymap.SimilarityIndex(["pay by card"] * 3 + ["reset the password"] * 2).pairs(0.5)
    table = pa.table(pairs)
    assert table.schema.types == [pa.uint32(), pa.uint32(), pa.float64()]
    assert table.to_pydict() == {"left": [0, 0, 1, 3], "right": [1, 2, 2, 4], "score": [1.0] * 4}
    assert pl.DataFrame(pairs).rows() == [tuple(pair) for pair in pairs]
    table.validate(full=True)
    assert pa.table(pairs[:0]).num_rows == 0


def test_a_column_outlives_its_table_and_the_pairs() -> None:
    pairs = storymap.SimilarityIndex(["pay by card"] * 3, max_df=1.0).pairs(0.5)
    column = pa.table(pairs)["score"]
    del pairs
    assert column.to_pylist() == [1.0, 1.0, 1.0]


def test_a_stream_that_nobody_reads_is_released() -> None:
    pairs = storymap.SimilarityIndex(["pay by card"] * 3, max_df=1.0).pairs(0.5)
    for _ in range(1000):
        pairs.__arrow_c_stream__()
