"""Reading and writing files."""

from __future__ import annotations

import json
import os
import pickle
import warnings
from pathlib import Path

import pytest
import storymap
from hypothesis import given
from hypothesis import strategies as st
from real_data import DATA, ROOT, real_files
from some_maps import maps, shop
from storymap import Error, LossWarning, Map


def test_formats_say_what_they_hold() -> None:
    formats = {format.id: format for format in storymap.formats()}
    assert list(formats) == sorted(formats) == ["csv", "json", "jsonl", "markdown", "text", "trello"]
    assert formats["json"].extensions == (".json", ".storymap") and "links" in formats["json"].holds
    assert formats["trello"].reads and not formats["trello"].writes
    assert formats["text"].holds == {"titles"}


@pytest.mark.parametrize("format", ["csv", "json", "markdown"])
def test_a_map_comes_back_from_every_format_that_holds_it(format: str, tmp_path: Path) -> None:
    map = shop()
    extension = next(each for each in storymap.formats() if each.id == format).extensions[0]
    path = tmp_path / f"shop{extension}"
    storymap.dump(map, path)
    read = storymap.load(path)
    assert [story.title for story in read.stories] == [story.title for story in map.stories]
    assert read.report is not None and read.report.format == format and read.report.file == str(path)
    assert storymap.loads(path.read_bytes(), format).counts == read.counts
    assert path.read_bytes().decode() == storymap.dumps(map, format)


@given(maps())
def test_every_map_can_be_written_in_every_format(map: Map) -> None:
    for format in storymap.formats():
        if format.writes:
            assert isinstance(storymap.dumps(map, format.id, on_loss="ignore"), str)


def test_what_a_format_has_no_place_for_is_told(tmp_path: Path) -> None:
    map = shop()
    with pytest.warns(LossWarning, match="no place for"):
        storymap.dumps(map, "text")
    with pytest.warns(LossWarning, match="no place for"):
        storymap.dump(map, tmp_path / "shop.txt")
    (tmp_path / "shop.txt").write_text("before")
    with pytest.raises(Error, match="no place for") as caught:
        storymap.dump(map, tmp_path / "shop.txt", on_loss="error")
    assert caught.value.code == "unsupported" and (tmp_path / "shop.txt").read_text() == "before"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        storymap.dumps(map, "text", on_loss="ignore")
        storymap.dumps(map, "json")
    with pytest.raises(Error) as refused:
        storymap.dumps(map, on_loss="maybe")  # type: ignore[arg-type]
    assert refused.value.path == "on_loss"


def test_text_and_bytes_in_all_encodings_say_the_same() -> None:
    text = "\u041e\u043f\u043b\u0430\u0442\u0438\u0442\u044c\n\u041d\u0430\u0439\u0442\u0438\n"
    titles = [story.title for story in storymap.loads(text).stories]
    assert titles == text.split()
    for data in (text.encode(), bytearray(text.encode()), memoryview(text.encode("utf-16")), text.encode("cp1251")):
        assert [story.title for story in storymap.loads(data).stories] == titles
    forced = storymap.loads(text.encode("cp1251"), encoding="windows-1251")
    assert forced.report is not None and forced.report.encoding == "cp1251"


def test_columns_can_be_named_or_numbered() -> None:
    table = "Ref;Was;Warum\n1;Pay by card;Quicker\n2;Pay by invoice;Later\n"
    for columns in ({"title": "Was", "description": "Warum"}, {"title": 2, "description": 3}):
        map = storymap.loads(table, "csv", columns=columns)
        assert [(story.title, story.description) for story in map.stories] == [
            ("Pay by card", "Quicker"),
            ("Pay by invoice", "Later"),
        ]


def test_archived_cards_can_be_left_out() -> None:
    path = ROOT / "examples/trello/de-amirite.json"
    kept, dropped = storymap.load(path), storymap.load(path, archived=False)
    assert len(dropped.stories) < len(kept.stories)


def test_a_map_without_a_name_is_called_like_its_file(tmp_path: Path) -> None:
    path = tmp_path / "backlog.txt"
    path.write_text("Pay by card\nPay by invoice\n")
    assert storymap.load(path).name == "backlog"
    assert storymap.load(path, name_after_file=False).name == ""
    assert storymap.loads(path.read_text(), file_name="other.txt").name == "other"


def test_the_report_tells_what_the_file_did_not_say() -> None:
    map = storymap.load(ROOT / "examples/trello/de-amirite.json")
    report = map.report
    assert report is not None and (report.format, report.encoding) == ("trello", "utf-8")
    assert report.counts["cards"] > 0 and report.notes
    for note in report.notes:
        assert note.message and note.times >= 1 and note.message_in("en") == note.message
        assert any("\u0430" <= character <= "\u044f" for character in note.message_in("ru"))
    copied = pickle.loads(pickle.dumps(map)).report
    assert copied == report and hash(copied) == hash(report) and repr(report).startswith("<ImportReport trello: ")
    assert map.copy().report == report and Map().report is None
    with pytest.raises(Error, match="expected en or ru"):
        report.notes[0].message_in("de")  # type: ignore[arg-type]


def test_file_names_need_not_be_text(tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.json")
    storymap.dump(shop(), path)
    read = storymap.load(path)
    assert read == shop() and read.report is not None and read.report.file == path
    assert json.loads(storymap.analyze(read).to_json())["overall_score"] > 0


@pytest.mark.parametrize(
    ("data", "format", "code", "path"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", None, "unsupported", None),
        (b"Pay by card\n\x98\x90\x81 broken \x8d\n", None, "invalid_encoding", "line 2"),
        ("Pay\nby \ud800 card", None, "invalid_encoding", "line 2"),
        ('{"storymap": 1, "activities": [{"title": 5}]}', None, "invalid_field", "/activities/0/title"),
        ('{"storymap": 1, "activities": [', None, "invalid_syntax", None),
        ("", None, "invalid_syntax", None),
        ("Pay by card", "odt", "unknown_format", None),
        ('{"storymap":1,"activities":[{"tasks":[{"stories":[{"release":"r9"}]}]}]}', "json", "unknown_id", None),
    ],
)
def test_bad_input_is_an_error_that_names_the_place(
    data: str | bytes, format: str | None, code: str, path: str | None
) -> None:
    with pytest.raises(Error) as caught:
        storymap.loads(data, format)
    assert caught.value.code == code and caught.value.message
    assert path is None or caught.value.path == path
    assert caught.value.message_in("en") == caught.value.message
    if "surrogate" not in caught.value.message:
        assert any("\u0430" <= letter <= "\u044f" for letter in caught.value.message_in("ru"))


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.json")
    for path, code in ((missing, "not_found"), (str(tmp_path), "unreadable")):
        with pytest.raises(Error) as caught:
            storymap.load(path)
        assert (caught.value.code, caught.value.path) == (code, path)
    with pytest.raises(Error) as unwritable:
        storymap.dump(shop(), tmp_path / "no folder" / "shop.json")
    assert unwritable.value.code == "unwritable" and "no folder" in unwritable.value.path
    with pytest.raises(Error) as unknown:
        storymap.dump(shop(), tmp_path / "shop.odt")
    assert unknown.value.code == "unknown_format"


def test_wrong_types_are_type_errors() -> None:
    for call, name in (
        (lambda: storymap.loads(5), "data"),  # type: ignore[arg-type]
        (lambda: storymap.load(5), "path|PathLike"),  # type: ignore[arg-type]
        (lambda: storymap.load(b"x"), "path"),  # type: ignore[arg-type]
        (lambda: storymap.loads("x", 5), "format"),  # type: ignore[arg-type]
        (lambda: storymap.loads("x", "csv", columns={"title": 1.5}), "columns"),  # type: ignore[dict-item]
        (lambda: storymap.dumps("x"), "map"),  # type: ignore[arg-type]
        (lambda: storymap.dump(None, "x"), "map"),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match=name):
            call()
    for options, path in (({"columns": {"title": 0}}, r"columns\['title'\]"), ({"encoding": "latin-9"}, "encoding")):
        with pytest.raises(Error, match=path):
            storymap.loads(b"a;b\n1;2\n", "csv", **options)


@given(st.binary(max_size=60), st.sampled_from([None, *(format.id for format in storymap.formats())]))
def test_any_bytes_are_a_map_or_an_error(data: bytes, format: str | None) -> None:
    try:
        storymap.loads(data, format).check()
    except Error as error:
        assert error.code and error.message


@pytest.mark.skipif(not DATA.is_dir(), reason="no real data: STORYMAP_DATA_DIR does not name a folder")
def test_real_files_are_read_written_and_read_again() -> None:
    files = real_files()
    assert len(files) > 50
    for path in files:
        map = storymap.load(path)
        assert map.stories, path
        assert storymap.loads(storymap.dumps(map), "json") == map, path
        assert pickle.loads(pickle.dumps(map)) == map, path
        assert len(map.to_records()) == len(map.texts) == len(map.stories), path
        assert map._repr_html_().startswith("<table"), path
