"""LiveIndex: always the answers of an index that is built anew."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path
from typing import Any

import pytest
import storymap
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from storymap import LiveIndex, SimilarityIndex

WORDS = st.sampled_from(["pay", "card", "bank", "invoice", "reset", "password", "mail", "report", "order"])
TEXT = st.lists(WORDS, max_size=6).map(" ".join)


class Backlog(RuleBasedStateMachine):
    """Changes in any order; a dict says what should be there."""

    def __init__(self) -> None:
        super().__init__()
        self.live = LiveIndex()
        self.texts: dict[int, str] = {}

    @rule(text=TEXT)
    def insert(self, text: str) -> None:
        id = self.live.insert(text)
        assert id > max(self.texts, default=-1)
        self.texts[id] = text

    @rule(texts=st.lists(TEXT, max_size=5))
    def insert_all(self, texts: list[str]) -> None:
        ids = self.live.insert_all(texts).tolist()
        self.texts |= dict(zip(ids, texts, strict=True))

    @rule(text=TEXT, at_least=st.sampled_from([0.2, 0.8]))
    def insert_and_compare(self, text: str, at_least: float) -> None:
        before = self.live.closest(text, None, at_least)
        id, duplicates = self.live.insert_and_compare(text, at_least)
        assert {match.id for match in duplicates} <= self.texts.keys() and len(duplicates) >= 0
        assert all(match.score >= at_least for match in duplicates) and len(before) <= len(self.texts)
        self.texts[id] = text

    @rule(data=st.data(), text=TEXT)
    def update(self, data: st.DataObject, text: str) -> None:
        if self.texts:
            id = data.draw(st.sampled_from(sorted(self.texts)))
            self.live.update(id, text)
            self.texts[id] = text

    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        if self.texts:
            id = data.draw(st.sampled_from(sorted(self.texts)))
            assert self.live.erase(id) and not self.live.erase(id)
            del self.texts[id]

    @rule()
    def copy(self) -> None:
        self.live = pickle.loads(pickle.dumps(self.live))

    @invariant()
    def answers_as_if_built_anew(self) -> None:
        ids = sorted(self.texts)
        assert self.live.ids().tolist() == ids and len(self.live) == len(ids)
        index = SimilarityIndex([self.texts[id] for id in ids])
        if index.measure == "cosine":
            expected = [(ids[match.row], match.score) for match in index.closest("pay the invoice", None)]
            assert self.live.closest("pay the invoice", None) == expected
            for row, id in enumerate(ids[:3]):
                near = [(ids[match.row], match.score) for match in index.neighbours(row, 4, 0.1)]
                assert self.live.neighbours(id, 4, 0.1) == near


Backlog.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestBacklog = Backlog.TestCase


@pytest.fixture
def live() -> LiveIndex:
    index = LiveIndex()
    index.insert_all(["Pay an order by card", "Reset my password", "Pay an order by invoice"])
    return index


def test_ids(live: LiveIndex) -> None:
    first, second, _ = live.ids().tolist()
    assert first in live and second in live and 99 not in live
    assert -1 not in live and 2**64 not in live and "0" not in live and 0.5 not in live
    assert live.memory() > 0 and repr(live) == "<LiveIndex: 3 texts>"


@pytest.mark.parametrize("id", [99, -1, 2**64, 2**70])
def test_texts_that_are_not_there(live: LiveIndex, id: int) -> None:
    for call in (lambda: live.update(id, "text"), lambda: live.neighbours(id)):
        with pytest.raises(storymap.Error) as raised:
            call()
        assert raised.value.code in ("unknown_id", "invalid_argument")
    if 0 <= id < 2**64:
        assert not live.erase(id)


def test_what_is_no_text(live: LiveIndex) -> None:
    calls: list[Any] = [live.insert, live.closest, lambda text: live.update(0, text)]
    for call in [*calls, lambda text: live.insert_and_compare(text, 0.5)]:
        for wrong in (None, 7, b"bytes", ["text"]):
            with pytest.raises(TypeError, match="text must be str"):
                call(wrong)
        with pytest.raises(storymap.Error, match="lone surrogate") as raised:
            call("\ud800")
        assert (raised.value.code, raised.value.path) == ("invalid_encoding", "text")
    with pytest.raises(storymap.Error, match=r"^texts\[1\]"):
        live.insert_all(["one", None])
    assert len(live) == 3


def test_texts_that_are_too_long(live: LiveIndex) -> None:
    long = "x" * (16 * 2**20 + 1)
    for call in (live.insert, live.closest, lambda text: live.insert_all(["short", text])):
        with pytest.raises(storymap.Error) as raised:
            call(long)
        assert raised.value.code == "too_large"
    assert len(live) == 3


def test_options() -> None:
    live = LiveIndex(ngram_range=(1, 1), stop_words="english", max_df=1.0)
    live.insert_all(["the card", "the password"])
    assert live.closest("the") == [] and len(live.closest("card")) == 1
    for options in ({"ngram_range": (2, 2)}, {"ngram_range": (1, 3)}, {"max_df": 1.5}, {"stop_words": "klingon"}):
        with pytest.raises(storymap.Error):
            LiveIndex(**options)


def test_files(live: LiveIndex, tmp_path: Path) -> None:
    path = tmp_path / "backlog.live"
    live.save(path)
    assert path.read_bytes() == live.to_bytes()
    loaded = LiveIndex.load(path)
    assert loaded.closest("pay by card") == live.closest("pay by card") and loaded.insert("new") == live.insert("new")
    assert [child.name for child in tmp_path.iterdir()] == ["backlog.live"]


def test_files_that_cannot_be_read_or_written(live: LiveIndex, tmp_path: Path) -> None:
    with pytest.raises(storymap.Error) as raised:
        LiveIndex.load(tmp_path / "missing")
    assert raised.value.code == "not_found"
    with pytest.raises(storymap.Error) as raised:
        live.save(tmp_path / "missing" / "file")
    assert raised.value.code == "unwritable"
    with pytest.raises(TypeError):
        live.save(7)  # type: ignore[arg-type]


def test_every_damage_is_found(live: LiveIndex) -> None:
    data = live.to_bytes()
    for size in {*range(0, len(data), 7), len(data) - 1}:
        with pytest.raises(storymap.Error):
            LiveIndex.from_bytes(data[:size])
    for at in range(0, len(data), 5):
        damaged = bytearray(data)
        damaged[at] ^= 0x41
        try:
            assert LiveIndex.from_bytes(damaged).to_bytes() == data
        except storymap.Error as error:
            assert error.code in ("invalid_syntax", "unsupported")
    for wrong in ("text", None, 7):
        with pytest.raises(TypeError):
            LiveIndex.from_bytes(wrong)  # type: ignore[arg-type]


def test_threads_change_it_and_ask_it() -> None:
    live = LiveIndex()
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            mine: list[int] = []
            for step in range(150):
                mine.append(live.insert(f"worker {worker} pays order {step} by card"))
                live.closest("pays an order by card", 5)
                live.neighbours(mine[-1], 3)
                if step % 3 == 0:
                    live.update(mine[step // 2], f"worker {worker} resets password {step}")
                if step % 5 == 4:
                    assert live.erase(mine.pop(0))
                if step % 50 == 0:
                    assert len(LiveIndex.from_bytes(live.to_bytes())) > 0
            assert all(id in live for id in mine)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [] and len(live) == 8 * 120
