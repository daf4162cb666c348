"""Ctrl-C ends every long call at once, and so does who reads a stream of pairs no further."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache

import pytest
import storymap
from storymap import LiveIndex, SimilarityIndex, TfidfVectorizer

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


@cache
def fitted() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), threads=1).fit(generated(5000))


@pytest.fixture(scope="module")
def index(texts: list[str]) -> SimilarityIndex:
    fitted()  # not while Ctrl-C is awaited
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
    "fit_transform": lambda texts, _: TfidfVectorizer(ngram_range=(1, 3), threads=1).fit_transform(texts),
    "transform": lambda texts, _: fitted().transform(texts),
    "insert_all": lambda texts, _: LiveIndex().insert_all(texts),
    "pairs": lambda _, index: index.pairs(0.3),
    "iter_pairs": lambda _, index: [len(pairs) for pairs in index.iter_pairs(0.3)],
    "count_pairs": lambda _, index: index.count_pairs([0.3, 0.5]),
    "groups": lambda _, index: index.groups(0.3),
    "neighbour_graph": lambda _, index: index.neighbour_graph(5, 0.3),
    "across": lambda texts, _: storymap.across(texts[:60_000], texts[60_000:], 0.5),
    "components": lambda _, index: index.components(0.3),
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


def test_a_stream_has_the_same_pairs(index: SimilarityIndex) -> None:
    streamed = [pair for pairs in index.iter_pairs(0.6, chunk=500) for pair in pairs]
    assert sorted(streamed) == list(index.pairs(0.6))
    for wrong, error in ((0, storymap.Error), (-1, storymap.Error), (1.5, TypeError)):
        with pytest.raises(error):
            index.iter_pairs(0.6, chunk=wrong)  # type: ignore[arg-type]


def test_what_progress_raises_ends_a_stream(index: SimilarityIndex) -> None:
    def progress(done: int, total: int) -> None:
        raise RuntimeError("no room on the screen")

    with pytest.raises(RuntimeError, match="no room on the screen"):
        list(index.iter_pairs(0.3, progress=progress))


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
        return len(calls) < 2

    index.for_each_pair(visit, 0.1)
    assert len(calls) == 2

    def fail(pairs: storymap.Pairs) -> None:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        index.for_each_pair(fail, 0.3)
