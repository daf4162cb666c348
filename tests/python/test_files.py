"""Reading and writing maps in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import storymap


def test_every_real_board_and_backlog(data: Path) -> None:
    files = sorted(
        [*data.glob("trello_boards/**/*.json"), *data.glob("dalpiaz/**/*.txt"), *data.glob("**/*.csv")], key=str
    )
    read = 0
    for path in files:
        try:
            shop = storymap.load(path)
        except storymap.Error as error:
            assert error.code in ("unknown_format", "invalid_field", "invalid_syntax", "unsupported", "too_large"), path
            continue
        read += 1
        assert shop.report is not None and shop.report.format
        assert storymap.loads(storymap.dumps(shop)) == shop, path
    assert read >= 20, f"only {read} of {len(files)} were read"


@pytest.mark.parametrize("format", [format.id for format in storymap.formats() if format.writes])
def test_every_format_that_writes(root: Path, tmp_path: Path, format: str) -> None:
    shop = storymap.load(root / "examples/shop-en.json")
    path = tmp_path / "shop.file"
    dropped = storymap.dump(shop, path, format)
    assert path.read_bytes().decode() == storymap.dumps(shop, format)
    again = storymap.load(path, format)
    assert [story.title for story in again.stories] == [story.title for story in shop.stories]
    if not dropped:
        assert again == shop


def test_bytes_in_other_encodings() -> None:
    text = "Оплатить картой\nНайти по имени\n"
    for encoding in ("utf-8", "utf-16", "cp1251"):
        shop = storymap.loads(text.encode(encoding), file_name="backlog.txt")
        assert [story.title for story in shop.stories] == text.splitlines(), encoding
    assert storymap.loads(text.encode("cp1251"), encoding="cp1251").report.encoding == "cp1251"  # type: ignore[union-attr]


def test_the_report_says_what_happened(root: Path) -> None:
    report = storymap.load(root / "examples/trello/de-amirite.json").report
    assert report is not None
    assert (report.format, report.encoding, report.counts["cards"]) == ("trello", "utf-8", 81)
    assert all(note.message for note in report.notes)
    assert storymap.Map("empty").report is None


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ('{"storymap":1,"name":7}', "invalid_field", "/name"),
        ('{"storymap":1,', "invalid_syntax", "line 1, column 15"),
        ('title,points\n"open', "invalid_syntax", "line 2"),
        (b"\xff\xfe\xfd", "invalid_encoding", None),
        ("", None, None),
    ],
)
def test_bad_files_name_the_place(text: str | bytes, code: str | None, path: str | None) -> None:
    with pytest.raises(storymap.Error) as refused:
        storymap.loads(text)
    if code is not None:
        assert refused.value.code == code
    if path is not None:
        assert refused.value.path == path


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(storymap.Error) as refused:
        storymap.load(tmp_path / "none.json")
    assert refused.value.code == "not_found"
    with pytest.raises(storymap.Error) as refused:
        storymap.dump(storymap.Map(), tmp_path / "no folder" / "x.json")
    assert refused.value.code == "unwritable"
    with pytest.raises(storymap.Error) as refused:
        storymap.loads("x", format="nobody")
    assert refused.value.code in ("invalid_argument", "unknown_format")
    with pytest.raises(storymap.Error) as refused:
        storymap.loads(b"x", encoding="latin-1")
    assert refused.value.path == "encoding"
    with pytest.raises(storymap.Error) as refused:
        storymap.loads("x", encoding="utf-8")
    assert refused.value.path == "encoding"


def test_wrong_types() -> None:
    with pytest.raises(TypeError, match="text must be str or bytes, not int"):
        storymap.loads(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"map must be a storymap\.Map, not dict"):
        storymap.dumps({})  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        storymap.load(b"x")  # type: ignore[arg-type]


def test_what_is_written_is_the_json_of_the_command(root: Path) -> None:
    path = root / "examples/shop-en.json"
    assert json.loads(storymap.dumps(storymap.load(path))) == json.loads(path.read_text(encoding="utf-8"))
