"""What becomes of `threads=` and `progress=`, which every long call has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ._errors import Error
from ._optional import load

#: None for silence, True for a bar of tqdm, or what is called with how much is done of how much.
Progress: TypeAlias = "Callable[[int, int], object] | bool | None"


def thread_count(threads: int | None) -> int:
    """How many threads the library shall use: 0 for all of the machine."""
    if threads is None:
        return 0
    if isinstance(threads, bool) or not isinstance(threads, int):
        raise TypeError(f"threads must be int or None, not {type(threads).__name__}")
    if not 0 <= threads <= 4096:
        raise Error("expected a number of threads from 0 (all) to 4096", path="threads")
    return threads


@contextmanager
def reporting(progress: Progress, name: str) -> Iterator[Callable[[int, int], object] | None]:
    """What a long call is to call while it works."""
    if progress is None or progress is False:
        yield None
    elif progress is True:
        with load("tqdm.auto", "progress", "progress=True").tqdm(desc=name, leave=False) as bar:

            def move(done: int, total: int) -> None:
                # A call has several stages, each with a total of its own.
                if bar.total != total:
                    bar.reset(total)
                bar.update(done - bar.n)

            yield move
    elif callable(progress):
        yield progress
    else:
        raise TypeError(f"progress must be None, True or callable, not {type(progress).__name__}")
