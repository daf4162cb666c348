"""Long calls: other threads run meanwhile, Ctrl-C ends them at once, and they say how far they are."""

from __future__ import annotations

import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import storymap
from storymap import LiveIndex, SimilarityIndex

#: How soon Ctrl-C is answered: 100 ms, and what a busy machine takes to schedule a thread.
PROMPT = 0.1
PATIENCE = 0.25


def generated(texts: int, seed: int = 7) -> list[str]:
    """Texts of a few thousand words of which some are far more common than others."""
    chosen = random.Random(seed)
    words = [f"w{number}" for number in range(5000)]
    weights = [1 / (number + 1) for number in range(5000)]
    stock = chosen.choices(words, weights, k=texts * 12)
    return [" ".join(stock[at : at + 12]) for at in range(0, len(stock), 12)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return generated(120_000)


@pytest.fixture(scope="module")
def index(texts: list[str]) -> SimilarityIndex:
    return SimilarityIndex(texts)


@contextmanager
def interrupted_after(seconds: float) -> Iterator[list[float]]:
    """Ctrl-C is pressed a while from now; the list then has the time when Python saw it."""
    seen: list[float] = []

    def handler(*_: object) -> None:
        seen.append(time.perf_counter())
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, handler)
    alarm = signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield seen
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, alarm)
        signal.signal(signal.SIGINT, before)


CALLS: dict[str, Callable[[list[str], SimilarityIndex], object]] = {
    "build": lambda texts, _: SimilarityIndex(texts),
    "build jaccard": lambda texts, _: SimilarityIndex(texts, measure="jaccard"),
    "pairs": lambda _, index: index.pairs(0.3),
    "iter_pairs": lambda _, index: [len(pairs) for pairs in index.iter_pairs(0.3)],
    "count_pairs": lambda _, index: index.count_pairs([0.3, 0.5]),
    "groups": lambda _, index: index.groups(0.3),
    "groups at thresholds": lambda _, index: index.groups(thresholds=[0.3, 0.5]),
    "neighbour_graph": lambda _, index: index.neighbour_graph(5, 0.3),
    "pairs_across": lambda _, index: index.pairs_across(60_000, 0.3),
    "across": lambda texts, index: index.across(texts[:60_000], 0.3),
    "closest": lambda texts, index: index.closest(texts[:2000]),
}


@pytest.mark.parametrize("name", CALLS)
def test_ctrl_c_is_answered_at_once(name: str, texts: list[str], index: SimilarityIndex) -> None:
    """Wherever in the call it comes. Load can delay any one answer, so each moment has three tries."""
    for seconds in (0.01, 0.05, 0.15, 0.4):
        delays = []
        for _ in range(3):
            with interrupted_after(seconds) as seen:
                begin = time.perf_counter()
                with suppress(KeyboardInterrupt):
                    CALLS[name](texts, index)
                end = time.perf_counter()
            if not seen and end - begin < seconds + PATIENCE:
                return  # it was done before
            delays.append(end - begin - seconds)
            if delays[-1] <= PROMPT:
                break
        assert min(delays) <= PATIENCE, f"Ctrl-C {seconds} s after the beginning was answered {min(delays):.3f} s later"


def test_an_interrupted_index_can_be_asked_again(texts: list[str], index: SimilarityIndex) -> None:
    with interrupted_after(0.02), pytest.raises(KeyboardInterrupt):
        while True:
            index.pairs(0.3)
    assert len(index.pairs(0.95)) == index.count_pairs([0.95])[0]


def test_texts_that_were_not_all_inserted_are_taken_back(texts: list[str]) -> None:
    live = LiveIndex()
    kept = live.insert("one that was there before")
    with interrupted_after(0.1), pytest.raises(KeyboardInterrupt):
        while True:
            live.erase(int(live.insert_all(texts)[0]))
            live = LiveIndex()
            kept = live.insert("one that was there before")
    assert live.ids().tolist() == [kept]


def test_other_threads_run_meanwhile(index: SimilarityIndex) -> None:
    counted = 0
    done = threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    begin = time.perf_counter()
    index.pairs(0.25)
    lasted = time.perf_counter() - begin
    done.set()
    thread.join()
    # Had the call kept the GIL, the counter would have stood still.
    assert counted >= min(20, lasted / 0.1)


def test_progress_is_told_and_ends_at_the_total(index: SimilarityIndex) -> None:
    told: list[tuple[int, int]] = []
    index.pairs(0.5, progress=lambda done, total: told.append((done, total)))
    assert told and told[-1][0] == told[-1][1] and all(0 <= done <= total for done, total in told)
    assert all(isinstance(number, int) for pair in told for number in pair)


def test_progress_is_told_on_the_thread_that_called(texts: list[str], index: SimilarityIndex) -> None:
    threads: set[int] = set()

    def progress(done: int, total: int) -> None:
        threads.add(threading.get_ident())

    index.count_pairs([0.4], progress=progress)
    SimilarityIndex(texts[:20_000], progress=progress)
    list(index.iter_pairs(0.4, progress=progress))
    assert threads == {threading.get_ident()}


@pytest.mark.parametrize("name", ["pairs", "iter_pairs", "groups"])
def test_what_progress_raises_comes_through(index: SimilarityIndex, name: str) -> None:
    def progress(done: int, total: int) -> None:
        raise RuntimeError("no room on the screen")

    with pytest.raises(RuntimeError, match="no room on the screen"):
        found = getattr(index, name)(0.3, progress=progress)
        list(found)


def test_a_bar_of_tqdm(index: SimilarityIndex, capsys: pytest.CaptureFixture[str]) -> None:
    index.pairs(0.4, progress=True)
    assert "pairs" in capsys.readouterr().err


def test_without_tqdm_the_error_says_what_to_install(index: SimilarityIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match=r"pip install storymap\[progress\]"):
        index.pairs(0.9, progress=True)


def test_a_stream_that_nobody_reads_to_its_end_stops(index: SimilarityIndex) -> None:
    before = threading.active_count()
    for _ in range(20):
        stream = index.iter_pairs(0.3, chunk=100)
        next(stream)
        del stream
    unread = index.iter_pairs(0.3)
    del unread
    assert threading.active_count() == before


def test_a_visitor_ends_the_search(index: SimilarityIndex) -> None:
    calls: list[int] = []

    def visit(pairs: storymap.Pairs) -> bool:
        calls.append(len(pairs))
        return len(calls) < 3

    index.for_each_pair(0.3, visit, chunk=100)
    assert len(calls) == 3

    def fail(pairs: storymap.Pairs) -> None:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        index.for_each_pair(0.3, fail, chunk=100)


def test_eight_threads_ask_all_at_once() -> None:
    texts = generated(3000)
    index, live = SimilarityIndex(texts), LiveIndex()
    live.insert_all(texts[:500])
    expected: dict[str, Any] = {
        "pairs": list(index.pairs(0.4)),
        "groups": index.groups(0.4).labels.tolist(),
        "closest": index.closest(texts[0]),
        "neighbours": index.neighbours(1, 5),
        "counts": index.count_pairs([0.4, 0.6]),
        "why": index.explain(0, 1),
    }
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for step in range(6):
                assert list(index.pairs(0.4, threads=1 + worker % 3)) == expected["pairs"]
                assert index.groups(0.4).labels.tolist() == expected["groups"]
                assert index.closest(texts[0]) == expected["closest"]
                assert index.neighbours(1, 5) == expected["neighbours"]
                assert index.count_pairs([0.4, 0.6]) == expected["counts"]
                assert index.explain(0, 1) == expected["why"]
                assert sorted(pair for chunk in index.iter_pairs(0.4, chunk=50) for pair in chunk) == expected["pairs"]
                assert len(SimilarityIndex(texts[: 100 * worker + 200]).pairs(0.9)) >= 0
                live.erase(live.insert(texts[worker * 10 + step]))
                assert live.closest(texts[worker], 3)
        except BaseException as failure:
            failures.append(failure)

    fresh = SimilarityIndex(texts)  # whose vectorizer is fitted by whoever comes first
    first: list[object] = []
    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    threads += [threading.Thread(target=lambda: first.append(fresh.closest(texts[0]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [] and first == [expected["closest"]] * 8
    assert len(live) == 500
