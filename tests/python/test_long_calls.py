"""Long calls: other Python threads go on, Ctrl-C stops them soon, progress is told."""

from __future__ import annotations

import itertools
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import storymap


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts that take some seconds to compare at a low threshold."""
    source = random.Random(1)
    words = [f"w{number}" for number in range(300)]
    return [" ".join(source.choices(words, k=30)) for _ in range(8_000)]


@pytest.fixture(scope="module")
def index(texts: list[str]) -> storymap.SimilarityIndex:
    return storymap.SimilarityIndex(texts, max_df=1.0, threads=1)


@contextmanager
def interrupted_after(seconds: float) -> Iterator[list[float]]:
    """Presses Ctrl-C; the list says when."""
    pressed: list[float] = []

    def press(signum: int, frame: Any) -> None:
        pressed.append(time.perf_counter())
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, press)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield pressed
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_stops_a_search(texts: list[str], threads: int) -> None:
    index = storymap.SimilarityIndex(texts, max_df=1.0, threads=threads)
    with interrupted_after(0.3) as pressed:
        started = time.perf_counter()
        with pytest.raises(KeyboardInterrupt):
            for _ in range(100):
                index.count_pairs([0.05])
        ended = time.perf_counter()
    assert pressed and ended - started >= 0.3
    # The handler runs within the call, at its next look for signals: at most 50 ms and a block of work later.
    assert ended - started - 0.3 < 1.0


def test_signals_are_looked_for_often(index: storymap.SimilarityIndex) -> None:
    seen: list[float] = []
    before = signal.signal(signal.SIGALRM, lambda signum, frame: seen.append(time.perf_counter()))
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    try:
        started = time.perf_counter()
        index.count_pairs([0.05])
        took = time.perf_counter() - started
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert took > 0.3, "the work is too short to tell"
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(seen))
    assert gaps[len(gaps) // 2] <= 0.1, f"signals were seen every {gaps[len(gaps) // 2]:.3f} s"


def test_other_threads_go_on(index: storymap.SimilarityIndex) -> None:
    counted = 0
    stop = threading.Event()

    def count() -> None:
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    index.count_pairs([0.05])
    stop.set()
    thread.join()
    assert counted >= 50


def test_progress_is_told_and_ascends(index: storymap.SimilarityIndex) -> None:
    told: list[tuple[int, int]] = []
    index.count_pairs([0.05], progress=lambda done, total: told.append((done, total)))
    assert len(told) >= 3
    assert told == sorted(told) and all(0 <= done <= total for done, total in told)
    assert told[-1][0] == told[-1][1]


def test_what_progress_raises_stops_the_work(index: storymap.SimilarityIndex) -> None:
    def enough(done: int, total: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        index.count_pairs([0.05], progress=enough)


def test_a_bar_of_tqdm(index: storymap.SimilarityIndex, capsys: pytest.CaptureFixture[str]) -> None:
    index.count_pairs([0.2], progress=True)
    assert "Counting pairs" in capsys.readouterr().err


def test_many_threads_ask_one_index(texts: list[str]) -> None:
    index = storymap.SimilarityIndex(texts[:500], max_df=1.0, threads=2)
    expected = (list(index.pairs(0.6)), index.neighbours(3, 5), index.closest("w1 w2 w3", 3))
    answers: list[Any] = []

    def ask() -> None:
        for _ in range(5):
            answers.append((list(index.pairs(0.6)), index.neighbours(3, 5), index.closest("w1 w2 w3", 3)))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 40 and all(answer == expected for answer in answers)
