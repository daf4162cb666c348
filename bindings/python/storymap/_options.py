"""Options that many functions share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from numbers import Integral
from typing import Any, Literal

from . import _core
from ._errors import Error
from ._values import word

Measure = Literal["cosine", "jaccard"]
#: The name of a built-in list, words, or None for none.
StopWordsOption = str | Iterable[str] | None
#: None, True for a bar of tqdm, or a function that takes (done, total); what it raises stops the work.
ProgressOption = bool | Callable[[int, int], object] | None

MOST_THREADS = 4096

_OTHER_NAMES = {"english": "en", "russian": "ru"}


def stop_words(given: StopWordsOption) -> list[str]:
    """The words of an option."""
    if given is None:
        return []
    if isinstance(given, str):
        try:
            return list(_core.stop_words(_OTHER_NAMES.get(given, given)))
        except Error as error:
            raise Error(error.message, error.code, "stop_words") from None
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise TypeError(f"stop_words must be str, a list of str or None, not {type(given).__name__}")
    return [word(each, f"stop_words[{number}]") for number, each in enumerate(given)]


def thread_count(threads: int | None) -> int:
    """How the core counts them: 0 for as many as the machine has."""
    if threads is None:
        return 0
    if isinstance(threads, bool) or not isinstance(threads, Integral):
        raise TypeError(f"threads must be int or None, not {type(threads).__name__}")
    if not 0 <= threads <= MOST_THREADS:
        raise Error(f"expected 0 to {MOST_THREADS}", "invalid_argument", "threads")
    return int(threads)


@contextmanager
def progress_callback(progress: ProgressOption, title: str) -> Iterator[Callable[[int, int], object] | None]:
    """What the core calls: nothing, the caller's function, or a bar that is closed in the end."""
    if progress is None or progress is False:
        yield None
    elif progress is True:
        with _bar(title) as bar:
            yield lambda done, total: _advance(bar, done, total)
    elif callable(progress):
        yield progress
    else:
        raise TypeError(f"progress must be a bool or a function, not {type(progress).__name__}")


def _bar(title: str) -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError("progress=True needs tqdm: pip install tqdm") from None
    return tqdm(desc=title, total=0, unit="", unit_scale=True, leave=False)


def _advance(bar: Any, done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)
