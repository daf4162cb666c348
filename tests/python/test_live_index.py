"""The live index in Python: the answers of an index built anew, from many threads, in files."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import pytest
import storymap
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = ["pay", "card", "order", "search", "name", "filter", "price", "invoice"]


@given(st.lists(st.tuples(st.sampled_from("iiiue"), st.lists(st.sampled_from(WORDS), max_size=6)), max_size=25))
@settings(max_examples=60, deadline=None)
def test_answers_are_those_of_an_index_built_anew(steps: list[tuple[str, list[str]]]) -> None:
    live = storymap.LiveIndex(ngram_range=(1, 1))
    texts: dict[int, str] = {}
    for step, chosen in steps:
        text = " ".join(chosen)
        if step == "i" or not texts:
            texts[live.insert(text)] = text
        elif step == "u":
            texts[min(texts)] = text
            live.update(min(texts), text)
        else:
            live.erase(min(texts))
            del texts[min(texts)]
    rows = list(texts)
    anew = storymap.SimilarityIndex(list(texts.values()), ngram_range=(1, 1))
    # Where no term is left to compare by, an index compares words instead, and a live one has no answer.
    found = anew.closest("pay card now", limit=None) if anew.measure == "cosine" else []
    expected = [(rows[match.row], match.score) for match in found]
    assert [(match.id, match.score) for match in live.closest("pay card now", limit=None)] == expected
    assert live.ids.tolist() == rows and len(live) == len(rows)


def test_many_at_once() -> None:
    live = storymap.LiveIndex()
    assert live.insert_all(["pay by card", "search by name"]) == range(0, 2)
    assert live.insert_all([]) == range(2, 2)
    id, duplicates = live.insert_and_compare("pay by card", 0.9)
    assert (id, [match.id for match in duplicates]) == (2, [0])
    assert [match.id for match in live.neighbours(2)] == [0]
    assert 1 in live and 7 not in live and "x" not in live
    assert live.memory > 100 and repr(live) == "<LiveIndex of 3 texts>"


def test_files_and_pickles(tmp_path: Path) -> None:
    live = storymap.LiveIndex(stop_words="en", max_df=5)
    live.insert_all(["pay by card", "search by name", "pay by cards"])
    live.save(tmp_path / "backlog.live")
    for other in (
        storymap.LiveIndex.load(tmp_path / "backlog.live"),
        pickle.loads(pickle.dumps(live)),
        storymap.LiveIndex.from_bytes(live.to_bytes()),
    ):
        assert other.to_bytes() == live.to_bytes()
        assert other.closest("pay by card") == live.closest("pay by card")


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    live = storymap.LiveIndex()
    live.insert("pay by card")
    data = live.to_bytes()
    for cut in (0, 1, len(data) // 2, len(data) - 1):
        with pytest.raises(storymap.Error) as refused:
            storymap.LiveIndex.from_bytes(data[:cut])
        assert refused.value.code == "invalid_syntax"
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 1
    with pytest.raises(storymap.Error):
        storymap.LiveIndex.from_bytes(bytes(flipped))
    with pytest.raises(storymap.Error) as refused:
        storymap.LiveIndex.load(tmp_path / "none")
    assert refused.value.code == "not_found"
    with pytest.raises(TypeError):
        storymap.LiveIndex.from_bytes("text")  # type: ignore[arg-type]


def test_wrong_arguments() -> None:
    live = storymap.LiveIndex()
    with pytest.raises(TypeError, match="text must be str, not int"):
        live.insert(3)  # type: ignore[arg-type]
    for act in (lambda: live.erase(3), lambda: live.update(3, "x"), lambda: live.neighbours(3), lambda: live.erase(-1)):
        with pytest.raises(storymap.Error) as refused:
            act()
        assert refused.value.code == "unknown_id"
    with pytest.raises(storymap.Error) as refused:
        live.insert("x" * (2**24 + 1))
    assert refused.value.code == "too_large"
    with pytest.raises(storymap.Error) as refused:
        live.insert("\ud800")
    assert refused.value.code == "invalid_encoding"
    with pytest.raises(storymap.Error):
        storymap.LiveIndex(ngram_range=(1, 3))
    with pytest.raises(storymap.Error):
        live.closest("x", at_least=2)


def test_threads_ask_and_change() -> None:
    live = storymap.LiveIndex()
    live.insert_all([f"pay order {number} by card" for number in range(200)])
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(60):
                live.closest("pay order by card", 5)
                id = live.insert(f"search {number} {step}")
                live.update(id, f"filter {number} {step}")
                if step % 2:
                    live.erase(id)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and len(live) == 200 + 8 * 30
